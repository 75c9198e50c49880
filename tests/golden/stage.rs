//! The program without a terminal: keys go in, effects are performed synchronously, the screen comes out as cells.
//!
//! ```text
//! keys ──▸ update ──▸ effects, performed at once ──▸ update …      view ──▸ Canvas ──▸ cells
//! ```

use std::collections::BTreeMap;

use recto::app::{
    Answer, Arrangement, Canvas, Chord, Effect, Keymap, Msg, Placed, Preferences, Size, Start, State, update, view,
};
use recto::page;
use recto::page::{Layer, Novelty, Role};
use recto::store::Source;
use unicode_segmentation::UnicodeSegmentation;

use crate::answers::answers;

/// A running program.
pub(crate) struct Stage<'a> {
    state: State,
    known: &'a dyn Fn(&Source) -> Novelty,
}

/// A cell of the screen; the second cell of a wide character is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) role: Role,
    pub(crate) layer: Layer,
}

impl<'a> Stage<'a> {
    /// Opens the program on a screen of this size; `known` says which documents were read before.
    pub(crate) fn open(start: Start, cols: u16, rows: u16, known: &'a dyn Fn(&Source) -> Novelty) -> Self {
        let (keymap, faults) = Keymap::new(&BTreeMap::new());
        assert!(faults.is_empty(), "the default keys are sound");
        let preferences = Preferences {
            measure: 70,
            keymap,
            themes: Vec::new(),
            theme: None,
            library: Arrangement::default(),
            problems: Vec::new(),
        };
        let (state, effects) = State::new(start, preferences, Size { cols, rows });
        let mut stage = Self { state, known };
        stage.perform(effects);
        stage
    }

    /// Presses keys, written as in the keymap and separated by spaces.
    pub(crate) fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            let chord = Chord::parse(key).unwrap_or_else(|| panic!("{key} is no key"));
            self.send(Msg::Chord(chord));
        }
    }

    /// The screen, row by row.
    pub(crate) fn cells(&self) -> Vec<Vec<Cell>> {
        cells(&view(&self.state))
    }

    /// Says of documents that arrive whether they were read before.
    fn recall(&self, msg: &mut Msg) {
        let arrivals = match msg {
            Msg::Done(_, Answer::Arrived(arrivals)) => arrivals.as_mut_slice(),
            Msg::Done(_, Answer::Loaded(arrival)) => std::slice::from_mut(arrival),
            _ => return,
        };
        arrivals.iter_mut().for_each(|arrival| arrival.novelty = (self.known)(&arrival.source));
    }

    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            for mut msg in answers(effect) {
                self.recall(&mut msg);
                self.send(msg);
            }
        }
    }
}

fn cells(canvas: &Canvas) -> Vec<Vec<Cell>> {
    let blank = Cell { text: " ".to_owned(), role: Role::Text, layer: Layer::default() };
    let mut rows = vec![vec![blank; usize::from(canvas.size.cols)]; usize::from(canvas.size.rows)];
    for placed in &canvas.lines {
        if let Some(row) = rows.get_mut(usize::from(placed.area.y)) {
            put(placed, row);
        }
    }
    rows
}

fn put(placed: &Placed, row: &mut [Cell]) {
    let end = usize::from(placed.area.x.saturating_add(placed.area.width)).min(row.len());
    let mut x = usize::from(placed.area.x);
    for run in &placed.line.runs {
        let layer = Layer { selected: run.layer.selected || placed.bar, ..run.layer };
        for cluster in run.text.graphemes(true) {
            let wide = page::width(cluster);
            if x + wide > end {
                return;
            }
            for (i, cell) in row[x..x + wide].iter_mut().enumerate() {
                let text = if i == 0 { cluster.to_owned() } else { String::new() };
                *cell = Cell { text, role: run.role, layer };
            }
            x += wide;
        }
    }
    if placed.bar {
        row[x.min(end)..end].iter_mut().for_each(|cell| cell.layer.selected = true);
    }
}
