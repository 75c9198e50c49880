//! The links of a document, with their targets: other places of the document, or addresses. Nothing opens them.

use std::collections::HashMap;
use std::sync::Arc;

use super::Place;
use super::reader::ReaderPage;
use super::toc::{ENTRY_CELLS, beginning};
use crate::text::{BlockKind, Document, Mark, MarkKind, Side, Span, one_line};

/// The links and footnote references of a document, in order.
#[derive(Clone, Debug)]
pub struct Links {
    doc: Arc<Document>,
    entries: Vec<Link>,
}

#[derive(Clone, Debug)]
struct Link {
    /// The text of the link.
    span: Span,
    /// An address, or the label of a footnote.
    target: Box<str>,
    /// The heading or the note that it leads to, if that is in the document.
    block: Option<Span>,
    is_note: bool,
}

impl Links {
    fn new(doc: Arc<Document>) -> Self {
        let targets = Targets::new(&doc);
        let mut entries: Vec<Link> = Vec::new();
        for mark in marks(&doc) {
            let target = mark.target.clone().unwrap_or_default();
            let is_note = mark.kind == MarkKind::Footnote;
            match entries.last_mut() {
                // The text of one link may be several marks.
                Some(last) if last.target == target && !is_note && continues(&doc, last.span, mark.span) => {
                    last.span = last.span.hull(mark.span);
                }
                _ => {
                    let block = targets.block(mark);
                    entries.push(Link { span: mark.span, target, block, is_note });
                }
            }
        }
        Self { doc, entries }
    }

    /// The number of links.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text of a link; sanitized. Empty if `i` is out of range, as in the other functions.
    #[must_use]
    pub fn text(&self, i: usize) -> String {
        self.entries.get(i).map_or_else(String::new, |link| beginning(link.span.of(&self.doc.text), ENTRY_CELLS))
    }

    /// The target of a link: "→ Opening hours" for a place in the document, otherwise its address. Sanitized by
    /// whoever writes it.
    #[must_use]
    pub fn target(&self, i: usize) -> String {
        let Some(link) = self.entries.get(i) else { return String::new() };
        match link.block {
            Some(block) => format!("→ {}", beginning(block.of(&self.doc.text), ENTRY_CELLS)),
            None => one_line(&link.target),
        }
    }

    /// What is copied of a link: its address, or the text of a note.
    #[must_use]
    pub fn copied(&self, i: usize) -> Option<String> {
        let link = self.entries.get(i)?;
        match link.block.filter(|_| link.is_note) {
            Some(note) => Some(one_line(note.of(&self.doc.text))),
            None => Some(link.target.to_string()),
        }
    }

    /// The place that a link leads to in the document; of an address the place of the link.
    #[must_use]
    pub fn destination(&self, i: usize) -> Option<Place> {
        self.entries.get(i).map(|link| Place { side: Side::New, at: link.block.unwrap_or(link.span).start })
    }

    /// The first link at or after a place; the last if there is none.
    #[must_use]
    pub fn at(&self, place: Place) -> usize {
        let before = self.entries.partition_point(|link| link.span.end <= place.at);
        before.min(self.entries.len().saturating_sub(1))
    }
}

impl ReaderPage {
    /// Whether the document has links or footnote references.
    #[must_use]
    pub fn has_links(&self) -> bool {
        marks(self.document()).next().is_some()
    }

    /// The links of the document.
    #[must_use]
    pub fn links(&self) -> Links {
        Links::new(Arc::clone(self.document()))
    }
}

/// The marks with a target to go to or to copy.
fn marks(document: &Document) -> impl Iterator<Item = &Mark> {
    let has_target = |mark: &&Mark| mark.target.as_ref().is_some_and(|target| !target.is_empty());
    document
        .marks
        .iter()
        .filter(|mark| matches!(mark.kind, MarkKind::Link | MarkKind::Footnote) && !mark.span.is_empty())
        .filter(has_target)
}

/// Whether only white space separates two spans.
fn continues(document: &Document, before: Span, after: Span) -> bool {
    after.start <= before.end
        || Span { start: before.end, end: after.start }.of(&document.text).chars().all(char::is_whitespace)
}

/// Where links inside a document lead.
struct Targets {
    /// Named places: bookmarks, elements with an id. The blocks that begin or go on there.
    anchors: HashMap<String, Span>,
    /// Headings by the letters and digits of their text.
    headings: HashMap<String, Span>,
    /// Notes by their label.
    notes: HashMap<String, Span>,
}

impl Targets {
    fn new(document: &Document) -> Self {
        let references: Vec<u32> =
            document.marks.iter().filter(|mark| mark.kind == MarkKind::Footnote).map(|mark| mark.span.start).collect();
        let (mut headings, mut notes) = (HashMap::new(), HashMap::new());
        for block in &document.blocks {
            let text = block.span.of(&document.text);
            if matches!(block.kind, BlockKind::Headline | BlockKind::Heading) {
                headings.entry(letters(text)).or_insert(block.span);
            } else if let Some((label, _)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']'))
                && !references.contains(&block.span.start)
            {
                notes.entry(label.to_owned()).or_insert(block.span);
            }
        }
        let block_from = |at: u32| document.blocks.get(document.blocks.partition_point(|block| block.span.end <= at));
        let named = document.anchors.iter().filter_map(|(name, at)| Some((name.to_string(), block_from(*at)?.span)));
        // The first of a name counts, as in browsers.
        let anchors = named.rev().collect();
        Self { anchors, headings, notes }
    }

    fn block(&self, mark: &Mark) -> Option<Span> {
        let target = mark.target.as_ref()?;
        match mark.kind {
            MarkKind::Footnote => self.notes.get(&**target).copied(),
            _ => {
                let name = target.strip_prefix('#')?;
                // Programs make anchors of headings in different ways, but keep the letters.
                self.anchors.get(name).or_else(|| self.headings.get(&letters(name))).copied()
            }
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Hint, read};

    #[test]
    fn links_lead_to_named_places() {
        let page = "<html><body><article><h1>Handbook</h1><p>See <a href='#late'>the rule for late boats</a> and <a \
                    href='#fees'>the fees</a>, which the harbour office sets each year in March.</p><p>From nine in the \
                    morning the office is open to all who have a berth.</p><p id='late'>Boats that come after \
                    sunset tie up at the north quay.</p><p><a name='fees'></a>Each berth costs 40 crowns a week.</p>\
                    </article></body></html>";
        let document = Arc::new(read(page.into(), &Hint::of_name("a.html")).expect("a page"));
        let links = Links::new(Arc::clone(&document));
        let target = |i| links.target(i).chars().take(16).collect::<String>();
        assert_eq!([target(0), target(1)], ["→ Boats that com", "→ Each berth cos"], "{:?}", document.anchors);
    }

    #[test]
    fn links_lead_to_headings_notes_and_addresses() {
        let text = "# Handbook\n\nSee [the *hours* of work](#opening-hours) and [a list](https://example.org/a).[^1]\n\n\
                    ## Opening hours\n\nFrom nine, [elsewhere](#elsewhere).\n\n[^1]: Never on Sundays.\n";
        let document = Arc::new(read(text.into(), &Hint::of_name("a.md")).expect("Markdown"));
        let links = Links::new(Arc::clone(&document));
        let list: Vec<_> = (0..links.len()).map(|i| (links.text(i), links.target(i))).collect();
        let expected = [
            ("the hours of work", "→ Opening hours"),
            ("a list", "https://example.org/a"),
            ("[1]", "→ [1] Never on Sundays."),
            ("elsewhere", "#elsewhere"),
        ];
        assert_eq!(list, expected.map(|(text, target)| (text.to_owned(), target.to_owned())));
        let at = |i| links.destination(i).and_then(|place| document.text.get(place.at as usize..));
        assert!(at(0).is_some_and(|text| text.starts_with("Opening hours")));
        assert!(at(1).is_some_and(|text| text.starts_with("a list.")));
        assert_eq!(links.copied(2).as_deref(), Some("[1] Never on Sundays."));
        assert_eq!(links.copied(1).as_deref(), Some("https://example.org/a"));
        assert_eq!(links.at(links.destination(0).expect("a place")), 3, "from the heading on");
    }
}
