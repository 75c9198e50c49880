//! The state database: saved state of the program, in one SQLite file in the state folder.
//!
//! ```text
//! recto.db        positions of documents, choices (theme, sort order)   one writer at a time, many readers
//! recto.db-wal    the write-ahead log: saved state survives if the program is killed
//! choices.json    a copy of the choices for the first frame, see `copy`
//! ```
//!
//! The schema has a version (`user_version`). An older one is migrated in one transaction; a newer one is opened
//! read-only. A file that is not a database, or a damaged one, is renamed and replaced by a new one: nothing is
//! deleted. Errors are reported as a [`Notice`] of one line; the program then continues without saved state.

mod copy;
mod error;
mod files;
mod positions;
mod schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, params};

use super::fault::{self, Operation};
use error::error;
use files::{make_file, make_folder, set_aside};

pub use copy::Choices;
pub use error::StateError;
pub use positions::{Left, Positions, Reading};

/// The name of the database in the state folder.
const FILE: &str = "recto.db";

/// The positions saved by versions without a database, imported once.
const OLD_POSITIONS: &str = "positions.json";

/// How long a statement waits for another program that is writing.
const BUSY_WITHIN: Duration = Duration::from_secs(5);

/// A one-line notice about the state for the user; the program continues.
pub type Notice = String;

/// The open state database.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
    path: PathBuf,
    /// Written by a newer version of the program: opened read-only.
    read_only: bool,
}

impl Database {
    /// Opens the database of `folder`, or creates it. The second value is a notice to show: a newer schema, a damaged
    /// file that was renamed, old positions that could not be read.
    ///
    /// # Errors
    /// Fails if the folder or file cannot be used: no permission, not a regular file, a full disk.
    pub fn open(folder: &Path) -> Result<(Self, Vec<Notice>), StateError> {
        Self::open_showing(folder, &mut |_, _| {})
    }

    /// The same. `unchecked` gets the choices and positions as soon as they can be read: before the database is checked,
    /// which takes longer the more is in it. They are good enough to show a document by.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_showing(
        folder: &Path,
        unchecked: &mut dyn FnMut(Choices, Positions),
    ) -> Result<(Self, Vec<Notice>), StateError> {
        let path = folder.join(FILE);
        make_folder(folder).map_err(|e| error("make the folder of", &path, e))?;
        let mut notices = Vec::new();
        let fresh = make_file(&path)?;
        let mut opened = retry_while_busy(|| Self::connect(&path, unchecked));
        if matches!(opened, Err(Fault::Damaged(_))) {
            // SQLite takes a page that the disk did not give for damage too: only what can be read, and is damaged again,
            // is set aside.
            fs::read(&path).map_err(|e| error("read", &path, e))?;
            opened = retry_while_busy(|| Self::connect(&path, unchecked));
        }
        if let Err(Fault::Damaged(why)) = &opened {
            let aside = set_aside(&path).map_err(|e| error("set aside the damaged", &path, e))?;
            notices.push(format!(
                "{} is damaged ({why}): it was moved to {}, and a new one was made",
                path.display(),
                aside.display()
            ));
            make_file(&path)?;
            opened = retry_while_busy(|| Self::connect(&path, unchecked));
        }
        let mut database = match opened {
            Ok(database) => database,
            Err(Fault::Damaged(why) | Fault::Busy(why) | Fault::Other(why)) => return Err(error("open", &path, why)),
        };
        if database.read_only {
            notices.push(format!("{} was written by a newer version of recto: nothing will be saved", path.display()));
        }
        if fresh && !database.read_only {
            notices.extend(database.import_positions(&folder.join(OLD_POSITIONS)));
        }
        database.copy_choices();
        Ok((database, notices))
    }

    /// The choices of the database of `folder` when it was last used, without opening it; `None` if they are not known.
    #[must_use]
    pub fn cached_choices(folder: &Path) -> Option<Choices> {
        copy::read(folder)
    }

    /// Updates the copy of the choices. Where that fails, the next first frame waits for the database, or shows the
    /// choices before the last.
    fn copy_choices(&self) {
        let Some(folder) = self.path.parent().filter(|_| !self.read_only) else { return };
        if let Ok(choices) = self.choices()
            && copy::read(folder).as_ref() != Some(&choices)
        {
            _ = copy::write(folder, &choices);
        }
    }

    /// Whether `folder` has anything to read: a database, or positions from before there was one.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        [FILE, OLD_POSITIONS].iter().any(|name| folder.join(name).exists())
    }

    fn connect(path: &Path, unchecked: &mut dyn FnMut(Choices, Positions)) -> Result<Self, Fault> {
        fault::check(Operation::Open).map_err(|e| Fault::Other(e.to_string()))?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(BUSY_WITHIN)?;
        let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        // An error is left to the check.
        if let (1.., Ok(choices), Ok(positions)) = (version, choices(&connection), positions::load(&connection)) {
            unchecked(choices, positions);
        }
        if version > schema::NEWEST {
            connection.execute_batch("PRAGMA query_only = on")?;
            return Ok(Self { connection, path: path.to_path_buf(), read_only: true });
        }
        // Not the quicker check, which does not compare indexes with their tables: a row may be missing in one.
        let sound: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if sound != "ok" {
            let why = sound.lines().next().unwrap_or_default().to_owned();
            return Err(if is_unread(&why) { Fault::Other(why) } else { Fault::Damaged(why) });
        }
        connection.execute_batch("PRAGMA journal_mode = wal; PRAGMA synchronous = normal;")?;
        schema::migrate(&mut connection)?;
        Ok(Self { connection, path: path.to_path_buf(), read_only: false })
    }

    /// Imports the positions saved by versions without a database; the old file is renamed.
    fn import_positions(&mut self, old: &Path) -> Vec<Notice> {
        let bytes = match super::read::plain_file(old, OLD_POSITIONS_MAX_BYTES) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Vec::new(),
            Err(why) => return vec![format!("cannot import {}: {why}", old.display())],
        };
        let (entries, odd) = positions::of_json(&bytes);
        let mut notices = Vec::new();
        if odd > 0 {
            notices.push(format!("{}: {odd} entries could not be understood and were left out", old.display()));
        }
        if let Err(why) = self.save(&entries) {
            notices.push(why.to_string());
            return notices;
        }
        let kept = old.with_extension("json.old");
        if let Err(why) = fault::check(Operation::Rename).and_then(|()| fs::rename(old, &kept)) {
            notices.push(format!("cannot rename {}: {why}", old.display()));
        }
        notices
    }

    /// All saved positions.
    ///
    /// # Errors
    /// Fails if the file cannot be read.
    pub fn positions(&self) -> Result<Positions, StateError> {
        positions::load(&self.connection).map_err(|e| error("read", &self.path, e))
    }

    /// Saves positions in one transaction, replacing earlier ones of their paths. The oldest positions beyond
    /// `positions::MAX_POSITIONS` are dropped. Saves nothing if the schema is newer.
    ///
    /// # Errors
    /// Fails if the file cannot be written; then nothing of `left` is saved.
    pub fn save(&mut self, left: &[Left]) -> Result<(), StateError> {
        if self.read_only || left.is_empty() {
            return Ok(());
        }
        positions::save(&mut self.connection, left).map_err(|e| error("save to", &self.path, e))
    }

    /// The user's saved choices, such as the theme, by name.
    ///
    /// # Errors
    /// Fails if the file cannot be read.
    pub fn choices(&self) -> Result<Choices, StateError> {
        choices(&self.connection).map_err(|e| error("read", &self.path, e))
    }

    /// Saves a choice.
    ///
    /// # Errors
    /// Fails if the file cannot be written.
    pub fn set_choice(&mut self, name: &str, value: &str) -> Result<(), StateError> {
        if self.read_only {
            return Ok(());
        }
        fault::check(Operation::Write).map_err(|e| error("save to", &self.path, e))?;
        self.connection
            .execute("INSERT OR REPLACE INTO choice (name, value) VALUES (?1, ?2)", params![name, value])
            .map_err(|e| error("save to", &self.path, e))?;
        self.copy_choices();
        Ok(())
    }
}

/// Maximum size in bytes of a `positions.json` to import: 2,000 entries of the old format have less than 1 MB.
const OLD_POSITIONS_MAX_BYTES: u64 = 16 << 20;

/// Why a connection failed.
enum Fault {
    /// The file is not a database, or is damaged.
    Damaged(String),
    /// Another program holds a lock for which SQLite does not wait itself.
    Busy(String),
    Other(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(error.to_string()),
            _ => Self::Other(error.to_string()),
        }
    }
}

/// All choices of a database.
fn choices(connection: &Connection) -> rusqlite::Result<Choices> {
    let mut query = connection.prepare("SELECT name, value FROM choice")?;
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Whether a check of the database failed because a page could not be read, as on a failing disk: "unable to get the page.
/// error code=266". That says nothing of what is stored.
fn is_unread(why: &str) -> bool {
    let code = why.rsplit_once("error code=").and_then(|(_, code)| code.trim().parse::<i32>().ok());
    // The lower byte is the primary code.
    code.is_some_and(|code| code & 0xff != rusqlite::ffi::SQLITE_CORRUPT)
}

/// Retries while another program is busy, for at most [`BUSY_WITHIN`]. SQLite's own timeout does not cover a change of the
/// journal mode, nor the moment in which the last program closes the log.
fn retry_while_busy<T>(mut attempt: impl FnMut() -> Result<T, Fault>) -> Result<T, Fault> {
    let until = Instant::now().checked_add(BUSY_WITHIN);
    loop {
        match attempt() {
            Err(Fault::Busy(_)) if until.is_some_and(|until| Instant::now() < until) => std::thread::sleep(RETRY_AFTER),
            outcome => return outcome,
        }
    }
}

/// Delay between attempts.
const RETRY_AFTER: Duration = Duration::from_millis(5);

#[cfg(test)]
mod tests {
    use super::*;

    fn left(path: &str, at: u32) -> Left {
        Left::new(path.as_bytes().to_vec(), "Some text that was read for a while.", at)
    }

    #[test]
    fn saved_state_is_there_in_the_next_run() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut database, notices) = Database::open(folder.path()).expect("opened");
        assert!(notices.is_empty(), "{notices:?}");
        database.save(&[left("/a", 5), left("/b", 10)]).expect("saved");
        database.set_choice("theme", "light").expect("saved");
        drop(database);
        let (database, _) = Database::open(folder.path()).expect("opened again");
        assert_eq!(database.positions().expect("read").len(), 2);
        let choices = database.choices().expect("read");
        assert_eq!((choices.len(), choices["theme"].as_str()), (1, "light"));
    }

    #[test]
    fn choices_are_copied_for_the_first_frame() {
        let folder = tempfile::tempdir().expect("a folder");
        let theme = |name: &str| Some(Choices::from([("theme".to_owned(), name.to_owned())]));
        assert_eq!(Database::cached_choices(folder.path()), None);
        let (mut database, _) = Database::open(folder.path()).expect("opened");
        database.set_choice("theme", "light").expect("saved");
        assert_eq!(Database::cached_choices(folder.path()), theme("light"));
        drop(database);
        // The database decides, whatever became of the copy.
        for broken in [&b"{\"theme\": \"dark\"}"[..], b"{\"theme\"", b"[3]", b""] {
            fs::write(folder.path().join("choices.json"), broken).expect("written");
            let (database, notices) = Database::open(folder.path()).expect("opened");
            assert_eq!((database.choices().ok(), notices.len()), (theme("light"), 0));
            assert_eq!(Database::cached_choices(folder.path()), theme("light"));
        }
        let copies = fs::read_dir(folder.path()).expect("a folder").flatten();
        assert_eq!(copies.filter(|e| e.file_name().to_string_lossy().starts_with("choices")).count(), 1);
    }

    #[test]
    fn concurrent_programs_lose_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let one = |n: u32| {
            for round in 0..100 {
                let (mut database, notices) = Database::open(folder.path()).expect("opened");
                assert!(notices.is_empty(), "{notices:?}");
                database.save(&[left(&format!("/{n}/{round}"), 5)]).expect("saved");
            }
        };
        std::thread::scope(|scope| (0..4).for_each(|n| _ = scope.spawn(move || one(n))));
        let (database, _) = Database::open(folder.path()).expect("opened");
        assert_eq!(database.positions().expect("read").len(), 400);
    }

    #[test]
    fn a_damaged_file_is_renamed() {
        let folder = tempfile::tempdir().expect("a folder");
        for (n, garbage) in [&b"garbage, and no database at all: 100 bytes of it"[..], &[0xff; 5000]].iter().enumerate()
        {
            fs::write(folder.path().join(FILE), garbage).expect("written");
            let (mut database, notices) = Database::open(folder.path()).expect("opened");
            assert!(notices.len() == 1 && notices[0].contains("is damaged"), "{notices:?}");
            database.save(&[left("/a", 5)]).expect("saved");
            drop(database);
            let kept = fs::read(folder.path().join(format!("{FILE}.damaged-{}", n + 1))).expect("kept");
            assert_eq!(kept, *garbage);
        }
    }

    #[test]
    fn a_truncated_database_is_renamed_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut database, _) = Database::open(folder.path()).expect("opened");
        let many: Vec<Left> = (0..500).map(|n| left(&format!("/{n}"), n)).collect();
        database.save(&many).expect("saved");
        drop(database);
        let path = folder.path().join(FILE);
        let bytes = fs::read(&path).expect("read");
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("cut short");
        let (database, notices) = Database::open(folder.path()).expect("opened");
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert_eq!(database.positions().expect("read").len(), 0);
    }

    #[test]
    fn state_is_read_before_it_is_checked_and_damage_is_found_before_it_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut database, _) = Database::open(folder.path()).expect("opened");
        let many: Vec<Left> = (0..200).map(|n| left(&format!("/{n}"), n)).collect();
        database.save(&many).expect("saved");
        database.set_choice("theme", "light").expect("saved");
        // An index that lacks a row: only the check finds it.
        let missing = "PRAGMA writable_schema = on;
            UPDATE sqlite_schema SET sql = sql || ' WHERE seq <> 7' WHERE name = 'position_content'";
        database.connection.execute_batch(missing).expect("made");
        drop(database);
        Connection::open(folder.path().join(FILE))
            .and_then(|open| open.execute_batch("REINDEX position_content"))
            .expect("made");
        let whole = "PRAGMA writable_schema = on;
            UPDATE sqlite_schema SET sql = replace(sql, ' WHERE seq <> 7', '') WHERE name = 'position_content'";
        Connection::open(folder.path().join(FILE)).and_then(|open| open.execute_batch(whole)).expect("made");
        let damaged = fs::read(folder.path().join(FILE)).expect("read");
        let mut shown = Vec::new();
        let mut unchecked = |choices: Choices, positions: Positions| shown.push((choices, positions.len()));
        let (database, notices) = Database::open_showing(folder.path(), &mut unchecked).expect("opened");
        assert!(notices.len() == 1 && notices[0].contains("is damaged"), "{notices:?}");
        // Damage is confirmed by opening it again.
        shown.dedup();
        assert_eq!(shown, [(Choices::from([("theme".to_owned(), "light".to_owned())]), 200)]);
        assert_eq!(database.positions().expect("read").len(), 0);
        assert_eq!(fs::read(folder.path().join("recto.db.damaged-1")).expect("kept"), damaged);
    }

    #[test]
    fn an_unreadable_page_is_not_damage() {
        assert!(is_unread("Tree 2 page 2: unable to get the page. error code=266"));
        assert!(!is_unread("Tree 2 page 2: unable to get the page. error code=11"));
        assert!(!is_unread("Tree 2 page 2 cell 0: invalid page number 99"));
    }

    #[test]
    fn a_newer_schema_is_read_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut database, _) = Database::open(folder.path()).expect("opened");
        database.save(&[left("/a", 5)]).expect("saved");
        database.connection.execute_batch("PRAGMA user_version = 9999; CREATE TABLE later (x)").expect("made newer");
        drop(database);
        let (mut database, notices) = Database::open(folder.path()).expect("opened");
        assert!(notices.len() == 1 && notices[0].contains("newer version"), "{notices:?}");
        assert_eq!(database.positions().expect("read").len(), 1);
        database.save(&[left("/b", 5)]).expect("no error");
        assert_eq!(database.positions().expect("read").len(), 1);
    }

    #[test]
    fn only_a_regular_file_is_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(FILE)).expect("made");
        let why = Database::open(folder.path()).expect_err("refused").to_string();
        assert!(why.ends_with("recto.db: it is not a regular file"), "{why}");
    }

    #[test]
    fn old_positions_are_imported_once_without_invalid_entries() {
        let folder = tempfile::tempdir().expect("a folder");
        let old = folder.path().join(OLD_POSITIONS);
        let json = r#"{"/a": {"at": 5, "of": 20, "mark": "text", "when": 2}, "/b": {"at": "odd"}, "/c": {"at": 7, "of": 9, "mark": "", "when": 1}}"#;
        fs::write(&old, json).expect("written");
        let (database, notices) = Database::open(folder.path()).expect("opened");
        assert_eq!(database.positions().expect("read").len(), 2);
        assert!(notices.len() == 1 && notices[0].contains("1 entries could not"), "{notices:?}");
        assert!(!old.exists() && old.with_extension("json.old").exists());
        drop(database);
        let (database, notices) = Database::open(folder.path()).expect("opened again");
        assert_eq!((database.positions().expect("read").len(), notices.len()), (2, 0));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state");
        let (mut database, _) = Database::open(&state).expect("opened");
        database.save(&[left("/a", 5)]).expect("saved");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&state), 0o700);
        for entry in fs::read_dir(&state).expect("a folder") {
            assert_eq!(mode(&entry.expect("an entry").path()), 0o600);
        }
    }
}
