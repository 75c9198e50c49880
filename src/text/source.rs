//! The source text of a document, where it differs from the text that is read: Markdown.
//!
//! Comparison and layout use a document's text as people read it. A [`Source`] maps its ranges back to the file, for
//! programs that need byte offsets of the file (JSON, CriticMarkup, git).
//!
//! ```text
//! file    ## The *Ann*&nbsp;Marie⏎⏎- [Times](t.html)
//! read    The Ann Marie⏎⏎Times                            pieces: copied, replaced (the entity), inserted (the gap)
//! tight      └─────────┘   └───┘                          a word and no syntax
//! cell    └───────────────────┘  └───────────────┘        with the syntax that opens before it and closes after it
//! ```
//!
//! Cells of neighbouring words are adjacent but for white space: together they cover every other byte of the file.

use std::sync::Arc;

use super::{Span, is_space};

/// The source text, and the mapping from the text that is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    text: Arc<str>,
    pieces: Vec<Piece>,
    markup: Vec<Span>,
}

/// A piece of the text that is read; it ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Its start in the text that is read.
    read: u32,
    /// Its range in the file; empty where it was inserted.
    file: Span,
    /// The end of the syntax in the file that belongs to the text before it.
    lead: u32,
    /// Whether the file has the same bytes there.
    copied: bool,
}

impl Source {
    /// The file's text.
    #[must_use]
    pub const fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// Ranges of the file that are syntax: in order, not overlapping, without white space at their ends.
    #[must_use]
    pub fn markup(&self) -> &[Span] {
        &self.markup
    }

    /// Ranges of the file that were replaced by other characters (`&eacute;`), with the ranges of the replacements.
    pub fn replaced(&self) -> impl Iterator<Item = (Span, Span)> + '_ {
        let ends = self.pieces.iter().skip(1).map(|p| p.read).chain([u32::MAX]);
        let replaced = self.pieces.iter().zip(ends).filter(|(p, _)| !p.copied && !p.file.is_empty());
        replaced.map(|(p, end)| (p.file, Span { start: p.read, end }))
    }

    /// Maps a range of the text that is read to the file, without adjacent syntax.
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

    /// The same with the syntax that opens directly before it and closes directly after it. `read` must end with a
    /// character of `text` that is not white space.
    #[must_use]
    pub fn cell(&self, text: &str, read: Span) -> Span {
        let before = text.get(..read.start as usize).unwrap_or("").trim_end_matches(is_space);
        // A word may begin with a space: a combining mark makes a cluster of it, which is not cut.
        let own = read.of(text);
        let first = read.start + at(own.len() - own.trim_start_matches(is_space).len());
        let start = if before.is_empty() { 0 } else { self.bound(at(before.len()), first) };
        let following = text.get(read.end as usize..).unwrap_or("");
        let rest = following.trim_start_matches(is_space);
        let next = read.end + at(following.len() - rest.len());
        let end = if rest.is_empty() { at(self.text.len()) } else { self.bound(read.end, next) };
        let whole = Span { start, end: end.max(start) }.of(&self.text);
        let trimmed = whole.trim_start_matches(is_space);
        let start = start + at(whole.len() - trimmed.len());
        Span { start, end: start + at(trimmed.trim_end_matches(is_space).len()) }
    }

    /// The boundary in the file between two words; the first ends at `end`, the second begins at `start`.
    fn bound(&self, end: u32, start: u32) -> u32 {
        let next = self.pieces.partition_point(|p| p.read < end);
        match self.pieces.get(next).filter(|p| p.read <= start) {
            Some(piece) => piece.lead,
            None => self.tight(Span { start, end: start }).start,
        }
    }

    /// The piece that contains byte `read`.
    fn piece(&self, read: u32) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|p| p.read <= read).checked_sub(1)?)
    }
}

impl Piece {
    /// The position in the file of byte `read` of this piece.
    const fn at(&self, read: u32) -> u32 {
        if self.copied { self.file.start + (read - self.read) } else { self.file.start }
    }
}

fn at(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Builds the text that is read, from the beginning of a file to its end.
#[derive(Debug)]
pub struct SourceBuilder<'a> {
    file: &'a str,
    read: String,
    pieces: Vec<Piece>,
    /// The end of the syntax in the file that belongs to the text so far.
    closed: u32,
}

impl<'a> SourceBuilder<'a> {
    /// Begins with nothing read.
    #[must_use]
    pub fn new(file: &'a str) -> Self {
        Self { file, read: String::with_capacity(file.len()), pieces: Vec::new(), closed: 0 }
    }

    /// The file.
    #[must_use]
    pub const fn file(&self) -> &'a str {
        self.file
    }

    /// The text read so far.
    #[must_use]
    pub fn read(&self) -> &str {
        &self.read
    }

    /// Copies a range of the file. Ranges before the last one are ignored.
    pub fn copy(&mut self, file: Span) {
        let text = file.of(self.file);
        let earlier = self.pieces.last().is_some_and(|last| file.start < last.file.end);
        if text.is_empty() || earlier {
            return;
        }
        match self.pieces.last() {
            // Extend the last piece, if no syntax ended in between.
            Some(last) if last.copied && last.file.end == file.start && self.closed <= last.file.end => {
                if let Some(last) = self.pieces.last_mut() {
                    last.file.end = file.end;
                }
            }
            _ => self.push(file, true),
        }
        self.read.push_str(text);
    }

    /// Replaces a range of the file by other characters.
    pub fn replace(&mut self, file: Span, by: &str) {
        if by.is_empty() || file.is_empty() || self.pieces.last().is_some_and(|last| file.start < last.file.end) {
            return;
        }
        // `&amp;` contains its replacement.
        if file.of(self.file).starts_with(by) {
            self.copy(Span { start: file.start, end: file.start + at(by.len()) });
        } else {
            self.push(file, false);
            self.read.push_str(by);
        }
        self.close(file.end);
    }

    /// Inserts white space that the file does not have.
    pub fn space(&mut self, space: &str) {
        if !space.is_empty() {
            let here = self.closed.max(self.pieces.last().map_or(0, |last| last.file.end));
            self.push(Span { start: here, end: here }, false);
            self.read.push_str(space);
        }
    }

    /// Assigns the syntax up to byte `end` of the file to the text so far.
    pub fn close(&mut self, end: u32) {
        self.closed = self.closed.max(end);
    }

    /// Replaces line breaks from byte `from` of the text so far by spaces, except those at `kept`, in order.
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

    /// The text that is read, and its mapping to the file.
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

    /// "## The *Ann*&nbsp;Marie" and a list item, as in the picture above.
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
    fn ranges_map_back_to_the_file() {
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
    fn only_significant_line_breaks_are_kept() {
        let file = "a\nb\nc";
        let mut builder = SourceBuilder::new(file);
        builder.copy(Span::new(0, 5));
        builder.fold_lines(0, &[3]);
        assert_eq!(builder.read(), "a b\nc");
    }
}
