//! Exporting a document or a comparison into a file.
//!
//! ```text
//! e ─▸ list of formats ─▸ prompt with a file name ─▸ Effect::Export ─▸ Answer::Exported, Answer::Occupied
//! ```
//!
//! A file that exists is replaced only after a second confirmation of its name.

use std::path::PathBuf;
use std::sync::Arc;

use super::export_format::{Export, ExportFormat, Exported};
use super::jobs::Job;
use super::menu::Menu;
use super::message::Effect;
use super::overlay::Overlay;
use super::prompt::Prompt;
use super::state::{Screen, State, reader_of};

/// Maximum length of each document's part of a proposed name, in characters.
const NAME_CHARS: usize = 60;

impl State {
    /// Opens the list of formats.
    pub(super) fn choose_export(&mut self) {
        let formats = match self.screens.last() {
            Some(Screen::Comparison(_)) => ExportFormat::OF_COMPARISON,
            _ => ExportFormat::OF_DOCUMENT,
        };
        if self.exported().is_some() {
            self.overlays.push(Overlay::Exports { formats, menu: Menu::default() });
        }
    }

    /// Asks for the file's name.
    pub(super) fn ask_export_name(&mut self, format: ExportFormat) {
        let Some(what) = self.exported() else { return };
        let path = PathBuf::from(format!("{}.{}", self.export_stem(), format.ending()));
        self.ask_name(Box::new(Export { what, format, path, replace: false }));
    }

    /// The prompt holds what will be written: by the time a name is entered, the screen may show something else.
    fn ask_name(&mut self, export: Box<Export>) {
        let prompt = Prompt::new(&export.path.to_string_lossy());
        self.overlays.push(Overlay::Export { export, prompt });
    }

    /// Exports into the file of this name.
    pub(super) fn export(&mut self, mut export: Box<Export>, typed: &str) {
        let path = typed.trim();
        if path.is_empty() {
            self.shared.say("nothing was exported: no name was given");
            return;
        }
        export.path = PathBuf::from(path);
        let ticket = self.shared.start(Job::Export);
        self.shared.effects.push(Effect::Export(ticket, export));
    }

    /// The file exists: asks for the name again.
    pub(super) fn confirm_export(&mut self, mut export: Box<Export>) {
        export.replace = true;
        self.ask_name(export);
    }

    fn exported(&mut self) -> Option<Exported> {
        let path = |id| self.shared.documents.source(id).map(|source| source.name()).unwrap_or_default();
        match self.screens.last() {
            Some(Screen::Comparison(shown)) => {
                let page = shown.window.page()?;
                Some(Exported::Comparison {
                    documents: page.documents().clone(),
                    comparison: Arc::clone(page.comparison()),
                    hidden: shown.hidden,
                    paths: shown.pair().map(path),
                })
            }
            _ => {
                let Self { screens, shared, .. } = self;
                let reader = reader_of(screens)?;
                let path = shared.documents.source(reader.doc).map(|source| source.name()).unwrap_or_default();
                let furniture = reader.window.page().is_some_and(|page| page.options().furniture);
                let document = Arc::clone(shared.documents.document(reader.doc)?);
                Some(Exported::Document { document, path, furniture })
            }
        }
    }

    /// The proposed name without its ending: "first", "first to second".
    fn export_stem(&mut self) -> String {
        let Self { screens, shared, .. } = self;
        let stem = |id| file_name(&shared.documents.file(id));
        match screens.last() {
            Some(Screen::Comparison(shown)) => {
                let names = shown.pair().map(stem);
                format!("{} to {}", names.old, names.new)
            }
            _ => reader_of(screens).map(|reader| stem(reader.doc)).unwrap_or_default(),
        }
    }
}

/// A name as part of a file's name.
fn file_name(name: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '(' | ')' | ',');
    let name: String = name.chars().map(|c| if allowed(c) { c } else { '-' }).take(NAME_CHARS).collect();
    let name = name.trim_matches([' ', '-']);
    if name.is_empty() { "text".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_name_is_that_of_one_file() {
        assert_eq!(file_name("../a\u{1b}b: c.d"), "a-b- c-d");
        assert_eq!(file_name("//"), "text");
        assert_eq!(file_name(&"x".repeat(400)).len(), NAME_CHARS);
    }
}
