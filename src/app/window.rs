//! A window on a page, common to the reader and the comparison. It owns the page, the scroll position and the search,
//! and keeps the place when the page gets a new layout.
//!
//! ```text
//! fit     other cells ─────┐
//! open    another page ────┼─▸ new layout, the place located again
//! change  other options ───┘
//! run, go, show, search ───── within the page as it is
//! ```

use std::ops::Range;
use std::sync::Arc;

use crate::page::Marks;
use crate::page::Page;
use crate::page::Place;
use crate::page::Query;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Span;

use super::canvas::{Area, Canvas};
use super::command::Command;
use super::jobs::Job;
use super::message::Effect;
use super::scroll::{Scroll, Step};
use super::search::Search;
use super::shared::Shared;

/// A window on a page, which may still be missing.
#[derive(Debug)]
pub(super) struct Window<P> {
    page: Option<P>,
    scroll: Scroll,
    /// The text's area.
    column: Area,
    search: Option<Search>,
    /// The places before jumps, oldest first.
    jumps: Vec<Place>,
}

/// The number of jumps that can be taken back.
const MAX_JUMPS: usize = 100;

/// A cell's content: an item of the page, and the text's byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) item: usize,
    pub(super) place: Option<Place>,
}

impl<P> Default for Window<P> {
    fn default() -> Self {
        Self { page: None, scroll: Scroll::default(), column: Area::default(), search: None, jumps: Vec::new() }
    }
}

impl<P: Page> Window<P> {
    /// The page.
    pub(super) const fn page(&self) -> Option<&P> {
        self.page.as_ref()
    }

    /// The text's area.
    pub(super) const fn column(&self) -> Area {
        self.column
    }

    fn height(&self) -> usize {
        usize::from(self.column.height)
    }

    /// Shows a page, with a place at the top.
    pub(super) fn open(&mut self, page: P, place: Option<Place>) {
        self.page = Some(page);
        self.scroll = place.map_or_else(Scroll::default, Scroll::at);
        self.settle();
    }

    /// Shows another layout of the same text.
    pub(super) fn replace(&mut self, page: P) {
        self.page = Some(page);
        self.mark();
        self.settle();
    }

    /// Removes the page.
    pub(super) fn close(&mut self) {
        self.page = None;
        self.scroll = Scroll::default();
        self.forget_jumps();
    }

    /// Fits the page to an area.
    pub(super) fn fit(&mut self, column: Area) {
        if self.column != column {
            self.column = column;
            self.settle();
        }
    }

    /// Changes the page in a way that affects its layout.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut P)) {
        if let Some(page) = &mut self.page {
            change(page);
            self.settle();
        }
    }

    /// Changes the page without affecting its layout.
    pub(super) fn touch(&mut self, touch: impl FnOnce(&mut P)) {
        if let Some(page) = &mut self.page {
            touch(page);
        }
    }

    fn settle(&mut self) {
        let height = self.height();
        if let Some(page) = &mut self.page {
            page.resize(self.column.width);
            self.scroll.settle(page, height);
        }
    }

    /// The place of the first visible line.
    pub(super) const fn place(&self) -> Place {
        self.scroll.place()
    }

    /// Whether it is at the very top.
    pub(super) const fn is_top(&self) -> bool {
        self.scroll.is_top()
    }

    /// Whether it is at the very end.
    pub(super) fn is_end(&self) -> bool {
        self.scroll.at_end()
    }

    /// Whether the whole page is visible.
    pub(super) fn is_all(&self) -> bool {
        self.scroll.is_top() && self.scroll.at_end()
    }

    /// The scroll position, for [`restore`](Self::restore).
    pub(super) const fn scroll(&self) -> Scroll {
        self.scroll
    }

    /// Restores a scroll position.
    pub(super) const fn restore(&mut self, scroll: Scroll) {
        self.scroll = scroll;
    }

    /// Runs a scroll command; false if it is not one.
    pub(super) fn run(&mut self, command: Command) -> bool {
        // Two lines of the old page remain visible.
        let page = isize::try_from(self.height().saturating_sub(2).max(1)).unwrap_or(1);
        let half = (page / 2).max(1);
        if matches!(command, Command::Top | Command::Bottom) {
            self.note_jump();
        }
        self.go(match command {
            Command::LineUp => Step::Lines(-1),
            Command::LineDown => Step::Lines(1),
            Command::PageUp => Step::Lines(-page),
            Command::PageDown => Step::Lines(page),
            Command::HalfUp => Step::Lines(-half),
            Command::HalfDown => Step::Lines(half),
            Command::Top => Step::Top,
            Command::Bottom => Step::Bottom,
            _ => return false,
        });
        true
    }

    /// Scrolls a step.
    pub(super) fn go(&mut self, step: Step) {
        if let Some(page) = &self.page {
            self.scroll.go(page, step);
        }
    }

    /// Scrolls a place to the top.
    pub(super) fn go_to(&mut self, place: Place) {
        if let Some(page) = &self.page {
            self.scroll = Scroll::at(place);
            self.scroll.settle(page, self.height());
        }
    }

    /// Scrolls a place to the top, and keeps the place before it for [`jump_back`](Self::jump_back).
    pub(super) fn jump_to(&mut self, place: Place) {
        self.note_jump();
        self.go_to(place);
    }

    /// Keeps the current place for [`jump_back`](Self::jump_back).
    pub(super) fn note_jump(&mut self) {
        let place = self.place();
        if self.page.is_some() && self.jumps.last() != Some(&place) {
            self.jumps.push(place);
            let excess = self.jumps.len().saturating_sub(MAX_JUMPS);
            self.jumps.drain(..excess);
        }
    }

    /// Whether a jump can be taken back.
    pub(super) fn has_jump(&self) -> bool {
        self.jumps.iter().any(|&place| place != self.place())
    }

    /// Returns to the place before the last jump; false if there is none.
    pub(super) fn jump_back(&mut self) -> bool {
        while let Some(place) = self.jumps.pop() {
            if place != self.place() {
                self.go_to(place);
                return true;
            }
        }
        false
    }

    /// The same with a message if there is none.
    pub(super) fn take_back(&mut self, shared: &mut Shared) {
        if !self.jump_back() {
            shared.say("no jump to return from");
        }
    }

    /// Forgets the places before jumps: the page is of other texts.
    pub(super) fn forget_jumps(&mut self) {
        self.jumps.clear();
    }

    /// Scrolls a place into view.
    pub(super) fn show(&mut self, place: Place) {
        let height = self.height();
        if let Some(page) = &self.page {
            self.scroll.show(page, height, place);
        }
    }

    /// Scrolls a line of an item into view.
    pub(super) fn show_line(&mut self, target: (usize, usize)) {
        let height = self.height();
        if let Some(page) = &self.page {
            self.scroll.show_line(page, height, target);
        }
    }

    /// The item and line at the top.
    pub(super) const fn top(&self) -> (usize, usize) {
        self.scroll.top()
    }

    /// Whether a place is visible.
    pub(super) fn shows(&self, place: Place) -> bool {
        self.page.as_ref().is_some_and(|page| self.scroll.shows(page, self.height(), place))
    }

    /// Whether a line of an item is visible.
    pub(super) fn shows_line(&self, target: (usize, usize)) -> bool {
        self.page.as_ref().is_some_and(|page| self.scroll.shows_line(page, self.height(), target))
    }

    /// The visible items.
    pub(super) fn items(&self) -> Range<usize> {
        self.page.as_ref().map_or(0..0, |page| self.scroll.items(page, self.height()))
    }

    /// The first and the last visible place.
    pub(super) fn span(&self) -> Option<(Place, Place)> {
        self.page.as_ref().map(|page| self.scroll.span(page, self.height()))
    }

    /// The position of the window in the page, in per cent.
    pub(super) fn percent(&self) -> Option<u8> {
        let page = self.page.as_ref()?;
        if self.scroll.at_end() {
            return Some(100);
        }
        Some(hundredths(page.progress(self.scroll.span(page, self.height()).1)))
    }

    /// Starts a search from the current place or, while the query is being typed, from where the search started.
    /// Without `texts` nothing is requested yet.
    pub(super) fn look_for(&mut self, query: Query, texts: Option<Pair<Option<Arc<Document>>>>, shared: &mut Shared) {
        let origin = self.search.as_ref().map_or_else(|| self.place(), Search::origin);
        self.look_from(origin, query, texts, shared);
    }

    /// Starts a search whose first hit is the first one after `origin`.
    pub(super) fn look_from(
        &mut self,
        origin: Place,
        query: Query,
        texts: Option<Pair<Option<Arc<Document>>>>,
        shared: &mut Shared,
    ) {
        if query.is_empty() {
            shared.stop(Job::Search);
        } else if let Some(texts) = texts {
            let ticket = shared.start(Job::Search);
            shared.effects.push(Effect::Search { ticket, query: query.clone(), texts });
        }
        self.search = Some(Search::new(query, origin));
        self.mark();
    }

    /// Accepts the hits of a search; `rank` is that of [`Search::take`].
    pub(super) fn hits(&mut self, hits: Pair<Vec<Span>>, rank: impl Fn(Option<&P>, Place) -> Option<usize>) {
        let Some(search) = &mut self.search else { return };
        search.take(hits, |place| rank(self.page.as_ref(), place));
        self.show_hit();
    }

    /// Moves to the next or previous hit; false without a search.
    pub(super) fn step_hit(&mut self, forward: bool) -> bool {
        let Some(search) = &mut self.search else { return false };
        search.step(forward);
        self.show_hit();
        true
    }

    /// Whether a search is active.
    pub(super) const fn is_searched(&self) -> bool {
        self.search.is_some()
    }

    /// The place of the current hit.
    pub(super) fn hit(&self) -> Option<Place> {
        self.search.as_ref().and_then(Search::place)
    }

    /// Ends the search and returns its query, to repeat it in another page.
    pub(super) fn take_query(&mut self) -> Option<Query> {
        self.search.take().map(|search| search.query)
    }

    /// Ends the search.
    pub(super) fn clear(&mut self, shared: &mut Shared) {
        shared.stop(Job::Search);
        self.search = None;
        self.mark();
    }

    fn show_hit(&mut self) {
        self.mark();
        if let Some(place) = self.hit() {
            self.show(place);
        }
    }

    fn mark(&mut self) {
        let marks = self.search.as_ref().map_or_else(Marks::default, Search::marks);
        self.touch(|page| page.set_marks(marks));
    }

    /// The query and the number of hits, for the footer.
    pub(super) fn status(&self) -> Option<String> {
        self.search.as_ref().filter(|s| !s.query.is_empty()).map(|s| format!("/{}  {}", s.query.typed(), s.count()))
    }

    /// The content of a cell of the screen.
    pub(super) fn spot(&self, x: u16, y: u16) -> Option<Spot> {
        let page = self.page.as_ref().filter(|_| self.column.contains(x, y))?;
        let n = usize::from(y - self.column.y);
        let (item, line) = self.scroll.seen(page, self.height()).get(n).copied()?;
        let cell = usize::from(x.checked_sub(self.column.x + page.margin())?);
        let place = page.cached_lines(item).get(line).and_then(|line| line.place_at(cell));
        Some(Spot { item, place })
    }

    /// Draws the visible lines.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        let Some(page) = &self.page else { return };
        for (line, n) in self.scroll.lines(page, self.height()).into_iter().zip(0..) {
            canvas.put(self.column.row(n).inset_cols(page.margin(), 0), line);
        }
    }
}

/// A share between 0 and 1 in per cent.
fn hundredths(share: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let whole = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::scroll::tests::Blocks;
    use crate::text::Side;

    fn window(height: u16) -> Window<Blocks> {
        let mut window = Window::default();
        window.fit(Area { x: 0, y: 0, width: 40, height });
        window.open(Blocks(vec![1; 100]), None);
        window
    }

    fn at(at: u32) -> Place {
        Place { side: Side::New, at }
    }

    #[test]
    fn a_page_is_two_lines_less_than_the_window() {
        let mut window = window(12);
        for (command, place) in [
            (Command::PageDown, 100),
            (Command::HalfDown, 150),
            (Command::LineDown, 160),
            (Command::HalfUp, 110),
            (Command::PageUp, 10),
            (Command::Bottom, 880),
            (Command::Top, 0),
        ] {
            assert!(window.run(command));
            assert_eq!(window.place(), at(place), "{command:?}");
        }
        assert!(!window.run(Command::Quit));
    }

    #[test]
    fn the_place_survives_a_resize_and_another_page() {
        let mut window = window(10);
        window.go_to(at(300));
        window.fit(Area { x: 0, y: 0, width: 20, height: 90 });
        assert_eq!((window.place(), window.items()), (at(300), 10..100));
        window.open(Blocks(vec![2; 100]), Some(window.place()));
        assert_eq!(window.items(), 15..60);
    }

    #[test]
    fn jumps_are_taken_back_in_turn() {
        let mut window = window(12);
        window.jump_to(at(300));
        window.run(Command::Bottom);
        assert!(window.has_jump());
        assert!(window.jump_back());
        assert_eq!(window.place(), at(300));
        assert!(window.jump_back() && window.is_top());
        assert!(!window.has_jump() && !window.jump_back());
    }

    #[test]
    fn a_search_shows_its_hits_and_ends() {
        let (mut window, mut shared) = (window(12), Shared::default());
        assert!(!window.step_hit(true));
        window.look_for(Query::sequence("gate"), Some(Pair::default()), &mut shared);
        assert_eq!((window.status().as_deref(), shared.effects.len()), (Some("/gate  …"), 1));
        let hits = [500, 700].map(|start| Span { start, end: start + 4 }).to_vec();
        window.hits(Pair::new(Vec::new(), hits), |_, _| Some(0));
        assert!(window.items().contains(&50));
        assert!(window.step_hit(true) && window.items().contains(&70));
        window.clear(&mut shared);
        assert_eq!(window.status(), None);
    }
}
