//! The similarity of two documents, and whether they are versions of one story.

use std::cmp::Ordering;

use super::profile::Apart;
use super::vectors::Vector;
use super::vectors::Weighted;

/// What two documents have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Similarity {
    /// The share of the shorter one's sampled shingles in the other, weighted, 0 to 1.
    pub copied: f32,
    /// Number of common sampled shingles; about two in five shingles are sampled.
    pub runs: u32,
    /// The share of the shorter one's content words in the other, with a higher weight for names and figures, 0 to 1.
    pub covered: f32,
    /// The cosine similarity of their weighted content words, 0 to 1.
    pub words: f32,
    /// Number of common figures, and number of figures of the one with fewer.
    pub figures: (u32, u32),
    /// Number of common rare names and figures; those in more than [`RARE_DOCUMENTS`] documents count in part.
    pub rare: f32,
    /// The distance of their dates, if both have one.
    pub apart: Option<Apart>,
}

/// Maximum number of documents with a rare name or figure, in a folder of any size.
const RARE_DOCUMENTS: f32 = 12.0;

impl Similarity {
    pub(super) fn of(a: &Vector, b: &Vector, apart: Option<Apart>) -> Self {
        let mut out = Self { apart, figures: (0, a.figures.min(b.figures)), ..Self::default() };
        let mut shared = 0.0;
        meet(
            &a.shingles,
            &b.shingles,
            |s| s.0,
            |x, _| {
                shared += x.1;
                out.runs += 1;
            },
        );
        let least = a.shingle_weight.min(b.shingle_weight);
        if least > 0.0 {
            out.copied = (shared / least).min(1.0);
        }
        let shorter_first = a.words <= b.words;
        let both = |x: &Weighted, y: &Weighted| {
            out.words += x.weight * y.weight;
            out.covered += if shorter_first { x.plain } else { y.plain };
            out.figures.0 += u32::from(x.figure);
            if x.figure || x.name {
                out.rare += (RARE_DOCUMENTS / f32::from(x.documents)).min(1.0);
            }
        };
        meet(&a.terms, &b.terms, |t: &Weighted| t.hash, both);
        out.covered /= (if shorter_first { a.plain } else { b.plain }).max(f32::MIN_POSITIVE);
        out
    }
}

/// Calls `both` for each pair of entries with equal keys in two sorted lists.
fn meet<T>(a: &[T], b: &[T], key: impl Fn(&T) -> u32, mut both: impl FnMut(&T, &T)) {
    let (mut x, mut y) = (a.iter().peekable(), b.iter().peekable());
    while let (Some(s), Some(t)) = (x.peek(), y.peek()) {
        match key(s).cmp(&key(t)) {
            Ordering::Less => _ = x.next(),
            Ordering::Greater => _ = y.next(),
            Ordering::Equal => {
                both(s, t);
                x.next();
                y.next();
            }
        }
    }
}

/// Thresholds for a folder of a given size.
#[derive(Clone, Copy, Debug)]
pub(super) struct FolderThresholds {
    /// Minimum similarity of content words plus half of the copied share.
    enough: f32,
    /// Minimum number of common rare names and figures where little is copied.
    rare: f32,
    /// Additional number of these if a date is unknown.
    rare_undated: f32,
}

/// Minimum similarity in a folder of this size. Independent reports of one event have 0.44 or more; reports on
/// neighbouring topics (the same president's next visit, another town's bridge, another central bank) at most 0.38.
const SMALL_FOLDER_DOCUMENTS: f32 = 30.0;
const MIN_SCORE: f32 = 0.41;
const MIN_RARE: f32 = 3.0;

/// Increase for each tenfold number of documents, as more of them are similar by chance.
const SCORE_PER_TENFOLD: f32 = 0.03;
const RARE_PER_TENFOLD: f32 = 1.5;

/// Minimum copied share of a near copy.
const NEAR_COPY_SHARE: f32 = 0.5;

/// Minimum copied share that is more than background common to two reports.
const COPIED_PART_SHARE: f32 = 0.25;

/// Number of common shingles that exceeds any set phrase (about thirty words), and any form (about a hundred).
const FEW_RUNS: u32 = 12;
const MANY_RUNS: u32 = 40;

impl FolderThresholds {
    pub(super) fn new(documents: usize) -> Self {
        let tens = (documents as f32 / SMALL_FOLDER_DOCUMENTS).log10().max(0.0);
        let more = RARE_PER_TENFOLD * tens;
        Self { enough: MIN_SCORE + SCORE_PER_TENFOLD * tens, rare: MIN_RARE + more, rare_undated: more }
    }

    /// The similarity of two documents; 1 is enough for one story.
    pub(super) fn score(&self, s: &Similarity) -> f32 {
        if !dates_agree(s) || !figures_agree(s) {
            return 0.0;
        }
        let score = (s.words + s.copied / 2.0) / self.enough;
        // A near copy with other names and figures is another report of the same form.
        if s.copied >= NEAR_COPY_SHARE && s.covered >= 0.6 && (s.words >= 0.3 || s.covered >= 0.85) {
            return score.max(1.0);
        }
        if s.copied >= COPIED_PART_SHARE && s.runs >= FEW_RUNS && s.covered >= 0.7 && same_figures(s) >= 0.9 {
            return score;
        }
        let rare = if s.apart.is_some() { self.rare } else { self.rare + self.rare_undated };
        let wanted = rare * (1.0 - s.copied / NEAR_COPY_SHARE).clamp(0.4, 1.0);
        score * (s.rare / wanted).min(1.0).powi(2)
    }
}

/// Reports of one event appear within a day, versions of a text at any time: the further apart two are, the more must
/// be copied.
fn dates_agree(s: &Similarity) -> bool {
    let Some(apart) = s.apart else { return true };
    match apart.days {
        0 | 1 => true,
        2 | 3 => s.copied >= COPIED_PART_SHARE,
        _ if !apart.reports => s.copied >= NEAR_COPY_SHARE && same_figures(s) >= 0.5,
        // A correction may change the dateline.
        _ if s.copied >= 0.7 && s.figures.1 >= 5 && same_figures(s) >= 0.8 => true,
        _ => s.copied >= NEAR_COPY_SHARE && s.runs >= MANY_RUNS && same_figures(s) >= 0.5,
    }
}

/// Recurring reports (weekly figures, daily market comments) have words and form in common, but not figures.
fn figures_agree(s: &Similarity) -> bool {
    match s.figures.1 {
        0..=2 => true,
        3..=7 => same_figures(s) >= 0.3 || s.rare >= 6.0 || s.copied >= 0.75,
        _ => same_figures(s) >= 0.3 || s.copied >= 0.75,
    }
}

/// The share of the figures of the one with fewer that the other has too.
fn same_figures(s: &Similarity) -> f32 {
    if s.figures.1 == 0 { 1.0 } else { s.figures.0 as f32 / s.figures.1 as f32 }
}
