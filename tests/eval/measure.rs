//! Scores the engine on the pairs of `tests/eval`, and measures thresholds.
//!
//! ```text
//! cargo run --release --example eval                      the scores, by kind
//! cargo run --release --example eval -- --wrong [NAME]    with the errors of each pair
//! cargo run --release --example eval -- --sweep [NAME]    the cost of lower and higher thresholds
//! cargo run --release --example eval -- pair_score=0.3    the scores with other thresholds
//! ```
//!
//! `a-*` pairs are for choosing thresholds; `b-*` pairs are held out and only reported.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a command for developers")]

mod groups;
mod marked;
#[path = "../common/newsroom.rs"]
mod newsroom;
mod pair;
#[path = "../common/pairs.rs"]
mod pairs;
mod score;

use std::collections::BTreeMap;

use recto::changes::{Options, Thresholds};
use recto::story::GroupThresholds;
use recto::thresholds::Threshold;

use pair::EvalPair;
use score::Score;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (mut thresholds, mut of_groups) = (Thresholds::default(), GroupThresholds::DEFAULT);
    for (name, value) in args.iter().filter_map(|arg| arg.split_once('=')) {
        let value = value.parse().expect("a number after =");
        assert!(thresholds.set(name, value) || of_groups.set(name, value), "there is no threshold {name}");
    }
    let pairs = pair::pairs();
    if args.iter().any(|arg| arg == "--sweep") {
        let only = args.iter().position(|arg| arg == "--sweep").and_then(|at| args.get(at + 1));
        let only = only.map_or("", String::as_str);
        sweep(&pairs, &thresholds, only);
        sweep_groups(&of_groups, only);
        return;
    }
    if let Some(at) = args.iter().position(|arg| arg == "--wrong") {
        let only = args.get(at + 1).map_or("", String::as_str);
        for pair in pairs.iter().filter(|pair| pair.name.contains(only)) {
            let options = Options::default().with_thresholds(&thresholds);
            for line in score::score(pair, &options).1 {
                println!("{}: {line}", pair.name);
            }
        }
        marked_wrong(only, &Options::default().with_thresholds(&thresholds));
        return;
    }
    report(&pairs, &thresholds);
    println!("\ngrouping: {}", groups::Folders::new().pairs(&of_groups));
}

/// The scores of all pairs, in order; uses two threads.
fn scores(pairs: &[EvalPair], thresholds: &Thresholds) -> Vec<Score> {
    let options = Options::default().with_thresholds(thresholds);
    let part = |pairs: &[EvalPair]| pairs.iter().map(|pair| score::score(pair, &options).0).collect::<Vec<_>>();
    let (first, second) = pairs.split_at(pairs.len() / 2);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| part(second));
        let mut scores = part(first);
        scores.extend(second.join().expect("the second half"));
        scores
    })
}

fn report(pairs: &[EvalPair], thresholds: &Thresholds) {
    let scores = scores(pairs, thresholds);
    let mut kinds: BTreeMap<&str, Score> = BTreeMap::new();
    let mut halves = [Score::default(), Score::default()];
    for (pair, score) in pairs.iter().zip(&scores) {
        kinds.entry(&pair.kind).or_default().add(score);
        halves[usize::from(!pair.is_for_tuning())].add(score);
    }
    println!(
        "{:<20} {:>5} {:>5} {:>5} {:>5}  {:>9} {:>7}  {:>17}  {:>6} {:>8}",
        "", "links", "P", "R", "F1", "facts", "never", "announced 1/3/*", "marked", "isolated"
    );
    let line = |name: &str, s: &Score| {
        println!(
            "{name:<20} {:>5} {:>5.3} {:>5.3} {:>5.3}  {:>4}/{:<4} {:>3}/{:<3}  {:>5} {:>3} {:>3} {:>3}  {:>6.3} {:>8.3}",
            s.wanted,
            s.precision(),
            s.recall(),
            s.f1(),
            s.facts_found,
            s.facts,
            s.never_broken,
            s.never,
            s.announced,
            s.announced_first,
            s.announced_top,
            s.announced_marked,
            s.marking(),
            s.isolated_share(),
        );
    };
    kinds.iter().for_each(|(kind, score)| line(kind, score));
    println!();
    line("a-* (tuning)", &halves[0]);
    line("b-* (held out)", &halves[1]);
    marked_report(&Options::default().with_thresholds(thresholds));
}

/// Errors of texts with edits marked by hand.
fn marked_wrong(only: &str, options: &Options<'_>) {
    for pair in marked::corrections().iter().filter(|_| "corrections".contains(only)) {
        marked::corrected(pair, options).1.iter().for_each(|line| println!("corrections: {}: {line}", pair.name));
    }
    for pair in marked::sentences().iter().filter(|_| "sentences".contains(only)) {
        marked::spans(pair, options).1.iter().for_each(|line| println!("sentences: {}: {line}", pair.name));
    }
}

fn marked_report(options: &Options<'_>) {
    let mut sum = marked::Corrected::default();
    marked::corrections().iter().for_each(|pair| sum.add(marked::corrected(pair, options).0));
    let percent = |n: usize| 100.0 * score::share(n, sum.facts);
    println!(
        "\ncorrected wires: {} facts; first {:.1} %, in the first three {:.1} %, announced {:.1} %; {} others announced",
        sum.facts,
        percent(sum.first),
        percent(sum.in_three),
        percent(sum.announced),
        sum.wrong
    );
    let (mut own, mut plain) = (marked::Spans::default(), marked::Spans::default());
    for pair in &marked::sentences() {
        let spans = marked::spans(pair, options).0;
        own.add(spans.old);
        plain.add(spans.new);
    }
    println!(
        "edited sentences: {} spans; F1 {:.3}, of a plain word difference {:.3}",
        own.wanted,
        own.f1(),
        plain.f1()
    );
}

/// The F1 of marked spans in edited sentences.
fn span_score(thresholds: &Thresholds) -> f64 {
    let options = Options::default().with_thresholds(thresholds);
    let mut own = marked::Spans::default();
    marked::sentences().iter().for_each(|pair| own.add(marked::spans(pair, &options).0.old));
    own.f1()
}

/// The facts of corrected wires: listed first, announced, and other changes said to be announced.
fn corrected_facts(thresholds: &Thresholds) -> [i64; 3] {
    let options = Options::default().with_thresholds(thresholds);
    let mut sum = marked::Corrected::default();
    marked::corrections().iter().for_each(|pair| sum.add(marked::corrected(pair, &options).0));
    [sum.first, sum.announced, sum.wrong].map(|n| n as i64)
}

/// The scores of both halves that a threshold may affect.
fn figures(pairs: &[EvalPair], thresholds: &Thresholds) -> [Score; 2] {
    let mut halves = [Score::default(), Score::default()];
    for (pair, score) in pairs.iter().zip(scores(pairs, thresholds)) {
        halves[usize::from(!pair.is_for_tuning())].add(&score);
    }
    halves
}

/// Varies each threshold alone: a fifth lower and a quarter higher (whole numbers by at least one).
fn sweep(pairs: &[EvalPair], thresholds: &Thresholds, only: &str) {
    let base = figures(pairs, thresholds);
    println!(
        "what changes against the thresholds in use: links F1, facts, never, marked, isolated runs, a-* then b-*; spans F1; \
         corrected wires: facts first, announced, others announced\n"
    );
    let spans = span_score(thresholds);
    let corrected = corrected_facts(thresholds);
    for (threshold, now) in thresholds.all().filter(|(t, _)| t.name.contains(only)) {
        let row = [lower(threshold, now), higher(threshold, now)].map(|value| {
            let mut other = thresholds.clone();
            other.set(threshold.name, value);
            let change = (span_score(&other) - spans) * 1e3;
            let change = if change.abs() < 0.05 { "=".to_owned() } else { format!("{change:+.0}‰") };
            let facts = corrected_facts(&other);
            let facts = match facts == corrected {
                true => "=".to_owned(),
                false => {
                    format!("{:+} {:+} {:+}", facts[0] - corrected[0], facts[1] - corrected[1], facts[2] - corrected[2])
                }
            };
            format!("{value:>8.3} {} {change:<6} {facts:<9}", differences(&base, &figures(pairs, &other)))
        });
        println!("{:<26} {now:>8.3}   {} {}", threshold.name, row[0], row[1]);
    }
}

/// The same for the thresholds of grouping.
fn sweep_groups(thresholds: &GroupThresholds, only: &str) {
    let folders = groups::Folders::new();
    let base = folders.pairs(thresholds);
    println!("\nwhat changes in grouping, in pairs of reports: precision, recall. In use: {base}\n");
    for threshold in GroupThresholds::TABLE.iter().filter(|t| t.name.contains(only)) {
        let now = thresholds.get(threshold.name).unwrap_or(threshold.default);
        let row = [lower(threshold, now), higher(threshold, now)].map(|value| {
            let mut other = thresholds.clone();
            other.set(threshold.name, value);
            let other = folders.pairs(&other);
            let precision = (other.precision() - base.precision()) * 1e3;
            let recall = (other.recall() - base.recall()) * 1e3;
            let is_same = precision.abs() < 0.05 && recall.abs() < 0.05;
            let change = if is_same { "=".to_owned() } else { format!("{precision:+.1}‰ {recall:+.1}‰") };
            format!("{value:>8.3} {change:<20}")
        });
        println!("{:<26} {now:>8.3}   {} {}", threshold.name, row[0], row[1]);
    }
}

fn lower(threshold: &Threshold, now: f32) -> f32 {
    if threshold.whole { (now * 0.8).round().min(now - 1.0).max(0.0) } else { now * 0.8 }
}

fn higher(threshold: &Threshold, now: f32) -> f32 {
    if threshold.whole { (now * 1.25).round().max(now + 1.0) } else { now * 1.25 }
}

fn differences(base: &[Score; 2], other: &[Score; 2]) -> String {
    let mut out = Vec::new();
    for (base, other) in base.iter().zip(other) {
        let facts = other.facts_found as i64 - base.facts_found as i64;
        let never = other.never_broken as i64 - base.never_broken as i64;
        let links = (other.f1() - base.f1()) * 1e3;
        let marked = (other.marking() - base.marking()) * 1e3;
        let runs = (other.isolated_share() - base.isolated_share()) * 1e3;
        let same = links.abs() < 0.05 && facts == 0 && never == 0 && marked.abs() < 0.05 && runs.abs() < 0.05;
        let all = || format!("{links:+.1}‰ {facts:+} {never:+} {marked:+.0}‰ {runs:+.0}‰");
        out.push(if same { "=".to_owned() } else { all() });
    }
    format!("{:<26} {:<26}", out[0], out[1])
}
