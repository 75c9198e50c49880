//! The reader: one document in one column.
//!
//! ```text
//!  recto  wire.txt                                     version 2 of 5
//!
//!            Leaders sign a pact of mutual aid                      ▐
//!            Wire original · Pyongyang · 4 min                      ▐
//!
//!            The text, in a measure of 66 to 72 columns …
//!
//!  space page down   / search   v next version   ? help          12 %
//! ```

use std::sync::Arc;

use crate::diff::Comparison as Compared;
use crate::page::Marks;
use crate::page::Page;
use crate::page::Place;
use crate::page::ReaderOptions;
use crate::page::ReaderPage;
use crate::page::Role;
use crate::page::TocEntry;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

use super::canvas::{Area, Canvas, Target, text};
use super::command::Command;
use super::desk::Desk;
use super::follow::follow;
use super::scroll::{Scroll, Step};
use super::search::Search;
use super::{DocId, Effect, Held, Job};

/// The reader's state.
#[derive(Debug)]
pub(super) struct Reader {
    /// What is read.
    pub(super) doc: DocId,
    page: Option<ReaderPage>,
    scroll: Scroll,
    laid: Area,
    furniture: bool,
    search: Option<Search>,
    /// The version that is being found the place in.
    following: Option<DocId>,
}

impl Reader {
    pub(super) fn new(doc: DocId) -> Self {
        Self {
            doc,
            page: None,
            scroll: Scroll::default(),
            laid: Area::default(),
            furniture: false,
            search: None,
            following: None,
        }
    }

    /// The cells of the text; a column is left for the bar, and one between.
    const fn column(area: Area) -> Area {
        Area { x: area.x + 1, width: area.width.saturating_sub(3), ..area }
    }

    fn height(&self) -> usize {
        usize::from(self.laid.height)
    }

    /// Makes the page fit its document and its area.
    pub(super) fn settle(&mut self, desk: &Desk, area: Area) {
        let column = if area.width > 12 { Self::column(area) } else { area };
        let held = desk.shelf.document(self.doc);
        let current = self.page.as_ref().map(ReaderPage::document);
        let fresh = match (held, current) {
            (Some(held), Some(current)) => !Arc::ptr_eq(held, current),
            (held, current) => held.is_some() != current.is_some(),
        };
        if fresh {
            let at = if self.page.is_some() { Some(self.scroll.place()) } else { desk.shelf.place(self.doc) };
            let options = ReaderOptions { measure: desk.measure, furniture: self.furniture };
            self.page = held.map(|doc| ReaderPage::new(Arc::clone(doc), options, column.width));
            self.scroll = at.map_or_else(Scroll::default, Scroll::at);
        }
        if fresh || column != self.laid {
            self.laid = column;
            if let Some(page) = &mut self.page {
                page.resize(column.width);
                self.scroll.settle(page, usize::from(column.height));
            }
        }
    }

    /// Shows another document, at the place where it was left.
    pub(super) fn show(&mut self, doc: DocId, desk: &mut Desk) {
        if doc != self.doc {
            self.leave(desk);
            let searched = self.search.take().map(|s| s.query);
            *self = Self { furniture: self.furniture, laid: self.laid, ..Self::new(doc) };
            self.settle_again(desk);
            if let Some(query) = searched {
                self.look_for(query, desk);
            }
        }
    }

    fn settle_again(&mut self, desk: &Desk) {
        let laid = self.laid;
        self.laid = Area::default();
        self.settle(desk, Area { x: laid.x.saturating_sub(1), width: laid.width + 3, ..laid });
    }

    /// Remembers the place for the next time.
    pub(super) fn leave(&self, desk: &mut Desk) {
        if self.page.is_some() {
            desk.leave(self.doc, self.scroll.place());
        }
    }

    /// Where the eye is: the first line seen.
    pub(super) const fn place(&self) -> Place {
        self.scroll.place()
    }

    /// Does a command; whether it is one of the reader's.
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
            Command::Next => self.step_hit(true, desk),
            Command::Previous => self.step_hit(false, desk),
            Command::NextVersion => self.next_version(desk),
            Command::NextDocument => self.neighbour(1, desk),
            Command::PreviousDocument => self.neighbour(-1, desk),
            Command::Furniture => self.toggle_furniture(),
            Command::Reload => desk.load(self.doc),
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

    /// Goes to a place, and puts it at the top.
    pub(super) fn go_to(&mut self, place: Place) {
        if let Some(page) = &self.page {
            self.scroll = Scroll::at(place);
            self.scroll.settle(page, usize::from(self.laid.height));
        }
    }

    fn toggle_furniture(&mut self) {
        self.furniture = !self.furniture;
        if let Some(page) = &mut self.page {
            page.set_options(ReaderOptions { furniture: self.furniture, ..page.options() });
            self.scroll.settle(page, usize::from(self.laid.height));
        }
    }

    fn neighbour(&mut self, step: isize, desk: &mut Desk) {
        let order: Vec<_> = desk.shelf.stories().into_iter().flatten().map(|v| v.0).collect();
        let here = order.iter().position(|&d| d == self.doc);
        match here.and_then(|at| at.checked_add_signed(step)).and_then(|at| order.get(at)) {
            Some(&doc) => self.show(doc, desk),
            None if step > 0 => desk.say("this is the last document"),
            None => desk.say("this is the first document"),
        }
    }

    fn next_version(&mut self, desk: &mut Desk) {
        let Some(next) = desk.shelf.next_version(self.doc) else {
            desk.say("no other version of this story is here");
            return;
        };
        let (Some(old), Some(new)) = (desk.shelf.document(self.doc), desk.shelf.document(next)) else { return };
        let pair = Pair::new(Arc::clone(old), Arc::clone(new));
        let ticket = desk.start(Job::Follow);
        desk.effects.push(Effect::Compare(ticket, pair));
        self.following = Some(next);
    }

    /// Goes on to the version whose comparison was asked for, at the same sentence.
    pub(super) fn followed(&mut self, compared: &Compared, desk: &mut Desk) {
        let Some(next) = self.following.take() else { return };
        let at = if self.scroll.is_top() { 0 } else { follow(compared, self.scroll.place().at) };
        self.show(next, desk);
        self.go_to(Place { side: Side::New, at });
        desk.say(format!("{}: {}", version(next, desk), desk.shelf.title(next)));
    }

    /// Looks for a text from where the eye is, or from where the search began while it is being typed.
    pub(super) fn look_for(&mut self, query: String, desk: &mut Desk) {
        let origin = self.search.as_ref().map_or_else(|| self.place(), Search::origin);
        let document = desk.shelf.document(self.doc).map(Arc::clone);
        if query.is_empty() {
            desk.stop(Job::Search);
        } else {
            let ticket = desk.start(Job::Search);
            desk.effects.push(Effect::Search { ticket, query: query.clone(), texts: Pair::new(None, document) });
        }
        self.search = Some(Search::new(query, origin));
        self.mark();
    }

    /// Takes the hits that were asked for.
    pub(super) fn hits(&mut self, hits: Pair<Vec<Span>>) {
        let Some(search) = &mut self.search else { return };
        search.take(hits, |_| Some(0));
        self.show_hit();
    }

    fn step_hit(&mut self, forward: bool, desk: &mut Desk) {
        match &mut self.search {
            Some(search) => search.step(forward),
            None => desk.say("nothing is searched for: / searches"),
        }
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

    /// The table of contents, and the entry the eye is in.
    pub(super) fn contents(&self) -> (Vec<TocEntry>, usize) {
        let entries = self.page.as_ref().map(ReaderPage::toc).unwrap_or_default();
        let here = entries.iter().rposition(|e| e.place.at <= self.scroll.place().at).unwrap_or(0);
        (entries, here)
    }

    /// What is looked for and how often it was found, for the footer.
    pub(super) fn status(&self) -> Option<String> {
        self.search.as_ref().filter(|s| !s.query.is_empty()).map(|s| format!("/{}  {}", s.query, s.count()))
    }

    /// How far through the text the window is, in hundredths.
    pub(super) fn percent(&self) -> Option<u8> {
        let page = self.page.as_ref()?;
        if self.scroll.at_end() {
            return Some(100);
        }
        Some(hundredths(page.progress(self.scroll.span(page, self.height()).1)))
    }

    /// What stands in the header: the file, and which version it is.
    pub(super) fn header(&self, desk: &Desk) -> (String, String) {
        (desk.shelf.file(self.doc), version(self.doc, desk))
    }

    pub(super) fn draw(&self, desk: &Desk, area: Area, canvas: &mut Canvas) {
        canvas.target(area, Target::Text);
        let column = self.laid;
        let Some(page) = &self.page else {
            let line = match desk.shelf.held(self.doc) {
                Held::Broken(why) => text(why.clone(), Role::Error),
                Held::Reading | Held::Here(_) => text("reading …", Role::Dim),
            };
            canvas.put(column.inset_rows(1, 0), line);
            return;
        };
        let margin = page.margin();
        let lines = self.scroll.lines(page, usize::from(column.height));
        for ((_, line), n) in lines.into_iter().zip(0..) {
            canvas.put(column.row(n).inset_cols(margin, 0), line);
        }
        if area.width > 12 {
            let bar = Area { x: area.x + area.width - 1, width: 1, ..area };
            self.draw_bar(page, bar, canvas);
        }
    }

    /// A thin bar: where the window stands in the text.
    fn draw_bar(&self, page: &ReaderPage, area: Area, canvas: &mut Canvas) {
        if self.scroll.is_top() && self.scroll.at_end() {
            return;
        }
        let (first, last) = self.scroll.span(page, self.height());
        let rows = f32::from(area.height);
        let top = page.progress(first) * rows;
        let end = (page.progress(last) * rows).max(top + 1.0);
        for n in 0..area.height {
            let row = f32::from(n);
            if row + 1.0 > top && row < end {
                canvas.put(area.row(n), text("▐", Role::Rule));
            }
        }
    }
}

/// "version 2 of 5", where there is more than one.
pub(super) fn version(doc: DocId, desk: &Desk) -> String {
    let versions: Vec<_> = desk.shelf.versions(doc).map(|v| v.0).collect();
    match versions.iter().position(|&v| v == doc) {
        Some(at) if versions.len() > 1 => format!("version {} of {}", at + 1, versions.len()),
        _ => String::new(),
    }
}

/// A share of one in hundredths.
pub(super) fn hundredths(share: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let whole = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    whole
}
