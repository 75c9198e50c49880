//! Converts signals to messages: the program restores the terminal, and its exit status gives the reason. Signals exist
//! only on Unix; elsewhere a key ends the program.

pub use system::wake;
pub(super) use system::{HANGUP_STATUS, Registered, listen, register, suspend};

#[cfg(unix)]
mod system {
    use std::io;
    use std::sync::Arc;
    use std::sync::mpsc::Sender;
    use std::thread;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::{emulate_default_handler, raise};

    use crate::store;
    use crate::store::fault::{Operation, check};
    use crate::tui::incoming::Incoming;

    /// The exit status if the terminal is gone: that of SIGHUP, even if the signal was not received.
    pub(in crate::tui) const HANGUP_STATUS: i32 = 128 + SIGHUP;

    /// Signals that no longer end the program by themselves.
    pub(in crate::tui) type Registered = Signals;

    /// Collects signals from now on.
    pub(in crate::tui) fn register() -> io::Result<Registered> {
        // A file that may not grow any more is an error of writing, not the end.
        signal_hook::flag::register(SIGXFSZ, Arc::default())?;
        Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT])
    }

    /// Passes signals on until the program ends.
    pub(in crate::tui) fn listen(mut signals: Registered, out: Sender<Incoming>) -> io::Result<()> {
        check(Operation::Thread)?;
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            store::is_essential();
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

    /// Stops the program as Ctrl-Z does; returns when it continues.
    pub(in crate::tui) fn suspend() -> io::Result<()> {
        emulate_default_handler(SIGTSTP)
    }

    /// Lets the loop look at the state of the program as if it had been continued. Allocates nothing.
    pub fn wake() {
        _ = raise(SIGCONT);
    }
}

#[cfg(not(unix))]
mod system {
    use std::io;
    use std::sync::mpsc::Sender;

    use crate::tui::incoming::Incoming;

    /// The exit status if the terminal is gone.
    pub(in crate::tui) const HANGUP_STATUS: i32 = 1;

    /// There are none.
    pub(in crate::tui) struct Registered;

    #[expect(clippy::unnecessary_wraps, reason = "the same shape on every system")]
    pub(in crate::tui) fn register() -> io::Result<Registered> {
        Ok(Registered)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the same shape on every system")]
    pub(in crate::tui) fn listen(_signals: Registered, _out: Sender<Incoming>) -> io::Result<()> {
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "the same shape on every system")]
    pub(in crate::tui) fn suspend() -> io::Result<()> {
        Ok(())
    }

    /// Without signals, the loop sees the state of the program at the next message.
    pub fn wake() {}
}
