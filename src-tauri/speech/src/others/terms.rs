//! Other terms of the vocabularies: those that the text or the file's name has words for, then
//! their neighbours in the vocabulary. Names of persons and places are not its matter.

use std::sync::LazyLock;

use super::{Page, named};
use crate::lexicon;
use crate::lookup::{Finder, Folded};
use crate::model::{Evidence, Guess, Reason, Span};
use crate::recognise::level;
use crate::{themes as tagging, titles};

fn guess(id: &str, certainty: f32, evidence: Vec<Evidence>) -> Guess<String> {
    Guess::new(id.to_owned(), certainty, evidence)
}

/// A term that no word speaks for, with why it is offered all the same.
fn unsaid(id: &str, certainty: f32, reason: Reason) -> Guess<String> {
    let evidence = Evidence {
        quote: String::new(),
        span: None,
        reason,
    };
    guess(id, certainty, vec![evidence])
}

struct TypeWords {
    finder: Finder,
    ids: Vec<&'static str>,
}

static TYPE_WORDS: LazyLock<TypeWords> = LazyLock::new(|| {
    let terms = lexicon::meeting_types().terms().iter();
    let named = terms.filter(|t| t.parent.is_some()).flat_map(|t| {
        std::iter::once(t.zh)
            .chain(t.aliases.iter().copied())
            .map(|w| (w, t.id))
    });
    let heads = lexicon::rows(include_str!("../../lexicon/meeting_heads.tsv"))
        .filter(|cells| cells.len() >= 2)
        .map(|cells| (cells[0], cells[1]));
    // One character says too little outside a meeting's name.
    let (words, ids): (Vec<&str>, Vec<&str>) = named
        .chain(heads)
        .filter(|(word, _)| word.chars().count() >= 2)
        .unzip();
    TypeWords {
        finder: Finder::new(&words),
        ids,
    }
});

/// Further types of the meeting's name, types that words of the head, the file's names or the
/// opening name, and the neighbours of the type that stands.
pub fn types(page: &Page) -> Vec<Guess<String>> {
    let words = &*TYPE_WORDS;
    let mut found = Vec::new();
    for id in page.standing.also {
        found.push(unsaid(id, 0.65, Reason::of("other.also")));
    }
    let opening = page.opening(800);
    let places = page.head.iter().map(|line| (*line, 0.6, "other.line"));
    for (span, certainty, code) in places.chain([(opening, 0.3, "other.opening")]) {
        let folded = Folded::new(page.text.folded(span));
        for (at, word) in words.finder.find(&folded) {
            let at = Span::new(span.start + at.start, span.start + at.end);
            let evidence = page.evidence(at, Reason::of(code));
            found.push(guess(words.ids[word], certainty, vec![evidence]));
        }
    }
    for (name, certainty, code) in file_names(page) {
        for (_, word) in words.finder.find(&Folded::new(name)) {
            found.push(guess(words.ids[word], certainty, vec![named(name, code)]));
        }
    }
    let vocabulary = lexicon::meeting_types();
    let parent = page.standing.kind.and_then(|id| vocabulary.get(id)?.parent);
    if let Some(parent) = parent.and_then(|id| vocabulary.get(id)) {
        for term in vocabulary
            .terms()
            .iter()
            .filter(|t| t.parent == Some(parent.id))
        {
            found.push(unsaid(
                term.id,
                0.1,
                Reason::with("other.sibling", &[parent.zh, parent.en]),
            ));
        }
    }
    found
}

fn file_names<'a>(page: &'a Page<'_>) -> impl Iterator<Item = (&'a str, f32, &'static str)> {
    std::iter::once((page.stem, 0.5, "other.file_name")).chain(
        page.folders
            .iter()
            .map(|folder| (*folder, 0.45, "other.folder")),
    )
}

/// Forms, those first that the text has a word for.
pub fn modes(page: &Page) -> Vec<Guess<String>> {
    let opening = page.text.folded(Span::new(0, page.opening(800).end));
    lexicon::modes()
        .terms()
        .iter()
        .map(|term| match opening.find(term.zh) {
            Some(at) => {
                let at = page
                    .text
                    .span_in(Span::new(0, page.text.len()), at..at + term.zh.len());
                guess(
                    term.id,
                    0.4,
                    vec![page.evidence(at, Reason::of("other.opening"))],
                )
            }
            None => unsaid(term.id, 0.05, Reason::of("other.term")),
        })
        .collect()
}

/// Genres that a line's or a name's last word tells, then the usual ones.
pub fn genres(page: &Page) -> Vec<Guess<String>> {
    let mut found = Vec::new();
    let told = |words: &str| titles::tail(words).and_then(|(tail, _)| tail.genre);
    for &line in &page.head {
        if let Some(id) = told(page.text.folded(line)) {
            found.push(guess(
                id,
                0.6,
                vec![page.evidence(line, Reason::of("other.line"))],
            ));
        }
    }
    for (name, certainty, code) in file_names(page) {
        if let Some(id) = told(name) {
            found.push(guess(id, certainty, vec![named(name, code)]));
        }
    }
    let all = lexicon::genres().terms().iter().map(|t| t.id);
    found.extend(all.map(|id| unsaid(id, 0.05, Reason::of("other.term"))));
    found
}

/// Levels by how often the text speaks of them, then the others.
pub fn levels(page: &Page) -> Vec<Guess<String>> {
    let mut counted: Vec<(&str, Span, u32)> = Vec::new();
    let whole = Span::new(0, page.text.len().min(8000));
    for (id, range) in level::spoken_of(page.text.folded(whole)) {
        match counted.iter_mut().find(|(known, ..)| *known == id) {
            Some((.., count)) => *count += 1,
            None => counted.push((id, page.text.span_in(whole, range), 1)),
        }
    }
    let total: u32 = counted.iter().map(|(.., count)| count).sum();
    let mut found: Vec<Guess<String>> = counted
        .into_iter()
        .map(|(id, at, count)| {
            let share = count as f32 / total.max(1) as f32;
            let reason = Reason::with("other.spoken", &[&count.to_string()]);
            guess(id, 0.15 + 0.4 * share, vec![page.evidence(at, reason)])
        })
        .collect();
    let all = lexicon::levels().terms().iter().map(|t| t.id);
    found.extend(all.map(|id| unsaid(id, 0.05, Reason::of("other.term"))));
    found
}

/// Themes that the text has words for, the weak ones too.
pub fn themes(page: &Page) -> Vec<Guess<String>> {
    let body = page.opening(u32::MAX / 2);
    let settings: Vec<&str> = [page.standing.kind, page.standing.genre]
        .into_iter()
        .flatten()
        .collect();
    let near = tagging::near(&tagging::Input {
        title: page.standing.title,
        meeting: page.standing.meeting,
        headings: page.standing.headings,
        body: page.text.folded(body),
        body_offset: body.start,
        settings: &settings,
    });
    let guesses = near.into_iter();
    guesses
        .map(|theme| Guess::new(theme.id, theme.score, theme.evidence))
        .collect()
}
