//! Title, occasion and speaker that stand beside one another on a line, told apart.
//! What each of them says is read elsewhere.

use std::sync::LazyLock;

use regex::Regex;

use super::speaker;
use crate::model::Span;
use crate::salutation;
use crate::text::Text;
use crate::titles;

/// 给村里党员上党课　　讲课人：某某某: a title and who speaks, apart on one line.
pub fn labelled(text: &Text, span: Span) -> Option<(Span, Span)> {
    let words = text.folded(span);
    let (at, gap) = words.char_indices().find_map(|(at, c)| {
        let rest = &words[at..];
        let gap = rest.len() - rest.trim_start().len();
        // 致全县人民的电视讲话　　县长　某某某: an office and a name behind a whole title.
        let officer = || {
            rest.contains(' ')
                && titles::has_form(&words[..at])
                && speaker::of_line(&rest[gap..]).is_some_and(|w| w.role.is_some())
        };
        let named = c.is_whitespace() && (speaker::is_labelled(&rest[gap..]) || officer());
        named.then_some((at, gap))
    })?;
    let (front, who) = (&words[..at], &words[at + gap..]);
    let fits = front.chars().count() >= 4 && !front.contains(['。', '：']);
    (fits && speaker::of_line(who).is_some_and(|w| w.name.is_some())).then(|| {
        (
            text.span_in(span, 0..at),
            text.span_in(span, at + gap..words.len()),
        )
    })
}

/// 何守成：把水账算清楚, 市长何守成：…: who speaks before the theme, in the first line of a text, or before a
/// title that has its form with few lines above.
pub fn before_theme(text: &Text, span: Span, above: usize) -> Option<(Span, Span)> {
    let words = text.folded(span);
    let (front, theme) = words.split_once(['：', ':'])?;
    let (front, theme) = (front.trim_end(), theme.trim());
    // 全文｜何守成：…
    let who = front
        .rsplit(['｜', '|', '丨'])
        .next()
        .unwrap_or(front)
        .trim();
    let first = above == 0 || above <= 3 && titles::has_form(theme);
    let said = first
        && (6..=50).contains(&theme.chars().count())
        && !theme.contains(['。', '：', '；', '？'])
        && !theme.ends_with(['，', '！', ':'])
        && !salutation::is(theme);
    let named = (2..=16).contains(&who.chars().count())
        && speaker::split_office(who).is_some_and(|(_, name)| speaker::is_name(name));
    (said && named).then(|| {
        (
            text.span_in(span, words.len() - theme.len()..words.len()),
            text.span_in(span, front.len() - who.len()..front.len()),
        )
    })
}

/// 某某会上的讲话（2021年3月5日　县长　某某某）: a title and the bracket behind it with the day, or with
/// its slots.
pub fn dated(text: &Text, span: Span) -> Option<(Span, Span)> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[（(]\s*(?:[0-9〇○零一二三四五六七八九十X×]{2,4}\s*年|[0-9一二三四五六七八九十X×]{1,2}\s*月\s*[0-9一二三四五六七八九十X×]{1,3}\s*日)[^（()）]{0,36}[）)]$")
            .expect("a rule of this file compiles")
    });
    let words = text.folded(span);
    let at = words.rfind(['（', '('])?;
    let front = words[..at].trim_end();
    // 某次会议大会发言（1月9日）: an occasion, whose title stands beside it.
    let fits =
        DAY.is_match(&words[at..]) && titles::has_form(front) && !front.ends_with("大会发言");
    fits.then(|| {
        (
            text.span_in(span, 0..front.len()),
            text.span_in(span, at..words.len()),
        )
    })
}

/// 县长 某某（2013.3.5）各位领导： in a text of one line: who speaks, and where the salutation after it
/// begins.
pub fn then_called(text: &Text, rest: Span) -> Option<(Span, Span)> {
    const CALLS: [&str; 12] = [
        "同志们",
        "各位",
        "尊敬的",
        "女士们",
        "老师们",
        "同学们",
        "亲爱的",
        "朋友们",
        "代表们",
        "委员们",
        "乡亲们",
        "主任",
    ];
    let words = text.folded(rest);
    let near = words
        .char_indices()
        .nth(60)
        .map_or(words.len(), |(at, _)| at);
    let at = CALLS
        .iter()
        .filter_map(|call| words[..near].find(call))
        .filter(|&at| at > 0 && salutation::opening(&words[at..]).is_some())
        .min()?;
    let front = words[..at].trim_end();
    let who = front.split(['（', '(']).next().unwrap_or(front).trim_end();
    let named = speaker::of_line(who).is_some_and(|w| w.name.is_some());
    (named && !front.contains(['。', '，', '：'])).then(|| {
        (
            text.span_in(rest, 0..who.len()),
            text.span_in(rest, at..words.len()),
        )
    })
}

/// 加强作风建设 推动发展——在某会上的讲话　某某某: theme, occasion and speaker on one line, apart.
pub fn run_together(text: &Text, line: Span) -> Option<Vec<Span>> {
    let words = text.folded(line);
    if text.chars_in(line).len() > 120 || words.contains('。') {
        return None;
    }
    let at = ["——在", "--在", "—在", "（在"]
        .iter()
        .filter_map(|sign| words.find(sign))
        .min()?;
    let theme = words[..at].trim_end();
    if theme.chars().count() < 4 || titles::has_form(theme) {
        return None;
    }
    let occasion = &words[at..];
    let inner = |part: &str| {
        let part = part.trim_start_matches(['—', '-', '（']);
        titles::has_form(part.trim_end_matches(['）', ' ']))
    };
    let span = |from: usize, to: usize| text.trim(text.span_in(line, from..to));
    if inner(occasion) {
        return Some(vec![span(0, theme.len()), span(at, words.len())]);
    }
    // The speaker stands behind a gap or the bracket.
    occasion
        .char_indices()
        .filter(|(_, c)| c.is_whitespace() || *c == '）')
        .find_map(|(gap, c)| {
            let end = at + gap + if c == '）' { c.len_utf8() } else { 0 };
            let who = words[end..].trim();
            let named = speaker::of_line(who).is_some_and(|w| w.name.is_some());
            (inner(&words[at..end]) && named)
                .then(|| vec![span(0, theme.len()), span(at, end), span(end, words.len())])
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::head;

    #[test]
    fn theme_occasion_and_speaker_on_one_line_come_apart() {
        for line in [
            "加强作风建设 推动春耕生产——在全县春耕工作会议上的讲话　何守成",
            "加强作风建设 推动春耕生产（在全县春耕工作会议上的讲话）　何守成",
        ] {
            let page = format!("{line}\n同志们：\n今天开会，讲三点意见。");
            let text = Text::new(&page);
            let head = head::read(&text, 0, text.len());
            let title = head.title.map(|t| t.words);
            assert_eq!(title.as_deref(), Some("加强作风建设 推动春耕生产"));
            assert_eq!(head.speaker_lines.len(), 1);
            assert!(head.subtitle.is_some());
        }
        let plain = Text::new("在全县春耕工作会议上的讲话——把水引到田头");
        assert!(run_together(&plain, Span::new(0, plain.len())).is_none());
    }
}
