//! The file's own text, where people read less than it holds: Markdown with its syntax.
//!
//! A document's text is what people read, and everything that compares and lays out speaks of that. A [`Source`] leads
//! back to the file: programs that ask for its bytes (JSON, CriticMarkup, git) get ranges of it.
//!
//! ```text
//! file    ## The *Ann*&nbsp;Marie⏎⏎- [Times](t.html)
//! read    The Ann Marie⏎⏎Times                            pieces: copied, replaced (the entity), inserted (the gap)
//! tight      └─────────┘   └───┘                          a word and no syntax
//! cell    └───────────────────┘  └───────────────┘        with the syntax that opens before it and closes after it
//! ```
//!
//! Cells of neighbouring words touch but for white space: together they cover every byte of the file that is none.

use std::sync::Arc;

use super::{Span, is_space};

/// The file's own text, and where what is read is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    text: Arc<str>,
    pieces: Vec<Piece>,
    markup: Vec<Span>,
}

/// A stretch of what is read. Its end is where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in what is read.
    read: u32,
    /// Where its characters are in the file; empty where it was inserted.
    file: Span,
    /// What is in the file before here belongs to the text before it.
    lead: u32,
    /// The file has the same bytes; else others are read for them.
    copied: bool,
}

impl Source {
    /// The file's text.
    #[must_use]
    pub const fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Ranges of the file that are syntax: in order, apart from each other, without white space at their ends.
    #[must_use]
    pub fn markup(&self) -> &[Span] {
        &self.markup
    }

    /// Ranges of the file for which other characters are read (`&eacute;`), and the ranges of what is read instead.
    pub fn replaced(&self) -> impl Iterator<Item = (Span, Span)> + '_ {
        let ends = self.pieces.iter().skip(1).map(|p| p.read).chain([u32::MAX]);
        let replaced = self.pieces.iter().zip(ends).filter(|(p, _)| !p.copied && !p.file.is_empty());
        replaced.map(|(p, end)| (p.file, Span { start: p.read, end }))
    }

    /// Where a range of what is read is in the file, without the syntax around it.
    #[must_use]
    pub fn tight(&self, read: Span) -> Span {
        let start = self.piece(read.start).map_or(0, |p| p.at(read.start));
        let last = read.end.saturating_sub(1);
        let end = match self.piece(last).filter(|_| !read.is_empty()) {
            Some(p) if p.copied => p.at(last) + 1,
            Some(p) => p.file.end,
            None => start,
        };
        Span { start, end: end.max(start) }
    }

    /// The same with the syntax that opens directly before it and closes directly after it. `read` begins and ends at
    /// characters of `text`, what is read, that are no white space.
    #[must_use]
    pub fn cell(&self, text: &str, read: Span) -> Span {
        let before = text.get(..read.start as usize).unwrap_or("").trim_end_matches(is_space);
        let start = if before.is_empty() { 0 } else { self.bound(at(before.len()), read.start) };
        let behind = text.get(read.end as usize..).unwrap_or("");
        let rest = behind.trim_start_matches(is_space);
        let next = read.end + at(behind.len() - rest.len());
        let end = if rest.is_empty() { at(self.text.len()) } else { self.bound(read.end, next) };
        let whole = Span { start, end: end.max(start) }.of(&self.text);
        let trimmed = whole.trim_start_matches(is_space);
        let start = start + at(whole.len() - trimmed.len());
        Span { start, end: start + at(trimmed.trim_end_matches(is_space).len()) }
    }

    /// Where in the file one word ends and the next begins, of which what is read ends at `end` and begins at `start`.
    fn bound(&self, end: u32, start: u32) -> u32 {
        let next = self.pieces.partition_point(|p| p.read < end);
        match self.pieces.get(next).filter(|p| p.read <= start) {
            Some(piece) => piece.lead,
            None => self.tight(Span { start, end: start }).start,
        }
    }

    /// The piece that holds byte `read` of what is read.
    fn piece(&self, read: u32) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|p| p.read <= read).checked_sub(1)?)
    }
}

impl Piece {
    /// Where byte `read`, which it holds, is in the file.
    const fn at(&self, read: u32) -> u32 {
        if self.copied { self.file.start + (read - self.read) } else { self.file.start }
    }
}

fn at(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Puts together what is read of a file, from its beginning to its end.
#[derive(Debug)]
pub struct SourceBuilder<'a> {
    file: &'a str,
    read: String,
    pieces: Vec<Piece>,
    /// What is in the file before here belongs to what has been read.
    closed: u32,
}

impl<'a> SourceBuilder<'a> {
    /// Nothing of `file` is read yet.
    #[must_use]
    pub fn new(file: &'a str) -> Self {
        Self { file, read: String::with_capacity(file.len()), pieces: Vec::new(), closed: 0 }
    }

    /// The file.
    #[must_use]
    pub const fn file(&self) -> &'a str {
        self.file
    }

    /// What has been read so far.
    #[must_use]
    pub fn read(&self) -> &str {
        &self.read
    }

    /// Reads a range of the file as it is. One that does not follow what was read before is left out.
    pub fn copy(&mut self, file: Span) {
        let text = file.of(self.file);
        let behind = self.pieces.last().is_some_and(|last| file.start < last.file.end);
        if text.is_empty() || behind {
            return;
        }
        match self.pieces.last() {
            // Goes on where the last piece ended, and no syntax ended between.
            Some(last) if last.copied && last.file.end == file.start && self.closed <= last.file.end => {
                if let Some(last) = self.pieces.last_mut() {
                    last.file.end = file.end;
                }
            }
            _ => self.push(file, true),
        }
        self.read.push_str(text);
    }

    /// Reads other characters for a range of the file.
    pub fn replace(&mut self, file: Span, by: &str) {
        if by.is_empty() || file.is_empty() || self.pieces.last().is_some_and(|last| file.start < last.file.end) {
            return;
        }
        // `&amp;` holds what is read for it.
        if file.of(self.file).starts_with(by) {
            self.copy(Span { start: file.start, end: file.start + at(by.len()) });
        } else {
            self.push(file, false);
            self.read.push_str(by);
        }
        self.close(file.end);
    }

    /// Reads white space that the file does not have here.
    pub fn space(&mut self, space: &str) {
        if !space.is_empty() {
            let here = self.closed.max(self.pieces.last().map_or(0, |last| last.file.end));
            self.push(Span { start: here, end: here }, false);
            self.read.push_str(space);
        }
    }

    /// The syntax up to byte `end` of the file belongs to what has been read.
    pub fn close(&mut self, end: u32) {
        self.closed = self.closed.max(end);
    }

    /// Makes line breaks from byte `from` of what has been read into spaces, but for those at `kept`, in order.
    pub fn fold_lines(&mut self, from: usize, kept: &[usize]) {
        let folded: String = self
            .read
            .get(from..)
            .unwrap_or("")
            .char_indices()
            .map(|(i, c)| {
                let breaks = matches!(c, '\n' | '\r') && kept.binary_search(&(from + i)).is_err();
                if breaks { ' ' } else { c }
            })
            .collect();
        self.read.truncate(from);
        self.read.push_str(&folded);
    }

    fn push(&mut self, file: Span, copied: bool) {
        let lead = self.closed.max(self.pieces.last().map_or(0, |last| last.file.end)).min(file.start);
        self.pieces.push(Piece { read: at(self.read.len()), file, lead, copied });
    }

    /// What is read, and the way back to the file.
    #[must_use]
    pub fn finish(self) -> (String, Source) {
        let mut markup = Vec::new();
        let mut from = 0;
        let ends = self.pieces.iter().map(|p| p.file).chain([Span::new(self.file.len(), self.file.len())]);
        for file in ends {
            let skipped = self.file.get(from..file.start as usize).unwrap_or("");
            let trimmed = skipped.trim_matches(is_space);
            if !trimmed.is_empty() {
                let lead = skipped.len() - skipped.trim_start_matches(is_space).len();
                markup.push(Span::new(from + lead, from + lead + trimmed.len()));
            }
            from = from.max(file.end as usize);
        }
        (self.read, Source { text: self.file.into(), pieces: self.pieces, markup })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(of: &str, part: &str) -> Span {
        let start = of.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    /// "## The *Ann*&nbsp;Marie" and a list item, as the module's picture has them.
    fn example() -> (String, Source) {
        let file = "## The *Ann*&nbsp;Marie\n\n- [Times](t.html)\n";
        let mut builder = SourceBuilder::new(file);
        builder.copy(span(file, "The "));
        builder.copy(span(file, "Ann"));
        builder.close(12);
        builder.replace(span(file, "&nbsp;"), "\u{a0}");
        builder.copy(span(file, "Marie"));
        builder.close(24);
        builder.space("\n\n");
        builder.copy(span(file, "Times"));
        builder.close(43);
        builder.finish()
    }

    #[test]
    fn what_is_read_leads_back_to_the_file() {
        let (read, source) = example();
        assert_eq!(read, "The Ann\u{a0}Marie\n\nTimes");
        let tight = |part: &str| source.tight(span(&read, part)).of(source.text());
        let cell = |part: &str| source.cell(&read, span(&read, part)).of(source.text());
        assert_eq!([tight("The"), tight("Ann"), tight("Marie"), tight("Times")], ["The", "Ann", "Marie", "Times"]);
        assert_eq!([cell("The"), cell("Ann"), cell("Times")], ["## The", "*Ann*", "- [Times](t.html)"]);
        assert_eq!(cell("Marie"), "&nbsp;Marie");
        assert_eq!(tight("Ann\u{a0}Marie"), "Ann*&nbsp;Marie");
        let markup: Vec<_> = source.markup().iter().map(|m| m.of(source.text())).collect();
        assert_eq!(markup, ["##", "*", "*", "- [", "](t.html)"]);
        assert_eq!(source.replaced().map(|(file, _)| file.of(source.text())).collect::<Vec<_>>(), ["&nbsp;"]);
    }

    #[test]
    fn only_breaks_that_are_meant_stay() {
        let file = "a\nb\nc";
        let mut builder = SourceBuilder::new(file);
        builder.copy(Span::new(0, 5));
        builder.fold_lines(0, &[3]);
        assert_eq!(builder.read(), "a b\nc");
    }
}
