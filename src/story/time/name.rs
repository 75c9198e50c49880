//! Evidence in a document's name: `2024-06-19_1040`, `contract_v2`, `draft`, `final`, `_old`, `(1)`.
//!
//! A name is split into tokens. Common tokens are skipped; the first pair that differs decides, if it is a timestamp, a
//! month, a number after a version word, a stage, or a number.

use std::cmp::Ordering;

use crate::lang::Set;
use crate::lang::any_has;
use crate::lang::calendar::Moment;
use crate::lang::calendar::first_clock;
use crate::lang::calendar::first_moment;
use crate::lang::date_words::month;
use crate::lang::roman;
use crate::lang::version_words::counts_versions;
use crate::lang::version_words::ordinal;
use crate::lang::version_words::stage;

/// The evidence in a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NameClues {
    /// All other words in lower case, in order.
    rest: Vec<String>,
    /// A date with an optional time of day.
    pub(super) moment: Option<Moment>,
    /// The numbers of `v2`, `version 1.10`, `draft 3`.
    version: Option<Vec<u32>>,
    /// The latest stage, or 0.
    stage: i8,
    /// The earliest stage where a name has several: `signed_draft` comes before `signed_final`.
    first_stage: Option<i8>,
    /// The number of a stage: `final 2`.
    stage_count: u32,
    /// The number in brackets at the end, which browsers give to copies.
    copy: u32,
    /// Bare numbers, each with the number of words before it.
    numbers: Vec<(usize, u32)>,
    /// As written, for display: `v2`, `final`, `(1)`.
    label: String,
}

/// What two names say of their documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::story) enum Naming {
    /// Nothing.
    #[default]
    Other,
    /// They differ in a bare number, as versions do, but also the reports of a series.
    Numbered,
    /// They differ in `v2`, `draft`, `final`, `(1)`: versions of one document.
    Versions,
}

/// A run of letters or digits, or a mark, of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token<'a> {
    text: &'a str,
    /// Whether a letter or digit directly precedes it.
    joined: bool,
    /// Whether it is in round brackets.
    bracketed: bool,
}

/// The stage of a file that an editor kept before saving, `lease.txt~`: that of `bak`.
const BACKUP: i8 = -4;

/// The latest stage of names that say old; drafts come after it.
const OLD: i8 = -3;

/// Number of parent folders that are read as part of the name.
const PARENT_FOLDERS: usize = 2;

impl NameClues {
    /// Reads the name of a file, with its parent folders.
    pub(super) fn read(name: &str) -> Self {
        let parts: Vec<&str> = name.split(['/', '\\']).filter(|p| !p.is_empty()).collect();
        let (file, folders) = parts.split_last().map_or((name, &[][..]), |(file, folders)| (*file, folders));
        let from = folders.len().saturating_sub(PARENT_FOLDERS);
        let mut clues = Self::default();
        let saved = file.trim_end_matches('~');
        if saved.len() < file.len() {
            clues.stage = BACKUP;
            clues.first_stage = Some(BACKUP);
            clues.add_label("~");
        }
        for part in folders[from..].iter().copied().chain(without_ending(saved)) {
            clues.part(part);
        }
        clues
    }

    fn part(&mut self, part: &str) {
        let (moment, rest) = take_moment(part);
        if let Some(moment) = moment {
            self.moment = Some(moment);
        }
        for part in rest {
            self.words(part);
        }
    }

    fn words(&mut self, part: &str) {
        let tokens = tokens(part);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let used = self.token(token, &tokens[at + 1..]);
            at += used;
            // "Copy of lease" is a copy of "lease"; a letter counts, as in "draft a".
            let is_joint = |word: &str| word.len() > 1 && any_has(Set::Function, &word.to_lowercase());
            if at == used && stage(token.text).is_some() && tokens.get(at).is_some_and(|next| is_joint(next.text)) {
                at += 1;
            }
        }
    }

    /// Reads the evidence that begins at a token; returns its number of tokens.
    fn token(&mut self, token: &Token<'_>, next: &[Token<'_>]) -> usize {
        if token.bracketed
            && let Some(n) = token.number()
        {
            self.copy = n;
            self.add_label(&format!("({n})"));
            return 1;
        }
        let used = self.version(token, next).or_else(|| self.ordinal(token, next)).or_else(|| self.stage(token, next));
        if let Some(used) = used {
            return used;
        }
        match token.number() {
            Some(n) => self.numbers.push((self.rest.len(), n)),
            None => self.rest.push(token.text.to_lowercase()),
        }
        1
    }

    /// Reads `v2`, `version 1.10`, `rev B`.
    fn version(&mut self, token: &Token<'_>, next: &[Token<'_>]) -> Option<usize> {
        if !counts_versions(token.text) || token.joined {
            return None;
        }
        if let Some(first) = next.first().and_then(Token::number) {
            let mut version = vec![first];
            version.extend(next.windows(2).take_while(|w| w[1].goes_on(w[0])).filter_map(|w| w[1].number()));
            let used = 1 + version.len();
            self.add_label(&format!("{}{}", token.text, dotted(&version)));
            self.version = Some(version);
            return Some(used);
        }
        let letter = |t: &&Token<'_>| t.text.len() == 1 && t.text.chars().all(char::is_alphabetic) && !t.joined;
        let letter = next.first().filter(letter).filter(|_| token.text.len() > 1)?;
        let n = letter.text.chars().next().map_or(0, |c| u32::from(c.to_ascii_lowercase()));
        self.add_label(&format!("{} {}", token.text, letter.text));
        self.version = Some(vec![n.saturating_sub(u32::from('a')) + 1]);
        Some(2)
    }

    /// Reads an ordinal: "second draft" is draft 2, "bridge-1-first" is the first.
    fn ordinal(&mut self, token: &Token<'_>, next: &[Token<'_>]) -> Option<usize> {
        let n = ordinal(token.text)?;
        self.version = Some(vec![n]);
        self.add_label(token.text);
        let Some(word) = next.first().filter(|t| stage(t.text).is_some() || counts_versions(t.text)) else {
            return Some(1);
        };
        self.stage = self.stage.max(stage(word.text).unwrap_or(0));
        self.add_label(word.text);
        Some(2)
    }

    /// Reads `draft`, `final 2`.
    fn stage(&mut self, token: &Token<'_>, next: &[Token<'_>]) -> Option<usize> {
        let stage = stage(token.text)?;
        self.first_stage = Some(self.first_stage.map_or(stage, |first| first.min(stage)));
        self.stage_count += u32::from(self.stage == stage);
        // The last word is the latest stage, unless one says old: "final_old".
        self.stage = if self.stage <= OLD || stage <= OLD {
            self.stage.min(stage)
        } else if self.stage == 0 {
            stage
        } else {
            self.stage.max(stage)
        };
        self.add_label(token.text);
        let Some(n) = next.first().and_then(Token::number) else { return Some(1) };
        self.stage_count = n;
        self.add_label(&n.to_string());
        Some(2)
    }

    fn add_label(&mut self, word: &str) {
        if !self.label.is_empty() {
            self.label.push(' ');
        }
        self.label.push_str(word);
    }

    /// The evidence as written, for display; `None` if the name has none by itself.
    pub(super) fn label(&self) -> Option<String> {
        if let Some(moment) = self.moment {
            return Some(moment.to_string());
        }
        (!self.label.is_empty()).then(|| self.label.clone())
    }

    /// The order of two names; `None` if they do not decide.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        if let (Some(a), Some(b)) = (self.moment, other.moment)
            && let Some(order) = a.order(&b)
        {
            return Some(order);
        }
        let same = self.rest == other.rest;
        let differ = |order: Ordering| Some(order).filter(|o| o.is_ne());
        let staged = self.stage.cmp(&other.stage);
        // A name marked old is older than one that is not, whatever its number.
        if same && (self.stage <= OLD) != (other.stage <= OLD) {
            return Some(staged);
        }
        if let Some(order) = self.one_word(other, month).or_else(|| self.one_word(other, roman)) {
            return Some(order);
        }
        if let (Some(a), Some(b)) = (&self.version, &other.version)
            && (same || self.begins_like(other))
            && a != b
        {
            return Some(a.cmp(b));
        }
        if same {
            return differ(staged)
                .or_else(|| differ(self.first_stage?.cmp(&other.first_stage?)))
                .or_else(|| differ(self.stage_count.cmp(&other.stage_count)))
                .or_else(|| numbered(self, other))
                .or_else(|| later_by_number(self, other))
                .or_else(|| differ(self.copy.cmp(&other.copy)));
        }
        self.letters(other).or_else(|| self.counted(other))
    }

    /// Whether two names are those of versions of one document: equal but for a version, a stage, a copy, or a number.
    pub(super) fn naming(&self, other: &Self) -> Naming {
        if self.rest != other.rest || self.moment != other.moment {
            return Naming::Other;
        }
        let stages = |name: &Self| (name.stage, name.first_stage, name.stage_count, name.copy);
        if self.version != other.version || stages(self) != stages(other) {
            return if self.numbers == other.numbers { Naming::Versions } else { Naming::Other };
        }
        let differing = self.numbers.iter().zip(&other.numbers).filter(|(a, b)| a != b).count();
        let counted = self.numbers.len() == other.numbers.len() && differing == 1;
        if counted { Naming::Numbered } else { Naming::Other }
    }

    /// Whether both begin with the same words, so that their numbers count the same thing.
    fn begins_like(&self, other: &Self) -> bool {
        !self.rest.is_empty() && self.rest.first() == other.rest.first()
            || self.rest.is_empty()
            || other.rest.is_empty()
    }

    /// `memo-jan`, `memo-feb`: equal except for one word that has a number, such as a month without a day or a year.
    fn one_word(&self, other: &Self, number: impl Fn(&str) -> Option<u32>) -> Option<Ordering> {
        if self.rest.len() != other.rest.len() {
            return None;
        }
        let mut differing = self.rest.iter().zip(&other.rest).filter(|(a, b)| a != b);
        let (a, b) = differing.next()?;
        let order = number(a)?.cmp(&number(b)?);
        (differing.next().is_none() && order.is_ne()).then_some(order)
    }

    /// `draft-a`, `draft-b`: equal except for a final single letter.
    fn letters(&self, other: &Self) -> Option<Ordering> {
        let ((a, before), (b, their)) = (self.rest.split_last()?, other.rest.split_last()?);
        let single = |s: &str| s.len() == 1 && s.bytes().all(|c| c.is_ascii_lowercase());
        (before == their && self.stage == other.stage && single(a) && single(b) && a != b).then(|| a.cmp(b))
    }

    /// `pact-1-wire`, `pact-2-digest`: a number after a common beginning.
    fn counted(&self, other: &Self) -> Option<Ordering> {
        let (&(at, n), &(their, m)) = (self.numbers.first()?, other.numbers.first()?);
        let alike = at > 0 && at == their && self.rest.get(..at) == other.rest.get(..at);
        (alike && n != m).then(|| n.cmp(&m))
    }
}

impl Token<'_> {
    /// Its number, if it is one of at most four digits.
    fn number(&self) -> Option<u32> {
        self.text.parse().ok().filter(|_| self.text.len() <= 4)
    }

    /// Whether it continues a version number: `.10` after `1`.
    fn goes_on(&self, before: Token<'_>) -> bool {
        let start = |t: &str| t.as_ptr() as usize;
        start(self.text) == start(before.text) + before.text.len() + 1 && self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

/// Equal words with bare numbers, `2` and `10`: the first difference decides. A year comes before the others, wherever
/// it is: `Q4 2023`, `Q1 2024`.
fn numbered(a: &NameClues, b: &NameClues) -> Option<Ordering> {
    let (a, b) = (&a.numbers, &b.numbers);
    if a.len() != b.len() {
        return None;
    }
    let differing = || a.iter().zip(b).map(|((_, n), (_, m))| (n, m)).filter(|(n, m)| n != m);
    let (n, m) = differing().find(|(n, m)| YEARS.contains(n) && YEARS.contains(m)).or_else(|| differing().next())?;
    Some(n.cmp(m))
}

/// Numbers that are years in names.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// `contract` comes before `contract 2` and `contract v2`; its order relative to `contract v1` is unknown.
fn later_by_number(a: &NameClues, b: &NameClues) -> Option<Ordering> {
    let number =
        |c: &NameClues| c.version.as_ref().and_then(|v| v.first().copied()).or_else(|| Some(c.numbers.last()?.1));
    match (number(a), number(b)) {
        (None, Some(n)) if n >= 2 => Some(Ordering::Less),
        (Some(n), None) if n >= 2 => Some(Ordering::Greater),
        _ => None,
    }
}

/// A name without its extension; `.bak` and `.v2` are evidence and kept.
fn without_ending(file: &str) -> Vec<&str> {
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => {
            if stage(ending).is_some() {
                let mut parts = without_ending(stem);
                parts.push(ending);
                parts
            } else if ending.bytes().any(|b| b.is_ascii_digit()) {
                vec![file]
            } else {
                vec![stem]
            }
        }
        _ => vec![file],
    }
}

/// Extracts the date and time of a part of a name, and returns the text before and after it.
fn take_moment(part: &str) -> (Option<Moment>, Vec<&str>) {
    // An underscore separates words like a space.
    let spaced: String = part.chars().map(|c| if c == '_' { ' ' } else { c }).collect();
    let found = first_moment(&spaced).filter(|(_, m)| m.has_day() || m.year.is_some());
    // A time of day alone, `9am`, has letters at its end: `1.10` is a version.
    let lettered = |(at, _): &(std::ops::Range<usize>, Moment)| {
        spaced.get(at.clone()).is_some_and(|clock| clock.ends_with(|c: char| c.is_ascii_alphabetic()))
    };
    let found = found.or_else(|| first_clock(&spaced).filter(lettered));
    let Some((at, moment)) = found else { return (unix_time(part), vec![part]) };
    let mut end = at.end;
    let mut moment = moment;
    if moment.clock.is_none()
        && let Some((used, clock)) = clock_after(spaced.get(end..).unwrap_or(""))
    {
        moment = moment.at(&clock);
        end += used;
    }
    // `part` has the same bytes at the same positions: only underscores were replaced.
    let rest = [part.get(..at.start), part.get(end..)].into_iter().flatten().filter(|p| !p.is_empty()).collect();
    (Some(moment), rest)
}

/// The time after a date: `_1040`, `-10-40`, `T10h40`, ` 104000Z`.
fn clock_after(rest: &str) -> Option<(usize, Moment)> {
    let digits: Vec<(usize, char)> = rest
        .char_indices()
        .take_while(|(at, c)| {
            c.is_ascii_digit() || matches!(c, '-' | '.' | ':' | 'h' | ' ') || (*at <= 1 && matches!(c, 'T' | 't'))
        })
        .filter(|(_, c)| c.is_ascii_digit())
        .take(6)
        .collect();
    let four = digits.get(..4)?;
    let number = |two: &[(usize, char)]| two.iter().fold(0, |n, (_, c)| n * 10 + c.to_digit(10).unwrap_or(0));
    let (hour, minute) = (number(&four[..2]), number(&four[2..]));
    let second = digits.get(4..6).map(number).filter(|_| digits[5].0 < digits[3].0 + 4);
    let last = if second.is_some() { digits[5].0 } else { digits[3].0 };
    // More digits follow: not a time of day.
    if digits[0].0 > 2 || rest.get(last + 1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    if hour > 23 || minute > 59 || second.is_some_and(|s| s > 59) {
        return None;
    }
    let zulu = rest.get(last + 1..).is_some_and(|r| r.starts_with(['Z', 'z']));
    let clock = Some(hour * 3600 + minute * 60 + second.unwrap_or(0));
    Some((last + 1 + usize::from(zulu), Moment { clock, offset: zulu.then_some(0), ..Moment::default() }))
}

/// A number of ten digits that is a UNIX time in the years 2001 to 2036, or of fourteen that is a date and time.
fn unix_time(part: &str) -> Option<Moment> {
    let mut runs = part.split(|c: char| !c.is_ascii_digit());
    runs.find_map(|run| match run.len() {
        10 => run.parse().ok().filter(|n| (1_000_000_000..2_100_000_000).contains(n)).map(Moment::of_unix),
        13 => run
            .parse::<i64>()
            .ok()
            .map(|n| n / 1000)
            .filter(|n| (1_000_000_000..2_100_000_000).contains(n))
            .map(Moment::of_unix),
        12 | 14 => {
            let (date, clock) = (run.get(..8)?, run.get(8..)?);
            let (_, date) = first_moment(date)?;
            let (_, clock) = clock_after(clock)?;
            Some(date.at(&clock))
        }
        _ => None,
    })
}

fn tokens(part: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, bool, bool)> = None;
    let mut depth = 0_u8;
    for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
        let kind = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphabetic() || c == '\'' {
            Some(false)
        } else {
            None
        };
        if let Some((start, digits, joined)) = open {
            // `FinalDraft` is two words.
            let hump = c.is_uppercase() && part.get(start..at).is_some_and(|s| s.ends_with(char::is_lowercase));
            if kind == Some(digits) && !hump {
                continue;
            }
            let text = part.get(start..at).unwrap_or("");
            out.push(Token { text, joined, bracketed: depth > 0 });
        }
        let joined = open.is_some() && kind.is_some();
        open = kind.map(|digits| (at, digits, joined));
        match c {
            '(' | '[' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    out
}

fn dotted(numbers: &[u32]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests;
