//! Blocks and marks as a format with a structure of its own yields them, in the order of what is read.

use crate::text::{Block, BlockKind, Mark, MarkKind, Marker, Span, is_space};

/// The blocks and marks found so far, and the containers that are open: lists, quotations.
#[derive(Debug, Default)]
pub(in crate::format) struct Outline {
    pub blocks: Vec<Block>,
    pub marks: Vec<Mark>,
    /// The block that is open and where it begins.
    open: Option<(Block, usize)>,
    containers: Vec<Container>,
    /// Begins the next block.
    marker: Marker,
}

/// What blocks can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Quote,
    /// A list, with the number of its next item if it is numbered.
    List(Option<u32>),
}

impl Outline {
    /// Enters a quotation.
    pub(in crate::format) fn enter_quote(&mut self) {
        self.containers.push(Container::Quote);
    }

    /// Enters a list whose first item has the number `first`, or a bullet.
    pub(in crate::format) fn enter_list(&mut self, first: Option<u32>) {
        self.containers.push(Container::List(first));
    }

    /// Leaves the innermost container.
    pub(in crate::format) fn leave(&mut self) {
        self.containers.pop();
        self.marker = Marker::None;
    }

    /// Begins an item of the innermost list. Its first block gets the bullet or number.
    pub(in crate::format) fn item(&mut self) {
        self.marker = match self.containers.last_mut() {
            Some(Container::List(Some(next))) => {
                *next = next.saturating_add(1);
                Marker::Number(*next - 1)
            }
            Some(Container::List(None)) => Marker::Bullet,
            // An item without a list, as broken pages have them.
            Some(Container::Quote) | None => Marker::None,
        };
    }

    /// Ends an item.
    pub(in crate::format) const fn end_item(&mut self) {
        self.marker = Marker::None;
    }

    /// Whether a block is open.
    pub(in crate::format) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Where the open block begins in what is read.
    pub(in crate::format) fn start(&self) -> Option<usize> {
        self.open.map(|(_, start)| start)
    }

    /// What running text is in the containers that are open.
    pub(in crate::format) fn running(&self) -> BlockKind {
        match self.containers.last() {
            None => BlockKind::Paragraph,
            Some(Container::Quote) => BlockKind::Quote,
            Some(Container::List(_)) => BlockKind::ListItem,
        }
    }

    /// Opens a block at the end of `read`.
    pub(in crate::format) fn begin(&mut self, kind: BlockKind, read: &str) {
        let count = |kind: fn(&Container) -> bool| {
            u8::try_from(self.containers.iter().filter(|c| kind(c)).count()).unwrap_or(u8::MAX)
        };
        let mut block = Block::new(kind, Span::default());
        block.depth = count(|c| matches!(c, Container::List(_)));
        block.quotes = count(|c| matches!(c, Container::Quote));
        block.marker = self.marker;
        self.open = Some((block, read.len()));
    }

    /// Gives the open block a level.
    pub(in crate::format) const fn level(&mut self, level: u8) {
        if let Some((block, _)) = &mut self.open {
            block.level = level;
        }
    }

    /// Closes the open block at the end of `read`; white space at its ends is none of it, and one without text is none.
    pub(in crate::format) fn end(&mut self, read: &str) -> Option<&mut Block> {
        let (block, start) = self.open.take()?;
        let whole = read.get(start..).unwrap_or("");
        let trimmed = whole.trim_start_matches(is_space);
        let start = start + whole.len() - trimmed.len();
        let text = trimmed.trim_end_matches(is_space);
        if text.is_empty() {
            return None;
        }
        self.marker = Marker::None;
        self.blocks.push(Block { span: Span::new(start, start + text.len()), ..block });
        self.blocks.last_mut()
    }

    /// Adds a mark, which may be empty only where it is a cell.
    pub(in crate::format) fn mark(&mut self, kind: MarkKind, span: Span, target: Option<&str>) {
        if !span.is_empty() || kind == MarkKind::Cell {
            self.marks.push(Mark { target: target.map(Into::into), ..Mark::new(kind, span) });
        }
    }

    /// Blocks and marks, the latter by where they begin.
    pub(in crate::format) fn finish(mut self) -> (Vec<Block>, Vec<Mark>) {
        self.marks.sort_by_key(|mark| mark.span.start);
        (self.blocks, self.marks)
    }
}
