//! Delays that a user at a terminal notices, measured in a pseudo-terminal.
//!
//! ```text
//! start ─▸ … ─▸ the document's name, or its text, is on the screen     frame
//! start ─▸ … ─▸ the first word of the text is on the screen            text
//! key   ─▸ … ─▸ the last byte of what it draws                         key
//! ```

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
const QUIET: Duration = Duration::from_millis(25);

/// Timeout.
const PATIENCE: Duration = Duration::from_secs(20);

/// Number of pages turned in a session, forward and back.
const PAGES: usize = 10;

/// Medians.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frames {
    pub(crate) frame: Duration,
    pub(crate) text: Duration,
    pub(crate) key: Duration,
}

/// Recto and less on the same text, alternately; `None` for one that is not installed.
pub(crate) fn in_turn(path: &Path, times: usize) -> io::Result<[Option<Frames>; 2]> {
    let programs = [program(), Path::new("less")];
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut measured = programs.map(|_| [const { Vec::new() }; 3]);
    for _ in 0..times {
        for (program, [frames, texts, keys]) in programs.iter().zip(&mut measured) {
            if let Some(mut session) = Session::start(program, path)? {
                frames.push(session.shows(&[&name, MARK])?);
                texts.push(session.shows(&[MARK])?);
                keys.extend(session.pages()?);
            }
        }
    }
    Ok(measured
        .map(|[frame, text, key]| Some(Frames { frame: median(frame)?, text: median(text)?, key: median(key)? })))
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
    _home: tempfile::TempDir,
}

impl Session {
    fn start(program: &Path, path: &Path) -> io::Result<Option<Self>> {
        let pty = native_pty_system().openpty(SIZE).map_err(io::Error::other)?;
        let home = tempfile::tempdir()?;
        let mut command = CommandBuilder::new(program);
        command.arg(path);
        command.env("TERM", "xterm-256color");
        LIBRARY_PATHS.iter().for_each(|name| command.env_remove(name));
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
            command.env(name, home.path());
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
        Ok(Some(Self { begun, child, keys, sent, seen: Vec::new(), last: begun, _master: pty.master, _home: home }))
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

    /// Turns pages forward and back; returns the time for each.
    fn pages(&mut self) -> io::Result<Vec<Duration>> {
        while self.sent.recv_timeout(Duration::from_millis(250)).is_ok() {}
        let mut took = Vec::with_capacity(PAGES);
        for i in 0..PAGES {
            let pressed = Instant::now();
            self.keys.write_all(if i % 2 == 0 { b" " } else { b"\x02" })?;
            self.keys.flush()?;
            took.push(self.frame()?.duration_since(pressed));
        }
        Ok(took)
    }

    /// The time of the last byte of the next frame.
    fn frame(&self) -> io::Result<Instant> {
        let (mut last, _) = self.sent.recv_timeout(PATIENCE).map_err(io::Error::other)?;
        loop {
            match self.sent.recv_timeout(QUIET) {
                Ok((at, _)) => last = at,
                Err(RecvTimeoutError::Timeout) => return Ok(last),
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
