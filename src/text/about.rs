//! The metadata of a document, and where each value was found.

use serde::Serialize;

use super::Span;

/// The metadata of a document. Spans are ranges of the document's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct About {
    /// The headline, or else the beginning of the text.
    pub title: Option<Found<Value>>,
    /// The authors.
    pub authors: Option<Found<Vec<Value>>>,
    /// The news agency.
    pub agency: Option<Found<Value>>,
    /// The place of the dateline.
    pub place: Option<Found<Value>>,
    /// When it was published, as written: "March 4" has no year.
    pub published: Option<Found<Value>>,
    /// When it was last modified, as written.
    pub modified: Option<Found<Value>>,
    /// Its URL.
    pub url: Option<Found<Value>>,
    /// The language it declares: an ISO 639 code.
    pub language: Option<Found<Value>>,
    /// Its tags or categories.
    pub tags: Option<Found<Vec<Value>>>,
    /// It tracks changes: the text before them can be read too.
    pub tracked: bool,
    /// Editors' notes, which are always blocks of the text.
    pub notes: Vec<Span>,
}

impl About {
    /// The range of the title, if it is part of the text.
    #[must_use]
    pub fn title_span(&self) -> Option<Span> {
        self.title.as_ref()?.value.span()
    }

    /// Sets a title that is part of the text.
    #[must_use]
    pub fn with_title(mut self, span: Span, from: Origin) -> Self {
        self.title = Some(Found { value: Value::Span(span), from });
        self
    }
}

/// A value and where it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub from: Origin,
}

/// A value of the metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A range of the document's text.
    Span(Span),
    /// Text from elsewhere: front matter, file properties.
    Text(Box<str>),
}

impl Value {
    /// The value as text; `text` is that of the document.
    #[must_use]
    pub fn of<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Self::Span(span) => span.of(text),
            Self::Text(words) => words,
        }
    }

    /// Its range in the text, if it is part of the text.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Span(span) => Some(*span),
            Self::Text(_) => None,
        }
    }
}

impl Origin {
    /// Text that was found here, unless it is empty.
    #[must_use]
    pub fn text(self, found: Option<String>) -> Option<Found<Value>> {
        let found = found.filter(|text| !text.is_empty())?;
        Some(Found { value: Value::Text(found.into()), from: self })
    }

    /// Texts that were found here, without empty ones.
    #[must_use]
    pub fn texts(self, found: Vec<String>) -> Option<Found<Vec<Value>>> {
        let filled = found.into_iter().filter(|text| !text.is_empty());
        let value: Vec<Value> = filled.map(|text| Value::Text(text.into())).collect();
        (!value.is_empty()).then_some(Found { value, from: self })
    }
}

/// Where a value was found; the names are those of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Origin {
    /// The front matter of a Markdown file.
    FrontMatter,
    /// JSON-LD in a web page.
    JsonLd,
    /// `<meta>` in a web page.
    Meta,
    /// The properties of an office file or a book.
    Properties,
    /// The header of a mail.
    MailHeader,
    /// The entry of a feed.
    Feed,
    /// The revision of a wiki page.
    Revision,
    /// The headline.
    Headline,
    /// The running text.
    Text,
    /// The byline.
    Byline,
    /// The dateline.
    Dateline,
    /// A credit: an agency's slug, a copyright line.
    Credit,
    /// A caption.
    Caption,
    /// An editor's note.
    Note,
    /// The file's name.
    Name,
    /// The file's modification time.
    File,
}
