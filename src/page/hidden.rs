//! Hidden differences: displayed as plain text and skipped by the next-change key, but counted.
//!
//! A difference is one as a reader counts: removed words with their replacement, or a word with differing typography.
//! It is hidden completely or not at all.

use super::hidden_kinds::{HiddenCounts, HiddenKind, HiddenKinds};
use rustc_hash::FxHashSet;

use crate::changes::Change;
use crate::changes::Class;
use crate::changes::Comparison;
use crate::changes::Edit;
use crate::diff::Op;
use crate::diff::Row;
use crate::diff::RowKind;
use crate::text::Document;
use crate::text::Family;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;
use crate::text::fold_typography;
use crate::text::is_space;

/// Decides which differences of a comparison are shown.
#[derive(Clone, Debug)]
pub(super) struct Hidden {
    kinds: HiddenKinds,
    /// Hidden removed and added words, in text order.
    spans: Pair<Vec<Span>>,
    /// The number of differences by kind, including typography.
    counts: HiddenCounts,
    /// Where rows of notes begin whose changes are those of the story: a note that states a rate or a toll.
    story_notes: FxHashSet<RowStart>,
}

impl Hidden {
    pub(super) fn new(docs: Pair<&Document>, comparison: &Comparison, kinds: HiddenKinds) -> Self {
        let (counts, story_notes) = (HiddenCounts::default(), FxHashSet::default());
        let mut hidden = Self { kinds, spans: Pair::default(), counts, story_notes };
        if kinds == HiddenKinds::default() {
            return hidden;
        }
        hidden.story_notes = story_notes_of(comparison);
        let style = house_style(comparison);
        for (n, row) in comparison.rows.iter().enumerate().filter(|(_, r)| r.is_change()) {
            let edits = comparison.edits_of(n);
            if hidden.hides_family(row) {
                hidden.counts.add(HiddenKind::Furniture, (edits.len() + row.typography.len()).max(1));
                continue;
            }
            let hides: Vec<(&Edit, Option<HiddenKind>)> = edits
                .filter_map(|n| Some((n, comparison.edits.get(n)?)))
                .map(|(n, edit)| (edit, hidden.hides_edit(docs, edit, style.get(n) == Some(&true))))
                .collect();
            hides.iter().filter_map(|(_, kind)| *kind).for_each(|kind| hidden.counts.add(kind, 1));
            hidden.hide_ops(row, &hides);
            if kinds.formatting {
                let formatted = row.ops.iter().filter(|op| matches!(op, Op::Equal { formatting: true, .. }));
                hidden.counts.add(HiddenKind::Formatting, formatted.count());
            }
            for &place in &row.typography {
                let differs = Differs::new(docs, place);
                if !hidden.shows(differs) {
                    hidden.counts.add(if differs.typography { HiddenKind::Typography } else { HiddenKind::Case }, 1);
                }
            }
        }
        hidden.spans.old.sort_unstable(); // rows are in the order of the new text
        hidden
    }

    /// The kind as which an edit is hidden, if any.
    fn hides_edit(&self, docs: Pair<&Document>, edit: &Edit, style: bool) -> Option<HiddenKind> {
        match () {
            () if self.kinds.style && style => Some(HiddenKind::Style),
            () if self.kinds.punctuation && is_punctuation(docs, edit.spans) => Some(HiddenKind::Punctuation),
            () => None,
        }
    }

    /// Hides the operations of a row whose edits are all hidden.
    fn hide_ops(&mut self, row: &Row, edits: &[(&Edit, Option<HiddenKind>)]) {
        if edits.iter().all(|(_, kind)| kind.is_none()) {
            return;
        }
        for op in &row.ops {
            let (side, span) = match *op {
                Op::Removed(span) => (Side::Old, span),
                Op::Added(span) => (Side::New, span),
                Op::Equal { .. } => continue,
            };
            let mut of = edits.iter().filter(|(edit, _)| edit.spans[side].is_some_and(|s| s.overlaps(span))).peekable();
            if of.peek().is_some() && of.all(|(_, kind)| kind.is_some()) {
                self.spans[side].push(span);
            }
        }
    }

    /// The number of hidden differences.
    pub(super) const fn hidden_counts(&self) -> HiddenCounts {
        self.counts
    }

    /// Whether the row is shown as a change.
    pub(super) fn shows_row(&self, docs: Pair<&Document>, row: &Row) -> bool {
        if self.kinds == HiddenKinds::default() || !row.is_change() {
            return row.is_change();
        }
        if self.hides_family(row) {
            return false;
        }
        let formatted = |op: &Op| matches!(op, Op::Equal { formatting: true, .. });
        let formatted = !self.kinds.formatting && row.ops.iter().any(formatted);
        let typographic = || match row.typography.is_empty() {
            true => row.kind == RowKind::Typography && !self.kinds.typography,
            false => row.typography.iter().any(|&t| self.shows_typography(docs, row, t)),
        };
        row.moved || row.ops.iter().any(|op| self.shows_op(row, op)) || formatted || typographic()
    }

    /// Whether removed or added words are marked; always false for equal words.
    pub(super) fn shows_op(&self, row: &Row, op: &Op) -> bool {
        let hidden = match op {
            Op::Equal { .. } => true,
            Op::Removed(span) => covers(&self.spans.old, *span),
            Op::Added(span) => covers(&self.spans.new, *span),
        };
        !hidden && !self.hides_family(row)
    }

    /// Whether a difference in typography is marked.
    pub(super) fn shows_typography(&self, docs: Pair<&Document>, row: &Row, at: Pair<Span>) -> bool {
        !self.hides_family(row) && (!(self.kinds.typography || self.kinds.case) || self.shows(Differs::new(docs, at)))
    }

    /// Whether differences in formatting are marked.
    pub(super) fn shows_formatting(&self, row: &Row) -> bool {
        !self.kinds.formatting && !self.hides_family(row)
    }

    /// Whether a change of `row` is listed.
    pub(super) fn shows_change(&self, docs: Pair<&Document>, row: &Row, change: &Change) -> bool {
        if self.kinds == HiddenKinds::default() || change.class == Class::Move {
            return !self.hides_family(row);
        }
        if self.hides_family(row) {
            return false;
        }
        if self.kinds.punctuation && change.edit.is_some() && is_punctuation(docs, change.spans) {
            return false;
        }
        let inside = |at: &&Pair<Span>| change.spans.new.is_none_or(|s| s.covers(at.new));
        match change.class {
            Class::Style => !self.kinds.style,
            Class::Formatting => !self.kinds.formatting,
            Class::Typography if row.typography.is_empty() => !self.kinds.typography,
            Class::Typography => row.typography.iter().filter(inside).any(|&t| self.shows_typography(docs, row, t)),
            Class::Credit if row.kind == RowKind::Typography => self.shows_row(docs, row),
            _ => true,
        }
    }

    const fn shows(&self, differs: Differs) -> bool {
        (differs.typography && !self.kinds.typography) || (differs.case && !self.kinds.case)
    }

    /// Whether an editors' note is hidden where the notes are listed, by its span in the new text.
    pub(super) fn hides_note(&self, comparison: &Comparison, note: Span) -> bool {
        let is_its = |row: &&Row| row.spans.new.iter().any(|span| span.contains(note.start));
        self.kinds.furniture && comparison.rows.iter().find(is_its).is_some_and(|row| self.hides_family(row))
    }

    /// Whether a row is outside the story, as its changes are: the same rows have changes of the class "furniture".
    fn hides_family(&self, row: &Row) -> bool {
        self.kinds.furniture
            && match row.family {
                Family::Furniture => true,
                Family::Note => !self.story_notes.contains(&row_start(row)),
                Family::Story | Family::Credit => false,
            }
    }
}

/// How two forms of a word differ; at least one field is set.
#[derive(Clone, Copy)]
struct Differs {
    typography: bool,
    case: bool,
}

impl Differs {
    fn new(docs: Pair<&Document>, at: Pair<Span>) -> Self {
        let (old, new) = (at.old.of(&docs.old.text), at.new.of(&docs.new.text));
        let lower = |s: &str| s.chars().filter(|&c| !is_space(c)).flat_map(char::to_lowercase).collect::<String>();
        let case = fold_typography(old) != fold_typography(new);
        Self { typography: lower(old) != lower(new) || !case, case }
    }
}

/// The first bytes of a row on both sides, which no other row has.
type RowStart = (Option<u32>, Option<u32>);

fn row_start(row: &Row) -> RowStart {
    let first = |spans: &[Span]| spans.first().map(|span| span.start);
    (first(&row.spans.old), first(&row.spans.new))
}

/// The rows of notes with changes of substance.
fn story_notes_of(comparison: &Comparison) -> FxHashSet<RowStart> {
    let substance = comparison.changes.iter().filter(|change| change.class.is_substance());
    let rows = substance.flat_map(Change::places).filter_map(|place| comparison.rows.get(place.row));
    rows.filter(|row| row.family == Family::Note).map(row_start).collect()
}

/// Which edits are only house style, by their indices in [`Comparison::edits`].
fn house_style(comparison: &Comparison) -> Vec<bool> {
    let mut out = vec![false; comparison.edits.len()];
    let styles = comparison.changes.iter().filter(|c| c.class == Class::Style);
    for place in styles.flat_map(Change::places) {
        place.edit.and_then(|n| out.get_mut(n)).into_iter().for_each(|style| *style = true);
    }
    out
}

/// Whether one of the sorted ranges covers a span.
fn covers(ranges: &[Span], span: Span) -> bool {
    let near = ranges.partition_point(|r| r.start <= span.start);
    near.checked_sub(1).is_some_and(|i| ranges[i].covers(span))
}

/// Whether both sides hold only punctuation.
fn is_punctuation(docs: Pair<&Document>, spans: Pair<Option<Span>>) -> bool {
    Side::BOTH.into_iter().all(|side| spans[side].is_none_or(|s| s.of(&docs[side].text).chars().all(is_mark)))
}

/// Punctuation that separates or encloses words. `%`, `$`, `+`, `@` and the like have meanings.
const fn is_mark(c: char) -> bool {
    is_space(c)
        || matches!(c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '`' | '´' | '(' | ')' | '[' | ']' | '{' | '}' | '-' | '/'
            | '*' | '_' | '¡' | '¿' | '«' | '»' | '·' | '\u{2010}'..='\u{2027}' | '\u{2032}'..='\u{203f}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}'
            | '\u{ff0e}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}')
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::changes::Options;
    use crate::changes::compare;
    use crate::page::CompareOptions;
    use crate::page::ComparePage;

    /// The number of remaining stops, and what is hidden.
    fn seen(old: &str, new: &str, hidden: HiddenKinds) -> (usize, String) {
        let docs = Pair::new(old, new).map(|t| Arc::new(crate::format::plain_text(t).expect("a text")));
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
        let page = ComparePage::new(docs, Arc::new(comparison), CompareOptions { hidden, ..Default::default() }, 80);
        (page.stops().len(), page.hidden_counts().to_string())
    }

    const ALL: HiddenKinds =
        HiddenKinds { typography: true, formatting: true, case: true, punctuation: true, furniture: true, style: true };

    #[test]
    fn punctuation_is_between_words_not_inside_them() {
        let old = "The ferry, which was built in the north, will be back on Monday morning.\n";
        let punctuation = HiddenKinds { punctuation: true, ..HiddenKinds::default() };
        let hidden = |new: &str| seen(old, new, punctuation);
        assert_eq!(hidden(&old.replace(",", "")).0, 0);
        assert_eq!(hidden(&old.replace(", which", "; which")), (0, "1 difference hidden: 1 punctuation".into()));
        assert_eq!(hidden(&old.replace("Monday", "Sunday")).0, 1);
        assert_eq!(hidden(&old.replace("will", "he’ll")).0, 1);
        assert_eq!(seen("It cost about $15 to cross it.\n", "It cost about 15% to cross it.\n", ALL).0, 1);
    }

    #[test]
    fn house_style_is_hidden_with_the_mark_after_it() {
        let old = "The council gave the crews of the ferry a raise of 4 percent. It meets on Monday.\n";
        let style = HiddenKinds { style: true, ..HiddenKinds::default() };
        let hidden = |new: &str| seen(old, new, style);
        assert_eq!(hidden(&old.replace("4 percent", "four per cent")), (0, "1 difference hidden: 1 style".into()));
        assert_eq!(hidden(&old.replace("4 percent", "five per cent")).0, 1, "another figure");
    }

    #[test]
    fn letter_case_is_not_typography() {
        let (old, new) =
            ("The “Ferry” sails again on Monday from here.\n", "The \"ferry\" sails again on MONDAY from here.\n");
        let case = HiddenKinds { case: true, ..HiddenKinds::default() };
        assert_eq!(seen(old, new, case), (1, "2 differences hidden: 2 case".into()));
        let both = HiddenKinds { typography: true, ..case };
        assert_eq!(seen(old, new, both), (0, "4 differences hidden: 2 typography, 2 case".into()));
    }

    #[test]
    fn furniture_includes_editors_notes() {
        let furniture = HiddenKinds { furniture: true, ..HiddenKinds::default() };
        let story = "The ferry sank on Monday, the coast guard said. Nobody was hurt.\n";
        let (corrects, updates) = ("(Corrects the day in the first paragraph.)\n", "(Updates with the coast guard.)\n");
        let text = |note: &str| format!("{story}\n{note}");
        for (old, new) in [(text(""), text(corrects)), (text(updates), text("")), (text(corrects), text(updates))] {
            let (shown, counts) = seen(&old, &new, furniture);
            assert_eq!((shown, counts.starts_with("0 ")), (0, false), "{old} {new}: {counts}");
        }
        let changed = text(corrects).replace("Monday", "Tuesday");
        assert_eq!(seen(&text(""), &changed, furniture), (1, "1 difference hidden: 1 furniture".into()));
    }

    #[test]
    fn no_other_kind_is_hidden() {
        let old = "The ferry sank on Monday, the coast guard said. Nobody was hurt.\n";
        for new in [
            old.replace("Nobody was", "Five were"),
            old.replace(" Nobody was hurt.", ""),
            format!("{old}\nMore is to come today.\n"),
        ] {
            assert_eq!(seen(old, &new, ALL), seen(old, &new, HiddenKinds::default()), "{new}");
        }
    }
}
