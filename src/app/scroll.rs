//! The scroll position of a window in a page.
//!
//! ```text
//!            item 6   ┌ …
//!                     └ …
//! top ─────▸ item 7   ┌ line 0   the gap before it      ┐
//!                     │ line 1   ◂── the place: a byte  │ the window,
//!                     └ line 2                          │ `height` lines
//!            item 8   ┌ line 0                          ┘
//! ```
//!
//! The top line is stored twice: as item and line, which are exact for the current layout, and as a [`Place`], which is
//! valid in any layout. After a new layout the place is located again.

use std::ops::Range;

use crate::page::Line;
use crate::page::Page;
use crate::page::Place;
use crate::text::Side;

/// A scroll position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    item: usize,
    line: usize,
    place: Place,
    /// Blank lines between the top and the line of the place.
    blank: usize,
    /// The lowest position in the current layout: the page's last line is the window's last.
    last: (usize, usize),
}

/// A distance to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A number of lines; negative is up.
    Lines(isize),
    /// To the first line.
    Top,
    /// Until the last line is the window's last.
    Bottom,
}

impl Default for Scroll {
    fn default() -> Self {
        Self::at(Place { side: Side::New, at: 0 })
    }
}

impl Scroll {
    /// A position with a place on its first line, exact after [`Scroll::settle`].
    #[must_use]
    pub(super) const fn at(place: Place) -> Self {
        Self { item: 0, line: 0, place, blank: 0, last: (0, 0) }
    }

    /// The place of the first line.
    #[must_use]
    pub(super) const fn place(&self) -> Place {
        self.place
    }

    /// Whether it is at the very top.
    #[must_use]
    pub(super) const fn is_top(&self) -> bool {
        self.item == 0 && self.line == 0
    }

    /// Locates the place again after a new layout.
    pub(super) fn settle(&mut self, page: &dyn Page, height: usize) {
        if self.place.at == 0 {
            (self.item, self.line) = (0, 0);
        } else {
            (self.item, self.line) = page.find(self.place);
            self.line = self.line.saturating_sub(self.blank);
        }
        // The place is kept unchanged: returning to the old width restores the old line.
        self.last = last_top(page, height);
        self.stop();
    }

    /// Stores the place of the top line.
    fn anchor(&mut self, page: &dyn Page) {
        self.place = page.place(self.item, self.line);
        let (item, line) = page.find(self.place);
        self.blank = if item == self.item { line.saturating_sub(self.line) } else { 0 };
    }

    /// Clamps the position to the page.
    fn stop(&mut self) {
        if (self.item, self.line) > self.last {
            (self.item, self.line) = self.last;
        }
    }

    /// Scrolls a step, at most to the last full page.
    pub(super) fn go(&mut self, page: &dyn Page, step: Step) {
        match step {
            Step::Lines(n) if n < 0 => self.up(page, n.unsigned_abs()),
            Step::Lines(n) => self.down(page, n.unsigned_abs()),
            Step::Top => (self.item, self.line) = (0, 0),
            Step::Bottom => (self.item, self.line) = self.last,
        }
        self.anchor(page);
    }

    /// Scrolls a place into view; a third of the window from the top if it was not visible.
    pub(super) fn show(&mut self, page: &dyn Page, height: usize, place: Place) {
        self.show_line(page, height, page.find(place));
    }

    /// Scrolls a line into view in the same way.
    pub(super) fn show_line(&mut self, page: &dyn Page, height: usize, target: (usize, usize)) {
        let seen = self.seen(page, height);
        let margin = height / 6;
        let comfortable = seen.len().saturating_sub(margin);
        if seen.iter().take(comfortable).skip(if self.is_top() { 0 } else { margin }).any(|&at| at == target) {
            return;
        }
        (self.item, self.line) = target;
        self.up(page, height / 3);
        self.stop();
        self.anchor(page);
    }

    /// The window's lines.
    #[must_use]
    pub(super) fn lines(&self, page: &dyn Page, height: usize) -> Vec<Line> {
        let mut out = Vec::with_capacity(height);
        let mut skip = self.line;
        for item in self.item..page.items() {
            for line in page.cached_lines(item).iter().skip(skip) {
                if out.len() == height {
                    return out;
                }
                out.push(line.clone());
            }
            skip = 0;
        }
        out
    }

    /// The item and line at the top.
    #[must_use]
    pub(super) const fn top(&self) -> (usize, usize) {
        (self.item, self.line)
    }

    /// Whether a place is visible.
    #[must_use]
    pub(super) fn shows(&self, page: &dyn Page, height: usize, place: Place) -> bool {
        self.shows_line(page, height, page.find(place))
    }

    /// Whether a line of an item is visible.
    #[must_use]
    pub(super) fn shows_line(&self, page: &dyn Page, height: usize, target: (usize, usize)) -> bool {
        self.seen(page, height).contains(&target)
    }

    /// The items visible in the window.
    #[must_use]
    pub(super) fn items(&self, page: &dyn Page, height: usize) -> Range<usize> {
        let seen = self.seen(page, height);
        seen.first().map_or(0, |at| at.0)..seen.last().map_or(0, |at| at.0 + 1)
    }

    /// The item and line of each line in the window.
    pub(super) fn seen(&self, page: &dyn Page, height: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::with_capacity(height);
        let mut skip = self.line;
        for item in self.item..page.items() {
            for line in skip..page.cached_lines(item).len() {
                if out.len() == height {
                    return out;
                }
                out.push((item, line));
            }
            skip = 0;
        }
        out
    }

    /// The places of the first and the last visible line.
    #[must_use]
    pub(super) fn span(&self, page: &dyn Page, height: usize) -> (Place, Place) {
        let end = self.seen(page, height).last().map_or(self.place, |&(i, l)| page.place(i, l));
        (page.place(self.item, self.line), end)
    }

    /// Whether the page's last line is in the window.
    #[must_use]
    pub(super) fn at_end(&self) -> bool {
        (self.item, self.line) >= self.last
    }

    fn up(&mut self, page: &dyn Page, mut n: usize) {
        while n > self.line && self.item > 0 {
            n -= self.line;
            self.item -= 1;
            self.line = page.cached_lines(self.item).len();
        }
        self.line = self.line.saturating_sub(n);
    }

    fn down(&mut self, page: &dyn Page, n: usize) {
        self.line += n;
        while self.item < self.last.0 {
            let lines = page.cached_lines(self.item).len();
            if self.line < lines {
                break;
            }
            self.line -= lines;
            self.item += 1;
        }
        self.stop();
    }
}

/// The lowest position: the page's last line is the window's last.
fn last_top(page: &dyn Page, height: usize) -> (usize, usize) {
    let mut missing = height.max(1);
    for item in (0..page.items()).rev() {
        let lines = page.cached_lines(item).len();
        if lines >= missing {
            return (item, lines - missing);
        }
        missing -= lines;
    }
    (0, 0)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::page::Layer;
    use crate::page::Marks;
    use crate::page::Role;
    use crate::page::Run;

    /// Items with the given numbers of lines; ten bytes per line.
    pub(in crate::app) struct Blocks(pub(in crate::app) Vec<usize>);

    impl Page for Blocks {
        fn items(&self) -> usize {
            self.0.len()
        }
        fn lines(&self, i: usize) -> Vec<Line> {
            let line = |l| Run { text: format!("{i}.{l}"), role: Role::Text, layer: Layer::default(), source: None };
            (0..self.0.get(i).copied().unwrap_or(0)).map(|l| Line { runs: vec![line(l)] }).collect()
        }
        fn start(&self, i: usize) -> Place {
            self.place(i, 0)
        }
        fn item_at(&self, place: Place) -> usize {
            self.find(place).0
        }
        fn resize(&mut self, _: u16) {}
        fn set_marks(&mut self, _: Marks) {}
        fn margin(&self) -> u16 {
            0
        }
        fn place(&self, i: usize, line: usize) -> Place {
            let before: usize = self.0.iter().take(i).sum();
            Place { side: Side::New, at: u32::try_from((before + line) * 10).expect("small") }
        }
        fn find(&self, place: Place) -> (usize, usize) {
            let mut line = place.at as usize / 10;
            for (i, &n) in self.0.iter().enumerate() {
                if line < n {
                    return (i, line);
                }
                line -= n;
            }
            (self.0.len().saturating_sub(1), 0)
        }
        fn progress(&self, _: Place) -> f32 {
            0.0
        }
    }

    fn top(s: Scroll, page: &Blocks) -> String {
        s.lines(page, 1).first().map(|l| l.runs[0].text.clone()).unwrap_or_default()
    }

    #[test]
    fn scrolls_line_by_line_and_stops_at_both_ends() {
        let page = Blocks(vec![2, 3, 1, 4]);
        let mut s = Scroll::default();
        s.settle(&page, 4);
        let mut seen = vec![top(s, &page)];
        for _ in 0..9 {
            s.go(&page, Step::Lines(1));
            seen.push(top(s, &page));
        }
        assert_eq!(seen[..7], ["0.0", "0.1", "1.0", "1.1", "1.2", "2.0", "3.0"]);
        assert!(seen[7..].iter().all(|t| t == "3.0") && s.at_end());
        s.go(&page, Step::Lines(-4));
        assert_eq!(top(s, &page), "1.0");
        s.go(&page, Step::Lines(-40));
        assert!(s.is_top());
        s.go(&page, Step::Lines(5));
        assert_eq!(top(s, &page), "2.0");
    }

    #[test]
    fn a_place_survives_a_new_layout() {
        let mut s = Scroll::default();
        let wide = Blocks(vec![3; 20]);
        s.settle(&wide, 5);
        s.go(&wide, Step::Lines(31));
        let before = top(s, &wide);
        s.settle(&Blocks(vec![6; 10]), 9);
        s.settle(&wide, 5);
        assert_eq!(top(s, &wide), before);
    }

    #[test]
    fn small_and_empty_pages_are_handled() {
        for page in [Blocks(vec![]), Blocks(vec![0, 0]), Blocks(vec![1])] {
            for height in [0, 1, 50] {
                let mut s = Scroll::default();
                for step in [Step::Lines(3), Step::Bottom, Step::Lines(-1), Step::Top] {
                    s.go(&page, step);
                    s.show(&page, height, Place { side: Side::New, at: 99 });
                    s.settle(&page, height);
                    assert!(s.lines(&page, height).len() <= height);
                }
            }
        }
    }

    #[test]
    fn a_visible_place_does_not_scroll() {
        let page = Blocks(vec![1; 100]);
        let mut s = Scroll::default();
        s.settle(&page, 20);
        s.show(&page, 20, Place { side: Side::New, at: 100 });
        assert!(s.is_top());
        s.show(&page, 20, Place { side: Side::New, at: 500 });
        assert_eq!(top(s, &page), "44.0");
    }
}
