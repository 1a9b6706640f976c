//! The values that understanding a text yields: spans, evidence, guesses, proposals, findings.
//! Holds no rule and no lexicon; the ids it carries are those of the lexicon files.

use serde::{Deserialize, Serialize};

use crate::layer::{CleanText, Edit};

/// A half-open range of Unicode scalars in the text that the context names.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First scalar.
    pub start: u32,
    /// One past the last scalar.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`; an end before the start gives an empty span at `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Length in scalars.
    pub fn len(&self) -> u32 {
        self.end - self.start
    }

    /// True when the span holds nothing.
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// True when `other` lies wholly inside.
    pub fn holds(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least one scalar.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Why a piece of text speaks for a value: a code of `lexicon/reasons.tsv` and what fills its
/// blanks. The sentence itself is made in the reader's language by `reasons::say`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable code, such as `date.figures_until`.
    pub code: String,
    /// Fillers for `{0}`, `{1}` of the sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<String>,
}

impl Reason {
    /// A reason without fillers.
    pub fn of(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            args: Vec::new(),
        }
    }

    /// A reason with fillers.
    pub fn with(code: &str, args: &[&str]) -> Self {
        Self {
            code: code.to_owned(),
            args: args.iter().map(|a| (*a).to_owned()).collect(),
        }
    }
}

/// The words a judgement rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The words as they stand in the text; empty when the evidence is an absence.
    pub quote: String,
    /// Where they stand, in the file's extracted text; `None` for the file name and the like.
    pub span: Option<Span>,
    /// What they show.
    pub reason: Reason,
}

/// A value with how sure it is (0..=1) and what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess<T> {
    /// The value.
    pub value: T,
    /// 0 = nothing to go on, 1 = the text says so.
    pub certainty: f32,
    /// The words it rests on, strongest first.
    pub evidence: Vec<Evidence>,
}

impl<T> Guess<T> {
    /// A guess resting on one piece of evidence.
    pub fn new(value: T, certainty: f32, evidence: Vec<Evidence>) -> Self {
        Self {
            value,
            certainty,
            evidence,
        }
    }
}

/// The meeting a speech was given at. Type ids are those of `lexicon/meeting_types.tsv`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Full name, such as 全市重点项目建设现场推进会.
    pub name: Option<Guess<String>>,
    /// Id of the type.
    pub kind: Option<Guess<String>>,
    /// Ids of further types that the name carries as well (暨, 现场推进会).
    pub also: Vec<String>,
    /// Id of the form (`mode.video`, `mode.phone_tv`), from `lexicon/modes.tsv`.
    pub mode: Option<Guess<String>>,
}

/// A theme of a speech; ids of `lexicon/themes.tsv`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThemeGuess {
    /// Theme id.
    pub id: String,
    /// 0..=1.
    pub score: f32,
    /// Some of the words that speak for it.
    pub evidence: Vec<Evidence>,
}

/// A date that is not the speech's own: a site's publish date, a reprint, a printing, a news
/// dateline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDate {
    /// `publish` (by a site or journal), `reprint` (转载), `print` (印发), `dateline` (新华社北京3月5日电).
    pub kind: String,
    /// EDTF.
    pub edtf: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// One heading of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 for 一、 (or whatever the text's first level is), at most 4.
    pub depth: u8,
    /// The heading as it stands, number included, without the body that runs on after it.
    pub text: String,
    /// Where it stands, in the file's extracted text.
    pub span: Span,
    /// What its section is for: an id of `lexicon/section_functions.tsv`; `None` where that cannot
    /// be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
}

/// How much of the speech is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Completeness {
    /// As far as can be seen, all.
    #[default]
    Full,
    /// Text is missing; the gaps are findings.
    Cut,
    /// Only an outline.
    Outline,
}

impl Completeness {
    /// The name used on the wire and in the archive.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Cut => "cut",
            Self::Outline => "outline",
        }
    }
}

/// What a slot stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlotSort {
    /// XX县, 在XX召开.
    Place,
    /// XX书记, XX同志.
    Person,
    /// XX局, 某公司.
    Unit,
    /// XX%, XX亿元.
    Number,
    /// 20XX年, XX月XX日.
    Date,
    /// What its neighbours do not tell.
    Other,
}

impl SlotSort {
    /// All sorts.
    pub const ALL: [Self; 6] = [
        Self::Place,
        Self::Person,
        Self::Unit,
        Self::Number,
        Self::Date,
        Self::Other,
    ];

    /// The name used on the wire and in the archive.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Person => "person",
            Self::Unit => "unit",
            Self::Number => "number",
            Self::Date => "date",
            Self::Other => "other",
        }
    }

    /// The sort of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == name)
    }
}

/// One thing that was taken out of a text, at all the places where its slot stands. Only places,
/// persons and units are bound over several: two XX% are two figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// What it stands for.
    pub sort: SlotSort,
    /// The slot with the word that tells its sort, as at its first place: XX县, 20XX年.
    pub words: String,
    /// Which of the finding's spans are this slot's, rising.
    pub at: Vec<u32>,
}

/// Something noticed about a text. Kinds: `slot` (XX placeholders), `gap` (text cut out, `count` =
/// missing scalars where told), `preview_end`, `price`, `summary` (【提纲】), `damage`, `not_speech`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// One of the kinds above.
    pub kind: String,
    /// Of damage: `noise` (strewn symbols and characters), `invisible` (characters without width),
    /// `unreadable` (no character at all), `dropped_digits` (增长%), `doubled` (發(发)展).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// How many (slots, places of damage) or how much (missing scalars), where known.
    pub count: Option<u32>,
    /// Where, in the file's extracted text.
    pub spans: Vec<Span>,
    /// The words, shortened, for a report.
    pub quote: String,
    /// Of slots: what each stands for. Together they name every span once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
}

impl Finding {
    /// What of this finding lies inside `territory`; a count of places is counted anew.
    pub fn within(&self, territory: Span) -> Option<Self> {
        let mut part = self.clone();
        part.spans.retain(|span| territory.holds(*span));
        if part.spans.is_empty() {
            return None;
        }
        if part.count == Some(self.spans.len() as u32) && part.spans.len() < self.spans.len() {
            part.count = Some(part.spans.len() as u32);
        }
        Some(part)
    }
}

/// One speech found in a file. All spans are in the file's extracted text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The part of the file this speech answers for; the territories of a file's speeches follow
    /// each other and together are the whole file.
    pub territory: Span,
    /// The speech itself, from the first character of its title block to the last of its closing.
    pub span: Span,
    /// Removals and repairs inside the territory that lead from it to the clean text.
    pub ledger: Vec<Edit>,
    /// Where the body starts, after title, date and speaker lines.
    pub body_start: u32,
    /// The title; composed when `title_supplied`.
    pub title: Guess<String>,
    /// True when the text has no title and one was composed (DA/T 22: shown in 〔〕).
    pub title_supplied: bool,
    /// The meeting.
    pub meeting: Meeting,
    /// Genre id, from `lexicon/genres.tsv`.
    pub genre: Option<Guess<String>>,
    /// Level id, from `lexicon/levels.tsv`.
    pub level: Option<Guess<String>>,
    /// Place name.
    pub place: Option<Guess<String>>,
    /// Speaker's name.
    pub speaker: Option<Guess<String>>,
    /// Speaker's role, such as 市长.
    pub role: Option<Guess<String>>,
    /// Where the text comes from: a paper, a site, a host.
    #[serde(default)]
    pub source: Option<Guess<String>>,
    /// Date as EDTF level 0/1; `None` when nothing dates the text.
    pub date: Option<Guess<String>>,
    /// Dates that are not the speech's own.
    pub other_dates: Vec<OtherDate>,
    /// Strongest first, at most five.
    pub themes: Vec<ThemeGuess>,
    /// Headings in text order.
    pub outline: Vec<Heading>,
    /// Completeness grade.
    pub complete: Completeness,
    /// Findings inside the territory.
    pub findings: Vec<Finding>,
}

/// What reading a file's text yields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The speeches in order; empty only for a text without any words.
    pub speeches: Vec<Proposal>,
}

impl Proposal {
    /// The same proposal over its clean text: the clean text and a copy whose spans (evidence,
    /// outline, findings, `body_start`) are offsets into it. The ledger, `territory` and `span`
    /// stay in the file's text. Evidence that stands in a removed line keeps its quote and loses
    /// its span.
    pub fn over_clean_text(&self, file_text: &str) -> (CleanText, Proposal) {
        let clean = CleanText::new(file_text, self.territory, &self.ledger);
        let mut own = self.clone();
        own.body_start = clean.to_clean(self.body_start);
        own.for_each_evidence(&mut |evidence| {
            evidence.span = evidence
                .span
                .map(|span| clean.span_to_clean(span))
                .filter(|span| !span.is_empty());
        });
        for heading in &mut own.outline {
            heading.span = clean.span_to_clean(heading.span);
        }
        for span in own.findings.iter_mut().flat_map(|f| f.spans.iter_mut()) {
            *span = clean.span_to_clean(*span);
        }
        (clean, own)
    }

    fn for_each_evidence(&mut self, change: &mut impl FnMut(&mut Evidence)) {
        let fields = [
            Some(&mut self.title),
            self.meeting.name.as_mut(),
            self.meeting.kind.as_mut(),
            self.meeting.mode.as_mut(),
            self.genre.as_mut(),
            self.level.as_mut(),
            self.place.as_mut(),
            self.speaker.as_mut(),
            self.role.as_mut(),
            self.source.as_mut(),
            self.date.as_mut(),
        ];
        for guess in fields.into_iter().flatten() {
            guess.evidence.iter_mut().for_each(&mut *change);
        }
        for theme in &mut self.themes {
            theme.evidence.iter_mut().for_each(&mut *change);
        }
        for other in &mut self.other_dates {
            change(&mut other.evidence);
        }
    }
}
