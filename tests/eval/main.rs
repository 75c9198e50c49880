//! Minimum scores of the engine on the pairs in this folder.
//!
//! `cargo run --release --example eval` prints the scores by kind, and measures thresholds.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]
#![allow(dead_code, reason = "the command uses more of the scores")]

mod marked;
mod pair;
mod score;

use recto::changes::Options;

use score::Score;

fn total(tuning: bool) -> Score {
    let mut total = Score::default();
    for pair in pair::pairs().iter().filter(|pair| pair.is_for_tuning() == tuning) {
        total.add(&score::score(pair, &Options::default()).0);
    }
    total
}

#[test]
fn there_are_enough_pairs() {
    let pairs = pair::pairs();
    assert!(pairs.len() >= 40, "{} pairs", pairs.len());
    assert!(pairs.iter().map(|pair| pair.links.len()).sum::<usize>() >= 400);
    let held_out = pairs.iter().filter(|pair| !pair.is_for_tuning()).count();
    assert!(held_out * 2 >= pairs.len() - 2, "{held_out} held out");
}

#[test]
fn links_and_facts_keep_their_floors() {
    for (tuning, f1, facts) in [(true, 0.93, 0.88), (false, 0.92, 0.86)] {
        let score = total(tuning);
        assert!(score.f1() >= f1, "links: precision {:.3}, recall {:.3}", score.precision(), score.recall());
        let found = score::share(score.facts_found, score.facts);
        assert!(found >= facts, "facts: {} of {}", score.facts_found, score.facts);
    }
}

#[test]
fn corrected_facts_are_listed_first() {
    let mut sum = marked::Corrected::default();
    marked::corrections().iter().for_each(|pair| sum.add(marked::corrected(pair, &Options::default()).0));
    assert!(sum.facts >= 60, "{} facts", sum.facts);
    for (what, found, least) in
        [("first", sum.first, 0.97), ("in the first three", sum.in_three, 0.98), ("announced", sum.announced, 0.98)]
    {
        assert!(score::share(found, sum.facts) >= least, "{what}: {found} of {}", sum.facts);
    }
    assert!(sum.wrong == 0, "{} other changes are said to be announced", sum.wrong);
}
