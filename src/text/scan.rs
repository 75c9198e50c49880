//! Looking for a byte in a text.

/// Where the first byte stands that `odd` names. `odd` must be a few plain comparisons: it is asked of many bytes at once,
/// so that long stretches without one are passed at the speed of the machine's vectors.
pub fn first_byte(bytes: &[u8], odd: impl Fn(u8) -> bool) -> Option<usize> {
    const WIDTH: usize = 32;
    let mut at = 0;
    for chunk in bytes.chunks(WIDTH) {
        if chunk.iter().fold(false, |any, &byte| any | odd(byte)) {
            return chunk.iter().position(|&byte| odd(byte)).map(|n| at + n);
        }
        at += chunk.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_byte;

    #[test]
    fn the_first_one_is_found() {
        for length in 0..100 {
            for at in 0..length {
                let mut bytes = vec![b'a'; length];
                bytes[at] = b'.';
                bytes[length - 1] = b'.';
                assert_eq!(first_byte(&bytes, |b| b == b'.'), Some(at.min(length - 1)));
            }
            assert_eq!(first_byte(&vec![b'a'; length], |b| b == b'.'), None);
        }
    }
}
