//! Detects lines with significant breaks: tables, verse, code, addresses, screenplays, subtitles. They are neither
//! folded nor joined.
//!
//! Each line is examined within its chunk, the lines between two blank ones. Chunks that are probably wrapped are
//! prose, whatever else they look like.

use memchr::memchr;

use super::column::{Column, NARROW_COLUMN, column, half_wrapped};
use super::free_verse::{VERSE_COLUMNS, begins_otherwise, ends_clause, free_verse};
use super::tables;
use crate::format::shape::{ends_sentence, is_entry, is_field, is_item, is_turn};
use crate::lang::{self, Set};
use crate::text::cancel::Stop;
use crate::text::spaced_words;
use crate::text::{Keeps, Line};

/// Minimum lines of a stanza.
const STANZA_LINES: usize = 3;

/// Minimum lines of a poem that is recognised only by clause ends.
const POEM_LINES: usize = 8;

/// Minimum breaks inside sentences by which a poem is recognised from the capitals after them.
const MIN_CAPITAL_BREAKS: usize = 3;

/// Maximum length of a line of an address, in columns.
const ADDRESS_COLUMNS: u32 = 44;

/// Maximum lines of an address.
const ADDRESS_LINES: usize = 7;

/// Minimum indent of names and speeches in a screenplay, in columns.
const SPEECH_INDENT: u32 = 10;

/// Sets why each line is kept, if it is. `whole` is the wrap column of the whole text.
pub(super) fn mark(text: &str, lines: &mut [Line], whole: Option<Column>, stop: Stop<'_>) {
    let margin = super::column::margin(text, lines);
    // A text of short lines may be one chunk, and each of these steps goes through all of it.
    let goes_on = || !stop.is_set();
    let scenes = goes_on() && lines.iter().any(|line| is_scene(line.span.of(text)));
    let screenplay = scenes && lines.iter().any(|line| line.indent >= SPEECH_INDENT);
    let poem = goes_on() && is_poem(text, lines);
    let stanza = equal_stanzas(text, lines, |chunk| goes_on() && is_prose(text, chunk, whole, margin));
    let capitals = goes_on() && has_verse_capitals(text, lines);
    let free = free_verse(text, lines, stop);
    let mut at = 0;
    for chunk in lines.chunk_by_mut(|_, next| !next.apart()).take_while(|_| !stop.is_set()) {
        let is_free = chunk.len() > 1 && free.iter().any(|poem| poem.contains(&at));
        at += chunk.len();
        tables::mark(text, chunk, whole);
        let cue = goes_on() && chunk.iter().any(|line| is_cue(line.span.of(text)));
        let is_speech = screenplay && chunk.iter().all(|line| line.indent >= SPEECH_INDENT)
            || scenes && !screenplay && is_fountain_speech(text, chunk);
        let keeps = if cue || is_speech {
            Some(Keeps::Line)
        } else if goes_on() && is_code(text, chunk) {
            Some(Keeps::Code)
        } else if is_free
            || stanza == Some(chunk.len())
            || (poem && is_stanza(text, chunk))
            || (capitals && chunk.len() > 1 && chunk.iter().all(|line| may_be_verse(text, line)))
        {
            Some(Keeps::Verse)
        } else if goes_on() && is_register(text, chunk) {
            Some(Keeps::Line)
        } else if stop.is_set() || is_prose(text, chunk, whole, margin) {
            None
        } else if goes_on() && is_verse(text, chunk) {
            Some(Keeps::Verse)
        } else {
            is_address(text, chunk).then_some(Keeps::Line)
        };
        chunk.iter_mut().for_each(|line| line.keeps = line.keeps.or(keeps));
    }
    code_beside_code(text, lines, stop);
}

/// Sets that lines beside code, with a blank line between, are code too: too few to be recognised alone, they are indented
/// as far or further, and one of them ends as in programs.
fn code_beside_code(text: &str, lines: &mut [Line], stop: Stop<'_>) {
    for is_reversed in [false, true] {
        let mut chunks: Vec<&mut [Line]> = lines.chunk_by_mut(|_, next| !next.apart()).collect();
        if is_reversed {
            chunks.reverse();
        }
        // The indentation of the code before.
        let mut margin = None;
        for chunk in chunks.into_iter().take_while(|_| !stop.is_set()) {
            let indent = chunk.iter().map(|line| line.indent).min().unwrap_or(0);
            let is_part =
                |margin: u32| indent >= margin && margin > 0 && chunk.len() <= 2 && ends_as_code(text, chunk) > 0;
            if chunk.iter().all(|line| line.keeps.is_none()) && margin.is_some_and(is_part) {
                chunk.iter_mut().for_each(|line| line.keeps = Some(Keeps::Code));
            }
            let is_code = chunk.iter().all(|line| line.keeps == Some(Keeps::Code));
            margin = is_code.then(|| margin.map_or(indent, |margin: u32| margin.min(indent)));
        }
    }
}

/// How many lines end as in programs.
fn ends_as_code(text: &str, chunk: &[Line]) -> usize {
    chunk.iter().filter(|line| line.span.of(text).ends_with([';', '{', '}'])).count()
}

/// Whether half of the breaks in a chunk are wrapping breaks.
fn is_prose(text: &str, chunk: &[Line], whole: Option<Column>, margin: u32) -> bool {
    let column = whole.or_else(|| column(text, chunk, margin));
    column.is_some_and(|column| half_wrapped(text, chunk, column, margin))
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    spaced_words(line)
}

/// The time of a subtitle: "00:00:03,700 --> 00:00:06,000".
fn is_cue(line: &str) -> bool {
    memchr(b'>', line.as_bytes()).and_then(|_| line.split_once(" --> ")).is_some_and(|(from, to)| {
        let time = |s: &str| s.starts_with(|c: char| c.is_ascii_digit()) && s.contains(':');
        time(from) && time(to)
    })
}

/// Whether a line is a scene heading: "INT. HARBOUR OFFICE - NIGHT".
fn is_scene(line: &str) -> bool {
    ["INT. ", "EXT. ", "INT/EXT", "INT./EXT"].iter().any(|head| line.starts_with(head))
        && !line.chars().any(char::is_lowercase)
}

/// Whether a chunk is a speech as Fountain has them: the name of the speaker in capitals, and below it what is said.
fn is_fountain_speech(text: &str, chunk: &[Line]) -> bool {
    let [name, _, ..] = chunk else { return false };
    let name = name.span.of(text);
    // "IDA (off)"
    let bare = name.split('(').next().unwrap_or(name);
    bare.contains(char::is_alphabetic) && !bare.contains(char::is_lowercase) && !is_scene(name)
}

/// Whether a chunk is code: three or more lines, most of which end as in programs.
fn is_code(text: &str, chunk: &[Line]) -> bool {
    let ended = ends_as_code(text, chunk);
    chunk.len() > 2
        && ended * 10 >= chunk.len() * 6
        && chunk.iter().any(|line| line.span.of(text).contains(['{', '(', '=']))
}

/// Whether a text is a poem whose lines end with clauses: most of its chunks are stanzas, with enough lines in total.
/// Wrapped lines end at their column, and clauses on separate lines differ in length.
fn is_poem(text: &str, lines: &[Line]) -> bool {
    let (mut stanzas, mut all, mut ended) = (0, 0, 0);
    for chunk in lines.chunk_by(|_, next| !next.apart()).filter(|chunk| chunk.len() >= STANZA_LINES) {
        all += chunk.len();
        if is_stanza(text, chunk) {
            stanzas += chunk.len();
            ended += chunk.iter().filter(|line| ends_clause(line.span.of(text))).count();
        }
    }
    stanzas >= POEM_LINES && stanzas * 10 >= all * 8 && ended * 10 >= stanzas * 6
}

/// Whether the lines of a text begin with capitals even inside sentences, where only verse has "And" or "The".
fn has_verse_capitals(text: &str, lines: &[Line]) -> bool {
    let (mut inside, mut capitals) = (0, 0);
    for pair in lines.windows(2).filter(|pair| !pair[1].apart()) {
        if !may_be_verse(text, &pair[0]) || !may_be_verse(text, &pair[1]) {
            return false;
        }
        let first = words(pair[1].span.of(text)).next().unwrap_or("");
        if !ends_sentence(pair[0].span.of(text)) {
            inside += 1;
            capitals += usize::from(lang::any_has(Set::Function, &first.to_lowercase()));
        }
    }
    inside >= MIN_CAPITAL_BREAKS && capitals * 2 >= inside
}

/// Whether a line has the form of a line of verse: a few words, mostly in lower case, after a capital.
fn may_be_verse(text: &str, line: &Line) -> bool {
    let is_wide = line.width > VERSE_COLUMNS;
    let line = line.span.of(text);
    if is_wide || !line.starts_with(char::is_uppercase) || is_item(line) || is_turn(line) || is_field(line) {
        return false;
    }
    let small = words(line).filter(|word| word.starts_with(char::is_lowercase)).count();
    small > 1 && small * 2 >= words(line).count() && !line.contains(|c: char| c.is_ascii_digit())
}

/// The number of lines per stanza, if a text consists of short lines in stanzas of equal length that were not wrapped:
/// at most breaks the next word would have fitted, or the lines share no column, and the last line is not a remainder.
fn equal_stanzas(text: &str, lines: &[Line], is_prose: impl Fn(&[Line]) -> bool) -> Option<usize> {
    if lines.len() < POEM_LINES || lines.iter().any(|line| line.width > VERSE_COLUMNS) {
        return None;
    }
    let stanzas = || lines.chunk_by(|_, next| !next.apart()).filter(|chunk| chunk.len() >= STANZA_LINES);
    let size = stanzas().next()?.len();
    let all: usize = stanzas().map(<[Line]>::len).sum();
    if stanzas().any(|chunk| chunk.len() != size) || all < POEM_LINES.max(size * 2) || all * 10 < lines.len() * 8 {
        return None;
    }
    let widest = stanzas().flatten().map(|line| line.width).max()?;
    let (mut breaks, mut wrapped, mut stopped) = (0, 0, 0);
    for chunk in stanzas() {
        let last = chunk.last()?;
        // In a narrow column nearly every break looks made by wrapping.
        let shortest = if widest < NARROW_COLUMN { widest * 2 / 3 } else { widest / 2 };
        if last.width < shortest || !ends_clause(last.span.of(text)) {
            return None;
        }
        for line in chunk {
            let line = line.span.of(text);
            let is_text = words(line).nth(1).is_some() && !line.contains(|c: char| c.is_ascii_digit());
            if !is_text || is_item(line) || is_turn(line) || is_field(line) || begins_otherwise(line) {
                return None;
            }
        }
        for pair in chunk.windows(2) {
            breaks += 1;
            wrapped += usize::from(pair[0].width + 1 + pair[1].first > widest);
            stopped += usize::from(ends_sentence(pair[0].span.of(text)));
        }
    }
    let unwrapped = widest < NARROW_COLUMN || wrapped * 2 <= breaks || !stanzas().any(is_prose);
    (unwrapped && stopped * 2 <= breaks).then_some(size)
}

/// Whether the lines of a chunk are about equally long, and half of them end with a clause.
fn is_stanza(text: &str, chunk: &[Line]) -> bool {
    let lines = || chunk.iter().map(|line| line.span.of(text));
    let widths = || chunk.iter().map(|line| line.width);
    let even = widths().max().unwrap_or(0) * 2 <= widths().min().unwrap_or(0) * 3;
    let plain = |line: &str| {
        let figures = line.contains(|c: char| c.is_ascii_digit());
        words(line).nth(2).is_some() && !figures && !is_item(line) && !is_turn(line)
    };
    chunk.len() >= STANZA_LINES
        && even
        && widths().all(|width| width <= VERSE_COLUMNS)
        && lines().all(plain)
        && lines().filter(|line| ends_clause(line)).count() * 2 >= chunk.len()
}

/// Whether a chunk is verse: three or more short lines, most of which end inside a sentence.
fn is_verse(text: &str, chunk: &[Line]) -> bool {
    let lines = || chunk.iter().map(|line| line.span.of(text));
    if chunk.len() < 3 || chunk.iter().any(|line| line.width > VERSE_COLUMNS) {
        return false;
    }
    if lines().any(|line| is_item(line) || is_turn(line) || begins_otherwise(line)) {
        return false;
    }
    let open = lines().filter(|line| !ends_sentence(line)).count();
    // Lines begin with capitals or alternate in indent, and few sentences end inside one.
    let capitals = lines().filter(|line| line.starts_with(char::is_uppercase)).count();
    let indents = chunk.windows(2).filter(|pair| pair[0].indent.abs_diff(pair[1].indent) > 1).count();
    let stopped = lines().filter(|line| [". ", "! ", "? "].iter().any(|stop| line.contains(stop))).count();
    if stopped * 4 > chunk.len() || (capitals * 10 < chunk.len() * 6 && indents * 2 < chunk.len()) {
        return false;
    }
    let (mut small, mut all, mut figures) = (0, 0, 0);
    for word in lines().flat_map(words) {
        all += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
        figures += usize::from(word.contains(|c: char| c.is_ascii_digit()));
    }
    open * 2 >= chunk.len() && small * 2 >= all && figures * 10 <= all && all >= chunk.len() * 2
}

/// Whether a chunk is an address: a few short lines without a sentence, with capitals and figures.
fn is_address(text: &str, chunk: &[Line]) -> bool {
    let lines = || chunk.iter().map(|line| line.span.of(text));
    let short = (3..=ADDRESS_LINES).contains(&chunk.len()) && chunk.iter().all(|line| line.width <= ADDRESS_COLUMNS);
    if !short || lines().any(|line| is_item(line) || is_turn(line)) {
        return false;
    }
    let named =
        |line: &str| words(line).filter(|word| word.starts_with(char::is_lowercase)).count() * 2 < words(line).count();
    let figures = lines().any(|line| line.contains(|c: char| c.is_ascii_digit()));
    figures && lines().all(named)
}

/// Whether a chunk is a register of names, a line each: "Holm, George W.", "Dahl, Peter"; or "Anna Holm", three or more.
fn is_register(text: &str, chunk: &[Line]) -> bool {
    let lines = || chunk.iter().map(|line| line.span.of(text));
    chunk.len() > 1 && lines().all(|line| is_entry(line) && line.contains(", "))
        || chunk.len() > 2 && lines().all(is_entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::plain::lines::lines;

    fn kept(text: &str) -> Vec<Option<Keeps>> {
        let mut lines = lines(text, Stop::NEVER);
        mark(text, &mut lines, None, Stop::NEVER);
        lines.iter().map(|line| line.keeps).collect()
    }

    #[test]
    fn lines_are_kept_by_kind() {
        let (verse, row, line, code) = (Keeps::Verse, Keeps::TableRow, Keeps::Line, Keeps::Code);
        for (text, keeps) in [
            ("The lamp is low,\n  the tide is high,\nthe gulls have gone\n  to roost and cry.", Some(verse)),
            ("Gate  Depth  Built\nNorth 12     1931\nSouth  9     1988", Some(row)),
            ("Crew First Second Third\nBerg 12 14 9\nLund 11 15 10", Some(row)),
            ("| a | b |\n| 1 | 2 |", Some(row)),
            ("Gate\t12\nLock\t9", Some(row)),
            ("Holm, George W.\nDahl, Peter\nBerg, Maria", Some(line)),
            ("Anna Holm\nPeter W. Dahl\nMaria Berg", Some(line)),
            ("HARBOUR BRIDGE\nTO OPEN\nON FRIDAY", None),
            ("It was Oslo, Norway,\nthen Paris, France", None),
            ("Harbour Office\n14 Quayside\nPort Ellery PE3 9LD", Some(line)),
            ("1\n00:00:01,000 --> 00:00:03,500\nThe bridge was built by monks.", Some(line)),
            ("let gate = open();\nif gate {\n    close();\n}", Some(code)),
            ("The gate is shut.\nBarges must wait.\nNobody was hurt.", None),
            ("- The gate is shut\n- barges must wait\n- nobody was hurt", None),
            ("-   The gate is shut\n-   barges must wait\n-   nobody was hurt", None),
            ("(a)  the gate and\n(b)  the lock", None),
            ("1.\tthe gate\n2.\tthe lock", None),
            ("1.  Holt   12\n2.  Ellery  9", Some(row)),
            ("It was shut.  Barges\nwaited.  Nobody\nwas hurt.", None),
            ("“Is it shut?” she asked\n“It is”, he said\n“since the frost”", None),
        ] {
            assert!(kept(text).iter().all(|&found| found == keeps), "{text}: {:?}", kept(text));
        }
    }

    #[test]
    fn capitals_inside_sentences_are_verse() {
        let verse = |text: &str| kept(text).iter().filter(|keeps| **keeps == Some(Keeps::Verse)).count();
        let poem = "The night came down on Merrow Hill,\nThe lamps were lit along the lane,\n\
            And somewhere past the water mill\nA dog was barking at the rain.\n\n\
            We thought of them, and of the sea,\nAnd of the boats that never came.\n";
        assert_eq!(verse(poem), 6);
        let prose = "The night came down on Merrow Hill. The lamps\nAlong the lane were lit, said Anna Holm and\n\
            Peter Vale, who were barking at the rain in\nthe dark.\n";
        assert_eq!(verse(prose), 0);
    }

    #[test]
    fn equal_stanzas_are_verse() {
        let verse = |text: &str| kept(text).iter().filter(|keeps| **keeps == Some(Keeps::Verse)).count();
        let short = "The tide came in\nand took the sand,\nthe lamp went out\nupon the land.\n\nWe waited there\n\
            until the day\nhad drawn the mist\nacross the bay.\n";
        let long = "I walked out early on the harbour wall\nand counted all the boats that had come in,\nthe blue one and \
            the one that leaks, and all\nthe small ones with their skins of painted tin.\n\nMy father kept a list of who \
            was late,\nand when the list was done he shut the book\nand lit his pipe and leaned upon the gate\nand gave \
            the sea a long and level look.\n";
        assert_eq!([short, long].map(verse), [8, 8]);
        assert_eq!(verse(&format!("Low Water\n\n{short}")), 8, "a title");
        // The same words, wrapped.
        let words: Vec<String> = long.split("\n\n").map(|stanza| stanza.replace('\n', " ")).collect();
        for columns in 24..60 {
            let wrapped = words.iter().map(|stanza| textwrap::fill(stanza, columns)).collect::<Vec<_>>().join("\n\n");
            assert_eq!(verse(&wrapped), 0, "{columns}: {wrapped}");
        }
    }

    #[test]
    fn a_screenplay_keeps_its_speeches() {
        let text = "INT. HARBOUR OFFICE - NIGHT\n\nRain on the panes.\n\n            ROOKE\n          Will it hold\n          till May?";
        let line = Some(Keeps::Line);
        assert_eq!(kept(text), [None, None, line, line, line]);
    }

    #[test]
    fn speeches_of_fountain_keep_their_lines() {
        let text = "INT. LOCK HOUSE - NIGHT\n\nThe lamp is low. IDA waits\nand counts.\n\nIDA (off)\n(quietly)\nIs it shut?\n\n\
            BO\nSince noon.\n";
        let kept = kept(text);
        assert_eq!(kept, [vec![None; 3], vec![Some(Keeps::Line); 5]].concat());
    }

    #[test]
    fn few_lines_beside_code_are_code() {
        let code = "    if open {\n        wait();\n    }\n";
        let text =
            format!("The gate is opened so.\n\n    fn main() {{\n        call();\n\n{code}\n    }}\n\nThen go;\n");
        let kept = kept(&text);
        assert_eq!(kept.iter().filter(|keeps| **keeps == Some(Keeps::Code)).count(), 6, "{kept:?}");
        assert_eq!((kept.first(), kept.last()), (Some(&None), Some(&None)));
    }
}
