//! A comparison as CriticMarkup: both texts in one, to the byte.
//!
//! ```text
//! He {--never --}said {~~so~>it~~}.{++ Twice.++}      accept all → new, reject all → old
//! ```
//!
//! Differing white space is marked too. A moved passage is removed at its old place and added at its new one, since
//! CriticMarkup has no moves. Marks in a text (`{++`, `~>`, `--}` and so on) are preceded by a backslash, and
//! backslashes directly before a mark are doubled; other text is unchanged. Inside a mark, only its own end mark ends
//! it.
//!
//! Hidden differences appear as in the new text, unmarked; rejecting then gives the old text except for those.

use std::borrow::Cow;
use std::io::{self, Write};
use std::iter::repeat_n;

use super::in_file;
use crate::diff::Op;
use crate::diff::Row;
use crate::page::ComparePage;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;
use crate::text::is_space;

/// All character sequences that are marks.
const MARKS: [&str; 11] = ["{++", "++}", "{--", "--}", "{~~", "~~}", "~>", "{>>", "<<}", "{==", "==}"];

/// Writes a page's comparison; of the page's options only the hidden kinds count.
///
/// # Errors
/// Those of the writer.
pub fn criticmarkup(out: &mut dyn Write, page: &ComparePage) -> io::Result<()> {
    let docs = page.documents();
    let mut critic = Critic {
        out,
        texts: Pair::new(docs.old.file_text(), docs.new.file_text()),
        done: Pair::default(),
        at: Pair::default(),
        hidden: false,
        plain: String::new(),
    };
    for (i, row) in page.comparison().rows.iter().enumerate() {
        critic.row(page, i, row, &in_file::row(docs, row))?;
    }
    critic.at = critic.texts.map(|t| t.len());
    critic.flush()?;
    let rest = std::mem::take(&mut critic.plain);
    critic.out.write_all(escaped(&rest, "").as_bytes())
}

/// Walks through both texts in parallel. The text between `done` and `at` differs and is not yet written.
struct Critic<'a> {
    out: &'a mut dyn Write,
    texts: Pair<&'a str>,
    /// Written up to this byte.
    done: Pair<usize>,
    /// Read up to this byte.
    at: Pair<usize>,
    /// Whether the text not yet written is hidden.
    hidden: bool,
    /// Unmarked text not yet written: whether it needs a backslash depends on the text after it.
    plain: String,
}

impl<'a> Critic<'a> {
    /// `own` is the row in ranges of the files.
    fn row(&mut self, page: &ComparePage, i: usize, row: &Row, own: &Row) -> io::Result<()> {
        let hull = own.hull();
        match (hull.old, hull.new) {
            (Some(old), Some(new)) if !row.moved && self.reaches(old, new) => {
                self.meet(old.start as usize, new.start as usize)?;
                for (op, own_op) in row.ops.iter().zip(&own.ops) {
                    self.op(page, (i, row, op), (own, own_op))?;
                }
                self.meet(old.end as usize, new.end as usize)
            }
            // A moved row's old side is skipped here, and thus removed at its old place.
            (_, Some(new)) => self.one_sided(page.is_shown(i), Side::New, new),
            (Some(old), None) => self.one_sided(page.is_shown(i), Side::Old, old),
            (None, None) => Ok(()),
        }
    }

    /// A one-sided row. Neighbours are written together; words added before removed words stay before them.
    fn one_sided(&mut self, shown: bool, side: Side, span: Span) -> io::Result<()> {
        if !shown || (side == Side::Old && self.at.new > self.done.new) {
            self.flush()?;
        }
        self.at[side] = self.at[side].max(span.end as usize);
        self.hidden = !shown;
        if shown { Ok(()) } else { self.flush() }
    }

    fn op(&mut self, page: &ComparePage, read: (usize, &Row, &Op), own: (&Row, &Op)) -> io::Result<()> {
        let (i, row, op) = read;
        match *own.1 {
            Op::Equal { old, new, .. } if self.reaches(old, new) => {
                self.meet(old.start as usize, new.start as usize)?;
                let places = &own.0.typography;
                let near = places.partition_point(|p| p.new.end <= new.start);
                let places = places.iter().zip(&row.typography).skip(near);
                for (&place, &read) in places.take_while(|(p, _)| p.new.start < new.end) {
                    if !old.covers(place.old) || !new.covers(place.new) || !self.reaches(place.old, place.new) {
                        continue;
                    }
                    self.same(place.old.start as usize, place.new.start as usize)?;
                    self.at = Pair::new(place.old.end as usize, place.new.end as usize);
                    self.hidden = !page.shows_typography(i, read);
                    self.flush()?;
                }
                self.same(old.end as usize, new.end as usize)
            }
            Op::Removed(_) | Op::Added(_) if !page.shows_op(i, op) => {
                self.hidden = true;
                Ok(())
            }
            // One-sided words wait until both sides are aligned again.
            Op::Equal { .. } | Op::Removed(_) | Op::Added(_) => Ok(()),
        }
    }

    /// Whether both spans are still ahead.
    const fn reaches(&self, old: Span, new: Span) -> bool {
        old.start as usize >= self.at.old && new.start as usize >= self.at.new
    }

    /// Advances to a position where both texts are aligned.
    fn meet(&mut self, old: usize, new: usize) -> io::Result<()> {
        self.at = Pair::new(self.at.old.max(old), self.at.new.max(new));
        self.flush()
    }

    /// Advances to `old` and `new` over text that differs only in white space.
    fn same(&mut self, old: usize, new: usize) -> io::Result<()> {
        loop {
            let a = self.texts.old.get(self.at.old..old).unwrap_or("");
            let b = self.texts.new.get(self.at.new..new).unwrap_or("");
            let common = common_prefix(a, b);
            self.plain.push_str(b.get(..common).unwrap_or(""));
            self.at = Pair::new(self.at.old + common, self.at.new + common);
            self.done = self.at;
            if common == a.len() && common == b.len() {
                return Ok(());
            }
            let space = |s: &str| s.get(common..).map_or(0, |s| s.len() - s.trim_start_matches(is_space).len());
            let (in_old, in_new) = (space(a), space(b));
            // Only white space may differ here; any other difference is marked.
            let stuck = in_old == 0 && in_new == 0;
            self.at.old = if stuck { old } else { self.at.old + in_old };
            self.at.new = if stuck { new } else { self.at.new + in_new };
            self.flush()?;
        }
    }

    /// Writes the pending text between marks; white space common to both sides at either end remains outside. Hidden
    /// differences are written as in the new text.
    fn flush(&mut self) -> io::Result<()> {
        let old = self.texts.old.get(self.done.old..self.at.old).unwrap_or("");
        let new = self.texts.new.get(self.done.new..self.at.new).unwrap_or("");
        self.done = self.at;
        if std::mem::take(&mut self.hidden) {
            self.plain.push_str(new);
            return Ok(());
        }
        let space = |s: &str| s.len() - s.trim_start_matches(is_space).len();
        let head = common_prefix(old, new).min(space(old)).min(space(new));
        let (lead, old) = old.split_at_checked(head).unwrap_or(("", old));
        let new = new.get(head..).unwrap_or("");
        let tail = common_space_suffix(old, new);
        let (old, trail) = old.split_at_checked(old.len() - tail).unwrap_or((old, ""));
        let new = new.get(..new.len() - tail).unwrap_or("");
        self.plain.push_str(lead);
        if !old.is_empty() && !new.is_empty() && !old.contains("\n\n") && !new.contains("\n\n") {
            self.mark("{~~", old, "~>")?;
            self.mark("", new, "~~}")?;
        } else {
            for (open, text, close) in [("{--", old, "--}"), ("{++", new, "++}")] {
                for paragraph in paragraphs(text) {
                    self.mark(open, paragraph, close)?;
                }
            }
        }
        self.plain.push_str(trail);
        Ok(())
    }

    /// Writes the pending plain text, then `inside` between two marks.
    fn mark(&mut self, open: &str, inside: &str, close: &str) -> io::Result<()> {
        self.out.write_all(escaped(&self.plain, open).as_bytes())?;
        self.plain.clear();
        for part in [open, &escaped(inside, close), close] {
            self.out.write_all(part.as_bytes())?;
        }
        Ok(())
    }
}

/// Paragraphs with the white space after them, so that no mark spans two.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let lead = rest.len() - rest.trim_start_matches(is_space).len();
        let gap = rest.get(lead..).and_then(|r| r.find("\n\n")).map(|at| lead + at);
        let end = gap.map_or(rest.len(), |at| {
            let following = rest.get(at..).unwrap_or("");
            at + following.len() - following.trim_start_matches(is_space).len()
        });
        let (paragraph, following) = rest.split_at_checked(end)?;
        rest = following;
        Some(paragraph)
    })
}

/// Escapes marks in `text` with backslashes; `next` is the mark that follows, or empty.
fn escaped<'a>(text: &'a str, next: &str) -> Cow<'a, str> {
    if !text.contains(['{', '}', '~', '\\']) {
        return Cow::Borrowed(text);
    }
    let whole = format!("{text}{next}");
    let mut out = String::with_capacity(whole.len() + 8);
    let (mut at, mut slashes) = (0, 0);
    while let Some(c) = whole.get(at..text.len()).and_then(|rest| rest.chars().next()) {
        let mark = MARKS.iter().find(|m| whole.get(at..).is_some_and(|rest| rest.starts_with(**m)));
        // Characters that form a mark only together with the next mark need no backslash.
        let inside = mark.filter(|m| at + m.len() <= text.len());
        if mark.is_some() {
            out.extend(repeat_n('\\', slashes + usize::from(inside.is_some())));
        }
        let end = at + inside.map_or(c.len_utf8(), |m| m.len());
        out.push_str(whole.get(at..end).unwrap_or(""));
        slashes = if c == '\\' { slashes + 1 } else { 0 };
        at = end;
    }
    if !next.is_empty() {
        out.extend(repeat_n('\\', slashes));
    }
    Cow::Owned(out)
}

/// Length of the common prefix of two texts in bytes, in whole characters.
fn common_prefix(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|&n| a.is_char_boundary(n) && b.is_char_boundary(n)).unwrap_or(0)
}

/// Length of the common white space at the end of two texts, in bytes.
fn common_space_suffix(a: &str, b: &str) -> usize {
    let pairs = a.chars().rev().zip(b.chars().rev());
    pairs.take_while(|(a, b)| a == b && is_space(*a)).map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::changes::Options;
    use crate::changes::compare;
    use crate::page::CompareOptions;
    use crate::page::HiddenKinds;

    const SAMPLES: [&str; 4] = [
        include_str!("../../assets/sample/bridge-1-first.txt"),
        include_str!("../../assets/sample/bridge-3-corrected.txt"),
        include_str!("../../assets/sample/pact-1-wire.txt"),
        include_str!("../../assets/sample/pact-5-collected.txt"),
    ];

    fn written(old: &str, new: &str, hidden: HiddenKinds) -> String {
        let docs = Pair::new(old, new).map(|t| Arc::new(crate::format::plain_text(t).unwrap_or_default()));
        let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
        let options = CompareOptions { hidden, ..CompareOptions::default() };
        let page = ComparePage::new(docs, Arc::new(comparison), options, 80);
        let mut out = Vec::new();
        criticmarkup(&mut out, &page).expect("a buffer");
        String::from_utf8(out).expect("UTF-8")
    }

    /// Parses CriticMarkup by the rules at the top of this file.
    fn read(markup: &str) -> Pair<String> {
        let (mut old, mut new) = (String::new(), String::new());
        // The end of the open mark, and the sides that have its content.
        let (mut ends, mut in_old, mut in_new) = ("", true, true);
        let mut rest = markup;
        while let Some(c) = rest.chars().next() {
            let after = rest.trim_start_matches('\\');
            let slashes = rest.len() - after.len();
            let mut put = |text: &str| {
                old.push_str(if in_old { text } else { "" });
                new.push_str(if in_new { text } else { "" });
            };
            let Some(mark) = MARKS.iter().find(|m| after.starts_with(**m)) else {
                let whole = if slashes > 0 { slashes } else { c.len_utf8() };
                let (text, tail) = rest.split_at(whole);
                put(text);
                rest = tail;
                continue;
            };
            put(&"\\".repeat(slashes / 2));
            let opens = ends.is_empty() && ["{++", "{--", "{~~"].contains(mark);
            if slashes % 2 == 1 || !(opens || *mark == ends) {
                let literal = if slashes % 2 == 1 { mark.len() } else { 1 };
                let (text, tail) = after.split_at(literal);
                put(text);
                rest = tail;
                continue;
            }
            rest = after.split_at(mark.len()).1;
            (ends, in_old, in_new) = match *mark {
                "{++" => ("++}", false, true),
                "{--" => ("--}", true, false),
                "{~~" => ("~>", true, false),
                "~>" => ("~~}", false, true),
                _ => ("", true, true),
            };
        }
        Pair::new(old, new)
    }

    #[track_caller]
    fn reads_back(old: &str, new: &str) {
        let markup = written(old, new, HiddenKinds::default());
        let read = read(&markup);
        assert_eq!((read.old.as_str(), read.new.as_str()), (old, new), "{markup}");
    }

    #[test]
    fn marks_are_where_the_words_are() {
        let old = "The ferry sank on Monday, the coast guard said. Nobody was hurt.\n";
        let edited = |from, to, marked| {
            assert_eq!(written(old, &old.replace(from, to), HiddenKinds::default()), old.replace(from, marked));
        };
        edited("Monday", "Monday", "Monday");
        edited("Monday", "Tuesday", "{~~Monday~>Tuesday~~}");
        edited("on Monday, ", "", "{--on Monday, --}");
        edited(". N", ".\n\nN", ".{-- --}{++\n\n++}N");
    }

    #[test]
    fn the_samples_read_back() {
        for old in SAMPLES {
            for new in SAMPLES {
                reads_back(old, new);
            }
        }
    }

    #[test]
    fn a_text_with_many_marks_reads_back() {
        let hostile = "A {++b++} c ~> d \\{-- e \\\\ f--} {~~g~>h~~} {==i==}{>>j<<} k\\";
        reads_back(hostile, "A {++b++} x ~> d \\{-- e \\ f--} {~~g~>~>h~~} {==i= =}{>>j<<} k\\\\");
        reads_back("", hostile);
        reads_back(hostile, "");
        reads_back("one {\n", "one {++\n");
        reads_back("one + two\n", "one +} two\n");
    }

    #[test]
    fn hidden_differences_are_as_in_the_new_text() {
        let hidden = HiddenKinds { typography: true, ..HiddenKinds::default() };
        let (old, new) = (
            "The mayor said it was \"enough\" on Monday for the town.\n",
            "The mayor said it was “enough” on Sunday for the town.\n",
        );
        assert_eq!(written(old, new, hidden), new.replace("Sunday", "{~~Monday~>Sunday~~}"));
        assert_eq!(read(&written(old, new, hidden)).new, new);
    }

    proptest! {
        #![proptest_config(crate::cases::config(64))]
        #[test]
        fn edits_read_back(
            sample in 0usize..4,
            edits in prop::collection::vec((0usize..4000, 0usize..120, "[a-c{}~+\\\\ \r\n<>=-]{0,12}", 0usize..4000), 1..8),
        ) {
            let old = SAMPLES[sample];
            let mut new: Vec<char> = old.chars().collect();
            for (at, cut, put, to) in edits {
                let at = at % new.len();
                let end = (at + cut).min(new.len());
                let taken: Vec<char> = new.splice(at..end, put.chars()).collect();
                let to = to % new.len().max(1);
                if cut % 2 == 0 {
                    new.splice(to..to, taken);
                }
            }
            let new: String = new.into_iter().collect();
            let read = read(&written(old, &new, HiddenKinds::default()));
            prop_assert_eq!(read.old, old);
            prop_assert_eq!(read.new, new);
        }
    }
}
