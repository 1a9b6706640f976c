//! Files made to hurt: chains and trees that lead back to themselves, entities that read other
//! files, contents that unpack without end. Each ends in an error of its own, or in its text, in
//! good time and without a panic.

mod made;

use intake::{Hint, IntakeError, Limits, extract};
use made::{doc, docx_with, pdf_of, zip};
use std::time::{Duration, Instant};

fn read(bytes: &[u8], name: &str) -> Result<String, IntakeError> {
    let started = Instant::now();
    let found = extract(bytes, &Hint { name }, &Limits::default());
    let took = started.elapsed();
    assert!(took < Duration::from_secs(10), "{name} took {took:?}");
    found.map(|found| found.text)
}

fn objects(all: &[&str]) -> Vec<Vec<u8>> {
    all.iter()
        .map(|object| object.as_bytes().to_vec())
        .collect()
}

#[test]
fn chains_of_sectors_that_lead_in_a_circle() {
    let whole = doc(&["同志们：", "今天开会。"]);
    assert!(read(&whole, "a.doc").is_ok());
    let sector = if whole[26] == 4 { 4096 } else { 512 };
    let table = u32::from_le_bytes([whole[76], whole[77], whole[78], whole[79]]) as usize;
    let start = (table + 1) * sector;
    // Every link of every chain now leads to the sector before it, or to itself.
    for back in [0u32, 1] {
        let mut bytes = whole.clone();
        for (at, link) in bytes[start..start + sector].chunks_exact_mut(4).enumerate() {
            let next = u32::from_le_bytes([link[0], link[1], link[2], link[3]]);
            if next < 0xFFFF_FFFC || next == 0xFFFF_FFFE {
                link.copy_from_slice(&(at as u32).saturating_sub(back).to_le_bytes());
            }
        }
        let ended = read(&bytes, "a.doc").map_err(|e| e.code());
        assert!(
            matches!(ended, Err("damaged" | "no_text" | "unsupported")),
            "{ended:?}"
        );
    }
}

#[test]
fn entities_read_no_other_file() {
    let head = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY % y SYSTEM \"http://localhost/\"> %y;]>";
    let body = format!(
        "{head}<w:document><w:body><w:p><w:r><w:t>甲&x;乙</w:t></w:r></w:p></w:body></w:document>"
    );
    let parts: [(&str, &[u8]); 2] = [
        ("word/document.xml", body.as_bytes()),
        ("[Content_Types].xml", b"<a/>"),
    ];
    assert_eq!(read(&zip(&parts), "a.docx").as_deref(), Ok("甲乙"));
    let page = format!("{head}<html><body><p>甲&x;乙</p></body></html>");
    assert!(!read(page.as_bytes(), "a.html").is_ok_and(|text| text.contains("root")));
}

#[test]
fn entities_that_multiply() {
    let mut head = String::from("<!DOCTYPE a [<!ENTITY a0 \"哈哈哈哈哈哈哈哈哈哈\">");
    for n in 1..12 {
        head += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    let body = format!(
        "{head}]><w:document><w:body><w:p><w:r><w:t>甲&a11;</w:t></w:r></w:p></w:body></w:document>"
    );
    let styles = body.replace("w:document", "w:styles");
    let text = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>";
    assert_eq!(
        read(&docx_with(text, &[("word/styles.xml", &styles)]), "a.docx").as_deref(),
        Ok("甲")
    );
    let parts: [(&str, &[u8]); 2] = [
        ("word/document.xml", body.as_bytes()),
        ("[Content_Types].xml", b"<a/>"),
    ];
    assert_eq!(read(&zip(&parts), "a.docx").as_deref(), Ok("甲"));
}

#[test]
fn drawings_that_draw_themselves() {
    let names = "/XObject << /A 4 0 R /B 5 0 R >>";
    let content = "/A Do /B Do /A Do /B Do /A Do /B Do";
    let form = format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {names} >> /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    );
    let file = pdf_of(&objects(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources << /XObject << /A 4 0 R >> >> >>",
        &form,
        &form,
        "<< /Length 5 >>\nstream\n/A Do\nendstream",
    ]));
    assert!(read(&file, "a.pdf").is_err());
}

#[test]
fn trees_of_pages_and_values_that_hold_themselves() {
    let pages = pdf_of(&objects(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R 3 0 R] /Count 99999999 >>",
        "<< /Type /Page /Parent 3 0 R /Contents [3 0 R 4 0 R 4 0 R] /Resources 3 0 R >>",
        "<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
    ]));
    assert!(read(&pages, "a.pdf").is_err());
    let values = pdf_of(&objects(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 5 0 R >>",
        "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>",
        "4 0 R",
        "5 0 R",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding 6 0 R /ToUnicode 6 0 R /DescendantFonts [6 0 R] >>",
    ]));
    assert!(read(&values, "a.pdf").is_err());
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let nested = pdf_of(&objects(&[
        "<< /Type /Catalog /Pages 2 0 R >>",
        &format!("<< /Type /Pages /Kids {deep} /Count 1 >>"),
    ]));
    assert!(read(&nested, "a.pdf").is_err());
}

#[test]
fn what_one_reader_may_hold() {
    assert_eq!(Limits::default().memory, 512 * 1024 * 1024);
    assert_eq!(Limits::default().seconds, 20);
}
