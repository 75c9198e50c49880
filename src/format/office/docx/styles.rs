//! Styles of a Word file: which paragraphs are headings, quotations, items of lists.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::format::office::paragraph::{is_code_style, kind_of_style};
use crate::format::xml::{NodeId, Xml};
use crate::text::BlockKind;

/// Maximum depth of styles that are based on one another.
const STYLE_DEPTH: usize = 16;

/// A style of paragraphs or characters.
#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    /// The name in lower case: "heading 1", whatever the language of the program.
    name: String,
    outline: Option<u8>,
    /// List and level.
    number: (Option<String>, Option<usize>),
    marks: Marks,
}

/// Character formatting; `None` where it is not specified.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub strike: Option<bool>,
    pub hidden: Option<bool>,
    /// Set by the name of a style alone.
    pub code: Option<bool>,
}

impl Marks {
    /// The formatting of run properties.
    pub(super) fn of(xml: &Xml<'_>, properties: NodeId) -> Self {
        let mut marks = Self::default();
        for node in xml.children(properties) {
            let on = || Some(is_on(xml, node));
            match xml.name(node) {
                "b" => marks.bold = on(),
                "i" => marks.italic = on(),
                "strike" | "dstrike" => marks.strike = on(),
                "vanish" => marks.hidden = on(),
                _ => {}
            }
        }
        marks
    }

    /// This formatting; where it is not specified, the other.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            strike: self.strike.or(other.strike),
            hidden: self.hidden.or(other.hidden),
            code: self.code.or(other.code),
        }
    }
}

/// Whether a property is on: it is, unless its value is false.
pub(super) fn is_on(xml: &Xml<'_>, node: NodeId) -> bool {
    !xml.get(node, "val").is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "none"))
}

/// The styles of a file by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn new(xml: &Xml<'_>) -> Self {
        let mut styles = HashMap::new();
        for node in (0..xml.len()).filter(|&node| xml.name(node) == "style") {
            let Some(id) = xml.get(node, "styleId") else { continue };
            let value = |name: &str| xml.child(node, name).and_then(|n| xml.get(n, "val")).map(Cow::into_owned);
            let mut style = Style {
                based_on: value("basedOn"),
                name: value("name").unwrap_or_default().to_lowercase(),
                ..Style::default()
            };
            if let Some(properties) = xml.child(node, "pPr") {
                style.outline = outline(xml, properties);
                style.number = number(xml, properties);
            }
            if let Some(properties) = xml.child(node, "rPr") {
                style.marks = Marks::of(xml, properties);
            }
            if xml.get(node, "type").is_some_and(|of| of == "character") && is_code_style(&style.name) {
                style.marks.code = Some(true);
            }
            styles.insert(id.into_owned(), style);
        }
        Self(styles)
    }

    /// A style and those it is based on.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let base = |style: &&'s Style| self.0.get(style.based_on.as_deref()?);
        std::iter::successors(self.0.get(id), base).take(STYLE_DEPTH)
    }

    /// The kind of paragraphs of this style, and the level of a heading.
    pub(super) fn kind(&self, id: &str) -> (BlockKind, u8) {
        for style in self.chain(id) {
            let heading = style.name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
            match (kind_of_style(&style.name), heading.or_else(|| style.outline.map(|level| level + 1))) {
                (Some(BlockKind::Headline), _) => return (BlockKind::Headline, 1),
                (Some(BlockKind::Heading), _) => return (BlockKind::Heading, 2),
                (_, Some(level)) if (1..=9).contains(&level) => return (BlockKind::Heading, level.min(6)),
                (Some(kind), _) => return (kind, 0),
                (None, _) => {}
            }
        }
        (BlockKind::Paragraph, 0)
    }

    /// The list and level of a style's paragraphs.
    pub(super) fn number(&self, id: &str) -> (Option<String>, Option<usize>) {
        let mut found = (None, None);
        for style in self.chain(id) {
            found.0 = found.0.or_else(|| style.number.0.clone());
            found.1 = found.1.or(style.number.1);
        }
        found
    }

    /// The formatting of a style.
    pub(super) fn marks(&self, id: &str) -> Marks {
        self.chain(id).fold(Marks::default(), |marks, style| marks.or(style.marks))
    }
}

/// The outline level, counted from 0; 9 is running text.
pub(super) fn outline(xml: &Xml<'_>, properties: NodeId) -> Option<u8> {
    let node = xml.child(properties, "outlineLvl")?;
    xml.get(node, "val")?.parse().ok().filter(|level| *level < 9)
}

/// The list and level that paragraph properties name.
pub(super) fn number(xml: &Xml<'_>, properties: NodeId) -> (Option<String>, Option<usize>) {
    let Some(node) = xml.child(properties, "numPr") else { return (None, None) };
    let value = |name: &str| xml.child(node, name).and_then(|n| xml.get(n, "val"));
    (value("numId").map(Cow::into_owned), value("ilvl").and_then(|level| level.parse().ok()))
}
