//! Every number that decides what an edit means, with its unit and its reason.

use crate::thresholds::thresholds;

thresholds! {
    /// What rules ask of an edit.
    pub struct ChangeThresholds {
        /// One-sided edits of this many words or more say something of their own: a clause cut or added. With a word less
        /// sources are called wordings or cuts ("said Ada Holm, an analyst at Vik"), with one more rewordings that mention a
        /// report a change of source.
        clause_words: usize = 6, "words";
        /// Wordings longer than this do not change one figure or one source: a clause for a clause.
        phrase_words: usize = 12, "words";
        /// Longer edits are not asked whether all they say only moved: a passage moves as a row.
        transposed_words: usize = 48, "words";
        /// Edits up to which parts between words of both sides are told apart.
        parted_words: usize = 40, "words";
        /// Rewritten rows of so few words say one thing.
        one_statement_words: usize = 9, "words";
        /// Longer rewritten rows say too much at once for one class.
        short_row_words: usize = 20, "words";
        /// Longer rewritten rows are not searched for figures.
        counted_row_words: usize = 80, "words";
        /// How far around an edit the same may be reported.
        same_report_words: usize = 30, "words";
        /// How far from a source without a name it says that something was said.
        source_report_words: usize = 8, "words";
    }
}
