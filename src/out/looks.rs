//! How words look: emphasis, links.

use std::collections::{BTreeMap, HashMap};

use crate::text::{Document, MarkKind};

/// The look of a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub strong: bool,
    pub emphasis: bool,
    pub strike: bool,
    pub code: bool,
    /// The index of the link's target.
    pub link: Option<usize>,
}

impl Look {
    /// The same without the link.
    pub(super) const fn unlinked(self) -> Self {
        Self { link: None, ..self }
    }
}

/// The targets of links, each once.
#[derive(Debug, Default)]
pub(super) struct Targets<'a> {
    /// In the order of their indices.
    list: Vec<&'a str>,
    index: HashMap<&'a str, usize>,
}

impl<'a> Targets<'a> {
    /// The index of a target, which is added if it is new.
    fn add(&mut self, target: &'a str) -> usize {
        *self.index.entry(target).or_insert_with(|| {
            self.list.push(target);
            self.list.len() - 1
        })
    }

    /// All targets, by their indices.
    pub(super) fn into_list(self) -> Vec<&'a str> {
        self.list
    }
}

/// The looks of a document.
pub(super) struct Looks {
    /// From these bytes on; in order.
    from: Vec<(usize, Look)>,
}

impl Looks {
    /// The looks of a document's text; targets of links are added to `targets`.
    pub(super) fn new<'a>(document: &'a Document, targets: &mut Targets<'a>) -> Self {
        // How many marks of each kind begin and end at each byte, and the link that is open from there.
        let mut edges: BTreeMap<usize, [i32; 4]> = BTreeMap::new();
        let mut links: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for mark in document.marks.iter().filter(|mark| !mark.span.is_empty()) {
            let (start, end) = (mark.span.start as usize, mark.span.end as usize);
            let kind = match mark.kind {
                MarkKind::Strong => 0,
                MarkKind::Emphasis => 1,
                MarkKind::Strike => 2,
                MarkKind::Code => 3,
                MarkKind::Link => {
                    let target = mark.target.as_deref().filter(|t| !t.is_empty() && !t.starts_with('#'));
                    links.insert(start, target.map(|target| targets.add(target)));
                    links.entry(end).or_insert(None);
                    edges.entry(start).or_default();
                    edges.entry(end).or_default();
                    continue;
                }
                _ => continue,
            };
            edges.entry(start).or_default()[kind] += 1;
            edges.entry(end).or_default()[kind] -= 1;
        }
        let (mut open, mut link) = ([0; 4], None);
        let from = edges.into_iter().map(|(at, change)| {
            open.iter_mut().zip(change).for_each(|(open, change)| *open += change);
            link = links.get(&at).copied().unwrap_or(link);
            let [strong, emphasis, strike, code] = open.map(|open| open > 0);
            (at, Look { strong, emphasis, strike, code, link })
        });
        Self { from: from.collect() }
    }

    /// The look at a byte, and the next byte where it may be another.
    pub(super) fn at(&self, at: usize) -> (Look, usize) {
        let next = self.from.partition_point(|(from, _)| *from <= at);
        let look = next.checked_sub(1).and_then(|i| self.from.get(i)).map_or_else(Look::default, |(_, look)| *look);
        (look, self.from.get(next).map_or(usize::MAX, |(from, _)| *from))
    }
}
