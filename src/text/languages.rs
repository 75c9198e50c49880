//! The language of a document and of each of its blocks.

use std::sync::OnceLock;

use super::block::{Block, Family};
use super::span::Span;
use crate::lang::{Language, Votes};

/// The detected languages of a document; each block is detected on first use.
#[derive(Debug, Default)]
pub(super) struct Languages {
    document: OnceLock<Detected>,
    blocks: OnceLock<Box<[OnceLock<Language>]>>,
    /// The language to assume, which the other text of a comparison shows.
    assumed: Option<Language>,
}

/// The language of most words of a document, and the votes of the blocks that were sampled for it, which need not be
/// counted again for the languages of these blocks.
#[derive(Debug)]
struct Detected {
    votes: Votes,
    /// By block, in order.
    sampled: Vec<(usize, Votes)>,
}

/// How many blocks are sampled, at even distances, to detect the language of the document: the first ones may be the
/// publisher's, in another language.
const SAMPLED_BLOCKS: usize = 24;

/// Minimum words outside its quotations by which the language of a block is detected; "said the engineer" is too little.
const UNQUOTED_WORDS: u32 = 8;

impl Languages {
    /// Not detected yet; `language` is that of the document.
    pub(super) fn assuming(language: Language) -> Self {
        Self { assumed: Some(language), ..Self::default() }
    }

    /// The language of most words of a document.
    pub(super) fn detected(&self, text: &str, blocks: &[Block]) -> Option<Language> {
        self.assumed.or_else(|| self.of_document(text, blocks).best())
    }

    /// The votes of the blocks that were sampled for the language of the document.
    pub(super) fn of_document(&self, text: &str, blocks: &[Block]) -> &Votes {
        let detected = self.document.get_or_init(|| {
            let all: Vec<usize> = (0..blocks.len()).filter(|&block| identifies_language(&blocks[block])).collect();
            let step = all.len().div_ceil(SAMPLED_BLOCKS).max(1);
            let votes = |&block: &usize| (block, Votes::of(blocks[block].span.of(text)));
            let sampled: Vec<_> = all.iter().step_by(step).map(votes).collect();
            let mut sum = Votes::default();
            sampled.iter().for_each(|(_, votes)| sum.add(votes));
            Detected { votes: sum, sampled }
        });
        &detected.votes
    }

    /// The votes of a block.
    fn votes(&self, text: &str, block: usize, span: Span) -> Votes {
        let sampled = self.document.get().map_or(&[][..], |detected| &detected.sampled);
        match sampled.binary_search_by_key(&block, |(block, _)| *block) {
            Ok(n) => sampled[n].1,
            Err(_) => Votes::of(span.of(text)),
        }
    }

    /// The language of a block, in a document whose main language is `main`.
    pub(super) fn of_block(&self, text: &str, blocks: &[Block], block: usize, main: Language) -> Language {
        let unknown = || blocks.iter().map(|_| OnceLock::new()).collect();
        let Some(known) = self.blocks.get_or_init(unknown).get(block) else { return main };
        *known.get_or_init(|| match blocks.get(block) {
            Some(known) if identifies_language(known) => {
                let found = self.votes(text, block, known.span).part_of(main);
                if found == main { main } else { outside_quotations(known.span.of(text), main).unwrap_or(found) }
            }
            _ => main,
        })
    }
}

/// The language of what a block says outside its quotations, if it says enough: in a document in the language `main`, a
/// quotation may be in another.
fn outside_quotations(block: &str, main: Language) -> Option<Language> {
    let marks = ['"', '“', '”', '„', '«', '»'];
    block.matches(marks).nth(1)?;
    let mut votes = Votes::default();
    // Every second piece is outside.
    block.split(marks).step_by(2).for_each(|outside| votes.add(&Votes::of(outside)));
    (votes.words() >= UNQUOTED_WORDS).then(|| votes.part_of(main))
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

    /// The main language of a document with these paragraphs, and the language of each.
    fn of(parts: &[&str]) -> (&'static str, Vec<&'static str>) {
        let document = document(parts);
        let blocks = (0..parts.len()).map(|i| document.block_language(i).code()).collect();
        (document.main_language().code(), blocks)
    }

    #[test]
    fn each_block_has_its_language_or_the_documents() {
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
    fn a_quotation_in_another_language_does_not_decide() {
        let (main, blocks) = of(&[
            "The novel was praised by the critics, and it is on the list for the prize.",
            "It is her first in ten years, and the one that she was asked for by the readers of the others.",
            "« Je n'ai jamais vu la mer avant mes cinquante ans », she said in Nantes last week. The novel is not on the list.",
            "« Je n'ai jamais vu la mer avant mes cinquante ans », dit-elle.",
        ]);
        assert_eq!((main, blocks), ("en", vec!["en", "en", "en", "fr"]));
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
