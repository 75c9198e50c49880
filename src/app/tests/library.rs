//! The list of documents: stories, marks, the filter.

use super::*;

#[test]
fn the_library_shows_stories_and_the_chosen_text() {
    let program = Program::samples(140, 40);
    assert!(program.screen()[0].ends_with("8 documents · 2 stories"), "{}", program.screen()[0]);
    assert!(program.shows("▾ "), "stories are open");
    assert!(program.footer().contains("⏎ read") && program.footer().contains("? help"));
}

#[test]
fn below_a_hundred_columns_the_reader_covers_the_list() {
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
    assert!(!program.shows("• "), "esc clears them");
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
fn a_filter_has_no_hint_for_next() {
    let mut program = Program::samples(140, 40);
    program.press("/ b r i d g e enter");
    assert!(program.footer().contains("esc clears") && !program.footer().contains("next"), "{}", program.footer());
}

#[test]
fn a_click_on_the_list_accepts_the_typed_filter() {
    let mut program = Program::samples(140, 40);
    program.press("/ b r i d g e");
    let row = program.screen().iter().position(|l| l.contains("▾ ")).expect("an entry") + 2;
    program.send(Msg::Click { x: 8, y: u16::try_from(row).expect("small") });
    assert_eq!(program.context(), Context::Library);
    assert!(program.footer().contains("/bridge"), "{}", program.footer());
}

#[test]
fn r_in_the_library_reloads_all_and_esc_keeps_found_stories() {
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
fn a_click_runs_its_target() {
    let mut program = Program::samples(140, 40);
    let row = program.screen().iter().position(|l| l.contains("▾ ")).expect("an entry");
    program.send(Msg::Click { x: 8, y: u16::try_from(row + 2).expect("small") });
    assert_eq!(program.context(), Context::Library);
    let help = program.footer().chars().position(|c| c == '?').expect("a hint");
    let before = program.screen();
    program.send(Msg::Click { x: u16::try_from(help).expect("small"), y: 39 });
    assert_eq!(program.context(), Context::List);
    for y in 2..30 {
        program.send(Msg::Click { x: 3, y });
        assert_eq!(program.screen(), before, "a click outside, on row {y}, only closes a list");
        program.press("?");
    }
    program.press("esc");
    program.send(Msg::Wheel { x: 100, y: 10, lines: 3 });
    assert_eq!(program.context(), Context::Library, "the wheel scrolls without moving the focus");
}

#[test]
fn a_click_on_the_heading_of_a_story_closes_it() {
    let mut program = Program::samples(140, 40);
    let stories = |program: &Program| program.screen().iter().filter(|line| line.contains('▾')).count();
    let before = stories(&program);
    let row = program.screen().iter().position(|line| line.contains('▾')).expect("a story");
    program.send(Msg::Click { x: 8, y: u16::try_from(row).expect("small") });
    assert_eq!(stories(&program), before - 1);
}

#[test]
fn new_and_changed_documents_are_marked_until_read() {
    use crate::page::Novelty;
    let mut program = Program::open(
        Start::Library { paths: Vec::new(), sources: Vec::new(), name: "stories".into(), reading: Reading::default() },
        140,
        40,
    );
    let (ticket, _) = program.state.shared.jobs.start(Job::Discover);
    let arrive = |(name, novelty): (&str, Novelty)| Arrival {
        source: store::Source::File(name.into()),
        document: crate::format::plain_text("Some words.\n").map(Arc::new).map_err(|e| e.to_string()),
        left_at: None,
        novelty,
    };
    let news = |program: &Program| {
        let rows = program.screen();
        let signs = rows.iter().filter(|row| row.contains(".txt") || row.contains("Some words"));
        (rows[0].clone(), signs.filter(|row| row.contains("+ ") || row.contains("! ")).count())
    };
    let all = [("a.txt", Novelty::New), ("b.txt", Novelty::New)];
    program.send(Msg::Done(ticket, Answer::Arrived(all.map(arrive).into())));
    assert_eq!(news(&program).1, 0, "where nothing was ever read, nothing is marked: {:#?}", program.screen());
    let more = [("c.txt", Novelty::Changed), ("d.txt", Novelty::Read), ("e.txt", Novelty::Unknown)];
    program.send(Msg::Done(ticket, Answer::Arrived(more.map(arrive).into())));
    assert!(news(&program).0.ends_with("2 new, 1 changed"), "{}", program.screen()[0]);
    program.slow = true;
    program.press("enter");
    let kept = |e: &Effect| matches!(e, Effect::Remember(..));
    assert!(program.waiting.iter().any(kept), "{:?}", program.waiting);
    assert!(news(&program).0.ends_with("1 new, 1 changed"), "{}", program.screen()[0]);
}
