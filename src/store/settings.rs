//! The user's settings: `config.toml`, and themes in the same folder.
//!
//! ```toml
//! folders = ["~/stories"]      # opened by default
//! measure = 68                 # the widest column of text, in cells
//! theme = "dark"               # a built-in one, or themes/NAME.toml in the same folder
//! encoding = "windows-1251"    # of files that show and declare none, instead of a guess
//!
//! [commands]                   # a program that reads files of an ending, and its arguments; {} is the file
//! pages = ["pages2text", "{}"]
//!
//! [keys]                       # a command's name and its keys, instead of the default ones
//! next = ["n", "ctrl-n"]
//! ```
//!
//! An unusable setting is reported with its line and does not affect others; a file that cannot be parsed is reported
//! with its line, and the defaults are used.

use std::fmt;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use super::convert::Converter;
use super::read::plain_file;
use super::{config_dir, config_path, nearest};
use crate::format::Encoding;

/// The user's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Folders that are opened by default.
    pub folders: Vec<PathBuf>,
    /// Maximum width of a text column, in cells.
    pub measure: Option<u16>,
    /// The name of a theme and its line; not checked for existence here.
    pub theme: Option<(String, usize)>,
    /// The encoding of files that show and declare none; `None` to guess it.
    pub encoding: Option<Encoding>,
    /// Commands that convert files which Recto does not read.
    pub converters: Vec<Converter>,
    /// Keys of commands, in the order of the file.
    pub keys: Vec<KeySetting>,
}

/// The keys for a command; neither is checked for existence here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySetting {
    /// The command's name.
    pub command: String,
    /// The keys as written; none to unbind.
    pub chords: Vec<String>,
    /// Its line.
    pub line: usize,
}

/// An error in a settings file, in one line with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; `None` for the whole file.
    pub line: Option<usize>,
    /// The error and its effect.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.what)
    }
}

const NAMES: [&str; 6] = ["folders", "measure", "theme", "encoding", "commands", "keys"];

/// Minimum and maximum width of a readable text column.
const MEASURES: std::ops::RangeInclusive<u16> = 30..=160;

impl Settings {
    /// The settings of the user's file, and its errors. A missing file is not an error.
    #[must_use]
    pub fn load() -> (Self, Vec<Problem>) {
        let Some(path) = config_path() else { return Self::default().alone() };
        Self::load_from(path)
    }

    fn load_from(path: PathBuf) -> (Self, Vec<Problem>) {
        match text_of(&path) {
            Ok(Some(text)) => Self::parse(&path, &text),
            Ok(None) => Self::default().alone(),
            Err(error) => {
                let what = format!("cannot be read ({error}); the defaults are used");
                (Self::default(), vec![Problem { path, line: None, what }])
            }
        }
    }

    /// Parses `text`, the content of `path`.
    #[must_use]
    pub fn parse(path: &Path, text: &str) -> (Self, Vec<Problem>) {
        let mut reader = Reader { path, text, problems: Vec::new() };
        let settings = match DeTable::parse(text) {
            Ok(table) => reader.settings(table.get_ref()),
            Err(error) => {
                let at = error.span().map_or(0, |s| s.start);
                reader.report(at, format!("{}; the defaults are used", error.message().trim_end()));
                Self::default()
            }
        };
        (settings, reader.problems)
    }

    const fn alone(self) -> (Self, Vec<Problem>) {
        (self, Vec::new())
    }
}

/// The path and text of the user's theme `name`, if it exists.
///
/// # Errors
/// Fails if the theme exists but cannot be read.
pub fn own_theme(name: &str) -> Result<Option<(PathBuf, String)>, Problem> {
    // A name, not a path: it must not leave the folder.
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let Some(dir) = config_dir().filter(|_| plain) else { return Ok(None) };
    theme_in(&dir, name)
}

fn theme_in(dir: &Path, name: &str) -> Result<Option<(PathBuf, String)>, Problem> {
    let path = dir.join("themes").join(format!("{name}.toml"));
    match text_of(&path) {
        Ok(text) => Ok(text.map(|text| (path, text))),
        Err(error) => Err(Problem { path, line: None, what: format!("cannot be read ({error})") }),
    }
}

/// Maximum size of a file of settings, in bytes: longer than a person writes.
const SETTINGS_BYTES: u64 = 1 << 20;

/// The text of a file of settings, which must be a regular file: a named pipe would wait for a writer, a device has no
/// end. `None` if it does not exist.
fn text_of(path: &Path) -> Result<Option<String>, String> {
    let Some(bytes) = plain_file(path, SETTINGS_BYTES)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|_| "it is not UTF-8".to_owned())
}

/// Parses a file's table and collects errors.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn settings(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in entries {
            let at = name.span().start;
            match &**name.get_ref() {
                "folders" => {
                    settings.folders = self.strings("folders", value).iter().map(|f| at_home(Path::new(f))).collect();
                }
                "measure" => settings.measure = self.measure(value),
                "theme" => match value.get_ref() {
                    DeValue::String(theme) => settings.theme = Some((theme.to_string(), self.line(at))),
                    _ => self.report(at, "theme must be a name in quotes".to_owned()),
                },
                "encoding" => settings.encoding = self.encoding(value),
                "commands" => settings.converters = self.converters(value),
                "keys" => settings.keys = self.keys(value),
                unknown => self.unknown(at, unknown),
            }
        }
        settings
    }

    fn measure(&mut self, value: &Spanned<DeValue<'_>>) -> Option<u16> {
        let number = match value.get_ref() {
            DeValue::Integer(n) if n.radix() == 10 => n.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        let measure = number.filter(|n| MEASURES.contains(n));
        if measure.is_none() {
            let what = format!("measure must be a number from {} to {}", MEASURES.start(), MEASURES.end());
            self.report(value.span().start, what);
        }
        measure
    }

    fn encoding(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Encoding> {
        let at = value.span().start;
        let DeValue::String(name) = value.get_ref() else {
            self.report(at, "encoding must be a name in quotes".to_owned());
            return None;
        };
        let found = encoding(name);
        found.map_err(|why| self.report(at, why)).ok()
    }

    fn converters(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Converter> {
        let DeValue::Table(table) = value.get_ref() else {
            self.report(value.span().start, "commands must be a table: [commands]".to_owned());
            return Vec::new();
        };
        let mut converters = Vec::new();
        for (name, value) in table {
            let ending = name.get_ref().trim_start_matches('.').to_lowercase();
            let command = self.strings(&ending, value);
            if command.is_empty() {
                self.report(
                    value.span().start,
                    format!("{ending} must be a program and its arguments: [\"program\", \"{{}}\"]"),
                );
            } else {
                converters.push(Converter { ending, command });
            }
        }
        converters
    }

    fn keys(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<KeySetting> {
        let DeValue::Table(table) = value.get_ref() else {
            self.report(value.span().start, "keys must be a table: [keys]".to_owned());
            return Vec::new();
        };
        let mut keys = Vec::new();
        for (name, value) in table {
            let line = self.line(name.span().start);
            let command = name.get_ref().to_string();
            let chords = self.strings(&command, value);
            keys.push(KeySetting { command, chords, line });
        }
        keys.sort_by_key(|k| k.line);
        keys
    }

    /// A string or a list of strings.
    fn strings(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let message = || format!("{name} must be texts in quotes: \"…\" or [\"…\", \"…\"]");
        match value.get_ref() {
            DeValue::String(one) => vec![one.to_string()],
            DeValue::Array(many) => {
                let mut out = Vec::new();
                for item in many {
                    match item.get_ref() {
                        DeValue::String(one) => out.push(one.to_string()),
                        _ => self.report(item.span().start, message()),
                    }
                }
                out
            }
            _ => {
                self.report(value.span().start, message());
                Vec::new()
            }
        }
    }

    fn unknown(&mut self, at: usize, name: &str) {
        let meant = nearest(name, NAMES)
            .map_or_else(|| format!("there are {}", NAMES.join(", ")), |near| format!("did you mean “{near}”?"));
        self.report(at, format!("unknown setting “{name}”: {meant}"));
    }

    fn report(&mut self, at: usize, what: String) {
        self.problems.push(Problem { path: self.path.to_path_buf(), line: Some(self.line(at)), what });
    }

    /// The line of byte `at`, from 1.
    fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|&b| b == b'\n').count() + 1
    }
}

/// The encoding of this name.
///
/// # Errors
/// A message that names a similar one, or where they are listed.
pub fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::by_name(name).ok_or_else(|| {
        let names: Vec<String> = Encoding::listed().map(|(encoding, _)| encoding.name()).collect();
        let meant = match nearest(&name.to_ascii_lowercase(), names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("there are {} …", names.get(..6).unwrap_or(&names).join(", ")),
        };
        format!("unknown encoding “{name}”: {meant}")
    })
}

/// Replaces a leading `~` by the home folder.
pub(super) fn at_home(path: &Path) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_path_buf());
    match path.strip_prefix("~") {
        Ok(rest) => home().map_or_else(|| path.to_owned(), |home| home.join(rest)),
        Err(_) => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Settings, Vec<String>) {
        let (settings, problems) = Settings::parse(Path::new("config.toml"), text);
        (settings, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn settings_are_read() {
        let (settings, problems) =
            read("folders = ['/news', '/old']\nmeasure = 72\ntheme = 'light'\n[keys]\nquit = []\nnext = 'n'\n");
        assert_eq!(problems, [""; 0]);
        assert_eq!(settings.folders, [PathBuf::from("/news"), PathBuf::from("/old")]);
        assert_eq!((settings.measure, settings.theme), (Some(72), Some(("light".into(), 3))));
        let quit = KeySetting { command: "quit".into(), chords: vec![], line: 5 };
        let next = KeySetting { command: "next".into(), chords: vec!["n".into()], line: 6 };
        assert_eq!(settings.keys, [quit, next]);
    }

    #[test]
    fn errors_are_reported_with_their_lines_and_the_rest_is_used() {
        let (settings, problems) = read("mesure = 70\nmeasure = 5000\ntheme = 3\nfolders = ['/a', 4]\nzebra = 1\n");
        assert_eq!(settings.folders, [PathBuf::from("/a")]);
        assert_eq!(
            problems,
            [
                "config.toml:1: unknown setting “mesure”: did you mean “measure”?",
                "config.toml:2: measure must be a number from 30 to 160",
                "config.toml:3: theme must be a name in quotes",
                "config.toml:4: folders must be texts in quotes: \"…\" or [\"…\", \"…\"]",
                "config.toml:5: unknown setting “zebra”: there are folders, measure, theme, encoding, commands, keys",
            ]
        );
    }

    #[test]
    fn an_encoding_is_found_by_its_name() {
        let (settings, problems) = read("encoding = 'Latin1'\n");
        assert_eq!((settings.encoding.map(Encoding::name).as_deref(), problems.len()), (Some("windows-1252"), 0));
        let (settings, problems) = read("encoding = 'windows-1521'\n");
        assert_eq!(settings.encoding, None);
        assert_eq!(problems, ["config.toml:1: unknown encoding “windows-1521”: did you mean “windows-1251”?"]);
        assert_eq!(read("encoding = 1251\n").1, ["config.toml:1: encoding must be a name in quotes"]);
        assert!(read("encoding = 'klingon'\n").1[0].contains("there are utf-8, "));
    }

    #[test]
    fn a_broken_file_is_reported_with_its_line_and_defaults_are_used() {
        let (settings, problems) = read("measure = 70\ntheme = \n");
        assert_eq!(settings, Settings::default());
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("config.toml:2: "), "{problems:?}");
        assert!(problems[0].ends_with("; the defaults are used") && !problems[0].contains('\n'), "{problems:?}");
    }

    #[test]
    fn a_theme_is_a_name_not_a_path() {
        assert_eq!(own_theme("../../etc/passwd"), Ok(None));
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_read() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("themes")).expect("a folder");
        let made = std::process::Command::new("mkfifo").arg(path("pipe.toml")).arg(path("themes/pipe.toml")).status();
        assert!(made.expect("mkfifo runs").success());
        symlink("/dev/zero", path("device.toml")).expect("a link");
        symlink("/dev/zero", path("themes/device.toml")).expect("a link");
        std::fs::File::create(path("large.toml")).and_then(|file| file.set_len(SETTINGS_BYTES + 1)).expect("a file");
        for (name, why) in [
            ("pipe", "it is a named pipe, not a file"),
            ("device", "it is a device, not a file"),
            ("large", "it has 1.0 MB, at most 1 MB are read"),
        ] {
            let (settings, problems) = Settings::load_from(path(&format!("{name}.toml")));
            assert_eq!(settings, Settings::default());
            assert_eq!(problems[0].what, format!("cannot be read ({why}); the defaults are used"));
            if name != "large" {
                let problem = theme_in(folder.path(), name).expect_err("refused");
                assert_eq!(problem.what, format!("cannot be read ({why})"));
            }
        }
        assert_eq!(Settings::load_from(path("missing.toml")), Settings::default().alone());
        assert_eq!(theme_in(folder.path(), "missing"), Ok(None));
    }
}
