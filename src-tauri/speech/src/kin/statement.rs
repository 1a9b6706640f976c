//! What a speech says of itself - title, meeting, days - and when two speeches say what cannot both
//! hold of one: offices give last year's text again with another title. Reads no text.

use super::likeness::Noise;
use crate::date::numeral::{digit, is_numeral, number};
use crate::fold::fold;
use crate::titles;

/// Letters of a name that are compared.
const LONGEST: usize = 80;

/// Letters of which another one makes another meeting, however much else was changed.
const TELLING: &str = "省市县区镇乡村州盟旗春夏秋冬上下";

/// Days by which a date that does not stand under the title may miss: a page has the day on which
/// it was published, a title the year of which it reports.
const BESIDE: i32 = 15;
const OF_YEAR: i32 = 120;

/// How exactly the days of a speech are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Under the title, or by a person.
    Exactly,
    /// Elsewhere in the text.
    Beside,
    /// By the year in the title.
    OfYear,
}

impl Stated {
    /// By the code of the strongest evidence of the date; `None` for what was only inferred.
    pub fn of_reason(code: &str) -> Option<Self> {
        Some(match code {
            "date.stated_title" => Self::Exactly,
            "date.title_year" => Self::OfYear,
            "date.stated_closing"
            | "date.stated_text"
            | "date.stated_dateline"
            | "date.stated_note"
            | "date.stated_news" => Self::Beside,
            _ => return None,
        })
    }

    fn slack(self) -> i32 {
        match self {
            Self::Exactly => 0,
            Self::Beside => BESIDE,
            Self::OfYear => OF_YEAR,
        }
    }
}

/// What a speech says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Its own title, none that was composed.
    pub title: Option<String>,
    /// The meeting's name.
    pub meeting: Option<String>,
    /// First and last day on which it may have been given, where the text states them.
    pub days: Option<(i32, i32, Stated)>,
}

impl Statement {
    /// True when both cannot be said of one speech. Where letters of the texts were changed one by
    /// one (`noise`), as many letters of the names may be.
    pub fn contradicts(&self, other: &Self, noise: Noise) -> bool {
        self.is_of_other_days(other) || self.has_other_name(other, noise)
    }

    fn is_of_other_days(&self, other: &Self) -> bool {
        let (Some(one), Some(other)) = (self.days, other.days) else {
            return false;
        };
        let slack = one.2.slack().max(other.2.slack());
        one.1.saturating_add(slack) < other.0 || other.1.saturating_add(slack) < one.0
    }

    fn has_other_name(&self, other: &Self, noise: Noise) -> bool {
        let named = |of: &Self| of.title.as_deref().map(Name::new);
        let (one, two) = (named(self), named(other));
        if let (Some(one), Some(two)) = (&one, &two)
            && one.genre.is_some()
            && two.genre.is_some()
            && one.genre != two.genre
        {
            return true;
        }
        // Of a composed title's speech the meeting stands in the opening, where it is named in
        // other words than in the title.
        let meetings = self.meeting.as_deref().zip(other.meeting.as_deref());
        match (meetings, one, two) {
            (Some((one, other)), Some(_), Some(_)) | (Some((one, other)), None, None) => {
                differ(&letters(one), &letters(other), noise)
            }
            (None, Some(one), Some(other)) if one.genre.is_some() && other.genre.is_some() => {
                differ(&one.words, &other.words, noise)
            }
            _ => false,
        }
    }
}

/// A title without what sites add to it and without the word that ends it.
struct Name {
    words: Vec<char>,
    genre: Option<&'static str>,
}

impl Name {
    fn new(title: &str) -> Self {
        let folded: String = title.chars().map(fold).collect();
        let bare = &folded[titles::bare(&folded)];
        let (words, genre) = match titles::tail(bare) {
            Some((tail, at)) => (&bare[..at], tail.genre),
            None => (bare, None),
        };
        Self {
            words: letters(words),
            genre,
        }
    }
}

fn letters(words: &str) -> Vec<char> {
    let letters = words.chars().map(fold).filter(|c| c.is_alphanumeric());
    letters.take(LONGEST).collect()
}

/// True when a name has other words in a place where the other has some too. Words that only one has
/// were left out by the other.
fn differ(one: &[char], other: &[char], noise: Noise) -> bool {
    let (figures, others) = (figures(one), figures(other));
    if figures.len() == others.len() && figures != others {
        return true;
    }
    let is_telling = |c: &char| is_numeral(*c) || TELLING.contains(*c);
    let is_slot = |words: &[char]| words.iter().all(|c| matches!(c, 'x' | 'X' | '某'));
    // 二〇二〇 and 2020: the figures were compared by their value.
    let is_figure = |words: &[char]| words.iter().all(|c| is_numeral(*c) || digit(*c).is_some());
    let mut changed = 0;
    for (at, (mine, yours)) in replaced(one, other) {
        let before_occasion = at == 0 && one.get(mine.len()) == Some(&'在');
        if before_occasion
            || is_slot(mine)
            || is_slot(yours)
            || (figures == others && is_figure(mine) && is_figure(yours))
        {
            continue;
        }
        if mine.iter().any(is_telling) && yours.iter().any(is_telling) {
            return true;
        }
        changed += mine.len().max(yours.len());
    }
    changed > noise.expected(one.len().min(other.len()))
}

/// The numbers in a name: years, ordinals.
fn figures(name: &[char]) -> Vec<u32> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < name.len() {
        match number(name, at).filter(|_| is_numeral(name[at])) {
            Some((value, end)) if end > at => {
                found.push(value);
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Where two names have other words in the same place: its place in the first, and the words of each.
type Replaced<'a> = Vec<(usize, (&'a [char], &'a [char]))>;

fn replaced<'a>(one: &'a [char], other: &'a [char]) -> Replaced<'a> {
    // common[i][j]: letters that the rests from i and j have in common.
    let width = other.len() + 1;
    let mut common = vec![0u16; (one.len() + 1) * width];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            common[i * width + j] = match one[i] == other[j] {
                true => common[(i + 1) * width + j + 1] + 1,
                false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let (mut from_i, mut from_j) = (0, 0);
    let mut found = Vec::new();
    loop {
        let ended = i == one.len() || j == other.len();
        if ended || one[i] == other[j] {
            let (end_i, end_j) = match ended {
                true => (one.len(), other.len()),
                false => (i, j),
            };
            let words = (&one[from_i..end_i], &other[from_j..end_j]);
            if !words.0.is_empty() && !words.1.is_empty() {
                found.push((from_i, words));
            }
            if ended {
                return found;
            }
            (i, j) = (i + 1, j + 1);
            (from_i, from_j) = (i, j);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(title: &str, days: Option<(i32, i32)>) -> Statement {
        Statement {
            title: Some(title.to_owned()),
            meeting: None,
            days: days.map(|(first, last)| (first, last, Stated::Exactly)),
        }
    }

    fn contradict(one: &str, other: &str) -> bool {
        let (one, other) = (said(one, None), said(other, None));
        let found = one.contradicts(&other, Noise::default());
        assert_eq!(found, other.contradicts(&one, Noise::default()));
        found
    }

    #[test]
    fn another_meeting_place_session_or_kind_of_speech_contradicts() {
        for (one, other) in [
            (
                "在全市青河清淤调度会上的讲话",
                "在全市白河清淤调度会上的讲话",
            ),
            (
                "在全市安全生产动员会上的讲话",
                "在全市安全生产推进会上的讲话",
            ),
            (
                "在2019年经济工作会议上的讲话",
                "在2020年经济工作会议上的讲话",
            ),
            ("在第十二次代表大会上的讲话", "在第二次代表大会上的讲话"),
            ("在全市春季防火会议上的讲话", "在全市秋季防火会议上的讲话"),
            ("在全市防汛会议上的讲话", "在全县防汛会议上的讲话"),
            ("在全县防汛会议上的讲话", "在全县防汛会议上的主持词"),
        ] {
            assert!(contradict(one, other), "{one} - {other}");
        }
    }

    #[test]
    fn what_sites_do_to_a_title_does_not_contradict() {
        for (one, other) in [
            ("在全市防汛会议上的讲话", "在全市防汛会议上的讲话稿"),
            ("在全市防汛会议上的讲话", "在全市防汛会议上的讲话（范文）"),
            (
                "在全市防汛会议上的讲话",
                "县长王明在全市防汛工作会议上的讲话",
            ),
            (
                "书记在全市防汛会议上的讲话",
                "王明同志在全市防汛会议上的讲话",
            ),
            ("在“全市防汛”会议上的讲话", "在全市防汛会议上的讲话"),
            (
                "在二〇二〇年全市防汛会议上的讲话",
                "在2020年全市防汛会议上的讲话",
            ),
            ("在2020年全市防汛会议上的讲话", "在全市防汛会议上的讲话"),
            ("在XX市防汛会议上的讲话", "在清溪市防汛会议上的讲话"),
            ("鼓足干劲 再开新局", "在全市经济工作会议上的讲话"),
        ] {
            assert!(!contradict(one, other), "{one} - {other}");
        }
    }

    #[test]
    fn days_that_are_stated_and_do_not_meet_contradict() {
        let title = "在全市防汛会议上的讲话";
        let on = |first, last, how| Statement {
            days: Some((first, last, how)),
            ..said(title, None)
        };
        let apart = |one: &Statement, other: &Statement| one.contradicts(other, Noise::default());
        let day = on(100, 100, Stated::Exactly);
        assert!(apart(&day, &on(101, 101, Stated::Exactly)));
        assert!(!apart(&day, &on(90, 120, Stated::Exactly)));
        assert!(!apart(&day, &on(110, 110, Stated::Beside)));
        assert!(apart(&day, &on(120, 120, Stated::Beside)));
        assert!(!apart(&day, &said(title, None)));
        assert_eq!(Stated::of_reason("date.figures_until"), None);
    }

    #[test]
    fn where_the_text_was_misread_the_title_may_be_too() {
        let one = said("在全市重点项目建设推进会上的讲话", None);
        let other = said("在全市重点顶目建没推进会上的讲话", None);
        assert!(one.contradicts(&other, Noise::default()));
        let noise = Noise {
            changed: 60,
            of: 1000,
        };
        assert!(!one.contradicts(&other, noise));
    }
}
