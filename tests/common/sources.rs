//! Parses the project's sources for tests: which file names which paths.
//!
//! ```text
//! src/**/*.rs ──lex (proc-macro2)──▶ tokens ──read──▶ Source: paths, names brought in by `use`, child modules
//!                                                        └──resolve──▶ Target: the file that defines a name, or an
//!                                                                      external path (`std::fs::read`)
//! ```
//!
//! Comments and strings are ignored, macros are not. A re-exported name is followed to the file that defines it: an
//! import through `mod.rs` counts as an import of that file.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The segments of a path, without `crate`.
pub(crate) type Segments = Vec<String>;

/// A path named by a source, with its position.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// As written, with `crate`, `self` and `super`. A method call is `.` and its name.
    pub segments: Segments,
    /// The module that names it; it may be an inline module of the file.
    pub module: Segments,
    /// Its line, from 1.
    pub line: usize,
    /// Whether it is under `#[cfg(test)]`.
    pub test: bool,
    /// Whether it is only re-exported: `pub use`.
    pub reexport: bool,
    /// Whether it ends in `*`.
    pub glob: bool,
}

/// One source file.
#[derive(Debug)]
pub(crate) struct Source {
    /// The path below `src`, with `/`.
    pub path: String,
    /// Its module: `[]` is `lib.rs`, `["text", "words"]` is `text/words.rs`.
    pub module: Segments,
    /// Whether it is compiled only for tests.
    pub test: bool,
    /// All paths that it names.
    pub names: Vec<Named>,
}

/// All sources of the library.
#[derive(Debug)]
pub(crate) struct Sources {
    /// By module.
    pub files: BTreeMap<Segments, Source>,
    /// The paths of names introduced by `use`, by the module of the `use`.
    bindings: HashMap<(Segments, String), (Segments, Segments)>,
}

/// What a path refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An item of a module; no segments are left if the path names the module itself.
    Item(Segments, Segments),
    /// An item of another crate.
    External(Segments),
}

impl Sources {
    /// Reads everything below `src` except `main.rs` and `allocator.rs`, which are a separate crate.
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut paths = Vec::new();
        find(&root, &mut paths);
        let mut sources = Self { files: BTreeMap::new(), bindings: HashMap::new() };
        let mut for_tests = Vec::new();
        for file in paths {
            let path = file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
            if path == "main.rs" || path == "allocator.rs" {
                continue;
            }
            let module = module_of(&path);
            let text = fs::read_to_string(&file).expect("a source file");
            let stream: TokenStream = text.parse().unwrap_or_else(|e| panic!("{path}: {e}"));
            let mut lexemes = Vec::new();
            flatten(stream, &mut lexemes);
            let mut reader = Reader::new(lexemes, module.clone());
            reader.read();
            sources.bindings.extend(reader.bindings);
            for_tests.extend(reader.for_tests);
            sources.files.insert(module.clone(), Source { path, module, test: false, names: reader.names });
        }
        for source in sources.files.values_mut() {
            source.test = for_tests.iter().any(|m| source.module.starts_with(m));
            let test = source.test;
            source.names.iter_mut().for_each(|n| n.test |= test);
        }
        sources
    }

    /// Resolves a name.
    pub(crate) fn resolve(&self, named: &Named) -> Target {
        self.follow(&named.module, &named.segments, 0)
    }

    fn follow(&self, from: &[String], segments: &[String], depth: usize) -> Target {
        assert!(depth < 32, "{segments:?} in {from:?} leads round in a circle");
        let mut module = from.to_vec();
        let mut rest = segments;
        match segments.first().map(String::as_str) {
            Some("crate") => (module, rest) = (Vec::new(), &segments[1..]),
            Some("self") => rest = &segments[1..],
            Some("super") => {
                while rest.first().is_some_and(|s| s == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
            }
            Some(first) => {
                let child = [from, &[first.to_owned()]].concat();
                // A name that is imported, and not the child module of the same name.
                if !self.files.contains_key(&child) {
                    let Some((at, path)) = self.bindings.get(&(from.to_vec(), first.to_owned())) else {
                        return Target::External(segments.to_vec());
                    };
                    return match path.first() {
                        // `use similar;` imports a crate by its own name.
                        Some(same) if same == first => Target::External([path, &segments[1..]].concat()),
                        _ => self.follow(at, &[path, &segments[1..]].concat(), depth + 1),
                    };
                }
            }
            None => {}
        }
        while let Some(next) = rest.first() {
            let child = [module.as_slice(), std::slice::from_ref(next)].concat();
            if self.files.contains_key(&child) {
                (module, rest) = (child, &rest[1..]);
                continue;
            }
            if let Some((at, path)) = self.bindings.get(&(module.clone(), next.clone())) {
                return self.follow(at, &[path, &rest[1..]].concat(), depth + 1);
            }
            break;
        }
        Target::Item(module, rest.to_vec())
    }
}

fn find(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            find(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The file of a module below `src`.
pub(crate) fn path_of(module: &[String]) -> PathBuf {
    let path = module.iter().fold(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), |path, name| path.join(name));
    if path.is_dir() { path.join("mod.rs") } else { path.with_extension("rs") }
}

/// `text/words.rs` → `text`, `words`; `text/mod.rs` → `text`; `lib.rs` → nothing.
fn module_of(path: &str) -> Segments {
    let path = path.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// A token with its line: an identifier, `::`, a bracket, another mark; literals are left out.
type Lexeme = (String, usize);

fn flatten(stream: TokenStream, out: &mut Vec<Lexeme>) {
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let line = token.span().start().line;
        match token {
            TokenTree::Ident(ident) => out.push((ident.to_string(), line)),
            TokenTree::Punct(mark) if mark.as_char() == ':' => {
                let double = tokens.next_if(|t| matches!(t, TokenTree::Punct(p) if p.as_char() == ':')).is_some();
                out.push((if double { "::" } else { ":" }.to_owned(), line));
            }
            TokenTree::Punct(mark) => out.push((mark.as_char().to_string(), line)),
            TokenTree::Literal(_) => out.push((String::new(), line)),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push((open.to_owned(), line));
                flatten(group.stream(), out);
                out.push((close.to_owned(), group.span_close().start().line));
            }
        }
    }
}

/// Walks through the tokens of one file.
struct Reader {
    lexemes: Vec<Lexeme>,
    at: usize,
    module: Segments,
    /// Ends of the open inline modules.
    inline: Vec<usize>,
    /// Tokens before this one are compiled only for tests.
    test_until: usize,
    names: Vec<Named>,
    bindings: Vec<((Segments, String), (Segments, Segments))>,
    /// Modules declared under `#[cfg(test)]`.
    for_tests: Vec<Segments>,
}

impl Reader {
    fn new(lexemes: Vec<Lexeme>, module: Segments) -> Self {
        let (names, bindings, for_tests) = (Vec::new(), Vec::new(), Vec::new());
        Self { lexemes, at: 0, module, inline: Vec::new(), test_until: 0, names, bindings, for_tests }
    }

    fn word(&self, at: usize) -> &str {
        self.lexemes.get(at).map_or("", |l| l.0.as_str())
    }

    fn read(&mut self) {
        while self.at < self.lexemes.len() {
            while self.inline.last().is_some_and(|end| *end <= self.at) {
                self.inline.pop();
                self.module.pop();
            }
            let before = if self.at == 0 { "" } else { self.word(self.at - 1) };
            match self.word(self.at) {
                "#" if self.word(self.at + 1) == "[" => self.attribute(),
                "use" if self.word(self.at + 1) != "<" => self.import(),
                "mod" if is_ident(self.word(self.at + 1)) => self.declaration(),
                word if is_ident(word) && self.word(self.at + 1) == "::" && before != "::" => self.path(),
                word if is_ident(word) && before == "." && self.word(self.at + 1) == "(" => self.method(),
                _ => self.at += 1,
            }
        }
    }

    /// Parses `#[…]`; the item after `#[cfg(test)]` is for tests.
    fn attribute(&mut self) {
        let end = self.close(self.at + 1);
        let words: Vec<&str> = (self.at + 2..end).map(|i| self.word(i)).collect();
        if words.first() == Some(&"cfg") && words.contains(&"test") && !words.contains(&"not") {
            self.test_until = self.test_until.max(self.item_end(end + 1));
        }
        // Paths inside it (`#[derive(thiserror::Error)]`) count too.
        self.at += 2;
    }

    /// The end of the item that begins at `at`: after its closing brace or its semicolon.
    fn item_end(&self, mut at: usize) -> usize {
        while at < self.lexemes.len() {
            match self.word(at) {
                "{" => return self.close(at) + 1,
                "(" | "[" => at = self.close(at),
                ";" => return at + 1,
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// The position of the bracket that closes the one at `at`.
    fn close(&self, at: usize) -> usize {
        let mut depth = 0;
        for i in at..self.lexemes.len() {
            match self.word(i) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                return i;
            }
        }
        self.lexemes.len()
    }

    /// Parses `mod name;` or `mod name {`.
    fn declaration(&mut self) {
        let child = [self.module.as_slice(), &[self.word(self.at + 1).to_owned()]].concat();
        if self.word(self.at + 2) == "{" {
            self.inline.push(self.close(self.at + 2));
            self.module = child;
        } else if self.at < self.test_until {
            self.for_tests.push(child);
        }
        self.at += 3;
    }

    fn path(&mut self) {
        let line = self.lexemes[self.at].1;
        let mut segments = vec![self.word(self.at).to_owned()];
        self.at += 1;
        while self.word(self.at) == "::" && is_ident(self.word(self.at + 1)) {
            segments.push(self.word(self.at + 1).to_owned());
            self.at += 2;
        }
        let (module, test) = (self.module.clone(), self.at <= self.test_until);
        self.names.push(Named { segments, module, line, test, reexport: false, glob: false });
    }

    /// A method call as the path `.` and its name.
    fn method(&mut self) {
        let (segments, line) = (vec![".".to_owned(), self.word(self.at).to_owned()], self.lexemes[self.at].1);
        let (module, test) = (self.module.clone(), self.at <= self.test_until);
        self.names.push(Named { segments, module, line, test, reexport: false, glob: false });
        self.at += 1;
    }

    fn import(&mut self) {
        let reexport = matches!(self.at.checked_sub(1).map(|i| self.word(i)), Some("pub"))
            || (self.at > 3
                && self.word(self.at - 1) == ")"
                && (1..6).any(|n| self.at > n && self.word(self.at - n) == "pub"));
        self.at += 1;
        self.tree(&mut Vec::new(), reexport);
    }

    /// Parses one branch of a `use`, after the segments `before`.
    fn tree(&mut self, before: &mut Segments, reexport: bool) {
        let held = before.len();
        loop {
            let (word, line) = (self.word(self.at).to_owned(), self.lexemes.get(self.at).map_or(0, |l| l.1));
            self.at += 1;
            match word.as_str() {
                "::" => {}
                "{" => {
                    while self.word(self.at) != "}" && self.at < self.lexemes.len() {
                        self.tree(before, reexport);
                        if self.word(self.at) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    break;
                }
                "*" => {
                    self.bring(before, None, line, (reexport, true));
                    break;
                }
                _ => {
                    if word != "self" || before.is_empty() {
                        before.push(word);
                    }
                    if self.word(self.at) == "::" {
                        continue;
                    }
                    let mut name = before.last().cloned();
                    if self.word(self.at) == "as" {
                        name = Some(self.word(self.at + 1).to_owned());
                        self.at += 2;
                    }
                    self.bring(before, name, line, (reexport, false));
                    break;
                }
            }
        }
        before.truncate(held);
    }

    fn bring(&mut self, path: &[String], name: Option<String>, line: usize, (reexport, glob): (bool, bool)) {
        let (module, segments, test) = (self.module.clone(), path.to_vec(), self.at <= self.test_until);
        if let Some(name) = name
            && !test
        {
            self.bindings.push(((module.clone(), name), (module.clone(), segments.clone())));
        }
        self.names.push(Named { segments, module, line, test, reexport, glob });
    }
}

fn is_ident(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
