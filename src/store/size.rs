//! Sizes for people.

/// A formatted size: `12 bytes`, `300 MB`.
pub(super) fn people(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) if bytes.is_multiple_of(*unit) || bytes / unit >= 10 => format!("{} {name}", bytes / unit),
        Some((name, unit)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_for_people() {
        assert_eq!([12, 1 << 10, 300 << 20, 5 << 29].map(people), ["12 bytes", "1 KB", "300 MB", "2.5 GB"]);
    }
}
