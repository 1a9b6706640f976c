//! What every extraction is put into: `\n` line ends, no BOM, no NUL, no control characters.
//! Does not repair or remove anything a person could see; that is cleaning, done elsewhere.

use crate::Warning;

/// Brings text to its stored form; counts control characters that had to go as `text.controls`.
pub(crate) fn tidy(text: &str, warnings: &mut Vec<Warning>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut dropped = 0u32;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            // A byte order mark inside a text is what joining files leaves behind; 0x1A is the end
            // mark of DOS editors.
            '\t' => out.push('\t'),
            '\u{FEFF}' | '\u{1A}' => {}
            c if c.is_control() => dropped += 1,
            c => out.push(c),
        }
    }
    if dropped > 0 {
        warnings.push(Warning::new(
            "text.controls",
            "control characters left out",
            dropped,
        ));
    }
    out
}

/// Markdown without its marks: headings, emphasis, quotes, links. Anything unclear stays as it is.
pub(crate) fn without_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fenced = false;
    for line in text.split('\n') {
        let bare = line.trim_start();
        if bare.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            out.push_str(line);
        } else {
            let mut rest = bare.trim_start_matches("> ");
            let level = rest.bytes().take_while(|b| *b == b'#').count();
            if (1..=6).contains(&level) && rest[level..].starts_with([' ', '\t']) {
                rest = rest[level..].trim().trim_end_matches('#').trim_end();
            }
            let kept = if rest.len() == bare.len() { line } else { rest };
            out.push_str(&links_as_text(&kept.replace("**", "").replace("__", "")));
        }
        out.push('\n');
    }
    out.pop();
    out
}

/// `[words](address)` as `words`, pictures as nothing.
fn links_as_text(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('[') {
        let link = rest[open..].find("](").map(|i| open + i);
        let Some((middle, close)) = link.and_then(|m| rest[m..].find(')').map(|c| (m, m + c)))
        else {
            break;
        };
        let words = &rest[open + 1..middle];
        let picture = rest[..open].ends_with('!');
        out.push_str(&rest[..open - usize::from(picture)]);
        if !picture {
            out.push_str(words);
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(tidy(text, &mut Vec::new()), expected);
    }

    #[test]
    fn every_line_end_is_a_newline() {
        check(
            "一\r\n二\r三\u{2028}四\u{C}五\u{B}六",
            "一\n二\n三\n四\n五\n六",
        );
    }

    #[test]
    fn marks_and_controls_go() {
        check("\u{FEFF}一\u{FEFF}二\0三\u{1A}", "一二三");
        let mut warnings = Vec::new();
        tidy("一\0二\u{7}", &mut warnings);
        assert_eq!(warnings[0].count, 2);
    }

    #[test]
    fn markdown_marks_go_and_doubtful_ones_stay() {
        assert_eq!(
            without_markdown("# 讲话 #\n\n> 引 **重点**[见](http://x)"),
            "讲话\n\n引 重点见"
        );
        assert_eq!(
            without_markdown("#标签 第1[注]项 5*3"),
            "#标签 第1[注]项 5*3"
        );
        assert_eq!(without_markdown("前![图](a.png)后"), "前后");
    }
}
