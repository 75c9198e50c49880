//! Messages from the threads of the terminal program to its main loop.

use std::io;

use crate::app::Msg;

/// A message on the channel.
#[cfg_attr(not(unix), expect(dead_code, reason = "signals exist on Unix alone"))]
pub(super) enum Incoming {
    Msg(Msg),
    /// A signal that terminates the program.
    Signal(i32),
    /// SIGTSTP: the program should stop.
    Suspend,
    /// SIGCONT: it was continued.
    Continued,
    /// Keys can no longer be read.
    InputLost(io::Error),
    /// Output can no longer be written.
    OutputLost(io::Error),
    /// The terminal was closed.
    TerminalGone,
    /// The terminal has accepted a frame, and a postponed one may be drawn.
    Written,
}
