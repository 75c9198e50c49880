//! Marks that may end a sentence, and the rules by which they do.

use memchr::memrchr2;

use super::abbreviations::{abbreviation, is_ordinal, is_time};
use super::punctuation::{footnote, is_closer, is_full, is_mark, is_opener, is_quote, is_spaced_dot, spaced_closer};
use super::{ceil_boundary, is_space, spaced_words};
use crate::lang::{Abbreviation, Language, Set, any_has};

/// How far back a word is searched, in bytes: longer than any abbreviation.
const WORD_BYTES: usize = 64;

/// Maximum length in characters of an abbreviation that is not listed.
const SHORT_CHARS: usize = 5;

/// How far to look for brackets before and after a mark, in characters without white space.
const BRACKET_CHARS: usize = 140;

/// How far to look for the brackets around a whole parenthesis, in characters without white space before and after a
/// mark.
const BRACKETED_CHARS: usize = 250;

/// The bytes in which these characters are, however the text is wrapped and indented.
const BRACKET_BYTES: usize = 2_000;

/// Quotations longer than this, in bytes without white space, are split into sentences.
pub(super) const QUOTATION_BYTES: usize = 700;

/// A run of marks with its closing quotes and brackets.
pub(super) struct Stop {
    language: Language,
    /// Position of the first mark.
    at: usize,
    /// End of the last mark or closing quote.
    pub(super) end: usize,
    /// The last mark.
    mark: char,
    /// The number of marks.
    marks: usize,
    /// Whether there is white space between them, as in ". . .".
    spaced: bool,
    /// Whether a quotation was closed.
    pub(super) quote: bool,
}

impl Stop {
    /// The run of marks that begins with `first` at `at`, if it is a mark.
    pub(super) fn at(s: &str, at: usize, first: char, language: Language) -> Option<Self> {
        if !is_mark(first) {
            return None;
        }
        let mut stop = Self { language, at, end: at, mark: first, marks: 0, spaced: false, quote: false };
        while let Some(c) = tail(s, stop.end).chars().next() {
            let after = stop.end + c.len_utf8();
            if is_mark(c) {
                stop.mark = c;
                stop.marks += 1;
                stop.end = after;
            } else if is_closer(c, tail(s, after)) {
                stop.quote |= is_quote(c);
                stop.end = after;
            } else if let Some(end) = spaced_closer(tail(s, stop.end)) {
                stop.quote = true;
                stop.end += end;
            } else if stop.mark == '.' && is_spaced_dot(tail(s, stop.end)) {
                stop.spaced = true;
                stop.end = skip_space(s, stop.end);
            } else if let Some(note) = footnote(tail(s, stop.end)) {
                stop.end += note;
            } else {
                break;
            }
        }
        Some(stop)
    }

    /// The position where the sentence that began at `start` ends, if it ends here.
    pub(super) fn cut(&self, s: &str, start: usize) -> Option<usize> {
        let next = skip_space(s, self.end);
        if next >= s.len() {
            return None;
        }
        if is_full(self.mark) {
            // In Japanese a sentence may continue after a closed quotation: 「…。」と述べた.
            let goes_on =
                self.quote && tail(s, next).starts_with(|c| matches!(c, '\u{3041}'..='\u{309f}' | '、' | ','));
            return (!goes_on && !self.is_bracketed(s, start)).then_some(self.end);
        }
        if next == self.end {
            return (self.missing_space(s, start)).then_some(self.end);
        }
        let word = Next::at(s, next, self.language)?;
        if word.goes_on || before(s, self.at, WORD_BYTES).ends_with(['[', '(']) {
            return None;
        }
        let ends = match self.mark {
            '!' | '?' => !self.has_speaker_after(s, start, word.tail) && !self.is_name(s, word.word),
            '.' if self.marks == 1 => self.full_stop_ends(s, start, &word),
            // "Soup ... 7 euros"
            '.' | '…' if word.word.starts_with(|c: char| c.is_ascii_digit()) => false,
            // "I" is always a capital: "the thing is ... I forgot".
            '.' | '…' => !self.has(Set::AlwaysCapital, word.word.split(['’', '\'']).next().unwrap_or("")),
            _ => true,
        };
        if !ends || !self.quote && self.is_bracketed(s, start) {
            None
        } else if self.spaced && self.marks == 4 && before(s, self.at, WORD_BYTES).ends_with(char::is_alphanumeric) {
            // ". . . ." after a word: its full stop, and an ellipsis that begins the next sentence.
            Some(self.at + tail(s, self.at).chars().next().map_or(1, char::len_utf8))
        } else {
            Some(self.end)
        }
    }

    /// Whether the text before the last word is one word for a part of a book: "Chapter", "Fig.".
    fn follows_label(&self, s: &str, word: &str) -> bool {
        let head = s.get(..self.at.saturating_sub(word.len())).unwrap_or("").trim_end();
        const LABEL_BYTES: usize = 24;
        (1..=LABEL_BYTES).contains(&head.len())
            && head.starts_with(char::is_uppercase)
            && any_has(Set::Numbered, &head.trim_end_matches('.').to_lowercase())
    }

    /// Whether a single full stop ends a sentence before `next`.
    fn full_stop_ends(&self, s: &str, start: usize, next: &Next<'_>) -> bool {
        let head = before(s, self.at, WORD_BYTES);
        let word = last_word(head);
        let opens = self.at.saturating_sub(word.len()) <= start;
        if opens && is_number(word) {
            return false; // "3. The bridge", "4.6.2. Locks": the number of a paragraph or section
        }
        let roman = || word.len() <= 6 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
        let small = || word.len() <= 5 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        if opens && start == 0 && !word.is_empty() && (roman() || small()) {
            return false; // "IV. Winter", "ii. Drain the oil."
        }
        let numbered = || is_number(word) || roman();
        if start == 0 && numbered() && self.follows_label(s, word) {
            return false; // "Chapter 3. The storm", "Figure 3.1. The weir"
        }
        if opens && matches!(word, "Q" | "A") {
            return false; // "Q. When did it break?"
        }
        if !self.quote && self.goes_on(s, word, next) {
            return false;
        }
        if !self.quote && self.is_reference(s, start, word, next) {
            return false;
        }
        match abbreviation(self.language, word) {
            None => true,
            Some(Abbreviation::Bound) => false,
            Some(Abbreviation::Figure) => {
                let labels = word.starts_with(char::is_uppercase) && next.is_letter();
                !(next.figure || labels)
            }
            Some(_) if self.quote => true,
            Some(Abbreviation::Open) => next.starter,
            Some(Abbreviation::Company) => next.starter || self.names_speaker(next),
            Some(Abbreviation::Clock) => {
                let sentence = s.get(start..self.at).unwrap_or("");
                let opening =
                    words(sentence).map(|word| word.len() + 1).sum::<usize>() < 24 && words(sentence).count() <= 3;
                let zone = words(next.tail).take(3).any(|w| self.has(Set::ZoneEnds, w.trim_end_matches(['.', ','])));
                next.starter || !(next.figure || opening || zone || is_time(self.language, next.word))
            }
        }
    }

    /// "am 15. Dezember", "z. B. Kiel": the full stop belongs to an ordinal, or to an abbreviation that is written with
    /// a space.
    fn goes_on(&self, s: &str, word: &str, next: &Next<'_>) -> bool {
        if !word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
            let head = before(s, self.at, WORD_BYTES);
            let head = head.get(..head.len() - word.len()).unwrap_or("").trim_end_matches(is_space);
            return is_ordinal(self.language, last_word(head), next.word);
        }
        let dot = tail(next.tail, next.word.len()).starts_with('.');
        dot && self.language.is_abbreviated_pair(word, next.word)
    }

    /// "(see App. C and fig. 9)", "(s. Abb. 3 u. Tab. 2)": in brackets that opened inside the sentence and close soon, a
    /// short word before a figure or single letter is an abbreviation in any language, and so is a short word in lower
    /// case that is the first there or a single letter.
    fn is_reference(&self, s: &str, start: usize, word: &str, next: &Next<'_>) -> bool {
        let short = (1..=SHORT_CHARS).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic);
        let lower = word.chars().all(char::is_lowercase);
        let head = before(s, self.at - word.len(), WORD_BYTES);
        let leads = || lower && (head.ends_with(['(', '[']) || word.chars().nth(1).is_none());
        // "5 ft. 3 in."
        let measures = || {
            let counted = head.trim_end().ends_with(|c: char| c.is_numeric()) && head.ends_with(is_space);
            lower && next.figure && counted && (self.language.unit(word).is_some() || self.language.is_measure(word))
        };
        if !short {
            return false;
        }
        if measures() {
            return true;
        }
        if !(next.figure || next.is_letter() || leads()) {
            return false;
        }
        let sentence = s.get(start..self.at).unwrap_or("");
        let letters = sentence.char_indices().rev().filter(|&(_, c)| !is_space(c)).take(BRACKET_CHARS);
        let bracket = letters.into_iter().find(|(_, c)| matches!(c, '(' | '[' | ')' | ']'));
        let opened = bracket.is_some_and(|(at, c)| at > 0 && matches!(c, '(' | '['));
        let after = || tail(s, self.end).chars().filter(|&c| !is_space(c)).take(BRACKET_CHARS);
        opened && after().any(|c| matches!(c, ')' | ']'))
    }

    /// "The mill (built c. 1840, owned by dhr. Bos) is for sale": the brackets opened inside the sentence, and the sentence
    /// goes on after them; or it ends with them, and a short word in lower case is before the full stop.
    fn is_bracketed(&self, s: &str, start: usize) -> bool {
        let head = s.get(start.max(ceil_boundary(s, self.at.saturating_sub(BRACKET_BYTES)))..self.at).unwrap_or("");
        // Most sentences have no brackets; those of Chinese and Japanese begin with this byte.
        if memrchr2(b'(', 0xEF, head.as_bytes()).is_none() {
            return false;
        }
        let is_bracket = |&(_, c): &(usize, char)| matches!(c, '(' | ')' | '（' | '）');
        let is_text = |&(_, c): &(usize, char)| !is_space(c);
        let opened = head.char_indices().rev().filter(is_text).take(BRACKETED_CHARS).find(is_bracket);
        let opens = |(at, c)| matches!(c, '(' | '（') && self.at - head.len() + at > start;
        if !opened.is_some_and(opens) {
            return false;
        }
        let rest = tail(s, self.end);
        let closed = rest.char_indices().filter(is_text).take(BRACKETED_CHARS).find(is_bracket);
        let Some((close, ')' | '）')) = closed else { return false };
        let after = tail(rest, close).trim_start_matches([')', '）']).trim_start_matches(is_space);
        if is_full(self.mark) {
            return after.starts_with(char::is_alphanumeric);
        }
        let is_short = || {
            let word = last_word(head);
            (1..=SHORT_CHARS).contains(&word.chars().count()) && word.chars().all(char::is_lowercase)
        };
        after.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ':'))
            || self.mark == '.' && is_short() && after.starts_with(is_mark)
    }

    /// "Trent said": a name and a verb of saying, which are not part of a company name.
    fn names_speaker(&self, next: &Next<'_>) -> bool {
        let following = tail(next.tail, next.word.len());
        let rest = following.trim_start_matches(is_space);
        let verb = rest.split(is_space).next().filter(|_| rest.len() < following.len()).unwrap_or("");
        verb.starts_with(char::is_lowercase) && self.has(Set::Reporting, verb.trim_end_matches([',', ':', '.']))
    }

    /// Whether a word, as written, is of a set of the language.
    fn has(&self, set: Set, word: &str) -> bool {
        self.language.has(set, &word.to_lowercase())
    }

    /// "“Will it hold?” Rooke asked.": a quotation followed by its speaker.
    fn has_speaker_after(&self, s: &str, start: usize, after: &str) -> bool {
        if !self.quote {
            return false;
        }
        // If the quotation opened inside the sentence, the speaker came before it.
        let quoted = s.get(start..self.at).unwrap_or("");
        let mut left = QUOTATION_BYTES;
        let near = quoted.char_indices().rev().take_while(|&(_, c)| {
            left = left.saturating_sub(if is_space(c) { 0 } else { c.len_utf8() });
            left > 0
        });
        let opened = near.into_iter().find(|(_, c)| matches!(c, '“' | '"' | '«' | '„' | '‘'));
        if opened.is_some_and(|(at, _)| at > 0) {
            return false;
        }
        let mut words = words(after).take(6);
        words.next().is_some_and(|w| {
            w.starts_with(char::is_uppercase) && (!self.language.is_starter(w) || self.has(Set::SpeakerPronouns, w))
        }) && words
            .find(|w| !w.starts_with(char::is_uppercase))
            .is_some_and(|w| self.is_speech(w.trim_end_matches([',', '.', ':'])))
    }

    /// Whether a word attributes a quotation to a speaker.
    fn is_speech(&self, word: &str) -> bool {
        let speakers = if self.language.fills(Set::Speakers) { Set::Speakers } else { Set::Reporting };
        word.starts_with(char::is_lowercase) && self.has(speakers, word)
    }

    /// "Yahoo! Inc": the mark is part of a name.
    fn is_name(&self, s: &str, next: &str) -> bool {
        self.mark == '!'
            && self.has(Set::Exclaimed, last_word(before(s, self.at, WORD_BYTES)))
            && !self.language.is_starter(next)
    }

    /// "its bounds.They": a sentence ends without a space after it. Domain names and addresses are excluded.
    fn missing_space(&self, s: &str, start: usize) -> bool {
        const DOMAINS: &[&str] = &["com", "org", "net", "gov", "edu", "io", "co", "js", "uk", "info"];
        let after = tail(s, self.end).trim_start_matches(['“', '‘', '(']);
        let possible = self.marks == 1 && self.at > start && after.starts_with(char::is_uppercase);
        if !possible || !before(s, self.at, 4).ends_with(char::is_lowercase) {
            return false;
        }
        let token = before(s, self.at, WORD_BYTES).rsplit(is_space).next().unwrap_or("");
        let address = token.contains(['/', '@', '\\', '_']) || token.starts_with("www.");
        let word = last_word(token);
        let ended = word.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2
            && abbreviation(self.language, word).is_none();
        let next = after.split(|c: char| !c.is_alphabetic() && c != '’').next().unwrap_or("");
        let spelled = next.chars().nth(1).is_some_and(char::is_lowercase);
        let follows = tail(after, next.len()).chars().next();
        let closed = follows.is_none_or(|c| is_space(c) || matches!(c, ',' | ';' | '-' | '”' | '\''));
        !address && ended && spelled && closed && !DOMAINS.contains(&next.to_lowercase().as_str())
    }
}

/// The text after a mark and white space.
struct Next<'a> {
    /// From its first letter or digit.
    tail: &'a str,
    /// Its first word, without punctuation.
    word: &'a str,
    /// Whether it begins in lower case or with a comma, so that no sentence ended.
    goes_on: bool,
    /// Whether it begins with a figure.
    figure: bool,
    /// Whether it begins with a sentence starter.
    starter: bool,
}

impl<'a> Next<'a> {
    /// Whether it is a single capital, as in labels: "App. C".
    fn is_letter(&self) -> bool {
        let mut letters = self.word.trim_end_matches(|c: char| !c.is_alphanumeric()).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    }

    fn at(s: &'a str, at: usize, language: Language) -> Option<Self> {
        let tail = tail(s, at).trim_start_matches(|c| is_space(c) || is_opener(c));
        let first = tail.chars().next()?;
        let token = tail.split(|c| is_space(c) || matches!(c, '-' | '–' | '—' | '/')).next().unwrap_or("");
        let word = token.trim_end_matches([',', ';', ':', '!', '?', '”', '"', ')']);
        // "iPhone sales rose": a camel-case name may begin a sentence.
        let camel = first.is_lowercase() && word.chars().nth(1).is_some_and(char::is_uppercase);
        // "U.S. A-10": a starter must be a whole word.
        let whole = !tail.get(token.len()..).is_some_and(|t| t.starts_with('-'));
        Some(Self {
            tail,
            word: word.trim_end_matches('.'),
            goes_on: (first.is_lowercase() && !camel) || matches!(first, ',' | ';' | ':' | '”' | '’' | ')' | '/'),
            figure: first.is_numeric(),
            starter: whole && language.is_starter(word),
        })
    }
}

/// The text from byte `at` on.
pub(super) fn tail(s: &str, at: usize) -> &str {
    s.get(at..).unwrap_or("")
}

/// At most `reach` bytes before byte `at`.
fn before(s: &str, at: usize, reach: usize) -> &str {
    s.get(ceil_boundary(s, at.saturating_sub(reach))..at).unwrap_or("")
}

/// The stretches between white space.
fn words(s: &str) -> impl Iterator<Item = &str> {
    spaced_words(s)
}

/// Whether a word is the number of a paragraph or section: "3", "4.6.2".
fn is_number(word: &str) -> bool {
    word.split('.').all(|part| (1..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit()))
}

/// The last word of `s`, with inner full stops and apostrophes.
fn last_word(s: &str) -> &str {
    s.rsplit(|c: char| is_space(c) || is_opener(c) || matches!(c, '/' | ',' | '”')).next().unwrap_or("")
}

pub(super) fn skip_space(s: &str, at: usize) -> usize {
    s.len() - tail(s, at).trim_start_matches(is_space).len()
}
