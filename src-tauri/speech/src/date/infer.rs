//! Decides when a speech was given from all the evidence its text holds.
//! Finds no evidence itself (`stated`, `clues`, `hints`), and gives no date when there is none.

use super::clues::{self, Clue, FRAME_YEAR, Frame, strength};
use super::day::Day;
use super::edtf::{Edtf, Year};
use super::elapsed;
use super::founding;
use super::hints;
use super::limits::limits;
use super::near::{self, Near};
use super::parse::{Grain, Mention};
use super::placing::{bounds, placed};
use super::report;
use super::scene::Scene;
use super::seasons;
use super::stated::{self, Stated};
use super::topics;
use super::window::{Narrowed, narrow};
use super::yearless::yearless;
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
    /// The day on which the file was taken in, if that is known.
    pub taken_in: Option<Day>,
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
pub(super) const SHOWN: usize = 6;

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
    clues.extend(seasons::clues(&scene));
    clues.extend(topics::clues(&scene));
    clues.extend(founding::clue(&scene));
    clues.extend(founding::since(&scene));
    clues.extend(elapsed::clues(&scene));
    // What would put the speech after the day on which its file was taken in is misread: a goal, or
    // an anniversary of something else.
    if let Some(day) = ctx.taken_in.map(Day::number) {
        clues.retain(|c| c.frame == Frame::InYear || c.first.is_none_or(|first| first <= day));
    }
    clues.extend(found.published.and_then(|day| report::clue(&scene, day)));
    let limits = limits(&scene, &found);
    clues.extend(limits.iter().cloned());
    let setting = Setting {
        scene: &scene,
        near: near::days(&scene),
        published: found.published,
    };
    let date = match found.own {
        Some(own) => stated_date(&setting, &own, &mut clues),
        None => from_clues(&setting, &clues),
    };
    Inferred {
        date: with_file_name(ctx, date),
        others: found.others,
    }
}

/// What the clues of a text are weighed with.
pub(super) struct Setting<'a> {
    /// The text.
    pub scene: &'a Scene<'a>,
    /// Named days the speech lies near to; a lunar one needs a year to be a day.
    pub near: Vec<Near>,
    /// The day of publishing.
    pub published: Option<Day>,
}

/// A site or paper dates a page some days after the speech, which says itself which day it is.
fn day_told(setting: &Setting, clues: &[Clue], stated: &Stated) -> Option<(Day, Evidence)> {
    let day = stated.mention.edtf()?.earliest()?;
    if stated.mention.grain != Grain::Day {
        return None;
    }
    let before = |n: i32| (1..=15).contains(&(day.number() - n));
    let told = clues.iter().find_map(|c| {
        let on = c.first.filter(|f| c.last == Some(*f) && before(*f))?;
        (c.strength >= strength::TODAY && c.frame == Frame::Absolute)
            .then(|| (Day::from_number(on), c.evidence.clone()))
    });
    told.or_else(|| {
        setting.near.iter().filter(|n| n.is_exact()).find_map(|n| {
            let on = n.in_year(day.year)?.0;
            before(on).then(|| (Day::from_number(on), n.evidence.clone()))
        })
    })
}

/// A stated date; one without its year is put into the year that the rest of the text shows.
fn stated_date(setting: &Setting, own: &Stated, clues: &mut Vec<Clue>) -> Option<Guess<String>> {
    let scene = setting.scene;
    let evidence = scene.evidence(own.mention.span, Reason::of(own.code));
    match own.mention.year {
        Some(Year { unknown: 0 | 1, .. }) => {
            let mut edtf = own.mention.edtf()?;
            if own.mention.year.is_some_and(|y| y.unknown == 1) {
                edtf = unmasked(&own.mention, &narrow(clues, Frame::Absolute)).unwrap_or(edtf);
            }
            if let Some((day, told)) = day_told(setting, clues, own) {
                let edtf = Edtf::between(day, day);
                return Some(Guess::new(edtf.to_string(), 0.85, vec![told, evidence]));
            }
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
            let guess = from_clues(setting, clues)?;
            // 20××年10月16日: who took the year out left several open; the day is what is known.
            let years = guess.value.parse::<Edtf>().ok().and_then(|e| e.bounds());
            let several = years.is_some_and(|(first, last)| last.year > first.year);
            if own.mention.year.is_some() && several {
                let of_years = narrow(clues, Frame::Absolute);
                return yearless(&of_years, &narrow(clues, Frame::InYear));
            }
            Some(guess)
        }
    }
}

/// 202×年3月: from the first to the last year of the decade that the rest of the text allows.
fn unmasked(mention: &Mention, of_years: &Narrowed) -> Option<Edtf> {
    let (lo, hi) = (of_years.first?, of_years.last?);
    let base = mention.year?.base;
    let fitting: Vec<Edtf> = (base..base + 10)
        .filter_map(|year| {
            let mut mention = *mention;
            mention.year = Some(Year::known(year));
            let edtf = mention.edtf()?;
            let (first, last) = edtf.bounds()?;
            (last.number() >= lo && first.number() <= hi).then_some(edtf)
        })
        .collect();
    match (fitting.first()?, fitting.last()?) {
        (Edtf::One(a), Edtf::One(b)) => Some(Edtf::span(*a, *b)),
        _ => None,
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
fn from_clues(setting: &Setting, clues: &[Clue]) -> Option<Guess<String>> {
    let of_years = narrow(clues, Frame::Absolute);
    let in_year = narrow(clues, Frame::InYear);
    let month_known = in_year.width().is_some_and(|w| w <= 130);
    if of_years.is_contradictory() {
        return contradicted(&of_years, month_known.then_some(&in_year));
    }
    let places = placed(setting, &of_years, &in_year);
    match places.as_slice() {
        // Of a few years the whole stretch is said.
        [(first, _), .., (_, last)] | [(first, last)] if places.len() <= FEW_YEARS => {
            let both = [&of_years, &in_year];
            let (first, last) = match nearest(setting, *first, *last) {
                Some((days, true)) => days,
                Some(((first, last), false)) => rounded(first, last, &both),
                None => rounded(*first, *last, &both),
            };
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
        // Words of a season say little when the years they may be of are bounded.
        // The years are few enough to be told, and told by more than the file's own age.
        [(first, _), .., (_, last)]
            if places.len() <= SOME_YEARS
                && month_known
                && of_years.strength() > strength::LIMIT =>
        {
            let (first, last) = rounded(*first, *last, &[&of_years, &in_year]);
            let edtf = Edtf::between(Day::from_number(first), Day::from_number(last));
            let evidence = shown(&[&of_years, &in_year], clues);
            Some(Guess::new(edtf.to_string(), 0.35, evidence))
        }
        _ if month_known && (in_year.strength() >= strength::NOW || !bounded(&of_years)) => {
            yearless(&of_years, &in_year)
        }
        _ if month_known && said_of_no_time(&of_years) => yearless(&of_years, &in_year),
        _ if bounded(&of_years) => stretch(&of_years, clues),
        _ => open_ended(&of_years, clues),
    }
}

/// The years are bounded by old words, or by things of everyday life, and the file's own age alone.
fn said_of_no_time(of_years: &Narrowed) -> bool {
    let weak = of_years.strength() <= strength::LIMIT;
    let of = |strength: u8| of_years.binding().iter().any(|c| c.strength == strength);
    let by_things = of(strength::FASHION) && of(strength::LIMIT);
    weak && (by_things || of_years.width().is_some_and(|w| w > 366 * 20))
}

fn bounded(of_years: &Narrowed) -> bool {
    of_years.first.is_some() && of_years.last.is_some()
}

/// The whole time in which the years lie.
fn stretch(of_years: &Narrowed, clues: &[Clue]) -> Option<Guess<String>> {
    let (first, last) = bounds(of_years)?;
    let (first, last) = rounded(first, last, &[of_years]);
    let edtf = Edtf::between(Day::from_number(first), Day::from_number(last));
    Some(Guess::new(
        edtf.to_string(),
        certainty(of_years.strength()).min(0.4),
        shown(&[of_years], clues),
    ))
}

/// So many possible years are said as one stretch; of more only the month is said.
const FEW_YEARS: usize = 4;

/// So many years are still said as a stretch when words bound them at both ends.
const SOME_YEARS: usize = 7;

/// A stretch of one year sharpened by a lunar day that the speech lies near to, and whether its days
/// are known to the day.
fn nearest(setting: &Setting, first: i32, last: i32) -> Option<((i32, i32), bool)> {
    if last - first > 400 {
        return None;
    }
    let years = Day::from_number(first).year..=Day::from_number(last).year;
    setting.near.iter().find_map(|near| {
        let days = years.clone().filter_map(|y| near.in_year(y));
        let fitting: Vec<(i32, i32)> = days
            .filter(|(from, to)| *to >= first && *from <= last)
            .collect();
        // Nearness in words is rough; it is said in whole days only when it is exact, and of one year.
        match fitting[..] {
            [days] if near.is_exact() => Some((days, true)),
            [(from, to)] => Some(((from.max(first), to.min(last)), false)),
            _ => None,
        }
    })
}

/// So many days over the turn of a month are not widened.
const SOME_DAYS: i32 = 30;

/// Vague edges are widened to whole months.
pub(super) fn rounded(first: i32, last: i32, windows: &[&Narrowed]) -> (i32, i32) {
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
    // A day is said only where words tell it: one that a month and an old wording leave is chance.
    if last - first <= 2 && (last - first > 0 || exact(first, true) && exact(last, false)) {
        return (first, last);
    }
    // Some days about a month's turn are said as they are; two months would say less than is known.
    if last - first <= SOME_DAYS && a.month != b.month {
        return (first, last);
    }
    // Of a long time the months are enough; a day at one end would look like knowledge.
    let long = last - first > 366;
    let from = if !long && exact(first, true) {
        a
    } else {
        Day::first_of(a.year, a.month)
    };
    let to = if !long && exact(last, false) {
        b
    } else {
        Day::last_of(b.year, b.month)
    };
    (from.number(), to.number())
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
        strength::LIMIT => 0.3,
        _ => 0.4,
    }
}

/// The evidence that binds, then what else speaks for it, each quote once.
pub(super) fn shown(windows: &[&Narrowed], clues: &[Clue]) -> Vec<Evidence> {
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
