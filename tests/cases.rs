//! Readable comparisons: each file in `tests/cases/` has two texts and the expected result.
//!
//! ```text
//! What the case shows, in a line.
//! --- old
//! --- new
//! --- comparison
//! revised                                        the relation
//! ~ It opens on [-Monday-] {+Tuesday+}.          a row per line: its sign, its words
//! --- changes
//! date | Monday → Tuesday | announced            a change per line: its class, other classes of its findings, its words
//! unanswered | name of mayor                     what a note says was wrong without a matching change
//! ```
//!
//! | sign | `=` | `'` | `#` | `~` | `≈` | `-` | `+` | `↷` before another |
//! |---|---|---|---|---|---|---|---|---|
//! | the row is | same | typography | formatting | edited | rewritten | removed | added | moved |
//!
//! After a rewritten row, `both:` lists what its sides share. In `⟨old⟩⟨new⟩` only typography differs; `‹note›` precedes
//! a row outside the story. Invisible characters are written as `\u{ad}`. After an intended change, `RECTO_BLESS=1 cargo
//! test --test cases` rewrites the last two parts; check the result with `git diff`.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/rebuild.rs"]
mod rebuild;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use recto::changes::{self, Change, Class, Comparison, Finding, Options};
use recto::diff::{Op, Row, RowKind};
use recto::format;
use recto::page;
use recto::text::{Document, Family, Pair, Side, Span};

/// A parsed file of `tests/cases/`.
struct Case {
    path: PathBuf,
    shows: String,
    /// As in the file.
    texts: Pair<String>,
    expected: String,
}

#[test]
fn each_case_has_the_expected_result() {
    let blessing = std::env::var_os("RECTO_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let documents = documents(&case.texts);
        let found = report(&documents, &compare(&documents));
        if blessing {
            let Case { path, shows, texts, .. } = &case;
            let file = format!("{shows}\n--- old\n{}--- new\n{}{found}", texts.old, texts.new);
            std::fs::write(path, file).expect("the case can be written");
        } else if found != case.expected {
            wrong.push(format!("{}: {}\n{}", case.path.display(), case.shows, lines_apart(&case.expected, &found)));
        }
    }
    assert!(wrong.is_empty(), "{} cases have another result:\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_case_shows_something_else() {
    let mut by_line: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let mut by_texts: BTreeMap<[String; 2], Vec<PathBuf>> = BTreeMap::new();
    for case in cases() {
        by_line.entry(case.shows).or_default().push(case.path.clone());
        by_texts.entry([case.texts.old, case.texts.new]).or_default().push(case.path);
    }
    let twice: Vec<_> = by_line.into_values().chain(by_texts.into_values()).filter(|paths| paths.len() > 1).collect();
    assert!(twice.is_empty(), "cases with the same description, or the same texts: {twice:#?}");
}

#[test]
fn both_texts_of_each_case_rebuild() {
    for case in cases() {
        for documents in [documents(&case.texts), swapped(documents(&case.texts))] {
            let texts = documents.as_ref().map(|d| &*d.text);
            rebuild::check(texts, &compare(&documents)).unwrap_or_else(|e| panic!("{}: {e}", case.path.display()));
        }
    }
}

#[test]
fn each_case_swapped_is_its_mirror_image() {
    let mut wrong = Vec::new();
    for case in cases() {
        let documents = documents(&case.texts);
        let there = compare(&documents);
        let turned = swapped(self::documents(&case.texts));
        let back = compare(&turned);
        let words = (there.stats.equal, there.stats.removed, there.stats.added);
        let mirrored = (back.stats.equal, back.stats.added, back.stats.removed);
        let same = [
            ("words", format!("{words:?}"), format!("{mirrored:?}")),
            ("rows", format!("{:?}", kinds(&there, false)), format!("{:?}", kinds(&back, true))),
            ("findings", listed(&findings(&documents, &there, false)), listed(&findings(&turned, &back, true))),
        ];
        let apart = same.into_iter().filter(|(_, there, back)| there != back);
        wrong.extend(apart.map(|(what, a, b)| format!("{}: {what}: {a} but {b}", case.path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Numbers of rows of each kind; `mirrored` exchanges removed and added.
fn kinds(comparison: &Comparison, mirrored: bool) -> BTreeMap<&'static str, usize> {
    let kinds = comparison.rows.iter().map(|row| match row.kind {
        RowKind::Removed if mirrored => RowKind::Added,
        RowKind::Added if mirrored => RowKind::Removed,
        kind => kind,
    });
    counted(kinds.map(RowKind::name))
}

/// The findings of all changes with their words; `mirrored` exchanges cuts and additions, and both sides.
fn findings(documents: &Pair<Arc<Document>>, comparison: &Comparison, mirrored: bool) -> BTreeMap<String, usize> {
    let text = |side: Side, span: Option<Span>| span.map_or("-", |s| s.of(&documents[side].text));
    let line = |finding: &Finding| {
        let class = match finding.class {
            Class::Cut if mirrored => Class::Addition,
            Class::Addition if mirrored => Class::Cut,
            class => class,
        };
        let (old, new) = (text(Side::Old, finding.spans.old), text(Side::New, finding.spans.new));
        let (old, new) = if mirrored { (new, old) } else { (old, new) };
        format!("{} {}: {old} → {new}", finding.grade.name(), class.name())
    };
    let found = comparison.changes.iter().flat_map(|c| &c.findings);
    found.fold(BTreeMap::new(), |mut counts, finding| {
        *counts.entry(line(finding)).or_default() += 1;
        counts
    })
}

fn listed(counts: &BTreeMap<String, usize>) -> String {
    counts.iter().map(|(line, n)| format!("{n} {line}\n")).collect()
}

fn counted(names: impl Iterator<Item = &'static str>) -> BTreeMap<&'static str, usize> {
    names.fold(BTreeMap::new(), |mut counts, name| {
        *counts.entry(name).or_default() += 1;
        counts
    })
}

/// All cases, by name.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).expect("the folder of cases");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    paths.sort();
    assert!(paths.len() >= 24, "only {} cases", paths.len());
    paths.into_iter().map(case).collect()
}

fn case(path: PathBuf) -> Case {
    let file = std::fs::read_to_string(&path).expect("a case is UTF-8");
    let (shows, rest) = file.split_once("\n--- old\n").unwrap_or_else(|| panic!("{}: no old", path.display()));
    let (old, rest) = rest.split_once("--- new\n").unwrap_or_else(|| panic!("{}: no new", path.display()));
    let end = rest.find("--- comparison\n").unwrap_or(rest.len());
    let (new, expected) = rest.split_at(end);
    assert!(!shows.trim().is_empty() && !shows.contains('\n'), "{}: no line that describes it", path.display());
    Case { shows: shows.into(), texts: Pair::new(old.into(), new.into()), expected: expected.into(), path }
}

fn documents(texts: &Pair<String>) -> Pair<Arc<Document>> {
    let read = texts.as_ref().map(|text| Arc::new(format::plain_text(unescaped(text)).expect("a text")));
    format::for_pair(&read)
}

fn swapped(documents: Pair<Arc<Document>>) -> Pair<Arc<Document>> {
    Pair::new(documents.new, documents.old)
}

fn compare(documents: &Pair<Arc<Document>>) -> Comparison {
    changes::compare(&documents.old, &documents.new, &Options::default()).expect("nobody cancels")
}

/// The last two parts of a case.
fn report(documents: &Pair<Arc<Document>>, comparison: &Comparison) -> String {
    let new = &documents.new.text;
    let mut out = format!("--- comparison\n{}\n", comparison.relation().expect("a verdict").name());
    for row in &comparison.rows {
        out.push_str(&line(documents, row));
        out.push('\n');
        if !row.shared.is_empty() {
            let shared = row.shared.iter().map(|at| one_line(documents, Side::New, at.new));
            out.push_str(&format!("  both: {}\n", shared.collect::<Vec<_>>().join(" | ")));
        }
    }
    out.push_str("--- changes\n");
    for change in &comparison.changes {
        let announced = if change.announced { " | announced" } else { "" };
        let wording = page::change_wording(documents.as_ref().map(AsRef::as_ref), comparison, change);
        out.push_str(&escaped(&format!("{} | {wording}{announced}\n", classes_of(change))));
    }
    for span in comparison.notes.iter().flat_map(|note| &note.unanswered) {
        out.push_str(&escaped(&format!("unanswered | {}\n", span.of(new))));
    }
    out
}

/// The class of a change, and the other classes of its findings.
fn classes_of(change: &Change) -> String {
    let mut names = vec![change.class.name()];
    for finding in &change.findings {
        if !names.contains(&finding.class.name()) {
            names.push(finding.class.name());
        }
    }
    names.join(", ")
}

/// A row: its sign, its family, its words.
fn line(documents: &Pair<Arc<Document>>, row: &Row) -> String {
    let sign = match row.kind {
        RowKind::Same => '=',
        RowKind::Typography => '\'',
        RowKind::Formatting => '#',
        RowKind::Edited => '~',
        RowKind::Rewritten => '≈',
        RowKind::Removed => '-',
        RowKind::Added => '+',
        other => panic!("no sign for {}", other.name()),
    };
    let moved = if row.moved { "↷" } else { "" };
    let family = match row.family {
        Family::Story => "",
        Family::Credit => "‹credit› ",
        Family::Note => "‹note› ",
        Family::Furniture => "‹furniture› ",
    };
    let mut words = String::new();
    for op in &row.ops {
        let (side, span, marks) = match *op {
            Op::Equal { new, .. } => (Side::New, new, ("", "")),
            Op::Removed(span) => (Side::Old, span, ("[-", "-]")),
            Op::Added(span) => (Side::New, span, ("{+", "+}")),
        };
        let spaced = documents[side].text.get(..span.start as usize).is_some_and(|t| t.ends_with(char::is_whitespace));
        if !words.is_empty() && (spaced || words.ends_with(char::is_whitespace)) {
            words.truncate(words.trim_end().len());
            words.push(' ');
        }
        let text =
            if let Op::Equal { .. } = op { equal(documents, row, span) } else { one_line(documents, side, span) };
        words.extend([marks.0, &text, marks.1]);
    }
    format!("{moved}{sign} {family}{words}")
}

/// Words of both sides, as in new; where typography differs, both forms.
fn equal(documents: &Pair<Arc<Document>>, row: &Row, new: Span) -> String {
    let mut out = String::new();
    let mut at = new.start;
    for place in row.typography.iter().filter(|place| new.covers(place.new)) {
        out.push_str(&one_line(documents, Side::New, Span { start: at, end: place.new.start }));
        let forms = [one_line(documents, Side::Old, place.old), one_line(documents, Side::New, place.new)];
        out.push_str(&format!("⟨{}⟩⟨{}⟩", forms[0], forms[1]));
        at = place.new.end;
    }
    out + &one_line(documents, Side::New, Span { start: at, end: new.end })
}

/// Words on one line, with white space collapsed.
fn one_line(documents: &Pair<Arc<Document>>, side: Side, span: Span) -> String {
    let mut out = String::new();
    for c in span.of(&documents[side].text).chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    escaped(&out)
}

/// Invisible characters, and accents without a letter, by number.
fn escaped(text: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{300}'..='\u{36f}');
    text.chars().map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// The reverse: `\u{ad}` becomes a soft hyphen.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (hex, rest) = part.split_once('}').expect("an escape ends");
        out.push(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).expect("the number of a character"));
        out.push_str(rest);
    }
    out
}

/// The expected and actual results, from the first differing line on.
fn lines_apart(expected: &str, found: &str) -> String {
    let common = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let rest =
        |text: &str, sign: &str| text.lines().skip(common).map(|l| format!("  {sign} {l}\n")).collect::<String>();
    format!("{}{}", rest(expected, "expected"), rest(found, "found "))
}
