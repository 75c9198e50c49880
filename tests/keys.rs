//! The README's key table is the command table's. `RECTO_BLESS=1 cargo test --test keys` writes it.

#![cfg(feature = "tui")]

use recto::app::command;

#[test]
fn the_readme_shows_the_keys_as_they_are() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let (begin, end) = ("<!-- keys -->", "<!-- /keys -->");
    let readme = std::fs::read_to_string(path).expect("README.md");
    let (before, rest) = readme.split_once(begin).expect("<!-- keys -->");
    let (table, after) = rest.split_once(end).expect("<!-- /keys -->");
    let right = command::markdown();
    if std::env::var_os("RECTO_BLESS").is_some() {
        let text = format!("{before}{begin}\n{}\n{end}{after}", right.trim());
        std::fs::write(path, text).expect("README.md is written");
        return;
    }
    assert_eq!(table.trim(), right.trim(), "README.md is out of date: RECTO_BLESS=1 cargo test --test keys");
}
