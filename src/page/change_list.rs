//! The change list: the changes an editor would want to know, most important first, filtered by class.

use std::sync::Arc;

use super::list::layered;
use super::summary::{in_a_line, unanswered};
use super::wording::change_wording;
use super::{ComparePage, Layer, Line, Role, Run, clip, fit, pad, sanitize, width};
use crate::changes::Change;
use crate::changes::Class;
use crate::changes::Comparison;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Span;

/// Which classes of change are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// Words inside quotation marks.
    Quotes,
    /// Who said it.
    Attribution,
    /// Figures and dates.
    Numbers,
    /// Who or where.
    Names,
    /// Other words, negations and hedges among them, and the headline.
    Wording,
    /// What was taken out.
    Cuts,
    /// What was put in.
    Additions,
    /// House style and typography.
    Style,
    /// Furniture, notes, credits, moves.
    Other,
}

impl Filter {
    /// All filters, in the order of the header.
    pub const ALL: [Self; 10] = [
        Self::All,
        Self::Quotes,
        Self::Attribution,
        Self::Numbers,
        Self::Names,
        Self::Wording,
        Self::Cuts,
        Self::Additions,
        Self::Style,
        Self::Other,
    ];

    /// Its name in the header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Quotes => "quotes",
            Self::Attribution => "attribution",
            Self::Numbers => "numbers",
            Self::Names => "names",
            Self::Wording => "wording",
            Self::Cuts => "cuts",
            Self::Additions => "additions",
            Self::Style => "style",
            Self::Other => "other",
        }
    }

    const fn of(class: Class) -> Self {
        match class {
            Class::Quote => Self::Quotes,
            Class::Attribution => Self::Attribution,
            Class::Number | Class::Date => Self::Numbers,
            Class::Name => Self::Names,
            Class::Negation | Class::Hedge | Class::Headline | Class::Wording => Self::Wording,
            Class::Cut => Self::Cuts,
            Class::Addition => Self::Additions,
            Class::Style | Class::Typography | Class::Formatting => Self::Style,
            Class::Move | Class::Furniture | Class::Credit => Self::Other,
        }
    }

    /// Whether it lists a class.
    #[must_use]
    pub fn takes(self, class: Class) -> bool {
        self == Self::All || self == Self::of(class)
    }
}

/// A line of the change list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// An editors' note, by its index in [`Comparison::notes`].
    Note(usize),
    /// A change, by its index in [`Comparison::changes`].
    Change(usize),
}

/// The entries of the change list that pass a filter; unfiltered, the list begins with the editors' notes.
#[derive(Clone, Debug)]
pub struct ChangeListPage {
    docs: Pair<Arc<Document>>,
    comparison: Arc<Comparison>,
    /// The indices of the changes that are not hidden.
    shown: Arc<[usize]>,
    filter: Filter,
    listed: Vec<Entry>,
}

impl ChangeListPage {
    /// The change list of a page's comparison, without hidden changes.
    #[must_use]
    pub fn new(page: &ComparePage, filter: Filter) -> Self {
        let shown = page.summary().changes.iter().map(|(rank, _)| rank - 1).collect();
        Self::listing(page.documents().clone(), Arc::clone(page.comparison()), shown, filter)
    }

    fn listing(docs: Pair<Arc<Document>>, comparison: Arc<Comparison>, shown: Arc<[usize]>, filter: Filter) -> Self {
        let notes = if filter == Filter::All { comparison.notes.len() } else { 0 };
        let taken = shown.iter().copied().filter(|&i| filter.takes(comparison.changes[i].class));
        let listed = (0..notes).map(Entry::Note).chain(taken.map(Entry::Change)).collect();
        Self { docs, comparison, shown, filter, listed }
    }

    /// The same change list through another filter.
    #[must_use]
    pub fn filtered(&self, filter: Filter) -> Self {
        let (docs, comparison) = (self.docs.clone(), Arc::clone(&self.comparison));
        Self::listing(docs, comparison, Arc::clone(&self.shown), filter)
    }

    /// The filter.
    #[must_use]
    pub const fn filter(&self) -> Filter {
        self.filter
    }

    /// How many entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether nothing is listed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The row of the comparison for entry `i`.
    #[must_use]
    pub fn row(&self, i: usize) -> Option<usize> {
        match *self.listed.get(i)? {
            Entry::Change(n) => Some(self.comparison.changes.get(n)?.row),
            Entry::Note(n) => {
                let at = self.comparison.notes.get(n)?.span.start;
                self.comparison.rows.iter().position(|r| r.spans.new.iter().any(|s| s.contains(at)))
            }
        }
    }

    /// The change of entry `i`, by its index in the comparison; `None` for a note.
    #[must_use]
    pub fn change(&self, i: usize) -> Option<usize> {
        match *self.listed.get(i)? {
            Entry::Change(n) => Some(n),
            Entry::Note(_) => None,
        }
    }

    /// The entry to choose at first: that of a change if it is listed, else the first change.
    #[must_use]
    pub fn entry_of(&self, change: Option<usize>) -> usize {
        let is_it = |e: &Entry| matches!(*e, Entry::Change(n) if Some(n) == change);
        let first = |e: &Entry| matches!(e, Entry::Change(_));
        self.listed.iter().position(is_it).or_else(|| self.listed.iter().position(first)).unwrap_or(0)
    }

    /// "22 changes   all  quotes 1  numbers 2 …": the classes that occur, the active filter as accent; as many as fit.
    #[must_use]
    pub fn head(&self, cells: usize) -> Line {
        let changes: Vec<&Change> = self.shown.iter().map(|&i| &self.comparison.changes[i]).collect();
        let noun = if changes.len() == 1 { "change" } else { "changes" };
        let mut runs = vec![Run::new(format!(" {} {noun} ", changes.len()), Role::Label)];
        let silent = changes.iter().filter(|c| self.is_silent(c)).count();
        let mut classes = Vec::new();
        for filter in Filter::ALL {
            let n = changes.iter().filter(|c| filter.takes(c.class)).count();
            let text = match filter {
                Filter::All => " all ".to_owned(),
                _ if n == 0 && filter != self.filter => continue,
                _ => format!(" {} {n} ", filter.name()),
            };
            classes.push(Run::new(text, if filter == self.filter { Role::Accent } else { Role::Text }));
        }
        let wide = |runs: &[Run]| runs.iter().map(|r| width(&r.text)).sum::<usize>();
        let chosen = classes.iter().find(|r| r.role == Role::Accent).map_or(0, |r| width(&r.text));
        if silent > 0 {
            let run = Run::new(format!(" ! {silent} not announced "), Role::Edited);
            if wide(&runs) + width(&run.text) + chosen + ELLIPSIS_CELLS <= cells {
                runs.push(run);
            }
        }
        let mut room = cells.saturating_sub(wide(&runs));
        if wide(&classes) > room {
            // The active filter is always shown; of the others as many as fit.
            room = room.saturating_sub(chosen + ELLIPSIS_CELLS);
            let mut full = false;
            classes.retain(|run| {
                let fits = width(&run.text) <= room && !full;
                if run.role != Role::Accent {
                    full |= !fits;
                    room -= if fits { width(&run.text) } else { 0 };
                }
                fits || run.role == Role::Accent
            });
            classes.push(Run::new(" …", Role::Dim));
        }
        runs.extend(classes);
        clip(Line { runs }, cells)
    }

    /// The line of entry `i` in exactly `cells` cells: rank, whether it was announced, class, the change in a line.
    #[must_use]
    pub fn line(&self, i: usize, selected: bool, cells: usize) -> Line {
        match self.listed.get(i) {
            Some(&Entry::Change(n)) => filled(self.change_runs(n), selected, cells),
            Some(&Entry::Note(n)) => filled(self.note(n), selected, cells),
            None => Line::default(),
        }
    }

    /// The line of the change of a rank, from 1, listed or not.
    #[must_use]
    pub fn line_of(&self, rank: usize, cells: usize) -> Line {
        let known = rank.checked_sub(1).filter(|&n| n < self.comparison.changes.len());
        known.map(|n| filled(self.change_runs(n), false, cells)).unwrap_or_default()
    }

    fn change_runs(&self, n: usize) -> Vec<Run> {
        let change = &self.comparison.changes[n];
        let (mark, role) = match change {
            c if c.announced => ("✓", Role::Added),
            c if self.is_silent(c) => ("!", Role::Edited),
            _ => (" ", Role::Dim),
        };
        vec![
            Run::new(format!(" {:>2}", n + 1), Role::Dim),
            sign(mark, role),
            Run::new(" ", Role::Dim),
            sign(&pad(change.class.name(), CLASS_CELLS), class_role(change.class)),
            Run::new(sanitize(&self.wording(change)), Role::Text),
        ]
    }

    fn wording(&self, change: &Change) -> String {
        change_wording(self.docs.as_ref().map(AsRef::as_ref), &self.comparison, change)
    }

    /// An editors' note, and the changes it announces.
    fn note(&self, n: usize) -> Vec<Run> {
        let note = &self.comparison.notes[n];
        let found: Vec<String> = note.found.iter().map(|i| (i + 1).to_string()).collect();
        let line = |span: Span| in_a_line(&self.docs.new.text, span);
        let owed: Vec<String> = note.unanswered.iter().map(|span| line(*span)).collect();
        let finding = match found.as_slice() {
            [] => "announces no change found here".to_owned(),
            some => format!("announces {}{}", some.join(", "), unanswered(&owed)),
        };
        let text = line(note.span);
        vec![
            Run::new(" ".repeat(5), Role::Dim),
            sign(&pad("note", CLASS_CELLS), Role::Note),
            Run::new(format!("{finding}: {text}"), Role::Text),
        ]
    }

    /// Whether an editors' note should have announced a change, and none does.
    fn is_silent(&self, change: &Change) -> bool {
        !self.comparison.notes.is_empty() && change.silent
    }
}

/// A line in exactly `cells` cells; its last run is cut or padded.
fn filled(runs: Vec<Run>, selected: bool, cells: usize) -> Line {
    let mut line = Line { runs };
    let all = line.width();
    if let Some(last) = line.runs.last_mut() {
        let room = cells.saturating_sub(all - width(&last.text));
        last.text = pad(&squeeze(&last.text, room), room);
    }
    layered(clip(line, cells), selected)
}

/// A change in at most `cells` cells: where it does not fit, old and new are shortened alike.
fn squeeze(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let Some((old, new)) = text.split_once(" → ") else { return shorten(text, cells) };
    let room = cells.saturating_sub(3);
    let left = match (width(old), width(new)) {
        (old, _) if old <= room / 2 => old,
        (_, new) if new <= room / 2 => room - new,
        _ => room / 2,
    };
    format!("{} → {}", shorten(old, left), shorten(new, room - left))
}

/// A text in at most `cells` cells; a text that has been shortened in the middle keeps its end.
fn shorten(text: &str, cells: usize) -> String {
    match text.rsplit_once(" … ") {
        _ if width(text) <= cells => text.to_owned(),
        Some((head, tail)) if 2 * width(tail) < cells => {
            format!("{} {tail}", fit(&format!("{head} …"), cells - width(tail) - 1))
        }
        Some((head, _)) => fit(&format!("{head} …"), cells),
        None => fit(text, cells),
    }
}

/// Cells of the sign that more classes exist than are shown.
const ELLIPSIS_CELLS: usize = 2;

/// Cells of the column of classes: "attribution" and a gap.
const CLASS_CELLS: usize = 13;

/// A word in the colour of its role, not underlined or struck through.
fn sign(text: &str, role: Role) -> Run {
    Run { layer: Layer { sign: true, ..Layer::default() }, ..Run::new(text, role) }
}

const fn class_role(class: Class) -> Role {
    match class {
        Class::Cut => Role::Removed,
        Class::Addition => Role::Added,
        Class::Move => Role::Moved,
        Class::Style | Class::Typography | Class::Formatting | Class::Furniture | Class::Credit => Role::Dim,
        _ => Role::Edited,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::{Announcement, Finding, Grade};
    use crate::diff::{Relation, Verdict};
    use crate::format;

    fn change_list(filter: Filter, notes: Vec<Announcement>) -> ChangeListPage {
        let read = |text: &str| Arc::new(format::plain_text(text).expect("a document"));
        let old = read("It cost $1.5.\n\nThe last paragraph\n\nUS\n");
        let new = read("(Corrects cost)\n\nIt cost $15.\n\nU.S.\n");
        let span = |document: &Document, part: &str| {
            document.text.find(part).map(|at| Span::new(at, at + part.len())).filter(|s| !s.is_empty())
        };
        let change = |class, was: &str, is: &str, announced| {
            let found = Finding::new(class, Grade::Plain, Pair::new(span(&old, was), span(&new, is)));
            Change { announced, silent: class.is_substance() && !announced, ..Change::of(found, 0) }
        };
        let changes = vec![
            change(Class::Number, "$1.5", "$15", !notes.is_empty()),
            change(Class::Cut, "The last paragraph", "", false),
            change(Class::Style, "US", "U.S.", false),
        ];
        let verdict = Some(Verdict { relation: Relation::Revised, old_in_new: 0.9, new_in_old: 0.9 });
        ChangeListPage::listing(
            Pair::new(old, new),
            Arc::new(Comparison { verdict, changes, notes, ..Comparison::of_rows(Vec::new()) }),
            (0..3).collect(),
            filter,
        )
    }

    #[test]
    fn a_filter_keeps_ranks() {
        let cuts = change_list(Filter::Cuts, Vec::new());
        assert_eq!(cuts.len(), 1);
        assert_eq!(cuts.line(0, false, 40).text(), "  2  cut          The last paragraph    ");
        assert_eq!(
            change_list(Filter::All, Vec::new()).head(100).text(),
            " 3 changes  all  numbers 1  cuts 1  style 1 ",
            "empty classes are left out"
        );
        assert!((0..60).all(|cells| cuts.line(0, true, cells).width() <= cells && cuts.head(cells).width() <= cells));
    }

    #[test]
    fn a_note_comes_before_the_changes_and_marks_them() {
        let note = Announcement { span: Span { start: 0, end: 15 }, found: vec![0], unanswered: Vec::new() };
        let all = change_list(Filter::All, vec![note]);
        assert_eq!(all.line(0, false, 54).text(), "     note         announces 1: (Corrects cost)        ");
        assert!(all.line(1, false, 40).text().starts_with("  1✓ number"));
        assert!(all.line(2, false, 40).text().starts_with("  2! cut"));
        assert!(all.line(3, false, 40).text().starts_with("  3  style"));
        assert!(all.head(100).text().starts_with(" 3 changes  ! 1 not announced  all "));
        let owed = vec![Span { start: 1, end: 9 }];
        let note = Announcement { span: Span { start: 0, end: 15 }, found: vec![0], unanswered: owed };
        let line = change_list(Filter::All, vec![note]).line(0, false, 80).text();
        assert!(line.starts_with("     note         announces 1; not found: “Corrects”: (Corrects cost)"), "{line}");
    }

    #[test]
    fn a_narrow_head_shows_whole_classes_and_the_active_one() {
        let head = |filter, cells| change_list(filter, Vec::new()).head(cells).text();
        assert_eq!(head(Filter::All, 40), " 3 changes  all  numbers 1  cuts 1  …");
        assert_eq!(head(Filter::Style, 40), " 3 changes  all  numbers 1  style 1  …");
        assert_eq!(head(Filter::Style, 26), " 3 changes  style 1  …");
    }

    #[test]
    fn old_and_new_are_shortened_alike() {
        assert_eq!(squeeze("thirty years → forty years", 30), "thirty years → forty years");
        assert_eq!(squeeze("Kim said. → Kim said at a briefing after talks.", 30), "Kim said. → Kim said at a bri…");
        assert_eq!(squeeze("used by Russia in its conflict → used in war", 30), "used by Russia… → used in war");
        assert_eq!(squeeze("used by Russia in its conflict → that Russia has used", 23), "used by R… → that Russ…");
        assert_eq!(squeeze("Portraits of the two leaders hung … took place.", 30), "Portraits of the… took place.");
        assert_eq!(squeeze("Putin’s visit kicked off with a … video showed.", 28), "Putin’s visit… video showed.");
        assert_eq!(squeeze("Putin’s visit kicked off with a … video showed.", 20), "Putin’s visit kicke…");
        for text in ["a → bcdefgh", "abcdef → b", "abcdefgh", "ab … cdef", "→", " → "] {
            assert!((0..12).all(|cells| width(&squeeze(text, cells)) <= cells.max(3)), "{text}");
        }
    }

    #[test]
    fn every_class_has_one_filter() {
        for class in Class::ALL {
            assert_eq!(Filter::ALL.iter().filter(|f| **f != Filter::All && f.takes(class)).count(), 1);
        }
    }
}
