//! Titles that are broken over lines: where they begin and end.
//! What each line is by itself is told in `head`.

use super::head::{Kind, joined};
use super::is_speech;
use crate::model::Span;
use crate::text::{Text, is_han};
use crate::titles;

/// 关于《某方案 / （送审稿）》的说明: broken inside the book marks, so that a bracket may begin the second
/// line. The place of that line.
pub(super) fn in_book_marks(text: &Text, lines: &[Span]) -> Option<usize> {
    (1..lines.len().min(6)).find(|&at| {
        let (above, below) = (text.folded(lines[at - 1]), text.folded(lines[at]));
        let open = above.matches('《').count() > above.matches('》').count();
        let closes = below
            .find('》')
            .is_some_and(|end| below.find('《').is_none_or(|next| end < next));
        open && closes
            && adjacent(text, lines[at - 1], lines[at])
            && joined(text, &lines[at - 1..=at]).formed
    })
}

/// （某年某月某日在某届 / 某次会议上）: lines with a bracket that is broken over two of them made one.
pub(super) fn brackets_closed(text: &Text, lines: &mut Vec<Span>) {
    let opens = |words: &str| words.starts_with(['（', '(']) && !words.contains(['）', ')']);
    let closes = |words: &str| words.ends_with(['）', ')']) && !words.contains(['（', '(']);
    let broken = (1..lines.len()).find(|&at| {
        opens(text.folded(lines[at - 1]))
            && closes(text.folded(lines[at]))
            && adjacent(text, lines[at - 1], lines[at])
            && lines[at].end - lines[at - 1].start <= 90
    });
    if let Some(at) = broken {
        lines[at - 1].end = lines[at].end;
        lines.remove(at);
    }
}

/// ——部长在全国某某会议上 / 的讲话: an occasion under a title whose tail stands on the next line.
pub(super) fn occasion_closed(text: &Text, lines: &mut Vec<Span>) {
    let broken = (1..lines.len()).find(|&at| {
        let (above, below) = (text.folded(lines[at - 1]), text.folded(lines[at]));
        above.starts_with(['—', '-', '－'])
            && !titles::has_form(above)
            && adjacent(text, lines[at - 1], lines[at])
            && below.chars().count() <= 24
            && !below.starts_with(['（', '(', '—', '-'])
            && (below.starts_with(['的', '上']) || continues_occasion(above, below))
            && joined(text, &lines[at - 1..=at]).formed
    });
    if let Some(at) = broken {
        lines[at - 1].end = lines[at].end;
        lines.remove(at);
    }
}

/// 在县第十七届人大常委会 / 第九次会议结束时的讲话: an occasion that has not said yet what it is, and a line
/// that could not begin a title.
fn continues_occasion(above: &str, below: &str) -> bool {
    let above = above.trim_start_matches(['—', '-', '－', ' ']);
    let opened = titles::begins_occasion(above) && !above.ends_with('上');
    // 在新征程上再出发 is a motto; 在全市…, 在某某公司… are places where one speaks.
    let of_body = [
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
        "全旗",
        "全镇",
        "全乡",
        "全州",
        "全盟",
        "全校",
        "全院",
        "全系统",
        "委员会",
        "常委会",
        "公司",
        "集团",
        "学院",
        "学校",
        "大学",
        "中学",
        "届",
        "年",
        "工会",
        "协会",
        "政协",
        "人大",
        "省",
        "市",
        "县",
        "党",
    ]
    .iter()
    .any(|w| above.contains(w));
    let numbered = below.starts_with('第')
        && below
            .chars()
            .skip(1)
            .take(6)
            .any(|c| matches!(c, '次' | '届' | '期' | '批' | '个' | '号'));
    let whole = titles::has_form(above) || above.contains("上的");
    opened && !whole && (numbered || of_body)
}

/// 某某同乡会庆祝国庆 / 暨理监事就职典礼 // 会长致辞: a line that tells who speaks below the name of the gathering,
/// and the first of that name's lines.
fn gathering_above(text: &Text, lines: &[Span], kinds: &[Kind], at: usize) -> Option<usize> {
    let whole = titles::unspaced(text.folded(lines[at]));
    let near = |a: Span, b: Span| {
        let between = text.raw(Span::new(a.end, b.start));
        between.matches('\n').count() <= 2
    };
    let last = at.checked_sub(1)?;
    let words = text.folded(lines[last]);
    let plain =
        kinds[last] == Kind::Plain && !words.contains(['。', '：', ':', '>', '|', '；', '！']);
    let fits = plain
        && (2..=10).contains(&whole.chars().count())
        && !whole.starts_with(['在', '第'])
        && near(lines[last], lines[at])
        && (6..=45).contains(&words.chars().count())
        && [
            "会",
            "会议",
            "典礼",
            "仪式",
            "论坛",
            "庆典",
            "开幕式",
            "闭幕式",
            "年会",
            "酒会",
            "晚宴",
            "活动",
        ]
        .iter()
        .any(|w| words.ends_with(w))
        && titles::tail(&whole).is_some_and(|(tail, _)| tail.genre.is_some_and(is_speech));
    if !fits {
        return None;
    }
    let more = last.checked_sub(1).filter(|&top| {
        words.starts_with(['暨', '与', '和', '及'])
            && kinds[top] == Kind::Plain
            && adjacent(text, lines[top], lines[last])
            && text.chars_in(lines[top]).len() <= 45
    });
    Some(more.unwrap_or(last))
}

/// 关于《某纲要》的 / 说明: the first line of a title whose last line is no more than its tail.
pub(super) fn tail_start(
    text: &Text,
    lines: &[Span],
    kinds: &[Kind],
    last: usize,
) -> Option<usize> {
    let tail = text.chars_in(lines[last]).len() <= 6;
    let (first, end) = tail
        .then(|| form(text, &lines[..=last], &kinds[..=last]))
        .flatten()?;
    (end == last).then_some(first)
}

/// The first line of a theme title that is broken over two lines.
pub(super) fn theme_start(text: &Text, lines: &[Span], kinds: &[Kind], last: usize) -> usize {
    let Some(before) = last.checked_sub(1) else {
        return last;
    };
    let repeat = text.folded(lines[before]) == text.folded(lines[last]);
    let joins =
        adjacent(text, lines[before], lines[last]) && !text.stand_apart(lines[before], lines[last]);
    let long_enough = text.chars_in(lines[before]).len() >= 6;
    // A page's line above, set apart by a blank one, is no line of the theme.
    let first = (0..before)
        .rev()
        .take_while(|&i| !text.stand_apart(lines[i], lines[i + 1]))
        .all(|i| kinds[i] != Kind::Plain);
    // A couplet over the line that it ends in: 守一方水 / 护一方山 / 为…而奋斗.
    let couplet = before.checked_sub(1).filter(|&top| {
        let count = |i: usize| text.chars_in(lines[i]).len();
        count(top) == count(before)
            && adjacent(text, lines[top], lines[before])
            && kinds[top] == Kind::Plain
            && (0..top).all(|i| kinds[i] != Kind::Plain)
    });
    let of_page = text
        .folded(lines[before])
        .contains(['：', ':', '[', '［', '>', '|']);
    let may_join = kinds[before] == Kind::Plain && !repeat && joins && long_enough && !of_page;
    // 三行的题目 at the very top: the last line goes on from the one above (和…, 为…), or the first is a
    // couplet with a gap.
    let three = before.checked_sub(1).filter(|&top| {
        let words = |i: usize| text.folded(lines[i]);
        let goes_on = words(last).starts_with([
            '和', '与', '及', '并', '为', '向', '的', '在', '以', '让', '把',
        ]) || text.raw(lines[top]).contains("  ")
            || text.raw(lines[top]).contains('　');
        top == 0
            && goes_on
            && adjacent(text, lines[top], lines[before])
            && kinds[top] == Kind::Plain
            && (6..=24).contains(&text.chars_in(lines[top]).len())
            && !words(top).contains(['：', ':', '|', '>', '/', '（', '('])
    });
    match couplet.or(three) {
        Some(top) if may_join => top,
        _ if may_join && first => before,
        _ => last,
    }
}

/// 向宽处行，往深处扎 above 董事长在…年会上的讲话: a motto of equal halves is the title, the line below
/// it tells the occasion.
pub(super) fn motto_above(text: &Text, lines: &[Span], kinds: &[Kind], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).filter(|b| kinds[*b] == Kind::Plain)?;
    let words = text.folded(lines[before]);
    let halves: Vec<usize> = words
        .split(['，', ' ', '、'])
        .filter(|p| !p.is_empty())
        .map(|p| p.chars().count())
        .collect();
    let equal = (2..=3).contains(&halves.len())
        && (4..=12).contains(&halves[0])
        && halves.iter().all(|h| *h == halves[0]);
    let occasion = text.folded(lines[at]).contains("上的") && text.folded(lines[at]).contains('在');
    // 把灯留给夜归人 / *校长在毕业典礼上的讲话*: the occasion is set in italics under the title.
    let mark = text.chars_in(Span::new(
        lines[at].start.saturating_sub(1),
        lines[at].start,
    ));
    let headed = before == 0
        && matches!(mark, ['*' | '_'])
        && (4..=30).contains(&words.chars().count())
        && !words.contains(['：', ':', '>', '|']);
    if occasion && headed {
        return Some(before);
    }
    (equal && occasion && words.chars().all(|c| is_han(c) || "， 、“”".contains(c)))
        .then_some(before)
}

/// 第三届某某论坛 / 主旨演讲 / 同路人才走得远 / ——总经理　何守成: the theme stands over who speaks.
pub(super) fn theme_over_name(text: &Text, lines: &[Span], kinds: &[Kind]) -> Option<usize> {
    (1..lines.len()).find_map(|i| {
        let words = text.folded(lines[i]);
        let dashed = words.starts_with('—') && kinds[i] == Kind::Speaker;
        let theme = text.folded(lines[i - 1]);
        let whole = (4..=30).contains(&theme.chars().count())
            && theme.chars().all(|c| is_han(c) || "， 、“”！".contains(c));
        let above = kinds[..i - 1].contains(&Kind::Title);
        (dashed && whole && above && kinds[i - 1] == Kind::Plain).then_some(i - 1)
    })
}

pub(super) fn adjacent(text: &Text, a: Span, b: Span) -> bool {
    let between = text.raw(Span::new(a.end, b.start));
    between.matches('\n').count() <= 1
}

/// The first line of a title whose last line has the form: up to 在…, 关于…, or a line that cannot
/// stand alone.
pub(super) fn form_start(text: &Text, lines: &[Span], kinds: &[Kind], at: usize) -> usize {
    let whole = &titles::unspaced(text.folded(lines[at]));
    let opens =
        |words: &str| words.starts_with('在') || words.starts_with("关于") || words.contains("在");
    // 在欢迎某某总统的宴会上 / 某某总理的讲话.
    if let Some(before) = at.checked_sub(1)
        && kinds[before] == Kind::Plain
        && adjacent(text, lines[before], lines[at])
        && titles::begins_occasion(text.folded(lines[before]))
        && text.folded(lines[before]).ends_with('上')
    {
        return before;
    }
    if let Some(first) = gathering_above(text, lines, kinds, at) {
        return first;
    }
    if let Some(before) = at.checked_sub(1)
        && kinds[before] == Kind::Plain
        && adjacent(text, lines[before], lines[at])
        && !opens(whole)
        && continues_occasion(text.folded(lines[before]), whole)
    {
        return before;
    }
    // 关于召开全市某某建设 / 现场会的通知, 庆祝某节暨某某 / 表彰大会主持词: the line above cannot stand alone.
    if let Some(before) = at.checked_sub(1)
        && kinds[before] == Kind::Plain
        && adjacent(text, lines[before], lines[at])
        && !opens(whole)
        && leads_on(text.folded(lines[before]), whole)
    {
        return before;
    }
    let complete = opens(whole)
        || !titles::tail(whole).is_some_and(|(_, before)| {
            let head = &titles::core(whole)[..before];
            head.is_empty()
                || head == "的"
                || whole.chars().count() <= 8
                    && ["会议", "大会", "仪式", "典礼", "活动", "工作"]
                        .iter()
                        .any(|w| whole.starts_with(w))
                || whole.starts_with(['暨', '的', '上'])
                || ["结束", "闭幕", "开幕", "召开", "期间", "开始"]
                    .iter()
                    .any(|w| whole.starts_with(w))
                || head.ends_with("上的")
        });
    if complete {
        return at;
    }
    let mut first = at;
    for i in (at.saturating_sub(3)..at).rev() {
        if kinds[i] != Kind::Plain
            || text.chars_in(lines[i]).len() > 45
            || !adjacent(text, lines[i], lines[i + 1])
        {
            break;
        }
        first = i;
        if opens(text.folded(lines[i])) {
            break;
        }
    }
    first
}

/// True when a line begins a title that goes on in the next, whose words begin with no more than the
/// sort of a meeting.
fn leads_on(above: &str, below: &str) -> bool {
    let count = above.chars().count();
    let plain = !above.contains(['。', '：', ':', '>', '|', '；', '！']);
    let opened = above.starts_with("关于") || above.starts_with('在') || above.contains('暨');
    let sort =
        titles::tail(below).map(|(_, at)| titles::core(below)[..at].trim_end_matches(['的', '上']));
    let bare = sort.is_some_and(|sort| {
        sort.chars().count() <= 8 && super::meeting_type::read(sort).kind.is_some()
    });
    (6..=45).contains(&count) && plain && opened && bare && !above.starts_with('暨')
}

/// A title none of whose lines has the form by itself: 在全市某工作会议上 / 的讲话.
pub(super) fn form(text: &Text, lines: &[Span], kinds: &[Kind]) -> Option<(usize, usize)> {
    for first in 0..lines.len().min(4) {
        // A page's heading that has the whole of the title's first line in it is not its beginning.
        let repeated = lines
            .get(first + 1)
            .is_some_and(|next| text.folded(lines[first]).contains(text.folded(*next)));
        if kinds[first] != Kind::Plain || repeated {
            continue;
        }
        let mut words = text.folded(lines[first]).to_owned();
        for last in first + 1..lines.len().min(first + 4) {
            if !matches!(kinds[last], Kind::Plain | Kind::Speaker) {
                break;
            }
            words.push_str(&titles::unspaced(text.folded(lines[last])));
            let whole = words.matches('《').count() == words.matches('》').count();
            if whole && titles::has_form(&words) {
                return Some((first, last));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::model::Span;
    use crate::recognise::head;
    use crate::text::Text;

    fn title(page: &str) -> Option<String> {
        let text = Text::new(page);
        head::read(&text, 0, text.len()).title.map(|t| t.words)
    }

    const BODY: &str = "\n何守成\n同志们：\n今天开会，我讲三点意见，讲完就散。\n";

    #[test]
    fn a_title_broken_over_lines_is_one() {
        for (lines, whole) in [
            (
                "在县第十二届人大常委会\n第三次会议结束时的讲话",
                "在县第十二届人大常委会第三次会议结束时的讲话",
            ),
            (
                "在全市公立医院综合改革\n专题推进会上的讲话",
                "在全市公立医院综合改革专题推进会上的讲话",
            ),
            (
                "东川同乡会庆祝国庆五十八周年\n暨第三届理事就职典礼\n会长致辞",
                "东川同乡会庆祝国庆五十八周年暨第三届理事就职典礼会长致辞",
            ),
            (
                "东川中学2019届毕业典礼\n校长致辞",
                "东川中学2019届毕业典礼校长致辞",
            ),
            (
                "管好每一滴水，把灌区\n带到节约的路上来\n——局长在全省灌区工作会议上\n的讲话",
                "管好每一滴水，把灌区带到节约的路上来",
            ),
            (
                "在新征程上再出发\n在全县工作会议上的讲话",
                "在全县工作会议上的讲话",
            ),
        ] {
            assert_eq!(title(&format!("{lines}{BODY}")).as_deref(), Some(whole));
        }
    }

    #[test]
    fn a_blank_line_sets_the_page_apart_from_a_theme() {
        let page = format!(
            "水利情况交流\n管好每一滴水，把灌区\n带到节约的路上来\n——在全省灌区工作会议上的讲话{BODY}他又说，要管好。\n大家都同意。\n散会。\n回去干。\n"
        );
        let text = Text::new(&page).with_gaps(vec![7]);
        let head = head::read(&text, 0, text.len());
        let words = head.title.map(|t| t.words);
        assert_eq!(
            words.as_deref(),
            Some("管好每一滴水，把灌区带到节约的路上来")
        );
        assert!(text.stand_apart(Span::new(0, 6), Span::new(7, 10)));
    }
}
