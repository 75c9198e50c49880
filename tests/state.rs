//! Saved state: reading positions if programs end concurrently, are killed, lose their terminal or find a damaged state
//! file.

#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/places.rs"]
mod places;
#[path = "common/program.rs"]
mod program;
#[path = "common/session.rs"]
mod session;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use program::RECTO;
use recto::store::{Database, Source};
use session::{PATIENCE, Process, Session};

/// A folder with a home and some long texts.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn state(&self) -> PathBuf {
        self.home().join(places::FOLDER)
    }

    fn text(&self, n: usize) -> String {
        let path = self.folder.path().join(format!("{n}.txt"));
        let line = |k| format!("Paragraph {k} of text {n} tells what happened on day {k} at the quay.\n\n");
        fs::write(&path, (0..200).map(line).collect::<String>()).expect("written");
        path.to_str().expect("a name").to_owned()
    }

    /// Whether a position of this text is in the state file, and not at its beginning.
    fn has_saved(&self, text: &str) -> bool {
        let (database, _) = Database::open(&self.state()).expect("the state opens");
        let content = fs::read_to_string(text).expect("read");
        database.positions().expect("read").get(&Source::File(text.into()), &content).is_some_and(|at| at > 0)
    }

    fn open(&self, text: &str) -> Session {
        Session::run_at(&self.home(), &[RECTO], &[text], 80, 24)
    }
}

fn at_end(session: &Session) -> bool {
    session.screen.screen().contents().contains("100 %")
}

/// Reads a text to its end without quitting.
fn read_to_the_end(place: &Place, text: &str) -> Session {
    let mut session = place.open(text);
    session.see(" %").press("G").until("the end", at_end);
    session
}

/// Whether a text is opened at its end. A position that is not read in time, on a busy machine, is kept for the next run.
fn opens_at_the_end(place: &Place, text: &str) -> bool {
    (0..3).any(|_| {
        let mut session = place.open(text);
        session.see(" %");
        let end = at_end(&session);
        session.press("q");
        session.end();
        end
    })
}

fn ends(child: &mut Process) -> u32 {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("its status") {
            return status.exit_code();
        }
        assert!(start.elapsed() < END_WITHIN, "still running after {END_WITHIN:?}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Time limit for exiting: the goal is 500 ms, but a test machine may be busy.
const END_WITHIN: Duration = PATIENCE;

#[test]
fn a_closed_terminal_ends_it_with_129_and_loses_nothing() {
    let place = Place::new();
    let text = place.text(1);
    let mut session = Session::run_undrained(&place.home(), &[RECTO], &[&text], 80, 24);
    assert!(session.settle());
    session.press("G");
    assert!(session.settle());
    let Session { master, keys, mut child, .. } = session;
    // Nothing else holds the terminal, so that the system hangs it up.
    drop((master, keys));
    assert_eq!(ends(&mut child), 129);
    assert!(opens_at_the_end(&place, &text));
}

/// Ends the sessions of a socket of tmux, also after a failure.
struct Tmux {
    socket: PathBuf,
}

impl Tmux {
    fn run(&self, args: &[&str]) -> String {
        let mut command = Command::new("tmux");
        let output = command.arg("-S").arg(&self.socket).args(["-f", "/dev/null"]).args(args).output();
        String::from_utf8_lossy(&output.expect("tmux runs").stdout).into_owned()
    }

    #[track_caller]
    fn until(&self, what: &str, args: &[&str], is: impl Fn(&str) -> bool) {
        let end = Instant::now() + session::PATIENCE;
        while !is(&self.run(args)) {
            assert!(Instant::now() < end, "{what} never came: {}", self.run(args));
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
fn a_killed_session_of_tmux_loses_nothing() {
    if Command::new("tmux").arg("-V").output().is_err() {
        let message = "\nSKIPPED: a test of a killed session, as tmux is missing\n";
        std::io::stderr().write_all(message.as_bytes()).expect("told");
        return;
    }
    let place = Place::new();
    let text = place.text(1);
    let tmux = Tmux { socket: place.folder.path().join("tmux") };
    let home = place.home();
    let homes = ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"];
    let homes: Vec<String> = homes.map(|name| format!("{name}={}", home.display())).to_vec();
    let program = ["new-session", "-d", "-x", "80", "-y", "24", "env"].into_iter();
    let program: Vec<&str> = program.chain(homes.iter().map(String::as_str)).chain([RECTO, &text]).collect();
    tmux.run(&program);
    let shown = ["capture-pane", "-p"];
    tmux.until("the text", &shown, |screen| screen.contains("Paragraph 1 of"));
    tmux.run(&["send-keys", "G"]);
    tmux.until("the end", &shown, |screen| screen.contains("100 %"));
    let number = tmux.run(&["list-panes", "-F", "#{pane_pid}"]);
    tmux.run(&["kill-session"]);
    let begun = Instant::now();
    let runs = || Command::new("kill").args(["-0", number.trim()]).output().is_ok_and(|output| output.status.success());
    while runs() {
        assert!(begun.elapsed() < END_WITHIN, "still running after {END_WITHIN:?}");
        thread::sleep(Duration::from_millis(5));
    }
    assert!(opens_at_the_end(&place, &text));
}

#[test]
fn programs_that_end_together_lose_no_position() {
    let rounds = std::env::var("RECTO_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let place = Place::new();
    for round in 0..rounds {
        let texts: Vec<String> = (0..4).map(|n| place.text(4 * round + n)).collect();
        let mut sessions: Vec<Session> = texts.iter().map(|text| read_to_the_end(&place, text)).collect();
        sessions.iter_mut().for_each(|s| {
            s.press("q");
        });
        for session in &mut sessions {
            assert!(session.end().success());
            let sent = String::from_utf8_lossy(&session.raw).into_owned();
            assert!(!sent.contains("not saved"), "round {round}: a save took too long");
        }
        for text in &texts {
            assert!(opens_at_the_end(&place, text), "round {round}: {text} lost its position");
        }
    }
}

#[test]
fn a_killed_program_has_saved_its_position_before() {
    let place = Place::new();
    let text = place.text(1);
    let mut session = read_to_the_end(&place, &text);
    // The position is recorded after two seconds, and saved two seconds later.
    let begun = Instant::now();
    while !place.has_saved(&text) {
        assert!(begun.elapsed() < PATIENCE, "nothing is saved while it runs");
        thread::sleep(Duration::from_millis(200));
    }
    session.child.kill().expect("killed");
    session.child.wait().expect("ended");
    assert!(opens_at_the_end(&place, &text));
}

#[test]
fn a_chosen_theme_is_saved_and_paints_its_background() {
    let place = Place::new();
    let text = place.text(1);
    let ground = |session: &Session| session.screen.screen().cell(10, 2).expect("a cell").bgcolor();
    let mut session = place.open(&text);
    session.see("Paragraph 1 of");
    assert_eq!(ground(&session), vt100::Color::Default, "a default theme keeps the terminal's background");
    session.press("T").see("theme").press("q");
    let chosen = session.screen.screen().contents();
    let painted = ground(&session);
    assert_ne!(painted, vt100::Color::Default);
    session.end();
    let mut next = place.open(&text);
    next.see("Paragraph 1 of").until("the chosen ground", |s| ground(s) == painted);
    next.press("T").see("theme").press("q");
    assert_ne!(chosen.lines().last(), next.screen.screen().contents().lines().last(), "the next theme is another one");
    next.end();
}

/// Lets an undrained program draw until the buffer of its terminal is full.
fn fill(session: &mut Session) {
    for _ in 0..60 {
        session.keys.write_all(b" ").expect("keys");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_undrained_terminal_does_not_hold_up_the_end() {
    let place = Place::new();
    let text = place.text(1);
    let mut session = Session::run_undrained(&place.home(), &[RECTO], &[&text], 200, 100);
    fill(&mut session);
    session.signal("TERM");
    assert_eq!(ends(&mut session.child), 128 + 15);
}

#[test]
fn a_terminal_that_is_read_again_is_restored() {
    let place = Place::new();
    let text = place.text(1);
    let mut session = Session::run_undrained(&place.home(), &[RECTO], &[&text], 200, 100);
    fill(&mut session);
    let mut reader = session.master.try_clone_reader().expect("a reader");
    session.signal("TERM");
    let (mut sent, mut buffer) = (Vec::new(), [0; 512]);
    while let Ok(n @ 1..) = reader.read(&mut buffer) {
        sent.extend_from_slice(&buffer[..n]);
    }
    assert_eq!(ends(&mut session.child), 128 + 15);
    assert!(String::from_utf8_lossy(&sent).contains("\x1b[?1049l"), "the terminal is not restored");
}

fn with_state_file(make: impl FnOnce(&Path), says: &str) {
    let place = Place::new();
    fs::create_dir_all(place.state()).expect("made");
    make(&place.state().join("recto.db"));
    let text = place.text(1);
    let mut session = place.open(&text);
    session.see(says).see("Paragraph 1 of").press("G").until("the end", at_end).press("q");
    assert!(session.end().success(), "reading goes on");
}

#[test]
fn an_unusable_state_file_is_reported_and_reading_continues() {
    with_state_file(
        |db| fs::write(db, b"garbage that is no database, long enough to be one").expect("written"),
        "is damaged",
    );
    with_state_file(|db| fs::create_dir(db).expect("made"), "it is not a regular file");
    let fifo = |db: &Path| {
        assert!(Command::new("mkfifo").arg(db).status().expect("mkfifo").success());
    };
    with_state_file(fifo, "it is not a regular file");
}
