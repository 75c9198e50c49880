//! The kinds of difference that can be hidden: one table, read by lists, sums, JSON and the command line.
//!
//! ```text
//! HiddenKind         one kind
//! HiddenKinds        which kinds are hidden
//! HiddenCounts    how many differences of each kind that takes away
//! ```

use std::fmt;

/// A kind of difference that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HiddenKind {
    /// Quotes, dashes, ellipses, ligatures, perhaps with letter case.
    Typography,
    /// Nothing but letter case.
    Case,
    /// Marks of punctuation put in, taken out or replaced by others. A mark inside a word or a figure is part of it:
    /// `it's` is not `its`, 1.5 is not 15.
    Punctuation,
    /// What the page around the story left behind.
    Furniture,
    /// House style: U.S./US.
    Style,
}

/// A row of the table.
struct Kind {
    aside: HiddenKind,
    name: &'static str,
    help: &'static str,
    /// Where [`HiddenKinds`] holds it.
    of: fn(&mut HiddenKinds) -> &mut bool,
}

/// In the order of [`HiddenKind`], which is that of lists.
const KINDS: [Kind; 5] = [
    Kind {
        aside: HiddenKind::Typography,
        name: "typography",
        help: "quotes, dashes, ellipses: “so” and \"so\"",
        of: |ignore| &mut ignore.typography,
    },
    Kind { aside: HiddenKind::Case, name: "case", help: "letter case: Pact and PACT", of: |ignore| &mut ignore.case },
    Kind {
        aside: HiddenKind::Punctuation,
        name: "punctuation",
        help: "marks put in or taken out: a comma",
        of: |ignore| &mut ignore.punctuation,
    },
    Kind {
        aside: HiddenKind::Furniture,
        name: "furniture",
        help: "what the page around the story left behind",
        of: |ignore| &mut ignore.furniture,
    },
    Kind { aside: HiddenKind::Style, name: "style", help: "house style: U.S. and US", of: |ignore| &mut ignore.style },
];

impl HiddenKind {
    /// All kinds.
    pub const ALL: [Self; KINDS.len()] = {
        let mut all = [Self::Typography; KINDS.len()];
        let mut n = 0;
        while n < all.len() {
            all[n] = KINDS[n].aside;
            n += 1;
        }
        all
    };

    const fn kind(self) -> &'static Kind {
        &KINDS[self as usize]
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.kind().name
    }

    /// What it is, with an example.
    #[must_use]
    pub const fn help(self) -> &'static str {
        self.kind().help
    }
}

/// Kinds of difference that are not wanted in sight: a field for each [`HiddenKind`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is said at its kind")]
pub struct HiddenKinds {
    pub typography: bool,
    pub case: bool,
    pub punctuation: bool,
    pub furniture: bool,
    pub style: bool,
}

impl HiddenKinds {
    /// Only this kind.
    #[must_use]
    pub fn only(aside: HiddenKind) -> Self {
        let mut out = Self::default();
        out.toggle(aside);
        out
    }

    /// Whether a kind is hidden.
    #[must_use]
    pub fn has(mut self, aside: HiddenKind) -> bool {
        *(aside.kind().of)(&mut self)
    }

    /// Hides a kind, or shows it again.
    pub fn toggle(&mut self, aside: HiddenKind) {
        let it = (aside.kind().of)(self);
        *it = !*it;
    }
}

/// How many differences are hidden, and of which kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HiddenCounts([usize; KINDS.len()]);

impl HiddenCounts {
    /// Counts differences of a kind.
    pub(super) const fn add(&mut self, aside: HiddenKind, n: usize) {
        self.0[aside as usize] += n;
    }

    /// The kinds by name, and how many of each.
    #[must_use]
    pub fn kinds(&self) -> [(&'static str, usize); KINDS.len()] {
        HiddenKind::ALL.map(|aside| (aside.name(), self.0[aside as usize]))
    }

    /// Of all kinds together.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }
}

/// "12 differences hidden: 9 style, 3 typography", the most first.
impl fmt::Display for HiddenCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total();
        write!(f, "{total} {} hidden", if total == 1 { "difference" } else { "differences" })?;
        let mut kinds = self.kinds();
        kinds.sort_by_key(|k| std::cmp::Reverse(k.1));
        for (n, (name, count)) in kinds.iter().filter(|k| k.1 > 0).enumerate() {
            write!(f, "{} {count} {name}", if n == 0 { ":" } else { "," })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_stands_at_its_kind_and_has_a_field_of_its_own() {
        for aside in HiddenKind::ALL {
            assert_eq!(aside.kind().aside, aside);
            let only = HiddenKinds::only(aside);
            assert_eq!(
                HiddenKind::ALL.map(|other| only.has(other)),
                HiddenKind::ALL.map(|other| other == aside),
                "{aside:?}"
            );
        }
    }
}
