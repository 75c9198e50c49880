//! Finds what two sequences have in common, in order, by a fast walk; the difference is not minimal.
//!
//! Both are walked side by side. Where they differ, the walk continues at the nearest position where they match again;
//! if none is near, at the next run that is unique in both:
//!
//! ```text
//! old   a b c d e f g h i            run  a b │ differ │ run  e f g h i
//! new   a b x e f g h i
//! ```
//!
//! Time is linear except for the searches, each of which is bounded.

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::Pair;
use crate::text::cancel::Stop;

/// An equal run: its start on both sides, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) at: Pair<usize>,
    pub(super) len: usize,
}

/// Parameters of the search for a match.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    /// Maximum number of items, on both sides together, to skip before searching for unique runs.
    pub(super) window: usize,
    /// The number of equal items in a row that are a match.
    pub(super) agree: usize,
}

/// Maximum number of items on either side of a differing part that is compared item by item.
const SMALL_PART_ITEMS: usize = 64;

/// The equal runs of two sequences of keys, in order. Exchanging the sides mirrors the result. Incomplete once `stop` is
/// set.
pub(super) fn runs(keys: Pair<&[u64]>, search: Search, stop: Stop<'_>) -> Vec<Run> {
    // Canonical order of the sides: among equally near matches, the choice would depend on it.
    let turned = (keys.old.len(), keys.old) > (keys.new.len(), keys.new);
    let keys = if turned { keys.swap() } else { keys };
    let mut walk = Walk { keys, search, stop, anchors: None, runs: Vec::new() };
    walk.walk();
    let turn = |run: Run| Run { at: run.at.swap(), ..run };
    if turned { walk.runs.into_iter().map(turn).collect() } else { walk.runs }
}

struct Walk<'a> {
    keys: Pair<&'a [u64]>,
    search: Search,
    stop: Stop<'a>,
    /// Runs that are unique in both sequences, in the order of both; computed when first needed.
    anchors: Option<Vec<Pair<usize>>>,
    runs: Vec<Run>,
}

impl Walk<'_> {
    fn walk(&mut self) {
        let mut at = Pair::new(0, 0);
        let ends = self.common_end();
        loop {
            let len = self.equal_from(at);
            self.push(at, len);
            at = at.map(|i| i + len);
            if at.old >= ends.old || at.new >= ends.new || self.stop.is_set() {
                break;
            }
            let Some(next) = self.nearby(at).or_else(|| self.anchored(at)) else { break };
            self.small_part(at, next);
            at = next;
        }
        // A common suffix is equal whatever comes before it.
        let rest = self.keys.old.len() - ends.old;
        if at.old <= ends.old && at.new <= ends.new && rest > 0 {
            self.small_part(at, ends);
            self.push(ends, rest);
        } else if at.old < self.keys.old.len() && at.new < self.keys.new.len() {
            self.small_part(at, self.keys.map(<[u64]>::len));
        }
    }

    fn push(&mut self, at: Pair<usize>, len: usize) {
        match self.runs.last_mut() {
            _ if len == 0 => {}
            Some(last) if last.at.map(|i| i + last.len) == at => last.len += len,
            _ => self.runs.push(Run { at, len }),
        }
    }

    /// The number of equal items from here on.
    fn equal_from(&self, at: Pair<usize>) -> usize {
        let (old, new) = (&self.keys.old[at.old..], &self.keys.new[at.new..]);
        old.iter().zip(new).take_while(|(a, b)| a == b).count()
    }

    /// The start of the common suffix on each side.
    fn common_end(&self) -> Pair<usize> {
        let Pair { old, new } = self.keys;
        let len = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        Pair::new(old.len() - len, new.len() - len)
    }

    /// The nearest position at which both match again.
    fn nearby(&self, at: Pair<usize>) -> Option<Pair<usize>> {
        let Search { window, agree } = self.search;
        let Pair { old, new } = self.keys;
        for passed in 1..=window {
            // From equal shares on both sides to all on one.
            let half = passed / 2;
            for off in 0..=passed - half {
                for (o, n) in [(half + off, passed - half - off), (passed - half - off, half + off)] {
                    let here = Pair::new(at.old + o, at.new + n);
                    if old.get(here.old) != new.get(here.new) || here.old >= old.len() {
                        continue;
                    }
                    let len = (0..agree).take_while(|k| {
                        let pair = (old.get(here.old + k), new.get(here.new + k));
                        pair.0.is_some() && pair.0 == pair.1
                    });
                    let len = len.count();
                    if len == agree || (here.old + len == old.len() && here.new + len == new.len()) {
                        return Some(here);
                    }
                }
            }
        }
        None
    }

    /// The next run that is unique on both sides.
    fn anchored(&mut self, at: Pair<usize>) -> Option<Pair<usize>> {
        let anchors = self.anchors.get_or_insert_with(|| anchors(self.keys, self.search.agree));
        let first = anchors.partition_point(|anchor| anchor.old < at.old || anchor.new < at.new);
        anchors.get(first).copied()
    }

    /// Compares a short part between two positions item by item.
    fn small_part(&mut self, from: Pair<usize>, to: Pair<usize>) {
        let (old, new) = (&self.keys.old[from.old..to.old], &self.keys.new[from.new..to.new]);
        if old.is_empty() || new.is_empty() || old.len().max(new.len()) > SMALL_PART_ITEMS {
            return;
        }
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                self.push(Pair::new(from.old + old_index, from.new + new_index), len);
            }
        }
    }
}

/// Runs of `len` items that are unique on both sides, in the order of both.
fn anchors(keys: Pair<&[u64]>, len: usize) -> Vec<Pair<usize>> {
    /// The position of a run on each side, and its number of occurrences.
    #[derive(Default)]
    struct Place {
        at: Pair<usize>,
        times: Pair<u8>,
    }
    let hash = |items: &[u64]| {
        items.iter().fold(0_u64, |hash, key| (hash.rotate_left(5) ^ key).wrapping_mul(0x517c_c1b7_2722_0a95))
    };
    let mut places: FxHashMap<u64, Place> = FxHashMap::default();
    places.reserve(keys.old.len().min(keys.new.len()));
    for (at, items) in keys.old.windows(len).enumerate() {
        let place = places.entry(hash(items)).or_default();
        place.at.old = at;
        place.times.old = place.times.old.saturating_add(1);
    }
    for (at, items) in keys.new.windows(len).enumerate() {
        if let Some(place) = places.get_mut(&hash(items)) {
            place.at.new = at;
            place.times.new = place.times.new.saturating_add(1);
        }
    }
    let mut found: Vec<Pair<usize>> =
        places.into_values().filter(|place| place.times == Pair::new(1, 1)).map(|place| place.at).collect();
    found.sort_unstable_by_key(|place| place.old);
    longest_rising(&found)
}

/// The longest subset of some positions, in old order, that is in new order too.
fn longest_rising(places: &[Pair<usize>]) -> Vec<Pair<usize>> {
    // The last position of the best subset of each length, and the predecessor of each position.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (n, place) in places.iter().enumerate() {
        let at = tails.partition_point(|&tail| places[tail].new < place.new);
        before[n] = at.checked_sub(1).map(|last| tails[last]);
        if at == tails.len() {
            tails.push(n);
        } else {
            tails[at] = n;
        }
    }
    let mut out = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(n) = next {
        out.push(places[n]);
        next = before[n];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const SEARCH: Search = Search { window: 6, agree: 2 };

    fn found(old: &[u64], new: &[u64]) -> Vec<(usize, usize, usize)> {
        runs(Pair::new(old, new), SEARCH, Stop::NEVER).iter().map(|run| (run.at.old, run.at.new, run.len)).collect()
    }

    #[test]
    fn runs_around_differences_are_found() {
        assert_eq!(found(&[1, 2, 3, 4], &[1, 2, 3, 4]), [(0, 0, 4)]);
        assert_eq!(found(&[1, 2, 9, 3, 4], &[1, 2, 3, 4]), [(0, 0, 2), (3, 2, 2)]);
        assert_eq!(found(&[1, 2, 9, 3, 4], &[1, 2, 8, 8, 3, 4]), [(0, 0, 2), (3, 4, 2)]);
        assert_eq!(found(&[9, 1], &[8, 1]), [(1, 1, 1)]);
        assert_eq!(found(&[1], &[2]), []);
        assert_eq!(found(&[], &[2]), []);
    }

    #[test]
    fn a_long_cut_is_skipped_by_unique_runs() {
        let old: Vec<u64> = (0..500).collect();
        let new: Vec<u64> = (0..50).chain(450..500).collect();
        assert_eq!(found(&old, &new), [(0, 0, 50), (450, 50, 50)]);
    }

    proptest! {
        #![proptest_config(crate::cases::config(256))]
        #[test]
        fn runs_are_equal_in_order_and_mirror(old in vec(0u64..6, 0..40), new in vec(0u64..6, 0..40)) {
            let runs = runs(Pair::new(&old, &new), SEARCH, Stop::NEVER);
            let mut at = Pair::new(0, 0);
            for run in &runs {
                prop_assert!(run.len > 0 && at.old <= run.at.old && at.new <= run.at.new);
                at = run.at.map(|i| i + run.len);
                prop_assert_eq!(&old[run.at.old..at.old], &new[run.at.new..at.new]);
            }
            let turned: Vec<Run> = super::runs(Pair::new(&new, &old), SEARCH, Stop::NEVER);
            prop_assert_eq!(turned.iter().map(|run| run.at.swap()).collect::<Vec<_>>(), runs.iter().map(|run| run.at).collect::<Vec<_>>());
        }
    }
}
