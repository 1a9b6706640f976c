//! The level of the body that called the meeting: what the title says, otherwise what the text counts.
//! Places of the gazetteer are `places`' matter; their level is one voice here.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::edition::Told;
use super::head::Head;
use super::{county_city, floor};
use crate::lexicon;
use crate::model::{Evidence, Guess, Reason, Span};
use crate::text::{Text, is_han};

struct Cues {
    finder: AhoCorasick,
    rows: Vec<(&'static str, &'static str, u8)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let rows: Vec<(&str, &str, u8)> = lexicon::rows(include_str!("../../lexicon/level_cues.tsv"))
        .filter(|cells| cells.len() == 3)
        .map(|cells| (cells[0], cells[1], cells[2].parse().unwrap_or(3)))
        .collect();
    let finder = AhoCorasick::new(rows.iter().map(|r| r.0)).expect("the cue list is small");
    Cues { finder, rows }
});

/// Levels of those whose name tells it.
static LEADERS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/leaders.tsv"))
        .filter(|cells| cells.len() == 2)
        .flat_map(|cells| cells[1].split('|').map(move |name| (name, cells[0])))
        .collect()
});

/// What the level is decided from, besides the text.
pub struct Setting<'a> {
    /// The meeting's name, folded.
    pub meeting: Option<&'a str>,
    /// What the gazetteer says of the places named.
    pub place_level: Option<&'a Guess<String>>,
    /// The speaker's office, folded.
    pub role: Option<&'a str>,
    /// The speaker's name.
    pub speaker: Option<&'a str>,
    /// Genre id.
    pub genre: &'a str,
    /// What the note of an edition tells.
    pub told: Option<&'a Told>,
}

/// Decides the level.
pub fn decide(text: &Text, head: &Head, setting: &Setting, body: Span) -> Option<Guess<String>> {
    let level = by_words(text, head, setting, body)?;
    // A prefecture or league has no county-level name.
    let known = level.evidence.iter().any(|e| {
        let word = e.reason.args.first().map_or("", String::as_str);
        e.reason.code == "level.place" || word.ends_with(['州', '盟', '区'])
    });
    if level.value != "level.city" || known {
        return Some(level);
    }
    let title = head.title.as_ref().map_or("", |t| t.folded.as_str());
    let sign = county_city::sign(text, title, body);
    Some(match sign {
        Some(sign) => says(
            text,
            "level.county",
            sign.span.unwrap_or_default(),
            &sign.words,
            0.8,
        ),
        None => level,
    })
}

fn by_words(text: &Text, head: &Head, setting: &Setting, body: Span) -> Option<Guess<String>> {
    let mut heads: Vec<(Span, String)> = Vec::new();
    // ——在省某某座谈会上的发言 names who called; the title above it what is reported.
    if let Some(sub) = head.subtitle {
        heads.push((sub, text.folded(sub).to_owned()));
    }
    if let (Some(title), Some(&first)) = (
        &head.title,
        head.title.as_ref().and_then(|t| t.lines.first()),
    ) {
        heads.push((first, title.folded.clone()));
    }
    if let Some(told) = setting.told {
        heads.push((told.span.unwrap_or_default(), told.title.clone()));
    }
    let regional = regional(text, body);
    let mut found: Option<(u8, &str, Span, String)> = None;
    for (span, words) in &heads {
        if let Some((rank, level, word)) = in_title(&own_words(words), regional)
            && found.as_ref().is_none_or(|f| rank < f.0)
        {
            found = Some((rank, level, *span, word));
        }
    }
    if found.is_none()
        && let Some((rank, level, word)) = setting
            .meeting
            .and_then(|m| in_title(&own_words(m), regional))
    {
        let at = Span::new(head.body_start, head.body_start);
        found = Some((rank, level, at, word));
    }
    // A school is built by those who govern its place.
    let built = heads
        .iter()
        .map(|(_, words)| words.as_str())
        .chain(setting.meeting)
        .any(|words| {
            ["开工", "奠基", "签约", "落成", "捐资", "捐赠", "项目"]
                .iter()
                .any(|w| words.contains(w))
        });
    if built && found.as_ref().is_some_and(|f| f.1 == "level.school") {
        found = None;
    }
    let reports_duty = heads.iter().any(|(_, words)| words.contains("述职报告"));
    let leader = setting.speaker.and_then(leader);
    // Heads of state speak to schools and works without being of them.
    if leader.is_some_and(|(_, level)| level == "level.national")
        && found.as_ref().is_some_and(|f| {
            matches!(
                f.1,
                "level.school" | "level.enterprise" | "level.other" | "level.village"
            )
        })
    {
        found = None;
    }
    // An ambassador gives a reception abroad, whatever it celebrates.
    let abroad = setting.role.filter(|r| {
        ["大使", "总领事", "使馆", "领事馆"]
            .iter()
            .any(|w| r.contains(w))
            && r.contains("驻")
    });
    if let Some(role) = abroad.filter(|_| {
        found
            .as_ref()
            .is_none_or(|f| matches!(f.1, "level.national" | "level.other"))
    }) {
        let span = head.speaker_lines.first().copied().unwrap_or_default();
        return Some(says(text, "level.international", span, role, 0.9));
    }
    // 同鄉總會: an association whose speech is written as it is over there, and speaks of it.
    if let Some((_, "level.other", span, _)) = &found
        && crate::fold::is_traditional(text.raw(body))
        && let Some(there) = over_there(text.folded(body))
    {
        return Some(says(text, "level.hmt", *span, there, 0.85));
    }
    if let Some((rank, level, span, word)) = &found
        && *rank <= 2
    {
        return Some(says(text, level, *span, word, 0.96));
    }
    if let Some(place) = setting.place_level.filter(|p| p.certainty >= 0.8) {
        return Some(place.clone());
    }
    if let Some((_, level, span, word)) = &found {
        return Some(says(text, level, *span, word, 0.92));
    }
    if let Some((name, level)) = leader {
        return Some(says(text, level, Span::default(), name, 0.75));
    }
    // 第九届国际茶业大会: a congress of many countries, whoever is its host.
    let of_nations = heads.iter().find(|(_, words)| {
        let congress = ["大会", "会议", "年会", "研讨会", "论坛"];
        words.contains("国际") && words.contains('届') && congress.iter().any(|w| words.contains(w))
    });
    if let Some((span, _)) = of_nations {
        return Some(says(text, "level.international", *span, "国际", 0.8));
    }
    // 院长 of a hospital: it is no organ of its place.
    if let Some(role) = setting.role.filter(|r| r.ends_with("院长"))
        && of_hospital(text.folded(body))
    {
        let span = head.speaker_lines.first().copied().unwrap_or_default();
        return Some(says(text, "level.other", span, role, 0.7));
    }
    if let Some((_, level, word)) = setting
        .role
        .and_then(|r| in_title(r, regional).or_else(|| of_role(r)))
    {
        let span = head.speaker_lines.first().copied().unwrap_or_default();
        // Who gives account of his duties gives it one level up.
        let level = match level {
            "level.village" if reports_duty => "level.township",
            "level.township" if reports_duty => "level.county",
            "level.county" if reports_duty => "level.city",
            _ => floor::above(text.folded(body), setting.genre, level).unwrap_or(level),
        };
        return Some(says(text, level, span, &word, 0.85));
    }
    if let Some((level, at)) = speaks_for(text, body) {
        return Some(says(text, level, at, text.folded(at), 0.65));
    }
    let count = Count {
        regional,
        reports: reports_duty || matches!(setting.genre, "genre.remarks" | "genre.pledge"),
        built,
    };
    counted(text, head, body, count).or_else(|| setting.place_level.cloned())
}

/// The place over there that an association's speech names: 澳门, 本港.
fn over_there(words: &str) -> Option<&'static str> {
    ["澳门", "香港", "台湾", "本澳", "本港", "全港", "全澳"]
        .into_iter()
        .find(|place| words.contains(place))
}

/// A title without the meetings whose spirit it only carries on: 贯彻全国“两会”精神….
fn own_words(title: &str) -> String {
    static SPIRIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:学习|宣传|贯彻|传达|落实)[^，。：]{2,30}?精神|^(?:全国|全省|全市|中央|国务院|省委|市委)[^，。：]{2,30}?精神(?:传达|宣讲|学习|辅导)|全国“?两会”?(?:精神)?|(?:第[一二三四五六七八九十0-9]{1,3}[次个届])?全国[^，。：会]{2,8}?(?:普查|(?:宣传|活动|教育|服务|学习)[日周月]|生产月|质量月|安全日|减灾日|助残日|科普日|扶贫日|生态日|土地日|消防日|节水日)|(?:创建|迎接|争创)全国|全(?:国|省|市|县|区)(?:首|第一|唯一|最大|最早|先进|领先)|^[0-9]{4}年度?|^20[0-9]X年度?|^20XX年度?")
            .expect("a rule of this file compiles")
    });
    SPIRIT.replace_all(title, "").into_owned()
}

/// How levels are counted in a text.
#[derive(Clone, Copy)]
struct Count {
    /// What 全区 is, when it is no district: an autonomous region, or a prefecture of old.
    regional: Option<&'static str>,
    /// The speaker reports to those above.
    reports: bool,
    /// A school is being built: it is not the school's meeting.
    built: bool,
}

/// The first of the speakers whose name tells the level.
pub fn leader(names: &str) -> Option<(&'static str, &'static str)> {
    names.split('、').find_map(|name| {
        let name: String = name.chars().map(crate::fold::fold).collect();
        LEADERS
            .get_key_value(name.as_str())
            .map(|(name, level)| (*name, *level))
    })
}

fn says(text: &Text, level: &str, span: Span, word: &str, certainty: f32) -> Guess<String> {
    Guess::new(
        level.to_owned(),
        certainty,
        vec![Evidence {
            quote: if span.is_empty() {
                word.to_owned()
            } else {
                text.raw(span).to_owned()
            },
            span: (!span.is_empty()).then_some(span),
            reason: Reason::with("level.word", &[word]),
        }],
    )
}

/// The levels that folded words speak of, one for each word that does, with the word's bytes.
pub fn spoken_of(words: &str) -> impl Iterator<Item = (&'static str, std::ops::Range<usize>)> {
    let cues = &*CUES;
    let hits = cues.finder.find_iter(words);
    hits.map(|hit| (cues.rows[hit.pattern().as_usize()].1, hit.range()))
}

/// In an autonomous region 全区 is the province; where a 地委 or 行署 governs, the prefecture.
fn regional(text: &Text, body: Span) -> Option<&'static str> {
    let words = text.folded(Span::new(body.start, body.start + 2500));
    if words.matches("自治区").count() >= 3 {
        return Some("level.province");
    }
    let prefecture = ["地委", "行署", "专署", "各县县委", "各县委书记", "全地区"]
        .iter()
        .any(|w| words.contains(w));
    prefecture.then_some("level.city")
}

/// The level that a folded title or name says, with the rank of the word that says it.
fn in_title(words: &str, regional: Option<&'static str>) -> Option<(u8, &'static str, String)> {
    let cues = &*CUES;
    let mut best: Option<(u8, &'static str, String)> = None;
    for hit in cues.finder.find_overlapping_iter(words) {
        let (word, mut level, rank) = cues.rows[hit.pattern().as_usize()];
        if let Some(wider) = regional
            && matches!(
                word,
                "全区" | "区委" | "区政府" | "我区" | "区人大" | "区政协" | "区直"
            )
        {
            level = wider;
        }
        let before = words[..hit.start()].chars().next_back();
        if is_cut(word, before, &words[hit.end()..]) {
            continue;
        }
        // 县市委 speaks of several; 北京市委 is read by the gazetteer.
        if rank == 3
            && word.starts_with(['市', '县', '区'])
            && before.is_some_and(|c| matches!(c, '县' | '市' | '区' | '治'))
        {
            continue;
        }
        // 北京市 is a province; 北京市某区 is not.
        let municipality = rank == 2 && word.ends_with('市');
        if municipality && by_suffix(&words[hit.end()..]).is_some() {
            continue;
        }
        if rank <= 3 && best.as_ref().is_none_or(|b| rank < b.0) {
            best = Some((rank, level, word.to_owned()));
        }
    }
    // 在县工商业联合会（总商会）换届大会上: the association of a county; 台中同乡会: one over there.
    if best.as_ref().is_some_and(|b| b.1 == "level.other") {
        let there = cues
            .finder
            .find_overlapping_iter(words)
            .map(|hit| cues.rows[hit.pattern().as_usize()])
            .find(|row| row.1 == "level.hmt" && row.2 <= 3)
            .filter(|row| words.contains("同乡会") || row.2 <= 2);
        if let Some((word, level, _)) = there {
            return Some((2, level, word.to_owned()));
        }
        let own = words.split('在').nth(1).unwrap_or(words);
        if own.starts_with(['省', '市', '县', '区', '旗'])
            && let Some((level, word)) = by_suffix(words)
        {
            return Some((2, level, word));
        }
    }
    best.or_else(|| by_suffix(words).map(|(level, word)| (3, level, word)))
}

/// A word that other words only happen to form: 市政协会议, 招商会, 大学会计.
fn is_cut(word: &str, before: Option<char>, after: &str) -> bool {
    let meets =
        matches!(word, "协会" | "学会" | "商会" | "研究会") && after.starts_with(['议', '场']);
    let split = match word {
        "协会" => before == Some('政'),
        "商会" => before.is_some_and(|c| "招协磋".contains(c)),
        "学会" => before.is_some_and(|c| "大中小科".contains(c)),
        "各村" => after.starts_with('镇'),
        // 我们市场, 我们区分, 我们村镇: other words begin there.
        "我们市" | "咱们市" | "咱市" => after.starts_with(['场', '民', '面']),
        "我们区" | "咱们区" | "咱区" => after.starts_with(['别', '分', '域']),
        "我们省" | "咱们省" | "咱省" => {
            after.starts_with(['下', '钱', '心', '了', '得', '吃'])
        }
        "我们村" | "我们乡" | "咱们乡" | "咱乡" => {
            after.starts_with(['镇', '村', '亲', '里'])
        }
        "国际" => after.starts_with(['歌', '象', '大', '机', '化']),
        // 电视台中秋晚会, 平台中….
        "台中" | "台南" | "台东" => before.is_some_and(|c| c != '在'),
        _ => false,
    };
    meets || split
}

/// 在市社会福利院…, …镇第二十届…, …县…: the last character of the place before what is held there.
fn by_suffix(words: &str) -> Option<(&'static str, String)> {
    let after_in = words.split('在').nth(1).unwrap_or(words);
    let after_in = after_in.trim_start_matches("关于").trim_start_matches('《');
    let chars: Vec<char> = after_in.chars().collect();
    let level = |c: char| match c {
        '省' => Some("level.province"),
        '市' | '州' | '盟' => Some("level.city"),
        '县' | '区' | '旗' => Some("level.county"),
        '镇' | '乡' => Some("level.township"),
        '村' => Some("level.village"),
        '校' => Some("level.school"),
        _ => None,
    };
    let word = |c: char| is_han(c) || matches!(c, 'X' | 'x' | '×' | '*' | '○');
    // 市民, 乡村, 校园 are words, no places.
    let other = |c: char| "场区容民级友建村镇贤域园际属情".contains(c);
    if let (Some(&first), Some(&second)) = (chars.first(), chars.get(1))
        && let Some(l) = level(first).filter(|_| word(second) && !other(second))
    {
        return Some((l, first.to_string()));
    }
    let (at, last) = chars
        .iter()
        .take(14)
        .enumerate()
        .skip(2)
        .rev()
        .find(|(i, c)| {
            let before = chars[i - 1];
            let common = match c {
                '区' => "城园社发新农地景灾院小片校库灌牧林护山矿厂战军特辖街各全",
                '市' => "城上超股夜闹门集楼都各全",
                '村' | '镇' => "农乡全各城集期届次批",
                '乡' => "城家老下返同故各全",
                _ => "全各",
            };
            level(**c).is_some_and(|l| l != "level.school")
                && chars
                    .get(i + 1)
                    .is_some_and(|n| !"场域块民容庄长贤级".contains(*n))
                // 山区村卫生室, 村医: of villages at large.
                && !(**c == '村' && chars.get(i + 1).is_some_and(|n| "卫医".contains(*n)))
                && chars[..*i].iter().all(|c| word(*c) || c.is_ascii_digit())
                && !common.contains(before)
        })?;
    let start = at.saturating_sub(3);
    Some((level(*last)?, chars[start..=at].iter().collect()))
}

fn of_role(role: &str) -> Option<(u8, &'static str, String)> {
    let table = [
        ("总书记", "level.national"),
        ("国家主席", "level.national"),
        ("国家副主席", "level.national"),
        ("国务", "level.national"),
        ("外交部", "level.national"),
        ("委员长", "level.national"),
        ("大使", "level.international"),
        ("总领事", "level.international"),
        ("公使", "level.international"),
        ("使馆", "level.international"),
        ("行政长官", "level.hmt"),
        ("司司长", "level.hmt"),
        ("省长", "level.province"),
        ("省委", "level.province"),
        ("自治区", "level.province"),
        ("市长", "level.city"),
        ("市委", "level.city"),
        ("州长", "level.city"),
        ("县长", "level.county"),
        ("区长", "level.county"),
        ("旗长", "level.county"),
        ("县委", "level.county"),
        ("镇长", "level.township"),
        ("乡长", "level.township"),
        ("村党支部", "level.village"),
        ("村支", "level.village"),
        ("村主任", "level.village"),
        ("校长", "level.school"),
        ("辅导员", "level.school"),
        ("班主任", "level.school"),
        ("董事长", "level.enterprise"),
        ("董事局", "level.enterprise"),
        ("总经理", "level.enterprise"),
        ("项目经理", "level.enterprise"),
        ("总工程师", "level.enterprise"),
        ("行长", "level.enterprise"),
        ("矿长", "level.enterprise"),
        ("车间主任", "level.enterprise"),
        ("总裁", "level.enterprise"),
        ("首席执行官", "level.enterprise"),
        ("创始人", "level.enterprise"),
        ("厂长", "level.enterprise"),
        ("会长", "level.other"),
        ("旅长", "level.military"),
        ("政委", "level.military"),
        ("政治委员", "level.military"),
        ("教导员", "level.military"),
        ("指导员", "level.military"),
        ("支队长", "level.military"),
        ("大队长", "level.military"),
        ("连长", "level.military"),
        ("营长", "level.military"),
        ("参谋长", "level.military"),
        ("司令", "level.military"),
        ("团长", "level.military"),
    ];
    table
        .iter()
        .find(|(word, _)| role.contains(word))
        .map(|(word, level)| (3, *level, (*word).to_owned()))
}

/// 我谨代表师范大学: whom the speaker says he speaks for, where it is a school or a company.
fn speaks_for(text: &Text, body: Span) -> Option<(&'static str, Span)> {
    let opening = Span::new(body.start, body.end.min(body.start + 400));
    let words = text.folded(opening);
    let said = ["我谨代表", "我代表", "谨代表", "请允许我代表"]
        .iter()
        .find_map(|w| Some(words.find(w)? + w.len()))?;
    let end = said + words[said..].find(['，', '。', '、', '向', '对', '宣'])?;
    let whom = &words[said..end];
    let level = [
        ("大学", "level.school"),
        ("学院", "level.school"),
        ("学校", "level.school"),
        ("中学", "level.school"),
        ("小学", "level.school"),
        ("公司", "level.enterprise"),
        ("集团", "level.enterprise"),
        ("银行", "level.enterprise"),
    ]
    .iter()
    .find(|(word, _)| whom.trim_end_matches(['党', '委']).ends_with(word))?;
    (whom.chars().count() <= 20).then(|| (level.1, text.span_in(opening, said..end)))
}

/// Speaks of a hospital's work.
fn of_hospital(words: &str) -> bool {
    let said = ["医院", "门诊", "病区", "病房", "病人"];
    said.iter().filter(|w| words.contains(**w)).count() >= 2
}

/// Which level the text speaks of most; its own organs and scope weigh more than those above it.
fn counted(text: &Text, head: &Head, body: Span, count: Count) -> Option<Guess<String>> {
    let cues = &*CUES;
    let span = Span::new(head.body_start, body.end.min(head.body_start + 8000));
    let words = text.folded(span);
    let mut scores: Vec<(&'static str, f32, usize, usize)> = Vec::new();
    let of_hospital = of_hospital(words);
    // How often the text says 全市, 我市 and the like, for city and county.
    let (mut of_city, mut of_county) = (0u32, 0u32);
    let early = words
        .char_indices()
        .nth(500)
        .map_or(words.len(), |(at, _)| at);
    for hit in cues.finder.find_overlapping_iter(words) {
        let (word, mut level, rank) = cues.rows[hit.pattern().as_usize()];
        if let Some(wider) = count.regional
            && matches!(word, "全区" | "区委" | "区政府" | "我区")
        {
            level = wider;
        }
        // 全院 of a hospital is no school's.
        if matches!(word, "全院" | "我院") && of_hospital {
            level = "level.other";
        }
        let before = words[..hit.start()].chars().next_back();
        if rank == 0
            || count.built && level == "level.school"
            || is_cut(word, before, &words[hit.end()..])
        {
            continue;
        }
        let own = word.starts_with(['全', '我', '咱']) && rank != 2;
        // A text speaks of higher levels as much as of its own; being spoken of is not being it.
        let mut weight = match level {
            "level.national" => 0.15,
            "level.province" if !own => 0.4,
            "level.international" => 0.3,
            "level.military" | "level.school" | "level.enterprise" | "level.village"
            | "level.hmt" | "level.other" => 0.4,
            _ => 1.0,
        };
        if own && level != "level.national" {
            weight = 2.0;
            of_city += u32::from(level == "level.city");
            of_county += u32::from(level == "level.county");
        }
        if hit.start() < early {
            weight *= 1.5;
        }
        match scores.iter_mut().find(|s| s.0 == level) {
            Some(s) => s.1 += weight,
            None => scores.push((level, weight, hit.start(), hit.end())),
        }
    }
    // 市委 sends papers down; whose own the meeting is, 我县 and 全县 tell.
    if of_county > of_city {
        scores.retain(|s| s.0 != "level.city");
    }
    // Who reports to a meeting is mostly from a level below the one that called it.
    if count.reports {
        for (low, high) in [
            ("level.township", "level.county"),
            ("level.county", "level.city"),
            ("level.village", "level.township"),
        ] {
            let above = scores.iter().find(|s| s.0 == high).map(|s| s.1);
            let top = scores
                .iter()
                .max_by(|a, b| a.1.total_cmp(&b.1))
                .map(|s| s.0);
            if let (Some(weight), true) = (above, top == Some(low))
                && weight >= 1.0
            {
                scores.retain(|s| s.0 != low);
                break;
            }
        }
    }
    let total: f32 = scores.iter().map(|s| s.1).sum();
    let best = scores.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let at = text.span_in(span, best.2..best.3);
    let share = best.1 / total.max(1.0);
    Some(says(
        text,
        best.0,
        at,
        text.folded(at),
        (0.3 + 0.6 * share).min(0.85),
    ))
}
