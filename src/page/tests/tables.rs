//! Tables in their columns.

use super::*;

#[test]
fn an_edited_row_of_a_table_keeps_its_columns() {
    let old = "Route              Adults    Children   Bicycles\nHarbour to Quay      3.50        1.50       2.00\n\
               Quay to Island       5.00        2.50       2.00\nIsland to Cape       7.20        3.60       4.00\n";
    let new = old.replace("5.00 ", "5.80 ").replace("4.00", "4.50");
    let lines = plain(old, &new, View::Split);
    let ends = |line: &str| lines.iter().any(|shown| shown.ends_with(line));
    assert!(ends("│ ~ Quay to Island     5.80      2.50      2.00"), "{lines:#?}");
    assert!(ends("│   Harbour to Quay    3.50      1.50      2.00"), "{lines:#?}");
    let inline = plain(old, &new, View::Inline);
    let expected = [
        "   Route               Adults  Children   Bicycles", "   Harbour to Quay       3.50      1.50       2.00",
        " ~ Quay to Island   5.00 5.80      2.50       2.00", " ~ Island to Cape        7.20      3.60  4.00 4.50",
    ];
    assert_eq!(inline, expected, "each cell is in its column");
}

/// A Markdown table with a long column.
const REMARKS: &str = "| Item | Spent | Remarks |\n|---|--:|---|\n| Lamps | 3,610 | Two posts were replaced after the storm |\n\
                       | Heating | 90 | None |\n";

#[test]
fn the_cells_of_a_wide_table_are_broken_in_their_columns() {
    let read =
        |text: &str| Arc::new(crate::format::read(text.into(), &crate::format::Hint::of_name("a.md")).expect("text"));
    let reader = ReaderPage::new(read(REMARKS), ReaderOptions::default(), 34);
    let lines: Vec<String> = (0..reader.items()).flat_map(|item| reader.lines(item)).map(|line| line.text()).collect();
    let table = [
        "Item     Spent  Remarks",
        "──────────────────────────────────",
        "Lamps    3,610  Two posts were",
        "                replaced after the",
        "                storm",
        "Heating     90  None",
    ];
    assert_eq!(lines[lines.len() - 6..], table);
    let docs =
        Pair::new(read(REMARKS), read(&REMARKS.replace("3,610 | Two", "3,650 | Three").replace("| None", "| Nil")));
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    let inline = shown(&ComparePage::new(docs, Arc::new(comparison), unfolded(View::Inline), 45));
    assert!(inline.contains(&" ~ Lamps    3,610 3,650  Two Three posts were".to_owned()), "{inline:#?}");
    assert!(inline.contains(&" ~ Heating           90  None Nil".to_owned()), "{inline:#?}");
}
