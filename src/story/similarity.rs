//! The similarity of two documents, and whether they are versions of one story.

use std::cmp::Ordering;

use super::profile::Apart;
use super::thresholds::GroupThresholds;
use super::time::Naming;
use super::vectors::Vector;
use super::vectors::Weighted;

/// What two documents have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Similarity {
    /// The share of the shorter one's sampled shingles in the other, weighted, 0 to 1.
    pub copied: f32,
    /// Number of common sampled shingles; about two in five shingles are sampled.
    pub shingles: usize,
    /// The share of the shorter one's content words in the other, with a higher weight for names and figures, 0 to 1.
    pub covered: f32,
    /// The cosine similarity of their weighted content words, 0 to 1.
    pub words: f32,
    /// Number of common figures, and number of figures of the one with fewer.
    pub figures: (u32, u32),
    /// Number of common rare names and figures; those in many documents count in part.
    pub rare: f32,
    /// The distance of their dates, if both have one.
    pub apart: Option<Apart>,
    /// What their names say, if they have the same title.
    pub naming: Naming,
}

impl Similarity {
    pub(super) fn of(a: &Vector, b: &Vector, apart: Option<Apart>, thresholds: &GroupThresholds) -> Self {
        let mut out = Self { apart, figures: (0, a.figures.min(b.figures)), ..Self::default() };
        let mut shared = 0.0;
        meet(
            &a.shingles,
            &b.shingles,
            |s| s.0,
            |x, _| {
                shared += x.1;
                out.shingles += 1;
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
                out.rare += (thresholds.rare_term_documents / f32::from(x.documents)).min(1.0);
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

/// The thresholds that depend on the number of documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct FolderThresholds<'t> {
    fixed: &'t GroupThresholds,
    /// Minimum similarity of content words plus half of the copied share.
    story_score: f32,
    /// Minimum number of common rare names and figures where little is copied.
    rare_terms: f32,
    /// Additional number of these if a date is unknown.
    rare_terms_undated: f32,
}

impl<'t> FolderThresholds<'t> {
    pub(super) fn new(fixed: &'t GroupThresholds, documents: usize) -> Self {
        let tens = (documents as f32 / fixed.small_folder_documents).log10().max(0.0);
        let more = fixed.tenfold_rare_terms * tens;
        Self {
            fixed,
            story_score: fixed.story_score + fixed.tenfold_score * tens,
            rare_terms: fixed.rare_terms + more,
            rare_terms_undated: more,
        }
    }

    /// The similarity of two documents; 1 is enough for one story.
    pub(super) fn score(&self, s: &Similarity) -> f32 {
        let t = self.fixed;
        if !dates_agree(s, t) {
            return 0.0;
        }
        let score = (s.words + s.copied / 2.0) / self.story_score;
        // Versions by title and name may be rewritten, with other figures. A series too has names with bare numbers.
        match s.naming {
            Naming::Versions if score >= t.named_version_score => return score.max(1.0),
            Naming::Numbered if figures_agree(s, t) => return score,
            _ if !figures_agree(s, t) => return 0.0,
            _ => {}
        }
        // A near copy with other names and figures is another report of the same form.
        let is_similar = s.words >= t.near_copy_words || s.covered >= t.near_copy_alone_covered;
        if s.copied >= t.near_copy_share && s.covered >= t.near_copy_covered && is_similar {
            return score.max(1.0);
        }
        let has_part = s.copied >= t.copied_part_share && s.shingles >= t.phrase_shingles;
        if has_part && s.covered >= t.copied_part_covered && same_figures(s) >= t.copied_part_figures {
            return score;
        }
        let rare = if s.apart.is_some() { self.rare_terms } else { self.rare_terms + self.rare_terms_undated };
        let wanted = rare * (1.0 - s.copied / t.near_copy_share).clamp(t.rare_terms_part, 1.0);
        score * (s.rare / wanted).min(1.0).powi(2)
    }
}

/// Reports of one event appear within a day, versions of a text at any time: the further apart two are, the more must
/// be copied.
fn dates_agree(s: &Similarity, t: &GroupThresholds) -> bool {
    let Some(apart) = s.apart else { return true };
    let days = apart.days as usize;
    if days <= t.event_days {
        return true;
    }
    if days <= t.copied_part_days {
        return s.copied >= t.copied_part_share;
    }
    let is_old_copy = s.copied >= t.near_copy_share && same_figures(s) >= t.old_copy_figures;
    if !apart.reports {
        return is_old_copy;
    }
    // A correction may change the dateline.
    let has_figures = s.figures.1 as usize >= t.correction_least_figures && same_figures(s) >= t.correction_figures;
    s.copied >= t.correction_share && has_figures || is_old_copy && s.shingles >= t.form_shingles
}

/// Recurring reports (weekly figures, daily market comments) have words and form in common, but not figures.
fn figures_agree(s: &Similarity, t: &GroupThresholds) -> bool {
    let figures = s.figures.1 as usize;
    let outweighed = s.copied >= t.outweighing_share || figures <= t.some_figures && s.rare >= t.outweighing_rare_terms;
    figures <= t.few_figures || same_figures(s) >= t.event_figures || outweighed
}

/// The share of the figures of the one with fewer that the other has too.
fn same_figures(s: &Similarity) -> f32 {
    if s.figures.1 == 0 { 1.0 } else { s.figures.0 as f32 / s.figures.1 as f32 }
}
