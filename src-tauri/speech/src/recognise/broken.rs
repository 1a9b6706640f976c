//! Titles that are broken over lines: where they begin and end.
//! What each line is by itself is told in `head`.

use super::head::{Kind, joined};
use crate::model::Span;
use crate::text::Text;
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

/// The first line of a theme title that is broken over two lines.
pub(super) fn theme_start(text: &Text, lines: &[Span], kinds: &[Kind], last: usize) -> usize {
    let Some(before) = last.checked_sub(1) else {
        return last;
    };
    let repeat = text.folded(lines[before]) == text.folded(lines[last]);
    let joins = adjacent(text, lines[before], lines[last]);
    let long_enough = text.chars_in(lines[before]).len() >= 6;
    // A page's line above, set apart by a blank one, is no line of the theme.
    let first = (0..before)
        .rev()
        .take_while(|&i| adjacent(text, lines[i], lines[i + 1]))
        .all(|i| kinds[i] != Kind::Plain);
    // A couplet over the line that it ends in: 守一方水 / 护一方山 / 为…而奋斗.
    let couplet = before.checked_sub(1).filter(|&top| {
        let count = |i: usize| text.chars_in(lines[i]).len();
        count(top) == count(before)
            && adjacent(text, lines[top], lines[before])
            && kinds[top] == Kind::Plain
            && (0..top).all(|i| kinds[i] != Kind::Plain)
    });
    let may_join = kinds[before] == Kind::Plain && !repeat && joins && long_enough;
    match couplet {
        Some(top) if may_join => top,
        _ if may_join && first => before,
        _ => last,
    }
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
