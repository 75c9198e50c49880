//! Stub, being written.

mod size;

pub use size::columns;
