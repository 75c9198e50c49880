//! Faults on request, for tests.

/// A fault, where the environment asks for one: a test sees what becomes of the terminal. Release builds have none.
pub(super) fn fault(at: &str) {
    debug_assert!(std::env::var_os("RECTO_FAULT").is_none_or(|asked| asked != at), "a fault that was asked for");
}
