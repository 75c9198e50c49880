//! The library: filtering, searching all texts, sorting, resizing.

use super::*;

#[test]
fn the_filter_lists_and_highlights_matches() {
    let mut program = Program::samples(140, 40);
    program.press("/ f i r s t");
    assert!(program.footer().contains("1 of 8"), "{}", program.footer());
    let canvas = view(&program.state);
    let hits = canvas.lines.iter().flat_map(|placed| &placed.line.runs).filter(|run| run.layer.hit);
    assert_eq!(hits.map(|run| run.text.as_str()).collect::<Vec<_>>(), ["first"]);
    // Letters in the right order, but not adjacent, do not match.
    program.press("ctrl-u b r d g 2 enter");
    assert!(program.footer().contains("0 sentences"), "{}", program.footer());
}

#[test]
fn where_no_document_matches_their_texts_are_searched_and_opened_at_the_hit() {
    let mut program = Program::samples(140, 40);
    program.press("/ g r a v e l enter");
    assert!(program.footer().contains("sentences in"), "{}", program.footer());
    assert!(program.shows("gravel trucks"), "{:#?}", program.screen());
    program.press("enter");
    assert_eq!(program.context(), Context::Reader);
    assert!(program.footer().contains("/gravel  1 of 1"), "{}", program.footer());
    program.press("q esc");
    assert!(program.footer().contains("⏎ read") && program.shows("▾ Harbour"), "{:#?}", program.screen());
}

#[test]
fn a_second_key_searches_all_texts_for_what_is_typed() {
    let mut program = Program::samples(140, 40);
    program.press("/ p u t i n");
    assert!(program.footer().contains("searches the texts"), "{}", program.footer());
    program.press("tab");
    assert!(program.footer().contains("sentences in"), "{}", program.footer());
    program.press("tab");
    assert!(program.footer().contains(" of 8"), "{}", program.footer());
    program.press("esc S h a r b o u r enter");
    assert!(program.footer().contains("/harbour"), "{}", program.footer());
    program.press("j j");
    assert!(program.screen().iter().any(|l| l.contains("▸ ")), "{:#?}", program.screen());
}

#[test]
fn esc_stops_a_search_of_all_texts() {
    let mut program = Program::samples(140, 40);
    program.slow = true;
    program.press("S x y enter");
    let asked = |e: &Effect| matches!(e, Effect::SearchAll { .. });
    assert!(program.waiting.iter().any(asked));
    assert!(program.footer().contains("searching the texts"), "{}", program.footer());
    program.press("esc");
    let stopped = |e: &Effect| matches!(e, Effect::Cancel(ticket) if ticket.job == Job::SearchAll);
    assert!(program.waiting.iter().any(stopped));
    program.deliver();
    assert!(program.footer().contains("cancelled"), "{}", program.footer());
}

#[test]
fn the_list_is_sorted_hidden_and_resized_and_this_is_saved() {
    let mut program = Program::samples(140, 40);
    program.slow = true;
    program.press("o o o");
    assert!(program.screen()[0].contains("by length"), "{}", program.screen()[0]);
    assert!(program.shows(" w  "), "{:#?}", program.screen());
    let kept = |e: &Effect| matches!(e, Effect::Choose(Choice::Sort(Sort::Length)));
    assert!(program.waiting.iter().any(kept));
    let rule = |p: &Program| p.screen()[4].chars().position(|c| c == '┃');
    let before = rule(&program).expect("a rule");
    program.press("> >");
    assert_eq!(rule(&program), Some(before + 8));
    program.press("< < <");
    assert_eq!(rule(&program), Some(before - 4));
    program.press("|");
    assert!(!program.shows("▾ ") && program.context() == Context::Reader, "{:#?}", program.screen());
    program.press("|");
    assert!(program.shows("▾ "), "{:#?}", program.screen());
}

#[test]
fn the_focused_pane_is_marked() {
    let mut program = Program::samples(140, 40);
    let rule = |p: &Program| p.screen()[4].chars().position(|c| c == '┃');
    let at = rule(&program).expect("a rule");
    let bars = |p: &Program| view(&p.state).lines.iter().filter(|placed| placed.bar).count();
    assert_eq!(bars(&program), 1);
    program.press("tab");
    assert_eq!((rule(&program), bars(&program)), (Some(at + 1), 0));
}

#[test]
fn the_list_names_the_nearest_version_and_says_how_the_time_is_known() {
    let mut program = Program::samples(140, 40);
    program.press("j");
    assert!(program.shows("nearest and fullest: ") && program.shows("order "), "{:#?}", program.screen());
}
