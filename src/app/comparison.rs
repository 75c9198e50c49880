//! The comparison: two documents, side by side or inline, with a minimap at the right edge.
//!
//! ```text
//!  Old title → New title    expanded: 98 % of the old text stands in the new     ▎2/22
//!
//!    old column                       │   new column                                 ░ minimap
//! ~  removed words                  │ ~ added words                                ▓
//!
//!  n next change   s layout   c changes   f fold   ? help                            12 %
//! ```

use std::sync::Arc;

use crate::changes::{Change, Class, Comparison as Compared};
use crate::diff::Op;
use crate::page::{
    ChangeListPage, ChangeListPlan, CompareOptions, ComparePage, ComparePlan, HiddenKinds, Page, Place, Query, View,
};
use crate::text::{Document, Pair, Side, Span};

use super::arranging::Arranging;
use super::canvas::Area;
use super::command::Command;
use super::documents::DocId;
use super::jobs::Job;
use super::message::Effect;
use super::scroll::Scroll;
use super::shared::Shared;
use super::window::Window;

/// Screens with at least this many columns show the texts side by side by default.
pub(super) const SPLIT_MIN_COLS: u16 = 100;

/// The scroll position and the current change.
#[derive(Clone, Copy, Debug)]
pub(super) struct SavedPosition {
    scroll: Scroll,
    current: Option<usize>,
}

impl SavedPosition {
    /// The current change.
    pub(super) const fn change(&self) -> Option<usize> {
        self.current
    }
}

/// What a worker lays out, while the screen shows what it did before.
#[derive(Debug)]
enum Awaited {
    /// The comparison that was requested last.
    Comparison,
    /// Another layout of the one shown.
    Layout,
}

/// The comparison's state.
#[derive(Debug)]
pub(super) struct Comparison {
    /// The documents to compare.
    pub(super) pair: Pair<DocId>,
    /// The pending request: the documents, and their texts at that time.
    pub(super) asked: Option<(Pair<DocId>, Pair<Arc<Document>>)>,
    /// The texts from which the displayed comparison was made; it lays them out itself.
    made_of: Option<Pair<Arc<Document>>>,
    /// What a worker lays out.
    awaited: Option<Awaited>,
    /// The options of the page for the keys pressed and the size of the screen. A large page gets them later.
    wanted: CompareOptions,
    pub(super) window: Window<ComparePage>,
    /// The layout chosen by key; with `None`, the width decides.
    view: Option<View>,
    fold: bool,
    /// Whether a search hit is in a fold: nothing is folded until the search ends.
    unfolded: bool,
    /// Which kinds of difference are hidden.
    pub(super) hidden: HiddenKinds,
    /// The current change, by its index in the comparison.
    pub(super) current: Option<usize>,
    /// The end of the current move that was visited last.
    end: Side,
    pub(super) failed: Option<String>,
    /// The layout that failed, which is not tried again.
    failed_layout: Option<CompareOptions>,
}

impl Comparison {
    pub(super) fn new(old: DocId, new: DocId) -> Self {
        Self {
            pair: Pair::new(old, new),
            asked: None,
            made_of: None,
            awaited: None,
            wanted: CompareOptions::default(),
            window: Window::default(),
            view: None,
            fold: true,
            unfolded: false,
            hidden: HiddenKinds::default(),
            current: None,
            end: Side::New,
            failed: None,
            failed_layout: None,
        }
    }

    /// The documents that are shown or requested first.
    pub(super) const fn pair(&self) -> Pair<DocId> {
        self.pair
    }

    /// The plan of the change list.
    pub(super) fn change_list(&self) -> Option<ChangeListPlan> {
        self.window.page().map(ChangeListPlan::new)
    }

    /// The current position.
    pub(super) const fn saved_position(&self) -> SavedPosition {
        SavedPosition { scroll: self.window.scroll(), current: self.current }
    }

    /// Restores a position.
    pub(super) fn restore(&mut self, saved: SavedPosition) {
        self.window.restore(saved.scroll);
        self.mark(saved.current);
    }

    /// Makes a change the current one.
    fn mark(&mut self, change: Option<usize>) {
        self.current = change;
        self.end = Side::New;
        self.window.touch(|page| page.set_current(change));
    }

    /// Whether the texts are side by side on a screen of `cols` columns.
    pub(super) fn is_split(&self, cols: u16) -> bool {
        self.view.map_or(cols >= SPLIT_MIN_COLS, |v| v == View::Split)
    }

    fn options(&self, shared: &Shared, cols: u16, beside: bool) -> CompareOptions {
        CompareOptions {
            view: if !beside && self.is_split(cols) { View::Split } else { View::Inline },
            fold: self.fold && !self.unfolded,
            hidden: self.hidden,
            measure: shared.measure,
        }
    }

    /// Fits the page to its documents and its area; `beside`: whether a list shares the screen. Requests the comparison
    /// if it is missing.
    pub(super) fn settle(&mut self, shared: &mut Shared, area: Area, beside: bool) {
        let column = if area.width > 12 { area.inset_cols(0, 2) } else { area };
        if self.is_stale(shared) && self.failed.is_none() {
            self.ask(self.wanted_pair(), shared);
        }
        let hidden = self.window.hit().filter(|&hit| self.window.page().is_some_and(|page| page.is_folded(hit)));
        self.unfolded = self.window.is_searched() && (self.unfolded || hidden.is_some());
        self.wanted = self.options(shared, area.width, beside);
        // The current change stays visible, whatever the window's size.
        let visible =
            |&change: &usize| self.window.page().is_some_and(|page| self.window.shows(page.place_of_change(change)));
        let kept = self.current.filter(|_| self.window.column() != column).filter(visible);
        self.window.fit(column);
        if self.window.page().is_some_and(|page| page.options() != self.wanted) {
            self.lay_out(shared);
        }
        if let Some(change) = kept {
            self.show_change(change);
        }
        if let Some(hit) = hidden {
            self.window.show(hit);
        }
    }

    /// Lays the page out as wanted: at once, or by a worker, one layout at a time.
    fn lay_out(&mut self, shared: &mut Shared) {
        match self.window.page() {
            Some(page) if page.is_large() => {
                if self.awaited.is_none() && self.failed_layout != Some(self.wanted) {
                    let plan = page.plan(self.wanted);
                    self.await_page(Awaited::Layout, plan, shared);
                }
            }
            _ => {
                let options = self.wanted;
                self.window.change(|page| page.set_options(options));
            }
        }
    }

    fn await_page(&mut self, awaited: Awaited, plan: ComparePlan, shared: &mut Shared) {
        self.awaited = Some(awaited);
        shared.arrange(Job::Arrange, Arranging::Page(plan));
    }

    /// Accepts the page that a worker laid out.
    pub(super) fn arranged(&mut self, page: ComparePage, shared: &mut Shared) {
        match self.awaited.take() {
            Some(Awaited::Comparison) => self.open(page, shared),
            // The key was pressed again in the meantime.
            Some(Awaited::Layout) if page.options() != self.wanted => {}
            Some(Awaited::Layout) => {
                let shown = self.current.filter(|_| self.shows_current());
                let mut page = page;
                page.set_current(self.current);
                self.window.replace(page);
                if let Some(change) = shown {
                    self.show_change(change);
                }
            }
            None => {}
        }
    }

    /// Whether a comparison is made, or laid out, that is not shown yet.
    pub(super) const fn awaits_comparison(&self) -> bool {
        matches!(self.awaited, Some(Awaited::Comparison))
    }

    /// The pair to show: the one requested, else the one shown.
    fn wanted_pair(&self) -> Pair<DocId> {
        self.asked.as_ref().map_or(self.pair, |asked| asked.0)
    }

    /// Whether the documents are loaded and differ from those of the comparison that is requested or shown.
    fn is_stale(&self, shared: &Shared) -> bool {
        let made_of = self.asked.as_ref().map(|asked| &asked.1).or(self.made_of.as_ref());
        let Some(docs) = documents(self.wanted_pair(), shared) else { return false };
        made_of.is_none_or(|of| !Side::BOTH.iter().all(|&s| Arc::ptr_eq(&of[s], &docs[s])))
    }

    fn ask(&mut self, pair: Pair<DocId>, shared: &mut Shared) {
        if let Some(docs) = documents(pair, shared) {
            self.awaited = None;
            shared.stop(Job::Arrange);
            // A list of the comparison before is no longer wanted.
            shared.stop(Job::List);
            let ticket = shared.start(Job::Compare);
            shared.effects.push(Effect::Compare(ticket, docs.clone()));
            self.asked = Some((pair, docs));
            self.failed = None;
        }
    }

    /// Accepts the requested comparison. It keeps the texts it was made from: newer ones may have been loaded since.
    pub(super) fn take(&mut self, docs: Pair<Arc<Document>>, compared: Arc<Compared>, shared: &mut Shared) {
        let plan = ComparePlan::new(docs, compared, self.wanted, self.window.column().width);
        match plan.is_large() {
            true => self.await_page(Awaited::Comparison, plan, shared),
            false => self.open(plan.page(), shared),
        }
    }

    /// Shows the requested comparison.
    fn open(&mut self, mut page: ComparePage, shared: &mut Shared) {
        let Some((pair, made_of)) = self.asked.take() else { return };
        self.made_of = Some(made_of);
        // After a swap the same text remains visible, on the other side.
        let exchanged = pair != self.pair && !self.window.is_top();
        let place = self.window.place();
        let place = if exchanged { Place { side: place.side.other(), ..place } } else { place };
        // The current change is located again.
        let was = self.current.and_then(|change| self.window.page()?.comparison().changes.get(change));
        let spans = was.map(|change| if pair == self.pair { change.spans } else { change.spans.swap() });
        let same = |change: &Change| Some(change.class) == was.map(|was| was.class) && Some(change.spans) == spans;
        self.current = page.comparison().changes.iter().position(same);
        if pair != self.pair {
            self.window.forget_jumps();
        }
        self.pair = pair;
        Side::BOTH.into_iter().for_each(|side| shared.read(pair[side]));
        page.set_current(self.current);
        self.window.open(page, Some(place));
        if let Some(query) = self.window.take_query() {
            self.look_for(query, shared);
        }
    }

    /// Handles a failed or cancelled comparison.
    pub(super) fn fail(&mut self, why: String) {
        if matches!(self.awaited, Some(Awaited::Layout)) {
            self.failed_layout = Some(self.wanted);
        }
        (self.asked, self.awaited) = (None, None);
        self.failed = Some(why);
    }

    /// Runs a command; false if it is not one of the comparison.
    pub(super) fn run(&mut self, command: Command, shared: &mut Shared) -> bool {
        match command {
            Command::Next => self.step(true, shared),
            Command::Previous => self.step(false, shared),
            Command::ToggleLayout => {
                self.view = Some(if self.wanted.view == View::Split { View::Inline } else { View::Split });
            }
            Command::Fold => self.fold = !self.fold,
            Command::Typography => {
                let out = !self.hidden.typography;
                self.hidden = HiddenKinds { typography: out, formatting: out, case: out, ..self.hidden };
                shared.say(if out { "typography is hidden" } else { "typography is shown" });
            }
            Command::Swap => self.ask(self.wanted_pair().swap(), shared),
            Command::OtherEnd => self.other_end(shared),
            Command::Look => self.open_first_fold(shared),
            Command::JumpBack => self.window.take_back(shared),
            Command::Reload => {
                shared.load(self.pair.old);
                shared.load(self.pair.new);
                self.failed = None;
            }
            _ => return self.window.run(command),
        }
        true
    }

    /// Scrolls to a position of the comparison in thousandths: a click on the minimap.
    pub(super) fn jump(&mut self, thousandths: u16) {
        let Some(page) = self.window.page() else { return };
        let item = page.item_at_share(f64::from(thousandths) / 1000.0);
        self.window.show_line((item, 0));
    }

    /// Makes a change the current one and brings it into view.
    pub(super) fn go_to_change(&mut self, change: usize) {
        self.mark(Some(change));
        self.show_change(change);
    }

    /// Whether the texts differ in typography, shown or hidden.
    pub(super) fn has_typography(&self) -> bool {
        self.hidden.typography || self.window.page().is_some_and(ComparePage::has_typography)
    }

    /// Whether the current change is visible.
    pub(super) fn shows_current(&self) -> bool {
        let visible =
            |change: usize| self.window.page().is_some_and(|page| self.window.shows(page.place_of_change(change)));
        self.current.is_some_and(visible)
    }

    /// Goes to the paragraph of the new text with this index.
    pub(super) fn go_to_paragraph(&mut self, index: usize) {
        let Some(page) = self.window.page() else { return };
        let paragraphs = page.documents().new.paragraphs();
        if let Some(span) = paragraphs.get(index).or(paragraphs.last()) {
            self.window.jump_to(Place { side: Side::New, at: span.start });
        }
    }

    fn open_first_fold(&mut self, shared: &mut Shared) {
        let fold = self.window.page().and_then(|page| self.window.items().find(|&item| page.is_fold(item)));
        match fold {
            Some(item) => self.open_fold(item, shared),
            None => shared.say("nothing is folded here: n goes to the next change"),
        }
    }

    fn open_fold(&mut self, item: usize, shared: &mut Shared) {
        match self.window.page() {
            Some(page) if page.is_large() => {
                if self.awaited.is_none() {
                    let plan = page.plan_opening(item);
                    self.await_page(Awaited::Layout, plan, shared);
                }
            }
            _ => self.window.change(|page| page.open_fold(item)),
        }
    }

    /// Opens the fold at a cell of the screen, or makes the change there the current one; true if it was already.
    pub(super) fn click(&mut self, x: u16, y: u16, shared: &mut Shared) -> bool {
        let (Some(spot), Some(page)) = (self.window.spot(x, y), self.window.page()) else { return false };
        if page.is_fold(spot.item) {
            self.open_fold(spot.item, shared);
            return false;
        }
        let Some(change) = spot.place.and_then(|place| page.change_at(place)) else { return false };
        let again = self.current == Some(change);
        self.mark(Some(change));
        again
    }

    /// Goes to the change, or the note, of an entry of the change list.
    pub(super) fn go_to_entry(&mut self, list: &ChangeListPage, entry: usize) {
        match (list.changes(entry).first().copied(), list.row(entry), self.window.page()) {
            (Some(change), ..) => self.go_to_change(change),
            (None, Some(row), Some(page)) => self.window.show(page.place_of(row)),
            _ => {}
        }
    }

    fn show_change(&mut self, change: usize) {
        if let Some(page) = self.window.page() {
            self.window.show(page.place_of_change(change));
        }
    }

    /// Moves to the next or previous change; during a search, to the next or previous hit.
    fn step(&mut self, forward: bool, shared: &mut Shared) {
        if self.window.step_hit(forward) {
            return;
        }
        let Some(page) = self.window.page() else { return };
        let stops = page.stops();
        // From the current change while it is visible, else from the top of the window.
        let visible = |&change: &usize| self.window.shows(page.place_of_change(change));
        let current = self.current.filter(visible).and_then(|change| stops.iter().position(|&stop| stop == change));
        let (item, line) = self.window.top();
        let at = match (current, forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.wrapping_sub(1),
            (None, true) => page.stop_from(item, line),
            (None, false) => page.stop_from(item, line).wrapping_sub(1),
        };
        match stops.get(at).copied() {
            Some(change) => self.go_to_change(change),
            None if stops.is_empty() => shared.say("no difference is shown"),
            None if forward => shared.say("this is the last change"),
            None => shared.say("this is the first change"),
        }
    }

    /// Goes to the other end of the current move, or of the first one that is visible.
    fn other_end(&mut self, shared: &mut Shared) {
        let Some(page) = self.window.page() else { return };
        let visible = page.moves_in(self.window.items());
        let is_current = |&&(row, _): &&(usize, Side)| self.current.is_some() && page.move_of(row) == self.current;
        let from = match visible.iter().find(is_current) {
            // If both ends are visible, the one not visited last.
            Some(&(row, side)) => Some((row, if visible.contains(&(row, self.end)) { self.end } else { side })),
            None => visible.iter().find(|&&(row, side)| self.shows_end(page, row, side)).copied(),
        };
        let Some((row, side)) = from else { return self.next_move(shared) };
        let Some(ends) = page.ends(row) else { return };
        let (change, to) = (page.move_of(row), side.other());
        self.mark(change);
        self.end = to;
        self.window.note_jump();
        self.window.show_line(ends[to]);
    }

    fn shows_end(&self, page: &ComparePage, row: usize, side: Side) -> bool {
        page.ends(row).is_some_and(|ends| self.window.shows_line(ends[side]))
    }

    /// The next move below the window, else the first of all.
    fn next_move(&mut self, shared: &mut Shared) {
        let Some(page) = self.window.page() else { return };
        let last = self.window.items().end.saturating_sub(1);
        let is_move = |&&change: &&usize| page.comparison().changes[change].class == Class::Move;
        let moves: Vec<usize> = page.stops().iter().filter(is_move).copied().collect();
        let below = |&&change: &&usize| page.item_at(page.place_of_change(change)) > last;
        match moves.iter().find(below).or_else(|| moves.first()) {
            Some(&change) => self.go_to_change(change),
            None => shared.say("nothing was moved"),
        }
    }

    /// Starts a search in both documents.
    pub(super) fn look_for(&mut self, query: Query, shared: &mut Shared) {
        let texts = documents(self.pair, shared).map(|docs| docs.map(Some));
        self.window.look_for(query, texts, shared);
    }

    /// Accepts the hits of a search. A hit in equal text counts once, on the new side.
    pub(super) fn hits(&mut self, hits: Pair<Vec<Span>>) {
        let Some(page) = self.window.page() else { return };
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
        self.window.hits(hits, |page, place| {
            (place.side == Side::New || gone(place.at)).then(|| page.map_or(0, |page| page.item_at(place)))
        });
    }
}

/// Two documents, if both are loaded.
fn documents(pair: Pair<DocId>, shared: &Shared) -> Option<Pair<Arc<Document>>> {
    let Pair { old, new } = pair.map(|id| shared.documents.document(id).cloned());
    Some(Pair::new(old?, new?))
}
