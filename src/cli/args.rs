//! The command line as clap reads it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(super) use crate::page::HiddenKind as Ignored;

/// Reads stories that exist in several versions, and sets two side by side with what changed marked word by word.
#[derive(Debug, Parser)]
#[command(
    name = "recto",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "A file called like a command is opened as ./diff. Without a path, the folders of the settings open, \
                  else the samples."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// A folder or several files: the list. One file: the reader. Two files: the comparison. `-`: standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Print where the settings are
    #[arg(long, conflicts_with = "paths")]
    pub config_path: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Compare two versions of a story: exit status 0 if they do not differ, 1 if they do
    Diff(Diff),
    /// Compare as git asks for: git config diff.external 'recto git-diff'
    GitDiff(GitDiff),
    /// Say why a comparison pairs what it pairs: steps, scores, evidence and thresholds, row by row
    Explain(Explain),
    /// Print a document as the reader lays it out
    Show(Show),
    /// Print the documents of folders, grouped into stories
    List(List),
    /// Print every key and what it does
    Keys,
    /// Print what completes this command line in a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Parser)]
pub(super) struct Diff {
    /// What was; `-` is standard input, /dev/null is an empty text
    pub old: PathBuf,
    /// What is; `-` is standard input, /dev/null is an empty text
    pub new: PathBuf,
    #[command(flatten)]
    pub shape: Shape,
}

#[derive(Debug, Args)]
pub(super) struct GitDiff {
    #[command(flatten)]
    pub shape: Shape,
    /// The file's path in the repository
    pub path: OsString,
    /// As git hands them over: old-file old-hex old-mode new-file new-hex new-mode [new-path about-the-renaming]
    #[arg(value_name = "ARGUMENTS", trailing_var_arg = true, allow_hyphen_values = true)]
    pub rest: Vec<OsString>,
}

/// How a comparison is printed.
#[derive(Debug, Args)]
pub(super) struct Shape {
    /// In which form: ansi on a terminal, else plain, unless said here
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// How the two stand: side by side from 100 columns, unless said here (ansi only)
    #[arg(long, value_enum)]
    pub view: Option<View>,
    /// Put differences of these kinds hidden; they are still counted, and alone they give exit status 0
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS")]
    pub ignore: Vec<Ignored>,
    /// Only the verdict, the change list and what the editors' notes say of it
    #[arg(long)]
    pub summary: bool,
    /// With the whole texts in the JSON
    #[arg(long)]
    pub with_text: bool,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// What was; `-` is standard input
    pub old: PathBuf,
    /// What is; `-` is standard input
    pub new: PathBuf,
    /// In which form
    #[arg(long, value_enum, default_value_t = PrintFormat::Plain)]
    pub format: PrintFormat,
    /// Columns to cut sentences to; those of the terminal, else 100, unless said here
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The document; `-` is standard input
    pub file: PathBuf,
    /// In which form
    #[arg(long, value_enum, default_value_t = PrintFormat::Plain)]
    pub format: PrintFormat,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// Folders and files; without one, the folders of the settings, else the samples
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// In which form
    #[arg(long, value_enum, default_value_t = PrintFormat::Plain)]
    pub format: PrintFormat,
}

/// How printed text looks.
#[derive(Debug, Args)]
pub(super) struct Look {
    /// Columns to print in; those of the terminal, unless said here
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..))]
    pub width: Option<u16>,
    /// Whether to colour
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With colours and styles, for a terminal
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
}

/// Kinds of difference that may be hidden, by the names and in the words of the page's table.
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
pub(super) enum View {
    /// Side by side
    Split,
    /// One column
    Inline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal, as the environment wishes
    Auto,
    /// Also into a pipe or a file
    Always,
    /// Nowhere
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
