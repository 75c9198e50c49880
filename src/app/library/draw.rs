//! Drawing of the library.

use super::model::{Library, Pane, RULE_COLS, list_areas};
use super::rows::Row;
use crate::app::canvas::{Area, Canvas, Target, cut, text};
use crate::app::documents::{DocId, Documents, LoadState};
use crate::app::jobs::Job;
use crate::app::shared::Shared;
use crate::page::{
    Folded, LibraryEntry, Matched, Role, TimeParts, library_line, long_time, percent, sanitize, short_time, thousands,
    wrap,
};
use crate::story::Evidence;

impl Library {
    /// The header: the source of the documents, and their number.
    pub(in crate::app) fn header(&self, shared: &Shared) -> (String, String) {
        let n = shared.documents.len();
        let documents = format!("{} {}", thousands(n), if n == 1 { "document" } else { "documents" });
        let facts = match (shared.documents.story_count(), shared.jobs.runs(Job::Discover)) {
            (_, true) => format!("{documents} so far …"),
            _ if shared.jobs.runs(Job::Group) && shared.grouping > 0 => {
                format!("{documents} · looking for stories {} %", shared.grouping)
            }
            (0, false) => documents,
            (1, false) => format!("{documents} · 1 story"),
            (s, false) => format!("{documents} · {s} stories"),
        };
        let facts = match shared.documents.news() {
            (0, 0) => facts,
            (new, 0) => format!("{facts} · {} new", thousands(new)),
            (0, changed) => format!("{facts} · {} changed", thousands(changed)),
            (new, changed) => format!("{facts} · {} new, {} changed", thousands(new), thousands(changed)),
        };
        (self.name.clone(), format!("by {}   {facts}", self.arrangement.sort.name()))
    }

    /// The filter and the number of matches, for the footer.
    pub(in crate::app) fn status(&self, shared: &Shared) -> Option<String> {
        let typed = self.filter.typed();
        let count = match &self.texts {
            Some(_) if self.filter.is_empty() => return None,
            Some(search) if shared.jobs.runs(Job::SearchAll) => {
                let (done, all) = search.searched;
                format!("searching the texts, {} of {} …", thousands(done), thousands(all))
            }
            Some(search) => search.count(),
            None if self.filter.is_empty() => return None,
            None => match self.matching.as_ref().filter(|m| m.query == self.filter) {
                Some(matching) => format!("{} of {}", thousands(matching.len()), thousands(shared.documents.len())),
                None => format!("… of {}", thousands(shared.documents.len())),
            },
        };
        Some(format!("/{typed}  {count}"))
    }

    /// The position of the selection in the list, in per cent.
    pub(in crate::app) fn percent(&self) -> Option<u8> {
        u8::try_from((self.menu.chosen + 1) * 100 / self.rows.len().max(1)).ok().filter(|_| !self.rows.is_empty())
    }

    pub(in crate::app) fn draw(&self, shared: &Shared, list: Area, reader: Area, canvas: &mut Canvas) {
        if list.width > 0 {
            self.draw_list(shared, list, canvas);
        }
        if let (Some(shown), true) = (&self.reader, reader.width > 0) {
            shown.draw(shared, reader, canvas);
        }
        if list.width > 0 && reader.width > 0 {
            self.draw_rule(Area { x: reader.x.saturating_sub(RULE_COLS), width: RULE_COLS, ..reader }, canvas);
        }
    }

    /// The rule between list and text is drawn next to the focused pane: left of the gap or right of it. It never touches
    /// the text.
    fn draw_rule(&self, gap: Area, canvas: &mut Canvas) {
        let signs = if self.pane == Pane::List { "┃ " } else { " ┃" };
        for n in 0..gap.height {
            canvas.put(gap.row(n), text(signs, Role::Accent));
        }
    }

    fn draw_list(&self, shared: &Shared, area: Area, canvas: &mut Canvas) {
        canvas.target(area, Target::List);
        let (rows, detail) = list_areas(area);
        if self.rows.is_empty() {
            let room = rows.inset_cols(1, 1);
            canvas.put(room, cut(text(self.nothing(shared), Role::Dim), usize::from(room.width)));
        }
        let focus = self.pane == Pane::List;
        let cells = usize::from(area.width);
        let marked = focus.then_some(self.menu.chosen);
        self.menu.draw_marked(canvas, rows, self.rows.len(), marked, |i| {
            let Some(&row) = self.rows.get(i) else { return text("", Role::Text) };
            let chosen = i == self.menu.chosen;
            let mut line = library_line(&self.entry(row, &shared.documents), chosen, self.figures, cells);
            // If the text has the focus, the list is dimmed except for the document being read.
            if !focus && !chosen {
                line.runs.iter_mut().filter(|run| run.role == Role::Text).for_each(|run| run.role = Role::Dim);
            }
            line
        });
        if detail.height > 0 && !self.rows.is_empty() {
            canvas.put(detail.row(0), text("─".repeat(cells), Role::Rule));
            let lines = match self.chosen() {
                Some(Row::Story { base, .. }) => story_lines(base, &shared.documents),
                Some(row) => detail_lines(row.id(), &shared.documents),
                None => Vec::new(),
            };
            let room = detail.inset_rows(1, 0).inset_cols(1, 1);
            for (line, n) in wrapped(lines, room).into_iter().zip(0..) {
                canvas.put(room.row(n), cut(text(line, Role::Dim), usize::from(room.width)));
            }
        }
    }

    /// The message for an empty list.
    fn nothing(&self, shared: &Shared) -> String {
        match (&self.texts, &self.matching) {
            (Some(_), _) if self.filter.is_empty() => "type words to find in all texts".to_owned(),
            (Some(_), _) if shared.jobs.runs(Job::SearchAll) => "searching the texts …".to_owned(),
            (Some(_), _) => "nothing matches   esc clears the filter".to_owned(),
            _ if shared.jobs.runs(Job::Discover) => "searching for documents …".to_owned(),
            (None, Some(_)) => "nothing matches   esc clears the filter".to_owned(),
            (None, None) if self.skipped == 1 => "no documents here: 1 file is not prose".to_owned(),
            (None, None) if self.skipped > 0 => format!("no documents here: {} files are not prose", self.skipped),
            (None, None) => "no documents here".to_owned(),
        }
    }

    fn entry(&self, row: Row, documents: &Documents) -> LibraryEntry {
        let id = row.id();
        if let (LoadState::Failed(why), false) = (documents.state(id), row.is_story()) {
            return LibraryEntry::Broken { name: documents.file(id), why: why.clone() };
        }
        let document = |name: String, others, grouped| {
            let (name, matched) = self.matched(id, name, documents);
            LibraryEntry::Document {
                name,
                others,
                figure: self.figure(id, grouped, documents),
                share: row.share(),
                matched,
                marked: self.marked.contains(&id),
                novelty: documents.novelty(id),
                grouped,
            }
        };
        match row {
            Row::Story { count, open, .. } => {
                LibraryEntry::Story { title: self.matched(id, documents.title(id), documents).0, count, open }
            }
            Row::Version { .. } => {
                let others =
                    documents.versions(id).filter(|v| v.id != id).take(MAX_NAMES).map(|v| documents.label(v.id));
                document(documents.label(id), others.collect(), true)
            }
            Row::Single(_) => document(documents.title(id), Vec::new(), false),
            Row::Found { count, .. } => {
                LibraryEntry::Story { title: Matched::plain(documents.title(id)), count, open: true }
            }
            Row::Sentence { id, at } => {
                let excerpt = self.texts.as_ref().and_then(|search| search.excerpt(id, at));
                let sentence = excerpt.map(|e| Matched { text: e.text.clone(), hits: e.hits.clone() });
                LibraryEntry::Sentence(sentence.unwrap_or_default())
            }
        }
    }

    /// A name with the matches of the filter, and the match outside the name, for terms that are not in it.
    fn matched(&self, id: DocId, name: String, documents: &Documents) -> (Matched, Option<Matched>) {
        let found = self.matching.as_ref().and_then(|m| Some((m.get(id)?, &m.query)));
        let (Some((found, query)), Some(card)) = (found, documents.card(id)) else {
            return (Matched::plain(name), None);
        };
        let in_name = query.hits(&name, &Folded::new(&name));
        let elsewhere = |term: usize| in_name.iter().all(|hit| hit.term != term);
        let elsewhere_match = found.best(elsewhere).and_then(|(field, hits)| {
            let words = card.get(field)?.to_owned();
            Some(Matched { text: words, hits })
        });
        let mut hits: Vec<_> = in_name.iter().map(|hit| hit.span.start as usize..hit.span.end as usize).collect();
        hits.sort_by_key(|hit| hit.start);
        hits.dedup_by(|next, kept| next.start < kept.end);
        (Matched { text: name, hits }, elsewhere_match)
    }
}

/// Maximum number of other versions from which a shortened name is distinguished.
const MAX_NAMES: usize = 24;

/// Lines wrapped to an area as far as it has rows for all of them: the last ones first, they are the longest.
fn wrapped(lines: Vec<String>, room: Area) -> Vec<String> {
    let mut spare = usize::from(room.height).saturating_sub(lines.len());
    let mut shown = Vec::new();
    for line in lines.into_iter().rev() {
        let parts = wrap(&line, usize::from(room.width));
        if parts.len() > spare + 1 {
            shown.push(line);
        } else {
            spare -= parts.len().saturating_sub(1);
            shown.extend(parts.into_iter().rev());
        }
    }
    shown.reverse();
    shown
}

/// What is known of a story: from when to when its versions are, how their order is known, and which is the fullest.
fn story_lines(base: DocId, documents: &Documents) -> Vec<String> {
    let versions: Vec<DocId> = documents.versions(base).map(|v| v.id).collect();
    let time = |id: &DocId| {
        let time = documents.version(*id)?.time.as_ref()?;
        Some(sanitize(&short_time(time, TimeParts { year: true, clock: documents.shares_day(*id) })))
    };
    let mut lines = Vec::new();
    let times: Vec<String> = versions.iter().filter_map(time).collect();
    lines.push(match times.as_slice() {
        [] => "no dates".to_owned(),
        [only] => only.clone(),
        [first, .., last] if first == last => first.clone(),
        [first, .., last] => format!("{first} to {last}"),
    });
    let evidence = documents.version(base).map(|version| version.evidence);
    let order = evidence.map(|evidence| format!(" · order {}", order(evidence))).unwrap_or_default();
    lines.push(format!("{} versions{order}", versions.len()));
    lines.push(format!("fullest: {}", documents.label(base)));
    lines
}

/// Details of a document: its time and origin, its length, and its comparable versions.
fn detail_lines(id: DocId, documents: &Documents) -> Vec<String> {
    let mut lines = Vec::new();
    let words = documents.document(id).map(|_| format!("{} words", thousands(documents.words(id))));
    let Some(version) = documents.version(id) else { return words.into_iter().collect() };
    let time = version.time.as_ref().map_or_else(|| "no date".to_owned(), |time| sanitize(&long_time(time)));
    lines.push(time);
    let several = documents.versions(id).nth(1).is_some();
    let order = if several { format!("order {}", order(version.evidence)) } else { String::new() };
    let facts = [words, Some(order).filter(|o| !o.is_empty())];
    lines.push(facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    if several {
        let before = documents.versions(id).find(|v| v.id == id).and_then(|v| v.before);
        lines.extend(before.map(|share| format!("{} in common with the version before", percent(share))));
        let base = documents.versions(id).find(|v| v.base).map(|v| v.id);
        let nearest = documents.nearest(id);
        let share = version.nearest.map(|n| percent(n.share)).unwrap_or_default();
        let nearest_name = nearest.map(|other| documents.label(other)).unwrap_or_default();
        lines.push(match base {
            Some(base) if base == id => format!("the fullest · nearest: {nearest_name}, {share}"),
            Some(base) if Some(base) != nearest => {
                format!("nearest: {nearest_name}, {share} · fullest: {}", documents.label(base))
            }
            _ => format!("nearest and fullest: {nearest_name}, {share}"),
        });
    }
    lines
}

/// The evidence for a version's place in the order.
const fn order(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Stated => "by stated times",
        Evidence::Name => "by the names",
        Evidence::Note => "by the editor's notes",
        Evidence::File => "by the files' times",
        Evidence::Guess => "is a guess",
    }
}
