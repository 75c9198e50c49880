//! The summary of a comparison: the verdict, the change list, and what the editors' notes announce.

use super::wording::change_wording;
use super::{ComparePage, HiddenCounts, percent, sanitize};
use crate::changes::Change;
use crate::diff::Cuts;
use crate::diff::Relation;
use crate::text::Format;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;
use crate::text::one_line;

/// A summary. Changes are numbered by their rank in the change list, from 1.
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    /// The relation: "revised", "identical apart from white space".
    pub relation: &'static str,
    /// "98 % of the old text stands in the new", "54 % of the new text stands in the old".
    pub shares: [String; 2],
    /// "5 edited, 17 added"; empty if no difference is shown.
    pub tally: String,
    /// Paragraphs on one side only.
    pub cuts: Pair<Cuts>,
    /// The hidden differences.
    pub hidden_counts: HiddenCounts,
    /// The editors' notes that announce changes, in the order of the new text.
    pub notes: Vec<Note>,
    /// The changes of substance that no note announces; empty if there are no notes.
    pub unannounced: Vec<usize>,
    /// The changes that are not hidden, with their ranks.
    pub changes: Vec<(usize, &'a Change)>,
    page: &'a ComparePage,
}

/// An editor's note and the changes it announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its text in one line, sanitized.
    pub text: String,
    /// The changes it announces.
    pub found: Vec<usize>,
    /// Its items without a matching change, in its own words.
    pub unanswered: Vec<String>,
}

impl ComparePage {
    /// The wording of a change of this comparison, on one line without control characters.
    #[must_use]
    pub fn wording(&self, change: &Change) -> String {
        change_wording(self.texts(), self.comparison(), change)
    }

    /// The relation of the two texts: "revised", "identical apart from white space".
    pub(super) fn relation_words(&self) -> &'static str {
        let docs = self.texts();
        // White space of other formats is that of a conversion, or has no meaning.
        let is_source = |format: Format| matches!(format, Format::PlainText | Format::Markdown);
        let comparable = docs.old.format == docs.new.format && is_source(docs.new.format);
        match self.comparison().relation() {
            Some(Relation::Identical) if comparable && docs.old.file_text() != docs.new.file_text() => {
                "identical apart from white space"
            }
            // Markdown and HTML say more than their text: a heading, emphasis, a link.
            Some(Relation::Identical) if docs.old.format_name() != docs.new.format_name() => {
                "identical text in two formats"
            }
            relation => relation.map_or("", Relation::name),
        }
    }

    /// "98 % of the old text stands in the new, 54 % the other way".
    pub(super) fn shares_sentence(&self) -> String {
        match (self.shares(), self.comparison().verdict) {
            ([old, new], Some(verdict)) if !old.is_empty() && !new.is_empty() => {
                format!("{old}, {} the other way", percent(verdict.new_in_old))
            }
            ([old, new], _) => old + &new,
        }
    }

    /// "98 % of the old text stands in the new", "54 % of the new text stands in the old"; a text without words has no
    /// share.
    pub(super) fn shares(&self) -> [String; 2] {
        let share = |side: Side, n: f32, of: &str| match self.texts()[side].blocks.as_slice() {
            [] => String::new(),
            _ => format!("{} of {of}", percent(n)),
        };
        self.comparison().verdict.map_or_else(Default::default, |v| {
            [
                share(Side::Old, v.old_in_new, "the old text stands in the new"),
                share(Side::New, v.new_in_old, "the new text stands in the old"),
            ]
        })
    }

    /// The summary, without hidden changes.
    #[must_use]
    pub fn summary(&self) -> Summary<'_> {
        let (docs, comparison) = (self.texts(), self.comparison());
        let shows = |c: &Change| comparison.rows.get(c.row).is_none_or(|r| self.hidden.shows_change(docs, r, c));
        let changes: Vec<_> = (1..).zip(&comparison.changes).filter(|(_, c)| shows(c)).collect();
        let note = |span: Span| in_a_line(&docs[Side::New].text, span);
        let listed = comparison.notes.iter().filter(|n| !self.hidden.hides_note(comparison, n.span));
        let notes: Vec<_> = listed
            .map(|n| Note {
                text: note(n.span),
                found: n.found.iter().map(|i| i + 1).collect(),
                unanswered: n.unanswered.iter().map(|span| note(*span)).collect(),
            })
            .collect();
        let silent = |c: &Change| !comparison.notes.is_empty() && c.silent;
        let unannounced = changes.iter().filter(|(_, c)| silent(c)).map(|(rank, _)| *rank).collect();
        Summary {
            relation: self.relation_words(),
            shares: self.shares(),
            tally: self.tally().to_owned(),
            cuts: comparison.cuts,
            hidden_counts: self.hidden_counts(),
            notes,
            unannounced,
            changes,
            page: self,
        }
    }
}

impl Summary<'_> {
    /// The wording of a change, on one line without control characters.
    #[must_use]
    pub fn wording(&self, change: &Change) -> String {
        self.page.wording(change)
    }

    /// "expanded: 98 % of the old text stands in the new, 54 % the other way · sentences: 5 edited, 17 added"
    #[must_use]
    pub fn verdict(&self) -> String {
        let is_identical = self.page.comparison().relation() == Some(Relation::Identical);
        // All of both texts is in the other.
        let shares = if is_identical { String::new() } else { self.page.shares_sentence() };
        let related =
            [self.relation, &shares].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        let tally = if self.tally.is_empty() { String::new() } else { format!("sentences: {}", self.tally) };
        [related, tally].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Remarks on the change list, one line each: the places of cuts, what is hidden, what the notes announce.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut out = Vec::new();
        let remark = |what: &str, cuts: &Cuts| format!("{what}: {cuts}, of {}", cuts.paragraphs);
        for (what, cuts) in [("cut", &self.cuts.old), ("added", &self.cuts.new)] {
            // If nothing was kept, the place is uninformative.
            if !cuts.is_empty() && cuts.last < cuts.paragraphs {
                out.push(remark(what, cuts));
            }
        }
        if self.hidden_counts.total() > 0 {
            out.push(self.hidden_counts.to_string());
        }
        for note in &self.notes {
            let found = match note.found.as_slice() {
                [] => "announces no change found here".to_owned(),
                found => format!("announces {}{}", change_numbers(found), unanswered(&note.unanswered)),
            };
            out.push(format!("note “{}”: {found}", note.text));
        }
        match self.unannounced.as_slice() {
            [] if self.notes.iter().all(|note| note.found.is_empty()) => {}
            [] => out.push("every change of substance is announced".to_owned()),
            silent => out.push(format!("not announced: {}", change_numbers(silent))),
        }
        out
    }
}

/// The text of a span in one line, sanitized.
pub(super) fn in_a_line(text: &str, span: Span) -> String {
    sanitize(&one_line(span.of(text)))
}

/// "; not found: “name of mayor”"
pub(super) fn unanswered(items: &[String]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("“{item}”")).collect();
    if quoted.is_empty() { String::new() } else { format!("; not found: {}", quoted.join(", ")) }
}

/// "change 3", "changes 1, 2 and 5", "changes 1 and 4–9".
#[must_use]
pub fn change_numbers(ranks: &[usize]) -> String {
    let runs: Vec<_> = ranks.chunk_by(|a, b| a + 1 == *b).collect();
    let mut parts: Vec<String> = Vec::new();
    for run in &runs {
        match run {
            [first, _, .., last] => parts.push(format!("{first}–{last}")),
            few => parts.extend(few.iter().map(ToString::to_string)),
        }
    }
    match parts.as_slice() {
        [one] if ranks.len() == 1 => format!("change {one}"),
        [one] => format!("changes {one}"),
        [all @ .., last] => format!("changes {} and {last}", all.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_written_as_ranges() {
        assert_eq!(change_numbers(&[3]), "change 3");
        assert_eq!(change_numbers(&[1, 2]), "changes 1 and 2");
        assert_eq!(change_numbers(&[1, 4, 5, 6, 9]), "changes 1, 4–6 and 9");
        assert_eq!(change_numbers(&[2, 3, 4]), "changes 2–4");
    }
}
