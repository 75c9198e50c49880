//! Clusters pairs into stories.

use rustc_hash::FxHashSet;

use super::thresholds::GroupThresholds;

/// Joins pairs into clusters, the most similar first; returns the sorted documents of each, ordered by the first.
/// `score` is the similarity of two documents, 1 being enough.
pub(super) fn clusters(
    documents: usize,
    mut pairs: Vec<(f32, (u32, u32))>,
    score: &dyn Fn(usize, usize) -> f32,
    thresholds: &GroupThresholds,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<Vec<usize>>> {
    pairs.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut home: Vec<usize> = (0..documents).collect();
    let mut clusters: Vec<Vec<usize>> = home.iter().map(|i| vec![*i]).collect();
    let mut refused = FxHashSet::default();
    for (_, (a, b)) in pairs {
        let (a, b) = (home[a as usize], home[b as usize]);
        let (into, from) = (a.min(b), a.max(b));
        let question = (into, clusters[into].len(), from, clusters[from].len());
        if into == from || refused.contains(&question) {
            continue;
        }
        if stop() {
            return None;
        }
        let sample = |cluster: usize| sample(&clusters[cluster], thresholds.sampled_documents);
        if mean(&sample(into), &sample(from), score) < thresholds.joining_score {
            refused.insert(question);
            continue;
        }
        let joined = std::mem::take(&mut clusters[from]);
        for document in &joined {
            home[*document] = into;
        }
        clusters[into].extend(joined);
    }
    clusters.retain(|c| !c.is_empty());
    for cluster in &mut clusters {
        cluster.sort_unstable();
    }
    Some(clusters)
}

/// The mean similarity of two groups of documents.
fn mean(a: &[usize], b: &[usize], score: &dyn Fn(usize, usize) -> f32) -> f32 {
    let sum: f32 = a.iter().flat_map(|i| b.iter().map(|j| score(*i, *j))).sum();
    sum / (a.len() * b.len()).max(1) as f32
}

/// At most `documents` members, evenly spread over the cluster.
fn sample(cluster: &[usize], documents: usize) -> Vec<usize> {
    cluster.iter().step_by(cluster.len().div_ceil(documents.max(1)).max(1)).copied().collect()
}
