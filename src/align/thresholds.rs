//! Thresholds of the alignment, with units and reasons.
//!
//! `cargo run --release --example eval -- --sweep` varies each on its own, a fifth down and a quarter up, and prints
//! the effect on the pairs in `tests/eval`: "Sweep" below cites the larger of both halves. Where nothing is cited,
//! neither direction changes a link, a fact or a mark there.

use crate::thresholds::thresholds;

thresholds! {
    /// Thresholds of the alignment. A `score` is the similarity of two sentences, 0 to 1.
    pub struct Thresholds {
        /// Minimum similarity to pair in order. Sweep: links F1 −4 ‰ at 0.22, where unlike sentences pair, and −8 ‰ at
        /// 0.35, where rewrites are missed.
        pair_score: f32 = 0.28, "score";
        /// The same for the only unlinked sentence of each side between two links, where the position is evidence too.
        /// Sweep: spans F1 −3 ‰ at 0.31.
        alone_score: f32 = 0.25, "score";
        /// The same out of order, where there are many more possible errors: at lower values unrelated texts pair.
        /// Sweep: links F1 −5 ‰ at 0.4, +2 ‰ at 0.26.
        move_score: f32 = 0.32, "score";
        /// Evidence beyond chance for a pair without linked neighbours. Words of one subject occur together, so that
        /// their rarities do not quite add up; true pairs in news have 3 nats beyond chance.
        spine_margin: f32 = 2.0, "nats";

        /// Minimum content words of a repeated sentence, or a run of them, to move: shorter ones match by chance.
        move_content: usize = 4, "content words";
        /// Minimum common content words of two similar sentences to move. Sweep: links F1 −13 ‰ at 3; at 1, −3 ‰ on one
        /// half of the pairs and +2 ‰ on the other.
        move_shared: usize = 2, "content words";
        /// Evidence that makes up for fewer common words: a verbatim quotation of common words.
        move_evidence: f32 = 12.0, "nats";

        /// Minimum similarity of two headlines: each desk writes its own, so that they share little more than the
        /// subject.
        headline_score: f32 = 0.12, "score";
        /// How many unlinked sentences at the beginning may contain the headline: slugs, flags and notes come before
        /// it.
        headline_window: usize = 8, "sentences";
        /// Similarity above which a headline pairs with another sentence although both texts have a headline: nearly
        /// the same words.
        headline_cross_score: f32 = 0.6, "score";

        /// Minimum share of the weight of both sides that is common and in order, unless a phrase of `verbatim_words`
        /// is: below, the pair was made by two names or two function words. Sweep: links F1 −8 ‰ at 0.24; at 0.15, +2 ‰
        /// on one half of the pairs.
        apart_share: f32 = 0.19, "share";
        /// The same for two headlines.
        apart_headline_share: f32 = 0.1, "share";
        /// Share of the weight of both sides that is common in any order, from which it need not be in order, if enough
        /// words are. Sweep: links F1 −1 ‰ at 0.35.
        turned_share: f32 = 0.3, "share";
        /// Share common and in order below which a day and a number of one or two digits are no evidence. Sweep: links F1
        /// −2 ‰ on the held-out pairs at 0.4, on the others at 0.5.
        chance_share: f32 = 0.45, "share";

        /// Maximum number of sentences of one side in a row: a bound on time.
        row_sentences: u32 = 12, "sentences";
        /// Share of a sentence's weight that the neighbouring pair must lack for the sentence to join: most of what it
        /// says.
        join_share: f32 = 0.5, "share";
        /// The same if what the pair lacks and the sentence are as similar as a pair. At 0.3, six links in a thousand
        /// are missed on `tests/eval`; without it, three rare words join a third sentence. Sweep: links F1 +2 ‰ at
        /// 0.16, −2 ‰ at 0.25.
        join_alike_share: f32 = 0.2, "share";
        /// The same if the pair has several sentences of the other side already: nearly all of it.
        join_many_share: f32 = 0.7, "share";
        /// Share of common words in order, all with equal weight, of a sentence and the piece that the pair lacks, to
        /// join without rare words: "…: nobody listened" → "… . Nobody listened". Sweep: links F1 −2 ‰ at 0.75; spans
        /// F1 +1 ‰ at 0.48.
        literal_join_share: f32 = 0.6, "share";
        /// Minimum similarity of the neighbours of a pair: their position is evidence too. Sweep: links F1 +2 ‰ at
        /// 0.19, −6 ‰ at 0.3.
        neighbour_score: f32 = 0.24, "score";
        /// Minimum evidence of such neighbours: only one pair can be wrong. Sweep: links F1 +2 ‰ and a fact found more
        /// at 2.6, on one half of the pairs only.
        neighbour_evidence: f32 = 3.2, "nats";
        /// Minimum share of common words, all with equal weight, to pair short neighbours of a pair: "Yes," he said. →
        /// "No," he said. Sweep: links F1 −3 ‰ at 0.4, −5 ‰ and four facts missed at 0.63.
        literal_share: f32 = 0.5, "share";
        /// The same if nothing else is unlinked on either side. Sweep: links F1 −7 ‰ and three facts missed at 0.5;
        /// spans F1 +8 ‰ at 0.32.
        literal_alone_share: f32 = 0.4, "share";
        /// The same if a content word is among them: one of three words, "Takes 45 minutes." → "Takes 1 hour." Eval:
        /// links F1 −2 ‰, spans F1 −7 ‰ at 0.4.
        literal_content_share: f32 = 0.32, "share";
        /// Words of a line above which so compared lines must share content words: function words are in order in any two
        /// sentences, "… on Monday after … said that …". Shorter ones pair in place though they share no rare word.
        frame_words: usize = 8, "words";
        /// Minimum share of the content words of the line that has fewer: two of eight, or one of three.
        frame_content_share: f32 = 0.25, "share";
        /// Maximum words for such a comparison: a line, a turn of dialogue. Longer sentences have rare words.
        literal_words: usize = 24, "words";
        /// Minimum share of the shorter sentence for a verbatim passage to pair them: a quotation with another
        /// attribution.
        passage_share: f32 = 0.3, "share";
        /// Maximum product of the sentences of both sides between two links for pairing by position: a bound on time.
        place_cells: usize = 4096, "cells";
        /// The same for repeated equal sentences, among which an edited one is searched.
        repeat_cells: usize = 4096, "cells";
        /// Similarity of a pair elsewhere that prevents pairing by position.
        reserved_score: f32 = 0.6, "score";

        /// Minimum words that a shifted sentence boundary crosses: a short clause.
        shift_words: u32 = 3, "words";
        /// Their minimum weight: three words that one sentence in thirteen has.
        shift_evidence: f32 = 8.0, "nats";
        /// Their minimum share of what each side has left over.
        shift_share: f32 = 0.4, "share";

        /// Weight factor of the second and further words of a name: they are implied by the first.
        name_rest: f32 = 0.35, "factor";
        /// Minimum weight of the quoted content words of a quotation: two rare words.
        quote_weight: f32 = 6.0, "nats";
        /// Their minimum share of the sentence: the rest is the attribution.
        quote_share: f32 = 0.25, "share";
        /// Share of the lighter one below which two quotations are different: about a word.
        quote_shared: f32 = 0.15, "share";
        /// Factor on the similarity of two different quotations.
        quote_apart: f32 = 0.6, "factor";

        /// Share of a common word's weight that counts in any order; the rest counts in order only. Rewrites reorder
        /// clauses. Sweep: links F1 −5 ‰ at 0.56 on one half of the pairs, +2 ‰ on the other.
        unordered_weight: f32 = 0.7, "share";
        /// Maximum words compared in order: longer sentences are lists or not prose.
        ordered_words: usize = 300, "words";
        /// Minimum length of a verbatim run in which function words are evidence: "in the middle of our". Sweep: links
        /// F1 −2 ‰ at 6.
        verbatim_words: u32 = 5, "words";
        /// Weight factor of function words in such a run.
        verbatim_factor: f32 = 5.0, "factor";
        /// Words with a lower weight are function words.
        light_word: f32 = 0.6, "nats";
        /// Weight factor of function words relative to content words of equal rarity: enough to break a tie, too little
        /// to pair two sentences. Sweep: links F1 −2 ‰ at 0.125.
        function_weight: f32 = 0.1, "factor";

        /// Evidence above which a score is raised: two long sentences that share four rare words are more surely a pair
        /// than two short ones that are half equal.
        ample_from: f32 = 8.0, "nats";
        /// Amount by which each further nat raises it.
        ample_raise: f32 = 0.03, "share per nat";
        /// Maximum number of further nats.
        ample_most: f32 = 15.0, "nats";

        /// Maximum candidates per sentence: a bound on time and memory.
        candidates: usize = 6, "sentences";
        /// Overlap below which a candidate is dropped without comparing the order, which can only lower the score.
        candidate_overlap: f32 = 0.18, "score";
        /// Similarity above which two sentences pair even if they share only stock words: they differ in a word.
        stock_score: f32 = 0.75, "score";
        /// Number of sentences above which a stem does not search for candidates, in a long text: it is weak evidence,
        /// and following it would take quadratic time.
        common_stem: usize = 48, "sentences";
        /// Maximum sentences of a short text, in which every stem is followed.
        short_text: usize = 600, "sentences";
        /// Size of both texts from which identical paragraphs are not read: in short texts rarity is better measured on
        /// everything, and no time would be saved.
        skip_equal_from: usize = 128 * 1024, "bytes";
        /// Weight of a byte of an unread run: a word has six bytes, and half of the words are function words.
        unread_byte: f32 = 0.5, "nats";

        /// Minimum weight of an anchor, so that a line without words can be part of the chain of links in order.
        anchor_weight: f32 = 0.01, "words";
        /// Share of the content words of a sentence with capitals above which it is a title, whose capitals indicate no
        /// names. Sweep: links F1 +1 ‰ at 88, with 10 ‰ fewer words marked.
        title_percent: usize = 70, "percent";
        /// Minimum common content words of candidates: one is chance. Sweep: links F1 −13 ‰ and three facts missed at
        /// 3; +3 ‰ at 1, with a fact missed and one found, at several times the candidates.
        candidate_words: usize = 2, "content words";
        /// Minimum common content words that need not be in order: the name of a place and two nouns that a rewrite keeps.
        /// Sweep: links F1 −2 ‰ at 4.
        turned_words: usize = 3, "content words";
        /// Common content words below which a pair that shares a day or a small number too is chance.
        chance_words: usize = 2, "content words";
        /// Minimum content words that a sentence and what a link lacks have in common, to join; one is enough if the
        /// sentence has no other. Sweep: links F1 −5 ‰ and a fact missed at 3; at 1, −1 ‰ and a fact missed on one half
        /// of the pairs, +2 ‰ on the other.
        join_words: u32 = 2, "content words";
        /// Minimum words in order that a sentence adds to a link, to join it without rare words. Sweep: links F1 +3 ‰
        /// at 1, where one function word joins any sentence; no difference at 3.
        literal_join_words: usize = 2, "words";
        /// Minimum share of such a sentence's words that this must be. Sweep: links F1 −2 ‰ at 63.
        literal_join_percent: usize = 50, "percent";
        /// Minimum words of a verbatim passage that pairs two short sentences: shorter ones are stock phrases.
        passage_words: usize = 5, "words";
        /// Minimum content words among them.
        passage_content: usize = 2, "content words";
        /// Evidence needed to pair two short sentences by their words, as a factor of chance, and of the share of words
        /// that differ: the more words are equal, the less rare they need to be.
        place_evidence: f32 = 2.0, "factor";
        /// Minimum weight, as a share of its words, of a pair made by a label or a passage, so that it can be part of
        /// the chain of a gap.
        label_share: f32 = 0.1, "share";
        /// Length of a word in an unread run, with its space.
        unread_word: usize = 6, "bytes";
    }
}
