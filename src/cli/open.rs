//! The terminal program, and what it says about itself.

use std::collections::BTreeMap;
use std::env;
use std::io::{IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use crate::app::KeyError;
use crate::app::Keymap;
use crate::app::Preferences;
use crate::app::Start;
use crate::app::command;
use crate::store;
use crate::store::Problem;
use crate::store::Settings;
use crate::text::Pair;
use crate::theme::Theme;
use crate::tui;

use super::{Trouble, input, look};

/// The widest column of a text where the settings say nothing: 66 to 72 cells are read best.
const MEASURE: u16 = 70;

/// Opens the program on these paths; gives its exit status.
pub(super) fn run(paths: &[PathBuf]) -> Result<i32, Trouble> {
    if !stdout().is_terminal() {
        return Err(Trouble::new("standard output is not a terminal: use recto diff, show or list"));
    }
    let (settings, problems) = Settings::load();
    let start = start(paths, &settings)?;
    let (keymap, faults) = keymap(&settings);
    let mut problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    problems.extend(faults);
    let (chosen, fault) = match &settings.theme {
        Some((name, line)) => match look::named(name, *line) {
            Ok(theme) => (Some((name.clone(), theme)), None),
            Err(fault) => (None, Some(fault)),
        },
        None => (None, None),
    };
    problems.extend(fault);
    let mut themes: Vec<_> = Theme::names().map(str::to_owned).collect();
    themes.extend(chosen.iter().map(|c| c.0.clone()).filter(|n| Theme::names().all(|t| t != n)));
    let preferences = Preferences {
        measure: settings.measure.unwrap_or(MEASURE),
        keymap,
        themes,
        theme: chosen.as_ref().map(|c| c.0.clone()),
        problems,
    };
    let depth = look::depth_wanted();
    let theme = |name: Option<&str>| {
        let own = chosen.as_ref().filter(|c| Some(c.0.as_str()) == name).map(|c| c.1.clone());
        let theme = own.or_else(|| name.and_then(Theme::builtin));
        theme.unwrap_or_else(|| Theme::for_background(look::light())).at(depth)
    };
    let ended = tui::run(start, preferences, &theme).map_err(|e| Trouble::new(e.to_string()))?;
    ended.notices.iter().for_each(|notice| super::complain(notice));
    Ok(ended.status)
}

/// What opens for these paths: one file in the reader, two in the comparison, anything else in the library.
fn start(paths: &[PathBuf], settings: &Settings) -> Result<Start, Trouble> {
    let file = |path: &Path| input::is_stdin(path) || !store::is_folder(path);
    match paths {
        [] if settings.folders.is_empty() => {
            Ok(Start::Library { paths: Vec::new(), sources: store::samples().collect(), name: "samples".to_owned() })
        }
        [] => Ok(library(settings.folders.clone(), Vec::new())),
        [path] if file(path) => {
            let source = input::source_to_open(path)?;
            store::check(&source).map_err(|e| Trouble::new(e.to_string()))?;
            Ok(Start::Reader(source))
        }
        [old, new] if file(old) && file(new) => {
            let Pair { old, new } = input::sources_to_open(old, new)?;
            for source in [&old, &new] {
                store::check(source).map_err(|e| Trouble::new(e.to_string()))?;
            }
            Ok(Start::Comparison(Pair::new(old, new)))
        }
        _ => {
            let (piped, files): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|p| input::is_stdin(p));
            let sources = piped.iter().take(1).map(|p| input::source_to_open(p)).collect::<Result<_, _>>()?;
            Ok(library(files, sources))
        }
    }
}

/// The library of these folders and files, called by the folder where there is one, short where it is below home.
fn library(paths: Vec<PathBuf>, sources: Vec<store::Source>) -> Start {
    let name = match paths.as_slice() {
        [one] => short(one),
        more => format!("{} places", more.len() + sources.len()),
    };
    Start::Library { paths, sources, name }
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

/// The keymap of the settings; what is wrong with it, a line each.
fn keymap(settings: &Settings) -> (Keymap, Vec<String>) {
    let own: BTreeMap<_, _> = settings.keys.iter().map(|k| (k.command.clone(), k.chords.clone())).collect();
    let (keymap, faults) = Keymap::new(&own);
    let told = |fault: &KeyError| {
        let path = store::config_path().unwrap_or_else(|| "config.toml".into());
        let line = settings.keys.iter().find(|k| k.command == fault.command()).map(|k| k.line);
        Problem { path, line, what: fault.to_string() }.to_string()
    };
    (keymap, faults.iter().map(told).collect())
}

/// Prints every key.
pub(super) fn keys(out: &mut dyn Write) -> Result<i32, Trouble> {
    let (settings, problems) = Settings::load();
    let (keymap, faults) = keymap(&settings);
    problems.iter().for_each(|p| super::complain(&p.to_string()));
    faults.iter().for_each(|f| super::complain(f));
    out.write_all(command::listing(&keymap).as_bytes())?;
    Ok(0)
}
