//! Items as they were laid out, kept while the layout lasts: a frame asks for the same few items many times over (to
//! draw them, to know how far the window has come, to go a line down).

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::Line;

/// So many items are kept; a window shows fewer.
const KEPT: usize = 256;

/// The lines of items that were asked for lately.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    items: RefCell<HashMap<usize, Rc<[Line]>>>,
}

impl Laid {
    /// The lines of item `i`, laid out by `lay` if they are not here.
    pub(super) fn get(&self, i: usize, lay: impl FnOnce() -> Vec<Line>) -> Rc<[Line]> {
        if let Some(lines) = self.items.borrow().get(&i) {
            return Rc::clone(lines);
        }
        let lines: Rc<[Line]> = lay().into();
        let mut items = self.items.borrow_mut();
        if items.len() >= KEPT {
            items.clear();
        }
        items.insert(i, Rc::clone(&lines));
        lines
    }

    /// Forgets all: the layout is another.
    pub(super) fn forget(&mut self) {
        self.items.get_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Role;

    #[test]
    fn an_item_is_laid_out_once_until_the_layout_changes() {
        let mut laid = Laid::default();
        let mut times = 0;
        for i in [1, 2, 1, 2] {
            laid.get(i, || {
                times += 1;
                vec![Line::say("a line", Role::Text)]
            });
        }
        laid.forget();
        assert_eq!(laid.get(1, Vec::new).len(), 0);
        assert_eq!(times, 2);
        (0..3 * KEPT).for_each(|i| assert!(laid.get(i, Vec::new).is_empty()));
        assert!(laid.items.borrow().len() <= KEPT);
    }
}
