//! Word and OpenDocument files: text, structure, both versions of tracked changes; damaged and hostile files.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/archive.rs"]
mod archive;
#[path = "common/worked.rs"]
mod worked;

use std::time::Duration;

use recto::format::{self, Error, Hint, Part, Reading};
use recto::text::{BlockKind, Document, MarkKind, Marker, Origin};
use worked::Worked;
use zip::CompressionMethod;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    archive::archive(parts, CompressionMethod::Deflated)
}

fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    archive(&[&[("word/document.xml", document.as_str())], parts].concat())
}

fn odt(styles: &str, text: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

fn read(bytes: Vec<u8>, name: &str) -> Document {
    format::read(bytes, &Hint::of_name(name)).unwrap()
}

fn before(bytes: Vec<u8>, name: &str) -> Document {
    let mut reading = Reading::default();
    reading.part = Some(Part::Before);
    format::read(bytes, &Hint::of_name(name).reading(reading)).unwrap()
}

fn lines(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.span.of(&document.text)).collect()
}

fn marked(document: &Document, kind: MarkKind) -> Vec<&str> {
    document.marks.iter().filter(|mark| mark.kind == kind).map(|mark| mark.span.of(&document.text)).collect()
}

fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/office/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn files_of_other_programs_are_read() {
    let (word, open) = (read(data("lease.docx"), "lease"), read(data("lease.odt"), "lease"));
    assert_eq!((word.format.name(), open.format.name()), ("docx", "odt"));
    for document in [&word, &open] {
        assert_eq!(document.title().unwrap(), "Lease of the boathouse");
        let author = document.about.authors.as_ref().unwrap();
        assert_eq!((author.value[0].of(&document.text), author.from), ("Vera Lund", Origin::Properties));
        assert_eq!(
            (marked(document, MarkKind::Strong), marked(document, MarkKind::Emphasis)),
            (vec!["boathouse"], vec!["rowing club"])
        );
        let rent = document.blocks.iter().find(|b| b.span.of(&document.text).starts_with("Rent is due")).unwrap();
        assert_eq!((rent.kind, rent.marker, rent.depth), (BlockKind::ListItem, Marker::Number(1), 1));
        let head = document.blocks.iter().find(|b| b.kind == BlockKind::TableRow).unwrap();
        assert!(head.level == 1 && head.span.of(&document.text).starts_with("Month\tRent"));
    }
    assert!(lines(&word).contains(&"The lease ends on 30 September\nat noon."));
    assert!(lines(&open).contains(&"[1] Boats of up to eight oars."));
    assert_eq!(marked(&open, MarkKind::Link), ["the rules"]);
}

/// Insertions, deletions, a move, an inserted paragraph, two joined paragraphs.
const TRACKED: &str = "\
    <w:p><w:r><w:t xml:space='preserve'>The ferry sails at </w:t></w:r><w:del w:id='1'><w:r><w:delText>noon</w:delText></w:r></w:del>\
    <w:ins w:id='2'><w:r><w:t>one</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>\
    <w:p><w:pPr><w:rPr><w:ins w:id='3'/></w:rPr></w:pPr><w:ins w:id='4'><w:r><w:t>A new paragraph.</w:t></w:r></w:ins></w:p>\
    <w:p><w:moveFrom w:id='5'><w:r><w:t>Moved words.</w:t></w:r></w:moveFrom></w:p>\
    <w:p><w:pPr><w:rPr><w:del w:id='6'/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>One half </w:t></w:r></w:p>\
    <w:p><w:r><w:t>and the other.</w:t></w:r></w:p>\
    <w:p><w:moveTo w:id='7'><w:r><w:t>Moved words.</w:t></w:r></w:moveTo></w:p>\
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>\
    <w:tr><w:trPr><w:del w:id='8'/></w:trPr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";

#[test]
fn tracked_changes_are_two_versions() {
    let accepted = read(docx(TRACKED), "a.docx");
    assert!(accepted.about.tracked);
    assert_eq!(
        lines(&accepted),
        ["The ferry sails at one.", "A new paragraph.", "One half and the other.", "Moved words.", "a\tb"]
    );
    assert_eq!(
        lines(&before(docx(TRACKED), "a.docx")),
        ["The ferry sails at noon.", "Moved words.", "One half", "and the other.", "a\tb", "c\td"]
    );
    let mut reading = Reading::default();
    reading.part = Some(Part::Before);
    let plain = docx("<w:p><w:r><w:t>Text</w:t></w:r></w:p>");
    assert_eq!(format::read(plain, &Hint::none().reading(reading)).unwrap_err(), Error::NoPart(Part::Before));
}

#[test]
fn headers_and_footers_of_pages_are_furniture() {
    let part =
        |root: &str, text: &str| format!("<w:{root} xmlns:w='w'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{root}>");
    let relation =
        |kind: &str, target: &str| format!("<Relationship Id='{target}' Type='x/{kind}' Target='{target}'/>");
    let relations = ["header1.xml", "header2.xml"].map(|name| relation("header", name)).concat();
    let relations = format!("<Relationships>{}{relations}</Relationships>", relation("footer", "footer1.xml"));
    let (header, footer) = (part("hdr", "Draft 3, confidential"), part("ftr", "Boats quays"));
    let parts = [
        ("word/_rels/document.xml.rels", relations.as_str()),
        ("word/header1.xml", &header),
        ("word/header2.xml", &header),
        ("word/footer1.xml", &footer),
    ];
    let document = read(docx_with("<w:p><w:r><w:t>The lease begins on 1 May.</w:t></w:r></w:p>", &parts), "a.docx");
    let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(lines(&document), ["The lease begins on 1 May.", "Draft 3, confidential", "Boats quays"]);
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Furniture, BlockKind::Furniture]);
}

#[test]
fn a_link_leads_where_its_own_part_says() {
    let link = |words: &str| format!("<w:p><w:hyperlink r:id='r1'><w:r><w:t>{words}</w:t></w:r></w:hyperlink></w:p>");
    let header = format!("<w:hdr xmlns:w='w' xmlns:r='r'>{}</w:hdr>", link("Harbour office"));
    let notes =
        format!("<w:footnotes xmlns:w='w' xmlns:r='r'><w:footnote w:id='2'>{}</w:footnote></w:footnotes>", link("Log"));
    let external = |target: &str| {
        let relation = format!("<Relationship Id='r1' Type='x/hyperlink' Target='{target}' TargetMode='External'/>");
        format!("<Relationships>{relation}<Relationship Id='r2' Type='x/header' Target='header1.xml'/></Relationships>")
    };
    let relations = ["quay", "office", "log"].map(|name| external(&format!("https://{name}.example")));
    let parts = [
        ("word/_rels/document.xml.rels", relations[0].as_str()),
        ("word/header1.xml", &header),
        ("word/_rels/header1.xml.rels", &relations[1]),
        ("word/footnotes.xml", &notes),
        ("word/_rels/footnotes.xml.rels", &relations[2]),
    ];
    let body = format!("{}<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id='2'/></w:r></w:p>", link("The quay"));
    let document = read(docx_with(&body, &parts), "a.docx");
    let links = document.marks.iter().filter(|mark| mark.kind == MarkKind::Link);
    let targets: Vec<_> = links.map(|mark| (mark.span.of(&document.text), mark.target.as_deref())).collect();
    let leads = |words, target| (words, Some(target));
    assert_eq!(
        targets,
        [
            leads("The quay", "https://quay.example"),
            leads("Log", "https://log.example"),
            leads("Harbour office", "https://office.example")
        ]
    );
}

#[test]
fn rows_of_tables_are_tracked_in_an_open_document() {
    let row = |cells: [&str; 2]| {
        let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat())
    };
    let region = |id: &str, change: &str| format!("<text:changed-region text:id='{id}'>{change}</text:changed-region>");
    let deleted = |id: &str, text: &str| region(id, &format!("<text:deletion><text:p>{text}</text:p></text:deletion>"));
    let rows = [
        row(["Boat", "Fee"]),
        row(["<text:change-start text:change-id='i'/>Huge", "40<text:change-end text:change-id='i'/>"]),
        row(["<text:change text:change-id='c'/>", "<text:change text:change-id='d'/>"]),
    ];
    let text = format!(
        "<text:tracked-changes>{}{}{}</text:tracked-changes><table:table>{}</table:table>",
        region("i", "<text:insertion/>"),
        deleted("c", "Small"),
        deleted("d", "5"),
        rows.concat()
    );
    assert_eq!(lines(&read(odt("", &text), "a.odt")), ["Boat\tFee", "Huge\t40"]);
    assert_eq!(lines(&before(odt("", &text), "a.odt")), ["Boat\tFee", "Small\t5"]);
}

#[test]
fn an_open_document_tracks_changes_too() {
    let text = "<text:tracked-changes>\
        <text:changed-region text:id='i'><text:insertion/></text:changed-region>\
        <text:changed-region text:id='d'><text:deletion><office:change-info/><text:p>noon</text:p></text:deletion></text:changed-region>\
        <text:changed-region text:id='e'><text:deletion><text:p> ends here.</text:p><text:p>It began </text:p></text:deletion></text:changed-region>\
        <text:changed-region text:id='j'><text:insertion/></text:changed-region></text:tracked-changes>\
        <text:p>The ferry sails at <text:change text:change-id='d'/><text:change-start text:change-id='i'/>one<text:change-end \
        text:change-id='i'/>.</text:p><text:p>The story<text:change text:change-id='e'/> again.</text:p>\
        <text:p>One half<text:change-start text:change-id='j'/></text:p><text:p><text:change-end text:change-id='j'/> and the other.</text:p>";
    let file = || odt("", text);
    assert_eq!(
        lines(&read(file(), "a.odt")),
        ["The ferry sails at one.", "The story again.", "One half", "and the other."]
    );
    assert_eq!(
        lines(&before(file(), "a.odt")),
        ["The ferry sails at noon.", "The story ends here.", "It began again.", "One half and the other."]
    );
}

#[test]
fn notes_links_boxes_and_alternatives() {
    let body = "<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t xml:space='preserve'> and </w:t></w:r>\
        <w:hyperlink r:id='r1'><w:r><w:t>a link</w:t></w:r></w:hyperlink><w:r><w:t>, </w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"https://b.example\"</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>an old one</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
        <w:r><w:commentReference w:id='0'/></w:r><w:r><w:t>.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>open</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>\
        <w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>\
        <w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>\
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>bo</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ld</w:t></w:r><w:r><w:rPr><w:b w:val='0'/>\
        </w:rPr><w:t xml:space='preserve'> not</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>";
    let parts = [
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "word/comments.xml",
            "<w:comments><w:comment w:id='0' w:author='Vera Lund'><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p></w:comment></w:comments>",
        ),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id='r1' Target='https://a.example' TargetMode='External'/></Relationships>",
        ),
    ];
    let document = read(docx_with(body, &parts), "a.docx");
    assert_eq!(
        lines(&document),
        [
            "Words[1] and a link, an old one.", "re\u{2011}open", "In a box.", "bold not", "[1] A note.",
            "Vera Lund: Is this so?"
        ]
    );
    assert_eq!(document.blocks.last().unwrap().kind, BlockKind::Note);
    assert_eq!(
        (marked(&document, MarkKind::Strong), marked(&document, MarkKind::Link)),
        (vec!["bold"], vec!["a link", "an old one"])
    );
    let targets: Vec<_> = document.marks.iter().filter_map(|mark| mark.target.as_deref()).collect();
    assert_eq!(targets, ["1", "https://a.example", "https://b.example"]);
}

#[test]
fn a_number_before_a_link_is_not_part_of_it() {
    let notes = "<w:footnotes><w:footnote w:id='2'><w:p><w:hyperlink w:anchor='a'><w:r><w:rPr><w:b/></w:rPr><w:t>A link</w:t></w:r>\
        </w:hyperlink></w:p></w:footnote></w:footnotes>";
    let body = "<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>";
    let document = read(docx_with(body, &[("word/footnotes.xml", notes)]), "a.docx");
    assert_eq!(lines(&document), ["Words[1]", "[1] A link"]);
    assert_eq!([MarkKind::Strong, MarkKind::Link].map(|kind| marked(&document, kind)), [["A link"], ["A link"]]);
    let text = "<text:p>Words<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>\
        <text:a xlink:href='https://a.example'>A link</text:a></text:p></text:note-body></text:note></text:p>";
    assert_eq!(marked(&read(odt("", text), "a.odt"), MarkKind::Link), ["A link"]);
}

#[test]
fn clauses_have_their_numbers() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='4'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%3)'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let styles = "<w:styles><w:style w:styleId='H'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";
    let clause = |level: usize, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>Rent</w:t></w:r></w:p>{}{}{}{}",
        clause(1, "Rent is due."),
        clause(2, "It is paid."),
        clause(2, "It is late."),
        clause(1, "No more.")
    );
    let document = read(docx_with(&body, &[("word/numbering.xml", numbering), ("word/styles.xml", styles)]), "a.docx");
    assert_eq!(lines(&document), ["4. Rent", "4.1 Rent is due.", "(a) It is paid.", "(b) It is late.", "4.2 No more."]);
}

#[test]
fn damaged_files_are_refused_in_one_line() {
    let error = |bytes: Vec<u8>, name: &str| format::read(bytes, &Hint::of_name(name)).unwrap_err().to_string();
    assert_eq!(
        error(b"no archive at all".to_vec(), "a.docx"),
        "it is not a ZIP archive, which files of this format are"
    );
    assert_eq!(error(Vec::new(), "a.docx"), "it is empty");
    assert_eq!(error(archive(&[("word/document.xml", "\0\0")]), "a.docx"), "it is damaged: a part is not text");
    assert_eq!(error(archive(&[("word/other.xml", "<a/>")]), "a.docx"), "it is damaged: it has no text part");
    assert_eq!(error(archive(&[("word/document.xml", "<a/>")]), "a.docx"), "it is damaged: it has no Word text");
    assert_eq!(error(docx(""), "a.docx"), "it has no text");
    let whole = data("lease.docx");
    for part in [4, 2, 3] {
        let cut = whole[..whole.len() * (part - 1) / part].to_vec();
        assert!(error(cut, "a.docx").starts_with("it is damaged"));
    }
    let mut broken = whole;
    let middle = broken.len() / 2;
    broken[middle - 2000..middle].fill(0x55);
    if let Err(error) = format::read(broken, &Hint::of_name("a.docx")) {
        assert!(error.to_string().starts_with("it is damaged"), "{error}");
    }
}

#[test]
fn archives_that_unpack_to_too_much_are_refused() {
    let bomb = archive(&[("word/document.xml", &" ".repeat(80 << 20))]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(format::read(bomb, &Hint::of_name("a.docx")).unwrap_err(), Error::Unpacked(64));
}

#[test]
fn hostile_markup_is_read_in_bounded_time() {
    let worked = Worked::begin();
    let entities = "<!DOCTYPE w [<!ENTITY a \"&b;&b;&b;&b;\"><!ENTITY b \"&c;&c;&c;&c;\">]>";
    let bytes = archive(&[(
        "word/document.xml",
        &format!("{entities}<w:document><w:body><w:p><w:r><w:t>x&a;</w:t></w:r></w:p></w:body></w:document>"),
    )]);
    assert_eq!(lines(&read(bytes, "a.docx")), ["x&a;"]);
    let nested = |open: &str, text: &str, close: &str| [&open.repeat(50_000), text, &close.repeat(50_000)].concat();
    let paragraph = "<w:p><w:r><w:t>deep</w:t></w:r></w:p>";
    let deep = docx(&nested("<w:tbl><w:tr><w:tc>", paragraph, "</w:tc></w:tr></w:tbl>"));
    // Text below so many elements is not read.
    assert_eq!(format::read(deep, &Hint::of_name("a.docx")).unwrap_err(), Error::Depth(512));
    let item = ("<text:list><text:list-item>", "</text:list-item></text:list>");
    let deep = odt("", &nested(item.0, "<text:p>deep</text:p>", item.1));
    assert_eq!(format::read(deep, &Hint::of_name("a.odt")).unwrap_err(), Error::Depth(512));
    let level = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/><w:ilvl w:val='18446744073709551615'/></w:numPr></w:pPr>\
        <w:r><w:t>deep</w:t></w:r></w:p>";
    assert_eq!(lines(&read(docx(level), "a.docx")), ["deep"]);
    let field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK \"a\"</w:instrText>\
        <w:fldChar w:fldCharType='separate'/><w:t>open</w:t></w:r></w:p>";
    assert_eq!(read(docx(&field.repeat(20_000)), "a.docx").blocks.len(), 20_000);
    assert!(worked.time() < Duration::from_secs(60), "{:?}", worked.time());
}

#[test]
fn notes_that_the_file_lacks_are_reported() {
    let run = |reference: &str| format!("<w:r><w:{reference} w:id='2'/></w:r>");
    let runs = [run("footnoteReference"), run("footnoteReference"), run("commentReference")].concat();
    let body = format!("<w:p><w:r><w:t>The rent is due.</w:t></w:r>{runs}</w:p>");
    let omitted = read(docx(&body), "a.docx").omitted;
    assert_eq!(
        omitted.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
        ["2 footnotes are missing", "1 comment is missing"]
    );
}

#[test]
fn a_numbered_item_is_never_furniture() {
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>\
        <w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let body = format!(
        "<w:p><w:r><w:t>Before you enter the harbour, do this:</w:t></w:r></w:p>{}{}",
        item("Sign in"),
        item("Pay")
    );
    let document = read(docx_with(&body, &[("word/numbering.xml", numbering)]), "a.docx");
    let kinds: Vec<_> = document.blocks.iter().map(|block| (block.kind, block.marker)).collect();
    assert_eq!(kinds[1..], [(BlockKind::ListItem, Marker::Number(1)), (BlockKind::ListItem, Marker::Number(2))]);
}

#[test]
fn pictures_are_their_descriptions() {
    let picture = |properties: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr {properties}/><a:blip r:embed='r1'/></wp:inline></w:drawing></w:r>"
        )
    };
    let body = format!(
        "<w:p><w:r><w:t xml:space='preserve'>Seen: </w:t></w:r>{}</w:p><w:p>{}<w:r><w:t>The end.</w:t></w:r></w:p>",
        picture("id='1' name='Picture 1' descr='The quay at&#10;noon'"),
        picture("id='2' name='Picture 2' descr='quay.png'")
    );
    let document = read(docx(&body), "a.docx");
    assert_eq!(lines(&document), ["Seen: The quay at noon", "The end."]);
    assert_eq!(marked(&document, MarkKind::Image), ["The quay at noon"]);
    let told = ["1 picture has no description, and is left out"];
    assert_eq!(document.omitted.iter().map(AsRef::as_ref).collect::<Vec<_>>(), told);
    let frame = |inside: &str| format!("<draw:frame><draw:image xlink:href='a.png'/>{inside}</draw:frame>");
    let text = format!(
        "<text:p>Seen: {}</text:p><text:p>{}The end.</text:p>{}",
        frame("<svg:title>Quay</svg:title><svg:desc>The quay at noon</svg:desc>"),
        frame(""),
        frame("<svg:title>Alone</svg:title>")
    );
    let document = read(odt("", &text), "a.odt");
    assert_eq!(lines(&document), ["Seen: The quay at noon", "The end.", "Alone"]);
    assert_eq!(document.omitted.iter().map(AsRef::as_ref).collect::<Vec<_>>(), told);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let deep = format!("{}<w:p><w:r><w:t>Deep.</w:t></w:r></w:p>", "<w:sdt><w:sdtContent>".repeat(400));
    let error = |bytes: Vec<u8>, name: &str| format::read(bytes, &Hint::of_name(name)).unwrap_err();
    assert_eq!(error(docx(&deep), "a.docx"), Error::Depth(512));
    let deep = format!("{}<text:p>Deep.</text:p>", "<text:section>".repeat(600));
    assert_eq!(error(odt("", &deep), "a.odt"), Error::Depth(512));
    let encrypted = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
        ("content.xml", "\u{0}\u{1}\u{2}\u{0}\u{3}"),
    ]);
    assert_eq!(error(encrypted, "a.odt"), Error::Encrypted);
    // The names in the list and before the parts have the same length.
    let mut twins = docx_with("<w:p><w:r><w:t>One.</w:t></w:r></w:p>", &[("word/xocument.xml", "<w:document/>")]);
    while let Some(at) = memchr::memmem::find(&twins, b"word/xocument") {
        twins[at..at + 13].copy_from_slice(b"word/document");
    }
    let is_told = |document: &Document| document.omitted.iter().any(|told| told.contains("the same name"));
    match format::read(twins, &Hint::of_name("a.docx")) {
        Ok(document) => assert!(is_told(&document)),
        Err(error) => assert!(matches!(error, Error::Damaged(_)), "{error}"),
    }
}

/// A paragraph is deleted with its end: from its beginning, and between two items.
#[test]
fn deleted_paragraphs_of_an_open_document_are_what_they_were() {
    let change = |id: usize, deleted: &str| {
        let region = format!("<text:deletion>{deleted}</text:deletion>");
        format!("<text:changed-region text:id='c{id}'>{region}</text:changed-region>")
    };
    let list =
        |text: &str| format!("<text:list text:style-name='N'><text:list-item>{text}</text:list-item></text:list>");
    let styles = "<text:list-style style:name='N'>\
        <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/></text:list-style>\
        <style:style style:name='Quotations' style:family='paragraph'/>\
        <style:style style:name='Q' style:parent-style-name='Quotations' style:family='paragraph'/>";
    let changes = change(1, "<text:p text:style-name='Q'>Mind the gap.</text:p><text:p/>")
        + &change(2, &format!("{}{}", list("<text:p> it up.</text:p>"), list("<text:p>Pay </text:p>")));
    let text = format!(
        "<text:tracked-changes>{changes}</text:tracked-changes>\
         <text:p><text:change text:change-id='c1'/>It sails.</text:p>{}",
        list("<text:p>Tie<text:change text:change-id='c2'/>at once.</text:p>")
    );
    assert_eq!(lines(&read(odt(styles, &text), "a.odt")), ["It sails.", "Tieat once."]);
    let document = before(odt(styles, &text), "a.odt");
    let blocks: Vec<_> = document.blocks.iter().map(|b| (b.kind, b.marker, b.span.of(&document.text))).collect();
    assert_eq!(
        blocks,
        [
            (BlockKind::Quote, Marker::None, "Mind the gap."),
            (BlockKind::Paragraph, Marker::None, "It sails."),
            (BlockKind::ListItem, Marker::Number(1), "Tie it up."),
            (BlockKind::ListItem, Marker::Number(2), "Pay at once."),
        ]
    );
}

#[test]
fn a_paragraph_below_headings_is_no_title() {
    let style = |name: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{name}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let styles = "<w:styles><w:style w:styleId='T'><w:name w:val='Title'/></w:style>\
        <w:style w:styleId='H'><w:name w:val='heading 1'/></w:style></w:styles>";
    let body = style("T", "Handbook of the quay")
        + &style("H", "Arrivals")
        + &style("P", "Boats land at the eastern steps")
        + &style("P", "The harbour master keeps the book of arrivals, which is open to everyone on Mondays.");
    let document = read(docx_with(&body, &[("word/styles.xml", styles)]), "a.docx");
    let kinds: Vec<_> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Headline, BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph]);
}

#[test]
fn code_is_marked_in_running_text_alone() {
    let styles = "<w:styles><w:style w:styleId='S'><w:name w:val='Source Code'/></w:style>\
        <w:style w:type='character' w:styleId='V'><w:name w:val='Verbatim Char'/></w:style></w:styles>";
    let run = |text: &str| format!("<w:r><w:rPr><w:rStyle w:val='V'/></w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p><w:r><w:t xml:space='preserve'>Call </w:t></w:r>{}</w:p><w:p><w:pPr><w:pStyle w:val='S'/></w:pPr>{}</w:p>",
        run("open()"),
        run("open(gate)")
    );
    let document = read(docx_with(&body, &[("word/styles.xml", styles)]), "a.docx");
    assert_eq!((lines(&document)[1], document.blocks[1].kind), ("open(gate)", BlockKind::Code));
    assert_eq!(marked(&document, MarkKind::Code), ["open()"]);
}

#[test]
fn breaks_of_the_other_version_make_no_listing() {
    let style = "<style:style style:name='P' style:family='paragraph' style:parent-style-name='Preformatted_20_Text'/>";
    let code = |text: &str| format!("<text:p text:style-name='P'>{text}</text:p>");
    let inserted =
        "<text:change-start text:change-id='i'/>gate()<text:line-break/>lamp()<text:change-end text:change-id='i'/>";
    let changes = "<text:tracked-changes><text:changed-region text:id='i'><text:insertion/></text:changed-region>\
        </text:tracked-changes>";
    let tracked = odt(style, &format!("{changes}{}{}", code("open()"), code(&format!("shut(){inserted}"))));
    let plain = odt(style, &(code("open()") + &code("shut()")));
    assert_eq!(lines(&before(tracked.clone(), "a.odt")), lines(&read(plain, "a.odt")));
    assert_eq!(lines(&read(tracked, "a.odt")), ["open()", "shut()gate()\nlamp()"]);
}
