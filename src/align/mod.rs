//! Floor 2: sentences of two documents to links.
//!
//! | stage | module | in → out |
//! |---|---|---|
//! | skip | `runs` | identical paragraphs → runs, in long texts |
//! | number | `vocabulary` | words → keys, stems, rarity |
//! | pair | `links` (`chain`, `place`, `neighbours`; `similarity`, `profile`, `short_line`) | sentences → links |

mod chain;
mod links;
pub(crate) mod myers;
mod nearest;
mod neighbours;
pub(crate) mod number;
mod part_numbers;
mod place;
mod profile;
mod record;
pub(crate) mod runs;
mod short_line;
mod similarity;
mod thresholds;
pub(crate) mod vocabulary;

pub(crate) use links::{Link, align};
pub(crate) use nearest::{nearest, shared_words};
pub use record::{Pairing, Step};
pub use thresholds::Thresholds;
