//! Words that change what a story says: reversals, hedges, reporting, numbers, dates. All are keys (folded words).

use super::tongue::Tongue;
use crate::text::{Table, count, is_numeral};

/// The words that matter, in the language of the texts.
#[derive(Clone, Copy)]
pub(crate) struct Terms(pub(crate) Tongue);

impl Terms {
    fn in_table(self, key: &str, english: fn(&str) -> bool, list: fn(&super::tongue::Table) -> &[&str]) -> bool {
        match self.0 {
            Tongue::English => english(key),
            Tongue::Other(table) => list(table).binary_search(&key).is_ok(),
        }
    }

    /// Words that deny.
    pub(crate) fn denies(self, key: &str) -> bool {
        self.in_table(key, denies, |t| t.denies) || matches!(key, "不" | "没" | "沒" | "未" | "无" | "無")
    }

    /// Words that make a statement less certain.
    pub(crate) fn hedges(self, key: &str) -> bool {
        self.in_table(key, |k| hedge(k).is_some(), |t| t.hedges)
    }

    /// Verbs and nouns that say that something was said.
    pub(crate) fn reports(self, key: &str) -> bool {
        self.in_table(key, reports, |t| t.reports)
    }

    /// Names of days, months and seasons, and words for them.
    pub(crate) fn dates(self, key: &str) -> bool {
        self.in_table(key.trim_end_matches('.'), dates, |t| t.dates)
    }

    /// Names of months. The tables of other languages do not tell these from days: there, any name of a date.
    pub(crate) fn may_be_month(self, key: &str) -> bool {
        self.in_table(key.trim_end_matches('.'), months, |t| t.dates)
    }

    /// Figures, number words, units and currencies.
    pub(crate) fn numbers(self, key: &str) -> bool {
        figure(key) || self.in_table(key, is_number_word, |t| t.numbers) || compound(key).is_some()
    }

    /// Whether one word says the opposite of the other.
    pub(crate) fn reverses(self, old: &str, new: &str) -> bool {
        self.0.is_english() && reverses(old, new)
    }
}

/// Words that deny.
fn denies(key: &str) -> bool {
    static TABLE: Table<{ count(NEGATIONS) }> = Table::of(NEGATIONS);
    key.ends_with("n't") || TABLE.holds(key)
}

const NEGATIONS: &str = "\
    barely cannot denied denies deny hardly neither never no nobody none nor not nothing nowhere unable unlikely \
    without";

/// Whether one word says the opposite of the other, where English news copy is concerned.
fn reverses(old: &str, new: &str) -> bool {
    let among = |words: &[&str], key: &str| words.contains(&key);
    let apart = |p: &(&[&str], &[&str])| among(p.0, old) && among(p.1, new) || among(p.1, old) && among(p.0, new);
    OPPOSITES.iter().any(apart)
        || ["un", "in", "im", "il", "ir", "dis", "non"].iter().any(|p| {
            let bare = |a: &str, b: &str| {
                a.strip_prefix(p).is_some_and(|rest| rest.trim_start_matches('-') == b && b.len() > 3)
            };
            bare(old, new) || bare(new, old)
        })
}

/// Whether one word stands for another person or place where the other stood: "he" and "she", "North" and "South".
pub(crate) fn is_another(old: &str, new: &str) -> bool {
    let of = |key: &str| {
        let place = |n: usize| OTHERS.iter().position(|set| set.get(n).is_some_and(|words| words.contains(&key)));
        (0..4).find_map(|n| Some((place(n)?, n)))
    };
    matches!((of(old), of(new)), (Some((a, m)), Some((b, n))) if a == b && m != n)
}

/// Words that tell one person or place from another.
#[rustfmt::skip]
const OTHERS: &[&[&[&str]]] = &[
    &[&["north", "northern"], &["south", "southern"], &["east", "eastern"], &["west", "western"]],
    &[&["mr", "mr."], &["mrs", "mrs.", "ms", "ms.", "miss"]],
    &[&["he", "his", "him", "himself"], &["she", "hers", "her", "herself"]],
    &[&["male", "man", "men", "boy", "husband", "son", "father", "brother"],
      &["female", "woman", "women", "girl", "wife", "daughter", "mother", "sister"]],
];

#[rustfmt::skip]
const OPPOSITES: &[(&[&str], &[&str])] = &[
    (&["profit", "profits", "gain", "gains", "surplus"], &["loss", "losses", "deficit"]),
    (&["rise", "rises", "rose", "risen", "rising", "gained", "climbed", "increase", "increased", "increases", "grew", "raise", "raises", "raised", "lift", "lifts", "lifted", "hiked", "up", "higher", "jumped", "soared", "surged", "advanced"],
     &["fall", "falls", "fell", "fallen", "falling", "lost", "dropped", "decrease", "decreased", "decreases", "decline", "declined", "cut", "cuts", "lowered", "lowers", "reduced", "slashed", "trimmed", "shrank", "down", "lower", "slipped", "slid", "plunged", "sank", "tumbled", "eased"]),
    (&["high", "highs", "highest"], &["low", "lows", "lowest"]),
    (&["oldest", "older", "elder", "eldest"], &["youngest", "younger"]),
    (&["biggest", "largest", "larger", "bigger"], &["smallest", "smaller"]),
    (&["best", "better"], &["worst", "worse"]),
    (&["strong", "stronger"], &["weak", "weaker"]),
    (&["credit", "credits"], &["charge", "charges", "debit", "debits"]),
    (&["lend", "lends", "lent"], &["borrow", "borrows", "borrowed"]),
    (&["legal", "lawful"], &["illegal", "unlawful"]),
    (&["many", "most"], &["few"]),
    (&["ban", "bans", "banning", "forbid", "forbids", "prohibits", "bars", "blocks"],
     &["allow", "allows", "allowing", "permit", "permits", "lets"]),
    (&["hire", "hires", "hiring"], &["fire", "fires", "firing", "sack", "sacks", "dismiss"]),
    (&["safe"], &["unsafe", "dangerous"]),
    (&["success", "succeeded"], &["failure", "failed"]),
    (&["attacker", "attackers"], &["victim", "victims"]),
    (&["more", "over", "above", "exceeds", "exceeded"], &["less", "fewer", "under", "below"]),
    (&["before", "ahead"], &["after", "behind"]),
    (&["accept", "accepts", "accepted", "approve", "approved", "approves", "agreed", "backed", "supports", "supported", "allowed", "confirmed"],
     &["reject", "rejects", "rejected", "refused", "opposed", "opposes", "banned", "blocked", "denied"]),
    (&["upheld", "upholds", "uphold"], &["overturned", "overturns", "quashed", "quashes"]),
    (&["majority"], &["minority"]),
    (&["guilty", "convicted"], &["innocent", "acquitted", "cleared"]),
    (&["alive", "survived", "injured", "wounded"], &["dead", "died", "killed"]),
    (&["won", "win", "wins", "victory", "beat"], &["lost", "lose", "loses", "defeat", "defeated"]),
    (&["buy", "buys", "bought", "acquired"], &["sell", "sells", "sold"]),
    (&["open", "opened", "opens", "reopen"], &["close", "closed", "closes", "shut"]),
    (&["hired", "appointed", "joined", "arrived", "entered"], &["fired", "dismissed", "resigned", "left"]),
    (&["all", "always", "every"], &["some", "sometimes", "few"]),
    (&["import", "imports", "imported"], &["export", "exports", "exported"]),
    (&["true", "correct", "right"], &["false", "incorrect", "wrong"]),
    (&["with", "for"], &["against"]),
];

/// What turns the sum behind it into its opposite: "vs loss 13.2 mln".
pub(crate) fn is_loss(key: &str) -> bool {
    matches!(key, "loss" | "losses" | "deficit" | "shortfall" | "minus")
}

/// Forms of companies, honours and titles, which some house styles leave out: "Ltd", "KC", "Dr".
pub(crate) fn is_title(key: &str) -> bool {
    [
        "ag", "co", "corp", "dr", "gmbh", "inc", "jr", "kc", "limited", "llc", "llp", "ltd", "mbe", "mep", "mp", "obe",
        "oj", "oy", "phd", "plc", "prof", "professor", "qc", "rev", "sir", "sr",
    ]
    .contains(&key.trim_end_matches('.'))
}

/// How sure a finding is: whether a word says that something is shown, or that it is only suggested.
pub(crate) fn shows(key: &str) -> Option<bool> {
    match key {
        "cause" | "causes" | "caused" | "causing" | "found" | "know" | "knows" | "show" | "shows" | "showed"
        | "shown" | "showing" | "prove" | "proves" | "proved" | "proven" | "confirm" | "confirms" | "confirmed"
        | "demonstrate" | "demonstrates" | "demonstrated" | "establish" | "establishes" | "established" => Some(true),
        "associated" | "believe" | "believes" | "linked" | "tied" | "suggest" | "suggests" | "suggested"
        | "suggesting" | "indicate" | "indicates" | "indicated" | "imply" | "implies" | "implied" | "hint"
        | "hints" | "hinted" => Some(false),
        _ => None,
    }
}

/// What one is to another, by blood or marriage; whether it is a man or a woman is [`is_another`]'s.
pub(crate) fn kin(key: &str) -> Option<usize> {
    const KIN: &[&[&str]] = &[
        &["brother", "sister", "sibling"],
        &["nephew", "niece"],
        &["cousin"],
        &["uncle", "aunt"],
        &["father", "mother", "parent"],
        &["son", "daughter", "child"],
        &["husband", "wife", "spouse", "widow", "widower"],
        &["grandfather", "grandmother"],
        &["grandson", "granddaughter", "grandchild"],
        &["fiancé", "fiancée", "girlfriend", "boyfriend", "partner"],
    ];
    KIN.iter().position(|words| words.contains(&key))
}

/// What a hedge makes of a statement. One of a group for another of it says nothing new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hedge {
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
pub(crate) fn hedge(key: &str) -> Option<Hedge> {
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
pub(crate) const BOUNDS: &[&str] = &[
    "at least", "at most", "up to", "as many as", "as much as", "more than", "less than", "no fewer than", "as few as",
    "fewer than", "no more than",
];

/// Hedges of languages that write no spaces.
pub(crate) const UNSPACED_HEDGES: &[&str] =
    &["見通し", "とみられ", "可能性", "おそらく", "かもしれ", "可能", "据称", "据报", "预计"];

/// Denials of Japanese verbs.
pub(crate) const UNSPACED_DENIALS: &[&str] = &["ない", "なかっ", "ません", "ずに", "なく"];

/// Verbs and nouns that say that something was said.
pub(crate) fn reports(key: &str) -> bool {
    static TABLE: Table<{ count(REPORTS) }> = Table::of(REPORTS);
    TABLE.holds(key)
}

const REPORTS: &str = "\
    according acknowledged added adds admitted affirmed announced argued argues asked asserted asserting called \
    calling cited citing claimed claims commented conceded confirmed declared declares declined denied denies \
    described emphasized estimated explained expressed insisted insists maintained noted notes predicted quoted \
    recalled remarked replied reported reporting reports revealed said say saying says showed stated states stressed \
    suggested suggests tell tells testified told tweeted vowed warned warns wrote";

/// Sources without a name.
pub(crate) fn anonymous(key: &str) -> bool {
    [
        "source", "sources", "official", "officials", "spokesperson", "spokesman", "spokeswoman", "insider",
        "insiders", "people", "person", "authorities", "analysts", "experts", "someone", "witnesses", "aide", "aides",
        "anonymous", "anonymity",
    ]
    .contains(&key)
}

/// Days, months, and words for them.
fn dates(key: &str) -> bool {
    let name = key.trim_end_matches("'s");
    // "may" is a verb until [`crate::changes::row_tokens`] says otherwise.
    let month = MONTHS.binary_search(&name).is_ok() && name != "may";
    month || DATES.binary_search(&name).is_ok() || decade(key) || clock(key)
}

/// "1950s"
pub(crate) fn decade(key: &str) -> bool {
    let bare = key.trim_start_matches('\'').trim_end_matches('s').trim_end_matches('\'');
    key.ends_with('s') && matches!(bare.len(), 2 | 4) && bare.ends_with('0') && bare.bytes().all(|b| b.is_ascii_digit())
}

/// "10:30", "9am", "p.m."
pub(crate) fn clock(key: &str) -> bool {
    let bare = key.trim_end_matches('.');
    let half = ["a.m", "p.m", "am", "pm"].iter().find_map(|half| bare.strip_suffix(half));
    if key == "am" {
        return false; // "I am"
    }
    let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    match (half, half.unwrap_or(bare).split_once([':', '.'])) {
        (Some(""), _) => true,
        (Some(hour), None) => digits(hour.trim_end_matches('-')),
        (half, Some((hour, minute))) => {
            (half.is_some() || bare.contains(':')) && digits(hour) && digits(minute) && minute.len() == 2
        }
        (None, None) => false,
    }
}

/// May, the month, as [`crate::changes::row_tokens`] tells it from the verb: no key has a capital.
pub(crate) const MAY: &str = "May";

/// Dates but for [`MONTHS`] written out. Sorted.
#[rustfmt::skip]
const DATES: &[&str] = &[
    MAY, "afternoon", "apr", "aug", "autumn", "bst", "cest", "cet", "dec", "edt", "evening", "feb", "fri", "friday",
    "gmt", "jan", "midnight", "monday", "morning", "night", "noon", "nov", "oct", "pdt", "pst", "saturday", "sep",
    "sept", "spring", "summer", "sunday", "thu", "thursday", "today", "tomorrow", "tonight", "tue", "tues", "tuesday",
    "utc", "wednesday", "weekend", "winter", "yesterday",
];

/// The months. Sorted.
const MONTHS: &[&str] = &[
    "april", "august", "december", "february", "january", "july", "june", "march", "may", "november", "october",
    "september",
];

/// Stretches of time: a date where they are named, a count where they are counted.
pub(crate) fn stretches(key: &str) -> bool {
    [
        "century", "day", "days", "decade", "decades", "half", "hour", "hours", "minute", "minutes", "month", "months",
        "quarter", "week", "weeks", "year", "years",
    ]
    .contains(&key)
}

/// What a person is before the law, or what became of one: a change from one of these to another is a change of substance.
pub(crate) fn status(key: &str) -> Option<usize> {
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
    &["murder", "murdering"],
    &["manslaughter"],
    &["missing"],
    &["injured", "wounded", "hurt"],
    &["lost"],
];

/// Names of months, and what they are cut to: `sep`, `sept`.
fn months(key: &str) -> bool {
    let cut = |month: &&str| (3..=4).contains(&key.len()) && month.starts_with(key);
    key == MAY || MONTHS.binary_search(&key).is_ok() || MONTHS.iter().any(cut)
}

/// Figures, with or without a currency before them or a unit behind.
pub(crate) fn figure(key: &str) -> bool {
    key.starts_with(|c: char| c.is_numeric()) && !names_decade(key)
        || foreign_dollars(key)
        || key.chars().any(|c| c.is_ascii_digit()) && key.starts_with(['$', '£', '€', '¥', 'u', '-', '+'])
        // Chinese and Japanese numerals stand as words of one character.
        || (!key.is_empty() && key.chars().all(is_numeral))
}

/// "A$150", "NZ$20"
fn foreign_dollars(key: &str) -> bool {
    let sum = key.find('$').filter(|at| (1..=2).contains(at)).and_then(|at| key.get(at + 1..));
    sum.is_some_and(|sum| sum.starts_with(|c: char| c.is_ascii_digit()))
}

/// The figure of a number in two words: `thirty-two`.
pub(crate) fn compound(key: &str) -> Option<String> {
    let (tens, unit) = key.split_once('-')?;
    let unit = if unit == "one" { "1" } else { unit };
    let (tens, unit) = (super::english::norm(tens), super::english::norm(unit));
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    (digits(&tens, 2) && tens.ends_with('0') && digits(&unit, 1))
        .then(|| format!("{}{unit}", tens.trim_end_matches('0')))
}

/// A decade's name, in English or German, which is no figure though it begins with one: `1990s`, `90er`.
fn names_decade(key: &str) -> bool {
    key.ends_with("0s") || key.contains("0er")
}

fn is_number_word(key: &str) -> bool {
    static TABLE: Table<{ count(NUMBERS) }> = Table::of(NUMBERS);
    TABLE.holds(key)
}

const NUMBERS: &str = "\
    acres billion bln bn celsius cent cents cts dlr dlrs dollar dollars double doubled dozen dozens eight eighteen \
    eighty eleven euro euros fahrenheit feet fifteen fifth fifty five foot forty four fourteen fourth franc francs \
    gallons gram grams gw gwh half hectares hundred hundreds inches kg kilograms kilometers kilometres kilos \
    kilowatts km kw kwh lb lbs liters litres mark marks mcg megawatt megawatts meters metres mg microgram micrograms \
    mile miles milligram milligrams milliliters millilitres million millions ml mln mw mwh nine nineteen ninety \
    ounces pct pence percent percentage peso pesos pounds quarter quintupled ruble rubles rupees second seven \
    seventeen seventy six sixteen sixty stg ten tens third thirteen thirty thousand thousands three ton tonne tonnes \
    tons trillion triple tripled twelve twenty twice two watts yen yuan zero μg";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [NEGATIONS, REPORTS, NUMBERS] {
            assert!(table.split(' ').is_sorted());
        }
        for table in [DATES, MONTHS] {
            assert!(table.is_sorted(), "{:?}", table.windows(2).find(|w| w[0] > w[1]));
        }
    }

    #[test]
    fn opposites_are_told() {
        assert!(reverses("profit", "loss") && reverses("loss", "profit") && reverses("likely", "unlikely"));
        assert!(!reverses("profit", "gain") && !reverses("profit", "down"));
        assert!(reverses("illegal", "legal") && reverses("won", "lost") && reverses("rose", "slipped"));
        assert!(is_another("he", "she") && is_another("north", "south") && !is_another("he", "his"));
    }

    #[test]
    fn numerals_of_either_writing_are_figures() {
        assert!(["十二", "一百零五", "三萬", "三万", "兩"].iter().all(|key| figure(key)));
        assert!(!["春", "十月", ""].iter().any(|key| figure(key)));
    }

    #[test]
    fn times_of_the_day_are_told() {
        assert!(["10:30", "9am", "9.30pm", "p.m.", "a.m"].iter().all(|key| clock(key)));
        assert!(!["9", "10.5", "am", "amp", "6:1", ""].iter().any(|key| clock(key)));
        assert!(decade("1950s") && decade("60s") && !decade("1955s") && !decade("s"));
    }
}
