//! Templates, comments and references of wikitext, before it is read by lines.
//!
//! The text of a template is on another page. Inside a line its values are read; on separate lines it is furniture.

use super::inline::MARKUP_DEPTH;
use crate::text::cancel::Stop;
use crate::text::one_line;

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Text, with the templates inside its lines replaced by their values.
    Text(String),
    /// A template on separate lines, with its values, in one line.
    Template(String),
}

/// The parts of a page, without comments; `<ref>…</ref>` has no line breaks and templates in it. Incomplete once `stop` is set.
pub(super) fn parts(text: &str, stop: Stop<'_>) -> Vec<Part> {
    let text = with_joined_references(&without_comments(&with_escapes(text)));
    let templates = outermost(&text);
    let inside = |&(start, end): &(usize, usize)| text.get(start + 2..end.saturating_sub(2)).unwrap_or("");
    let mut out = Vec::new();
    let mut words = String::new();
    let mut from = 0;
    // Templates separated only by blanks are all on separate lines, or none of them is.
    for group in templates.chunk_by(|a, b| text.get(a.1..b.0).is_some_and(|gap| gap.trim_matches(BLANKS).is_empty())) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        if stop.is_set() {
            return out;
        }
        let before = text.get(from..first.0).unwrap_or("");
        let after = text.get(last.1..).unwrap_or("");
        words.push_str(before);
        let (above, below) = (words.trim_end_matches(BLANKS), after.trim_start_matches(BLANKS));
        let is_alone = (above.is_empty() || above.ends_with('\n')) && (below.is_empty() || below.starts_with('\n'));
        if is_alone {
            for line in group.iter().map(|at| all_of(inside(at), MARKUP_DEPTH - 1)).filter(|line| !line.is_empty()) {
                out.push(Part::Text(std::mem::take(&mut words)));
                out.push(Part::Template(line));
            }
        } else {
            let mut end = first.0;
            for at in group {
                words.push_str(text.get(end..at.0).unwrap_or(""));
                let shown = values(inside(at), MARKUP_DEPTH - 1);
                // "in 1930{{efn|The yard says 1929.}}" is a note: a word cannot begin there.
                let is_note =
                    shown.contains(' ') && words.ends_with(|c: char| c.is_alphanumeric() || ".,;:!?)”\"".contains(c));
                words.push_str(&if is_note { format!("<ref>{shown}</ref>") } else { shown });
                end = at.1;
            }
        }
        from = last.1;
    }
    words.push_str(text.get(from..).unwrap_or(""));
    out.push(Part::Text(words));
    out
}

/// White space inside a line.
const BLANKS: [char; 3] = [' ', '\t', '\r'];

/// What `<nowiki>` contains, with its signs as character references: they are no markup.
fn with_escapes(text: &str) -> String {
    const OPEN: &str = "<nowiki>";
    const CLOSE: &str = "</nowiki>";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((inside, below)) = after.split_once(CLOSE) else { break };
        out.push_str(before);
        for c in inside.chars() {
            if c.is_ascii_punctuation() && !matches!(c, '&' | ';') || c == ' ' && out.ends_with('\n') {
                out.push_str(&format!("&#{};", u32::from(c)));
            } else {
                out.push(c);
            }
        }
        rest = below;
    }
    out.push_str(rest);
    out
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<!--") {
        out.push_str(rest.get(..at).unwrap_or(""));
        let after = rest.get(at..).unwrap_or("");
        rest = after.find("-->").and_then(|end| after.get(end + 3..)).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// A text in which `{{…}}` are replaced by their values. Unclosed braces are text.
fn with_values(text: &str, depth: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in outermost(text) {
        out.push_str(text.get(from..start).unwrap_or(""));
        let inside = text.get(start + 2..end.saturating_sub(2)).unwrap_or("");
        if depth > 0 {
            out.push_str(&values(inside, depth - 1));
        }
        from = end;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// The ranges of templates that are not inside other templates.
fn outermost(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut opened: Vec<usize> = Vec::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (b'{', b'{') => {
                opened.push(at);
                at += 2;
            }
            (b'}', b'}') => {
                if let Some(start) = opened.pop() {
                    while found.last().is_some_and(|(from, _)| *from > start) {
                        found.pop();
                    }
                    found.push((start, at + 2));
                }
                at += 2;
            }
            _ => at += 1,
        }
    }
    found
}

/// The parts of a template between its bars; bars of links and templates inside it do not count.
fn template_parts(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let (mut out, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    for at in 0..bytes.len() {
        let pair = bytes.get(at..at + 2);
        if pair == Some(b"[[") || pair == Some(b"{{") {
            depth += 1;
        } else if pair == Some(b"]]") || pair == Some(b"}}") {
            depth = depth.saturating_sub(1);
        } else if bytes[at] == b'|' && depth == 0 {
            out.push(text.get(from..at).unwrap_or(""));
            from = at + 1;
        }
    }
    out.push(text.get(from..).unwrap_or(""));
    out
}

/// The name of a value of a template: a short word before `=`.
fn named(part: &str) -> Option<(&str, &str)> {
    let (name, value) = part.split_once('=')?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\n' | '\t' | '\r'));
    (is_name && name.len() < 64).then_some((name.trim(), value))
}

/// The values of a template that have no names: `{{circa|1780}}` gives "1780".
fn values(template: &str, depth: usize) -> String {
    let parts = template_parts(template);
    let plain = parts.iter().skip(1).filter(|part| named(part).is_none());
    let mut shown: Vec<String> =
        plain.map(|part| one_line(&with_values(part, depth))).filter(|part| !part.is_empty()).collect();
    match parts.first().map_or("", |name| name.trim()) {
        // The units into which it is converted are not shown.
        "convert" | "Convert" | "cvt" => shown.truncate(measured(&shown)),
        name if name.starts_with("lang") && shown.len() > 1 && shown.first().is_some_and(|code| is_language(code)) => {
            shown.truncate(2);
            shown.remove(0);
        }
        _ => {}
    }
    if shown.is_empty() { function(parts.first().unwrap_or(&""), depth) } else { shown.join(" ") }
}

/// How many values of `{{convert|5|ft|3|in|cm}}` are what was measured: figures with their units.
fn measured(values: &[String]) -> usize {
    let is_figure = |value: &String| value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '.'));
    let mut end = 0;
    loop {
        let from = values.get(end..).unwrap_or(&[]);
        // "10", "to", "20", and a unit.
        let figures = from.iter().take_while(|value| is_figure(value)).count();
        match (figures, from.len() - figures) {
            (0, _) => return end.max(values.len().min(1)),
            (_, 0) => return if end == 0 { values.len() } else { end },
            _ => end += figures + 1,
        }
    }
}

/// Whether a value is the code of a language: `fr`, `zh-Hans`.
fn is_language(value: &str) -> bool {
    let first = value.split('-').next().unwrap_or("");
    (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase()) && value.len() <= 12
}

/// The argument of a function of the wiki: `{{formatnum:12000}}`. Names of pages begin with a capital.
fn function(name: &str, depth: usize) -> String {
    let Some((function, argument)) = name.trim().split_once(':') else { return String::new() };
    let is_function = !function.is_empty() && function.bytes().all(|b| b.is_ascii_lowercase());
    if is_function { one_line(&with_values(argument, depth)) } else { String::new() }
}

/// A text in which `{{…}}` are replaced by all their values, with names or without: works that are cited.
fn with_cited(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in outermost(text) {
        out.push_str(text.get(from..start).unwrap_or(""));
        let parts = template_parts(text.get(start + 2..end.saturating_sub(2)).unwrap_or(""));
        let values = parts.iter().skip(1).map(|part| named(part).map_or(*part, |(_, value)| value));
        let values: Vec<String> = values.map(|value| one_line(&with_values(value, MARKUP_DEPTH - 1))).collect();
        out.push_str(&values.into_iter().filter(|value| !value.is_empty()).collect::<Vec<_>>().join(", "));
        from = end;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// A template in one line: "Infobox bridge: name = Old Bridge; length = 5 km".
fn all_of(template: &str, depth: usize) -> String {
    let parts = template_parts(template);
    let values: Vec<String> = parts
        .iter()
        .skip(1)
        .filter_map(|part| {
            let (name, value) = named(part).map_or((None, *part), |(name, value)| (Some(name), value));
            let value = one_line(&with_values(value, depth));
            let named = || name.map_or_else(|| value.clone(), |name| format!("{name} = {value}"));
            (!value.is_empty()).then(named)
        })
        .collect();
    if values.is_empty() {
        String::new()
    } else {
        format!("{}: {}", one_line(parts.first().unwrap_or(&"")), values.join("; "))
    }
}

/// The text with every `<ref>…</ref>` in one line. An unclosed reference is left as it is.
fn with_joined_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag, after)) = next_reference(rest) {
        out.push_str(before);
        out.push_str(tag);
        rest = after;
        if tag.ends_with("/>") {
            continue;
        }
        let Some(end) = after.find("</ref>") else { break };
        out.extend(with_cited(after.get(..end).unwrap_or("")).chars().map(|c| if c == '\n' { ' ' } else { c }));
        rest = after.get(end..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// What is before the next `<ref …>` of a text, the tag, and what is after it.
fn next_reference(text: &str) -> Option<(&str, &str, &str)> {
    let at = text.find("<ref")?;
    let end = at + text.get(at..)?.find('>')? + 1;
    Some((text.get(..at)?, text.get(at..end)?, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Part {
        Part::Text(words.to_owned())
    }

    fn template(words: &str) -> Part {
        Part::Template(words.to_owned())
    }

    #[test]
    fn templates_of_a_line_are_text_if_the_line_has_words() {
        assert_eq!(parts("{{a|one}}{{b|two}} words", Stop::NEVER), [text("onetwo words")]);
        assert_eq!(parts("{{a|one}} {{b|two}}, words", Stop::NEVER), [text("one two, words")]);
        assert_eq!(parts("Words {{a|one}}{{b|two}}\n", Stop::NEVER), [text("Words onetwo\n")]);
        assert_eq!(
            parts("{{a|one}}{{b|two}}\nwords", Stop::NEVER),
            [text(""), template("a: one"), text(""), template("b: two"), text("\nwords")]
        );
    }

    #[test]
    fn control_characters_of_a_page_are_text() {
        assert_eq!(parts("\u{2}words \u{1}1\u{1}", Stop::NEVER), [text("\u{2}words \u{1}1\u{1}")]);
    }

    #[test]
    fn measures_and_words_in_other_languages_are_read_as_shown() {
        for (template, shown) in [
            ("convert|120|m|ft", "120 m"),
            ("convert|5|ft|3|in|cm", "5 ft 3 in"),
            ("convert|10|to|20|km|mi|0", "10 to 20 km"),
            ("convert|5", "5"),
            ("lang|de|Ulme", "Ulme"),
            ("lang-de|Ulme", "Ulme"),
            ("langx|zh-Hans|桥", "桥"),
            ("circa|1780", "1780"),
        ] {
            assert_eq!(values(template, 1), shown, "{template}");
        }
    }

    #[test]
    fn what_is_no_markup_is_text() {
        let shown = "a &#91;&#91;b&#93;&#93; &#123;&#123;c&#124;d&#125;&#125;";
        assert_eq!(parts("a <nowiki>[[b]] {{c|d}}</nowiki>", Stop::NEVER), [text(shown)]);
        assert_eq!(parts("a <nowiki>[[b", Stop::NEVER), [text("a <nowiki>[[b")]);
    }

    #[test]
    fn a_reference_is_in_one_line() {
        assert_eq!(
            parts("a<ref name=\"b\">\n{{cite|c}}\n</ref> d<ref name=\"b\" />\ne", Stop::NEVER),
            [text("a<ref name=\"b\"> c </ref> d<ref name=\"b\" />\ne")]
        );
    }
}
