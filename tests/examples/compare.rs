//! Compares two texts and prints what changed: `cargo run --example compare`.

use std::io::{self, Write};

use recto::diff::Op;

const OLD: &str = "The repairs cost $1.5 million, the council said. The bridge reopens in spring.";
const NEW: &str = "The repairs cost $15 million, the council said. The bridge reopens on Friday.";

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let comparison = recto::compare(OLD, NEW);

    // The words, row by row.
    for row in &comparison.rows {
        for op in &row.ops {
            match *op {
                Op::Equal { new, .. } => write!(out, "{} ", new.of(NEW))?,
                Op::Removed(old) => write!(out, "[-{}-] ", old.of(OLD))?,
                Op::Added(new) => write!(out, "{{+{}+}} ", new.of(NEW))?,
            }
        }
        writeln!(out)?;
    }

    // The change list, most important first.
    for change in &comparison.changes {
        let words = change.spans.map(|span| span.unwrap_or_default());
        writeln!(out, "{}: {} → {}", change.class.name(), words.old.of(OLD), words.new.of(NEW))?;
    }

    // Comparisons can be stored and read back with serde, here as JSON.
    let json = serde_json::to_string(&comparison)?;
    assert_eq!(serde_json::from_str::<recto::changes::Comparison>(&json)?, comparison);
    writeln!(out, "{} bytes as JSON", json.len())
}
