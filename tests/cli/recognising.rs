//! Pictures of pages at the command line, with a recogniser made up for the test: a script named
//! `tesseract` on the search path.

use crate::terminal::{outcome, rostrum};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const SCRIPT: &str = r#"#!/bin/sh
case "$1" in
  --version) echo "tesseract 9.9"; exit ;;
  --list-langs) echo "chi_sim"; exit ;;
esac
cat > /dev/null
printf '1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n'
top=300
while read -r words; do
  printf '4\t1\t1\t1\t1\t0\t300\t%s\t1800\t60\t-1\t\n' $top
  printf '5\t1\t1\t1\t1\t1\t300\t%s\t1800\t60\t93\t%s\n' $top "$words"
  top=$((top + 120))
done <<'END'
在全市防汛工作会议上的讲话
（2019年6月12日）
同志们：今天的会只说防汛。
一、看清形势
汛期已经到了，坝上不能离人。
END
"#;

/// Twelve bytes that say they are a picture.
const PICTURE: &[u8] = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01";

fn run(folder: &Path, path: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let others = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{others}", path.display());
    outcome(rostrum(folder).args(args).env("PATH", path))
}

#[test]
fn a_scan_is_kept_and_recognised_once_someone_wants_it() {
    let place = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let folder = place.path();
    let tools = folder.join("tools");
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.join(name), bytes).unwrap_or_else(|e| panic!("{e}"));
    };
    std::fs::create_dir(&tools).unwrap_or_else(|e| panic!("{e}"));
    write("扫描.jpg", PICTURE);
    write("tools/tesseract", SCRIPT.as_bytes());
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(tools.join("tesseract"), mode).unwrap_or_else(|e| panic!("{e}"));
    let rostrum = |args: &[&str]| run(folder, &tools, args);

    rostrum(&["init", "档案"]);
    let (code, out, _) = rostrum(&["import", "档案", "扫描.jpg"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("pictures without text"), "{out}");

    // Nothing is recognised without being asked for.
    assert_eq!(rostrum(&["reread", "档案", "--unread"]).0, Some(1));
    let (code, out, err) = rostrum(&["reread", "档案", "--unread", "--ocr", "--json"]);
    assert_eq!(code, Some(0), "{out}{err}");
    let id = out
        .split("speeches\":[\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let id = id.unwrap_or_else(|| panic!("no speech: {out}"));
    let (_, shown, _) = rostrum(&["show", "档案", id]);
    for wanted in [
        "在全市防汛工作会议上的讲话",
        "2019年6月12日",
        "tesseract 9.9 chi_sim",
    ] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    let original = crate::rostrum(folder)
        .args(["original", "档案", id])
        .output();
    assert_eq!(original.map(|o| o.stdout).unwrap_or_default(), PICTURE);
    let (code, found, _) = rostrum(&["search", "档案", "坝上不能离人", "--count"]);
    assert_eq!((code, found.trim()), (Some(0), "1 found"));

    // Taken back it is a picture again; recognised again the same speech is there once.
    assert_eq!(rostrum(&["undo", "档案"]).0, Some(0));
    let listed = || {
        rostrum(&["list", "档案", "--inbox", "--json"])
            .1
            .lines()
            .count()
    };
    assert_eq!(listed(), 0);
    rostrum(&["reread", "档案", "--unread", "--ocr"]);
    assert_eq!(listed(), 1);
    assert_eq!(rostrum(&["reread", "档案", id, "--ocr"]).0, Some(0));
    assert_eq!(rostrum(&["check", "档案"]).0, Some(0));
}

#[test]
fn without_a_recogniser_it_says_what_to_install() {
    let place = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let folder = place.path();
    std::fs::write(folder.join("扫描.jpg"), PICTURE).unwrap_or_else(|e| panic!("{e}"));
    let run = |args: &[&str]| outcome(crate::rostrum(folder).args(args).env("PATH", folder));
    run(&["init", "档案"]);
    let (code, out, err) = run(&["import", "档案", "扫描.jpg", "--ocr"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(
        err.contains("apt install tesseract-ocr tesseract-ocr-chi-sim"),
        "{err}"
    );
}
