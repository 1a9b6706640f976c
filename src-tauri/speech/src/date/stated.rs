//! Tells the date that a text states as the speech's own from dates of publishing, printing, news.
//! Infers nothing from what the speech says.

use super::clues::is_wire;
use super::day::Day;
use super::edtf::{Edtf, Year};
use super::parse::{self, Grain, Mention};
use super::report;
use super::scene::{Scene, ends as holds_end, holds};
use crate::model::{OtherDate, Reason, Span};

/// The date a text states, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stated {
    /// The mention.
    pub mention: Mention,
    /// How sure it is that this is the speech's date.
    pub certainty: f32,
    /// Code of the reason.
    pub code: &'static str,
}

/// What was found: the best statement, and the dates that are not the speech's own.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    /// The best statement.
    pub own: Option<Stated>,
    /// Publish, reprint, printing and dateline dates.
    pub others: Vec<OtherDate>,
    /// Day of publishing, the earliest seen.
    pub published: Option<Day>,
}

/// A longer line is a paragraph.
const LONGEST_LINE: u32 = 160;

/// A longer line is not a site's stamp.
const LONGEST_STAMP: u32 = 100;

/// What a dated line is.
enum Line {
    Publish,
    Reprint,
    Print,
    Own,
    Unclear,
}

/// Reads the statements of a text.
pub fn read(scene: &Scene) -> Statements {
    let mut found = Statements::default();
    let end = scene
        .lines
        .iter()
        .rev()
        .find(|l| scene.is_own(**l))
        .map_or(0, |l| l.end);
    let closing_from = scene
        .lines
        .iter()
        .rev()
        .filter(|l| scene.is_own(**l))
        .nth(5)
        .map_or(0, |l| l.start);
    let after_body: Vec<Span> = scene
        .lines
        .iter()
        .filter(|l| l.start >= scene.body && scene.is_own(**l))
        .take(3)
        .copied()
        .collect();
    let mut best: Option<Stated> = None;
    let mut offer = |stated: Stated| {
        if best.as_ref().is_none_or(|b| stated.certainty > b.certainty) {
            best = Some(stated);
        }
    };
    for mention in &scene.mentions {
        if mention.first.0 == 0 || mention.label {
            continue;
        }
        if is_dateline(scene, mention) {
            other(scene, &mut found, mention, "dateline");
            continue;
        }
        let line = scene.line_of(mention.span);
        // A paragraph is no dated line; looking through it for each of its dates took most of the time.
        let is_line = line.len() <= LONGEST_LINE;
        let words = if is_line {
            scene.text(line)
        } else {
            String::new()
        };
        let kind = if is_line {
            line_kind(scene, mention, line, &words)
        } else {
            Line::Unclear
        };
        let bracketed = scene.text(Span::new(line.end.saturating_sub(1), line.end)) == ")";
        // An editor's line under the title (——1994年6月5日，…) may be removed and still dates the speech.
        let under_title = scene.ctx.title.is_some()
            && mention.span.start >= scene.start
            && mention.span.end <= scene.body
            && matches!(kind, Line::Own)
            && words.starts_with(['—', '-']);
        let foreign = scene.is_foreign(mention.span) && !under_title;
        let is_day = mention.grain == Grain::Day && mention.edtf().is_some();
        match kind {
            Line::Reprint if is_day => {
                other(scene, &mut found, mention, "reprint");
                continue;
            }
            Line::Print if is_day => {
                other(scene, &mut found, mention, "print");
                continue;
            }
            Line::Publish if is_day => {
                other(scene, &mut found, mention, "publish");
                continue;
            }
            Line::Reprint | Line::Print | Line::Publish => continue,
            _ if foreign && is_day => {
                if tells_occasion(scene, mention) {
                    offer(Stated {
                        mention: *mention,
                        certainty: 0.75,
                        code: "date.stated_note",
                    });
                } else {
                    other(scene, &mut found, mention, "publish");
                }
                continue;
            }
            _ if foreign => continue,
            _ => {}
        }
        let own = matches!(kind, Line::Own);
        // In a text of one line the date stands in brackets right behind the title.
        let behind_title = scene.ctx.title.is_some_and(|t| {
            let at = mention.span.start + scene.ctx.offset;
            at >= t.end && at <= t.end + 3 && line.start + scene.ctx.offset < t.end
        });
        // (2024年9月28日,某某在某会上的发言): a line in brackets whose rest is the title.
        let before_title = scene.ctx.title.is_some()
            && mention.span.end <= scene.start
            && mention.span.end + 3 >= scene.start
            && line.start + 1 >= mention.span.start
            && line.end > scene.start
            && words.starts_with(['(', '[', '【']);
        let in_head = behind_title
            || before_title
            || mention.span.start >= scene.start && mention.span.end <= scene.body;
        let just_below = after_body.contains(&line) && own;
        let season = scene.text(mention.span).ends_with(['春', '夏', '秋', '冬']);
        let dated_enough =
            season || matches!(mention.grain, Grain::Day | Grain::Month | Grain::Third);
        if dated_enough && (in_head || just_below) && !in_title_words(scene, mention) {
            let certainty = match (mention.year, mention.grain) {
                (Some(Year { unknown: 0, .. }), Grain::Day) => 0.97,
                (Some(_), _) => 0.93,
                (None, Grain::Day) if own => 0.8,
                _ if own => 0.7,
                _ => continue,
            };
            offer(Stated {
                mention: *mention,
                certainty,
                code: "date.stated_title",
            });
            continue;
        }
        let closing = line.start >= closing_from && line.start > scene.body;
        let at_end = mention.span.end + 2 >= end && bracketed;
        let held_at = || {
            let rest = scene.text(Span::new(mention.span.end, line.end));
            rest.trim_start().starts_with(['于', '在']) && !rest.contains(['。', ','])
        };
        // 2019.07.16　于某某会议中心
        let opens = mention.span.start <= line.start + 1;
        let signs = (own || opens && held_at()) && line.len() <= 44 || at_end;
        if dated_enough && mention.year.is_some() && closing && signs {
            offer(Stated {
                mention: *mention,
                certainty: if own { 0.9 } else { 0.7 },
                code: "date.stated_closing",
            });
            continue;
        }
        // 十月十六日 alone as the last line: signed without the year.
        let alone = line.len() <= mention.span.len() + 2 && line.end >= end;
        // （10月19日，县长）: and with who signs, in brackets.
        let alone = alone || at_end && own && line.len() <= 24 && words.starts_with('(');
        if mention.grain == Grain::Day && mention.year.is_none() && closing && alone {
            offer(Stated {
                mention: *mention,
                certainty: 0.78,
                code: "date.stated_closing",
            });
            continue;
        }
        if is_day && runs_on(scene, mention) {
            offer(Stated {
                mention: *mention,
                certainty: 0.9,
                code: "date.stated_title",
            });
            continue;
        }
        if is_day && is_line && ends_heading(scene, mention, line, &words) {
            offer(Stated {
                mention: *mention,
                certainty: 0.8,
                code: "date.stated_title",
            });
            continue;
        }
        if is_day && own && signed(scene, mention, line) {
            offer(Stated {
                mention: *mention,
                certainty: 0.86,
                code: "date.stated_closing",
            });
            continue;
        }
        if is_day && mention.span.start < scene.body + 200 && opens_meeting(scene, mention) {
            offer(Stated {
                mention: *mention,
                certainty: 0.88,
                code: "date.stated_text",
            });
        }
    }
    // A date in the signature of a text that is dated under its title is that of its release.
    if let Some(own) = &best
        && own.code == "date.stated_title"
    {
        let own = *own;
        for mention in &scene.mentions {
            let line = scene.line_of(mention.span);
            let closes = line.start >= closing_from
                && mention.span.end + 2 >= line.end
                && scene.text(Span::new(line.end.saturating_sub(1), line.end)) == ")";
            if closes
                && mention.grain == Grain::Day
                && mention.edtf() != own.mention.edtf()
                && !scene.is_foreign(mention.span)
            {
                other(scene, &mut found, mention, "publish");
            }
        }
    }
    found.own = best;
    news(scene, &mut found);
    found
}

fn other(scene: &Scene, found: &mut Statements, mention: &Mention, kind: &str) {
    let mut mention = *mention;
    if kind == "dateline" {
        // A dateline seldom names its year.
        mention.year.get_or_insert(Year::OPEN);
    }
    let Some(edtf) = mention.edtf() else {
        return;
    };
    let day = edtf.earliest();
    // A removed paragraph that tells some date is not the stamp of a page.
    let stamp = scene.line_of(mention.span).len() <= LONGEST_STAMP;
    if kind == "publish" && stamp && found.published.is_none_or(|p| day.is_some_and(|d| d < p)) {
        found.published = day;
    }
    let edtf = edtf.to_string();
    if found
        .others
        .iter()
        .any(|o| o.edtf == edtf && o.kind == kind)
    {
        return;
    }
    let code = match kind {
        "reprint" => "date.other_reprint",
        "print" => "date.other_print",
        "dateline" => "date.other_dateline",
        _ => "date.other_publish",
    };
    found.others.push(OtherDate {
        kind: kind.to_owned(),
        edtf,
        evidence: scene.evidence(mention.span, Reason::of(code)),
    });
}

fn line_kind(scene: &Scene, mention: &Mention, line: Span, words: &str) -> Line {
    let width = words.chars().count();
    let rest = width.saturating_sub(mention.span.len() as usize);
    let short = width <= 90;
    let after: String = scene.after(mention.span, 8);
    if short && holds(words, "print") {
        return Line::Print;
    }
    if short && holds(words, "reprint") {
        return Line::Reprint;
    }
    // 15:22:07 behind a date is a stamp of a site.
    let stamp = mention.grain == Grain::Day
        && after
            .trim_start()
            .chars()
            .take(5)
            .filter(|c| c.is_ascii_digit() || *c == ':')
            .count()
            >= 4;
    // 原载, 发表于1994年1月18日
    if short && (holds(&report::unpublished(words), "publish") || stamp) {
        return Line::Publish;
    }
    // ——1994年6月5日，… under a title says when, however long the line goes on.
    let led = words.trim_start_matches(['—', '-', ' ', '(']);
    let date_leads = mention.span.start == line.start + (width - led.chars().count()) as u32;
    if date_leads && words.starts_with(['—', '-']) && width <= 160 {
        return Line::Own;
    }
    let framed = words.starts_with(['(', '[', '【', '-', '—']);
    let close_framed = words.ends_with([')', ']', '】']);
    if rest <= 8 || (framed && rest <= 60) || (close_framed && rest <= 24 && line.len() <= 60) {
        return Line::Own;
    }
    let label: String = words
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(2)
        .collect();
    if label == "时间" || label == "日期" || is_held_label(words) {
        return Line::Own;
    }
    Line::Unclear
}

/// 会议时间：…, > 典礼时间：…: a label that says when it was held.
fn is_held_label(words: &str) -> bool {
    let Some((label, _)) = words.split_once(':') else {
        return false;
    };
    let label: String = label
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '>' | '*' | '-' | '【' | '(' | '['))
        .collect();
    let held = [
        "会议", "会", "大会", "典礼", "活动", "讲话", "发言", "演讲", "致辞", "仪式", "召开",
        "举行", "举办", "报告", "座谈", "培训", "授课", "开会", "论坛", "宣讲", "党课",
    ];
    ["时间", "日期"]
        .iter()
        .filter_map(|w| label.strip_suffix(w))
        .any(|of| held.iter().any(|w| of.ends_with(w)) && of.chars().count() <= 8)
}

/// 新华社北京10月26日电, 本报3月5日讯: the day a report was sent off, not that of what it reports.
fn is_dateline(scene: &Scene, mention: &Mention) -> bool {
    let after: Vec<char> = scene.after(mention.span, 3).chars().collect();
    let sent = match after[..] {
        ['电' | '讯'] => true,
        ['电' | '讯', next, ..] => !crate::text::is_han(next) || next == '记',
        _ => false,
    };
    // 3月5日电，视频会议召开 is no dateline unless a sender stands before it.
    let before = scene.before(mention.span, 14);
    sent && mention.grain == Grain::Day
        && ["社", "报", "网", "台"].iter().any(|s| before.contains(s))
}

/// 注：大会于一九五三年六月二十三日至七月二日在北京召开: an edition's note of the occasion.
fn tells_occasion(scene: &Scene, mention: &Mention) -> bool {
    let line = scene.line_of(mention.span);
    let opening = scene.text(Span::new(line.start, line.start + 12));
    let note = [
        "注", "*", "[1]", "(一)", "本文", "这是", "此件", "编者", "说明", "题注", "本篇",
    ]
    .iter()
    .any(|w| opening.contains(w));
    let after = scene.after(mention.span, 24);
    let held = ["召开", "举行", "讲话", "会议上", "致词", "致辞", "报告"]
        .iter()
        .any(|w| after.contains(w));
    let printed = ["发表", "刊", "载", "登", "出版", "整理", "印"]
        .iter()
        .any(|w| after.contains(w));
    // 图为2019年11月26日签约仪式现场
    let caption = ["图为", "上图", "图:", "图片", "现场图"]
        .iter()
        .any(|w| opening.starts_with(w))
        && [
            "仪式现场",
            "会议现场",
            "大会现场",
            "活动现场",
            "典礼现场",
            "会场",
        ]
        .iter()
        .any(|w| after.contains(w));
    note && held && !printed || caption
}

/// …仪式上的讲话2010年1月30日尊敬的各位领导: a page whose lines ran together.
fn runs_on(scene: &Scene, mention: &Mention) -> bool {
    let before = scene.before(mention.span, 8);
    let bracketed = before.ends_with('(');
    let before = before.trim_end_matches(['(', ' ', ':', '·']);
    let after = scene.after(mention.span, 10);
    // …讲话 副总经理 XX（2011年10月8日）同志们: the name stands between title and date.
    let bracketed = bracketed && after.starts_with(')');
    let after = after.trim_start_matches([')', ' ', ',', ':']);
    let near_top = mention.span.start < scene.start + if bracketed { 500 } else { 160 };
    let called = [
        "尊敬的",
        "各位",
        "同志",
        "亲爱的",
        "敬爱的",
        "老师",
        "女士",
        "朋友",
        "代表们",
    ]
    .iter()
    .any(|w| after.starts_with(w));
    near_top && called && (bracketed || holds_tail(before))
}

fn holds_tail(before: &str) -> bool {
    [
        "讲话",
        "致辞",
        "致词",
        "发言",
        "讲话稿",
        "主持词",
        "报告",
        "开幕词",
        "闭幕词",
        "演讲",
        "祝词",
        "贺词",
        "讲话全文",
    ]
    .iter()
    .any(|w| before.ends_with(w))
}

/// A day at the end of one of the first lines, which is no sentence: …致词 1937年7月28日 |
fn ends_heading(scene: &Scene, mention: &Mention, line: Span, words: &str) -> bool {
    let first = scene.lines.iter().take(4).any(|l| *l == line);
    first
        && line.end.saturating_sub(mention.span.end) <= 4
        && !words.contains(['。', '!', ';'])
        && mention.span.start > line.start
}

/// A line that is nothing but a day, right under a short line of who signs, though a page's links
/// follow it.
fn signed(scene: &Scene, mention: &Mention, line: Span) -> bool {
    let Some(place) = scene.lines.iter().position(|l| *l == line) else {
        return false;
    };
    let alone = line.len() <= mention.span.len() + 2;
    let above = place.checked_sub(1).map(|i| scene.lines[i]);
    let late = line.start * 2 > scene.folded.chars.len() as u32;
    let signs = above.is_some_and(|l| {
        let words = scene.text(l);
        l.len() <= 24 && !words.ends_with(['。', '!', ':', ';', ','])
    });
    // A notice signs before the rules that it sends out.
    let by_body = above.is_some_and(|l| l.len() <= 24 && holds_end(&scene.text(l), "signing"));
    alone && (late && signs && line.start > scene.body + 60 || by_body && line.start > scene.body)
}

/// True when a date stands inside the words of the title: 2020年…会议 names a year, not a day.
fn in_title_words(scene: &Scene, mention: &Mention) -> bool {
    let Some(title) = scene.ctx.title else {
        return false;
    };
    let span = Span::new(
        mention.span.start + scene.ctx.offset,
        mention.span.end + scene.ctx.offset,
    );
    title.holds(span) && mention.grain != Grain::Day
}

/// 2023年7月30日，我们在这里召开
fn opens_meeting(scene: &Scene, mention: &Mention) -> bool {
    let before = scene.before(mention.span, 6);
    let after = scene.after(mention.span, 24);
    let begins_sentence = before.trim().is_empty() || before.ends_with("今天(");
    let ours = after.contains("我们")
        || after.contains("今天")
        || after.starts_with("上午")
        || after.starts_with("下午");
    begins_sentence && ours && holds(&after, "meeting")
}

/// 本报讯 15日上午, 26日至27日在京举行: counted back from the day of publishing.
fn news(scene: &Scene, found: &mut Statements) {
    let opening = scene.text(Span::new(scene.body, scene.body + 60));
    let dateline = holds(&opening, "dateline");
    let told = |m: &&Mention| {
        m.span.start >= scene.body
            && m.span.start < scene.body + if dateline { 300 } else { 40 }
            && m.grain == Grain::Day
            && m.year.is_none_or(|y| y.unknown == 0)
            && !scene.is_foreign(m.span)
    };
    // The day a report was sent off counts only when it tells of no other, or has the year. A day
    // with its year that was not wired is one of those that the report looks back on.
    let mention = scene
        .mentions
        .iter()
        .filter(told)
        .find(|m| match m.year {
            Some(_) => is_wire(scene.after(m.span, 4).trim_start()),
            None => !is_dateline(scene, m),
        })
        .or_else(|| scene.mentions.iter().find(told));
    let Some(mention) = mention else {
        return;
    };
    // 新华社一九七二年九月十九日讯: the day of the telegram, unless it tells of yesterday.
    if let Some(year) = mention.year {
        let after = scene.after(mention.span, 4);
        let wired = is_wire(after.trim_start());
        if dateline && wired && year.unknown == 0 && found.own.is_none() {
            found.own = Some(Stated {
                mention: *mention,
                certainty: 0.85,
                code: "date.stated_dateline",
            });
        }
        return;
    }
    let Some(published) = found.published else {
        return;
    };
    // 2月10日上午，…作报告 without a dateline: a page published some days later.
    let after = scene.after(mention.span, 3);
    let told = ["上午", "下午", "晚", "中午", "傍晚", ",", "至"]
        .iter()
        .any(|w| after.starts_with(w));
    // 24日，某市…: a day alone opens the first line of a report.
    let opens = scene
        .text(Span::new(scene.body, mention.span.start))
        .trim()
        .is_empty();
    if !dateline && (!told || mention.first.0 == 0 && !opens || found.own.is_some()) {
        return;
    }
    let mut whole = *mention;
    let (mut year, mut month) = (published.year, published.month);
    let on = |year: i32, month: u8, day: u8| Day::new(year, month, day).filter(|d| *d <= published);
    if mention.first.0 == 0 {
        if on(year, month, mention.last.1).is_none() {
            (year, month) = if month == 1 {
                (year - 1, 12)
            } else {
                (year, month - 1)
            };
        }
        if mention.first.1 > mention.last.1 || on(year, month, mention.last.1).is_none() {
            return;
        }
        whole.first.0 = month;
        whole.last.0 = month;
    } else if on(year, mention.last.0, mention.last.1).is_none() {
        year -= 1;
    }
    whole.year = Some(Year::known(year));
    let most = if dateline { 40 } else { 10 };
    let near = whole
        .edtf()
        .and_then(|e| e.latest())
        .is_some_and(|d| (0..=most).contains(&(published.number() - d.number())));
    if near {
        found.own = Some(Stated {
            mention: whole,
            certainty: 0.85,
            code: "date.stated_news",
        });
    }
}

/// The date in a file's name, if it has one of a known year.
pub fn in_file_name(name: &str) -> Option<(Mention, Edtf)> {
    let chars: Vec<char> = name.chars().map(crate::lookup::plain).collect();
    parse::mentions(&chars).into_iter().find_map(|m| {
        let known = m.year.is_some_and(|y| y.unknown == 0);
        (known && !m.label && m.grain != Grain::Year)
            .then(|| m.edtf().map(|e| (m, e)))
            .flatten()
    })
}
