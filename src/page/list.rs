//! Lines of lists: the library's entries, and tables of a left and a right part (help, palette, contents).

use super::header::percent;
use super::{Layer, Line, Role, Run, clip, fit, pad, sanitize, width};

/// A document's share of the base of its story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// It is the base.
    Base,
    /// The share of it that is in the base: the useful figure for a copy.
    Kept(f32),
    /// The share of the base that is in it.
    Of(f32),
    /// Unknown so far, or a story of one document.
    None,
}

/// An entry of the library.
#[derive(Clone, Debug, PartialEq)]
pub enum LibraryEntry {
    /// A story: the heading of its documents.
    Story {
        /// Its name.
        title: String,
        /// The number of documents.
        count: usize,
        /// Its documents are listed.
        open: bool,
    },
    /// A document.
    Document {
        /// Its name.
        name: String,
        /// The number of words.
        words: Option<usize>,
        /// Its share.
        share: Share,
        /// Marked for comparison.
        marked: bool,
        /// Listed under a story: indented.
        grouped: bool,
    },
    /// A file that could not be read.
    Broken {
        /// Its name.
        name: String,
        /// The reason.
        why: String,
    },
}

/// The widths of a list's columns of figures, in cells: as wide as the widest figure, so that names get the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Of word counts: "12,345 w".
    words: usize,
    /// Of shares: "kept 98 %".
    share: usize,
}

impl Figures {
    /// Widens the columns for the figures of one more document.
    pub fn include(&mut self, words: Option<usize>, share: Share) {
        self.words = self.words.max(width(&count_text(words)));
        self.share = self.share.max(width(&share_text(share)));
    }
}

/// The line of an entry in exactly `cells` cells, with its figures in these columns.
///
/// ```text
///  ▾ Pact signed in Pyongyang         5
///    ▸ Syndicated copy   432 w  kept 98 %
/// ```
#[must_use]
pub fn library_line(entry: &LibraryEntry, selected: bool, figures: Figures, cells: usize) -> Line {
    let sign = if selected { '▸' } else { ' ' };
    let mut runs = Vec::new();
    let (head, name, role, tail) = match entry {
        LibraryEntry::Story { title, count, open } => {
            let fold = if *open { '▾' } else { '▸' };
            (format!(" {fold} "), title, Role::Heading, format!("  {count:>2} "))
        }
        LibraryEntry::Document { name, words, share, marked, grouped } => {
            let inset = if *grouped { "   " } else { " " };
            let mark = if *marked { '•' } else { sign };
            (format!("{inset}{mark} "), name, Role::Text, facts(*words, *share, figures, cells))
        }
        LibraryEntry::Broken { name, why } => {
            let why = fit(&sanitize(why), cells / 2);
            (format!(" {sign} "), name, Role::Dim, format!("  {why} "))
        }
    };
    let room = cells.saturating_sub(width(&head) + width(&tail));
    let broken = matches!(entry, LibraryEntry::Broken { .. });
    runs.push(Run::new(head, Role::Accent));
    runs.push(Run::new(pad(&sanitize(name), room), role));
    runs.push(Run::new(tail, if broken { Role::Error } else { Role::Dim }));
    layered(clip(Line { runs }, cells), selected)
}

/// Words and share, if there is room.
fn facts(words: Option<usize>, share: Share, figures: Figures, cells: usize) -> String {
    let mut out = String::new();
    let columns = [(count_text(words), figures.words, 36), (share_text(share), figures.share, 24)];
    for (figure, column, from) in columns {
        if cells >= from && column > 0 {
            out.push_str(&format!("  {figure:>column$}"));
        }
    }
    out.push(' ');
    out
}

/// "12,345 w".
fn count_text(words: Option<usize>) -> String {
    words.map_or_else(String::new, |n| format!("{} w", grouped(n)))
}

/// "kept 98 %".
fn share_text(share: Share) -> String {
    match share {
        Share::Base => "base".to_owned(),
        Share::Kept(s) => format!("kept {}", percent(s)),
        Share::Of(s) => percent(s),
        Share::None => String::new(),
    }
}

/// "12,345".
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A line of a table in exactly `cells` cells: `left` in a column of `column` cells, then `right`.
#[must_use]
pub fn table_line(left: &str, column: usize, right: &str, selected: bool, cells: usize) -> Line {
    let sign = if selected { "▸" } else { " " };
    let column = column.min(cells.saturating_sub(4));
    let room = cells.saturating_sub(column + 5);
    let runs = vec![
        Run::new(format!(" {sign} "), Role::Accent),
        Run::new(pad(&sanitize(left), column), Role::Label),
        Run::new("  ", Role::Text),
        Run::new(pad(&sanitize(right), room), Role::Text),
    ];
    layered(clip(Line { runs }, cells), selected)
}

pub(super) fn layered(mut line: Line, selected: bool) -> Line {
    for run in &mut line.runs {
        run.layer = Layer { selected, ..run.layer };
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_fill_their_width() {
        let document = LibraryEntry::Document {
            name: "Syndicated copy".into(),
            words: Some(1432),
            share: Share::Kept(0.98),
            marked: false,
            grouped: true,
        };
        let mut figures = Figures::default();
        figures.include(Some(1432), Share::Kept(0.98));
        assert_eq!(
            library_line(&document, true, figures, 48).text(),
            "   ▸ Syndicated copy         1,432 w  kept 98 % "
        );
        let story = LibraryEntry::Story { title: "Pact signed".into(), count: 5, open: true };
        assert_eq!(library_line(&story, false, figures, 24).text(), " ▾ Pact signed        5 ");
        for cells in 0..60 {
            for entry in [&document, &story, &LibraryEntry::Broken { name: "x".into(), why: "no permission".into() }] {
                assert!(library_line(entry, true, figures, cells).width() <= cells);
                assert!(table_line("next-change", 14, "the next change", true, cells).width() <= cells);
            }
        }
    }
}
