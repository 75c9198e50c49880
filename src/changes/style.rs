//! Whether two wordings differ in house style alone.

use crate::lang::{self, Language};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Longer wordings than this, in words, are not looked at.
const LONGEST: usize = 12;

/// Whether the words differ only in house style: spelling, abbreviation, figures or words for a number, one word or two,
/// a contraction, "per cent", a date or measures in another order.
pub(crate) fn same_style(language: Language, old: &[&str], new: &[&str]) -> bool {
    if old.len().max(new.len()) > LONGEST {
        return false;
    }
    if old.iter().any(|a| new.iter().any(|b| Language::ENGLISH.counterparts(a, b))) {
        return false;
    }
    let (old, new) = (Styled::of(old), Styled::of(new));
    if old.currencies != new.currencies {
        return false;
    }
    let bytes = |styled: &Styled<'_>| styled.words.iter().flat_map(|w| w.bytes()).collect::<Vec<_>>();
    let short = |styled: &Styled<'_>| styled.words.iter().any(|w| w == "m");
    bytes(&old) == bytes(&new)
        || (short(&old) || short(&new)) && short_units(&old) == short_units(&new)
        || turned(language, &old, &new)
        || converted(&old, &new)
        || converted(&new, &old)
        || written_out(&old) == written_out(&new)
}

/// The same measure, and in the longer wording in another unit as well: "200 miles", "320km (200 miles)".
fn converted(short: &Styled<'_>, long: &Styled<'_>) -> bool {
    const MEASURES: [&str; 16] = [
        "km", "miles", "meters", "feet", "kilograms", "pounds", "cm", "inches", "tons", "acres", "hectares", "liters",
        "gallons", "mph", "kph", "mm",
    ];
    let measure = |pair: &[Cow<'_, str>]| matches!(pair, [figure, unit] if lang::figure(figure) && MEASURES.contains(&unit.as_ref()));
    let [a, b, c, d] = long.words.as_slice() else { return false };
    let (first, second) = ([a.clone(), b.clone()], [c.clone(), d.clone()]);
    let kept = short.words == first || short.words == second;
    kept && measure(&first) && measure(&second) && b != d && long.currencies == [0; CURRENCIES.len()]
}

/// The words as one string in which a sum of millions is written out: "1.5 million", "1,500,000".
fn written_out(styled: &Styled<'_>) -> String {
    let mut out: Vec<Cow<'_, str>> = Vec::with_capacity(styled.words.len());
    for word in &styled.words {
        let zeros = match word.as_ref() {
            "thousand" => 3,
            "mln" => 6,
            "bln" => 9,
            "trn" => 12,
            _ => 0,
        };
        let sum = out.last().filter(|_| zeros > 0).and_then(|figure| {
            let (whole, part) = figure.split_once('.').unwrap_or((figure, ""));
            let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
            (!whole.is_empty() && digits(whole) && digits(part) && part.len() <= zeros)
                .then(|| format!("{whole}{part}{}", "0".repeat(zeros - part.len())))
        });
        match (sum, out.last_mut()) {
            (Some(sum), Some(last)) => *last = Cow::Owned(sum),
            _ => out.push(Cow::Borrowed(word.as_ref())),
        }
    }
    out.concat()
}

/// Whether both wordings give the same values, in the same order and units, whatever else differs: "4 to 7 per cent" and
/// "4% to 7%", "9 a.m." and "9am". There must be one.
pub(crate) fn same_values(old: &[&str], new: &[&str]) -> bool {
    let (old, new) = (Styled::of(old), Styled::of(new));
    let values = |styled: &Styled<'_>| -> Vec<String> {
        let figures = styled.words.iter().filter(|w| w.contains(|c: char| c.is_ascii_digit()));
        let bare = |w: &Cow<'_, str>| w.split(|c: char| c == '-' || c.is_alphabetic()).next().map(str::to_owned);
        figures.filter_map(bare).collect()
    };
    let units = |styled: &Styled<'_>| -> BTreeSet<String> {
        let unit = |w: &&Cow<'_, str>| SCALES.contains(&w.as_ref()) || UNITS.iter().any(|u| u.1 == w.as_ref());
        styled.words.iter().filter(unit).map(ToString::to_string).collect()
    };
    let money = |styled: &Styled<'_>| styled.currencies.map(|n| n > 0);
    !values(&old).is_empty() && values(&old) == values(&new) && units(&old) == units(&new) && money(&old) == money(&new)
}

/// What scales a figure, or counts as its unit, in a norm.
const SCALES: [&str; 8] = ["percent", "thousand", "mln", "bln", "trn", "points", "tons", "liters"];

/// The words as one string in which a metre and a million are both `m`, as in "6m".
fn short_units(styled: &Styled<'_>) -> String {
    let word = |w| if matches!(w, "mln" | "meter" | "meters") { "m" } else { w };
    styled.words.iter().map(|w| word(w.as_ref())).collect()
}

/// The same quantities or the same date in another order: "17 miles (27 km)", "3 March".
fn turned(language: Language, old: &Styled<'_>, new: &Styled<'_>) -> bool {
    let sorted = |styled: &Styled<'_>| {
        let mut words: Vec<String> = styled.words.iter().map(ToString::to_string).collect();
        words.sort_unstable();
        words
    };
    let words = sorted(old);
    let unit = |w: &str| {
        language.dates(w)
            || language.may_be_month(w)
            || language.numbers(w) && !lang::figure(w)
            || UNITS.iter().any(|u| u.1 == w)
    };
    words.len() > 1
        && words == sorted(new)
        && words.iter().all(|w| lang::figure(w) || unit(w) || w == "about")
        && words.iter().any(|w| unit(w))
}

/// Units as they stand behind a figure, and their norms.
#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    ("am", "am"), ("bln", "bln"), ("bn", "bln"), ("cm", "cm"), ("ft", "feet"), ("g", "g"), ("h", "h"), ("kg", "kilograms"),
    ("km", "km"), ("kph", "kph"), ("lb", "pounds"), ("m", "m"), ("mi", "miles"), ("mln", "mln"), ("mm", "mm"),
    ("mn", "mln"), ("mph", "mph"), ("pc", "percent"), ("pm", "pm"), ("tn", "trn"),
];

/// Currencies as they stand before a figure, and as words.
const CURRENCIES: [(&str, &[&str]); 4] = [
    ("$", &["dollar", "dollars"]),
    ("£", &["pound", "pounds", "sterling"]),
    ("€", &["euro", "euros"]),
    ("¥", &["yen"]),
];

/// Words as no house style tells them apart: without spaces, articles and titles.
#[derive(Default)]
struct Styled<'k> {
    words: Vec<Cow<'k, str>>,
    /// How often each currency is named, before the sum or after it.
    currencies: [usize; CURRENCIES.len()],
}

impl<'k> Styled<'k> {
    fn of(keys: &[&'k str]) -> Self {
        let mut styled = Self::default();
        for (k, key) in keys.iter().enumerate() {
            let counted = keys.get(k + 1).is_some_and(|next| lang::figure(next));
            match *key {
                "about" | "around" | "roughly" | "approximately" | "some" if counted => styled.push("about"),
                // "said on Monday", "said Monday"
                "on" if keys.get(k + 1).is_some_and(|next| Language::ENGLISH.dates(next)) => {}
                key => styled.add(key),
            }
        }
        styled
    }

    fn push(&mut self, word: &'k str) {
        self.words.push(Cow::Borrowed(word));
    }

    fn add(&mut self, key: &'k str) {
        if let Some((head, tail)) = contraction(key) {
            self.push(head);
            self.push(tail);
            return;
        }
        // "98%" and "98 percent", "$5 mln" and "5 mln dollars".
        let (mut key, percent) = key.strip_suffix('%').map_or((key, false), |sum| (sum, true));
        let mut money = false;
        for (n, (sign, _)) in CURRENCIES.iter().enumerate() {
            let bare = key.strip_prefix("us").filter(|k| k.starts_with('$')).unwrap_or(key);
            if let Some(sum) = bare.strip_prefix(sign).or_else(|| bare.strip_suffix(sign)) {
                self.currencies[n] += 1;
                (key, money) = (sum, true);
            }
        }
        match measured(key) {
            Some((figure, unit, rest)) => {
                self.figure(figure);
                self.push(if money && unit == "m" { "mln" } else { unit });
                self.figure(rest);
            }
            None => self.word(key),
        }
        if percent {
            self.push("percent");
        }
    }

    fn figure(&mut self, figure: &'k str) {
        if !figure.is_empty() {
            self.words.push(Language::ENGLISH.norm(figure));
        }
    }

    fn word(&mut self, key: &'k str) {
        let phrase = match (self.words.last().map(Cow::as_ref), key) {
            (Some("per"), "cent") => Some("percent"),
            (Some("united"), "states") => Some("us"),
            (Some("united"), "nations") => Some("un"),
            (Some("united"), "kingdom") => Some("uk"),
            (Some("european"), "union") => Some("eu"),
            (Some("european"), "union's") => Some("eu's"),
            (Some("united"), "states'") => Some("us's"),
            (Some("metric"), "ton" | "tons" | "tonne" | "tonnes") => Some("tons"),
            (Some("in"), "morning") => Some("am"),
            (Some("in"), "afternoon" | "evening") => Some("pm"),
            _ => None,
        };
        if let Some(phrase) = phrase {
            self.words.pop();
            return self.push(phrase);
        }
        // "two-thirds" and "two thirds", "17-week"
        if let Some((head, tail)) = key.split_once('-').filter(|(head, _)| counts(head))
            && Language::ENGLISH.compound(key).is_none()
        {
            self.words.push(Language::ENGLISH.norm(head));
            return self.word(tail);
        }
        // "1990's", "M/V"
        if let Some(decade) = key.strip_suffix("'s").filter(|d| lang::figure(d) && d.ends_with('0')) {
            self.words.push(Cow::Borrowed(decade));
            return self.push("s");
        }
        if lang::decade(key) && key.ends_with("0s") {
            self.words.push(Cow::Borrowed(key.trim_end_matches('s')));
            return self.push("s");
        }
        if key.len() <= 3 && key.contains('/') && key.bytes().all(|b| b == b'/' || b.is_ascii_lowercase()) {
            self.words.extend(key.split('/').map(Cow::Borrowed));
            return;
        }
        let word = Language::ENGLISH.norm(key);
        if let Some(n) = CURRENCIES.iter().position(|(_, names)| names.contains(&word.as_ref())) {
            self.currencies[n] += 1;
            return;
        }
        match word.as_ref() {
            "" | "mr" | "mrs" | "ms" | "the" | "a" | "an" | "that" => {}
            "ton" => self.push("tons"),
            "spokesman" | "spokeswoman" => self.push("spokesperson"),
            "prozent" => self.push("percent"),
            "heures" | "heure" | "uhr" => self.push("h"),
            _ => self.words.push(word),
        }
    }
}

/// Whether a word is a number that another may be joined to by a hyphen.
fn counts(key: &str) -> bool {
    Language::ENGLISH.norm(key).bytes().all(|b| b.is_ascii_digit()) && !key.is_empty()
}

/// A figure with its unit behind it, and what follows: `27km`, `6h30`.
fn measured(key: &str) -> Option<(&str, &'static str, &str)> {
    let digits = |s: &str| s.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(s.len());
    let (figure, behind) = key.split_at(digits(key));
    let (unit, rest) = behind.split_at(behind.find(|c: char| c.is_ascii_digit()).unwrap_or(behind.len()));
    let dotless = unit.trim_start_matches('-').replace('.', "");
    let (_, norm) = UNITS.iter().find(|(form, _)| *form == dotless)?;
    (!figure.is_empty() && (rest.is_empty() || *norm == "h")).then_some((figure, *norm, rest))
}

/// The bare figure of a word, whatever currency or unit clings to it: "$2.9bn", "98%", "ten".
pub(crate) fn bare_figure(key: &str) -> Option<String> {
    let sum = key.trim_end_matches('%').trim_start_matches("us").trim_matches(['$', '£', '€', '¥']);
    let sum = if lang::figure(sum) { sum.split_once('$').map_or(sum, |(_, sum)| sum) } else { sum };
    let figure = measured(sum).map_or(sum, |(figure, ..)| figure);
    // "33-year-old"
    let figure =
        if Language::ENGLISH.compound(figure).is_some() { figure } else { figure.split('-').next().unwrap_or(figure) };
    Some(Language::ENGLISH.norm(figure).into_owned())
        .filter(|f| f.starts_with(|c: char| c.is_numeric()) && !f.contains(char::is_alphabetic))
}

/// The currency that stands before a sum.
pub(crate) fn currency(key: &str) -> Option<usize> {
    CURRENCIES.iter().position(|(sign, _)| key.trim_start_matches("us").starts_with(sign))
}

/// The two words of a contraction: "we'll", "didn't".
pub(crate) fn contraction(key: &str) -> Option<(&str, &'static str)> {
    match key {
        "cannot" | "can't" => return Some(("can", "not")),
        "won't" => return Some(("will", "not")),
        "it's" | "that's" | "there's" | "he's" | "she's" | "what's" | "who's" | "here's" => {
            return key.strip_suffix("'s").map(|head| (head, "is"));
        }
        _ => {}
    }
    let endings = [("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am")];
    endings.iter().find_map(|(ending, word)| Some((key.strip_suffix(ending)?, *word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(old: &str, new: &str) -> bool {
        let keys = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (old, new) = (keys(old), keys(new));
        let refs = |v: &[String]| v.iter().map(|s| s.clone().leak() as &str).collect::<Vec<_>>();
        same_style(Language::ENGLISH, &refs(&old), &refs(&new))
    }

    #[test]
    fn house_styles_say_the_same() {
        for (old, new) in [
            ("32", "thirty-two"),
            ("march 3", "3 march"),
            ("some 17 miles 27 km", "about 27km 17 miles"),
            ("98%", "98 per cent"),
            ("$2.31 billion", "$2.31bn"),
            ("2.31 bln dlrs", "$2.31 billion"),
            ("£2.1 million", "£2.1m"),
            ("six metres", "6m"),
            ("300 feet", "300ft"),
            ("seven in the morning", "7 a.m."),
            ("6 h 30", "6h30"),
            ("20 heures", "20h"),
            ("12 millionen euro", "12 mio. euro"),
            ("coast guard", "coastguard"),
            ("two-thirds", "two thirds"),
            ("200 miles", "320km 200 miles"),
            ("1.5 million", "1,500,000"),
            ("1990's", "1990s"),
            ("mar. 5", "march 5"),
            ("sgt. hill", "sergeant hill"),
            ("cancelled", "canceled"),
            ("twentieth", "20th"),
            ("said on monday", "said monday"),
            ("did not", "didn't"),
            ("spokesman", "spokesperson"),
        ] {
            assert!(same(old, new) && same(new, old), "{old} → {new}");
        }
    }

    #[test]
    fn what_differs_is_no_style() {
        for (old, new) in [
            ("march 3", "2 march"),
            ("5 to 6", "6 to 5"),
            ("$5", "£5"),
            ("11", "111"),
            ("6 miles", "6 km"),
            ("seven in the morning", "7 p.m."),
            ("12 million", "12 billion"),
            ("mr hill", "ms hill"),
            ("a$150", "$150"),
            ("1.5 million", "15,000,000"),
        ] {
            assert!(!same(old, new), "{old} → {new}");
        }
    }

    #[test]
    fn values_are_held_apart_from_words() {
        let same = |old: &str, new: &str| {
            same_values(&old.split(' ').collect::<Vec<_>>(), &new.split(' ').collect::<Vec<_>>())
        };
        assert!(same("4 to 7 per cent", "4% to 7%") && same("a trial of 17 weeks", "17-week trial"));
        assert!(same("9 a.m. friday", "9am") && same("200 kilometres of coast", "200km of coastline"));
        assert!(!same("23 to 19", "19 to 23") && !same("12 kg", "12 g") && !same("$5", "5") && !same("all", "few"));
    }
}
