//! Opening the terminal program; `recto keys`.

use std::collections::BTreeMap;
use std::env;
use std::io::{IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use crate::app::Arrangement;
use crate::app::KeyError;
use crate::app::Keymap;
use crate::app::Preferences;
use crate::app::Start;
use crate::format::Reading;
use crate::store;
use crate::store::Problem;
use crate::store::Settings;
use crate::store::Source;
use crate::text::Pair;
use crate::theme::Theme;
use crate::tui;

use super::args::ReadingOptions;
use super::error::{self, Error};
use super::settings::settings;
use super::{input, look};

/// The default width of a text column in cells: lines of 66 to 72 are most readable.
const DEFAULT_MEASURE: u16 = 70;

/// Opens the program on these paths; returns its exit status.
pub(super) fn run(paths: &[PathBuf], options: ReadingOptions) -> Result<i32, Error> {
    if !stdout().is_terminal() {
        return Err(Error::new(
            "cannot open the reader: standard output is not a terminal (use recto diff, show or list)",
        ));
    }
    let startup = tui::Startup::begin().map_err(Error::new)?;
    let (settings, problems) = Settings::load();
    store::set_converters(settings.converters.clone(), super::settings::search_path());
    let start = start(paths, &settings, options.reading(&settings))?;
    let (keymap, mistakes) = keymap(&settings);
    let mut problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    problems.extend(mistakes);
    let (chosen, theme_error) = match &settings.theme {
        Some((name, line)) => match look::named(name, *line) {
            Ok(theme) => (Some((name.clone(), theme)), None),
            Err(error) => (None, Some(error)),
        },
        None => (None, None),
    };
    problems.extend(theme_error);
    let mut themes: Vec<_> = Theme::names().map(str::to_owned).collect();
    themes.extend(chosen.iter().map(|c| c.0.clone()).filter(|n| Theme::names().all(|t| t != n)));
    let preferences = Preferences {
        measure: settings.measure.unwrap_or(DEFAULT_MEASURE),
        keymap,
        themes,
        theme: chosen.as_ref().map(|c| c.0.clone()),
        library: Arrangement::default(),
        problems,
    };
    let depth = look::depth_for_program();
    let theme = |name: Option<&str>| {
        let own = chosen.as_ref().filter(|c| Some(c.0.as_str()) == name).map(|c| c.1.clone());
        let theme = own.or_else(|| name.and_then(Theme::builtin));
        theme.unwrap_or_else(|| Theme::for_background(look::light())).at(depth)
    };
    let ended = tui::run(startup, start, preferences, &theme).map_err(Error::new)?;
    ended.notices.iter().for_each(|notice| error::print(notice));
    Ok(ended.status)
}

/// The first screen: the reader for one file, the comparison for two, otherwise the library.
fn start(paths: &[PathBuf], settings: &Settings, reading: Reading) -> Result<Start, Error> {
    let file = |path: &Path| input::is_stdin(path) || !store::is_folder(path);
    if paths.is_empty() || paths.iter().any(|path| !file(path)) {
        input::check_no_part(reading)?;
    }
    match paths {
        [] if settings.folders.is_empty() => {
            Ok(library(Vec::new(), store::samples().collect(), "samples".to_owned(), reading))
        }
        [] => Ok(library_of(settings.folders.clone(), Vec::new(), reading)),
        [path] if file(path) => {
            let source = input::source_to_open(path, reading)?;
            store::check(&source).map_err(Error::new)?;
            let Some(mut parts) = store::parts_at_once(source) else {
                return Ok(library_of(paths.to_vec(), Vec::new(), reading));
            };
            match parts.pop() {
                Some(source) if parts.is_empty() => Ok(Start::Reader(source)),
                last => {
                    parts.extend(last);
                    Ok(library(Vec::new(), parts, short(path), reading))
                }
            }
        }
        [old, new] if file(old) && file(new) => {
            let Pair { old, new } = input::sources_to_open(old, new, reading)?;
            for source in [&old, &new] {
                store::check(source).map_err(Error::new)?;
            }
            Ok(Start::Comparison(Pair::new(old, new)))
        }
        _ => {
            let (stdin, files): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|p| input::is_stdin(p));
            let sources = stdin.iter().take(1).map(|p| input::source_to_open(p, reading)).collect::<Result<_, _>>()?;
            Ok(library_of(files, sources, reading))
        }
    }
}

/// The library of these folders and files; its name is that of the single folder, with `~` for the home folder.
fn library_of(paths: Vec<PathBuf>, sources: Vec<Source>, reading: Reading) -> Start {
    let name = match paths.as_slice() {
        [one] => short(one),
        more => format!("{} places", more.len() + sources.len()),
    };
    library(paths, sources, name, reading)
}

const fn library(paths: Vec<PathBuf>, sources: Vec<Source>, name: String, reading: Reading) -> Start {
    Start::Library { paths, sources, name, reading }
}

fn short(path: &Path) -> String {
    let whole = env::current_dir().ok().filter(|_| path == Path::new(".")).unwrap_or_else(|| path.to_owned());
    let home = env::var_os("HOME").map(PathBuf::from).filter(|h| h.is_absolute());
    match home.and_then(|h| whole.strip_prefix(h).ok().map(Path::to_owned)) {
        Some(below) if below.as_os_str().is_empty() => "~".to_owned(),
        Some(below) => format!("~/{}", below.display()),
        None => whole.display().to_string(),
    }
}

/// The keymap of the settings, and a message for each error in it.
fn keymap(settings: &Settings) -> (Keymap, Vec<String>) {
    let own: BTreeMap<_, _> = settings.keys.iter().map(|k| (k.command.clone(), k.chords.clone())).collect();
    let (keymap, mistakes) = Keymap::new(&own);
    let message = |error: &KeyError| {
        let path = store::config_path().unwrap_or_else(|| "config.toml".into());
        let line = settings.keys.iter().find(|k| k.command == error.command()).map(|k| k.line);
        Problem { path, line, what: error.to_string() }.to_string()
    };
    (keymap, mistakes.iter().map(message).collect())
}

/// Prints every key.
pub(super) fn keys(out: &mut dyn Write) -> Result<i32, Error> {
    let (keymap, mistakes) = keymap(settings());
    mistakes.iter().for_each(|m| error::print(m));
    out.write_all(keymap.listing().as_bytes())?;
    Ok(0)
}
