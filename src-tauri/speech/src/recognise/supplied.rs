//! Composes a title for a speech that has none, from its meeting, level, speaker and genre.
//! Such a title is always marked as supplied.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon;

/// What a title is composed from.
pub struct Parts<'a> {
    /// The meeting's name, as it stands in the text.
    pub meeting: Option<&'a str>,
    /// Meeting type id.
    pub kind: Option<&'a str>,
    /// Level id.
    pub level: Option<&'a str>,
    /// Genre id.
    pub genre: &'a str,
    /// What the opening says the meeting is about.
    pub topic: Option<&'a str>,
    /// First theme, in Chinese; for want of a topic.
    pub theme: Option<&'a str>,
}

/// What the folded opening says the work is: 全县农村人居环境整治 in 通报了全县农村人居环境整治情况.
pub fn topic(opening: &str) -> Option<&str> {
    static TOPIC: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:全省|全市|全县|全区|全镇|全乡|全村|我省|我市|我县|我区)([\p{Han}“”]{4,14}?)(?:工作|检查|评比|考核|完成|进展|推进|开展|情况|任务|形势|目标)",
        )
        .expect("a rule of this file compiles")
    });
    let topic = TOPIC.captures(opening)?.get(1)?.as_str();
    let plain = !topic.contains(['的', '在', '要', '上', '们']);
    plain.then_some(topic)
}

/// A title in the usual form, 在…上的讲话; where nothing tells the occasion, by matter and genre.
pub fn compose(parts: &Parts) -> String {
    let genre = lexicon::genres().get(parts.genre).map_or("讲话", |t| t.zh);
    let scope = scope(parts.level);
    let theme = parts.topic.or(parts.theme).unwrap_or("");
    if let Some(title) = by_genre(parts, scope, theme) {
        return title;
    }
    let occasion = occasion(parts, scope, theme);
    if occasion.is_empty() {
        return match (theme.is_empty(), scope.is_empty()) {
            (true, true) => format!("无题{genre}"),
            _ => format!("关于{}的{genre}", matter(scope, theme)),
        };
    }
    if genre.ends_with('词') {
        return format!("{occasion}{genre}");
    }
    if occasion.ends_with('时') {
        return format!("{occasion}的{genre}");
    }
    format!("在{occasion}上的{genre}")
}

fn scope(level: Option<&str>) -> &'static str {
    match level {
        Some("level.national") => "全国",
        Some("level.province") => "全省",
        Some("level.city") => "全市",
        Some("level.county") => "全县",
        Some("level.township") => "全镇",
        Some("level.village") => "全村",
        Some("level.enterprise") => "公司",
        Some("level.school") => "学校",
        _ => "",
    }
}

/// 全县春耕工作: what a text without a meeting is about.
fn matter(scope: &str, theme: &str) -> String {
    if theme.is_empty() || !theme.ends_with(['作', '务', '设', '展', '控', '兴']) {
        format!("{scope}{theme}工作")
    } else {
        format!("{scope}{theme}")
    }
}

/// Texts whose genre is their name: 述职报告 is given at no 述职评议会上的报告, a lecture not 在党课上.
fn by_genre(parts: &Parts, scope: &str, theme: &str) -> Option<String> {
    let about = |what: &str| match theme.is_empty() && scope.is_empty() {
        true => format!("无题{what}"),
        false => format!("关于{}的{what}", matter(scope, theme)),
    };
    let named = parts.meeting.is_some_and(|name| name.chars().count() > 5);
    Some(match (parts.genre, parts.kind) {
        ("genre.report", Some("meeting.duty_report")) => "述职报告".to_owned(),
        ("genre.party_lecture", _) if !named => match theme {
            "" => "专题党课讲稿".to_owned(),
            _ => format!("{theme}专题党课讲稿"),
        },
        (_, Some("meeting.party_lecture")) if !named => "专题党课讲稿".to_owned(),
        ("genre.pledge", None | Some("meeting.appointment" | "meeting.unknown")) if !named => {
            "任职表态发言".to_owned()
        }
        (_, Some("meeting.appointment")) if !named => "任职时的讲话".to_owned(),
        ("genre.tv_address", _) if !named => about("电视讲话"),
        ("genre.answers", _) if !named => about("答记者问"),
        ("genre.compilation", _) => "讲话材料汇编".to_owned(),
        ("genre.news", _) => match parts.meeting.filter(|_| named) {
            Some(name) => format!("关于{name}的报道"),
            None => about("报道"),
        },
        ("genre.article", _) => about("文章"),
        ("genre.letter", _) => about("信"),
        ("genre.minutes", _) => match parts.meeting.filter(|_| named) {
            Some(name) => format!("{name}会议记录"),
            None => about("会议记录"),
        },
        ("genre.fiction", _) => "无题小说".to_owned(),
        ("genre.other", _) => about("文稿"),
        _ => return None,
    })
}

/// The meeting by its name, or by its type where none is told.
fn occasion(parts: &Parts, scope: &str, theme: &str) -> String {
    let kind = parts
        .kind
        .filter(|k| !matches!(*k, "meeting.unknown" | "meeting.not_meeting"))
        .and_then(|k| lexicon::meeting_types().get(k))
        .map(|t| called(t.id, t.zh));
    // 这次推进会: the name says no more than the type.
    let meeting = parts.meeting.filter(|name| name.chars().count() > 5);
    let bare = parts.meeting.filter(|name| name.chars().count() <= 5);
    match (meeting, bare.or(kind)) {
        (Some(name), _) if scoped(name) || scope.is_empty() => name.to_owned(),
        (Some(name), _) => format!("{scope}{name}"),
        (None, Some(kind)) if kind.ends_with('时') => kind.to_owned(),
        // 在全市项目建设推进会上, but 在全市揭牌仪式上: a ceremony is not of a theme.
        (None, Some(kind)) if !themed(parts.kind) => format!("{scope}{kind}"),
        (None, Some(kind)) if kind.starts_with("工作") => {
            format!("{scope}{}{kind}", theme.trim_end_matches("工作"))
        }
        (None, Some(kind)) => format!("{scope}{theme}{kind}"),
        (None, None) => String::new(),
    }
}

/// What a meeting of a type is called in a title, where the type's own name joins several.
fn called(id: &str, zh: &'static str) -> &'static str {
    match id {
        "meeting.banquet" => "宴会",
        "meeting.audience" => "会见时",
        "meeting.tv_address" => "发表电视讲话时",
        "meeting.group_study" => "集体学习会",
        "meeting.standing_committee" => "常委会会议",
        "meeting.training" => "培训班",
        "meeting.peoples_congress" => "人民代表大会会议",
        _ => zh,
    }
}

/// Meetings that are held on some matter.
fn themed(kind: Option<&str>) -> bool {
    kind.and_then(|k| lexicon::meeting_types().get(k))
        .and_then(|t| t.parent)
        .is_some_and(|p| {
            matches!(
                p,
                "meeting.deployment" | "meeting.review" | "meeting.discussion"
            )
        })
}

fn scoped(name: &str) -> bool {
    let front: String = name.chars().take(8).collect();
    front.contains(['全', '省', '市', '县', '区', '镇', '乡', '村', '校'])
        || front.contains("公司")
        || front.contains("集团")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_composed_in_the_usual_form() {
        let parts = Parts {
            meeting: None,
            kind: Some("meeting.progress"),
            level: Some("level.county"),
            genre: "genre.speech",
            topic: None,
            theme: Some("项目建设"),
        };
        assert_eq!(compose(&parts), "在全县项目建设推进会上的讲话");
        let opening = "刚才，通报了上半年全县农村垃圾治理检查情况。";
        assert_eq!(topic(opening), Some("农村垃圾治理"));
        let parts = Parts {
            meeting: Some("动员会"),
            genre: "genre.host_script",
            ..parts
        };
        assert_eq!(compose(&parts), "全县项目建设动员会主持词");
    }

    #[test]
    fn a_supplied_title_never_says_the_genre_twice() {
        let said = |genre, kind, level, theme| {
            compose(&Parts {
                meeting: None,
                kind,
                level,
                genre,
                topic: None,
                theme,
            })
        };
        let county = Some("level.county");
        assert_eq!(
            said(
                "genre.party_lecture",
                Some("meeting.party_lecture"),
                county,
                Some("作风建设")
            ),
            "作风建设专题党课讲稿"
        );
        assert_eq!(
            said(
                "genre.pledge",
                Some("meeting.appointment"),
                Some("level.township"),
                None
            ),
            "任职表态发言"
        );
        assert_eq!(
            said(
                "genre.report",
                Some("meeting.duty_report"),
                county,
                Some("党的建设")
            ),
            "述职报告"
        );
        assert_eq!(said("genre.speech", None, None, None), "无题讲话");
        assert_eq!(
            said("genre.speech", None, county, Some("春耕")),
            "关于全县春耕工作的讲话"
        );
        assert_eq!(
            said(
                "genre.news",
                Some("meeting.symposium"),
                county,
                Some("乡村振兴")
            ),
            "关于全县乡村振兴的报道"
        );
        assert_eq!(
            said("genre.address", Some("meeting.banquet"), None, None),
            "在宴会上的致辞"
        );
        assert_eq!(
            said("genre.speech", Some("meeting.audience"), None, None),
            "会见时的讲话"
        );
    }
}
