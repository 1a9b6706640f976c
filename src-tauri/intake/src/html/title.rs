//! The title that a page's head gives its article, without the name of the site.
//! Looks for no heading in the page itself.

use super::site;
use scraper::{Html, Selector};

/// Chinese characters that a title has at least; fewer are the name of a column.
const LEAST: usize = 6;

/// Between the title of an article and the name of its site.
const BARS: [&str; 9] = [" - ", " – ", " — ", "_", "|", "｜", "丨", "－", "-"];

/// What the last part of a site's name is.
const SITES: [&str; 17] = [
    "网",
    "网站",
    "门户",
    "日报",
    "晚报",
    "时报",
    "在线",
    "频道",
    "平台",
    "文库",
    "论坛",
    "博客",
    "客户端",
    "公众号",
    "首页",
    "新闻",
    "政府",
];

/// The title of the article by the head of its page.
pub(crate) fn of(page: &Html) -> Option<String> {
    let told = |selector: &str| {
        let selector = Selector::parse(selector).ok()?;
        let element = page.select(&selector).next()?;
        match element.value().attr("content") {
            Some(content) => Some(content.to_owned()),
            None => Some(element.text().collect()),
        }
    };
    let name = site::named(page);
    [
        "meta[name='ArticleTitle']",
        "meta[property='og:title']",
        "title",
    ]
    .into_iter()
    .filter_map(told)
    .map(|whole| without_site(&whole, name.as_deref()))
    .find(|title| is_told(title))
}

fn is_told(title: &str) -> bool {
    let chinese = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    title.chars().filter(chinese).count() >= LEAST
}

/// 在某会上的讲话_讲话_某某网 and 某某网 - 在某会上的讲话 without what is not the title.
fn without_site(whole: &str, site: Option<&str>) -> String {
    let whole: String = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = parts(&whole);
    let is_site = |part: &&str| {
        let named = site.is_some_and(|site| part.contains(site) || site.contains(*part));
        named || SITES.iter().any(|word| part.ends_with(word))
    };
    let own = parts.iter().find(|part| !is_site(part) && is_told(part));
    // A title may well end like the name of a site: what stands alone is no name.
    let own = own.or(parts.first());
    own.map_or(String::new(), |part| (*part).to_owned())
}

/// The parts between bars; a bar between figures is one of the title's own: 2018-2020年.
fn parts(whole: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || "年月日".contains(c));
    while at < whole.len() {
        let rest = &whole[at..];
        let bar = BARS.iter().find(|bar| rest.starts_with(**bar));
        let wide = bar.map_or_else(
            || rest.chars().next().map_or(1, char::len_utf8),
            |b| b.len(),
        );
        let within =
            is_figure(whole[..at].chars().last()) && is_figure(whole[at + wide..].chars().next());
        // ——在某会上的讲话 goes with the title.
        let dash = rest.starts_with("--") || whole[..at].ends_with('-');
        if bar.is_some() && !within && !dash {
            parts.push(whole[start..at].trim());
            start = at + wide;
        }
        at += wide;
    }
    parts.push(whole[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, expected: Option<&str>) {
        let page = Html::parse_document(&format!("<html><head>{head}</head><body></body></html>"));
        assert_eq!(of(&page).as_deref(), expected, "{head}");
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_title() {
        let title = Some("在云山镇春灌动员会上的讲话");
        for head in [
            "<title>在云山镇春灌动员会上的讲话</title>",
            "<title>在云山镇春灌动员会上的讲话 - 某某网</title>",
            "<title>在云山镇春灌动员会上的讲话_领导讲话_云山水利</title>",
            "<title>\n云山县人民政府网站-在云山镇春灌动员会上的讲话\n</title>",
            "<meta property='og:site_name' content='云山水利信息'><title>云山水利信息 | 在云山镇春灌动员会上的讲话</title>",
            "<title>正文</title><meta name='ArticleTitle' content='在云山镇春灌动员会上的讲话'>",
            "<title>x</title><meta property='og:title' content='在云山镇春灌动员会上的讲话'>",
        ] {
            check(head, title);
        }
    }

    #[test]
    fn bars_of_the_title_itself_stay() {
        let title = "在2018-2020年水利建设总结会上的讲话";
        check(&format!("<title>{title}-某某网</title>"), Some(title));
        check(
            "<title>把水管好--在春灌会上的讲话</title>",
            Some("把水管好--在春灌会上的讲话"),
        );
        check(
            "<title>怎样办好一张村里的水利网</title>",
            Some("怎样办好一张村里的水利网"),
        );
    }

    #[test]
    fn a_page_that_names_no_article_has_none() {
        for head in [
            "",
            "<title></title>",
            "<title>首页</title>",
            "<title>Untitled</title>",
        ] {
            check(head, None);
        }
    }
}
