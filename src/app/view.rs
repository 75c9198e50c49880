//! The screen: header, body, footer.
//!
//! ```text
//! header   recto  ~/stories                                    8 documents · 2 stories
//!          (a gap, where there is room)
//! body     the screen and its overlays
//! footer   ⏎ read   space mark   d compare   / filter   ? help                   12 %
//! ```

use crate::page::Line;
use crate::page::Role;
use crate::page::sanitize;
use crate::page::width;

use super::canvas::{Area, Canvas, Size, Target, cut, ends, run, text};
use super::command::{Command, Context};
use super::library::{Pane, TWO_PANES_MIN_COLS};
use super::overlay::{Overlay, Purpose};
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

/// Columns in which nearly all help lines fit uncut.
const TABLE_MIN_COLS: u16 = 76;

/// Screens with at least this many columns show the change list beside the text.
const LIST_BESIDE_TEXT_MIN_COLS: u16 = 120;

impl State {
    /// The area of lists on top: over the text beside the library's list, over the right half of a wide screen, over a
    /// narrow one. Help lines are whole sentences, for which half a screen may be too narrow.
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

    /// The rows of the list on top.
    pub(super) fn list_height(&self) -> usize {
        let panel = self.panel();
        self.overlays.last().map_or(0, |overlay| usize::from(overlay.list_area(panel).height))
    }

    /// The part of the body that a list on top leaves free. A text in one column is narrowed for it. A comparison side by
    /// side keeps its layout below an unrelated list; beside the change list it goes inline, so that both removed and
    /// added words are visible.
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
        let line = format!("recto needs {}×{}", MIN_SIZE.cols, MIN_SIZE.rows);
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
    ends(left, text(format!("{facts} "), Role::Dim), area.width)
}

/// The number of the change that is chosen in the change list, as it shows it.
fn chosen_change(state: &State) -> Option<usize> {
    match state.overlays.last() {
        Some(Overlay::ChangeList { page, menu, .. }) => page.changes(menu.chosen).first().map(|change| change + 1),
        _ => None,
    }
}

fn footer(state: &State, area: Area, canvas: &mut Canvas) {
    if let Some(Overlay::Line { .. } | Overlay::Palette { .. }) = state.overlays.last() {
        typing(state, area, canvas);
        return;
    }
    let percent = percent(state).map(|p| text(format!("{p} % "), Role::Dim)).unwrap_or_default();
    let room = area.width.saturating_sub(8);
    let notice = state.shared.notice.as_ref();
    let left = match notice {
        Some(notice) => text(format!(" {}", notice.text), if notice.error { Role::Error } else { Role::Label }),
        None => match status(state).filter(|_| state.overlays.is_empty() && !is_pending(state)) {
            Some(status) => {
                // Filtered documents are walked through like any others: no hint for n and N.
                let steps = if state.context() == Context::Library { "" } else { "n next  N previous  " };
                text(format!(" {}   {steps}esc clears", sanitize(&status)), Role::Label)
            }
            None if is_pending(state) => pending(state, area, canvas),
            None => hints(state, Area { width: room, ..area }, canvas),
        },
    };
    canvas.put(area, ends(left, percent, area.width));
}

/// Whether a command has been begun: a count, or the first of several keys.
fn is_pending(state: &State) -> bool {
    !state.pending.is_empty() || state.count.is_some()
}

/// What has been typed of a command, and what may follow: "g …   g to the beginning". Each is clickable.
fn pending(state: &State, area: Area, canvas: &mut Canvas) -> Line {
    let count = state.count.map(|count| count.to_string());
    let typed: Vec<String> = count.into_iter().chain(state.pending.iter().map(|chord| chord.symbol())).collect();
    let mut line = text(format!(" {} …", typed.join(" ")), Role::Label);
    if state.pending.is_empty() {
        line.runs.push(run("   and a key: G goes there, others repeat", Role::Dim));
        return line;
    }
    for (keys, help, command) in state.keymap.continuations(state.context(), &state.pending) {
        let x = line.width() + 3;
        let wide = width(&keys) + 1 + width(help);
        line.runs.push(run("   ", Role::Dim));
        line.runs.push(run(keys, Role::Label));
        line.runs.push(run(format!(" {help}"), Role::Dim));
        let at = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        canvas.target(Area { x: area.x + at(x), y: area.y, width: at(wide), height: 1 }, Target::Run(command));
    }
    line
}

/// The key hints that fit; each is clickable.
fn hints(state: &State, area: Area, canvas: &mut Canvas) -> Line {
    let mut line = Line::default();
    let mut x = 1;
    let mut all = state.keymap.hints(state.context());
    all.retain(|(_, _, command)| state.offers(*command));
    // Help is dropped last.
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

/// The layout that the layout key switches to.
fn other_layout<'a>(state: &State, word: &'a str) -> &'a str {
    match state.screens.last() {
        Some(Screen::Comparison(comparison)) if comparison.is_split(state.size.cols) => "inline",
        Some(Screen::Comparison(_)) => "columns",
        _ => word,
    }
}

/// The prompt, and the number of matches so far.
fn typing(state: &State, area: Area, canvas: &mut Canvas) {
    let (sign, prompt, found) = match state.overlays.last() {
        Some(Overlay::Palette { prompt, .. }) => (":", prompt, None),
        Some(Overlay::Line { prompt, .. }) => ("/", prompt, status(state)),
        _ => return,
    };
    // The count alone: the query is in the line already.
    let count = found.and_then(|f| f.rsplit_once("  ").map(|(_, c)| c.to_owned())).unwrap_or_default();
    let count = match state.overlays.last() {
        Some(Overlay::Line { purpose: Purpose::Filter, .. }) if !prompt.text().is_empty() && !searches_texts(state) => {
            let keys = state.keymap.keys_in(Command::SearchTexts, Context::Prompt);
            let key = keys.first().map(|key| super::command::symbols(key)).unwrap_or_default();
            format!("{count}   {key} searches the texts")
        }
        _ => count,
    };
    let left = Line { runs: vec![run(format!(" {sign}"), Role::Accent), run(sanitize(prompt.text()), Role::Text)] };
    canvas.put(area, ends(left, text(format!("{count} "), Role::Dim), area.width));
    let x = u16::try_from(prompt.cursor()).unwrap_or(u16::MAX).saturating_add(2);
    canvas.cursor = Some((x.min(area.width.saturating_sub(1)), area.y));
}

fn searches_texts(state: &State) -> bool {
    matches!(state.screens.last(), Some(Screen::Library(library)) if library.searches_texts())
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
            if state.size.cols >= TWO_PANES_MIN_COLS {
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
