//! The styles of a document's words: strong, emphasised, struck out, code, links.
//!
//! ```text
//! text    The north gate was shut
//! marks       └ strong ┘
//! points  ↑   ↑         ↑                   from each on, another style
//! ```

use std::collections::BTreeMap;

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

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct WordStyles {
    /// From these bytes on; in order.
    points: Vec<(u32, WordStyle)>,
}

impl WordStyles {
    pub(super) fn new(document: &Document) -> Self {
        // How many ranges of each style begin and end at each byte.
        let mut edges: BTreeMap<u32, [i32; 5]> = BTreeMap::new();
        let marks = document.marks.iter().filter_map(|mark| Some((style(mark.kind)?, mark.span)));
        let blocks = document.blocks.iter().filter(|block| block.kind == BlockKind::Code);
        for (n, span) in marks.chain(blocks.map(|block| (CODE, block.span))).filter(|(_, span)| !span.is_empty()) {
            edges.entry(span.start).or_default()[n] += 1;
            edges.entry(span.end).or_default()[n] -= 1;
        }
        let mut open = [0; 5];
        let points = edges.into_iter().map(|(at, change)| {
            open.iter_mut().zip(change).for_each(|(open, change)| *open += change);
            let [strong, emphasis, struck, code, link] = open.map(|open| open > 0);
            (at, WordStyle { strong, emphasis, struck, code, link })
        });
        Self { points: points.collect() }
    }

    /// The style at a byte, and the next byte where it may be another.
    pub(super) fn at(&self, at: u32) -> (WordStyle, u32) {
        let next = self.points.partition_point(|point| point.0 <= at);
        let style = next.checked_sub(1).map_or_else(WordStyle::default, |last| self.points[last].1);
        (style, self.points.get(next).map_or(u32::MAX, |point| point.0))
    }
}

const CODE: usize = 3;

/// The index of a mark's style.
const fn style(kind: MarkKind) -> Option<usize> {
    match kind {
        MarkKind::Strong => Some(0),
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
    use crate::format::{Hint, read};
    use crate::page::{Page, ReaderOptions, ReaderPage};

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

    #[test]
    fn a_link_goes_on_in_the_next_line() {
        let shown = shown("See [the plan of the committee for the harbour](a.html) and more.", 24);
        assert!(shown.len() > 1 && shown.iter().all(|(_, style)| style == "l"), "{shown:?}");
    }
}
