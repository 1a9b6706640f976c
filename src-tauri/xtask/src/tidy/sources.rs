//! What may not stand in a source file: unfinished or switched-off places, paths of one machine,
//! connections, markup from strings; and what must: a head, a bearable length.

use super::{Source, lines_where};

/// Longest source file without a reason.
const LONG: usize = 600;

/// Files that may be longer, each with its reason: `path<TAB>reason`.
const LONG_FILES: &str = include_str!("../../long-files.tsv");

const RUST: &[&str] = &[".rs"];
const SCRIPT: &[&str] = &[".ts", ".svelte"];
const CODE: &[&str] = &[".rs", ".ts", ".svelte", ".css"];

/// Words no source may hold, with the reason. Written in two parts so that this file may.
const NOWHERE: &[(&str, &str, &[&str])] = &[
    (
        concat!("TO", "DO"),
        "unfinished: do it or write an issue",
        CODE,
    ),
    (
        concat!("FIX", "ME"),
        "unfinished: do it or write an issue",
        CODE,
    ),
    (concat!("todo", "!("), "unfinished", RUST),
    (concat!("unimplemented", "!("), "unfinished", RUST),
    (concat!("#[", "ignore"), "a test that does not run", RUST),
    (
        concat!("#[should", "_panic"),
        "say which error is expected instead",
        RUST,
    ),
    (
        concat!(".", "skip("),
        "a test that does not run",
        &[".test.ts"],
    ),
    (
        concat!(".", "only("),
        "the other tests do not run",
        &[".test.ts"],
    ),
    (
        concat!("{", "@html"),
        "markup from a string; text stays text",
        SCRIPT,
    ),
    (
        concat!("inner", "HTML"),
        "markup from a string; text stays text",
        SCRIPT,
    ),
    (
        concat!("outer", "HTML"),
        "markup from a string; text stays text",
        SCRIPT,
    ),
    (
        concat!("insertAdjacent", "HTML"),
        "markup from a string; text stays text",
        SCRIPT,
    ),
    (
        concat!(" style=", "\""),
        "inline style, which the content policy forbids",
        &[".svelte", ".html"],
    ),
    (
        concat!("XMLHttp", "Request"),
        "the product opens no connection",
        SCRIPT,
    ),
    (
        concat!("new Web", "Socket"),
        "the product opens no connection",
        SCRIPT,
    ),
];

/// Crates of the product, in whose sources no connection may be opened.
const NO_NETWORK: &[&str] = &["speech", "intake", "archive", "export", "desk", "cli"];

/// `here`: where this checkout and its person live, which no file may name.
pub fn check(sources: &[Source], here: &[String]) -> Vec<String> {
    let mut broken = Vec::new();
    for source in sources {
        broken.extend(unwanted(source));
        broken.extend(machine_paths(source, here));
        broken.extend(foreign_imports(source));
        broken.extend(connections(source));
        broken.extend(head(source));
    }
    broken.extend(long(sources, LONG_FILES));
    broken
}

fn unwanted(source: &Source) -> Vec<String> {
    let words: Vec<_> = NOWHERE
        .iter()
        .filter(|(_, _, endings)| source.is(endings))
        .collect();
    lines_where(source, |line| {
        words
            .iter()
            .find(|(word, ..)| line.contains(word))
            .map(|(word, reason, _)| format!("`{word}`: {reason}"))
    })
}

fn machine_paths(source: &Source, here: &[String]) -> Vec<String> {
    lines_where(source, |line| {
        here.iter()
            .find(|start| line.contains(*start))
            .map(|start| format!("a path of this machine (`{start}`)"))
    })
}

/// `ui/src/host/tauri.ts` is the one place that knows of Tauri.
fn foreign_imports(source: &Source) -> Vec<String> {
    if !source.is(SCRIPT) || source.path == "ui/src/host/tauri.ts" {
        return Vec::new();
    }
    lines_where(source, |line| {
        (line.contains("from '@tauri-apps")
            || line.contains("from \"@tauri-apps")
            || line.contains("import('@tauri-apps"))
        .then(|| "only ui/src/host/tauri.ts imports @tauri-apps".into())
    })
}

fn connections(source: &Source) -> Vec<String> {
    let product = NO_NETWORK
        .iter()
        .any(|room| source.path.starts_with(&format!("src-tauri/{room}/src/")));
    if !product || !source.is(RUST) {
        return Vec::new();
    }
    lines_where(source, |line| {
        (line.contains("std::net") || line.contains("TcpStream") || line.contains("UdpSocket"))
            .then(|| "the product opens no connection".into())
    })
}

/// A Rust file starts with a sentence that says what it is.
fn head(source: &Source) -> Option<String> {
    let says = source
        .text
        .lines()
        .next()
        .is_some_and(|line| line.starts_with("//! "));
    (source.is(RUST) && !says).then(|| {
        format!(
            "{}:1: no `//!` head that says what this module is",
            source.path
        )
    })
}

fn long(sources: &[Source], allowed: &str) -> Vec<String> {
    let allowed: Vec<(&str, &str)> = allowed
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once('\t').unwrap_or((line, "")))
        .collect();
    let mut broken = Vec::new();
    let is_long = |source: &Source| source.text.lines().count() > LONG;
    for source in sources.iter().filter(|s| s.is(CODE) && is_long(s)) {
        if !allowed.iter().any(|(path, _)| *path == source.path) {
            let lines = source.text.lines().count();
            broken.push(format!(
                "{}: {lines} lines; split it, or give a reason in long-files.tsv",
                source.path
            ));
        }
    }
    for (path, reason) in allowed {
        if reason.trim().is_empty() {
            broken.push(format!("long-files.tsv: {path} has no reason"));
        }
        if !sources.iter().any(|s| s.path == path && is_long(s)) {
            broken.push(format!("long-files.tsv: {path} is not long (any more)"));
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[track_caller]
    fn check_one(path: &str, text: &str, expected: &[&str]) {
        let found: Vec<String> = check(&[source(path, text)], &[])
            .into_iter()
            .filter(|line| !line.starts_with("long-files.tsv"))
            .collect();
        let starts = found
            .iter()
            .map(|line| line.split(':').take(2).collect::<Vec<_>>().join(":"));
        assert_eq!(starts.collect::<Vec<_>>(), expected, "{found:?}");
    }

    #[test]
    fn a_head_is_wanted() {
        check_one("src-tauri/a.rs", "//! A module.\n", &[]);
        check_one("src-tauri/a.rs", "fn a() {}\n", &["src-tauri/a.rs:1"]);
    }

    #[test]
    fn switched_off_tests_are_found() {
        check_one(
            "tests/a.rs",
            concat!("//! A.\n#[", "ignore]\n"),
            &["tests/a.rs:2"],
        );
        check_one(
            "ui/src/a.test.ts",
            concat!("it.", "skip('x')\n"),
            &["ui/src/a.test.ts:1"],
        );
    }

    #[test]
    fn markup_from_strings_is_found() {
        check_one(
            "ui/src/A.svelte",
            concat!("<p>{", "@html text}</p>\n"),
            &["ui/src/A.svelte:1"],
        );
    }

    #[test]
    fn tauri_is_imported_in_one_file() {
        let line = "import { invoke } from '@tauri-apps/api/core'\n";
        check_one("ui/src/host/tauri.ts", line, &[]);
        check_one("ui/src/rooms/a.ts", line, &["ui/src/rooms/a.ts:1"]);
    }

    #[test]
    fn paths_of_this_machine_are_found() {
        let here = ["/place/of/a/person/".to_owned()];
        let readme = source("README.md", "see /place/of/a/person/notes\n");
        assert_eq!(machine_paths(&readme, &here).len(), 1);
        assert_eq!(
            machine_paths(&source("README.md", "/another\n"), &here).len(),
            0
        );
    }

    #[test]
    fn connections_are_found_in_the_product_alone() {
        check_one(
            "src-tauri/desk/src/a.rs",
            "//! A.\nuse std::net::TcpStream;\n",
            &["src-tauri/desk/src/a.rs:2"],
        );
        check_one(
            "tests/window/a.rs",
            "//! A.\nuse std::net::TcpStream;\n",
            &[],
        );
    }

    #[test]
    fn long_files_need_a_reason_and_reasons_need_a_long_file() {
        let file = source("a.rs", &"\n".repeat(LONG + 1));
        assert_eq!(long(std::slice::from_ref(&file), "").len(), 1);
        assert_eq!(
            long(std::slice::from_ref(&file), "a.rs\tone table").len(),
            0
        );
        assert_eq!(long(&[file], "a.rs\tone table\nb.rs\tgone").len(), 1);
    }
}
