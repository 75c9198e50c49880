//! A search in a text: the query, the hits, and the current hit.

use crate::page::Marks;
use crate::page::Place;
use crate::page::Query;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

/// A search.
#[derive(Clone, Debug)]
pub(super) struct Search {
    /// The query.
    pub(super) query: Query,
    /// The starting place: the first hit after it is shown first.
    origin: Place,
    hits: Pair<Vec<Span>>,
    /// The hits that can be visited, in the order of the page.
    order: Vec<(Side, Span)>,
    current: usize,
    /// Whether the hits have arrived.
    found: bool,
}

impl Search {
    /// A search without hits yet.
    pub(super) fn new(query: Query, origin: Place) -> Self {
        Self { query, origin, hits: Pair::default(), order: Vec::new(), current: 0, found: false }
    }

    /// The starting place.
    pub(super) const fn origin(&self) -> Place {
        self.origin
    }

    /// Accepts the hits. `rank` returns the position of a hit in the page, or `None` for hits that are skipped.
    pub(super) fn take(&mut self, hits: Pair<Vec<Span>>, rank: impl Fn(Place) -> Option<usize>) {
        let place = |side, span: &Span| Place { side, at: span.start };
        let mut ranked: Vec<(usize, u32, Side, Span)> = Vec::new();
        for side in Side::BOTH {
            let all = hits[side].iter().filter_map(|s| Some((rank(place(side, s))?, s.start, side, *s)));
            ranked.extend(all);
        }
        ranked.sort_by_key(|r| (r.0, r.1));
        let from = (rank(self.origin).unwrap_or(0), self.origin.at);
        let first = ranked.iter().position(|r| (r.0, r.1) >= from);
        self.order = ranked.into_iter().map(|r| (r.2, r.3)).collect();
        self.current = first.unwrap_or(0);
        self.hits = hits;
        self.found = true;
    }

    /// Moves to the next or previous hit, wrapping around.
    pub(super) fn step(&mut self, forward: bool) {
        let n = self.order.len().max(1);
        self.current = (self.current + if forward { 1 } else { n - 1 }) % n;
    }

    /// The place of the current hit.
    pub(super) fn place(&self) -> Option<Place> {
        self.order.get(self.current).map(|&(side, span)| Place { side, at: span.start })
    }

    /// The marks to draw over the text.
    pub(super) fn marks(&self) -> Marks {
        Marks::new(self.hits.clone(), self.order.get(self.current).copied())
    }

    /// "3 of 11".
    pub(super) fn count(&self) -> String {
        match (self.query.typed().is_empty(), self.found, self.order.len()) {
            (true, ..) => String::new(),
            (_, false, _) => "…".to_owned(),
            (_, true, 0) => "not found".to_owned(),
            (_, true, n) => format!("{} of {n}", self.current + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(at: u32) -> Place {
        Place { side: Side::New, at }
    }

    #[test]
    fn starts_at_the_current_place_and_wraps_around() {
        let mut search = Search::new(Query::sequence("kim"), at(50));
        assert_eq!(search.count(), "…");
        let hits = [10, 40, 60, 90].map(|s| Span { start: s, end: s + 3 }).to_vec();
        search.take(Pair::new(Vec::new(), hits), |_| Some(0));
        assert_eq!((search.place(), search.count().as_str()), (Some(at(60)), "3 of 4"));
        search.step(true);
        search.step(true);
        assert_eq!(search.place(), Some(at(10)));
        search.step(false);
        assert_eq!(search.place(), Some(at(90)));
    }

    #[test]
    fn reports_that_nothing_was_found() {
        let mut search = Search::new(Query::sequence("kim"), at(0));
        search.take(Pair::default(), |_| Some(0));
        search.step(true);
        assert_eq!((search.place(), search.count().as_str()), (None, "not found"));
    }
}
