//! Pairs of texts with different line breaks.

use super::*;
use crate::format;
use crate::text::cancel::Stop;

/// The blocks of both texts, laid out for the pair.
fn blocks_of(old: &str, new: &str) -> Pair<Vec<String>> {
    let documents = Pair::new(old, new).map(|text| format::plain_text(text).expect("a text"));
    let laid_out = for_pair(documents.as_ref(), Stop::NEVER).expect("not cancelled");
    laid_out.as_ref().unwrap_or(&documents).as_ref().map(|document| {
        let words = |block: &crate::text::Block| {
            let text = block.span.of(&document.text);
            format!("{}: {}", block.kind.name(), text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        document.blocks.iter().map(words).collect()
    })
}

fn same(old: &str, new: &str) {
    let bare = |blocks: Vec<String>| blocks.iter().map(|block| block.replace(' ', "")).collect::<Vec<_>>();
    let Pair { old, new } = blocks_of(old, new).map(bare);
    assert_eq!(old, new);
}

const STORY: &str = "Gate to reopen on Friday\n\nBy Nora Tilling\n\nPORT ELLERY, March 4 (Sample Wire) - The north gate will reopen on \
    Friday, two weeks early, the council said. Barges have waited since Anglo-Saxon times, or so it seems to the master.\n\n\
    “She should be good for another thirty years,” he said.\n";

#[test]
fn a_text_wrapped_at_any_width_has_the_same_blocks() {
    for width in 15..120 {
        let wrapped: Vec<String> = STORY.split("\n\n").map(|part| textwrap::fill(part, width)).collect();
        same(STORY, &wrapped.join("\n\n"));
        same(&wrapped.join("\n\n"), STORY);
        let other: Vec<String> = STORY.split("\n\n").map(|part| textwrap::fill(part, width + 7)).collect();
        same(&wrapped.join("\n\n"), &other.join("\r\n\r\n"));
    }
}

#[test]
fn an_edit_does_not_affect_other_lines() {
    let wrapped: Vec<String> = STORY.split("\n\n").map(|part| textwrap::fill(part, 18)).collect();
    let old = wrapped.join("\n\n");
    let Pair { old: before, new } = blocks_of(&old, &old.replace("council", "board"));
    assert_eq!(before.len(), new.len());
    let differing: Vec<_> = before.iter().zip(&new).filter(|(a, b)| a != b).collect();
    assert_eq!(differing.len(), 1, "{differing:?}");
}

#[test]
fn a_blank_line_inside_a_sentence_is_ignored() {
    let old = "She did not know what to say to him, so she left. He stayed.";
    same(old, &old.replace("know what", "know\n\nwhat"));
    // A blank line before a sentence is a paragraph to its writer.
    let pair = blocks_of(old, &old.replace(" He", "\n\nHe"));
    assert_eq!((pair.old.len(), pair.new.len()), (1, 2));
}

#[test]
fn entries_of_a_log_are_not_joined_across_blank_lines() {
    let entry =
        |n: usize| format!("lockbook ({n}) open\n\n  * Gate {n} was oiled.\n\n -- Ann Marsh, {n} June 1871\n\n");
    let old: String = (1..9).rev().map(entry).collect();
    let new: String = (1..13).rev().map(entry).collect();
    let old = old.replace("June 1871\n\nlockbook (3)", "June 1871 lockbook (3)");
    assert_eq!(blocks_of(&old, &new).new.len(), 35);
}

#[test]
fn verse_may_be_set_in_longer_lines() {
    let old = "The lamp is low,\n  the tide is high,\nthe gulls have gone\n  to roost and cry.";
    same(old, "The lamp is low, the tide is high,\nthe gulls have gone to roost and cry.");
    assert_eq!(blocks_of(old, &old.replace("cry", "sigh")).old.len(), 4);
}

#[test]
fn lists_and_tables_are_not_joined() {
    let list = "What is known:\n- The gate is shut\n- Barges wait\n- Nobody was hurt";
    let changed = list.replace("Barges wait", "Barges and ferries wait for the thaw");
    assert_eq!(blocks_of(list, &changed).map(|blocks| blocks.len()), Pair::new(4, 4));
    same(list, &list.replace('\n', " "));
    let table = "{| class=\"wikitable\"\n| overall = 8–3\n|29\n|}";
    assert_eq!(blocks_of(table, &table.replace("29", "36")).new.len(), 4);
}

#[test]
fn words_cut_by_wrapping_are_joined() {
    let old = "The Anglo-Saxon information on Bürgergesellschaften is scarce.";
    for (new, glue) in [
        ("The Anglo-\nSaxon information on Bürgergesellschaften is scarce.", 1),
        ("The Anglo-Saxon informa-\ntion on Bürgergesellschaften is scarce.", 1),
        ("The Anglo-\nSaxon\ninformation on\nBürgergesellscha\nften is scarce.", 2),
        ("The Anglo-Saxon\ninformation on Bürgergesellschaften is scarce.", 0),
    ] {
        let documents = Pair::new(old, new).map(|text| format::plain_text(text).expect("a text"));
        let laid_out = for_pair(documents.as_ref(), Stop::NEVER).expect("not cancelled");
        let found = laid_out.as_ref().unwrap_or(&documents);
        assert_eq!((found.new.glue.len(), found.new.blocks.len()), (glue, 1), "{new}");
    }
}

#[test]
fn insertions_inside_a_sentence_are_recognised() {
    let old = "The drainage was begun by a company of adventurers, and ended with the ruin of them.";
    let put = |between: &str| old.replace(", and", &format!(",\n\n{between}\n\nand"));
    let kinds = |new: &str| {
        blocks_of(old, new).new.iter().map(|b| b.split(':').next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&put("A Short History")), ["paragraph", "furniture", "paragraph"]);
    assert_eq!(kinds(&put("Fig. 3. The sluice")), ["paragraph", "caption", "paragraph"]);
}
