//! A parsed note: its items, and what each refers to.

use crate::changes::model::Class;
use crate::lang::Language;
use crate::text::Span;

/// What a note says was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verb {
    Corrects,
    Adds,
    Deletes,
    Updates,
    /// Much of the text is new.
    Recasts,
}

/// A parsed note.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) language: Language,
    pub(crate) items: Vec<Item>,
    /// "Recasts", "throughout": words may have changed anywhere.
    pub(crate) sweeping: bool,
    /// "Adds background", "details": sentences may have been added anywhere.
    pub(crate) more: bool,
}

/// One change that a note announces.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) verb: Option<Verb>,
    /// Paragraph numbers that it names, from 1.
    pub(crate) paragraphs: Vec<usize>,
    pub(crate) classes: Vec<Class>,
    /// Its topics: the alternative stems of each.
    pub(crate) stems: Vec<Vec<String>>,
    /// The norms of the figures that it names.
    pub(crate) figures: Vec<String>,
    /// Values of the new text ("to 23", "She was Jane Doe") and of the old text ("not 11"), by their norms.
    pub(crate) right: Vec<String>,
    pub(crate) wrong: Vec<String>,
    /// Whether it names a sum: "cost", "price".
    pub(crate) money: bool,
    /// Whether it names a dimension: "length".
    pub(crate) measure: bool,
    /// Whether it names somebody's words.
    pub(crate) spoken: bool,
    /// Whether it names the dead and injured.
    pub(crate) toll: bool,
    /// Whether it names a spelling or a dropped word: such a change is not a fact, unless it is a name.
    pub(crate) trivial: bool,
    /// Whether the right value is the opposite of the wrong one: "to loss, not profit".
    pub(crate) reversed: bool,
    /// Its span in the note, without a verb that governs several items.
    pub(crate) span: Span,
}

impl Note {
    /// Whether it corrects something.
    pub(crate) fn corrects(&self) -> bool {
        self.items.iter().any(|item| item.verb == Some(Verb::Corrects))
    }

    /// Whether some change must match an item: it names the kind of error. A note that gives the right version in whole
    /// sentences is exempt: not each of their parts is an item.
    pub(crate) fn must_match(&self, item: &Item) -> bool {
        let valued = self.items.iter().any(|i| !i.right.is_empty() || !i.wrong.is_empty());
        let named = item.toll || item.spoken || !item.classes.is_empty();
        // The headline of another version may be meant.
        let headline = item.classes.contains(&Class::Headline);
        item.verb == Some(Verb::Corrects) && named && !headline && !valued
    }
}

impl Item {
    /// Whether it names neither a class nor somebody's words, so that it may refer to any change.
    pub(crate) fn is_of_any_class(&self) -> bool {
        self.classes.is_empty() && !self.spoken
    }

    /// Whether it gives a right or a wrong value.
    pub(crate) fn is_valued(&self) -> bool {
        !self.right.is_empty() || !self.wrong.is_empty()
    }

    /// Whether it names anything but a class or a topic.
    pub(super) fn is_specific(&self) -> bool {
        !self.paragraphs.is_empty() || !self.figures.is_empty() || self.is_valued()
    }
}
