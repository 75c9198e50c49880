//! The relation of two documents, computed from the rows.

use super::model::{Op, Relation, Row, RowKind, Stats, Verdict};
use super::thresholds::Thresholds;
use crate::text::cancel::Stop;
use crate::text::{
    BlockKind, Document, Family, Pair, Segments, Side, Span, WordKind, count_words, speaks, words as words_of,
};

/// Counts words by operation, in total and for the story. Incomplete once `stop` is set.
pub(crate) fn count_rows(texts: &Pair<Counted<'_>>, rows: &[Row], stop: Stop<'_>) -> (Story, Stats) {
    let mut stats = Stats::default();
    let mut story = Story::default();
    for row in rows.iter().take_while(|_| !stop.is_set()) {
        let mut there = 0; // words of the row on the new side
        for op in &row.ops {
            let (equal, spans) = match *op {
                Op::Equal { old, new, .. } => (true, Pair::new(Some(old), Some(new))),
                Op::Removed(old) => (false, Pair::new(Some(old), None)),
                Op::Added(new) => (false, Pair::new(None, Some(new))),
            };
            let words = count(texts, spans, row.kind == RowKind::Same);
            there += words.new;
            stats.all = Pair::new(stats.all.old + words.old, stats.all.new + words.new);
            match op {
                Op::Equal { .. } => stats.equal += words.new,
                Op::Removed(_) => stats.removed += words.old,
                Op::Added(_) => stats.added += words.new,
            }
            if row.family == Family::Story {
                story.add(texts, equal, spans, words);
            }
        }
        if row.moved {
            stats.moved += there;
        }
    }
    (story, stats)
}

/// Results of finding changes that the verdict needs; changes are found after the rows.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FromChanges {
    /// Words of each side that differ only in house style.
    pub(crate) styled: Pair<usize>,
    /// Whether a sentence or clause was removed inside a row.
    pub(crate) cut: bool,
    /// Whether a sentence or clause was added inside a row.
    pub(crate) added: bool,
}

/// Words of the story, by side, without run-in slugs and datelines.
#[derive(Default)]
pub(crate) struct Story {
    all: Pair<usize>,
    /// In equal operations.
    kept: Pair<usize>,
}

impl Story {
    fn add(&mut self, texts: &Pair<Counted<'_>>, equal: bool, spans: Pair<Option<Span>>, words: Pair<usize>) {
        for side in Side::BOTH {
            let Some(span) = spans[side] else { continue };
            let n = words[side] - texts[side].lead_words(span).min(words[side]);
            self.all[side] += n;
            self.kept[side] += if equal { n } else { 0 };
        }
    }

    /// The relation of the two texts.
    pub(crate) fn verdict(
        &self,
        texts: &Pair<Counted<'_>>,
        rows: &[Row],
        changes: &FromChanges,
        t: &Thresholds,
    ) -> Verdict {
        let share =
            |part: usize, side: Side| if self.all[side] == 0 { 1.0 } else { part as f32 / self.all[side] as f32 };
        // A word in another house style counts as shared.
        let shared = Pair::new(Side::Old, Side::New)
            .map(|side| share((self.kept[side] + changes.styled[side]).min(self.all[side]), side));
        // A replaced word is not a cut.
        let alone = |kind: RowKind| rows.iter().any(|r| r.kind == kind && r.family == Family::Story);
        let cut = alone(RowKind::Removed) || changes.cut;
        let added = alone(RowKind::Added) || changes.added;
        let still = |kinds: &[RowKind]| rows.iter().all(|r| !r.moved && kinds.contains(&r.kind));
        let relation = if still(&[RowKind::Same]) {
            Relation::Identical
        } else if still(&[RowKind::Same, RowKind::Formatting]) {
            Relation::Formatting
        } else if still(&[RowKind::Same, RowKind::Formatting, RowKind::Typography]) {
            Relation::Typography
        } else if cut && shared.new >= t.nothing_new_share && shared.old <= t.part_gone_share {
            Relation::Trimmed
        } else if added && shared.old >= t.nothing_new_share && shared.new <= t.part_gone_share {
            Relation::Expanded
        } else if shared.old >= t.revised_share && shared.new >= t.revised_share {
            Relation::Revised
        } else if shared.old >= t.nearly_all_share {
            Relation::Expanded
        } else if shared.new >= t.nearly_all_share {
            Relation::Trimmed
        } else {
            let derived = Pair::new(Side::Old, Side::New)
                .map(|side| derived(&texts[side], rows, side) / self.all[side].max(1) as f32);
            let (less, more) = (derived.old.min(derived.new), derived.old.max(derived.new));
            let story = || rows.iter().filter(|r| r.family == Family::Story);
            // Rows correspond line by line, whatever remains of their words: a table with other figures.
            let line = |r: &Row| r.hull().new.is_some_and(|span| texts.new.words(span) <= t.line_words);
            let all_paired = story().all(|r| is_paired(r) && line(r) && !is_headline(texts.new.document, r, Side::New));
            if less >= t.derived_share
                || more >= t.derived_part_share
                || shared.old.min(shared.new) >= t.reworked_share
                || (all_paired && story().next().is_some())
            {
                Relation::Reworked
            } else if story().any(|r| shares_passage(texts, r, t)) {
                Relation::Related
            } else {
                Relation::Unrelated
            }
        };
        let raw = |side: Side| share(self.kept[side], side);
        Verdict { relation, old_in_new: raw(Side::Old), new_in_old: raw(Side::New) }
    }
}

const fn is_paired(row: &Row) -> bool {
    !matches!(row.kind, RowKind::Removed | RowKind::Added)
}

/// Whether a row shows that both texts share a passage or a quotation.
fn shares_passage(texts: &Pair<Counted<'_>>, row: &Row, t: &Thresholds) -> bool {
    let equal = row.ops.iter().filter_map(|op| match op {
        Op::Equal { new, .. } => Some(*new),
        Op::Removed(_) | Op::Added(_) => None,
    });
    let mut phrases = equal.chain(row.shared.iter().map(|at| at.new));
    is_paired(row) && phrases.any(|phrase| texts.new.is_passage(phrase, t))
}

/// Whether a row is part of the headline.
fn is_headline(document: &Document, row: &Row, side: Side) -> bool {
    let block = row.spans[side].first().and_then(|s| document.blocks.get(document.block_at(s.start)));
    block.is_some_and(|b| b.kind == BlockKind::Headline)
}

/// Words of paired sentences outside quotations, weighted by similarity: two writers who quote the same speech share
/// only the speech.
fn derived(text: &Counted<'_>, rows: &[Row], side: Side) -> f32 {
    let own = |span: Span| {
        let (mut quoted, mut open) = (0, false);
        let words = span.of(&text.document.text);
        for c in words.chars() {
            // ’ alone is an apostrophe. Corner brackets are not included: the thresholds were measured without them.
            let mark = matches!(c, '„' | '“' | '”' | '«' | '»' | '"');
            if mark {
                open = speaks(c, open);
            } else if open {
                quoted += c.len_utf8();
            }
        }
        text.words(span) * (words.len() - quoted) / words.len().max(1)
    };
    // Each desk writes its own headline.
    let paired =
        rows.iter().filter(|r| r.family == Family::Story && is_paired(r) && !is_headline(text.document, r, side));
    paired.map(|r| r.similarity * r.spans[side].iter().map(|&span| own(span)).sum::<usize>() as f32).sum()
}

/// Words of an operation on each side; counted only once if both are identical.
fn count(texts: &Pair<Counted<'_>>, spans: Pair<Option<Span>>, same: bool) -> Pair<usize> {
    let new = spans.new.map_or(0, |span| texts.new.words(span));
    Pair::new(if same { new } else { spans.old.map_or(0, |span| texts.old.words(span)) }, new)
}

/// A text whose words can be counted.
pub(crate) struct Counted<'a> {
    pub(crate) document: &'a Document,
    pub(crate) segments: &'a Segments,
}

impl Counted<'_> {
    /// Words of a span.
    pub(crate) fn words(&self, span: Span) -> usize {
        let words = self.segments.words_in(span);
        if words.is_empty() {
            return count_words(&self.document.text, span); // in a run that was not read
        }
        self.segments.words[words].iter().filter(|w| w.counts).count()
    }

    /// Whether these words are too many to be shared by chance.
    fn is_passage(&self, span: Span, t: &Thresholds) -> bool {
        let text = &self.document.text;
        let language = self.document.block_language(self.document.block_at(span.start));
        let is_quote = |c: char| matches!(c, '"' | '“' | '„' | '«' | '「' | '『' | '”');
        let quoted = text.get(..span.range().start).is_some_and(|before| before.ends_with(is_quote))
            || span.of(text).starts_with(is_quote);
        let least = if quoted { t.shared_quotation_words } else { t.shared_passage_words };
        let mut read = Vec::new();
        let held = self.segments.words_in(span);
        let words = match self.segments.words.get(held) {
            Some(words) if !words.is_empty() => words,
            _ => {
                words_of(text, span, &mut read);
                &read
            }
        };
        let keys = words.iter().filter(|w| w.kind != WordKind::Punct).map(|w| w.span.of(text).to_lowercase());
        let content = keys.filter(|key| !language.is_function(key) && !language.is_stock(key)).count();
        self.words(span) >= least && content >= t.shared_passage_content
    }

    /// Words of a span that belong to a run-in slug or dateline at its beginning.
    fn lead_words(&self, span: Span) -> usize {
        match self.document.blocks.get(self.document.block_at(span.start)) {
            Some(b) if b.run_in => self.words(Span { start: span.start, end: b.span.end.min(span.end) }),
            _ => 0,
        }
    }
}
