//! Grades how much of a speech a text holds: whole, cut off, or only its outline.
//! Finds no gaps in it; those were found when the file was cleaned.

use crate::model::{Completeness, Finding, Heading, Span};
use crate::outline::number::{self, System};
use crate::text::{Text, ends_sentence, is_han, last_word_mark};

/// What the grade rests on.
pub(crate) struct Signs<'a> {
    /// The clean text.
    pub text: &'a Text<'a>,
    /// Where the body starts and the speech's part of the text ends.
    pub body: Span,
    /// Headings in the clean text.
    pub outline: &'a [Heading],
    /// What cleaning found.
    pub findings: &'a [Finding],
}

/// How much of the speech is there: cut when a site said so, or when the text breaks off.
pub(crate) fn grade(signs: &Signs) -> Completeness {
    let told = |kinds: &[&str]| {
        signs
            .findings
            .iter()
            .any(|f| kinds.contains(&f.kind.as_str()))
    };
    if told(&["gap", "preview_end"]) {
        return Completeness::Cut;
    }
    let text = signs.text;
    let lines: Vec<Span> = text
        .lines()
        .iter()
        .map(|l| {
            Span::new(
                l.span.start.max(signs.body.start),
                l.span.end.min(signs.body.end),
            )
        })
        .filter(|s| s.start < s.end)
        .collect();
    let headings: u32 = signs.outline.iter().map(|h| h.span.len()).sum();
    let bare = text
        .chars_in(signs.body)
        .iter()
        .filter(|c| !c.is_whitespace())
        .count() as u32;
    let in_outline = signs.outline.len() >= 2 && headings * 10 >= bare * 8;
    if !lines.iter().any(|s| s.len() >= 40) && (told(&["summary"]) || in_outline) {
        return Completeness::Outline;
    }
    let spoken = lines.iter().rposition(|s| !footnote(text.chars_in(*s)));
    let Some(at) = spoken else {
        return Completeness::Full;
    };
    let last = lines[at];
    let before = at.checked_sub(1).map(|i| text.chars_in(lines[i]));
    // The names of annexes end a paper without a full stop.
    let tail = &lines[at.saturating_sub(5)..=at];
    let annexes = tail.iter().any(|s| {
        let words = text.folded(*s);
        s.len() <= 60
            && ["附件", "附：", "附录", "附表"]
                .iter()
                .any(|w| words.starts_with(w))
    });
    let listed =
        number::marker(text.chars_in(last)).is_some() || text.folded(last).starts_with('附');
    if annexes && listed && last.len() <= 60 {
        return Completeness::Full;
    }
    // A site's own lines may stand after the dots with which its excerpt ends.
    let dotted = tail.iter().enumerate().any(|(i, s)| {
        let chars = text.chars_in(*s);
        let dots = chars.ends_with(&['…']) || chars.ends_with(&['.', '.', '.']);
        dots && s.len() >= 30 && tail[i + 1..].iter().all(|after| after.len() < 30)
    });
    if dotted
        || breaks_off(text.chars_in(last), before)
        || announced_and_missing(text, signs.body)
        || begun_list(text, &lines)
        || fewer_than_said(text, signs)
        || no_farewell(text, signs.body, &lines)
    {
        return Completeness::Cut;
    }
    Completeness::Full
}

/// True when the last line stops inside a sentence, or announces what does not come.
fn breaks_off(last: &[char], before: Option<&[char]>) -> bool {
    let last = without_note(last);
    let Some(&end) = last.last() else {
        return false;
    };
    if matches!(end, '“' | '‘' | '《' | '（' | '〈' | '「') {
        return true;
    }
    if matches!(end, '，' | ',' | '、' | '：' | ':') {
        // A salutation or a list of names may be all that a fragment holds, but nothing ends so.
        return last.len() >= 4;
    }
    if last.ends_with(&['…']) || last.ends_with(&['.', '.', '.']) {
        return last.len() >= 12;
    }
    let bracketed =
        matches!(last[0], '（' | '(' | '[' | '【') && matches!(end, '）' | ')' | ']' | '】');
    let word = |c: char| {
        c.is_alphanumeric() || matches!(c, '×' | '*' | '%' | '○' | '”' | '’' | '》' | '）' | ')')
    };
    if bracketed || !word(end) || last_word_mark(last).is_some_and(ends_sentence) {
        return false;
    }
    if last.len() >= 30 {
        // Who typed, checked and received the paper stands in one long line without a full stop.
        return !imprint(last);
    }
    // Neither a signature nor a cry ends with 的, or opens a quotation that it does not close.
    let opened = last.iter().filter(|c| matches!(c, '“' | '「')).count();
    let closed = last.iter().filter(|c| matches!(c, '”' | '」')).count();
    let joins = matches!(
        end,
        '的' | '和'
            | '与'
            | '及'
            | '在'
            | '对'
            | '把'
            | '被'
            | '并'
            | '而'
            | '或'
            | '于'
            | '从'
            | '向'
    );
    if joins && last.len() >= 6 || opened > closed {
        return true;
    }
    // A short last line is a signature, a date or a cry; a broken sentence has a comma, or begins
    // as a sentence does, after a paragraph of the speech.
    let speaks = last.iter().any(|c| matches!(c, '，' | ',' | '。'));
    let opens = [
        "是",
        "在",
        "要",
        "我们",
        "和",
        "为",
        "把",
        "对",
        "使",
        "就是",
        "这",
        "那",
        "同志们",
        "本",
        "此外",
        "今后",
        "目前",
    ]
    .iter()
    .any(|w| last.starts_with(&w.chars().collect::<Vec<_>>()));
    let mid = before.is_some_and(|b| {
        b.len() >= 30 && matches!(b.last(), Some('；' | ';' | '。' | '，' | '、'))
    });
    let heading = number::marker(last).is_some() && last.len() >= 8;
    !imprint(last) && last.len() >= 5 && (speaks || heading || opens && mid)
}

/// A line without the note in brackets that follows its last sentence: 办好。（2016年2月8日）
fn without_note(line: &[char]) -> &[char] {
    let note = matches!(line.last(), Some('）' | ')' | '】'))
        .then(|| line.iter().rposition(|c| matches!(c, '（' | '(' | '【')))
        .flatten();
    match note {
        Some(at) if at > 0 && line.len() - at <= 40 && ends_sentence(line[at - 1]) => &line[..at],
        _ => line,
    }
}

/// Labels and dates of a paper's foot: 整理：…　2018年11月7日　校对：…
fn imprint(line: &[char]) -> bool {
    let colons = line.iter().filter(|c| matches!(c, '：' | ':')).count();
    let gaps = line
        .windows(2)
        .filter(|w| w[0] == ' ' && w[1] != ' ')
        .count();
    let year = line
        .windows(5)
        .any(|w| w[..4].iter().all(char::is_ascii_digit) && matches!(w[4], '年' | '.' | '-' | '/'));
    let sentence = line.iter().any(|c| matches!(c, '。' | '！' | '？'));
    let words: String = line.iter().collect();
    let sent = [
        "报：",
        "送：",
        "发：",
        "抄送",
        "抄报",
        "主送",
        "分送",
        "印送",
        "主题词",
    ]
    .iter()
    .any(|w| words.starts_with(w))
        || ["印发", "翻印", "编印", "印制"]
            .iter()
            .any(|w| words.contains(w))
            && line.iter().any(char::is_ascii_digit);
    sent && !sentence
        || !sentence
            && (colons >= 2 || colons >= 1 && year || year && line.len() <= 24 || gaps >= 3)
}

/// A note below the text: [1] …, ① …, 注：…
fn footnote(line: &[char]) -> bool {
    line[0] == '[' && line.get(1).is_some_and(char::is_ascii_digit)
        || matches!(line[0], '①'..='⑳')
        || line.starts_with(&['注', '：'])
        || line.starts_with(&['注', '释'])
}

/// True when points were announced by number and the text ends before there was room for them.
fn announced_and_missing(text: &Text, body: Span) -> bool {
    let chars = text.chars_in(body);
    let from = chars.len().saturating_sub(400);
    for at in from..chars.len() {
        if !matches!(chars[at], '讲' | '谈' | '提' | '说' | '作' | '做') {
            continue;
        }
        let Some(count) = points(&chars[at + 1..]) else {
            continue;
        };
        let left = chars[at..].iter().filter(|c| is_han(**c)).count() as u32;
        if left < 20 + 15 * count {
            return true;
        }
    }
    false
}

/// True when the last number of the text is the first of a list that has no second: （一）….
fn begun_list(text: &Text, lines: &[Span]) -> bool {
    let last = lines
        .iter()
        .rev()
        .find_map(|s| Some((text.chars_in(*s), number::marker(text.chars_in(*s))?)));
    let Some((line, marker)) = last else {
        return false;
    };
    let next: &[&str] = match marker.system {
        System::HanBracket => &["（二）", "(二)"],
        System::Han => &["二、", "二是", "二．"],
        System::ArabicBracket => &["（2）", "(2)", "②"],
        System::Arabic => &["2.", "2、", "2．"],
        _ => return false,
    };
    let words: String = line.iter().collect();
    marker.number == 1 && line.len() >= 40 && !next.iter().any(|w| words.contains(w))
}

/// True when the opening says how many points come, and the headings stop before the last.
fn fewer_than_said(text: &Text, signs: &Signs) -> bool {
    let opening = Span::new(
        signs.body.start,
        signs.body.end.min(signs.body.start + 1500),
    );
    let chars = text.chars_in(opening);
    let first = chars.windows(2).position(|w| w == ['一', '、']);
    let said = (0..first.unwrap_or(0))
        .rev()
        .filter(|&at| matches!(chars[at], '讲' | '谈' | '提' | '说'))
        .find_map(|at| points(&chars[at + 1..]));
    let (Some(first), Some(count)) = (first, said) else {
        return false;
    };
    let rest = text.chars_in(Span::new(opening.start + first as u32, signs.body.end));
    let number = match count {
        ..=9 => "一二三四五六七八九".chars().nth(count as usize - 1),
        _ => Some('十'),
    };
    // 三、 第三 （三） 三是: however the last is numbered.
    !number.is_some_and(|last| {
        rest.windows(2).any(|w| {
            w[0] == last
                && matches!(
                    w[1],
                    '、' | '，' | '）' | ')' | '是' | '要' | '．' | '.' | ' '
                )
                || w[1] == last && matches!(w[0], '第' | '（' | '(')
        })
    }) && !rest.windows(2).any(|w| w == ['最', '后'])
}

/// The number of points that words after 讲 announce: 以下三点, 四个方面的意见.
fn points(rest: &[char]) -> Option<u32> {
    let rest = &rest[..rest.len().min(8)];
    let skip = rest
        .iter()
        .take_while(|c| matches!(c, '以' | '下' | '“' | '如' | '了' | '这' | '出'))
        .count();
    let (count, len) = number::han_number(&rest[skip..])?;
    let noun: String = rest[skip + len..].iter().take(2).collect();
    let counted = [
        "点",
        "个方面",
        "个问题",
        "句话",
        "条",
        "层",
        "个“",
        "方面",
        "个意",
    ]
    .iter()
    .any(|n| noun.starts_with(n) || n.starts_with(noun.as_str()) && noun.chars().count() == 2);
    (counted && (2..=12).contains(&count)).then_some(count)
}

/// True for a short greeting at a ceremony that ends without any word of those that end one.
fn no_farewell(text: &Text, body: Span, lines: &[Span]) -> bool {
    let opening = text.folded(Span::new(body.start, body.end.min(body.start + 160)));
    let greeted = ["上午好", "下午好", "晚上好", "大家好", "早上好"]
        .iter()
        .any(|w| opening.contains(w));
    let ceremony = ["典礼", "仪式", "相聚", "欢聚", "隆重举行", "盛会", "庆典"]
        .iter()
        .any(|w| {
            text.folded(Span::new(body.start, body.end.min(body.start + 400)))
                .contains(w)
        });
    let Some(last) = lines.last() else {
        return false;
    };
    let tail = text.folded(Span::new(
        last.end.saturating_sub(220).max(body.start),
        last.end,
    ));
    let bids = [
        "谢谢",
        "多谢",
        "感谢",
        "祝",
        "愿",
        "希望",
        "让我们",
        "最后",
        "相信",
        "奋斗",
        "贡献",
        "前进",
        "加油",
        "干杯",
        "宣布",
        "散会",
        "完毕",
        "到此",
        "结束",
        "敬礼",
        "携手",
        "共同",
        "一定",
        "再见",
        "请",
        "努力",
        "万岁",
        "永远",
        "讲到这",
        "讲这些",
        "！",
    ];
    greeted && ceremony && body.len() <= 1500 && !bids.iter().any(|w| tail.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade_of(text: &str) -> Completeness {
        let text = Text::new(text);
        grade(&Signs {
            text: &text,
            body: Span::new(0, text.len()),
            outline: &[],
            findings: &[],
        })
    }

    const BODY: &str =
        "今年的任务已经定了，钱也到了账上，剩下的就是人要到位、事要到位，谁也不能再等下去。\n";

    #[test]
    fn a_text_that_stops_inside_a_sentence_is_cut() {
        for end in [
            "希望大家把这件事放在心上，把责任扛在肩上，从今天起每周一次到现场去，把群众最",
            "希望大家把这件事放在心上，把责任扛在肩上，从今天起每周一次到现场去，这样做有“三个好处",
            "希望大家把这件事放在心上，把责任扛在肩上...",
            "在此，我郑重承诺：",
            "是检验我们能不能打",
            "各级干部要充分认识这项工作的意义，",
            "下面，我讲三点意见。",
            "三、把责任落到每一个人的头上",
            "“",
            "请大家欣赏文化馆选送的",
            "“你们回去的日",
            "下面，我提三点希望：一、正视成绩，认清形势。今年算是多灾之年，年初的冰雪和夏天的洪水都来过，大家扛过来了。",
            "二、把人带好。\n（一）把道理讲透。一遍不行讲两遍，两遍不行讲三遍，讲到大家心里去，讲到田头和炕头，讲到每一户。",
        ] {
            assert_eq!(
                grade_of(&format!("{BODY}{end}")),
                Completeness::Cut,
                "{end}"
            );
        }
    }

    #[test]
    fn a_ceremony_that_nobody_closes_is_cut() {
        let greeting = "老师们、同学们：\n上午好！\n春风吹到校园，我们相聚在这里，举行开学典礼。";
        let long = BODY.repeat(6);
        let cut = format!("{greeting}\n{long}马年的头一天，有一件事叫人高兴。");
        assert_eq!(grade_of(&cut), Completeness::Cut);
        let whole = format!("{greeting}\n{long}祝大家学业有成。");
        assert_eq!(grade_of(&whole), Completeness::Full);
    }

    #[test]
    fn a_text_that_ends_as_papers_end_is_whole() {
        for end in [
            "谢谢大家！",
            "散会",
            "王大民",
            "中共某县委办公室",
            "2019年3月5日",
            "（此件发至各乡镇）",
            "把该办的事办好，把该管的人管住，把该守的规矩守牢，到了年底再来看谁说到做到。（2016年2月8日）",
            "散会。\n[1] 见会议手册第二页，其中说到：“请各单位按时报送……",
            "附件：1．任务分工表\n2．各乡镇任务完成情况统计表",
            "（会后全体起立，高唱国歌）",
            "记录：小李　　2018年5月7日　　校对：小周　　分送：各科室、各下属单位、各项目组负责人",
            "让我们干起来",
            "发：各乡镇人民政府，县直各部门，各人民团体，驻县各企业事业单位，县人武部",
            "县水利指挥部办公室　翻印  2003年11月20日  印五百份分送各个工地和各个大队",
            "我讲三点意见。第一，人要到位。把最能干的人派到工地上去。第二，钱要到位。月底以前一分不少地拨下去，不许截留。第三，事要到位。年底我来看结果，看不到结果的请说明理由。",
        ] {
            assert_eq!(
                grade_of(&format!("{BODY}{end}")),
                Completeness::Full,
                "{end}"
            );
        }
    }
}
