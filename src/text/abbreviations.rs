//! What stands before a full stop that may end no sentence, and what begins a sentence after one that might.

/// How an abbreviation behaves before a capital or a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Never the end: a title before its name, "vs.", "e.g.".
    Bound,
    /// Bound to a figure ("No. 10"), else an ordinary word that may end a sentence ("No.").
    Figure,
    /// The end only where a word follows that begins sentences: "in the U.S. The", but "the U.S. Senate".
    Open,
    /// The same in other languages: "1,2 Mio. Euro", but "1,2 Mio. Das".
    Abroad,
    /// The end unless a day or a time zone follows: "at 6 p.m. Tuesday", "at 6 p.m. EST".
    Clock,
}

use Abbreviation::{Abroad, Bound, Clock, Figure, Open};

/// Rows in lower case match any case; rows with a capital match only words with one ("Sat." the day, "sat." the verb).
const TABLE: &[(Abbreviation, &[&str])] = &[
    (
        Bound,
        &[
            "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Gen", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Lt", "Col",
            "Sgt", "Capt", "Cpt", "Maj", "Adm", "Cmdr", "Cdr", "Cpl", "Pvt", "Pfc", "Spc", "Brig", "Rev", "Hon",
            "Pres", "Supt", "Insp", "Det", "Messrs", "Mme", "Mlle", "Fr", "Amb", "Atty", "Treas", "Mt", "Ft", "vs",
            "v", "cf", "viz", "ca", "approx", "e.g", "i.e", "Lt.Col", // of other languages
            "bzw", "evtl", "ggf", "inkl", "sog", "z.B", "u.a", "d.h", "Hr", "Hrn", "MM", "Mmes", "Sra", "Srta", "Dra",
            "Sig", "Dott", "dhr", "mevr", "bijv", "t.ex", "bl.a", "f.eks", "np", "tzw", "tzv",
        ],
    ),
    (
        Figure,
        &[
            "no", "nos", "n°", "nr", "p", "pp", "fig", "figs", "Art", "Arts", "Sec", "para", "paras", "chap", "Ch",
            "vol", "vols", "ext", "tel", "eq", "Rs", "b", "d", "c", "r", "núm", "pág", "págs", "tél", "réf", "éd",
            "bd", "Abs", "kap", "ziff", "blz", "kl", "godz", "č",
        ],
    ),
    (
        Open,
        &[
            // Companies and bodies.
            "inc", "co", "cos", "corp", "ltd", "plc", "llc", "bros", "assn", "univ", "dept", "div", "mfg", "intl",
            "int'l", "gov't", "dep't", "ass'n", "est", // names and streets
            "jr", "sr", "esq", "St", "Ste", "Ave", "Blvd", "Rd", "Hwy", "Pkwy", "Bldg", "Dist", // days and months
            "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr",
            "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov",
            "Dec", // states of the U.S. and provinces of Canada, as AP and older Reuters copy had them
            "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md",
            "Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Penn", "Tenn", "Tex",
            "Vt", "Va", "Wash", "Wis", "Wyo", "Ont", "Que", "Alta",
        ],
    ),
    (Abroad, &["Mio", "Mrd", "Tsd", "usw", "Str", "Chr", "EE.UU", "UU", "Cía", "mln", "mld", "tys"]),
    (Clock, &["a.m", "p.m"]),
];

/// Words with a capital that begin sentences and hardly any name.
const STARTERS: &[&str] = &[
    "A", "After", "All", "Also", "Although", "Among", "An", "And", "Another", "Are", "As", "At", "Because", "Before",
    "Both", "But", "By", "Can", "Could", "Despite", "Did", "Do", "Does", "During", "Each", "Even", "Every", "For",
    "From", "Had", "Has", "Have", "He", "Her", "Here", "His", "How", "However", "If", "In", "Instead", "Is", "It",
    "Its", "Last", "Later", "Many", "Meanwhile", "More", "Most", "My", "Neither", "Nobody", "Nor", "Not", "Now", "On",
    "Once", "Or", "Other", "Others", "Our", "Separately", "Several", "She", "Should", "Since", "So", "Some", "Still",
    "Such", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those", "Though", "Thus", "To", "Until",
    "Was", "We", "Were", "What", "When", "Where", "Whether", "Which", "While", "Who", "Why", "With", "Without",
    "Would", "Yet", "You", "Your",
];

/// The same in German, French, Spanish and Italian. They stand in names too, so they count behind [`Abroad`] only.
const STARTERS_ABROAD: &[&str] = &[
    "Aber", "Als", "Am", "Auch", "Auf", "Au", "Aux", "Avec", "Bei", "Ce", "Ces", "Cette", "Con", "Dabei", "Damit",
    "Dann", "Dans", "Das", "Dazu", "Der", "Des", "Die", "Dies", "Diese", "Dieser", "Dieses", "Doch", "Ein", "Eine",
    "El", "Elle", "Elles", "En", "Er", "Es", "Esta", "Este", "Et", "Für", "Gli", "Hier", "I", "Ich", "Il", "Ils", "Im",
    "In", "La", "Las", "Le", "Les", "Lo", "Los", "Mais", "Man", "Mit", "Nach", "Nous", "On", "Para", "Pero", "Por",
    "Pour", "Se", "Según", "Seit", "Selon", "Si", "Sie", "So", "Su", "Sur", "Und", "Un", "Una", "Une", "Von", "Vor",
    "Wenn", "Wie", "Wir", "Y", "Zu", "Zum", "Zur",
];

/// German words that an ordinal follows, but such as English has too: "am 3. Oktober", "der 19. Verhandlungstag".
const BEFORE_ORDINALS: &[&str] = &[
    "ab", "beim", "bis", "das", "dem", "der", "des", "ihr", "ihre", "ihrem", "ihren", "ihrer", "im", "ins", "jeder",
    "jeden", "sein", "seine", "seinem", "seinen", "seiner", "seit", "vom", "zum", "zur",
];

/// Months that English spells otherwise, of languages that write a full stop behind an ordinal and a capital.
const MONTHS_ABROAD: &[&str] =
    &["Januar", "Jänner", "Februar", "Feber", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember", "Desember"];

/// Months spelled as in English.
const MONTHS: &[&str] = &["April", "August", "September", "November"];

/// Verbs that give a quotation its speaker.
const SPEECH: &[&str] = &[
    "added", "adds", "answered", "asked", "asks", "continued", "cried", "declared", "demanded", "exclaimed",
    "explained", "insisted", "joked", "quipped", "recalled", "replied", "responded", "said", "says", "shouted", "told",
    "tweeted", "wondered", "wrote", "yelled",
];

/// Names that end in an exclamation mark.
const EXCLAIMED: &[&str] = &["Yahoo", "Jeopardy"];

/// What the word before a full stop abbreviates, if it does. The word comes without the full stop; one of the letters
/// and inner stops ("U.S", "L.P", "J.K") and a single capital (an initial) are abbreviations without a row.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let mut letters = word.chars();
    let initial = letters.next()?;
    if letters.next().is_none() && initial.is_uppercase() {
        return Some(Open);
    }
    let row = TABLE.iter().find(|(_, words)| {
        words.iter().any(|&row| {
            row == word
                || (same(row, word)
                    && (!row.starts_with(char::is_uppercase)
                        || word.chars().all(|c| !c.is_lowercase()) && word.len() > 1))
        })
    });
    if let Some(&(kind, _)) = row {
        return Some(kind);
    }
    let dotted = word.contains('.')
        && word
            .split('.')
            .all(|part| !part.is_empty() && part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    dotted.then_some(Open)
}

/// Whether "word." and the word after it are one abbreviation written with a space: "z. B.", "a. C.", "EE. UU.".
pub(super) fn is_pair(word: &str, next: &str, dot: bool) -> bool {
    match (word, next) {
        ("EE", "UU") | ("n" | "v", "Chr") | ("av" | "apr", "J" | "J.-C") => true,
        ("z", "B" | "T") | ("d", "h" | "C") | ("u", "a" | "U" | "ä") | ("a", "C" | "m") => dot,
        ("o", "ä" | "Ä") | ("i", "d" | "e") | ("s", "o" | "u") | ("e", "g" | "V") | ("p", "m" | "ej") => dot,
        _ => false,
    }
}

/// Whether a figure and its full stop are an ordinal, as in "bis zum 15. Dezember", rather than the end of a sentence.
/// `before` stands before the figure, `next` and `after` behind the full stop.
pub(super) fn is_ordinal(before: &str, next: &str, after: &str) -> bool {
    let year = after.len() == 4 && after.bytes().all(|b| b.is_ascii_digit());
    MONTHS_ABROAD.contains(&next)
        || (MONTHS.contains(&next) && year)
        || (BEFORE_ORDINALS.iter().any(|w| w.eq_ignore_ascii_case(before)) && !is_starter_abroad(next))
}

/// Whether a word begins sentences in some other language than English.
pub(super) fn is_starter_abroad(word: &str) -> bool {
    STARTERS_ABROAD.contains(&word)
}

/// Case-blind, for the forms of the table.
fn same(row: &str, word: &str) -> bool {
    row.len() == word.len() && row.eq_ignore_ascii_case(word)
}

/// Whether a word begins sentences and hardly any name.
pub(super) fn is_starter(word: &str) -> bool {
    let stem = word.split_once(['’', '\'']).map_or(word, |(stem, _)| stem); // "It’s", "They’ll"
    STARTERS.binary_search(&stem).is_ok()
}

/// Whether a word gives a quotation its speaker.
pub(super) fn is_speech(word: &str) -> bool {
    SPEECH.binary_search(&word).is_ok()
}

/// Whether a name ends in an exclamation mark.
pub(super) fn is_exclaimed(word: &str) -> bool {
    EXCLAIMED.contains(&word)
}

/// Whether a word after "6 p.m." belongs to the time: a day, a month, a zone.
pub(super) fn is_time(word: &str) -> bool {
    const TIMES: &[&str] = &[
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
        "April", "May", "June", "July", "August", "September", "October", "November", "December", "Eastern", "Pacific",
        "Central", "Mountain", "Greenwich",
    ];
    let zone = word.len() >= 2 && word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase());
    zone || TIMES.contains(&word) || abbreviation(word) == Some(Open) && word.len() > 1 && !word.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_searched_tables_are_sorted() {
        assert!(STARTERS.is_sorted(), "{:?}", STARTERS.windows(2).find(|w| w[0] > w[1]));
        assert!(SPEECH.is_sorted());
    }

    #[test]
    fn case_decides_between_a_day_and_a_verb() {
        assert_eq!(abbreviation("Sat"), Some(Open));
        assert_eq!(abbreviation("sat"), None);
        assert_eq!(abbreviation("CORP"), Some(Open));
        assert_eq!(abbreviation("MR"), Some(Bound));
        assert_eq!(abbreviation("U.S"), Some(Open));
        assert_eq!(abbreviation("p.m"), Some(Clock));
        assert_eq!(abbreviation("P.M"), Some(Clock));
        assert_eq!(abbreviation("bounds"), None);
        assert_eq!(abbreviation("Mio"), Some(Abroad));
    }
}
