//! Words of both texts whose link or code differs: Word tracks no change of a link, and LibreOffice restores no style of
//! characters, so that they are written as deleted and inserted.

use super::events::{Event, Tracking};
use crate::out::looks::Looks;
use crate::text::{Pair, Side};

/// The events, with such words as words of each side.
pub(super) fn restyled(events: Vec<Event>, looks: Pair<&Looks>) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        let Event::Both(ranges) = event else {
            out.push(event);
            continue;
        };
        let length = ranges.new.len().min(ranges.old.len());
        let mut from = 0;
        while from < length {
            let at = ranges.as_ref().map(|range| range.start + from);
            let (look, next) = looks.new.at(at.new);
            let (was, old_next) = looks.old.at(at.old);
            let to = from + next.saturating_sub(at.new).min(old_next.saturating_sub(at.old)).min(length - from);
            let part = ranges.as_ref().map(|range| range.start + from..range.start + to);
            if (look.link, look.code) == (was.link, was.code) {
                match out.last_mut() {
                    Some(Event::Both(last)) if from > 0 && last.new.end == part.new.start => {
                        (last.old.end, last.new.end) = (part.old.end, part.new.end);
                    }
                    _ => out.push(Event::Both(part)),
                }
            } else {
                out.push(Event::Text { side: Side::Old, range: part.old, tracking: Tracking::Removed });
                out.push(Event::Text { side: Side::New, range: part.new, tracking: Tracking::Added });
            }
            from = to;
        }
    }
    out
}
