//! The number and choice of cases of a property.

#![allow(dead_code, reason = "each test uses its part")]

use proptest::prelude::ProptestConfig;
use proptest::test_runner::{FileFailurePersistence, RngSeed};

/// The cases of a property: `few` of them during development, a thousand in `.ci/run`, which sets `RECTO_PROPERTY_CASES`.
pub(crate) fn config(few: u32) -> ProptestConfig {
    same(std::env::var("RECTO_PROPERTY_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(few))
}

/// The same number of cases in every build, and the same cases, so that a commit that passed once passes again.
/// `PROPTEST_CASES=2000 cargo test --test properties` searches for new ones. The seed of a case that fails is kept beside
/// the test, in `*.proptest-regressions`: it is committed, and tried first in every run.
pub(crate) fn same(cases: u32) -> ProptestConfig {
    let persistence = Box::new(FileFailurePersistence::WithSource("proptest-regressions"));
    let exploring = ProptestConfig { failure_persistence: Some(persistence), ..ProptestConfig::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => exploring,
        None => ProptestConfig { cases, rng_seed: RngSeed::Fixed(1440), ..exploring },
    }
}
