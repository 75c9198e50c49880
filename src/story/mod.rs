//! Floor 1: documents that tell of the same event stand together.

mod group;

pub use group::{Story, Version, group};
