//! Reads the forms of lists in `const` code, for tables that are built at compile time instead of at every start.
//! `list` explains the syntax.

/// The next item of a list, as a range of bytes of its text.
pub(crate) enum Item {
    /// A group with this name begins.
    Group(usize, usize),
    /// A form.
    Form(usize, usize),
    End,
}

/// A position in a list.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    /// The range of the norm of the line.
    norm: Option<(usize, usize)>,
    /// Whether the last form was the first of its line.
    first: bool,
    /// Whether the group is one of those that [`Reader::next_of`] reads.
    inside: bool,
}

impl<'t> Reader<'t> {
    /// At the beginning of a list.
    pub(crate) const fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0, norm: None, first: false, inside: false }
    }

    /// The next item.
    pub(crate) const fn next(&mut self) -> Item {
        let text = self.text;
        while self.at < text.len() {
            let mut from = self.at;
            let begins_line = from == 0 || text[from - 1] == b'\n';
            if begins_line && text[from] == b'[' {
                let end = find(text, from, b'\n');
                let close = find(text, from, b']');
                if close < end {
                    self.at = end + 1;
                    return Item::Group(from + 1, close);
                }
            }
            if begins_line {
                self.norm = None;
            }
            let mut to = from;
            self.at = loop {
                if to == text.len() {
                    break to;
                }
                match text[to] {
                    b'\n' => break to + 1,
                    b',' if equal(text, to, b", ") => break to + 2,
                    b'<' if equal(text, to, b"<> ") => break to + 3,
                    b'#' if self.is_comment(to) => break find(text, to, b'\n') + 1,
                    b'=' if self.norm.is_none() => {
                        self.norm = Some(trim(text, from, to));
                        from = to + 1;
                    }
                    _ => {}
                }
                to += 1;
            };
            let (from, to) = trim(text, from, to);
            if from < to {
                self.first = begins_line;
                return Item::Form(from, to);
            }
        }
        Item::End
    }

    /// The range of the norm of the last form, if its entry has one.
    pub(crate) const fn norm(&self) -> Option<(usize, usize)> {
        self.norm
    }

    /// Whether the last form was the first of its entry.
    pub(crate) const fn is_first(&self) -> bool {
        self.first
    }

    /// The next form in one of these groups; the group before the first heading is `""`.
    pub(crate) const fn next_of(&mut self, groups: &[&str]) -> Option<(usize, usize)> {
        if self.at == 0 {
            self.inside = contains(groups, b"", 0, 0);
        }
        loop {
            match self.next() {
                Item::Group(from, to) => self.inside = contains(groups, self.text, from, to),
                Item::Form(from, to) if self.inside => return Some((from, to)),
                Item::Form(..) => {}
                Item::End => return None,
            }
        }
    }

    const fn is_comment(&self, at: usize) -> bool {
        self.text[at] == b'#' && (at == 0 || self.text[at - 1] == b'\n' || self.text[at - 1] == b' ')
    }
}

/// Whether a range of bytes equals one of `names`.
const fn contains(names: &[&str], text: &[u8], from: usize, to: usize) -> bool {
    let mut n = 0;
    while n < names.len() && !is(text, from, to, names[n]) {
        n += 1;
    }
    n < names.len()
}

const fn trim(text: &[u8], mut from: usize, mut to: usize) -> (usize, usize) {
    while from < to && text[from] == b' ' {
        from += 1;
    }
    while from < to && text[to - 1] == b' ' {
        to -= 1;
    }
    (from, to)
}

/// Whether a range of bytes equals `name`.
pub(crate) const fn is(text: &[u8], from: usize, to: usize, name: &str) -> bool {
    to - from == name.len() && equal(text, from, name.as_bytes())
}

/// Whether `what` is at position `from`.
pub(crate) const fn equal(text: &[u8], from: usize, what: &[u8]) -> bool {
    let mut n = 0;
    while n < what.len() && from + n < text.len() && text[from + n] == what[n] {
        n += 1;
    }
    n == what.len()
}

/// The position of the next `byte` from `from` on, or the length of `text`.
pub(crate) const fn find(text: &[u8], from: usize, byte: u8) -> usize {
    let mut at = from;
    while at < text.len() && text[at] != byte {
        at += 1;
    }
    at
}

/// The length of a character in bytes, by its first byte.
pub(crate) const fn width(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// The number of characters in a range of bytes.
pub(crate) const fn characters(text: &[u8], from: usize, to: usize) -> usize {
    let (mut at, mut n) = (from, 0);
    while at < to {
        at += width(text[at]);
        n += 1;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::super::language::SOURCES;
    use super::super::list::{Entry, List};
    use super::*;

    #[test]
    fn both_readers_agree() {
        for &(name, text) in SOURCES.iter().flat_map(|source| source.lists) {
            let slice = |from, to| text.get(from..to).unwrap();
            let mut reader = Reader::new(text.as_bytes());
            let entries = |group| List(text).group(group).flat_map(Entry::forms);
            let mut forms = entries("");
            loop {
                match reader.next() {
                    Item::Group(from, to) => {
                        assert_eq!(forms.next(), None, "{name}");
                        forms = entries(slice(from, to));
                    }
                    Item::Form(from, to) => assert_eq!(forms.next(), Some(slice(from, to)), "{name}"),
                    Item::End => break,
                }
            }
            assert_eq!(forms.next(), None, "{name}");
        }
    }
}
