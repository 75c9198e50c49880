//! Tests of single lines: notes of a desk on the story itself.
//!
//! | form | example |
//! |---|---|
//! | a label and a date | "Correction, Aug. 14: The gate …" |
//! | a label and a statement about the story | "NOTE: company corrects year of loss" |
//! | the story, with an optional date | "(This Aug 14 story has been corrected to say …)" |
//! | a place in it | "(In third paragraph of Aug. 14 story, corrects …)" |
//! | its former versions | "An earlier version misstated …" |
//! | a change alone | "(Recasts, adds details)" |
//! | whose figures they are | "Company corrects net." |
//!
//! "NOTE: 1986 includes tax credit of 840,000 dlrs" is not a note: it belongs to the table above it.

use super::fold::fold;
use super::groups::Group::NoticesOpenings;
use crate::lang::Phrases;
use crate::lang::date_words::is_month_in_any_case;
use crate::text::{begins_in_any_case, floor_boundary};

/// How many bytes of a line are read.
const HEAD_BYTES: usize = 160;

/// Maximum length of such a note, in bytes.
const NOTE_BYTES: usize = 500;

/// Words for a story.
const STORY: Phrases = Phrases::of("notices", "story");

/// The first of [`STORY`], which have versions.
const VERSIONED_STORIES: usize = 7;

/// The first of [`STORY`], which may belong to someone else.
const OTHER_STORIES: usize = 3;

/// Words that specify a version of a story.
const BEFORE: Phrases = Phrases::of("notices", "versions before");

/// Other things with earlier published versions.
const PIECE: Phrases = Phrases::of("notices", "piece");

/// Verbs of editing without an object: few sentences of a story have one alone or after a comma.
const DOES: Phrases = Phrases::of("notices", "does");

/// Participles of editing.
const DONE: Phrases = Phrases::of("notices", "done");

/// Verbs for an error in an earlier version.
const WRONG: Phrases = Phrases::of("notices", "wrong");

/// The preposition before a story or a place in it.
const IN: Phrases = Phrases::of("notices", "in");

/// The demonstrative before the story that a note belongs to.
const THIS: Phrases = Phrases::of("notices", "this");

/// Lines above a story.
const HEADLINE: Phrases = Phrases::of("notices", "headline");

/// Whether a line is a note on the story that it is above, below or in.
pub(in crate::format) fn is_note(line: &str) -> bool {
    let open = line.trim_start_matches(['(', '[']);
    let bracketed = open.len() < line.len();
    let begins = |opening: &str| begins_in_any_case(open, opening);
    if line.len() > NOTE_BYTES || !(bracketed || NoticesOpenings.phrases().iter().any(begins)) {
        return false;
    }
    if bracketed && !line.trim_end_matches(['.', ' ']).ends_with([')', ']']) {
        return false;
    }
    let head = head(open);
    if let Some(said) = noted(&head) {
        return speaks_of_story(said);
    }
    let words: Vec<&str> = after_cause(&head).split(' ').collect();
    (bracketed && (is_doing(&words) || has_corrected(&words)))
        || is_dated(&head)
        || is_by_issuer(&words)
        || is_of_place(&words)
        || is_of_other(&words)
        || is_of_story(&words, bracketed)
        || is_of_headline(&words)
        || is_of_version(&words)
        || is_reading(&head, &words)
}

/// "A correction was made on March 4: …", "Pls read in para 2 … instead of …", "In Monday item … please read …".
fn is_reading(head: &str, words: &[&str]) -> bool {
    const WAS_MADE: Phrases = Phrases::of("notices", "was made");
    const PLEASE_READ: Phrases = Phrases::of("notices", "please read");
    const ITEMS: Phrases = Phrases::of("notices", "items");
    const PARAGRAPHS: Phrases = Phrases::of("notices", "beginnings of paragraph");
    if WAS_MADE.begins(head) {
        return words.iter().take(12).any(|word| word.ends_with(':'));
    }
    if let Some(read) = PLEASE_READ.after(head) {
        let read = read.trim_start();
        let (first, rest) = read.split_once(' ').unwrap_or((read, ""));
        let place = if IN.has(first) { rest } else { read };
        return PARAGRAPHS.begins(place) || read.starts_with(['\'', '"', '“']);
    }
    words.first().is_some_and(|word| IN.has(word))
        && words.iter().take(4).any(|word| is(ITEMS, word))
        && PLEASE_READ.iter().any(|ask| head.contains(ask))
}

/// The beginning of a line, folded.
fn head(line: &str) -> String {
    fold(line.get(..floor_boundary(line, HEAD_BYTES)).unwrap_or("").trim_end_matches([')', ']', '.', ' ']))
}

/// The rest after an introductory clause with the reason: "Due to an editing error, an earlier version …".
fn after_cause(head: &str) -> &str {
    const CAUSES: Phrases = Phrases::of("notices", "causes");
    const ERRORS: Phrases = Phrases::of("notices", "errors");
    let Some(cause) = CAUSES.after(head) else { return head };
    let Some((cause, after)) = cause.split_once(',') else { return head };
    if cause.split(' ').any(|word| is(ERRORS, word)) { after.trim_start() } else { head }
}

fn noted(head: &str) -> Option<&str> {
    const LABELS: Phrases = Phrases::of("notices", "labels of what follows");
    LABELS.after(head)
}

/// A word without punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is(list: Phrases, word: &str) -> bool {
    list.has(bare(word))
}

/// "Aug.", "14,", "2023", "3rd", "Monday".
fn is_when(word: &str) -> bool {
    const WEEKDAY_ENDS: Phrases = Phrases::of("notices", "ends of weekdays");
    let word = bare(word);
    word.starts_with(|c: char| c.is_ascii_digit())
        || WEEKDAY_ENDS.iter().any(|end| word.ends_with(end))
        || is_month_in_any_case(word)
}

/// Whether the text after a label is about the story: "company corrects year of loss", "this story has a new headline".
fn speaks_of_story(said: &str) -> bool {
    let words: Vec<&str> = said.split(' ').filter(|word| !word.is_empty()).collect();
    // The first sentence decides; "1986." may end one too.
    let end = words.iter().position(|word| word.ends_with(['.', '!', '?', ';'])).map_or(words.len(), |at| at + 1);
    let first = words.get(..end.min(16)).unwrap_or(&words);
    let word = |at: usize| first.get(at).map_or("", |word| bare(word));
    const SAYS: Phrases = Phrases::of("notices", "says");
    const SAYS_DONE: Phrases = Phrases::of("notices", "says done");
    const AFTER_DONE: Phrases = Phrases::of("notices", "after done");
    const CONTAINS: Phrases = Phrases::of("notices", "contains");
    const WARNINGS: Phrases = Phrases::of("notices", "warnings");
    const CORRECTS: Phrases = Phrases::of("notices", "corrects");
    const CORRECTED: Phrases = Phrases::of("notices", "corrected");
    const NOT_AFTER: Phrases = Phrases::of("notices", "not after corrected");
    let does = SAYS.has(word(0))
        || (SAYS_DONE.has(word(0)) && (word(1).is_empty() || AFTER_DONE.has(word(1))))
        || (CONTAINS.has(word(0)) && first.iter().any(|word| is(WARNINGS, word)));
    // "company corrects …", "Tarn Mills corrects …", "headline corrected"; "1986 corrected for split" belongs to a
    // table.
    let corrects = (1..5).any(|at| CORRECTS.has(word(at)) || (CORRECTED.has(word(at)) && !NOT_AFTER.has(word(at + 1))));
    does || corrects
        || (0..first.len()).any(|at| mentions_story(first, at))
        || is_of_place(first)
        || is_of_version(first)
}

/// Whether the words after a label mention the story at word `at`: "this story", "to editors", "graphic attached".
fn mentions_story(first: &[&str], at: usize) -> bool {
    const ADDRESSES: Phrases = Phrases::of("notices", "addresses");
    const ADDRESSED: Phrases = Phrases::of("notices", "addressed");
    const CHANGED: Phrases = Phrases::of("notices", "what was changed");
    const BEFORE_CHANGED: Phrases = Phrases::of("notices", "before what was changed");
    const PICTURES: Phrases = Phrases::of("notices", "pictures");
    const COME: Phrases = Phrases::of("notices", "come");
    const EMBARGOED: Phrases = Phrases::of("notices", "embargoed");
    const EMBARGO_ENDS: Phrases = Phrases::of("notices", "embargo ends");
    let word = |at: usize| first.get(at).map_or("", |word| bare(word));
    let (this, next) = (word(at), word(at + 1));
    let begins = || at == 0 || BEFORE_CHANGED.has(word(at - 1));
    (THIS.has(this) && story_after(&first[at + 1..]).is_some())
        || (BEFORE.has(this) && is(STORY.first(VERSIONED_STORIES), next))
        || (ADDRESSES.has(this) && ADDRESSED.has(next))
        || (CHANGED.has(this) && begins() && first[at + 1..].iter().take(3).any(|w| is(DONE, w)))
        || (PICTURES.has(this) && COME.has(next))
        || (EMBARGOED.has(this) && EMBARGO_ENDS.has(next))
}

/// The number of words after "this" that name the story: "Aug. 14 story", "article’s headline".
fn story_after(words: &[&str]) -> Option<usize> {
    const KINDS: Phrases = Phrases::of("notices", "kinds of story");
    let when = words.iter().take(5).take_while(|word| is_when(word) && !is(STORY, word)).count();
    let news = usize::from(words.get(when).is_some_and(|word| is(KINDS, word)));
    let at = when + news;
    let named = words.get(at)?;
    if let Some(owner) = named.strip_suffix("'s") {
        return (is(STORY, owner) && words.get(at + 1).is_some_and(|part| is(HEADLINE, part))).then_some(at + 2);
    }
    (is(STORY, named) || is(PIECE, named)).then_some(at + 1)
}

/// "(Recasts, adds details)", "(Recasts)", "(Updated throughout)".
fn is_doing(words: &[&str]) -> bool {
    let (first, second) = (words.first().copied().unwrap_or(""), words.get(1).copied().unwrap_or(""));
    let marked = first.ends_with([',', ';', ':']) || second.is_empty();
    const DONE_FIRST: Phrases = Phrases::of("notices", "done in brackets");
    const AFTER: Phrases = Phrases::of("notices", "after done in brackets");
    if is(DONE_FIRST, first) { marked || is(AFTER, second) } else { marked && is(DOES, first) }
}

/// "(Company corrects year-ago net)", "(Mayor's office clarifies …)".
fn has_corrected(words: &[&str]) -> bool {
    const CORRECTS: Phrases = Phrases::of("notices", "corrects");
    words.iter().skip(1).take(3).any(|word| is(CORRECTS, word)) && !words.first().is_some_and(|word| IN.has(word))
}

/// "Company corrects net.", "Firm corrects share figures in table": a short line without an article.
fn is_by_issuer(words: &[&str]) -> bool {
    const WHO: Phrases = Phrases::of("notices", "who corrects");
    const CORRECTS: Phrases = Phrases::of("notices", "corrects");
    const LONGEST_WORDS: usize = 12;
    let [who, does, _, ..] = words else { return false };
    words.len() <= LONGEST_WORDS && is(WHO, who) && is(CORRECTS, does)
}

/// "Correction, Aug. 14: …", "Editor's note (Aug. 14, 2023): …"; labels without a date are rows of the table.
fn is_dated(head: &str) -> bool {
    const LABELS: Phrases = Phrases::of("notices", "labels");
    const NEXT_TO_DATE: Phrases = Phrases::of("notices", "next to a date");
    let Some((label, said)) = head.split_once(':') else { return false };
    let Some(date) = LABELS.iter().find_map(|known| label.strip_prefix(known)) else { return false };
    let known = |word: &str| bare(word).is_empty() || is_when(word) || is(NEXT_TO_DATE, word);
    !said.is_empty() && date.split(' ').all(known) && date.split(' ').any(is_when)
}

/// "In Aug. 14 story, corrects …", "In third paragraph of Aug. 14 story, corrects …", "In headline, fixes …".
fn is_of_place(words: &[&str]) -> bool {
    const WITHIN: Phrases = Phrases::of("notices", "within");
    const PLACES: Phrases = Phrases::of("notices", "places");
    if !words.first().is_some_and(|word| IN.has(word)) {
        return false;
    }
    let mut named = false;
    for word in words.iter().skip(1).take(14) {
        if is(STORY, word) || is(PLACES, word) {
            named = true;
        } else if !is(WITHIN, word) && !is_when(word) {
            return named && is(DOES, word);
        }
    }
    false
}

/// "In a story published April 8 about …, Sample Wire erroneously reported …".
fn is_of_other(words: &[&str]) -> bool {
    const OTHER: Phrases = Phrases::of("notices", "others");
    const INDEFINITE: Phrases = Phrases::of("notices", "indefinite articles");
    let from = 1 + usize::from(words.get(1).is_some_and(|word| INDEFINITE.has(word)));
    words.first().is_some_and(|word| IN.has(word))
        && words[from..].iter().find(|word| !is_when(word)).is_some_and(|word| is(OTHER, word))
        && words.iter().any(|word| is(WRONG, word))
}

/// "This Aug 14 story has been corrected to …", "This Aug. 14 story corrects …", "(Aug. 14 story refiled …)".
fn is_of_story(words: &[&str], bracketed: bool) -> bool {
    let this = words.first().is_some_and(|word| THIS.has(word));
    let dated = || bracketed && words.first().is_some_and(|word| is_when(word));
    if !(this || dated()) {
        return false;
    }
    let words = &words[usize::from(this)..];
    let Some(len) = story_after(words) else { return false };
    // A changed report or item of a law may be the subject of a story.
    const IN_THE_NEWS: Phrases = Phrases::of("notices", "in the news");
    if !bracketed && is(IN_THE_NEWS, words[len - 1]) {
        return false;
    }
    is_changed(&words[len..], this)
}

/// "The headline of this story has been changed".
fn is_of_headline(words: &[&str]) -> bool {
    let [the, headline, of, this, rest @ ..] = words else { return false };
    const OF: Phrases = Phrases::of("notices", "headline of");
    const THE: Phrases = Phrases::of("notices", "definite articles");
    let of_this = THE.has(the) && is(HEADLINE, headline) && is(OF, of) && THIS.has(this);
    of_this && story_after(rest).is_some_and(|len| is_changed(&rest[len..], true))
}

/// Whether a statement about a story says that it was changed: "has been corrected", "corrects".
fn is_changed(said: &[&str], whole: bool) -> bool {
    const BETWEEN: Phrases = Phrases::of("notices", "between");
    // "first published at 10:30 on Monday," is only a date.
    const REMARK: Phrases = Phrases::of("notices", "remark");
    let said = &said[said.iter().take_while(|word| is_when(word) || is(REMARK, word)).count()..];
    if said.first().is_some_and(|word| is(DOES, word)) {
        return true;
    }
    let between = said.iter().take_while(|word| is(BETWEEN, word)).count();
    (between > 0 || !whole) && said.get(between).is_some_and(|word| is(DONE, word))
}

/// "An earlier version of this story …", "A previous version misstated …".
fn is_of_version(words: &[&str]) -> bool {
    const ARTICLES: Phrases = Phrases::of("notices", "articles");
    const VERSION: Phrases = Phrases::of("notices", "version");
    const VERSION_OF: Phrases = Phrases::of("notices", "version of");
    const VERSION_OF_THIS: Phrases = Phrases::of("notices", "version of this");
    const BEFORE_WRONG: Phrases = Phrases::of("notices", "before wrong");
    let begun = usize::from(words.first().is_some_and(|word| ARTICLES.has(word)));
    let word = |at: usize| words.get(begun + at).map_or("", |word| bare(word));
    if !BEFORE.has(word(0)) || !VERSION.has(word(1)) {
        return false;
    }
    match (word(2), word(3)) {
        (of, this) if VERSION_OF_THIS.has(of) && THIS.has(this) => {
            words.iter().skip(begun + 4).take(4).any(|word| is(STORY, word) || is(PIECE, word))
        }
        // A story may be about versions of something else: these need a word for an error.
        (of, the) if VERSION_OF.has(&format!("{of} {the}")) => {
            is(STORY.first(OTHER_STORIES), word(4)) && words.iter().any(|word| is(WRONG, word))
        }
        (had, wrong) => is(WRONG, had) || is(WRONG, wrong) && BEFORE_WRONG.has(had),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_on_the_story() {
        for line in [
            "(This March 4 story has been corrected to say that the gate has two cables)",
            "(This Mar. 4 story corrects paragraph 2 to say gate, not bridge.)",
            "This March 4, 2024, article was amended to correct a name.",
            "This article was amended on 4 March 2024 to correct a name.",
            "This story, first published on March 4, has been updated.",
            "(This Monday story was refiled to fix a typo)",
            "(In March 4 story, corrects name of harbour master)",
            "A correction was made on March 4: an earlier version gave the wrong cost.",
            "Pls read in para 2 ''second gate'' instead of ''third gate''.",
            "In Ellery item ''Gate stays shut'' pls read in para 3 ''two cables'' instead of ''four''.",
            "(In 3rd paragraph of Mar. 4 story, corrects cost of repairs to $4 million)",
            "In the headline and first paragraph of this story, removes reference to ice",
            "(A previous version of this story incorrectly said the gate was open.)",
            "An earlier version misstated the cost of the repairs.",
            "(March 4 story refiled to fix typo)",
            "This article’s headline was changed to correct a name.",
            "The headline of this story has been changed.",
            "In a story published March 4 about the canal, Sample Wire erroneously reported that the gate was open.",
            "Earlier versions of this live blog gave the wrong day.",
            "An earlier version of the article wrongly said the gate was open.",
            "Correction, March 4: The gate has two cables.",
            "Correction (Mar. 4, 2024): The gate has two cables.",
            "Editor’s note, March 4, 2024: The council has 12 members.",
            "Clarification on 4 March 2024: The gate is the north one.",
            "(Recasts)",
            "(Recasts, adds details)",
            "[Releads; adds quotes]",
            "(Updated at 10:30 with comment)",
            "UPDATE: This story has been updated with the harbour master’s comment.",
            "NOTE: company corrects year of loss in third paragraph",
            "NOTE: Ardel Mills corrects year-ago net.",
            "(Note: this story contains a description of an accident)",
            "Note: headline corrected",
            "NOTE: Corrected to show loss, not profit",
            "Note: an earlier version gave the wrong day",
            "Note: embargoed until 10:30 GMT",
            "NOTE - Updates with quotes",
            "[Note: the headline has been changed]",
            "NOTE: graphic available at the desk",
            "(Board corrects price to 3.01 crowns)",
            "(Harbour board clarifies day of opening)",
        ] {
            assert!(line.is_empty() || is_note(line), "{line}");
        }
    }

    #[test]
    fn text_of_tables_and_stories_is_not_a_note() {
        for line in [
            "NOTE: 1986 includes tax credit of 840,000 dlrs",
            "Note: 1987 net includes loss of 9.1 mln dlrs from sale of the mill.",
            "(Note: 1986 figures restated for three-for-two split.)",
            "NOTE: 1986 shares corrected for split",
            "NOTE: Full name of company is Ardel Mills of Port Ellery.",
            "NOTE: Headline inflation excludes the price of ice",
            "Note: updated figures will be published in June",
            "Note: percentages may not add up",
            "Note: the gate is shut",
            "Note: sales lost to the embargo are included",
            "Note that the story was corrected",
            "A correction was made to the course of the river.",
            "Please read in the library, the sign says.",
            "Notes from the harbour",
            "Update: the gate is open",
            "This August the story of the gate was told again.",
            "This report was amended by the committee on Monday.",
            "This story of frost and ice has been told before.",
            "In August, the gate was shut.",
            "(In August he said it would open.)",
            "(In the third paragraph of her letter she corrects him.)",
            "In this story, a boy corrects his father.",
            "In a story published on Monday, Sample Wire reported that the gate was open.",
            "The title of this article of the law is long.",
            "(March 4 is the day.)",
            "In March the company corrects its figures.",
            "An earlier version of this bill failed in the senate.",
            "An earlier version of the story was set in Spain.",
            "A previous version had four cables.",
            "(Adds up, she said.)",
            "(Recasting the bell took a year.)",
            "Corrections in March: a warden’s diary",
            "Editors are people, March 4: a lecture",
            "(Updated figures will come in June.)",
        ] {
            assert!(!is_note(line), "{line}");
        }
    }
}
