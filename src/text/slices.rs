//! Parts of a text by their bytes, without cutting a character.

/// The start of the character at byte `at`, or the end of a shorter text.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Byte `at` if a character starts there, otherwise the start of the next one; the end of a shorter text.
pub(crate) fn ceil_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Whether a text begins with this ASCII text, in any letter case.
pub(crate) fn begins_in_any_case(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_not_cut() {
        let text = "aé€b";
        assert_eq!([0, 1, 2, 3, 5, 6, 7, 99].map(|at| floor_boundary(text, at)), [0, 1, 1, 3, 3, 6, 7, 7]);
        assert_eq!([0, 1, 2, 3, 5, 6, 7, 99].map(|at| ceil_boundary(text, at)), [0, 1, 3, 3, 6, 6, 7, 7]);
    }

    #[test]
    fn letter_case_of_a_beginning_is_ignored() {
        assert!(begins_in_any_case("HTTP://a", "http:") && begins_in_any_case("a", ""));
        assert!(!begins_in_any_case("é", "e") && !begins_in_any_case("ht", "http:"));
    }
}
