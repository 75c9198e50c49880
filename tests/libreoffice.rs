//! Word files with tracked changes in LibreOffice: with all changes accepted there it has the new text, with all rejected
//! the old, with their structure. `RECTO_OFFICE_PAIRS=200` compares more pairs, `RECTO_OFFICE_SEED=7` others.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

#[path = "common/redline.rs"]
mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use recto::format::{self, Hint};
use recto::text::{BlockKind, Document, MarkKind};

use common::{HANDBOOK, Shape, accepted, before, markdown, plain, redline, shape, two, written};

/// How long LibreOffice may take, for its start and for each file.
const START: Duration = Duration::from_secs(60);
const FILE: Duration = Duration::from_secs(5);

/// Opens each file of a list, accepts or rejects its changes, and saves it: a line of the list is the command, the file,
/// and then each new file and its filter, separated by tabs.
const MACRO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Resolve" script:language="StarBasic">
Sub All(list As String)
    On Error Resume Next
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    Dim filter(1) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    filter(0).Name = "FilterName"
    filter(1).Name = "FilterOptions"
    filter(1).Value = "UTF8,LF"
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    number = FreeFile
    Open list For Input As #number
    Do While Not Eof(number)
        Line Input #number, job
        parts = Split(job, Chr(9))
        document = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
        dispatcher.executeDispatch(document.CurrentController.Frame, parts(0), "", 0, Array())
        For i = 2 To UBound(parts) - 1 Step 2
            filter(0).Value = parts(i + 1)
            document.storeToURL(parts(i), filter())
        Next i
        document.close(True)
    Loop
    Close #number
    StarDesktop.terminate()
End Sub
</script:module>
"#;

/// Lists of the modules of a profile.
const LIBRARY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Resolve"/></library:library>
"#;
const LIBRARIES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>
"#;

/// Marks the profile as complete: otherwise the first start writes another library over this one.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>
"#;

/// What LibreOffice is asked to do with all changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Accept,
    Reject,
}

impl Act {
    const BOTH: [Self; 2] = [Self::Accept, Self::Reject];

    const fn command(self) -> &'static str {
        match self {
            Self::Accept => ".uno:AcceptAllTrackedChanges",
            Self::Reject => ".uno:RejectAllTrackedChanges",
        }
    }
}

/// The formats in which LibreOffice saves, with the names of its filters.
const FORMATS: [(&str, &str); 3] = [("docx", "MS Word 2007 XML"), ("odt", "writer8"), ("txt", "Text (encoded)")];

/// LibreOffice with a profile of its own.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    /// `None`, and a line that says so, where it is missing.
    fn find() -> Option<Self> {
        let is_there = Command::new("soffice").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !is_there.is_ok_and(|status| status.success()) {
            // Written past the harness, which keeps what a passing test prints to itself.
            let message = "\nSKIPPED: Word files in LibreOffice, as soffice is missing\n";
            _ = std::io::Write::write_all(&mut std::io::stderr(), message.as_bytes());
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let basic = folder.path().join("profile/user/basic");
        fs::create_dir_all(basic.join("Standard")).unwrap();
        fs::write(folder.path().join("profile/user/registrymodifications.xcu"), SETTINGS).unwrap();
        fs::write(basic.join("script.xlc"), LIBRARIES).unwrap();
        fs::write(basic.join("Standard/script.xlb"), LIBRARY).unwrap();
        fs::write(basic.join("Standard/Resolve.xba"), MACRO).unwrap();
        Some(Self { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Accepts and rejects the changes of files, in one run of the program, and saves each result in each format.
    fn resolve(&self, files: &[Vec<u8>]) {
        let url = |path: &Path| format!("file://{}", path.display());
        let mut list = String::new();
        for (i, file) in files.iter().enumerate() {
            let from = self.path(&format!("{i}.docx"));
            fs::write(&from, file).unwrap();
            for act in Act::BOTH {
                _ = write!(list, "{}\t{}", act.command(), url(&from));
                for (ending, filter) in FORMATS {
                    _ = write!(list, "\t{}\t{filter}", url(&self.path(&resolved(i, act, ending))));
                }
                list.push('\n');
            }
        }
        let jobs = self.path("jobs");
        fs::write(&jobs, list).unwrap();
        let mut office = Command::new("soffice")
            .args(["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"])
            .arg(format!("-env:UserInstallation={}", url(&self.path("profile"))))
            .arg(format!("macro:///Standard.Resolve.All(\"{}\")", jobs.display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let most = START + FILE * u32::try_from(files.len()).unwrap();
        let begun = Instant::now();
        while office.try_wait().unwrap().is_none() {
            if begun.elapsed() > most {
                _ = office.kill();
                panic!("LibreOffice does not end");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// How what LibreOffice made of a file differs from a document; empty if it does not.
    fn difference(&self, file: usize, act: Act, ending: &str, wanted: &Document) -> String {
        let name = resolved(file, act, ending);
        let bytes = fs::read(self.path(&name)).unwrap_or_else(|e| panic!("LibreOffice did not save {name}: {e}"));
        if ending == "txt" {
            // In text, list items have numbers.
            let text = String::from_utf8(bytes).unwrap();
            let plain = wanted.blocks.iter().all(|block| block.kind != BlockKind::ListItem);
            return if plain { words(&wanted.text, text.trim_start_matches('\u{feff}')) } else { String::new() };
        }
        let is = format::read(bytes, &Hint::of_name(&name)).unwrap();
        difference(&shape_in(wanted, ending), &shape_in(&is, ending))
    }
}

fn resolved(file: usize, act: Act, ending: &str) -> String {
    format!("{file}-{}.{ending}", if act == Act::Accept { "accepted" } else { "rejected" })
}

type Documents = (Arc<Document>, Arc<Document>);

/// The samples, each with the next.
fn samples() -> Vec<Documents> {
    let samples = [
        include_str!("../assets/sample/bridge-1-first.txt"),
        include_str!("../assets/sample/bridge-2-second.txt"),
        include_str!("../assets/sample/bridge-3-corrected.txt"),
        include_str!("../assets/sample/pact-1-wire.txt"),
        include_str!("../assets/sample/pact-3-rewrite.txt"),
        include_str!("../assets/sample/pact-5-collected.txt"),
    ]
    .map(plain);
    samples.windows(2).map(|pair| (Arc::clone(&pair[0]), Arc::clone(&pair[1]))).collect()
}

/// Pairs at which one of the programs joins paragraphs in its own way.
fn joined() -> Vec<Documents> {
    let table = "| Name | Figure |\n|---|---|\n| Two clerks counted. | 19 |";
    let late = "They were too late.";
    let linked = "> The museum bought a walrus in [spring](https://sample.example).";
    let items =
        "1. The ferry sailed at noon.\n2. Two clerks counted the ballots again by candlelight.\n3. Nobody spoke.";
    [
        // LibreOffice takes the first paragraph for a moved one, and rejects or accepts both ends of the move together.
        (format!("Begin.\n\n{late}\n\n- Nobody spoke."), format!("> {late}\n\nBegin.\n\n- Nobody spoke.")),
        (format!("> {late}\n\nBegin.\n\n- Nobody spoke."), format!("Begin.\n\n{late}\n\n- Nobody spoke.")),
        (
            format!("{table}\n\nBegin.\n\nIt rained."),
            "Begin.\n\n2. Two clerks counted.\n3. They sang.\n\nIt rained.".to_owned(),
        ),
        (
            format!("## {late}\n\nBegin.\n\n1. {late}\n   1. Below it.\n"),
            format!("## {late}\n\nBegin.\n\n> A brass band practised."),
        ),
        // One of several that are deleted at once.
        (
            "Begin.\n\nThey sang.\n\n- It rained.\n- Two clerks counted.\n- She had seen it.".to_owned(),
            format!("Begin.\n\n{table}\n\n> The museum bought a walrus."),
        ),
        // A part of the paragraph before it that is deleted or inserted is taken for one.
        (
            "*Note:* the ferry sailed.\n\nBegin.\n\n- It rained.".to_owned(),
            "Begin.\n\n- It rained.\n\n> *Warning:* the ferry sailed.".to_owned(),
        ),
        // A link divides a moved paragraph before a list: what is left of it is no item.
        (format!("{items}\n\n{linked}"), format!("{linked}\n\n{items}")),
        (format!("{linked}\n\n{items}"), format!("{items}\n\n{linked}")),
        // A change of code or of a link is a deletion and an insertion, next to others.
        ("She said `so`.\n\nAnd left.".to_owned(), "She said so.\n\nAt noon they sang. And left.".to_owned()),
        ("She has `gone`\n\nAnd left.".to_owned(), "She has gone\n\nAt noon they sang. And left.".to_owned()),
        (
            "She has gone\n\nIn May she left.".to_owned(),
            "She has [gone](https://sample.example)\n\nShe left.".to_owned(),
        ),
        (
            "She has [gone](https://sample.example)\n\nShe left.".to_owned(),
            "She has gone\n\nIn May she left.".to_owned(),
        ),
    ]
    .map(|(old, new)| (markdown(&old), markdown(&new)))
    .into()
}

/// A poem and code of plain text, whose lines are kept.
fn lines() -> Vec<Documents> {
    let poem = "The Weir\n\nThe lamp goes out along the quay,\n    the ferry sleeps, the ropes are slack,\nand nobody has \
        come to see\n    the water carry starlight back.\n\n    A bell rings once. The gulls complain.\nThe lock-keeper \
        shuts the gate,\n        walks home beneath a little rain,\n    and leaves the river to its weight.\n";
    let code = "The meter is read by a short program, which the office keeps on its own machine.\n\n    fn main() {\n        \
        let meter = read();\n\n        if meter.is_empty() {\n            return;\n        }\n    }\n\nThen wait.\n";
    [
        (poem.to_owned(), poem.replace("sleeps", "rests").replace("see\n", "see\n\n")),
        (code.to_owned(), code.replace("return;", "return 1;").replace("\n\n        if", "\n        if")),
    ]
    .map(|(old, new)| (plain(&old), plain(&new)))
    .into()
}

/// Random pairs.
fn random(count: usize) -> Vec<Documents> {
    let seed: u8 = std::env::var("RECTO_OFFICE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let pairs = two();
    let mut next = || pairs.new_tree(&mut runner).unwrap().current();
    (0..count)
        .map(|_| {
            let (old, new) = next();
            (markdown(&written(&old)), markdown(&written(&new)))
        })
        .collect()
}

#[test]
fn libreoffice_accepts_to_the_new_text_and_rejects_to_the_old() {
    let Some(office) = Office::find() else { return };
    let count = std::env::var("RECTO_OFFICE_PAIRS").ok().and_then(|count| count.parse().ok()).unwrap_or(6);
    let handbook = (markdown(HANDBOOK), markdown(&HANDBOOK.replace("**here**", "here").replace("2. Pay.", "2. Wait.")));
    let pairs: Vec<Documents> =
        samples().into_iter().chain([handbook]).chain(joined()).chain(lines()).chain(random(count)).collect();
    let files: Vec<Vec<u8>> = pairs.iter().map(|(old, new)| redline(old, new)).collect();
    office.resolve(&files);
    let mut report = String::new();
    let (mut failed, mut last) = (0, None);
    for (i, file) in files.iter().enumerate() {
        let new = accepted(file.clone());
        let old = if new.about.tracked { before(file.clone()) } else { accepted(file.clone()) };
        for (act, wanted) in [(Act::Accept, &new), (Act::Reject, &old)] {
            for (ending, _) in FORMATS {
                let difference = office.difference(i, act, ending, wanted);
                if !difference.is_empty() {
                    failed += 1;
                    _ = write!(report, "\n== pair {i}, {act:?}, {ending}\n{difference}");
                    if last != Some(i) {
                        let (old, new) = (pairs[i].0.file_text(), pairs[i].1.file_text());
                        _ = write!(report, "--- old\n{old}\n--- new\n{new}\n");
                    }
                    last = Some(i);
                }
            }
        }
    }
    assert_eq!(failed, 0, "of {} pairs:{report}", pairs.len());
}

/// The words from which on two texts differ.
fn words(wanted: &str, is: &str) -> String {
    let [wanted, is] = [wanted, is].map(|text| text.split_whitespace().collect::<Vec<_>>());
    let same = wanted.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let from = |words: &[&str]| words.get(same..).unwrap_or(&[]).iter().take(12).copied().collect::<Vec<_>>().join(" ");
    if wanted == is { String::new() } else { format!("- {}\n+ {}\n", from(&wanted), from(&is)) }
}

/// The shape of a document that LibreOffice saved. In a Word file it puts words after a removed link into that link.
fn shape_in(document: &Document, ending: &str) -> Shape {
    let (blocks, mut marks) = shape(document);
    marks.retain(|mark| ending != "docx" || mark.0 != MarkKind::Link);
    (blocks, marks)
}

/// The lines of two shapes that differ: `-` what is expected, `+` what is there.
fn difference(wanted: &Shape, is: &Shape) -> String {
    let lines = |shape: &Shape| {
        let blocks = shape.0.iter().map(|block| format!("{block:?}"));
        blocks.chain(shape.1.iter().map(|mark| format!("{mark:?}"))).collect::<Vec<_>>()
    };
    let (wanted, is) = (lines(wanted), lines(is));
    let mut out = String::new();
    for (sign, lines, others) in [('-', &wanted, &is), ('+', &is, &wanted)] {
        for line in lines.iter().filter(|line| !others.contains(line)) {
            _ = writeln!(out, "{sign} {line}");
        }
    }
    if out.is_empty() && wanted != is {
        out.push_str("the order differs\n");
    }
    out
}
