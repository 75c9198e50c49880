//! The selected change in full: its place, its findings, and its words in their sentence.
//!
//! ```text
//! ¶ 11, under “Reaction” · quote, wording · not announced
//! “This may not be quite as the harbour had planned. More as more military tension …
//! ```

use super::change_list::ChangeListPage;
use super::flow::{Piece, flow, wrap};
use super::marks::{Focus, Marks};
use super::pieces::RowView;
use super::reader::beginning;
use super::{Line, Role, clip};
use crate::changes::{Change, Class};
use crate::text::{Pair, Side, Span};

/// Maximum cells of a quoted heading.
const HEADING_CELLS: usize = 40;

impl ChangeListPage {
    /// Entry `i` in full, in at most `height` lines of `cells` cells.
    #[must_use]
    pub fn detail(&self, i: usize, cells: usize, height: usize) -> Vec<Line> {
        let mut lines = match (self.changes(i), self.note_of(i)) {
            (&[first, ..], _) => self.change_detail(i, first, cells, height),
            (_, Some((finding, text))) => {
                let lines = [(finding, Role::Label), (text, Role::Note)];
                let wrapped = |(text, role): (String, Role)| {
                    wrap(&text, cells).into_iter().map(move |line| Line::say(line, role))
                };
                lines.into_iter().flat_map(wrapped).collect()
            }
            _ => Vec::new(),
        };
        let missing = lines.len().saturating_sub(height);
        if missing > 0 && height > 0 {
            lines.truncate(height - 1);
            lines.push(clip(Line::say(format!("⋯ {} more lines", missing + 1), Role::Dim), cells));
        }
        lines
    }

    fn change_detail(&self, i: usize, n: usize, cells: usize, height: usize) -> Vec<Line> {
        let Some(change) = self.comparison.changes.get(n) else { return Vec::new() };
        let head = wrap(&self.headline(i, n, change), cells);
        let mut lines: Vec<Line> = head.into_iter().map(|line| Line::say(line, Role::Label)).collect();
        let focus = Focus { rows: Pair::default(), ..Focus::of(&self.comparison, change) };
        let marks = Marks { focus, ..Marks::default() };
        let text = flow(self.pieces(change), cells, &marks);
        // For a long sentence, the line with the change and the one before it.
        let at = text.iter().position(|line| line.runs.iter().any(|run| run.layer.focus)).unwrap_or(0);
        let room = height.saturating_sub(lines.len());
        let before = usize::from(room > 3);
        let skip = if text.len() > room { at.saturating_sub(before).min(text.len().saturating_sub(room)) } else { 0 };
        lines.extend(text.into_iter().skip(skip));
        lines
    }

    /// "¶ 11, under “Reaction” · quote, wording · not announced"
    fn headline(&self, i: usize, n: usize, change: &Change) -> String {
        let docs = self.docs.as_ref().map(AsRef::as_ref);
        let mut place = match self.changes(i) {
            [_, _, ..] => {
                let mut places: Vec<String> = self.changes(i).iter().map(|&n| self.place_of(n)).collect();
                places.dedup();
                places.join(", ")
            }
            _ => self.place_of(n),
        };
        if change.class == Class::Move
            && let (Some(old), Some(_)) = (change.spans.old, change.spans.new)
        {
            place = format!("{} → {place}", super::header::place_name(&self.docs.old, old.start));
        } else if change.spans.new.is_none() {
            place.push_str(" of the old text");
        }
        if let Some((side, span)) = change.heading(docs) {
            place.push_str(&format!(", under “{}”", beginning(span.of(&self.docs[side].text), HEADING_CELLS)));
        }
        let mut classes: Vec<&str> = vec![change.class.name()];
        classes.extend(change.findings.iter().map(|finding| finding.class.name()));
        let mut seen = Vec::new();
        classes.retain(|class| {
            !seen.contains(class) && {
                seen.push(*class);
                true
            }
        });
        let mut parts = vec![place, classes.join(", ")];
        if change.announced {
            parts.push("announced".to_owned());
        } else if self.is_silent(change) {
            parts.push("not announced".to_owned());
        }
        parts.join(" · ")
    }

    /// The words of a change in their row, both sides in one text.
    fn pieces(&self, change: &Change) -> Vec<Piece<'_>> {
        let mut out = Vec::new();
        let rows = match change.class {
            Class::Move => self.moved_rows(change),
            _ => vec![change.row],
        };
        let touches = |row: &crate::diff::Row, side: Side| {
            change.spans[side].is_none_or(|span| row.spans[side].iter().any(|s| s.overlaps(span)))
        };
        for row in rows.into_iter().filter_map(|row| self.comparison.rows.get(row)) {
            if touches(row, Side::Old) && touches(row, Side::New) {
                let docs = self.docs.as_ref().map(AsRef::as_ref);
                RowView { docs, hidden: &self.hidden, tables: None, row, ops: &row.ops }.both(&mut out);
            }
        }
        if out.is_empty() {
            // Two rows with one change: headlines that were not paired.
            let sides = [(Side::Old, Role::RemovedPassage), (Side::New, Role::AddedPassage)];
            let piece = |(side, role): (Side, Role)| {
                let span: Span = change.spans[side]?;
                Some(Piece {
                    spaced: true,
                    ..Piece::new(span.of(&self.docs[side].text), Some((side, span.start)), role)
                })
            };
            out.extend(sides.into_iter().filter_map(piece));
        }
        out
    }

    /// The rows of a moved passage.
    fn moved_rows(&self, change: &Change) -> Vec<usize> {
        let inside = |row: &crate::diff::Row| {
            row.moved && change.spans.new.zip(row.hull().new).is_some_and(|(passage, hull)| passage.overlaps(hull))
        };
        let rows = self.comparison.rows.iter().enumerate();
        rows.filter(|(_, row)| inside(row)).map(|(n, _)| n).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::changes::{Options, compare};
    use crate::page::{CompareOptions, ComparePage, Filter, width};

    fn detail(old: &str, new: &str, cells: usize, height: usize) -> Vec<Line> {
        let docs = Pair::new(old, new).map(|text| Arc::new(crate::format::plain_text(text).expect("a text")));
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
        let page = ComparePage::new(docs, Arc::new(comparison), CompareOptions::default(), 80);
        ChangeListPage::new(&page, Filter::All).detail(0, cells, height)
    }

    #[test]
    fn a_change_is_shown_in_its_sentence_with_its_place() {
        let old = "The bridge cost $1.5 million, the firm told reporters on the quay of the harbour.\n";
        let lines = detail(old, &old.replace("$1.5", "$15"), 40, 10);
        let text: Vec<_> = lines.iter().map(Line::text).collect();
        assert_eq!(text[0], "¶ 1 · number");
        assert!(text[1..].join(" ").starts_with("The bridge cost $1.5 $15 million, the firm"), "{text:?}");
        let focused: Vec<_> = lines.iter().flat_map(|l| &l.runs).filter(|r| r.layer.focus).map(|r| &r.text).collect();
        assert!(!focused.is_empty(), "{lines:?}");
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_change() {
        let old = "The council heard from the engineers, the divers, the skipper of the ferry, two traders and a teacher that \
                   the bridge cost $1.5 million, most of it for cables, bolts, paint, wages, gravel and the night watch, \
                   and that the towers need another coat before the winter comes over the harbour again.\n";
        for (cells, height) in [(30, 4), (50, 6), (20, 3)] {
            let lines = detail(old, &old.replace("$1.5", "$15"), cells, height);
            assert!(lines.len() <= height && lines.iter().all(|line| width(&line.text()) <= cells));
            assert!(lines.iter().any(|line| line.text().contains("$1")), "{lines:?}");
        }
    }
}
