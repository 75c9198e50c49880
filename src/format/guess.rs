//! Guesses the encoding of bytes that have no mark and are not UTF-8.
//!
//! Candidates are decoded and scored by how plausible each character beyond ASCII is at its place: a letter of the
//! language that the words show, a sign next to a figure, a quotation mark at the edge of a word. `£15` is then a
//! price in windows-1252 and a letter before a figure in windows-1250. The crate `chardetng` nominates a candidate, the
//! only one of most scripts, and decides between close ones.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, IBM866, ISO_2022_JP, ISO_8859_2, ISO_8859_5, ISO_8859_7, ISO_8859_15, KOI8_R,
    KOI8_U, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
    WINDOWS_1257, X_MAC_CYRILLIC,
};

use unicode_normalization::char::is_combining_mark;

use crate::lang::{ALPHABETS, Alphabet, Language, Votes};

/// Maximum number of bytes that `chardetng` reads and that are scored, from shortly before the first beyond ASCII:
/// enough for any language, at a bounded cost.
const NOMINATED_BYTES: usize = 256 * 1024;
const SCORED_BYTES: usize = 32 * 1024;
/// Bytes before the first one beyond ASCII: they show the language.
const CONTEXT_BYTES: usize = 1024;

/// The candidates and the groups of alphabets that they are made for; the first of a tie is chosen.
const CANDIDATES: [(&Encoding, &str); 21] = [
    (WINDOWS_1252, "western"),
    (ISO_8859_15, "western"),
    (MACINTOSH, "western"),
    (WINDOWS_1250, "central"),
    (ISO_8859_2, "central"),
    (WINDOWS_1254, "turkish"),
    (WINDOWS_1257, "baltic"),
    (WINDOWS_1251, "cyrillic"),
    (KOI8_R, "cyrillic"),
    (KOI8_U, "cyrillic"),
    (IBM866, "cyrillic"),
    (ISO_8859_5, "cyrillic"),
    (X_MAC_CYRILLIC, "cyrillic"),
    (WINDOWS_1253, "greek"),
    (ISO_8859_7, "greek"),
    (WINDOWS_874, "thai"),
    (SHIFT_JIS, "japanese"),
    (EUC_JP, "japanese"),
    (GBK, "chinese"),
    (BIG5, "chinese"),
    (EUC_KR, "korean"),
];

/// The score of a letter of the words' language. A text's score in an encoding is the mean over its characters beyond
/// ASCII, plus the bonuses of the encoding.
const FITS_SCORE: f64 = 1.0;
/// A letter of another language of the group, as in a name: less than one of the language, so that of two encodings the
/// one with the language's letters is chosen.
const LOAN_SCORE: f64 = 0.6;
/// A dash inside a word, as in `bridge—all`. It is a letter in other encodings: less than a letter of a language of the
/// group, more than one of none.
const JOINED_SCORE: f64 = 0.5;
/// A sign that occurs, but rarely: no evidence.
const RARE_SCORE: f64 = 0.0;
/// A letter of no language with the others: a foreign name may have one, so that two letters that fit outweigh it.
const STRANGE_SCORE: f64 = -0.5;
/// A character at a place where no text has it: it outweighs a letter that fits.
const WRONG_SCORE: f64 = -2.0;
/// For an encoding in which the language of the words is written: more than a rare sign or a foreign name costs a short
/// text.
const LANGUAGE_BONUS: f64 = 0.5;
/// For Thai, whose vowels and tones are all where they belong: more than for Chinese, in which any pairs of bytes are
/// words.
const THAI_BONUS: f64 = 0.7;
/// The number of Thai characters from which a text has a pair of marks.
const MIN_PAIRED_CHARS: usize = 24;
/// For windows-1252, the most frequent by far, and for ISO-8859-15, which differs from it in few characters, unless the words are of no language that is written in it: less than the
/// bonus for the language, which decides.
const FREQUENT_BONUS: f64 = 0.2;
/// For the nominated encoding: less than one letter in ten that fits better, so that it only decides between close
/// ones.
const NOMINEE_BONUS: f64 = 0.05;
/// Minimum number of words to detect a language: fewer may be names only.
const MIN_LANGUAGE_WORDS: usize = 4;
/// A language is that of the words if at most one word in this many has a letter that the language lacks: names are
/// rarer than that, words of another language are not.
const WORDS_PER_LOAN: usize = 6;

/// And, where there are this many letters beyond ASCII, if at most one in so many is of another language. English has
/// none but in names and loan words.
const MIN_LETTERS: usize = 6;
const LETTERS_PER_LOAN: usize = 5;

/// The most likely encoding of bytes.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let tail = bytes.get(first.saturating_sub(CONTEXT_BYTES)..).unwrap_or(bytes);
    let head = |most: usize| tail.get(..most).unwrap_or(tail);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(head(NOMINATED_BYTES), true);
    let nominee = detector.guess(None, chardetng::Utf8Detection::Deny);
    let listed = CANDIDATES.iter().any(|(encoding, _)| *encoding == nominee);
    let other = (!listed).then_some((nominee, ""));
    let mut best = (nominee, f64::MIN);
    for (encoding, group) in CANDIDATES.into_iter().chain(other) {
        let Some(score) = score(head(SCORED_BYTES), encoding, group, head(SCORED_BYTES).len() < tail.len()) else {
            continue;
        };
        let is_nominated = encoding == nominee || Some(nominee) == nominated_for(encoding);
        let nominated = if is_nominated { NOMINEE_BONUS } else { 0.0 };
        if score + nominated > best.1 + 1e-9 {
            best = (encoding, score + nominated);
        }
    }
    best.0
}

/// The similar encoding that `chardetng` nominates where it does not know one.
fn nominated_for(encoding: &Encoding) -> Option<&'static Encoding> {
    match encoding {
        _ if encoding == ISO_8859_15 => Some(WINDOWS_1252),
        _ if encoding == X_MAC_CYRILLIC => Some(WINDOWS_1251),
        _ => None,
    }
}

/// Whether bytes are ISO-2022-JP, which is seven bits wide: they switch to a Japanese character set and back, and are
/// valid.
pub(super) fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let switches = [&b"\x1b$B"[..], b"\x1b$@"].iter().any(|to| memchr::memmem::find(bytes, to).is_some());
    switches && bytes.is_ascii() && !ISO_2022_JP.decode_without_bom_handling(bytes).1
}

/// How plausible an encoding is; `None` if the bytes are not valid in it.
fn score(bytes: &[u8], encoding: &'static Encoding, group: &str, cut: bool) -> Option<f64> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let text = text.strip_suffix(char::REPLACEMENT_CHARACTER).filter(|_| cut).unwrap_or(&text);
    if malformed && text.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    // Other encodings have signs there, which no text in these has.
    let has_controls = |text: &str| text.contains(|c| matches!(c, '\u{80}'..='\u{9f}'));
    if (encoding == ISO_8859_15 || encoding == WINDOWS_874) && has_controls(text) {
        return None;
    }
    let votes = Votes::of(text);
    let voted_code = votes.best().map(Language::code);
    let alphabets: Vec<&Alphabet> = ALPHABETS.iter().filter(|alphabet| alphabet.group == group).collect();
    let voted = alphabets.iter().position(|alphabet| Some(alphabet.code) == voted_code);
    let chars: Vec<char> = text.chars().collect();
    let words = text.split_whitespace().count();
    let at = |i: Option<usize>| i.and_then(|i| chars.get(i)).copied().unwrap_or('\n');
    let (mut places, mut count) = (0.0, 0.0);
    // Letters at plausible places, in lower case.
    let mut letters = Vec::new();
    let mut is_portuguese = true;
    let mut thai = Thai::default();
    for (i, &c) in chars.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
        let place = Place { chars: &chars, at: i, before: at(i.checked_sub(1)), c, after: at(Some(i + 1)) };
        count += 1.0;
        if let Some(score) = place.thai() {
            places += thai.add(&place, score);
        } else if !c.is_alphabetic() || matches!(c, 'ª' | 'º') {
            places += place.sign();
        } else if let Some(score) = place.misplaced() {
            places += score;
        } else {
            letters.push(c.to_lowercase().next().unwrap_or(c));
            // It has õ before an e alone: `limões`. Elsewhere it is Estonian, or the Hungarian ő of another encoding.
            is_portuguese &= !matches!(c, 'õ' | 'Õ') || matches!(place.after, 'e' | 'E');
        }
    }
    if count == 0.0 {
        return Some(0.0);
    }
    let may_be = |n: usize| is_portuguese || alphabets.get(n).is_none_or(|alphabet| alphabet.code != "pt");
    // Words that two languages have may name the wrong one, whose letters these are not.
    let own = voted.filter(|&own| {
        let loans = letters.iter().filter(|&&c| !alphabets[own].has(c)).count();
        let has_own = letters.len() < MIN_LETTERS || loans * LETTERS_PER_LOAN <= letters.len();
        let is_certain = loans == 0 || votes.are_clear();
        loans <= words / WORDS_PER_LOAN && (has_own || alphabets[own].code == "en") && is_certain && may_be(own)
    });
    let (syllables, letters_count) = (letters.iter().filter(|c| matches!(c, '가'..='힣')).count(), letters.len());
    let sum = |n: usize| letters.iter().map(|&c| letter(c, n, &alphabets, own)).sum::<f64>();
    let letters = match own {
        Some(own) => sum(own),
        None => (0..alphabets.len().max(1)).filter(|&n| may_be(n)).map(sum).fold(f64::MIN, f64::max),
    };
    let unspaced = matches!((group, voted_code), ("japanese", Some("ja")) | ("chinese", Some("zh")));
    // Korean text is syllables. All of it is Chinese characters in another encoding, but no Chinese text is syllables.
    let korean = group == "korean" && syllables * 10 >= letters_count * 9;
    let speaks = match own {
        // Any letters of Cyrillic vote for Russian.
        Some(_) if group != "cyrillic" => LANGUAGE_BONUS,
        _ if unspaced || korean => LANGUAGE_BONUS,
        _ if thai.is_likely() => THAI_BONUS,
        _ => 0.0,
    };
    let is_frequent = encoding == WINDOWS_1252 || encoding == ISO_8859_15;
    let frequent = if is_frequent && (own.is_some() || words < MIN_LANGUAGE_WORDS) { FREQUENT_BONUS } else { 0.0 };
    Some((places + letters) / count + speaks + frequent)
}

/// The score of a letter, in lower case, in the `n`th of these alphabets; `own` is that of the language of the words.
fn letter(lower: char, n: usize, alphabets: &[&Alphabet], own: Option<usize>) -> f64 {
    match alphabets.get(n) {
        // A script without alphabet, where Latin letters speak against it.
        None if is_latin(lower) => STRANGE_SCORE,
        None if matches!(lower, '\u{ff61}'..='\u{ff9f}') => STRANGE_SCORE, // half-width kana are rare
        None => FITS_SCORE,
        Some(alphabet) if alphabet.has(lower) => FITS_SCORE,
        Some(_) if own.is_some() && alphabets.iter().any(|alphabet| alphabet.has(lower)) => LOAN_SCORE,
        Some(_) => STRANGE_SCORE,
    }
}

/// What is known of the Thai characters of a text.
#[derive(Default)]
struct Thai {
    all: usize,
    /// Vowels and tones: a third of all is usual.
    marks: usize,
    /// Tones after a vowel or before one, which most sentences have. Characters of two bytes have one mark each.
    pairs: usize,
    misplaced: usize,
}

impl Thai {
    /// Counts a character; returns its score.
    fn add(&mut self, place: &Place<'_>, score: f64) -> f64 {
        let is_mark = |c: char| matches!(c, '\u{e30}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
        self.all += 1;
        self.marks += usize::from(is_mark(place.c) || matches!(place.c, '\u{e40}'..='\u{e44}'));
        self.pairs += usize::from(is_mark(place.c) && is_mark(place.before));
        self.misplaced += usize::from(score < 0.0);
        score
    }

    /// Whether it is a text, rather than bytes of another encoding.
    const fn is_likely(&self) -> bool {
        let has_pairs = self.pairs > 0 || self.all < MIN_PAIRED_CHARS;
        self.marks >= 2 && self.marks * 5 >= self.all && self.misplaced * 20 <= self.all && has_pairs
    }
}

/// A character beyond ASCII and its neighbours; a line break where there is none.
struct Place<'a> {
    chars: &'a [char],
    at: usize,
    before: char,
    c: char,
    after: char,
}

impl Place<'_> {
    /// The score of a letter that cannot be at this place.
    fn misplaced(&self) -> Option<f64> {
        let &Self { before, c, after, .. } = self;
        if is_unspaced(c) {
            return (before.is_ascii_lowercase() || after.is_ascii_lowercase()).then_some(STRANGE_SCORE);
        }
        let mixes = |other: char| other.is_alphabetic() && is_latin(other) != is_latin(c);
        let capital_inside = c.is_uppercase() && before.is_lowercase();
        let capital_after = c.is_lowercase() && after.is_uppercase() && c != 'ß';
        let in_capitals = c.is_lowercase()
            && before.is_uppercase()
            && self.at.checked_sub(2).and_then(|at| self.chars.get(at)).is_some_and(|c| c.is_uppercase());
        let two_capitals =
            c.is_uppercase() && after.is_uppercase() && self.second().is_lowercase() && !before.is_alphabetic();
        let at_figure = before.is_ascii_digit() || after.is_ascii_digit();
        let mixed_case = capital_inside || capital_after || two_capitals || in_capitals;
        if mixes(before) || mixes(after) || mixed_case || at_figure {
            return Some(WRONG_SCORE);
        }
        // Few words are one Latin letter.
        (is_latin(c) && c.is_uppercase() && !before.is_alphabetic() && !after.is_alphabetic()).then_some(RARE_SCORE)
    }

    /// The second character after this one.
    fn second(&self) -> char {
        self.chars.get(self.at + 2).copied().unwrap_or('\n')
    }

    /// The score of a Thai character; `None` for others. Vowels and tones belong to a consonant.
    fn thai(&self) -> Option<f64> {
        let &Self { before, c, after, .. } = self;
        let consonant = |c: char| matches!(c, '\u{e01}'..='\u{e2e}');
        let (tone, above) =
            (|c: char| matches!(c, '\u{e48}'..='\u{e4c}'), |c: char| matches!(c, '\u{e31}' | '\u{e34}'..='\u{e39}'));
        let belongs = match c {
            // Letters of few words.
            'ฃ' | 'ฅ' | 'ฆ' | 'ฌ' | 'ฎ' | 'ฏ' | 'ฑ' | 'ฒ' | 'ฬ' | 'ฮ' => return Some(RARE_SCORE),
            'ๅ' => matches!(before, 'ฤ' | 'ฦ'),
            'ะ' | 'า' | 'ำ' => consonant(before) || tone(before) || before == 'า',
            _ if above(c) || c == '\u{e47}' => consonant(before),
            _ if tone(c) => consonant(before) || above(before),
            '\u{e40}'..='\u{e44}' => consonant(after),
            'ฯ' | 'ๆ' => matches!(before, '\u{e01}'..='\u{e4e}'),
            '\u{e50}'..='\u{e59}' => !consonant(before) && !consonant(after),
            '฿' => before.is_ascii_digit() || after.is_ascii_digit(),
            // Signs of old texts and of Pali.
            '\u{e3a}' | '\u{e4d}'..='\u{e4f}' | '\u{e5a}' | '\u{e5b}' => return Some(STRANGE_SCORE),
            '\u{e01}'..='\u{e5b}' => true,
            _ => return None,
        };
        Some(if belongs { FITS_SCORE } else { WRONG_SCORE })
    }

    /// The score of a character that is not a letter.
    fn sign(&self) -> f64 {
        let &Self { before, c, after, .. } = self;
        let (word_before, word_after) = (before.is_alphanumeric(), after.is_alphanumeric());
        let inside = before.is_alphabetic() && after.is_alphabetic();
        let fits = |yes: bool| if yes { FITS_SCORE } else { WRONG_SCORE };
        match c {
            // Beside letters beyond ASCII, more likely to be one of another encoding.
            '\u{a0}' | '\u{ad}' if [before, after].iter().any(|c| !c.is_ascii() && !matches!(c, '«' | '»')) => {
                RARE_SCORE
            }
            '\u{a0}' | '\u{ad}' | '·' | '‐' => FITS_SCORE,
            '’' if inside && !self.is_short_part() => RARE_SCORE,
            '’' => FITS_SCORE,
            '–' | '—' if inside => JOINED_SCORE,
            '–' | '—' if before.is_alphabetic() && after.is_whitespace() => RARE_SCORE,
            '–' | '—' => FITS_SCORE,
            // They close a quotation where „ and ‚ begin it.
            '“' | '‘' if before.is_alphabetic() && !self.chars.contains(&if c == '“' { '„' } else { '‚' }) => {
                RARE_SCORE
            }
            '‘' | '“' | '„' | '‚' | '«' | '»' | '”' | '‹' | '›' => fits(!inside),
            '¿' | '¡' => fits(!word_before && !after.is_whitespace()),
            // In most texts the sign for any currency is a euro of another encoding; or it begins the items of a list.
            '¤' => RARE_SCORE,
            '€' if before == '\n' && after.is_whitespace() && !self.second().is_ascii_digit() => RARE_SCORE,
            '£' | '€' | '¥' | '¢' => {
                fits(before.is_ascii_digit() || after.is_ascii_digit() || !word_before && !word_after)
            }
            'º' | 'ª' => fits(before.is_ascii_digit() || before == '.' || before.is_ascii_lowercase() && !word_after),
            '°' => fits(!before.is_alphabetic()),
            '²' | '³' | '¹' => fits(word_before && !after.is_alphabetic()),
            '½' | '¼' | '¾' => fits(!before.is_alphabetic() && !after.is_alphabetic()),
            '¶' => fits(!word_before && !word_after),
            '…' | '•' | '§' | '©' | '®' | '™' | '±' | '×' | '÷' | '‰' | '№' => fits(!inside),
            // Accents, vowel signs and points of their scripts.
            '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' => fits(before.is_alphabetic()),
            '\u{3000}'..='\u{303f}' | '・' | '\u{ff00}'..='\u{ff60}' => FITS_SCORE,
            '´' | '`' | '†' | '‡' | '¨' | '¯' | '¸' | '¬' | '¦' if !inside => RARE_SCORE,
            '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{2500}'..='\u{259f}' => WRONG_SCORE,
            _ if inside => WRONG_SCORE,
            _ => STRANGE_SCORE,
        }
    }

    /// Whether at most two letters are on one side of an apostrophe, as in `don’t` and `l’eau`.
    fn is_short_part(&self) -> bool {
        let letters = |chars: &mut dyn Iterator<Item = &char>| chars.take(3).take_while(|c| c.is_alphabetic()).count();
        letters(&mut self.chars[self.at + 1..].iter()) < 3 || letters(&mut self.chars[..self.at].iter().rev()) < 3
    }
}

/// A character of a script without spaces, or of its width.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{ff00}'..='\u{ffef}')
}

const fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// UTF-16 without a mark, in any script: pairs of bytes are characters of text, and at least one is a space or a line
/// break. These have bytes 0 or 3000, 3001 in hexadecimal, which no other encoding of text has.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    if bytes.len() % 2 == 1 || !sample.iter().any(|&b| b <= 2) {
        return None;
    }
    let scored =
        [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].map(|encoding| (utf_16_score(sample, encoding), encoding));
    let [(little, _), (big, _)] = scored;
    let (score, encoding) = if big > little { scored[1] } else { scored[0] };
    (score >= UTF_16_SCORE).then_some(encoding)
}

/// The share of characters of text that UTF-16 has; random bytes have half of it.
const UTF_16_SCORE: f64 = 0.9;

fn utf_16_score(sample: &[u8], encoding: &'static Encoding) -> f64 {
    let text = encoding.decode_without_bom_handling(sample).0;
    let (mut all, mut common, mut gaps) = (0.0, 0.0, 0);
    for c in text.chars() {
        all += 1.0;
        common += f64::from(u8::from(is_common(c)));
        gaps += usize::from(matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{3000}'..='\u{3002}'));
        if c == '\0' {
            return 0.0;
        }
    }
    if all < 2.0 || gaps == 0 { 0.0 } else { common / all }
}

/// Whether a character is frequent in texts. With its two bytes exchanged, such a character seldom is.
fn is_common(c: char) -> bool {
    let number = c as u32;
    match c {
        '\t' | '\n' | '\r' | ' '..='~' | '\u{2010}'..='\u{2026}' | '€' | '\u{3000}'..='\u{3002}' => true,
        _ if number < 0x10000 && number & 0xff == 0 => false,
        '\u{a0}'..='\u{17f}'
        | '\u{300}'..='\u{36f}'
        | '\u{370}'..='\u{3ff}'
        | '\u{400}'..='\u{52f}'
        | '\u{530}'..='\u{1fff}' => c.is_alphanumeric() || number < 0x100 || is_combining_mark(c),
        '\u{3003}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}' => true,
        '\u{1f000}'..='\u{1faff}' => true,
        _ => false,
    }
}
