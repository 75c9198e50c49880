//! Delays that a user at a terminal notices, measured in a pseudo-terminal.
//!
//! ```text
//! start ─▸ … ─▸ the document's name, or its text, is on the screen     frame
//! start ─▸ … ─▸ the first word of the text is on the screen            text
//! key   ─▸ … ─▸ the last byte of what it draws                         key
//! ```

use std::fs;
use std::io;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::program::program;
use crate::runs::{LIBRARY_PATHS, median};
use crate::texts::MARK;

const SIZE: PtySize = PtySize { cols: 120, rows: 40, pixel_width: 0, pixel_height: 0 };

/// A frame is complete when nothing more arrives for this long.
const QUIET: Duration = Duration::from_millis(15);

/// A program that has just shown its text goes on for a while: positions are read, a theme is chosen.
const SETTLED: Duration = Duration::from_millis(250);

/// How often the keys of a round are pressed.
const ROUNDS: usize = 20;

/// Timeout.
const PATIENCE: Duration = Duration::from_secs(60);

/// From the start to the first screen, and to the first word of the text: medians.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) frame: Duration,
    pub(crate) text: Duration,
}

/// From a key to its frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys {
    pub(crate) median: Duration,
    /// 95 of 100 keys are no slower.
    pub(crate) most: Duration,
}

/// Recto and less started on the same text, turn by turn; `None` for one that is not installed.
pub(crate) fn starts(path: &Path, times: usize) -> io::Result<[Option<Start>; 2]> {
    let programs = [program(), Path::new("less")];
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut measured = programs.map(|_| [const { Vec::new() }; 2]);
    for _ in 0..times {
        for (program, [frames, texts]) in programs.iter().zip(&mut measured) {
            if let Some(mut session) = Session::start(program, &[path])? {
                frames.push(session.shows(&[&name, MARK])?);
                texts.push(session.shows(&[MARK])?);
            }
        }
    }
    Ok(measured.map(|[frame, text]| Some(Start { frame: median(frame)?, text: median(text)? })))
}

/// Rounds of keys in one session on one text or two, from when it shows `ready`. Each key changes the screen, and a round
/// ends where it began.
pub(crate) fn keys(program: &Path, paths: &[&Path], ready: &str, round: &[&str]) -> io::Result<Option<Keys>> {
    let Some(mut session) = Session::start(program, paths)? else { return Ok(None) };
    session.shows(&[ready])?;
    while session.sent.recv_timeout(SETTLED).is_ok() {}
    let mut took = Vec::with_capacity(round.len() * ROUNDS);
    for key in std::iter::repeat_n(round, ROUNDS).flatten() {
        took.push(session.press(key)?);
    }
    took.sort();
    let at = |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1))).copied();
    Ok(at(50).zip(at(95)).map(|(median, most)| Keys { median, most }))
}

struct Session {
    begun: Instant,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    sent: Receiver<(Instant, Vec<u8>)>,
    /// Bytes sent before the first key, and the time of the last of them.
    seen: Vec<u8>,
    last: Instant,
    // Lives as long as the session; otherwise the terminal would hang up.
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Session {
    fn start(program: &Path, paths: &[&Path]) -> io::Result<Option<Self>> {
        let pty = native_pty_system().openpty(SIZE).map_err(io::Error::other)?;
        // One for all sessions, as a person has it: the state folder is made by the first.
        let home = paths.first().and_then(|path| path.parent()).map(|folder| folder.join("home")).unwrap_or_default();
        fs::create_dir_all(&home)?;
        let mut command = CommandBuilder::new(program);
        command.args(paths);
        command.env("TERM", "xterm-256color");
        LIBRARY_PATHS.iter().for_each(|name| command.env_remove(name));
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
            command.env(name, &home);
        }
        let mut reader = pty.master.try_clone_reader().map_err(io::Error::other)?;
        let keys = pty.master.take_writer().map_err(io::Error::other)?;
        let (send, sent) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 64 << 10];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    break;
                }
            }
        });
        let begun = Instant::now();
        let Ok(child) = pty.slave.spawn_command(command) else { return Ok(None) };
        drop(pty.slave);
        Ok(Some(Self { begun, child, keys, sent, seen: Vec::new(), last: begun, _master: pty.master }))
    }

    /// The time from the start until one of these was sent.
    fn shows(&mut self, wanted: &[&str]) -> io::Result<Duration> {
        while !wanted.iter().any(|word| self.seen.windows(word.len()).any(|w| w == word.as_bytes())) {
            let (at, bytes) = self.sent.recv_timeout(PATIENCE).map_err(io::Error::other)?;
            self.seen.extend(bytes);
            self.last = at;
        }
        Ok(self.last.duration_since(self.begun))
    }

    /// Presses a key; how long it took to the last byte of its frame.
    fn press(&mut self, key: &str) -> io::Result<Duration> {
        let pressed = Instant::now();
        self.keys.write_all(key.as_bytes())?;
        self.keys.flush()?;
        let (mut last, _) = self.sent.recv_timeout(PATIENCE).map_err(io::Error::other)?;
        loop {
            match self.sent.recv_timeout(QUIET) {
                Ok((at, _)) => last = at,
                Err(RecvTimeoutError::Timeout) => return Ok(last.duration_since(pressed)),
                Err(gone) => return Err(io::Error::other(gone)),
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The measurement is complete; the process may have ended already.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
