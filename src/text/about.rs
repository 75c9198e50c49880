//! What is known of a document, and where each thing was found.

use serde::Serialize;

use super::Span;

/// What is known of a document. Spans point into the document's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct About {
    /// The headline, else the beginning of the text.
    pub title: Option<Found<Value>>,
    /// Who wrote it.
    pub authors: Option<Found<Vec<Value>>>,
    /// The agency that sent it.
    pub agency: Option<Found<Value>>,
    /// The place it was written at.
    pub place: Option<Found<Value>>,
    /// When it was published, as written: "March 4" has no year.
    pub published: Option<Found<Value>>,
    /// When it was last changed, as written.
    pub modified: Option<Found<Value>>,
    /// Its address on the web.
    pub url: Option<Found<Value>>,
    /// The language it says it is in: an ISO 639 code.
    pub language: Option<Found<Value>>,
    /// What it is filed under.
    pub tags: Option<Found<Vec<Value>>>,
    /// Editors' notes, which are always blocks of the text.
    pub notes: Vec<Span>,
}

impl About {
    /// Where the title is in the text, if it is there.
    #[must_use]
    pub fn title_span(&self) -> Option<Span> {
        self.title.as_ref()?.value.span()
    }

    /// With a title that is in the text.
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

/// Words that are known of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// They are in its text.
    Span(Span),
    /// They are elsewhere: in front matter, in the properties of a file.
    Text(Box<str>),
}

impl Value {
    /// The words; `text` is that of the document.
    #[must_use]
    pub fn of<'a>(&'a self, text: &'a str) -> &'a str {
        match self {
            Self::Span(span) => span.of(text),
            Self::Text(words) => words,
        }
    }

    /// Where they are in the text, if they are there.
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        match self {
            Self::Span(span) => Some(*span),
            Self::Text(_) => None,
        }
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
    /// The head of a mail.
    MailHeader,
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
    /// The file itself: its time.
    File,
}
