//! Rows of a comparison as pieces of text with roles, for one side or for both in one text.

use super::Role;
use super::flow::Piece;
use super::gaps::line_indent;
use super::hidden::Hidden;
use super::tables::Tables;
use super::word_styles::WordStyles;
use crate::diff::Op;
use crate::diff::Row;
use crate::diff::RowKind;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;
use crate::text::is_space;

/// A row with its context for display.
#[derive(Clone, Copy)]
pub(super) struct RowView<'a> {
    pub(super) docs: Pair<&'a Document>,
    pub(super) hidden: &'a Hidden,
    pub(super) tables: Option<Pair<&'a Tables>>,
    pub(super) styles: Option<Pair<&'a WordStyles>>,
    pub(super) row: &'a Row,
    /// The row's operations, or a part of them.
    pub(super) ops: &'a [Op],
}

impl<'a> RowView<'a> {
    /// Appends the row's text of one side.
    pub(super) fn side(&self, side: Side, out: &mut Vec<Piece<'a>>) {
        for op in self.ops {
            match *op {
                Op::Equal { old, new, formatting, .. } => {
                    self.equal(side, Pair::new(old, new)[side], formatting, out);
                }
                Op::Removed(span) if side == Side::Old => self.marked(side, span, op, out),
                Op::Added(span) if side == Side::New => self.marked(side, span, op, out),
                Op::Removed(_) | Op::Added(_) => {}
            }
        }
    }

    /// Appends the new text, with removed words before their replacement. Hidden removed words are left out.
    pub(super) fn both(&self, out: &mut Vec<Piece<'a>>) {
        let mut i = 0;
        while i < self.ops.len() {
            if let Op::Equal { old, new, formatting, .. } = self.ops[i] {
                let at = out.len();
                self.equal(Side::New, new, formatting, out);
                // After removed words, a space of either text separates them.
                let cut = at.checked_sub(1).is_some_and(|b| out[b].at.is_some_and(|(side, _)| side == Side::Old));
                if let Some(first) = out.get_mut(at) {
                    first.spaced |= cut && spaced(&self.docs.old.text, old.start);
                    if cut {
                        first.spaces = first.spaces.max(spaces(&self.docs.old.text, old.start));
                    }
                }
                i += 1;
                continue;
            }
            let end = i + self.ops[i..].iter().take_while(|op| !matches!(op, Op::Equal { .. })).count();
            for op in &self.ops[i..end] {
                if let Op::Removed(span) = *op
                    && self.hidden.shows_op(self.row, op)
                {
                    self.marked(Side::Old, span, op, out);
                }
            }
            let replaced = out.last().is_some_and(|piece| piece.at.is_some_and(|(side, _)| side == Side::Old));
            let added = out.len();
            for op in &self.ops[i..end] {
                if let Op::Added(span) = *op {
                    self.marked(Side::New, span, op, out);
                }
            }
            // The spaces of a column precede the removed words already.
            if let Some(first) = out.get_mut(added).filter(|_| replaced) {
                first.spaces = 1;
            }
            i = end;
        }
    }

    fn marked(&self, side: Side, span: Span, op: &Op, out: &mut Vec<Piece<'a>>) {
        if !self.hidden.shows_op(self.row, op) {
            return self.plain(side, span, out);
        }
        let role = match (self.row.kind, side) {
            (RowKind::Removed, _) => Role::RemovedPassage,
            (RowKind::Added, _) => Role::AddedPassage,
            (RowKind::Rewritten, Side::Old) => Role::RewrittenOld,
            (RowKind::Rewritten, Side::New) => Role::RewrittenNew,
            (_, Side::Old) => Role::Removed,
            (_, Side::New) => Role::Added,
        };
        if self.row.kind == RowKind::Rewritten {
            return self.rewritten(side, span, role, out);
        }
        self.push(side, span, role, out);
    }

    /// Appends words of a rewritten row; those common to both sides are separate pieces.
    fn rewritten(&self, side: Side, span: Span, role: Role, out: &mut Vec<Piece<'a>>) {
        let mut shared: Vec<Span> = self.row.shared.iter().map(|spans| spans[side]).collect();
        shared.sort_unstable();
        let mut at = span.start;
        for same in shared.into_iter().filter(|same| same.overlaps(span)) {
            let (start, end) = (same.start.max(at), same.end.min(span.end));
            if start >= end {
                continue;
            }
            self.push(side, Span { start: at, end: start }, role, out);
            let first = out.len();
            self.push(side, Span { start, end }, role, out);
            out[first..].iter_mut().for_each(|piece| piece.shared = true);
            at = end;
        }
        self.push(side, Span { start: at, end: span.end }, role, out);
    }

    /// Appends equal words; differences in typography are separate pieces, and differences in formatting have its role.
    fn equal(&self, side: Side, span: Span, formatting: bool, out: &mut Vec<Piece<'a>>) {
        if formatting && !self.row.moved && self.hidden.shows_formatting(self.row) {
            return self.push(side, span, Role::Typography, out);
        }
        let mut at = span.start;
        let places = &self.row.typography;
        let near = places.partition_point(|p| p[side].end <= span.start);
        for &place in places.iter().skip(near).take_while(|p| p[side].start < span.end) {
            let s = place[side];
            if s.is_empty() || s.start < at || !self.hidden.shows_typography(self.docs, self.row, place) {
                continue;
            }
            self.plain(side, Span { start: at, end: s.start }, out);
            self.push(side, Span { start: s.start, end: s.end.min(span.end) }, Role::Typography, out);
            at = s.end.min(span.end);
        }
        self.plain(side, Span { start: at, end: span.end }, out);
    }

    /// Appends unmarked words: moved in a moved row, otherwise with the role of their block.
    fn plain(&self, side: Side, span: Span, out: &mut Vec<Piece<'a>>) {
        if span.is_empty() {
            return;
        }
        if self.row.moved {
            return self.push(side, span, Role::Moved, out);
        }
        let blocks = &self.docs[side].blocks;
        let mut at = span.start;
        for block in blocks.iter().skip(self.docs[side].block_at(at)) {
            let end = block.span.end.min(span.end);
            if block.span.start >= span.end {
                break;
            }
            if end > at {
                self.push(side, Span { start: at, end }, Role::of_block(block.kind), out);
                at = end;
            }
        }
        if at < span.end {
            self.push(side, Span { start: at, end: span.end }, Role::Text, out);
        }
    }

    fn push(&self, side: Side, span: Span, role: Role, out: &mut Vec<Piece<'a>>) {
        if span.is_empty() {
            return;
        }
        let text: &'a str = &self.docs[side].text;
        let doc = self.docs[side];
        let block = doc.block_at(span.start);
        let keeps_lines = doc.blocks.get(block).is_some_and(|block| block.keeps_lines);
        let indent = if keeps_lines { line_indent(doc, block, span.start) } else { 0 };
        let piece = Piece::new(span.of(text), Some((side, span.start)), role);
        let tables = self.tables.map(|tables| tables[side]).filter(|_| keeps_lines);
        let styles = self.styles.map(|styles| styles[side]);
        let spaces = if keeps_lines { spaces(text, span.start) } else { 1 };
        out.push(Piece { spaced: spaced(text, span.start), spaces, indent, keeps_lines, tables, styles, ..piece });
    }
}

/// The number of spaces before byte `at`.
fn spaces(text: &str, at: u32) -> usize {
    let before = text.get(..at as usize).unwrap_or("");
    before.chars().rev().take_while(|&c| c != '\n' && is_space(c)).count()
}

/// Whether white space, or nothing, precedes byte `at`.
fn spaced(text: &str, at: u32) -> bool {
    text.get(..at as usize).is_none_or(|head| head.chars().next_back().is_none_or(is_space))
}
