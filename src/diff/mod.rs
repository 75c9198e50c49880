//! Floor 2: links to rows. A row has only ranges and operations. Whatever displays a comparison reads them and does not
//! compute differences again.
//!
//! Both texts can be rebuilt from the rows: every byte that is not white space is in exactly one [`Op`].
//!
//! | stage | module | in → out |
//! |---|---|---|
//! | words | `matching`, `edges`, `quote_marks` (`line`) | a link → readable equal and changed pieces |
//! | operations | `tokens` (`elision`), `shared` | pieces → operations; for a rewritten row, its common passages |
//! | formatting | `formatting` | equal words → those that differ only in formatting |
//! | rows | `rows` | links and pieces → rows in reading order |
//! | verdict | `verdict`, `cuts` | rows → verdict, counts, cut paragraphs |

pub(crate) mod cuts;
mod edges;
mod elision;
mod formatting;
mod line;
mod matching;
mod model;
mod quote_marks;
pub(crate) mod rows;
mod shared;
mod thresholds;
mod tokens;
pub(crate) mod verdict;

pub use model::{Cuts, Op, Relation, Row, RowKind, Stats, Verdict};
pub use thresholds::Thresholds;
