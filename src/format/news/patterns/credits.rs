//! Tests of single lines: credits of stories and pictures, and dates.

use super::fold::{fold, may_begin};
use super::furniture::{is_duration, is_reading_time};
use crate::format::news::dateline;
use crate::format::shape::ends_sentence;
use crate::lang::Phrases;
use crate::lang::calendar::{first_clock, first_moment};
use crate::lang::version_words::{self, Label};
use crate::text::{ceil_boundary, is_space, spaced_words};

/// A caption that ends with a picture credit: "… March 4, 2024. Sputnik/Tom Vale/Pool via REUTERS".
pub(super) fn is_caption(line: &str) -> bool {
    const CREDITS: Phrases = Phrases::of("agencies", "in captions");
    const HINTS: Phrases = Phrases::of("credits", "hints of a picture");
    const VIA: Phrases = Phrases::of("credits", "before an agency");
    const BEGINNINGS: Phrases = Phrases::of("credits", "beginnings in captions");
    const COURTESY: Phrases = Phrases::of("credits", "courtesy");
    let bare = line.trim_end_matches([')', ']', ' ']);
    if ends_sentence(line) && bare.len() == line.len() {
        return false;
    }
    // All credits contain one of these, but few paragraphs end with one.
    let tail = end_of(bare, 120);
    let hinted = tail.bytes().any(|b| matches!(b, b'/' | b':')) || HINTS.is_in(tail);
    if !hinted || line.split(is_space).nth(4).is_none() {
        return false;
    }
    if is_credited(bare) {
        return true;
    }
    // The credit comes after the last full stop or bracket; a sentence of the story ends with a full stop.
    let bytes = bare.as_bytes();
    let is_stop = |&at: &usize| matches!(bytes[at], b']' | b'(' | b'[') || bytes[at..].starts_with(b". ");
    let Some(at) = (0..bytes.len()).rev().find(is_stop) else { return false };
    let credit = bare.get(at + 1..).unwrap_or("");
    let words = spaced_words(credit).count();
    if !(1..=10).contains(&words) {
        return false;
    }
    let credit = fold(credit);
    let said_before = bare.get(..at).is_some_and(|before| before.split(is_space).nth(4).is_some());
    let names = credit.contains('/') || VIA.is_in(&credit) || BEGINNINGS.begins(&credit);
    said_before && names && (CREDITS.iter().any(|name| has_word(&credit, name)) || COURTESY.is_in(&credit))
}

/// At most `bytes` bytes of the end of a line.
fn end_of(line: &str, bytes: usize) -> &str {
    line.get(ceil_boundary(line, line.len().saturating_sub(bytes))..).unwrap_or("")
}

/// Beginnings of such credits.
const CREDIT_OPENINGS: Phrases = Phrases::of("credits", "in captions");

/// Whether a line ends with a picture credit: "… Photograph: Tom Vale/Sample Wire", "… Pool photo by Tom Vale".
fn is_credited(line: &str) -> bool {
    let tail = end_of(line, 100);
    let from = line.len() - tail.len();
    let credited = |at: usize, says: &str| {
        let before = line.get(..from + at).unwrap_or("");
        let bare = before.trim_end_matches(|c| is_space(c) || matches!(c, '(' | '[' | '|' | '/'));
        let stopped = ends_sentence(bare) || bare.len() + 1 < before.len() || says.ends_with(':');
        let credit = tail.get(at + says.len()..).unwrap_or("");
        let words = |s: &str| spaced_words(s).count();
        stopped
            && words(bare) >= 3
            && (1..=8).contains(&words(credit))
            && before.len() > bare.len()
            && credit.trim_start().starts_with(char::is_uppercase)
    };
    // All such phrases begin with a capital, which few words in the end of a line do.
    let capitals = (0..tail.len()).filter(|&at| is_capital(tail.as_bytes()[at]));
    capitals
        .filter_map(|at| Some((at, tail.get(at..)?)))
        .any(|(at, says)| CREDIT_OPENINGS.begin(says).any(|phrase| credited(at, phrase)))
}

/// Whether a byte begins a capital letter, or any beyond ASCII.
const fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte >= 0xc0
}

/// Whether `s` contains `words` without adjacent letters.
fn has_word(s: &str, words: &str) -> bool {
    s.match_indices(words).any(|(at, _)| {
        let before = s.get(..at).and_then(|s| s.chars().next_back());
        let after = s.get(at + words.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// "ab/cd/ef": initials of a French desk.
pub(super) fn is_desk_code(line: &str) -> bool {
    line.contains('/')
        && line.len() <= 24
        && line.split('/').all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()))
}

/// "Tom Vale/Sample Wire/Getty Images": names and a picture agency.
pub(super) fn is_picture_credit(line: &str) -> bool {
    const AGENCIES: Phrases = Phrases::of("agencies", "of pictures");
    if line.len() > 90 || ends_sentence(line) {
        return false;
    }
    line.rsplit_once('/').is_some_and(|(names, agency)| {
        let mut words = names.split([' ', '/']).filter(|word| !word.is_empty());
        AGENCIES.has_in_any_case(agency.trim()) && words.all(|word| !word.starts_with(char::is_lowercase))
    })
}

/// "The Sample Wire contributed to this report. Follow …", "Nora Tilling can be reached at nora@sample.example."
pub(super) fn is_contributed(line: &str) -> bool {
    const CONTRIBUTED: Phrases = Phrases::of("credits", "contributed");
    const REACHED: Phrases = Phrases::of("credits", "addresses of writers");
    line.len() <= 300 && (CONTRIBUTED.is_in(line) || (REACHED.is_in(line) && line.contains('@')))
}

/// Separators of the parts of a line with the publication time.
const PARTS: [char; 3] = ['|', '•', '·'];

/// Beginnings of lines with the publication time.
const PUBLISHED: Phrases = Phrases::of("credits", "published");

/// Beginnings of lines with the time of an update.
const UPDATED: Phrases = Phrases::of("credits", "updated");

/// The same in other languages, where sentences may begin in the same way: a date or time must follow.
const STAMPS: Phrases = Phrases::of("credits", "stamps");

/// Whether a line has a label of another language, and a date or time.
fn is_foreign_stamp(line: &str) -> bool {
    has_stamp(line, STAMPS)
        && (dateline::date(line).is_some() || first_moment(line).is_some() || first_clock(line).is_some())
}

/// Whether a part of a line begins with one of these labels.
fn has_stamp(line: &str, stamps: Phrases) -> bool {
    let stamped = |part: &str| stamps.begins(part.trim_start());
    line.split(PARTS).any(|part| may_begin(part, stamps)) && fold(line).split(PARTS).any(stamped)
}

/// Whether a line with a time gives that of an update, not of publication.
pub(in crate::format) fn is_update(line: &str) -> bool {
    if has_stamp(line, PUBLISHED) {
        return false;
    }
    has_stamp(line, UPDATED)
        || (is_foreign_stamp(line) && version_words::label(line).is_some_and(|(label, _)| label == Label::Updated))
}

/// "Published March 4, 2024", "Last updated: 10:30 GMT", or a date alone.
pub(super) fn is_stamp(line: &str) -> bool {
    if line.len() > 90 || ends_sentence(line) && !line.ends_with("m.") {
        return false;
    }
    // All dates and times have one.
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    if has_stamp(line, PUBLISHED) || has_stamp(line, UPDATED) || is_foreign_stamp(line) {
        return true;
    }
    // "4 March 2024 · 3 min read".
    let mut parts = line.split(PARTS).map(str::trim);
    if line.contains(PARTS) && parts.clone().any(dateline::is_date) {
        return parts.all(|part| dateline::is_date(part) || is_reading_time(part) || is_duration(part));
    }
    // "Port Ellery - 4 March 2024 - 10:30 CET", "Sample Wire | 4 March 2024".
    let tail = line.split_once([" - ", " | "].into_iter().find(|mark| line.contains(mark)).unwrap_or("|"));
    let few = |head: &str| head.split(is_space).nth(4).is_none() && head.starts_with(char::is_uppercase);
    tail.is_some_and(|(head, date)| few(head) && dateline::is_date(date)) || dateline::is_date(line)
}

/// "($1 = 0.92 euros)".
pub(super) fn is_exchange_rate(line: &str) -> bool {
    line.len() <= 120
        && line.starts_with('(')
        && line.get(1..).is_some_and(|s| s.starts_with(|c: char| c.is_ascii_digit() || "$£€¥".contains(c)))
        && line.contains(" = ")
        && line.trim_end_matches('.').ends_with(')')
        && line.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_begin_with_a_capital() {
        assert!(CREDIT_OPENINGS.iter().all(|phrase| phrase.bytes().next().is_some_and(is_capital)));
    }

    #[test]
    fn a_date_beside_a_reading_time_is_a_stamp() {
        for line in ["11 January 2024 · 4 minutes", "March 4, 2024 | 3 min read", "4 min • 2024-03-04"] {
            assert!(is_stamp(line), "{line}");
        }
        for line in ["The toll · 4 minutes", "4 March 2024 · The day the gate came down", "4 minutes · 12 minutes"] {
            assert!(!is_stamp(line), "{line}");
        }
    }

    #[test]
    fn stamps_of_other_languages() {
        for (line, update) in [
            ("Veröffentlicht am 14. März 2024", false),
            ("Aktualisiert: 14.03.2024, 11:42 Uhr", true),
            ("Stand: 14.03.2024", false),
            ("Publié le 3 mars 2024 à 10h40", false),
            ("Mis à jour le 3 mars 2024", true),
            ("Pubblicato il 3 marzo 2024", false),
            ("Última actualización: 3 de marzo de 2024", true),
            ("Bijgewerkt op 3 maart 2024", true),
            ("Senast uppdaterad 3 mars 2024 kl. 10:40", true),
            ("Opdateret: 14. marts 2024", true),
            ("Opublikowano 3 marca 2024", false),
            ("Обновлено 3 мая 2024, 10:40", true),
            ("发布时间：2024年3月4日", false),
            ("最終更新 2024年3月4日 10:40", true),
        ] {
            assert!(is_stamp(line), "{line}");
            assert_eq!(is_update(line), update, "{line}");
        }
        for line in ["Publicado en 1904, el libro sigue vivo.", "Veröffentlicht wurden 3 Romane", "Stand: 2 Tore"] {
            assert!(!is_stamp(line), "{line}");
        }
    }
}
