//! The library: stories and their versions at the left, the chosen one at the right where there is room.
//!
//! ```text
//!  recto  ~/stories                                    8 documents · 2 stories
//!                                        │
//!  ▾ Pact signed in Pyongyang         5  │     Leaders sign a pact of mutual aid
//!      Wire original     783 w      base │
//!    ▸ Syndicated copy   432 w  kept 98 %│     The text …
//! ```

use std::collections::BTreeSet;
use std::collections::HashSet;

use nucleo_matcher::Config;
use nucleo_matcher::Matcher;
use nucleo_matcher::Utf32Str;
use nucleo_matcher::pattern::CaseMatching;
use nucleo_matcher::pattern::Normalization;
use nucleo_matcher::pattern::Pattern;

use crate::page::Figures;
use crate::page::LibraryEntry;
use crate::page::Role;
use crate::page::Share;
use crate::page::library_line;

use super::canvas::{Area, Canvas, Target, text};
use super::command::Command;
use super::documents::{DocId, Documents, LoadState};
use super::jobs::Job;
use super::menu::Menu;
use super::message::Effect;
use super::reader::Reader;
use super::shared::Shared;

/// Screens with at least this many columns show list and reader side by side.
pub(super) const TWO_PANES_MIN_COLS: u16 = 100;

/// The fewest and the most columns of the list beside the reader.
pub(super) const LIST_COLS: (u16, u16) = (40, 60);

/// A share from which on a version is said to keep the base.
const KEPT_MIN_SHARE: f32 = 0.5;

/// A row of the list. A story goes by the id of its base.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Row {
    Story { base: DocId, count: usize, open: bool },
    Version { id: DocId, share: f32, base: bool },
    Single(DocId),
}

impl Row {
    const fn id(self) -> DocId {
        match self {
            Self::Story { base: id, .. } | Self::Version { id, .. } | Self::Single(id) => id,
        }
    }

    const fn document(self) -> Option<DocId> {
        match self {
            Self::Story { .. } => None,
            Self::Version { id, .. } | Self::Single(id) => Some(id),
        }
    }

    const fn is_story(self) -> bool {
        matches!(self, Self::Story { .. })
    }

    /// Its share of the base, or of it in the base.
    fn share(self) -> Share {
        match self {
            Self::Version { base: true, .. } => Share::Base,
            Self::Version { share, .. } if share >= KEPT_MIN_SHARE => Share::Kept(share),
            Self::Version { share, .. } => Share::Of(share),
            Self::Single(_) | Self::Story { .. } => Share::None,
        }
    }
}

/// The pane with the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pane {
    /// The list.
    List,
    /// The text.
    Text,
}

/// The library's state.
#[derive(Debug)]
pub(super) struct Library {
    name: String,
    menu: Menu,
    /// The choice: whether it is a story's heading, and the document. It survives a change of the rows.
    picked: Option<(bool, DocId)>,
    marked: Vec<DocId>,
    closed: BTreeSet<DocId>,
    filter: String,
    matching: Option<HashSet<DocId>>,
    rows: Vec<Row>,
    /// The columns of words and shares.
    figures: Figures,
    list: Area,
    /// The number of skipped files.
    pub(super) skipped: usize,
    /// The text of the chosen document.
    pub(super) reader: Option<Reader>,
    pub(super) pane: Pane,
}

impl Library {
    pub(super) fn new(name: String) -> Self {
        Self {
            name,
            menu: Menu::default(),
            picked: None,
            marked: Vec::new(),
            closed: BTreeSet::new(),
            filter: String::new(),
            matching: None,
            rows: Vec::new(),
            figures: Figures::default(),
            list: Area::default(),
            skipped: 0,
            reader: None,
            pane: Pane::List,
        }
    }

    /// Rebuilds the rows: after documents arrived, stories were found, or the filter changed.
    pub(super) fn refresh(&mut self, documents: &Documents) {
        self.matching = (!self.filter.is_empty()).then(|| matching(documents, &self.filter));
        self.arrange(documents);
    }

    fn arrange(&mut self, documents: &Documents) {
        let wanted = |id: &DocId| self.matching.as_ref().is_none_or(|m| m.contains(id));
        let mut rows = Vec::new();
        for versions in documents.stories() {
            let Some(base) = versions.iter().find(|v| v.base).map(|v| v.id) else { continue };
            let seen: Vec<_> = versions.iter().filter(|v| wanted(&v.id)).collect();
            if versions.len() == 1 {
                rows.extend(seen.iter().map(|v| Row::Single(v.id)));
            } else if !seen.is_empty() {
                let open = !self.closed.contains(&base) || self.matching.is_some();
                rows.push(Row::Story { base, count: versions.len(), open });
                if open {
                    rows.extend(seen.iter().map(|v| Row::Version { id: v.id, share: v.share, base: v.base }));
                }
            }
        }
        self.figures = Figures::default();
        for &row in &rows {
            if let Some(id) = row.document() {
                self.figures.include(Some(documents.words(id)), row.share());
            }
        }
        self.rows = rows;
        // The choice follows its row; at first it is the first document.
        let same = |r: &Row| self.picked == Some((r.is_story(), r.id()));
        let at = self.rows.iter().position(same).or_else(|| {
            let close = |r: &Row| self.picked.is_some_and(|(_, id)| r.id() == id);
            self.rows.iter().position(close)
        });
        let first = || if self.picked.is_none() { self.rows.iter().position(|r| !r.is_story()) } else { None };
        if let Some(at) = at.or_else(first) {
            self.menu.chosen = at;
        }
        self.menu.settle(self.rows.len(), usize::from(self.list.height));
    }

    fn pick(&mut self) {
        if let Some(row) = self.rows.get(self.menu.chosen) {
            self.picked = Some((row.is_story(), row.id()));
        }
    }

    fn chosen(&self) -> Option<Row> {
        self.rows.get(self.menu.chosen).copied()
    }

    /// The selected document; `None` where a story is selected.
    pub(super) fn selected_document(&self) -> Option<DocId> {
        self.chosen().and_then(Row::document)
    }

    /// Fits list and text to their areas.
    pub(super) fn settle(&mut self, shared: &mut Shared, list: Area, reader: Area) {
        if self.list != list {
            self.list = list;
            self.menu.settle(self.rows.len(), usize::from(list.height));
        }
        if reader.width == 0 {
            return;
        }
        if self.pane == Pane::Text {
            self.follow_reader();
        }
        let wanted = self.chosen().map(Row::id).filter(|_| self.pane == Pane::List);
        match (&mut self.reader, wanted) {
            (Some(reader), Some(doc)) => reader.show(doc, shared),
            (None, Some(doc)) => self.reader = Some(Reader::new(doc)),
            (_, None) => {}
        }
        if let Some(shown) = &mut self.reader {
            shown.settle(shared, reader);
        }
    }

    /// Runs a command of the list; false if it is none.
    pub(super) fn run(&mut self, command: Command, shared: &mut Shared) -> bool {
        match command {
            Command::Open => self.open(shared),
            Command::Mark => self.mark(),
            Command::Collapse => self.collapse(shared),
            Command::SwitchPane if self.reader.is_some() => self.pane = Pane::Text,
            Command::Reload => reload(shared),
            _ if self.menu.go(command, self.rows.len(), usize::from(self.list.height)) => self.pick(),
            _ => return false,
        }
        true
    }

    fn open(&mut self, shared: &mut Shared) {
        match self.chosen() {
            Some(Row::Story { .. }) => self.collapse(shared),
            Some(row) => {
                let id = row.id();
                match &mut self.reader {
                    Some(reader) => reader.show(id, shared),
                    None => self.reader = Some(Reader::new(id)),
                }
                self.pane = Pane::Text;
            }
            None => {}
        }
    }

    fn collapse(&mut self, shared: &Shared) {
        let Some(row) = self.chosen() else { return };
        let base = match row {
            Row::Story { base, .. } => base,
            Row::Version { id, .. } => shared.documents.versions(id).find(|v| v.base).map_or(id, |v| v.id),
            Row::Single(_) => return,
        };
        if !self.closed.remove(&base) {
            self.closed.insert(base);
        }
        self.picked = Some((true, base));
        self.arrange(&shared.documents);
    }

    fn mark(&mut self) {
        let Some(id) = self.chosen().and_then(Row::document) else { return };
        if let Some(at) = self.marked.iter().position(|&m| m == id) {
            self.marked.remove(at);
        } else {
            // A third mark replaces the first.
            if self.marked.len() == 2 {
                self.marked.remove(0);
            }
            self.marked.push(id);
        }
        self.menu.go(Command::LineDown, self.rows.len(), usize::from(self.list.height));
        self.pick();
    }

    /// What `d` compares, old first: the two marked, else the chosen one with the version before it.
    pub(super) fn to_compare(&self, documents: &Documents) -> Option<(DocId, DocId)> {
        match (self.marked.as_slice(), self.chosen()) {
            (&[old, new], _) => Some(documents.earlier_first(old, new)),
            (&[one], Some(row)) if row.document().is_some_and(|id| id != one) => {
                Some(documents.earlier_first(one, row.id()))
            }
            (_, Some(row)) => documents.pair(row.id()),
            (_, None) => None,
        }
    }

    /// The filter as typed so far.
    pub(super) fn filter(&self) -> &str {
        &self.filter
    }

    /// Shows the documents that match.
    pub(super) fn set_filter(&mut self, filter: &str, documents: &Documents) {
        filter.clone_into(&mut self.filter);
        self.refresh(documents);
        if let Some(at) = self.rows.iter().position(|r| !r.is_story()).filter(|_| self.matching.is_some()) {
            self.menu.chosen = at;
            self.menu.settle(self.rows.len(), usize::from(self.list.height));
            self.pick();
        }
    }

    /// Clears the filter, or else the marks; false if there were none.
    pub(super) fn clear(&mut self, documents: &Documents) -> bool {
        if !self.filter.is_empty() {
            self.filter.clear();
            self.refresh(documents);
            true
        } else {
            let any = !self.marked.is_empty();
            self.marked.clear();
            any
        }
    }

    /// Chooses a clicked entry; true if it was chosen already.
    pub(super) fn click(&mut self, entry: usize) -> bool {
        let again = self.menu.chosen == entry;
        self.menu.chosen = entry;
        self.menu.settle(self.rows.len(), usize::from(self.list.height));
        self.pick();
        self.pane = Pane::List;
        again
    }

    /// Chooses the document being read, so that the list is at its entry.
    pub(super) fn follow_reader(&mut self) {
        let Some(doc) = self.reader.as_ref().map(|r| r.doc) else { return };
        if self.chosen().and_then(Row::document) == Some(doc) {
            return;
        }
        if let Some(at) = self.rows.iter().position(|r| r.document() == Some(doc)) {
            self.menu.chosen = at;
            self.menu.settle(self.rows.len(), usize::from(self.list.height));
            self.pick();
        }
    }

    /// Scrolls the list.
    pub(super) fn scroll(&mut self, lines: isize) {
        self.menu.scroll(lines, self.rows.len(), usize::from(self.list.height));
        self.pick();
    }

    /// The header: where the documents are from, and how many there are.
    pub(super) fn header(&self, shared: &Shared) -> (String, String) {
        let n = shared.documents.len();
        let documents = format!("{n} {}", if n == 1 { "document" } else { "documents" });
        let facts = match (shared.documents.story_count(), shared.jobs.runs(Job::Discover)) {
            (_, true) => format!("{documents} so far …"),
            _ if shared.jobs.runs(Job::Group) && shared.grouping > 0 => {
                format!("{documents} · looking for stories {} %", shared.grouping)
            }
            (0, false) => documents,
            (1, false) => format!("{documents} · 1 story"),
            (s, false) => format!("{documents} · {s} stories"),
        };
        (self.name.clone(), facts)
    }

    /// The filter and the number of matches, for the footer.
    pub(super) fn status(&self, shared: &Shared) -> Option<String> {
        let matching = self.matching.as_ref()?;
        Some(format!("/{}  {} of {}", self.filter, matching.len(), shared.documents.len()))
    }

    /// How far down the list the choice is, in per cent.
    pub(super) fn percent(&self) -> Option<u8> {
        u8::try_from((self.menu.chosen + 1) * 100 / self.rows.len().max(1)).ok().filter(|_| !self.rows.is_empty())
    }

    pub(super) fn draw(&self, shared: &Shared, list: Area, reader: Area, canvas: &mut Canvas) {
        if list.width > 0 {
            self.draw_list(shared, list, canvas);
        }
        if list.width > 0 && reader.width > 0 {
            let rule = Area { x: reader.x.saturating_sub(1), width: 1, ..reader };
            for n in 0..rule.height {
                canvas.put(rule.row(n), text("│", Role::Rule));
            }
        }
        if let (Some(shown), true) = (&self.reader, reader.width > 0) {
            shown.draw(shared, reader, canvas);
        }
    }

    fn draw_list(&self, shared: &Shared, area: Area, canvas: &mut Canvas) {
        canvas.target(area, Target::List);
        if self.rows.is_empty() {
            let said = match (&self.matching, shared.jobs.runs(Job::Discover)) {
                (_, true) => "searching for documents …".to_owned(),
                (Some(_), false) => "no document matches   esc clears the filter".to_owned(),
                (None, false) if self.skipped == 1 => "no documents here: 1 file is not prose".to_owned(),
                (None, false) if self.skipped > 0 => format!("no documents here: {} files are not prose", self.skipped),
                (None, false) => "no documents here".to_owned(),
            };
            canvas.put(area.inset_cols(1, 1), text(said, Role::Dim));
        }
        let bar = self.pane == Pane::List;
        self.menu.draw(canvas, area, self.rows.len(), bar, |i| {
            let chosen = i == self.menu.chosen;
            self.rows
                .get(i)
                .map(|&row| {
                    library_line(&self.entry(row, &shared.documents), chosen, self.figures, usize::from(area.width))
                })
                .unwrap_or_default()
        });
    }

    fn entry(&self, row: Row, documents: &Documents) -> LibraryEntry {
        let id = row.id();
        if let (LoadState::Failed(why), false) = (documents.state(id), row.is_story()) {
            return LibraryEntry::Broken { name: documents.file(id), why: why.clone() };
        }
        let document = |name, grouped| LibraryEntry::Document {
            name,
            words: documents.document(id).map(|_| documents.words(id)),
            share: row.share(),
            marked: self.marked.contains(&id),
            grouped,
        };
        match row {
            Row::Story { count, open, .. } => LibraryEntry::Story { title: documents.title(id), count, open },
            Row::Version { .. } => document(documents.label(id), true),
            Row::Single(_) => document(documents.title(id), false),
        }
    }
}

/// Reads every document again, one after the other, and finds the stories anew.
fn reload(shared: &mut Shared) {
    if shared.jobs.runs(Job::Discover) {
        shared.say("documents are being read");
        return;
    }
    let sources: Vec<_> = shared.documents.ids().filter_map(|id| shared.documents.source(id).cloned()).collect();
    if !sources.is_empty() {
        let ticket = shared.start(Job::Discover);
        shared.effects.push(Effect::Discover { ticket, paths: Vec::new(), sources });
    }
}

/// The documents whose title and file name, taken together, match what was typed, fuzzily; each by itself, whatever
/// its story.
fn matching(documents: &Documents, filter: &str) -> HashSet<DocId> {
    let pattern = Pattern::parse(filter, CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut matches = |id: &DocId| {
        let name = format!("{} {}", documents.title(*id), documents.file(*id));
        pattern.score(Utf32Str::new(&name, &mut buffer), &mut matcher).is_some()
    };
    documents.ids().filter(|id| matches(id)).collect()
}
