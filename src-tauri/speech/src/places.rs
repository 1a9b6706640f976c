//! Finds the place of a meeting, and the level of the body that called it where its name tells it.
//! Words such as 全市 are not its matter, nor is the type of the meeting.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon;
use crate::lookup::{Finder, Folded, plain};
use crate::model::{Evidence, Guess, Reason, Span};

/// Where a meeting was and at which level.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Place name, as the text has it.
    pub place: Option<Guess<String>>,
    /// Level id of `lexicon/levels.tsv`.
    pub level: Option<Guess<String>>,
}

struct Gazetteer {
    finder: Finder,
    /// Level of each name; `None` for a short form (上海), which does not tell whose organ it is.
    levels: Vec<Option<&'static str>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut places: HashMap<&'static str, Option<&'static str>> = HashMap::new();
    let mut shorts: Vec<&'static str> = Vec::new();
    for cells in lexicon::rows(include_str!("../lexicon/places.tsv")) {
        let [name, level, ..] = cells.as_slice() else {
            continue;
        };
        let id = match *level {
            "province" => "level.province",
            "city" => "level.city",
            "county" => "level.county",
            _ => "level.hmt",
        };
        places.entry(*name).or_insert(Some(id));
        if *level != "county" {
            shorts.extend(short_form(name));
        }
    }
    for short in shorts {
        places.entry(short).or_insert(None);
    }
    let (names, levels): (Vec<&str>, Vec<_>) = places.into_iter().unzip();
    Gazetteer {
        finder: Finder::new(&names),
        levels,
    }
});

/// 上海 of 上海市, 广西 of 广西壮族自治区; two characters at least.
fn short_form(name: &'static str) -> Option<&'static str> {
    let cut = [
        "特别行政区",
        "壮族自治区",
        "回族自治区",
        "维吾尔自治区",
        "自治区",
        "省",
        "市",
        "地区",
        "盟",
    ]
    .iter()
    .find_map(|unit| name.strip_suffix(unit))?;
    (cut.chars().count() >= 2).then_some(cut)
}

struct Organs {
    after: Vec<Vec<char>>,
    before: Vec<&'static str>,
    /// Last character of a place's name, and its level.
    units: Vec<(char, &'static str)>,
    not_places: Vec<&'static str>,
}

static ORGANS: LazyLock<Organs> = LazyLock::new(|| {
    let mut organs = Organs {
        after: Vec::new(),
        before: Vec::new(),
        units: Vec::new(),
        not_places: Vec::new(),
    };
    for cells in lexicon::rows(include_str!("../lexicon/place_organs.tsv")) {
        let Some(words) = cells.get(1).map(|w| w.split('|')) else {
            continue;
        };
        match cells[0] {
            "organ" => organs.after.extend(words.map(|w| w.chars().collect())),
            "before" => organs.before.extend(words),
            "not_place" => organs.not_places.extend(words),
            _ => {
                let level = cells.get(2).copied().unwrap_or_default();
                let last = words.filter_map(|w| w.chars().last());
                organs.units.extend(last.map(|c| (c, level)));
            }
        }
    }
    organs
});

/// A place found in a text.
struct Found {
    span: Span,
    name: String,
    level: Option<&'static str>,
    /// Its organ or meeting is named right behind it.
    organ: bool,
}

/// Place and level from title, meeting and body; `offset` is the body's offset in the file's text.
pub fn find(title: &str, meeting: Option<&str>, body: &str, offset: u32) -> Places {
    for (words, code) in [
        (title, "place.title"),
        (meeting.unwrap_or(""), "place.meeting"),
    ] {
        let folded = Folded::new(words);
        let mut found = places_of(&folded);
        // The place that leads the name: 滨海市云岭商会 is of 滨海.
        found.sort_by_key(|f| (!f.organ, f.span.start, f.span.end));
        if let Some(first) = found.into_iter().next() {
            return named(first, words, None, code);
        }
    }
    in_body(body, offset)
}

fn named(found: Found, words: &str, offset: Option<u32>, code: &str) -> Places {
    let name: String = words
        .chars()
        .skip(found.span.start as usize)
        .take(found.name.chars().count())
        .collect();
    let evidence = |reason| Evidence {
        quote: name.clone(),
        span: offset.map(|o| Span::new(found.span.start + o, found.span.end + o)),
        reason,
    };
    let level = found.level.filter(|_| found.organ).map(|level| {
        Guess::new(
            level.to_owned(),
            0.9,
            vec![evidence(Reason::with("level.place", &[&name]))],
        )
    });
    let certainty = match (found.organ, found.level) {
        (true, _) => 0.9,
        (false, Some(_)) => 0.8,
        (false, None) => 0.65,
    };
    let evidence = vec![evidence(Reason::of(code))];
    Places {
        place: Some(Guess::new(name, certainty, evidence)),
        level,
    }
}

fn in_gazetteer(folded: &Folded) -> Vec<Found> {
    let gazetteer = &*GAZETTEER;
    gazetteer
        .finder
        .find(folded)
        .map(|(span, name)| Found {
            span,
            name: gazetteer.finder.word(name).to_owned(),
            level: gazetteer.levels[name],
            organ: has_organ(&folded.chars, span.end as usize),
        })
        .collect()
}

/// Places of the gazetteer, and those told by their form where the gazetteer has none.
fn places_of(folded: &Folded) -> Vec<Found> {
    let mut found = in_gazetteer(folded);
    let known: Vec<Span> = found.iter().map(|f| f.span).collect();
    found.extend(
        by_form(folded)
            .into_iter()
            .filter(|f| !known.iter().any(|k| k.overlaps(f.span))),
    );
    found
}

/// The places that words name, in their order.
pub fn named_in(words: &str) -> Vec<(Span, String)> {
    let mut found = places_of(&Folded::new(words));
    found.sort_by_key(|place| place.span);
    found
        .into_iter()
        .map(|place| (place.span, place.name))
        .collect()
}

fn has_organ(chars: &[char], at: usize) -> bool {
    let after = chars.get(at..).unwrap_or_default();
    ORGANS.after.iter().any(|w| after.starts_with(w))
}

/// A place that is not in the gazetteer, by its form: 政协浣溪县第…, 石桥镇人民政府, 中共白鹭县委.
fn by_form(folded: &Folded) -> Vec<Found> {
    let chars = &folded.chars;
    let mut found = Vec::new();
    for end in 2..=chars.len() {
        let last = chars[end - 1];
        let unit = ORGANS.units.iter().find(|(unit, _)| *unit == last);
        let Some((_, level)) = unit.filter(|_| has_organ(chars, end)) else {
            continue;
        };
        // The name is two or three characters before the unit, at the beginning or behind 在, 中共.
        let start = (end.saturating_sub(4)..end.saturating_sub(2)).find(|&start| {
            let before: String = chars[start.saturating_sub(3)..start].iter().collect();
            let led = start == 0
                || ORGANS.before.iter().any(|w| before.ends_with(w))
                || before.ends_with(['\n', ' ', ',', '。', '、', '《', '(', '—']);
            let rest: String = chars[start..end].iter().collect();
            let takes_in = ORGANS.before.iter().any(|w| rest.starts_with(w));
            led && !takes_in && chars[start..end].iter().all(|c| crate::text::is_han(*c))
        });
        let Some(start) = start else {
            continue;
        };
        let name: String = chars[start..end].iter().collect();
        if ORGANS.not_places.iter().any(|w| name.ends_with(w)) {
            continue;
        }
        found.push(Found {
            span: Span::new(start as u32, end as u32),
            name,
            level: Some(level),
            organ: true,
        });
    }
    found
}

/// The place whose own organs the body names most, at least twice.
fn in_body(body: &str, offset: u32) -> Places {
    let folded = Folded::new(body);
    let mut counts: HashMap<String, (usize, Found)> = HashMap::new();
    for place in places_of(&folded)
        .into_iter()
        .filter(|f| f.organ && f.level.is_some())
    {
        let key = place.name.clone();
        counts.entry(key).or_insert((0, place)).0 += 1;
    }
    let mut ordered: Vec<(usize, Found)> = counts.into_values().collect();
    ordered.sort_by_key(|(count, found)| (std::cmp::Reverse(*count), found.span));
    let second = ordered.get(1).map_or(0, |(count, _)| *count);
    match ordered.into_iter().next() {
        Some((count, found)) if count >= 2 && count > second => {
            let name = found.name.clone();
            let mut places = named(found, body, Some(offset), "place.body");
            if let Some(place) = &mut places.place {
                place.certainty = 0.6;
            }
            if let Some(level) = &mut places.level {
                level.certainty = 0.6;
                level.evidence[0].reason = Reason::with("level.place", &[&name]);
            }
            places
        }
        _ => Places::default(),
    }
}

/// The level of a division of the gazetteer by its full name.
pub fn level_of(name: &str) -> Option<&'static str> {
    let folded: String = name.chars().map(plain).collect();
    let gazetteer = &*GAZETTEER;
    gazetteer
        .finder
        .find(&Folded::new(&folded))
        .find(|(span, _)| span.start == 0 && span.end as usize == folded.chars().count())
        .and_then(|(_, name)| gazetteer.levels[name])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, place: &str, level: Option<&str>) {
        let found = find(title, None, "", 0);
        let said = found.place.as_ref().map(|p| p.value.as_str());
        assert_eq!(said, Some(place).filter(|p| !p.is_empty()), "{title}");
        let said = found.level.as_ref().map(|l| l.value.as_str());
        assert_eq!(said, level, "{title}");
    }

    #[test]
    fn the_place_of_a_title_and_its_level() {
        check("2026年北京市政府工作报告", "北京市", Some("level.province"));
        check(
            "在贵州省第十四届人民代表大会第四次会议上的讲话",
            "贵州省",
            Some("level.province"),
        );
        check("在中共昆山市委全会上的讲话", "昆山市", Some("level.county"));
        check(
            "政协浣溪县第十一届委员会第二次会议",
            "浣溪县",
            Some("level.county"),
        );
        check("石桥镇人民政府工作报告", "石桥镇", Some("level.township"));
        check("上海电话信息技术研讨会致谢词", "上海", None);
    }

    #[test]
    fn a_general_word_is_no_place() {
        check("在全市重点项目建设推进会上的讲话", "", None);
        check("在城市政府治理论坛上的讲话", "", None);
        check("在开发区委员会会议上的讲话", "", None);
    }

    #[test]
    fn the_body_tells_the_place_only_when_it_says_so_again() {
        let body = "中共白鹭县委决定，由我负责。白鹭县委的同志们，请支持。";
        let found = find("任职表态发言", None, body, 10);
        assert_eq!(found.place.map(|p| p.value).as_deref(), Some("白鹭县"));
        assert_eq!(find("讲话", None, "吉首市召开了大会。", 0).place, None);
    }

    #[test]
    fn every_division_has_a_level() {
        assert_eq!(level_of("昆山市"), Some("level.county"));
        assert_eq!(level_of("苏州市"), Some("level.city"));
        assert_eq!(level_of("重庆市"), Some("level.province"));
        assert_eq!(level_of("阿拉善盟"), Some("level.city"));
        assert_eq!(level_of("鄂温克族自治旗"), Some("level.county"));
        assert_eq!(level_of("香港特别行政区"), Some("level.hmt"));
        assert_eq!(level_of("全市"), None);
    }
}
