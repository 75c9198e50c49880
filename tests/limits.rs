//! Limits: texts of an unusual shape are read and compared in bounded time.
//!
//! The times are generous, as a test machine may be busy: work that grows with the square of a text's length takes minutes.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/random.rs"]
mod random;
#[path = "common/rebuild.rs"]
mod rebuild;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use recto::changes::{self, Options};
use recto::format::{self, Hint, Reading};
use recto::text::{Document, Format, Pair};

use random::{Random, repeated};

fn read(text: String) -> Arc<Document> {
    Arc::new(format::plain_text(text).expect("a text"))
}

/// Two unrelated texts of a shape.
fn unrelated(make: impl Fn(&mut Random) -> String) -> Pair<Arc<Document>> {
    Pair::new(read(make(&mut Random(1))), read(make(&mut Random(2))))
}

/// Time for one text: a busy machine takes seconds, quadratic work minutes.
const PATIENCE: Duration = Duration::from_secs(60);

/// The result of work on another thread, which a failure leaves running; `None` after [`PATIENCE`].
fn within<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, result) = std::sync::mpsc::channel();
    thread::spawn(move || done.send(work()));
    result.recv_timeout(PATIENCE).ok()
}

#[test]
fn texts_of_any_shape_are_read_in_bounded_time() {
    let wiki = |text: &str| {
        let text = text.replace('<', "&lt;");
        format!("<mediawiki><page><title>T</title><revision><text>{text}</text></revision></page></mediawiki>")
    };
    let mail =
        |body: &str| format!("From: a@b\nMessage-ID: <1@x>\nContent-Type: multipart/mixed; boundary=x\n\n{body}");
    // Marks that are opened and never closed, nested, or repeated.
    let plain = [
        "\"", "(", "“", "a.b", "Mr. ", "- a\n", "1. a\n\n", "\n", " ", "AAAA BBBB\n", "c/", "a\u{200d}", "e\u{301}",
        "\u{1f1e6}", "> ", "a\t",
    ];
    let markdown = [
        "[a](", "![[", "[", "`", "``a", "*a", "a_", "&", "<a ", "> ", "- ", "[^a]: b\n", "| a ", "# a\n", "<!--", "~~",
    ];
    let html = [
        "<div>", "<ul><li>x", "<table>", "<a href=\"", "<p>a", "<b><i>", "<script>", "<!--", "<meta name=a>",
        "<h1>a</h1>", "&amp;", "&#", "<td>", "]]>", "<?a>",
    ];
    let wikitext = [
        "{{", "[[", "'''", "[http://a ", "[http ", "<ref>", "<ref name=a/>", "{|\n|-\n| a\n", "{{a|[[b|", "<!--",
        "|[[", "<a ", "* a\n", "# a\n",
    ];
    let xml = ["<a>", "<item>", "<![CDATA[", "&amp;", "<item><title>a", "<?a", "<?a>"];
    let bodies = ["--x\nContent-Type: multipart/mixed; boundary=x\n\n", ">", "=?utf-8?Q?a?= ", "\nFrom a@b\n\n"];
    let mut shapes: Vec<(Format, &str, String)> = Vec::new();
    let mut add = |format, pieces: &[&'static str], whole: &dyn Fn(&str) -> String| {
        for piece in pieces {
            shapes.push((format, *piece, whole(&piece.repeat(200_000 / piece.len()))));
        }
    };
    add(Format::PlainText, &plain, &|text| text.to_owned() + "a");
    add(Format::Markdown, &markdown, &|text| text.to_owned() + "a");
    add(Format::Html, &html, &|text| format!("<html><body>{text}a"));
    add(Format::MediaWiki, &wikitext, &|text| wiki(text));
    add(Format::Feed, &xml, &|text| format!("<rss><channel><item><title>a</title>{text}"));
    add(Format::Mail, &bodies, &|text| mail(text));
    let (mut texts, all) = (0, shapes.len());
    for (format, piece, text) in shapes {
        let mut reading = Reading::default();
        reading.format = Some(format);
        let read =
            within(move || format::read(text.into_bytes(), &Hint::none().reading(reading)).map(|d| d.word_count()));
        let Some(read) = read else {
            panic!("{}: {piece:?} repeated takes longer than {PATIENCE:?}", format.name());
        };
        texts += usize::from(read.is_ok());
    }
    // A text of which nothing can be read takes no time.
    assert!(texts * 10 >= all * 9, "{texts} of {all} are read");
}

#[test]
fn a_long_title_is_compared_with_long_headings() {
    let words = |letter: char| (0..30_000).map(|n| format!("{letter}{n} ")).collect::<String>();
    let page = format!(
        "<html><head><title>{}</title></head><body><article><h1>{}</h1><p>{}</p></article></body></html>",
        words('a'),
        words('b'),
        "The ferry sails at noon, the harbour office said. ".repeat(20)
    );
    let read = within(move || format::read(page.into_bytes(), &Hint::none()).is_ok());
    assert_eq!(read, Some(true));
}

#[test]
fn two_layouts_of_one_text_are_related_in_bounded_time() {
    let lines: Vec<String> = (0..4_000).map(|n| format!("Ship{n} came in on day {n} and left again.")).collect();
    let whole = lines.join(" ");
    // Lines that end inside a word.
    let cut: Vec<char> = whole.chars().collect();
    let cut = cut.chunks(72).map(|line| line.iter().collect::<String>() + "\n").collect::<String>();
    for (name, layout) in [("paragraphs", lines.join("\n\n")), ("cut words", cut)] {
        let pair = Pair::new(read(whole.clone()), read(layout));
        let compared = within(move || {
            let laid = format::for_pair(&pair);
            changes::compare(&laid.old, &laid.new, &Options::default()).map(|comparison| comparison.changes.len())
        });
        assert_eq!(compared, Some(Some(0)), "{name}");
    }
}

#[test]
fn unrelated_texts_of_any_shape_are_compared_in_bounded_time() {
    let shapes = [
        ("prose", unrelated(|random| repeated(3_000, random, Random::sentence))),
        ("unspaced", unrelated(|random| repeated(60_000, random, Random::ideograph))),
        ("lines", unrelated(|random| repeated(20_000, random, Random::short_line))),
        ("one word", unrelated(|random| repeated(100_000, random, Random::word))),
    ];
    for (name, pair) in shapes {
        let compared = within(move || {
            let laid = format::for_pair(&pair);
            changes::compare(&laid.old, &laid.new, &Options::default()).is_some()
        });
        assert_eq!(compared, Some(true), "{name}");
    }
}

#[test]
fn a_cancelled_comparison_gives_nothing() {
    let pair = unrelated(|random| repeated(500, random, Random::sentence));
    let cancel = AtomicBool::new(true);
    assert!(changes::compare(&pair.old, &pair.new, &Options::default().with_cancel(&cancel)).is_none());
}

#[test]
fn a_comparison_after_its_deadline_is_whole() {
    let old = repeated(600, &mut Random(3), Random::sentence);
    let new = old.replace(" a", " the a").replacen("The ", "Some ", 40);
    let pair = Pair::new(read(old), read(new));
    let late = Options::default().with_deadline(Instant::now());
    let compared = changes::compare(&pair.old, &pair.new, &late).expect("not cancelled");
    let texts = pair.as_ref().map(|document| &*document.text);
    assert_eq!(rebuild::check(texts, &compared), Ok(()));
}
