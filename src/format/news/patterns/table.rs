//! The table of patterns.

use super::Place;
use super::credits::{is_caption, is_contributed, is_desk_code, is_exchange_rate, is_picture_credit, is_stamp};
use super::form::Form;
use super::furniture::{is_appeal, is_count, is_invitation, is_plug, is_reading_time, is_rule, is_tags};
use super::notes::is_note;
use super::sections::is_navigation;
use crate::format::news::dateline;
use crate::format::news::names::is_byline;
use crate::text::BlockKind;

use BlockKind::{Byline, Caption, Credit, Dateline, Furniture, Note};
use Form::{Bracketed, Ends, Starts, Test, Whole};

/// One row of the table.
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
const AFTER: &[Place] = &[Place::Middle, Place::Foot];

/// A row; its example says what is meant, and a test holds the row to it.
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

pub(super) const TABLE: &[Pattern] = &[
    // Captions come first: their last words look like a credit.
    row(
        Caption,
        ANYWHERE,
        Test(is_caption),
        "Barges wait at the north gate, March 4, 2024. Handout/Tom Vale/Pool via REUTERS",
    ),
    row(
        Caption,
        ANYWHERE,
        Starts(
            600,
            &[
                "file photo:", "file - ", "file-", "file photo - ", "caption:", "pictured:", "photo caption:",
                "in this photo", "in this image",
            ],
        ),
        "FILE PHOTO: Barges wait at the north gate in Port Ellery",
    ),
    // Editors' notes.
    row(
        Note,
        ANYWHERE,
        Bracketed(&[
            "updates ", "updating ", "adds ", "adding ", "corrects ", "correcting ", "recasts ", "refiles ",
            "repeats ", "rewrites ", "removes ", "clarifies ", "deletes ", "drops ", "changes ", "fixes ", "amends ",
            "restores ", "releads ", "resends ", "reissues ", "inserts ", "replaces ", "retransmits ",
            "writes through", "writes-through", "writethru", "new throughout", "story corrects", "company corrects",
            "company corrected", "story corrected", "story has been corrected", "this version corrects",
            "in paragraph ", "corrected ", "corrected)", "correction:", "clarification", "this story ", "this item ",
            "the story has ", "an earlier version", "a previous version", "earlier versions", "previous versions",
            "this is a developing story", "editor's note", "editors' note", "note to editors", "note to readers",
            "eds:", "sample text ", "embargo",
        ]),
        "(Updates with comment from harbour master in fourth paragraph.)",
    ),
    row(
        Note,
        ANYWHERE,
        Starts(
            500,
            &[
                "editor's note:", "editors' note:", "editor's note -", "note to editors:", "note to readers:",
                "note to editors -", "attention editors:", "eds:", "eds.:", "correction:", "corrections:",
                "corrected:", "clarification:", "amended:", "clarifies ", "embargoed until", "embargoed for",
                "not for release before", "-- corrects", "--corrects", "- corrects", "-- updates", "--updates",
                "-- adds", "-- recasts", "-- clarifies", "-- refiles", "-- removes", "corrects ", "refiles ",
                "recasts ", "releads ",
            ],
        ),
        "Corrects year of loss in third paragraph",
    ),
    row(
        Note,
        ANYWHERE,
        Starts(
            500,
            &[
                "this story has been corrected", "this story has been updated", "this story has been clarified",
                "this story has been refiled", "this story was corrected", "this story was updated",
                "this article has been corrected", "this article has been updated", "this article has been amended",
                "this article was corrected", "this article was updated", "this article was amended",
                "this report has been corrected", "this report has been updated", "this version corrects",
                "this story corrects", "this is a corrected version", "this is an updated version",
                "an earlier headline", "this is a breaking news story", "this is a breaking story",
                "this is a developing story", "this story is developing", "this is a developing news story",
            ],
        ),
        "This story has been corrected to show that the gate has two cables, not four.",
    ),
    row(Note, ANYWHERE, Test(is_note), "NOTE: company corrects year of loss in third paragraph"),
    row(
        Note,
        ANYWHERE,
        Whole(&[
            "corrected", "correction", "(corrected)", "for immediate release", "for immediate use",
            "not for publication", "developing", "developing story", "this is a developing story", "more to follow",
            "more follows", "breaking news - more to follow",
        ]),
        "MORE TO FOLLOW",
    ),
    row(Note, AFTER, Test(is_exchange_rate), "($1 = 7.4 harbour crowns)"),
    // Who made it.
    row(
        Credit,
        AFTER,
        Starts(
            400,
            &[
                "--with assistance", "-- with assistance", "--with reporting", "-- with reporting",
                "--with contributions", "with assistance from", "--editors:", "-- editors:", "--by ", "-- by ",
            ],
        ),
        "--With assistance from Ada Merrow and Tom Vale.",
    ),
    row(
        Credit,
        AFTER,
        Starts(
            500,
            &[
                "reporting by", "(reporting by", "[reporting by", "(reporting and writing by",
                "reporting and writing by", "(additional reporting", "additional reporting by",
                "additional reporting:", "(editing by", "editing by", "(writing by", "writing by", "written by",
                "(compiled by", "compiled by", "edited by", "(edited by", "translated by", "(translation by",
                "photos by", "graphics by", "graphic by", "(by ", "to contact the reporter", "to contact the editor",
                "to contact the author", "(for more ", "((",
            ],
        ),
        "(Reporting by Nora Tilling; Editing by Tom Vale)",
    ),
    row(
        Credit,
        AFTER,
        Ends(
            400,
            &[
                "contributed to this report", "contributed to this story", "contributed to this article",
                "contributed reporting", "contributed to the report", "contributed from",
            ],
        ),
        "Sample Wire writer Ada Merrow in Oslo contributed to this report.",
    ),
    row(
        Credit,
        ANYWHERE,
        Starts(
            300,
            &[
                "©", "(c) 20", "(c) 19", "(c) copyright", "copyright ©", "copyright (c)", "copyright 20",
                "copyright 19", "copyright the ", "copyright reuters", "copyright by", "copyright:",
                "all rights reserved", "all content ©",
            ],
        ),
        "Copyright 2024 Sample Wire. All rights reserved.",
    ),
    row(
        Credit,
        AFTER,
        Ends(
            300,
            &[
                "all rights reserved",
                "may not be published, broadcast, rewritten or redistributed",
                "may not be reproduced without permission",
            ],
        ),
        "Sample Wire 2024. All Rights Reserved.",
    ),
    row(
        Credit,
        ANYWHERE,
        Starts(
            120,
            &[
                "photo:", "photo by", "photograph:", "photograph by", "photos:", "image:", "image credit",
                "image source", "picture:", "photo credit", "credit:", "getty images", "reuters/", "ap photo",
                "(ap photo", "afp photo", "source:", "(photo by", "(photo:", "illustration:", "illustration by",
                "video by",
            ],
        ),
        "Photo: Tom Vale/Sample Wire",
    ),
    row(
        Credit,
        FOOT,
        Whole(&[
            "reuter", "reuters", "reut", "rtr", "reuter&#3", "&#3", "ap", "ap-", "afp", "upi", "dpa", "tass", "-tass-",
            "xinhua", "bloomberg", "(end)", "source: reuters",
        ]),
        " REUTER",
    ),
    row(Credit, FOOT, Test(is_desk_code), "nt/tv/am"),
    row(Credit, ANYWHERE, Test(is_picture_credit), "Tom Vale/Sample Wire/Getty Images"),
    row(
        Credit,
        FOOT,
        Test(is_contributed),
        "Sample Wire contributed to this report. Follow Nora Tilling at @noratilling.",
    ),
    // Who wrote it, where and when.
    row(Byline, TOP, Test(is_byline), "By Nora Tilling and TOM VALE, Sample Wire"),
    row(
        Byline,
        TOP,
        Ends(
            100,
            &[
                ", associated press", ", the associated press", ", ap", ", reuters", ", afp", ", bloomberg",
                ", bloomberg news", ", staff writer", ", staff reporter", " staff writer", "our own correspondent",
                "our foreign staff", "reuters staff", "afp staff",
            ],
        ),
        "Nora Tilling, Staff Writer",
    ),
    row(
        Credit,
        TOP,
        Starts(
            90,
            &[
                "bc-", "reporting from ", "photographs by ", "photography by ", "photos by ", "edited by ",
                "edited by:", "illustrations by ", "graphics by ", "translated by ",
            ],
        ),
        "BC-Canal, 2nd Ld-Writethru",
    ),
    row(
        Credit,
        TOP,
        Whole(&[
            "associated press", "the associated press", "reuters", "afp", "agence france-presse", "bloomberg",
            "bloomberg news", "ap", "upi", "dpa",
        ]),
        "The Associated Press",
    ),
    row(Dateline, TOP, Test(dateline::is_dateline), "PORT ELLERY, March 4 (Sample Wire)"),
    row(Dateline, ANYWHERE, Test(is_stamp), "Published March 4, 2024 10:30 a.m. GMT"),
    // End marks.
    row(
        Furniture,
        FOOT,
        Whole(&[
            "the end", "fin", "ende", "ends", "end", "-30-", "- 30 -", "--30--", "30", "###", "# # #", "-end-",
            "-ends-", "/ends", "(ends)",
        ]),
        "-30-",
    ),
    // What the page around the story left behind.
    row(
        Furniture,
        ANYWHERE,
        Whole(&[
            "comments", "comment", "no comments", "leave a comment", "leave a reply", "post a comment",
            "add a comment", "view comments", "show comments", "join the conversation", "join the discussion", "share",
            "share this", "share this article", "share this story", "share on facebook", "share on twitter",
            "share on x", "tweet", "facebook", "twitter", "whatsapp", "email", "e-mail", "print", "copy link", "save",
            "like this", "like", "loading", "advertisement", "advertisment", "ad", "sponsored", "sponsored content",
            "promoted", "story continues below advertisement", "article continues below advertisement",
            "advertisement - scroll to continue", "article content", "continue reading", "keep reading", "read more",
            "read full story", "read next", "read also", "also read", "see also", "related", "related news",
            "related stories", "related articles", "related topics", "related posts", "related content",
            "you may also like", "you might also like", "more on this story", "more from this section", "most read",
            "most popular", "popular now", "trending", "trending now", "recommended", "recommended stories",
            "recommended for you", "up next", "sign up", "sign in", "log in", "subscribe", "subscribe now",
            "newsletter", "skip to content", "back to top", "previous post", "next post", "previous", "next", "tags",
            "topics", "categories", "about the author", "purchase licensing rights", "opens new tab",
            "listen to this article", "listen to article", "follow us", "menu", "search", "close", "home", "watch",
            "play", "gift this article", "report this ad", "report an error", "skip to main content",
            "skip to navigation", "skip to footer", "most viewed", "most commented", "reuse this content",
            "explore more on these topics", "editors' picks", "editor's picks", "show more", "show less", "load more",
            "load more comments", "hide comments", "comments are closed", "share on linkedin", "share on whatsapp",
            "share via email", "share by email", "view image in fullscreen", "back to homepage", "back to home page",
            "more stories", "more news", "top stories", "latest news", "our newsletters", "support us", "donate",
            "contact us", "terms of use", "privacy policy", "cookie policy", "cookie settings", "register",
            "published", "skip advertisement", "give this article", "story saved", "image caption", "image caption,",
            "you can find this story in my bookmarks", "order reprints", "today's paper", "related internet links",
            "around the bbc", "this video can not be played", "media caption", "getty images video", "copy this link",
            "about sharing", "recommended reading", "sponsored links", "paid content", "paid post", "lesen sie auch",
            "mehr zum thema", "das könnte sie auch interessieren", "auch interessant", "teilen", "drucken", "anzeige",
            "werbung", "kommentare", "zur startseite", "lire aussi", "à lire aussi", "partager", "imprimer",
            "publicité", "commentaires", "réagir", "lire plus tard", "lea también", "lee también",
            "te puede interesar", "compartir", "publicidad", "comentarios", "leggi anche", "pubblicità", "commenti",
            "condividi", "lees ook", "my account", "archivado en", "view all", "see all", "read the full story",
            "add to favorites", "add to favourites", "enlarge image",
        ]),
        "Leave a Comment",
    ),
    row(
        Furniture,
        ANYWHERE,
        Starts(
            300,
            &[
                "this site uses akismet", "learn how your comment data", "your email address will not be published",
                "required fields are marked", "save my name, email", "by signing up", "by subscribing, you",
                "enter your email", "we use cookies", "this website uses cookies", "this site uses cookies",
                "never miss an episode", "never miss a story", "our standards:", "our standards: the ",
                "support our journalism", "support local journalism", "listen to the podcast", "listen to our podcast",
                "subscribe to our", "subscribe to the", "sign up for our", "sign up for the", "sign up to our",
                "sign up here", "sign up to receive", "sign up for free", "sign up now", "click here to",
                "click here for", "tap here to", "follow us on", "follow us @", "follow @", "like us on",
                "become a subscriber", "also read |", "related |", "read more |", "watch |", "read |", "[related",
                "[read more", "join us on", "don't miss our", "download our app", "download the app", "share this:",
                "like this:", "related:", "related story:", "related stories:", "related articles:", "read more:",
                "read more about ", "read next:", "read also:", "also read:", "read:", "see also:", "up next:",
                "watch:", "watch now:", "watch live:", "listen:", "must read:", "don't miss:", "tags:", "filed under",
                "posted in", "categories:", "most read from", "more stories from", "more stories like this",
                "this article originally appeared", "this story originally appeared",
                "this article was originally published", "this story was originally published",
                "this post was originally published", "for more stories like this", "advertisement -",
                "story continues below", "article continues below", "you have reached your limit",
                "to continue reading", "already a subscriber", "become a member", "have a tip?", "got a tip?",
                "follow the writer", "view original", "follow him on twitter", "follow her on twitter",
                "follow him on x", "follow her on x", "follow them on x", "follow him on bluesky",
                "follow her on bluesky", "follow the author", "comments are closed", "log in to comment",
                "sign in to comment", "allow all cookies", "this article is more than",
                "this article includes content", "a version of this article appear", "the bbc is not responsible",
                "lesen sie auch:", "lesen sie mehr", "mehr zum thema:", "lire aussi :", "lire aussi:",
                "à lire aussi :", "à lire :", "temps de lecture", "lesezeit", "lea también:", "lee también:",
                "tiempo de lectura", "leggi anche:", "lees ook:",
            ],
        ),
        "Sign up for our newsletter and have the harbour in your mailbox every morning.",
    ),
    row(Furniture, ANYWHERE, Test(is_plug), "Follow The Harbour Notebook podcast on your favourite app."),
    row(Furniture, ANYWHERE, Test(is_invitation), "Get our app for Android and iOS"),
    row(Furniture, ANYWHERE, Test(is_reading_time), "3 min read"),
    row(Furniture, ANYWHERE, Test(is_navigation), "Home News World Business Sport Opinion"),
    row(Furniture, ANYWHERE, Test(is_count), "Comments (212)"),
    row(Furniture, ANYWHERE, Test(is_appeal), "Do you live at the harbour? Email newsdesk@sample.example"),
    row(Furniture, AFTER, Test(is_tags), "Topics: Port Ellery / Canals"),
    row(Furniture, ANYWHERE, Test(is_rule), "___"),
];
