//! Machine-readable metadata of a page: `<title>`, `<meta>`, `<link>`, JSON-LD.

use serde_json::Value as Json;

use super::tree::{Kind, NodeId, Tree};
use crate::format::json;
use crate::text::cancel::Stop;
use crate::text::{Found, Origin, one_line};

/// Maximum nesting depth of JSON-LD.
const JSON_LD_DEPTH: usize = 8;

/// The metadata of a page.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub title: Option<Found<String>>,
    /// The `<title>`, which often includes the site's name.
    pub page_title: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// The description in a sentence or two: often the standfirst.
    pub description: Option<String>,
    pub authors: Option<Found<Vec<String>>>,
    pub published: Option<Found<String>>,
    pub modified: Option<Found<String>>,
    pub url: Option<Found<String>>,
    pub language: Option<Found<String>>,
    pub tags: Option<Found<Vec<String>>>,
}

impl Facts {
    /// The stated title, or that of the page.
    pub(super) fn any_title(&self) -> Option<&str> {
        self.title.as_ref().map(|found| found.value.as_str()).or(self.page_title.as_deref())
    }
}

/// Sets a value that is not set yet.
fn set<T>(place: &mut Option<Found<T>>, value: Option<T>, from: Origin) {
    if place.is_none() {
        *place = value.map(|value| Found { value, from });
    }
}

fn filled(text: &str) -> Option<String> {
    let text = one_line(text);
    (!text.is_empty()).then_some(text)
}

/// Reads the metadata of a page: JSON-LD takes precedence over `<meta>`.
pub(super) fn facts(tree: &Tree<'_>, stop: Stop<'_>) -> Facts {
    let mut facts = Facts::default();
    let elements = (0..tree.nodes.len()).filter(|&node| matches!(tree.nodes[node].kind, Kind::Element(..)));
    let wanted = |node: &NodeId| matches!(tree.name(*node), "script" | "meta" | "link" | "title" | "html" | "time");
    let nodes: Vec<NodeId> = elements.filter(wanted).collect();
    for &node in nodes.iter().filter(|&&node| tree.name(node) == "script") {
        let typed = tree.get(node, "type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
        let text = tree.subtree(node).find_map(|n| match &tree.nodes[n].kind {
            Kind::Text(text, _) => Some(*text),
            Kind::Element(..) => None,
        });
        if let (true, Some(text)) = (typed, text)
            && let Ok(json) = json::parse(bare(text), stop)
        {
            json_ld(&json, &mut facts, JSON_LD_DEPTH);
        }
    }
    let mut canonical = None;
    for &node in nodes.iter().take_while(|_| !stop.is_set()) {
        match tree.name(node) {
            "meta" => meta(tree, node, &mut facts),
            "title" => facts.page_title = facts.page_title.take().or_else(|| filled(&tree.text_of(node))),
            "link" if tree.get(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                canonical = canonical.or_else(|| tree.get(node, "href").and_then(|href| filled(&href)));
            }
            "html" => {
                let language = tree.get(node, "lang").or_else(|| tree.get(node, "xml:lang"));
                set(&mut facts.language, language.and_then(|l| filled(&l)), Origin::Meta);
            }
            _ => {}
        }
    }
    if let (Some(title), Some(site)) = (&mut facts.title, &facts.site) {
        title.value.truncate(without_site(&title.value, site).len());
    }
    // Other addresses are those of social networks, or of parts of the page.
    match canonical {
        Some(value) if value.contains("://") => facts.url = Some(Found { value, from: Origin::Meta }),
        relative => set(&mut facts.url, relative, Origin::Meta),
    }
    // A `<time>` in the page counts if there is nothing else: the first that is marked as the time of publication.
    for &node in nodes.iter().filter(|&&node| tree.name(node) == "time") {
        let is_published = tree.get(node, "pubdate").is_some()
            || tree.get(node, "itemprop").is_some_and(|p| p.contains("datePublished"));
        if is_published || facts.published.is_none() {
            set(&mut facts.published, tree.get(node, "datetime").and_then(|t| filled(&t)), Origin::Meta);
        }
    }
    facts
}

/// A title without the name of the site after a dash or a line.
fn without_site<'t>(title: &'t str, site: &str) -> &'t str {
    let rest = title.strip_suffix(site).map(str::trim_end);
    let rest = rest.and_then(|rest| rest.strip_suffix(['-', '–', '—', '|', '·', '•', '»', ':'])).map(str::trim_end);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(title)
}

/// JSON without the comments that hide it from old browsers.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("<!--").unwrap_or(text);
    let text = text.trim().strip_prefix("//<![CDATA[").unwrap_or(text);
    text.trim().trim_end_matches("-->").trim_end_matches("//]]>").trim()
}

fn meta(tree: &Tree<'_>, node: NodeId, facts: &mut Facts) {
    let name = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|key| tree.get(node, key));
    let (Some(name), Some(content)) = (name, tree.get(node, "content")) else { return };
    let value = filled(&content);
    let from = Origin::Meta;
    match &*name.to_ascii_lowercase() {
        "og:title" | "twitter:title" | "dc.title" | "headline" => set(&mut facts.title, value, from),
        "author" | "article:author" | "dc.creator" | "parsely-author" | "sailthru.author" | "byl" => {
            // Some pages have the address of a profile there.
            let names = value.filter(|v| !v.contains("://")).map(|v| {
                let names = v.split([',', ';']).map(|name| name.trim().trim_start_matches("By ").to_owned());
                names.filter(|name| !name.is_empty()).collect::<Vec<_>>()
            });
            set(&mut facts.authors, names.filter(|names| !names.is_empty()), from);
        }
        "article:published_time"
        | "datepublished"
        | "date"
        | "dc.date"
        | "dc.date.issued"
        | "pubdate"
        | "publish-date"
        | "parsely-pub-date"
        | "sailthru.date"
        | "og:published_time" => set(&mut facts.published, value, from),
        "article:modified_time"
        | "datemodified"
        | "og:updated_time"
        | "last-modified"
        | "dc.date.modified"
        | "lastmod" => {
            set(&mut facts.modified, value, from);
        }
        "description" | "og:description" if facts.description.is_none() => facts.description = value,
        "og:site_name" if facts.site.is_none() => facts.site = value,
        "og:url" => set(&mut facts.url, value, from),
        "og:locale" | "content-language" | "dc.language" => set(&mut facts.language, value, from),
        "keywords" | "news_keywords" => {
            let tags = value.map(|v| v.split(',').filter_map(filled).collect::<Vec<_>>());
            set(&mut facts.tags, tags.filter(|tags| !tags.is_empty()), from);
        }
        _ => {}
    }
}

/// Reads JSON-LD: an article, a list, or a graph with an article in it.
fn json_ld(json: &Json, facts: &mut Facts, depth: usize) {
    if depth == 0 {
        return;
    }
    match json {
        Json::Array(all) => all.iter().for_each(|one| json_ld(one, facts, depth - 1)),
        Json::Object(object) => {
            if is_article(object.get("@type")) {
                let text = |key: &str| object.get(key).and_then(Json::as_str).and_then(html_text);
                let from = Origin::JsonLd;
                set(&mut facts.title, text("headline").or_else(|| text("name")), from);
                set(&mut facts.published, text("datePublished"), from);
                set(&mut facts.modified, text("dateModified"), from);
                set(&mut facts.language, text("inLanguage"), from);
                let page = object.get("mainEntityOfPage");
                let page = page.and_then(|page| page.as_str().or_else(|| page.get("@id").and_then(Json::as_str)));
                let url = page.filter(|page| page.contains("://")).and_then(filled).or_else(|| text("url"));
                set(&mut facts.url, url, from);
                set(&mut facts.authors, object.get("author").map(names).filter(|names| !names.is_empty()), from);
                set(&mut facts.tags, object.get("keywords").map(keywords).filter(|tags| !tags.is_empty()), from);
            }
            for key in ["@graph", "mainEntity", "itemListElement"] {
                if let Some(inner) = object.get(key) {
                    json_ld(inner, facts, depth - 1);
                }
            }
        }
        _ => {}
    }
}

/// Whether a type is one of schema.org's article types.
fn is_article(kind: Option<&Json>) -> bool {
    let one = |name: &str| {
        name.ends_with("Article") || matches!(name, "BlogPosting" | "Report" | "LiveBlogPosting" | "SocialMediaPosting")
    };
    match kind {
        Some(Json::String(name)) => one(name),
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).any(one),
        _ => false,
    }
}

/// The names of one or more persons.
fn names(json: &Json) -> Vec<String> {
    match json {
        Json::String(name) if !name.contains("://") => html_text(name).into_iter().collect(),
        Json::Object(person) => person.get("name").map(names).unwrap_or_default(),
        Json::Array(all) => all.iter().filter(|one| !one.is_array()).flat_map(names).collect(),
        _ => Vec::new(),
    }
}

fn keywords(json: &Json) -> Vec<String> {
    match json {
        Json::String(all) => all.split(',').filter_map(html_text).collect(),
        Json::Array(all) => all.iter().filter_map(Json::as_str).filter_map(html_text).collect(),
        _ => Vec::new(),
    }
}

/// Text that may contain character references.
fn html_text(text: &str) -> Option<String> {
    filled(&super::entities::decode(text))
}
