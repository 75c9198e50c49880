//! A text as grapheme clusters with their classes, from which words are built.

use unicode_segmentation::UnicodeSegmentation;

use super::class::{Class, class, is_alnum, is_own_cluster};
use super::{Span, is_space};

/// A grapheme cluster: its class and its end.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub(super) class: Class,
    pub(super) end: usize,
}

/// A text read up to `end`.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) end: usize,
    /// White space inside words.
    pub(super) glue: &'a [Span],
}

impl Text<'_> {
    /// The position where a word continues after white space inside it at `at`.
    pub(super) fn glued(&self, at: usize) -> Option<usize> {
        let near = self.glue.partition_point(|gap| gap.range().start < at);
        self.glue.get(near).filter(|gap| gap.range().start == at).map(|gap| gap.range().end)
    }

    pub(super) fn rest(&self, at: usize) -> &str {
        self.text.get(at..self.end).unwrap_or("")
    }

    /// The first byte at or after `at` that is not white space.
    pub(super) fn skip_space(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        // Fast path: most words have one space before them.
        if start + 1 < self.end && bytes[start] == b' ' && bytes[start + 1].is_ascii_graphic() {
            return Some(start + 1);
        }
        let mut at = start;
        while at < self.end {
            let byte = bytes[at];
            if byte.is_ascii() {
                if !is_space(byte as char) {
                    break;
                }
                at += 1;
            } else {
                let c = self.rest(at).chars().next()?;
                if !is_space(c) {
                    break;
                }
                at += c.len_utf8();
            }
        }
        // A mark combined with a space is part of its cluster.
        if at > start && at < self.end && !bytes[at].is_ascii() {
            let space = self.text.get(start..at)?.chars().next_back()?.len_utf8();
            if self.rest(at - space).graphemes(true).next()?.len() > space {
                at -= space;
            }
        }
        (at < self.end).then_some(at)
    }

    /// The unit at `at`; `None` at the end.
    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        let at = self.glued(at).unwrap_or(at);
        if at >= self.end {
            return None;
        }
        let bytes = self.text.as_bytes();
        let byte = bytes[at];
        if byte.is_ascii() && (at + 1 >= self.end || bytes[at + 1].is_ascii()) {
            return Some(Unit { class: class(byte as char), end: at + 1 });
        }
        let mut chars = self.rest(at).chars();
        let c = chars.next()?;
        let end = at + c.len_utf8();
        if is_own_cluster(c) && chars.next().is_none_or(is_own_cluster) {
            return Some(Unit { class: class(c), end });
        }
        let cluster = self.rest(at).graphemes(true).next()?;
        let class = match class(c) {
            // A mark combined with a space, or a line break pair.
            Class::Space if cluster.chars().any(|c| !is_space(c)) => Class::Other,
            class => class,
        };
        Some(Unit { class, end: at + cluster.len() })
    }

    pub(super) fn class_at(&self, at: usize) -> Class {
        self.unit(at).map_or(Class::Space, |u| u.class)
    }

    /// The number of ASCII letters and digits from `at` on.
    pub(super) fn plain_row(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes().get(at..self.end).unwrap_or_default();
        bytes.iter().position(|&b| !is_alnum(b)).unwrap_or(bytes.len())
    }

    pub(super) fn class_end(&self, at: usize) -> usize {
        self.unit(at).map_or(at, |u| u.end)
    }

    pub(super) fn while_in(&self, at: usize, classes: &[Class]) -> usize {
        let mut at = at;
        while let Some(unit) = self.unit(at).filter(|u| classes.contains(&u.class)) {
            at = unit.end;
        }
        at
    }
}
