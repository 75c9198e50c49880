//! Colours, and the nearest ones that a terminal can show.

/// The terminal's sixteen colours by name, in the order of their numbers.
const ANSI_NAMES: [&str; 16] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
];

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Color {
    /// One of the terminal's 16 colours.
    Ansi(u8),
    /// One of the 256 colours.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// The colour depth of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Depth {
    /// No colour, or disabled by `NO_COLOR`.
    None,
    /// 16 colours.
    Sixteen,
    /// 256 colours.
    Indexed,
    /// All colours.
    True,
}

impl Color {
    /// `#rrggbb`, a name of the sixteen, or a number.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(hex) = text.strip_prefix('#') {
            let part = |i: usize| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok();
            return if hex.len() == 6 { Some(Self::Rgb(part(0)?, part(2)?, part(4)?)) } else { None };
        }
        let name = ANSI_NAMES.iter().position(|n| *n == text).and_then(|i| u8::try_from(i).ok());
        name.map(Self::Ansi).or_else(|| text.parse().ok().map(Self::Indexed))
    }

    /// The nearest colour at this depth.
    pub(super) fn at(self, depth: Depth) -> Self {
        match (self, depth) {
            (Self::Rgb(r, g, b), Depth::Indexed) => Self::Indexed(cube(r, g, b)),
            (Self::Rgb(r, g, b), Depth::Sixteen) => Self::Ansi(sixteen(r, g, b)),
            (Self::Indexed(n), Depth::Sixteen) => match n {
                0..16 => Self::Ansi(n),
                16..232 => {
                    let (r, g, b) = cube_rgb(n - 16);
                    Self::Ansi(sixteen(r, g, b))
                }
                232.. => Self::Ansi(sixteen((n - 232) * 10 + 8, (n - 232) * 10 + 8, (n - 232) * 10 + 8)),
            },
            (same, _) => same,
        }
    }
}

/// The six steps of the 256 colours' cube.
const CUBE_STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

pub(super) const fn cube_rgb(n: u8) -> (u8, u8, u8) {
    (CUBE_STEPS[n as usize / 36], CUBE_STEPS[n as usize / 6 % 6], CUBE_STEPS[n as usize % 6])
}

/// The nearest of the 256: a colour of the cube or a grey.
fn cube(r: u8, g: u8, b: u8) -> u8 {
    let colors = (16..=255_u8).map(|n| {
        let shown =
            if n < 232 { cube_rgb(n - 16) } else { ((n - 232) * 10 + 8, (n - 232) * 10 + 8, (n - 232) * 10 + 8) };
        (distance(shown, (r, g, b)), n)
    });
    colors.min().map_or(7, |(_, n)| n)
}

/// The closest of the sixteen colours by hue, since removed and added words differ in hue and the nearest colour of a
/// pastel is grey; a colour without hue is one of the four greys.
fn sixteen(r: u8, g: u8, b: u8) -> u8 {
    let (least, most) = (r.min(g).min(b), r.max(g).max(b));
    if most - least < 48 {
        return match most {
            0..48 => 0,
            48..150 => 8,
            150..215 => 7,
            _ => 15,
        };
    }
    let middle = least + (most - least) / 2;
    let hue = u8::from(r > middle) | (u8::from(g > middle) << 1) | (u8::from(b > middle) << 2);
    if most > 180 { hue + 8 } else { hue }
}

/// Squared distance, weighted by perception ("redmean", Riemersma).
fn distance(a: (u8, u8, u8), b: (u8, u8, u8)) -> u32 {
    let d = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
    let red = (u32::from(a.0) + u32::from(b.0)) / 2;
    ((512 + red) * d(a.0, b.0) + 1024 * d(a.1, b.1) + (767 - red) * d(a.2, b.2)) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_degrade_to_the_nearest() {
        assert_eq!(Color::Rgb(255, 0, 0).at(Depth::Indexed), Color::Indexed(196));
        assert_eq!(Color::Rgb(128, 128, 128).at(Depth::Indexed), Color::Indexed(244));
        assert_eq!(Color::Rgb(250, 250, 250).at(Depth::Sixteen), Color::Ansi(15));
        assert_eq!(Color::Indexed(196).at(Depth::Sixteen), Color::Ansi(9));
        assert_eq!(Color::Rgb(240, 122, 112).at(Depth::Sixteen), Color::Ansi(9));
        assert_eq!(Color::Rgb(140, 200, 140).at(Depth::Sixteen), Color::Ansi(10));
        assert_eq!(Color::Rgb(20, 100, 40).at(Depth::Sixteen), Color::Ansi(2));
        assert_eq!(Color::Rgb(1, 2, 3).at(Depth::True), Color::Rgb(1, 2, 3));
        assert_eq!(Color::parse("bright-blue"), Some(Color::Ansi(12)));
        assert_eq!(Color::parse("é#"), None);
    }
}
