//! Orders versions by the best evidence between each two.
//!
//! Evidence of different kinds may be contradictory: a name may disagree with a file's time. Therefore each pair is
//! ordered by its best evidence, and pairs are accepted from the best to the least evidence; one that contradicts those
//! accepted before is dropped (Tideman's ranked pairs).

use std::cmp::Ordering;
use std::time::Duration;

use super::clues::Clues;
use crate::text::natural_order;

/// Why a version comes after the preceding one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Evidence {
    /// No evidence: the order of names, which is a guess.
    Guess,
    /// The modification times of the files.
    File,
    /// Editor's notes.
    Note,
    /// The names.
    Name,
    /// Times stated in the documents.
    Stated,
}

impl Evidence {
    /// The name in the JSON contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::File => "file",
            Self::Note => "note",
            Self::Name => "name",
            Self::Stated => "stated",
        }
    }
}

/// Files modified within this time were copied or unpacked together, which is no evidence.
const TOGETHER: Duration = Duration::from_secs(2);

/// Maximum number of versions for comparing all pairs; more are sorted by a single key.
const PAIRWISE_VERSIONS: usize = 256;

/// The indices of `clues`, earliest first, each with the reason why it comes after the preceding one; the first has
/// that of the second.
pub(in crate::story) fn sort(clues: &[&Clues]) -> Vec<(usize, Evidence)> {
    let order = if clues.len() <= PAIRWISE_VERSIONS { ranked(clues) } else { by_key(clues) };
    let after = |pair: &[usize]| match between(clues[pair[0]], clues[pair[1]]) {
        Some((Ordering::Less, evidence)) => evidence,
        _ => Evidence::Guess,
    };
    let mut evidence: Vec<_> = order.windows(2).map(after).collect();
    evidence.insert(0, evidence.first().copied().unwrap_or(Evidence::Guess));
    order.into_iter().zip(evidence).collect()
}

/// The order of two documents, by the best evidence that decides.
fn between(a: &Clues, b: &Clues) -> Option<(Ordering, Evidence)> {
    let stated = || a.stated.as_ref()?.moment?.order(&b.stated.as_ref()?.moment?);
    // One may state a date, and the other have one in its name.
    let dated = || {
        let moment = |c: &Clues| c.stated.as_ref().and_then(|s| s.moment).or(c.name.moment);
        moment(a)?.order(&moment(b)?)
    };
    let filed = || {
        let (a, b) = (a.modified?, b.modified?);
        let apart = a.duration_since(b).or_else(|_| b.duration_since(a)).unwrap_or_default();
        (apart > TOGETHER).then(|| a.cmp(&b))
    };
    let decisive = |order: Option<Ordering>, evidence| Some((order.filter(|o| o.is_ne())?, evidence));
    decisive(stated(), Evidence::Stated)
        .or_else(|| decisive(a.name.order(&b.name), Evidence::Name))
        .or_else(|| decisive(dated(), Evidence::Name))
        .or_else(|| decisive(a.note.order(&b.note), Evidence::Note))
        .or_else(|| decisive(filed(), Evidence::File))
}

/// The accepted orders of pairs.
struct Before {
    /// For each version, the set of those after it as bits.
    after: Vec<Vec<u64>>,
}

impl Before {
    fn new(versions: usize) -> Self {
        Self { after: vec![vec![0; versions.div_ceil(64)]; versions] }
    }

    fn holds(&self, a: usize, b: usize) -> bool {
        self.after[a][b / 64] >> (b % 64) & 1 == 1
    }

    /// Accepts that `a` comes before `b`, unless it contradicts the accepted orders.
    fn add(&mut self, a: usize, b: usize) {
        if self.holds(b, a) || self.holds(a, b) {
            return;
        }
        let mut gained = self.after[b].clone();
        gained[b / 64] |= 1 << (b % 64);
        for x in 0..self.after.len() {
            if x == a || self.holds(x, a) {
                self.after[x].iter_mut().zip(&gained).for_each(|(have, more)| *have |= more);
            }
        }
    }
}

fn ranked(clues: &[&Clues]) -> Vec<usize> {
    let mut pairs = Vec::new();
    for b in 0..clues.len() {
        for a in 0..b {
            if let Some((order, evidence)) = between(clues[a], clues[b]) {
                let (first, second) = if order.is_lt() { (a, b) } else { (b, a) };
                pairs.push((evidence, first, second));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut before = Before::new(clues.len());
    for (_, a, b) in pairs {
        before.add(a, b);
    }
    let mut left: Vec<usize> = (0..clues.len()).collect();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let free = |v: &usize| !left.iter().any(|x| before.holds(*x, *v));
        let next = left.iter().enumerate().filter(|(_, v)| free(v));
        let next = next.min_by(|x, y| natural_order(&clues[*x.1].path, &clues[*y.1].path)).map_or(0, |(at, _)| at);
        order.push(left.remove(next));
    }
    order
}

fn by_key(clues: &[&Clues]) -> Vec<usize> {
    let key = |c: &Clues| {
        let moment = c.stated.as_ref().and_then(|s| s.moment).or(c.name.moment);
        (moment.map(|m| (m.year, m.month, m.day, m.clock)), c.modified)
    };
    let mut order: Vec<usize> = (0..clues.len()).collect();
    order.sort_by(|&a, &b| {
        let (x, y) = (clues[a], clues[b]);
        key(x).cmp(&key(y)).then_with(|| natural_order(&x.path, &y.path))
    });
    order
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::SystemTime;

    use super::*;
    use crate::text::About;
    use crate::text::Document;

    /// The sorted names; `at` is the modification time in minutes.
    fn sorted(files: &[(&str, &str, u64)]) -> (Vec<String>, Vec<Evidence>) {
        let clues: Vec<_> = files
            .iter()
            .map(|(name, text, at)| {
                let document = Document::new(Arc::from(*text), Vec::new(), About::default());
                Clues::read(&document, name, SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(at * 60)))
            })
            .collect();
        let order = sort(&clues.iter().collect::<Vec<_>>());
        order.into_iter().map(|(at, evidence)| (files[at].0.to_owned(), evidence)).unzip()
    }

    #[test]
    fn stated_times_precede_names_and_files() {
        let (names, evidence) = sorted(&[
            ("a_v1.txt", "Published 3 May 2024\nText.", 1),
            ("a_v2.txt", "Published 1 May 2024\nText.", 2),
            ("a_v3.txt", "Text.", 0),
        ]);
        // The third is after both by its name.
        assert_eq!(names, ["a_v2.txt", "a_v1.txt", "a_v3.txt"]);
        assert_eq!(evidence, [Evidence::Stated, Evidence::Stated, Evidence::Name]);
    }

    #[test]
    fn without_evidence_the_order_is_a_guess() {
        let (names, evidence) = sorted(&[("wire 10.md", "Text.", 3), ("harbour 2.md", "Text.", 3)]);
        assert_eq!(names, ["harbour 2.md", "wire 10.md"]);
        assert_eq!(evidence, [Evidence::Guess, Evidence::Guess]);
        let (names, evidence) = sorted(&[("wire.md", "Text.", 3), ("digest.md", "Text.", 8)]);
        assert_eq!((names[0].as_str(), evidence[1]), ("wire.md", Evidence::File));
    }

    #[test]
    fn contradictory_evidence_still_gives_an_order() {
        let files: Vec<(String, u64)> =
            (0..40).map(|n| (format!("draft {}.md", (n * 7) % 40), (n * 13) % 40)).collect();
        let files: Vec<_> = files.iter().map(|(n, at)| (n.as_str(), "Text.", *at)).collect();
        let (names, _) = sorted(&files);
        let expected: Vec<_> = (0..40).map(|n| format!("draft {n}.md")).collect();
        assert_eq!(names, expected);
        let many: Vec<(String, u64)> = (0..300).map(|n| (format!("wire {n}.md"), 300 - n)).collect();
        let many: Vec<_> = many.iter().map(|(n, at)| (n.as_str(), "Text.", *at)).collect();
        assert_eq!(sorted(&many).0[0], "wire 299.md", "by the file's time");
    }
}
