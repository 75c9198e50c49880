//! The change list: the changes an editor would want to know, most important first, filtered by class.
//!
//! ```text
//!  22 changes  0 all 22  1 quotes 1  2 attribution 1  3 numbers 0 …      head
//!  1   quote        ¶ 11  “… would have wanted. More …” → “… wanted as …”  entries: number, mark, class, place, wording
//!  3✓  style        ×3    U.S. → US                                        equal changes are one entry
//! ```

use std::collections::HashMap;
use std::sync::Arc;

use super::detail_cache::DetailCache;
use super::filter::Filter;
use super::header::place_name;
use super::hidden::Hidden;
use super::list::layered;
use super::summary::{in_a_line, unanswered};
use super::wording::change_wording;
use super::{ComparePage, Layer, Line, Role, Run, clip, fit, pad, sanitize, width};
use crate::changes::Change;
use crate::changes::Class;
use crate::changes::Comparison;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

/// An entry of the change list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    /// An editors' note, by its index in [`Comparison::notes`].
    Note(usize),
    /// Changes with the same class and wording, by their indices in [`Comparison::changes`]; never empty.
    Changes(Vec<usize>),
}

/// The filtered entries of the change list; without a filter, it begins with the editors' notes.
#[derive(Clone, Debug)]
pub struct ChangeListPage {
    pub(super) docs: Pair<Arc<Document>>,
    pub(super) comparison: Arc<Comparison>,
    pub(super) hidden: Hidden,
    /// The indices of the changes that are not hidden.
    pub(super) shown: Arc<[usize]>,
    pub(super) filter: Filter,
    entries: Vec<Entry>,
    /// Cells of the places column.
    place_cells: usize,
    /// The number of changes that each filter lists.
    pub(super) counts: [usize; Filter::ALL.len()],
    /// The number of changes that an editors' note should have announced but none does.
    pub(super) silent: usize,
    pub(super) detail_cache: DetailCache,
}

/// What a change list is made of; it can be sent to another thread.
#[derive(Clone, Debug)]
pub struct ChangeListPlan {
    docs: Pair<Arc<Document>>,
    comparison: Arc<Comparison>,
    hidden: Hidden,
    shown: Arc<[usize]>,
}

/// Changes that are listed within a frame: a release build takes about four microseconds for the line of each. The text of
/// more is too long for a clipboard.
const CHANGES_AT_ONCE: usize = 4_000;

impl ChangeListPlan {
    /// The change list of a page's comparison, without hidden changes.
    #[must_use]
    pub fn new(page: &ComparePage) -> Self {
        let mut shown = page.stops().to_vec();
        shown.sort_unstable();
        let (docs, comparison) = (page.documents().clone(), Arc::clone(page.comparison()));
        Self { docs, comparison, hidden: page.hidden.clone(), shown: shown.into() }
    }

    /// Whether making the list may take longer than a frame.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.shown.len() > CHANGES_AT_ONCE
    }

    /// Makes the list of the changes that a filter lists.
    #[must_use]
    pub fn list(self, filter: Filter) -> ChangeListPage {
        let Self { docs, comparison, hidden, shown } = self;
        let changes = || shown.iter().filter_map(|&n| comparison.changes.get(n));
        let counts = Filter::ALL.map(|filter| changes().filter(|change| filter.lists(change)).count());
        let silent = changes().filter(|change| !comparison.notes.is_empty() && change.silent).count();
        let (entries, place_cells, detail_cache) = (Vec::new(), 0, DetailCache::default());
        let mut page = ChangeListPage {
            docs,
            comparison,
            hidden,
            shown,
            filter,
            entries,
            place_cells,
            counts,
            silent,
            detail_cache,
        };
        let notes = page.comparison.notes.iter().enumerate().filter(|_| filter == Filter::All);
        let notes = notes.filter(|(_, note)| !page.hidden.hides_note(&page.comparison, note.span));
        page.entries = notes.map(|(n, _)| Entry::Note(n)).collect();
        page.entries.extend(page.groups().into_iter().map(Entry::Changes));
        page.place_cells = (0..page.len()).map(|i| width(&page.place(i))).max().unwrap_or(0);
        page
    }
}

impl ChangeListPage {
    /// The change list of a page's comparison, without hidden changes.
    #[must_use]
    pub fn new(page: &ComparePage, filter: Filter) -> Self {
        ChangeListPlan::new(page).list(filter)
    }

    /// The listed changes; those with the same line are one group.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut group_of: HashMap<(Class, bool, String), usize> = HashMap::new();
        for &n in self.shown.iter().filter(|&&n| self.filter.lists(&self.comparison.changes[n])) {
            let change = &self.comparison.changes[n];
            let bytes = |side: Side| change.spans[side].map_or(0, Span::len);
            let small = bytes(Side::Old) + bytes(Side::New) < SMALL_BYTES;
            let key = (change.class, change.announced, self.wording(change));
            match group_of.get(&key).filter(|_| small) {
                Some(&group) => groups[group].push(n),
                None => {
                    group_of.insert(key, groups.len());
                    groups.push(vec![n]);
                }
            }
        }
        groups
    }

    /// The plan of the same change list, for another filter.
    #[must_use]
    pub fn plan(&self) -> ChangeListPlan {
        let (docs, comparison) = (self.docs.clone(), Arc::clone(&self.comparison));
        ChangeListPlan { docs, comparison, hidden: self.hidden.clone(), shown: Arc::clone(&self.shown) }
    }

    /// The same change list with another filter.
    #[must_use]
    pub fn filtered(&self, filter: Filter) -> Self {
        self.plan().list(filter)
    }

    /// The filter.
    #[must_use]
    pub const fn filter(&self) -> Filter {
        self.filter
    }

    /// How many entries.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is listed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The row of the comparison for entry `i`.
    #[must_use]
    pub fn row(&self, i: usize) -> Option<usize> {
        match self.entries.get(i)? {
            Entry::Changes(changes) => Some(self.comparison.changes.get(*changes.first()?)?.row),
            Entry::Note(n) => {
                let at = self.comparison.notes.get(*n)?.span.start;
                self.comparison.rows.iter().position(|r| r.spans.new.iter().any(|s| s.contains(at)))
            }
        }
    }

    /// The changes of entry `i`, by their indices in the comparison; empty for a note.
    #[must_use]
    pub fn changes(&self, i: usize) -> &[usize] {
        match self.entries.get(i) {
            Some(Entry::Changes(changes)) => changes,
            Some(Entry::Note(_)) | None => &[],
        }
    }

    /// The entry to select first: that of a change if it is listed, otherwise the first change.
    #[must_use]
    pub fn entry_of(&self, change: Option<usize>) -> usize {
        let is_it = |e: &Entry| matches!(e, Entry::Changes(changes) if changes.iter().any(|n| Some(*n) == change));
        let first = |e: &Entry| matches!(e, Entry::Changes(_));
        self.entries.iter().position(is_it).or_else(|| self.entries.iter().position(first)).unwrap_or(0)
    }

    /// The line of entry `i` in exactly `cells` cells: number, announcement mark, class, place, wording.
    #[must_use]
    pub fn line(&self, i: usize, selected: bool, cells: usize) -> Line {
        match self.entries.get(i) {
            Some(Entry::Changes(changes)) => {
                let place = (cells >= PLACE_MIN_COLUMNS).then(|| pad(&self.place(i), self.place_cells + 2));
                changes.first().map(|&n| filled(self.change_runs(n, place), selected, cells)).unwrap_or_default()
            }
            Some(&Entry::Note(n)) => filled(self.note(n), selected, cells),
            None => Line::default(),
        }
    }

    /// The line of the change of a rank, from 1, without its place; it need not be listed.
    #[must_use]
    pub fn line_of(&self, rank: usize, cells: usize) -> Line {
        let known = rank.checked_sub(1).filter(|&n| n < self.comparison.changes.len());
        known.map(|n| filled(self.change_runs(n, None), false, cells)).unwrap_or_default()
    }

    /// Cells before the wording of a change in its line.
    #[must_use]
    pub fn prefix_cells(&self) -> usize {
        self.number_cells() + 3 + CLASS_CELLS
    }

    fn number_cells(&self) -> usize {
        width(&self.comparison.changes.len().to_string()).max(2)
    }

    /// "¶ 11", or "×3" for several equal changes.
    fn place(&self, i: usize) -> String {
        match self.changes(i) {
            [] => String::new(),
            // "credit", "furniture": the class already says it.
            [one] => Some(self.place_of(*one))
                .filter(|p| p != self.comparison.changes[*one].class.name())
                .unwrap_or_default(),
            several => format!("×{}", several.len()),
        }
    }

    /// "¶ 11", "headline": the place of a change, in the new text if it has words there.
    pub(super) fn place_of(&self, change: usize) -> String {
        let spans = self.comparison.changes.get(change).map(|change| change.spans).unwrap_or_default();
        let (side, span) = match spans {
            Pair { new: Some(span), .. } => (Side::New, span),
            Pair { old: Some(span), .. } => (Side::Old, span),
            Pair { .. } => return String::new(),
        };
        place_name(&self.docs[side], span.start)
    }

    fn change_runs(&self, n: usize, place: Option<String>) -> Vec<Run> {
        let change = &self.comparison.changes[n];
        let (mark, role) = match change {
            c if c.announced => ("✓", Role::Added),
            c if self.is_silent(c) => ("!", Role::Edited),
            _ => (" ", Role::Dim),
        };
        let number = self.number_cells();
        let mut runs = vec![
            Run::new(format!(" {:>number$}", n + 1), Role::Dim),
            sign(mark, role),
            Run::new(" ", Role::Dim),
            sign(&pad(change.class.name(), CLASS_CELLS), class_role(change.class)),
        ];
        runs.extend(place.map(|place| Run::new(place, Role::Dim)));
        runs.push(Run::new(sanitize(&self.wording(change)), Role::Text));
        runs
    }

    pub(super) fn wording(&self, change: &Change) -> String {
        change_wording(self.docs.as_ref().map(AsRef::as_ref), &self.comparison, change)
    }

    /// An editors' note, and the changes it announces.
    fn note(&self, n: usize) -> Vec<Run> {
        let (finding, text) = self.note_text(n);
        vec![
            Run::new(" ".repeat(self.number_cells() + 3), Role::Dim),
            sign(&pad("note", CLASS_CELLS), Role::Note),
            Run::new(format!("{finding}: {text}"), Role::Text),
        ]
    }

    /// What an editors' note announces, and its text.
    fn note_text(&self, n: usize) -> (String, String) {
        let note = &self.comparison.notes[n];
        let found: Vec<String> = note.found.iter().map(|i| (i + 1).to_string()).collect();
        let line = |span: Span| in_a_line(&self.docs.new.text, span);
        let owed: Vec<String> = note.unanswered.iter().map(|span| line(*span)).collect();
        let finding = match found.as_slice() {
            [] => "announces no change found here".to_owned(),
            some => format!("announces {}{}", some.join(", "), unanswered(&owed)),
        };
        (finding, line(note.span))
    }

    /// What the note of entry `i` announces, and its text.
    pub(super) fn note_of(&self, i: usize) -> Option<(String, String)> {
        match self.entries.get(i)? {
            Entry::Note(n) => Some(self.note_text(*n)),
            Entry::Changes(_) => None,
        }
    }

    /// Whether an editors' note should have announced a change, but none does.
    pub(super) fn is_silent(&self, change: &Change) -> bool {
        !self.comparison.notes.is_empty() && change.silent
    }
}

/// Equal changes with fewer bytes are one entry.
const SMALL_BYTES: usize = 120;

/// Lines with at least this many columns have a places column.
const PLACE_MIN_COLUMNS: usize = 48;

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

/// A change in at most `cells` cells; if it does not fit, old and new are shortened equally.
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

/// A text in at most `cells` cells; if it was shortened in the middle already, its end is kept.
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

/// Cells of the classes column: "attribution" and a gap.
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
        class if class.is_quiet() => Role::Dim,
        _ => Role::Edited,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::{Options, compare};
    use crate::page::CompareOptions;

    const OLD: &str = "The bridge cost $1.5 million, the U.S. firm said.\n\nThe U.S. firm will paint it. Nobody was hurt in \
                       the works on the quay.\n\nThe U.S. firm left.\n";
    const NEW: &str =
        "The bridge cost $15 million, the US firm said.\n\nThe US firm will paint it.\n\nThe US firm left.\n";

    fn list_of(old: &str, new: &str, filter: Filter) -> ChangeListPage {
        let docs = Pair::new(old, new).map(|text| Arc::new(crate::format::plain_text(text).expect("a text")));
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
        ChangeListPage::new(&ComparePage::new(docs, Arc::new(comparison), CompareOptions::default(), 80), filter)
    }

    fn lines(list: &ChangeListPage, cells: usize) -> Vec<String> {
        (0..list.len()).map(|i| list.line(i, false, cells).text().trim_end().to_owned()).collect()
    }

    #[test]
    fn entries_have_number_class_place_and_wording() {
        let list = list_of(OLD, NEW, Filter::All);
        assert_eq!(
            lines(&list, 72),
            [
                "  1  number       ¶ 1  $1.5 million → $15 million",
                "  2  cut          ¶ 2  Nobody was hurt in the works on the quay.",
                "  3  style        ¶ 1  U.S. → US ×3",
            ]
        );
        assert!((0..90).all(|cells| (0..3).all(|i| list.line(i, true, cells).width() <= cells)));
        let cuts = list.filtered(Filter::Cuts);
        assert_eq!(lines(&cuts, 40), ["  2  cut          Nobody was hurt in th…"], "a filter keeps the numbers");
        assert_eq!((list.entry_of(Some(2)), cuts.entry_of(None)), (2, 0));
    }

    #[test]
    fn the_filters_part_the_changes() {
        let new = NEW.replace("$15 million", "$15 million, “a lot”").replace("left", "left in May");
        let list = list_of(OLD, &new, Filter::All);
        let listed =
            |filter| (0..list.filtered(filter).len()).map(|i| list.filtered(filter).changes(i).len()).sum::<usize>();
        let parts = Filter::ALL.into_iter().skip(1);
        assert!(parts.clone().zip(&list.counts[1..]).all(|(filter, n)| listed(filter) == *n), "{:?}", list.counts);
        assert_eq!(parts.map(listed).sum::<usize>(), list.counts[0]);
        assert_eq!(list.counts[0], list.comparison.changes.len());
    }

    #[test]
    fn a_note_comes_before_the_changes_and_marks_them() {
        let old = "The bridge cost $1.5 million, he said.\n\nIt opens on Friday, the office of the harbour said.\n";
        let new = format!("(Corrects cost)\n\n{}", old.replace("$1.5", "$15").replace("Friday", "Monday"));
        let list = list_of(old, &new, Filter::All);
        let lines = lines(&list, 80);
        assert_eq!(
            lines[0],
            "     note              announces 1: (Corrects cost)".replace("              ", "         ")
        );
        assert!(lines[1].starts_with("  1✓ number") && lines[2].starts_with("  2! date"), "{lines:#?}");
        let mut head = list.head(300, |_| String::new()).into_iter().flatten();
        assert!(head.any(|word| word.runs.iter().any(|run| run.text == "! 1 not announced")));
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
}
