//! What a program that has no memory left writes: nothing here allocates, waits for a lock, or unwinds.

/// The length of a line in bytes, at most: it is gathered on the stack and written at once.
const MAX_LINE_BYTES: usize = 160;

/// Prints a line that has two parts on standard error.
pub fn print_at_once(before: &str, after: &str) {
    let mut line = [0; MAX_LINE_BYTES];
    let text = before.bytes().chain(after.bytes()).chain(*b"\n");
    let length = line.iter_mut().zip(text).map(|(to, from)| *to = from).count();
    system::print(line.get(..length).unwrap_or_default());
}

pub(super) use system::{Modes, modes, restore};

#[cfg(unix)]
mod system {
    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
    use rustix::io::write;
    use rustix::stdio::{stderr, stdout};
    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    /// How the terminal reads and writes.
    pub(in crate::tui) type Modes = Termios;

    /// That of the terminal now.
    pub(in crate::tui) fn modes() -> Option<Modes> {
        tcgetattr(stdout()).ok()
    }

    /// Writes to the terminal, and sets its modes. A terminal that takes nothing is not waited for.
    pub(in crate::tui) fn restore(bytes: &[u8], modes: Option<&Modes>) {
        let flags = fcntl_getfl(stdout());
        if let Ok(flags) = flags {
            _ = fcntl_setfl(stdout(), flags | OFlags::NONBLOCK);
        }
        _ = write(stdout(), bytes);
        if let Ok(flags) = flags {
            _ = fcntl_setfl(stdout(), flags);
        }
        if let Some(modes) = modes {
            _ = tcsetattr(stdout(), OptionalActions::Now, modes);
        }
    }

    pub(super) fn print(line: &[u8]) {
        _ = write(stderr(), line);
    }
}

#[cfg(not(unix))]
mod system {
    use std::io::{Write, stderr, stdout};

    use crossterm::terminal::disable_raw_mode;

    /// How the terminal reads and writes: crossterm knows it.
    pub(in crate::tui) type Modes = ();

    /// That of the terminal now.
    pub(in crate::tui) fn modes() -> Option<Modes> {
        None
    }

    /// Writes to the terminal, and sets its modes.
    pub(in crate::tui) fn restore(bytes: &[u8], _modes: Option<&Modes>) {
        _ = stdout().write_all(bytes).and_then(|()| stdout().flush());
        _ = disable_raw_mode();
    }

    pub(super) fn print(line: &[u8]) {
        _ = stderr().write_all(line);
    }
}
