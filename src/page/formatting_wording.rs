//! The wording of a formatting change: "“Ann Marie”: italics → plain", "“Toll”: heading 2 → heading 3".

use super::cells::fit;
use super::sanitize::sanitize_folded;
use crate::text::{Block, BlockKind, Document, Mark, MarkKind, Marker, Pair, Span};

/// Maximum cells of the words, and of each form.
const WORDS_CELLS: usize = 40;

/// How many characters before the first difference are shown of a form that is cut.
const CHARS_BEFORE: usize = 12;

/// A part of a word's formatting: what it is, and its target.
#[derive(Clone, PartialEq)]
struct Style {
    name: String,
    target: Option<String>,
}

impl Style {
    fn of(name: impl Into<String>) -> Self {
        Self { name: name.into(), target: None }
    }

    fn with_target(name: &str, mark: &Mark) -> Self {
        Self { name: name.to_owned(), target: Some(mark.target.as_deref().unwrap_or_default().to_owned()) }
    }
}

/// The words of a formatting change, with their old and new formatting.
pub(super) fn formatting(documents: &Pair<&Document>, spans: Pair<Option<Span>>) -> String {
    let (Some(old), Some(new)) = (spans.old, spans.new) else { return String::new() };
    let words = fit(&folded(new.of(&documents.new.text)), WORDS_CELLS);
    let (mut was, mut is) = (styles(documents.old, old), styles(documents.new, new));
    if was != is {
        // What stays is left out, unless nothing else is on one side: "heading 2, italics → heading 2".
        let differs = |own: &[Style], other: &[Style]| own.iter().any(|style| !other.contains(style));
        if differs(&was, &is) && differs(&is, &was) {
            let apart = |own: &[Style], other: &[Style]| -> Vec<Style> {
                own.iter().filter(|style| !other.contains(style)).cloned().collect()
            };
            (was, is) = (apart(&was, &is), apart(&is, &was));
        }
        return format!("“{words}”: {} → {}", named(&was, &is), named(&is, &was));
    }
    let written = |document: &Document, span: Span| folded(document.cell_in_file(span).of(document.file_text()));
    let (was, is) = (written(documents.old, old), written(documents.new, new));
    format!("{} → {}", cut(&was, &is), cut(&is, &was))
}

/// A form cut to a few cells such that its difference from the other can be seen.
fn cut(own: &str, other: &str) -> String {
    let fitted = fit(own, WORDS_CELLS);
    if own == other || fitted != fit(other, WORDS_CELLS) {
        return fitted;
    }
    let equal = own.chars().zip(other.chars()).take_while(|(own, other)| own == other).count();
    let rest: String = own.chars().skip(equal.saturating_sub(CHARS_BEFORE)).collect();
    format!("…{}", fit(&rest, WORDS_CELLS - 1))
}

/// Names of formatting beside those of the other side, or "plain".
fn named(own: &[Style], others: &[Style]) -> String {
    let name = |style: &Style| match &style.target {
        None => style.name.clone(),
        Some(target) => {
            let other = others.iter().find(|other| other.name == style.name && *other != style);
            let other = other.and_then(|other| other.target.as_deref()).unwrap_or_default();
            format!("{} {}", style.name, cut(&folded(target), &folded(other)))
        }
    };
    if own.is_empty() { "plain".to_owned() } else { own.iter().map(name).collect::<Vec<_>>().join(", ") }
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    sanitize_folded(text, &mut out);
    out
}

/// The formatting at the beginning of a span.
fn styles(document: &Document, span: Span) -> Vec<Style> {
    let block = document.blocks.get(document.block_at(span.start)).and_then(block);
    let near = document.marks.partition_point(|mark| mark.span.start <= span.start);
    let marks = document.marks[..near].iter().filter(|mark| mark.span.contains(span.start)).filter_map(mark);
    block.map(Style::of).into_iter().chain(marks).collect()
}

fn block(block: &Block) -> Option<String> {
    Some(match (block.kind, block.marker) {
        (BlockKind::Headline | BlockKind::Heading, _) => format!("heading {}", block.level),
        (BlockKind::ListItem, Marker::Number(_)) => "numbered list".to_owned(),
        (BlockKind::ListItem, _) => "list".to_owned(),
        (BlockKind::Quote, _) => "quotation".to_owned(),
        (BlockKind::TableRow, _) => "table".to_owned(),
        (BlockKind::Code, _) => "code listing".to_owned(),
        _ => return None,
    })
}

fn mark(mark: &Mark) -> Option<Style> {
    Some(match mark.kind {
        MarkKind::Emphasis => Style::of("italics"),
        MarkKind::Strong => Style::of("bold"),
        MarkKind::Code => Style::of("code"),
        MarkKind::Strike => Style::of("struck out"),
        MarkKind::Link => Style::with_target("link to", mark),
        MarkKind::Image => Style::with_target("image", mark),
        MarkKind::Footnote => Style::of("footnote"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_form_shows_the_difference() {
        let address = |end: &str| format!("https://ferry.example/harbour/gates/north/{end}");
        let (old, new) = (address("open.html"), address("shut.html"));
        assert_eq!([cut(&old, &new), cut(&new, &old)], ["…gates/north/open.html", "…gates/north/shut.html"]);
        assert_eq!(cut("a.html", "b.html"), "a.html");
        assert_eq!(cut(&old, &old).chars().count(), WORDS_CELLS);
    }

    #[test]
    fn only_what_differs_is_named() {
        let link = |target: &str| Style { name: "link to".to_owned(), target: Some(target.to_owned()) };
        assert_eq!(named(&[Style::of("italics"), link("a")], &[link("b")]), "italics, link to a");
        assert_eq!(named(&[], &[link("b")]), "plain");
    }
}
