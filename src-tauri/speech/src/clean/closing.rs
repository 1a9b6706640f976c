//! Knows the lines that may stand under a speech and are its own: farewells, signatures, days,
//! places, annexes, the imprint of a paper.
//! What a page sets below is everything else; telling that is the matter of `around`.

use crate::text::is_han;

/// True for the words that end a speech: 谢谢大家！ 散会。
pub(super) fn bids_farewell(words: &str) -> bool {
    words.chars().count() <= 20
        && (words.contains("谢谢") || words.contains("散会") || words.contains("多谢"))
}

/// A day and nothing else: 2005年2月16日, 二〇〇五年二月十六日.
pub(super) fn is_day(words: &str) -> bool {
    let words = words.trim();
    words.contains('年')
        && words.ends_with(['日', '月'])
        && words.chars().count() <= 16
        && words
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "年月日〇○零一二三四五六七八九十 ".contains(c))
}

/// What signs a speech off, begins an annex or prints a paper.
const BEGIN: [&str; 34] = [
    "附件",
    "附：",
    "附录",
    "附表",
    "附注",
    "注：",
    "注释",
    "抄送",
    "抄报",
    "主送",
    "分送",
    "印送",
    "印发",
    "主题词",
    "此件",
    "报：",
    "送：",
    "发：",
    "问：",
    "答：",
    "述职人",
    "发言人",
    "汇报人",
    "报告人",
    "讲话人",
    "演讲人",
    "记录",
    "整理",
    "校对",
    "主持人",
    "地点",
    "时间",
    "此致",
    "敬礼",
];
/// The last word of a body's name.
const BODIES: [&str; 36] = [
    "局",
    "委",
    "办",
    "厅",
    "部",
    "院",
    "校",
    "处",
    "科",
    "队",
    "社",
    "厂",
    "村",
    "镇",
    "乡",
    "县",
    "市",
    "省",
    "区",
    "公司",
    "政府",
    "委员会",
    "办公室",
    "集团",
    "中心",
    "支部",
    "党委",
    "总支",
    "街道",
    "银行",
    "学校",
    "法院",
    "小学",
    "中学",
    "大学",
    "小组",
];

/// True for a line above the title that is a paper's own: its number, the office that passes it on.
pub(super) fn of_paper(words: &str) -> bool {
    ["转发", "印发", "批转"].iter().any(|w| words.ends_with(w))
        || words.ends_with('号') && words.contains(['〔', '[', '（'])
}

/// True for a folded line that may close a speech.
pub(super) fn signs_off(words: &str, chars: &[char]) -> bool {
    let words = words.trim();
    let bare = words.trim_start_matches(['（', '(', '[', '【']);
    let begins = BEGIN.iter().any(|w| bare.starts_with(w));
    let gesture = bare.len() < words.len()
        && ["掌", "笑", "起立", "欢呼", "会后", "全场", "记录", "整理）"]
            .iter()
            .any(|w| bare.contains(w));
    let note = matches!(chars.first(), Some('①'..='⑳'))
        || bare.len() < words.len() && bare.starts_with(|c: char| c.is_ascii_digit());
    let printed = words.ends_with("印发") || words.ends_with("翻印");
    begins
        || gesture
        || note
        || printed
        || bids_farewell(words)
        || is_day(bare.trim_end_matches(['）', ')']))
        || signature(words)
}

/// A name, a body, or an office and its holder: 丁大山, 某县人民政府, 县长　丁大山.
pub(super) fn signature(words: &str) -> bool {
    let parts: Vec<&str> = words.split(' ').filter(|p| !p.is_empty()).collect();
    let han = |part: &str| {
        part.chars()
            .all(|c| is_han(c) || matches!(c, '·' | '×' | '*' | '○'))
    };
    let count = |part: &str| part.chars().count();
    let name = |part: &str| han(part) && (2..=4).contains(&count(part));
    // 丁　山
    let spread = parts.len() <= 3 && parts.iter().all(|p| han(p) && count(p) == 1);
    let body = |part: &str| {
        han(part) && (3..=24).contains(&count(part)) && BODIES.iter().any(|b| part.ends_with(b))
    };
    let office = |part: &str| {
        han(part)
            && [
                "书记", "长", "主任", "主席", "经理", "总裁", "代表", "委员", "员",
            ]
            .iter()
            .any(|w| part.ends_with(w))
    };
    match parts.as_slice() {
        [only] => name(only) || body(only),
        [.., last] if parts.len() <= 3 => {
            let before = &parts[..parts.len() - 1];
            spread
                || name(last) && before.iter().all(|p| office(p) || body(p))
                || parts.iter().all(|p| body(p))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(line: &str) -> bool {
        signs_off(line, &line.chars().collect::<Vec<_>>())
    }

    #[test]
    fn what_closes_a_speech_is_told_from_what_a_page_adds() {
        for line in [
            "何守成",
            "何 成",
            "云山县人民政府",
            "云山县县长 何守成",
            "2019年3月8日",
            "（二〇一九年三月八日）",
            "附件：1.任务分工表",
            "抄送：县人大办。",
            "（全场热烈鼓掌）",
            "散会。",
        ] {
            assert!(signs(line), "{line}");
        }
        for line in [
            "相似的稿子",
            "在全县秋收会上的讲话",
            "秋收会讲话稿 8页",
            "送你一套秋收稿",
            "稿子工坊·天天有稿",
        ] {
            assert!(!signs(line), "{line}");
        }
    }
}
