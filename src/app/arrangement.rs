//! How a person has arranged the library: what is kept from one run to the next.

/// What the library is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// When it was written, the earliest first; what has no date comes last.
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

    /// Its name, for people and among the choices that are kept.
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

/// How the library is arranged; kept for the next run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// What the list is sorted by.
    pub sort: Sort,
    /// The columns of the list, where a person chose them.
    pub list_cols: Option<u16>,
}

/// A choice about the library that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What the list is sorted by.
    Sort(Sort),
    /// The columns of the list.
    ListCols(u16),
}
