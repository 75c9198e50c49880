//! Letters beyond ASCII of languages, also of those without other lists: `assets/lang/alphabets.txt`.

use std::sync::LazyLock;

/// The letters of a language.
#[derive(Debug)]
pub(crate) struct Alphabet {
    /// The group of encodings that have the letters: `western`.
    pub group: &'static str,
    /// The ISO 639-1 code of the language.
    pub code: &'static str,
    letters: &'static str,
}

impl Alphabet {
    /// Whether it has a letter, given in lower case.
    pub(crate) fn has(&self, letter: char) -> bool {
        self.letters.contains(letter)
    }
}

/// All alphabets.
pub(crate) static ALPHABETS: LazyLock<Vec<Alphabet>> = LazyLock::new(|| {
    let mut group = "";
    let mut all = Vec::new();
    for line in include_str!("../../assets/lang/alphabets.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("= ") {
            group = name;
        } else if let Some((code, letters)) = line.split_once(' ') {
            all.push(Alphabet { group, code, letters: letters.trim() });
        }
    }
    all
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabets_are_lower_case_and_beyond_ascii() {
        assert!(ALPHABETS.len() > 20);
        for alphabet in ALPHABETS.iter() {
            assert!(!alphabet.group.is_empty() && alphabet.code.len() == 2, "{alphabet:?}");
            let letters = alphabet.letters.chars().filter(|&c| c != 'i');
            assert!(letters.clone().count() > 3, "{alphabet:?}");
            assert!(letters.clone().all(|c| !c.is_ascii() && c.to_lowercase().eq([c])), "{alphabet:?}");
        }
    }
}
