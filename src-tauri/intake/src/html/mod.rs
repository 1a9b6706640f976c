//! Text of web pages: the article without the site around it.
//! Does not judge lines of the article itself; notices inside it are for cleaning.

mod article;
mod lines;
pub(crate) mod site;
mod title;

use crate::Warning;
use crate::decode::{self, Decoded};
use scraper::Html;

/// The characters of a page, by the encoding it states or, where the bytes contradict, shows.
pub(crate) fn decoded(bytes: &[u8]) -> Option<Decoded> {
    decode::text(bytes, stated_encoding(bytes).as_deref())
}

/// What a page was made for.
pub(crate) struct Article {
    /// Its heading, what stands between heading and text, and the text.
    pub(crate) text: String,
    /// Its title by the head of the page.
    pub(crate) title: Option<String>,
}

/// The article of a page. What was left out around it is told as `html.chrome`, line by line.
pub(crate) fn article(source: &str, warnings: &mut Vec<Warning>) -> Article {
    let page = Html::parse_document(source);
    let title = title::of(&page);
    let (kept, left_out) = article::choose(&page, title.as_deref());
    if !left_out.is_empty() {
        let count = left_out.len() as u32;
        warnings.push(Warning {
            lines: left_out,
            ..Warning::new(
                "html.chrome",
                "lines of the site around the article left out",
                count,
            )
        });
    }
    Article {
        text: kept.join("\n"),
        title,
    }
}

/// All visible text of a page that is nothing but text, as in a book.
pub(crate) fn whole(source: &str) -> String {
    let page = Html::parse_document(source);
    let lines = lines::of(&page, None);
    lines
        .into_iter()
        .map(lines::Line::marked)
        .collect::<Vec<_>>()
        .join("\n")
}

fn stated_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let after = head
        .split_once("charset=")?
        .1
        .trim_start_matches(['"', '\'', ' ']);
    let label: String = after
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The article without what is said of how it is set.
    fn article(source: &str, warnings: &mut Vec<Warning>) -> String {
        crate::marks::take(super::article(source, warnings).text).0
    }

    fn check(source: &str, expected: &str) {
        assert_eq!(article(source, &mut Vec::new()), expected);
    }

    #[test]
    fn a_plain_page_is_kept_whole() {
        check(
            "<html><body><h1>讲话</h1><p>同志们：</p><p>今天开会。<br>下面我讲三点。</p></body></html>",
            "讲话\n同志们：\n今天开会。\n下面我讲三点。",
        );
    }

    #[test]
    fn source_lines_do_not_break_chinese() {
        check("<p>全市重点\n   项目 A\n  B</p>", "全市重点项目 A B");
        check(
            "<p>一<span>二</span><b>三</b>&nbsp;四&lt;b&gt;</p>",
            "一二三 四<b>",
        );
    }

    #[test]
    fn what_a_reader_does_not_see_is_no_text() {
        check(
            "<style>p{}</style><p>一<span style='display: none'>垃圾</span>二</p><script>var x</script>",
            "一二",
        );
    }

    #[test]
    fn tables_and_lists() {
        check(
            "<table><tr><th>名称</th><th>数量</th></tr><tr><td>项目</td><td>3</td></tr></table>",
            "名称\t数量\n项目\t3",
        );
        check(
            "<ol><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>",
            "1. 甲\n2. 乙\n丙",
        );
    }

    #[test]
    fn the_bold_line_of_a_page_of_tables_is_its_heading() {
        let body =
            "<p>乡亲们，水渠修通了，账也算清了，谁管水、几时放，牌子上都写着。</p>".repeat(8);
        let page = format!(
            "<html><head><title>云山镇水管站 - 站内事务</title></head><body><table><tr><td>首页 | 收藏</td></tr>\
             <tr><td><b>在云山镇春灌动员会上的讲话</b></td></tr><tr><td>更新：2019/3/5</td></tr>\
             <tr><td>{body}</td></tr></table></body></html>"
        );
        let text = article(&page, &mut Vec::new());
        assert!(text.starts_with("在云山镇春灌动员会上的讲话\n"), "{text}");
    }

    #[test]
    fn the_article_is_taken_out_of_the_site() {
        let body = "<p>同志们，这次会议的任务是，分析形势，安排工作，推进项目。</p>".repeat(8);
        let links = "<li><a href='#'>关于某事的通知，请注意查看全文</a></li>".repeat(20);
        let page = format!(
            "<html><head><title>在全市推进会上的讲话_范文网</title></head><body>\
             <div class='top'><ul>{links}</ul></div>\
             <div class='main'><h1>在全市推进会上的讲话</h1><div class='info'>时间：2020-06-12 来源：本站</div>\
             <div class='content'>{body}</div><div class='more'><ul>{links}</ul></div></div>\
             <div class='foot'>版权所有 备案号</div></body></html>"
        );
        let form = page
            .replace("<body>", "<body><form id='aspnetForm'>")
            .replace("</body>", "</form></body>");
        assert_eq!(
            article(&form, &mut Vec::new()),
            article(&page, &mut Vec::new())
        );
        let mut warnings = Vec::new();
        let text = article(&page, &mut warnings);
        assert!(
            text.starts_with("在全市推进会上的讲话\n时间：2020-06-12 来源：本站\n同志们，"),
            "{text}"
        );
        assert!(text.ends_with("推进项目。") && !text.contains("通知") && !text.contains("备案"));
        assert_eq!(warnings[0].code, "html.chrome");
        assert!(warnings[0].lines.iter().any(|l| l == "版权所有 备案号"));
    }

    #[test]
    fn the_page_title_serves_where_the_article_has_none() {
        let body = "<p>同志们，这次会议的任务是，分析形势，安排工作，推进项目。</p>".repeat(8);
        let page =
            format!("<title>在全市推进会上的讲话 - 范文网</title><div>首页</div><div>{body}</div>");
        assert!(article(&page, &mut Vec::new()).starts_with("在全市推进会上的讲话\n"));
    }

    #[test]
    fn deep_nesting_does_not_overflow() {
        let page = format!("{}一{}", "<div>".repeat(800), "</div>".repeat(800));
        check(&page, "一");
    }
}
