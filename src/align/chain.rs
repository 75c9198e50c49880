//! The heaviest chain of pairs that are in the same order on both sides.

use super::number::count;
use super::record::Pairing;

/// A 1:1 link that may be part of the chain.
#[derive(Clone, Copy)]
pub(crate) struct Anchor {
    pub(crate) old: u32,
    pub(crate) new: u32,
    pub(crate) weight: f32,
    /// How the link would be recorded.
    pub(crate) made: Pairing,
}

/// The heaviest chain of anchors that increases strictly on both sides. O(n log n), with a Fenwick tree of prefix
/// maxima.
pub(crate) fn heaviest_chain(mut anchors: Vec<Anchor>, news: usize) -> Vec<Anchor> {
    // For one old sentence, higher new ones first: they cannot follow each other in a chain.
    anchors.sort_unstable_by(|a, b| a.old.cmp(&b.old).then(b.new.cmp(&a.new)));
    // Double precision, since a short sentence adds little to the sum of ten thousand.
    let mut best: Vec<(f64, u32)> = vec![(0.0, u32::MAX); news + 1]; // (weight, last anchor)
    let mut before = vec![u32::MAX; anchors.len()];
    let mut top = (0.0, u32::MAX);
    for (n, anchor) in anchors.iter().enumerate() {
        let mut reach = (0.0, u32::MAX);
        let mut at = anchor.new as usize;
        while at > 0 {
            if best[at].0 > reach.0 {
                reach = best[at];
            }
            at &= at - 1;
        }
        before[n] = reach.1;
        let here = (reach.0 + f64::from(anchor.weight), count(n));
        if here.0 > top.0 {
            top = here;
        }
        let mut at = anchor.new as usize + 1;
        while at <= news {
            if here.0 > best[at].0 {
                best[at] = here;
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut chain = Vec::new();
    let mut at = top.1;
    while let Some(&anchor) = anchors.get(at as usize) {
        chain.push(anchor);
        at = before[at as usize];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::record::Step;

    #[test]
    fn the_heavier_part_is_kept() {
        let made = Pairing::equal(Step::Equal, 1.0);
        let anchor = |old, new, weight| Anchor { old, new, weight, made };
        let chain = heaviest_chain(vec![anchor(0, 2, 5.0), anchor(1, 0, 3.0), anchor(2, 1, 3.0)], 3);
        assert_eq!(chain.iter().map(|r| (r.old, r.new)).collect::<Vec<_>>(), [(1, 0), (2, 1)]);
        let chain = heaviest_chain(vec![anchor(0, 2, 7.0), anchor(1, 0, 3.0), anchor(2, 1, 3.0)], 3);
        assert_eq!(chain.iter().map(|r| (r.old, r.new)).collect::<Vec<_>>(), [(0, 2)]);
    }
}
