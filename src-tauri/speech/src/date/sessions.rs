//! Finds numbered sessions and editions whose days are known: 二十届三中全会, 第六届全国运动会.
//! The list is `lexicon/sessions.tsv`; what a find says of the speech is for `hints`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::calendar::ordinal_before;
use super::edtf::Edtf;
use super::numeral::number;
use super::phrases::{FORETOLD, Phrase};
use crate::lexicon;
use crate::lookup::{Finder, Folded};
use crate::model::Span;

struct Sessions {
    /// By kind, term and session.
    met: HashMap<(&'static str, u32, u32), Phrase>,
    /// Names of editions, and which they are.
    names: Finder,
    edition_of: Vec<&'static str>,
}

static SESSIONS: LazyLock<Sessions> = LazyLock::new(|| {
    let mut met = HashMap::new();
    let mut words: Vec<&'static str> = Vec::new();
    let mut edition_of = Vec::new();
    for cells in lexicon::rows(include_str!("../../lexicon/sessions.tsv")) {
        let Some((key, phrase)) = read(&cells) else {
            continue;
        };
        if key.0 == cells[1] {
            for word in cells[1].split('|') {
                if !words.contains(&word) {
                    words.push(word);
                    edition_of.push(cells[1]);
                }
            }
        }
        met.insert(key, phrase);
    }
    until_the_next(&mut met);
    Sessions {
        met,
        names: Finder::new(&words),
        edition_of,
    }
});

/// Days after the next session in which the one before is still the newest that a text names.
const STILL_NEWEST: i32 = 30;

/// Who speaks of a session after the next has met speaks of the next one too.
fn until_the_next(met: &mut HashMap<(&'static str, u32, u32), Phrase>) {
    let mut days: Vec<(&'static str, i32)> = met
        .iter()
        .filter(|((kind, ..), _)| SESSION_KINDS.contains(kind))
        .map(|((kind, ..), phrase)| (*kind, phrase.first.0.number()))
        .collect();
    days.sort_unstable();
    for ((kind, ..), phrase) in met.iter_mut() {
        let own = phrase.first.0.number();
        let next = days.iter().find(|(k, day)| k == kind && *day > own);
        phrase.newest = next.map(|(_, day)| day - own + STILL_NEWEST);
    }
}

const SESSION_KINDS: [&str; 4] = ["plenum", "inspection", "npc", "cppcc"];

/// An edition is known by its names, a session by its kind.
fn read(cells: &[&'static str]) -> Option<((&'static str, u32, u32), Phrase)> {
    let [kind, names, term, session, days] = cells else {
        return None;
    };
    let since: Edtf = days.parse().ok()?;
    // A session is spoken of until the next ones; later it is only looked back on.
    let talked_of = match *kind {
        "plenum" => Some(1095),
        "inspection" => Some(730),
        "npc" | "cppcc" => Some(550),
        _ => None,
    };
    let over = since.bounds()?.1;
    let phrase = Phrase {
        is_event: true,
        first: since.bounds()?,
        since,
        last: talked_of.map(|days| over.plus(days)),
        // The session after the next is not yet spoken of; a games' edition is.
        lead: match *kind {
            "edition" => FORETOLD,
            _ => 75,
        },
        newest: None,
        current: None,
        law: false,
        in_office: false,
        daily: false,
        passing: false,
    };
    let term = term.parse().ok()?;
    Some(match *kind {
        "edition" => ((names, term, 0), phrase),
        kind => ((kind, term, session.parse().ok()?), phrase),
    })
}

/// All finds in a text.
pub fn find(folded: &Folded) -> Vec<(Span, &'static Phrase)> {
    let table = &*SESSIONS;
    let chars = &folded.chars;
    let mut found = Vec::new();
    for at in 0..chars.len() {
        if chars[at] != '届' {
            continue;
        }
        let Some((term, from)) = term_before(chars, at) else {
            continue;
        };
        let session = session_after(chars, from, at + 1).or_else(|| last_of_several(chars, at + 1));
        if let Some((kind, session, to)) = session
            && let Some(phrase) = table.met.get(&(kind, term, session))
        {
            found.push((Span::new(from as u32, to as u32), phrase));
        }
    }
    for (span, name) in table.names.find(folded) {
        if let Some((n, from)) = ordinal_before(chars, span.start as usize)
            && let Some(phrase) = table.met.get(&(table.edition_of[name], n, 0))
        {
            found.push((Span::new(from as u32, span.end), phrase));
        }
    }
    found
}

/// 第十四 before 届, and where it begins.
fn term_before(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let (term, from) = (at.saturating_sub(3)..at).find_map(|i| {
        number(chars, i)
            .filter(|&(_, end)| end == at)
            .map(|(n, _)| (n, i))
    })?;
    let from = from - usize::from(from > 0 && chars[from - 1] == '第');
    Some((term, from))
}

/// 四中、五中全会 after 届: the last session that is named.
fn last_of_several(chars: &[char], at: usize) -> Option<(&'static str, u32, usize)> {
    let mut here = at;
    loop {
        let (session, end) = number(chars, here)?;
        let rest: String = chars.iter().skip(end).take(3).collect();
        if rest == "中全会" && here > at {
            return Some(("plenum", session, end + 3));
        }
        let end = end + usize::from(rest.starts_with('中'));
        here = match chars.get(end) {
            Some('、' | ',' | '和' | '与') if end < at + 16 => end + 1,
            _ => return None,
        };
    }
}

/// What follows 届: 三中全会, 全国人大二次会议, 中央纪委第三次全体会议.
fn session_after(chars: &[char], from: usize, at: usize) -> Option<(&'static str, u32, usize)> {
    let rest: String = chars.iter().skip(at).take(24).collect();
    let before: String = chars[from.saturating_sub(12)..from].iter().collect();
    let named = [
        ("inspection", "中央纪律检查委员会"),
        ("inspection", "中央纪委"),
        ("inspection", "中纪委"),
        ("npc", "全国人民代表大会"),
        ("npc", "全国人大"),
        ("cppcc", "全国委员会"),
        ("cppcc", "全国政协"),
        ("plenum", "中央委员会"),
    ];
    let of = named.iter().find(|(_, name)| rest.starts_with(name));
    let (kind, start) = match of {
        Some((kind, name)) => (*kind, at + name.chars().count()),
        // 全国政协十四届三次会议
        None if before.ends_with("全国政协") => ("cppcc", at),
        None if before.ends_with("全国人大") => ("npc", at),
        None => ("plenum", at),
    };
    let start = start + usize::from(chars.get(start) == Some(&'第'));
    let (session, end) = number(chars, start)?;
    let close: String = chars.iter().skip(end).take(5).collect();
    let fits = match kind {
        "plenum" => close.starts_with("中全会") || of.is_some() && close.starts_with("次全"),
        "inspection" => close.starts_with("次全"),
        _ => close.starts_with("次会议"),
    };
    let width = match close.as_str() {
        "次全体会议" => 5,
        _ => 3,
    };
    fits.then_some((kind, session, end + width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn since(text: &str) -> Vec<String> {
        let found = find(&Folded::new(text));
        found.iter().map(|(_, p)| p.since.to_string()).collect()
    }

    #[test]
    fn sessions_and_editions_have_their_days() {
        let check = |text: &str, day: &str| assert_eq!(since(text), [day], "{text}");
        check("学习贯彻党的二十届三中全会精神", "2024-07-15/2024-07-18");
        check(
            "第十三届全国人民代表大会第三次会议",
            "2020-05-22/2020-05-28",
        );
        check("全国政协十四届三次会议", "2025-03-04/2025-03-10");
        check("十四届全国人大二次会议", "2024-03-05/2024-03-11");
        check("二十届中央纪委三次全会", "2024-01-08/2024-01-10");
        check("十八届中央纪委第六次全体会议", "2016-01-12/2016-01-14");
        check(
            "中国共产党第十七届中央委员会第四次全体会议",
            "2009-09-15/2009-09-18",
        );
        check("第101届广交会", "2007-04-15/2007-05-05");
        check("党的十七届三中、四中全会精神", "2009-09-15/2009-09-18");
        check("十八届二中、三中、四中全会", "2014-10-20/2014-10-23");
    }

    #[test]
    fn a_countys_own_session_has_no_known_days() {
        assert!(since("县十七届人大五次会议").is_empty());
        assert!(since("市委十四届七次全会").is_empty());
        assert!(since("各届人士").is_empty());
    }

    #[test]
    fn each_row_is_whole() {
        let rows: Vec<_> = lexicon::rows(include_str!("../../lexicon/sessions.tsv")).collect();
        let mut keys = std::collections::HashSet::new();
        for cells in &rows {
            let read = read(cells).unwrap_or_else(|| panic!("{cells:?}"));
            assert!(keys.insert(read.0), "{cells:?} stands twice");
        }
        assert!(rows.len() >= 280, "{}", rows.len());
    }
}
