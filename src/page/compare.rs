//! The comparison's page: side by side or inline, the same items and places for both.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::aside::{Aside, Ignore, OutOfSight};
use super::flow::Marks;
use super::items::{Arrange, Item, Kind, folded};
use super::laid::Laid;
use super::lens::Lens;
use super::pieces::RowView;
use super::reader::share;
use super::strip::{StripCell, Weights};
use super::{Line, Page, Place, Role, Run, clip, inline, split};
use crate::changes::Comparison;
use crate::diff::Op;
use crate::diff::Row;
use crate::diff::RowKind;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;

/// How the two texts stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Side by side.
    #[default]
    Split,
    /// In one column.
    Inline,
}

/// How a comparison is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompareOptions {
    /// Side by side or inline.
    pub view: View,
    /// Equal stretches in one line.
    pub fold: bool,
    /// What is put out of sight.
    pub ignore: Ignore,
    /// Widest column of text, in cells.
    pub measure: u16,
}

impl Default for CompareOptions {
    fn default() -> Self {
        Self { view: View::Split, fold: true, ignore: Ignore::default(), measure: 72 }
    }
}

/// Where rows begin on either side, in order: byte, row, item.
type Begins = Pair<Vec<(u32, usize, usize)>>;

/// A comparison, laid out for a width.
#[derive(Clone, Debug)]
pub struct ComparePage {
    pub(super) docs: Pair<Arc<Document>>,
    pub(super) comparison: Arc<Comparison>,
    pub(super) options: CompareOptions,
    pub(super) width: u16,
    pub(super) marks: Marks,
    /// The row gone to.
    pub(super) current: Option<usize>,
    pub(super) lens: Lens,
    /// Whether a reader stops there, for each row.
    pub(super) shown: Vec<bool>,
    pub(super) items: Vec<Item>,
    /// Moved rows with a sign at their old place, in the order of the old text: byte, row.
    pub(super) ghosts: Vec<(u32, usize)>,
    /// The item of each row.
    item_of: Vec<usize>,
    stops: Vec<usize>,
    /// The stops by kind, in words.
    tally: String,
    /// Where rows and parts of long ones begin.
    begins: Begins,
    weights: Weights,
    laid: Laid,
}

impl ComparePage {
    /// A page of `comparison`, which must be of `docs`, for `width` cells.
    #[must_use]
    pub fn new(docs: Pair<Arc<Document>>, comparison: Arc<Comparison>, options: CompareOptions, width: u16) -> Self {
        let weights = Weights::new(&comparison.rows);
        let lens = Lens::new(docs.as_ref().map(AsRef::as_ref), &comparison, options.ignore);
        let mut page = Self {
            docs,
            comparison,
            options,
            width,
            marks: Marks::default(),
            current: None,
            lens,
            shown: Vec::new(),
            items: Vec::new(),
            ghosts: Vec::new(),
            item_of: Vec::new(),
            stops: Vec::new(),
            tally: String::new(),
            begins: Pair::default(),
            weights,
            laid: Laid::default(),
        };
        page.arrange();
        page
    }

    fn arrange(&mut self) {
        let docs = self.texts();
        let rows = &self.comparison.rows;
        let shown: Vec<bool> = rows.iter().map(|r| self.lens.shows_row(docs, r)).collect();
        let arrange = Arrange { docs, rows, shown: &shown, view: self.options.view, fold: self.options.fold };
        let items = arrange.items();
        let (item_of, begins) = index(rows, &items);
        let mut ghosts: Vec<_> = items.iter().filter_map(|i| i.ghost(rows)).collect();
        ghosts.sort_unstable();
        self.ghosts = ghosts;
        let stops: Vec<usize> = (0..rows.len()).filter(|&i| shown[i]).collect();
        self.tally = tally(stops.iter().map(|&i| &rows[i]));
        self.stops = stops;
        (self.shown, self.items, self.item_of, self.begins) = (shown, items, item_of, begins);
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

    /// How it is shown.
    #[must_use]
    pub const fn options(&self) -> CompareOptions {
        self.options
    }

    /// Shows it otherwise; items change, places do not.
    pub fn set_options(&mut self, options: CompareOptions) {
        self.laid.forget();
        if options.ignore != self.options.ignore {
            self.lens = Lens::new(self.texts(), &self.comparison, options.ignore);
        }
        self.options = options;
        self.arrange();
    }

    /// Marks a row as the one gone to: its gutter sign stands out.
    pub fn set_current(&mut self, row: Option<usize>) {
        if self.current != row {
            self.laid.forget();
            self.current = row;
        }
    }

    /// The rows that are changes in sight, in order: a binary search finds one.
    #[must_use]
    pub fn stops(&self) -> &[usize] {
        &self.stops
    }

    /// How many differences are put out of sight, by kind.
    #[must_use]
    pub const fn out_of_sight(&self) -> OutOfSight {
        self.lens.out_of_sight()
    }

    /// Where a row begins: in the new text, a removed one in the old.
    #[must_use]
    pub fn place_of(&self, row: usize) -> Place {
        let spans = self.comparison.rows.get(row).map(Row::hull).unwrap_or_default();
        match spans {
            Pair { new: Some(span), .. } => Place { side: Side::New, at: span.start },
            Pair { old: Some(span), .. } => Place { side: Side::Old, at: span.start },
            Pair { .. } => Place { side: Side::New, at: 0 },
        }
    }

    /// The item and line where a row begins.
    #[must_use]
    pub fn locate(&self, row: usize) -> (usize, usize) {
        self.find(self.place_of(row))
    }

    /// The index in [`stops`](Self::stops) of the first change in item `item` or below it.
    #[must_use]
    pub fn stop_from(&self, item: usize) -> usize {
        self.stops.partition_point(|&row| self.item_of.get(row).is_some_and(|&i| i < item))
    }

    /// The row shown in a line, if the line is text.
    #[must_use]
    pub fn row_at(&self, item: usize, line: usize) -> Option<usize> {
        match &self.items.get(item)?.kind {
            Kind::Rows(rows) if rows.len() == 1 => Some(rows.start),
            Kind::Rows(rows) => Some(self.row_of(self.place(item, line)).unwrap_or(rows.start)),
            Kind::Part { row, .. } => Some(*row),
            Kind::Fold(_) | Kind::Ghost(_) => None,
        }
    }

    /// Whether a place is in a fold.
    #[must_use]
    pub fn is_folded(&self, place: Place) -> bool {
        self.items.get(self.item_at(place)).is_some_and(|item| matches!(item.kind, Kind::Fold(_)))
    }

    /// From either end of a move to the other, as item and line: from a moved row to the sign at its old place, from the
    /// sign to the row.
    #[must_use]
    pub fn other_end(&self, item: usize, line: usize) -> Option<(usize, usize)> {
        if let Kind::Ghost(row) = self.items.get(item)?.kind {
            return Some(self.locate(row));
        }
        let row = self.row_at(item, line)?;
        let ghost = self.ghost_of(row)?;
        let n = self.items.iter().position(|i| matches!(i.kind, Kind::Ghost(r) if r == ghost))?;
        Some((n, usize::from(self.items[n].gap)))
    }

    /// How many of the changes in sight are of each kind, in the words of the header: "5 edited, 17 added".
    #[must_use]
    pub fn tally(&self) -> &str {
        &self.tally
    }

    /// The whole comparison at a glance in `height` cells; `window` are the items in sight.
    #[must_use]
    pub fn strip(&self, height: usize, window: Range<usize>) -> Vec<StripCell> {
        let row = |item: usize| self.items.get(item).map_or(self.comparison.rows.len(), Item::row);
        self.weights.strip(height, row(window.start)..row(window.end))
    }

    /// How many differences of a kind there are, in sight or not.
    #[must_use]
    pub fn count(&self, aside: Aside) -> usize {
        Lens::new(self.texts(), &self.comparison, Ignore::only(aside)).out_of_sight().total()
    }

    pub(super) fn row_of(&self, place: Place) -> Option<usize> {
        let begins = &self.begins[place.side];
        let near = begins.partition_point(|b| b.0 <= place.at);
        near.checked_sub(1).map(|i| begins[i].1)
    }

    pub(super) fn view_of<'a>(&'a self, row: usize, ops: Option<&'a [Op]>) -> RowView<'a> {
        let it = &self.comparison.rows[row];
        RowView { docs: self.texts(), lens: &self.lens, row: it, ops: ops.unwrap_or(&it.ops) }
    }

    /// The sign in the gutter of a row; `None` where nothing is to be seen.
    pub(super) fn sign(&self, row: usize) -> Option<Run> {
        let it = &self.comparison.rows[row];
        let (sign, role) = match it.kind {
            _ if !self.shown[row] => return None,
            _ if it.moved => ('↷', Role::Moved),
            RowKind::Same => return None,
            RowKind::Typography => ('\'', Role::Typography),
            RowKind::Edited => ('~', Role::Edited),
            RowKind::Rewritten => ('≈', Role::Edited),
            RowKind::Removed => ('-', Role::Removed),
            RowKind::Added => ('+', Role::Added),
        };
        let mut run = Run::sign(sign, role);
        run.layer.current = self.current == Some(row);
        Some(run)
    }

    /// "⋯ 2 paragraphs the same ⋯": what stands for folded rows.
    #[must_use]
    pub fn fold_label(&self, rows: Range<usize>) -> String {
        format!("⋯ {} ⋯", folded(self.texts(), &self.comparison, rows))
    }
}

impl Page for ComparePage {
    fn items(&self) -> usize {
        self.items.len()
    }

    fn lines(&self, i: usize) -> Vec<Line> {
        let Some(item) = self.items.get(i) else { return Vec::new() };
        let lines = match self.options.view {
            View::Split => split::lines(self, item),
            View::Inline => inline::lines(self, item),
        };
        if self.width == u16::MAX {
            return lines; // for text that goes to a file: as long as it is
        }
        lines.into_iter().map(|l| clip(l, usize::from(self.width))).collect()
    }

    fn laid(&self, i: usize) -> Rc<[Line]> {
        self.laid.get(i, || self.lines(i))
    }

    fn start(&self, i: usize) -> Place {
        match self.items.get(i).map(|item| &item.kind) {
            Some(Kind::Part { ops, row, .. }) => ops.first().map_or_else(|| self.place_of(*row), op_place),
            Some(Kind::Rows(rows) | Kind::Fold(rows)) => self.place_of(rows.start),
            // A sign has no text of its own: its place is that of what stands before it.
            Some(Kind::Ghost(_)) if i > 0 => self.start(i - 1),
            Some(Kind::Ghost(_)) | None => Place { side: Side::New, at: 0 },
        }
    }

    fn item_at(&self, place: Place) -> usize {
        let begins = &self.begins[place.side];
        let near = begins.partition_point(|b| b.0 <= place.at);
        near.checked_sub(1).or((!begins.is_empty()).then_some(0)).map_or(0, |i| begins[i].2)
    }

    fn progress(&self, place: Place) -> f32 {
        share(place.at as usize, self.docs[place.side].text.len())
    }

    fn resize(&mut self, width: u16) {
        self.laid.forget();
        self.width = width;
    }

    fn set_marks(&mut self, marks: Marks) {
        self.laid.forget();
        self.marks = marks;
    }

    fn margin(&self) -> u16 {
        let widest = match self.options.view {
            View::Split => split::widest(self.options.measure),
            View::Inline => inline::widest(self.options.measure),
        };
        self.width.saturating_sub(widest) / 2
    }
}

/// How many rows are of each kind: "5 edited, 17 added, 2 moved".
fn tally<'a>(rows: impl Iterator<Item = &'a Row> + Clone) -> String {
    let kinds = [
        (RowKind::Edited, "edited"),
        (RowKind::Rewritten, "rewritten"),
        (RowKind::Removed, "removed"),
        (RowKind::Added, "added"),
        (RowKind::Typography, "in typography"),
    ];
    let of = |kind, name| (rows.clone().filter(|r| r.kind == kind && !r.moved).count(), name);
    let moved = (rows.clone().filter(|r| r.moved).count(), "moved");
    let counts = kinds.into_iter().map(|(kind, name)| of(kind, name)).chain([moved]);
    let parts: Vec<String> = counts.filter(|c| c.0 > 0).map(|(n, name)| format!("{n} {name}")).collect();
    parts.join(", ")
}

/// The item of each row, and where rows and parts begin.
fn index(rows: &[Row], items: &[Item]) -> (Vec<usize>, Begins) {
    let mut item_of = vec![0; rows.len()];
    let mut begins: Begins = Pair::default();
    for (n, item) in items.iter().enumerate() {
        match &item.kind {
            Kind::Rows(range) | Kind::Fold(range) => {
                for row in range.clone() {
                    item_of[row] = n;
                    for side in Side::BOTH {
                        begins[side].extend(rows[row].spans[side].first().map(|s| (s.start, row, n)));
                    }
                }
            }
            Kind::Part { row, ops, first } => {
                if *first {
                    item_of[*row] = n;
                }
                for side in Side::BOTH {
                    begins[side].extend(ops.iter().find_map(|op| op_start(op, side)).map(|at| (at, *row, n)));
                }
            }
            Kind::Ghost(_) => {}
        }
    }
    begins.old.sort_unstable();
    begins.new.sort_unstable();
    (item_of, begins)
}

const fn op_start(op: &Op, side: Side) -> Option<u32> {
    match (op, side) {
        (Op::Equal { old, .. }, Side::Old) => Some(old.start),
        (Op::Equal { new, .. }, Side::New) => Some(new.start),
        (Op::Removed(span), Side::Old) | (Op::Added(span), Side::New) => Some(span.start),
        (Op::Removed(_), Side::New) | (Op::Added(_), Side::Old) => None,
    }
}

fn op_place(op: &Op) -> Place {
    let new = op_start(op, Side::New).map(|at| Place { side: Side::New, at });
    new.or_else(|| op_start(op, Side::Old).map(|at| Place { side: Side::Old, at }))
        .unwrap_or(Place { side: Side::New, at: 0 })
}
