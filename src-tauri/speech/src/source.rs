//! Where a text comes from: what its page says (来源：), the site it was saved from, a folder that is
//! named like one. Reads no address that is not given; does not judge how good a source is.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon;
use crate::model::{Evidence, Guess, Proposal, Reason, Span};
use crate::text::Text;

/// How sure a source is that a line of the page names.
const SAID: f32 = 0.9;
/// The same of the site that a page was saved from: it may have been reprinted there.
const SAVED: f32 = 0.8;
/// The same of a folder.
const KEPT: f32 = 0.5;
/// Characters at the beginning and at the end of a text where such a line stands.
const HEAD: u32 = 1200;
const FOOT: u32 = 600;

static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?m)(?:^|[\s　|丨｜（(【\[])(?:稿件|信息|文章|本文|新闻|内容)?来源[ 　]*[：:丨|｜][ 　]*([^\s　|丨｜，,。；;：:（）()\[\]【】《》<>]{2,24})",
    )
    .ok()
});

/// What stands after the mark and says nothing.
const NOBODY: [&str; 10] = [
    "本站",
    "网络",
    "互联网",
    "未知",
    "不详",
    "原创",
    "转载",
    "佚名",
    "其他",
    "整理",
];

/// The source that a line of the page names, beside the text or among its notices.
pub(crate) fn said(page: &Text, territory: Span) -> Option<Guess<String>> {
    let head = Span::new(territory.start, territory.end.min(territory.start + HEAD));
    let foot = Span::new(
        territory.end.saturating_sub(FOOT).max(head.end),
        territory.end,
    );
    [head, foot].into_iter().find_map(|part| {
        let words = page.raw(part);
        if !words.contains("来源") {
            return None;
        }
        let found = LINE.as_ref()?.captures_iter(words).find_map(|found| {
            let name = found.get(1)?;
            let value = named(name.as_str())?;
            Some((name, value))
        });
        let (name, value) = found?;
        let start = part.start + words[..name.start()].chars().count() as u32;
        let end = start + name.as_str().chars().count() as u32;
        let evidence = Evidence {
            quote: name.as_str().to_owned(),
            span: Some(Span::new(start, end)),
            reason: Reason::of("source.said"),
        };
        Some(Guess::new(value, SAID, vec![evidence]))
    })
}

/// The name as a source: of an address its host; `None` for what names nobody.
fn named(words: &str) -> Option<String> {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric() && !"》”".contains(c));
    // 来源：某报作者：某人 without a blank between them.
    let cut = [
        "作者", "编辑", "时间", "发布", "浏览", "点击", "责任", "记者",
    ];
    let end = cut.iter().filter_map(|word| words.find(word)).min();
    let words = words[..end.unwrap_or(words.len())].trim_end();
    let is_nobody = NOBODY.iter().any(|nobody| words.starts_with(nobody));
    if is_nobody || words.chars().count() < 2 || words.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    Some(words.to_owned())
}

/// Whether words are a host: www.example.gov.cn.
fn is_host(words: &str) -> bool {
    let parts: Vec<&str> = words.split('.').collect();
    let is_part = |part: &&str| {
        let fit = |c: char| c.is_ascii_alphanumeric() || c == '-';
        !part.is_empty() && part.chars().all(fit)
    };
    let ends = parts.last().is_some_and(|end| {
        (2..=6).contains(&end.len()) && end.chars().all(|c| c.is_ascii_lowercase())
    });
    parts.len() > 1 && ends && parts.iter().all(is_part)
}

/// Adds what a folder of the file's name tells, the innermost first.
pub(crate) fn kept(proposal: &mut Proposal, folders: &[&str]) {
    let Some(folder) = folders.iter().find(|folder| is_source(folder)) else {
        return;
    };
    let evidence = Evidence {
        quote: (*folder).to_owned(),
        span: None,
        reason: Reason::with("folder.named", &[folder]),
    };
    match &mut proposal.source {
        Some(source) => source.evidence.push(evidence),
        none => *none = Some(Guess::new((*folder).to_owned(), KEPT, vec![evidence])),
    }
}

/// Marks of folders with where they stand.
static MARKS: LazyLock<Vec<(&str, bool)>> = LazyLock::new(|| {
    let rows = lexicon::rows(include_str!("../lexicon/source_marks.tsv"));
    let rows = rows.filter_map(|row| Some((*row.first()?, *row.get(1)? == "end")));
    rows.collect()
});

fn is_source(folder: &str) -> bool {
    let ends = |is_end: bool| {
        let mut marks = MARKS.iter().filter(move |mark| mark.1 == is_end);
        marks.any(|(mark, _)| folder.ends_with(mark) && folder.len() > mark.len())
    };
    is_host(folder) || (ends(true) && !MARKS.iter().any(|m| !m.1 && folder.ends_with(m.0)))
}

impl Proposal {
    /// Adds the site that the page of the text was saved from: a name it gives itself, or a host.
    pub fn add_site(&mut self, site: &str) {
        let site = site.trim();
        if site.is_empty() {
            return;
        }
        let evidence = Evidence {
            quote: site.to_owned(),
            span: None,
            reason: Reason::of("source.saved"),
        };
        match &mut self.source {
            Some(source) if source.certainty > SAVED => source.evidence.push(evidence),
            source => {
                let before = source.take();
                let mut all = vec![evidence];
                all.extend(before.into_iter().flat_map(|guess| guess.evidence));
                *source = Some(Guess::new(site.to_owned(), SAVED, all));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hints, read};

    const BODY: &str = "同志们：\n今天把大家请来，说说库区的几件事。\n一、坝要修好\n二、渠要通水\n";

    fn source_of(text: &str, name: &str) -> Option<(String, String)> {
        let hints = Hints {
            file_name: Some(name),
            taken_in: None,
            ..Hints::default()
        };
        let guess = read(text, &hints).speeches.remove(0).source?;
        Some((guess.value, guess.evidence[0].quote.clone()))
    }

    #[track_caller]
    fn check_line(line: &str, expected: Option<&str>) {
        let text = format!("在全市防汛会上的讲话\n{line}\n{BODY}");
        let found = source_of(&text, "稿.txt").map(|(value, _)| value);
        assert_eq!(found.as_deref(), expected, "{line}");
    }

    #[track_caller]
    fn check_folder(folder: &str, is: bool) {
        let found = source_of(BODY, &format!("讲话/{folder}/2016/稿.txt")).map(|(value, _)| value);
        assert_eq!(found.as_deref(), is.then_some(folder), "{folder}");
    }

    #[test]
    fn a_line_of_the_page_names_the_source() {
        check_line("时间：2020-06-12　来源：某县日报", Some("某县日报"));
        check_line("稿件来源: 某市政府网 编辑：某人", Some("某市政府网"));
        check_line("来源：某县日报作者：某人", Some("某县日报"));
        check_line("来源：www.example.gov.cn", Some("www.example.gov.cn"));
        check_line("来源：本站", None);
        check_line("来源：网络整理", None);
        check_line("资金来源：财政拨款", None);
        let at_end = format!("在全市防汛会上的讲话\n{BODY}来源：某县融媒体中心\n");
        assert_eq!(
            source_of(&at_end, "稿.txt").map(|s| s.0).as_deref(),
            Some("某县融媒体中心")
        );
    }

    #[test]
    fn the_place_of_the_words_is_told() {
        let text = format!("在全市防汛会上的讲话\n来源：某县日报\n{BODY}");
        let guess = read(&text, &Hints::default()).speeches.remove(0).source;
        let span = guess.and_then(|g| g.evidence[0].span).expect("a place");
        assert_eq!(Text::new(&text).raw(span), "某县日报");
    }

    #[test]
    fn folders_that_are_named_like_one_tell_it() {
        for folder in [
            "某市政府网",
            "某县网站",
            "某省日报",
            "某市晚报",
            "某地时报",
            "某县公众号",
            "某云客户端",
            "www.example.gov.cn",
            "example.com",
        ] {
            check_folder(folder, true);
        }
        for folder in [
            "互联网",
            "物联网",
            "全省电网",
            "地下管网",
            "公路路网",
            "水系河网",
            "推进会",
            "网",
            "2016.05",
            "v1.2",
        ] {
            check_folder(folder, false);
        }
    }

    #[test]
    fn the_line_is_believed_before_the_site_and_the_site_before_the_folder() {
        let text = format!("在全市防汛会上的讲话\n来源：某县日报\n{BODY}");
        let read_as = |text: &str, name| {
            let hints = Hints {
                file_name: Some(name),
                taken_in: None,
                ..Hints::default()
            };
            let mut proposal = read(text, &hints).speeches.remove(0);
            proposal.add_site("example.gov.cn");
            proposal.source.expect("a source")
        };
        let all = read_as(&text, "某市政府网/稿.txt");
        assert_eq!((all.value.as_str(), all.evidence.len()), ("某县日报", 3));
        assert_eq!(read_as(BODY, "某市政府网/稿.txt").value, "example.gov.cn");
    }
}
