//! Reads a line that names who speaks: 县长 某某某, 讲课人：某某某, 某某某（抢修班班长）.
//! Names in titles and running words are read in `speaker` and `named`.

use super::speaker::{ROLES, Who, ends_with_office, ends_with_role, is_name, split_office};
use crate::text::is_han;

/// Reads a folded line such as 县政协主席 韩某某, 李 某, 讲话人：王某某; `None` when it is neither a
/// name nor an office.
pub fn of_line(line: &str) -> Option<Who> {
    // 某某会见某组织总干事: a headline tells what somebody did, whatever office ends it.
    let did = [
        "会见",
        "接见",
        "会谈",
        "访问",
        "致电",
        "考察",
        "慰问",
        "看望",
        "召开",
        "主持召开",
    ];
    if did.iter().any(|w| line.contains(w)) {
        return None;
    }
    let unspaced = spaced_label(line);
    let line = unspaced.as_deref().unwrap_or(line);
    let line = labelled_cell(line).unwrap_or(line);
    let line = line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | '—' | '-' | '：' | ':')
    });
    // 各位老师 without a colon is spoken to.
    if ["各位", "尊敬的", "亲爱的", "敬爱的", "全体"]
        .iter()
        .any(|w| line.starts_with(w))
    {
        return None;
    }
    // 传达人：何 守成（副总经理）.
    let unlabelled = LABELS.iter().find_map(|label| {
        line.strip_prefix(label)?
            .trim_start()
            .strip_prefix(['：', ':'])
    });
    if let Some(who) = bracketed(unlabelled.map_or(line, str::trim)) {
        return Some(who);
    }
    // 区委副书记、区长：何守成.
    if let Some((office, name)) = line.split_once(['：', ':'])
        && is_name(name.trim())
        && ends_with_role(office.trim())
        && !LABELS.contains(&office.trim())
    {
        return Some(Who {
            name: Some(name.trim().to_owned()),
            role: Some(office.trim().to_owned()),
        });
    }
    // （3月18日在某某会上，省大数据中心主任 某某）: who stood there follows the occasion.
    let line = match line.rsplit_once("上，") {
        Some((occasion, who)) if occasion.contains('在') && who.chars().count() <= 24 => {
            who.trim()
        }
        _ => line,
    };
    // 院长 某某（2020.9.12）: the bracket is a date.
    // 高三（9）班 某某某: but one inside a name of a class or branch is not.
    let numbered = |at: usize| {
        line[at..]
            .split_once(['）', ')'])
            .is_some_and(|(_, rest)| rest.starts_with(['班', '组', '队', '连', '车', '分']))
    };
    let line = match line.find(['（', '(']) {
        Some(at) if at > 0 && !numbered(at) => line[..at].trim(),
        _ => line,
    };
    let mut named = false;
    // 2016年4月19日 某某某: what follows the date.
    let mut rest = match line.rfind(['日', '月', '年']) {
        Some(at)
            if line[..at].contains('年')
                && line[at..].chars().nth(1).is_some_and(char::is_whitespace) =>
        {
            line[at..]
                .char_indices()
                .nth(1)
                .map_or(line, |(i, _)| line[at + i..].trim())
        }
        _ => line,
    };
    for label in LABELS.into_iter().chain(["演讲", "讲话", "致辞"]) {
        if let Some(after) = rest.strip_prefix(label) {
            rest = after.trim_start_matches(['：', ':', ' ']);
            named = true;
        }
    }
    // 某某某　　Summit Hall: where he stood, in another script.
    if rest.starts_with(is_han) && rest.contains(' ') {
        rest = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c.is_whitespace());
    }
    if rest.is_empty() || rest.chars().count() > 45 || rest.contains(['。', '；', '？', '！']) {
        return None;
    }
    if rest.contains('“') {
        // Only an office may quote: “村长”论坛主任某某某.
        return split_office(rest)
            .filter(|(office, name)| !office.is_empty() && is_name(name))
            .map(|(office, name)| Who {
                name: Some(name.to_owned()),
                role: Some(office.to_owned()),
            });
    }
    if let Some((office, name)) = rest.rsplit_once('、') {
        let name = name.trim().trim_end_matches("同志");
        if is_name(name) && (ends_with_role(office) || office.split('、').all(is_name)) {
            // 王大民、李守一: a talk of several; 宣传部部长、王大民: an office and its holder.
            let several = !ends_with_role(office);
            return Some(Who {
                name: Some(if several { rest } else { name }.to_owned()),
                role: (!several).then(|| office.to_owned()),
            });
        }
    }
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    // 总经理 何守成 讲话: what he does stands behind the name.
    if let [
        ..,
        name,
        "讲话" | "致辞" | "致词" | "发言" | "报告" | "主持",
    ] = words[..]
        && words.len() >= 3
        && is_name(name)
    {
        words.pop();
    }
    let single = |w: &&str| w.chars().count() == 1 && w.chars().all(is_han);
    // 李 明: a name spaced out.
    let (name, before) = match words[..] {
        [.., a, b, c] if single(&a) && single(&b) && single(&c) => {
            (format!("{a}{b}{c}"), words.len() - 3)
        }
        [.., a, b] if single(&a) && single(&b) => (format!("{a}{b}"), words.len() - 2),
        [.., last] => (last.to_owned(), words.len() - 1),
        [] => return None,
    };
    let name = name.trim_end_matches("同志");
    // 民盟界 某某某委员: a calling behind the name.
    let name = [
        "委员", "代表", "议员", "先生", "女士", "教授", "老师", "同学",
    ]
    .iter()
    .find_map(|w| name.strip_suffix(w).filter(|n| is_name(n)))
    .unwrap_or(name);
    let office = words[..before].join(" ");
    if let Some(name) = masked_name(name).filter(|_| ends_with_role(&office)) {
        return Some(Who {
            name: Some(name),
            role: Some(office),
        });
    }
    // 某苏木党委副书记、苏木达　某某: an office that the list has not, joined to one that it has.
    let joined = office
        .rsplit_once('、')
        .is_some_and(|(first, second)| ends_with_role(first) && second.chars().count() <= 6);
    // 高三（9）班 某某某, 城关镇 某某某: a unit and who speaks for it.
    let of_unit = words.len() == 2
        && (3..=16).contains(&office.chars().count())
        && office.ends_with([
            '班', '院', '系', '镇', '乡', '村', '局', '厂', '司', '队', '校', '会', '社', '界',
        ])
        && !office.contains(['：', '年']);
    if is_name(name)
        && (office.is_empty() && (named || before == 0 || words.len() <= 2)
            || ends_with_role(&office)
            || of_unit
            || joined)
    {
        return Some(Who {
            name: Some(name.to_owned()),
            role: (!office.is_empty()).then_some(office),
        });
    }
    // A name that no list of surnames holds is one after an office.
    let likely = (2..=4).contains(&name.chars().count())
        && name.chars().all(is_han)
        && !ends_with_role(name);
    if likely && !office.is_empty() && (ends_with_role(&office) || joined) {
        return Some(Who {
            name: Some(name.to_owned()),
            role: Some(office),
        });
    }
    let slot = name
        .chars()
        .all(|c| matches!(c, '×' | 'X' | 'x' | '*' | '某'));
    if slot && ends_with_role(&office) {
        return Some(Who {
            name: None,
            role: Some(office),
        });
    }
    if words.len() == 1
        && ends_with_office(rest)
        && rest.chars().count() <= 24
        // 我为什么还要当支书: a title that ends so.
        && !rest.contains(['的', '我', '你', '么', '不'])
    {
        // 市长李某某, without a space.
        return Some(Who {
            name: None,
            role: Some(rest.to_owned()),
        });
    }
    let bare = rest.trim_end_matches("同志");
    let mut glued = ROLES.iter().filter_map(|role| {
        let at = bare.rfind(role)? + role.len();
        let (office, name) = bare.split_at(at);
        (words.len() == 1 && is_name(name)).then(|| Who {
            name: Some(name.to_owned()),
            role: Some(office.to_owned()),
        })
    });
    glued.next_back()
}

/// 郭××, 王XX, 李某某: a surname whose given name was taken out.
fn masked_name(words: &str) -> Option<String> {
    let mut chars = words.chars();
    let surname = chars.next()?;
    let given: Vec<char> = chars.collect();
    let masks = ['×', 'X', 'x', '*', '某', '○', '□', '＊', 'Ｘ'];
    let masked = (1..=2).contains(&given.len()) && given.iter().all(|c| masks.contains(c));
    let named = is_name(&format!("{surname}明华")) && surname != '某';
    (masked && named).then(|| words.to_owned())
}

/// 时间：6月1日　地点：市府礼堂　讲话人：市长 某某某: the cell that names who spoke, among others of a line.
fn labelled_cell(line: &str) -> Option<&str> {
    let speaks = LABELS.iter().filter(|label| **label != "主持人");
    let from = speaks
        .filter_map(|label| {
            let at = line.find(label).filter(|at| *at > 0)?;
            let apart = line[..at].ends_with([' ', '\u{3000}', '\t', '；', '|']);
            let labelled = line[at + label.len()..].starts_with(['：', ':']);
            (apart && labelled).then_some(at)
        })
        .min()?;
    let cell = &line[from..];
    let value = cell.find(['：', ':'])? + 1;
    // The next cell begins behind the gap before its colon.
    let next = cell
        .char_indices()
        .skip_while(|(at, _)| *at <= value + 2)
        .find(|(_, c)| matches!(c, '：' | ':'))
        .map(|(at, _)| at);
    let end = match next {
        Some(colon) => cell[..colon].rfind(char::is_whitespace).unwrap_or(colon),
        None => cell.len(),
    };
    Some(cell[..end].trim_end())
}

/// 讲 话 人：某某某 with its label written together.
fn spaced_label(line: &str) -> Option<String> {
    let (label, rest) = line.split_once(['：', ':'])?;
    let joined: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let spaced = joined.len() < label.len() && LABELS.contains(&joined.as_str());
    spaced.then(|| format!("{joined}：{rest}"))
}

/// CEO Kevin Lin（林凯文）: a name in two scripts; 侯德厚（抢修班班长）: the office behind the name.
fn bracketed(line: &str) -> Option<Who> {
    let (front, rest) = line.split_once(['（', '('])?;
    let inside = rest.split(['）', ')']).next().unwrap_or(rest);
    let (front, inside) = (front.trim(), inside.trim());
    let latin = front.chars().filter(char::is_ascii_alphabetic).count();
    if is_name(inside) && latin >= 3 && front.chars().count() <= 40 && !front.contains(['。', '，'])
    {
        return Some(Who {
            name: Some(inside.to_owned()),
            role: None,
        });
    }
    let name: String = front.chars().filter(|c| !c.is_whitespace()).collect();
    (is_name(&name) && ends_with_role(inside)).then(|| Who {
        name: Some(name),
        role: Some(inside.to_owned()),
    })
}

/// What names a speaker before a colon, in the head or under the text.
const LABELS: [&str; 45] = [
    "讲话人",
    "发言人",
    "致辞人",
    "主讲人",
    "主讲",
    "演讲人",
    "报告人",
    "演讲者",
    "作报告人",
    "主持人",
    "讲课人",
    "授课人",
    "宣讲人",
    "汇报人",
    "述职人",
    "述廉人",
    "竞聘人",
    "承诺人",
    "表态人",
    "宣誓人",
    "领誓人",
    "主旨演讲人",
    "倡议人",
    "交流人",
    "回答人",
    "答问人",
    "受访人",
    "传达人",
    "宣读人",
    "领学人",
    "领读人",
    "致词人",
    "讲话者",
    "发言者",
    "报告者",
    "分享人",
    "分享者",
    "讲述人",
    "口述",
    "点评人",
    "动员人",
    "演讲嘉宾",
    "发言嘉宾",
    "致辞嘉宾",
    "主讲嘉宾",
];

/// 讲课人：某某某: begins with a label that names a speaker.
pub fn is_labelled(words: &str) -> bool {
    LABELS.iter().any(|label| {
        words
            .strip_prefix(label)
            .is_some_and(|rest| rest.trim_start().starts_with(['：', ':']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, name: Option<&str>, role: Option<&str>) {
        let who = of_line(line).unwrap_or_default();
        assert_eq!(
            (who.name.as_deref(), who.role.as_deref()),
            (name, role),
            "{line}"
        );
    }

    #[test]
    fn the_line_under_the_title_names_the_speaker() {
        check("县政协主席 韩守拙", Some("韩守拙"), Some("县政协主席"));
        check("北京市市长 殷 勇", Some("殷勇"), Some("北京市市长"));
        check("沈怀民", Some("沈怀民"), None);
        check("院长 穆青川（2020.9.12）", Some("穆青川"), Some("院长"));
        check("高三（9）班　穆青川", Some("穆青川"), Some("高三（9）班"));
        check("讲 话 人：穆青川", Some("穆青川"), None);
        check("传达人：穆　青（副经理）", Some("穆青"), Some("副经理"));
        check("演讲嘉宾：穆青川", Some("穆青川"), None);
        check("总经理 穆青川 讲话", Some("穆青川"), Some("总经理"));
        check(
            "区委副书记、区长：穆青川",
            Some("穆青川"),
            Some("区委副书记、区长"),
        );
        check("CEO　Mark Mu（穆青川）", Some("穆青川"), None);
        check(
            "时间：9月6日上午　地点：区政府礼堂　讲话人：副区长　穆　青　川　记录：林小满",
            Some("穆青川"),
            Some("副区长"),
        );
        check("送审稿·二稿", None, None);
        check("束　青　川", Some("束青川"), None);
        check(
            "穆青川（抢修班班长）　2008.10.22",
            Some("穆青川"),
            Some("抢修班班长"),
        );
        check(
            "某苏木党委副书记、苏木达　　穆青川",
            Some("穆青川"),
            Some("某苏木党委副书记、苏木达"),
        );
        check("旅政治委员 ×××", None, Some("旅政治委员"));
        check(
            "县委副书记、县长　穆××",
            Some("穆××"),
            Some("县委副书记、县长"),
        );
        check("（农工党界　穆青川委员）", Some("穆青川"), Some("农工党界"));
        check(
            "（9月6日在方案说明会上，市规划局局长 穆青川）",
            Some("穆青川"),
            Some("市规划局局长"),
        );
        check("县委副书记、县长", None, Some("县委副书记、县长"));
        check(
            "自治区人民政府主席 包钢",
            Some("包钢"),
            Some("自治区人民政府主席"),
        );
        check(
            "党委副书记、工会主席 董其安",
            Some("董其安"),
            Some("党委副书记、工会主席"),
        );
    }

    #[test]
    fn other_lines_name_nobody() {
        for line in [
            "让城市在湿地中呼吸",
            "同志们",
            "向奋斗者致敬",
            "一、历史回顾",
            "全市工作会议",
            "王大民会见某国际组织总干事",
        ] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }
}
