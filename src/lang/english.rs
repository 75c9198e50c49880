//! What the engine knows of English: words too common to mean anything, spellings of one word, word stems.
//!
//! Other languages lose little: rarity is measured on the documents themselves, and a stem only widens what counts as
//! evidence that two sentences say the same; it never decides that two words are equal.

use std::borrow::Cow;

use crate::text::{Bits, Table, count, look};

/// Words that carry no statement of their own: articles, pronouns, prepositions, auxiliaries, and the reporting verbs
/// that stand in every news text. Sorted.
const FUNCTION: &str = "\
    a about above according across added after again against all also although always am amid among an and another \
    any anything are aren't around as at away back be because been before being below between both but by came can \
    can't come could couldn't did didn't do does doesn't doing don't down during each either else even ever every few \
    for from further get go going got had hadn't has hasn't have haven't having he he's her here hers herself him \
    himself his how however i i'm i've if in into is isn't it it's its itself just like made make many may me might \
    more most much must my myself neither no nor not now of off on once one only onto or other others our ours \
    ourselves out over own per rather s said same say saying says shall she she's should since so some something \
    still such take than that that's the their theirs them themselves then there there's therefore these they they're \
    this those though through thus to together told too toward towards under until up upon us very via was wasn't we \
    we're well were weren't what when where whether which while who whom whose why will with within without won't \
    would wouldn't yet you your yours";

/// Whether a word (as a key: folded) carries no statement of its own.
///
/// `us` is one here as a pronoun; the country is told by its case, which [`crate::align::vocabulary`] looks at.
pub(crate) fn is_function(key: &str) -> bool {
    static TABLE: Table<{ count(FUNCTION) }> = Table::of(FUNCTION);
    TABLE.holds(key)
}

/// Words of the sentences that close many a report, which say nothing of this one: "She could not immediately be reached
/// for comment.", "No one was injured." Sorted.
#[rustfmt::skip]
const STOCK: &[&str] = &[
    "applause", "asked", "available", "breaking", "clear", "comment", "contributed", "declined", "details",
    "developing", "elaborate", "far", "follow", "given", "hurt", "immediate", "immediately", "information", "injured",
    "injuries", "killed", "known", "later", "laughter", "message", "messages", "name", "named", "provide", "provided",
    "reached", "released", "replied", "reply", "report", "reported", "request", "requests", "respond", "responded",
    "responding", "response", "return", "returned", "seeking", "story", "unclear", "updated",
];

/// Whether a word is one of a stock sentence.
pub(crate) fn is_stock(key: &str) -> bool {
    STOCK.binary_search(&key).is_ok()
}

/// Whole words that house styles write differently, as (form, norm). Sorted by form.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str)] = &[
    ("adviser", "advisor"), ("aeroplane", "airplane"), ("aeroplanes", "airplanes"), ("afterwards", "afterward"),
    ("ageing", "aging"), ("aluminium", "aluminum"), ("amongst", "among"), ("analyse", "analyze"),
    ("analysed", "analyzed"), ("analysing", "analyzing"), ("april", "apr"), ("august", "aug"), ("avenue", "ave"),
    ("backwards", "backward"), ("billion", "bln"), ("bn", "bln"), ("burnt", "burned"), ("calibre", "caliber"),
    ("captain", "capt"), ("catalogue", "catalog"), ("catalogues", "catalogs"), ("centre", "center"),
    ("centred", "centered"), ("centres", "centers"), ("cheque", "check"), ("cheques", "checks"), ("colonel", "col"),
    ("cosier", "cozier"), ("cosy", "cozy"), ("cts", "cents"), ("december", "dec"), ("defence", "defense"),
    ("defences", "defenses"), ("dialogue", "dialog"), ("dlr", "dollar"), ("dlrs", "dollars"), ("doctor", "dr"),
    ("draught", "draft"), ("draughts", "drafts"), ("dreamt", "dreamed"), ("eight", "8"), ("eighteen", "18"),
    ("eighth", "8th"), ("eighty", "80"), ("eleven", "11"), ("eleventh", "11th"), ("enquiries", "inquiries"),
    ("enquiry", "inquiry"), ("enrol", "enroll"), ("february", "feb"), ("fibre", "fiber"), ("fifteen", "15"),
    ("fifth", "5th"), ("fifty", "50"), ("first", "1st"), ("five", "5"), ("forty", "40"), ("four", "4"),
    ("fourteen", "14"), ("fourth", "4th"), ("fulfil", "fulfill"), ("general", "gen"), ("governor", "gov"),
    ("grey", "gray"), ("gw", "gigawatts"), ("instalment", "installment"), ("january", "jan"),
    ("jewellery", "jewelry"), ("judgement", "judgment"), ("kerb", "curb"), ("kg", "kilograms"), ("kilometer", "km"),
    ("kilometers", "km"), ("kilometre", "km"), ("kilometres", "km"), ("learnt", "learned"), ("licence", "license"),
    ("licences", "licenses"), ("lieutenant", "lt"), ("limited", "ltd"), ("litre", "liter"), ("litres", "liters"),
    ("manoeuvre", "maneuver"), ("manoeuvres", "maneuvers"), ("march", "mar"), ("mcg", "micrograms"),
    ("metre", "meter"), ("metres", "meters"), ("mg", "milligrams"), ("milliarde", "bln"), ("milliarden", "bln"),
    ("millilitres", "milliliters"), ("million", "mln"), ("millionen", "mln"), ("mio", "mln"), ("mister", "mr"),
    ("ml", "milliliters"), ("mould", "mold"), ("moulded", "molded"), ("moulds", "molds"), ("mrd", "bln"),
    ("mum", "mom"), ("neighbourhood", "neighborhood"), ("neighbourhoods", "neighborhoods"), ("nine", "9"),
    ("nineteen", "19"), ("ninety", "90"), ("ninth", "9th"), ("november", "nov"), ("october", "oct"),
    ("offence", "offense"), ("offences", "offenses"), ("okay", "ok"), ("paediatric", "pediatric"),
    ("paralysed", "paralyzed"), ("pct", "percent"), ("plough", "plow"), ("ploughed", "plowed"),
    ("practise", "practice"), ("practised", "practiced"), ("practising", "practicing"), ("pretence", "pretense"),
    ("professor", "prof"), ("programme", "program"), ("programmes", "programs"), ("sabre", "saber"),
    ("sceptic", "skeptic"), ("sceptical", "skeptical"), ("second", "2nd"), ("senator", "sen"), ("sept", "sep"),
    ("september", "sep"), ("sergeant", "sgt"), ("seven", "7"), ("seventeen", "17"), ("seventh", "7th"),
    ("seventy", "70"), ("six", "6"), ("sixteen", "16"), ("sixth", "6th"), ("sixty", "60"), ("skilful", "skillful"),
    ("spelt", "spelled"), ("storey", "story"), ("street", "st"), ("sulphur", "sulfur"), ("ten", "10"),
    ("tenth", "10th"), ("theatre", "theater"), ("theatres", "theaters"), ("third", "3rd"), ("thirteen", "13"),
    ("thirty", "30"), ("three", "3"), ("tonne", "ton"), ("tonnes", "tons"), ("towards", "toward"),
    ("trillion", "trn"), ("twelfth", "12th"), ("twelve", "12"), ("twentieth", "20th"), ("twenty", "20"),
    ("two", "2"), ("tyre", "tire"), ("tyres", "tires"), ("versus", "vs"), ("whilst", "while"),
    ("woollen", "woolen"), ("yoghurt", "yogurt"), ("μg", "micrograms"),
];

/// What the forms of [`SPELLINGS`] look like: every word of both texts is asked for.
static FORMS: Bits<64> = {
    let mut forms = Bits::new();
    let mut n = 0;
    while n < SPELLINGS.len() {
        forms.add(look(SPELLINGS[n].0.as_bytes()));
        n += 1;
    }
    forms
};

/// The norm of a word that house styles write differently: `defence` and `defense`, `U.S.` and `US`, `ten` and `10`,
/// `e-mail` and `email`. The word is a key (folded); so is what comes back.
pub(crate) fn norm(key: &str) -> Cow<'_, str> {
    if key.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return american(key).unwrap_or(Cow::Borrowed(key));
    }
    if let Some(owner) = key.strip_suffix("'s") {
        return Cow::Owned(format!("{}'s", norm(owner)));
    }
    let mut word = Cow::Borrowed(key);
    if key.contains(['.', ',']) && !key.contains('/') && !key.contains('@') {
        let digits = key.bytes().any(|b| b.is_ascii_digit());
        // 3,000 and 3000; U.S. and US, Mr. and Mr, but not 3.5 and 35, nor 4,2 and 42.
        if !digits {
            word = Cow::Owned(key.replace('.', ""));
        } else if is_grouped(key) {
            word = Cow::Owned(key.replace(',', ""));
        }
    }
    if word.contains('-')
        && let Some(number) = super::terms::compound(key)
    {
        return Cow::Owned(number);
    }
    if word.contains('-') && word.bytes().all(|b| b == b'-' || b.is_ascii_alphabetic()) {
        word = Cow::Owned(word.replace('-', ""));
    }
    match american(&word) {
        Some(other) => Cow::Owned(other.into_owned()),
        None => word,
    }
}

/// Whether each comma of a number parts thousands: exactly three digits stand between it and the next, or the end.
fn is_grouped(key: &str) -> bool {
    key.split(',').skip(1).all(|group| group.bytes().take_while(u8::is_ascii_digit).count() == 3)
}

/// The form of a word that stands for its spellings, where it is another than the word.
fn american(word: &str) -> Option<Cow<'static, str>> {
    if FORMS.has(look(word.as_bytes()))
        && let Ok(at) = SPELLINGS.binary_search_by_key(&word, |(form, _)| form)
    {
        return Some(Cow::Borrowed(SPELLINGS[at].1));
    }
    let known = |head: &str, british: &str| match british.as_bytes() {
        [b'o', ..] => OUR.contains(&head),
        [b'l', ..] => ELL.contains(&head),
        _ => head.len() >= 5,
    };
    endings(BRITISH, word).iter().find_map(|(british, american)| {
        let head = word.strip_suffix(british).filter(|head| known(head, british))?;
        Some(Cow::Owned(format!("{head}{american}")))
    })
}

/// The endings of a table that end as `word` does.
fn endings<T>(table: &'static [(u8, &'static [T])], word: &str) -> &'static [T] {
    let last = word.bytes().next_back();
    table.iter().find(|(letter, _)| Some(*letter) == last).map_or(&[], |(_, endings)| endings)
}

/// Endings that British and American spelling write differently, by their last letter.
#[rustfmt::skip]
const BRITISH: &[(u8, &[(&str, &str)])] = &[
    (b'n', &[("isation", "ization")]),
    (b's', &[("isations", "izations"), ("ises", "izes"), ("ours", "ors"), ("llers", "lers"), ("llors", "lors")]),
    (b'g', &[("ising", "izing"), ("ouring", "oring"), ("lling", "ling")]),
    (b'd', &[("ised", "ized"), ("oured", "ored"), ("lled", "led")]),
    (b'e', &[("ise", "ize"), ("ourable", "orable")]),
    (b'r', &[("our", "or"), ("ller", "ler"), ("llor", "lor")]),
];

/// Stems that British spelling ends in -our.
#[rustfmt::skip]
const OUR: &[&str] = &[
    "arm", "behavi", "cand", "clam", "col", "end", "enam", "fav", "ferv", "flav", "glam", "harb", "hon", "hum",
    "lab", "neighb", "od", "parl", "ranc", "rig", "rum", "sav", "splend", "tum", "val", "vap", "vig",
];

/// Stems that British spelling doubles the l of.
#[rustfmt::skip]
const ELL: &[&str] = &[
    "beve", "cance", "channe", "counci", "counse", "due", "fue", "grove", "initia", "jewe", "labe", "leve", "marsha", "marve", "mode",
    "pane", "penci", "quarre", "refue", "riva", "shove", "signa", "spira", "swive", "tota", "trave", "tunne", "unrave",
];

/// Endings that one statement may change, by their last letter: longest first where one ends another.
const ENDINGS: &[(u8, &[&str])] = &[
    (b's', &["ations", "ments", "ness", "ies", "ists", "ions", "ers", "es", "s"]),
    (b'n', &["ization", "ation", "ion"]),
    (b'l', &["ational"]),
    (b't', &["ment", "ist"]),
    (b'y', &["ingly", "edly", "ally", "ly", "y"]),
    (b'g', &["ing"]),
    (b'd', &["ied", "ed"]),
    (b'm', &["ism"]),
    (b'c', &["ic"]),
    (b'e', &["ive", "e"]),
    (b'r', &["er"]),
];

/// A crude stem of a norm, so that "policy" and "policies", "signed" and "sign" count as evidence for each other.
pub(crate) fn stem(norm: &str) -> &str {
    let word = norm.strip_suffix("'s").or_else(|| norm.strip_suffix('\'')).unwrap_or(norm);
    if let Some(figure) = figure(word) {
        return figure;
    }
    // At least four letters stay: shorter stems join what has nothing in common.
    if word.len() <= 4 {
        return word;
    }
    endings(ENDINGS, word).iter().filter_map(|e| word.strip_suffix(e)).find(|s| s.len() >= 4).unwrap_or(word)
}

/// The figure in a number, its currency and unit left out: `$2.31bn`, `1.6%`.
fn figure(word: &str) -> Option<&str> {
    if word.starts_with(|c: char| c.is_ascii_lowercase() && c != 'u') {
        return None;
    }
    let from = word.find(|c: char| c.is_ascii_digit())?;
    let to = word.rfind(|c: char| c.is_ascii_digit())?;
    let currency = word.get(..from)?;
    (currency.is_empty() || matches!(currency, "$" | "us$" | "£" | "€" | "¥" | "+" | "-"))
        .then(|| word.get(from..=to))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(FUNCTION.split(' ').is_sorted() && STOCK.is_sorted());
        assert!(SPELLINGS.is_sorted(), "{:?}", SPELLINGS.windows(2).find(|w| w[0] > w[1]));
        assert!(FUNCTION.split(' ').all(is_function) && !is_function("zebra") && !is_function(""));
        assert!(SPELLINGS.iter().all(|(form, other)| norm(form) == *other));
    }

    #[test]
    fn house_styles_share_a_norm() {
        for (a, b) in [
            ("u.s.", "us"),
            ("defence", "defense"),
            ("10", "ten"),
            ("mr.", "mr"),
            ("organisation", "organization"),
            ("neighbouring", "neighboring"),
            ("3,000", "3000"),
            ("e-mail", "email"),
            ("pct", "percent"),
            ("co-operate", "cooperate"),
            ("thirty-two", "32"),
            ("bn", "billion"),
        ] {
            assert_eq!(norm(a), norm(b));
        }
        assert_ne!(norm("3.5"), norm("35"));
        assert_ne!(norm("4,2"), norm("42"));
        assert_eq!(norm("$1,250,000m"), norm("$1250000m"));
        assert_ne!(norm("four"), norm("for"));
        assert_eq!(norm("hour"), "hour");
    }

    #[test]
    fn stems_join_forms_of_a_word() {
        let stem = |key| stem(&norm(key)).to_owned();
        assert_eq!(stem("policies"), stem("policy"));
        assert_eq!(stem("russia's"), stem("russia"));
        assert_eq!(stem("programmes"), stem("program"));
        assert_eq!(stem("imperialist"), stem("imperialism"));
        assert_eq!(stem("$2.31bn"), stem("2.31"));
        assert_eq!(stem("1.6%"), stem("1.6"));
        assert_ne!(stem("mp3"), stem("3"));
    }
}
