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

/// A title in the usual form, 在…上的讲话.
pub fn compose(parts: &Parts) -> String {
    let genre = lexicon::genres().get(parts.genre).map_or("讲话", |t| t.zh);
    let kind = parts
        .kind
        .filter(|k| !matches!(*k, "meeting.unknown" | "meeting.not_meeting"))
        .and_then(|k| lexicon::meeting_types().get(k))
        .map(|t| t.zh);
    let scope = match parts.level {
        Some("level.national") => "全国",
        Some("level.province") => "全省",
        Some("level.city") => "全市",
        Some("level.county") => "全县",
        Some("level.township") => "全镇",
        Some("level.village") => "全村",
        Some("level.enterprise") => "公司",
        Some("level.school") => "学校",
        _ => "",
    };
    let theme = parts.topic.or(parts.theme).unwrap_or("");
    // 这次推进会: the name says no more than the type.
    let meeting = parts.meeting.filter(|name| name.chars().count() > 5);
    let bare = parts.meeting.filter(|name| name.chars().count() <= 5);
    let occasion = match (meeting, bare.or(kind)) {
        (Some(name), _) if scoped(name) || scope.is_empty() => name.to_owned(),
        (Some(name), _) => format!("{scope}{name}"),
        // 在全市项目建设推进会上, but 在全市揭牌仪式上: a ceremony is not of a theme.
        (None, Some(kind)) if !themed(parts.kind) => format!("{scope}{kind}"),
        (None, Some(kind)) if kind.starts_with("工作") => {
            format!("{scope}{}{kind}", theme.trim_end_matches("工作"))
        }
        (None, Some(kind)) => format!("{scope}{theme}{kind}"),
        (None, None) => String::new(),
    };
    if occasion.is_empty() {
        return match (theme.is_empty(), scope.is_empty()) {
            (true, true) => genre.to_owned(),
            _ => format!(
                "关于{scope}{theme}{}的{genre}",
                if theme.is_empty() { "工作" } else { "" }
            ),
        };
    }
    if genre.ends_with('词') {
        return format!("{occasion}{genre}");
    }
    format!("在{occasion}上的{genre}")
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
}
