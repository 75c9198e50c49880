//! Scores how well an item of a note matches each finding.

use super::index::{Fact, NoteIndex, TermIndex};
use super::item::{Item, Verb};
use super::words::stems_of;
use crate::changes::model::{Class, Grade};
use crate::changes::thresholds::ChangeThresholds;
use crate::lang::{Language, Set};
use crate::text::{Pair, Side};

/// The terms of an item by their numbers.
pub(crate) struct ItemQuery {
    stems: Vec<usize>,
    figures: Vec<usize>,
    right: Vec<usize>,
    wrong: Vec<usize>,
    /// The term for the missing and injured, whom a toll may count besides the dead.
    casualties: Option<usize>,
}

impl ItemQuery {
    /// Numbers the terms of an item, whose note is in `language`.
    pub(crate) fn new(language: Language, item: &Item, terms: &mut TermIndex<'_>) -> Self {
        let stems = item.stems.iter().map(|forms| terms.loose_topic(forms)).collect();
        let mut values = |values: &[String]| values.iter().map(|value| terms.value(value)).collect();
        let (figures, right, wrong) = (values(&item.figures), values(&item.right), values(&item.wrong));
        let injured = language.words(Set::NoteInjured).flat_map(|word| stems_of(language, word));
        let casualties = item.toll.then(|| terms.topic(&injured.collect::<Vec<_>>()));
        Self { stems, figures, right, wrong, casualties }
    }
}

/// An item, and how well each finding matches it.
pub(crate) struct ItemMatch<'a> {
    limits: &'a ChangeThresholds,
    item: &'a Item,
    index: &'a NoteIndex,
    /// The number of its topics in each row, and in the changed words of each finding.
    rows: Vec<usize>,
    among: Pair<Vec<usize>>,
    figures: Pair<Vec<usize>>,
    /// Whether each finding adds the item's right value, and whether it removes the wrong one.
    right: Vec<bool>,
    wrong: Vec<bool>,
    /// The number of words for the missing and injured in each row.
    casualties: Vec<usize>,
    /// Whether the right value is a name.
    named: bool,
    /// Whether the right or wrong value is a negation.
    denies: bool,
}

/// The number of topics in each row; where no row has any, in the lines above table rows.
fn in_rows(index: &NoteIndex, topics: &[usize]) -> Vec<usize> {
    let rows = index.rows.tally(topics, index.row_count);
    if rows.iter().any(|hits| *hits > 0) { rows } else { index.above.tally(topics, index.row_count) }
}

impl<'a> ItemMatch<'a> {
    /// Matches an item against all findings.
    pub(crate) fn new(
        (language, limits): (Language, &'a ChangeThresholds),
        item: &'a Item,
        query: &ItemQuery,
        index: &'a NoteIndex,
    ) -> Self {
        let changes = index.facts.len();
        let changed = |words: &[usize]| index.changed.as_ref().map(|places| places.tally(words, changes));
        let brought = |side: Side, words: &[usize]| {
            let mut out = vec![false; changes];
            for &word in words {
                let own = index.found[side].of(word).iter();
                own.filter(|&&at| !index.found[side.other()].holds(word, at)).for_each(|&at| out[at] = true);
            }
            out
        };
        Self {
            limits,
            item,
            index,
            rows: in_rows(index, &query.stems),
            among: changed(&query.stems),
            figures: changed(&query.figures),
            right: brought(Side::New, &query.right),
            wrong: brought(Side::Old, &query.wrong),
            casualties: index.rows.tally(query.casualties.as_slice(), index.row_count),
            denies: item.right.iter().chain(&item.wrong).any(|v| language.denies(v)),
            named: item.right.iter().any(|v| !v.contains(|c: char| c.is_ascii_digit())),
        }
    }

    /// Whether the row of a finding has a topic of the item.
    pub(crate) fn is_topical(&self, at: usize) -> bool {
        self.rows[self.index.facts[at].row] > 0
    }

    /// The score of each finding; 0 for no match.
    pub(crate) fn scores(&self) -> Vec<usize> {
        let all = 0..self.index.facts.len();
        let mut scores: Vec<usize> = all.clone().map(|at| self.value(at)).collect();
        // A value that no finding has is ignored.
        if scores.iter().all(|score| *score == 0) {
            scores = all.clone().map(|at| self.score(at)).collect();
        }
        // "Adds governor's quote": the speaker may be "she" in the text.
        if self.item.spoken && scores.iter().all(|score| *score == 0) {
            scores = all.map(|at| if self.is_spoken(at) { self.limits.note_class_score } else { 0 }).collect();
        }
        self.figured_alone(&mut scores);
        if self.item.money {
            self.sums_alone(&mut scores);
        }
        if self.item.measure {
            self.measures_alone(&mut scores);
        }
        if !self.item.paragraphs.is_empty() {
            self.topical_alone(&mut scores);
        }
        scores
    }

    /// "Corrects height of tower in first paragraph" does not refer to other facts of that paragraph if one in a row that
    /// names the tower changed.
    fn topical_alone(&self, scores: &mut [usize]) {
        let facts = &self.index.facts;
        let named = |at: usize| self.item.classes.contains(&facts[at].class);
        if (0..facts.len()).any(|at| scores[at] > 0 && named(at) && self.is_topical(at)) {
            let others = scores.iter_mut().enumerate().filter(|(at, _)| !self.is_topical(*at));
            others.filter(|(_, score)| **score < self.limits.note_figure_score).for_each(|(_, score)| *score = 0);
        }
    }

    /// "Corrects cost of plant" does not refer to other figures if a sum changed, nor to anything else in its row.
    fn sums_alone(&self, scores: &mut [usize]) {
        let facts = &self.index.facts;
        let mut sums = vec![false; self.rows.len()];
        facts.iter().zip(&*scores).filter(|(t, score)| t.sum && **score > 0).for_each(|(t, _)| sums[t.row] = true);
        let any = sums.contains(&true);
        let other = |fact: &Fact| !fact.sum && (sums[fact.row] || any && fact.class == Class::Number);
        let others = scores.iter_mut().zip(facts).filter(|(_, fact)| other(fact));
        others.for_each(|(score, _)| *score = 0);
    }

    /// An item that names a figure of a change does not refer to other facts.
    fn figured_alone(&self, scores: &mut [usize]) {
        let figured = |at: usize| self.figures.old[at] + self.figures.new[at] > 0;
        if !self.item.is_valued() && (0..scores.len()).any(|at| scores[at] > 0 && figured(at)) {
            scores.iter_mut().enumerate().filter(|(at, _)| !figured(*at)).for_each(|(_, score)| *score = 0);
        }
    }

    /// "Corrects length of ferry" does not refer to the number of passengers if a measure changed. That of a strike is no
    /// measure.
    fn measures_alone(&self, scores: &mut [usize]) {
        let facts = &self.index.facts;
        let measure = |at: usize| facts[at].measure && facts[at].class == Class::Number;
        let period = facts.iter().zip(&*scores).any(|(fact, score)| fact.period && *score > 0);
        if !(0..facts.len()).any(measure) || self.item.is_valued() || period {
            return;
        }
        for (at, score) in scores.iter_mut().enumerate().filter(|(at, _)| facts[*at].class == Class::Number) {
            *score = if measure(at) { (*score).max(self.limits.note_class_score) } else { 0 };
        }
    }

    /// Whether a finding is a quotation, as the item says.
    fn is_spoken(&self, at: usize) -> bool {
        let fact = &self.index.facts[at];
        let quoted = matches!(fact.class, Class::Addition | Class::Attribution) && fact.quotation;
        self.item.spoken && (fact.class == Class::Quote || quoted)
    }

    fn score(&self, at: usize) -> usize {
        let (item, fact) = (self.item, &self.index.facts[at]);
        let class = fact.class;
        // "fixes typo" does not refer to a figure, but to a misspelt word.
        if item.trivial && fact.typo {
            return self.limits.note_class_score;
        }
        let dropped = item.trivial && item.verb == Some(Verb::Adds);
        if item.trivial && !dropped && class.is_fact() && class != Class::Name {
            return 0;
        }
        // "Adds dropped year": nothing was in its place.
        if item.trivial && item.verb == Some(Verb::Adds) && !fact.is_added {
            return 0;
        }
        let named = item.classes.contains(&class) || self.is_spoken(at);
        let figured = self.figures.old[at] + self.figures.new[at] > 0;
        if !item.paragraphs.is_empty() {
            return self.placed(at, figured, named);
        }
        if figured {
            return self.limits.note_figure_score;
        }
        if item.stems.is_empty() {
            return if named { self.limits.note_class_score } else { 0 };
        }
        self.worded(at, named)
    }

    /// The score of a finding by an item that names paragraphs.
    fn placed(&self, at: usize, figured: bool, named: bool) -> usize {
        let (item, fact) = (self.item, &self.index.facts[at]);
        let headline = fact.headline && item.classes.contains(&Class::Headline);
        if !headline && !fact.paragraph.is_some_and(|p| item.paragraphs.contains(&p)) {
            return 0;
        }
        let hits = self.rows[fact.row];
        // "corrects day in first paragraph" refers only to a date there.
        match (figured, named, item.is_of_any_class()) {
            (true, ..) => self.limits.note_figure_score,
            (_, true, _) => self.limits.note_class_score + hits,
            (_, _, true) if item.stems.is_empty() || fact.class.is_fact() => self.limits.note_paragraph_score + hits,
            (_, _, true) => hits,
            _ => 0,
        }
    }

    /// The score of a finding by the words of the item in its row.
    fn worded(&self, at: usize, named: bool) -> usize {
        let (item, fact, class) = (self.item, &self.index.facts[at], self.index.facts[at].class);
        let hits = self.rows[fact.row];
        if hits == 0 && !item.toll {
            return 0;
        }
        let among = |side: Side| self.among[side][at];
        let whole = matches!(class, Class::Addition | Class::Cut);
        match item.verb {
            Some(Verb::Adds) if !named => self.limits.note_word_score * among(Side::New),
            Some(Verb::Deletes) if !named => self.limits.note_word_score * among(Side::Old),
            // A toll includes the missing and injured.
            _ if hits == 0 && named => {
                self.limits.note_toll_score + self.limits.note_casualty_score * self.casualties[fact.row]
            }
            _ if hits == 0 => 0,
            _ if named => self.limits.note_named_word_score * hits + self.limits.note_named_score,
            _ if !item.is_of_any_class() && class.is_fact() => self.limits.note_word_score * hits,
            Some(Verb::Corrects) if class.is_fact() || fact.grade == Grade::Grave && !whole => {
                self.limits.note_corrected_word_score * hits
            }
            _ if matches!(class, Class::Number | Class::Date | Class::Quote | Class::Headline) || whole => {
                self.limits.note_important_word_score * hits
            }
            _ => self.limits.note_important_word_score * among(Side::Old).max(among(Side::New)),
        }
    }

    /// The score of a finding by an item with a right or wrong value: only findings with that value match.
    fn value(&self, at: usize) -> usize {
        let (item, fact) = (self.item, &self.index.facts[at]);
        let (right, wrong) = (self.right[at], self.wrong[at]);
        let elsewhere =
            !item.paragraphs.is_empty() && fact.paragraph.is_some_and(|p| p > 0 && !item.paragraphs.contains(&p));
        // A note on a name or figure does not announce other changes to it: "Kroon was not" → "Kroone was".
        let denial = fact.class == Class::Negation && !item.reversed && !self.denies;
        if !right && !wrong || denial {
            return 0;
        }
        // Desks may count paragraphs differently: the value decides.
        if elsewhere {
            return if right && (wrong || self.named) { self.limits.note_value_score } else { 0 };
        }
        // A name is unambiguous; a figure may count something else.
        if right && (wrong || self.named) {
            return self.limits.note_certain_score;
        }
        self.limits.note_value_score + self.limits.note_value_word_score * self.rows[fact.row]
    }
}
