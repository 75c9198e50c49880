//! Whole processes, timed.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::program;

/// Timeout for slower programs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Cargo sets these to its own folders, which the system would search first for each library.
pub(crate) const LIBRARY_PATHS: [&str; 2] = ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"];

/// A program that compares two texts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Peer {
    Recto,
    Git,
}

/// Measurements of a process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// Wall time; at least [`PATIENCE`] if it was stopped.
    pub(crate) took: Duration,
    /// Peak memory in bytes, if the system reports it.
    pub(crate) peak: Option<u64>,
}

impl Peer {
    fn command(self, old: &Path, new: &Path) -> Command {
        let mut command = match self {
            Self::Recto => Command::new(program()),
            Self::Git => Command::new("git"),
        };
        match self {
            Self::Recto => command.arg("diff"),
            Self::Git => command.args(["diff", "--no-index", "--word-diff"]),
        };
        command.args([old, new].map(AsRef::<OsStr>::as_ref));
        LIBRARY_PATHS.iter().for_each(|name| _ = command.env_remove(name));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

/// A program and the two texts that it compares.
pub(crate) type Work<'a> = (Peer, &'a Path, &'a Path);

/// Runs several works alternately, so that load affects all of them; returns the median of each, `None` if the program
/// is not installed.
pub(crate) fn in_turn<const N: usize>(works: [Work<'_>; N], times: usize) -> io::Result<[Option<Duration>; N]> {
    let mut took = works.map(|_| Vec::with_capacity(times));
    for _ in 0..times {
        for ((peer, old, new), took) in works.iter().zip(&mut took) {
            let mut command = peer.command(old, new);
            let begun = Instant::now();
            match command.status() {
                // Both programs have these statuses: nothing differs, something differs.
                Ok(status) if matches!(status.code(), Some(0 | 1)) => took.push(begun.elapsed()),
                Ok(status) => return Err(io::Error::other(format!("{peer:?} failed: {status}"))),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(took.map(median))
}

/// A single long run with its peak memory; `None` if the program is not installed.
pub(crate) fn once(peer: Peer, old: &Path, new: &Path) -> io::Result<Option<Run>> {
    let begun = Instant::now();
    let mut child = match peer.command(old, new).spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut peak = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        peak = peak_memory(&child).max(peak);
        if begun.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(1));
    };
    let took = begun.elapsed();
    match status {
        Some(status) if !matches!(status.code(), Some(0 | 1)) => {
            return Err(io::Error::other(format!("{peer:?} failed: {status}")));
        }
        _ => {}
    }
    Ok(Some(Run { took, peak }))
}

/// The peak memory of a process so far (Linux).
fn peak_memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024)
}

/// The median.
pub(crate) fn median(mut all: Vec<Duration>) -> Option<Duration> {
    all.sort();
    all.get(all.len() / 2).copied()
}
