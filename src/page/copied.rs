//! Sentences and changes as text of the documents, to be used elsewhere.

use super::change_list::ChangeListPage;
use super::compare::ComparePage;
use super::{cells, sanitize};
use crate::changes::{Change, Class, Comparison};
use crate::text::{Document, Pair, Span, one_line};

/// The text of a span: in one line, but with the line breaks of code, verse and tables.
fn span_text(document: &Document, span: Span) -> String {
    let text = span.of(&document.text);
    if document.blocks.get(document.block_at(span.start)).is_some_and(|block| block.keeps_lines) {
        return text.to_owned();
    }
    one_line(text)
}

/// The sentence of a document at byte `at`, or the next one.
#[must_use]
pub fn sentence_text(document: &Document, at: u32) -> Option<String> {
    let sentences = &document.segments().sentences;
    let next = sentences.iter().filter(|sentence| sentence.span.end > at).min_by_key(|sentence| sentence.span.start);
    Some(span_text(document, next.or(sentences.last())?.span))
}

/// "Monday → Tuesday", "added words"
fn change_text(documents: Pair<&Document>, change: &Change) -> String {
    let old = change.spans.old.map(|span| span_text(documents.old, span));
    let new = change.spans.new.map(|span| span_text(documents.new, span));
    match (old, new) {
        (Some(old), Some(new)) if old == new => new,
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (one, None) | (None, one) => one.unwrap_or_default(),
    }
}

/// The class of a change, with its direction if only one side has words: "number", "removed", "credit, added".
fn what_happened(change: &Change) -> String {
    let class = change.class.name();
    match (change.class, change.spans) {
        (Class::Move, _) => "moved".to_owned(),
        (Class::Cut, Pair { new: None, .. }) => "removed".to_owned(),
        (Class::Addition, Pair { old: None, .. }) => "added".to_owned(),
        (_, Pair { new: None, .. }) => format!("{class}, removed"),
        (_, Pair { old: None, .. }) => format!("{class}, added"),
        _ => class.to_owned(),
    }
}

impl ComparePage {
    /// The text of a change, by its index in the comparison.
    #[must_use]
    pub fn change_text(&self, change: usize) -> Option<String> {
        let change = self.comparison().changes.get(change)?;
        Some(change_text(self.documents().as_ref().map(AsRef::as_ref), change))
    }
}

impl ChangeListPage {
    fn text_of(&self, change: usize) -> Option<String> {
        let comparison: &Comparison = &self.comparison;
        Some(change_text(self.docs.as_ref().map(AsRef::as_ref), comparison.changes.get(change)?))
    }

    /// The text of entry `i`: a change, or an editors' note.
    #[must_use]
    pub fn entry_text(&self, i: usize) -> Option<String> {
        match self.changes(i).first() {
            Some(&change) => self.text_of(change),
            None => self.note_of(i).map(|(_, text)| text),
        }
    }

    /// All listed changes, one per line with its number and what happened: "3 name: Keller → Kessler",
    /// "4 removed: Nobody was hurt.", "5 credit, added: By Ann Marie". Equal changes are one line with their count.
    /// `None` if there is none.
    #[must_use]
    pub fn all_text(&self) -> Option<String> {
        let lines: Vec<String> = (0..self.len()).filter_map(|i| self.line_text(i)).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn line_text(&self, i: usize) -> Option<String> {
        let n = *self.changes(i).first()?;
        let change = self.comparison.changes.get(n)?;
        let text = match change.class {
            // The words are equal on both sides.
            Class::Formatting => self.wording(change),
            _ => one_line(&self.text_of(n)?),
        };
        let changes = self.changes(i).iter().filter_map(|&n| self.comparison.changes.get(n));
        let count: usize = changes.map(|change| change.more.len() + 1).sum();
        let count = if count > 1 { format!(" ×{count}") } else { String::new() };
        Some(format!("{} {}: {text}{count}", n + 1, what_happened(change)))
    }
}

/// The beginning of a text for a message: sanitized, in quotation marks, at most `most` cells.
#[must_use]
pub fn clip_text(text: &str, most: usize) -> String {
    let line = sanitize(&one_line(text));
    if cells::width(&line) <= most {
        return format!("“{line}”");
    }
    let mut out = String::new();
    for c in line.chars() {
        if cells::width(&out) + 2 > most {
            break;
        }
        out.push(c);
    }
    format!("“{}…”", out.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_copied_as_text() {
        let text = "It rained on Monday. The lamp   went out.\n\nNobody spoke.";
        let document = crate::format::plain_text(text).unwrap();
        let at = |at| sentence_text(&document, at).unwrap();
        assert_eq!(
            [at(0), at(22), at(51), at(9000)],
            ["It rained on Monday.", "The lamp went out.", "Nobody spoke.", "Nobody spoke."]
        );
    }

    #[test]
    fn a_long_text_is_cut_in_a_message() {
        assert_eq!(clip_text("a\u{1b}b", 9), "“a␛b”");
        assert_eq!(clip_text("one two three", 9), "“one two…”");
    }
}
