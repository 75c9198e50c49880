//! Tables and listings of structured formats: columns line up where cells cover several rows, and the lines of a listing
//! are one block.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/archive.rs"]
mod archive;
#[path = "common/worked.rs"]
mod worked;

use std::sync::Arc;
use std::time::Duration;

use recto::changes::{Options, compare};
use recto::format::{self, Hint};
use recto::text::{BlockKind, Document, MarkKind};
use worked::Worked;
use zip::CompressionMethod;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    archive::archive(parts, CompressionMethod::Deflated)
}

fn read(bytes: impl Into<Vec<u8>>, name: &str) -> Document {
    format::read(bytes.into(), &Hint::of_name(name)).unwrap()
}

fn word(body: &str) -> Document {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let styles = "<w:styles><w:style w:styleId='C'><w:name w:val='Source Code'/></w:style></w:styles>";
    read(archive(&[("word/document.xml", &document), ("word/styles.xml", styles)]), "a.docx")
}

fn open_document(text: &str) -> Document {
    let content = format!(
        "<office:document-content><office:automatic-styles>\
         <style:style style:name='Preformatted_20_Text' style:family='paragraph'/><style:style style:name='P1' style:family='paragraph' \
         style:parent-style-name='Preformatted_20_Text'/></office:automatic-styles><office:body><office:text>{text}\
         </office:text></office:body></office:document-content>"
    );
    read(archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]), "a.odt")
}

/// The cells of each row.
fn rows(document: &Document) -> Vec<Vec<&str>> {
    let rows = document.blocks.iter().filter(|block| block.kind == BlockKind::TableRow);
    let cells = document.marks.iter().filter(|mark| mark.kind == MarkKind::Cell).collect::<Vec<_>>();
    let of_row = |row: &recto::text::Block| {
        let inside = cells.iter().filter(|c| row.span.start <= c.span.start && c.span.end <= row.span.end);
        inside.map(|cell| cell.span.of(&document.text)).collect()
    };
    rows.map(of_row).collect()
}

/// Times of two lines, of which the name of the first covers two rows, and a remark covers two columns.
const TIMES: [[&str; 4]; 4] = [
    ["Line", "Day", "From", "To"],
    ["North", "Monday", "7", "19"],
    ["", "Sunday", "none", ""],
    ["South", "daily", "8", "20"],
];

const TIMES_PAGE: &str = "<html><body><h1>Times</h1><table><thead><tr><th>Line<th>Day<th>From<th>To<tbody>\
    <tr><td rowspan=2>North<td>Monday<td>7<td>19<tr><td>Sunday<td colspan=2>none\
    <tr><td>South<td>daily<td>8<td>20</table></body></html>";

#[test]
fn a_cell_under_one_that_covers_it_is_empty() {
    let page = read(TIMES_PAGE, "a.html");
    let cell = |text: &str, properties: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let plain = |cells: [&str; 4]| row(&cells.map(|text| cell(text, "")));
    let word = word(&format!(
        "<w:tbl>{}{}{}{}</w:tbl>",
        plain(TIMES[0]),
        row(&[cell("North", "<w:vMerge w:val='restart'/>"), cell("Monday", ""), cell("7", ""), cell("19", "")]),
        row(&[cell("North", "<w:vMerge/>"), cell("Sunday", ""), cell("none", "<w:gridSpan w:val='2'/>")]),
        plain(TIMES[3]),
    ));
    let cell = |text: &str, attributes: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let plain = |cells: [&str; 4]| row(&cells.map(|text| cell(text, "")));
    let covered = || "<table:covered-table-cell/>".to_owned();
    let open = open_document(&format!(
        "<table:table>{}{}{}{}</table:table>",
        plain(TIMES[0]),
        row(&[cell("North", "table:number-rows-spanned='2'"), cell("Monday", ""), cell("7", ""), cell("19", "")]),
        row(&[covered(), cell("Sunday", ""), cell("none", "table:number-columns-spanned='2'"), covered()]),
        plain(TIMES[3]),
    ));
    for document in [&page, &word, &open] {
        assert_eq!(rows(document), TIMES, "{:?}", document.format);
    }
    let wiki = "<mediawiki><page><title>Times</title><revision><text>{|\n! Line !! Day !! From !! To\n|-\n\
                | rowspan=\"2\" | North || Monday || 7 || 19\n|-\n| Sunday\n| colspan=2 | none\n|-\n| South || daily || 8 || 20\n|}\
                </text></revision></page></mediawiki>";
    assert_eq!(rows(&read(wiki, "a.xml")), TIMES);
}

#[test]
fn text_keeps_the_columns() {
    let mut out = Vec::new();
    recto::out::document_text(&mut out, &read(TIMES_PAGE, "a.html"), false).unwrap();
    let lines = TIMES.map(|row| row.join("\t").trim_end().to_owned()).join("\n");
    assert_eq!(String::from_utf8(out).unwrap(), format!("Times\n\n{lines}\n"));
}

#[test]
fn cells_cover_rows_of_their_group_alone() {
    let table = "<html><body><table><thead><tr><th rowspan=3>a<th>b<tbody><tr><td>c<td>d<tr><td>e<td rowspan=0>f\
                 <tr><td>g<tr><td>h</table></body></html>";
    let page = read(table, "a.html");
    assert_eq!(rows(&page), [vec!["a", "b"], vec!["c", "d"], vec!["e", "f"], vec!["g", ""], vec!["h", ""]]);
}

#[test]
fn a_changed_cell_beside_a_covered_one_is_that_cell() {
    let old = Arc::new(read(TIMES_PAGE, "a.html"));
    let new = Arc::new(read(TIMES_PAGE.replace("Sunday", "Saturday"), "a.html"));
    let compared = compare(&old, &new, &Options::default()).unwrap();
    let words: Vec<_> = compared.changes.iter().map(|change| change.spans.map(Option::unwrap_or_default)).collect();
    assert_eq!(words.len(), 1);
    assert_eq!((words[0].old.of(&old.text), words[0].new.of(&new.text)), ("Sunday", "Saturday"));
}

#[test]
fn cells_that_cover_very_many_take_little_time() {
    let worked = Worked::begin();
    let wide = format!("<html><body><table><tr>{}</table>", "<td colspan=64 rowspan=65534>a".repeat(200));
    let tall = wide.replace("</table>", &"<tr><td>b".repeat(60_000));
    for page in [tall, format!("<html><body><table><tr>{}", "<td colspan=1000000>a".repeat(100_000))] {
        assert!(read(page, "a.html").marks.len() < 1_000_000);
    }
    let limit = if cfg!(debug_assertions) { 40 } else { 4 };
    assert!(worked.time() < Duration::from_secs(limit), "{:?}", worked.time());
}

const LISTING: &str = "fn sail() {\n    let boats = 2;\n\n    boats * 12\n}";

/// The blocks of code.
fn listings(document: &Document) -> Vec<&str> {
    let code = document.blocks.iter().filter(|block| block.kind == BlockKind::Code);
    code.map(|block| block.span.of(&document.text)).collect()
}

#[test]
fn the_lines_of_a_listing_are_one_block() {
    let of = |line: &str, text: &dyn Fn(&str) -> String| {
        LISTING.lines().map(|l| line.replace("{}", &text(l))).collect::<String>()
    };
    let same = |text: &str| text.to_owned();
    let spaced = |text: &str| text.replace("    ", "<text:s text:c='4'/>");
    let intro = "<w:p><w:r><w:t>The program of the boats is short:</w:t></w:r></w:p>";
    let line = "<w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>";
    let word = word(&format!("{intro}{}{intro}{}", of(line, &same), of(line, &same)));
    let line = "<text:p text:style-name='P1'>{}</text:p>";
    let open = open_document(&format!("<text:p>It is:</text:p>{0}<text:p>So.</text:p>{0}", of(line, &spaced)));
    let page = |line: &str| {
        let lines = of(line, &same);
        read(format!("<html><body><p>The program is:</p>{lines}<p>Once more:</p>{lines}</body></html>"), "a.html")
    };
    let numbers = |lines: &str| {
        let table =
            format!("<table><tr><td><pre>1\n2\n3\n4\n5</pre></td><td><div><pre>{lines}</pre></div></td></tr></table>");
        read(format!("<html><body><p>It is:</p>{table}<p>Once more:</p>{table}</body></html>"), "a.html")
    };
    for document in [
        &word,
        &open,
        &page("<p><code>{}</code></p>\n"),
        &page("<div><code>{}</code></div>"),
        &page("<pre>{}</pre>\n"),
        &numbers(LISTING),
    ] {
        let wanted =
            if listings(document)[0].contains("\n\n") { LISTING.to_owned() } else { LISTING.replace("\n\n", "\n") };
        assert_eq!(listings(document), [&*wanted, &*wanted], "{:?}", document.format);
    }
    let row = |(number, line): (usize, &str)| format!("<tr><td>{}</td><td class=code>{line}</td></tr>", number + 1);
    let rows: String = LISTING.lines().enumerate().map(row).collect();
    let table = read(format!("<html><body><p>It is:</p><table>{rows}</table></body></html>"), "a.html");
    assert_eq!(listings(&table), [LISTING]);
}

#[test]
fn other_paragraphs_and_tables_with_code_stay_what_they_are() {
    let page = read(
        "<html><body><p>Call</p><p><code>sail()</code></p><p>or</p><ul><li><pre>a</pre><li><pre>b</pre></ul>\
         <table><tr><td>404</td><td><code>lost</code></td></tr><tr><td>500</td><td><code>sunk</code></td></tr></table>",
        "a.html",
    );
    assert_eq!(listings(&page), ["a", "b"]);
    assert_eq!(rows(&page), [["404", "lost"], ["500", "sunk"]]);
}

#[test]
fn a_description_that_is_the_caption_is_read_once() {
    let picture = |description: &str| {
        format!("<w:p><w:r><w:drawing><wp:docPr descr='{description}'/><a:blip/></w:drawing></w:r></w:p>")
    };
    let caption = "<w:p><w:pPr><w:pStyle w:val='Caption'/></w:pPr><w:r><w:t>The quay at noon</w:t></w:r></w:p>";
    assert_eq!(&*word(&format!("{}{caption}", picture("The quay at noon"))).text, "The quay at noon");
    assert_eq!(&*word(&format!("{caption}{}", picture("The quay at noon"))).text, "The quay at noon");
    assert_eq!(&*word(&format!("{}{caption}", picture("Boats"))).text, "Boats\n\nThe quay at noon");
    let frame = |description: &str| {
        format!(
            "<text:p><draw:frame><draw:text-box><text:p><draw:frame><draw:image/><svg:desc>{description}</svg:desc>\
             </draw:frame>The quay at noon</text:p></draw:text-box></draw:frame></text:p>"
        )
    };
    assert_eq!(&*open_document(&frame("The quay at noon")).text, "The quay at noon");
    assert!(open_document(&frame("Boats")).text.contains("Boats"));
}
