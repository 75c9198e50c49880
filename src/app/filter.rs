//! The library's filter: which documents match the typed text, how well, and where.
//!
//! Each term must be in one of a document's [fields](Field). A match in the title counts most, then one in the name; a
//! whole word counts more than the beginning of one, and that more than its inside. Only matching documents are listed.

use std::ops::Range;

use crate::page::{Fit, Folded, Query, sanitize};
use crate::text::{Document, Found, Value, one_line};

/// A searchable field of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Its headline.
    Title,
    /// The name of its file.
    Name,
    /// Its time.
    Date,
    /// The place of its dateline.
    Place,
    /// Its agency.
    Agency,
    /// Its authors.
    Author,
}

impl Field {
    /// The weight of a match in it.
    const fn weight(self) -> u32 {
        match self {
            Self::Title => 6,
            Self::Name => 4,
            Self::Date | Self::Place | Self::Agency | Self::Author => 3,
        }
    }
}

/// Additional weight if all terms follow each other in one field.
const SEQUENCE_WEIGHT: u32 = 4;

/// The fields of a document, folded in advance so that filtering while typing is fast.
#[derive(Clone, Debug, Default)]
pub struct Card {
    fields: Vec<(Field, String, Folded)>,
    /// All fields in sequence, to exclude documents quickly.
    all: Folded,
}

/// How a document matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Match {
    /// Higher is better.
    pub(super) score: u32,
    /// For each term, the field in which it matches best, and the byte range there.
    places: Vec<(Field, Range<usize>)>,
}

impl Card {
    /// The card of a document with this name.
    pub(super) fn new(name: &str, document: Option<&Document>) -> Self {
        let mut card = Self::default();
        card.set(Field::Name, name.to_owned());
        let Some(document) = document else {
            card.join();
            return card;
        };
        card.set(Field::Title, document.title().map(|title| sanitize(&title)).unwrap_or_default());
        let about = &document.about;
        let words = |found: &Option<Found<Value>>| {
            found.as_ref().map(|found| shown_line(found.value.of(&document.text))).unwrap_or_default()
        };
        card.set(Field::Date, words(if about.published.is_some() { &about.published } else { &about.modified }));
        card.set(Field::Place, words(&about.place));
        card.set(Field::Agency, words(&about.agency));
        let authors = about.authors.iter().flat_map(|found| &found.value);
        let authors: Vec<_> = authors.map(|author| shown_line(author.of(&document.text))).collect();
        card.set(Field::Author, authors.join(", "));
        card.join();
        card
    }

    /// Adds a date; duplicates are ignored.
    pub(super) fn add_dates(&mut self, dates: [&str; 2]) {
        let mut known = self.get(Field::Date).unwrap_or_default().to_owned();
        for date in dates {
            if known.is_empty() {
                date.clone_into(&mut known);
            } else if !known.contains(date) {
                known = format!("{date} · {known}");
            }
        }
        self.set(Field::Date, known);
        self.join();
    }

    /// The words of a field.
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        self.fields.iter().find(|f| f.0 == field).map(|f| f.1.as_str())
    }

    fn set(&mut self, field: Field, words: String) {
        self.fields.retain(|f| f.0 != field);
        if !words.is_empty() {
            let folded = Folded::new(&words);
            self.fields.push((field, words, folded));
        }
    }

    fn join(&mut self) {
        let words: Vec<_> = self.fields.iter().map(|field| field.1.as_str()).collect();
        self.all = Folded::new(&words.join("\n"));
    }

    /// The match of a document with a query; `None` if one of its terms is missing.
    pub(super) fn find(&self, query: &Query) -> Option<Match> {
        if !query.may_be_in(&self.all) {
            return None;
        }
        let mut best: Vec<Option<(u32, Field, Range<usize>)>> = vec![None; query.len()];
        let mut sequence = 0;
        for (field, words, folded) in &self.fields {
            let hits = query.hits(words, folded);
            let mut before = None;
            let mut in_turn = 0;
            for hit in &hits {
                let range = hit.span.start as usize..hit.span.end as usize;
                let score = field.weight() * weight(hit.fit);
                // The first hit of a term that follows the previous one.
                if hit.term == in_turn && before.is_none_or(|end| end <= range.start && range.start <= end + 2) {
                    (before, in_turn) = (Some(range.end), in_turn + 1);
                }
                let known = best.get_mut(hit.term)?;
                if known.as_ref().is_none_or(|(s, ..)| *s < score) {
                    *known = Some((score, *field, range));
                }
            }
            if query.len() > 1 && in_turn == query.len() {
                sequence = sequence.max(field.weight() * SEQUENCE_WEIGHT);
            }
        }
        let mut found = Match { score: sequence, places: Vec::new() };
        for term in best {
            let (score, field, range) = term?;
            found.score += score;
            found.places.push((field, range));
        }
        Some(found)
    }
}

impl Match {
    /// The most important field in which one of the `wanted` terms matches best, with the sorted matches of those terms
    /// in it.
    pub(super) fn best(&self, wanted: impl Fn(usize) -> bool) -> Option<(Field, Vec<Range<usize>>)> {
        let places = || self.places.iter().enumerate().filter(|(term, _)| wanted(*term)).map(|(_, place)| place);
        let field = places().map(|place| place.0).min()?;
        let mut hits: Vec<_> = places().filter(|place| place.0 == field).map(|place| place.1.clone()).collect();
        hits.sort_by_key(|hit| hit.start);
        hits.dedup_by(|next, kept| next.start < kept.end);
        Some((field, hits))
    }
}

const fn weight(fit: Fit) -> u32 {
    match fit {
        Fit::Inside => 1,
        Fit::Beginning => 2,
        Fit::Whole => 3,
    }
}

/// Sanitized words on one line.
fn shown_line(words: &str) -> String {
    sanitize(&one_line(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Harbour bridge reopens two weeks early\n\nBy Ana Nordahl\n\nPORT ELLERY, June 19 (Reuters) - The \
        harbour bridge reopened on Friday, two weeks ahead of the plan, the council of the town said.\n\nTraffic was \
        light at first, and then it was not.\n";

    fn card() -> Card {
        let document = crate::format::plain_text(TEXT).expect("a text");
        let mut card = Card::new("wire-7.txt", Some(&document));
        card.add_dates(["2024-06-19", "19 June 2024"]);
        card
    }

    fn fields(typed: &str) -> Option<Vec<Field>> {
        card().find(&Query::words(typed)).map(|found| found.places.into_iter().map(|place| place.0).collect())
    }

    #[test]
    fn every_field_is_searched() {
        assert_eq!(fields("bridge"), Some(vec![Field::Title]));
        assert_eq!(fields("wire-7"), Some(vec![Field::Name]));
        assert_eq!(fields("ellery"), Some(vec![Field::Place]));
        assert_eq!(fields("reuters"), Some(vec![Field::Agency]));
        assert_eq!(fields("2024-06"), Some(vec![Field::Date]));
        assert_eq!(fields("june"), Some(vec![Field::Date]));
        assert_eq!(fields("nordahl"), Some(vec![Field::Author]));
        assert_eq!(fields("bridge reuters"), Some(vec![Field::Title, Field::Agency]));
    }

    #[test]
    fn nothing_unrelated_matches() {
        for typed in ["hrbr", "bridge berlin", "rid", "traffic", "Bridge", "\"bridge harbour\"", "arl"] {
            assert_eq!(fields(typed), None, "{typed}");
        }
    }

    #[test]
    fn better_matches_score_higher() {
        let score = |name: &str, typed: &str| Card::new(name, None).find(&Query::words(typed)).map(|m| m.score);
        assert!(score("bridge", "bridge") > score("bridges", "bridge"));
        assert!(score("bridges", "bridge") > score("footbridge", "bridge"));
        assert!(score("old bridge", "old bridge") > score("bridge, old", "old bridge"));
        let named = Card::new("bridge.txt", crate::format::plain_text("A ferry sinks\n\nIt was old.\n").ok().as_ref());
        assert!(
            card().find(&Query::words("bridge")).map(|m| m.score)
                > named.find(&Query::words("bridge")).map(|m| m.score)
        );
    }
}
