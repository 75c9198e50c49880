//! The comparison: two documents, side by side or inline, and the whole of it at a glance at the right edge.
//!
//! ```text
//!  Old title → New title    expanded · 98 % of the old kept · 5 edited, 17 added      2/22
//!
//!    old column                       │   new column                                 ░ strip
//! ~  words that went                  │ ~ words that came                            ▓
//!
//!  n next change   s layout   c changes   f fold   ? help                            12 %
//! ```

use std::sync::Arc;

use crate::diff::Comparison as Compared;
use crate::diff::Op;
use crate::diff::Row;
use crate::page::Aside;
use crate::page::CompareOptions;
use crate::page::ComparePage;
use crate::page::Filter;
use crate::page::Ignore;
use crate::page::LedgerPage;
use crate::page::Line;
use crate::page::Marks;
use crate::page::Page;
use crate::page::Place;
use crate::page::Role;
use crate::page::View;
use crate::page::header;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

use super::canvas::{Area, Canvas, Target, run, text};
use super::command::Command;
use super::desk::Desk;
use super::reader::hundredths;
use super::scroll::{Scroll, Step};
use super::search::Search;
use super::{DocId, Effect, Held, Job};

/// From so many columns on two texts stand side by side unless a person wants otherwise.
pub(super) const SPLIT_FROM: u16 = 100;

/// Signs of the strip, from no change to all changed.
const SHADES: [&str; 5] = [" ", "░", "▒", "▓", "█"];

/// Where the window stands and which change was gone to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    scroll: Scroll,
    current: Option<usize>,
}

impl Stand {
    /// The row of the change that was gone to.
    pub(super) const fn row(&self) -> Option<usize> {
        self.current
    }
}

/// The comparison's state.
#[derive(Debug)]
pub(super) struct Comparison {
    /// What is compared.
    pair: Pair<DocId>,
    /// What was asked for and is not here yet: which documents, and the texts they had then.
    asked: Option<(Pair<DocId>, Pair<Arc<Document>>)>,
    page: Option<ComparePage>,
    scroll: Scroll,
    laid: Area,
    /// The layout a person chose; `None` lets the width decide.
    view: Option<View>,
    fold: bool,
    /// What is out of sight.
    pub(super) ignore: Ignore,
    /// The row of the change that was gone to.
    current: Option<usize>,
    search: Option<Search>,
    failed: Option<String>,
}

impl Comparison {
    pub(super) fn new(old: DocId, new: DocId) -> Self {
        Self {
            pair: Pair::new(old, new),
            asked: None,
            page: None,
            scroll: Scroll::default(),
            laid: Area::default(),
            view: None,
            fold: true,
            ignore: Ignore::default(),
            current: None,
            search: None,
            failed: None,
        }
    }

    /// The list of its changes.
    pub(super) fn ledger(&self) -> Option<LedgerPage> {
        self.page.as_ref().map(|page| LedgerPage::new(page, Filter::All))
    }

    /// How many differences there are of each kind that can be put out of sight.
    pub(super) fn counts(&self) -> Vec<(Aside, usize)> {
        Aside::ALL.map(|aside| (aside, self.page.as_ref().map_or(0, |p| p.count(aside)))).to_vec()
    }

    /// Where the window stands.
    pub(super) const fn stand(&self) -> Stand {
        Stand { scroll: self.scroll, current: self.current }
    }

    /// Goes back to where the window stood.
    pub(super) fn come_back(&mut self, stand: Stand) {
        self.scroll = stand.scroll;
        self.current = stand.current;
        if let Some(page) = &mut self.page {
            page.set_current(self.current);
        }
    }

    fn height(&self) -> usize {
        usize::from(self.laid.height)
    }

    /// Whether two texts stand side by side in so many columns.
    pub(super) fn is_split(&self, cols: u16) -> bool {
        self.view.map_or(cols >= SPLIT_FROM, |v| v == View::Split)
    }

    fn options(&self, desk: &Desk, cols: u16, beside: bool) -> CompareOptions {
        CompareOptions {
            view: if !beside && self.is_split(cols) { View::Split } else { View::Inline },
            fold: self.fold,
            ignore: self.ignore,
            measure: desk.measure,
        }
    }

    /// Makes the page fit its documents and its area, which it may share with a list `beside` it; asks for the
    /// comparison if it is not here.
    pub(super) fn settle(&mut self, desk: &mut Desk, area: Area, beside: bool) {
        let column = if area.width > 12 { area.inset_cols(0, 2) } else { area };
        if self.is_stale(desk) && self.failed.is_none() {
            self.ask(self.wanted(), desk);
        }
        let options = self.options(desk, area.width, beside);
        let Some(page) = &mut self.page else {
            self.laid = column;
            return;
        };
        let other = page.options() != options;
        if other {
            page.set_options(options);
        }
        if other || self.laid != column {
            page.resize(column.width);
            self.laid = column;
            self.scroll.settle(page, usize::from(column.height));
        }
    }

    /// What was asked for last: what is awaited, else what is shown.
    fn wanted(&self) -> Pair<DocId> {
        self.asked.as_ref().map_or(self.pair, |asked| asked.0)
    }

    /// Whether the documents are here and are others than those the comparison, awaited or shown, is made of.
    fn is_stale(&self, desk: &Desk) -> bool {
        let made_of = self.asked.as_ref().map(|asked| &asked.1).or_else(|| Some(self.page.as_ref()?.documents()));
        let Some(docs) = documents(self.wanted(), desk) else { return false };
        made_of.is_none_or(|of| !Side::BOTH.iter().all(|&s| Arc::ptr_eq(&of[s], &docs[s])))
    }

    fn ask(&mut self, pair: Pair<DocId>, desk: &mut Desk) {
        if let Some(docs) = documents(pair, desk) {
            let ticket = desk.start(Job::Compare);
            desk.effects.push(Effect::Compare(ticket, docs.clone()));
            self.asked = Some((pair, docs));
            self.failed = None;
        }
    }

    /// Takes the comparison that was asked for, with the texts it was made of: the shelf may hold newer ones by now.
    pub(super) fn take(&mut self, compared: Arc<Compared>, desk: &mut Desk) {
        let Some((pair, docs)) = self.asked.take() else { return };
        let options = self.page.as_ref().map_or_else(CompareOptions::default, ComparePage::options);
        // Exchanged sides: what was seen of the one is seen of the other.
        let place = self.scroll.place();
        if pair != self.pair && !self.scroll.is_top() {
            self.scroll = Scroll::at(Place { side: place.side.other(), at: place.at });
        }
        // The change that was gone to is found again.
        let hull = |page: &ComparePage, row: usize| page.comparison().rows.get(row).map(Row::hull);
        let was = self.current.and_then(|row| hull(self.page.as_ref()?, row));
        let was = if pair == self.pair { was } else { was.map(Pair::swap) };
        self.current = was.and_then(|was| compared.rows.iter().position(|r| r.hull() == was));
        self.pair = pair;
        let mut page = ComparePage::new(docs, compared, options, self.laid.width);
        page.set_current(self.current);
        self.page = Some(page);
        self.laid = Area::default();
        if let Some(query) = self.search.take().map(|s| s.query) {
            self.look_for(query, desk);
        }
    }

    /// The comparison failed, or was stopped.
    pub(super) fn fail(&mut self, why: String) {
        self.asked = None;
        self.failed = Some(why);
    }

    /// Does a command; whether it is one of the comparison's.
    pub(super) fn run(&mut self, command: Command, desk: &mut Desk) -> bool {
        let page_step = isize::try_from(self.height().saturating_sub(2).max(1)).unwrap_or(1);
        match command {
            Command::LineUp => self.go(Step::Lines(-1)),
            Command::LineDown => self.go(Step::Lines(1)),
            Command::PageUp => self.go(Step::Lines(-page_step)),
            Command::PageDown => self.go(Step::Lines(page_step)),
            Command::HalfUp => self.go(Step::Lines(-(page_step / 2).max(1))),
            Command::HalfDown => self.go(Step::Lines((page_step / 2).max(1))),
            Command::Top => self.go(Step::Top),
            Command::Bottom => self.go(Step::Bottom),
            Command::Next => self.step(true, desk),
            Command::Previous => self.step(false, desk),
            Command::ToggleLayout => {
                let shown = self.page.as_ref().map(|p| p.options().view);
                self.view = Some(if shown == Some(View::Split) { View::Inline } else { View::Split });
            }
            Command::Fold => self.fold = !self.fold,
            Command::Typography => {
                let out = !self.ignore.typography;
                self.ignore = Ignore { typography: out, case: out, ..self.ignore };
                desk.say(if out { "typography is out of sight" } else { "typography is shown" });
            }
            Command::Swap => self.ask(self.wanted().swap(), desk),
            Command::OtherEnd => self.other_end(desk),
            Command::Reload => {
                desk.load(self.pair.old);
                desk.load(self.pair.new);
                self.failed = None;
            }
            _ => return false,
        }
        true
    }

    /// Scrolls a step.
    pub(super) fn go(&mut self, step: Step) {
        if let Some(page) = &self.page {
            self.scroll.go(page, step);
        }
    }

    /// Goes so far through the comparison, in thousandths: a click on the strip.
    pub(super) fn jump(&mut self, thousandths: u16) {
        let Some(page) = &self.page else { return };
        let rows = page.comparison().rows.len();
        let row = rows * usize::from(thousandths) / 1000;
        let place = page.place_of(row.min(rows.saturating_sub(1)));
        self.scroll.show(page, usize::from(self.laid.height), place);
    }

    /// Goes to a row and marks it.
    pub(super) fn go_to_row(&mut self, row: usize) {
        let Some(page) = &mut self.page else { return };
        self.current = Some(row);
        page.set_current(Some(row));
        let place = page.place_of(row);
        self.scroll.show(page, usize::from(self.laid.height), place);
    }

    /// The next change or the one before; with a search, its hits.
    fn step(&mut self, forward: bool, desk: &mut Desk) {
        if let Some(search) = &mut self.search {
            search.step(forward);
            self.show_hit();
            return;
        }
        let height = self.height();
        let Some(page) = &self.page else { return };
        let stops = page.stops();
        let seen = self.scroll.lines(page, height);
        let window = seen.first().map_or(0, |l| l.0)..seen.last().map_or(0, |l| l.0 + 1);
        // From the change that was gone to while it is in sight, else from what is in sight.
        let current = self.current.filter(|&row| window.contains(&page.locate(row).0));
        let at = match (current, forward) {
            (Some(row), true) => stops.partition_point(|&s| s <= row),
            (Some(row), false) => stops.partition_point(|&s| s < row).wrapping_sub(1),
            (None, true) => page.stop_from(window.start),
            (None, false) => page.stop_from(window.start).wrapping_sub(1),
        };
        match stops.get(at).copied() {
            Some(row) => self.go_to_row(row),
            None if stops.is_empty() => desk.say("nothing differs in sight"),
            None if forward => desk.say("that was the last change"),
            None => desk.say("that was the first change"),
        }
    }

    fn other_end(&mut self, desk: &mut Desk) {
        let height = self.height();
        let Some(page) = &self.page else { return };
        let seen = self.scroll.lines(page, height);
        let here = self.current.map(|row| page.locate(row)).filter(|at| seen.iter().any(|l| l.0 == at.0));
        let items = here.into_iter().chain(seen.iter().map(|l| (l.0, 0)));
        let ends = items.filter_map(|(item, line)| page.other_end(item, line));
        match ends.into_iter().next() {
            Some((item, line)) => {
                let row = page.row_at(item, line);
                self.scroll.show_line(page, height, (item, line));
                self.current = row;
            }
            None => self.next_move(desk),
        }
        if let Some(page) = &mut self.page {
            page.set_current(self.current);
        }
    }

    /// The next moved row below the window, else the first of all.
    fn next_move(&mut self, desk: &mut Desk) {
        let Some(page) = &self.page else { return };
        let below = self.scroll.lines(page, self.height()).last().map_or(0, |l| l.0);
        let moved = || page.stops().iter().copied().filter(|&row| page.comparison().rows[row].moved);
        match moved().find(|&row| page.locate(row).0 > below).or_else(|| moved().next()) {
            Some(row) => self.go_to_row(row),
            None => desk.say("nothing was moved"),
        }
    }

    /// Looks for a text in both documents.
    pub(super) fn look_for(&mut self, query: String, desk: &mut Desk) {
        let origin = self.search.as_ref().map_or_else(|| self.scroll.place(), Search::origin);
        if query.is_empty() {
            desk.stop(Job::Search);
        } else if let Some(docs) = documents(self.pair, desk) {
            let ticket = desk.start(Job::Search);
            desk.effects.push(Effect::Search { ticket, query: query.clone(), texts: docs.map(Some) });
        }
        self.search = Some(Search::new(query, origin));
        self.mark();
    }

    /// Takes the hits that were asked for. What stands on both sides is one hit: it counts on the new one.
    pub(super) fn hits(&mut self, hits: Pair<Vec<Span>>) {
        let (Some(search), Some(page)) = (&mut self.search, &self.page) else { return };
        let mut removed: Vec<Span> = Vec::new();
        for op in page.comparison().rows.iter().flat_map(|r| &r.ops) {
            if let Op::Removed(span) = op {
                removed.push(*span);
            }
        }
        removed.sort_unstable();
        let gone = |at: u32| {
            removed.partition_point(|s| s.end <= at) < removed.len()
                && removed[removed.partition_point(|s| s.end <= at)].contains(at)
        };
        search.take(hits, |place| (place.side == Side::New || gone(place.at)).then(|| page.item_at(place)));
        self.show_hit();
    }

    fn show_hit(&mut self) {
        self.mark();
        if let (Some(place), Some(page)) = (self.search.as_ref().and_then(Search::place), &self.page) {
            self.scroll.show(page, usize::from(self.laid.height), place);
        }
    }

    fn mark(&mut self) {
        if let Some(page) = &mut self.page {
            page.set_marks(self.search.as_ref().map_or_else(Marks::default, Search::marks));
        }
    }

    /// Ends the search; whether there was one.
    pub(super) fn clear(&mut self, desk: &mut Desk) -> bool {
        desk.stop(Job::Search);
        let was = self.search.take().is_some();
        self.mark();
        was
    }

    /// What is looked for and how often it was found, for the footer.
    pub(super) fn status(&self) -> Option<String> {
        self.search.as_ref().filter(|s| !s.query.is_empty()).map(|s| format!("/{}  {}", s.query, s.count()))
    }

    /// How far through the comparison the window is, in hundredths.
    pub(super) fn percent(&self) -> Option<u8> {
        let page = self.page.as_ref()?;
        if self.scroll.at_end() {
            return Some(100);
        }
        Some(hundredths(page.progress(self.scroll.span(page, self.height()).1)))
    }

    /// The first line of the screen.
    pub(super) fn header(&self, desk: &Desk, cols: u16) -> Line {
        let both = [self.pair.old, self.pair.new];
        let titles = self.pair.map(|id| desk.shelf.label_among(id, &both));
        let titles = titles.as_ref().map(String::as_str);
        match &self.page {
            Some(page) => {
                let stop = self.current.and_then(|row| page.stops().binary_search(&row).ok());
                header(page, titles, stop, usize::from(cols))
            }
            None => {
                let mut line = text(format!(" {}", titles.old), Role::Label);
                line.runs.push(run(" → ", Role::Dim));
                line.runs.push(run(titles.new, Role::Label));
                super::canvas::cut(line, usize::from(cols))
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk, area: Area, canvas: &mut Canvas) {
        canvas.target(area, Target::Text);
        let column = self.laid;
        let Some(page) = &self.page else {
            canvas.put(column.inset_rows(1, 0).inset_cols(1, 0), self.waiting(desk));
            return;
        };
        let lines = self.scroll.lines(page, self.height());
        let window = lines.first().map_or(0, |l| l.0)..lines.last().map_or(0, |l| l.0 + 1);
        for ((_, line), n) in lines.into_iter().zip(0..) {
            canvas.put(column.row(n).inset_cols(page.margin(), 0), line);
        }
        if area.width > 12 {
            let strip = Area { x: area.x + area.width - 1, width: 1, ..area };
            let cells = page.strip(usize::from(strip.height), window);
            for (cell, n) in cells.iter().zip(0..strip.height) {
                let role = if cell.window { Role::Accent } else { Role::Rule };
                let shade = match (cell.level, cell.window) {
                    (0, true) => "·",
                    (level, _) => SHADES.get(usize::from(level)).copied().unwrap_or("█"),
                };
                canvas.put(strip.row(n), text(shade, role));
                let part = u32::from(n) * 1000 / u32::from(strip.height.max(1));
                canvas.target(strip.row(n), Target::Strip(u16::try_from(part).unwrap_or(0)));
            }
        }
    }

    /// What is said while there is nothing to show.
    fn waiting(&self, desk: &Desk) -> Line {
        for side in Side::BOTH {
            if let Held::Broken(why) = desk.shelf.held(self.pair[side]) {
                return text(why.clone(), Role::Error);
            }
        }
        match &self.failed {
            Some(why) => text(why.clone(), Role::Error),
            None if self.asked.is_some() => text("comparing …   esc stops", Role::Dim),
            None => text("reading …", Role::Dim),
        }
    }
}

/// Two documents, if both are here.
fn documents(pair: Pair<DocId>, desk: &Desk) -> Option<Pair<Arc<Document>>> {
    let Pair { old, new } = pair.map(|id| desk.shelf.document(id).cloned());
    Some(Pair::new(old?, new?))
}
