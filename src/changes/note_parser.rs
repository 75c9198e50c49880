//! What an editor's note says, taken apart at its commas and "and".

use super::model::{Class, Grade};
use super::note_index::ChangeFacts;
use crate::lang::{self, Language};
use crate::text::{Fold, Span, words};

/// What a note says it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verb {
    Corrects,
    Adds,
    Removes,
    Updates,
    /// Much is new.
    Recasts,
}

#[rustfmt::skip]
pub(crate) const VERBS: &[(&str, Verb)] = &[
    ("correct", Verb::Corrects), ("clarif", Verb::Corrects), ("amend", Verb::Corrects), ("fix", Verb::Corrects),
    ("chang", Verb::Corrects), ("refil", Verb::Corrects), ("add", Verb::Adds), ("insert", Verb::Adds),
    ("remov", Verb::Removes), ("delet", Verb::Removes), ("drop", Verb::Removes), ("update", Verb::Updates),
    ("updating", Verb::Updates), ("recast", Verb::Recasts), ("rewrit", Verb::Recasts), ("edits", Verb::Recasts),
];

/// The verb of a note's word: "corrects", "correction", "adds".
pub(crate) fn verb(key: &str) -> Option<Verb> {
    let (_, verb) = VERBS.iter().find(|(stem, _)| key.strip_prefix(stem).is_some_and(|end| end.len() <= 4))?;
    (key != "address" && key != "additional").then_some(*verb)
}

/// A note, taken apart.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) items: Vec<Item>,
    /// "Recasts", "throughout": the wording may differ anywhere.
    pub(crate) sweeping: bool,
    /// "Adds background", "details": sentences may stand anywhere that no item names.
    pub(crate) more: bool,
}

/// One thing that a note announces.
#[derive(Debug, Default)]
pub(crate) struct Item {
    pub(crate) verb: Option<Verb>,
    /// Paragraphs named, from 1.
    pub(crate) paragraphs: Vec<usize>,
    pub(crate) classes: Vec<Class>,
    /// Its telling words: the stems that each may stand as.
    pub(crate) stems: Vec<Vec<String>>,
    pub(crate) figures: Vec<String>,
    /// What stands in the new text ("to 23", "She was Jane Doe"), and what stood in the old one ("not 11"), as stems.
    pub(crate) right: Vec<String>,
    pub(crate) wrong: Vec<String>,
    /// A sum: "cost", "price".
    pub(crate) money: bool,
    /// Someone's words.
    pub(crate) spoken: bool,
    /// The dead and injured.
    pub(crate) toll: bool,
    /// How a word is spelt, a word that was dropped: no fact but a name is among these.
    pub(crate) trivial: bool,
    /// What is right is the opposite of what was wrong: "to loss, not profit".
    pub(crate) reversed: bool,
    /// Where it stands in the note; the verb of all items is of none.
    pub(crate) span: Span,
}

impl Note {
    pub(crate) fn read(text: &str) -> Self {
        let tokens = tokens(text);
        let keys: Vec<String> = tokens.iter().map(|t| t.key.clone()).collect();
        let mut note = Self { items: Vec::new(), sweeping: false, more: false };
        let said = keys.iter().any(|k| verb(k).is_some());
        let mut item = Item { verb: (!said).then_some(Verb::Corrects), ..Item::default() };
        let numbered = paragraphs(&keys);
        let parts = parts(&tokens, &numbered);
        for (k, key) in keys.iter().enumerate() {
            let here = tokens[k].span;
            let value = || Language::ENGLISH.stem(&Language::ENGLISH.norm(key)).to_owned();
            if let Some(n) = numbered[k] {
                item.paragraphs.push(n);
                item.span = if item.span.is_empty() { item.span } else { item.span.hull(here) };
            } else if let Some(verb) = verb(key) {
                note.close(&mut item);
                item.verb = Some(verb);
                note.sweeping |= verb == Verb::Recasts;
            } else if matches!(key.as_str(), "," | ";" | "and" | "&") {
                note.close(&mut item);
            } else if key.contains(char::is_alphanumeric) {
                item.span = if item.span.is_empty() { here } else { item.span.hull(here) };
                match parts[k] {
                    Part::Right => item.right.push(value()),
                    Part::Wrong => item.wrong.push(value()),
                    Part::Opposite => {
                        item.wrong.push(value());
                        item.reversed = true;
                    }
                    Part::Written => {}
                    // "150 micrograms of lead" is no beginning of a story.
                    Part::Topic if key == "lead" && k > 2 && lang::figure(&keys[k - 3]) => {
                        item.stems.push(vec![value()]);
                    }
                    Part::Topic => key.split('-').for_each(|part| note.word(&mut item, part)),
                }
            }
        }
        note.close(&mut item);
        note
    }

    fn word(&mut self, item: &mut Item, key: &str) {
        match key {
            "lede" | "lead" | "intro" => return item.paragraphs.push(1),
            "throughout" => self.sweeping = true,
            "background" | "detail" | "details" | "context" | "history" | "more" => self.more = true,
            "toll" | "deaths" | "dead" | "casualties" | "victims" => {
                item.classes.push(Class::Number);
                item.toll = true;
                return item.stems.push(DEATHS.iter().map(ToString::to_string).collect());
            }
            _ => {}
        }
        if lang::figure(key) {
            return item.figures.push(Language::ENGLISH.stem(&Language::ENGLISH.norm(key)).to_owned());
        }
        if key.len() < 3
            || !key.chars().all(char::is_alphanumeric)
            || Language::ENGLISH.is_function(key)
            || FORMAL.contains(&key)
        {
            return;
        }
        let stem = Language::ENGLISH.stem(&Language::ENGLISH.norm(key)).to_owned();
        if TRIVIAL.contains(&stem.as_str()) {
            item.trivial = true;
        }
        if SPOKEN.contains(&stem.as_str()) {
            item.spoken = true;
            return;
        }
        let named: Vec<Class> =
            Class::ALL.into_iter().filter(|class| class_word(*class).contains(&stem.as_str())).collect();
        item.money |= MONEY.contains(&stem.as_str());
        if named.is_empty() {
            let others = SAME.iter().filter(|set| set.contains(&stem.as_str())).flat_map(|set| set.iter());
            let mut forms: Vec<String> = others.map(ToString::to_string).collect();
            forms.push(stem);
            item.stems.push(forms);
        } else {
            item.classes.extend(named);
        }
    }

    /// Ends an item. One without a word of its own ("in paragraphs 3 and 5", "not 1,914") belongs to the one before.
    fn close(&mut self, item: &mut Item) {
        let done = std::mem::replace(item, Item { verb: item.verb, ..Item::default() });
        let bare = done.classes.is_empty() && done.stems.is_empty() && !done.spoken;
        match self.items.last_mut() {
            Some(last) if bare && last.verb == done.verb => {
                last.paragraphs.extend(done.paragraphs);
                last.figures.extend(done.figures);
                last.right.extend(done.right);
                last.wrong.extend(done.wrong);
                last.reversed |= done.reversed;
                last.span = if done.span.is_empty() { last.span } else { last.span.hull(done.span) };
            }
            _ if bare && !done.tells() => {}
            _ => self.items.push(done),
        }
    }

    /// Whether a change must answer an item: it names what kind of thing was wrong. A note that says what is right tells
    /// it in sentences, of which not each part is an item.
    pub(crate) fn is_owed(&self, item: &Item) -> bool {
        let told = self.items.iter().any(|i| !i.right.is_empty() || !i.wrong.is_empty());
        let named = item.toll || item.spoken || !item.classes.is_empty();
        // A headline may have stood elsewhere than in this text.
        let headline = item.classes.contains(&Class::Headline);
        item.verb == Some(Verb::Corrects) && named && !headline && !told
    }

    /// Whether it may mean a change that no item names.
    pub(crate) fn covers(&self, told: &ChangeFacts) -> bool {
        let updates = || self.items.iter().any(|i| matches!(i.verb, Some(Verb::Updates | Verb::Adds)));
        match told.class {
            Class::Addition => self.more || self.sweeping && !told.news,
            Class::Headline => self.sweeping || updates(),
            Class::Wording if told.grade == Grade::Grave => false,
            _ => self.sweeping && !told.grave,
        }
    }
}

impl Item {
    /// Whether it names neither a class nor someone's words, so that it may mean any change.
    pub(crate) fn is_of_any_class(&self) -> bool {
        self.classes.is_empty() && !self.spoken
    }

    /// Whether it names anything but a class or a topic.
    fn tells(&self) -> bool {
        !(self.paragraphs.is_empty() && self.figures.is_empty() && self.right.is_empty() && self.wrong.is_empty())
    }
}

/// A word of a note.
struct Token {
    key: String,
    capital: bool,
    span: Span,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    words(text, Span::new(0, text.len()), &mut found);
    let mut fold = Fold::default();
    let mut token = |span: Span| {
        let form = span.of(text);
        Token { key: fold.key(form).to_owned(), capital: form.starts_with(char::is_uppercase), span }
    };
    found.iter().map(|word| token(word.span)).collect()
}

/// What a word of a note does there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Topic,
    /// It is what the new text has: "to 23".
    Right,
    /// It is what the old text had: "not 11".
    Wrong,
    /// The same, and the opposite of what the new text has: "loss, not profit".
    Opposite,
    /// It says when the note was written: "amended on 5 May".
    Written,
}

/// Which words of a note are values, and of which text.
fn parts(tokens: &[Token], numbered: &[Option<usize>]) -> Vec<Part> {
    /// Words that may stand between "to" and its value.
    const LED: usize = 2;
    let mut out = vec![Part::Topic; tokens.len()];
    let key = |k: usize| tokens.get(k).map_or("", |t| t.key.as_str());
    let figure =
        |k: usize| lang::figure(key(k)) || Language::ENGLISH.norm(key(k)).starts_with(|c: char| c.is_ascii_digit());
    let english = Language::ENGLISH;
    let value = |k: usize| {
        let named = |t: &Token| {
            t.capital && !Language::ENGLISH.is_function(&t.key) && verb(&t.key).is_none() && t.key.len() > 1
        };
        numbered.get(k).is_some_and(Option::is_none)
            && (figure(k) || english.dates(key(k)) || tokens.get(k).is_some_and(named))
    };
    let run = |from: usize| {
        let led = (from..tokens.len())
            .take(LED)
            .take_while(|&k| !value(k) && (Language::ENGLISH.is_function(key(k)) || key(k) == "least"));
        let start = from + led.count();
        start..(start..tokens.len()).find(|&k| !value(k)).unwrap_or(tokens.len())
    };
    // "reaction to Vik" names someone; "corrects name to Vik" is a value.
    let corrects = !tokens.iter().any(|t| matches!(verb(&t.key), Some(Verb::Adds | Verb::Updates | Verb::Recasts)));
    for at in 0..tokens.len() {
        let (part, from) = match key(at) {
            "on" if at > 0 && verb(key(at - 1)).is_some() => (Part::Written, at + 1),
            "to" | "was" | "is" | "were" => (Part::Right, at + 1),
            // "Tuesday, sted Wednesday", as copy desks shorten it.
            "not" | "sted" => (Part::Wrong, at + 1),
            "of" if at > 0 && key(at - 1) == "instead" => (Part::Wrong, at + 1),
            "than" if at > 0 && key(at - 1) == "rather" => (Part::Wrong, at + 1),
            "from" if out.contains(&Part::Right) => (Part::Wrong, at + 1),
            _ => continue,
        };
        // "loss, not profit": words that are no values, but the opposite of each other.
        if part == Part::Wrong && at > 1 && key(at - 1) == "," && english.opposites(key(at - 2), key(from)) {
            (out[at - 2], out[from]) = (Part::Right, Part::Opposite);
        }
        for k in run(from).filter(|&k| corrects || figure(k) || part == Part::Written) {
            if out[k] == Part::Topic {
                out[k] = part;
            }
        }
        // "said 150 milligrams. It was 150 micrograms.": of one figure the unit is the value.
        let unit = |k: usize| english.numbers(key(k)) && !figure(k);
        for k in run(from).filter(|&k| part == Part::Right && figure(k) && unit(k + 1)) {
            let same = |&other: &usize| key(other) == key(k) && key(other + 1) != key(k + 1) && unit(other + 1);
            if let Some(other) = (0..at).rev().find(same) {
                (out[other + 1], out[k], out[k + 1]) = (Part::Wrong, Part::Topic, Part::Right);
            }
        }
        // "Hofmann, not Hoffman"
        if matches!(key(at), "not" | "sted") && out.contains(&Part::Wrong) && at > 1 && key(at - 1) == "," {
            (0..at - 1).rev().take_while(|&k| value(k)).for_each(|k| out[k] = Part::Right);
        }
    }
    out
}

/// The paragraph that each word of a note names: "first paragraph", "paragraphs 4 and 5", "paragraphs 4-6".
fn paragraphs(keys: &[String]) -> Vec<Option<usize>> {
    let named = |k: &String| k.starts_with("para") || matches!(k.as_str(), "graf" | "grafs" | "graph" | "pars" | "par");
    let joins = |k: &String| matches!(k.as_str(), "," | "and" | "&" | "-");
    let mut out = vec![None; keys.len()];
    for at in (0..keys.len()).filter(|&k| named(&keys[k])) {
        let before = (0..at).rev().take_while(|&k| joins(&keys[k]) || ordinal(&keys[k]).is_some());
        let figure = |k: &String| k.starts_with(|c: char| c.is_ascii_digit()) && ordinal(k).is_some();
        // "paragraph 6 to 19 hours" is one paragraph.
        let to = |k: &String| keys[at].ends_with('s') && matches!(k.as_str(), "to" | "through");
        let after = (at + 1..keys.len()).take_while(|&k| joins(&keys[k]) || to(&keys[k]) || figure(&keys[k]));
        for k in before.chain(after) {
            out[k] = ordinal(&keys[k]);
        }
    }
    out
}

/// Words of notes that say nothing of what changed.
#[rustfmt::skip]
const FORMAL: &[&str] = &[
    "article", "background", "byline", "company", "context", "detail", "details", "earlier", "editor", "editor's", "eds",
    "gave", "graf", "grafs", "higher", "history", "incorrect", "incorrectly", "item", "latest", "lower", "misidentified", "misstated",
    "more", "new", "not", "note", "para", "paragraph", "paragraphs", "paras", "pars", "position", "previous",
    "previously", "reads", "said", "sentence", "sted", "story", "text", "throughout", "version", "wording", "wrong", "wrongly",
];

/// Stems by which notes speak of what is no fact.
const TRIVIAL: &[&str] = &[
    "typo", "typos", "typograph", "typographical", "spell", "misspell", "punctuat", "grammar", "word", "words",
    "extraneou", "extraneous",
];

/// Stems by which notes speak of a sum.
const MONEY: &[&str] =
    &["cost", "costs", "pric", "price", "fee", "fees", "revenu", "fine", "loan", "budget", "salar", "salary"];

/// Stems by which notes speak of someone's words.
const SPOKEN: &[&str] =
    &["quot", "quote", "quotation", "quotations", "comment", "comments", "reaction", "remark", "react"];

/// Stems of what notes call a toll.
const DEATHS: &[&str] =
    &["toll", "dead", "kill", "died", "death", "dies", "victim", "bodies", "body", "casualt", "killed"];

/// Stems of those a toll may count beside the dead.
pub(crate) const CASUALTIES: &[&str] = &[
    "miss", "missing", "unaccount", "injur", "wound", "hurt", "hospital", "critical", "trapp", "trap", "rescu",
    "surviv",
];

/// Stems that stand for one another, those of old wires' abbreviations among them.
#[rustfmt::skip]
const SAME: &[&[&str]] = &[
    &["arrest", "detain", "custody", "held"],
    &["ceo", "chief", "execut", "executive"],
    &["revenu", "revenue", "rev", "revs", "turnov", "sale", "sales"],
    &["earn", "earning", "earnings", "net", "profit", "shr", "shrs"],
    &["averag", "average", "avg"],
    &["quart", "quarter", "quarterly", "qtr", "qtly", "qtrs"],
    &["share", "shares", "shar", "shr", "shrs", "stock", "stocks"],
    &["injur", "injured", "injuries", "wound", "hurt"],
    &["dividend", "div", "divs"],
    &["bank", "bk", "bks"],
    &["prior", "previou", "earlier"],
    &["sale", "sell", "sold"],
    &["forecast", "outlook"],
    &["outlook", "guidanc", "guidance"],
    &["govern", "government", "govt"],
    &["resign", "quit", "step"],
];

/// Words by which notes call a class of change, as stems.
fn class_word(class: Class) -> &'static [&'static str] {
    match class {
        Class::Date => &["day", "date", "month", "year", "time", "timing", "week", "dates", "days"],
        Class::Number => &[
            "figur", "number", "amount", "pric", "price", "cost", "percentag", "percent", "ag", "age", "total",
            "figure", "count", "siz",
        ],
        Class::Name => {
            &["nam", "name", "names", "spell", "titl", "title", "plac", "place", "loc", "surnam", "surname", "misspell"]
        }
        Class::Attribution => &["sourc", "source", "attribut", "attribution", "speak", "speaker"],
        Class::Headline => &["headlin", "headline", "titl", "title"],
        _ => &[],
    }
}

/// The number an ordinal or figure stands for: `fifth`, `5th`, `11`.
fn ordinal(key: &str) -> Option<usize> {
    const NAMES: [&str; 20] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
        "twentieth",
    ];
    if let Some(n) = NAMES.iter().position(|&n| n == key) {
        return Some(n + 1);
    }
    let digits = key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.parse().ok().filter(|&n: &usize| (1..=200).contains(&n) && key.len() - digits.len() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_has_items() {
        let note = Note::read("(Corrects day in first paragraph, adds mayor's comments; updates shares)");
        let verbs: Vec<_> = note.items.iter().map(|i| i.verb).collect();
        assert_eq!(verbs, [Some(Verb::Corrects), Some(Verb::Adds), Some(Verb::Updates)]);
        assert_eq!(note.items[0].paragraphs, [1]);
        assert_eq!(note.items[0].classes, [Class::Date]);
        assert!(note.items[1].spoken && note.items[2].stems[0].contains(&"shr".to_owned()));
    }

    #[test]
    fn paragraphs_are_named_before_and_after() {
        let of = |text: &str| Note::read(text).items.into_iter().flat_map(|i| i.paragraphs).collect::<Vec<_>>();
        assert_eq!(of("Corrects name in second and fourth paragraphs"), [2, 4]);
        assert_eq!(of("Corrects name in paragraphs 3 and 5"), [3, 5]);
        assert_eq!(of("Corrects hours in paragraph 6 to 19 hours, not 12 hours"), [6]);
    }

    #[test]
    fn values_are_held_apart_from_topics() {
        let of = |text: &str| {
            let items = Note::read(text).items;
            let all =
                |of: fn(&Item) -> &Vec<String>| items.iter().flat_map(|i| of(i).clone()).collect::<Vec<_>>().join(" ");
            (all(|i| &i.right), all(|i| &i.wrong))
        };
        let pair = |right: &str, wrong: &str| (right.to_owned(), wrong.to_owned());
        assert_eq!(of("(Corrects toll to 23, not 11)"), pair("23", "11"));
        assert_eq!(of("(Corrects length of tunnel to 6 miles)"), pair("6", ""));
        assert_eq!(of("Correction: The singer was Anna Vik, not Wik."), pair("anna vik", "wik"));
        assert_eq!(of("(Corrects name of Vik in paragraph 3)"), pair("", ""));
        assert_eq!(of("This article was amended on 5 May 2024 to correct a name."), pair("", ""));
        assert_eq!(of("(Adds reaction to Vik speech)"), pair("", ""));
    }

    #[test]
    fn a_note_of_formal_words_has_none() {
        assert!(Note::read("CORRECTED").items.is_empty());
        assert!(Note::read("(Adds background and details)").items.is_empty());
    }
}
