//! The library's state: the rows, the selection, the areas of list and text.

use std::collections::{BTreeSet, HashSet};

use super::rows::{self, Row, RowKey};
use crate::app::arrangement::{Arrangement, Sort};
use crate::app::canvas::Area;
use crate::app::documents::{DocId, Documents, Member};
use crate::app::jobs::Job;
use crate::app::matches::Matches;
use crate::app::menu::Menu;
use crate::app::message::Effect;
use crate::app::reader::Reader;
use crate::app::shared::Shared;
use crate::app::text_search::TextSearch;
use crate::page::{Figures, Query, TimeParts, sanitize, short_time, thousands};
use crate::story::Evidence;

/// Screens with at least this many columns show list and reader side by side.
pub(in crate::app) const TWO_PANES_MIN_COLS: u16 = 100;

/// The minimum and maximum width of the list next to the reader, unless the user sets another.
const LIST_COLS: (u16, u16) = (40, 60);

/// The minimum width of list and reader if the user sets the width.
pub(super) const PANE_MIN_COLS: u16 = 24;

/// The columns of the rule between list and reader: one for each pane that can have the focus.
pub(super) const RULE_COLS: u16 = 2;

/// A list with at least this many rows shows details of the selected document.
const DETAIL_MIN_ROWS: u16 = 14;

/// Rows of the details: a rule and four lines.
const DETAIL_ROWS: u16 = 5;

/// The areas of the rows and of the details, which short lists do not have.
pub(super) fn list_areas(list: Area) -> (Area, Area) {
    let rows = if list.height >= DETAIL_MIN_ROWS { DETAIL_ROWS } else { 0 };
    (list.inset_rows(0, rows), list.inset_rows(list.height - rows, 0))
}

/// The mark of a guessed order.
const GUESS: &str = "?";

/// The pane with the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Pane {
    /// The list.
    List,
    /// The text.
    Text,
}

/// The library's state.
#[derive(Debug)]
pub(in crate::app) struct Library {
    pub(super) name: String,
    pub(super) menu: Menu,
    /// The selection, which is preserved when rows change.
    pub(super) picked: Option<RowKey>,
    pub(super) marked: Vec<DocId>,
    pub(super) closed: BTreeSet<DocId>,
    pub(super) filter: Query,
    /// The matches of the filter; before they arrive, those of the previous one.
    pub(super) matching: Option<Matches>,
    /// Whether documents have changed since the filter was requested.
    pub(super) outdated: bool,
    /// Whether to open the selection when the filter has been applied.
    pub(super) opens: bool,
    /// The search of all texts, if the list shows its results.
    pub(super) texts: Option<TextSearch>,
    /// The stories of all documents in list order.
    pub(super) ordered: Vec<Vec<Member>>,
    pub(super) rows: Vec<Row>,
    pub(super) figures: Figures,
    /// Whether documents are of several years, so that times show theirs.
    pub(super) years: bool,
    pub(super) list: Area,
    pub(super) arrangement: Arrangement,
    pub(super) hidden: bool,
    /// The hit at which the reader shows its document.
    pub(super) shown_hit: Option<(RowKey, Query)>,
    /// The number of skipped files.
    pub(in crate::app) skipped: usize,
    /// The text of the selected document.
    pub(in crate::app) reader: Option<Reader>,
    pub(in crate::app) pane: Pane,
}

impl Library {
    pub(in crate::app) fn new(name: String, arrangement: Arrangement) -> Self {
        Self {
            name,
            menu: Menu::default(),
            picked: None,
            marked: Vec::new(),
            closed: BTreeSet::new(),
            filter: Query::default(),
            matching: None,
            outdated: false,
            opens: false,
            texts: None,
            ordered: Vec::new(),
            rows: Vec::new(),
            figures: Figures::default(),
            years: false,
            list: Area::default(),
            arrangement,
            hidden: false,
            shown_hit: None,
            skipped: 0,
            reader: None,
            pane: Pane::List,
        }
    }

    /// The areas of list and text in the body of the screen; if there is room for only one, the focused pane takes it.
    pub(in crate::app) fn panes(&self, body: Area) -> (Area, Area) {
        let none = Area::default();
        if body.width < TWO_PANES_MIN_COLS {
            return if self.pane == Pane::List { (body, none) } else { (none, body) };
        }
        if self.hidden && self.pane == Pane::Text {
            return (none, body);
        }
        let usual = (body.width / 8 * 3 + body.width % 8 * 3 / 8).clamp(LIST_COLS.0, LIST_COLS.1);
        let cols = self.arrangement.list_cols.unwrap_or(usual).clamp(PANE_MIN_COLS, body.width - PANE_MIN_COLS);
        (Area { width: cols, ..body }, body.inset_cols(cols + RULE_COLS, 0))
    }

    /// Rebuilds the rows after documents arrived, stories were found, or the order changed.
    pub(in crate::app) fn refresh(&mut self, shared: &mut Shared) {
        self.ordered = rows::ordered(&shared.documents, self.arrangement.sort);
        self.measure(&shared.documents);
        self.arrange(&mut shared.documents);
        let filters = !self.filter.is_empty() && self.texts.is_none();
        if filters && shared.jobs.runs(Job::Filter) {
            self.outdated = true;
        } else if filters {
            self.find(shared);
        }
    }

    /// Requests the documents that match the filter.
    pub(super) fn find(&mut self, shared: &mut Shared) {
        let cards = shared.documents.cards();
        let ticket = shared.start(Job::Filter);
        shared.effects.push(Effect::Filter { ticket, query: self.filter.clone(), cards });
        self.outdated = false;
    }

    pub(super) fn arrange(&mut self, documents: &mut Documents) {
        self.rows = match &self.texts {
            Some(search) => rows::sentences(search),
            None => rows::stories(&self.ordered, &self.closed, self.matching.as_ref()),
        };
        documents.set_listed(self.rows.iter().filter_map(|row| row.document()).collect());
        // The selection follows its row; initially it is the first document.
        let at = self.picked.and_then(|picked| {
            let same = self.rows.iter().position(|row| row.key() == picked);
            same.or_else(|| self.rows.iter().position(|row| row.id() == picked.id()))
        });
        let first = || if self.picked.is_none() { self.rows.iter().position(|r| !r.is_heading()) } else { None };
        if let Some(at) = at.or_else(first) {
            self.menu.chosen = at;
        }
        self.settle_menu();
    }

    /// Computes the widths of the columns for all documents, so that they are constant while a filter is typed.
    pub(super) fn measure(&mut self, documents: &Documents) {
        let year = |id: DocId| documents.version(id)?.time.as_ref()?.moment?.year;
        let years: HashSet<u16> = documents.ids().filter_map(year).collect();
        self.years = years.len() > 1;
        let mut figures = Figures::default();
        for versions in &self.ordered {
            for version in versions {
                let figure = self.figure(version.id, versions.len() > 1, documents);
                figures.include(&figure, version.before);
            }
        }
        self.figures = figures;
    }

    /// The time of a document, alone or in a story, or its length if the list is sorted by length.
    pub(super) fn figure(&self, id: DocId, grouped: bool, documents: &Documents) -> String {
        if self.arrangement.sort == Sort::Length && self.texts.is_none() {
            return documents
                .document(id)
                .map_or_else(String::new, |_| format!("{} w", thousands(documents.words(id))));
        }
        let Some(version) = documents.version(id) else { return String::new() };
        let guess = grouped && version.evidence == Evidence::Guess;
        let time = match &version.time {
            Some(time) => {
                let parts = TimeParts { year: self.years, clock: documents.shares_day(id) };
                sanitize(&short_time(time, parts))
            }
            None if grouped => "no date".to_owned(),
            None => String::new(),
        };
        if guess { format!("{GUESS}{time}") } else { time }
    }

    pub(super) fn settle_menu(&mut self) {
        self.menu.settle(self.rows.len(), usize::from(self.list.height));
    }

    pub(super) fn pick(&mut self) {
        if let Some(row) = self.rows.get(self.menu.chosen) {
            self.picked = Some(row.key());
        }
    }

    pub(super) fn choose(&mut self, row: usize) {
        self.menu.chosen = row;
        self.settle_menu();
        self.pick();
    }

    pub(super) fn chosen(&self) -> Option<Row> {
        self.rows.get(self.menu.chosen).copied()
    }

    /// The number of its rows.
    pub(in crate::app) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the selection is a story, or a document of one that can be closed.
    pub(in crate::app) fn chooses_story(&self) -> bool {
        matches!(self.chosen(), Some(Row::Story { .. } | Row::Version { .. }))
    }

    /// Whether the list is hidden while the text has the focus.
    pub(in crate::app) const fn is_list_hidden(&self) -> bool {
        self.hidden
    }

    /// The selected document; `None` where a story is selected.
    pub(in crate::app) fn selected_document(&self) -> Option<DocId> {
        self.chosen().and_then(Row::document)
    }

    /// Fits list and text to their areas.
    pub(in crate::app) fn settle(&mut self, shared: &mut Shared, list: Area, reader: Area) {
        let rows = list_areas(list).0;
        if self.list != rows {
            self.list = rows;
            self.settle_menu();
        }
        if reader.width == 0 {
            return;
        }
        if self.pane == Pane::Text {
            self.follow_reader();
        } else if let Some(row) = self.chosen() {
            self.preview(row, shared);
        }
        if let Some(shown) = &mut self.reader {
            shown.settle(shared, reader);
        }
    }

    /// Shows the document of a row next to the list: at the hit of a search, otherwise at its headline.
    pub(super) fn preview(&mut self, row: Row, shared: &mut Shared) {
        let reader = self.reader.get_or_insert_with(|| Reader::new(row.id()));
        let hit = self.texts.as_ref().and_then(|search| Some((search, hit_of(search, row)?)));
        match hit {
            Some((search, at)) => {
                let shown = Some((row.key(), search.query.clone()));
                if self.shown_hit != shown {
                    reader.show_hit(row.id(), &search.query, at, shared);
                    self.shown_hit = shown;
                }
            }
            None => {
                if self.shown_hit.take().is_some() {
                    reader.window.clear(shared);
                }
                reader.preview(row.id(), shared);
            }
        }
    }
}

/// The hit of the search in the document of a row, as a byte of its text.
fn hit_of(search: &TextSearch, row: Row) -> Option<u32> {
    match row {
        Row::Sentence { id, at } => search.excerpt(id, at),
        row => search.excerpt(row.id(), 0),
    }
    .map(|excerpt| excerpt.at)
}
