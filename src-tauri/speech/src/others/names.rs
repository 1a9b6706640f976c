//! Other titles, meetings, persons and places: words that stand in the text or the file's name.
//! Terms of a vocabulary are not its matter.

use std::sync::LazyLock;

use regex::Regex;

use super::{Page, named};
use crate::lexicon;
use crate::model::{Evidence, Guess, Reason, Span};
use crate::places as gazetteer;
use crate::recognise::{meeting, speaker};
use crate::titles;

fn guess(value: impl Into<String>, certainty: f32, evidence: Evidence) -> Guess<String> {
    Guess::new(value.into(), certainty, vec![evidence])
}

/// Lines of the head, two of them joined, the file's name, and the usual form of the meeting's name.
pub fn titles(page: &Page) -> Vec<Guess<String>> {
    let mut found = Vec::new();
    let could_be = |line: Span| {
        let folded = page.text.folded(line);
        let words = folded.trim_matches(|c: char| matches!(c, '—' | '-' | '（' | '）' | '(' | ')'));
        words.chars().count() >= 4
            && words.chars().any(crate::text::is_han)
            && speaker::of_line(folded).is_none()
            && !is_dated(words)
            && !page
                .standing
                .headings
                .iter()
                .any(|head| head.starts_with(page.text.raw(line)))
            && !words.ends_with(['：', ':'])
    };
    let lines: Vec<Span> = page.head.iter().copied().filter(|l| could_be(*l)).collect();
    for (place, &line) in lines.iter().enumerate().take(6) {
        let formed = titles::has_form(page.text.folded(line));
        let certainty = if formed { 0.6 } else { 0.36 } - 0.02 * place as f32;
        let evidence = page.evidence(line, Reason::of("other.line"));
        let words = page.text.raw(line).trim_start_matches(['—', '-']).trim();
        found.push(guess(words, certainty, evidence));
    }
    for pair in lines.windows(2).take(5) {
        let (first, second) = (page.text.raw(pair[0]), page.text.raw(pair[1]));
        let whole = Span::new(pair[0].start, pair[1].end);
        if first.chars().count() + second.chars().count() <= 60 {
            let evidence = page.evidence(whole, Reason::of("other.lines"));
            found.push(guess(format!("{first}{second}"), 0.38, evidence));
        }
    }
    if page.stem.chars().count() >= 4 && page.stem.chars().any(crate::text::is_han) {
        let certainty = if titles::has_form(page.stem) {
            0.5
        } else {
            0.3
        };
        found.push(guess(
            page.stem,
            certainty,
            named(page.stem, "other.file_name"),
        ));
    }
    if let Some(name) = page.standing.meeting {
        let genre = page.standing.genre.and_then(|id| lexicon::genres().get(id));
        let title = format!("在{name}上的{}", genre.map_or("讲话", |g| g.zh));
        found.push(guess(title, 0.25, named(name, "other.formula")));
    }
    found
}

/// （2020年6月12日）: a line that holds little but a date.
fn is_dated(words: &str) -> bool {
    let figures = words
        .chars()
        .filter(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九十年月日号 　.-/".contains(*c))
        .count();
    figures * 3 >= words.chars().count() * 2
}

/// Meetings that the head, the file's name or the opening name.
pub fn meetings(page: &Page) -> Vec<Guess<String>> {
    static OPENED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:召开|举行|参加|出席)(?:的是|了|这次|本次)?([^，。；：！？\n]{3,40}?(?:大会|会议|全会|[^机社协委]会))(?:[，。、！]|$)")
            .expect("a rule of this file compiles")
    });
    let mut found = Vec::new();
    for &line in &page.head {
        if let Some(range) = meeting::name_range(page.text.folded(line)) {
            let at = page.text.span_in(line, range);
            let evidence = page.evidence(at, Reason::of("other.line"));
            found.push(guess(page.text.raw(at), 0.5, evidence));
        }
    }
    if let Some(range) = meeting::name_range(page.stem) {
        let name = &page.stem[range];
        found.push(guess(name, 0.4, named(name, "other.file_name")));
    }
    let opening = page.opening(600);
    for said in OPENED.captures_iter(page.text.folded(opening)).take(4) {
        if let Some(name) = said.get(1) {
            let at = page.text.span_in(opening, name.range());
            let evidence = page.evidence(at, Reason::of("other.opening"));
            found.push(guess(page.text.raw(at), 0.35, evidence));
        }
    }
    found.retain(|g| g.value.chars().count() >= 3);
    found
}

/// Who the head, the closing or the file's name names, with the certainty and the evidence.
fn persons(page: &Page) -> Vec<(speaker::Who, f32, Evidence)> {
    let mut found = Vec::new();
    for (lines, code, certainty) in [
        (&page.head, "other.line", 0.6),
        (&page.closing, "other.closing", 0.5),
    ] {
        for &line in lines {
            let folded = page.text.folded(line);
            let who = speaker::of_line(folded).or_else(|| speaker::of_title(folded));
            if let Some(who) = who {
                found.push((who, certainty, page.evidence(line, Reason::of(code))));
            }
        }
    }
    if let Some(who) = speaker::of_title(page.stem) {
        found.push((who, 0.5, named(page.stem, "other.file_name")));
    }
    for part in page
        .stem
        .split(['_', '-', ' ', '　', '—', '：', '（', '）', '(', ')'])
    {
        if speaker::is_name(part) {
            let who = speaker::Who {
                name: Some(part.to_owned()),
                role: None,
            };
            found.push((who, 0.45, named(page.stem, "other.file_name")));
        }
    }
    found
}

/// Names of the head, the closing and the file, and of comrades spoken of.
pub fn speakers(page: &Page) -> Vec<Guess<String>> {
    let mut found: Vec<Guess<String>> = persons(page)
        .into_iter()
        .filter_map(|(who, certainty, mut evidence)| {
            let name = who.name?;
            narrow(&mut evidence, &name);
            Some(guess(name, certainty, evidence))
        })
        .collect();
    let opening = page.opening(3000);
    let words = page.text.folded(opening);
    for (at, _) in words.match_indices("同志").take(40) {
        let before: Vec<char> = words[..at].chars().rev().take(3).collect();
        let name = [3, 2].into_iter().find_map(|count| {
            let name: String = before.get(..count)?.iter().rev().collect();
            speaker::is_name(&name).then_some(name)
        });
        if let Some(name) = name {
            let at = page.text.span_in(opening, at - name.len()..at);
            let evidence = page.evidence(at, Reason::of("other.comrade"));
            found.push(guess(name, 0.2, evidence));
        }
    }
    found
}

/// Offices of the head, the closing and the file.
pub fn roles(page: &Page) -> Vec<Guess<String>> {
    persons(page)
        .into_iter()
        .filter_map(|(who, certainty, mut evidence)| {
            let role = who.role?;
            narrow(&mut evidence, &role);
            Some(guess(role, certainty, evidence))
        })
        .collect()
}

/// A line as evidence, narrowed to the words of it that are meant.
fn narrow(evidence: &mut Evidence, words: &str) {
    let Some(at) = evidence.quote.find(words) else {
        return;
    };
    if let Some(span) = evidence.span {
        let start = span.start + evidence.quote[..at].chars().count() as u32;
        evidence.span = Some(Span::new(start, start + words.chars().count() as u32));
        evidence.quote = words.to_owned();
    }
}

/// Places of the title, the meeting, the file's names and the text, those named often first.
pub fn places(page: &Page) -> Vec<Guess<String>> {
    let mut found = Vec::new();
    for &line in &page.head {
        for (span, name) in gazetteer::named_in(page.text.folded(line)) {
            let at = Span::new(line.start + span.start, line.start + span.end);
            let evidence = page.evidence(at, Reason::of("other.line"));
            found.push(guess(name, 0.6, evidence));
        }
    }
    let names = std::iter::once((page.stem, "other.file_name"))
        .chain(page.folders.iter().map(|folder| (*folder, "other.folder")));
    for (words, code) in names {
        for (_, name) in gazetteer::named_in(words) {
            found.push(guess(name, 0.45, named(words, code)));
        }
    }
    let body = page.opening(8000);
    let mut counted: Vec<(String, Span, u32)> = Vec::new();
    for (span, name) in gazetteer::named_in(page.text.folded(body)) {
        match counted.iter_mut().find(|(known, ..)| *known == name) {
            Some((.., count)) => *count += 1,
            None => counted.push((name, span, 1)),
        }
    }
    counted.sort_by_key(|(_, span, count)| (std::cmp::Reverse(*count), span.start));
    for (name, span, count) in counted.into_iter().take(8) {
        let at = Span::new(body.start + span.start, body.start + span.end);
        let reason = Reason::with("other.spoken", &[&count.to_string()]);
        let certainty = 0.2 + 0.02 * count.min(10) as f32;
        found.push(guess(name, certainty, page.evidence(at, reason)));
    }
    found
}
