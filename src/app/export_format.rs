//! What can be exported, and in which formats.

use std::path::PathBuf;
use std::sync::Arc;

use crate::changes::Comparison;
use crate::page::HiddenKinds;
use crate::text::{Document, Pair};

/// A format to export in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has a help line")]
pub enum ExportFormat {
    Docx,
    Html,
    Markdown,
    Text,
    TextSummary,
    Csv,
    Jsonl,
    Json,
    Criticmarkup,
}

impl ExportFormat {
    /// Those for one document.
    pub(super) const OF_DOCUMENT: &[Self] = &[Self::Markdown, Self::Text, Self::Docx, Self::Json];

    /// Those for a comparison.
    pub(super) const OF_COMPARISON: &[Self] = &[
        Self::Docx,
        Self::Html,
        Self::Markdown,
        Self::Text,
        Self::TextSummary,
        Self::Csv,
        Self::Jsonl,
        Self::Json,
        Self::Criticmarkup,
    ];

    /// Its name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::TextSummary => "text-summary",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::Criticmarkup => "criticmarkup",
        }
    }

    /// What it is for.
    pub(super) const fn help(self) -> &'static str {
        match self {
            Self::Docx => "a Word file, which tracks changes",
            Self::Html => "a page for a browser or paper",
            Self::Markdown => "for what reads Markdown",
            Self::Text => "plain text",
            Self::TextSummary => "a short account in sentences",
            Self::Csv => "a table for a spreadsheet",
            Self::Jsonl => "a change per line, for programs",
            Self::Json => "for programs",
            Self::Criticmarkup => "both texts in one, with marks",
        }
    }

    /// The ending of its files.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown | Self::Criticmarkup => "md",
            Self::Text | Self::TextSummary => "txt",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
        }
    }
}

/// What is exported.
#[derive(Debug)]
pub enum Exported {
    /// A document.
    Document {
        /// Its content.
        document: Arc<Document>,
        /// Its path.
        path: String,
        /// Whether the reader shows furniture.
        furniture: bool,
    },
    /// A comparison.
    Comparison {
        /// The documents as laid out for it.
        documents: Pair<Arc<Document>>,
        /// Their differences.
        comparison: Arc<Comparison>,
        /// The hidden kinds.
        hidden: HiddenKinds,
        /// The paths of the documents.
        paths: Pair<String>,
    },
}

/// A request to export.
#[derive(Debug)]
pub struct Export {
    /// What.
    pub what: Exported,
    /// In which format.
    pub format: ExportFormat,
    /// Where, as typed.
    pub path: PathBuf,
    /// Whether a file that exists is replaced.
    pub replace: bool,
}
