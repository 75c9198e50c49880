//! Runs of identical paragraphs in both texts.
//!
//! Between two revisions of a long text most paragraphs are identical. They are found by their bytes, and the sentence
//! aligner sees each run as one heavy sentence that is unique on both sides: it anchors its neighbours, or moves as a
//! whole. Its words are never read.
//!
//! ```text
//! old   p1 p2 p3 p4 p5 p6 p7         old   [run a] s s s [run b] s s
//! new   p1 p2 x3 p5 p6 p4 x7    →    new   [run a] s s [run b] [p4] s
//! ```

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::number::count;
use super::thresholds::Thresholds;
use crate::text::cancel::Stop;
use crate::text::parallel::both;
use crate::text::{Document, Pair, Segments, Side, Span, interrupted, sentence_spans};

/// The identical runs of both texts, and the sentences and words of the rest.
pub(crate) struct Runs {
    /// The blocks of each run, equally many on both sides, in new order.
    pub(crate) blocks: Vec<Pair<Range<usize>>>,
    /// The run that a sentence of [`Segments`] represents, by side.
    pub(crate) at: Pair<FxHashMap<u32, usize>>,
    /// The sentences of the runs on the old side.
    sentences: Vec<Vec<Span>>,
}

/// Finds the runs of two documents and reads the text around them, on two threads. The paragraphs of runs are split
/// into sentences, or kept `whole`. `None` where the texts are short. Incomplete once `stop` is set.
pub(crate) fn read(
    documents: &Pair<&Document>,
    whole: bool,
    thresholds: &Thresholds,
    stop: Stop<'_>,
) -> Option<(Runs, Pair<Segments>)> {
    if documents.old.text.len() + documents.new.text.len() < thresholds.skip_equal_from {
        return None;
    }
    let blocks = find(documents);
    let mut old_order: Vec<usize> = (0..blocks.len()).collect();
    old_order.sort_unstable_by_key(|&n| blocks[n].old.start);
    let held = Pair::new(
        old_order.iter().map(|&n| blocks[n].old.clone()).collect::<Vec<_>>(),
        blocks.iter().map(|b| b.new.clone()).collect::<Vec<_>>(),
    );
    let sentences = |range: Range<usize>| -> Vec<Vec<Span>> {
        let blocks = blocks[range].iter().take_while(|_| !stop.is_set());
        blocks.map(|b| split(documents.old, &b.old, whole)).collect()
    };
    let middle = middle(documents.old, &blocks);
    let ((old, mut sentences), (new, rest)) = both(
        || (documents.old.segments_unless(&held.old, stop), sentences(0..middle)),
        || (documents.new.segments_unless(&held.new, stop), sentences(middle..blocks.len())),
    );
    sentences.extend(rest);
    let mut at = Pair::<FxHashMap<u32, usize>>::default();
    let numbers = |segments: &Segments| -> Vec<u32> {
        let held = segments.sentences.iter().enumerate().filter(|(_, s)| s.words.0 == s.words.1);
        held.map(|(i, _)| count(i)).collect()
    };
    at.old.extend(numbers(&old).into_iter().zip(old_order));
    at.new.extend(numbers(&new).into_iter().zip(0..));
    Some((Runs { blocks, at, sentences }, Pair::new(old, new)))
}

impl Runs {
    /// No runs: both texts are read completely.
    pub(crate) fn none() -> Self {
        Self { blocks: Vec::new(), at: Pair::default(), sentences: Vec::new() }
    }

    /// The same with the sides exchanged; `documents` are those they were found in.
    pub(crate) fn turned(&self, documents: &Pair<&Document>) -> Self {
        let mut order: Vec<usize> = (0..self.blocks.len()).collect();
        order.sort_unstable_by_key(|&n| self.blocks[n].old.start);
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(to, &from)| place[from] = to);
        let at = |side: Side| self.at[side].iter().map(|(&sentence, &run)| (sentence, place[run])).collect();
        Self {
            blocks: order.iter().map(|&n| self.blocks[n].clone().swap()).collect(),
            at: Pair::new(at(Side::New), at(Side::Old)),
            sentences: order.iter().map(|&n| self.sentences(documents, n).map(|(_, at)| at.new).collect()).collect(),
        }
    }

    /// The run that a sentence represents.
    pub(crate) fn get(&self, side: Side, sentence: u32) -> Option<usize> {
        if self.blocks.is_empty() { None } else { self.at[side].get(&sentence).copied() }
    }

    /// The sentences of a run, with their spans in both texts and the index of their old block.
    pub(crate) fn sentences(
        &self,
        documents: &Pair<&Document>,
        run: usize,
    ) -> impl Iterator<Item = (usize, Pair<Span>)> {
        let blocks = &self.blocks[run];
        let (mut block, first, new) = (blocks.old.start, blocks.old.start, blocks.new.start);
        self.sentences[run].iter().map(move |&old| {
            while documents.old.blocks[block].span.end <= old.start {
                block += 1;
            }
            let there = documents.new.blocks[new + block - first].span.start;
            let shift = |at: u32| at - documents.old.blocks[block].span.start + there;
            (block, Pair::new(old, Span { start: shift(old.start), end: shift(old.end) }))
        })
    }
}

/// The sentences of some blocks, or the blocks themselves.
fn split(document: &Document, blocks: &Range<usize>, whole: bool) -> Vec<Span> {
    if whole {
        return document.blocks[blocks.clone()].iter().map(|block| block.span).collect();
    }
    let mut out = Vec::new();
    for n in blocks.clone() {
        let block = &document.blocks[n];
        sentence_spans(&document.text, block.span, block.kind, document.block_language(n), &mut out);
    }
    out
}

/// The run that divides the work in two halves.
fn middle(old: &Document, blocks: &[Pair<Range<usize>>]) -> usize {
    let bytes = |b: &Pair<Range<usize>>| old.blocks[b.old.clone()].iter().map(|b| b.span.len()).sum::<usize>();
    let all: usize = blocks.iter().map(bytes).sum();
    let mut sum = 0;
    blocks.iter().take_while(|b| (sum += bytes(b), sum * 2 < all).1).count()
}

/// Finds runs of identical blocks: blocks that are unique on both sides, extended to equal neighbours.
fn find(documents: &Pair<&Document>) -> Vec<Pair<Range<usize>>> {
    let form = |side: Side, n: usize| {
        let block = documents[side].blocks.get(n)?;
        let after_run_in = n.checked_sub(1).and_then(|b| documents[side].blocks.get(b)).is_some_and(|b| b.run_in);
        let whole = !block.between && !block.resumes && interrupted(&documents[side].blocks, n) == n + 1;
        (!block.run_in && !after_run_in && whole).then(|| (block.kind, block.span.of(&documents[side].text)))
    };
    /// How often a text occurs on one side.
    #[derive(Clone, Copy, Default)]
    enum Place {
        #[default]
        Nowhere,
        Once(usize),
        Often,
    }
    let mut places: FxHashMap<_, Pair<Place>> = FxHashMap::default();
    places.reserve(documents.old.blocks.len());
    for side in Side::BOTH {
        for n in 0..documents[side].blocks.len() {
            if let Some(form) = form(side, n) {
                let place = &mut places.entry(form).or_default()[side];
                *place = if matches!(place, Place::Nowhere) { Place::Once(n) } else { Place::Often };
            }
        }
    }
    let mut mate = Pair::new(vec![None; documents.old.blocks.len()], vec![None; documents.new.blocks.len()]);
    for n in 0..mate.new.len() {
        if let Some(Pair { old: Place::Once(o), new: Place::Once(_) }) = form(Side::New, n).and_then(|f| places.get(&f))
        {
            mate.old[*o] = Some(n);
            mate.new[n] = Some(*o);
        }
    }
    let pairs: Vec<_> = mate.new.iter().enumerate().filter_map(|(n, o)| Some((n, (*o)?))).collect();
    let mut join = |o: Option<usize>, n: Option<usize>| {
        let (Some(o), Some(n)) = (o, n) else { return };
        let free = mate.old.get(o) == Some(&None) && mate.new.get(n) == Some(&None);
        if free && form(Side::Old, o).is_some_and(|f| form(Side::New, n) == Some(f)) {
            mate.old[o] = Some(n);
            mate.new[n] = Some(o);
        }
    };
    pairs.iter().for_each(|&(n, o)| join(Some(o + 1), Some(n + 1)));
    pairs.iter().rev().for_each(|&(n, o)| join(o.checked_sub(1), n.checked_sub(1)));
    let mut out: Vec<Pair<Range<usize>>> = Vec::new();
    for (n, o) in mate.new.iter().enumerate().filter_map(|(n, o)| Some((n, (*o)?))) {
        match out.last_mut() {
            Some(last) if last.old.end == o && last.new.end == n => {
                last.old.end += 1;
                last.new.end += 1;
            }
            _ => out.push(Pair::new(o..o + 1, n..n + 1)),
        }
    }
    out
}
