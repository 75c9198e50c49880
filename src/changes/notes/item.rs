//! A note taken apart: its items, and what each of them names.

use crate::changes::model::Class;
use crate::lang::Language;
use crate::text::Span;

/// What a note says it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verb {
    Corrects,
    Adds,
    Deletes,
    Updates,
    /// Much is new.
    Recasts,
}

/// A note, taken apart.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) language: Language,
    pub(crate) items: Vec<Item>,
    /// "Recasts", "throughout": the wording may differ anywhere.
    pub(crate) sweeping: bool,
    /// "Adds background", "details": sentences may stand anywhere that no item names.
    pub(crate) more: bool,
}

/// One thing that a note announces.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) verb: Option<Verb>,
    /// Paragraphs named, from 1.
    pub(crate) paragraphs: Vec<usize>,
    pub(crate) classes: Vec<Class>,
    /// Its topics: the stems that each may stand as.
    pub(crate) stems: Vec<Vec<String>>,
    /// Figures that it names, by their norms.
    pub(crate) figures: Vec<String>,
    /// What stands in the new text ("to 23", "She was Jane Doe"), and what stood in the old one ("not 11"), by their norms.
    pub(crate) right: Vec<String>,
    pub(crate) wrong: Vec<String>,
    /// A sum: "cost", "price".
    pub(crate) money: bool,
    /// Someone's words.
    pub(crate) spoken: bool,
    /// The dead and injured.
    pub(crate) toll: bool,
    /// How a word is spelt, a word that was dropped: no fact but a name is among these.
    pub(crate) trivial: bool,
    /// What is right is the opposite of what was wrong: "to loss, not profit".
    pub(crate) reversed: bool,
    /// Where it is in the note; the verb of all items is of none.
    pub(crate) span: Span,
}

impl Note {
    /// Whether it corrects something, in whatever words.
    pub(crate) fn corrects(&self) -> bool {
        self.items.iter().any(|item| item.verb == Some(Verb::Corrects))
    }

    /// Whether a change must answer an item: it names what kind of thing was wrong. A note that says what is right says
    /// it in sentences, of which not each part is an item.
    pub(crate) fn is_owed(&self, item: &Item) -> bool {
        let valued = self.items.iter().any(|i| !i.right.is_empty() || !i.wrong.is_empty());
        let named = item.toll || item.spoken || !item.classes.is_empty();
        // A headline may have stood elsewhere than in this text.
        let headline = item.classes.contains(&Class::Headline);
        item.verb == Some(Verb::Corrects) && named && !headline && !valued
    }
}

impl Item {
    /// Whether it names neither a class nor someone's words, so that it may mean any change.
    pub(crate) fn is_of_any_class(&self) -> bool {
        self.classes.is_empty() && !self.spoken
    }

    /// Whether it says what is right or what was wrong.
    pub(crate) fn is_valued(&self) -> bool {
        !self.right.is_empty() || !self.wrong.is_empty()
    }

    /// Whether it names anything but a class or a topic.
    pub(super) fn tells(&self) -> bool {
        !self.paragraphs.is_empty() || !self.figures.is_empty() || self.is_valued()
    }
}
