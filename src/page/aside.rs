//! The kinds of difference that can be put out of sight, by name: what a list of them is made of.

use super::Ignore;

/// A kind of difference that can be put out of sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aside {
    /// Quotes, dashes, ellipses, ligatures.
    Typography,
    /// Letter case.
    Case,
    /// Marks of punctuation put in or taken out.
    Punctuation,
    /// What the page around the story left behind.
    Furniture,
    /// House style.
    Style,
}

impl Aside {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Typography, Self::Case, Self::Punctuation, Self::Furniture, Self::Style];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typography => "typography",
            Self::Case => "case",
            Self::Punctuation => "punctuation",
            Self::Furniture => "furniture",
            Self::Style => "style",
        }
    }

    /// What it is, with an example.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Typography => "quotes, dashes, ellipses: “so” and \"so\"",
            Self::Case => "letter case: Pact and PACT",
            Self::Punctuation => "marks put in or taken out: a comma",
            Self::Furniture => "what the page around the story left behind",
            Self::Style => "house style: U.S. and US",
        }
    }
}

impl Ignore {
    /// Only this kind.
    #[must_use]
    pub fn only(aside: Aside) -> Self {
        let mut out = Self::default();
        out.toggle(aside);
        out
    }

    /// Whether a kind is out of sight.
    #[must_use]
    pub const fn has(self, aside: Aside) -> bool {
        match aside {
            Aside::Typography => self.typography,
            Aside::Case => self.case,
            Aside::Punctuation => self.punctuation,
            Aside::Furniture => self.furniture,
            Aside::Style => self.style,
        }
    }

    /// Puts a kind out of sight, or back.
    pub const fn toggle(&mut self, aside: Aside) {
        let it = match aside {
            Aside::Typography => &mut self.typography,
            Aside::Case => &mut self.case,
            Aside::Punctuation => &mut self.punctuation,
            Aside::Furniture => &mut self.furniture,
            Aside::Style => &mut self.style,
        };
        *it = !*it;
    }
}
