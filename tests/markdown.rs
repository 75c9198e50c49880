//! Markdown: the examples of the specification, what a document of random markup has, changes of formatting, and both
//! files from CriticMarkup.

#![expect(clippy::expect_used, clippy::string_slice, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/cases.rs"]
mod cases;
#[path = "common/html_text.rs"]
mod html_text;
#[path = "common/program.rs"]
mod program;
#[path = "common/worked.rs"]
mod worked;

use std::sync::Arc;

use html_text::{folded, text_of};
use proptest::prelude::*;
use recto::changes::{Class, Comparison, Options, compare};
use recto::diff::{Op, Relation};
use recto::format::{Error, Hint, read};
use recto::out::{JsonOptions, json};
use recto::page::{CompareOptions, ComparePage};
use recto::text::{BlockKind, Document, Pair, is_space};
use serde_json::Value;
use worked::Worked;

fn markdown(text: &str) -> Option<Document> {
    read(text.into(), &Hint::of_name("a.md")).ok()
}

fn examples() -> Vec<Value> {
    let json = include_str!("data/commonmark/examples.json");
    serde_json::from_str::<Vec<Value>>(json).expect("JSON")
}

#[test]
fn the_text_read_is_that_of_the_specified_html() {
    let examples = examples();
    let mut missed = Vec::new();
    let mut code = 0;
    for example in &examples {
        let (source, html) = (example["markdown"].as_str().unwrap_or(""), example["html"].as_str().unwrap_or(""));
        let wanted = text_of(html);
        let read = markdown(source);
        // A text with only syntax is read as written.
        let text = read.as_ref().filter(|d| d.source.is_some()).map_or("", |d| &*d.text);
        let mut right = folded(text) == folded(&wanted);
        for block in html.split("<pre><code").skip(1) {
            let inner = block.split_once('>').and_then(|(_, rest)| rest.split("</code></pre>").next()).unwrap_or("");
            let inner = html_escape::decode_html_entities(inner);
            let exact = text.contains(inner.trim_matches('\n').trim_end());
            code += usize::from(exact);
            right &= exact;
        }
        if !right {
            missed.push(format!(
                "{} ({}): {source:?}\n  wanted {:?}\n  read   {text:?}",
                example["number"],
                example["section"],
                folded(&wanted)
            ));
        }
    }
    println!("{} of {} examples, {code} code blocks exact", examples.len() - missed.len(), examples.len());
    assert!(examples.len() - missed.len() >= 640, "{}", missed.join("\n"));
    println!("{}", missed.join("\n"));
}

/// Properties of all Markdown documents.
fn check(document: &Document) -> Result<(), TestCaseError> {
    let (text, file) = (&document.text, document.file_text());
    let mut at = 0;
    for block in &document.blocks {
        prop_assert!(text.get(at..block.span.start as usize).is_some_and(|gap| gap.chars().all(is_space)));
        prop_assert!(!block.span.is_empty());
        at = block.span.end as usize;
    }
    prop_assert!(text.get(at..).is_some_and(|rest| rest.chars().all(is_space)), "{:?}", text.get(at..));
    for mark in &document.marks {
        prop_assert!(text.get(mark.span.range()).is_some());
    }
    // The cells of words cover the file, in order.
    let mut at = 0;
    for word in &document.segments().words {
        let cell = document.cell_in_file(word.span);
        prop_assert!(cell.start as usize >= at, "{:?} {cell:?} {at} {file:?}", word.span.of(text));
        prop_assert!(
            file.get(at..cell.start as usize).is_some_and(|gap| gap.chars().all(is_space)),
            "{file:?} {:?}",
            file.get(at..cell.start as usize)
        );
        prop_assert!(file.get(cell.range()).is_some());
        prop_assert!(file.get(document.in_file(word.span).range()).is_some());
        at = cell.end as usize;
    }
    if !document.segments().words.is_empty() {
        prop_assert!(file.get(at..).is_some_and(|rest| rest.chars().all(is_space)), "{file:?} {:?}", file.get(at..));
    }
    for span in document.markup() {
        prop_assert!(file.get(span.range()).is_some_and(|s| !s.trim().is_empty()));
    }
    Ok(())
}

#[test]
fn the_words_cells_cover_every_example() {
    for example in examples() {
        if let Some(document) = markdown(example["markdown"].as_str().unwrap_or("")) {
            check(&document).expect("covered");
        }
    }
}

/// The space at the end of the code and the mark after it are one cluster.
#[test]
fn a_combining_mark_after_a_code_span_is_covered() {
    check(&markdown("`ࡰ\n `\u{cca}").expect("a text")).expect("covered");
}

proptest! {
    #![proptest_config(cases::config(256))]

    #[test]
    fn any_markup_is_read_whole(parts in prop::collection::vec(prop::sample::select(vec![
        "*", "**", "_", "`", "``", "[", "](", ")", "![", "<", ">", "<b>", "</b>", "<!--", "-->", "&amp;", "&eacute;", "&", "\\", "\n", "\n\n", "  \n", "- ", "1. ",
        "    ", "\t", "> ", "# ", "=====\n", "-----\n", "```\n", "~~~\n", "|", "|---|\n", "a", "Ferry", "é", "条", " ", "[^1]", "[^1]: ", "[x] ", "~~", "\r\n", "<div>\n",
        "</div>\n", "<pre>", "<script>", "---\n", "title: x\n", "+++\n", "http://a.b", "\u{a0}", "\u{0}",
    ]), 0..24)) {
        if let Some(document) = markdown(&parts.concat()) {
            check(&document)?;
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}(\n\\PC{0,30}){0,6}") {
        if let Some(document) = markdown(&text) {
            check(&document)?;
        }
    }
}

const BLOCKS: [&str; 16] = [
    "## Rates",
    "The *Ann Marie* sails at [noon](a.html).",
    "The Ann Marie sails at [noon](b.html) daily.",
    "<!-- Badges -->",
    "```sh\npay 12\n```",
    "```\npay 12\nrow home\n```",
    "    row home",
    "- bow\n- stern",
    "* bow\n  1. knots",
    "| Port | Toll |\n|--|--:|\n| Ellery | 12 |",
    "| Port | Toll |\n|:-|---|\n| Ellery | **15** |\n| Holt | 3 |",
    "> Tide waits.",
    "Tide waits.[^1]",
    "[^1]: For nobody &amp; none.",
    "[a]: http://sample.example/a\n[b]: http://sample.example/b",
    "***",
];

proptest! {
    #![proptest_config(cases::config(64))]

    /// A program that compares the files relies on it.
    #[test]
    fn equal_words_differ_in_the_files_only_where_it_is_said(
        old in prop::collection::vec(prop::sample::select(&BLOCKS[..]), 1..8),
        new in prop::collection::vec(prop::sample::select(&BLOCKS[..]), 1..8),
    ) {
        let texts = Pair::new(old, new).map(|blocks| blocks.join("\n\n"));
        let documents = Pair::new(markdown(&texts.old), markdown(&texts.new));
        let Pair { old: Some(old), new: Some(new) } = documents else { return Ok(()) };
        let documents = Pair::new(Arc::new(old), Arc::new(new));
        let comparison = compare(&documents.old, &documents.new, &Options::default()).expect("compared");
        let page = ComparePage::new(documents.clone(), Arc::new(comparison), CompareOptions::default(), 80);
        let mut out = Vec::new();
        json(&mut out, &page, Pair::new("old.md", "new.md"), JsonOptions::default()).expect("a buffer");
        let read: Value = serde_json::from_slice(&out).expect("JSON");
        let bare = |document: &Document, from: &Value, to: &Value, without: bool| {
            let (from, to) = (from.as_u64().expect("a byte"), to.as_u64().expect("a byte"));
            let bytes = document.file_text().char_indices().filter(|(at, c)| {
                let at = *at as u64;
                let is_markup = document.markup().iter().any(|m| m.range().contains(&usize::try_from(at).expect("a byte")));
                (from..to).contains(&at) && !is_space(*c) && !(without && is_markup)
            });
            bytes.map(|(_, c)| c).collect::<String>()
        };
        for op in read["rows"].as_array().expect("rows").iter().flat_map(|row| row["ops"].as_array().expect("ops")) {
            let how = op[5].as_str().unwrap_or("");
            if op[0] == "=" && !how.contains('~') {
                let without = how.contains('#');
                let old = bare(&documents.old, &op[1], &op[2], without);
                prop_assert_eq!(old, bare(&documents.new, &op[3], &op[4], without), "{}", op);
            }
        }
    }
}

#[test]
fn hostile_nesting_takes_little_time() {
    let worked = Worked::begin();
    for text in [
        "[".repeat(10_000),
        "![".repeat(10_000),
        "*a ".repeat(20_000),
        "> ".repeat(10_000) + "a",
        "`a".repeat(10_000),
        "<".repeat(10_000),
        "&".repeat(10_000),
        "- ".repeat(5_000) + "a",
        "a**b".repeat(10_000),
        "[a](".repeat(10_000),
        "|".repeat(10_000) + "\n" + &"|-".repeat(10_000),
        "[^a]: ".repeat(5_000),
        "<!--".repeat(10_000),
        "\\\n".repeat(20_000),
    ] {
        if let Some(document) = markdown(&text) {
            _ = document.segments();
        }
    }
    assert!(worked.time().as_secs() < 20, "{:?}", worked.time());
}

#[test]
fn megabytes_of_nested_marks_are_refused_at_once() {
    let worked = Worked::begin();
    for mark in ["> ", "- ", "1. "] {
        let lines = format!("{}a\n", mark.repeat(200)).repeat(5_000);
        assert_eq!(read(lines.into(), &Hint::of_name("a.md")).err(), Some(Error::Nested(200_000)));
    }
    assert!(worked.time().as_millis() < 3_000, "{:?}", worked.time());
}

#[test]
fn a_handbook_page() {
    let text = "---\ntitle: \"Ferry handbook\"\nauthors: [Mara Holt, Tom Vale]\ndate: 2024-03-04\ntags:\n  - ferry\n  - toll\nlang: en\n---\n\
        # Before you sail\n\nThe *Ann Marie* **never** sails at [night](https://sample.example/n \"why\").\n\n\
        3. Check `fuel`.\n4. Check ropes:\n   - bow\n   - stern\n\n     Twice.\n\n> Tide waits for nobody.\n\n| Port | Toll |\n|:--|--:|\n| Ellery | 12 |\n| | ~~9~~ |\n\n\
        ```rust\n  let toll = 12;\n\n  pay();\n```\n";
    let document = markdown(text).expect("a document");
    let found: Vec<String> = document
        .blocks
        .iter()
        .map(|b| {
            format!(
                "{} {}/{}/{} {:?} {:?}",
                b.kind.name(),
                b.level,
                b.depth,
                b.quotes,
                b.marker,
                b.span.of(&document.text)
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "headline 1/0/0 None \"Ferry handbook\"",
            "byline 0/0/0 None \"Mara Holt\"",
            "byline 0/0/0 None \"Tom Vale\"",
            "dateline 0/0/0 None \"2024-03-04\"",
            "furniture 0/0/0 None \"tags:\\n  - ferry\\n  - toll\"",
            "furniture 0/0/0 None \"lang: en\"",
            "heading 1/0/0 None \"Before you sail\"",
            "paragraph 0/0/0 None \"The Ann Marie never sails at night.\"",
            "list-item 0/1/0 Number(3) \"Check fuel.\"",
            "list-item 0/1/0 Number(4) \"Check ropes:\"",
            "list-item 0/2/0 Bullet \"bow\"",
            "list-item 0/2/0 Bullet \"stern\"",
            "list-item 0/2/0 None \"Twice.\"",
            "quote 0/0/1 None \"Tide waits for nobody.\"",
            "table-row 1/0/0 None \"Port\\tToll\"",
            "table-row 0/0/0 None \"Ellery\\t12\"",
            "table-row 0/0/0 None \"9\"",
            "code 0/0/0 None \"let toll = 12;\\n\\n  pay();\"",
        ]
    );
    assert!(document.blocks.iter().all(|b| b.kind != BlockKind::Code || b.keeps_lines));
    let marks: Vec<String> = document
        .marks
        .iter()
        .map(|m| format!("{:?} {} {}", m.kind, m.span.of(&document.text), m.target.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        marks,
        [
            "Emphasis Ann Marie ", "Strong never ", "Link night https://sample.example/n", "Code fuel ",
            "Cell Port left", "Cell Toll right", "Cell Ellery left", "Cell 12 right", "Strike 9 ", "Cell  left",
            "Cell 9 right",
        ]
    );
}

/// The program's result for two versions of a text as files.
fn diff(old: &str, new: &str, args: &[&str]) -> (Option<i32>, String) {
    files([("old.md", old), ("new.md", new)], args)
}

/// The same for files of any names.
fn files(files: [(&str, &str); 2], args: &[&str]) -> (Option<i32>, String) {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).expect("written");
    }
    let mut command = program::recto(&dir.path().join("home"));
    let names = files.map(|(name, _)| name);
    let run = command.current_dir(dir.path()).arg("diff").args(names).args(args).output().expect("it runs");
    (run.status.code(), String::from_utf8(run.stdout).expect("UTF-8"))
}

const OLD: &str = "# Toll\n\nThe *Ann Marie* pays AT&amp;T 12 crowns, [says](a.html) Holm.\n\n- bow\n- stern\n";
const NEW: &str = "## Toll\n\nThe _Ann Marie_ pays AT&T 12 crowns, [says](b.html) Holm.\n\n* bow\n* stern\n";

#[test]
fn a_change_of_formatting_is_its_own_kind_and_can_be_ignored() {
    let (status, json) = diff(OLD, NEW, &["--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((status, json["verdict"]["relation"].as_str()), (Some(1), Some("formatting")));
    let kinds: Vec<_> = json["rows"].as_array().expect("rows").iter().map(|row| row["kind"].as_str()).collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind == Some("formatting")), "{kinds:?}");
    let changes = json["changes"].as_array().expect("changes");
    assert!(changes.iter().all(|change| change["class"] == "formatting"), "{changes:?}");
    let summaries: Vec<_> = changes.iter().filter_map(|change| change["summary"].as_str()).collect();
    for summary in ["“Toll”: heading 1 → heading 2", "*Ann Marie* → _Ann Marie_"] {
        assert!(summaries.contains(&summary), "{summaries:?}");
    }
    let (status, json) = diff(OLD, NEW, &["--format", "json", "--ignore", "formatting"]);
    assert_eq!(status, Some(0));
    let json: Value = serde_json::from_str(&json).expect("JSON");
    assert!(json["ignored"]["formatting"].as_u64() > Some(4), "{}", json["ignored"]);
}

#[test]
fn the_operations_cover_both_files() {
    let (_, json) = diff(OLD, &NEW.replace("12", "15").replace("Holm", "Vale"), &["--format", "json"]);
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let new = NEW.replace("12", "15").replace("Holm", "Vale");
    let ops = || json["rows"].as_array().expect("rows").iter().flat_map(|row| row["ops"].as_array().expect("ops"));
    let covered = |sign: &str, first: &dyn Fn(&Value) -> usize, file: &str| -> String {
        let of_side = ops().filter(|op| op[0] == "=" || op[0] == sign);
        let spans = of_side.map(|op| {
            let at = |n: usize| usize::try_from(op[n].as_u64().expect("a number")).expect("small");
            (at(first(op)), at(first(op) + 1))
        });
        let mut spans: Vec<_> = spans.collect();
        spans.sort_unstable();
        spans.into_iter().map(|(from, to)| &file[from..to]).collect()
    };
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(squeezed(&covered("-", &|_| 1, OLD)), squeezed(OLD));
    assert_eq!(squeezed(&covered("+", &|op| if op[0] == "=" { 3 } else { 1 }, &new)), squeezed(&new));
}

/// Syntax that only one of the files has is no difference, but operations on the files say that it is there.
#[test]
fn a_file_without_syntax_is_compared_by_what_is_read() {
    let markdown = "# Toll\n\nThe *Ann Marie* pays [12 crowns](a.html), says Caf&eacute; Holm.\n\n```\na = 1\n```\n";
    let page = "<article><h1>Toll</h1><p>The <i>Ann Marie</i> pays <a href='a.html'>12 crowns</a>, says Café Holm.</p>\
        <pre><code>a = 1</code></pre></article>";
    let plain = "Toll\n\nThe Ann Marie pays 12 crowns, says Café Holm.\n\n    a = 1\n";
    for other in [("new.html", page), ("new.txt", plain)] {
        let (status, json) = files([("old.md", markdown), other], &["--format", "json", "--with-text"]);
        let json: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!((status, json["verdict"]["relation"].as_str()), (Some(0), Some("identical")), "{}", other.0);
        let ops: Vec<&Value> =
            json["rows"].as_array().expect("rows").iter().flat_map(|row| row["ops"].as_array().expect("ops")).collect();
        let text = |side: &str, op: &Value, from: usize| {
            let at = |n: usize| usize::try_from(op[n].as_u64().expect("a number")).expect("small");
            let text = json[side]["text"].as_str().expect("a text");
            text[at(from)..at(from + 1)].split_whitespace().collect::<String>()
        };
        let mut marked = 0;
        for op in ops.iter().filter(|op| op[0] == "=") {
            let same = text("old", op, 1) == text("new", op, 3);
            assert_eq!(same, op[5].is_null(), "{op}");
            marked += usize::from(!same);
        }
        assert!(marked > 2, "{ops:?}");
    }
}

/// Accepts or rejects all changes of CriticMarkup without escaped marks.
fn resolved(critic: &str, accept: bool) -> String {
    let mut out = String::new();
    let mut rest = critic;
    while let Some(at) = ["{++", "{--", "{~~"].iter().filter_map(|mark| rest.find(mark)).min() {
        out.push_str(&rest[..at]);
        let (mark, inner) = rest[at..].split_at(3);
        let close = match mark {
            "{++" => "++}",
            "{--" => "--}",
            _ => "~~}",
        };
        let (inner, after) = inner.split_once(close).expect("closed");
        out.push_str(match (mark, accept) {
            ("{++", true) | ("{--", false) => inner,
            ("{~~", accept) => {
                let (old, new) = inner.split_once("~>").expect("two sides");
                if accept { new } else { old }
            }
            _ => "",
        });
        rest = after;
    }
    out + rest
}

#[test]
fn criticmarkup_gives_both_files_back_to_the_byte() {
    let page = "---\ntitle: Toll\n---\n\n## Rates  \n\n| Port | Toll |\n|--|--:|\n| Ellery | 12 |\n\n```sh\npay 12\n```\n<!-- draft -->\n";
    for (old, new) in [
        (OLD, NEW.to_owned()),
        (OLD, NEW.replace("12", "15")),
        (page, page.replace("12", "15")),
        (page, page.replace("## Rates", "# Rates").replace("draft", "final").replace("title: Toll", "title: Tolls")),
        (page, String::from("Nothing *alike*\n=====\n")),
    ] {
        let (_, critic) = diff(old, &new, &["--format", "criticmarkup"]);
        assert_eq!(resolved(&critic, false), old, "{critic}");
        assert_eq!(resolved(&critic, true), new, "{critic}");
    }
}

fn compared(old: &str, new: &str) -> (Comparison, Pair<Document>) {
    let documents = Pair::new(old, new).map(|text| markdown(text).expect("a document"));
    (compare(&documents.old, &documents.new, &Options::default()).expect("compared"), documents)
}

/// The words of the new text that differ in formatting, and the relation.
fn formatted(old: &str, new: &str) -> (Vec<String>, Relation) {
    let (comparison, documents) = compared(old, new);
    let ops = comparison.rows.iter().flat_map(|row| &row.ops);
    let words = ops.filter_map(|op| match op {
        Op::Equal { new, formatting: true, .. } => Some(new.of(&documents.new.text).to_owned()),
        _ => None,
    });
    (words.collect(), comparison.verdict.expect("compared").relation)
}

#[test]
fn a_change_of_markup_alone_is_formatting() {
    for (old, new, words) in [
        ("The *Ann Marie* sails.", "The _Ann Marie_ sails.", &["Ann Marie"][..]),
        ("The *Ann Marie* sails.", "The Ann Marie sails.", &["Ann Marie"]),
        ("## Toll\n\nIt rises.", "### Toll\n\nIt rises.", &["Toll"]),
        ("See [the toll](a.html) now.", "See [the toll](b.html) now.", &["the toll"]),
        ("- bow\n- stern", "* bow\n* stern", &["bow", "stern"]),
        ("AT\\&T pays.", "AT&amp;T pays.", &["AT&T"]),
        ("Toll\n====\n\nIt rises.", "# Toll\n\nIt rises.", &["Toll"]),
        ("un**bel**ievable", "**unbel**ievable", &["unbelievable"]),
    ] {
        let (found, relation) = formatted(old, new);
        assert_eq!(
            (found.iter().map(String::as_str).collect::<Vec<_>>(), relation),
            (words.to_vec(), Relation::Formatting)
        );
    }
}

#[test]
fn white_space_alone_is_no_formatting() {
    for (old, new) in
        [("- bow\n- stern\n", "-   bow\n\n-   stern"), ("The *Ann\nMarie* sails.", "The *Ann Marie* sails.\n\n")]
    {
        assert_eq!(formatted(old, new), (vec![], Relation::Identical), "{old:?}");
    }
}

#[test]
fn words_are_compared_as_read() {
    let (comparison, documents) = compared("The **old** ferry sails at noon.", "The **new** ferry sails at _noon_.");
    assert_eq!(comparison.rows.len(), 1);
    let gone: Vec<_> = comparison.rows[0]
        .ops
        .iter()
        .filter_map(|op| match op {
            Op::Removed(span) => Some(span.of(&documents.old.text)),
            _ => None,
        })
        .collect();
    assert_eq!(gone, ["old"]);
}

#[test]
fn syntax_before_an_inserted_block_is_not_that_of_the_word_above_it() {
    for (old, new) in [
        ("```\nopen the gate\n```\n", "```\nopen the gate\nshut the gate\n```\n"),
        (
            "```\nopen the gate\n```\n\nThe end.\n",
            "```\nopen the gate\n```\n\nA [clerk] came.\n\n[clerk]: c.html\n\nThe end.\n",
        ),
        (
            "See [the toll].\n\n[the toll]: a.html\n",
            "See [the toll].\n\nIt [rises].\n\n[the toll]: a.html\n[rises]: b.html\n",
        ),
    ] {
        assert_eq!(formatted(old, new).0, [""; 0], "{old:?} {new:?}");
    }
    // The words inside the block are compared with their syntax all the same.
    let (found, _) = formatted("Open *the gate*\nat noon.\n\nGo.", "Open _the gate_\nat noon.\n\nStay.\n\nGo.");
    assert_eq!(found, ["the gate"]);
}

#[test]
fn marks_in_code_are_no_quotations() {
    for (old, new, class) in [
        ("```toml\nferry = \"0.1.0\"\n```\n", "```toml\nferry = \"0.2.1\"\n```\n", Class::Number),
        ("Write `gate(\"ferry\")` now.\n", "Write `gate(\"barge\")` now.\n", Class::Wording),
        ("She said \"hold it\" then.\n", "She said \"leave it\" then.\n", Class::Quote),
    ] {
        let classes: Vec<Class> = compared(old, new).0.changes.iter().map(|change| change.class).collect();
        assert_eq!(classes, [class], "{old:?}");
    }
}

#[test]
fn the_words_around_a_change_are_those_of_its_cell() {
    let table = |rows: &str| format!("| gate | width | wait |\n|---|---|---|\n{rows}");
    let old = table("| north | 10.3 K | 0.41 ns |\n| south | 9 ft | 12 |\n");
    let new = table("| north | 10.4 K | 0.36 ns |\n| south | 9 ft | 14 |\n");
    let (_, summary) = diff(&old, &new, &["--summary"]);
    for change in ["10.3 K → 10.4 K", "0.41 ns → 0.36 ns", "12 → 14"] {
        assert!(summary.contains(&format!("  {change}\n")), "{summary}");
    }
}

#[test]
fn lines_of_code_and_verse_stay_lines_in_text_and_markdown() {
    let old = "Run this:\n\n```sh\nmake all\n  make test\nmake install\n```\n";
    let new = old.replace("test", "check");
    let (_, plain) = diff(old, &new, &["--format", "plain"]);
    assert_eq!(plain, "Run this:\n\nmake all\n  make [-test-] {+check+}\nmake install\n");
    let (_, marked) = diff(old, &new, &["--format", "markdown"]);
    assert!(
        marked.ends_with("Run this:\n\nmake all\\\n\u{a0}\u{a0}make ~~test~~ **check**\\\nmake install\n"),
        "{marked}"
    );
    let (_, narrow) = diff(old, &new, &["--format", "plain", "--width", "12"]);
    assert!(narrow.contains("  make\n  [-test-]\n  {+check+}\n"), "{narrow}");
}
