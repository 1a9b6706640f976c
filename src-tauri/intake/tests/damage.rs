//! Damaged and hostile files: each ends in an error of its own, in good time, without a panic.

mod made;

use intake::{Hint, Limits, extract, unpack};
use made::{doc, docx, epub, odt, pdf, zip};
use std::time::{Duration, Instant};

fn code(bytes: &[u8], name: &str) -> &'static str {
    let started = Instant::now();
    let found = extract(bytes, &Hint { name }, &Limits::default());
    assert!(
        started.elapsed() < Duration::from_secs(15),
        "{name} took {:?}",
        started.elapsed()
    );
    found.map_or_else(|e| e.code(), |_| "text")
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn nothing_and_noise() {
    assert_eq!(code(b"", "a.txt"), "empty");
    assert_eq!(code(" \n\u{3000}\n".as_bytes(), "a.txt"), "empty");
    assert_eq!(code(&noise(50 * 1024 * 1024), "a.txt"), "not_text");
    assert_eq!(code(&vec![0; 65 * 1024 * 1024], "a.txt"), "too_large");
}

#[test]
fn one_line_of_five_megabytes() {
    let line = "会议强调要抓好落实，".repeat(5 * 1024 * 1024 / 30);
    let found = extract(line.as_bytes(), &Hint { name: "a.txt" }, &Limits::default()).unwrap();
    assert_eq!(found.text, line);
}

#[test]
fn invalid_utf8_is_read_and_counted() {
    let mut bytes = "会议强调要抓好落实。\n".repeat(100).into_bytes();
    bytes[33] = 0xFF;
    let found = extract(&bytes, &Hint { name: "a.txt" }, &Limits::default()).unwrap();
    assert_eq!(
        (found.warnings[0].code.as_str(), found.encoding.as_deref()),
        ("decode.replaced", Some("utf-8"))
    );
    assert!(found.text.contains('\u{FFFD}'));
}

/// Whatever is cut off or changed, there is an answer. A panic fails the test.
#[test]
fn every_kind_of_document_survives_damage() {
    let documents = [
        ("a.docx", docx("<w:p><w:r><w:t>同志们：今天开会。</w:t></w:r></w:p>")),
        ("a.odt", odt("<text:p>同志们：今天开会。</text:p>")),
        ("a.epub", epub(&["<p>同志们：今天开会。</p>"])),
        ("a.doc", doc(&["同志们：", "#今天开会。"])),
        ("a.pdf", pdf(&[&["同志们今天开会"]])),
        ("a.ofd", made::ofd(&[made::ofd_line(20.0, 20.0, "同志们：今天开会。")])),
        ("a.rtf", br"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}\f0 \'bd\'b2\'bb\'b0\par \u35762?}".to_vec()),
    ];
    for (name, whole) in &documents {
        assert_eq!(code(whole, name), "text", "{name}");
        let step = (whole.len() / 60).max(1);
        for at in (0..whole.len()).step_by(step) {
            code(&whole[..at], name);
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            code(&changed, name);
            let end = changed.len().min(at + 16);
            changed[at..end].fill(0xFF);
            code(&changed, name);
        }
        if name.ends_with('x') {
            assert_eq!(code(&whole[..whole.len() / 2], name), "damaged", "{name}");
        }
    }
}

#[test]
fn zip_bombs_stop_at_the_limits() {
    let bomb = zip(&[
        ("word/document.xml", &vec![b' '; 3 * 1024 * 1024]),
        ("[Content_Types].xml", b"<a/>"),
    ]);
    assert!(bomb.len() < 100_000);
    assert_eq!(code(&bomb, "a.docx"), "too_large");
    assert_eq!(
        unpack(&bomb, &Limits::default()).unwrap_err().code(),
        "too_large"
    );
    let many: Vec<(String, &[u8])> = (0..20).map(|n| (format!("{n}.txt"), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    let few = Limits {
        entries: 10,
        ..Limits::default()
    };
    assert_eq!(unpack(&zip(&many), &few).unwrap_err().code(), "too_large");
    assert_eq!(unpack(&zip(&many), &Limits::default()).unwrap().len(), 20);
}

#[test]
fn entities_and_nesting_do_not_grow() {
    let laughs =
        "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>";
    let bomb = format!(
        "{laughs}<w:document><w:body><w:p><w:r><w:t>甲&c;</w:t></w:r></w:p></w:body></w:document>"
    );
    let file = zip(&[
        ("word/document.xml", bomb.as_bytes()),
        ("[Content_Types].xml", b"<a/>"),
    ]);
    let found = extract(&file, &Hint { name: "a.docx" }, &Limits::default()).unwrap();
    assert_eq!(found.text, "甲");
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    let nested = format!(
        "{}<w:p><w:r><w:t>甲</w:t></w:r></w:p>{}",
        open.repeat(80),
        close.repeat(80)
    );
    let found = extract(&docx(&nested), &Hint { name: "a.docx" }, &Limits::default()).unwrap();
    assert_eq!(found.text, "甲");
    let deep = open.repeat(10_000);
    let file = zip(&[
        ("word/document.xml", deep.as_bytes()),
        ("[Content_Types].xml", b"<a/>"),
    ]);
    assert_eq!(code(&file, "a.docx"), "too_large");
}

#[test]
fn zip_archives_give_their_files_under_safe_names() {
    let name = encoding_rs::GBK
        .encode("讲话/在全市会议上的讲话.txt")
        .0
        .into_owned();
    // The name is written as raw bytes of the code page, without the mark of UTF-8.
    let mut file = zip(&[
        (&"x".repeat(name.len()), b"a"),
        ("../../etc/passwd", b"b"),
        ("__MACOSX/._a", b"c"),
        ("f/", b""),
    ]);
    let placeholder = "x".repeat(name.len()).into_bytes();
    for at in 0..file.len() - name.len() {
        if file[at..].starts_with(&placeholder) {
            file[at..at + name.len()].copy_from_slice(&name);
        }
    }
    let files = unpack(&file, &Limits::default()).unwrap();
    let expected = [("讲话/在全市会议上的讲话.txt", b"a"), ("etc/passwd", b"b")];
    assert_eq!(files, expected.map(|(n, b)| (n.to_string(), b.to_vec())));
}
