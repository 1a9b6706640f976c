//! A speech as the reader shows it, with its filing and evidence.
//! Holds no behaviour.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

wire! {
    /// How a value is marked: the shape says who decided, the fill how sure.
    #[derive(Copy, Eq)]
    pub enum Mark {
        /// A person confirmed or wrote it.
        Confirmed,
        /// The text says so.
        Stated,
        /// Follows from evidence.
        Inferred,
        /// One weak sign, or signs that disagree.
        Doubtful,
        /// Nothing to go on.
        Unknown,
    }

    /// The words a value rests on.
    #[derive(Eq)]
    pub struct EvidenceView {
        /// The words.
        pub quote: String,
        /// UTF-16 range in the clean text; null when they stand in a removed line or file name.
        pub at: Option<[u32; 2]>,
        /// 起 / 止 / 年, for dates.
        pub tag: Option<Words>,
        /// What they show.
        pub reason: Words,
    }

    /// Another value the text could support.
    #[derive(Eq)]
    pub struct Alternative {
        /// Value as stored (id or text).
        pub value: String,
        /// In words.
        pub words: Words,
        /// Why.
        pub reason: Words,
        /// Mark.
        pub mark: Mark,
        /// Where it stands, if it stands anywhere.
        pub evidence: Vec<EvidenceView>,
        /// In the text and not the speech's own, as a site's date of publishing.
        pub apart: bool,
    }

    /// A field of a speech's filing. Fields: title meeting type also mode genre level place
    /// speaker role date.
    pub struct FieldView {
        /// Field id.
        pub field: String,
        /// Value as stored (id, text or EDTF); null when unknown.
        pub value: Option<String>,
        /// Value in words.
        pub words: Words,
        /// Mark.
        pub mark: Mark,
        /// 0..=1.
        pub certainty: f32,
        /// What it rests on.
        pub evidence: Vec<EvidenceView>,
        /// Other values.
        pub alternatives: Vec<Alternative>,
    }

    /// A theme of a speech.
    pub struct ThemeView {
        /// Theme id.
        pub id: String,
        /// Mark.
        pub mark: Mark,
        /// 0..=1.
        pub score: f32,
        /// What it rests on.
        pub evidence: Vec<EvidenceView>,
    }

    /// A heading with its place.
    #[derive(Eq)]
    pub struct HeadingView {
        /// 1..=4.
        pub depth: u8,
        /// Heading.
        pub text: String,
        /// The number it begins with, such as 二 or （一）; empty when it has none.
        pub number: String,
        /// UTF-16 range.
        pub at: [u32; 2],
        /// What its section is for, in words (认识, 任务); null where that cannot be told.
        pub function: Option<Words>,
    }

    /// A slot (XX) with all the places where the same thing was taken out.
    #[derive(Eq)]
    pub struct SlotView {
        /// `place`, `person`, `unit`, `number`, `date`, `other`.
        pub sort: String,
        /// The slot with the word that tells its sort: XX县.
        pub words: String,
        /// UTF-16 ranges, rising.
        pub at: Vec<[u32; 2]>,
    }

    /// A place where text is missing.
    #[derive(Eq)]
    pub struct GapView {
        /// UTF-16 offset in the clean text.
        pub at: u32,
        /// Missing characters, where told.
        pub missing: Option<u32>,
        /// The words of the file that tell of it.
        pub quote: String,
        /// `gap` or `preview_end`.
        pub kind: String,
    }

    /// A removed line or passage.
    #[derive(Eq)]
    pub struct RemovedView {
        /// Its number in the ledger, for restoring.
        pub index: u32,
        /// UTF-16 offset in the clean text where it stood.
        pub at: u32,
        /// What stood there.
        pub text: String,
        /// Rule id.
        pub rule: String,
        /// The rule in words.
        pub reason: Words,
    }

    /// A correction that a person made.
    #[derive(Eq)]
    pub struct CorrectionView {
        /// Its number in the ledger, for taking it back.
        pub index: u32,
        /// UTF-16 range of the new words.
        pub at: [u32; 2],
        /// What the file says there.
        pub was: String,
        /// What stands there now.
        pub now: String,
    }

    /// The file a speech came from.
    #[derive(Eq)]
    pub struct SourceView {
        /// Path as given.
        pub name: String,
        /// All names under which the same bytes came.
        pub names: Vec<String>,
        /// Format.
        pub format: String,
        /// Encoding, for text.
        pub encoding: Option<String>,
        /// Who made its text, where that was another program: `tesseract 5.3.0 chi_sim`.
        pub producer: Option<String>,
        /// True when pages of it are pictures whose text can be recognised (OCR).
        pub needs_ocr: bool,
        /// SHA-256.
        pub sha256: String,
        /// Size in bytes.
        #[ts(type = "number")]
        pub bytes: u64,
        /// What the reader of the format had to say.
        pub warnings: Vec<Words>,
        /// Speeches in the file.
        pub speeches: u32,
    }

    /// Everything the reader shows of a speech.
    pub struct SpeechView {
        /// As in a list.
        pub row: Row,
        /// `inbox`, `filed`, `trash`.
        pub state: String,
        /// Clean text.
        pub text: String,
        /// UTF-16 offset where the body starts, after title, date and speaker lines.
        pub body_start: u32,
        /// Fields.
        pub fields: Vec<FieldView>,
        /// Themes.
        pub themes: Vec<ThemeView>,
        /// Outline.
        pub outline: Vec<HeadingView>,
        /// Slots (XX).
        pub slots: Vec<SlotView>,
        /// Gaps.
        pub gaps: Vec<GapView>,
        /// Removed lines.
        pub removed: Vec<RemovedView>,
        /// Corrections, in text order.
        pub corrections: Vec<CorrectionView>,
        /// Other findings in words.
        pub remarks: Vec<Words>,
        /// Notes.
        pub notes: Vec<NoteView>,
        /// Where it came from.
        pub source: SourceView,
        /// Minutes to deliver it at 180 characters a minute.
        pub minutes: u32,
        /// Hits of the query given with the request, UTF-16 ranges.
        pub hits: Vec<[u32; 2]>,
    }

    /// A change to a field; `value` null empties it.
    #[derive(Eq)]
    pub struct FieldChange {
        /// Field id.
        pub field: String,
        /// Term id, text, or a date as a person writes it.
        pub value: Option<String>,
    }
}
