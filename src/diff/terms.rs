//! Words that change what a story says: reversals, hedges, reporting, numbers, dates. All are keys (folded words).

use super::tongue::Tongue;

/// The words that matter, in the language of the texts.
#[derive(Clone, Copy)]
pub(super) struct Terms(pub(super) Tongue);

impl Terms {
    fn in_table(self, key: &str, english: fn(&str) -> bool, list: fn(&super::tongue::Table) -> &[&str]) -> bool {
        match self.0 {
            Tongue::English => english(key),
            Tongue::Other(table) => list(table).binary_search(&key).is_ok(),
        }
    }

    /// Words that deny.
    pub(super) fn denies(self, key: &str) -> bool {
        self.in_table(key, denies, |t| t.denies) || matches!(key, "不" | "没" | "沒" | "未" | "无" | "無")
    }

    /// Words that make a statement less certain.
    pub(super) fn hedges(self, key: &str) -> bool {
        self.in_table(key, |k| hedge(k).is_some(), |t| t.hedges)
    }

    /// Verbs and nouns that say that something was said.
    pub(super) fn reports(self, key: &str) -> bool {
        self.in_table(key, reports, |t| t.reports)
    }

    /// Names of days, months and seasons, and words for them.
    pub(super) fn dates(self, key: &str) -> bool {
        self.in_table(key.trim_end_matches('.'), dates, |t| t.dates)
    }

    /// Names of months.
    pub(super) fn months(self, key: &str) -> bool {
        self.in_table(key.trim_end_matches('.'), months, |t| t.dates)
    }

    /// Figures, number words, units and currencies.
    pub(super) fn numbers(self, key: &str) -> bool {
        figure(key)
            || self.in_table(key, |k| NUMBERS.binary_search(&k).is_ok(), |t| t.numbers)
            || compound(key).is_some()
    }

    /// Whether one word says the opposite of the other.
    pub(super) fn reverses(self, old: &str, new: &str) -> bool {
        self.0.is_english() && reverses(old, new)
    }
}

/// Words that deny.
fn denies(key: &str) -> bool {
    key.ends_with("n't") || NEGATIONS.binary_search(&key).is_ok()
}

#[rustfmt::skip]
const NEGATIONS: &[&str] = &[
    "barely", "cannot", "denied", "denies", "deny", "hardly", "neither", "never", "no", "nobody", "none", "nor",
    "not", "nothing", "nowhere", "unable", "unlikely", "without",
];

/// Whether one word says the opposite of the other, where English news copy is concerned.
fn reverses(old: &str, new: &str) -> bool {
    let side = |key: &str| {
        OPPOSITES
            .iter()
            .position(|p| p.0.contains(&key))
            .map(|n| (n, true))
            .or_else(|| OPPOSITES.iter().position(|p| p.1.contains(&key)).map(|n| (n, false)))
    };
    match (side(old), side(new)) {
        (Some((a, first)), Some((b, second))) => a == b && first != second,
        _ => ["un", "in", "im", "dis", "non"].iter().any(|p| {
            let bare = |a: &str, b: &str| {
                a.strip_prefix(p).is_some_and(|rest| rest.trim_start_matches('-') == b && b.len() > 3)
            };
            bare(old, new) || bare(new, old)
        }),
    }
}

#[rustfmt::skip]
const OPPOSITES: &[(&[&str], &[&str])] = &[
    (&["profit", "profits", "gain", "gains", "surplus"], &["loss", "losses", "deficit"]),
    (&["rise", "rises", "rose", "risen", "rising", "gained", "climbed", "increase", "increased", "increases", "grew", "up", "higher"],
     &["fall", "falls", "fell", "fallen", "falling", "lost", "dropped", "decrease", "decreased", "decreases", "decline", "declined", "shrank", "down", "lower"]),
    (&["more", "over", "above", "exceeds", "exceeded"], &["less", "fewer", "under", "below"]),
    (&["before", "ahead"], &["after", "behind"]),
    (&["accept", "accepts", "accepted", "approve", "approved", "approves", "agreed", "backed", "supports", "supported", "allowed", "confirmed"],
     &["reject", "rejects", "rejected", "refused", "opposed", "opposes", "banned", "blocked", "denied"]),
    (&["guilty", "convicted"], &["innocent", "acquitted", "cleared"]),
    (&["alive", "survived", "injured", "wounded"], &["dead", "died", "killed"]),
    (&["won", "win", "wins", "victory", "beat"], &["lose", "loses", "defeat", "defeated"]),
    (&["buy", "buys", "bought", "acquired"], &["sell", "sells", "sold"]),
    (&["open", "opened", "opens", "reopen"], &["close", "closed", "closes", "shut"]),
    (&["hired", "appointed", "joined", "arrived", "entered"], &["fired", "dismissed", "resigned", "left"]),
    (&["north", "northern", "east", "eastern"], &["south", "southern", "west", "western"]),
    (&["male", "man", "men", "he", "his", "him", "husband", "son", "father", "brother"],
     &["female", "woman", "women", "she", "hers", "her", "wife", "daughter", "mother", "sister"]),
    (&["all", "always", "every"], &["some", "sometimes", "few"]),
    (&["import", "imports", "imported"], &["export", "exports", "exported"]),
    (&["true", "correct", "right"], &["false", "incorrect", "wrong"]),
    (&["with", "for"], &["against"]),
];

/// What a hedge makes of a statement. One of a group for another of it says nothing new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hedge {
    /// about, nearly
    Roughly,
    /// may, could
    Perhaps,
    /// likely, seems
    Likely,
    /// alleged, suspected
    Alleged,
    /// reportedly
    Reported,
    /// expected, hopes
    Expected,
    /// at least, up to, in several words
    Bounded,
}

/// The group of a hedge.
pub(super) fn hedge(key: &str) -> Option<Hedge> {
    HEDGES.iter().find(|(_, words)| words.contains(&key)).map(|(group, _)| *group)
}

#[rustfmt::skip]
const HEDGES: &[(Hedge, &[&str])] = &[
    (Hedge::Roughly, &["about", "almost", "approximately", "around", "nearly", "roughly"]),
    (Hedge::Perhaps, &["could", "may", "might"]),
    (Hedge::Likely,
     &["apparent", "apparently", "appear", "appeared", "appears", "likely", "maybe", "perhaps", "possible", "possibly",
       "potential", "potentially", "presumably", "probable", "probably", "seem", "seemed", "seemingly", "seems"]),
    (Hedge::Alleged,
     &["accused", "alleged", "allegedly", "claimed", "purported", "purportedly", "so-called", "supposed", "supposedly",
       "suspected"]),
    (Hedge::Reported, &["reported", "reportedly"]),
    (Hedge::Expected,
     &["aims", "believed", "estimated", "expected", "expects", "feared", "hoped", "hopes", "intended", "intends", "planned",
       "plans", "thought"]),
];

/// Hedges of more than one word.
pub(super) const BOUNDS: &[&str] = &[
    "at least", "at most", "up to", "as many as", "as much as", "more than", "less than", "no fewer than", "as few as",
    "fewer than", "no more than",
];

/// Hedges of languages that write no spaces.
pub(super) const UNSPACED_HEDGES: &[&str] =
    &["見通し", "とみられ", "可能性", "おそらく", "かもしれ", "可能", "据称", "据报", "预计"];

/// Denials of Japanese verbs.
pub(super) const UNSPACED_DENIALS: &[&str] = &["ない", "なかっ", "ません", "ずに", "なく"];

/// Verbs and nouns that say that something was said.
pub(super) fn reports(key: &str) -> bool {
    REPORTS.binary_search(&key).is_ok()
}

#[rustfmt::skip]
const REPORTS: &[&str] = &[
    "according", "acknowledged", "added", "adds", "admitted", "affirmed", "announced", "argued", "argues", "asked",
    "asserted", "asserting", "called", "calling", "cited", "citing", "claimed", "claims", "commented", "conceded",
    "confirmed", "declared", "declares", "declined", "denied", "denies", "described", "emphasized", "estimated",
    "explained", "expressed", "insisted", "insists", "maintained", "noted", "notes", "predicted", "quoted",
    "recalled", "remarked", "replied", "reported", "reporting", "reports", "revealed", "said", "say", "saying",
    "says", "showed", "stated", "states", "stressed", "suggested", "suggests", "tell", "tells", "testified", "told", "tweeted",
    "vowed", "warned", "warns", "wrote",
];

/// Sources without a name.
pub(super) fn anonymous(key: &str) -> bool {
    [
        "source", "sources", "official", "officials", "spokesperson", "spokesman", "spokeswoman", "insider",
        "insiders", "people", "person", "authorities", "analysts", "experts", "someone", "witnesses", "aide", "aides",
        "anonymous", "anonymity",
    ]
    .contains(&key)
}

/// Days, months, and words for them.
fn dates(key: &str) -> bool {
    DATES.binary_search(&key.trim_end_matches("'s")).is_ok()
}

#[rustfmt::skip]
const DATES: &[&str] = &[
    "afternoon", "apr", "april", "aug", "august", "autumn", "dec", "december", "evening", "feb", "february", "fri",
    "friday", "jan", "january", "july", "june", "march", "midnight", "monday", "morning", "night", "noon", "nov",
    "november", "oct", "october", "saturday", "sep", "sept", "september", "spring", "summer", "sunday", "thu",
    "thursday", "today", "tomorrow", "tonight", "tue", "tues", "tuesday", "wednesday", "weekend", "winter",
    "yesterday",
];

/// Stretches of time: a date where they are named, a count where they are counted.
pub(super) fn stretches(key: &str) -> bool {
    [
        "century", "day", "days", "decade", "decades", "half", "hour", "hours", "minute", "minutes", "month", "months",
        "quarter", "week", "weeks", "year", "years",
    ]
    .contains(&key)
}

/// What a person is before the law, or what became of one: a change from one of these to another is a change of substance.
pub(super) fn status(key: &str) -> Option<usize> {
    STATUS.iter().position(|words| words.contains(&key))
}

#[rustfmt::skip]
const STATUS: &[&[&str]] = &[
    &["charged", "indicted", "charges"],
    &["arrested", "detained"],
    &["convicted", "guilty"],
    &["acquitted", "cleared", "innocent", "exonerated"],
    &["interviewed", "questioned"],
    &["sued"],
    &["accused"],
    &["suspected"],
    &["pleaded"],
    &["jailed", "imprisoned", "sentenced"],
    &["released", "freed", "bailed"],
    &["fined"],
    &["dead", "died", "killed", "dies", "deaths"],
    &["missing"],
    &["injured", "wounded", "hurt"],
    &["lost"],
];

/// Names of months.
fn months(key: &str) -> bool {
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    .iter()
    .any(|m| *m == key || (key.len() >= 3 && key.len() <= 4 && key != "mark" && m.starts_with(key)))
}

/// Figures, with or without a currency before them or a unit behind.
pub(super) fn figure(key: &str) -> bool {
    key.starts_with(|c: char| c.is_numeric()) && !ordinal_only(key)
        || key.chars().any(|c| c.is_ascii_digit()) && key.starts_with(['$', '£', '€', '¥', 'u', '-', '+'])
        // Chinese and Japanese numerals stand as words of one character.
        || (!key.is_empty() && key.chars().all(unspaced_numeral))
}

/// Chinese and Japanese numerals.
pub(super) fn unspaced_numeral(c: char) -> bool {
    "〇一二三四五六七八九十百千万億亿两".contains(c)
}

/// The figure of a number in two words: `thirty-two`.
pub(super) fn compound(key: &str) -> Option<String> {
    let (tens, unit) = key.split_once('-')?;
    let unit = if unit == "one" { "1" } else { unit };
    let (tens, unit) = (super::english::norm(tens), super::english::norm(unit));
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    (digits(&tens, 2) && tens.ends_with('0') && digits(&unit, 1))
        .then(|| format!("{}{unit}", tens.trim_end_matches('0')))
}

/// `21st`, `3rd` count as figures too; nothing that begins with a digit is left out but a decade's name.
fn ordinal_only(key: &str) -> bool {
    key.ends_with("0s") || key.contains("0er")
}

#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "billion", "bln", "bn", "cent", "cents", "cts", "dlr", "dlrs", "dollar", "dollars", "double", "doubled",
    "dozen", "dozens", "eight", "eighteen", "eighty", "eleven", "euro", "euros", "feet", "fifteen", "fifth",
    "fifty", "five", "foot", "forty", "four", "fourteen", "fourth", "franc", "francs", "gallons", "half", "hundred",
    "hundreds", "inches", "kilograms", "kilometers", "kilometres", "km", "mark", "marks", "meters", "metres",
    "mile", "miles", "million", "millions", "mln", "nine", "nineteen", "ninety", "ounces", "pct", "pence",
    "percent", "percentage", "peso", "pesos", "pounds", "quarter", "quintupled", "ruble", "rubles", "rupees",
    "second", "seven", "seventeen", "seventy", "six", "sixteen", "sixty", "stg", "ten", "tens", "third", "thirteen",
    "thirty", "thousand", "thousands", "three", "ton", "tonnes", "tons", "trillion", "triple", "tripled", "twelve",
    "twenty", "twice", "two", "yen", "yuan", "zero",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [NEGATIONS, REPORTS, DATES, NUMBERS] {
            assert!(table.is_sorted(), "{:?}", table.windows(2).find(|w| w[0] > w[1]));
        }
    }

    #[test]
    fn opposites_are_told() {
        assert!(reverses("profit", "loss") && reverses("loss", "profit") && reverses("likely", "unlikely"));
        assert!(!reverses("profit", "gain") && !reverses("profit", "down"));
    }
}
