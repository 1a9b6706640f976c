//! Knows notice lines by their words, their form and their place before, in or after the speech.
//! Removing a line of the speech is the worse fault: in doubt a line stays.

use std::sync::LazyLock;

use regex::Regex;

use super::edge::{self, EDGE};
use super::{Cut, around, closing, collection, editor, finding, form, masthead, repeated};
use crate::lexicon;
use crate::lookup::Finder;
use crate::model::Finding;
use crate::outline::number;
use crate::salutation;
use crate::text::{Text, ends_sentence, last_word_mark};
use crate::titles;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The line is the word and nothing else.
    Whole,
    /// The line begins with the word.
    Start,
    /// The word stands anywhere in the line.
    In,
    /// The word stands before a colon or bar, as the name of a field.
    Label,
}

struct Cue {
    form: Form,
    weight: u32,
    rule: &'static str,
    length: usize,
    /// Part of an address: https, www and .cn are one sign, not three.
    address: bool,
}

struct Cues {
    finder: Finder,
    cues: Vec<Cue>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut cues = Vec::new();
    for cells in lexicon::rows(include_str!("../../lexicon/notices.tsv")) {
        let [word, form, weight, rule] = cells[..] else {
            continue;
        };
        if form == EDGE {
            continue;
        }
        words.push(word);
        cues.push(Cue {
            form: match form {
                "whole" => Form::Whole,
                "start" => Form::Start,
                "label" => Form::Label,
                _ => Form::In,
            },
            weight: weight.parse().unwrap_or(0),
            rule,
            length: word.len(),
            address: word.starts_with('.') || word.starts_with("www") || word.starts_with("http"),
        });
    }
    // An automaton over all of them takes so much room that every step of it waits for memory.
    let finder = Finder::written(words);
    Cues { finder, cues }
});

/// Lines at either end of a page that may stand above the title or below the end.
const TOP: usize = 30;
const BOTTOM: usize = 40;
/// Scalars of the longest line that is looked through for words of the edges.
const LONGEST_AT_EDGE: usize = 160;

/// A speaker on his own words: 以上意见，仅供参考。
static SELF: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        "^(?:以上|上述)|我的?(?:发言|讲话|意见|看法|建议)|个人(?:意见|看法|建议|之见)|请(?:大家|同志们|各位|领导)",
    )
});
static COLLECTION: LazyLock<Regex> =
    LazyLock::new(|| rule(r"[\d一二三四五六七八九十]+篇|汇编|合集|专辑|选编"));
fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// The weight of the cues in some folded words, wherever they stand. An address alone has none:
/// a speaker gives one too.
pub(super) fn weight(words: &str) -> u32 {
    let hits = &*CUES;
    let chars: Vec<char> = words.chars().collect();
    hits.finder
        .all_in(&chars)
        .into_iter()
        .map(|(start, _, id)| {
            let cue = &hits.cues[id];
            let fits = match cue.form {
                Form::In => true,
                Form::Start => start == 0,
                Form::Whole | Form::Label => false,
            };
            if fits && !cue.address { cue.weight } else { 0 }
        })
        .sum()
}

/// The weight of all signs in some folded words, addresses too, and the bytes from the first of them
/// to the last; `None` without any.
pub(super) fn signs(words: &str) -> Option<(u32, std::ops::Range<usize>)> {
    let hits = &*CUES;
    let mut found: Option<(u32, std::ops::Range<usize>)> = None;
    let mut address = 0;
    let mut counted: Vec<usize> = Vec::new();
    let chars: Vec<char> = words.chars().collect();
    for (start, end, id) in hits.finder.all_in(&chars) {
        let cue = &hits.cues[id];
        if cue.form != Form::In || counted.contains(&id) {
            continue;
        }
        counted.push(id);
        let hit = bytes(&chars, start, end);
        let seen = found.get_or_insert((0, hit.clone()));
        seen.1.start = seen.1.start.min(hit.start);
        seen.1.end = seen.1.end.max(hit.end);
        if cue.address {
            address = address.max(cue.weight);
        } else {
            seen.0 += cue.weight;
        }
    }
    found.map(|(weight, range)| (weight + address, range))
}

/// Where characters stand in their text, in bytes.
fn bytes(chars: &[char], start: usize, end: usize) -> std::ops::Range<usize> {
    let length = |part: &[char]| part.iter().map(|c| c.len_utf8()).sum::<usize>();
    let from = length(&chars[..start]);
    from..from + length(&chars[start..end])
}

/// True for a folded line that has the form of a speech's title.
pub fn looks_like_title(line: &str) -> bool {
    titles::has_form(line) || titles::begins_occasion(line)
}

/// What a line's words and form say of it.
#[derive(Default)]
pub(super) struct Seen {
    /// 3 = enough anywhere in the file.
    pub(super) weight: u32,
    /// What its words weigh besides above the title and below the end.
    pub(super) edge: u32,
    /// Its marks are those of a page: a frame, bars, buttons.
    pub(super) formed: bool,
    /// The rule of the strongest sign.
    pub(super) rule: &'static str,
    /// The speech itself: a title, a salutation, a heading, a paragraph.
    pub(super) own: bool,
    /// It counts as the speech's only because it begins with a number.
    pub(super) listed: bool,
}

/// Marks the notice lines among those not yet marked.
/// `cuts` are what is taken out of the inside of lines: a line is judged by what they leave of it.
pub(super) fn mark(
    page: &Text,
    cuts: &[Cut],
    removed: &mut [Option<&'static str>],
    findings: &mut Vec<Finding>,
) {
    let lines = page.lines();
    let filled: Vec<usize> = (0..lines.len())
        .filter(|&i| !lines[i].span.is_empty())
        .collect();
    let top = filled.get(TOP).copied().unwrap_or(lines.len());
    let bottom = filled.len().checked_sub(BOTTOM).map_or(0, |at| filled[at]);
    let mut seen: Vec<Seen> = (0..lines.len())
        .map(|i| {
            let span = lines[i].span;
            if removed[i].is_some() || span.is_empty() {
                return Seen::default();
            }
            let inside = |cut: &&Cut| cut.span.start > span.start && cut.span.end <= span.end;
            if cuts.iter().any(|cut| inside(&cut)) {
                let left: String = (span.start..span.end)
                    .filter(|at| !cuts.iter().any(|c| c.span.start <= *at && *at < c.span.end))
                    .filter_map(|at| page.char_at(at))
                    .collect();
                let chars: Vec<char> = left.chars().collect();
                // A heading or a paragraph with a seller's words in it; a short rest is the seller's.
                if number::marker(&chars).is_some() || chars.len() >= 30 {
                    return look(&left, &chars, false);
                }
            }
            let at_edge = i < top || i >= bottom;
            look(page.folded(span), page.chars_in(span), at_edge)
        })
        .collect();
    let several = collection::holds_several(page, &filled);
    if several {
        collection::keep_title(page, &filled, &mut seen);
    }
    disown(page, &filled, &mut seen);
    let Some((first, last)) = extent(page, &filled, &seen, removed) else {
        return;
    };
    paper(page, &filled, &mut seen);
    repeated::mark(page, &filled, &mut seen);
    let title = around::title(page, &filled, first, removed).unwrap_or(first);
    for &i in &filled {
        if removed[i].is_some() {
            continue;
        }
        let len = lines[i].span.len();
        let saw = &mut seen[i];
        let outside = i < first || i > last;
        let summary = saw.rule == "editor.summary";
        let note = saw.rule == "editor.note";
        let gone = if saw.own {
            false
        } else if summary || note {
            // A compilation has such a note in the middle, before each text.
            saw.weight >= 3
                && (outside
                    || i < first + 4
                    || note && page.char_at(lines[i].span.start) == Some('【'))
        } else if outside {
            let span = lines[i].span;
            let signed = || {
                let chars = page.chars_in(span);
                let sentence = last_word_mark(chars).is_some_and(ends_sentence);
                let stopped = page.folded(span).ends_with('。') && saw.weight == 0;
                closing::signs_off(page.folded(span), chars)
                    || sentence && (saw.edge < 2 || stopped)
            };
            let at_edge = i < title || i > last && !signed();
            let weight = saw.weight + if at_edge { saw.edge } else { 0 };
            weight >= 2 && len <= 160 || weight >= 5 && len <= 400
        } else {
            let strong = saw.weight + if saw.formed { saw.edge } else { 0 };
            // 广告牌占道的要拆。: one word of a page does not make a notice of a sentence.
            let words = page.folded(lines[i].span);
            let sentence = words.ends_with('。') && !words.starts_with(['（', '(', '【', '[']);
            let needed = if saw.weight >= 3 && !sentence { 3 } else { 4 };
            let above = several && !sentence && masthead::above_next(page, &filled, i);
            if above && saw.rule.is_empty() {
                saw.rule = "notice.docket";
            }
            above
                || strong >= needed && len <= 60
                || saw.weight >= 5 && len <= 160 && !holds_speech(page, i)
        };
        if gone {
            removed[i] = Some(saw.rule);
            if summary {
                findings.push(finding(page, "summary", None, lines[i].span));
            }
        }
    }
    editor::mark(page, &filled, several, removed, findings);
    around::mark(page, &filled, (first, last), &seen, removed);
    collection::mark(page, &filled, removed);
}

/// True for a paragraph with more of a speech in it than of a notice: 二要…。关注公众号…。希望大家…。
fn holds_speech(page: &Text, i: usize) -> bool {
    let span = page.lines()[i].span;
    let words = page.folded(span);
    let ends = words.matches(['。', '！', '？']).count();
    let told = signs(words).map_or(0, |(_, range)| words[range].chars().count());
    ends >= 2 && (told as u32) * 2 < span.len()
}

/// Above the title and below the last paragraph a sentence with a page's words is the page's, however
/// long: 欢迎收藏本站！ must not pass for the first words or the last.
fn disown(page: &Text, filled: &[usize], seen: &mut [Seen]) {
    let lines = page.lines();
    // Short paragraphs have some of the words too.
    let silent = |saw: &Seen| saw.weight == 0 && saw.edge <= 1;
    let body = |&&i: &&usize| {
        let words = page.folded(lines[i].span);
        salutation::is(words) || lines[i].span.len() >= 100 && silent(&seen[i])
    };
    let begun = filled.iter().position(|i| body(&i)).unwrap_or(0);
    let title = filled[..begun]
        .iter()
        .rposition(|&i| looks_like_title(page.folded(lines[i].span)) && seen[i].weight < 2)
        .unwrap_or(0);
    let ends = |i: usize| {
        let chars = page.chars_in(lines[i].span);
        closing::bids_farewell(page.folded(lines[i].span))
            || chars.len() >= 45 && last_word_mark(chars).is_some_and(ends_sentence)
    };
    let ended = filled
        .iter()
        .rposition(|&i| silent(&seen[i]) && ends(i))
        .map_or(filled.len(), |at| at + 1);
    for &i in filled[..title].iter().chain(&filled[ended..]) {
        let (weight, edge) = (seen[i].weight, seen[i].edge);
        let words = page.folded(lines[i].span);
        let long = lines[i].span.len() > 30;
        let spoken = ["我", "同志", "各位", "咱"]
            .iter()
            .any(|w| words.contains(w));
        // What words of the edges alone say of a sentence is not enough: it may be the last of the speech.
        let stopped = words.ends_with('。');
        let told = match (long, stopped) {
            (true, _) => weight >= 2 || weight == 1 && edge >= 3,
            (false, true) => weight >= 1 && edge + weight >= 2,
            (false, false) => edge + weight >= 2,
        };
        if told && !spoken && !holds_speech(page, i) || weight >= 2 && !long {
            seen[i].own = false;
        }
    }
}

/// Whom to write to, the annexes and the day under a paper are the paper's own, addresses and all.
fn paper(page: &Text, filled: &[usize], seen: &mut [Seen]) {
    let words = |i: usize| page.folded(page.lines()[i].span);
    let contact = |w: &str| {
        [
            "联系人",
            "联系电话",
            "联系方式",
            "电话：",
            "传真",
            "传  真",
            "传 真",
            "邮编",
            "通讯地址",
            "地址：",
        ]
        .iter()
        .any(|label| w.starts_with(label))
    };
    let annex = |w: &str| {
        ["附件", "附：", "附表", "附录"]
            .iter()
            .any(|label| w.starts_with(label))
    };
    let mut within = 0;
    for &i in filled.iter().rev().take(12).rev() {
        let words = words(i);
        if contact(words) && page.lines()[i].span.len() <= 60 && seen[i].weight < 3 {
            within = 2;
        } else if annex(words) && seen[i].weight < 3 {
            within = 1;
        } else if within == 0 || seen[i].rule == "notice.navigation" {
            continue;
        }
        let mail = page.chars_in(page.lines()[i].span).contains(&'@') || words.contains("http");
        // 附件： / 1.任务清单（征求意见）: the papers it lists.
        let chars = page.chars_in(page.lines()[i].span);
        let entry = within == 1
            && !annex(words)
            && seen[i].weight < 3
            && chars.len() <= 60
            && number::marker(chars).is_some();
        if entry {
            seen[i] = Seen {
                own: true,
                ..Seen::default()
            };
            continue;
        }
        if seen[i].weight >= 3 && annex(words) {
            continue;
        }
        if contact(words) || annex(words) || mail || closing::is_day(words) {
            let listed = seen[i].listed;
            seen[i] = Seen {
                own: true,
                listed,
                ..Seen::default()
            };
        } else {
            within = 0;
        }
    }
}

/// What a line says of itself; at the edges of a page some words say more.
fn look(words: &str, chars: &[char], at_edge: bool) -> Seen {
    let mut weight = 0;
    let mut top = (0, "");
    let mut own = false;
    let shape = form::weigh(words, chars);
    if shape.weight >= 3 && matches!(shape.rule, "page.number" | "noise" | "notice.caption") {
        return Seen {
            weight: shape.weight,
            rule: shape.rule,
            ..Seen::default()
        };
    }
    let hits = &*CUES;
    let bare = words.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '【' | '】'
                    | '['
                    | ']'
                    | '（'
                    | '）'
                    | '('
                    | ')'
                    | '：'
                    | ':'
                    | '|'
                    | '-'
                    | '—'
                    | '▲'
                    | '▼'
                    | '★'
            )
    });
    // Long paragraphs are not scanned beyond their beginning: notices are short, notes of an
    // editor say so at once.
    let scanned = if chars.len() > 400 {
        &chars[..60]
    } else {
        chars
    };
    let mut address = 0;
    let (mut edge, mut at_edge) = if at_edge && chars.len() <= LONGEST_AT_EDGE {
        edge::weigh(chars)
    } else {
        (0, "")
    };
    let mut counted: [usize; 8] = [usize::MAX; 8];
    let mut slot = 0;
    for (start, end, id) in hits.finder.all_in(scanned) {
        let cue = &hits.cues[id];
        let hit = bytes(chars, start, end);
        let fits = match cue.form {
            Form::Whole => bare.len() == cue.length && hit.len() == bare.len(),
            Form::Start => chars[..start].iter().all(|c| {
                matches!(
                    c,
                    '【' | '['
                        | '［'
                        | '〔'
                        | '〖'
                        | '「'
                        | '※'
                        | '◎'
                        | '▶'
                        | '▍'
                        | '—'
                        | '（'
                        | '('
                        | '▲'
                        | '▪'
                        | '★'
                        | '●'
                        | '■'
                        | '◆'
                        | ' '
                        | '*'
                        | '>'
                        | '·'
                )
            }),
            Form::In => chars.len() <= 400,
            Form::Label => chars.len() <= 200 && labels(words, hit.start, hit.end),
        };
        if !fits || counted.contains(&id) {
            continue;
        }
        if slot < counted.len() {
            counted[slot] = id;
            slot += 1;
        }
        if cue.address {
            address = address.max(cue.weight);
        } else {
            weight += cue.weight;
        }
        if cue.weight > top.0 {
            top = (cue.weight, cue.rule);
        }
    }
    // News & Media: the page's own tongue.
    let latin = (4..=40).contains(&chars.len())
        && chars
            .iter()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '&' | '-' | '|'))
        // XX　XX: slots.
        && chars.iter().any(|c| c.is_ascii_alphabetic() && !matches!(c, 'X' | 'x'));
    if latin {
        edge += 1;
        at_edge = "notice.navigation";
    }
    // 作者： with nothing after it is a field of the page that was left empty.
    if weight == 1 && chars.len() <= 6 && words.ends_with(['：', ':']) {
        weight += 1;
    }
    let mut rule = top.1;
    if rule == "editor.note" || rule == "editor.summary" {
        return Seen {
            weight,
            rule,
            ..Seen::default()
        };
    }
    weight += address + shape.weight;
    if rule.is_empty() && shape.weight == 0 {
        rule = at_edge;
    } else if rule.is_empty() || shape.weight > top.0 && !shape.rule.is_empty() {
        rule = shape.rule;
    }
    let picked = ["精选", "大全", "集锦", "范文"];
    if weight < 3
        && chars.len() <= 30
        && picked.iter().any(|w| words.ends_with(w))
        && !COLLECTION.is_match(words)
    {
        // Above a title it is the seller's; where there is no other, it is the title.
        return Seen {
            weight: if titles::has_form(words) { 1 } else { 2 },
            rule: "notice.advert",
            edge,
            ..Seen::default()
        };
    }
    // Words of the speech that happen to hold a cue are the speech's.
    let led = weight >= 3 && rule.starts_with("notice.navigation");
    let listed = number::marker(chars).is_some() && weight < 4;
    if !led {
        let sentence = last_word_mark(chars).is_some_and(|c| matches!(c, '。' | '！' | '？'));
        own = weight < 3 && looks_like_title(words)
            || salutation::is(words)
            || weight < 2 && chars.len() <= 30 && COLLECTION.is_match(words)
            || listed
            || sentence
                && weight < if chars.len() > 60 { 4 } else { 3 }
                && (chars.len() > 30 && !words.starts_with(['（', '(', '【'])
                    || SELF.is_match(words));
    }
    Seen {
        weight,
        edge,
        formed: shape.weight >= 2,
        rule,
        own,
        listed: listed && !led,
    }
}

/// True when the word at these bytes names a field: at a line's or column's start, a colon after.
fn labels(words: &str, start: usize, end: usize) -> bool {
    let before = words[..start].chars().next_back();
    let mut after = words[end..].chars();
    let (next, then) = (after.next(), after.next());
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '|' | '/' | '[' | '【' | '〖' | '（' | '(' | '-' | '•' | '·'
            )
            || form::ornament(c)
    }) && match next {
        Some('：' | ':' | '|' | '/' | '／') => true,
        Some(' ') => then.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '：' | ':')),
        _ => false,
    }
}

/// The first and last line that are surely the speech's own: salutation or paragraphs.
fn extent(
    page: &Text,
    filled: &[usize],
    seen: &[Seen],
    removed: &[Option<&'static str>],
) -> Option<(usize, usize)> {
    let lines = page.lines();
    let own = |i: usize, above: bool| {
        if removed[i].is_some() || seen[i].weight + seen[i].edge >= 2 && !seen[i].own {
            return false;
        }
        let span = lines[i].span;
        let chars = page.chars_in(span);
        salutation::is(page.folded(span))
            || span.len() >= 45 && masthead::says_something(page.folded(span), chars, above)
            || span.len() >= 16
                && last_word_mark(chars).is_some_and(ends_sentence)
                && !page.folded(span).starts_with(['（', '('])
    };
    let first = filled.iter().find(|i| own(**i, true))?;
    let last = filled
        .iter()
        .rev()
        .find(|i| own(**i, false) || closing::bids_farewell(page.folded(lines[**i].span)))?;
    Some((*first, *last))
}
