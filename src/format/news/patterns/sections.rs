//! Tests of single lines: the names of papers and their sections.

use super::fold::fold;
use crate::format::shape::ends_sentence;
use crate::text::is_space;

/// Words that the sections of a paper are named by, and what else stands in its navigation.
const SECTIONS: &[&str] = &[
    "home", "news", "world", "uk", "us", "u.s.", "europe", "asia", "africa", "americas", "business", "sport", "sports",
    "football", "soccer", "cricket", "rugby", "tennis", "golf", "cycling", "athletics", "racing", "opinion", "comment",
    "commentary", "culture", "arts", "books", "music", "film", "films", "tv", "radio", "theatre", "politics", "tech",
    "technology", "science", "health", "lifestyle", "life", "style", "fashion", "food", "travel", "weather", "video",
    "videos", "podcasts", "newsletters", "games", "crosswords", "puzzles", "local", "national", "international",
    "regional", "money", "markets", "finance", "economy", "entertainment", "education", "environment", "climate",
    "obituaries", "letters", "editorial", "editorials", "columns", "columnists", "features", "photos", "pictures",
    "shop", "jobs", "cars", "property", "archive", "search", "subscribe", "login", "register", "menu", "about",
    "contact", "more", "live", "latest", "society", "media", "courts", "crime", "analysis", "explainer", "exclusive",
    "obituary",
];

fn section_word(word: &str) -> bool {
    word.len() <= 14 && SECTIONS.iter().any(|section| section.eq_ignore_ascii_case(word))
}

/// The words of a row of links, without what parts them.
pub(super) fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c| is_space(c) || matches!(c, '|' | '>' | '/' | '»' | '›' | '·' | '•' | '&' | ','))
        .filter(|word| !word.is_empty() && !matches!(*word, "and" | "-" | "–"))
}

/// "Home News World Business Sport Opinion", "Home > World".
pub(super) fn is_navigation(line: &str) -> bool {
    let first = links(line).next().unwrap_or("");
    if line.len() > 200 || !section_word(first) || !first.starts_with(char::is_uppercase) {
        return false;
    }
    let all = links(line).count();
    let enough = all >= 4 || (first.eq_ignore_ascii_case("home") && (all == 3 || line.contains(['>', '»', '›'])));
    enough && links(line).all(section_word)
}

/// "Football", "World news": the name of a section.
pub(in crate::format) fn is_section(line: &str) -> bool {
    line.len() <= 40 && (1..=3).contains(&links(line).count()) && links(line).all(section_word)
}

/// "The Ellery Gazette", "ELLERY TELEGRAPH".
pub(in crate::format) fn is_paper(line: &str) -> bool {
    const PAPERS: &[&str] = &[
        "telegraph", "herald", "gazette", "courier", "chronicle", "tribune", "ledger", "examiner", "argus",
        "advertiser", "dispatch",
    ];
    // "HARD TIMES" and "RISING STAR" are titles: these want more words or an article.
    const OTHERS: &[&str] = &[
        "times", "post", "journal", "observer", "mercury", "echo", "star", "express", "standard", "independent",
        "mail", "guardian", "register", "review", "news", "bulletin",
    ];
    let named = |papers: &[&str]| {
        let last = links(line).last().unwrap_or("");
        papers.iter().any(|paper| paper.eq_ignore_ascii_case(last))
    };
    let words = links(line).count();
    let article = line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("the "));
    line.len() <= 48
        && (2..=5).contains(&words)
        && links(line).all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the"))
        && (named(PAPERS) || ((words > 2 || article) && named(OTHERS)))
}

/// What stands above a headline: "WORLD IN BRIEF", "Monday evening edition", the name of a paper in capitals.
pub(in crate::format) fn is_rubric(line: &str) -> bool {
    if line.len() > 48 || ends_sentence(line) || links(line).nth(5).is_some() {
        return false;
    }
    let folded = fold(line);
    let exact = matches!(
        folded.trim_end_matches([':', '!']),
        "breaking news"
            | "breaking"
            | "press release"
            | "news release"
            | "media release"
            | "interview"
            | "live updates"
            | "special report"
            | "guest essay"
            | "long read"
            | "the long read"
            | "the big read"
            | "letter to the editor"
            | "letters to the editor"
            | "fact check"
            | "factbox"
            | "advertorial"
            | "pressemitteilung"
            | "communiqué de presse"
            | "nota de prensa"
            | "comunicado de prensa"
    );
    exact
        || (is_paper(line) && !line.chars().any(char::is_lowercase))
        || [" in brief", " news briefs", " news roundup", " news round-up"].iter().any(|end| folded.ends_with(end))
        || ((folded.ends_with(" edition") || folded.ends_with(" edition change")) && links(line).count() <= 4)
}
