//! Evidence in editors' notes: "Corrects …" comes after what it corrects, `UPDATE 2` after `UPDATE 1`.

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::lang::Phrases;
use crate::text::{Document, one_line};

/// The evidence in a document's notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoteClues {
    /// The notes about changes to an earlier version, in lower case, with white space folded.
    notes: Vec<String>,
    /// The number of an `UPDATE 2-` before the headline.
    update: u32,
    /// The first note, for display.
    label: String,
}

/// Beginnings of notes about an earlier version.
const BEGINNINGS: Phrases = Phrases::of("notices", "of a version");

/// The same in other languages, as written.
const LABELS: Phrases = Phrases::of("notes", "labels");
const OPENINGS: Phrases = Phrases::of("notes", "openings");

/// Flags that may be followed by a number.
const COUNTED: Phrases = Phrases::of("flags", "updates");
const REPEATED: Phrases = Phrases::of("flags", "repeats");
const FLAGS: Phrases = Phrases::of("flags", "numbered");

/// Maximum length of a displayed note, in characters.
const LABEL_CHARS: usize = 60;

impl NoteClues {
    pub(super) fn read(document: &Document) -> Self {
        let mut clues = Self::default();
        for note in document.about.notes.iter().map(|span| span.of(&document.text)) {
            let folded = folded(note);
            if !is_about_earlier_version(&folded) {
                continue;
            }
            if clues.notes.is_empty() {
                clues.label = one_line(note).chars().take(LABEL_CHARS).collect();
                clues.label = clues.label.trim_matches(['(', ')', '*', ' ']).to_owned();
            }
            clues.notes.push(folded);
        }
        if let Some(n) = document.title().and_then(|title| series(&title)) {
            clues.update = n;
            if clues.label.is_empty() {
                clues.label = format!("UPDATE {n}");
            }
        }
        clues
    }

    pub(super) fn label(&self) -> Option<String> {
        (!self.label.is_empty()).then(|| self.label.clone())
    }

    /// The order of two documents; `None` if their notes do not decide.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        if self.update != other.update {
            return Some(self.update.cmp(&other.update));
        }
        // A version that has the other's notes and one more is the later one.
        let within = |a: &Self, b: &Self| a.notes.len() < b.notes.len() && a.notes.iter().all(|n| b.notes.contains(n));
        match (within(self, other), within(other, self)) {
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            _ => None,
        }
    }
}

fn folded(note: &str) -> String {
    one_line(note).to_lowercase()
}

fn is_about_earlier_version(note: &str) -> bool {
    static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| {
        let folded = |phrase: &str| phrase.trim_start_matches(['(', '（']).to_lowercase();
        LABELS.iter().chain(OPENINGS.iter()).map(folded).collect()
    });
    let bare = note.trim_start_matches(|c: char| !c.is_alphanumeric());
    BEGINNINGS.iter().any(|begin| bare.starts_with(begin))
        || FOLDED.iter().any(|begin| bare.starts_with(begin.as_str()))
}

/// The number in `UPDATE 2-Storm reaches coast`, `CORRECTED-UPDATE 1-`, `WRAPUP 3-`, `2nd Ld-Writethru`; 1 if there is
/// none.
fn series(title: &str) -> Option<u32> {
    let (flag, rest) = title.split_once(['-', ':', '–'])?;
    let mut words = flag.split_whitespace();
    let word = words.next()?;
    let known = FLAGS.has(word);
    if !known || words.clone().count() > 1 {
        return None;
    }
    let inner = series(rest.trim_start()).unwrap_or(0);
    let n = words.next().map_or(Some(0), |n| n.parse::<u32>().ok())?;
    // A corrected update comes between that update and the next: multiples of ten leave room.
    let own = match word {
        _ if COUNTED.has(word) => n.max(1) * 10,
        _ if REPEATED.has(word) => 0,
        _ => 1,
    };
    Some(own + inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn updates_are_counted() {
        assert!(series("UPDATE 2-Storm reaches coast") > series("UPDATE 1-Storm nears"));
        assert!(series("CORRECTED-UPDATE 1-Storm nears") > series("UPDATE 1-Storm nears"));
        assert!(series("CORRECTED-UPDATE 1-Storm nears") < series("UPDATE 2-Storm"));
        assert_eq!((series("Storm-hit town"), series("Update on the bridge")), (None, None));
    }

    #[test]
    fn a_version_with_an_additional_note_is_later() {
        let clues =
            |notes: &[&str]| NoteClues { notes: notes.iter().map(|n| folded(n)).collect(), ..NoteClues::default() };
        let (none, one) = (clues(&[]), clues(&["Corrects day"]));
        let two = clues(&["Corrects day", "Adds quotes"]);
        assert_eq!(none.order(&one), Some(Ordering::Less));
        assert_eq!(two.order(&one), Some(Ordering::Greater));
        assert_eq!(one.order(&clues(&["Updates toll"])), None);
    }
}
