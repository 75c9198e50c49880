//! The arrangement of the library, which is saved between runs.

/// What the library is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Time of writing, earliest first; documents without a time come last.
    #[default]
    Time,
    /// The title, by its letters.
    Title,
    /// The number of words, the longest first.
    Length,
    /// The path, in natural order, as the documents were found.
    Path,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Time, Self::Title, Self::Length, Self::Path];

    /// Its name, for display and for saved choices.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Title => "title",
            Self::Length => "length",
            Self::Path => "path",
        }
    }

    /// The order of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// The arrangement of the library; saved between runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The sort order of the list.
    pub sort: Sort,
    /// The width of the list, if the user set one.
    pub list_cols: Option<u16>,
}

/// A choice about the library that is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What the list is sorted by.
    Sort(Sort),
    /// The columns of the list.
    ListCols(u16),
}
