//! Links between sentences to rows in reading order.

use std::ops::Range;
use std::time::Instant;

use super::edges::slide;
use super::formatting::Formatting;
use super::line::{Line, WordClass, class, sentence_spans};
use super::matching::{pieces, words_in_order};
use super::model::{Op, Row, RowKind};
use super::quote_marks::{quoted, unquoted};
use super::shared::shared;
use super::thresholds::Thresholds;
use super::tokens::{Piece, ops};
use crate::align::number::count;
use crate::align::vocabulary::{Text, Vocabulary, range};
use crate::align::{Link, Step};
use crate::text::cancel::{Stop, Stopped};
use crate::text::parallel::both;
use crate::text::{Family, Pair, Side, Span};

/// Options of making rows.
#[derive(Clone, Copy)]
pub(crate) struct RowOptions<'a> {
    pub(crate) thresholds: &'a Thresholds,
    /// Time after which operations may be coarser.
    pub(crate) deadline: Option<Instant>,
    /// Whether the sides are exchanged relative to the comparison's canonical order: among equally good differences,
    /// the one is chosen that mirrors the result for the exchanged sides.
    pub(crate) turned: bool,
}

/// The rows of the comparison: in new order, with removed ones after their old neighbour.
pub(crate) fn rows(
    vocabulary: &Vocabulary<'_>,
    links: &[Link],
    options: RowOptions<'_>,
    stop: Stop<'_>,
) -> Result<Vec<Row>, Stopped> {
    let text = Pair::new(vocabulary.side(Side::Old), vocabulary.side(Side::New));
    let formatting = Formatting::of(vocabulary.documents());
    let linked = text.map(|t| vec![false; t.sentences.len()]);
    let mut builder = Builder { vocabulary, text, options, linked, formatting };
    for link in links {
        for side in Side::BOTH {
            for i in builder.sentences(link, side).collect::<Vec<_>>() {
                builder.linked[side][i as usize] = true;
            }
        }
    }
    let builder = builder;
    // For a long text, one half is made on a second thread. Each half has a link: the first link begins the rows, the
    // last one ends them.
    let half = links.partition_point(|l| (l.at.new.start as usize) < builder.text.new.sentences.len() / 2);
    if vocabulary.runs.blocks.is_empty() || half == 0 || half == links.len() {
        return builder.rows(links, 0..links.len(), stop);
    }
    let (rows, rest) = both(|| builder.rows(links, 0..half, stop), || builder.rows(links, half..links.len(), stop));
    let mut rows = rows?;
    rows.extend(rest?);
    Ok(rows)
}

struct Builder<'a> {
    vocabulary: &'a Vocabulary<'a>,
    text: Pair<Text<'a>>,
    options: RowOptions<'a>,
    /// Whether a sentence is in a link.
    linked: Pair<Vec<bool>>,
    formatting: Option<Formatting<'a>>,
}

impl Builder<'_> {
    /// The rows of some of the links, with the unlinked sentences before, between and after them.
    fn rows(&self, links: &[Link], part: Range<usize>, stop: Stop<'_>) -> Result<Vec<Row>, Stopped> {
        let last = count(self.text.old.sentences.len());
        let stays = |from: usize| links[from..].iter().find(|l| !l.moved).map_or(last, |l| l.at.old.start);
        let mut out = Vec::with_capacity(part.len());
        // The first old and new sentences that are not yet in a row. Sentences removed before the first link come
        // first, those removed after a link directly follow it.
        let mut old_at = if part.start == 0 { 0 } else { stays(part.start) };
        let mut new_at = links[..part.start].iter().map(|l| l.at.new.end).max().unwrap_or(0);
        let mut pass_removed = |to: u32, out: &mut Vec<Row>| {
            out.extend(self.singles(Side::Old, old_at..to));
            old_at = old_at.max(to);
        };
        pass_removed(stays(part.start), &mut out);
        for n in part.clone() {
            stop.check()?;
            let link = &links[n];
            out.extend(self.singles(Side::New, new_at..link.at.new.start));
            let first = out.len();
            self.push(link, &mut out);
            if let Some(formatting) = &self.formatting {
                out[first..].iter_mut().for_each(|row| formatting.mark(row));
            }
            // Text between the sentences of a row that belongs to none of them comes after it.
            out.extend(self.singles(Side::New, new_at.max(link.at.new.start)..link.at.new.end));
            new_at = new_at.max(link.at.new.end);
            if !link.moved {
                pass_removed(stays(n + 1), &mut out);
            }
        }
        if part.end == links.len() {
            out.extend(self.singles(Side::New, new_at..count(self.text.new.sentences.len())));
        }
        stop.check()?;
        Ok(out)
    }

    /// Rows for the sentences of a range that only this side has.
    fn singles(&self, side: Side, range: Range<u32>) -> impl Iterator<Item = Row> {
        let range = range.take_while(|_| !self.vocabulary.stop.is_set());
        range.filter(move |&i| !self.linked[side][i as usize]).map(move |i| self.single(side, i))
    }

    /// The row of a one-sided sentence.
    fn single(&self, side: Side, i: u32) -> Row {
        let spans = sentence_spans(self.text[side], i);
        let op = if side == Side::Old { Op::Removed } else { Op::Added };
        let ops = spans.iter().copied().map(op).collect();
        let (kind, spans) = match side {
            Side::Old => (RowKind::Removed, Pair::new(spans, Vec::new())),
            Side::New => (RowKind::Added, Pair::new(Vec::new(), spans)),
        };
        Row { ops, similarity: 0.0, ..Row::new(kind, self.vocabulary.family(side, i as usize), spans) }
    }

    /// The sentences of a link on a side: those in its range that are of the family of the first.
    fn sentences(&self, link: &Link, side: Side) -> impl Iterator<Item = u32> + use<'_> {
        let family = self.vocabulary.family(side, link.at[side].start as usize);
        let range = link.at[side].clone();
        let single = range.len() == 1;
        range.filter(move |&i| single || self.vocabulary.family(side, i as usize) == family)
    }

    /// The family of a link: what is of the story on one side is so on the other, where other lines are around it.
    fn family(&self, link: &Link) -> Family {
        let of = |side: Side| self.vocabulary.family(side, link.at[side].start as usize);
        of_either(of(Side::Old), of(Side::New))
    }

    /// Appends the row of a link; for a run of identical paragraphs, one row per sentence.
    fn push(&self, link: &Link, out: &mut Vec<Row>) {
        let Some(run) = self.vocabulary.runs.get(Side::New, link.at.new.start) else {
            out.push(self.paired(link));
            return;
        };
        let documents = self.vocabulary.documents();
        out.extend(self.vocabulary.runs.sentences(documents, run).map(|(block, at)| Row {
            moved: link.moved,
            ops: vec![Op::Equal { old: at.old, new: at.new, typography: false, formatting: false }],
            pairing: Some(link.made),
            ..Row::new(RowKind::Same, documents.old.blocks[block].kind.family(), at.map(|span| vec![span]))
        }));
    }

    /// The row of a link.
    fn paired(&self, link: &Link) -> Row {
        let sides = Pair::new(Side::Old, Side::New);
        let spans = sides.map(|side| {
            let spans = |i: u32| sentence_spans(self.text[side], i);
            self.sentences(link, side).flat_map(spans).collect::<Vec<Span>>()
        });
        let row = Row {
            moved: link.moved,
            pairing: Some(link.made),
            joined: link.joined.clone(),
            ..Row::new(RowKind::Edited, self.family(link), spans)
        };
        if let Some(row) = self.unchanged(link, &row) {
            return row;
        }
        let lines = sides.map(|side| Line::new(self.text[side], self.sentences(link, side)));
        self.compared(&lines, row)
    }

    /// The row of two identical sentences, which most are.
    fn unchanged(&self, link: &Link, row: &Row) -> Option<Row> {
        let (&[old], &[new]) = (row.spans.old.as_slice(), row.spans.new.as_slice()) else { return None };
        let keys = |side: Side| {
            let words = range(self.text[side].sentences[link.at[side].start as usize].words);
            &self.text[side].keys[words]
        };
        let same = old.of(self.text.old.text) == new.of(self.text.new.text) && keys(Side::Old) == keys(Side::New);
        same.then(|| Row {
            kind: RowKind::Same,
            ops: vec![Op::Equal { old, new, typography: false, formatting: false }],
            ..row.clone()
        })
    }

    /// Compares the words of a row.
    fn compared(&self, lines: &Pair<Line<'_>>, mut row: Row) -> Row {
        let RowOptions { thresholds, deadline, turned } = self.options;
        let weights = lines.as_ref().map(|line| line.weight(self.vocabulary, 0..line.len()));
        let found = match unquoted(lines) {
            None => pieces(self.vocabulary, lines, turned, thresholds, deadline),
            Some(Pair { old: (old, old_kept), new: (new, new_kept) }) => {
                let found = pieces(self.vocabulary, &Pair::new(old, new), turned, thresholds, deadline);
                quoted(lines, &Pair::new(old_kept, new_kept), found)
            }
        };
        if self.vocabulary.stop.is_set() {
            return row;
        }
        if found.iter().all(|p| p.equal) {
            (row.ops, row.typography) = ops(lines, &found, 1);
            row.kind = if row.typography.is_empty() { RowKind::Same } else { RowKind::Typography };
            return row;
        }
        let found = slide(lines, found);
        let equal = found.iter().filter(|p| p.equal);
        let kept: f32 = equal.map(|p| lines.old.weight(self.vocabulary, p.old.clone())).sum();
        row.similarity = (2.0 * kept / (weights.old + weights.new).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
        let (lighter, heavier) = (weights.old.min(weights.new), weights.old.max(weights.new));
        let little = kept < thresholds.rewritten_share * lighter
            || kept < thresholds.rewritten_whole_share * heavier
            || row.moved && row.similarity < thresholds.moved_similarity;
        // Rows paired by position are always compared word by word.
        let in_place = row.pairing.is_some_and(|made| made.step == Step::Place);
        let keeps = !row.moved && row.similarity >= thresholds.edited_kept;
        if little && !in_place && self.is_noise(lines, &found, keeps) {
            row.kind = RowKind::Rewritten;
            row.ops.extend(lines.old.spans(0..lines.old.len()).map(Op::Removed));
            row.ops.extend(lines.new.spans(0..lines.new.len()).map(Op::Added));
            row.shared = shared(self.vocabulary, lines, turned, thresholds);
        } else {
            (row.ops, row.typography) = ops(lines, &found, thresholds.typography_words);
        }
        row
    }

    /// Whether word marks would be noise in a row with little in common: not if both sides have a verbatim passage such
    /// as a quotation, and not if half of the words of one side are in the other in order, or fewer in a row that `keeps`
    /// more of them.
    fn is_noise(&self, lines: &Pair<Line<'_>>, pieces: &[Piece], keeps: bool) -> bool {
        let RowOptions { thresholds, deadline, .. } = self.options;
        let passage = |piece: &Piece| piece.equal && lines.old.words(piece.old.clone()) >= thresholds.kept_passage;
        let words = lines.as_ref().map(|line| line.words(0..line.len()));
        let least = words.old.min(words.new);
        // "[8]" → "[9]"
        if words == Pair::new(1, 1) {
            return false;
        }
        let share = if keeps { thresholds.edited_in_order_kept } else { thresholds.edited_in_order };
        let enough = share * least as f32;
        !pieces.iter().any(passage)
            && !self.is_framed(lines, pieces)
            && (words_in_order(lines, deadline, self.vocabulary.stop) as f32) < enough
    }

    /// Whether a row begins and ends with the same content words, so that its marks are between them: "The strike …
    /// trains."
    fn is_framed(&self, lines: &Pair<Line<'_>>, pieces: &[Piece]) -> bool {
        let holds = |piece: Option<&Piece>| {
            let content = |k: usize| class(self.vocabulary, &lines.old, k) == WordClass::Content;
            piece.is_some_and(|piece| piece.equal && piece.old.clone().any(content))
        };
        pieces.len() > 1 && holds(pieces.first()) && holds(pieces.last())
    }
}

/// The family of a row whose sides are of these families.
fn of_either(old: Family, new: Family) -> Family {
    [Family::Story, Family::Note, Family::Credit]
        .into_iter()
        .find(|&family| old == family || new == family)
        .unwrap_or(new)
}
