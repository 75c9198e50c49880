//! Answers effects synchronously, for tests without a terminal: those of `src/app` and of golden screens.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use recto::app::{Answer, Arrival, Effect, Matches, Msg};
use recto::changes;
use recto::format;
use recto::page;
use recto::store;
use recto::store::{Found, Source};
use recto::story;
use recto::text::Document;

/// The messages that answer an effect, in order; none for effects outside the state machine.
pub(crate) fn answers(effect: Effect) -> Vec<Msg> {
    let never = AtomicBool::new(false);
    let (ticket, answers) = match effect {
        Effect::Discover { ticket, paths, sources, reading } => {
            let (found, problems) = discover(&paths, sources, reading);
            (ticket, vec![Answer::Arrived(found), Answer::Discovered { problems, skipped: 0 }])
        }
        Effect::Load(ticket, source) => (ticket, vec![Answer::Loaded(arrival(source))]),
        Effect::Group(ticket, documents) => {
            let mut reader = story::Reader::default();
            let profiles: Vec<_> = documents.iter().map(|d| reader.read(&d.document, &d.source.name(), None)).collect();
            let stories = story::group(&profiles, story::Watch::default()).unwrap_or_default();
            (ticket, vec![Answer::Grouped(documents.into_iter().map(|d| d.id).collect(), stories)])
        }
        Effect::Compare(ticket, pair) => {
            let pair = format::for_pair(&pair);
            let compared = changes::compare(&pair.old, &pair.new, &changes::Options::default());
            let compared = compared.unwrap_or_else(|| panic!("the comparison is not cancelled"));
            (ticket, vec![Answer::Compared(pair, Arc::new(compared))])
        }
        Effect::Arrange(ticket, arranging) => (ticket, vec![Answer::Arranged(Box::new(arranging.arrange()))]),
        Effect::Filter { ticket, query, cards } => {
            (ticket, vec![Answer::Filtered(Matches::new(&cards, query, &never).unwrap_or_default())])
        }
        Effect::Search { ticket, query, texts } => {
            let hits = |text: Arc<Document>| page::search(&text.text, &query, &never);
            (ticket, vec![Answer::Hits(texts.map(|text| text.and_then(hits).unwrap_or_default()))])
        }
        Effect::SearchAll { ticket, query, documents } => {
            let searched = documents.len();
            let found = |(id, d): (_, Arc<Document>)| Some((id, page::excerpts(&d, &query, &never)?));
            let found = documents.into_iter().filter_map(found).filter(|f| !f.1.list.is_empty()).collect();
            (ticket, vec![Answer::Excerpts { found, searched }, Answer::Searched])
        }
        Effect::Export(ticket, export) => (ticket, vec![Answer::Exported(export.path)]),
        Effect::Cancel(_)
        | Effect::Copy(_)
        | Effect::Remember(..)
        | Effect::Theme { .. }
        | Effect::Choose(_)
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Mouse(_)
        | Effect::Quit
        | Effect::Fail(_) => return Vec::new(),
    };
    answers.into_iter().map(|answer| Msg::Done(ticket, answer)).collect()
}

fn arrival(source: Source) -> Arrival {
    let document = store::read(&source).map(Arc::new).map_err(|e| e.to_string());
    Arrival { source, document, left_at: None, novelty: page::Novelty::default() }
}

fn discover(paths: &[PathBuf], sources: Vec<Source>, reading: format::Reading) -> (Vec<Arrival>, Vec<String>) {
    let (mut found, mut problems) = (sources, Vec::new());
    store::discover(paths, reading, &AtomicBool::new(false), &mut |one| match one {
        Found::Document(source) => found.push(source),
        Found::Problem(line) => problems.push(line),
    });
    (found.into_iter().map(arrival).collect(), problems)
}
