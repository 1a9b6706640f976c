//! Tells the line by which a paper says what state of a draft it is: （讨论稿·第二稿）, 送审稿　请勿引用.
//! What a maker of transcripts says of them is the matter of `form`.

/// What drafts call themselves.
const STATES: [&str; 22] = [
    "征求意见",
    "送审",
    "讨论",
    "审议",
    "审阅",
    "修改",
    "修订",
    "报批",
    "上会",
    "代拟",
    "拟",
    "草",
    "初",
    "未定",
    "审定",
    "呈批",
    "会签",
    "送阅",
    "过程",
    "初审",
    "二审",
    "终审",
];
/// What they ask of their readers.
const ASKS: [&str; 10] = [
    "请勿引用",
    "请勿外传",
    "请勿转发",
    "请勿扩散",
    "注意保密",
    "内部掌握",
    "仅供讨论",
    "供讨论用",
    "以正式稿为准",
    "会后收回",
];

/// What a line in brackets tells the reader of a draft, or who reads it aloud, to do with it.
const TOLD: [&str; 22] = [
    "此稿",
    "本稿",
    "旧稿",
    "前稿",
    "原稿",
    "初稿",
    "讲稿",
    "定稿",
    "底稿",
    "念到",
    "读到",
    "讲到这里",
    "停一下",
    "停顿",
    "翻页",
    "投影",
    "司仪",
    "话筒",
    "作废",
    "脱稿",
    "插话",
    "提词",
];

/// 【念到这里停一下】, 〔此稿已改过，旧稿作废〕: a line in brackets for who handles the paper, not for the hall.
fn is_told_aside(words: &str) -> bool {
    let words = words.trim();
    let mut chars = words.chars();
    let boxed = matches!(
        (chars.next(), chars.next_back()),
        (Some('【'), Some('】'))
            | (Some('〔'), Some('〕'))
            | (Some('['), Some(']'))
            | (Some('［'), Some('］'))
            | (Some('〖'), Some('〗'))
    );
    let inner: Vec<char> = chars.collect();
    boxed
        && (5..=60).contains(&inner.len())
        && !inner
            .iter()
            .any(|c| matches!(c, '【' | '〔' | '[' | '［' | '〖'))
        && TOLD.iter().any(|w| words.contains(w))
}

/// The weight of a folded line that says this and nothing else, and its rule; 3 = wherever it stands.
pub(super) fn weigh(words: &str, len: usize) -> Option<(u32, &'static str)> {
    if len <= 62 && is_told_aside(words) {
        return Some((4, "editor.note"));
    }
    (len <= 30 && is_state(words)).then_some((2, "notice.use"))
}

/// True for a folded line that says what state of a draft it is.
fn is_state(words: &str) -> bool {
    let inner = words
        .trim()
        .trim_start_matches(['（', '(', '【', '['])
        .trim_end_matches(['）', ')', '】', ']']);
    let parts = inner
        .split([' ', '·', '，', '、', '/', '—', '-'])
        .filter(|p| !p.is_empty());
    let (mut states, mut others) = (0, 0);
    for part in parts {
        if is_draft(part) {
            states += 1;
        } else if !ASKS.contains(&part) && !is_count(part) {
            others += 1;
        }
    }
    states > 0 && others == 0
}

fn is_draft(part: &str) -> bool {
    part.strip_suffix('稿')
        .is_some_and(|stem| STATES.contains(&stem))
}

/// 三稿, 第三稿, 第2次稿
fn is_count(part: &str) -> bool {
    let Some(stem) = part.strip_suffix('稿') else {
        return false;
    };
    let stem = stem.trim_start_matches('第').trim_end_matches('次');
    let figure = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    (1..=2).contains(&stem.chars().count()) && stem.chars().all(figure)
}

#[cfg(test)]
mod tests {
    use super::{is_state, is_told_aside};

    #[test]
    fn the_state_of_a_draft_is_told_from_what_has_its_words() {
        for line in [
            "（讨论稿）",
            "（送审稿·第二稿）",
            "审议稿 请勿外传",
            "【草稿】",
        ] {
            assert!(is_state(line), "{line}");
        }
        for line in [
            "关于规划（讨论稿）的说明",
            "讲话稿",
            "（供局长用）",
            "把讨论稿发下去",
            "第三稿",
        ] {
            assert!(!is_state(line), "{line}");
        }
    }

    #[test]
    fn what_is_told_of_the_paper_is_no_word_of_the_speech() {
        assert!(is_told_aside("【读到这里停顿，等掌声】"));
        assert!(is_told_aside("〔办公室：此稿已送县长看过〕"));
        assert!(!is_told_aside("【先看账本】"));
        assert!(!is_told_aside("（此稿是我自己写的）"));
    }
}
