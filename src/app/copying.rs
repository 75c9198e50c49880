//! What is copied to the clipboard: text of the documents, not of the screen.

use super::command::Command;
use super::message::Effect;
use super::overlay::Overlay;
use super::state::{Screen, State, reader_of};
use crate::page::{Filter, clip_text, sentence_text};
use crate::text::Side;

/// The maximum length in bytes: xterm and others ignore a longer sequence, of 100,000 bytes in Base64.
const COPY_MAX_BYTES: usize = 74_000;

const TOO_LONG: &str = "this is too long for the terminal’s clipboard: export it";

/// How much of a copied text the message quotes, in cells.
const QUOTED_CELLS: usize = 48;

impl State {
    /// Copies the chosen sentence or change; or the change list, in the reader the whole text.
    pub(super) fn copy(&mut self, command: Command) {
        // A long list is not made only to be refused.
        let list = match self.screens.last() {
            Some(Screen::Comparison(comparison)) if command == Command::CopyAll => comparison.change_list(),
            _ => None,
        };
        if list.is_some_and(|list| list.is_large()) {
            self.shared.complain(TOO_LONG);
            return;
        }
        match self.chosen_text(command) {
            None => self.shared.say("nothing to copy here"),
            Some(text) if text.len() > COPY_MAX_BYTES => self.shared.complain(TOO_LONG),
            Some(text) => {
                self.shared.say(format!("copied: {}", clip_text(&text, QUOTED_CELLS)));
                self.shared.effects.push(Effect::Copy(text));
            }
        }
    }

    fn chosen_text(&mut self, command: Command) -> Option<String> {
        if let Some(Overlay::ChangeList { page, menu, .. }) = self.overlays.last() {
            return match command {
                Command::CopyAll => page.all_text(),
                _ => page.entry_text(menu.chosen),
            };
        }
        match self.overlays.last() {
            Some(Overlay::Links { links, menu }) => return links.copied(menu.chosen),
            Some(_) => return None,
            None => {}
        }
        match self.screens.last() {
            Some(Screen::Comparison(comparison)) => {
                if command == Command::CopyAll {
                    return comparison.change_list()?.list(Filter::All).all_text();
                }
                let page = comparison.window.page()?;
                let change = comparison.saved_position().change().filter(|_| comparison.shows_current());
                change.and_then(|change| page.change_text(change)).or_else(|| {
                    let place = comparison.window.place();
                    sentence_text(&page.documents()[place.side], place.at)
                })
            }
            _ => {
                let reader = reader_of(&mut self.screens)?;
                if command == Command::CopyAll {
                    return Some(reader.window.page()?.document().text.to_string());
                }
                let place = reader.window.hit().unwrap_or_else(|| reader.window.place());
                debug_assert_eq!(place.side, Side::New);
                sentence_text(reader.window.page()?.document(), place.at)
            }
        }
    }
}
