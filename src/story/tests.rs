//! Grouping: the samples, reports on neighbouring topics written for these tests, and unusual input.

use std::sync::Arc;

use super::*;
use crate::text::About;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Document;
use crate::text::Origin;
use crate::text::Span;

const PACT: [&str; 5] = [
    include_str!("../../assets/sample/pact-1-wire.txt"),
    include_str!("../../assets/sample/pact-2-syndicated.txt"),
    include_str!("../../assets/sample/pact-3-rewrite.txt"),
    include_str!("../../assets/sample/pact-4-digest.txt"),
    include_str!("../../assets/sample/pact-5-collected.txt"),
];

const BRIDGE: [&str; 3] = [
    include_str!("../../assets/sample/bridge-1-first.txt"),
    include_str!("../../assets/sample/bridge-2-second.txt"),
    include_str!("../../assets/sample/bridge-3-corrected.txt"),
];

const VISIT: &str = "Putin arrives in Hanoi after Pyongyang visit
Russian President Vladimir Putin landed in Vietnam on Thursday for a state visit that Washington had criticised, a day after he left North Korea.
Putin will meet Communist Party chief Nguyen Phu Trong and President To Lam for talks on energy, trade and nuclear power, the Kremlin said.
Vietnam, which has upgraded its ties with the United States, has kept neutral on the war in Ukraine and buys most of its arms from Moscow.
The US embassy in Hanoi said no country should give Putin a platform to promote his war of aggression.";

const VISIT_AGAIN: &str = "Vietnam rolls out red carpet for Russian leader
Vladimir Putin was greeted with a 21-gun salute in Hanoi, where To Lam praised the friendship between Vietnam and Russia and the two sides signed eleven agreements on oil, science and nuclear energy.
The trip, his fifth to the Communist-ruled country, was criticised by the US embassy, which said nobody should offer the Russian president a stage for promoting his war on Ukraine.
Trong, the party chief, told Putin that Vietnam wanted to deepen trade and defence ties with Moscow.";

const BALLOONS: &str = "South Korea to resume loudspeakers after trash balloons
South Korea said on Sunday it would restart propaganda broadcasts along its border with North Korea after Kim Jong Un's government sent hundreds more balloons filled with rubbish across the frontier.
The presidential office in Seoul said the measures would be hard for the North's regime to endure.
North Korea has sent more than a thousand balloons since late May in what it calls a response to leaflets flown by activists. Kim's sister, Kim Yo Jong, warned of further retaliation.
The loudspeakers, which blared news and K-pop songs, were switched off in 2018 under a military agreement.";

const SANCTIONS: &str = "U.S. hits Russian banks with new sanctions over Ukraine war
The United States on Wednesday announced more than 300 new sanctions aimed at Russia's war economy, targeting Chinese companies selling semiconductors to Moscow and the Moscow Exchange.
The Treasury raised the risk of secondary sanctions for foreign banks that deal with Russia, as leaders of the Group of Seven gathered in Italy to discuss aid to Ukraine and the use of frozen Russian assets.
Treasury Secretary Janet Yellen said Russia had transformed itself into a wartime economy.
The Moscow Exchange halted trading in dollars and euros after the announcement.";

const RATES: &str = "Fed holds rates, sees one cut this year
The Federal Reserve left interest rates unchanged on Wednesday and signalled that it expects to cut borrowing costs only once this year, as inflation in the United States proves stubborn.
Chair Jerome Powell told reporters that policymakers wanted more confidence that inflation was moving towards the 2 percent target.
Stocks rose and Treasury yields fell after data showed consumer prices were flat in May.";

const RATES_AGAIN: &str = "Powell says inflation still too high as Fed keeps policy steady
US central bankers kept their benchmark rate in a range of 5.25% to 5.5% and pencilled in a single reduction for 2024, down from three in March.
Fed Chair Jerome Powell said recent consumer price data were encouraging but not enough to warrant lower interest rates.
Investors still bet on a first cut in September.";

const OTHER_BANK: &str = "European Central Bank cuts rates for first time since 2019
The European Central Bank lowered interest rates by a quarter point on Thursday but gave few hints about its next move, given that inflation in the euro zone remains above its 2 percent target.
President Christine Lagarde told reporters in Frankfurt that policymakers would keep borrowing costs restrictive as long as necessary.
The cut takes the deposit rate to 3.75%, before the Federal Reserve has moved.";

const OTHER_BRIDGE: &str = "Bridge in river town closed after inspection
The old road bridge at Kelsworth was closed to lorries on Monday after inspectors found cracks in two of its piers, the county council said.
Traders in the town fear they will lose customers while repairs, expected to cost $3 million, go on until the spring.
Council engineer Maud Pettifer said cars and bicycles could still cross.";

const ZUG: &str = "Zugunglück bei Neustadt: drei Verletzte
Bei einem Zusammenstoß zweier Regionalzüge nahe Neustadt sind am Dienstag drei Menschen verletzt worden. Die Strecke nach Hameln bleibt bis Freitag gesperrt, teilte die Bahn mit.
Ein Signal war nach ersten Erkenntnissen der Ermittler ausgefallen.";

const ZUG_AGAIN: &str = "Drei Verletzte nach Zusammenstoß von Regionalzügen
Zwei Regionalzüge sind nahe Neustadt zusammengestoßen, drei Menschen wurden verletzt. Wie die Bahn mitteilte, bleibt die Strecke nach Hameln bis Freitag gesperrt. Ursache war wohl ein ausgefallenes Signal.";

const RAT: &str = "Stadtrat beschließt neuen Haushalt
Der Stadtrat von Neustadt hat am Dienstag nach langer Debatte den Haushalt für das nächste Jahr beschlossen. Die Opposition stimmte gegen den Entwurf, der höhere Gebühren für Kitas vorsieht.
Die Bahn soll nach dem Willen der Mehrheit einen neuen Haltepunkt bekommen, sagte der Bürgermeister.";

/// A document with one paragraph per line; the first is the title.
fn doc(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + line.len() - line.trim_start().len();
            let kind = if blocks.is_empty() { BlockKind::Headline } else { BlockKind::Paragraph };
            blocks.push(Block::new(kind, Span::new(start, start + trimmed.len())));
        }
        at += line.len();
    }
    let about = blocks.first().map(|b| About::default().with_title(b.span, Origin::Headline));
    Document::new(Arc::from(text), blocks, about.unwrap_or_default())
}

/// The stories of these texts, each as the ordered indices of its versions.
fn stories(texts: &[&str]) -> Vec<Vec<usize>> {
    let documents: Vec<_> = texts.iter().map(|t| doc(t)).collect();
    let members = |story: Story| {
        let mut members: Vec<_> = story.versions.iter().map(|v| v.document).collect();
        members.sort_unstable();
        members
    };
    grouped(&documents).into_iter().map(members).collect()
}

/// The stories of documents without file names and times.
fn grouped(documents: &[Document]) -> Vec<Story> {
    let mut reader = Reader::default();
    let profiles: Vec<_> = documents.iter().map(|d| reader.read(d, "", None)).collect();
    group(&profiles, Watch::default()).unwrap_or_default()
}

#[test]
fn the_samples_are_two_stories() {
    let texts: Vec<_> = PACT.into_iter().chain(BRIDGE).collect();
    assert_eq!(stories(&texts), [vec![0, 1, 2, 3, 4], vec![5, 6, 7]]);
}

#[test]
fn reports_on_neighbouring_topics_are_separate() {
    let others = [VISIT, BALLOONS, SANCTIONS, RATES, OTHER_BANK, OTHER_BRIDGE];
    let texts: Vec<_> = PACT.into_iter().chain(BRIDGE).chain(others).collect();
    let mut expected = vec![vec![0, 1, 2, 3, 4], vec![5, 6, 7]];
    expected.extend((8..14).map(|i| vec![i]));
    assert_eq!(stories(&texts), expected);
    for other in others {
        assert_eq!(stories(&[PACT[0], other]).len(), 2, "{other}");
        assert_eq!(stories(&[BRIDGE[0], other]).len(), 2, "{other}");
    }
}

#[test]
fn independent_reports_of_one_event_are_one_story() {
    for (one, other) in [(VISIT, VISIT_AGAIN), (RATES, RATES_AGAIN), (ZUG, ZUG_AGAIN)] {
        assert_eq!(stories(&[one, OTHER_BRIDGE, other]), [vec![0, 2], vec![1]], "{one}");
    }
    assert_eq!(stories(&[ZUG, RAT]).len(), 2);
}

#[test]
fn an_excerpt_belongs_to_its_story() {
    let excerpt = BRIDGE[1].lines().nth(6).unwrap_or_default();
    assert_eq!(stories(&[BRIDGE[1], OTHER_BRIDGE, excerpt]), [vec![0, 2], vec![1]]);
}

#[test]
fn the_fullest_version_is_the_base_and_others_have_shares() {
    let documents: Vec<_> = PACT.iter().map(|t| doc(t)).collect();
    let stories = grouped(&documents);
    let [story] = stories.as_slice() else { panic!("one story") };
    let bridge: Vec<_> = BRIDGE.iter().map(|t| doc(t)).collect();
    assert_eq!(grouped(&bridge)[0].base(), 2, "the corrected run of two as full");
    assert_eq!(story.base(), 0, "the original three were made from, though a rewrite is longer");
    let shares: Vec<_> = story.versions.iter().map(|v| (v.document, (v.share * 100.0).round())).collect();
    assert_eq!(shares[0], (0, 100.0));
    assert!(shares[1].0 == 1 && shares[1].1 > 90.0, "{shares:?}");
    assert!(shares[2..].iter().all(|(_, share)| *share < 50.0), "{shares:?}");
}

#[test]
fn unusual_documents_are_single() {
    assert_eq!(stories(&[]), Vec::<Vec<usize>>::new());
    assert_eq!(stories(&["", " \n", "Hi.", "…", "the and of", "the and of it"]).len(), 6);
}

#[test]
fn many_versions_are_one_story() {
    let opening = |text: &str| text.lines().take(8).collect::<Vec<_>>().join("\n");
    let texts: Vec<_> = (0..230).map(|i| format!("{}\nUpdate {i} of the shared.", opening(BRIDGE[i % 3]))).collect();
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    assert_eq!(stories(&texts).len(), 1);
}

#[test]
fn long_stories_of_one_language_are_not_one_story() {
    let german = [
        "Die Hafenbrücke in Altenwyk wird am Freitag wieder für den Verkehr geöffnet, wie der Stadtrat mitteilte. Sie war \
         im November gesperrt worden, nachdem Taucher Risse am Fuß des östlichen Turms gefunden hatten. Die Arbeiten \
         haben nach Angaben der Verwaltung rund drei Millionen Euro gekostet und wurden zum großen Teil aus dem Fonds \
         für Sturmschäden bezahlt. Für die Händler auf der Nordseite ist es eine gute Nachricht, denn sie hatten in \
         diesem Winter nur noch die Hälfte ihrer Kunden. Wer mit dem Lastwagen kommt, muss aber weiter auf der \
         Küstenstraße fahren, und das wird sich auch bis zum Sommer nicht ändern.",
        "Der Turnverein aus Mühlbeck hat sein erstes Spiel in der neuen Halle gewonnen, obwohl er in der zweiten \
         Halbzeit nicht mehr so gut war wie in der ersten. Nach der Pause kamen die Gäste noch einmal heran, und es \
         waren nur noch zwei Tore, bis der Torwart einen Siebenmeter hielt. Die Trainerin sagte nach dem Spiel, sie sei \
         mit der Abwehr zufrieden, aber für das nächste Spiel müsse die Mannschaft sich vor dem Tor mehr zutrauen. In \
         der Tabelle ist der Verein damit auf dem dritten Platz, und das ist besser, als man vor der Saison gedacht hat.",
    ];
    assert_eq!(stories(&german).len(), 2);
    let chinese = [
        "港口大桥将于星期五重新开放，市议会星期二表示。工程师更换了三十八个螺栓和两根缆索。这座桥建于一九三一年，去年十一月因为潜水员发现裂缝而关闭。",
        "市议会说，修好的港口大桥星期五重新通车，比原计划提前两个星期。潜水员去年十一月在桥塔底部发现裂缝，工程师后来更换了缆索和螺栓。",
        "中央银行星期四宣布降低利率，这是五年来的第一次。行长在记者会上表示，通货膨胀已经放缓，但是现在说下一步还太早。",
    ];
    assert_eq!(stories(&chinese), [vec![0, 1], vec![2]]);
}

/// The stories of texts with file names, as sorted indices.
fn named_stories(texts: &[(&str, &str)]) -> Vec<Vec<usize>> {
    let mut reader = Reader::default();
    let profiles: Vec<_> = texts.iter().map(|(name, text)| reader.read(&doc(text), name, None)).collect();
    let stories = group(&profiles, Watch::default()).unwrap_or_default();
    let members = |story: Story| {
        let mut members: Vec<_> = story.versions.iter().map(|v| v.document).collect();
        members.sort_unstable();
        members
    };
    stories.into_iter().map(members).collect()
}

const STEW: &str = "Fish stew for six
800 g of white fish, 500 g of mussels, 2 onions, 4 cloves of garlic, 400 g of tomatoes, 150 ml of white wine, a pinch of saffron.
Chop the onions and the garlic and soften them in 30 ml of oil for 10 minutes. Add the tomatoes and the wine and cook for 15 minutes.
Put in the fish in large pieces and cook for 5 minutes. Add the mussels, cover the pot and cook until they open.
Serve with bread and a spoonful of garlic mayonnaise.";

const STEW_AGAIN: &str = "Fish stew for six
1 kg of monkfish, 300 g of prawns, 3 leeks, 6 cloves of garlic, 550 g of tomatoes, 200 ml of dry vermouth, fennel seed and a pinch of saffron.
Slice the leeks and the garlic and soften them in 45 g of butter for 12 minutes. Add the tomatoes and the vermouth and reduce by half.
Put in the fish in large pieces and cook for 7 minutes. Add the prawns for the last 2 minutes, until they are pink.
Serve with toast and a spoonful of garlic mayonnaise, and pass the lemon round.";

#[test]
fn rewritten_versions_of_one_title_are_one_story_by_their_names() {
    let together = |old: &str, new: &str| named_stories(&[(old, STEW), (new, STEW_AGAIN)]).len() == 1;
    assert!(together("food/stew-v1.txt", "food/stew-v2.txt"));
    assert!(together("stew.txt", "stew (1).txt") && together("stew draft.md", "stew final.md"));
    assert!(!together("stew.txt", "lunch.txt"), "figures differ as in two reports");
    assert!(!together("stew-2024-05-01.txt", "stew-2024-05-08.txt"), "reports of two days");
    assert!(!together("stew-1.txt", "stew-2.txt"), "a series");
    let other = STEW_AGAIN.replace("Fish stew for six", "Monkfish with leeks");
    assert_eq!(named_stories(&[("stew-v1.txt", STEW), ("stew-v2.txt", &other)]).len(), 2, "another title");
}

#[test]
fn a_series_of_reports_stays_apart() {
    let report = |week: usize| {
        let (eggs, corn, beans) = (110 + week * 7, 240 + week * 13, 320 + week * 11);
        format!(
            "Weekly market prices\nEggs were traded at {eggs} crowns a crate in the week, corn at {corn} crowns a sack \
             and beans at {beans} crowns a sack, the market office said.\nTurnover was {} crowns on {} stalls, of \
             which {} were let for the day and {} for the season.\nThe next prices are published in {} days.",
            eggs * corn,
            40 + week,
            10 + week,
            30 + week,
            7 + week
        )
    };
    let texts: Vec<(String, String)> = (1..=6).map(|week| (format!("prices-{week}.txt"), report(week))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(named_stories(&texts).len(), 6);
}
