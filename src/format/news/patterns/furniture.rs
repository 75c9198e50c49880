//! Tests of single lines: furniture of web pages.

use super::fold::fold;
use super::groups::Group::{FurnitureAppeals, FurnitureInvitations, FurniturePlugsToHear, FurniturePlugsToRead};
use super::sections::{is_navigation, links};
use crate::format::shape::ends_sentence;
use crate::lang::Phrases;
use crate::text::{begins_in_any_case, is_space, spaced_words};

const COUNTED: Phrases = Phrases::of("furniture", "counted");
const ANSWERS: Phrases = Phrases::of("furniture", "answers to appeals");
const TAG_LABELS: Phrases = Phrases::of("furniture", "labels of tags");
const READING_TIMES: Phrases = Phrases::of("furniture", "reading times");
const MEDIA: Phrases = Phrases::of("furniture", "media of plugs");
const OFFERED: Phrases = Phrases::of("furniture", "offers");
const SENT: Phrases = Phrases::of("furniture", "what is sent");

/// "Join our WhatsApp channel", "Please sign in to comment": sentences of stories begin in the same way, so that a word
/// of the web must follow, and no verb of saying.
pub(super) fn is_invitation(line: &str) -> bool {
    const WEB: Phrases = Phrases::of("furniture", "words of the web");
    const SPEECH: Phrases = Phrases::of("furniture", "speech");
    let begins = |ask: &str| begins_in_any_case(line, ask);
    if line.len() > 300 || !FurnitureInvitations.phrases().iter().any(begins) {
        return false;
    }
    let folded = fold(line);
    WEB.iter().any(|word| folded.contains(word)) && !SPEECH.iter().any(|word| folded.contains(word))
}

/// "Follow … podcast", "Listen to … on Apple Podcasts", "Sign up to First Light: our free daily email".
pub(super) fn is_plug(line: &str) -> bool {
    if line.len() > 200 {
        return false;
    }
    let begins = |asks: Phrases| asks.iter().any(|ask| begins_in_any_case(line, ask));
    // A quick check before folding: few lines begin like this.
    let (heard, read) = (begins(FurniturePlugsToHear.phrases()), begins(FurniturePlugsToRead.phrases()));
    if !heard && !read {
        return false;
    }
    let folded = fold(line);
    let has = |words: Phrases| words.iter().any(|word| folded.contains(word));
    if heard && has(MEDIA) {
        return true;
    }
    read && has(OFFERED) && has(SENT) && ![",", "\"", " said"].iter().any(|word| folded.contains(word))
}

/// "Comments (212)", "212 comments", "1.4K shares".
pub(super) fn is_count(line: &str) -> bool {
    if line.len() > 24 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let folded = fold(line);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '[' | ']' | ' ' | ',' | '.');
    let bare = folded.trim_matches(is_number).trim_start_matches("k ").trim_start_matches("m ");
    COUNTED.has(bare)
}

/// "Do you work at the harbour? Email newsdesk@sample.example".
pub(super) fn is_appeal(line: &str) -> bool {
    if line.len() > 240 || !FurnitureAppeals.phrases().begins(line) {
        return false;
    }
    let folded = fold(line);
    let Some((_, answer)) = folded.split_once('?') else { return folded.contains('@') };
    let answer = answer.trim_start();
    ANSWERS.begins(answer) || (answer.contains('@') && answer.contains('.') && !answer.contains('"'))
}

/// "Topics: Port Ellery / Canals".
pub(super) fn is_tags(line: &str) -> bool {
    if line.len() > 160 || !line.starts_with(['T', 'M', 'I', 'K', 't', 'E']) || ends_sentence(line) {
        return false;
    }
    const SMALL: Phrases = Phrases::of("furniture", "small in tags");
    let Some((head, topics)) = line.split_once(':') else { return false };
    head.len() <= 24
        && TAG_LABELS.has(&fold(head))
        && links(topics).all(|w| !w.starts_with(char::is_lowercase) || SMALL.has(w))
}

/// Maximum words of a topic among others, and of a single topic.
const LISTED_TOPIC_WORDS: usize = 3;
const SINGLE_TOPIC_WORDS: usize = 2;

/// "Related: my brother's letters", "tags: what I wrote on boxes": a label before running text. After such a label a
/// page has a title, which begins with a capital, or topics, which are short.
pub(super) fn labels_running_text(line: &str) -> bool {
    let Some((_, matter)) = line.split_once(':') else { return false };
    let begun = matter.trim_start_matches(|c: char| is_space(c) || matches!(c, '“' | '"' | '‘' | '\''));
    let topics = || matter.split([',', '/', '|', '·', '•', ';', '#']);
    let most = if topics().nth(1).is_some() { LISTED_TOPIC_WORDS } else { SINGLE_TOPIC_WORDS };
    let long = |topic: &str| spaced_words(topic).nth(most).is_some();
    begun.starts_with(char::is_lowercase) && !matter.contains("://") && topics().any(long)
}

/// Whether a line is furniture in any context, and cannot be a headline.
pub(in crate::format::news) fn is_certain(line: &str) -> bool {
    const SKIPS: Phrases = Phrases::of("furniture", "ways past the navigation");
    is_rule(line)
        || is_reading_time(line)
        || is_count(line)
        || is_navigation(line)
        || is_invitation(line)
        || is_plug(line)
        || is_end_mark(line)
        || (line.len() <= 40 && SKIPS.begins(&fold(line)))
}

/// "-30-", "###": end marks without words.
pub(super) fn is_end_mark(line: &str) -> bool {
    let bare = line.trim().trim_end_matches(['.', ':', ';', '!', '\u{3}', ' ', '>', '»', '→', '…']);
    matches!(bare, "-30-" | "- 30 -" | "--30--" | "30" | "###" | "# # #")
}

/// "___", "* * *", "----".
pub(super) fn is_rule(line: &str) -> bool {
    line.len() <= 240
        && line.starts_with(['_', '-', '*', '=', '~', '—', '–', '─', '━', '•', '⁂'])
        && line
            .chars()
            .all(|c| is_space(c) || matches!(c, '_' | '-' | '*' | '=' | '~' | '—' | '–' | '─' | '━' | '•' | '⁂'))
        && (line.chars().filter(|&c| !is_space(c)).nth(2).is_some() || matches!(line, "⁂" | "—" | "–"))
}

/// A web address, with an optional label: "More canals: https://sample.example/canals".
pub(super) fn is_link(line: &str) -> bool {
    if line.len() > 200 || line.starts_with('[') {
        return false;
    }
    let Some(at) = line.find("http://").or_else(|| line.find("https://")).or_else(|| line.find("www.")) else {
        return false;
    };
    let label = line.get(..at).unwrap_or("").trim_end_matches(is_space);
    let alone = line.get(at..).is_some_and(|link| !link.contains(is_space));
    alone && (label.is_empty() || (label.ends_with(':') && label.split(is_space).nth(5).is_none()))
}

/// "nora@sample.example", "@noratilling".
pub(super) fn is_address(line: &str) -> bool {
    line.len() <= 64
        && !line.contains(is_space)
        && line.split_once('@').is_some_and(|(name, host)| {
            let known = |s: &str| s.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
            known(name) && known(host) && (host.contains('.') || name.is_empty()) && host.len() > 2
        })
}

/// "3 min read".
pub(super) fn is_reading_time(line: &str) -> bool {
    counts(line, READING_TIMES)
}

/// "4 minutes", a reading time if it is beside a date.
pub(super) fn is_duration(line: &str) -> bool {
    const DURATIONS: Phrases = Phrases::of("furniture", "reading times beside a date");
    counts(line, DURATIONS)
}

/// Whether a line is a figure and one of these.
fn counts(line: &str, what: Phrases) -> bool {
    if line.len() > 20 {
        return false;
    }
    if !line.trim_start_matches(is_space).starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—'))
    {
        return false;
    }
    let folded = fold(line);
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches([' ', '-']);
    rest.len() < folded.len() && what.has(rest)
}
