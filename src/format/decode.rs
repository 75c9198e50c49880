//! Decodes bytes. In this order:
//!
//! 1. the encoding that the user chose;
//! 2. that of a byte-order mark;
//! 3. UTF-16 without a mark, by its zero bytes (a guess);
//! 4. ISO-2022-JP, by its escapes, or where it is declared: its bytes are ASCII, hence valid UTF-8;
//! 5. UTF-8, if the bytes are valid or nearly so;
//! 6. the declared encoding;
//! 7. the default encoding of the settings;
//! 8. a guess from the language that the bytes would give.

use encoding_rs::{Encoding as Charset, ISO_2022_JP};

use super::encoding::{Decoded, Encoding, Known};
use super::error::Error;
use super::guess::{guess, is_iso_2022_jp, utf_16};
use crate::text::Digest;

/// Decodes a file. UTF-8 is not copied: the text is the file's own bytes after a byte-order mark. Without a mark, bytes
/// that are not UTF-8 are in the declared encoding, or in the default one, or otherwise in a guessed one.
pub(super) fn decode(mut bytes: Vec<u8>, known: Known<'_>) -> Result<Decoded, Error> {
    let found = if let Some(encoding) = known.given {
        in_encoding(encoding, &bytes, false)
    } else if let Some(text) = utf_32(&bytes) {
        Decoded { text, digest: Some(Digest::of(&bytes)), guessed: None }
    } else if let Some((encoding, mark)) = Charset::for_bom(&bytes) {
        let digest = Some(Digest::of(&bytes));
        bytes.drain(..mark);
        if encoding == encoding_rs::UTF_8 {
            Decoded { digest, ..unmarked(bytes, known)? }
        } else {
            let text = encoding.decode_without_bom_handling(&bytes).0.into_owned();
            Decoded { text, digest, guessed: None }
        }
    } else if bytes.starts_with(b"%PDF-") {
        return Err(Error::Binary);
    } else if let Some(encoding) = utf_16(&bytes) {
        in_encoding(encoding.into(), &bytes, true)
    } else {
        unmarked(bytes, known)?
    };
    if is_text(&found.text) { Ok(found) } else { Err(Error::Binary) }
}

/// Decodes text without a mark, or with that of UTF-8.
fn unmarked(bytes: Vec<u8>, known: Known<'_>) -> Result<Decoded, Error> {
    if bytes.contains(&0) {
        return Err(Error::Binary);
    }
    let declared = known.declared.and_then(|label| Charset::for_label(label.as_bytes())).map(Encoding::from);
    let named = declared.or(known.default);
    // Seven bits wide, so that it is valid UTF-8 too.
    let named_japanese = named.is_some_and(|encoding| encoding.is(ISO_2022_JP));
    if named_japanese || is_iso_2022_jp(&bytes) {
        return Ok(in_encoding(ISO_2022_JP.into(), &bytes, !named_japanese));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, digest: None, guessed: None }),
        Err(error) => error.into_bytes(),
    };
    if mostly_utf_8(&bytes) {
        return Ok(in_encoding(encoding_rs::UTF_8.into(), &bytes, false));
    }
    Ok(match named {
        Some(encoding) => in_encoding(encoding, &bytes, false),
        None => in_encoding(guess(&bytes).into(), &bytes, true),
    })
}

fn in_encoding(encoding: Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let text = encoding.decode(bytes);
    let digest = (text.as_bytes() != bytes).then(|| Digest::of(bytes));
    Decoded { text, digest, guessed: guessed.then_some(encoding) }
}

/// Whether invalid bytes are damaged UTF-8: at least four valid non-ASCII characters for each error.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut faults) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    whole >= faults * 4
}

/// UTF-32, which is recognised only by its mark.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let (little, rest) = match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => (true, rest),
        [0, 0, 0xfe, 0xff, rest @ ..] => (false, rest),
        _ => return None,
    };
    let unit = |chunk: &[u8]| {
        let number = <[u8; 4]>::try_from(chunk)
            .map_or(u32::MAX, |four| if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) });
        char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
    };
    Some(rest.chunks(4).map(unit).collect())
}

/// Whether the first 64 KB are text: no NUL, and at most one control character in ten bytes. White space and escapes,
/// as in terminal captures, do not count.
fn is_text(text: &str) -> bool {
    let sample = text.as_bytes().get(..1 << 16).unwrap_or(text.as_bytes());
    // Branch-free, so that it can be vectorised.
    let is_control = |b: u8| (b < 0x20) & !(b'\t'..=b'\r').contains(&b) & (b != 0x1b) | (b == 0x7f);
    let controls = |few: &[u8]| usize::from(few.iter().map(|&b| u8::from(is_control(b))).sum::<u8>());
    let control: usize = sample.chunks(255).map(controls).sum();
    !sample.contains(&0) && control * 10 <= sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_guesses() {
        let utf_16: Vec<u8> = "\u{feff}Brücke – “auf”".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bare: Vec<u8> = "The bridge reopens".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let utf_32: Vec<u8> = "\u{feff}é!".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        for (bytes, text) in [
            (utf_16, "Brücke – “auf”"),
            (bare, "The bridge reopens"),
            (utf_32, "é!"),
            (b"\xef\xbb\xbfa\r\nb".to_vec(), "a\r\nb"),
            ("naïve".as_bytes().to_vec(), "naïve"),
            (b"The \x93bridge\x94 costs \x80 5. Caf\xe9 na\xefve.".to_vec(), "The “bridge” costs € 5. Café naïve."),
            (
                "“Ça va”, dit-il, “là-bas”. \u{e9}".as_bytes().iter().copied().chain([0xff]).collect(),
                "“Ça va”, dit-il, “là-bas”. é\u{fffd}",
            ),
        ] {
            let sum = Some(Digest::of(&bytes)).filter(|_| bytes != text.as_bytes());
            let found = decode(bytes, Known::default()).map(|found| (found.text, found.digest));
            assert_eq!(found, Ok((text.to_owned(), sum)));
        }
    }

    /// The bytes of a text in an encoding; `None` if it lacks a character.
    fn encoded(text: &str, label: &str) -> Option<Vec<u8>> {
        if label == "utf-16" {
            return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        }
        let (bytes, _, lossy) = Charset::for_label(label.as_bytes()).expect("a label").encode(text);
        (!lossy).then(|| bytes.into_owned())
    }

    #[test]
    fn short_texts_are_read_in_their_usual_encodings() {
        let (mut group, mut labels, mut tried, mut texts) = ("", Vec::new(), 0, 0);
        let mut wrong = Vec::new();
        for line in include_str!("../../tests/data/encodings.txt").lines().filter(|line| !line.starts_with('#')) {
            if let Some(head) = line.strip_prefix("= ") {
                labels = head.split(' ').collect();
                group = labels.remove(0);
                continue;
            }
            texts += 1;
            for label in &labels {
                let Some(bytes) = encoded(line, label) else { continue };
                let read = decode(bytes, Known::default()).map(|found| found.text);
                tried += 1;
                if read.as_deref() != Ok(line) {
                    wrong.push(format!("{group} {label}: {read:?}"));
                }
            }
        }
        assert!(texts >= 100 && tried >= 300, "{texts} texts, {tried} files");
        assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    }

    /// Pieces of a text that begin with a word, at most so many characters long.
    fn pieces(text: &str, chars: usize) -> Vec<&str> {
        let starts = text.match_indices(' ').map(|(at, _)| at + 1).step_by(7);
        let piece = |at| {
            let rest: &str = text.get(at..).unwrap_or_default();
            let end = rest.char_indices().nth(chars)?.0;
            rest.get(..end)
        };
        std::iter::once(0).chain(starts).filter_map(piece).collect()
    }

    #[test]
    fn pieces_of_texts_are_read_in_their_usual_encodings() {
        let mut texts: Vec<(String, String)> = Vec::new();
        for line in include_str!("../../tests/data/encodings.txt").lines().filter(|line| !line.starts_with('#')) {
            match (line.strip_prefix("= "), texts.last_mut()) {
                (Some(head), _) => texts.push((head.to_owned(), String::new())),
                (None, Some((_, text))) => *text = format!("{text}{line} "),
                _ => {}
            }
        }
        let (mut table, mut all, mut wrong) = (Vec::new(), 0, 0);
        for (head, text) in &texts {
            let (group, labels) = head.split_once(' ').expect("a group");
            for label in labels.split(' ') {
                let (mut tried, mut misread) = (0, Vec::new());
                let whole = std::iter::once(text.as_str());
                for piece in whole.chain([60, 100, 200, 300].into_iter().flat_map(|chars| pieces(text, chars))) {
                    // A character that the encoding lacks is left out.
                    let lacks = |c: &char| encoded(&c.to_string(), label).is_some();
                    let piece: String = piece.chars().filter(lacks).collect();
                    let Some(bytes) = encoded(&piece, label).filter(|_| !piece.is_ascii()) else { continue };
                    tried += 1;
                    let read = decode(bytes, Known::default());
                    if read.as_ref().map(|found| &found.text) != Ok(&piece) {
                        misread.push(read.map(|found| (found.guessed, found.text)));
                    }
                }
                (all, wrong) = (all + tried, wrong + misread.len());
                if !misread.is_empty() {
                    table.push(format!("{group} {label}: {} of {tried}, as {:?}", misread.len(), misread[0]));
                }
            }
        }
        // Sixty characters of Hungarian whose letters Portuguese has too are among them.
        assert!(all > 1_000 && wrong * 200 <= all, "{wrong} of {all} are misread:\n{}", table.join("\n"));
    }

    #[test]
    fn single_signs_are_read_as_western_without_other_evidence() {
        for text in [
            "The ticket is £15.",
            "El 3º piso y la 4ª planta de la casa",
            "Mr Sigurðsson said the bridge was safe and that it would be open.",
            "He said «no» to the plan, and the others agreed with him.",
            "Price: £15",
            "§ 4 and § 5 of the act are repealed.",
        ] {
            assert_eq!(
                decode(encoded(text, "windows-1252").expect("encoded"), Known::default()).map(|f| f.text),
                Ok(text.to_owned())
            );
        }
        let text = "The mayor of Łódź, Mr Wałęsa, opened the bridge in the rain.";
        assert_eq!(
            decode(encoded(text, "windows-1250").expect("encoded"), Known::default()).map(|f| f.text),
            Ok(text.to_owned())
        );
    }

    fn declared(label: &str) -> Known<'_> {
        Known { declared: Some(label), ..Known::default() }
    }

    #[test]
    fn what_the_user_chooses_takes_precedence_and_only_a_guess_is_marked_as_one() {
        let bytes = b"\xc1\xf0\xe8\xe3\xe0\xe4\xe0 \xef\xf0\xe8\xe1\xfb\xeb\xe0".to_vec();
        let read = |bytes: &[u8], known| decode(bytes.to_vec(), known).map(|f| (f.text, f.guessed.map(Encoding::name)));
        let [koi8, cyrillic] = ["koi8-r", "windows-1251"].map(Encoding::by_name);
        let text = "Бригада прибыла";
        let guessed = Some("windows-1251".to_owned());
        assert_eq!(read(&bytes, Known::default()), Ok((text.to_owned(), guessed)));
        assert_eq!(read(&bytes, declared("windows-1251")), Ok((text.to_owned(), None)));
        assert_eq!(read(&bytes, Known { default: cyrillic, ..Known::default() }), Ok((text.to_owned(), None)));
        let chosen = Known { given: koi8, default: cyrillic, declared: Some("windows-1251") };
        assert_eq!(read(&bytes, chosen), Ok(("аПХЦЮДЮ ОПХАШКЮ".to_owned(), None)));
        let declared_first = Known { default: koi8, ..declared("windows-1251") };
        assert_eq!(read(&bytes, declared_first), Ok((text.to_owned(), None)));
        // Bytes that are UTF-8, or have a mark, need no default; the choice is for them too.
        let default = Known { default: koi8, ..Known::default() };
        assert_eq!(read("“é”".as_bytes(), default), Ok(("“é”".to_owned(), None)));
        let given = Known { given: Encoding::by_name("latin1"), ..Known::default() };
        assert_eq!(read("é".as_bytes(), given), Ok(("Ã©".to_owned(), None)));
        let marked: Vec<u8> = "\u{feff}é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&marked, Known { given: Encoding::by_name("utf-16"), ..default }), Ok(("é".to_owned(), None)));
    }

    #[test]
    fn a_declared_encoding_is_used() {
        let bytes = b"\xc1\xf0\xe8\xe3\xe0\xe4\xe0".to_vec();
        for (charset, text) in [("windows-1251", "Бригада"), ("koi8-r", "аПХЦЮДЮ")] {
            assert_eq!(decode(bytes.clone(), declared(charset)).map(|found| found.text), Ok(text.to_owned()));
        }
        assert!(decode(bytes, declared("no such")).is_ok());
        assert_eq!(decode("é".into(), declared("windows-1251")).map(|found| found.text), Ok("é".to_owned()));
    }

    #[test]
    fn binary_data_is_refused() {
        for bytes in [
            &b"ab\0cd"[..],
            b"%PDF-1.4 x",
            b"\x01\x02\x03\x04\x05\x06",
            b"\xef\xbb\xbf\0\0",
            b"\x7fELF\x02\x01\x01\0\0",
        ] {
            assert_eq!(decode(bytes.to_vec(), Known::default()), Err(Error::Binary), "{bytes:?}");
        }
    }
}
