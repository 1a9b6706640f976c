//! Finds headings that lines and numbers do not show: chains of 首先, 其次, 最后, lead sentences
//! built alike, and numbers inside a line that lost its breaks.
//! Headings on lines of their own are found beside the numbered ones.

use super::number::{self, LAST, System};
use super::{Paragraph, Setting};
use crate::text::{Text, blank, is_han};

/// Gives the paragraphs of a chain their numbers. A chain has a first and a next; where a text has
/// numbered heads, such words lead sentences of a section.
pub(super) fn number_chains(text: &Text, paragraphs: &mut [Paragraph], setting: &Setting) {
    if setting.host {
        return;
    }
    let numbered = paragraphs.iter().any(|p| {
        p.marker
            .is_some_and(|m| !matches!(m.system, System::Ordinal | System::Clause))
    });
    if numbered {
        return;
    }
    if number_counted(text, paragraphs) {
        return;
    }
    let links: Vec<(usize, number::Marker)> = paragraphs
        .iter()
        .enumerate()
        .filter(|(_, p)| p.marker.is_none())
        .filter_map(|(i, p)| {
            let marker = number::sequence(text.chars_in(p.span))?;
            let next = paragraphs.get(i + 1);
            let short = p.head.len() <= 30;
            let followed = !p.own_line || next.is_some_and(|n| n.span.len() >= 40);
            (short && followed && !wishes(text, p, marker.length)).then_some((i, marker))
        })
        .collect();
    let first = links.iter().position(|(_, m)| m.number == 1);
    let Some(first) = first else { return };
    let chain = &links[first..];
    // 首先 may go on with 第二; 先说 goes on with 再说, or it was an aside (先说好，…).
    let said = chain.first().is_some_and(|(_, m)| m.length == 2);
    let ordinal = !said
        && paragraphs
            .iter()
            .any(|p| p.marker.is_some_and(|m| m.system == System::Ordinal));
    let more = chain
        .iter()
        .filter(|(_, m)| m.number > 1 && m.number < LAST && (m.length == 2) == said)
        .count();
    let ones = chain.iter().filter(|(_, m)| m.number == 1).count();
    if ones == 1 && (more >= 1 || ordinal) {
        for &(i, marker) in chain {
            paragraphs[i].marker = Some(marker);
        }
    }
}

/// 求一件，… 求两件，… 求三件，…: a word of the speaker's own before each number, and the numbers go on.
fn number_counted(text: &Text, paragraphs: &mut [Paragraph]) -> bool {
    let mut row: Vec<(usize, number::Marker)> = Vec::new();
    let mut word: &[char] = &[];
    for (i, p) in paragraphs.iter().enumerate() {
        let chars = text.chars_in(p.span);
        let Some((own, marker)) = number::counted(chars) else {
            continue;
        };
        if p.marker.is_some() || p.own_line || p.head.len() > 40 {
            continue;
        }
        let next = marker.number as usize == row.len() + 1;
        if next && (row.is_empty() || word == own) {
            word = own;
            row.push((i, marker));
        }
    }
    let whole = row.len() >= 3;
    for (i, marker) in row.into_iter().filter(|_| whole) {
        paragraphs[i].marker = Some(marker);
    }
    whole
}

/// 最后，祝大家… closes a speech, 首先，我代表… opens it.
fn wishes(text: &Text, paragraph: &Paragraph, skip: u32) -> bool {
    let words: String = text
        .chars_in(paragraph.span)
        .iter()
        .skip(skip as usize)
        .take(6)
        .collect();
    [
        "祝",
        "预祝",
        "衷心",
        "再次",
        "让我们",
        "愿",
        "谢",
        "请允许",
        "我代表",
        "感谢",
        "我谨",
        "向",
    ]
    .iter()
    .any(|w| words.starts_with(w))
}

/// A paragraph whose first sentence may be the head of what it says. Who says 你们 speaks to the hall.
fn leads(text: &Text, paragraphs: &[Paragraph], i: usize) -> bool {
    let p = &paragraphs[i];
    let lead = text.chars_in(p.head);
    !p.own_line
        && i > 0
        && (5..=24).contains(&lead.len())
        && p.span.len() >= if lead.len() <= 16 { 36 } else { 90 }
        && p.marker.is_none()
        && (is_han(lead[0]) || lead[0].is_ascii_uppercase())
        && !matches!(
            lead[0],
            '我' | '你' | '您' | '这' | '今' | '同' | '在' | '但'
        )
        && lead.last() == Some(&'。')
        && !counts_off(lead)
}

/// 头一段话，… 再一段话，… 末了一段话，…: one who counts what he says as he goes.
fn counts_off(lead: &[char]) -> bool {
    matches!(lead, ['头' | '再' | '另' | '末', '一' | '了', ..])
}

/// Lead sentences built alike in three or more paragraphs on end: 论……，最……的是……。
pub(super) fn parallel(text: &Text, paragraphs: &[Paragraph]) -> Vec<usize> {
    let fits = |i: usize| leads(text, paragraphs, i);
    let mut best: Vec<usize> = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for i in 0..paragraphs.len() {
        let joins = fits(i)
            && run.last().is_none_or(|&last| {
                last + 1 == i
                    && alike(
                        text.chars_in(paragraphs[last].head),
                        text.chars_in(paragraphs[i].head),
                    )
            });
        if !joins {
            run.clear();
        }
        if fits(i) {
            run.push(i);
        }
        if run.len() > best.len() {
            best.clone_from(&run);
        }
    }
    if (3..=8).contains(&best.len()) {
        best
    } else {
        Vec::new()
    }
}

/// Leads that take the same turn, other paragraphs between them: 水，先放下游。… 水，还要算钱。… and those
/// that name each its matter: 渠——先清后修。 种——先试后推。
pub(super) fn turned(text: &Text, paragraphs: &[Paragraph]) -> Vec<usize> {
    const BETWEEN: usize = 3;
    let turn = |i: usize| -> Option<&[char]> {
        let lead = text.chars_in(paragraphs[i].head);
        let at = lead.iter().position(|c| !is_han(*c))?;
        let word = &lead[..at];
        match lead[at] {
            '—' if (1..=6).contains(&at) && lead.get(at + 1) == Some(&'—') => {
                Some(&lead[at..=at])
            }
            '，' if (2..=4).contains(&at) && !calls(word) => Some(word),
            _ => None,
        }
    };
    let mut rows: Vec<(&[char], Vec<usize>)> = Vec::new();
    for i in (0..paragraphs.len()).filter(|&i| leads(text, paragraphs, i)) {
        let Some(of) = turn(i) else { continue };
        let near = |row: &[usize]| row.last().is_some_and(|&last| i - last <= BETWEEN);
        match rows.iter_mut().find(|(t, row)| *t == of && near(row)) {
            Some((_, row)) => row.push(i),
            None => rows.push((of, vec![i])),
        }
    }
    let rows = rows.into_iter().map(|(_, row)| row);
    rows.filter(|row| (3..=8).contains(&row.len()))
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

/// 同志们，… 乡亲们，… 去年，…: whom one calls and when it was are no matter of a section.
fn calls(word: &[char]) -> bool {
    let ends = matches!(
        word.last(),
        Some('们' | '年' | '月' | '日' | '天' | '位' | '家')
    );
    let begins = [
        "各位", "大家", "首先", "其次", "最后", "同时", "当然", "所以", "因此", "刚才", "有人",
    ];
    let words: String = word.iter().collect();
    ends || begins.iter().any(|w| words.starts_with(w))
}

/// Sentences on lines of their own, built alike, each with text below it: 一个包，背到山上去。
pub(super) fn parallel_lines(text: &Text, paragraphs: &[Paragraph]) -> Vec<usize> {
    let fits = |i: usize| {
        let p = &paragraphs[i];
        let lead = text.chars_in(p.head);
        let below = paragraphs.get(i + 1).map_or(0, |n| n.span.len());
        p.own_line
            && i > 0
            && p.marker.is_none()
            && (5..=20).contains(&lead.len())
            && is_han(lead[0])
            && lead.last() == Some(&'。')
            && below >= 40
    };
    let mut row: Vec<usize> = Vec::new();
    for i in (0..paragraphs.len()).filter(|&i| fits(i)) {
        let joins = row.last().is_none_or(|&last| {
            alike(
                text.chars_in(paragraphs[last].head),
                text.chars_in(paragraphs[i].head),
            )
        });
        if joins {
            row.push(i);
        } else if row.len() < 3 {
            row = vec![i];
        } else {
            break;
        }
    }
    if (3..=8).contains(&row.len()) {
        row
    } else {
        Vec::new()
    }
}

/// Where the heads 一、 二、 三、 stand inside a line that lost its breaks; empty unless each of the
/// row ends as a head does, for then nobody can tell where it ends.
/// `lone` tells that the text has no other lines: elsewhere 第一，… 第二，… in a paragraph is its list.
/// `first` tells that the line may begin with the first of them.
pub(super) fn glued(chars: &[char], lone: bool, first: bool) -> Vec<usize> {
    let bold = bold_row(chars);
    if chars.len() < 200 || !bold.is_empty() {
        return bold;
    }
    let counted = glued_row(chars, System::Han, first);
    if counted.is_empty() && lone {
        glued_row(chars, System::Ordinal, false)
    } else {
        counted
    }
}

/// **第一，修渠。** … **第二，选种。** …: numbered heads inside a paragraph that the author set bold.
fn bold_row(chars: &[char]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut at = 0;
    while at + 4 < chars.len() {
        if !chars[at..].starts_with(&['*', '*']) {
            at += 1;
            continue;
        }
        let inside = &chars[at + 2..];
        let Some(length) = inside.windows(2).position(|w| w == ['*', '*']) else {
            break;
        };
        let marker = number::marker(&inside[..length]);
        if length <= 44 && marker.is_some_and(|m| m.number as usize == found.len() + 1) {
            found.push(at);
        }
        at += length + 4;
    }
    if found.len() >= 2 { found } else { Vec::new() }
}

/// Where the heads of one way of numbering stand inside a line.
fn glued_row(chars: &[char], system: System, first: bool) -> Vec<usize> {
    let begins =
        first && number::marker(chars).is_some_and(|m| m.system == system && m.number == 1);
    let mut found: Vec<usize> = if begins { vec![0] } else { Vec::new() };
    for at in 1..chars.len() - 2 {
        let may = match system {
            System::Ordinal => chars[at] == '第',
            _ => chars[at + 1] == '、' || chars[at + 2] == '、',
        };
        if !may {
            continue;
        }
        let before = chars[at - 1];
        let free = blank(before) || matches!(before, '。' | '！' | '？' | '：' | '；' | '”' | '）');
        let marker = free
            .then(|| number::marker(&chars[at..]))
            .flatten()
            .filter(|m| m.system == system && m.number as usize == found.len() + 1);
        if marker.is_some() {
            found.push(at);
        }
    }
    let clear = found.iter().all(|&at| {
        let head = glued_head(&chars[at..]);
        (6..=44).contains(&head)
    });
    if found.len() >= 2 && clear {
        found
    } else {
        Vec::new()
    }
}

/// Scalars of the head that such a part begins with; 0 when its end cannot be told.
pub(super) fn glued_head(part: &[char]) -> usize {
    let stop = part
        .iter()
        .enumerate()
        .skip(4)
        .find(|(_, c)| blank(**c) || matches!(c, '。' | '！' | '？' | '：' | '；' | '*'));
    match stop {
        // **第一，修渠**，…: the bold ends before the sentence.
        Some((at, '*')) => at,
        Some((at, '。' | '！')) => at + 1,
        Some((at, c)) if blank(*c) => at,
        _ => 0,
    }
}

/// True when two sentences share half their characters in order, marks and quotes included.
fn alike(a: &[char], b: &[char]) -> bool {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y {
                corner + 1
            } else {
                above.max(row[j])
            };
            corner = above;
        }
    }
    let shared = row[b.len()];
    let longest = a.len().max(b.len());
    // 操心水往哪里流。 操心种子和化肥。: four characters to begin with are enough.
    let begin = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    shared >= 5 && (shared * 2 >= longest || begin >= 4) || same_build(a, b) && shared >= 3
}

/// 做学习的人。 做服务的人。 and 对党忠诚，不说假话。 依法办事，不开后门。: short, as long as each other, their
/// marks at the same places.
fn same_build(a: &[char], b: &[char]) -> bool {
    let marks = |lead: &[char]| -> Vec<(usize, char)> {
        let all = lead.iter().copied().enumerate();
        all.filter(|(_, c)| !is_han(*c) && !c.is_ascii_alphanumeric())
            .collect()
    };
    let (of_a, of_b) = (marks(a), marks(b));
    let near = of_a.len() == of_b.len()
        && of_a
            .iter()
            .zip(&of_b)
            .all(|((i, c), (j, d))| c == d && i.abs_diff(*j) <= 2);
    // 不说…, 不开…: the second clause begins alike, or the whole is one short clause.
    let second = |lead: &[char]| {
        let at = lead.iter().position(|c| matches!(c, '，' | '、' | '—'))?;
        lead.get(at + 1).copied()
    };
    let first = a.first() == b.first();
    let kin = match (second(a), second(b)) {
        (None, None) => first || ends_alike(a, b),
        (x, y) => x == y || first,
    };
    a.len().max(b.len()) <= 16 && a.len().abs_diff(b.len()) <= 3 && near && kin
}

/// The last characters before the full stop are the same, or one of those in the middle is.
fn ends_alike(a: &[char], b: &[char]) -> bool {
    let last = |lead: &[char]| lead.iter().rev().nth(1).copied();
    let inner = &b[1..b.len().saturating_sub(1)];
    let common = a[1..a.len().saturating_sub(1)]
        .iter()
        .filter(|c| is_han(**c) && inner.contains(c))
        .count();
    last(a) == last(b) || common >= 2
}

#[cfg(test)]
mod tests {
    use crate::model::Heading;
    use crate::outline::{Setting, outline};
    use crate::text::Text;

    const BODY: &str = "这件事说了好几年，账算了好几遍，今天要把话说透，把办法定死，谁负责、几时完、用多少钱，一条一条写在纸上，贴在墙上，月底来看，看不到结果的要说明白，看到结果的要让大家去学，不许再拖。";

    fn heads(text: &str) -> Vec<String> {
        found(text).into_iter().map(|h| h.text).collect()
    }

    fn depths(text: &str) -> Vec<u8> {
        found(text).into_iter().map(|h| h.depth).collect()
    }

    fn found(text: &str) -> Vec<Heading> {
        let text = Text::new(text);
        let setting = Setting {
            body_start: 0,
            body_end: text.len(),
            host: false,
            answers: false,
            letter: false,
        };
        outline(&text, &setting)
    }

    #[test]
    fn a_chain_of_words_numbers_its_heads() {
        let text = format!(
            "大家好。\n首先，这个班办得实。\n{BODY}\n其次，这件活很重。\n{BODY}\n第三，回去要见效。\n{BODY}\n最后，祝大家一路平安。"
        );
        assert_eq!(
            heads(&text),
            [
                "首先，这个班办得实。",
                "其次，这件活很重。",
                "第三，回去要见效。"
            ]
        );
        let text = format!(
            "大家好。\n先说账从哪里来。\n{BODY}\n再说钱往哪里去。\n{BODY}\n最后说事由谁来办。\n{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let text =
            format!("大家好。\n首先，我代表县委欢迎各位。\n{BODY}\n最后，祝大家顺利。\n{BODY}");
        assert_eq!(heads(&text).len(), 0);
        let text = format!(
            "大家好。\n先说好，打瞌睡的自己站起来。\n{BODY}\n第一，人要齐。\n{BODY}\n第二，钱要足。\n{BODY}"
        );
        assert_eq!(heads(&text), ["第一，人要齐。", "第二，钱要足。"]);
    }

    #[test]
    fn what_one_says_first_then_and_last_is_a_chain() {
        let text =
            format!("大家好。\n我先讲“水”。{BODY}\n我再讲“种”。{BODY}\n我最后讲“人”。{BODY}");
        assert_eq!(heads(&text).len(), 3);
        let text = format!(
            "大家好。\n规矩之一，先清淤再放水。{BODY}\n规矩之二，先试种再推开。{BODY}\n规矩之三，先算账再动工。{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let text = format!(
            "大家好。\n第一仗，打清淤的仗。{BODY}\n第二仗，打选种的仗。{BODY}\n第三仗，打算账的仗。{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let year: Vec<char> = "第一年，渠没有修成。".chars().collect();
        assert!(crate::outline::number::counted(&year).is_none());
    }

    #[test]
    fn heads_inside_a_line_that_lost_its_breaks_are_found() {
        let text =
            format!("大家好。下面我讲两点。一、把水渠修通。{BODY}二、把种子选好 {BODY}{BODY}");
        assert_eq!(heads(&text), ["一、把水渠修通。", "二、把种子选好"]);
        let text = format!("大家好。我说两句话。第一句，水渠要修。{BODY}第二句，种子要选。{BODY}");
        assert_eq!(heads(&text), ["第一句，水渠要修。", "第二句，种子要选。"]);
        let text = format!("大家好。一、水渠怎么修先看账：{BODY}二、种子怎么选再看天。{BODY}");
        assert!(heads(&text).is_empty());
    }

    #[test]
    fn other_ways_to_count_make_a_row_and_talk_does_not() {
        let text = format!(
            "大家好。\n其一，修一条渠。{BODY}\n其二，选一样种。{BODY}\n其三，算一本账。{BODY}"
        );
        assert_eq!(
            heads(&text),
            ["其一，修一条渠。", "其二，选一样种。", "其三，算一本账。"]
        );
        let text = format!("大家好。\n一，修渠。{BODY}\n二，选种。{BODY}\n三，算账。{BODY}");
        assert_eq!(heads(&text), ["一，修渠。", "二，选种。", "三，算账。"]);
        let text = format!(
            "大家好。\n所以我说第一件事，修渠。{BODY}\n第二件事，选种。{BODY}\n第三件事，算账。{BODY}"
        );
        assert_eq!(heads(&text).len(), 0);
        let text = format!(
            "大家好。\n一条渠，修到田头去。\n{BODY}\n一样种，选到户里去。\n{BODY}\n一本账，算到人头去。\n{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let text = format!(
            "大家好。\n一、水渠，修在田头上。一个村一条渠，包到人，修到头，拍照留底。没修好的不许放水。\n二、种子，选在春分前。{BODY}"
        );
        assert_eq!(heads(&text)[0], "一、水渠，修在田头上。");
    }

    #[test]
    fn a_row_that_changes_its_numbers_is_one_row() {
        let text = format!(
            "大家好。\n一、把水渠修通。\n{BODY}\n二、把种子选好。\n{BODY}\n第三，把农机备齐。\n{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        assert!(depths(&text).iter().all(|d| *d == 1));
    }

    #[test]
    fn leads_built_alike_are_heads_and_others_are_not() {
        let text = format!(
            "大家好。\n看昨天，最难的是“起步”二字。{BODY}\n看今天，最要紧的是“实干”二字。{BODY}\n看明天，最缺的是“人才”二字。{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let text =
            format!("大家好。\n麦子要管到人。{BODY}\n水要通到头。{BODY}\n账要算到户。{BODY}");
        assert_eq!(heads(&text).len(), 3);
        let text = format!(
            "大家好。\n对人诚实，不说假话。{BODY}\n按章办事，不开后门。{BODY}\n欢迎监督，不怕挑刺。{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let text = format!(
            "大家好。\n去年的收成不错。{BODY}\n水利工程还欠着账。{BODY}\n有的村干部怕得罪人。{BODY}"
        );
        assert_eq!(heads(&text).len(), 0);
    }

    #[test]
    fn leads_that_take_the_same_turn_are_heads_and_calls_are_not() {
        let text = format!(
            "大家好。\n水渠，修在田头上。{BODY}\n还有一句闲话。{BODY}\n水渠，也要算细账。{BODY}\n水渠，更要有人管。{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let text = format!(
            "大家好。\n渠——先清、后修。{BODY}\n再说两句旱情。{BODY}\n种子——先试一季，再推到户。{BODY}\n人——包到田块。{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let text = format!(
            "大家好。\n乡亲们，水来了就放。{BODY}\n乡亲们，种子到了就领。{BODY}\n你们要学会看天。{BODY}\n你们要学会算账。{BODY}\n你们要学会修渠。{BODY}"
        );
        assert!(heads(&text).is_empty());
    }

    #[test]
    fn a_word_of_ones_own_may_stand_before_the_number() {
        let text = format!(
            "大家好。\n求一件，渠要修到头。{BODY}\n求两件，账要贴上墙。{BODY}\n求三件，我自己带头。{BODY}"
        );
        assert_eq!(heads(&text).len(), 3);
        let chars: Vec<char> = "有一件，我记到今天。".chars().collect();
        assert!(crate::outline::number::counted(&chars).is_none());
    }

    #[test]
    fn bold_numbers_inside_a_paragraph_are_heads() {
        let text = "大家好。\n我提三条。**第一，把渠修通。** 修到田头，包到人头。**第二，把种选好**，先试一季。";
        assert_eq!(heads(text), ["第一，把渠修通。", "第二，把种选好"]);
    }

    #[test]
    fn lines_alike_with_a_colon_or_a_question_are_heads() {
        let text =
            format!("大家好。\n讲一个“实”字：账要算清\n{BODY}\n讲一个“快”字：人要先到\n{BODY}");
        assert_eq!(heads(&text).len(), 2);
        let text = format!(
            "大家好。\n靠什么？——几样老本还剩多少\n{BODY}\n缺什么？——缺的是人不是钱\n{BODY}"
        );
        assert_eq!(heads(&text).len(), 2);
        let text = format!("大家好。\n主持人：今天来了几位\n{BODY}\n王大民：都是老面孔\n{BODY}");
        assert_eq!(heads(&text).len(), 0);
    }
}
