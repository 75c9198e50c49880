//! The common passages of a rewritten row: without word marks, a reader still wants to see that the quotation, the
//! names and the figures are unchanged.
//!
//! ```text
//! old   Interior Minister Jela Voss said there was “no immediate danger of collapse” …
//!       └──────────────┘ └───────┘                   └───────────────────────────┘
//! new   “There is no immediate danger of collapse,” insisted Jela Voss, the interior minister …
//! ```

use super::line::{Line, WordClass, class};
use super::thresholds::Thresholds;
use crate::align::vocabulary::Vocabulary;
use crate::text::{Pair, Side, Span, WordKind};

/// The common passages by old position. Found longest first, without overlaps on either side (greedy tiling, Wise
/// 1993).
pub(crate) fn shared(
    vocabulary: &Vocabulary<'_>,
    lines: &Pair<Line<'_>>,
    turned: bool,
    thresholds: &Thresholds,
) -> Vec<Pair<Span>> {
    let (first, second) = if turned { (&lines.new, &lines.old) } else { (&lines.old, &lines.new) };
    let mut tiles = tiles(first, second, thresholds);
    if turned {
        tiles.iter_mut().for_each(|tile| std::mem::swap(&mut tile.old, &mut tile.new));
    }
    tiles.sort_unstable_by_key(|tile| tile.old);
    tiles
        .into_iter()
        .filter_map(|tile| Tile::trimmed(tile, lines).filter(|t| t.is_significant(vocabulary, lines, thresholds)))
        .map(|t| t.spans(lines))
        .collect()
}

/// Contiguous words on both sides.
#[derive(Clone, Copy, Debug)]
struct Tile {
    old: usize,
    new: usize,
    words: usize,
}

fn tiles(old: &Line<'_>, new: &Line<'_>, thresholds: &Thresholds) -> Vec<Tile> {
    let mut out = Vec::new();
    if old.len().max(new.len()) > thresholds.tiled_words {
        return out;
    }
    let mut taken = Pair::new(vec![false; old.len()], vec![false; new.len()]);
    // Each tile is the longest of the remaining ones, the first if equal.
    loop {
        let mut best = Tile { old: 0, new: 0, words: 0 };
        let mut above = vec![0usize; new.len() + 1];
        for i in 0..old.len() {
            let mut row = vec![0usize; new.len() + 1];
            for j in 0..new.len() {
                if taken.old[i] || taken.new[j] || old.keys[i] != new.keys[j] {
                    continue;
                }
                let broken = |line: &Line<'_>, k: usize| k > 0 && line.is_broken_after(k - 1);
                let goes_on = if broken(old, i) || broken(new, j) { 0 } else { above[j] };
                row[j + 1] = goes_on + 1;
                if row[j + 1] > best.words {
                    best = Tile { old: i + 1 - row[j + 1], new: j + 1 - row[j + 1], words: row[j + 1] };
                }
            }
            above = row;
        }
        if best.words <= 1 {
            out.extend(single_words(old, new, &taken));
            return out;
        }
        taken.old[best.old..best.old + best.words].fill(true);
        taken.new[best.new..best.new + best.words].fill(true);
        out.push(best);
    }
}

/// Single words that remain on both sides, paired by occurrence.
fn single_words(old: &Line<'_>, new: &Line<'_>, taken: &Pair<Vec<bool>>) -> Vec<Tile> {
    let mut used = taken.new.clone();
    let mut out = Vec::new();
    for i in (0..old.len()).filter(|&i| !taken.old[i]) {
        if let Some(j) = (0..new.len()).find(|&j| !used[j] && old.keys[i] == new.keys[j]) {
            used[j] = true;
            out.push(Tile { old: i, new: j, words: 1 });
        }
    }
    out
}

impl Tile {
    /// Without the punctuation at its ends.
    fn trimmed(self, lines: &Pair<Line<'_>>) -> Option<Self> {
        let is_word = |k: &usize| lines.old.kind(self.old + k) != WordKind::Punct;
        let first = (0..self.words).find(is_word)?;
        let last = (0..self.words).rfind(is_word)?;
        Some(Self { old: self.old + first, new: self.new + first, words: last + 1 - first })
    }

    /// Whether it is significant by itself: a figure, a name, several content words.
    fn is_significant(self, vocabulary: &Vocabulary<'_>, lines: &Pair<Line<'_>>, thresholds: &Thresholds) -> bool {
        let content = |k: usize| class(vocabulary, &lines.old, self.old + k) == WordClass::Content;
        let ideographs = (0..self.words).filter(|&k| lines.old.kind(self.old + k) == WordKind::Ideograph).count();
        let contents = (0..self.words).filter(|&k| content(k)).count();
        // A capital indicates a name except at the beginning of a sentence.
        let name = |k: usize| {
            let capital = |side: Side, at: usize| at > 0 && lines[side].form(at).starts_with(char::is_uppercase);
            content(k) && (capital(Side::Old, self.old + k) || capital(Side::New, self.new + k)) && {
                let (old, new) = (lines.old.form(self.old + k), lines.new.form(self.new + k));
                old.starts_with(char::is_uppercase) && new.starts_with(char::is_uppercase)
            }
        };
        let figure = |k: usize| lines.old.kind(self.old + k) == WordKind::Number;
        contents >= thresholds.tile_content_words
            || ideographs >= thresholds.tile_ideographs
            || (0..self.words).any(|k| figure(k) || name(k))
    }

    fn spans(self, lines: &Pair<Line<'_>>) -> Pair<Span> {
        let hull = |line: &Line<'_>, at: usize| line.span(at).hull(line.span(at + self.words - 1));
        Pair::new(hull(&lines.old, self.old), hull(&lines.new, self.new))
    }
}
