//! Orders versions in folders where file times and lengths are misleading.
//!
//! Each folder has versions of one text. Unless stated otherwise, a later version has an *older* file and a *shorter*
//! text, so that ordering by length or file time is always wrong.

#![expect(clippy::expect_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::fs::File;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::Value;

/// A file: its name, the text before its body, and the text after it.
type Made<'a> = (&'a str, &'a str, &'a str);

const PARAGRAPHS: [&str; 6] = [
    "The lessee, Brannick Quarries Ltd, may store up to 400 tonnes of dressed stone on the eastern wharf of Port Ellery.",
    "Rent of £1,850 a month is due on the first working day, paid to the harbour office at 14 Chandlers Row.",
    "The lessor, Marit Oduya, keeps the crane in repair and answers for its yearly inspection by the Board of Trade.",
    "Either side may end the lease with ninety days' notice, given in writing and sent by registered post.",
    "No blasting takes place within two hundred yards of the lighthouse between dusk and dawn.",
    "Disputes are heard by the arbitrator whom the Ellery Chamber of Shipping names for the year.",
];

/// Writes the files, earliest version first, each modified so long after the same moment; returns their names in the order
/// of `recto list`, and its JSON.
fn listed(files: &[Made<'_>], modified: impl Fn(usize) -> Duration) -> (Vec<String>, Value) {
    let dir = tempfile::tempdir().expect("a folder");
    for (n, (name, before, after)) in files.iter().enumerate() {
        let path = dir.path().join("lease").join(name);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("made");
        let text = PARAGRAPHS[..PARAGRAPHS.len() - n.min(3)].join("\n\n");
        fs::write(&path, format!("{before}\n\n{text}\n\n{after}\n")).expect("written");
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000) + modified(n);
        File::options().append(true).open(&path).and_then(|f| f.set_modified(at)).expect("dated");
    }
    let mut command = program::recto(&dir.path().join("home"));
    command.args(["list", "--format", "json", "lease"]).current_dir(dir.path());
    let out = command.output().expect("it runs");
    let json: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let stories = json["stories"].as_array().expect("stories");
    assert_eq!(stories.len(), 1, "one story: {json:#}");
    let documents = stories[0]["documents"].clone();
    let name = |d: &Value| {
        let path = d["path"].as_str().unwrap_or_default();
        Path::new(path).strip_prefix("lease").unwrap_or(Path::new(path)).to_string_lossy().replace('\\', "/")
    };
    (documents.as_array().map(|d| d.iter().map(name).collect()).unwrap_or_default(), documents)
}

/// The later a version, the older its file, by one day each.
fn backwards(n: usize) -> Duration {
    Duration::from_secs(86_400 * (30 - n as u64))
}

/// Checks the order, what it rests on, and where times are from, if they are known.
fn in_order(files: &[Made<'_>], from: Option<&str>, order: &str) {
    let expected: Vec<_> = files.iter().map(|f| f.0).collect();
    let (names, json) = listed(files, backwards);
    assert_eq!(names, expected, "{json:#}");
    for document in json.as_array().expect("documents") {
        assert!(from.is_none_or(|from| document["time"]["from"] == from), "{json:#}");
        assert_eq!(document["order"], order, "{json:#}");
    }
}

/// Folders where only names decide.
#[test]
fn names_decide_the_order() {
    for names in [
        ["contract_v1.txt", "contract_v2.txt", "contract_v10.txt"],
        ["contract v1.2.txt", "contract v1.9.txt", "contract v1.10.txt"],
        ["lease-version-1.md", "lease-version-2.md", "lease-version-3.md"],
        ["Lease rev A.txt", "Lease rev B.txt", "Lease rev C.txt"],
        ["2024-06-19_0910.txt", "2024-06-19_1040.txt", "2024-06-20_0730.txt"],
        ["2021-08-01T01-03-12Z.txt", "2021-08-01T11-03-12Z.txt", "2021-08-02T00-00-00Z.txt"],
        ["lease 20230901.txt", "lease 20231130.txt", "lease 20240102.txt"],
        ["lease 1 Dec 2023.txt", "lease 14 Jan 2024.txt", "lease 3 Feb 2024.txt"],
        ["30-11-2023 lease.txt", "02-12-2023 lease.txt", "01-01-2024 lease.txt"],
        ["lease-20240619T091000.txt", "lease-20240619T104000.txt", "lease-20240619T235959.txt"],
        ["lease_draft.txt", "lease_revised.txt", "lease_final.txt"],
        ["lease_old.txt", "lease.txt", "lease_new.txt"],
        ["lease draft 2.txt", "lease draft 10.txt", "lease final.txt"],
        ["first draft.md", "second draft.md", "third draft.md"],
        ["lease.txt", "lease (1).txt", "lease (2).txt"],
        ["lease.txt", "lease v2.txt", "lease v3.txt"],
        ["lease_final.txt", "lease_final_2.txt", "lease_final_3.txt"],
        ["Pachtvertrag Entwurf.txt", "Pachtvertrag.txt", "Pachtvertrag Endfassung.txt"],
        ["v1/lease.txt", "v2/lease.txt", "v10/lease.txt"],
        ["2.txt", "9.txt", "10.txt"],
        ["lease-1-harbour.txt", "lease-2-lawyer.txt", "lease-3-board.txt"],
        ["LeaseDraft.txt", "LeaseCorrected.txt", "LeaseSigned.txt"],
        ["lease-jan.txt", "lease-feb.txt", "lease-nov.txt"],
        ["Pacht März.txt", "Pacht Mai.txt", "Pacht Oktober.txt"],
        ["lease Q3 2023.txt", "lease Q4 2023.txt", "lease Q1 2024.txt"],
        ["lease-I.txt", "lease-IV.txt", "lease-IX.txt"],
        ["lease 9am.txt", "lease 11am.txt", "lease 3pm.txt"],
        ["lease draft.txt", "lease.txt", "Copy of lease.txt"],
    ] {
        in_order(&names.map(|n| (n, "", "")), None, "name");
    }
}

/// Folders with stated times; names have no or contradictory evidence.
#[test]
fn stated_times_come_before_names() {
    for [a, b, c] in [
        ["Published June 18, 2024", "Published June 19, 2024", "Published July 2, 2024"],
        ["UPDATED 9:05 AM", "UPDATED 11:45 AM", "UPDATED 3:45 PM"],
        ["Last updated: 31 December 2023", "Last updated: 1 January 2024", "Last updated: 2 January 2024"],
        ["2024-06-19 09:10", "2024-06-19 10:40", "2024-06-20 07:00"],
        ["Date: 14.03.2024", "Date: 15.03.2024", "Date: 02.04.2024"],
        ["Stand: 14.03.2024, 09:42 Uhr", "Stand: 14.03.2024, 11:42 Uhr", "Stand: 15.03.2024, 08:00 Uhr"],
        ["Publié le 30 juin 2024 à 10h40", "Publié le 1er juillet 2024 à 09h15", "Mis à jour le 2 juillet 2024"],
        ["Wednesday, June 19, 2024 10:30 GMT", "Thursday, June 20, 2024 08:00 GMT", "Friday, June 21, 2024 08:00 GMT"],
        [
            "Published 8:00 AM, May 2, 2024 | Updated 9:00 AM", "Published 8:00 AM, May 2, 2024 | Updated 1:00 PM",
            "Published 8:00 AM, May 2, 2024 | Updated 4:30 PM",
        ],
        ["(Draft of 3 May 2023)", "(Draft of 12 May 2023)", "(Draft of 1 June 2023)"],
    ] {
        // "Date:" at the top is a mail header.
        let from = Some(if a.starts_with("Date:") { "mail-header" } else { "text" });
        in_order(&[("lease_v3.txt", a, ""), ("lease_v2.txt", b, ""), ("lease_v1.txt", c, "")], from, "stated");
        in_order(&[("wharf.txt", "", a), ("quarry.txt", "", b), ("crane.txt", "", c)], None, "stated");
    }
}

#[test]
fn front_matter_decides() {
    let matter = |date: &str| format!("---\ntitle: The lease\ndate: {date}\n---");
    let (a, b, c) = (matter("2024-03-09"), matter("2024-03-10"), matter("2024-11-02"));
    in_order(&[("z.md", &a, ""), ("y.md", &b, ""), ("x.md", &c, "")], Some("front-matter"), "stated");
}

#[test]
fn datelines_decide() {
    let files = [
        ("c.txt", "PORT ELLERY, Dec 30 (Sample Wire) - The lease of the wharf was read aloud.", ""),
        ("b.txt", "PORT ELLERY, Dec 31 (Sample Wire) - The lease of the wharf was read aloud.", ""),
        ("a.txt", "PORT ELLERY, Jan 1 (Sample Wire) - The lease of the wharf was read aloud.", ""),
    ];
    in_order(&files, Some("dateline"), "stated");
}

#[test]
fn a_correction_follows_what_it_corrects() {
    for note in ["(Corrects rent in second paragraph.)", "(Updates with comment from the harbour office.)"] {
        let (names, json) = listed(&[("wharf.txt", "", ""), ("crane.txt", note, "")], backwards);
        assert_eq!(names, ["wharf.txt", "crane.txt"], "{json:#}");
        assert_eq!(json[1]["order"], "note");
        assert_eq!(json[1]["time"]["from"], "note");
    }
}

#[test]
fn file_times_decide_if_nothing_else_does() {
    let forwards = |n: usize| Duration::from_secs(86_400 * n as u64);
    // Here the longest is the latest, and the shortest the first.
    let files = [("wharf.txt", "", ""), ("crane.txt", "", ""), ("quarry.txt", "", "")];
    let (names, json) = listed(&files, forwards);
    assert_eq!(names, ["wharf.txt", "crane.txt", "quarry.txt"]);
    assert_eq!((&json[0]["time"]["from"], &json[1]["order"]), (&"file".into(), &"file".into()));
    let (names, _) = listed(&files, backwards);
    assert_eq!(names, ["quarry.txt", "crane.txt", "wharf.txt"], "and not by length either");
}

#[test]
fn without_evidence_the_order_is_a_guess() {
    let (names, json) = listed(&[("wharf.txt", "", ""), ("crane.txt", "", "")], |_| Duration::ZERO);
    assert_eq!(names, ["crane.txt", "wharf.txt"]);
    assert_eq!((&json[0]["order"], &json[1]["order"]), (&"guess".into(), &"guess".into()));
}

#[test]
fn a_date_in_the_running_text_is_not_the_texts_own() {
    let files = [
        ("lease_v1.txt", "The parties signed an earlier lease on 3 March 2024 in the presence of a notary.", ""),
        ("lease_v2.txt", "The parties signed an earlier lease on 3 March 2019 in the presence of a notary.", ""),
    ];
    let (names, json) = listed(&files, backwards);
    assert_eq!(names, ["lease_v1.txt", "lease_v2.txt"], "{json:#}");
}

#[test]
fn the_shorter_second_version_of_a_contract_is_the_new_side() {
    let (names, json) = listed(&[("contract_v1.txt", "", "A closing note."), ("contract_v2.txt", "", "")], backwards);
    assert_eq!(names, ["contract_v1.txt", "contract_v2.txt"]);
    assert_eq!(json[0]["base"], true, "though the first is the fuller one");
    assert!(json[0]["words"].as_u64() > json[1]["words"].as_u64());
}
