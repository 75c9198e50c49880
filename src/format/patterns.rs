//! Lines that are not story: one table, each row with its kind, its place, its form and an example.
//!
//! A wrong match hides a sentence of the story, a miss only shows a line too many: so every form binds to a whole line or
//! paragraph, short, at a place where desks and web pages put it. Lines are compared folded: lower case, straight quotes
//! and hyphens, single spaces.

use super::dateline;
use super::layout::ends_sentence;
use super::names::is_byline;
use super::top;
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
                "an earlier headline", "this is a breaking news story", "this is a breaking story",
                "this is a developing story", "this story is developing", "this is a developing news story",
                "earlier versions of this",
            ],
        ),
        "This story has been corrected to show that the gate has two cables, not four.",
    ),
    row(
        Note,
        ANYWHERE,
        Whole(&[
            "corrected", "correction", "(corrected)", "for immediate release", "for immediate use",
            "not for publication", "developing", "developing story", "this is a developing story", "more to follow",
            "more follows", "breaking news - more to follow",
        ]),
        "MORE TO FOLLOW",
    ),
    row(Note, AFTER, Test(is_exchange_rate), "($1 = 7.4 harbour crowns)"),
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
    row(Credit, ANYWHERE, Test(is_picture_credit), "Tom Vale/Sample Wire/Getty Images"),
    row(
        Credit,
        FOOT,
        Test(is_contributed),
        "Sample Wire contributed to this report. Follow Nora Tilling at @noratilling.",
    ),
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
        Starts(
            90,
            &[
                "bc-", "reporting from ", "photographs by ", "photography by ", "photos by ", "edited by ",
                "edited by:", "illustrations by ", "graphics by ", "translated by ",
            ],
        ),
        "BC-Canal, 2nd Ld-Writethru",
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
        Whole(&[
            "the end", "fin", "ende", "ends", "end", "-30-", "- 30 -", "--30--", "30", "###", "# # #", "-end-",
            "-ends-", "/ends", "(ends)",
        ]),
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
            "play", "gift this article", "report this ad", "report an error", "skip to main content",
            "skip to navigation", "skip to footer", "most viewed", "most commented", "reuse this content",
            "explore more on these topics", "editors' picks", "editor's picks", "show more", "show less", "load more",
            "load more comments", "hide comments", "comments are closed", "share on linkedin", "share on whatsapp",
            "share via email", "share by email", "view image in fullscreen", "back to homepage", "back to home page",
            "more stories", "more news", "top stories", "latest news", "our newsletters", "support us", "donate",
            "contact us", "terms of use", "privacy policy", "cookie policy", "cookie settings", "register",
            "published", "skip advertisement", "give this article", "story saved", "image caption", "image caption,",
            "you can find this story in my bookmarks", "order reprints", "today's paper", "related internet links",
            "around the bbc", "this video can not be played", "media caption", "getty images video", "copy this link",
            "about sharing", "recommended reading", "sponsored links", "paid content", "paid post", "lesen sie auch",
            "mehr zum thema", "das könnte sie auch interessieren", "auch interessant", "teilen", "drucken", "anzeige",
            "werbung", "kommentare", "zur startseite", "lire aussi", "à lire aussi", "partager", "imprimer",
            "publicité", "commentaires", "réagir", "lire plus tard", "lea también", "lee también",
            "te puede interesar", "compartir", "publicidad", "comentarios", "leggi anche", "pubblicità", "commenti",
            "condividi", "lees ook", "my account", "archivado en", "view all", "see all", "read the full story",
            "add to favorites", "add to favourites", "enlarge image",
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
                "like us on", "become a subscriber", "disclaimer:", "also read |", "related |", "read more |",
                "watch |", "read |", "[related", "[read more", "join us on", "join our", "don't miss our",
                "download our app", "download the app", "share this:", "share this ", "like this:", "related:",
                "related story:", "related stories:", "related articles:", "read more:", "read more about ",
                "read next:", "read also:", "also read:", "read:", "see also:", "up next:", "watch:", "watch now:",
                "watch live:", "listen:", "must read:", "don't miss:", "tags:", "filed under", "posted in",
                "categories:", "most read from", "more stories from", "more stories like this",
                "this article originally appeared", "this story originally appeared",
                "this article was originally published", "this story was originally published",
                "this post was originally published", "for more stories like this", "advertisement -",
                "story continues below", "article continues below", "you have reached your limit",
                "to continue reading", "already a subscriber", "become a member", "want more ", "have a tip?",
                "got a tip?", "follow the writer", "view original", "follow him on twitter", "follow her on twitter",
                "follow him on x", "follow her on x", "follow them on x", "follow him on bluesky",
                "follow her on bluesky", "follow the author", "comments are closed", "please sign in to",
                "log in to comment", "sign in to comment", "allow all cookies", "this article is more than",
                "this article includes content", "a version of this article appear", "the bbc is not responsible",
                "lesen sie auch:", "lesen sie mehr", "mehr zum thema:", "lire aussi :", "lire aussi:",
                "à lire aussi :", "à lire :", "temps de lecture", "lesezeit", "lea también:", "lee también:",
                "tiempo de lectura", "leggi anche:", "lees ook:",
            ],
        ),
        "Sign up for our newsletter and have the harbour in your mailbox every morning.",
    ),
    row(Furniture, ANYWHERE, Test(is_plug), "Follow The Harbour Notebook podcast on your favourite app."),
    row(Furniture, ANYWHERE, Test(is_reading_time), "3 min read"),
    row(Furniture, ANYWHERE, Test(is_navigation), "Home News World Business Sport Opinion"),
    row(Furniture, ANYWHERE, Test(is_count), "Comments (212)"),
    row(Furniture, ANYWHERE, Test(is_appeal), "Do you live at the harbour? Email newsdesk@sample.example"),
    row(Furniture, AFTER, Test(is_tags), "Topics: Port Ellery / Canals"),
    row(Furniture, ANYWHERE, Test(is_rule), "___"),
];

/// What a line or paragraph is, where one of the patterns knows it.
pub(super) fn recognise(line: &str, place: Place) -> Option<BlockKind> {
    if line.len() > LONGEST {
        return None;
    }
    find(line, place).or_else(|| {
        // "• Additional reporting by …"
        let item = ["• ", "- ", "* ", "– ", "— "].into_iter().find_map(|bullet| line.strip_prefix(bullet))?;
        // "- Note: the gate is shut" is an item like any other.
        let note = item.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("note"));
        find(item, place).filter(|kind| place != Place::Top && (*kind == Credit || (*kind == Note && !note)))
    })
}

/// The kind of the first row that knows a line.
fn find(line: &str, place: Place) -> Option<BlockKind> {
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

/// What a part is that is an address and nothing else: of whoever wrote it, or of a page. A line of a wrapped paragraph
/// may be one too, so this is no row of the table.
pub(super) fn address(line: &str, place: Place) -> Option<BlockKind> {
    if is_address(line) { Some(Credit) } else { (place == Place::Foot && is_link(line)).then_some(Furniture) }
}

/// Whether a line is one of these wherever it stands: it is no part of the paragraph around it.
pub(super) fn stands_alone(line: &str) -> bool {
    if top::field(line).is_some() {
        return true;
    }
    // "print." in lower case is the end of a wrapped paragraph.
    let tail = line.starts_with(char::is_lowercase) && line.ends_with('.');
    (line.len() < 48 || line.starts_with(['(', '-', '©']))
        && !tail
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
pub(super) fn fold(line: &str) -> String {
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
    if ends_sentence(line) && bare.len() == line.len() {
        return false;
    }
    // All credits hold one of these, and hardly a paragraph does at its end.
    let tail = end_of(bare, 120);
    let hinted = tail.bytes().any(|b| matches!(b, b'/' | b':'))
        || [" via ", " by ", "hoto", "ourtesy"].iter().any(|hint| tail.contains(hint));
    if !hinted || line.split(is_space).nth(4).is_none() {
        return false;
    }
    if is_credited(bare) {
        return true;
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

/// At most so many bytes of the end of a line.
fn end_of(line: &str, bytes: usize) -> &str {
    let mut from = line.len().saturating_sub(bytes);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    line.get(from..).unwrap_or("")
}

/// Whether a line ends by saying whose picture it is: "… Photograph: Tom Vale/Sample Wire", "… Pool photo by Tom Vale".
fn is_credited(line: &str) -> bool {
    const SAYS: &[&str] = &[
        "Photograph:", "Photo:", "Photos:", "Picture:", "Image:", "Image credit:", "Photo credit:", "Credit:", "Foto:",
        "Fotos:", "Bild:", "Illustration:", "Composite:", "Pool photo by", "Photo by", "Photograph by",
        "Photo courtesy of", "Picture by", "Image by", "File photo by",
    ];
    let tail = end_of(line, 100);
    let from = line.len() - tail.len();
    SAYS.iter().any(|says| {
        let Some(at) = tail.rfind(says) else { return false };
        let before = line.get(..from + at).unwrap_or("");
        let bare = before.trim_end_matches(|c| is_space(c) || matches!(c, '(' | '[' | '|' | '/'));
        let stopped = ends_sentence(bare) || bare.len() + 1 < before.len() || says.ends_with(':');
        let credit = tail.get(at + says.len()..).unwrap_or("");
        let words = |s: &str| s.split(is_space).filter(|w| !w.is_empty()).count();
        stopped
            && words(bare) >= 3
            && (1..=8).contains(&words(credit))
            && before.len() > bare.len()
            && credit.trim_start().starts_with(char::is_uppercase)
    })
}

/// Whether `words` stands in `s` with no letter on either side.
fn has_word(s: &str, words: &str) -> bool {
    s.match_indices(words).any(|(at, _)| {
        let before = s.get(..at).and_then(|s| s.chars().next_back());
        let after = s.get(at + words.len()..).and_then(|s| s.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// "ab/cd/ef": the initials of a French desk.
fn is_desk_code(line: &str) -> bool {
    line.contains('/')
        && line.len() <= 24
        && line.split('/').all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()))
}

/// "Tom Vale/Sample Wire/Getty Images": names and an agency of pictures.
fn is_picture_credit(line: &str) -> bool {
    const AGENCIES: &[&str] = &[
        "getty images", "reuters", "ap", "afp", "epa", "ap photo", "shutterstock", "alamy", "bloomberg", "istock",
        "pa wire", "anadolu",
    ];
    if line.len() > 90 || ends_sentence(line) {
        return false;
    }
    line.rsplit_once('/').is_some_and(|(names, agency)| {
        let mut words = names.split([' ', '/']).filter(|word| !word.is_empty());
        AGENCIES.iter().any(|known| known.eq_ignore_ascii_case(agency.trim()))
            && words.all(|word| !word.starts_with(char::is_lowercase))
    })
}

/// "The Sample Wire contributed to this report. Follow …", "Nora Tilling can be reached at nora@sample.example."
fn is_contributed(line: &str) -> bool {
    line.len() <= 300
        && (line.contains("contributed to this report.")
            || line.contains("contributed to this story.")
            || (line.contains(" can be reached at ") && line.contains('@')))
}

/// "Published March 4, 2024", "Last updated: 10:30 GMT", or a date alone.
fn is_stamp(line: &str) -> bool {
    const STAMPS: &[&str] = &[
        "published", "originally published", "issued on", "publisert", "oppdatert", "publicerad", "uppdaterad",
        "gepubliceerd", "updated", "last updated", "last modified", "posted", "first published", "date:", "publié le",
        "mis à jour", "veröffentlicht", "aktualisiert", "stand:", "publicado", "actualizado", "pubblicato",
    ];
    if line.len() > 90 || ends_sentence(line) && !line.ends_with("m.") {
        return false;
    }
    let folded = fold(line);
    let stamped = |part: &str| STAMPS.iter().any(|stamp| part.trim_start().starts_with(stamp));
    let figures = folded.bytes().any(|b| b.is_ascii_digit());
    if figures && folded.split(['|', '•', '·']).any(stamped) {
        return true;
    }
    // "Port Ellery - 4 March 2024 - 10:30 CET", "Sample Wire | 4 March 2024".
    let behind = line.split_once([" - ", " | "].into_iter().find(|mark| line.contains(mark)).unwrap_or("|"));
    let few = |head: &str| head.split(is_space).nth(4).is_none() && head.starts_with(char::is_uppercase);
    behind.is_some_and(|(head, date)| few(head) && dateline::is_date(date)) || dateline::is_date(line)
}

/// "Follow … podcast", "Listen to … on Apple Podcasts", "Sign up to First Light: our free daily email".
fn is_plug(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    const HEARD: &[&str] = &["follow ", "listen ", "subscribe ", "tune in", "hear more", "catch up"];
    const READ: &[&str] = &["subscribe ", "sign up ", "get ", "register "];
    let begins =
        |asks: &[&str]| asks.iter().any(|ask| line.get(..ask.len()).is_some_and(|head| head.eq_ignore_ascii_case(ask)));
    let (heard, read) = (begins(HEARD), begins(READ));
    if !heard && !read {
        return false;
    }
    let folded = fold(line);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if heard && has(&["podcast", "newsletter", "spotify", "http", "coverage at "]) {
        return true;
    }
    read && has(&[" our ", " your ", " free ", "newsletter"])
        && has(&["newsletter", "email", "e-mail", "inbox", "bulletin", "alerts", "briefing"])
        && !has(&[",", "\"", " said"])
}

/// Words that the sections of a paper are named by, and what else stands in its navigation.
const SECTIONS: &[&str] = &[
    "home", "news", "world", "uk", "us", "u.s.", "europe", "asia", "africa", "americas", "business", "sport", "sports",
    "football", "soccer", "cricket", "rugby", "tennis", "golf", "cycling", "athletics", "racing", "opinion", "comment",
    "commentary", "culture", "arts", "books", "music", "film", "films", "tv", "radio", "theatre", "politics", "tech",
    "technology", "science", "health", "lifestyle", "life", "style", "fashion", "food", "travel", "weather", "video",
    "videos", "podcasts", "newsletters", "games", "crosswords", "puzzles", "local", "national", "international",
    "regional", "money", "markets", "finance", "economy", "entertainment", "education", "environment", "climate",
    "obituaries", "letters", "editorial", "editorials", "columns", "columnists", "features", "photos", "pictures",
    "shop", "jobs", "cars", "property", "archive", "search", "subscribe", "login", "register", "menu", "about",
    "contact", "more", "live", "latest", "society", "media", "courts", "crime", "analysis", "explainer", "exclusive",
    "obituary",
];

fn section_word(word: &str) -> bool {
    word.len() <= 14 && SECTIONS.iter().any(|section| section.eq_ignore_ascii_case(word))
}

/// The words of a row of links, without what parts them.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c| is_space(c) || matches!(c, '|' | '>' | '/' | '»' | '›' | '·' | '•' | '&' | ','))
        .filter(|word| !word.is_empty() && !matches!(*word, "and" | "-" | "–"))
}

/// "Home News World Business Sport Opinion", "Home > World".
fn is_navigation(line: &str) -> bool {
    let first = links(line).next().unwrap_or("");
    if line.len() > 200 || !section_word(first) || !first.starts_with(char::is_uppercase) {
        return false;
    }
    let all = links(line).count();
    let enough = all >= 4 || (first.eq_ignore_ascii_case("home") && (all == 3 || line.contains(['>', '»', '›'])));
    enough && links(line).all(section_word)
}

/// "Football", "World news": the name of a section.
pub(super) fn is_section(line: &str) -> bool {
    line.len() <= 40 && (1..=3).contains(&links(line).count()) && links(line).all(section_word)
}

/// "The Ellery Gazette", "ELLERY TELEGRAPH".
pub(super) fn is_paper(line: &str) -> bool {
    const PAPERS: &[&str] = &[
        "telegraph", "herald", "gazette", "courier", "chronicle", "tribune", "ledger", "examiner", "argus",
        "advertiser", "dispatch",
    ];
    // "HARD TIMES" and "RISING STAR" are titles: these want more words or an article.
    const OTHERS: &[&str] = &[
        "times", "post", "journal", "observer", "mercury", "echo", "star", "express", "standard", "independent",
        "mail", "guardian", "register", "review", "news", "bulletin",
    ];
    let named = |papers: &[&str]| {
        let last = links(line).last().unwrap_or("");
        papers.iter().any(|paper| paper.eq_ignore_ascii_case(last))
    };
    let words = links(line).count();
    let article = line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("the "));
    line.len() <= 48
        && (2..=5).contains(&words)
        && links(line).all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the"))
        && (named(PAPERS) || ((words > 2 || article) && named(OTHERS)))
}

/// What stands above a headline: "WORLD IN BRIEF", "Monday evening edition", the name of a paper in capitals.
pub(super) fn is_rubric(line: &str) -> bool {
    if line.len() > 48 || ends_sentence(line) || links(line).nth(5).is_some() {
        return false;
    }
    let folded = fold(line);
    let exact = matches!(
        folded.trim_end_matches([':', '!']),
        "breaking news"
            | "breaking"
            | "press release"
            | "news release"
            | "media release"
            | "interview"
            | "live updates"
            | "special report"
            | "guest essay"
            | "long read"
            | "the long read"
            | "the big read"
            | "letter to the editor"
            | "letters to the editor"
            | "fact check"
            | "factbox"
            | "advertorial"
            | "pressemitteilung"
            | "communiqué de presse"
            | "nota de prensa"
            | "comunicado de prensa"
    );
    exact
        || (is_paper(line) && !line.chars().any(char::is_lowercase))
        || [" in brief", " news briefs", " news roundup", " news round-up"].iter().any(|end| folded.ends_with(end))
        || ((folded.ends_with(" edition") || folded.ends_with(" edition change")) && links(line).count() <= 4)
}

/// "Comments (212)", "212 comments", "1.4K shares".
fn is_count(line: &str) -> bool {
    if line.len() > 24 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let folded = fold(line);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '[' | ']' | ' ' | ',' | '.');
    let bare = folded.trim_matches(is_number).trim_start_matches("k ").trim_start_matches("m ");
    matches!(
        bare,
        "comment"
            | "comments"
            | "share"
            | "shares"
            | "reply"
            | "replies"
            | "like"
            | "likes"
            | "view"
            | "views"
            | "view comments"
            | "show comments"
            | "read comments"
            | "reader comments"
            | "retweets"
            | "followers"
    )
}

/// "Do you work at the harbour? Email newsdesk@sample.example".
fn is_appeal(line: &str) -> bool {
    let asks = [
        "Do you ", "Are you ", "Have you ", "Did you ", "Were you ", "Got a ", "Have a ", "Know more", "Do You ",
        "Contact the author", "Contact the reporter",
    ];
    if line.len() > 240 || !asks.iter().any(|ask| line.starts_with(ask)) {
        return false;
    }
    let folded = fold(line);
    let Some((_, answer)) = folded.split_once('?') else { return folded.contains('@') };
    let answer = answer.trim_start();
    [
        "email", "e-mail", "contact", "get in touch", "let us know", "tell us", "write to us", "call ", "message us",
        "share your",
    ]
    .iter()
    .any(|how| answer.starts_with(how))
        || (answer.contains('@') && answer.contains('.') && !answer.contains('"'))
}

/// "Topics: Port Ellery / Canals".
fn is_tags(line: &str) -> bool {
    if line.len() > 160 || !line.starts_with(['T', 'M', 'I', 'K', 't', 'E']) || ends_sentence(line) {
        return false;
    }
    let Some((head, topics)) = line.split_once(':') else { return false };
    head.len() <= 24
        && matches!(
            fold(head).as_str(),
            "topics" | "topic" | "more on" | "in this story" | "in this article" | "keywords" | "explore"
        )
        && links(topics).all(|w| !w.starts_with(char::is_lowercase) || matches!(w, "of" | "the" | "in"))
}

/// "___", "* * *", "----".
fn is_rule(line: &str) -> bool {
    line.len() <= 240
        && line.starts_with(['_', '-', '*', '=', '~', '—', '–', '─', '━', '•', '⁂'])
        && line
            .chars()
            .all(|c| is_space(c) || matches!(c, '_' | '-' | '*' | '=' | '~' | '—' | '–' | '─' | '━' | '•' | '⁂'))
        && (line.chars().filter(|&c| !is_space(c)).nth(2).is_some() || matches!(line, "⁂" | "—" | "–"))
}

/// A web address alone or behind a label: "More canals: https://sample.example/canals".
fn is_link(line: &str) -> bool {
    if line.len() > 200 || line.starts_with('[') {
        return false;
    }
    let Some(at) = line.find("http://").or_else(|| line.find("https://")).or_else(|| line.find("www.")) else {
        return false;
    };
    let label = line.get(..at).unwrap_or("").trim_end_matches(is_space);
    let alone = line.get(at..).is_some_and(|link| !link.contains(is_space));
    alone && (label.is_empty() || (label.ends_with(':') && label.split(is_space).nth(5).is_none()))
}

/// "nora@sample.example", "@noratilling".
fn is_address(line: &str) -> bool {
    line.len() <= 64
        && !line.contains(is_space)
        && line.split_once('@').is_some_and(|(name, host)| {
            let known = |s: &str| s.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
            known(name) && known(host) && (host.contains('.') || name.is_empty()) && host.len() > 2
        })
}

/// "($1 = 0.92 euros)".
fn is_exchange_rate(line: &str) -> bool {
    line.len() <= 120
        && line.starts_with('(')
        && line.get(1..).is_some_and(|s| s.starts_with(|c: char| c.is_ascii_digit() || "$£€¥".contains(c)))
        && line.contains(" = ")
        && line.trim_end_matches('.').ends_with(')')
        && line.bytes().any(|b| b.is_ascii_digit())
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
            ("Skip to main content", Place::Top, Furniture),
            ("Home | World | Asia", Place::Top, Furniture),
            ("Home > Sport", Place::Top, Furniture),
            ("1,204 comments", Place::Foot, Furniture),
            ("Sign up to Low Tide: our free daily email with the day’s harbour news", Place::Middle, Furniture),
            ("Get the Harbour Briefing in your inbox every morning", Place::Middle, Furniture),
            ("* * *", Place::Middle, Furniture),
            ("Barges at the north gate on Monday. Photograph: Tom Vale/Sample Wire", Place::Top, Caption),
            ("Nora Tilling in 1961 with a barge. Credit: Ellery Archive", Place::Top, Caption),
            ("The master and his mate at the gate, March 4, 2024. Pool photo by Tom Vale", Place::Top, Caption),
            ("• Additional reporting by Tom Vale", Place::Foot, Credit),
            ("• This article was amended on 4 March 2024 to correct a name.", Place::Foot, Note),
            ("Thu 14 Mar 2024 11.42 GMT", Place::Top, Dateline),
            ("Publié le 14 mars 2024 à 11h42", Place::Top, Dateline),
            ("Stand: 14.03.2024, 11:42 Uhr", Place::Top, Dateline),
            ("Analysis by Nora Tilling", Place::Top, Byline),
            ("(1 crown = $0.12)", Place::Foot, Note),
            ("Sample Wire | Updated: 2024-03-04 10:30", Place::Top, Dateline),
            ("Port Ellery - 04 Mar 2024 - 10:30 CET", Place::Top, Dateline),
            ("4 Mar 2024, 10:30 AM IST", Place::Top, Dateline),
            ("4 marzo 2024", Place::Top, Dateline),
            ("This is a breaking news story; check back for updates.", Place::Top, Note),
            ("Photographs by Tom Vale", Place::Top, Credit),
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
            "Sign up to fight, our newsletter said.",
            "Get out of your bed, the bulletin said.",
            "Do you love me? she asked.",
            "Have you seen it? Tell me.",
            "World news was scarce.",
            "Home and away the team lost.",
            "He took no photo by night of Tom Vale",
            "Two views",
            "- She went home and slept",
            "- Note: the gate is shut",
            "Follow him on his way through the town",
            "The island can be reached at low tide",
            "Either/or, said the AP",
            "Canal - 4 March was the day",
            "Topics: the frost, the gate, and who pays for them",
            "The town (population = 40)",
            "-5",
        ] {
            for place in ANYWHERE {
                assert_eq!(recognise(line, *place), None, "{line}");
            }
        }
    }
}
