//! Measuring and cutting text in terminal cells.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Line, Place, Role, Run};

/// The width of sanitized text in cells: the sum over its clusters, since a terminal places each separately. Measured
/// as a whole, an Arabic ligature of two letters would count as one cell.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { clusters(text).map(|(_, cluster)| cluster.width()).sum() }
}

/// The grapheme clusters of a text with their byte offsets. An ASCII character before another is a cluster, which
/// avoids most of the work on most texts.
pub(super) fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let alone = *bytes.get(start)? != b'\r' && bytes[start].is_ascii();
        let cluster = if alone && bytes.get(start + 1).is_none_or(u8::is_ascii) {
            text.get(start..start + 1)?
        } else {
            text.get(start..)?.graphemes(true).next()?
        };
        at += cluster.len();
        Some((start, cluster))
    })
}

/// `text` in at most `cells` cells, cut with an ellipsis if necessary.
#[must_use]
pub fn fit(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut out = head(text, cells.saturating_sub(1)).trim_end().to_owned();
    if cells > 0 {
        out.push('…');
    }
    out
}

/// `text` in exactly `cells` cells: cut as by [`fit`], or padded with spaces.
#[must_use]
pub fn pad(text: &str, cells: usize) -> String {
    let mut out = fit(text, cells);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&out))));
    out
}

/// A line cut to at most `cells` cells.
#[must_use]
pub fn clip(line: Line, cells: usize) -> Line {
    if line.width() <= cells {
        return line;
    }
    let mut out = Line::default();
    let mut left = cells;
    for mut run in line.runs {
        let w = width(&run.text);
        if w > left {
            run.text = head(&run.text, left);
        }
        left = left.saturating_sub(w);
        if !run.text.is_empty() {
            out.runs.push(run);
        }
    }
    out
}

impl Line {
    /// The place of the text at a cell, counted from the left; `None` for interface text.
    #[must_use]
    pub fn place_at(&self, cell: usize) -> Option<Place> {
        let mut left = 0;
        for run in &self.runs {
            let wide = width(&run.text);
            if cell >= left + wide {
                left += wide;
                continue;
            }
            let (side, span) = run.source?;
            let bytes = head(&run.text, cell - left).len();
            // A run may show more characters than its text: marks for invisible ones.
            let at = span.start.saturating_add(u32::try_from(bytes).unwrap_or(0)).min(span.end.max(span.start + 1) - 1);
            return Some(Place { side, at });
        }
        None
    }
}

/// Adds spaces until the line takes `cells` cells.
pub(super) fn fill(line: &mut Line, cells: usize) {
    let w = line.width();
    if w < cells {
        line.runs.push(Run::new(" ".repeat(cells - w), Role::Text));
    }
}

/// The longest prefix of whole clusters in at most `cells` cells.
fn head(text: &str, cells: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        used += width(cluster);
        if used > cells {
            break;
        }
        out.push_str(cluster);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Side, Span};

    #[test]
    fn clusters_are_grapheme_clusters() {
        for text in ["plain", "cre\u{301}me bru\u{302}le\u{301}e", "a\r\nb\n", "🇫🇷🇩🇪x👨‍👩‍👧y", "\u{600}1 e\u{301}", ""]
        {
            assert_eq!(clusters(text).collect::<Vec<_>>(), text.grapheme_indices(true).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_text_is_as_wide_as_its_clusters() {
        for (text, cells) in [("plain", 5), ("e\u{301}", 1), ("条約", 4), ("لا", 2), ("🇫🇷", 2), ("ﷺ", 1), ("", 0)]
        {
            assert_eq!(width(text), cells, "{text}");
        }
    }

    #[test]
    fn the_text_at_a_cell() {
        let source = Some((Side::New, Span { start: 10, end: 22 }));
        let word = Run { source, ..Run::new("条約 signed", Role::Text) };
        let line = Line { runs: vec![Run::new("~ ", Role::Edited), word] };
        let at = |cell| line.place_at(cell).map(|place| place.at);
        assert_eq!([at(0), at(2), at(3), at(4), at(7), at(40)], [None, Some(10), Some(10), Some(13), Some(17), None]);
    }

    #[test]
    fn cuts_at_clusters_and_pads() {
        assert_eq!(fit("harbour", 7), "harbour");
        assert_eq!(fit("harbour bridge", 9), "harbour…");
        assert_eq!(fit("条約に署名", 6), "条約…");
        assert_eq!(pad("条約", 6), "条約  ");
        assert_eq!(fit("abc", 0), "");
        assert_eq!(clip(Line::say("条約", Role::Text), 3).text(), "条");
    }
}
