//! The longest common subsequence of two short lists.

use crate::text::Pair;

/// Positions of a longest common subsequence of two short lists; exchanging the lists mirrors the result. Time and
/// memory grow with the product of the lengths.
pub(crate) fn common<K: Ord>(old: &[K], new: &[K]) -> Vec<Pair<usize>> {
    let turned = (old.len(), old) > (new.len(), new);
    let (a, b) = if turned { (new, old) } else { (old, new) };
    let wide = b.len() + 1;
    let mut best = vec![0usize; (a.len() + 1) * wide];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * wide + j] = if a[i] == b[j] {
                best[(i + 1) * wide + j + 1] + 1
            } else {
                best[(i + 1) * wide + j].max(best[i * wide + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            out.push(if turned { Pair::new(j, i) } else { Pair::new(i, j) });
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * wide + j] >= best[i * wide + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_common_subsequence_is_found_and_mirrors() {
        let places = |old: &str, new: &str| {
            let chars = |s: &str| s.chars().collect::<Vec<_>>();
            common(&chars(old), &chars(new)).into_iter().map(|p| (p.old, p.new)).collect::<Vec<_>>()
        };
        assert_eq!(places("abcd", "axcd"), [(0, 0), (2, 2), (3, 3)]);
        for (old, new) in [("ab", "ba"), ("abcab", "cabba"), ("xy", "z"), ("aab", "aba"), ("", "a")] {
            let back: Vec<_> = places(new, old).into_iter().map(|(n, o)| (o, n)).collect();
            assert_eq!(places(old, new), back, "{old} {new}");
        }
    }
}
