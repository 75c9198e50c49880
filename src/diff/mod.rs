//! Floor 2: links to rows. A row holds ranges and operations only; whatever shows a comparison reads them and computes no
//! difference again.
//!
//! Both texts rebuild from the rows: every byte of either text that is not white space lies in exactly one [`Op`].
//!
//! | stage | module | in → out |
//! |---|---|---|
//! | words | `matching`, `edges` (`line`) | a link → equal and changed pieces that a reader can use |
//! | operations | `tokens`, `shared` | pieces → operations; of a rewritten row, what both sides have |
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
