//! The JSON contract, schema 2. Serialised by hand: a comparison of two books is several megabytes of numbers.

use std::io::{self, Write};

use super::in_file;
use super::json_values::Json;
use crate::changes::Announcement;
use crate::changes::Change;
use crate::changes::Comparison;
use crate::diff::{Cuts, Op, Row, RowKind};
use crate::page::ComparePage;
use crate::page::HiddenCounts;
use crate::page::HiddenKinds;
use crate::story;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;
use crate::text::one_line;

/// Optional parts of the JSON.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct JsonOptions {
    /// Include the texts that spans refer to.
    pub with_text: bool,
    /// Write only the verdict and the change list, without blocks and rows.
    pub summary: bool,
}

/// Writes a page's comparison as one JSON object and a line break; `paths` are written as given. Hidden differences are
/// counted separately; rows are complete.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, page: &ComparePage, paths: Pair<&str>, options: JsonOptions) -> io::Result<()> {
    let comparison = page.comparison();
    let mut json = Json::new(out);
    // The spans of an extracted text refer to a text that only Recto has.
    let extracted = |side: Side| !page.documents()[side].is_source();
    let with_text = options.with_text || Side::BOTH.into_iter().any(extracted);
    json.raw("{\"schema\":2,\"recto\":");
    json.string(env!("CARGO_PKG_VERSION"));
    for (key, side) in [(",\n\"old\":", Side::Old), (",\n\"new\":", Side::New)] {
        json.raw(key);
        // Every sentence of a text is in exactly one row.
        let sentences = comparison.rows.iter().map(|r| r.spans[side].len()).sum();
        let counts = (comparison.stats.all[side], sentences);
        json.side(paths[side], &page.documents()[side], counts, JsonOptions { with_text, ..options });
    }
    json.verdict(comparison);
    json.cuts(comparison.cuts);
    if page.options().hidden != HiddenKinds::default() {
        json.ignored(page.hidden_counts());
    }
    if !options.summary {
        json.raw(",\n\"rows\":[");
        for (i, row) in comparison.rows.iter().enumerate() {
            json.raw(if i == 0 { "\n" } else { ",\n" });
            json.row(&in_file::bare_row(page.documents(), row));
            json.drain(32 * 1024)?;
        }
        json.raw("]");
    }
    json.raw(",\n\"changes\":[");
    for (i, change) in comparison.changes.iter().enumerate() {
        json.raw(if i == 0 { "\n" } else { ",\n" });
        json.change(i + 1, change, page);
        json.drain(32 * 1024)?;
    }
    json.raw("],\n\"notes\":[");
    for (i, note) in comparison.notes.iter().enumerate() {
        json.raw(if i == 0 { "" } else { "," });
        json.note(note, &page.documents().new);
    }
    json.raw("]}\n");
    json.drain(0)
}

impl Json<'_> {
    /// One side with its numbers of words and sentences.
    fn side(&mut self, path: &str, document: &Document, counts: (usize, usize), options: JsonOptions) {
        self.raw("{\"path\":");
        self.string(path);
        self.raw(",\"format\":");
        self.string(document.format_name());
        self.raw(",\"sha256\":");
        self.string(&document.digest().to_string());
        self.raw(",\"language\":");
        self.string_or_null(document.language());
        self.raw(",\"title\":");
        self.string_or_null(document.title().as_deref());
        if let Some(time) = story::time_of(document, path) {
            self.raw(",\"time\":{\"value\":");
            self.string(&time.value);
            self.raw(",\"from\":");
            self.value(&time.from);
            self.text.push(b'}');
        }
        self.raw(",\"words\":");
        self.number(counts.0);
        self.raw(",\"sentences\":");
        self.number(counts.1);
        if !options.summary {
            self.blocks(document);
            self.raw(",\"markup\":");
            self.spans(document.markup().iter().copied());
        }
        if options.with_text {
            self.raw(",\"text\":");
            self.string(document.file_text());
        }
        self.text.push(b'}');
    }

    fn blocks(&mut self, document: &Document) {
        self.raw(",\"blocks\":[");
        for (i, block) in document.blocks.iter().enumerate() {
            self.raw(if i == 0 { "{\"kind\":\"" } else { ",{\"kind\":\"" });
            self.raw(block.kind.name());
            self.raw("\",\"span\":");
            self.span(document.cell_in_file(block.span));
            for (key, n) in [(",\"level\":", block.level), (",\"depth\":", block.depth), (",\"quotes\":", block.quotes)]
                .into_iter()
                .filter(|(_, n)| *n > 0)
            {
                self.raw(key);
                self.number(n.into());
            }
            self.text.push(b'}');
        }
        self.text.push(b']');
    }

    /// Paragraphs of the story on one side only, and their places.
    fn cuts(&mut self, cuts: Pair<Cuts>) {
        for (key, cuts) in [(",\n\"cuts\":{\"old\":{", cuts.old), ("},\"new\":{", cuts.new)] {
            self.raw(key);
            self.counts([
                ("\"paragraphs\":", cuts.paragraphs),
                (",\"first\":", cuts.first),
                (",\"between\":", cuts.between),
                (",\"last\":", cuts.last),
            ]);
        }
        self.raw("}}");
    }

    fn counts(&mut self, counts: [(&str, usize); 4]) {
        for (key, n) in counts {
            self.raw(key);
            self.number(n);
        }
    }

    /// The number of hidden differences, by kind.
    fn ignored(&mut self, out: HiddenCounts) {
        self.raw(",\n\"ignored\":{");
        for (i, (kind, n)) in out.kinds().into_iter().filter(|k| k.1 > 0).enumerate() {
            self.raw(if i == 0 { "\"" } else { ",\"" });
            self.raw(kind);
            self.raw("\":");
            self.number(n);
        }
        self.text.push(b'}');
    }

    /// An editor's note, the ranks of the changes it announces, and its items without a matching change.
    fn note(&mut self, note: &Announcement, document: &Document) {
        self.raw("{\"span\":");
        self.span(document.in_file(note.span));
        self.raw(",\"announces\":[");
        for (i, &change) in note.found.iter().enumerate() {
            self.raw(if i == 0 { "" } else { "," });
            self.number(change + 1);
        }
        self.raw("],\"unanswered\":[");
        for (i, &span) in note.unanswered.iter().enumerate() {
            self.raw(if i == 0 { "" } else { "," });
            self.span(document.in_file(span));
        }
        self.raw("]}");
    }

    fn verdict(&mut self, comparison: &Comparison) {
        let Some(verdict) = comparison.verdict else { return };
        let stats = comparison.stats;
        self.raw(",\n\"verdict\":{\"relation\":");
        self.string(verdict.relation.name());
        self.raw(",\"old_in_new\":");
        self.share(verdict.old_in_new);
        self.raw(",\"new_in_old\":");
        self.share(verdict.new_in_old);
        self.raw("},\n\"stats\":{");
        self.counts([
            ("\"words_equal\":", stats.equal),
            (",\"words_removed\":", stats.removed),
            (",\"words_added\":", stats.added),
            (",\"words_moved\":", stats.moved),
        ]);
        self.text.push(b'}');
    }

    fn row(&mut self, row: &Row) {
        self.raw("{\"kind\":\"");
        self.raw(row.kind.name());
        self.raw(if row.moved { "\",\"moved\":true,\"old\":" } else { "\",\"moved\":false,\"old\":" });
        self.spans(row.spans.old.iter().copied());
        self.raw(",\"new\":");
        self.spans(row.spans.new.iter().copied());
        self.raw(",\"similarity\":");
        self.share(row.similarity);
        self.raw(",\"ops\":[");
        for (i, op) in row.ops.iter().enumerate() {
            if i > 0 {
                self.text.push(b',');
            }
            self.op(op);
        }
        self.text.push(b']');
        if !row.typography.is_empty() {
            self.raw(",\"typography\":[");
            for (i, pair) in row.typography.iter().enumerate() {
                if i > 0 {
                    self.text.push(b',');
                }
                self.spans([pair.old, pair.new]);
            }
            self.text.push(b']');
        }
        if row.kind == RowKind::Rewritten {
            self.raw(",\"shared\":[");
            for (i, pair) in row.shared.iter().enumerate() {
                self.raw(if i > 0 { ",[" } else { "[" });
                self.bounds(pair.old);
                self.text.push(b',');
                self.bounds(pair.new);
                self.text.push(b']');
            }
            self.text.push(b']');
        }
        self.text.push(b'}');
    }

    fn op(&mut self, op: &Op) {
        match *op {
            Op::Equal { old, new, typography, formatting } => {
                self.raw("[\"=\",");
                self.bounds(old);
                self.text.push(b',');
                self.bounds(new);
                self.raw(match (typography, formatting) {
                    (true, true) => ",\"~#\"]",
                    (true, false) => ",\"~\"]",
                    (false, true) => ",\"#\"]",
                    (false, false) => "]",
                });
            }
            Op::Removed(span) => {
                self.raw("[\"-\",");
                self.bounds(span);
                self.text.push(b']');
            }
            Op::Added(span) => {
                self.raw("[\"+\",");
                self.bounds(span);
                self.text.push(b']');
            }
        }
    }

    /// A change: its class and wording, all its findings, and its place.
    fn change(&mut self, rank: usize, change: &Change, page: &ComparePage) {
        let documents = page.documents().as_ref().map(AsRef::as_ref);
        self.raw("{\"class\":\"");
        self.raw(change.class.name());
        self.raw("\",\"rank\":");
        self.number(rank);
        self.both(in_file::spans(documents, change.spans));
        self.raw(if change.announced { ",\"announced\":true,\"summary\":" } else { ",\"summary\":" });
        self.string(&page.wording(change));
        self.raw(",\"findings\":[");
        for (i, finding) in change.findings.iter().enumerate() {
            self.raw(if i == 0 { "{\"class\":\"" } else { ",{\"class\":\"" });
            self.raw(finding.class.name());
            self.text.push(b'"');
            self.both(in_file::spans(documents, finding.spans));
            self.text.push(b'}');
        }
        if !change.more.is_empty() {
            self.raw("],\"count\":");
            self.number(change.more.len() + 1);
            self.raw(",\"places\":[");
            for (i, place) in change.places().enumerate() {
                self.raw(if i == 0 { "{\"row\":" } else { ",{\"row\":" });
                self.number(place.row);
                self.both(in_file::spans(documents, place.spans));
                self.text.push(b'}');
            }
        }
        let paragraphs = change.paragraphs(documents);
        self.raw("],\"paragraph\":{\"old\":");
        self.number_or_null(paragraphs.old);
        self.raw(",\"new\":");
        self.number_or_null(paragraphs.new);
        self.raw("},\"heading\":");
        match change.heading(documents) {
            Some((side, span)) => {
                self.string(&one_line(span.of(&documents[side].text)));
            }
            None => self.raw("null"),
        }
        self.raw(",\"hash\":\"");
        self.raw(&format!("{:016x}", change.hash(documents)));
        self.raw("\"}");
    }

    /// The spans of both sides, `null` if a side has none.
    fn both(&mut self, spans: Pair<Option<Span>>) {
        for (key, span) in [(",\"old\":", spans.old), (",\"new\":", spans.new)] {
            self.raw(key);
            match span {
                Some(span) => self.span(span),
                None => self.raw("null"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::changes::{Class, Finding, Grade};
    use crate::diff::{Relation, Stats, Verdict};
    use crate::page::CompareOptions;
    use crate::text::{About, Block, BlockKind, Family, Origin};

    fn document(text: &str) -> Document {
        let block = Block::new(BlockKind::Paragraph, Span::new(0, text.len()));
        Document::new(text.into(), vec![block], About::default().with_title(block.span, Origin::Text))
    }

    #[test]
    fn keeps_the_contract() {
        let (old, new) = (document("He “said” so."), document("He \"said\" it."));
        let row = Row {
            kind: RowKind::Edited,
            moved: true,
            family: Family::Story,
            spans: Pair::new(vec![Span::new(0, 17)], vec![Span::new(0, 13)]),
            ops: vec![
                Op::Equal { old: Span::new(0, 13), new: Span::new(0, 9), typography: true, formatting: false },
                Op::Removed(Span::new(14, 16)),
                Op::Added(Span::new(10, 12)),
                Op::Equal { old: Span::new(16, 17), new: Span::new(12, 13), typography: false, formatting: false },
            ],
            typography: vec![Pair::new(Span::new(3, 6), Span::new(3, 4))],
            similarity: 0.75,
            pairing: None,
            joined: Vec::new(),
            shared: Vec::new(),
        };
        let rewritten = Row {
            kind: RowKind::Rewritten,
            ops: vec![Op::Removed(Span::new(0, 17)), Op::Added(Span::new(0, 13))],
            shared: vec![Pair::new(Span::new(3, 13), Span::new(3, 9))],
            ..row.clone()
        };
        let spans = Pair::new(Some(Span::new(14, 16)), None);
        let comparison = Comparison {
            verdict: Some(Verdict { relation: Relation::Revised, old_in_new: 0.99999, new_in_old: 0.5 }),
            stats: Stats { equal: 2, removed: 1, added: 1, moved: 0, ..Stats::default() },
            changes: vec![Change::of(Finding::new(Class::Wording, Grade::Plain, spans), 0)],
            ..Comparison::of_rows(vec![row, rewritten])
        };
        let mut out = Vec::new();
        let docs = Pair::new(Arc::new(old), Arc::new(new));
        let page = ComparePage::new(docs, Arc::new(comparison), CompareOptions::default(), 80);
        let options = JsonOptions { with_text: true, ..JsonOptions::default() };
        json(&mut out, &page, Pair::new("a \"b\".txt", "c.txt"), options).expect("a buffer");
        assert!(!out.contains(&0x1b));
        let read: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(read["schema"], 2);
        assert_eq!(read["old"]["path"], "a \"b\".txt");
        assert_eq!(read["old"]["text"], "He “said” so.");
        assert_eq!(read["rows"][0]["kind"], "edited");
        assert_eq!(read["rows"][0]["moved"], true);
        assert_eq!(read["rows"][0]["ops"][0], serde_json::json!(["=", 0, 13, 0, 9, "~"]));
        assert_eq!(read["rows"][0]["ops"][1], serde_json::json!(["-", 14, 16]));
        assert_eq!(read["rows"][0]["ops"][3], serde_json::json!(["=", 16, 17, 12, 13]));
        assert_eq!(read["rows"][0]["typography"][0], serde_json::json!([[3, 6], [3, 4]]));
        assert_eq!(read["rows"][1]["shared"], serde_json::json!([[3, 13, 3, 9]]));
        assert!(read["rows"][0].get("shared").is_none());
        assert_eq!(read["changes"][0]["rank"], 1);
        let change = &read["changes"][0];
        assert_eq!((&change["old"], &change["new"]), (&serde_json::json!([14, 16]), &serde_json::Value::Null));
        assert_eq!(change["findings"][0], serde_json::json!({"class": "wording", "old": [14, 16], "new": null}));
        assert_eq!(change["paragraph"], serde_json::json!({"old": 1, "new": null}));
        assert_eq!(change["hash"].as_str().map(str::len), Some(16));
        assert!(read["verdict"]["old_in_new"].as_f64().expect("a number") < 1.0);
    }
}
