//! Thresholds of rows and the verdict, with units and reasons.
//!
//! `cargo run --release --example eval -- --sweep` measures them on the pairs in `tests/eval`, as it does those of the
//! alignment: "Sweep" below cites the effect of other values, the larger of both halves. The shares of verdicts are not
//! covered by these pairs.

use crate::thresholds::thresholds;

thresholds! {
    /// Thresholds of rows and the verdict. A share is 0 to 1.
    pub struct Thresholds {
        /// Minimum shared weight, relative to the lighter side, for marking single words: about where two statements
        /// stop reading as one with edits. Sweep: 0.24 marks 1 % fewer words, also in sentences that two writers
        /// turned around; 0.38 marks 3 % more and misses a fact.
        rewritten_share: f32 = 0.3, "share";
        /// The same relative to the heavier side: a short sentence that is half contained in a very long one is not an
        /// edit of it. Sweep: no difference at 0.1 and 0.15.
        rewritten_whole_share: f32 = 0.12, "share";
        /// Minimum similarity for marking single words in a moved row: its ends are apart, so that the eye cannot compare
        /// them, and a passage of which most words are marked is easier to read whole. Sweep: at 0.35 a fact is missed and
        /// 3 % more words are marked; 0.26 marks 1 % fewer, also in passages with little in common.
        moved_similarity: f32 = 0.28, "share";
        /// Share of either side's words that the other has in the same order, from which single words are marked in any
        /// case: "The bills will be issued March 12." → "The bills are to be issued June 11."
        edited_in_order: f32 = 0.5, "share";
        /// The same of a row that keeps [`edited_kept`](Self::edited_kept) of its words. Sweep: 2 % more
        /// words are marked at 0.38, 5 ‰ fewer at 0.24.
        edited_in_order_kept: f32 = 0.3, "share";
        /// Share of the words of a row that has not moved, by weight, of which enough are in place to find the way in it.
        edited_kept: f32 = 0.15, "share";
        /// Length of a verbatim passage from which single words are marked in any case: two writers on one event rarely
        /// share as many words except in quotations and copies. Sweep: no difference at 8 and 13.
        kept_passage: usize = 10, "words";

        /// Gain of keeping a function word, relative to a content word: one between two changes is dropped; two are
        /// kept between two replacements, and dropped next to a change of one side. Sweep: spans F1 −19 ‰ and a fact
        /// missed at 0.28; +13 ‰ at 0.44, where 5 ‰ more equal runs are function words between two changes, and of reports by
        /// different writers 2 % more.
        function_gain: f32 = 0.352, "content words";
        /// Gain of keeping a punctuation mark: just more than a change of one side costs, so that a closing mark is
        /// kept between an insertion and a deletion: "she said late on Monday." → "she wrote. He left." Sweep: 0.9
        /// marks 5 ‰ more words, 0.58 no fewer.
        mark_gain: f32 = 0.72, "content words";
        /// The same for a character of a script without spaces: two make about a word. Sweep: 0.4 marks 1 ‰ more words,
        /// 0.63 1 ‰ fewer.
        ideograph_gain: f32 = 0.5, "content words";
        /// Cost of a change that only removes or only adds words: just more than two function words are worth. Sweep:
        /// spans F1 +13 ‰ at 0.57, with one false fact and more function words alone between two changes; −4 ‰ and 1 %
        /// more words marked at 0.89.
        one_sided_cost: f32 = 0.71, "content words";
        /// Cost of a change that does both: less than two function words, more than one. Sweep: spans F1 −16 ‰ at 0.56;
        /// +20 ‰ at 0.88, where 7 ‰ more equal runs are function words between two changes.
        replacing_cost: f32 = 0.7, "content words";
        /// Cost of replacing one word by one word: too low to move a word to avoid it, and high enough that a function
        /// word between two such changes is dropped. Sweep: spans F1 +13 ‰ at 0.48, where 5 ‰ more equal runs are; −9 ‰
        /// at 0.75.
        swapping_cost: f32 = 0.6, "content words";
        /// The same for two figures, and for two words with capitals. A function word between two such changes is kept:
        /// "Brandt to 14 months" → "Brand to 40 months" are two corrections, and in "Smith beat Jones" → "Jones beat
        /// Smith" two names change. Sweep: spans F1 −7 ‰ at 0.63, no difference at 0.4.
        fact_swapping_cost: f32 = 0.5, "content words";
        /// The same for two marks.
        mark_swapping_cost: f32 = 0.5, "content words";
        /// The same for two marks of emphasis: the words between them are kept, as in "*one* and *two*" → "_one_ and
        /// _two_".
        emphasis_swapping_cost: f32 = 0.2, "content words";
        /// Gain of keeping the words of a quotation that both sides have, relative to other words: of a quotation and a
        /// frame around it that change places, readers look for the quotation.
        quoted_gain: f32 = 2.0, "factor";
        /// Minimum words of such a quotation: shorter ones are terms, which occur more than once.
        quoted_words: usize = 3, "words";
        /// Maximum product of the words of both sides for the exact algorithm, which takes a byte for each: 500 words
        /// against 500; longer rows are not sentences.
        exact_cells: usize = 1 << 18, "cells";

        /// Minimum share for "nearly all of a text is in the other".
        nearly_all_share: f32 = 0.8, "share";
        /// Minimum share for "most of a text is shared".
        revised_share: f32 = 0.7, "share";
        /// Minimum share for "a text adds almost nothing to the other".
        nothing_new_share: f32 = 0.93, "share";
        /// Maximum share for "a significant part of a text is missing from the other".
        part_gone_share: f32 = 0.85, "share";
        /// Share of words in paired sentences, weighted by similarity, on the side with the smaller share, from which
        /// the texts have a common source. Rewrites of one wire report have at least 0.11; independent reports of one
        /// event, which share quotations and stock phrases, at most 0.05.
        derived_share: f32 = 0.1, "share";
        /// The same for the side with the larger share: a brief made from a long text.
        derived_part_share: f32 = 0.25, "share";
        /// Share from which two texts are related by their words, regardless of quotations.
        reworked_share: f32 = 0.5, "share";

        /// Maximum words of a line of a table or list: texts whose lines all correspond are reworked, whatever remains
        /// of the words.
        line_words: usize = 8, "words";
        /// Minimum words of a common passage that relates two texts: shorter ones occur by chance.
        shared_passage_words: usize = 5, "words";
        /// The same inside quotation marks, which show that both quote somebody.
        shared_quotation_words: usize = 3, "words";
        /// Minimum content words of such a passage: "for the rest of the" is not significant.
        shared_passage_content: usize = 2, "content words";

        /// Maximum words of a side of a rewritten row whose common passages are searched: longer rows are not
        /// sentences.
        tiled_words: usize = 400, "words";
        /// Minimum content words of a common passage of a rewritten row that is no figure or name: one word is chance.
        tile_content_words: usize = 2, "content words";
        /// Minimum characters of such a passage in a script without spaces: about two words.
        tile_ideographs: usize = 4, "characters";
        /// Minimum words of a stretch of an edited row that is marked as differing in typography, so that a phrase is
        /// not split by its quotation marks.
        typography_words: usize = 3, "words";
    }
}
