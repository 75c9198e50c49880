//! Commands of the library, its filter and its search of all texts.

use super::model::{Library, PANE_MIN_COLS, Pane, TWO_PANES_MIN_COLS};
use super::rows::{Row, RowKey};
use crate::app::arrangement::Choice;
use crate::app::command::Command;
use crate::app::documents::{DocId, Documents};
use crate::app::jobs::Job;
use crate::app::matches::Matches;
use crate::app::menu::Menu;
use crate::app::message::Effect;
use crate::app::shared::Shared;
use crate::app::text_search::TextSearch;
use crate::format::Reading;
use crate::page::{Excerpts, Query};

/// Columns by which a key widens or narrows the list.
const RESIZE_COLS: u16 = 4;

impl Library {
    /// Runs a command of the list; false if it is not one.
    pub(in crate::app) fn run(&mut self, command: Command, shared: &mut Shared) -> bool {
        match command {
            Command::Open => self.open(shared),
            Command::Mark => self.mark(),
            Command::Collapse => self.collapse(shared),
            Command::Sort => self.sort(shared),
            Command::SwitchPane if self.reader.is_some() => self.read(shared),
            Command::Reload => reload(shared),
            _ if self.arrange_panes(command, shared) => {}
            _ if self.menu.go(command, self.rows.len(), usize::from(self.list.height)) => self.pick(),
            _ => return false,
        }
        true
    }

    /// Hides, shows or resizes the list; false if it is another command.
    pub(in crate::app) fn arrange_panes(&mut self, command: Command, shared: &mut Shared) -> bool {
        let change: i32 = match command {
            Command::HideList => {
                self.hidden = !(self.hidden && self.pane == Pane::Text);
                if self.hidden {
                    self.read(shared);
                }
                return true;
            }
            Command::Wider => RESIZE_COLS.into(),
            Command::Narrower => -i32::from(RESIZE_COLS),
            _ => return false,
        };
        let (list, text) = (self.list.width, shared.cols.saturating_sub(self.list.width));
        if shared.cols < TWO_PANES_MIN_COLS || list == 0 {
            shared.say(format!("list and text are side by side from {TWO_PANES_MIN_COLS} columns on"));
        } else if change > 0 && text <= PANE_MIN_COLS + 1 || change < 0 && list <= PANE_MIN_COLS {
            shared.say("no further");
        } else {
            let cols = i32::from(list).saturating_add(change).clamp(0, u16::MAX.into());
            let cols = u16::try_from(cols).unwrap_or(list).clamp(PANE_MIN_COLS, shared.cols - PANE_MIN_COLS);
            self.arrangement.list_cols = Some(cols);
            shared.effects.push(Effect::Choose(Choice::ListCols(cols)));
        }
        true
    }

    fn sort(&mut self, shared: &mut Shared) {
        self.arrangement.sort = self.arrangement.sort.next();
        let name = self.arrangement.sort.name();
        shared.say(format!("sorted by {name}"));
        shared.effects.push(Effect::Choose(Choice::Sort(self.arrangement.sort)));
        self.refresh(shared);
    }

    /// Gives the text the focus.
    fn read(&mut self, shared: &mut Shared) {
        if let Some(reader) = &mut self.reader {
            reader.open(shared);
            self.pane = Pane::Text;
        }
    }

    fn open(&mut self, shared: &mut Shared) {
        if shared.jobs.runs(Job::Filter) && self.texts.is_none() {
            self.opens = true;
            return;
        }
        match self.chosen() {
            Some(Row::Story { .. }) => self.collapse(shared),
            Some(row) => {
                self.preview(row, shared);
                self.read(shared);
            }
            None => {}
        }
    }

    fn collapse(&mut self, shared: &mut Shared) {
        let Some(row) = self.chosen() else { return };
        let base = match row {
            Row::Story { base, .. } => base,
            Row::Version { id, .. } => shared.documents.versions(id).find(|v| v.base).map_or(id, |v| v.id),
            Row::Single(_) | Row::Found { .. } | Row::Sentence { .. } => return,
        };
        if !self.closed.remove(&base) {
            self.closed.insert(base);
        }
        self.picked = Some(RowKey::Story(base));
        self.arrange(&mut shared.documents);
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

    /// The documents that `d` compares, old first: the two marked ones, or the selected one with the preceding version.
    pub(in crate::app) fn to_compare(&self, documents: &Documents) -> Option<(DocId, DocId)> {
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
    pub(in crate::app) fn filter(&self) -> &str {
        self.filter.typed()
    }

    /// Requests the matching documents; until they arrive, the list is unchanged.
    pub(in crate::app) fn set_filter(&mut self, typed: &str, shared: &mut Shared) {
        shared.stop(Job::SearchAll);
        self.filter = Query::words(typed);
        self.opens = false;
        if self.filter.is_empty() {
            shared.stop(Job::Filter);
            self.leave_texts();
            self.matching = None;
            self.arrange(&mut shared.documents);
        } else {
            self.find(shared);
        }
    }

    /// Shows the matching documents, with the best selected if the filter was just typed. If none match, the texts are
    /// searched.
    pub(in crate::app) fn filtered(&mut self, matches: Matches, shared: &mut Shared) {
        let typed = self.texts.is_some() || self.matching.as_ref().is_none_or(|m| m.query != matches.query);
        if typed && matches.len() == 0 {
            self.search_texts(shared);
            return;
        }
        self.leave_texts();
        self.matching = Some(matches);
        self.arrange(&mut shared.documents);
        if typed && let Some(best) = self.best_match() {
            self.choose(best);
        }
        if self.outdated {
            self.find(shared);
        }
        if std::mem::take(&mut self.opens) {
            self.open(shared);
        }
    }

    /// The row of the best match; of equally good ones the first.
    fn best_match(&self) -> Option<usize> {
        let matching = self.matching.as_ref()?;
        let score = |row: &Row| row.document().map_or(0, |id| matching.score(id));
        self.rows.iter().enumerate().rev().max_by_key(|(_, row)| score(row)).map(|(at, _)| at)
    }

    /// Whether the list shows sentences, or will show those found for the text being typed.
    pub(in crate::app) const fn searches_texts(&self) -> bool {
        self.texts.is_some()
    }

    /// Shows the sentences of all documents that match the typed words.
    pub(in crate::app) fn set_text_search(&mut self, typed: &str, shared: &mut Shared) {
        self.filter = Query::words(typed);
        self.search_texts(shared);
    }

    fn search_texts(&mut self, shared: &mut Shared) {
        shared.stop(Job::Filter);
        self.leave_texts();
        let documents = shared.documents.loaded();
        self.texts = Some(TextSearch::new(self.filter.clone(), documents.len()));
        (self.picked, self.matching, self.opens) = (None, None, false);
        self.menu = Menu::default();
        self.arrange(&mut shared.documents);
        if self.filter.is_empty() {
            shared.stop(Job::SearchAll);
        } else {
            let ticket = shared.start(Job::SearchAll);
            shared.effects.push(Effect::SearchAll { ticket, query: self.filter.clone(), documents });
        }
    }

    /// Lists documents instead of sentences; the document of the selected sentence remains selected.
    fn leave_texts(&mut self) {
        self.picked = self.picked.map(|picked| match picked {
            RowKey::Sentence(id, _) => RowKey::Document(id),
            picked => picked,
        });
        self.texts = None;
    }

    /// Accepts results of a search of all texts.
    pub(in crate::app) fn take(&mut self, found: Vec<(DocId, Excerpts)>, searched: usize, documents: &mut Documents) {
        if let Some(search) = &mut self.texts {
            search.take(found, searched);
            self.arrange(documents);
        }
    }

    /// Clears the filter, otherwise the marks; false if there were none.
    pub(in crate::app) fn clear(&mut self, shared: &mut Shared) -> bool {
        if !self.filter.is_empty() || self.texts.is_some() {
            self.set_filter("", shared);
            true
        } else {
            let any = !self.marked.is_empty();
            self.marked.clear();
            any
        }
    }

    /// Selects a clicked entry; true if it was selected already.
    pub(in crate::app) fn click(&mut self, entry: usize) -> bool {
        let again = self.menu.chosen == entry;
        self.choose(entry);
        self.pane = Pane::List;
        again
    }

    /// Selects the document being read.
    pub(in crate::app) fn follow_reader(&mut self) {
        let Some(doc) = self.reader.as_ref().map(|r| r.doc) else { return };
        if self.chosen().and_then(Row::document) == Some(doc) {
            return;
        }
        if let Some(at) = self.rows.iter().position(|r| r.document() == Some(doc)) {
            self.choose(at);
        }
    }

    /// Scrolls the list.
    pub(in crate::app) fn scroll(&mut self, lines: isize) {
        self.menu.scroll(lines, self.rows.len(), usize::from(self.list.height));
        self.pick();
    }
}

/// Reads all documents again, and groups them again.
fn reload(shared: &mut Shared) {
    if shared.jobs.runs(Job::Discover) {
        shared.say("documents are being read");
        return;
    }
    let sources: Vec<_> = shared.documents.ids().filter_map(|id| shared.documents.source(id).cloned()).collect();
    if !sources.is_empty() {
        let ticket = shared.start(Job::Discover);
        shared.effects.push(Effect::Discover { ticket, paths: Vec::new(), sources, reading: Reading::default() });
    }
}
