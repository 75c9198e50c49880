//! The checks and what they use of the tests.

#[path = "../common/answers.rs"]
pub(crate) mod answers;
#[path = "../common/archive.rs"]
pub(crate) mod archive;
#[path = "checks.rs"]
pub(crate) mod checks;
#[path = "../common/rebuild.rs"]
pub(crate) mod rebuild;
