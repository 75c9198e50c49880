//! Tests of single lines: parts of a printed page besides its text.

use super::fold::fold;
use crate::lang::Phrases;
use crate::text::{is_space, spaced_words};

/// Words before a page number.
const PAGES: Phrases = Phrases::of("furniture", "pages");

/// Words between a page number and the number of pages.
const OF_PAGES: Phrases = Phrases::of("furniture", "of pages");

/// Beginnings of labels of pictures, tables and plates.
const PICTURE_LABELS: Phrases = Phrases::of("furniture", "picture labels");

/// A line that is only a page number: "17", "- 48 -", "xiv", "Page 7 of 31", "[Pg 56]".
pub(in crate::format) fn page_number(line: &str) -> bool {
    if line.len() > 32 {
        return false;
    }
    let marks = |c: char| {
        is_space(c) || matches!(c, '-' | '–' | '—' | '[' | ']' | '(' | ')' | '{' | '}' | '|' | '.' | '~' | '*')
    };
    let folded = fold(line);
    let mut words = folded.trim_matches(marks).split(|c| is_space(c) || c == '.').filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let number = |word: &str| is_figures(word) || is_roman(word);
    if PAGES.has(first) {
        let Some(page) = words.next() else { return false };
        return match (page.split_once('/'), words.next(), words.next(), words.next()) {
            (Some((page, all)), None, ..) => is_figures(page) && is_figures(all),
            (None, None, ..) => number(page),
            (None, Some(of), Some(all), None) => number(page) && (of == "/" || OF_PAGES.has(of)) && number(all),
            _ => false,
        };
    }
    // A word may happen to consist of Roman numerals: "mix", "civil".
    let alone = words.next().is_none();
    alone && (is_figures(first) || (is_roman(first) && first.len() < 6 && !ROMAN_WORDS.contains(&first)))
}

/// Roman numerals that are more often letters or a word.
const ROMAN_WORDS: [&str; 6] = ["mix", "mi", "di", "i", "mm", "cd"];

fn is_figures(word: &str) -> bool {
    (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a folded word is a Roman numeral.
fn is_roman(word: &str) -> bool {
    if word.is_empty() || !word.bytes().all(|b| b"ivxlc".contains(&b)) {
        return false;
    }
    // In canonical order: hundreds, tens, ones.
    let mut rest = word.trim_start_matches('c');
    for [nine, five, four, one] in [["xc", "l", "xl", "x"], ["ix", "v", "iv", "i"]] {
        rest = match (rest.strip_prefix(nine), rest.strip_prefix(four)) {
            (Some(after), _) | (_, Some(after)) => after,
            _ => {
                let after = rest.strip_prefix(five).unwrap_or(rest);
                (0..3).try_fold(after, |rest, _| rest.strip_prefix(one).ok_or(rest)).unwrap_or_else(|rest| rest)
            }
        };
    }
    rest.is_empty()
}

/// A title in capitals with an optional page number: "THE LONG FROST 93", "A SHORT HISTORY OF ICE".
pub(in crate::format) fn page_title(line: &str) -> bool {
    let words = || spaced_words(line);
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    line.len() <= 80
        && letters > 3
        && !line.chars().any(char::is_lowercase)
        && line.chars().any(char::is_uppercase)
        && (2..=10).contains(&words().count())
        && !line.ends_with(['.', ',', ';', ':'])
}

/// A running head with its page number at a distance: "Chapter 2: The Market      31".
pub(in crate::format) fn numbered_head(line: &str) -> bool {
    line.len() <= 100 && !title_of_head(line).is_empty()
}

/// The title of such a line, without its number; empty if it is none.
pub(in crate::format) fn title_of_head(line: &str) -> &str {
    /// Spaces that separate the two.
    const GAP: &str = "    ";
    let line = line.trim();
    let begins = line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let Some((head, tail)) = line.split_once(GAP).map(|(head, tail)| (head.trim_end(), tail.trim_start())) else {
        return "";
    };
    if !begins || tail.contains(GAP) {
        ""
    } else if page_number(head) && tail.starts_with(char::is_uppercase) {
        tail
    } else if page_number(tail) && head.contains(char::is_alphabetic) && !head.ends_with(['.', ',', ';']) {
        head
    } else {
        ""
    }
}

/// The label of a picture: "Fig. 12. The great sluice", "Figure 3: Windmill", "Abb. 4".
pub(in crate::format) fn picture_label(line: &str) -> bool {
    if line.len() > 240 || !line.starts_with(char::is_uppercase) {
        return false;
    }
    let mut words = spaced_words(line);
    let (Some(label), Some(number)) = (words.next(), words.next()) else { return false };
    let label = fold(label);
    let figure = fold(number.trim_end_matches(['.', ':', ')', '—', '–']));
    let numbered = is_figures(figure.trim_end_matches(|c: char| c.is_ascii_lowercase())) || is_roman(&figure);
    let ended = number.ends_with(['.', ':', ')', '—', '–']) || words.next().is_none();
    PICTURE_LABELS.has(label.trim_end_matches('.')) && numbered && ended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages() {
        for line in [
            "17", "- 48 -", "— 48 —", "xiv", "XIV", "[Pg 56]", "Page 7", "Page 7 of 31", "Seite 14", "Seite 14 von 20",
            "p. 12", "Pg. 7/31", "Стр. 5",
        ] {
            assert!(page_number(line), "{line}");
        }
        for line in
            ["", "-", "17 gates", "12345", "mix", "civil", "Page", "Page of", "iiii", "17 of 31 gates", "3.5 m", "i"]
        {
            assert!(!page_number(line), "{line}");
        }
    }

    #[test]
    fn roman_figures() {
        for word in ["i", "iv", "ix", "xiv", "xxxviii", "xl", "xcix", "cxii"] {
            assert!(is_roman(word), "{word}");
        }
        for word in ["", "iiii", "vx", "ivi", "civic", "dim"] {
            assert!(!is_roman(word), "{word}");
        }
    }

    #[test]
    fn labels_and_titles() {
        for line in ["Fig. 12. The gate.", "Figure 3: The gate", "Abb. 4", "Plate IV. The gate"] {
            assert!(picture_label(line), "{line}");
        }
        for line in ["Figure skating", "Figures 3 and 4 show it", "fig. 3", "Photo 12 shows the gate"] {
            assert!(!picture_label(line), "{line}");
        }
        assert!(numbered_head("Chapter 2: The Gate        31") && numbered_head("31        The Gate"));
        assert!(!numbered_head("Gates 31") && !numbered_head("north    gate    31") && !numbered_head("a gate     31"));
        assert!(
            page_title("THE LONG FROST 93") && !page_title("NATO") && !page_title("The Frost 93") && !page_title("93")
        );
    }
}
