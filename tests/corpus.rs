//! Properties of the five real documents, which are not part of the project. Needs `RECTO_CORPUS`, the folder with
//! them.

#[path = "common/rebuild.rs"]
mod rebuild;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use recto::changes;
use recto::changes::Comparison;
use recto::changes::Options;
use recto::diff::{Op, Relation, Row, RowKind};
use recto::format;
use recto::format::Hint;
use recto::lang::Language;
use recto::text::{Document, Pair, Side, Span};
use serde_json::Value;

/// Length in words from which a run common to the corpus and the repository is an error.
const RUN: usize = 8;

fn corpus() -> PathBuf {
    let folder = std::env::var_os("RECTO_CORPUS");
    folder.unwrap_or_else(|| panic!("RECTO_CORPUS is not set: it names the folder of the five documents")).into()
}

/// The documents in numerical order.
fn documents() -> Vec<Arc<Document>> {
    let entries = fs::read_dir(corpus()).unwrap_or_else(|e| panic!("cannot read the folder RECTO_CORPUS: {e}"));
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 5, "RECTO_CORPUS holds five documents");
    paths.iter().map(|path| document(path)).collect()
}

fn document(path: &Path) -> Arc<Document> {
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("cannot read {}: {e}", path.display()));
    Arc::new(format::read(bytes, &Hint::none()).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
}

fn compare(old: &Arc<Document>, new: &Arc<Document>) -> Comparison {
    let documents = format::for_pair(&Pair::new(Arc::clone(old), Arc::clone(new)));
    changes::compare(&documents.old, &documents.new, &Options::default()).unwrap_or_else(|| panic!("nobody stops it"))
}

#[test]
#[ignore = "reads the corpus: RECTO_CORPUS=folder"]
fn no_sentence_of_the_corpus_is_in_the_repository() {
    let mut runs = HashSet::new();
    for document in documents() {
        runs.extend(tokens(&document.text).windows(RUN).map(<[String]>::to_vec));
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(here).output().expect("git runs");
    assert!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
    let listed = String::from_utf8(listed.stdout).expect("names are UTF-8");
    let mut seen = 0;
    let mut shared = Vec::new();
    for name in listed.split_terminator('\0') {
        // A file that is tracked but deleted is about to be removed.
        let Ok(bytes) = fs::read(here.join(name)) else { continue };
        let found = tokens(&String::from_utf8_lossy(&bytes));
        let first = found.windows(RUN).find(|run| runs.contains(*run));
        shared.extend(first.map(|run| format!("{name}: {}", run.join(" "))));
        seen += 1;
    }
    assert!(seen > 50, "git lists {seen} files");
    assert!(shared.is_empty(), "runs of {RUN} words of the corpus:\n{}", shared.join("\n"));
}

/// Lower-case ASCII words and digits, without apostrophes.
fn tokens(text: &str) -> Vec<String> {
    let plain = text.replace(['’', '\''], "").to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
#[ignore = "reads the corpus: RECTO_CORPUS=folder"]
fn both_texts_rebuild_for_all_pairs() {
    let documents = documents();
    for (i, old) in documents.iter().enumerate() {
        for (j, new) in documents.iter().enumerate() {
            let comparison = compare(old, new);
            rebuild::check(Pair::new(&old.text, &new.text), &comparison)
                .unwrap_or_else(|why| panic!("{i} and {j}: {why}"));
            let differs = comparison.rows.iter().any(Row::is_change);
            assert_eq!(differs, i != j, "{i} and {j}");
            assert_eq!(comparison.relation() == Some(Relation::Identical), i == j, "{i} and {j}");
        }
    }
}

/// An equal run of one or two function words between two changes is useless to a reader. Short runs of content words
/// are useful: both writers kept them.
#[test]
#[ignore = "reads the corpus: RECTO_CORPUS=folder"]
fn equal_runs_between_changes_say_something() {
    let documents = documents();
    let (mut empty, mut all) = (0, 0);
    for old in &documents {
        for new in &documents {
            for row in compare(old, new).rows {
                if matches!(row.kind, RowKind::Same | RowKind::Typography) {
                    continue;
                }
                for (n, op) in row.ops.iter().enumerate() {
                    let Op::Equal { old: span, .. } = op else { continue };
                    all += 1;
                    let words = tokens_of(span.of(&old.text));
                    let between = n > 0 && n + 1 < row.ops.len();
                    let function = words.iter().all(|word| Language::ENGLISH.is_function(word));
                    empty += usize::from(between && (1..=2).contains(&words.len()) && function);
                }
            }
        }
    }
    assert!(all >= 20, "{all} equal runs");
    assert!(empty * 100 <= all * 2, "{empty} of {all} equal runs are one or two function words between two changes");
}

/// The words of a span, in lower case.
fn tokens_of(text: &str) -> Vec<String> {
    let plain = text.replace('’', "'").to_lowercase();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    plain.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// A gold alignment of two documents' sentences.
struct Gold {
    sentences: Pair<Vec<Span>>,
    /// Corresponding sentences of old and new, and whether a comparison must find the link.
    links: HashMap<(usize, usize), bool>,
}

/// Numbers of links that were predicted, are right, are required, and were found.
#[derive(Debug, Default)]
struct Score {
    predicted: usize,
    right: usize,
    wanted: usize,
    found: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        let precision = self.right as f64 / self.predicted.max(1) as f64;
        let recall = self.found as f64 / self.wanted.max(1) as f64;
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }
}

#[test]
#[ignore = "reads the corpus: RECTO_CORPUS=folder"]
fn sentences_pair_as_in_the_gold() {
    let gold = corpus().join("../gold/alignment.json");
    let text = fs::read_to_string(&gold).unwrap_or_else(|e| panic!("cannot read {}: {e}", gold.display()));
    let gold_pairs: Value = serde_json::from_str(&text).expect("the gold is JSON");
    let mut total = Score::default();
    for pair in gold_pairs["pairs"].as_array().expect("pairs") {
        let path = |side: &str| gold.with_file_name(pair[side].as_str().expect("a path"));
        let (old, new) = (document(&path("old")), document(&path("new")));
        let score = score(&read_gold(pair), &compare(&old, &new));
        if pair["old"].as_str().is_some_and(|name| name.contains("000_")) {
            assert_eq!((score.found, score.wanted), (17, 17), "{score:?}");
            assert_eq!(score.right, score.predicted, "{score:?}");
        }
        total.predicted += score.predicted;
        total.right += score.right;
        total.wanted += score.wanted;
        total.found += score.found;
    }
    assert!(total.f1() >= 0.85, "F1 {:.3}: {total:?}", total.f1());
}

fn read_gold(pair: &Value) -> Gold {
    let number = |value: &Value| {
        let number = value.as_u64().and_then(|n| usize::try_from(n).ok());
        number.unwrap_or_else(|| panic!("{value} is no number"))
    };
    let list = |key: &str| pair[key].as_array().unwrap_or_else(|| panic!("the gold has no {key}")).iter();
    let sentences = Pair::new("old_sentences", "new_sentences")
        .map(|key| list(key).map(|s| Span::new(number(&s[0]), number(&s[1]))).collect());
    let links = list("links").map(|l| ((number(&l[0]), number(&l[1])), l[2] != "loose")).collect();
    Gold { sentences, links }
}

fn score(gold: &Gold, comparison: &Comparison) -> Score {
    let predicted = predicted(&gold.sentences, comparison);
    Score {
        predicted: predicted.len(),
        right: predicted.iter().filter(|link| gold.links.contains_key(*link)).count(),
        wanted: gold.links.values().filter(|must| **must).count(),
        found: predicted.iter().filter(|link| gold.links.get(*link) == Some(&true)).count(),
    }
}

/// Links of a comparison: sentences of a row with a single span on one side, and sentences with equal operations over
/// at least 30 % of the shorter one.
fn predicted(sentences: &Pair<Vec<Span>>, comparison: &Comparison) -> HashSet<(usize, usize)> {
    let mut links = HashSet::new();
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for row in comparison.rows.iter().filter(|r| !r.spans.old.is_empty() && !r.spans.new.is_empty()) {
        if row.spans.old.len() == 1 || row.spans.new.len() == 1 {
            let hit = |side: Side| hit(&sentences[side], &row.spans[side]);
            links.extend(hit(Side::Old).into_iter().flat_map(|i| hit(Side::New).into_iter().map(move |j| (i, j))));
        }
        for op in &row.ops {
            let Op::Equal { old, new, .. } = *op else { continue };
            for (i, a) in sentences.old.iter().enumerate().filter(|(_, s)| s.overlaps(old)) {
                for (j, b) in sentences.new.iter().enumerate().filter(|(_, s)| s.overlaps(new)) {
                    *shared.entry((i, j)).or_default() += overlap(*a, old).min(overlap(*b, new));
                }
            }
        }
    }
    let enough =
        |&(&(i, j), &n): &(&(usize, usize), &usize)| n * 10 >= 3 * sentences.old[i].len().min(sentences.new[j].len());
    links.extend(shared.iter().filter(enough).map(|(link, _)| *link));
    links
}

/// The sentences that share at least half of the shorter range with one of the spans.
fn hit(sentences: &[Span], spans: &[Span]) -> HashSet<usize> {
    let half = |s: &Span, p: &Span| overlap(*s, *p) * 2 >= s.len().min(p.len()) && s.overlaps(*p);
    (0..sentences.len()).filter(|&i| spans.iter().any(|p| half(&sentences[i], p))).collect()
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize
}
