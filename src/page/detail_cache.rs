//! The lines of the selected change in full, kept for a frame, which requests them several times: to draw them, and to
//! know whether they fit.

use std::cell::RefCell;
use std::sync::Arc;

use super::Line;

/// The lines of an entry of the change list in full.
#[derive(Debug, Default)]
pub(super) struct DetailLines {
    /// Its place and its findings; always visible.
    pub(super) head: Vec<Line>,
    pub(super) text: Vec<Line>,
    /// The line of the text with its first changed word.
    pub(super) at: usize,
}

/// An entry's number, and a width in cells.
type Key = (usize, usize);

/// The lines last requested.
#[derive(Clone, Debug, Default)]
pub(super) struct DetailCache(RefCell<Option<(Key, Arc<DetailLines>)>>);

impl DetailCache {
    /// The lines for a key, computed by `lay` unless they are those last requested.
    pub(super) fn get(&self, key: Key, lay: impl FnOnce() -> DetailLines) -> Arc<DetailLines> {
        if let Some((_, lines)) = self.0.borrow().as_ref().filter(|(of, _)| *of == key) {
            return Arc::clone(lines);
        }
        let lines = Arc::new(lay());
        *self.0.borrow_mut() = Some((key, Arc::clone(&lines)));
        lines
    }
}
