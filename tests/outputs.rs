//! All outputs agree: JSON, HTML, ANSI and the screen are parsed and must show the same rows with the same removed and
//! added words.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

use std::collections::BTreeMap;
use std::sync::Arc;

use recto::changes::Comparison;
use recto::changes::Options;
use recto::changes::compare;
use recto::out;
use recto::page::{CompareOptions, ComparePage, Line, Page, Role, Run, View};
use recto::text::{Document, Pair, Side};
use recto::theme::{Depth, Theme};

const SAMPLES: [&str; 6] = [
    include_str!("../assets/sample/bridge-1-first.txt"),
    include_str!("../assets/sample/bridge-2-second.txt"),
    include_str!("../assets/sample/bridge-3-corrected.txt"),
    include_str!("../assets/sample/pact-1-wire.txt"),
    include_str!("../assets/sample/pact-2-syndicated.txt"),
    include_str!("../assets/sample/pact-5-collected.txt"),
];

/// Additional texts with moves, splits, rewriting, markup in the text, typography.
const MADE_UP: [&str; 2] = [
    "Ferry to return after storm\n\nThe ferry will be back on Monday, the company said. It had been laid up since the \
     storm of last week, which broke two of its windows.\n\n“We are glad,” said the captain, Olaf Hemming.\n\nThe harbour \
     office closed the eastern quay for three days while divers looked at the piles below it, at a cost of 30,000 \
     crowns.\n\nTickets cost <b>5</b> crowns & a half. Children under six travel free of charge.\n\nThe island’s only shop \
     had run out of bread by Thursday, its owner said.\n",
    "Ferry to return after storm damage\n\nThe island’s only shop had run out of bread by Thursday, its owner told the \
     radio.\n\nThe ferry will be back on Tuesday, the company said. It had been laid up since the storm of last week, \
     which broke two of its windows.\n\n\"We are glad,\" said the captain, Olaf Hemming.\n\nFor three days the eastern quay \
     stayed shut as divers examined the piles beneath, which set the harbour office back by 30,000 crowns.\n\nTickets \
     cost <b>6</b> crowns & a half. Children under six travel free of charge.\u{202e} Dogs are charged \"half\".\n",
];

/// The removed and the added words of a row, without white space.
type Words = Pair<String>;

/// For each row that is a change, its kind and its words.
type Rows = BTreeMap<usize, (String, Words)>;

fn each_pair(check: impl Fn(&Made)) {
    for old in SAMPLES {
        for new in SAMPLES {
            check(&Made::new(old, new));
        }
    }
    let [old, new] = MADE_UP;
    check(&Made::new(old, new));
    check(&Made::new(new, old));
    check(&Made::new(old, ""));
    check(&Made::new("", new));
}

/// A comparison with its rows from the JSON.
struct Made {
    docs: Pair<Arc<Document>>,
    comparison: Arc<Comparison>,
    rows: Rows,
}

impl Made {
    fn new(old: &str, new: &str) -> Self {
        let read = |text: &str| match text {
            "" => Document::default(),
            _ => recto::format::plain_text(text).expect("a text"),
        };
        let docs = Pair::new(old, new).map(|text| Arc::new(read(text)));
        let docs = recto::format::for_pair(&docs);
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("nobody cancels");
        let mut made = Self { docs, comparison: Arc::new(comparison), rows: Rows::new() };
        made.rows = made.by_json();
        made
    }

    fn page(&self, view: View, width: u16) -> ComparePage {
        let mut options = CompareOptions::default();
        options.view = view;
        options.fold = false;
        ComparePage::new(self.docs.clone(), Arc::clone(&self.comparison), options, width)
    }

    fn by_json(&self) -> Rows {
        let mut out = Vec::new();
        let page = self.page(View::Inline, 80);
        let mut options = out::JsonOptions::default();
        options.with_text = true;
        out::json(&mut out, &page, Pair::new("a", "b"), options).expect("a buffer");
        let json: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        let part = |side: &str, op: &serde_json::Value| {
            let at = |i: usize| usize::try_from(op[i].as_u64().expect("an offset")).expect("small");
            let text = json[side]["text"].as_str().expect("the text");
            squeezed(text.get(at(1)..at(2)).expect("whole characters"))
        };
        let mut rows = Rows::new();
        for (n, row) in json["rows"].as_array().expect("rows").iter().enumerate() {
            let mut words = Words::default();
            for op in row["ops"].as_array().expect("ops") {
                match op[0].as_str() {
                    Some("-") => words.old.push_str(&part("old", op)),
                    Some("+") => words.new.push_str(&part("new", op)),
                    _ => {}
                }
            }
            let kind = row["kind"].as_str().expect("a kind");
            let moved = row["moved"].as_bool().expect("a flag");
            if kind != "same" || moved {
                rows.insert(n, (format!("{kind}{}", if moved { " moved" } else { "" }), words));
            }
        }
        rows
    }

    fn words(&self) -> BTreeMap<usize, Words> {
        self.rows.iter().map(|(n, (_, words))| (*n, words.clone())).filter(|(_, w)| *w != Words::default()).collect()
    }

    /// The words of all rows as in two columns: each side in text order.
    fn columns(&self) -> Words {
        Pair::new(Side::Old, Side::New).map(|side| {
            let start = |n: usize| self.comparison.rows[n].spans[side].first().map(|span| span.start);
            let mut rows: Vec<_> = self.words().into_iter().collect();
            rows.sort_by_key(|(n, _)| start(*n));
            rows.into_iter().map(|(_, words)| words[side].clone()).collect()
        })
    }
}

/// The words of all rows.
fn all<'a>(rows: impl Iterator<Item = &'a Words>) -> Words {
    rows.fold(Words::default(), |all, row| Pair::new(all.old + &row.old, all.new + &row.new))
}

/// As in every output: sanitized, without white space.
fn squeezed(text: &str) -> String {
    recto::page::sanitize(&text.split_whitespace().collect::<String>())
}

#[test]
fn html_shows_the_rows_of_the_json() {
    each_pair(|made| {
        let mut out = Vec::new();
        out::html(&mut out, &made.page(View::Split, 80), Pair::new("a", "b"), false).expect("a buffer");
        let html = String::from_utf8(out).expect("UTF-8");
        for (section, view) in [("split", 's'), ("inline", 'i')] {
            let (_, rest) = html.split_once(&format!("<section class=\"{section}\"")).expect("the section");
            let (text, _) = rest.split_once("</section>").expect("its end");
            assert_eq!(by_html(text, view), made.rows, "{section}");
        }
        let links: Vec<_> = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(links.is_empty(), made.rows.is_empty(), "the change list links to the rows: {links:?}");
        for link in links {
            assert!(html.contains(&format!("id=\"{link}\"")), "a link leads nowhere: {link}");
        }
    });
}

#[test]
fn html_keeps_the_structure_of_the_documents() {
    let old = "## Fees\n\nBoats land **here**, the [office](https://sample.example/?a&b) of the harbour said on Monday, and \
        [here](javascript:alert).\n\n| Boat | Fee |\n|---|---|\n| Small | 5 |\n\n3. Tie up at the quay.\n   - in the lock\n\n> \
        Mind the gap at the quay.\n\n```\nopen\n  gate <b>\n```\n";
    let read = |text: &str| {
        let hint = recto::format::Hint::of_name("a.md");
        Arc::new(recto::format::read(text.as_bytes().to_vec(), &hint).expect("Markdown"))
    };
    let docs = Pair::new(read(old), read(&old.replace("| 5 |", "| 6 |").replace("gate", "door")));
    let comparison = Arc::new(compare(&docs.old, &docs.new, &Options::default()).expect("nobody cancels"));
    let page = ComparePage::new(docs, comparison, CompareOptions::default(), 80);
    let mut out = Vec::new();
    out::html(&mut out, &page, Pair::new("a", "b"), false).expect("a buffer");
    let html = String::from_utf8(out).expect("UTF-8");
    for part in [
        "<li id=\"change-1\">",
        "<h3 class=\"heading\">Fees</h3>",
        "Boats land <strong>here</strong>, the <a href=\"https://sample.example/?a&amp;b\">office</a>",
        "<th>Boat</th><th>Fee</th></tr></table>",
        "<td>Small</td><td><del>5</del> <ins>6</ins></td></tr></table>",
        "<ol class=\"list-item\" start=\"3\"><li>Tie up at the quay.</li></ol>",
        "<ul class=\"list-item depth-2\"><li>in the lock</li></ul>",
        "<blockquote class=\"quote gap\">Mind the gap at the quay.</blockquote>",
        "open\n  <span class=\"row edited\"",
        "<pre class=\"code lines\">  <del>gate</del> &lt;b&gt;</pre>",
    ] {
        assert!(html.contains(part), "{part}\n{}", html.split("<body>").nth(1).expect("a body"));
    }
    assert!(!html.contains("javascript"), "links lead to the web");
}

/// The rows of one section of the page.
fn by_html(text: &str, view: char) -> Rows {
    let mut rows = Rows::new();
    let id = format!("\" id=\"{view}");
    let mut parts = text.split(&id);
    let mut before = parts.next().unwrap_or("");
    for part in parts {
        let (id, inside) = part.split_once('"').expect("the end of an id");
        if let Ok(n) = id.parse() {
            let kind = class(before);
            rows.entry(n).or_insert_with(|| (kind, Words::default())).1.new.push_str(&elements(inside, "ins"));
        }
        // The old side of a moved row is a separate element, at the old place.
        if let Some(n) = id.trim_start_matches("from").parse().ok().filter(|_| view == 's' || !id.starts_with("from")) {
            let kind = rows.get(&n).map_or_else(|| class(before), |row| row.0.clone());
            rows.entry(n).or_insert_with(|| (kind, Words::default())).1.old.push_str(&elements(inside, "del"));
        }
        before = part;
    }
    rows
}

/// The class of the element at the end of `before`: the kind of a row.
fn class(before: &str) -> String {
    let (_, class) = before.rsplit_once("class=\"").expect("a class");
    class.trim_start_matches("row ").trim_end_matches(" gap").to_owned()
}

/// The content of all elements of a name, without marks of sanitizing and white space.
fn elements(html: &str, name: &str) -> String {
    let close = format!("</{name}>");
    let mut out = String::new();
    for part in html.split(&format!("<{name}")).skip(1) {
        let (_, rest) = part.split_once('>').expect("the end of a tag");
        let (inside, _) = rest.split_once(&close).expect("the end of an element");
        let mut tag = false;
        out.extend(inside.chars().filter(|&c| {
            let text = !tag && c != '<';
            tag = (tag || c == '<') && c != '>';
            text
        }));
    }
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    squeezed(&plain.iter().fold(out, |text, (from, to)| text.replace(from, to)))
}

#[test]
fn the_screen_shows_the_rows_of_the_json() {
    each_pair(|made| {
        for width in [60, 140] {
            assert_eq!(by_screen(&made.page(View::Split, width)), made.columns(), "{width}");
            assert_eq!(by_screen(&made.page(View::Inline, width)), all(made.words().values()), "{width}");
        }
    });
}

/// The words marked by the runs of a page.
fn by_screen(page: &ComparePage) -> Words {
    let mut out = Words::default();
    for run in (0..page.items()).flat_map(|i| page.lines(i)).flat_map(|l| l.runs) {
        if let (Some((side, _)), Some(_)) = (run.source, marked(run.role)) {
            out[side].push_str(&run.text.split_whitespace().collect::<String>());
        }
    }
    out
}

/// The side whose words a role marks.
const fn marked(role: Role) -> Option<Side> {
    match role {
        Role::Removed | Role::RemovedPassage | Role::RewrittenOld => Some(Side::Old),
        Role::Added | Role::AddedPassage | Role::RewrittenNew => Some(Side::New),
        _ => None,
    }
}

#[test]
fn ansi_shows_the_words_of_the_json() {
    let theme = Theme::for_background(false).at(Depth::True);
    let roles = Role::ALL.into_iter().filter(|&role| marked(role).is_some());
    // Words kept in a rewritten passage have another look.
    let looks: Vec<_> = roles
        .flat_map(|role| [(role, false), (role, true)])
        .map(|(role, shared)| {
            let mut out = Vec::new();
            let mut run = Run::new("x", role);
            run.layer.shared = shared;
            out::ansi_line(&mut out, &Line { runs: vec![run] }, &theme).expect("a buffer");
            let text = String::from_utf8(out).expect("UTF-8");
            (
                text.split('x').next().unwrap_or("").trim_start_matches('\u{1b}').to_owned(),
                marked(role).expect("a side"),
            )
        })
        .collect();
    each_pair(|made| {
        for view in [View::Split, View::Inline] {
            let mut out = Vec::new();
            out::ansi(&mut out, &made.page(view, 120), &theme).expect("a buffer");
            let text = String::from_utf8(out).expect("UTF-8");
            let mut words = Words::default();
            for run in text.split('\u{1b}') {
                for (look, side) in &looks {
                    let shown = run.strip_prefix(look.as_str()).unwrap_or("");
                    words[*side].extend(shown.chars().filter(|c| !c.is_whitespace()));
                }
            }
            let expected = if view == View::Split { made.columns() } else { all(made.words().values()) };
            assert_eq!(words, expected, "{view:?}");
        }
    });
}

#[test]
fn unmatched_items_of_a_note_are_reported() {
    let old = "The port will vote on Thursday.\n\nSilt closed the channel in 1987, by the record of the port office.\n";
    let new = format!("(Corrects year of closing, and day of vote in paragraph 1)\n\n{}", old.replace("1987", "1978"));
    let made = Made::new(old, &new);
    let page = ComparePage::new(made.docs.clone(), Arc::clone(&made.comparison), CompareOptions::default(), 80);
    let remarks = page.summary().remarks().join("\n");
    assert!(remarks.contains("announces change 1; not found: “day of vote in paragraph 1”"), "{remarks}");
    let mut out = Vec::new();
    out::json(&mut out, &page, Pair::new("a", "b"), out::JsonOptions::default()).expect("a buffer");
    let json: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(json["notes"], serde_json::json!([{"span": [0, 58], "announces": [1], "unanswered": [[31, 57]]}]));
}

#[test]
fn hidden_differences_are_counted_and_rows_are_complete() {
    let [old, new] = [
        "He said “so” in the U.S. on Monday, and the court of the town agreed.\n",
        "He said \"so\" in the US on Monday, and the court of the town agreed.\n",
    ];
    let made = Made::new(old, new);
    let mut options = CompareOptions::default();
    options.hidden.typography = true;
    options.hidden.style = true;
    let page = ComparePage::new(made.docs.clone(), Arc::clone(&made.comparison), options, 80);
    assert_eq!(page.hidden_counts().to_string(), "3 differences hidden: 2 typography, 1 style");
    assert!(page.stops().is_empty());
    let mut out = Vec::new();
    out::json(&mut out, &page, Pair::new("a", "b"), out::JsonOptions::default()).expect("a buffer");
    let json: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(json["ignored"], serde_json::json!({"typography": 2, "style": 1}));
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(made.comparison.rows.len()));
    let mut plain = Vec::new();
    out::plain(&mut plain, &page, None).expect("a buffer");
    assert_eq!(String::from_utf8_lossy(&plain), new, "drawn as the new text");
}
