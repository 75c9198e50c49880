//! Quotation marks of many languages: which mark closes which. Callers decide from context whether a mark is an
//! apostrophe, or which role an ambiguous mark has.

/// The marks that close a quotation opened by `open`, the usual one first; none where `open` alone does not decide.
#[must_use]
pub const fn closing(open: char) -> &'static [char] {
    match open {
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '「' => &['」'],
        '『' => &['』'],
        '"' => &['"', '”'],
        _ => &[],
    }
}

/// Whether the text after a mark is inside quotation marks, given whether the text before it is: for a sentence taken
/// out of its paragraph, where earlier marks are unknown. `‚` decides nothing, since the mark that closes it is an
/// opening mark elsewhere.
#[must_use]
pub const fn speaks(mark: char, before: bool) -> bool {
    match mark {
        '„' | '‘' | '「' | '『' => true,
        '”' | '’' | '」' | '』' => false,
        // These open in one language and close in another.
        '“' | '«' | '»' | '"' => !before,
        _ => before,
    }
}
