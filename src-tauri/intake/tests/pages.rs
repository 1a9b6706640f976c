//! Printed pages as they come from the world: columns, turned and vertical text, fonts that are not
//! in the file, lost tables of objects, permissions without a password.

mod made;

use intake::{Hint, Limits, extract};
use made::{ofd, ofd_line, pdf, pdf_page, zip};

fn read(bytes: &[u8]) -> String {
    let found = extract(bytes, &Hint { name: "a.pdf" }, &Limits::default());
    found.map_or_else(|e| format!("{e}"), |f| f.text)
}

fn code(bytes: &[u8], limits: &Limits) -> &'static str {
    extract(bytes, &Hint { name: "a" }, limits).map_or_else(|e| e.code(), |f| f.format.as_str())
}

fn utf16(text: &str) -> String {
    let hex: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
    format!("<{hex}>")
}

/// One drawn string at a place, by the matrix of its line.
fn at(turn: [i32; 4], x: i32, y: i32, text: &str) -> String {
    let [a, b, c, d] = turn;
    format!("{a} {b} {c} {d} {x} {y} Tm {} Tj ", utf16(text))
}

const UPRIGHT: [i32; 4] = [1, 0, 0, 1];

fn page(font: &[(&str, &str)], drawn: &str) -> Vec<u8> {
    pdf_page(font, &format!("BT /F1 10 Tf {drawn} ET"))
}

#[test]
fn two_columns_drawn_row_by_row_are_read_one_after_the_other() {
    let left = [
        "同志们今天我们召开会",
        "议主要任务是总结去年",
        "的工作分析面临的形势",
        "部署今年的任务动员全",
        "市上下实干。",
    ];
    let right = [
        "去年我们克服困难完成",
        "了全年的各项目标任务",
        "经济总量迈上了新台阶",
        "群众的收入有了新增长",
        "成绩来之不易。",
    ];
    let mut drawn = at(UPRIGHT, 150, 760, "在全市工作会议上的讲话");
    for (row, (l, r)) in left.iter().zip(right).enumerate() {
        let y = 700 - 15 * row as i32;
        drawn += &(at(UPRIGHT, 50, y, l) + &at(UPRIGHT, 180, y, r));
    }
    let expected = format!(
        "在全市工作会议上的讲话\n{}\n{}",
        left.concat(),
        right.concat()
    );
    assert_eq!(
        read(&page(&[("Encoding", "UniGB-UCS2-H")], &drawn)),
        expected
    );
}

#[test]
fn a_table_is_no_page_of_columns() {
    let rows = [
        ("项目", "数量"),
        ("公路", "3"),
        ("桥梁", "12"),
        ("学校", "7"),
        ("医院", "2"),
        ("泵站", "4"),
    ];
    let mut drawn = String::new();
    for (row, (l, r)) in rows.iter().enumerate() {
        let y = 700 - 15 * row as i32;
        drawn += &(at(UPRIGHT, 50, y, l) + &at(UPRIGHT, 250, y, r));
    }
    let text = read(&page(&[("Encoding", "UniGB-UCS2-H")], &drawn));
    assert!(text.starts_with("项目\t数量\n公路\t3\n"), "{text}");
}

#[test]
fn pages_lying_on_their_side_and_vertical_text() {
    let lines = ["同志们：", "今天开会部署工作。"];
    let turned = |matrix, place: fn(i32) -> (i32, i32)| {
        let drawn: String = lines
            .iter()
            .enumerate()
            .map(|(n, line)| {
                let (x, y) = place(n as i32);
                at(matrix, x, y, line)
            })
            .collect();
        read(&page(&[("Encoding", "UniGB-UCS2-H")], &drawn))
    };
    let expected = lines.join("\n");
    assert_eq!(turned([0, 1, -1, 0], |n| (100 + 15 * n, 100)), expected);
    assert_eq!(turned([0, -1, 1, 0], |n| (500 - 15 * n, 700)), expected);
    assert_eq!(turned([-1, 0, 0, -1], |n| (500, 100 + 15 * n)), expected);
    let down: String = lines
        .iter()
        .enumerate()
        .map(|(n, line)| at(UPRIGHT, 500 - 20 * n as i32, 700, line))
        .collect();
    let vertical = read(&page(&[("Encoding", "UniGB-UCS2-V")], &down));
    assert_eq!(vertical, expected);
}

#[test]
fn a_stamp_that_runs_another_way_is_left_out() {
    let drawn = at(UPRIGHT, 50, 700, "同志们，今天开会。") + &at([0, 1, -1, 0], 20, 300, "装订线");
    assert_eq!(
        read(&page(&[("Encoding", "UniGB-UCS2-H")], &drawn)),
        "同志们，今天开会。"
    );
}

#[test]
fn fonts_that_are_not_in_the_file() {
    let gbk = encoding_rs::GBK.encode("同志们：第1次会议").0;
    let hex: String = gbk.iter().map(|b| format!("{b:02X}")).collect();
    let drawn = format!("50 700 Td <{hex}> Tj");
    assert_eq!(
        read(&page(&[("Encoding", "GBK-EUC-H")], &drawn)),
        "同志们：第1次会议"
    );
    // 940 is 啊, 1000 is 拜 in Adobe's collection.
    let drawn = "50 700 Td <03AC03E803AC03E803AC03E803AC03E8> Tj";
    let made = page(&[("Encoding", "Identity-H"), ("Ordering", "GB1")], drawn);
    assert_eq!(read(&made), "啊拜啊拜啊拜啊拜");
    let other = page(
        &[("Encoding", "Identity-H"), ("Ordering", "Identity")],
        drawn,
    );
    assert!(read(&other).contains("OCR"));
}

#[test]
fn doubles_of_everyday_characters() {
    let drawn = at(UPRIGHT, 50, 700, "抓好⺠⽣⼯作，⻓期坚持。");
    assert_eq!(
        read(&page(&[("Encoding", "UniGB-UCS2-H")], &drawn)),
        "抓好民生工作，长期坚持。"
    );
}

#[test]
fn a_file_without_its_table_of_objects() {
    let whole = pdf(&[&["同志们今天开会"], &["部署工作"]]);
    let table = whole.windows(9).rposition(|w| w == b"startxref").unwrap();
    let text = read(&whole);
    assert_eq!(read(&whole[..table]), text);
    let mut shifted = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    shifted.extend_from_slice(&whole);
    assert_eq!(read(&shifted), text);
}

#[test]
fn permissions_without_a_password_do_not_lock_a_file() {
    let locked = |password: &str| made::locked_pdf(&pdf(&[&["同志们今天开会"]]), password);
    assert_eq!(read(&locked("")), "同志们今天开会");
    assert!(read(&locked("secret")).contains("password"));
}

#[test]
fn ofd_pages_are_read_like_printed_ones() {
    let first = [
        ofd_line(60.0, 20.0, "在全市会议上的讲话"),
        ofd_line(30.0, 40.0, "同志们：今天我们召开全市会议"),
        ofd_line(20.0, 50.0, "分析形势，安排今年下一步重点工作"),
        ofd_line(20.0, 60.0, "并下达目标。"),
        ofd_line(30.0, 70.0, "下面我讲三点意见。"),
        ofd_line(90.0, 280.0, "— 1 —"),
    ];
    let second = [
        ofd_line(30.0, 40.0, "第一，要提高认识。"),
        ofd_line(90.0, 280.0, "— 2 —"),
    ];
    let made = ofd(&[first.concat(), second.concat()]);
    let expected = "在全市会议上的讲话\n同志们：今天我们召开全市会议分析形势，安排今年下一步重点工作并下达目标。\n下面我讲三点意见。\n第一，要提高认识。";
    assert_eq!(read(&made), expected);
    assert_eq!(code(&made, &Limits::default()), "ofd");
}

#[test]
fn ofd_characters_placed_by_a_matrix_one_by_one_or_downwards() {
    let scaled = "<ofd:TextObject Boundary='10 10 100 10' CTM='0.5 0 0 0.5 0 0' Size='10'>\
        <ofd:TextCode X='0' Y='10' DeltaX='10 10'>同志们</ofd:TextCode>\
        <ofd:TextCode X='30' Y='10'>：</ofd:TextCode></ofd:TextObject>";
    let letters = "<ofd:TextObject Boundary='30 20 100 10' Size='5'><ofd:TextCode X='0' Y='5' DeltaX='5 2.5 2.5 2.5'>有GDP了</ofd:TextCode></ofd:TextObject>";
    let hidden = "<ofd:TextObject Visible='false' Boundary='10 30 9 9' Size='5'><ofd:TextCode X='0' Y='5'>密</ofd:TextCode></ofd:TextObject>";
    let across = "<ofd:TextObject Boundary='50 90 99 99' CTM='0.7 -0.7 0.7 0.7 0 0' Size='9'><ofd:TextCode X='0' Y='5' DeltaX='9'>内部</ofd:TextCode></ofd:TextObject>";
    assert_eq!(
        read(&ofd(&[[scaled, letters, hidden, across].concat()])),
        "同志们：\n有GDP了"
    );
    let down = |x: u32, text: &str| {
        format!(
            "<ofd:TextObject Boundary='{x} 10 10 200' Size='5' ReadDirection='90'><ofd:TextCode X='0' Y='5' DeltaY='g 9 5'>{text}</ofd:TextCode></ofd:TextObject>"
        )
    };
    assert_eq!(
        read(&ofd(&[
            down(150, "同志们：") + &down(140, "今天我们召开会议。")
        ])),
        "同志们：\n今天我们召开会议。"
    );
}

#[test]
fn ofd_templates_are_what_stands_on_every_page_and_no_text_of_the_speech() {
    let entry: &[u8] = b"<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    let document: &[u8] = b"<ofd:Document><ofd:CommonData><ofd:TemplatePage ID='7' BaseLoc='Tpls/Tpl_0/Content.xml'/></ofd:CommonData>\
        <ofd:Pages><ofd:Page ID='1' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>";
    let page = |inner: &str| format!("<ofd:Page>{inner}</ofd:Page>");
    let template = page(&format!(
        "<ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content>",
        ofd_line(20.0, 8.0, "某市水利局内部材料")
    ));
    // A layer may come in pieces, drawn from below, and behind the text.
    let content = page(&format!(
        "<ofd:Template TemplateID='7' ZOrder='Background'/><ofd:Content>\
         <ofd:Layer Type='Body'><ofd:PageBlock>{}</ofd:PageBlock></ofd:Layer>\
         <ofd:Layer Type='Body'>{}</ofd:Layer></ofd:Content>",
        ofd_line(30.0, 60.0, "今天开会，只说一件事：把水管好，把渠修通。"),
        ofd_line(60.0, 30.0, "在全市水利会议上的讲话") + &ofd_line(20.0, 45.0, "同志们：")
    ));
    let made = zip(&[
        ("OFD.xml", entry),
        ("Doc_0/Document.xml", document),
        ("Doc_0/Tpls/Tpl_0/Content.xml", template.as_bytes()),
        ("Doc_0/Pages/Page_0/Content.xml", content.as_bytes()),
    ]);
    assert_eq!(
        read(&made),
        "在全市水利会议上的讲话\n同志们：\n今天开会，只说一件事：把水管好，把渠修通。"
    );
}

#[test]
fn ofd_in_a_font_with_an_encoding_of_its_own_has_to_be_recognised() {
    let private: String = ('\u{E100}'..'\u{E120}').collect();
    let made = ofd(&[ofd_line(20.0, 20.0, &private)]);
    assert_eq!(code(&made, &Limits::default()), "needs_ocr");
    let glyphs = "<ofd:TextObject Boundary='20 20 160 6' Font='1' Size='5'>\
        <ofd:CGTransform CodePosition='0' CodeCount='3' GlyphCount='3'><ofd:Glyphs>12 13 14</ofd:Glyphs></ofd:CGTransform>\
        <ofd:TextCode X='0' Y='5' DeltaX='5 5'>同志们</ofd:TextCode></ofd:TextObject>";
    assert_eq!(read(&ofd(&[glyphs.into()])), "同志们");
    // A bullet that the font draws is no reason.
    let bullet = ofd_line(20.0, 20.0, "\u{F0B7}同志们：今天开会。");
    assert_eq!(code(&ofd(&[bullet]), &Limits::default()), "ofd");
}

#[test]
fn ofd_pages_that_are_pictures_among_others_are_told() {
    let picture = "<ofd:ImageObject Boundary='0 0 210 297' ResourceID='9'/>";
    let numbered = picture.to_owned() + &ofd_line(90.0, 280.0, "— 2 —");
    let text = ofd_line(20.0, 20.0, "同志们：今天我们召开全市会议。");
    let hint = Hint { name: "a.ofd" };
    let found = extract(&ofd(&[text, numbered.clone()]), &hint, &Limits::default());
    let warned = found.map(|f| f.warnings.into_iter().map(|w| (w.code, w.count)).collect());
    let warned: Vec<(String, u32)> = warned.unwrap_or_default();
    assert!(warned.contains(&("needs_ocr".into(), 1)), "{warned:?}");
    // The number of the page is all that a scan of many pages has of text.
    let scans = ofd(&[numbered.clone(), numbered]);
    assert_eq!(code(&scans, &Limits::default()), "needs_ocr");
}

#[test]
fn ofd_that_is_a_picture_locked_cut_or_hostile() {
    let picture = ofd(&["<ofd:ImageObject Boundary='0 0 210 297' ResourceID='9'/>".into()]);
    assert_eq!(code(&picture, &Limits::default()), "needs_ocr");
    let locked = zip(&[("OFD.xml", b"<a/>"), ("Encryptions.xml", b"<a/>")]);
    assert_eq!(code(&locked, &Limits::default()), "encrypted");
    let entry: &[u8] = b"<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    assert_eq!(
        code(&zip(&[("OFD.xml", entry)]), &Limits::default()),
        "damaged"
    );
    let whole = ofd(&[ofd_line(20.0, 20.0, "同志们")]);
    let cut = extract(
        &whole[..whole.len() / 2],
        &Hint { name: "a.ofd" },
        &Limits::default(),
    );
    assert_eq!(cut.map_err(|e| e.code()), Err("damaged"));
    let deep = "<ofd:PageBlock>".repeat(5000) + &"</ofd:PageBlock>".repeat(5000);
    assert_eq!(code(&ofd(&[deep]), &Limits::default()), "too_large");
    let long = ofd_line(20.0, 20.0, &"议".repeat(400_000));
    let small = Limits {
        unpacked: 1_000_000,
        ..Limits::default()
    };
    assert_eq!(code(&ofd(&[long]), &small), "too_large");
    let odd = "<ofd:TextObject Boundary='NaN inf' Size='-1e39' CTM='1 2'><ofd:TextCode X='NaN' DeltaX='g 9 NaN'>甲乙丙</ofd:TextCode></ofd:TextObject>";
    code(&ofd(&[odd.into()]), &Limits::default());
}
