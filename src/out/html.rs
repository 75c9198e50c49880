//! A comparison as a self-contained HTML page: no scripts, no other files.
//!
//! ```text
//! headline of the new text            h1, the old one below if it differs
//! expanded: 98 % of the old text …    verdict, remarks, the minimap
//! 1 quote   “…” → “…”                 the change list, each entry a link to its row
//! ◉ side by side  ○ one column        radio buttons; on a narrow screen one column in any case
//! │ old          │ new          │     <section class="split">: ids s0, s1, … are rows
//! │ new, with removed words     │     <section class="inline">: ids i0, i1, …
//! ```
//!
//! Document text is escaped and sanitized; a policy in the page forbids scripts and requests.

use std::io::{self, Write};
use std::ops::Range;

use super::html_blocks::{Shape, close, open};
use super::html_words::{Marks, tags};
use super::markup::Markup;
use crate::page::CompareOptions;
use crate::page::ComparePage;
use crate::page::Piece;
use crate::page::Role;
use crate::page::Shows;
use crate::page::Summary;
use crate::page::View;
use crate::page::sanitize;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Pair;
use crate::text::Side;

const CSS: &str = include_str!("../../assets/html/comparison.css");

/// Cells of the minimap below the verdict.
const MINIMAP_CELLS: usize = 160;

/// A longer title, in characters, is styled as the beginning of a text, not as a headline.
const LONG_TITLE_CHARS: usize = 110;

/// A longer change list is initially closed.
const OPEN_LIST_MAX_CHANGES: usize = 40;

/// Writes a page's comparison; `names` are those of the two texts. Of the page's options only the hidden kinds matter;
/// with `summary` only the part before the texts is written.
///
/// # Errors
/// Those of the writer.
pub fn html(out: &mut dyn Write, page: &ComparePage, names: Pair<&str>, summary: bool) -> io::Result<()> {
    let mut to = Markup::new(out);
    let documents = page.documents().clone();
    let marks = Marks::new(documents.as_ref().map(AsRef::as_ref));
    Html { to: &mut to, page, marks: &marks, pieces: Vec::new() }.head(names, summary)?;
    let mut page = page.clone();
    let views: &[View] = if summary { &[] } else { &[View::Split, View::Inline] };
    for &view in views {
        page.set_options(CompareOptions { view, fold: false, ..page.options() });
        let mut html = Html { to: &mut to, page: &page, marks: &marks, pieces: Vec::new() };
        match view {
            View::Split => html.split(names)?,
            View::Inline => html.inline()?,
        }
    }
    to.raw("<footer>Compared with Recto ");
    to.raw(env!("CARGO_PKG_VERSION"));
    to.raw(".</footer>\n</main>\n</body>\n</html>\n");
    to.drain(0)
}

struct Html<'a, 'o> {
    to: &'a mut Markup<'o>,
    page: &'a ComparePage,
    marks: &'a Marks<'a>,
    /// A buffer reused for each row.
    pieces: Vec<Piece<'a>>,
}

impl Html<'_, '_> {
    /// Everything before the texts.
    fn head(&mut self, names: Pair<&str>, alone: bool) -> io::Result<()> {
        let docs = self.page.documents();
        let titles = Pair::new(docs.old.title(), docs.new.title());
        let title = titles.new.as_deref().unwrap_or(names.new);
        self.to.raw(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>",
        );
        self.to.text(&sanitize(title)); // a title has no elements
        self.to.raw(" – what changed</title>\n<style>\n");
        self.to.raw(CSS);
        let long = title.chars().count() > LONG_TITLE_CHARS;
        self.to.raw("</style>\n</head>\n<body>\n<main>\n<header>\n");
        self.to.raw(if long { "<h1 class=\"long\">" } else { "<h1>" });
        self.to.text(title);
        self.to.raw("</h1>\n");
        let headline = docs.old.blocks.iter().any(|b| b.kind == BlockKind::Headline);
        if let Some(old) = titles.old.as_deref().filter(|t| headline && *t != title) {
            self.to.raw("<p class=\"was\">was: ");
            self.to.text(old);
            self.to.raw("</p>\n");
        }
        let summary = self.page.summary();
        self.verdict(&summary);
        self.to.raw("</header>\n");
        self.to.raw(
            "<input class=\"view\" type=\"radio\" name=\"view\" id=\"side-by-side\" checked>\n\
             <input class=\"view\" type=\"radio\" name=\"view\" id=\"one-column\">\n",
        );
        self.change_list(&summary, alone)?;
        if alone {
            return self.to.drain(0);
        }
        self.to.raw(
            "<div class=\"controls\"><label for=\"side-by-side\">Side by side</label>\
             <label for=\"one-column\">One column</label></div>\n",
        );
        self.to.drain(0)
    }

    fn verdict(&mut self, summary: &Summary<'_>) {
        self.to.raw("<p class=\"verdict\"><b>");
        self.to.raw(summary.relation);
        self.to.raw("</b>");
        let verdict = summary.verdict();
        self.to.text(verdict.strip_prefix(summary.relation).unwrap_or(&verdict));
        self.to.raw("</p>\n");
        let remarks = summary.remarks();
        if !remarks.is_empty() {
            self.to.raw("<ul class=\"remarks\">");
            for remark in &remarks {
                self.to.element("li", remark);
            }
            self.to.raw("</ul>\n");
        }
        self.to.raw("<div class=\"minimap\" aria-hidden=\"true\">");
        for cell in self.page.minimap(MINIMAP_CELLS, 0..0) {
            self.to.raw(
                ["<i></i>", "<i class=\"l1\"></i>", "<i class=\"l2\"></i>", "<i class=\"l3\"></i>"]
                    .get(usize::from(cell.level))
                    .copied()
                    .unwrap_or("<i class=\"l4\"></i>"),
            );
        }
        self.to.raw("</div>\n");
    }

    /// The changes, each with a link to its row in either view; the style sheet shows one of them.
    fn change_list(&mut self, summary: &Summary<'_>, alone: bool) -> io::Result<()> {
        let n = summary.changes.len();
        if n == 0 {
            return Ok(());
        }
        self.to.raw(if n <= OPEN_LIST_MAX_CHANGES {
            "<details class=\"change-list\" open>"
        } else {
            "<details class=\"change-list\">"
        });
        self.to.raw(&format!("<summary>{n} {}</summary>\n<ol>\n", if n == 1 { "change" } else { "changes" }));
        for (rank, change) in &summary.changes {
            let (row, class) = (change.row, change.class.name());
            let id = format!(" id=\"change-{rank}\"");
            self.to.raw(if change.class.is_quiet() { "<li class=\"quiet\"" } else { "<li" });
            self.to.raw(&id);
            self.to.raw(">");
            self.to.raw(&format!("<span class=\"rank\">{rank}</span><span>"));
            if alone {
                self.to.raw(class);
            } else {
                self.to.raw(&format!(
                    "<a class=\"to-split\" href=\"#s{row}\">{class}</a>\
                     <a class=\"to-inline\" href=\"#i{row}\">{class}</a>"
                ));
            }
            self.to.raw("</span><span class=\"what\">");
            self.to.text(&summary.wording(change));
            self.to.raw(if change.announced { " <span class=\"announced\">announced</span>" } else { "" });
            self.to.raw("</span></li>\n");
            self.to.drain(32 * 1024)?;
        }
        self.to.raw("</ol>\n</details>\n");
        Ok(())
    }

    fn split(&mut self, names: Pair<&str>) -> io::Result<()> {
        self.to.raw("<section class=\"split\" aria-label=\"Side by side\">\n<div class=\"names\">");
        self.to.element("span", names.old);
        self.to.element("span", names.new);
        self.to.raw("</div>\n");
        for passage in self.page.passages() {
            let Shows::Columns(rows) = passage.shows else { continue };
            match (rows.old.as_slice(), rows.new.as_slice()) {
                (&[row], &[new]) if row == new && self.page.is_shown(row) => {
                    let attributes = self.row_attributes(row, 's', passage.gap);
                    self.to.raw(&format!("<div{attributes}>"));
                    Side::BOTH.into_iter().for_each(|side| self.cell(&[row], side, false));
                }
                _ => {
                    self.to.raw(if passage.gap { "<div class=\"row gap\">" } else { "<div class=\"row\">" });
                    Side::BOTH.into_iter().for_each(|side| self.cell(&rows[side], side, true));
                }
            }
            self.to.raw("</div>\n");
            self.to.drain(32 * 1024)?;
        }
        self.to.raw("</section>\n");
        self.to.drain(0)
    }

    /// One side of a row of the table: a paragraph per block. With `marked`, a changed row is a separate element.
    fn cell(&mut self, rows: &[usize], side: Side, marked: bool) {
        self.to.raw(if side == Side::Old { "<div class=\"old\">" } else { "<div class=\"new\">" });
        for (n, group) in rows.chunk_by(|a, b| self.page.block_of(*a, side) == self.page.block_of(*b, side)).enumerate()
        {
            let Some(block) = group.iter().find_map(|&row| self.page.block_of(row, side)) else { continue };
            let shape = self.shape(block, group);
            let row_of_table = group.first().filter(|&&row| marked && shape.is_row() && self.page.is_shown(row));
            let attributes = row_of_table.map_or_else(String::new, |&row| self.side_attributes(row, side));
            let close_by = matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow | BlockKind::Verse);
            self.to.raw(&open(&shape, n > 0 && !close_by, &attributes));
            let mut cell = 0;
            for (n, &row) in group.iter().enumerate() {
                self.pieces.clear();
                self.page.pieces(row, Some(side), &mut self.pieces);
                self.space_before_row(n > 0);
                let element = marked && self.page.is_shown(row) && !shape.is_row();
                if element {
                    let attributes = self.side_attributes(row, side);
                    self.to.raw(&format!("<span{attributes}>"));
                }
                self.runs(Role::of_block(block.kind), &shape, &mut cell);
                self.other_end(row, side);
                self.to.raw(if element { "</span>" } else { "" });
            }
            self.to.raw(&close(&shape, cell));
        }
        self.to.raw("</div>");
    }

    /// Attributes of the element of a row that is not opposite its other side: the new one has the id of the row, if
    /// there is one, and the old end of a move has a separate id.
    fn side_attributes(&self, row: usize, side: Side) -> String {
        let it = &self.page.comparison().rows[row];
        let from = if it.moved && side == Side::Old { "from" } else { "" };
        let moved = if it.moved { " moved" } else { "" };
        format!(" class=\"row {}{moved}\" id=\"s{from}{row}\"", it.kind.name())
    }

    /// At an end of a moved row: a link to the other end.
    fn other_end(&mut self, row: usize, side: Side) {
        if !self.page.comparison().rows[row].moved || !self.page.is_shown(row) {
            return;
        }
        let (id, text) = match side {
            Side::Old => (format!("s{row}"), self.page.moved_to(row)),
            Side::New => (format!("sfrom{row}"), self.page.moved_from(row)),
        };
        self.to.raw(&format!("<span class=\"from\"><a href=\"#{id}\">"));
        self.to.text(&text);
        self.to.raw("</a></span>");
    }

    fn inline(&mut self) -> io::Result<()> {
        self.to.raw("<section class=\"inline\" aria-label=\"One column\">\n");
        for passage in self.page.passages() {
            match passage.shows {
                Shows::Columns(_) => {}
                Shows::Rows(rows) | Shows::Fold(rows) => self.paragraph(rows, passage.gap),
                Shows::MovedFrom(row) => {
                    self.moved_from(row, passage.gap);
                    self.to.raw("\n");
                }
            }
            self.to.drain(32 * 1024)?;
        }
        self.to.raw("</section>\n");
        self.to.drain(0)
    }

    /// The rows of one paragraph, both texts in one.
    fn paragraph(&mut self, rows: Range<usize>, gap: bool) {
        let block = |side| rows.clone().find_map(|row| self.page.block_of(row, side));
        let Some(block) = block(Side::New).or_else(|| block(Side::Old)) else { return };
        let shape = self.shape(block, &rows.clone().collect::<Vec<_>>());
        let shown_row = Some(rows.start).filter(|&row| shape.is_row() && self.page.is_shown(row));
        let attributes = shown_row.map_or_else(String::new, |row| self.row_attributes(row, 'i', false));
        self.to.raw(&open(&shape, gap, &attributes));
        let mut cell = 0;
        for (n, row) in rows.enumerate() {
            self.pieces.clear();
            let (page, pieces) = (self.page, &mut self.pieces);
            page.pieces(row, None, pieces);
            self.space_before_row(n > 0);
            let element = page.is_shown(row) && !shape.is_row();
            if element {
                let attributes = self.row_attributes(row, 'i', false);
                self.to.raw(&format!("<span{attributes}>"));
            }
            if page.is_shown(row) {
                self.came_from(row);
            }
            self.runs(Role::of_block(block.kind), &shape, &mut cell);
            self.to.raw(if element { "</span>" } else { "" });
        }
        self.to.raw(&close(&shape, cell));
        self.to.raw("\n");
    }

    /// Attributes of a row's element.
    fn row_attributes(&self, row: usize, view: char, gap: bool) -> String {
        let it = &self.page.comparison().rows[row];
        let moved = if it.moved { " moved" } else { "" };
        let gap = if gap { " gap" } else { "" };
        format!(" class=\"row {}{moved}{gap}\" id=\"{view}{row}\"", it.kind.name())
    }

    /// Inline, at the old place of a moved row: a link to its new place.
    fn moved_from(&mut self, row: usize, gap: bool) {
        let gap = if gap { " gap" } else { "" };
        self.to.raw(&format!("<p class=\"moved-from{gap}\" id=\"ifrom{row}\"><a href=\"#i{row}\">↷ "));
        self.to.text(&self.page.moved_to(row));
        self.to.raw("</a></p>");
    }

    /// Inline, at a moved row: a link to its old place.
    fn came_from(&mut self, row: usize) {
        if let Some(moved_from) = self.page.moved_from_row(row) {
            self.to.raw(&format!("<span class=\"from\"><a href=\"#ifrom{moved_from}\">↶ "));
            self.to.text(&self.page.moved_from(row));
            self.to.raw("</a></span>");
        }
    }

    /// The shape of a block of which these rows are shown.
    fn shape(&self, block: Block, rows: &[usize]) -> Shape {
        let cells = Pair::new(Side::Old, Side::New).map(|side| match rows {
            &[row] => {
                let of_side = self.page.block_of(row, side).filter(|of_side| of_side.kind == BlockKind::TableRow);
                of_side.map_or_else(Vec::new, |of_side| self.page.documents()[side].cells(&of_side).collect())
            }
            _ => Vec::new(),
        });
        Shape::new(block, cells)
    }

    /// The white space before the buffered pieces: in a block that has begun, or the indentation of a line of it.
    fn space_before_row(&mut self, begun: bool) {
        let Some(first) = self.pieces.first().copied().filter(|first| first.spaced) else { return };
        if begun {
            self.space(&first);
        } else if let Some(space) = self.page.kept_space(&first)
            && let Some((_, indent)) = space.rsplit_once('\n')
        {
            self.to.lines(indent);
        }
    }

    /// The white space before a piece.
    fn space(&mut self, piece: &Piece<'_>) {
        match self.page.kept_space(piece) {
            // Empty lines in between belong to other pieces.
            Some(space) => match space.rsplit_once('\n') {
                Some((_, indent)) => self.to.lines(&format!("\n{indent}")),
                None => self.to.lines(space),
            },
            None => self.to.raw(" "),
        }
    }

    /// Writes the buffered pieces, in a block whose unmarked words have the role `plain`; in a row of a table, `cell`
    /// is the open cell.
    fn runs(&mut self, plain: Role, shape: &Shape, cell: &mut usize) {
        for n in 0..self.pieces.len() {
            let piece = self.pieces[n];
            if let Some(of_piece) = shape.cell(piece.at) {
                let next = of_piece.max(*cell);
                self.to.raw(&shape.between_cells().repeat(next - *cell));
                if n > 0 && piece.spaced && next == *cell {
                    self.to.raw(" ");
                }
                *cell = next;
            } else if n > 0 && piece.spaced {
                self.space(&piece);
            }
            let (open, close) = tags(piece.role, plain);
            match piece.at.filter(|_| shape.is_row()) {
                // Words of several cells: the tags are in each.
                Some((side, start)) => {
                    for (at, part) in cell_parts(piece.text, start) {
                        let next = shape.cell(Some((side, at))).unwrap_or(0).max(*cell);
                        self.to.raw(&shape.between_cells().repeat(next - *cell));
                        *cell = next;
                        self.to.raw(open);
                        self.marks.write(self.to, part, Some((side, at)), false);
                        self.to.raw(close);
                    }
                }
                None => {
                    self.to.raw(open);
                    self.marks.write(self.to, piece.text, piece.at, piece.keeps_lines);
                    self.to.raw(close);
                }
            }
        }
    }
}

/// The parts of a text between tabs, with the bytes where they begin.
fn cell_parts(text: &str, start: u32) -> impl Iterator<Item = (u32, &str)> {
    let mut at = 0;
    let parts = text.split('\t').map(move |part| {
        let here = at;
        at += part.len() + 1;
        (start + u32::try_from(here).unwrap_or(0), part)
    });
    parts.filter(|(_, part)| !part.is_empty())
}
