//! Writes lines of a page with ANSI escape sequences, or as bare text. Escape sequences in documents are removed.

use std::io::{self, Write};

use crate::page::Line;
use crate::page::Page;
use crate::theme::Color;
use crate::theme::Look;
use crate::theme::Theme;

/// Writes all lines of a page with the looks of a theme.
///
/// # Errors
/// Those of the writer.
pub fn ansi(out: &mut dyn Write, page: &dyn Page, theme: &Theme) -> io::Result<()> {
    each_line(page, |line| ansi_line(out, line, theme))
}

/// Writes all lines of a page without their looks.
///
/// # Errors
/// Those of the writer.
pub fn text(out: &mut dyn Write, page: &dyn Page) -> io::Result<()> {
    each_line(page, |line| writeln!(out, "{}", line.text().trim_end_matches(' ')))
}

fn each_line(page: &dyn Page, mut write: impl FnMut(&Line) -> io::Result<()>) -> io::Result<()> {
    (0..page.items()).try_for_each(|i| page.lines(i).iter().try_for_each(&mut write))
}

/// Writes one line and a line break.
///
/// # Errors
/// Those of the writer.
pub fn ansi_line(out: &mut dyn Write, line: &Line, theme: &Theme) -> io::Result<()> {
    let looks: Vec<Look> = line.runs.iter().map(|r| theme.look(r.role, r.layer)).collect();
    let blank = |(run, look): &(&crate::page::Run, &Look)| **look == Look::default() && run.text.trim().is_empty();
    let trailing = line.runs.iter().zip(&looks).rev().take_while(blank).count();
    let end = line.runs.len() - trailing;
    let mut last = Look::default();
    for (run, &look) in line.runs.iter().zip(&looks).take(end) {
        if look != last {
            if last != Look::default() {
                out.write_all(b"\x1b[0m")?;
            }
            write_look(out, look)?;
            last = look;
        }
        out.write_all(run.text.as_bytes())?;
    }
    if last != Look::default() {
        out.write_all(b"\x1b[0m")?;
    }
    out.write_all(b"\n")
}

/// The escape sequence of a look; empty for a plain one.
fn write_look(out: &mut dyn Write, look: Look) -> io::Result<()> {
    let mut codes: Vec<String> = Vec::new();
    let attributes =
        [(look.bold, 1), (look.dim, 2), (look.italic, 3), (look.underline, 4), (look.reverse, 7), (look.strike, 9)];
    codes.extend(attributes.iter().filter(|(on, _)| *on).map(|(_, code)| code.to_string()));
    codes.extend(look.fg.map(|c| color(c, 30)));
    codes.extend(look.bg.map(|c| color(c, 40)));
    if codes.is_empty() { Ok(()) } else { write!(out, "\x1b[{}m", codes.join(";")) }
}

/// The parameters of a colour; `base` is 30 for the foreground, 40 for the background.
fn color(color: Color, base: u16) -> String {
    match color {
        Color::Ansi(n) if n < 8 => (base + u16::from(n)).to_string(),
        Color::Ansi(n) => (base + 60 + u16::from(n) - 8).to_string(),
        Color::Indexed(n) => format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Role;
    use crate::page::Run;
    use crate::theme::Depth;

    fn written(line: &Line, depth: Depth) -> String {
        let mut out = Vec::new();
        ansi_line(&mut out, line, &Theme::for_background(false).at(depth)).expect("a buffer");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn looks_begin_and_end() {
        let runs = vec![Run::new("was ", Role::Text), Run::new("cut", Role::Removed), Run::new("   ", Role::Text)];
        let line = Line { runs };
        assert_eq!(written(&line, Depth::None), "was \u{1b}[2;9mcut\u{1b}[0m\n");
        assert_eq!(written(&line, Depth::True), "was \u{1b}[9;38;2;243;148;140mcut\u{1b}[0m\n");
        assert!(written(&line, Depth::Sixteen).starts_with("was \u{1b}[9;"));
    }
}
