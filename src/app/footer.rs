//! The footer: the status, the keys that currently have an effect, and the reading position.
//!
//! ```text
//!  ⏎ read   space mark   d compare   q quit   ? help        12 %      the keys of the screen
//!  /pact  3 of 11   n next   N previous   esc clears …      12 %      a search, a filter
//!  g …   g to the beginning                                 12 %      an incomplete command
//!  /pac▏                         8 of 12   tab in texts   esc clears  a prompt
//! ```
//!
//! The keys that cancel, go back and open the help are dropped last.

use unicode_segmentation::UnicodeSegmentation;

use crate::page::{Line, Role, sanitize, width};

use super::canvas::{Area, Canvas, Target, cut, ends, run, text};
use super::command::{Command, Context, symbols};
use super::keymap::Hint;
use super::library::{Pane, TWO_PANES_MIN_COLS};
use super::overlay::{Overlay, Purpose};
use super::prompt::PROMPT_CHARS;
use super::state::{Screen, State};

/// Cells for the reading position.
const PERCENT_COLS: u16 = 7;

/// Cells between two hints.
const GAP_CELLS: usize = 3;

pub(super) fn footer(state: &State, area: Area, canvas: &mut Canvas) {
    if let Some(Overlay::Line { .. } | Overlay::Palette { .. } | Overlay::Export { .. }) = state.overlays.last() {
        typing(state, area, canvas);
        return;
    }
    let percent = percent(state).map(|p| text(format!("{p} % "), Role::Dim)).unwrap_or_default();
    let room = Area { width: area.width.saturating_sub(PERCENT_COLS), ..area };
    let status = status(state).filter(|_| state.overlays.is_empty());
    let left = match &state.shared.notice {
        Some(notice) => {
            let role = if notice.error { Role::Error } else { Role::Label };
            // Hints are dropped before a message is cut: it shows once, they show on every other screen.
            let message = text(format!(" {}", shortened(&notice.text, usize::from(room.width))), role);
            fill(message, offered(state, ways_out(state)), 0, room, canvas)
        }
        None if is_pending(state) => pending(state, area, canvas),
        None => match status {
            Some(status) => {
                let status = text(format!(" {}", sanitize(&status)), Role::Label);
                hints(state, status, steps(state), room, canvas)
            }
            None => hints(state, Line::default(), state.keymap.hints(state.context()), room, canvas),
        },
    };
    canvas.put(area, ends(left, percent, area.width));
}

/// Whether a command is incomplete: a count, or the first of several keys.
fn is_pending(state: &State) -> bool {
    !state.pending.is_empty() || state.count.is_some()
}

/// The typed part of a command and its continuations: "g …   g to the beginning". Each is clickable.
fn pending(state: &State, area: Area, canvas: &mut Canvas) -> Line {
    let count = state.count.map(|count| count.to_string());
    let typed: Vec<String> = count.into_iter().chain(state.pending.iter().map(|chord| chord.symbol())).collect();
    let mut line = text(format!(" {} …", typed.join(" ")), Role::Label);
    if state.pending.is_empty() {
        line.runs.push(run("   and a key: G goes there, others repeat", Role::Dim));
        return line;
    }
    for (key, help, command) in state.keymap.continuations(state.context(), &state.pending) {
        add(&mut line, Hint::one(key, help, command), area, canvas);
    }
    line
}

/// The keys that close, go back and open the help.
fn ways_out(state: &State) -> Vec<Hint> {
    let mut all = state.keymap.hints(state.context());
    all.retain(|hint| hint.is_for(is_way_out));
    all
}

const fn is_way_out(command: Command) -> bool {
    matches!(command, Command::Cancel | Command::Back | Command::Help)
}

/// The keys for a search or a filter: to visit hits and to end it. Filtered documents are visited like any others.
fn steps(state: &State) -> Vec<Hint> {
    let context = state.context();
    let hint = |command, word| {
        let keys = state.keymap.keys_in(command, context);
        Some(Hint::one(symbols(keys.first()?), word, command))
    };
    let steps = [hint(Command::Next, "next"), hint(Command::Previous, "previous")];
    let steps = steps.into_iter().filter(|_| context != Context::Library);
    steps.chain([hint(Command::Cancel, "clears")]).flatten().chain(ways_out(state)).collect()
}

/// A line and the hints that fit after it; each is clickable. The keys that close are dropped last: other hints are
/// dropped first, and the line is cut.
fn hints(state: &State, line: Line, all: Vec<Hint>, area: Area, canvas: &mut Canvas) -> Line {
    let room = usize::from(area.width);
    let mut all = offered(state, all);
    let needed = |hints: &[Hint]| hints.iter().map(|hint| hint.cells() + GAP_CELLS).sum::<usize>();
    for command in FIRST_DROPPED {
        if next_cell(&line) + needed(&all) > room + GAP_CELLS {
            all.retain(|hint| !hint.is_for(|c| c == command));
        }
    }
    let ways_out: Vec<Hint> = all.iter().filter(|hint| hint.is_for(is_way_out)).cloned().collect();
    let reserved = needed(&ways_out);
    let line = cut(line, room.saturating_sub(reserved).max(room / 4));
    fill(line, all, reserved, area, canvas)
}

/// The hints for what can be done now, in the words for this screen.
fn offered(state: &State, mut all: Vec<Hint>) -> Vec<Hint> {
    all.retain(|hint| hint.is_for(|command| offers(state, command)));
    all.iter_mut().for_each(|hint| hint.word = word(state, hint));
    all
}

/// A line and the hints that fit after it, with `reserved` cells for the hints that close.
fn fill(line: Line, all: Vec<Hint>, mut reserved: usize, area: Area, canvas: &mut Canvas) -> Line {
    let room = usize::from(area.width);
    let mut line = cut(line, room);
    for hint in all {
        if hint.is_for(is_way_out) {
            reserved = reserved.saturating_sub(hint.cells() + GAP_CELLS);
        }
        if next_cell(&line) + hint.cells() + reserved <= room {
            add(&mut line, hint, area, canvas);
        }
    }
    line
}

/// A message whose longest path is cut in the middle, if it is too wide: its end says what is wrong.
fn shortened(message: &str, room: usize) -> String {
    let excess = (width(message) + 1).saturating_sub(room);
    let is_path = |word: &&str| word.contains(['/', '\\']);
    let Some(path) = message.split(' ').filter(is_path).max_by_key(|word| width(word)).filter(|_| excess > 0) else {
        return message.to_owned();
    };
    let half = width(path).saturating_sub(excess + 1).max(2 * MIN_PATH_CELLS) / 2;
    let letters: Vec<&str> = path.graphemes(true).collect();
    let head = fitting(letters.iter(), half);
    let tail = fitting(letters.iter().rev(), half);
    if head + tail >= letters.len() {
        return message.to_owned();
    }
    let short = format!("{}…{}", letters[..head].concat(), letters[letters.len() - tail..].concat());
    message.replacen(path, &short, 1)
}

/// Cells that remain of each end of a path.
const MIN_PATH_CELLS: usize = 8;

/// The number of letters that fit in a number of cells.
fn fitting<'a>(letters: impl Iterator<Item = &'a &'a str>, cells: usize) -> usize {
    let mut used = 0;
    letters
        .take_while(|letter| {
            used += width(letter);
            used <= cells
        })
        .count()
}

/// Dropped first: everybody tries the arrow keys and page down, and marks are for rare comparisons.
const FIRST_DROPPED: [Command; 3] = [Command::LineDown, Command::Mark, Command::PageDown];

/// Whether a command currently has an effect; a page down at the end of a text has none.
fn offers(state: &State, command: Command) -> bool {
    let at_end = || match state.screens.last() {
        Some(Screen::Library(library)) => library.reader.as_ref().is_some_and(|reader| reader.window.is_end()),
        Some(Screen::Reader(reader)) => reader.window.is_end(),
        Some(Screen::Comparison(_)) | None => false,
    };
    state.offers(command) && !(command == Command::PageDown && at_end())
}

/// The cell at which the next hint begins.
fn next_cell(line: &Line) -> usize {
    if line.runs.is_empty() { 1 } else { line.width() + GAP_CELLS }
}

/// Adds a hint: a click on a key does the same as the key, one on the word the same as the first key.
fn add(line: &mut Line, hint: Hint, area: Area, canvas: &mut Canvas) {
    let mut x = next_cell(line);
    line.runs.push(run(" ".repeat(x - line.width()), Role::Dim));
    let mut click = |x: usize, cells: usize, command| {
        let at = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        canvas.target(Area { x: area.x + at(x), y: area.y, width: at(cells), height: 1 }, Target::Run(command));
    };
    for (n, (key, command)) in hint.keys.iter().enumerate() {
        // "↑↓", but "n N".
        let apart = n > 0 && !hint.keys.iter().all(|(key, _)| is_sign(key));
        let key = if apart { format!(" {key}") } else { key.clone() };
        click(x, width(&key) + 1, *command);
        x += width(&key);
        line.runs.push(run(key, Role::Label));
    }
    if let Some((_, command)) = hint.keys.first() {
        click(x + 1, width(hint.word), *command);
    }
    line.runs.push(run(format!(" {}", hint.word), Role::Dim));
}

fn is_sign(key: &str) -> bool {
    width(key) == 1 && !key.chars().any(char::is_alphanumeric)
}

/// The word of a hint, if it depends on the screen: the layout that its key switches to, the target of the key for
/// back.
fn word(state: &State, hint: &Hint) -> &'static str {
    match state.screens.last() {
        Some(Screen::Comparison(comparison)) if hint.is_for(|c| c == Command::ToggleLayout) => {
            if comparison.is_split(state.size.cols) { "inline" } else { "columns" }
        }
        _ if !hint.is_for(|c| c == Command::Back) => hint.word,
        _ if !state.overlays.is_empty() => "close",
        screen => {
            let over_list = matches!(screen, Some(Screen::Library(library)) if library.pane == Pane::Text);
            if state.screens.len() > 1 || over_list { "back" } else { "quit" }
        }
    }
}

/// The prompt, and the number of matches so far.
fn typing(state: &State, area: Area, canvas: &mut Canvas) {
    let (sign, prompt, found) = match state.overlays.last() {
        Some(Overlay::Palette { prompt, .. }) => (":", prompt, None),
        Some(Overlay::Export { prompt, .. }) => ("export to ", prompt, None),
        Some(Overlay::Line { prompt, .. }) => ("/", prompt, status(state)),
        _ => return,
    };
    // A long text leaves half of the line to what the keys do.
    let sign_cells = width(sign) + 1;
    let typed = (width(&sanitize(prompt.text())) + 1).min(usize::from(area.width) / 2);
    // Only the count: the query is on the line already.
    let count = found.and_then(|f| f.rsplit_once("  ").map(|(_, c)| c.to_owned()));
    let key =
        |command| state.keymap.keys_in(command, Context::Prompt).first().map(|key| symbols(key)).unwrap_or_default();
    let filters = matches!(state.overlays.last(), Some(Overlay::Line { purpose: Purpose::Filter, .. }));
    let texts = (filters && !prompt.text().is_empty() && !searches_texts(state))
        .then(|| format!("{} searches the texts", key(Command::SearchTexts)));
    let searches = matches!(state.overlays.last(), Some(Overlay::Line { .. }));
    let closes = !searches || prompt.text().is_empty();
    let cancel = format!("{} {}", key(Command::Cancel), if closes { "closes" } else { "clears" });
    let export = match state.overlays.last() {
        Some(Overlay::Export { export, .. }) => Some(export),
        _ => None,
    };
    let replaces = export.is_some_and(|export| export.replace);
    let count = if replaces { Some(format!("exists: {} replaces it", key(Command::Accept))) } else { count };
    let count = if prompt.is_cut() { Some(format!("cut to {PROMPT_CHARS} characters")) } else { count };
    // What does not fit is dropped, the count last.
    let (room, wide) =
        (usize::from(area.width).saturating_sub(sign_cells + typed + 1), |s: &String| width(s) + GAP_CELLS);
    let mut used = count.as_ref().map_or(0, wide);
    let mut fits = |words: &String| {
        let fits = used + wide(words) <= room;
        used += if fits { wide(words) } else { 0 };
        fits
    };
    let writes = (export.is_some() && !replaces).then(|| format!("{} writes", key(Command::Accept)));
    let cancel = Some(cancel).filter(&mut fits);
    let writes = writes.filter(&mut fits);
    let texts = texts.filter(&mut fits);
    let right: Vec<String> = [count, texts, writes, cancel].into_iter().flatten().collect();
    let right = text(format!("{} ", right.join("   ")), Role::Dim);
    let (shown, cursor) = prompt.visible(usize::from(area.width).saturating_sub(sign_cells + right.width() + 1));
    let left = Line { runs: vec![run(format!(" {sign}"), Role::Accent), run(shown, Role::Text)] };
    canvas.put(area, ends(left, right, area.width));
    let x = u16::try_from(cursor + sign_cells).unwrap_or(u16::MAX);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_a_long_error_is_kept() {
        let path = format!("/home/{}/recto.db", "a-folder/".repeat(12));
        let message = format!("cannot open {path}: it is not a regular file");
        let short = shortened(&message, 80);
        assert!(width(&short) < 80, "{short}");
        assert!(short.starts_with("cannot open /home/a-folder/"), "{short}");
        assert!(short.ends_with("/recto.db: it is not a regular file"), "{short}");
        assert_eq!(shortened("nothing to undo", 4), "nothing to undo");
        assert_eq!(shortened(&message, 200), message);
    }
}
