//! Boxes inside and below an article, recognised by their form and their words: previews of other articles, offers of
//! newsletters, lists of what to read, quotations that repeat the text.

use super::counts::{Count, LINK_SHARE, share};
use super::tree::{Kind, NodeId, Tree, is_block};
use crate::format::news::patterns::{Place, recognise};
use crate::text::BlockKind;
use crate::text::cancel::Stop;

/// Maximum characters of a preview, an offer, and a box with a label.
const BOX_CHARS: u32 = 600;

/// Maximum characters of a box that ends in a link to something that is offered.
const OFFER_CHARS: u32 = 300;

/// Maximum number of nodes of a box, which is searched several times.
const BOX_NODES: usize = 400;

/// Maximum share of the page's running text that a box has.
const BOX_SHARE: f32 = 0.25;

/// Maximum share of the page's running text in all previews.
const PREVIEWS_SHARE: f32 = 0.4;

/// Minimum share of links in what a label heads outside a box.
const SECTION_LINK_SHARE: f32 = 0.2;

/// Maximum length of a label or a link of an offer, in bytes.
const LABEL_BYTES: usize = 80;

/// Minimum characters of a quotation that repeats the text, and the maximum number of them that are looked for.
const REPEATED_CHARS: usize = 20;
const REPEATED_MAX: usize = 64;

/// Drops the boxes of a page. `url` is its address.
pub(super) fn drop_boxes(tree: &Tree<'_>, counts: &[Count], url: Option<&str>, dropped: &mut [bool], stop: Stop<'_>) {
    let boxes = Boxes { tree, counts, total: counts[0].mass, site: url.and_then(site) };
    let (mut previews, mut offers) = (Vec::new(), Vec::new());
    let mut node = 1;
    while node < tree.nodes.len() && !stop.is_set() {
        if dropped[node] {
            node = tree.nodes[node].end.max(node + 1);
            continue;
        }
        if boxes.is_section_of_links(node) {
            boxes.section(node).chain([node]).for_each(|n| dropped[n] = true);
            node = tree.nodes[node].end.max(node + 1);
            continue;
        }
        if boxes.is_small(node) {
            if boxes.is_preview(node) {
                previews.push(node);
                node = tree.nodes[node].end.max(node + 1);
                continue;
            }
            if boxes.is_labelled(node) {
                dropped[node] = true;
                node = tree.nodes[node].end.max(node + 1);
                continue;
            }
            if boxes.is_offer(node) {
                offers.push(node);
                node = tree.nodes[node].end.max(node + 1);
                continue;
            }
        }
        node += 1;
    }
    // More of them are the text: a list with links, the entries of a live report.
    for (found, most) in [(previews, PREVIEWS_SHARE), (offers, BOX_SHARE)] {
        let mass = found.iter().fold(0_u32, |sum, &node| sum.saturating_add(counts[node].mass));
        if share(mass, boxes.total) < most {
            found.into_iter().for_each(|node| dropped[node] = true);
        }
    }
    drop_repeated(tree, counts, dropped, stop);
}

struct Boxes<'t, 'a> {
    tree: &'t Tree<'a>,
    counts: &'t [Count],
    /// The characters of running text of the page.
    total: u32,
    /// The site of the page, if that is known.
    site: Option<&'t str>,
}

impl Boxes<'_, '_> {
    /// Whether an element may be a box: it is a group of blocks, and has little of the page.
    fn is_small(&self, node: NodeId) -> bool {
        let count = self.counts[node];
        matches!(
            self.tree.name(node),
            "div" | "section" | "aside" | "article" | "header" | "footer" | "li" | "ul" | "ol" | "center"
        ) && count.all > 0
            && self.tree.subtree(node).len() <= BOX_NODES
            && match self.label(node) {
                Some((_, is_heading)) => self.has_little(node) || (is_heading && self.lists_articles(node)),
                None => self.has_little(node) && count.all <= BOX_CHARS,
            }
            && !self.tree.subtree(node).any(|n| self.tree.name(n) == "h1")
    }

    fn has_little(&self, node: NodeId) -> bool {
        share(self.counts[node].mass, self.total) < BOX_SHARE
    }

    /// Whether an element has several headings that are links.
    fn lists_articles(&self, node: NodeId) -> bool {
        let count = |n: NodeId| self.counts[n];
        let is_linked = |n: NodeId| is_heading(self.tree.name(n)) && count(n).all > 0 && count(n).links == count(n).all;
        self.tree.subtree(node).filter(|&n| is_linked(n)).nth(1).is_some()
    }

    /// Whether a box shows another article: it begins with a heading that is a link, or is an item with a title that is a
    /// link to the same site and running text.
    fn is_preview(&self, node: NodeId) -> bool {
        let Some(first) = self.first_text(node) else { return false };
        if self.tree.name(node) == "li" && self.counts[node].mass > 0 && self.counts[node].all <= BOX_CHARS {
            let link = self.above(first, node).find(|&n| self.tree.name(n) == "a");
            let is_title = |link: NodeId| self.is_alone(link, node) && self.leads_within(link);
            if link.is_some_and(is_title) {
                return true;
            }
        }
        let heading = self.above(first, node).find(|&n| is_heading(self.tree.name(n)));
        let Some(heading) = heading.filter(|_| self.counts[node].all <= BOX_CHARS) else { return false };
        let count = self.counts[heading];
        let mut near = self.above(first, 0).take_while(|&n| n != self.tree.nodes[node].parent);
        let target = near.find(|&n| self.tree.name(n) == "a").and_then(|n| self.tree.get(n, "href"));
        // A link to a place is one to the heading itself.
        count.links == count.all && target.is_some_and(|target| !target.contains('#'))
    }

    /// Whether a box has a label above links or above a text with a heading: "Read also".
    fn is_labelled(&self, node: NodeId) -> bool {
        let count = self.counts[node];
        self.label(node).is_some_and(|(label, is_heading)| {
            let rest = count.all.saturating_sub(self.counts[label].all);
            let links = count.links.saturating_sub(self.counts[label].links);
            rest > 0 && (is_heading || share(links, rest) >= LINK_SHARE)
        })
    }

    /// Whether a link leads to another page of the same site.
    fn leads_within(&self, link: NodeId) -> bool {
        let Some(target) = self.tree.get(link, "href") else { return false };
        let target = target.trim();
        match target.contains("//") {
            true => self.site.is_some() && site(target) == self.site,
            false => !target.is_empty() && !target.starts_with(['#', '?']) && !target.contains(':'),
        }
    }

    /// Whether a heading is a label, and what it heads has links: "Read also", not in a box.
    fn is_section_of_links(&self, heading: NodeId) -> bool {
        let is_label = |n: NodeId| {
            let bytes = self.counts[n].all as usize;
            bytes > 0 && bytes <= LABEL_BYTES && is_furniture(&self.tree.text_of(n))
        };
        if !is_heading(self.tree.name(heading)) || !is_label(heading) {
            return false;
        }
        let mut sum = Count::default();
        self.section(heading).for_each(|n| sum.add(self.counts[n]));
        let has_title = || self.section(heading).any(|n| self.tree.subtree(n).any(|n| self.tree.name(n) == "h1"));
        share(sum.links, sum.all) >= SECTION_LINK_SHARE && share(sum.mass, self.total) < BOX_SHARE && !has_title()
    }

    /// What a heading heads: the nodes after it up to the next heading of its level or a higher one.
    fn section(&self, heading: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let level = self.tree.name(heading);
        let end = self.tree.nodes[self.tree.nodes[heading].parent].end;
        let after = move |n: NodeId| Some(self.tree.nodes[n].end.max(n + 1)).filter(|&next| next < end);
        std::iter::successors(after(heading), move |&n| after(n)).take_while(move |&n| {
            let name = self.tree.name(n);
            !(name == "h1" || is_heading(name)) || name > level
        })
    }

    /// The element with the first words of a box, if they are a label, and whether that is a heading.
    fn label(&self, node: NodeId) -> Option<(NodeId, bool)> {
        let first = self.first_text(node)?;
        let mut above = self.above(first, node);
        let label = above.find(|&n| is_block(self.tree.name(n))).or_else(|| self.above(first, node).last())?;
        if self.counts[label].all as usize > LABEL_BYTES {
            return None;
        }
        let words = self.tree.text_of(label);
        is_furniture(&words).then(|| (label, is_heading(self.tree.name(label))))
    }

    /// Whether a box has a form, or ends in a link that offers something: "Sign up here".
    fn is_offer(&self, node: NodeId) -> bool {
        if self.counts[node].all > OFFER_CHARS {
            return false;
        }
        let is_entry = |n: NodeId| {
            let is = |kind: &str| self.tree.get(n, "type").is_none_or(|stated| stated == kind);
            self.tree.name(n) == "input" && (is("email") || is("text") || is("tel"))
        };
        if self.tree.subtree(node).any(is_entry) {
            return true;
        }
        let Some(last) = self.last_text(node) else { return false };
        let link = self.above(last, node).find(|&n| self.tree.name(n) == "a");
        link.is_some_and(|link| {
            let words = self.tree.text_of(link);
            words.len() <= LABEL_BYTES && self.is_alone(link, node) && is_furniture(&words)
        })
    }

    /// Whether a link has no other words in its block, but other blocks.
    fn is_alone(&self, link: NodeId, node: NodeId) -> bool {
        let block = self.above(link, node).find(|&n| is_block(self.tree.name(n))).unwrap_or(node);
        let is_text = |n: NodeId| matches!(self.tree.nodes[n].kind, Kind::Text(text, _) if !text.trim().is_empty());
        !self.tree.children(block).any(is_text)
    }

    /// The first words of an element.
    fn first_text(&self, node: NodeId) -> Option<NodeId> {
        self.tree.subtree(node).find(|&n| self.has_words(n))
    }

    /// The last words of an element.
    fn last_text(&self, node: NodeId) -> Option<NodeId> {
        self.tree.subtree(node).rev().find(|&n| self.has_words(n))
    }

    fn has_words(&self, node: NodeId) -> bool {
        matches!(self.tree.nodes[node].kind, Kind::Text(text, _) if text.chars().any(char::is_alphanumeric))
            && !matches!(self.tree.name(self.tree.nodes[node].parent), "style" | "script" | "button" | "option")
    }

    /// The elements around a node, from the innermost, up to `root`.
    fn above(&self, node: NodeId, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let parents = std::iter::successors(Some(node), |&n| (n != 0).then(|| self.tree.nodes[n].parent));
        parents.skip(1).take_while(move |&n| n != root)
    }
}

/// The host of an address.
fn site(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("//")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Drops quotations whose words the text has too.
fn drop_repeated(tree: &Tree<'_>, counts: &[Count], dropped: &mut [bool], stop: Stop<'_>) {
    let is_quotation = |node: NodeId| {
        let chars = counts[node].all as usize;
        let is_quoted = || {
            let leaf = !tree.subtree(node).skip(1).any(|n| is_block(tree.name(n)));
            leaf && tree.text_of(node).starts_with(['“', '”', '„', '«', '»', '‘', '"', '「', '『'])
        };
        (REPEATED_CHARS..=BOX_CHARS as usize).contains(&chars)
            && tree.subtree(node).len() <= BOX_NODES
            && (matches!(tree.name(node), "blockquote" | "aside" | "figure")
                || (tree.name(node) == "div" && is_quoted()))
    };
    let quotations = (1..tree.nodes.len()).filter(|&node| is_quotation(node) && !dropped[node]);
    let quotations: Vec<NodeId> = quotations.take(REPEATED_MAX).collect();
    if quotations.is_empty() {
        return;
    }
    let mut text = String::new();
    let mut node = 1;
    while node < tree.nodes.len() && !stop.is_set() {
        if dropped[node] || quotations.contains(&node) || matches!(tree.name(node), "h1" | "h2" | "h3") {
            node = tree.nodes[node].end.max(node + 1);
            continue;
        }
        if let Kind::Text(words, _) = &tree.nodes[node].kind {
            push_letters(words, &mut text);
        }
        node += 1;
    }
    for node in quotations {
        let longest = tree.subtree(node).filter_map(|n| match &tree.nodes[n].kind {
            Kind::Text(words, _) => Some(words),
            Kind::Element(..) => None,
        });
        let Some(longest) = longest.max_by_key(|words| words.len()) else { continue };
        let mut letters = String::new();
        push_letters(longest, &mut letters);
        let is_most = longest.chars().count() * 2 >= counts[node].all as usize;
        dropped[node] |= is_most && letters.chars().count() >= REPEATED_CHARS && text.contains(&letters);
    }
}

/// Appends the letters of a text in lower case.
fn push_letters(text: &str, out: &mut String) {
    out.extend(text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
}

/// Whether a line is furniture below an article.
fn is_furniture(line: &str) -> bool {
    let line = line.trim().trim_matches(['【', '】', '[', ']', '«', '»', '>', '•', '|', '→']).trim();
    !line.is_empty() && recognise(line, Place::Foot) == Some(BlockKind::Furniture)
}
