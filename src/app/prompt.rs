//! A line of text being typed: a search, a filter, a command's name.

use tui_input::Input;
use tui_input::InputRequest;
use unicode_segmentation::UnicodeSegmentation;

use super::command::Command;
use crate::page::{fit, sanitize, width};

/// Maximum length in characters: longer than any name or sentence that is searched for. A pasted text is cut.
pub(super) const PROMPT_CHARS: usize = 400;

/// The typed line and its cursor.
#[derive(Clone, Debug, Default)]
pub(super) struct Prompt {
    input: Input,
    /// Whether the last text was cut.
    cut: bool,
}

impl Prompt {
    /// A prompt with an initial text.
    #[must_use]
    pub(super) fn new(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()), cut: false }
    }

    /// Its text.
    #[must_use]
    pub(super) fn text(&self) -> &str {
        self.input.value()
    }

    /// Cells before the cursor, as the text is shown.
    #[must_use]
    pub(super) fn cursor(&self) -> usize {
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        width(&sanitize(&before))
    }

    /// The part of the text around the cursor in at most `cells` cells, and the cell of the cursor in it.
    #[must_use]
    pub(super) fn visible(&self, cells: usize) -> (String, usize) {
        let shown = sanitize(self.text());
        let cursor = self.cursor();
        // The cursor is after the last letter at most.
        if width(&shown) < cells.max(1) {
            return (shown, cursor);
        }
        let room = cells.saturating_sub(2);
        let (mut rest, mut cut) = (shown.as_str(), 0);
        while cursor.saturating_sub(cut) > room {
            let Some((letter, after)) = first_letter(rest) else { break };
            (rest, cut) = (after, cut + width(letter));
        }
        let begin = if cut > 0 { "…" } else { "" };
        (fit(&format!("{begin}{rest}"), cells), cursor.saturating_sub(cut) + width(begin))
    }

    /// Whether the text that was typed or pasted last was cut.
    pub(super) const fn is_cut(&self) -> bool {
        self.cut
    }

    /// Types or pastes a text; line breaks become spaces. What is longer than [`PROMPT_CHARS`] is cut.
    pub(super) fn insert(&mut self, text: &str) {
        let room = PROMPT_CHARS.saturating_sub(self.text().chars().count());
        let mut chars = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control());
        for c in chars.by_ref().take(room) {
            _ = self.input.handle(InputRequest::InsertChar(c));
        }
        self.cut = chars.next().is_some();
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
        self.cut = false;
        true
    }
}

/// The first letter of a text, with its marks, and the rest.
fn first_letter(text: &str) -> Option<(&str, &str)> {
    let letter = text.graphemes(true).next()?;
    text.split_at_checked(letter.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_wider_than_its_room_is_shown_around_the_cursor() {
        let mut prompt = Prompt::new("bridge-first to bridge-second.docx");
        assert_eq!(prompt.visible(40), ("bridge-first to bridge-second.docx".to_owned(), 34));
        assert_eq!(prompt.visible(12), ("…econd.docx".to_owned(), 11));
        prompt.edit(Command::CursorStart);
        assert_eq!(prompt.visible(12), ("bridge-firs…".to_owned(), 0));
        for cells in 2..40 {
            let (shown, cursor) = prompt.visible(cells);
            assert!(width(&shown) <= cells.max(1) && cursor <= cells, "{cells}: {shown}");
        }
    }

    #[test]
    fn a_pasted_text_of_any_length_is_cut() {
        let mut prompt = Prompt::default();
        prompt.insert("two\nwords");
        assert!(prompt.text() == "two words" && !prompt.is_cut());
        prompt.insert(&"x".repeat(10 << 20));
        assert!(prompt.text().len() == PROMPT_CHARS && prompt.is_cut());
        assert!(prompt.edit(Command::EraseBack) && !prompt.is_cut());
    }

    #[test]
    fn the_cursor_is_after_what_is_shown() {
        let mut prompt = Prompt::default();
        prompt.insert("e\u{301}\u{200b}条");
        assert_eq!(prompt.cursor(), 4);
        prompt.edit(Command::CursorLeft);
        assert_eq!(prompt.cursor(), 2);
    }
}
