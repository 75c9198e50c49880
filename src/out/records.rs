//! The change list for other programs: one change per line, as JSON or as CSV.
//!
//! A line has all that is known of its change, so that the lines of many comparisons can be put in one table: `hash` is
//! equal for equal changes in other documents.

use std::io::{self, Write};

use serde::Serialize;

use super::sanitized_json;
use crate::changes::Change;
use crate::page::ComparePage;
use crate::story;
use crate::text::{Document, Pair, Span, one_line};

/// A change.
#[derive(Serialize)]
struct Record<'a> {
    rank: usize,
    class: &'static str,
    /// The classes of all findings, most important first.
    findings: Vec<&'static str>,
    /// The wordings, with white space folded.
    old: Option<String>,
    new: Option<String>,
    summary: String,
    /// The heading above the change.
    heading: Option<String>,
    paragraph: Sides<Option<usize>>,
    /// The number of places where the same change is made.
    count: usize,
    announced: bool,
    hash: String,
    documents: Sides<&'a DocumentRecord<'a>>,
}

/// Both sides, with their names as keys.
#[derive(Serialize)]
struct Sides<T> {
    old: T,
    new: T,
}

impl<T> From<Pair<T>> for Sides<T> {
    fn from(pair: Pair<T>) -> Self {
        Self { old: pair.old, new: pair.new }
    }
}

/// A compared document.
#[derive(Serialize)]
struct DocumentRecord<'a> {
    path: &'a str,
    /// Its time, as far as its text and name state it.
    time: Option<String>,
    sha256: String,
}

impl<'a> DocumentRecord<'a> {
    fn of(document: &Document, path: &'a str) -> Self {
        let time = story::time_of(document, path).map(|time| time.value);
        Self { path, time, sha256: document.digest().to_string() }
    }
}

/// The records of all changes that are not hidden.
fn records<'a>(
    page: &'a ComparePage,
    documents: &'a Pair<DocumentRecord<'a>>,
) -> impl Iterator<Item = Record<'a>> + use<'a> {
    page.summary().changes.into_iter().map(move |(rank, change)| record(page, documents.as_ref(), rank, change))
}

fn record<'a>(page: &ComparePage, records: Pair<&'a DocumentRecord<'a>>, rank: usize, change: &Change) -> Record<'a> {
    let documents = page.documents().as_ref().map(AsRef::as_ref);
    let words = |span: Option<Span>, document: &Document| span.map(|span| one_line(span.of(&document.text)));
    Record {
        rank,
        class: change.class.name(),
        findings: change.findings.iter().map(|finding| finding.class.name()).collect(),
        old: words(change.spans.old, documents.old),
        new: words(change.spans.new, documents.new),
        summary: page.wording(change),
        heading: change.heading(documents).map(|(side, span)| one_line(span.of(&documents[side].text))),
        paragraph: change.paragraphs(documents).into(),
        count: change.more.len() + 1,
        announced: change.announced,
        hash: format!("{:016x}", change.hash(documents)),
        documents: records.into(),
    }
}

/// The documents of a page.
fn document_records<'a>(page: &ComparePage, paths: Pair<&'a str>) -> Pair<DocumentRecord<'a>> {
    let documents = page.documents();
    Pair::new(DocumentRecord::of(&documents.old, paths.old), DocumentRecord::of(&documents.new, paths.new))
}

/// Writes a page's changes as JSON, one object per line; `paths` are written as given.
///
/// # Errors
/// Those of the writer.
pub fn jsonl(out: &mut dyn Write, page: &ComparePage, paths: Pair<&str>) -> io::Result<()> {
    let documents = document_records(page, paths);
    for record in records(page, &documents) {
        sanitized_json(&mut *out, &record)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The columns of the CSV.
const COLUMNS: [&str; 18] = [
    "rank", "class", "findings", "old", "new", "summary", "heading", "old_paragraph", "new_paragraph", "count",
    "announced", "hash", "old_path", "new_path", "old_time", "new_time", "old_sha256", "new_sha256",
];

/// Writes a page's changes as CSV (RFC 4180), with a line of column names; `paths` are written as given.
///
/// A field that a spreadsheet would take for a formula begins with an apostrophe; apart from that, the characters are
/// those of the texts. They may be unsafe for a terminal.
///
/// # Errors
/// Those of the writer.
pub fn csv(out: &mut dyn Write, page: &ComparePage, paths: Pair<&str>) -> io::Result<()> {
    let documents = document_records(page, paths);
    write!(out, "{}\r\n", COLUMNS.join(","))?;
    let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
    for record in records(page, &documents) {
        let (old, new) = (record.documents.old, record.documents.new);
        let fields: [String; COLUMNS.len()] = [
            record.rank.to_string(),
            record.class.to_owned(),
            record.findings.join(" "),
            record.old.unwrap_or_default(),
            record.new.unwrap_or_default(),
            record.summary,
            record.heading.unwrap_or_default(),
            number(record.paragraph.old),
            number(record.paragraph.new),
            record.count.to_string(),
            record.announced.to_string(),
            record.hash,
            old.path.to_owned(),
            new.path.to_owned(),
            old.time.clone().unwrap_or_default(),
            new.time.clone().unwrap_or_default(),
            old.sha256.clone(),
            new.sha256.clone(),
        ];
        write!(out, "{}\r\n", fields.map(|field| csv_field(&field)).join(","))?;
    }
    Ok(())
}

/// A field of CSV: quoted where it must be, and with an apostrophe before what begins a formula.
/// <https://owasp.org/www-community/attacks/CSV_Injection>
fn csv_field(text: &str) -> String {
    let begins_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let text = if begins_formula { format!("'{text}") } else { text.to_owned() };
    let quoted = |c: char| matches!(c, ',' | '"' | '\'') || c.is_control();
    if text.contains(quoted) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_names_every_column() {
        let readme = include_str!("../../README.md");
        let table = readme.split_once("| column of the CSV |").expect("the table").1;
        let columns: Vec<&str> = table.lines().skip(2).map_while(|line| line.strip_prefix("| ")).collect();
        let named: Vec<&str> = columns.iter().filter_map(|line| line.split(" | ").next()).collect();
        let mut named: Vec<&str> =
            named.iter().flat_map(|cell| cell.split(", ")).map(|n| n.trim_matches('`')).collect();
        let mut columns = COLUMNS.to_vec();
        named.sort_unstable();
        columns.sort_unstable();
        assert_eq!(named, columns);
    }

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        assert_eq!(["a b", "a,b", "say \"so\"", "“a”"].map(csv_field), ["a b", "\"a,b\"", "\"say \"\"so\"\"\"", "“a”"]);
        // The characters of the text, whatever a terminal makes of them.
        assert_eq!(["☎\u{fe0f}", "a\u{200d}b", "a\nb"].map(csv_field), ["☎\u{fe0f}", "a\u{200d}b", "\"a\nb\""]);
    }

    #[test]
    fn no_field_is_a_formula() {
        assert_eq!(
            ["=1+1", "\t+1", "-2", "@SUM(A1)", "＝1", "a=1"].map(csv_field),
            ["\"'=1+1\"", "\"'\t+1\"", "\"'-2\"", "\"'@SUM(A1)\"", "\"'＝1\"", "a=1"]
        );
        assert_eq!(csv_field("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    }
}
