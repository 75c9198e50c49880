//! Keys in, state out: tests of the program without a terminal.

use std::sync::Arc;

use super::*;
use crate::format::Reading;
use crate::store;
use crate::text::Pair;
use command::{COMMANDS, Command, Context};

#[path = "../../../tests/common/answers.rs"]
mod answers;
mod comparing;
mod finding;
mod library;
mod program;
mod reading;

/// The program; its effects are performed at once.
struct Program {
    state: State,
    quit: bool,
    /// Answers are withheld until [`Program::deliver`].
    slow: bool,
    waiting: Vec<Effect>,
    copied: Vec<String>,
    exported: Vec<Export>,
}

impl Program {
    /// Whether the header names two documents that begin like this, old first.
    fn compares(&self, old: &str, new: &str) -> bool {
        let screen = self.screen();
        let sides = screen[0].split_once('→').map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
        sides.is_some_and(|(a, b)| a.starts_with(old) && b.starts_with(new))
    }

    fn open(start: Start, cols: u16, rows: u16) -> Self {
        let mut program = Self::open_slow(start, cols, rows);
        program.deliver();
        program
    }

    /// The same with answers withheld from the start.
    fn open_slow(start: Start, cols: u16, rows: u16) -> Self {
        let themes = vec!["dark".to_owned(), "light".to_owned()];
        let preferences = Preferences {
            measure: 70,
            keymap: Keymap::default(),
            themes,
            theme: None,
            library: Arrangement { sort: Sort::Path, ..Arrangement::default() },
            problems: Vec::new(),
        };
        let (state, effects) = State::new(start, preferences, Size { cols, rows });
        Self { state, quit: false, slow: true, waiting: effects, copied: Vec::new(), exported: Vec::new() }
    }

    fn samples(cols: u16, rows: u16) -> Self {
        let sources = store::samples().collect();
        Self::open(
            Start::Library { paths: Vec::new(), sources, name: "samples".into(), reading: Reading::default() },
            cols,
            rows,
        )
    }

    fn comparison(cols: u16, rows: u16) -> Self {
        let mut bridge = store::samples().filter(|s| s.name().contains("bridge"));
        let pair = Pair::new(bridge.next().expect("one"), bridge.nth(1).expect("three"));
        Self::open(Start::Comparison(pair), cols, rows)
    }

    /// The second version of a sample and the corrected one, with few differences.
    fn corrected(cols: u16, rows: u16) -> Self {
        let mut bridge = store::samples().filter(|s| s.name().contains("bridge")).skip(1);
        let pair = Pair::new(bridge.next().expect("two"), bridge.next().expect("three"));
        Self::open(Start::Comparison(pair), cols, rows)
    }

    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    /// Delivers a requested text that was withheld.
    fn load(&mut self, source: &store::Source, text: &str) {
        let at = self.waiting.iter().position(|e| matches!(e, Effect::Load(_, s) if s == source));
        let Some(Effect::Load(ticket, source)) = at.map(|at| self.waiting.remove(at)) else {
            panic!("{source:?} was not requested")
        };
        let document = crate::format::plain_text(text).map(Arc::new).map_err(|e| e.to_string());
        self.send(Msg::Done(
            ticket,
            Answer::Loaded(Arrival { source, document, left_at: None, novelty: crate::page::Novelty::default() }),
        ));
    }

    fn deliver(&mut self) {
        self.slow = false;
        let waiting = std::mem::take(&mut self.waiting);
        self.perform(waiting);
    }

    /// Presses keys, written as in the keymap.
    fn press(&mut self, keys: &str) -> &mut Self {
        for chord in Chord::parse_sequence(keys).expect("chords") {
            self.send(Msg::Chord(chord));
        }
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if self.slow && !matches!(effect, Effect::Quit) {
                self.waiting.push(effect);
                continue;
            }
            self.quit |= matches!(effect, Effect::Quit);
            let effect = match effect {
                Effect::Copy(text) => {
                    self.copied.push(text);
                    continue;
                }
                // The first file that is written exists.
                Effect::Export(ticket, export) if !export.replace => {
                    self.send(Msg::Done(ticket, Answer::Occupied(export)));
                    continue;
                }
                Effect::Export(ticket, export) => {
                    let path = export.path.clone();
                    self.exported.push(*export);
                    self.send(Msg::Done(ticket, Answer::Exported(path)));
                    continue;
                }
                effect => effect,
            };
            for msg in answers::answers(effect) {
                self.send(msg);
            }
        }
    }

    /// The screen's text, row by row.
    fn screen(&self) -> Vec<String> {
        let canvas = view(&self.state);
        let mut cells = vec![vec![' '; usize::from(canvas.size.cols)]; usize::from(canvas.size.rows)];
        for placed in &canvas.lines {
            let row = &mut cells[usize::from(placed.area.y)];
            let text = placed.line.text();
            for (c, x) in text.chars().take(usize::from(placed.area.width)).zip(usize::from(placed.area.x)..) {
                if let Some(cell) = row.get_mut(x) {
                    *cell = c;
                }
            }
        }
        cells.into_iter().map(|row| row.into_iter().collect::<String>().trim_end().to_owned()).collect()
    }

    fn shows(&self, text: &str) -> bool {
        self.screen().iter().any(|row| row.contains(text))
    }

    fn footer(&self) -> String {
        self.screen().pop().unwrap_or_default()
    }

    fn context(&self) -> Context {
        self.state.context()
    }
}
