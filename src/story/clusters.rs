//! Clusters pairs into stories.

use rustc_hash::FxHashSet;

/// Minimum mean score to join two clusters, relative to the score that a pair needs: a single similar pair, such as a
/// report on the week, must not join two events.
const MIN_MEAN_SCORE: f32 = 0.75;

/// Number of documents of a cluster that are compared: a bound on time.
const SAMPLED_DOCUMENTS: usize = 8;

/// Joins pairs into clusters, the most similar first; returns the sorted documents of each, ordered by the first.
/// `score` is the similarity of two documents, 1 being enough.
pub(super) fn clusters(
    documents: usize,
    mut pairs: Vec<(f32, (u32, u32))>,
    score: &dyn Fn(usize, usize) -> f32,
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
        if mean(&clusters[into], &clusters[from], score) < MIN_MEAN_SCORE {
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

/// The mean similarity of two clusters, over samples of both.
fn mean(a: &[usize], b: &[usize], score: &dyn Fn(usize, usize) -> f32) -> f32 {
    let (a, b) = (sample(a), sample(b));
    let sum: f32 = a.iter().flat_map(|i| b.iter().map(|j| score(*i, *j))).sum();
    sum / (a.len() * b.len()).max(1) as f32
}

/// At most [`SAMPLED_DOCUMENTS`] members, evenly spread over the cluster.
fn sample(cluster: &[usize]) -> Vec<usize> {
    cluster.iter().step_by(cluster.len().div_ceil(SAMPLED_DOCUMENTS).max(1)).copied().collect()
}
