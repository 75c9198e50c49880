//! The language of a document and of each of its blocks.

use std::sync::OnceLock;

use super::block::{Block, Family};
use crate::lang::{Language, Votes};

/// The detected languages of a document; each block is detected on first use.
#[derive(Debug, Default)]
pub(super) struct Languages {
    document: OnceLock<Option<Language>>,
    blocks: OnceLock<Box<[OnceLock<Language>]>>,
}

/// How many blocks are sampled, at even distances, to detect the language of the document: the first ones may be the
/// publisher's, in another language.
const SAMPLED_BLOCKS: usize = 24;

impl Languages {
    /// The language of most words of a document.
    pub(super) fn detected(&self, text: &str, blocks: &[Block]) -> Option<Language> {
        *self.document.get_or_init(|| {
            let all: Vec<&Block> = blocks.iter().filter(|block| identifies_language(block)).collect();
            let mut votes = Votes::default();
            for block in all.iter().step_by(all.len().div_ceil(SAMPLED_BLOCKS).max(1)) {
                votes.add(&Votes::of(block.span.of(text)));
            }
            votes.best()
        })
    }

    /// The language of a block, in a document whose main language is `main`.
    pub(super) fn of_block(&self, text: &str, blocks: &[Block], block: usize, main: Language) -> Language {
        let unknown = || blocks.iter().map(|_| OnceLock::new()).collect();
        let Some(known) = self.blocks.get_or_init(unknown).get(block) else { return main };
        *known.get_or_init(|| match blocks.get(block) {
            Some(block) if identifies_language(block) => Votes::of(block.span.of(text)).part_of(main),
            _ => main,
        })
    }
}

/// Whether a block can identify a language: blocks of names and formulas cannot.
fn identifies_language(block: &Block) -> bool {
    block.kind.family() == Family::Story
}

#[cfg(test)]
mod tests {
    use crate::text::{About, Block, BlockKind, Document, Found, Origin, Span, Value};

    fn document(parts: &[&str]) -> Document {
        let text = parts.join("\n\n");
        let mut at = 0;
        let block = |part: &&str| {
            let start = at;
            at += part.len() + 2;
            Block::new(BlockKind::Paragraph, Span::new(start, start + part.len()))
        };
        let blocks = parts.iter().map(block).collect();
        Document::new(text.into(), blocks, About::default())
    }

    #[test]
    fn each_block_has_its_language_or_the_documents() {
        let of = |parts: &[&str]| {
            let document = document(parts);
            let blocks: Vec<_> = (0..parts.len()).map(|i| document.block_language(i).code()).collect();
            (document.main_language().code(), blocks)
        };
        let (main, blocks) = of(&[
            "Die Brücke ist seit Montag wieder offen, wie die Stadt mitteilte.",
            "Auf den Straßen um das Werk kam es am Morgen zu langen Staus, und das soll so bleiben.",
            "»It will hold for a long time, and we are proud of it«, said the engineer.",
            "Preis: 120 Euro",
        ]);
        assert_eq!((main, blocks), ("de", vec!["de", "de", "en", "de"]));
        let (main, blocks) =
            of(&["The bridge reopened on Monday, police said.", "Der Sprecher wollte sich nicht äußern."]);
        assert_eq!((main, blocks), ("de", vec!["en", "de"]));
        assert_eq!(of(&["1.2", "3.4"]), ("en", vec!["en", "en"]));
    }

    #[test]
    fn the_declared_language_comes_first() {
        let mut document = document(&["Die Brücke ist seit Montag wieder zu."]);
        assert_eq!(document.language(), Some("de"));
        document.about.language = Some(Found { value: Value::Text("nl-BE".into()), from: Origin::Meta });
        assert_eq!((document.language(), document.main_language().code()), (Some("nl-BE"), "nl"));
        assert_eq!(Document::new("".into(), Vec::new(), About::default()).language(), None);
    }
}
