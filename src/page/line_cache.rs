//! A cache of laid-out items, valid for one layout: a frame requests the same few items many times (to draw them, to
//! compute the scroll position, to scroll a line).

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::Line;

/// Maximum number of cached items; a window shows fewer.
const CACHED_ITEMS: usize = 256;

/// The lines of recently requested items.
#[derive(Clone, Debug, Default)]
pub(super) struct LineCache {
    items: RefCell<HashMap<usize, Arc<[Line]>>>,
}

impl LineCache {
    /// The lines of item `i`, computed by `lay` if they are missing.
    pub(super) fn get(&self, i: usize, lay: impl FnOnce() -> Vec<Line>) -> Arc<[Line]> {
        if let Some(lines) = self.items.borrow().get(&i) {
            return Arc::clone(lines);
        }
        let lines: Arc<[Line]> = lay().into();
        let mut items = self.items.borrow_mut();
        if items.len() >= CACHED_ITEMS {
            items.clear();
        }
        items.insert(i, Arc::clone(&lines));
        lines
    }

    /// Empties the cache: the layout has changed.
    pub(super) fn clear(&mut self) {
        self.items.get_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Role;

    #[test]
    fn an_item_is_laid_out_once_until_the_layout_changes() {
        let mut line_cache = LineCache::default();
        let mut times = 0;
        for i in [1, 2, 1, 2] {
            line_cache.get(i, || {
                times += 1;
                vec![Line::say("a line", Role::Text)]
            });
        }
        line_cache.clear();
        assert_eq!(line_cache.get(1, Vec::new).len(), 0);
        assert_eq!(times, 2);
        (0..3 * CACHED_ITEMS).for_each(|i| assert!(line_cache.get(i, Vec::new).is_empty()));
        assert!(line_cache.items.borrow().len() <= CACHED_ITEMS);
    }
}
