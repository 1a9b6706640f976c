//! Decides when a speech was given from all the evidence its text holds.
//! Finds no evidence itself (`stated`, `clues`, `hints`), and gives no date when there is none.

use super::clues::{self, Clue, FRAME_YEAR, Frame, strength};
use super::day::Day;
use super::edtf::{Edtf, Year};
use super::hints;
use super::parse::Mention;
use super::scene::Scene;
use super::stated::{self, Stated};
use super::window::{Narrowed, narrow};
use crate::model::{Evidence, Guess, OtherDate, Reason, Span};

/// What is known of a speech when its date is asked for. Spans are in the file's extracted text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The text of the speech's territory.
    pub text: &'a str,
    /// File offset of its first scalar.
    pub offset: u32,
    /// Where the title stands, if the text has one.
    pub title: Option<Span>,
    /// Where the body starts, after title, date and speaker lines.
    pub body_start: u32,
    /// What was removed as notices.
    pub removed: &'a [Span],
    /// Where the closing (signature) stands, if the text has one.
    pub closing: Option<Span>,
    /// Name of the file, without its folder.
    pub file_name: Option<&'a str>,
    /// Level id of the body that called the meeting.
    pub level: Option<&'a str>,
}

/// The speech's date and the dates that are not its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inferred {
    /// EDTF level 0/1; `None` when nothing dates the text.
    pub date: Option<Guess<String>>,
    /// Publish dates, reprints, printing dates, datelines.
    pub others: Vec<OtherDate>,
}

/// At most so many pieces of evidence are shown.
const SHOWN: usize = 6;

/// The date of a speech from all the evidence.
pub fn infer(ctx: &Context) -> Inferred {
    let scene = Scene::new(ctx);
    let found = stated::read(&scene);
    let mut clues = clues::of_mentions(&scene);
    clues.extend(hints::of_names(&scene));
    // A date of printing says nothing of the speech, however it is worded.
    clues.retain(|c| {
        found
            .others
            .iter()
            .all(|o| o.evidence.span != c.evidence.span)
    });
    let date = match found.own {
        Some(own) => stated_date(&scene, &own, &mut clues, found.published),
        None => from_clues(&clues, found.published),
    };
    Inferred {
        date: with_file_name(ctx, date),
        others: found.others,
    }
}

/// A stated date; one without its year is put into the year that the rest of the text shows.
fn stated_date(
    scene: &Scene,
    own: &Stated,
    clues: &mut Vec<Clue>,
    published: Option<Day>,
) -> Option<Guess<String>> {
    let evidence = scene.evidence(own.mention.span, Reason::of(own.code));
    match own.mention.year {
        Some(Year { unknown: 0 | 1, .. }) => {
            let edtf = own.mention.edtf()?;
            let mut guess = Guess::new(edtf.to_string(), own.certainty, vec![evidence]);
            if let Some(against) = edtf.latest().and_then(|l| against(clues, l)) {
                guess.certainty = 0.55;
                guess.evidence.push(contradiction());
                guess.evidence.push(against);
            }
            Some(guess)
        }
        _ => {
            let (first, last) = frame_days(&own.mention)?;
            clues.push(
                Clue::between(
                    Frame::InYear,
                    Some(first),
                    Some(last),
                    strength::TODAY + 1,
                    evidence,
                )
                .exact(),
            );
            from_clues(clues, published)
        }
    }
}

fn frame_days(mention: &Mention) -> Option<(i32, i32)> {
    let first = Day::new(FRAME_YEAR, mention.first.0, mention.first.1)?;
    let last = Day::new(FRAME_YEAR, mention.last.0, mention.last.1)?;
    Some((first.number(), last.number()))
}

/// The strongest clue that puts the speech well after a stated day.
fn against(clues: &[Clue], stated: Day) -> Option<Evidence> {
    clues
        .iter()
        .filter(|c| c.frame == Frame::Absolute && c.strength >= strength::SIDE)
        .filter(|c| c.first.is_some_and(|f| f > stated.number() + 45))
        .max_by_key(|c| c.first)
        .map(|c| c.evidence.clone())
}

fn contradiction() -> Evidence {
    Evidence {
        quote: String::new(),
        span: None,
        reason: Reason::of("date.contradiction"),
    }
}

/// The date that the clues leave.
fn from_clues(clues: &[Clue], published: Option<Day>) -> Option<Guess<String>> {
    let of_years = narrow(clues, Frame::Absolute);
    let in_year = narrow(clues, Frame::InYear);
    let month_known = in_year.width().is_some_and(|w| w <= 130);
    if of_years.is_contradictory() {
        return contradicted(&of_years, month_known.then_some(&in_year));
    }
    let places = placed(&of_years, &in_year, published);
    match places.as_slice() {
        [(first, last)] => {
            let both = [&of_years, &in_year];
            let (first, last) = rounded(*first, *last, &both);
            let edtf = Edtf::between(Day::from_number(first), Day::from_number(last));
            let weakest = if month_known || in_year.used.is_empty() {
                of_years.strength().min(if month_known {
                    in_year.strength()
                } else {
                    strength::TODAY
                })
            } else {
                of_years.strength()
            };
            Some(Guess::new(
                edtf.to_string(),
                certainty(weakest),
                shown(&both, clues),
            ))
        }
        _ if month_known => yearless(&of_years, &in_year),
        _ => open_ended(&of_years, clues),
    }
}

/// The stretches that both windows allow, one for each possible year; none when the years are open.
fn placed(of_years: &Narrowed, in_year: &Narrowed, published: Option<Day>) -> Vec<(i32, i32)> {
    let (Some(lo), Some(hi)) = (of_years.first, of_years.last) else {
        return Vec::new();
    };
    let (from, to) = (Day::from_number(lo).year, Day::from_number(hi).year);
    if in_year.first.is_none() && in_year.last.is_none() {
        return vec![(lo, hi)];
    }
    // An upper bound alone (力争9月底) helps only inside one year.
    if (in_year.first.is_none() || in_year.last.is_none()) && to > from {
        return vec![(lo, hi)];
    }
    let start = Day::first_of(FRAME_YEAR, 1).number();
    let (a, b) = (
        in_year.first.unwrap_or(start),
        in_year.last.unwrap_or(start + 365),
    );
    let mut places: Vec<(i32, i32)> = (from - 1..=to)
        .take(80)
        .filter_map(|year| {
            let (first, last) = (in_real_year(a, year).max(lo), in_real_year(b, year).min(hi));
            (first <= last).then_some((first, last))
        })
        .collect();
    if places.len() > 1
        && let Some(day) = published
    {
        places.retain(|(first, _)| *first <= day.number());
    }
    if places.is_empty() && in_year.strength() < of_years.strength() {
        return vec![(lo, hi)];
    }
    places
}

/// A day of the frame year in a real one; days before or after it fall into the years beside.
fn in_real_year(number: i32, year: i32) -> i32 {
    let day = Day::from_number(number);
    let year = year + day.year - FRAME_YEAR;
    Day::new(year, day.month, day.day)
        .unwrap_or_else(|| Day::last_of(year, day.month))
        .number()
}

/// Vague edges are widened to whole months.
fn rounded(first: i32, last: i32, windows: &[&Narrowed]) -> (i32, i32) {
    if last - first <= 2 {
        return (first, last);
    }
    let exact = |edge: i32, is_first: bool| {
        windows.iter().any(|w| {
            w.used.iter().any(|c| {
                let own = if is_first {
                    c.first
                } else {
                    c.last.or(c.usual_last())
                };
                let same = own.is_some_and(|o| match c.frame {
                    Frame::Absolute => o == edge,
                    Frame::InYear => {
                        let (o, e) = (Day::from_number(o), Day::from_number(edge));
                        (o.month, o.day) == (e.month, e.day)
                    }
                });
                same && !c.vague
            })
        })
    };
    let (a, b) = (Day::from_number(first), Day::from_number(last));
    let from = if exact(first, true) {
        a
    } else {
        Day::first_of(a.year, a.month)
    };
    let to = if exact(last, false) {
        b
    } else {
        Day::last_of(b.year, b.month)
    };
    (from.number(), to.number())
}

/// A month or day whose year the text leaves open.
fn yearless(of_years: &Narrowed, in_year: &Narrowed) -> Option<Guess<String>> {
    let (first, last) = rounded(in_year.first?, in_year.last?, &[in_year]);
    let (a, b) = (Day::from_number(first), Day::from_number(last));
    let between = Edtf::between(
        Day {
            year: FRAME_YEAR,
            ..a
        },
        Day {
            year: if b < a { FRAME_YEAR + 1 } else { FRAME_YEAR },
            ..b
        },
    );
    let open = |mut date: super::edtf::Date| {
        date.year = Year::OPEN;
        date
    };
    let edtf = match between {
        Edtf::One(date) => Edtf::One(open(date)),
        Edtf::Span(from, to) => Edtf::Span(from.map(open), to.map(open)),
    };
    let certainty = if in_year.strength() >= strength::KNOWN {
        0.6
    } else {
        0.45
    };
    let mut evidence = shown(&[in_year, of_years], &[]);
    evidence.truncate(SHOWN);
    Some(Guess::new(edtf.to_string(), certainty, evidence))
}

/// Only a lower bound is known, or the bounds of the years leave room for several.
fn open_ended(of_years: &Narrowed, clues: &[Clue]) -> Option<Guess<String>> {
    let first = Day::from_number(of_years.first?);
    if of_years.last.is_some() {
        return None;
    }
    let from = super::edtf::Date::of(first.year, Some(first.month), None);
    let edtf = Edtf::Span(Some(from), None);
    Some(Guess::new(edtf.to_string(), 0.3, shown(&[of_years], clues)))
}

/// Evidence of years that cannot both hold: the year stays open, or the whole stretch is given.
fn contradicted(of_years: &Narrowed, in_year: Option<&Narrowed>) -> Option<Guess<String>> {
    let mut guess = match in_year {
        Some(in_year) => yearless(of_years, in_year)?,
        None => {
            let days = of_years
                .used
                .iter()
                .chain(&of_years.dropped)
                .flat_map(|c| [c.first, c.last])
                .flatten();
            let binding = [of_years.first, of_years.last].into_iter().flatten();
            let against = of_years
                .dropped
                .iter()
                .flat_map(|c| [c.first, c.last])
                .flatten();
            let (min, max) = (
                binding.clone().chain(against.clone()).min()?,
                binding.chain(against).max().or(days.max())?,
            );
            let year = |n: i32| super::edtf::Date::of(Day::from_number(n).year, None, None);
            let edtf = Edtf::span(year(min), year(max));
            Guess::new(edtf.to_string(), 0.2, shown(&[of_years], &[]))
        }
    };
    guess.certainty = guess.certainty.min(0.3);
    guess.evidence.truncate(3);
    guess.evidence.push(contradiction());
    guess
        .evidence
        .extend(of_years.dropped.iter().take(2).map(|c| c.evidence.clone()));
    Some(guess)
}

fn certainty(weakest: u8) -> f32 {
    match weakest {
        strength::TODAY.. => 0.92,
        strength::NOW => 0.88,
        strength::YEAR | strength::KNOWN => 0.8,
        strength::NEAR => 0.65,
        strength::SIDE => 0.5,
        _ => 0.4,
    }
}

/// The evidence that binds, then what else speaks for it, each quote once.
fn shown(windows: &[&Narrowed], clues: &[Clue]) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut binding: Vec<&Clue> = windows.iter().flat_map(|w| w.binding()).collect();
    binding.sort_by_key(|c| std::cmp::Reverse(c.strength));
    // Of many old phrases two besides the binding one are enough.
    let used = windows.iter().flat_map(|w| w.used.iter().copied().take(3));
    let strong = clues.iter().filter(|c| c.strength >= strength::YEAR);
    for clue in binding.into_iter().chain(used).chain(strong) {
        let new = evidence
            .iter()
            .all(|e| e.span != clue.evidence.span && e.quote != clue.evidence.quote);
        if new && evidence.len() < SHOWN {
            evidence.push(clue.evidence.clone());
        }
    }
    evidence
}

/// A date in the file's name counts when the text gives no better one and does not speak against it.
fn with_file_name(ctx: &Context, date: Option<Guess<String>>) -> Option<Guess<String>> {
    let named = ctx.file_name.and_then(stated::in_file_name);
    let Some((_, edtf)) = named else {
        return date;
    };
    let evidence = Evidence {
        quote: edtf.to_string(),
        span: None,
        reason: Reason::of("date.stated_file_name"),
    };
    match date {
        None => Some(Guess::new(edtf.to_string(), 0.6, vec![evidence])),
        Some(mut guess) => {
            let known: Option<Edtf> = guess.value.parse().ok();
            let (a, b) = (
                known.and_then(|k| k.earliest()),
                known.and_then(|k| k.latest()),
            );
            let fits = a.is_none_or(|a| edtf.latest().is_some_and(|l| l >= a))
                && b.is_none_or(|b| edtf.earliest().is_some_and(|e| e <= b));
            if fits && guess.certainty < 0.8 {
                guess.value = edtf.to_string();
                guess.certainty = guess.certainty.max(0.7);
                guess.evidence.insert(0, evidence);
            }
            Some(guess)
        }
    }
}

#[cfg(test)]
#[path = "infer_tests.rs"]
mod tests;
