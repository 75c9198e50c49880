//! Which group of which list holds which words: the one place that knows the lists by name.

macro_rules! sets {
    ($($(#[$doc:meta])* $name:ident = $list:literal $([$group:literal])?,)*) => {
        /// Words of a kind, of which [`Language::has`](super::Language::has) is asked.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Set { $($(#[$doc])* $name),* }

        /// Each set with its list and group, in the order of [`Set`].
        pub(super) const SETS: &[(&str, &str)] = &[$(($list, concat!($($group)?))),*];
    };
}

sets! {
    /// They carry no statement of their own: articles, pronouns, prepositions, auxiliaries.
    Function = "function",
    /// Function words that are names in capitals: "US".
    CapitalNames = "function"["names in capitals"],
    /// With a capital wherever they stand.
    AlwaysCapital = "function"["capital"],
    /// After a hyphen at a line's end they join another word.
    BehindHyphen = "function"["behind a hyphen"],
    /// A number follows them in captions, headings and references: "Figure 3".
    Numbered = "numbered",
    /// Words of sentences that close many a report: "could not be reached for comment".
    Stock = "stock",
    /// With capitals, but no names: "the Borrower".
    NotNames = "names",
    /// They begin a sentence without an article, and are no names.
    NoNames = "names"["no names"],
    /// Verbs that come after a name.
    BehindName = "names"["verbs"],
    /// Endings of words that are no names.
    NoNameEndings = "names"["endings"],

    /// They deny.
    Negations = "negations",
    /// Before the verb, where the word that denies is after it: "ne viendra pas".
    DenialOpens = "negations"["before the verb"],
    /// Phrases that deny nothing: "nothing but".
    NoDenials = "negations"["no denials"],
    /// After one of these a word denies nothing: "une personne".
    DenialsNotBehind = "negations"["not behind"],
    /// They deny before "to" and a verb.
    DeniesBeforeVerb = "negations"["before a verb"],
    /// After "no" they compare.
    ComparedBehindNo = "negations"["not before a comparison"],
    /// "No" after one of these is what somebody said.
    BeforeSpokenNo = "negations"["not behind saying"],
    /// They join names.
    JoinNames = "function"["join names"],
    /// They come before a noun: "declined to a low", where "declined to sell" denies.
    Determiners = "function"["determiners"],
    /// They join what is listed: "and", "or".
    Conjunctions = "function"["conjunctions"],
    /// about, nearly
    Roughly = "hedges"["roughly"],
    /// may, could
    Perhaps = "hedges"["perhaps"],
    /// likely, seems
    Likely = "hedges"["likely"],
    /// alleged, suspected
    Alleged = "hedges"["alleged"],
    /// reportedly
    Reported = "hedges"["reported"],
    /// expected, hopes
    Expected = "hedges"["expected"],
    /// at least, up to
    Bounded = "hedges"["bounded"],
    /// Estimates where a figure follows: "some".
    Estimates = "hedges"["before a figure"],
    /// They make less of a denial: "no current plans".
    BehindDenial = "hedges"["behind a denial"],
    /// Something is shown.
    Shows = "evidence"["shows"],
    /// Something is only suggested.
    Suggests = "evidence"["suggests"],
    /// They turn the sum after them into its opposite: "loss".
    Losses = "opposites"["of a sum"],

    /// Verbs and nouns that say that something was said, a line a verb.
    Reporting = "reporting",
    /// Verbs that give a quotation its speaker.
    Speakers = "reporting"["speakers"],
    /// Pronouns that such a verb follows.
    SpeakerPronouns = "reporting"["pronouns"],
    /// After one of these a verb reports nothing.
    ReportsNotBehind = "reporting"["not behind"],
    /// Verbs that report in the active alone.
    ReportsInActive = "reporting"["active"],
    /// What makes a passive.
    Passive = "reporting"["passive"],
    /// Verbs that report only with a quotation.
    ReportsWithQuotation = "reporting"["with a quotation"],
    /// Verbs that report only before one of the next set: "found that it leaks".
    ReportsBeforeThat = "reporting"["before that"],
    /// They begin what is reported.
    That = "reporting"["that"],
    /// A place comes after, not a source.
    BeforePlace = "reporting"["before a place"],
    /// They begin a clause.
    ClauseOpeners = "reporting"["openers"],
    /// Sources without a name, a line a kind.
    Sources = "sources",
    /// Someone would not be named.
    Unnamed = "sources"["unnamed"],
    /// What a person is before the law, or what became of one, a line a status.
    Status = "status",
    /// What one is to another, a line a kinship.
    Kin = "kin",
    /// Titles, honours, forms of companies.
    Titles = "titles",

    /// The months, a line each.
    Months = "months",
    /// Months that are ordinary words too: "may".
    OrdinaryMonths = "months"["ordinary words"],
    /// After one of these an ordinary word is the month.
    BeforeMonth = "months"["before an ordinary word"],
    /// In small letters these are hardly months.
    SmallNoMonths = "months"["no months in small letters"],
    /// Days of the week, a line each.
    Weekdays = "dates"["weekdays"],
    /// Other words that say when.
    DateWords = "dates"["words"],
    /// Parts of a day or a year, which are ordinary words as well: "night".
    DateParts = "dates"["parts"],
    /// Spans of time: a date where they are named, a count where they are counted.
    Spans = "dates"["spans"],
    /// Which of several spans: "last".
    Which = "dates"["which"],
    /// Halves of the day: "p.m".
    Clock = "dates"["clock"],
    /// They may come before a date or not: "on".
    BeforeDate = "dates"["before a date"],
    /// A figure and its full stop after one of these are an ordinal.
    BeforeOrdinal = "dates"["before an ordinal"],
    /// Days of the week in forms that are other words as well.
    ShortWeekdays = "dates"["short weekdays"],
    /// They may come between day, month and year.
    InsideDate = "dates"["inside a date"],
    /// They come after an hour: "Uhr".
    BehindHour = "dates"["behind an hour"],
    /// Short names of time zones.
    ZoneNames = "dates"["zone names"],
    /// Zones after a time of the day.
    Zones = "dates"["zones"],
    /// What a zone ends in: "Eastern time".
    ZoneEnds = "dates"["zone ends"],
    /// A figure of four digits after one of these is a year.
    BeforeYear = "dates"["before a year"],
    /// After a numeral they make a date of it, where no spaces are written.
    DateUnits = "dates"["units"],
    /// After a date's unit they make a span of it.
    BehindDateUnit = "dates"["behind a unit"],
    /// Before a numeral they make a day of the week of it.
    BeforeWeekdayNumeral = "dates"["before a numeral"],

    /// Names that end in an exclamation mark.
    Exclaimed = "abbreviations"["exclaimed"],

    /// Number words with a value.
    Cardinals = "numbers",
    /// hundred, million
    Scales = "numbers"["scales"],
    /// They make an ordinal of the figure before them: "th".
    OrdinalEndings = "numbers"["ordinal endings"],
    /// half, third
    Fractions = "numbers"["fractions"],
    /// They count without being a figure: "dozens".
    NumberWords = "numbers"["words"],
    /// A sentence may gain or lose them without another count.
    Vague = "numbers"["vague"],
    /// Units other than measures.
    Units = "units",
    /// Units of which another may be given in brackets.
    Measures = "units"["measures"],
    /// Names of currencies.
    Currencies = "currencies",

    /// The number of the dead comes after.
    Toll = "casualties"["toll"],
    /// The number of the dead comes after if these are named.
    NumberOf = "casualties"["number"],
    /// The number of the dead comes before or after.
    Killed = "casualties"["killed"],
    /// The number of the dead comes before.
    Dead = "casualties"["dead"],
    /// The injured and missing, whose number is another.
    OtherCasualties = "casualties"["others"],
    /// They lead to the number after.
    BeforeNumber = "casualties"["before a number"],
    /// What a number of the dead counts.
    CountedDead = "casualties"["counted"],

    /// A change of house style puts them in or leaves them out.
    LeftOut = "spellings"["left out"],

    /// Verbs of notes that correct.
    NoteCorrects = "notes"["corrects"],
    /// Verbs of notes that add.
    NoteAdds = "notes"["adds"],
    /// Verbs of notes that take out.
    NoteDeletes = "notes"["deletes"],
    /// Verbs of notes that update.
    NoteUpdates = "notes"["updates"],
    /// Verbs of notes after which much is new.
    NoteRecasts = "notes"["recasts"],
    /// Verbs of notes that make clear.
    NoteClarifies = "notes"["clarifies"],
    /// Verbs of notes on a story that is sent again.
    NoteRepeats = "notes"["repeats"],
    /// What a note calls the text it is in.
    NoteStory = "notes"["story"],
    /// Of these, what other things have too.
    NoteVersion = "notes"["versions"],
    /// After a verb in brackets: no note, but a sentence.
    NoteThat = "notes"["that"],
    /// Something was wrong.
    NoteInError = "notes"["in error"],
    /// An earlier version said something.
    NoteSaidBefore = "notes"["said before"],
    /// A note without a verb says so with one of these.
    NoteSigns = "notes"["signs"],
    /// Words that only say that something was changed.
    NoteFlags = "notes"["flags"],
    /// The first paragraph.
    NoteLead = "notes"["lead"],
    /// Words for a paragraph.
    NoteParagraph = "notes"["paragraph"],
    /// The wording may differ anywhere.
    NoteThroughout = "notes"["throughout"],
    /// Sentences may have been added anywhere.
    NoteMore = "notes"["more"],
    /// What comes after is in the new text.
    NoteRight = "notes"["right"],
    /// What comes after was in the old text.
    NoteWrong = "notes"["wrong"],
    /// The same, after what is in the new text.
    NoteFrom = "notes"["from"],
    /// The day of the note comes after.
    NoteWritten = "notes"["written"],
    /// They may be between those and a value.
    NoteBounds = "notes"["bounds"],
    /// A date.
    NoteDate = "notes"["date"],
    /// A figure.
    NoteNumber = "notes"["number"],
    /// A name.
    NoteName = "notes"["name"],
    /// A source.
    NoteAttribution = "notes"["attribution"],
    /// The headline.
    NoteHeadline = "notes"["headline"],
    /// Someone's words.
    NoteSpoken = "notes"["spoken"],
    /// A sum.
    NoteMoney = "notes"["money"],
    /// The number of the dead.
    NoteToll = "notes"["toll"],
    /// What a toll counts.
    NoteDeaths = "notes"["deaths"],
    /// Those a toll may count beside the dead.
    NoteInjured = "notes"["injured"],
    /// No fact: a spelling, a word that was dropped.
    NoteTrivial = "notes"["trivial"],
    /// Words that stand for one another, a line each.
    NoteSame = "notes"["same"],
    /// Words that say nothing of what changed.
    NoteFormal = "notes"["formal"],
}
