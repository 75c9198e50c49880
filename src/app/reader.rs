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
use crate::page::Links;
use crate::page::Page;
use crate::page::Place;
use crate::page::Query;
use crate::page::ReaderOptions;
use crate::page::ReaderPage;
use crate::page::Role;
use crate::page::Toc;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

use super::canvas::{Area, Canvas, Target, text};
use super::command::Command;
use super::documents::{DocId, Documents, LoadState};
use super::follow::follow;
use super::jobs::Job;
use super::message::Effect;
use super::shared::Shared;
use super::window::Window;

/// The reader's state.
#[derive(Debug)]
pub(super) struct Reader {
    /// The document.
    pub(super) doc: DocId,
    pub(super) window: Window<ReaderPage>,
    /// Whether furniture is shown, if a key has shown or folded it; `None` until then: it is shown if the whole
    /// document was requested.
    furniture: Option<bool>,
    /// A search hit is in folded furniture: it is shown until the search ends.
    unfolded: bool,
    /// Whether it is a preview next to the list: its position is not saved.
    previews: bool,
    /// The place where the preview began.
    begun: Place,
    /// The version to show when the same sentence has been found in it.
    following: Option<DocId>,
}

impl Reader {
    pub(super) fn new(doc: DocId) -> Self {
        Self {
            doc,
            window: Window::default(),
            furniture: None,
            unfolded: false,
            previews: false,
            begun: Place { side: Side::New, at: 0 },
            following: None,
        }
    }

    /// The text's area, without a column for the scroll bar and one in between.
    const fn column(area: Area) -> Area {
        Area { x: area.x + 1, width: area.width.saturating_sub(3), ..area }
    }

    /// Fits the page to its document and its area.
    pub(super) fn settle(&mut self, shared: &mut Shared, area: Area) {
        self.window.fit(if area.width > 12 { Self::column(area) } else { area });
        self.refresh(shared);
        self.unfold_hit(shared);
    }

    /// Shows furniture while a search has a hit in it.
    fn unfold_hit(&mut self, shared: &Shared) {
        let hidden = self.window.hit().filter(|&hit| self.window.page().is_some_and(|page| page.is_folded(hit)));
        self.unfolded = self.window.is_searched() && (self.unfolded || hidden.is_some());
        let furniture = self.shows_furniture(shared);
        if self.window.page().is_some_and(|page| page.options().furniture != furniture) {
            self.window.change(|page| page.set_options(ReaderOptions { furniture, ..page.options() }));
        }
        if let Some(hit) = hidden {
            self.window.show(hit);
        }
    }

    fn shows_furniture(&self, shared: &Shared) -> bool {
        let whole = || shared.documents.source(self.doc).is_some_and(|source| source.reading().whole);
        self.unfolded || self.furniture.unwrap_or_else(whole)
    }

    /// Rebuilds the page if the document has changed, and repeats a search made in another text.
    fn refresh(&mut self, shared: &mut Shared) {
        let (page, loaded) = (self.window.page(), shared.documents.document(self.doc));
        let place = match page {
            Some(_) => Some(self.window.place()),
            None if self.previews => loaded.and_then(|document| headline(document)),
            None => shared.documents.place(self.doc),
        };
        match (loaded, page.map(ReaderPage::document)) {
            (Some(document), Some(current)) if Arc::ptr_eq(document, current) => {}
            (Some(document), _) => {
                let options = ReaderOptions { measure: shared.measure, furniture: self.shows_furniture(shared) };
                let page = ReaderPage::new(Arc::clone(document), options, self.window.column().width);
                self.window.open(page, place);
                if !self.previews {
                    shared.read(self.doc);
                }
                self.begun = self.window.place();
                if let Some(query) = self.window.take_query() {
                    self.look_for(query, shared);
                }
            }
            (None, _) => self.window.close(),
        }
    }

    /// Shows another document, at its saved position.
    pub(super) fn show(&mut self, doc: DocId, shared: &mut Shared) {
        if doc != self.doc {
            self.change_to(doc, false, shared);
        }
    }

    fn change_to(&mut self, doc: DocId, previews: bool, shared: &mut Shared) {
        if doc != self.doc {
            self.leave(shared);
            let searched = self.window.take_query();
            self.window.close();
            self.doc = doc;
            self.following = None;
            self.previews = previews;
            self.refresh(shared);
            if let Some(query) = searched {
                self.look_for(query, shared);
            }
        }
        self.previews = previews;
        if self.window.page().is_none() {
            self.refresh(shared);
        }
    }

    /// Shows a document next to the list, from its headline.
    pub(super) fn preview(&mut self, doc: DocId, shared: &mut Shared) {
        if doc != self.doc || self.window.page().is_none() {
            self.change_to(doc, true, shared);
        }
    }

    /// Turns a preview into reading: at the saved position, unless the user has moved.
    pub(super) fn open(&mut self, shared: &mut Shared) {
        shared.read(self.doc);
        let untouched = self.previews && self.window.place() == self.begun && !self.window.is_searched();
        self.previews = false;
        if let Some(place) = shared.documents.place(self.doc).filter(|_| untouched) {
            self.window.go_to(place);
        }
    }

    /// Saves the position.
    pub(super) fn leave(&self, shared: &mut Shared) {
        if self.window.page().is_some() && !self.previews {
            shared.leave(self.doc, self.window.place());
        }
    }

    /// Runs a command; false if it is not one of the reader.
    pub(super) fn run(&mut self, command: Command, shared: &mut Shared) -> bool {
        match command {
            Command::Next => self.step(true, shared),
            Command::Previous => self.step(false, shared),
            Command::NextVersion => self.next_version(shared),
            Command::NextDocument => self.neighbour(1, shared),
            Command::PreviousDocument => self.neighbour(-1, shared),
            Command::Furniture => self.toggle_furniture(),
            Command::Look if self.has_fold() => self.toggle_furniture(),
            Command::Look => shared.say("nothing is folded here"),
            Command::JumpBack => self.window.take_back(shared),
            Command::Reload => shared.load(self.doc),
            _ => return self.window.run(command),
        }
        true
    }

    fn step(&mut self, forward: bool, shared: &mut Shared) {
        if !self.window.step_hit(forward) {
            shared.say("no search yet: press /");
        }
    }

    fn toggle_furniture(&mut self) {
        let Some(shown) = self.window.page().map(|page| page.options().furniture) else { return };
        let furniture = !shown;
        (self.furniture, self.unfolded) = (Some(furniture), false);
        self.window.change(|page| page.set_options(ReaderOptions { furniture, ..page.options() }));
    }

    /// Whether folded furniture is visible.
    pub(super) fn has_fold(&self) -> bool {
        self.window.page().is_some_and(|page| self.window.items().any(|item| page.is_fold(item)))
    }

    /// Whether there is furniture to show or fold.
    pub(super) fn has_furniture(&self) -> bool {
        self.window.page().is_some_and(ReaderPage::has_furniture)
    }

    /// Opens the fold at a cell of the screen, if there is one.
    pub(super) fn click(&mut self, x: u16, y: u16) {
        let spot = self.window.spot(x, y);
        if spot.is_some_and(|spot| self.window.page().is_some_and(|page| page.is_fold(spot.item))) {
            self.toggle_furniture();
        }
    }

    /// Goes to the paragraph with this index.
    pub(super) fn go_to_paragraph(&mut self, index: usize) {
        let Some(page) = self.window.page() else { return };
        let paragraphs = page.document().paragraphs();
        if let Some(span) = paragraphs.get(index).or(paragraphs.last()) {
            self.window.jump_to(Place { side: Side::New, at: span.start });
        }
    }

    fn neighbour(&mut self, step: isize, shared: &mut Shared) {
        match shared.documents.listed_after(self.doc, step) {
            Some(doc) => self.show(doc, shared),
            None if step > 0 => shared.say("this is the last document"),
            None => shared.say("this is the first document"),
        }
    }

    fn next_version(&mut self, shared: &mut Shared) {
        let Some(next) = shared.documents.next_version(self.doc) else {
            shared.say("no other version of this story");
            return;
        };
        let (Some(old), Some(new)) = (shared.documents.document(self.doc), shared.documents.document(next)) else {
            return;
        };
        let pair = Pair::new(Arc::clone(old), Arc::clone(new));
        let ticket = shared.start(Job::Follow);
        shared.effects.push(Effect::Compare(ticket, pair));
        self.following = Some(next);
    }

    /// Shows the requested version at the same sentence.
    pub(super) fn followed(&mut self, compared: &Compared, shared: &mut Shared) {
        let Some(next) = self.following.take() else { return };
        let at = if self.window.is_top() { 0 } else { follow(compared, self.window.place().at) };
        self.show(next, shared);
        self.window.go_to(Place { side: Side::New, at });
        shared.say(format!("{}: {}", version(next, shared), shared.documents.label(next)));
    }

    /// Starts a search.
    pub(super) fn look_for(&mut self, query: Query, shared: &mut Shared) {
        let document = shared.documents.document(self.doc).map(Arc::clone);
        self.window.look_for(query, Some(Pair::new(None, document)), shared);
    }

    /// Shows a document at a hit, with the search active: `at` is a byte of its text.
    pub(super) fn show_hit(&mut self, doc: DocId, query: &Query, at: u32, shared: &mut Shared) {
        self.window.clear(shared);
        self.change_to(doc, true, shared);
        let document = shared.documents.document(doc).map(Arc::clone);
        let origin = Place { side: Side::New, at };
        self.window.go_to(origin);
        self.window.look_from(origin, query.clone(), Some(Pair::new(None, document)), shared);
    }

    /// Accepts the hits of a search.
    pub(super) fn hits(&mut self, hits: Pair<Vec<Span>>) {
        self.window.hits(hits, |_, _| Some(0));
    }

    /// The table of contents, and the entry for the current place.
    pub(super) fn contents(&self) -> Option<(Toc, usize)> {
        let toc = self.window.page()?.toc();
        let here = toc.at(self.window.place());
        Some((toc, here))
    }

    /// The links, and the first one from the current place on.
    pub(super) fn links(&self) -> Option<(Links, usize)> {
        let links = self.window.page()?.links();
        let here = links.at(self.window.place());
        Some((links, here))
    }

    /// The header: the file name, which version it is, and its encoding if that was chosen or guessed.
    pub(super) fn header(&self, shared: &Shared) -> (String, String) {
        let facts = [version(self.doc, shared), encoding(self.doc, &shared.documents)];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        (shared.documents.file(self.doc), facts.join("   "))
    }

    pub(super) fn draw(&self, shared: &Shared, area: Area, canvas: &mut Canvas) {
        canvas.target(area, Target::Text);
        let Some(page) = self.window.page() else {
            let line = match shared.documents.state(self.doc) {
                LoadState::Failed(why) => text(why.clone(), Role::Error),
                LoadState::Pending | LoadState::Loaded(_) => text("reading …   esc cancels", Role::Dim),
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

    /// A thin scroll bar.
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

/// The headline of a document, if text comes before it.
fn headline(document: &Document) -> Option<Place> {
    let title = document.about.title_span()?;
    (document.block_at(title.start) > 0).then_some(Place { side: Side::New, at: title.start })
}

/// "encoding koi8-r" if it was chosen, "guessed windows-1251" if it was guessed.
fn encoding(doc: DocId, documents: &Documents) -> String {
    let chosen = documents.source(doc).filter(|_| documents.has_encoding(doc)).and_then(|s| s.reading().encoding);
    match (chosen, documents.document(doc).and_then(|document| document.guessed_encoding.as_ref())) {
        (Some(chosen), _) => format!("encoding {}", chosen.name()),
        (None, Some(guessed)) => format!("guessed {guessed}"),
        (None, None) => String::new(),
    }
}

/// "version 2 of 5", if there is more than one.
pub(super) fn version(doc: DocId, shared: &Shared) -> String {
    let versions: Vec<_> = shared.documents.versions(doc).map(|v| v.id).collect();
    match versions.iter().position(|&v| v == doc) {
        Some(at) if versions.len() > 1 => format!("version {} of {}", at + 1, versions.len()),
        _ => String::new(),
    }
}
