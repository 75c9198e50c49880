//! Suggestions for a mistyped name.

use strsim::osa_distance;

/// The candidate nearest to a mistyped `name`. `None` if none is within a third of the characters of `name` (at least
/// one); two exchanged neighbours count as one edit.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    let distances = candidates.into_iter().map(|candidate| (osa_distance(name, candidate), candidate));
    distances.filter(|(distance, _)| *distance <= limit).min().map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_close_names_are_found() {
        let keys = ["folders", "measure", "theme", "keys"];
        assert_eq!(nearest("mesure", keys), Some("measure"));
        assert_eq!(nearest("thmee", keys), Some("theme"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
    }
}
