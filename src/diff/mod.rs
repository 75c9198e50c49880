//! Floor 2: links to rows. A row holds ranges and operations only; whatever shows a comparison reads them and computes no
//! difference again.
//!
//! Both texts rebuild from the rows: every byte of either text that is not white space lies in exactly one [`Op`].
//!
//! | stage | module | in → out |
//! |---|---|---|
//! | tokens | `tokens` | a link → equal and changed pieces, by crate `similar` |
//! | tidy | `tidy` | pieces → pieces that a reader can use |
//! | formatting | `formatting` | equal words → those that differ in formatting alone |
//! | rows | `rows` | links and pieces → rows in reading order |
//! | verdict | `verdict`, `cuts` | rows → verdict, counts, where the cuts fall |

pub(crate) mod cuts;
mod edges;
mod formatting;
mod line;
mod matching;
mod model;
pub(crate) mod rows;
mod shared;
mod thresholds;
mod tokens;
pub(crate) mod verdict;

pub use model::{Cuts, Op, Relation, Row, RowKind, Stats, Verdict};
pub use thresholds::Thresholds;
