//! Properties of every page: no text is lost, and every line fits and has its place.

use proptest::prelude::*;

use super::*;

/// All characters of one side that a page shows, without white space.
fn letters(page: &ComparePage, side: Side) -> String {
    let lines = (0..page.items()).flat_map(|i| page.lines(i));
    let runs = lines.flat_map(|l| l.runs).filter(|r| r.source.is_some_and(|s| s.0 == side));
    runs.flat_map(|r| r.text.chars().collect::<Vec<_>>()).filter(|c| !c.is_whitespace()).collect()
}

/// Sanitized, without white space and zero-width spaces.
fn squeezed(text: &str) -> String {
    sanitize(&text.split(|c: char| c.is_whitespace() || c == '\u{200b}').collect::<String>()).replace('·', "")
}

/// The text of one column side by side: left of the rule or right of it, line by line, without interface text.
fn column(page: &ComparePage, side: Side) -> String {
    let mut out = String::new();
    for line in (0..page.items()).flat_map(|i| page.lines(i)) {
        let rule = line.runs.iter().position(|run| run.role == Role::Rule && run.text == "│").expect("a rule");
        let (old, new) = line.runs.split_at(rule);
        let runs = if side == Side::Old { old } else { new };
        assert!(runs.iter().filter_map(|run| run.source).all(|(of, _)| of == side), "{:?}", line.text());
        out.extend(runs.iter().filter(|run| run.source.is_some() || run.text == " ").map(|run| run.text.as_str()));
        out.push('\n');
    }
    out
}

/// Each column is its document, complete and in its own order.
fn columns_hold(page: &ComparePage) {
    for side in Side::BOTH {
        assert_eq!(squeezed(&column(page, side)), squeezed(&page.documents()[side].text), "{side:?}");
    }
}

fn holds(old: &str, new: &str, widths: &[u16]) {
    let mut page = page(old, new, CompareOptions::default(), 80);
    for (view, fold) in [(View::Split, false), (View::Split, true), (View::Inline, false), (View::Inline, true)] {
        page.set_options(CompareOptions { view, fold, ..CompareOptions::default() });
        for &cells in widths {
            page.resize(cells);
            lines_hold(&page, cells);
            for &change in page.stops() {
                let (item, line) = page.find(page.place_of_change(change));
                assert!(page.lines(item).len() > line);
            }
            if view == View::Split && !fold && cells > 26 {
                columns_hold(&page);
            }
        }
    }
}

fn lines_hold(page: &ComparePage, cells: u16) {
    for item in 0..page.items() {
        for line in page.lines(item) {
            let text = line.text();
            assert!(width(&text) <= usize::from(cells), "{cells}: {text:?}");
            assert!(!text.chars().any(char::is_control));
            if let Some(place) = line.place() {
                assert_eq!(page.item_at(place), item, "{cells}: {text:?}");
            }
        }
    }
}

#[test]
fn every_line_fits_its_width_and_has_its_place() {
    holds(SAMPLES[0], SAMPLES[1], &[1, 2, 9, 20, 40, 60, 100, 160]);
    holds(SAMPLES[3], SAMPLES[2], &[60, 100]);
}

#[test]
fn no_text_is_lost() {
    for (old, new) in [(0, 1), (1, 0), (2, 3), (3, 2), (1, 2)] {
        let (old, new) = (SAMPLES[old], SAMPLES[new]);
        let mut split = page(old, new, unfolded(View::Split), 120);
        for cells in [40, 61, 100, 160, 300] {
            split.resize(cells);
            columns_hold(&split);
        }
        // Wide enough that no word is broken.
        let words = |text: &str| text.split_whitespace().map(sanitize).collect::<Vec<_>>();
        for (side, text) in [(Side::Old, old), (Side::New, new)] {
            assert_eq!(words(&column(&split, side)), words(text));
        }
        assert_eq!(letters(&page(old, new, unfolded(View::Inline), 80), Side::New), squeezed(new));
    }
}

#[test]
fn a_line_of_megabytes_is_laid_out_in_parts() {
    let long = "word ".repeat(12_000);
    let solid = "x".repeat(50_000);
    for text in [long, solid] {
        let page = page(&text, &text, unfolded(View::Split), 100);
        assert!(page.items() > 3);
        assert!((0..page.items()).all(|i| page.lines(i).len() < 1000));
        assert_eq!(letters(&page, Side::New), squeezed(&text));
    }
}

proptest! {
    #![proptest_config(crate::cases::config(48))]
    #[test]
    fn holds_for_any_texts(
        old in "([a-d]{1,9}|条約|👨‍👩‍👧|e\u{301}|\u{200b}|“x”|[.\n]){0,40}",
        new in "([a-d]{1,9}|条約|👨‍👩‍👧|e\u{301}|\u{200b}|\"x\"|[.\n]){0,40}",
        cells in 1_u16..60,
    ) {
        let spaced = |s: &str| s.replace('.', ". ");
        holds(&spaced(&old), &spaced(&new), &[cells]);
    }
}

/// Found by searches.
#[test]
fn holds_for_texts_without_letters() {
    holds("\u{200b}", "", &[13]);
    holds("", "👨\u{200d}👩\u{200d}👧", &[13]);
}
