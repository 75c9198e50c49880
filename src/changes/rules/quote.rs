//! Quotations.

use std::collections::BTreeSet;
use std::ops::Range;

use super::rule::Rule;
use crate::changes::context::EditContext;
use crate::changes::model::{Class, Finding, Grade};
use crate::changes::part::{Part, SIDES, touches};
use crate::changes::same::has_other_marks;
use crate::changes::spelling::is_misspelt;
use crate::changes::token_info::TokenInfo;
use crate::text::{Pair, Side};

/// Quoted words changed, or words became quoted or unquoted.
pub(super) struct Quote;

impl Rule for Quote {
    fn name(&self) -> &'static str {
        "quote"
    }

    fn class(&self) -> Class {
        Class::Quote
    }

    fn description(&self) -> &'static str {
        "Quoted words changed, or quotation marks were added or removed around unchanged words."
    }

    fn findings(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        if edit.is_rewritten() {
            return self.in_rewritten(edit);
        }
        if !edit.is_words() || has_other_marks(&edit.whole) {
            return Vec::new();
        }
        let whole = &edit.whole;
        if requoted(whole) && whole.longer() <= edit.thresholds.clause_words || marks_alone(whole) {
            let spans = SIDES.map(|side| {
                let range = whole.range[side].clone();
                (!range.is_empty()).then(|| whole.row(side).span(range))
            });
            return vec![self.finding(Grade::Plain, spans)];
        }
        if whole.is_same || whole.has_moved() || keeps_quotations(whole) {
            return Vec::new();
        }
        if is_quoted(whole) {
            return vec![self.quoted(whole)];
        }
        edit.differing().filter(|part| is_quoted(part)).map(|part| self.quoted(part)).collect()
    }
}

impl Quote {
    /// A name in another spelling is a change of the name rather than the quotation.
    fn quoted(&self, part: &Part<'_>) -> Finding {
        let grade = if is_misspelt(part) || quotes_names(part) { Grade::Slight } else { Grade::Plain };
        let (quoted, all) = (part.spans_of(TokenInfo::QUOTED), part.spans());
        // Words that are quoted on one side only are on the other as well.
        let put = SIDES.map(|side| quoted[side].or(all[side].filter(|_| !part.words[side].is_empty())));
        self.finding(grade, if requotes(part) { put } else { quoted })
    }

    /// The quotations of a rewritten row that the other side does not have, in order. One without a counterpart may
    /// have become indirect speech.
    fn in_rewritten(&self, edit: &EditContext<'_>) -> Vec<Finding> {
        let quoted = SIDES.map(|side| quotations(&edit.whole, side));
        let keys = |side: Side, words: &Range<usize>| edit.whole.row(side).keys(words);
        let own = SIDES.map(|side| {
            let other = side.other();
            let there =
                |words: &Range<usize>| quoted[other].iter().any(|theirs| keys(other, theirs) == keys(side, words));
            quoted[side].iter().filter(|words| !there(words)).cloned().collect::<Vec<_>>()
        });
        let pairs = own.old.len().max(own.new.len());
        let finding = |n: usize| {
            let spans = SIDES.map(|side| own[side].get(n).map(|words| edit.whole.row(side).span(words.clone())));
            let short = edit.whole.longer() <= edit.thresholds.short_row_words;
            let akin = || match (own.old.get(n), own.new.get(n)) {
                (Some(old), Some(new)) => alike(&edit.whole, old, new),
                _ => false,
            };
            self.finding(if short || akin() { Grade::Plain } else { Grade::Slight }, spans)
        };
        (0..pairs).map(finding).collect()
    }
}

/// Whether both sides are whole quotations of a name: «Вик», “Star of Vik”.
fn quotes_names(part: &Part<'_>) -> bool {
    /// Maximum words of a name.
    const WORDS: usize = 3;
    Side::BOTH.into_iter().all(|side| {
        let row = part.row(side);
        let mut quoted = row.quotations.iter().filter(|q| touches(&q.words, &part.range[side]));
        let Some(name) = quoted.next().filter(|q| q.words.len() <= WORDS && quoted.next().is_none()) else {
            return false;
        };
        let ends = name.words.clone().all(|k| row.is_capital(k) || row.is_function(k));
        ends && row.is_capital(name.words.start) && !row.begins_sentence(name.words.start.saturating_sub(1))
    })
}

/// Whether two quotations are versions of one: enough content words of the longer one are in the other.
fn alike(part: &Part<'_>, old: &Range<usize>, new: &Range<usize>) -> bool {
    let stems = |side: Side, words: &Range<usize>| {
        let row = part.row(side);
        row.indices(words).filter(|&k| !row.is_function(k)).map(|k| row.stem(k)).collect::<BTreeSet<_>>()
    };
    let (old, new) = (stems(Side::Old, old), stems(Side::New, new));
    100 * old.intersection(&new).count() >= part.limits().same_quotation_percent * old.len().max(new.len()).max(1)
}

/// Whether all quotations in an edit are on the other side of the row too, word for word: they only moved.
fn keeps_quotations(part: &Part<'_>) -> bool {
    let kept = |side: Side| {
        let (row, other) = (part.row(side), part.row(side.other()));
        let theirs: Vec<_> = other.quotations.iter().map(|q| other.keys(&q.words)).collect();
        let inside =
            row.quotations.iter().filter(|q| touches(&q.words, &part.range[side]) && !part.range[side].is_empty());
        inside.map(|q| theirs.contains(&row.keys(&q.words))).collect::<Vec<_>>()
    };
    let all = [kept(Side::Old), kept(Side::New)].concat();
    !all.is_empty() && !all.contains(&false)
}

/// The quotations of a side with more than a word or two.
fn quotations(part: &Part<'_>, side: Side) -> Vec<Range<usize>> {
    let row = part.row(side);
    let long = |words: &Range<usize>| row.keys(words).len() >= row.limits.quotation_words;
    row.quotations.iter().map(|q| q.words.start..q.words.end.min(row.all().end)).filter(long).collect()
}

fn has_mark(part: &Part<'_>, side: Side) -> bool {
    part.indices(side, TokenInfo::QUOTE_MARK).next().is_some()
}

/// Whether unchanged words gain or lose quotation marks.
fn requoted(part: &Part<'_>) -> bool {
    let after = |side: Side| part.row(side).is_quoted(part.range[side].end);
    let before = |side: Side| part.range[side].start.checked_sub(1).is_some_and(|k| part.row(side).is_quoted(k));
    (has_mark(part, Side::Old) || has_mark(part, Side::New))
        && after(Side::Old) != after(Side::New)
        && before(Side::Old) == before(Side::New)
}

/// Whether only quotation marks were added or removed, and they belong to a quotation that the other side does not have:
/// a mark may just come before the full stop instead of after it.
fn marks_alone(part: &Part<'_>) -> bool {
    let marks = |side: Side| part.indices(side, TokenInfo::QUOTE_MARK).count();
    let kept = |side: Side| {
        let (row, other) = (part.row(side), part.row(side.other()));
        let same = |words: &Range<usize>| {
            let keys = row.keys(words);
            other.quotations.iter().any(|q| is_version(&other.keys(&q.words), &keys))
        };
        let of = |k: usize| row.quotations.iter().find(|q| q.opening == Some(k) || q.closing == Some(k));
        part.indices(side, TokenInfo::QUOTE_MARK).all(|k| of(k).is_some_and(|q| same(&q.words)))
    };
    part.words.old == part.words.new && marks(Side::Old) != marks(Side::New) && !(kept(Side::Old) && kept(Side::New))
}

/// Whether two quotations are equal, or as long and begin or end with the same words: another word in one is an edit by
/// itself.
fn is_version(old: &[&str], new: &[&str]) -> bool {
    /// Fewer are a phrase that any two quotations may have.
    const WORDS: usize = 3;
    let common = |pairs: &mut dyn Iterator<Item = bool>| pairs.take_while(|same| *same).count();
    let edited = old.len() == new.len();
    old == new
        || edited && common(&mut old.iter().zip(new).map(|(a, b)| a == b)) >= WORDS
        || edited && common(&mut old.iter().rev().zip(new.iter().rev()).map(|(a, b)| a == b)) >= WORDS
}

/// Whether most of the changed words of a side are quoted.
fn is_quoted(part: &Part<'_>) -> bool {
    let words = |side: Side| part.row(side).indices(&part.range[side]);
    let count = |side: Side| {
        let quoted = words(side).filter(|&k| part.row(side).is(k, TokenInfo::QUOTED)).count();
        (quoted, part.words[side].len())
    };
    let Pair { old, new } = SIDES.map(count);
    if old.0 + new.0 == 0 {
        return false;
    }
    let all = old.0 == old.1 && new.0 == new.1;
    let most = |(quoted, all): (usize, usize)| quoted > 1 && 100 * quoted > part.limits().mostly_quoted_percent * all;
    // "told him he had “lied” → "“You lied"
    let whole = |(quoted, all): (usize, usize)| quoted > 0 && quoted == all;
    let opened = has_mark(part, Side::Old) && has_mark(part, Side::New) && (whole(old) || whole(new));
    all || most(old) || most(new) || opened || requotes(part)
}

/// Whether words that both sides have are quoted on one only: "what he called a brave decision" → "“a brave decision”".
fn requotes(part: &Part<'_>) -> bool {
    let quoted = |side: Side| part.indices(side, TokenInfo::QUOTED).filter(move |&k| !part.row(side).is_mark(k));
    let put = |side: Side| {
        quoted(side.other()).next().is_none()
            && has_mark(part, side)
            && !has_mark(part, side.other())
            && quoted(side).all(|k| part.words[side.other()].contains(&part.row(side).key(k)))
    };
    put(Side::New) || put(Side::Old)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::rules::found;

    #[test]
    fn changed_quoted_words() {
        let old = "“We lost because we deserved to lose,” he said on Monday.";
        assert_eq!(
            found(&Quote, old, &old.replace("deserved to lose", "were unlucky")),
            ["deserved to lose → were unlucky"]
        );
        assert_eq!(found(&Quote, old, &old.replace("Monday", "Tuesday")), [""; 0]);
    }

    #[test]
    fn added_and_removed_marks() {
        let old = "The mayor called the delay a disgrace and left the room.";
        let new = "The mayor called the delay “a disgrace” and left the room.";
        assert_eq!(found(&Quote, old, new).len(), 1);
        assert_eq!(found(&Quote, new, old).len(), 1);
        let (old, new) = ("The bankers pay was cut on Monday.", "The bankers' pay was cut on Monday.");
        assert_eq!(found(&Quote, old, new), [""; 0], "a genitive");
    }
}
