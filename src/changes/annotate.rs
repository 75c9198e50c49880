//! Annotates each word of a row once: figure, date, name, quoted, reporting word and source, negation, hedge. All later
//! questions about a row's words are answered from these annotations.
//!
//! ```text
//! On  Monday , police said the  toll may  be 14 .
//!     date     source report        hedge    figure
//! ```

use std::collections::BTreeSet;
use std::ops::{Deref, Range};

use super::dates::{Date, dates};
use super::figures::{Figure, figures};
use super::hedges::{Hedge, hedges};
use super::reports::{ReportPhrase, Reports};
use super::row_tokens::RowTokens;
use super::sections::is_quarter_hour;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::align::vocabulary::Vocabulary;
use crate::lang::{self, Set, Topics};
use crate::text::{Side, Span, WordKind};

/// The words of one side of a row with their annotations.
pub(crate) struct Annotated<'a> {
    tokens: RowTokens<'a>,
    info: Vec<TokenInfo>,
    /// The dates, in order.
    pub(crate) dates: Vec<Date>,
    /// The figures, in order.
    pub(crate) figures: Vec<Figure>,
    /// The hedges, in order.
    hedges: Vec<Hedge>,
    /// The negations, in order.
    denials: Vec<Range<usize>>,
    /// Negations in phrases that deny nothing, each with its phrase: "no" in "there is no doubt".
    affirmed: Vec<(Range<usize>, Range<usize>)>,
    /// Phrases of reporting, in order.
    report_phrases: Vec<ReportPhrase>,
}

impl<'a> Deref for Annotated<'a> {
    type Target = RowTokens<'a>;

    fn deref(&self) -> &RowTokens<'a> {
        &self.tokens
    }
}

impl<'a> Annotated<'a> {
    /// Annotates the words of `hull`, a row's span on one side.
    pub(crate) fn new(
        vocabulary: (&'a Vocabulary<'_>, &'a ChangeThresholds),
        language: lang::Language,
        side: Side,
        hull: Option<Span>,
    ) -> Self {
        Self::of(RowTokens::new(vocabulary, language, side, hull))
    }

    fn of(tokens: RowTokens<'a>) -> Self {
        let info = vec![TokenInfo::default(); tokens.all().end];
        let mut row = Self {
            tokens,
            info,
            dates: Vec::new(),
            figures: Vec::new(),
            hedges: Vec::new(),
            denials: Vec::new(),
            affirmed: Vec::new(),
            report_phrases: Vec::new(),
        };
        row.words_alone();
        row.hedges = hedges(&row.tokens);
        let spans: Vec<Range<usize>> = row.hedges.iter().map(|hedge| hedge.words.clone()).collect();
        spans.into_iter().for_each(|words| row.add(words, TokenInfo::HEDGE));
        row.quotations();
        if let Some(k) = row.list_number() {
            row.add(k..k + 1, TokenInfo::LIST_NUMBER);
            // "4. Termination 4.1 The tenant"
            let inner = row.inner_number(k);
            inner.into_iter().for_each(|k| row.add(k..k + 1, TokenInfo::LIST_NUMBER));
        }
        // A row that joins the items of a list: "a rope; 2. two hooks"
        for k in row.tokens.items.clone() {
            let key = row.tokens.key(k).trim_end_matches('.');
            if (1..=2).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_digit()) {
                row.add(k..k + 1, TokenInfo::LIST_NUMBER);
            }
        }
        row.inline_numbers().into_iter().for_each(|k| row.add(k..k + 1, TokenInfo::LIST_NUMBER));
        row.dates = dates(&row.tokens);
        let spans: Vec<Range<usize>> = row.dates.iter().map(|date| date.words.clone()).collect();
        spans.into_iter().for_each(|words| row.becomes(words, TokenInfo::DATE));
        row.figures = figures(&row.tokens, |k| row.info[k].is(TokenInfo::DATE.or(TokenInfo::LIST_NUMBER)));
        let spans: Vec<Range<usize>> = row.figures.iter().map(|figure| figure.words.clone()).collect();
        spans.into_iter().for_each(|words| row.becomes(words, TokenInfo::FIGURE));
        row.drop_uncounted_hedges();
        row.reports_and_denials();
        row.phrases();
        row.reports().sources().into_iter().for_each(|words| row.add(words, TokenInfo::SOURCE));
        row
    }

    fn add(&mut self, words: Range<usize>, info: TokenInfo) {
        self.info.get_mut(words).into_iter().flatten().for_each(|i| i.add(info));
    }

    /// A word with a capital that is a date or a figure is not a name.
    fn becomes(&mut self, words: Range<usize>, info: TokenInfo) {
        self.info.get_mut(words.clone()).into_iter().flatten().for_each(|i| i.remove(TokenInfo::NAME));
        self.add(words, info);
    }

    fn words_alone(&mut self) {
        for k in self.tokens.all() {
            if !self.tokens.goes_on(k) {
                return;
            }
            let mut info = TokenInfo::default();
            if self.tokens.is_mark(k) {
                info.add(TokenInfo::MARK);
            } else if self.tokens.is_function(k) {
                info.add(TokenInfo::FUNCTION);
            }
            if self.is_named(k) {
                info.add(TokenInfo::NAME);
            }
            self.info[k] = info;
        }
    }

    fn quotations(&mut self) {
        for q in self.tokens.quotations.clone() {
            self.add(q.words, TokenInfo::QUOTED);
            for mark in q.opening.into_iter().chain(q.closing) {
                self.add(mark..mark + 1, TokenInfo::QUOTE_MARK);
            }
        }
    }

    /// The number of a list item, clause or caption at the beginning of its block: "3.", "2.4 The keeper", "IV. Of the
    /// plough", "§ 8 Fees", "Figure 3."
    fn list_number(&self) -> Option<usize> {
        let tokens = &self.tokens;
        if !tokens.opens_block {
            return None;
        }
        let mut words = tokens.indices(&tokens.all());
        let first = words.next()?;
        let named = tokens.language.has(Set::Numbered, tokens.key(first).trim_end_matches('.'));
        let signed = first.checked_sub(1).is_some_and(|sign| tokens.key(sign) == "§");
        let k = if named { words.next()? } else { first };
        let key = tokens.key(k);
        let (digits, dots) = (key.trim_end_matches('.'), key.contains('.'));
        let part = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let numbered = digits.split('.').all(part) && (tokens.is_section || !is_quarter_hour(digits));
        let lettered = key.len() == 1 && key.bytes().all(|b| b.is_ascii_lowercase()) && tokens.key(k + 1) == ")";
        let roman = !digits.is_empty() && digits.bytes().all(|b| b"ivxlc".contains(&b)) && tokens.is_capital(k);
        let mut next = k + 1;
        while tokens.is_mark(next) {
            next += 1;
        }
        let end = tokens.all().end;
        let stopped = matches!(tokens.key(k + 1), "." | ")" | ":") || key.ends_with('.');
        let marked = stopped && (next < end && tokens.is_spaced(next));
        let titled = (named || signed) && (next >= end || stopped || tokens.is_capital(next));
        // "18.45 Uhr", "5. Mai", "2.5 Liter"
        let (language, after) = (tokens.language, tokens.key(next));
        let counts = || {
            let units = [Set::AfterHour, Set::Units, Set::Measures, Set::Currencies];
            language.dates(after)
                || language.may_be_month(after)
                || language.numbers(after)
                || language.is_unit(&language.norm(after))
                // A line is too short for detecting its language.
                || units.into_iter().any(|set| lang::any_has(set, after))
        };
        if numbered && !named && !signed && counts() {
            return None;
        }
        let is_number = lettered
            || numbered && (marked || titled || dots && tokens.is_capital(next))
            || roman && (marked && tokens.is_capital(next) || titled);
        is_number.then_some(k)
    }

    /// The number of the first clause after the title of its section. Word `k` is the number of the section.
    fn inner_number(&self, k: usize) -> Option<usize> {
        let tokens = &self.tokens;
        let section = tokens.key(k).trim_end_matches('.');
        let of_section = |at: &usize| {
            let clause = tokens.key(*at).strip_prefix(section).and_then(|rest| rest.strip_prefix('.'));
            clause.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
        };
        let digits = !section.is_empty() && section.bytes().all(|b| b.is_ascii_digit());
        let end = tokens.all().end.min(k + 1 + tokens.limits.section_title_words);
        let found = (k + 1..end).find(of_section).filter(|_| digits)?;
        tokens.is_capital(found + 1).then_some(found)
    }

    /// The numbers of items inside a sentence: "The board (1) elects a chair, (2) names a clerk."
    fn inline_numbers(&self) -> Vec<usize> {
        let tokens = &self.tokens;
        let digits = |key: &str| (1..=2).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_digit());
        let numbered = |k: &usize| digits(tokens.key(*k)) && tokens.before(*k) == "(" && tokens.key(*k + 1) == ")";
        let found: Vec<usize> = tokens.all().filter(numbered).collect();
        let counts = (1u32..).zip(&found).all(|(n, &k)| tokens.key(k).parse() == Ok(n));
        if counts && found.len() > 1 { found } else { Vec::new() }
    }

    /// Whether the capital of a word makes it a name.
    fn is_named(&self, k: usize) -> bool {
        let tokens = &self.tokens;
        if tokens.title_case || tokens.kind(k) != Some(WordKind::Word) {
            return false;
        }
        let mut chars = tokens.form(k).chars();
        let first = chars.next().is_some_and(char::is_uppercase);
        let key = tokens.key(k);
        first
            && !tokens.follows_option(k)
            && (!tokens.language.is_function(key) || tokens.is_initial(k))
            && !tokens.language.has(Set::NotNames, key)
            // "Appendix B"
            && (key.chars().nth(1).is_some()
                || !tokens.language.has(Set::Numbered, tokens.before(k).trim_end_matches('.')))
            && (!tokens.begins_sentence(k) || chars.any(char::is_uppercase) || key.starts_with(char::is_uppercase))
    }

    /// What is known of reports so far.
    fn reports(&self) -> Reports<'_, 'a> {
        Reports { tokens: &self.tokens, info: &self.info, hedges: &self.hedges, phrases: &self.report_phrases }
    }

    /// Removes words for "about" and for bounds that count nothing: "a report about the crash", "bis zu seinem Tod".
    fn drop_uncounted_hedges(&mut self) {
        /// The line of "at least" and of "at most" in their lists, which need no figure.
        const AT_LEAST: usize = 0;
        let mut hedges = std::mem::take(&mut self.hedges);
        hedges.retain(|hedge| {
            let counts = match hedge.kind {
                lang::Hedge::Roughly => true,
                lang::Hedge::AtLeast | lang::Hedge::AtMost => {
                    self.tokens.unspaced(&hedge.words) || hedge.line != AT_LEAST
                }
                _ => false,
            };
            let keeps = !counts || self.counts(&hedge.words);
            if !keeps {
                self.info.get_mut(hedge.words.clone()).into_iter().flatten().for_each(|i| i.remove(TokenInfo::HEDGE));
            }
            keeps
        });
        self.hedges = hedges;
    }

    /// Whether a figure, a date or a unit is beside words: "about a dozen", "100 environ", "around the hour".
    fn counts(&self, words: &Range<usize>) -> bool {
        /// Maximum words from the words to what they count: "about a good hour".
        const AFTER: usize = 3;
        /// The same before them, in characters of a script without spaces: "100キロ以上".
        const UNSPACED_BEFORE: usize = 3;
        let (tokens, language) = (&self.tokens, self.tokens.language);
        let counted = |k: usize| {
            let key = tokens.key(k);
            self.info.get(k).is_some_and(|info| info.is(TokenInfo::FIGURE.or(TokenInfo::DATE)))
                || language.is_unit(key)
                || language.is_span(key)
        };
        let before = if tokens.unspaced(words) { UNSPACED_BEFORE } else { 1 };
        // "about the three boats"
        let next = tokens.key(words.end);
        let keys = words.clone().map(|k| tokens.key(k));
        let behind = before == UNSPACED_BEFORE && language.begins(Set::BoundsBehind, keys).is_some();
        let article = language.has(Set::Determiners, next) && !language.counts_one(next);
        let after = if article || behind { 0 } else { AFTER };
        let after = (words.end..words.end + after).take_while(|&k| !tokens.is_mark(k));
        after.chain(words.start.saturating_sub(before)..words.start).any(counted)
    }

    fn reports_and_denials(&mut self) {
        let mut k = 0;
        while self.tokens.goes_on(k) {
            let reports = self.reports();
            let is_report = || (reports.is_report(k) && !reports.is_hearsay_word(k)).then_some(());
            if self.tokens.read_at(Topics::REPORT, k, is_report).is_some() {
                self.add(k..k + 1, TokenInfo::REPORT);
            }
            let unspaced = self.tokens.kind(k) == Some(WordKind::Ideograph);
            let phrase = unspaced.then(|| self.tokens.unspaced_words(Set::Negations, k)).flatten();
            let denial = || self.tokens.read_at(Topics::NEGATION, k, || self.is_denial(k).then_some(1));
            let words = phrase.or_else(denial).unwrap_or_default();
            if words > 0 {
                self.denials.push(k..k + words);
            }
            k += words.max(1);
        }
    }

    /// Finds phrases of reporting, and phrases that are no reports or negations though one of their words is.
    fn phrases(&mut self) {
        let language = self.tokens.language;
        let (mut reports, mut affirmed, mut silent) = (Vec::new(), Vec::new(), Vec::new());
        for k in self.tokens.all() {
            if !self.tokens.goes_on(k) {
                return;
            }
            let keys = (k..self.tokens.all().end).map(|k| self.tokens.key(k));
            let begins = |topic: Topics, set: Set| self.tokens.read_at(topic, k, || language.begins(set, keys.clone()));
            let phrase = begins(Topics::REPORT, Set::Reporting).filter(|(_, words)| *words > 1);
            let phrase = phrase.map(|(line, words)| (k..k + words, line));
            reports.extend(phrase.filter(|(words, _)| !self.reports().does_something(words)));
            let affirms = match self.tokens.kind(k) {
                Some(WordKind::Ideograph) => self.tokens.unspaced_words(Set::NotNegations, k),
                _ => begins(Topics::NEGATION, Set::NotNegations).map(|(_, words)| words),
            };
            affirmed.extend(affirms.map(|words| k..k + words));
            silent.extend(begins(Topics::REPORT, Set::NotReports).map(|(_, words)| k..k + words));
            silent.extend(self.reports().measure(k));
        }
        reports.retain(|(words, _)| !silent.iter().any(|other| other.start <= words.start && words.end <= other.end));
        for words in silent {
            self.info.get_mut(words).into_iter().flatten().for_each(|i| i.remove(TokenInfo::REPORT));
        }
        for (words, _) in &reports {
            self.add(words.clone(), TokenInfo::REPORT);
        }
        // "no fewer than"
        affirmed.extend(self.hedges.iter().map(|hedge| hedge.words.clone()).filter(|words| words.len() > 1));
        let phrase_of = |words: &Range<usize>| {
            let holds = |phrase: &&Range<usize>| phrase.start <= words.start && words.end <= phrase.end;
            affirmed.iter().find(holds).cloned()
        };
        let mut phrases = Vec::new();
        let mut denies = vec![true; self.info.len()];
        affirmed.iter().for_each(|words| denies.get_mut(words.clone()).into_iter().flatten().for_each(|d| *d = false));
        self.denials.retain(|words| {
            let keeps = words.clone().any(|k| denies.get(k) == Some(&true));
            phrases.extend(phrase_of(words).filter(|_| !keeps).map(|phrase| (words.clone(), phrase)));
            keeps
        });
        self.affirmed = phrases;
        for words in self.denials.clone() {
            self.add(words, TokenInfo::DENIAL);
        }
        self.report_phrases = reports;
    }

    /// The line in its list of the phrase of reporting that contains word `k`.
    pub(crate) fn report_phrase(&self, k: usize) -> Option<usize> {
        self.report_phrases.iter().find(|(words, _)| words.contains(&k)).map(|(_, line)| *line)
    }

    /// Whether word `k` is a negation in its context.
    fn is_denial(&self, k: usize) -> bool {
        let tokens = &self.tokens;
        let (language, key, before, after) = (tokens.language, tokens.key(k), tokens.before(k), tokens.key(k + 1));
        let keys = (k..tokens.all().end).map(|k| tokens.key(k));
        if let Some((_, words)) = language.begins(Set::NegationBeforeVerb, keys) {
            // "declined to comment", not "declined to 51.9" or "to a low"
            let next = k + words;
            return !language.has(Set::Determiners, tokens.key(next)) && !self.is(next, TokenInfo::FIGURE);
        }
        // "No. 5"
        let is_number_sign = after == "." && !tokens.is_spaced(k + 1) && lang::figure(tokens.key(k + 2));
        // A ticker: "<NOR>", "(NOR.O)"
        let is_ticker = matches!(before, "<" | "(")
            && tokens.form(k).chars().all(char::is_uppercase)
            && matches!(after, ">" | ")" | ".");
        // "They said no."
        let is_answer = language.has(Set::Answers, key)
            && k.checked_sub(1).is_some_and(|b| self.reports().is_report(b))
            && (after.is_empty() || tokens.is_mark(k + 1));
        let denies = language.denies(key) || language.has(Set::NegationSecond, key) && self.is_second(k);
        denies
            && !language.has(Set::NotNegationAfter, before)
            && !is_number_sign
            && !is_ticker
            && !is_answer
            && !self.is_value(k)
    }

    /// Whether word `k` is a value in a line of code: "name=None", "code-block:: none", "`no`", "the default is None".
    fn is_value(&self, k: usize) -> bool {
        let tokens = &self.tokens;
        let Some(last) = k.checked_sub(1) else { return false };
        let assigned = match tokens.form(last) {
            "=" => !tokens.is_spaced(k),
            "==" | "::" | "`" | "``" => true,
            ":" => last > 0 && tokens.form(last - 1) == ":",
            _ => false,
        };
        let named = tokens.language.has(Set::NamesOfNothing, tokens.key(k))
            && tokens.is_capital(k)
            && !tokens.begins_sentence(k)
            && !tokens.mostly_capital;
        assigned || named
    }

    /// Whether word `k` comes after the first of two words that negate together: "weder warm noch kalt".
    fn is_second(&self, k: usize) -> bool {
        let tokens = &self.tokens;
        let before = (k.saturating_sub(tokens.limits.paired_negation_words)..k)
            .rev()
            .take_while(|&at| !matches!(tokens.key(at), "." | "!" | "?"));
        // "n'y a plus"
        let opens = |key: &str| tokens.language.has(Set::NegationFirst, key);
        let elided = |key: &str| key.split_once('\'').is_some_and(|(head, _)| opens(&format!("{head}'")));
        before.into_iter().map(|at| tokens.key(at)).any(|key| opens(key) || elided(key))
    }

    /// The annotations of word `k`.
    pub(crate) fn info(&self, k: usize) -> TokenInfo {
        self.info.get(k).copied().unwrap_or_default()
    }

    /// Whether word `k` has one of these annotations.
    pub(crate) fn is(&self, k: usize, info: TokenInfo) -> bool {
        self.info(k).is(info)
    }

    /// Whether word `k` is inside quotation marks; past the end, whether the last word is.
    pub(crate) fn is_quoted(&self, k: usize) -> bool {
        let info = self.info.get(k).or(self.info.last()).copied().unwrap_or_default();
        info.is(TokenInfo::QUOTED)
    }

    /// The names among the words of a range.
    pub(crate) fn names(&self, range: &Range<usize>) -> BTreeSet<&'a str> {
        let names = range.clone().filter(|&k| self.is(k, TokenInfo::NAME));
        names.map(|k| self.tokens.key(k).trim_end_matches("'s")).collect()
    }

    /// The reporting verbs of a range; forms of one verb count as one.
    pub(crate) fn reported(&self, range: &Range<usize>) -> BTreeSet<usize> {
        let words = self.indices(range).filter(|&k| self.is(k, TokenInfo::REPORT));
        let language = self.tokens.language;
        let verb = |key: &str| {
            let other = || Some(usize::MAX / 2 + language.line(Set::ReportsBeforeThat, key)?);
            language.line(Set::Reporting, key).or_else(other)
        };
        words.filter_map(|k| self.report_phrase(k).or_else(|| verb(self.tokens.key(k)))).collect()
    }

    /// The number of negations that share words with a range.
    pub(crate) fn denials(&self, range: &Range<usize>) -> usize {
        let first = self.denials.partition_point(|words| words.end <= range.start);
        self.denials[first..].iter().take_while(|words| words.start < range.end).count()
    }

    /// Whether a range has of a phrase that denies nothing only the negation: "there is no doubt" → "there is doubt".
    pub(crate) fn cuts_denial(&self, range: &Range<usize>) -> bool {
        let is_cut = |(words, phrase): &(Range<usize>, Range<usize>)| {
            (phrase.start.max(range.start), phrase.end.min(range.end)) == (words.start, words.end)
        };
        self.affirmed.iter().any(is_cut)
    }

    /// Whether a range has words of a phrase that denies nothing though one of its words does: "no fewer than".
    pub(crate) fn affirms(&self, range: &Range<usize>) -> bool {
        self.affirmed.iter().any(|(_, phrase)| phrase.start < range.end && range.start < phrase.end)
    }

    /// The hedges that share words with a range.
    pub(crate) fn hedges(&self, range: &Range<usize>) -> impl Iterator<Item = &Hedge> {
        let first = self.hedges.partition_point(|hedge| hedge.words.end <= range.start);
        let end = range.end;
        self.hedges[first..].iter().take_while(move |hedge| hedge.words.start < end)
    }

    /// Whether the row contains a word outside a range, within `elsewhere_words`.
    pub(crate) fn says_elsewhere(&self, range: &Range<usize>, key: &str) -> bool {
        self.elsewhere(range, self.limits.elsewhere_words, key)
    }

    /// Whether the row contains a figure of this value outside a range, within `elsewhere_words`, with any unit.
    pub(crate) fn counts_elsewhere(&self, range: &Range<usize>, value: &str) -> bool {
        let near = self.window(range, self.limits.elsewhere_words);
        self.figures.iter().any(|f| near.contains(&f.at) && !range.contains(&f.at) && f.value == value)
    }

    /// Whether the row contains this date outside a range, within `elsewhere_words`.
    pub(crate) fn dates_elsewhere(&self, range: &Range<usize>, value: &str) -> bool {
        let near = self.window(range, self.limits.elsewhere_words);
        let at = |d: &Date| d.words.start;
        self.dates.iter().any(|d| near.contains(&at(d)) && !range.contains(&at(d)) && d.value == value)
    }
}
