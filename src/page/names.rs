//! Shortens names with a common beginning there, so that the rest distinguishes them.
//!
//! ```text
//! Leaders sign a pact in Pyongyang           … sign a pact in Pyongyang
//! Leaders sign a treaty in Moscow            … sign a treaty in Moscow
//! ```

use super::{fit, width};

/// Before a name that is cut at its beginning.
const CUT: &str = "… ";

/// `name` in at most `cells` cells. If its beginning does not distinguish it from the others, the beginning is cut
/// instead of the end.
#[must_use]
pub fn fit_among<'a>(name: &str, others: impl IntoIterator<Item = &'a str>, cells: usize) -> String {
    if width(name) <= cells {
        return name.to_owned();
    }
    let alike =
        others.into_iter().filter(|other| *other != name).map(|other| common_words(name, other)).max().unwrap_or(0);
    let (same, differs) = name.split_at_checked(alike).unwrap_or(("", name));
    // If enough of the difference is visible, the beginning is kept.
    if width(same) + MIN_DIFFERENCE_CELLS <= cells {
        return fit(name, cells);
    }
    let room = cells.saturating_sub(width(CUT));
    let starts =
        name.char_indices().filter(|&(at, _)| at > 0 && at < alike && is_word_start(name, at)).map(|(at, _)| at);
    // As many of the words before the difference as fit with everything after it.
    let start = starts.chain([alike]).find(|&at| name.get(at..).is_some_and(|rest| width(rest) <= room));
    let rest = start.and_then(|at| name.get(at..)).unwrap_or(differs);
    format!("{CUT}{}", fit(rest, room))
}

/// Cells of the differing words that should be visible.
const MIN_DIFFERENCE_CELLS: usize = 12;

/// Both names in at most `cells` cells together, cut so that they differ.
#[must_use]
pub fn fit_pair(old: &str, new: &str, cells: usize) -> (String, String) {
    let (wide_old, wide_new) = (width(old), width(new));
    let half = cells / 2;
    let (room_old, room_new) = match () {
        () if wide_old + wide_new <= cells => (wide_old, wide_new),
        () if wide_old <= half => (wide_old, cells - wide_old),
        () if wide_new <= half => (cells - wide_new, wide_new),
        () => (half, cells - half),
    };
    (fit_among(old, [new], room_old), fit_among(new, [old], room_new))
}

/// Bytes of the words that two names have in common at the beginning, with the space after them.
fn common_words(a: &str, b: &str) -> usize {
    let same = |(x, y): &(char, char)| x.to_lowercase().eq(y.to_lowercase());
    let common: usize = a.chars().zip(b.chars()).take_while(same).map(|(x, _)| x.len_utf8()).sum();
    if common == a.len() {
        return 0; // one is a prefix of the other
    }
    a.get(..common).map_or(0, |head| {
        head.rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8))
    })
}

fn is_word_start(name: &str, at: usize) -> bool {
    let before = name.get(..at).and_then(|head| head.chars().next_back());
    let after = name.get(at..).and_then(|rest| rest.chars().next());
    before.is_some_and(|c| !c.is_alphanumeric()) && after.is_some_and(|c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACT: &str = "Leaders in Pyongyang sign a pact of mutual defence in a partnership";
    const AID: &str = "Leaders in Pyongyang sign a pact that pledges support against aggression";

    #[test]
    fn common_beginnings_are_cut() {
        assert_eq!(fit_among(PACT, [AID], 100), PACT);
        assert_eq!(fit_among(PACT, [AID], 42), "… pact of mutual defence in a partnership");
        let (old, new) = fit_pair(PACT, AID, 70);
        assert_ne!(old, new);
        assert!(old.starts_with("… ") && old.contains("mutual") && new.contains("pledges"), "{old} | {new}");
        assert_eq!(fit_among("A harbour bridge reopens", ["Goats on the runway"], 12), "A harbour b…");
        assert_eq!(fit_among("wire-2024-copy-one.txt", ["wire-2024-copy-two.txt"], 12), "… one.txt");
    }

    #[test]
    fn cut_names_fit() {
        for cells in 0..80 {
            let (old, new) = fit_pair(PACT, AID, cells);
            assert!(width(&old) + width(&new) <= cells.max(2 * width(CUT)), "{cells}: {old} | {new}");
            assert!(width(&fit_among("条約に署名した二人", ["条約に反対した二人"], cells)) <= cells.max(width(CUT)));
        }
    }
}
