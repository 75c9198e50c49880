//! Rows to changes: splits each row into edits and applies the rules to each.

use super::annotate::Annotated;
use super::capitalisation::Capitalisation;
use super::context::{EditContext, Extent, Setting};
use super::counted::{recounted, tolls};
use super::edits;
use super::facts::transposed;
use super::headlines::{is_headline, without_flag};
use super::model::{Change, Class, Edit, Finding, Grade, Landmark};
use super::part::Part;
use super::renamed::renamed;
use super::rules::findings;
use super::thresholds::ChangeThresholds;
use crate::align::vocabulary::Vocabulary;
use crate::diff::{Op, Row, RowKind};
use crate::lang::Language;
use crate::text::{BlockKind, Document, Family, Pair, Side, Span};

/// Finds the changes in rows.
pub(crate) struct Reader<'a> {
    vocabulary: &'a Vocabulary<'a>,
    capitalisation: &'a Capitalisation<'a>,
    thresholds: &'a ChangeThresholds,
    nothing: Pair<Annotated<'a>>,
    /// The edits of the rows read so far.
    pub(crate) edits: Vec<Edit>,
    /// The changes of those edits.
    pub(crate) changes: Vec<Change>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        vocabulary: &'a Vocabulary<'a>,
        capitalisation: &'a Capitalisation<'a>,
        thresholds: &'a ChangeThresholds,
    ) -> Self {
        let nothing = |side: Side| Annotated::new((vocabulary, thresholds), Language::ENGLISH, side, None);
        let nothing = Pair::new(nothing(Side::Old), nothing(Side::New));
        Self { vocabulary, capitalisation, thresholds, nothing, edits: Vec::new(), changes: Vec::new() }
    }

    /// Appends the edits and changes of the rows after those read so far.
    pub(crate) fn append(&mut self, later: Self) {
        let read = self.edits.len();
        self.edits.extend(later.edits);
        self.changes.extend(later.changes.into_iter().map(|change| {
            let edit = change.edit.map(|edit| read + edit);
            Change { edit, ..change }
        }));
    }

    /// Reads one row, except for its move. `is_read` is false for parts of an unpaired headline: of these only the edit
    /// is kept.
    pub(crate) fn read(&mut self, n: usize, row: &Row, is_read: bool) {
        let first = self.edits.len();
        if is_read {
            self.read_row(n, row);
        }
        // A row that changed as a whole is one edit.
        if self.edits.len() == first {
            self.edits.extend(edits::of_row(self.vocabulary.documents(), n, row));
        }
    }

    fn read_row(&mut self, n: usize, row: &Row) {
        let (documents, hull) = (self.vocabulary.documents(), row.hull());
        if row.kind == RowKind::Same {
            return;
        }
        for op in &row.ops {
            if let Op::Equal { old, new, formatting: true, .. } = *op {
                self.plain(n, Pair::new(Some(old), Some(new)), (Extent::Formatting, Setting::Story), None);
            }
        }
        if row.kind == RowKind::Formatting {
            return;
        }
        let setting = match row.family {
            Family::Credit => Setting::Credit,
            Family::Note if row.kind == RowKind::Edited && is_rate(documents, hull) => Setting::Story,
            Family::Note | Family::Furniture => Setting::Furniture,
            Family::Story if is_headline(documents, row) => Setting::Headline,
            Family::Story => Setting::Story,
        };
        if matches!(setting, Setting::Credit | Setting::Furniture) {
            self.plain(n, hull, (Extent::Words, setting), Some(self.edits.len()));
            if setting == Setting::Credit && row.kind == RowKind::Edited {
                self.dated(n, row);
            }
            return;
        }
        match row.kind {
            RowKind::Same | RowKind::Formatting => {}
            RowKind::Typography => self.plain(n, hull, (Extent::Typography, setting), None),
            RowKind::Removed | RowKind::Added => self.alone(n, row, setting),
            RowKind::Rewritten if setting == Setting::Headline => {
                let whole = |side: Side| hull[side].map(|h| without_flag(documents[side], h));
                self.rewritten(n, Pair::new(whole(Side::Old), whole(Side::New)), setting);
            }
            RowKind::Rewritten => self.rewritten(n, hull, setting),
            RowKind::Edited => self.edited(n, row, setting),
        }
    }

    /// Adds a change that does not depend on its words.
    fn plain(&mut self, n: usize, spans: Pair<Option<Span>>, of: (Extent, Setting), edit: Option<usize>) {
        let found = findings(&EditContext::new(
            &self.nothing,
            (self.capitalisation, self.thresholds),
            of,
            spans,
            Pair::default(),
        ));
        let landmark = (of.1 == Setting::Headline).then_some(Landmark::Headline);
        self.changes.push(Change { edit, landmark, ..Change::new(found, spans, n) });
    }

    /// Adds the dates of a credit that differ to the change of its row, the last one.
    fn dated(&mut self, n: usize, row: &Row) {
        let tokens = self.tokens(row.hull());
        let edits = edits::edits(self.vocabulary.documents(), n, row, &tokens);
        let found = edits.into_iter().flat_map(|Edit { spans, near, .. }| {
            let of = (Extent::Words, Setting::Credit);
            let context = (self.capitalisation, self.thresholds);
            findings(&EditContext::new(&tokens, context, of, spans, near))
        });
        let dates: Vec<Finding> = found.filter(|finding| finding.class == Class::Date).collect();
        if let Some(change) = self.changes.last_mut() {
            dates.into_iter().for_each(|finding| change.add(finding));
        }
    }

    /// Adds a move of neighbouring rows.
    pub(crate) fn moved(&mut self, n: usize, spans: Pair<Option<Span>>) {
        self.plain(n, spans, (Extent::Moved, Setting::Story), None);
    }

    /// Adds a rewritten passage.
    pub(crate) fn rewritten(&mut self, n: usize, spans: Pair<Option<Span>>, setting: Setting) {
        let tokens = self.tokens(spans);
        let found = findings(&EditContext::new(
            &tokens,
            (self.capitalisation, self.thresholds),
            (Extent::Rewritten, setting),
            spans,
            Pair::default(),
        ));
        let landmark = (setting == Setting::Headline).then_some(Landmark::Headline);
        self.changes.push(Change { edit: Some(self.edits.len()), landmark, ..Change::new(found, spans, n) });
    }

    /// Compares the death tolls in the first paragraphs of both stories, where these are not paired as a row.
    pub(crate) fn lead(&mut self, rows: &[Row]) {
        let documents = self.vocabulary.documents();
        let lead = |side: Side| {
            let long = |p: &&Span| p.end - p.start >= self.thresholds.lead_bytes;
            documents[side].paragraphs().iter().take(self.thresholds.lead_rows).find(long).copied()
        };
        let (Some(old), Some(new)) = (lead(Side::Old), lead(Side::New)) else { return };
        let touches = |row: &Row, side: Side, lead: Span| row.spans[side].iter().any(|s| s.overlaps(lead));
        let paired = |row: &Row| touches(row, Side::Old, old) && touches(row, Side::New, new);
        let first = || rows.iter().take(self.thresholds.lead_rows);
        let at = first().position(|row| touches(row, Side::New, new));
        if let Some(row) = at.filter(|_| !first().any(paired))
            && let Some(spans) = tolls(&self.tokens(Pair::new(Some(old), Some(new))), self.thresholds)
        {
            let found = Finding::new(Class::Number, Grade::Plain, spans.map(Some));
            self.changes.push(Change { landmark: Some(Landmark::Lead), ..Change::of(found, row) });
        }
    }

    fn tokens(&self, spans: Pair<Option<Span>>) -> Pair<Annotated<'a>> {
        let language = self.language(spans);
        let side = |side: Side| Annotated::new((self.vocabulary, self.thresholds), language, side, spans[side]);
        Pair::new(side(Side::Old), side(Side::New))
    }

    /// The language of a row: that of its blocks, or of the longer side where they differ.
    fn language(&self, spans: Pair<Option<Span>>) -> Language {
        let documents = self.vocabulary.documents();
        let of = |side: Side| {
            let span = spans[side]?;
            let document = documents[side];
            Some((span.len(), document.block_language(document.block_at(span.start))))
        };
        match (of(Side::Old), of(Side::New)) {
            (Some((old, language)), Some((new, other))) if old == new => language.min(other),
            (old, new) => old.max(new).map_or(Language::ENGLISH, |(_, language)| language),
        }
    }

    /// Reads a one-sided row.
    fn alone(&mut self, n: usize, row: &Row, setting: Setting) {
        let (documents, hull) = (self.vocabulary.documents(), row.hull());
        let side = if row.kind == RowKind::Removed { Side::Old } else { Side::New };
        let text = hull[side].map(|s| s.of(&documents[side].text)).unwrap_or_default();
        let few = text.len() < self.thresholds.long_sentence_bytes
            && text.split_whitespace().count() <= self.thresholds.few_words;
        let aside = few && text.starts_with(['(', '[']) && text.ends_with([')', ']']);
        let read;
        let tokens = if self.vocabulary.is_late() {
            &self.nothing
        } else {
            read = self.tokens(hull);
            &read
        };
        let of = (Extent::Alone, setting);
        let mut edit = EditContext::new(tokens, (self.capitalisation, self.thresholds), of, hull, Pair::default());
        edit.is_short = few;
        edit.is_minor = match setting {
            Setting::Headline => hull[side].is_some_and(|s| follows_flag(documents, side, s)),
            _ => aside || is_caption(documents[side], hull[side]) || !text.contains(char::is_alphanumeric),
        };
        let landmark = (setting == Setting::Headline).then_some(Landmark::Headline);
        self.changes.push(Change { edit: Some(self.edits.len()), landmark, ..Change::new(findings(&edit), hull, n) });
    }

    /// Reads the edits of an edited row.
    fn edited(&mut self, n: usize, row: &Row, setting: Setting) {
        let documents = self.vocabulary.documents();
        let tokens = self.tokens(row.hull());
        for op in &row.ops {
            if let Op::Equal { old, new, typography: true, .. } = *op
                && row.typography.iter().any(|place| old.covers(place.old))
            {
                self.plain(n, Pair::new(Some(old), Some(new)), (Extent::Typography, setting), None);
            }
        }
        let first = self.changes.len();
        for edit in edits::edits(documents, n, row, &tokens) {
            if self.vocabulary.stop.is_set() {
                return;
            }
            let Edit { spans, near, .. } = edit;
            let setting = if is_lead_in(documents, spans) { Setting::Credit } else { setting };
            let mut context = EditContext::new(
                &tokens,
                (self.capitalisation, self.thresholds),
                (Extent::Words, setting),
                spans,
                near,
            );
            let sentence = |side: Side| {
                let sentences = &row.spans[side];
                sentences.len() > 1 && spans[side].is_some_and(|c| sentences.iter().any(|s| c.covers(*s)))
            };
            // Must come before trailing punctuation is removed, as a sentence is recognised by its full stop.
            context.is_sentence = sentence(Side::Old) || sentence(Side::New);
            context.spans = edits::exact(&tokens, spans);
            let landmark = (setting == Setting::Headline).then_some(Landmark::Headline);
            let change = Change::new(findings(&context), context.spans, n);
            self.changes.push(Change { edit: Some(self.edits.len()), landmark, ..change });
            self.edits.push(Edit { spans: context.spans, ..edit });
        }
        let figures = in_passages(&self.changes[first..], &tokens, self.thresholds);
        for spans in figures {
            self.add_figure(first, n, spans);
        }
        for finding in transposed(&self.changes[first..], &tokens, self.thresholds) {
            self.add_transposed(first, n, finding);
        }
        let all = Pair::new(0..tokens.old.all().end, 0..tokens.new.all().end);
        for spans in renamed(&Part::new(&tokens, all, self.thresholds), self.thresholds) {
            self.add_renamed(first, n, spans);
        }
    }

    /// Adds a differing figure to the finding of the passage that contains it; one between two passages is a change of
    /// its own.
    fn add_figure(&mut self, first: usize, n: usize, spans: Pair<Span>) {
        let finding = Finding::new(Class::Number, Grade::Plain, spans.map(Some));
        let holds =
            |c: &Change| Side::BOTH.into_iter().all(|side| c.spans[side].is_some_and(|s| s.covers(spans[side])));
        match self.changes[first..].iter_mut().find(|c| holds(c)) {
            Some(change) => change.add(finding),
            None => self.changes.push(Change::of(finding, n)),
        }
    }

    /// Adds a name that replaces another in a turned clause: "master Tom Kessel, the crane …" → "…, master Tom Kassel said".
    fn add_renamed(&mut self, first: usize, n: usize, spans: Pair<Option<Span>>) {
        let (Some(old), Some(new)) = (spans.old, spans.new) else { return };
        let at = Pair::new(old, new);
        let meets = |f: &Finding, side: Side| f.spans[side].is_some_and(|s| s.overlaps(at[side]));
        let known = |f: &Finding| f.class.is_substance() && Side::BOTH.into_iter().any(|side| meets(f, side));
        let named = |f: &Finding| f.class == Class::Name && known(f);
        let holds = |c: &Change| Side::BOTH.into_iter().all(|side| c.spans[side].is_some_and(|s| s.covers(at[side])));
        if self.changes[first..].iter().flat_map(|c| &c.findings).any(named) {
            return;
        }
        let finding = Finding::new(Class::Name, Grade::Plain, spans);
        match self.changes[first..].iter_mut().find(|c| holds(c)) {
            Some(change) => change.add(finding),
            None => self.changes.push(Change::of(finding, n)),
        }
    }

    /// Adds a value that replaces another in a different edit, instead of the findings that one was removed and one
    /// added.
    fn add_transposed(&mut self, first: usize, n: usize, finding: Finding) {
        let one_sided = |f: &Finding| f.spans.old.is_none() || f.spans.new.is_none();
        let touches = |f: &Finding| {
            Side::BOTH
                .into_iter()
                .any(|side| f.spans[side].zip(finding.spans[side]).is_some_and(|(a, b)| a.overlaps(b)))
        };
        for change in &mut self.changes[first..] {
            change.drop_findings(|f| f.class == finding.class && one_sided(f) && touches(f));
        }
        self.changes.push(Change::of(finding, n));
    }
}

/// Differing figures inside passages of an edited row that no change covers.
fn in_passages(own: &[Change], tokens: &Pair<Annotated<'_>>, limits: &ChangeThresholds) -> Vec<Pair<Span>> {
    let long =
        |c: &Change| Side::BOTH.into_iter().any(|side| c.spans[side].is_some_and(|s| s.len() > limits.passage_bytes));
    let passage = |c: &&Change| matches!(c.class, Class::Wording | Class::Addition | Class::Cut) && long(c);
    let (passages, others): (Vec<&Change>, Vec<&Change>) = own.iter().partition(passage);
    if passages.is_empty() {
        return Vec::new();
    }
    let touches = |c: &&Change, side: Side, at: Span| c.spans[side].is_some_and(|s| s.overlaps(at));
    let inside = |pair: &Pair<Span>| {
        let held = |side: Side| passages.iter().any(|c| touches(c, side, pair[side]));
        let known = |c: &&Change| Side::BOTH.into_iter().any(|side| touches(c, side, pair[side]));
        held(Side::Old) && held(Side::New) && !others.iter().any(known)
    };
    recounted(tokens, limits).into_iter().filter(inside).collect()
}

/// Whether a one-sided headline follows a flag on the other side: "Corrected: Mayor resigns".
fn follows_flag(documents: &Pair<&Document>, side: Side, headline: Span) -> bool {
    let words = |side: Side, span: Span| {
        span.of(&documents[side].text).split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let (own, other) = (words(side, headline), side.other());
    documents[other].about.notes.iter().any(|note| words(other, *note).ends_with(&own))
}

fn is_caption(document: &Document, hull: Option<Span>) -> bool {
    let block = hull.and_then(|s| document.blocks.get(document.block_at(s.start)));
    block.is_some_and(|b| b.kind == BlockKind::Caption)
}

/// Whether a row states an exchange rate, "($1 = 7.4 crowns)": a note to readers that still contains a figure.
fn is_rate(documents: &Pair<&Document>, hull: Pair<Option<Span>>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let text = hull[side].map_or("", |s| s.of(&documents[side].text));
        text.starts_with('(') && text.contains(" = ") && text.contains(|c: char| c.is_ascii_digit())
    })
}

/// Whether an edit is entirely in a slug or dateline at the beginning of a paragraph.
fn is_lead_in(documents: &Pair<&Document>, spans: Pair<Option<Span>>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        spans[side].is_none_or(|span| {
            let document = documents[side];
            document.blocks.get(document.block_at(span.start)).is_some_and(|b| b.run_in && b.span.covers(span))
        })
    })
}
