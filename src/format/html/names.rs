//! Meanings of class and id names: `class="article-body"`, `id="relatedStories"`. Their words are in
//! `assets/lang/<code>/classes.txt`.

use super::tree::{NodeId, Tree};
use crate::lang::Phrases;

/// Parts outside an article in any case.
const AROUND: Phrases = Phrases::of("classes", "around");

/// Parts outside an article unless they have much of the page's mass: sites use these words for other things too.
const CLUTTER: Phrases = Phrases::of("classes", "clutter");

/// The words of an element's class and id, in lower case.
pub(super) fn words(tree: &Tree<'_>, node: NodeId) -> Vec<String> {
    let mut out = Vec::new();
    for attribute in ["class", "id"] {
        if let Some(value) = tree.get(node, attribute) {
            split(&value, &mut out);
        }
    }
    out
}

/// Splits `relatedStories top-2` into related, stories, top.
fn split(value: &str, out: &mut Vec<String>) {
    let mut word = String::new();
    let mut small = false;
    for c in value.chars().chain([' ']) {
        if !c.is_alphabetic() || (c.is_uppercase() && small) {
            if word.len() > 1 {
                out.push(std::mem::take(&mut word));
            }
            word.clear();
        }
        small = c.is_lowercase();
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
    }
}

fn has(words: &[String], known: Phrases) -> bool {
    words.iter().any(|word| known.has(word))
}

/// How certainly an element is outside the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Unknown.
    Open,
    /// Outside, unless it has much of the page's mass.
    Likely,
    /// Outside, unless it has nearly all of the page's mass.
    Sure,
}

/// The verdict by an element's names.
pub(super) fn verdict(words: &[String]) -> Verdict {
    if has(words, AROUND) {
        Verdict::Sure
    } else if has(words, CLUTTER) {
        Verdict::Likely
    } else {
        Verdict::Open
    }
}

/// Whether names mark an element as the text of an article: two words, `story-body`, or one.
pub(super) fn is_body(words: &[String]) -> bool {
    const WHOLE: Phrases = Phrases::of("classes", "body");
    const FIRST: Phrases = Phrases::of("classes", "of a body");
    const SECOND: Phrases = Phrases::of("classes", "body of");
    has(words, WHOLE) || has(words, FIRST) && has(words, SECOND)
}

/// Whether names mark an element as the text between headline and article.
pub(super) fn is_standfirst(words: &[String]) -> bool {
    const STANDFIRST: Phrases = Phrases::of("classes", "standfirst");
    has(words, STANDFIRST)
}

/// Whether names mark an element as the writer's name.
pub(super) fn is_byline(words: &[String]) -> bool {
    const BYLINE: Phrases = Phrases::of("classes", "byline");
    has(words, BYLINE)
}

/// Whether names mark an element as a time.
pub(super) fn is_date(words: &[String]) -> bool {
    const DATE: Phrases = Phrases::of("classes", "date");
    has(words, DATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_into_words() {
        let of = |value: &str| {
            let mut out = Vec::new();
            split(value, &mut out);
            out
        };
        assert_eq!(of("relatedStories top-2 BBC__ad"), ["related", "stories", "top", "bbc", "ad"]);
        assert_eq!(verdict(&of("relatedStories")), Verdict::Sure);
        assert_eq!(verdict(&of("load header")), Verdict::Open);
        assert!(is_body(&of("story-body__inner")) && is_body(&of("articleBody")) && !is_body(&of("article")));
    }
}
