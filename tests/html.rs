//! Web pages: the article without the page around it, its structure and metadata; pathological pages.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/worked.rs"]
mod worked;

use std::collections::HashMap;
use std::time::Duration;

use recto::format::{self, Hint, Reading};
use recto::text::{BlockKind, Document, MarkKind, Marker, Origin};
use worked::Worked;

fn read(html: &str) -> Document {
    format::read(html.into(), &Hint::of_name("page.html")).unwrap()
}

/// Kinds and texts of the blocks.
fn blocks(document: &Document) -> Vec<(&'static str, &str)> {
    document.blocks.iter().map(|block| (block.kind.name(), block.span.of(&document.text))).collect()
}

/// Runs of four words with their numbers of occurrences.
fn shingles(text: &str) -> HashMap<Vec<String>, usize> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let mut out = HashMap::new();
    for four in words.windows(4.min(words.len())) {
        *out.entry(four.to_vec()).or_default() += 1;
    }
    out
}

/// The harmonic mean of precision and recall in words.
fn f1(found: &str, wanted: &str) -> f64 {
    let (found, wanted) = (shingles(found), shingles(wanted));
    let common: usize = found.iter().map(|(four, n)| (*n).min(wanted.get(four).copied().unwrap_or(0))).sum();
    let all = found.values().sum::<usize>() + wanted.values().sum::<usize>();
    2.0 * common as f64 / all as f64
}

#[test]
fn the_article_is_found_in_pages_of_many_kinds() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/html");
    let mut scores = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let document = format::read(std::fs::read(&path).unwrap(), &Hint::none()).unwrap();
        assert_eq!(document.format.name(), "html", "{path:?}");
        let around =
            [BlockKind::Headline, BlockKind::Byline, BlockKind::Dateline, BlockKind::Credit, BlockKind::Furniture];
        let body: Vec<&str> = document
            .blocks
            .iter()
            .filter(|block| !around.contains(&block.kind))
            .map(|block| block.span.of(&document.text))
            .collect();
        let wanted = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        scores.push((f1(&body.join("\n"), &wanted), path));
    }
    assert!(scores.len() >= 12);
    let mean = scores.iter().map(|(score, _)| score).sum::<f64>() / scores.len() as f64;
    let low: Vec<_> = scores.iter().filter(|(score, _)| *score < 0.93).collect();
    assert!(mean >= 0.97 && low.is_empty(), "{mean:.3} {low:?}");
}

#[test]
fn metadata_is_read_with_its_origin() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/html/01-newspaper.html");
    let document = format::read(std::fs::read(path).unwrap(), &Hint::none()).unwrap();
    let text = &document.text;
    assert_eq!(document.title().unwrap(), "Osten footbridge to close for eleven weeks");
    let about = &document.about;
    let published = about.published.as_ref().unwrap();
    assert_eq!((published.value.of(text), published.from), ("2024-04-16T09:30:00Z", Origin::JsonLd));
    assert_eq!(about.modified.as_ref().unwrap().value.of(text), "2024-04-16T14:05:00Z");
    let authors = about.authors.as_ref().unwrap();
    assert_eq!((authors.value[0].of(text), authors.from), ("Ines Calloway", Origin::JsonLd));
    let url = about.url.as_ref().unwrap();
    assert_eq!(url.value.of(text), "https://gazette.example/news/osten-footbridge");
    assert_eq!(document.language(), Some("en-GB"));
    let kinds: Vec<_> = document.blocks.iter().take(4).map(|block| block.kind.name()).collect();
    assert_eq!(kinds, ["headline", "paragraph", "byline", "caption"]);
}

#[test]
fn the_canonical_address_and_the_title_without_the_site_are_read() {
    let document = read(
        "<head><script type='application/ld+json'>{\"@type\":\"Article\",\"mainEntityOfPage\":\
         \"https://sample.example/a#page\"}</script><meta property=og:url content='https://sample.example/1'>\
         <meta property=og:site_name content='Leme Post'><meta property=og:title content='The ferry sinks - Leme Post'>\
         <link rel=canonical href='https://sample.example/a'></head><body><p>Nobody was hurt.</p></body>",
    );
    let url = document.about.url.as_ref().unwrap();
    assert_eq!((url.value.of(&document.text), url.from), ("https://sample.example/a", Origin::Meta));
    assert_eq!(document.title().unwrap(), "The ferry sinks");
}

#[test]
fn structure_is_kept() {
    let html = "<html><body><article><h1>Times</h1><p>The <em>Ann\n Marie</em> sails at&nbsp;noon &amp; <a href='/t'>returns</a> at \
                night, if the weather lets her out at all.</p><h3>Fares</h3><ol start=3><li>adults<li><p>children</p></ol>\
                <ul><li>one<ul><li>inner</ul></ul><blockquote><p>Never again, said the cook.</p></blockquote>\
                <table><tr><th>Day<th>Hour<tr><td>Monday<td>9</table><pre>\n a\n  b</pre><p>Line<br>break</p>\
                <figure><img src=a><figcaption>The quay</figcaption></figure></article></body></html>";
    let document = read(html);
    assert_eq!(
        blocks(&document),
        [
            ("headline", "Times"),
            ("paragraph", "The Ann Marie sails at\u{a0}noon & returns at night, if the weather lets her out at all."),
            ("heading", "Fares"),
            ("list-item", "adults"),
            ("list-item", "children"),
            ("list-item", "one"),
            ("list-item", "inner"),
            ("quote", "Never again, said the cook."),
            ("table-row", "Day\tHour"),
            ("table-row", "Monday\t9"),
            ("code", "a\n  b"),
            ("paragraph", "Line\nbreak"),
            ("caption", "The quay"),
        ]
    );
    let block = |text: &str| document.blocks.iter().find(|b| b.span.of(&document.text) == text).unwrap();
    assert_eq!([block("adults").marker, block("children").marker], [Marker::Number(3), Marker::Number(4)]);
    assert_eq!((block("inner").depth, block("Fares").level, block("Day\tHour").level), (2, 3, 1));
    let mark = |kind| document.marks.iter().find(|mark| mark.kind == kind).unwrap();
    assert_eq!(mark(MarkKind::Emphasis).span.of(&document.text), "Ann Marie");
    assert_eq!(mark(MarkKind::Link).target.as_deref(), Some("/t"));
}

#[test]
fn all_of_a_page_is_read_on_request() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/html/01-newspaper.html");
    let mut reading = Reading::default();
    reading.whole = true;
    let whole = format::read(std::fs::read(path).unwrap(), &Hint::none().reading(reading)).unwrap();
    let article = format::read(std::fs::read(path).unwrap(), &Hint::none()).unwrap();
    for (words, in_article) in
        [("Most popular", false), ("Library keeps Sunday opening", false), ("Ruth Almgren", true)]
    {
        assert!(whole.text.contains(words), "{words}");
        assert_eq!(article.text.contains(words), in_article, "{words}");
    }
    assert!(!whole.text.contains("Not text at all"));
}

#[test]
fn a_fragment_is_read_by_its_name_and_tags_in_markdown_stay_there() {
    assert_eq!(blocks(&read("<p>Only this &mdash; and no more.")), [("paragraph", "Only this — and no more.")]);
    let markdown = format::read(b"<p align=center>Title</p>\n\n*Text*".to_vec(), &Hint::of_name("a.md")).unwrap();
    assert_eq!(markdown.format.name(), "markdown");
    assert!(format::read(b"<html><body><img src=a></body></html>".to_vec(), &Hint::none()).is_err());
}

#[test]
fn pathological_pages_are_read_quickly() {
    let worked = Worked::begin();
    let nested = format!("{}<p>At the bottom of it all.", "<div><b><ul><li>".repeat(25_000));
    assert!(read(&nested).text.contains("At the bottom"));
    let open = format!("<p>{}", "<a href=x>y".repeat(50_000));
    assert!(read(&open).text.contains('y'));
    read(&format!("<p>words{}", "<".repeat(200_000)));
    read(&format!("<p>words{}", "</div><p".repeat(50_000)));
    read(&format!("<table>{}", "<tr><td>a<td>b<h2>c".repeat(20_000)));
    read(&format!("<p>w {}", "<a b='".repeat(50_000)));
    read(&format!("<p>w {}", "&".repeat(300_000)));
    assert!(worked.time() < Duration::from_secs(20), "{:?}", worked.time());
}

#[test]
fn a_paragraph_that_is_the_title_is_the_headline() {
    let document = read(
        "<html><head><title>Handbook of the quay</title></head><body><p align=center><font size=6><b>Handbook of the \
         quay</b></font></p><h1>Arrivals</h1><p>Boats land at the eastern steps of the harbour office, and pay at once.</p>\
         <h1>Fees</h1><p>The fees are set in June of each year by the council, and are due within a day.</p></body></html>",
    );
    let headings: Vec<_> = blocks(&document).into_iter().filter(|(kind, _)| kind.starts_with("head")).collect();
    assert_eq!(headings, [("headline", "Handbook of the quay"), ("heading", "Arrivals"), ("heading", "Fees")]);
}
