//! The signature of tracked changes.

/// Who made the changes, and when, as Word shows it.
#[derive(Clone, Copy, Debug)]
pub struct RedlineOptions<'a> {
    /// The author.
    pub author: &'a str,
    /// The time as in ISO 8601: `2024-06-19T10:40:00Z`.
    pub time: Option<&'a str>,
}
