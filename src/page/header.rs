//! The header of a comparison: what is compared, how the two are related, which change is current.
//!
//! ```text
//! Syndicated copy → Wire original    expanded: 98 % of the old text stands in the new, 54 % the other way    ▎2/22
//! ```

use super::gaps::{block_index, is_separator};
use super::names::fit_pair;
use super::{ComparePage, Line, Role, Run, sanitize, width};
use crate::diff::Relation;
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Pair;

/// Minimum cells of the names, if they need as many; the verdict is shortened instead.
const NAMES_MIN_CELLS: usize = 32;

/// The share of the header that the names may take, in per cent.
const NAMES_MIN_PERCENT: usize = 55;

/// The header of a page, at most `cells` wide: `names` old and new; `number` is that of the current change, from 1.
#[must_use]
pub fn header(page: &ComparePage, names: Pair<&str>, number: Option<usize>, cells: usize) -> Line {
    let counter = counter(page, number);
    let hidden = match page.hidden_counts().total() {
        0 => String::new(),
        n => format!("{n} hidden   "),
    };
    let right = width(&hidden) + width(&counter) + 1;
    let names = names.map(sanitize);
    let wanted = width(&names.old) + ARROW_CELLS + width(&names.new);
    let kept = wanted.min(NAMES_MIN_CELLS.max(cells * NAMES_MIN_PERCENT / 100));
    let left = cells.saturating_sub(1 + kept + GAP_CELLS + right + GAP_CELLS);
    let verdict = verdicts(page).into_iter().find(|v| width(v) <= left).unwrap_or_default();
    let verdict_cells = if verdict.is_empty() { 0 } else { GAP_CELLS + width(&verdict) };
    let room = cells.saturating_sub(1 + verdict_cells + GAP_CELLS + right);
    let (old, new) = fit_pair(&names.old, &names.new, room.saturating_sub(ARROW_CELLS));
    let mut runs =
        vec![Run::new(format!(" {old}"), Role::Label), Run::new(" → ", Role::Dim), Run::new(new, Role::Label)];
    if !verdict.is_empty() {
        runs.push(Run::new(format!("   {verdict}"), Role::Dim));
    }
    let mut line = Line { runs };
    let used = line.width() + right;
    if used < cells {
        line.runs.push(Run::new(" ".repeat(cells - used), Role::Text));
        line.runs.push(Run::new(hidden, Role::Dim));
        line.runs.push(Run::new(counter, Role::Accent));
    }
    super::clip(line, cells)
}

/// Width of " → ".
const ARROW_CELLS: usize = 3;

/// Cells between the parts of the header.
const GAP_CELLS: usize = 3;

/// "22 changes", "▎2/22": the numbers are those of the change list.
fn counter(page: &ComparePage, number: Option<usize>) -> String {
    let all = page.stops().len();
    match number {
        _ if all == 0 => "no changes".to_owned(),
        Some(n) => format!("▎{n}/{all}"),
        None if all == 1 => "1 change".to_owned(),
        None => format!("{all} changes"),
    }
}

/// The verdict in words, the fullest wording first.
fn verdicts(page: &ComparePage) -> Vec<String> {
    let Some(verdict) = page.comparison().verdict else { return Vec::new() };
    let relation = verdict.relation.name();
    let simple = match verdict.relation {
        Relation::Identical => Some(page.relation_words()),
        Relation::Typography => Some("only typography differs"),
        _ => None,
    };
    if let Some(simple) = simple {
        return vec![simple.to_owned()];
    }
    let sentence = page.shares_sentence();
    let [old, _] = page.shares();
    let cuts = cut(page);
    let mut all = Vec::new();
    if !cuts.is_empty() {
        all.push(format!("{relation} ({cuts}): {sentence}"));
    }
    if !sentence.is_empty() {
        all.push(format!("{relation}: {sentence}"));
        all.push(sentence);
    }
    if !old.is_empty() {
        all.push(format!("{relation}: {old}"));
        all.push(old);
        all.push(format!("{} stands in the new", percent(verdict.old_in_new)));
    }
    all.push(relation.to_owned());
    all
}

/// "cut: the last 12 paragraphs"; empty for independent texts, for which it is meaningless.
fn cut(page: &ComparePage) -> String {
    let comparison = page.comparison();
    let kin = matches!(comparison.relation(), Some(Relation::Revised | Relation::Trimmed | Relation::Expanded));
    let cuts = &comparison.cuts.old;
    if kin && !cuts.is_empty() { format!("cut: {cuts}") } else { String::new() }
}

/// "98 %"; 0 and 100 are shown only for exact shares.
#[must_use]
pub fn percent(share: f32) -> String {
    let n = (share * 100.0).round();
    let n = if share < 1.0 { n.min(99.0) } else { n };
    let n = if share > 0.0 { n.max(1.0) } else { n };
    format!("{n:.0} %")
}

/// "¶ 14", "headline", "caption", "after ¶ 3": the abbreviated place of byte `at` of a document.
pub(super) fn place_name(doc: &Document, at: u32) -> String {
    let block = doc.blocks.get(block_index(doc, at));
    let before = doc.paragraphs().partition_point(|p| p.start <= at);
    match block.map(|b| b.kind) {
        Some(_) if before > 0 && block.is_some_and(|block| is_separator(doc, block)) => format!("after ¶ {before}"),
        Some(kind) if !is_numbered(kind) => kind.name().to_owned(),
        _ => format!("¶ {}", before.max(1)),
    }
}

/// Whether byte `at` of a document is in a numbered paragraph.
pub(super) fn is_at_paragraph(doc: &Document, at: u32) -> bool {
    doc.blocks.get(block_index(doc, at)).is_none_or(|block| is_numbered(block.kind))
}

const fn is_numbered(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote)
}

/// "the 14th paragraph": the place of byte `at` of a document, in words.
pub(super) fn ordinal_paragraph(doc: &Document, at: u32) -> String {
    match doc.blocks.get(block_index(doc, at)).map(|b| b.kind) {
        Some(BlockKind::Headline) => "the headline".to_owned(),
        Some(kind) if !is_numbered(kind) => format!("a {}", kind.name()),
        _ => {
            let n = doc.paragraphs().partition_point(|p| p.start <= at);
            format!("the {} paragraph", ordinal(n))
        }
    }
}

fn ordinal(n: usize) -> String {
    let end = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_not_rounded_to_all_or_nothing() {
        assert_eq!(percent(0.999), "99 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.001), "1 %");
        assert_eq!(percent(0.0), "0 %");
    }
}
