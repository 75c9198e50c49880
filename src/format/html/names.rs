//! What the names that pages give their parts say: `class="article-body"`, `id="relatedStories"`.

use super::tree::{NodeId, Tree};

/// Parts around an article whatever they hold.
const AROUND: &[&str] = &[
    "breadcrumb", "breadcrumbs", "comment", "comments", "cookie", "cookies", "disqus", "footer", "gdpr", "masthead",
    "menu", "nav", "navbar", "navigation", "newsletter", "paywall", "recirc", "recommendations", "recommended",
    "related", "replies", "respond", "sidebar", "subnav", "topnav", "trending",
];

/// Parts around an article unless much of the page is in them: sites use these words for other things too.
const CLUTTER: &[&str] = &[
    "ad", "adbox", "ads", "adsense", "advert", "advertisement", "advertising", "adverts", "addthis", "banner",
    "callout", "carousel", "consent", "donate", "dfp", "flyout", "follow", "login", "modal", "more", "mostread",
    "offscreen", "outbrain", "playlist", "slideshow", "overlay", "pager", "pagination", "popular", "popup", "print",
    "promo", "promoted", "promotion", "pullquote", "pulled", "rating", "readmore", "register", "rss", "share",
    "sharebar", "sharedaddy", "sharethis", "sharing", "shares", "shoutbox", "signup", "skip", "skyscraper", "social",
    "sociable", "sponsor", "sponsored", "subscribe", "subscription", "taboola", "tags", "teaser", "teasers", "tools",
    "toolbar", "topics", "upsell", "widget", "widgets",
];

/// What the class and id of an element are made of: words in small letters.
pub(super) fn words(tree: &Tree<'_>, node: NodeId) -> Vec<String> {
    let mut out = Vec::new();
    for attribute in ["class", "id"] {
        if let Some(value) = tree.get(node, attribute) {
            split(&value, &mut out);
        }
    }
    out
}

/// `relatedStories top-2` is related, stories, top.
fn split(value: &str, out: &mut Vec<String>) {
    let mut word = String::new();
    let mut small = false;
    for c in value.chars().chain([' ']) {
        if !c.is_alphabetic() || (c.is_uppercase() && small) {
            if word.len() > 1 {
                out.push(std::mem::take(&mut word));
            }
            word.clear();
        }
        small = c.is_lowercase();
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
    }
}

fn has(words: &[String], known: &[&str]) -> bool {
    words.iter().any(|word| known.contains(&word.as_str()))
}

/// How sure a name is that its part is none of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing says so.
    Open,
    /// It is, unless it holds much of the page.
    Likely,
    /// It is, unless it holds nearly all of the page.
    Sure,
}

/// What an element's names say of it.
pub(super) fn verdict(words: &[String]) -> Verdict {
    if has(words, AROUND) {
        Verdict::Sure
    } else if has(words, CLUTTER) {
        Verdict::Likely
    } else {
        Verdict::Open
    }
}

/// Whether names say that the text of an article is in an element: two words, `story-body`, or one.
pub(super) fn is_body(words: &[String]) -> bool {
    let whole = ["articlebody", "articletext", "bodytext", "storytext", "storybody", "articlecontent", "storycontent"];
    let pair =
        has(words, &["article", "story", "post", "entry", "news", "page", "blog", "artikel", "articolo", "nota"])
            && has(words, &["body", "content", "text", "copy", "corpo", "cuerpo", "texte", "tekst"]);
    pair || has(words, &whole)
}

/// Whether names say that an element has the text between headline and article.
pub(super) fn is_standfirst(words: &[String]) -> bool {
    has(
        words,
        &["standfirst", "lede", "dek", "deck", "subhead", "subheadline", "subtitle", "chapo", "vorspann", "excerpt"],
    )
}

/// Whether names say that an element has the writer's name.
pub(super) fn is_byline(words: &[String]) -> bool {
    has(words, &["byline", "author", "authors", "autor", "auteur", "writer"])
}

/// Whether names say that an element has a time.
pub(super) fn is_date(words: &[String]) -> bool {
    has(words, &["date", "dateline", "time", "timestamp", "published", "pubdate", "datetime", "updated"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words() {
        let of = |value: &str| {
            let mut out = Vec::new();
            split(value, &mut out);
            out
        };
        assert_eq!(of("relatedStories top-2 BBC__ad"), ["related", "stories", "top", "bbc", "ad"]);
        assert_eq!(verdict(&of("relatedStories")), Verdict::Sure);
        assert_eq!(verdict(&of("load header")), Verdict::Open);
        assert!(is_body(&of("story-body__inner")) && is_body(&of("articleBody")) && !is_body(&of("article")));
    }
}
