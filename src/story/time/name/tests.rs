//! Clues in file names.

use super::*;

#[test]
fn names_are_ordered() {
    for (old, new) in [
        ("2024-06-19_1040.txt", "2024-06-19_1105.txt"),
        ("story 2021-08-01T01-03-12Z.txt", "story 2021-08-01T11-03-12Z.txt"),
        ("20240619T104000.txt", "20240619T114000.txt"),
        ("wayback-20210801010312.html", "wayback-20210901000000.html"),
        ("snap-1624000000.txt", "snap-1624003600.txt"),
        ("19-06-2024 lease.txt", "01-07-2024 lease.txt"),
        ("lease 3 May 2023.txt", "lease 14 April 2024.txt"),
        ("contract_v2.txt", "contract_v10.txt"),
        ("contract_v1.2.txt", "contract_v1.10.txt"),
        ("Contract V1 final.txt", "Contract V2 draft.txt"),
        ("contract.txt", "contract_v2.txt"),
        ("contract.txt", "contract2.txt"),
        ("contract_draft.txt", "contract.txt"),
        ("contract.txt", "contract_revised.txt"),
        ("contract_revised.txt", "contract_final.txt"),
        ("contract_final.txt", "contract_final2.txt"),
        ("contract_final.txt", "contract_final_final.txt"),
        ("contract_old.txt", "contract.txt"),
        ("contract.txt.bak", "contract.txt"),
        ("contract.txt", "contract (1).txt"),
        ("contract (2).txt", "contract (10).txt"),
        ("contract v3.txt", "contract final.txt"),
        ("contract_signed_draft.txt", "contract_signed_final.txt"),
        ("contract_v1.txt", "contract_v1_comments.txt"),
        ("ch1 draft2.txt", "ch1 draft10.txt"),
        ("first draft.md", "second draft.md"),
        ("FirstDraft.md", "FinalDraft.md"),
        ("rev A.txt", "rev B.txt"),
        ("draft-a.txt", "draft-b.txt"),
        ("2.txt", "10.txt"),
        ("pact-1-wire.txt", "pact-2-digest.txt"),
        ("v1/lease.txt", "v2/lease.txt"),
        ("old/lease.txt", "lease.txt"),
        ("Vertrag Entwurf.txt", "Vertrag Endfassung.txt"),
        ("Vertrag alt.txt", "Vertrag neu.txt"),
        ("story_original.txt", "story_edited.txt"),
        ("final_old.txt", "final.txt"),
        ("memo-jan.txt", "memo-feb.txt"),
        ("memo_March.txt", "memo_October.txt"),
        ("mar memo v2.txt", "apr memo v1.txt"),
        ("Bericht Mai.txt", "Bericht Dezember.txt"),
        ("rapport-fevrier.txt", "rapport-juin.txt"),
        ("memo-jan-2024.txt", "memo-feb-2024.txt"),
        ("memo-dec-2023.txt", "memo-jan-2024.txt"),
        ("memo dec23.txt", "memo jan24.txt"),
        ("2023-12 memo.txt", "2024-01 memo.txt"),
        ("24-06-19 memo.txt", "24-06-20 memo.txt"),
        ("memo Q1.txt", "memo Q2.txt"),
        ("memo Q4 2023.txt", "memo Q1 2024.txt"),
        ("memo 2023-Q4.txt", "memo 2024-Q1.txt"),
        ("memo week 9.txt", "memo week 10.txt"),
        ("memo 2022.txt", "memo 2023.txt"),
        ("memo.txt", "memo - Copy.txt"),
        ("memo.txt", "Copy of memo.txt"),
        ("memo copy.txt", "memo copy 2.txt"),
        ("memo.txt~", "memo.txt"),
        ("memo.txt.orig", "memo.txt"),
        ("memo.orig.txt", "memo.txt"),
        ("memo_v2a.txt", "memo_v2b.txt"),
        ("memo_v1_JB.txt", "memo_v2_KL.txt"),
        ("memo_v2_final.txt", "memo_v2_final_FINAL.txt"),
        ("memo 1.9.txt", "memo 1.10.txt"),
        ("memo-rc1.txt", "memo-rc2.txt"),
        ("memo-I.txt", "memo-II.txt"),
        ("memo part III.txt", "memo part IV.txt"),
        ("memo 0900.txt", "memo 1530.txt"),
        ("memo 9am.txt", "memo 3pm.txt"),
        ("Kopie von memo.txt", "Kopie (2) von memo.txt"),
        ("memo.txt", "Kopie von memo.txt"),
        ("memo_before.txt", "memo_after.txt"),
        ("memo_unsigned.txt", "memo_signed.txt"),
        ("memo_beta.txt", "memo_final.txt"),
        ("memo#1.txt", "memo#2.txt"),
        ("memo_part1_v1.txt", "memo_part1_v2.txt"),
        ("1-outline.txt", "2-draft.txt"),
    ] {
        let (a, b) = (NameClues::read(old), NameClues::read(new));
        assert_eq!(a.order(&b), Some(Ordering::Less), "{old} before {new}: {a:?} {b:?}");
        assert_eq!(b.order(&a), Some(Ordering::Greater), "{new} after {old}");
    }
}

#[test]
fn names_without_evidence() {
    for (a, b) in [
        ("harbour.txt", "bridge.txt"),
        ("000_0cb151e0c7eab2ec.txt", "001_7d12aa36b72112aa.txt"),
        ("contract.txt", "contract_v1.txt"),
        ("wire.txt", "digest.txt"),
        ("chapter 2 storm.txt", "harbour 3 calm.txt"),
        ("a.txt", "a.txt"),
    ] {
        assert_eq!(NameClues::read(a).order(&NameClues::read(b)), None, "{a} {b}");
    }
}

#[test]
fn evidence_has_a_label() {
    let label = |name: &str| NameClues::read(name).label().unwrap_or_default();
    assert_eq!(label("contract_v2.txt"), "v2");
    assert_eq!(label("contract v1.10 final.txt"), "v1.10 final");
    assert_eq!(label("2024-06-19_1040.txt"), "2024-06-19T10:40");
    assert_eq!(label("2021-08-01T01-03-12Z.txt"), "2021-08-01T01:03:12Z");
    assert_eq!(label("contract (1).txt"), "(1)");
    assert_eq!(label("harbour.txt"), "");
}
