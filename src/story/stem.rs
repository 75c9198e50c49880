//! The stem by which words of stories are compared.

/// A word without its plural or possessive ending, so that *sanction*, *sanctions* and *sanction's* are equal. It only
/// has to be consistent.
pub(super) fn stem(key: &str) -> &str {
    let key = key.strip_suffix("'s").unwrap_or(key);
    match key.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with('s') => stem,
        _ => key,
    }
}
