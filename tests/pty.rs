//! The program in a real pseudo-terminal: it starts, hears keys and signals, and always gives the terminal back.

// Windows has no signals, and its pseudo-terminal rewrites what a program sends.
#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Longer than any frame takes, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program, the terminal it runs in, and what the terminal shows.
struct Session {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    sent: Receiver<Vec<u8>>,
    raw: Vec<u8>,
    screen: vt100::Parser,
}

impl Session {
    fn start(args: &[&str], cols: u16, rows: u16) -> Self {
        Self::run(&[env!("CARGO_BIN_EXE_recto")], args, cols, rows)
    }

    fn run(program: &[&str], args: &[&str], cols: u16, rows: u16) -> Self {
        let home = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("home");
        let pty = native_pty_system().openpty(PtySize { cols, rows, ..PtySize::default() }).expect("a terminal");
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.args(args);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("TERM", "xterm-256color");
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"] {
            command.env(name, &home);
        }
        let child = pty.slave.spawn_command(command).expect("the program starts");
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let keys = pty.master.take_writer().expect("a writer");
        let (send, sent) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { master: pty.master, keys, child, sent, raw: Vec::new(), screen: vt100::Parser::new(rows, cols, 0) }
    }

    /// Takes in what the program sends until `done`; fails with the screen if that never comes.
    fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) -> &mut Self {
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

    fn see(&mut self, text: &str) -> &mut Self {
        self.until(text, |s| s.screen.screen().contents().contains(text))
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).expect("keys");
        self.keys.flush().expect("keys");
        self
    }

    fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.resize(PtySize { cols, rows, ..PtySize::default() }).expect("resized");
        self.screen.screen_mut().set_size(rows, cols);
        self
    }

    fn signal(&mut self, name: &str) -> &mut Self {
        let pid = self.child.process_id().expect("it runs").to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().expect("kill").success());
        self
    }

    /// The program's end; the terminal must be as it was.
    fn end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("its status") {
                break status;
            }
            if Instant::now() > end {
                self.child.kill().expect("killed");
                panic!("it never ended:\n{}", self.screen.screen().contents());
            }
            // What it still sends is taken in, so that it is never kept waiting.
            if let Ok(bytes) = self.sent.recv_timeout(Duration::from_millis(10)) {
                self.screen.process(&bytes);
                self.raw.extend(bytes);
            }
        };
        while let Ok(bytes) = self.sent.recv_timeout(Duration::from_millis(200)) {
            self.screen.process(&bytes);
            self.raw.extend(bytes);
        }
        assert_eq!(self.modes_left(), [""; 0]);
        status
    }

    /// Modes that were switched on and not off again, by their last mention.
    fn modes_left(&self) -> Vec<&'static str> {
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

    #[cfg(target_os = "linux")]
    fn process_state(&self) -> char {
        let pid = self.child.process_id().expect("it runs");
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.rsplit(')').next().and_then(|s| s.trim().chars().next()).unwrap_or('?')
    }
}

const BRIDGE: &str = "assets/sample/bridge-1-first.txt";
const LATER: &str = "assets/sample/bridge-3-corrected.txt";

#[test]
fn opens_the_samples_and_leaves() {
    let mut session = Session::start(&[], 120, 30);
    session.see("8 documents · 2 stories").press("?").see("Keys that work here").press("q").see("⏎ read").press("Q");
    assert!(session.end().success());
}

#[test]
fn reads_one_file_and_finds_a_word() {
    let mut session = Session::start(&[BRIDGE], 80, 24);
    session.see("Harbour bridge to reopen").press("/council").see("1 of ").press("\r").press("q");
    assert!(session.end().success());
}

#[test]
fn compares_two_files_and_keeps_its_place_through_a_resize() {
    let mut session = Session::start(&[BRIDGE, LATER], 120, 30);
    session.see("of the old kept").press("n").see("1/").press("n").see("2/");
    session.resize(60, 20).until("one column", |s| !s.screen.screen().contents().contains('│')).see("2/");
    session.resize(1, 1).resize(39, 9).see("recto needs 40×10");
    session.resize(120, 30).see("2/").press("q");
    assert!(session.end().success());
}

#[test]
fn reads_a_pipe_and_takes_its_keys_from_the_terminal() {
    let script = "cat assets/sample/bridge-1-first.txt | \"$0\" -";
    let mut session = Session::run(&["sh", "-c", script, env!("CARGO_BIN_EXE_recto")], &[], 80, 24);
    session.see("Harbour bridge to reopen").press("q");
    assert!(session.end().success());
}

#[test]
fn signals_end_it_in_order() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2)] {
        let mut session = Session::start(&[BRIDGE], 80, 24);
        session.see("Harbour bridge to reopen").signal(name);
        assert_eq!(session.end().exit_code(), 128 + number, "{name}");
    }
}

#[test]
fn a_signal_keeps_the_place_as_quitting_does() {
    const PACT: &str = "assets/sample/pact-1-wire.txt";
    let at_end = |s: &Session| s.screen.screen().contents().contains("100 %");
    let mut first = Session::start(&[PACT], 80, 24);
    first.see(" %").press("G").until("the end", at_end).signal("TERM");
    first.end();
    let mut second = Session::start(&[PACT], 80, 24);
    second.until("the end, where it was left", at_end).press("gg").until("the top", |s| !at_end(s)).signal("HUP");
    second.end();
    let mut third = Session::start(&[PACT], 80, 24);
    third.see(" %").until("the top, where it was left", |s| !at_end(s)).press("q");
    assert!(third.end().success());
}

#[test]
fn standard_input_that_is_the_terminal_is_refused_at_once() {
    for args in [&["-"][..], &["-", BRIDGE], &[BRIDGE, "-"]] {
        let mut session = Session::start(args, 80, 24);
        session.see("cannot read standard input: it is the terminal");
        assert_eq!(session.end().exit_code(), 2, "{args:?}");
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_fault_gives_the_terminal_back_and_is_told() {
    let script = "RECTO_FAULT=update \"$0\" assets/sample/bridge-1-first.txt; echo status $?; stty -a";
    let mut session = Session::run(&["sh", "-c", script, env!("CARGO_BIN_EXE_recto")], &[], 120, 40);
    session.see("a fault that was asked for").see("status 101").see(" icanon").see(" echo ");
    assert!(String::from_utf8_lossy(&session.raw).contains("\x1b[?1049h"), "it had the terminal");
    assert!(session.end().success());
}

#[test]
#[cfg(debug_assertions)]
fn a_fault_of_a_worker_is_said_and_leaves_the_screen_alone() {
    let script = "RECTO_FAULT=work \"$0\" assets/sample/bridge-1-first.txt";
    let mut session = Session::run(&["sh", "-c", script, env!("CARGO_BIN_EXE_recto")], &[], 80, 24);
    session.see("because of a fault in recto").press("q");
    assert!(session.end().success());
    assert!(!String::from_utf8_lossy(&session.raw).contains("panicked"));
}

#[test]
fn ctrl_c_leaves() {
    let mut session = Session::start(&[BRIDGE], 80, 24);
    session.see("Harbour bridge to reopen").press("\x03");
    assert!(session.end().success());
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_z_gives_the_terminal_back_until_it_goes_on() {
    let mut session = Session::start(&[BRIDGE, LATER], 120, 30);
    session.see("of the old kept").press("n").see("1/").press("\x1a");
    session.until("the shell's screen", |s| s.modes_left().is_empty());
    let end = Instant::now() + PATIENCE;
    while session.process_state() != 'T' {
        assert!(Instant::now() < end, "it never stopped");
        thread::yield_now();
    }
    session.signal("CONT").until("the same screen", |s| s.screen.screen().alternate_screen());
    session.see("1/").press("q");
    assert!(session.end().success());
}
