//! What the threads of the terminal program send to its loop.

use std::io;

use crate::app::Msg;

/// What arrives on the channel.
#[cfg_attr(not(unix), expect(dead_code, reason = "signals exist on Unix alone"))]
pub(super) enum Incoming {
    Msg(Msg),
    /// A signal that ends the program.
    Signal(i32),
    /// SIGTSTP: the program is to stop.
    Suspend,
    /// SIGCONT: it continues.
    Continued,
    /// No more keys can be read.
    InputLost(io::Error),
    /// Nothing more can be written.
    OutputLost(io::Error),
    /// The terminal was closed.
    TerminalGone,
    /// The terminal has taken a frame, and another one waits.
    Written,
}
