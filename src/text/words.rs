//! Word splitting, by what people see as one word: `U.S.`, `don't`, `state-of-the-art`, `$1.5m`, `3,000`, `e-mail`,
//! `www.site.org/x` are one word each.
//!
//! ```text
//! text    “It’s $1.5m,” the U.S.-led panel said.
//! words   ││   │   │││  │   │        │     │   │
//!         “It’s│   ,”│  the U.S.-led panel said.
//!              $1.5m
//! ```
//!
//! In scripts without spaces each character is a word, except that adjacent numerals are one number: 十二, 二〇二四. Grapheme
//! clusters are never split. A word hyphenated at the end of a line is one word across the line break. Punctuation
//! marks are words; a dash, an ellipsis or a doubled quote is one word however it is typed, so that typography never
//! changes the number of words.

use unicode_segmentation::UnicodeSegmentation;

use super::class::{Class, class, is_alnum};
use super::punctuation::is_raised;
use super::units::{Text, Unit};
use super::{Span, begins_in_any_case, is_space, spaced_words};
use crate::lang::{Set, any_has, is_numeral, keeps_stop};

/// The kind of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// Letters, with optional digits, apostrophes, hyphens: `don't`, `U.S.`, `www.site.org/x`.
    Word,
    /// Begins with a digit or a currency sign: `3,000`, `$1.5m`, `98%`, `4,2`; or a run of Chinese numerals.
    Number,
    /// A character or grapheme cluster of a script without spaces.
    Ideograph,
    /// Punctuation and symbols.
    Punct,
}

/// A word or a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its range, without white space at either end.
    pub span: Span,
    /// Its kind.
    pub kind: WordKind,
    /// Whether it counts as a word: one per run of characters between spaces, as in `wc -w`, and each ideograph or run
    /// of Chinese numerals.
    pub counts: bool,
    /// Whether white space comes before it.
    pub spaced: bool,
}

/// Words longer than this many bytes are split: no language has such words, but a file may contain 5 MB of letters, and
/// a change in it should not affect all of it.
const MAX_WORD_BYTES: usize = 256;

/// Appends the words of `span` of `text`, in order. Every byte that is not white space is in exactly one word.
pub fn words(text: &str, span: Span, out: &mut Vec<Word>) {
    words_glued(text, span, &[], out);
}

/// The same, treating the white space of `glue` (in order) as part of words cut by line wrapping.
pub(crate) fn words_glued(text: &str, span: Span, glue: &[Span], out: &mut Vec<Word>) {
    let near = |at: u32| glue.partition_point(|gap| gap.start < at);
    let glue = glue.get(near(span.start)..near(span.end)).unwrap_or_default();
    let text = Text { text, end: span.range().end, glue };
    let mut at = span.range().start;
    while let Some(start) = text.skip_space(at) {
        at = text.plain_chunk(start, out).unwrap_or_else(|| text.chunk(start, out));
    }
}

/// Counts the words of `span` of `text` as [`Word::counts`] does, with a fast path for ASCII.
#[must_use]
pub fn count_words(text: &str, span: Span) -> usize {
    let part = span.of(text);
    if part.is_ascii() {
        let blank = |b: u8| matches!(b, b'\t'..=b'\r' | 0x1c..=b' ');
        let starts = part.bytes().fold((0, true), |(n, after), b| (n + usize::from(after && !blank(b)), blank(b)));
        return starts.0;
    }
    if part.chars().all(|c| c.is_ascii() || class(c) != Class::Ideograph) {
        return spaced_words(part).count();
    }
    let mut found = Vec::new();
    words(text, span, &mut found);
    found.iter().filter(|w| w.counts).count()
}

impl Text<'_> {
    /// Fast path for a chunk that is one word of ASCII letters or digits with an optional comma or full stop, as most
    /// are. Returns its end, or `None` for other chunks.
    fn plain_chunk(&self, start: usize, out: &mut Vec<Word>) -> Option<usize> {
        let bytes = self.text.as_bytes().get(start..self.end)?;
        let length = bytes.iter().position(|&b| !is_alnum(b)).unwrap_or(bytes.len());
        let blank = |k: usize| bytes.get(k).is_none_or(|b| matches!(b, b' ' | b'\n' | b'\t' | b'\r'));
        if length == 0 || length > MAX_WORD_BYTES {
            return None;
        }
        let marked = match bytes.get(length) {
            _ if blank(length) => false,
            Some(b',' | b';' | b'!' | b'?') if blank(length + 1) => true,
            Some(b'.') if blank(length + 1) && !keeps_stop(self.text.get(start..start + length)?) => true,
            _ => return None,
        };
        let end = start + length;
        if self.glued(end).is_some() {
            return None;
        }
        let kind = if bytes[0].is_ascii_digit() { WordKind::Number } else { WordKind::Word };
        out.push(Word { span: Span::new(start, end), kind, counts: true, spaced: true });
        if marked {
            out.push(Word { span: Span::new(end, end + 1), kind: WordKind::Punct, counts: false, spaced: false });
            return Some(end + 1);
        }
        Some(end)
    }

    /// Splits one chunk (up to white space) into words; returns its end.
    fn chunk(&self, start: usize, out: &mut Vec<Word>) -> usize {
        let mut at = start;
        let mut spaced = true;
        let first = out.len();
        while let Some(unit) = self.unit(at) {
            if unit.class == Class::Space {
                break;
            }
            let (end, kind) = self.word(at, unit, spaced);
            if kind == WordKind::Punct && self.text.get(at..end).is_some_and(|s| s.chars().all(is_space)) {
                at = end; // a zero-width space between marks
                continue;
            }
            push(self.text, at, end, kind, spaced, out);
            spaced = false;
            at = end;
        }
        // The first real word counts for the whole chunk.
        let chunk = &mut out[first..];
        let ideograph = |w: &Word| match w.kind {
            WordKind::Ideograph => true,
            WordKind::Number => w.span.of(self.text).starts_with(is_numeral),
            WordKind::Word | WordKind::Punct => false,
        };
        if chunk.iter().any(ideograph) {
            chunk.iter_mut().for_each(|w| w.counts = ideograph(w));
        } else if let Some(i) =
            chunk.iter().position(|w| w.kind != WordKind::Punct).or((!chunk.is_empty()).then_some(0))
        {
            chunk[i].counts = true;
        }
        at.max(start + 1)
    }

    /// The end and kind of the word that begins with `unit` at `at`; `spaced` if white space comes before it.
    fn word(&self, at: usize, unit: Unit, spaced: bool) -> (usize, WordKind) {
        let next = self.class_at(unit.end);
        match unit.class {
            Class::Digit => (self.run(at), WordKind::Number),
            Class::Lower | Class::Upper => (self.address(at).unwrap_or_else(|| self.run(at)), WordKind::Word),
            Class::Ignorable if next.is_alnum() => (self.run(unit.end), WordKind::Word),
            Class::Currency if next == Class::Digit => (self.run(unit.end), WordKind::Number),
            // A sign belongs to the number: "fell to -5".
            Class::Hyphen if spaced && next == Class::Digit => (self.run(unit.end), WordKind::Number),
            Class::Other if spaced && next == Class::Digit && self.rest(at).starts_with('+') => {
                (self.run(unit.end), WordKind::Number)
            }
            Class::Hash if next.is_alnum() => (self.run(unit.end), WordKind::Word),
            Class::Joiner if next.is_letter() && self.rest(at).starts_with('@') => (self.run(unit.end), WordKind::Word),
            Class::Ideograph => {
                self.numerals(at).map_or((unit.end, WordKind::Ideograph), |end| (end, WordKind::Number))
            }
            Class::Apostrophe if next == Class::Apostrophe => (self.class_end(unit.end), WordKind::Punct),
            Class::Hyphen | Class::Dash => (self.while_in(unit.end, &[Class::Hyphen, Class::Dash]), WordKind::Punct),
            Class::Dot => (self.while_in(unit.end, &[Class::Dot]), WordKind::Punct),
            _ => (unit.end, WordKind::Punct),
        }
    }

    /// The end of a run of at least two Chinese numerals at `at`. A single one is usually part of a word.
    fn numerals(&self, at: usize) -> Option<usize> {
        // A line may end before it, without a space between words.
        let start = self.glued(at).unwrap_or(at);
        let first = self.rest(start).chars().next().filter(|&c| is_numeral(c))?;
        let mut end = start + first.len_utf8();
        let mut many = false;
        // A character with a variation selector is a cluster, which is not split.
        loop {
            // A line may end inside a number.
            let on = self.glued(end).unwrap_or(end);
            let Some(c) = self.rest(on).chars().next().filter(|&c| is_numeral(c)) else { break };
            let unit = self.unit(on)?;
            if unit.end != on + c.len_utf8() {
                break;
            }
            end = unit.end;
            many = true;
        }
        (many && self.unit(at)?.end == start + first.len_utf8()).then_some(end)
    }

    /// The end of a web address that begins at `at`, without closing punctuation.
    fn address(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let head = rest.get(..8).or_else(|| rest.get(..4))?;
        if !["http://", "https://", "www."].iter().any(|beginning| begins_in_any_case(head, beginning)) {
            return None;
        }
        let ends = |c: char| is_space(c) || "<>\"“”«»".contains(c);
        let mut to = at + rest.split(ends).next()?.len();
        while let Some(on) = self.glued(to) {
            to = on + self.rest(on).split(ends).next()?.len();
        }
        let chunk = self.text.get(at..to)?;
        let body = chunk.trim_end_matches(|c: char| ".,;:!?)]}'’…".contains(c));
        // A cluster may extend beyond the last character kept.
        let mut end = at;
        while end < at + body.len() {
            end = self.unit(end)?.end;
        }
        Some(end)
    }

    /// The end of the word of letters and digits that begins at `at`.
    fn run(&self, start: usize) -> usize {
        let mut at = start;
        let mut before = Class::Space; // the last letter or digit
        let mut segment = 0; // letters since the last dot: an acronym has one each
        let mut acronym = false;
        loop {
            // In a run of ASCII letters only the last needs the full check.
            let row = self.plain_row(at).saturating_sub(1);
            at += row;
            segment += row;
            let Some(unit) = self.unit(at) else { break };
            let next = self.class_at(unit.end);
            match unit.class {
                class if class.is_alnum() => {
                    before = class;
                    segment += 1;
                }
                Class::Ignorable => {}
                Class::Apostrophe if next.is_letter() => segment = 2,
                Class::Hyphen if next.is_alnum() => segment = 2,
                Class::Hyphen if next == Class::Space && before == Class::Lower => match self.broken_line(unit.end) {
                    Some(resume) => {
                        at = resume;
                        segment = 2;
                        continue;
                    }
                    None => break,
                },
                Class::Dot if next.is_alnum() && segment == 1 && before.is_letter() => {
                    acronym = true;
                    segment = 0;
                }
                Class::Dot
                    if next == Class::Lower && before.is_alnum()
                        || next == Class::Digit
                            && before == Class::Digit
                            && !self.rest(unit.end).starts_with(is_raised) =>
                {
                    segment = 2;
                }
                // The last dot of `U.S.`, and of `U.S.-led`.
                Class::Dot if acronym && segment == 1 => {
                    let joins = matches!(next, Class::Hyphen | Class::Apostrophe)
                        && self.class_at(self.class_end(unit.end)).is_letter();
                    if !joins {
                        return unit.end;
                    }
                }
                Class::Dot if keeps_stop(self.text.get(start..at).unwrap_or("")) && !next.is_alnum() => {
                    return unit.end;
                }
                Class::Comma
                    if before == Class::Digit && (self.thousands(unit.end) || self.decimals(start, at, unit.end)) => {}
                Class::Colon if before == Class::Digit && next == Class::Digit => {}
                Class::Joiner if next.is_alnum() => segment = 2,
                Class::Currency if next == Class::Digit && before == Class::Upper => segment = 2,
                Class::Currency | Class::Unit if before == Class::Digit => {
                    if !next.is_letter() || unit.class == Class::Currency {
                        return unit.end;
                    }
                }
                _ => break,
            }
            at = unit.end;
        }
        at
    }

    /// Whether exactly three digits are at `at`: the group after a thousands comma.
    fn thousands(&self, at: usize) -> bool {
        let mut digits = 0;
        let mut at = at;
        while let Some(unit) = self.unit(at).filter(|u| u.class == Class::Digit) {
            digits += 1;
            if digits > 3 {
                break;
            }
            at = unit.end;
        }
        digits == 3
    }

    /// Whether the comma from `comma` to `at` is a decimal separator: "4,2", but not the years "2014,2015" or the list
    /// "1,2,3".
    fn decimals(&self, start: usize, comma: usize, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let digits = |s: &[u8]| s.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        let after = bytes.get(at..self.end).unwrap_or_default();
        let length = digits(after);
        let listed = after.get(length) == Some(&b',') && after.get(length + 1).is_some_and(u8::is_ascii_digit);
        let preceding = bytes.get(..start).unwrap_or_default();
        let goes_on = matches!(preceding, [.., digit, b','] if digit.is_ascii_digit());
        let years = length == 4 && comma - start == 4;
        length > 0 && !listed && !goes_on && !years
    }

    /// The position where a word continues that a hyphen before `at` breaks at the end of a line.
    fn broken_line(&self, at: usize) -> Option<usize> {
        let resume = self.skip_space(at)?;
        let gap = self.text.get(at..resume)?;
        // A single line break, no blank line.
        let breaks = gap.replace("\r\n", "\n");
        if breaks.matches(['\n', '\r', '\u{b}', '\u{85}', '\u{2028}']).count() != 1 {
            return None;
        }
        let rest = self.rest(resume);
        let word = rest.split(|c: char| !c.is_alphabetic()).next()?;
        // "mid- and long-term" is not a broken word.
        let suspended = any_has(Set::AfterHyphen, word);
        (self.class_at(resume) == Class::Lower && !suspended).then_some(resume)
    }
}

/// Appends a word, in pieces where it is too long.
fn push(text: &str, start: usize, end: usize, kind: WordKind, spaced: bool, out: &mut Vec<Word>) {
    let mut word = |start, end, spaced| out.push(Word { span: Span::new(start, end), kind, counts: false, spaced });
    if end - start <= MAX_WORD_BYTES {
        return word(start, end, spaced);
    }
    // Cut positions depend on the last four bytes, so that the same letters are cut in the same way anywhere.
    let mut from = start;
    let mut hash = 0u32;
    let mut step = |at: usize, cluster: &str| {
        if at - from >= 8 && (hash.wrapping_mul(0x9e37_79b1) >> 28 == 0 || at - from >= 64) {
            word(from, at, spaced && from == start);
            from = at;
        }
        hash = cluster.bytes().fold(hash, |h, b| (h << 8) | u32::from(b));
    };
    let long = text.get(start..end).unwrap_or("");
    if long.is_ascii() {
        long.char_indices().for_each(|(i, c)| step(start + i, c.encode_utf8(&mut [0; 4])));
    } else {
        long.grapheme_indices(true).for_each(|(i, cluster)| step(start + i, cluster));
    }
    word(from, end, spaced && from == start);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        words(text, Span::new(0, text.len()), &mut out);
        out.iter().map(|w| w.span.of(text)).collect()
    }

    #[test]
    fn words_are_what_people_see() {
        for one in [
            "U.S.", "don’t", "state-of-the-art", "$1.5m", "3,000", "e-mail", "www.site.org/x", "U.S.-led", "98%",
            "10:30", "AT&T", "US$5", "F-16", "jo@site.org", "https://a.b/c?d=e&f", "Mr.", "p.m.", "2014–15",
            "Korea-Russia", "€20", "20€", "-5", "+3.5%", "#story", "naïve", "e\u{301}tude", "Russia`s", "U.N.’s",
            "3.5", "hyphen-\nated", "£1,250,000", "20°C", "4,2", "12,5%", "1.000,50", "€1.000,50", "6h30", "0,125",
        ] {
            assert_eq!(split(one), [one]);
        }
    }

    #[test]
    fn white_space_inside_a_word_is_dropped() {
        for (text, word) in [
            ("Anglo-\nSaxon", "Anglo-Saxon"),
            ("Bürger\nschaft", "Bürgerschaft"),
            ("https://a.b/c\nd?e", "https://a.b/cd?e"),
            ("F-\n16s", "F-16s"),
            ("gate\nway", "gateway"),
            ("harb\nour.", "harbour"),
        ] {
            let at = text.find('\n').unwrap();
            let mut out = Vec::new();
            words_glued(text, Span::new(0, text.len()), &[Span::new(at, at + 1)], &mut out);
            assert_eq!(out[0].span.of(text).replace('\n', ""), word);
            assert_eq!(out.iter().filter(|word| word.counts).count(), 1);
            assert_eq!(out.len(), 1 + usize::from(text.ends_with('.')));
        }
        assert_eq!(split("infor-\rmation, infor-\r\nmation"), ["infor-\rmation", ",", "infor-\r\nmation"]);
    }

    #[test]
    fn punctuation_marks_are_words() {
        assert_eq!(
            split("“It is,” he said — twice..."),
            ["“", "It", "is", ",", "”", "he", "said", "—", "twice", "..."]
        );
        assert_eq!(split("bounds.They left the US."), ["bounds", ".", "They", "left", "the", "US", "."]);
        assert_eq!(split("Russia`s(Vladimar Putin)"), ["Russia`s", "(", "Vladimar", "Putin", ")"]);
        assert_eq!(split("word--word in 2014, 15"), ["word", "--", "word", "in", "2014", ",", "15"]);
        assert_eq!(split("``so''"), ["``", "so", "''"]);
        assert_eq!(split("mid-\nand long-term"), ["mid", "-", "and", "long-term"]);
        assert_eq!(split("see www.site.org/x."), ["see", "www.site.org/x", "."]);
        assert_eq!(split("1,2,3"), ["1", ",", "2", ",", "3"]);
        assert_eq!(split("2014,2015 et 4,2."), ["2014", ",", "2015", "et", "4,2", "."]);
    }

    #[test]
    fn scripts_without_spaces_have_a_word_per_character() {
        assert_eq!(split("平壌で協定"), ["平", "壌", "で", "協", "定"]);
        assert_eq!(split("ที่นี่"), ["ที่", "นี่"]);
        assert_eq!(split("カタカナ語"), ["カタカナ", "語"]);
        assert_eq!(split("二〇二四年十二月"), ["二〇二四", "年", "十二", "月"]);
        assert_eq!(split("一部は三百人"), ["一", "部", "は", "三百", "人"]);
        assert_eq!(count_words("十二日", Span::new(0, 9)), 2);
    }

    #[test]
    fn counts_as_wc_does() {
        let text = "“Yes,” she said -- at 3,000 km/h (or so).";
        let mut out = Vec::new();
        words(text, Span::new(0, text.len()), &mut out);
        assert_eq!(out.iter().filter(|w| w.counts).count(), text.split_whitespace().count());
    }

    #[test]
    fn a_long_word_is_cut_in_the_same_way_anywhere() {
        let long: String =
            (0..5000u32).map(|i| char::from(b'a' + (i.wrapping_mul(2_654_435_761) >> 27) as u8 % 26)).collect();
        let other = format!("xyz{long}");
        let (a, b) = (split(&long), split(&other));
        assert!(a.len() > 100);
        assert!(a.iter().filter(|p| b.contains(p)).count() > a.len() - 10);
    }

    proptest! {
        #![proptest_config(crate::cases::config(256))]
        #[test]
        fn every_character_is_in_one_word(text in "(\\PC|[ \u{301}\u{200d}\u{200b}\r\n’–-]){0,60}") {
            let mut out = Vec::new();
            words(&text, Span::new(0, text.len()), &mut out);
            let mut at = 0;
            for word in &out {
                let span = word.span.range();
                prop_assert!(at <= span.start && span.start < span.end);
                prop_assert!(text.get(at..span.start).is_some_and(|t| t.chars().all(is_space)));
                at = span.end;
            }
            prop_assert!(text.get(at..).is_some_and(|t| t.chars().all(is_space)));
            let bounds: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
            for word in &out {
                prop_assert!(bounds.contains(&word.span.range().start) && bounds.contains(&word.span.range().end));
            }
        }
    }
}
