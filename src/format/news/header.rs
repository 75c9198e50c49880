//! Recognises text above the lede: rubrics, the headline, bylines, a mail header.

use super::mail::{Field, field};
use super::names;
use super::notes::flag;
use super::patterns::{Place, is_certain, is_note, is_paper, is_rubric, is_section, recognise};
use crate::format::part::Part;
use crate::format::shape::{HEADLINE_CHARS, is_full, is_title};
use crate::lang::Phrases;
use crate::text::BlockKind;
use crate::text::{is_space, spaced_words};

/// A rubric needs a headline of at least this many words below it.
const RUBRIC_HEADLINE_WORDS: usize = 4;

/// Maximum length of a standfirst that ends as a sentence, in bytes.
const STANDFIRST_BYTES: usize = 240;

/// The lede, given the first full paragraph: a byline below that shows that it is a standfirst.
pub(in crate::format) fn lede_after_standfirst(parts: &[Part<'_>], first: usize) -> usize {
    let line = |i: usize| parts.get(i).map_or("", Part::text);
    if first == 0 || line(first).len() > STANDFIRST_BYTES {
        return first;
    }
    let mut signed = false;
    for i in first + 1..parts.len().min(first + 8) {
        let kind = recognise(line(i), Place::Top);
        signed |= kind == Some(BlockKind::Byline) || (kind.is_none() && names::signs(line(i), false));
        if kind.is_none() && is_full(line(i)) {
            return if signed { i } else { first };
        }
    }
    first
}

/// Sets the kinds of parts above the lede that no pattern recognises: the first title is the headline, those below it
/// are headings, rubrics above it are furniture, and names below it are bylines.
pub(in crate::format) fn titles(parts: &[Part<'_>], lede: usize, mail: usize, kinds: &mut [Option<BlockKind>]) {
    let top = Top { parts, lede, mail };
    let subject = top.mail(kinds);
    let titles: Vec<usize> = (mail..lede).filter(|&i| top.is_title(i, kinds)).collect();
    let headline = subject.or_else(|| top.flagged(&titles, kinds)).or_else(|| top.headline(&titles));
    if let Some(headline) = headline {
        kinds[headline] = Some(BlockKind::Headline);
    }
    for i in titles {
        kinds[i] = Some(match headline {
            Some(headline) if i == headline => BlockKind::Headline,
            Some(headline) if i > headline => top.under(headline, i, kinds),
            headline => top.above(headline, i),
        });
    }
    if headline.is_none() {
        top.only_line(kinds);
    }
    top.names(headline, kinds);
}

/// The parts above the lede.
struct Top<'a> {
    parts: &'a [Part<'a>],
    /// The first paragraph of the story.
    lede: usize,
    /// The number of parts in the mail header.
    mail: usize,
}

impl<'a> Top<'a> {
    fn line(&self, i: usize) -> &'a str {
        self.parts.get(i).map_or("", Part::text)
    }

    /// Marks the fields of a mail header; returns the subject.
    fn mail(&self, kinds: &mut [Option<BlockKind>]) -> Option<usize> {
        let mut subject = None;
        for (i, kind) in kinds.iter_mut().enumerate().take(self.mail) {
            *kind = field(self.line(i)).map(|(field, _)| match field {
                Field::Subject if subject.is_none() => {
                    subject = Some(i);
                    BlockKind::Headline
                }
                Field::Date => BlockKind::Dateline,
                Field::Subject | Field::Person => BlockKind::Credit,
            });
        }
        subject
    }

    /// Whether an unrecognised part has the form of a title.
    fn is_title(&self, i: usize, kinds: &[Option<BlockKind>]) -> bool {
        let below = self.line(i + 1);
        let known_below = kinds.get(i + 1).is_some_and(Option::is_some);
        let begun = known_below || names::signs(below, false) || !below.starts_with(char::is_lowercase);
        kinds[i].is_none() && begun && is_title(self.line(i), HEADLINE_CHARS)
    }

    /// In "Corrected: Canal stays shut" the flag is a note if a headline is above it; otherwise the rest is the
    /// headline.
    fn flagged(&self, titles: &[usize], kinds: &[Option<BlockKind>]) -> Option<usize> {
        let is_flagged = |&i: &usize| {
            let line = self.line(i);
            // "Correction: An earlier version of …" is not a headline.
            let headed = |len: usize| {
                let headline = line.get(len..).unwrap_or("").trim_start();
                is_title(headline, HEADLINE_CHARS) && !is_note(headline)
            };
            kinds[i] == Some(BlockKind::Note) && flag(line).is_some_and(headed)
        };
        let at = (self.mail..self.lede).find(is_flagged)?;
        titles.iter().all(|&i| i > at || is_rubric(self.line(i))).then_some(at)
    }

    /// The headline among the titles.
    fn headline(&self, titles: &[usize]) -> Option<usize> {
        let is_head = |&i: &usize| !is_rubric(self.line(i)) && !is_section(self.line(i));
        let long = |i: usize| spaced_words(self.line(i)).nth(RUBRIC_HEADLINE_WORDS - 1).is_some();
        // A section name above a single short title may be the title itself: "Home" above "Part one".
        let headed = titles.iter().copied().find(is_head);
        let first = titles.first().copied();
        first.filter(|&i| !is_rubric(self.line(i)) && headed.is_none_or(|head| !long(head))).or(headed)
    }

    /// The kind of a title above the headline, or in a text without one.
    fn above(&self, headline: Option<usize>, i: usize) -> BlockKind {
        let line = self.line(i);
        if is_rubric(line) || (headline.is_some() && is_section(line)) {
            BlockKind::Furniture
        } else {
            BlockKind::Heading
        }
    }

    /// The kind of a title below the headline: names may look like titles.
    fn under(&self, headline: usize, i: usize, kinds: &[Option<BlockKind>]) -> BlockKind {
        const BEFORE_CAPTION: Phrases = Phrases::of("credits", "before a caption");
        let line = self.line(i);
        let small = |line: &str| line.chars().any(char::is_lowercase);
        let signs = |kind| matches!(kind, Some(BlockKind::Dateline | BlockKind::Credit | BlockKind::Byline));
        // The headline's capitals differ from those of names, or a line below goes with a name.
        let sentence = !is_title_case(self.line(headline));
        let sure = (sentence && (small(line) || small(self.line(headline))))
            || (i + 1 < self.lede && (signs(kinds[i + 1]) || names::is_role(self.line(i + 1))));
        match kinds[i - 1] {
            Some(BlockKind::Byline) if names::is_role(line) => BlockKind::Byline,
            Some(BlockKind::Byline) if names::is_name(line) => BlockKind::Credit,
            _ if sure && names::is_agency(line) => BlockKind::Credit,
            _ if names::signs(line, sure) => BlockKind::Byline,
            _ if is_paper(line) => BlockKind::Credit,
            _ if BEFORE_CAPTION.begins(self.line(i - 1)) => BlockKind::Caption,
            _ if self.is_field(i) => BlockKind::Paragraph,
            _ => BlockKind::Heading,
        }
    }

    /// Whether a line is one of several that begin with a label, as the minutes of a meeting do: "Present: …", "Apologies:
    /// …". A single one may be a title: "Part one: The fall".
    fn is_field(&self, i: usize) -> bool {
        let field = |i: usize| is_field(self.line(i));
        field(i) && ((i > 0 && field(i - 1)) || field(i + 1))
    }

    /// A page has several lines above a story, including the headline. A single line is the headline, whatever it says:
    /// "Advertisement" may be the title of a poem.
    fn only_line(&self, kinds: &mut [Option<BlockKind>]) {
        let titles = |kind: Option<BlockKind>| {
            matches!(kind, Some(BlockKind::Furniture | BlockKind::Heading | BlockKind::Headline) | None)
        };
        let mut lines = (self.mail..self.lede).filter(|&i| titles(kinds[i]));
        if let (Some(only), None) = (lines.next(), lines.next())
            && kinds[only] == Some(BlockKind::Furniture)
            && !is_certain(self.line(only))
        {
            kinds[only] = Some(BlockKind::Headline);
        }
    }

    /// Marks further lines of names.
    fn names(&self, headline: Option<usize>, kinds: &mut [Option<BlockKind>]) {
        // "di Nora Tilling" is not a title, and was not considered above.
        for (i, kind) in kinds.iter_mut().enumerate().take(self.lede).skip(headline.map_or(self.lede, |i| i + 1)) {
            if kind.is_none() && self.line(i).len() <= 80 && names::signs(self.line(i), false) {
                *kind = Some(BlockKind::Byline);
            }
        }
        // Without a headline above it, a byline is still followed by a role or an agency.
        for i in 1..self.lede {
            if kinds[i] == Some(BlockKind::Heading) && kinds[i - 1] == Some(BlockKind::Byline) {
                if names::is_role(self.line(i)) {
                    kinds[i] = Some(BlockKind::Byline);
                } else if names::is_agency(self.line(i)) {
                    kinds[i] = Some(BlockKind::Credit);
                }
            }
        }
    }
}

/// "Present: A. Byrne", "In attendance: the clerk": a label of at most three words before a colon, and something after it.
fn is_field(line: &str) -> bool {
    const LABEL_WORDS: usize = 3;
    line.split_once(": ").is_some_and(|(label, rest)| {
        !rest.is_empty() && !label.is_empty() && label.split(is_space).count() <= LABEL_WORDS
    })
}

/// Whether a headline is in title case, so that names look like titles.
fn is_title_case(line: &str) -> bool {
    const SMALL: Phrases = Phrases::of("bylines", "small in titles");
    let small = |word: &str| word.starts_with(char::is_lowercase) && !SMALL.has(word);
    let line = line.get(flag(line).unwrap_or(0)..).unwrap_or(line);
    line.chars().any(char::is_lowercase)
        && !line.split(is_space).any(|word| small(word.trim_start_matches(['‘', '“', '"', '\'', '('])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_case_is_recognised() {
        for title in ["Canal Stays Shut After Frost", "A Shift in the Gulf", "UPDATE 1-Canal Stays Shut"] {
            assert!(is_title_case(title), "{title}");
        }
        for sentence in ["Canal stays shut after frost", "CANAL STAYS SHUT", "‘Shut until May’, says master"] {
            assert!(!is_title_case(sentence), "{sentence}");
        }
    }
}
