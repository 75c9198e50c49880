//! Prints the table on standard output, each line as soon as it is known.

use std::fs;
use std::io;
use std::io::Write;
use std::time::Duration;

pub(crate) struct Table {
    out: io::Stdout,
}

impl Table {
    pub(crate) fn begin() -> io::Result<Self> {
        let mut out = io::stdout();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        writeln!(out, "Recto beside its peers, on {} ({cores} cores)", processor())?;
        writeln!(out, "{:<34} {:>11} {:>16} {:>7}  wanted", "", "recto", "peer", "ratio")?;
        Ok(Self { out })
    }

    pub(crate) fn heading(&mut self, name: &str) -> io::Result<()> {
        writeln!(self.out, "{name}")
    }

    /// A line without figures.
    pub(crate) fn note(&mut self, what: &str, why: &str) -> io::Result<()> {
        writeln!(self.out, "  {what:<32} {why}")
    }

    /// At most `most` times what the peer takes.
    pub(crate) fn beside(&mut self, what: &str, recto: Time, peer: (&str, Time), most: f64) -> io::Result<()> {
        let ratio = ratio(recto, peer.1);
        let wanted = if ratio.is_some() { format!("≤ {most} ×{}", miss(ratio, most)) } else { String::new() };
        self.line(what, recto, peer, ratio, &wanted)
    }

    /// At most `most` seconds, regardless of the peer.
    pub(crate) fn within(&mut self, what: &str, recto: Time, peer: (&str, Time), most: f64) -> io::Result<()> {
        let took = recto.map(|t| t.as_secs_f64());
        let limit = time(Some(Duration::from_secs_f64(most)));
        let wanted = format!("≤ {limit}{}", miss(took, most));
        self.line(what, recto, peer, ratio(recto, peer.1), &wanted)
    }

    /// At most `most` times the size of the input.
    pub(crate) fn memory(&mut self, what: &str, peak: Option<u64>, input: usize, most: f64) -> io::Result<()> {
        let Some(peak) = peak else { return self.note(what, "not reported by this system") };
        let ratio = peak as f64 / input as f64;
        let size = format!("{:.0} MB", peak as f64 / 1e6);
        let wanted = format!("≤ {most} ×{}", miss(Some(ratio), most));
        writeln!(self.out, "  {what:<32} {size:>11} {:>16} {ratio:>7.2}  {wanted}", "")
    }

    fn line(
        &mut self,
        what: &str,
        recto: Time,
        (name, peer): (&str, Time),
        ratio: Option<f64>,
        wanted: &str,
    ) -> io::Result<()> {
        let peer = peer.map_or_else(|| format!("no {name}"), |t| format!("{name} {}", time(Some(t))));
        let ratio = ratio.map_or_else(String::new, |r| format!("{r:.2}"));
        writeln!(self.out, "  {what:<32} {:>11} {peer:>16} {ratio:>7}  {wanted}", time(recto))
    }
}

/// A measured time, if available.
type Time = Option<Duration>;

fn ratio(recto: Time, peer: Time) -> Option<f64> {
    Some(recto?.as_secs_f64() / peer?.as_secs_f64())
}

fn miss(got: Option<f64>, most: f64) -> &'static str {
    if got.is_none_or(|got| got <= most) { "" } else { "   MISSED" }
}

fn time(time: Time) -> String {
    match time.map(|t| t.as_secs_f64()) {
        None => "—".to_owned(),
        Some(t) if t < 1.0 => format!("{:.1} ms", t * 1e3),
        Some(t) => format!("{t:.2} s"),
    }
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text.lines().find_map(|l| l.strip_prefix("model name")?.split_once(':'));
    name.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}
