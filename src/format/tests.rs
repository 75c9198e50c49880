//! Whole documents and the kinds of their parts.

use proptest::prelude::*;

use super::{Error, Hint, plain_text, read};
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Found;
use crate::text::Origin;
use crate::text::Span;
use crate::text::Value;
use crate::text::is_space;

fn document(text: &str) -> Document {
    plain_text(text).unwrap()
}

fn short(document: &Document, span: Span) -> String {
    span.of(&document.text).split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

/// Blocks as "kind: first words", with `+` for run-in blocks.
fn outline(text: &str) -> Vec<String> {
    let document = document(text);
    let line = |b: &crate::text::Block| {
        format!("{}{}: {}", b.kind.name(), if b.run_in { "+" } else { "" }, short(&document, b.span))
    };
    document.blocks.iter().map(line).collect()
}

#[test]
fn a_whole_sample_is_recognised() {
    let text = include_str!("../../assets/sample/bridge-3-corrected.txt");
    let found = outline(text);
    assert_eq!(found[0], "headline: Harbour bridge to reopen");
    assert_eq!(found[1], "byline: By Nora Tilling");
    assert_eq!(found[2], "dateline+: PORT ELLERY, March 4");
    assert_eq!(found[3], "paragraph: The harbour bridge in");
    assert!(found[4..found.len() - 2].iter().all(|line| line.starts_with("paragraph")));
    assert_eq!(found[found.len() - 2], "note: (Corrects cost of repairs");
    assert_eq!(found[found.len() - 1], "note: (Sample text written for");
    let document = document(text);
    let about = &document.about;
    fn said<'a>(document: &'a Document, found: &'a Option<Found<Value>>) -> Option<(&'a str, Origin)> {
        found.as_ref().map(|found| (found.value.of(&document.text), found.from))
    }
    assert_eq!(
        [&about.title, &about.place, &about.published, &about.agency].map(|found| said(&document, found)),
        [
            Some(("Harbour bridge to reopen on Friday, two weeks early", Origin::Headline)),
            Some(("PORT ELLERY", Origin::Dateline)),
            Some(("March 4", Origin::Dateline)),
            Some(("Sample Wire", Origin::Dateline)),
        ]
    );
    let authors = about.authors.as_ref().expect("a byline");
    assert_eq!(authors.from, Origin::Byline);
    assert_eq!(authors.value.iter().map(|name| name.of(&document.text)).collect::<Vec<_>>(), ["Nora Tilling"]);
    assert_eq!(about.notes.len(), 2);
}

#[test]
fn the_other_samples() {
    let wire = outline(include_str!("../../assets/sample/pact-1-wire.txt"));
    assert_eq!(wire[0], "credit+: (Sample Wire) --");
    assert_eq!(wire.iter().filter(|line| line.starts_with("furniture")).count(), 1);
    assert_eq!(
        wire[wire.len() - 4..],
        [
            "credit: --With assistance from Ada", "note: (Updates with analysts’ comments",
            "note: (Sample text written for", "credit: ©2024 Sample Wire"
        ]
    );
    let rewrite = outline(include_str!("../../assets/sample/pact-3-rewrite.txt"));
    assert!(rewrite[0].starts_with("caption") && rewrite[1].starts_with("headline"), "{rewrite:#?}");
    assert_eq!(rewrite.iter().filter(|line| line.starts_with("heading")).count(), 4, "{rewrite:#?}");
    assert_eq!(rewrite[rewrite.len() - 1], "furniture: COMMENTS");
    let collected = outline(include_str!("../../assets/sample/pact-5-collected.txt"));
    assert!(collected[0].starts_with("headline"));
    assert_eq!(collected.iter().filter(|line| line.starts_with("furniture")).count(), 2);
    for bare in [
        include_str!("../../assets/sample/pact-2-syndicated.txt"),
        include_str!("../../assets/sample/pact-4-digest.txt"),
    ] {
        let found = outline(bare);
        assert!(found[..found.len() - 1].iter().all(|line| line.starts_with("paragraph")), "{found:#?}");
    }
}

#[test]
fn old_agency_copy() {
    let text = "CANAL STAYS SHUT AFTER FROST\n    PARIS, March 3 - The canal that links the two harbours\n\
        stays shut for a second week, its operator said, because a\ngate could not be lifted after the frost.\n\
        \x20   Barges must wait until the thaw.\n    Shr 38 cts vs 34 cts\n    The operator said ships would be sent round the cape and\n\
        that cargo owners had been told.\n REUTER\n&#3;\n";
    assert_eq!(
        outline(text),
        [
            "headline: CANAL STAYS SHUT AFTER", "dateline+: PARIS, March 3 -", "paragraph: The canal that links",
            "paragraph: Barges must wait until", "paragraph: Shr 38 cts vs", "paragraph: The operator said ships",
            "credit: REUTER", "credit: &#3;",
        ]
    );
}

#[test]
fn flags_lists_and_quotations() {
    let text = "UPDATE 2-Canal stays shut\n\nThe canal stays shut for a second week, its operator said.\n\nWhat is known:\n\n- The gate is shut.\n\
        - Barges wait.\n\n> The frost came early this year.\n\n-30-\n";
    let found = outline(text);
    assert_eq!(found[..3], ["note+: UPDATE 2-", "headline: Canal stays shut", "paragraph: The canal stays shut"]);
    assert_eq!(found[4], "list-item: - The gate is");
    assert_eq!(found[6], "quote: > The frost came");
    assert_eq!(found[7], "furniture: -30-");
}

#[test]
fn verse_has_no_headline_and_dialogue_has_no_headings() {
    let verse =
        "The gate came down\nand with it the long cold winter of the north\nso we sat\nand waited for the ice to go.\n";
    assert!(outline(verse).iter().all(|line| line.starts_with("verse")));
    let talk = "“Is it shut?”\n“It has been shut since the frost came down on us.”\n“And the barges?”\n“They wait for the thaw as they have always done.”\n";
    assert!(outline(talk).iter().all(|line| line.starts_with("paragraph")));
}

/// A lede and two more paragraphs.
const STORY: &str = "The canal stays shut for a second week, its operator said on Monday.\n\n\
    Barges must wait until the thaw, and ships are sent round the cape.\n\n\
    “It will hold,” he told reporters at the gate. Nobody was hurt.\n\n";

/// The lines around [`STORY`].
fn around(above: &str, below: &str) -> Vec<String> {
    let found = outline(&format!("{above}\n\n{STORY}{below}"));
    found
        .into_iter()
        .filter(|line| !["The canal", "Barges must", "“It will"].iter().any(|p| line.contains(p)))
        .collect()
}

#[test]
fn a_corrected_headline_is_still_one() {
    assert_eq!(around("Corrected: Canal shut until May", ""), ["note+: Corrected:", "headline: Canal shut until May"]);
    assert_eq!(around("Correction: Canal Story", ""), ["note+: Correction:", "headline: Canal Story"]);
    assert_eq!(
        around("Canal shut until May\nCorrection: Gate has two cables", ""),
        ["headline: Canal shut until May", "note: Correction: Gate has two"]
    );
    assert_eq!(
        around("CANAL SHUT UNTIL MAY -- CORRECTED", ""),
        ["headline: CANAL SHUT UNTIL MAY", "note: -- CORRECTED"]
    );
    assert_eq!(around("Canal shut – CORRECTED", ""), ["headline: Canal shut", "note: – CORRECTED"]);
    assert_eq!(around("Canal shut [Corrects day]", ""), ["headline: Canal shut", "note: [Corrects day]"]);
}

#[test]
fn notes_around_a_story() {
    for note in [
        "(This March 4 story has been corrected to say the gate has two cables)",
        "(In second paragraph of March 4 story, corrects name of cape)",
        "An earlier version misstated the name of the cape.",
        "Correction, March 4: The gate has two cables.",
        "UPDATE: This story has been updated with the name of the cape.",
        "(Recasts, adds quote)",
    ] {
        let first = format!("note: {}", note.split(' ').take(4).collect::<Vec<_>>().join(" "));
        assert_eq!(around(&format!("Canal shut until May\n\n{note}"), "")[1..], [first.as_str()]);
        assert_eq!(around(&format!("{note}\n\nCanal shut until May"), "")[0], first);
        assert_eq!(around("Canal shut until May", note)[1..], [first.as_str()]);
    }
    assert_eq!(
        around("Canal shut until May (Recasts, adds quote)", ""),
        ["headline: Canal shut until May", "note: (Recasts, adds quote)"]
    );
    assert_eq!(around("CANAL SHUT UNTIL MAY -- in March 4 story, corrects month", "")[1..], ["note: -- in March 4"]);
    assert_eq!(around("Canal shut until May (for barges)", ""), ["headline: Canal shut until May"]);
}

#[test]
fn notes_of_a_table_belong_to_it() {
    let table = "(CORRECTED) - <ARDEL MILLS INC> 2ND QTR NET\n    Shr 31 cts vs 28 cts\n    Net 4.1 mln vs 3.7 mln\n";
    let notes = "    NOTE: 1986 net includes loss of 310,000 dlrs\n    (Note: 1987 excludes sale of mill in Port Ellery.)\n\
        \x20    NOTE: company corrects year-ago net\n Reuter\n";
    assert_eq!(
        outline(&format!("{table}{notes}")),
        [
            "note+: (CORRECTED) -", "headline: <ARDEL MILLS INC> 2ND", "paragraph: Shr 31 cts vs",
            "paragraph: Net 4.1 mln vs", "paragraph: NOTE: 1986 net includes", "paragraph: (Note: 1987 excludes sale",
            "note: NOTE: company corrects year-ago", "credit: Reuter"
        ]
    );
    let list = around(
        "Canal shut until May",
        "- Note: the gate is shut\n- Note: this story has been updated\n- Barges wait\n",
    );
    assert_eq!(list[1..], ["list-item: - Note: the gate", "note: - Note: this story", "list-item: - Barges wait"]);
    // A short note is not a heading either.
    let between = around("Canal shut until May", &format!("Note: the gate is shut\n\n{STORY}"));
    assert_eq!(between[1..], ["paragraph: Note: the gate is"]);
}

#[test]
fn an_agency_after_the_last_sentence() {
    let found = around("Canal shut until May", "The gate will not lift, he said. BLOOMBERG\n\nComments (2)");
    assert_eq!(found[1..], ["paragraph: The gate will not", "credit: BLOOMBERG", "furniture: Comments (2)"]);
    assert_eq!(around("Canal shut until May", "AFP, REUTERS")[1..], ["credit: AFP, REUTERS"]);
    // In the middle of a story there are no signatures.
    let middle = around(
        "Canal shut until May",
        &format!(
            "He asked, at the gate. He asked twice, he wrote in a letter to the trust that runs it. AP\n\n{STORY}"
        ),
    );
    assert_eq!(middle[1..], ["paragraph: He asked, at the"]);
}

#[test]
fn a_web_page() {
    let above = "Skip to main content\nHome News World Sport\n\nWorld\n\nCanal shut until May as frost holds the gate\n\n\
        Nora Tilling in Port Ellery\nThu 14 Mar 2024 11.42 GMT\nShare\n\nThe north gate. Photograph: Tom Vale/Sample Wire";
    let below = "Do you work at the gate? Email desk@sample.example\n\nTopics\nCanals\nPort Ellery\nReuse this content\n\n\
        Most viewed\nWhy the cable broke\nWho pays for the gate?\nComments (212)\n";
    let found = around(above, below);
    assert_eq!(
        found[..8],
        [
            "furniture: Skip to main content", "furniture: Home News World Sport", "furniture: World",
            "headline: Canal shut until May", "byline: Nora Tilling in Port", "dateline: Thu 14 Mar 2024",
            "furniture: Share", "caption: The north gate. Photograph:"
        ]
    );
    assert!(found[8..].iter().all(|line| line.starts_with("furniture")) && found.len() == 17, "{found:#?}");
}

#[test]
fn rubrics_and_bylines() {
    assert_eq!(
        around("ELLERY TELEGRAPH\nEvening edition\n\nFrost shuts ‘our’ canal\n\nNora Tilling", "— Sample Wire"),
        [
            "furniture: ELLERY TELEGRAPH", "furniture: Evening edition", "headline: Frost shuts ‘our’ canal",
            "byline: Nora Tilling", "credit: — Sample Wire"
        ]
    );
    assert_eq!(
        around("Frost Shuts Canal\n\nBarges Must Wait\n\nBy Nora Tilling\nHarbour Reporter\nSample Wire", ""),
        [
            "headline: Frost Shuts Canal", "heading: Barges Must Wait", "byline: By Nora Tilling",
            "byline: Harbour Reporter", "credit: Sample Wire"
        ]
    );
    assert_eq!(around("Harbour Lights\n\nA walk along the quay", "")[0], "headline: Harbour Lights");
    assert_eq!(around("HARD TIMES\n\nHow the frost came to the north gate", "")[0], "headline: HARD TIMES");
    assert_eq!(around("WORLD IN BRIEF\n\nFrost shuts canal", "")[0], "furniture: WORLD IN BRIEF");
    assert_eq!(around("WORLD IN BRIEF", ""), ["headline: WORLD IN BRIEF"], "nothing else is above the story");
    assert_eq!(
        around("Frost shuts canal\n\nThe gate came down in the night and will not lift.\n\nVon Nora Tilling, Kiel", ""),
        ["headline: Frost shuts canal", "paragraph: The gate came down", "byline: Von Nora Tilling, Kiel"]
    );
}

#[test]
fn a_mail_header_is_recognised() {
    let found =
        around("From: Nora Tilling <nora@sample.example>\nTo: All barges\nSubject: Canal shut\nSent: 4 March", "");
    assert_eq!(
        found,
        [
            "credit: From: Nora Tilling <nora@sample.example>", "credit: To: All barges", "credit+: Subject:",
            "headline: Canal shut", "dateline: Sent: 4 March"
        ]
    );
}

#[test]
fn interviews_have_no_headings() {
    let talk = "Frost shuts canal\n\nThe master of the north gate has not slept since the frost came.\n\nQ: Is it shut?\n\n\
        A: It has been shut since Monday, and it will stay shut until May.\n\nQ. And the barges?\n\nA. They wait, as they have always done, for the thaw.\n";
    assert!(outline(talk)[1..].iter().all(|line| line.starts_with("paragraph")), "{:#?}", outline(talk));
}

#[test]
fn text_after_the_end_is_not_the_story() {
    let notes = "Notes to editors\n\n- The trust runs two gates.\n- For interviews, call Nora Tilling.\n";
    let found = around("Canal shut until May", &format!("ENDS\n\n{notes}"));
    assert_eq!(found[1], "furniture: ENDS");
    assert!(found[2..].iter().all(|line| line.starts_with("furniture")) && found.len() == 5, "{found:#?}");
    // A row of hashes may separate scenes too.
    assert_eq!(
        around("The Gate", "###\n\nHe left.\n\nShe stayed.")[2..],
        ["paragraph: He left.", "paragraph: She stayed."]
    );
    let sports = around(
        "Canal beats harbour",
        "UP NEXT\n\nCanal hosts the north gate on Friday.\n\n___\n\nMore: https://a.example/b",
    );
    assert_eq!(sports[1], "heading: UP NEXT");
    assert_eq!(sports[3..], ["furniture: ___", "furniture: More: https://a.example/b"]);
    assert_eq!(
        around("Canal beats harbour", "UP NEXT\n\nWhy the cable broke")[1..],
        ["furniture: UP NEXT", "furniture: Why the cable broke"]
    );
    assert_eq!(
        around("Canal shut until May", "• Additional reporting by Tom Vale\n\n- Nora Tilling writes every Friday")[1..],
        ["credit: • Additional reporting by", "credit: - Nora Tilling writes"]
    );
}

#[test]
fn a_list_inside_the_story_is_not_furniture() {
    let below = format!("Topics\n\nFrost\n\nGates\n\n{STORY}");
    assert!(!around("Canal shut until May", &below)[2..].iter().any(|line| line.starts_with("furniture")));
}

#[test]
fn paragraphs_are_counted_as_newsrooms_do() {
    let text = format!(
        "Canal shut until May\n\n* Gate came down\n* Barges wait\n\nPORT ELLERY, March 4 (Sample Wire) - {STORY}- An item\n\nComments (2)\n"
    );
    let document = document(&text);
    let first: Vec<_> = document.paragraphs().iter().map(|&span| short(&document, span)).collect();
    assert_eq!(first, ["PORT ELLERY, March 4", "Barges must wait until", "“It will hold,” he", "- An item"]);
}

#[test]
fn empty_and_binary_input_is_refused() {
    for (name, bytes, error) in [
        ("empty.txt", &b""[..], Some(Error::Empty)),
        ("blank.txt", "\u{feff} \r\n\t\u{a0}\u{2028}".as_bytes(), Some(Error::Empty)),
        ("blank.md", b" \n\n\t\n", Some(Error::Empty)),
        ("data.txt", &[0, 1, 2, 3, 0], Some(Error::Binary)),
        ("page.html", b"<html><body><p> </p></body></html>", Some(Error::NoText)),
        ("marker.md", b"-\n", None),
        ("letter.txt", b"x", None),
    ] {
        let hint = Hint::of_name(name);
        assert_eq!(read(bytes.to_vec(), &hint).err(), error, "{name}");
    }
}

/// Blocks are in order, do not overlap, have no white space at their ends, and cover everything but white space.
fn check_cover(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut at = 0;
    for block in &document.blocks {
        let gap = text.get(at..block.span.start as usize);
        prop_assert!(gap.is_some_and(|gap| gap.chars().all(is_space)), "{gap:?}");
        let inner = text.get(block.span.range());
        prop_assert!(
            inner.is_some_and(|s| !s.is_empty() && !s.starts_with(is_space) && !s.ends_with(is_space)),
            "{inner:?}"
        );
        at = block.span.end as usize;
    }
    prop_assert!(text.get(at..).is_some_and(|rest| rest.chars().all(is_space)));
    // A sentence may continue after a page number or a photo credit, which is then inside its span.
    let between = |block: u32| document.blocks[block as usize].between;
    let sentences: Vec<_> = document.segments().sentences.iter().filter(|s| !between(s.block)).collect();
    prop_assert!(sentences.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    Ok(())
}

/// Found by a search.
#[test]
fn blocks_cover_zero_width_spaces_and_page_breaks() {
    for text in ["a\u{200b}’\u{200b}“\u{c}\u{c}A\u{200b}AAA\u{c}d", "!\u{200b}A\u{a0}0\u{c}©\u{2028}\u{2028}a"] {
        check_cover(&plain_text(text).unwrap()).unwrap();
    }
}

proptest! {
    #![proptest_config(crate::cases::config(256))]
    #[test]
    fn blocks_cover_any_text(text in "\\PC{0,80}([\n\r\t\u{c}\u{2028} ]{0,3}[ -~“”’©—•\u{a0}\u{200b}]{0,60}){0,8}") {
        if let Ok(document) = plain_text(text) {
            check_cover(&document)?;
        }
    }

    #[test]
    fn blocks_cover_any_copy(lines in prop::collection::vec(prop::sample::select(vec![
        "", "By Nora Tilling", "PORT ELLERY, March 4 (Sample Wire) - Shut.", "(AP) — ", "(Sample Wire) --\u{a0}", "Canal stays shut", "UPDATE 2-Canal shut",
        "The canal stays shut for a second week, its operator said on Monday.", "    Indented line that is as long as the wrapped ones",
        "- An item", "> A quotation", "(Corrects day)", "NOTE: 1986 includes loss", "Canal shut (Recasts)", "It is shut. AFP", "Leave a Comment", "REUTER", "©2024 Sample Wire",
    ]), 0..14)) {
        if let Ok(document) = plain_text(lines.join("\n")) {
            check_cover(&document)?;
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(document) = read(bytes, &Hint::none()) {
            check_cover(&document)?;
            prop_assert!(document.blocks.iter().all(|block| !matches!(block.kind, BlockKind::Headline) || !block.run_in));
        }
    }
}
