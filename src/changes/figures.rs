//! The figures of a row with normalised values and units, so that "$2.3 billion" and "2.3 bln dlrs" are equal, and "12
//! kg" and "12 g" are not.

use std::borrow::Cow;
use std::ops::Range;

use super::row_tokens::RowTokens;
use super::years::{counts_as_figure, is_year};
use crate::lang::{self, Language, Set, Topics};

/// A figure with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// Its words, with unit and scale.
    pub(crate) words: Range<usize>,
    /// The word with the digits.
    pub(crate) at: usize,
    /// The normalised value: digits with an optional point, scaled ("1.5 million" is 1500000); other forms as written
    /// ("8-3"); empty for a unit without a figure.
    pub(crate) value: String,
    /// The norm of its unit or the code of its currency; empty without a unit.
    pub(crate) unit: String,
    /// Whether it may be a recent year: 1900 to 2099.
    pub(crate) is_year: bool,
    /// Whether it may be added or removed without changing a count: "half", "first".
    pub(crate) is_vague: bool,
}

/// The figures of a row outside the words that `taken` accepts, in order.
pub(crate) fn figures(tokens: &RowTokens<'_>, taken: impl Fn(usize) -> bool) -> Vec<Figure> {
    let reader = Reader { tokens };
    let mut out: Vec<Figure> = Vec::new();
    let mut k = 0;
    while tokens.goes_on(k) {
        let read = || if taken(k) { None } else { reader.read(k, &taken) };
        let found = tokens.read_at(Topics::FIGURE, k, read);
        k = found.as_ref().map_or(k + 1, |figure| figure.words.end.max(k + 1));
        out.extend(found);
    }
    inherit(tokens, &mut out);
    out
}

/// "4 to 7 per cent": the first figure is a percentage too.
fn inherit(tokens: &RowTokens<'_>, figures: &mut [Figure]) {
    for n in (1..figures.len()).rev() {
        let between = figures[n - 1].words.end..figures[n].words.start;
        let joins = |k: usize| tokens.is_function(k) || tokens.key(k) == "-";
        if figures[n - 1].unit.is_empty() && between.len() == 1 && between.clone().all(joins) {
            figures[n - 1].unit = figures[n].unit.clone();
        }
    }
}

struct Reader<'a> {
    tokens: &'a RowTokens<'a>,
}

impl Reader<'_> {
    /// Reads the figure that begins at word `k`.
    fn read(&self, k: usize, taken: &impl Fn(usize) -> bool) -> Option<Figure> {
        let (language, key) = (self.tokens.language, self.tokens.key(k));
        let in_words = if lang::figure(key) { None } else { self.number_in_words(k, taken) };
        let (sum, words) = match in_words {
            Some((value, words)) => (Some(Sum::plain(value)), words),
            None => (Sum::read(language, key), 1),
        };
        let Some(mut sum) = sum else { return self.unit_alone(k) };
        let is_pointed = self.follows_point(k);
        if is_pointed {
            sum.value = format!("0.{}", sum.value);
        }
        let sign = if is_pointed { None } else { self.sign_before(k, taken) };
        let mut end = k + words;
        let mut unit = sum.unit.take();
        let mut zeros = sum.zeros;
        if sum.value.starts_with(|c: char| c.is_ascii_digit()) && !sum.closed {
            // "25 1/2"
            let follows = end < self.tokens.all().end && !taken(end) && !self.tokens.begins_cell(end);
            let more = (unit.is_none() && follows).then(|| share_after(&sum.value, self.tokens.key(end))).flatten();
            if let Some(value) = more {
                sum.value = value;
                end += 1;
            }
            // "500 000"
            while self.is_group(k, end) && !taken(end) {
                sum.value.push_str(self.tokens.key(end));
                end += 1;
            }
            // "five hundred", "1.5 million"
            while let Some(more) = self.scale(end).filter(|_| !taken(end)) {
                zeros += more;
                end += 1;
            }
            if let Some((name, words)) = self.unit(end).filter(|_| unit.is_none() && !taken(end)) {
                unit = Some(name);
                end += words;
            }
        }
        // Earlier years are recognised by context.
        let late = key.starts_with("19") || key.starts_with("20");
        let is_year = is_year(key) && late && unit.is_none() && end == k + 1 && !counts_as_figure(self.tokens, k);
        let value = scaled(&sum.value, zeros);
        Some(Figure {
            words: k - usize::from(is_pointed || sign.is_some())..end,
            at: k,
            value: if sign == Some(Set::Minus) { format!("-{value}") } else { value },
            unit: unit.unwrap_or_default(),
            is_year,
            is_vague: sum.is_ordinal || language.has(Set::Vague, key),
        })
    }

    /// Whether word `k` has the digits after a decimal point without a nought: ".5", which is in two words.
    fn follows_point(&self, k: usize) -> bool {
        let Some(point) = k.checked_sub(1) else { return false };
        let alone =
            point == 0 || self.tokens.is_spaced(point) || matches!(self.tokens.before(point), "$" | "(" | "£" | "€");
        alone
            && self.tokens.key(point) == "."
            && !self.tokens.is_spaced(k)
            && self.tokens.key(k).starts_with(|c: char| c.is_ascii_digit())
    }

    /// The word for a sign before the figure at `k`: "minus 4". Between two figures it is an operation, "9 minus 4", and
    /// in a phrase for a bound none: "al menos 4".
    fn sign_before(&self, k: usize, taken: &impl Fn(usize) -> bool) -> Option<Set> {
        /// Words of such a phrase before the word for the sign.
        const BOUND_WORDS: usize = 2;
        let (tokens, language) = (self.tokens, self.tokens.language);
        let at = k.checked_sub(1).filter(|&at| !taken(at) && !tokens.begins_cell(k))?;
        let sign = [Set::Minus, Set::Plus].into_iter().find(|&set| language.has(set, tokens.key(at)))?;
        let is_bound = |set: Set| {
            (at.saturating_sub(BOUND_WORDS)..=at).any(|from| {
                let found = language.begins(set, (from..tokens.all().end).map(|k| tokens.key(k)));
                found.is_some_and(|(_, words)| from + words > at)
            })
        };
        let counted = language.numbers(tokens.before(at)) || unit_norm(language, tokens.before(at)).is_some();
        (!counted && ![Set::AtLeast, Set::AtMost, Set::Roughly, Set::Almost].into_iter().any(is_bound)).then_some(sign)
    }

    /// Whether word `at` has three more digits of the number that begins at `k`, in languages that separate them by spaces.
    fn is_group(&self, k: usize, at: usize) -> bool {
        let digits = |key: &str| key.bytes().all(|b| b.is_ascii_digit());
        let (first, group) = (self.tokens.key(k), self.tokens.key(at));
        let grouped = self.tokens.language.has_spaced_thousands() && !self.tokens.is_table_row;
        let begins = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
        let joined = (k + 1..=at).all(|k| self.tokens.is_spaced(k)) && at > k && self.tokens.key(at - 1).len() <= 3;
        grouped && begins && joined && group.len() == 3 && digits(group)
    }

    /// A number of two words or more, or a share of a scale in one, and how many they are: "three hundred and fifty".
    fn number_in_words(&self, k: usize, taken: &impl Fn(usize) -> bool) -> Option<(String, usize)> {
        let language = self.tokens.language;
        let free = (k..self.tokens.all().end).take_while(|&k| !taken(k));
        let keys = free.map(|k| self.tokens.key(k));
        let number = language.number_in_words(keys.clone())?;
        // "between one hundred and two thousand"
        let joins = |key: &&str| language.joins_numbers(key);
        let is_bound = self.comes_after_between(k) && keys.clone().take(number.1).filter(joins).count() == 1;
        let number = if is_bound { language.number_in_words(keys.take_while(|key| !joins(key)))? } else { number };
        Some(number).filter(|(_, words)| *words > 1 || self.tokens.key(k).contains('-'))
    }

    /// Whether two bounds begin at word `k`: after "between", or "between about".
    fn comes_after_between(&self, k: usize) -> bool {
        let mut before = (k.saturating_sub(2)..k).map(|k| self.tokens.key(k));
        before.any(|key| self.tokens.language.has(Set::BeforeBounds, key))
    }

    fn scale(&self, k: usize) -> Option<usize> {
        if self.tokens.begins_cell(k) {
            return None;
        }
        Some(self.tokens.language.zeros(&self.tokens.norm(k))).filter(|&zeros| zeros > 0)
    }

    /// The norm of the unit at `k`, and its number of words.
    fn unit(&self, k: usize) -> Option<(String, usize)> {
        if self.tokens.begins_cell(k) {
            return None;
        }
        let (language, key) = (self.tokens.language, self.tokens.key(k));
        if let Some(norm) = language.phrase_norm(key, self.tokens.key(k + 1)).filter(|norm| language.is_unit(norm)) {
            return Some((norm.to_owned(), 2));
        }
        let norm = unit_norm(language, key.trim_end_matches('.'))?;
        Some((norm, 1))
    }

    /// A unit without a figure before it: "in miles" → "in feet".
    fn unit_alone(&self, k: usize) -> Option<Figure> {
        let key = self.tokens.key(k);
        let language = self.tokens.language;
        let named =
            [Set::Units, Set::Measures, Set::Currencies, Set::Scales].into_iter().any(|set| language.has(set, key));
        named.then(|| Figure {
            words: k..k + 1,
            at: k,
            value: String::new(),
            unit: unit_norm(language, key).unwrap_or_else(|| language.norm(key).into_owned()),
            is_year: false,
            is_vague: true,
        })
    }
}

/// The norm of a unit: a measure, a currency, a percentage, a span of time.
fn unit_norm(language: Language, key: &str) -> Option<String> {
    if let Some(code) = language.currency(key) {
        return Some(code.to_owned());
    }
    let norm = language.norm(key);
    if language.has(Set::Currencies, key) || language.is_unit(&norm) || language.is_measure(&norm) {
        return Some(norm.into_owned());
    }
    language.is_span(key).then(|| language.stem(&norm).to_owned())
}

/// A whole number with the fraction after it: "25 1/2".
pub(crate) fn share_after(whole: &str, key: &str) -> Option<String> {
    let share = fraction(&key.replace('\u{2044}', "/")).filter(|_| whole.bytes().all(|b| b.is_ascii_digit()))?;
    Some(format!("{whole}{}", share.strip_prefix('0')?))
}

/// The value of a word for a share: "half".
pub(crate) fn share(language: Language, key: &str) -> Option<&'static str> {
    /// The values of the lines of [`Set::Shares`].
    const VALUES: [&str; 3] = ["0.5", "0.25", "1/3"];
    VALUES.get(language.line(Set::Shares, key)?).copied()
}

/// What a single word contributes to a figure.
struct Sum {
    value: String,
    unit: Option<String>,
    zeros: usize,
    is_ordinal: bool,
    /// Whether no unit can follow: it has one, or is an ordinal.
    closed: bool,
}

impl Sum {
    fn plain(value: String) -> Self {
        Self { value, unit: None, zeros: 0, is_ordinal: false, closed: false }
    }

    /// Reads "3,000", "$1.5m", "98%", "41-1/2", "33-year-old", "five", "thirty-two", "20th", "三百".
    fn read(language: Language, key: &str) -> Option<Self> {
        if key.is_empty() {
            return None;
        }
        if !lang::figure(key) {
            return Self::in_words(language, key);
        }
        let key = &*lang::plain_digits(key);
        if !key.contains(|c: char| c.is_ascii_digit()) {
            return Some(Self::plain(key.to_owned()));
        }
        let (currency, sum) = signed(language, key);
        let sum = sum.trim_start_matches('+');
        let digits = digits(sum);
        let rest = sum.get(digits.len()..).unwrap_or("");
        let mut out = Self::plain(canonical(language, digits));
        out.unit = currency;
        let suffix = rest.trim_start_matches('-').replace('.', "");
        match suffix.as_str() {
            "" => {}
            "%" => out.unit = Some(language.norm("percent").into_owned()),
            ending if out.unit.is_none() && language.has(Set::OrdinalEndings, ending) => {
                (out.is_ordinal, out.closed) = (true, true);
            }
            suffix => out.suffix(language, suffix),
        }
        Some(out)
    }

    /// Applies the suffix of the digits: "bn", "km", "year-old".
    fn suffix(&mut self, language: Language, suffix: &str) {
        let head = suffix.split('-').next().unwrap_or(suffix);
        let money = self.unit.is_some();
        let norm = match language.unit(head) {
            Some("m") if money => "mln".into(),
            Some(norm) => Cow::Borrowed(norm),
            None => language.norm(head),
        };
        let zeros = language.zeros(&norm);
        if zeros > 0 {
            self.zeros = zeros;
        } else if !money {
            // "33-year-old" is an age; no other form of a figure has this unit.
            let aged = suffix.rsplit_once('-').is_some_and(|(_, end)| language.has(Set::AgeEnds, end));
            self.unit = unit_norm(language, head).or(Some(norm.into_owned())).filter(|_| !aged);
            self.closed = true;
        }
    }

    fn in_words(language: Language, key: &str) -> Option<Self> {
        if let Some(value) = language.compound(key) {
            return Some(Self::plain(value));
        }
        // "17-week" is read as digits with a suffix; "ten-day" as a number word.
        let (head, tail) = key.split_once('-').unwrap_or((key, ""));
        let norm = language.norm(head);
        let counts = language.has(Set::Cardinals, head) || language.compound(head).is_some();
        if counts && norm.starts_with(|c: char| c.is_ascii_digit()) {
            let mut out = Self::plain(norm.into_owned());
            if !tail.is_empty() {
                out.suffix(language, tail);
            }
            return Some(out);
        }
        let ordinal = language.ordinal(head).filter(|_| tail.is_empty());
        if let Some(n) = ordinal {
            return Some(Self { is_ordinal: true, closed: true, ..Self::plain(n.to_string()) });
        }
        if let Some(value) = share(language, key) {
            return Some(Self { closed: true, ..Self::plain(value.to_owned()) });
        }
        let word = language.has(Set::NumberWords, key) || language.has(Set::Fractions, key) || counts;
        word.then(|| Self { closed: true, ..Self::plain(norm.into_owned()) })
    }
}

/// The currency of a sign attached to a sum, and the sum: "$5", "us$5", "a$150".
fn signed(language: Language, key: &str) -> (Option<String>, &str) {
    let bare = lang::short_dollars(key);
    let (sign, bare) = match bare.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| !c.is_ascii_digit()) => ("-", rest),
        _ => ("", bare),
    };
    match language.currency_sign(bare) {
        Some((code, sum)) if sum.starts_with(|c: char| c.is_ascii_digit()) => (Some(format!("{sign}{code}")), sum),
        _ => match key.split_once(['$', '£', '€', '¥']) {
            // Dollars of another country.
            Some((country, sum)) if !country.is_empty() && country.chars().all(char::is_alphabetic) => {
                (Some(format!("{country}$")), sum)
            }
            _ => (None, key),
        },
    }
}

/// The digits at the beginning of a word, with the marks between them.
fn digits(key: &str) -> &str {
    let body = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-' | ':' | '\u{2044}');
    let sign = usize::from(key.starts_with('-'));
    let end = key.get(sign..).unwrap_or("").find(|c| !body(c)).map_or(key.len(), |at| at + sign);
    key.get(..end).unwrap_or(key).trim_end_matches(|c: char| !c.is_ascii_digit())
}

/// Normalises digits: no thousands separators, no trailing zeros after the point, fractions as decimals.
pub(crate) fn canonical(language: Language, digits: &str) -> String {
    let digits = digits.replace('\u{2044}', "/");
    if let Some(value) = fraction(&digits) {
        return value;
    }
    let grouped = |by: char| {
        let mut groups = digits.split(by);
        let first = groups.next().map_or(0, str::len);
        let mut rest = groups.peekable();
        rest.peek().is_some() && (1..=3).contains(&first) && rest.all(|g| g.len() == 3)
    };
    let point = |text: &str| {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        match part.trim_end_matches('0') {
            "" => whole.to_owned(),
            part => format!("{whole}.{part}"),
        }
    };
    let plain = |text: &str, sign: char| text.chars().all(|c| c.is_ascii_digit() || c == sign || c == '-');
    if digits.contains(',') && digits.contains('.') {
        // The last of the two marks is the decimal point.
        return match digits.rfind('.') > digits.rfind(',') {
            true => point(&digits.replace(',', "")),
            false => point(&digits.replace('.', "").replace(',', ".")),
        };
    }
    match () {
        () if digits.contains(',') && grouped(',') => digits.replace(',', ""),
        () if digits.matches(',').count() == 1 && plain(&digits, ',') => point(&digits.replace(',', ".")),
        () if !language.has_decimal_point() && digits.contains('.') && grouped('.') => digits.replace('.', ""),
        () if digits.matches('.').count() == 1 && plain(&digits, '.') => point(&digits),
        () => digits,
    }
}

/// "1/2", "41-1/2" as decimals, if the denominator is small, as in prices; other fractions as written.
fn fraction(digits: &str) -> Option<String> {
    let (whole, part) = digits.rsplit_once('-').filter(|(whole, _)| !whole.is_empty()).unwrap_or(("0", digits));
    let (over, under) = part.split_once('/')?;
    let (whole, over, under): (u64, u64, u64) = (whole.parse().ok()?, over.parse().ok()?, under.parse().ok()?);
    const PLACES: u64 = 1_000_000;
    let parts = matches!(under, 2 | 4 | 5 | 8 | 10 | 16 | 32 | 64) && over < under;
    let value = parts.then(|| over * PLACES / under)?;
    let decimals = format!("{value:06}");
    Some(match decimals.trim_end_matches('0') {
        "" => whole.to_string(),
        decimals => format!("{whole}.{decimals}"),
    })
}

/// A value multiplied by a power of ten: "1.5" with six zeros is 1500000.
pub(crate) fn scaled(value: &str, zeros: usize) -> String {
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if zeros == 0 || whole.is_empty() || !digits(whole.trim_start_matches('-')) || !digits(part) {
        return value.to_owned();
    }
    if part.len() > zeros {
        let (up, down) = part.split_at(zeros);
        return format!("{whole}{up}.{down}");
    }
    let out = format!("{whole}{part}{}", "0".repeat(zeros - part.len()));
    let short = out.trim_start_matches('0');
    if short.is_empty() { "0".to_owned() } else { short.to_owned() }
}

/// The normalised value of a word's figure without its unit, `None` if it has none: "$2.9bn" is 2.9.
pub(crate) fn value(language: Language, key: &str) -> Option<String> {
    Sum::read(language, key).map(|sum| sum.value).filter(|v| v.starts_with(|c: char| c.is_numeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_one_form() {
        let of = |key: &str| value(Language::ENGLISH, key).unwrap_or_default();
        for (key, wanted) in [
            ("1,500,000", "1500000"),
            ("5.0", "5"),
            ("41-1/2", "41.5"),
            ("1/2", "0.5"),
            ("$2.90bn", "2.9"),
            ("98%", "98"),
            ("five", "5"),
            ("thirty-two", "32"),
            ("33-year-old", "33"),
            ("8-3", "8-3"),
            ("4,2", "4.2"),
            ("1.234,5", "1234.5"),
            ("20th", "20"),
            ("第", ""),
            ("house", ""),
            ("٤٠", "40"),
            ("४०", "40"),
        ] {
            assert_eq!(of(key), wanted, "{key}");
        }
        let in_language = |code: &str| Language::by_code(code).and_then(|language| value(language, "1.500"));
        assert_eq!(
            ["en", "de", "zh", "ja"].map(|code| in_language(code).unwrap_or_default()),
            ["1.5", "1500", "1.5", "1.5"]
        );
        assert_eq!(scaled("1.5", 6), "1500000");
        assert_eq!(scaled("0.25", 6), "250000");
        assert_eq!(scaled("1.2345", 3), "1234.5");
        assert_eq!(scaled("8-3", 6), "8-3");
    }
}
