//! Sources of documents.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::format::{Hint, Reading};

/// The source of a document; cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A file, by the given path.
    File(PathBuf),
    /// A text embedded in the program, by its name: see [`samples`](super::samples).
    Sample(&'static str),
    /// The content of standard input.
    Stdin(Arc<[u8]>),
    /// Another source with instructions for reading it. Never nested.
    Read(Arc<Self>, Reading),
}

/// A short id of a [`Source`], the same in every run, which the program keeps instead of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u64);

impl Source {
    /// Its id. Two paths of the same file have different ids.
    #[must_use]
    pub fn id(&self) -> SourceId {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        SourceId(hasher.finish())
    }

    /// The same, read in this way.
    #[must_use]
    pub fn read_as(self, reading: Reading) -> Self {
        match self {
            Self::Read(source, _) => Self::Read(source, reading),
            source if reading == Reading::default() => source,
            source => Self::Read(Arc::new(source), reading),
        }
    }

    /// Whether it is the same, without reading it: two copies of standard input are different.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Read(a, reading), Self::Read(b, other_reading)) => reading == other_reading && a.is_same(b),
            (Self::Stdin(a), Self::Stdin(b)) => Arc::ptr_eq(a, b),
            (Self::Stdin(_), _) | (_, Self::Stdin(_)) => false,
            (a, b) => a == b,
        }
    }

    /// How it is read.
    #[must_use]
    pub fn reading(&self) -> Reading {
        match self {
            Self::Read(_, reading) => *reading,
            _ => Reading::default(),
        }
    }

    /// What is known of its bytes without them.
    pub(super) fn hint(&self) -> Hint {
        let hint = self.path().map_or_else(Hint::none, |path| Hint::of_name(path.to_string_lossy()));
        hint.reading(self.reading())
    }

    /// The full name for messages and headings: the path, `sample bridge-1-first`, `standard input`. It may contain
    /// unsafe characters.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Sample(name) => format!("sample {name}"),
            Self::Stdin(_) => "standard input".to_owned(),
            Self::Read(source, reading) => match reading.part {
                Some(part) => format!("{} ({part})", source.name()),
                None => source.name(),
            },
        }
    }

    /// The last part of the name, without folders and extension: shown in a narrow list for a text without a title.
    #[must_use]
    pub fn short_name(&self) -> String {
        match self {
            Self::File(path) => {
                path.file_stem().map_or_else(|| self.name(), |stem| stem.to_string_lossy().into_owned())
            }
            Self::Sample(name) => (*name).to_owned(),
            Self::Stdin(_) => self.name(),
            Self::Read(source, reading) => match reading.part {
                Some(part) => format!("{} ({part})", source.short_name()),
                None => source.short_name(),
            },
        }
    }

    /// Whether it is embedded in the program.
    #[must_use]
    pub fn is_sample(&self) -> bool {
        match self {
            Self::Sample(_) => true,
            Self::File(_) | Self::Stdin(_) => false,
            Self::Read(source, _) => source.is_sample(),
        }
    }

    /// The path, if it is a file.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Sample(_) | Self::Stdin(_) => None,
            Self::Read(source, _) => source.path(),
        }
    }
}
