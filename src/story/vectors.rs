//! Vectors for comparing documents: their sampled shingles and content words, weighted by rarity.

use rustc_hash::FxHashMap;

use super::fingerprint::Fingerprint;
use super::fingerprint::Term;
use super::thresholds::GroupThresholds;

/// The vector of a document.
#[derive(Debug, Default)]
pub(super) struct Vector {
    /// Sampled shingles that other documents have too, by hash, with their weights.
    pub shingles: Vec<(u32, f32)>,
    /// The weight of all its sampled shingles.
    pub shingle_weight: f32,
    /// Content words that other documents have too, by hash; together with the others the vector has length 1.
    pub terms: Vec<Weighted>,
    /// The sum of [`Weighted::plain`] over all its content words.
    pub plain: f32,
    /// Number of figures.
    pub figures: u32,
    /// Number of words.
    pub words: usize,
}

/// A content word and its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weighted {
    pub hash: u32,
    pub weight: f32,
    /// The square of its weight without rarity: more for names, figures and words of the title.
    pub plain: f32,
    /// Number of documents with it, at most 255.
    pub documents: u8,
    pub name: bool,
    pub figure: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Known {
    documents: u32,
    /// Number of documents in which it has a capital inside sentences, and in which it occurs there.
    capital: u32,
    inside: u32,
}

/// The vectors of documents.
pub(super) fn vectors(fingerprints: &[&Fingerprint], thresholds: &GroupThresholds) -> Vec<Vector> {
    let known = known(fingerprints);
    let samples: Vec<Vec<u32>> = fingerprints.iter().map(|f| f.sample()).collect();
    let shared = shared_shingles(&samples);
    fingerprints
        .iter()
        .zip(samples)
        .map(|(print, sample)| {
            let mut vector = Vector { words: print.words, ..Vector::default() };
            weigh_terms(&mut vector, &print.terms, &known, fingerprints.len(), thresholds);
            for shingle in sample {
                let documents = shared.get(&shingle).copied().unwrap_or(1);
                let weight = (1.0 / (documents as f32).sqrt()).max(thresholds.shingle_weight);
                vector.shingle_weight += weight;
                if documents > 1 {
                    vector.shingles.push((shingle, weight));
                }
            }
            vector
        })
        .collect()
}

fn known(fingerprints: &[&Fingerprint]) -> FxHashMap<u32, Known> {
    let mut known: FxHashMap<u32, Known> = FxHashMap::default();
    for term in fingerprints.iter().flat_map(|f| &f.terms) {
        let of = known.entry(term.hash).or_default();
        of.documents += 1;
        of.inside += u32::from(term.capital.is_some());
        of.capital += u32::from(term.capital == Some(true));
    }
    known
}

/// The sampled shingles that several documents have, with the number of documents.
fn shared_shingles(samples: &[Vec<u32>]) -> FxHashMap<u32, u32> {
    let mut all: Vec<u32> = samples.iter().flatten().copied().collect();
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
    runs.map(|run| (run[0], u32::try_from(run.len()).unwrap_or(u32::MAX))).collect()
}

fn weigh_terms(
    vector: &mut Vector,
    terms: &[Term],
    known: &FxHashMap<u32, Known>,
    documents: usize,
    thresholds: &GroupThresholds,
) {
    let GroupThresholds { name_factor, title_factor, name_capitals, .. } = *thresholds;
    let all = (thresholds.background_documents + documents as f32).min(thresholds.common_documents);
    let mut length = 0.0;
    for term in terms {
        let of = known.get(&term.hash).copied().unwrap_or_default();
        vector.figures += u32::from(term.figure);
        let rarity = (all / (of.documents as f32 + 1.0)).ln();
        if rarity <= 0.0 {
            continue;
        }
        let name = of.capital as f32 > name_capitals * of.inside as f32;
        // Repetition counts, but less and less.
        let often = 1.0 + f32::from(term.count).ln();
        let kind = if name { name_factor } else { 1.0 } * if term.title { title_factor } else { 1.0 };
        let weight = often * kind * rarity;
        let plain = if term.figure { name_factor } else { kind }.powi(2);
        length += weight * weight;
        vector.plain += plain;
        if of.documents > 1 {
            let documents = u8::try_from(of.documents).unwrap_or(u8::MAX);
            vector.terms.push(Weighted { hash: term.hash, weight, plain, documents, name, figure: term.figure });
        }
    }
    let length = length.sqrt().max(f32::MIN_POSITIVE);
    vector.terms.iter_mut().for_each(|t| t.weight /= length);
}
