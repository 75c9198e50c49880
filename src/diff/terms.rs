//! Words that change what a story says: reversals, hedges, reporting, numbers, dates. All are keys (folded words).

/// Words that deny.
pub(super) fn denies(key: &str) -> bool {
    key.ends_with("n't") || NEGATIONS.binary_search(&key).is_ok()
}

#[rustfmt::skip]
const NEGATIONS: &[&str] = &[
    "barely", "cannot", "denied", "denies", "deny", "hardly", "neither", "never", "no", "nobody", "none", "nor",
    "not", "nothing", "nowhere", "unable", "unlikely", "without",
];

/// Whether one word says the opposite of the other, where news copy is concerned.
pub(super) fn reverses(old: &str, new: &str) -> bool {
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
    (&["first", "earliest"], &["last", "latest"]),
    (&["north", "northern", "east", "eastern"], &["south", "southern", "west", "western"]),
    (&["male", "man", "men", "he", "his", "him", "husband", "son", "father", "brother"],
     &["female", "woman", "women", "she", "hers", "her", "wife", "daughter", "mother", "sister"]),
    (&["all", "always", "every"], &["some", "sometimes", "few"]),
    (&["import", "imports", "imported"], &["export", "exports", "exported"]),
    (&["true", "correct", "right"], &["false", "incorrect", "wrong"]),
    (&["with", "for"], &["against"]),
];

/// Words that make a statement less certain.
pub(super) fn hedges(key: &str) -> bool {
    HEDGES.binary_search(&key).is_ok()
}

#[rustfmt::skip]
const HEDGES: &[&str] = &[
    "about", "accused", "alleged", "allegedly", "almost", "apparent", "apparently", "appear", "appeared", "appears",
    "approximately", "around", "believed", "can", "claimed", "could", "estimated", "expected", "feared", "intended",
    "likely", "may", "maybe", "might", "nearly", "perhaps", "plans", "possible", "possibly", "potential",
    "potentially", "presumably", "probable", "probably", "purported", "purportedly", "reported", "reportedly",
    "roughly", "seem", "seemed", "seemingly", "seems", "should", "so-called", "some", "suspected", "will", "would",
];

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
    "says", "showed", "stated", "states", "stressed", "suggested", "suggests", "testified", "told", "tweeted",
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
pub(super) fn dates(key: &str) -> bool {
    DATES.binary_search(&key.trim_end_matches('.').trim_end_matches("'s")).is_ok()
}

#[rustfmt::skip]
const DATES: &[&str] = &[
    "afternoon", "apr", "april", "aug", "august", "autumn", "century", "day", "days", "dec", "december", "evening",
    "feb", "february", "fri", "friday", "hour", "hours", "jan", "january", "july", "june", "mar", "march",
    "midnight", "mon", "monday", "month", "months", "morning", "night", "noon", "nov", "november", "oct", "october",
    "quarter", "sat", "saturday", "sep", "sept", "september", "spring", "summer", "sun", "sunday", "thu",
    "thursday", "today", "tomorrow", "tue", "tuesday", "wed", "wednesday", "week", "weekend", "weeks", "winter",
    "year", "years", "yesterday",
];

/// Names of months.
pub(super) fn months(key: &str) -> bool {
    let key = key.trim_end_matches('.');
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    .iter()
    .any(|m| *m == key || (key.len() >= 3 && key.len() <= 4 && key != "mark" && m.starts_with(key)))
}

/// Figures, number words, units and currencies.
pub(super) fn numbers(key: &str) -> bool {
    key.starts_with(|c: char| c.is_numeric()) && !ordinal_only(key)
        || key.chars().any(|c| c.is_ascii_digit()) && key.starts_with(['$', '£', '€', '¥', 'u', '-', '+'])
        || NUMBERS.binary_search(&key).is_ok()
        // Chinese and Japanese numerals stand as words of one character.
        || (!key.is_empty() && key.chars().all(|c| "〇一二三四五六七八九十百千万億两".contains(c)))
}

/// `21st`, `3rd` count as figures too; nothing that begins with a digit is left out but a decade's name.
fn ordinal_only(key: &str) -> bool {
    key.ends_with("0s")
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
        for table in [NEGATIONS, HEDGES, REPORTS, DATES, NUMBERS] {
            assert!(table.is_sorted(), "{:?}", table.windows(2).find(|w| w[0] > w[1]));
        }
    }

    #[test]
    fn opposites_are_told() {
        assert!(reverses("profit", "loss") && reverses("loss", "profit") && reverses("likely", "unlikely"));
        assert!(!reverses("profit", "gain") && !reverses("profit", "down"));
    }
}
