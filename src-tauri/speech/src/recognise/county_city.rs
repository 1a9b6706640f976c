//! Tells a county-level city from the city above it, where a text only says 市委 and 全市.
//! Asked only when the level is a city's; other levels are not its matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon;
use crate::lookup::{Finder, Folded};
use crate::model::Span;
use crate::text::{Text, is_han};

/// Scalars of the body that are looked through.
const LOOKED_AT: u32 = 6000;

struct Names {
    finder: Finder,
    /// Of each name: the city's number, and whether it is one of the county level.
    cities: Vec<(usize, bool)>,
    /// Numbers of cities whose names stand across other words: 兴城市 in 振兴城市.
    across: Vec<usize>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let plain_words: Vec<&str> = of_kind("word").collect();
    let mut words: Vec<String> = Vec::new();
    let mut cities = Vec::new();
    let mut across = Vec::new();
    let mut add = |full: String, short: &str, county: bool| {
        let number = cities.len();
        words.push(full);
        cities.push((number, county));
        if plain_words.contains(&short) {
            across.push(number);
        } else if short.chars().count() >= 2 {
            words.push(short.to_owned());
            cities.push((number, county));
        }
    };
    for cells in lexicon::rows(include_str!("../../lexicon/places.tsv")) {
        let [name, level @ ("county" | "city"), ..] = cells[..] else {
            continue;
        };
        if let Some(short) = name.strip_suffix('市') {
            add(name.to_owned(), short, level == "county");
        }
    }
    for short in of_kind("former") {
        add(format!("{short}市"), short, true);
    }
    Names {
        finder: Finder::new(&words),
        cities,
        across,
    }
});

fn of_kind(kind: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    lexicon::rows(include_str!("../../lexicon/county_cities.tsv"))
        .filter(move |cells| cells.len() == 2 && cells[0] == kind)
        .flat_map(|cells| cells[1].split('|'))
}

/// Bodies of a county, townships spoken to, and the counties between: found in one go.
struct Organs {
    finder: Finder,
    sorts: Vec<Sort>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Body,
    Below,
    Between,
    Above,
}

static ORGANS: LazyLock<Organs> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut sorts = Vec::new();
    for (kind, sort) in [
        ("body", Sort::Body),
        ("below", Sort::Below),
        ("between", Sort::Between),
        ("above", Sort::Above),
    ] {
        for word in of_kind(kind) {
            words.push(match sort {
                Sort::Body => format!("市{word}"),
                _ => word.to_owned(),
            });
            sorts.push(sort);
        }
    }
    Organs {
        finder: Finder::written(&words),
        sorts,
    }
});

/// What shows it: where it stands, and the words.
pub struct Sign {
    /// In the text; `None` for words of the title.
    pub span: Option<Span>,
    /// As they stand.
    pub words: String,
}

/// The sign that the city of a text is one of the county level; `title` is folded.
pub fn sign(text: &Text, title: &str, body: Span) -> Option<Sign> {
    let names = &*NAMES;
    let above = names
        .finder
        .find(&Folded::new(title))
        .any(|(_, at)| !names.cities[at].1);
    if above {
        return None;
    }
    let looked = Span::new(body.start, body.end.min(body.start + LOOKED_AT));
    named(text, title, looked).or_else(|| built_so(text, looked))
}

/// Its name: once in the title, or again and again, and no other city's as often.
fn named(text: &Text, title: &str, looked: Span) -> Option<Sign> {
    let names = &*NAMES;
    let mut counts: HashMap<usize, (u32, Option<Span>, String)> = HashMap::new();
    let sources = [(title, None), (text.folded(looked), Some(looked.start))];
    for (words, offset) in sources {
        let folded = Folded::new(words);
        for (span, at) in names.finder.find(&folded) {
            let (city, _) = names.cities[at];
            let before = span.start.checked_sub(1).map(|i| folded.chars[i as usize]);
            if names.across.contains(&city)
                && before.is_some_and(|c| is_han(c) && !"在到是我任为的省州和与及".contains(c))
            {
                continue;
            }
            let place = offset.map(|o| Span::new(span.start + o, span.end + o));
            let seen = counts.entry(city).or_insert_with(|| {
                let name = &folded.chars[span.start as usize..span.end as usize];
                (0, place, name.iter().collect())
            });
            seen.0 += if offset.is_none() { 2 } else { 1 };
        }
    }
    let county = |city: &usize| names.cities.iter().any(|(n, county)| n == city && *county);
    let (city, (most, span, words)) = counts
        .iter()
        .max_by_key(|(city, seen)| (seen.0, county(city), **city))?;
    let others = counts.iter().filter(|(other, _)| *other != city);
    let next = others
        .filter(|(other, _)| county(other))
        .map(|(_, seen)| seen.0)
        .max()
        .unwrap_or(0);
    (county(city) && *most >= 2 && next * 2 <= *most).then(|| Sign {
        span: *span,
        words: words.clone(),
    })
}

/// Its organs: bodies that only a county has, or townships without a county between; or a city
/// beside the province whose meeting is passed on: 省、云州市会议精神.
fn built_so(text: &Text, looked: Span) -> Option<Sign> {
    static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"省(?:委)?[、和及，](?:[×X*○]{1,3}|\p{Han}{2,3})(?:市|地区)(?:委|政府)?[^，。；]{0,24}(?:会议|精神|部署|文件)")
            .expect("a rule of this file compiles")
    });
    let organs = &*ORGANS;
    let words = text.folded(looked);
    let told = |span: Span| Sign {
        span: Some(span),
        words: text.folded(span).to_owned(),
    };
    let mut below = Vec::new();
    let mut between = 0;
    let chars = text.chars_in(looked);
    for (start, end, number) in organs.finder.one_after_other(chars) {
        let (from, to) = (looked.start + start as u32, looked.start + end as u32);
        let at = Span::new(from, to);
        match organs.sorts[number] {
            Sort::Body => return Some(told(at)),
            Sort::Below => below.push(at),
            // What only a city above a county has: 交警支队, 传染病医院.
            Sort::Between | Sort::Above => between += 1,
        }
    }
    let may_be = between == 0 && words.contains('省');
    if let Some(hit) = may_be.then(|| ABOVE.find(words)).flatten() {
        let other = !["全市", "我市", "本市", "各市", "城市"]
            .iter()
            .any(|w| hit.as_str().contains(w));
        if other {
            return Some(told(text.span_in(looked, hit.range())));
        }
    }
    (below.len() >= 2 && between == 0)
        .then(|| below.first().cloned().map(told))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(title: &str, body: &str) -> Option<String> {
        let text = Text::new(body);
        sign(&text, title, Span::new(0, text.len())).map(|s| s.words)
    }

    #[test]
    fn a_name_without_its_province_tells_the_county_level() {
        assert_eq!(
            words("", "我到昆山只有四个月，昆山人民待我如亲人。市委信任我。").as_deref(),
            Some("昆山")
        );
        assert_eq!(
            words("在义乌市旅游工作动员会上的讲话", "同志们").as_deref(),
            Some("义乌市")
        );
        // The city above, and many of one rank, name none.
        assert_eq!(
            words(
                "",
                "苏州今年要向前。昆山有经验，常熟有办法，苏州各地都要学，苏州市委作了安排。"
            ),
            None
        );
        assert_eq!(
            words("在苏州旅游工作会上的讲话", "各乡镇要抓紧，乡镇长要到场。"),
            None
        );
        assert_eq!(words("", "振兴城市，振兴城市，振兴城市。"), None);
    }

    #[test]
    fn its_bodies_and_townships_tell_it_too() {
        assert!(words("", "市委、市政府邀请市人武部和市武警中队的同志座谈。").is_some());
        assert!(
            words(
                "",
                "市里已定，各乡镇、办事处要抓紧，乡镇办事处主要负责人要到场。"
            )
            .is_some()
        );
        assert!(words("", "贯彻省、××市整顿工作会议精神，我市今年要见效。").is_some());
        assert_eq!(
            words("", "各县区要抓紧，各乡镇要跟上，乡镇长要到场。"),
            None
        );
        assert_eq!(words("", "市消防支队、各乡镇都要行动。"), None);
    }

    #[test]
    fn short_forms_that_are_words_are_listed_cities() {
        for word in of_kind("word") {
            let full = format!("{word}市");
            assert!(
                crate::places::level_of(&full).is_some() || of_kind("former").any(|f| f == word),
                "{word}"
            );
        }
    }
}
