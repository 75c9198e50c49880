//! The rules: what an edit can mean to an editor. Each is a file with its class, its description and its tests, and is
//! independent of the others. [`RULES`] lists them all.

mod addition;
mod attribution;
mod credit;
mod cut;
mod date;
mod formatting;
mod furniture;
mod headline;
mod hedge;
mod moved;
mod name;
mod negation;
mod number;
mod quote;
mod rule;
mod style;
mod typography;
mod wording;

use self::rule::Rule;
use super::context::EditContext;
use super::model::{Class, Finding, Grade};
use crate::text::{Pair, Side};

/// All rules.
pub(crate) const RULES: &[&dyn Rule] = &[
    &quote::Quote,
    &attribution::Attribution,
    &number::Number,
    &date::Date,
    &name::Name,
    &negation::Negation,
    &hedge::Hedge,
    &headline::Headline,
    &wording::Status,
    &wording::Wording,
    &cut::Cut,
    &addition::Addition,
    &moved::Moved,
    &style::Style,
    &typography::Typography,
    &formatting::Formatting,
    &furniture::Furniture,
    &credit::Credit,
];

/// All findings of an edit, gravest first; never empty.
pub(crate) fn findings(edit: &EditContext<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = RULES.iter().flat_map(|rule| rule.findings(edit)).collect();
    if found.is_empty() {
        // Only a function word changed, or something that is elsewhere in the row.
        let class = if edit.is_headline() { Class::Headline } else { Class::Wording };
        found.push(Finding::new(class, Grade::Slight, edit.spans));
    }
    for finding in &mut found {
        let of = |side: Side| finding.spans[side].map(|span| edit.whole.evidence(side, span)).unwrap_or_default();
        finding.evidence = Pair::new(of(Side::Old), of(Side::New));
    }
    found.sort_by_key(Finding::gravity);
    found
}

/// The description of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleInfo {
    /// Its name, as in [`Finding::rule`].
    pub name: &'static str,
    /// The class of its findings.
    pub class: Class,
    /// One sentence about what it finds.
    pub description: &'static str,
}

/// The descriptions of all rules.
pub fn rules() -> impl Iterator<Item = RuleInfo> {
    RULES.iter().map(|r| RuleInfo { name: r.name(), class: r.class(), description: r.description() })
}

/// The findings of one rule between two one-paragraph texts, as "old → new".
#[cfg(test)]
fn found(rule: &dyn Rule, old: &str, new: &str) -> Vec<String> {
    use crate::text::{About, Block, BlockKind, Document, Span};
    let document = |text: &str| {
        let block = Block::new(BlockKind::Paragraph, Span::new(0, text.len()));
        Document::new(text.into(), vec![block], About::default())
    };
    let documents = Pair::new(document(old), document(new));
    let comparison = crate::changes::compare(&documents.old, &documents.new, &crate::changes::Options::default());
    let comparison = comparison.expect("nobody cancels");
    let part = |span: Option<Span>, text: &str| span.map_or("-".to_owned(), |s| s.of(text).to_owned());
    let findings = comparison.changes.iter().flat_map(|change| &change.findings);
    let own = findings.filter(|finding| finding.rule == rule.name());
    own.map(|f| format!("{} → {}", part(f.spans.old, old), part(f.spans.new, new))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_a_unique_name_and_a_description() {
        for (n, rule) in RULES.iter().enumerate() {
            assert!(rule.description().ends_with('.'), "{}", rule.name());
            assert!(RULES[..n].iter().all(|other| other.name() != rule.name()), "{}", rule.name());
        }
        assert!(Class::ALL.into_iter().all(|class| RULES.iter().any(|rule| rule.class() == class)));
    }
}
