//! Themes. A theme gives each role a look, and each layer (a search hit, the current item, the selection) a look that is
//! drawn over it.
//!
//! A theme is a TOML file with a table `roles` and a table `layers`; the built-in ones are in `assets/themes/`. Whatever a
//! file leaves out is the terminal's default.

mod color;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use color::{Color, Depth};

use crate::page::Layer;
use crate::page::Role;

/// The built-in themes: name and text.
const BUILTIN_THEMES: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("colour-blind", include_str!("../../assets/themes/colour-blind.toml")),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

/// The look of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// Foreground colour; `None` is the terminal's default.
    pub fg: Option<Color>,
    /// Background colour; `None` is the terminal's default.
    pub bg: Option<Color>,
    /// Bold.
    pub bold: bool,
    /// Faint.
    pub dim: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck through.
    pub strike: bool,
    /// Colours exchanged.
    pub reverse: bool,
}

/// A look for each role and layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    name: String,
    /// The colours of the whole screen.
    ground: Look,
    is_on_ground: bool,
    roles: Vec<Look>,
    layers: [Look; LAYERS.len()],
}

/// Whether a layer is on a run.
type IsOn = fn(Layer) -> bool;

/// The names of the layers in theme files, and whether a layer is on a run; later ones are drawn over earlier ones.
const LAYERS: [(&str, IsOn); 13] = [
    ("strong", |layer| layer.style.strong),
    ("emphasis", |layer| layer.style.emphasis && !layer.compared),
    ("struck", |layer| layer.style.struck && !layer.compared),
    ("code", |layer| layer.style.code),
    ("link", |layer| layer.style.link && !layer.compared),
    ("compared-emphasis", |layer| layer.style.emphasis && layer.compared),
    ("compared-struck", |layer| layer.style.struck && layer.compared),
    ("compared-link", |layer| layer.style.link && layer.compared),
    ("shared", |layer| layer.shared),
    ("selected", |layer| layer.selected),
    ("focus", |layer| layer.focus),
    ("hit", |layer| layer.hit),
    ("current", |layer| layer.current),
];

/// An error in a theme file. Lines count from 1.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {what}")]
pub struct Error {
    /// The line.
    pub line: usize,
    /// The error.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTheme {
    name: Option<String>,
    #[serde(default)]
    ground: RawLook,
    #[serde(default)]
    roles: BTreeMap<String, RawLook>,
    #[serde(default)]
    layers: BTreeMap<String, RawLook>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawLook {
    fg: Option<RawColor>,
    bg: Option<RawColor>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    strike: bool,
    reverse: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawColor {
    Number(i64),
    Text(String),
}

impl Theme {
    /// The names of the built-in themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILTIN_THEMES.iter().map(|(name, _)| *name)
    }

    /// A built-in theme.
    #[must_use]
    pub fn builtin(name: &str) -> Option<Self> {
        let (_, text) = BUILTIN_THEMES.iter().find(|(n, _)| *n == name)?;
        Self::parse(text).ok()
    }

    /// The built-in theme for a dark or a light background.
    #[must_use]
    pub fn for_background(light: bool) -> Self {
        Self::builtin(if light { "light" } else { "dark" }).unwrap_or_else(Self::bare)
    }

    /// Parses the text of a theme file. Missing entries are plain.
    ///
    /// # Errors
    /// The first error: TOML, an unknown role, an unknown colour.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let raw: RawTheme = toml::from_str(text).map_err(|e| Error {
            line: line_at(text, e.span().map_or(0, |s| s.start)),
            what: e.message().lines().next().unwrap_or("not TOML").to_owned(),
        })?;
        let mut theme = Self { name: raw.name.unwrap_or_else(|| "own".to_owned()), ..Self::bare() };
        for (name, look) in &raw.roles {
            let role = Role::ALL.iter().position(|r| r.name() == name);
            let Some(role) = role else { return Err(unknown(text, "role", name)) };
            theme.roles[role] = look.look(text, name)?;
        }
        for (name, look) in &raw.layers {
            let layer = LAYERS.iter().position(|(n, _)| n == name);
            let Some(layer) = layer else { return Err(unknown(text, "layer", name)) };
            theme.layers[layer] = look.look(text, name)?;
        }
        theme.ground = raw.ground.look(text, "ground")?;
        Ok(theme)
    }

    /// All roles plain.
    fn bare() -> Self {
        let plain = Look::default();
        let (roles, layers) = (vec![plain; Role::ALL.len()], [plain; LAYERS.len()]);
        Self { name: String::new(), ground: plain, is_on_ground: false, roles, layers }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The theme for a terminal with this colour depth; without colours, the built-in monochrome theme.
    #[must_use]
    pub fn at(&self, depth: Depth) -> Self {
        if depth == Depth::None {
            return Self::builtin("mono").unwrap_or_else(Self::bare);
        }
        let look = |look: &Look| look.at(depth);
        Self {
            name: self.name.clone(),
            ground: look(&self.ground),
            is_on_ground: self.is_on_ground,
            roles: self.roles.iter().map(look).collect(),
            layers: self.layers.map(|layer| layer.at(depth)),
        }
    }

    /// The theme with its background painted, for a terminal whose own background is unknown or does not fit.
    #[must_use]
    pub fn on_background(self) -> Self {
        Self { is_on_ground: true, ..self }
    }

    /// The look of a role under a layer.
    #[must_use]
    pub fn look(&self, role: Role, layer: Layer) -> Look {
        let mut look = self.roles.get(role as usize).copied().unwrap_or_default();
        if self.is_on_ground {
            look = self.ground.under(look);
        }
        if layer.sign {
            look = Look { underline: false, strike: false, ..look };
        }
        for (over, (_, lies)) in self.layers.iter().zip(LAYERS) {
            if lies(layer) {
                look = look.under(*over);
            }
        }
        look
    }
}

impl Look {
    /// This look with another over it, whose colours take precedence; attributes are combined.
    #[must_use]
    pub fn under(self, over: Self) -> Self {
        Self {
            fg: over.fg.or(self.fg),
            bg: over.bg.or(self.bg),
            bold: self.bold || over.bold,
            dim: self.dim && !over.bold && !over.reverse,
            italic: self.italic || over.italic,
            underline: self.underline || over.underline,
            strike: self.strike || over.strike,
            reverse: self.reverse || over.reverse,
        }
    }

    fn at(self, depth: Depth) -> Self {
        Self { fg: self.fg.map(|c| c.at(depth)), bg: self.bg.map(|c| c.at(depth)), ..self }.legible(depth)
    }

    /// With sixteen colours background and foreground may become the same colour: then the background is dropped.
    fn legible(self, depth: Depth) -> Self {
        if depth == Depth::Sixteen && self.fg == self.bg { Self { bg: None, ..self } } else { self }
    }
}

impl RawLook {
    fn look(&self, text: &str, name: &str) -> Result<Look, Error> {
        let color = |raw: &Option<RawColor>| match raw {
            None => Ok(None),
            Some(RawColor::Number(n)) => match u8::try_from(*n) {
                Ok(n) => Ok(Some(Color::Indexed(n))),
                Err(_) => Err(bad_color(text, name, &n.to_string())),
            },
            Some(RawColor::Text(s)) => Color::parse(s).map(Some).ok_or_else(|| bad_color(text, name, s)),
        };
        let &Self { bold, dim, italic, underline, strike, reverse, .. } = self;
        Ok(Look { fg: color(&self.fg)?, bg: color(&self.bg)?, bold, dim, italic, underline, strike, reverse })
    }
}

fn unknown(text: &str, what: &str, name: &str) -> Error {
    Error { line: line_of(text, name), what: format!("unknown {what} \"{name}\"") }
}

fn bad_color(text: &str, name: &str, color: &str) -> Error {
    let what = format!("\"{color}\" is not a colour: use #rrggbb, a name such as bright-blue, or 0 to 255");
    Error { line: line_of(text, name), what }
}

/// The line, from 1, on which a key is set.
fn line_of(text: &str, key: &str) -> usize {
    let sets = |l: &str| {
        let l = l.trim_start().trim_start_matches('"');
        l.strip_prefix(key).is_some_and(|rest| {
            rest.trim_start_matches(['"', ' ', '\t', '.', ']']).len() < rest.len() || rest.starts_with('=')
        }) || l.ends_with(&format!(".{key}]"))
    };
    text.lines().position(sets).map_or(1, |i| i + 1)
}

fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|&b| b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::WordStyle;

    #[test]
    fn the_built_in_themes_are_whole() {
        for &(name, text) in BUILTIN_THEMES {
            let theme = Theme::parse(text).expect(name);
            assert_eq!(theme.name(), name);
            let raw: RawTheme = toml::from_str(text).expect(name);
            assert_eq!(raw.roles.len(), Role::ALL.len(), "{name} leaves a role out");
            assert_eq!(raw.layers.len(), LAYERS.len(), "{name} leaves a layer out");
        }
    }

    /// Text is legible on its theme's background: a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3), in all colours and in 256.
    #[test]
    fn text_has_contrast_in_every_role_and_layer() {
        for (name, text) in BUILTIN_THEMES.iter().filter(|theme| theme.0 != "mono") {
            let theme = Theme::parse(text).expect(name);
            assert!(theme.ground.fg.is_some() && theme.ground.bg.is_some(), "{name} has no ground");
            for depth in [Depth::True, Depth::Indexed] {
                let theme = theme.at(depth).on_background();
                for role in Role::ALL.into_iter().filter(|&role| role != Role::Rule) {
                    for (layer, look) in layers().map(|layer| (layer, theme.look(role, layer))) {
                        let ratio = contrast(rgb(look.fg), rgb(look.bg));
                        assert!(ratio >= 4.5, "{name}, {role:?}, {layer:?}, {depth:?}: {ratio:.2}");
                    }
                }
            }
        }
    }

    fn layers() -> impl Iterator<Item = Layer> {
        let none = Layer::default();
        let one = [
            none,
            Layer { hit: true, ..none },
            Layer { current: true, ..none },
            Layer { selected: true, ..none },
            Layer { focus: true, ..none },
            Layer { shared: true, ..none },
            Layer { style: WordStyle { code: true, ..none.style }, ..none },
            Layer { style: WordStyle { link: true, strong: true, ..none.style }, ..none },
            Layer { compared: true, style: WordStyle { link: true, ..none.style }, ..none },
            Layer { compared: true, style: WordStyle { struck: true, ..none.style }, ..none },
            Layer { hit: true, style: WordStyle { code: true, ..none.style }, ..none },
            Layer { shared: true, focus: true, ..none },
            Layer { sign: true, selected: true, ..none },
        ];
        one.into_iter()
    }

    fn rgb(color: Option<Color>) -> (u8, u8, u8) {
        match color {
            Some(Color::Rgb(r, g, b)) => (r, g, b),
            Some(Color::Indexed(n @ 16..232)) => color::cube_rgb(n - 16),
            Some(Color::Indexed(n @ 232..)) => ((n - 232) * 10 + 8, (n - 232) * 10 + 8, (n - 232) * 10 + 8),
            other => panic!("{other:?} is the terminal's own"),
        }
    }

    /// The contrast ratio of two colours, by WCAG 2.2.
    fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |(r, g, b)| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn roles_are_in_the_order_of_their_numbers() {
        for (i, role) in Role::ALL.iter().enumerate() {
            assert_eq!(*role as usize, i);
        }
    }

    #[test]
    fn without_colour_differences_still_look_like_some() {
        let theme = Theme::for_background(false).at(Depth::None);
        let mut seen = vec![Look::default()];
        for role in Role::ALL.into_iter().filter(|role| role.is_difference()) {
            let look = theme.look(role, Layer::default());
            assert!(look.fg.is_none() && look.bg.is_none());
            assert!(!seen.contains(&look), "{role:?} looks like another");
            seen.push(look);
        }
    }

    /// Styles of words in a comparison do not look like a change.
    #[test]
    fn compared_styles_look_unlike_changes() {
        let plain = |look: Look| Look { dim: false, ..look };
        for (name, _) in BUILTIN_THEMES {
            let theme = Theme::builtin(name).expect(name);
            let changes: Vec<Look> = Role::ALL
                .into_iter()
                .filter(|role| role.is_difference())
                .collect::<Vec<_>>()
                .into_iter()
                .map(|role| theme.look(role, Layer::default()))
                .collect();
            for bits in 1..32_u8 {
                let on = |bit: u8| bits & (1 << bit) != 0;
                let style = WordStyle { strong: on(0), emphasis: on(1), struck: on(2), code: on(3), link: on(4) };
                let look = theme.look(Role::Text, Layer { style, compared: true, ..Layer::default() });
                assert!(!look.underline && !look.strike && look.bg.is_none(), "{name}: {style:?}");
                assert!(!changes.iter().any(|change| plain(*change) == plain(look)), "{name}: {style:?}");
            }
        }
    }

    #[test]
    fn mistakes_are_reported_with_their_line() {
        let error = |text| Theme::parse(text).expect_err("a mistake").to_string();
        assert_eq!(error("[roles]\nadded = {}\nremovd = {}\n"), "line 3: unknown role \"removd\"");
        assert_eq!(error("[layers]\nhits = {}\n"), "line 2: unknown layer \"hits\"");
        assert!(error("[roles]\ntext = { fg = \"#12\" }\n").starts_with("line 2: \"#12\" is not a colour"));
        assert!(error("[roles]\n\ntext = { fg = 300 }\n").starts_with("line 3: \"300\" is not a colour"));
        assert!(error("[roles]\ntext = { blink = true }\n").starts_with("line 2: unknown field `blink`"));
        assert!(error("[roles\n").starts_with("line 1: "));
    }
}
