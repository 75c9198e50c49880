//! Quotation marks of a wording in pairs: "a brochure,” she said" → "“… a brochure,” she said".

/// A wording with an ellipsis and a mark for a quotation that begins before it or ends after it.
pub(super) fn paired(wording: &str) -> String {
    if !wording.contains(char::is_alphanumeric) || !wording.contains(is_mark) {
        return wording.to_owned();
    }
    let mut open: Vec<char> = Vec::new();
    let mut before = String::new();
    let mut last = None;
    for (at, mark) in wording.char_indices() {
        let next = wording.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next());
        match (is_mark(mark), opens(last, mark, next)) {
            (false, _) => {}
            (true, true) => open.push(mark),
            // An apostrophe is a single mark too.
            (true, false) if is_single(mark) && !open.last().copied().is_some_and(is_single) => {}
            (true, false) if open.pop().is_none() => {
                before = format!("{}… ", opening(mark));
            }
            (true, false) => {}
        }
        last = Some(mark);
    }
    let after: String = open.iter().rev().map(|&mark| closing(mark)).collect();
    let gap = if after.is_empty() { "" } else { " …" };
    format!("{before}{wording}{gap}{after}")
}

const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '「' | '」' | '『' | '』')
}

const fn is_single(c: char) -> bool {
    matches!(c, '‘' | '’')
}

/// Whether a mark between these characters opens a quotation: in some languages “ and » do, in others they close it.
fn opens(last: Option<char>, mark: char, next: Option<char>) -> bool {
    match mark {
        '„' | '「' | '『' => return true,
        '」' | '』' => return false,
        _ => {}
    }
    let outside =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '“' | '‘'));
    let inside =
        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '…' | '$' | '€' | '£' | '‘' | '“'));
    match (outside(last), inside(next)) {
        (true, true) => true,
        (false, false) => false,
        // French sets a space inside the marks.
        _ => matches!(mark, '«' | '“' | '‘'),
    }
}

/// The mark that opens a quotation which ends with this one.
const fn opening(mark: char) -> char {
    match mark {
        '”' => '“',
        '“' => '„',
        '»' => '«',
        '«' => '»',
        '」' => '「',
        '』' => '『',
        mark => mark,
    }
}

/// The mark that closes a quotation which begins with this one.
const fn closing(mark: char) -> char {
    match mark {
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '»' => '«',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        mark => mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_has_its_counterpart() {
        for (wording, wanted) in [
            ("“It is", "“It is …”"),
            ("a brochure,” she said", "“… a brochure,” she said"),
            ("said the “pact” was", "said the “pact” was"),
            ("Sturm“, sagte er", "„… Sturm“, sagte er"),
            ("sagte: „Wir sind", "sagte: „Wir sind …“"),
            ("« Nous sommes", "« Nous sommes …»"),
            ("prêts », a dit", "«… prêts », a dit"),
            ("the storm \"the worst", "the storm \"the worst …\""),
            ("everything ourselves,\" he said", "\"… everything ourselves,\" he said"),
            ("‘It is", "‘It is …’"),
            ("the bankers’ plan", "the bankers’ plan"),
            ("bankers’", "bankers’"),
            ("「港は静かだ", "「港は静かだ …」"),
            ("”", "”"),
        ] {
            assert_eq!(paired(wording), wanted);
        }
    }
}
