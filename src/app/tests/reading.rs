//! One text: search, versions, the place in it.

use super::*;

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
    let chosen = |p: &Program| {
        p.screen().into_iter().find_map(|l| {
            let selected = l.split_once('▸')?.1.to_owned();
            selected.split('┃').next().map(|name| name.trim_end().to_owned())
        })
    };
    let first = chosen(&program);
    program.press("enter v");
    let second = chosen(&program);
    assert_ne!(first, second);
    assert!(program.footer().contains("version 2 of 5: pact-2"), "{}", program.footer());
    program.press("v v v v");
    assert_eq!(chosen(&program), first);
}

#[test]
fn a_reloaded_text_is_searched_again() {
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
fn positions_are_saved_however_the_program_ends() {
    let mut program = Program::samples(90, 14);
    program.press("enter pgdn");
    let effects = update(&mut program.state, Msg::Ending);
    assert!(effects.iter().any(|e| matches!(e, Effect::Remember(.., at) if *at > 0)), "{effects:?}");
}

#[test]
fn a_read_error_is_shown_in_place_of_the_text() {
    let source = store::Source::File("/nowhere/a\u{1b}[31m.txt".into());
    let program = Program::open(Start::Reader(source), 80, 20);
    assert!(program.shows("cannot read /nowhere/a␛[31m.txt: "), "{:#?}", program.screen());
}

#[test]
fn esc_stops_reading() {
    let source = store::Source::File("crane.txt".into());
    let mut program = Program::open_slow(Start::Reader(source.clone()), 80, 20);
    assert!(program.shows("reading …   esc cancels"), "{:#?}", program.screen());
    program.press("esc");
    assert!(program.shows("cancelled   r reads it again"), "{:#?}", program.screen());
    let cancelled = |effect: &Effect| matches!(effect, Effect::Cancel(ticket) if matches!(ticket.job, Job::Load(_)));
    assert!(program.waiting.iter().any(cancelled));
    program.waiting.clear();
    program.press("r");
    program.load(&source, "The crane fell in May.\n");
    assert!(program.shows("The crane fell"), "{:#?}", program.screen());
    // What is shown stays when it is read again, and that is stopped.
    program.press("r esc");
    assert!(program.shows("The crane fell") && program.shows("cancelled"), "{:#?}", program.screen());
}

#[test]
fn a_hit_in_folded_furniture_is_shown_until_the_search_ends() {
    let text = "The crane fell\n\nThe crane fell in May, the harbour office said.\n\nRead more: The tower of Babel\n\n\
                Nobody was hurt.\n";
    let document = crate::format::plain_text(text).expect("a text");
    assert!(document.blocks.iter().any(|b| b.kind == crate::text::BlockKind::Furniture), "{:?}", document.blocks);
    let mut program = Program::open(Start::Reader(store::Source::Stdin(text.as_bytes().into())), 100, 30);
    assert!(!program.shows("Babel"));
    program.press("/ B a b e l enter");
    assert!(program.shows("tower of Babel") && program.footer().contains("1 of 1"), "{:#?}", program.screen());
    program.press("esc");
    assert!(!program.shows("Babel"), "{:#?}", program.screen());
}

/// A program with a Cyrillic text whose encoding is guessed, on the first screen.
fn guessed() -> (Program, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.txt");
    let text = "Мост откроют в пятницу, сообщил совет города. Ремонт обошелся в пятнадцать миллионов.\n";
    let bytes = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    std::fs::write(&path, bytes).expect("a file");
    (Program::open(Start::Reader(store::Source::File(path)), 100, 30), folder)
}

#[test]
fn a_guessed_encoding_is_named_and_another_can_be_chosen() {
    let (mut program, _folder) = guessed();
    assert!(
        program.screen()[0].contains("guessed windows-1251") && program.shows("сообщил"),
        "{:#?}",
        program.screen()
    );
    program.press("E");
    assert!(program.shows("detect") && program.shows("koi8-r"), "{:#?}", program.screen());
    let steps = crate::format::Encoding::listed().position(|(e, _)| e.name() == "koi8-r").expect("listed") + 1;
    program.press(&"down ".repeat(steps)).press("enter");
    assert!(!program.screen()[0].contains("guessed") && !program.shows("сообщил"), "{:#?}", program.screen());
    assert!(program.screen()[0].contains("encoding koi8-r"), "{:#?}", program.screen());
    assert!(program.shows("лНЯР") || program.shows("ЛНЯР"), "{:#?}", program.screen());
    // The list shows the choice, and reloading keeps it.
    program.press("r E");
    assert!(program.screen().iter().any(|row| row.contains("▸") && row.contains("koi8-r")), "{:#?}", program.screen());
    program.press("g g enter");
    assert!(
        program.screen()[0].contains("guessed windows-1251") && program.shows("сообщил"),
        "{:#?}",
        program.screen()
    );
}

#[test]
fn a_text_whose_file_vanished_stays() {
    let (mut program, folder) = guessed();
    std::fs::remove_file(folder.path().join("news.txt")).expect("removed");
    program.press("r");
    assert!(program.shows("сообщил") && program.footer().contains("no such file"), "{:#?}", program.screen());
}

#[test]
fn links_are_listed_with_their_targets_followed_and_copied() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("handbook.md");
    let lines = "A line of the handbook.\n\n".repeat(30);
    let text = format!(
        "# Handbook\n\nSee [the hours](#opening-hours) and [the list](https://example.org/a).\n\n{lines}\
         ## Opening hours\n\nFrom nine to five.\n\n{lines}"
    );
    std::fs::write(&path, text).expect("a file");
    let mut program = Program::open(Start::Reader(store::Source::File(path)), 100, 20);
    program.press("L");
    assert!(program.shows("→ Opening hours") && program.shows("https://example.org/a"), "{:#?}", program.screen());
    assert!(program.footer().contains("y copy"), "{}", program.footer());
    program.press("down y");
    assert_eq!(program.copied, ["https://example.org/a"]);
    program.press("up enter");
    assert!(program.shows("From nine to five.") && !program.shows("See the hours"), "{:#?}", program.screen());
    // Other lists have nothing to copy.
    program.press("t");
    assert!(!program.footer().contains("copy"), "{}", program.footer());
    program.press("y");
    assert_eq!(program.copied.len(), 1);
}
