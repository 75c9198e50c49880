//! The text of specified HTML, with which the text read is compared.

#![allow(clippy::string_slice, reason = "a panic is the report of a test, in its helpers too")]

/// The words of a text, with white space collapsed.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of the specification's HTML: without tags, with `alt` for images and brackets for
/// boxes to tick, without scripts, styles and comments.
pub(crate) fn text_of(html: &str) -> String {
    const BLOCKS: [&str; 20] = [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "blockquote", "hr", "br", "table",
        "tr", "td", "th", "article",
    ];
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let skip = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        let length = if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
            skip(">")
        } else if rest.starts_with("<!--") {
            skip("-->")
        } else if rest.starts_with("<![CDATA[") {
            skip("]]>")
        } else if rest.starts_with("<?") {
            skip("?>")
        } else if rest.starts_with("<!") {
            skip(">")
        } else if let Some(name) = ["script", "style"].iter().find(|n| rest[1..].starts_with(**n)) {
            skip(&format!("</{name}>"))
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let length = tag(rest);
            let inner = rest[1..length].trim_start_matches('/');
            let name = inner.split(|c: char| c.is_whitespace() || c == '/' || c == '>').next().unwrap_or("");
            if name == "img" {
                let alt = rest[..length].split("alt=\"").nth(1).and_then(|alt| alt.split('"').next());
                out.push_str(alt.unwrap_or(""));
            } else if name == "input" {
                out.push_str(if rest[..length].contains("checked") { "[x] " } else { "[ ] " });
            } else if BLOCKS.contains(&name) {
                out.push('\n');
            }
            length
        } else {
            out.push('<');
            1
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    html_escape::decode_html_entities(&out).into_owned()
}

/// The length of a tag; a `>` inside quotes does not end it.
fn tag(html: &str) -> usize {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match quote {
            Some(q) if c == q => quote = None,
            None if c == '>' => return at + 1,
            None if (c == '"' || c == '\'') && html[..at].trim_end().ends_with('=') => quote = Some(c),
            _ => {}
        }
    }
    html.len()
}
