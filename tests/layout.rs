//! Layout is not a change: the same words wrapped, indented, hyphenated or typed differently compare as equal.
//!
//! ```text
//! story ─ layout ─▸ text   compared with the story itself: identical, or typography, never a word
//! ```

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

use std::sync::Arc;

use recto::changes;
use recto::changes::Comparison;
use recto::changes::Options;
use recto::diff::{Op, Relation};
use recto::format;
use recto::text::{Document, Pair};
use unicode_normalization::UnicodeNormalization;

/// One paragraph per line, with a blank line between paragraphs.
const STORIES: [&str; 3] = [
    "The lamplighters of Old Varn will keep their ladders, the town council said on Friday, ending a quarrel that has \
     divided the two sides of the river since Candlemas.\n\nElectricians had measured 38 streets and found room for poles \
     in all but seven of them, city engineer Odile Sandoz told reporters on the quay. \"The old lamps are kinder to \
     moths,\" she said. It isn't the state-of-the-art lighting that the U.S. firm had proposed.\n\nThe council will spend \
     $1.5 million on wicks, oil and well-made lanterns in the next ten years. Some café owners in the upper town \
     grumbled, but put out their chairs all the same.\n",
    "Nine goats crossed the runway at Ostrava Field on Tuesday and kept three flights in the air for half an hour.\n\n\
     \"They walked in a row, like passengers,\" said Ines Pohl, a first-year controller. \"I didn't want to hurry them \
     ...\"\n\nThe animals belong to Mr. Kral, who grazes them on the airport's northern verge under a contract from 1998. \
     He was fined 300 crowns - the price of a bag of feed.\n\nThe airline apologised to its passengers and offered them \
     cheese.\n",
    "Volunteers have copied out the parish registers of Saint-Élier, all 214 volumes, in a little under six years.\n\nThe \
     work began after a burst pipe soaked the vestry. Damp pages were laid between blotting papers, photographed, and \
     read aloud to typists in four villages; the oldest of them, Agnès Thiry, is 91.\n\n\"I now know who was whose \
     great-grandmother,\" she said, \"and I'm not telling.\"\n\nThe registers can be read from Monday at \
     www.registers.example/elier.\n",
];

/// A layout: its name, and what makes it of a text.
type Layout = (&'static str, fn(&str) -> String);

/// Differences only in white space: identical.
#[test]
fn white_space_is_no_change() {
    let layouts: [Layout; 12] = [
        ("wrapped at 44", |t| wrapped(t, 44, "", "\n\n")),
        ("wrapped at 60", |t| wrapped(t, 60, "", "\n\n")),
        ("wrapped at 72, indented", |t| wrapped(t, 72, "    ", "\n")),
        ("wrapped at 50, CRLF", |t| wrapped(t, 50, "", "\n\n").replace('\n', "\r\n")),
        ("CRLF", |t| t.replace('\n', "\r\n")),
        ("a paragraph a line", |t| t.replace("\n\n", "\n")),
        ("two spaces after a sentence", |t| t.replace(". ", ".  ")),
        ("tabs before paragraphs", |t| format!("\t{}", t.replace("\n\n", "\n\n\t"))),
        ("no-break spaces", |t| t.replace(" the ", " the\u{a0}")),
        ("a byte-order mark", |t| format!("\u{feff}{t}")),
        ("a sentence a paragraph", |t| t.replace(". \"", ".\n\n\"").replace(". The", ".\n\nThe")),
        ("one paragraph", |t| t.replace("\n\n", " ")),
    ];
    for (layout, set) in layouts {
        assert!(STORIES.iter().any(|text| set(text) != *text), "{layout} is no other layout of any story");
        for (old, text) in STORIES.into_iter().enumerate() {
            let comparison = no_word_differs(&format!("story {old}, {layout}"), text, &set(text));
            assert_eq!(comparison.relation(), Some(Relation::Identical), "story {old}, {layout}");
        }
    }
}

/// Characters that look the same to a reader: at most typography differs.
#[test]
fn typography_is_no_change_of_words() {
    let layouts: [Layout; 10] = [
        ("hyphenated at a line's end", |t| hyphenated(&wrapped(t, 58, "", "\n\n"))),
        ("soft hyphens", |t| t.replace("ing ", "\u{ad}ing ").replace("port", "por\u{ad}t")),
        ("zero-width spaces", |t| t.replace("er ", "\u{200b}er ")),
        ("curly quotes", curly),
        ("decomposed", |t| t.nfd().collect()),
        ("fullwidth digits", |t| {
            t.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0xff10 + d)).unwrap_or(c)).collect()
        }),
        ("ligatures", |t| t.replace("fi", "ﬁ").replace("fl", "ﬂ")),
        ("a beginning in capitals", |t| {
            t.split_once("\n\n").map_or_else(String::new, |(a, b)| a.to_uppercase() + "\n\n" + b)
        }),
        ("dashes", |t| t.replace(" - ", " – ")),
        ("an ellipsis", |t| t.replace("...", "…")),
    ];
    for (layout, set) in layouts {
        assert!(STORIES.iter().any(|text| set(text) != *text), "{layout} is no other layout of any story");
        for (old, text) in STORIES.into_iter().enumerate() {
            let comparison = no_word_differs(&format!("story {old}, {layout}"), text, &set(text));
            let at_most = [Relation::Identical, Relation::Typography];
            assert!(comparison.relation().is_some_and(|r| at_most.contains(&r)), "story {old}, {layout}");
        }
    }
}

/// Several layouts at once, as in practice: hard-wrapped wire copy against a web page.
#[test]
fn layouts_of_wire_and_web_are_no_change_of_words() {
    for (old, text) in STORIES.into_iter().enumerate() {
        let wire = wrapped(text, 66, "    ", "\n").replace('\n', "\r\n");
        let web = curly(text).replace("...", "…").replace(" the ", " the\u{a0}").nfd().collect::<String>();
        no_word_differs(&format!("story {old}, wire and web"), &wire, &web);
        no_word_differs(&format!("story {old}, web and wire"), &web, &wire);
    }
}

/// Compares two layouts of the same words.
fn no_word_differs(name: &str, old: &str, new: &str) -> Comparison {
    let read = Pair::new(old, new).map(|text| Arc::new(format::plain_text(text).expect("a text")));
    let Pair { old, new } = format::for_pair(&read);
    let comparison = changes::compare(&old, &new, &Options::default()).expect("nobody cancels");
    let stats = comparison.stats;
    assert_eq!((stats.removed, stats.added, stats.moved), (0, 0, 0), "{name}: {}", differing(&comparison, &old, &new));
    assert!(!comparison.rows.iter().any(|row| row.moved), "{name}: a row moved");
    comparison
}

/// The words on one side only.
fn differing(comparison: &Comparison, old: &Document, new: &Document) -> String {
    let ops = comparison.rows.iter().flat_map(|row| &row.ops);
    let words = ops.filter_map(|op| match *op {
        Op::Equal { .. } => None,
        Op::Removed(span) => Some(format!("[-{}-]", span.of(&old.text))),
        Op::Added(span) => Some(format!("{{+{}+}}", span.of(&new.text))),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Wraps each paragraph at `width` characters.
fn wrapped(text: &str, width: usize, indent: &str, between: &str) -> String {
    let fill = |paragraph: &str| {
        let (mut out, mut column) = (indent.to_owned(), indent.len());
        for word in paragraph.split(' ') {
            let needed = word.chars().count();
            if column > indent.len() && column + 1 + needed > width {
                out.push('\n');
                column = 0;
            } else if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += needed;
        }
        out
    };
    text.trim_end().split("\n\n").map(fill).collect::<Vec<_>>().join(between) + "\n"
}

/// Hyphenates long words at line starts, so that they begin on the line above.
fn hyphenated(text: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let letters = line.chars().take_while(char::is_ascii_lowercase).count();
        let (begun, rest) = line.split_at(if letters < 7 || out.ends_with('\n') { 0 } else { letters / 2 });
        if !begun.is_empty() {
            out.push_str(&format!(" {begun}-"));
        }
        out.push('\n');
        out.push_str(rest);
    }
    out
}

/// Replaces straight quotes by typographic ones.
fn curly(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let opens = out.is_empty() || out.ends_with(char::is_whitespace);
        out.push(match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            c => c,
        });
    }
    out
}
