//! Tests of the form of a line, used by all formats.

use crate::lang::Language;
use crate::text::{BlockKind, Span, is_space, sentence_spans};

/// Minimum characters of a paragraph without a final full stop.
const LONG_PARAGRAPH_CHARS: usize = 160;

/// Minimum characters of a paragraph that ends as a sentence, to be a lede or to be next to a heading.
const FULL_PARAGRAPH_CHARS: usize = 40;

/// Maximum length of a headline, in characters.
pub(in crate::format) const HEADLINE_CHARS: usize = 140;

/// Whether a line ends as a sentence does.
pub(in crate::format) fn ends_sentence(line: &str) -> bool {
    let closed = line
        .trim_end_matches(|c| is_space(c) || matches!(c, '”' | '’' | '"' | '\'' | '»' | '“' | ')' | ']' | '」' | '』'));
    closed.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '॥', '؟', '۔', '።', '։', '။'])
}

/// Whether a line begins with a list marker.
pub(in crate::format) fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*') => {
            let text = chars.as_str().trim_start_matches([' ', '\t']);
            let spaces = chars.as_str().len() - text.len();
            // Wider gaps, and figures after more than one space, are cells of a table, of which this one is empty.
            let is_text = text.starts_with(|c: char| c.is_alphabetic() || (spaces == 1 && c.is_numeric()));
            let is_opened = text.starts_with(opens) && !text.chars().nth(1).is_none_or(is_space);
            (1..=MARKER_SPACES).contains(&spaces) && (is_text || is_opened)
        }
        Some('•' | '‣' | '▪' | '◦' | '●' | '■' | '⁃' | '·') => {
            chars.as_str().trim_start_matches(is_space).len() > 1
        }
        Some('0'..='9') => {
            let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - after.len() <= 2 && (after.starts_with(". ") || after.starts_with(") "))
        }
        _ => false,
    }
}

/// Spaces after a list marker: "-   the works" puts the text of a list at a tab stop.
const MARKER_SPACES: usize = 4;

/// What follows the marker or the number of an item or a clause, however wide the gap after it: "(a)   the works",
/// "4.2  The tenant pays the rent". The whole line if it has none.
pub(in crate::format) fn after_marker(line: &str) -> &str {
    const WORDS_AFTER_SECTION: usize = 3;
    let Some((marker, rest)) = line.split_once([' ', '\t']) else { return line };
    let text = rest.trim_start_matches([' ', '\t']);
    let is_bullet = matches!(marker, "-" | "*" | "•" | "‣" | "▪" | "◦" | "●" | "■" | "⁃" | "·");
    let digits = marker.trim_end_matches(['.', ')']);
    let is_number = digits.len() < marker.len() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let is_section = section_level(marker).is_some() && text.split(is_space).nth(WORDS_AFTER_SECTION - 1).is_some();
    let is_marker = is_bullet || is_number || is_section || is_clause(line);
    if is_marker && text.starts_with(|c: char| c.is_alphabetic() || opens(c)) { text } else { line }
}

/// Whether an item of a list may begin with a character that is no letter: quoted, bracketed, emphasised, in code, money.
const fn opens(c: char) -> bool {
    matches!(c, '`' | '"' | '\'' | '“' | '‘' | '„' | '«' | '»' | '(' | '[' | '{' | '*' | '_' | '$' | '£' | '€')
}

/// Whether a line begins with a letter or a small number in brackets, as the clauses of contracts do: "(a) the works",
/// "b) the toll", "(iv) costs". Lines of wrapped prose may begin so too.
pub(in crate::format) fn is_clause(line: &str) -> bool {
    const NUMBER_CHARS: usize = 4;
    // No number contains a bracket.
    let Some((number, text)) = line.split_once(')') else { return false };
    let number = number.strip_prefix('(').unwrap_or(number);
    let mut chars = number.chars();
    let is_letter = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
    let is_roman = || !number.is_empty() && number.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let is_figure = || !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    text.starts_with(' ')
        && number.len() <= NUMBER_CHARS
        && (is_letter || is_roman() || is_figure())
        && text.trim_start_matches(is_space).starts_with(|c: char| c.is_alphanumeric() || opens(c))
}

/// The level of a numbered heading: "5.2 Terms" has level 3, below the title and a section.
pub(in crate::format) fn section_level(line: &str) -> Option<u8> {
    let number = line.split(is_space).next()?;
    let parts = number.trim_end_matches('.').split('.');
    let numbered =
        number.starts_with(|c: char| c.is_ascii_digit()) && number.bytes().all(|b| b == b'.' || b.is_ascii_digit());
    numbered.then(|| u8::try_from(1 + parts.count()).unwrap_or(u8::MAX))
}

/// Whether a line begins a question or answer of an interview: "Q: Is it shut?", "A: Since Monday.", "Q. And then?"
pub(in crate::format) fn is_turn(line: &str) -> bool {
    line.starts_with("Q. ") || (line.starts_with(|c: char| c.is_ascii_uppercase()) && line.get(1..3) == Some(": "))
}

/// Whether a line begins with the label of a field: "Apologies: Dan Wick", "In attendance: the clerk".
pub(in crate::format) fn is_field(line: &str) -> bool {
    const LABEL_BYTES: usize = 32;
    const LABEL_WORDS: usize = 3;
    // A label contains no colon.
    let Some((label, value)) = line.split_once(':') else { return false };
    let named = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '/' | '’' | '\'' | '(' | ')');
    value.starts_with(' ')
        && label.len() <= LABEL_BYTES
        && label.starts_with(char::is_uppercase)
        && label.chars().all(named)
        && label.split(' ').count() <= LABEL_WORDS
        && !value.trim_start_matches(is_space).is_empty()
}

/// Whether a line is a name in a register: "Holm, George W.", "Anna Holm".
pub(in crate::format) fn is_entry(line: &str) -> bool {
    const TURNED_WORDS: usize = 5;
    const NAME_WORDS: usize = 3;
    let words = |part: &str| part.split(is_space).filter(|word| !word.is_empty()).count();
    let joins = |c: char| c.is_lowercase() || matches!(c, '-' | '’' | '\'');
    let named = |word: &str| {
        let mut letters = word.trim_end_matches('.').chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(joins)
    };
    let all_named = |part: &str| part.split(is_space).filter(|word| !word.is_empty()).all(named);
    // "W." ends no sentence.
    let last = line.split(is_space).next_back().unwrap_or("");
    let ends = ends_sentence(line) && last.chars().nth(2).is_some();
    !ends
        && match line.split_once(", ") {
            Some((surname, given)) => all_named(surname) && all_named(given) && words(line) <= TURNED_WORDS,
            None => (2..=NAME_WORDS).contains(&words(line)) && all_named(line),
        }
}

/// Whether a line is quoted as in mail.
pub(in crate::format) fn is_quoted(line: &str) -> bool {
    line.starts_with('>')
}

/// Whether a part is certainly running text.
pub(in crate::format) fn is_full(line: &str) -> bool {
    let at_least = |n: usize| line.chars().nth(n - 1).is_some();
    at_least(LONG_PARAGRAPH_CHARS) || (at_least(FULL_PARAGRAPH_CHARS) && ends_sentence(line))
}

/// Whether a line has the form of a title: short, beginning with a capital, without a full stop.
pub(in crate::format) fn is_title(line: &str, longest: usize) -> bool {
    if line.chars().nth(longest).is_some() || is_item(line) || is_turn(line) || is_labelled(line) {
        return false;
    }
    // "Present: A. Marsh (chair), B. Holt, C. Reyes, H. Ives"
    if is_field(line) && line.matches(", ").count() > 1 {
        return false;
    }
    let last = line.split(is_space).next_back().unwrap_or("");
    // A title may end with "in the U.S." or "?", but not with "£18.40." or with a complete quotation, which is dialogue.
    let abbreviated = last.matches('.').count() > 1 && !last.contains(|c: char| c.is_ascii_digit());
    let stopped = ends_sentence(line) && !line.ends_with(['?', '!']) && !abbreviated;
    let open = line.ends_with([',', ';', ':', '-', '–', '—', '，', '；', '：', '、', '،', '؛']);
    let spoken = line.starts_with(['“', '"', '«', '„', '—']) && ends_sentence(line);
    let begun = line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let letters = line.chars().filter(|c| c.is_alphabetic()).nth(2).is_some();
    letters && begun && !stopped && !open && !spoken && (!ends_sentence(line) || !has_sentences(line))
}

/// Whether a line is more than one sentence: "You lost the final. How do you feel?"
fn has_sentences(line: &str) -> bool {
    let mut sentences = Vec::new();
    sentence_spans(line, Span::new(0, line.len()), BlockKind::Paragraph, Language::ENGLISH, &mut sentences);
    sentences.len() > 1
}

/// Whether a line begins with "NOTE:", whatever it is about.
pub(in crate::format) fn is_labelled(line: &str) -> bool {
    let head = line.trim_start_matches(['(', '[']).get(..6).unwrap_or("");
    ["note: ", "note -"].iter().any(|label| head.eq_ignore_ascii_case(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_ends_in_a_figure_is_no_title() {
        assert!(is_title("Prices rise in the U.S.", 80) && is_title("Payments of £842.16", 80));
        assert!(!is_title("The balance was £18,306.40.", 80) && !is_title("It fell to 2.5.", 80));
    }

    #[test]
    fn two_sentences_are_no_title() {
        assert!(is_title("How do you feel?", 80) && is_title("Is St. Agnes shut?", 80));
        assert!(!is_title("You lost the final. How do you feel?", 80));
    }

    #[test]
    fn fields_have_short_labels() {
        assert!(is_field("Apologies: Dan Wick") && is_field("In attendance: Eve Long (clerk)"));
        assert!(!is_field("Present:") && !is_field("present: nobody") && !is_field("At 7:30 they met: nobody came"));
        assert!(!is_field("The council was of one mind: no") && !is_field("Nobody came."));
    }

    #[test]
    fn what_follows_a_marker() {
        for line in ["-   The gate", "1.  The gate", "(a)    The gate", "iv)  The gate", "•\tThe gate", "4.2  The gate"]
        {
            let wanted = if line.starts_with('4') { line } else { "The gate" };
            assert_eq!(after_marker(line), wanted);
        }
        assert_eq!(after_marker("4.2   The tenant pays"), "The tenant pays");
        assert!(
            ["12.5  Ellery", "-   12  14", "1987.  The year", "Gate  12"]
                .iter()
                .all(|line| after_marker(line) == *line)
        );
    }

    #[test]
    fn labels_and_items() {
        assert!(is_labelled("NOTE: 1986 includes tax credit") && is_labelled("(Note: the gate is shut)"));
        assert!(!is_labelled("Note that it is shut") && !is_labelled("Notes"));
        assert!(is_item("- The gate") && !is_item("1987. The year") && !is_item("-30-") && !is_item("* * *"));
        assert!(is_item("-   The gate") && is_item("*\tThe gate") && is_item("- `gate` opens") && is_item("- “Shut!”"));
        assert!(is_item("- [the gate](a)") && is_item("* **Shut** it") && is_item("- 3 gates") && is_item("- £5 toll"));
        assert!(!is_item("-   12   14") && !is_item("-    -   12") && !is_item("- - -") && !is_item("-      The gate"));
    }
}
