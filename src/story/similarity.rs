//! How alike two documents are, and whether that makes them versions of one story.

use std::cmp::Ordering;

use super::profile::Apart;
use super::vectors::Vector;
use super::vectors::Weighted;

/// What two documents have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Similarity {
    /// The share of the shorter one's wording that the other has: its sampled shingles, weighted, 0 to 1.
    pub copied: f32,
    /// How many sampled shingles both have; about two in five of all.
    pub runs: u32,
    /// The share of the shorter one's content words that the other has, names and figures counting more, 0 to 1.
    pub covered: f32,
    /// How alike their content words are: the cosine of the weights, 0 to 1.
    pub words: f32,
    /// How many figures both state, and how many the one with fewer states.
    pub figures: (u32, u32),
    /// How many rare names and figures both have; one in more than [`RARE`] documents counts in part.
    pub rare: f32,
    /// How far their dates lie apart, where both have one.
    pub apart: Option<Apart>,
}

/// A name or figure in at most this many documents is rare, in a folder of any size.
const RARE: f32 = 12.0;

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
                out.rare += (RARE / f32::from(x.documents)).min(1.0);
            }
        };
        meet(&a.terms, &b.terms, |t: &Weighted| t.hash, both);
        out.covered /= (if shorter_first { a.plain } else { b.plain }).max(f32::MIN_POSITIVE);
        out
    }
}

/// Calls `both` with each pair of entries that have the same key, in two lists sorted by key.
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

/// What two documents must have in common in a folder of a given size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bar {
    /// So alike their content words have to be, with half of what is copied added.
    enough: f32,
    /// So many rare names and figures they have to share where little is copied.
    rare: f32,
    /// So many more where a date is not known.
    rare_undated: f32,
}

/// In a folder of this many documents two reports of one event by independent hands are alike by 0.44 and more, and
/// neighbours in topic (the same president's next visit, another town's bridge, another central bank) by 0.38 at most.
const SMALL: f32 = 30.0;
const ENOUGH: f32 = 0.41;
const ENOUGH_RARE: f32 = 3.0;

/// The more documents there are, the more of them are alike by chance: for ten times as many so much more is asked.
const MORE: f32 = 0.03;
const MORE_RARE: f32 = 1.5;

/// A text that is copied by so much is a near copy.
const NEAR_COPY: f32 = 0.5;

/// So much that is copied is more than background that two reports may share.
const PART: f32 = 0.25;

/// Shared shingles that are no set phrase, some thirty words; and so many that no form has them, a hundred words.
const FEW_RUNS: u32 = 12;
const MANY_RUNS: u32 = 40;

impl Bar {
    pub(super) fn new(documents: usize) -> Self {
        let tens = (documents as f32 / SMALL).log10().max(0.0);
        let more = MORE_RARE * tens;
        Self { enough: ENOUGH + MORE * tens, rare: ENOUGH_RARE + more, rare_undated: more }
    }

    /// How alike two documents are, 1 being enough for one story.
    pub(super) fn score(&self, s: &Similarity) -> f32 {
        if !dates_agree(s) || !figures_agree(s) {
            return 0.0;
        }
        let score = (s.words + s.copied / 2.0) / self.enough;
        // A near copy with other names and figures is another report in the same form.
        if s.copied >= NEAR_COPY && s.covered >= 0.6 && (s.words >= 0.3 || s.covered >= 0.85) {
            return score.max(1.0);
        }
        if s.copied >= PART && s.runs >= FEW_RUNS && s.covered >= 0.7 && same_figures(s) >= 0.9 {
            return score;
        }
        let rare = if s.apart.is_some() { self.rare } else { self.rare + self.rare_undated };
        let wanted = rare * (1.0 - s.copied / NEAR_COPY).clamp(0.4, 1.0);
        score * (s.rare / wanted).min(1.0).powi(2)
    }
}

/// Reports of one event come out within a day, a version of a text at any time: the further apart two are, the more of one
/// has to be copied.
fn dates_agree(s: &Similarity) -> bool {
    let Some(apart) = s.apart else { return true };
    match apart.days {
        0 | 1 => true,
        2 | 3 => s.copied >= PART,
        _ if !apart.reports => s.copied >= NEAR_COPY && same_figures(s) >= 0.5,
        // A dateline may be what a correction corrects.
        _ if s.copied >= 0.7 && s.figures.1 >= 5 && same_figures(s) >= 0.8 => true,
        _ => s.copied >= NEAR_COPY && s.runs >= MANY_RUNS && same_figures(s) >= 0.5,
    }
}

/// Reports that recur (weekly figures, daily market comments) have words and form in common and figures not.
fn figures_agree(s: &Similarity) -> bool {
    match s.figures.1 {
        0..=2 => true,
        3..=7 => same_figures(s) >= 0.3 || s.rare >= 6.0 || s.copied >= 0.75,
        _ => same_figures(s) >= 0.3 || s.copied >= 0.75,
    }
}

/// The share of the figures of the one with fewer that the other states too.
fn same_figures(s: &Similarity) -> f32 {
    if s.figures.1 == 0 { 1.0 } else { s.figures.0 as f32 / s.figures.1 as f32 }
}
