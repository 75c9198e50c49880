//! Parts to blocks: the kind of each part of a text.
//!
//! ```text
//! caption      │ Barges at the gate, March 4, 2024. Pool via SAMPLE      patterns
//! headline     │ Harbour bridge to reopen                                first title before the lede
//! byline       │ By Nora Tilling                                         patterns
//! dateline ┐   │ PORT ELLERY, March 4 (Sample Wire) -                    run into the lede
//! paragraph┘   │ The harbour bridge in Port Ellery will reopen …         the lede: first full paragraph
//! heading      │ What the repairs cost                                   a title between full paragraphs
//! paragraph    │ …
//! note, credit │ (Corrects cost …)                                       patterns
//! ```

use crate::format::news::dateline;
use crate::format::news::mail;
use crate::format::news::notes;
use crate::format::news::patterns::{Place, address, recognise};
use crate::format::news::trailing::trailing_block;
use crate::format::news::{footer, header};
use crate::format::part::Part;
use crate::format::shape::{
    HEADLINE_CHARS, ends_sentence, is_clause, is_full, is_item, is_labelled, is_quoted, is_title, section_level,
};
use crate::lang::{Language, Votes};
use crate::text::cancel::Stop;
use crate::text::{Block, BlockKind, Family, Keeps, Span, is_space, sentence_spans};

/// Maximum length of a heading, in characters.
const HEADING_CHARS: usize = 80;

/// The kinds of a text's parts.
pub(super) struct Kinds {
    /// By part; `None` is a paragraph.
    pub(super) kinds: Vec<Option<BlockKind>>,
    /// The first part of the story.
    lede: Option<usize>,
    /// The number of parts in the mail header.
    mail: usize,
}

/// Determines the kinds of a text's parts; incomplete once `stop` is set.
pub(super) fn kinds(parts: &[Part<'_>], stop: Stop<'_>) -> Kinds {
    if stop.is_set() {
        return Kinds { kinds: vec![None; parts.len()], lede: None, mail: 0 };
    }
    let mail = mail::mail_head(parts);
    let lede = lede(parts, mail).or_else(|| table_begins(parts));
    let mut kinds: Vec<Option<BlockKind>> = parts
        .iter()
        .enumerate()
        .map(|(i, part)| if stop.is_set() { None } else { known(part, Place::of(i, lede, parts.len())) })
        .collect();
    if stop.is_set() {
        return Kinds { kinds, lede, mail };
    }
    if let Some(lede) = lede {
        header::titles(parts, lede, mail, &mut kinds);
        footer::footer(parts, lede, &mut kinds);
        if !stop.is_set() {
            headings(parts, lede, &mut kinds);
            numbered_headings(parts, &mut kinds);
        }
    }
    if stop.is_set() {
        return Kinds { kinds, lede, mail };
    }
    below_table(parts, &mut kinds);
    for (kind, part) in kinds.iter_mut().zip(parts).filter(|(kind, _)| kind.is_none()) {
        *kind = match part.keeps {
            Some(Keeps::Verse) => Some(BlockKind::Verse),
            Some(Keeps::TableRow) => Some(BlockKind::TableRow),
            Some(Keeps::Code) => Some(BlockKind::Code),
            Some(Keeps::Line) | None => None,
        };
    }
    Kinds { kinds, lede, mail }
}

/// The blocks of a text in the language `main`, in order: its parts, and the interruptions by the printed page. Incomplete
/// once `stop` is set.
pub(super) fn blocks(
    text: &str,
    parts: &[Part<'_>],
    pages: &[(Span, BlockKind)],
    known: &Kinds,
    main: Language,
    stop: Stop<'_>,
) -> Vec<Block> {
    let Kinds { kinds, lede, mail } = known;
    let last = kinds.iter().rposition(|kind| !kind.is_some_and(|kind| kind.family() != Family::Story));
    let mut out = Blocks { blocks: Vec::with_capacity(parts.len() + pages.len() + 1), pages, depths: Vec::new() };
    let mut begun = false;
    for (i, (part, kind)) in parts.iter().zip(kinds).enumerate().take_while(|_| !stop.is_set()) {
        let kind = kind.unwrap_or(BlockKind::Paragraph);
        let line = part.text();
        let lead = match kind {
            BlockKind::Paragraph if !begun || *lede == Some(i) => {
                begun = true;
                let dated = dateline::run_in(line).map(|found| (found.kind(), found.len));
                // A headline alone: "UPDATE 1-Canal stays shut"
                let is_alone = i == 0 && !ends_sentence(line);
                dated.or_else(|| notes::flag(line).filter(|_| is_alone).map(|len| (BlockKind::Note, len)))
            }
            BlockKind::Headline if i < *mail => {
                let named = mail::field(line).filter(|&(_, len)| len < line.len());
                named.map(|(_, len)| (BlockKind::Credit, len))
            }
            BlockKind::Headline => notes::flag(line).map(|len| (BlockKind::Note, len)),
            _ => None,
        };
        let mut start = 0;
        if let Some((lead, len)) = lead {
            out.push(part, Block::new(lead, Span::default()).run_in(), 0..len);
            let after = line.get(len..).unwrap_or("");
            start = line.len() - after.trim_start_matches(is_space).len();
        }
        let trailing = trailing_block(kind, line.get(start..).unwrap_or(""), lede.is_some() && last == Some(i));
        let end = trailing.map_or(line.len(), |(_, at)| start + at);
        let body = line.get(..end).unwrap_or("").trim_end_matches(is_space).len();
        let seams = if kind == BlockKind::Paragraph { seams(text, part, start..body, main) } else { Vec::new() };
        let mut from = start;
        for seam in seams {
            let to = line.get(..seam).unwrap_or("").trim_end_matches(is_space).len();
            out.push(part, Block::new(kind, Span::default()), from..to);
            from = seam;
        }
        let block = out.shaped(part, kind);
        out.push(part, block, from..body);
        if let Some((kind, _)) = trailing {
            out.push(part, Block::new(kind, Span::default()), end..line.len());
        }
    }
    out.finish()
}

/// Builds the list of blocks.
struct Blocks<'a> {
    blocks: Vec<Block>,
    /// Page lines that are not yet inserted.
    pages: &'a [(Span, BlockKind)],
    /// Indents of the open lists.
    depths: Vec<u32>,
}

impl Blocks<'_> {
    /// A block of this kind with the level, depth and lines of its part; its span is not set.
    fn shaped(&mut self, part: &Part<'_>, kind: BlockKind) -> Block {
        let mut block = Block::new(kind, Span::default());
        block.keeps_lines |= part.keeps.is_some();
        match kind {
            BlockKind::Heading => block.level = section_level(part.text()).unwrap_or(block.level),
            BlockKind::ListItem => {
                while self.depths.last().is_some_and(|&indent| indent > part.indent) {
                    self.depths.pop();
                }
                if self.depths.last().is_none_or(|&indent| indent < part.indent) {
                    self.depths.push(part.indent);
                }
                block.depth = u8::try_from(self.depths.len()).unwrap_or(u8::MAX);
            }
            _ => {}
        }
        if kind != BlockKind::ListItem {
            self.depths.clear();
        }
        block
    }

    /// Appends a block of a range of a part's text, in several pieces if the printed page interrupts it.
    fn push(&mut self, part: &Part<'_>, block: Block, range: std::ops::Range<usize>) {
        let whole = part.squeezed.span(range);
        let mut resumes = false;
        for piece in part.squeezed.pieces().filter(|piece| piece.overlaps(whole)) {
            let span = Span { start: piece.start.max(whole.start), end: piece.end.min(whole.end) };
            self.pages_before(span, resumes);
            self.blocks.push(Block { span, resumes, ..block });
            resumes = true;
        }
    }

    /// Appends the page lines before `span`.
    fn pages_before(&mut self, span: Span, between: bool) {
        while let Some((&(page, kind), rest)) = self.pages.split_first().filter(|(page, _)| page.0.start < span.start) {
            self.blocks.push(Block { between, ..Block::new(kind, page) });
            self.pages = rest;
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.pages_before(Span { start: u32::MAX, end: u32::MAX }, false);
        self.blocks
    }
}

/// How many pieces at the end of a joined paragraph are tried as one: a bound on time.
const LAST_PIECES: usize = 8;

/// Where a joined paragraph is split into the writer's own ones: at seams where a sentence begins in both layouts, so that
/// each piece has the sentences that it has in the whole.
fn seams(text: &str, part: &Part<'_>, body: std::ops::Range<usize>, main: Language) -> Vec<usize> {
    if part.seams.is_empty() || part.squeezed.pieces().count() > 1 {
        return Vec::new();
    }
    let whole = part.squeezed.span(body);
    let sentences = |span: Span| {
        let mut found = Vec::new();
        let language = Votes::of(span.of(text)).part_of(main);
        sentence_spans(text, span, BlockKind::Paragraph, language, &mut found);
        found
    };
    let found = sentences(whole);
    let same = |span: Span| {
        let first = found.partition_point(|sentence| sentence.start < span.start);
        let end = found.partition_point(|sentence| sentence.end <= span.end);
        found.get(first..end).is_some_and(|within| within == sentences(span))
    };
    let mut from = whole.start as usize;
    let mut kept = Vec::new();
    for &seam in &part.seams {
        let begins = found.binary_search_by_key(&seam, |sentence| sentence.range().start).is_ok();
        let before = text.get(from..seam).unwrap_or("").trim_end_matches(is_space).len();
        if begins && seam > from && same(Span::new(from, from + before)) {
            kept.push(seam);
            from = seam;
        }
    }
    // Where the last piece has other sentences, it is joined to the one before it.
    for _ in 0..LAST_PIECES {
        match kept.last() {
            Some(&last) if !same(Span::new(last, whole.end as usize)) => _ = kept.pop(),
            _ => return kept.into_iter().filter_map(|seam| part.squeezed.squeezed_of(seam)).collect(),
        }
    }
    Vec::new()
}

/// The first full paragraph that no pattern matches, after the mail header.
fn lede(parts: &[Part<'_>], mail: usize) -> Option<usize> {
    // "NOTE: 1986 includes …" belongs to a table.
    let is_lede = |part: &Part<'_>| {
        let line = part.text();
        is_full(line) && !is_labelled(line) && known(part, Place::Top).is_none()
    };
    parts.iter().skip(mail).position(is_lede).map(|at| header::lede_after_standfirst(parts, mail + at))
}

/// The beginning of a text without full paragraphs, such as a table under a headline in capitals: after the headline
/// and a dateline.
fn table_begins(parts: &[Part<'_>]) -> Option<usize> {
    let (first, second) = (parts.first()?.text(), parts.get(1)?.text());
    let capitals = !first.chars().any(char::is_lowercase) && is_title(first, HEADLINE_CHARS);
    let begins = if recognise(second, Place::Top) == Some(BlockKind::Dateline) { 2 } else { 1 };
    (capitals && parts.len() > begins).then_some(begins)
}

/// The kind of a part by itself: matched by a pattern, a list item, a quotation.
fn known(part: &Part<'_>, place: Place) -> Option<BlockKind> {
    let line = part.text();
    if is_quoted(line) {
        return Some(BlockKind::Quote);
    }
    let kind = recognise(line, place).or_else(|| address(line, place));
    if kind.is_some() {
        kind
    } else if is_item(line) || (part.inset && is_clause(line)) {
        Some(BlockKind::ListItem)
    } else {
        (part.inset && part.lines > 1).then_some(BlockKind::Quote)
    }
}

/// A line of several figures below table rows belongs to the table: "Share 0.41 0.47" is no footer, "June 15 660" no
/// dateline.
fn below_table(parts: &[Part<'_>], kinds: &mut [Option<BlockKind>]) {
    let is_row = |i: usize, kinds: &[Option<BlockKind>]| {
        kinds[i] == Some(BlockKind::TableRow) || kinds[i].is_none() && parts[i].keeps == Some(Keeps::TableRow)
    };
    for i in 1..parts.len() {
        let note = kinds[i - 1] == Some(BlockKind::Note) && i > 1;
        let figures = parts[i].text().split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
        let above = if note { i - 2 } else { i - 1 };
        let other = matches!(kinds[i], Some(BlockKind::Furniture | BlockKind::Dateline));
        if other && is_row(above, kinds) && figures.count() > 1 {
            kinds[i] = Some(BlockKind::TableRow);
        }
    }
}

/// "2. Term", "3. Fees": titles that are numbered one after the other, each with running text under it, are headings.
/// One alone may be an item of a list in a separate paragraph.
fn numbered_headings(parts: &[Part<'_>], kinds: &mut [Option<BlockKind>]) {
    let number = |i: usize| -> Option<u32> {
        if kinds[i] != Some(BlockKind::ListItem) || parts[i].lines != 1 {
            return None;
        }
        let (number, title) = parts[i].text().split_once(". ")?;
        let below = parts.get(i + 1).filter(|below| kinds[i + 1].is_none() && below.keeps.is_none())?;
        let is_text = is_full(below.text()) || ends_sentence(below.text());
        number.parse().ok().filter(|_| is_title(title, HEADING_CHARS) && is_text)
    };
    let numbers: Vec<(usize, u32)> = (0..parts.len()).filter_map(|i| Some((i, number(i)?))).collect();
    let follows = |n: usize| numbers.get(n + 1).is_some_and(|next| next.1 == numbers[n].1.saturating_add(1));
    for n in 0..numbers.len() {
        if follows(n) || n.checked_sub(1).is_some_and(follows) {
            kinds[numbers[n].0] = Some(BlockKind::Heading);
        }
    }
}

/// Marks short titles between two full paragraphs after the lede as headings.
fn headings(parts: &[Part<'_>], lede: usize, kinds: &mut [Option<BlockKind>]) {
    let is_story = |kind: Option<BlockKind>| matches!(kind, None | Some(BlockKind::ListItem | BlockKind::Quote));
    let mut above = lede;
    for i in lede + 1..parts.len().saturating_sub(1) {
        if kinds[i].is_some() {
            continue;
        }
        let line = parts[i].text();
        let next = parts.get(i + 1).filter(|_| is_story(kinds[i + 1])).map_or("", Part::text);
        // A line of verse begins with a capital and ends without a full stop as titles do; a title is apart from the
        // verse.
        let in_verse = parts[i].keeps == Some(Keeps::Verse) && parts[i + 1].line == parts[i].line + 1;
        let heads =
            parts[i].lines == 1 && !in_verse && is_title(line, HEADING_CHARS) && (is_full(next) || is_item(next));
        if heads && is_full(parts[above].text()) {
            kinds[i] = Some(BlockKind::Heading);
        } else {
            above = i;
        }
    }
}
