//! The wording of a formatting change: "“Ann Marie”: italics → plain", "“Toll”: heading 2 → heading 3".

use super::cells::fit;
use super::sanitize::sanitize_folded;
use crate::text::{Block, BlockKind, Document, Mark, MarkKind, Marker, Pair, Side, Span};

/// Maximum cells of the words, and of each form.
const WORDS_CELLS: usize = 40;

/// The words of a formatting change, with their old and new formatting.
pub(super) fn formatting(documents: &Pair<&Document>, spans: Pair<Option<Span>>) -> String {
    let (Some(old), Some(new)) = (spans.old, spans.new) else { return String::new() };
    let spans = Pair::new(old, new);
    let style = |side: Side| style(documents[side], spans[side]);
    let words = line(new.of(&documents.new.text));
    let (was, is) = (style(Side::Old), style(Side::New));
    if was != is {
        return format!("“{words}”: {was} → {is}");
    }
    let written = |side: Side| {
        let document = documents[side];
        line(document.cell_in_file(spans[side]).of(document.file_text()))
    };
    format!("{} → {}", written(Side::Old), written(Side::New))
}

fn line(text: &str) -> String {
    let mut out = String::new();
    sanitize_folded(text, &mut out);
    fit(&out, WORDS_CELLS)
}

/// The formatting at the beginning of a span: "heading 2, italics", or "plain".
fn style(document: &Document, span: Span) -> String {
    let block = document.blocks.get(document.block_at(span.start)).and_then(block);
    let near = document.marks.partition_point(|mark| mark.span.start <= span.start);
    let marks = document.marks[..near].iter().filter(|mark| mark.span.contains(span.start)).filter_map(mark);
    let names: Vec<String> = block.into_iter().chain(marks).collect();
    if names.is_empty() { "plain".to_owned() } else { names.join(", ") }
}

fn block(block: &Block) -> Option<String> {
    Some(match (block.kind, block.marker) {
        (BlockKind::Headline | BlockKind::Heading, _) => format!("heading {}", block.level),
        (BlockKind::ListItem, Marker::Number(_)) => "numbered list".to_owned(),
        (BlockKind::ListItem, _) => "list".to_owned(),
        (BlockKind::Quote, _) => "quotation".to_owned(),
        (BlockKind::TableRow, _) => "table".to_owned(),
        (BlockKind::Code, _) => "code listing".to_owned(),
        _ => return None,
    })
}

fn mark(mark: &Mark) -> Option<String> {
    Some(match mark.kind {
        MarkKind::Emphasis => "italics".to_owned(),
        MarkKind::Strong => "bold".to_owned(),
        MarkKind::Code => "code".to_owned(),
        MarkKind::Strike => "struck out".to_owned(),
        MarkKind::Link => format!("link to {}", line(mark.target.as_deref().unwrap_or(""))),
        MarkKind::Image => format!("image {}", line(mark.target.as_deref().unwrap_or(""))),
        MarkKind::Footnote => "footnote".to_owned(),
        _ => return None,
    })
}
