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

use crate::changes::Comparison as Compared;
use crate::page::Page;
use crate::page::Place;
use crate::page::ReaderOptions;
use crate::page::ReaderPage;
use crate::page::Role;
use crate::page::Toc;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

use super::canvas::{Area, Canvas, Target, text};
use super::command::Command;
use super::desk::Desk;
use super::follow::follow;
use super::window::Window;
use super::{DocId, Effect, Held, Job};

/// The reader's state.
#[derive(Debug)]
pub(super) struct Reader {
    /// What is read.
    pub(super) doc: DocId,
    pub(super) window: Window<ReaderPage>,
    furniture: bool,
    /// The version that is being found the place in.
    following: Option<DocId>,
}

impl Reader {
    pub(super) fn new(doc: DocId) -> Self {
        Self { doc, window: Window::default(), furniture: false, following: None }
    }

    /// The cells of the text; a column is left for the bar, and one between.
    const fn column(area: Area) -> Area {
        Area { x: area.x + 1, width: area.width.saturating_sub(3), ..area }
    }

    /// Makes the page fit its document and its area.
    pub(super) fn settle(&mut self, desk: &mut Desk, area: Area) {
        self.window.fit(if area.width > 12 { Self::column(area) } else { area });
        self.refresh(desk);
    }

    /// Makes the page be of the document as it is now; what was looked for in another text is looked for afresh.
    fn refresh(&mut self, desk: &mut Desk) {
        let (page, held) = (self.window.page(), desk.shelf.document(self.doc));
        let place = if page.is_some() { Some(self.window.place()) } else { desk.shelf.place(self.doc) };
        match (held, page.map(ReaderPage::document)) {
            (Some(held), Some(current)) if Arc::ptr_eq(held, current) => {}
            (Some(held), _) => {
                let options = ReaderOptions { measure: desk.measure, furniture: self.furniture };
                let page = ReaderPage::new(Arc::clone(held), options, self.window.column().width);
                self.window.open(page, place);
                if let Some(query) = self.window.take_query() {
                    self.look_for(query, desk);
                }
            }
            (None, _) => self.window.close(),
        }
    }

    /// Shows another document, at the place where it was left.
    pub(super) fn show(&mut self, doc: DocId, desk: &mut Desk) {
        if doc != self.doc {
            self.leave(desk);
            let searched = self.window.take_query();
            self.window.close();
            self.doc = doc;
            self.following = None;
            self.refresh(desk);
            if let Some(query) = searched {
                self.look_for(query, desk);
            }
        }
    }

    /// Remembers the place for the next time.
    pub(super) fn leave(&self, desk: &mut Desk) {
        if self.window.page().is_some() {
            desk.leave(self.doc, self.window.place());
        }
    }

    /// Does a command; whether it is one of the reader's.
    pub(super) fn run(&mut self, command: Command, desk: &mut Desk) -> bool {
        match command {
            Command::Next => self.step(true, desk),
            Command::Previous => self.step(false, desk),
            Command::NextVersion => self.next_version(desk),
            Command::NextDocument => self.neighbour(1, desk),
            Command::PreviousDocument => self.neighbour(-1, desk),
            Command::Furniture => self.toggle_furniture(),
            Command::Reload => desk.load(self.doc),
            _ => return self.window.run(command),
        }
        true
    }

    fn step(&mut self, forward: bool, desk: &mut Desk) {
        if !self.window.step_hit(forward) {
            desk.say("nothing is searched for: / searches");
        }
    }

    fn toggle_furniture(&mut self) {
        let furniture = !self.furniture;
        self.furniture = furniture;
        self.window.change(|page| page.set_options(ReaderOptions { furniture, ..page.options() }));
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
        let at = if self.window.is_top() { 0 } else { follow(compared, self.window.place().at) };
        self.show(next, desk);
        self.window.go_to(Place { side: Side::New, at });
        desk.say(format!("{}: {}", version(next, desk), desk.shelf.label(next)));
    }

    /// Looks for a text.
    pub(super) fn look_for(&mut self, query: String, desk: &mut Desk) {
        let document = desk.shelf.document(self.doc).map(Arc::clone);
        self.window.look_for(query, Some(Pair::new(None, document)), desk);
    }

    /// Takes the hits that were asked for.
    pub(super) fn hits(&mut self, hits: Pair<Vec<Span>>) {
        self.window.hits(hits, |_, _| Some(0));
    }

    /// The table of contents, and the entry the eye is in.
    pub(super) fn contents(&self) -> Option<(Toc, usize)> {
        let toc = self.window.page()?.toc();
        let here = toc.at(self.window.place());
        Some((toc, here))
    }

    /// What stands in the header: the file, and which version it is.
    pub(super) fn header(&self, desk: &Desk) -> (String, String) {
        (desk.shelf.file(self.doc), version(self.doc, desk))
    }

    pub(super) fn draw(&self, desk: &Desk, area: Area, canvas: &mut Canvas) {
        canvas.target(area, Target::Text);
        let Some(page) = self.window.page() else {
            let line = match desk.shelf.held(self.doc) {
                Held::Broken(why) => text(why.clone(), Role::Error),
                Held::Reading | Held::Here(_) => text("reading …", Role::Dim),
            };
            canvas.put(self.window.column().inset_rows(1, 0), line);
            return;
        };
        self.window.draw(canvas);
        if area.width > 12 {
            let bar = Area { x: area.x + area.width - 1, width: 1, ..area };
            self.draw_bar(page, bar, canvas);
        }
    }

    /// A thin bar: where the window stands in the text.
    fn draw_bar(&self, page: &ReaderPage, area: Area, canvas: &mut Canvas) {
        let Some((first, last)) = self.window.span().filter(|_| !self.window.is_all()) else { return };
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
