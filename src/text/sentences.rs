//! Sentences, by rule.
//!
//! ```text
//! He met Gen. Hale at 6 p.m. “Will it hold?” Rooke asked. It did.
//! └──────────────────────────┘└────────────────────────────┘└─────┘
//!           ·      ·    ←→             ←────→                       marks looked at, and what decided
//! ```
//!
//! One pass over the bytes stops at each mark that may end a sentence, takes the marks and closing quotes that go with it,
//! and looks a few words back and ahead. Look-behind and look-ahead are bounded, so time is linear whatever the text.
//! A quotation that closes again soon is not cut: its speaker belongs to all of it.
//! A line break inside a block is white space like any other: wrapped copy is still one sentence.

use super::BlockKind;
use super::Span;
use super::abbreviations::{abbreviation, is_ordinal, is_time};
use super::inline_list::List;
use super::is_space;
use super::punctuation::{footnote, is_closer, is_full, is_mark, is_opener, is_quote, is_spaced_dot, spaced_closer};
use super::quotes::closing;
use crate::lang::{Abbreviation, Language, Set};

/// How far back a rule looks for a word, in bytes: longer than any abbreviation.
const WORD: usize = 64;

/// A longer quotation, in bytes, is cut into its sentences.
const QUOTATION: usize = 800;

/// Appends the sentences of the block `span` of `text`, in order; together they cover all of it that is not white space.
///
/// Headlines, headings, bylines, datelines, credits and rows of a table are one sentence each, and so is each line of code.
/// The language says what is an abbreviation.
pub fn sentence_spans(text: &str, span: Span, kind: BlockKind, language: Language, out: &mut Vec<Span>) {
    let block = span.of(text);
    let mut push = |start: usize, end: usize| {
        let at = span.start as usize;
        let part = block.get(start..end).unwrap_or("");
        let trimmed = part.trim_end_matches(is_space);
        let lead = trimmed.len() - trimmed.trim_start_matches(is_space).len();
        if lead < trimmed.len() {
            out.push(Span::new(at + start + lead, at + start + trimmed.len()));
        }
    };
    if matches!(
        kind,
        BlockKind::Headline
            | BlockKind::Heading
            | BlockKind::Byline
            | BlockKind::Dateline
            | BlockKind::Credit
            | BlockKind::TableRow
    ) {
        push(0, block.len());
        return;
    }
    if kind == BlockKind::Code {
        let mut at = 0;
        for line in block.split_inclusive('\n') {
            push(at, at + line.len());
            at += line.len();
        }
        return;
    }
    let mut start = skip_space(block, 0);
    let mut at = start;
    let mut list = List::begins(tail(block, at));
    if let Some(list) = &list {
        at += list.marker;
    }
    let mut quotation = Quotation::default();
    while let Some(&byte) = block.as_bytes().get(at) {
        if list.is_some() && (byte == b' ' || byte == b'\n') {
            let word = skip_space(block, at);
            if let Some(marker) = list.as_mut().and_then(|list| list.continues(tail(block, word))) {
                push(start, at);
                start = word;
                at = word + marker;
                continue;
            }
            at = word.max(at + 1);
        } else if byte < 0x80 && !matches!(byte, b'.' | b'!' | b'?' | b'"') {
            // On to the next byte that may end something; in a list a space may.
            let rest = &block.as_bytes()[at + 1..];
            let mark = |b: u8| b >= 0x80 || b == b'.' || b == b'!' || b == b'?' || b == b'"';
            let space = |b: u8| list.is_some() && (b == b' ' || b == b'\n');
            let found = rest.iter().position(|&b| mark(b) || space(b));
            at += 1 + found.unwrap_or(rest.len());
        } else {
            let Some(c) = tail(block, at).chars().next() else { break };
            let Some(stop) = Stop::at(block, at, c, language) else {
                quotation.pass(block, at, c);
                at += c.len_utf8();
                continue;
            };
            if stop.quote {
                quotation = Quotation::default();
            }
            if let Some(cut) = stop.cut(block, start).filter(|_| !quotation.closes_after(block, stop.end)) {
                push(start, cut);
                start = skip_space(block, cut);
                at = start.max(stop.end);
                continue;
            }
            at = stop.end;
        }
    }
    push(start, block.len());
}

/// The quotation that is open, if one is. Single quotes are not followed: most are apostrophes.
#[derive(Default)]
struct Quotation {
    /// Where it opened and what closes it.
    open: Option<(usize, char)>,
}

impl Quotation {
    /// Takes note of the character at `at`.
    fn pass(&mut self, s: &str, at: usize, c: char) {
        if self.open.is_some_and(|(_, close)| close == c) {
            self.open = None;
            return;
        }
        let Some(&close) = closing(c).first() else { return };
        // A straight mark opens only before a word, 5'10" does not; »…« and «…» are told by where the space stands.
        let before = s.get(..at).and_then(|s| s.chars().next_back());
        let begins = match c {
            '"' => !before.is_some_and(char::is_alphanumeric),
            '‘' | '‚' => false,
            '«' => before.is_none_or(|c| is_space(c) || is_opener(c) || matches!(c, '\'' | '’')),
            '»' => {
                let word = tail(s, at + c.len_utf8()).chars().next().is_some_and(|c| !is_space(c) && !is_mark(c));
                word && before.is_none_or(|c| is_space(c) || is_opener(c))
            }
            _ => true,
        };
        if begins {
            self.open = Some((at, close));
        }
    }

    /// Whether it closes after `at`, and is short enough to be kept whole.
    fn closes_after(&self, s: &str, at: usize) -> bool {
        let Some((open, close)) = self.open else { return false };
        let opens = s.get(open..).and_then(|s| s.chars().next());
        let rest = tail(s, at).char_indices().take_while(|&(i, _)| at + i <= open + QUOTATION);
        rest.map(|(_, c)| c).find(|&c| c == close || Some(c) == opens) == Some(close)
    }
}

/// The marks at one place, with the closing quotes and brackets that go with them.
struct Stop {
    language: Language,
    /// Where the first mark stands.
    at: usize,
    /// One past the last mark or closing quote.
    end: usize,
    /// The last mark.
    mark: char,
    /// How many marks.
    marks: usize,
    /// White space stands between them, as in ". . .".
    spaced: bool,
    /// A quote was closed.
    quote: bool,
}

impl Stop {
    /// The marks that begin with `first` at `at`, if it is one.
    fn at(s: &str, at: usize, first: char, language: Language) -> Option<Self> {
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
                stop.end = after;
            } else if let Some(note) = footnote(tail(s, stop.end)) {
                stop.end += note;
            } else {
                break;
            }
        }
        Some(stop)
    }

    /// Where the sentence that began at `start` ends here, if it does.
    fn cut(&self, s: &str, start: usize) -> Option<usize> {
        let next = skip_space(s, self.end);
        if next >= s.len() {
            return None;
        }
        if is_full(self.mark) {
            // Japanese goes on after a closed quotation: 「…。」と述べた.
            let goes_on =
                self.quote && tail(s, next).starts_with(|c| matches!(c, '\u{3041}'..='\u{309f}' | '、' | ','));
            return (!goes_on).then_some(self.end);
        }
        if next == self.end {
            return (self.missing_space(s, start)).then_some(self.end);
        }
        let word = Next::at(s, next, self.language)?;
        if word.goes_on || before(s, self.at, WORD).ends_with(['[', '(']) {
            return None;
        }
        let ends = match self.mark {
            '!' | '?' => !self.is_asked_by(s, start, word.tail) && !self.is_name(s, word.word),
            '.' if self.marks == 1 => self.full_stop_ends(s, start, &word),
            // The pronoun is a capital wherever it stands: "the thing is ... I forgot".
            '.' | '…' => !self.has(Set::AlwaysCapital, word.word.split(['’', '\'']).next().unwrap_or("")),
            _ => true,
        };
        if !ends {
            None
        } else if self.spaced && self.marks == 4 && before(s, self.at, WORD).ends_with(char::is_alphanumeric) {
            // ". . . ." after a word: its full stop, and an ellipsis that begins the next sentence.
            Some(self.at + tail(s, self.at).chars().next().map_or(1, char::len_utf8))
        } else {
            Some(self.end)
        }
    }

    /// Whether a single full stop ends a sentence before `next`.
    fn full_stop_ends(&self, s: &str, start: usize, next: &Next<'_>) -> bool {
        let head = before(s, self.at, WORD);
        let word = if head.ends_with("J.-C") { "Chr" } else { last_word(head) };
        let opens = self.at.saturating_sub(word.len()) <= start;
        if opens && word.len() <= 3 && !word.is_empty() && word.chars().all(|c| c.is_ascii_digit()) {
            return false; // "3. The bridge": the number of a paragraph
        }
        if opens && matches!(word, "Q" | "A") {
            return false; // "Q. When did it break?"
        }
        if !self.quote && self.goes_on(s, word, next) {
            return false;
        }
        match abbreviation(self.language, word) {
            None => true,
            Some(Abbreviation::Bound) => false,
            Some(Abbreviation::Figure) => !next.figure,
            Some(_) if self.quote => true,
            Some(Abbreviation::Open) => next.starter,
            Some(Abbreviation::Clock) => {
                let sentence = s.get(start..self.at).unwrap_or("");
                let opening = sentence.len() < 24 && sentence.split(is_space).count() <= 3;
                let zone =
                    next.tail.split(is_space).take(3).any(|w| self.has(Set::ZoneEnds, w.trim_end_matches(['.', ','])));
                next.starter || !(next.figure || opening || zone || is_time(self.language, next.word))
            }
        }
    }

    /// "am 15. Dezember", "z. B. Kiel": the full stop is of an ordinal or of an abbreviation written with a space.
    fn goes_on(&self, s: &str, word: &str, next: &Next<'_>) -> bool {
        if !word.is_empty() && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
            let head = before(s, self.at, WORD);
            let head = head.get(..head.len() - word.len()).unwrap_or("").trim_end_matches(is_space);
            return is_ordinal(self.language, last_word(head), next.word);
        }
        let dot = tail(next.tail, next.word.len()).starts_with('.');
        dot && self.language.is_abbreviated_pair(word, next.word)
    }

    /// Whether a word, as written, is of a set of the language.
    fn has(&self, set: Set, word: &str) -> bool {
        self.language.has(set, &word.to_lowercase())
    }

    /// "“Will it hold?” Rooke asked.": a quotation that its speaker follows.
    fn is_asked_by(&self, s: &str, start: usize, after: &str) -> bool {
        if !self.quote {
            return false;
        }
        // Where the quotation opened inside the sentence, the sentence has its speaker already.
        let quoted = s.get(start..self.at).unwrap_or("");
        let reach = before(quoted, quoted.len(), QUOTATION);
        let opened = reach.rfind(['“', '"', '«', '„', '‘']);
        if opened.is_some_and(|at| quoted.len() - reach.len() + at > 0) {
            return false;
        }
        let mut words = after.split(is_space).take(6);
        words.next().is_some_and(|w| {
            w.starts_with(char::is_uppercase) && (!self.language.is_starter(w) || self.has(Set::SpeakerPronouns, w))
        }) && words
            .find(|w| !w.starts_with(char::is_uppercase))
            .is_some_and(|w| self.is_speech(w.trim_end_matches([',', '.', ':'])))
    }

    /// Whether a word gives a quotation its speaker.
    fn is_speech(&self, word: &str) -> bool {
        let speakers = if self.language.is_english() { Set::Speakers } else { Set::Reporting };
        word.starts_with(char::is_lowercase) && self.has(speakers, word)
    }

    /// "Yahoo! Inc": the mark belongs to a name.
    fn is_name(&self, s: &str, next: &str) -> bool {
        self.mark == '!'
            && self.has(Set::Exclaimed, last_word(before(s, self.at, WORD)))
            && !self.language.is_starter(next)
    }

    /// "its bounds.They": a sentence ends, and the space was forgotten. Domain names and addresses are left alone.
    fn missing_space(&self, s: &str, start: usize) -> bool {
        const DOMAINS: &[&str] = &["com", "org", "net", "gov", "edu", "io", "co", "js", "uk", "info"];
        let after = tail(s, self.end).trim_start_matches(['“', '‘', '(']);
        let possible = self.marks == 1 && self.at > start && after.starts_with(char::is_uppercase);
        if !possible || !before(s, self.at, 4).ends_with(char::is_lowercase) {
            return false;
        }
        let token = before(s, self.at, WORD).rsplit(is_space).next().unwrap_or("");
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

/// What follows a mark and white space.
struct Next<'a> {
    /// From its first letter or figure.
    tail: &'a str,
    /// Its first word, without what ends it.
    word: &'a str,
    /// It goes on in lower case or with a comma: no sentence ended.
    goes_on: bool,
    /// It begins with a figure.
    figure: bool,
    /// It begins as sentences do and names do not.
    starter: bool,
}

impl<'a> Next<'a> {
    fn at(s: &'a str, at: usize, language: Language) -> Option<Self> {
        let tail = tail(s, at).trim_start_matches(|c| is_space(c) || is_opener(c));
        let first = tail.chars().next()?;
        let token = tail.split(|c| is_space(c) || matches!(c, '-' | '–' | '—' | '/')).next().unwrap_or("");
        let word = token.trim_end_matches([',', ';', ':', '!', '?', '”', '"', ')']);
        // "iPhone sales rose": a name in lower case begins a sentence all the same.
        let camel = first.is_lowercase() && word.chars().nth(1).is_some_and(char::is_uppercase);
        // "U.S. A-10": a starter is a whole word.
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
fn tail(s: &str, at: usize) -> &str {
    s.get(at..).unwrap_or("")
}

/// At most `reach` bytes before byte `at`.
fn before(s: &str, at: usize, reach: usize) -> &str {
    let mut from = at.saturating_sub(reach);
    while !s.is_char_boundary(from) {
        from += 1;
    }
    s.get(from..at).unwrap_or("")
}

/// The word that ends `s`, with its inner full stops and apostrophes.
fn last_word(s: &str) -> &str {
    s.rsplit(|c: char| is_space(c) || is_opener(c) || matches!(c, '/' | ',' | '”')).next().unwrap_or("")
}

fn skip_space(s: &str, at: usize) -> usize {
    s.len() - tail(s, at).trim_start_matches(is_space).len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::lang::Votes;

    fn split(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        let language = Votes::of(text).part_of(Language::ENGLISH);
        sentence_spans(text, Span::new(0, text.len()), BlockKind::Paragraph, language, &mut spans);
        spans.iter().map(|span| span.of(text)).collect()
    }

    /// `|` marks where sentences end.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let wanted: Vec<String> = marked.split('|').map(|s| s.trim().to_owned()).collect();
        assert_eq!(split(&text), wanted);
    }

    #[test]
    fn golden_rules() {
        let rules: Value = serde_json::from_str(include_str!("../../tests/data/sentences-en.json")).unwrap();
        let rules = rules.as_array().unwrap();
        let mut missed = Vec::new();
        for rule in rules {
            let wanted: Vec<&str> = rule["sentences"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let found = split(rule["text"].as_str().unwrap());
            if found != wanted {
                missed.push(format!("wanted {wanted:#?}, found {found:#?}"));
            }
        }
        assert!(missed.is_empty(), "{} of {} missed\n{}", missed.len(), rules.len(), missed.join("\n"));
    }

    #[test]
    fn news_copy() {
        for marked in [
            "“Will it hold?” she asked.| It did.",
            "“It is over!” Smith said.| He left.",
            "“Will he go?” Prime Minister Ada Holm asked.",
            "“We won. Will he go?” Smith said.| Holm left.",
            "“It was closed for years. Now it is open,” said Rooke.| “It will hold. I know it.”| He left.",
            "“It was closed for years.| Now it is open.",
            "It is 5'10\" high.| It will hold.",
            "He asked: “Is that so?”| Smith said nothing.",
            "The U.S. Senate and the U.N. Security Council met.| Sen. Orla Finch spoke.",
            "He lives in the U.S.| The firm is in St. Petersburg.",
            "Shares of Orrin Corp. Chief Executive Tom Vale rose 2.5 pct.| Vale Inc.| The rest fell.",
            "Talks begin at 6 p.m. EST on Jan. 5 in Springfield, Ill.| They end at 8 p.m. Tuesday.",
            "Talks end at 6 p.m. Moscow time.| Guests left at 7 p.m.| Rooke stayed.",
            "J.K. Rowling and George W. Bush met at No. 10.| No.| They did not.",
            "He was among its bounds.|They are drawn by others.",
            "Visit www.Example.Com or Booking.com or x.org/a.Html now.",
            "It rose 3.5% to $1.20.| 20 people came in 2014.| 30 left.",
            "He left (she stayed.)| Then it rained.",
            "“He must go.”| Holm agreed.",
            "He said “I won”.| She laughed.",
            "What?!| No way…| He left ... and came back.",
            "iPhone sales rose.| iPad sales fell.",
            "The bridge will\nreopen on\nFriday.| Lorries\nmay not cross.",
            "It was shown.[12]| Others doubt it.",
            "Er sagte: „Ich gehe.“| Dann ging er.",
            "Der Tarif gilt bis zum 15. Dezember.| Am 1. Januar steigt er um 12,5 Prozent.| Im 19. Jahrhundert auch.",
            "Er kostet 1,2 Mio. Euro, z. B. Öl auf S. 12 in Nr. 5.| Er kostet 3 Mrd.| Das ist viel.",
            "Er war 12.| Dann kam er am 3. April 2024 an.| Sie wurde 4.| Das ist lange her.",
            "I am 15.| My brother is 12.| September was cold.",
            "»Es hält nicht«, sagte Rohde.| Der Verein klagt.| »Wir gewinnen«, sagte er.",
            "Er sagte: »Es hält nicht.«| »Doch.«| Dann ging er.",
            "« Le pont tient. »| Elle est partie.| « Il a dit : « Non. » »| M. Dupont lit p. 12.",
            "Le temple date de 50 av. J.-C. environ.| Mme. Petit le dit.",
            "The talks end in Apr.| The next ones begin in May.",
            "Viajó a EE. UU.| El lunes volvió.| La Sra. Ruiz vive en el núm. 5 desde 200 a. C. hasta hoy.",
            "Bron öppnar den 3. oktober i år.| Mötet börjar kl. 10 den 5. maj.",
            "Q. When did it break?| And then?",
            "Smith et al. disagree.| The dept. head left, etc.| Others stayed.",
            "In Smith v. Jones the court sat.| Sat. Jan. 5 is the date.",
        ] {
            check(marked);
        }
    }

    #[test]
    fn other_scripts() {
        check("今日は晴れ。|明日は雨！|本当？|「行く。来る。」と述べた。");
        check("यह पुल है। |वह नदी है॥");
        check("هل يصمد الجسر؟ |نعم.");
        assert_eq!(split("สะพานจะเปิดวันศุกร์").len(), 1);
    }

    #[test]
    fn lines_that_are_one_sentence() {
        let mut spans = Vec::new();
        let text = "  Who won? We did. ";
        sentence_spans(text, Span::new(0, text.len()), BlockKind::Headline, Language::ENGLISH, &mut spans);
        assert_eq!(spans, [Span::new(2, 18)]);
    }

    #[test]
    fn time_is_linear() {
        for text in [
            "word ".repeat(1_000_000),
            "? \u{201d} Smith said ".repeat(200_000),
            ". ".repeat(1_000_000),
            "a.".repeat(1_000_000),
        ] {
            let begun = std::time::Instant::now();
            split(&text);
            assert!(begun.elapsed().as_secs() < 8, "{:?} for {:?}", begun.elapsed(), text.get(..12));
        }
    }

    proptest! {
        #[test]
        fn sentences_cover_the_block(text in "[a-zA-Z0-9 .!?…“”\"'()\\[\\]\n•。\u{a0}é]{0,120}") {
            let mut spans = Vec::new();
            sentence_spans(&text, Span::new(0, text.len()), BlockKind::Paragraph, Language::ENGLISH, &mut spans);
            let mut at = 0;
            for span in &spans {
                prop_assert!(text.get(at..span.start as usize).unwrap().chars().all(is_space));
                prop_assert!(!span.is_empty());
                prop_assert!(!span.of(&text).starts_with(is_space) && !span.of(&text).ends_with(is_space));
                at = span.end as usize;
            }
            prop_assert!(text.get(at..).unwrap().chars().all(is_space));
        }
    }
}
