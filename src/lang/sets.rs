//! Which list and group holds each set of words: the only place that names lists.

macro_rules! sets {
    ($($(#[$doc:meta])* $name:ident = $list:literal $([$group:literal])?,)*) => {
        /// A set of words, looked up by [`Language::has`](super::Language::has).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Set { $($(#[$doc])* $name),* }

        /// Each set with its list and group, in the order of [`Set`].
        pub(super) const SETS: &[(&str, &str)] = &[$(($list, concat!($($group)?))),*];
    };
}

sets! {
    /// Words without a meaning by themselves: articles, pronouns, prepositions, auxiliaries.
    Function = "function",
    /// Function words that are names when in capitals: "US".
    CapitalNames = "function"["names in capitals"],
    /// Always written with a capital.
    AlwaysCapital = "function"["capital"],
    /// A hyphen after one of these is not a line-break hyphen: "mid- and long-term".
    AfterHyphen = "function"["after a hyphen"],
    /// A number follows: "Figure 3".
    Numbered = "numbered",
    /// A single letter may follow, which is no initial: "Vitamin C".
    Lettered = "numbered"["lettered"],
    /// Words of stock closing sentences: "could not be reached for comment".
    Stock = "stock",
    /// Words with capitals that are not names: "the Borrower".
    NotNames = "names",
    /// Words that begin a sentence without an article and are not names.
    SentenceOpeners = "names"["not names"],
    /// Verbs that come after a name.
    AfterName = "names"["verbs"],
    /// Endings of past forms.
    PastEndings = "names"["past endings"],
    /// Endings of words that are not names.
    NotNameEndings = "names"["endings"],

    /// Words that negate.
    Negations = "negations",
    /// Before the verb, where the negation comes after it: "ne viendra pas".
    NegationOpens = "negations"["before the verb"],
    /// Phrases that are not negations: "nothing but".
    NotNegations = "negations"["not negations"],
    /// After one of these a word is not a negation: "une personne".
    NotNegationAfter = "negations"["not after"],
    /// With a capital inside a sentence these are values in code: "the default is None".
    NamesOfNothing = "negations"["names of values"],
    /// Negations before a verb: "declined to".
    NegationBeforeVerb = "negations"["before a verb"],
    /// Words for a share, a line each: a half, a quarter, a third.
    Shares = "numbers"["shares"],
    /// Things that have numbers and are no parts of a text: a figure after one of these is no year.
    NumberedThings = "numbered"["things"],
    /// Words for several equal parts, a line each from thirds to tenths: "two thirds".
    Parts = "numbers"["parts"],
    /// A figure after one of these may be an hour: "at 9".
    BeforeHour = "dates"["before an hour"],
    /// What takes place at an hour, if no part of a day or clock time is named.
    HourContext = "dates"["at an hour"],
    /// What is priced or aged, so that a figure after "at" is no hour.
    Priced = "dates"["not at an hour"],
    /// A surname follows, which may also be a month: "Familie Mai".
    BeforeSurname = "titles"["before a surname"],
    /// People in general, whom one text may call otherwise than another.
    People = "numbers"["people"],
    /// Comes between a number and a share: "two and a half".
    BeforeShare = "numbers"["before a share"],
    /// Comes between a share and a scale: "a quarter of a million".
    AfterShare = "numbers"["after a share"],
    /// Of the two numbers after one of these, "and" separates the first: "between one hundred and two thousand".
    BeforeBounds = "numbers"["before two bounds"],
    /// Words and signs before the number of a thing: "No. 5".
    NumberSigns = "numbers"["signs"],
    /// The first of two words that negate together: "weder … noch".
    NegationFirst = "negations"["first of two"],
    /// The second of them.
    NegationSecond = "negations"["second of two"],
    /// Negations that are also answers: "no".
    Answers = "negations"["answers"],
    /// Conjunctions and particles that join names.
    JoinNames = "function"["join names"],
    /// Words that come before a noun: "declined to a low", where "declined to sell" negates.
    Determiners = "function"["determiners"],
    /// Conjunctions of lists: "and", "or".
    Conjunctions = "function"["conjunctions"],
    /// about, around: beside a figure or a date
    Roughly = "hedges"["roughly"],
    /// almost, nearly
    Almost = "hedges"["almost"],
    /// may, could
    Perhaps = "hedges"["perhaps"],
    /// Words of possibility that are also words of ability: "could".
    Ability = "hedges"["ability"],
    /// likely, seems
    Likely = "hedges"["likely"],
    /// alleged, suspected
    Alleged = "hedges"["alleged"],
    /// reportedly
    Reported = "hedges"["reported"],
    /// expected, hopes
    Expected = "hedges"["expected"],
    /// The figure beside it is a lower bound: "at least".
    AtLeast = "hedges"["at least"],
    /// The figure beside it is an upper bound: "up to".
    AtMost = "hedges"["at most"],
    /// Hedges that state what can be done as predicates: "if possible".
    Predicates = "hedges"["predicates"],
    /// What such predicates come behind: "is".
    BeforePredicate = "hedges"["before a predicate"],
    /// What follows a predicate that hedges: "it is possible that".
    AfterPredicate = "hedges"["after a predicate"],
    /// Bounds that come behind what they count: "以下".
    BoundsBehind = "hedges"["behind a figure"],
    /// Phrases of a passive that report without a source: "is said to".
    Hearsay = "hedges"["hearsay"],
    /// Those of [`Set::Alleged`] that report even so: "claimed".
    AllegesAndReports = "hedges"["alleged and reports"],
    /// Words that mark an estimate before a figure: "some".
    Estimates = "hedges"["before a figure"],
    /// Words that weaken a negation: "no current plans".
    AfterNegation = "hedges"["after a negation"],
    /// Words that say that something is shown.
    Shows = "evidence"["shows"],
    /// Words that say that something is only suggested.
    Suggests = "evidence"["suggests"],
    /// Words that begin with a negative prefix but negate nothing: "discount".
    NotOpposites = "opposites"["not opposites"],
    /// Words that are opposites only before a figure or a date: "unter".
    OppositesOfFigures = "opposites"["beside a figure"],
    /// Words that make the sum after them negative: "loss".
    Losses = "opposites"["of a sum"],

    /// Verbs and nouns of reporting, one verb per line.
    Reporting = "reporting",
    /// Second parts of verbs of reporting, after the source: "teilte die Polizei mit".
    ReportingParts = "reporting"["second parts"],
    /// Articles before a source, where a report needs one: "laut dem Wirt".
    BeforeSource = "reporting"["before a source"],
    /// Verbs of reporting that are nouns in the plural too: "notes".
    ReportsLikeNouns = "reporting"["nouns"],
    /// Words other than articles after which these are nouns: "many notes".
    BeforeNouns = "reporting"["before a noun"],
    /// Verbs that attribute a quotation to a speaker.
    Speakers = "reporting"["speakers"],
    /// Pronouns before such a verb.
    SpeakerPronouns = "reporting"["pronouns"],
    /// After one of these a verb does not report speech.
    NotReportingAfter = "reporting"["not after"],
    /// At the beginning of a sentence these tell somebody to do something: "Say you have a boat".
    NotReportingFirst = "reporting"["not at the beginning"],
    /// Phrases that do not report speech: "asked for".
    NotReports = "reporting"["not reports"],
    /// Verbs of reporting that have their source after them.
    SourceAfter = "reporting"["source after"],
    /// Verbs of reporting that have their listener after them.
    ListenerAfter = "reporting"["listener after"],
    /// Verbs that report only in the active.
    ReportsInActive = "reporting"["active"],
    /// Auxiliaries of the passive.
    Passive = "reporting"["passive"],
    /// Forms of auxiliary verbs, which a clause has and a source does not, in languages that leave out "that".
    Auxiliaries = "reporting"["auxiliaries"],
    /// Verbs that report only with a quotation.
    ReportsWithQuotation = "reporting"["with a quotation"],
    /// Verbs that do not report where an object follows: "adds two benches".
    ReportsWithoutObject = "reporting"["no object"],
    /// Words that report only before a noun or an article: "laut Polizei".
    ReportsBeforeSource = "reporting"["with a source"],
    /// Verbs that report only before one of the next set: "found that it leaks".
    ReportsBeforeThat = "reporting"["before that"],
    /// Words that sources follow, and measures: "according to the size".
    AccordingTo = "reporting"["according to"],
    /// Nouns for what things go by: "size".
    GoneBy = "reporting"["measures"],
    /// Participles that report only behind an auxiliary: "indiqué".
    ReportsAfterHaving = "reporting"["participles"],
    /// That auxiliary: "a".
    Having = "reporting"["having"],
    /// Words behind such a participle with which it reports without one: "confirmé par".
    AfterParticiple = "reporting"["after a participle"],
    /// Words that begin reported speech.
    That = "reporting"["that"],
    /// A place follows, not a source.
    BeforePlace = "reporting"["before a place"],
    /// Words that begin a clause.
    ClauseOpeners = "reporting"["openers"],
    /// Unnamed sources, one kind per line.
    Sources = "sources",
    /// Phrases that withhold a name.
    Unnamed = "sources"["unnamed"],
    /// A person's legal status or fate, one per line.
    Status = "status",
    /// Relatives, one kind per line.
    Kin = "kin",
    /// Titles, honours, forms of companies.
    Titles = "titles",

    /// Offices that are written before a name: "Minister Holm".
    Offices = "titles"["offices"],
    /// Surnames with which names begin, in scripts without spaces.
    Surnames = "titles"["surnames"],

    /// The months, one per line.
    Months = "months",
    /// Months that are ordinary words too: "may".
    OrdinaryMonths = "months"["ordinary words"],
    /// Given names that are words of other lists too: "Will Smith".
    GivenNames = "names"["given names"],
    /// Months that are given names too: "June Holm".
    GivenNameMonths = "months"["given names"],
    /// Words that make a following ordinary word the month.
    BeforeMonth = "months"["before an ordinary word"],
    /// Words that are rarely months in lower case.
    NotMonthsInLowerCase = "months"["no months in small letters"],
    /// Days of the week, one per line.
    Weekdays = "dates"["weekdays"],
    /// Other words of time.
    DateWords = "dates"["words"],
    /// Parts of a day or a year, which are ordinary words as well: "night".
    DateParts = "dates"["parts"],
    /// Spans of time: part of a date where they are named, units where they are counted.
    Spans = "dates"["spans"],
    /// Words that select a span: "last".
    Which = "dates"["which"],
    /// Halves of the day: "p.m".
    Clock = "dates"["clock"],
    /// Halves of the day that are other words if no hour is before them: "am".
    ClockAfterHour = "dates"["clock after an hour"],
    /// Optional words before a date: "on".
    BeforeDate = "dates"["before a date"],
    /// A figure with a full stop after one of these is an ordinal.
    BeforeOrdinal = "dates"["before an ordinal"],
    /// Short names of weekdays that are also other words.
    ShortWeekdays = "dates"["short weekdays"],
    /// Words between day, month and year.
    InsideDate = "dates"["inside a date"],
    /// Before an hour, half an hour after it: "half past".
    HalfPast = "dates"["half past"],
    /// Before an hour, a quarter after it: "quarter past".
    QuarterPast = "dates"["quarter past"],
    /// Before an hour, a quarter before it: "quarter to".
    QuarterTo = "dates"["quarter to"],
    /// Before an hour, half an hour before it: "halb".
    HalfTo = "dates"["half to"],
    /// After an hour, half an hour more: "et demie".
    AndHalf = "dates"["and a half"],
    /// After an hour, a quarter more: "et quart".
    AndQuarter = "dates"["and a quarter"],
    /// After an hour, a quarter less: "moins le quart".
    LessQuarter = "dates"["less a quarter"],
    /// Words after an hour: "Uhr".
    AfterHour = "dates"["after an hour"],
    /// Short names of time zones.
    ZoneNames = "dates"["zone names"],
    /// Time zones after a time of day.
    Zones = "dates"["zones"],
    /// Endings of time zones: "Eastern time".
    ZoneEnds = "dates"["zone ends"],
    /// A four-digit figure after one of these is a year.
    BeforeYear = "dates"["before a year"],
    /// A figure after one of these is a year unless a noun that it counts follows: "born 1871", "AD 1200".
    LeadsYear = "dates"["leads a year"],
    /// Forms and endings of nouns that a figure counts: "-s". Where there are none, they are all words.
    Counted = "dates"["counted"],
    /// Words of these forms that a year does not count: "sales".
    NotCounted = "dates"["not counted"],
    /// "of" and a figure after one of these is no year: "the sum of 1871".
    Measured = "dates"["measured"],
    /// Endings of decades after their figure: "60er".
    DecadeEndings = "dates"["decade endings"],
    /// Words for a century, after or before its number.
    Centuries = "dates"["centuries"],
    /// A figure after one of these is a time of day: "kl. 18.30".
    BeforeClock = "dates"["before a time"],
    /// A figure with "h" after one of these is a time of day: "à 9h30".
    BeforeHourSign = "dates"["before an hour with a sign"],
    /// A figure before one of these is a year: "1871 AD", "в 1871 году".
    AfterYear = "dates"["after a year"],
    /// Units that make a date of the numeral before them, in languages without spaces.
    DateUnits = "dates"["units"],
    /// After a date unit these make a span of time.
    AfterDateUnit = "dates"["after a unit"],
    /// Before a numeral these make a day of the week.
    BeforeWeekdayNumeral = "dates"["before a numeral"],

    /// Names that end in an exclamation mark.
    Exclaimed = "abbreviations"["exclaimed"],

    /// Number words with their values.
    Cardinals = "numbers",
    /// hundred, million
    Scales = "numbers"["scales"],
    /// Words for one, where they count: before a scale, and at the end of a longer number.
    One = "numbers"["one"],
    /// Articles that count before a scale: "a hundred".
    BeforeScale = "numbers"["before a scale"],
    /// Words inside a number, and after its hundreds: "three hundred and five".
    JoinNumbers = "numbers"["joins"],
    /// The same between tens and units: "treinta y dos".
    JoinTens = "numbers"["joins tens"],
    /// Endings of ordinals after a figure: "th".
    OrdinalEndings = "numbers"["ordinal endings"],
    /// half, third
    Fractions = "numbers"["fractions"],
    /// Words between a figure and what it counts, in languages without spaces.
    Counters = "numbers"["counters"],
    /// Words of quantity without a value: "dozens".
    NumberWords = "numbers"["words"],
    /// Vague quantities, which do not change a count.
    Vague = "numbers"["vague"],
    /// Words before a figure that is below nought: "minus 4".
    Minus = "numbers"["minus"],
    /// Words before a figure that is above nought: "plus 4".
    Plus = "numbers"["plus"],
    /// Units other than measures.
    Units = "units",
    /// Units that may be converted in brackets.
    Measures = "units"["measures"],
    /// Last parts of an age: "33-year-old".
    AgeEnds = "units"["ends of an age"],
    /// Names of currencies.
    Currencies = "currencies",

    /// Words before the number of the dead.
    Toll = "casualties"["toll"],
    /// Words before the number of the dead, if the dead are named.
    NumberOf = "casualties"["number"],
    /// Words before or after the number of the dead.
    Killed = "casualties"["killed"],
    /// Words after the number of the dead.
    Dead = "casualties"["dead"],
    /// The injured and missing, who are counted separately.
    OtherCasualties = "casualties"["others"],
    /// Words that introduce the number.
    BeforeNumber = "casualties"["before a number"],
    /// Nouns for the dead after a number.
    CountedDead = "casualties"["counted"],

    /// Words that house styles add or leave out.
    LeftOut = "spellings"["left out"],

    /// Note verbs of correction.
    NoteCorrects = "notes"["corrects"],
    /// Note verbs of addition.
    NoteAdds = "notes"["adds"],
    /// Note verbs of deletion.
    NoteDeletes = "notes"["deletes"],
    /// Note verbs of update.
    NoteUpdates = "notes"["updates"],
    /// Note verbs after which much of the text is new.
    NoteRecasts = "notes"["recasts"],
    /// Note verbs of clarification.
    NoteClarifies = "notes"["clarifies"],
    /// Note verbs of a repeated transmission.
    NoteRepeats = "notes"["repeats"],
    /// Words for the text that a note belongs to.
    NoteStory = "notes"["story"],
    /// The words of these that other things have too.
    NoteVersion = "notes"["versions"],
    /// After a verb in brackets: a sentence, not a note.
    NoteThat = "notes"["that"],
    /// Words that say that something was wrong.
    NoteInError = "notes"["in error"],
    /// Words that introduce what an earlier version said.
    NoteSaidBefore = "notes"["said before"],
    /// Words that mark a note without a verb.
    NoteSigns = "notes"["signs"],
    /// Words that say only that something changed.
    NoteFlags = "notes"["flags"],
    /// The first paragraph.
    NoteLead = "notes"["lead"],
    /// Words for a paragraph.
    NoteParagraph = "notes"["paragraph"],
    /// Words for changes anywhere in the text.
    NoteThroughout = "notes"["throughout"],
    /// Words for additions anywhere in the text.
    NoteMore = "notes"["more"],
    /// Words before a value of the new text.
    NoteRight = "notes"["right"],
    /// Words before a value of the old text.
    NoteWrong = "notes"["wrong"],
    /// The same, after a value of the new text.
    NoteFrom = "notes"["from"],
    /// Words before the day of the note.
    NoteWritten = "notes"["written"],
    /// Words between the first and the last paragraph: "paragraphs 4 to 6".
    NoteRange = "notes"["range"],
    /// Words that may come between these and a value.
    NoteBounds = "notes"["bounds"],
    /// A date.
    NoteDate = "notes"["date"],
    /// A figure.
    NoteNumber = "notes"["number"],
    /// A dimension, which a measure gives: "length".
    NoteMeasure = "notes"["measure"],
    /// A name.
    NoteName = "notes"["name"],
    /// A source.
    NoteAttribution = "notes"["attribution"],
    /// The headline.
    NoteHeadline = "notes"["headline"],
    /// Somebody's words.
    NoteSpoken = "notes"["spoken"],
    /// A sum.
    NoteMoney = "notes"["money"],
    /// The number of the dead.
    NoteToll = "notes"["toll"],
    /// Words for what a toll counts.
    NoteDeaths = "notes"["deaths"],
    /// People whom a toll may count besides the dead.
    NoteInjured = "notes"["injured"],
    /// Changes that are not facts: a spelling, a dropped word.
    NoteTrivial = "notes"["trivial"],
    /// Words of the same meaning, one group per line.
    NoteSame = "notes"["same"],
    /// Words that do not say what changed.
    NoteFormal = "notes"["formal"],
}
