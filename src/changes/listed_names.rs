//! Names that are words of lists too: "Will Smith", "Mr. Might", "June Holm", "Edward Said".

use super::row_tokens::RowTokens;
use crate::lang::{self, Set, Topics};

impl RowTokens<'_> {
    /// Whether word `k`, written with a capital, is a name here and has another meaning by the lists.
    pub(super) fn is_listed_name(&self, k: usize) -> bool {
        let form = self.form(k);
        let capital = self.is_capital(k) && form.chars().nth(1).is_some_and(char::is_lowercase);
        capital && form.chars().all(char::is_alphabetic) && self.is_listed(k) && self.is_name(k)
    }

    /// Whether word `k` is on a list whose words mean something else than a name.
    fn is_listed(&self, k: usize) -> bool {
        let (language, key) = (self.language, self.key(k));
        // "At" begins "at least".
        let alone = || language.hedge(key).is_some() || language.denies(key) || language.reports(key);
        language.has(Set::GivenNames, key)
            || language.topics(key) != Topics::default() && (!language.is_function(key) || alone())
    }

    /// Whether a word of lists is a name in its context.
    fn is_name(&self, k: usize) -> bool {
        let (language, key) = (self.language, self.key(k));
        if self.is_beside_figure(k) {
            return false;
        }
        if self.follows_title(k) {
            return true;
        }
        let given = [Set::GivenNames, Set::GivenNameMonths].into_iter().any(|set| language.has(set, key));
        let capitals = self.mostly_capital && !language.capital_nouns();
        if capitals || given && self.precedes_surname(k) {
            return !capitals;
        }
        let begins = self.begins_sentence(k) || self.is_mark(k - 1);
        if begins || language.denies(key) || language.numbers(key) {
            return false;
        }
        // "Last May the fair"
        let dated = [Set::BeforeMonth, Set::BeforeYear, Set::BeforeDate, Set::Which, Set::Determiners];
        let leads = language.dates(self.before(k)) || dated.into_iter().any(|set| language.has(set, self.before(k)));
        let follows_name = self.may_be_given_name(k - 1) && !leads;
        if language.dates(key) || language.may_be_month(key) {
            let next = self.key(k + 1);
            let ends = self.is_mark(k + 1) || next.is_empty() || self.is_function(k + 1);
            let does = language.has(Set::AfterName, next) || language.is_past(next) || language.reports(next);
            let surname = follows_name && (ends || does) && !self.is_list_of_dates(k);
            let precedes = || self.may_be_given_name(k + 1) && !language.dates(self.key(k + 1));
            // "Anfang Mai": any noun may come before a month.
            return match () {
                () if language.capital_nouns() => false,
                () if language.capital_dates() => surname,
                () => follows_name || precedes(),
            };
        }
        // A verb has a capital only at the beginning of a sentence.
        !language.capital_nouns()
    }

    /// Whether another date follows word `k`, after an optional word: "August and September".
    fn is_list_of_dates(&self, k: usize) -> bool {
        let dated = |k: usize| self.language.dates(self.key(k)) || self.language.may_be_month(self.key(k));
        dated(k + 1) || dated(k + 2)
    }

    /// Whether a title comes before word `k`, so that it is a surname: "Mr. Might", "Familie Mai".
    pub(super) fn follows_title(&self, k: usize) -> bool {
        let stop = usize::from(self.before(k) == ".");
        let Some(title) = k.checked_sub(1 + stop) else { return false };
        let (language, key) = (self.language, self.key(title).trim_end_matches('.'));
        let office = || !language.capital_nouns() && self.is_capital(title) && language.has(Set::Offices, key);
        language.has(Set::BeforeSurname, key) && self.is_capital(title) || stop == 0 && office()
    }

    /// Whether word `k` is a given name before a surname: "to June Holm", not "in June Parliament".
    fn precedes_surname(&self, k: usize) -> bool {
        let (language, before, next) = (self.language, self.before(k), self.key(k + 1));
        let has = |sets: &[Set]| sets.iter().any(|&set| language.has(set, before));
        let dated = has(&[Set::BeforeDate, Set::Which, Set::Determiners]) || language.dates(before);
        // "by June Boeing had", but "by June Holm."
        let may_be_dated = has(&[Set::BeforeMonth, Set::BeforeYear]);
        let end = self.all().end;
        let ends = k + 2 >= end || self.is_mark(k + 2);
        // "Will Parliament agree?"
        let asks = || self.begins_sentence(k) && self.key(end.saturating_sub(1)) == "?";
        // "Ende August Verträge", "im August Verträge": any noun has a capital.
        let noun_follows = language.capital_nouns() && k > 0 && (self.is_function(k - 1) || self.is_capital(k - 1));
        self.is_capital(k + 1)
            && !noun_follows
            && next.chars().nth(1).is_some()
            && !(self.is_function(k + 1) || language.dates(next) || language.may_be_month(next))
            && !dated
            && (ends || !may_be_dated)
            && !asks()
    }

    /// Whether word `k` is next to a figure, with an optional full stop between: "Mar. 3", "3. März".
    pub(super) fn is_beside_figure(&self, k: usize) -> bool {
        let stop = usize::from(self.key(k + 1) == ".");
        let around = [self.before(k), self.key(k + 1 + stop)];
        let comes_after_stop = k > 1 && self.before(k) == "." && lang::figure(self.key(k - 2));
        comes_after_stop || around.into_iter().any(lang::figure)
    }
}
