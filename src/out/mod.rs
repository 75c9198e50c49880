//! Writers over [`std::io::Write`]. They write a page or a comparison and do not compute differences.
//!
//! | | | for |
//! |---|---|---|
//! | [`plain`] | words marked `[-…-]` and `{+…+}` | pipes |
//! | [`ansi`], [`text`] | the lines of any page, with the look of a theme or without | terminals |
//! | [`json`], [`sanitized_json`] | the contract programs depend on; any value, safe to show | programs |
//! | [`document`] | one document in the JSON contract | programs |
//! | [`document_text`], [`document_markdown`], [`document_docx`] | one document as plain text, as Markdown, as a Word file | editors |
//! | [`redline`] | a Word file that tracks the changes | word processors |
//! | [`csv`], [`jsonl`] | the change list, a change per line | tables, programs |
//! | [`account`] | the change list in sentences | messages |
//! | [`html`] | one page, side by side and in one column | browsers, paper |
//! | [`markdown`] | verdict, change list, text | places that read Markdown |
//! | [`criticmarkup`] | both texts in one, to the byte | editors of prose |
//! | [`explain`], [`explain_json`] | how each row was paired, and by which threshold | finding the cause of an error |
//! | [`summary`] | only the verdict and the change list | people in a hurry |

mod account;
mod ansi;
mod convert;
mod critic;
mod document;
mod explain;
mod html;
mod html_blocks;
mod html_words;
mod in_file;
mod json;
mod json_values;
mod kept_lines;
mod looks;
mod markdown;
mod markup;
mod plain;
mod records;
mod redline;
mod summary;

pub use account::account;
pub use ansi::{ansi, ansi_line, text};
pub use convert::{document_markdown, document_text};
pub use critic::criticmarkup;
pub use document::document;
pub use explain::{explain, explain_json};
pub use html::html;
pub use json::{JsonOptions, json};
pub use json_values::sanitized_json;
pub use markdown::markdown;
pub use plain::plain;
pub use records::{csv, jsonl};
pub use redline::{RedlineOptions, document_docx, redline};
pub use summary::summary;
