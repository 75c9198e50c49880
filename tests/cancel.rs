//! Work that is cancelled ends soon, wherever it is: comparing, and reading a file of each format.
//!
//! How soon is counted in processor time, which a busy machine does not change. It is that of the whole process, so no
//! other test is in this file.

#![cfg(all(target_os = "linux", feature = "store"))]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]
#![expect(clippy::print_stdout, reason = "figures are printed for people")]

#[path = "common/archive.rs"]
mod archive;
#[path = "common/random.rs"]
mod random;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use recto::changes::{self, Options};
use recto::format;
use recto::store::{self, Source};
use recto::text::Pair;

use random::{Random, edited, repeated};
use zip::CompressionMethod;

/// Processor time of this program so far, in milliseconds, of ended threads too.
fn used() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("the status of this process");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // User and system time, the 14th and 15th field, in hundredths of a second.
    [11, 12].iter().filter_map(|&n| fields.get(n)?.parse::<u64>().ok()).sum::<u64>() * 10
}

/// Compares two texts, laid out for each other, as the program does.
fn compare(texts: &Pair<String>, cancel: &AtomicBool) -> bool {
    let read = texts.as_ref().map(|text| Arc::new(format::plain_text(text.as_str()).expect("a text")));
    let Some(laid) = format::for_pair_unless(&read, cancel) else { return false };
    changes::compare(&laid.old, &laid.new, &Options::default().with_cancel(cancel)).is_some()
}

/// A text as a file of each format that is not plain.
fn structured_files(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let each = |before: &str, after: &str| -> String {
        text.split("\n\n").map(|paragraph| format!("{before}{paragraph}{after}\n")).collect()
    };
    let html = |body: &str| format!("<!doctype html><html><body>{body}</body></html>");
    let paragraphs = html(&each("<p>", "</p>"));
    let rows = html(&format!("<table>{}</table>", each("<tr><td>1<td>", "")));
    let word = each("<w:p><w:r><w:t>", "</w:t></w:r></w:p>");
    let open = each("<text:p>", "</text:p>");
    let book = "<package><metadata/><manifest><item id='1' href='1.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='1'/></spine></package>";
    let mail = |n: usize, text: &str| format!("From a@b.example Mon\nSubject: Note {n}\n\n{text}\n\n");
    let quoted = each("> ", "\n");
    let messages: String = text.split("\n\n").enumerate().map(|(n, text)| mail(n, text)).collect();
    let page = format!("Subject: Page\nContent-Type: text/html\n\n{paragraphs}");
    let items = each("<item><title>News</title><description>", "</description></item>");
    let entry = text.replace("\n\n", "&lt;p&gt;");
    let json: Vec<_> = text.split("\n\n").map(|text| format!("{{\"content_text\": \"{text}\"}}")).collect();
    let json = json.join(",");
    let wikitext = text.replace("\n\n", "\n\n'''Words''' {{lang|fr|mots}} [[link]]\n\n");
    let revisions = each("<revision><text>", "</text></revision>");
    let wiki = |revisions: &str| format!("<mediawiki><page><title>Page</title>{revisions}</page></mediawiki>");
    vec![
        ("page.html", paragraphs.clone().into_bytes()),
        ("rows.html", rows.into_bytes()),
        ("word.docx", archive(&[("word/document.xml", &format!("<w:document><w:body>{word}</w:body></w:document>"))])),
        (
            "open.odt",
            archive(&[(
                "content.xml",
                &format!("<d><office:body><office:text>{open}</office:text></office:body></d>"),
            )]),
        ),
        (
            "book.epub",
            archive(&[
                ("META-INF/container.xml", "<c><rootfile full-path='a.opf'/></c>"),
                ("a.opf", book),
                ("1.xhtml", &paragraphs),
            ]),
        ),
        ("quoted.eml", mail(1, &quoted).split_off(21).into_bytes()),
        ("page.eml", page.into_bytes()),
        ("many.mbox", messages.into_bytes()),
        ("items.rss", format!("<rss><channel>{items}</channel></rss>").into_bytes()),
        (
            "entry.rss",
            format!("<rss><channel><item><description>{entry}</description></item></channel></rss>").into_bytes(),
        ),
        (
            "items.json",
            format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{json}]}}").into_bytes(),
        ),
        ("page.xml", wiki(&format!("<revision><text>{wikitext}</text></revision>")).into_bytes()),
        ("revisions.xml", wiki(&revisions).into_bytes()),
    ]
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    archive::archive(parts, CompressionMethod::Deflated)
}

#[test]
fn cancelled_work_ends_wherever_it_is() {
    // Times of a debug build are many times those of a release build.
    let (factor, most) = if cfg!(debug_assertions) { (1, 500) } else { (12, 100) };
    let rounds = std::env::var("RECTO_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let two = |make: &dyn Fn(&mut Random) -> String| Pair::new(make(&mut Random(1)), make(&mut Random(2)));
    let prose = |random: &mut Random, sentences: usize| repeated(sentences, random, Random::sentence);
    let old = prose(&mut Random(3), 1_500 * factor);
    let shapes: [(&str, Pair<String>); 4] = [
        ("unrelated", two(&|random| prose(random, 1_500 * factor))),
        ("edited", Pair::new(old.clone(), edited(&old, &mut Random(4)))),
        ("unspaced", two(&|random| repeated(15_000 * factor, random, Random::ideograph))),
        ("lines", two(&|random| repeated(4_000 * factor, random, Random::short_line))),
    ];
    let mut random = Random(5);
    for (name, texts) in shapes {
        ends_when_cancelled(name, rounds, most, &mut random, |cancel| compare(&texts, cancel));
    }
    // Reading takes less time for a text of that length.
    let folder = tempfile::tempdir().expect("a folder");
    let paragraphs = prose(&mut Random(6), 40_000 * factor);
    let lines = repeated(200_000 * factor, &mut Random(7), Random::short_line);
    let mut files = structured_files(&prose(&mut Random(8), 12_000 * factor));
    files.extend([
        ("prose.txt", paragraphs.clone().into_bytes()),
        ("lines.txt", lines.into_bytes()),
        ("prose.md", paragraphs.into_bytes()),
    ]);
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        let source = Source::File(path);
        ends_when_cancelled(name, rounds, most, &mut random, |cancel| {
            let read = store::read_unless(&source, cancel);
            read.is_some_and(|read| read.is_ok_and(|document| document.word_count_unless(cancel).is_some()))
        });
    }
}

/// Does some work to its end, which it reports by `true`, then cancels it at random moments: at most `most` milliseconds of
/// processor time are used after that.
fn ends_when_cancelled(
    name: &str,
    rounds: usize,
    most: u64,
    random: &mut Random,
    work: impl Fn(&AtomicBool) -> bool + Sync,
) {
    let begun = used();
    assert!(work(&AtomicBool::new(false)), "{name}");
    let whole = used() - begun;
    let mut late = Vec::new();
    for _ in 0..rounds {
        let moment = u64::try_from(random.below(usize::try_from(whole).unwrap_or(1).max(1))).unwrap_or(0);
        let cancel = AtomicBool::new(false);
        thread::scope(|scope| {
            let begun = used();
            let running = scope.spawn(|| work(&cancel));
            while used() - begun < moment && !running.is_finished() {
                thread::sleep(Duration::from_millis(1));
            }
            cancel.store(true, Ordering::Relaxed);
            let raised = used();
            running.join().expect("no panic");
            late.push((used() - raised, moment));
        });
    }
    let worst = late.iter().max().copied().unwrap_or_default();
    println!("{name}: {whole} ms, at worst {} ms after it was cancelled at {} ms", worst.0, worst.1);
    assert!(worst.0 <= most, "{name}: {worst:?} of {whole} ms, all: {late:?}");
}
