//! The pairs of `tests/eval`: two texts, the links that a careful reader would draw, and facts that a comparison must
//! find. `README.md` describes the files.

use std::fs;
use std::path::{Path, PathBuf};

use recto::changes::Class;
use recto::text::{Pair, Side};

/// A pair of texts with its gold answer.
pub(crate) struct EvalPair {
    /// The file's name without extension.
    pub(crate) name: String,
    /// The kind of text: `wire-correction`, `verse` …
    pub(crate) kind: String,
    pub(crate) texts: Pair<String>,
    pub(crate) links: Vec<GoldLink>,
    pub(crate) facts: Vec<Fact>,
}

/// Corresponding statements of both sides, by their start in bytes.
pub(crate) struct GoldLink {
    pub(crate) starts: Pair<Vec<usize>>,
}

/// What a comparison must or must not report.
pub(crate) enum Fact {
    /// A change of a class with these words on both sides.
    Found { class: String, words: Pair<String> },
    /// A change announced by an editor's note.
    Announced(Pair<String>),
    /// A class that no change may have.
    Never(String),
}

impl EvalPair {
    /// Whether it is for choosing thresholds; the others are held out.
    pub(crate) fn is_for_tuning(&self) -> bool {
        self.name.starts_with("a-")
    }
}

/// All pairs, by name.
pub(crate) fn pairs() -> Vec<EvalPair> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval");
    let entries = fs::read_dir(&folder).expect("the folder of pairs");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> EvalPair {
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let file = fs::read_to_string(path).expect("a pair is UTF-8");
    let part = |text: &str, mark: &str| -> (String, String) {
        let (head, rest) = text.split_once(mark).unwrap_or_else(|| panic!("{name}: no {mark:?}"));
        (head.to_owned(), rest.to_owned())
    };
    let (head, rest) = part(&file, "--- old\n");
    let (old, rest) = part(&rest, "--- new\n");
    let (new, rest) = part(&rest, "--- links\n");
    let (links, facts) = rest.split_once("--- facts\n").unwrap_or((&rest, ""));
    let kind = head.strip_prefix("# kind: ").and_then(|head| head.split(';').next());
    let kind = kind.unwrap_or_else(|| panic!("{name}: no kind")).to_owned();
    let texts = Pair::new(old, new);
    let folded = texts.as_ref().map(|text| Folded::new(text));
    let links = links.lines().filter(|l| !l.is_empty()).map(|line| {
        let line = line.strip_suffix("  moved").unwrap_or(line);
        let sides = line.split_once("\" ~ \"").unwrap_or_else(|| panic!("{name}: not a link: {line}"));
        let sides = Pair::new(sides.0.trim_start_matches('"'), sides.1.trim_end_matches('"'));
        let starts = |side: Side| -> Vec<usize> {
            let prefixes = sides[side].split("\" + \"");
            prefixes.map(|p| folded[side].find(p).unwrap_or_else(|| panic!("{name}: not in {side:?}: {p}"))).collect()
        };
        GoldLink { starts: Pair::new(starts(Side::Old), starts(Side::New)) }
    });
    let links = links.collect();
    let facts = facts.lines().filter(|l| !l.is_empty()).map(fact).collect();
    EvalPair { kind, links, facts, texts, name }
}

fn fact(line: &str) -> Fact {
    let (class, value) = line.split_once(": ").unwrap_or_else(|| panic!("not a fact: {line}"));
    let is_class = |name: &str| Class::ALL.iter().any(|class| class.name() == name);
    if class == "no" {
        assert!(is_class(value), "there is no class {value}: {line}");
        return Fact::Never(value.to_owned());
    }
    assert!(class == "announced" || is_class(class), "there is no class {class}: {line}");
    let (old, new) = value.split_once("->").unwrap_or_else(|| panic!("not a fact: {line}"));
    let words = Pair::new(old.trim().to_owned(), new.trim().to_owned());
    match class {
        "announced" => Fact::Announced(words),
        _ => Fact::Found { class: class.to_owned(), words },
    }
}

/// A text with white space collapsed, and the positions of its characters in the original.
struct Folded {
    text: String,
    at: Vec<usize>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let (mut folded, mut at) = (String::new(), Vec::new());
        for (byte, c) in text.char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && folded.ends_with(' ') {
                continue;
            }
            folded.push(c);
            at.extend(std::iter::repeat_n(byte, c.len_utf8()));
        }
        Self { text: folded, at }
    }

    fn find(&self, words: &str) -> Option<usize> {
        self.text.find(words).map(|at| self.at[at])
    }
}
