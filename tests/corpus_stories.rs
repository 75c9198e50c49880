//! Grouping of real stories; the folder is given by `RECTO_CORPUS`.

#![cfg(feature = "store")]
#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use recto::format::Reading;
use recto::store;
use recto::store::Found;
use recto::store::Source;
use recto::story;

#[test]
#[ignore = "reads the corpus: RECTO_CORPUS=folder"]
fn the_corpus_is_one_story_also_among_others() {
    let folder = PathBuf::from(std::env::var_os("RECTO_CORPUS").expect("RECTO_CORPUS names the folder"));
    let mut sources = Vec::new();
    store::discover(&[folder], Reading::default(), &AtomicBool::new(false), &mut |found| match found {
        Found::Document(source) => sources.push(source),
        Found::Problem(line) => panic!("{line}"),
    });
    assert_eq!(sources.len(), 5);
    let alone = stories(&sources);
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].base(), 1, "the agency original");
    assert!(alone[0].versions.iter().any(|v| v.document == 0 && v.share > 0.95), "{alone:?}");
    sources.extend(store::samples().skip(5));
    assert_eq!(stories(&sources).len(), 2);
}

fn stories(sources: &[Source]) -> Vec<story::Story> {
    let mut reader = story::Reader::default();
    let mut profile = |source: &Source| {
        let document = store::read(source).expect("readable");
        reader.read(&document, &source.name(), None)
    };
    let profiles: Vec<_> = sources.iter().map(&mut profile).collect();
    story::group(&profiles, story::Watch::default()).expect("nobody stops it")
}
