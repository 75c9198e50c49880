//! Meanings of class and id names: `class="article-body"`, `id="relatedStories"`. Their words are in
//! `assets/lang/<code>/classes.txt`.

use super::tree::{NodeId, Tree};
use crate::lang::Phrases;

/// Parts outside an article in any case.
const AROUND: Phrases = Phrases::of("classes", "around");

/// Parts outside an article unless they have much of the page's mass: sites use these words for other things too.
const CLUTTER: Phrases = Phrases::of("classes", "clutter");

/// The words of an element's class and id, in lower case. An id that was made from a heading says nothing:
/// `<h2 id="set-cookie-options">`.
pub(super) fn words(tree: &Tree<'_>, node: NodeId) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(class) = tree.get(node, "class") {
        split(&class, &mut out);
    }
    let before = out.len();
    if let Some(id) = tree.get(node, "id").filter(|_| !is_heading(tree.name(node))) {
        split(&id, &mut out);
        if out.get(before..).is_some_and(|id| verdict(id) != Verdict::Open && is_heading_of(tree, node, id)) {
            out.truncate(before);
        }
    }
    out
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether these words are those of the heading that an element begins with, and not all of them are names of parts around
/// an article: "Related work", not "Comments".
fn is_heading_of(tree: &Tree<'_>, node: NodeId, id: &[String]) -> bool {
    /// Nodes before the heading: white space, an anchor, elements around the heading.
    const NODES: usize = 6;
    let heading = tree.subtree(node).skip(1).take(NODES).find(|&child| is_heading(tree.name(child)));
    let mut title = Vec::new();
    if let Some(heading) = heading {
        split(&tree.text_of(heading), &mut title);
    }
    let is_known = |word: &String| AROUND.has(word) || CLUTTER.has(word);
    id == title && !id.iter().all(is_known)
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
    /// About the writer.
    Writer,
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

/// Whether names mark an element as the caption of a picture.
pub(super) fn is_caption(words: &[String]) -> bool {
    words.iter().any(|word| matches!(word.as_str(), "caption" | "legend"))
}

/// Whether names mark an element as a time.
pub(super) fn is_date(words: &[String]) -> bool {
    const DATE: Phrases = Phrases::of("classes", "date");
    has(words, DATE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cancel::Stop;

    #[test]
    fn an_id_made_from_a_heading_says_nothing() {
        let of = |html: &str| {
            let tree = Tree::new(html, Stop::NEVER).expect("a tree");
            let node = (1..tree.nodes.len()).find(|&node| tree.get(node, "id").is_some()).expect("an element");
            verdict(&words(&tree, node))
        };
        assert_eq!(of("<h2 id=\"set-cookie-options\">Set-Cookie options</h2>"), Verdict::Open);
        assert_eq!(of("<section id=\"related-work\"><h2>Related Work</h2><p>a</p></section>"), Verdict::Open);
        assert_eq!(of("<section id=\"comments\"><h2>Comments</h2><p>a</p></section>"), Verdict::Sure);
        assert_eq!(of("<div id=\"related-work\"><p>a</p></div>"), Verdict::Sure);
        assert_eq!(of("<h2 id=\"a\" class=\"related\">Related Work</h2>"), Verdict::Sure);
    }

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
