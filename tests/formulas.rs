//! Formulas: a reader sees them in each format, and a comparison finds a changed one.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/archive.rs"]
mod archive;

use std::sync::Arc;

use recto::changes::{Options, compare};
use recto::format::{self, Hint, Part, Reading};
use recto::text::Document;
use zip::CompressionMethod;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    archive::archive(parts, CompressionMethod::Deflated)
}

fn read(bytes: Vec<u8>, name: &str) -> Document {
    format::read(bytes, &Hint::of_name(name)).unwrap()
}

/// `E = mc^` and an exponent, in MathML.
fn mathml(exponent: &str) -> String {
    format!("<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>{exponent}</mn></msup></math>")
}

fn page(formula: &str) -> Document {
    read(format!("<html><body><p>The energy {formula} is at rest.</p></body></html>").into_bytes(), "a.html")
}

fn word(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w='w' xmlns:m='m'><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", &document)])
}

fn open_document(object: &str) -> Vec<u8> {
    let content = "<office:document-content><office:body><office:text><text:p>The energy \
                   <draw:frame><draw:object xlink:href='./Object 1'/><draw:image xlink:href='./picture'/></draw:frame> \
                   is at rest.</text:p></office:text></office:body></office:document-content>";
    let mimetype = ("mimetype", "application/vnd.oasis.opendocument.text");
    archive(&[mimetype, ("content.xml", content), ("Object 1/content.xml", object)])
}

const TEXT: &str = "The energy E = mc^2 is at rest.";

#[test]
fn a_formula_is_the_same_text_in_each_format() {
    let math = mathml("2");
    let power = "<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>";
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<m:oMath><m:r><m:t>E=m</m:t></m:r>{power}</m:oMath>{}</w:p>",
        run("The energy "),
        run(" is at rest.")
    );
    let book = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"),
        (
            "a.opf",
            "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>\
             <spine><itemref idref='a'/></spine></package>",
        ),
        ("a.xhtml", &format!("<html><body><p>The energy {math} is at rest.</p></body></html>")),
    ];
    let object = math.replace("<math>", "<math:math>").replace("</math>", "</math:math>");
    let documents = [
        page(&math),
        read(archive(&book), "a.epub"),
        read(word(&body), "a.docx"),
        read(open_document(&object), "a.odt"),
    ];
    for document in documents {
        assert_eq!((&*document.text, &*document.omitted), (TEXT, &[][..]), "{:?}", document.format);
    }
}

#[test]
fn a_formula_hidden_behind_its_picture_is_read_once() {
    let hidden = format!(
        "<span><span style='display: none;'>{}</span><img alt='{{\\displaystyle E}}' aria-hidden=true></span>",
        mathml("2")
    );
    assert_eq!(&*page(&hidden).text, TEXT);
    let drawn = format!("<span>{}<span aria-hidden=true>E=mc<sup>2</sup></span></span>", mathml("2"));
    assert_eq!(&*page(&drawn).text, TEXT);
}

#[test]
fn a_displayed_formula_is_a_block() {
    let page = page(&mathml("2").replace("<math>", "<math display=block>"));
    let blocks: Vec<&str> = page.blocks.iter().map(|block| block.span.of(&page.text)).collect();
    assert_eq!(blocks, ["The energy", "E = mc^2", "is at rest."]);
}

#[test]
fn tracked_formulas_are_two_versions() {
    let run = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let body =
        format!("<w:p><m:oMath>{}<w:del>{}</w:del><w:ins>{}</w:ins></m:oMath></w:p>", run("a="), run("1"), run("2"));
    let read = |part| {
        let mut reading = Reading::default();
        reading.part = part;
        format::read(word(&body), &Hint::of_name("a.docx").reading(reading)).unwrap().text
    };
    assert_eq!((&*read(Some(Part::Before)), &*read(None)), ("a = 1", "a = 2"));
}

#[test]
fn an_object_that_is_no_formula_is_a_picture() {
    let document = read(open_document("<office:document-content><office:chart/></office:document-content>"), "a.odt");
    assert_eq!(&*document.text, "The energy is at rest.");
    assert_eq!(document.omitted.len(), 1);
}

#[test]
fn markdown_keeps_formulas_as_they_are_written() {
    let text = "The energy $E = mc^2$ and $$a_1 * b_1$$ are at rest.";
    assert_eq!(&*read(text.into(), "a.md").text, text);
}

#[test]
fn a_changed_formula_is_found() {
    let pair = ["2", "3"].map(|exponent| Arc::new(page(&mathml(exponent))));
    let [old, new] = &pair;
    let compared = compare(old, new, &Options::default()).unwrap();
    let spans: Vec<_> = compared.changes.iter().map(|change| change.spans.map(Option::unwrap_or_default)).collect();
    assert_eq!(spans.len(), 1);
    assert!(spans[0].old.of(&old.text).contains('2') && spans[0].new.of(&new.text).contains('3'), "{spans:?}");
}
