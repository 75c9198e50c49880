//! Generates a folder of news whose events are known: stories in several versions, and recurring reports of one form.
//!
//! ```text
//! event ──┬── first report ─▸ update ─▸ correction      the same sentences, some changed, some added
//!         ├── cut copy                                  the first of these
//!         └── independent report                        the same facts in other words
//! form ───┬── week 1   week 2   week 3 …                one event each, though only figures and dates differ
//! ```
//!
//! Everything depends on a seed, so that a folder of any size is the same in every run.

use recto::format;
use recto::story::{self, Profile};

/// A document and the event it reports.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    /// The event: two reports with the same number are versions of one story.
    pub(crate) event: usize,
    /// Its text.
    pub(crate) text: String,
}

/// At least `reports` documents, in random order.
#[must_use]
pub(crate) fn folder(reports: usize, seed: u64) -> Vec<Report> {
    let mut dice = Dice::new(seed);
    let mut out: Vec<Report> = Vec::with_capacity(reports + 32);
    let mut event = 0;
    while out.len() < reports {
        // A third of a news agency's files recur in one form.
        let texts = match dice.below(9) {
            0 => recurring(&mut dice, weekly_stocks, 7),
            1 => recurring(&mut dice, market_comment, 1),
            2 => (0..6).map(|_| vec![earnings(&mut dice)]).collect(),
            _ => vec![story(&mut dice)],
        };
        for versions in texts {
            out.extend(versions.into_iter().map(|text| Report { event, text }));
            event += 1;
        }
    }
    for at in (1..out.len()).rev() {
        out.swap(at, dice.below(at + 1));
    }
    out
}

/// What grouping reads of each document.
#[must_use]
pub(crate) fn profiles(reports: &[Report]) -> Vec<Profile> {
    let mut reader = story::Reader::default();
    let read = |report: &Report| format::plain_text(&*report.text).unwrap_or_else(|e| panic!("{e}: {}", report.text));
    reports.iter().map(|report| reader.read(&read(report), "", None)).collect()
}

/// Random numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn word<'a>(&mut self, words: &'a str) -> &'a str {
        let all: Vec<&str> = words.split_whitespace().collect();
        self.of(&all)
    }

    /// A rare name.
    fn name(&mut self) -> String {
        let begin =
            self.word("Bar Cor Dal Em Fen Gar Hol Is Jor Kel Lan Mar Nor Os Pel Quin Ros Sel Tor Ul Ven Wes Yar Zan");
        let middle = "a be da den e fi go gra i ka la le lin ma mo na ne o ra ri sa se ta ti u va vi";
        let middles = format!("{}{}", self.word(middle), self.word(middle));
        let end = self.word("bach berg bourne dal don field gate grove ham lund mere mouth ness nik rick son stead ton va wick wood worth");
        format!("{begin}{middles}{end}")
    }

    fn person(&mut self) -> String {
        let first = self.word("Ada Bela Cyril Dora Edgar Flora Greta Hugo Ivo Jana Karel Lena Milo Nora Oskar Petra Rosa Silas Tilda Una Viktor Wanda");
        format!("{first} {}", self.name())
    }

    fn date(&mut self) -> (usize, usize) {
        (self.below(12), self.below(27) + 1)
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

const ADJECTIVES: &str = "ancient annual armed bitter bold brief broken busy cheap clean coastal cold costly crowded damaged \
    deep distant double dusty early eastern empty famous fertile fierce foreign former frozen gentle giant heavy hidden \
    hollow idle inland iron joint large legal lengthy little local lonely lost loud marine mobile modern muddy narrow \
    northern official patient plain private proud public quiet rapid remote rival royal rural rusty secret senior severe \
    silent slender solar southern steep stolen strict sudden sunken tidal tired urban useful vacant vast violent western";

const NOUNS: &str = "airfield alarm anchor archive army aunt auction bakery balcony barge barrel basin beacon boiler border \
    brewery bridge bureau cabin cable canal canvas captain cargo castle cattle cellar chapel charter chimney choir circus \
    clinic coach college colony column convoy cottage council court cradle crane crew crossing dairy dam deputy depot diary \
    ditch dock drill eagle embassy engine estate factory farm fence ferry festival fever fiddle fleet flood foundry fountain \
    freighter fund furnace gallery garage garden gasworks glacier granary guard guild harbour harvest hedge hospital hotel \
    hunter island jacket journal judge jury kitchen laboratory ladder lantern lawyer ledger library licence lighthouse lock \
    locomotive lorry machine magazine mansion market mast mayor meadow mill miner mission monument morgue motor museum nurse \
    oak observatory orchard orchestra organ owner palace parade parish partner patrol pension petition pier pilot pipeline \
    plough poem police pond postman prison quarry railway ranger reactor record refinery reserve ring river rocket roof saddle \
    sailor satellite sawmill school sculptor senate shelter shepherd shipyard signal slipway spire stable stadium statue \
    steamer strike summit surgeon surveyor swamp tailor tanker tavern temple terminal theatre thief timber tower tractor \
    treaty tribunal trolley tunnel turbine union valley vault vessel village vineyard violin volcano wagon warehouse watchman \
    weaver well wharf widow windmill witness workshop wreck yacht zoo";

const VERBS: &str = "abandoned accused admired attacked blamed blocked borrowed bypassed captured checked claimed cleared \
    closed collected copied crossed damaged defended delayed delivered demanded destroyed discovered doubled emptied entered \
    escorted examined expected followed guarded halted honoured ignored inspected joined launched loaded lowered measured \
    mended moved noticed opened ordered painted parked passed planned praised preferred protected questioned raided raised \
    reached rebuilt refused removed rented repaired replaced rescued returned robbed searched shelled sketched stopped \
    supplied surrounded tested toppled tracked traded treated trusted visited warned washed watched";

/// A fact as reported.
struct Fact {
    subject: String,
    verb: String,
    object: String,
    place: String,
    figure: Option<String>,
}

struct Event {
    town: String,
    date: (usize, usize),
    people: Vec<String>,
    body: String,
    facts: Vec<Fact>,
}

impl Event {
    fn new(dice: &mut Dice) -> Self {
        let people: Vec<String> = (0..3).map(|_| dice.person()).collect();
        let body = format!("{} {}", dice.name(), dice.of(&["Council", "Trust", "Works", "Union", "Line", "Institute"]));
        // An event has recurring things that its facts mention.
        let things: Vec<String> = (0..6).map(|_| format!("{} {}", dice.word(ADJECTIVES), dice.word(NOUNS))).collect();
        let fact = |dice: &mut Dice| Fact {
            subject: things[dice.below(things.len())].clone(),
            verb: dice.word(VERBS).to_owned(),
            object: things[dice.below(things.len())].clone(),
            place: format!("{} {}", dice.word(ADJECTIVES), dice.word(NOUNS)),
            figure: (dice.below(2) == 0).then(|| figure(dice)),
        };
        let facts = (0..7 + dice.below(6)).map(|_| fact(dice)).collect();
        Self { town: dice.name(), date: dice.date(), people, body, facts }
    }

    /// A fact in words; different `hand`s word it differently.
    fn sentence(&self, n: usize, hand: usize) -> String {
        let Fact { subject, verb, object, place, figure } = &self.facts[n];
        let who = &self.people[n % self.people.len()];
        let surname = who.rsplit(' ').next().unwrap_or(who);
        let (town, body) = (&self.town, &self.body);
        let amount = figure.as_ref().map_or_else(String::new, |f| format!(", at a cost of {f}"));
        let worth = figure.as_ref().map_or_else(String::new, |f| format!(" It took {f}."));
        match (n + hand * 5) % 10 {
            0 => format!("The {subject} {verb} the {object} near the {place}{amount}, {who} said."),
            1 => format!(
                "{surname} told reporters that the {object} was {verb} by a {subject} on its way to the {place}.{worth}"
            ),
            2 => format!("In {town} the {subject} {verb} an entire {object}{amount}, and the {place} was shut."),
            3 => format!(
                "A spokesman for {body} confirmed that one {object} had been {verb} while the {place} slept.{worth}"
            ),
            4 => format!(
                "Nobody at {body} would say why the {subject} {verb} the {object} before the {place} was ready{amount}."
            ),
            5 => format!("Witnesses saw how a {subject} {verb} the {object} in {town}, beyond the {place}.{worth}"),
            6 => format!("“We lost the {place}, and then the {subject} {verb} our {object}{amount},” said {who}."),
            7 => format!(
                "By evening the {object}, {verb} at noon, was all that {town} talked about, {surname} wrote, not the {subject} or the {place}.{worth}"
            ),
            8 => format!(
                "Lawyers of {body} hold that the {subject} never {verb} any {object}{amount}, whatever the {place} shows."
            ),
            _ => format!(
                "It was {who} who first heard that the {subject} had {verb} the {object} and left the {place} behind.{worth}"
            ),
        }
    }

    fn headline(&self, hand: usize) -> String {
        let Fact { subject, verb, object, place, .. } = &self.facts[hand % self.facts.len()];
        match hand {
            0 => format!("{} {verb} {object} in {}", capital(subject), self.town),
            _ => format!("{}: {object} {verb}, {place} shut", self.town),
        }
    }

    fn report(&self, hand: usize, facts: std::ops::Range<usize>) -> Vec<String> {
        let (month, day) = self.date;
        let mut lines = vec![self.headline(hand)];
        for n in facts {
            lines.push(self.sentence(n, hand));
        }
        let agency = if hand == 0 { "Sample Wire" } else { "Other Agency" };
        if let Some(lede) = lines.get_mut(1) {
            *lede = format!("{}, {} {day} ({agency}) - {lede}", self.town.to_uppercase(), MONTHS[month]);
        }
        lines
    }
}

/// The versions of one story.
fn story(dice: &mut Dice) -> Vec<String> {
    let mut event = Event::new(dice);
    let all = event.facts.len();
    let first = event.report(0, 0..all - 3);
    let mut versions = vec![paragraphs(&first)];
    let kinds = dice.below(6);
    if kinds >= 1 {
        versions.push(paragraphs(&event.report(0, 0..all)));
    }
    if kinds >= 2 {
        versions.push(paragraphs(&event.report(0, 0..4)));
    }
    if kinds >= 3 {
        versions.push(paragraphs(&event.report(1, 0..all)));
    }
    if kinds >= 4 {
        let wrong = dice.below(all);
        event.facts[wrong].figure = Some(figure(dice));
        let corrected = event.report(0, 0..all);
        versions.push(format!("(Corrects a figure.)\n\n{}", paragraphs(&corrected)));
    }
    versions
}

/// The same form several times, each about a different event.
fn recurring(dice: &mut Dice, form: fn(&mut Dice, &str, (usize, usize)) -> String, days: usize) -> Vec<Vec<String>> {
    let place = dice.name();
    let (month, day) = dice.date();
    let dates = (0..6).map(|n| day + n * days).map(|day| ((month + (day - 1) / 28) % 12, (day - 1) % 28 + 1));
    dates.map(|date| vec![form(dice, &place, date)]).collect()
}

fn weekly_stocks(dice: &mut Dice, place: &str, (month, day): (usize, usize)) -> String {
    let n = |dice: &mut Dice| figure_of(dice, 900_000);
    let (a, b, c, d, e, f) = (n(dice), n(dice), n(dice), n(dice), n(dice), n(dice));
    paragraphs(&[
        format!("{} GRAIN STOCKS FOR WEEK", place.to_uppercase()),
        format!(
            "{}, {} {day} (Sample Wire) - Stocks of grain in the warehouses of {place} stood at {a} tonnes in the week, \
             against {b} tonnes in the week before, the harbour board said.",
            place.to_uppercase(),
            MONTHS[month]
        ),
        format!("Wheat stocks were {c} tonnes and barley stocks {d} tonnes, the board said in its weekly return."),
        format!("Exports in the week came to {e} tonnes, and {f} tonnes were taken in from the farms."),
    ])
}

fn market_comment(dice: &mut Dice, place: &str, (month, day): (usize, usize)) -> String {
    let mood = dice.of(&["higher", "lower", "little changed", "mixed", "firmer", "easier"]);
    let (index, moved, volume) = (figure_of(dice, 9_000), figure_of(dice, 90), figure_of(dice, 900));
    let why = dice.of(&["rates", "oil", "the budget", "exports", "wages", "a strike"]);
    paragraphs(&[
        format!("{} STOCKS END {}", place.to_uppercase(), mood.to_uppercase()),
        format!(
            "{}, {} {day} (Sample Wire) - Shares on the {place} exchange ended {mood} in quiet trading, dealers said, with \
             worries over {why} keeping most investors away.",
            place.to_uppercase(),
            MONTHS[month]
        ),
        format!("The all-share index closed at {index}, a move of {moved} points, on turnover of {volume} million."),
        "Dealers said the market would wait for figures due later in the week before it takes a direction.".to_owned(),
    ])
}

fn earnings(dice: &mut Dice) -> String {
    let company = format!("{} {}", dice.name(), dice.of(&["Corp", "Inc", "Industries", "Bancorp", "Stores"]));
    let n = |dice: &mut Dice| figure_of(dice, 90_000_000);
    let (net, was, revenue, then) = (n(dice), n(dice), n(dice), n(dice));
    let (share, before) = (dice.below(300), dice.below(300));
    let (month, day) = dice.date();
    paragraphs(&[
        format!("{} 1ST QTR NET", company.to_uppercase()),
        format!("{}, {} {day} - Shr {share} cts vs {before} cts", dice.name().to_uppercase(), MONTHS[month]),
        format!("Net {net} vs {was}"),
        format!("Revs {revenue} vs {then}"),
        format!("NOTE: {company} said the results of the first quarter include a gain from the sale of property."),
    ])
}

fn figure(dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => format!("{} million crowns", figure_of(dice, 900)),
        1 => format!("{} hours", dice.below(90) + 3),
        _ => format!("{} tonnes of gravel", figure_of(dice, 90_000)),
    }
}

fn figure_of(dice: &mut Dice, most: usize) -> String {
    let n = dice.below(most) + 11;
    let digits = n.to_string();
    let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
    if head.is_empty() { tail.to_owned() } else { format!("{head},{tail}") }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn paragraphs(lines: &[String]) -> String {
    lines.join("\n\n") + "\n"
}
