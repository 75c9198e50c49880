//! Names of persons, desks and agencies around a story: "By Nora Tilling", "Nora Tilling, Harbour Editor", "Nora
//! Tilling in Port Ellery and agencies", "Sample Wire".

use crate::format::shape::ends_sentence;
use crate::lang::Phrases;
use crate::text::is_space;

/// Lower-case words of names.
const PARTICLES: Phrases = Phrases::of("bylines", "particles");

/// Words for the piece before "by".
const PIECES: Phrases = Phrases::of("bylines", "pieces");
/// Beginnings of bylines.
const BY: Phrases = Phrases::of("bylines", "by");
/// Beginnings of bylines in other languages, which count only under a headline.
const BY_UNDER_HEADLINE: Phrases = Phrases::of("bylines", "by under a headline");
/// The same without the space or colon.
const BYLINES: Phrases = Phrases::of("credits", "bylines");
/// Lower-case words of family names.
const FAMILY_PARTICLES: Phrases = Phrases::of("bylines", "particles of a family name");
const PREFIXES: Phrases = Phrases::of("bylines", "prefixes of names");
const BETWEEN_PEOPLE: Phrases = Phrases::of("bylines", "between people");
const BEFORE_PLACE: Phrases = Phrases::of("bylines", "before a place");
const AND_AGENCIES: Phrases = Phrases::of("bylines", "and agencies");
const IS: Phrases = Phrases::of("bylines", "is");

/// Occupations of writers.
const ROLES: Phrases = Phrases::of("bylines", "roles");

/// The first of [`ROLES`], which also count in a closing line about the writer.
const WRITER_ROLES: usize = 5;

/// Last words of agency names.
const AGENCY_PARTICLES: Phrases = Phrases::of("bylines", "particles of an agency");
const AGENCIES: Phrases = Phrases::of("bylines", "ends of agencies");

/// Words with capitals that occur in titles, but not in names.
const NOT_NAMES: Phrases = Phrases::of("bylines", "not names");

/// "By Nora Tilling", "By NORA TILLING and Tom Vale, Sample Wire": names, not "By the end of the day".
pub(in crate::format) fn is_byline(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    // "Analysis by Nora Tilling".
    let rest = PIECES.after(line).unwrap_or(line);
    let by = BY.after(rest);
    by.is_some_and(is_names) && !ends_sentence(line)
}

/// "Von Nora Tilling", "Par Nora Tilling": a byline only under a headline.
fn is_foreign_byline(line: &str) -> bool {
    let named = |rest: &str| is_names(rest) || is_unspaced_names(rest);
    BY_UNDER_HEADLINE.after(line).is_some_and(is_names) || after_by(line).is_some_and(named)
}

/// The text after "Text von", "Propos recueillis par", "记者" at the beginning of a line, in any letter case.
pub(in crate::format) fn after_by(line: &str) -> Option<&str> {
    let rest = |by: &str| {
        let (head, rest) = line.split_at_checked(by.len())?;
        let same = head == by || head.eq_ignore_ascii_case(by);
        let apart = rest.trim_start_matches(|c| is_space(c) || matches!(c, ':' | '：' | '／' | '/'));
        // In scripts without spaces the name may follow directly.
        let ends = apart.len() < rest.len() || rest.starts_with(is_ideograph);
        (same && ends && !apart.is_empty()).then_some(apart)
    };
    BYLINES.iter().filter_map(rest).min_by_key(|rest| rest.len())
}

/// Length of a name in scripts without spaces, in characters.
const UNSPACED_NAME: std::ops::RangeInclusive<usize> = 2..=6;

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// "张三", "张三 李四": names in ideographs.
fn is_unspaced_names(names: &str) -> bool {
    let mut all =
        names.split(|c| is_space(c) || matches!(c, '、' | '，' | ',')).filter(|name| !name.is_empty()).peekable();
    all.peek().is_some()
        && all.all(|name| UNSPACED_NAME.contains(&name.chars().count()) && name.chars().all(is_ideograph))
}

/// Whether all words are words of names, at least two of them with a capital.
fn is_names(names: &str) -> bool {
    let mut capitals = 0;
    let words = names.split(|c| is_space(c) || matches!(c, ',' | '|' | ';')).filter(|w| !w.is_empty());
    let only_names = words.into_iter().all(|word| {
        capitals += usize::from(word.starts_with(char::is_uppercase));
        word.starts_with(char::is_uppercase) || PARTICLES.has(word) || PREFIXES.begins(word)
    });
    only_names && capitals >= 2
}

/// Whether a line under a headline is a byline. A name alone counts only if it is `sure` that the headline is not
/// written like names: "Barges Must Wait" may be under "Canal Stays Shut".
pub(in crate::format) fn signs(line: &str, sure: bool) -> bool {
    if line.len() > 140 || ends_sentence(line) || line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    is_signed(line) || is_foreign_byline(line) || is_placed(line, sure) || (sure && is_people(line))
}

/// "Nora Tilling, Harbour Editor, Sample Wire".
fn is_signed(line: &str) -> bool {
    const NOT_OCCUPATIONS: Phrases = Phrases::of("bylines", "not occupations");
    let mut parts = line.split(", ");
    let named = parts.next().is_some_and(is_people);
    let mut role = false;
    named
        && parts.all(|part| {
            let few = words(part).count() <= 5;
            role |= is_role(part) || is_agency(part);
            few && (role || is_person(part)) && !NOT_OCCUPATIONS.has_in_any_case(part)
        })
        && role
}

/// "Nora Tilling in Port Ellery and agencies", "Sample Wire in Port Ellery".
fn is_placed(line: &str, sure: bool) -> bool {
    let bare = AND_AGENCIES.iter().find_map(|with| line.strip_suffix(with));
    if let Some(names) = bare.filter(|names| is_names(names)) {
        return !words(names).any(is_not_name);
    }
    let Some((who, place)) = BEFORE_PLACE.split(line) else { return false };
    let towns = words(place).all(|w| w.starts_with(char::is_uppercase) || PARTICLES.has(w));
    sure && towns
        && words(place).count() <= 8
        && (is_people(who) || (words(who).count() <= 3 && words(who).all(is_capital)))
        && !words(line).any(is_not_name)
}

/// "Nora Tilling", "Nora Tilling and Tom Vale".
fn is_people(line: &str) -> bool {
    match BETWEEN_PEOPLE.split(line) {
        Some((first, others)) => is_people(first) && is_people(others),
        None => line.split(", ").all(is_person),
    }
}

/// "Nora Tilling", "Piet van der Meer", "Nora O’Dell-Tilling".
pub(in crate::format) fn is_person(line: &str) -> bool {
    let mut capitals = 0;
    let all = words(line).all(|word| {
        let capital = is_capital(word) && !is_not_name(word);
        capitals += usize::from(capital);
        capital || FAMILY_PARTICLES.has(word)
    });
    all && (2..=4).contains(&capitals) && line.starts_with(char::is_uppercase)
}

/// "Harbour Reporter", "AP Sports Writer".
pub(in crate::format) fn is_role(line: &str) -> bool {
    let last = words(line).next_back().unwrap_or("");
    line.len() <= 60 && words(line).count() <= 5 && ROLES.iter().any(|role| role.eq_ignore_ascii_case(last))
}

/// "Sample Wire", "Northern Press".
pub(in crate::format) fn is_agency(line: &str) -> bool {
    let last = words(line).next_back().unwrap_or("");
    line.len() <= 48
        && words(line).count() <= 4
        && words(line).all(|w| is_capital(w) || AGENCY_PARTICLES.has(w))
        && AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(last))
}

/// Whether a line is one to four words with capitals, as names of agencies and persons are.
pub(in crate::format) fn is_name(line: &str) -> bool {
    // "Sample Wire, Port Ellery".
    let line = line.split_once(", ").filter(|(name, _)| is_agency(name)).map_or(line, |(name, _)| name);
    is_agency(line)
        || (line.len() <= 48
            && (1..=4).contains(&words(line).count())
            && words(line).all(|w| is_capital(w) && !is_not_name(w)))
}

/// "Nora Tilling writes every Friday", "Nora Tilling is a columnist for the Sample Wire".
pub(in crate::format) fn is_about_writer(line: &str) -> bool {
    const SAYS: Phrases = Phrases::of("bylines", "about the writer");
    if line.len() > 240 {
        return false;
    }
    let named = |at: usize| is_person(line.get(..at).unwrap_or(""));
    // "Nora Tilling is the harbour correspondent of the Sample Wire".
    let role = |says: &str, at: usize| {
        let mut said = words(line.get(at + says.len()..).unwrap_or("")).take(6);
        said.any(|w| ROLES.iter().take(WRITER_ROLES).any(|role| role == w.trim_end_matches(['.', ','])))
    };
    SAYS.iter().any(|says| line.find(says).is_some_and(named))
        || IS.iter().any(|says| line.find(says).is_some_and(|at| role(says, at) && named(at)))
}

fn words(line: &str) -> impl DoubleEndedIterator<Item = &str> {
    line.split(is_space).filter(|word| !word.is_empty())
}

/// Whether a word of letters has a capital; may be an initial.
fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '‑'))
}

fn is_not_name(word: &str) -> bool {
    NOT_NAMES.iter().any(|no| no.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_without_a_by() {
        for line in [
            "Nora Tilling", "Nora Tilling and Tom Vale", "Piet van der Meer", "Nora Tilling, Harbour Editor",
            "Nora Tilling, business reporter, Sample Wire", "Nora Tilling in Port Ellery and agencies",
            "Nora Tilling in Port Ellery and Tom Vale in Oslo", "Sample Wire in Port Ellery", "Von Nora Tilling, Kiel",
            "Par Nora Tilling", "Nora Tilling, Sample Wire",
        ] {
            assert!(signs(line, true), "{line}");
        }
        for line in [
            "The Canal", "Canal Stays Shut", "Barges wait", "Von Kiel bis Oslo", "Nora Tilling, Harbour Editor, Dies",
            "What We Know", "Nora Tilling left.", "Part Two", "A Shift in the Gulf", "Bridge 12",
        ] {
            assert!(!signs(line, true), "{line}");
        }
        for line in [
            "Text von Nora Tilling", "Propos recueillis par Nora Tilling", "A cura di Nora Tilling",
            "Skrevet af Nora Tilling", "Tekst: Nora Tilling", "AV NORA TILLING", "Автор: Анна Тиллинг", "记者 张三",
            "文／张三", "記者：山田太郎",
        ] {
            assert!(signs(line, false), "{line}");
        }
        for line in ["Text von gestern", "Tekst: Ustawy", "Автор неизвестен", "记者报道了大桥重新开放的消息"]
        {
            assert!(!signs(line, false), "{line}");
        }
        assert!(!signs("Barges Wait", false) && !signs("Barges Wait in Port Ellery", false));
        assert!(is_role("Harbour Democracy Reporter") && is_agency("Northern Newswire") && !is_agency("Bad news"));
        assert!(
            is_about_writer("Nora Tilling writes every Friday")
                && !is_about_writer("Nora Tilling is a critic of the plan.")
        );
    }
}
