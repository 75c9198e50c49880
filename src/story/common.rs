//! Words that do not distinguish stories: function words, months and weekdays (which stories of one week share), and
//! the most common words of news. The lists are in `assets/lang`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::stem::stem;
use crate::lang::commonplace;

/// Stems of the words.
static COMMON: LazyLock<FxHashSet<Box<str>>> = LazyLock::new(|| commonplace(stem));

/// Whether the stem of a word is a common one.
pub(super) fn is_common(key: &str) -> bool {
    COMMON.contains(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_of_many_languages() {
        for word in ["the", "für", "your", "monday", "januar", "said", "police", "qu'il", "не"] {
            assert!(is_common(stem(word)), "{word}");
        }
        for word in ["bridge", "war", "door", "harbour", "sea"] {
            assert!(!is_common(stem(word)), "{word}");
        }
    }
}
