//! Whether a change changes who is named, and who said it.

use std::collections::BTreeSet;

use super::classify::{Change, Finding, PHRASE};
use super::model::Class;
use crate::lang::{self, Language, Set};
use crate::text::{Pair, Side};

/// How far from a change, in words, the same may be reported.
const NEAR: usize = 30;
/// How far from a source without a name, in words, stands that it said something.
const BESIDE: usize = 8;

impl Change<'_> {
    /// Who said it, or that it was said: the change holds a report, or stands beside one that it completes.
    pub(crate) fn attribution(&self) -> Option<Finding> {
        if self.longer() <= 2 * PHRASE && unnamed(&self.words.old) != unnamed(&self.words.new) {
            return Some(Finding::plain(Class::Attribution));
        }
        if self.longer() > PHRASE {
            return None;
        }
        // The same speaker, spelt otherwise.
        if self.is_misspelt() {
            return None;
        }
        if self.one_sided() && (opens_clause(&self.words.old) || opens_clause(&self.words.new)) {
            return None;
        }
        let reported = Pair::new(Side::Old, Side::New).map(|side| self.row[side].reported(&self.range[side]));
        let source = Pair::new(Side::Old, Side::New).map(|side| self.source(side));
        let anyone = source.old != Source::None && source.new != Source::None;
        match (reported.old.is_empty(), reported.new.is_empty()) {
            (true, false) => return self.reported_alone(Side::New, source.new),
            (false, true) => return self.reported_alone(Side::Old, source.old),
            _ => {}
        }
        let said = |side: Side| !self.row[side].reported(&self.row[side].window(&self.range[side], BESIDE)).is_empty();
        if anonymous(&self.words.old) != anonymous(&self.words.new) && said(Side::Old) && said(Side::New) {
            return graded(!anyone);
        }
        if !reported.old.is_empty() {
            let names = Pair::new(self.row.old.names(&self.range.old), self.row.new.names(&self.range.new));
            let apart = names.old.is_disjoint(&names.new);
            return match (source.old, source.new) {
                _ if reported.old == reported.new && source.old == source.new && !(apart && anyone) => None,
                (old, new) if old == new && !(apart && old == Source::Named) => graded(true),
                _ => graded(!anyone || self.same_source()),
            };
        }
        if self.completes(Side::Old) || self.completes(Side::New) {
            let another =
                self.words.old.iter().any(|a| self.words.new.iter().any(|b| Language::ENGLISH.counterparts(a, b)));
            return graded(!another && !self.one_sided() && !anyone);
        }
        None
    }

    /// A report that one side of the change alone holds, and its source.
    fn reported_alone(&self, side: Side, source: Source) -> Option<Finding> {
        let other = side.other();
        // As much is reported in the row as was, only elsewhere.
        let near = |side: Side| self.row[side].reported(&self.row[side].window(&self.range[side], NEAR)).len();
        if near(side) != near(other) {
            return graded(source == Source::None);
        }
        let there = |k: &str| self.words[other].contains(&k) || self.row[other].elsewhere(&self.range[other], k);
        if self.telling(side).iter().filter(|k| !lang::figure(k)).all(|k| there(k)) || self.recounts() {
            return None;
        }
        let lost = self.row[side].names(&self.range[side]).into_iter().any(|name| !there(name));
        graded(!lost)
    }

    /// The same source, in more or fewer words.
    fn same_source(&self) -> bool {
        let (old, new) = (self.telling(Side::Old), self.telling(Side::New));
        !old.is_empty() && !new.is_empty() && (old.is_subset(&new) || new.is_subset(&old))
    }

    /// "said" stays, who or where changes: "police said" → "officials said", "said Aune" → "said Vik", "according to
    /// police" → "according to witnesses", "Kim said" → "Kim said at a briefing". A place in between is a name.
    fn completes(&self, side: Side) -> bool {
        /// Words before a report that its source has at most, and a name with a title before it: "Deputy Energy
        /// Minister Lena Kardash".
        const SOURCE: usize = 4;
        const TITLED: usize = 7;
        let (words, range) = (&self.row[side], &self.range[side]);
        let before = words.indices(&(0..range.start)).next_back();
        let placed = before.is_some_and(|k| ["in", "at", "of", "from", "near"].contains(&words.key(k)));
        let after = words.indices(&(range.end..words.all().end)).next();
        let after = after.is_some_and(|k| words.reports(k) && !matches!(words.key(k), "called" | "according"));
        // After "told" stands who was told.
        let said = before.is_some_and(|k| {
            words.reports(k) && words.key(k) != "told" || words.key(k) == "to" && words.follows_according(range)
        });
        let named = Side::BOTH.into_iter().all(|side| !self.row[side].names(&self.range[side]).is_empty());
        let most = if named { TITLED } else { SOURCE };
        said && words.closes(range) || after && !self.one_sided() && !placed && self.longer() <= most
    }

    /// Words of a side that could tell who speaks.
    fn telling(&self, side: Side) -> BTreeSet<&str> {
        let telling =
            |k: &&str| !Language::ENGLISH.is_function(k) && !self.language().reports(k) && !self.language().dates(k);
        self.words[side].iter().copied().filter(telling).collect()
    }

    /// Who speaks in the changed words of a side.
    fn source(&self, side: Side) -> Source {
        if !self.row[side].names(&self.range[side]).is_empty() {
            return Source::Named;
        }
        if self.telling(side).is_empty() { Source::None } else { Source::Unnamed }
    }

    /// A name instead of another name.
    pub(crate) fn names(&self) -> bool {
        const SHORT: usize = 4;
        let (old, new) = (self.row.old.names(&self.range.old), self.row.new.names(&self.range.new));
        if self.row.old.unspaced(&self.range.old) || self.row.new.unspaced(&self.range.new) {
            return self.is_unspaced_name();
        }
        let another = |a: &&str| self.words.new.iter().any(|b| Language::ENGLISH.counterparts(a, b));
        if self.longer() <= SHORT && self.words.old.iter().any(another) || self.is_misspelt() {
            return true;
        }
        if old == new || self.longer() > SHORT || self.language().capital_nouns() && !self.is_capital_name() {
            return false;
        }
        let elsewhere = |side: Side, names: &BTreeSet<&str>| {
            names.iter().all(|name| self.row[side.other()].elsewhere(&self.range[side.other()], name))
        };
        match (old.is_empty(), new.is_empty()) {
            (false, false) => true,
            (true, true) => false,
            (no_old, _) => {
                let (side, other) = if no_old { (Side::New, Side::Old) } else { (Side::Old, Side::New) };
                let names = if no_old { &new } else { &old };
                // A pronoun stood for it, or a word that only begins a sentence.
                let telling = self.words[other].iter().any(|k| !Language::ENGLISH.is_function(k));
                let short = self.longer() <= 3 && (self.one_sided() || telling);
                short && !elsewhere(side, names)
            }
        }
    }

    /// Two words with capitals that nearly are one, though both begin a sentence: "Brian" and "Bryan".
    pub(crate) fn is_misspelt(&self) -> bool {
        const LETTERS: usize = 4;
        let ([old], [new]) = (self.words.old.as_slice(), self.words.new.as_slice()) else { return false };
        let capital = |side: Side| {
            let first = self.row[side].indices(&self.range[side]).next();
            !self.row[side].is_shouted() && first.is_some_and(|k| self.row[side].is_capital(k))
        };
        let (long, short) =
            (old.chars().count().max(new.chars().count()), old.chars().count().min(new.chars().count()));
        // One is no form of the other, as "Official" of "Officials".
        let forms = Language::ENGLISH.stem(old) == Language::ENGLISH.stem(new)
            || old.trim_end_matches('s') == new.trim_end_matches('s');
        // "Tuesday" is no misspelt Thursday.
        let folded = |k: &str| {
            k.chars().all(char::is_alphabetic) && !Language::ENGLISH.is_function(k) && !self.language().dates(k)
        };
        let names = capital(Side::Old) && capital(Side::New) && folded(old) && folded(new);
        names
            && !forms
            && long >= LETTERS
            && short + 1 >= LETTERS
            && long <= 3 * LETTERS * LETTERS
            && distance(old, new) <= 2
            && old.chars().next() == new.chars().next()
    }

    /// Two names that change places: "Smith beat Jones" → "Jones beat Smith".
    pub(crate) fn turned_names(&self) -> bool {
        const LONGEST: usize = 5;
        let (old, new) = (&self.words.old, &self.words.new);
        let names = |side: Side| self.row[side].names(&self.range[side]).len();
        let (first, last) = (old.first(), old.last());
        let turned = first == new.last() && last == new.first() && first != last;
        let (inner, other) = (old.get(1..old.len().max(1) - 1), new.get(1..new.len().max(1) - 1));
        let listed = inner.is_some_and(|inner| inner.iter().all(|k| matches!(*k, "and" | "or" | "with")));
        (3..=LONGEST).contains(&old.len())
            && turned
            && inner == other
            && !listed
            && first.into_iter().chain(last).all(|k| !Language::ENGLISH.is_function(k))
            && names(Side::Old) > 0
            && names(Side::New) > 0
    }

    /// Where all nouns are written with capitals: a surname after its first name, or nearly the same letters.
    fn is_capital_name(&self) -> bool {
        let ([old], [new]) = (self.words.old.as_slice(), self.words.new.as_slice()) else { return false };
        let after_name = |side: Side| {
            let (words, range) = (&self.row[side], &self.range[side]);
            range.start > 1
                && words.is_capital(range.start - 1)
                && words.is_capital(range.start)
                && !Language::ENGLISH.is_function(words.before(range.start))
        };
        after_name(Side::Old) && after_name(Side::New) || misspelt(old, new)
    }

    /// A name where no spaces are written: before 氏, さん, 先生 and the like, which may come a given name later.
    fn is_unspaced_name(&self) -> bool {
        let named = |side: Side| {
            let (words, range) = (&self.row[side], &self.range[side]);
            let after: String = (range.end..words.all().end.min(range.end + 3)).map(|k| words.key(k)).collect();
            ["氏", "さん", "先生", "女士", "様"].iter().any(|title| after.contains(title))
        };
        self.longer() <= 4 && named(Side::Old) && named(Side::New)
    }
}

/// An attribution, one that tells less where it is `weak`.
fn graded(weak: bool) -> Option<Finding> {
    Some(if weak { Finding::slight(Class::Attribution) } else { Finding::plain(Class::Attribution) })
}

/// Whether some words begin a clause.
fn opens_clause(keys: &[&str]) -> bool {
    const OPENERS: [&str; 9] = ["while", "and", "but", "after", "when", "who", "which", "because", "although"];
    keys.first().is_some_and(|k| OPENERS.contains(k))
}

/// Who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// No one, or a pronoun.
    None,
    Unnamed,
    Named,
}

/// Sources without a name; whether a man or a woman speaks for them is style.
fn anonymous<'k>(keys: &[&'k str]) -> BTreeSet<&'k str> {
    let kind = |k: &'k str| match k {
        "spokesman" | "spokeswoman" => "spokesperson",
        "sources" => "source",
        "officials" => "official",
        other => other,
    };
    keys.iter().filter(|k| Language::ENGLISH.has(Set::Sources, k)).map(|k| kind(k)).collect()
}

/// Whether some words say that someone would not be named.
pub(crate) fn unnamed(keys: &[&str]) -> bool {
    keys.contains(&"anonymity")
        || keys.windows(4).any(|w| matches!(w, ["not", "to", "be", "named" | "identified"]))
        || keys.windows(3).any(|w| matches!(w, ["cannot" | "not" | "can't", "be", "named" | "identified"]))
}

/// How many letters are to be put in, taken out or replaced to make one word of the other; more than a few are not
/// counted exactly.
fn distance(old: &str, new: &str) -> usize {
    let new: Vec<char> = new.chars().collect();
    let mut above: Vec<usize> = (0..=new.len()).collect();
    for (row, a) in old.chars().enumerate() {
        let mut line = vec![row + 1];
        for (column, b) in new.iter().enumerate() {
            let replaced = above[column] + usize::from(a != *b);
            line.push(replaced.min(above[column + 1] + 1).min(line[column] + 1));
        }
        above = line;
    }
    above.last().copied().unwrap_or(0)
}

/// Nearly the same letters, and not one form of the other.
fn misspelt(old: &str, new: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    tail > 1 && head + tail < a.len().max(b.len()) && 3 * (head + tail) >= 2 * a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_between_two_names_are_counted() {
        assert_eq!(distance("brian", "bryan"), 1);
        assert_eq!(distance("kraemer", "kremer"), 1);
        assert_eq!(distance("john", "jon"), 1);
        assert_eq!(distance("", "jon"), 3);
    }

    #[test]
    fn who_would_not_be_named_is_told() {
        assert!(unnamed(&["asking", "not", "to", "be", "named"]) && unnamed(&["anonymity"]) && !unnamed(&["named"]));
    }
}
