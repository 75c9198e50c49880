//! Whether printed text has escape sequences, and colours in them.
//!
//! | | escape sequences | colours |
//! |---|---|---|
//! | `--color always`, `CLICOLOR_FORCE=1` | yes | yes |
//! | a terminal | yes | not with `NO_COLOR`, which leaves underline, bold and strike-through |
//! | `--color never`, `TERM=dumb`, a pipe, a file | no | no |
//!
//! What the command line says goes before the environment; `NO_COLOR` goes before `CLICOLOR_FORCE`.

use std::env;
use std::io::{IsTerminal, stdout};

use super::args::{Look, When};
use crate::store;
use crate::store::Settings;
use crate::theme::{Depth, Theme};
use crate::tui;

/// Columns where nothing tells how many there are: escape sequences into a pipe or a file.
const COLUMNS: u16 = 100;

/// What is known of the place that text is printed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    pub terminal: bool,
    pub no_color: bool,
    pub force: bool,
    pub dumb: bool,
}

/// What may be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Allowed {
    /// Escape sequences at all.
    pub escapes: bool,
    /// Those for colours.
    pub colour: bool,
}

impl Surroundings {
    pub(super) fn look() -> Self {
        let set = |name| env::var_os(name).filter(|v| !v.is_empty());
        Self {
            terminal: stdout().is_terminal(),
            no_color: set("NO_COLOR").is_some(),
            force: set("CLICOLOR_FORCE").is_some_and(|v| v != "0"),
            dumb: set("TERM").is_some_and(|v| v == "dumb"),
        }
    }

    /// Whether colours are wanted where escape sequences are written in any case.
    pub(super) fn may_colour(self, when: When) -> bool {
        when == When::Always || (when == When::Auto && !self.no_color)
    }

    pub(super) const fn allow(self, when: When) -> Allowed {
        match when {
            When::Always => Allowed { escapes: true, colour: true },
            When::Never => Allowed { escapes: false, colour: false },
            When::Auto => {
                let escapes = (self.terminal && !self.dumb) || (self.force && !self.no_color);
                Allowed { escapes, colour: escapes && !self.no_color }
            }
        }
    }
}

impl Look {
    /// Columns to print in: as said, else those of the terminal; `None` for a pipe or a file.
    pub(super) fn columns(&self, terminal: bool) -> Option<u16> {
        let told = || env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
        self.width.or_else(|| if terminal { told().or_else(tui::columns) } else { None })
    }

    /// The same where lines have to have a width.
    pub(super) fn columns_or_default(&self, terminal: bool) -> u16 {
        self.columns(terminal).unwrap_or(COLUMNS)
    }
}

/// The theme of the settings, else one for the background the environment tells, in as many colours as it allows.
pub(super) fn theme(colour: bool) -> Theme {
    let depth = if colour { depth() } else { Depth::None };
    let (settings, problems) = Settings::load();
    problems.iter().for_each(|p| super::complain(&p.to_string()));
    let wanted = settings.theme.and_then(|(name, line)| named(&name, line).inspect_err(|l| super::complain(l)).ok());
    wanted.unwrap_or_else(|| Theme::for_background(light())).at(depth)
}

/// A theme by its name; one that is not there, or is no theme, is told.
pub(super) fn named(name: &str, line: usize) -> Result<Theme, String> {
    match store::own_theme(name).map_err(|p| p.to_string()) {
        Err(line) => Err(line),
        Ok(Some((path, text))) => Theme::parse(&text).map_err(|e| format!("{}: {e}", path.display())),
        Ok(None) => Theme::builtin(name).ok_or_else(|| {
            let meant =
                store::nearest(name, Theme::names()).map_or_else(String::new, |n| format!(": did you mean “{n}”?"));
            format!("config.toml:{line}: there is no theme “{name}”{meant}")
        }),
    }
}

/// The colours that the terminal program may use.
pub(super) fn depth_wanted() -> Depth {
    if Surroundings::look().allow(When::Auto).colour { depth() } else { Depth::None }
}

fn depth() -> Depth {
    let has = |name, what: &[&str]| env::var(name).is_ok_and(|v| what.iter().any(|w| v.contains(w)));
    if has("COLORTERM", &["truecolor", "24bit"]) {
        Depth::True
    } else if has("TERM", &["256", "kitty", "alacritty", "ghostty"]) {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// Whether the environment tells of a light background: some terminals set `COLORFGBG` to `letters;behind`.
pub(super) fn light() -> bool {
    env::var("COLORFGBG").is_ok_and(|v| matches!(v.rsplit(';').next(), Some("7" | "15")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_goes_before_the_environment_and_that_before_the_terminal() {
        const PIPE: Surroundings = Surroundings { terminal: false, no_color: false, force: false, dumb: false };
        let tty = Surroundings { terminal: true, ..PIPE };
        let auto = |s: Surroundings| (s.allow(When::Auto).escapes, s.allow(When::Auto).colour);
        assert_eq!(auto(PIPE), (false, false));
        assert_eq!(auto(tty), (true, true));
        assert_eq!(auto(Surroundings { no_color: true, ..tty }), (true, false));
        assert_eq!(auto(Surroundings { dumb: true, ..tty }), (false, false));
        assert_eq!(auto(Surroundings { force: true, ..PIPE }), (true, true));
        assert_eq!(auto(Surroundings { force: true, no_color: true, ..PIPE }), (false, false));
        assert!(Surroundings { no_color: true, ..PIPE }.allow(When::Always).colour);
        assert!(!tty.allow(When::Never).escapes);
    }
}
