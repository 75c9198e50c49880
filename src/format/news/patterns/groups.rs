//! The groups of phrases that rows of the table ask about: phrases of all languages, in `assets/lang/<code>/{agencies,
//! bylines,credits,furniture,notices}.txt`.

use crate::lang::{Mask, Phrases};

macro_rules! groups {
    ($($group:ident = $list:literal[$name:literal],)*) => {
        /// A group of phrases that rows ask about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Group { $($group),* }

        /// The phrases of each group, in the order of [`Group`].
        pub(super) const GROUPS: &[Phrases] = &[$(Phrases::of($list, $name)),*];
    };
}

groups! {
    AgenciesAtTheEnd = "agencies"["at the end"],
    AgenciesAtTheTop = "agencies"["at the top"],
    BylinesEnds = "bylines"["ends"],
    CreditsCaptions = "credits"["captions"],
    CreditsAssistance = "credits"["assistance"],
    CreditsStarts = "credits"["starts"],
    CreditsEnds = "credits"["ends"],
    CreditsCopyright = "credits"["copyright"],
    CreditsCopyrightEnds = "credits"["copyright ends"],
    CreditsPictures = "credits"["pictures"],
    CreditsAtTheTop = "credits"["at the top"],
    FurnitureEndMarks = "furniture"["end marks"],
    FurnitureWhole = "furniture"["whole"],
    FurnitureStarts = "furniture"["starts"],
    FurnitureInvitations = "furniture"["invitations"],
    FurniturePlugsToHear = "furniture"["plugs to hear"],
    FurniturePlugsToRead = "furniture"["plugs to read"],
    FurnitureAppeals = "furniture"["appeals"],
    NoticesInBrackets = "notices"["in brackets"],
    NoticesStarts = "notices"["starts"],
    NoticesSentences = "notices"["sentences"],
    NoticesWhole = "notices"["whole"],
    NoticesOpenings = "notices"["openings"],
}

impl Group {
    /// Its phrases, in all languages.
    pub(super) fn phrases(self) -> Phrases {
        GROUPS[self as usize]
    }

    /// Its bit in a mask.
    pub(super) const fn bit(self) -> Mask {
        1 << self as u32
    }
}
