//! A line of text being typed: a search, a filter, a command's name.

use tui_input::Input;
use tui_input::InputRequest;

use super::command::Command;

/// The typed line and its cursor.
#[derive(Clone, Debug, Default)]
pub(super) struct Prompt {
    input: Input,
}

impl Prompt {
    /// A prompt with an initial text.
    #[must_use]
    pub(super) fn new(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()) }
    }

    /// Its text.
    #[must_use]
    pub(super) fn text(&self) -> &str {
        self.input.value()
    }

    /// Cells before the cursor.
    #[must_use]
    pub(super) fn cursor(&self) -> usize {
        self.input.visual_cursor()
    }

    /// Types or pastes a text; line breaks become spaces.
    pub(super) fn insert(&mut self, text: &str) {
        for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()) {
            _ = self.input.handle(InputRequest::InsertChar(c));
        }
    }

    /// Runs an editing command; false if it is not one.
    pub(super) fn edit(&mut self, command: Command) -> bool {
        let request = match command {
            Command::EraseBack => InputRequest::DeletePrevChar,
            Command::EraseForward => InputRequest::DeleteNextChar,
            Command::EraseWord => InputRequest::DeletePrevWord,
            Command::EraseAll => InputRequest::DeleteLine,
            Command::CursorLeft => InputRequest::GoToPrevChar,
            Command::CursorRight => InputRequest::GoToNextChar,
            Command::CursorStart => InputRequest::GoToStart,
            Command::CursorEnd => InputRequest::GoToEnd,
            _ => return false,
        };
        _ = self.input.handle(request);
        true
    }
}
