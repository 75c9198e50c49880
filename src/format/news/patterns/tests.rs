use super::form::Form::{Begun, Bracketed, Ends, Starts, Whole};
use super::table::ANYWHERE;
use super::*;
use BlockKind::{Byline, Caption, Credit, Dateline, Furniture, Note};

#[test]
fn each_row_matches_its_example() {
    for row in TABLE {
        let example = row.example.trim();
        assert!(row.form.matches(example, &Folded::of(example)), "{example}");
        assert_eq!(recognise(example, row.places[0]), Some(row.kind), "{example}");
    }
}

#[test]
fn the_table_is_folded() {
    for row in TABLE {
        if let Whole(group) | Starts(_, group) | Ends(_, group) | Bracketed(group) = row.form {
            for line in group.phrases().iter() {
                assert_eq!(line.trim(), fold(line), "{line:?}");
                // A space at its end is before the next word.
                let begun = if line.ends_with(' ') { format!("{line}x") } else { line.to_owned() };
                assert!(OPENINGS.groups(&begun) & group.bit() != 0, "{line:?}");
                assert!(line.len() < Folded::END_BYTES, "{line:?}");
            }
        }
        if let Begun(groups, _) = row.form {
            for (group, line) in groups.iter().flat_map(|group| group.phrases().iter().map(move |line| (group, line))) {
                for begun in [format!("{line}x"), format!("{}X", line.to_uppercase()), format!("{line}  x")] {
                    assert!(OPENINGS.groups(&begun) & group.bit() != 0, "{begun:?}");
                }
            }
        }
    }
}

#[test]
fn more_forms() {
    for (line, place, kind) in [
        ("©2024 Sample Wire L.P.", Place::Foot, Credit),
        ("Reporting by Nora Tilling in Port Ellery; Editing by Tom Vale and Ada Merrow", Place::Foot, Credit),
        ("(Corrects cost of repairs in third paragraph.)", Place::Foot, Note),
        ("Editor’s note: the council has 12 members.", Place::Top, Note),
        ("Never miss an episode. Follow The Asia Notebook podcast every Thursday.", Place::Middle, Furniture),
        ("Barges wait at the gate in Port Ellery. (AP Photo/Tom Vale)", Place::Top, Caption),
        ("Our Standards: The Harbour Trust Principles., opens new tab", Place::Foot, Furniture),
        ("Nora Tilling, AP", Place::Top, Byline),
        ("(By Nora Tilling)", Place::Foot, Credit),
        ("((nora@sample.example; +44 20 5555))", Place::Foot, Credit),
        ("June 19, 2024", Place::Top, Dateline),
        ("Updated: 3:10 p.m.", Place::Top, Dateline),
        ("(Sample text written for Recto; the town is invented.)", Place::Foot, Note),
        ("Skip to main content", Place::Top, Furniture),
        ("Home | World | Asia", Place::Top, Furniture),
        ("Home > Sport", Place::Top, Furniture),
        ("1,204 comments", Place::Foot, Furniture),
        ("Sign up to Low Tide: our free daily email with the day’s harbour news", Place::Middle, Furniture),
        ("Get the Harbour Briefing in your inbox every morning", Place::Middle, Furniture),
        ("* * *", Place::Middle, Furniture),
        ("Barges at the north gate on Monday. Photograph: Tom Vale/Sample Wire", Place::Top, Caption),
        ("Nora Tilling in 1961 with a barge. Credit: Ellery Archive", Place::Top, Caption),
        ("The master and his mate at the gate, March 4, 2024. Pool photo by Tom Vale", Place::Top, Caption),
        ("• Additional reporting by Tom Vale", Place::Foot, Credit),
        ("• This article was amended on 4 March 2024 to correct a name.", Place::Foot, Note),
        ("Thu 14 Mar 2024 11.42 GMT", Place::Top, Dateline),
        ("Publié le 14 mars 2024 à 11h42", Place::Top, Dateline),
        ("Stand: 14.03.2024, 11:42 Uhr", Place::Top, Dateline),
        ("Analysis by Nora Tilling", Place::Top, Byline),
        ("(1 crown = $0.12)", Place::Foot, Note),
        ("Sample Wire | Updated: 2024-03-04 10:30", Place::Top, Dateline),
        ("Port Ellery - 04 Mar 2024 - 10:30 CET", Place::Top, Dateline),
        ("4 Mar 2024, 10:30 AM IST", Place::Top, Dateline),
        ("4 marzo 2024", Place::Top, Dateline),
        ("This is a breaking news story; check back for updates.", Place::Top, Note),
        ("Photographs by Tom Vale", Place::Top, Credit),
        ("• (This March 4 story has been refiled to fix a typo.)", Place::Foot, Note),
        ("*This story has been corrected.*", Place::Top, Note),
        ("**Editor’s note:** The council has 12 members.", Place::Foot, Note),
        ("(Refiles to fix typo in headline)", Place::Top, Note),
        ("(Rewrites first paragraph)", Place::Top, Note),
        ("(Repeats story first published on Monday, with no changes)", Place::Top, Note),
        ("An earlier version of this news story gave the wrong day.", Place::Foot, Note),
        ("Refiles to add dropped word in lead", Place::Top, Note),
    ] {
        assert_eq!(recognise(line, place), Some(kind), "{line}");
    }
}

#[test]
fn sentences_of_a_story_are_not_matched() {
    for line in [
        "By the end of the day the gate was shut.",
        "By Friday",
        "Share prices fell on Monday.",
        "Comments by the minister were met with silence.",
        "Read more, the teacher said.",
        "Follow the money, she said, and you will find the harbour.",
        "Reuters reported the closure on Monday.",
        "Related industries lost 400 jobs.",
        "Print and radio were asked to hold the story.",
        "The photo was sold via Getty Images.",
        "“Click here to win,” the message said.",
        "Ends justify means, he told the court.",
        "(She declined to comment.)",
        "Corrected figures will be published in June.",
        "The picture was handed to Reuters. She kept a copy of it/another",
        "Subscribe or leave, the sign on the gate said.",
        "Sign up to fight, our newsletter said.",
        "Get out of your bed, the bulletin said.",
        "Do you love me? she asked.",
        "Have you seen it? Tell me.",
        "World news was scarce.",
        "Home and away the team lost.",
        "He took no photo by night of Tom Vale",
        "Two views",
        "- She went home and slept",
        "- Note: the gate is shut",
        "Note: the gate is shut",
        "Note that the gate is shut.",
        "NOTE: 1986 includes tax credit of 840,000 dlrs",
        "(Note: 1986 figures restated.)",
        "This August the story of the gate was told again.",
        "In August, the gate was shut.",
        "(In August he said it would open.)",
        "An earlier version of this bill failed in the senate.",
        "Follow him on his way through the town",
        "The island can be reached at low tide",
        "Either/or, said the AP",
        "Canal - 4 March was the day",
        "Topics: the frost, the gate, and who pays for them",
        "The town (population = 40)",
        "-5",
    ] {
        for place in ANYWHERE {
            assert_eq!(recognise(line, *place), None, "{line}");
        }
    }
}

#[test]
fn beginnings_of_stories_are_not_matched() {
    for line in [
        "Get our troops home before the winter, the mothers wrote.",
        "Join our march, they shouted from the gate.",
        "Want more bread? Bake it.",
        "Share this bread with your neighbour, the priest told them.",
    ] {
        assert_eq!(recognise(line, Place::Middle), None, "{line}");
    }
    assert_eq!(recognise("Join our WhatsApp channel for the latest", Place::Middle), Some(BlockKind::Furniture));
}
