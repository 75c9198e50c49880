//! The README's key table is the command table's.

#![cfg(feature = "tui")]

use recto::app::command;

#[test]
fn the_readme_shows_the_keys_as_they_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("README.md");
    let table = readme.split("<!-- keys -->").nth(1).and_then(|t| t.split("<!-- /keys -->").next());
    let table = table.expect("a table between <!-- keys --> and <!-- /keys -->");
    let right = command::markdown();
    assert_eq!(table.trim(), right.trim(), "README.md: put this table between the two marks:\n\n{right}");
}
