//! What a meeting's name says of its type and form: its last type word, what 暨 adds, 视频 and the like.
//! Looks at a name only; which meeting of a text is this one is not its matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::statutory;
use crate::lexicon;
use crate::lookup::Finder;

/// What a name says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Type id; `None` when no word of the name says it.
    pub kind: Option<&'static str>,
    /// The word that says it.
    pub word: &'static str,
    /// Ids of further types, in order, without `kind`.
    pub also: Vec<&'static str>,
    /// Form id.
    pub mode: Option<&'static str>,
    /// True when only 会议 and the like was there: a work conference for want of more.
    pub generic: bool,
}

struct Heads {
    topic: HashMap<&'static str, &'static str>,
    end: HashMap<&'static str, &'static str>,
    stem: HashMap<&'static str, &'static str>,
    topics: Vec<&'static str>,
    /// Finds the topics.
    finder: Finder,
}

impl Heads {
    /// The topics that stand in some words, in the order of the list.
    fn topics_in(&self, words: &str) -> Vec<&'static str> {
        let chars: Vec<char> = words.chars().collect();
        let mut numbers: Vec<usize> = self.finder.all_in(&chars).iter().map(|f| f.2).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
            .into_iter()
            .map(|number| self.topics[number])
            .collect()
    }
}

static HEADS: LazyLock<Heads> = LazyLock::new(|| {
    let (mut topic, mut end, mut stem) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut topics = Vec::new();
    for cells in lexicon::rows(include_str!("../../lexicon/meeting_heads.tsv")) {
        let [word, kind, place] = cells[..] else {
            continue;
        };
        match place {
            "topic" => {
                topic.insert(word, kind);
                topics.push(word);
            }
            "end" => {
                end.insert(word, kind);
            }
            _ => {
                stem.insert(word, kind);
            }
        }
    }
    Heads {
        finder: Finder::written(&topics),
        topic,
        end,
        stem,
        topics,
    }
});

const FORMS: [(&str, &str); 9] = [
    ("电视电话", "mode.phone_tv"),
    ("电话会", "mode.phone_tv"),
    ("电视会", "mode.phone_tv"),
    ("视频连线", "mode.video"),
    ("视频", "mode.video"),
    ("线上", "mode.video"),
    ("网络会", "mode.video"),
    ("云端", "mode.video"),
    ("视讯", "mode.video"),
];

/// Reads a folded meeting name.
pub fn read(name: &str) -> Named {
    let mut named = Named {
        mode: form(name),
        ..Named::default()
    };
    let parts: Vec<&str> = name.split('暨').collect();
    let mut kinds: Vec<(&'static str, &'static str)> = Vec::new();
    let last = parts.len() - 1;
    let mut later: Vec<&'static str> = Vec::new();
    let mut generic = false;
    for (i, part) in parts.iter().enumerate() {
        // Before 暨 the word 会 is often left out: 总结表彰暨动员大会.
        let (found, plain) = part_kinds(part, i < last);
        if plain {
            generic |= kinds.is_empty();
        }
        for kind in found {
            // 某委员会成立暨工作动员会: what was set up is no meeting, the one after 暨 is.
            if i < last && part.ends_with("成立") {
                later.push(kind.0);
                continue;
            }
            if plain && !kinds.is_empty() {
                named.also.push(kind.0);
            } else {
                kinds.push(kind);
            }
        }
    }
    if let Some(&(kind, word)) = kinds.first() {
        named.kind = Some(kind);
        named.word = word;
    }
    named.generic = generic && kinds.len() == 1;
    named.also.extend(kinds.iter().skip(1).map(|k| k.0));
    named.also.append(&mut later);
    let mut seen = Vec::new();
    named.also.retain(|k| {
        let new = Some(*k) != named.kind && !seen.contains(k);
        seen.push(*k);
        new
    });
    named
}

/// The form that a folded name or phrase carries.
pub fn form(name: &str) -> Option<&'static str> {
    FORMS
        .iter()
        .find(|(word, _)| name.contains(word))
        .map(|(_, id)| *id)
}

/// Types of one part of a name, the main one first; and whether they come from 会议 alone.
fn part_kinds(part: &str, elided: bool) -> (Vec<(&'static str, &'static str)>, bool) {
    let heads = &*HEADS;
    // 脱贫攻坚, 污染防治攻坚: a campaign's name, which says nothing of the meeting.
    let part = part.replace("脱贫攻坚", "脱贫").replace("防治攻坚", "防治");
    let name = trim_end(&part);
    let mut kinds = Vec::new();
    let topics = heads.topics_in(name);
    let body = statutory::of(name, &topics);
    let topic = topics
        .iter()
        .filter(|word| !only_its_matter(name, word))
        .max_by_key(|word| (topic_rank(word), word.chars().count(), name.rfind(**word)));
    if let Some(kind) = body {
        kinds.push((kind, ""));
    } else if let Some(word) = topic {
        kinds.push((heads.topic[word], *word));
    }
    if body.is_none()
        && let Some((word, kind, at)) = at_end(name, &heads.end, 8)
        && word != "工作会议"
        && word != "工作会"
    {
        if word != "仪式" || kinds.is_empty() {
            kinds.push((kind, word));
        }
        stems(&name[..at], &mut kinds);
        return (kinds, false);
    }
    let (stem, had_meeting, had_form) = without_generic(name);
    let before = kinds.len();
    if had_meeting || elided {
        stems(stem, &mut kinds);
        if kinds.len() == before && had_form {
            kinds.extend(last_stem(stem));
        }
        if kinds.is_empty() && (had_meeting || elided) {
            kinds.extend(occasion(name, stem));
        }
    }
    // 干部培训, 进展汇报: the word alone, without 会.
    if kinds.is_empty()
        && let Some((word, kind, _)) = at_end(name, &heads.stem, 4)
        && [
            "培训", "汇报", "座谈", "动员", "研讨", "表彰", "观摩", "集训", "团拜", "述职",
        ]
        .contains(&word)
    {
        return (vec![(kind, word)], false);
    }
    // An opening of what is no meeting: 老年人活动开幕式.
    if kinds.is_empty() && !had_meeting {
        let opened = ["开幕式", "开幕仪式", "开幕典礼"]
            .iter()
            .any(|w| part.ends_with(w));
        if opened && part.contains("活动") {
            return (vec![("meeting.culture_sport", "活动")], false);
        }
        if opened {
            return (vec![("meeting.launch", "开幕")], false);
        }
    }
    // 第九届国际茶业大会: a congress of many countries, though no office calls it a conference.
    let of_nations = name.contains("国际") || name.contains("世界") && name.contains('届');
    if kinds.is_empty() && had_meeting && of_nations {
        return (vec![("meeting.intl_conference", "国际")], false);
    }
    if kinds.is_empty() && had_meeting {
        return (vec![("meeting.work", "会议")], true);
    }
    (kinds, false)
}

/// 民主生活会 in 民主生活会督导培训动员会议, 记者会 in 记者会筹备会: what the meeting is about.
fn only_its_matter(name: &str, word: &str) -> bool {
    let after = name.rfind(word).map_or("", |at| &name[at + word.len()..]);
    let gathering = word.ends_with('会') || word.ends_with("会议");
    // 人大常委会执法检查座谈会: the committee that called it.
    let caller = word.ends_with("常委会") || word.ends_with("常务委员会");
    if caller
        && ["座谈会", "检查", "调研", "报告会", "汇报会"]
            .iter()
            .any(|w| after.contains(w))
    {
        return true;
    }
    gathering
        && [
            "督导",
            "培训",
            "动员",
            "部署",
            "筹备",
            "征求意见",
            "整改",
            "通报",
            "准备",
            "总结",
        ]
        .iter()
        .any(|w| after.contains(w))
}

/// 主题教育 names what the meeting is for, 警示教育 and 培训班 what it is; the narrower goes first.
fn topic_rank(word: &str) -> u8 {
    match HEADS.topic.get(word).copied() {
        Some("meeting.thematic_education") => 1,
        Some("meeting.culture_sport") => 1,
        Some("meeting.cadres") => 0,
        _ => 2,
    }
}

/// A name without the brackets and the session words at its end.
fn trim_end(name: &str) -> &str {
    let mut name = name.trim();
    loop {
        let before = name;
        for (open, close) in [('（', '）'), ('(', ')')] {
            if name.ends_with(close)
                && let Some(at) = name.rfind(open)
            {
                name = &name[..at];
            }
        }
        for word in [
            "开幕会",
            "闭幕会",
            "开幕式",
            "闭幕式",
            "开幕",
            "闭幕",
            "预备会",
            "活动",
        ] {
            if let Some(rest) = name.strip_suffix(word)
                && rest.chars().count() >= 3
                && part_has_word(rest)
            {
                name = rest;
            }
        }
        if name == before {
            return name;
        }
    }
}

fn part_has_word(rest: &str) -> bool {
    ["会", "会议", "班", "节", "论坛", "大赛", "博览会", "次"]
        .iter()
        .any(|w| rest.ends_with(w))
        || HEADS.topics.iter().any(|w| rest.contains(w))
}

fn at_end(
    name: &str,
    words: &HashMap<&'static str, &'static str>,
    longest: usize,
) -> Option<(&'static str, &'static str, usize)> {
    let mut found = None;
    for (at, _) in name.char_indices().rev().take(longest) {
        if let Some((word, kind)) = words.get_key_value(&name[at..]) {
            found = Some((*word, *kind, at));
        }
    }
    found
}

/// Type words that stand one after the other at the end of `stem`: 现场 in 现场推进会.
fn stems(stem: &str, kinds: &mut Vec<(&'static str, &'static str)>) {
    let mut rest = stem.trim_end_matches(['工', '作']).trim_end();
    if rest.len() + "工作".len() != stem.len() && rest.len() != stem.len() {
        rest = stem;
    }
    let mut taken = 0;
    while let Some((word, kind, at)) = at_end(rest, &HEADS.stem, 6) {
        kinds.push((kind, word));
        rest = rest[..at].trim_end_matches(['、', '和', '与', '及', '，']);
        for filler in ["视频", "工作", "重点", "暨"] {
            rest = rest.trim_end_matches(filler);
        }
        taken += 1;
        if taken == 3 {
            break;
        }
    }
}

/// The last type word anywhere in a name whose 会议 says only its form:
/// 加快投资进度推进重点项目建设视频会议.
fn last_stem(stem: &str) -> Option<(&'static str, &'static str)> {
    [
        "推进",
        "部署",
        "动员",
        "调度",
        "总结",
        "表彰",
        "座谈",
        "汇报",
        "研判",
        "培训",
        "经验交流",
        "紧急",
        "形势分析",
    ]
    .iter()
    .filter_map(|word| Some((stem.rfind(word)?, HEADS.stem.get_key_value(word)?)))
    .max_by_key(|(at, _)| *at)
    .map(|(_, (word, kind))| (*kind, *word))
}

/// 纪念…周年大会, 庆祝…大会: the word stands at the front.
fn occasion(name: &str, stem: &str) -> Option<(&'static str, &'static str)> {
    let assembly = name.ends_with("大会") || name.ends_with('会') || name == stem;
    let front = [
        ("纪念", "meeting.memorial"),
        ("庆祝", "meeting.celebration"),
        ("庆", "meeting.celebration"),
        ("悼念", "meeting.memorial"),
        ("追悼", "meeting.memorial"),
        ("接见", "meeting.audience"),
        ("会见", "meeting.audience"),
        ("欢送", "meeting.launch"),
        ("欢迎", "meeting.banquet"),
        ("表彰", "meeting.commendation"),
    ];
    if assembly {
        for (word, kind) in front {
            if stem.contains(word) && (word != "庆" || stem.contains("周年")) {
                return Some((kind, word));
            }
        }
        if stem.ends_with("周年") {
            return Some(("meeting.celebration", "周年"));
        }
        if stem.ends_with("全体党员") || stem.ends_with("全体干部") || stem.ends_with("机关干部")
        {
            return Some(("meeting.cadres", "干部"));
        }
        if stem.ends_with("群众") {
            return Some(("meeting.rally", "群众"));
        }
    }
    None
}

/// A name without 会议, 大会 and the like at its end; whether it had one; whether it had a form.
fn without_generic(name: &str) -> (&str, bool, bool) {
    let mut stem = name;
    let (mut had, mut form) = (false, false);
    for word in ["大会", "会议", "会"] {
        if let Some(rest) = stem.strip_suffix(word) {
            stem = rest;
            had = true;
            break;
        }
    }
    loop {
        let before = stem;
        for word in ["扩大", "（扩大）", "(扩大)", "工作"] {
            stem = stem.strip_suffix(word).unwrap_or(stem);
        }
        for word in [
            "电视电话",
            "视频连线",
            "视频",
            "电话",
            "电视",
            "网络",
            "线上",
            "视讯",
        ] {
            if let Some(rest) = stem.strip_suffix(word) {
                stem = rest;
                form = true;
            }
        }
        if stem == before {
            return (stem, had, form);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, kind: &str, also: &[&str]) {
        let zh = |id: &str| lexicon::meeting_types().get(id).map_or("", |t| t.zh);
        let named = read(name);
        let seen: Vec<&str> = named.also.iter().map(|k| zh(k)).collect();
        assert_eq!(
            (named.kind.map_or("", zh), &seen[..]),
            (kind, also),
            "{name}"
        );
    }

    #[test]
    fn the_last_type_word_is_the_type() {
        check("全市重点项目建设现场推进会", "推进会", &["现场会"]);
        check("全市重点项目观摩推进会", "推进会", &["观摩会"]);
        check("全市抓项目促投资工作调度会议", "调度会", &[]);
        check("全县防汛抗洪紧急视频会议", "紧急会议", &[]);
        check("全市民营企业家座谈会", "座谈会", &[]);
        check("全市教师节表彰大会", "表彰会", &[]);
        check("某旅野外驻训动员誓师大会", "誓师大会", &["动员会"]);
        check("全国基层档案数字化工作视频部署会", "部署会", &[]);
        check("全县一季度经济形势分析会", "形势分析会", &[]);
        check("2009年全球市场工作会议", "工作会议", &[]);
        check("1995年总结大会", "总结会", &[]);
        check("自我批判指导委员会座谈会", "座谈会", &[]);
        check("第三期养老护理员职业技能培训班结业式", "培训班", &[]);
        check("全县领导干部大会", "干部大会", &[]);
        check("公司降本增效推进会", "推进会", &[]);
        check(
            "云岭旅游协调委员会成立暨旅游工作动员会",
            "动员会",
            &["揭牌仪式"],
        );
        check("全国农业先进工作者代表大会", "表彰会", &[]);
        check("全市领导干部警示教育大会", "警示教育会", &[]);
        check("市委八届七次全委扩大会议", "党委全会", &[]);
        check(
            "全县脱贫攻坚暨决胜摘帽冲刺百日行动誓师大会",
            "誓师大会",
            &[],
        );
        check("某旗委常委会党史学习教育专题民主生活会", "民主生活会", &[]);
        check("年度民主生活会培训动员会议", "动员会", &["培训班"]);
        check("接见外地学生代表大会", "接见会见", &[]);
    }

    #[test]
    fn the_form_is_no_type() {
        check("全市加快投资进度推进重点项目建设视频会议", "推进会", &[]);
        check("全省安全生产电视电话会议", "工作会议", &[]);
        assert_eq!(read("全省安全生产电视电话会议").mode, Some("mode.phone_tv"));
        assert_eq!(read("全县防汛抗洪紧急视频会议").mode, Some("mode.video"));
    }

    #[test]
    fn two_meetings_in_one_give_a_further_type() {
        check(
            "市委八届二次全会暨市委经济工作会议",
            "党委全会",
            &["工作会议"],
        );
        check(
            "全县2022年度高质量发展总结表彰暨2023年“奋战开门红”动员大会",
            "总结表彰会",
            &["动员会"],
        );
        check(
            "全区农村人居环境整治提升暨“百日清零”攻坚现场会",
            "现场会",
            &["推进会"],
        );
        check(
            "滨海市某商会2019年度年会暨迎新春联谊会",
            "年会",
            &["团拜会"],
        );
    }

    #[test]
    fn statutory_bodies_are_known_whatever_the_session() {
        check("政协某县第十一届委员会第二次会议闭幕会", "政协会议", &[]);
        check("北京市第十六届人民代表大会第四次会议", "人民代表大会", &[]);
        check(
            "省第十二届人民代表大会常务委员会第十五次会议",
            "常委会会议",
            &[],
        );
        check("市纪委八届三次全会", "纪委全会", &[]);
        check("县防指2016年第二次全体（扩大）会议", "领导小组会议", &[]);
        check("第九次区长办公会议", "政府常务会议", &["专题会议"]);
        check(
            "集团公司第三届职工代表大会第二次会议闭幕会",
            "职工大会",
            &[],
        );
    }

    #[test]
    fn ceremonies_and_press() {
        check("云澜高速公路控制性工程开工仪式", "开工仪式", &[]);
        check("石桥村第十届村民委员会换届选举大会", "群众大会", &[]);
        check("春季学期散学典礼", "毕业典礼", &[]);
        check("新提拔干部集体廉政谈话会", "警示教育会", &[]);
        check("2020级新生开学典礼", "开学典礼", &[]);
        check("全市青年纪念五四运动105周年大会", "纪念大会", &[]);
        check("全县第六届职工运动会开幕式", "文体活动", &[]);
        check("2018国际湿地城市峰会开幕式", "峰会", &[]);
        check("第四届国际电子通信展庆祝酒会", "宴会酒会", &["庆祝大会"]);
        check(
            "某市新冠肺炎疫情防控新闻发布会（第17场）",
            "新闻发布会",
            &[],
        );
    }
}
