//! Quotation marks of many lands: what each of them opens and closes. Whoever asks where a quotation begins and ends asks
//! here; how to tell an apostrophe, or a mark that does either, hangs on what the asker sees around it.

/// What closes a quotation that `open` opens, the usual mark first; none where that is not told by the mark.
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

/// Whether what follows a mark is inside quotation marks, told by the mark alone and by whether what comes before it
/// does: for a sentence out of its paragraph, of which nobody knows what opened before it. `‚` tells nothing so, for what
/// closes it opens elsewhere.
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
