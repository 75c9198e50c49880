//! Files in formats that only other programs read: PDF, RTF, Word before 2007, and those with a command in the
//! settings.
//!
//! ```text
//! file ─ command of the settings for its ending, else a program for its kind ─▶ text or HTML ─ format ─▶ document
//! ```
//!
//! A program is run with its arguments and without a shell, with the path in place of `{}`. Its time and its output are
//! limited.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::fault::{self, Operation};
use crate::format::{self, Hint, Reading};
use crate::text::{Digest, Document};

/// How long a program may run. A PDF of 1,000 pages takes pdftotext about 10 s on a slow machine.
const RUN_WITHIN: Duration = Duration::from_secs(60);

/// Maximum size of a program's output in bytes: that of a text which is read.
const OUTPUT_MAX_BYTES: u64 = 128 << 20;

/// How often it is checked whether a program has ended.
const CHECK_EVERY: Duration = Duration::from_millis(5);

/// How many bytes of its error messages are read, and how long they are waited for once it has ended: a program that it
/// started may keep the stream open.
const ERROR_OUTPUT_MAX_BYTES: u64 = 4096;
const ERROR_OUTPUT_WITHIN: Duration = Duration::from_millis(100);

/// Maximum length of a program's message that is shown, in characters.
const MESSAGE_CHARS: usize = 200;

/// In arguments: the path of the file.
const PATH: &str = "{}";

/// A command of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converter {
    /// The ending of the files that it reads, in lower case.
    pub ending: String,
    /// The program and its arguments; `{}` is the path of the file, which is added at the end without it. It writes
    /// plain text or HTML to its standard output.
    pub command: Vec<String>,
}

/// The commands of the settings.
static CONVERTERS: OnceLock<Vec<Converter>> = OnceLock::new();

/// The folders in which programs are looked for.
static SEARCHED: OnceLock<Vec<PathBuf>> = OnceLock::new();

/// Sets the commands that convert files, and the folders in which programs are looked for; only the first call counts.
pub fn set_converters(converters: Vec<Converter>, searched: Vec<PathBuf>) {
    _ = CONVERTERS.set(converters);
    _ = SEARCHED.set(searched);
}

/// A kind of file that is recognised, but not read.
struct Kind {
    /// Its name with its article.
    name: &'static str,
    /// The ending in the settings, and the name of the format.
    ending: &'static str,
    /// The first bytes.
    begins: &'static [u8],
    /// Programs that read it, best first.
    programs: &'static [&'static [&'static str]],
}

const KINDS: [Kind; 3] = [
    Kind {
        name: "a PDF",
        ending: "pdf",
        begins: b"%PDF-",
        programs: &[&["pdftotext", "-enc", "UTF-8", "-nopgbrk", PATH, "-"]],
    },
    Kind {
        name: "an RTF file",
        ending: "rtf",
        begins: b"{\\rtf",
        programs: &[&["pandoc", "--from=rtf", "--to=html", "--standalone", PATH]],
    },
    Kind {
        name: "a Word file from before 2007",
        ending: "doc",
        begins: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        programs: &[&["antiword", "-m", "UTF-8.txt", "-w", "0", PATH], &["catdoc", "-d", "utf-8", "-w", PATH]],
    },
];

/// What converts a file.
pub(super) struct Conversion {
    /// The name of the format.
    ending: String,
    /// The name of the kind with its article, if it is known.
    kind: Option<&'static str>,
    /// Programs with their arguments, to be tried in this order.
    commands: Vec<Vec<String>>,
}

/// What converts a file with this path that begins with these bytes; `None` if Recto reads it itself. A file with a
/// password is only told by all of its bytes.
pub(super) fn conversion(path: Option<&Path>, head: &[u8], reading: &Reading) -> Option<Conversion> {
    if reading.format.is_some() {
        return None;
    }
    let ending = path.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    let own = |ending: &str| CONVERTERS.get()?.iter().find(|converter| converter.ending == ending);
    if let Some(converter) = ending.as_deref().and_then(own) {
        return Some(Conversion {
            ending: converter.ending.clone(),
            kind: None,
            commands: vec![converter.command.clone()],
        });
    }
    let kind = KINDS.iter().find(|kind| head.starts_with(kind.begins))?;
    // A Word file with a password begins like an old one; its reader says what it is.
    if ending.as_deref() == Some("docx") && format::is_encrypted_office(head) {
        return None;
    }
    let commands = match own(kind.ending) {
        Some(converter) => vec![converter.command.clone()],
        None => kind.programs.iter().map(|command| command.iter().map(|part| (*part).to_owned()).collect()).collect(),
    };
    Some(Conversion { ending: kind.ending.to_owned(), kind: Some(kind.name), commands })
}

/// Whether files of this name may be read by another program.
pub(super) fn may_convert(path: &Path) -> bool {
    let Some(ending) = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()) else { return false };
    let named = CONVERTERS.get().is_some_and(|all| all.iter().any(|converter| converter.ending == ending));
    named || KINDS.iter().any(|kind| kind.ending == ending)
}

impl Conversion {
    /// The document that the first of the programs that is there makes of a file. The program is stopped, and the result
    /// is any error, once `cancel` is set.
    pub(super) fn read(
        &self,
        path: Option<&Path>,
        bytes: &[u8],
        reading: Reading,
        cancel: &AtomicBool,
    ) -> Result<Document, String> {
        let Some(path) = path else {
            return Err(format!("it is {}, which only other programs read: name its file", self.name()));
        };
        let Some((program, output)) = self.run(path, cancel)? else { return Err(self.missing()) };
        // All of the text is wanted, in the encoding of the program, not of the file.
        let reading = Reading { whole: true, part: None, format: None, encoding: None, ..reading };
        let read = format::read_unless(output, &Hint::none().reading(reading), cancel);
        let document = read.unwrap_or(Err(format::Error::Empty)).map_err(|error| match error {
            format::Error::Empty | format::Error::NoText => {
                format!("{program} finds no text in it")
            }
            error => format!("cannot use the text from {program}: {error}"),
        })?;
        Ok(document.with_converted_from(&self.ending).of_bytes(Digest::of(bytes)))
    }

    /// Whether one of the programs is there.
    pub(super) fn is_possible(&self) -> bool {
        self.commands.iter().filter_map(|command| command.first()).any(|program| is_there(program))
    }

    fn name(&self) -> String {
        self.kind.map_or_else(|| format!("a file with the ending .{}", self.ending), str::to_owned)
    }

    /// "it is a PDF: pdftotext would open it, or a command for pdf in the settings"
    fn missing(&self) -> String {
        let programs: Vec<&str> =
            self.commands.iter().filter_map(|command| command.first()).map(String::as_str).collect();
        let programs = programs.join(" or ");
        if self.kind.is_some() {
            format!("it is {}: {programs} would open it, or a command for {} in the settings", self.name(), self.ending)
        } else {
            format!("there is no program {programs}, which the settings name for .{}", self.ending)
        }
    }

    /// The output of the first program that is there, with its name.
    fn run(&self, path: &Path, cancel: &AtomicBool) -> Result<Option<(String, Vec<u8>)>, String> {
        for command in &self.commands {
            let Some((program, arguments)) = command.split_first() else { continue };
            let arguments = arguments_for(arguments, path);
            let spawned = Command::new(program)
                .args(arguments)
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn();
            match spawned {
                Ok(child) => return output(child, program, cancel).map(|output| Some((program.clone(), output))),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(format!("cannot run {program}: {error}")),
            }
        }
        Ok(None)
    }
}

/// The arguments with the path, which is not an option even if it begins like one.
fn arguments_for(arguments: &[String], path: &Path) -> Vec<OsString> {
    let begins_like_option = path.as_os_str().as_encoded_bytes().starts_with(b"-");
    let path: PathBuf = if begins_like_option { Path::new(".").join(path) } else { path.to_owned() };
    let mut out: Vec<OsString> = arguments
        .iter()
        .map(|argument| if argument == PATH { path.clone().into_os_string() } else { OsString::from(argument) })
        .collect();
    if !arguments.iter().any(|argument| argument == PATH) {
        out.push(path.into_os_string());
    }
    out
}

/// The output of a program, which is stopped when it takes too long, writes too much, or is cancelled.
fn output(mut child: Child, program: &str, cancel: &AtomicBool) -> Result<Vec<u8>, String> {
    let (send, outputs) = channel();
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (send_message, messages) = channel();
    let start = |work: Box<dyn FnOnce() + Send>| {
        let started = fault::check(Operation::Thread).and_then(|()| thread::Builder::new().spawn(work).map(drop));
        started.map_err(|e| format!("cannot read the output of {program}: {e}"))
    };
    let errors_read = start(Box::new(move || {
        let mut stderr = stderr;
        _ = send_message.send(read_some(stderr.as_mut(), ERROR_OUTPUT_MAX_BYTES));
        // A program blocks if its error output is not read.
        _ = stderr.map(|mut rest| io::copy(&mut rest, &mut io::sink()));
    }));
    let read =
        errors_read.and_then(|()| start(Box::new(move || _ = send.send(read_some(stdout, OUTPUT_MAX_BYTES + 1)))));
    if read.is_err() {
        _ = child.kill();
        _ = child.wait();
    }
    read?;
    let deadline = Instant::now() + RUN_WITHIN;
    let mut written: Option<Vec<u8>> = None;
    let status: ExitStatus = loop {
        match outputs.recv_timeout(CHECK_EVERY) {
            Ok(bytes) => written = Some(bytes),
            // The output was received before; nothing else follows.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(CHECK_EVERY),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let too_much = written.as_ref().is_some_and(|bytes| bytes.len() as u64 > OUTPUT_MAX_BYTES);
        match child.try_wait() {
            _ if too_much => return Err(stopped(child, program, "gives", OUTPUT_MAX_BYTES >> 20, "MB")),
            Ok(Some(status)) if written.is_some() => break status,
            _ if Instant::now() > deadline || cancel.load(Ordering::Relaxed) => {
                return Err(stopped(child, program, "takes", RUN_WITHIN.as_secs(), "s"));
            }
            _ => {}
        }
    };
    if status.success() {
        return Ok(written.unwrap_or_default());
    }
    let message = messages.recv_timeout(ERROR_OUTPUT_WITHIN).unwrap_or_default();
    let message = String::from_utf8_lossy(&message);
    let line = message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let line: String = line.chars().take(MESSAGE_CHARS).collect();
    let why = if line.is_empty() { status.to_string() } else { line };
    Err(format!("{program} failed: {why}"))
}

/// Stops a program that exceeds a limit, unless it has ended in between; the error names the limit.
fn stopped(mut child: Child, program: &str, does: &str, limit: u64, unit: &str) -> String {
    _ = child.kill();
    _ = child.wait();
    format!("{program} {does} more than {limit} {unit}")
}

/// At most `most` bytes of a stream; what was read before an error.
fn read_some(stream: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut stream) = stream {
        _ = stream.by_ref().take(most).read_to_end(&mut bytes);
    }
    bytes
}

/// Whether a program is there: a path, or a name in a folder of the search path. It is not started.
fn is_there(program: &str) -> bool {
    let path = Path::new(program);
    let is_file = |path: &Path| path.is_file() || (cfg!(windows) && path.with_extension("exe").is_file());
    if path.components().nth(1).is_some() {
        return is_file(path);
    }
    SEARCHED.get().is_some_and(|folders| folders.iter().any(|folder| is_file(&folder.join(program))))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::text::Format;

    fn run(command: &[&str], path: &str) -> Result<Option<(String, Vec<u8>)>, String> {
        let commands = vec![command.iter().map(|part| (*part).to_owned()).collect()];
        let conversion = Conversion { ending: "x".to_owned(), kind: None, commands };
        conversion.run(Path::new(path), &AtomicBool::new(false))
    }

    #[test]
    fn a_program_is_run_with_the_path_and_without_a_shell() {
        let echo = run(&["echo", "-n", PATH, "$HOME", ";"], "a b;$(c).x").unwrap().unwrap();
        assert_eq!(String::from_utf8_lossy(&echo.1), "a b;$(c).x $HOME ;");
        let added = run(&["echo", "-n"], "-rf").unwrap().unwrap();
        assert_eq!(String::from_utf8_lossy(&added.1), "./-rf");
    }

    #[test]
    fn failures_are_reported_in_one_line() {
        assert_eq!(run(&["no-such-program-here"], "a").unwrap(), None);
        let failed = run(&["ls", "--no-such-option"], "a").unwrap_err();
        assert!(failed.starts_with("ls failed: ") && !failed.contains('\n'), "{failed}");
        assert!(run(&["false"], "a").unwrap_err().starts_with("false failed: exit status"), "the status is the reason");
    }

    #[test]
    fn a_cancelled_program_is_stopped() {
        let begun = Instant::now();
        let child = Command::new("sleep").arg("600").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let cancel = AtomicBool::new(false);
        let stopped = thread::scope(|scope| {
            let running = scope.spawn(|| output(child, "sleep", &cancel));
            thread::sleep(Duration::from_millis(50));
            cancel.store(true, Ordering::Relaxed);
            running.join().unwrap()
        });
        assert!(stopped.is_err());
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    }

    #[test]
    fn a_file_is_recognised_by_its_first_bytes() {
        let kind = |bytes: &[u8]| conversion(Some(Path::new("a")), bytes, &Reading::default()).map(|c| c.ending);
        assert_eq!(kind(b"%PDF-1.7").as_deref(), Some("pdf"));
        assert_eq!(kind(b"{\\rtf1").as_deref(), Some("rtf"));
        assert_eq!(kind(b"a text"), None);
        let given = Reading { format: Some(Format::PlainText), ..Reading::default() };
        assert!(conversion(Some(Path::new("a")), b"%PDF-1.7", &given).is_none(), "--from is an order");
        let named = |bytes: &[u8]| conversion(Some(Path::new("a.docx")), bytes, &Reading::default());
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        let stream = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
        assert!(named(&old).is_some() && named(&old.iter().copied().chain(stream).collect::<Vec<_>>()).is_none());
    }
}
