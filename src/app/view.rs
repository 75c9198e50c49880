//! The screen: header, body, footer.
//!
//! ```text
//! header   recto  ~/stories                                    8 documents · 2 stories
//!          (a gap, where there is room)
//! body     the screen and its overlays
//! footer   ⏎ read   space mark   d compare   / filter   q quit   ? help           12 %
//! ```

use crate::page::Line;
use crate::page::Role;
use crate::page::{sanitize, width};

use super::canvas::{Area, Canvas, Size, cut, ends, run, text};
use super::footer::footer;
use super::library::{Pane, TWO_PANES_MIN_COLS};
use super::overlay::Overlay;
use super::state::{Screen, State};

/// The smallest usable screen, in cells.
const MIN_SIZE: Size = Size { cols: 40, rows: 10 };

/// Screens with at least this many rows have a blank line below the header and above the footer.
const HEADER_GAP_MIN_ROWS: u16 = 16;

/// The parts of the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) header: Area,
    pub(super) body: Area,
    pub(super) footer: Area,
}

impl Frame {
    pub(super) fn of(size: Size) -> Self {
        let all = Area { x: 0, y: 0, width: size.cols, height: size.rows };
        let gap = u16::from(size.rows >= HEADER_GAP_MIN_ROWS);
        Self {
            header: all.row(0),
            body: all.inset_rows(1 + gap, 1 + gap),
            footer: all.row(size.rows.saturating_sub(1)),
        }
    }
}

/// Columns in which nearly all help lines fit.
const TABLE_MIN_COLS: u16 = 76;

/// Screens with at least this many columns show the change list beside the text.
const LIST_BESIDE_TEXT_MIN_COLS: u16 = 120;

impl State {
    /// The area of lists on top: over the text next to the library's list, over the right half of a wide screen, or
    /// over a narrow one. Help lines are whole sentences, for which half a screen may be too narrow.
    pub(super) fn panel(&self) -> Area {
        let frame = Frame::of(self.size);
        let list = matches!(self.overlays.last(), Some(Overlay::ChangeList { .. }));
        if frame.body.width < if list { LIST_BESIDE_TEXT_MIN_COLS } else { TWO_PANES_MIN_COLS } {
            return frame.body;
        }
        let side = match self.screens.last() {
            Some(Screen::Library(library)) => frame.body.inset_cols(library.panes(frame.body).0.width, 0),
            _ => frame.body.inset_cols(frame.body.width / 2 - 1, 0),
        };
        let table = matches!(self.overlays.last(), Some(Overlay::Help { .. } | Overlay::Palette { .. }));
        if table && side.width < TABLE_MIN_COLS { frame.body } else { side }
    }

    /// The number of rows of the list on top.
    pub(super) fn list_height(&self) -> usize {
        let panel = self.panel();
        self.overlays.last().map_or(0, |overlay| usize::from(overlay.list_area(panel).height))
    }

    /// The part of the body that a list on top leaves free. A text in one column is narrowed for it. A comparison side
    /// by side keeps its layout below an unrelated list; next to the change list it is shown inline, so that both
    /// removed and added words are visible.
    pub(super) fn beside(&self, body: Area) -> Area {
        let split = matches!(self.screens.last(), Some(Screen::Comparison(c)) if c.is_split(body.width));
        let moves = match self.overlays.last() {
            Some(Overlay::ChangeList { .. } | Overlay::HiddenKinds { .. }) => true,
            Some(overlay) => overlay.is_list() && !split,
            None => false,
        };
        let panel = self.panel();
        if !moves || panel.x == 0 { body } else { body.inset_cols(0, panel.width) }
    }
}

/// The screen for a state.
#[must_use]
pub fn view(state: &State) -> Canvas {
    let mut canvas = Canvas::new(state.size);
    if state.size.cols < MIN_SIZE.cols || state.size.rows < MIN_SIZE.rows {
        let line = format!("recto needs {}×{}; q quits", MIN_SIZE.cols, MIN_SIZE.rows);
        canvas.put(canvas.area().row(0), cut(text(line, Role::Text), usize::from(state.size.cols)));
        return canvas;
    }
    let frame = Frame::of(state.size);
    canvas.put(frame.header, header(state, frame.header));
    match state.screens.last() {
        Some(Screen::Library(library)) => {
            let (list, reader) = library.panes(frame.body);
            library.draw(&state.shared, list, reader, &mut canvas);
        }
        Some(Screen::Reader(reader)) => reader.draw(&state.shared, state.beside(frame.body), &mut canvas),
        Some(Screen::Comparison(comparison)) => comparison.draw(&state.shared, state.beside(frame.body), &mut canvas),
        None => {}
    }
    for overlay in &state.overlays {
        overlay.draw(&state.keymap, state.panel(), &mut canvas);
    }
    footer(state, frame.footer, &mut canvas);
    canvas
}

/// Minimum cells between the name and the facts of a header.
const HEADER_GAP_CELLS: usize = 2;

/// Between two facts of a header.
const FACTS_GAP: &str = "   ";

fn header(state: &State, area: Area) -> Line {
    let shared = &state.shared;
    let (name, facts) = match state.screens.last() {
        Some(Screen::Comparison(comparison)) => return comparison.header(shared, chosen_change(state), area.width),
        Some(Screen::Reader(reader)) => reader.header(shared),
        Some(Screen::Library(library)) => match &library.reader {
            Some(reader) if library.pane == Pane::Text && area.width < TWO_PANES_MIN_COLS => reader.header(shared),
            _ => library.header(shared),
        },
        None => Default::default(),
    };
    let left = Line { runs: vec![run(" recto", Role::Accent), run(format!("  {}", sanitize(&name)), Role::Label)] };
    let cells = usize::from(area.width);
    let fits = |facts: &str| left.width() + HEADER_GAP_CELLS + width(facts) < cells;
    // The order of the list is dropped before the name is cut.
    let facts = match facts.split_once(FACTS_GAP) {
        Some((_, rest)) if !fits(&facts) => rest.to_owned(),
        _ => facts,
    };
    // With the gap of a row's ends: the name and the facts are not read as one.
    ends(left, text(format!(" {facts} "), Role::Dim), area.width)
}

/// The number of the change that is selected in the change list, as shown there.
fn chosen_change(state: &State) -> Option<usize> {
    match state.overlays.last() {
        Some(Overlay::ChangeList { page, menu, .. }) => page.changes(menu.chosen).first().map(|change| change + 1),
        _ => None,
    }
}
