//! Reports of speech in a row, and their sources: "police said", "in the view of the court".

use std::ops::Range;

use super::hedges::{Hedge, is_hearsay};
use super::row_tokens::RowTokens;
use super::token_info::TokenInfo;
use crate::lang::{self, Set, Topics};

/// A phrase of reporting with its line in the list: "in the view of".
pub(super) type ReportPhrase = (Range<usize>, usize);

/// The words of a row with what is known of them so far.
#[derive(Clone, Copy)]
pub(super) struct Reports<'r, 'a> {
    pub(super) tokens: &'r RowTokens<'a>,
    pub(super) info: &'r [TokenInfo],
    pub(super) hedges: &'r [Hedge],
    pub(super) phrases: &'r [ReportPhrase],
}

impl Reports<'_, '_> {
    /// Whether word `k` reports speech in its context.
    pub(super) fn is_report(&self, k: usize) -> bool {
        let (language, key) = (self.tokens.language, self.tokens.key(k));
        if is_hearsay(self.tokens, k) {
            return false;
        }
        if !(language.reports(key) || language.has(Set::ReportsBeforeThat, key) && self.reports_all(k)) {
            return false;
        }
        let before = self.tokens.before(k);
        // No source of the story: "I'd say", "an announced crowd", "without saying a word".
        if language.has(Set::NotReportingAfter, before) {
            return false;
        }
        if language.has(Set::ReportsBeforeSource, key) {
            let next = self.tokens.key(k + 1);
            let article = [Set::Determiners, Set::BeforeSource].into_iter().any(|set| language.has(set, next));
            return article || self.tokens.is_capital(k + 1);
        }
        if self.does_something(&(k..k + 1)) {
            return false;
        }
        if self.is_bare_participle(k) {
            return false;
        }
        // "many notes", "these claims"; "their claims that"
        if language.has(Set::ReportsLikeNouns, key) && self.is_noun(k) {
            return false;
        }
        if language.has(Set::NotReportingFirst, key) && self.tokens.begins_sentence(k) {
            return false;
        }
        // "is called Aune", "il est dit appartenir"
        if language.has(Set::Passive, before) && language.has(Set::ReportsInActive, key) {
            return false;
        }
        // "a company called Aune" is named, not quoted.
        if language.has(Set::ReportsWithQuotation, key) {
            return (k + 1..self.tokens.all().end.min(k + 1 + self.tokens.limits.called_quotation_words))
                .any(|k| self.is(k, TokenInfo::QUOTE_MARK));
        }
        !self.is_participle_at_end(k)
    }

    /// Whether word `k` is a noun by what precedes and follows it.
    fn is_noun(&self, k: usize) -> bool {
        let (language, before) = (self.tokens.language, self.tokens.before(k));
        let counted = language.has(Set::Determiners, before) || language.has(Set::BeforeNouns, before);
        (counted || language.numbers(before)) && !language.has(Set::That, self.tokens.key(k + 1))
    }

    /// Whether a verb, or a phrase that ends in one, does something else with the object after it: "a écrit un livre", but
    /// "“Le pont est fermé”, a écrit le maire".
    pub(super) fn does_something(&self, words: &Range<usize>) -> bool {
        let Some(last) = words.end.checked_sub(1) else { return false };
        let marked = words.start.checked_sub(1).is_some_and(|before| self.tokens.is_mark(before));
        !marked && self.tokens.language.has(Set::ReportsWithoutObject, self.tokens.key(last)) && self.has_object(last)
    }

    /// Whether an object follows the verb at `k`, which no mark precedes: "adds two benches", but "“It leaks,” adds the
    /// mayor".
    fn has_object(&self, k: usize) -> bool {
        let (tokens, next) = (self.tokens, self.tokens.key(k + 1));
        let language = tokens.language;
        let article = language.has(Set::Determiners, next) || language.counts_one(next);
        let object = article || lang::figure(next) || language.numbers(next);
        // "meinen Hut"
        let noun = language.capital_nouns() && tokens.is_capital(k + 1) && tokens.is_function(k);
        (object || noun) && !k.checked_sub(1).is_some_and(|before| tokens.is_mark(before))
    }

    /// Whether word `k` is a participle without the auxiliary that makes it a report: "le mode indiqué".
    fn is_bare_participle(&self, k: usize) -> bool {
        let (tokens, language) = (self.tokens, self.tokens.language);
        if !language.has(Set::ReportsAfterHaving, tokens.key(k)) {
            return false;
        }
        // "n'a pas indiqué"
        let whole = |at: usize| tokens.key(at).rsplit('\'').next().unwrap_or_default();
        let mut clause = (k.saturating_sub(tokens.limits.source_words)..k).rev().take_while(|&at| !tokens.is_mark(at));
        !clause.any(|at| language.has(Set::Having, whole(at))) && !language.has(Set::AfterParticiple, tokens.key(k + 1))
    }

    /// The words from `k` on that name what something goes by, which is no source: "according to the size".
    pub(super) fn measure(&self, k: usize) -> Option<Range<usize>> {
        /// Maximum articles before a measure: "d'après tous les critères".
        const ARTICLES: usize = 2;
        /// A measure with an adjective: "nach numerischen Werten".
        const MEASURE_WORDS: usize = 2;
        let (tokens, language) = (self.tokens, self.tokens.language);
        let keys = (k..tokens.all().end).map(|k| tokens.key(k));
        let (_, words) = tokens.read_at(Topics::REPORT, k, || language.begins(Set::AccordingTo, keys.clone()))?;
        let from = k + words;
        let noun = (from..=from + ARTICLES).find(|&at| !tokens.is_function(at))?;
        let mut nouns = (noun..noun + MEASURE_WORDS).take_while(|&at| tokens.goes_on(at) && !tokens.is_mark(at));
        let at = nouns.find(|&at| language.has(Set::GoneBy, tokens.key(at)))?;
        // "according to the weather service"
        let next = at + 1;
        let describes = language.open_compounds() && tokens.goes_on(next) && !tokens.is_mark(next);
        (!describes || tokens.is_function(next)).then_some(k..next)
    }

    /// Whether word `k` ends a row in which nothing that was said precedes or follows it: "guidance confirmed".
    fn is_participle_at_end(&self, k: usize) -> bool {
        let tokens = self.tokens;
        let after = tokens.indices(&(k + 1..tokens.all().end)).next();
        after.is_none() && !(0..tokens.all().end).any(|at| tokens.is_mark(at) && !matches!(tokens.key(at), "." | "-"))
    }

    /// Whether all of what was said follows word `k` after "that", or precedes it: "the dam leaks, a study found."
    fn reports_all(&self, k: usize) -> bool {
        let tokens = self.tokens;
        if tokens.language.has(Set::That, tokens.key(k + 1)) {
            return true;
        }
        let source = self.clause_to(k);
        let comma = source.start.checked_sub(1).is_some_and(|c| tokens.key(c) == ",");
        comma && !source.is_empty() && matches!(tokens.key(k + 1), "" | "." | "," | ";")
    }

    /// Whether word `k` belongs to a hedge that also reports: "据称", "le prétendu suspect". Some verbs of reporting hedge
    /// without losing their source: "claimed".
    pub(super) fn is_hearsay_word(&self, k: usize) -> bool {
        let at = self.hedges.partition_point(|hedge| hedge.words.end <= k);
        let hedge = self.hedges.get(at).filter(|hedge| hedge.words.contains(&k));
        hedge.is_some_and(|hedge| {
            let reports = self.tokens.language.has(Set::AllegesAndReports, self.tokens.key(k));
            hedge.words.len() > 1 || hedge.kind == lang::Hedge::Alleged && !reports
        })
    }

    /// The sources of all reports, and their listeners.
    pub(super) fn sources(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let reports = self.tokens.all().filter(|&k| self.is(k, TokenInfo::REPORT));
        for k in reports.take_while(|&k| self.tokens.goes_on(k)) {
            out.extend(self.source(k));
            out.extend(self.listeners(k));
        }
        out
    }

    /// The listeners of the report at `k`, which belong to it too: "told reporters that".
    fn listeners(&self, k: usize) -> Option<Range<usize>> {
        let that = |at: &usize| self.tokens.language.has(Set::That, self.tokens.key(*at));
        let end = (k + 1..k + 1 + self.tokens.limits.listener_words).find(that)?;
        (!(k + 1..end).any(|at| self.tokens.is_mark(at))).then_some(k + 1..end)
    }

    /// The source of the report at `k`: "police said", "said Berit Aune", "according to fishermen", "Lena Ostrow, a
    /// board member, said".
    fn source(&self, k: usize) -> [Range<usize>; 2] {
        let tokens = self.tokens;
        if let Some((words, _)) = self.phrases.iter().find(|(words, _)| words.start == k) {
            // "in the view of the court"
            return [self.clause_from(words.end), 0..0];
        }
        // "das teilte die Polizei mit"
        let is_part = |&last: &usize| tokens.language.has(Set::ReportingParts, tokens.key(last));
        if let Some(last) = self.clause_from(k + 1).last().filter(is_part).filter(|&last| last > k + 1) {
            return [k + 1..last, 0..0];
        }
        if k.checked_sub(1).is_some_and(|b| !tokens.is_mark(b)) {
            return [self.clause_to(k), 0..0];
        }
        let following = self.clause_from(k + 1);
        // "The operator, Vale Lines, said the cause was not known": what follows is what was said.
        let is_clause = |at: usize| tokens.language.has(Set::Auxiliaries, tokens.key(at));
        let said = k > 1 && tokens.key(k - 1) == "," && following.clone().any(is_clause);
        if !following.is_empty() && !said {
            // "said Berit Aune, the chief engineer"
            let named = following.clone().any(|at| self.is(at, TokenInfo::NAME));
            let more = named && tokens.key(following.end) == ",";
            let apposition = if more { self.clause_from(following.end + 1) } else { 0..0 };
            return [following, apposition];
        }
        if k < 2 || tokens.key(k - 1) != "," {
            return [following, 0..0];
        }
        let apposition = self.clause_to(k - 1);
        match apposition.start.checked_sub(1) {
            Some(comma) if tokens.key(comma) == "," => [self.clause_to(comma), apposition],
            _ => [apposition, 0..0],
        }
    }

    /// Whether the words of a source end before word `at`.
    fn ends_source(&self, at: usize) -> bool {
        let (tokens, key) = (self.tokens, self.tokens.key(at));
        let opens = tokens.language.has(Set::ClauseOpeners, key) && !tokens.language.has(Set::Conjunctions, key);
        tokens.is_mark(at)
            || self.is(at, TokenInfo::REPORT.or(TokenInfo::DATE))
            || opens
            || tokens.language.has(Set::That, key)
    }

    /// The words of a source that begin at `from`.
    fn clause_from(&self, from: usize) -> Range<usize> {
        let most = self.tokens.all().end.min(from + self.tokens.limits.source_words);
        from..(from..most).find(|&at| self.ends_source(at)).unwrap_or(most.max(from))
    }

    /// The words of a source that end at `to`.
    fn clause_to(&self, to: usize) -> Range<usize> {
        let least = to.saturating_sub(self.tokens.limits.source_words);
        (least..to).rev().find(|&at| self.ends_source(at)).map_or(least, |at| at + 1)..to
    }

    fn is(&self, k: usize, info: TokenInfo) -> bool {
        self.info.get(k).is_some_and(|known| known.is(info))
    }
}
