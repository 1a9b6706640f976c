//! Every date that a text or its file's names hold, by how likely it is the speech's.
//! Decides nothing: `infer` does, and a person may choose another.

use super::edtf::{Edtf, Year};
use super::parse::{self, Grain, Mention};
use crate::lookup::{Folded, plain};
use crate::model::{Evidence, Guess, OtherDate, Reason, Span};

/// A text and its file's names, to be looked through for dates. Offsets are in `text`.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Where the body starts.
    pub body_start: u32,
    /// The path as given, `/` between folders.
    pub path: &'a str,
    /// The date that stands.
    pub date: Option<&'a str>,
    /// Dates known not to be the speech's own; they are not offered.
    pub apart: &'a [OtherDate],
}

/// A line up to this length may be a dated line.
const LINE: usize = 40;
/// So many lines at the end may hold the signature.
const LAST: usize = 4;
/// At most so many dates out of the running text.
const SPOKEN: usize = 6;

/// The dates, each with the place where it stands; spans in `text`.
pub fn candidates(held: &Held) -> Vec<Guess<String>> {
    let folded = Folded::new(held.text);
    let mut found = of_names(held.path);
    let year = known_year(held, &found);
    let short = short_lines(&folded.chars);
    let mut spoken: Vec<(Guess<String>, u32)> = Vec::new();
    for mention in parse::mentions(&folded.chars) {
        let Some((edtf, filled)) = dated(&mention, year) else {
            continue;
        };
        let edtf = edtf.to_string();
        let known = |o: &OtherDate| {
            o.edtf == edtf && o.evidence.span.is_none_or(|s| s.overlaps(mention.span))
        };
        if held.apart.iter().any(known) {
            continue;
        }
        let less = if filled.is_some() { 0.1 } else { 0.0 };
        let line = short.iter().find(|(line, _)| line.holds(mention.span));
        let (code, certainty) = match line {
            _ if mention.span.end <= held.body_start => ("other.line", 0.7),
            Some((_, true)) => ("other.closing", 0.65),
            _ if follows_today(&folded.chars, mention.span) => ("date.said_today", 0.6),
            _ => ("", by_grain(mention.grain)),
        };
        let reason = match filled {
            Some(year) => Reason::with("other.with_year", &[&year.to_string()]),
            None => Reason::of(code),
        };
        let evidence = Evidence {
            quote: words(held.text, mention.span),
            span: Some(mention.span),
            reason,
        };
        let guess = Guess::new(edtf, certainty - less, vec![evidence]);
        if !code.is_empty() {
            found.push(guess);
        } else if let Some((_, count)) = spoken.iter_mut().find(|(g, _)| g.value == guess.value) {
            *count += 1;
        } else {
            spoken.push((guess, 1));
        }
    }
    for (guess, count) in &mut spoken {
        guess.certainty += 0.01 * (*count).min(10) as f32;
        if let Some(first) = guess
            .evidence
            .first_mut()
            .filter(|e| e.reason.code.is_empty())
        {
            first.reason = Reason::with("other.spoken", &[&count.to_string()]);
        }
    }
    spoken.sort_by(|a, b| b.0.certainty.total_cmp(&a.0.certainty));
    found.extend(spoken.into_iter().take(SPOKEN).map(|(guess, _)| guess));
    found
}

/// A mention as a date; the year with which one without a year was filled.
fn dated(mention: &Mention, year: Option<i32>) -> Option<(Edtf, Option<i32>)> {
    if mention.label || mention.first.0 == 0 && mention.grain != Grain::Year {
        return None;
    }
    match mention.year {
        Some(Year { unknown: 0, base }) if (1900..=2100).contains(&base) => {
            Some((mention.edtf()?, None))
        }
        None if matches!(mention.grain, Grain::Day | Grain::Third) => {
            let year = year?;
            let filled = Mention {
                year: Some(Year::known(year)),
                ..*mention
            };
            // 29 February of a year that has none, and the like.
            let edtf = filled.edtf()?;
            edtf.bounds()?;
            Some((edtf, Some(year)))
        }
        _ => None,
    }
}

fn by_grain(grain: Grain) -> f32 {
    match grain {
        Grain::Day => 0.35,
        Grain::Month | Grain::Third => 0.3,
        Grain::Months => 0.2,
        Grain::Year => 0.15,
    }
}

/// The year of the date that stands, else of the first name that has one.
fn known_year(held: &Held, of_names: &[Guess<String>]) -> Option<i32> {
    let single = |edtf: &str| -> Option<i32> {
        let (first, last) = edtf.parse::<Edtf>().ok()?.bounds()?;
        (first.year == last.year).then_some(first.year)
    };
    let names = of_names.iter().map(|g| g.value.as_str());
    held.date.into_iter().chain(names).find_map(single)
}

/// Dates of the file's name and of its folders.
fn of_names(path: &str) -> Vec<Guess<String>> {
    let mut found = Vec::new();
    for (place, name) in path.rsplit('/').enumerate() {
        let (code, certainty) = match place {
            0 => ("date.stated_file_name", 0.5),
            _ => ("other.folder", 0.3),
        };
        let evidence = || Evidence {
            quote: name.to_owned(),
            span: None,
            reason: Reason::of(code),
        };
        let chars: Vec<char> = name.chars().map(plain).collect();
        let mentions = parse::mentions(&chars);
        for (edtf, _) in mentions.iter().filter_map(|m| dated(m, None)) {
            found.push(Guess::new(edtf.to_string(), certainty, vec![evidence()]));
        }
        // A folder may be called 2019 and no more.
        if let Some(year) = name
            .parse::<i32>()
            .ok()
            .filter(|y| (1900..=2100).contains(y))
        {
            found.push(Guess::new(year.to_string(), certainty, vec![evidence()]));
        }
    }
    found
}

/// The short lines, each with whether it is one of the last.
fn short_lines(chars: &[char]) -> Vec<(Span, bool)> {
    let mut lines: Vec<Span> = Vec::new();
    let mut from = 0;
    for (i, c) in chars.iter().chain([&'\n']).enumerate() {
        if matches!(c, '\n' | '\r') {
            if chars[from..i].iter().any(|c| !c.is_whitespace()) {
                lines.push(Span::new(from as u32, i as u32));
            }
            from = i + 1;
        }
    }
    let last = lines.len().saturating_sub(LAST);
    let numbered = lines.into_iter().enumerate();
    numbered
        .filter(|(_, line)| line.len() as usize <= LINE)
        .map(|(place, line)| (line, place >= last))
        .collect()
}

/// 今天是6月12日, 今天，6月12日.
fn follows_today(chars: &[char], span: Span) -> bool {
    let end = (span.start as usize).min(chars.len());
    let before: String = chars[end.saturating_sub(4)..end].iter().collect();
    ["今天", "今日", "今晚"]
        .iter()
        .any(|word| before.contains(word))
}

fn words(text: &str, span: Span) -> String {
    let from = text.chars().skip(span.start as usize);
    from.take(span.len().min(60) as usize).collect()
}
