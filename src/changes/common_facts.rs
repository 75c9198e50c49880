//! Whether two texts without common wording are of one event, by the facts that both state: names, figures, dates.
//!
//! ```text
//! old   Twelve sailors were rescued on Monday after their boat sank off Norway.
//! new   A ship went down near Norway on Monday; a helicopter picked up its crew of 12.
//! both  12, Monday, Norway
//! ```
//!
//! Any two texts of one day may share a weekday or a small number. So facts have points by how rarely they are shared
//! by chance, and the text with fewer points must share most of them.

use std::collections::BTreeMap;

use super::annotate::Annotated;
use super::thresholds::ChangeThresholds;
use super::token_info::TokenInfo;
use crate::align::vocabulary::Vocabulary;
use crate::lang::Set;
use crate::text::{Family, Pair, Side};

/// The facts of a side with their points.
type Facts = BTreeMap<String, usize>;

/// Whether the texts state enough common facts to be of one event; not computed for long texts.
pub(crate) fn have_common_facts(vocabulary: &Vocabulary<'_>, limits: &ChangeThresholds) -> bool {
    let documents = vocabulary.documents();
    let words = documents.map(|document| document.word_count());
    let longer = words.old.max(words.new);
    if longer > limits.common_facts_words {
        return false;
    }
    let facts = Pair::new(Side::Old, Side::New).map(|side| facts(vocabulary, side, limits));
    let points = facts.as_ref().map(|facts| facts.values().sum::<usize>());
    let common: usize =
        facts.old.iter().filter_map(|(fact, points)| facts.new.get(fact).map(|other| points.min(other))).sum();
    // The longer a text is, the more facts it has by chance.
    let needed = limits.common_facts_points + longer / limits.words_per_fact_point;
    let share = common as f32 / points.old.min(points.new).max(1) as f32;
    common >= needed && share >= limits.common_facts_share
}

fn facts(vocabulary: &Vocabulary<'_>, side: Side, limits: &ChangeThresholds) -> Facts {
    let document = vocabulary.documents()[side];
    let mut out = Facts::new();
    for (n, block) in document.blocks.iter().enumerate() {
        if block.kind.family() == Family::Story && !block.run_in {
            let row = Annotated::new((vocabulary, limits), document.block_language(n), side, Some(block.span));
            add_facts(&row, limits, &mut out);
        }
    }
    out
}

fn add_facts(row: &Annotated<'_>, limits: &ChangeThresholds, out: &mut Facts) {
    for figure in row.figures.iter().filter(|figure| !figure.value.is_empty() && !figure.is_vague) {
        let is_small = figure.value.parse::<f64>().is_ok_and(|value| value < limits.common_figure as f64);
        let points = if figure.is_year {
            limits.common_fact_points
        } else if is_small && !figure.value.contains('.') {
            0
        } else {
            limits.rare_fact_points
        };
        out.insert(format!("figure {}", figure.value), points);
    }
    for date in row.dates.iter().filter(|date| !date.is_part) {
        out.insert(format!("date {}", date.value), limits.common_fact_points);
    }
    // Where all nouns have a capital, one without an article after "in" is a place.
    let is_place = |k: usize| {
        row.language.capital_nouns()
            && row.is_capital(k)
            && !row.is(k, TokenInfo::DATE.or(TokenInfo::FIGURE))
            && row.language.has(Set::BeforePlace, row.before(k))
    };
    let is_name = |k: usize| (row.is(k, TokenInfo::NAME) || is_place(k)) && !row.is_mark(k) && !row.is_function(k);
    for k in row.all().filter(|&k| is_name(k)) {
        // The second word of a name is implied by the first.
        let follows = k.checked_sub(1).is_some_and(is_name);
        let points = out.entry(format!("name {}", row.stem(k))).or_default();
        *points = (*points).max(if follows { limits.common_fact_points } else { limits.rare_fact_points });
    }
}

#[cfg(test)]
mod tests {
    use crate::changes::{Options, compare};
    use crate::diff::Relation;
    use crate::text::{About, Block, BlockKind, Document, Span};

    fn relation(old: &str, new: &str) -> Option<Relation> {
        let document = |text: &str| {
            let block = Block::new(BlockKind::Paragraph, Span::new(0, text.len()));
            Document::new(text.into(), vec![block], About::default())
        };
        let (old, new) = (document(old), document(new));
        let relation = |old, new| compare(old, new, &Options::default()).and_then(|c| c.relation());
        let forward = relation(&old, &new);
        assert_eq!(forward, relation(&new, &old), "{}", new.text);
        forward
    }

    #[test]
    fn texts_of_one_event_share_its_facts() {
        let old =
            "Twelve sailors were rescued on Monday after their boat sank off the coast of Norway, officials said.";
        let new = "A ship went down near Norway on Monday; a helicopter picked up its crew of 12.";
        assert_eq!(relation(old, new), Some(Relation::Related));
        let old = "Brandt Steel will close its mill in Velden with the loss of 340 jobs, it was announced on Friday.";
        let new = "Some 340 people are to be laid off in Velden, where Brandt Steel is shutting down a plant.";
        assert_ne!(relation(old, new), Some(Relation::Unrelated));
    }

    #[test]
    fn a_day_and_a_city_are_in_many_texts() {
        let old = "Nineteen sailors were rescued on Monday after their boat sank near Hull.";
        for new in [
            "The council of Velden wants to plant forty lime trees along the road on Monday.",
            "On Monday two parks were opened in Hull, with a pond for ducks and a bandstand.",
        ] {
            assert_eq!(relation(old, new), Some(Relation::Unrelated), "{new}");
        }
    }
}
