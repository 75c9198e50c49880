//! The comparison's header: what is compared, how the two are related, which change is current.
//!
//! ```text
//! Syndicated copy → Wire original   expanded · 98 % of the old kept · 54 % of the new from the old · 5 edited   2/22
//! ```

use super::gaps::block_index;
use super::{ComparePage, Line, Role, Run, fit, sanitize, width};
use crate::diff::Relation;
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Pair;

/// The titles keep at least this many cells; the verdict is shortened instead.
const TITLES_MIN_CELLS: usize = 32;

/// The header of a page: `titles` old and new, `stop` the index of the current change from 0; at most `cells` wide.
#[must_use]
pub fn header(page: &ComparePage, titles: Pair<&str>, stop: Option<usize>, cells: usize) -> Line {
    let counter = counter(page, stop);
    let hidden = match page.hidden_counts().total() {
        0 => String::new(),
        n => format!("{n} hidden   "),
    };
    let right = width(&hidden) + width(&counter);
    let titles = titles.map(sanitize);
    let wanted = (width(&titles.old) + 3 + width(&titles.new)).min(TITLES_MIN_CELLS);
    let left = cells.saturating_sub(1 + wanted + 3 + right + 3);
    let verdicts = verdicts(page);
    let verdict = verdicts.iter().find(|v| width(v) <= left).map_or("", String::as_str);
    let beside = if verdict.is_empty() { 0 } else { 3 + width(verdict) };
    let room = cells.saturating_sub(1 + beside + 3 + right + 1);
    let mut line = name(&titles, room);
    if !verdict.is_empty() {
        line.runs.push(Run::new(format!("   {verdict}"), Role::Dim));
    }
    let used = line.width() + right + 1;
    if used < cells {
        line.runs.push(Run::new(" ".repeat(cells - used), Role::Text));
        line.runs.push(Run::new(hidden, Role::Dim));
        line.runs.push(Run::new(counter, Role::Accent));
    }
    super::clip(line, cells)
}

fn counter(page: &ComparePage, stop: Option<usize>) -> String {
    let all = page.stops().len();
    match stop {
        _ if all == 0 => "no changes".to_owned(),
        Some(n) => format!("{}/{all}", n + 1),
        None if all == 1 => "1 change".to_owned(),
        None => format!("{all} changes"),
    }
}

/// The verdict from the full wording to the shortest.
fn verdicts(page: &ComparePage) -> Vec<String> {
    let Some(verdict) = page.comparison().verdict else { return vec![page.tally().to_owned()] };
    let relation = verdict.relation.name();
    let [old, new] = page.shares();
    let tally = page.tally();
    let cuts = cut(page);
    let all = [
        vec![relation, &cuts, &old, &new, tally],
        vec![relation, &cuts, &old, &new],
        vec![relation, &cuts, &old],
        vec![relation, &old, &new],
        vec![relation, &old],
        vec![relation],
    ];
    all.into_iter().map(|parts| parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")).collect()
}

/// "cut: the last 12 paragraphs": the first question about a copy. For two independent texts it would say nothing.
fn cut(page: &ComparePage) -> String {
    let comparison = page.comparison();
    let kin = matches!(comparison.relation(), Some(Relation::Revised | Relation::Trimmed | Relation::Expanded));
    let cuts = &comparison.cuts.old;
    if kin && !cuts.is_empty() { format!("cut: {cuts}") } else { String::new() }
}

/// "98 %"; never all or nothing unless it is.
#[must_use]
pub fn percent(share: f32) -> String {
    let n = (share * 100.0).round();
    let n = if share < 1.0 { n.min(99.0) } else { n };
    let n = if share > 0.0 { n.max(1.0) } else { n };
    format!("{n:.0} %")
}

/// "¶ 14", "headline", "caption": the place of byte `at` of a document, in short.
pub(super) fn place_name(doc: &Document, at: u32) -> String {
    match doc.blocks.get(block_index(doc, at)).map(|b| b.kind) {
        Some(kind) if !is_numbered(kind) => kind.name().to_owned(),
        _ => format!("¶ {}", doc.paragraphs().partition_point(|p| p.start <= at).max(1)),
    }
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

/// " Old → New" in at most `room` cells beside the space; the longer title gives way first.
fn name(titles: &Pair<String>, room: usize) -> Line {
    let room = room.saturating_sub(3);
    let (old, new) = (width(&titles.old), width(&titles.new));
    let half = room / 2;
    let (old, new) = match (old <= half, new <= half) {
        _ if old + new <= room => (old, new),
        (true, _) => (old, room - old),
        (_, true) => (room - new, new),
        _ => (half, room - half),
    };
    Line {
        runs: vec![
            Run::new(format!(" {}", fit(&titles.old, old)), Role::Label),
            Run::new(" → ", Role::Dim),
            Run::new(fit(&titles.new, new), Role::Label),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_all_or_nothing_unless_it_is() {
        assert_eq!(percent(0.999), "99 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.001), "1 %");
        assert_eq!(percent(0.0), "0 %");
    }

    #[test]
    fn the_longer_title_gives_way() {
        let titles = Pair::new("Digest".to_owned(), "A very long headline of a wire original".to_owned());
        assert_eq!(name(&titles, 24).text(), " Digest → A very long he…");
    }
}
