//! Reports a test that cannot run here.

/// Writes the line that begins with SKIPPED, which `.ci/run` repeats at its end, past the harness, which keeps what a
/// passing test prints to itself.
pub(crate) fn report(why: &str) {
    _ = std::io::Write::write_all(&mut std::io::stderr(), format!("\nSKIPPED: {why}\n").as_bytes());
}
