//! Links between documents lead somewhere. Addresses on the web are not tried.

use super::{Source, lines_where};
use std::path::Path;

pub fn check(sources: &[Source], root: &Path) -> Vec<String> {
    let documents = sources.iter().filter(|s| s.path.ends_with(".md"));
    documents
        .flat_map(|document| check_document(document, |path| root.join(path).exists()))
        .collect()
}

fn check_document(document: &Source, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let folder = document
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    lines_where(document, |line| {
        let dead = targets(line).find(|target| {
            let path = target.split('#').next().unwrap_or_default();
            let whole = if folder.is_empty() {
                path.to_owned()
            } else {
                format!("{folder}/{path}")
            };
            !path.is_empty() && !exists(&whole)
        })?;
        Some(format!("the link to `{dead}` leads nowhere"))
    })
}

/// What stands in `](…)`, addresses on the web left out.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target)
        .filter(|t| !t.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn dead_links_are_found() {
        let document = source(
            "docs/a.md",
            "[b](b.md) [web](https://example.org) [here](#x)\n[gone](c.md#top)\n",
        );
        let found = check_document(&document, |path| path == "docs/b.md");
        assert_eq!(found, ["docs/a.md:2: the link to `c.md#top` leads nowhere"]);
    }
}
