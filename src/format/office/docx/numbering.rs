//! Numbers of lists and clauses in a Word file, which stores only how to count them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::format::numbers::Style;
use crate::format::office::paragraph::Label;
use crate::format::xml::{NodeId, Xml};
use crate::text::Marker;

/// Word has nine levels.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    bullet: bool,
    style: Style,
    start: u32,
    /// "%1.%2)"
    text: String,
    /// All numbers in it are written as decimals.
    legal: bool,
}

/// The lists of a file.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels of the kinds of lists.
    kinds: HashMap<String, Vec<Level>>,
    /// The kind of each list, and the levels that it restarts.
    lists: HashMap<String, (String, Vec<Option<u32>>)>,
}

/// How far the lists are counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Counters {
    /// The last number on each level, by the kind of list.
    counts: HashMap<String, Vec<Option<u32>>>,
    /// The lists that have an item.
    begun: HashSet<String>,
}

impl Numbering {
    pub(super) fn new(xml: &Xml<'_>) -> Self {
        let mut out = Self::default();
        for node in (0..xml.len()).filter(|&node| matches!(xml.name(node), "abstractNum" | "num")) {
            if xml.name(node) == "abstractNum" {
                let Some(id) = xml.get(node, "abstractNumId") else { continue };
                let mut levels = vec![Level::default(); LEVELS];
                for level in xml.named(node, "lvl") {
                    if let Some(place) = index(xml, level).and_then(|at| levels.get_mut(at)) {
                        *place = Level::of(xml, level);
                    }
                }
                out.kinds.insert(id.into_owned(), levels);
            } else if let (Some(id), Some(kind)) = (xml.get(node, "numId"), value(xml, node, "abstractNumId")) {
                let mut starts = vec![None; LEVELS];
                for change in xml.named(node, "lvlOverride") {
                    if let Some(place) = index(xml, change).and_then(|at| starts.get_mut(at)) {
                        *place = value(xml, change, "startOverride").and_then(|n| n.parse().ok());
                    }
                }
                out.lists.insert(id.into_owned(), (kind, starts));
            }
        }
        out
    }

    /// Counts a paragraph of this list and level; `None` where the list has nothing to show.
    pub(super) fn next(&self, counters: &mut Counters, list: &str, level: usize) -> Option<Label> {
        let (kind, starts) = self.lists.get(list)?;
        let levels = self.kinds.get(kind)?;
        let this = levels.get(level)?;
        let counts = counters.counts.entry(kind.clone()).or_insert_with(|| vec![None; LEVELS]);
        if counters.begun.insert(list.to_owned()) {
            for (count, start) in counts.iter_mut().zip(starts) {
                *count = start.map_or(*count, |start| start.checked_sub(1));
            }
        }
        let first = || this.start;
        let number = counts.get(level).copied().flatten().map_or_else(first, |n| n.saturating_add(1));
        *counts.get_mut(level)? = Some(number);
        counts.iter_mut().skip(level + 1).for_each(|deeper| *deeper = None);
        if this.bullet {
            // A paragraph that continues an item has a blank one.
            let blank = this.text.chars().all(char::is_whitespace);
            return Some(Label::Marker(if blank { Marker::None } else { Marker::Bullet }));
        }
        if this.style == Style::None && !this.text.contains('%') && this.text.trim().is_empty() {
            return None;
        }
        let plain = format!("%{}.", level + 1);
        if this.style == Style::Decimal && (this.text == plain || this.text == plain.trim_end_matches('.')) {
            return Some(Label::Marker(Marker::Number(number)));
        }
        let mut text = this.text.clone();
        for (at, other) in levels.iter().enumerate().take(level + 1) {
            let count = counts.get(at).copied().flatten().unwrap_or(other.start);
            let style = if this.legal { Style::Decimal } else { other.style };
            text = text.replace(&format!("%{}", at + 1), &style.write(count));
        }
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(Label::Text(text))
    }
}

impl Level {
    fn of(xml: &Xml<'_>, node: NodeId) -> Self {
        let style = value(xml, node, "numFmt").unwrap_or_default();
        Self {
            bullet: style == "bullet",
            style: match style.as_str() {
                "lowerLetter" => Style::LowerLetter,
                "upperLetter" => Style::UpperLetter,
                "lowerRoman" => Style::LowerRoman,
                "upperRoman" => Style::UpperRoman,
                "decimalZero" => Style::DecimalZero,
                "none" => Style::None,
                _ => Style::Decimal,
            },
            start: value(xml, node, "start").and_then(|n| n.parse().ok()).unwrap_or(0),
            text: value(xml, node, "lvlText").unwrap_or_default(),
            legal: xml.child(node, "isLgl").is_some(),
        }
    }
}

fn index(xml: &Xml<'_>, level: NodeId) -> Option<usize> {
    xml.get(level, "ilvl")?.parse().ok()
}

fn value(xml: &Xml<'_>, node: NodeId, name: &str) -> Option<String> {
    xml.child(node, name).and_then(|n| xml.get(n, "val")).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cancel::Stop;

    #[test]
    fn clauses_are_counted() {
        let xml = "<numbering><abstractNum abstractNumId='0'>\
             <lvl ilvl='0'><start val='1'/><numFmt val='decimal'/><lvlText val='%1.'/></lvl>\
             <lvl ilvl='1'><start val='1'/><numFmt val='decimal'/><lvlText val='%1.%2'/></lvl>\
             <lvl ilvl='2'><start val='1'/><numFmt val='lowerLetter'/><lvlText val='(%3)'/></lvl></abstractNum>\
             <num numId='5'><abstractNumId val='0'/></num>\
             <num numId='6'><abstractNumId val='0'/><lvlOverride ilvl='0'><startOverride val='1'/></lvlOverride></num></numbering>";
        let (numbering, mut counters) = (Numbering::new(&Xml::new(xml, Stop::NEVER).unwrap()), Counters::default());
        let text = |text: &str| Some(Label::Text(text.to_owned()));
        let number = |n| Some(Label::Marker(Marker::Number(n)));
        let steps = [("5", 0), ("5", 1), ("5", 1), ("5", 2), ("5", 0), ("5", 1), ("6", 0)];
        let labels: Vec<_> = steps.map(|(list, level)| numbering.next(&mut counters, list, level)).into();
        assert_eq!(labels, [number(1), text("1.1"), text("1.2"), text("(a)"), number(2), text("2.1"), number(1)]);
    }

    #[test]
    fn a_blank_bullet_continues_an_item() {
        let xml = "<numbering><abstractNum abstractNumId='0'>\
             <lvl ilvl='0'><numFmt val='bullet'/><lvlText val='•'/></lvl>\
             <lvl ilvl='1'><numFmt val='bullet'/><lvlText val=' '/></lvl></abstractNum>\
             <num numId='1'><abstractNumId val='0'/></num></numbering>";
        let (numbering, mut counters) = (Numbering::new(&Xml::new(xml, Stop::NEVER).unwrap()), Counters::default());
        let labels = [0, 1].map(|level| numbering.next(&mut counters, "1", level));
        assert_eq!(labels, [Marker::Bullet, Marker::None].map(|marker| Some(Label::Marker(marker))));
    }
}
