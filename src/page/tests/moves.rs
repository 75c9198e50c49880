//! Both ends of a move.

use super::*;

#[test]
fn a_move_has_two_ends() {
    let mut page = page(SAMPLES[0], SAMPLES[1], unfolded(View::Split), 100);
    let row = page.comparison().rows.iter().position(|row| row.moved).expect("a passage moved");
    let label = |page: &ComparePage, at: (usize, usize)| {
        let text = page.lines(at.0)[at.1..].iter().map(|line| line.text() + "\n").collect::<String>();
        text.replace('\u{a0}', " ")
    };
    let ends = page.ends(row).expect("two ends");
    assert_ne!(ends.old.0, ends.new.0);
    assert!(label(&page, ends.old).starts_with(" ↷ ") && label(&page, ends.old).contains("→ ¶ 6"));
    assert!(label(&page, ends.new).contains("│ ↷ ") && label(&page, ends.new).contains("← ¶ "));
    let change = page.move_of(row).expect("a change of the list");
    page.set_current(Some(change));
    assert!(label(&page, ends.old).starts_with("▎↷ ") && label(&page, ends.new).contains("│▎↷ "));
    page.set_options(unfolded(View::Inline));
    let ends = page.ends(row).expect("two ends");
    assert!(label(&page, ends.old).contains("↷ moved to the 6th paragraph: "), "{}", label(&page, ends.old));
}

/// Word marks would be noise in a passage whose ends are apart and share little.
#[test]
fn a_moved_passage_with_little_in_common_is_shown_as_rewritten() {
    let lead = "The owners signed an agreement on the harbour cranes on Tuesday, the town council said.";
    let rest = "The council had asked for two new cranes and a wider quay in its letter of March.\n\nNobody was hurt when \
                the old crane fell in the storm of last winter.\n\nThe ferry company will pay for the lamps along the quay \
                until the year 2030.";
    let old = "During her third voyage to Port Ellery since May 1998, Captain Marrin explicitly tied the repair of the \
               harbour cranes to the rising price of copper, hinting at later talks on the dredging with the town.";
    let new = "Ms Marrin's third voyage to Port Ellery since 1998 was a chance for owners and crews to flaunt their \
               friendship.";
    let page =
        page(&format!("{lead}\n{old}\n{rest}\n"), &format!("{lead}\n{rest}\n{new}\n"), unfolded(View::Split), 100);
    let moved: Vec<_> = page.comparison().rows.iter().filter(|row| row.moved).collect();
    let [row] = moved[..] else { panic!("{moved:#?}") };
    assert_eq!(row.kind, RowKind::Rewritten);
    assert!(!row.shared.is_empty(), "{row:#?}");
}

#[test]
fn a_moved_passage_says_inline_where_it_comes_from() {
    let moved = "The ferry sank in the harbour of Port Ellery on a quiet Sunday in the spring of that year.";
    let rest = "The council met twice about the crane.\n\nNobody had seen the keeper since the storm.";
    let old = format!("{rest}\n\n{moved}\n");
    let new = format!("{moved}\n\n{rest}\n");
    let inline = plain(&old, &new, View::Inline).join(" ").replace('\u{a0}', " ");
    assert!(inline.contains("of that year. ← ¶ 3") || inline.contains("moved to"), "{inline}");
}
