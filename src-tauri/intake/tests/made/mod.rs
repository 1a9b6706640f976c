//! Documents made for the tests, as small as their formats allow.
#![allow(dead_code, reason = "each test binary uses some of them")]

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip archive of these parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).expect("part");
        writer.write_all(bytes).expect("bytes");
    }
    writer.finish().expect("zip").into_inner()
}

/// A docx with this body.
pub fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A docx with this body and other parts, each given without its root element.
pub fn docx_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>");
    let others: Vec<(&str, String)> = others
        .iter()
        .map(|(n, x)| (*n, format!("<w:root>{x}</w:root>")))
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ];
    parts.extend(others.iter().map(|(n, x)| (*n, x.as_bytes())));
    zip(&parts)
}

/// An odt with this body and one list style, `L1`, that counts 一、.
pub fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><text:list-style style:name='L1'>\
         <text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
         </text:list-style><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

/// An epub with these chapters; they stand in the package in reverse order.
pub fn epub(chapters: &[&str]) -> Vec<u8> {
    let container =
        b"<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";
    let items: String = (0..chapters.len())
        .rev()
        .map(|n| format!("<item id='c{n}' href='c%20{n}.xhtml'/>"))
        .collect();
    let spine: String = (0..chapters.len())
        .map(|n| format!("<itemref idref='c{n}'/>"))
        .collect();
    let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
    let pages: Vec<(String, String)> = chapters
        .iter()
        .enumerate()
        .map(|(n, c)| {
            (
                format!("OEBPS/c {n}.xhtml"),
                format!("<html><body>{c}</body></html>"),
            )
        })
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("META-INF/container.xml", container),
        ("OEBPS/book.opf", package.as_bytes()),
    ];
    parts.extend(pages.iter().map(|(n, p)| (n.as_str(), p.as_bytes())));
    zip(&parts)
}

/// An ofd of these pages, each the content of one layer.
pub fn ofd(pages: &[String]) -> Vec<u8> {
    let entry = b"<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    let list: String = (0..pages.len())
        .map(|n| format!("<ofd:Page ID='{n}' BaseLoc='Pages/Page_{n}/Content.xml'/>"))
        .collect();
    let document =
        format!("<ofd:Document><ofd:CommonData/><ofd:Pages>{list}</ofd:Pages></ofd:Document>");
    let contents: Vec<(String, String)> = pages
        .iter()
        .enumerate()
        .map(|(n, page)| {
            let page = format!(
                "<ofd:Page><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
            );
            (format!("Doc_0/Pages/Page_{n}/Content.xml"), page)
        })
        .collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("OFD.xml", entry),
        ("Doc_0/Document.xml", document.as_bytes()),
    ];
    parts.extend(contents.iter().map(|(n, p)| (n.as_str(), p.as_bytes())));
    zip(&parts)
}

/// A line of an ofd page, `x` and `y` millimetres from its upper left, set in 5 millimetres.
pub fn ofd_line(x: f32, y: f32, text: &str) -> String {
    let steps = text.chars().count().saturating_sub(1);
    format!(
        "<ofd:TextObject Boundary='{x} {y} 160 6' Font='1' Size='5'>\
         <ofd:TextCode X='0' Y='5' DeltaX='g {steps} 5'>{text}</ofd:TextCode></ofd:TextObject>"
    )
}

fn put(bytes: &mut Vec<u8>, at: usize, value: &[u8]) {
    bytes.resize(bytes.len().max(at + value.len()), 0);
    bytes[at..at + value.len()].copy_from_slice(value);
}

/// A Word 97 file with these paragraphs; those that begin with `#` are in a list that counts 一、.
pub fn doc(paragraphs: &[&str]) -> Vec<u8> {
    const TEXT: usize = 1024;
    let mut main = vec![0; 512];
    let mut table = Vec::new();
    let units: Vec<u16> = paragraphs
        .iter()
        .flat_map(|p| {
            p.trim_start_matches('#')
                .encode_utf16()
                .chain([0x0D])
                .collect::<Vec<_>>()
        })
        .collect();
    put(&mut main, 0, &0xA5ECu16.to_le_bytes());
    put(&mut main, 2, &0x00C1u16.to_le_bytes());
    put(&mut main, 32, &14u16.to_le_bytes());
    put(&mut main, 62, &22u16.to_le_bytes());
    put(&mut main, 76, &(units.len() as u32).to_le_bytes());
    put(&mut main, 152, &0x5Du16.to_le_bytes());
    let text: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
    put(&mut main, TEXT, &text);
    let mut part = |main: &mut Vec<u8>, index: usize, bytes: &[u8], counted: usize| {
        put(main, 154 + index * 8, &(table.len() as u32).to_le_bytes());
        put(main, 158 + index * 8, &(counted as u32).to_le_bytes());
        table.extend_from_slice(bytes);
    };
    // The piece table: one piece of two-byte characters.
    let mut pieces = vec![2];
    pieces.extend(16u32.to_le_bytes());
    pieces.extend(0u32.to_le_bytes());
    pieces.extend((units.len() as u32).to_le_bytes());
    pieces.extend([0, 0]);
    pieces.extend((TEXT as u32).to_le_bytes());
    pieces.extend([0, 0]);
    part(&mut main, 33, &pieces, pieces.len());
    // One page of paragraph properties: the listed ones name instance 1.
    let page_at = (TEXT + text.len()).next_multiple_of(512);
    let mut page = vec![0; 512];
    let count = paragraphs.len();
    let mut place = TEXT;
    put(&mut page, 496, &[0, 3, 0, 0, 0x0B, 0x46, 1, 0]);
    for (n, paragraph) in paragraphs.iter().enumerate() {
        put(&mut page, n * 4, &(place as u32).to_le_bytes());
        place += (paragraph.trim_start_matches('#').encode_utf16().count() + 1) * 2;
        put(
            &mut page,
            (count + 1) * 4 + n * 13,
            &[if paragraph.starts_with('#') { 248 } else { 0 }],
        );
    }
    put(&mut page, count * 4, &(place as u32).to_le_bytes());
    page[511] = count as u8;
    put(&mut main, page_at, &page);
    let pages = [
        (TEXT as u32).to_le_bytes(),
        (place as u32).to_le_bytes(),
        (page_at as u32 / 512).to_le_bytes(),
    ];
    part(&mut main, 13, &pages.concat(), 12);
    // One simple list, its only level, and one instance of it.
    let mut lists = vec![1, 0];
    lists.extend(7u32.to_le_bytes());
    lists.extend([0; 22]);
    lists.extend([1, 0]);
    let counted = lists.len();
    lists.extend(1u32.to_le_bytes());
    lists.extend([39, 0, 1]);
    lists.extend([0; 21]);
    lists.extend([2, 0, 0, 0]);
    lists.extend("、".encode_utf16().flat_map(u16::to_le_bytes));
    part(&mut main, 73, &lists, counted);
    let mut instances = 1u32.to_le_bytes().to_vec();
    instances.extend(7u32.to_le_bytes());
    instances.extend([0; 12]);
    instances.extend([0xFF; 4]);
    part(&mut main, 74, &instances, instances.len());
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("container");
    file.create_stream("/WordDocument")
        .expect("stream")
        .write_all(&main)
        .expect("bytes");
    file.create_stream("/0Table")
        .expect("stream")
        .write_all(&table)
        .expect("bytes");
    file.flush().expect("flush");
    file.into_inner().into_inner()
}

/// A Word 95 file of this text, in the code page of mainland China.
pub fn old_doc(text: &str) -> Vec<u8> {
    let text = encoding_rs::GBK.encode(text).0.into_owned();
    let mut main = vec![0; 0x300];
    put(&mut main, 0, &0xA5DCu16.to_le_bytes());
    put(&mut main, 0x18, &0x300u32.to_le_bytes());
    put(&mut main, 0x34, &(text.len() as u32).to_le_bytes());
    put(&mut main, 0x300, &text);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("container");
    file.create_stream("/WordDocument")
        .expect("stream")
        .write_all(&main)
        .expect("bytes");
    file.flush().expect("flush");
    file.into_inner().into_inner()
}

/// A PDF of these pages of lines, 11 characters of 10 points to a full line.
pub fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut file = Document::with_version("1.5");
    let tree = file.new_object_id();
    let child = file.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "SimSun", "DW" => 1000,
    });
    let font = file.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "SimSun", "Encoding" => "UniGB-UCS2-H",
        "DescendantFonts" => vec![Object::Reference(child)],
    });
    let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
    let mut kids = Vec::new();
    for lines in pages {
        let mut content = String::from("BT /F1 10 Tf 100 700 Td ");
        for line in *lines {
            let hex: String = line.encode_utf16().map(|u| format!("{u:04X}")).collect();
            content.push_str(&format!("<{hex}> Tj 0 -15 Td "));
        }
        content.push_str("ET");
        let content = file.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        let page = dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources.clone(),
        };
        kids.push(Object::Reference(file.add_object(page)));
    }
    let count = kids.len() as i64;
    file.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
    );
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("pdf");
    bytes
}

/// A PDF of one page with this content. `font` says of `F1`: `Encoding`, and perhaps the
/// `Ordering` of its characters; it is not in the file.
pub fn pdf_page(font: &[(&str, &str)], content: &str) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let value = |name: &str| font.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
    let mut file = Document::with_version("1.5");
    let tree = file.new_object_id();
    let mut child = dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "STSong-Light", "DW" => 1000,
    };
    if let Some(ordering) = value("Ordering") {
        child.set(
            "CIDSystemInfo",
            dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal(ordering), "Supplement" => 2,
            },
        );
    }
    let child = file.add_object(child);
    let encoding = value("Encoding").unwrap_or("UniGB-UCS2-H");
    let font = file.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light",
        "Encoding" => Object::Name(encoding.into()),
        "DescendantFonts" => vec![Object::Reference(child)],
    });
    let content = file.add_object(Stream::new(dictionary! {}, content.into()));
    let page = file.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    file.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => vec![Object::Reference(page)], "Count" => 1 }
            .into(),
    );
    let catalog = file.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("pdf");
    bytes
}

/// A PDF with its contents encrypted; with an empty password anyone may read it.
pub fn locked_pdf(bytes: &[u8], password: &str) -> Vec<u8> {
    use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
    use lopdf::{Document, Object};
    let mut file = Document::load_mem(bytes).expect("pdf");
    let id = || Object::string_literal("0123456789abcdef");
    file.trailer.set("ID", vec![id(), id()]);
    let version = EncryptionVersion::V2 {
        document: &file,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("state");
    file.encrypt(&state).expect("encryption");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("pdf");
    bytes
}

/// A PDF of these objects as they are written, numbered from 1; the first is the catalogue.
pub fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (n, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{} 0 obj\n", n + 1).into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let count = objects.len() + 1;
    file.extend(
        format!("{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
            .into_bytes(),
    );
    file
}

/// A PDF with a picture of 100 by 100 dots on each page: what its dictionary says of it, and its data.
pub fn pdf_of_pictures(pictures: &[(&str, &[u8])]) -> Vec<u8> {
    let kids: Vec<String> = (0..pictures.len())
        .map(|n| format!("{} 0 R", 3 + 3 * n))
        .collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            kids.len()
        )
        .into(),
    ];
    let stream = |head: &str, data: &[u8]| {
        let head = format!("<< {head} /Length {} >>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream"].concat()
    };
    for (n, (said, data)) in pictures.iter().enumerate() {
        let (content, picture) = (4 + 3 * n, 5 + 3 * n);
        let resources = format!("<< /XObject << /I {picture} 0 R >> >>");
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R /Resources {resources} >>"
        );
        objects.push(page.into());
        objects.push(stream("", b"600 0 0 800 0 0 cm /I Do"));
        let head = format!("/Type /XObject /Subtype /Image /Width 100 /Height 100 {said}");
        objects.push(stream(&head, data));
    }
    pdf_of(&objects)
}
