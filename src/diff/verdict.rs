//! How two documents are related, from the rows alone.

use super::model::{Op, Relation, Row, RowKind, Stats, Verdict};
use crate::text::{Document, Family, Pair, Segments, Side, Span, count_words};

/// Share from which a text stands in the other "nearly all".
const NEARLY_ALL: f32 = 0.8;
/// Share from which "most" of a text is shared.
const MOST: f32 = 0.7;
/// Share of words in paired sentences, on the side that has less of them, from which one text derives from the other or
/// both from one source. Independent hands on one event share quotations and stock phrases, a sentence in eight at most.
const DERIVED: f32 = 0.17;
/// The same for the side that has more: a brief made of a long text.
const DERIVED_PART: f32 = 0.4;

/// Counts words by operation.
pub(super) fn stats(texts: &Pair<Counted<'_>>, rows: &[Row]) -> Stats {
    let mut stats = Stats::default();
    for row in rows {
        let mut added = 0;
        let mut equal = 0;
        for op in &row.ops {
            match *op {
                Op::Equal { new, .. } => equal += texts.new.words(new),
                Op::Removed(old) => stats.removed += texts.old.words(old),
                Op::Added(new) => added += texts.new.words(new),
            }
        }
        stats.equal += equal;
        stats.added += added;
        if row.moved {
            stats.moved += equal + added;
        }
    }
    stats
}

/// A text of which words can be counted.
pub(super) struct Counted<'a> {
    pub(super) document: &'a Document,
    pub(super) segments: &'a Segments,
}

impl Counted<'_> {
    /// Words of a span.
    fn words(&self, span: Span) -> usize {
        let words = &self.segments.words;
        let first = words.partition_point(|w| w.span.start < span.start);
        let last = words.partition_point(|w| w.span.start < span.end);
        if first == last {
            return count_words(&self.document.text, span); // in a run that was not read
        }
        words[first..last].iter().filter(|w| w.counts).count()
    }

    /// Words of a span that belong to the story: a run-in slug or dateline in it does not.
    fn story_words(&self, span: Span) -> usize {
        let block = self.document.blocks.get(self.document.block_at(span.start));
        let from = match block {
            Some(b) if b.run_in => Span { start: b.span.end.min(span.end), end: span.end },
            _ => span,
        };
        if from.is_empty() { 0 } else { self.words(from) }
    }
}

/// The verdict on rows.
pub(super) fn verdict(texts: &Pair<Counted<'_>>, rows: &[Row]) -> Verdict {
    let mut all = Pair::new(0usize, 0usize);
    let mut kept = all;
    let mut paired = all;
    for row in rows.iter().filter(|r| r.family == Family::Story) {
        for op in &row.ops {
            let (equal, sides) = match *op {
                Op::Equal { old, new, .. } => (true, Pair::new(Some(old), Some(new))),
                Op::Removed(old) => (false, Pair::new(Some(old), None)),
                Op::Added(new) => (false, Pair::new(None, Some(new))),
            };
            for side in Side::BOTH {
                let n = sides[side].map_or(0, |span| texts[side].story_words(span));
                all[side] += n;
                kept[side] += if equal { n } else { 0 };
                paired[side] += if matches!(row.kind, RowKind::Removed | RowKind::Added) { 0 } else { n };
            }
        }
    }
    let share = |part: Pair<usize>, side: Side| if all[side] == 0 { 1.0 } else { part[side] as f32 / all[side] as f32 };
    let (old_in_new, new_in_old) = (share(kept, Side::Old), share(kept, Side::New));
    let still = |kind: RowKind| rows.iter().all(|r| !r.moved && (r.kind == kind || r.kind == RowKind::Same));
    let (less, more) = {
        let (old, new) = (share(paired, Side::Old), share(paired, Side::New));
        (old.min(new), old.max(new))
    };
    let relation = if still(RowKind::Same) {
        Relation::Identical
    } else if still(RowKind::Typography) {
        Relation::Typography
    } else if old_in_new >= MOST && new_in_old >= MOST {
        Relation::Revised
    } else if old_in_new >= NEARLY_ALL {
        Relation::Expanded
    } else if new_in_old >= NEARLY_ALL {
        Relation::Trimmed
    } else if less >= DERIVED || more >= DERIVED_PART {
        Relation::Reworked
    } else if paired.old > 0 {
        Relation::Related
    } else {
        Relation::Unrelated
    };
    Verdict { relation, old_in_new, new_in_old }
}
