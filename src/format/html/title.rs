//! Compares headings with the title of a page.

use std::collections::HashSet;

use super::tree::{Kind, NodeId, Tree};

/// Minimum percentage of a heading's words that the title has.
const ALIKE: usize = 80;

/// Maximum number of headings that are compared.
const HEADINGS_MAX: usize = 100;

/// Maximum length of a heading in the page, in bytes.
const HEADING_BYTES: usize = 4000;

/// The headings that are the title of a page, which may have the name of the site too.
pub(super) fn headings(tree: &Tree<'_>, title: &str) -> Vec<NodeId> {
    let is_heading = |&node: &NodeId| matches!(tree.name(node), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let headings = (1..tree.nodes.len()).filter(is_heading).take(HEADINGS_MAX);
    headings.filter(|&node| bytes(tree, node) <= HEADING_BYTES && is_title(&tree.text_of(node), title)).collect()
}

/// The length of a node's text in the page.
fn bytes(tree: &Tree<'_>, node: NodeId) -> usize {
    let of = |n: NodeId| match &tree.nodes[n].kind {
        Kind::Text(text, _) => text.len(),
        Kind::Element(..) => 0,
    };
    tree.subtree(node).map(of).sum()
}

/// Whether an element has the title of an article.
pub(super) fn has_title(tree: &Tree<'_>, node: NodeId) -> bool {
    tree.subtree(node).any(|n| tree.name(n) == "h1")
}

/// Whether a heading is a title, or at least half of it.
pub(super) fn is_title(heading: &str, title: &str) -> bool {
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    similarity(heading, title) >= ALIKE && words(heading) * 2 >= words(title)
}

/// The similarity of a heading and a title in percent of common words.
pub(super) fn similarity(heading: &str, title: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (heading, title) = (words(heading), words(title));
    let known: HashSet<&String> = title.iter().collect();
    let common = heading.iter().filter(|word| known.contains(word)).count();
    // A short heading that is part of a long title is the name of a section.
    if heading.is_empty() || heading.len() * 3 < title.len() { 0 } else { common * 100 / heading.len() }
}
