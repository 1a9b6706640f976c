//! Takes the head of a speech apart: title lines, subtitle, date and speaker lines, salutation.
//! Works on clean text; what the title says is read elsewhere.

use std::sync::LazyLock;

use regex::Regex;

use super::{beside, broken, glued, page, speaker};
use crate::model::Span;
use crate::outline::number;
use crate::salutation;
use crate::text::{Text, ends_sentence, is_han, last_word_mark};
use crate::titles;

/// A title that stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its lines, in order; none when only the page's own line gives it.
    pub lines: Vec<Span>,
    /// Its words on one line.
    pub words: String,
    /// The same, folded.
    pub folded: String,
    /// True when its form is a speech's title, not only a short first line.
    pub formed: bool,
}

/// The head of a speech. Spans are in the clean text.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The title, if the text has one.
    pub title: Option<Title>,
    /// The line under it that tells the occasion: ——在…上的讲话, （…在…会议上）.
    pub subtitle: Option<Span>,
    /// Lines that name the speaker or the office.
    pub speaker_lines: Vec<Span>,
    /// The salutation, with its colon.
    pub salutation: Option<Span>,
    /// Where the speech's part of the text starts.
    pub front: u32,
    /// Where the body starts: the salutation, or the first paragraph.
    pub body_start: u32,
}

static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[（(〔\[]?\s*(?:时间[：:]\s*)?(?:公元)?(?:[12二一][0-9〇○零一二三四五六七八九Oo０ＸX×*]{3}|[0-9XX×]{2,3})\s*(?:年|[-./])",
    )
    .expect("a rule of this file compiles")
});

const LONGEST_HEAD: usize = 14;

/// Takes apart the head of the speech that begins at `start`.
pub fn read(text: &Text, start: u32, end: u32) -> Head {
    let mut head = Head::default();
    let mut lines: Vec<Span> = Vec::new();
    let mut mailed = false;
    head.front = start;
    head.body_start = end;
    for line in text.lines() {
        if line.span.is_empty() || line.whole.end <= start || line.span.start >= end {
            continue;
        }
        let span = Span::new(line.span.start.max(start), line.span.end.min(end));
        let listed = page::unlisted(text, span).filter(|_| lines.is_empty());
        let span = page::as_given(text, listed.unwrap_or_else(|| unmarked(text, span)));
        let words = text.folded(span);
        if titles::is_page_line(words) || mailed && titles::is_mail_subject(words) {
            mailed |= titles::is_mail_line(words);
            continue;
        }
        if let Some(parts) = beside::run_together(text, span) {
            lines.extend(parts);
            continue;
        }
        if lines.is_empty()
            && head.title.is_none()
            && let Some(glued) = glued::title(text, span)
        {
            head.body_start = glued.end;
            let rest = text.trim(Span::new(glued.end, span.end));
            let called = beside::then_called(text, rest);
            let body = called.map_or(rest, |(_, body)| body);
            head.speaker_lines.extend(called.map(|(who, _)| who));
            head.salutation = salutation_at(text, body);
            head.body_start = after_bracket(text, body, &mut head);
            head.title = Some(one_line(text, glued, true));
            return head;
        }
        // 在某某总理举行的宴会上 / 某某首相的答谢词某某阁下，各位朋友：
        if let [occasion] = lines[..]
            && titles::begins_occasion(text.folded(occasion))
            && text.folded(occasion).ends_with('上')
            && let Some(glued) = glued::title(text, span)
        {
            let rest = text.trim(Span::new(glued.end, span.end));
            head.body_start = rest.start;
            head.salutation = salutation_at(text, rest);
            head.title = Some(joined(text, &[occasion, glued]));
            return head;
        }
        if let Some(found) = salutation_at(text, span) {
            // A page repeats the salutation above the title.
            if lines.iter().all(|l| kind(text, *l) != Kind::Title)
                && let Some(below) = titled_below(text, span, end)
            {
                return Head {
                    front: head.front,
                    ..read(text, below, end)
                };
            }
            // A salutation over several lines ends with the first colon.
            head.salutation = Some(found);
            head.body_start = lines_of_salutation(text, &mut lines).unwrap_or(span.start);
            break;
        }
        if lines.len() >= LONGEST_HEAD
            || is_paragraph(text, span, words) && !(lines.is_empty() && news_title(words))
        {
            // 拟稿说明：… above the title: what stands before a title is not the speech.
            if lines.is_empty()
                && let Some(below) = titled_below(text, span, end)
            {
                return Head {
                    front: head.front,
                    ..read(text, below, end)
                };
            }
            head.body_start = span.start;
            break;
        }
        let first = || beside::before_theme(text, span, lines.len());
        let beside = beside::labelled(text, span).or_else(|| beside::dated(text, span));
        match beside.or_else(first) {
            Some((title, who)) => lines.extend([title, who]),
            None => lines.push(span),
        }
    }
    broken::brackets_closed(text, &mut lines);
    broken::occasion_closed(text, &mut lines);
    choose(text, &lines, &mut head);
    if let Some(below) = page::forwarded(text, &head, end) {
        return Head {
            front: head.front,
            ..read(text, below, end)
        };
    }
    // The page names the text first; the speech begins where its title stands again.
    let again = repeated(text, &head, end)
        .map(|at| read(text, at, end))
        .filter(|again| again.subtitle.is_some() || again.salutation.is_some());
    match again {
        Some(again) => Head {
            front: head.front,
            ..again
        },
        None => head,
    }
}

/// How many lines of a page may stand between its heading and the speech's own title.
pub(super) const FURNITURE_LINES: usize = 24;

/// Where the same title stands again in a line of its own, shortly after the head.
fn repeated(text: &Text, head: &Head, end: u32) -> Option<u32> {
    let whole = head.subtitle.is_some() || head.salutation.is_some();
    let title = head.title.as_ref().filter(|_| !whole)?;
    let last = title.lines.last()?.end;
    text.lines()
        .iter()
        .filter(|line| line.span.start >= last && line.span.end <= end && !line.span.is_empty())
        .take(FURNITURE_LINES)
        .find(|line| {
            let span = page::as_given(text, unmarked(text, line.span));
            text.folded(span) == title.folded
        })
        .map(|line| line.span.start)
}

/// Where a line that is a title by its form and names an occasion follows within two lines.
fn titled_below(text: &Text, salutation: Span, end: u32) -> Option<u32> {
    text.lines()
        .iter()
        .map(|line| line.span)
        .filter(|span| span.start >= salutation.end && span.end <= end && !span.is_empty())
        .take(2)
        .find(|span| {
            let words = text.folded(*span);
            words.starts_with('在') && words.contains("上的") && kind(text, *span) == Kind::Title
        })
        .map(|span| span.start)
}

/// Lines before the colon line that belong to the salutation: 尊敬的…代表，
fn lines_of_salutation(text: &Text, lines: &mut Vec<Span>) -> Option<u32> {
    let mut start = None;
    while let Some(last) = lines.last() {
        let words = text.folded(*last);
        let polite = ["尊敬的", "各位", "亲爱的"]
            .iter()
            .any(|p| words.starts_with(p));
        if !(polite && words.ends_with(['，', ',', '、'])) {
            break;
        }
        start = Some(last.start);
        lines.pop();
    }
    start
}

pub(super) fn salutation_at(text: &Text, span: Span) -> Option<Span> {
    let words = text.folded(span);
    let end = salutation::opening(words)?;
    let found = text.span_in(span, 0..end);
    Some(found)
}

/// A span without Markdown marks at its front.
fn unmarked(text: &Text, span: Span) -> Span {
    let skip = text
        .chars_in(span)
        .iter()
        .take_while(|c| matches!(c, '#' | '*' | ' '))
        .count();
    if let Some(mark) = number::marker(text.chars_in(span)) {
        let title = Span::new(span.start + mark.length, span.end);
        let words = text.folded(title);
        if words.contains("上的") && titles::has_form(words) {
            return title;
        }
    }
    if let Some(inner) = page::emphasised(text, span) {
        return inner;
    }
    let marks = text.chars_in(span).starts_with(&['#']);
    if marks || text.chars_in(span).starts_with(&['*', '*']) {
        let end = span.end
            - text
                .chars_in(span)
                .iter()
                .rev()
                .take_while(|c| **c == '*')
                .count() as u32;
        Span::new(span.start + skip as u32, end)
    } else {
        span
    }
}

fn is_paragraph(text: &Text, span: Span, words: &str) -> bool {
    let chars = text.chars_in(span);
    let ended = last_word_mark(chars).is_some_and(ends_sentence);
    let head_like = titles::has_form(words)
        || DATE_LINE.is_match(words) && chars.len() <= 60
        || words.starts_with('—');
    if head_like {
        return false;
    }
    chars.len() > 70
        || ended && chars.len() >= 22
        || number::marker(chars).is_some()
        || chars.len() > 30 && words.contains(['。', '，']) && !words.starts_with(['（', '('])
        || words.starts_with("同志们，")
}

/// 某某在…会议上强调 甲 乙: long, with gaps between its clauses, no full stop.
fn news_title(words: &str) -> bool {
    let gaps = words.split(' ').filter(|p| p.chars().count() >= 4).count();
    words.chars().count() <= 120 && !words.contains('。') && gaps >= 2
}

/// Where the body starts after a bracket with the date that follows a glued title.
fn after_bracket(text: &Text, rest: Span, head: &mut Head) -> u32 {
    let chars = text.chars_in(rest);
    if !matches!(chars.first(), Some('（' | '(')) {
        return rest.start;
    }
    let Some(close) = chars.iter().take(40).position(|c| matches!(c, '）' | ')')) else {
        return rest.start;
    };
    let body = text.trim(Span::new(rest.start + close as u32 + 1, rest.end));
    head.salutation = salutation_at(text, body);
    body.start
}

fn one_line(text: &Text, span: Span, formed: bool) -> Title {
    Title {
        lines: vec![span],
        words: text.raw(span).to_owned(),
        folded: text.folded(span).to_owned(),
        formed,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Subtitle,
    Date,
    Speaker,
    Mark,
    Plain,
}

fn choose(text: &Text, lines: &[Span], head: &mut Head) {
    let kinds: Vec<Kind> = (0..lines.len())
        .map(|i| match kind(text, lines[i]) {
            _ if page::is_section(text, lines, i) => Kind::Mark,
            // 2020年…座谈会 as the first line: a name that begins with its year is no date.
            Kind::Date if i == 0 && page::names_meeting(text, lines[i]) => Kind::Plain,
            kind => kind,
        })
        .collect();
    for (i, &line) in lines.iter().enumerate() {
        let named = kinds[i] == Kind::Date
            && speaker::of_line(text.folded(line)).is_some_and(|w| w.name.is_some());
        if kinds[i] == Kind::Speaker || named {
            head.speaker_lines.push(line);
        }
    }
    if let Some(at) = broken::in_book_marks(text, lines) {
        head.title = Some(joined(text, &lines[at - 1..=at]));
        head.subtitle = (at + 1..lines.len())
            .find(|&i| kinds[i] == Kind::Subtitle)
            .map(|i| lines[i]);
        return;
    }
    let subtitle = kinds.iter().position(|k| *k == Kind::Subtitle);
    head.subtitle = subtitle.map(|i| lines[i]);
    if let Some(at) = subtitle.filter(|&at| at > 0) {
        let theme = (0..at)
            .rev()
            .find(|&i| matches!(kinds[i], Kind::Plain | Kind::Title));
        if let Some(last) = theme {
            let first = broken::tail_start(text, lines, &kinds, last)
                .unwrap_or_else(|| broken::theme_start(text, lines, &kinds, last));
            head.title = Some(joined(text, &lines[first..=last]));
            return;
        }
    }
    if let Some(at) = broken::theme_over_name(text, lines, &kinds) {
        return head.title = Some(joined(text, &lines[at..=at]));
    }
    // A page's own heading stands above the title that names the occasion.
    let names_occasion = |i: &usize| {
        let words = text.folded(lines[*i]);
        words.contains("上的") || words.starts_with(['在', '关'])
    };
    let titled = || (0..lines.len()).filter(|i| kinds[*i] == Kind::Title);
    if let Some(at) = titled().find(names_occasion).or_else(|| titled().next()) {
        if head.subtitle.is_none()
            && let Some(motto) = broken::motto_above(text, lines, &kinds, at)
        {
            head.title = Some(joined(text, &lines[motto..=motto]));
            head.subtitle = Some(lines[at]);
            return;
        }
        let first = broken::form_start(text, lines, &kinds, at);
        head.title = Some(joined(text, &lines[first..=at]));
        return;
    }
    if let Some(found) = broken::form(text, lines, &kinds) {
        head.title = Some(joined(text, &lines[found.0..=found.1]));
        return;
    }
    // A short first line without the form of a title is one when text follows it.
    let first = kinds
        .iter()
        .enumerate()
        // 发言人：某某某 / 题目：…: the label names the speaker, the title stands below.
        .position(|(i, k)| {
            let who = *k == Kind::Speaker && speaker::is_labelled(text.folded(lines[i]));
            let below = kinds.get(i + 1) == Some(&Kind::Plain);
            !(matches!(k, Kind::Date | Kind::Mark) || who && below)
        });
    if let Some(at) =
        first.filter(|&at| kinds[at] == Kind::Plain && head.body_start > lines[at].end)
    {
        let words = text.folded(lines[at]);
        let count = words.chars().count();
        // 乡亲们，静一静！: called out, no title.
        let called_out = words.contains('，') && words.ends_with('！');
        let short = (3..=50).contains(&count)
            && !called_out
            && !last_word_mark(text.chars_in(lines[at]))
                .is_some_and(|c| matches!(c, '。' | '，' | '：' | '；' | ':'));
        let next = lines
            .get(at + 1)
            .filter(|_| kinds.get(at + 1) == Some(&Kind::Plain));
        if is_column(words)
            && let Some(&next) = next.filter(|n| text.chars_in(**n).len() >= 6)
        {
            head.title = Some(one_line(text, next, false));
        } else if (short || news_title(words))
            && !is_stage_direction(words)
            && !is_table_head(words)
        {
            head.title = Some(Title {
                formed: false,
                ..headline(text, &lines[at..], &kinds[at..])
            });
        }
    }
    if head.title.is_none()
        && let Some(sub) = head.subtitle
    {
        head.title = Some(one_line(text, strip_dash(text, sub), true));
    }
    // Lines that are no part of a head are the body.
    if head.title.is_none()
        && head.salutation.is_none()
        && let Some(first) = lines.first()
    {
        head.body_start = first.start;
    }
}

/// 清风笔谈 · 青年说: the column of a page above the title of its text.
fn is_column(words: &str) -> bool {
    words.chars().count() <= 16
        && [" · ", "|", "丨", "｜"].iter().any(|bar| {
            words.split_once(bar).is_some_and(|(a, b)| {
                a.trim().chars().count() >= 2 && b.trim().chars().count() >= 2
            })
        })
        && !words.contains(['“', '《'])
}

/// A headline goes on over lines: 某某在某会上强调 / 把责任压实 / 守住底线.
fn headline(text: &Text, lines: &[Span], kinds: &[Kind]) -> Title {
    let said = ["强调", "指出", "要求", "表示", "指示", "提出"];
    // 某中心组举行集体学习 / 强调守住底线: the verb may begin the second line.
    let goes_on = |line: &Span| said.iter().any(|w| text.folded(*line).starts_with(w));
    let opens = said.iter().any(|w| text.folded(lines[0]).ends_with(w))
        || lines.get(1).is_some_and(goes_on);
    let more = (1..lines.len().min(4))
        .take_while(|&i| {
            opens
                && kinds[i] == Kind::Plain
                && text.chars_in(lines[i]).len() <= 32
                && broken::adjacent(text, lines[i - 1], lines[i])
        })
        .count();
    if more == 0 {
        return joined(text, &lines[..1]);
    }
    let glue = |pick: fn(&Text, Span) -> String| {
        let parts: Vec<String> = lines[..=more].iter().map(|l| pick(text, *l)).collect();
        parts.join(" ")
    };
    Title {
        lines: lines[..=more].to_vec(),
        words: glue(|t, l| t.raw(l).to_owned()),
        folded: glue(|t, l| t.folded(l).to_owned()),
        formed: false,
    }
}

/// The names of columns, half of them in another script: 编号 time like 内容.
fn is_table_head(words: &str) -> bool {
    let cells = words.split_whitespace();
    cells
        .filter(|c| c.chars().all(|c| c.is_ascii_alphabetic()))
        .take(2)
        .count()
        == 2
        && words.chars().any(is_han)
}

fn is_stage_direction(words: &str) -> bool {
    words.starts_with(['（', '(']) || words.starts_with("【")
}

pub(super) fn kind(text: &Text, line: Span) -> Kind {
    let words = text.folded(line);
    let chars = text.chars_in(line);
    let bracket = words.starts_with(['（', '(']);
    let dashed = words.starts_with("——")
        || words.starts_with("--")
        || words.starts_with('—')
        || words.starts_with("－");
    let inner = words.trim_start_matches(['—', '-', '－', ' ', '（', '(']);
    let boxed = undated(inner.trim_end_matches(['）', ')']));
    let occasion = inner.contains("上的")
        || bracket && inner.contains('在') && inner.contains("会上，")
        || boxed.ends_with('上') && inner.contains('在')
        || (dashed || boxed.contains('在')) && titles::has_form(boxed);
    // （全县春耕工作会议，2003年3月）.
    let meeting = bracket
        && chars.len() <= 50
        && boxed.split('，').next().is_some_and(|name| {
            name.chars().count() >= 6
                && !name.chars().take(4).any(|c| c == '月')
                && ["会议", "大会", "座谈会", "培训班", "论坛"]
                    .iter()
                    .any(|w| name.ends_with(w))
        });
    if (dashed || bracket) && (occasion || meeting) && chars.len() <= 90 {
        return Kind::Subtitle;
    }
    if DATE_LINE.is_match(words)
        && chars.len() <= 60
        && inner.contains("在")
        && inner.ends_with('上')
    {
        return Kind::Subtitle;
    }
    if DATE_LINE.is_match(words) && chars.len() <= 40 && !titles::has_form(words) {
        return Kind::Date;
    }
    if bracket {
        return if speaker::of_line(words).is_some() {
            Kind::Speaker
        } else {
            Kind::Mark
        };
    }
    if page::is_boxed(words)
        || words.starts_with(['■', '●', '◆', '▲'])
        || page::is_of_collection(words)
    {
        return Kind::Mark;
    }
    if delivered(words) {
        return Kind::Subtitle;
    }
    if titles::has_form(&titles::unspaced(words)) {
        return Kind::Title;
    }
    if speaker::of_line(words).is_some() {
        return Kind::Speaker;
    }
    if chars.iter().filter(|c| is_han(**c)).count() < 2
        || words.starts_with("时间")
        || words.starts_with("地点")
        || words.starts_with("主持人")
    {
        return Kind::Mark;
    }
    Kind::Plain
}

/// 某届某次会议大会发言（1月9日下午）: names the session and when, not what the speech is of.
fn delivered(words: &str) -> bool {
    words.split_once(['（', '(']).is_some_and(|(front, when)| {
        front.ends_with("大会发言")
            && !front.starts_with('在')
            && front.contains("会议")
            && when.contains(['日', '年'])
    })
}

/// What a bracketed note says after its date: （2024年9月28日，某某在…会议上的发言）.
fn undated(words: &str) -> &str {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[0-9〇○零一二三四五六七八九十]{2,4}年[^，在]{0,9}[日月]?[，, ]*")
            .expect("a rule of this file compiles")
    });
    DATE.find(words).map_or(words, |date| &words[date.end()..])
}

fn strip_dash(text: &Text, span: Span) -> Span {
    let skip = text
        .chars_in(span)
        .iter()
        .take_while(|c| matches!(c, '—' | '-' | '－' | ' ' | '（' | '('))
        .count();
    let mut inner = Span::new(span.start + skip as u32, span.end);
    if matches!(text.char_at(span.start), Some('（' | '(')) {
        let words = text.folded(inner).trim_end_matches(['）', ')', ' ']);
        let from = words.len() - undated(words).len();
        // （全县春耕工作会议，2003年3月）: the date behind is no part of the name.
        let dated = words.rfind('，').filter(|at| {
            let tail = &words[at + '，'.len_utf8()..];
            *at > from && tail.contains('年') && tail.ends_with(['年', '月', '日'])
        });
        inner = text.span_in(inner, from..dated.unwrap_or(words.len()));
    }
    inner
}

impl Title {
    /// From its first line to its last; `None` for one that stands outside the text.
    pub fn span(&self) -> Option<Span> {
        Some(Span::new(self.lines.first()?.start, self.lines.last()?.end))
    }
}

pub(super) fn joined(text: &Text, lines: &[Span]) -> Title {
    let glue =
        |pick: fn(&Text, Span) -> String| lines.iter().map(|&l| pick(text, l)).collect::<String>();
    let folded = glue(|t, l| titles::unspaced(t.folded(l)));
    Title {
        lines: lines.to_vec(),
        words: glue(|t, l| titles::unspaced(t.raw(l))),
        formed: titles::has_form(&folded),
        folded,
    }
}
