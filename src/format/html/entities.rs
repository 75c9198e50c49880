//! Character references: `&amp;`, `&eacute;`, `&#8217;`, and those without a semicolon in old pages: `&copy 2024`.

use std::borrow::Cow;

use html_escape::NAMED_ENTITIES;

/// Names that are allowed without a semicolon (HTML standard, "named character references"); all are Latin-1
/// characters.
const OPEN: &[&str] = &[
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH", "Eacute", "Ecirc",
    "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute", "Ocirc", "Ograve", "Oslash",
    "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave", "Uuml", "Yacute", "aacute", "acirc",
    "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar", "ccedil", "cedil", "cent", "copy",
    "curren", "deg", "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14", "frac34", "gt",
    "iacute", "icirc", "iexcl", "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not",
    "ntilde", "oacute", "ocirc", "ograve", "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound",
    "quot", "raquo", "reg", "sect", "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc",
    "ugrave", "uml", "uuml", "yacute", "yen", "yuml",
];

/// Maximum length of the name of a character reference, in bytes.
const ENTITY_NAME_BYTES: usize = 32;

/// The code points 0x80 to 0x9f as browsers read them: Windows-1252.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character reference at the beginning of `text`: its length in bytes, and its replacement.
pub(in crate::format) fn entity(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number);
    }
    let len = rest.bytes().take(ENTITY_NAME_BYTES).take_while(u8::is_ascii_alphanumeric).count();
    let name = rest.get(..len)?;
    if rest.as_bytes().get(len) == Some(&b';')
        && let Some(reads) = named(name)
    {
        return Some((len + 2, reads.into()));
    }
    let open = (2..=len.min(6)).rev().filter_map(|n| name.get(..n)).find(|name| OPEN.binary_search(name).is_ok())?;
    Some((open.len() + 1, named(open)?.into()))
}

fn named(name: &str) -> Option<&'static str> {
    let at = NAMED_ENTITIES.binary_search_by_key(&name.as_bytes(), |&(known, _)| known).ok()?;
    NAMED_ENTITIES.get(at).map(|&(_, reads)| reads)
}

/// Reads `8217;` or `x2019;`, which follows `&#`.
fn numeric(number: &str) -> Option<(usize, Cow<'static, str>)> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let len = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    let digits = digits.get(..len).filter(|digits| !digits.is_empty())?;
    let point = u32::from_str_radix(digits.trim_start_matches('0'), radix).unwrap_or(0);
    let c = match point {
        0x80..=0x9f => WINDOWS[point as usize - 0x80],
        0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    let head = 2 + usize::from(radix == 16) + len;
    let closed = number.as_bytes().get(head - 2) == Some(&b';');
    Some((head + usize::from(closed), c.to_string().into()))
}

/// Resolves the character references in `text`.
pub(in crate::format) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let (len, reads) = entity(from).unwrap_or((1, "&".into()));
        out.push_str(&reads);
        rest = from.get(len..).unwrap_or("");
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_browsers_do() {
        for (text, read) in [
            ("AT&amp;T", "AT&T"),
            ("caf&eacute; &#8217;&#x201C;&#x1f600;", "café ’“😀"),
            ("&copy 2024 &copy2024 &nbsp", "© 2024 ©2024 \u{a0}"),
            ("&#146;&#0;&#xD800;&#99999999999;", "’\u{fffd}\u{fffd}\u{fffd}"),
            ("a & b &unknown; &; &#; &#x;", "a & b &unknown; &; &#; &#x;"),
            ("&notit; &hellip;&ngE;", "¬it; …≧̸"),
            ("&é", "&é"),
        ] {
            assert_eq!(decode(text), read);
        }
    }

    #[test]
    fn names_without_a_semicolon_are_sorted_and_known() {
        assert!(OPEN.windows(2).all(|w| w[0] < w[1]));
        assert!(OPEN.iter().all(|name| named(name).is_some()));
    }
}
