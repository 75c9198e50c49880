//! Lines that are not story: one table, each row with its kind, its place, its form and an example.
//!
//! A wrong match hides a sentence of the story, a miss only shows a line too many: so every form binds to a whole line or
//! paragraph, short, at a place where desks and web pages put it. Lines are compared folded: lower case, straight quotes
//! and hyphens, single spaces.

use super::dateline;
use super::layout::ends_sentence;
use crate::text::BlockKind;
use crate::text::is_space;

/// Where in a text a pattern may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the story's first paragraph.
    Top,
    /// Between its first paragraph and its last.
    Middle,
    /// After its last paragraph, or near the end.
    Foot,
}

/// What a pattern looks at, in the folded line.
enum Form {
    /// The whole line, but for closing punctuation.
    Whole(&'static [&'static str]),
    /// It begins so and has at most so many bytes.
    Starts(usize, &'static [&'static str]),
    /// It ends so, closing punctuation apart, and has at most so many bytes.
    Ends(usize, &'static [&'static str]),
    /// It stands in round or square brackets and begins so.
    Bracketed(&'static [&'static str]),
    /// A test of its own, on the line as it stands.
    Test(fn(&str) -> bool),
}

/// One row of the table.
struct Pattern {
    kind: BlockKind,
    places: &'static [Place],
    form: Form,
    #[cfg(test)]
    example: &'static str,
}

const ANYWHERE: &[Place] = &[Place::Top, Place::Middle, Place::Foot];
const TOP: &[Place] = &[Place::Top];
const FOOT: &[Place] = &[Place::Foot];
const AFTER: &[Place] = &[Place::Middle, Place::Foot];

use BlockKind::{Byline, Caption, Credit, Dateline, Furniture, Note};
use Form::{Bracketed, Ends, Starts, Test, Whole};

/// No pattern is longer, in bytes.
const LONGEST: usize = 700;

/// A row; its example says what is meant, and a test holds the row to it.
const fn row(kind: BlockKind, places: &'static [Place], form: Form, example: &'static str) -> Pattern {
    let _ = example;
    Pattern {
        kind,
        places,
        form,
        #[cfg(test)]
        example,
    }
}

const TABLE: &[Pattern] = &[
    // Captions come first: their last words look like a credit.
    row(
        Caption,
        ANYWHERE,
        Test(is_caption),
        "Barges wait at the north gate, March 4, 2024. Handout/Tom Vale/Pool via REUTERS",
    ),
    row(
        Caption,
        ANYWHERE,
        Starts(
            600,
            &[
                "file photo:", "file - ", "file-", "file photo - ", "caption:", "pictured:", "photo caption:",
                "in this photo", "in this image",
            ],
        ),
        "FILE PHOTO: Barges wait at the north gate in Port Ellery",
    ),
    // Editors' notes.
    row(
        Note,
        ANYWHERE,
        Bracketed(&[
            "updates ", "updating ", "adds ", "adding ", "corrects ", "correcting ", "recasts ", "refiles ",
            "repeats ", "rewrites ", "removes ", "clarifies ", "deletes ", "drops ", "changes ", "fixes ", "amends ",
            "restores ", "releads ", "writes through", "writes-through", "new throughout", "story corrects",
            "company corrects", "company corrected", "story corrected", "story has been corrected",
            "this version corrects", "in paragraph ", "corrected ", "corrected)", "clarification", "this story ",
            "this item ", "the story has ", "an earlier version", "this is a developing story", "editor's note",
            "editors' note", "eds:", "note:", "sample text ", "embargo",
        ]),
        "(Updates with comment from harbour master in fourth paragraph.)",
    ),
    row(
        Note,
        ANYWHERE,
        Starts(
            500,
            &[
                "editor's note:", "editors' note:", "editor's note -", "note to editors:", "note to readers:", "note:",
                "eds:", "eds.:", "correction:", "corrections:", "corrected:", "clarification:", "clarifies ",
                "embargoed until", "embargoed for", "not for release before", "-- corrects", "--corrects",
                "- corrects", "-- updates", "--updates", "-- adds", "-- recasts", "-- clarifies", "corrects ",
            ],
        ),
        "NOTE: company corrects year of loss in third paragraph",
    ),
    row(
        Note,
        ANYWHERE,
        Starts(
            500,
            &[
                "this story has been corrected", "this story has been updated", "this story has been clarified",
                "this story has been refiled", "this story was corrected", "this story was updated",
                "this article has been corrected", "this article has been updated", "this article has been amended",
                "this article was corrected", "this article was updated", "this article was amended",
                "this report has been corrected", "this report has been updated", "this version corrects",
                "this story corrects", "an earlier version of this", "a previous version of this",
                "an earlier headline", "earlier versions of this",
            ],
        ),
        "This story has been corrected to show that the gate has two cables, not four.",
    ),
    row(
        Note,
        ANYWHERE,
        Whole(&[
            "corrected", "correction", "(corrected)", "developing", "developing story", "this is a developing story",
            "more to follow", "more follows", "breaking news - more to follow",
        ]),
        "MORE TO FOLLOW",
    ),
    // Who made it.
    row(
        Credit,
        AFTER,
        Starts(
            400,
            &[
                "--with assistance", "-- with assistance", "--with reporting", "-- with reporting",
                "--with contributions", "with assistance from", "--editors:", "-- editors:", "--by ", "-- by ",
            ],
        ),
        "--With assistance from Ada Merrow and Tom Vale.",
    ),
    row(
        Credit,
        AFTER,
        Starts(
            500,
            &[
                "reporting by", "(reporting by", "[reporting by", "(reporting and writing by",
                "reporting and writing by", "(additional reporting", "additional reporting by",
                "additional reporting:", "(editing by", "editing by", "(writing by", "writing by", "written by",
                "(compiled by", "compiled by", "edited by", "(edited by", "translated by", "(translation by",
                "photos by", "graphics by", "graphic by", "(by ", "to contact the reporter", "to contact the editor",
                "to contact the author", "(for more ", "((",
            ],
        ),
        "(Reporting by Nora Tilling; Editing by Tom Vale)",
    ),
    row(
        Credit,
        AFTER,
        Ends(
            400,
            &[
                "contributed to this report", "contributed to this story", "contributed to this article",
                "contributed reporting", "contributed to the report", "contributed from",
            ],
        ),
        "Sample Wire writer Ada Merrow in Oslo contributed to this report.",
    ),
    row(
        Credit,
        ANYWHERE,
        Starts(
            300,
            &[
                "©", "(c) 20", "(c) 19", "(c) copyright", "copyright ©", "copyright (c)", "copyright 20",
                "copyright 19", "copyright the ", "copyright reuters", "copyright by", "copyright:",
                "all rights reserved", "all content ©",
            ],
        ),
        "Copyright 2024 Sample Wire. All rights reserved.",
    ),
    row(
        Credit,
        AFTER,
        Ends(
            300,
            &[
                "all rights reserved",
                "may not be published, broadcast, rewritten or redistributed",
                "may not be reproduced without permission",
            ],
        ),
        "Sample Wire 2024. All Rights Reserved.",
    ),
    row(
        Credit,
        ANYWHERE,
        Starts(
            120,
            &[
                "photo:", "photo by", "photograph:", "photograph by", "photos:", "image:", "image credit",
                "image source", "picture:", "photo credit", "credit:", "getty images", "reuters/", "ap photo",
                "(ap photo", "afp photo", "source:", "(photo by", "(photo:", "illustration:", "illustration by",
                "video by",
            ],
        ),
        "Photo: Tom Vale/Sample Wire",
    ),
    row(
        Credit,
        FOOT,
        Whole(&[
            "reuter", "reuters", "reut", "rtr", "reuter&#3", "&#3", "ap", "ap-", "afp", "upi", "dpa", "tass", "-tass-",
            "xinhua", "bloomberg", "(end)", "source: reuters",
        ]),
        " REUTER",
    ),
    row(Credit, FOOT, Test(is_desk_code), "nt/tv/am"),
    // Who wrote it, where and when.
    row(Byline, TOP, Test(is_byline), "By Nora Tilling and TOM VALE, Sample Wire"),
    row(
        Byline,
        TOP,
        Ends(
            100,
            &[
                ", associated press", ", the associated press", ", ap", ", reuters", ", afp", ", bloomberg",
                ", bloomberg news", ", staff writer", ", staff reporter", " staff writer", "our own correspondent",
                "our foreign staff", "reuters staff", "afp staff",
            ],
        ),
        "Nora Tilling, Staff Writer",
    ),
    row(
        Credit,
        TOP,
        Whole(&[
            "associated press", "the associated press", "reuters", "afp", "agence france-presse", "bloomberg",
            "bloomberg news", "ap", "upi", "dpa",
        ]),
        "The Associated Press",
    ),
    row(Dateline, TOP, Test(dateline::is_dateline), "PORT ELLERY, March 4 (Sample Wire)"),
    row(Dateline, ANYWHERE, Test(is_stamp), "Published March 4, 2024 10:30 a.m. GMT"),
    // End marks.
    row(
        Furniture,
        FOOT,
        Whole(&["ends", "end", "-30-", "- 30 -", "--30--", "30", "###", "# # #", "-end-", "-ends-", "/ends", "(ends)"]),
        "-30-",
    ),
    // What the page around the story left behind.
    row(
        Furniture,
        ANYWHERE,
        Whole(&[
            "comments", "comment", "no comments", "leave a comment", "leave a reply", "post a comment",
            "add a comment", "view comments", "show comments", "join the conversation", "join the discussion", "share",
            "share this", "share this article", "share this story", "share on facebook", "share on twitter",
            "share on x", "tweet", "facebook", "twitter", "whatsapp", "email", "e-mail", "print", "copy link", "save",
            "like this", "like", "loading", "advertisement", "advertisment", "ad", "sponsored", "sponsored content",
            "promoted", "story continues below advertisement", "article continues below advertisement",
            "advertisement - scroll to continue", "article content", "continue reading", "keep reading", "read more",
            "read full story", "read next", "read also", "also read", "see also", "related", "related news",
            "related stories", "related articles", "related topics", "related posts", "related content",
            "you may also like", "you might also like", "more on this story", "more from this section", "most read",
            "most popular", "popular now", "trending", "trending now", "recommended", "recommended stories",
            "recommended for you", "up next", "sign up", "sign in", "log in", "subscribe", "subscribe now",
            "newsletter", "skip to content", "back to top", "previous post", "next post", "previous", "next", "tags",
            "topics", "categories", "about the author", "purchase licensing rights", "opens new tab",
            "listen to this article", "listen to article", "follow us", "menu", "search", "close", "home", "watch",
            "play", "gift this article", "report this ad", "report an error",
        ]),
        "Leave a Comment",
    ),
    row(
        Furniture,
        ANYWHERE,
        Starts(
            300,
            &[
                "this site uses akismet", "learn how your comment data", "your email address will not be published",
                "required fields are marked", "save my name, email", "by signing up", "by subscribing, you",
                "by clicking ", "enter your email", "we use cookies", "this website uses cookies",
                "this site uses cookies", "never miss an episode", "never miss a story", "our standards:",
                "our standards: the ", "support our journalism", "support local journalism", "listen to the podcast",
                "listen to our podcast", "subscribe to our", "subscribe to the", "sign up for our", "sign up for the",
                "sign up to our", "sign up here", "sign up to receive", "sign up for free", "sign up now", "get our ",
                "click here to", "click here for", "tap here to", "follow us on", "follow us @", "follow @",
                "like us on", "join us on", "join our", "don't miss our", "download our app", "download the app",
                "share this:", "share this ", "like this:", "related:", "related story:", "related stories:",
                "related articles:", "read more:", "read more about ", "read next:", "read also:", "also read:",
                "read:", "see also:", "up next:", "watch:", "watch now:", "watch live:", "listen:", "must read:",
                "don't miss:", "tags:", "filed under", "posted in", "categories:", "most read from",
                "more stories from", "more stories like this", "this article originally appeared",
                "this story originally appeared", "this article was originally published",
                "this story was originally published", "this post was originally published",
                "for more stories like this", "advertisement -", "story continues below", "article continues below",
                "you have reached your limit", "to continue reading", "already a subscriber", "become a member",
                "want more ", "have a tip?", "got a tip?", "follow the writer", "view original",
            ],
        ),
        "Sign up for our newsletter and have the harbour in your mailbox every morning.",
    ),
    row(Furniture, ANYWHERE, Test(is_plug), "Follow The Harbour Notebook podcast on your favourite app."),
    row(Furniture, ANYWHERE, Test(is_reading_time), "3 min read"),
];

/// What a line or paragraph is, where one of the patterns knows it.
pub(super) fn recognise(line: &str, place: Place) -> Option<BlockKind> {
    if line.len() > LONGEST {
        return None;
    }
    let may = OPENINGS.may(line);
    let folded = if may { Folded::of(line) } else { Folded::default() };
    let matches = |row: &&Pattern| {
        let asked = match row.form {
            Whole(_) | Starts(..) | Bracketed(_) | Ends(..) => may,
            Test(_) => true,
        };
        asked && row.places.contains(&place) && row.form.matches(line, &folded)
    };
    TABLE.iter().find(matches).map(|row| row.kind)
}

/// The first and last letters of all phrases, gathered when the program is built. Most paragraphs of a story share none,
/// and are told apart by them without being folded or held against the table.
struct Openings {
    first: Bits<256>,
    /// Phrases shorter than a key.
    short: Bits<64>,
    last: Bits<16>,
}

static OPENINGS: Openings = Openings::of(TABLE);

/// How many bytes of a phrase are looked up first.
const KEY: usize = 5;

impl Openings {
    const fn of(table: &[Pattern]) -> Self {
        let mut openings = Self { first: Bits::new(), short: Bits::new(), last: Bits::new() };
        let mut row = 0;
        while row < table.len() {
            let (phrases, first) = match table[row].form {
                Whole(phrases) | Starts(_, phrases) | Bracketed(phrases) => (phrases, true),
                Ends(_, phrases) => (phrases, false),
                Test(_) => (&[] as &[&str], true),
            };
            let mut n = 0;
            while n < phrases.len() {
                let phrase = phrases[n].as_bytes();
                if first {
                    openings.add_first(phrase);
                } else {
                    openings.add_last(phrase);
                }
                n += 1;
            }
            row += 1;
        }
        openings
    }

    const fn add_first(&mut self, phrase: &[u8]) {
        let mut at = 0;
        while at < phrase.len() && matches!(phrase[at], b'(' | b'[') {
            at += 1;
        }
        let mut hash = EMPTY;
        let mut n = 0;
        while n < KEY && at + n < phrase.len() {
            hash = hash_on(hash, phrase[at + n]);
            n += 1;
        }
        match n {
            0 => {} // the empty key of "((" would match all lines
            KEY => self.first.add(hash),
            _ => self.short.add(hash),
        }
    }

    const fn add_last(&mut self, phrase: &[u8]) {
        let mut hash = EMPTY;
        let (mut at, mut n) = (phrase.len(), 0);
        while n < KEY && at > 0 {
            at -= 1;
            if phrase[at].is_ascii_alphabetic() {
                hash = hash_on(hash, phrase[at]);
                n += 1;
            }
        }
        self.last.add(hash);
    }

    /// Whether a line may begin or end as some phrase does.
    fn may(&self, line: &str) -> bool {
        let mut head = String::with_capacity(4 * KEY);
        line.trim_start_matches(['(', '[']).chars().take(KEY).for_each(|c| push_folded(c, &mut head));
        let mut hash = EMPTY;
        for (n, byte) in head.bytes().take(KEY).enumerate() {
            hash = hash_on(hash, byte);
            if if n + 1 < KEY { self.short.has(hash) } else { self.first.has(hash) } {
                return true;
            }
        }
        let mut hash = EMPTY;
        let mut letters = line.bytes().rev().filter(u8::is_ascii_alphabetic).take(KEY);
        line.starts_with("((")
            || letters.any(|letter| {
                hash = hash_on(hash, letter.to_ascii_lowercase());
                self.last.has(hash)
            })
    }
}

/// A set of hashes that may take a stranger for a member, and never a member for a stranger.
struct Bits<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Bits<WORDS> {
    const fn new() -> Self {
        Self([0; WORDS])
    }

    const fn add(&mut self, hash: u32) {
        let bit = hash as usize % (64 * WORDS);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    const fn has(&self, hash: u32) -> bool {
        let bit = hash as usize % (64 * WORDS);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The hash of nothing, and of one byte more (FNV-1a).
const EMPTY: u32 = 0x811c_9dc5;
const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Whether a line is one of these wherever it stands: it is no part of the paragraph around it.
pub(super) fn stands_alone(line: &str) -> bool {
    (line.len() < 48 || line.starts_with(['(', '-', '©']))
        && [Place::Top, Place::Foot].into_iter().any(|place| recognise(line, place).is_some())
}

/// The two ends of a line, folded: no phrase of the table is longer than they are.
#[derive(Default)]
struct Folded {
    head: String,
    tail: String,
    /// Bytes of the whole line.
    len: usize,
}

impl Folded {
    /// Bytes of each end.
    const REACH: usize = 96;

    fn of(line: &str) -> Self {
        let bound = |mut at: usize| {
            while !line.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let head = fold(line.get(..bound(line.len().min(Self::REACH))).unwrap_or(line));
        let tail = fold(line.get(bound(line.len().saturating_sub(Self::REACH))..).unwrap_or(line));
        Self { head, tail, len: line.len() }
    }

    /// Whether it begins with one of the phrases.
    fn begins(head: &str, phrases: &[&str]) -> bool {
        let first = head.bytes().next();
        // The first byte tells most of them apart; this is the hot loop of reading.
        phrases.iter().any(|phrase| phrase.bytes().next() == first && head.starts_with(phrase))
    }
}

impl Form {
    fn matches(&self, line: &str, folded: &Folded) -> bool {
        let Folded { head, tail, len } = folded;
        match self {
            Self::Whole(lines) => {
                let bare = head.trim_end_matches(['.', ':', ';', '!', '\u{3}', ' ', '>', '»', '→', '…']);
                *len <= Folded::REACH && lines.contains(&bare)
            }
            Self::Starts(max, starts) => len <= max && Folded::begins(head, starts),
            Self::Ends(max, ends) => {
                let bare = tail.trim_end_matches(['.', ')', ' ', ']']);
                len <= max && ends.iter().any(|end| bare.ends_with(end))
            }
            Self::Bracketed(starts) => head.strip_prefix(['(', '[']).is_some_and(|inner| {
                tail.trim_end_matches(['.', ' ']).ends_with([')', ']']) && Folded::begins(inner, starts)
            }),
            Self::Test(test) => test(line),
        }
    }
}

/// Lower case, straight quotes and hyphens, single spaces.
fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for word in line.split(is_space).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        word.chars().for_each(|c| push_folded(c, &mut out));
    }
    out
}

fn push_folded(c: char, out: &mut String) {
    match c {
        '‘' | '’' | '`' => out.push('\''),
        '–' => out.push('-'),
        '—' => out.push_str("--"),
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        c => out.extend(c.to_lowercase()),
    }
}

/// What a picture shows, ended by who took it: "… March 4, 2024. Sputnik/Tom Vale/Pool via REUTERS".
fn is_caption(line: &str) -> bool {
    const CREDITS: &[&str] = &[
        "reuters", "ap photo", "ap", "afp", "getty images", "epa", "pool", "sputnik", "handout", "photo", "upi",
        "bloomberg",
    ];
    let bare = line.trim_end_matches([')', ']', ' ']);
    if (ends_sentence(line) && bare.len() == line.len()) || line.split(is_space).nth(5).is_none() {
        return false;
    }
    // What stands after the last full stop or bracket is the credit; a story's sentence ends in a full stop.
    let Some(at) = bare.rfind([']', '(', '[']).into_iter().chain(bare.rfind(". ")).max() else { return false };
    let credit = fold(bare.get(at + 1..).unwrap_or(""));
    let said_before = bare.get(..at).is_some_and(|before| before.split(is_space).nth(4).is_some());
    let words = credit.split(' ').filter(|w| !w.is_empty()).count();
    let names = credit.contains('/')
        || credit.contains(" via ")
        || credit.starts_with("photo")
        || credit.starts_with("courtesy");
    said_before
        && (1..=10).contains(&words)
        && names
        && (CREDITS.iter().any(|&name| has_word(&credit, name)) || credit.contains("courtesy of"))
}

/// Whether `words` stands in `s` with no letter on either side.
fn has_word(s: &str, words: &str) -> bool {
    s.match_indices(words).any(|(at, _)| {
        let before = s.get(..at).and_then(|s| s.chars().next_back());
        let after = s.get(at + words.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// "By Nora Tilling", "By NORA TILLING and Tom Vale, Sample Wire": names, not "By the end of the day".
fn is_byline(line: &str) -> bool {
    let Some(names) = ["By ", "BY ", "by ", "By: "].into_iter().find_map(|by| line.strip_prefix(by)) else {
        return false;
    };
    let mut capitals = 0;
    let only_names =
        names.split(|c| is_space(c) || matches!(c, ',' | '|' | ';')).filter(|w| !w.is_empty()).all(|word| {
            capitals += usize::from(word.starts_with(char::is_uppercase));
            word.starts_with(char::is_uppercase)
                || matches!(
                    word,
                    "and"
                        | "&"
                        | "in"
                        | "de"
                        | "da"
                        | "van"
                        | "von"
                        | "der"
                        | "den"
                        | "bin"
                        | "al"
                        | "el"
                        | "la"
                        | "le"
                        | "dos"
                        | "for"
                        | "of"
                        | "-"
                )
                || word.starts_with("al-")
                || word.starts_with("d’")
        });
    line.len() <= 160 && only_names && capitals >= 2 && !ends_sentence(line)
}

/// "ab/cd/ef": the initials of a French desk.
fn is_desk_code(line: &str) -> bool {
    line.contains('/')
        && line.len() <= 24
        && line.split('/').all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()))
}

/// "Published March 4, 2024", "Last updated: 10:30 GMT", or a date alone.
fn is_stamp(line: &str) -> bool {
    const STAMPS: &[&str] =
        &["published", "updated", "last updated", "last modified", "posted", "first published", "date:"];
    if line.len() > 90 || ends_sentence(line) && !line.ends_with("m.") {
        return false;
    }
    let folded = fold(line);
    let stamped = STAMPS.iter().any(|stamp| folded.starts_with(stamp)) && folded.bytes().any(|b| b.is_ascii_digit());
    stamped || dateline::is_date(line)
}

/// "Follow … podcast", "Listen to … on Apple Podcasts".
fn is_plug(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let folded = fold(line);
    let asks = ["follow ", "listen ", "listen to ", "subscribe ", "tune in", "hear more", "catch up"]
        .iter()
        .any(|ask| folded.starts_with(ask));
    asks && (folded.contains("podcast") || folded.contains("newsletter") || folded.contains("spotify"))
}

/// "3 min read".
fn is_reading_time(line: &str) -> bool {
    if line.len() > 20 {
        return false;
    }
    let folded = fold(line);
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches([' ', '-']);
    rest.len() < folded.len() && matches!(rest, "min read" | "mins read" | "minute read" | "minutes read" | "min. read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_knows_its_example() {
        for row in TABLE {
            let example = row.example.trim();
            assert!(row.form.matches(example, &Folded::of(example)), "{example}");
            assert_eq!(recognise(example, row.places[0]), Some(row.kind), "{example}");
        }
    }

    #[test]
    fn the_table_is_written_folded() {
        for row in TABLE {
            if let Whole(lines) | Starts(_, lines) | Ends(_, lines) | Bracketed(lines) = row.form {
                for line in lines {
                    assert_eq!(line.trim(), fold(line), "{line:?}");
                    assert!(OPENINGS.may(line), "{line:?}");
                    assert!(line.len() < Folded::REACH, "{line:?}");
                }
            }
        }
    }

    #[test]
    fn more_forms() {
        for (line, place, kind) in [
            ("©2024 Sample Wire L.P.", Place::Foot, Credit),
            ("Reporting by Nora Tilling in Port Ellery; Editing by Tom Vale and Ada Merrow", Place::Foot, Credit),
            ("(Corrects cost of repairs in third paragraph.)", Place::Foot, Note),
            ("Editor’s note: the council has 12 members.", Place::Top, Note),
            ("Never miss an episode. Follow The Asia Notebook podcast every Thursday.", Place::Middle, Furniture),
            ("Barges wait at the gate in Port Ellery. (AP Photo/Tom Vale)", Place::Top, Caption),
            ("Our Standards: The Harbour Trust Principles., opens new tab", Place::Foot, Furniture),
            ("Nora Tilling, AP", Place::Top, Byline),
            ("(By Nora Tilling)", Place::Foot, Credit),
            ("((nora@sample.example; +44 20 5555))", Place::Foot, Credit),
            ("June 19, 2024", Place::Top, Dateline),
            ("Updated: 3:10 p.m.", Place::Top, Dateline),
            ("(Sample text written for Recto; the town is invented.)", Place::Foot, Note),
        ] {
            assert_eq!(recognise(line, place), Some(kind), "{line}");
        }
    }

    #[test]
    fn story_is_left_alone() {
        for line in [
            "By the end of the day the gate was shut.",
            "By Friday",
            "Share prices fell on Monday.",
            "Comments by the minister were met with silence.",
            "Read more, the teacher said.",
            "Follow the money, she said, and you will find the harbour.",
            "Reuters reported the closure on Monday.",
            "Related industries lost 400 jobs.",
            "Print and radio were asked to hold the story.",
            "The photo was sold via Getty Images.",
            "“Click here to win,” the message said.",
            "Ends justify means, he told the court.",
            "(She declined to comment.)",
            "Corrected figures will be published in June.",
            "The picture was handed to Reuters. She kept a copy of it/another",
            "Subscribe or leave, the sign on the gate said.",
        ] {
            for place in ANYWHERE {
                assert_eq!(recognise(line, *place), None, "{line}");
            }
        }
    }
}
