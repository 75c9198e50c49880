//! Sentences and changes as text of the documents, to be used elsewhere.

use super::change_list::ChangeListPage;
use super::compare::ComparePage;
use super::{cells, sanitize};
use crate::changes::{Change, Comparison};
use crate::text::{Document, Pair, Span};

/// The text of a span: in one line, but with the line breaks of code, verse and tables.
fn span_text(document: &Document, span: Span) -> String {
    let text = span.of(&document.text);
    if document.blocks.get(document.block_at(span.start)).is_some_and(|block| block.keeps_lines) {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

    /// All listed changes, one per line with its number and class: "3 name: Keller → Kessler". `None` if there is none.
    #[must_use]
    pub fn all_text(&self) -> Option<String> {
        let line = |i: usize| {
            let change = *self.changes(i).first()?;
            let class = self.comparison.changes.get(change)?.class.name();
            let text = self.text_of(change)?;
            Some(format!("{} {class}: {}", change + 1, text.split_whitespace().collect::<Vec<_>>().join(" ")))
        };
        let lines: Vec<String> = (0..self.len()).filter_map(line).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// The beginning of a text for a message: sanitized, in quotation marks, at most `most` cells.
#[must_use]
pub fn clip_text(text: &str, most: usize) -> String {
    let line = sanitize(&text.split_whitespace().collect::<Vec<_>>().join(" "));
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
