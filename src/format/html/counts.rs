//! How much text elements of a page have.

use super::tree::{Kind, Tree, is_block};
use crate::text::cancel::Stop;

/// Minimum characters of a paragraph of running text; [`SENTENCE_CHARS`] if it ends as a sentence.
pub(super) const RUNNING_CHARS: u32 = 80;

/// Minimum characters of a paragraph that ends as a sentence: shorter ones are often calls to action.
pub(super) const SENTENCE_CHARS: u32 = 25;

/// Lists and boxes with a greater share of their characters in links lead to other pages.
pub(super) const LINK_SHARE: f32 = 0.5;

/// Counts of characters of an element with its descendants.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    /// All characters.
    pub all: u32,
    /// Characters inside links.
    pub links: u32,
    /// Characters of running text, without links.
    pub mass: u32,
    /// Ends of sentences.
    pub ends: u32,
}

impl Count {
    pub(super) const fn add(&mut self, other: Self) {
        self.all = self.all.saturating_add(other.all);
        self.links = self.links.saturating_add(other.links);
        self.mass = self.mass.saturating_add(other.mass);
        self.ends = self.ends.saturating_add(other.ends);
    }
}

#[expect(clippy::cast_precision_loss, reason = "shares of a page's characters")]
pub(super) fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// Counts for each element, without dropped ones.
pub(super) fn count(tree: &Tree<'_>, dropped: &[bool], stop: Stop<'_>) -> Vec<Count> {
    let n = tree.nodes.len();
    let mut own = vec![Count::default(); n];
    // The block and the link that contain each node.
    let mut block: Vec<u32> = vec![0; n];
    let mut linked = vec![false; n];
    let mut node = 0;
    while node < n && !stop.is_set() {
        if dropped[node] {
            node = tree.nodes[node].end.max(node + 1);
            continue;
        }
        let parent = tree.nodes[node].parent;
        match &tree.nodes[node].kind {
            Kind::Element(name, tag) => {
                let itself = is_block(name) || node == 0;
                block[node] = if itself { u32::try_from(node).unwrap_or(0) } else { block[parent] };
                linked[node] = linked[parent] || (*name == "a" && tag.get("href").is_some());
            }
            Kind::Text(text, _) => {
                let found = &mut own[block[parent] as usize];
                let (all, ends) = measure(text);
                found.all = found.all.saturating_add(all);
                found.ends = found.ends.saturating_add(ends);
                if linked[parent] && !is_address(text) {
                    found.links = found.links.saturating_add(all);
                }
            }
        }
        node += 1;
    }
    // Captions are not running text, unless they are more than half of it: in stories in pictures.
    let mut captions = 0_u32;
    let mut others = 0_u32;
    for (node, count) in own.iter_mut().enumerate() {
        let running = count.all >= RUNNING_CHARS || (count.all >= SENTENCE_CHARS && count.ends > 0);
        if !running || share(count.links, count.all) >= LINK_SHARE {
            continue;
        }
        if tree.name(node) == "figcaption" {
            captions = captions.saturating_add(count.all - count.links);
        } else {
            count.mass = count.all - count.links;
            others = others.saturating_add(count.mass);
        }
    }
    if captions > others {
        for (_, count) in own.iter_mut().enumerate().filter(|(node, _)| tree.name(*node) == "figcaption") {
            count.mass = if count.ends > 0 { count.all - count.links } else { 0 };
        }
    }
    // Children have higher numbers than their parents.
    for node in (1..n).rev() {
        let count = own[node];
        own[tree.nodes[node].parent].add(count);
    }
    own
}

/// Whether the text of a link is an address: a reference, which the text gives, and no title of another page.
fn is_address(text: &str) -> bool {
    let text = text.trim_start();
    ["https://", "http://", "www."].iter().any(|start| text.starts_with(start))
}

/// The number of characters, with runs of white space as one, and characters of scripts without spaces as three; and
/// the number of ends of sentences.
pub(super) fn measure(text: &str) -> (u32, u32) {
    let (mut all, mut ends, mut space) = (0_u32, 0_u32, true);
    for c in text.chars() {
        if c.is_whitespace() {
            all += u32::from(!space);
            space = true;
            continue;
        }
        space = false;
        all +=
            if matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{2e80}'..='\u{d7ff}') { 3 } else { 1 };
        ends += u32::from(matches!(c, '.' | '!' | '?' | '。' | '？' | '！' | '।' | '؟' | '۔' | '။'));
    }
    (all, ends)
}
