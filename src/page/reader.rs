//! The reader: one document in one column.
//!
//! ```text
//! Harbour bridge to reopen                  headline          item 0
//! Sample Wire · Port Ellery · 4 min         meta line         item 1
//!
//! PORT ELLERY - The harbour bridge will     run-in dateline   item 2
//! reopen on Friday, the council said.       and paragraph
//!
//! ⋯ 2 lines of furniture ⋯                  folded            item 3
//! ```

use std::sync::Arc;

use super::flow::Piece;
use super::gaps::{gap_lines, is_separator, line_indent, separates};
use super::line_cache::LineCache;
use super::line_prefix::LinePrefix;
use super::marks::Marks;
use super::table_row;
use super::tables::Tables;
use super::toc::{Toc, beginning};
use super::word_styles::WordStyles;
use super::{Line, Page, Place, Role, clip, fit};
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Side;
use crate::text::Span;

/// Reading speed in words per minute (Brysbaert 2019 finds 238 for English non-fiction).
const WORDS_PER_MINUTE: usize = 230;

/// Maximum cells of a part of the metadata line.
const METADATA_CELLS: usize = 60;

/// Longer blocks are laid out in parts, so that key presses are not delayed. Bytes.
const LAZY_BLOCK_BYTES: usize = 8 * 1024;

/// The approximate size of such a part. Bytes.
const PART_BYTES: usize = 3 * 1024;

/// Options of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReaderOptions {
    /// Maximum width of the text column, in cells.
    pub measure: u16,
    /// Whether furniture is shown instead of folded to one line.
    pub furniture: bool,
}

impl Default for ReaderOptions {
    fn default() -> Self {
        Self { measure: 70, furniture: false }
    }
}

/// One document in one column.
#[derive(Clone, Debug)]
pub struct ReaderPage {
    doc: Arc<Document>,
    options: ReaderOptions,
    width: u16,
    items: Vec<Item>,
    marks: Marks,
    tables: Tables,
    styles: WordStyles,
    line_cache: LineCache,
    minutes: usize,
}

#[derive(Clone, Debug)]
struct Item {
    kind: Kind,
    /// Its span in the text.
    span: Span,
    /// Whether a blank line precedes it.
    gap: bool,
}

#[derive(Clone, Debug)]
enum Kind {
    /// The metadata line under the headline.
    Meta,
    /// These blocks: run-in blocks and the one they begin, or a single one.
    Blocks(usize, usize),
    /// Furniture folded to a line, with the number of blocks.
    Folded(usize),
}

impl ReaderPage {
    /// Whether an item is the line of folded furniture.
    #[must_use]
    pub fn is_fold(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|item| matches!(item.kind, Kind::Folded(_)))
    }

    /// Whether a place is in folded furniture.
    #[must_use]
    pub fn is_folded(&self, place: Place) -> bool {
        self.is_fold(self.item_at(place))
    }

    /// A page of `doc` for `width` cells.
    #[must_use]
    pub fn new(doc: Arc<Document>, options: ReaderOptions, width: u16) -> Self {
        let minutes = doc.word_count().div_ceil(WORDS_PER_MINUTE).max(1);
        let (tables, styles) = (Tables::new(&doc), WordStyles::new(&doc));
        let mut page = Self {
            doc,
            options,
            width,
            items: Vec::new(),
            marks: Marks::default(),
            tables,
            styles,
            line_cache: LineCache::default(),
            minutes,
        };
        page.items = page.arrange();
        page
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &Arc<Document> {
        &self.doc
    }

    /// The options.
    #[must_use]
    pub const fn options(&self) -> ReaderOptions {
        self.options
    }

    /// Changes the options; items change, places do not.
    pub fn set_options(&mut self, options: ReaderOptions) {
        self.line_cache.clear();
        self.options = options;
        self.items = self.arrange();
    }

    /// Whether its table of contents has anywhere to go.
    #[must_use]
    pub fn has_contents(&self) -> bool {
        let leads = |kind| matches!(kind, BlockKind::Headline | BlockKind::Heading | BlockKind::Paragraph);
        self.doc.blocks.iter().filter(|block| leads(block.kind)).nth(1).is_some()
    }

    /// Whether it has furniture to show or fold.
    #[must_use]
    pub fn has_furniture(&self) -> bool {
        let is_folded = |block: &Block| block.kind == BlockKind::Furniture && !is_separator(&self.doc, block);
        self.doc.blocks.iter().any(is_folded)
    }

    /// Its table of contents.
    #[must_use]
    pub fn toc(&self) -> Toc {
        Toc::new(&self.doc)
    }

    fn column(&self) -> usize {
        usize::from(self.width.min(self.options.measure).max(1))
    }

    fn arrange(&self) -> Vec<Item> {
        let blocks = &self.doc.blocks;
        let headline = blocks.iter().position(|b| b.kind == BlockKind::Headline);
        let start = blocks.first().map_or(Span::default(), |b| b.span);
        let mut items = Vec::new();
        if headline.is_none() {
            items.push(Item { kind: Kind::Meta, span: Span { start: start.start, end: start.start }, gap: false });
        }
        let mut i = 0;
        // The end of a run of separators, which is not folded.
        let mut separators = 0;
        while i < blocks.len() {
            let first = i;
            let folds = blocks[i].kind == BlockKind::Furniture && !self.options.furniture;
            if folds && i >= separators {
                separators = self.separators_end(i);
            }
            if folds && i >= separators {
                i += blocks[i..].iter().take_while(|b| b.kind == BlockKind::Furniture).count();
                let span = blocks[first].span.hull(blocks[i - 1].span);
                items.push(Item { kind: Kind::Folded(i - first), span, gap: !items.is_empty() });
                continue;
            }
            if headline.is_some_and(|headline| self.repeats(headline, i)) {
                i += 1;
                continue;
            }
            while blocks[i].run_in && i + 1 < blocks.len() {
                i += 1;
            }
            i += 1;
            let gap = !items.is_empty() && (first == 0 || separates(&self.doc, first - 1, i - 1));
            let span = blocks[first].span.hull(blocks[i - 1].span);
            for (n, part) in parts(&self.doc.text, span).into_iter().enumerate() {
                items.push(Item { kind: Kind::Blocks(first, i), span: part, gap: gap && n == 0 });
            }
            if headline == Some(first) {
                items.push(Item { kind: Kind::Meta, span: Span { start: span.end, end: span.end }, gap: false });
            }
        }
        items
    }

    /// Whether a block is the headline again, as the first heading below the fields of front matter.
    fn repeats(&self, headline: usize, block: usize) -> bool {
        let blocks = &self.doc.blocks;
        let text = |i: usize| blocks[i].span.of(&self.doc.text);
        let is_field =
            |block: &Block| matches!(block.kind, BlockKind::Dateline | BlockKind::Byline | BlockKind::Furniture);
        headline < block
            && (blocks[block].kind, blocks[block].level) == (BlockKind::Heading, 1)
            && text(headline) == text(block)
            && blocks[headline + 1..block].iter().all(is_field)
    }

    /// The end of a run of furniture that begins with block `i`, if it has separators only; otherwise `i`.
    fn separators_end(&self, i: usize) -> usize {
        let blocks = self.doc.blocks.get(i..).unwrap_or_default();
        let run = blocks.iter().take_while(|b| b.kind == BlockKind::Furniture);
        if run.clone().all(|block| is_separator(&self.doc, block)) { i + run.count() } else { i }
    }

    /// "Sample Wire · Port Ellery · 19 June 2024 · 4 min". What has a line of its own below it is not repeated.
    fn meta(&self) -> Line {
        let about = &self.doc.about;
        let headline = self.doc.blocks.iter().position(|b| b.kind == BlockKind::Headline).map_or(0, |i| i + 1);
        let below = self.doc.blocks.iter().skip(headline).take_while(|b| b.kind == BlockKind::Dateline && !b.run_in);
        let below: Vec<&str> = below.map(|block| block.span.of(&self.doc.text)).collect();
        let mut parts: Vec<String> = Vec::new();
        for found in [&about.agency, &about.place, &about.published].into_iter().flatten() {
            let value = found.value.of(&self.doc.text);
            if below.contains(&value) {
                continue;
            }
            let part = beginning(value, METADATA_CELLS);
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.push(format!("{} min", self.minutes));
        Line::say(fit(&parts.join(" · "), self.column()), Role::Dim)
    }

    fn blocks(&self, first: usize, end: usize, span: Span) -> Vec<Line> {
        let blocks = self.doc.blocks.get(first..end).unwrap_or(&[]);
        let prefix = blocks
            .iter()
            .map(|block| LinePrefix::new(&self.doc, block))
            .max_by_key(LinePrefix::cells)
            .unwrap_or_default();
        let begins = blocks.first().is_none_or(|block| block.span.start == span.start);
        let shown = (first..).zip(blocks).filter(|(_, b)| b.span.overlaps(span));
        let pieces = shown.enumerate().map(|(n, (block, b))| {
            let part = Span { start: b.span.start.max(span.start), end: b.span.end.min(span.end) };
            let piece = Piece::new(part.of(&self.doc.text), Some((Side::New, part.start)), Role::of_block(b.kind));
            let tables = Some(&self.tables).filter(|_| b.keeps_lines);
            let indent = if b.keeps_lines { line_indent(&self.doc, block, part.start) } else { 0 };
            Piece { spaced: n > 0, indent, keeps_lines: b.keeps_lines, tables, styles: Some(&self.styles), ..piece }
        });
        let column = self.column();
        let pieces: Vec<Piece<'_>> = pieces.collect();
        let mut lines = table_row::lines(&pieces, prefix.room(column), &self.marks);
        for (n, line) in lines.iter_mut().enumerate() {
            prefix.lead(n == 0 && begins, column, line);
        }
        lines
    }
}

impl Page for ReaderPage {
    fn items(&self) -> usize {
        self.items.len()
    }

    fn lines(&self, i: usize) -> Vec<Line> {
        let Some(item) = self.items.get(i) else { return Vec::new() };
        let block = match item.kind {
            Kind::Blocks(first, _) => self.doc.blocks.get(first),
            Kind::Meta | Kind::Folded(_) => None,
        };
        let mut lines = if item.gap { gap_lines(block) } else { Vec::new() };
        match item.kind {
            Kind::Meta => lines.push(self.meta()),
            Kind::Blocks(first, end) => lines.extend(self.blocks(first, end, item.span)),
            Kind::Folded(n) => lines.push(clip(folded(n), self.column())),
        }
        lines
    }

    fn cached_lines(&self, i: usize) -> Arc<[Line]> {
        self.line_cache.get(i, || self.lines(i))
    }

    fn start(&self, i: usize) -> Place {
        let at = self.items.get(i).map_or(0, |item| item.span.start);
        Place { side: Side::New, at }
    }

    fn item_at(&self, place: Place) -> usize {
        self.items.partition_point(|item| item.span.start <= place.at).saturating_sub(1)
    }

    fn progress(&self, place: Place) -> f32 {
        share(place.at as usize, self.doc.text.len())
    }

    fn resize(&mut self, width: u16) {
        self.line_cache.clear();
        self.width = width;
    }

    fn set_marks(&mut self, marks: Marks) {
        self.line_cache.clear();
        self.marks = marks;
    }

    fn margin(&self) -> u16 {
        self.width.saturating_sub(self.options.measure) / 2
    }
}

fn folded(n: usize) -> Line {
    Line::say(format!("⋯ {n} {} of furniture ⋯", if n == 1 { "line" } else { "lines" }), Role::Furniture)
}

/// `part` of `whole`, 0 to 1.
pub(super) fn share(part: usize, whole: usize) -> f32 {
    let ratio = part as f32 / whole.max(1) as f32;
    ratio.clamp(0.0, 1.0)
}

/// Splits a span into parts short enough for one layout: after a sentence if possible, otherwise at a space, otherwise
/// between any characters.
pub(super) fn parts(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start as usize;
    let end = span.end as usize;
    while end - start > LAZY_BLOCK_BYTES {
        let stop = cut(text, start, start + PART_BYTES).max(start + 1);
        out.push(Span::new(start, stop));
        start = stop;
    }
    out.push(Span::new(start, end));
    out
}

/// A good place to cut shortly before byte `near` and after `start`.
pub(super) fn cut(text: &str, start: usize, near: usize) -> usize {
    let bound = |at: usize| (at..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    let stop = bound(near);
    let from = bound(start + (near - start) / 2);
    let Some(window) = text.get(from..stop) else { return stop };
    let ends = |i: usize| window.get(i..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let sentence = window.rmatch_indices(['.', '!', '?']).map(|(i, _)| i + 1).find(|&i| ends(i));
    sentence.or_else(|| window.rfind(char::is_whitespace)).map_or(stop, |i| from + i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{About, Origin};

    fn document(parts: &[(BlockKind, &str, bool)]) -> Arc<Document> {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for &(kind, part, run_in) in parts {
            let start = text.len();
            text.push_str(part);
            let block = Block::new(kind, Span::new(start, text.len()));
            blocks.push(if run_in { block.run_in() } else { block });
            text.push_str(if run_in { " " } else { "\n\n" });
        }
        let about = blocks.first().map(|b| About::default().with_title(b.span, Origin::Headline));
        Arc::new(Document::new(text.into(), blocks, about.unwrap_or_default()))
    }

    fn shown(page: &ReaderPage) -> Vec<String> {
        (0..page.items()).flat_map(|i| page.lines(i)).map(|l| l.text()).collect()
    }

    fn story() -> Arc<Document> {
        document(&[
            (BlockKind::Headline, "Ferry makes its last crossing", false),
            (BlockKind::Dateline, "PORT ELLERY -", true),
            (BlockKind::Paragraph, "The ferry that carried\nfoot passengers  stopped.", false),
            (BlockKind::Furniture, "Leave a reply", false),
            (BlockKind::Furniture, "Related stories", false),
        ])
    }

    #[test]
    fn a_story_is_laid_out() {
        let page = ReaderPage::new(story(), ReaderOptions::default(), 30);
        assert_eq!(
            shown(&page),
            [
                "Ferry makes its last crossing", "1 min", "", "PORT ELLERY - The ferry that",
                "carried foot passengers", "stopped.", "", "⋯ 2 lines of furniture ⋯",
            ]
        );
        assert_eq!(page.lines(2)[1].runs[0].role, Role::Credit);
    }

    #[test]
    fn a_line_between_scenes_is_shown() {
        let scenes = document(&[
            (BlockKind::Headline, "The harbour", false),
            (BlockKind::Paragraph, "The lamp went out.", false),
            (BlockKind::Furniture, "* * *", false),
            (BlockKind::Paragraph, "She slept.", false),
            (BlockKind::Furniture, "___", false),
            (BlockKind::Furniture, "Leave a reply", false),
        ]);
        let page = ReaderPage::new(scenes, ReaderOptions::default(), 40);
        let lines = shown(&page);
        assert!(lines.contains(&"* * *".to_owned()), "{lines:?}");
        assert_eq!(lines.last().map(String::as_str), Some("⋯ 2 lines of furniture ⋯"));
    }

    #[test]
    fn places_are_independent_of_width() {
        for width in 1..90 {
            let page = ReaderPage::new(story(), ReaderOptions { measure: 66, furniture: true }, width);
            for item in 0..page.items() {
                for (n, line) in page.lines(item).iter().enumerate() {
                    assert!(line.width() <= usize::from(width), "{width}: {line:?}");
                    if line.place().is_some() {
                        assert_eq!(page.find(page.place(item, n)), (item, n), "width {width}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_long_line_is_split_without_loss() {
        let text = "This is a sentence of moderate length. ".repeat(5000);
        let parts = parts(&text, Span::new(0, text.len()));
        assert!(parts.len() > 10 && parts.iter().all(|p| p.len() <= LAZY_BLOCK_BYTES));
        assert_eq!(parts.iter().map(|p| p.of(&text)).collect::<String>(), text);
        let solid = "条".repeat(40_000);
        assert_eq!(
            super::parts(&solid, Span::new(0, solid.len())).iter().map(|p| p.of(&solid)).collect::<String>(),
            solid
        );
    }
}
