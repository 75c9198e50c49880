//! The page of a comparison: its items and places, side by side or inline; `compare_layout` lays them out.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::columns::{Columns, orders};
use super::hidden::Hidden;
use super::hidden_kinds::HiddenCounts;
use super::inline_items::Inline;
use super::items::{Item, Kind, Orders, folded};
use super::line_cache::LineCache;
use super::marks::Marks;
use super::minimap::{MinimapCell, Weights};
use super::options::{CompareOptions, View};
use super::pieces::RowView;
use super::table_row;
use super::tables::Tables;
use super::word_styles::WordStyles;
use super::{Page, Place, Role, Run};
use crate::changes::Class;
use crate::changes::Comparison;
use crate::diff::Op;
use crate::diff::Row;
use crate::diff::RowKind;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;

/// Where rows begin on each side, sorted: byte, row, item.
type Begins = Pair<Vec<(u32, usize, usize)>>;

/// A comparison, laid out for a width.
#[derive(Clone, Debug)]
pub struct ComparePage {
    pub(super) docs: Pair<Arc<Document>>,
    pub(super) comparison: Arc<Comparison>,
    pub(super) options: CompareOptions,
    pub(super) width: u16,
    pub(super) marks: Marks,
    /// The current change, by its index in the comparison.
    pub(super) current: Option<usize>,
    pub(super) hidden: Hidden,
    tables: Pair<Tables>,
    styles: Pair<WordStyles>,
    /// The rows of folds that were opened individually.
    pub(super) opened: BTreeSet<usize>,
    /// Whether each row is shown as a change.
    pub(super) shown: Vec<bool>,
    pub(super) items: Vec<Item>,
    /// Moved rows with a sign at their old place, in old order: byte, row.
    pub(super) moved_away: Vec<(u32, usize)>,
    /// The rows in the order of each text.
    pub(super) orders: Orders,
    /// The shown changes, in reading order.
    pub(super) stops: Vec<usize>,
    /// Whether one of these is a move.
    pub(super) any_move: bool,
    /// Whether the texts differ in typography, shown or hidden.
    any_typography: bool,
    /// Whether anything is folded.
    any_fold: bool,
    /// The shown rows by kind, as text.
    tally: String,
    /// Where rows and parts of long ones begin.
    pub(super) begins: Begins,
    weights: Weights,
    pub(super) line_cache: LineCache,
}

impl ComparePage {
    /// A page of `comparison`, which must be of `docs`, for `width` cells.
    #[must_use]
    pub fn new(docs: Pair<Arc<Document>>, comparison: Arc<Comparison>, options: CompareOptions, width: u16) -> Self {
        Self::with_opened(docs, comparison, options, BTreeSet::new(), width)
    }

    /// The same with the rows of folds that are open.
    pub(super) fn with_opened(
        docs: Pair<Arc<Document>>,
        comparison: Arc<Comparison>,
        options: CompareOptions,
        opened: BTreeSet<usize>,
        width: u16,
    ) -> Self {
        let hidden = Hidden::new(docs.as_ref().map(AsRef::as_ref), &comparison, options.hidden);
        let styles = docs.as_ref().map(|document| WordStyles::compared(document));
        let mut page = Self {
            docs,
            comparison,
            options,
            width,
            marks: Marks::default(),
            current: None,
            hidden,
            tables: Pair::default(),
            styles,
            opened,
            shown: Vec::new(),
            items: Vec::new(),
            moved_away: Vec::new(),
            orders: Pair::default(),
            stops: Vec::new(),
            any_move: false,
            any_typography: false,
            any_fold: false,
            tally: String::new(),
            begins: Pair::default(),
            weights: Weights::default(),
            line_cache: LineCache::default(),
        };
        let typographic =
            |row: &Row| !row.typography.is_empty() || matches!(row.kind, RowKind::Typography | RowKind::Formatting);
        page.any_typography = page.comparison.rows.iter().any(typographic);
        page.arrange();
        page
    }

    fn arrange(&mut self) {
        let docs = self.texts();
        let rows = &self.comparison.rows;
        let shown: Vec<bool> = rows.iter().map(|r| self.hidden.shows_row(docs, r)).collect();
        let fold = self.options.fold;
        let orders = orders(rows);
        let items = match self.options.view {
            View::Split => Columns { docs, rows, shown: &shown, opened: &self.opened, orders: &orders }.items(fold),
            View::Inline => Inline { docs, rows, shown: &shown, opened: &self.opened, fold }.items(),
        };
        let tables = self.joined_tables();
        let begins = begins(rows, &items, &orders);
        let mut moved_away: Vec<_> = items.iter().filter_map(|i| i.moved_from(rows)).collect();
        moved_away.sort_unstable();
        self.tally = tally((0..rows.len()).filter(|&i| shown[i]).map(|i| &rows[i]));
        self.weights = Weights::new(rows, &items, &orders);
        (self.shown, self.items, self.orders, self.begins) = (shown, items, orders, begins);
        (self.moved_away, self.tables) = (moved_away, tables);
        self.stops = self.find_stops();
        self.any_fold = (0..self.items.len()).any(|item| self.is_fold(item));
        self.any_move = self.stops.iter().any(|&n| self.comparison.changes[n].class == Class::Move);
    }

    pub(super) fn texts(&self) -> Pair<&Document> {
        self.docs.as_ref().map(AsRef::as_ref)
    }

    /// The two documents.
    #[must_use]
    pub const fn documents(&self) -> &Pair<Arc<Document>> {
        &self.docs
    }

    /// The comparison shown.
    #[must_use]
    pub const fn comparison(&self) -> &Arc<Comparison> {
        &self.comparison
    }

    /// The options.
    #[must_use]
    pub const fn options(&self) -> CompareOptions {
        self.options
    }

    /// Changes the options; items change, places do not.
    pub fn set_options(&mut self, options: CompareOptions) {
        self.line_cache.clear();
        if options.hidden != self.options.hidden {
            self.hidden = Hidden::new(self.texts(), &self.comparison, options.hidden);
        }
        if options.fold != self.options.fold {
            self.opened.clear();
        }
        self.options = options;
        self.arrange();
    }

    /// Whether the texts differ in typography, shown or hidden.
    #[must_use]
    pub const fn has_typography(&self) -> bool {
        self.any_typography
    }

    /// The number of hidden differences, by kind.
    #[must_use]
    pub const fn hidden_counts(&self) -> HiddenCounts {
        self.hidden.hidden_counts()
    }

    /// The place where a row begins: in the new text, or in the old text for a removed row.
    #[must_use]
    pub fn place_of(&self, row: usize) -> Place {
        let spans = self.comparison.rows.get(row).map(Row::hull).unwrap_or_default();
        match spans {
            Pair { new: Some(span), .. } => Place { side: Side::New, at: span.start },
            Pair { old: Some(span), .. } => Place { side: Side::Old, at: span.start },
            Pair { .. } => Place { side: Side::New, at: 0 },
        }
    }

    /// Whether a place is in a fold.
    #[must_use]
    pub fn is_folded(&self, place: Place) -> bool {
        self.is_fold(self.item_at(place))
    }

    /// Whether an item is a fold.
    #[must_use]
    pub fn is_fold(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|item| matches!(item.kind, Kind::FoldedColumns(_) | Kind::FoldedRows(_)))
    }

    /// Whether anything is folded.
    #[must_use]
    pub const fn has_fold(&self) -> bool {
        self.any_fold
    }

    /// The rows of a fold, in both texts; none if the item is not a fold.
    pub(super) fn rows_of_fold(&self, item: usize) -> Vec<usize> {
        if !self.is_fold(item) {
            return Vec::new();
        }
        Side::BOTH.into_iter().flat_map(|s| self.items[item].rows(&self.orders, s)).collect()
    }

    /// Opens one fold. It stays open in both views, until all are folded or unfolded.
    pub fn open_fold(&mut self, item: usize) {
        let rows = self.rows_of_fold(item);
        if rows.is_empty() {
            return;
        }
        self.opened.extend(rows);
        self.line_cache.clear();
        self.arrange();
    }

    /// The number of shown rows of each kind, as in the header: "5 edited, 17 added".
    #[must_use]
    pub fn tally(&self) -> &str {
        &self.tally
    }

    /// The minimap in `height` cells; `window` are the visible items.
    #[must_use]
    pub fn minimap(&self, height: usize, window: Range<usize>) -> Vec<MinimapCell> {
        self.weights.minimap(height, window)
    }

    /// The item at a point of the minimap, from 0 to 1.
    #[must_use]
    pub fn item_at_share(&self, share: f64) -> usize {
        self.weights.item_at(share)
    }

    /// The tables of both texts. Paired ones have equal columns; inline, with room for removed and added words.
    fn joined_tables(&self) -> Pair<Tables> {
        let mut tables = self.docs.as_ref().map(|document| Tables::new(document));
        if tables.old.is_empty() || tables.new.is_empty() {
            return tables;
        }
        let rows = &self.comparison.rows;
        let first = |row: &Row| row.spans.as_ref().map(|spans| spans.first().map(|span| span.start));
        let firsts: Vec<Pair<Option<u32>>> = rows.iter().map(first).collect();
        if self.options.view == View::Inline {
            for (i, at) in firsts.iter().enumerate().filter(|(i, _)| rows[*i].kind != RowKind::Same) {
                let (Some(_), Some(at)) = (at.old, at.new.filter(|&at| tables.new.row_at(at).is_some())) else {
                    continue;
                };
                let mut pieces = Vec::new();
                let view = RowView { tables: Some(tables.as_ref()), ..self.view_of(i, None) };
                view.both(&mut pieces);
                let cells = table_row::needed(&pieces);
                tables.new.widen(at, cells);
            }
        }
        Tables::join(&mut tables, &firsts);
        tables
    }

    pub(super) fn row_of(&self, place: Place) -> Option<usize> {
        let begins = &self.begins[place.side];
        let near = begins.partition_point(|b| b.0 <= place.at);
        near.checked_sub(1).map(|i| begins[i].1)
    }

    pub(super) fn view_of<'a>(&'a self, row: usize, ops: Option<&'a [Op]>) -> RowView<'a> {
        let it = &self.comparison.rows[row];
        RowView {
            docs: self.texts(),
            hidden: &self.hidden,
            tables: Some(self.tables.as_ref()),
            styles: Some(self.styles.as_ref()),
            row: it,
            ops: ops.unwrap_or(&it.ops),
        }
    }

    /// The gutter sign of a row; `None` if it is not shown as a change.
    pub(super) fn sign(&self, row: usize) -> Option<Run> {
        let it = &self.comparison.rows[row];
        let (sign, role) = match it.kind {
            _ if !self.shown[row] => return None,
            _ if it.moved => ('↷', Role::Moved),
            RowKind::Same => return None,
            RowKind::Typography => ('\'', Role::Typography),
            RowKind::Formatting => ('#', Role::Typography),
            RowKind::Edited => ('~', Role::Edited),
            RowKind::Rewritten => ('≈', Role::Edited),
            RowKind::Removed => ('-', Role::Removed),
            RowKind::Added => ('+', Role::Added),
        };
        Some(Run::sign(sign, role))
    }

    /// "⋯ 2 paragraphs the same ⋯": the line of an item of folded rows.
    pub(super) fn fold_label(&self, item: &Item) -> String {
        let mut rows: Vec<usize> =
            item.rows(&self.orders, Side::New).chain(item.rows(&self.orders, Side::Old)).collect();
        rows.sort_unstable();
        rows.dedup();
        self.fold_text(&rows)
    }

    /// The line for these folded rows, which are sorted.
    #[must_use]
    pub fn fold_text(&self, rows: &[usize]) -> String {
        format!("⋯ {} ⋯", folded(self.texts(), &self.comparison, rows))
    }
}

/// The number of rows of each kind: "5 edited, 17 added, 2 moved".
fn tally<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> String {
    let kinds = [
        (RowKind::Edited, "edited"),
        (RowKind::Rewritten, "rewritten"),
        (RowKind::Removed, "removed"),
        (RowKind::Added, "added"),
        (RowKind::Typography, "in typography"),
        (RowKind::Formatting, "in formatting"),
    ];
    let of = |kind, name| (rows.clone().filter(|r| r.kind == kind && !r.moved).count(), name);
    let moved = (rows.clone().filter(|r| r.moved).count(), "moved");
    let counts = kinds.into_iter().map(|(kind, name)| of(kind, name)).chain([moved]);
    let parts: Vec<String> = counts.filter(|c| c.0 > 0).map(|(n, name)| format!("{n} {name}")).collect();
    parts.join(", ")
}

/// Where rows and parts of long ones begin.
fn begins(rows: &[Row], items: &[Item], orders: &Orders) -> Begins {
    let mut begins: Begins = Pair::default();
    for (n, item) in items.iter().enumerate() {
        for side in Side::BOTH {
            match &item.kind {
                Kind::Part { row, side: of, ops, .. } if of.is_none_or(|of| of == side) => {
                    begins[side].extend(ops.iter().find_map(|op| op_start(op, side)).map(|at| (at, *row, n)));
                }
                Kind::Part { .. } => {}
                _ => {
                    let first = |row: usize| rows[row].spans[side].first().map(|span| (span.start, row, n));
                    begins[side].extend(item.rows(orders, side).filter_map(first));
                }
            }
        }
    }
    begins.old.sort_unstable();
    begins.new.sort_unstable();
    begins
}

pub(super) const fn op_start(op: &Op, side: Side) -> Option<u32> {
    match (op, side) {
        (Op::Equal { old, .. }, Side::Old) => Some(old.start),
        (Op::Equal { new, .. }, Side::New) => Some(new.start),
        (Op::Removed(span), Side::Old) | (Op::Added(span), Side::New) => Some(span.start),
        (Op::Removed(_), Side::New) | (Op::Added(_), Side::Old) => None,
    }
}
