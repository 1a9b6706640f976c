//! Knows notice lines by their words, their form and their place before, in or after the speech.
//! Removing a line of the speech is the worse fault: in doubt a line stays.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::finding;
use crate::lexicon;
use crate::model::Finding;
use crate::outline::number;
use crate::salutation;
use crate::text::{Text, ends_sentence, last_word_mark};
use crate::titles;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Whole,
    Start,
    In,
}

struct Cue {
    form: Form,
    weight: u32,
    rule: &'static str,
    length: usize,
}

struct Cues {
    finder: AhoCorasick,
    cues: Vec<Cue>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut cues = Vec::new();
    for cells in lexicon::rows(include_str!("../../lexicon/notices.tsv")) {
        let [word, form, weight, rule] = cells[..] else {
            continue;
        };
        words.push(word);
        cues.push(Cue {
            form: match form {
                "whole" => Form::Whole,
                "start" => Form::Start,
                _ => Form::In,
            },
            weight: weight.parse().unwrap_or(0),
            rule,
            length: word.len(),
        });
    }
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(&words)
        .expect("the cue list is small");
    Cues { finder, cues }
});

static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^[—–\-－─·\s]*第?\s*\d{1,4}\s*页?[—–\-－─·\s]*$|^第\s*\d{1,4}\s*页[,，/\s]*共\s*\d{1,4}\s*页$|^\d{1,4}\s*/\s*\d{1,4}$|^[Pp]age\s*\d+",
    )
});
static CAPTION: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?:记者|通讯员|摄影)[^，。\n]{0,12}摄(?:影)?$|资料图片?$|^（?图为"));
static DOCKET: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:会议|大会)(?:材料|文件|参阅件|参阅材料)(?:之[一二三四五六七八九十]+|[（(][^）)]{1,6}[)）])$",
    )
});
static COLLECTION: LazyLock<Regex> =
    LazyLock::new(|| rule(r"[\d一二三四五六七八九十]+篇|汇编|合集|专辑|选编"));
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^\D{0,14}(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s+\d{1,2}:\d\d|^(?:时间|日期|发稿)\s*[：:]\s*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s*$",
    )
});

fn rule(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a rule of this file compiles")
}

/// True for a folded line that has the form of a speech's title.
pub fn looks_like_title(line: &str) -> bool {
    titles::has_form(line) || titles::begins_occasion(line)
}

struct Seen {
    weight: u32,
    rule: &'static str,
    /// The speech itself: a title, a salutation, a heading, a paragraph.
    own: bool,
}

/// Marks the notice lines among those not yet marked.
pub(super) fn mark(page: &Text, removed: &mut [Option<&'static str>], findings: &mut Vec<Finding>) {
    let lines = page.lines();
    let mut seen: Vec<Seen> = (0..lines.len())
        .map(|i| {
            if removed[i].is_some() || lines[i].span.is_empty() {
                Seen {
                    weight: 0,
                    rule: "",
                    own: false,
                }
            } else {
                look(page.folded(lines[i].span), page.chars_in(lines[i].span))
            }
        })
        .collect();
    let filled: Vec<usize> = (0..lines.len())
        .filter(|&i| !lines[i].span.is_empty())
        .collect();
    let Some((first, last)) = extent(page, &filled, &seen, removed) else {
        return;
    };
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
            saw.weight >= 2 && len <= 160
        } else {
            saw.weight >= 3 && len <= 60
        };
        if gone {
            removed[i] = Some(saw.rule);
            if summary {
                findings.push(finding(page, "summary", None, lines[i].span));
            }
        }
    }
    subtitle_notes(page, &filled, removed);
    bounded(page, &filled, first, last, &seen, removed);
}

fn look(words: &str, chars: &[char]) -> Seen {
    let mut weight = 0;
    let mut top = (0, "");
    let mut own = false;
    if PAGE_NUMBER.is_match(words) && chars.len() <= 12 {
        return Seen {
            weight: 3,
            rule: "page.number",
            own,
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
    let scanned = if chars.len() > 200 {
        words
            .char_indices()
            .nth(60)
            .map_or(words, |(at, _)| &words[..at])
    } else {
        words
    };
    let mut counted: [usize; 8] = [usize::MAX; 8];
    let mut slot = 0;
    for hit in hits.finder.find_overlapping_iter(scanned) {
        let id = hit.pattern().as_usize();
        let cue = &hits.cues[id];
        let fits = match cue.form {
            Form::Whole => bare.len() == cue.length && hit.end() - hit.start() == bare.len(),
            Form::Start => words[..hit.start()].chars().all(|c| {
                matches!(
                    c,
                    '【' | '['
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
            Form::In => chars.len() <= 200,
        };
        if !fits || counted.contains(&id) {
            continue;
        }
        if slot < counted.len() {
            counted[slot] = id;
            slot += 1;
        }
        weight += cue.weight;
        if cue.weight > top.0 {
            top = (cue.weight, cue.rule);
        }
    }
    let mut rule = top.1;
    if rule == "editor.note" || rule == "editor.summary" {
        return Seen {
            weight,
            rule,
            own: false,
        };
    }
    if chars.len() <= 60 && CAPTION.is_match(words) {
        return Seen {
            weight: 3,
            rule: "notice.caption",
            own: false,
        };
    }
    if chars.len() <= 30 && DOCKET.is_match(words) {
        return Seen {
            weight: 2,
            rule: "notice.docket",
            own: false,
        };
    }
    if chars.len() <= 120 && crumbs(words) {
        weight += 2;
        rule = if rule.is_empty() {
            "notice.navigation"
        } else {
            rule
        };
    }
    if chars.len() <= 80 && STAMP.is_match(words) {
        weight += 2;
        rule = if rule.is_empty() {
            "notice.source"
        } else {
            rule
        };
    }
    if noise(chars) {
        return Seen {
            weight: 3,
            rule: "noise",
            own: false,
        };
    }
    if weight < 3
        && chars.len() <= 30
        && !titles::has_form(words)
        && words.ends_with("精选")
        && !COLLECTION.is_match(words)
    {
        return Seen {
            weight: 2,
            rule: "notice.advert",
            own: false,
        };
    }
    // Words of the speech that happen to hold a cue are the speech's.
    let led = weight >= 3 && rule.starts_with("notice.navigation");
    if !led {
        own = looks_like_title(words) && weight < 3
            || salutation::is(words)
            || COLLECTION.is_match(words) && weight < 2 && chars.len() <= 30
            || number::marker(chars).is_some() && weight < 4
            || chars.len() > 30
                && weight < 3
                && last_word_mark(chars).is_some_and(|c| matches!(c, '。' | '！' | '？'))
                && !words.starts_with(['（', '(', '【']);
    }
    Seen { weight, rule, own }
}

/// A way through a site, 甲 > 乙 > 丙, with short steps.
fn crumbs(words: &str) -> bool {
    [">", "›", "»", " / ", "→", "|"].iter().any(|bar| {
        let steps: Vec<&str> = words.split(bar).collect();
        let least = if matches!(*bar, "›" | "»" | ">") {
            2
        } else {
            3
        };
        steps.len() >= least
            && steps.iter().take(steps.len() - 1).all(|s| {
                let n = s.trim().chars().count();
                (1..=12).contains(&n) && !s.contains(['。', '，', '：'])
            })
    })
}

/// A line of Latin letters and symbols without a word, put between paragraphs against copying.
fn noise(chars: &[char]) -> bool {
    let marks = chars
        .iter()
        .filter(|c| {
            c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '-' | ':' | '/' | '(' | ')')
        })
        .count();
    (5..=60).contains(&chars.len())
        && chars.iter().all(|c| c.is_ascii())
        && marks >= 2
        && chars.contains(&' ')
        && !chars
            .iter()
            .collect::<String>()
            .split(' ')
            .any(|w| w.len() > 3 && w.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// The first and last line that are surely the speech's own: salutation or paragraphs.
fn extent(
    page: &Text,
    filled: &[usize],
    seen: &[Seen],
    removed: &[Option<&'static str>],
) -> Option<(usize, usize)> {
    let lines = page.lines();
    let own = |&&i: &&usize| {
        if removed[i].is_some() || seen[i].weight >= 2 && !seen[i].own {
            return false;
        }
        let span = lines[i].span;
        let chars = page.chars_in(span);
        salutation::is(page.folded(span))
            || span.len() >= 45
            || span.len() >= 16
                && last_word_mark(chars).is_some_and(ends_sentence)
                && !page.folded(span).starts_with(['（', '('])
    };
    let first = filled.iter().find(own)?;
    let last = filled
        .iter()
        .rev()
        .find(|i| own(i) || closing(page.folded(lines[**i].span)))?;
    Some((*first, *last))
}

fn closing(words: &str) -> bool {
    words.chars().count() <= 20
        && (words.contains("谢谢") || words.contains("散会") || words.contains("多谢"))
}

/// A sentence with a full stop under the title, set off by a dash or square brackets: an editor
/// telling the occasion. A subtitle never ends with a full stop.
fn subtitle_notes(page: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    let lines = page.lines();
    let head: Vec<usize> = filled
        .iter()
        .copied()
        .filter(|&i| removed[i].is_none())
        .take(6)
        .collect();
    for &i in head.iter().skip(1) {
        let words = page.folded(lines[i].span);
        let len = lines[i].span.len();
        let dashed = words.starts_with("——") || words.starts_with("--");
        let boxed = words.starts_with(['【', '[']) && words.ends_with(['】', ']']) && len >= 25;
        if dashed && words.ends_with('。') || boxed && words.contains(['。', '，']) {
            removed[i] = Some("editor.note");
        }
        if salutation::is(words) {
            break;
        }
    }
}

/// Short lines without a cue that stand between notices, before the title or after the end.
fn bounded(
    page: &Text,
    filled: &[usize],
    first: usize,
    last: usize,
    seen: &[Seen],
    removed: &mut [Option<&'static str>],
) {
    let lines = page.lines();
    let title = filled.iter().copied().rfind(|&i| {
        removed[i].is_none() && i <= first && looks_like_title(page.folded(lines[i].span))
    });
    if let Some(mut title) = title {
        if page.folded(lines[title].span).starts_with(['—', '-']) {
            // The theme line above a subtitle is the title; a repeat of it stands above that.
            title = filled
                .iter()
                .copied()
                .find(|&i| removed[i].is_none())
                .unwrap_or(title);
        }
        let before: Vec<usize> = filled.iter().copied().filter(|&i| i < title).collect();
        fill(page, &before, seen, removed);
        set_apart(page, &before, title, seen, removed);
    }
    let after: Vec<usize> = filled.iter().copied().filter(|&i| i > last).collect();
    fill(page, &after, seen, removed);
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

fn fill(page: &Text, run: &[usize], seen: &[Seen], removed: &mut [Option<&'static str>]) {
    let notice = |i: &&usize| removed[**i].is_some_and(|r| r.starts_with("notice."));
    let (Some(&from), Some(&to)) = (run.iter().find(notice), run.iter().rev().find(notice)) else {
        return;
    };
    for &i in run {
        if i > from
            && i < to
            && removed[i].is_none()
            && !seen[i].own
            && page.lines()[i].span.len() <= 40
        {
            removed[i] = Some("notice.block");
        }
    }
}
