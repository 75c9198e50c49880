//! The program in a pseudo-terminal, with a terminal emulator.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]
#![allow(dead_code, reason = "each test uses its part")]

use std::io::{Read, Write};
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

use super::program::{FOLDERS, LOOKS, RECTO};

/// Timeout: longer than any frame takes, even on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// How long an idle program does nothing.
const SETTLED: Duration = Duration::from_millis(60);

/// The process of a session; a test that fails does not leave it running.
pub(crate) struct Process(Box<dyn Child + Send + Sync>);

impl Deref for Process {
    type Target = dyn Child + Send + Sync;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl DerefMut for Process {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut *self.0
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            _ = self.0.kill();
            _ = self.0.wait();
        }
    }
}

/// The program, its terminal, and the emulated screen.
pub(crate) struct Session {
    pub(crate) master: Box<dyn MasterPty + Send>,
    pub(crate) keys: Box<dyn Write + Send>,
    pub(crate) child: Process,
    pub(crate) sent: Receiver<Vec<u8>>,
    pub(crate) raw: Vec<u8>,
    pub(crate) screen: vt100::Parser,
    /// The home folder, where the test named none: a place that another test saved would change what is seen.
    home: Option<TempDir>,
}

impl Session {
    pub(crate) fn start(args: &[&str], cols: u16, rows: u16) -> Self {
        Self::run(&[RECTO], args, cols, rows)
    }

    pub(crate) fn run(program: &[&str], args: &[&str], cols: u16, rows: u16) -> Self {
        let home = TempDir::new().expect("a home folder");
        let session = Self::run_at(home.path(), program, args, cols, rows);
        Self { home: Some(home), ..session }
    }

    /// The same with a given home folder.
    pub(crate) fn run_at(home: &Path, program: &[&str], args: &[&str], cols: u16, rows: u16) -> Self {
        Self::spawn(home, program, args, (cols, rows), true)
    }

    /// The same in a terminal that is not read beyond its buffer.
    pub(crate) fn run_undrained(home: &Path, program: &[&str], args: &[&str], cols: u16, rows: u16) -> Self {
        Self::spawn(home, program, args, (cols, rows), false)
    }

    fn spawn(home: &Path, program: &[&str], args: &[&str], (cols, rows): (u16, u16), drained: bool) -> Self {
        let pty = native_pty_system().openpty(PtySize { cols, rows, ..PtySize::default() }).expect("a terminal");
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.args(args);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        for name in FOLDERS {
            command.env(name, home);
        }
        for name in LOOKS {
            command.env_remove(name);
        }
        let child = pty.slave.spawn_command(command).expect("the program starts");
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let keys = pty.master.take_writer().expect("a writer");
        let (send, sent) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while drained && let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            master: pty.master,
            keys,
            child: Process(child),
            sent,
            raw: Vec::new(),
            screen: vt100::Parser::new(rows, cols, 0),
            home: None,
        }
    }

    /// Processes output until `done`; fails with the screen on a timeout.
    pub(crate) fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !done(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.sent.recv_timeout(left) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(_) => panic!("{what}: never seen on\n{}", self.screen.screen().contents()),
            }
        }
        self
    }

    pub(crate) fn see(&mut self, text: &str) -> &mut Self {
        self.until(text, |s| s.screen.screen().contents().contains(text))
    }

    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).expect("keys");
        self.keys.flush().expect("keys");
        self
    }

    pub(crate) fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.resize(PtySize { cols, rows, ..PtySize::default() }).expect("resized");
        self.screen.screen_mut().set_size(rows, cols);
        self
    }

    pub(crate) fn signal(&mut self, name: &str) -> &mut Self {
        let pid = self.child.process_id().expect("it runs").to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().expect("kill").success());
        self
    }

    /// Waits for the program's end.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("its status") {
                break status;
            }
            if Instant::now() > end {
                self.child.kill().expect("killed");
                panic!("it never ended:\n{}", self.screen.screen().contents());
            }
            // Output is still read, so that the program never blocks.
            if let Ok(bytes) = self.sent.recv_timeout(Duration::from_millis(10)) {
                self.screen.process(&bytes);
                self.raw.extend(bytes);
            }
        };
        // Until the terminal has no more: the thread that reads it ends then.
        while let Ok(bytes) = self.sent.recv_timeout(PATIENCE) {
            self.screen.process(&bytes);
            self.raw.extend(bytes);
        }
        assert_eq!(self.modes_left(), [""; 0]);
        status
    }

    /// Modes that were switched on last and not off again.
    pub(crate) fn modes_left(&self) -> Vec<&'static str> {
        let last = |on: &str, off: &str| {
            let text = String::from_utf8_lossy(&self.raw);
            text.rfind(on).is_some_and(|on| text.rfind(off).is_none_or(|off| off < on))
        };
        let modes = [
            ("\x1b[?1049h", "\x1b[?1049l", "alternate screen"),
            ("\x1b[?1000h", "\x1b[?1000l", "mouse"),
            ("\x1b[?1003h", "\x1b[?1003l", "mouse motion"),
            ("\x1b[?1006h", "\x1b[?1006l", "mouse SGR"),
            ("\x1b[?2004h", "\x1b[?2004l", "bracketed paste"),
            ("\x1b[?2026h", "\x1b[?2026l", "synchronised update"),
            ("\x1b[?25l", "\x1b[?25h", "hidden cursor"),
        ];
        modes.into_iter().filter(|m| last(m.0, m.1)).map(|m| m.2).collect()
    }

    /// Processes output until the program has answered everything and waits, or has ended; whether it waits. Where the
    /// system does not tell what its threads do, some time passes instead.
    pub(crate) fn settle(&mut self) -> bool {
        let end = Instant::now() + PATIENCE;
        let mut before = None;
        while self.child.try_wait().expect("its status").is_none() {
            assert!(Instant::now() < end, "it is never idle on\n{}", self.screen.screen().contents());
            let looked = Instant::now();
            let mut silent = true;
            while let Ok(bytes) = self.sent.recv_timeout(SETTLED.saturating_sub(looked.elapsed())) {
                silent = false;
                self.screen.process(&bytes);
                self.raw.extend(bytes);
            }
            // A program that is not read, or has closed its terminal, sends nothing.
            thread::sleep(SETTLED.saturating_sub(looked.elapsed()));
            let now = self.idle();
            if silent && now == before && now.is_some() {
                return true;
            }
            before = now;
        }
        false
    }

    /// The processor time of the program's threads so far, in nanoseconds, if all of them sleep.
    fn idle(&self) -> Option<u64> {
        if !cfg!(target_os = "linux") {
            return Some(0);
        }
        let mut processes = vec![self.child.process_id()?];
        let mut used = 0;
        while let Some(process) = processes.pop() {
            for task in std::fs::read_dir(format!("/proc/{process}/task")).ok()?.flatten() {
                let read = |name: &str| std::fs::read_to_string(task.path().join(name)).ok();
                let asleep = read("stat")?.rsplit(')').next()?.trim_start().starts_with('S');
                used += read("schedstat")?.split(' ').next()?.parse::<u64>().ok().filter(|_| asleep)?;
                // Without the list of children, there is only the first process.
                let children = read("children").unwrap_or_default();
                processes.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
            }
        }
        Some(used)
    }

    /// The letter of Linux for what the process does: `S` for sleeping, `T` for stopped.
    pub(crate) fn process_state(&self) -> char {
        let pid = self.child.process_id().expect("it runs");
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit(')').next().and_then(|s| s.trim().chars().next()).unwrap_or('?')
    }
}
