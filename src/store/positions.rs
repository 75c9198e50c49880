//! Reading positions: where each file was left, kept from run to run.
//!
//! A place is a byte of the text and a few words that stand there. In a file that has changed since, the words are
//! looked for near the old place; where they are gone, the place is as far through the text as it was.
//!
//! Two programs may run at once: saving reads the file afresh, keeps the newer entry for each path and puts the new file
//! in place whole, so that a reader sees the one or the other and never half. A file that cannot be understood is
//! begun anew: it holds nothing that cannot be made again. One that cannot be read is left alone.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::{Error, Source, Why, state_dir};

/// How many files are remembered; the oldest give way.
const MOST: usize = 2_000;

/// How many characters of the text are kept to find a place again.
const MARK: usize = 48;

/// Where files were left.
#[derive(Debug, Default)]
pub struct Positions {
    /// The file they are kept in; `None` where there is no place for one.
    file: Option<PathBuf>,
    kept: BTreeMap<String, Entry>,
    changed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// Byte of the text.
    at: u32,
    /// Length of the text in bytes, when it was left.
    of: u32,
    /// The text at the place.
    mark: String,
    /// When, in milliseconds since 1970.
    when: u64,
}

impl Positions {
    /// The positions of earlier runs.
    #[must_use]
    pub fn load() -> Self {
        state_dir().map_or_else(Self::default, |dir| Self::load_from(dir.join("positions.json")))
    }

    fn load_from(file: PathBuf) -> Self {
        // What could not be read now is read again, and told, when it is saved.
        Self { kept: parse(&file).unwrap_or_default(), file: Some(file), changed: false }
    }

    /// The byte of `text` where `source` was left; a character's first. `None` where it was never read, or was left at
    /// its beginning.
    #[must_use]
    pub fn get(&self, source: &Source, text: &str) -> Option<u32> {
        let entry = self.kept.get(&key(source)?)?;
        Some(entry.find(text)).filter(|at| *at > 0)
    }

    /// Remembers that `source` was left at byte `at` of `text`.
    pub fn set(&mut self, source: &Source, text: &str, at: u32) {
        let Some(key) = key(source) else { return };
        // At the same place as before it still counts as read now: the oldest give way.
        self.kept.insert(key, Entry::new(text, at, now()));
        self.changed = true;
    }

    /// Writes what was set since the last time.
    ///
    /// # Errors
    /// Where the file of earlier runs is there and cannot be read, or the state folder cannot be written to; what was set
    /// stays set.
    pub fn save(&mut self) -> Result<(), Error> {
        let (true, Some(file)) = (self.changed, &self.file) else { return Ok(()) };
        let fault = |e| Error { what: format!("the state file {}", file.display()), why: Why::Io(e) };
        for (key, theirs) in parse(file).map_err(fault)? {
            let ours = self.kept.entry(key).or_insert_with(|| theirs.clone());
            if theirs.when > ours.when {
                *ours = theirs;
            }
        }
        bound(&mut self.kept, MOST);
        write_whole(file, &self.kept).map_err(fault)?;
        self.changed = false;
        Ok(())
    }
}

impl Entry {
    fn new(text: &str, at: u32, when: u64) -> Self {
        let at = floor(text, at as usize);
        let mark = text.get(at..).unwrap_or("").chars().take(MARK).collect();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { at: narrow(at), of: narrow(text.len()), mark, when }
    }

    /// The place in `text`, which may have changed.
    fn find(&self, text: &str) -> u32 {
        let at = floor(text, self.at as usize);
        if text.get(at..).is_some_and(|rest| rest.starts_with(&self.mark)) {
            return u32::try_from(at).unwrap_or(0);
        }
        let nearest = match self.mark.trim() {
            "" => None,
            mark => text.match_indices(mark).map(|(i, _)| i).min_by_key(|i| i.abs_diff(at)),
        };
        let scaled = || floor(text, text.len() * self.at as usize / (self.of as usize).max(1));
        u32::try_from(nearest.unwrap_or_else(scaled)).unwrap_or(0)
    }
}

/// What names a source from run to run: only files have positions that outlive the program.
fn key(source: &Source) -> Option<String> {
    Some(fs::canonicalize(source.path()?).ok()?.to_string_lossy().into_owned())
}

/// The first byte of the character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| u64::try_from(d.as_millis()).unwrap_or(u64::MAX))
}

/// What a file holds: nothing where there is none, or where it is not ours to understand.
fn parse(file: &Path) -> io::Result<BTreeMap<String, Entry>> {
    match fs::read(file) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(error),
    }
}

fn bound(kept: &mut BTreeMap<String, Entry>, most: usize) {
    if kept.len() <= most {
        return;
    }
    let mut times: Vec<u64> = kept.values().map(|e| e.when).collect();
    times.sort_unstable();
    let oldest = times[times.len() - most];
    kept.retain(|_, e| e.when >= oldest);
}

/// Puts a file in place at once: written beside it under another name, flushed to the disk, renamed.
fn write_whole(file: &Path, kept: &BTreeMap<String, Entry>) -> io::Result<()> {
    if let Some(dir) = file.parent() {
        fs::create_dir_all(dir)?;
    }
    let beside = file.with_extension(format!("{}.tmp", std::process::id()));
    let written = (|| {
        let mut out = File::create(&beside)?;
        out.write_all(&serde_json::to_vec(kept)?)?;
        out.sync_all()?;
        fs::rename(&beside, file)
    })();
    if written.is_err() {
        // The error is told; a leftover that cannot be removed either adds nothing to it.
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Äpfel fielen. Then the wind came back and took the roof off the old mill.";

    fn story(dir: &Path) -> Source {
        let path = dir.join("story.txt");
        fs::write(&path, TEXT).expect("written");
        Source::File(path)
    }

    #[test]
    fn a_place_is_found_again_in_the_next_run_and_after_a_change() {
        let dir = tempfile::tempdir().expect("a folder");
        let (source, file) = (story(dir.path()), dir.path().join("state/positions.json"));
        let mut first = Positions::load_from(file.clone());
        let at = u32::try_from(TEXT.find("Then").expect("there")).expect("small");
        first.set(&source, TEXT, at);
        first.save().expect("saved");
        let next = Positions::load_from(file);
        assert_eq!(next.get(&source, TEXT), Some(at));
        assert_eq!(next.get(&source, &format!("New lede. {TEXT}")), Some(at + 10));
        assert_eq!(next.get(&source, "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ quite another text"), Some(10));
        assert_eq!(next.get(&source, ""), None);
        assert_eq!(fs::read_dir(dir.path().join("state")).expect("there").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn two_programs_do_not_lose_each_others_places() {
        let dir = tempfile::tempdir().expect("a folder");
        let (a, file) = (story(dir.path()), dir.path().join("positions.json"));
        let other = dir.path().join("other.txt");
        fs::write(&other, TEXT).expect("written");
        let b = Source::File(other);
        let (mut one, mut two) = (Positions::load_from(file.clone()), Positions::load_from(file.clone()));
        one.set(&a, TEXT, 15);
        two.set(&b, TEXT, 20);
        one.save().expect("saved");
        two.save().expect("saved");
        let both = Positions::load_from(file);
        assert_eq!((both.get(&a, TEXT), both.get(&b, TEXT)), (Some(15), Some(20)));
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_begun_anew() {
        let dir = tempfile::tempdir().expect("a folder");
        let (source, file) = (story(dir.path()), dir.path().join("positions.json"));
        fs::write(&file, b"{\"half").expect("written");
        let mut positions = Positions::load_from(file.clone());
        assert_eq!(positions.get(&source, TEXT), None);
        positions.set(&source, TEXT, 15);
        positions.save().expect("saved");
        assert_eq!(Positions::load_from(file).get(&source, TEXT), Some(15));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_written_over() {
        let dir = tempfile::tempdir().expect("a folder");
        let (source, file) = (story(dir.path()), dir.path().join("positions.json"));
        // A folder in its place: reading fails, whoever runs the test.
        fs::create_dir(&file).expect("made");
        let mut positions = Positions::load_from(file);
        positions.set(&source, TEXT, 15);
        assert!(positions.save().is_err());
        assert_eq!(positions.get(&source, TEXT), Some(15), "what was set stays set");
    }

    #[test]
    fn a_file_left_where_it_was_counts_as_read_now() {
        let dir = tempfile::tempdir().expect("a folder");
        let (source, file) = (story(dir.path()), dir.path().join("positions.json"));
        let key = key(&source).expect("a file");
        let mut positions = Positions::load_from(file);
        positions.kept.insert(key.clone(), Entry::new(TEXT, 15, 1));
        positions.set(&source, TEXT, 15);
        assert!(positions.kept[&key].when > 1 && positions.changed);
    }

    #[test]
    fn the_oldest_give_way() {
        let entry = |when| Entry { at: 1, of: 2, mark: String::new(), when };
        let mut kept: BTreeMap<_, _> = (0..10).map(|i| (i.to_string(), entry(i))).collect();
        bound(&mut kept, 3);
        assert_eq!(kept.into_keys().collect::<Vec<_>>(), ["7", "8", "9"]);
    }
}
