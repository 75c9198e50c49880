//! Injected faults, for tests.

/// Panics at `at` if the environment asks for it, so that tests can check the state of the terminal. Release builds
/// ignore it.
pub(super) fn fault(at: &str) {
    debug_assert!(std::env::var_os("RECTO_FAULT").is_none_or(|asked| asked != at), "a requested fault");
}
