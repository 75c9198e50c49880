//! Keeps the README's key table equal to the command table. `RECTO_BLESS=1 cargo test --test keys` rewrites it.

#![cfg(feature = "tui")]

use recto::app::command;

#[test]
fn the_key_table_of_the_readme_is_up_to_date() {
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
