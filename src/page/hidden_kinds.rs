//! The kinds of difference that can be hidden: one table, read by the lists, the counts, JSON and the command line.
//!
//! ```text
//! HiddenKind     one kind
//! HiddenKinds    which kinds are hidden
//! HiddenCounts   how many differences of each kind are hidden
//! ```

use std::fmt;

/// A kind of difference that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HiddenKind {
    /// Quotes, dashes, ellipses, ligatures, possibly with letter case.
    Typography,
    /// Emphasis, the level of a heading, the target of a link.
    Formatting,
    /// Letter case only.
    Case,
    /// Punctuation marks added, removed or replaced. A mark inside a word or a figure is part of it:
    /// `it's` is not `its`, 1.5 is not 15.
    Punctuation,
    /// Text left over from the web page around the story, and editors' notes: the class "furniture".
    Furniture,
    /// House style: U.S./US.
    Style,
}

/// A row of the table.
struct KindEntry {
    kind: HiddenKind,
    name: &'static str,
    help: &'static str,
    /// Where [`HiddenKinds`] holds it.
    of: fn(&mut HiddenKinds) -> &mut bool,
}

/// In the order of [`HiddenKind`].
const KINDS: [KindEntry; 6] = [
    KindEntry {
        kind: HiddenKind::Typography,
        name: "typography",
        help: "quotes, dashes, ellipses: “so” and \"so\"",
        of: |kinds| &mut kinds.typography,
    },
    KindEntry {
        kind: HiddenKind::Formatting,
        name: "formatting",
        help: "emphasis, the level of a heading, where a link leads",
        of: |kinds| &mut kinds.formatting,
    },
    KindEntry { kind: HiddenKind::Case, name: "case", help: "letter case: Pact and PACT", of: |kinds| &mut kinds.case },
    KindEntry {
        kind: HiddenKind::Punctuation,
        name: "punctuation",
        help: "punctuation added or removed: a comma",
        of: |kinds| &mut kinds.punctuation,
    },
    KindEntry {
        kind: HiddenKind::Furniture,
        name: "furniture",
        help: "text of the web page around the story, editors’ notes",
        of: |kinds| &mut kinds.furniture,
    },
    KindEntry {
        kind: HiddenKind::Style,
        name: "style",
        help: "house style: U.S. and US",
        of: |kinds| &mut kinds.style,
    },
];

impl HiddenKind {
    /// All kinds.
    pub const ALL: [Self; KINDS.len()] = {
        let mut all = [Self::Typography; KINDS.len()];
        let mut n = 0;
        while n < all.len() {
            all[n] = KINDS[n].kind;
            n += 1;
        }
        all
    };

    const fn entry(self) -> &'static KindEntry {
        &KINDS[self as usize]
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// What it is, with an example.
    #[must_use]
    pub const fn help(self) -> &'static str {
        self.entry().help
    }
}

/// Which kinds of difference are hidden: a field for each [`HiddenKind`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each kind documents itself")]
#[non_exhaustive]
pub struct HiddenKinds {
    pub typography: bool,
    pub formatting: bool,
    pub case: bool,
    pub punctuation: bool,
    pub furniture: bool,
    pub style: bool,
}

impl HiddenKinds {
    /// Only this kind.
    #[must_use]
    pub fn only(kind: HiddenKind) -> Self {
        let mut out = Self::default();
        out.toggle(kind);
        out
    }

    /// Whether a kind is hidden.
    #[must_use]
    pub fn has(mut self, kind: HiddenKind) -> bool {
        *(kind.entry().of)(&mut self)
    }

    /// Hides a kind, or shows it again.
    pub fn toggle(&mut self, kind: HiddenKind) {
        let it = (kind.entry().of)(self);
        *it = !*it;
    }
}

/// How many differences are hidden, and of which kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HiddenCounts([usize; KINDS.len()]);

impl HiddenCounts {
    /// Counts differences of a kind.
    pub(super) const fn add(&mut self, kind: HiddenKind, n: usize) {
        self.0[kind as usize] += n;
    }

    /// The count of each kind, by name.
    #[must_use]
    pub fn kinds(&self) -> [(&'static str, usize); KINDS.len()] {
        HiddenKind::ALL.map(|kind| (kind.name(), self.0[kind as usize]))
    }

    /// The total over all kinds.
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
    fn each_kind_is_at_its_index_and_has_its_own_field() {
        for kind in HiddenKind::ALL {
            assert_eq!(kind.entry().kind, kind);
            let only = HiddenKinds::only(kind);
            assert_eq!(
                HiddenKind::ALL.map(|other| only.has(other)),
                HiddenKind::ALL.map(|other| other == kind),
                "{kind:?}"
            );
        }
    }
}
