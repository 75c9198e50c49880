//! Reads lists when the program is compiled, for tables that every start would otherwise build. `list` explains the syntax;
//! of norms and opposites nothing is known here.

use super::source::Source;

/// What a list holds next: ranges of bytes of its text.
pub(crate) enum Item {
    /// A group with this name begins.
    Group(usize, usize),
    /// A form.
    Form(usize, usize),
    End,
}

/// A position in a list.
pub(crate) struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Reader<'t> {
    /// At the beginning of a list.
    pub(crate) const fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// The next item.
    pub(crate) const fn next(&mut self) -> Item {
        let text = self.text;
        while self.at < text.len() {
            let from = self.at;
            if text[from] == b'[' && (from == 0 || text[from - 1] == b'\n') {
                let end = find(text, from, b'\n');
                let close = find(text, from, b']');
                if close < end {
                    self.at = end + 1;
                    return Item::Group(from + 1, close);
                }
            }
            let mut to = from;
            while to < text.len() && text[to] != b'\n' && !equal(text, to, b", ") && !self.is_comment(to) {
                to += 1;
            }
            self.at = if to < text.len() && text[to] == b'#' { find(text, to, b'\n') + 1 } else { to + 1 };
            let (from, to) = trim(text, from, to);
            if from < to {
                return Item::Form(from, to);
            }
        }
        Item::End
    }

    const fn is_comment(&self, at: usize) -> bool {
        self.text[at] == b'#' && (at == 0 || self.text[at - 1] == b'\n' || self.text[at - 1] == b' ')
    }
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

/// The text of a list, empty where the language has none.
pub(crate) const fn text(source: &Source, name: &str) -> &'static [u8] {
    let mut n = 0;
    while n < source.lists.len() {
        let (list, text) = source.lists[n];
        if is(list.as_bytes(), 0, list.len(), name) {
            return text.as_bytes();
        }
        n += 1;
    }
    b""
}

/// Whether a range of bytes is a name.
pub(crate) const fn is(text: &[u8], from: usize, to: usize, name: &str) -> bool {
    to - from == name.len() && equal(text, from, name.as_bytes())
}

/// Whether other bytes are at a position.
pub(crate) const fn equal(text: &[u8], from: usize, what: &[u8]) -> bool {
    let mut n = 0;
    while n < what.len() && from + n < text.len() && text[from + n] == what[n] {
        n += 1;
    }
    n == what.len()
}

/// The position of the next such byte, or of the end.
pub(crate) const fn find(text: &[u8], from: usize, byte: u8) -> usize {
    let mut at = from;
    while at < text.len() && text[at] != byte {
        at += 1;
    }
    at
}

/// How many bytes a character has, by its first.
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
    use super::super::list::List;
    use super::*;

    #[test]
    fn lists_are_read_as_ever() {
        let lists = SOURCES.iter().flat_map(|source| source.lists.iter());
        for &(name, text) in lists.filter(|(_, text)| !text.contains(" = ") && !text.contains(" <> ")) {
            let slice = |from, to| text.get(from..to).unwrap();
            let mut reader = Reader::new(text.as_bytes());
            let mut forms = List(text).forms("");
            loop {
                match reader.next() {
                    Item::Group(from, to) => {
                        assert_eq!(forms.next(), None, "{name}");
                        forms = List(text).forms(slice(from, to));
                    }
                    Item::Form(from, to) => assert_eq!(forms.next(), Some(slice(from, to)), "{name}"),
                    Item::End => break,
                }
            }
            assert_eq!(forms.next(), None, "{name}");
        }
    }
}
