//! Rule-based sentence splitting.
//!
//! ```text
//! He met Gen. Hale at 6 p.m. “Will it hold?” Rooke asked. It did.
//! └──────────────────────────┘└────────────────────────────┘└─────┘
//!           ·      ·    ←→             ←────→                       marks considered, and the deciding context
//! ```
//!
//! One pass over the bytes stops at each mark that may end a sentence, takes the marks and closing quotes that go with
//! it, and checks a few words before and after. The context is bounded, so time is linear for any text. A quotation
//! that closes again soon is not split: its speaker belongs to all of it. A line break inside a block is white space
//! like any other: wrapped copy is still one sentence.

use super::BlockKind;
use super::Span;
use super::inline_list::List;
use super::is_space;
use super::punctuation::{is_mark, is_opener};
use super::quotes::closing;
use super::stops::{QUOTATION_BYTES, Stop, skip_space, tail};
use crate::lang::Language;

/// Appends the sentences of the block `span` of `text`, in order; together they cover everything in it but white space.
///
/// Headlines, headings, bylines, datelines, credits and rows of a table are one sentence each, and so is each line of code.
/// The language determines abbreviations.
pub fn sentence_spans(text: &str, span: Span, kind: BlockKind, language: Language, out: &mut Vec<Span>) {
    let block = span.of(text);
    let mut push = |start: usize, end: usize| {
        let at = span.start as usize;
        let part = block.get(start..end).unwrap_or("");
        let trimmed = part.trim_end_matches(is_space);
        let lead = trimmed.len() - trimmed.trim_start_matches(is_space).len();
        if lead < trimmed.len() {
            out.push(Span::new(at + start + lead, at + start + trimmed.len()));
        }
    };
    if matches!(
        kind,
        BlockKind::Headline
            | BlockKind::Heading
            | BlockKind::Byline
            | BlockKind::Dateline
            | BlockKind::Credit
            | BlockKind::TableRow
    ) {
        push(0, block.len());
        return;
    }
    if kind == BlockKind::Code {
        let mut at = 0;
        for line in block.split_inclusive(['\n', '\r']) {
            push(at, at + line.len());
            at += line.len();
        }
        return;
    }
    let mut start = skip_space(block, 0);
    let mut at = start;
    let mut list = List::begins(tail(block, at));
    if let Some(list) = &list {
        at += list.marker;
    }
    let mut quotation = Quotation::default();
    while let Some(&byte) = block.as_bytes().get(at) {
        if list.is_some() && is_ascii_space(byte) {
            let word = skip_space(block, at);
            if let Some(marker) = list.as_mut().and_then(|list| list.continues(tail(block, word))) {
                push(start, at);
                start = word;
                at = word + marker;
                continue;
            }
            at = word.max(at + 1);
        } else if byte < 0x80 && !matches!(byte, b'.' | b'!' | b'?' | b'"') {
            // Skip to the next byte that may end a sentence; in a list, white space may.
            let rest = &block.as_bytes()[at + 1..];
            let mark = |b: u8| b >= 0x80 || b == b'.' || b == b'!' || b == b'?' || b == b'"';
            let space = |b: u8| list.is_some() && is_ascii_space(b);
            let found = rest.iter().position(|&b| mark(b) || space(b));
            at += 1 + found.unwrap_or(rest.len());
        } else {
            let Some(c) = tail(block, at).chars().next() else { break };
            let Some(stop) = Stop::at(block, at, c, language) else {
                quotation.pass(block, at, c);
                at += c.len_utf8();
                continue;
            };
            if stop.quote {
                quotation = Quotation::default();
            }
            if let Some(cut) = stop.cut(block, start).filter(|_| !quotation.closes_after(block, stop.end)) {
                push(start, cut);
                start = skip_space(block, cut);
                at = start.max(stop.end);
                continue;
            }
            at = stop.end;
        }
    }
    push(start, block.len());
}

const fn is_ascii_space(byte: u8) -> bool {
    byte.is_ascii() && is_space(byte as char)
}

/// The open quotation, if any. Single quotes are ignored: most are apostrophes.
#[derive(Default)]
struct Quotation {
    /// The position of the opening mark, and the closing mark.
    open: Option<(usize, char)>,
}

impl Quotation {
    /// Processes the character at `at`.
    fn pass(&mut self, s: &str, at: usize, c: char) {
        if self.open.is_some_and(|(_, close)| close == c) {
            self.open = None;
            return;
        }
        let Some(&close) = closing(c).first() else { return };
        // A straight mark opens only before a word, as in 5'10" it does not; white space distinguishes »…« from «…».
        let before = s.get(..at).and_then(|s| s.chars().next_back());
        let begins = match c {
            '"' => !before.is_some_and(char::is_alphanumeric),
            '‘' | '‚' => false,
            '«' => before.is_none_or(|c| is_space(c) || is_opener(c) || matches!(c, '\'' | '’')),
            '»' => {
                let word = tail(s, at + c.len_utf8()).chars().next().is_some_and(|c| !is_space(c) && !is_mark(c));
                word && before.is_none_or(|c| is_space(c) || is_opener(c))
            }
            _ => true,
        };
        if begins {
            self.open = Some((at, close));
        }
    }

    /// Whether it closes after `at` and is short enough to be kept whole.
    fn closes_after(&self, s: &str, at: usize) -> bool {
        let Some((open, close)) = self.open else { return false };
        let opens = s.get(open..).and_then(|s| s.chars().next());
        let passed: usize = s.get(open..at).unwrap_or("").split(is_space).map(str::len).sum();
        let mut left = QUOTATION_BYTES.saturating_sub(passed);
        let mut rest = tail(s, at).chars().take_while(|&c| {
            left = left.saturating_sub(if is_space(c) { 0 } else { c.len_utf8() });
            left > 0
        });
        rest.find(|&c| c == close || Some(c) == opens) == Some(close)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::lang::Votes;

    /// Words and marks next to which a rule examines the white space.
    const WORDS: [&str; 40] = [
        "The", "a", "ferry", "said", "he", "Rooke", "It.", "ended.", "Dr.", "Corp.", "Inc.", "p.m.", "am", "15.", "3.",
        "Mai", "z.", "B.", "(see", "App.", "C)", "fig.", "9).", ".", ".", "...", "«", "»", "»,", "“Will", "hold?”",
        "hold.”", "1)", "2)", "a.", "b.", "•", "Sagte", "J.-C.", "etc.",
    ];

    fn split(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        let language = Votes::of(text).part_of(Language::ENGLISH);
        sentence_spans(text, Span::new(0, text.len()), BlockKind::Paragraph, language, &mut spans);
        spans.iter().map(|span| span.of(text)).collect()
    }

    /// `|` marks expected ends of sentences.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let wanted: Vec<String> = marked.split('|').map(|s| s.trim().to_owned()).collect();
        assert_eq!(split(&text), wanted);
    }

    #[test]
    fn golden_rules() {
        let rules: Value = serde_json::from_str(include_str!("../../tests/data/sentences-en.json")).unwrap();
        let rules = rules.as_array().unwrap();
        let mut missed = Vec::new();
        for rule in rules {
            let wanted: Vec<&str> = rule["sentences"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let found = split(rule["text"].as_str().unwrap());
            if found != wanted {
                missed.push(format!("wanted {wanted:#?}, found {found:#?}"));
            }
        }
        assert!(missed.is_empty(), "{} of {} missed\n{}", missed.len(), rules.len(), missed.join("\n"));
    }

    #[test]
    fn news_copy() {
        for marked in [
            "“Will it hold?” she asked.| It did.",
            "“It is over!” Smith said.| He left.",
            "“Will he go?” Prime Minister Ada Holm asked.",
            "“We won. Will he go?” Smith said.| Holm left.",
            "“It was closed for years. Now it is open,” said Rooke.| “It will hold. I know it.”| He left.",
            "“It was closed for years.| Now it is open.",
            "It is 5'10\" high.| It will hold.",
            "He asked: “Is that so?”| Smith said nothing.",
            "The U.S. Senate and the U.N. Security Council met.| Sen. Orla Finch spoke.",
            "He lives in the U.S.| The firm is in St. Petersburg.",
            "Shares of Orrin Corp. Chief Executive Tom Vale rose 2.5 pct.| Vale Inc.| The rest fell.",
            "Talks begin at 6 p.m. EST on Jan. 5 in Springfield, Ill.| They end at 8 p.m. Tuesday.",
            "Talks end at 6 p.m. Moscow time.| Guests left at 7 p.m.| Rooke stayed.",
            "J.K. Rowling and George W. Bush met at No. 10.| No.| They did not.",
            "He was among its bounds.|They are drawn by others.",
            "Visit www.Example.Com or Booking.com or x.org/a.Html now.",
            "It rose 3.5% to $1.20.| 20 people came in 2014.| 30 left.",
            "He left (she stayed.)| Then it rained.",
            "“He must go.”| Holm agreed.",
            "He said “I won”.| She laughed.",
            "What?!| No way…| He left ... and came back.",
            "iPhone sales rose.| iPad sales fell.",
            "The bridge will\nreopen on\nFriday.| Lorries\nmay not cross.",
            "It was shown.[12]| Others doubt it.",
            "Er sagte: „Ich gehe.“| Dann ging er.",
            "Der Tarif gilt bis zum 15. Dezember.| Am 1. Januar steigt er um 12,5 Prozent.| Im 19. Jahrhundert auch.",
            "Er kostet 1,2 Mio. Euro, z. B. Öl auf S. 12 in Nr. 5.| Er kostet 3 Mrd.| Das ist viel.",
            "Er war 12.| Dann kam er am 3. April 2024 an.| Sie wurde 4.| Das ist lange her.",
            "I am 15.| My brother is 12.| September was cold.",
            "»Es hält nicht«, sagte Rohde.| Der Verein klagt.| »Wir gewinnen«, sagte er.",
            "Er sagte: »Es hält nicht.«| »Doch.«| Dann ging er.",
            "« Le pont tient. »| Elle est partie.| « Il a dit : « Non. » »| M. Dupont lit p. 12.",
            "Le temple date de 50 av. J.-C. environ.| Mme. Petit le dit.",
            "The talks end in Apr.| The next ones begin in May.",
            "Viajó a EE. UU.| El lunes volvió.| La Sra. Ruiz vive en el núm. 5 desde 200 a. C. hasta hoy.",
            "Bron öppnar den 3. oktober i år.| Mötet börjar kl. 10 den 5. maj.",
            "Q. When did it break?| And then?",
            "Smith et al. disagree.| The dept. head left, etc.| Others stayed.",
            "In Smith v. Jones the court sat.| Sat. Jan. 5 is the date.",
        ] {
            check(marked);
        }
    }

    #[test]
    fn other_scripts() {
        check("今日は晴れ。|明日は雨！|本当？|「行く。来る。」と述べた。");
        check("यह पुल है। |वह नदी है॥");
        check("هل يصمد الجسر؟ |نعم.");
        assert_eq!(split("สะพานจะเปิดวันศุกร์").len(), 1);
    }

    #[test]
    fn references_do_not_end_a_sentence() {
        for marked in [
            "The levels were measured twice (see App. C and fig. 9).| They were right.",
            "The levels fell (cf. Anm. 17, Abb. 4; and Zus. B).| Nobody knew why.",
            "It is listed in App. B of the report.| He had read it.",
            "The method is that of Ref. [3] and of Refs. [4, 5].| It holds.",
            "He used the app.| A man saw it.",
            "It rose (in May).| 5 men left.",
            "Der Turm wurde nach dem Krieg erhöht (vgl. Anhang und Anm. 17, Abb. 4).| Er steht noch.",
            "La tour est décrite dans le rapport (voir ann. 4 et fig. 9).| Elle est toujours debout.",
            "La torre se describe en el informe (véase el cap. 4 y la fig. 9).| Todavía está en pie.",
            "La torre è descritta nel rapporto (cfr. all. 4 e fig. 9).| È ancora in piedi.",
            "A torre está descrita no relatório (ver ap. 4 e fig. 9).| Ainda está de pé.",
            "De toren wordt in het rapport beschreven (zie bijl. 4 en afb. 9).| Hij staat er nog.",
            "Tornet beskrivs i rapporten (se bil. 4 och fig. 9).| Det står kvar.",
            "Tårnet beskrives i rapporten (se vedl. 4 og fig. 9).| Det står der ennå.",
            "Wieża jest opisana w raporcie (zob. zał. 4 i rys. 9).| Nadal stoi.",
            "Башня описана в докладе (см. прил. 4 и рис. 9).| Она ещё стоит.",
        ] {
            check(marked);
        }
    }

    #[test]
    fn a_company_form_ends_a_sentence_before_a_speaker() {
        check("The smelter was bought by Bayliss Corp.| Larkhaven said it would sell the site.");
        check("Half the boats belong to Moss Inc.| Selby admitted the rest were its own.");
        check("The smelter is run by Bayliss Corp. Chairman Tom Vale said so.");
        check("It was sold to Moss Inc. Europe for 4 million.");
    }

    #[test]
    fn no_sentence_ends_in_brackets_after_which_it_goes_on() {
        for marked in [
            "The mill (built c. 1840, owned by dhr. Bos) is for sale.| It is old.",
            "The mill (it stands empty. Nobody lives there) is for sale.| It is old.",
            "The mill is for sale (ask dhr. Bos).| It is old.",
            "The mill (Who owns it? Nobody knows.) is for sale.| It is old.",
            "桥（见图三。摄于一九二〇年）已经修好。|路很长。",
            "The mill is for sale.| (It is old.| Nobody lives there.)",
        ] {
            check(marked);
        }
    }

    #[test]
    fn footnote_marks_belong_to_the_sentence_before_them() {
        check("The chapel was sold in 1871.¹| It became a granary.");
        check("The bishop died in 1402.³| His successor was a Dane.¹²| Neither is buried here.");
        check("“It will hold.”⁴| He was wrong.[5]| She was right.†| So it stood.");
        check("The hall covers 40 m² and 3 m³ of air.| It is small.");
    }

    #[test]
    fn headlines_and_table_rows_are_one_sentence() {
        let mut spans = Vec::new();
        let text = "  Who won? We did. ";
        sentence_spans(text, Span::new(0, text.len()), BlockKind::Headline, Language::ENGLISH, &mut spans);
        assert_eq!(spans, [Span::new(2, 18)]);
    }

    #[test]
    fn time_is_linear() {
        for text in [
            "word ".repeat(1_000_000),
            "? \u{201d} Smith said ".repeat(200_000),
            ". ".repeat(1_000_000),
            "a.".repeat(1_000_000),
        ] {
            let worked = crate::worked::Worked::begin();
            split(&text);
            assert!(worked.time().as_secs() < 8, "{:?} for {:?}", worked.time(), text.get(..12));
        }
    }

    proptest! {
        #![proptest_config(crate::cases::config(256))]
        #[test]
        fn a_line_break_is_a_space(
            words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..30),
            space in prop::sample::select(vec!["\n", "\r\n", "\r", "\n    ", "\t"]),
        ) {
            let squeezed = |text: &str| {
                let squeeze = |sentence: &&str| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
                split(text).iter().map(squeeze).collect::<Vec<_>>()
            };
            prop_assert_eq!(squeezed(&words.join(space)), squeezed(&words.join(" ")));
        }

        #[test]
        fn sentences_cover_the_block(text in "[a-zA-Z0-9 .!?…“”\"'()\\[\\]\n•。\u{a0}é]{0,120}") {
            let mut spans = Vec::new();
            sentence_spans(&text, Span::new(0, text.len()), BlockKind::Paragraph, Language::ENGLISH, &mut spans);
            let mut at = 0;
            for span in &spans {
                prop_assert!(text.get(at..span.start as usize).unwrap().chars().all(is_space));
                prop_assert!(!span.is_empty());
                prop_assert!(!span.of(&text).starts_with(is_space) && !span.of(&text).ends_with(is_space));
                at = span.end as usize;
            }
            prop_assert!(text.get(at..).unwrap().chars().all(is_space));
        }
    }
}
