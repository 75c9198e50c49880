//! Kinds of web pages on which the article is more than the element that is marked as it, or less.

#![expect(clippy::unwrap_used, reason = "a panic is the report of a test, in its helpers too")]

use recto::format::{self, Hint};
use recto::text::Document;

fn read(body: &str) -> Document {
    let page = format!("<html><head><title>How to cross the river</title></head><body>{body}</body></html>");
    format::read(page.into_bytes(), &Hint::none()).unwrap()
}

const QUESTION: &str =
    "The ferry sank at its moorings on Monday, and I have to get to work on the other bank every day.";
const ANSWERS: [&str; 2] = [
    "The fishing boats take passengers from the quay at seven and at eight, for two crowns each, until dark.",
    "There is a bridge nine miles upstream, which the bus crosses every hour, and the fare is three crowns.",
];

#[test]
fn a_question_is_read_with_its_answers() {
    let post = |text: &str, class: &str| format!("<div class={class}><div class='post-text'><p>{text}</p></div></div>");
    let [first, second] = ANSWERS.map(|answer| post(answer, "answer"));
    let page = read(&format!(
        "<header><a href=/>The river forum</a></header><h1>How to cross the river</h1>{}{first}{second}",
        post(QUESTION, "question")
    ));
    assert!([QUESTION, ANSWERS[0], ANSWERS[1]].iter().all(|text| page.text.contains(text)), "{}", page.text);
    assert!(!page.text.contains("forum"), "{}", page.text);
}

#[test]
fn of_several_articles_with_titles_the_first_is_read() {
    let article =
        |title: &str, text: &str| format!("<div><h1>{title}</h1><div class='article-body'><p>{text}</p></div></div>");
    let page = read(
        &(article("How to cross the river", &format!("{QUESTION} {}", ANSWERS[0])) + &article("A bridge", ANSWERS[1])),
    );
    assert!(page.text.contains(QUESTION) && !page.text.contains(ANSWERS[1]), "{}", page.text);
}

#[test]
fn a_short_column_of_links_beside_the_article_is_left_out() {
    let text = [QUESTION, ANSWERS[0], ANSWERS[1]].join("<br><br>");
    let page = read(&format!(
        "<table><tr><td>{text}</td><td><b>Also today</b><br><a href=1>Toll rises</a><br><a href=2>Quay shut</a></td></tr></table>"
    ));
    assert!(page.text.contains(QUESTION) && !page.text.contains("Also today"), "{}", page.text);
}

#[test]
fn the_comments_of_a_german_page_are_left_out() {
    let page = read(&format!(
        "<main><article class=artikel><h1>How to cross the river</h1><p>{QUESTION}</p><p>{}</p><div class=kommentare>\
         <h3>Kommentare</h3><p>{}</p></div></article></main>",
        ANSWERS[0], ANSWERS[1]
    ));
    assert!(page.text.contains(ANSWERS[0]) && !page.text.contains(ANSWERS[1]), "{}", page.text);
}

#[test]
fn previews_of_other_articles_are_left_out_unless_they_are_the_text() {
    let item = |n: usize| format!("<div><h3><a href=/{n}>Story number {n}</a></h3><p>{}</p></div>", ANSWERS[n % 2]);
    let items: String = (0..4).map(item).collect();
    let text = format!("<p>{QUESTION} {0}</p><p>{0} {QUESTION}</p>", ANSWERS[0]);
    let page = read(&format!("<main><h1>How to cross the river</h1>{text}{}</main>", item(1)));
    assert!(page.text.contains(QUESTION) && !page.text.contains("Story number"), "{}", page.text);
    let page = read(&format!("<main><h1>How to cross the river</h1><p>{QUESTION}</p>{items}</main>"));
    assert!(page.text.contains("Story number 3") && page.text.contains(ANSWERS[1]), "{}", page.text);
    let page = read(&format!(
        "<main><h1>How to cross the river</h1><p>{QUESTION}</p><section><h2>Latest news</h2>{items}</section></main>"
    ));
    assert!(page.text.contains(QUESTION) && !page.text.contains("Story number"), "{}", page.text);
}

#[test]
fn comments_with_links_to_answer_are_left_out_unless_the_page_is_a_conversation() {
    let post = |text: &str| format!("<div><p>{text}</p><a href=#>Reply</a> <a href=#>Share</a></div>");
    let posts = [QUESTION, ANSWERS[0], ANSWERS[1]].map(post).concat();
    let text = "The ferry that links the two banks of the Leme sank at its moorings early on Monday, and nobody was hurt. \
                Engineers had warned the council in March that the hull was thin below the waterline, minutes show.";
    let page = read(&format!("<h1>How to cross the river</h1><div><p>{text}</p></div>{posts}"));
    assert!(page.text.contains("Engineers") && !page.text.contains(ANSWERS[0]), "{}", page.text);
    let page = read(&format!("<h1>How to cross the river</h1>{posts}"));
    assert!(page.text.contains(QUESTION) && page.text.contains(ANSWERS[0]), "{}", page.text);
}

#[test]
fn a_quotation_that_repeats_the_text_is_left_out() {
    let page = read(&format!(
        "<article><h1>How to cross the river</h1><p>{QUESTION}</p><p>“{}” she said.</p><aside>{}</aside><p>{}</p>\
         <blockquote>Nobody told the ferryman about it.</blockquote></article>",
        ANSWERS[0], ANSWERS[0], ANSWERS[1]
    ));
    assert_eq!(page.text.matches("seven and at eight").count(), 1, "{}", page.text);
    assert!(page.text.contains("Nobody told"), "{}", page.text);
}

#[test]
fn a_story_in_pictures_is_its_captions() {
    let figure = |text: &str| format!("<li><figure><img src=a><figcaption>{text}</figcaption></figure></li>");
    let figures = [QUESTION, ANSWERS[0], ANSWERS[1]].map(figure).concat();
    let page =
        read(&format!("<div><h1>How to cross the river</h1><p>A year on the ferry.</p><ul>{figures}</ul></div>"));
    assert!([QUESTION, ANSWERS[0], ANSWERS[1]].iter().all(|text| page.text.contains(text)), "{}", page.text);
}

#[test]
fn addresses_that_the_text_gives_are_part_of_it() {
    let list = |link: &str| format!("<ul><li><a href='https://sample.example/fares'>{link}</a></li></ul>");
    let page = |link: &str| {
        let [first, second] = ANSWERS;
        read(&format!("<h1>How to cross the river</h1><p>{QUESTION}</p><p>{first}</p>{}<p>{second}</p>", list(link)))
    };
    assert!(page("https://sample.example/fares").text.contains("https://sample.example/fares"));
    assert!(!page("The fares of the ferry").text.contains("fares of"));
}

/// Four paragraphs, long enough for an article.
fn article() -> String {
    let text = "The ferry that links the two banks of the Leme sank at its moorings early on Monday, and nobody was hurt. \
                Engineers had warned the council in March that the hull was thin below the waterline, minutes show.";
    [text, QUESTION, ANSWERS[0], ANSWERS[1]].map(|paragraph| format!("<p>{paragraph}</p>")).concat()
}

#[test]
fn a_long_column_beside_a_marked_article_is_left_out() {
    let news =
        |n: usize| format!("<li>{n}:15 The harbour master of Port {n} counts the boats that came in at night.</li>");
    let news: String = (1..20).map(news).collect();
    let page = read(&format!(
        "<div><h1>How to cross the river</h1><div itemprop='articleBody'>{}</div><aside><ul>{news}</ul></aside></div>",
        article()
    ));
    assert!(page.text.contains("Engineers") && !page.text.contains("harbour master"), "{}", page.text);
}

#[test]
fn names_of_elements_around_the_title_and_the_first_text_say_little() {
    let beside = format!("<div><p>{} {}</p></div>", QUESTION, ANSWERS[1]);
    for page in [
        format!("<div class='paywall-box'><h1>How to cross the river</h1><div>{}</div></div>", article()),
        format!("<h1>How to cross the river</h1><div class='with-menu'><div>{}</div></div>", article()),
    ] {
        let page = read(&format!("{page}{beside}"));
        assert!(page.text.contains("Engineers"), "{}", page.text);
    }
    let page =
        read(&format!("<h1>How to cross the river</h1><p><span class='tags-x'>{QUESTION}</span></p>{}", article()));
    assert_eq!(page.text.matches(QUESTION).count(), 2, "{}", page.text);
}

#[test]
fn of_articles_below_each_other_the_one_with_the_title_is_read() {
    let other = format!("<article><h2>The mill burns</h2><p>Nobody saw {}</p>{}</article>", QUESTION, article());
    let page = read(&format!(
        "<main><div><article><h2>How to cross the river</h2>{}</article>{other}{other}</div></main>",
        article()
    ));
    assert!(page.text.contains("Engineers") && !page.text.contains("mill burns"), "{}", page.text);
}

#[test]
fn an_account_of_the_writer_is_left_out() {
    let writer = "Ann Marlow has written about boats for the paper since 2011, and before that she was a pilot on the Leme. \
                  She lives on a barge with two dogs, and her first book, on locks, came out last year.";
    let page = read(&format!(
        "<h1>How to cross the river</h1>{}<div class='author-box'><b>Ann Marlow</b><p>{writer}</p></div>",
        article().repeat(2)
    ));
    assert!(page.text.contains("Engineers") && !page.text.contains("barge"), "{}", page.text);
}

#[test]
fn items_with_a_linked_title_of_the_same_site_are_previews() {
    let list = |site: &str| {
        let item = |n: usize| format!("<li><a href='{site}/{n}'>Story number {n}</a><p>{}</p></li>", ANSWERS[n % 2]);
        (0..2).map(item).collect::<String>()
    };
    let page = |site: &str| {
        read(&format!("<div><h1>How to cross the river</h1>{}<ul>{}</ul></div>", article().repeat(2), list(site)))
    };
    assert!(!page("").text.contains("Story number 1"));
    assert!(page("https://another.example").text.contains("Story number 1"));
}

#[test]
fn comments_with_their_times_are_left_out() {
    let comment =
        |n: usize| format!("<div><b>Reader {n}</b> 2 May 2024 09:1{n}<p>I took the bus: {}</p></div>", ANSWERS[1]);
    let comments: String = (0..4).map(comment).collect();
    let page = read(&format!("<h1>How to cross the river</h1><div>{}</div><div>{comments}</div>", article()));
    assert!(page.text.contains("Engineers") && !page.text.contains("Reader"), "{}", page.text);
    let page = read(&format!("<h1>How to cross the river</h1><div>{comments}</div>"));
    assert!(page.text.contains("Reader 3"), "{}", page.text);
}

#[test]
fn what_is_between_comments_is_left_out_with_them() {
    let post = |text: &str| format!("<div><p>{text}</p><a href=#>Reply</a></div><b>Well said!</b>");
    let posts = [QUESTION, ANSWERS[0], ANSWERS[1]].map(post).concat();
    let page = read(&format!("<h1>How to cross the river</h1><div>{}</div><div>{posts}</div>", article()));
    assert!(page.text.contains("Engineers") && !page.text.contains("Well said"), "{}", page.text);
}

#[test]
fn what_a_label_heads_is_left_out_up_to_the_next_heading() {
    let item = format!("<h3><a href=/1>Story number 1</a></h3><p>{} <a href=/1>More of this story</a></p>", ANSWERS[0]);
    let page = read(&format!(
        "<div><h1>How to cross the river</h1>{}<h2>Related articles</h2>{item}<h2>Fares</h2><p>Two crowns.</p></div>",
        article().repeat(2)
    ));
    assert!(page.text.contains("Two crowns") && !page.text.contains("Story number"), "{}", page.text);
}

#[test]
fn a_list_above_the_headline_is_left_out_and_a_paragraph_between_it_and_the_article_is_read() {
    let page = read(&format!(
        "<div><ul><li>Edition: North</li><li>South</li></ul><h1>How to cross the river</h1><div><p>{QUESTION}</p></div>\
         <div class='article-body'>{0}{0}</div></div>",
        article().replace(QUESTION, "It was old.")
    ));
    assert!(page.text.contains(QUESTION) && !page.text.contains("Edition"), "{}", page.text);
}

#[test]
fn a_lower_heading_with_the_title_is_the_headline_and_paragraphs_in_captions_are_captions() {
    let figure = "<figure><img src=a><figcaption><p>The quay at noon.</p></figcaption></figure>";
    let page = read(&format!("<h1>The Leme Post</h1><div><h4>How to cross the river</h4>{}{figure}</div>", article()));
    assert_eq!(page.title().unwrap(), "How to cross the river", "{}", page.text);
    let caption = page.blocks.iter().find(|block| block.span.of(&page.text) == "The quay at noon.").unwrap();
    assert_eq!(caption.kind, recto::text::BlockKind::Caption);
}

#[test]
fn a_quotation_that_says_something_new_is_read_whatever_its_name() {
    let page = read(&format!(
        "<div><h1>How to cross the river</h1>{}<blockquote class=pullquote>Nobody told the ferryman.</blockquote>{}</div>",
        article(),
        article()
    ));
    assert!(page.text.contains("Nobody told the ferryman"), "{}", page.text);
}

#[test]
fn a_caption_in_a_paragraph_is_a_block_of_its_own() {
    let page = read(&format!(
        "<h1>How to cross the river</h1><p><span><img src=a><span class=caption>© Ann Marlow</span></span>{QUESTION}</p>{}",
        article().replace(QUESTION, "It was old.")
    ));
    assert!(page.blocks.iter().any(|block| block.span.of(&page.text) == QUESTION), "{}", page.text);
}
