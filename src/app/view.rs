//! What the screen looks like: header, body, footer.
//!
//! ```text
//! header   recto  ~/stories                                    8 documents · 2 stories
//!          (a gap, where there is room)
//! body     the screen, and what lies over it
//! footer   ⏎ read   space mark   d compare   / filter   ? help                   12 %
//! ```

use crate::page::Line;
use crate::page::Role;
use crate::page::sanitize;
use crate::page::width;

use super::canvas::{Area, Canvas, Size, Target, cut, ends, run, text};
use super::command::{Command, Context};
use super::library::{BESIDE_FROM, LIST_COLS, Pane};
use super::overlay::{Overlay, Purpose};
use super::{Screen, State};

/// Below this a screen holds no text worth the name.
const SMALLEST: Size = Size { cols: 40, rows: 10 };

/// From so many rows on a blank line parts the header from the body.
const AIRY_FROM: u16 = 16;

/// How the screen is parted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) header: Area,
    pub(super) body: Area,
    pub(super) footer: Area,
}

impl Frame {
    pub(super) fn of(size: Size) -> Self {
        let all = Area { x: 0, y: 0, width: size.cols, height: size.rows };
        let gap = u16::from(size.rows >= AIRY_FROM);
        Self {
            header: all.row(0),
            body: all.inset_rows(1 + gap, 1 + gap),
            footer: all.row(size.rows.saturating_sub(1)),
        }
    }

    /// List and text of the library. Where there is no room for both, one has it all.
    pub(super) fn panes(self, pane: Pane) -> (Area, Area) {
        let none = Area::default();
        if self.body.width >= BESIDE_FROM {
            let cols = (self.body.width * 3 / 8).clamp(LIST_COLS.0, LIST_COLS.1);
            (Area { width: cols, ..self.body }, self.body.inset_cols(cols + 1, 0))
        } else if pane == Pane::List {
            (self.body, none)
        } else {
            (none, self.body)
        }
    }
}

/// Columns in which nearly all that keys and commands do is said without being cut.
const TOLD: u16 = 76;

impl State {
    /// Where lists lie: over the text beside the library's list, over the right half of a wide screen, over a narrow one.
    /// What keys and commands do is said in whole sentences, for which half a screen may be too narrow.
    pub(super) fn panel(&self) -> Area {
        let frame = Frame::of(self.size);
        if frame.body.width < BESIDE_FROM {
            return frame.body;
        }
        let side = match self.screens.last() {
            Some(Screen::Library(library)) => frame.body.inset_cols(frame.panes(library.pane).0.width, 0),
            _ => frame.body.inset_cols(frame.body.width / 2 - 1, 0),
        };
        let told = matches!(self.overlays.last(), Some(Overlay::Help { .. } | Overlay::Palette { .. }));
        if told && side.width < TOLD { frame.body } else { side }
    }

    /// The part of the body that a list on top leaves free: a text in one column moves aside for it. A comparison side
    /// by side keeps its lines below a list that says nothing of it; beside a list of its changes it goes inline, so that
    /// what was put in is seen as well as what was taken out.
    pub(super) fn beside(&self, body: Area) -> Area {
        let split = matches!(self.screens.last(), Some(Screen::Comparison(c)) if c.is_split(body.width));
        let moves = match self.overlays.last() {
            Some(Overlay::ChangeList { .. } | Overlay::HiddenKind { .. }) => true,
            Some(overlay) => overlay.is_list() && !split,
            None => false,
        };
        let panel = self.panel();
        if !moves || panel.x == 0 { body } else { body.inset_cols(0, panel.width) }
    }
}

/// What the screen looks like now.
#[must_use]
pub fn view(state: &State) -> Canvas {
    let mut canvas = Canvas::new(state.size);
    if state.size.cols < SMALLEST.cols || state.size.rows < SMALLEST.rows {
        let line = format!("recto needs {}×{}", SMALLEST.cols, SMALLEST.rows);
        canvas.put(canvas.area().row(0), cut(text(line, Role::Text), usize::from(state.size.cols)));
        return canvas;
    }
    let frame = Frame::of(state.size);
    canvas.put(frame.header, header(state, frame.header));
    match state.screens.last() {
        Some(Screen::Library(library)) => {
            let (list, reader) = frame.panes(library.pane);
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

fn header(state: &State, area: Area) -> Line {
    let shared = &state.shared;
    let (name, facts) = match state.screens.last() {
        Some(Screen::Comparison(comparison)) => return comparison.header(shared, area.width),
        Some(Screen::Reader(reader)) => reader.header(shared),
        Some(Screen::Library(library)) => match &library.reader {
            Some(reader) if library.pane == Pane::Text && area.width < BESIDE_FROM => reader.header(shared),
            _ => library.header(shared),
        },
        None => Default::default(),
    };
    let left = Line { runs: vec![run(" recto", Role::Accent), run(format!("  {}", sanitize(&name)), Role::Label)] };
    ends(left, text(format!("{facts} "), Role::Dim), area.width)
}

fn footer(state: &State, area: Area, canvas: &mut Canvas) {
    if let Some(Overlay::Line { .. } | Overlay::Palette { .. }) = state.overlays.last() {
        typing(state, area, canvas);
        return;
    }
    let percent = percent(state).map(|p| text(format!("{p} % "), Role::Dim)).unwrap_or_default();
    let room = area.width.saturating_sub(8);
    let said = state.shared.notice.as_ref();
    let left = match said {
        Some(notice) => text(format!(" {}", notice.text), if notice.error { Role::Error } else { Role::Label }),
        None => match status(state).filter(|_| state.overlays.is_empty()) {
            Some(status) => {
                // The documents a filter shows are gone through like any others.
                let steps = if state.context() == Context::Library { "" } else { "n next  N previous  " };
                text(format!(" {}   {steps}esc clears", sanitize(&status)), Role::Label)
            }
            None if !state.pending.is_empty() => {
                text(format!(" {} …", super::command::symbols(&state.pending)), Role::Label)
            }
            None => hints(state, Area { width: room, ..area }, canvas),
        },
    };
    canvas.put(area, ends(left, percent, area.width));
}

/// The hints of the table that fit; each can be clicked.
fn hints(state: &State, area: Area, canvas: &mut Canvas) -> Line {
    let mut line = Line::default();
    let mut x = 1;
    let all = state.keymap.hints(state.context());
    // Help is the last to give way.
    let help = all.last().cloned();
    let reserved = help.as_ref().map_or(0, |h| width(&h.0) + width(h.1) + 4);
    let last = all.len().saturating_sub(1);
    for (i, (keys, word, command)) in all.into_iter().enumerate() {
        let word = if command == Command::ToggleLayout { other_layout(state, word) } else { word };
        let wide = width(&keys) + 1 + width(word);
        let room = usize::from(area.width).saturating_sub(if i == last { 0 } else { reserved });
        if x + wide > room {
            continue;
        }
        line.runs.push(run(if line.runs.is_empty() { " " } else { "   " }, Role::Dim));
        line.runs.push(run(keys, Role::Label));
        line.runs.push(run(format!(" {word}"), Role::Dim));
        let at = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        canvas.target(Area { x: area.x + at(x), y: area.y, width: at(wide), height: 1 }, Target::Run(command));
        x += wide + 3;
    }
    line
}

/// What the key for the layout leads to.
fn other_layout<'a>(state: &State, word: &'a str) -> &'a str {
    match state.screens.last() {
        Some(Screen::Comparison(comparison)) if comparison.is_split(state.size.cols) => "inline",
        Some(Screen::Comparison(_)) => "columns",
        _ => word,
    }
}

/// The line that is typed, with what came of it so far.
fn typing(state: &State, area: Area, canvas: &mut Canvas) {
    let (sign, prompt, found) = match state.overlays.last() {
        Some(Overlay::Palette { prompt, .. }) => (":", prompt, None),
        Some(Overlay::Line { prompt, purpose: Purpose::Search | Purpose::Filter }) => ("/", prompt, status(state)),
        _ => return,
    };
    // The count alone: the words stand in the line already.
    let count = found.and_then(|f| f.rsplit_once("  ").map(|(_, c)| c.to_owned())).unwrap_or_default();
    let left = Line { runs: vec![run(format!(" {sign}"), Role::Accent), run(sanitize(prompt.text()), Role::Text)] };
    canvas.put(area, ends(left, text(format!("{count} "), Role::Dim), area.width));
    let x = u16::try_from(prompt.cursor()).unwrap_or(u16::MAX).saturating_add(2);
    canvas.cursor = Some((x.min(area.width.saturating_sub(1)), area.y));
}

fn status(state: &State) -> Option<String> {
    match state.screens.last()? {
        Screen::Library(library) if library.pane == Pane::List => library.status(&state.shared),
        Screen::Library(library) => library.reader.as_ref().and_then(|r| r.window.status()),
        Screen::Reader(reader) => reader.window.status(),
        Screen::Comparison(comparison) => comparison.window.status(),
    }
}

fn percent(state: &State) -> Option<u8> {
    match state.screens.last()? {
        Screen::Library(library) if state.context() == Context::Library => {
            if state.size.cols >= BESIDE_FROM {
                library.reader.as_ref().and_then(|r| r.window.percent())
            } else {
                library.percent()
            }
        }
        Screen::Library(library) => library.reader.as_ref().and_then(|r| r.window.percent()),
        Screen::Reader(reader) => reader.window.percent(),
        Screen::Comparison(comparison) => comparison.window.percent(),
    }
}
