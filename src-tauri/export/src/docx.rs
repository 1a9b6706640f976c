//! Word documents (OOXML) with the few styles a speech or a notebook needs; fonts by role as official
//! documents have them. Holds no pictures, tables or links.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::Block;

/// A style: id, font, size in half points, how its paragraphs are set.
const STYLES: &[(&str, &str, u32, &str)] = &[
    ("Title", "方正小标宋简体", 44, r#"<w:jc w:val="center"/>"#),
    (
        "Heading1",
        "黑体",
        32,
        r#"<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/>"#,
    ),
    (
        "Heading2",
        "楷体",
        32,
        r#"<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="1"/>"#,
    ),
    (
        "Body",
        "仿宋",
        32,
        r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#,
    ),
    ("Facts", "仿宋", 24, ""),
    (
        "Quote",
        "仿宋",
        30,
        r#"<w:ind w:left="420" w:right="420"/>"#,
    ),
    ("Source", "楷体", 24, r#"<w:jc w:val="right"/>"#),
    (
        "Comment",
        "楷体",
        30,
        r#"<w:ind w:firstLineChars="200" w:firstLine="600"/>"#,
    ),
];

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

pub(crate) fn write(blocks: &[Block]) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        (
            "word/_rels/document.xml.rels",
            DOCUMENT_RELATIONS.to_owned(),
        ),
        ("word/styles.xml", styles()),
        ("word/document.xml", document(blocks)),
    ];
    // Writing into memory fails only where a part is larger than the format allows: 4 GB.
    packed(&parts).unwrap_or_default()
}

fn packed(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn styles() -> String {
    let mut out = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{SPACE}">"#
    );
    for (id, font, size, paragraph) in STYLES {
        // Word knows its own headings by this name.
        let name = id.replace("Heading", "heading ");
        out.push_str(&format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:pPr><w:spacing w:line="560" w:lineRule="exact"/>{paragraph}</w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/><w:sz w:val="{size}"/></w:rPr></w:style>"#
        ));
    }
    out.push_str("</w:styles>");
    out
}

fn document(blocks: &[Block]) -> String {
    let mut out = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{SPACE}"><w:body>"#
    );
    let mut paragraph = |style: &str, text: &str| {
        for line in text.lines() {
            out.push_str(&format!(
                r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
                escaped(line)
            ));
        }
    };
    for block in blocks {
        match block {
            Block::Title(title) => paragraph("Title", title),
            Block::Heading(1, heading) => paragraph("Heading1", heading),
            Block::Heading(_, heading) => paragraph("Heading2", heading),
            Block::Facts(facts) => {
                for (label, value) in facts {
                    paragraph("Facts", &format!("{label}：{value}"));
                }
            }
            Block::Paragraph(text) => paragraph("Body", text),
            Block::Gap(words) => paragraph("Comment", &format!("……{words}……")),
            Block::Quote(words, source) => {
                paragraph("Quote", words);
                paragraph("Source", &format!("——{source}"));
            }
            Block::Comment(words) => paragraph("Comment", words),
        }
    }
    out.push_str(r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/></w:sectPr></w:body></w:document>"#);
    out
}

/// Text as XML may hold it: control characters are no XML and would make the file unreadable.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_heading_is_one_to_word_and_stands_in_its_outline() {
        let bytes = write(&[
            Block::Heading(1, "开头".into()),
            Block::Heading(2, "其一".into()),
        ]);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut read = |name: &str| {
            let mut text = String::new();
            let mut part = zip.by_name(name).expect("the part");
            part.read_to_string(&mut text).expect("text");
            text
        };
        let document = read("word/document.xml");
        assert!(document.contains(
            r#"<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">开头<"#
        ));
        assert!(document.contains(
            r#"<w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t xml:space="preserve">其一<"#
        ));
        let styles = read("word/styles.xml");
        let (_, first) = styles
            .split_once(r#"<w:name w:val="heading 1"/>"#)
            .expect("the style");
        assert!(
            first
                .split("</w:style>")
                .next()
                .is_some_and(|s| s.contains(r#"<w:outlineLvl w:val="0"/>"#))
        );
    }

    #[test]
    fn a_document_holds_its_words_and_no_markup_of_theirs() {
        let bytes = write(&[
            Block::Title("摘抄<本>".into()),
            Block::Quote(
                "稳字当头\u{1}。".into(),
                "在全市会议上的讲话，2024年".into(),
            ),
            Block::Comment("自己的话 & 别的".into()),
        ]);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut document = String::new();
        let mut part = zip.by_name("word/document.xml").expect("the document");
        part.read_to_string(&mut document).expect("text");
        for words in [
            "摘抄&lt;本&gt;",
            ">稳字当头。<",
            "——在全市会议上的讲话",
            "&amp;",
        ] {
            assert!(document.contains(words), "{words}");
        }
    }
}
