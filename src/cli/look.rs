//! Decides about escape sequences, colours, width and theme of printed text.
//!
//! | | escape sequences | colours |
//! |---|---|---|
//! | `--color always`, `CLICOLOR_FORCE=1` | yes | yes |
//! | a terminal | yes | not with `NO_COLOR`, which leaves underline, bold and strike-through |
//! | `--color never`, `TERM=dumb`, a pipe, a file | no | no |
//!
//! The command line takes precedence over the environment, `NO_COLOR` over `CLICOLOR_FORCE`.

use std::env;
use std::io::{self, IsTerminal, Write, stdout};

use super::args::{Look, When};
use super::error;
use super::settings::settings;
use crate::page::sanitize;
use crate::store;
use crate::theme::{Depth, Theme};
use crate::tui;

/// The width if it is unknown: escape sequences are written into a pipe or a file.
const DEFAULT_COLUMNS: u16 = 100;

/// The output and the relevant environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Environment {
    /// Whether standard output is a terminal.
    pub terminal: bool,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// Whether `CLICOLOR_FORCE` is set, and not to 0.
    pub force: bool,
    /// Whether `TERM` is `dumb`.
    pub dumb: bool,
}

/// Writes what has the characters of documents exactly; for a terminal they are made safe.
pub(super) fn exactly(
    out: &mut dyn Write,
    terminal: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if !terminal {
        return write(out);
    }
    let mut text = Vec::new();
    write(&mut text)?;
    String::from_utf8_lossy(&text).lines().try_for_each(|line| writeln!(out, "{}", sanitize(line)))
}

/// What printed text may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Styling {
    /// Escape sequences.
    pub escapes: bool,
    /// Colours, which are escape sequences too.
    pub colour: bool,
}

impl Environment {
    pub(super) fn detect() -> Self {
        let set = |name| env::var_os(name).filter(|v| !v.is_empty());
        Self {
            terminal: stdout().is_terminal(),
            no_color: set("NO_COLOR").is_some(),
            force: set("CLICOLOR_FORCE").is_some_and(|v| v != "0"),
            dumb: set("TERM").is_some_and(|v| v == "dumb"),
        }
    }

    /// Whether colours may be used in output that has escape sequences anyway.
    pub(super) fn may_colour(self, when: When) -> bool {
        when == When::Always || (when == When::Auto && !self.no_color)
    }

    /// What printed text may contain with `--color when`.
    pub(super) const fn styling(self, when: When) -> Styling {
        match when {
            When::Always => Styling { escapes: true, colour: true },
            When::Never => Styling { escapes: false, colour: false },
            When::Auto => {
                let escapes = (self.terminal && !self.dumb) || (self.force && !self.no_color);
                Styling { escapes, colour: escapes && !self.no_color }
            }
        }
    }
}

impl Look {
    /// The width: `--width`, otherwise `COLUMNS`, otherwise that of the terminal; `None` for a pipe or a file.
    pub(super) fn columns(&self, terminal: bool) -> Option<u16> {
        let from_environment = || env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
        self.width.or_else(|| if terminal { from_environment().or_else(tui::columns) } else { None })
    }

    /// The same, with a default if the width is unknown.
    pub(super) fn columns_or_default(&self, terminal: bool) -> u16 {
        self.columns(terminal).unwrap_or(DEFAULT_COLUMNS)
    }
}

/// The theme of the settings, otherwise the one for the background given by the environment, in as many colours as the
/// terminal has. Errors in the settings are reported on standard error.
pub(super) fn theme(colour: bool) -> Theme {
    let depth = if colour { depth() } else { Depth::None };
    let wanted =
        settings().theme.as_ref().and_then(|(name, line)| named(name, *line).inspect_err(|l| error::print(l)).ok());
    wanted.unwrap_or_else(|| Theme::for_background(light())).at(depth)
}

/// The theme `name`, which line `line` of the settings requests.
///
/// # Errors
/// A message if there is no such theme, or its file cannot be read or parsed.
pub(super) fn named(name: &str, line: usize) -> Result<Theme, String> {
    match store::own_theme(name).map_err(|p| p.to_string()) {
        Err(line) => Err(line),
        Ok(Some((path, text))) => Theme::parse(&text).map_err(|e| format!("{}: {e}", path.display())),
        Ok(None) => Theme::builtin(name).ok_or_else(|| {
            let hint =
                store::nearest(name, Theme::names()).map_or_else(String::new, |n| format!(": did you mean “{n}”?"));
            format!("config.toml:{line}: unknown theme “{name}”{hint}")
        }),
    }
}

/// The number of colours that the terminal program may use.
pub(super) fn depth_for_program() -> Depth {
    if Environment::detect().styling(When::Auto).colour { depth() } else { Depth::None }
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

/// Whether the environment names a light background: some terminals set `COLORFGBG` to `foreground;background`.
pub(super) fn light() -> bool {
    env::var("COLORFGBG").is_ok_and(|v| matches!(v.rsplit(';').next(), Some("7" | "15")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_takes_precedence_over_the_environment_and_that_over_the_terminal() {
        const PIPE: Environment = Environment { terminal: false, no_color: false, force: false, dumb: false };
        let tty = Environment { terminal: true, ..PIPE };
        let auto = |s: Environment| (s.styling(When::Auto).escapes, s.styling(When::Auto).colour);
        assert_eq!(auto(PIPE), (false, false));
        assert_eq!(auto(tty), (true, true));
        assert_eq!(auto(Environment { no_color: true, ..tty }), (true, false));
        assert_eq!(auto(Environment { dumb: true, ..tty }), (false, false));
        assert_eq!(auto(Environment { force: true, ..PIPE }), (true, true));
        assert_eq!(auto(Environment { force: true, no_color: true, ..PIPE }), (false, false));
        assert!(Environment { no_color: true, ..PIPE }.styling(When::Always).colour);
        assert!(!tty.styling(When::Never).escapes);
    }
}
