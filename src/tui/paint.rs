//! Paints a canvas to terminal cells, using the theme. No other code sets colours.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color as CellColor;
use ratatui::style::Modifier;
use ratatui::style::Style;

use crate::app::Canvas;
use crate::app::Placed;
use crate::page::Layer;
use crate::page::Role;
use crate::theme::Color;
use crate::theme::Look;
use crate::theme::Theme;

/// Paints canvases by a theme.
#[derive(Debug)]
pub(super) struct Painter {
    theme: Theme,
}

impl Painter {
    pub(super) const fn new(theme: Theme) -> Self {
        Self { theme }
    }

    /// Paints the part inside the buffer.
    pub(super) fn paint(&self, canvas: &Canvas, buffer: &mut Buffer) {
        let bounds = *buffer.area();
        buffer.set_style(bounds, style(self.theme.look(Role::Text, Layer::default())));
        for placed in &canvas.lines {
            let area = placed.area;
            let wanted = Rect { x: area.x, y: area.y, width: area.width, height: 1 };
            let inside = wanted.intersection(bounds);
            if inside.x == area.x && inside.height == 1 {
                self.line(placed, inside, buffer);
            }
        }
    }

    fn line(&self, placed: &Placed, area: Rect, buffer: &mut Buffer) {
        let end = area.x + area.width;
        let mut x = area.x;
        for run in &placed.line.runs {
            let layer = Layer { selected: run.layer.selected || placed.bar, ..run.layer };
            let style = style(self.theme.look(run.role, layer));
            let room = usize::from(end.saturating_sub(x));
            x = buffer.set_stringn(x, area.y, &run.text, room, style).0;
        }
        if placed.bar {
            let look = self.theme.look(Role::Text, Layer { selected: true, ..Layer::default() });
            buffer.set_style(Rect { x, width: end.saturating_sub(x), ..area }, style(look));
        }
    }
}

fn style(look: Look) -> Style {
    let attributes = [
        (look.bold, Modifier::BOLD),
        (look.dim, Modifier::DIM),
        (look.italic, Modifier::ITALIC),
        (look.underline, Modifier::UNDERLINED),
        (look.strike, Modifier::CROSSED_OUT),
        (look.reverse, Modifier::REVERSED),
    ];
    let add = attributes.iter().filter(|a| a.0).fold(Modifier::empty(), |all, a| all | a.1);
    Style {
        fg: Some(look.fg.map_or(CellColor::Reset, color)),
        bg: Some(look.bg.map_or(CellColor::Reset, color)),
        ..Style::new().add_modifier(add).remove_modifier(!add)
    }
}

const fn color(color: Color) -> CellColor {
    match color {
        Color::Ansi(n) | Color::Indexed(n) => CellColor::Indexed(n),
        Color::Rgb(r, g, b) => CellColor::Rgb(r, g, b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Area;
    use crate::app::Size;
    use crate::page::Line;

    #[test]
    fn a_line_longer_than_its_area_or_the_screen_is_cut() {
        let mut canvas = Canvas::new(Size { cols: 6, rows: 2 });
        canvas.put(Area { x: 1, y: 0, width: 4, height: 1 }, Line::say("abcdefgh", Role::Text));
        canvas.put(Area { x: 4, y: 1, width: 40, height: 1 }, Line::say("漢字", Role::Text));
        canvas.put(Area { x: 90, y: 1, width: 4, height: 1 }, Line::say("gone", Role::Text));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
        Painter::new(Theme::for_background(false)).paint(&canvas, &mut buffer);
        let row = |y| (0..6).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>();
        assert_eq!(row(0), " abcd ");
        assert_eq!(row(1).trim(), "漢");
    }
}
