//! Quick exclusion of languages by the first letters of their labels and openings of notes. Built at compile time, so
//! that a start does not read the notes of all languages.

use crate::lang::{EMPTY, Language, Mask, Masks, Reader, SOURCES, hash_on, is, width};

/// The groups of `notes.txt` that notes begin with.
pub(super) const LABELS: &str = "labels";
pub(super) const LOOSE_LABELS: &str = "loose labels";
pub(super) const OPENINGS: &str = "openings";

/// Characters that may come before a label.
pub(super) const OPEN: &[char] = &['(', '[', '（', '［', '【', '＜', '<', '*', '_', '※', ' '];

/// Characters that are looked up: enough to exclude nearly all other lines.
const BEGINNING_CHARS: usize = 8;

static BEGINNINGS: Beginnings = Beginnings::of();

/// Languages as bits, by the first characters of their labels and openings as listed.
struct Beginnings {
    /// Of a whole key.
    long: Masks<2048>,
    /// Of labels shorter than a key.
    short: Masks<1024>,
}

/// The languages, English left out, with a label or opening that a line may begin with; no bracket is before it.
pub(super) fn languages(line: &str) -> impl Iterator<Item = Language> {
    let mask = BEGINNINGS.find(line);
    Language::all().filter(move |language| mask & (1 << language.index()) != 0)
}

impl Beginnings {
    const fn of() -> Self {
        let mut out = Self { long: Masks::new(), short: Masks::new() };
        let mut n = Language::ENGLISH.index() + 1;
        while n < SOURCES.len() {
            out.list(SOURCES[n].text("notes"), 1 << n);
            n += 1;
        }
        out
    }

    const fn list(&mut self, list: &[u8], language: Mask) {
        let mut reader = Reader::new(list);
        while let Some((from, to)) = reader.next_of(&[LABELS, LOOSE_LABELS, OPENINGS]) {
            self.form(list, from, to, language);
        }
    }

    const fn form(&mut self, list: &[u8], from: usize, to: usize, language: Mask) {
        let (mut at, mut n, mut hash) = (from, 0, EMPTY);
        while at < to && n < BEGINNING_CHARS {
            let next = at + width(list[at]);
            if n == 0 && is_open(list, at, next) {
                at = next;
                continue;
            }
            if is(list, at, next, "’") {
                (hash, at) = (hash_on(hash, b'\''), next);
            }
            while at < next {
                hash = hash_on(hash, list[at].to_ascii_lowercase());
                at += 1;
            }
            n += 1;
        }
        if n == BEGINNING_CHARS {
            self.long.add(hash, language);
        } else if n > 0 {
            self.short.add(hash, language);
        }
    }

    /// The languages for a line: in lower case; beyond ASCII also as it is, with a capital, and in capitals, since labels are
    /// listed with the capitals that they are mostly written with.
    fn find(&self, line: &str) -> Mask {
        let mut chars = line.chars();
        let Some(first) = chars.next() else { return 0 };
        if line.bytes().take(BEGINNING_CHARS).all(|byte| byte.is_ascii()) {
            return self.hashed(line.bytes().take(BEGINNING_CHARS).map(|byte| char::from(byte.to_ascii_lowercase())));
        }
        let rest = || chars.clone().take(BEGINNING_CHARS - 1);
        let lower = || rest().flat_map(char::to_lowercase);
        self.hashed(first.to_uppercase().chain(lower()))
            | self.hashed(first.to_lowercase().chain(lower()))
            | self.hashed(first.to_uppercase().chain(rest().flat_map(char::to_uppercase)))
            | self.hashed([first].into_iter().chain(rest()))
    }

    fn hashed(&self, chars: impl Iterator<Item = char>) -> Mask {
        let (mut hash, mut out) = (EMPTY, 0);
        for (n, c) in chars.take(BEGINNING_CHARS).enumerate() {
            let c = if c == '’' { '\'' } else { c.to_ascii_lowercase() };
            hash = c.encode_utf8(&mut [0; 4]).bytes().fold(hash, hash_on);
            out |= if n + 1 < BEGINNING_CHARS { self.short.get(hash) } else { self.long.get(hash) };
        }
        out
    }
}

const fn is_open(list: &[u8], from: usize, to: usize) -> bool {
    let mut n = 0;
    while n < OPEN.len() {
        let mut bytes = [0; 4];
        let open = OPEN[n].encode_utf8(&mut bytes);
        if is(list, from, to, open) {
            return true;
        }
        n += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_found_in_any_case() {
        for language in Language::all().filter(|language| *language != Language::ENGLISH) {
            for form in [LABELS, LOOSE_LABELS, OPENINGS].into_iter().flat_map(|group| language.note_forms(group)) {
                for line in [form.to_owned(), form.to_lowercase(), form.to_uppercase()] {
                    let open = line.trim_start_matches(OPEN);
                    assert!(languages(open).any(|found| found == language), "{} {line:?}", language.name());
                }
            }
        }
    }

    #[test]
    fn most_lines_begin_like_no_pattern() {
        for line in ["The gate is open.", "Barges wait at the gate.", "", "12 people", "\u{200d}"] {
            assert_eq!(languages(line).count(), 0, "{line:?}");
        }
    }
}
