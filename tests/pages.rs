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
