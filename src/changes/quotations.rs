//! Quotations and their marks.

use std::ops::Range;

use crate::text::{Word, WordKind, closing};

/// A range of words between two quotation marks, or from an unpaired mark to the end, as quotations may span sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The words between the marks.
    pub(crate) words: Range<usize>,
    /// The opening mark; none where the quotation was opened before the first word.
    pub(crate) opening: Option<usize>,
    /// The closing mark, if any.
    pub(crate) closing: Option<usize>,
}

/// The quotations among `words` with these keys. Apostrophes, inch marks, code in backticks, attribute values
/// (`class="note"`) and figures alone ("1917") are not quotations.
pub(crate) fn quotations(text: &str, words: &[Word], keys: &[&str]) -> Vec<Quotation> {
    let reader = Reader { text, words, keys };
    let mut out = Vec::new();
    let mut k = 0;
    while k < words.len() {
        if !reader.opens(k) {
            k += 1;
            continue;
        }
        let end = (k + 1..words.len()).find(|&at| reader.closes(k, at));
        if reader.is_attribute(k) || end.is_some_and(|end| reader.is_code(k, end) || reader.is_figure(k + 1..end)) {
            k = end.map_or(k, |end| end) + 1;
            continue;
        }
        // An unpaired single mark is an apostrophe: "'tis".
        if end.is_none() && keys[k] == "'" {
            k += 1;
            continue;
        }
        out.push(Quotation { words: k + 1..end.unwrap_or(words.len()), opening: Some(k), closing: end });
        k = end.unwrap_or(words.len()) + 1;
    }
    out
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    keys: &'a [&'a str],
}

impl<'a> Reader<'a> {
    fn form(&self, k: usize) -> &'a str {
        self.words[k].span.of(self.text)
    }

    fn is_mark(&self, k: usize) -> bool {
        let (form, key, kind) = (self.form(k), self.keys[k], self.words[k].kind);
        key == "\""
            || (key == "'" && kind == WordKind::Punct)
            || matches!(form, "「" | "」" | "『" | "』" | "``" | "''")
    }

    /// Whether white space, or nothing, precedes a word.
    fn spaced(&self, k: usize) -> bool {
        k == 0 || self.words[k].spaced
    }

    /// Whether an opening bracket is right before a mark.
    fn is_bracketed(&self, k: usize) -> bool {
        k > 0 && matches!(self.form(k - 1), "(" | "[" | "{")
    }

    /// Whether the next word follows without white space.
    fn clings(&self, k: usize) -> bool {
        self.words.get(k + 1).is_some_and(|next| !next.spaced)
    }

    fn opens(&self, k: usize) -> bool {
        if !self.is_mark(k) {
            return false;
        }
        let figure = |k: usize| self.words[k].kind == WordKind::Number;
        match self.form(k) {
            "」" | "』" | "''" => false,
            // »German« and ”Swedish” open with marks that close elsewhere.
            "”" | "»" | "’" => self.clings(k) && (self.spaced(k) || self.is_bracketed(k)),
            "'" | "`" => {
                (self.spaced(k) || self.is_bracketed(k))
                    && !self.words.get(k + 1).is_some_and(|next| next.kind == WordKind::Number)
            }
            // Inches: 6'2".
            "\"" if k > 0 && figure(k - 1) && !self.words[k].spaced => self.clings(k),
            _ => true,
        }
    }

    /// Whether the mark at `at` closes the quotation opened at `opening`.
    fn closes(&self, opening: usize, at: usize) -> bool {
        let form = self.form(at);
        let lone = |mark: &str| mark.chars().next().filter(|c| c.len_utf8() == mark.len());
        let closes = |opening: &str| match lone(opening).map_or(&[][..], closing) {
            [] => form == opening,
            marks => lone(form).is_some_and(|c| marks.contains(&c)),
        };
        // A possessive such as "workers' pay" inside single marks, and `'90s`.
        let apostrophe = || self.keys[at] == "'" && self.spaced(at);
        self.is_mark(at)
            && !apostrophe()
            && match self.form(opening) {
                "``" => matches!(form, "''" | "``") || closes("“"),
                "`" => matches!(form, "'" | "`"),
                "“" if form == "''" => true,
                mark => closes(mark),
            }
    }

    /// Whether two marks enclose code: `` `gate` ``, ` ``gate`` `. Old typewriters closed a quotation with the other mark:
    /// `gate', ``gate''.
    fn is_code(&self, opening: usize, closing: usize) -> bool {
        matches!((self.form(opening), self.form(closing)), ("`", "`") | ("``", "``"))
    }

    /// Whether words are figures and marks alone, the number of a thing: "「154」".
    fn is_figure(&self, words: Range<usize>) -> bool {
        let has = |is: fn(char) -> bool| words.clone().any(|k| self.form(k).contains(is));
        has(char::is_numeric) && !has(char::is_alphabetic)
    }

    /// Whether a mark opens an attribute value in a markup language.
    fn is_attribute(&self, k: usize) -> bool {
        k > 0 && self.keys[k - 1].ends_with('=') && !self.words[k].spaced
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Fold, Span, words};

    fn inside(text: &str) -> String {
        let mut found = Vec::new();
        words(text, Span::new(0, text.len()), &mut found);
        let mut fold = Fold::default();
        let keys: Vec<String> = found.iter().map(|w| fold.key(w.span.of(text)).to_owned()).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let quoted = quotations(text, &found, &keys).into_iter().flat_map(|q| q.words);
        quoted.map(|k| found[k].span.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn quotation_marks_of_many_languages_are_paired() {
        assert_eq!(inside("He “says so” today"), "says so");
        assert_eq!(inside("Er sagt „so nicht“ und geht."), "so nicht");
        assert_eq!(inside("Er sagt »so nicht« und geht."), "so nicht");
        assert_eq!(inside("Il dit « pas ainsi », puis part."), "pas ainsi");
        assert_eq!(inside("彼は「春」と言う"), "春");
        assert_eq!(inside("\"One,\" he said, \"and two\""), "One , and two");
        assert_eq!(inside("He said: “It runs on"), "It runs on");
    }

    #[test]
    fn apostrophes_and_inches_are_not_quotations() {
        assert_eq!(inside("The workers' pay and the miners' bread"), "");
        assert_eq!(inside("The hits of the '90s and '80s"), "");
        assert_eq!(inside("{| class=\"wikitable\" style=\"a\""), "");
        assert_eq!(inside("A board 6\" wide and 4\" deep"), "");
        assert_eq!(inside("He wrote 'so it goes' twice"), "so it goes");
        assert_eq!(inside("He wrote `so it goes' twice"), "so it goes");
        assert_eq!(inside("His song ('so it goes') ended"), "so it goes");
        assert_eq!(inside("Hans sang (»so nicht«) var slut"), "so nicht");
        assert_eq!(inside("Run `open gate` twice"), "");
        assert_eq!(inside("Both ``open()`` and ``shut gate`` return"), "");
        assert_eq!(inside("The film \"1917\" (gate “57”)"), "");
        assert_eq!(inside("It was “57 degrees”"), "57 degrees");
        assert_eq!(inside("The ``old'' bridge was ``shut at last'' today"), "old shut at last");
    }
}
