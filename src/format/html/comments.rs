//! Drops the comments of readers.

use std::collections::HashMap;

use super::counts::{Count, share};
use super::tree::{Kind, NodeId, Tree};
use crate::lang::Phrases;
use crate::text::cancel::Stop;

/// Minimum number of comments: with links to answer them, and with the times at which they were written.
const ANSWERED_MIN: usize = 2;
const STAMPED_MIN: usize = 3;

/// Maximum characters of a comment.
const COMMENT_CHARS: u32 = 3000;

/// Minimum characters and minimum share of the page's running text of an article that has comments.
const REST_CHARS: u32 = 200;
const REST_SHARE: f32 = 0.1;

/// Minimum share of the comments in the running text of the element around them, for it to be a list of comments.
const COMMENTS_SHARE: f32 = 0.7;

/// Maximum number of nodes of a link to answer a comment.
const ANSWER_NODES: usize = 12;

/// Maximum length of the words of such a link, and of a line with the time of a comment, in bytes.
const LABEL_BYTES: usize = 80;
const STAMP_BYTES: usize = 120;

/// Links to answer a comment or to complain of it.
const ANSWERS: Phrases = Phrases::of("furniture", "answers to comments");

/// Drops the comments of readers: elements of which each has a link to answer it, or alike ones of which each has the date
/// with the year and the hour at which it was written. Where they are nearly all of the page, it is a conversation.
pub(super) fn drop_comments(
    tree: &Tree<'_>,
    counts: &[Count],
    titles: &[NodeId],
    dropped: &mut [bool],
    stop: Stop<'_>,
) {
    let answered =
        around(tree, counts, dropped, stop, |node| matches!(tree.name(node), "a" | "button") && is_answer(tree, node));
    drop_most(tree, counts, titles, &answered, ANSWERED_MIN, dropped);
    let mut stamped = around(tree, counts, dropped, stop, |node| match &tree.nodes[node].kind {
        Kind::Text(text, _) => text.len() <= STAMP_BYTES && is_stamp(text),
        Kind::Element(..) => false,
    });
    stamped.retain(|&node| !titles.iter().any(|title| tree.subtree(node).contains(title)));
    let of = |node: NodeId| (tree.name(node), tree.get(node, "class"));
    let mut alike: HashMap<_, Vec<NodeId>> = HashMap::new();
    for &node in &stamped {
        alike.entry((of(node), of(tree.nodes[node].parent))).or_default().push(node);
    }
    alike.values().for_each(|comments| drop_most(tree, counts, titles, comments, STAMPED_MIN, dropped));
}

/// The innermost elements with running text around each of the nodes that have a mark of comments.
fn around(
    tree: &Tree<'_>,
    counts: &[Count],
    dropped: &[bool],
    stop: Stop<'_>,
    is_mark: impl Fn(NodeId) -> bool,
) -> Vec<NodeId> {
    let mut comments: Vec<NodeId> = Vec::new();
    for node in 1..tree.nodes.len() {
        if stop.is_set() {
            break;
        }
        if !is_mark(node) {
            continue;
        }
        let mut around = tree.nodes[node].parent;
        while around != 0 && counts[around].mass == 0 {
            around = tree.nodes[around].parent;
        }
        if around != 0 && !dropped[around] {
            comments.push(around);
        }
    }
    comments.sort_unstable();
    comments.dedup();
    // Around a comment of a word or two are the other comments.
    let mut nested = comments.iter().skip(1);
    let is_whole: Vec<bool> =
        comments.iter().map(|&node| !nested.next().is_some_and(|next| tree.subtree(node).contains(next))).collect();
    let found = comments.into_iter().zip(is_whole).filter(|&(_, is_whole)| is_whole).map(|(node, _)| node);
    found.filter(|&node| counts[node].all <= COMMENT_CHARS).collect()
}

/// Drops comments if there are enough of them, and an article beside them; also what is between them, unless that has more
/// text.
fn drop_most(
    tree: &Tree<'_>,
    counts: &[Count],
    titles: &[NodeId],
    comments: &[NodeId],
    least: usize,
    dropped: &mut [bool],
) {
    let is_beside_article = |mass: u32| {
        let rest = counts[0].mass.saturating_sub(mass);
        rest >= REST_CHARS && share(rest, counts[0].mass) >= REST_SHARE
    };
    let mass = comments.iter().fold(0_u32, |mass, &node| mass.saturating_add(counts[node].mass));
    let (Some(&first), Some(&last)) = (comments.first(), comments.last()) else { return };
    if comments.len() < least || !is_beside_article(mass) {
        return;
    }
    comments.iter().for_each(|&node| dropped[node] = true);
    let has = |around: NodeId, node: NodeId| tree.subtree(around).contains(&node);
    let mut around = first;
    while around != 0 && !has(around, last) {
        around = tree.nodes[around].parent;
    }
    let is_list = share(mass, counts[around].mass) >= COMMENTS_SHARE && is_beside_article(counts[around].mass);
    dropped[around] |= is_list && !titles.iter().any(|&title| has(around, title));
}

fn is_answer(tree: &Tree<'_>, node: NodeId) -> bool {
    if tree.subtree(node).len() > ANSWER_NODES {
        return false;
    }
    let words = tree.text_of(node);
    words.len() <= LABEL_BYTES && ANSWERS.has(&words.trim().to_lowercase())
}

/// Whether a line has a year and an hour of the day: "29 May 2013 02:47 PM", "le lundi 29 octobre 2012 à 15h46".
fn is_stamp(line: &str) -> bool {
    let mut runs = line.split_inclusive(|c: char| !c.is_ascii_digit()).peekable();
    let (mut year, mut hour) = (false, false);
    while let Some(run) = runs.next() {
        let digits = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        year |= digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        let is_minute = |next: &&str| next.bytes().take_while(u8::is_ascii_digit).count() == 2;
        hour |= (1..=2).contains(&digits.len()) && run.ends_with([':', 'h']) && runs.peek().is_some_and(is_minute);
    }
    year && hour
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_has_a_year_and_an_hour() {
        for line in ["May. 29 2013 02:47 PM", "le lundi 29 octobre 2012 à 15h46", "Ann - 15.08.2015 23:59:38"] {
            assert!(is_stamp(line), "{line}");
        }
        for line in ["14:32", "12 March 2014", "2014-2015", "Room 20:19", "In 2014, 3 hours"] {
            assert!(!is_stamp(line), "{line}");
        }
    }
}
