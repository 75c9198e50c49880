//! Detects interruptions of a sentence by the printed page or the web page: page numbers, running heads,
//! advertisements, captions.
//!
//! ```text
//! The family kept the boat, but the toll       the sentence continues
//!
//!                     17                       page number
//! ^L A History of the Ferry      Chapter 3     running head, as on other pages
//!
//! went to the treasurer.                       … here
//! ```
//!
//! Such lines are separate from the text. They are recognised by their form and by the interrupted sentence; if a form
//! feed or a running head indicates printed pages, also between sentences.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::column::begins_item;
use crate::format::news::patterns::{
    Place, numbered_head, page_number, page_title, picture_label, recognise, title_of_head,
};
use crate::format::shape::ends_sentence;
use crate::text::cancel::Stop;
use crate::text::spaced_words;
use crate::text::{BlockKind, Gap, Line};

/// Maximum adjacent lines of a page.
const PAGE_LINES: usize = 3;

/// Maximum lines of a caption.
const CAPTION_LINES: usize = 12;

/// Maximum length of such a line, in bytes.
const PAGE_LINE_BYTES: usize = 160;

/// How many words of a line are taken for a sentence that may continue.
const SENTENCE_WORDS: usize = 3;

/// The kind of a separate line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineKind {
    /// A page number.
    Number,
    /// A title in capitals, with an optional page number.
    Title,
    /// A title with its page number at a distance.
    NumberedTitle,
    /// A line that is on several pages.
    Head,
    /// Furniture of a web page, or a caption.
    Other(BlockKind),
    Text,
}

/// Marks the lines of the page.
pub(super) fn mark(text: &str, lines: &mut [Line], stop: Stop<'_>) {
    let chunks = chunks(lines);
    let mut line_kinds: Vec<LineKind> = lines.iter().map(|_| LineKind::Text).collect();
    let mut paged = false;
    for chunk in chunks.iter().take_while(|_| !stop.is_set()) {
        let short =
            chunk.len() <= PAGE_LINES && lines[chunk.clone()].iter().all(|line| line.span.len() <= PAGE_LINE_BYTES);
        for n in chunk.clone().filter(|_| short) {
            line_kinds[n] = line_kind(lines[n].span.of(text));
        }
        let may_be_caption = !short || line_kinds[chunk.start] == LineKind::Other(BlockKind::Caption);
        if may_be_caption && is_wrapped_caption(text, &lines[chunk.clone()]) {
            line_kinds[chunk.clone()].fill(LineKind::Other(BlockKind::Caption));
        }
        paged |= lines[chunk.start].gap == Gap::PageBreak
            || line_kinds[chunk.clone()].contains(&LineKind::Number)
            || line_kinds[chunk.start] == LineKind::NumberedTitle;
    }
    if stop.is_set() {
        return;
    }
    if paged {
        heads(text, lines, &chunks, &mut line_kinds);
    }
    let follows = counted(text, lines, &line_kinds);
    let is_page = |chunk: &Range<usize>| line_kinds[chunk.clone()].iter().all(|kind| *kind != LineKind::Text);
    let mut from = 0;
    while from < chunks.len() && !stop.is_set() {
        let run = chunks[from..].iter().take_while(|chunk| is_page(chunk)).count();
        let (first, end) = (from, from + run);
        from = end.max(from + 1);
        if run == 0 {
            continue;
        }
        let found = chunks[first].start..chunks[end - 1].end;
        let above = first.checked_sub(1).map(|n| lines[chunks[n].end - 1]);
        let below = chunks.get(end).map(|chunk| lines[chunk.start]);
        let inside = above.zip(below).is_some_and(|(above, below)| interrupts(text, &above, &below));
        let turned =
            chunks[first..end].iter().chain(chunks.get(end)).any(|chunk| lines[chunk.start].gap == Gap::PageBreak);
        let headed = line_kinds[found.clone()].contains(&LineKind::Head);
        for n in found {
            let page = match line_kinds[n] {
                LineKind::Number => {
                    (inside || turned || headed || follows.binary_search(&n).is_ok()).then_some(BlockKind::Furniture)
                }
                LineKind::Head => Some(BlockKind::Furniture),
                LineKind::Title | LineKind::NumberedTitle => inside.then_some(BlockKind::Furniture),
                LineKind::Other(kind) => inside.then_some(kind),
                LineKind::Text => None,
            };
            lines[n].page = page;
        }
    }
}

/// Whether lines are the caption of a picture together, as long as one line of the page may be.
fn is_wrapped_caption(text: &str, chunk: &[Line]) -> bool {
    let caption = |line: &str| line_kind(line) == LineKind::Other(BlockKind::Caption);
    let bytes = || chunk.iter().map(|line| line.span.len() + 1).sum::<usize>();
    let (2..=CAPTION_LINES, [first, ..]) = (chunk.len(), chunk) else { return false };
    // Most paragraphs are longer.
    bytes() <= PAGE_LINE_BYTES + 1 && caption(first.span.of(text)) && {
        let lines: Vec<&str> = chunk.iter().map(|line| line.span.of(text)).collect();
        caption(&lines.join(" "))
    }
}

/// Page numbers in sequence, in order: each follows or precedes another that differs by one.
fn counted(text: &str, lines: &[Line], line_kinds: &[LineKind]) -> Vec<usize> {
    if lines.iter().all(|line| line.gap != Gap::PageBreak) {
        return Vec::new();
    }
    let number = |n: usize| -> Option<u32> {
        let line = lines[n].span.of(text);
        let digits = line.trim_matches(|c: char| !c.is_ascii_digit());
        digits.parse().ok()
    };
    let numbers: Vec<_> = (0..lines.len())
        .filter(|&n| line_kinds[n] == LineKind::Number && lines[n].apart())
        .filter_map(|n| Some((n, number(n)?)))
        .collect();
    let pairs = numbers.windows(2).filter(|pair| pair[0].1 + 1 == pair[1].1);
    pairs.flat_map(|pair| [pair[0].0, pair[1].0]).collect()
}

/// Joins lines after the page to the line before it, if they continue its sentence, and the lines of a caption.
pub(super) fn resume(text: &str, lines: &mut [Line]) {
    let mut above: Option<usize> = None;
    for n in 0..lines.len() {
        if lines[n].page.is_some() {
            let is_caption = lines[n].page == Some(BlockKind::Caption) && !lines[n].apart();
            lines[n].joined = is_caption && n > 0 && lines[n - 1].page == Some(BlockKind::Caption);
            continue;
        }
        if let Some(above) = above.filter(|&above| above + 1 < n) {
            lines[n].joined = interrupts(text, &lines[above], &lines[n]);
        }
        above = Some(n);
    }
}

/// Whether a sentence of the line above continues in the line below.
pub(super) fn interrupts(text: &str, above: &Line, below: &Line) -> bool {
    let (upper, lower) = (above.span.of(text), below.span.of(text));
    if ends_sentence(upper) || begins_item(lower) || above.keeps.is_some() || below.keeps.is_some() {
        return false;
    }
    let words = spaced_words(upper).count();
    words >= SENTENCE_WORDS
        && (lower.starts_with(char::is_lowercase) || upper.ends_with([',', ';', '-', '‐', '–', '—']))
}

/// The lines between blank lines or page breaks.
fn chunks(lines: &[Line]) -> Vec<Range<usize>> {
    let mut from = 0;
    let ranges = lines.chunk_by(|_, next| !next.apart()).map(|chunk| {
        let range = from..from + chunk.len();
        from = range.end;
        range
    });
    ranges.collect()
}

/// The kind of a line that may interrupt a sentence, by its form.
pub(super) fn kind(line: &str) -> Option<BlockKind> {
    match line_kind(line) {
        LineKind::Number | LineKind::Title | LineKind::NumberedTitle | LineKind::Head => Some(BlockKind::Furniture),
        LineKind::Other(kind) => Some(kind),
        LineKind::Text => None,
    }
}

fn line_kind(line: &str) -> LineKind {
    if page_number(line) {
        LineKind::Number
    } else if picture_label(line) {
        LineKind::Other(BlockKind::Caption)
    } else if numbered_head(line) {
        LineKind::NumberedTitle
    } else if page_title(line) {
        LineKind::Title
    } else {
        match recognise(line, Place::Middle) {
            Some(kind @ (BlockKind::Furniture | BlockKind::Caption | BlockKind::Credit)) => LineKind::Other(kind),
            _ => LineKind::Text,
        }
    }
}

/// Finds running heads: lines next to a page number or break, with a page number, or at the very beginning, that are on
/// several pages except for figures.
fn heads(text: &str, lines: &[Line], chunks: &[Range<usize>], line_kinds: &mut [LineKind]) {
    let form = |n: usize| -> String {
        let line = lines[n].span.of(text);
        // The number is on the left of one page and on the right of the next.
        if line_kinds[n] == LineKind::NumberedTitle {
            return title_of_head(line).to_owned();
        }
        let figures =
            |word: &str| if word.bytes().all(|b| b.is_ascii_digit()) { "#".to_owned() } else { word.to_owned() };
        spaced_words(line).map(figures).collect::<Vec<_>>().join(" ")
    };
    let interrupts = |i: usize| {
        let above = i.checked_sub(1).map(|above| lines[chunks[above].end - 1]);
        let below = chunks.get(i + 1).map(|below| lines[below.start]);
        above.zip(below).is_some_and(|(above, below)| interrupts(text, &above, &below))
    };
    let is_titled = |chunk: &Range<usize>| chunk.len() == 1 && line_kinds[chunk.start] == LineKind::NumberedTitle;
    // Titles with a number at a distance are heads if one of them is inside a sentence: "Total    12" is none.
    let titles = || chunks.iter().enumerate().filter(|(_, chunk)| is_titled(chunk));
    let titles: FxHashSet<String> =
        titles().filter(|(i, _)| interrupts(*i)).map(|(_, chunk)| form(chunk.start)).collect();
    let mut candidates = Vec::new();
    for (i, chunk) in chunks.iter().enumerate() {
        let number = |chunk: &Range<usize>| line_kinds[chunk.clone()].contains(&LineKind::Number);
        let next_to_page =
            i.checked_sub(1).is_some_and(|before| number(&chunks[before])) || chunks.get(i + 1).is_some_and(number);
        let turned = lines[chunk.start].gap == Gap::PageBreak;
        let last = chunks.get(i + 1).is_some_and(|next| lines[next.start].gap == Gap::PageBreak);
        let short = chunk.len() <= PAGE_LINES;
        if i == 0 || turned || !titles.is_empty() && is_titled(chunk) && titles.contains(&form(chunk.start)) {
            candidates.push(chunk.start);
        }
        if short && (next_to_page || last || number(chunk)) {
            candidates.extend(chunk.clone());
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(|&n| lines[n].span.len() <= PAGE_LINE_BYTES && line_kinds[n] != LineKind::Number);
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for &n in &candidates {
        *times.entry(form(n)).or_default() += 1;
    }
    let is_head: Vec<bool> = candidates.iter().map(|&n| times.get(&form(n)).is_some_and(|&times| times > 1)).collect();
    for (n, _) in candidates.into_iter().zip(is_head).filter(|(_, is_head)| *is_head) {
        line_kinds[n] = LineKind::Head;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::plain::lines::lines;

    /// The lines of the page, and those that continue after one.
    fn found(text: &str) -> (Vec<&str>, Vec<&str>) {
        let mut lines = lines(text, Stop::NEVER);
        mark(text, &mut lines, Stop::NEVER);
        resume(text, &mut lines);
        let of = |is: fn(&Line) -> bool| lines.iter().filter(|line| is(line)).map(|line| line.span.of(text)).collect();
        (of(|line| line.page.is_some()), of(|line| line.joined))
    }

    const HEAD: &str = "The barges wait at the gate, and the";
    const TAIL: &str = "harbour master waits for the tide.";

    #[test]
    fn a_sentence_continues_after_the_page() {
        for page in [
            "17", "- 17 -", "[Pg 17]", "Page 7 of 31", "xiv", "THE LONG FROST 93", "118\n\nA SHORT HISTORY OF ICE",
            "ADVERTISEMENT", "Advertisement", "Fig. 12. The gate, from a print of 1741.", "Figure 3: The gate",
            "Seite 14",
        ] {
            let text = format!("Nobody was hurt.\n\n{HEAD}\n\n{page}\n\n{TAIL}\n\nThe end.");
            let (pages, joined) = found(&text);
            assert_eq!((pages.join("\n\n").as_str(), joined), (page, vec![TAIL]));
        }
    }

    #[test]
    fn running_heads_are_on_several_pages() {
        let text = format!("On Ice   3\n\n{HEAD}\n\n   17\n\u{c}On Ice   3\n\n{TAIL}\n\nThe end.\n\n   18\n");
        let (pages, joined) = found(&text);
        assert_eq!((pages, joined), (vec!["On Ice   3", "17", "On Ice   3", "18"], vec![TAIL]));
        let text = format!("16      On Ice\n\n{HEAD}\n\nOn Ice      17\n\n{TAIL}\n\n18      On Ice\n\nThe end.\n");
        let (pages, joined) = found(&text);
        assert_eq!((pages, joined), (vec!["16      On Ice", "On Ice      17", "18      On Ice"], vec![TAIL]));
        let text = format!("On Ice\n\n{HEAD}\n\n   17\nOn Ice\n\n{TAIL}");
        assert_eq!(found(&text).0, ["On Ice", "17", "On Ice"]);
    }

    #[test]
    fn lines_between_sentences_are_not_interruptions() {
        for text in [
            "The barges wait.\n\n17\n\nThe harbour master waits.",
            "Depth\n\n17\n\nmetres",
            "Barges wait at the gate\n\n17\n\nThe harbour master waits for the tide.",
            "The barges wait at the gate, and the\n\nmaster\n\nwaits.",
        ] {
            assert_eq!(found(text), (Vec::new(), Vec::new()), "{text}");
        }
    }
}
