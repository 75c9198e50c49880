//! Thresholds of grouping, with units and reasons.
//!
//! `cargo run --release --example eval -- --sweep` varies each, a fifth down and a quarter up, on generated folders with
//! known events: "Sweep" below cites the effect on the pairs put together. Where nothing is cited, neither direction changes
//! a pair there: the folders are easier than real ones.

use crate::thresholds::thresholds;

thresholds! {
    /// Thresholds of grouping. A `share` is 0 to 1.
    pub struct GroupThresholds {
        /// Minimum similarity of content words plus half of the copied share, in a small folder. Independent reports of
        /// one event have 0.44 or more; reports on neighbouring topics (the same president's next visit, another town's
        /// bridge, another central bank) at most 0.38.
        story_score: f32 = 0.41, "score";
        /// Minimum number of common rare names and figures where little is copied, in a small folder.
        rare_terms: f32 = 3.0, "terms";
        /// Maximum number of documents of a small folder.
        small_folder_documents: f32 = 30.0, "documents";
        /// Increase of the minimum similarity for each tenfold number of documents, as more are similar by chance.
        tenfold_score: f32 = 0.03, "score";
        /// Increase of the minimum number of rare names and figures for each tenfold number of documents.
        tenfold_rare_terms: f32 = 1.5, "terms";
        /// Maximum number of documents with a rare name or figure, in a folder of any size; more count in part.
        rare_term_documents: f32 = 12.0, "documents";
        /// Minimum part of `rare_terms` that is needed however much is copied.
        rare_terms_part: f32 = 0.4, "share";

        /// Minimum copied share of a near copy.
        near_copy_share: f32 = 0.5, "share";
        /// Minimum share of the content words of a near copy that the other has: with other names and figures it is
        /// another report of the same form.
        near_copy_covered: f32 = 0.6, "share";
        /// The same for a near copy whose other words are not similar: nearly all.
        near_copy_alone_covered: f32 = 0.85, "share";
        /// Minimum similarity of content words of a near copy.
        near_copy_words: f32 = 0.3, "score";
        /// Minimum copied share that is more than background common to two reports.
        copied_part_share: f32 = 0.25, "share";
        /// Minimum share of the content words of a copied part that the other has.
        copied_part_covered: f32 = 0.7, "share";
        /// Minimum share of common figures of a copied part.
        copied_part_figures: f32 = 0.9, "share";
        /// Number of common sampled shingles that exceeds any set phrase: about thirty words.
        phrase_shingles: usize = 12, "shingles";
        /// The same for any form: about a hundred words.
        form_shingles: usize = 40, "shingles";

        /// Minimum score of versions by title and name, relative to that of two reports of one event: a text with the
        /// title of another and nothing else of it is not its version.
        named_version_score: f32 = 0.5, "score";

        /// Maximum days between two reports of one event.
        event_days: usize = 1, "days";
        /// Maximum days between a report and another that has a part of it. Sweep: precision +3 ‰ at 2, −1 ‰ at 4.
        copied_part_days: usize = 3, "days";
        /// Minimum share of common figures of versions that are further apart.
        old_copy_figures: f32 = 0.5, "share";
        /// Minimum copied share of a correction, which may have another dateline.
        correction_share: f32 = 0.7, "share";
        /// Minimum share of common figures of a correction.
        correction_figures: f32 = 0.8, "share";
        /// Minimum number of figures by which a correction is known.
        correction_least_figures: usize = 5, "figures";

        /// Maximum number of figures that say nothing about a report. Sweep: precision −303 ‰ at 3, where briefs of one form
        /// join; +2 ‰ at 1.
        few_figures: usize = 2, "figures";
        /// Maximum number of figures that rare names outweigh.
        some_figures: usize = 7, "figures";
        /// Minimum share of common figures: recurring reports have words and form in common, but not figures.
        /// Sweep: precision +6 ‰ at 0.375.
        event_figures: f32 = 0.3, "share";
        /// Number of rare names and figures that outweigh other figures.
        outweighing_rare_terms: f32 = 6.0, "terms";
        /// Copied share that outweighs other figures. Sweep: precision −70 ‰ at 0.6.
        outweighing_share: f32 = 0.75, "share";

        /// Minimum number of shingles or words by which two documents meet and are compared: a sentence or two of
        /// sampled shingles, or as many words. A single phrase is not enough.
        meetings: usize = 3, "terms";
        /// Number of preceding documents that each meets for one shingle or word: a bound on time.
        met_documents: usize = 8, "documents";
        /// Number of a document's heaviest words that are used to meet: a bound on time, as its other words are common.
        meeting_words: usize = 32, "words";

        /// Number of documents from which a word does not identify an event, in a folder of any size: the words of a
        /// topic are in more and more documents as a folder grows, those of an event are not.
        common_documents: f32 = 400.0, "documents";
        /// Number of additional documents assumed to exist, so that a name which all of five documents share still
        /// counts.
        background_documents: f32 = 200.0, "documents";
        /// Minimum share of capitals inside sentences that makes a word a name.
        name_capitals: f32 = 0.75, "share";
        /// The weight of a name relative to a noun: two bridges close for repairs; only one is in Port Ellery.
        name_factor: f32 = 2.2, "factor";
        /// The weight of a word of the title relative to other words.
        title_factor: f32 = 1.3, "factor";
        /// Minimum weight of a shingle. Shingles that many documents share belong to a form, not to a story: weights
        /// fall with the square root of their number, but not below this, so that many versions still are one story. Sweep:
        /// precision −5 ‰ at 0.375.
        shingle_weight: f32 = 0.3, "factor";

        /// Number of documents of a cluster that are compared: a bound on time.
        sampled_documents: usize = 8, "documents";
        /// Minimum mean score to join two clusters, relative to the score that a pair needs: a single similar pair, such
        /// as a report on the week, must not join two events.
        joining_score: f32 = 0.75, "score";
    }
}
