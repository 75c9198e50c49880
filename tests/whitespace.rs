//! White space is not a change: a text compared with itself in any layout is identical, and an edit among rewrapped
//! lines is found as only that edit.
//!
//! ```text
//! text of tests/data/settings ─ setting ─▸ old ┐
//!                             ─ edit, setting ─▸ new ┴ compared
//! ```
//!
//! A *setting* is one layout of a text. `PROPTEST_CASES=100000 cargo test --test whitespace` searches for new cases.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/cases.rs"]
mod cases;
#[path = "common/rebuild.rs"]
mod rebuild;

use proptest::prelude::*;
use proptest::sample::Index;
use recto::diff::{Op, Relation, RowKind};
use recto::text::Pair;

/// Texts of many kinds with different kinds of line breaks.
const TEXTS: [(&str, &str); 21] = [
    ("news", include_str!("data/settings/news.txt")),
    ("essay", include_str!("data/settings/essay.txt")),
    ("german", include_str!("data/settings/german.txt")),
    ("french", include_str!("data/settings/french.txt")),
    ("russian", include_str!("data/settings/russian.txt")),
    ("chinese", include_str!("data/settings/chinese.txt")),
    ("japanese", include_str!("data/settings/japanese.txt")),
    ("contract", include_str!("data/settings/contract.txt")),
    ("letter", include_str!("data/settings/letter.txt")),
    ("verse", include_str!("data/settings/verse.txt")),
    ("table", include_str!("data/settings/table.txt")),
    ("subtitles", include_str!("data/settings/subtitles.txt")),
    ("screenplay", include_str!("data/settings/screenplay.txt")),
    ("list", include_str!("data/settings/list.txt")),
    ("dialogue", include_str!("data/settings/dialogue.txt")),
    ("recipe", include_str!("data/settings/recipe.txt")),
    ("minutes", include_str!("data/settings/minutes.txt")),
    ("mail", include_str!("data/settings/mail.txt")),
    ("spanish", include_str!("data/settings/spanish.txt")),
    ("polish", include_str!("data/settings/polish.txt")),
    ("headlines", include_str!("data/settings/headlines.txt")),
];

/// Texts of sentences in which a word can be changed safely.
const PROSE: [&str; 8] = ["news", "essay", "german", "russian", "contract", "spanish", "polish", "headlines"];

/// Those with paragraphs of several lines, wrapped at most widths.
const WRAPPED: [&str; 7] = ["news", "essay", "german", "russian", "contract", "spanish", "polish"];

fn text_of(name: &str) -> &'static str {
    TEXTS.iter().find(|(other, _)| *other == name).expect("a text of that name").1
}

/// What a printed or web page puts between the lines of a sentence, in words that are in none of the texts.
const PAGE: [&str; 9] = [
    "112", "- 112 -", "Page 112 of 340", "ADVERTISEMENT", "Photo: Zoltan Quux", "Continued on page 112",
    "Foto: Zoltan Quux.", "Zyzzogeton Quarterly      112", "Suite page 112\n112",
];

/// A word that is in none of the texts.
const FRESH: &str = "zyzzogeton";

/// The layout of a text.
#[derive(Clone, Debug)]
struct Setting {
    lines: Lines,
    indent: Indent,
    /// Blank lines inserted between words, each at a share of the text.
    blanks: Vec<Index>,
    paragraphs: Paragraphs,
    line_end: &'static str,
    /// Whether lines have trailing spaces.
    trailing: bool,
}

/// Where lines are broken.
#[derive(Clone, Copy, Debug)]
enum Lines {
    AsTheyAre,
    /// At a column, with the lines of a paragraph joined first.
    Wrapped {
        width: usize,
        cut: Cut,
    },
    /// At a column, each line separately.
    EachWrapped {
        width: usize,
        cut: Cut,
    },
    /// One paragraph per line.
    Unwrapped,
    /// After commas and the like.
    Clauses,
}

/// Where words may be cut.
#[derive(Clone, Copy, Debug)]
enum Cut {
    Nowhere,
    /// After hyphens.
    Hyphens,
    /// After hyphens, and inside words too long for a line.
    Anywhere,
}

#[derive(Clone, Copy, Debug)]
enum Indent {
    None,
    All(usize),
    Tab,
    First(usize),
    Hanging(usize),
}

/// The separation of paragraphs.
#[derive(Clone, Copy, Debug)]
enum Paragraphs {
    Blank,
    TwoBlanks,
}

fn setting() -> impl Strategy<Value = Setting> {
    let cut = || prop_oneof![Just(Cut::Nowhere), Just(Cut::Hyphens), Just(Cut::Anywhere)];
    let lines = prop_oneof![
        Just(Lines::AsTheyAre),
        (15_usize..=200, cut()).prop_map(|(width, cut)| Lines::Wrapped { width, cut }),
        (15_usize..=60, cut()).prop_map(|(width, cut)| Lines::Wrapped { width, cut }),
        (15_usize..=200, cut()).prop_map(|(width, cut)| Lines::EachWrapped { width, cut }),
        Just(Lines::Unwrapped),
        Just(Lines::Clauses),
    ];
    let indent = prop_oneof![
        4 => Just(Indent::None),
        1 => (1_usize..9).prop_map(Indent::All),
        1 => Just(Indent::Tab),
        1 => (2_usize..6).prop_map(Indent::First),
        1 => (2_usize..6).prop_map(Indent::Hanging),
    ];
    let blanks = prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(any::<Index>(), 1..4)];
    let paragraphs = prop_oneof![4 => Just(Paragraphs::Blank), 1 => Just(Paragraphs::TwoBlanks)];
    let line_end = prop_oneof![4 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\r")];
    (lines, indent, blanks, paragraphs, line_end, any::<bool>()).prop_map(
        |(lines, indent, blanks, paragraphs, line_end, trailing)| Setting {
            lines,
            indent,
            blanks,
            paragraphs,
            line_end,
            trailing,
        },
    )
}

impl Setting {
    fn set(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for blank in &self.blanks {
            let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            if !spaces.is_empty() {
                let at = *blank.get(&spaces);
                text.replace_range(at..=at, "\n\n");
            }
        }
        let paragraphs: Vec<String> = text
            .split("\n\n")
            .filter(|paragraph| !paragraph.trim().is_empty())
            .map(|paragraph| self.indent.set(&self.lines.set(paragraph.trim_end())))
            .collect();
        let between = match self.paragraphs {
            Paragraphs::Blank => "\n\n",
            Paragraphs::TwoBlanks => "\n \n\n",
        };
        let text = paragraphs.join(between) + "\n";
        let text = if self.trailing { text.replace('\n', "  \n") } else { text };
        text.replace('\n', self.line_end)
    }
}

impl Lines {
    fn set(self, paragraph: &str) -> Vec<String> {
        match self {
            Self::AsTheyAre => paragraph.lines().map(str::to_owned).collect(),
            Self::Wrapped { width, cut } => wrapped(paragraph, width, cut),
            Self::EachWrapped { width, cut } => paragraph.lines().flat_map(|line| wrapped(line, width, cut)).collect(),
            Self::Unwrapped => vec![paragraph.split_whitespace().collect::<Vec<_>>().join(" ")],
            Self::Clauses => {
                let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
                let broken = [", ", "; ", ": ", " and "]
                    .iter()
                    .fold(line, |line, mark| line.replace(mark, &format!("{}\n", mark.trim_end())));
                broken.lines().map(str::to_owned).collect()
            }
        }
    }
}

impl Indent {
    fn set(self, lines: &[String]) -> String {
        let indented = lines.iter().enumerate().map(|(n, line)| match self {
            Self::None => line.clone(),
            Self::All(by) => format!("{:by$}{line}", ""),
            Self::Tab => format!("\t{line}"),
            Self::First(by) if n == 0 => format!("{:by$}{line}", ""),
            Self::Hanging(by) if n > 0 => format!("{:by$}{line}", ""),
            Self::First(_) | Self::Hanging(_) => line.clone(),
        });
        indented.collect::<Vec<_>>().join("\n")
    }
}

/// Lines of at most `width` characters, first fit.
fn wrapped(text: &str, width: usize, cut: Cut) -> Vec<String> {
    let mut lines = vec![String::new()];
    let fits = |line: &str, more: usize| line.chars().count() + more <= width;
    for word in text.split_whitespace() {
        let mut parts: Vec<String> = match cut {
            Cut::Nowhere => vec![word.to_owned()],
            Cut::Hyphens | Cut::Anywhere => hyphenated(word),
        };
        let unspaced = |c: char| ('\u{3000}'..'\u{a000}').contains(&c);
        if matches!(cut, Cut::Anywhere) {
            parts = parts
                .into_iter()
                .flat_map(|part| {
                    let letters: Vec<char> = part.chars().collect();
                    // Scripts without spaces are filled up to the column.
                    let size = if part.contains(unspaced) { 1 } else { width };
                    letters.chunks(size).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>()
                })
                .collect();
        }
        for (n, part) in parts.iter().enumerate() {
            let line = lines.last_mut().expect("a line");
            let space = usize::from(n == 0 && !line.is_empty());
            if line.is_empty() || fits(line, space + part.chars().count()) {
                line.extend((space > 0).then_some(' '));
                line.push_str(part);
            } else {
                lines.push(part.clone());
            }
        }
    }
    lines
}

/// Splits a word into parts, each but the last with its hyphen.
fn hyphenated(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let letters: Vec<char> = word.chars().collect();
    for (n, c) in letters.iter().enumerate() {
        parts.last_mut().expect("a part").push(*c);
        let inside =
            n > 0 && letters[n - 1].is_alphanumeric() && letters.get(n + 1).is_some_and(|c| c.is_alphanumeric());
        if *c == '-' && inside {
            parts.push(String::new());
        }
    }
    parts
}

/// Describes the differences.
fn report(old: &str, new: &str) -> String {
    let comparison = recto::compare(old, new);
    let rows = comparison.rows.iter().filter(|row| row.kind != RowKind::Same || row.moved).map(|row| {
        let of =
            |spans: &[recto::text::Span], text: &str| spans.iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
        format!(
            "{:?}{} {:?} | {:?}",
            row.kind,
            if row.moved { " moved" } else { "" },
            of(&row.spans.old, old),
            of(&row.spans.new, new)
        )
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn is_identical(old: &str, new: &str) -> Result<(), TestCaseError> {
    let comparison = recto::compare(old, new);
    let same = comparison.rows.iter().all(|row| row.kind == RowKind::Same && !row.moved);
    prop_assert!(same, "{}\n--- old\n{old}\n--- new\n{new}", report(old, new));
    prop_assert_eq!(comparison.relation(), Some(Relation::Identical));
    prop_assert!(comparison.changes.is_empty());
    prop_assert_eq!(rebuild::check(Pair::new(old, new), &comparison), Ok(()));
    Ok(())
}

/// Changes one word inside a sentence; returns the text and that word.
fn one_word_changed(text: &str, at: Index) -> (String, String) {
    let mut words: Vec<(usize, &str)> = Vec::new();
    for line in text.lines().filter(|line| line.len() > 80) {
        let from = line.as_ptr() as usize - text.as_ptr() as usize;
        let inner = line.split(' ').scan(from, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        });
        let inner: Vec<_> = inner.collect();
        let plain = |word: &str| word.chars().count() > 3 && word.chars().all(char::is_lowercase);
        // Isolated marks may be taken for list markers.
        let letters = |word: &str| word.chars().any(char::is_alphanumeric);
        let within = inner.windows(7).filter(|around| around.iter().all(|(_, word)| letters(word)));
        words.extend(within.map(|around| around[3]).filter(|(_, word)| plain(word)));
    }
    let (from, word) = *at.get(&words);
    let mut new = text.to_owned();
    new.replace_range(from..from + word.len(), FRESH);
    (new, word.to_owned())
}

proptest! {
    #![proptest_config(cases::config(96))]

    #[test]
    fn a_text_is_identical_to_itself_in_any_layout(text in 0..TEXTS.len(), setting in setting()) {
        let (_, text) = TEXTS[text];
        is_identical(text, &setting.set(text))?;
        is_identical(&setting.set(text), text)?;
    }

    #[test]
    fn two_layouts_of_a_text_are_identical(text in 0..TEXTS.len(), old in setting(), new in setting()) {
        let (_, text) = TEXTS[text];
        is_identical(&old.set(text), &new.set(text))?;
    }

    #[test]
    fn one_changed_word_among_rewrapped_lines_is_found_as_one(
        text in prop::sample::select(PROSE.to_vec()), at in any::<Index>(), old in setting(), new in setting(),
    ) {
        let text = text_of(text);
        let (edited, word) = one_word_changed(text, at);
        // A blank line next to the word may separate paragraphs.
        let new = Setting { blanks: Vec::new(), ..new };
        let (old, new) = (Setting { blanks: Vec::new(), ..old }.set(text), new.set(&edited));
        let comparison = recto::compare(&old, &new);
        let ops = || comparison.rows.iter().flat_map(|row| &row.ops);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let removed: Vec<_> = ops().filter_map(|op| if let Op::Removed(s) = op { Some(squeezed(s.of(&old))) } else { None }).collect();
        let added: Vec<_> = ops().filter_map(|op| if let Op::Added(s) = op { Some(squeezed(s.of(&new))) } else { None }).collect();
        prop_assert_eq!(
            (removed, added), (vec![word], vec![FRESH.to_owned()]),
            "{}\n--- old\n{}\n--- new\n{}", report(&old, &new), old, new
        );
    }

    #[test]
    fn a_page_between_the_lines_of_a_sentence_leaves_it_whole(
        text in prop::sample::select(WRAPPED.to_vec()), widths in (40_usize..90, 40_usize..90), same in any::<bool>(),
        at in any::<Index>(), page in prop::sample::select(PAGE.to_vec()), gap in 1..3_usize,
    ) {
        let text = text_of(text);
        let set = |width: usize| {
            let paragraphs = text.split("\n\n").map(|part| wrapped(part, width, Cut::Nowhere).join("\n"));
            paragraphs.collect::<Vec<_>>().join("\n\n") + "\n"
        };
        let old = set(widths.0);
        let mut new = if same { old.clone() } else { set(widths.1) };
        let ends = |line: &str| line.is_empty() || line.ends_with(|c: char| !c.is_alphanumeric());
        let lines: Vec<&str> = new.lines().collect();
        let inner: Vec<usize> = (2..lines.len() - 1)
            .filter(|&n| !lines[n - 2].is_empty() && !ends(lines[n - 1]) && !lines[n].is_empty())
            .filter(|&n| lines[n - 1].split(' ').count() > 2 && lines[n].split(' ').count() > 2)
            .collect();
        // At few widths a text has no such line.
        if inner.is_empty() {
            return Ok(());
        }
        let below = lines[*at.get(&inner)];
        let from = below.as_ptr() as usize - new.as_ptr() as usize;
        let blank = "\n".repeat(gap);
        new.insert_str(from, &format!("{blank}{page}\n{blank}"));
        let comparison = recto::compare(&old, &new);
        let ops = || comparison.rows.iter().flat_map(|row| &row.ops);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let removed: String = ops().filter_map(|op| if let Op::Removed(s) = op { Some(squeezed(s.of(&old))) } else { None }).collect();
        let added: String = ops().filter_map(|op| if let Op::Added(s) = op { Some(squeezed(s.of(&new))) } else { None }).collect();
        prop_assert_eq!(
            (removed, added), (String::new(), squeezed(page)),
            "{}\n--- old\n{}\n--- new\n{}", report(&old, &new), old, new
        );
    }
}

#[test]
fn rewrapping_at_any_width_is_not_a_change() {
    for (name, text) in TEXTS {
        for width in 15..=200 {
            let setting = Lines::Wrapped { width, cut: Cut::Hyphens };
            let paragraphs: Vec<String> =
                text.split("\n\n").map(|part| setting.set(part.trim_end()).join("\n")).collect();
            let new = paragraphs.join("\n\n") + "\n";
            let comparison = recto::compare(text, &new);
            assert_eq!(
                comparison.relation(),
                Some(Relation::Identical),
                "{name} at {width}\n{}\n{new}",
                report(text, &new)
            );
        }
    }
}

/// A setting in which only the lines differ from the text as it is.
fn set_in(lines: Lines) -> Setting {
    Setting {
        lines,
        indent: Indent::None,
        blanks: Vec::new(),
        paragraphs: Paragraphs::Blank,
        line_end: "\n",
        trailing: false,
    }
}

fn wrapped_at(width: usize) -> Lines {
    Lines::Wrapped { width, cut: Cut::Nowhere }
}

#[test]
fn a_mail_header_wrapped_with_its_first_line_cut_is_the_same() {
    let mail = text_of("mail");
    for width in 15..60 {
        let cut = mail.replacen("From: ", "From:\n\n", 1);
        is_identical(mail, &set_in(wrapped_at(width)).set(&cut)).unwrap();
        is_identical(&set_in(wrapped_at(width)).set(&cut), mail).unwrap();
    }
}

#[test]
fn nested_items_wrapped_are_the_same() {
    let list = text_of("list");
    for width in 15..80 {
        let old = Setting { line_end: "\r", ..set_in(Lines::AsTheyAre) }.set(list);
        is_identical(&old, &set_in(wrapped_at(width)).set(list)).unwrap();
    }
}

#[test]
fn a_line_break_of_two_wrappers_before_a_capital_is_no_change() {
    let german = text_of("german");
    let old = Setting { indent: Indent::Hanging(2), ..set_in(wrapped_at(29)) }.set(german);
    let lines = Lines::EachWrapped { width: 84, cut: Cut::Nowhere };
    let new = Setting { indent: Indent::First(4), ..set_in(lines) }
        .set(&german.replace("sagte die", &format!("{FRESH} die")));
    let comparison = recto::compare(&old, &new);
    assert_eq!(comparison.rows.iter().filter(|row| row.kind != RowKind::Same).count(), 1, "{}", report(&old, &new));
}
