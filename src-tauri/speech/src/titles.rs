//! The grammar of titles: which lines have the form of one, and what its last words say.
//! Looks at one line at a time; where a line stands is not its matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon;

/// A word that ends titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The word.
    pub word: &'static str,
    /// Genre id; `None` when the word shows that the line is no title of its own (讲话精神).
    pub genre: Option<&'static str>,
    /// True when it needs no 的 before it.
    bare: bool,
}

static TAILS: LazyLock<HashMap<&'static str, Tail>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../lexicon/genre_tails.tsv"))
        .filter(|cells| cells.len() == 3)
        .map(|cells| {
            let tail = Tail {
                word: cells[0],
                genre: (cells[1] != "-").then_some(cells[1]),
                bare: cells[2] == "yes",
            };
            (tail.word, tail)
        })
        .collect()
});

/// The longest tail word at the end of a folded line, after taking off brackets and marks, with
/// the byte length of what stands before it.
pub fn tail(line: &str) -> Option<(Tail, usize)> {
    let line = core(line);
    let mut found = None;
    for (at, _) in line.char_indices().rev().take(7) {
        if let Some(tail) = TAILS.get(&line[at..]) {
            found = Some((*tail, at));
        }
    }
    found
}

/// A folded line without a bracket or marks at its end: `…的讲话（摘要）`, `…的讲话稿　　`.
pub fn core(line: &str) -> &str {
    let mut line = line.trim();
    loop {
        let before = line;
        line = line.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '*' | '#' | '_' | '。' | '.' | '》' | '①' | '②' | '③')
        });
        for (open, close) in [
            ('（', '）'),
            ('(', ')'),
            ('[', ']'),
            ('〔', '〕'),
            ('【', '】'),
        ] {
            if line.ends_with(close)
                && let Some(at) = line.rfind(open)
                && line[at..].chars().count() <= 24
                && at > 0
            {
                line = line[..at].trim_end();
            }
        }
        if line == before {
            return line;
        }
    }
}

/// True for a folded line with the form of a speech's title: 在…会上的讲话, …主持词, 关于…的说明.
pub fn has_form(line: &str) -> bool {
    let count = line.chars().count();
    if !(4..=90).contains(&count) || line.ends_with(['。', '；', '，', '：', ':']) {
        return false;
    }
    // An essay on speeches asks or tells how; a speech does not.
    let asks = [
        "怎样",
        "如何",
        "怎么",
        "为什么",
        "浅谈",
        "浅议",
        "略论",
        "谈谈",
        "漫谈",
        "试论",
        "论",
    ];
    if asks.iter().any(|w| line.starts_with(w)) {
        return false;
    }
    let Some((tail, at)) = tail(line) else {
        return false;
    };
    if tail.genre.is_none() || line.contains(['。', '？', '；']) {
        return false;
    }
    let before = core(line)[..at].trim_end();
    let joined = before.ends_with('的') || before.ends_with('之');
    let occasion = before.ends_with("上的") || before.ends_with("上") || before.starts_with('在');
    if tail.bare {
        return tail.word.chars().count() + before.chars().count() >= 4;
    }
    joined && before.chars().count() >= 2 || occasion
}

/// True for a folded line that begins as 在…上的讲话 does but has no tail yet, as when the title is
/// broken over two lines.
pub fn begins_occasion(line: &str) -> bool {
    line.starts_with('在')
        && (4..=40).contains(&line.chars().count())
        && !line.contains(['。', '，', ',', '！', '？', '：', ':', '；'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_known_by_their_last_words() {
        for line in [
            "在全市重点项目建设现场推进会上的讲话",
            "市长在全市民营企业家座谈会上的讲话（摘要）",
            "全县第六届职工运动会开幕式主持词",
            "关于《某省物业管理条例（修订草案）》的说明",
            "胜利祝酒辞",
            "2026年某市政府工作报告",
            "某市新冠肺炎疫情防控新闻发布会（第17场）答记者问",
        ] {
            assert!(has_form(line), "{line}");
        }
    }

    #[test]
    fn other_lines_are_not_titles() {
        for line in [
            "下面，请市财政局作表态发言；",
            "一、宣读表彰决定；",
            "请县委书记讲话",
            "深入学习贯彻总书记重要讲话精神",
            "同志们：",
        ] {
            assert!(!has_form(line), "{line}");
        }
    }
}
