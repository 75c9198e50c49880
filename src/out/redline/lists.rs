//! The lists that items are in. Word counts the items of a list; a list of both texts has items of either.

use std::collections::{HashMap, HashSet};

use super::events::{Event, Of};
use crate::text::{Block, Marker, Pair, Side};

/// The list of bullets.
pub(super) const BULLETS: usize = 1;

/// The lists of two documents.
pub(super) struct Lists {
    /// The list of each block, on each side; `None` outside lists.
    of: Pair<Vec<Option<usize>>>,
    /// The levels, from 0, and first numbers of numbered lists: the first is the one after the bullets.
    pub starts: Vec<(u8, u32)>,
}

impl Lists {
    pub(super) fn new(blocks: Pair<&[Block]>, events: &[Event]) -> Self {
        let mut starts = Vec::new();
        let mut of = blocks.map(|blocks| lists(blocks, &mut starts));
        // A list of the old text is the one of the new text that has an item of it, if they begin alike.
        let mut same: HashMap<usize, usize> = HashMap::new();
        let mut taken: HashSet<usize> = HashSet::new();
        for event in events {
            let Event::End(Of::Both(blocks)) = event else { continue };
            let list = |side: Side| of[side].get(blocks[side]).copied().flatten().filter(|list| *list != BULLETS);
            let (Some(old), Some(new)) = (list(Side::Old), list(Side::New)) else { continue };
            let alike = starts.get(old - BULLETS - 1) == starts.get(new - BULLETS - 1);
            if alike && !same.contains_key(&old) && !taken.contains(&new) {
                same.insert(old, new);
                taken.insert(new);
            }
        }
        of.old.iter_mut().flatten().for_each(|list| *list = same.get(list).copied().unwrap_or(*list));
        Self { of, starts }
    }

    /// The list of a block.
    pub(super) fn of(&self, side: Side, block: usize) -> Option<usize> {
        self.of[side].get(block).copied().flatten()
    }
}

/// The list of each block: a numbered list begins where the numbers do not continue.
fn lists(blocks: &[Block], starts: &mut Vec<(u8, u32)>) -> Vec<Option<usize>> {
    // The list and the last number on each level.
    let mut last: HashMap<u8, (usize, u32)> = HashMap::new();
    let of = |block: &Block| match block.marker {
        Marker::None => None,
        Marker::Bullet => Some(BULLETS),
        Marker::Number(number) => {
            let level = level(block);
            let list = match last.get(&level) {
                Some((list, before)) if before.checked_add(1) == Some(number) => *list,
                _ => {
                    starts.push((level, number));
                    BULLETS + starts.len()
                }
            };
            last.retain(|other, _| *other <= level);
            last.insert(level, (list, number));
            Some(list)
        }
    };
    blocks.iter().map(of).collect()
}

/// The level of an item in Word, which has nine.
pub(super) fn level(block: &Block) -> u8 {
    block.depth.saturating_sub(1).min(8)
}
