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
    lists: HashMap<String, List>,
}

/// A list: of a kind, with levels of its own.
#[derive(Debug)]
struct List {
    kind: String,
    /// The numbers from which it restarts levels.
    starts: Vec<Option<u32>>,
    /// Levels instead of those of the kind.
    levels: HashMap<usize, Level>,
}

/// How far the lists are counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Counters {
    /// The last number on each level, by the kind of list.
    counts: HashMap<String, Vec<Option<u32>>>,
    /// The levels of lists that have an item.
    begun: HashSet<(String, usize)>,
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
                let mut list = List { kind, starts: vec![None; LEVELS], levels: HashMap::new() };
                for change in xml.named(node, "lvlOverride") {
                    let Some(at) = index(xml, change) else { continue };
                    if let Some(place) = list.starts.get_mut(at) {
                        *place = value(xml, change, "startOverride").and_then(|n| n.parse().ok()).or(*place);
                    }
                    if let Some(level) = xml.child(change, "lvl") {
                        list.levels.insert(at, Level::of(xml, level));
                    }
                }
                out.lists.insert(id.into_owned(), list);
            }
        }
        out
    }

    /// Counts a paragraph of this list and level; `None` where the list has nothing to show.
    pub(super) fn next(&self, counters: &mut Counters, list: &str, level: usize) -> Option<Label> {
        let of = self.lists.get(list)?;
        let levels = self.kinds.get(&of.kind)?;
        let this = of.levels.get(&level).or_else(|| levels.get(level))?;
        let counts = counters.counts.entry(of.kind.clone()).or_insert_with(|| vec![None; LEVELS]);
        // Levels above may go on with the numbers of another list.
        if counters.begun.insert((list.to_owned(), level))
            && let (Some(Some(start)), Some(count)) = (of.starts.get(level), counts.get_mut(level))
        {
            *count = start.checked_sub(1);
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
            let other = of.levels.get(&at).unwrap_or(other);
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
    fn a_list_below_another_restarts_its_own_level() {
        let level = |at: u8, kind: &str| {
            format!("<lvl ilvl='{at}'><start val='1'/><numFmt val='{kind}'/><lvlText val='%{}.'/></lvl>", at + 1)
        };
        let restarts =
            [0, 1].map(|at| format!("<lvlOverride ilvl='{at}'><startOverride val='1'/></lvlOverride>")).concat();
        let xml = format!(
            "<numbering><abstractNum abstractNumId='0'>{}{}</abstractNum>\
             <num numId='1'><abstractNumId val='0'/>{restarts}</num><num numId='2'><abstractNumId val='0'/>{restarts}</num>\
             <num numId='3'><abstractNumId val='0'/><lvlOverride ilvl='1'>{}</lvlOverride><lvlOverride ilvl='1'/></num>\
             </numbering>",
            level(0, "decimal"),
            level(1, "decimal"),
            level(1, "bullet"),
        );
        let (numbering, mut counters) = (Numbering::new(&Xml::new(&xml, Stop::NEVER).unwrap()), Counters::default());
        let steps = [("1", 0), ("2", 1), ("2", 1), ("1", 0), ("3", 1), ("1", 0)];
        let labels = steps.map(|(list, level)| numbering.next(&mut counters, list, level));
        let wanted = [1, 1, 2, 2].map(Marker::Number).into_iter().chain([Marker::Bullet, Marker::Number(3)]);
        assert_eq!(labels.to_vec(), wanted.map(|marker| Some(Label::Marker(marker))).collect::<Vec<_>>());
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
