//! One HTML page without scripts or links, set for Chinese reading and for printing.
//! Every word of the text is escaped.

use crate::Block;

const HEAD: &str =
    "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>";
const STYLE: &str = "</title>\n<style>\
body{max-width:38em;margin:3em auto;padding:0 1em;font:17px/1.8 \"Noto Serif CJK SC\",SimSun,serif;color:#1a1d21}\
h1{text-align:center;font-size:1.6em;line-height:1.5;border-bottom:3px double;padding-bottom:.5em}\
h2,h3,h4,h5{font-family:\"Noto Sans CJK SC\",SimHei,sans-serif;font-size:1.06em;margin:1.4em 0 .4em}\
p{margin:.2em 0;text-indent:2em}\
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1em;font-size:.8em;color:#4a5158}dd{margin:0}\
blockquote{margin:1.2em 0;padding:0}blockquote p{text-indent:0}footer{font-size:.8em;color:#4a5158}\
.gap{color:#a83721;text-indent:0;text-align:center}\
.own{font-family:\"KaiTi\",\"STKaiti\",\"AR PL UKai CN\",serif;text-indent:0}\
</style>\n</head>\n<body>\n";

pub(crate) fn write(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|b| match b {
        Block::Title(title) => Some(title.as_str()),
        _ => None,
    });
    let mut out = format!("{HEAD}{}{STYLE}", escaped(title.unwrap_or_default()));
    for block in blocks {
        out.push_str(&match block {
            Block::Title(title) => format!("<h1>{}</h1>\n", escaped(title)),
            Block::Heading(depth, heading) => {
                let level = depth.clamp(&1, &4) + 1;
                format!("<h{level}>{}</h{level}>\n", escaped(heading))
            }
            Block::Facts(facts) => {
                let rows: String = facts
                    .iter()
                    .map(|(label, value)| {
                        format!("<dt>{}</dt><dd>{}</dd>", escaped(label), escaped(value))
                    })
                    .collect();
                format!("<dl>{rows}</dl>\n")
            }
            Block::Paragraph(text) => format!("<p>{}</p>\n", escaped(text)),
            Block::Gap(words) => format!("<p class=\"gap\">{}</p>\n", escaped(words)),
            Block::Quote(words, source) => {
                format!(
                    "<blockquote><p>{}</p><footer>{}</footer></blockquote>\n",
                    escaped(words),
                    escaped(source)
                )
            }
            Block::Comment(words) => format!("<p class=\"own\">{}</p>\n", escaped(words)),
        });
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_is_text_in_the_page() {
        let page = write(&[
            Block::Title("<script>".into()),
            Block::Paragraph("a & b \"c\"".into()),
        ]);
        assert!(
            page.contains("<h1>&lt;script&gt;</h1>")
                && page.contains("<p>a &amp; b &quot;c&quot;</p>")
        );
        assert!(!page.contains("<script>"));
    }
}
