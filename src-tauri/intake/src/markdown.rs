//! Text of Markdown files: headings, emphasis, quotes and links as the words they are, headings and
//! bold beginnings as marks of their lines. What may be no markup stays as it is.

use crate::marks;

/// The text without its markup.
pub(crate) fn read(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in text.split('\n') {
        let bare = line.trim_start();
        if bare.starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            out.push(line.to_owned());
        } else {
            out.push(one(line, bare));
        }
    }
    out.join("\n")
}

/// A line outside of code; `bare` is the same without its indent.
fn one(line: &str, bare: &str) -> String {
    let mut rest = bare.trim_start_matches("> ");
    let level = rest.bytes().take_while(|b| *b == b'#').count();
    let is_heading = (1..=6).contains(&level) && rest[level..].starts_with([' ', '\t']);
    if is_heading {
        rest = rest[level..].trim().trim_end_matches('#').trim_end();
    }
    let kept = if rest.len() == bare.len() { line } else { rest };
    let (mut words, lead) = inline(kept);
    marks::bold(&mut words, lead);
    if is_heading {
        marks::heading(&mut words, level as u8);
    }
    words
}

/// Words without emphasis, addresses and escapes, and the byte to which they are bold from their
/// beginning.
fn inline(line: &str) -> (String, usize) {
    let mut out = String::with_capacity(line.len());
    let mut lead = 0;
    let mut open: Option<(&str, bool)> = None;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c == '\\' && after.starts_with(|c: char| c.is_ascii_punctuation()) {
            out.push_str(&after[..1]);
            rest = &after[1..];
        } else if let Some((words, beyond)) = link(rest) {
            out.push_str(&inline(words).0);
            rest = beyond;
        } else if let Some(sign) = emphasis(rest, &out) {
            let beyond = &rest[sign.len()..];
            // Lines to fill in stand between words: 年__月. Emphasis of this kind does not.
            let within = sign == "__" && out.ends_with(char::is_alphanumeric);
            match open {
                Some((begun, is_lead)) if begun == sign => {
                    lead = if is_lead { out.len() } else { lead };
                    open = None;
                }
                None if !within
                    && !beyond.starts_with(char::is_whitespace)
                    && beyond.contains(sign) =>
                {
                    open = Some((sign, out.trim().is_empty()));
                }
                _ => out.push_str(sign),
            }
            rest = beyond;
        } else {
            out.push(c);
            rest = after;
        }
    }
    (out, lead)
}

/// A sign of strong emphasis at the beginning of `rest`. Longer lines of them are blanks to fill in:
/// ____年__月.
fn emphasis(rest: &str, before: &str) -> Option<&'static str> {
    let sign = ["**", "__"].into_iter().find(|s| rest.starts_with(s))?;
    let is_run = |c: Option<char>| c == Some('_');
    let blank = sign == "__" && (is_run(rest[2..].chars().next()) || is_run(before.chars().last()));
    (!blank).then_some(sign)
}

/// The words of a link that begins here, none for a picture, and what comes after it.
fn link(rest: &str) -> Option<(&str, &str)> {
    let picture = rest.starts_with("![");
    let inner = rest.strip_prefix(if picture { "![" } else { "[" })?;
    let middle = inner.find("](")?;
    let close = middle + inner[middle..].find(')')?;
    // A bracket of the text before the one of a link: 第1[注]项 [见](x).
    if inner[..middle].contains([']', '[']) || inner[..middle].ends_with('\\') {
        return None;
    }
    let words = if picture { "" } else { &inner[..middle] };
    Some((words, &inner[close + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::take;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(take(read(text)).0, expected);
    }

    #[test]
    fn markup_goes_and_doubtful_marks_stay() {
        check(
            "# 讲话 #\n\n> 引 **重点**[见](http://x)",
            "讲话\n\n引 重点见",
        );
        check("#标签 第1[注]项 5*3", "#标签 第1[注]项 5*3");
        check("第1[注]项[见](x)", "第1[注]项见");
        check("前![图](a.png)后", "前后");
        check("```\n# 原样 **x**\n```", "# 原样 **x**");
    }

    #[test]
    fn blanks_to_fill_in_are_no_emphasis() {
        check(
            "____年__月，请______同志讲话",
            "____年__月，请______同志讲话",
        );
        check("投入**3亿元", "投入**3亿元");
        check("__先修渠__，再放水", "先修渠，再放水");
    }

    #[test]
    fn escaped_characters_are_text() {
        check(
            "1\\. 抓\\*项目\\* \\<b\\> \\[见\\](x)",
            "1. 抓*项目* <b> [见](x)",
        );
        check("\\# 不是标题", "# 不是标题");
        check("路径 C:\\稿", "路径 C:\\稿");
    }

    #[test]
    fn headings_and_bold_beginnings_are_told() {
        let source = "# 讲话\n## 修**渠**\n**一是先看渠。**再看水。\n  平常**重点**话\n**全行**";
        let (text, found) = take(read(source));
        let letters: Vec<char> = text.chars().collect();
        let told: Vec<(String, u8)> = found
            .iter()
            .map(|m| {
                let words = &letters[m.start as usize..m.end as usize];
                (words.iter().collect(), m.rank)
            })
            .collect();
        let expected = [("讲话", 1), ("修渠", 2), ("一是先看渠。", 0), ("全行", 0)];
        assert_eq!(told, expected.map(|(words, rank)| (words.to_owned(), rank)));
    }
}
