//! Keys in, state out: what the program decides, without a terminal.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::changes;
use crate::page;
use crate::store;
use crate::story;
use command::{COMMANDS, Command, Context};

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
        let preferences =
            Preferences { measure: 70, keymap: Keymap::default(), themes, theme: None, problems: Vec::new() };
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

    /// The second version of a sample and the corrected one: little differs.
    fn corrected(cols: u16, rows: u16) -> Self {
        let mut bridge = store::samples().filter(|s| s.name().contains("bridge")).skip(1);
        let pair = Pair::new(bridge.next().expect("two"), bridge.next().expect("three"));
        Self::open(Start::Comparison(pair), cols, rows)
    }

    fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
    }

    /// Delivers a text that was requested and withheld.
    fn load(&mut self, source: &store::Source, text: &str) {
        let at = self.waiting.iter().position(|e| matches!(e, Effect::Load(_, s) if s == source));
        let Some(Effect::Load(ticket, source)) = at.map(|at| self.waiting.remove(at)) else {
            panic!("{source:?} was not asked for")
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
                Effect::Search { ticket, query, texts } => {
                    let never = AtomicBool::new(false);
                    let hits = texts.map(|t| t.and_then(|d| page::search(&d.text, &query, &never)).unwrap_or_default());
                    (ticket, Answer::Hits(hits))
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

#[test]
fn the_library_shows_stories_and_the_chosen_text() {
    let program = Program::samples(140, 40);
    assert!(program.screen()[0].ends_with("8 documents · 2 stories"), "{}", program.screen()[0]);
    assert!(program.shows("▾ "), "stories are open");
    assert!(program.footer().contains("⏎ read") && program.footer().contains("? help"));
}

#[test]
fn under_a_hundred_columns_the_reader_lies_over_the_list() {
    let mut program = Program::samples(80, 24);
    assert_eq!(program.context(), Context::Library);
    program.press("j enter");
    assert_eq!(program.context(), Context::Reader);
    // The same state on a wide screen: both.
    program.send(Msg::Resize(Size { cols: 140, rows: 24 }));
    assert!(program.shows("▾ ") && program.context() == Context::Reader);
    program.press("q");
    assert_eq!(program.context(), Context::Library);
    program.press("q");
    assert!(program.quit);
}

#[test]
fn two_marked_documents_are_compared_in_the_order_of_marking() {
    let mut program = Program::samples(140, 40);
    program.press("space space d");
    assert_eq!(program.context(), Context::Comparison);
    assert!(program.screen()[0].contains('→'));
    program.press("q");
    assert_eq!(program.context(), Context::Library);
    assert!(program.shows("• "), "marks are still there");
    program.press("esc");
    assert!(!program.shows("• "), "esc takes them away");
}

#[test]
fn changes_are_gone_through_one_by_one() {
    let mut program = Program::comparison(120, 30);
    program.press("n");
    assert!(program.screen()[0].contains("▎1/"), "{}", program.screen()[0]);
    program.press("n");
    assert!(program.screen()[0].contains("▎2/"));
    program.press("N N");
    assert!(program.footer().contains("first change"), "{}", program.footer());
}

#[test]
fn a_search_counts_its_hits_and_esc_ends_it() {
    let mut program = Program::samples(90, 24);
    program.press("enter / p u t i n");
    assert!(program.footer().contains(" of "), "{}", program.footer());
    program.press("enter n");
    assert!(program.footer().contains("/putin  2 of "), "{}", program.footer());
    program.press("esc");
    assert!(program.footer().contains("? help"));
}

#[test]
fn a_hit_in_what_is_folded_is_shown_until_the_search_ends() {
    let mut program = Program::corrected(120, 24);
    assert!(program.shows("the same") && !program.shows("gravel"));
    program.press("/ g r a v e l enter");
    assert!(program.shows("gravel trucks") && program.shows("1 of 1"), "{:#?}", program.screen());
    program.press("esc");
    assert!(program.shows("the same") && !program.shows("gravel"), "{:#?}", program.screen());
}

#[test]
fn the_filter_narrows_the_list_and_esc_shows_all() {
    let mut program = Program::samples(140, 40);
    program.press("/ b r i d g e - 2");
    assert!(program.footer().contains("of 8"), "{}", program.footer());
    program.press("enter");
    assert_eq!(program.context(), Context::Library);
    program.press("esc");
    assert!(program.footer().contains("⏎ read"));
}

#[test]
fn a_filter_offers_no_hits_to_go_through() {
    let mut program = Program::samples(140, 40);
    program.press("/ b r i d g e enter");
    assert!(program.footer().contains("esc clears") && !program.footer().contains("next"), "{}", program.footer());
}

#[test]
fn a_click_on_the_list_takes_the_filter_that_is_typed() {
    let mut program = Program::samples(140, 40);
    program.press("/ b r i d g e");
    let row = program.screen().iter().rposition(|l| l.contains(" w ")).expect("an entry");
    program.send(Msg::Click { x: 8, y: u16::try_from(row).expect("small") });
    assert_eq!(program.context(), Context::Library);
    assert!(program.footer().contains("/bridge"), "{}", program.footer());
}

#[test]
fn the_next_version_opens_at_the_same_sentence() {
    let mut program = Program::samples(90, 14);
    program.press("enter pgdn");
    let before = program.screen();
    program.press("v");
    assert!(program.footer().contains("version"), "{}", program.footer());
    let line = before.iter().skip(2).find(|l| l.len() > 30).expect("a line of text");
    let words: String = line.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    assert!(program.screen().iter().take(8).any(|l| l.contains(&words)), "{words}: {:#?}", program.screen());
}

#[test]
fn the_list_beside_a_text_shows_which_version_it_is() {
    let mut program = Program::samples(140, 40);
    let chosen = |p: &Program| p.screen().into_iter().find_map(|l| Some(l.split_once('▸')?.1.to_owned()));
    let first = chosen(&program);
    program.press("enter v");
    let second = chosen(&program);
    assert_ne!(first, second);
    assert!(program.footer().contains("version 2 of 5: pact-2"), "{}", program.footer());
    program.press("v v v v");
    assert_eq!(chosen(&program), first);
}

#[test]
fn the_place_outlives_a_resize_and_a_change_of_layout() {
    let mut program = Program::comparison(120, 20);
    program.press("pgdn pgdn");
    let before = program.screen();
    for (cols, rows) in [(60, 20), (1, 1), (200, 9), (40, 10), (120, 20)] {
        program.send(Msg::Resize(Size { cols, rows }));
        program.screen();
    }
    assert_eq!(program.screen(), before);
    program.press("s s");
    assert_eq!(program.screen()[2], before[2]);
}

#[test]
fn a_change_in_a_long_sentence_is_seen_whatever_the_size() {
    let long = "the barges wait before the lock and ".repeat(200);
    let source = |word: &str| store::Source::Stdin(format!("At dawn {long}nobody {word}.\n").into_bytes().into());
    let pair = Pair::new(source("speaks"), source("sings"));
    let mut program = Program::open(Start::Comparison(pair), 60, 20);
    program.press("n");
    for (cols, rows) in [(60, 20), (110, 12), (40, 30), (60, 20)] {
        program.send(Msg::Resize(Size { cols, rows }));
        assert!(program.screen().iter().any(|l| l.contains("sings")), "{cols}×{rows}: {:#?}", program.screen());
    }
}

#[test]
fn no_size_is_too_small() {
    for (cols, rows) in [(0, 0), (1, 1), (200, 1), (39, 40), (40, 10), (100, 10)] {
        for keys in ["?", "enter t", "enter / x", "d s n G f z x m c"] {
            let mut program = Program::samples(cols, rows);
            program.press(keys);
            program.screen();
            program.press("esc esc q q q q");
            assert!(program.quit, "{cols}×{rows} after {keys}");
        }
    }
}

#[test]
fn a_stale_answer_is_not_heard() {
    let mut program = Program::comparison(120, 30);
    program.slow = true;
    program.press("x x");
    let before = program.screen();
    let first = program.waiting.iter().position(|e| matches!(e, Effect::Compare(..))).expect("asked");
    let stale = program.waiting.remove(first);
    program.slow = false;
    program.perform(vec![stale]);
    assert_eq!(program.screen(), before);
    program.deliver();
    assert_eq!(program.screen(), before, "swapping twice restores the screen");
    program.press("x");
    assert_ne!(program.screen()[0], before[0]);
}

/// The texts changed while they were compared: each comparison must be shown with the texts it was made from.
#[test]
fn a_comparison_is_shown_with_the_texts_it_was_made_of() {
    let file = |name: &str| store::Source::File(name.into());
    let (old, new) = (file("old.txt"), file("new.txt"));
    let mut program = Program::open(Start::Comparison(Pair::new(old.clone(), new.clone())), 120, 20);
    program.slow = true;
    program.press("r");
    program.load(&old, "The crane fell in May.\n");
    program.load(&new, "The crane fell in June.\n");
    program.press("r");
    // The comparison of the first texts is kept back; one of the new texts comes before it, one after.
    let compare = program.waiting.iter().position(|e| matches!(e, Effect::Compare(..))).expect("asked");
    let first = program.waiting.remove(compare);
    program.load(&old, "Nobody.\n");
    program.slow = false;
    program.perform(vec![first]);
    program.slow = true;
    program.load(&new, "Nobody was hurt, the harbour said.\n");
    program.deliver();
    assert!(program.shows("Nobody was hurt") && !program.shows("crane"), "{:#?}", program.screen());
}

#[test]
fn a_compared_text_that_is_gone_is_reported() {
    let mut program = Program::comparison(120, 20);
    program.slow = true;
    program.press("r");
    let asked = |e: &Effect| if let Effect::Load(ticket, source) = e { Some((*ticket, source.clone())) } else { None };
    let (ticket, source) = program.waiting.iter().find_map(asked).expect("asked");
    let document = Err("cannot read old.txt: no such file".to_owned());
    program.send(Msg::Done(ticket, Answer::Loaded(Arrival { source, document, left_at: None })));
    assert!(program.footer().contains("no such file"), "{}", program.footer());
    assert!(program.shows("By Nora Tilling"), "{:#?}", program.screen());
}

#[test]
fn a_text_that_was_read_again_is_searched_again() {
    let source = store::Source::File("crane.txt".into());
    let mut program = Program::open(Start::Reader(source.clone()), 80, 20);
    program.slow = true;
    program.press("r");
    program.load(&source, "The crane fell in May.\n");
    program.slow = false;
    program.press("/ c r a n e enter");
    assert!(program.shows("1 of 1"));
    program.slow = true;
    program.press("r");
    program.load(&source, "In May, they say, the crane fell. No crane stands.\n");
    program.deliver();
    assert!(program.shows("1 of 2"), "{:#?}", program.screen());
}

#[test]
fn esc_stops_a_comparison_and_r_begins_it_again() {
    let mut program = Program::samples(120, 30);
    program.slow = true;
    program.press("d");
    assert!(program.shows("comparing …"));
    program.press("esc");
    assert!(program.shows("cancelled"));
    assert!(program.waiting.iter().any(|e| matches!(e, Effect::Cancel(_))));
    program.waiting.clear();
    program.slow = false;
    program.press("r");
    assert!(!program.shows("comparing …") && !program.shows("cancelled"));
}

#[test]
fn r_in_the_library_reads_all_in_one_piece_and_esc_leaves_what_was_found_in_its_stories() {
    let mut program = Program::samples(140, 40);
    program.slow = true;
    program.press("r r");
    let asked: Vec<_> = program.waiting.iter().filter(|e| !matches!(e, Effect::Search { .. })).collect();
    assert!(matches!(asked.as_slice(), [Effect::Discover { sources, .. }] if sources.len() == 8), "{asked:?}");
    program.press("esc");
    assert!(program.waiting.iter().any(|e| matches!(e, Effect::Cancel(_))));
    assert!(program.waiting.iter().any(|e| matches!(e, Effect::Group(_, documents) if documents.len() == 8)));
}

#[test]
fn where_a_text_is_left_is_told_however_the_program_ends() {
    let mut program = Program::samples(90, 14);
    program.press("enter pgdn");
    let effects = update(&mut program.state, Msg::Ending);
    assert!(effects.iter().any(|e| matches!(e, Effect::Remember(.., at) if *at > 0)), "{effects:?}");
}

#[test]
fn every_command_can_be_run_from_the_palette_in_its_context() {
    for entry in COMMANDS.iter().filter(|e| !matches!(e.command, Command::Palette | Command::Quit)) {
        for context in
            [Context::Library, Context::Reader, Context::Comparison].into_iter().filter(|&c| entry.works_in(c))
        {
            let mut program = match context {
                Context::Comparison => Program::comparison(120, 30),
                _ => Program::samples(120, 30),
            };
            if context == Context::Reader {
                program.press("enter");
            }
            program.press(":");
            program.send(Msg::Paste(entry.name.to_owned()));
            program.press("enter");
            program.screen();
        }
    }
}

#[test]
fn a_click_does_what_it_hits() {
    let mut program = Program::samples(140, 40);
    let row = program.screen().iter().position(|l| l.contains("783 w") || l.contains(" w ")).expect("an entry");
    program.send(Msg::Click { x: 8, y: u16::try_from(row + 1).expect("small") });
    assert_eq!(program.context(), Context::Library);
    let help = program.footer().chars().position(|c| c == '?').expect("a hint");
    let before = program.screen();
    program.send(Msg::Click { x: u16::try_from(help).expect("small"), y: 39 });
    assert_eq!(program.context(), Context::List);
    for y in 2..30 {
        program.send(Msg::Click { x: 3, y });
        assert_eq!(program.screen(), before, "a click beside it, on row {y}, closes a list and does no more");
        program.press("?");
    }
    program.press("esc");
    program.send(Msg::Wheel { x: 100, y: 10, lines: 3 });
    assert_eq!(program.context(), Context::Library, "the wheel moves what is under it and no focus");
}

#[test]
fn the_changes_are_listed_and_lead_to_their_place() {
    let mut program = Program::comparison(120, 30);
    program.press("c");
    assert!(program.screen()[2].contains("changes"));
    program.press("j enter");
    assert_eq!(program.context(), Context::Comparison);
    assert!(program.screen()[0].contains('/'), "{}", program.screen()[0]);
    program.press("c 1 0 esc");
    assert_eq!(program.context(), Context::Comparison);
}

#[test]
fn what_cannot_be_read_is_said_where_it_would_stand() {
    let source = store::Source::File("/nowhere/a\u{1b}[31m.txt".into());
    let program = Program::open(Start::Reader(source), 80, 20);
    assert!(program.shows("cannot read /nowhere/a␛[31m.txt: no such file"), "{:#?}", program.screen());
}

#[test]
fn the_terminals_background_chooses_a_theme_only_if_nobody_did() {
    let mut program = Program::samples(80, 24);
    let effects = update(&mut program.state, Msg::Background { dark: false });
    assert!(matches!(effects.as_slice(), [Effect::Theme { name, chosen: false }] if name == "light"));
    assert!(update(&mut program.state, Msg::Background { dark: true }).is_empty());
}

#[test]
fn esc_in_the_list_of_changes_leaves_the_text_where_it_was() {
    let mut program = Program::comparison(120, 20);
    program.press("pgdn");
    let before = program.screen();
    program.press("c G esc");
    assert_eq!(program.screen(), before);
    program.press("c G enter");
    assert_ne!(program.screen(), before);
}

#[test]
fn what_is_put_out_of_sight_is_counted() {
    let mut program = Program::samples(140, 30);
    program.press("j d Z G space");
    assert_eq!(program.context(), Context::HiddenKinds);
    program.press("esc");
    assert!(program.screen()[0].contains(" hidden"), "{}", program.screen()[0]);
    program.press("Z G enter esc");
    assert!(!program.screen()[0].contains(" hidden"));
}

#[test]
fn swapping_keeps_the_change_gone_to() {
    let mut program = Program::comparison(120, 30);
    program.press("n n n");
    assert!(program.screen()[0].contains("▎3/"), "{}", program.screen()[0]);
    program.press("x");
    assert!(program.screen()[0].contains("▎3/"), "{}", program.screen()[0]);
}

#[test]
fn d_compares_a_version_with_the_one_before_it_old_first() {
    let mut program = Program::samples(140, 40);
    program.press("j d");
    assert!(program.screen()[0].starts_with(" pact-1-wire → pact-2-syndicated"), "{}", program.screen()[0]);
    program.press("q k d");
    assert!(program.screen()[0].starts_with(" pact-1-wire → pact-2-syndicated"), "the first with the second");
    program.press("q j j j d");
    assert!(program.compares("Putin and Kim Seal", "The pact signed"), "{}", program.screen()[0]);
}

#[test]
fn another_key_compares_with_the_base_or_the_nearest_version() {
    let mut program = Program::samples(140, 40);
    program.press("j j j B");
    assert!(program.compares("Kim Jong Un", "The pact signed"), "{}", program.screen()[0]);
    program.press("q k D");
    assert!(program.compares("Putin and Kim", "Putin and Kim"), "{}", program.screen()[0]);
}

#[test]
fn two_marked_versions_are_compared_the_earlier_first() {
    let mut program = Program::samples(140, 40);
    program.press("j j space k k space d");
    assert!(program.compares("Kim Jong Un", "Putin and Kim"), "{}", program.screen()[0]);
}
