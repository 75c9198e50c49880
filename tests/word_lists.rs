//! Word lists belong in `assets/lang/<code>/*.txt`, where they can be edited without knowing Rust: there are none in
//! the sources. Every language has the required lists.
//!
//! ```text
//! src/**/*.rs ──lex──▶ runs of strings: ["who", "whom", "whose"], "who" | "whom" | "whose", "who whom whose …"
//!                        │ how many are words of assets/lang?
//!                        ▼
//!                      a list of words ──▶ a fault, unless listed in ALLOWED
//! ```

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Minimum number of consecutive strings that are a list.
const LIST: usize = 3;

/// Minimum number of words of a string that is a list, in a module without messages.
const WORDS_IN_A_STRING: usize = 8;

/// Modules without messages for people.
const SILENT: [&str; 7] = ["align", "changes", "diff", "format", "lang", "story", "text"];

/// Exceptions, whose strings happen to be words: the file, its first string, and what they are.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("app/command.rs", "enter", "names of keys"),
    ("changes/house_style.rs", "mln", "norms of units, by which all languages are compared"),
    ("format/markdown/front.rs", "author", "fields of front matter, as site generators name them"),
    ("format/markdown/front.rs", "date", "fields of front matter"),
    ("format/markdown/front.rs", "lastmod", "fields of front matter"),
    ("format/markdown/front.rs", "lang", "fields of front matter"),
    ("format/markdown/front.rs", "tags", "fields of front matter"),
    ("format/news/patterns/pages.rs", "mix", "Roman figures"),
    ("format/plain/keeps.rs", "INT. ", "scene headings of screenplays, the same in many languages"),
    ("lang/phrases.rs", "agencies", "names of lists"),
    ("page/when.rs", "January", "messages of the program, which speaks English"),
    ("text/stops.rs", "com", "domains of the internet"),
    ("format/office/docx/styles.rs", "0", "values of switches in Word files"),
    ("format/office/docx/styles.rs", "quote", "names of styles that Word defines"),
    ("format/office/odt/body.rs", "change-start", "elements of OpenDocument"),
    ("format/office/odt/styles.rs", "caption", "names of styles that LibreOffice defines"),
    ("format/content.rs", "rss", "elements of feeds"),
    ("format/feed.rs", "pubDate", "elements of feeds"),
    ("format/feed.rs", "encoded", "elements of feeds"),
    ("format/mail/message.rs", "subject", "fields of mail"),
    ("format/wiki/inline.rs", "File:", "prefixes that MediaWiki defines"),
];

/// Names of the vocabulary of HTML and of its metadata, which are not words in its reader.
const HTML: &str = "a address alertdialog area article aside author b base blockquote body br button center cite col \
    complementary contentinfo dc dfn dialog div dl em embed equiv fieldset footer form h headline hr html http i img \
    input item itemprop left li link menu menubar meta name nav navigation object og ol p property right script search \
    section source span strong table tbody td th time title tr track twitter ul var wbr";

/// Required lists of every language, with their minimum number of forms.
const REQUIRED: [(&str, usize); 6] =
    [("negations", 8), ("hedges", 40), ("reporting", 40), ("months", 12), ("abbreviations", 25), ("function", 100)];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            out.extend(files_below(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
    out.sort();
    out
}

fn letters_apart(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// All words of all lists.
fn known_words() -> BTreeSet<String> {
    let lists = files_below(&root().join("assets/lang"), "txt");
    let texts: Vec<String> = lists.iter().map(|path| fs::read_to_string(path).expect("a list")).collect();
    let lines = texts.iter().flat_map(|text| text.lines()).map(|line| line.split('#').next().unwrap_or(""));
    lines.flat_map(letters_apart).filter(|word| word.chars().nth(1).is_some()).collect()
}

/// Consecutive strings, and the line of the first.
type Run = (usize, Vec<String>);

/// Runs of strings separated only by `,`, `|` and `&`, outside tests.
fn runs(stream: TokenStream, out: &mut Vec<Run>) {
    let mut run: Run = (0, Vec::new());
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Literal(literal) if literal.to_string().starts_with(['"', 'r']) => {
                let text = literal.to_string();
                if run.1.is_empty() {
                    run.0 = literal.span().start().line;
                }
                run.1.push(text.trim_matches(['r', '#']).trim_matches('"').to_owned());
                continue;
            }
            TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | '|' | '&') => continue,
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                // Attributes are not code: comments, error messages.
                _ = tokens.next_if(|next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'));
                let attribute = tokens.next_if(|next| matches!(next, TokenTree::Group(_)));
                if attribute.is_some_and(|group| group.to_string().replace(' ', "") == "[cfg(test)]") {
                    // The item after it, up to its braces or its semicolon.
                    for token in tokens.by_ref() {
                        let ends = match &token {
                            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                            TokenTree::Punct(mark) => mark.as_char() == ';',
                            _ => false,
                        };
                        if ends {
                            break;
                        }
                    }
                }
            }
            TokenTree::Group(group) => runs(group.stream(), out),
            _ => {}
        }
        if !run.1.is_empty() {
            out.push(std::mem::take(&mut run));
        }
    }
    if !run.1.is_empty() {
        out.push(run);
    }
}

/// Whether a string is a word or a short phrase, all of it in the lists.
fn is_phrase(text: &str, known: &BTreeSet<String>) -> bool {
    let written = text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '-' | '.' | ':'));
    let mut words = letters_apart(text).peekable();
    written && text.chars().nth(1).is_some() && words.peek().is_some() && words.all(|word| known.contains(&word))
}

/// Whether a string is a list by itself: "monday tuesday wednesday …".
fn is_list(text: &str, known: &BTreeSet<String>) -> bool {
    let small = text.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | '\'' | '-' | '\\' | '\n'));
    let words: Vec<String> = letters_apart(text).collect();
    let found = words.iter().filter(|word| known.contains(*word)).count();
    small && words.len() >= WORDS_IN_A_STRING && found * 2 > words.len()
}

/// Whether a string has several letters of other scripts than Latin: the words, or the one-letter words, of a language.
fn is_of_another_script(text: &str) -> bool {
    const FIRST_AFTER_LATIN: char = '\u{370}';
    text.chars().filter(|&c| c.is_alphabetic() && c >= FIRST_AFTER_LATIN).count() >= LIST
}

#[test]
fn no_list_of_words_is_in_the_sources() {
    let known = known_words();
    assert!(known.len() > 10_000, "the lists were not found");
    let src = root().join("src");
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for path in files_below(&src, "rs") {
        let name = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
        let source = fs::read_to_string(&path).expect("a source");
        let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
        // The file of a language has the endings of its stemmer.
        if is_test || name.starts_with("lang/") && source.contains(": Source = Source {") {
            continue;
        }
        let mut found = Vec::new();
        runs(source.parse().expect("Rust"), &mut found);
        if name.starts_with("format/html/") {
            let is_html = |text: &String| letters_apart(text).all(|word| HTML.split(' ').any(|name| name == word));
            found.iter_mut().for_each(|(_, strings)| strings.retain(|text| !is_html(text)));
        }
        let silent = SILENT.iter().any(|module| name.starts_with(&format!("{module}/")));
        for (line, strings) in found {
            let phrases = strings.iter().filter(|text| is_phrase(text, &known)).count();
            let listed = strings.len() >= LIST && phrases * 2 >= strings.len() && phrases > 1;
            let spelled_out = silent && strings.iter().any(|text| is_list(text, &known));
            let of_another_script = strings.iter().any(|text| is_of_another_script(text));
            if !(listed || spelled_out || of_another_script) {
                continue;
            }
            match ALLOWED.iter().find(|(file, first, _)| *file == name && strings.first().is_some_and(|s| s == first)) {
                Some(allowed) => _ = used.insert(allowed),
                None => wrong.push(format!("{name}:{line}: {strings:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "words belong in assets/lang/<code>/*.txt:\n{}", wrong.join("\n"));
    let unused: Vec<_> = ALLOWED.iter().filter(|row| !used.contains(row)).collect();
    assert!(unused.is_empty(), "no longer in the sources: {unused:?}");
}

/// The number of forms in a list, over all groups.
fn forms(text: &str) -> usize {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
    let entries = lines.filter(|line| !line.is_empty() && !line.starts_with('['));
    entries.map(|line| line.split(", ").count()).sum()
}

#[test]
fn every_language_has_the_required_lists() {
    let languages: Vec<PathBuf> = fs::read_dir(root().join("assets/lang"))
        .expect("the languages")
        .map(|entry| entry.expect("a language").path())
        .filter(|path| path.is_dir())
        .collect();
    assert!(languages.len() >= 14, "the languages were not found");
    let mut wrong = BTreeMap::new();
    for language in &languages {
        let code = language.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        assert!(recto::lang::Language::by_code(&code).is_some(), "{code} has lists and is no language");
        for (list, least) in REQUIRED {
            let text = fs::read_to_string(language.join(format!("{list}.txt"))).unwrap_or_default();
            let found = forms(&text);
            if found < least {
                wrong.insert(format!("{code}/{list}.txt"), format!("{found} forms, {least} wanted"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn lists_are_distinguished_from_other_strings() {
    let known: BTreeSet<String> = ["who", "whom", "whose", "said"].map(str::to_owned).into();
    let of = |source: &str| {
        let mut found = Vec::new();
        runs(source.parse().expect("Rust"), &mut found);
        found.into_iter().map(|(_, strings)| strings).collect::<Vec<_>>()
    };
    assert_eq!(of("const A: [&str; 2] = [\"who\", \"whom\"];"), [["who", "whom"]]);
    assert_eq!(of("matches!(w, \"who\" | \"whom\")"), [["who", "whom"]]);
    assert_eq!(of("#[cfg(test)] mod tests { const A: &str = \"who\"; } f(\"said\")"), [["said"]]);
    assert!(is_phrase("who said", &known) && !is_phrase("who left", &known) && !is_phrase("{who}", &known));
    assert!(is_of_another_script("日月年") && !is_of_another_script("é «là» 、。"));
    assert!(is_list("who whom whose said who whom whose said", &known) && !is_list("who said it", &known));
}

/// A list that no language names has no effect.
#[test]
fn every_list_is_read() {
    let sources = files_below(&root().join("src/lang"), "rs");
    let sources: Vec<String> = sources.iter().map(|path| fs::read_to_string(path).expect("a source")).collect();
    let mut wrong = Vec::new();
    for path in files_below(&root().join("assets/lang"), "txt") {
        let name = |path: &Path| path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let Some(code) = path.parent().map(name).filter(|code| code != "lang") else { continue };
        let lists = sources.iter().find_map(|source| {
            let (_, after) = source.split_once(&format!("lists!(\"{code}\":"))?;
            Some(after.split_once(')')?.0)
        });
        if !lists.is_some_and(|lists| lists.split_whitespace().any(|list| *list == name(&path))) {
            wrong.push(format!("{code}/{}.txt", name(&path)));
        }
    }
    assert!(wrong.is_empty(), "no language names these lists: {wrong:?}");
}
