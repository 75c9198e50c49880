//! Pictures, of which a document has the alternative text.

use crate::text::one_line;

/// Endings of files of pictures, which some programs write where a description belongs.
const ENDINGS: [&str; 9] = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".bmp", ".tif", ".tiff", ".webp"];

/// The description in an alternative text, in one line; `None` if it is empty or the name of a file.
pub(super) fn description(alternative: &str) -> Option<String> {
    let line = one_line(alternative);
    let lower = line.to_ascii_lowercase();
    let is_file = ENDINGS.iter().any(|ending| lower.ends_with(ending));
    (!line.is_empty() && !is_file).then_some(line)
}

/// That pictures are left out, in a phrase; `None` if none is.
pub(super) fn undescribed(count: usize) -> Option<Box<str>> {
    match count {
        0 => None,
        1 => Some("1 picture has no description, and is left out".into()),
        count => Some(format!("{count} pictures have no description, and are left out").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_file_describes_nothing() {
        assert_eq!(description(" The quay\n at noon ").as_deref(), Some("The quay at noon"));
        assert_eq!((description("images/quay 1.PNG"), description("")), (None, None));
    }
}
