//! Front matter: fields between two lines of `---` (YAML) or `+++` (TOML) at the beginning of a file.
//!
//! The title, authors and dates become a headline, bylines and datelines; other lines become furniture. Values may be a
//! word, a quoted string, a list in brackets or on separate lines. Other forms are read as written.

use crate::format::outline::Outline;
use crate::text::{About, BlockKind, Found, Origin, SourceBuilder, Span, Value};

/// Maximum length of front matter, in bytes.
const FRONT_MATTER_BYTES: usize = 64 * 1024;

/// Reads front matter at the beginning of the file; returns where the Markdown begins.
pub(super) fn read(source: &mut SourceBuilder<'_>, outline: &mut Outline, about: &mut About) -> usize {
    let Some(front) = Front::of(source.file()) else { return 0 };
    let fields = front.fields();
    for field in &fields {
        field.read(source, outline, about);
    }
    source.close(Span::new(0, front.end).end);
    front.end
}

/// Front matter, between its fences.
struct Front<'a> {
    file: &'a str,
    /// Start of the first line.
    start: usize,
    /// Start of the closing fence.
    fence: usize,
    /// Start of the Markdown.
    end: usize,
    separator: char,
}

/// A field with its lines.
struct Field<'a> {
    name: &'a str,
    /// Its whole range.
    span: Span,
    /// Its values, if they have a supported form.
    values: Vec<Span>,
}

impl<'a> Front<'a> {
    fn of(file: &'a str) -> Option<Self> {
        let first = file.split('\n').next()?;
        let (fence, separator) = match first.trim_end() {
            "---" => ("---", ':'),
            "+++" => ("+++", '='),
            _ => return None,
        };
        let start = first.len() + 1;
        let mut at = start;
        for line in file.get(start..)?.split_inclusive('\n') {
            let bare = line.trim_end();
            if bare == fence || (fence == "---" && bare == "...") {
                let front = Self { file, start, fence: at, end: at + line.len(), separator };
                return front.is_fields().then_some(front);
            }
            at += line.len();
            if at > FRONT_MATTER_BYTES {
                return None;
            }
        }
        None
    }

    fn lines(&self) -> impl Iterator<Item = Span> + use<'a> {
        let mut at = self.start;
        self.file.get(self.start..self.fence).unwrap_or("").split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            Span::new(start, start + line.trim_end().len())
        })
    }

    /// Whether the first non-blank line is a field; otherwise the fences are rules around a paragraph.
    fn is_fields(&self) -> bool {
        let mut lines = self.lines().map(|span| span.of(self.file)).filter(|line| !line.trim().is_empty());
        lines.find(|line| !line.starts_with('#')).is_some_and(|line| self.name(line).is_some() || line.starts_with('['))
    }

    /// The name of the field that a line begins.
    fn name(&self, line: &'a str) -> Option<&'a str> {
        let (name, rest) = line.split_once(self.separator)?;
        let name = name.trim_end();
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"');
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace) || self.separator == '=';
        (!name.is_empty() && name.chars().all(word) && spaced).then(|| name.trim_matches('"'))
    }

    fn fields(&self) -> Vec<Field<'a>> {
        let mut fields: Vec<Field<'a>> = Vec::new();
        for span in self.lines().filter(|span| !span.is_empty()) {
            let line = span.of(self.file);
            let name = self.name(line);
            match (name, fields.last_mut()) {
                (Some(name), _) => {
                    let at = span.start as usize + line.find(self.separator).map_or(0, |at| at + 1);
                    let values = values(self.file, Span::new(at, span.end as usize));
                    fields.push(Field { name, span, values });
                }
                // A value on separate lines.
                (None, Some(field)) if line.starts_with([' ', '\t', '-']) => {
                    field.span = field.span.hull(span);
                    field.values.extend(item(self.file, span));
                }
                _ => fields.push(Field { name: "", span, values: Vec::new() }),
            }
        }
        fields
    }
}

/// Parses the values after a separator.
fn values(file: &str, span: Span) -> Vec<Span> {
    let whole = trim(file, span);
    let text = whole.of(file);
    if matches!(text, "" | ">" | "|" | ">-" | "|-") {
        return Vec::new();
    }
    let Some(list) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        return vec![unquoted(file, whole)];
    };
    let mut out = Vec::new();
    let (mut from, mut quote) = (0, None);
    for (at, c) in list.char_indices().chain([(list.len(), ',')]) {
        match c {
            '"' | '\'' if quote.is_none() => quote = Some(c),
            c if Some(c) == quote => quote = None,
            ',' if quote.is_none() || at == list.len() => {
                let start = whole.start as usize + 1;
                let part = trim(file, Span::new(start + from, start + at));
                out.extend((!part.is_empty()).then(|| unquoted(file, part)));
                from = at + 1;
            }
            _ => {}
        }
    }
    out
}

/// The value of a line that begins with `-`, or continues a field.
fn item(file: &str, line: Span) -> Option<Span> {
    let line = trim(file, line);
    let rest = line.of(file).strip_prefix('-')?;
    let item = trim(file, Span::new(line.end as usize - rest.len(), line.end as usize));
    // `- name: Ada Holm`
    let named = item
        .of(file)
        .strip_prefix("name:")
        .map_or(item, |name| trim(file, Span::new(item.end as usize - name.len(), item.end as usize)));
    Some(unquoted(file, named)).filter(|value| !value.is_empty())
}

fn trim(file: &str, span: Span) -> Span {
    let text = span.of(file);
    let start = span.start as usize + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

fn unquoted(file: &str, span: Span) -> Span {
    let text = span.of(file);
    let quoted = text.len() > 1 && ['"', '\''].iter().any(|&q| text.starts_with(q) && text.ends_with(q));
    if quoted { Span { start: span.start + 1, end: span.end - 1 } } else { span }
}

impl Field<'_> {
    fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// Adds it as blocks and metadata.
    fn read(&self, source: &mut SourceBuilder<'_>, outline: &mut Outline, about: &mut About) {
        let file = source.file();
        let word = |span: &Span| Value::Text(span.of(file).into());
        let found = |value| Some(Found { value, from: Origin::FrontMatter });
        let list = || Found { value: self.values.iter().map(word).collect(), from: Origin::FrontMatter };
        let first = self.values.first();
        let kind = match first {
            Some(_) if self.is(&["title"]) && about.title.is_none() => BlockKind::Headline,
            Some(_) if self.is(&["author", "authors", "by", "byline"]) && about.authors.is_none() => BlockKind::Byline,
            Some(_) if self.is(&["date", "published", "pubdate"]) && about.published.is_none() => BlockKind::Dateline,
            _ => BlockKind::Furniture,
        };
        if let Some(first) = first {
            if self.is(&["lastmod", "modified", "updated", "last_modified_at"]) {
                about.modified = found(word(first));
            } else if self.is(&["lang", "language", "locale"]) {
                about.language = found(word(first));
            } else if self.is(&["canonical", "canonical_url", "url"]) && first.of(file).contains("://") {
                about.url = found(word(first));
            } else if self.is(&["tags", "keywords", "categories"]) && about.tags.is_none() {
                about.tags = Some(list());
            }
        }
        if kind == BlockKind::Furniture {
            self.block(kind, self.span, source, outline);
            return;
        }
        let mut spans = Vec::new();
        for &value in &self.values {
            spans.extend(self.block(kind, value, source, outline).map(Value::Span));
        }
        let Some(one) = spans.first().cloned() else { return };
        match kind {
            BlockKind::Headline => about.title = found(one),
            BlockKind::Byline => about.authors = Some(Found { value: spans, from: Origin::FrontMatter }),
            _ => about.published = found(one),
        }
        // Include the closing quote and bracket of the last value.
        source.close(self.span.end);
    }

    /// Adds a range of the file as a block; returns its span in the text that is read.
    fn block(
        &self,
        kind: BlockKind,
        file: Span,
        source: &mut SourceBuilder<'_>,
        outline: &mut Outline,
    ) -> Option<Span> {
        if !source.read().is_empty() {
            source.space("\n\n");
        }
        outline.begin(kind, source.read());
        source.copy(file);
        outline.end(source.read()).map(|block| block.span)
    }
}
