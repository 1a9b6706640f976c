//! A speech's text laid out for dating: its characters, mentions, lines and the words around them.
//! Draws no conclusion.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::calendar::{self, Named};
use super::infer::Context;
use super::lunar::{self, LunarMention};
use super::parse::{self, Grain, Mention};
use crate::lexicon;
use crate::lookup::{Folded, plain};
use crate::model::{Evidence, Reason, Span};

struct Kind {
    words: Vec<String>,
    /// All words at once: asking for each in turn took a third of the time of dating.
    any: Option<AhoCorasick>,
}

/// By length and letters of the name, in order: most names are told apart by their lengths.
static WORDS: LazyLock<Vec<(&'static str, Kind)>> = LazyLock::new(|| {
    let mut kinds: Vec<(&'static str, Kind)> =
        lexicon::rows(include_str!("../../lexicon/time_words.tsv"))
            .filter_map(|cells| {
                let words: Vec<String> = cells
                    .get(1)?
                    .split('|')
                    .map(|w| w.chars().map(plain).collect())
                    .collect();
                let any = AhoCorasick::builder()
                    .kind(Some(AhoCorasickKind::DFA))
                    .build(&words)
                    .ok();
                Some((*cells.first()?, Kind { words, any }))
            })
            .collect();
    kinds.sort_by_key(|(name, _)| (name.len(), *name));
    kinds
});

fn kind_of(name: &str) -> Option<&'static Kind> {
    let at = WORDS.binary_search_by_key(&(name.len(), name), |(name, _)| (name.len(), *name));
    WORDS.get(at.ok()?).map(|(_, kind)| kind)
}

/// The words of a kind, from `lexicon/time_words.tsv`.
pub fn words(kind: &str) -> &'static [String] {
    kind_of(kind).map_or(&[], |k| k.words.as_slice())
}

/// True when the text holds a word of the kind.
pub fn holds(text: &str, kind: &str) -> bool {
    kind_of(kind)
        .and_then(|k| k.any.as_ref())
        .is_some_and(|any| any.is_match(text))
}

/// True when the text ends with a word of the kind.
pub fn ends(text: &str, kind: &str) -> bool {
    words(kind).iter().any(|w| text.ends_with(w.as_str()))
}

/// True when the text begins with a word of the kind.
pub fn begins(text: &str, kind: &str) -> bool {
    words(kind).iter().any(|w| text.starts_with(w.as_str()))
}

/// So far back a quotation is looked for.
const LONGEST_QUOTE: usize = 200;

/// What is shorter is a name or a word, not somebody else's sentence.
const SHORTEST_QUOTE: usize = 40;

/// A text laid out for dating. All spans are in scalars of the territory.
pub struct Scene<'a> {
    /// What was given.
    pub ctx: &'a Context<'a>,
    /// The text, folded.
    pub folded: Folded,
    /// The text as it is, for quoting: each piece of evidence would count to its place in it anew.
    raw: Vec<char>,
    /// Dates in it.
    pub mentions: Vec<Mention>,
    /// Lunar days in it.
    pub lunar: Vec<LunarMention>,
    /// Named days and years in it.
    pub named: Vec<Named>,
    /// Its lines without the line break, blank ones left out.
    pub lines: Vec<Span>,
    /// Where the speech begins: its title, or the text.
    pub start: u32,
    /// Where its body begins.
    pub body: u32,
    /// Removed parts and paragraphs that are not the speaker's.
    foreign: Vec<Span>,
}

impl<'a> Scene<'a> {
    /// Lays out a text.
    pub fn new(ctx: &'a Context<'a>) -> Self {
        let folded = Folded::new(ctx.text);
        let total = folded.chars.len() as u32;
        let local = |offset: u32| offset.saturating_sub(ctx.offset).min(total);
        let start = ctx.title.map_or(0, |t| local(t.start));
        let title_end = ctx.title.map_or(0, |t| local(t.end));
        let body = local(ctx.body_start).max(title_end);
        let mut foreign: Vec<Span> = ctx
            .removed
            .iter()
            .map(|r| Span::new(local(r.start), local(r.end)))
            .filter(|r| !r.is_empty())
            .collect();
        let mut lines = Vec::new();
        let mut from = 0usize;
        for (i, c) in folded.chars.iter().chain([&'\n']).enumerate() {
            if !matches!(c, '\n' | '\r') {
                continue;
            }
            let line = &folded.chars[from..i];
            let blank = line.iter().take_while(|c| c.is_whitespace()).count();
            if blank < line.len() {
                let span = Span::new((from + blank) as u32, i as u32);
                let opening: String = line.iter().skip(blank).take(6).collect();
                if begins(&opening, "aside") {
                    foreign.push(span);
                }
                lines.push(span);
            }
            from = i + 1;
        }
        foreign.sort();
        let mentions = parse::mentions(&folded.chars);
        let lunar = lunar::mentions(&folded.chars);
        let named = calendar::named(&folded);
        Self {
            ctx,
            folded,
            raw: ctx.text.chars().collect(),
            mentions,
            lunar,
            named,
            lines,
            start,
            body,
            foreign,
        }
    }

    /// True when a span is the speaker's own: at or after the title, not removed, no editor's note.
    pub fn is_own(&self, span: Span) -> bool {
        span.start >= self.start && !self.is_foreign(span)
    }

    /// True inside a long quotation, whose 今天 is not the speaker's.
    pub fn is_quoted(&self, span: Span) -> bool {
        let chars = &self.folded.chars;
        let from = (span.start as usize).min(chars.len());
        let open = chars[..from]
            .iter()
            .rev()
            .take(LONGEST_QUOTE)
            .take_while(|c| **c != '\n')
            .position(|c| matches!(c, '“' | '”'));
        let Some(back) = open.filter(|back| chars[from - 1 - back] == '“') else {
            return false;
        };
        let close = chars[from..]
            .iter()
            .take(LONGEST_QUOTE)
            .position(|c| *c == '”');
        back + close.unwrap_or(LONGEST_QUOTE) >= SHORTEST_QUOTE
    }

    /// True when a span was removed or is an editor's note.
    pub fn is_foreign(&self, span: Span) -> bool {
        let next = self.foreign.partition_point(|f| f.start < span.end);
        self.foreign[..next].iter().any(|f| f.overlaps(span))
    }

    /// The first day of a month that is told with its day of the week (3月7日，星期二): month, day,
    /// and 1 to 7 from Monday.
    pub fn weekday(&self) -> Option<(u8, u8, u8)> {
        self.mentions
            .iter()
            .filter(|m| m.grain == Grain::Day && m.first == m.last && self.is_own(m.span))
            .find_map(|m| {
                let after = self.after(m.span, 6);
                let rest = after.trim_start_matches(['(', ',', ' ']);
                let day = ["星期", "礼拜", "周"]
                    .iter()
                    .find_map(|w| rest.strip_prefix(w))?
                    .chars()
                    .next()?;
                let nth = "一二三四五六日".chars().position(|d| d == day);
                let nth = nth.or((day == '天').then_some(6))? as u8 + 1;
                Some((m.first.0, m.first.1, nth))
            })
    }

    /// True when the head of a page has the number of a paper's page: 第4版.
    pub fn in_paper(&self) -> bool {
        let head: Vec<char> = self.folded.chars.iter().take(400).copied().collect();
        head.windows(3).enumerate().any(|(i, w)| {
            let number = w[1].is_ascii_digit();
            let close = if head.get(i + 2).is_some_and(char::is_ascii_digit) {
                head.get(i + 3)
            } else {
                head.get(i + 2)
            };
            w[0] == '第' && number && close == Some(&'版')
        })
    }

    /// The animal of the year that is greeted: 虎年吉祥, 农历牛年; its place among the twelve.
    pub fn animal(&self) -> Option<i32> {
        let chars = &self.folded.chars;
        let said = [
            "吉祥",
            "大吉",
            "快乐",
            "新春",
            "春节",
            "行大运",
            "到来",
            "来临",
            "的钟声",
            "将至",
            "了",
            "正月",
            "的正月",
            "腊月",
            "大年",
            "开年",
        ];
        let mut found = chars.windows(2).enumerate().filter_map(|(at, w)| {
            let place = "鼠牛虎兔龙蛇马羊猴鸡狗猪".chars().position(|c| c == w[0])?;
            let span = Span::new(at as u32, at as u32 + 2);
            let greeted = w[1] == '年'
                && self.is_own(span)
                && (self.before(span, 2) == "农历"
                    || said.iter().any(|s| self.after(span, 4).starts_with(s)));
            greeted.then_some(place as i32)
        });
        let first = found.next()?;
        // 送走牛年，迎来虎年 tells two.
        found.all(|other| other == first).then_some(first)
    }

    /// A lunar day that is said with its day of the year (正月十九、3月6日): both as month and day.
    pub fn lunar_twin(&self) -> Option<((u8, u8), (u8, u8))> {
        let joint = |from: u32, to: u32| {
            from <= to
                && to - from <= 4
                && self
                    .text(Span::new(from, to))
                    .trim_matches(['、', ',', '(', ')', ' ', '也', '就', '是', '即'])
                    .is_empty()
        };
        self.lunar
            .iter()
            .filter(|l| self.is_own(l.span))
            .find_map(|l| {
                let twin = self.mentions.iter().find(|m| {
                    m.grain == Grain::Day
                        && m.first == m.last
                        && m.first.0 > 0
                        && (joint(l.span.end, m.span.start) || joint(m.span.end, l.span.start))
                })?;
                Some(((l.month, l.day?), twin.first))
            })
    }

    /// True for words of the title block, or of a first line that is worded like a title though
    /// it was not taken for one.
    pub fn in_title(&self, span: Span) -> bool {
        if self.ctx.title.is_some() && span.end <= self.body {
            return true;
        }
        let early = self
            .lines
            .iter()
            .take(3)
            .any(|l| l.holds(span) && l.len() <= 60);
        early && {
            let line = self.text(self.line_of(span));
            holds(&line, "speech_form") && !line.ends_with(['。', '!', ';'])
        }
    }

    /// The line a span stands in.
    pub fn line_of(&self, span: Span) -> Span {
        let next = self.lines.partition_point(|l| l.start <= span.start);
        next.checked_sub(1)
            .and_then(|i| self.lines.get(i))
            .copied()
            .unwrap_or(span)
    }

    /// Characters of a span, folded.
    pub fn text(&self, span: Span) -> String {
        let total = self.folded.chars.len();
        let (from, to) = (
            (span.start as usize).min(total),
            (span.end as usize).min(total),
        );
        self.folded.chars[from..to.max(from)].iter().collect()
    }

    /// Up to `count` characters before a span, not further than its sentence.
    pub fn before(&self, span: Span, count: usize) -> String {
        let end = (span.start as usize).min(self.folded.chars.len());
        let from = end.saturating_sub(count);
        let cut = (from..end)
            .rev()
            .find(|&i| is_stop(self.folded.chars[i]))
            .map_or(from, |i| i + 1);
        self.folded.chars[cut..end].iter().collect()
    }

    /// Up to `count` characters after a span, not further than its sentence.
    pub fn after(&self, span: Span, count: usize) -> String {
        self.folded
            .chars
            .iter()
            .skip(span.end as usize)
            .take(count)
            .take_while(|c| !is_stop(**c))
            .collect()
    }

    /// A span as evidence, quoted as the text has it.
    pub fn evidence(&self, span: Span, reason: Reason) -> Evidence {
        let words = self.raw.iter().skip(span.start as usize);
        let quote = words.take(span.len().min(60) as usize).collect();
        Evidence {
            quote,
            span: Some(Span::new(
                span.start + self.ctx.offset,
                span.end + self.ctx.offset,
            )),
            reason,
        }
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';' | '\n')
}
