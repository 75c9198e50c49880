//! Checks that both texts rebuild from a comparison, by the rules of the JSON contract and independently of the
//! program:
//!
//! - each byte that is not white space is in exactly one operation, `=` or `-` in old, `=` or `+` in new;
//! - operations are inside their row and on character boundaries; the sides of `=` are equal but for white space, or,
//!   where it says so, but for typography;
//! - a row of kind `same` has only `=`.

use recto::changes::Comparison;
use recto::diff::{Op, Row, RowKind};
use recto::text::{Pair, Side, Span};
use unicode_normalization::UnicodeNormalization;

/// Describes what is wrong with a comparison of these two texts, if anything.
pub(crate) fn check(texts: Pair<&str>, comparison: &Comparison) -> Result<(), String> {
    let mut cover = texts.map(|text| vec![false; text.len()]);
    for (i, row) in comparison.rows.iter().enumerate() {
        check_row(texts, row, &mut cover).map_err(|why| format!("row {i}, {}: {why}", row.kind.name()))?;
    }
    for side in Side::BOTH {
        let lost = texts[side].char_indices().find(|&(at, c)| !is_space(c) && !cover[side][at]);
        if let Some((at, c)) = lost {
            return Err(format!("{side:?} byte {at} ({c:?}) is in no operation"));
        }
    }
    Ok(())
}

fn check_row(texts: Pair<&str>, row: &Row, cover: &mut Pair<Vec<bool>>) -> Result<(), String> {
    for op in &row.ops {
        let mut take = |side: Side, span: Span| take(texts[side], side, span, row.hull()[side], &mut cover[side]);
        match *op {
            Op::Equal { old, new, typography, .. } => {
                let (a, b) = (take(Side::Old, old)?, take(Side::New, new)?);
                if squeeze(a) != squeeze(b) && !(typography && alike(a, b)) {
                    return Err(format!("the sides of = differ: {a:?} {b:?}"));
                }
            }
            Op::Removed(span) => _ = take(Side::Old, span)?,
            Op::Added(span) => _ = take(Side::New, span)?,
        }
        if row.kind == RowKind::Same && !matches!(op, Op::Equal { .. }) {
            return Err("it holds a change".to_owned());
        }
    }
    Ok(())
}

/// Marks a span as covered, and returns its text.
fn take<'a>(text: &'a str, side: Side, span: Span, hull: Option<Span>, cover: &mut [bool]) -> Result<&'a str, String> {
    let body =
        text.get(span.range()).ok_or_else(|| format!("{side:?} {span:?} leaves the text or cuts a character"))?;
    if !hull.is_some_and(|hull| hull.covers(span)) && !squeeze(body).is_empty() {
        return Err(format!("{side:?} {span:?} leaves its row"));
    }
    for at in span.range() {
        if std::mem::replace(&mut cover[at], true) {
            return Err(format!("{side:?} byte {at} is covered twice"));
        }
    }
    Ok(body)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}' | '\u{200b}' | '\u{feff}')
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|&c| !is_space(c)).collect()
}

/// Equal but for typography, as is or with words hyphenated at the end of a line joined.
fn alike(a: &str, b: &str) -> bool {
    let forms = |text: &str| [fold(&squeeze(text)), fold(&squeeze(&unbroken(text)))];
    forms(a).iter().any(|form| forms(b).contains(form))
}

fn unbroken(text: &str) -> String {
    let mut parts = text.split(['-', '‐']);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches([' ', '\t']);
        let broken = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
        out.push_str(if broken.is_some() { "" } else { "-" });
        out.push_str(broken.map_or(part, str::trim_start));
    }
    out
}

/// What may be printed or not: soft hyphens, vowel points and accents of Hebrew and Arabic, joiners.
fn is_optional(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{640}' | '\u{670}')
        || matches!(c, '\u{591}'..='\u{5c7}' if !matches!(c, '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5c6}'))
        || matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6ed}')
}

fn fold(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '‘' | '’' | '‚' | '‛' | '`' | '´' | 'ʼ' | '′' => plain.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => plain.push('"'),
            '–' | '—' | '‐' | '‑' | '‒' | '―' | '−' => plain.push('-'),
            '…' => plain.push_str("..."),
            c => plain.push(c),
        }
    }
    let folded: String = plain.nfkc().flat_map(char::to_lowercase).filter(|&c| !is_optional(c)).collect();
    let mut folded = folded.replace("''", "\"");
    while folded.contains("--") {
        folded = folded.replace("--", "-");
    }
    folded
}
