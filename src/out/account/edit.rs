//! Words that are replaced, cut or added inside a sentence.
//!
//! A sentence quotes the words, and names their kind only if it is evident from them: two figures in the same form rise
//! or fall, two days are days. Any other kind would be the guess of a rule, which says less than the quoted words.

use super::excerpt::{QUOTED_CHARS, quote_text, without_end};
use crate::changes::{Change, Class, Finding, Landmark, TokenInfo};
use crate::lang::Language;
use crate::lang::date_words::{is_weekday, month};
use crate::page::{ComparePage, change_in_context};
use crate::text::{BlockKind, Document, Pair, Side, Span, is_quote};

/// Maximum characters of the context of words that are cut or added.
const CONTEXT_CHARS: usize = 40;

/// The sentence of an edit, without its number: "The figure “12 people” rises to “21 people”".
pub(super) fn sentence(page: &ComparePage, change: &Change) -> String {
    let documents = page.documents().as_ref().map(AsRef::as_ref);
    let text = match (change.spans.old, change.spans.new) {
        (Some(_), Some(_)) => marks_only(documents, change).unwrap_or_else(|| replaced(page, change)),
        (Some(_), None) => one_sided(page, change, Side::Old),
        (None, Some(_)) => one_sided(page, change, Side::New),
        (None, None) => "A passage changes".to_owned(),
    };
    match whole_headline(documents, change) {
        Some(headline) => headline,
        None => format!("{}{text}", place(documents, change)),
    }
}

/// "the headline “Bridge shut” is added"
fn whole_headline(documents: Pair<&Document>, change: &Change) -> Option<String> {
    let (side, verb) = match (change.spans.old, change.spans.new) {
        (Some(_), None) => (Side::Old, "is cut"),
        (None, Some(_)) => (Side::New, "is added"),
        _ => return None,
    };
    let span = change.spans[side]?;
    let block = documents[side].blocks.get(documents[side].block_at(span.start))?;
    let is_whole = block.kind == BlockKind::Headline && span.covers(block.span);
    is_whole.then(|| format!("the headline {} {verb}", quote_text(span.of(&documents[side].text), QUOTED_CHARS)))
}

/// "in the headline, ", "in a quotation, "
fn place(documents: Pair<&Document>, change: &Change) -> &'static str {
    if change.class == Class::Headline || change.landmark == Some(Landmark::Headline) {
        return "in the headline, ";
    }
    let text = |side: Side| change.spans[side].map_or("", |span| span.of(&documents[side].text));
    let quoted = |side: Side| {
        let evidence = change.findings.iter().filter(|f| f.class == Class::Quote).flat_map(|f| &f.evidence[side]);
        evidence.into_iter().any(|word| word.is.is(TokenInfo::QUOTED))
    };
    let language = documents.new.main_language();
    let is_function = |side: Side| text(side).split_whitespace().all(|word| language.is_function(&word.to_lowercase()));
    let is_inside = change.class == Class::Quote
        && Side::BOTH
            .into_iter()
            .all(|side| !text(side).contains(is_quotation_mark) && (quoted(side) || is_function(side)))
        && Side::BOTH.into_iter().any(|side| text(side).contains(char::is_alphanumeric));
    if is_inside { "in a quotation, " } else { "" }
}

fn is_quotation_mark(c: char) -> bool {
    is_quote(c) && !matches!(c, '\'' | '’' | '‘')
}

/// "“a disgrace” loses its quotation marks": the same words with and without marks.
fn marks_only(documents: Pair<&Document>, change: &Change) -> Option<String> {
    let text = |side: Side| change.spans[side].map_or("", |span| span.of(&documents[side].text));
    let words = |side: Side| text(side).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (old, new): (String, String) = (words(Side::Old), words(Side::New));
    let marked = |side: Side| text(side).contains(is_quotation_mark);
    let quoted =
        |side: Side| quote_text(text(side).trim_matches(|c: char| is_quote(c) || c.is_whitespace()), QUOTED_CHARS);
    match (marked(Side::Old), marked(Side::New)) {
        _ if old != new || old.is_empty() => None,
        (true, false) => Some(format!("{} loses its quotation marks", quoted(Side::New))),
        (false, true) => Some(format!("{} is put in quotation marks", quoted(Side::New))),
        _ => None,
    }
}

/// "The figure “12 people” rises to “21 people”", "“police” becomes “officials”"
fn replaced(page: &ComparePage, change: &Change) -> String {
    let documents = page.documents().as_ref().map(AsRef::as_ref);
    let Some(own) = both(change.spans) else { return String::new() };
    let shown = change_in_context(documents, page.comparison(), change);
    let shown = shown.filter(|shown| tells_more(documents, own, *shown)).unwrap_or(own);
    // A finding about a part of the words is not true of all of them.
    let class = change.findings.iter().any(|f| f.class == change.class && f.spans == change.spans);
    exchanged(documents, shown, class.then_some(change.class))
}

/// Whether neighbouring words make an edit clearer: those of "14 months" do; those of "1961 he" and of another cell do
/// not.
fn tells_more(documents: Pair<&Document>, own: Pair<Span>, shown: Pair<Span>) -> bool {
    let document = documents.new;
    let block = document.block_at(own.new.start);
    let is_row = document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::TableRow);
    let outside = |start: u32, end: u32| Span { start, end: end.max(start) }.of(&document.text).trim();
    let around = [outside(shown.new.start, own.new.start), outside(own.new.end, shown.new.end)];
    let is_function = |words: &str| {
        let mut keys = words.split_whitespace().map(str::to_lowercase);
        keys.all(|key| document.block_language(block).is_function(&key))
    };
    let has_words = |side: Side| own[side].of(&documents[side].text).contains(char::is_alphanumeric);
    let is_clear = has_words(Side::Old) && has_words(Side::New);
    let adds_nothing = is_clear && around.iter().all(|words| is_function(words));
    !is_row && !adds_nothing
}

/// "the figure “14” rises to “17”": a fact that a rewritten passage changes.
pub(super) fn fact(documents: Pair<&Document>, finding: &Finding) -> Option<String> {
    let is_fact = matches!(finding.class, Class::Number | Class::Date | Class::Name);
    Some(exchanged(documents, both(finding.spans).filter(|_| is_fact)?, Some(finding.class)))
}

fn both(spans: Pair<Option<Span>>) -> Option<Pair<Span>> {
    Some(Pair::new(spans.old?, spans.new?))
}

/// One wording becomes another; their class is named if it is known.
fn exchanged(documents: Pair<&Document>, spans: Pair<Span>, class: Option<Class>) -> String {
    let words = Pair::new(Side::Old, Side::New).map(|side| spans[side].of(&documents[side].text).trim());
    let language = documents.new.main_language();
    let (noun, verb) = match class {
        Some(Class::Number) => figures(words, language).map_or(("", "becomes"), |verb| ("the figure ", verb)),
        Some(Class::Date) => (dates(words), "becomes"),
        Some(Class::Name) if is_name(words.old, language) && is_name(words.new, language) => ("the name ", "becomes"),
        _ => ("", "becomes"),
    };
    let ends = |mark: char| words.old.ends_with(mark) && words.new.ends_with(mark);
    let common = [',', ';', ':'].into_iter().find(|&mark| ends(mark));
    let quoted = |side: Side| quote_text(words[side].trim_end_matches(|c| Some(c) == common), QUOTED_CHARS);
    format!("{noun}{} {verb} {}", quoted(Side::Old), quoted(Side::New))
}

/// Words that only one side has: "“about” is added after “employs”".
pub(super) fn one_sided(page: &ComparePage, change: &Change, side: Side) -> String {
    let documents = page.documents().as_ref().map(AsRef::as_ref);
    let Some(own) = change.spans[side] else { return "A passage changes".to_owned() };
    let text = own.of(&documents[side].text);
    let what =
        if text.contains(char::is_alphanumeric) { quote_text(without_end(text), QUOTED_CHARS) } else { mark(text) };
    let verb = if side == Side::Old { "is cut" } else { "is added" };
    let shown = change_in_context(documents, page.comparison(), change);
    let context = shown.filter(|shown| !shown[side.other()].is_empty()).map(|shown| {
        let place = if shown[side].start < own.start { "after" } else { "before" };
        format!(" {place} {}", quote_text(shown[side.other()].of(&documents[side.other()].text), CONTEXT_CHARS))
    });
    format!("{what} {verb}{}", context.unwrap_or_default())
}

/// The name of a mark.
fn mark(text: &str) -> String {
    match text.trim() {
        "," | "、" | "，" => "a comma".to_owned(),
        "." | "。" => "a full stop".to_owned(),
        "?" | "？" => "a question mark".to_owned(),
        "!" | "！" => "an exclamation mark".to_owned(),
        mark if mark.chars().all(is_quotation_mark) => "a quotation mark".to_owned(),
        mark => format!("“{mark}”"),
    }
}

/// "rises to" and "falls to" where both are figures in the same form.
fn figures(words: Pair<&str>, language: Language) -> Option<&'static str> {
    let point = language.has_decimal_point();
    let (old, new) = (figure(words.old, point)?, figure(words.new, point)?);
    // "at least 40", "exceed 5 %"
    if old.0.starts_with(char::is_lowercase) {
        return None;
    }
    // "at 9" → "at 9.30"
    let minutes = |text: &str| text.trim_end_matches('.').rsplit_once('.').is_some_and(|(_, part)| part.len() == 2);
    let may_be_hours = old.1.max(new.1) < 24.0 && old.0 == "#";
    if may_be_hours && minutes(words.old) != minutes(words.new) {
        return None;
    }
    match old.1.partial_cmp(&new.1).filter(|_| old.0 == new.0)? {
        std::cmp::Ordering::Less => Some("rises to"),
        std::cmp::Ordering::Greater => Some("falls to"),
        std::cmp::Ordering::Equal => None,
    }
}

/// The only figure of a text, with the text around it: "$1.5 million" → `("$# million", 1.5)`. Marks are
/// read only in languages with a decimal point: in others 1.500 is 1500.
fn figure(text: &str, decimal_point: bool) -> Option<(String, f64)> {
    let (mut frame, mut digits) = (String::new(), String::new());
    for c in text.trim().chars() {
        let in_figure = !digits.is_empty() && !frame.ends_with(' ') && frame.ends_with('#');
        match c {
            '0'..='9' if digits.is_empty() => {
                digits.push(c);
                frame.push('#');
            }
            '0'..='9' if in_figure => digits.push(c),
            '0'..='9' => return None,
            '.' if in_figure && decimal_point => digits.push(c),
            ',' if in_figure && decimal_point => {}
            '.' | ',' | '\'' | '’' | '-' | '–' | '/' | ':' => return None,
            c if c.is_whitespace() => {
                if !frame.ends_with(' ') {
                    frame.push(' ');
                }
            }
            c => frame.push(c),
        }
    }
    Some((frame, digits.trim_end_matches('.').parse().ok()?))
}

/// What two dates are, if they are of one kind: a weekday, a year, or a date with a month.
fn dates(words: Pair<&str>) -> &'static str {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let kind = |text: &str| {
        let parts: Vec<String> = text.split_whitespace().map(bare).collect();
        let has_month = parts.iter().any(|word| month(word).is_some());
        let has_figure = parts.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        match parts.as_slice() {
            [day] if is_weekday(day) => "the day ",
            [year] if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => "the year ",
            [name] if month(name).is_some() => "the month ",
            _ if has_month && has_figure => "the date ",
            _ => "",
        }
    };
    let (old, new) = (kind(words.old), kind(words.new));
    if old == new { old } else { "" }
}

/// Whether a text looks like a name: a few words with capitals that are not days or months. In languages with capitals
/// on all nouns, nothing does.
fn is_name(text: &str, language: Language) -> bool {
    const NAME_WORDS: usize = 4;
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
            && !is_weekday(word.trim_end_matches('s'))
            && !is_weekday(word)
            && month(word).is_none()
    };
    (1..=NAME_WORDS).contains(&words.len()) && words.iter().all(named) && !language.capital_nouns()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_compared_in_one_form_only() {
        let figure = |text| figure(text, true);
        assert_eq!(figure("$1.5 million"), Some(("$# million".into(), 1.5)));
        assert_eq!(figure("1,500"), Some(("#".into(), 1500.0)));
        assert_eq!([figure("12 of 15"), figure("10:40"), figure("three")], [None, None, None]);
        assert_eq!(super::figure("1.500", false), None);
    }
}
