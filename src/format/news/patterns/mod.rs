//! Lines outside the story: one table; each row has a kind, places, a form and an example.
//!
//! A wrong match hides a sentence of the story, a miss only shows an extra line. Therefore every form matches a whole
//! short line or paragraph, at a place where desks and web pages put it. Lines are compared folded: lower case,
//! straight quotes and hyphens, single spaces.
//!
//! ```text
//! line ─ openings: quick check ─ form: its two ends, folded ───────────┐
//!   └─── notes, credits, sections, furniture: tests of the whole line ─┴─ table ─→ kind
//! ```

mod beginnings;
mod credits;
mod fold;
mod foreign_notes;
mod form;
mod furniture;
mod groups;
mod notes;
mod openings;
mod pages;
mod place;
mod sections;
mod table;
#[cfg(test)]
mod tests;

pub(super) use credits::is_update;
pub(super) use fold::fold;
pub(super) use foreign_notes::is_foreign_note_after_dash;
pub(super) use furniture::is_certain;
pub(super) use notes::is_note;
pub(in crate::format) use pages::{numbered_head, page_number, page_title, picture_label, title_of_head};
pub(in crate::format) use place::Place;
pub(super) use sections::{is_paper, is_rubric, is_section};

use super::mail;
use crate::lang::Mask;
use crate::text::BlockKind;

use form::{Folded, Form};
use furniture::{is_address, is_link, labels_running_text};
use openings::{OPENINGS, bits};
use table::{Pattern, TABLE};

use BlockKind::{Credit, Furniture, Note};

/// Maximum length of a pattern, in bytes.
const PATTERN_BYTES: usize = 700;

/// The kind of a line or paragraph, if a pattern matches it.
pub(in crate::format) fn recognise(line: &str, place: Place) -> Option<BlockKind> {
    recognise_at_any(line, &[place])
}

/// The same for a line that may be at any of some places.
fn recognise_at_any(line: &str, places: &[Place]) -> Option<BlockKind> {
    if line.len() > PATTERN_BYTES {
        return None;
    }
    find(line, places).or_else(|| {
        // "• Additional reporting by …", "*This story has been corrected …*"
        let bullet = ["• ", "- ", "* ", "– ", "— "].into_iter().find_map(|bullet| line.strip_prefix(bullet));
        let below_top: Vec<Place> = places.iter().copied().filter(|&place| place != Place::Top).collect();
        let slanted = || line.starts_with(['*', '_']).then(|| line.trim_matches(['*', '_']));
        let found = match bullet {
            Some(item) => find(item, &below_top),
            None => find(slanted()?, places),
        };
        found.filter(|kind| matches!(kind, Credit | Note))
    })
}

/// The kind of the first matching row.
fn find(line: &str, places: &[Place]) -> Option<BlockKind> {
    let line = Candidate::of(line);
    TABLE.iter().find(|row| line.matches(row, places)).map(|row| row.kind)
}

/// Whether a line at the foot of a story is recognised as a note.
pub(super) fn is_note_at_foot(line: &str) -> bool {
    // Nearly all brackets match no row of notes, so that these alone are read first.
    let candidate = Candidate::of(line);
    TABLE.iter().any(|row| row.kind == Note && candidate.matches(row, &[Place::Foot]))
        && recognise(line, Place::Foot) == Some(Note)
}

/// A line that is compared with the table.
struct Candidate<'a> {
    line: &'a str,
    /// The groups with a phrase that it may begin or end with.
    groups: Mask,
    /// Empty if there are no such groups.
    folded: Folded,
}

impl<'a> Candidate<'a> {
    fn of(line: &'a str) -> Self {
        let groups = OPENINGS.groups(line);
        Self { line, groups, folded: if groups == 0 { Folded::default() } else { Folded::of(line) } }
    }

    /// Whether it matches a row at one of some places.
    fn matches(&self, row: &Pattern, places: &[Place]) -> bool {
        let asked = match row.form {
            Form::Whole(group) | Form::Starts(_, group) | Form::Bracketed(group) | Form::Ends(_, group) => {
                self.groups & group.bit() != 0
            }
            Form::Begun(asked, _) => self.groups & bits(asked) != 0 || self.line.starts_with(['(', '[']),
            Form::Test(_) => true,
        };
        let says_more =
            || row.kind == Furniture && matches!(row.form, Form::Starts(..)) && labels_running_text(self.line);
        asked
            && row.places.iter().any(|place| places.contains(place))
            && row.form.matches(self.line, &self.folded)
            && !says_more()
    }
}

/// The kind of a part that is only an address, of a writer or a page. Not a row of the table, as a line of a wrapped
/// paragraph may be an address too.
pub(in crate::format) fn address(line: &str, place: Place) -> Option<BlockKind> {
    if is_address(line) { Some(Credit) } else { (place == Place::Foot && is_link(line)).then_some(Furniture) }
}

/// Whether a line matches one of these anywhere, and is not part of the paragraph around it.
pub(in crate::format) fn is_separate_line(line: &str) -> bool {
    if mail::field(line).is_some() {
        return true;
    }
    // "print." in lower case is the end of a wrapped paragraph.
    let tail = line.starts_with(char::is_lowercase) && line.ends_with('.');
    (line.len() < 48 || line.starts_with(['(', '-', '©']))
        && !tail
        && recognise_at_any(line, &[Place::Top, Place::Foot]).is_some()
}
