//! The sample stories, embedded in the program and opened by default.

use super::Source;

macro_rules! sample {
    ($name:literal) => {
        ($name, include_str!(concat!("../../assets/sample/", $name, ".txt")))
    };
}

const SAMPLES: [(&str, &str); 8] = [
    sample!("pact-1-wire"),
    sample!("pact-2-syndicated"),
    sample!("pact-3-rewrite"),
    sample!("pact-4-digest"),
    sample!("pact-5-collected"),
    sample!("bridge-1-first"),
    sample!("bridge-2-second"),
    sample!("bridge-3-corrected"),
];

/// All samples, in list order.
pub fn samples() -> impl Iterator<Item = Source> {
    SAMPLES.iter().map(|(name, _)| Source::Sample(name))
}

/// The text of a sample.
pub(super) fn text(name: &str) -> Option<&'static str> {
    SAMPLES.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}
