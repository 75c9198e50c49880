//! The state of the whole program: a stack of screens, the overlays on the last one, and their common state.

use super::canvas::Size;
use super::chord::Chord;
use super::command::Context;
use super::comparison::Comparison;
use super::documents::DocId;
use super::keymap::Keymap;
use super::library::{Library, Pane};
use super::overlay::Overlay;
use super::reader::Reader;
use super::shared::Shared;

/// A screen and its state.
#[derive(Debug)]
pub(super) enum Screen {
    Library(Library),
    Reader(Reader),
    Comparison(Comparison),
}

impl Screen {
    /// Sets the number of skipped files.
    pub(super) fn set_skipped(&mut self, files: usize) {
        if let Self::Library(library) = self {
            library.skipped = files;
        }
    }
}

/// The state of the whole program.
#[derive(Debug)]
pub struct State {
    pub(super) size: Size,
    pub(super) keymap: Keymap,
    pub(super) pending: Vec<Chord>,
    /// The number typed before a command.
    pub(super) count: Option<usize>,
    /// The stack of screens; the last one is shown. Never empty.
    pub(super) screens: Vec<Screen>,
    /// The stack of overlays; the last one receives the keys.
    pub(super) overlays: Vec<Overlay>,
    /// The documents that the program was started on, until each is read.
    pub(super) awaited: Vec<DocId>,
    /// State common to all screens.
    pub(super) shared: Shared,
    pub(super) themes: Vec<String>,
    pub(super) theme: Option<String>,
    /// Whether the program receives mouse events; otherwise the terminal selects text with the mouse.
    pub(super) mouse: bool,
}

impl State {
    /// The context of the keys.
    pub(super) fn context(&self) -> Context {
        if let Some(overlay) = self.overlays.last() {
            return overlay.context();
        }
        match self.screens.last() {
            Some(Screen::Library(library)) if library.pane == Pane::List => Context::Library,
            Some(Screen::Library(_) | Screen::Reader(_)) | None => Context::Reader,
            Some(Screen::Comparison(_)) => Context::Comparison,
        }
    }

    /// The visible reader.
    pub(super) fn reader(&mut self) -> Option<&mut Reader> {
        reader_of(&mut self.screens)
    }
}

/// The visible reader: a separate screen, or the library's right pane.
pub(super) fn reader_of(screens: &mut [Screen]) -> Option<&mut Reader> {
    match screens.last_mut()? {
        Screen::Reader(reader) => Some(reader),
        Screen::Library(library) => library.reader.as_mut(),
        Screen::Comparison(_) => None,
    }
}
