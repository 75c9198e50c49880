//! Groups moved rows that are neighbours in both texts into one move.

use super::thresholds::ChangeThresholds;
use crate::diff::Row;
use crate::text::{Family, Pair, Side, Span};

/// The first row of each run of moved rows, and the run's spans on each side.
pub(crate) fn moves(rows: &[Row], limits: &ChangeThresholds) -> Vec<(usize, Pair<Option<Span>>)> {
    let is_story = |row: &Row| row.family == Family::Story && row.hull().old.is_some() && row.hull().new.is_some();
    let paired: Vec<usize> = (0..rows.len()).filter(|&n| is_story(&rows[n])).collect();
    if !paired.iter().any(|&n| rows[n].moved) {
        return Vec::new();
    }
    // Indices of rows in old order.
    let mut by_old = paired.clone();
    by_old.sort_by_key(|&n| rows[n].hull().old.map(|s| s.start));
    let mut place = vec![0; rows.len()];
    by_old.iter().enumerate().for_each(|(at, &n)| place[n] = at);
    let together = |a: &usize, b: &usize| {
        rows[*a].moved && rows[*b].moved && place[*a] + 1 == place[*b] && b - a <= 1 + limits.moved_rows_between
    };
    let runs = paired.chunk_by(together).filter(|run| run.iter().any(|&n| rows[n].moved));
    runs.filter_map(|run| {
        let hull = |side: Side| run.iter().filter_map(|&n| rows[n].hull()[side]).reduce(Span::hull);
        Some((*run.first()?, Pair::new(hull(Side::Old), hull(Side::New))))
    })
    .collect()
}
