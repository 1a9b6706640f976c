//! Finds words that tell the time of the year: 备春耕, 毕业典礼, 两会刚刚闭幕, 高考在即.
//! The list is `lexicon/seasons.tsv`; it says nothing of the year.

use std::sync::LazyLock;

use super::clues::{Clue, FRAME_YEAR, Frame, strength};
use super::day::Day;
use super::scene::Scene;
use crate::lexicon;
use crate::lookup::Finder;
use crate::model::{Reason, Span};

/// Where in a text such words speak of the speech's own time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Title,
    Opening,
    Anywhere,
}

struct Season {
    first: i32,
    last: i32,
    place: Where,
}

struct Seasons {
    words: Finder,
    season_of: Vec<usize>,
    seasons: Vec<Season>,
}

fn read(cells: &[&'static str]) -> Option<(Vec<&'static str>, Season)> {
    let [words, place, from, to] = cells else {
        return None;
    };
    let day = |text: &str| -> Option<i32> {
        let (month, day) = text.split_once('-')?;
        Some(Day::new(FRAME_YEAR, month.parse().ok()?, day.parse().ok()?)?.number())
    };
    let (first, last) = (day(from)?, day(to)?);
    let season = Season {
        first,
        // 12-20 to 01-10 goes over the year's turn.
        last: if last < first { last + 366 } else { last },
        place: match *place {
            "title" => Where::Title,
            "opening" => Where::Opening,
            "anywhere" => Where::Anywhere,
            _ => return None,
        },
    };
    Some((words.split('|').collect(), season))
}

static SEASONS: LazyLock<Seasons> = LazyLock::new(|| {
    let (mut words, mut season_of, mut seasons) = (Vec::new(), Vec::new(), Vec::new());
    for cells in lexicon::rows(include_str!("../../lexicon/seasons.tsv")) {
        let Some((its_words, season)) = read(&cells) else {
            continue;
        };
        for word in its_words {
            words.push(word);
            season_of.push(seasons.len());
        }
        seasons.push(season);
    }
    Seasons {
        words: Finder::new(&words),
        season_of,
        seasons,
    }
});

/// A speech's first words: how many scalars after the title block.
const OPENING: u32 = 260;

/// Clues of the time of the year.
pub fn clues(scene: &Scene) -> Vec<Clue> {
    let table = &*SEASONS;
    let mut clues: Vec<Clue> = Vec::new();
    for (span, word) in table.words.find(&scene.folded) {
        let season = &table.seasons[table.season_of[word]];
        let in_title = scene.in_title(span);
        let strength = match season.place {
            Where::Title if in_title => strength::NEAR,
            Where::Opening if in_title || span.start < scene.body + OPENING => strength::SIDE,
            Where::Anywhere => strength::SIDE,
            _ => continue,
        };
        // (2024—2025学年度) 述职报告: a school gives account at the end of its own year.
        let of_school = scene.text(span).contains("述职")
            && scene
                .text(Span::new(scene.start, scene.body))
                .contains("学年");
        if of_school {
            continue;
        }
        // 去年汛期, 每年汛期将至: another time, or all times.
        let before = scene.before(span, 8);
        let other = [
            "去年", "上年", "前年", "每年", "每到", "每当", "往年", "历年", "年年", "那年",
        ];
        if !scene.is_own(span) || other.iter().any(|w| before.contains(w)) {
            continue;
        }
        let reason = Reason::with("date.season", &[&scene.text(span)]);
        clues.push(Clue::between(
            Frame::InYear,
            Some(season.first),
            Some(season.last),
            strength,
            scene.evidence(span, reason),
        ));
    }
    clues
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_whole_and_no_words_stand_twice() {
        let mut seen = std::collections::HashSet::new();
        for cells in lexicon::rows(include_str!("../../lexicon/seasons.tsv")) {
            let (words, season) = read(&cells).unwrap_or_else(|| panic!("{cells:?}"));
            assert!(season.last > season.first, "{words:?}");
            assert!(words.iter().all(|w| seen.insert(*w)), "{words:?}");
        }
        assert!(seen.len() >= 100, "{}", seen.len());
    }
}
