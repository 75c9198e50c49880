//! Finds the article in a page.
//!
//! ```text
//! mass      of each element: characters of its paragraphs of running text, without links
//! dropped   navigation, forms, hidden elements; elements around the article (`around`); boxes
//! root      the smallest element with nearly all the mass, or the one that is marked as the article's body
//! pruned    lists of links inside it, boxes
//! ```
//!
//! Every step is a pass over the nodes: time is linear in the page. Steps are incomplete once `stop` is set.

use super::around::{drop_around, is_body};
use super::boxes::drop_boxes;
use super::comments::drop_comments;
use super::counts::{Count, LINK_SHARE, RUNNING_CHARS, SENTENCE_CHARS, count, measure, share};
use super::names;
use super::title;
use super::tree::{Kind, NodeId, Tree, is_block};
use crate::text::cancel::Stop;

/// A child with this share of the mass contains the article: the rest is a caption or a teaser.
const CHILD_SHARE: f32 = 0.9;

/// The same for a cell of a table that lays out the page, or a part of one.
const CELL_SHARE: f32 = 0.55;

/// Minimum characters of running text of an article with others below it, and its minimum share of the mass unless it is
/// an `<article>`.
const PART_CHARS: u32 = 400;
const PART_SHARE: f32 = 0.2;

/// An element marked as the article's body, or as the article, is accepted with this share of the remaining mass.
const STATED_SHARE: f32 = 0.4;

/// The same for tables, whose data may have links.
const TABLE_LINK_SHARE: f32 = 0.8;

/// A mark of the article counts unless a weaker one has more of the mass than this leaves.
const MARKED_SHARE: f32 = 0.75;

/// Elements with the marks of the article are part of it if they have this share of its mass together.
const TWINS_SHARE: f32 = 0.25;

/// Minimum number of links in a table cell that are a column of links.
const COLUMN_LINKS: usize = 3;

/// A cell is beside the article if the rest of its row has so many times its characters in running text.
const COLUMN_TIMES: u32 = 4;

/// Minimum characters of a line that announces a list of links, if it is a block: a shorter one is a label.
const ANNOUNCEMENT_CHARS: u32 = 20;

/// Minimum characters of a time with a date: "3 days ago".
const TIME_CHARS: usize = 8;

/// The article in a page.
#[derive(Debug)]
pub(in crate::format) struct Article {
    /// The element that contains it.
    pub(super) root: NodeId,
    /// Excluded nodes, with their descendants.
    pub dropped: Vec<bool>,
}

/// All visible content, for `--whole`.
pub(in crate::format) fn whole(tree: &Tree<'_>, stop: Stop<'_>) -> Article {
    let mut dropped = vec![false; tree.nodes.len()];
    let mut node = 0;
    while node < tree.nodes.len() && !stop.is_set() {
        if has_no_text(tree.name(node)) || is_hidden(tree, node) {
            dropped[node] = true;
            node = tree.nodes[node].end.max(node + 1);
        } else {
            node += 1;
        }
    }
    Article { root: 0, dropped }
}

/// Finds the article. `title` is that of the page, `url` its address.
pub(super) fn find(tree: &Tree<'_>, title: Option<&str>, url: Option<&str>, stop: Stop<'_>) -> Article {
    let mut dropped = whole(tree, stop).dropped;
    let titles = title.map(|title| title::headings(tree, title)).unwrap_or_default();
    let counts = count(tree, &dropped, stop);
    drop_around(tree, &counts, &titles, &mut dropped, stop);
    let counts = count(tree, &dropped, stop);
    drop_boxes(tree, &counts, url, &mut dropped, stop);
    drop_comments(tree, &counts, &titles, &mut dropped, stop);
    let counts = count(tree, &dropped, stop);
    let root = root(tree, &counts, &titles, &dropped, stop);
    prune(tree, &counts, root, &mut dropped, stop);
    Article { root, dropped }
}

/// Drops lines of a few words above the headline, such as the name of a section, and the line with the time below it.
pub(super) fn drop_beside_headline(tree: &Tree<'_>, found: &mut Article, headline: NodeId) {
    if !tree.subtree(found.root).contains(&headline) {
        return;
    }
    let mut node = found.root + 1;
    while node < tree.nodes[found.root].end {
        if found.dropped[node] || node == headline {
            node = tree.nodes[node].end.max(node + 1);
            continue;
        }
        let is_leaf = is_block(tree.name(node)) && !tree.subtree(node).skip(1).any(|n| is_block(tree.name(n)));
        if is_leaf {
            let words = tree.text_of(node);
            let (chars, ends) = measure(&words);
            if chars >= RUNNING_CHARS * 2 || (ends > 0 && chars >= SENTENCE_CHARS) {
                // The text begins.
                return;
            }
            let is_line = chars > 0 && ends == 0 && !matches!(tree.name(node), "figcaption" | "pre" | "td");
            found.dropped[node] |= is_line && (node < headline || (has_time(tree, node) && tree.name(node) != "li"));
        }
        node += 1;
    }
}

/// Whether an element has a time, by its element or its names, that is more than an hour of the day.
fn has_time(tree: &Tree<'_>, node: NodeId) -> bool {
    let is_time = |n: NodeId| tree.name(n) == "time" || names::is_date(&names::words(tree, n));
    tree.subtree(node).any(|n| is_time(n) && tree.text_of(n).chars().count() >= TIME_CHARS)
}

/// Elements that contain no text of the page.
fn has_no_text(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "svg"
            | "canvas"
            | "audio"
            | "video"
            | "object"
            | "embed"
            | "select"
            | "option"
            | "button"
            | "textarea"
            | "title"
            | "rt"
            | "rp"
    )
}

fn is_hidden(tree: &Tree<'_>, node: NodeId) -> bool {
    let Some(tag) = tree.tag(node).filter(|tag| tag.has_attributes()) else { return false };
    tag.attributes().any(|(name, value)| {
        (name.eq_ignore_ascii_case("hidden") && value != "until-found")
            || (name.eq_ignore_ascii_case("aria-hidden")
                && value == "true"
                && !matches!(tree.name(node), "body" | "figcaption"))
            || (name.eq_ignore_ascii_case("style") && {
                let style = value.replace(' ', "").to_ascii_lowercase();
                (style.contains("display:none") && !is_formula(tree, node)) || style.contains("visibility:hidden")
            })
    })
}

/// Whether an element has nothing but a formula, which sites hide behind a picture of it.
fn is_formula(tree: &Tree<'_>, node: NodeId) -> bool {
    let mut children = tree.children(node).filter(|&child| matches!(tree.nodes[child].kind, Kind::Element(..)));
    children.next().is_some_and(|child| tree.name(child) == "math") && children.next().is_none()
}

/// The element that contains the article. `titles` are the headings that are the page's title.
fn root(tree: &Tree<'_>, counts: &[Count], titles: &[NodeId], dropped: &[bool], stop: Stop<'_>) -> NodeId {
    let start = stated(tree, counts, dropped, stop);
    let mut root = start.unwrap_or(0);
    loop {
        let mass = counts[root].mass;
        let heir = tree.children(root).filter(|&child| !dropped[child]).max_by_key(|&child| counts[child].mass);
        match heir {
            Some(heir) if mass > 0 && holds_blocks(tree, heir) => {
                // Cells beside the article have a paragraph or two each.
                let is_layout = matches!(tree.name(heir), "table" | "tbody" | "tr" | "td");
                let least = if is_layout && !is_in_data(tree, heir) { CELL_SHARE } else { CHILD_SHARE };
                if share(counts[heir].mass, mass) >= least {
                    root = heir;
                } else if let Some(first) = titled_part(tree, counts, titles, dropped, root) {
                    root = first;
                } else {
                    return root;
                }
            }
            _ => return root,
        }
    }
}

/// The part of an element that has the page's title, if each other part has a heading of the same level: articles below
/// each other, or an article and comments.
fn titled_part(tree: &Tree<'_>, counts: &[Count], titles: &[NodeId], dropped: &[bool], root: NodeId) -> Option<NodeId> {
    let parts = || tree.children(root).filter(|&part| !dropped[part] && counts[part].mass > 0);
    let has = |part: NodeId, title: NodeId| tree.subtree(part).contains(&title);
    let (part, title) = parts().find_map(|part| titles.iter().find(|&&title| has(part, title)).map(|&t| (part, t)))?;
    let level = tree.name(title);
    let is_like = |other: NodeId| tree.subtree(other).any(|n| tree.name(n) == level);
    let mut others = parts().filter(|&other| other != part).peekable();
    let least = if tree.name(part) == "article" { 0.0 } else { PART_SHARE };
    let is_enough = counts[part].mass >= PART_CHARS && share(counts[part].mass, counts[root].mass) >= least;
    (is_enough && others.peek().is_some() && others.all(is_like)).then_some(part)
}

/// Whether a part of a table has data: heads of columns or rows, or rows of short cells.
fn is_in_data(tree: &Tree<'_>, node: NodeId) -> bool {
    let mut table = node;
    while table != 0 && tree.name(table) != "table" {
        table = tree.nodes[table].parent;
    }
    let is_head = |n: NodeId| matches!(tree.name(n), "th" | "thead" | "caption");
    tree.subtree(table).any(is_head) || (tree.name(node) == "td" && !has_paragraphs(tree, node))
}

/// Whether an element has several paragraphs.
fn has_paragraphs(tree: &Tree<'_>, node: NodeId) -> bool {
    let is_break = |n: NodeId| matches!(tree.name(n), "p" | "br" | "div");
    tree.subtree(node).skip(1).filter(|&n| is_break(n)).nth(2).is_some()
}

/// Whether an element has several blocks: an article is more than one paragraph, and a list or table is not split.
fn holds_blocks(tree: &Tree<'_>, node: NodeId) -> bool {
    let parts = matches!(tree.name(node), "ul" | "ol" | "table" | "tbody" | "tr" | "p" | "blockquote" | "pre" | "dl");
    let layout = matches!(tree.name(node), "table" | "tbody" | "tr" | "td");
    (!parts || layout) && tree.children(node).any(|child| is_block(tree.name(child)))
}

/// The element that is marked as the article, or the one that contains all elements with the same marks, such as a question
/// and its answers.
fn stated(tree: &Tree<'_>, counts: &[Count], dropped: &[bool], stop: Stop<'_>) -> Option<NodeId> {
    let first = marked(tree, counts, dropped, stop)?;
    let words = names::words(tree, first);
    if words.is_empty() {
        return Some(first);
    }
    let (mut mass, mut last, mut node) = (0_u32, first, 1);
    let mut begin = first;
    while node < tree.nodes.len() && !stop.is_set() {
        if dropped[node] {
            node = tree.nodes[node].end.max(node + 1);
            continue;
        }
        let is_twin = node != first && tree.name(node) == tree.name(first) && !tree.subtree(node).contains(&first);
        if is_twin && names::words(tree, node) == words {
            mass = mass.saturating_add(counts[node].mass);
            (begin, last) = (begin.min(node), last.max(node));
            node = tree.nodes[node].end.max(node + 1);
        } else {
            node += 1;
        }
    }
    if share(mass, counts[first].mass) < TWINS_SHARE {
        return Some(first);
    }
    let mut all = begin;
    while !(tree.subtree(all).contains(&last) && tree.subtree(all).contains(&first)) {
        all = tree.nodes[all].parent;
    }
    // Several titles are several articles, of which the first is read.
    let titles = tree.subtree(all).filter(|&n| tree.name(n) == "h1").take(2).count();
    Some(if titles > 1 { first } else { all })
}

/// The element that is marked as the article.
fn marked(tree: &Tree<'_>, counts: &[Count], dropped: &[bool], stop: Stop<'_>) -> Option<NodeId> {
    let total = counts[0].mass;
    let mut best: [Option<NodeId>; 3] = [None; 3];
    let mut node = 1;
    while node < tree.nodes.len() && !stop.is_set() {
        if dropped[node] {
            node = tree.nodes[node].end.max(node + 1);
            continue;
        }
        if let Kind::Element(name, tag) = &tree.nodes[node].kind
            && is_block(name)
            && share(counts[node].mass, total) >= STATED_SHARE
        {
            let is = |attribute: &str, value: &str| tag.get(attribute).is_some_and(|v| v.contains(value));
            let place = if is_body(tree, node) {
                Some(0)
            } else if !matches!(*name, "body" | "html") && names::is_body(&names::words(tree, node)) {
                Some(1)
            } else if matches!(*name, "article" | "main") || is("role", "main") || is("role", "article") {
                Some(2)
            } else {
                None
            };
            if let Some(place) = place {
                // Of nested ones the inner one, if it has nearly as much mass.
                let held = best[place].map_or(0, |other: NodeId| counts[other].mass);
                if counts[node].mass > held || share(counts[node].mass, held) >= CHILD_SHARE {
                    best[place] = Some(node);
                }
            }
        }
        node += 1;
    }
    // A weaker mark counts if the stronger one excludes much.
    let [body, named, element] = best;
    // The only article with a title is more exact than the main part of the page, which has other things below it.
    let element = match titled(tree, counts, dropped, total) {
        Some(article) if element.is_some_and(|main| tree.subtree(main).contains(&article)) => Some(article),
        _ => element,
    };
    let most = best.into_iter().flatten().map(|node| counts[node].mass).max().unwrap_or(0);
    let enough = |node: NodeId| share(counts[node].mass, most) >= MARKED_SHARE;
    let is_titled = |node: NodeId| Some(node) == element && tree.name(node) == "article";
    [body, named, element].into_iter().flatten().find(|&node| enough(node) || is_titled(node))
}

/// The only `<article>` of a page that no other is beside, or the only one with the title.
fn titled(tree: &Tree<'_>, counts: &[Count], dropped: &[bool], total: u32) -> Option<NodeId> {
    let mut articles = Vec::new();
    let mut node = 1;
    while node < tree.nodes.len() {
        if dropped[node] || (tree.name(node) == "article" && counts[node].mass > 0) {
            if !dropped[node] {
                articles.push(node);
            }
            node = tree.nodes[node].end.max(node + 1);
        } else {
            node += 1;
        }
    }
    let mut with_title = articles.iter().copied().filter(|&article| title::has_title(tree, article));
    let found = match (articles.as_slice(), with_title.next()) {
        (&[only], _) => Some(only),
        (_, Some(first)) if with_title.next().is_none() => Some(first),
        _ => None,
    };
    found.filter(|&article| share(counts[article].mass, total) >= STATED_SHARE)
}

/// Drops lists of links and their headings inside the article.
fn prune(tree: &Tree<'_>, counts: &[Count], root: NodeId, dropped: &mut [bool], stop: Stop<'_>) {
    let mut node = root + 1;
    let end = tree.nodes[root].end;
    // A list after a paragraph that ends with a colon is part of the text.
    let mut announced = false;
    while node < end && !stop.is_set() {
        if let Kind::Text(text, _) = &tree.nodes[node].kind
            && let Some(last) = text.trim_end().chars().next_back()
        {
            let block = &counts[tree.nodes[node].parent];
            announced = matches!(last, ':' | '：') && (block.all == 0 || block.all >= ANNOUNCEMENT_CHARS);
        }
        if !dropped[node] && leads_elsewhere(tree, counts, node, announced) {
            dropped[node] = true;
        }
        node = if dropped[node] { tree.nodes[node].end.max(node + 1) } else { node + 1 };
    }
    // A heading above dropped content.
    let headings = (root + 1..end).filter(|&n| matches!(tree.name(n), "h2" | "h3" | "h4" | "h5" | "h6"));
    for heading in headings.collect::<Vec<_>>() {
        if next_element(tree, heading).is_some_and(|next| dropped[next] && counts[next].all > 0) {
            dropped[heading] = true;
        }
    }
}

/// Whether a list, a box or a line leads to other pages.
fn leads_elsewhere(tree: &Tree<'_>, counts: &[Count], node: NodeId, announced: bool) -> bool {
    let name = tree.name(node);
    let count = counts[node];
    if !matches!(name, "ul" | "ol" | "div" | "section" | "p" | "dl" | "aside" | "table" | "header" | "footer" | "td")
        || count.all == 0
    {
        return false;
    }
    let links = share(count.links, count.all);
    match name {
        // "Read more: …" is a line that consists of a link, not a sentence.
        "p" => links > LINK_SHARE && count.ends == 0,
        "table" => links > TABLE_LINK_SHARE && count.mass == 0,
        // A column of links next to the article; a cell of a data table has a single one.
        "td" => {
            // Beside the article, fewer are a column too.
            let row = counts[tree.nodes[node].parent];
            let is_beside = row.mass > count.all.saturating_mul(COLUMN_TIMES);
            links > LINK_SHARE && count.mass == 0 && (is_beside || links_in(tree, node) >= COLUMN_LINKS)
        }
        "ul" | "ol" if announced => false,
        _ => links > LINK_SHARE && count.mass * 4 < count.all,
    }
}

fn links_in(tree: &Tree<'_>, node: NodeId) -> usize {
    tree.subtree(node).filter(|&n| tree.name(n) == "a").take(COLUMN_LINKS).count()
}

/// The next sibling element.
fn next_element(tree: &Tree<'_>, node: NodeId) -> Option<NodeId> {
    let mut next = tree.nodes[node].end;
    let end = tree.nodes[tree.nodes[node].parent].end;
    while next < end {
        if matches!(tree.nodes[next].kind, Kind::Element(..)) {
            return Some(next);
        }
        next = tree.nodes[next].end.max(next + 1);
    }
    None
}
