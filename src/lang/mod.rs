//! Floor 0: what is known of languages.

pub(crate) mod english;
pub(crate) mod terms;
pub(crate) mod tongue;
