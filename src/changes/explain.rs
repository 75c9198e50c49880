//! Explanations of a comparison: how each row was paired and the words that support it, and for a row without a partner
//! the most similar sentence.

use std::ops::Range;

use super::{Comparison, Options, compared};
use crate::align::Pairing;
use crate::align::vocabulary::Vocabulary;
use crate::align::{nearest, shared_words};
use crate::diff::Row;
use crate::text::cancel::Stop;
use crate::text::{Document, Pair, Side, Span};

/// A comparison with explanations.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// The comparison. Its rows say how they were paired ([`Row::pairing`]).
    pub comparison: Comparison,
    /// One explanation per row.
    pub rows: Vec<RowExplanation>,
}

/// The explanation of a row, in addition to [`Row::pairing`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct RowExplanation {
    /// Content words that both sides have, the rarest first.
    pub shared: Vec<SharedWord>,
    /// For a row without a partner, the most similar sentence of the other side.
    pub nearest: Option<Nearest>,
}

/// A word common to both sides of a row.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SharedWord {
    /// Its key: typography and letter case folded.
    pub word: String,
    /// How rare it is, in nats.
    pub nats: f32,
}

/// The most similar sentence of the other side.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Nearest {
    /// Index of its row.
    pub row: usize,
    /// Its span, on the other side.
    pub span: Span,
    /// The pairing that a link of the two would have had. Its score may reach the threshold, where the other sentence
    /// has a better partner.
    pub pairing: Pairing,
}

/// Compares two documents as [`compare`](super::compare) does, and explains the rows. `None` only if
/// [`Options::cancel`] was raised.
#[must_use]
pub fn explain(old: &Document, new: &Document, options: &Options<'_>) -> Option<Explanation> {
    let stop = Stop(options.cancel);
    let (comparison, rows) = compared(old, new, options, |vocabulary, rows| rows_explained(vocabulary, rows, stop))?;
    Some(Explanation { comparison, rows: rows? })
}

fn rows_explained(vocabulary: &Vocabulary<'_>, rows: &[Row], stop: Stop<'_>) -> Option<Vec<RowExplanation>> {
    let mut free = Pair::<Vec<u32>>::default();
    let mut row_at = Pair::<Vec<(u32, usize)>>::default(); // first sentence of a row, and the row
    let mut places = Vec::with_capacity(rows.len());
    for (n, row) in rows.iter().enumerate() {
        let at = Pair::new(Side::Old, Side::New).map(|side| sentences(vocabulary, side, &row.spans[side]));
        for side in Side::BOTH {
            let range = &at[side];
            row_at[side].extend((!range.is_empty()).then_some((range.start, n)));
            if row.pairing.is_none() {
                free[side].extend(range.clone());
            }
        }
        places.push(at);
    }
    Side::BOTH.into_iter().for_each(|side| row_at[side].sort_unstable());
    let nearest = nearest(vocabulary, &free, stop).ok()?;
    let explained = rows.iter().zip(&places).map(|(row, at)| {
        if row.pairing.is_some() {
            let shared = shared_words(vocabulary, at);
            let shared = shared.into_iter().map(|(word, nats)| SharedWord { word, nats }).collect();
            return RowExplanation { shared, nearest: None };
        }
        let side = if at.old.is_empty() { Side::New } else { Side::Old };
        let nearest = nearest[side].get(&at[side].start).map(|&(other, pairing)| {
            let rows = &row_at[side.other()];
            let row = rows.partition_point(|&(first, _)| first <= other).saturating_sub(1);
            let span = vocabulary.side(side.other()).sentences[other as usize].span;
            Nearest { row: rows.get(row).map_or(0, |&(_, row)| row), span, pairing }
        });
        RowExplanation { shared: Vec::new(), nearest }
    });
    Some(explained.collect())
}

/// The sentence numbers of a row's spans on a side; in a run of unread paragraphs, that of the run.
fn sentences(vocabulary: &Vocabulary<'_>, side: Side, spans: &[Span]) -> Range<u32> {
    let all = vocabulary.side(side).sentences;
    let number = |at: u32| u32::try_from(all.partition_point(|s| s.span.start <= at)).unwrap_or(u32::MAX);
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => number(first.start).saturating_sub(1)..number(last.start),
        _ => 0..0,
    }
}
