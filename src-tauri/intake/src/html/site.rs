//! The site that a page was saved from: the name it gives itself, or the host of its address.
//! Looks at the head of a page alone and asks no network.

use scraper::{Html, Selector};

/// Characters of a page in which its head stands.
const HEAD: usize = 32 * 1024;
/// A name longer than this is a slogan.
const NAME: usize = 20;

/// The site of a page.
pub(crate) fn of(source: &str) -> Option<String> {
    let head = &source[..source.floor_char_boundary(HEAD)];
    let end = head.find("<body").or_else(|| head.find("<BODY"));
    let head = &head[..end.unwrap_or(head.len())];
    // Browsers write where they had it from: <!-- saved from url=(0030)http://… -->
    let saved = head.split_once("saved from url=").and_then(|(_, rest)| {
        let rest = rest.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit());
        host(rest)
    });
    let page = Html::parse_document(head);
    named(&page).or(saved).or_else(|| {
        let addresses = [
            ("link[rel='canonical']", "href"),
            ("meta[property='og:url']", "content"),
            ("base", "href"),
        ];
        addresses
            .into_iter()
            .find_map(|(selector, attribute)| host(&told(&page, selector, attribute)?))
    })
}

/// The name that a page gives its site.
pub(super) fn named(page: &Html) -> Option<String> {
    [
        "meta[property='og:site_name']",
        "meta[name='SiteName']",
        "meta[name='ContentSource']",
    ]
    .into_iter()
    .filter_map(|selector| told(page, selector, "content"))
    .find(|name| (2..=NAME).contains(&name.chars().count()))
}

fn told(page: &Html, selector: &str, attribute: &str) -> Option<String> {
    let selector = Selector::parse(selector).ok()?;
    let element = page.select(&selector).next()?;
    Some(element.value().attr(attribute)?.trim().to_owned())
}

/// The host of an address, without a `www.` before it.
pub(crate) fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?;
    if !matches!(rest.0, "http" | "https") {
        return None;
    }
    let host = rest.1.split(['/', ':', '?', '#', ' ']).next()?;
    let host = host
        .strip_prefix("www.")
        .unwrap_or(host)
        .to_ascii_lowercase();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    (host.contains('.') && host.chars().all(is_name) && host.len() <= 80).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tells_its_site() {
        let check = |head: &str, expected: Option<&str>| {
            let page = format!(
                "<html><head>{head}</head><body><a href='http://x.cn/'>x</a></body></html>"
            );
            assert_eq!(of(&page).as_deref(), expected, "{head}");
        };
        check(
            "<meta property='og:site_name' content='某县政府网'>",
            Some("某县政府网"),
        );
        check(
            "<meta name='SiteName' content='某市日报'>",
            Some("某市日报"),
        );
        check(
            "<meta name='ContentSource' content='某局办公室'>",
            Some("某局办公室"),
        );
        check(
            "<link rel=canonical href='https://www.example.gov.cn/a/1.html'>",
            Some("example.gov.cn"),
        );
        check(
            "<meta property='og:url' content='http://news.example.com:80/a'>",
            Some("news.example.com"),
        );
        check("<base href='file:///C:/a/'>", None);
        check("", None);
        let saved = "<!-- saved from url=(0032)http://www.example.gov.cn/a.html -->\n<html></html>";
        assert_eq!(of(saved).as_deref(), Some("example.gov.cn"));
    }
}
