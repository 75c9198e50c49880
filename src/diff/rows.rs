//! From links between sentences to rows in reading order.

use std::ops::Range;
use std::time::Instant;

use super::formatting::Formatting;
use super::model::{Op, Row, RowKind};
use super::thresholds::Thresholds;
use super::tidy::tidy;
use super::tokens::{Piece, ops, pieces, push, spans};
use crate::align::Link;
use crate::align::cancel::{Stop, Stopped, both};
use crate::align::vocabulary::{Key, KeyClass, Text, Vocabulary, count, range};
use crate::text::{Family, Pair, Sentence, Side, Span, WordKind, squeezed_eq};

/// Rows of the comparison: in the order of the new text, a removed one after its old neighbour.
pub(crate) fn rows(
    vocabulary: &Vocabulary<'_>,
    links: &[Link],
    thresholds: &Thresholds,
    deadline: Option<Instant>,
    stop: Stop<'_>,
) -> Result<Vec<Row>, Stopped> {
    let text = Pair::new(vocabulary.side(Side::Old), vocabulary.side(Side::New));
    let formatting = Formatting::of(vocabulary.documents());
    let builder = Builder { vocabulary, text, thresholds, deadline, formatting };
    let mut linked = vec![false; builder.text.old.sentences.len()];
    for link in links {
        linked[link.at.old.start as usize..link.at.old.end as usize].fill(true);
    }
    if vocabulary.runs.blocks.is_empty() {
        return builder.rows(links, 0..links.len(), &linked, stop);
    }
    // A long text: one half on a second thread. Either half has a link: the first of all begins the rows, the last ends
    // them.
    let half = links.partition_point(|l| (l.at.new.start as usize) < builder.text.new.sentences.len() / 2);
    if half == 0 || half == links.len() {
        return builder.rows(links, 0..links.len(), &linked, stop);
    }
    let (rows, rest) =
        both(|| builder.rows(links, 0..half, &linked, stop), || builder.rows(links, half..links.len(), &linked, stop));
    let mut rows = rows?;
    rows.extend(rest?);
    Ok(rows)
}

struct Builder<'a> {
    vocabulary: &'a Vocabulary<'a>,
    text: Pair<Text<'a>>,
    thresholds: &'a Thresholds,
    deadline: Option<Instant>,
    formatting: Option<Formatting<'a>>,
}

impl Builder<'_> {
    /// The rows of some of the links, with the sentences that have no link before, between and after them.
    fn rows(&self, links: &[Link], part: Range<usize>, linked: &[bool], stop: Stop<'_>) -> Result<Vec<Row>, Stopped> {
        let stays =
            |from: usize| links[from..].iter().find(|l| !l.moved).map_or(count(linked.len()), |l| l.at.old.start);
        let mut out = Vec::with_capacity(part.len());
        // The first old sentence, and the first new one, that has not been passed. What was removed before the first
        // link stands at the top, what was removed after a link follows it at once.
        let mut old_at = if part.start == 0 { 0 } else { stays(part.start) };
        let mut new_at = part.start.checked_sub(1).map_or(0, |before| links[before].at.new.end);
        let mut pass_removed = |to: u32, out: &mut Vec<Row>| {
            let removed = (old_at..to).filter(|&i| !linked[i as usize]);
            out.extend(removed.map(|i| self.single(Side::Old, i)));
            old_at = old_at.max(to);
        };
        pass_removed(stays(part.start), &mut out);
        for n in part.clone() {
            stop.check()?;
            let link = &links[n];
            out.extend((new_at..link.at.new.start).map(|j| self.single(Side::New, j)));
            new_at = link.at.new.end;
            let first = out.len();
            self.push(link, &mut out);
            if let Some(formatting) = &self.formatting {
                out[first..].iter_mut().for_each(|row| formatting.mark(row));
            }
            if !link.moved {
                pass_removed(stays(n + 1), &mut out);
            }
        }
        if part.end == links.len() {
            out.extend((new_at..count(self.text.new.sentences.len())).map(|j| self.single(Side::New, j)));
        }
        Ok(out)
    }

    /// A sentence that only one side has.
    fn single(&self, side: Side, i: u32) -> Row {
        let spans = self.spans(side, &(i..i + 1));
        let family = self.vocabulary.family(side, i as usize);
        let op = if side == Side::Old { Op::Removed } else { Op::Added };
        let ops = spans.iter().copied().map(op).collect();
        let (kind, spans) = match side {
            Side::Old => (RowKind::Removed, Pair::new(spans, Vec::new())),
            Side::New => (RowKind::Added, Pair::new(Vec::new(), spans)),
        };
        Row {
            kind,
            moved: false,
            family,
            spans,
            ops,
            typography: Vec::new(),
            similarity: 0.0,
            pairing: None,
            joined: Vec::new(),
        }
    }

    fn spans(&self, side: Side, sentences: &Range<u32>) -> Vec<Span> {
        let text = &self.text[side];
        let sentences = &text.sentences[sentences.start as usize..sentences.end as usize];
        if text.jumps.is_empty() {
            return sentences.iter().map(|s| s.span).collect();
        }
        let words = |s: &Sentence| range(s.words);
        sentences
            .iter()
            .flat_map(|s| if words(s).is_empty() { vec![s.span] } else { spans(text, &words(s)).collect() })
            .collect()
    }

    /// Word indices of consecutive sentences.
    fn words(&self, side: Side, sentences: &Range<u32>) -> Range<usize> {
        let all = self.text[side].sentences;
        let first = range(all[sentences.start as usize].words).start;
        let last = range(all[sentences.end as usize - 1].words).end;
        first..last
    }

    /// Appends the row of a link; a row a sentence where it stands for a run of unchanged paragraphs.
    fn push(&self, link: &Link, out: &mut Vec<Row>) {
        let Some(run) = self.vocabulary.runs.get(Side::New, link.at.new.start) else {
            out.push(self.paired(link));
            return;
        };
        let documents = self.vocabulary.documents();
        out.extend(self.vocabulary.runs.sentences(documents, run).map(|(block, at)| Row {
            kind: RowKind::Same,
            moved: link.moved,
            family: documents.old.blocks[block].kind.family(),
            spans: at.map(|span| vec![span]),
            ops: vec![Op::Equal { old: at.old, new: at.new, typography: false, formatting: false }],
            typography: Vec::new(),
            similarity: 1.0,
            pairing: Some(link.made),
            joined: Vec::new(),
        }));
    }

    fn paired(&self, link: &Link) -> Row {
        let words = Pair::new(self.words(Side::Old, &link.at.old), self.words(Side::New, &link.at.new));
        let keys = Pair::new(self.text.old.keys, self.text.new.keys);
        let weights = Pair::new(self.weight(keys.old, &words.old), self.weight(keys.new, &words.new));
        let mut similarity = 1.0;
        let found = if keys.old[words.old.clone()] == keys.new[words.new.clone()] {
            vec![Piece { equal: true, old: words.old.clone(), new: words.new.clone() }]
        } else {
            let found = pieces(&self.text, &words, self.deadline);
            similarity =
                (2.0 * self.shared(&found) / (weights.old + weights.new).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
            tidy(self.vocabulary, self.consequences(found), self.thresholds)
        };
        let shared = self.shared(&found);
        let mut row = Row {
            kind: RowKind::Edited,
            moved: link.moved,
            family: self.family(link),
            spans: Pair::new(self.spans(Side::Old, &link.at.old), self.spans(Side::New, &link.at.new)),
            ops: Vec::new(),
            typography: Vec::new(),
            similarity,
            pairing: Some(link.made),
            joined: link.joined.clone(),
        };
        if found.iter().all(|p| p.equal) {
            (row.ops, row.typography) = ops(&self.text, &found, true);
            row.kind = if row.typography.is_empty() { RowKind::Same } else { RowKind::Typography };
            return row;
        }
        let (lighter, heavier) = (weights.old.min(weights.new), weights.old.max(weights.new));
        let little = shared < self.thresholds.rewritten_share * lighter
            || shared < self.thresholds.rewritten_whole_share * heavier;
        let kept = || found.iter().any(|p| p.equal && self.is_passage(&p.old)) || self.is_one_word(&found);
        if little && !kept() {
            row.kind = RowKind::Rewritten;
            row.ops.extend(spans(&self.text.old, &words.old).map(Op::Removed));
            row.ops.extend(spans(&self.text.new, &words.new).map(Op::Added));
        } else {
            (row.ops, row.typography) = ops(&self.text, &found, false);
        }
        row
    }

    /// Whether words that both sides have are a passage, a quotation say, which a reader must see kept whatever is said
    /// around it.
    fn is_passage(&self, words: &Range<usize>) -> bool {
        words.len() >= self.thresholds.kept_passage && {
            let classes = self.text.old.keys[words.clone()].iter().map(|&k| self.vocabulary.class(k));
            classes.filter(|&class| class != KeyClass::Mark).count() >= self.thresholds.kept_passage
        }
    }

    /// Whether nothing but one word stands for another among more that are kept: "She was 91." → "She was 92."
    fn is_one_word(&self, pieces: &[Piece]) -> bool {
        let spoken = |side: Side, range: &Range<usize>| {
            let words = &self.text[side].words[range.clone()];
            words.iter().filter(|w| w.kind != WordKind::Punct).count()
        };
        let changed = |side: Side, of: fn(&Piece) -> &Range<usize>| {
            pieces.iter().filter(|p| !p.equal).map(|p| spoken(side, of(p))).sum::<usize>()
        };
        let kept: usize = pieces.iter().filter(|p| p.equal).map(|p| spoken(Side::Old, &p.old)).sum();
        kept > 1 && changed(Side::Old, |p| &p.old) == 1 && changed(Side::New, |p| &p.new) == 1
    }

    /// Rarity of the words in equal pieces.
    fn shared(&self, pieces: &[Piece]) -> f32 {
        pieces.iter().filter(|p| p.equal).map(|p| self.weight(self.text.old.keys, &p.old)).sum()
    }

    /// Typography beside a change follows from it ("wanted. More" → "wanted as more") and becomes part of it.
    fn consequences(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        let differs = |old: usize, new: usize| {
            let (old, new) = (self.text.old.words[old].span, self.text.new.words[new].span);
            !squeezed_eq(old.of(self.text.old.text), new.of(self.text.new.text))
        };
        let mut out = Vec::with_capacity(pieces.len());
        let last = pieces.len().saturating_sub(1);
        for (n, mut piece) in pieces.into_iter().enumerate() {
            let mut after = None;
            if piece.equal {
                let mut first = piece.clone();
                if n > 0 && differs(piece.old.start, piece.new.start) {
                    piece.old.start += 1;
                    piece.new.start += 1;
                    first.equal = false;
                    (first.old.end, first.new.end) = (piece.old.start, piece.new.start);
                    push(&mut out, first);
                }
                if n < last && !piece.old.is_empty() && differs(piece.old.end - 1, piece.new.end - 1) {
                    piece.old.end -= 1;
                    piece.new.end -= 1;
                    let (old, new) = (piece.old.end..piece.old.end + 1, piece.new.end..piece.new.end + 1);
                    after = Some(Piece { equal: false, old, new });
                }
            }
            push(&mut out, piece);
            after.into_iter().for_each(|piece| push(&mut out, piece));
        }
        out
    }

    fn family(&self, link: &Link) -> Family {
        self.vocabulary.family(Side::New, link.at.new.start as usize)
    }

    fn weight(&self, keys: &[Key], words: &Range<usize>) -> f32 {
        keys[words.clone()].iter().map(|&k| self.vocabulary.weight(k)).sum()
    }
}
