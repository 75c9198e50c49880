//! Explanations of a comparison for `recto explain`: as plain text, or as JSON.
//!
//! ```text
//! row  kind    step   score  needed           evidence  needed  similarity
//!   1  same    equal   1.00  -                    14.2       -        1.00
//!      = Harbour bridge to reopen on Friday
//!   2  edited  chain   0.97  pair_score 0.32      25.1     5.4        0.96
//!      - Nobody was hurt, police said.
//!      + Nobody was hurt, officials said.
//!      shared: hurt 2.2
//!
//! change   1  row   2  attribution
//!      attribution   by source                  police → officials
//! ```

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{in_file, sanitized_json};
use crate::align::Pairing;
use crate::changes::{Change, Evidence, Explanation, Finding, RowExplanation};
use crate::diff::{Row, RowKind};
use crate::page::{fit, pad, sanitize, sanitize_folded};
use crate::text::{Document, Pair, Side, Span};

/// Maximum columns of a quoted sentence, if no width is given.
const QUOTED_COLUMNS: usize = 100;
/// Maximum number of shared words listed for a row.
const SHARED_WORDS: usize = 8;

/// Writes the explanation as aligned text; sentences are cut to `width` columns.
///
/// # Errors
/// Those of the writer.
pub fn explain(
    out: &mut dyn Write,
    explanation: &Explanation,
    documents: Pair<&Document>,
    width: Option<u16>,
) -> io::Result<()> {
    let columns = width.map_or(QUOTED_COLUMNS, usize::from);
    let comparison = &explanation.comparison;
    let mut table = vec![HEAD.map(str::to_owned).to_vec()];
    let mut below = vec![Vec::new()];
    for (n, (row, why)) in comparison.rows.iter().zip(&explanation.rows).enumerate() {
        table.push(line(n, row, why));
        below.push(notes(row, why, &documents));
    }
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|column| table.iter().map(|cells| crate::page::width(&cells[column])).max().unwrap_or(0))
        .collect();
    for (cells, notes) in table.iter().zip(&below) {
        let padded =
            cells.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| match LEFT.contains(&column) {
                true => pad(cell, width),
                false => " ".repeat(width.saturating_sub(crate::page::width(cell))) + cell,
            });
        writeln!(out, "{}", padded.collect::<Vec<_>>().join("  ").trim_end())?;
        for note in notes {
            writeln!(out, "{}", fit(&format!("{}  {note}", " ".repeat(widths[0])), columns))?;
        }
    }
    if !comparison.changes.is_empty() {
        writeln!(out)?;
    }
    for (n, change) in comparison.changes.iter().enumerate() {
        writeln!(out, "change {:>3}  row {:>3}  {}", n + 1, change.row + 1, change.class.name())?;
        for finding in &change.findings {
            writeln!(out, "{}", fit(&format!("     {}", finding_line(finding, &documents)), columns))?;
        }
    }
    Ok(())
}

/// Column headings.
const HEAD: [&str; 8] = ["row", "kind", "step", "score", "needed", "evidence", "needed", "similarity"];
/// Left-aligned columns; figures are right-aligned.
const LEFT: [usize; 3] = [1, 2, 4];

/// The class and rule of a finding, its words, and the other words that the rule relied on.
fn finding_line(finding: &Finding, documents: &Pair<&Document>) -> String {
    let text = |side: Side, span: Span| {
        let mut out = String::new();
        sanitize_folded(span.of(&documents[side].text), &mut out);
        out
    };
    let part = |side: Side| finding.spans[side].map_or_else(|| "(nothing)".to_owned(), |span| text(side, span));
    let mut out =
        format!("{:<12}  by {:<22}  {} → {}", finding.class.name(), finding.rule, part(Side::Old), part(Side::New));
    let words = Side::BOTH.into_iter().flat_map(|side| finding.evidence[side].iter().map(move |word| (side, word)));
    let is = |word: &Evidence| word.is.names().collect::<Vec<_>>().join(", ");
    let words: Vec<String> = words.map(|(side, word)| format!("“{}” ({})", text(side, word.span), is(word))).collect();
    if !words.is_empty() {
        out.push_str("; because of ");
        out.push_str(&words.join(", "));
    }
    out
}

fn line(n: usize, row: &Row, why: &RowExplanation) -> Vec<String> {
    let mut cells = vec![(n + 1).to_string(), row.kind.name().to_owned()];
    if row.moved {
        cells[1].push_str(" moved");
    }
    match (row.pairing, &why.nearest) {
        (Some(pairing), _) => {
            cells.extend(figures(&pairing));
            cells.push(format!("{:.2}", row.similarity));
        }
        (None, Some(nearest)) => {
            cells.push(format!("nearest: row {}", nearest.row + 1));
            cells.extend(figures(&nearest.pairing).into_iter().skip(1));
            cells.push("-".to_owned());
        }
        (None, None) => cells.extend(["nothing alike", "-", "-", "-", "-", "-"].map(str::to_owned)),
    }
    cells
}

/// Step, score, required score, evidence, required evidence.
fn figures(pairing: &Pairing) -> [String; 5] {
    let needed = pairing.needed_score.map_or_else(|| "-".to_owned(), |(name, least)| format!("{name} {least:.2}"));
    let least = if pairing.needed_evidence > 0.0 { format!("{:.1}", pairing.needed_evidence) } else { "-".to_owned() };
    [pairing.step.name().to_owned(), format!("{:.2}", pairing.score), needed, format!("{:.1}", pairing.evidence), least]
}

/// The lines below a row: its sentences, the shared words, and the records of joined sentences.
fn notes(row: &Row, why: &RowExplanation, documents: &Pair<&Document>) -> Vec<String> {
    let mut out = Vec::new();
    let mut quote = |side: Side, mark: char| {
        for span in &row.spans[side] {
            let mut line = format!("{mark} ");
            sanitize_folded(span.of(&documents[side].text), &mut line);
            out.push(line);
        }
    };
    if row.kind == RowKind::Same {
        quote(Side::New, '=');
    } else {
        quote(Side::Old, '-');
        quote(Side::New, '+');
    }
    if row.kind != RowKind::Same && !why.shared.is_empty() {
        let words = why.shared.iter().take(SHARED_WORDS).map(|w| format!("{} {:.1}", sanitize(&w.word), w.nats));
        out.push(format!("shared: {}", words.collect::<Vec<_>>().join(", ")));
    }
    for joined in &row.joined {
        let [step, score, needed, evidence, least] = figures(joined);
        out.push(format!("{step}: score {score}, needed {needed}; evidence {evidence}, needed {least}"));
    }
    out
}

/// Writes the explanation as JSON: an object per row and change, with spans in bytes as in `recto diff --format json`.
///
/// # Errors
/// Those of the writer.
pub fn explain_json(out: &mut dyn Write, explanation: &Explanation, documents: Pair<&Document>) -> io::Result<()> {
    let comparison = &explanation.comparison;
    let cells =
        |side: Side, spans: &[Span]| spans.iter().map(|s| span(documents[side].cell_in_file(*s))).collect::<Vec<_>>();
    let rows = comparison.rows.iter().zip(&explanation.rows).map(|(row, why)| {
        json!({
            "kind": row.kind.name(),
            "moved": row.moved,
            "old": cells(Side::Old, &row.spans.old),
            "new": cells(Side::New, &row.spans.new),
            "similarity": rounded(row.similarity),
            "pairing": row.pairing.as_ref().map(pairing_json),
            "joined": row.joined.iter().map(pairing_json).collect::<Vec<_>>(),
            "shared": why.shared.iter().map(|w| json!({"word": w.word, "nats": rounded(w.nats)})).collect::<Vec<_>>(),
            "nearest": why.nearest.as_ref().map(|nearest| json!({
                "row": nearest.row,
                "span": span(documents[if row.spans.old.is_empty() { Side::Old } else { Side::New }].cell_in_file(nearest.span)),
                "pairing": pairing_json(&nearest.pairing),
            })),
        })
    });
    let changes = comparison.changes.iter().enumerate().map(|(n, change)| change_json(n + 1, change, &documents));
    let value = json!({
        "schema": 1,
        "recto": env!("CARGO_PKG_VERSION"),
        "rows": rows.collect::<Vec<_>>(),
        "changes": changes.collect::<Vec<_>>(),
    });
    sanitized_json(&mut *out, &value)?;
    writeln!(out)
}

fn change_json(rank: usize, change: &Change, documents: &Pair<&Document>) -> Value {
    let spans = in_file::spans(*documents, change.spans);
    json!({
        "rank": rank,
        "row": change.row,
        "class": change.class.name(),
        "old": spans.old.map(span),
        "new": spans.new.map(span),
        "findings": change.findings.iter().map(|finding| finding_json(finding, documents)).collect::<Vec<_>>(),
    })
}

fn evidence(words: &[Evidence], document: &Document) -> Vec<Value> {
    words
        .iter()
        .map(|word| json!({"span": span(document.in_file(word.span)), "is": word.is.names().collect::<Vec<_>>()}))
        .collect()
}

fn finding_json(finding: &Finding, documents: &Pair<&Document>) -> Value {
    let spans = in_file::spans(*documents, finding.spans);
    json!({
        "class": finding.class.name(),
        "rule": finding.rule,
        "old": spans.old.map(span),
        "new": spans.new.map(span),
        "evidence": {
            "old": evidence(&finding.evidence.old, documents.old),
            "new": evidence(&finding.evidence.new, documents.new),
        },
    })
}

fn pairing_json(pairing: &Pairing) -> Value {
    json!({
        "step": pairing.step.name(),
        "score": rounded(pairing.score),
        "needed_score": pairing.needed_score.map(|(name, least)| json!({"threshold": name, "value": rounded(least)})),
        "evidence": rounded(pairing.evidence),
        "needed_evidence": rounded(pairing.needed_evidence),
    })
}

fn span(span: Span) -> Value {
    json!([span.start, span.end])
}

/// Rounded to four places, like shares in the JSON of a comparison.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1e4).round() / 1e4
}
