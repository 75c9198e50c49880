//! Text is hidden as furniture only with evidence: no first line or headline is taken for furniture of a web page,
//! whatever it says. The lines are of the kinds most similar to furniture: rubrics in capitals, lines that begin with a
//! label, words of buttons, dates, names, numbers.

use recto::format;
use recto::text::{BlockKind, Document};

const FIRST_LINES: [&str; 91] = [
    // Rubrics and slugs of wire copy.
    "PORT ELLERY COCOA REVIEW", "ELLERY GRAIN STOCKS FOR WEEK", "U.K. MONEY MARKET GIVEN 85 MLN STG HELP",
    "QUARRY CORP 1ST QTR NET", "TOP NEWS", "SPORTS SHORTS", "WEATHER", "CORRECTED - BRANNICK NET",
    "UPDATE 2-Storm nears the coast", "HIGHLIGHTS OF THE BUDGET", "EARNINGS CALENDAR", "BULLETIN",
    // Labels before text.
    "Related: my brother's letters", "Recommended: nothing at all", "More: a life",
    "Share: how the co-operatives divided the catch", "Tags: what the ear of a cow can tell",
    "tags: what I wrote on boxes when I moved house", "Categories: Aristotle's and mine",
    "Photo: a story in one exposure", "Advertisement: the poem that sold soap",
    "Subscribe: a history of the serial novel", "Comment: the council is wrong about the bridge",
    "Opinion: why the ferry should stay", "Analysis: what the vote means for the harbour",
    "Exclusive: letters from the lighthouse", "Watch: the last clockmaker of Net Street",
    "Listen: what the foghorn said", "Read more: a plea for slow books", "See also: the footnote as a form of love",
    "Source: a river's beginning", "Follow: a dancer's memoir", "Newsletter: how a village began to print",
    "Next: the century of water", "Previous: a comedy of errors", "Menu: seven courses, one winter",
    "Search: the boy who walked into the fog", "Home: an essay", "Contact: first days on the ice",
    "Print: the smell of ink", "Topics: rain, mostly", // Words that buttons and boxes have too.
    "Share the road", "Follow the money", "Sign in blood", "Log in the river", "Subscribe to nothing",
    "Leave a comment at the grave", "Most read letters of the war", "Skip to the end of the world", "Back to top form",
    "Load more bricks", "Close the gate behind you", "Accept all cookies from strangers",
    "Click here, said the spider", "Download the moon", "Add to cart, horse and driver",
    "Cookie policy in the nursery", "Privacy notice on the convent door", "Terms and conditions of a truce",
    "All rights reserved for the poor", "You may also like the dark", "More from the island",
    "Read next year's almanac", "Trending towards winter", "Popular songs of the quarrymen", "Recommended for mercy",
    "Advertisement", "Comments", "Related", "Share", "Menu", // Short and strange.
    "1", "I", "XII", "1984", "Dear Sir,", "Hello?", "No.", "By the river", "By Night in Chile's South", "Page 3",
    "Chapter 7", "© and other signs", "@home", "#winter", "June 19", "10:40",
    "Minutes of the allotment society, 4 March", "A | B", "Home > Garden > Hedge",
    "https://example.org/ was where we met",
];

const BODY: &str = "The crew of the ferry had been on the water since four in the morning, and the wind had not let up for an \
    hour. Nobody at the quay expected them before noon.\n\nWhen the boat came in at last, the harbour master counted the \
    crates twice, wrote the number down and said that it would have to do for the week. The town had seen worse winters.\n";

fn document(text: &str) -> Document {
    format::plain_text(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

/// Whether a block of furniture begins inside the line.
fn hidden(document: &Document, line: &str) -> bool {
    let at = document.text.find(line).unwrap_or_else(|| panic!("{line} is not in the text"));
    let within = at..at + line.len();
    document.blocks.iter().any(|b| b.kind == BlockKind::Furniture && within.contains(&(b.span.start as usize)))
}

#[test]
fn no_first_line_is_hidden() {
    let texts = |line: &str| {
        let mut texts = vec![
            format!("{line}\n\n{BODY}"),
            format!("{line}\n{BODY}"),
            format!("{line}\n\nBy Nora Tilling\n\n{BODY}"),
            format!("{line}\n\nPORT ELLERY, March 4 (Sample Wire) - {BODY}"),
        ];
        // A single word above a headline is the name of its section, or a button.
        if line.contains(' ') && !line.starts_with("Categories:") {
            texts.push(format!("\n\n{line}\n\nA second line of a heading\n\n{BODY}"));
        }
        texts
    };
    let lost: Vec<_> = FIRST_LINES
        .iter()
        .flat_map(|line| texts(line).into_iter().enumerate().map(move |(n, text)| (line, n, text)))
        .filter(|(line, _, text)| hidden(&document(text), line))
        .map(|(line, n, _)| format!("{line} ({n})"))
        .collect();
    assert!(lost.is_empty(), "{} hidden: {lost:#?}", lost.len());
}

#[test]
fn no_meaningful_heading_inside_a_text_is_hidden() {
    let lost: Vec<_> = FIRST_LINES
        .iter()
        // Topics and a title may follow the same label: "Categories: Boats and ropes".
        .filter(|line| line.split(' ').count() > 2 && !line.starts_with("Categories:"))
        .filter(|line| hidden(&document(&format!("The winter at the quay\n\n{BODY}\n{line}\n\n{BODY}")), line))
        .collect();
    assert!(lost.is_empty(), "{} hidden: {lost:#?}", lost.len());
}

/// The opposite error: furniture at its usual place is still recognised.
#[test]
fn furniture_is_still_found() {
    let page = format!(
        "Skip to content\nMenu\nSubscribe\nSign in\n\nThe winter at the quay\n\nBy Nora Tilling\n\n{BODY}\nShare this article\n\n\
         Read more:\nGoats on the runway\nTwo sheep lost\n\nLeave a comment\n\n© 2024 Sample Wire. All rights reserved.\n"
    );
    let document = document(&page);
    for line in ["Share this article", "Leave a comment", "Menu"] {
        assert!(hidden(&document, line), "{line}: {:?}", document.blocks);
    }
    assert!(!hidden(&document, "The winter at the quay"));
}

#[test]
fn the_last_words_of_a_story_are_no_end_mark() {
    let last = |text: &str| document(text).blocks.last().map(|block| block.kind);
    for words in ["The end.", "The End", "THE END", "Fin.", "Ende"] {
        assert_eq!(last(&format!("The Ferry\n\n{BODY}\n{words}\n")), Some(BlockKind::Paragraph), "{words}");
    }
    for mark in ["-30-", "(ends)", "###"] {
        assert_eq!(last(&format!("The Ferry\n\n{BODY}\n{mark}\n")), Some(BlockKind::Furniture), "{mark}");
    }
    // Copy of an agency has other text outside the story.
    let copy = format!("The Ferry\n\nPORT ELLERY, March 4 (Sample Wire) - {BODY}\n");
    assert_eq!(last(&format!("{copy}ENDS\n")), Some(BlockKind::Furniture));
    assert_eq!(last(&format!("{copy}The end.\n")), Some(BlockKind::Paragraph));
}
