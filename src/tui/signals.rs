//! Signals become messages: the program leaves its screen in order, and its exit status says why. Signals are Unix's;
//! elsewhere nothing comes in here, and a key ends the program.

pub(super) use system::{HANGUP_STATUS, listen, suspend};

#[cfg(unix)]
mod system {
    use std::io;
    use std::sync::mpsc::Sender;
    use std::thread;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::tui::incoming::Incoming;

    /// The exit status where the terminal is gone: that of SIGHUP, whether or not the signal came.
    pub(in crate::tui) const HANGUP_STATUS: i32 = 128 + SIGHUP;

    /// Passes signals on until the program ends.
    pub(in crate::tui) fn listen(out: Sender<Incoming>) -> io::Result<()> {
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT])?;
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                let incoming = match signal {
                    SIGTSTP => Incoming::Suspend,
                    SIGCONT => Incoming::Continued,
                    _ => Incoming::Signal(signal),
                };
                if out.send(incoming).is_err() {
                    return;
                }
            }
        })?;
        Ok(())
    }

    /// Stops the program as Ctrl-Z does; comes back when it goes on.
    pub(in crate::tui) fn suspend() -> io::Result<()> {
        emulate_default_handler(SIGTSTP)
    }
}

#[cfg(not(unix))]
mod system {
    use std::io;
    use std::sync::mpsc::Sender;

    use crate::tui::incoming::Incoming;

    /// The exit status where the terminal is gone.
    pub(in crate::tui) const HANGUP_STATUS: i32 = 1;

    #[expect(clippy::unnecessary_wraps, reason = "the same shape on every system")]
    pub(in crate::tui) fn listen(_out: Sender<Incoming>) -> io::Result<()> {
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "the same shape on every system")]
    pub(in crate::tui) fn suspend() -> io::Result<()> {
        Ok(())
    }
}
