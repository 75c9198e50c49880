//! The program: sizes, palette, theme.

use super::*;

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
fn the_terminals_background_chooses_a_theme_only_if_none_was_chosen() {
    let mut program = Program::samples(80, 24);
    let effects = update(&mut program.state, Msg::Background { dark: false });
    assert!(matches!(effects.as_slice(), [Effect::Theme { name, chosen: false }] if name == "light"));
    assert!(update(&mut program.state, Msg::Background { dark: true }).is_empty());
}

#[test]
fn a_count_repeats_a_command_and_leads_to_a_paragraph() {
    let mut program = Program::comparison(120, 30);
    program.press("3 n");
    assert!(program.screen()[0].contains("▎3/"), "{}", program.screen()[0]);
    program.press("2 N");
    assert!(program.screen()[0].contains("▎1/"), "{}", program.screen()[0]);
    program.press("1 2");
    assert!(program.footer().contains("12 …"), "{}", program.footer());
    program.press("esc n");
    assert!(program.screen()[0].contains("▎2/"), "esc drops the count: {}", program.screen()[0]);
    program.press("9 9 9 9 9 9 n");
    assert!(program.footer().contains("last change"), "{}", program.footer());
    let mut program = Program::samples(90, 14);
    program.press("enter 5 G");
    let fifth = program.screen();
    program.press("g g 4 j");
    assert_ne!(program.screen(), fifth);
    program.press("5 g g");
    assert_eq!(program.screen(), fifth, "to the fifth paragraph");
}

#[test]
fn in_the_change_list_digits_are_filters() {
    let mut program = Program::comparison(160, 30);
    program.press("c 7");
    assert!(!program.footer().contains('…'), "{}", program.footer());
    program.press("esc ? 3 j");
    assert_eq!(program.context(), Context::List);
}

#[test]
fn an_incomplete_command_shows_its_continuations() {
    let mut program = Program::comparison(100, 30);
    program.press("]");
    assert!(program.footer().contains("] …   c the next change"), "{}", program.footer());
    let x = program.footer().chars().position(|c| c == 'c').expect("a hint");
    program.send(Msg::Click { x: u16::try_from(x).expect("small"), y: 29 });
    assert!(program.screen()[0].contains("▎1/"), "{}", program.screen()[0]);
    program.press("g esc");
    assert!(program.footer().contains("? help"), "{}", program.footer());
}

#[test]
fn a_key_toggles_the_mouse() {
    let mut program = Program::samples(120, 30);
    let key = Msg::Chord(Chord::parse("M").expect("a chord"));
    let effects = update(&mut program.state, key);
    assert!(matches!(effects.as_slice(), [Effect::Mouse(false)]), "{effects:?}");
    assert!(program.footer().contains("M takes it back"), "{}", program.footer());
    let key = Msg::Chord(Chord::parse("M").expect("a chord"));
    assert!(matches!(update(&mut program.state, key).as_slice(), [Effect::Mouse(true)]));
}

#[test]
fn keys_without_effect_are_not_shown() {
    // There is no move between these two, and the first has no other version here.
    let source = |text: &str| store::Source::Stdin(text.as_bytes().into());
    let pair = Pair::new(source("The crane fell in May.\n"), source("The crane fell in June.\n"));
    let mut program = Program::open(Start::Comparison(pair), 160, 30);
    assert!(program.footer().contains("n N change") && !program.footer().contains("other end"), "{}", program.footer());
    program.press("?");
    assert!(program.shows("the next change") && !program.shows("other end of a move"), "{:#?}", program.screen());
    let program = Program::open(Start::Reader(source("The crane fell in May.\n")), 160, 30);
    assert!(!program.footer().contains("version"), "{}", program.footer());
    let program = Program::comparison(160, 30);
    assert!(program.footer().contains("other end"), "{}", program.footer());
    // An empty library, and one on a narrow screen.
    let none =
        Start::Library { paths: Vec::new(), sources: Vec::new(), name: "nothing".into(), reading: Reading::default() };
    let mut program = Program::open(none, 160, 30);
    program.press("?");
    for what in ["read the chosen", "mark a document", "search the texts", "order of the list", "wider", "next entry"] {
        assert!(!program.shows(what), "{what}: {:#?}", program.screen());
    }
    let mut program = Program::samples(90, 60);
    program.press("?");
    assert!(program.shows("order of the list") && !program.shows("wider"), "{:#?}", program.screen());
}

#[test]
fn esc_q_and_help_work_at_every_width() {
    for cols in [40, 59, 60, 99, 100, 160] {
        for keys in ["", "enter", "d", "d c", "d Z", "enter t", "enter / x enter", "d / x enter", "/ s enter"] {
            let mut program = Program::samples(cols, 12);
            if !keys.is_empty() {
                program.press(keys);
            }
            for way_out in ["q ", "? help"] {
                assert!(program.footer().contains(way_out), "{cols} after {keys}: {}", program.footer());
            }
            program.press("?");
            assert!(program.shows("Keys that work here"), "{cols} after {keys}");
            program.press("esc esc q q q q");
            assert!(program.quit, "{cols} after {keys}");
        }
    }
}

#[test]
fn a_file_is_replaced_only_after_its_name_is_confirmed() {
    let mut program = Program::comparison(120, 30);
    program.press("e");
    assert!(program.shows("Export as") && program.shows("docx") && program.shows("text-summary"));
    program.press("enter");
    assert!(program.footer().contains("export to bridge-1-first to bridge-3-corrected.docx"), "{}", program.footer());
    program.press("enter");
    assert!(program.exported.is_empty() && program.footer().contains("replaces it"), "{}", program.footer());
    // Another name is another file.
    program.press("backspace");
    assert!(!program.footer().contains("replaces it"), "{}", program.footer());
    program.press("enter");
    assert!(program.exported.is_empty() && program.footer().contains("replaces it"), "{}", program.footer());
    program.press("enter");
    let [export] = program.exported.as_slice() else { panic!("one file: {:?}", program.exported) };
    assert_eq!((export.format, export.replace), (ExportFormat::Docx, true));
    assert!(program.footer().contains("written: bridge-1-first to bridge-3-corrected.doc"), "{}", program.footer());
    program.press("e esc");
    assert!(!program.shows("Export as"));
}

#[test]
fn a_document_is_exported_in_its_formats() {
    let mut program = Program::samples(120, 30);
    program.press("tab e");
    assert!(program.shows("markdown") && !program.shows("text-summary"), "{:#?}", program.screen());
    program.press("enter enter enter");
    assert!(matches!(program.exported[0].what, Exported::Document { .. }), "{:?}", program.exported);
}

/// The path of an exported document, and of the file.
fn exported(program: &Program) -> [String; 2] {
    match program.exported.as_slice() {
        [Export { what: Exported::Document { path, .. }, path: file, .. }] => {
            [path.clone(), file.display().to_string()]
        }
        other => panic!("one document: {other:?}"),
    }
}

#[test]
fn the_prompt_for_a_file_name_keeps_its_document() {
    let mut program = Program::samples(120, 30);
    program.press("tab e enter");
    assert!(program.footer().contains("export to pact-1-wire.md"), "{}", program.footer());
    // The name is occupied, and by the time that is known another document is open and asks for a name too.
    program.slow = true;
    program.press("enter ]");
    program.deliver();
    assert!(program.footer().contains("replaces it"), "{}", program.footer());
    program.press("esc e enter");
    assert!(program.footer().contains("export to pact-2-syndicated.md"), "{}", program.footer());
    program.press("enter enter");
    assert_eq!(exported(&program), ["sample pact-2-syndicated", "pact-2-syndicated.md"]);
}

#[test]
fn an_answer_about_one_file_does_not_reach_the_prompt_for_another() {
    let mut program = Program::samples(120, 30);
    program.press("tab e enter");
    program.slow = true;
    program.press("enter");
    let asked = std::mem::take(&mut program.waiting);
    program.slow = false;
    program.press("] e enter");
    // Over the prompt for the second document, the confirmation for the first, which is cancelled.
    let [Effect::Export(ticket, export)] = <[Effect; 1]>::try_from(asked).expect("an export") else {
        panic!("an export")
    };
    program.send(Msg::Done(ticket, Answer::Occupied(export)));
    assert!(program.footer().contains("export to pact-1-wire.md"), "{}", program.footer());
    program.press("esc");
    assert!(program.footer().contains("export to pact-2-syndicated.md"), "{}", program.footer());
    program.press("enter enter");
    assert_eq!(exported(&program), ["sample pact-2-syndicated", "pact-2-syndicated.md"]);
}

#[test]
fn the_list_of_formats_is_never_cut() {
    for cols in [60, 61, 79, 80, 99, 100, 101, 110, 119, 120, 140, 160, 200] {
        let mut program = Program::comparison(cols, 30);
        program.press("e");
        for format in ExportFormat::OF_COMPARISON {
            assert!(program.shows(format.help()), "{cols}: {:#?}", program.screen());
        }
        let mut program = Program::samples(cols, 30);
        program.press("enter e");
        for format in ExportFormat::OF_DOCUMENT {
            assert!(program.shows(format.help()), "{cols}: {:#?}", program.screen());
        }
    }
}

#[test]
fn the_help_of_the_selected_entry_is_shown_in_full() {
    for cols in [60, 76, 100, 130, 160] {
        let mut program = Program::comparison(cols, 20);
        program.press("? end");
        let words = |program: &Program| program.screen().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        for help in ["the keys that work here", "leave the mouse to the terminal, to select text; again takes it back"]
        {
            let found = (0..60).any(|_| {
                let found = words(&program).contains(help);
                program.press("up");
                found
            });
            assert!(found, "{cols}: {help}");
        }
    }
}

#[test]
fn the_selected_change_is_copied_as_text() {
    let mut program = Program::corrected(120, 30);
    program.press("n y");
    assert_eq!(program.copied, ["$1.5 → $15"]);
    assert!(program.footer().contains("copied: “$1.5 → $15”"), "{}", program.footer());
    program.press("c down y Y");
    assert_eq!(
        program.copied[1..],
        [
            "(Corrects cost of repairs in third paragraph.)",
            "1 number: $1.5 → $15\n2 furniture, added: (Corrects cost of repairs in third paragraph.)"
        ]
    );
    let bridge = store::samples().find(|sample| sample.name().contains("bridge-1")).expect("a sample");
    let mut program = Program::open(Start::Reader(bridge), 120, 30);
    program.press("y");
    assert_eq!(program.copied, ["Harbour bridge to reopen after winter of repairs"]);
    program.press("/ t h i r t y enter y");
    assert_eq!(program.copied[1], "“She should be good for thirty years,” he said.");
    program.press("Y");
    assert!(program.copied[2].starts_with("Harbour bridge to reopen") && program.copied[2].contains("thirty years"));
    assert!(program.footer().contains("copied: “Harbour bridge"), "{}", program.footer());
}

#[test]
fn a_copied_change_list_says_what_happened() {
    let [old, new] = [
        "The toll is 12, police said on Monday. Nobody left the quay.\n\nThe ferry was built in the north of the bay.\n",
        "The toll is 21, police said on Monday.\n\nThe ferry was built in the north of the bay. It sails again today.\n",
    ];
    let source = |text: &str| store::Source::Stdin(text.as_bytes().into());
    let mut program = Program::open(Start::Comparison(Pair::new(source(old), source(new))), 120, 30);
    program.press("Y");
    assert_eq!(program.copied, ["1 number: 12 → 21\n2 removed: Nobody left the quay.\n3 added: It sails again today."]);
}
