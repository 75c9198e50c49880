//! Collects blocks and marks of structured formats, in reading order.

use crate::text::{Block, BlockKind, Mark, MarkKind, Marker, Span, is_space};

/// The blocks and marks so far, and the open containers: lists, quotations.
#[derive(Debug, Default)]
pub(in crate::format) struct Outline {
    pub blocks: Vec<Block>,
    pub marks: Vec<Mark>,
    /// The open block and its start.
    open: Option<(Block, usize)>,
    /// Whether a line comes before the next block.
    ruled: bool,
    containers: Vec<Container>,
    /// The marker of the next block.
    marker: Marker,
}

/// A container of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Quote,
    /// A list, with the number of its next item if it is numbered.
    List(Option<u32>),
}

impl Outline {
    /// Opens a quotation.
    pub(in crate::format) fn enter_quote(&mut self) {
        self.containers.push(Container::Quote);
    }

    /// Opens a list; `first` is the number of its first item, `None` for bullets.
    pub(in crate::format) fn enter_list(&mut self, first: Option<u32>) {
        self.containers.push(Container::List(first));
    }

    /// Closes the innermost container.
    pub(in crate::format) fn leave(&mut self) {
        self.containers.pop();
        self.marker = Marker::None;
    }

    /// Sets the number of the next item of the innermost list, if it is numbered.
    pub(in crate::format) fn number(&mut self, number: u32) {
        if let Some(Container::List(Some(next))) = self.containers.last_mut() {
            *next = number;
        }
    }

    /// Begins an item of the innermost list. Its first block gets the marker.
    pub(in crate::format) fn item(&mut self) {
        self.marker = match self.containers.last_mut() {
            Some(Container::List(Some(next))) => {
                *next = next.saturating_add(1);
                Marker::Number(*next - 1)
            }
            Some(Container::List(None)) => Marker::Bullet,
            // An item without a list, as in malformed pages.
            Some(Container::Quote) | None => Marker::None,
        };
    }

    /// Ends an item.
    pub(in crate::format) const fn end_item(&mut self) {
        self.marker = Marker::None;
    }

    /// A line across the page: a break before the next block.
    pub(in crate::format) const fn rule(&mut self) {
        self.ruled = !self.blocks.is_empty();
    }

    /// Whether a block is open.
    pub(in crate::format) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The start of the open block in the text that is read.
    pub(in crate::format) fn start(&self) -> Option<usize> {
        self.open.map(|(_, start)| start)
    }

    /// The kind of running text in the open containers.
    pub(in crate::format) fn running(&self) -> BlockKind {
        match self.containers.last() {
            None => BlockKind::Paragraph,
            Some(Container::Quote) => BlockKind::Quote,
            Some(Container::List(_)) => BlockKind::ListItem,
        }
    }

    /// Opens a block at the end of `read`.
    pub(in crate::format) fn begin(&mut self, kind: BlockKind, read: &str) {
        self.open = Some((self.block(kind), read.len()));
    }

    /// A block in the open containers, without a range.
    fn block(&self, kind: BlockKind) -> Block {
        let count = |kind: fn(&Container) -> bool| {
            u8::try_from(self.containers.iter().filter(|c| kind(c)).count()).unwrap_or(u8::MAX)
        };
        let mut block = Block::new(kind, Span::default());
        block.depth = count(|c| matches!(c, Container::List(_)));
        block.quotes = count(|c| matches!(c, Container::Quote));
        block.marker = self.marker;
        block
    }

    /// Opens the last block again if it is code in the open containers; whether it is.
    pub(in crate::format) fn resume_code(&mut self) -> bool {
        let here = self.block(BlockKind::Code);
        let is_here = |last: &Block| {
            let place = |block: &Block| (block.kind, block.depth, block.quotes);
            place(last) == place(&here) && here.marker == Marker::None && !self.ruled
        };
        let found = self.blocks.pop_if(|last| is_here(last));
        self.open = found.map(|block| (block, block.span.start as usize));
        self.open.is_some()
    }

    /// Sets the level of the open block.
    pub(in crate::format) const fn level(&mut self, level: u8) {
        if let Some((block, _)) = &mut self.open {
            block.level = level;
        }
    }

    /// Closes the open block at the end of `read`, without white space at its ends; a block without text is dropped.
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
        let ruled = std::mem::take(&mut self.ruled);
        self.blocks.push(Block { span: Span::new(start, start + text.len()), ruled, ..block });
        self.blocks.last_mut()
    }

    /// Adds a mark; only cells may be empty.
    pub(in crate::format) fn mark(&mut self, kind: MarkKind, span: Span, target: Option<&str>) {
        if !span.is_empty() || kind == MarkKind::Cell {
            self.marks.push(Mark { target: target.map(Into::into), ..Mark::new(kind, span) });
        }
    }

    /// The blocks, and the marks ordered by start.
    pub(in crate::format) fn finish(mut self) -> (Vec<Block>, Vec<Mark>) {
        self.marks.sort_by_key(|mark| mark.span.start);
        (self.blocks, self.marks)
    }
}
