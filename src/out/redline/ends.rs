//! Ends of paragraphs between words of one side.
//!
//! LibreOffice takes two insertions by one author for one if the first ends a paragraph and the second begins the next:
//! rejecting them then removes the end of the paragraph too, although both texts have it. So does accepting two
//! deletions. Such an end is written as one that each text has for itself, within its deletion or insertion.

use super::events::{Event, Of, Tracking};
use crate::text::Side;

/// The events, with no end of a paragraph of both texts between words of one side.
pub(super) fn separated(events: Vec<Event>) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let before = out.last().and_then(side);
        match event {
            Event::End(Of::Both(blocks)) if before.is_some() && events.peek().and_then(side) == before => {
                let start = out.iter().rposition(|event| side(event).is_none()).map_or(0, |i| i + 1);
                let (old, new): (Vec<Event>, Vec<Event>) =
                    out.drain(start..).partition(|event| side(event) == Some(Side::Old));
                out.extend(old);
                out.push(Event::End(Of::Old(blocks.old)));
                out.extend(new);
                out.push(Event::End(Of::New(blocks.new)));
            }
            event => out.push(event),
        }
    }
    out
}

/// The side that alone has these words.
fn side(event: &Event) -> Option<Side> {
    match event {
        Event::Text { tracking: Tracking::Removed | Tracking::MovedFrom(_), .. } => Some(Side::Old),
        Event::Text { tracking: Tracking::Added | Tracking::MovedTo(_), .. } => Some(Side::New),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Pair;

    #[test]
    fn an_end_between_insertions_is_inserted_with_them() {
        let text = |side: Side, start: usize, tracking| Event::Text { side, range: start..start + 1, tracking };
        let both = Event::End(Of::Both(Pair::new(3, 4)));
        let (cut, put) = (text(Side::Old, 0, Tracking::Removed), text(Side::New, 1, Tracking::Added));
        let more = text(Side::New, 2, Tracking::MovedTo(0));
        let same = Event::Both(Pair::new(7..8, 8..9));
        let events = vec![same.clone(), cut.clone(), put.clone(), both.clone(), more.clone()];
        let (old, new) = (Event::End(Of::Old(3)), Event::End(Of::New(4)));
        assert_eq!(separated(events), [same, cut.clone(), old, put.clone(), new, more]);
        let apart = vec![cut.clone(), put, both, cut];
        assert_eq!(separated(apart.clone()), apart);
    }
}
