//! Floor 0: documents and ranges of their text.
//!
//! A [`Document`] holds its text once, in an `Arc<str>`. Blocks, sentences and words are [`Span`]s of it: byte ranges,
//! never copies.
//!
//! ```text
//! text       (Sample Wire) -- The bridge reopens. “At last,” she said.⏎⏎©2024 Sample Wire
//! blocks     └─credit────────┘└paragraph──────────────────────────┘    └─credit─────────┘
//! sentences  └──────────────────────────────────┘ └──────────────┘     └────────────────┘
//! words      ││     │   │││  │   │      │      ││ …
//! ```
//!
//! A run-in block (an agency slug, a dateline) is the beginning of a paragraph; the first sentence of that paragraph
//! includes it, so that readers and comparisons see the same line as the page.

mod abbreviations;
mod about;
mod block;
pub(crate) mod cancel;
mod class;
mod digest;
mod document;
mod fold;
mod inline_list;
mod languages;
mod line;
mod mark;
mod natural;
pub(crate) mod parallel;
mod punctuation;
mod quotes;
mod segments;
mod sentences;
mod slices;
mod source;
mod spaced_words;
mod span;
mod stops;
mod units;
mod words;

pub use about::{About, Found, Origin, Value};
pub use block::{Block, BlockKind, Family, Marker};
pub(crate) use class::is_unspaced;
pub use digest::{Digest, NotADigest};
pub use document::{Document, Format};
pub use fold::{Fold, fold_typography, is_folded, is_space, one_line, squeezed_eq};
pub(crate) use line::{Gap, Keeps, Line};
pub use mark::{Mark, MarkKind};
pub use natural::natural_order;
pub(crate) use punctuation::{is_apostrophe, is_quote, is_raised};
pub use quotes::{closing, speaks};
pub(crate) use segments::interrupted;
pub use segments::{Segments, Sentence};
pub use sentences::sentence_spans;
pub(crate) use slices::{begins_in_any_case, ceil_boundary, floor_boundary};
pub use source::{Source, SourceBuilder};
pub use spaced_words::{SpacedWords, is_single_spaced, next_uneven_space, spaced_words};
pub use span::{Pair, Side, Span};
pub(crate) use words::words_glued;
pub use words::{Word, WordKind, count_words, words};
