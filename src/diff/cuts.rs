//! Which paragraphs were cut or added: the first question about a syndicated copy.

use super::model::{Cuts, Row, RowKind};
use crate::text::cancel::Stop;
use crate::text::{Document, Family, Pair, Side, Span};

/// The paragraphs of the story that are on one side only, by side. Reads only the rows. Incomplete once `stop` is set.
pub(crate) fn cuts(documents: &Pair<&Document>, rows: &[Row], stop: Stop<'_>) -> Pair<Cuts> {
    Pair::new(Side::Old, Side::New).map(|side| {
        let paragraphs = documents[side].paragraphs();
        let mut kept = vec![false; paragraphs.len()];
        let mut touched = vec![false; paragraphs.len()];
        let mut at = |span: Span, alone: bool| {
            let n = paragraphs.partition_point(|p| p.end <= span.start);
            if paragraphs.get(n).is_some_and(|p| p.overlaps(span)) {
                touched[n] = true;
                kept[n] |= !alone;
            }
        };
        let rows = rows.iter().take_while(|_| !stop.is_set());
        for row in rows.filter(|r| r.family == Family::Story) {
            let alone = matches!(row.kind, RowKind::Removed | RowKind::Added);
            row.spans[side].iter().for_each(|&span| at(span, alone));
        }
        summarise(&kept, &touched)
    })
}

fn summarise(kept: &[bool], touched: &[bool]) -> Cuts {
    let gone = |n: &usize| touched[*n] && !kept[*n];
    let all = (0..kept.len()).filter(gone).count();
    let last = (0..kept.len()).rev().take_while(gone).count();
    let first = if last == kept.len() { 0 } else { (0..kept.len()).take_while(gone).count() };
    Cuts { paragraphs: kept.len(), first, last, between: all - first - last }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_distinguished_from_the_middle() {
        let cuts = |kept: &[bool]| summarise(kept, &vec![true; kept.len()]);
        assert_eq!(cuts(&[true, true, false, true, false, false]).to_string(), "3 paragraphs, the last 2 among them");
        assert_eq!(cuts(&[false, true, true]).to_string(), "the first paragraph");
        assert_eq!(cuts(&[true, false, true]).to_string(), "1 paragraph in the middle");
        assert_eq!(cuts(&[true, true]).to_string(), "no paragraph");
        assert_eq!(cuts(&[false, false]).to_string(), "all 2 paragraphs");
        assert_eq!(
            cuts(&[false, true, false, true, false]).to_string(),
            "3 paragraphs, the first and the last among them"
        );
    }
}
