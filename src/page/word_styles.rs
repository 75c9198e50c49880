//! The styles of a document's words: strong, emphasised, struck out, code, links.
//!
//! ```text
//! text    The north gate was shut
//! marks       └ strong ┘
//! points  ↑   ↑         ↑                   from each on, another style
//! ```
//!
//! In a comparison a change mark takes precedence over a style: changed words of an edited row, and rewritten rows, have
//! no style; passages that were removed, added or moved have emphasis and strong only. The styles that look like marks in
//! the reader (links are underlined, struck words struck through) have looks of their own in a theme: `compared-link`,
//! `compared-struck`, and `compared-emphasis`, because the theme without colour writes moved passages in italics.

use std::collections::BTreeMap;

use super::{Layer, Role};
use crate::text::{BlockKind, Document, MarkKind};

/// The style of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordStyle {
    /// Strong emphasis.
    pub strong: bool,
    /// Emphasis.
    pub emphasis: bool,
    /// Struck out by the writer.
    pub struck: bool,
    /// Code, in a line or as a block.
    pub code: bool,
    /// The text of a link.
    pub link: bool,
}

impl WordStyle {
    /// What a comparison shows of it in words of a role.
    const fn compared(self, role: Role) -> Self {
        let plain = Self { strong: false, emphasis: false, struck: false, code: false, link: false };
        match role {
            Role::RemovedPassage | Role::AddedPassage | Role::Moved => {
                Self { strong: self.strong, emphasis: self.emphasis, ..plain }
            }
            _ if role.is_difference() => plain,
            _ => self,
        }
    }
}

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct WordStyles {
    /// From these bytes on; in order.
    points: Vec<(u32, WordStyle)>,
    /// Whether they are shown in a comparison.
    compared: bool,
}

impl WordStyles {
    pub(super) fn new(document: &Document) -> Self {
        // How many ranges of each style begin and end at each byte.
        let mut edges: BTreeMap<u32, [i32; 5]> = BTreeMap::new();
        let marks = document.marks.iter().filter_map(|mark| Some((style(mark.kind)?, mark.span)));
        let blocks = document.blocks.iter().filter(|block| block.kind == BlockKind::Code);
        let heads = document.blocks.iter().filter(|block| block.kind == BlockKind::TableRow && block.level > 0);
        let blocks = blocks.map(|block| (CODE, block.span)).chain(heads.map(|block| (STRONG, block.span)));
        for (n, span) in marks.chain(blocks).filter(|(_, span)| !span.is_empty()) {
            edges.entry(span.start).or_default()[n] += 1;
            edges.entry(span.end).or_default()[n] -= 1;
        }
        let mut open = [0; 5];
        let points = edges.into_iter().map(|(at, change)| {
            open.iter_mut().zip(change).for_each(|(open, change)| *open += change);
            let [strong, emphasis, struck, code, link] = open.map(|open| open > 0);
            (at, WordStyle { strong, emphasis, struck, code, link })
        });
        Self { points: points.collect(), compared: false }
    }

    /// The styles of a document in a comparison.
    pub(super) fn compared(document: &Document) -> Self {
        Self { compared: true, ..Self::new(document) }
    }

    /// A layer with the style of the words of a role at a byte, and the next byte where it may be another.
    pub(super) fn layer(&self, at: u32, role: Role, layer: Layer) -> (Layer, u32) {
        let (style, next) = self.at(at);
        let style = if self.compared { style.compared(role) } else { style };
        (Layer { style, compared: self.compared && style != WordStyle::default(), ..layer }, next)
    }

    /// The style at a byte, and the next byte where it may be another.
    fn at(&self, at: u32) -> (WordStyle, u32) {
        let next = self.points.partition_point(|point| point.0 <= at);
        let style = next.checked_sub(1).map_or_else(WordStyle::default, |last| self.points[last].1);
        (style, self.points.get(next).map_or(u32::MAX, |point| point.0))
    }
}

const STRONG: usize = 0;
const CODE: usize = 3;

/// The index of a mark's style.
const fn style(kind: MarkKind) -> Option<usize> {
    match kind {
        MarkKind::Strong => Some(STRONG),
        MarkKind::Emphasis => Some(1),
        MarkKind::Strike => Some(2),
        MarkKind::Code => Some(CODE),
        MarkKind::Link => Some(4),
        MarkKind::Footnote | MarkKind::Image | MarkKind::Cell => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::changes;
    use crate::format::{Hint, read};
    use crate::page::{CompareOptions, ComparePage, Page, ReaderOptions, ReaderPage, View};
    use crate::text::{Pair, Side};

    /// The styled texts of a Markdown document in the reader, each with the letters of its styles.
    fn shown(text: &str, width: u16) -> Vec<(String, String)> {
        let document = read(text.into(), &Hint::of_name("a.md")).expect("Markdown");
        let page = ReaderPage::new(Arc::new(document), ReaderOptions::default(), width);
        let lines = (0..page.items()).flat_map(|item| page.lines(item));
        let runs = lines.flat_map(|line| line.runs).filter(|run| run.layer.style != WordStyle::default());
        runs.map(|run| {
            let WordStyle { strong, emphasis, struck, code, link } = run.layer.style;
            let letters = [(strong, 's'), (emphasis, 'e'), (struck, 'x'), (code, 'c'), (link, 'l')];
            (run.text, letters.into_iter().filter(|(on, _)| *on).map(|(_, letter)| letter).collect())
        })
        .collect()
    }

    #[test]
    fn words_have_the_styles_of_their_document() {
        let text = "The **north *gate*** was ~~shut~~ on [Monday](a.html) by `lock`un.\n\n```\na = 1\n```\n";
        let pairs =
            [("north ", "s"), ("gate", "se"), ("shut", "x"), ("Monday", "l"), ("lock", "c"), ("a\u{a0}=\u{a0}1", "c")];
        let shown = shown(text, 80);
        let shown: Vec<_> = shown.iter().map(|(text, style)| (text.as_str(), style.as_str())).collect();
        assert_eq!(shown.iter().map(|(_, s)| *s).collect::<Vec<_>>(), pairs.map(|(_, s)| s), "{shown:?}");
        assert_eq!(shown[..5], pairs[..5]);
    }

    /// The styled words of a comparison of two Markdown texts: side, text, role.
    fn compared(old: &str, new: &str, view: View) -> Vec<(Side, String, Role)> {
        let read = |text: &str| Arc::new(read(text.into(), &Hint::of_name("a.md")).expect("Markdown"));
        let docs = Pair::new(read(old), read(new));
        let comparison = changes::compare(&docs.old, &docs.new, &changes::Options::default()).expect("not cancelled");
        let options = CompareOptions { view, ..CompareOptions::default() };
        let page = ComparePage::new(docs, Arc::new(comparison), options, 100);
        let runs = (0..page.items()).flat_map(|item| page.lines(item)).flat_map(|line| line.runs);
        let styled = runs.filter(|run| run.layer.style != WordStyle::default() && run.layer.compared);
        styled.filter_map(|run| Some((run.source?.0, run.text, run.role))).collect()
    }

    #[test]
    fn a_comparison_shows_styles_but_change_marks_take_precedence() {
        let old = "The *north* gate was **shut** on Monday, the town council said in a letter.\n";
        let new = "The *north* gate was **opened** on Monday, the town council said in a letter.\n\n\
                   Nobody had asked for it, and the *south* gate by the ~~old~~ mill stays as it is.\n";
        let styled = |view| {
            let list = compared(old, new, view);
            list.into_iter().map(|(side, text, role)| (side, text.trim().to_owned(), role)).collect::<Vec<_>>()
        };
        let shown = |side, text: &str, role| (side, text.to_owned(), role);
        let added = shown(Side::New, "south", Role::AddedPassage);
        let north = |side| shown(side, "north", Role::Text);
        assert_eq!(styled(View::Split), [north(Side::Old), north(Side::New), added.clone()]);
        assert_eq!(styled(View::Inline), [north(Side::New), added]);
    }

    #[test]
    fn a_link_goes_on_in_the_next_line() {
        let shown = shown("See [the plan of the committee for the harbour](a.html) and more.", 24);
        assert!(shown.len() > 1 && shown.iter().all(|(_, style)| style == "l"), "{shown:?}");
    }
}
