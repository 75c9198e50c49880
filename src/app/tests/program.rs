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
fn the_terminals_background_chooses_a_theme_only_if_nobody_did() {
    let mut program = Program::samples(80, 24);
    let effects = update(&mut program.state, Msg::Background { dark: false });
    assert!(matches!(effects.as_slice(), [Effect::Theme { name, chosen: false }] if name == "light"));
    assert!(update(&mut program.state, Msg::Background { dark: true }).is_empty());
}
