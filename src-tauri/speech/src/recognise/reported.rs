//! Whose words a news report carries: 某某主持会议并讲话, 市委书记某某强调.
//! Speeches themselves name their speaker in other places; those are `speaker`'s.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::speaker::{is_name, split_office};

/// A reported speaker, in bytes of the words looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The name.
    pub name: String,
    /// The office before it, where one stands.
    pub role: Option<String>,
    /// Where the name and what he did stand.
    pub at: Range<usize>,
}

/// The first person said to have presided or spoken.
pub fn speaker(words: &str) -> Option<Reported> {
    static DID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"([\p{Han}、]{2,30}?)(?:同志|总统|主席|总理)?(?:[0-9]{1,2}日)?(?:主持(?:召开)?(?:了)?(?:会议|大会|并|座谈)|(?:出席|参加|在)[^，。；]{2,60}(?:讲话|致辞|强调|指出)|发表(?:了)?(?:重要)?讲话|作(?:了)?(?:重要)?讲话|作(?:了)?动员(?:讲话|部署)|(?:在[^，。；]{2,20})?(?:会见|会谈|接见|考察|调研|视察|看望)|强调|指出|表示)")
            .expect("a rule of this file compiles")
    });
    words
        .split(['。', '，', '；', ' ', '\n', '!', '！'])
        .find_map(|clause| {
            let hit = DID.captures(clause)?;
            let who = hit.get(1)?;
            let (role, name) = split_office(who.as_str())?;
            let base = clause.as_ptr() as usize - words.as_ptr() as usize;
            is_name(name).then(|| Reported {
                name: name.to_owned(),
                role: (!role.is_empty()).then(|| role.to_owned()),
                at: base + who.start()..base + hit.get(0).map_or(who.end(), |m| m.end()),
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, name: Option<&str>, role: Option<&str>) {
        let found = speaker(words);
        assert_eq!(
            (
                found.as_ref().map(|f| f.name.as_str()),
                found.as_ref().and_then(|f| f.role.as_deref())
            ),
            (name, role),
            "{words}"
        );
    }

    #[test]
    fn a_report_names_who_presided_or_spoke() {
        check(
            "市委常委会召开会议 市委书记王大民主持会议并讲话",
            Some("王大民"),
            Some("市委书记"),
        );
        check(
            "李守一在全县春耕现场会上强调 不误农时",
            Some("李守一"),
            None,
        );
        check(
            "昨天，副市长赵明远出席开工仪式并讲话。",
            Some("赵明远"),
            Some("副市长"),
        );
        check(
            "国务院总理何守成20日在大会堂会见了来访的客人",
            Some("何守成"),
            Some("国务院总理"),
        );
        check("会议强调，要抓好落实。", None, None);
        check("全市召开工作会议", None, None);
    }
}
