//! What words of stories are compared by.

/// A word without its plural or possessive ending, so that *sanction*, *sanctions* and *sanction's* meet. Crude: it only
/// has to fold the same word in the same way.
pub(super) fn stem(key: &str) -> &str {
    let key = key.strip_suffix("'s").unwrap_or(key);
    match key.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with('s') => stem,
        _ => key,
    }
}
