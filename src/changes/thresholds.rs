//! Thresholds of the rules, with units and reasons.
//!
//! `cargo run --release --example eval -- --sweep` measures them on the facts in `tests/eval`: "Sweep" below cites the
//! effect of other values. Where nothing is cited, neither direction changes a fact there.

use crate::thresholds::thresholds;

thresholds! {
    /// Thresholds of the rules.
    pub struct ChangeThresholds {
        /// Minimum words of a one-sided edit that makes a statement of its own: a clause that was cut or added. With 5,
        /// sources are classed as wordings or cuts ("said Ada Holm, an analyst at Vik"); with more, rewordings that
        /// mention a report are classed as changes of source. Sweep: a fact is missed at 5, one is found more at 8.
        clause_words: usize = 6, "words";
        /// Maximum words of a wording that changes a single figure or source: longer ones replace a clause by a clause.
        /// Sweep: a fact is missed at 10, none at 15.
        phrase_words: usize = 12, "words";
        /// Maximum words of an edit that is checked for text that only moved: longer passages move as rows.
        transposed_words: usize = 48, "words";
        /// Maximum words of an edit that is split at words common to both sides: a bound on time.
        parted_words: usize = 40, "words";
        /// Maximum words of a rewritten row that makes a single statement. Sweep: a fact is missed at 7.
        one_statement_words: usize = 9, "words";
        /// Maximum words of a rewritten row with a single class: longer ones say too much at once. Sweep: a fact is
        /// missed at 16.
        short_row_words: usize = 20, "words";
        /// Maximum words of a rewritten row whose figures are compared: in longer ones, equal nouns count different
        /// things.
        counted_row_words: usize = 80, "words";
        /// How far around an edit a report of the same statement is searched: about a sentence.
        same_report_words: usize = 30, "words";
        /// How far from an unnamed source its verb of reporting is searched: about a clause.
        source_report_words: usize = 8, "words";
    }
}
