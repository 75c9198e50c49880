//! The selected change in full: its place, its findings, and its words in their sentence.
//!
//! ```text
//! ¶ 11, under “Reaction” · quote, wording · not announced
//! “This may not be quite as the harbour had planned. More as more military tension …
//! ```

use super::change_list::ChangeListPage;
use super::detail_cache::DetailLines;
use super::flow::{Piece, flow, wrap};
use super::marks::{Focus, Marks};
use super::pieces::RowView;
use super::toc::beginning;
use super::{Line, Role};
use crate::changes::{Change, Class};
use crate::text::{Pair, Side, Span};

/// Maximum cells of a quoted heading.
const HEADING_CELLS: usize = 40;

/// An entry of the change list in full, as far as it fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// The visible lines.
    pub lines: Vec<Line>,
    /// The number of lines of its text above the visible ones.
    pub above: usize,
    /// The number of lines below them.
    pub below: usize,
}

impl Detail {
    /// Whether it does not fit.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.above + self.below > 0
    }
}

impl ChangeListPage {
    /// Entry `i` in full in `height` lines of `cells` cells, scrolled by a number of lines. If it does not fit, one line
    /// is left free to say so; at first the visible part begins near the change.
    #[must_use]
    pub fn detail(&self, i: usize, cells: usize, height: usize, scrolled: isize) -> Detail {
        let lines = self.detail_cache.get((i, cells), || self.lines(i, cells));
        let DetailLines { head, text, at } = lines.as_ref();
        let fits = head.len() + text.len() <= height;
        let head = &head[..head.len().min(height.saturating_sub(2).max(1))];
        let room = height.saturating_sub(head.len() + usize::from(!fits));
        // The line with the change and the one before it.
        let before = usize::from(room > 3);
        let most = text.len().saturating_sub(room);
        let above = at.saturating_sub(before).min(most).saturating_add_signed(scrolled).min(most);
        let below = text.len().saturating_sub(above + room);
        let visible = text.iter().skip(above).take(room);
        Detail { lines: head.iter().chain(visible).cloned().collect(), above, below }
    }

    fn lines(&self, i: usize, cells: usize) -> DetailLines {
        let wrapped = |text: &str, role| wrap(text, cells).into_iter().map(|line| Line::say(line, role)).collect();
        match (self.changes(i), self.note_of(i)) {
            (&[first, ..], _) => {
                let Some(change) = self.comparison.changes.get(first) else { return DetailLines::default() };
                let focus = Focus { rows: Pair::default(), ..Focus::of(&self.comparison, change) };
                let text = flow(self.pieces(change), cells, &Marks { focus, ..Marks::default() });
                let at = text.iter().position(|line| line.runs.iter().any(|run| run.layer.focus)).unwrap_or(0);
                DetailLines { head: wrapped(&self.headline(i, first, change), Role::Label), text, at }
            }
            (_, Some((finding, text))) => {
                DetailLines { head: wrapped(&finding, Role::Label), text: wrapped(&text, Role::Note), at: 0 }
            }
            _ => DetailLines::default(),
        }
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
                RowView { docs, hidden: &self.hidden, tables: None, styles: None, row, ops: &row.ops }.both(&mut out);
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

    fn list_of(old: &str, new: &str) -> ChangeListPage {
        let docs = Pair::new(old, new).map(|text| Arc::new(crate::format::plain_text(text).expect("a text")));
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
        let page = ComparePage::new(docs, Arc::new(comparison), CompareOptions::default(), 80);
        ChangeListPage::new(&page, Filter::All)
    }

    fn detail(old: &str, new: &str, cells: usize, height: usize) -> Vec<Line> {
        list_of(old, new).detail(0, cells, height, 0).lines
    }

    #[test]
    fn an_entry_is_laid_out_once_for_a_width() {
        let list = list_of("The bridge cost $1.5 million.\n", "The bridge cost $15 million.\n");
        let laid = |i, cells| list.detail_cache.get((i, cells), || panic!("{i} at {cells} was not kept"));
        for cells in [30, 60] {
            assert!(list.detail(0, cells, 10, 0).below == 0);
            assert!(list.detail(0, cells, 4, 1).lines.len() <= 4);
            assert!(!laid(0, cells).text.is_empty());
        }
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

    #[test]
    fn all_of_a_long_change_can_be_scrolled_into_view() {
        let added: String = (0..40).map(|n| format!("Barge {n} waits at the quay. ")).collect();
        let old = "The bridge is shut.\n\nThe harbour office says so.\n";
        let list = list_of(old, &old.replace("\n\n", &format!("\n\n{added}\n\n")));
        for (cells, height) in [(30, 6), (44, 10), (12, 3), (60, 40)] {
            let text = |detail: &Detail| detail.lines.iter().map(Line::text).collect::<Vec<_>>();
            let whole = text(&list.detail(0, cells, 1000, 0));
            let (mut seen, mut scrolled) = (Vec::new(), -1000);
            let head = whole.len() - list.lines(0, cells).text.len();
            loop {
                let detail = list.detail(0, cells, height, scrolled);
                let lines = text(&detail);
                assert!(lines.len() + usize::from(detail.is_cut()) <= height);
                assert_eq!(detail.above + lines.len() - head.min(height - 2) + detail.below, whole.len() - head);
                seen.truncate(detail.above);
                seen.extend(lines.into_iter().skip(head.min(height - 2)));
                if detail.below == 0 {
                    break;
                }
                scrolled = isize::try_from(detail.above).expect("small") + 1;
            }
            assert_eq!(seen, whole[head..]);
        }
    }
}
