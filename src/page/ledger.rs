//! The ledger: the changes an editor would want to know, most telling first, filtered by class.

use std::sync::Arc;

use super::list::layered;
use super::{Line, Role, Run, clip, fit, pad, width};
use crate::diff::Change;
use crate::diff::Class;
use crate::diff::Comparison;

/// Which classes of change are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Words inside quotation marks.
    Quotes,
    /// Who said it.
    Attribution,
    /// Figures and dates.
    Numbers,
    /// Who or where.
    Names,
    /// Other words, negations and hedges among them, and the headline.
    Wording,
    /// What was taken out.
    Cuts,
    /// What was put in.
    Additions,
    /// House style and typography.
    Style,
    /// Furniture, notes, credits, moves.
    Other,
}

impl Filter {
    /// All filters, in the order of the header.
    pub const ALL: [Self; 10] = [
        Self::All,
        Self::Quotes,
        Self::Attribution,
        Self::Numbers,
        Self::Names,
        Self::Wording,
        Self::Cuts,
        Self::Additions,
        Self::Style,
        Self::Other,
    ];

    /// Its name in the header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Quotes => "quotes",
            Self::Attribution => "attribution",
            Self::Numbers => "numbers",
            Self::Names => "names",
            Self::Wording => "wording",
            Self::Cuts => "cuts",
            Self::Additions => "additions",
            Self::Style => "style",
            Self::Other => "other",
        }
    }

    const fn of(class: Class) -> Self {
        match class {
            Class::Quote => Self::Quotes,
            Class::Attribution => Self::Attribution,
            Class::Number | Class::Date => Self::Numbers,
            Class::Name => Self::Names,
            Class::Negation | Class::Hedge | Class::Headline | Class::Wording => Self::Wording,
            Class::Cut => Self::Cuts,
            Class::Addition => Self::Additions,
            Class::Style | Class::Typography => Self::Style,
            Class::Move | Class::Furniture | Class::Credit => Self::Other,
        }
    }

    /// Whether it lists a class.
    #[must_use]
    pub fn takes(self, class: Class) -> bool {
        self == Self::All || self == Self::of(class)
    }
}

/// The entries of the ledger that a filter lets through.
#[derive(Clone, Debug)]
pub struct LedgerPage {
    comparison: Arc<Comparison>,
    filter: Filter,
    /// Indices of the changes listed.
    listed: Vec<usize>,
}

impl LedgerPage {
    /// The ledger of a comparison.
    #[must_use]
    pub fn new(comparison: Arc<Comparison>, filter: Filter) -> Self {
        let listed = comparison.changes.iter().enumerate().filter(|(_, c)| filter.takes(c.class)).map(|(i, _)| i);
        let listed = listed.collect();
        Self { comparison, filter, listed }
    }

    /// The filter.
    #[must_use]
    pub const fn filter(&self) -> Filter {
        self.filter
    }

    /// How many entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether nothing is listed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Entry `i`.
    #[must_use]
    pub fn change(&self, i: usize) -> Option<&Change> {
        self.comparison.changes.get(*self.listed.get(i)?)
    }

    /// "22 changes   all  quotes 1  numbers 0 …", the filter in force as accent; as much as fits.
    #[must_use]
    pub fn head(&self, cells: usize) -> Line {
        let count = |f: Filter| self.comparison.changes.iter().filter(|c| f.takes(c.class)).count();
        let all = self.comparison.changes.len();
        let noun = if all == 1 { "change" } else { "changes" };
        let mut runs = vec![Run::new(format!(" {all} {noun} "), Role::Label)];
        for filter in Filter::ALL {
            let n = count(filter);
            let text = if filter == Filter::All { " all ".to_owned() } else { format!(" {} {n} ", filter.name()) };
            let role = match (filter == self.filter, n) {
                (true, _) => Role::Accent,
                (_, 0) => Role::Dim,
                _ => Role::Text,
            };
            runs.push(Run::new(text, role));
        }
        clip(Line { runs }, cells)
    }

    /// The line of entry `i` in exactly `cells` cells: rank, class, the change in a line.
    #[must_use]
    pub fn line(&self, i: usize, selected: bool, cells: usize) -> Line {
        let (Some(change), Some(&index)) = (self.change(i), self.listed.get(i)) else { return Line::default() };
        let rank = format!(" {:>2}  ", index + 1);
        let class = pad(change.class.name(), 13);
        let room = cells.saturating_sub(width(&rank) + 13);
        let runs = vec![
            Run::new(rank, Role::Dim),
            Run::new(class, class_role(change.class)),
            Run::new(pad(&fit(&super::gate(&change.summary), room), room), Role::Text),
        ];
        layered(clip(Line { runs }, cells), selected)
    }
}

const fn class_role(class: Class) -> Role {
    match class {
        Class::Cut => Role::Removed,
        Class::Addition => Role::Added,
        Class::Move => Role::Moved,
        Class::Style | Class::Typography | Class::Furniture | Class::Credit => Role::Dim,
        _ => Role::Edited,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Relation, Stats, Verdict};
    use crate::text::Pair;

    fn ledger(filter: Filter) -> LedgerPage {
        let change = |class, summary: &str| Change {
            class,
            spans: Pair::new(None, None),
            row: 0,
            announced: false,
            summary: summary.into(),
        };
        let changes = vec![change(Class::Number, "$1.5 → $15"), change(Class::Cut, "the last paragraph")];
        let verdict = Verdict { relation: Relation::Revised, old_in_new: 0.9, new_in_old: 0.9 };
        LedgerPage::new(
            Arc::new(Comparison {
                rows: Vec::new(),
                verdict,
                stats: Stats::default(),
                cuts: Pair::default(),
                changes,
                notes: Vec::new(),
            }),
            filter,
        )
    }

    #[test]
    fn a_filter_keeps_the_rank_of_what_it_lets_through() {
        let cuts = ledger(Filter::Cuts);
        assert_eq!(cuts.len(), 1);
        assert_eq!(cuts.line(0, false, 40).text(), "  2  cut          the last paragraph    ");
        assert!(
            ledger(Filter::All).head(100).text().starts_with(" 2 changes  all  quotes 0  attribution 0  numbers 1 ")
        );
        assert!((0..60).all(|cells| cuts.line(0, true, cells).width() <= cells && cuts.head(cells).width() <= cells));
    }

    #[test]
    fn every_class_has_one_filter() {
        for class in Class::ALL {
            assert_eq!(Filter::ALL.iter().filter(|f| **f != Filter::All && f.takes(class)).count(), 1);
        }
    }
}
