//! Lines to parts: joins lines that belong together.

use super::column::margin;
use crate::format::part::Part;
use crate::format::squeezed::Squeezed;
use crate::text::cancel::Stop;
use crate::text::{BlockKind, Line, Span};

/// The lines of the printed page.
pub(super) type Pages = Vec<(Span, BlockKind)>;

/// Lines that belong together.
struct Run {
    first: Span,
    /// Further pieces, after lines of the printed page.
    rest: Vec<Span>,
    lines: usize,
    inset: bool,
    line: Line,
    index: usize,
    seams: Vec<usize>,
}

/// The parts of a text, in order, and the lines of the printed page between or inside them. `seams` are indices of
/// joined lines with which the writer began a paragraph. Incomplete once `stop` is set.
pub(super) fn parts<'a>(text: &'a str, lines: &[Line], seams: &[usize], stop: Stop<'_>) -> (Vec<Part<'a>>, Pages) {
    let margin = margin(text, lines);
    let inset = |line: &Line| line.indent >= margin + 2;
    let (mut parts, mut pages): (Vec<Part<'a>>, Pages) = (Vec::new(), Vec::new());
    let mut run: Option<Run> = None;
    let mut paged = false;
    let mut seams = seams.iter().copied().peekable();
    for (n, line) in lines.iter().enumerate().take_while(|_| !stop.is_set()) {
        let seam = seams.next_if_eq(&n).is_some();
        if let Some(kind) = line.page {
            match pages.last_mut().filter(|_| paged && line.joined) {
                Some((caption, _)) => caption.end = line.span.end,
                None => pages.push((line.span, kind)),
            }
            paged = true;
            continue;
        }
        let broken = std::mem::take(&mut paged);
        match run.as_mut().filter(|_| line.joined) {
            Some(run) => {
                if broken {
                    run.rest.push(line.span);
                } else {
                    run.rest.last_mut().unwrap_or(&mut run.first).end = line.span.end;
                }
                run.lines += 1;
                run.inset &= inset(line);
                run.seams.extend(seam.then_some(line.span.range().start));
            }
            None => {
                let begun = Run {
                    first: line.span,
                    rest: Vec::new(),
                    lines: 1,
                    inset: inset(line),
                    line: *line,
                    index: n,
                    seams: Vec::new(),
                };
                parts.extend(run.replace(begun).map(|run| run.part(text)));
            }
        }
    }
    parts.extend(run.map(|run| run.part(text)));
    (parts, pages)
}

impl Run {
    fn part(self, text: &str) -> Part<'_> {
        Part {
            squeezed: Squeezed::new(text, self.first, self.rest),
            line: self.index,
            lines: self.lines,
            indent: self.line.indent,
            inset: self.inset,
            keeps: self.line.keeps,
            seams: self.seams,
        }
    }
}
