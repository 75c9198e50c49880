//! Words of other languages than English that change what a story says, as keys, and which language two texts are in.
//!
//! Only what is plain: who denies, hedges, dates, counts and reports. A text in none of these languages is read as
//! English, whose words it will hardly hold.

use crate::text::{Bits, Fold, Span, look, words};

/// The language of two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tongue {
    English,
    Other(&'static Table),
}

/// The words of a language. Each list is sorted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    /// Common words that tell the language.
    telltale: &'static [&'static str],
    pub(crate) denies: &'static [&'static str],
    pub(crate) hedges: &'static [&'static str],
    /// Months, days of the week, yesterday.
    pub(crate) dates: &'static [&'static str],
    pub(crate) numbers: &'static [&'static str],
    pub(crate) reports: &'static [&'static str],
    /// Every noun begins with a capital.
    pub(crate) capital_nouns: bool,
}

/// Words of a text that are looked at for its language.
pub(crate) const LOOKED_AT: usize = 3000;
/// Bytes from the midst of a long text that are looked at where fewer of its words were read: some hundred words, of
/// which every third is telltale. Its beginning may be a publisher's, in another language.
const SAMPLE: usize = 4096;

impl Tongue {
    /// The language of some keys: the one of whose common words they hold most.
    pub(crate) fn of<'k>(keys: impl Iterator<Item = &'k str>, unread: Option<&str>) -> Self {
        let mut english = 0;
        let mut found = [0; TABLES.len()];
        let mut look_at = |word: &str| {
            if !TELLTALE.has(look(word.as_bytes())) {
                return;
            }
            if ENGLISH.binary_search(&word).is_ok() {
                english += 1; // and stands in no other list
                return;
            }
            for (n, table) in TABLES.iter().enumerate() {
                found[n] += usize::from(table.telltale.binary_search(&word).is_ok());
            }
        };
        let mut read = 0;
        keys.for_each(|key| {
            read += 1;
            look_at(key);
        });
        // What is unchanged was not read, and the rest may be a line.
        if let Some(text) = unread.filter(|_| read < LOOKED_AT) {
            let sample = midst(text);
            let (mut fold, mut found) = (Fold::default(), Vec::new());
            words(sample, Span::new(0, sample.len()), &mut found);
            found.iter().for_each(|word| look_at(fold.key(word.span.of(sample))));
        }
        let most = TABLES.iter().zip(found).max_by_key(|(_, n)| *n);
        most.filter(|(_, n)| *n > english && *n > 2).map_or(Self::English, |(table, _)| Self::Other(table))
    }

    /// Whether English is read.
    pub(crate) fn is_english(self) -> bool {
        self == Self::English
    }

    /// Whether every noun begins with a capital, so that one tells no name.
    pub(crate) fn capital_nouns(self) -> bool {
        matches!(self, Self::Other(table) if table.capital_nouns)
    }
}

/// The midst of a text.
fn midst(text: &str) -> &str {
    let from = text.len().saturating_sub(SAMPLE) / 2;
    let boundary = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text.get(boundary(from)..boundary(from + SAMPLE)).unwrap_or("")
}

const ENGLISH: &[&str] = &["and", "for", "is", "of", "that", "the", "to", "was", "with"];

/// What the common words of all languages look like: most words are none of them.
static TELLTALE: Bits<64> = {
    let mut bits = Bits::new();
    let mut n = 0;
    while n <= TABLES.len() {
        let words = if n < TABLES.len() { TABLES[n].telltale } else { ENGLISH };
        let mut word = 0;
        while word < words.len() {
            bits.add(look(words[word].as_bytes()));
            word += 1;
        }
        n += 1;
    }
    bits
};

static TABLES: &[&Table] = &[&GERMAN, &FRENCH, &SPANISH, &PORTUGUESE, &ITALIAN];

#[rustfmt::skip]
static GERMAN: Table = Table {
    telltale: &[
        "auf", "bis", "das", "dem", "den", "der", "die", "ein", "eine", "für", "ist", "mit", "nicht", "und", "von", "zu",
        "zum", "zur",
    ],
    denies: &[
        "kein", "keine", "keinem", "keinen", "keiner", "keinerlei", "keines", "nicht", "nichts", "nie", "niemals",
        "niemand", "niemanden", "nirgends", "ohne", "weder",
    ],
    hedges: &[
        "angeblich", "dürfte", "dürften", "etwa", "könnte", "könnten", "mutmaßlich", "mutmaßliche", "mutmaßlichen",
        "möglicherweise", "offenbar", "rund", "soll", "sollen", "ungefähr", "vermutlich", "voraussichtlich",
        "wahrscheinlich", "wohl", "würde", "würden",
    ],
    dates: &[
        "april", "august", "dezember", "dienstag", "donnerstag", "februar", "freitag", "gestern", "heute", "januar",
        "juli", "juni", "mai", "mittwoch", "montag", "morgen", "märz", "november", "oktober", "samstag", "september",
        "sonnabend", "sonntag", "vorgestern",
    ],
    numbers: &[
        "acht", "achtzig", "drei", "dreißig", "dutzend", "eins", "elf", "euro", "fünf", "fünfzig", "halb", "hundert",
        "milliarde", "milliarden", "million", "millionen", "mio", "mrd", "neun", "neunzig", "null", "prozent",
        "sechs", "sechzig", "sieben", "siebzig", "tausend", "verdoppelt", "vier", "vierzig", "zehn", "zwanzig",
        "zwei", "zwölf",
    ],
    reports: &[
        "angaben", "behauptete", "berichtete", "bestätigte", "betonte", "erklärte", "erklärten", "kündigte", "laut",
        "mitteilte", "sagt", "sagte", "sagten", "teilte", "zufolge",
    ],
    capital_nouns: true,
};

#[rustfmt::skip]
static FRENCH: Table = Table {
    telltale: &[
        "au", "aux", "dans", "des", "du", "est", "et", "le", "les", "pour", "sur", "une",
    ],
    denies: &[
        "aucun", "aucune", "guère", "jamais", "ni", "non", "nul", "nulle", "pas", "personne", "rien", "sans",
    ],
    hedges: &[
        "auraient", "aurait", "devraient", "devrait", "environ", "peut-être", "pourraient", "pourrait",
        "probablement", "près", "présumé", "présumée", "quelque", "semble", "seraient", "serait", "vraisemblablement",
        "éventuel", "éventuelle",
    ],
    dates: &[
        "août", "aujourd'hui", "avril", "demain", "dimanche", "décembre", "février", "hier", "janvier", "jeudi",
        "juillet", "juin", "lundi", "mai", "mardi", "mars", "mercredi", "novembre", "octobre", "samedi", "septembre",
        "vendredi",
    ],
    numbers: &[
        "cent", "cents", "cinq", "cinquante", "deux", "dix", "douzaine", "douze", "euros", "huit", "mille",
        "milliard", "milliards", "million", "millions", "moitié", "neuf", "onze", "quarante", "quatorze", "quatre",
        "quinze", "seize", "sept", "six", "soixante", "treize", "trente", "trois", "vingt", "zéro",
    ],
    reports: &[
        "a-t-elle", "a-t-il", "affirmé", "ajouté", "annoncé", "assuré", "confirmé", "dit", "déclaré", "expliqué",
        "indiqué", "précisé", "selon", "souligné",
    ],
    capital_nouns: false,
};

#[rustfmt::skip]
static SPANISH: Table = Table {
    telltale: &[
        "como", "con", "del", "el", "las", "los", "más", "por", "una", "y",
    ],
    denies: &[
        "jamás", "nada", "nadie", "ni", "ninguna", "ninguno", "ningún", "no", "nunca", "sin", "tampoco",
    ],
    hedges: &[
        "aproximadamente", "habría", "habrían", "podría", "podrían", "presunta", "presuntamente", "presunto",
        "probablemente", "quizá", "quizás", "sería", "serían", "supuesta", "supuestamente", "supuesto", "unos",
    ],
    dates: &[
        "abril", "agosto", "ayer", "diciembre", "domingo", "enero", "febrero", "hoy", "jueves", "julio", "junio",
        "lunes", "martes", "marzo", "mayo", "mañana", "miércoles", "noviembre", "octubre", "septiembre", "sábado",
        "viernes",
    ],
    numbers: &[
        "catorce", "cero", "cien", "ciento", "cinco", "cincuenta", "cuarenta", "cuatro", "diez", "doce", "docena",
        "dos", "euros", "mil", "millones", "millón", "mitad", "nueve", "ocho", "once", "quince", "seis", "siete",
        "trece", "treinta", "tres", "veinte",
    ],
    reports: &[
        "afirmó", "agregó", "anunció", "aseguró", "añadió", "confirmó", "declaró", "dijo", "explicó", "indicó",
        "según", "señaló",
    ],
    capital_nouns: false,
};

#[rustfmt::skip]
static PORTUGUESE: Table = Table {
    telltale: &[
        "ao", "com", "da", "em", "mais", "na", "não", "os", "pela", "uma",
    ],
    denies: &[
        "jamais", "nada", "nem", "nenhum", "nenhuma", "ninguém", "nunca", "não", "sem", "tampouco",
    ],
    hedges: &[
        "alegadamente", "aproximadamente", "cerca", "deverá", "poderia", "poderiam", "poderá", "provavelmente",
        "seria", "seriam", "suposta", "supostamente", "suposto", "talvez", "teria", "teriam",
    ],
    dates: &[
        "abril", "agosto", "amanhã", "dezembro", "domingo", "fevereiro", "hoje", "janeiro", "julho", "junho", "maio",
        "março", "novembro", "ontem", "outubro", "quarta-feira", "quinta-feira", "segunda-feira", "setembro",
        "sexta-feira", "sábado", "terça-feira",
    ],
    numbers: &[
        "bilhão", "bilhões", "catorze", "cem", "cento", "cinco", "cinquenta", "dez", "dois", "doze", "duas", "dúzia",
        "euros", "metade", "mil", "milhão", "milhões", "nove", "oito", "onze", "quarenta", "quatro", "quinze",
        "reais", "seis", "sete", "treze", "trinta", "três", "vinte", "zero",
    ],
    reports: &[
        "acrescentou", "afirmou", "anunciou", "confirmou", "conforme", "declarou", "disse", "explicou", "segundo",
    ],
    capital_nouns: false,
};

#[rustfmt::skip]
static ITALIAN: Table = Table {
    telltale: &[
        "alla", "che", "dei", "della", "di", "gli", "il", "nel", "per", "è",
    ],
    denies: &[
        "mai", "neanche", "nemmeno", "neppure", "nessun", "nessuna", "nessuno", "niente", "non", "nulla", "né",
        "senza",
    ],
    hedges: &[
        "circa", "dovrebbe", "dovrebbero", "forse", "potrebbe", "potrebbero", "presunta", "presunto", "probabilmente",
        "sarebbe", "sarebbero",
    ],
    dates: &[
        "agosto", "aprile", "dicembre", "domani", "domenica", "febbraio", "gennaio", "giovedì", "giugno", "ieri",
        "luglio", "lunedì", "maggio", "martedì", "marzo", "mercoledì", "novembre", "oggi", "ottobre", "sabato",
        "settembre", "venerdì",
    ],
    numbers: &[
        "cento", "cinquanta", "cinque", "dieci", "dodici", "dozzina", "due", "euro", "metà", "mila", "miliardi",
        "miliardo", "milione", "milioni", "mille", "nove", "otto", "quaranta", "quattordici", "quattro", "quindici",
        "sei", "sette", "tre", "tredici", "trenta", "undici", "venti", "zero",
    ],
    reports: &[
        "affermato", "aggiunto", "annunciato", "detto", "dichiarato", "secondo", "spiegato",
    ],
    capital_nouns: false,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(ENGLISH.is_sorted());
        for t in TABLES {
            assert!(!t.telltale.iter().any(|word| ENGLISH.contains(word)), "an English word tells no other language");
            for list in [t.telltale, t.denies, t.hedges, t.dates, t.numbers, t.reports] {
                assert!(list.is_sorted(), "{:?}", list.windows(2).find(|w| w[0] > w[1]));
            }
        }
    }
}
