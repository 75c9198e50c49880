//! Words by which people date and number versions: `Published`, `UPDATED`, `Stand`, `draft`, `final`, `v2`.

/// What a label before a date or time says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Label {
    /// When it came out: `Published`, `Date`, `Posted`, `Stand`.
    Published,
    /// When it was changed last: `Updated`, `Last modified`, `Mis à jour`.
    Updated,
}

/// Each in lower case; a label of several words by its first ones.
const PUBLISHED: [&str; 34] = [
    "published", "first published", "originally published", "publication date", "posted", "date", "dated", "created",
    "filed", "issued", "released", "release date", "draft of", "version of", "as of", "effective", "sent", "stand",
    "datum", "veröffentlicht", "erschienen", "publié", "paru", "date de publication", "publicado", "fecha",
    "pubblicato", "data", "gepubliceerd", "publicerad", "publish date", "pubdate", "printed", "version",
];
const UPDATED: [&str; 26] = [
    "updated", "last updated", "update", "lastmod", "modified", "last modified", "last changed", "revised",
    "last revised", "amended", "corrected", "edited", "last edited", "aktualisiert", "zuletzt aktualisiert",
    "geändert", "mis à jour", "mise à jour", "modifié", "actualizado", "última actualización", "aggiornato",
    "ultimo aggiornamento", "atualizado", "bijgewerkt", "uppdaterad",
];

/// The label that `line` begins with, and the bytes behind it. Marks before it (`(`, `*`, `-`) are passed over.
#[must_use]
pub(crate) fn label(line: &str) -> Option<(Label, &str)> {
    let open = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head: String = open.chars().take(28).flat_map(char::to_lowercase).collect();
    let longest = |words: &[&str]| {
        let begins = |w: &&&str| {
            head.strip_prefix(**w).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\''))
        };
        words.iter().filter(begins).map(|w| w.chars().count()).max()
    };
    let (label, chars) = match (longest(&PUBLISHED), longest(&UPDATED)) {
        (None, None) => return None,
        (Some(p), u) if u.is_none_or(|u| u < p) => (Label::Published, p),
        (_, Some(u)) => (Label::Updated, u),
        (Some(p), None) => (Label::Published, p),
    };
    let at = open.char_indices().nth(chars).map_or(open.len(), |(at, _)| at);
    Some((label, open.get(at..).unwrap_or("")))
}

/// How far a version has come by the word for it: earlier stages are less. An unmarked version is at 0.
#[must_use]
pub(crate) fn stage(word: &str) -> Option<i8> {
    const STAGES: [(i8, &str); 9] = [
        (
            -4,
            "old older alt orig original origin before prev previous prior bak backup superseded archive archived vorher ancien viejo vecchio velho oud",
        ),
        (-3, "outline notes sketch rough"),
        (-2, "draft drafts entwurf brouillon borrador bozza rascunho concept wip preliminary raw"),
        (1, "copy kopie copie copia"),
        (
            2,
            "edit edited edits revised revision revise rev'd update updated amended redline redlined redraft reworked new newer neu neue nouveau nuevo nuovo novo nieuw after rewrite",
        ),
        (
            3,
            "correct corrected correction corr fixed proofread proofed korrigiert corrigé corregido corretto corrigido",
        ),
        (4, "clean approved"),
        (5, "final finished finale endfassung definitive definitif définitif definitivo definitief fin"),
        (6, "published signed executed printed latest current"),
    ];
    let lower = word.to_lowercase();
    STAGES.iter().find(|(_, words)| words.split(' ').any(|w| w == lower)).map(|(stage, _)| *stage)
}

/// The number that a word counts: `first`, `second`, `erste`.
#[must_use]
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    const ORDINALS: [&str; 10] = [
        "first 1st erste erster première premier primera primero prima primo primeira primeiro eerste initial",
        "second 2nd zweite zweiter deuxième segunda segundo seconda secondo tweede",
        "third 3rd dritte dritter troisième tercera tercero terza terzo derde",
        "fourth 4th vierte quatrième cuarta cuarto quarta quarto vierde",
        "fifth 5th fünfte cinquième quinta quinto vijfde",
        "sixth 6th",
        "seventh 7th",
        "eighth 8th",
        "ninth 9th",
        "tenth 10th",
    ];
    let lower = word.to_lowercase();
    let at = ORDINALS.iter().position(|words| words.split(' ').any(|w| w == lower))?;
    u32::try_from(at + 1).ok()
}

/// Whether a word announces the number of a version: `v2`, `ver 3`, `rev B`, `draft 2`.
#[must_use]
pub(crate) fn counts_versions(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "v" | "ver"
            | "vers"
            | "version"
            | "rev"
            | "revision"
            | "r"
            | "edition"
            | "ed"
            | "take"
            | "writethru"
            | "fassung"
            | "versión"
            | "versione"
            | "versão"
            | "versie"
            | "issue"
            | "iteration"
            | "round"
            | "pass"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_by_their_first_words() {
        for (line, expected) in [
            ("Published June 19", Some((Label::Published, " June 19"))),
            ("(UPDATED 3:45 PM)", Some((Label::Updated, " 3:45 PM)"))),
            ("Last updated: May 3", Some((Label::Updated, ": May 3"))),
            ("Mis à jour le 3 mai", Some((Label::Updated, " le 3 mai"))),
            ("Stand: 14.03.2024", Some((Label::Published, ": 14.03.2024"))),
            ("lastmod: 2024-01-01", Some((Label::Updated, ": 2024-01-01"))),
            ("Dateline news", None),
            ("Updates with quotes", None),
            ("", None),
        ] {
            assert_eq!(label(line), expected, "{line}");
        }
    }

    #[test]
    fn stages_are_in_order() {
        let words = ["old", "draft", "revised", "corrected", "final"];
        assert!(words.map(|w| stage(w).unwrap_or_default()).is_sorted());
        assert_eq!((stage("Entwurf"), stage("harbour"), ordinal("Second")), (Some(-2), None, Some(2)));
    }
}
