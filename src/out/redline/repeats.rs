//! Paragraphs of one text that the other has elsewhere.
//!
//! LibreOffice takes a deletion and an insertion of the same words for a move, and resolves both ends of it together, out
//! of the order of the text. The paragraph after such an end then gets its properties, unless it states those of the
//! paragraph after it.

use std::collections::HashSet;

use super::events::{Event, Of, Tracking};
use crate::out::looks::{Look, Looks};
use crate::text::{Document, Pair, Side};

/// Minimum characters of a moved passage in LibreOffice.
const PASSAGE_CHARS: usize = 6;

/// Whether each event is the end of a paragraph of one text that may be taken for an end of a move.
pub(super) fn repeated(documents: Pair<&Document>, events: &[Event], looks: Pair<&Looks>) -> Vec<bool> {
    let parts = parts(documents, events, looks);
    let mut known: Pair<HashSet<&str>> = Pair::default();
    for part in &parts {
        known[part.side].extend([part.words(), part.last_run()].into_iter().filter(|words| is_passage(words)));
    }
    let mut out = vec![false; events.len()];
    for part in &parts {
        let Some(end) = part.end else { continue };
        let others = &known[part.side.other()];
        out[end] = part.is_moved || others.contains(part.words()) || others.contains(part.last_run());
    }
    for chain in chains(events) {
        // One that is resolved on its own divides the others.
        if chain.iter().any(|&end| out[end]) {
            chain.into_iter().for_each(|end| out[end] = true);
        }
    }
    out
}

/// The ends of consecutive paragraphs of one text, which are resolved at once.
fn chains(events: &[Event]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut open: Pair<Vec<usize>> = Pair::default();
    for (i, event) in events.iter().enumerate() {
        match event {
            Event::End(Of::Old(_)) => open.old.push(i),
            Event::End(Of::New(_)) => open.new.push(i),
            Event::Text { .. } | Event::Cell | Event::EndRow => {}
            Event::Both(_) | Event::Row(_) | Event::End(Of::Both(_)) => {
                out.extend([std::mem::take(&mut open.old), std::mem::take(&mut open.new)]);
            }
        }
    }
    out.extend([open.old, open.new]);
    out
}

/// Whether words are enough for LibreOffice to look for them elsewhere: two words, [`PASSAGE_CHARS`] characters.
fn is_passage(words: &str) -> bool {
    words.contains(' ') && words.chars().nth(PASSAGE_CHARS - 1).is_some()
}

/// Words of one side in a paragraph or cell.
struct Part {
    side: Side,
    text: String,
    /// Where the last run begins, after which the look is the same.
    run: usize,
    look: Look,
    is_moved: bool,
    /// The index of the event that ends the paragraph, if that is of the same side.
    end: Option<usize>,
}

impl Part {
    fn words(&self) -> &str {
        self.text.trim()
    }

    fn last_run(&self) -> &str {
        self.text.get(self.run..).unwrap_or("").trim()
    }
}

/// The parts of all paragraphs and cells, and each run of them that others follow.
fn parts(documents: Pair<&Document>, events: &[Event], looks: Pair<&Looks>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut open: Pair<Option<Part>> = Pair::default();
    for (i, event) in events.iter().enumerate() {
        match event {
            Event::Text { side, range, tracking } => {
                let mut from = range.start;
                while from < range.end {
                    let (look, next) = looks[*side].at(from);
                    let to = next.min(range.end);
                    let text = documents[*side].text.get(from..to).unwrap_or("");
                    from = to;
                    let part = open[*side].get_or_insert_with(|| Part {
                        side: *side,
                        text: String::new(),
                        run: 0,
                        look,
                        is_moved: false,
                        end: None,
                    });
                    part.is_moved = matches!(tracking, Tracking::MovedFrom(_) | Tracking::MovedTo(_));
                    if part.look != look {
                        let run = part.text.get(part.run..).unwrap_or("").to_owned();
                        out.push(Part { side: *side, text: run, run: 0, look, is_moved: false, end: None });
                        (part.run, part.look) = (part.text.len(), look);
                    }
                    part.text.push_str(text);
                }
            }
            Event::Both(_) => {}
            Event::End(of) => {
                for side in Side::BOTH {
                    let ends = !matches!(of, Of::Both(_)) && of.on(side).is_some();
                    out.extend(open[side].take().map(|part| Part { end: ends.then_some(i), ..part }));
                }
            }
            Event::Row(_) | Event::Cell | Event::EndRow => {
                for side in Side::BOTH {
                    out.extend(open[side].take());
                }
            }
        }
    }
    for side in Side::BOTH {
        out.extend(open[side].take());
    }
    out
}
