//! Word lists belong in `assets/lang/<code>/*.txt`, where they can be edited without knowing Rust: there are none in
//! the sources. Every language has the required lists.
//!
//! ```text
//! src/**/*.rs ──lex──▶ runs of strings: ["who", "whom", "whose"], "who" | "whom" | "whose", "who whom whose …"
//!                │       │ how many are words of assets/lang?
//!                │       ▼
//!                │     a list of words ──▶ a fault, unless listed in ALLOWED
//!                │
//!                └─▶ compared strings: line.contains("contact"), Some(&"in"), "the" => …
//!                      │ in a module that reads prose
//!                      ▼
//!                    a word ──▶ a fault, unless listed in COMPARED
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
    ("format/office/odt/body.rs", "change-start", "elements of OpenDocument"),
    ("format/office/paragraph.rs", "quote", "names of styles that Word and LibreOffice define"),
    ("format/office/paragraph.rs", "caption", "names of styles that Word and LibreOffice define"),
    ("format/content.rs", "rss", "elements of feeds"),
    ("format/feed.rs", "pubDate", "elements of feeds"),
    ("format/feed.rs", "encoded", "elements of feeds"),
    ("format/mail/message.rs", "subject", "fields of mail"),
    ("format/wiki/inline.rs", "File:", "prefixes that MediaWiki defines"),
];

/// Modules that compare strings with words of prose, not with names that a format defines.
const READERS: [&str; 9] =
    ["align/", "changes/", "diff/", "format/news/", "format/plain/", "format/shape.rs", "lang/", "story/", "text/"];

/// Methods that compare a text with a string.
const COMPARES: [&str; 19] = [
    "contains", "ends_with", "eq_ignore_ascii_case", "find", "match_indices", "matches", "rfind", "rsplit",
    "rsplit_once", "split", "split_once", "starts_with", "strip_prefix", "strip_suffix", "trim_end_matches",
    "trim_start_matches", "begins_in_any_case", "ends_in_any_case", "has_word",
];

/// Exceptions to strings that are compared: the file, the string, and what it is.
const COMPARED: &[(&str, &str, &str)] = &[
    ("changes/house_style.rs", "meter", "a norm of units, by which all languages are compared"),
    ("changes/house_style.rs", "meters", "a norm of units"),
    ("changes/house_style.rs", "mln", "a norm of units"),
    ("format/news/patterns/furniture.rs", "www.", "the beginning of an address"),
    ("lang/calendar.rs", "GMT", "a time zone, in all languages"),
    ("lang/calendar.rs", "UTC", "a time zone, in all languages"),
    ("lang/calendar.rs", "am", "half of the day, in dates that programs wrote"),
    ("lang/calendar.rs", "pm", "half of the day, in dates that programs wrote"),
    ("lang/numerals.rs", "us", "the country of a currency"),
    ("text/stops.rs", "www.", "the beginning of an address"),
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
    for token in without_tests(stream) {
        if let Some((line, text)) = string(&token) {
            if run.1.is_empty() {
                run.0 = line;
            }
            run.1.push(text);
            continue;
        }
        match token {
            TokenTree::Punct(mark) if matches!(mark.as_char(), ',' | '|' | '&') => continue,
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

/// The text of a string literal.
fn string(token: &TokenTree) -> Option<(usize, String)> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    let is_string = text.starts_with('"') || text.starts_with("r\"") || text.starts_with("r#");
    is_string.then(|| (literal.span().start().line, text.trim_matches(['r', '#']).trim_matches('"').to_owned()))
}

/// Strings that are compared with something, outside tests: arguments of [`COMPARES`], operands of `==` and `!=`, and
/// patterns.
fn compared(stream: TokenStream, is_compared: bool, out: &mut Vec<(usize, String)>) {
    let tokens: Vec<TokenTree> = without_tests(stream);
    let mark = |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == mark);
    let equals = |at: usize| (mark(at, '=') || mark(at, '!')) && mark(at + 1, '=');
    for (at, token) in tokens.iter().enumerate() {
        let named = |name: &dyn Fn(&str) -> bool| {
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            matches!(before, Some(TokenTree::Ident(ident)) if name(&ident.to_string()))
        };
        match token {
            TokenTree::Group(group) => {
                let is_macro = at > 1
                    && mark(at - 1, '!')
                    && matches!(&tokens[at - 2], TokenTree::Ident(name) if name == "matches");
                let is_argument = named(&|name| COMPARES.contains(&name));
                // `Some(&"in")`, `("of", "this") =>`
                let is_pattern = equals_before(&tokens, at) || mark(at + 1, '=') && mark(at + 2, '>') || equals(at + 1);
                let inherits = is_compared && group.delimiter() != Delimiter::Brace;
                compared(group.stream(), is_macro || is_argument || is_pattern || inherits, out);
            }
            _ => {
                let Some(found) = string(token) else { continue };
                let is_pattern =
                    mark(at + 1, '=') && mark(at + 2, '>') || mark(at + 1, '|') || at > 0 && mark(at - 1, '|');
                if is_compared || is_pattern || equals(at + 1) || equals_before(&tokens, at) {
                    out.push(found);
                }
            }
        }
    }
}

/// Whether `==` or `!=` is before a token, and only `Some`, `&` and the like between them.
fn equals_before(tokens: &[TokenTree], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().skip_while(|token| match token {
        TokenTree::Ident(name) => name == "Some",
        TokenTree::Punct(mark) => mark.as_char() == '&',
        _ => false,
    });
    let mut is = |marks: &[char]| matches!(before.next(), Some(TokenTree::Punct(p)) if marks.contains(&p.as_char()));
    is(&['=']) && is(&['=', '!'])
}

/// The tokens of a stream without attributes and items of tests.
fn without_tests(stream: TokenStream) -> Vec<TokenTree> {
    let mut out = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if !matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#') {
            out.push(token);
            continue;
        }
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
    out
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

/// Whether a string has two letters or more and may be read in a text.
fn is_word(text: &str) -> bool {
    let written =
        text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '-' | '.' | ':' | '(' | ','));
    written && text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// The sources that may have words: their names below `src` and their texts, without tests and languages, whose files
/// have the endings of their stemmers.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let all = files_below(&src, "rs").into_iter().map(|path| {
        let name = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("a source"))
    });
    let is_test = |name: &str| name.ends_with("tests.rs") || name.contains("/tests/");
    let is_language = |name: &str, source: &str| name.starts_with("lang/") && source.contains(": Source = Source {");
    all.filter(|(name, source)| !is_test(name) && !is_language(name, source)).collect()
}

#[test]
fn no_word_is_compared_in_the_sources() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (name, source) in sources() {
        if !READERS.iter().any(|module| name.starts_with(module)) {
            continue;
        }
        let mut found = Vec::new();
        compared(source.parse().expect("Rust"), false, &mut found);
        for (line, text) in found.into_iter().filter(|(_, text)| is_word(text)) {
            match COMPARED.iter().find(|(file, string, _)| *file == name && *string == text) {
                Some(row) => _ = used.insert(row),
                None => wrong.push(format!("{name}:{line}: {text:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "words belong in assets/lang/<code>/*.txt:\n{}", wrong.join("\n"));
    let unused: Vec<_> = COMPARED.iter().filter(|row| !used.contains(row)).collect();
    assert!(unused.is_empty(), "no longer in the sources: {unused:?}");
}

#[test]
fn no_list_of_words_is_in_the_sources() {
    let known = known_words();
    assert!(known.len() > 10_000, "the lists were not found");
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (name, source) in sources() {
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

#[test]
fn compared_strings_are_distinguished_from_other_strings() {
    let of = |source: &str| {
        let mut found = Vec::new();
        compared(source.parse().expect("Rust"), false, &mut found);
        found.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    assert_eq!(of("line.contains(\"contact\"); list(\"name\"); f(x) == \"in\""), ["contact", "in"]);
    assert_eq!(of("words.first() != Some(&\"in\")"), ["in"]);
    assert_eq!(of("match (a, b) { (\"of\", \"this\") => list(\"names\"), _ => \"x\" }"), ["of", "this"]);
    assert_eq!(of("matches!(word(1), \"the\" | \"dated\")"), ["the", "dated"]);
    assert_eq!(of("line.split([\" - \", \" or \"])"), [" - ", " or "]);
    assert_eq!(of("#[cfg(test)] mod tests { f(a == \"who\") } b.find(\"said\").map(|x| y(x))"), ["said"]);
    assert!(is_word("is the ") && is_word("d’un") && !is_word("a") && !is_word(" - ") && !is_word("0s"));
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
