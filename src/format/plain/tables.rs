//! Detects rows of tables: lines with table markup, with wide gaps between cells, or of figures.

use memchr::memmem;

use super::column::Column;
use crate::format::shape::{after_marker, ends_sentence};
use crate::text::spaced_words as words;
use crate::text::{Keeps, Line};

/// Lines that fill a column are rows of a table if at least so many cells of each begin below one of the line above.
const COMMON_COLUMNS: usize = 2;

/// How a table row is recognised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// Not a row.
    None,
    /// By table markup: `| a | b |`.
    Marked,
    /// By wide gaps between cells.
    Cells,
    /// By mostly figures.
    Figures,
}

/// Marks table rows: two or more, and the line above them with the column names.
pub(super) fn mark(text: &str, chunk: &mut [Line], whole: Option<Column>) {
    let rows: Vec<Row> = chunk.iter().map(|line| row(line.span.of(text))).collect();
    let mut from = 0;
    while from < rows.len() {
        let alike = |n: usize| rows[n] == rows[from] && (n == from || aligned(text, chunk, n, rows[from]));
        let end = from + (from..rows.len()).take_while(|&n| alike(n)).count();
        let marked = rows[from] == Row::Marked;
        // Lines that fill their column with wide gaps are justified prose, unless the gaps are below each other.
        let filled =
            |n: usize| whole.is_some_and(|column| chunk.get(n + 1).is_some_and(|next| column.wrapped(&chunk[n], next)));
        let justified = rows[from] == Row::Cells
            && (from..end).filter(|&n| filled(n)).count() * 2 > end - from
            && !(from + 1..end).all(|n| common_columns(text, chunk, n) >= COMMON_COLUMNS);
        if marked || (rows[from] != Row::None && end - from > 1 && !justified) {
            let head = from.checked_sub(1).filter(|&head| {
                let cells = |n: usize| words(chunk[n].span.of(text)).count();
                !marked
                    && chunk[head].keeps.is_none()
                    && cells(head) == cells(from)
                    && !ends_sentence(chunk[head].span.of(text))
            });
            for line in &mut chunk[head.unwrap_or(from)..end] {
                line.keeps = Some(Keeps::TableRow);
            }
        }
        from = end.max(from + 1);
    }
}

fn row(line: &str) -> Row {
    if line.starts_with('|')
        || line.starts_with("{|")
        || line.starts_with("+-")
        || (line.ends_with('|') && line.contains(" | "))
    {
        return Row::Marked;
    }
    // The gap after a marker is that of a list.
    let text = if line.contains("  ") || line.contains('\t') { after_marker(line) } else { line };
    if text.contains('\t') || cells(text).nth(1).is_some() {
        return Row::Cells;
    }
    // Half of the words of a row of figures are figures, each with a digit: few lines of prose have as many.
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return Row::None;
    }
    let pairs = || line.bytes().zip(line.bytes().skip(1));
    let numbers = 1 + pairs().filter(|(a, b)| !a.is_ascii_digit() & b.is_ascii_digit()).count();
    let spaces = pairs().filter(|&(a, b)| (a == b' ') & (b != b' ')).count();
    if numbers < 2 || numbers * 2 < spaces {
        return Row::None;
    }
    let (mut all, mut figures) = (0, 0);
    for word in words(line) {
        all += 1;
        let figure = |c: char| {
            matches!(
                c,
                '0'..='9' | '.' | ',' | ':' | '+' | '-' | '–' | '−' | '%' | '$' | '£' | '€' | '(' | ')' | '/' | '*'
            )
        };
        figures += usize::from(word.chars().all(figure) && word.contains(|c: char| c.is_ascii_digit()));
    }
    if figures > 1 && figures * 2 >= all { Row::Figures } else { Row::None }
}

/// The starts of cells after wide gaps: two spaces that do not follow a sentence, or three.
fn cells(line: &str) -> impl Iterator<Item = usize> {
    let gap = move |at: usize| {
        let following = line.get(at..).unwrap_or("");
        let spaces = following.len() - following.trim_start_matches(' ').len();
        let before = line.get(..at).unwrap_or("");
        let wide = spaces > 2 || (spaces == 2 && !before.ends_with(['.', '?', '!', ':', '”', '"', ')']));
        wide.then_some(at + spaces)
    };
    let gaps =
        memmem::find_iter(line.as_bytes(), "  ").filter(move |&at| !line.get(..at).is_some_and(|s| s.ends_with(' ')));
    std::iter::once(0).chain(gaps.filter_map(gap))
}

/// Whether a cell of a row begins or ends below one of the row above it.
fn aligned(text: &str, chunk: &[Line], n: usize, row: Row) -> bool {
    if row != Row::Cells {
        return true;
    }
    let (above, line) = (&chunk[n - 1], &chunk[n]);
    if above.span.of(text).contains('\t') && line.span.of(text).contains('\t') {
        return true;
    }
    above.width == line.width || {
        let upper: Vec<u32> = columns(text, above).chain([above.width]).collect();
        columns(text, line).chain([line.width]).any(|column| upper.contains(&column))
    }
}

/// The number of cells of a row that begin below one of the row above it, without those at the margin.
fn common_columns(text: &str, chunk: &[Line], n: usize) -> usize {
    let upper: Vec<u32> = columns(text, &chunk[n - 1]).collect();
    columns(text, &chunk[n]).filter(|column| upper.contains(column)).count()
}

/// The columns at which the cells of a row begin, without the first.
fn columns(text: &str, line: &Line) -> impl Iterator<Item = u32> {
    let row = line.span.of(text);
    cells(row)
        .skip(1)
        .map(|at| line.indent + u32::try_from(row.get(..at).map_or(0, |s| s.chars().count())).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::super::column::column;
    use super::*;
    use crate::format::plain::lines::lines;
    use crate::text::cancel::Stop;

    #[test]
    fn rows_of_equal_width_are_a_table() {
        let rows = |text: &str| {
            let mut lines = lines(text, Stop::NEVER);
            let whole = column(text, &lines, 0);
            lines.chunk_by_mut(|_, next| !next.apart()).for_each(|chunk| mark(text, chunk, whole));
            lines.iter().filter(|line| line.keeps == Some(Keeps::TableRow)).count()
        };
        let table = "Harbour      06.12  06.42\nFish Market  06.15  06.45\nTown Hall    06.21  06.51\n\
            Chapel Road  06.27  06.57\nQuarry Hill  06.34  07.04\n";
        assert_eq!(rows(table), 5);
        let justified = "The  gate was  shut  by the  frost and\nthe barges  had to wait  until  it was\n\
            gone;  nobody  was  hurt, but all were\ncold  in the  small  lock house  below\nthe hill, where a lamp was lit.\n";
        assert_eq!(rows(justified), 0);
    }
}
