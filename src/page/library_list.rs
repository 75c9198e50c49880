//! Lines of the library: stories, their versions, and sentences found by a search.
//!
//! ```text
//!  ▾ Pact signed in Pyongyang                         5
//!      19 Jun 08:10   Wire original
//!    ▸ 19 Jun 09:02   Syndicated copy              98 %
//!    + 20 Jun         Digest                        4 %
//! ```

use std::ops::Range;

use super::header::percent;
use super::list::layered;
use super::{Line, Role, Run, clip, fit, fit_among, sanitize, width};

/// A text and the parts of it that match a filter: sorted byte ranges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// The text, sanitized.
    pub text: String,
    /// The matching ranges.
    pub hits: Vec<Range<usize>>,
}

impl Matched {
    /// A text without matches.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), hits: Vec::new() }
    }
}

/// Whether a document was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Novelty {
    /// Unknown: it is not a file.
    #[default]
    Unknown,
    /// It was never read.
    New,
    /// It was read, and has changed since.
    Changed,
    /// It was read as it is.
    Read,
}

impl Novelty {
    /// Its sign in the list.
    const fn sign(self) -> char {
        match self {
            Self::Unknown | Self::Read => ' ',
            Self::New => '+',
            Self::Changed => '!',
        }
    }
}

/// An entry of the library.
#[derive(Clone, Debug, PartialEq)]
pub enum LibraryEntry {
    /// A story: the heading of its documents.
    Story {
        /// Its name.
        title: Matched,
        /// The number of documents, or of hits.
        count: usize,
        /// Whether its documents are listed.
        open: bool,
    },
    /// A document.
    Document {
        /// Its name.
        name: Matched,
        /// The names of neighbouring documents, which it should differ from when shortened.
        others: Vec<String>,
        /// Its time or its length.
        figure: String,
        /// The share in common with the preceding version.
        share: Option<f32>,
        /// A match outside its name: in its agency, its place.
        matched: Option<Matched>,
        /// Whether it is marked for comparison.
        marked: bool,
        /// Whether it was read.
        novelty: Novelty,
        /// Whether it is listed under a story, and indented.
        grouped: bool,
    },
    /// A sentence that was found.
    Sentence(Matched),
    /// A file that could not be read.
    Broken {
        /// Its name.
        name: String,
        /// The reason.
        why: String,
    },
}

/// The widths of a list's columns of figures in cells: those of the widest figures, so that names get the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Width of times or lengths, before the name.
    figure: usize,
    /// Width of shares, after the name.
    share: usize,
}

/// Maximum cells of a column of figures: a file name may be long evidence of a version.
const MAX_FIGURE_CELLS: usize = 18;

/// Narrower lists leave out the column of times, or that of shares, in cells.
const FIGURE_MIN_CELLS: usize = 36;
const SHARE_MIN_CELLS: usize = 24;

impl Figures {
    /// Widens the columns for the figures of one more document.
    pub fn include(&mut self, figure: &str, share: Option<f32>) {
        self.figure = self.figure.max(width(figure)).min(MAX_FIGURE_CELLS);
        self.share = self.share.max(share.map_or(0, |share| width(&percent(share))));
    }
}

/// The line of an entry in exactly `cells` cells, with its figures in these columns.
#[must_use]
pub fn library_line(entry: &LibraryEntry, selected: bool, figures: Figures, cells: usize) -> Line {
    let sign = if selected { '▸' } else { ' ' };
    let mut runs = Vec::new();
    match entry {
        LibraryEntry::Story { title, count, open } => {
            let tail = format!("  {count:>2} ");
            runs.push(Run::new(format!(" {} ", if *open { '▾' } else { '▸' }), Role::Accent));
            named(title, &[], Role::Heading, cells.saturating_sub(3 + width(&tail)), &mut runs);
            runs.push(Run::new(tail, Role::Dim));
        }
        LibraryEntry::Document { name, others, figure, share, matched, marked, novelty, grouped } => {
            let sign = match (*marked, selected) {
                (true, _) => '•',
                (false, true) => sign,
                (false, false) => novelty.sign(),
            };
            let head = format!("{}{sign} ", if *grouped { "   " } else { " " });
            let mut room = cells.saturating_sub(width(&head) + 1);
            runs.push(Run::new(head, Role::Accent));
            if cells >= FIGURE_MIN_CELLS && figures.figure > 0 {
                let column = super::pad(&sanitize(figure), figures.figure);
                room = room.saturating_sub(figures.figure + 2);
                runs.push(Run::new(format!("{column}  "), Role::Dim));
            }
            let share = if cells >= SHARE_MIN_CELLS && figures.share > 0 {
                let share = share.map(percent).unwrap_or_default();
                format!("  {share:>column$}", column = figures.share)
            } else {
                String::new()
            };
            room = room.saturating_sub(width(&share));
            if let Some(matched) = matched {
                let match_cells = room / 2;
                let own = room.saturating_sub((width(&matched.text) + 3).min(match_cells));
                named(name, others, Role::Text, own, &mut runs);
                runs.push(Run::new(" · ", Role::Dim));
                named(matched, &[], Role::Dim, room.saturating_sub(own + 3), &mut runs);
            } else {
                named(name, others, Role::Text, room, &mut runs);
            }
            runs.push(Run::new(format!("{share} "), Role::Dim));
        }
        LibraryEntry::Sentence(sentence) => {
            runs.push(Run::new(format!("   {sign} "), Role::Accent));
            highlighted(&around(sentence, cells.saturating_sub(6)), Role::Text, &mut runs);
        }
        LibraryEntry::Broken { name, why } => {
            let why = format!("  {} ", fit(&sanitize(why), cells / 2));
            runs.push(Run::new(format!(" {sign} "), Role::Accent));
            named(&Matched::plain(sanitize(name)), &[], Role::Dim, cells.saturating_sub(3 + width(&why)), &mut runs);
            runs.push(Run::new(why, Role::Error));
        }
    }
    layered(clip(Line { runs }, cells), selected)
}

/// A name in exactly `cells` cells: shortened so that it still differs from others, or so that matches are visible.
fn named(name: &Matched, others: &[String], role: Role, cells: usize, runs: &mut Vec<Run>) {
    let cut = fit_among(&name.text, others.iter().map(String::as_str), cells);
    let body = cut.strip_prefix("… ").unwrap_or(&cut);
    let body = if cut == name.text { body } else { body.strip_suffix('…').unwrap_or(body) };
    let lead = cut.len() - cut.strip_prefix("… ").map_or(cut.len(), str::len);
    let shown = name.text.find(body).map(|at| at..at + body.len());
    let in_sight = |hit: &Range<usize>| shown.as_ref().is_some_and(|s| s.start <= hit.start && hit.end <= s.end);
    let cut = if name.hits.iter().all(in_sight) {
        let back = |hit: &Range<usize>| {
            let start = shown.as_ref().map_or(0, |s| s.start);
            hit.start - start + lead..hit.end - start + lead
        };
        let hits = name.hits.iter().map(back).collect();
        Matched { text: cut, hits }
    } else {
        around(name, cells)
    };
    let filled = width(&cut.text);
    highlighted(&cut, role, runs);
    if filled < cells {
        runs.push(Run::new(" ".repeat(cells - filled), role));
    }
}

/// A text in at most `cells` cells around its first match.
fn around(text: &Matched, cells: usize) -> Matched {
    let Some(first) = text.hits.first().filter(|_| width(&text.text) > cells) else {
        let kept = fit(&text.text, cells);
        let hits = text.hits.iter().filter(|hit| hit.end <= kept.len()).cloned().collect();
        return Matched { text: kept, hits };
    };
    // A third of the room is for text before it, or more if the text after it needs less.
    let after = text.text.get(first.start..).map_or(0, width);
    let before = (cells / 3).max(cells.saturating_sub(after + 2));
    let far = |at: usize| text.text.get(at..first.start).is_some_and(|s| width(s) + 2 <= before);
    let starts = text.text.char_indices().map(|(at, _)| at).take_while(|at| *at <= first.start);
    let word = |at: &usize| *at == 0 || text.text.get(..*at).is_some_and(|s| s.ends_with(' '));
    let start = starts.filter(word).find(|&at| if at == 0 { far(0) } else { far(at) }).unwrap_or(first.start);
    let lead = if start > 0 { "… " } else { "" };
    let rest = text.text.get(start..).unwrap_or_default();
    let cut = format!("{lead}{}", fit(rest, cells.saturating_sub(width(lead))));
    let whole = cut.len() == lead.len() + rest.len();
    let end = if whole { cut.len() } else { cut.strip_suffix('…').map_or(cut.len(), str::len) };
    let hits = text.hits.iter().filter(|hit| hit.start >= start);
    let hits = hits.map(|hit| hit.start - start + lead.len()..(hit.end - start + lead.len()).min(end));
    let hits = hits.filter(|hit| hit.start < hit.end).collect();
    Matched { text: cut, hits }
}

/// A text as runs, with matches highlighted as search hits.
fn highlighted(text: &Matched, role: Role, runs: &mut Vec<Run>) {
    let mut at = 0;
    for hit in &text.hits {
        let (Some(before), Some(found)) = (text.text.get(at..hit.start), text.text.get(hit.clone())) else { continue };
        if !before.is_empty() {
            runs.push(Run::new(before, role));
        }
        let mut run = Run::new(found, role);
        run.layer.hit = true;
        runs.push(run);
        at = hit.end;
    }
    if let Some(rest) = text.text.get(at..).filter(|rest| !rest.is_empty()) {
        runs.push(Run::new(rest, role));
    }
}

/// "12,345".
#[must_use]
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: Matched, others: &[&str]) -> LibraryEntry {
        LibraryEntry::Document {
            name,
            others: others.iter().map(|o| (*o).to_owned()).collect(),
            figure: "19 Jun 09:02".into(),
            share: Some(0.98),
            matched: None,
            marked: false,
            novelty: Novelty::Read,
            grouped: true,
        }
    }

    fn matched(text: &str, hit: Range<usize>) -> Matched {
        Matched { text: text.into(), hits: std::iter::once(hit).collect() }
    }

    fn hits(line: &Line) -> Vec<&str> {
        line.runs.iter().filter(|run| run.layer.hit).map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn entries_fill_their_width() {
        let mut figures = Figures::default();
        figures.include("19 Jun 09:02", Some(0.98));
        let copy = document(Matched::plain("Syndicated copy"), &[]);
        assert_eq!(library_line(&copy, true, figures, 48).text(), "   ▸ 19 Jun 09:02  Syndicated copy         98 % ");
        let story = LibraryEntry::Story { title: Matched::plain("Pact signed"), count: 5, open: true };
        assert_eq!(library_line(&story, false, figures, 24).text(), " ▾ Pact signed        5 ");
        let matched = Matched { text: "Pact signed in a long hall".into(), hits: vec![0..4, 22..26] };
        for cells in 0..60 {
            for entry in [
                &copy,
                &story,
                &LibraryEntry::Sentence(matched.clone()),
                &document(matched.clone(), &["Pact signed in a long night"]),
                &LibraryEntry::Broken { name: "x".into(), why: "no permission".into() },
            ] {
                assert!(library_line(entry, true, figures, cells).width() <= cells);
            }
        }
    }

    #[test]
    fn matches_are_visible() {
        let figures = Figures::default();
        let title = "Leaders in Pyongyang sign a pact of mutual defence in a partnership";
        let at = title.find("defence").expect("there");
        let entry = document(matched(title, at..at + 7), &[]);
        for cells in [40, 50, 60, 90] {
            let line = library_line(&entry, false, figures, cells);
            assert_eq!((hits(&line), line.width()), (vec!["defence"], cells), "{}", line.text());
        }
        let sentence = LibraryEntry::Sentence(matched(title, at..at + 7));
        assert_eq!(hits(&library_line(&sentence, false, figures, 30)), ["defence"]);
    }

    #[test]
    fn a_match_beside_the_name_is_shown() {
        let mut entry = document(Matched::plain("Syndicated copy"), &[]);
        if let LibraryEntry::Document { matched: other, .. } = &mut entry {
            *other = Some(matched("Reuters", 0..4));
        }
        let line = library_line(&entry, false, Figures::default(), 48);
        assert_eq!((hits(&line), line.width()), (vec!["Reut"], 48));
        assert!(line.text().contains("Syndicated copy"), "{}", line.text());
        assert!(line.text().contains("· Reuters"), "{}", line.text());
    }

    #[test]
    fn common_beginnings_of_names_are_shortened() {
        let entry = document(
            Matched::plain("Leaders in Pyongyang sign a pact of mutual defence"),
            &["Leaders in Pyongyang sign a treaty of trade"],
        );
        let line = library_line(&entry, false, Figures::default(), 40).text();
        assert!(line.contains("… sign a pact of mutual defence") || line.contains("… pact"), "{line}");
    }
}
