//! The tags around words of a comparison: what was done to them, their emphasis and links.

use super::looks::{Look, Looks, Targets};
use super::markup::{Markup, address, entity};
use crate::page::Role;
use crate::text::{Document, Pair, Side, begins_in_any_case};

/// Emphasis and links of the documents.
pub(super) struct Marks<'a> {
    looks: Pair<Looks>,
    /// Where the links lead.
    targets: Vec<&'a str>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(documents: Pair<&'a Document>) -> Self {
        let mut targets = Targets::default();
        let looks = documents.map(|document| Looks::new(document, &mut targets));
        Self { looks, targets: targets.into_list() }
    }

    /// Writes words at a byte of a side with their emphasis and links.
    pub(super) fn write(&self, to: &mut Markup<'_>, text: &str, at: Option<(Side, u32)>, lines: bool) {
        let Some((side, start)) = at else { return to.text(text) };
        let start = start as usize;
        let mut from = 0;
        while from < text.len() {
            let (look, next) = self.looks[side].at(start + from);
            let end = next.saturating_sub(start).min(text.len()).max(from + 1);
            let part = text.get(from..end).unwrap_or_default();
            let (open, close) = look_tags(look, &self.targets);
            to.raw(&open);
            if lines {
                to.lines(part);
            } else {
                to.text(part);
            }
            to.raw(&close);
            from = end;
        }
    }
}

/// The tags around words of a look. Links lead to web and mail addresses only.
fn look_tags(look: Look, targets: &[&str]) -> (String, String) {
    let link = look
        .link
        .and_then(|link| targets.get(link))
        .filter(|target| ["https:", "http:", "mailto:"].iter().any(|scheme| begins_in_any_case(target, scheme)));
    let (mut open, mut close) = (String::new(), String::new());
    if let Some(target) = link {
        open.push_str("<a href=\"");
        for c in address(target).chars() {
            match entity(c) {
                Some(entity) => open.push_str(entity),
                None => open.push(c),
            }
        }
        open.push_str("\">");
        close.insert_str(0, "</a>");
    }
    // Struck-out text of a document is not a deletion.
    for (on, element) in [(look.strong, "strong"), (look.emphasis, "em"), (look.strike, "s"), (look.code, "code")] {
        if on {
            open.push_str(&format!("<{element}>"));
            close.insert_str(0, &format!("</{element}>"));
        }
    }
    (open, close)
}

/// The tags around words of a role.
pub(super) const fn tags(role: Role, plain: Role) -> (&'static str, &'static str) {
    match role {
        Role::Removed => ("<del>", "</del>"),
        Role::Added => ("<ins>", "</ins>"),
        Role::RemovedPassage => ("<del class=\"passage\">", "</del>"),
        Role::AddedPassage => ("<ins class=\"passage\">", "</ins>"),
        Role::RewrittenOld => ("<del class=\"whole\">", "</del>"),
        Role::RewrittenNew => ("<ins class=\"whole\">", "</ins>"),
        Role::Moved => ("<span class=\"moved-text\">", "</span>"),
        Role::Typography => ("<span class=\"typo\">", "</span>"),
        Role::Credit if !matches!(plain, Role::Credit) => ("<span class=\"credit\">", "</span>"),
        Role::Note if !matches!(plain, Role::Note) => ("<span class=\"note\">", "</span>"),
        _ => ("", ""),
    }
}
