//! Finds the headings of a speech: its numbering system first, then the heads in it, four levels.
//! Works on clean text; agenda items, lists inside paragraphs and appendices are not headings.

pub mod function;
mod lead;
mod lined;
pub mod number;
mod rare;

use crate::model::{Heading, Span};
use crate::text::{Text, ends_sentence, is_han, last_word_mark};
use number::{System, marker};

/// What the outline needs to know of the speech.
pub struct Setting {
    /// Where the body starts.
    pub body_start: u32,
    /// Where it ends: the closing and what follows hold no headings.
    pub body_end: u32,
    /// True for a host's script, whose numbers are agenda items.
    pub host: bool,
    /// True for questions and answers, whose numbers are questions.
    pub answers: bool,
    /// True for a letter, whose paragraphs may begin alike without being sections.
    pub letter: bool,
}

struct Paragraph {
    span: Span,
    /// The lead sentence, its mark included; the whole paragraph for a line of its own.
    head: Span,
    marker: Option<number::Marker>,
    own_line: bool,
    /// The rank that the document gives the line as a heading; 0 for none.
    rank: u8,
}

/// The level a head stands on: its way of numbering, or the rank that the document gives it.
type Level = (Option<System>, u8);

/// The headings of a speech, spans in `text`.
pub fn outline(text: &Text, setting: &Setting) -> Vec<Heading> {
    if setting.answers {
        return Vec::new();
    }
    let mut paragraphs = paragraphs(text, setting);
    lead::number_chains(text, &mut paragraphs, setting);
    even_out(text, &mut paragraphs);
    mend_slips(&mut paragraphs);
    let paragraphs = paragraphs;
    let agenda = agenda(text, &paragraphs);
    let mut heads: Vec<usize> = (0..paragraphs.len())
        .filter(|&i| paragraphs[i].marker.is_some() && !agenda[i])
        .collect();
    keep_real_systems(&paragraphs, &mut heads, setting);
    let top = top_system(&paragraphs, &heads);
    let mut plain = lined::heads(text, &paragraphs, &heads, setting);
    let mut ranked = false;
    if plain.is_empty() {
        plain = lined::ranked(&paragraphs, &heads);
        ranked = !plain.is_empty();
    }
    if plain.is_empty() {
        plain = plain_heads(text, &paragraphs, &heads, setting);
    }
    if plain.is_empty() && heads.is_empty() && !setting.host && !setting.letter {
        plain = lined::bold(text, &paragraphs);
        if plain.is_empty() {
            plain = lead::parallel(text, &paragraphs);
        }
        if plain.is_empty() {
            plain = lead::parallel_lines(text, &paragraphs);
        }
        if plain.is_empty() {
            plain = lead::turned(text, &paragraphs);
        }
        if plain.is_empty() {
            plain = rare::marked(text, &paragraphs);
        }
    }
    let level = |p: &Paragraph, system| match ranked && p.rank > 0 {
        true => (None, p.rank),
        false => (system, 0),
    };
    nest(text, &paragraphs, &heads, top, &plain, level)
}

fn paragraphs(text: &Text, setting: &Setting) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let body_start = lined::start(text, setting.body_start);
    let filled = text
        .lines()
        .iter()
        .filter(|l| !l.span.is_empty() && l.span.end > body_start);
    let lone = filled.take(3).count() <= 2;
    // A line that begins with 一、 holds 二、 too only where no line begins with that.
    let rowed = text.lines().iter().any(|l| {
        marker(text.chars_in(l.span)).is_some_and(|m| m.system == System::Han && m.number == 2)
    });
    for line in text.lines() {
        // A file of one line has title and salutation in the line of its body.
        let line = Span::new(line.span.start.max(body_start), line.span.end);
        if line.is_empty() || line.end > setting.body_end {
            continue;
        }
        let chars = text.chars_in(line);
        if appendix(chars) {
            break;
        }
        let glued = lead::glued(chars, lone, !rowed);
        let ends = glued.iter().copied().chain([chars.len()]);
        for (start, end) in [0].into_iter().chain(glued.iter().copied()).zip(ends) {
            let part = &chars[start..end];
            if part.is_empty() {
                continue;
            }
            let from = line.start + start as u32;
            let span = Span::new(from, line.start + end as u32);
            let marker = marker(part);
            let (mut head, mut own_line) = head_of(part, span, marker);
            if start > 0 {
                head.end = from + lead::glued_head(part) as u32;
                own_line = false;
            }
            out.push(Paragraph {
                span,
                head,
                marker,
                own_line,
                rank: text.mark_at(from).map_or(0, |mark| mark.rank),
            });
        }
    }
    out
}

/// 一、… （二）… 三、…: the one number written otherwise fills the gap in a row.
fn mend_slips(paragraphs: &mut [Paragraph]) {
    for slip in [System::HanBracket, System::Clause, System::Arabic] {
        let mut of = (0..paragraphs.len())
            .filter(|&i| paragraphs[i].marker.is_some_and(|m| m.system == slip));
        let (Some(i), None) = (of.next(), of.next()) else {
            continue;
        };
        let number = paragraphs[i].marker.map_or(0, |m| m.number);
        let of_row = |p: &&Paragraph| p.marker.is_some_and(|m| m.system == System::Han);
        let of_number = |p: &Paragraph| p.marker.map_or(0, |m| m.number);
        let before = paragraphs[..i].iter().rev().find(of_row).map(of_number);
        let after = paragraphs[i + 1..].iter().find(of_row).map(of_number);
        let fills = before == number.checked_sub(1) && after == Some(number + 1) && number >= 2;
        if fills
            && paragraphs[i].own_line
            && let Some(marker) = paragraphs[i].marker.as_mut()
        {
            marker.system = System::Han;
        }
    }
}

/// 一、人。… 二、物。… 三、纪律。全部到岗。: where the others of a row lead paragraphs, so does a short one.
fn even_out(text: &Text, paragraphs: &mut [Paragraph]) {
    let inner_stop = |p: &Paragraph| {
        let chars = text.chars_in(p.span);
        let stop = chars.iter().position(|c| matches!(c, '。' | '！' | '？'))?;
        (stop + 1 < chars.len()).then_some(p.span.start + stop as u32 + 1)
    };
    for system in [System::Han, System::Part] {
        let of_row = |p: &&Paragraph| p.marker.is_some_and(|m| m.system == system);
        let leads = paragraphs
            .iter()
            .filter(of_row)
            .filter(|p| !p.own_line)
            .count();
        let lines: Vec<&Paragraph> = paragraphs
            .iter()
            .filter(of_row)
            .filter(|p| p.own_line)
            .collect();
        // Each of them says more after its first sentence: all are short paragraphs.
        let all_go_on = leads + lines.len() >= 2
            && lines.iter().all(|p| {
                inner_stop(p).is_some_and(|end| {
                    let (lead, rest) = (end - p.span.start, p.span.end - end);
                    lead <= 24 && rest > lead
                })
            });
        if leads <= lines.len() && !all_go_on {
            continue;
        }
        for p in paragraphs.iter_mut() {
            if p.marker.is_some_and(|m| m.system == system)
                && p.own_line
                && let Some(end) = inner_stop(p)
            {
                p.head.end = end;
                p.own_line = false;
            }
        }
    }
}

fn appendix(chars: &[char]) -> bool {
    let line: String = chars.iter().take(4).collect();
    (line.starts_with("附件") || line.starts_with("附：") || line.starts_with("附录"))
        && chars.len() <= 20
}

/// The heading a paragraph would give: the line itself when it is short or has no full stop inside,
/// otherwise its first sentence.
fn head_of(chars: &[char], span: Span, marker: Option<number::Marker>) -> (Span, bool) {
    let stop = chars
        .iter()
        .enumerate()
        .position(|(at, c)| {
            // 凭什么？——靠什么 is one head.
            matches!(c, '。' | '！' | '？' | '!' | '?') && chars.get(at + 1) != Some(&'—')
        })
        .map(|at| {
            let quoted = chars
                .get(at + 1)
                .is_some_and(|c| matches!(c, '”' | '’' | '"'));
            at + 1 + usize::from(quoted)
        });
    let top = marker.is_some_and(|m| matches!(m.system, System::Han | System::Part));
    let own_line = match stop {
        None => chars.len() <= 80,
        // 一、做节水的人。洗菜的水浇花，洗衣的水拖地。: what follows the first sentence is text.
        Some(at) => {
            let brief = at <= 16 && !chars[..at].iter().any(|c| matches!(c, '，' | ','));
            let followed = brief && chars.len() - at > 14;
            at >= chars.len() || top && chars.len() <= 60 && !followed
        }
    };
    let end = if own_line {
        chars.len()
    } else {
        stop.unwrap_or(chars.len())
    };
    let mut skip = chars
        .iter()
        .take_while(|c| matches!(c, '#' | '*' | ' '))
        .count();
    if marker.is_some() && matches!(chars.get(skip), Some('-' | '•' | '·' | '●' | '▪')) {
        skip += 2;
    }
    let mut end = end;
    while end > skip && matches!(chars[end - 1], '*' | ' ') {
        end -= 1;
    }
    (
        Span::new(span.start + skip as u32, span.start + end as u32),
        own_line,
    )
}

/// Which paragraphs are items of an agenda: they end with a semicolon, or follow a line that
/// announces a list and have no text of their own between them.
fn agenda(text: &Text, paragraphs: &[Paragraph]) -> Vec<bool> {
    let mut agenda = vec![false; paragraphs.len()];
    let mut i = 0;
    while i < paragraphs.len() {
        let Some(first) = paragraphs[i].marker else {
            i += 1;
            continue;
        };
        let mut end = i + 1;
        while end < paragraphs.len()
            && paragraphs[end]
                .marker
                .is_some_and(|m| m.system == first.system)
        {
            end += 1;
        }
        let run = &paragraphs[i..end];
        let semicolons = run
            .iter()
            .filter(|p| {
                text.chars_in(p.span)
                    .last()
                    .is_some_and(|c| matches!(c, '；' | ';'))
            })
            .count();
        let announced = i > 0 && {
            let before = text.folded(paragraphs[i - 1].span);
            before.ends_with(['：', ':'])
                && [
                    "议程",
                    "议题",
                    "程序",
                    "事项",
                    "安排如下",
                    "内容有",
                    "内容如下",
                    "包括",
                ]
                .iter()
                .any(|w| before.contains(w))
        };
        let short = run.iter().all(|p| p.own_line && p.span.len() <= 60);
        if run.len() >= 2 && (semicolons * 2 >= run.len() || announced && short) {
            agenda[i..end].iter_mut().for_each(|a| *a = true);
        }
        i = end;
    }
    agenda
}

/// Drops systems that are lists of sentences, not of headings, and questions.
fn keep_real_systems(paragraphs: &[Paragraph], heads: &mut Vec<usize>, setting: &Setting) {
    let systems = [
        (System::Part, 60),
        (System::Han, 70),
        (System::HanBracket, 60),
        (System::Arabic, 38),
        (System::ArabicBracket, 36),
        (System::Ordinal, 40),
        (System::Clause, 30),
        (System::Named, 50),
    ];
    let has_other = |heads: &[usize], system| {
        heads
            .iter()
            .filter_map(|&i| paragraphs[i].marker)
            .any(|m| m.system != system)
    };
    for (system, longest) in systems {
        let of: Vec<usize> = heads
            .iter()
            .copied()
            .filter(|&i| paragraphs[i].marker.is_some_and(|m| m.system == system))
            .collect();
        if of.is_empty() {
            continue;
        }
        let fit = of
            .iter()
            .filter(|&&i| paragraphs[i].head.len() <= longest)
            .count();
        let mut real = fit * 10 >= of.len() * 6;
        if system == System::Clause && has_other(heads, system) {
            real = false;
        }
        if setting.host && system == System::Clause {
            real = false;
        }
        // 所以我讲第一个观点，… inside a paragraph: what goes on with 第二 is talk, no row of heads.
        let headless = system == System::Ordinal
            && !has_other(heads, system)
            && of.iter().all(|&i| {
                let p = &paragraphs[i];
                !p.own_line && p.marker.is_some_and(|m| m.number > 1)
            });
        // 1.何守成 2.陶林月 and nothing below them: a list of names.
        let named = system == System::Arabic
            && !has_other(heads, system)
            && of.len() >= 2
            && of.windows(2).all(|w| w[0] + 1 == w[1])
            && of
                .iter()
                .all(|&i| paragraphs[i].own_line && paragraphs[i].span.len() <= 20);
        real &= !headless && !named;
        let lone = of.len() == 1 && !matches!(system, System::Han);
        if !real || lone && matches!(system, System::Part | System::Clause | System::Named) {
            heads.retain(|i| !of.contains(i));
        } else {
            heads.retain(|&i| !of.contains(&i) || paragraphs[i].head.len() <= longest + 30);
        }
    }
}

/// The system of the first level: 一、 or 第一部分 where the text has them, otherwise the one whose
/// first head comes first.
fn top_system(paragraphs: &[Paragraph], heads: &[usize]) -> Option<System> {
    let count = |s: System| {
        heads
            .iter()
            .filter(|&&i| paragraphs[i].marker.is_some_and(|m| m.system == s))
            .count()
    };
    // 第一部分 stands above 一、 unless it divides one of its sections.
    let wide = heads
        .iter()
        .filter_map(|&i| paragraphs[i].marker)
        .map(|m| m.system)
        .find(|&s| matches!(s, System::Part | System::Han) && count(s) >= 2);
    if wide.is_some() {
        return wide;
    }
    heads
        .iter()
        .filter_map(|&i| paragraphs[i].marker)
        .map(|m| m.system)
        .find(|&s| count(s) >= 2)
}

/// Headings without a number: short lines of their own with text after each.
fn plain_heads(
    text: &Text,
    paragraphs: &[Paragraph],
    heads: &[usize],
    setting: &Setting,
) -> Vec<usize> {
    if setting.host {
        return Vec::new();
    }
    let numbered = heads
        .first()
        .map_or(u32::MAX, |&i| paragraphs[i].span.start);
    let fits = |i: usize, least: u32| {
        let p = &paragraphs[i];
        let chars = text.chars_in(p.head);
        let (Some(&first), Some(&last)) = (chars.first(), chars.last()) else {
            return false;
        };
        let ends_open = is_han(last) || matches!(last, '”' | '》' | '）' | '？');
        let next_is_text = paragraphs.get(i + 1).is_some_and(|n| {
            let long = |n: &Paragraph| {
                let ended = || last_word_mark(text.chars_in(n.span)).is_some_and(ends_sentence);
                n.span.len() >= 40 || n.span.len() >= least && ended()
            };
            // A word for a head of the next level may come first.
            let word = least < 40 && n.own_line && n.span.len() <= 6;
            long(n) || n.marker.is_some() || word && paragraphs.get(i + 2).is_some_and(long)
        });
        p.marker.is_none()
            && p.own_line
            && i > 0
            && (4..=34).contains(&chars.len())
            && (is_han(first) || matches!(first, '“' | '《') || first.is_ascii_digit())
            && ends_open
            && next_is_text
            && chars.iter().filter(|c| is_han(**c)).count() * 2 >= chars.len()
            && !last_word_mark(chars)
                .is_some_and(|c| matches!(c, '。' | '！' | '：' | ':' | '；' | '，'))
            && !(last == '？' && chars.len() > 20)
            && !chars.contains(&'。')
    };
    let colon = |i: &usize| {
        let chars = text.chars_in(paragraphs[*i].head);
        chars.iter().position(|c| matches!(c, '：' | ':'))
    };
    // What comes again and again is a caption or the title of a page, no head.
    let words = |i: usize| text.chars_in(paragraphs[i].head);
    let mut plain: Vec<usize> = (0..paragraphs.len()).filter(|&i| fits(i, 40)).collect();
    if plain.len() >= 2 {
        // Beside its like a head may have a short sentence under it.
        plain = (0..paragraphs.len()).filter(|&i| fits(i, 12)).collect();
        lined::add_short(text, paragraphs, &mut plain);
    }
    let found = plain.clone();
    plain.retain(|&i| !found.iter().any(|&j| j != i && words(i) == words(j)));
    // 讲一个“实”字：… is a head beside its like; 时间：… and a voice that speaks are not.
    let alike: Vec<usize> = plain
        .iter()
        .copied()
        .filter(|i| colon(i).is_some_and(|at| at >= 4))
        .collect();
    let begin = |i: &usize| {
        text.chars_in(paragraphs[*i].head)
            .iter()
            .take(2)
            .copied()
            .collect::<Vec<_>>()
    };
    let kept = alike.len() >= 2 && alike.iter().all(|i| begin(i) == begin(&alike[0]));
    plain.retain(|i| colon(i).is_none() || kept && alike.contains(i));
    // One such line is a stray; beside numbers it is a heading only when it stands above them.
    if plain.len() < 2 {
        return Vec::new();
    }
    if heads.is_empty() {
        return plain;
    }
    if paragraphs[plain[0]].span.start < numbered
        && plain.iter().any(|&i| paragraphs[i].span.start < numbered)
    {
        return plain;
    }
    Vec::new()
}

fn nest(
    text: &Text,
    paragraphs: &[Paragraph],
    heads: &[usize],
    top: Option<System>,
    plain: &[usize],
    level: impl Fn(&Paragraph, Option<System>) -> Level,
) -> Vec<Heading> {
    let mut all: Vec<usize> = heads.iter().chain(plain).copied().collect();
    all.sort_unstable();
    let mut out = Vec::new();
    // No system is that of headings without a number.
    let mut stack: Vec<Level> = Vec::new();
    let first_ordinal = heads
        .iter()
        .filter_map(|&i| paragraphs[i].marker)
        .any(|m| m.system == System::Ordinal && m.number == 1);
    let mut top_number = 0;
    for i in all {
        let p = &paragraphs[i];
        let mut system = p.marker.map(|m| m.system);
        let number = p.marker.map_or(0, |m| m.number);
        // 一、 二、 第三，: one row of heads that changes its way of numbering.
        if system == Some(System::Ordinal)
            && !first_ordinal
            && number == top_number + 1
            && number > 2
        {
            system = top;
        }
        if system.is_some() && system == top {
            top_number = number;
        }
        let level = level(p, system);
        let system = level.0;
        if let Some(at) = stack.iter().position(|l| *l == level) {
            stack.truncate(at + 1);
        } else if system.is_none() || plain.is_empty() && system.is_some() && system == top {
            let under = |l: &Level| system.is_none() && l.0.is_none() && l.1 < level.1;
            let above = stack.iter().rposition(under);
            stack.truncate(above.map_or(0, |at| at + 1));
            stack.push(level);
        } else {
            // A system that ranks above what is open closes it: （一） after 1.
            let inner = system == Some(System::Part) && top == Some(System::Han);
            while !inner && stack.last().is_some_and(|l| above(system, l.0)) {
                stack.pop();
            }
            stack.push(level);
        }
        let depth = stack.len();
        if depth > 4 {
            continue;
        }
        out.push(Heading {
            depth: depth as u8,
            text: text.raw(p.head).to_owned(),
            span: p.head,
            function: None,
        });
    }
    // Items before the first head of the first level would stand beside it though they rank below.
    if let Some(first) = top.filter(|_| plain.is_empty()) {
        let start = heads
            .iter()
            .find(|&&i| paragraphs[i].marker.is_some_and(|m| m.system == first))
            .map_or(0, |&i| paragraphs[i].head.start);
        out.retain(|h| h.span.start >= start);
    }
    out
}

fn above(new: Option<System>, open: Option<System>) -> bool {
    let rank = |s: System| match s {
        System::Part => 0,
        System::Han => 1,
        System::HanBracket => 2,
        System::Arabic => 3,
        System::ArabicBracket => 4,
        System::Ordinal | System::Named | System::Clause => 9,
    };
    match (new, open) {
        (Some(new), Some(open)) => rank(new) < rank(open) && rank(open) < 9,
        _ => false,
    }
}
