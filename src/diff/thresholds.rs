//! Every number that decides what a row or a verdict says, with its unit and its reason.
//!
//! Measured again by `cargo run --release --example eval -- --sweep`; a reason that cites `tests/eval` was found that way.

use crate::thresholds::thresholds;

thresholds! {
    /// What rows and the verdict ask for. A share is 0 to 1.
    pub struct Thresholds {
        /// Shared weight, of what the lighter side weighs, below which single words are not marked: about where two
        /// statements stop being read as one with edits.
        rewritten_share: f32 = 0.3, "share";
        /// The same of what the heavier side weighs: a short sentence that is half inside a very long one is no edit of it.
        rewritten_whole_share: f32 = 0.12, "share";
        /// Share of the words of either side that the other has in the same order, from which on single words are marked all
        /// the same: "The bills will be issued March 12." → "The bills are to be issued June 11."
        edited_in_order: f32 = 0.5, "share";
        /// Words in one piece that both sides have to the letter, from which on single words are marked all the same: two
        /// writers of one event hardly share so many but in a quotation or by copying.
        kept_passage: usize = 10, "words";

        /// What keeping a function word gains, beside 1 for a content word: one or two of them between two replacements are
        /// given up, three are kept.
        function_gain: f32 = 0.28, "content words";
        /// What keeping a mark gains: as much, so that a comma between two insertions is kept.
        mark_gain: f32 = 0.28, "content words";
        /// The same for a character of a script without spaces: two make about a word.
        ideograph_gain: f32 = 0.5, "content words";
        /// What a change costs that takes out or puts in: more than half a function word less than half a replacement, so
        /// that a function word between two insertions is kept.
        one_sided_cost: f32 = 0.6, "content words";
        /// What a change costs that does both: more than two function words, less than a content word.
        replacing_cost: f32 = 0.93, "content words";
        /// What it costs that one word is replaced by one: so little that a word is not moved to avoid it, and so much that a
        /// function word or two between two such changes are given up.
        swapping_cost: f32 = 0.75, "content words";
        /// The same of a figure for a figure and a capital for a capital. A function word between two such changes is kept:
        /// "Brandt to 14 months" → "Brand to 40 months" are two corrections, and in "Smith beat Jones" → "Jones beat Smith"
        /// two names change.
        fact_swapping_cost: f32 = 0.55, "content words";
        /// Words of one side times words of the other up to which the best difference is found exactly, a byte each. A
        /// sentence of 500 words against one of 500; longer ones are no sentences.
        exact_cells: usize = 1 << 18, "cells";

        /// Share from which nearly all of a text is in the other.
        nearly_all_share: f32 = 0.8, "share";
        /// Share from which most of a text is shared.
        revised_share: f32 = 0.7, "share";
        /// Share from which a text adds next to nothing to what it has of the other.
        nothing_new_share: f32 = 0.93, "share";
        /// Share up to which a good part of a text is not in the other.
        part_gone_share: f32 = 0.85, "share";
        /// Share of words in paired sentences, each pair counted by its similarity, on the side that has less of them, from
        /// which one text derives from the other or both from one source. Rewrites of one wire report have .11 and more;
        /// independent reports of one event, which share quotations and stock phrases, .05 at most.
        derived_share: f32 = 0.1, "share";
        /// The same for the side that has more: a brief made of a long text.
        derived_part_share: f32 = 0.25, "share";
        /// Share from which two texts are related by their words, whatever is quoted in them.
        reworked_share: f32 = 0.5, "share";
    }
}
