//! Figures and decades by their form alone, and Chinese and Japanese numerals.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::list::List;
use super::words::fold;

/// The values of number words in scripts of languages without lists of their own: Arabic and Hebrew.
static SCRIPT_NUMBERS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let list = List(include_str!("../../assets/lang/scripts.txt"));
    list.each("").filter_map(|form| Some((fold(form.text).into_owned(), form.norm?))).collect()
});

/// The value of a number word in Arabic or Hebrew.
pub(crate) fn script_number(key: &str) -> Option<&'static str> {
    let in_script = key.starts_with(|c| matches!(c, '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{64a}'));
    if in_script { SCRIPT_NUMBERS.get(key).copied() } else { None }
}

/// Whether a character is a Chinese or Japanese numeral, in any script variant.
#[must_use]
pub const fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '萬'
            | '億'
            | '亿'
            | '兆'
            | '零'
            | '两'
            | '兩'
    )
}

/// The whole number at the beginning of `keys` in Chinese or Japanese numerals, or in figures with a scale: "五百万",
/// "1万", and how many keys it takes. None for figures alone.
pub(crate) fn numeral<'k>(keys: impl Iterator<Item = &'k str>) -> Option<(u64, usize)> {
    let (mut sum, mut words, mut spelt) = (NumeralSum::default(), 0, false);
    for key in keys {
        if !key.is_empty() && key.chars().all(is_numeral) {
            spelt = true;
            key.chars().try_for_each(|c| sum.add(c))?;
        } else if sum.digits.is_none()
            && let Some(digits) = digits_and_places(key)
        {
            sum.digits = Some(digits);
        } else {
            break;
        }
        words += 1;
    }
    if spelt { Some((sum.value()?, words)) } else { None }
}

/// The digits of a figure without its point and thousands separators, and how many of them are behind the point.
fn digits_and_places(key: &str) -> Option<(u64, u32)> {
    let bare = key.replace(',', "");
    let (whole, part) = bare.split_once('.').unwrap_or((&bare, ""));
    let is_figure = !bare.is_empty() && [whole, part].iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let digits = is_figure.then(|| format!("{whole}{part}"))?;
    Some((digits.parse().ok()?, u32::try_from(part.len()).ok()?))
}

/// A number while its numerals are read from the left.
#[derive(Default)]
struct NumeralSum {
    /// What is before the last scale of ten thousand or more.
    total: u64,
    /// What is after that, up to the last smaller scale.
    section: u64,
    /// The digits after that, and how many of them are behind the point.
    digits: Option<(u64, u32)>,
}

impl NumeralSum {
    /// Adds a numeral; none if the number is too large.
    fn add(&mut self, numeral: char) -> Option<()> {
        const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        let digit = match numeral {
            '十' => return self.scale(10),
            '百' => return self.scale(100),
            '千' => return self.scale(1_000),
            '万' | '萬' => return self.scale_all(10_000),
            '億' | '亿' => return self.scale_all(100_000_000),
            '兆' => return self.scale_all(1_000_000_000_000),
            '零' => 0,
            '两' | '兩' => 2,
            c => DIGITS.iter().position(|digit| *digit == c)?,
        };
        let (value, places) = self.digits.unwrap_or_default();
        self.digits = Some((value.checked_mul(10)?.checked_add(u64::try_from(digit).ok()?)?, places));
        Some(())
    }

    /// Multiplies the digits by a scale; without any they are one.
    fn scale(&mut self, scale: u64) -> Option<()> {
        self.section = self.section.checked_add(scaled(self.digits.take().unwrap_or((1, 0)), scale)?)?;
        Some(())
    }

    /// Multiplies all since the last such scale.
    fn scale_all(&mut self, scale: u64) -> Option<()> {
        let alone = u64::from(self.section == 0);
        let digits = scaled(self.digits.take().unwrap_or((alone, 0)), scale)?;
        let section = self.section.checked_mul(scale)?.checked_add(digits)?;
        self.total = self.total.checked_add(section)?;
        self.section = 0;
        Some(())
    }

    fn value(&self) -> Option<u64> {
        self.total.checked_add(self.section)?.checked_add(scaled(self.digits.unwrap_or_default(), 1)?)
    }
}

/// Digits multiplied by a scale, if that is a whole number.
fn scaled((digits, places): (u64, u32), scale: u64) -> Option<u64> {
    let (value, unit) = (digits.checked_mul(scale)?, 10u64.checked_pow(places)?);
    (value % unit == 0).then_some(value / unit)
}

/// A figure that has a fraction in one sign after its digits, as a whole number and the rest with the fraction in plain
/// figures: "3½" as "3" and "1/2".
fn split_share(key: &str) -> Option<(&str, String)> {
    const SHARES: [(char, &str); 13] = [
        ('½', "1/2"),
        ('¼', "1/4"),
        ('¾', "3/4"),
        ('⅓', "1/3"),
        ('⅔', "2/3"),
        ('⅕', "1/5"),
        ('⅖', "2/5"),
        ('⅗', "3/5"),
        ('⅘', "4/5"),
        ('⅛', "1/8"),
        ('⅜', "3/8"),
        ('⅝', "5/8"),
        ('⅞', "7/8"),
    ];
    let (at, share) = SHARES.iter().find_map(|(sign, share)| Some((key.find(*sign)?, share)))?;
    let (whole, rest) = key.split_at(at);
    let mut rest = rest.chars();
    rest.next();
    whole.ends_with(|c: char| c.is_ascii_digit()).then(|| (whole, format!("{share}{}", rest.as_str())))
}

/// A key with the digits of Arabic, Persian and Devanagari as those of Latin script, and a fraction in one sign after
/// digits in plain figures: "3½" as "3-1/2".
pub(crate) fn plain_digits(key: &str) -> Cow<'_, str> {
    const NOUGHTS: [char; 3] = ['٠', '۰', '०'];
    let digit = |c: char| {
        NOUGHTS.into_iter().filter_map(|nought| u32::from(c).checked_sub(u32::from(nought))).find(|&value| value < 10)
    };
    if key.is_ascii() {
        return Cow::Borrowed(key);
    }
    if let Some(value) = script_number(key) {
        return Cow::Owned(value.to_owned());
    }
    if let Some((whole, rest)) = split_share(key) {
        return Cow::Owned(format!("{whole}-{rest}"));
    }
    if !key.contains(|c| digit(c).is_some()) {
        return Cow::Borrowed(key);
    }
    Cow::Owned(key.chars().map(|c| digit(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)).collect())
}

/// The value of a Roman numeral in lower case.
pub(crate) fn roman(word: &str) -> Option<u32> {
    let letter = |c: char| {
        Some(match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let (mut value, mut last) = (0_u32, 0);
    for c in word.chars().rev().take(ROMAN_CHARS + 1) {
        let n = letter(c)?;
        value = if n < last { value.checked_sub(n)? } else { value + n };
        last = last.max(n);
    }
    (!word.is_empty() && word.len() <= ROMAN_CHARS).then_some(value)
}

/// Maximum letters of a Roman numeral: `xxxviii`.
const ROMAN_CHARS: usize = 7;

/// Figures, with or without a currency before them or a unit after: `3,000`, `$1.5m`, `98%`, `十二`.
pub(crate) fn figure(key: &str) -> bool {
    key.starts_with(|c: char| c.is_numeric()) && !names_decade(key)
        || script_number(key).is_some()
        || foreign_dollars(key)
        || names_section(key)
        || key.chars().any(|c| c.is_ascii_digit()) && key.starts_with(['$', '£', '€', '¥', 'u', '-', '+'])
        // Each Chinese or Japanese numeral is a word.
        || (!key.is_empty() && key.chars().all(is_numeral))
}

/// "A.6", "B.2.1": a section of an annex.
fn names_section(key: &str) -> bool {
    let number = key.strip_prefix(|c: char| c.is_ascii_lowercase()).and_then(|rest| rest.strip_prefix('.'));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
        && key.bytes().skip(1).all(|b| b == b'.' || b.is_ascii_digit())
}

/// "A$150", "NZ$20"
fn foreign_dollars(key: &str) -> bool {
    let sum = key.find('$').filter(|at| (1..=2).contains(at)).and_then(|at| key.get(at + 1..));
    sum.is_some_and(|sum| sum.starts_with(|c: char| c.is_ascii_digit()))
}

/// A sum without the country of US dollars: "us$5" is "$5".
pub(crate) fn short_dollars(key: &str) -> &str {
    key.strip_prefix("us").filter(|sum| sum.starts_with('$')).unwrap_or(key)
}

/// Whether a word is a decade in English or German, which is not a figure: `1990s`, `90er`.
fn names_decade(key: &str) -> bool {
    key.ends_with("0s") || key.contains("0er")
}

/// "1950s"
pub(crate) fn decade(key: &str) -> bool {
    let bare = key.trim_start_matches('\'').trim_end_matches('s').trim_end_matches('\'');
    key.ends_with('s') && matches!(bare.len(), 2 | 4) && bare.ends_with('0') && bare.bytes().all(|b| b.is_ascii_digit())
}

/// The digits of a number without its currency and unit: `$2.31bn`, `1.6%`.
pub(super) fn bare(word: &str) -> Option<&str> {
    if word.starts_with(|c: char| c.is_ascii_lowercase() && c != 'u') {
        return None;
    }
    let from = word.find(|c: char| c.is_ascii_digit())?;
    let to = word.rfind(|c: char| c.is_ascii_digit())?;
    let currency = word.get(..from)?;
    (currency.is_empty() || matches!(currency, "$" | "us$" | "£" | "€" | "¥" | "+" | "-"))
        .then(|| word.get(from..=to))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_and_scales() {
        for (words, value) in [
            ("五 百 万", Some((5_000_000, 3))),
            ("1 万", Some((10_000, 2))),
            ("3.5 亿", Some((350_000_000, 2))),
            ("百", Some((100, 1))),
            ("二 十 三 人", Some((23, 3))),
            ("二 〇 二 四", Some((2024, 4))),
            ("一 万 二 千", Some((12_000, 4))),
            ("1 万 2 千 人", Some((12_000, 4))),
            ("500", None),
            ("人", None),
        ] {
            assert_eq!(numeral(words.split(' ')), value, "{words}");
        }
    }

    #[test]
    fn numerals_of_all_scripts_are_figures() {
        assert!(["十二", "一百零五", "三萬", "三万", "兩"].iter().all(|key| figure(key)));
        assert!(!["春", "十月", ""].iter().any(|key| figure(key)));
    }

    #[test]
    fn decades_are_not_figures() {
        assert!(decade("1950s") && decade("60s") && !decade("1955s") && !decade("s"));
        assert!(!figure("1990s") && !figure("90er") && figure("a$150") && figure("1990"));
    }
}
