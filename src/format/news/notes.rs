//! Notes on the headline's line: flags before it, corrections after it.

use memchr::memchr2_iter;

use super::patterns::{Place, is_foreign_note_after_dash, is_note, is_note_at_foot, recognise};
use crate::lang::Phrases;
use crate::text::{BlockKind, ceil_boundary, is_space};

/// Length in bytes of the flags before a headline: "UPDATE 2-", "CORRECTED-", "(CORRECTED) -", "REFILE-UPDATE 1-",
/// "Corrected:".
pub(in crate::format) fn flag(line: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(len) = one_flag(line.get(at..)?) {
        at += len;
    }
    (at > 0).then_some(at)
}

/// Flags in brackets, in capitals.
const BRACKETED: Phrases = Phrases::of("flags", "in brackets");

/// Flags before a dash, in capitals.
const DASHED: Phrases = Phrases::of("flags", "before a dash");

/// Flags before a colon.
const COLON: Phrases = Phrases::of("flags", "before a colon");

fn one_flag(line: &str) -> Option<usize> {
    let dashes: &[char] = &['-', '–', '—'];
    let begins = |headline: &str| {
        headline.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "‘“\"'«„$£€¥<".contains(c))
    };
    let open = line.trim_start_matches(is_space);
    // "(LEAD) Canal stays shut", as in Asian agency copy.
    if let Some((inner, after)) = open.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
        let known = BRACKETED.has(inner);
        if known && after.starts_with(|c: char| c.is_uppercase() || c == '<') {
            return Some(line.len() - after.len() - 1);
        }
    }
    let (at, mark) =
        line.char_indices().take_while(|&(at, _)| at < 32).find(|(_, c)| *c == ':' || dashes.contains(c))?;
    let name = line.get(..at)?.trim_matches(is_space);
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let rest = line.get(at + mark.len_utf8()..)?;
    let after = rest.trim_start_matches(dashes);
    let known = match mark {
        ':' => COLON.has_in_any_case(name) && rest.starts_with(is_space),
        _ => DASHED.has(name),
    };
    (known && begins(after.trim_start_matches(is_space))).then_some(line.len() - after.len())
}

/// The start of a note after a headline: "FIRE KILLS THREE -- corrects day in first paragraph", "FIRE KILLS THREE --
/// CORRECTED", "Fire kills three (Adds names)".
pub(super) fn note_after_headline(headline: &str) -> Option<usize> {
    const DOES: Phrases = Phrases::of("flags", "verbs after a headline");
    const DONE: Phrases = Phrases::of("flags", "after a headline");
    let mut dashes = headline.match_indices(' ').map(|(at, _)| at + 1);
    let dashed = dashes.find(|&at| {
        let following = headline.get(at..).unwrap_or("");
        let said = following.trim_start_matches(['-', '–', '—', ' ']);
        // Web headlines may contain long dashes: "Mill shuts – adds to woes of port".
        let does = || following.starts_with('-') && DOES.begins(said);
        said.len() < following.len() && (DONE.has(said) || does() || is_note(said))
    });
    let set_apart = || {
        let at = headline.rfind(['(', '[']).filter(|_| headline.ends_with([')', ']']))?;
        (recognise(headline.get(at..)?, Place::Top) == Some(BlockKind::Note)).then_some(at)
    };
    dashed.or_else(set_apart).filter(|&at| at > 1)
}

/// The start of a note after the last sentence of a paragraph: "… 3,000 units. -- Corrects number of units", "… 3,000
/// units. (Corrects number of units)".
pub(super) fn note_after(paragraph: &str) -> Option<usize> {
    /// Maximum length of such a note, in bytes.
    const TRAILING_NOTE_BYTES: usize = 300;
    let ends = |before: &str| {
        before.trim_end_matches(is_space).ends_with(['.', '!', '?', '”', '"', '’', '\'', ')', '»', '。'])
    };
    let short = |at: &usize| paragraph.len() - at <= TRAILING_NOTE_BYTES;
    let dashed = || {
        // Only its end is read: paragraphs are long, and every one is checked.
        let from = ceil_boundary(paragraph, paragraph.len().saturating_sub(TRAILING_NOTE_BYTES));
        let tail = paragraph.get(from..)?;
        let is_dash = |at: &usize| tail.get(*at..).is_some_and(|said| said.starts_with(['-', '–', '—']));
        // A long dash begins with the byte 0xE2.
        let mut dashes = memchr2_iter(b'-', 0xe2, tail.as_bytes()).filter(is_dash).map(|at| from + at);
        dashes.find(|&at| {
            let (before, following) = paragraph.split_at_checked(at).unwrap_or_default();
            let said = following.trim_start_matches(['-', '–', '—']);
            let said = said.trim_start_matches(is_space);
            before.ends_with(is_space) && ends(before) && (says_done(said) || is_foreign_note_after_dash(said))
        })
    };
    let set_apart = || {
        let close = paragraph.trim_end_matches(['.', ' ']);
        let at = Some(close).filter(|close| close.ends_with([')', ']']))?.rfind(['(', '[']).filter(short)?;
        let (before, note) = paragraph.split_at_checked(at)?;
        (ends(before) && !note.contains('=') && is_note_at_foot(note)).then_some(at)
    };
    set_apart().or_else(dashed).filter(|&at| at > 1)
}

/// Whether the words after a dash say what was done to the story.
fn says_done(said: &str) -> bool {
    const DOES: Phrases = Phrases::of("flags", "verbs after a headline");
    let lower: String = said.chars().take(40).flat_map(char::to_lowercase).collect();
    DOES.begins(&lower) || is_note(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_after_the_last_sentence() {
        for (line, note) in [
            ("It shipped 4,000 units. -- Corrects number of units", "-- Corrects number of units"),
            ("“It holds,” she said. — corrects spelling of name", "— corrects spelling of name"),
            ("It shipped 4,000 units. (Corrects number of units)", "(Corrects number of units)"),
            ("It shipped 4,000 units. (Company corrects number of units.)", "(Company corrects number of units.)"),
        ] {
            assert_eq!(note_after(line).and_then(|at| line.get(at..)), Some(note), "{line}");
        }
        for line in [
            "He left. -- And nobody saw him again.", "The clerk -- corrects the lists.",
            "It shipped 4,000 units (3,000 a year before).", "It is worth little. ($1 = 7.4 crowns)",
            "He was late. (He always was.)",
        ] {
            assert_eq!(note_after(line), None, "{line}");
        }
    }

    #[test]
    fn flags() {
        for (line, flags) in [
            ("UPDATE 2-Canal stays shut", "UPDATE 2-"),
            ("CORRECTED-UPDATE 1-Canal stays shut", "CORRECTED-UPDATE 1-"),
            ("(CORRECTED) - Canal stays shut", "(CORRECTED) -"),
            ("Corrected: Canal stays shut", "Corrected:"),
            ("Correction: “Shut until May”, says master", "Correction:"),
            ("Canal stays shut: operator", ""),
            ("UPDATE 2-canal", ""),
            ("correction:", ""),
            ("(LEAD) Canal stays shut", "(LEAD)"),
            ("(CORRECTED) - <ARDEL MILLS INC> 2ND QTR NET", "(CORRECTED) -"),
            ("CORRECTED - <ARDEL MILLS INC> 2ND QTR NET", "CORRECTED -"),
            ("(CORRECTED) <ARDEL MILLS INC> 2ND QTR NET", "(CORRECTED)"),
            ("UPDATE 2 -- Canal stays shut", "UPDATE 2 --"),
            ("UPDATE 1 — Canal stays shut", "UPDATE 1 —"),
            ("CORRECTED - UPDATE 1-Canal stays shut", "CORRECTED - UPDATE 1-"),
            ("REFILE-WRAPUP 3-Canal stays shut", "REFILE-WRAPUP 3-"),
            ("EXCLUSIVE-Canal stays shut", "EXCLUSIVE-"),
            ("Exclusive: Canal stays shut", "Exclusive:"),
            ("UPDATE 1-2", "UPDATE 1-"),
            ("POLL-driven canal", ""),
            ("UPDATE", ""),
            ("(Gate) Canal stays shut", ""),
        ] {
            assert_eq!(line.get(..flag(line).unwrap_or(0)), Some(flags), "{line}");
        }
    }
}
