//! What must hold for any bytes: one function a fuzz target. They panic if it does not.
//!
//! The targets of cargo-fuzz in this folder and `tests/fuzzing.rs`, which needs no other compiler, share them.

#![allow(dead_code, reason = "each target uses its part")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use recto::app::{Arrangement, Chord, Effect, Key, Keymap, Msg, Preferences, Size, Sort, Start, State, update, view};
use recto::changes::{self, Comparison, Options};
use recto::diff::Row;
use recto::format::{self, Collection, Encoding, Hint, Part, Reading};
use recto::page::{is_unsafe, sanitize};
use recto::store::{Database, Settings, Source};
use recto::text::{Document, Format, Pair, Span};
use recto::theme::Theme;
use zip::CompressionMethod;

use super::answers::answers;
use super::archive::archive;
use super::rebuild;

/// A target: its name and its check.
type Target = (&'static str, fn(&[u8]));

/// All targets. Those of importers have the names of their formats.
pub(crate) const TARGETS: [Target; 15] = [
    ("text", |data| importer(Format::PlainText, data)),
    ("markdown", |data| importer(Format::Markdown, data)),
    ("html", |data| importer(Format::Html, data)),
    ("docx", |data| importer(Format::Docx, data)),
    ("odt", |data| importer(Format::Odt, data)),
    ("epub", |data| importer(Format::Epub, data)),
    ("mail", |data| importer(Format::Mail, data)),
    ("feed", |data| importer(Format::Feed, data)),
    ("mediawiki", |data| importer(Format::MediaWiki, data)),
    ("document", document),
    ("comparison", comparison),
    ("screens", screens),
    ("settings", settings),
    ("state_file", state_file),
    ("state_rows", state_rows),
];

/// Bytes to documents by one importer, in each way it has.
pub(crate) fn importer(format: Format, data: &[u8]) {
    let packaged = matches!(format, Format::Docx | Format::Odt | Format::Epub);
    let bytes = if packaged { package(&String::from_utf8_lossy(data)) } else { data.to_vec() };
    let second = match format {
        Format::Docx | Format::Odt => Some(Part::Before),
        format => format.holds_several().then_some(Part::Number(2)),
    };
    let mut readings = vec![Reading::default()];
    readings.extend(second.map(|part| {
        let mut reading = Reading::default();
        reading.part = Some(part);
        reading
    }));
    if format == Format::Html {
        let mut reading = Reading::default();
        reading.whole = true;
        readings.push(reading);
    }
    for mut reading in readings {
        reading.format = Some(format);
        if let Ok(document) = format::read(bytes.clone(), &Hint::none().reading(reading)) {
            is_sound(&document);
        }
    }
}

/// An archive of the parts of a text: each begins after a line `%% name`. They are not compressed.
pub(crate) fn package(text: &str) -> Vec<u8> {
    let mut names = BTreeSet::new();
    let parts = text.split("%% ").skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")));
    // An archive is not made with two parts of one name.
    let parts: Vec<(&str, &str)> = parts.filter(|(name, _)| names.insert(*name)).collect();
    archive(&parts, CompressionMethod::Stored)
}

/// Bytes to a document, by each importer and in each encoding. The first byte chooses how they are read.
pub(crate) fn document(data: &[u8]) {
    let Some((&how, bytes)) = data.split_first() else { return };
    let formats = Format::ALL.len() + 1;
    let mut reading = Reading::default();
    reading.format = Format::ALL.get(usize::from(how) % formats).copied();
    let how = usize::from(how) / formats;
    reading.part = [None, Some(Part::Before), Some(Part::Number(2))][how % 3];
    reading.whole = how % 2 == 1;
    let listed: Vec<Encoding> = Encoding::listed().map(|(encoding, _)| encoding).collect();
    reading.encoding = bytes.first().filter(|_| how == 4).map(|&b| listed[usize::from(b) % listed.len()]);
    let hint = Hint::none().reading(reading);
    _ = Collection::split(bytes.to_vec(), &hint).map(|split| split.map(|documents| documents.len()));
    if let Ok(document) = format::read(bytes.to_vec(), &hint) {
        is_sound(&document);
    }
}

/// The ranges of a document are in its text, in order, and cut no character.
fn is_sound(document: &Document) {
    let text = &*document.text;
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {} bytes", text.len());
    let mut end = 0;
    for block in &document.blocks {
        inside(block.span);
        assert!(block.span.start >= end, "{:?} begins before {end}", block.span);
        end = block.span.end;
    }
    document.marks.iter().for_each(|mark| inside(mark.span));
    document.about.notes.iter().copied().for_each(inside);
    document.about.title_span().into_iter().for_each(inside);
    document.segments().sentences.iter().for_each(|sentence| inside(sentence.span));
    _ = (document.word_count(), document.title().map(|title| sanitize(&title)));
}

/// Two texts to a comparison: both rebuild from it, in both directions, and the sides mirror.
pub(crate) fn comparison(data: &[u8]) {
    let Some((old, new)) = two_texts(data) else { return };
    let pair = format::for_pair(&Pair::new(old, new));
    let compare = |pair: &Pair<Arc<Document>>| {
        let compared = changes::compare(&pair.old, &pair.new, &Options::default()).expect("nobody cancels");
        let texts = pair.as_ref().map(|document| &*document.text);
        assert_eq!(rebuild::check(texts, &compared), Ok(()), "{texts:?}");
        compared
    };
    let (there, back) = (compare(&pair), compare(&pair.clone().swap()));
    let rows = |comparison: &Comparison, turned: bool| {
        let hull = |row: &Row| if turned { row.hull().swap() } else { row.hull() };
        let mut rows: Vec<String> =
            comparison.rows.iter().map(|row| format!("{:?} {}", hull(row), row.moved)).collect();
        rows.sort_unstable();
        rows
    };
    assert_eq!(rows(&there, false), rows(&back, true), "the rows mirror");
    let (there, back) = (there.stats, back.stats);
    assert_eq!((there.removed, there.added), (back.added, back.removed), "the counts mirror");
}

/// Two texts of one format, which the first byte chooses; the second says where one ends.
fn two_texts(data: &[u8]) -> Option<(Arc<Document>, Arc<Document>)> {
    let (&[how, share], bytes) = data.split_first_chunk()?;
    let (old, new) = bytes.split_at_checked(bytes.len() * usize::from(share) / 255)?;
    let mut reading = Reading::default();
    reading.format = Some([Format::PlainText, Format::Markdown, Format::Html][usize::from(how) % 3]);
    let hint = Hint::none().reading(reading);
    let read = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).replace('\0', " ");
        format::read(text.into_bytes(), &hint).map(Arc::new).ok()
    };
    Some((read(old)?, read(new)?))
}

/// Keys, clicks, wheels, pastes, resizes and the rest to the state machine: nothing is drawn outside the screen, and
/// nothing unsafe at all. The first byte chooses the screen; after a zero byte, the rest are texts.
pub(crate) fn screens(data: &[u8]) {
    let Some((&[how, cols, rows], rest)) = data.split_first_chunk() else { return };
    let (events, texts) = rest.split_at(rest.iter().position(|&b| b == 0).unwrap_or(rest.len()));
    let source = |text: &[u8]| Source::Stdin(text.into());
    let (old, new) = texts.split_at(texts.len() / 2);
    let samples = || recto::store::samples();
    let start = match how % 6 {
        0 => Start::Reader(source(texts)),
        1 => Start::Comparison(Pair::new(source(old), source(new))),
        2 => Start::Library {
            paths: Vec::new(),
            sources: vec![source(old), source(new)],
            name: String::from_utf8_lossy(old).into_owned(),
            reading: Reading::default(),
        },
        3 => Start::Reader(samples().next().expect("a sample")),
        4 => Start::Comparison(Pair::new(samples().next().expect("a sample"), samples().nth(2).expect("a sample"))),
        _ => Start::Library {
            paths: Vec::new(),
            sources: samples().take(4).collect(),
            name: "samples".to_owned(),
            reading: Reading::default(),
        },
    };
    let preferences = Preferences {
        measure: 70,
        keymap: Keymap::default(),
        themes: vec!["dark".to_owned(), "light".to_owned()],
        theme: None,
        library: Arrangement { sort: Sort::Path, ..Arrangement::default() },
        problems: Vec::new(),
    };
    let (mut state, effects) = State::new(start, preferences, size(cols, rows));
    perform(&mut state, effects);
    let mut events = events.iter().copied();
    while let Some(msg) = event(&mut events) {
        let effects = update(&mut state, msg);
        if effects.iter().any(|effect| matches!(effect, Effect::Quit | Effect::Fail(_))) {
            break;
        }
        perform(&mut state, effects);
        is_inside(&state);
    }
    _ = update(&mut state, Msg::Ending);
}

fn perform(state: &mut State, effects: Vec<Effect>) {
    for effect in effects {
        for msg in answers(effect) {
            let effects = update(state, msg);
            perform(state, effects);
        }
    }
}

fn size(cols: u8, rows: u8) -> Size {
    // Seldom a screen wider than any.
    let cols = if cols == 255 { 30_000 } else { u16::from(cols) };
    Size { cols, rows: u16::from(rows) }
}

fn event(bytes: &mut impl Iterator<Item = u8>) -> Option<Msg> {
    const NAMED: [Key; 16] = [
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::Backspace,
        Key::Delete,
        Key::Insert,
        Key::Left,
        Key::Right,
        Key::Up,
        Key::Down,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::F(1),
        Key::F(12),
    ];
    let first = bytes.next()?;
    let mut next = || bytes.next().unwrap_or(0);
    Some(match first {
        b' '..=b'~' => Msg::Chord(Chord::plain(Key::Char(char::from(first)))),
        1..=26 => Msg::Chord(Chord { ctrl: true, ..Chord::plain(Key::Char(char::from(first + b'a' - 1))) }),
        0x80..=0x8f => Msg::Chord(Chord::plain(NAMED[usize::from(first - 0x80)])),
        0x90..=0xaf => Msg::Click { x: next().into(), y: next().into() },
        0xb0..=0xbf => Msg::Wheel { x: next().into(), y: next().into(), lines: isize::from(next()) - 128 },
        0xc0..=0xc7 => Msg::Resize(size(next(), next())),
        0xc8..=0xcf => {
            let length = usize::from(next());
            Msg::Paste(String::from_utf8_lossy(&bytes.take(length).collect::<Vec<_>>()).into_owned())
        }
        0xd0 => Msg::Remember,
        0xd1 => Msg::Background { dark: next() > 127 },
        0xd2 => Msg::Problem("a\u{1b}[31m problem".to_owned()),
        _ => Msg::Chord(Chord { alt: true, ..Chord::plain(Key::Char(char::from(first))) }),
    })
}

/// Nothing is drawn outside the screen, and nothing unsafe.
fn is_inside(state: &State) {
    let canvas = view(state);
    for placed in &canvas.lines {
        let text = placed.line.text();
        assert!(!text.contains(is_unsafe), "{text:?}");
        // A part that has no room has none of its size.
        let right = u32::from(placed.area.x) + u32::from(placed.area.width);
        assert!(right <= u32::from(canvas.size.cols).max(1), "{:?} of {:?}: {text}", placed.area, canvas.size);
    }
    if let Some((x, y)) = canvas.cursor {
        assert!(x < canvas.size.cols.max(1) && y < canvas.size.rows.max(1), "the cursor at {x}, {y}");
    }
}

/// A text as the file of settings, as a theme, and as keys: what is wrong is reported in one line.
pub(crate) fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (settings, problems) = Settings::parse(Path::new("config.toml"), &text);
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for setting in settings.keys {
        keys.insert(setting.command, setting.chords);
    }
    for line in text.lines() {
        if let Some(chords) = Chord::parse_sequence(line) {
            let written: Vec<String> = chords.iter().map(ToString::to_string).collect();
            assert_eq!(Chord::parse_sequence(&written.join(" ")), Some(chords), "{line:?} as {written:?}");
            keys.entry("next".to_owned()).or_default().push(line.to_owned());
        }
    }
    let (keymap, mistakes) = Keymap::new(&keys);
    assert!(!keymap.listing().contains(|c| is_unsafe(c) && c != '\n'));
    let reported = problems.iter().map(ToString::to_string).chain(mistakes.iter().map(ToString::to_string));
    for line in reported {
        assert!(sanitize(&line).lines().count() <= 1, "{line:?}");
    }
    if let Err(why) = Theme::parse(&text) {
        assert!(sanitize(&why.to_string()).lines().count() <= 1, "{why}");
    }
}

/// Bytes as the file of saved state: it opens, or is set aside, and the next one can be saved to.
pub(crate) fn state_file(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("recto.db"), data).expect("written");
    opens(folder.path());
}

/// Rows of any values in the file of saved state: those that are sound are read, and new ones can be saved.
pub(crate) fn state_rows(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Database::open(folder.path()).expect("a new one"));
    {
        let connection = rusqlite::Connection::open(folder.path().join("recto.db")).expect("opened");
        let mut rest = data;
        while let Some((&kind, bytes)) = rest.split_first() {
            let length = usize::from(kind % 61).min(bytes.len());
            let (row, next) = bytes.split_at(length);
            rest = next;
            let value = |n: usize| value(row.get(n * row.len() / 6..).unwrap_or_default());
            // A value that a column does not take is an error.
            _ = connection.execute(
                "INSERT OR REPLACE INTO position (path, content, at, length, mark, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                rusqlite::params![value(0), value(1), value(2), value(3), value(4), value(5)],
            );
            _ = connection.execute("INSERT OR REPLACE INTO choice VALUES (?1, ?2)", [value(1), value(3)]);
        }
    }
    opens(folder.path());
}

/// A value of some type.
fn value(bytes: &[u8]) -> rusqlite::types::Value {
    use rusqlite::types::Value;
    let number = i64::from_le_bytes(std::array::from_fn(|n| bytes.get(n + 1).copied().unwrap_or_default()));
    match bytes.first().unwrap_or(&0) % 8 {
        0 => Value::Null,
        1 => Value::Integer(number),
        2 => Value::Integer(number % 1000),
        3 => Value::Integer([i64::MAX, i64::MIN, -1, 1 << 32][usize::from(bytes.get(1).unwrap_or(&0) % 4)]),
        4 => Value::Real(f64::from_bits(number.cast_unsigned())),
        5 => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        _ => Value::Blob(bytes.to_vec()),
    }
}

fn opens(folder: &Path) {
    let path = folder.join("a.txt");
    let text = "The ferry sank on Monday. The coast guard said so.\n";
    std::fs::write(&path, text).expect("written");
    let source = Source::File(path);
    for at in [10, 20] {
        // An error is one line.
        let (mut database, notices) = match Database::open(folder) {
            Ok(opened) => opened,
            Err(error) => return assert_eq!(sanitize(&error.to_string()).lines().count(), 1),
        };
        assert!(notices.iter().all(|notice| sanitize(notice).lines().count() == 1), "{notices:?}");
        _ = database.choices();
        let positions = database.positions().unwrap_or_default();
        let found = positions.reading(&source, text).and_then(|reading| reading.at);
        assert!(found.is_none_or(|at| text.is_char_boundary(at as usize)), "{found:?}");
        let newer = notices.iter().any(|notice| notice.contains("newer version"));
        let left = recto::store::Left::of(&source, text, at).expect("a file");
        if database.save(&[left]).is_ok() && !newer {
            let saved = database.positions().map(|positions| positions.get(&source, text));
            assert_eq!(saved.ok().flatten(), Some(at), "what was saved is there");
        }
    }
}
