//! Words of the documents in quotation marks, and counts in words.

use crate::lang::{Language, Set};
use crate::text::{Document, Span, one_line};

/// Maximum length of a quoted wording, in characters.
pub(super) const QUOTED_CHARS: usize = 120;

/// Maximum length of the beginning of a passage, in characters.
pub(super) const BEGINNING_CHARS: usize = 60;

/// Marks before the first word of an excerpt that belong to the text before it, or to the layout.
const BEFORE: [char; 7] = [',', ';', ':', '.', ')', ' ', '|'];

/// The words of a span in quotation marks, cut after `most` characters.
pub(super) fn quote(document: &Document, span: Span, most: usize) -> String {
    quote_text(span.of(&document.text), most)
}

pub(super) fn quote_text(text: &str, most: usize) -> String {
    // Only the beginning of a long passage is read.
    let head = text.char_indices().nth(4 * most).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    let folded = one_line(head);
    let has_words = |text: &str| text.contains(char::is_alphanumeric);
    let bare = without_marker(&folded).trim_start_matches(BEFORE);
    let bare = if has_words(bare) { bare } else { folded.as_str() };
    let bare = bare.trim_end_matches([' ', '|', '(']);
    match bare.char_indices().nth(most).and_then(|(at, _)| bare.get(..at)) {
        Some(cut) => {
            let whole = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
            format!("“{} …”", with_inner_marks(whole).trim_end_matches([',', ';', ':', '–', '—', ' ', '.']))
        }
        None => format!("“{}”", with_inner_marks(bare)),
    }
}

/// Words for a quotation, without the closing marks of their sentence.
pub(super) fn without_end(text: &str) -> &str {
    let bare = text.trim_end_matches([',', ';', ':', '.', ' ']);
    if bare.contains(char::is_alphanumeric) { bare } else { text }
}

/// A line without the bullet or heading mark at its beginning.
fn without_marker(line: &str) -> &str {
    let rest = line.trim_start_matches(['-', '*', '•', '#', '|', '–']);
    if rest.starts_with(' ') { rest.trim_start() } else { line }
}

/// The quotation marks inside an excerpt: pairs become inner marks, and one without its partner is left out.
fn with_inner_marks(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '“' | '”' | '„' | '"' | '«' | '»' | '「' | '」');
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_mark(*c)).collect();
    // The marks that are left out, and whether each of the others opens a quotation.
    let mut opens: Vec<Option<bool>> = vec![None; marks.len()];
    let mut open: Option<usize> = None;
    for (n, &(at, mark)) in marks.iter().enumerate() {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let can_close = mark != '„' && mark != '「' && before.is_some_and(|c| !c.is_whitespace() && c != '(');
        match open.filter(|_| can_close || matches!(mark, '”' | '»' | '」')) {
            Some(begin) => {
                (opens[begin], opens[n]) = (Some(true), Some(false));
                open = None;
            }
            None if matches!(mark, '”' | '」') || mark == '"' && can_close => {}
            None => open = Some(n),
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (&(at, mark), opens) in marks.iter().zip(opens) {
        out.push_str(text.get(from..at).unwrap_or_default());
        from = at + mark.len_utf8();
        match (mark, opens) {
            (_, None) => {}
            ('“' | '”' | '„' | '"', Some(true)) => out.push('‘'),
            ('“' | '”' | '„' | '"', Some(false)) => out.push('’'),
            (other, Some(_)) => out.push(other),
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out.trim().to_owned()
}

/// A count in words up to ten, as in running text.
pub(super) fn count(n: usize) -> String {
    let figure = n.to_string();
    let mut words = Language::ENGLISH.words(Set::Cardinals);
    let word = words.find(|word| n <= 10 && Language::ENGLISH.norm(word) == figure.as_str());
    word.map_or(figure, str::to_owned)
}

/// A sentence with a capital at its beginning.
pub(super) fn capitalised(sentence: &str) -> String {
    let mut rest = sentence.chars();
    match rest.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(rest).collect(),
        _ => sentence.to_owned(),
    }
}

/// "a", "a and b", "a, b and c"
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        all => all.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_in_an_excerpt_are_in_pairs() {
        let quoted = |text| quote_text(text, 60);
        assert_eq!(quoted("said “it is late” and left"), "“said ‘it is late’ and left”");
        assert_eq!(quoted("said there was “"), "“said there was”");
        assert_eq!(quoted("” she said"), "“she said”");
        assert_eq!(quoted("\"It is late"), "“It is late”");
        assert_eq!(quoted("hieß es. „Wir kommen“, sagte"), "“hieß es. ‘Wir kommen’, sagte”");
        assert_eq!(quoted("« Il est tard », dit-elle"), "“« Il est tard », dit-elle”");
        assert_eq!(
            quoted("“It is late, and nobody in the old town of the island has seen the ferry” he said"),
            "“It is late, and nobody in the old town of the island has …”"
        );
    }

    #[test]
    fn marks_of_the_layout_are_left_out() {
        let quoted = |text| quote_text(text, 60);
        assert_eq!(quoted("- headlamp with batteries"), "“headlamp with batteries”");
        assert_eq!(quoted("## If it does not"), "“If it does not”");
        assert_eq!(quoted("| Dunlin | 12:00 |"), "“Dunlin | 12:00”");
        assert_eq!([quoted("-5 degrees"), quoted(",")], ["“-5 degrees”", "“,”"]);
    }
}
