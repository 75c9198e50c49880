//! Drops elements around an article by element name, role or names.

use super::counts::{Count, RUNNING_CHARS, measure, share};
use super::names::{self, Verdict};
use super::title::has_title;
use super::tree::{Kind, NodeId, Tree, is_block};
use crate::text::cancel::Stop;

/// An element whose name marks it as outside the article is kept if it has more of the page's mass than this: some
/// pages put everything into an element called `sidebar-left`.
const SURE_SHARE: f32 = 0.9;

/// The same for names with other uses too.
const LIKELY_SHARE: f32 = 0.45;

/// An element with the page's title, or with the first running text below it, is kept from this share on:
/// `paywall-container`.
const TITLED_SHARE: f32 = 0.2;

/// Maximum characters of running text between a title and its article, a standfirst, and how many times them the article
/// has at least.
const BETWEEN_CHARS: u32 = 200;
const BETWEEN_TIMES: u32 = 4;

/// Minimum characters of running text in an element that is marked as the article's body, which makes the mass of others
/// irrelevant.
const CORE_CHARS: u32 = 400;

/// Minimum characters of an account of the writer, and maximum share of the page's mass in one.
const WRITER_CHARS: u32 = 160;
const WRITER_SHARE: f32 = 0.2;

/// Drops elements outside an article. `titles` are the headings that are the page's title.
pub(super) fn drop_around(tree: &Tree<'_>, counts: &[Count], titles: &[NodeId], dropped: &mut [bool], stop: Stop<'_>) {
    let total = counts[0].mass;
    let core = core(tree, counts, dropped);
    let mut node = 1;
    while node < tree.nodes.len() && !stop.is_set() {
        if !dropped[node] && matches!(tree.nodes[node].kind, Kind::Element(..)) {
            let mass = share(counts[node].mass, total);
            let verdict = if mass < SURE_SHARE || core.is_some() { judge(tree, counts, node) } else { Verdict::Open };
            let has = |other: &NodeId| tree.subtree(node).contains(other);
            dropped[node] = match (verdict, core) {
                (Verdict::Open, _) => false,
                (_, Some(core)) if has(&core) => false,
                (_, Some(core)) if !tree.subtree(core).contains(&node) => true,
                _ if mass >= TITLED_SHARE
                    && (titles.iter().any(has) || follows(tree, counts, titles, dropped, node)) =>
                {
                    false
                }
                (Verdict::Writer, _) => mass < WRITER_SHARE,
                (Verdict::Likely, _) => mass < LIKELY_SHARE,
                (Verdict::Sure, _) => mass < SURE_SHARE,
            };
        }
        node = if dropped[node] { tree.nodes[node].end.max(node + 1) } else { node + 1 };
    }
}

/// Whether an element has the first running text below a title.
fn follows(tree: &Tree<'_>, counts: &[Count], titles: &[NodeId], dropped: &[bool], node: NodeId) -> bool {
    let Some(&title) = titles.iter().rfind(|&&title| title < node) else { return false };
    let most = BETWEEN_CHARS.min(counts[node].mass / BETWEEN_TIMES);
    let (mut between, mut next) = (0, tree.nodes[title].end);
    while next < node && between <= most {
        if !dropped[next] && tree.subtree(next).contains(&node) {
            next += 1;
            continue;
        }
        between += if dropped[next] { 0 } else { counts[next].mass };
        next = tree.nodes[next].end.max(next + 1);
    }
    between <= most
}

/// The element that is marked as the body of an article, of several that with the most running text.
fn core(tree: &Tree<'_>, counts: &[Count], dropped: &[bool]) -> Option<NodeId> {
    let mut core: Option<NodeId> = None;
    let mut node = 1;
    while node < tree.nodes.len() {
        if dropped[node] {
            node = tree.nodes[node].end.max(node + 1);
            continue;
        }
        let is_more = counts[node].mass >= CORE_CHARS && core.is_none_or(|core| counts[node].mass > counts[core].mass);
        if is_more && is_block(tree.name(node)) && is_body(tree, node) {
            core = Some(node);
        }
        node += 1;
    }
    core
}

/// Whether an element is marked as the body of an article for machines.
pub(super) fn is_body(tree: &Tree<'_>, node: NodeId) -> bool {
    let is = |attribute: &str| tree.get(node, attribute).is_some_and(|value| value.contains("articleBody"));
    is("itemprop") || is("property")
}

fn judge(tree: &Tree<'_>, counts: &[Count], node: NodeId) -> Verdict {
    let name = tree.name(node);
    match name {
        "nav" | "dialog" | "menu" => return Verdict::Sure,
        "aside" | "footer" | "form" | "fieldset" => return Verdict::Likely,
        // Inline elements are named for their look.
        "body" | "html" | "p" | "em" | "strong" | "b" | "i" | "h1" | "td" | "tr" | "tbody" => return Verdict::Open,
        _ => {}
    }
    let Some(tag) = tree.tag(node).filter(|tag| tag.has_attributes()) else { return Verdict::Open };
    if let Some(role) = tag.get("role") {
        match &*role {
            "navigation" | "complementary" | "dialog" | "alertdialog" | "menu" | "menubar" | "search"
            | "contentinfo" => {
                return Verdict::Sure;
            }
            _ => {}
        }
    }
    // A name that mentions the article outweighs other names of the element.
    let words = names::words(tree, node);
    // So does the title of the page, which a site may put into an element with the name of its newsletter.
    let is_article = names::is_body(&words) || (name == "article" && has_title(tree, node));
    match names::verdict(&words) {
        Verdict::Sure if is_article => Verdict::Likely,
        Verdict::Likely if is_article => Verdict::Open,
        // Quotations that repeat the text are found by their words.
        Verdict::Likely if name == "blockquote" => Verdict::Open,
        Verdict::Sure | Verdict::Likely if name == "span" && is_sentence(tree, node) => Verdict::Open,
        Verdict::Open if is_about_writer(tree, &counts[node], node, &words) && !is_article => Verdict::Writer,
        verdict => verdict,
    }
}

/// Whether an element is running text in a paragraph.
fn is_sentence(tree: &Tree<'_>, node: NodeId) -> bool {
    let mut around = tree.nodes[node].parent;
    while around != 0 && !is_block(tree.name(around)) {
        around = tree.nodes[around].parent;
    }
    let (mut chars, mut ends) = (0, 0);
    for n in tree.subtree(node) {
        if let Kind::Text(text, _) = &tree.nodes[n].kind {
            let (more, marks) = measure(text);
            (chars, ends) = (chars + more, ends + marks);
        }
        if chars >= RUNNING_CHARS && ends > 0 {
            break;
        }
    }
    tree.name(around) == "p" && chars >= RUNNING_CHARS && ends > 0
}

/// Whether an element has sentences about the writer beside the name.
fn is_about_writer(tree: &Tree<'_>, count: &Count, node: NodeId, words: &[String]) -> bool {
    let is_article = |n: NodeId| matches!(tree.name(n), "article" | "h1" | "h2");
    count.mass > 0
        && count.ends > 0
        && count.all >= WRITER_CHARS
        && names::is_byline(words)
        && !tree.subtree(node).any(is_article)
}
