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

use random::Random;

/// A word of random letters.
fn word(random: &mut Random) -> String {
    let length = 2 + random.below(8);
    (0..length).map(|_| char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0))).collect()
}

fn read(text: String) -> Arc<Document> {
    Arc::new(format::plain_text(text).expect("a text"))
}

/// Two unrelated texts of a shape.
fn unrelated(make: impl Fn(&mut Random) -> String) -> Pair<Arc<Document>> {
    Pair::new(read(make(&mut Random(1))), read(make(&mut Random(2))))
}

fn prose(random: &mut Random, sentences: usize) -> String {
    let sentence = |random: &mut Random| {
        let words: Vec<String> = (0..12).map(|_| word(random)).collect();
        format!("The {}.{}", words.join(" "), if random.below(5) == 0 { "\n\n" } else { " " })
    };
    (0..sentences).map(|_| sentence(random)).collect()
}

/// Characters of a script without spaces, and no full stop.
fn unspaced(random: &mut Random, chars: usize) -> String {
    let letter = |random: &mut Random| char::from_u32(0x4e00 + u32::try_from(random.below(20_000)).unwrap_or(0));
    (0..chars).filter_map(|_| letter(random)).collect()
}

fn short_lines(random: &mut Random, lines: usize) -> String {
    (0..lines).map(|_| "a".repeat(1 + random.below(3)) + "\n").collect()
}

/// Time for one text: a busy machine takes seconds, quadratic work minutes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Does work on another thread, so that a failure is reported in time; `None` after [`PATIENCE`].
fn within<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, result) = std::sync::mpsc::channel();
    thread::spawn(move || done.send(work()));
    result.recv_timeout(PATIENCE).ok()
}

#[test]
fn texts_of_any_shape_are_read_in_linear_time() {
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
    for (format, piece, text) in shapes {
        let mut reading = Reading::default();
        reading.format = Some(format);
        let read =
            within(move || format::read(text.into_bytes(), &Hint::none().reading(reading)).map(|d| d.word_count()));
        assert!(read.is_some(), "{}: {piece:?} repeated takes longer than {PATIENCE:?}", format.name());
    }
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
fn two_layouts_of_one_text_are_related_in_linear_time() {
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
        ("prose", unrelated(|random| prose(random, 3_000))),
        ("unspaced", unrelated(|random| unspaced(random, 60_000))),
        ("lines", unrelated(|random| short_lines(random, 20_000))),
        ("letters", unrelated(|random| (0..100_000).map(|_| word(random)).collect())),
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
    let pair = unrelated(|random| prose(random, 500));
    let cancel = AtomicBool::new(true);
    assert!(changes::compare(&pair.old, &pair.new, &Options::default().with_cancel(&cancel)).is_none());
}

#[test]
fn a_comparison_after_its_deadline_is_whole() {
    let old = prose(&mut Random(3), 600);
    let new = old.replace(" a", " the a").replacen("The ", "Some ", 40);
    let pair = Pair::new(read(old), read(new));
    let late = Options::default().with_deadline(Instant::now());
    let compared = changes::compare(&pair.old, &pair.new, &late).expect("not cancelled");
    let texts = pair.as_ref().map(|document| &*document.text);
    assert_eq!(rebuild::check(texts, &compared), Ok(()));
}
