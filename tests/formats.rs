//! Books, mails, feeds, pages of wikis: text, structure, metadata; what a file lacks; hostile files.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/archive.rs"]
mod archive;
#[path = "common/worked.rs"]
mod worked;

use std::time::Duration;

use recto::format::{self, Collection, Error, Hint, Part, Reading};
use recto::text::{Document, Found, Value};
use worked::Worked;
use zip::CompressionMethod;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    archive::archive(parts, CompressionMethod::Stored)
}

fn read(bytes: impl Into<Vec<u8>>) -> Document {
    format::read(bytes.into(), &Hint::none()).unwrap()
}

/// The number of documents in a file that holds several.
fn count(bytes: &[u8]) -> usize {
    Collection::split(bytes.to_vec(), &Hint::none()).unwrap().map_or(1, |documents| documents.len())
}

fn part(bytes: &[u8], number: u32) -> Result<Document, Error> {
    let mut reading = Reading::default();
    reading.part = Some(Part::Number(number));
    format::read(bytes.to_vec(), &Hint::none().reading(reading))
}

fn lines(document: &Document) -> Vec<(&'static str, &str)> {
    document.blocks.iter().map(|block| (block.kind.name(), block.span.of(&document.text))).collect()
}

fn value<'a>(found: Option<&'a Found<Value>>, document: &'a Document) -> &'a str {
    found.map_or("", |found| found.value.of(&document.text))
}

const CONTAINER: &str = "<container><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>";

fn book(manifest: &str) -> Vec<u8> {
    let opf = format!(
        "<package><metadata><dc:title>The Quay</dc:title><dc:creator>Ada Holm</dc:creator><dc:language>en</dc:language></metadata>\
         <manifest><item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>{manifest}</manifest>\
         <spine><itemref idref='nav'/><itemref idref='b'/><itemref idref='a'/></spine></package>"
    );
    archive(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/content.opf", &opf),
        (
            "OEBPS/nav.xhtml",
            "<html><body><nav><a href='text/b.xhtml'>First light</a><a href='a.xhtml'>Noon</a></nav></body></html>",
        ),
        (
            "OEBPS/text/b.xhtml",
            "<html xmlns='x'><head><title>t</title></head><body><p>The <i>ferry</i> left&#160;early.</p></body></html>",
        ),
        ("OEBPS/a.xhtml", "<html><body><h2>At noon</h2><p>It came back.</p></body></html>"),
    ])
}

#[test]
fn a_book_is_its_chapters_in_reading_order() {
    let document = read(book(
        "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/><item id='b' href='text/b.xhtml' media-type='application/xhtml+xml'/>",
    ));
    assert_eq!((document.format.name(), document.language()), ("epub", Some("en")));
    assert_eq!(
        lines(&document),
        [
            ("headline", "The Quay"),
            ("heading", "First light"),
            ("paragraph", "The ferry left\u{a0}early."),
            ("heading", "At noon"),
            ("paragraph", "It came back."),
        ]
    );
    assert_eq!(document.about.authors.as_ref().unwrap().value[0].of(&document.text), "Ada Holm");
}

#[test]
fn what_a_file_lacks_is_reported() {
    let page = |id: &str, href: &str| format!("<item id='{id}' href='{href}' media-type='application/xhtml+xml'/>");
    let omitted = |document: &Document| document.omitted.iter().map(ToString::to_string).collect::<Vec<_>>();
    let whole = read(book(&(page("a", "a.xhtml") + &page("b", "text/b.xhtml"))));
    assert_eq!(omitted(&whole), [""; 0]);
    // One is not in the archive, one not even in the list of parts.
    let document = read(book(&(page("a", "gone.xhtml") + &page("b", "text/b.xhtml"))));
    assert_eq!(omitted(&document), ["1 chapter is missing: OEBPS/gone.xhtml"]);
    assert_eq!(omitted(&read(book(&page("a", "a.xhtml")))), ["1 chapter is missing: b"]);
    let mail = |fields: &str, text: &str| {
        read(format!("Subject: Ferry\nFrom: a@b.example\nMIME-Version: 1.0\n{fields}\n\n{text}\n"))
    };
    assert_eq!(omitted(&mail("X: y", "The ferry sails.")), [""; 0]);
    assert_eq!(
        omitted(&mail("Content-Transfer-Encoding: x-uuencode", "begin 644 a")),
        ["its transfer encoding x-uuencode is unknown: it is not decoded"]
    );
    assert_eq!(
        omitted(&mail("Content-Transfer-Encoding: base64", "VGhlIGZlcnJ5!!")),
        ["2 characters of its base64 were skipped"]
    );
    assert_eq!(omitted(&mail("Content-Type: image/png", "...")), ["it has no part of text or HTML"]);
    let feed = "<rss version='2.0'><channel><item><title>Ferry</title><description>It sails.</description></item></channel></rss>";
    assert_eq!(omitted(&read(feed)), [""; 0]);
    let cut = feed.replace("</description></item></channel></rss>", "");
    assert_eq!(omitted(&read(cut)), ["it ends in the middle of its XML"]);
}

#[test]
fn a_book_with_paths_outside_itself_is_refused() {
    let outside = book("<item id='a' href='../../../etc/passwd' media-type='application/xhtml+xml'/>");
    let error = format::read(outside, &Hint::none()).unwrap_err();
    assert_eq!(error.to_string(), "it is damaged: its contents lead outside it");
    let empty = archive(&[("mimetype", "application/epub+zip")]);
    assert_eq!(
        format::read(empty, &Hint::none()).unwrap_err().to_string(),
        "it is damaged: it has no list of contents"
    );
}

const MAIL: &str = "Received: from a by b\nFrom: =?utf-8?q?J=C3=B6rn?= Ode <j@a.example>\nSubject: The\n ferry\nDate: Tue, 4 Jun 2024 \
    09:30:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: \
    quoted-printable\n\nThe ferry sails at =\nnoon, not at one as the old timetable said, and it will \nwait for the bus.\n\n> Does it wait for \
    the bus?\n>> Who knows when it sails.\n\n-- \nJ=C3=B6rn\n";

#[test]
fn a_mail_is_subject_sender_date_and_text() {
    let document = read(MAIL);
    assert_eq!(document.format.name(), "mail");
    assert_eq!(
        lines(&document),
        [
            ("headline", "The ferry"),
            ("byline", "Jörn Ode <j@a.example>"),
            ("dateline", "Tue, 4 Jun 2024 09:30:00 +0200"),
            (
                "paragraph",
                "The ferry sails at noon, not at one as the old timetable said, and it will wait for the bus."
            ),
            ("quote", "Does it wait for the bus?"),
            ("quote", "Who knows when it sails."),
            ("furniture", "Jörn"),
        ]
    );
    assert_eq!([document.blocks[4].quotes, document.blocks[5].quotes], [1, 2]);
    assert_eq!(value(document.about.published.as_ref(), &document), "Tue, 4 Jun 2024 09:30:00 +0200");
    // Copy that begins as mail does is a text.
    let copy = "From: The desk\nTo: All\nSubject: Ferry\n\nThe ferry sails at noon.\n";
    assert_eq!(read(copy).format.name(), "text");
}

#[test]
fn a_mailbox_is_many_mails() {
    let html =
        "From: b@b.example\nSubject: Two\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>It <b>waits</b>.</p>\n";
    let mailbox = format!("From a@a Tue Jun  4 09:30:00 2024\n{MAIL}\nFrom b@b Tue Jun  4 10:30:00 2024\n{html}");
    assert_eq!(count(mailbox.as_bytes()), 2);
    assert_eq!(lines(&read(mailbox.as_str())).first(), Some(&("headline", "The ferry")));
    let second = part(mailbox.as_bytes(), 2).unwrap();
    assert_eq!(lines(&second).last(), Some(&("paragraph", "It waits.")));
    assert_eq!(part(mailbox.as_bytes(), 3).unwrap_err(), Error::NoPart(Part::Number(3)));
}

#[test]
fn entries_of_feeds_are_documents() {
    let rss = "<?xml version='1.0'?><rss version='2.0'><channel><title>Quay</title><link>https://q.example</link><item><title>Ferry &amp;amp; bus\
        </title><link>https://q.example/1</link><pubDate>Tue, 04 Jun 2024 07:30:00 GMT</pubDate><dc:creator>Ada Holm</dc:creator>\
        <description>Short.</description><content:encoded><![CDATA[<p>The ferry <em>waits</em>.</p><p>So it does.</p>]]></content:encoded></item>\
        <item><title>Two</title><description>&lt;p&gt;Escaped.&lt;/p&gt;</description></item></channel></rss>";
    assert_eq!(count(rss.as_bytes()), 2);
    let first = read(rss);
    assert_eq!(
        lines(&first),
        [("headline", "Ferry & bus"), ("paragraph", "The ferry waits."), ("paragraph", "So it does.")]
    );
    let known = (value(first.about.url.as_ref(), &first), value(first.about.published.as_ref(), &first));
    assert_eq!(known, ("https://q.example/1", "Tue, 04 Jun 2024 07:30:00 GMT"));
    assert_eq!(lines(&part(rss.as_bytes(), 2).unwrap()).last(), Some(&("paragraph", "Escaped.")));
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title><entry><title>One</title><link rel='alternate' \
        href='https://q.example/2'/><updated>2024-06-04T07:30:00Z</updated><author><name>Ada Holm</name></author><content type='xhtml'>\
        <div><p>Of <b>XHTML</b> too.</p><blockquote><p>Two.</p></blockquote></div></content></entry></feed>";
    let entry = read(atom);
    assert_eq!(lines(&entry), [("headline", "One"), ("paragraph", "Of XHTML too."), ("quote", "Two.")]);
    assert_eq!(value(entry.about.url.as_ref(), &entry), "https://q.example/2");
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": [{"id": "1", "title": "One",
        "url": "https://q.example/3", "content_text": "First.\n\nSecond & last.", "date_published": "2024-06-04T07:30:00Z"}]}"#;
    assert_eq!(lines(&read(json)), [("headline", "One"), ("paragraph", "First."), ("paragraph", "Second & last.")]);
    let summary = json.replace("content_text", "summary").replace("& last", "< last");
    assert_eq!(lines(&read(summary.as_str())).last(), Some(&("paragraph", "Second < last.")));
}

#[test]
fn revisions_of_a_page_are_versions() {
    let revision = |time: &str, words: &str| {
        format!(
            "<revision><id>1</id><timestamp>{time}</timestamp><contributor><username>Ada</username></contributor><text>{words}</text></revision>"
        )
    };
    let export = format!(
        "<mediawiki><page><title>Ferry</title>{}{}</page></mediawiki>",
        revision("2024-06-04T07:30:00Z", "The '''ferry''' sails at [[noon]].&lt;ref&gt;Timetable.&lt;/ref&gt;"),
        revision("2024-05-01T07:30:00Z", "The ferry sails at one."),
    );
    assert_eq!(count(export.as_bytes()), 2);
    let newest = read(export.as_str());
    assert_eq!(
        lines(&newest),
        [("headline", "Ferry"), ("paragraph", "The ferry sails at noon.[1]"), ("paragraph", "[1] Timetable.")]
    );
    assert_eq!(lines(&part(export.as_bytes(), 1).unwrap())[1].1, "The ferry sails at one.");
    let json = r#"{"batchcomplete": true, "query": {"pages": [{"title": "Ferry", "revisions": [
        {"timestamp": "2024-06-04T07:30:00Z", "user": "Ada", "slots": {"main": {"content": "== Times ==\n* noon"}}}]}]}}"#;
    let page = read(json);
    assert_eq!(lines(&page), [("headline", "Ferry"), ("heading", "Times"), ("list-item", "noon")]);
    assert_eq!(value(page.about.published.as_ref(), &page), "2024-06-04T07:30:00Z");
}

/// A page as an export has it, of one revision.
fn wiki(text: &str) -> String {
    format!(
        "<mediawiki><page><title>Ferry</title><revision><timestamp>2024-06-04T07:30:00Z</timestamp><text>{}</text></revision>\
         </page></mediawiki>",
        text.replace('&', "&amp;").replace('<', "&lt;")
    )
}

#[test]
fn what_a_wiki_writes_around_its_text_is_not_read() {
    let page = read(wiki(
        "{{Infobox ship\n| name = ''Ann''\n}}\n__NOTOC__\nThe ferry{{efn|The old one.}} sank<ref name=\"h\">{{cite book |last=Holt \
         |title=Ferries}}</ref> with {{formatnum:12000}} tonnes.<ref name=\"h\" /><!-- no -->\n\n<gallery mode=packed>\nFile:A.jpg|The quay\n\
         File:B.jpg|alt=B|The ''gate''\n</gallery>\n<syntaxhighlight lang=\"c\">\nint a;\n\n  a &lt; 1;\n</syntaxhighlight>\n\
         {{Navbox}}\n[[:Category:Boats]] are many.\n[[Category:Ferries]]\n[[de:Fähre]] [[fr:Bac]]\n",
    ));
    assert_eq!(
        lines(&page),
        [
            ("headline", "Ferry"),
            ("furniture", "Infobox ship: name = Ann"),
            ("paragraph", "The ferry[1] sank[2] with 12000 tonnes.[2]"),
            ("caption", "The quay"),
            ("caption", "The gate"),
            ("code", "int a;\n\n  a < 1;"),
            ("paragraph", "Category:Boats are many."),
            ("paragraph", "[1] The old one."),
            ("paragraph", "[2] Holt, Ferries"),
        ]
    );
}

#[test]
fn a_table_in_a_cell_of_a_wiki_is_its_words() {
    let page =
        read(wiki("{|\n! Day !! Boats\n|-\n| Sunday ||\n{|\n| a || b\n|-\n| c\n|}\n|-\n| Monday || none\n|}\nEnd.\n"));
    let rows = [("table-row", "Day\tBoats"), ("table-row", "Sunday\ta b c"), ("table-row", "Monday\tnone")];
    assert_eq!(lines(&page)[1..], [&rows[..], &[("paragraph", "End.")]].concat());
}

#[test]
fn the_author_of_a_feed_is_that_of_its_entries() {
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Ada Holm</name></author><entry><title>One</title>\
                <content type='xhtml'><div><table><tr><th>a</th><th>b</th></tr><tr><td rowspan='2'>c</td><td>d</td></tr>\
                <tr><td>e</td></tr></table></div></content></entry></feed>";
    let entry = read(atom);
    assert_eq!(entry.about.authors.as_ref().unwrap().value[0].of(&entry.text), "Ada Holm");
    let cells: Vec<&str> = entry.marks.iter().map(|mark| mark.span.of(&entry.text)).collect();
    assert_eq!(cells, ["a", "b", "c", "d", "", "e"]);
}

#[test]
fn a_mail_nested_too_deeply_says_so() {
    let nested = |subject: &str| {
        let open = |n: usize| format!("Content-Type: multipart/mixed; boundary=b{n:02}\n\n--b{n:02}\n");
        let parts: String = (0..12).map(open).collect();
        format!("MIME-Version: 1.0\n{subject}{parts}Content-Type: text/plain\n\nThe ferry sank.\n")
    };
    let read = |mail: String| format::read(mail.into_bytes(), &Hint::of_name("a.eml"));
    let mail = read(nested("Subject: Ferry\n")).unwrap();
    assert_eq!((&*mail.text, &*mail.omitted[0]), ("Ferry", "its text is nested more than 8 levels deep"));
    assert_eq!(read(nested("")).unwrap_err(), Error::Depth(8));
}

#[test]
fn hostile_files_are_read_in_bounded_time() {
    let worked = Worked::begin();
    let boundary = "MIME-Version: 1.0\nFrom: a\nContent-Type: multipart/mixed; boundary=a\n\n";
    _ = format::read(
        format!("{boundary}{}", "--a\nContent-Type: multipart/mixed; boundary=a\n\n".repeat(20_000)).into(),
        &Hint::none(),
    );
    _ = format::read(format!("From: a\nReceived: x\n{}", "Subject: =?utf-8?q?".repeat(20_000)).into(), &Hint::none());
    _ = format::read(format!("<rss>{}", "<item>".repeat(100_000)).into(), &Hint::none());
    _ = format::read(format!("<feed>{}", "<entry/>".repeat(100_000)).into(), &Hint::none());
    _ = format::read(format!("<rss><item><description>{}", "<p>".repeat(50_000)).into(), &Hint::none());
    let nested = format!("{}{}", "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": ", "[".repeat(100_000));
    assert!(
        format::read(nested.into(), &Hint::none())
            .unwrap_err()
            .to_string()
            .contains("nested more than 127 levels deep")
    );
    _ = format::read(format!("<mediawiki><page><revision><text>{}", "[[a|".repeat(50_000)).into(), &Hint::none());
    _ = format::read(format!("<mediawiki><page><revision><text>{}", "''a".repeat(50_000)).into(), &Hint::none());
    assert!(worked.time() < Duration::from_secs(30), "{:?}", worked.time());
}

#[test]
fn references_to_notes_are_no_links_where_no_role_is_stated() {
    let page = "<html><body><h1>One</h1><p>It rained on the quay.<a href='#n1'>1</a> All of the boats were in by \
        <a href='#t'>9</a> in the evening.<a href='#n2'><sup>2</sup></a></p><ol><li id='n1'>Until nine.<a href='#r1'>↩︎</a></li>\
        <li id='n2'>Of May.<a href='#r2'>^</a></li></ol></body></html>";
    let document = format::read(page.into(), &Hint::of_name("a.html")).unwrap();
    assert!(
        document.text.contains("It rained on the quay.[1] All of the boats were in by 9 in the evening.[2]"),
        "{}",
        document.text
    );
    assert!(document.text.contains("Until nine.\nOf May."), "{}", document.text);
}

#[test]
fn a_page_for_the_title_of_a_book_is_its_headline() {
    let chapter = "<html><body><h1>One</h1><p>It rained on the quay<a epub:type='noteref' href='#n1'><sup>1</sup></a>.</p>\
        <figure><img src='a.png' alt='The quay'/><figcaption aria-hidden='true'>The quay</figcaption></figure>\
        <p><img src='b.png' alt='A lamp'/> <img src='c.png'/> <img src='d.png' alt=''/></p>\
        <p>All day long. <a role='doc-backlink' href='#r1'>back</a></p></body></html>";
    let package = "<package><metadata><dc:title>The quay book</dc:title></metadata><manifest>\
        <item id='t' href='t.xhtml' media-type='application/xhtml+xml'/>\
        <item id='c' href='c.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='t'/><itemref idref='c'/></spine></package>";
    let document = read(archive(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"),
        ("a.opf", package),
        ("t.xhtml", "<html><body><h1>The quay book</h1><p>Vera Lund</p></body></html>"),
        ("c.xhtml", chapter),
    ]));
    assert_eq!(
        lines(&document),
        [
            ("headline", "The quay book"),
            ("paragraph", "Vera Lund"),
            ("heading", "One"),
            ("paragraph", "It rained on the quay[1]."),
            ("caption", "The quay"),
            ("paragraph", "A lamp"),
            ("paragraph", "All day long."),
        ]
    );
    assert_eq!(
        document.omitted.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
        ["1 picture has no description, and is left out"]
    );
}
