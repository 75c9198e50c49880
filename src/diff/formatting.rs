//! Words that differ only in formatting: emphasis, heading level, link target, syntax.
//!
//! ```text
//! old   The *Ann Marie* sails.      = The   = Ann Marie #   = sails .
//! new   The _Ann Marie_ sails.
//! ```
//!
//! If both files have a syntax, it is compared too, otherwise only the style. Plain text has no formatting.

use std::hash::{BuildHasher as _, Hash};

use rustc_hash::FxBuildHasher;

use super::model::{Op, Row, RowKind};
use crate::align::number::count;
use crate::text::{BlockKind, Document, Mark, MarkKind, Marker, Pair, Side, Span, squeezed_eq, words};

/// Compares the formatting of two documents.
pub(crate) struct Formatting<'a> {
    documents: Pair<&'a Document>,
    styles: Pair<Styles>,
    /// Whether both files have a syntax, which is compared too.
    syntax: bool,
}

impl<'a> Formatting<'a> {
    /// `None` if formatting cannot differ.
    pub(crate) fn of(documents: &Pair<&'a Document>) -> Option<Self> {
        if !Side::BOTH.into_iter().all(|side| documents[side].format.has_formatting()) {
            return None;
        }
        let syntax = Side::BOTH.into_iter().all(|side| documents[side].source.is_some());
        // If the files differ only in white space, formatting does not differ.
        if syntax && squeezed_eq(documents.old.file_text(), documents.new.file_text()) {
            return None;
        }
        Some(Self { documents: *documents, styles: documents.map(Styles::of), syntax })
    }

    /// Marks the equal words of a row that differ in formatting.
    pub(crate) fn mark(&self, row: &mut Row) {
        let mut marked = false;
        let mut ops = Vec::with_capacity(row.ops.len());
        for op in row.ops.drain(..) {
            match op {
                Op::Equal { old, new, typography, .. } if self.may_differ(old, new) => {
                    for (old, new, formatting) in self.stretches(old, new) {
                        marked |= formatting;
                        ops.push(Op::Equal { old, new, typography, formatting });
                    }
                }
                op => ops.push(op),
            }
        }
        row.ops = ops;
        if marked && row.kind == RowKind::Same {
            row.kind = RowKind::Formatting;
        }
    }

    /// Whether equal words on both sides may differ in formatting.
    fn may_differ(&self, old: Span, new: Span) -> bool {
        let cell =
            |side: Side, span: Span| self.documents[side].cell_in_file(span).of(self.documents[side].file_text());
        self.syntax && !squeezed_eq(cell(Side::Old, old), cell(Side::New, new))
            || !self.styles.old.within(old).eq(self.styles.new.within(new))
    }

    /// Splits equal words into runs that differ in formatting and runs that do not.
    fn stretches(&self, old: Span, new: Span) -> Vec<(Span, Span, bool)> {
        let words_of = |side: Side, span: Span| {
            let mut out = Vec::new();
            words(&self.documents[side].text, span, &mut out);
            out
        };
        let (left, right) = (words_of(Side::Old, old), words_of(Side::New, new));
        if left.len() != right.len() {
            return vec![(old, new, true)];
        }
        let mut out: Vec<(Span, Span, bool)> = Vec::new();
        for (old, new) in left.iter().zip(&right).map(|(old, new)| (old.span, new.span)) {
            let differs = self.differs(old, new);
            match out.last_mut().filter(|last| last.2 == differs) {
                Some(last) => *last = (last.0.hull(old), last.1.hull(new), differs),
                None => out.push((old, new, differs)),
            }
        }
        out
    }

    /// Whether two words that are equal but for typography differ in formatting.
    fn differs(&self, old: Span, new: Span) -> bool {
        self.styles.old.at(old.start) != self.styles.new.at(new.start) || (self.syntax && self.syntax_differs(old, new))
    }

    /// The ranges of both files with two equal words and their syntax. What is on other lines, the fence of a code
    /// listing or the target of a link, is not that of the words where other words are next to them.
    fn cells(&self, words: Pair<Span>) -> Pair<Span> {
        let around = |side: Side| {
            let (text, at) = (&*self.documents[side].text, words[side].range());
            let before = text.get(..at.start).unwrap_or_default().split_whitespace().next_back();
            (before, text.get(at.end..).unwrap_or_default().split_whitespace().next())
        };
        let (old, new) = (around(Side::Old), around(Side::New));
        let cell = |side: Side| {
            let document = self.documents[side];
            let (mut cell, word) = (document.cell_in_file(words[side]), document.in_file(words[side]));
            let file = |start: u32, end: u32| Span { start, end: end.max(start) }.of(document.file_text());
            if old.0 != new.0 {
                let lead = file(cell.start, word.start);
                cell.start += lead.rfind('\n').map_or(0, |at| count(at + 1));
            }
            if old.1 != new.1 {
                let rest = file(word.end, cell.end);
                cell.end -= rest.find('\n').map_or(0, |at| count(rest.len() - at));
            }
            cell
        };
        Pair::new(cell(Side::Old), cell(Side::New))
    }

    fn syntax_differs(&self, old: Span, new: Span) -> bool {
        let file = |side: Side, span: Span| span.of(self.documents[side].file_text());
        let cells = self.cells(Pair::new(old, new));
        if old.of(&self.documents.old.text) == new.of(&self.documents.new.text) {
            return !squeezed_eq(file(Side::Old, cells.old), file(Side::New, cells.new));
        }
        // The words themselves differ: compare the syntax in their cells.
        let syntax = |side: Side| {
            let (markup, cell) = (self.documents[side].markup(), cells[side]);
            let first = markup.partition_point(|span| span.end <= cell.start);
            markup[first..].iter().take_while(|span| span.start < cell.end).map(|s| file(side, *s)).collect::<String>()
        };
        !squeezed_eq(&syntax(Side::Old), &syntax(Side::New))
    }
}

/// The style at each position of a text.
struct Styles {
    /// Where styles begin, with a number for each; in order.
    points: Vec<(u32, u64)>,
}

impl Styles {
    fn of(document: &Document) -> Self {
        let marks: Vec<&Mark> = document.marks.iter().filter(|mark| mark.kind != MarkKind::Cell).collect();
        let mut bounds: Vec<u32> = document.blocks.iter().map(|block| block.span.start).collect();
        bounds.extend(marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]));
        bounds.sort_unstable();
        bounds.dedup();
        let (mut open, mut next): (Vec<&Mark>, usize) = (Vec::new(), 0);
        let mut points: Vec<(u32, u64)> = Vec::with_capacity(bounds.len());
        for at in bounds {
            open.retain(|mark| mark.span.end > at);
            while let Some(mark) = marks.get(next).filter(|mark| mark.span.start <= at) {
                open.extend(Some(*mark).filter(|mark| mark.span.end > at));
                next += 1;
            }
            let mut style: Vec<_> = open.iter().map(|mark| (mark.kind as u8, mark.target.as_deref())).collect();
            style.sort_unstable();
            style.dedup();
            let block = document.blocks.get(document.block_at(at)).map(|b| shape(b.kind, b.level, b.marker));
            let number = FxBuildHasher.hash_one((block, style));
            if points.last().is_none_or(|last| last.1 != number) {
                points.push((at, number));
            }
        }
        Self { points }
    }

    /// The style at a byte.
    fn at(&self, at: u32) -> Option<u64> {
        let next = self.points.partition_point(|point| point.0 <= at);
        Some(self.points.get(next.checked_sub(1)?)?.1)
    }

    /// The styles inside a span, in order.
    fn within(&self, span: Span) -> impl Iterator<Item = u64> + '_ {
        let next = self.points.partition_point(|point| point.0 <= span.start);
        self.points[next.saturating_sub(1)..].iter().take_while(move |point| point.0 < span.end).map(|point| point.1)
    }
}

/// The part of a block's kind that is formatting: not whether it is a headline or a byline, nor its depth, which is
/// expressed by white space.
fn shape(kind: BlockKind, level: u8, marker: Marker) -> impl Hash {
    let (kind, level) = match kind {
        BlockKind::Headline | BlockKind::Heading => (BlockKind::Heading, level),
        BlockKind::ListItem => (kind, u8::from(matches!(marker, Marker::Number(_)))),
        BlockKind::Quote | BlockKind::TableRow | BlockKind::Code => (kind, 0),
        _ => (BlockKind::Paragraph, 0),
    };
    (kind, level)
}
