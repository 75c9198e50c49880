//! The changes of the change list in reading order, and the rows and words of the current one.

use super::compare::ComparePage;
use super::marks::Focus;
use super::{Page, Place};
use crate::changes::Change;
use crate::text::{Pair, Side, Span};

impl ComparePage {
    /// The indices in [`Comparison::changes`](crate::changes::Comparison::changes) of the shown changes, in reading
    /// order: the entries of the change list.
    #[must_use]
    pub fn stops(&self) -> &[usize] {
        &self.stops
    }

    /// Whether a difference is shown.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.shown.contains(&true)
    }

    /// The place where a change begins: in the new text, or in the old for removed words.
    #[must_use]
    pub fn place_of_change(&self, change: usize) -> Place {
        let change = self.comparison.changes.get(change);
        match change.map(|change| change.spans) {
            Some(Pair { new: Some(span), .. }) => Place { side: Side::New, at: span.start },
            Some(Pair { old: Some(span), .. }) => Place { side: Side::Old, at: span.start },
            Some(_) => self.place_of(change.map_or(0, |change| change.row)),
            None => Place { side: Side::New, at: 0 },
        }
    }

    /// The index in [`stops`](Self::stops) of the first change at or below a line of an item.
    #[must_use]
    pub fn stop_from(&self, item: usize, line: usize) -> usize {
        let item_of = |change: usize| self.item_at(self.place_of_change(change));
        let first = self.stops.partition_point(|&change| item_of(change) < item);
        let above = |&&change: &&usize| item_of(change) == item && self.find(self.place_of_change(change)).1 < line;
        first + self.stops.get(first..).unwrap_or_default().iter().take_while(above).count()
    }

    /// The shown change at a place: the shortest that covers it, otherwise the first of its row.
    #[must_use]
    pub fn change_at(&self, place: Place) -> Option<usize> {
        let changes = || self.stops.iter().filter_map(|&n| Some((n, self.comparison.changes.get(n)?)));
        let covers = |change: &Change| change.spans[place.side].is_some_and(|span| span.contains(place.at));
        let covering = changes().filter(|(_, change)| covers(change));
        let shortest = covering.min_by_key(|(_, change)| change.spans[place.side].map_or(0, Span::len));
        let row = self.row_of(place).filter(|&row| self.shown[row]);
        shortest.or_else(|| changes().find(|(_, change)| Some(change.row) == row)).map(|(n, _)| n)
    }

    /// Sets the current change, which is marked in the gutter and in the text.
    pub fn set_current(&mut self, change: Option<usize>) {
        if self.current != change {
            self.line_cache.clear();
            self.current = change;
            self.marks.focus = change
                .and_then(|change| self.comparison.changes.get(change))
                .map(|change| Focus::of(&self.comparison, change))
                .unwrap_or_default();
        }
    }

    /// The current change.
    #[must_use]
    pub const fn current(&self) -> Option<usize> {
        self.current
    }

    /// The shown changes, ordered by items and by the lines in them.
    pub(super) fn find_stops(&self) -> Vec<usize> {
        let shows = |change: &Change| {
            let row = self.comparison.rows.get(change.row);
            row.is_none_or(|row| self.hidden.shows_change(self.texts(), row, change))
        };
        let changes = self.comparison.changes.iter().enumerate().filter(|(_, change)| shows(change));
        let mut stops: Vec<_> = changes
            .map(|(n, change)| {
                let place = self.place_of_change(n);
                let item = self.item_at(place);
                // Both columns of an item are read from the top: order by the share of the item's text before the
                // change.
                let bounds = self.bounds(item, place.side);
                let depth =
                    f64::from(place.at.saturating_sub(bounds.start)) / f64::from((bounds.end - bounds.start).max(1));
                let both = change.spans.old.is_some() && change.spans.new.is_some();
                ((item, (depth * 1e6) as u64, !both), n)
            })
            .collect();
        stops.sort_unstable();
        stops.into_iter().map(|stop| stop.1).collect()
    }

    /// The span of one side that an item shows.
    fn bounds(&self, item: usize, side: Side) -> Span {
        let rows = self.items.get(item).map(|item| item.rows(&self.orders, side));
        let hulls = rows.into_iter().flatten().filter_map(|row| self.comparison.rows.get(row)?.hull()[side]);
        hulls.reduce(Span::hull).unwrap_or_default()
    }
}
