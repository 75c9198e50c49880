//! Whole documents: what each of their parts is read as.

use proptest::prelude::*;

use super::{Error, read};
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Span;
use crate::text::is_space;

fn document(text: &str) -> Document {
    read(text.as_bytes().to_vec()).unwrap()
}

fn short(document: &Document, span: Span) -> String {
    span.of(&document.text).split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}

/// Blocks as "kind: first words", a run-in one with a `+`.
fn outline(text: &str) -> Vec<String> {
    let document = document(text);
    let line = |b: &crate::text::Block| {
        format!("{}{}: {}", b.kind.name(), if b.run_in { "+" } else { "" }, short(&document, b.span))
    };
    document.blocks.iter().map(line).collect()
}

#[test]
fn a_sample_from_head_to_foot() {
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
    let of = |span: Option<Span>| span.map_or("", |span| span.of(&document.text));
    assert_eq!(
        [of(about.title), of(about.byline), of(about.dateline), of(about.date), of(about.agency)],
        [
            "Harbour bridge to reopen on Friday, two weeks early", "Nora Tilling", "PORT ELLERY", "March 4",
            "Sample Wire"
        ]
    );
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
fn verse_has_no_headline_and_dialogue_no_headings() {
    let verse =
        "The gate came down\nand with it the long cold winter of the north\nso we sat\nand waited for the ice to go.\n";
    assert!(outline(verse).iter().all(|line| line.starts_with("paragraph")));
    let talk = "“Is it shut?”\n“It has been shut since the frost came down on us.”\n“And the barges?”\n“They wait for the thaw as they have always done.”\n";
    assert!(outline(talk).iter().all(|line| line.starts_with("paragraph")));
}

#[test]
fn nothing_and_no_text() {
    assert_eq!(read(Vec::new()).err(), Some(Error::Empty));
    assert_eq!(read("\u{feff} \r\n\t\u{a0}".as_bytes().to_vec()).err(), Some(Error::Empty));
    assert_eq!(read(vec![0, 1, 2, 3, 0]).err(), Some(Error::Binary));
}

/// Blocks are in order, do not overlap, hold no white space at their ends, and cover all that is not white space.
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
    let sentences = &document.segments().sentences;
    prop_assert!(sentences.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    Ok(())
}

proptest! {
    #[test]
    fn blocks_cover_any_text(text in "\\PC{0,80}([\n\r\t\u{c}\u{2028} ]{0,3}[ -~“”’©—•\u{a0}\u{200b}]{0,60}){0,8}") {
        if let Ok(document) = read(text.into_bytes()) {
            check_cover(&document)?;
        }
    }

    #[test]
    fn blocks_cover_any_copy(lines in prop::collection::vec(prop::sample::select(vec![
        "", "By Nora Tilling", "PORT ELLERY, March 4 (Sample Wire) - Shut.", "(AP) — ", "(Sample Wire) --\u{a0}", "Canal stays shut", "UPDATE 2-Canal shut",
        "The canal stays shut for a second week, its operator said on Monday.", "    Indented line that is as long as the wrapped ones",
        "- An item", "> A quotation", "(Corrects day)", "Leave a Comment", "REUTER", "©2024 Sample Wire",
    ]), 0..14)) {
        if let Ok(document) = read(lines.join("\n").into_bytes()) {
            check_cover(&document)?;
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(document) = read(bytes) {
            check_cover(&document)?;
            prop_assert!(document.blocks.iter().all(|block| !matches!(block.kind, BlockKind::Headline) || !block.run_in));
        }
    }
}
