//! Styles of an OpenDocument text.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::format::numbers;
use crate::format::office::paragraph::{is_code_style, kind_of_style};
use crate::format::xml::Xml;
use crate::text::BlockKind;

/// Maximum depth of styles that are based on one another.
const STYLE_DEPTH: usize = 16;

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    name: String,
    bold: Option<bool>,
    italic: Option<bool>,
    strike: Option<bool>,
    list: Option<String>,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    pub bullet: bool,
    pub style: numbers::Style,
    pub prefix: String,
    pub suffix: String,
    pub start: u32,
    /// How many levels its number shows.
    pub shown: usize,
}

/// The styles of a text, and its lists, by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    lists: HashMap<String, Vec<Level>>,
}

impl Styles {
    /// The styles of these parts; later ones take precedence.
    pub(super) fn new(parts: &[&Xml<'_>]) -> Self {
        let mut out = Self::default();
        for xml in parts {
            for node in 0..xml.len() {
                match xml.name(node) {
                    "style" => out.style(xml, node),
                    "list-style" | "outline-style" => out.list(xml, node),
                    _ => {}
                }
            }
        }
        out
    }

    fn style(&mut self, xml: &Xml<'_>, node: usize) {
        let get = |attribute: &str| xml.get(node, attribute).map(Cow::into_owned);
        let Some(name) = get("name") else { return };
        let mut style = Style {
            parent: get("parent-style-name"),
            name: get("display-name").unwrap_or_else(|| spaced(&name)).to_lowercase(),
            list: get("list-style-name").filter(|list| !list.is_empty()),
            ..Style::default()
        };
        for properties in xml.named(node, "text-properties") {
            let value = |attribute: &str| xml.get(properties, attribute);
            style.bold = value("font-weight").map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|w| w >= 600));
            style.italic = value("font-style").map(|s| s != "normal");
            style.strike = value("text-line-through-style").map(|s| s != "none");
        }
        self.styles.insert(name, style);
    }

    fn list(&mut self, xml: &Xml<'_>, node: usize) {
        let name = xml.get(node, "name").unwrap_or_default().into_owned();
        let mut levels = vec![Level::default(); 10];
        for child in xml.children(node) {
            let bullet = xml.name(child) == "list-level-style-bullet";
            if !bullet && !matches!(xml.name(child), "list-level-style-number" | "outline-level-style") {
                continue;
            }
            let get = |attribute: &str| xml.get(child, attribute).map(Cow::into_owned);
            let at = get("level").and_then(|n| n.parse::<usize>().ok()).and_then(|n| n.checked_sub(1));
            let Some(place) = at.and_then(|at| levels.get_mut(at)) else { continue };
            *place = Level {
                bullet,
                style: match get("num-format").as_deref() {
                    Some("1") => numbers::Style::Decimal,
                    Some("a") => numbers::Style::LowerLetter,
                    Some("A") => numbers::Style::UpperLetter,
                    Some("i") => numbers::Style::LowerRoman,
                    Some("I") => numbers::Style::UpperRoman,
                    _ => numbers::Style::None,
                },
                prefix: get("num-prefix").unwrap_or_default(),
                suffix: get("num-suffix").unwrap_or_default(),
                start: get("start-value").and_then(|n| n.parse().ok()).unwrap_or(1),
                shown: get("display-levels").and_then(|n| n.parse().ok()).unwrap_or(1),
            };
        }
        self.lists.insert(name, levels);
    }

    /// A style and those it is based on.
    fn chain<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s Style> {
        let base = |style: &&'s Style| self.styles.get(style.parent.as_deref()?);
        std::iter::successors(self.styles.get(name), base).take(STYLE_DEPTH)
    }

    /// The kind of paragraphs of this style.
    pub(super) fn kind(&self, name: &str) -> BlockKind {
        let own = spaced(name).to_lowercase();
        let mut names = std::iter::once(own.as_str()).chain(self.chain(name).map(|style| style.name.as_str()));
        names.find_map(kind_of_style).unwrap_or(BlockKind::Paragraph)
    }

    /// The list of a paragraph's style.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.chain(name).find_map(|style| style.list.as_deref())
    }

    /// Bold, italic, struck out, code.
    pub(super) fn marks(&self, name: &str) -> [bool; 4] {
        let first = |of: fn(&Style) -> Option<bool>| self.chain(name).find_map(of).unwrap_or(false);
        let code = is_code_style(&spaced(name).to_lowercase()) || self.chain(name).any(|s| is_code_style(&s.name));
        [first(|style| style.bold), first(|style| style.italic), first(|style| style.strike), code]
    }

    /// A level of a list, counted from 0.
    pub(super) fn level(&self, list: &str, level: usize) -> Option<&Level> {
        self.lists.get(list)?.get(level)
    }
}

/// `Text_20_body` is the name of the style "Text body"; pandoc writes `Text_body`.
fn spaced(name: &str) -> String {
    name.replace("_20_", " ").replace('_', " ")
}
