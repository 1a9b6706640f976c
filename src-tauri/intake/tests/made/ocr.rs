//! Recognising pictures of pages with a recogniser made up for the test: a script that tells its
//! picture apart and answers with a table.

use super::{made, reader};
use intake::{Engine, Hint, IntakeError, Limits};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Says what it is; a picture of `wanted` kind becomes the line 第N页的字, all else fails.
const SCRIPT: &str = r#"#!/bin/sh
case "$1" in
  --version) echo "tesseract 9.9"; exit ;;
  --list-langs) echo "List of available languages:"; echo chi_sim; exit ;;
esac
kind=$(head -c 2 | od -An -c | tr -d ' ')
row() { printf '4\t1\t1\t1\t1\t0\t100\t%s\t600\t40\t-1\t\n5\t1\t1\t1\t1\t1\t100\t%s\t600\t40\t%s\t%s\n' "$1" "$1" "$2" "$3"; }
case "$kind" in
  P5) words=灰图里说的话要一句一句认出来 ;;
  II) words=传真里说的话要一句一句认出来 ;;
  377330) words=照片里说的话要一句一句认出来 ;;
  HA) sleep 60 ;;
  *) exit 3 ;;
esac
printf '1\t1\t0\t0\t0\t0\t0\t0\t1000\t1400\t-1\t\n'
row 100 95 "$words"
row 160 31 每一句都要认清楚
"#;

fn script(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("mode");
    path
}

fn engine(folder: &Path) -> Engine {
    let nowhere = folder.join("none");
    Engine::at(&script(folder, "tesseract", SCRIPT), &nowhere).expect("recogniser")
}

pub fn pictures_are_recognised_page_by_page_by_what_is_installed() {
    let folder = tempfile::tempdir().expect("folder");
    let engine = engine(folder.path());
    let reader = reader(Limits::default());
    let grey = [0x80u8; 100 * 100];
    let pdf = made::pdf_of_pictures(&[
        ("/ColorSpace /DeviceGray /BitsPerComponent 8", &grey),
        (
            "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 100 >>",
            b"fax",
        ),
        (
            "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter [/DCTDecode]",
            b"\xFF\xD8\xFF\xE0",
        ),
    ]);
    let hint = Hint { name: "扫描.pdf" };
    assert_eq!(reader.extract(&pdf, &hint), Err(IntakeError::NeedsOcr));
    let found = reader
        .recognise(&pdf, &hint, &engine, &|| true)
        .expect("text");
    for kind in ["灰图", "传真", "照片"] {
        assert!(
            found.text.contains(&format!("{kind}里说的话")),
            "{}",
            found.text
        );
    }
    assert_eq!(found.producer.as_deref(), Some("tesseract 9.9 chi_sim"));
    let count = |code: &str| {
        found
            .warnings
            .iter()
            .find(|w| w.code == code)
            .map(|w| w.count)
    };
    assert_eq!(
        (count("ocr.pages"), count("ocr.unsure")),
        (Some(3), Some(24))
    );
    let stopped = reader.recognise(&pdf, &hint, &engine, &|| false);
    assert_eq!(stopped, Err(IntakeError::NeedsOcr), "left as it was found");
    let photo = reader.recognise(
        b"\xFF\xD8\xFF\xE0",
        &Hint { name: "a.jpg" },
        &engine,
        &|| true,
    );
    assert!(photo.expect("text").text.starts_with("照片里说的话"));
}

pub fn a_recogniser_that_hangs_or_dies_costs_its_page() {
    let folder = tempfile::tempdir().expect("folder");
    let engine = engine(folder.path());
    let grey = [0x80u8; 100 * 100];
    // Taken for a JPEG as it is: the script knows nothing of it and ends with an error.
    let broken = "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode";
    let pdf = made::pdf_of_pictures(&[
        (broken, b"??"),
        ("/ColorSpace /DeviceGray /BitsPerComponent 8", &grey),
    ]);
    let hint = Hint { name: "扫描.pdf" };
    let reader = reader(Limits::default());
    let found = reader
        .recognise(&pdf, &hint, &engine, &|| true)
        .expect("text");
    assert!(found.text.contains("灰图里说的话"));
    assert!(
        found
            .warnings
            .iter()
            .any(|w| w.code == "ocr.lost" && w.count == 1)
    );

    let hangs = made::pdf_of_pictures(&[(broken, b"HA")]);
    let started = Instant::now();
    let quick = reader_of_pages(3);
    let late = quick.recognise(&hangs, &hint, &engine, &|| true);
    assert_eq!(late.expect_err("late").code(), "timed_out");
    assert!(started.elapsed() < Duration::from_secs(20));

    let jbig = made::pdf_of_pictures(&[(
        "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode",
        b"x",
    )]);
    let missing = reader
        .recognise(&jbig, &hint, &engine, &|| true)
        .expect_err("no way");
    assert_eq!(
        missing,
        IntakeError::NoOcr {
            missing: "poppler-utils".into()
        }
    );
    // With something that draws pages it is drawn.
    let draws = script(
        folder.path(),
        "pdftoppm",
        "#!/bin/sh\n[ \"$1\" = -v ] || printf 'P5\\n1 1\\n255\\nx'\n",
    );
    let engine = Engine::at(&folder.path().join("tesseract"), &draws).expect("recogniser");
    let found = reader
        .recognise(&jbig, &hint, &engine, &|| true)
        .expect("text");
    assert!(found.text.contains("灰图里说的话"));
}

/// A reader that gives a page so many seconds.
fn reader_of_pages(seconds: u64) -> intake::worker::Reader {
    reader(Limits {
        page_seconds: seconds,
        ..Limits::default()
    })
}
