//! Knows short lines as notices by where they stand: among notices, before the title or after the end.
//! What a line itself says is weighed in `notice`.

use super::notice::{Seen, looks_like_title};
use super::{closing, form, masthead};
use crate::outline::number;
use crate::text::{Text, ends_sentence, is_han, last_word_mark};

/// The line that is the title, the theme line where there is one, at or before the `first` line of
/// the speech.
pub(super) fn title(
    page: &Text,
    filled: &[usize],
    first: usize,
    removed: &[Option<&'static str>],
) -> Option<usize> {
    let words = |i: usize| page.folded(page.lines()[i].span);
    let mut kept = filled.iter().copied().filter(|&i| removed[i].is_none());
    let at = kept
        .clone()
        .rfind(|&i| i <= first && looks_like_title(words(i)))?;
    if !words(at).starts_with(['—', '-']) {
        return Some(at);
    }
    // The theme line above a subtitle is the title; a repeat of it stands above that.
    let theme = kept.clone().rfind(|&i| i < at).unwrap_or(at);
    kept.find(|&i| words(i) == words(theme))
}

/// Short lines without a cue that stand between notices, before the title or after the end.
pub(super) fn mark(
    page: &Text,
    filled: &[usize],
    (first, last): (usize, usize),
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    if let Some(title) = title(page, filled, first, removed) {
        let before: Vec<usize> = filled.iter().copied().filter(|&i| i < title).collect();
        page_title(page, &before, removed);
        drafters(page, &before, removed);
        masthead::mark(page, &before, title, seen, removed);
        faint(page, &before, Some(title), seen, removed);
        fill(page, &before, false, seen, removed);
        set_apart(page, &before, title, seen, removed);
    } else {
        let before: Vec<usize> = filled.iter().copied().filter(|&i| i < first).collect();
        masthead::above_untitled(page, &before, removed);
    }
    let after: Vec<usize> = filled.iter().copied().filter(|&i| i > last).collect();
    links(page, &after, removed);
    contributor(page, &after, removed);
    faint(page, &after, None, seen, removed);
    fill(page, &after, true, seen, removed);
    below(page, &after, removed);
}

/// 春耕节讲话稿（镇长）, a line of the page, and below it the text's own title: a page calls its texts
/// by what people look for.
fn page_title(page: &Text, before: &[usize], removed: &mut [Option<&'static str>]) {
    let notice = |i: &usize| {
        removed[*i].is_some_and(|r| r.starts_with("notice.") || r.starts_with("editor."))
    };
    let Some(&i) = before.iter().find(|i| removed[**i].is_none()) else {
        return;
    };
    let words = page.folded(page.lines()[i].span);
    let general = !words.starts_with('在') && !words.contains("上的") && !words.contains('—');
    let parted = before.iter().any(|j| *j > i && notice(j));
    let made = [
        "稿",
        "范文",
        "致辞",
        "致词",
        "发言",
        "主持词",
        "演讲",
        "讲话",
    ]
    .iter()
    .any(|w| crate::titles::core(words).ends_with(w));
    if parted && general && made && page.lines()[i].span.len() <= 24 {
        removed[i] = Some("notice.site");
    }
}

/// （点评提纲：先肯定、再指问题） above the title: what the drafter tells the speaker. Only a day, a name or
/// a stage of the paper stands there in brackets as well, and those are short.
fn drafters(page: &Text, before: &[usize], removed: &mut [Option<&'static str>]) {
    for &i in before {
        let words = page.folded(page.lines()[i].span);
        let boxed = words.starts_with(['（', '(', '【', '[', '［', '〔'])
            && words.ends_with(['）', ')', '】', ']', '］', '〕']);
        let says = words.contains(['，', '；', '：', '。']) && !words.contains('年');
        if removed[i].is_none() && boxed && says && page.lines()[i].span.len() >= 12 {
            removed[i] = Some("editor.note");
        }
    }
}

/// Titles of other texts below the end, two or more, with no text of their own.
fn links(page: &Text, after: &[usize], removed: &mut [Option<&'static str>]) {
    let link = |i: &usize| {
        let span = page.lines()[*i].span;
        let words = page.folded(span).trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | '、' | '-' | '·' | '•' | '◆' | '▪' | '○' | ' ')
        });
        let words = words.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '-' | '/' | '(' | ')' | '（' | '）' | '[' | ']' | ' ')
        });
        removed[*i].is_none() && span.len() <= 50 && looks_like_title(words)
    };
    let found: Vec<usize> = after.iter().copied().filter(|i| link(i)).collect();
    if found.len() >= 2 {
        for i in found {
            removed[i] = Some("notice.navigation");
        }
    }
}

/// （宣传科　何守成） below a report: who sent it in. In brackets nobody signs a speech.
fn contributor(page: &Text, after: &[usize], removed: &mut [Option<&'static str>]) {
    for &i in after {
        let words = page.folded(page.lines()[i].span);
        let inner = words
            .strip_prefix(['（', '('])
            .and_then(|w| w.strip_suffix(['）', ')']));
        let Some(inner) = inner.filter(|w| w.chars().count() <= 24) else {
            continue;
        };
        let parts: Vec<&str> = inner.split_whitespace().collect();
        let office = |part: &str| {
            [
                "部", "科", "处", "办", "局", "室", "委", "站", "社", "中心", "公司", "支部",
                "党委", "学校", "供稿",
            ]
            .iter()
            .any(|w| part.ends_with(w))
        };
        let name = |part: &str| part.chars().all(is_han) && (2..=4).contains(&part.chars().count());
        let told = match parts.as_slice() {
            [of, names @ ..] if !names.is_empty() => office(of) && names.iter().all(|n| name(n)),
            _ => false,
        };
        if removed[i].is_none() && told {
            removed[i] = Some("notice.source");
        }
    }
}

/// Below the first notice under a speech all is the page's that does not sign the speech off.
fn below(page: &Text, after: &[usize], removed: &mut [Option<&'static str>]) {
    let told = |i: &usize| {
        removed[*i].is_some_and(|r| r.starts_with("notice.") || r == "preview.end" || r == "price")
    };
    let Some(from) = after.iter().position(told) else {
        return;
    };
    // The bar above it is the page's too.
    for &i in after[..from].iter().rev() {
        let drawn = !page
            .chars_in(page.lines()[i].span)
            .iter()
            .any(|c| c.is_alphanumeric());
        if !drawn || removed[i].is_some() {
            break;
        }
        removed[i] = Some("notice.block");
    }
    for &i in &after[from..] {
        let span = page.lines()[i].span;
        let words = page.folded(span);
        let short = span.len() <= 60 && !continues(page, i, removed);
        let chars = page.chars_in(span);
        let sentence = last_word_mark(chars).is_some_and(ends_sentence);
        let own = sentence || speaks_on(words) || closing::signs_off(words, chars);
        if removed[i].is_none() && short && !own {
            removed[i] = Some("notice.block");
        }
    }
}

/// Above the title and below the end the faintest sign is enough. A line of plain words right above
/// the title may be its theme, and what signs a speech off is its own whatever words it has.
fn faint(
    page: &Text,
    run: &[usize],
    title: Option<usize>,
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    for &i in run {
        let (saw, span) = (&seen[i], page.lines()[i].span);
        if removed[i].is_some() || saw.own || span.len() > 80 {
            continue;
        }
        let (words, chars) = (page.folded(span), page.chars_in(span));
        let needed = match title {
            Some(_) if closing::of_paper(words) || theme(page, run, i) => 2,
            None if closing::signs_off(words, chars) => 2,
            None if last_word_mark(chars).is_some_and(ends_sentence) => 2,
            // 请举杯：为各位的健康，
            None if speaks_on(words) => 3,
            _ => 1,
        };
        let edge = if needed == 2 && title.is_none() {
            0
        } else {
            saw.edge
        };
        if saw.weight + edge >= needed {
            removed[i] = Some(saw.rule);
        }
    }
}

/// A line of the speech that goes on below: it ends with a comma, or says 我 or 各位.
fn speaks_on(words: &str) -> bool {
    let pressed = [
        "联系我们",
        "关注我们",
        "关于我们",
        "加入我们",
        "我要",
        "我来说",
        "我的",
    ]
    .iter()
    .any(|w| words.contains(w));
    words.ends_with(['，', '、'])
        || !pressed && (["各位", "同志", "咱们"].iter().any(|w| words.contains(w)) || says_i(words))
}

/// 我 of one who speaks; 我县启动春播 is what a paper says of its own county.
fn says_i(words: &str) -> bool {
    words.match_indices('我').any(|(at, own)| {
        let next = words[at + own.len()..].chars().next();
        !next.is_some_and(|c| "国省市县区旗州盟镇乡村局院校厂部司".contains(c))
    })
}

/// Plain words right above the title: one line of the last three, and those below it are plain too.
fn theme(page: &Text, before: &[usize], line: usize) -> bool {
    let Some(at) = before.iter().position(|&i| i == line) else {
        return false;
    };
    let plain = |i: &usize| {
        let chars = page.chars_in(page.lines()[*i].span);
        let mark = |c: &char| matches!(c, ' ' | '，' | '、' | '“' | '”' | '《' | '》');
        chars.len() >= 6 && chars.iter().all(|c| is_han(*c) || mark(c))
    };
    before.len() - at <= 3 && before[at..].iter().all(plain)
}

/// A block of short lines that blank lines set apart from the title below it, and in which one line
/// is a notice by its words: all of it is the notice. Sellers reword each line; the block stays.
fn set_apart(
    page: &Text,
    before: &[usize],
    title: usize,
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    let blank = |i: usize| page.lines()[i].span.is_empty();
    for block in before.chunk_by(|&a, &b| !(a + 1..b).any(blank)) {
        let Some(&end) = block.last() else { continue };
        let apart = (end + 1..title).any(blank);
        let told = block
            .iter()
            .any(|&i| removed[i].is_some_and(|r| r.starts_with("notice.")));
        let short = block
            .iter()
            .all(|&i| removed[i].is_some() || !seen[i].own && page.lines()[i].span.len() <= 40);
        if apart && told && short {
            for &i in block {
                removed[i].get_or_insert("notice.block");
            }
        }
    }
}

/// The next head of a row that the text above has, where a site cut the text: no link of a list.
fn continues(page: &Text, line: usize, removed: &[Option<&'static str>]) -> bool {
    let marker = |i: usize| number::marker(page.chars_in(page.lines()[i].span));
    marker(line).is_some_and(|own| {
        own.number > 1
            && (0..line)
                .rev()
                .filter(|&i| removed[i].is_none())
                .filter_map(marker)
                .any(|m| m.system == own.system && m.number + 1 == own.number)
    })
}

/// Short lines between notices. Below the end (`below`) a list is a list of links, and a banner may
/// be set upright, one character a line.
fn fill(
    page: &Text,
    run: &[usize],
    below: bool,
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    let lines = page.lines();
    let notice = |i: &&usize| removed[**i].is_some_and(|r| r.starts_with("notice."));
    let (Some(&from), Some(&to)) = (run.iter().find(notice), run.iter().rev().find(notice)) else {
        return;
    };
    if below {
        for &i in run.iter().rev().filter(|i| **i < from) {
            let linked = seen[i].listed && !continues(page, i, removed);
            if !(form::upright(page.chars_in(lines[i].span)) || linked) {
                break;
            }
            removed[i].get_or_insert("notice.block");
        }
    }
    for &i in run {
        let free = !seen[i].own || below && seen[i].listed;
        if i > from && i < to && removed[i].is_none() && free && lines[i].span.len() <= 40 {
            removed[i] = Some("notice.block");
        }
    }
}
