//! GitHub's extensions of Markdown: the text read is that of the specified HTML. The examples of the specification are those
//! that the sources of the parser have; without these they are skipped.

#![allow(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/html_text.rs"]
mod html_text;
#[path = "common/skipped.rs"]
mod skipped;

use std::path::PathBuf;

use html_text::{folded, text_of};
use recto::format::{Hint, read};

/// The text read; a text with only syntax is read as written.
fn text(markdown: &str) -> String {
    let read = read(markdown.into(), &Hint::of_name("a.md")).ok();
    read.filter(|document| document.source.is_some()).map_or_else(String::new, |document| document.text.to_string())
}

/// The folder with the parser's own examples.
fn suite() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src")).ok()?;
    let crates =
        registries.flatten().filter_map(|registry| std::fs::read_dir(registry.path()).ok()).flatten().flatten();
    let parser = crates
        .map(|krate| krate.path())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("pulldown-cmark-0.")));
    parser.map(|path| path.join("tests/suite")).filter(|path| path.is_dir()).max()
}

/// The text between `r##"` and `"##` after a name.
fn raw<'a>(test: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = test.split_once(&format!("let {name} = r##\""))?;
    rest.split_once("\"##").map(|(text, _)| text)
}

#[test]
fn the_examples_of_the_specification_read_as_their_html() {
    let Some(suite) = suite() else {
        return skipped::report("the examples of GFM, as the parser's sources are missing");
    };
    let (mut tried, mut missed) = (0, Vec::new());
    for file in ["gfm_table.rs", "gfm_strikethrough.rs", "gfm_tasklist.rs"] {
        let tests = std::fs::read_to_string(suite.join(file)).expect("read");
        for test in tests.split("#[test]").skip(1) {
            let (Some(markdown), Some(html)) = (raw(test, "original"), raw(test, "expected")) else { continue };
            tried += 1;
            let (found, wanted) = (folded(&text(markdown)), folded(&text_of(html)));
            if found != wanted {
                missed.push(format!("{file}: {markdown:?}\n  wanted {wanted:?}\n  read   {found:?}"));
            }
        }
    }
    println!("{} of {tried} examples", tried - missed.len());
    assert!(tried >= 12 && missed.is_empty(), "{tried}\n{}", missed.join("\n"));
}

#[test]
fn each_extension_reads_as_its_html() {
    for (markdown, html) in [
        (
            "| Boat | Seats |\n|:-----|------:|\n| *Anna* | 12 \\| 14 |\n| Ida |\n| Eva | 8 | more |\n\nNo row.",
            "<table><tr><th>Boat</th><th>Seats</th></tr><tr><td><em>Anna</em></td><td>12 | 14</td></tr><tr><td>Ida</td><td></td>\
             </tr><tr><td>Eva</td><td>8</td></tr></table><p>No row.</p>",
        ),
        ("| a | b |\n| - |\n| c |", "<p>| a | b |\n| - |\n| c |</p>"),
        (
            "- [ ] tie up\n- [x] pay\n  - [X] in coins\n- [y] leave",
            "<ul><li><input type=checkbox> tie up</li><li><input type=checkbox checked> pay<ul><li><input checked> in coins</li></ul>\
             </li><li>[y] leave</li></ul>",
        ),
        ("~~Gone~~, ~too~, ~~not\n\nhere~~", "<p><del>Gone</del>, <del>too</del>, ~~not</p><p>here~~</p>"),
        (
            "See www.quay.example/a_b, https://quay.example?q=(1), and ferry@quay.example.",
            "<p>See <a>www.quay.example/a_b</a>, <a>https://quay.example?q=(1)</a>, and <a>ferry@quay.example</a>.</p>",
        ),
        (
            "<strong> <title> <style> <em>\n\n<blockquote>\n  <xmp> is disallowed.  <XMP> too.\n</blockquote>",
            "<p><strong> &lt;title> &lt;style> <em></p><blockquote>\n  &lt;xmp> is disallowed.  &lt;XMP> too.\n</blockquote>",
        ),
    ] {
        let found = text(markdown).replace("[X]", "[x]");
        assert_eq!(folded(&found), folded(&text_of(html)), "{markdown}");
    }
}
