//! The change list, most important first.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::agreement::agree;
use super::capitalisation::Capitalisation;
use super::context::Setting;
use super::headlines::Headlines;
use super::model::{Announcement, Change, Edit};
use super::moves::moves;
use super::notes;
use super::rank;
use super::repeats::gather;
use super::rows::Reader;
use super::thresholds::ChangeThresholds;
use crate::align::vocabulary::Vocabulary;
use crate::diff::{Row, RowKind};
use crate::text::cancel::{Stop, Stopped};
use crate::text::parallel::both;
use crate::text::{Document, Pair};

/// The results of reading the rows.
pub(crate) struct Found {
    pub(crate) edits: Vec<Edit>,
    pub(crate) changes: Vec<Change>,
    pub(crate) notes: Vec<Announcement>,
}

/// Finds the changes of rows, most important first, and the editors' notes of the new text with the changes that they
/// announce.
pub(crate) fn changes(
    vocabulary: &Vocabulary<'_>,
    rows: &[Row],
    limits: &ChangeThresholds,
    stop: Stop<'_>,
) -> Result<Found, Stopped> {
    let documents = vocabulary.documents();
    let headlines = Headlines::new(documents, rows);
    let capitalisation = Capitalisation::new(vocabulary);
    let mut reader = Reader::new(vocabulary, &capitalisation, limits);
    if let Some((row, spans)) = headlines.spans(documents, rows) {
        reader.rewritten(row, spans, Setting::Headline);
    }
    let read = |reader: &mut Reader<'_>, numbers: Range<usize>| {
        for n in numbers.take_while(|_| !stop.is_set()) {
            reader.read(n, &rows[n], !headlines.holds(n));
        }
    };
    match middle(rows) {
        Some(middle) => {
            let second = || {
                let mut reader = Reader::new(vocabulary, &capitalisation, limits);
                read(&mut reader, middle..rows.len());
                reader
            };
            let ((), second) = both(|| read(&mut reader, 0..middle), second);
            reader.append(second);
        }
        None => read(&mut reader, 0..rows.len()),
    }
    stop.check()?;
    for (n, spans) in moves(rows, limits) {
        reader.moved(n, spans);
    }
    reader.lead(rows);
    let Reader { edits, mut changes, .. } = reader;
    stop.check()?;
    agree(documents, &mut changes, limits);
    stop.check()?;
    let notes::Announced { mut notes, corrected } = notes::announced(documents, rows, &mut changes, limits);
    stop.check()?;
    let changes = ordered(documents, changes, &corrected, &mut notes);
    stop.check()?;
    let changes = gather(documents, rows, changes, &mut notes, limits);
    Ok(Found { edits, changes, notes })
}

/// Below this many bytes of changed text, starting a thread takes longer than reading half of them.
const PARALLEL_CHANGED_BYTES: usize = 32 << 10;

/// The row that divides the changed text in two halves, to be read on two threads; `None` if it is short.
fn middle(rows: &[Row]) -> Option<usize> {
    let changed = |row: &Row| {
        if row.kind == RowKind::Same {
            0
        } else {
            row.spans.old.iter().chain(&row.spans.new).map(|span| span.len()).sum()
        }
    };
    let all: usize = rows.iter().map(changed).sum();
    let mut read = 0;
    let before = |row: &&Row| {
        read += changed(row);
        read * 2 < all
    };
    (all >= PARALLEL_CHANGED_BYTES).then(|| rows.iter().take_while(before).count())
}

/// Orders changes by rank; within a rank, replacements before cuts, then in reading order.
fn ordered(
    documents: &Pair<&Document>,
    changes: Vec<Change>,
    corrected: &[bool],
    notes: &mut [Announcement],
) -> Vec<Change> {
    let mut known = FxHashSet::default();
    let mut repeated = |c: &Change| c.announced && !known.insert(c.hash(*documents));
    let corrected = |n: usize| corrected.get(n) == Some(&true);
    let places: Vec<usize> =
        changes.iter().enumerate().map(|(n, c)| rank::place(c, corrected(n), repeated(c))).collect();
    let one_sided = |c: &Change| c.spans.old.is_none() || c.spans.new.is_none();
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by_key(|&n| (places[n], one_sided(&changes[n]), changes[n].row));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(to, &from)| place[from] = to);
    for note in notes {
        note.found.iter_mut().for_each(|n| *n = place[*n]);
        note.found.sort_unstable();
    }
    let mut slots: Vec<Option<Change>> = changes.into_iter().map(Some).collect();
    order.into_iter().filter_map(|n| slots[n].take()).collect()
}
