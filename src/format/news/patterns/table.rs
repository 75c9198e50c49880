//! The table of patterns. Its phrases are in `assets/lang/<code>/`, in the lists `agencies`, `bylines`, `credits`,
//! `furniture` and `notices` of all languages.

use super::credits::{is_caption, is_contributed, is_desk_code, is_exchange_rate, is_picture_credit, is_stamp};
use super::foreign_notes::{is_foreign_note, is_foreign_note_at_an_end};
use super::form::Form;
use super::furniture::{is_appeal, is_count, is_end_mark, is_invitation, is_plug, is_reading_time, is_rule, is_tags};
use super::groups::Group;
use super::notes::is_note;
use super::place::Place;
use super::sections::is_navigation;
use crate::format::news::dateline;
use crate::format::news::names::is_byline;
use crate::text::BlockKind;

use BlockKind::{Byline, Caption, Credit, Dateline, Furniture, Note};
use Form::{Begun, Bracketed, Ends, Starts, Test, Whole};
use Group::*;

/// A row of the table.
pub(super) struct Pattern {
    pub(super) kind: BlockKind,
    pub(super) places: &'static [Place],
    pub(super) form: Form,
    #[cfg(test)]
    pub(super) example: &'static str,
}

pub(super) const ANYWHERE: &[Place] = &[Place::Top, Place::Middle, Place::Foot];
const TOP: &[Place] = &[Place::Top];
const FOOT: &[Place] = &[Place::Foot];
const ENDS: &[Place] = &[Place::Top, Place::Foot];
const AFTER: &[Place] = &[Place::Middle, Place::Foot];

/// A row; a test checks that it matches its example.
const fn row(kind: BlockKind, places: &'static [Place], form: Form, example: &'static str) -> Pattern {
    let _ = example;
    Pattern {
        kind,
        places,
        form,
        #[cfg(test)]
        example,
    }
}

pub(super) static TABLE: &[Pattern] = &[
    // Captions come first: their last words look like a credit.
    row(
        Caption,
        ANYWHERE,
        Test(is_caption),
        "Barges wait at the north gate, March 4, 2024. Handout/Tom Vale/Pool via REUTERS",
    ),
    row(Caption, ANYWHERE, Starts(600, CreditsCaptions), "FILE PHOTO: Barges wait at the north gate in Port Ellery"),
    // Editors' notes.
    row(
        Note,
        ANYWHERE,
        Bracketed(NoticesInBrackets),
        "(Updates with comment from harbour master in fourth paragraph.)",
    ),
    row(Note, ANYWHERE, Starts(500, NoticesStarts), "Corrects year of loss in third paragraph"),
    row(
        Note,
        ANYWHERE,
        Starts(500, NoticesSentences),
        "This story has been corrected to show that the gate has two cables, not four.",
    ),
    row(
        Note,
        ANYWHERE,
        Bracketed(NoticesSentences),
        "(This version of the story corrects the number of cables to two, not four)",
    ),
    row(Note, ANYWHERE, Begun(&[NoticesOpenings], is_note), "NOTE: company corrects year of loss in third paragraph"),
    row(Note, ANYWHERE, Whole(NoticesWhole), "MORE TO FOLLOW"),
    row(Note, ANYWHERE, Test(is_foreign_note), "Korrektur: Die Wahl findet am 11. Mai statt, nicht am 4. Mai."),
    row(Note, ENDS, Test(is_foreign_note_at_an_end), "In een eerdere versie stond dat de brug open was."),
    row(Note, AFTER, Test(is_exchange_rate), "($1 = 7.4 harbour crowns)"),
    // Credits.
    row(Credit, AFTER, Starts(400, CreditsAssistance), "--With assistance from Ada Merrow and Tom Vale."),
    row(Credit, AFTER, Starts(500, CreditsStarts), "(Reporting by Nora Tilling; Editing by Tom Vale)"),
    row(Credit, AFTER, Ends(400, CreditsEnds), "Sample Wire writer Ada Merrow in Oslo contributed to this report."),
    row(Credit, ANYWHERE, Starts(300, CreditsCopyright), "Copyright 2024 Sample Wire. All rights reserved."),
    row(Credit, AFTER, Ends(300, CreditsCopyrightEnds), "Sample Wire 2024. All Rights Reserved."),
    row(Credit, ANYWHERE, Starts(120, CreditsPictures), "Photo: Tom Vale/Sample Wire"),
    row(Credit, FOOT, Whole(AgenciesAtTheEnd), " REUTER"),
    row(Credit, FOOT, Test(is_desk_code), "nt/tv/am"),
    row(Credit, ANYWHERE, Test(is_picture_credit), "Tom Vale/Sample Wire/Getty Images"),
    row(
        Credit,
        FOOT,
        Test(is_contributed),
        "Sample Wire contributed to this report. Follow Nora Tilling at @noratilling.",
    ),
    // Bylines and datelines.
    row(Byline, TOP, Test(is_byline), "By Nora Tilling and TOM VALE, Sample Wire"),
    row(Byline, TOP, Ends(100, BylinesEnds), "Nora Tilling, Staff Writer"),
    row(Credit, TOP, Starts(90, CreditsAtTheTop), "BC-Canal, 2nd Ld-Writethru"),
    row(Credit, TOP, Whole(AgenciesAtTheTop), "The Associated Press"),
    row(Dateline, TOP, Test(dateline::is_dateline), "PORT ELLERY, March 4 (Sample Wire)"),
    row(Dateline, ANYWHERE, Test(is_stamp), "Published March 4, 2024 10:30 a.m. GMT"),
    // End marks.
    row(Furniture, FOOT, Whole(FurnitureEndMarks), "The End"),
    row(Furniture, FOOT, Test(is_end_mark), "-30-"),
    // Furniture of web pages.
    row(Furniture, ANYWHERE, Whole(FurnitureWhole), "Leave a Comment"),
    row(
        Furniture,
        ANYWHERE,
        Starts(300, FurnitureStarts),
        "Sign up for our newsletter and have the harbour in your mailbox every morning.",
    ),
    row(
        Furniture,
        ANYWHERE,
        Begun(&[FurniturePlugsToHear, FurniturePlugsToRead], is_plug),
        "Follow The Harbour Notebook podcast on your favourite app.",
    ),
    row(Furniture, ANYWHERE, Begun(&[FurnitureInvitations], is_invitation), "Get our app for Android and iOS"),
    row(Furniture, ANYWHERE, Test(is_reading_time), "3 min read"),
    row(Furniture, ANYWHERE, Test(is_navigation), "Home News World Business Sport Opinion"),
    row(Furniture, ANYWHERE, Test(is_count), "Comments (212)"),
    row(
        Furniture,
        ANYWHERE,
        Begun(&[FurnitureAppeals], is_appeal),
        "Do you live at the harbour? Email newsdesk@sample.example",
    ),
    row(Furniture, AFTER, Test(is_tags), "Topics: Port Ellery / Canals"),
    row(Furniture, ANYWHERE, Test(is_rule), "___"),
];
