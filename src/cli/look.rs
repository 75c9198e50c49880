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

use super::args::When;

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
