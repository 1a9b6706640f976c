//! The reader's view of a speech, and notes with the section they stand in.
//! Asks the archive nothing: everything is handed in.

use archive::{Field, Note, Row, SpeechRecord, Terms};
use speech::{Heading, SlotSort, Span};

use crate::utf16::Utf16;
use crate::view;
use crate::wire::{
    CorrectionView, GapView, HeadingView, NoteView, RemovedView, SlotView, SourceView, SpeechView,
    Words,
};
use crate::words;

/// Characters a minute at which a speech is delivered: the usual office reckoning for 讲话.
const DELIVERY: u32 = 180;

/// What surrounds a note: its speech as lists show it, the text's outline and UTF-16 map.
pub struct Context<'a> {
    /// The speech's row.
    pub row: &'a Row,
    /// Its outline, spans in the clean text.
    pub outline: &'a [Heading],
    /// The map of its clean text.
    pub utf16: &'a Utf16,
}

/// A speech for the reader. `hits` are spans of a query in the clean text, `excerpted` tells for a
/// note's quotation in which notebook it stands.
pub fn speech(
    terms: &Terms,
    record: &SpeechRecord,
    row: &Row,
    text: String,
    hits: &[Span],
    excerpted: &dyn Fn(&Note) -> Option<String>,
) -> SpeechView {
    let utf16 = Utf16::of(&text);
    let context = Context {
        row,
        outline: &record.outline,
        utf16: &utf16,
    };
    let inner = [Field::Complete, Field::Themes];
    let fields = Field::ALL.iter().filter(|f| !inner.contains(f));
    SpeechView {
        state: record.state.as_str().to_owned(),
        body_start: utf16.out(record.body_start),
        fields: fields
            .map(|f| view::field(terms, *f, record.field(*f), &utf16))
            .collect(),
        themes: record
            .themes
            .iter()
            .map(|t| view::theme(t, &utf16))
            .collect(),
        outline: record
            .outline
            .iter()
            .map(|h| HeadingView {
                depth: h.depth,
                text: h.text.clone(),
                number: number_of(&h.text).to_owned(),
                at: utf16.span(h.span),
                function: h.function.as_deref().and_then(view::section_function),
            })
            .collect(),
        slots: slots(record, &utf16),
        gaps: gaps(record, &utf16),
        removed: removed(record, &utf16),
        corrections: corrections(record, &utf16),
        remarks: remarks(record),
        notes: record
            .notes
            .iter()
            .map(|n| note(n, &context, excerpted(n)))
            .collect(),
        source: source(record),
        minutes: (row.length + DELIVERY / 2) / DELIVERY,
        hits: hits.iter().map(|s| utf16.span(*s)).collect(),
        row: view::row(row),
        text,
    }
}

/// A note for the window.
pub fn note(note: &Note, context: &Context<'_>, excerpted: Option<String>) -> NoteView {
    NoteView {
        id: note.id.to_string(),
        speech: note.speech.to_string(),
        title: context.row.title.clone(),
        supplied: context.row.title_supplied,
        date: context.row.date.as_ref().map(|d| view::date(&d.edtf)),
        at: (!note.lost).then(|| context.utf16.span(note.span)),
        quote: note.quote.clone(),
        colour: note.colour.parse().unwrap_or(1),
        style: note.style.clone(),
        comment: note.comment.clone(),
        section: section_at(context.outline, note.span.start),
        created: note.created,
        modified: note.modified,
        themes: note.themes.clone(),
        excerpted,
    }
}

/// The numbers of the sections that a place stands in, such as 二（一）; `None` before the first.
pub fn section_at(outline: &[Heading], offset: u32) -> Option<String> {
    let mut path: Vec<&Heading> = Vec::new();
    for heading in outline.iter().take_while(|h| h.span.start <= offset) {
        path.retain(|h| h.depth < heading.depth);
        path.push(heading);
    }
    let numbers: String = path.iter().map(|h| number_of(&h.text)).collect();
    (!numbers.is_empty()).then_some(numbers)
}

/// The number a heading begins with: 二 of 二、…, （一） of （一）…, 第三 of 第三，…
fn number_of(heading: &str) -> &str {
    const DIGITS: &str = "一二三四五六七八九十百0123456789０１２３４５６７８９";
    let text = heading.trim_start();
    let inside = text.trim_start_matches(['第', '（', '(', '其']);
    let digits = inside.find(|c| !DIGITS.contains(c)).unwrap_or(inside.len());
    if digits == 0 {
        return "";
    }
    let mut end = text.len() - inside.len() + digits;
    if text.starts_with(['（', '(']) {
        end += inside[digits..]
            .chars()
            .next()
            .filter(|c| "）)".contains(*c))
            .map_or(0, char::len_utf8);
    }
    &text[..end]
}

/// Each slot with all its places; those of an archive written before slots had sorts are `other`.
fn slots(record: &SpeechRecord, utf16: &Utf16) -> Vec<SlotView> {
    let mut slots = Vec::new();
    for finding in record.findings.iter().filter(|f| f.kind == "slot") {
        let places = |at: &[u32]| -> Vec<[u32; 2]> {
            at.iter()
                .filter_map(|i| finding.spans.get(*i as usize))
                .filter(|span| !span.is_empty())
                .map(|span| utf16.span(*span))
                .collect()
        };
        let view = |sort: SlotSort, words: &str, at: &[u32]| SlotView {
            sort: sort.as_str().to_owned(),
            words: words.to_owned(),
            at: places(at),
        };
        if finding.slots.is_empty() {
            let all = 0..finding.spans.len() as u32;
            slots.extend(all.map(|i| view(SlotSort::Other, "", &[i])));
        } else {
            slots.extend(finding.slots.iter().map(|s| view(s.sort, &s.words, &s.at)));
        }
    }
    slots.retain(|slot| !slot.at.is_empty());
    slots
}

fn gaps(record: &SpeechRecord, utf16: &Utf16) -> Vec<GapView> {
    let kinds = ["gap", "preview_end"];
    let mut gaps: Vec<GapView> = record
        .findings
        .iter()
        .filter(|f| kinds.contains(&f.kind.as_str()))
        .flat_map(|f| {
            f.spans.iter().map(|s| GapView {
                at: utf16.out(s.start),
                missing: f.count,
                quote: f.quote.clone(),
                kind: f.kind.clone(),
            })
        })
        .collect();
    gaps.sort_by_key(|g| g.at);
    gaps
}

fn corrections(record: &SpeechRecord, utf16: &Utf16) -> Vec<CorrectionView> {
    let mut corrections: Vec<CorrectionView> = record
        .ledger
        .iter()
        .filter(|line| line.edit.rule == archive::CORRECTION && !line.restored)
        .map(|line| CorrectionView {
            index: line.index,
            at: utf16.span(line.at),
            was: line.edit.was.clone(),
            now: line.edit.now.clone(),
        })
        .collect();
    corrections.sort_by_key(|c| c.at);
    corrections
}

fn removed(record: &SpeechRecord, utf16: &Utf16) -> Vec<RemovedView> {
    record
        .ledger
        .iter()
        .filter(|line| line.edit.removes_words() && !line.restored)
        .filter(|line| line.edit.rule != archive::CORRECTION)
        .map(|line| RemovedView {
            index: line.index,
            at: utf16.out(line.at.start),
            text: line.edit.was.trim().to_owned(),
            reason: words::say::<&str>(&format!("rule.{}", rule_head(&line.edit.rule)), &[]),
            rule: line.edit.rule.clone(),
        })
        .collect()
}

/// The part of a rule id that has words of its own: the most specific known one.
fn rule_head(rule: &str) -> &str {
    let mut head = rule;
    while !words::knows(&format!("rule.{head}")) {
        match head.rsplit_once('.') {
            Some((wider, _)) => head = wider,
            None => return "any",
        }
    }
    head
}

/// Findings that are neither slots nor gaps, and dates that are not the speech's own, in words.
fn remarks(record: &SpeechRecord) -> Vec<Words> {
    let findings = record
        .findings
        .iter()
        .filter(|f| !matches!(f.kind.as_str(), "slot" | "gap" | "preview_end"))
        .map(|f| {
            let sorted = f.sort.as_ref().map(|s| format!("finding.{}.{s}", f.kind));
            let code = sorted.filter(|code| words::knows(code));
            words::say(
                &code.unwrap_or_else(|| format!("finding.{}", f.kind)),
                &[
                    f.quote.clone(),
                    f.count.map_or(String::new(), |c| c.to_string()),
                ],
            )
        });
    let dates = record.other_dates.iter().map(|d| {
        words::say(
            &format!("other_date.{}", d.kind),
            &[view::date(&d.edtf).words.zh],
        )
    });
    findings.chain(dates).collect()
}

fn source(record: &SpeechRecord) -> SourceView {
    let original = &record.original;
    SourceView {
        name: original.names.first().cloned().unwrap_or_default(),
        names: original.names.clone(),
        format: original.format.clone(),
        encoding: original.encoding.clone(),
        producer: original.producer.clone(),
        needs_ocr: original
            .warnings
            .iter()
            .any(|warning| warning.starts_with("needs_ocr")),
        sha256: original.hash.to_string(),
        bytes: original.size,
        warnings: original
            .warnings
            .iter()
            .map(|w| words::warning(w))
            .collect(),
        speeches: original.speeches.len() as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(depth: u8, text: &str, start: u32) -> Heading {
        Heading {
            depth,
            text: text.into(),
            span: Span::new(start, start + 4),
            function: None,
        }
    }

    #[test]
    fn a_place_is_named_by_the_numbers_of_its_sections() {
        let outline = [
            heading(1, "一、看清形势", 10),
            heading(2, "（一）算好账", 20),
            heading(1, "二、抓住重点", 40),
            heading(2, "(1)抓开工", 50),
        ];
        assert_eq!(section_at(&outline, 5), None);
        assert_eq!(section_at(&outline, 25).as_deref(), Some("一（一）"));
        assert_eq!(section_at(&outline, 45).as_deref(), Some("二"));
        assert_eq!(section_at(&outline, 60).as_deref(), Some("二(1)"));
        assert_eq!(
            section_at(&[heading(1, "第三，要抓实", 0)], 9).as_deref(),
            Some("第三")
        );
    }
}
