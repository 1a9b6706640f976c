//! Reads a file's text into proposals: cleans, splits, recognises, and brings all spans home to the
//! file's text. Holds no rule of its own.

use crate::certainty;
use crate::clean;
use crate::completeness::{self, Signs};
use crate::date;
use crate::folder;
use crate::layer::{CleanText, Edit};
use crate::lexicon;
use crate::marked::{Mark, Named};
use crate::model::*;
use crate::recognise::{self, Recognised, holder, supplied};
use crate::source;
use crate::split::{self, Part};
use crate::text::Text;
use crate::themes;

/// What is known of a file besides its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// Its name, with the folders it was kept in as far as they are known, `/` between parts.
    pub file_name: Option<&'a str>,
    /// The day on which it is taken in: no speech in it is younger. None where no clock is known.
    pub taken_in: Option<date::Day>,
    /// What the document says of its lines, in order; spans in the file's text.
    pub marks: &'a [Mark],
    /// The title that the document tells beside its text.
    pub title: Option<Named<'a>>,
}

/// Reads a file's text. Never fails; a text without words holds no speeches.
pub fn read(text: &str, hints: &Hints) -> Reading {
    let page = Text::new(text);
    if !page.chars().iter().any(|c| c.is_alphanumeric()) {
        return Reading::default();
    }
    let cleaning = clean::clean(&page);
    let whole = Span::new(0, page.len());
    let clean_text = CleanText::new(text, whole, &cleaning.ledger);
    let blank = cleaning.ledger.iter().filter(|e| e.rule == "layout.blank");
    let gaps = blank.map(|e| clean_text.to_clean(e.span.end)).collect();
    let clean = Text::new(&clean_text.text)
        .with_gaps(gaps)
        .with_marks(marks_in(&clean_text, hints.marks));
    let parts = split::parts(&clean);
    let mut speeches = Vec::with_capacity(parts.len());
    let mut start = 0;
    for (i, part) in parts.iter().enumerate() {
        // A territory begins where its first kept character stands in the file; notices before it
        // belong to the speech before.
        let end = parts
            .get(i + 1)
            .map_or(page.len(), |next| clean_text.to_file(next.start));
        let territory = Span::new(start, end);
        start = end;
        let file = File {
            page: &page,
            clean: &clean,
            map: &clean_text,
            hints,
            // Of a file of several it is the name of the whole.
            title: hints.title.filter(|_| parts.len() == 1),
        };
        let ledger: Vec<Edit> = cleaning
            .ledger
            .iter()
            .filter(|e| territory.holds(e.span))
            .cloned()
            .collect();
        let mut findings: Vec<Finding> = cleaning
            .findings
            .iter()
            .filter_map(|f| f.within(territory))
            .collect();
        if parts.len() == 1 {
            findings.extend(first_of_many(&page, &ledger));
        }
        speeches.push(propose(&file, *part, territory, ledger, findings));
    }
    Reading { speeches }
}

/// A page that says how many texts it holds and gives one shows the beginning of what it has.
fn first_of_many(page: &Text, ledger: &[Edit]) -> Option<Finding> {
    let edit = ledger.iter().find(|e| {
        e.rule == "notice.collection"
            && recognise::page::texts_named(page.folded(e.span)).is_some_and(|n| n >= 2)
    })?;
    Some(Finding {
        kind: "preview_end".to_owned(),
        spans: vec![edit.span],
        quote: edit.was.trim().chars().take(40).collect(),
        ..Finding::default()
    })
}

/// What is left of the marks in the clean text.
fn marks_in(clean: &CleanText, marks: &[Mark]) -> Vec<Mark> {
    let kept = marks.iter().map(|mark| Mark {
        span: Span::new(
            clean.to_clean(mark.span.start),
            clean.to_clean(mark.span.end),
        ),
        rank: mark.rank,
    });
    kept.filter(|mark| !mark.span.is_empty()).collect()
}

struct File<'a> {
    page: &'a Text<'a>,
    clean: &'a Text<'a>,
    map: &'a CleanText,
    hints: &'a Hints<'a>,
    title: Option<Named<'a>>,
}

impl File<'_> {
    /// A clean span in the file's text: from its first to after its last character.
    fn home(&self, span: Span) -> Span {
        let start = self.map.to_file(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.map.to_file(span.end - 1) + 1)
    }

    fn bring<T>(&self, mut guess: Guess<T>) -> Guess<T> {
        for evidence in &mut guess.evidence {
            evidence.span = evidence.span.map(|s| self.home(s));
        }
        guess
    }
}

fn propose(
    file: &File,
    part: Part,
    territory: Span,
    ledger: Vec<Edit>,
    mut findings: Vec<Finding>,
) -> Proposal {
    let notes: Vec<recognise::Note> = ledger
        .iter()
        .filter(|e| e.removes_words())
        .map(|e| recognise::Note {
            rule: &e.rule,
            words: file.page.folded(e.span),
        })
        .collect();
    let seen = recognise::recognise(
        file.clean,
        Span::new(part.head, part.end),
        &notes,
        file.title,
    );
    let complete = completeness::grade(&Signs {
        text: file.clean,
        body: Span::new(seen.head.body_start, part.end),
        outline: &seen.outline,
        findings: &findings,
    });
    findings.extend(seen.findings.iter().cloned().map(|mut f| {
        f.spans.iter_mut().for_each(|s| *s = file.home(*s));
        f
    }));
    findings.sort_by_key(|f| f.spans.first().copied());
    let span = file.home(seen.span);
    let body_start = file.map.to_file(seen.head.body_start).min(territory.end);
    let outline: Vec<Heading> = seen
        .outline
        .iter()
        .cloned()
        .map(|mut h| {
            h.span = file.home(h.span);
            h
        })
        .collect();
    let title_span = seen
        .head
        .title
        .as_ref()
        .and_then(|t| Some(file.home(t.span()?)));
    let removed: Vec<Span> = ledger
        .iter()
        .filter(|e| e.removes_words() && !tells_occasion(e))
        .map(|e| e.span)
        .collect();
    let dated = date::infer(&date::Context {
        text: file.page.raw(territory),
        offset: territory.start,
        title: title_span,
        body_start,
        removed: &removed,
        closing: seen.closing.map(|s| file.home(s)),
        file_name: file.hints.file_name,
        level: seen.level.as_ref().map(|l| l.value.as_str()),
        taken_in: file.hints.taken_in,
    });
    let title_words = seen.head.title.as_ref().map_or("", |t| t.folded.as_str());
    let headings: Vec<&str> = seen.outline.iter().map(|h| h.text.as_str()).collect();
    let body = Span::new(body_start, span.end.max(body_start));
    let settings: Vec<&str> = [seen.meeting.kind.as_ref(), seen.level.as_ref()]
        .into_iter()
        .flatten()
        .chain([&seen.genre])
        .map(|guess| guess.value.as_str())
        .collect();
    let themes = themes::tag(&themes::Input {
        title: title_words,
        meeting: seen.meeting_folded.as_deref(),
        headings: &headings,
        body: file.page.folded(body),
        body_offset: body_start,
        settings: &settings,
    });
    let speaker = match &seen.speaker {
        Some(name) => Some(file.bring(name.clone())),
        None => held_office(file, &seen, &dated, span),
    };
    let title_supplied = seen.title.is_none();
    let title = match seen.title {
        Some(title) => file.bring(title),
        None => supply(file, &seen, &themes),
    };
    let meeting = Meeting {
        name: seen.meeting.name.map(|g| file.bring(g)),
        kind: Some(match seen.meeting.kind {
            Some(kind) => file.bring(kind),
            None => Guess::new("meeting.unknown".to_owned(), 0.3, Vec::new()),
        }),
        also: seen.meeting.also,
        mode: seen.meeting.mode.map(|g| file.bring(g)),
    };
    let mut proposal = Proposal {
        territory,
        span,
        ledger,
        body_start,
        title,
        title_supplied,
        meeting,
        genre: Some(file.bring(seen.genre)),
        level: seen.level.map(|g| file.bring(g)),
        place: seen.place.map(|g| file.bring(g)),
        speaker,
        role: seen.role.map(|g| file.bring(g)),
        source: source::said(file.page, territory),
        date: dated.date,
        other_dates: dated.others,
        themes,
        outline,
        complete,
        findings,
    };
    certainty::settle(&mut proposal);
    if let Some(name) = file.hints.file_name {
        folder::hint(&mut proposal, name);
    }
    proposal
}

/// An editor's note under the title that tells when and where the speech was given, not when it
/// was printed.
fn tells_occasion(edit: &Edit) -> bool {
    let note = edit.was.trim_start();
    let dashed = note.starts_with(['—', '-']);
    let told = ["这是", "本文是", "此文是"]
        .iter()
        .any(|w| note.starts_with(w));
    edit.rule == "editor.note"
        && (dashed || told)
        && !["发表", "刊", "载", "登", "出版"]
            .iter()
            .any(|w| edit.was.contains(w) && !edit.was.contains("发表讲话"))
}

/// The name of who held the speaker's office at that time, when the text names nobody.
fn held_office(
    file: &File,
    seen: &Recognised,
    dated: &date::Inferred,
    span: Span,
) -> Option<Guess<String>> {
    if matches!(
        seen.genre.value.as_str(),
        "genre.news" | "genre.compilation"
    ) {
        return None;
    }
    let edtf: Option<date::Edtf> = dated.date.as_ref().and_then(|d| d.value.parse().ok());
    let years = edtf
        .and_then(|d| d.bounds())
        .map(|(first, last)| (first.year, last.year));
    let title = seen.head.title.as_ref().map_or("", |t| t.folded.as_str());
    let subtitle = seen.head.subtitle.map_or("", |s| file.clean.folded(s));
    let found = holder::of(&holder::Setting {
        title: &format!("{title} {subtitle}"),
        words: file.page.folded(span),
        role: seen.role.as_ref().map(|r| r.value.as_str()),
        level: seen.level.as_ref().map(|l| l.value.as_str()),
        years,
    })?;
    let at = file.page.span_in(span, found.at);
    Some(Guess::new(
        found.name.to_owned(),
        found.certainty,
        vec![Evidence {
            quote: file.page.raw(at).to_owned(),
            span: Some(at),
            reason: Reason::with(
                "speaker.held_office",
                &[found.body, found.office, found.name],
            ),
        }],
    ))
}

fn supply(file: &File, seen: &Recognised, themes: &[ThemeGuess]) -> Guess<String> {
    let theme = themes
        .first()
        .and_then(|t| lexicon::themes().get(&t.id))
        .map(|t| t.zh);
    let name = seen.meeting.name.as_ref();
    let at = seen.head.body_start;
    let opening = file.clean.folded(Span::new(at, at + 300));
    let words = supplied::compose(&supplied::Parts {
        meeting: name.map(|n| n.value.as_str()),
        kind: seen.meeting.kind.as_ref().map(|k| k.value.as_str()),
        level: seen.level.as_ref().map(|l| l.value.as_str()),
        genre: &seen.genre.value,
        topic: supplied::topic(opening),
        theme,
    });
    let mut evidence: Vec<Evidence> = Vec::new();
    for guess in [name, seen.meeting.kind.as_ref(), seen.level.as_ref()]
        .into_iter()
        .flatten()
    {
        evidence.extend(file.bring(guess.clone()).evidence.into_iter().take(1));
    }
    for piece in &mut evidence {
        piece.reason = Reason::of("title.supplied");
    }
    Guess::new(words, 0.5, evidence)
}
