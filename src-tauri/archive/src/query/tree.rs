//! The tree of a query. Says what is asked, not how it is found.

use speech::date::Edtf;
use speech::lexicon::{self, Vocabulary};

/// A query or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Every speech: the empty query.
    All,
    /// These words stand somewhere in the speech, its filing or its notes; simplified and
    /// traditional characters find each other.
    Text(String),
    /// The same, in the characters as they are written.
    Written(String),
    /// Narrows the text searches of its `And` to a part of the speech.
    In(Part),
    /// These words stand in a field.
    Field(TextField, String),
    /// The filing names this term or a narrower one; `None`: it names none.
    Term(TermField, Option<&'static str>),
    /// The source that the filing names holds these words; `None`: it names none.
    Source(Option<String>),
    /// The speech has a note.
    HasNote,
    /// The date may lie in a range, or there is none.
    Date(When),
    /// All these words stand near each other: each ends at most so many characters before the
    /// last of them begins.
    Near(Vec<String>, u32),
    /// A line of the text matches this regular expression.
    Regex(String),
    /// The opposite.
    Not(Box<Query>),
    /// All of them.
    And(Vec<Query>),
    /// At least one of them.
    Or(Vec<Query>),
}

/// A part of a speech that words can be looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title.
    Title,
    /// The headings of the outline.
    Heading,
    /// The text.
    Text,
    /// The notes.
    Note,
}

impl Part {
    pub(super) const ALL: [(Part, &'static str); 4] = [
        (Self::Heading, "heading"),
        (Self::Title, "title"),
        (Self::Text, "text"),
        (Self::Note, "note"),
    ];

    /// The word that stands after `in:`.
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(part, _)| *part == self)
            .map_or("", |(_, word)| word)
    }
}

/// A field of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextField {
    /// `title:`
    Title,
    /// `speaker:`, name or role.
    Speaker,
    /// `place:`
    Place,
    /// `note:`, words of a comment.
    Note,
}

impl TextField {
    /// The word before the colon.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Speaker => "speaker",
            Self::Place => "place",
            Self::Note => "note",
        }
    }
}

/// A field of terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermField {
    /// `type:`, further types of the same meeting too.
    Type,
    /// `genre:`
    Genre,
    /// `level:`
    Level,
    /// `theme:`
    Theme,
}

impl TermField {
    /// The word before the colon.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Genre => "genre",
            Self::Level => "level",
            Self::Theme => "theme",
        }
    }

    /// True when an id is one of this field's, also of a term that a person made or took away.
    pub fn has(self, id: &str) -> bool {
        match self {
            Self::Type => id.starts_with("meeting."),
            Self::Theme => id.starts_with("theme."),
            Self::Genre | Self::Level => self.vocabulary().get(id).is_some(),
        }
    }

    /// The terms of the lexicon that it can name.
    pub fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::Type => lexicon::meeting_types(),
            Self::Genre => lexicon::genres(),
            Self::Level => lexicon::levels(),
            Self::Theme => lexicon::themes(),
        }
    }
}

/// What is asked of a date.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// There is no date that has a year.
    Undated,
    /// The days on which the speech may have been given overlap these, both ends included.
    Within {
        /// From its first day; `None`: open.
        from: Option<Edtf>,
        /// To its last day; `None`: open.
        to: Option<Edtf>,
    },
}
