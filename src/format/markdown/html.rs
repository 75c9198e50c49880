//! HTML in Markdown: tags are syntax, their text is read.

use std::ops::Range;

use crate::format::html::entities::entity;
use crate::format::html::scan::{Scanner, Token};
use crate::format::html::tree;
use crate::format::outline::Outline;
use crate::text::cancel::Stop;
use crate::text::{BlockKind, SourceBuilder, Span};

/// A block of HTML, line by line, without quotation markers at line starts.
#[derive(Default)]
pub(super) struct HtmlBlock {
    text: String,
    /// The start of each line in `text`, and its range in the file.
    lines: Vec<(usize, Span)>,
}

impl HtmlBlock {
    /// Adds a line.
    pub(super) fn line(&mut self, file: &str, span: Span) {
        self.lines.push((self.text.len(), span));
        self.text.push_str(span.of(file));
    }

    /// Reads the text between the tags. Incomplete once `stop` is set.
    pub(super) fn read(&self, source: &mut SourceBuilder<'_>, outline: &mut Outline, stop: Stop<'_>) {
        let mut kind = None;
        let mut scanner = Scanner::new(&self.text);
        while let Some((range, token)) = scanner.next().filter(|_| !stop.is_set()) {
            let end = self.place(range.end.saturating_sub(1)).map_or(0, |at| at + 1);
            match token {
                Token::Text | Token::Raw { references: true } => self.words(range, kind, source, outline),
                Token::Open(tag) if tree::is_obsolete(tag.name) => {
                    scanner.content_is_markup();
                    self.words(range, kind, source, outline);
                }
                Token::Close(name) if tree::is_obsolete(name) => self.words(range, kind, source, outline),
                Token::Open(tag) if is_block(tag.name) => {
                    outline.end(source.read());
                    kind = tag.name.eq_ignore_ascii_case("pre").then_some(BlockKind::Code).or(kind);
                }
                Token::Close(name) => {
                    if is_block(name) {
                        outline.end(source.read());
                        kind = kind.filter(|_| !name.eq_ignore_ascii_case("pre"));
                    }
                    source.close(Span::new(0, end).end);
                }
                Token::Open(tag) if tag.name.eq_ignore_ascii_case("br") && outline.is_open() => source.space("\n"),
                Token::Open(_) | Token::Raw { references: false } | Token::Cdata | Token::Other => {}
            }
        }
        outline.end(source.read());
        let end = self.lines.last().map_or(0, |(_, span)| span.end);
        source.close(end);
    }

    /// Adds text between two tags.
    fn words(
        &self,
        range: Range<usize>,
        kind: Option<BlockKind>,
        source: &mut SourceBuilder<'_>,
        outline: &mut Outline,
    ) {
        let text = self.text.get(range.clone()).unwrap_or("");
        if !outline.is_open() {
            if text.trim().is_empty() {
                return;
            }
            if !source.read().is_empty() {
                source.space("\n\n");
            }
            outline.begin(kind.unwrap_or_else(|| outline.running()), source.read());
        }
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find('&')).map(|at| from + at) {
            self.copy(range.start + from..range.start + at, source);
            match text.get(at..).and_then(entity) {
                Some((length, reads)) => {
                    if let (Some(start), Some(end)) =
                        (self.place(range.start + at), self.place(range.start + at + length - 1))
                    {
                        source.replace(Span::new(start, end + 1), &reads);
                    }
                    from = at + length;
                }
                None => {
                    self.copy(range.start + at..range.start + at + 1, source);
                    from = at + 1;
                }
            }
        }
        self.copy(range.start + from..range.end, source);
    }

    /// Copies a range of the text from the file.
    fn copy(&self, range: Range<usize>, source: &mut SourceBuilder<'_>) {
        let first = self.lines.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        for &(start, span) in self.lines.iter().skip(first).take_while(|(start, _)| *start < range.end) {
            let from = range.start.max(start) - start;
            let to = (range.end - start).min(span.len());
            if from < to {
                source.copy(Span::new(span.start as usize + from, span.start as usize + to));
            }
        }
    }

    /// The position in the file of byte `at` of the text.
    fn place(&self, at: usize) -> Option<usize> {
        let line = self.lines.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
        let (start, span) = self.lines[line];
        Some(span.start as usize + (at - start))
    }
}

/// Whether an element is a block element.
fn is_block(name: &str) -> bool {
    tree::is_block(tree::known(name))
}
