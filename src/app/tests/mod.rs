//! Keys in, state out: tests of the program without a terminal.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::changes;
use crate::page;
use crate::store;
use crate::story;
use crate::text::{Document, Pair};
use command::{COMMANDS, Command, Context};

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
}

impl Program {
    /// Whether the header names two documents that begin like this, old first.
    fn compares(&self, old: &str, new: &str) -> bool {
        let screen = self.screen();
        let sides = screen[0].split_once('→').map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
        sides.is_some_and(|(a, b)| a.starts_with(old) && b.starts_with(new))
    }

    fn open(start: Start, cols: u16, rows: u16) -> Self {
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
        let mut program = Self { state, quit: false, slow: false, waiting: Vec::new() };
        program.perform(effects);
        program
    }

    fn samples(cols: u16, rows: u16) -> Self {
        let sources = store::samples().collect();
        Self::open(Start::Library { paths: Vec::new(), sources, name: "samples".into() }, cols, rows)
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
        self.send(Msg::Done(ticket, Answer::Loaded(Arrival { source, document, left_at: None })));
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
            let read = |source: store::Source| {
                let document = store::read(&source).map(Arc::new).map_err(|e| e.to_string());
                Arrival { source, document, left_at: None }
            };
            let (ticket, answer) = match effect {
                Effect::Quit => {
                    self.quit = true;
                    continue;
                }
                Effect::Discover { ticket, sources, .. } => {
                    self.send(Msg::Done(ticket, Answer::Arrived(sources.into_iter().map(read).collect())));
                    (ticket, Answer::Discovered { problems: Vec::new(), skipped: 0 })
                }
                Effect::Load(ticket, source) => (ticket, Answer::Loaded(read(source))),
                Effect::Group(ticket, documents) => {
                    let mut reader = story::Reader::default();
                    let profiles: Vec<_> =
                        documents.iter().map(|d| reader.read(&d.document, &d.source.name(), None)).collect();
                    let stories = story::group(&profiles, story::Watch::default()).unwrap_or_default();
                    (ticket, Answer::Grouped(documents.iter().map(|d| d.id).collect(), stories))
                }
                Effect::Compare(ticket, docs) => {
                    let never = AtomicBool::new(false);
                    let options = changes::Options { cancel: Some(&never), ..changes::Options::default() };
                    let docs = crate::format::for_pair(&docs);
                    let compared = changes::compare(&docs.old, &docs.new, &options).expect("not cancelled");
                    (ticket, Answer::Compared(docs, Arc::new(compared)))
                }
                Effect::Filter { ticket, query, cards } => {
                    let matches = Matches::new(&cards, query, &AtomicBool::new(false)).unwrap_or_default();
                    (ticket, Answer::Filtered(matches))
                }
                Effect::Search { ticket, query, texts } => {
                    let never = AtomicBool::new(false);
                    let hits = texts.map(|t| t.and_then(|d| page::search(&d.text, &query, &never)).unwrap_or_default());
                    (ticket, Answer::Hits(hits))
                }
                Effect::SearchAll { ticket, query, documents } => {
                    let (never, searched) = (AtomicBool::new(false), documents.len());
                    let found = |(id, d): (_, Arc<Document>)| Some((id, page::excerpts(&d, &query, &never)?));
                    let found = documents.into_iter().filter_map(found).filter(|f| !f.1.list.is_empty()).collect();
                    self.send(Msg::Done(ticket, Answer::Excerpts { found, searched }));
                    (ticket, Answer::Searched)
                }
                _ => continue,
            };
            self.send(Msg::Done(ticket, answer));
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
