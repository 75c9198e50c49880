//! Difficult characters in a terminal emulator: columns are not shifted in any script.

#![cfg(all(unix, feature = "cli"))]

#[path = "common/program.rs"]
mod program;
#[path = "common/session.rs"]
mod session;

use std::fs;
use std::path::Path;

use session::Session;

/// Texts that are difficult to lay out in columns, with the reason.
const HARD: [(&str, &str); 14] = [
    ("Arabic, with the ligature of lam and alef", "قال الوزير إن لا خلاف بين البلدين، والاتفاق قائم منذ عام 2019."),
    ("Arabic with vowel marks", "كَتَبَ الطَّالِبُ الدَّرْسَ فِي الدَّفْتَرِ."),
    ("one character as wide as four", "قيل ﷽ ثم ﷺ في أول الخطاب."),
    ("Hebrew with points", "שָׁלוֹם עֲלֵיכֶם, אמר השר."),
    ("wide characters", "署名式は平壌で行われ、両首脳は条約に署名した。"),
    ("halfwidth beside fullwidth", "ﾊﾝｶｸ と ＦＵＬＬ は違う。"),
    ("Hangul in letters", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af} 회의가 열렸다."),
    ("combining marks", "The cre\u{301}me bru\u{302}le\u{301}e and a Zalgo z\u{335}\u{321}\u{31b}\u{30d}."),
    ("emoji joined by zero width", "A family 👩\u{200d}👩\u{200d}👧\u{200d}👦 and a judge 👩🏽\u{200d}⚖\u{fe0f} came."),
    ("flags, and half of one", "🇫🇷 met 🇩🇪 and 🇫 alone."),
    ("keycaps and presentation", "Press 1\u{fe0f}\u{20e3} or ❤\u{fe0f} or ☺\u{fe0e} now."),
    ("Devanagari clusters", "क्षत्रिय राज्य की बैठक हुई।"),
    ("Thai", "ที่ประชุมมีมติเห็นชอบกับน้ำมัน"),
    ("ambiguous width", "“Yes” … § 4 ± 2 – α β ①"),
];

fn files(folder: &Path, old: &str, new: &str) -> [String; 2] {
    [("old.txt", old), ("new.txt", new)].map(|(file, text)| {
        let path = folder.join(file);
        fs::write(&path, text).unwrap_or_else(|e| panic!("{e}"));
        path.to_string_lossy().into_owned()
    })
}

/// The columns at which a text is on the screen.
fn columns_of(session: &Session, text: &str) -> Vec<Vec<u16>> {
    let screen = session.screen.screen();
    let (rows, cols) = screen.size();
    let shows = |row, col| screen.cell(row, col).is_some_and(|cell| cell.contents() == text);
    (0..rows).map(|row| (0..cols).filter(|&col| shows(row, col)).collect()).collect()
}

#[test]
fn the_columns_of_a_comparison_are_never_shifted() {
    let folder = tempfile::tempdir().expect("a folder");
    for (what, line) in HARD {
        // Long enough to wrap, with one differing word.
        let text = |word: &str| {
            format!(
                "The {word} line.\n\n{}\n\nThe crew waited.\n\nThe rain went on.\n\nThe end.\n",
                [line; 3].join(" ")
            )
        };
        let [old, new] = files(folder.path(), &text("first"), &text("last"));
        for (cols, rows) in [(100, 24), (133, 24)] {
            let mut session = Session::start(&[&old, &new], cols, rows);
            session.see("the same").press("f").see("The end.");
            let contents = session.screen.screen().contents();
            let last = contents.lines().position(|line| line.contains("The end.")).expect("its row");
            let rules = columns_of(&session, "│");
            let first = rules[2].clone();
            assert_eq!(first.len(), 1, "{what} at {cols}: {contents}");
            assert!(rules[2..=last].iter().all(|row| *row == first), "{what} at {cols}: {contents}");
            assert_eq!(contents.matches("The end.").count(), 2, "{what} at {cols}: {contents}");
            session.press("Q");
            assert!(session.end().success());
        }
    }
}
