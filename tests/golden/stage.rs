//! The program without a terminal: keys go in, effects are performed synchronously, the screen comes out as cells.
//!
//! ```text
//! keys ──▸ update ──▸ effects, performed at once ──▸ update …      view ──▸ Canvas ──▸ cells
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use recto::app::{
    Answer, Arrangement, Arrival, Canvas, Chord, Effect, Keymap, Matches, Msg, Placed, Preferences, Size, Start, State,
    update, view,
};
use recto::changes;
use recto::page;
use recto::page::{Layer, Role};
use recto::store;
use recto::store::{Found, Source};
use recto::story;
use recto::text::Document;
use unicode_segmentation::UnicodeSegmentation;

/// A running program.
pub(crate) struct Stage {
    state: State,
}

/// A cell of the screen; the second cell of a wide character is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) role: Role,
    pub(crate) layer: Layer,
}

impl Stage {
    /// Opens the program on a screen of this size.
    pub(crate) fn open(start: Start, cols: u16, rows: u16) -> Self {
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
        let mut stage = Self { state };
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

    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let (ticket, answer) = match effect {
                Effect::Discover { ticket, paths, sources } => {
                    let (found, problems) = discover(&paths, sources);
                    self.send(Msg::Done(ticket, Answer::Arrived(found)));
                    (ticket, Answer::Discovered { problems, skipped: 0 })
                }
                Effect::Load(ticket, source) => (ticket, Answer::Loaded(arrival(source))),
                Effect::Group(ticket, documents) => {
                    let mut reader = story::Reader::default();
                    let profiles: Vec<_> =
                        documents.iter().map(|d| reader.read(&d.document, &d.source.name(), None)).collect();
                    let stories = story::group(&profiles, story::Watch::default()).unwrap_or_default();
                    (ticket, Answer::Grouped(documents.into_iter().map(|d| d.id).collect(), stories))
                }
                Effect::Compare(ticket, pair) => {
                    let pair = recto::format::for_pair(&pair);
                    let compared = changes::compare(&pair.old, &pair.new, &changes::Options::default());
                    let compared = compared.unwrap_or_else(|| panic!("nobody stops it"));
                    (ticket, Answer::Compared(pair, Arc::new(compared)))
                }
                Effect::Filter { ticket, query, cards } => {
                    let matches = Matches::new(&cards, query, &AtomicBool::new(false)).unwrap_or_default();
                    (ticket, Answer::Filtered(matches))
                }
                Effect::Search { ticket, query, texts } => {
                    let never = AtomicBool::new(false);
                    let hits = |d: Arc<Document>| page::search(&d.text, &query, &never);
                    let hits = texts.map(|text| text.and_then(hits).unwrap_or_default());
                    (ticket, Answer::Hits(hits))
                }
                Effect::SearchAll { ticket, query, documents } => {
                    let (never, searched) = (AtomicBool::new(false), documents.len());
                    let found = |(id, d): (_, Arc<Document>)| Some((id, page::excerpts(&d, &query, &never)?));
                    let found = documents.into_iter().filter_map(found).filter(|f| !f.1.list.is_empty()).collect();
                    self.send(Msg::Done(ticket, Answer::Excerpts { found, searched }));
                    (ticket, Answer::Searched)
                }
                // These have no effect on the screen.
                Effect::Cancel(_)
                | Effect::Remember(..)
                | Effect::Theme { .. }
                | Effect::Choose(_)
                | Effect::Redraw
                | Effect::Suspend
                | Effect::Mouse(_)
                | Effect::Quit => continue,
            };
            self.send(Msg::Done(ticket, answer));
        }
    }
}

fn arrival(source: Source) -> Arrival {
    let document = store::read(&source).map(Arc::new).map_err(|e| e.to_string());
    Arrival { source, document, left_at: None }
}

fn discover(paths: &[std::path::PathBuf], sources: Vec<Source>) -> (Vec<Arrival>, Vec<String>) {
    let (mut found, mut problems) = (sources, Vec::new());
    store::discover(paths, &AtomicBool::new(false), &mut |one| match one {
        Found::Document(source) => found.push(source),
        Found::Problem(line) => problems.push(line),
    });
    (found.into_iter().map(arrival).collect(), problems)
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
