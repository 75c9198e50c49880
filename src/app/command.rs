//! The one table of commands.
//!
//! Dispatch, the help screen, the footer's hints, the palette, the keymap file and its error messages, `recto keys` and
//! the README's key table all read [`COMMANDS`]; keys are defined nowhere else.

use std::fmt::Write;

use crate::page::Filter;

use super::chord::Chord;

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each has a help line in COMMANDS")]
pub enum Command {
    LineUp,
    LineDown,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    Top,
    Bottom,
    Open,
    Mark,
    Compare,
    CompareBase,
    CompareNearest,
    Filter,
    SearchTexts,
    Sort,
    HideList,
    Wider,
    Narrower,
    Collapse,
    SwitchPane,
    Next,
    Previous,
    ToggleLayout,
    Changes,
    Fold,
    Typography,
    HiddenKinds,
    Toggle,
    Look,
    Swap,
    OtherEnd,
    Export,
    Copy,
    CopyAll,
    Search,
    NextVersion,
    Contents,
    Links,
    JumpBack,
    NextDocument,
    PreviousDocument,
    Furniture,
    Encoding,
    Accept,
    Class(Filter),
    DetailUp,
    DetailDown,
    Back,
    Cancel,
    Help,
    Palette,
    Theme,
    Reload,
    Redraw,
    Mouse,
    Suspend,
    Quit,
    EraseBack,
    EraseForward,
    EraseWord,
    EraseAll,
    CursorLeft,
    CursorRight,
    CursorStart,
    CursorEnd,
}

/// Where a key is pressed: the same key can mean different commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list of documents.
    Library,
    /// One document.
    Reader,
    /// Two documents.
    Comparison,
    /// The changes, over a comparison.
    ChangeList,
    /// The hidden kinds, over a comparison.
    HiddenKinds,
    /// Another list over a screen: contents, help.
    List,
    /// A prompt.
    Prompt,
}

impl Context {
    /// All contexts.
    pub const ALL: [Self; 7] =
        [Self::Library, Self::Reader, Self::Comparison, Self::ChangeList, Self::HiddenKinds, Self::List, Self::Prompt];

    /// Its name for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Reader => "reader",
            Self::Comparison => "comparison",
            Self::ChangeList => "changes",
            Self::HiddenKinds => "hidden",
            Self::List => "lists",
            Self::Prompt => "typing",
        }
    }
}

/// Headings of the help screen, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has its name")]
pub enum Group {
    Moving,
    Library,
    Reading,
    Comparing,
    Program,
    Typing,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 6] =
        [Self::Moving, Self::Library, Self::Reading, Self::Comparing, Self::Program, Self::Typing];

    /// Its heading.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Library => "Library",
            Self::Reading => "Reading",
            Self::Comparing => "Comparing",
            Self::Program => "Program",
            Self::Typing => "Typing",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its name in the keymap file and the palette.
    pub name: &'static str,
    /// Its heading in the help screen.
    pub group: Group,
    /// Its default keys, by context.
    pub keys: &'static [(&'static [Context], &'static [&'static str])],
    /// Its hint in the footer of these contexts. An entry without words shares those of the next entry: `↑↓ choose`.
    pub hint: (&'static [Context], &'static str),
    /// What it does, in one line.
    pub help: &'static str,
}

impl Entry {
    /// Whether it works in a context.
    #[must_use]
    pub fn works_in(&self, context: Context) -> bool {
        self.keys.iter().any(|(contexts, _)| contexts.contains(&context))
    }

    /// Its default keys as written, without duplicates.
    #[must_use]
    pub fn default_keys(&self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        for key in self.keys.iter().flat_map(|k| k.1) {
            if !keys.contains(key) {
                keys.push(*key);
            }
        }
        keys
    }

    /// The contexts it works in, without duplicates.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        Context::ALL.into_iter().filter(|&c| self.works_in(c)).collect()
    }
}

use Context::{ChangeList as E, Comparison as C, HiddenKinds as A, Library as L, List as O, Prompt as P, Reader as R};

/// Everywhere.
const EVERYWHERE: &[Context] = &[L, R, C, E, A, O, P];
/// Every context but the prompt.
const KEYED: &[Context] = &[L, R, C, E, A, O];
/// The screens.
const SCREENS: &[Context] = &[L, R, C];
/// Where a text is shown.
const TEXT: &[Context] = &[R, C];
/// Where space scrolls a page.
const PAGED: &[Context] = &[R, C, E, O];
/// No hint in the footer.
const NO_HINT: (&[Context], &str) = (&[], "");

const fn entry(
    command: Command,
    name: &'static str,
    group: Group,
    keys: &'static [(&'static [Context], &'static [&'static str])],
    hint: (&'static [Context], &'static str),
    help: &'static str,
) -> Entry {
    Entry { command, name, group, keys, hint, help }
}

/// All commands, in the order of the help screen and the footer.
#[rustfmt::skip]
pub const COMMANDS: &[Entry] = &[
    entry(Command::LineUp, "line-up", Group::Moving, &[(KEYED, &["up", "k"]), (&[P], &["up", "ctrl-p"])], (&[L, E, A, O], ""), "one line up, or the previous entry"),
    entry(Command::LineDown, "line-down", Group::Moving, &[(KEYED, &["down", "j"]), (&[P], &["down", "ctrl-n"])], (&[L, E, A, O], "choose"), "one line down, or the next entry"),
    entry(Command::PageUp, "page-up", Group::Moving, &[(KEYED, &["pgup", "ctrl-b"]), (&[P], &["pgup"])], NO_HINT, "one page up"),
    entry(Command::PageDown, "page-down", Group::Moving, &[(KEYED, &["pgdn", "ctrl-f"]), (PAGED, &["space"]), (&[P], &["pgdn"])], (&[R], "page down"), "one page down"),
    entry(Command::HalfUp, "half-page-up", Group::Moving, &[(KEYED, &["ctrl-u"])], NO_HINT, "half a page up"),
    entry(Command::HalfDown, "half-page-down", Group::Moving, &[(KEYED, &["ctrl-d"])], NO_HINT, "half a page down"),
    entry(Command::Top, "top", Group::Moving, &[(KEYED, &["g g", "home"])], NO_HINT, "to the beginning"),
    entry(Command::Bottom, "bottom", Group::Moving, &[(KEYED, &["G", "end"])], NO_HINT, "to the end"),

    entry(Command::Open, "open", Group::Library, &[(&[L], &["enter", "l", "right"])], (&[L], "read"), "read the chosen document, or open and close a story"),
    entry(Command::Mark, "mark", Group::Library, &[(&[L], &["space"])], (&[L], "mark"), "mark a document for comparison"),
    entry(Command::Compare, "compare", Group::Library, &[(&[L, R], &["d"])], (&[L, R], "compare"), "compare the two marked documents, or this one with the version before it"),
    entry(Command::CompareBase, "compare-base", Group::Library, &[(&[L, R], &["B"])], NO_HINT, "compare with the fullest version of the story"),
    entry(Command::CompareNearest, "compare-nearest", Group::Library, &[(&[L, R], &["D"])], NO_HINT, "compare with the version it shares most with"),
    entry(Command::Filter, "filter", Group::Library, &[(&[L], &["/"])], (&[L], "filter"), "show only the documents that match"),
    entry(Command::SearchTexts, "search-texts", Group::Library, &[(&[L], &["S"]), (&[P], &["tab"])], (&[L], "in texts"), "search the texts of all documents; while a filter is typed, for that"),
    entry(Command::Sort, "sort", Group::Library, &[(&[L], &["o"])], NO_HINT, "the next order of the list: time, title, length, path"),
    entry(Command::HideList, "hide-list", Group::Library, &[(&[L, R], &["|"])], NO_HINT, "hide or show the list beside the text"),
    entry(Command::Narrower, "list-narrower", Group::Library, &[(&[L, R], &["<"])], NO_HINT, "make the list beside the text narrower"),
    entry(Command::Wider, "list-wider", Group::Library, &[(&[L, R], &[">"])], NO_HINT, "make the list beside the text wider"),
    entry(Command::Collapse, "collapse", Group::Library, &[(&[L], &["f", "h", "left"])], NO_HINT, "open or close the story"),
    entry(Command::SwitchPane, "switch-pane", Group::Library, &[(&[L, R], &["tab"])], NO_HINT, "move between the list and the text"),

    entry(Command::Search, "search", Group::Reading, &[(TEXT, &["/"])], (&[R], "search"), "search in the text"),
    entry(Command::Next, "next", Group::Reading, &[(TEXT, &["n"]), (&[C], &["] c"])], (&[C], ""), "the next change, or search hit"),
    entry(Command::Previous, "previous", Group::Reading, &[(TEXT, &["N"]), (&[C], &["[ c"])], (&[C], "change"), "the previous change, or search hit"),
    entry(Command::NextVersion, "next-version", Group::Reading, &[(&[R], &["v"])], (&[R], "next version"), "the story's next version, at the same sentence"),
    entry(Command::JumpBack, "jump-back", Group::Reading, &[(TEXT, &["backspace", "ctrl-o"])], (&[R], "return"), "to the place before the last jump: to a link, a heading, a change, an end"),
    entry(Command::Contents, "contents", Group::Reading, &[(&[R], &["t"])], (&[R], "contents"), "table of contents"),
    entry(Command::Links, "links", Group::Reading, &[(&[R], &["L"])], (&[R], "links"), "the links of the text and their targets"),
    entry(Command::PreviousDocument, "previous-document", Group::Reading, &[(&[R], &["["])], (&[R], ""), "the previous document"),
    entry(Command::NextDocument, "next-document", Group::Reading, &[(&[R], &["]"])], (&[R], "document"), "the next document"),
    entry(Command::Furniture, "furniture", Group::Reading, &[(&[R], &["f"])], NO_HINT, "show or fold text left over from the web page"),
    entry(Command::Encoding, "encoding", Group::Reading, &[(&[R], &["E"])], NO_HINT, "choose another encoding, if letters are wrong"),

    entry(Command::ToggleLayout, "toggle-layout", Group::Comparing, &[(&[C], &["s"])], (&[C], "layout"), "side by side, or inline"),
    entry(Command::Changes, "changes", Group::Comparing, &[(&[C, E], &["c"])], (&[C], "changes"), "list the changes, most important first"),
    entry(Command::Fold, "fold", Group::Comparing, &[(&[C], &["f"])], (&[C], "fold"), "fold or unfold what is the same"),
    entry(Command::Typography, "typography", Group::Comparing, &[(&[C], &["z"])], (&[C], "typography"), "hide or show typography"),
    entry(Command::HiddenKinds, "hidden", Group::Comparing, &[(&[C, A], &["Z"])], NO_HINT, "choose which kinds are hidden: case, style, furniture …"),
    entry(Command::Toggle, "toggle", Group::Comparing, &[(&[A], &["enter", "space"])], (&[A], "hide or show"), "hide or show the chosen kind"),
    entry(Command::Look, "look", Group::Comparing, &[(TEXT, &["enter"])], NO_HINT, "look closer: the current change in the list, else open the first fold"),
    entry(Command::Swap, "swap", Group::Comparing, &[(&[C], &["x"])], (&[C], "swap"), "exchange old and new"),
    entry(Command::OtherEnd, "other-end", Group::Comparing, &[(&[C], &["m"])], (&[C], "other end"), "to the other end of a move, or to the next move"),
    entry(Command::Class(Filter::All), "list-all", Group::Comparing, &[(&[E], &["0"])], NO_HINT, "list all changes"),
    entry(Command::Class(Filter::Quotes), "list-quotes", Group::Comparing, &[(&[E], &["1"])], NO_HINT, "list changes inside quotation marks"),
    entry(Command::Class(Filter::Attribution), "list-attribution", Group::Comparing, &[(&[E], &["2"])], NO_HINT, "list changes of attribution"),
    entry(Command::Class(Filter::Numbers), "list-numbers", Group::Comparing, &[(&[E], &["3"])], NO_HINT, "list changed numbers and dates"),
    entry(Command::Class(Filter::Names), "list-names", Group::Comparing, &[(&[E], &["4"])], NO_HINT, "list changed names"),
    entry(Command::Class(Filter::Wording), "list-wording", Group::Comparing, &[(&[E], &["5"])], NO_HINT, "list changed wording"),
    entry(Command::Class(Filter::Cuts), "list-cuts", Group::Comparing, &[(&[E], &["6"])], NO_HINT, "list what was cut"),
    entry(Command::Class(Filter::Additions), "list-additions", Group::Comparing, &[(&[E], &["7"])], NO_HINT, "list what was added"),
    entry(Command::Class(Filter::Style), "list-style", Group::Comparing, &[(&[E], &["8"])], NO_HINT, "list changes of house style"),
    entry(Command::Class(Filter::Other), "list-other", Group::Comparing, &[(&[E], &["9"])], NO_HINT, "list moves, furniture, credits"),

    entry(Command::DetailUp, "detail-up", Group::Comparing, &[(&[E], &["K", "shift-up"])], (&[E], ""), "one line up in the chosen change, if it does not fit"),
    entry(Command::DetailDown, "detail-down", Group::Comparing, &[(&[E], &["J", "shift-down"])], (&[E], "more"), "one line down in the chosen change, if it does not fit"),

    entry(Command::Accept, "accept", Group::Program, &[(&[E, O, P], &["enter"])], (&[E, O], "go"), "go to the chosen entry, or end typing"),
    entry(Command::Export, "export", Group::Program, &[(TEXT, &["e"])], NO_HINT, "write the document or the comparison into a file"),
    entry(Command::Copy, "copy", Group::Program, &[(&[R, C, E, O], &["y"])], (&[O], "copy"), "copy the sentence, change or link to the clipboard"),
    entry(Command::CopyAll, "copy-all", Group::Program, &[(&[R, C, E], &["Y"])], NO_HINT, "copy the listed changes, in the reader the whole text"),
    entry(Command::Palette, "palette", Group::Program, &[(KEYED, &[":"])], NO_HINT, "choose a command by name"),
    entry(Command::Theme, "theme", Group::Program, &[(SCREENS, &["T"])], NO_HINT, "the next theme"),
    entry(Command::Reload, "reload", Group::Program, &[(SCREENS, &["r"])], NO_HINT, "read the documents again"),
    entry(Command::Redraw, "redraw", Group::Program, &[(EVERYWHERE, &["ctrl-l"])], NO_HINT, "redraw the screen"),
    entry(Command::Mouse, "mouse", Group::Program, &[(KEYED, &["M"])], NO_HINT, "leave the mouse to the terminal, to select text; again takes it back"),
    entry(Command::Suspend, "suspend", Group::Program, &[(EVERYWHERE, &["ctrl-z"])], NO_HINT, "suspend to the shell; fg returns"),
    entry(Command::Cancel, "cancel", Group::Program, &[(EVERYWHERE, &["esc"])], (&[E, A, O], ""), "close the list on top, cancel what runs, clear the search"),
    entry(Command::Back, "back", Group::Program, &[(KEYED, &["q"])], (KEYED, "back"), "back; quit at the last screen"),
    entry(Command::Quit, "quit", Group::Program, &[(EVERYWHERE, &["Q", "ctrl-c"])], NO_HINT, "quit"),
    entry(Command::Help, "help", Group::Program, &[(KEYED, &["?", "f1"]), (&[P], &["f1"])], (&[L, R, C, E, A, O], "help"), "the keys that work here"),

    entry(Command::EraseBack, "erase-back", Group::Typing, &[(&[P], &["backspace", "ctrl-h"])], NO_HINT, "erase the previous character"),
    entry(Command::EraseForward, "erase-forward", Group::Typing, &[(&[P], &["del", "ctrl-d"])], NO_HINT, "erase the character under the cursor"),
    entry(Command::EraseWord, "erase-word", Group::Typing, &[(&[P], &["ctrl-w"])], NO_HINT, "erase the previous word"),
    entry(Command::EraseAll, "erase-all", Group::Typing, &[(&[P], &["ctrl-u"])], NO_HINT, "erase the line"),
    entry(Command::CursorLeft, "cursor-left", Group::Typing, &[(&[P], &["left"])], NO_HINT, "one character left"),
    entry(Command::CursorRight, "cursor-right", Group::Typing, &[(&[P], &["right"])], NO_HINT, "one character right"),
    entry(Command::CursorStart, "cursor-start", Group::Typing, &[(&[P], &["home", "ctrl-a"])], NO_HINT, "to the beginning of the line"),
    entry(Command::CursorEnd, "cursor-end", Group::Typing, &[(&[P], &["end", "ctrl-e"])], NO_HINT, "to the end of the line"),
];

impl Command {
    /// Its row of the table.
    #[must_use]
    pub fn entry(self) -> Option<&'static Entry> {
        COMMANDS.iter().find(|e| e.command == self)
    }

    /// Whether it moves by lines or pages.
    const fn steps(self) -> bool {
        matches!(self, Self::LineUp | Self::LineDown | Self::PageUp | Self::PageDown | Self::HalfUp | Self::HalfDown)
    }

    /// Whether it moves through a text or a list.
    #[must_use]
    pub(super) const fn scrolls(self) -> bool {
        self.steps() || matches!(self, Self::Top | Self::Bottom)
    }

    /// Whether a count before its key repeats it.
    #[must_use]
    pub(super) const fn repeats(self) -> bool {
        self.steps()
            || matches!(self, Self::Next | Self::Previous | Self::NextDocument | Self::PreviousDocument)
            || matches!(self, Self::NextVersion | Self::DetailUp | Self::DetailDown)
    }

    /// Whether it needs a comparison to be present.
    #[must_use]
    pub(super) const fn reads_comparison(self) -> bool {
        matches!(
            self,
            Self::Next
                | Self::Previous
                | Self::Search
                | Self::ToggleLayout
                | Self::Changes
                | Self::Fold
                | Self::Typography
                | Self::HiddenKinds
                | Self::Look
                | Self::OtherEnd
                | Self::Export
                | Self::Copy
                | Self::CopyAll
        )
    }

    /// The command with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        COMMANDS.iter().find(|e| e.name == name).map(|e| e.command)
    }
}

/// The README's key table, in Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::new();
    for group in Group::ALL {
        _ = writeln!(out, "\n| {} | |\n|---|---|", group.name());
        for entry in COMMANDS.iter().filter(|e| e.group == group) {
            let keys: Vec<_> = entry.default_keys().iter().map(|k| format!("`{k}`")).collect();
            _ = writeln!(out, "| {} | {} |", keys.join(" "), entry.help);
        }
    }
    out.trim_start().to_owned()
}

/// A sequence of chords as shown in the footer and the help screen.
#[must_use]
pub fn symbols(chords: &[Chord]) -> String {
    chords.iter().map(|c| c.symbol()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_and_commands_are_unique() {
        let names: HashSet<_> = COMMANDS.iter().map(|e| e.name).collect();
        let commands: HashSet<_> = COMMANDS.iter().map(|e| e.command).collect();
        assert_eq!(names.len(), COMMANDS.len());
        assert_eq!(commands.len(), COMMANDS.len());
    }

    #[test]
    fn every_command_has_a_key_where_it_works() {
        for entry in COMMANDS {
            assert!(!entry.contexts().is_empty(), "{}", entry.name);
            for (contexts, keys) in entry.keys {
                assert!(!contexts.is_empty() && !keys.is_empty(), "{}", entry.name);
            }
        }
    }

    #[test]
    fn hints_are_only_given_where_the_command_works() {
        for entry in COMMANDS {
            assert!(entry.hint.0.iter().all(|&c| entry.works_in(c)), "{}", entry.name);
        }
    }
}
