//! Two texts: changes, search, layout, stale answers.

use super::*;

#[test]
fn changes_are_visited_one_by_one() {
    let mut program = Program::comparison(120, 30);
    program.press("n");
    assert!(program.screen()[0].contains("▎1/"), "{}", program.screen()[0]);
    program.press("n");
    assert!(program.screen()[0].contains("▎2/"));
    program.press("N N");
    assert!(program.footer().contains("first change"), "{}", program.footer());
}

#[test]
fn a_hit_in_a_fold_is_shown_until_the_search_ends() {
    let mut program = Program::corrected(120, 24);
    assert!(program.shows("the same") && !program.shows("gravel"));
    program.press("/ g r a v e l enter");
    assert!(program.shows("gravel trucks") && program.shows("1 of 1"), "{:#?}", program.screen());
    program.press("esc");
    assert!(program.shows("the same") && !program.shows("gravel"), "{:#?}", program.screen());
}

#[test]
fn the_place_survives_a_resize_and_a_change_of_layout() {
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
fn a_change_in_a_long_sentence_is_visible_at_any_size() {
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
fn a_stale_answer_is_dropped() {
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
fn a_comparison_is_shown_with_the_texts_it_was_made_from() {
    let file = |name: &str| store::Source::File(name.into());
    let (old, new) = (file("old.txt"), file("new.txt"));
    let mut program = Program::open(Start::Comparison(Pair::new(old.clone(), new.clone())), 120, 20);
    program.slow = true;
    program.press("r");
    program.load(&old, "The crane fell in May.\n");
    program.load(&new, "The crane fell in June.\n");
    program.press("r");
    // The comparison of the first texts is held back; one of the new texts arrives before it, one after.
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
    program.send(Msg::Done(
        ticket,
        Answer::Loaded(Arrival { source, document, left_at: None, novelty: crate::page::Novelty::default() }),
    ));
    assert!(program.footer().contains("no such file"), "{}", program.footer());
    assert!(program.shows("By Nora Tilling"), "{:#?}", program.screen());
}

#[test]
fn esc_stops_a_comparison_and_r_restarts_it() {
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
fn a_change_that_does_not_fit_is_scrolled_in_full() {
    let added: String = (0..99).map(|n| format!("barge {n} waits at the quay of the harbour, ")).collect();
    let source = |text: &str| store::Source::Stdin(text.as_bytes().into());
    let pair = Pair::new(
        source("The bridge is shut.\n\nThe office says so.\n"),
        source(&format!("The bridge is shut.\n\nSo {added}all day.\n\nThe office says so.\n")),
    );
    for (cols, rows) in [(160, 45), (100, 30), (60, 20)] {
        let mut program = Program::open(Start::Comparison(pair.clone()), cols, rows);
        program.press("c");
        assert!(program.footer().contains("more"), "{:#?}", program.screen());
        assert!(program.shows("more lines  J"), "{:#?}", program.screen());
        let first = program.screen();
        program.press("J");
        assert!(program.shows("⋯ 1 above") && program.shows("below  K J"), "{:#?}", program.screen());
        let y = first.iter().position(|row| row.contains("more lines")).expect("shown");
        let (x, y) = (cols - 30, u16::try_from(y).expect("small"));
        let wheel = |lines| Msg::Wheel { x, y: y - 1, lines };
        program.send(wheel(500));
        assert!(program.shows("all day.") && program.shows("above  K"), "{:#?}", program.screen());
        program.send(wheel(-500));
        assert_eq!(program.screen(), first);
        program.send(wheel(3));
        assert!(program.shows("⋯ 3 above"), "{:#?}", program.screen());
        program.send(Msg::Click { x: if cols < 100 { 3 } else { cols / 2 + 3 }, y });
        assert!(program.shows("⋯ 4 above"), "a click does what the key does: {:#?}", program.screen());
    }
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
fn hidden_differences_are_counted() {
    let mut program = Program::samples(140, 30);
    program.press("j d Z G space");
    assert_eq!(program.context(), Context::HiddenKinds);
    program.press("esc");
    assert!(program.screen()[0].contains(" hidden"), "{}", program.screen()[0]);
    program.press("Z G enter esc");
    assert!(!program.screen()[0].contains(" hidden"));
}

#[test]
fn swapping_keeps_the_current_change() {
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

/// The first cell of a text on the screen.
fn cell(program: &Program, text: &str) -> (u16, u16) {
    let found = program.screen().iter().enumerate().find_map(|(y, line)| Some((line.find(text)?, line.clone(), y)));
    let (at, line, y) = found.unwrap_or_else(|| panic!("{text}: {:#?}", program.screen()));
    let x = line.get(..at).map_or(0, |head| head.chars().count());
    (u16::try_from(x).expect("small"), u16::try_from(y).expect("small"))
}

#[test]
fn a_click_opens_a_fold_and_only_that_one() {
    let paragraphs = |first: &str, last: &str| {
        let same =
            (1..40).map(|n| if n == 20 { format!("{last} {n}.") } else { format!("Barge {n} passed the lock.") });
        let all: Vec<String> = std::iter::once(first.to_owned()).chain(same).collect();
        store::Source::Stdin(all.join("\n\n").into_bytes().into())
    };
    let pair = Pair::new(
        paragraphs("The crane fell in May.", "It rained in August"),
        paragraphs("The crane fell in June.", "It snowed in August"),
    );
    let mut program = Program::open(Start::Comparison(pair), 120, 100);
    let folds = |program: &Program| program.screen().iter().filter(|line| line.contains("⋯")).count();
    let before = folds(&program);
    assert_eq!(before, 2, "{:#?}", program.screen());
    let (x, y) = cell(&program, "⋯");
    program.send(Msg::Click { x: x + 2, y });
    assert_eq!(folds(&program), before - 1);
    program.press("s s");
    assert_eq!(folds(&program), before - 1, "it stays open in either view");
    program.press("f f");
    assert_eq!(folds(&program), before);
    program.press("g g enter");
    assert_eq!(folds(&program), before - 1, "enter does the same");
}

#[test]
fn a_click_makes_a_change_the_current_one_and_another_lists_it() {
    let mut program = Program::corrected(120, 30);
    let (x, y) = cell(&program, "$15");
    program.send(Msg::Click { x, y });
    assert!(program.screen()[0].contains('▎'), "{}", program.screen()[0]);
    assert_eq!(program.context(), Context::Comparison);
    let before = program.screen();
    program.send(Msg::Click { x, y });
    assert_eq!(program.context(), Context::ChangeList);
    program.press("esc");
    assert_eq!(program.screen(), before);
    program.press("enter");
    assert_eq!(program.context(), Context::ChangeList, "enter does the same");
}

/// A program that compares two texts whose layout takes longer than a frame.
fn large() -> (Program, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let text: String = (0..3_200).map(|n| format!("Entry {n} of the log is about the harbour.\n\n")).collect();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        store::Source::File(path)
    };
    let new = text.replace("Entry 9 of", "Entry 9 in").replace("3000 of the log", "3000 of the book");
    let pair = Pair::new(put("old.txt", &text), put("new.txt", &new));
    (Program::open(Start::Comparison(pair), 120, 24), folder)
}

#[test]
fn a_large_comparison_is_laid_out_by_a_worker_while_the_old_layout_stays() {
    let (mut program, _folder) = large();
    assert!(program.shows("Entry 9 in") && program.shows("│"), "{:#?}", program.screen());
    program.slow = true;
    let text = |program: &Program| program.screen()[..22].to_vec();
    let split = text(&program);
    program.press("s");
    let asked = |program: &Program| program.waiting.iter().filter(|e| matches!(e, Effect::Arrange(..))).count();
    assert_eq!((text(&program), asked(&program)), (split, 1), "the old layout stays");
    // Keys work meanwhile, and only one layout is made at a time.
    program.press("n");
    assert!(program.screen()[0].contains("1/2"), "{:#?}", program.screen());
    program.press("f");
    assert_eq!(asked(&program), 1);
    // The layout that arrives is not the current one, which is then requested.
    program.deliver();
    assert!(!program.shows("│") && program.shows("Entry 12 of"), "{:#?}", program.screen());
    assert!(program.screen()[0].contains("1/2"), "{:#?}", program.screen());
    program.press("f n f");
    assert!(program.shows("Entry 3000 of the log book"), "the current change stays visible: {:#?}", program.screen());
}

#[test]
fn lists_about_a_large_comparison_open_when_they_are_made() {
    let (mut program, _folder) = large();
    program.slow = true;
    program.press("Z");
    assert!(program.footer().contains("listing") && !program.shows("house style"), "{:#?}", program.screen());
    program.deliver();
    assert!(program.shows("typography") && program.shows("furniture"), "{:#?}", program.screen());
    program.press("Z");
    program.slow = true;
    program.press("Z q");
    program.deliver();
    assert!(program.quit, "a list that nobody waits for is dropped");
}

#[test]
fn a_large_comparison_that_is_cancelled_while_it_is_laid_out_is_not_shown() {
    let (mut program, _folder) = large();
    program.press("r");
    program.slow = true;
    program.press("x");
    let at = program.waiting.iter().position(|e| matches!(e, Effect::Compare(..))).expect("requested");
    let compare = program.waiting.remove(at);
    program.slow = false;
    program.waiting.clear();
    let layout = answers::answers(compare);
    program.slow = true;
    for msg in layout {
        program.send(msg);
    }
    assert!(program.waiting.iter().any(|e| matches!(e, Effect::Arrange(..))));
    program.press("esc");
    assert!(program.footer().contains("cancelled"), "{:#?}", program.screen());
    program.deliver();
    assert!(program.compares("old", "new"), "{:#?}", program.screen());
}
