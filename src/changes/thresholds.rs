//! Thresholds of the rules, with units and reasons.
//!
//! `cargo run --release --example eval -- --sweep` measures them on the facts and the corrected wires (`marked`) in
//! `tests/eval`: "Sweep" below cites the effect of other values. Where nothing is cited, neither direction changes a
//! fact or the order of changes there.

use crate::thresholds::thresholds;

thresholds! {
    /// Thresholds of the rules.
    pub struct ChangeThresholds {
        /// Minimum words of a one-sided edit that makes a statement by itself: a clause that was cut or added. With 5,
        /// sources are classed as wordings or cuts ("said Ada Holm, an analyst at Vik"); with more, rewordings that
        /// mention a report are classed as changes of source. Sweep: a fact is missed at 5, none at 8.
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
        /// Maximum words of a rewritten row with a single class: longer ones say too much at once.
        short_row_words: usize = 20, "words";
        /// Maximum words of a rewritten row whose figures are compared: in longer ones, equal nouns count different
        /// things.
        counted_row_words: usize = 80, "words";
        /// How far around an edit a report of the same statement is searched: about a sentence.
        same_report_words: usize = 30, "words";
        /// How far from an unnamed source its verb of reporting is searched: about a clause.
        source_report_words: usize = 8, "words";

        /// Maximum words of a sentence or edit that says little: "For China.", a word in brackets.
        few_words: usize = 2, "words";
        /// Sentences shorter than this with at most `few_words` words say little; a long word is a formula or an
        /// address.
        long_sentence_bytes: usize = 90, "bytes";
        /// Length from which an edit is a passage that may contain unrelated figures: about eight words.
        passage_bytes: usize = 48, "bytes";
        /// How many rows and paragraphs from the top are searched for the lead: headlines, notes and bullets precede
        /// it.
        lead_rows: usize = 24, "rows";
        /// Minimum length of a lead; shorter paragraphs are headlines and bullets.
        lead_bytes: u32 = 60, "bytes";
        /// Maximum one-sided rows between moved rows that are one move: a sentence or two was added inside it.
        moved_rows_between: usize = 2, "rows";

        /// Share of the words of a headline with capitals above which its capitals indicate no names: title case leaves
        /// short words in lower case.
        title_case_percent: usize = 60, "percent";
        /// How far from a figure without a unit a word shows that it is an hour: a clause.
        hour_context_words: usize = 8, "words";
        /// How much of the paragraph before a row is searched for an opening quotation mark: a bound on time, longer
        /// than most quotations.
        quotation_search_words: usize = 400, "words";
        /// Maximum digits of a number that may have an exponent: a raised figure after a longer one is a note mark.
        exponent_digits: usize = 2, "digits";
        /// Maximum words and marks of a section's title before the number of its first clause.
        section_title_words: usize = 8, "words";

        /// Maximum words of the listener of a report: "told reporters at the harbour that".
        listener_words: usize = 4, "words";
        /// Maximum words of the source of a report: a title and a full name.
        source_words: usize = 7, "words";
        /// How far after a verb like "called" a quotation begins that makes it a report: about a clause.
        called_quotation_words: usize = 8, "words";
        /// Maximum words of a source before its verb that changes around it.
        verb_source_words: usize = 4, "words";
        /// The same for a name with a title: "Deputy Energy Minister Lena Kardash".
        titled_source_words: usize = 7, "words";
        /// Maximum words between a verb of reporting and a source that changed: an article, and a title or first name.
        title_words: usize = 2, "words";
        /// Maximum words of a part that introduces a statement: "A study by the university found that".
        introduction_words: usize = 6, "words";
        /// Share of the content words of the shorter side from which a rewritten row states the same, so that a report
        /// on one side only is a change of attribution. Sweep: one more corrected wire opens with its fact at 48, no
        /// difference at 75.
        reported_percent: usize = 60, "percent";

        /// Maximum words between the two words of one negation: "weder … noch".
        paired_negation_words: usize = 12, "words";
        /// Maximum other words next to a negation or an opposite: more make another change as well.
        negation_other_words: usize = 4, "words";
        /// Maximum distance between a negation and the word it negates: "did not even try".
        negated_words: usize = 3, "words";
        /// How far before an edit a negation is part of the same list: "no meat, no fish".
        listed_negation_words: usize = 8, "words";
        /// Maximum words of an edit that makes a sum a loss, and between it and the sum: "net loss".
        loss_words: usize = 2, "words";

        /// How far from an edit a hedge is that only changed its position.
        moved_hedge_words: usize = 6, "words";
        /// Maximum words of an edit in which "could" is a hedge; in longer ones it often means ability.
        ability_words: usize = 4, "words";

        /// Maximum words of an edit that changes one name; longer ones contain several. Sweep: a fact is missed at 3.
        name_words: usize = 4, "words";
        /// Minimum letters at the beginning that two easily confused surnames share, and the maximum difference in
        /// length: "Ostrander", "Ostermann".
        name_beginning_letters: usize = 3, "letters";
        /// Maximum words of an edit in which two names change places: "Smith beat Jones".
        swapped_names_words: usize = 7, "words";
        /// Maximum words between such names: "fined Vik Timber and cleared Orrin Sail".
        swap_joint_words: usize = 3, "words";
        /// Maximum words of each of these names: a given name and a surname, with an initial.
        swapped_name_words: usize = 3, "words";
        /// Maximum words and marks of the given names after or before a surname: "Holm, George W."
        turned_name_words: usize = 6, "words";
        /// Maximum words of a list of names in another order or turned, in which each name is searched: a bound on
        /// time.
        turned_list_words: usize = 200, "words";
        /// Maximum characters of a given name before the title, in scripts without spaces.
        given_name_characters: usize = 2, "characters";
        /// Maximum characters of an office before a name, in scripts without spaces.
        office_characters: usize = 4, "characters";
        /// Minimum letters of two spellings of one name: shorter words are often different names, like "Kim" and "Tim".
        misspelt_letters: usize = 4, "letters";
        /// Maximum letters by which two spellings of a name differ.
        misspelt_edits: usize = 2, "letters";
        /// Maximum letters of such a name: a bound on time.
        misspelt_longest: usize = 48, "letters";
        /// Share of the letters of the longer of two words that are common at its ends, from which they are spellings
        /// of one name, in languages that capitalise nouns. Sweep: one fact more is found at 0.53, where forms of one
        /// noun are names too.
        same_letters_share: f32 = 2.0 / 3.0, "share";
        /// Length from which a wording is a passage that cannot recur as a name.
        recurring_name_bytes: usize = 90, "bytes";

        /// Maximum words of an edit that replaces one span of time: "for a week" → "for a month".
        time_span_words: usize = 3, "words";
        /// Maximum letters by which a misspelt word of a date differs: "night" → "knight".
        misspelt_date_edits: usize = 1, "letters";
        /// Maximum words and marks between day, month and year of one date: "4 de marzo de 2021".
        date_gap_words: usize = 2, "words";
        /// Maximum words between the two edits of a date in another order: "March 3" → "3 March".
        joined_date_words: usize = 3, "words";

        /// Maximum differing figures that are reported of one rewritten statement: more make a table.
        recounted_figures: usize = 4, "figures";
        /// Maximum characters of a death toll: longer figures are sums.
        toll_characters: usize = 6, "characters";
        /// How far after "toll" its figure is searched, if a word such as "to" precedes it: "the toll of the quake that
        /// struck on Monday rose to 61".
        toll_rise_words: usize = 24, "words";
        /// How far after "killed" the number of the dead is searched: "killing at least 11".
        toll_after_words: usize = 4, "words";
        /// The same before "killed": "23 people in the village were killed".
        toll_before_words: usize = 6, "words";
        /// How far around two values words are compared to decide whether they describe the same thing.
        fact_context_words: usize = 4, "words";
        /// Number of such words that an equal noun after both figures counts for.
        fact_noun_words: usize = 3, "words";
        /// Maximum length of a number that a block begins with.
        label_bytes: usize = 12, "bytes";

        /// Minimum words of a quotation in a rewritten row: a word or two in quotation marks is an expression.
        quotation_words: usize = 3, "words";
        /// Share of the content words of the longer of two quotations from which they are versions of one.
        same_quotation_percent: usize = 50, "percent";
        /// Share of an edit's words above which it is a change of a quotation.
        mostly_quoted_percent: usize = 50, "percent";
        /// Maximum words between two edits that put marks around a quotation or emphasis.
        requoted_words: usize = 20, "words";
        /// Maximum words between two edits that put brackets around words, or move an age.
        paired_edit_words: usize = 4, "words";
        /// Maximum words before the comma of an edit whose attribution is listed separately: more are a separate
        /// clause, which may contain its source.
        sourced_words: usize = 4, "words";

        /// Maximum words compared for house style: longer wordings differ in more than style.
        styled_words: usize = 12, "words";
        /// How far around an edit the same words, figures and dates are searched: a row may be as long as a book.
        elsewhere_words: usize = 60, "words";
        /// Minimum words of a one-sided edit that is found elsewhere in the row, so that it only moved: fewer occur by
        /// chance.
        moved_words: usize = 3, "words";
        /// How far such words are searched.
        moved_distance: usize = 60, "words";
        /// Share of the content words of an edit that must be elsewhere on the other side for it to have only moved.
        transposed_percent: usize = 80, "percent";
        /// Maximum length of a change that is listed once however often it is made; longer ones are passages.
        repeated_bytes: usize = 40, "bytes";

        /// Maximum number of notes that are matched: a document has one or two.
        notes: usize = 8, "notes";
        /// Maximum number of items of a note: a bound on time.
        note_items: usize = 24, "items";
        /// Highest paragraph number of a note; higher numbers are figures.
        note_paragraphs: usize = 200, "paragraphs";
        /// Maximum words between "to" and the value it introduces.
        note_value_distance: usize = 2, "words";
        /// Minimum letters of a topic in scripts with spaces: shorter words are particles. Sweep: two announced
        /// corrections are no longer found at 4.
        note_topic_letters: usize = 3, "letters";
        /// Minimum length of a stem whose extensions match a topic: shorter stems match too much. Sweep: an announced
        /// correction is no longer found at 5.
        note_stem_bytes: usize = 4, "bytes";
        /// Maximum length of such an extension: longer endings belong to other words.
        note_ending_bytes: usize = 3, "bytes";
        /// Minimum letters of a word that a note may call misspelt.
        note_typo_letters: usize = 4, "letters";
        /// Maximum letters by which such a word differs.
        note_typo_edits: usize = 2, "letters";
        /// How far after a figure the name of its currency is searched.
        note_unit_bytes: u32 = 24, "bytes";
        /// Maximum length of a line of a table, whose topic may be in the line above it.
        table_line_bytes: usize = 90, "bytes";
        /// Content words below which a note is not the headline after a flag: it names what it corrects, which may well
        /// be in the headline.
        flagged_headline_words: usize = 3, "content words";
        /// Share of a note's content words that must be in the headline for the note to be the headline after a flag.
        flagged_headline_percent: usize = 70, "percent";

        /// Share of an item's best score that a finding must exceed to be meant. All other scores of notes matter only
        /// in proportion to each other.
        note_match_percent: usize = 50, "percent";
        /// Score of the right value in place of the wrong one, or of a name: a certain match.
        note_certain_score: usize = 40, "score";
        /// Score of a value alone, which may count something else: a quarter of a certain match, so that it is dropped
        /// next to one.
        note_value_score: usize = 10, "score";
        /// Added for each word of the item next to a value: with one, the sum exceeds half of a certain match.
        note_value_word_score: usize = 20, "score";
        /// Score of a figure of the item among the changed words: twice a class, so that findings of the class alone
        /// are dropped.
        note_figure_score: usize = 20, "score";
        /// Score of a finding of the class that the item names, where it names nothing else, or in the paragraph it
        /// names.
        note_class_score: usize = 10, "score";
        /// Score of any finding in that paragraph: half of a class.
        note_paragraph_score: usize = 5, "score";
        /// For each word of the item in its row, the score of a finding of the class that the item names: the most
        /// likely subject of the note.
        note_named_word_score: usize = 4, "score";
        /// Added once to these, so that an important finding with the same number of words has less than half.
        note_named_score: usize = 2, "score";
        /// For each word of the item in its row, the score of a fact or grave change, where the note corrects.
        note_corrected_word_score: usize = 3, "score";
        /// The same for a figure, a quotation, a whole sentence or the headline; for other findings, only words that
        /// changed themselves count.
        note_important_word_score: usize = 2, "score";
        /// The same for a fact of another class than the item names, and for words added or removed, as the item says.
        note_word_score: usize = 1, "score";
        /// Score of a number whose row has no word of the toll that the item names: the last resort. Sweep: an
        /// announced correction is no longer found at 0.
        note_toll_score: usize = 1, "score";
        /// Added where that row counts the missing or injured: it is then kept next to a number with a word of the
        /// toll. Sweep: an announced correction is no longer found at 2.
        note_casualty_score: usize = 3, "score";

        /// Points of common facts from which texts without common wording are related. A city, a day and a small number
        /// are in many unrelated texts.
        common_facts_points: usize = 5, "points";
        /// Points of a fact that is rarely shared by chance: a figure, or the first word of a name.
        rare_fact_points: usize = 2, "points";
        /// Points of a fact that many texts share: a date, a year, or a further word of a name.
        common_fact_points: usize = 1, "points";
        /// Words of the longer text for which one more point is needed: it has more facts by chance.
        words_per_fact_point: usize = 100, "words";
        /// Minimum share of the points of the text that has fewer.
        common_facts_share: f32 = 0.5, "share";
        /// Maximum words of the longer text: a bound on time, and in longer ones, too many facts are shared by chance.
        common_facts_words: usize = 2000, "words";
        /// Value below which a whole number is not evidence of a common event: small ones are in most texts.
        common_figure: usize = 10, "units";
        /// Maximum length of the label of a list item without its brackets: "(iii)". Longer words in brackets are text.
        item_label_characters: usize = 3, "characters";
        /// Maximum length of a function word that may be an article before a source: longer ones begin a clause. Sweep:
        /// a fact is missed at 2.
        article_characters: usize = 3, "characters";
        /// Minimum length of a noun whose count is compared: shorter words after a figure are abbreviations.
        counted_noun_bytes: usize = 4, "bytes";
        /// Minimum length of an English word in "-s" that may be a plural instead of a name: "Boats", but not "Ross".
        plural_bytes: usize = 5, "bytes";
        /// Maximum length of the ending of an ordinal in figures in a note: "5th", "2ND".
        note_ordinal_ending_bytes: usize = 3, "bytes";
        /// Maximum words of a source inside a phrase: "as the union of teachers sees it".
        around_source_words: usize = 6, "words";
    }
}
