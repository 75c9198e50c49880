//! Decides which lines of a text continue the paragraph of the line above.
//!
//! Paragraphs come one per line, separated by blank lines, or wrapped at a column, possibly with the first line
//! indented. A line break comes from wrapping if the next word did not fit before the column:
//!
//! ```text
//!     PARIS, March 3 - The canal that links    │   "the" did not fit: wrapped
//! the two harbours stays shut, the operator    │   "said" did not fit
//! said.                                        │   more would fit: the paragraph ends
//!     Barges must wait.                        │   and the next is indented
//! ```
//!
//! The column is detected in the text itself. Lines of verse and dialogue vary in width, so that few of their breaks
//! look like wrapping, and each line stays separate.

use super::column::{Column, WIDEST_COLUMN, begins_item, column, item_text, margin};
use super::keeps;
use super::pages;
use crate::format::shape::{ends_sentence, is_clause, is_field, is_item, is_quoted};
use crate::text::Line;
use crate::text::cancel::Stop;

/// A single line of at least this many columns may itself be wrapped: "--With assistance from …" over two lines. One
/// that ends inside a sentence continues on the next.
const SHORT_LINE_COLUMNS: u32 = 48;

/// Sets for each line whether it is joined to the one before it, kept, or part of the printed page. `is_separate_line`
/// recognises lines that are never joined to others. Incomplete once `stop` is set.
pub(super) fn lay_out(text: &str, lines: &mut [Line], is_separate_line: impl Fn(&str) -> bool, stop: Stop<'_>) {
    pages::mark(text, lines, stop);
    if stop.is_set() {
        return;
    }
    let margin = margin(text, lines);
    let whole = column(text, lines, margin);
    keeps::mark(text, lines, whole, stop);
    let mut from = 0;
    while from < lines.len() && !stop.is_set() {
        let chunk = lines[from + 1..].iter().take_while(|line| !line.apart()).count() + 1;
        let column = whole.or_else(|| column(text, &lines[from..from + chunk], margin).filter(|_| chunk > 2));
        for k in (from + 1..from + chunk).take_while(|_| !stop.is_set()) {
            let (above, line) = (lines[k - 1], lines[k]);
            lines[k].joined = line.page.is_none()
                && above.page.is_none()
                && (joins(text, &above, &line, column))
                && !(above.width < SHORT_LINE_COLUMNS && is_separate_line(above.span.of(text)))
                && !is_separate_line(line.span.of(text));
        }
        from += chunk;
    }
    if !stop.is_set() {
        pages::resume(text, lines);
    }
}

/// Whether `line` continues the paragraph of the line above, without a blank line between.
pub(super) fn joins(text: &str, above: &Line, line: &Line, column: Option<Column>) -> bool {
    let (upper, lower) = (above.span.of(text), line.span.of(text));
    let item = is_item(upper) || is_quoted(upper) || is_clause(upper);
    let open = !ends_sentence(upper) && lower.starts_with(char::is_lowercase);
    // The first line of a paragraph may stand in front of the others. A line in capitals does so as a heading.
    let hangs = open && !above.joined && !upper.ends_with(':') && upper.contains(char::is_lowercase);
    let indented = line.indent >= above.indent + 2 && !item && !hangs;
    if above.keeps.is_some() || line.keeps.is_some() || begins_item(lower) || is_quoted(lower) != is_quoted(upper) {
        return false;
    }
    let field = is_field(upper);
    if field && is_field(lower) {
        return false;
    }
    let Some(column) = column else {
        // The names of a field continue after a comma, and an item below its text.
        let is_below = item_text(text, above) == Some(line.indent);
        let hangs_below = is_below && !ends_sentence(upper) && !upper.ends_with(':');
        let continues = open || hangs_below || (field && upper.ends_with(','));
        let is_long = (SHORT_LINE_COLUMNS..=WIDEST_COLUMN).contains(&above.width);
        return (continues && is_long && !indented) || (open && is_below);
    };
    // A line longer than the column was not wrapped there, nor was the one above; but a sentence may continue.
    if indented || (column.exceeded(line) && !lower.starts_with(char::is_lowercase)) || column.exceeded(above) {
        return false;
    }
    // Two indented lines that are not wrapped are two paragraphs; two wrapped ones are an indented passage.
    column.wrapped(above, line) || open
}

#[cfg(test)]
mod tests {
    use crate::format::plain::lines::lines;
    use crate::format::plain::parts::parts;

    use super::*;

    fn split(text: &str) -> Vec<String> {
        let mut lines = lines(text, Stop::NEVER);
        lay_out(text, &mut lines, |line| line == "Reuter", Stop::NEVER);
        parts(text, &lines, &[], Stop::NEVER).0.iter().map(|part| part.text().to_owned()).collect()
    }

    const WRAPPED: &str = "The canal that links the two harbours stays shut for a\n\
        second week, its operator said on Monday, because a gate\n\
        could not be lifted after the frost.\n";

    #[test]
    fn one_paragraph_a_line() {
        assert_eq!(split("The gate is shut.\r\nBarges must wait.\r\n\r\nNobody was hurt.\r\n").len(), 3);
        let long = "word ".repeat(60);
        assert_eq!(split(&format!("{long}\n{long}\n{long}")).len(), 3);
        assert_eq!(split(&"word ".repeat(100_000)).len(), 1);
    }

    #[test]
    fn wrapped_paragraphs_are_one() {
        assert_eq!(split(WRAPPED).len(), 1);
        assert_eq!(split(&format!("{WRAPPED}\n{WRAPPED}\n{WRAPPED}")).len(), 3);
        assert_eq!(split(&format!("    {WRAPPED}    {WRAPPED}    Barges wait.\n    Ships too.\n Reuter\n")).len(), 5);
        assert_eq!(split(&WRAPPED.replace('\n', "\r\n")).len(), 1);
    }

    #[test]
    fn wide_and_narrow_columns() {
        let words = "the canal that links the two harbours stays shut for a second week its operator said on monday \
            because a gate could not be lifted after the frost that came down on the harbour in the night ";
        for width in [16, 20, 24, 40, 100, 150, 200] {
            let text = textwrap::fill(
                &words.repeat(6),
                textwrap::Options::new(width).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit),
            );
            assert_eq!(split(&text).len(), 1, "{width}: {text}");
        }
    }

    #[test]
    fn two_wrapped_lines_below_a_rule() {
        let text = "Article 12\n----\nWhen an action is brought under this section, the court also rules, where there\n\
            is need, on the upkeep.\n";
        assert_eq!(split(text).len(), 3);
    }

    #[test]
    fn a_first_line_may_stand_in_front_of_its_paragraph() {
        let hanging = "B. List on the title page, as authors, the persons who\n   are responsible for the change, unless they\n   \
            release you from it.\nC. State the publisher on the title page.\n";
        assert_eq!(split(&format!("{WRAPPED}\n{hanging}")).len(), 3);
        let clauses = "    a) carry the barges of the town through the north\n    gate, and\n\n    \
            (iv) keep the gate in repair.\n";
        assert_eq!(split(&format!("{WRAPPED}\n{clauses}")).len(), 3);
        let quoted = format!("{WRAPPED}\nHe wrote this down:\n    the gate is shut and\n    we wait\n");
        assert!(split(&quoted).contains(&"He wrote this down:".to_owned()));
    }

    #[test]
    fn items_continue_below_their_text() {
        for marker in ["- ", "-   ", "*  ", "1.  ", "(a)   "] {
            let below = " ".repeat(marker.len());
            let list = format!(
                "{marker}the gate opens at noon\n{marker}`bell` and lamp are to be checked before the boat\n{below}Marie \
                 sails.\n{marker}the lock-keeper has to be told of it, and the\n{below}`Ann Marie` and her crew have to be \
                 there\n{below}in time.\n"
            );
            assert_eq!(split(&format!("{WRAPPED}\n{list}")).len(), 4, "{:?}", split(&format!("{WRAPPED}\n{list}")));
            assert_eq!(split(&format!("On board:\n\n{list}")).len(), 4, "{:?}", split(&list));
        }
    }

    #[test]
    fn headings_in_front_of_an_indented_text_are_separate() {
        let body: String =
            WRAPPED.replace("Monday", "Monday, Lake").lines().map(|line| format!("     {line}\n")).collect();
        let text = format!("11. LAW.\n\n{body}\n12. TERM.\n{body}\n     (a) One\n{body}");
        assert_eq!(split(&text).len(), 6, "{:?}", split(&text));
    }

    #[test]
    fn a_heading_in_capitals_in_front_of_a_text_in_lower_case_is_separate() {
        let body: String =
            WRAPPED.replace("The canal", "canal").lines().map(|line| format!("       {line}\n")).collect();
        assert_eq!(split(&format!("NAME\n{body}\nDUTIES\n{body}")).len(), 4);
    }

    #[test]
    fn a_heading_above_wrapped_copy_is_separate() {
        assert_eq!(split(&format!("CANAL STAYS SHUT\n{WRAPPED}{WRAPPED}"))[0], "CANAL STAYS SHUT");
    }

    #[test]
    fn verse_and_dialogue_keep_their_lines() {
        let verse = "The gate came down\nand with it the long cold winter of the north\nso we sat\nand waited for the ice to go\n\
            until\nthe boats began to sing again\n";
        assert_eq!(split(verse).len(), 6);
        let dialogue =
            "“Is it shut?”\n“It has been shut since the frost came down on us.”\n“And the barges?”\n“They wait.”\n";
        assert_eq!(split(dialogue).len(), 4);
    }

    #[test]
    fn fields_are_lines() {
        let fields = "Present: Ann Marsh (chair), Ben Holt, Carla Reyes, Fitz Gordon, Hal Ives, Iris Jones\n\
            Apologies: Dan Wick\nIn attendance: Eve Long (clerk) and the engineer of the works\n";
        let copy = WRAPPED.repeat(3);
        assert_eq!(split(&format!("{fields}\n{copy}"))[..3], split(fields)[..3]);
        assert_eq!(split(fields).len(), 3);
        let names =
            "Present: Cllr A. Marsh (Chair), Cllr B. Holt, Cllr C. Reyes,\nCllr H. Ives\nApologies: none given\n";
        assert_eq!(split(names).len(), 2);
    }

    #[test]
    fn two_titles_are_not_one() {
        assert_eq!(split("Remarks by Mayor Ada Holm\nOpening of the North Gate\n\nThank you all for coming.").len(), 3);
        let three = "Remarks by Mayor Ada Holm at the\nOpening of the North Gate\nPort Ellery, March 4\n\nThank you.";
        assert_eq!(split(three).len(), 4);
        assert_eq!(split(&format!("Q: Is it shut?\nA: {WRAPPED}")).len(), 2);
    }

    #[test]
    fn lists_and_quotations() {
        let items = "What is known:\n- The gate is shut.\n- Barges wait.\n1. One\n2) Two";
        assert_eq!(split(items).len(), 5);
        let quoted = WRAPPED.lines().map(|line| format!("> {line}\n")).collect::<String>();
        assert_eq!(split(&format!("{WRAPPED}{quoted}")).len(), 2);
    }
}
