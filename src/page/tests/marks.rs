//! What is marked: the current change, hits, hidden differences, common words.

use super::*;

#[test]
fn the_current_change_is_marked_in_both_views() {
    for view in [View::Split, View::Inline] {
        let mut page =
            page("The bridge reopens in May, he said.", "The bridge reopens in June, he said.", unfolded(view), 80);
        page.set_current(page.stops().first().copied());
        let line = &page.lines(0)[0];
        assert!(line.text().starts_with("▎~ "), "{:?}", line.text());
        let focused: Vec<_> = line.runs.iter().filter(|run| run.layer.focus).map(|run| run.text.as_str()).collect();
        assert_eq!(focused, ["May", "June"]);
    }
}

#[test]
fn hidden_differences_are_counted_but_not_stops() {
    let (old, new) = ("He said “no”.\n", "He said \"no\".\n");
    let seen = page(old, new, unfolded(View::Split), 80);
    assert_eq!((seen.stops().len(), seen.hidden_counts().total()), (1, 0));
    assert!(shown(&seen)[0].starts_with(" ' He said"));
    let hidden = HiddenKinds { typography: true, ..HiddenKinds::default() };
    let blind = page(old, new, CompareOptions { hidden, ..unfolded(View::Split) }, 80);
    assert_eq!(blind.stops().len(), 0);
    assert!(blind.hidden_counts().total() > 0);
    assert!(blind.lines(0)[0].runs.iter().all(|r| !r.role.is_difference()));
}

#[test]
fn hits_show_on_both_sides() {
    let mut page = page("The bridge was closed by ice.", "The bridge was closed by fog.", unfolded(View::Split), 80);
    let never = AtomicBool::new(false);
    let hits = page
        .documents()
        .as_ref()
        .map(|d| search(&d.text, &crate::page::Query::sequence("BRIDGE"), &never).expect("not cancelled"));
    page.set_marks(Marks::new(hits, None));
    assert_eq!(page.lines(0)[0].runs.iter().filter(|r| r.layer.hit && r.text == "bridge").count(), 2);
}

#[test]
fn common_words_of_a_rewritten_passage_are_marked() {
    let old = "Jela Voss said there was no immediate danger of collapse.\n";
    let new = "“There is no immediate danger of collapse,” insisted Jela Voss.\n";
    let docs = Pair::new(document(old), document(new));
    let mut comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    let of = |text: &str, words: &str| {
        let at = text.find(words).expect(words);
        Span::new(at, at + words.len())
    };
    let row = &mut comparison.rows[0];
    row.kind = RowKind::Rewritten;
    row.ops = vec![Op::Removed(of(old, old.trim())), Op::Added(of(new, new.trim()))];
    // Their order differs between the sides.
    let both = ["Jela Voss", "no immediate danger of collapse"];
    row.shared = both.map(|words| Pair::new(of(old, words), of(new, words))).to_vec();
    let comparison = Arc::new(comparison);
    for view in [View::Split, View::Inline] {
        let page = ComparePage::new(docs.clone(), Arc::clone(&comparison), unfolded(view), 200);
        for (side, wanted) in [(Side::Old, both), (Side::New, [both[1], both[0]])] {
            let lines = (0..page.items()).flat_map(|i| page.lines(i));
            let runs = lines.flat_map(|line| line.runs).filter(|run| run.source.is_some_and(|s| s.0 == side));
            let shared: Vec<String> = runs.filter(|run| run.layer.shared).map(|run| run.text).collect();
            assert_eq!(shared.join(" "), wanted.join(" "), "{view:?} {side:?}");
        }
    }
}
