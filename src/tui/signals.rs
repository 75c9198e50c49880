//! Signals become messages: the program leaves its screen in order, and its exit status says why.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::SIGCONT;
use signal_hook::consts::SIGHUP;
use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGTERM;
use signal_hook::consts::SIGTSTP;
use signal_hook::iterator::Signals;

use super::Incoming;

/// Passes signals on until the program ends.
pub(super) fn listen(out: Sender<Incoming>) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
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
