//! Pages of comparisons, of the samples and of generated texts.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{
    CompareOptions, ComparePage, HiddenKinds, Marks, Page, ReaderOptions, ReaderPage, Role, View, sanitize, search,
    width,
};
use crate::changes::Options;
use crate::changes::compare;
use crate::diff::{Op, RowKind};
use crate::text::About;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Pair;
use crate::text::Side;
use crate::text::Span;

mod folds;
mod marks;
mod moves;
mod tables;
mod text;
mod views;

const SAMPLES: [&str; 4] = [
    include_str!("../../../assets/sample/bridge-1-first.txt"),
    include_str!("../../../assets/sample/bridge-2-second.txt"),
    include_str!("../../../assets/sample/pact-2-syndicated.txt"),
    include_str!("../../../assets/sample/pact-1-wire.txt"),
];

/// A document with one paragraph per line.
fn document(text: &str) -> Arc<Document> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        if !line.trim().is_empty() {
            let span = Span::new(start, start + line.trim().len());
            blocks.push(Block::new(BlockKind::Paragraph, span));
        }
        at += line.len();
    }
    Arc::new(Document::new(text.into(), blocks, About::default()))
}

fn page(old: &str, new: &str, options: CompareOptions, cells: u16) -> ComparePage {
    let docs = Pair::new(document(old), document(new));
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    ComparePage::new(docs, Arc::new(comparison), options, cells)
}

fn shown(page: &ComparePage) -> Vec<String> {
    (0..page.items()).flat_map(|i| page.lines(i)).map(|l| l.text().trim_end().to_owned()).collect()
}

fn unfolded(view: View) -> CompareOptions {
    CompareOptions { view, fold: false, ..CompareOptions::default() }
}

/// A page of two plain texts, read as files are.
fn plain(old: &str, new: &str, view: View) -> Vec<String> {
    let docs = Pair::new(old, new).map(|text| Arc::new(crate::format::plain_text(text).expect("a text")));
    let comparison = compare(&docs.old, &docs.new, &Options::default()).expect("not cancelled");
    shown(&ComparePage::new(docs, Arc::new(comparison), unfolded(view), 120))
}
