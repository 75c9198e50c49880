//! The filters of the change list.

use crate::changes::{Change, Class};

/// Which classes of change are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Words inside quotation marks.
    Quotes,
    /// Who said it, and whether it was said.
    Attribution,
    /// Figures and dates.
    Numbers,
    /// Persons, places, organisations.
    Names,
    /// Other wording, including negations and hedges, and the headline.
    Wording,
    /// Removed text.
    Cuts,
    /// Added text.
    Additions,
    /// House style and typography.
    Style,
    /// Furniture, notes, credits, moves.
    Other,
}

impl Filter {
    /// All filters, in the order of the header.
    pub const ALL: [Self; 10] = [
        Self::All,
        Self::Quotes,
        Self::Attribution,
        Self::Numbers,
        Self::Names,
        Self::Wording,
        Self::Cuts,
        Self::Additions,
        Self::Style,
        Self::Other,
    ];

    /// Its name in the header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Quotes => "quotes",
            Self::Attribution => "attribution",
            Self::Numbers => "numbers",
            Self::Names => "names",
            Self::Wording => "wording",
            Self::Cuts => "cuts",
            Self::Additions => "additions",
            Self::Style => "style",
            Self::Other => "other",
        }
    }

    const fn of(class: Class) -> Self {
        match class {
            Class::Quote => Self::Quotes,
            Class::Attribution => Self::Attribution,
            Class::Number | Class::Date => Self::Numbers,
            Class::Name => Self::Names,
            Class::Negation | Class::Hedge | Class::Headline | Class::Wording => Self::Wording,
            Class::Cut => Self::Cuts,
            Class::Addition => Self::Additions,
            Class::Style | Class::Typography | Class::Formatting => Self::Style,
            Class::Move | Class::Furniture | Class::Credit => Self::Other,
        }
    }

    /// Whether it lists a class.
    #[must_use]
    pub fn takes(self, class: Class) -> bool {
        self == Self::All || self == Self::of(class)
    }

    /// Whether it lists a change. Each change is listed by its own class, the class of its gravest finding, and no other:
    /// the counts of the filters add up to the number of changes.
    #[must_use]
    pub fn lists(self, change: &Change) -> bool {
        self.takes(change.class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_one_filter() {
        for class in Class::ALL {
            assert_eq!(Filter::ALL.iter().filter(|f| **f != Filter::All && f.takes(class)).count(), 1);
        }
    }
}
