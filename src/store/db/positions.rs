//! Reading positions of files, saved between runs.
//!
//! A position is a byte of the text and a few words after it. If the file has changed since, the words are searched for
//! near the old byte; if they are gone, the position is the same share of the text as before. A file is identified by
//! the bytes of its path, otherwise by its content.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior, params};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::store::Source;
use crate::store::fault::{self, Operation};
use crate::text::floor_boundary;

/// Maximum number of remembered files; the ones saved longest ago are dropped.
pub(super) const MAX_POSITIONS: usize = 2_000;

/// How many characters of the text are saved to find a position again.
const MARK_CHARS: usize = 48;

/// A document's content, as the SHA-256 digest of its text.
type Content = [u8; 32];

/// The position in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    path: Vec<u8>,
    content: Content,
    at: u32,
    length: u32,
    mark: String,
}

impl Left {
    /// The position `at` in the document of a path (as bytes), rounded down to a character of `text`.
    #[must_use]
    pub fn new(path: Vec<u8>, text: &str, at: u32) -> Self {
        let at = floor_boundary(text, at as usize);
        let mark = text.get(at..).unwrap_or("").chars().take(MARK_CHARS).collect();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { path, content: content(text), at: narrow(at), length: narrow(text.len()), mark }
    }

    /// The same for a source; `None` if it is not a file: only files have saved positions.
    #[must_use]
    pub fn of(source: &Source, text: &str, at: u32) -> Option<Self> {
        Some(Self::new(path_key(source)?, text, at))
    }

    /// Whether it is the beginning.
    #[must_use]
    pub const fn is_at_start(&self) -> bool {
        self.at == 0
    }

    /// The bytes of its path.
    #[must_use]
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// The position in `text`, which may have changed.
    fn find(&self, text: &str) -> u32 {
        let at = floor_boundary(text, self.at as usize);
        if text.get(at..).is_some_and(|rest| rest.starts_with(&self.mark)) {
            return u32::try_from(at).unwrap_or(0);
        }
        let nearest = match self.mark.trim() {
            "" => None,
            mark => text.match_indices(mark).map(|(i, _)| i).min_by_key(|i| i.abs_diff(at)),
        };
        let share = || {
            let bytes = text.len() as u64 * u64::from(self.at) / u64::from(self.length.max(1));
            floor_boundary(text, usize::try_from(bytes).unwrap_or(usize::MAX))
        };
        u32::try_from(nearest.unwrap_or_else(share)).unwrap_or(0)
    }
}

/// How a document was read in earlier runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The byte of its text where it was left, the first of a character; `None` at its beginning.
    pub at: Option<u32>,
    /// Its text has changed since.
    pub changed: bool,
}

/// The saved positions, in memory.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    by_path: HashMap<Vec<u8>, Left>,
    /// The path saved last for each content.
    by_content: HashMap<Content, Vec<u8>>,
}

impl Positions {
    /// The number of positions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_path.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    /// How `source`, whose text is `text`, was read in earlier runs; `None` where it was not.
    #[must_use]
    pub fn reading(&self, source: &Source, text: &str) -> Option<Reading> {
        let path = path_key(source)?;
        let content = content(text);
        let left = self.by_path.get(&path).or_else(|| self.by_path.get(self.by_content.get(&content)?))?;
        let changed = left.content != content && left.content != Content::default();
        Some(Reading { at: Some(left.find(text)).filter(|at| *at > 0), changed })
    }

    /// The saved position of `source` in `text`, at a character boundary. `None` if it was never read, or left at its
    /// beginning.
    #[must_use]
    pub fn get(&self, source: &Source, text: &str) -> Option<u32> {
        self.reading(source, text)?.at
    }

    /// Sets a position, only in memory.
    pub fn set(&mut self, left: Left) {
        self.by_content.insert(left.content, left.path.clone());
        self.by_path.insert(left.path.clone(), left);
    }
}

/// The positions of a database. It may be damaged, so the number of rows that are read is limited, in the order of an
/// index.
pub(super) fn load(connection: &Connection) -> rusqlite::Result<Positions> {
    let mut query =
        connection.prepare("SELECT path, content, at, length, mark FROM position ORDER BY seq DESC LIMIT ?1")?;
    let rows = query.query_map([i64::try_from(MAX_POSITIONS).unwrap_or(i64::MAX)], |row| {
        let content: Vec<u8> = row.get(1)?;
        let content = Content::try_from(content).unwrap_or_default();
        Ok(Left { path: row.get(0)?, content, at: row.get(2)?, length: row.get(3)?, mark: row.get(4)? })
    })?;
    // An invalid row is skipped; an error of the file is not.
    let mut newest_first = Vec::new();
    for row in rows {
        match row {
            Ok(left) => newest_first.push(left),
            Err(error @ rusqlite::Error::SqliteFailure(..)) => return Err(error),
            Err(_) => {}
        }
    }
    let mut positions = Positions::default();
    newest_first.into_iter().rev().for_each(|left| positions.set(left));
    Ok(positions)
}

/// Saves positions in one transaction and drops the oldest beyond [`MAX_POSITIONS`].
pub(super) fn save(connection: &mut Connection, left: &[Left]) -> rusqlite::Result<()> {
    let fails = |operation| fault::check(operation).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)));
    fails(Operation::Lock)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // A value that no program has saved must not keep the next ones from being saved.
    let newest = "SELECT coalesce(max(seq), 0) FROM position WHERE typeof(seq) = 'integer' AND seq < 1 << 62";
    let mut seq: i64 = transaction.query_row(newest, [], |row| row.get(0))?;
    {
        let mut insert = transaction.prepare(
            "INSERT OR REPLACE INTO position (path, content, at, length, mark, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for one in left {
            seq += 1;
            fails(Operation::Write)?;
            insert.execute(params![one.path, one.content, one.at, one.length, one.mark, seq])?;
        }
    }
    transaction.execute(
        "DELETE FROM position WHERE seq <= (SELECT seq FROM position ORDER BY seq DESC LIMIT 1 OFFSET ?1)",
        [i64::try_from(MAX_POSITIONS).unwrap_or(i64::MAX)],
    )?;
    fails(Operation::Sync)?;
    transaction.commit()
}

/// The entries of a `positions.json`, oldest first, and the number of invalid ones.
pub(super) fn of_json(bytes: &[u8]) -> (Vec<Left>, usize) {
    #[derive(Deserialize)]
    struct Entry {
        at: u32,
        of: u32,
        mark: String,
        when: u64,
    }
    let Ok(all) = serde_json::from_slice::<HashMap<String, serde_json::Value>>(bytes) else { return (Vec::new(), 1) };
    let count = all.len();
    let entry = |(path, value): (String, serde_json::Value)| {
        let Entry { at, of, mark, when } = serde_json::from_value(value).ok()?;
        let mark: String = mark.chars().take(MARK_CHARS).collect();
        Some((when, Left { path: path.into_bytes(), content: Content::default(), at, length: of, mark }))
    };
    let mut entries: Vec<(u64, Left)> = all.into_iter().filter_map(entry).collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.path.cmp(&b.1.path)));
    let odd = count - entries.len();
    (entries.into_iter().map(|e| e.1).collect(), odd)
}

/// The canonical path of a source's file, as the system's bytes: names that differ only in invalid UTF-8 are different.
fn path_key(source: &Source) -> Option<Vec<u8>> {
    let path: &Path = source.path()?;
    Some(std::fs::canonicalize(path).ok()?.into_os_string().into_encoded_bytes())
}

fn content(text: &str) -> Content {
    Sha256::digest(text.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::db::Database;

    const TEXT: &str = "Äpfel fielen. Then the wind came back and took the roof off the old mill.";

    fn story(dir: &Path, name: &str) -> Source {
        let path = dir.join(name);
        fs::write(&path, TEXT).expect("written");
        Source::File(path)
    }

    fn then() -> u32 {
        u32::try_from(TEXT.find("Then").expect("there")).expect("small")
    }

    #[test]
    fn a_position_is_found_again_in_the_next_run_and_after_a_change() {
        let dir = tempfile::tempdir().expect("a folder");
        let source = story(dir.path(), "story.txt");
        let state = dir.path().join("state");
        let (mut database, _) = Database::open(&state).expect("opened");
        database.save(&[Left::of(&source, TEXT, then()).expect("a file")]).expect("saved");
        let (next, _) = Database::open(&state).expect("opened");
        let next = next.positions().expect("read");
        assert_eq!(next.reading(&source, TEXT), Some(Reading { at: Some(then()), changed: false }));
        assert!(next.reading(&source, "Another text.").is_some_and(|reading| reading.changed));
        assert_eq!(next.get(&source, &format!("New lede. {TEXT}")), Some(then() + 10));
        assert_eq!(next.get(&source, "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ quite another text"), Some(10));
        assert_eq!(next.get(&source, ""), None);
    }

    #[test]
    fn a_renamed_file_is_identified_by_its_content() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut positions = Positions::default();
        positions.set(Left::of(&story(dir.path(), "a.txt"), TEXT, then()).expect("a file"));
        let renamed = story(dir.path(), "b.txt");
        assert_eq!(positions.get(&renamed, TEXT), Some(then()));
        assert_eq!(positions.get(&renamed, "Other words."), None);
    }

    // macOS refuses such names.
    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn names_with_invalid_utf_8_are_distinguished() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let dir = tempfile::tempdir().expect("a folder");
        let file = |bytes: &[u8], text: &str| {
            let path = dir.path().join(OsStr::from_bytes(bytes));
            fs::write(&path, text).expect("written");
            Source::File(path)
        };
        let (one, two) = (file(b"a\xff", TEXT), file(b"a\xfe", "Another text of its own, long enough."));
        let mut positions = Positions::default();
        positions.set(Left::of(&one, TEXT, then()).expect("a file"));
        assert_eq!(positions.get(&one, TEXT), Some(then()));
        assert_eq!(positions.get(&two, "Another text of its own, long enough."), None);
    }

    #[test]
    fn two_programs_do_not_lose_each_others_positions() {
        let dir = tempfile::tempdir().expect("a folder");
        let (mut one, _) = Database::open(dir.path()).expect("opened");
        let (mut two, _) = Database::open(dir.path()).expect("opened");
        one.save(&[Left::new(b"/a".to_vec(), TEXT, 15)]).expect("saved");
        two.save(&[Left::new(b"/b".to_vec(), TEXT, 20)]).expect("saved");
        assert_eq!(one.positions().expect("read").len(), 2);
    }

    #[test]
    fn the_oldest_are_dropped() {
        let dir = tempfile::tempdir().expect("a folder");
        let (mut database, _) = Database::open(dir.path()).expect("opened");
        let many: Vec<Left> = (0..MAX_POSITIONS + 3).map(|n| Left::new(n.to_string().into_bytes(), TEXT, 15)).collect();
        database.save(&many).expect("saved");
        // Saved again, it is the newest.
        database.save(&[Left::new(b"3".to_vec(), TEXT, 15)]).expect("saved");
        database.save(&[Left::new(b"new".to_vec(), TEXT, 15)]).expect("saved");
        let kept = database.positions().expect("read");
        assert_eq!(kept.len(), MAX_POSITIONS);
        for (path, there) in [("0", false), ("2", false), ("3", true), ("4", false), ("5", true), ("new", true)] {
            assert_eq!(kept.by_path.contains_key(path.as_bytes()), there, "{path}");
        }
    }
}
