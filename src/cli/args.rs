//! The command line as clap parses it. The doc comments are the help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::format::{Encoding, Part, Reading};
pub(super) use crate::page::HiddenKind as Ignored;
use crate::store::{self, Settings};
use crate::text;

/// Read stories that exist in several versions, and compare two of them word by word.
#[derive(Debug, Parser)]
#[command(
    name = "recto",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "Without PATH, the folders of the settings open, or the samples if there are none. \
                  Write ./diff to open a file named like a command."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// One file opens the reader, two files the comparison, anything else the library; `-` is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub reading: ReadingOptions,

    /// Print the path of the settings file
    #[arg(long, conflicts_with = "paths")]
    pub config_path: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Compare two versions of a text: exit status 0 if they are the same, 1 if they differ
    Diff(Diff),
    /// Compare as git's external diff command: git config diff.external 'recto git-diff'
    GitDiff(GitDiff),
    /// Explain a comparison row by row: the step that paired it, scores, evidence and thresholds
    Explain(Explain),
    /// Print a document as the reader shows it
    Show(Show),
    /// List the documents in folders, grouped into stories
    List(List),
    /// List every key and its command
    Keys,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Parser)]
pub(super) struct Diff {
    /// The old version; `-` is standard input, /dev/null an empty text. Alone, a file that tracks changes
    pub old: PathBuf,
    /// The new version; `-` is standard input, /dev/null an empty text
    pub new: Option<PathBuf>,
    #[command(flatten)]
    pub options: PrintOptions,
}

#[derive(Debug, Args)]
pub(super) struct GitDiff {
    #[command(flatten)]
    pub options: PrintOptions,
    /// The path of the file in the repository
    pub path: OsString,
    /// As git passes them: old-file old-hex old-mode new-file new-hex new-mode [new-path rename-header]
    #[arg(value_name = "ARGUMENTS", trailing_var_arg = true, allow_hyphen_values = true)]
    pub rest: Vec<OsString>,
}

/// How documents are read.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct ReadingOptions {
    /// Read the documents as being in this format [default: detected by content and name]
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub from: Option<text::Format>,
    /// Read all of a web page, not only its article, and show furniture
    #[arg(long)]
    pub whole: bool,
    /// Read texts in this encoding, as `latin1` or `koi8-r` [default: by byte-order mark, as UTF-8, as declared, or guessed]
    #[arg(long, value_name = "NAME", value_parser = store::encoding)]
    pub encoding: Option<Encoding>,
    /// Read this document of a mailbox, a feed or the revisions of wiki pages, counted from 1
    #[arg(long, value_name = "NUMBER")]
    pub part: Option<u32>,
}

impl ReadingOptions {
    /// How a source is read.
    pub(super) fn reading(self, settings: &Settings) -> Reading {
        let mut reading = Reading::default();
        (reading.format, reading.whole) = (self.from, self.whole);
        (reading.encoding, reading.default_encoding) = (self.encoding, settings.encoding);
        reading.part = self.part.map(Part::Number);
        reading
    }
}

/// The formats by their names.
fn formats() -> impl TypedValueParser<Value = text::Format> {
    let names = PossibleValuesParser::new(text::Format::ALL.map(text::Format::name));
    names.map(|name| text::Format::by_name(&name).unwrap_or_default())
}

/// A time as Word files have it.
fn iso_time(time: &str) -> Result<String, &'static str> {
    const FORM: &str = "0000-00-00T00:00:00Z";
    let fits = |(c, form): (char, char)| if form == '0' { c.is_ascii_digit() } else { c == form };
    if time.len() == FORM.len() && time.chars().zip(FORM.chars()).all(fits) {
        Ok(time.to_owned())
    } else {
        Err("write it as 2024-06-19T10:40:00Z")
    }
}

/// How a comparison is printed.
#[derive(Debug, Args)]
pub(super) struct PrintOptions {
    /// The output format [default: ansi on a terminal, else plain]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// The layout of ansi output [default: split from 100 columns, else inline]
    #[arg(long, value_enum)]
    pub view: Option<View>,
    /// Hide these kinds of differences; they are still counted, and do not make the exit status 1
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS")]
    pub ignore: Vec<Ignored>,
    /// Print only the verdict, the change list and the editor's notes
    #[arg(long)]
    pub summary: bool,
    /// Add both texts to the JSON
    #[arg(long)]
    pub with_text: bool,
    /// The author of the changes in docx
    #[arg(long, value_name = "NAME", default_value = "Recto")]
    pub author: String,
    /// The time of the changes in docx: 2024-06-19T10:40:00Z [default: none]
    #[arg(long, value_name = "TIME", value_parser = iso_time)]
    pub time: Option<String>,
    #[command(flatten)]
    pub reading: ReadingOptions,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The old version; `-` is standard input
    pub old: PathBuf,
    /// The new version; `-` is standard input
    pub new: PathBuf,
    /// The output format
    #[arg(long, value_enum, default_value_t = PrintFormat::Plain)]
    pub format: PrintFormat,
    /// The width that sentences are cut to [default: that of the terminal, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
    #[command(flatten)]
    pub reading: ReadingOptions,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The file; `-` is standard input
    pub file: PathBuf,
    /// The output format
    #[arg(long, value_enum, default_value_t = ShowFormat::Plain)]
    pub format: ShowFormat,
    #[command(flatten)]
    pub reading: ReadingOptions,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// Folders and files [default: the folders of the settings, else the samples]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = PrintFormat::Plain)]
    pub format: PrintFormat,
    #[command(flatten)]
    pub reading: ReadingOptions,
}

/// How printed text looks.
#[derive(Debug, Args)]
pub(super) struct Look {
    /// The width to print in [default: that of the terminal]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Colours and styles, for a terminal
    Ansi,
    /// Words marked [-removed-] and {+added+}
    Plain,
    /// For programs
    Json,
    /// One page for a browser, side by side and in one column
    Html,
    /// The verdict, the change list, the text with ~~removed~~ and **added**
    Markdown,
    /// {--removed--} {++added++}: accepting all gives the new text to the byte, rejecting all the old
    Criticmarkup,
    /// A Word file that tracks the changes: accepting all gives the new text, rejecting all the old
    Docx,
    /// A table of the changes for a spreadsheet, with a line of column names
    Csv,
    /// The changes for programs, one JSON object per line
    Jsonl,
    /// A short account of the changes in sentences, each with the number of its change
    TextSummary,
}

/// The table in `page` has the names and help of the kinds.
impl ValueEnum for Ignored {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let mut help = self.help().to_owned();
        if let Some(first) = help.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Some(PossibleValue::new(self.name()).help(help))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PrintFormat {
    /// For people
    Plain,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    /// As the reader lays it out
    Plain,
    /// For programs
    Json,
    /// Plain text, a line per paragraph; a plain text unchanged
    Text,
    /// Markdown, with headings, lists, tables, emphasis and links; a Markdown file unchanged
    Markdown,
    /// A Word file, with headings, lists, tables, emphasis and links
    Docx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// Side by side
    Split,
    /// One column
    Inline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal; NO_COLOR and CLICOLOR_FORCE are honoured
    Auto,
    /// Always, also into a pipe or a file
    Always,
    /// Never
    Never,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_file_called_like_a_command_is_opened_by_its_path() {
        let paths = |args: &[&str]| Arguments::parse_from(args).paths;
        assert_eq!(paths(&["recto", "./diff"]), [PathBuf::from("./diff")]);
        assert_eq!(paths(&["recto", "a.txt", "diff"]), [PathBuf::from("a.txt"), PathBuf::from("diff")]);
        assert_eq!(paths(&["recto", "--", "list"]), [PathBuf::from("list")]);
    }
}
