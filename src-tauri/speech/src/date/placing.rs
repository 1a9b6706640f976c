//! Puts the time of the year that a text tells into the years that its other words leave open.
//! Weighs no clues (`window`) and says nothing of how sure a date is (`infer`).

use super::clues::{FRAME_YEAR, strength};
use super::day::Day;
use super::infer::Setting;
use super::lunar;
use super::window::Narrowed;

/// Both edges of the years. Who spoke after the reform began has words that are younger than it.
pub fn bounds(of_years: &Narrowed) -> Option<(i32, i32)> {
    let (first, last) = (of_years.first?, of_years.last?);
    let reform = Day::first_of(1979, 1).number();
    // A word that went out of use long after says that the time of old words was over.
    let worn = of_years
        .binding()
        .iter()
        .any(|c| c.strength == strength::FASHION && c.last == of_years.last);
    let old = of_years.strength() <= strength::LIMIT && first < reform && !worn;
    Some((
        first,
        if old {
            last.min(first + OLD_WORDS)
        } else {
            last
        },
    ))
}

/// A text whose youngest words are older than the reform is of the years after them.
const OLD_WORDS: i32 = 366 * 15;

/// A speech read from a page is seldom published later than this many days after it.
const PUBLISHED_SOON: i32 = 20;

/// The stretch of the year of publishing, when the page was published soon after it.
fn soon_published(setting: &Setting, in_year: &Narrowed) -> Option<(i32, i32)> {
    let published = setting.published?;
    let (a, b) = (in_year.first?, in_year.last?);
    (published.year - 1..=published.year).find_map(|year| {
        let (first, last) = (in_real_year(a, year), in_real_year(b, year));
        let last = last.min(published.number());
        (first <= last && published.number() - last <= PUBLISHED_SOON && last - first <= 62)
            .then_some((first, last))
    })
}

/// The stretches that both windows allow, one for each possible year; none when the years are open.
pub fn placed(setting: &Setting, of_years: &Narrowed, in_year: &Narrowed) -> Vec<(i32, i32)> {
    let soon = soon_published(setting, in_year);
    let Some((lo, hi)) = bounds(of_years) else {
        return soon.into_iter().collect();
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
    let leap_day = Day::new(FRAME_YEAR, 2, 29).map(Day::number);
    if in_year
        .used
        .iter()
        .any(|c| !c.vague && c.first == leap_day && c.strength >= strength::NEAR)
    {
        places.retain(|(first, _)| {
            let on = Day::from_number(*first);
            (on.month, on.day) == (2, 29)
        });
    }
    if let Some((lunar, solar)) = setting.scene.lunar_twin() {
        let fits = |&(first, _): &(i32, i32)| {
            let on = Day::from_number(first);
            let told = (-1..=0).find_map(|shift| {
                lunar::to_day(on.year + shift, lunar.0, lunar.1).filter(|d| d.year == on.year)
            });
            told.is_some_and(|d| (d.month, d.day) == solar)
        };
        if places.iter().any(fits) {
            places.retain(fits);
        }
    }
    if places.len() > 1
        && let Some(animal) = setting.scene.animal()
    {
        // Greeted from some weeks before its first day; 1900 was a year of the rat.
        let fits = |&(first, last): &(i32, i32)| {
            let year = Day::from_number((first + last) / 2 + 30).year;
            (year - 1900).rem_euclid(12) == animal
        };
        if places.iter().any(fits) {
            places.retain(fits);
        }
    }
    if let Some((month, day, weekday)) = setting.scene.weekday() {
        let fits = |&(first, _): &(i32, i32)| {
            let on = Day::from_number(first);
            // 1970-01-01 was a Thursday, day 4 of a week.
            (on.month, on.day) != (month, day)
                || (first + 3).rem_euclid(7) + 1 == i32::from(weekday)
        };
        if places.iter().any(fits) {
            places.retain(fits);
        }
    }
    if places.len() > 1
        && let Some(soon) = soon.filter(|s| places.iter().any(|p| p.0 <= s.1 && s.0 <= p.1))
    {
        return vec![soon];
    }
    // What is usual gives way to what is said: 2月20日…召开了动员大会, and 惊蛰刚过.
    if places.is_empty() && of_years.outer != of_years.last {
        let later = of_years.outer.unwrap_or(lo + 366).min(lo + 366);
        return placed(setting, &of_years.clone().until(later), in_year);
    }
    if places.is_empty() && in_year.strength() < strength::NOW {
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
