//! Folds of equal and hidden text.

use super::*;

#[test]
fn equal_stretches_fold_around_their_neighbours() {
    let body = (0..9).map(|i| format!("Paragraph {i} tells of crane {i} and rope {i}.\n")).collect::<String>();
    let (old, new) = (format!("{body}It ends in May."), format!("{body}It ends in June."));
    let page = page(&old, &new, CompareOptions::default(), 100);
    let shown = shown(&page);
    assert!(shown[0].contains("⋯ 8 paragraphs the same ⋯"), "{shown:#?}");
    assert!(shown.iter().any(|l| l.contains("Paragraph 8")) && !shown.iter().any(|l| l.contains("Paragraph 7")));
}

#[test]
fn a_fold_counts_equal_and_hidden_text_separately() {
    let furniture = "Never miss an episode. Follow The Asia Notebook podcast every Thursday.\n\n";
    let story = |day: &str| {
        format!(
            "The bridge stays shut{day}, the mayor of the town said to reporters.\n\nIt was built in 1931 of iron and was \
             painted every spring by the harbour.\n\n{furniture}The ferry still runs from the quay to the other side of \
             the harbour.\n\nIt takes the short way when the tide is low and the wind is weak.\n\nNobody was hurt{day}, \
             the police of the harbour said in a statement.\n"
        )
    };
    let long = story(" on Friday");
    let short = story("").replace(furniture, "");
    let hidden = HiddenKinds { furniture: true, ..HiddenKinds::default() };
    for (old, new) in [(&short, &long), (&long, &short)] {
        let read = |text: &str| Arc::new(crate::format::plain_text(text).expect("a document"));
        let docs = Pair::new(read(old), read(new));
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
        let options = CompareOptions { hidden, ..CompareOptions::default() };
        let page = ComparePage::new(docs, Arc::new(comparison), options, 160);
        let text: String = shown(&page).join("\n");
        assert!(text.contains("⋯ 1 paragraph the same, 2 sentences hidden ⋯"), "{text}");
        assert!(!text.contains("episode") && text.contains("short way"), "{text}");
    }
}

#[test]
fn a_fold_counts_lines_of_verse_as_lines() {
    let poem = "The gulls come in on the evening tide\nWith salt on every wing,\nAnd one by one on the harbour side\nThey \
                settle down to sing.\n\nA boat is late and the lamps are lit,\nThe wives are at the wall,\nAnd nobody \
                speaks a word of it\nAnd nobody speaks at all.\n";
    let new = poem.replace("nobody speaks at all", "nobody speaks tonight");
    let docs = Pair::new(poem, &new).map(|text| Arc::new(crate::format::plain_text(text).expect("a text")));
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    let page = ComparePage::new(docs, Arc::new(comparison), CompareOptions::default(), 100);
    let lines = shown(&page);
    assert!(lines.iter().any(|line| line.contains("⋯ 6 lines the same ⋯")), "{lines:#?}");
}
