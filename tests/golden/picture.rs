//! Keeps the README's picture up to date. `RECTO_BLESS=1 cargo test --test golden` rewrites it.

use std::fmt::Write;
use std::fs;

use recto::app::Start;
use recto::page::{Layer, Novelty, Role};
use recto::store;
use recto::text::Pair;
use recto::theme::{Color, Depth, Look, Theme};

use crate::stage::{Cell, Stage};

const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/comparison.svg");

/// Columns and rows of the screen in the picture.
const SIZE: (u16, u16) = (112, 34);

/// Pixels of a cell's width and height, of a letter, and of the margin.
const WIDE: f32 = 8.4;
const HIGH: f32 = 19.0;
const LETTERS: f32 = 14.0;
const MARGIN: f32 = 14.0;

/// Default colours of a dark terminal.
const PAPER: &str = "#16191d";
const INK: &str = "#d5dae0";

#[test]
fn the_picture_is_up_to_date() {
    let sample = |name: &str| {
        let found = store::samples().find(|s| s.name().contains(name));
        found.unwrap_or_else(|| panic!("there is no sample {name}"))
    };
    let pair = Pair::new(sample("bridge-1"), sample("bridge-3"));
    let stage = Stage::open(Start::Comparison(pair), SIZE.0, SIZE.1, &|_| Novelty::Unknown);
    let picture = svg(&stage.cells(), &Theme::for_background(false).at(Depth::True));
    if std::env::var_os("RECTO_BLESS").is_some() {
        fs::write(PICTURE, &picture).expect("the picture is written");
    }
    let kept = fs::read_to_string(PICTURE).unwrap_or_default();
    assert!(kept == picture, "assets/comparison.svg is out of date: RECTO_BLESS=1 cargo test --test golden");
}

/// A screen as a picture: a rectangle for each run of background, a text for each run of one look.
fn svg(screen: &[Vec<Cell>], theme: &Theme) -> String {
    let (width, height) = (f32::from(SIZE.0) * WIDE + 2.0 * MARGIN, f32::from(SIZE.1) * HIGH + 2.0 * MARGIN);
    let mut out = String::new();
    let (wide, high) = (width.ceil(), height.ceil());
    _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\">\n\
         <title>Two versions of a story side by side in Recto</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"{LETTERS}\" \
         fill=\"{INK}\" xml:space=\"preserve\">"
    );
    for (y, row) in screen.iter().enumerate() {
        for (x, cells) in stretches(row, theme) {
            stretch(&mut out, (x, y), cells, theme);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The runs of a row with the same look, each with its first column.
fn stretches<'a>(row: &'a [Cell], theme: &Theme) -> Vec<(usize, &'a [Cell])> {
    let mut x = 0;
    let alike = row.chunk_by(|a, b| look(a, theme) == look(b, theme));
    let placed = alike.map(|cells| {
        x += cells.len();
        (x - cells.len(), cells)
    });
    placed.collect()
}

fn look(cell: &Cell, theme: &Theme) -> Look {
    let look = theme.look(cell.role, cell.layer);
    // White space shows only its background and lines.
    if cell.text == " " {
        Look { fg: look.fg.filter(|_| look.underline || look.strike), bold: false, ..look }
    } else {
        look
    }
}

fn stretch(out: &mut String, (x, y): (usize, usize), cells: &[Cell], theme: &Theme) {
    let look = look(&cells[0], theme);
    let text: String = cells.iter().map(|c| c.text.as_str()).collect();
    let (left, top) = (MARGIN + x as f32 * WIDE, MARGIN + y as f32 * HIGH);
    let wide = cells.len() as f32 * WIDE;
    let own = theme.look(Role::Text, Layer::default());
    let (mut ink, mut paper) = (look.fg.or(own.fg).map(hex), look.bg.or(own.bg).map(hex));
    if look.reverse {
        (ink, paper) = (paper.or(Some(PAPER.to_owned())), ink.or(Some(INK.to_owned())));
    }
    if let Some(paper) = paper {
        _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{HIGH}\" fill=\"{paper}\"/>"
        );
    }
    if text.trim().is_empty() {
        return;
    }
    if text == "│" {
        // The rule is continuous from row to row.
        let (middle, ink) = (left + WIDE / 2.0, ink.unwrap_or_default());
        _ = writeln!(out, "<rect x=\"{middle:.1}\" y=\"{top:.1}\" width=\"1\" height=\"{HIGH}\" fill=\"{ink}\"/>");
        return;
    }
    let shown = text.trim_end();
    let begin = shown.len() - shown.trim_start().len();
    let (left, shown) = (left + begin as f32 * WIDE, shown.trim_start());
    let baseline = top + HIGH * 0.74;
    let fit = shown.chars().count() as f32 * WIDE;
    let ink = ink.map_or_else(String::new, |ink| format!(" fill=\"{ink}\""));
    _ = write!(out, "<text x=\"{left:.1}\" y=\"{baseline:.1}\" textLength=\"{fit:.1}\"{ink}{}", letters(look));
    _ = writeln!(out, ">{}</text>", escape(shown));
    // Lines are drawn as shapes: not every viewer draws `text-decoration` if the text is fitted to a length.
    for (drawn, y) in [(look.underline, baseline + 2.5), (look.strike, baseline - LETTERS * 0.3)] {
        if drawn {
            _ = writeln!(out, "<rect x=\"{left:.1}\" y=\"{y:.1}\" width=\"{fit:.1}\" height=\"1\"{ink}/>");
        }
    }
}

/// Attributes of the letters for a look, besides the colour.
fn letters(look: Look) -> String {
    let attributes =
        [(look.bold, " font-weight=\"bold\""), (look.italic, " font-style=\"italic\""), (look.dim, " opacity=\"0.6\"")];
    attributes.into_iter().filter_map(|(on, attribute)| on.then_some(attribute)).collect()
}

fn hex(color: Color) -> String {
    match color {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        named => panic!("the dark theme names a colour of the terminal's: {named:?}"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
