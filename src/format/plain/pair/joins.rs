//! Decides for a pair which lines of both texts continue the line before them.
//!
//! | the break, in the other text | result |
//! |---|---|
//! | is a space, or inside a word | the lines are joined: it comes from wrapping |
//! | is a line break too | the same on both sides, by their own layouts and what is known of their wrapping |
//! | is unknown | as in the text's own layout, with the column that the other breaks show |

use super::relations::{Relation, Relations};
use crate::format::plain::column::{Column, margin};
use crate::format::plain::layout::joins;
use crate::format::plain::pages;
use crate::format::shape::{ends_sentence, is_entry, is_item};
use crate::text::{BlockKind, Document, Gap, Keeps, Line, Pair, Side, Span, is_unspaced};

/// The layout of a text for a comparison.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Its lines, joined for the pair.
    pub(super) lines: Vec<Line>,
    /// Joined lines that are paragraphs in the text's own layout.
    pub(super) seams: Vec<usize>,
    /// White space inside words.
    pub(super) glue: Vec<Span>,
}

/// The number of breaks missing in the other text that shows a wrap column.
const MIN_SHOWN_BREAKS: usize = 2;

/// Maximum length in bytes of a line inserted between those of a sentence that may be part of the page.
const INSERTION_BYTES: usize = 100;

/// Maximum number of such lines.
const INSERTION_LINES: usize = 4;

/// Joins the lines of both documents.
pub(super) fn layouts(documents: Pair<&Document>, lines: Pair<&[Line]>, relations: &Relations) -> Pair<Layout> {
    let known = |side: Side| Known::of(&documents[side].text, lines[side], &relations[side], lines[side.other()]);
    let sides = Pair::new(Side::Old, Side::New).map(known);
    let as_many = lines.old.len() == lines.new.len();
    let rewrapped = rewrapped(lines, relations);
    let mut layouts = sides.as_ref().map(|known| known.alone(as_many));
    for (old, relation) in relations.old.iter().enumerate() {
        if let Relation::Line(new) = *relation {
            let joined = together(&sides, Pair::new(old, new), rewrapped);
            layouts.old.lines[old].joined = joined;
            layouts.new.lines[new].joined = joined;
        }
    }
    layouts
}

/// Whether the two texts are wrapped at different columns: at least a quarter as many breaks are on one side only as on
/// both.
fn rewrapped(lines: Pair<&[Line]>, relations: &Relations) -> bool {
    let (mut one, mut both) = (0, 0);
    for side in Side::BOTH {
        for (line, relation) in lines[side].iter().zip(&relations[side]) {
            match relation {
                Relation::Space | Relation::Word | Relation::ProbablySpace if !line.apart() => one += 1,
                Relation::Line(there) if side == Side::Old && !line.apart() && !lines.new[*there].apart() => both += 1,
                _ => {}
            }
        }
    }
    one > 0 && one * 4 >= both
}

/// What is known about one text.
struct Known<'a> {
    text: &'a str,
    lines: &'a [Line],
    relations: &'a [Relation],
    /// The wrap column shown by breaks that are missing in the other text.
    column: Option<Column>,
    /// The same without indents: the lines may have been indented after wrapping.
    inner: Option<Column>,
    /// Whether such breaks come before lines indented more than those above them.
    hanging: bool,
    /// Whether most of its line breaks are missing in the other text.
    wrapped: bool,
    /// Whether most blank lines before a line in lower case are inside sentences, and there are any.
    spaced: bool,
    /// Whether most of its lines are between blank lines, also inside sentences.
    double_spaced: bool,
    /// The width of its widest line, with and without the indent.
    widest: [u32; 2],
}

impl<'a> Known<'a> {
    fn of(text: &'a str, lines: &'a [Line], relations: &'a [Relation], others: &[Line]) -> Self {
        let space = |n: usize| matches!(relations[n], Relation::Space | Relation::Word);
        let breaks = || (1..lines.len()).filter(|&n| !lines[n].apart() && !is_unknown(relations[n]));
        let made = || breaks().filter(|&n| space(n));
        let column_of = |width: &dyn Fn(&Line) -> u32| {
            let mut widths: Vec<u32> = made().map(|n| width(&lines[n - 1])).collect();
            (widths.len() >= MIN_SHOWN_BREAKS).then(|| {
                let nth = (widths.len() - 1) * 19 / 20;
                Column::of_width(*widths.select_nth_unstable(nth).1)
            })
        };
        let (column, inner_column) = (column_of(&|line| line.width), column_of(&inner_width));
        let hanging =
            made().any(|n| lines[n].indent >= lines[n - 1].indent + 2 && !is_item(lines[n - 1].span.of(text)));
        let wrapped = made().count() * 2 >= breaks().count();
        // One of many such blank lines may be missing in the other text by chance.
        let open = |n: usize| {
            !ends_sentence(lines[n - 1].span.of(text)) && lines[n].span.of(text).starts_with(char::is_lowercase)
        };
        let blank = |n: &usize| lines[*n].gap == Gap::Blank && !is_unknown(relations[*n]) && (space(*n) || open(*n));
        let blanks: Vec<usize> = (1..lines.len()).filter(blank).collect();
        let inside = blanks.iter().filter(|&&n| space(n)).count();
        let spaced = inside > 0 && 2 * inside >= blanks.len();
        let flows_there = |&n: &usize| match relations[n] {
            Relation::Line(there) => others[there].joined && !others[there].apart(),
            _ => space(n),
        };
        let inner = (1..lines.len()).filter(|&n| lines[n - 1].page.is_none()).filter(flows_there);
        let (blank, all) = inner.fold((0, 0), |(blank, all), n| (blank + usize::from(lines[n].apart()), all + 1));
        let double_spaced = blank > 0 && 2 * blank >= all;
        let widest = [|line: &Line| line.width, inner_width].map(|width| lines.iter().map(width).max().unwrap_or(0));
        Self { text, lines, relations, column, inner: inner_column, hanging, wrapped, spaced, double_spaced, widest }
    }

    fn text(&self, n: usize) -> &'a str {
        self.lines[n].span.of(self.text)
    }

    /// The line before, skipping the printed page.
    fn above(&self, n: usize) -> Option<usize> {
        (0..n).rev().find(|&above| self.lines[above].page.is_none())
    }

    /// Joins lines that do not depend on the other text's own layout. `as_many` is whether both texts have equally many
    /// lines: then none of those that are kept was wrapped elsewhere.
    fn alone(&self, as_many: bool) -> Layout {
        let lines = self.lines;
        let margin = margin(self.text, lines);
        let mut out = Layout { lines: lines.to_vec(), ..Layout::default() };
        let mut put_between = false;
        for (n, line) in lines.iter().enumerate().filter(|(_, line)| line.page.is_none()) {
            let Some(above) = self.above(n) else { continue };
            let is_kept = |n: usize| lines[n].keeps == Some(Keeps::Line) && is_entry(self.text(n));
            let joined = match self.relations[n] {
                Relation::Space | Relation::ProbablySpace if as_many && is_kept(above) && is_kept(n) => false,
                Relation::Space => true,
                Relation::ProbablySpace => {
                    let is_wrapped = self.wrapped || line.joined || self.open(above, n);
                    is_wrapped && self.flows(above, n) && !self.marked(n)
                }
                Relation::Word => {
                    self.glued(above, n, &mut out.glue);
                    true
                }
                Relation::Insertion => {
                    let page = self.page(n);
                    put_between = page.is_some();
                    out.lines[n].page = page;
                    page.is_none() && (self.double_spaced || self.flows(above, n)) && !self.marked(n)
                }
                Relation::Continues => put_between || self.double_spaced || self.flows(above, n),
                Relation::Line(_) => line.joined, // decided for both sides together
                Relation::Unknown if self.is_page_line(above, n) => {
                    out.lines[n].page = pages::kind(self.text(n));
                    false
                }
                Relation::Unknown | Relation::Below(_) => self.unknown(above, n, margin),
            };
            if joined && self.relations[n] != Relation::Word && self.is_seam(n) {
                out.seams.push(n);
            }
            out.lines[n].joined = joined;
        }
        out
    }

    /// Whether a line begins with the marker of a list, a table or a template.
    fn marked(&self, n: usize) -> bool {
        let line = self.text(n);
        is_item(line) || line.starts_with(['|', '!', '#', '=']) || line.starts_with("{|") || line.starts_with("{{")
    }

    /// Whether a joined line is a separate paragraph to the writer of this text: after a blank line, or at a line break
    /// where lines are paragraphs.
    fn is_seam(&self, n: usize) -> bool {
        let line = &self.lines[n];
        line.apart() || (!line.joined && !self.wrapped)
    }

    /// Records white space inside a word: after a line-break hyphen, or where a word was too long for the line.
    fn glued(&self, above: usize, n: usize, glue: &mut Vec<Span>) {
        let (upper, lower) = (&self.lines[above], &self.lines[n]);
        let hyphen = self.text(above).ends_with(['-', '‐', '‑', '–', '/', '\u{ad}']);
        // Such a line is full, with or without its indent; scripts without spaces may be cut anywhere.
        let unspaced = self.text(above).contains(is_unspaced);
        let full = upper.width == self.widest[0] || inner_width(upper) == self.widest[1];
        if hyphen || unspaced || full {
            glue.push(Span { start: upper.span.end, end: lower.span.start });
        }
    }

    /// Whether a line continues the sentence of the one before it.
    fn open(&self, above: usize, n: usize) -> bool {
        !ends_sentence(self.text(above)) && self.text(n).starts_with(char::is_lowercase)
    }

    /// Whether a line of inserted words continues the line before it.
    fn flows(&self, above: usize, n: usize) -> bool {
        let apart = self.lines[n].apart();
        let wrapped = !apart && self.lines[above].keeps.is_none();
        wrapped || (!apart || self.spaced) && self.open(above, n)
    }

    /// Whether a line that only this text has is a page number or running head between two lines of a sentence.
    fn is_page_line(&self, above: usize, n: usize) -> bool {
        matches!(self.relations.get(n + 1), Some(Relation::Below(_)))
            && pages::kind(self.text(n)).is_some()
            && !self.text(n).starts_with(char::is_lowercase)
            && pages::interrupts(self.text, &self.lines[above], &self.lines[n + 1])
    }

    /// The kind of an inserted line inside a sentence, if it is part of the page: by its form, or as one of few short
    /// lines between blank lines.
    fn page(&self, n: usize) -> Option<BlockKind> {
        let text = self.text(n);
        // The number of a subtitle, above its time.
        if self.lines.get(n + 1).is_some_and(|below| !below.apart() && below.keeps.is_some()) {
            return None;
        }
        let alone = self.is_alone(n);
        let known = pages::kind(text).filter(|_| alone || !text.starts_with(char::is_lowercase));
        known.or_else(|| {
            // Furniture hides what it says more than a caption does.
            let kind = if ends_sentence(text) { BlockKind::Caption } else { BlockKind::Furniture };
            (alone && text.len() <= INSERTION_BYTES).then_some(kind)
        })
    }

    /// Whether the insertion with line `n` is a few lines between blank lines.
    fn is_alone(&self, n: usize) -> bool {
        let inserted = |n: &usize| self.relations.get(*n) == Some(&Relation::Insertion);
        // No further than needed, as insertions may be long.
        let first = (0..=n).rev().take(INSERTION_LINES + 1).take_while(inserted).last().unwrap_or(n);
        let end = (n..).take(INSERTION_LINES + 1).take_while(inserted).last().map_or(n, |last| last + 1);
        let apart = |n: usize| self.lines.get(n).is_some_and(Line::apart);
        !self.double_spaced && end - first <= INSERTION_LINES && apart(first) && apart(end)
    }

    /// Whether a line without evidence in the other text is joined to the one above.
    fn unknown(&self, above: usize, n: usize, margin: u32) -> bool {
        let lines = self.lines;
        let (upper, lower) = (&lines[above], &lines[n]);
        if lower.joined || upper.keeps.is_some() || lower.keeps.is_some() {
            return lower.joined;
        }
        if lower.apart() {
            return self.spaced && lower.gap == Gap::Blank && self.open(above, n);
        }
        let shown = self.column.is_some_and(|column| joins(self.text, upper, lower, Some(column)));
        // A line indented more than the one above begins a paragraph, unless all lines are indented.
        self.wrapped && (shown || (self.open(above, n) && lower.indent <= upper.indent.max(margin)))
    }

    /// Whether the first word of a line did not fit on the line above, by the column that the pair shows.
    fn had_no_room(&self, n: usize) -> bool {
        let Some(above) = self.above(n) else { return false };
        let (upper, lower) = (&self.lines[above], &self.lines[n]);
        if lower.apart() {
            return false;
        }
        let joins = |column: Option<Column>, upper: &Line, lower: &Line| {
            column.is_some_and(|column| joins(self.text, upper, lower, Some(column)))
        };
        // This line may have a hanging indent. Otherwise it is not indented further than the line above, which may have
        // a first-line indent.
        let set_out = |line: &Line| Line { indent: 0, width: inner_width(line), ..*line };
        let moved = self.hanging || lower.indent <= upper.indent;
        joins(self.column, upper, lower) || (moved && joins(self.inner, &set_out(upper), &set_out(lower)))
    }
}

/// Whether nothing is known of a line break in the other text.
const fn is_unknown(relation: Relation) -> bool {
    matches!(relation, Relation::Unknown | Relation::Below(_))
}

/// Columns of a line without the white space before it.
fn inner_width(line: &Line) -> u32 {
    line.width.saturating_sub(line.indent)
}

/// Whether two lines that begin at the same place are joined to those above them.
fn together(sides: &Pair<Known<'_>>, at: Pair<usize>, rewrapped: bool) -> bool {
    let line = |side: Side| &sides[side].lines[at[side]];
    let (old, new) = (line(Side::Old), line(Side::New));
    let kept = |side: Side| {
        let above = sides[side].above(at[side]).map(|above| &sides[side].lines[above]);
        line(side).keeps.is_some() || above.is_some_and(|above| above.keeps.is_some())
    };
    if old.joined == new.joined && (old.joined || !rewrapped) {
        return old.joined;
    }
    if kept(Side::Old) || kept(Side::New) {
        return false;
    }
    let open = |side: Side| sides[side].above(at[side]).is_some_and(|above| sides[side].open(above, at[side]));
    let open = open(Side::Old) && open(Side::New);
    match (old.apart(), new.apart()) {
        // One of them continues after the page.
        (true, true) => old.joined || new.joined,
        // A blank line inside a sentence that continues in the other text's layout.
        (true, false) | (false, true) => open && (old.joined || new.joined),
        (false, false) if rewrapped => {
            // Two texts may be wrapped at the same place, where the next word did not fit in either.
            (open && (old.joined || new.joined || sides.old.wrapped || sides.new.wrapped))
                || (sides.old.had_no_room(at.old) && sides.new.had_no_room(at.new))
        }
        (false, false) => true,
    }
}
