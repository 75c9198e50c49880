//! Tests of single lines: names of papers and their sections.

use super::fold::fold;
use crate::format::shape::ends_sentence;
use crate::lang::Phrases;
use crate::text::{begins_in_any_case, is_space};

/// Names of sections, and other words of navigation.
const SECTIONS: Phrases = Phrases::of("sections", "sections");

/// Words between two names of sections.
const BETWEEN_LINKS: Phrases = Phrases::of("sections", "between links");

/// The first link of a path to a page.
const HOME: Phrases = Phrases::of("sections", "home");

fn section_word(word: &str) -> bool {
    word.len() <= 14 && SECTIONS.has_in_any_case(word)
}

/// The words of a row of links, without separators.
pub(super) fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c| is_space(c) || matches!(c, '|' | '>' | '/' | '»' | '›' | '·' | '•' | '&' | ','))
        .filter(|word| !(word.is_empty() || BETWEEN_LINKS.has(word) || matches!(*word, "-" | "–")))
}

/// "Home News World Business Sport Opinion", "Home > World".
pub(super) fn is_navigation(line: &str) -> bool {
    let first = links(line).next().unwrap_or("");
    if line.len() > 200 || !first.starts_with(char::is_uppercase) || ends_sentence(line) || !section_word(first) {
        return false;
    }
    let all = links(line).count();
    let enough = all >= 4 || (HOME.has_in_any_case(first) && (all == 3 || line.contains(['>', '»', '›'])));
    enough && links(line).all(section_word)
}

/// "Football", "World news": the name of a section.
pub(in crate::format) fn is_section(line: &str) -> bool {
    line.len() <= 40 && (1..=3).contains(&links(line).count()) && links(line).all(section_word)
}

/// "The Ellery Gazette", "ELLERY TELEGRAPH".
pub(in crate::format) fn is_paper(line: &str) -> bool {
    const PAPERS: Phrases = Phrases::of("sections", "papers");
    const ARTICLES: Phrases = Phrases::of("sections", "articles of papers");
    const PARTICLES: Phrases = Phrases::of("sections", "particles of papers");
    // "HARD TIMES" and "RISING STAR" are titles: such names need more words or an article.
    const OTHERS: Phrases = Phrases::of("sections", "papers of more words");
    let named = |papers: Phrases| {
        let last = links(line).last().unwrap_or("");
        papers.has_in_any_case(last)
    };
    let words = links(line).count();
    let article = ARTICLES.iter().any(|article| begins_in_any_case(line, article));
    line.len() <= 48
        && (2..=5).contains(&words)
        && links(line).all(|word| word.starts_with(char::is_uppercase) || PARTICLES.has(word))
        && (named(PAPERS) || ((words > 2 || article) && named(OTHERS)))
}

const RUBRICS: Phrases = Phrases::of("sections", "rubrics");
const FOREIGN_RUBRICS: Phrases = Phrases::of("furniture", "rubrics");
const RUBRIC_ENDS: Phrases = Phrases::of("sections", "ends of rubrics");
const EDITIONS: Phrases = Phrases::of("sections", "ends of editions");

/// Maximum number of words of the name of an edition.
const EDITION_WORDS: usize = 4;

/// A line above a headline: "WORLD IN BRIEF", "Monday evening edition", the name of a paper in capitals.
pub(in crate::format) fn is_rubric(line: &str) -> bool {
    if line.len() > 48 || ends_sentence(line) || links(line).nth(5).is_some() {
        return false;
    }
    let folded = fold(line);
    let bare = folded.trim_end_matches([':', '!']);
    let exact = RUBRICS.has(bare) || FOREIGN_RUBRICS.has(bare);
    exact
        || (is_paper(line) && !line.chars().any(char::is_lowercase))
        || RUBRIC_ENDS.iter().any(|end| folded.ends_with(end))
        || (EDITIONS.iter().any(|end| folded.ends_with(end)) && links(line).count() <= EDITION_WORDS)
}
