//! Whether a change reverses what is said, or makes it more or less certain.

use std::collections::BTreeSet;
use std::ops::Range;

use super::classify::{CLAUSE, Change, Finding, PHRASE};
use super::model::Class;
use super::row_tokens::RowTokens;
use super::sources::unnamed;
use crate::lang::{self, Hedge, Language, Set};
use crate::text::{Pair, Side};

impl Change<'_> {
    /// A negation came or went, or a word was replaced by its opposite.
    pub(crate) fn denial(&self) -> bool {
        /// Words beside a denial, or beside a word and its opposite, at most: more say something else as well.
        const OTHERS: usize = 4;
        // "who cannot be named" tells of a source.
        if self.same_verdict() || unnamed(&self.words.old) != unnamed(&self.words.new) {
            return false;
        }
        let (old, new) = (verdicts(&self.words.old), verdicts(&self.words.new));
        let reversed = || {
            self.longer() <= OTHERS
                && old.iter().any(|a| {
                    !new.contains(a) && new.iter().any(|b| !old.contains(b) && self.language().opposites(a, b))
                })
        };
        let count = |side: Side, range: &Range<usize>| self.row[side].denials(range);
        if self.one_sided() && self.is_lost() {
            return true;
        }
        let here = Pair::new(Side::Old, Side::New).map(|side| count(side, &self.range[side]));
        if here.old == here.new {
            return reversed();
        }
        let others = |side: Side| self.words[side].len().saturating_sub(here[side]);
        if self.listed() {
            return false;
        }
        if !self.one_sided() && self.longer() <= PHRASE && denied_otherwise(self.row, &self.range) {
            return true;
        }
        if self.row.old.unspaced(&self.range.old) || self.row.new.unspaced(&self.range.new) {
            return self.longer() <= 2 * PHRASE;
        }
        // "not allowed so far" → "so far not allowed".
        let wider =
            Pair::new(Side::Old, Side::New).map(|side| count(side, &self.row[side].window(&self.range[side], 3)));
        others(Side::Old).max(others(Side::New)) <= OTHERS && wider.old != wider.new
    }

    /// A sum is said to be a loss, or no longer: "vs 13.2 mln" → "vs loss 13.2 mln".
    fn is_lost(&self) -> bool {
        const BESIDE: usize = 2;
        let side = if self.words.old.is_empty() { Side::New } else { Side::Old };
        let mut next = self.row[side].indices(&(self.range[side].end..self.row[side].all().end)).take(BESIDE);
        self.words[side].len() <= BESIDE
            && self.words[side].iter().any(|k| Language::ENGLISH.has(Set::Losses, k))
            && next.any(|k| lang::figure(self.row[side].key(k)))
    }

    /// What was shown is only suggested, or the other way round.
    pub(crate) fn unsure(&self) -> bool {
        let told = |side: Side| self.words[side].iter().find_map(|k| Language::ENGLISH.shows(k));
        let (old, new) = (told(Side::Old), told(Side::New));
        self.longer() <= 1 + CLAUSE / 2 && old.is_some() && new.is_some() && old != new
    }

    /// "cleared" and "found not guilty" are one verdict.
    pub(crate) fn same_verdict(&self) -> bool {
        let acquitted = |words: &[&str]| {
            verdicts(words).iter().any(|k| Language::ENGLISH.status(k) == Language::ENGLISH.status("acquitted"))
        };
        acquitted(&self.words.old) && acquitted(&self.words.new) && self.longer() <= CLAUSE
    }

    /// "no meat, no fish" and "no meat or fish" deny the same.
    fn listed(&self) -> bool {
        if self.longer() > 8 * CLAUSE {
            return false;
        }
        let joins = |side: Side| {
            let denies = |k: usize| self.row[side].denies(k);
            let mut words = self.row[side].indices(&self.range[side]);
            words.all(|k| {
                denies(k)
                    || matches!(self.row[side].key(k), "and" | "or" | "any")
                    || self.words[side.other()].contains(&self.row[side].key(k))
            })
        };
        let before = |side: Side| {
            let start = self.range[side].start;
            self.row[side].denials(&(start.saturating_sub(8)..start)) > 0
        };
        joins(Side::Old) && joins(Side::New) && before(Side::Old) && before(Side::New)
    }

    /// From one standing before the law to another, from missing to dead, or from one kinship to another.
    pub(crate) fn status(&self) -> bool {
        let standing = |words: &[&str]| -> BTreeSet<usize> {
            verdicts(words).iter().filter_map(|k| Language::ENGLISH.status(k)).collect()
        };
        let (old, new) = (standing(&self.words.old), standing(&self.words.new));
        let kin = |words: &[&str]| words.iter().find_map(|k| Language::ENGLISH.kin(k));
        let (older, newer) = (kin(&self.words.old), kin(&self.words.new));
        let related = self.longer() <= CLAUSE / 2 && older.is_some() && newer.is_some() && older != newer;
        related || self.longer() <= CLAUSE + 2 && !old.is_empty() && !new.is_empty() && old != new
    }

    /// What makes the statement less certain differs.
    pub(crate) fn hedges(&self) -> Option<Finding> {
        let language = self.language();
        let unspaced = self.row.old.unspaced(&self.range.old) || self.row.new.unspaced(&self.range.new);
        if !language.is_english() || unspaced {
            let found = |side: Side| {
                let joined = self.words[side].concat();
                let unspaced = lang::hedges_unspaced(&joined);
                unspaced || self.words[side].iter().any(|k| language.hedges(k))
            };
            return (found(Side::Old) != found(Side::New)).then_some(Finding::plain(Class::Hedge));
        }
        let own = |side: Side| {
            let next = self.row[side].beside(&self.range[side], 1).unwrap_or("");
            hedged(&self.words[side], next, self.longer())
        };
        // "no plans" → "no current plans"
        let now = |side: Side| {
            let [word] = self.words[side].as_slice() else { return false };
            let denied = self.row[side].indices(&(0..self.range[side].start)).next_back();
            matches!(*word, "current" | "immediate" | "present") && denied.is_some_and(|k| self.row[side].denies(k))
        };
        if self.one_sided() && (now(Side::Old) || now(Side::New)) {
            return Some(Finding::plain(Class::Hedge));
        }
        let (old, new) = (own(Side::Old), own(Side::New));
        if old == new {
            // "may" for "might".
            let words = |side: Side| self.words[side].iter().filter(|k| language.hedges(k)).collect::<BTreeSet<_>>();
            return (!old.is_empty() && words(Side::Old) != words(Side::New)).then_some(Finding::slight(Class::Hedge));
        }
        let bound = old.contains(&Hedge::Bounded) != new.contains(&Hedge::Bounded);
        let alleged = old.contains(&Hedge::Alleged) != new.contains(&Hedge::Alleged);
        Some(if bound || alleged { Finding::grave(Class::Hedge) } else { Finding::plain(Class::Hedge) })
    }
}

/// Whether one side denies what the other says: a word beside a denial stands in the other without one.
pub(crate) fn denied_otherwise(row: &Pair<RowTokens<'_>>, range: &Pair<Range<usize>>) -> bool {
    /// How far behind a denial, in words, stands what it denies: "did not even try".
    const BESIDE: usize = 3;
    let beside = |side: Side| {
        let denials = row[side].indices(&range[side]).filter(|&k| row[side].denies(k));
        let words = denials.flat_map(|k| row[side].indices(&(k + 1..(k + 1 + BESIDE).min(range[side].end))));
        words
            .map(|k| row[side].key(k))
            .filter(|k| !Language::ENGLISH.is_function(k) && !lang::figure(k))
            .collect::<Vec<_>>()
    };
    let says = |side: Side, word: &str| {
        row[side].keys(&range[side]).iter().any(|k| {
            Language::ENGLISH.stem(&Language::ENGLISH.norm(k)) == Language::ENGLISH.stem(&Language::ENGLISH.norm(word))
        })
    };
    let denied = Pair::new(Side::Old, Side::New).map(|side| row[side].denials(&range[side]) > 0);
    match (denied.old, denied.new) {
        (true, false) => beside(Side::Old).iter().any(|word| says(Side::New, word)),
        (false, true) => beside(Side::New).iter().any(|word| says(Side::Old, word)),
        _ => false,
    }
}

/// Words with "not guilty" as the one word it means.
fn verdicts<'k>(keys: &[&'k str]) -> Vec<&'k str> {
    let mut out: Vec<&str> = Vec::with_capacity(keys.len());
    for &key in keys {
        if key == "guilty" && out.last() == Some(&"not") {
            out.pop();
            out.push("acquitted");
        } else {
            out.push(key);
        }
    }
    out
}

/// The groups of the hedges in some words, what stands behind them and how long the change is.
fn hedged(keys: &[&str], next: &str, longer: usize) -> BTreeSet<Hedge> {
    /// "had stocks to" → "could" tells what can be done, "lost" → "could lose" what may.
    const FEW: usize = 4;
    let bounded = Language::ENGLISH.holds(Set::Bounded, keys).then_some(Hedge::Bounded);
    let able = |k: usize| keys[k] == "could" && (longer > FEW || keys.get(k + 1).copied().unwrap_or(next) == "not");
    let found = (0..keys.len()).filter(|&k| !able(k)).filter_map(|k| Language::ENGLISH.hedge(keys[k]));
    found.chain(bounded).collect()
}
