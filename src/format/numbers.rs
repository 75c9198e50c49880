//! Numbers of list items as office files write them: `iv`, `c`, `4.2`.

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::format) enum Style {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// a, b, c … aa, bb.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// Nothing.
    None,
}

impl Style {
    /// The number in this style.
    pub(in crate::format) fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
            Self::None => String::new(),
        }
    }
}

/// a … z, aa … zz, aaa …
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (index / 26 + 1).min(32) as usize).collect()
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut rest, mut out) = (number, String::new());
    for (value, digits) in PARTS {
        while rest >= value {
            out.push_str(digits);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written() {
        assert_eq!([1, 26, 27, 53].map(|n| Style::LowerLetter.write(n)), ["a", "z", "aa", "aaa"]);
        assert_eq!([4, 1994, 4000].map(|n| Style::UpperRoman.write(n)), ["IV", "MCMXCIV", "4000"]);
        assert_eq!((Style::DecimalZero.write(7), Style::None.write(7)), ("07".to_owned(), String::new()));
    }
}
