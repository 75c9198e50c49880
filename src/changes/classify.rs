//! What a change inside a row changes: a figure, a name, a quotation, who said it, or only the house style.
//!
//! A change is told by the words it takes out and puts in and by those that stand beside it in the row. What matters most
//! decides: a figure that changes inside a quotation is a change of the quotation, and `not` outranks both.

use std::ops::Range;

use super::model::Class;
pub(crate) use super::model::Grade;
use super::row_tokens::RowTokens;
use super::style::same_style;
use crate::lang::{self, Hedge, Language};
use crate::text::{Pair, Side, Span};

/// What a change changes, and how much an editor will make of it within its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) class: Class,
    pub(crate) grade: Grade,
}

impl Finding {
    pub(crate) const fn plain(class: Class) -> Self {
        Self { class, grade: Grade::Plain }
    }

    pub(crate) const fn slight(class: Class) -> Self {
        Self { class, grade: Grade::Slight }
    }

    pub(crate) const fn grave(class: Class) -> Self {
        Self { class, grade: Grade::Grave }
    }
}

/// A change inside a row: its two spans, and where in either side it stands.
pub(crate) struct Inside<'a> {
    pub(crate) row: &'a Pair<RowTokens<'a>>,
    pub(crate) spans: Pair<Option<Span>>,
    /// Where the change stands on a side that has no words of it.
    pub(crate) near: Pair<u32>,
    /// The row is the headline.
    pub(crate) headline: bool,
    /// The row opens its paragraph on both sides.
    pub(crate) opens: bool,
    /// It covers a sentence of the row, of several.
    pub(crate) sentence: bool,
}

/// One-sided changes of so many words or more tell something of their own: a clause cut or added. With a word less sources
/// of held-out stories are told as wording or cuts ("said Ada Holm, an analyst at Vik"), with one more rewordings
/// that mention a report as a change of source.
pub(crate) const CLAUSE: usize = 6;
/// Wordings longer than this are not said to change one figure or one source: a clause for a clause.
pub(crate) const PHRASE: usize = 2 * CLAUSE;

/// The class of a change inside an edited row.
pub(crate) fn classify(inside: &Inside<'_>) -> Finding {
    let found = Change::new(inside).classify();
    match found.class {
        // Whatever else a headline says otherwise is told as the headline.
        Class::Wording | Class::Hedge | Class::Attribution | Class::Addition | Class::Cut if inside.headline => {
            Finding { class: Class::Headline, ..found }
        }
        _ => found,
    }
}

/// A change with its words.
pub(crate) struct Change<'a> {
    pub(crate) row: &'a Pair<RowTokens<'a>>,
    pub(crate) range: Pair<Range<usize>>,
    pub(crate) words: Pair<Vec<&'a str>>,
    headline: bool,
    opens: bool,
    sentence: bool,
}

impl<'a> Change<'a> {
    fn new(inside: &Inside<'a>) -> Self {
        let Inside { row, spans, near, headline, opens, sentence } = *inside;
        let range = Pair::new(row.old.at(spans.old, near.old), row.new.at(spans.new, near.new));
        let words = Pair::new(row.old.keys(&range.old), row.new.keys(&range.new));
        Self { row, range, words, headline, opens, sentence }
    }

    pub(crate) fn one_sided(&self) -> bool {
        self.words.old.is_empty() || self.words.new.is_empty()
    }

    /// Words of the longer side.
    pub(crate) fn longer(&self) -> usize {
        self.words.old.len().max(self.words.new.len())
    }

    pub(crate) fn language(&self) -> Language {
        self.row.old.language
    }

    fn classify(&self) -> Finding {
        if let Some(found) = self.says_the_same() {
            return found;
        }
        let (old, new) = (&self.words.old, &self.words.new);
        let clause = self.one_sided() && (old.len() + new.len() >= CLAUSE || self.sentence)
            || self.sentence && old.len().min(new.len()) <= 2;
        if !clause && self.denial() {
            return Finding::plain(Class::Negation);
        }
        let transposed = self.transposed();
        if clause && self.sentence && !transposed && !self.headline {
            return Finding::grave(if old.len() < new.len() { Class::Addition } else { Class::Cut });
        }
        // Even in a quotation a name that is spelt otherwise is a name.
        if self.is_misspelt() {
            return Finding::plain(Class::Name);
        }
        if self.is_quoted() {
            return Finding::plain(Class::Quote);
        }
        if self.unsure() {
            return Finding::plain(Class::Hedge);
        }
        if self.one_sided() && !transposed && self.is_day() {
            return Finding::slight(Class::Date);
        }
        if self.status() {
            return Finding::grave(Class::Wording);
        }
        // What takes a source away may take its day along: the source matters more.
        if self.one_sided()
            && !transposed
            && let Some(found) = self.attribution()
        {
            return found;
        }
        if clause && !transposed {
            if self.headline {
                return Finding::plain(Class::Headline);
            }
            return Finding::plain(if old.len() < new.len() { Class::Addition } else { Class::Cut });
        }
        if let Some(found) = self.says_otherwise(transposed) {
            return found;
        }
        match (self.headline, self.is_slight()) {
            (true, _) => Finding::plain(Class::Headline),
            (_, true) => Finding::slight(Class::Wording),
            _ => Finding::plain(Class::Wording),
        }
    }

    /// What another wording changes of what is told: a figure, a source, a name, how sure it is.
    fn says_otherwise(&self, transposed: bool) -> Option<Finding> {
        if !transposed {
            // A day that only came along tells less than who speaks.
            let (figures, source) = (self.figures(), self.attribution());
            let telling = |found: &Option<Finding>| found.is_some_and(|f| f.grade != Grade::Slight);
            let found = if telling(&source) && !telling(&figures) { source } else { figures.or(source) };
            if found.is_some() {
                return found;
            }
        }
        if !transposed && self.names() || self.turned_names() {
            return Some(Finding::plain(Class::Name));
        }
        if !transposed && self.recounts() {
            return Some(Finding::slight(Class::Number));
        }
        if self.longer() <= CLAUSE { self.hedges() } else { None }
    }

    /// What says the same in another form: with quotation marks or without, in another house style, under a flag.
    fn says_the_same(&self) -> Option<Finding> {
        let (old, new) = (&self.words.old, &self.words.new);
        if self.requoted() && self.longer() <= CLAUSE || self.marks_alone() {
            return Some(Finding::plain(Class::Quote));
        }
        if old == new {
            return Some(Finding::plain(if old.is_empty() { Class::Style } else { Class::Typography }));
        }
        if same_style(self.language(), old, new) || self.dated_alike() || self.renumbered() || self.same_estimate() {
            return Some(Finding::plain(Class::Style));
        }
        if self.one_sided() && self.is_titled() {
            return Some(Finding::plain(Class::Style));
        }
        if self.headline && self.is_flag() {
            return Some(Finding::slight(Class::Headline));
        }
        self.same_verdict().then_some(Finding::slight(Class::Wording))
    }

    /// Words that the change leaves alone gain or lose their quotation marks.
    fn requoted(&self) -> bool {
        let marks = |side: Side| self.range[side].clone().any(|k| self.row[side].is_quote_mark(k));
        let after = |side: Side| self.row[side].is_quoted(self.range[side].end);
        let before = |side: Side| self.range[side].start.checked_sub(1).is_some_and(|k| self.row[side].is_quoted(k));
        (marks(Side::Old) || marks(Side::New))
            && after(Side::Old) != after(Side::New)
            && before(Side::Old) == before(Side::New)
    }

    /// "Thursday" → "on Thursday"
    fn dated_alike(&self) -> bool {
        let bare = |side: Side| {
            let words = &self.words[side];
            let next = self.row[side].beside(&self.range[side], 1).unwrap_or("");
            match words.as_slice() {
                [head @ .., "on"] if self.language().dates(next) => head.to_vec(),
                all => all.to_vec(),
            }
        };
        let (old, new) = (bare(Side::Old), bare(Side::New));
        let fewer = old.len() + new.len() < self.words.old.len() + self.words.new.len();
        fewer && (old == new || same_style(self.language(), &old, &new))
    }

    /// Nothing but quotation marks came or went.
    fn marks_alone(&self) -> bool {
        let marks = |side: Side| self.range[side].clone().filter(|&k| self.row[side].is_quote_mark(k)).count();
        self.words.old == self.words.new && marks(Side::Old) != marks(Side::New)
    }

    /// The number of a list's item or of a clause, at the beginning of its paragraph.
    fn renumbered(&self) -> bool {
        let number = |side: Side| {
            let (words, range) = (&self.row[side], &self.range[side]);
            let [key] = self.words[side].as_slice() else { return false };
            let (digits, dots) = (key.trim_end_matches('.'), key.contains('.'));
            let k = words.indices(range).next().unwrap_or(0);
            let next = if words.is_quote_mark(k + 1) { k + 2 } else { k + 1 };
            words.indices(&(0..k)).next().is_none()
                && digits
                    .split('.')
                    .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
                && (matches!(words.key(k + 1), "." | ")") || dots && words.is_capital(next))
        };
        self.opens && number(Side::Old) && number(Side::New)
    }

    /// Nothing but a company's form or a person's title came or went, beside the name.
    fn is_titled(&self) -> bool {
        let side = if self.words.old.is_empty() { Side::New } else { Side::Old };
        let capital = |k: usize| self.row[side].is_capital(k);
        let named = self.range[side].start.checked_sub(1).is_some_and(capital) || capital(self.range[side].end);
        !self.words[side].is_empty() && self.words[side].iter().all(|k| Language::ENGLISH.is_title(k)) && named
    }

    /// A headline that only says it was corrected.
    fn is_flag(&self) -> bool {
        const FLAGS: [&str; 10] = [
            "corrected", "correction", "corrects", "update", "updated", "refile", "refiled", "repeat", "recast",
            "clarified",
        ];
        let flag = |k: &&str| FLAGS.contains(k) || lang::figure(k);
        let only = |side: Side| {
            let mut own = self.words[side].iter().filter(|k| !self.words[side.other()].contains(k)).peekable();
            (own.peek().is_some(), own.all(flag))
        };
        let (old, new) = (only(Side::Old), only(Side::New));
        let flagged = self.words.old.iter().chain(&self.words.new).any(|k| FLAGS.contains(k));
        flagged && (old.0 || new.0) && old.1 && new.1
    }

    /// One word for "about" instead of another.
    fn same_estimate(&self) -> bool {
        let about = |words: &[&str]| matches!(words, [one] if *one == "some" || Language::ENGLISH.hedge(one) == Some(Hedge::Roughly) && !matches!(*one, "almost" | "nearly"));
        let counted =
            |side: Side| self.row[side].beside(&self.range[side], 1).is_some_and(|k| self.language().numbers(k));
        about(&self.words.old) && about(&self.words.new) && counted(Side::Old) && counted(Side::New)
    }

    /// All that is said stands on the other side of the row as well, only elsewhere.
    fn transposed(&self) -> bool {
        // A longer one is a passage, which moves as a row. One word in five may differ.
        if self.longer() > 8 * CLAUSE {
            return false;
        }
        let there = |side: Side| {
            let words = self.row[side].indices(&self.range[side]).map(|k| self.row[side].key(k));
            let telling: Vec<&str> = words.filter(|k| !Language::ENGLISH.is_function(k)).collect();
            let found = telling.iter().filter(|k| {
                self.words[side.other()].contains(k) || self.row[side.other()].elsewhere(&self.range[side.other()], k)
            });
            (found.count(), telling.len())
        };
        let (old, new) = (there(Side::Old), there(Side::New));
        !self.swapped() && old.1 + new.1 > 0 && old.0 * 5 >= old.1 * 4 && new.0 * 5 >= new.1 * 4
    }

    /// Most of the changed words of a side stand inside quotation marks.
    fn is_quoted(&self) -> bool {
        let count = |side: Side| {
            let quoted = self.row[side].indices(&self.range[side]).filter(|&k| self.row[side].is_quoted(k)).count();
            (quoted, self.words[side].len())
        };
        let (old, new) = (count(Side::Old), count(Side::New));
        if old.0 + new.0 == 0 {
            return false;
        }
        let all = old.0 == old.1 && new.0 == new.1;
        let most = |(quoted, all): (usize, usize)| quoted > 1 && 2 * quoted > all;
        // "told him he had “lied" → "“You lied"
        let marked = |side: Side| self.range[side].clone().any(|k| self.row[side].is_quote_mark(k));
        let whole = |(quoted, all): (usize, usize)| quoted > 0 && quoted == all;
        let opened = marked(Side::Old) && marked(Side::New) && (whole(old) || whole(new));
        // "what he called a brave decision" → "“a brave decision”"
        let put = |side: Side| {
            let mut quoted = self.row[side].indices(&self.range[side]).filter(|&k| self.row[side].is_quoted(k));
            marked(side)
                && !marked(side.other())
                && quoted.all(|k| self.words[side.other()].contains(&self.row[side].key(k)))
        };
        all || most(old) || most(new) || opened || old.0 == 0 && put(Side::New) || new.0 == 0 && put(Side::Old)
    }

    /// Function words, and one other word at most.
    fn is_slight(&self) -> bool {
        self.words.old.iter().chain(&self.words.new).filter(|k| !Language::ENGLISH.is_function(k)).count() <= 1
    }
}
