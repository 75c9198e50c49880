//! Notes on the story in languages other than English.
//!
//! | form | example |
//! |---|---|
//! | a label | "Korrektur: Die Wahl findet am 11. Mai statt" |
//! | a label that other lines have too, with a change | "Hinweis: Wir haben den Namen korrigiert" |
//! | a former version of this text | "Une première version de cet article …" |
//! | a former version, with a quotation of it | "In einer früheren Version hieß es …" |
//! | a change, in brackets | "(Corrige la hauteur de la tour)" |
//!
//! Labels and openings are in `assets/lang/<code>/notes.txt`. English has a more detailed grammar: see `notes`.

use super::beginnings::{LABELS, LOOSE_LABELS, OPEN, OPENINGS, languages};
use crate::format::news::dateline::is_date;
use crate::format::shape::ends_sentence;
use crate::lang::date_words::is_month_in_any_case;
use crate::lang::{Language, Set};
use crate::text::floor_boundary;

/// How many bytes of a line are read.
const NOTE_HEAD_BYTES: usize = 240;

/// Maximum length of such a note, in bytes.
const FOREIGN_NOTE_BYTES: usize = 600;

/// Maximum length of a note marked only by brackets, in bytes.
const BRACKETED_NOTE_BYTES: usize = 300;

/// Maximum bytes between a label and its colon, such as a date.
const LABEL_GAP_BYTES: usize = 40;

/// Maximum words of a date with the words around it.
const DATE_WORDS: usize = 8;

/// Maximum words between an opening and a verb that quotes the version.
const QUOTING_VERB_WORDS: usize = 3;

/// Verbs of notes that change something.
const CHANGES: [Set; 6] =
    [Set::NoteCorrects, Set::NoteClarifies, Set::NoteUpdates, Set::NoteDeletes, Set::NoteRecasts, Set::NoteRepeats];

/// How many characters are compared first: enough to distinguish most labels and openings.
const FIRST_CHARS: usize = 14;

/// The kind of a beginning of notes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Before a colon or alone.
    Label,
    /// A label that other lines have too.
    LooseLabel,
    /// A mention of this text.
    Opening,
    /// The same without its last word, a verb that may come after a date: "Dieser Artikel wurde am 4. März
    /// aktualisiert".
    Dated,
    /// A mention of some version.
    LooseOpening,
    /// A verb in brackets.
    InBrackets,
}

/// A label or opening as listed. It is processed only when needed, as most texts need none.
#[derive(Clone, Copy)]
struct Listed {
    language: Language,
    /// The kind of its group.
    kind: Kind,
    written: &'static str,
}

/// A label or opening to compare with a line.
struct Form {
    language: Language,
    kind: Kind,
    /// Its folded text.
    text: String,
}

impl Listed {
    /// Whether a line may begin with it when folded, by the first letters: a quick check before folding.
    fn may_begin(self, head: &str) -> bool {
        let bare = self.written.trim_start_matches(OPEN).chars().take(FIRST_CHARS).take_while(|&c| c != 'ß');
        let same = |(c, h): (char, char)| !c.is_alphanumeric() || c == h || c.to_lowercase().eq([h]);
        bare.zip(head.chars()).all(same)
    }

    /// Its forms: itself, and an opening without its last word.
    fn forms(self) -> impl Iterator<Item = Form> {
        let Self { language, kind, written } = self;
        let bare = written.trim_start_matches(OPEN);
        let text = fold(bare.trim_end_matches(CLOSE));
        let kind = match kind {
            Kind::Opening if bare.len() < written.len() => Kind::InBrackets,
            Kind::Opening if !names_text(language, &text) => Kind::LooseOpening,
            kind => kind,
        };
        let start = text.rsplit_once(' ').filter(|_| kind == Kind::Opening).map(|(start, _)| start.to_owned());
        let dated = start.map(|text| Form { language, kind: Kind::Dated, text });
        dated.into_iter().chain([Form { language, kind, text }])
    }
}

/// Folds a line as words of lists are folded.
fn fold(line: &str) -> String {
    super::fold::fold(line).replace('ß', "ss")
}

const CLOSE: &[char] = &[')', ']', '）', '］', '】', '＞', '>', '*', '_', '.', '。', ' '];

/// The labels and openings of a language.
fn listed(language: Language) -> impl Iterator<Item = Listed> {
    let groups = [(LABELS, Kind::Label), (LOOSE_LABELS, Kind::LooseLabel), (OPENINGS, Kind::Opening)];
    groups.into_iter().flat_map(move |(group, kind)| {
        language.note_forms(group).map(move |written| Listed { language, kind, written })
    })
}

/// Whether an opening mentions the text: "of this article". A version alone may be that of anything else.
fn names_text(language: Language, opening: &str) -> bool {
    if language.is_unspaced() {
        return false;
    }
    words(opening).iter().any(|word| language.has(Set::NoteStory, word) && !language.has(Set::NoteVersion, word))
}

/// The words of a folded line.
fn words(folded: &str) -> Vec<&str> {
    folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect()
}

/// Whether a line is a note on the story, anywhere in a text.
pub(super) fn is_foreign_note(line: &str) -> bool {
    Candidate::of(line).is_some_and(|candidate| candidate.is_note(false))
}

/// The same for the first and last lines of a text, with weaker conditions.
pub(super) fn is_foreign_note_at_an_end(line: &str) -> bool {
    Candidate::of(line).is_some_and(|candidate| candidate.is_note(true))
}

/// Whether the text after a dash at the end of a paragraph is a note: "-- Corrige l'année".
pub(in crate::format) fn is_foreign_note_after_dash(said: &str) -> bool {
    let candidate = Candidate { line: said, bracketed: true, head: head(said), languages: Vec::new() };
    !ends_sentence(said) && (is_foreign_note(said) || candidate.is_doing(false))
}

/// A line that may be a note.
struct Candidate<'a> {
    line: &'a str,
    bracketed: bool,
    /// Its beginning, folded, without surrounding brackets.
    head: String,
    /// Languages with a label or opening that begins alike.
    languages: Vec<Language>,
}

/// The beginning of a line, folded, without brackets around the line.
fn head(open: &str) -> String {
    fold(open.get(..floor_boundary(open, NOTE_HEAD_BYTES)).unwrap_or("")).trim_end_matches(CLOSE).to_owned()
}

impl<'a> Candidate<'a> {
    /// `None` for nearly every line of a story, by its first letters.
    fn of(line: &'a str) -> Option<Self> {
        if line.len() > FOREIGN_NOTE_BYTES {
            return None;
        }
        let open = line.trim_start_matches(OPEN);
        let bracketed = line.starts_with(['(', '[', '（', '［', '【'])
            && line.trim_end_matches(['.', '。', ' ']).ends_with([')', ']', '）', '］', '】']);
        let languages: Vec<Language> = languages(open).collect();
        (bracketed || !languages.is_empty()).then(|| Self { line, bracketed, head: head(open), languages })
    }

    fn is_note(&self, at_an_end: bool) -> bool {
        self.languages
            .iter()
            .flat_map(|&language| listed(language))
            .filter(|listed| listed.may_begin(&self.head))
            .flat_map(Listed::forms)
            .any(|form| self.begins_with(&form, at_an_end))
            || (self.bracketed && self.is_doing(at_an_end))
    }

    /// Whether the line begins with a form and continues as a note.
    fn begins_with(&self, form: &Form, at_an_end: bool) -> bool {
        let Some(rest) = self.head.strip_prefix(form.text.as_str()) else { return false };
        let unspaced = form.language.is_unspaced();
        if !unspaced && rest.starts_with(char::is_alphanumeric) {
            return false;
        }
        match form.kind {
            Kind::Label => label_end(rest).is_some() || (self.bracketed && self.line.len() <= BRACKETED_NOTE_BYTES),
            Kind::LooseLabel => match label_end(rest) {
                Some(LabelEnd::Dated) => at_an_end,
                Some(LabelEnd::Bare) => at_an_end && (is_corrected(form.language, rest) || opens(form.language, rest)),
                None => false,
            },
            Kind::Dated => is_changed_on(form.language, rest),
            Kind::InBrackets => self.bracketed && !is_that(form.language, rest),
            Kind::Opening => true,
            Kind::LooseOpening if unspaced => changes(form.language, rest) || changes(form.language, &form.text),
            Kind::LooseOpening => {
                (at_an_end || self.bracketed)
                    && (says_before(form.language, rest) || is_sufficient(form.language, &form.text))
            }
        }
    }

    /// "(Corrige la hauteur de la tour)": brackets that begin with a verb of change.
    fn is_doing(&self, at_an_end: bool) -> bool {
        let inner = self.line.trim_matches(|c| OPEN.contains(&c) || CLOSE.contains(&c));
        if inner.len() > BRACKETED_NOTE_BYTES || inner.contains(". ") || (self.line.contains(".)") && !at_an_end) {
            return false;
        }
        if self.is_done(inner) {
            return true;
        }
        let keys = words(&self.head);
        // With a list of notices, `notes` reads more than the beginning.
        let spaced = Language::all().filter(|language| !language.has_list("notices") && !language.is_unspaced());
        spaced.into_iter().any(|language| {
            let begins = |set: Set| language.begins(set, keys.iter().copied()).map(|(_, words)| words);
            let changes = CHANGES.into_iter().find_map(begins);
            let done = changes.or_else(|| begins(Set::NoteAdds).filter(|_| at_an_end));
            done.is_some_and(|n| keys.len() > n && keys.get(n).is_none_or(|next| !language.has(Set::NoteThat, next)))
        })
    }
}

/// Maximum words of "(Monat korrigiert)", and characters of "(月を訂正)".
const DONE_WORDS: usize = 4;
const DONE_CHARS: usize = 12;

/// Maximum characters of a verb of such a note in a script without spaces.
const VERB_CHARS: usize = 5;

/// What notes say was corrected. Names are left out: "(Name geändert)" is a remark on a person.
const CORRECTED: [Set; 5] = [Set::NoteDate, Set::NoteNumber, Set::NoteHeadline, Set::NoteAttribution, Set::NoteTrivial];

/// The end of a label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LabelEnd {
    /// A colon, a dash, a bracket or the end of the line.
    Bare,
    /// A date and a colon.
    Dated,
}

/// The end of a label at the beginning of `rest`, if any.
fn label_end(rest: &str) -> Option<LabelEnd> {
    let bare = rest.trim_start_matches(CLOSE);
    if bare.is_empty() || rest.starts_with(['】', '＞', ')', ']']) || bare.starts_with(['-', '–', '—']) {
        return Some(LabelEnd::Bare);
    }
    let (between, said) = bare.split_once([':', '：'])?;
    let dated = between.len() <= LABEL_GAP_BYTES && between.bytes().any(|b| b.is_ascii_digit());
    // "Opdateret: 14. marts 2024" is a date.
    let speaks = !said.trim().is_empty() && !is_date(said.trim());
    (speaks && (dated || between.is_empty())).then_some(if dated { LabelEnd::Dated } else { LabelEnd::Bare })
}

/// Whether an opening of a note comes after a label: "Hinweis: In einer früheren Version dieses Artikels …".
fn opens(language: Language, rest: &str) -> bool {
    let said = rest.split_once([':', '：']).map_or(rest, |(_, said)| said).trim();
    let openings = listed(language).filter(|listed| listed.kind == Kind::Opening && listed.may_begin(said));
    openings.flat_map(Listed::forms).any(|form| said.starts_with(&form.text))
}

impl Candidate<'_> {
    /// "(Monat korrigiert)", "(月を訂正)": what was corrected, and a verb.
    fn is_done(&self, inner: &str) -> bool {
        const VERBS: [Set; 2] = [Set::NoteCorrects, Set::NoteClarifies];
        let keys = words(&self.head);
        let few = (2..=DONE_WORDS).contains(&keys.len());
        let short = inner.chars().nth(DONE_CHARS).is_none();
        let mut languages = Language::all().filter(|language| !language.has_list("notices"));
        languages.any(|language| {
            if language.is_unspaced() {
                let named = CORRECTED.into_iter().chain([Set::NoteName]);
                let tail = inner.char_indices().rev().take(VERB_CHARS).last().map_or(0, |(at, _)| at);
                return short
                    && VERBS.into_iter().any(|set| language.is_in(set, inner.get(tail..).unwrap_or("")))
                    && named.into_iter().any(|set| language.is_in(set, inner));
            }
            few && keys.split_last().is_some_and(|(last, said)| {
                VERBS.into_iter().any(|set| language.has(set, last))
                    && said.iter().any(|word| CORRECTED.into_iter().any(|set| language.has(set, word)))
            })
        })
    }
}

/// Whether words of a note say that something was changed or wrong.
fn changes(language: Language, said: &str) -> bool {
    holds(language, &CHANGES, said) || holds(language, &[Set::NoteInError], said)
}

/// The same after a label of other lines too: an error alone may be one of anything, as in "Nota: El programa avisa de
/// cada error", but not with a word for the text or for what it said.
fn is_corrected(language: Language, said: &str) -> bool {
    holds(language, &CHANGES, said)
        || holds(language, &[Set::NoteInError], said) && holds(language, &[Set::NoteStory, Set::NoteSaidBefore], said)
}

/// Whether a folded line has a word of one of the sets.
fn holds(language: Language, sets: &[Set], said: &str) -> bool {
    if language.is_unspaced() {
        return sets.iter().any(|&set| language.is_in(set, said));
    }
    let keys = words(said);
    sets.iter().any(|&set| language.holds(set, &keys))
}

/// Whether words after "this article was" are a date and a verb: "am 4. März aktualisiert".
fn is_changed_on(language: Language, rest: &str) -> bool {
    let when = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) || is_month_in_any_case(word) || language.is_function(word)
    };
    let keys = words(rest);
    let verb = keys.iter().position(|word| !when(word)).filter(|at| (1..=DATE_WORDS).contains(at));
    verb.and_then(|at| keys.get(at)).is_some_and(|verb| changes(language, verb))
}

/// Whether an opening is sufficient by itself: "Wir haben das korrigiert".
fn is_sufficient(language: Language, opening: &str) -> bool {
    let keys = words(opening);
    let sets = [Set::NoteSaidBefore, Set::NoteInError];
    sets.into_iter().chain(CHANGES).any(|set| language.holds(set, &keys))
}

/// Whether words after "an earlier version" quote it: "hieß es", "stond ten onrechte"; not "des Gesetzes".
fn says_before(language: Language, rest: &str) -> bool {
    let keys = words(rest);
    let says = |at: usize| {
        let following = keys.get(at..).unwrap_or_default();
        let sets = [Set::NoteSaidBefore, Set::NoteInError];
        sets.into_iter().chain(CHANGES).any(|set| language.begins(set, following.iter().copied()).is_some())
    };
    let named = |word: &&str| language.has(Set::NoteStory, word);
    for (at, word) in keys.iter().take(QUOTING_VERB_WORDS).enumerate() {
        if says(at) || named(word) {
            return true;
        }
        if !language.is_function(word) {
            return false;
        }
    }
    false
}

fn is_that(language: Language, rest: &str) -> bool {
    words(rest).first().is_some_and(|word| language.has(Set::NoteThat, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_in_many_languages() {
        let notes = [
            "Korrektur: Die Wahl findet am 11. Mai statt, nicht am 4. Mai.",
            "(Berichtigt: Höhe des Turms)",
            "(Korrigiert Höhe des Turms)",
            "Korrektur, 14. August 2023: Der Turm ist 16 Meter hoch.",
            "In einer früheren Version dieses Artikels hieß es, die Stadt zahle 300.000 Euro. Wir haben das korrigiert.",
            "In einer früheren Version hieß es, die Stadt zahle 300.000 Euro.",
            "Hinweis: Wir haben den Namen des Dorfes korrigiert.",
            "Anm. d. Red.: Der Name des Dorfes wurde geändert.",
            "*Dieser Artikel wurde am 4. März aktualisiert.*",
            "(Corrige la hauteur de la tour au premier paragraphe)",
            "Rectificatif : le pont date de 1913.",
            "Mise à jour du 4 mars : le pont est ouvert.",
            "Une première version de cet article donnait une autre date.",
            "Une version précédente indiquait par erreur une autre date.",
            "NDLR : le nom du village a été modifié.",
            "(Corrige la altura de la torre)",
            "Fe de errores: la torre mide 16 metros.",
            "Una versión anterior de este artículo decía que la torre medía 61 metros.",
            "Esta noticia ha sido actualizada con la respuesta del alcalde.",
            "(Corregge l'altezza della torre)",
            "Rettifica: la torre è alta 16 metri.",
            "Una versione precedente riportava una data sbagliata.",
            "(Corrige altura da torre)",
            "Errata: a torre tem 16 metros.",
            "Correctie: in een eerdere versie van dit artikel stond een verkeerde hoogte.",
            "In een eerdere versie stond dat de toren 61 meter hoog is.",
            "Rättelse: Tornet är 16 meter högt, inte 61.",
            "I en tidigare version av artikeln stod fel höjd.",
            "Rettelse: I en tidligere version af artiklen stod der en forkert højde.",
            "Saken er oppdatert med svar fra kommunen.",
            "Sprostowanie: we wcześniejszej wersji artykułu podano błędną wysokość wieży.",
            "(Poprawia wysokość wieży)",
            "(Исправлена высота башни в первом абзаце)",
            "В предыдущей версии этой статьи была указана другая высота.",
            "Уточнение: башня высотой 16 метров.",
            "（訂正：塔の高さを修正しました）",
            "【訂正】塔の高さを修正しました。",
            "この記事は、塔の高さを修正しました。",
            "（更正：塔的高度）",
            "更正：塔高16米。",
            "本文已更正塔的高度。",
        ];
        let missed: Vec<&str> = notes.into_iter().filter(|line| !is_foreign_note_at_an_end(line)).collect();
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn sentences_of_a_story_are_not_notes() {
        let sentences = [
            "In einer früheren Version des Gesetzes stand ein Verbot.",
            "In einer ersten Fassung war der Held ein Bäcker, sagte die Autorin.",
            "Korrekturen am Gesetz forderte die Opposition.",
            "Hinweise auf den Täter nimmt die Polizei entgegen.",
            "Hinweis: Der Turm ist montags geschlossen.",
            "Hinweis: Das Programm meldet jeden Fehler der Leitung.",
            "Nota: El programa avisa de cada error de la red.",
            "注：このプログラムは回線の誤りを知らせる。",
            "Update: Das Tor ist offen.",
            "Update: the council added two trains.",
            "(Er korrigierte sich.)",
            "(Corrige que no irá.)",
            "Une première version du texte de loi interdisait les feux.",
            "Una versión anterior de la ley prohibía los fuegos.",
            "Nota: el artículo 3 no se aplica.",
            "Opdateret: 14. marts 2024",
            "I en tidligere version af loven stod et forbud.",
            "W pierwszej wersji ustawy podano inną datę.",
            "В первой версии закона говорилось о запрете.",
            "記事を書いた記者は塔に登った。",
            "この記事は面白い。",
            "更新换代的速度很快。",
            "The gate is open.",
            "(The gate is open.)",
        ];
        let taken: Vec<&str> = sentences.into_iter().filter(|line| is_foreign_note_at_an_end(line)).collect();
        assert!(taken.is_empty(), "{taken:#?}");
    }

    #[test]
    fn no_sentence_of_any_language_is_a_note() {
        let sentences = include_str!("../../../../tests/data/languages.txt").lines();
        let taken: Vec<&str> = sentences
            .filter_map(|line| Some(line.split_once('\t')?.1))
            .filter(|sentence| is_foreign_note_at_an_end(sentence))
            .collect();
        assert!(taken.is_empty(), "{taken:#?}");
    }
}
