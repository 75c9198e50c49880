//! Breaks text into lines.
//!
//! ```text
//! pieces  │Putin said the│ │bridge  ⏎|is| open│      roles and sources, white space as in the text
//! atoms   Putin·␣·said·␣·the·␣· …                   plain words and clusters: white space folded, sanitized, measured
//! words   Putin␣ said␣ the␣ bridge␣ is␣ open        by the Unicode line breaking rules; too long ones are cut
//! lines   Putin said the bridge                     first fit
//!         is open
//! ```

use std::borrow::Cow;

use textwrap::WordSeparator;
use textwrap::WordSplitter;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::cells::clusters;
use super::marks::Marks;
use super::sanitize::{folds, sanitize_into};
use super::tables::Tables;
use super::word_styles::WordStyles;
use super::{Layer, Line, Role, Run, width};
use crate::text::Side;
use crate::text::Span;
use crate::text::is_space;

/// A run of text with one role, broken into lines together with its neighbours.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// As in the document, with white space and unsafe characters.
    pub text: &'a str,
    /// Its side and first byte; `None` for interface text.
    pub at: Option<(Side, u32)>,
    /// The role.
    pub role: Role,
    /// Whether a space separates it from the piece before it.
    pub spaced: bool,
    /// The number of these spaces, if lines and runs of spaces are kept.
    pub(super) spaces: usize,
    /// The number of spaces before it if it begins a line: the indentation of verse or code.
    pub(super) indent: usize,
    /// Line breaks and runs of spaces are kept: verse, tables, code.
    pub keeps_lines: bool,
    /// Whether it is common to both sides of a rewritten passage.
    pub shared: bool,
    /// The layout of cells of the text's tables.
    pub(super) tables: Option<&'a Tables>,
    /// The styles of the text's words.
    pub(super) styles: Option<&'a WordStyles>,
}

impl<'a> Piece<'a> {
    /// A piece of prose without a space before it.
    #[must_use]
    pub const fn new(text: &'a str, at: Option<(Side, u32)>, role: Role) -> Self {
        Self {
            text,
            at,
            role,
            spaced: false,
            spaces: 1,
            indent: 0,
            keeps_lines: false,
            shared: false,
            tables: None,
            styles: None,
        }
    }
}

/// A displayed cluster, or a plain word, which is broken only if it is wider than a line.
#[derive(Clone, Copy)]
struct Atom {
    /// Its end in the displayed text; it begins at the end of the one before.
    end: usize,
    cells: usize,
    role: Role,
    layer: Layer,
    source: Option<(Side, Span)>,
    /// Whether it is a plain word: ASCII letters and digits, with one cell and one byte each.
    plain: bool,
}

impl Atom {
    /// The letters of a plain word; any other atom itself.
    fn clusters(&self) -> impl Iterator<Item = Self> + use<> {
        let whole = *self;
        let letters = if whole.plain { whole.cells } else { 1 };
        (1..=letters).map(move |n| {
            let letter = |(side, span): (Side, Span)| {
                let end = span.start as usize + n;
                (side, Span::new(end - 1, end))
            };
            if whole.plain {
                Self { end: whole.end - (letters - n), cells: 1, source: whole.source.map(letter), ..whole }
            } else {
                whole
            }
        })
    }
}

#[derive(Default)]
struct Atoms {
    shown: String,
    list: Vec<Atom>,
}

/// Atoms that stay on one line, and the space after them.
#[derive(Debug)]
struct Chunk {
    first: usize,
    /// End of the last atom that is not a space.
    end: usize,
    cells: usize,
    space: usize,
}

impl Fragment for Chunk {
    fn width(&self) -> f64 {
        cells_f64(self.cells)
    }
    fn whitespace_width(&self) -> f64 {
        cells_f64(self.space)
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn cells_f64(cells: usize) -> f64 {
    f64::from(u32::try_from(cells).unwrap_or(u32::MAX))
}

/// Breaks pieces into lines of at most `cells` cells.
pub(super) fn flow<'a>(pieces: impl IntoIterator<Item = Piece<'a>>, cells: usize, marks: &Marks) -> Vec<Line> {
    let cells = cells.max(1);
    let mut atoms = Atoms::default();
    let mut lines = Vec::new();
    for piece in pieces {
        if !piece.keeps_lines {
            atoms.push(&piece, cells, marks);
            continue;
        }
        let mut at = 0;
        let mut texts = piece.text.split('\n').enumerate().peekable();
        while let Some((n, text)) = texts.next() {
            if n > 0 {
                std::mem::take(&mut atoms).break_lines(cells, &mut lines);
            }
            if n > 0 && texts.peek().is_some() && text.chars().all(is_space) {
                lines.push(Line::default());
                at += text.len() + 1;
                continue;
            }
            let source = piece.at.map(|(side, start)| (side, start + u32::try_from(at).unwrap_or(0)));
            let indent = if n == 0 { piece.indent } else { 0 };
            atoms.push(&Piece { text, at: source, spaced: piece.spaced && n == 0, indent, ..piece }, cells, marks);
            at += text.len() + 1;
        }
    }
    atoms.break_lines(cells, &mut lines);
    lines
}

/// Breaks interface text into lines of at most `cells` cells; an empty text is one empty line.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let lines = flow([Piece::new(text, None, Role::Text)], cells, &Marks::default());
    if lines.is_empty() { vec![String::new()] } else { lines.iter().map(Line::text).collect() }
}

impl Atoms {
    fn break_lines(mut self, cells: usize, out: &mut Vec<Line>) {
        let chunks = self.chunks(cells);
        out.extend(wrap_first_fit(&chunks, &[cells_f64(cells)]).into_iter().filter_map(|line| self.line(line)));
    }

    fn push(&mut self, piece: &Piece<'_>, limit: usize, marks: &Marks) {
        if self.shown.is_empty() {
            self.pad(piece.indent.min(limit / 2), Role::Text, limit);
        } else if piece.spaced {
            let role = self.list.last().map_or(piece.role, |a| if a.role == piece.role { a.role } else { Role::Text });
            if piece.keeps_lines && piece.spaces > 1 {
                self.pad(piece.spaces, role, limit);
            } else {
                self.space(role, Layer::default(), None);
            }
        }
        let has_marks = !marks.is_empty();
        let source = |start: usize, length: usize| {
            piece.at.map(|(side, at)| (side, Span::new(at as usize + start, at as usize + start + length)))
        };
        // A mark may begin inside a word.
        let most = if has_marks { 1 } else { usize::MAX };
        let mut at = 0;
        while let Some(rest) = piece.text.get(at..).filter(|rest| !rest.is_empty()) {
            let plain_layer = Layer { shared: piece.shared, ..Layer::default() };
            let (plain_layer, until) = match piece.at.zip(piece.styles) {
                Some(((_, start), styles)) => {
                    let byte = start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
                    styles.layer(byte, piece.role, plain_layer)
                }
                None => (plain_layer, u32::MAX),
            };
            let styled = piece.at.map_or(usize::MAX, |(_, start)| (until as usize).saturating_sub(start as usize + at));
            let plain = plain_length(rest.as_bytes(), most.min(styled));
            if plain > 1 {
                self.shown.push_str(rest.get(..plain).unwrap_or(""));
                let (end, source) = (self.shown.len(), source(at, plain));
                self.list.push(Atom { end, cells: plain, role: piece.role, layer: plain_layer, source, plain: true });
                at += plain;
                continue;
            }
            let Some((_, cluster)) = clusters(rest).next() else { break };
            let cluster = without_space(cluster);
            let source = source(at, cluster.len());
            let layer = match source {
                Some((side, span)) if has_marks => marks.layer(side, span, plain_layer),
                _ => plain_layer,
            };
            if cluster.chars().all(folds) {
                let next = piece.text.get(at + cluster.len()..).and_then(|rest| rest.chars().next());
                let is_meant = self.shown.is_empty() || self.shown.ends_with('\u{a0}') || next.is_some_and(folds);
                if piece.keeps_lines && is_meant && next.is_some() {
                    self.cluster("\u{a0}", piece.role, layer, source, limit);
                } else {
                    self.space(piece.role, layer, source);
                }
            } else {
                self.cluster(cluster, piece.role, layer, source, limit);
            }
            at += cluster.len();
        }
    }

    /// Adds spaces that are kept.
    fn pad(&mut self, spaces: usize, role: Role, limit: usize) {
        for _ in 0..spaces {
            self.cluster("\u{a0}", role, Layer::default(), None, limit);
        }
    }

    /// Adds a space unless the text is empty or ends with one.
    fn space(&mut self, role: Role, layer: Layer, source: Option<(Side, Span)>) {
        if !self.shown.is_empty() && !self.shown.ends_with(' ') {
            self.shown.push(' ');
            self.list.push(Atom { end: self.shown.len(), cells: 1, role, layer, source, plain: false });
        }
    }

    fn cluster(&mut self, cluster: &str, role: Role, layer: Layer, source: Option<(Side, Span)>, limit: usize) {
        let start = self.shown.len();
        sanitize_into(cluster, &mut self.shown);
        let replaced = self.shown.get(start..) != Some(cluster);
        let role = if replaced && !role.is_difference() { Role::Mark } else { role };
        let plain = self.shown.len() == start + 1; // one ASCII character, sanitized
        let mut cells = if plain { 1 } else { self.shown.get(start..).map_or(0, width) };
        if cells > limit {
            // Wider than a whole line: replaced by a mark.
            self.shown.truncate(start);
            self.shown.push('·');
            cells = 1;
        }
        self.list.push(Atom { end: self.shown.len(), cells, role, layer, source, plain: false });
    }

    /// The unbreakable parts, each at most `limit` cells wide; a wider plain word is broken into letters.
    fn chunks(&mut self, limit: usize) -> Vec<Chunk> {
        let text = breakable(&self.shown);
        let list = std::mem::take(&mut self.list);
        let mut cut = Cut { list: Vec::with_capacity(list.len()), chunks: Vec::new(), limit };
        let mut at = 0; // byte
        let mut first = 0; // atom
        let to = |first: usize, end: usize| list[first..].iter().take_while(|a| a.end <= end).count() + first;
        for word in WordSeparator::UnicodeBreakProperties.find_words(&text) {
            let end = at + word.word.len();
            for point in WordSplitter::HyphenSplitter.split_points(word.word).into_iter().map(|p| at + p).chain([end]) {
                // A break inside a cluster is ignored: its atom belongs to the next word.
                let last = to(first, point);
                cut.word(&list[first..last]);
                first = last;
            }
            at = end + word.whitespace.len();
            let next = to(first, at);
            cut.space(&list[first..next]);
            first = next;
        }
        self.list = cut.list;
        cut.chunks
    }

    /// The runs of a line; neighbours of one role and layer become one run.
    fn line(&self, chunks: &[Chunk]) -> Option<Line> {
        let (first, end) = (chunks.first()?.first, chunks.last()?.end);
        let mut runs: Vec<Run> = Vec::new();
        for i in first..end {
            let atom = &self.list[i];
            let start = i.checked_sub(1).map_or(0, |before| self.list[before].end);
            let text = self.shown.get(start..atom.end).unwrap_or("");
            match runs.last_mut() {
                Some(run)
                    if run.role == atom.role && run.layer == atom.layer && joins(run.source, atom.source, text) =>
                {
                    run.text.push_str(text);
                    run.source = match (run.source, atom.source) {
                        (Some((side, a)), Some((_, b))) => Some((side, a.hull(b))),
                        (a, b) => a.or(b),
                    };
                }
                _ => runs.push(Run { text: text.to_owned(), role: atom.role, layer: atom.layer, source: atom.source }),
            }
        }
        Some(Line { runs })
    }
}

/// Assembles words, and the spaces after them, into chunks.
struct Cut {
    list: Vec<Atom>,
    chunks: Vec<Chunk>,
    limit: usize,
}

impl Cut {
    /// Adds unbreakable atoms, as chunks no wider than the limit.
    fn word(&mut self, atoms: &[Atom]) {
        let first = self.list.len();
        if atoms.iter().map(|atom| atom.cells).sum::<usize>() > self.limit {
            self.list.extend(atoms.iter().flat_map(Atom::clusters));
        } else {
            self.list.extend_from_slice(atoms);
        }
        let mut chunk = Chunk { first, end: first, cells: 0, space: 0 };
        for (i, atom) in self.list.iter().enumerate().skip(first) {
            if chunk.cells + atom.cells > self.limit && chunk.end > chunk.first {
                self.chunks.push(chunk);
                chunk = Chunk { first: i, end: i, cells: 0, space: 0 };
            }
            chunk.end = i + 1;
            chunk.cells += atom.cells;
        }
        if chunk.end > chunk.first {
            self.chunks.push(chunk);
        }
    }

    fn space(&mut self, atoms: &[Atom]) {
        self.list.extend_from_slice(atoms);
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.space += atoms.len();
        }
    }
}

/// A cluster without the white space that some marks take as their letter (`GCB=Prepend`): a line may break there.
fn without_space(cluster: &str) -> &str {
    let space = cluster.char_indices().skip(1).find(|&(_, c)| folds(c));
    match space {
        Some((at, _)) if !cluster.starts_with(folds) => cluster.get(..at).unwrap_or(cluster),
        _ => cluster,
    }
}

/// The number of ASCII letters and digits at the beginning of a text, at most `most`. Each is a cluster, and there is
/// no line break between them.
fn plain_length(bytes: &[u8], most: usize) -> usize {
    let length = bytes.iter().take(most).take_while(|b| b.is_ascii_alphanumeric()).count();
    length - usize::from(bytes.get(length).is_some_and(|b| !b.is_ascii()) && length > 0)
}

/// The text with letters of Thai, Lao, Khmer and the like replaced by ideographs of the same length: without a
/// dictionary such scripts break between any two clusters.
fn breakable(text: &str) -> Cow<'_, str> {
    let joined = |c| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19ff}'
            | '\u{1a20}'..='\u{1aaf}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}')
    };
    if text.is_ascii() || !text.contains(joined) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if joined(c) { '字' } else { c }).collect())
}

/// Whether an atom with source `b` and this text continues a run with source `a`. Interface text is never joined with
/// words of a document, but the space between them is.
fn joins(a: Option<(Side, Span)>, b: Option<(Side, Span)>, text: &str) -> bool {
    match (a, b) {
        (Some((s, a)), Some((t, b))) => s == t && a.end <= b.start,
        (Some(_), None) => text == " ",
        (None, Some(_)) => false,
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Pair;
    use proptest::prelude::*;

    fn lines(text: &str, cells: usize) -> Vec<String> {
        let piece = Piece::new(text, Some((Side::New, 0)), Role::Text);
        flow([piece], cells, &Marks::default()).iter().map(Line::text).collect()
    }

    #[test]
    fn wraps_at_words_and_folds_white_space() {
        assert_eq!(lines("The  bridge\nis\topen", 10), ["The bridge", "is open"]);
        assert_eq!(lines("well-known ferry", 6), ["well-", "known", "ferry"]);
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(lines("条約に署名した", 6), ["条約に", "署名し", "た"]);
        assert_eq!(lines("10\u{a0}km away", 5), ["10\u{a0}km", "away"]);
        assert_eq!(lines("ภาษาไทย", 4), ["ภาษา", "ไทย"]);
        assert_eq!(lines("\u{1193f} ab", 2), ["◌\u{1193f}", "ab"]); // a mark before its letter, which is a space here
        assert!(lines("  \n ", 5).is_empty());
    }

    #[test]
    fn significant_lines_and_spaces_are_kept() {
        let text = "  one   two\nthree";
        let piece = Piece { keeps_lines: true, ..Piece::new(text, Some((Side::New, 0)), Role::Text) };
        let lines = flow([piece], 40, &Marks::default());
        let shown: Vec<_> = lines.iter().map(|line| line.text().replace('\u{a0}', " ")).collect();
        assert_eq!(shown, ["  one   two", "three"]);
        assert_eq!(lines[1].runs[0].source, Some((Side::New, Span::new(12, 17))));
        let listing = Piece { text: "one\n\n \n  two\n", ..piece };
        let shown: Vec<_> = flow([listing], 40, &Marks::default()).iter().map(Line::text).collect();
        assert_eq!(shown, ["one", "", "", "\u{a0}\u{a0}two"]);
    }

    #[test]
    fn interface_text_has_no_source() {
        let pointer = Piece { spaced: true, ..Piece::new("→\u{a0}¶\u{a0}1", None, Role::Moved) };
        let lines = flow([Piece::new("The barge", Some((Side::Old, 0)), Role::Moved), pointer], 40, &Marks::default());
        let runs: Vec<_> = lines[0].runs.iter().map(|run| (run.text.as_str(), run.source)).collect();
        assert_eq!(runs, [("The barge ", Some((Side::Old, Span::new(0, 9)))), ("→\u{a0}¶\u{a0}1", None)]);
    }

    #[test]
    fn hits_split_runs_and_keep_sources() {
        let marks = Marks { hits: Pair::new(vec![], vec![Span::new(4, 10)]), ..Marks::default() };
        let piece = Piece::new("The bridge is", Some((Side::New, 0)), Role::Text);
        let out = flow([piece], 40, &marks);
        let runs: Vec<_> = out[0].runs.iter().map(|r| (r.text.as_str(), r.layer.hit)).collect();
        assert_eq!(runs, [("The ", false), ("bridge", true), (" is", false)]);
        assert_eq!(out[0].runs[1].source, Some((Side::New, Span::new(4, 10))));
    }

    #[test]
    fn unsafe_characters_become_marks() {
        let piece = Piece::new("a\u{202e}b\u{1b}c", Some((Side::New, 0)), Role::Text);
        let out = flow([piece], 40, &Marks::default());
        assert_eq!(out[0].text(), "a�b␛c");
        assert_eq!(out[0].runs[1].role, Role::Mark);
    }

    proptest! {
        #![proptest_config(crate::cases::config(256))]
        #[test]
        fn plain_words_break_as_clusters_do(
            words in prop::collection::vec("[a-z]{1,9}|[a-z0-9.,/:-]{1,12}|e\u{301}a|[ -~]{1,9}|条約x|\\PC{1,4}", 0..30),
            cells in 1_usize..40,
        ) {
            let text = words.join(" ");
            let piece = Piece::new(&text, Some((Side::New, 0)), Role::Text);
            // A mark outside the text makes each cluster an atom.
            let nowhere = Span::new(text.len(), text.len() + 1);
            let marks = Marks { hits: Pair::new(vec![], vec![nowhere]), ..Marks::default() };
            prop_assert_eq!(flow([piece], cells, &Marks::default()), flow([piece], cells, &marks));
        }

        #[test]
        fn a_line_is_never_too_wide(
            words in prop::collection::vec("[a-z]{1,20}|条約署名|👨‍👩‍👧|e\u{301}\u{302}|🇫🇷🇩🇪|ไทยแลนด์|\u{200b}|⚠\u{fe0f}|[ -~]{1,9}|\\PC{1,6}", 0..30),
            cells in 1_usize..40,
        ) {
            let text = words.join(" ");
            let shown = lines(&text, cells);
            for line in &shown {
                prop_assert!(width(line) <= cells, "{line:?} is wider than {cells}");
                prop_assert!(!line.chars().any(|c| c.is_control()));
                prop_assert!(!line.is_empty());
            }
        }
    }
}
