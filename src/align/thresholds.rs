//! Every number that decides a pairing, with its unit and its reason.
//!
//! `cargo run --release --example eval -- --sweep` changes each alone, down and up, and prints what that costs on the pairs
//! in `tests/eval`. A reason that cites `tests/eval` was found that way.

use crate::thresholds::thresholds;

thresholds! {
    /// What the alignment of sentences asks for. `score` is the similarity of two sentences, 0 to 1.
    pub struct Thresholds {
        /// How alike two sentences must be to pair where the order agrees. On `tests/eval` .28 finds two links in a hundred
        /// more than .32, in rewrites above all, and as few wrong ones.
        pair_score: f32 = 0.28, "score";
        /// The same for the only free sentence on either side between two links, where the place is evidence too.
        alone_score: f32 = 0.25, "score";
        /// The same against the order, where there are many more chances to be wrong. Lower than this, unrelated texts pair.
        move_score: f32 = 0.32, "score";
        /// Evidence that a pair without linked neighbours needs beyond chance. Words of one subject come together, so that
        /// their rarities do not quite add up; pairs of news that say the same have 3 nats more than chance.
        spine_margin: f32 = 2.0, "nats";

        /// Content words that a sentence, or a run of them, must have to move where it repeats.
        move_content: usize = 4, "content words";
        /// Content words that two sentences must share to move where they are alike but not equal. With three, a link in
        /// fifty is missed on `tests/eval`, and none less is wrong.
        move_shared: usize = 2, "content words";
        /// Evidence from which fewer shared words will do: a quotation of common words, shared to the letter.
        move_evidence: f32 = 12.0, "nats";

        /// How alike two headlines must be: each desk writes its own, but both on one subject.
        headline_score: f32 = 0.12, "score";
        /// Where among the free sentences of a text its headline is looked for: behind slugs, flags and notes.
        headline_window: usize = 8, "sentences";
        /// From this score on a headline pairs with another sentence although both texts have a headline.
        headline_cross_score: f32 = 0.6, "score";

        /// Share of the weight of both sides that a pair must have in order, or a phrase of `verbatim_words`: below it two
        /// names or two function words made the pair.
        apart_share: f32 = 0.19, "share";
        /// The same of two headlines.
        apart_headline_share: f32 = 0.1, "share";

        /// Sentences of one side that a row may have.
        row_sentences: u32 = 12, "sentences";
        /// Share of a sentence's weight that a neighbouring pair must lack for the sentence to join it: most of what it
        /// says.
        join_share: f32 = 0.5, "share";
        /// The same where the pair has several sentences of the other side already: nearly all of it.
        join_many_share: f32 = 0.7, "share";
        /// Share of the words of a sentence and of the piece that the pair lacks, all counted alike and in order, from which
        /// it joins the pair although no rare word says so: "…: nobody listened" → "… . Nobody listened".
        literal_join_share: f32 = 0.6, "share";
        /// How alike the neighbours of a pair must be to be a pair themselves.
        neighbour_score: f32 = 0.24, "score";
        /// The evidence they need: there is one chance to be wrong for each.
        neighbour_evidence: f32 = 3.2, "nats";
        /// Share of words, all counted alike, from which short neighbours of a pair are a pair although they prove nothing:
        /// "Yes," he said. → "No," he said. With .6, three links in a thousand are missed on `tests/eval`.
        literal_share: f32 = 0.5, "share";
        /// The same where nothing else is free on either side.
        literal_alone_share: f32 = 0.4, "share";
        /// Words up to which sentences are compared so: a line, a turn of dialogue. Longer ones have rare words to show.
        literal_words: usize = 24, "words";
        /// Share of the shorter sentence from which a passage that both have to the letter pairs them: a quotation in another
        /// frame.
        passage_share: f32 = 0.3, "share";
        /// Sentences of one side times sentences of the other between two links up to which that is done.
        place_cells: usize = 4096, "cells";
        /// The same where equal sentences repeat, so that one edited among them is found.
        repeat_cells: usize = 4096, "cells";
        /// Score of a pair elsewhere from which a sentence does not pair by its place.
        promised_score: f32 = 0.6, "score";

        /// Words that a shifted sentence boundary takes along at least: a short clause.
        shift_words: u32 = 3, "words";
        /// Their weight: three words that one sentence in thirteen has.
        shift_evidence: f32 = 8.0, "nats";
        /// Their share of what either side has left over.
        shift_share: f32 = 0.4, "share";

        /// What the second word of a name, and each further one, adds to it: who knows the first knows the rest.
        name_rest: f32 = 0.35, "factor";
        /// A sentence is a quotation if its content words inside quotation marks weigh so much: two rare words.
        quote_weight: f32 = 6.0, "nats";
        /// And if they are this share of it: the rest says who and where.
        quote_share: f32 = 0.25, "share";
        /// Two quotations are different ones if they share less than this of the lighter: a word or so.
        quote_shared: f32 = 0.15, "share";
        /// They are then so much less alike.
        quote_apart: f32 = 0.6, "factor";

        /// What shared words count in a score wherever they are; those in the same order count the rest. Rewrites turn
        /// clauses round.
        unordered_weight: f32 = 0.7, "share";
        /// Words of a sentence that are compared in order; a longer sentence is a list or no prose.
        ordered_words: usize = 300, "words";
        /// Words that both must have in one stretch for its function words to prove something: "in the middle of our".
        verbatim_words: u32 = 5, "words";
        /// How many times more than elsewhere a function word weighs there.
        verbatim_factor: f32 = 5.0, "factor";
        /// Words lighter than this are function words.
        light_word: f32 = 0.6, "nats";
        /// How much a function word weighs beside a content word of the same rarity: enough to break a tie, too little to
        /// pair two sentences.
        function_weight: f32 = 0.1, "factor";

        /// Evidence from which on a score is raised: two long sentences that share four rare words and little else say the
        /// same more surely than two short ones that are half alike.
        ample_from: f32 = 8.0, "nats";
        /// By how much each nat more raises it.
        ample_raise: f32 = 0.03, "share per nat";
        /// Up to how many nats more.
        ample_most: f32 = 15.0, "nats";

        /// Candidates kept for a sentence.
        candidates: usize = 6, "sentences";
        /// Overlap below which a candidate is dropped unread: the order can only lower its score.
        candidate_overlap: f32 = 0.18, "score";
        /// From this score on two sentences are the same but for a word, even where all they share is stock words.
        stock_score: f32 = 0.75, "score";
        /// In a long text a stem that more sentences have than this finds no candidates: it proves little, and following it
        /// would cost the square of the text.
        common_stem: usize = 48, "sentences";
        /// Sentences up to which a text is short: every stem is followed.
        short_text: usize = 600, "sentences";
        /// Size of both texts together from which equal paragraphs are not read word by word: rarity is better measured on all
        /// of a short text, and there is no time to gain.
        skip_equal_from: usize = 128 * 1024, "bytes";
        /// What a byte of a run weighs, which was not read: a word has six bytes, and half of the words are function words.
        unread_byte: f32 = 0.5, "nats";
    }
}
