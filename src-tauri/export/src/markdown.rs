//! Markdown in which the text stays text: characters that CommonMark would read as markup are
//! escaped. Links nothing.

use crate::Block;

pub(crate) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Title(title) => out.push_str(&format!("# {}\n\n", escaped(title))),
            Block::Heading(depth, heading) => {
                let marks = "#".repeat(usize::from(*depth).clamp(1, 4) + 1);
                out.push_str(&format!("{marks} {}\n\n", escaped(heading)));
            }
            Block::Facts(facts) => {
                for (label, value) in facts {
                    out.push_str(&format!("- {}：{}\n", escaped(label), escaped(value)));
                }
                out.push('\n');
            }
            Block::Paragraph(text) => out.push_str(&format!("{}\n\n", escaped(text))),
            Block::Gap(words) => out.push_str(&format!("*……{}……*\n\n", escaped(words))),
            Block::Quote(words, source) => {
                for line in words.lines() {
                    out.push_str(&format!("> {}\n", escaped(line)));
                }
                out.push_str(&format!(">\n> ——{}\n\n", escaped(source)));
            }
            Block::Comment(words) => out.push_str(&format!("{}\n\n", escaped(words))),
        }
    }
    out
}

/// Text that reads the same after a Markdown reader has been over it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            out.push_str("  \n");
        }
        let line = line.trim_start_matches([' ', '\t']);
        // `1.` and `-` at the start of a line would become a list and lose their number.
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        for (at, c) in line.chars().enumerate() {
            let list = at == digits && digits > 0 && (c == '.' || c == ')');
            let head = at == 0 && matches!(c, '#' | '-' | '+' | '=');
            if list
                || head
                || matches!(
                    c,
                    '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&'
                )
            {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("1. 抓*项目* <b>"), "1\\. 抓\\*项目\\* \\<b\\>");
        assert_eq!(escaped("# 不是标题"), "\\# 不是标题");
        assert_eq!(escaped("完成2.5亿元"), "完成2.5亿元");
    }
}
