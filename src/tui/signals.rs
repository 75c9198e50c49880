//! Signals as messages, so that the program gives the terminal back before it stops and its exit status names the signal.
//! Where there are no such signals (Windows) nothing arrives here.

use std::io;
use std::sync::mpsc::Sender;

use super::Incoming;

/// Forwards signals until the program ends.
#[cfg(unix)]
pub(super) fn listen(out: Sender<Incoming>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT])?;
    std::thread::spawn(move || {
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
    });
    Ok(())
}

/// Stops the process as Ctrl-Z does; returns when it is continued.
#[cfg(unix)]
pub(super) fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

/// There are no signals to forward.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the signature of the other platforms")]
pub(super) fn listen(_out: Sender<Incoming>) -> io::Result<()> {
    Ok(())
}

/// A process cannot be stopped here.
#[cfg(not(unix))]
pub(super) const fn stop() -> io::Result<()> {
    Ok(())
}
