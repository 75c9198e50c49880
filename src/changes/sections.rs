//! Numbers of sections that look like times: "6.15 Fees".

use crate::text::Document;

/// How many blocks before and after a section are searched for its neighbours: a bound on time.
const NEIGHBOUR_BLOCKS: usize = 60;

/// Whether a figure is more likely a time than the number of a section: "19.30 News", "2.00 News", but "2.15 Notices".
pub(super) fn is_quarter_hour(digits: &str) -> bool {
    /// Before it, programmes are rare, and parts of contracts and laws with so many sections are not.
    const FIRST_HOUR: u32 = 6;
    let Some((hour, minutes)) = digits.split_once('.') else { return false };
    let is_quarter = |hour: u32| match minutes {
        "00" => hour <= 24,
        "15" | "30" | "45" => (FIRST_HOUR..=24).contains(&hour),
        _ => false,
    };
    hour.parse().is_ok_and(is_quarter)
}

/// Whether a line near a block begins with the number before or after its own: "6.14 Term" shows that "6.15 Fees" is
/// a section.
pub(super) fn has_neighbour_section(document: &Document, block: usize, digits: &str) -> bool {
    let Some((part, section)) = number(digits) else { return false };
    let first = block.saturating_sub(NEIGHBOUR_BLOCKS);
    let near = document.blocks.iter().skip(first).take(2 * NEIGHBOUR_BLOCKS + 1);
    let mut numbers = near.filter_map(|block| number(block.span.of(&document.text).split_whitespace().next()?));
    numbers.any(|(other, n)| other == part && n.abs_diff(section) == 1)
}

/// The two parts of a number: "6.15", "6.15.".
fn number(word: &str) -> Option<(u32, u32)> {
    let (part, section) = word.trim_end_matches('.').split_once('.')?;
    Some((part.parse().ok()?, section.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;

    #[test]
    fn neighbours_show_a_section() {
        let read = |text: &str| format::plain_text(text).unwrap_or_default();
        let lease = read("6.14 Term\n\nTwo years.\n\n6.15 Fees\n\nDue in May.\n");
        let programme = read("6.00 News\n\n6.15 Sport\n\n6.30 Film\n");
        let block = |document: &Document| {
            document.blocks.iter().position(|b| b.span.of(&document.text).starts_with("6.15")).unwrap_or_default()
        };
        assert!(is_quarter_hour("6.15"));
        assert!(has_neighbour_section(&lease, block(&lease), "6.15"));
        assert!(!has_neighbour_section(&programme, block(&programme), "6.15"));
    }
}
