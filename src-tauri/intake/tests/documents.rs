//! Whole documents of each kind, made here, and what a reader of them should get.

mod made;

use intake::{Format, Hint, Limits, extract};
use made::{doc, docx, docx_with, epub, odt, old_doc, pdf, zip};

/// Reads bytes under a name that says nothing.
fn read(bytes: &[u8]) -> (Format, String) {
    let found = extract(bytes, &Hint { name: "file" }, &Limits::default()).expect("text");
    (found.format, found.text)
}

fn check(bytes: &[u8], format: Format, text: &str) {
    assert_eq!(read(bytes), (format, text.to_string()));
}

fn error(bytes: &[u8], name: &str) -> &'static str {
    extract(bytes, &Hint { name }, &Limits::default())
        .expect_err("an error")
        .code()
}

#[test]
fn docx_paragraphs_tabs_and_breaks() {
    check(
        &docx(
            "<w:p><w:r><w:t>同志们：</w:t></w:r></w:p><w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>",
        ),
        Format::Docx,
        "同志们：\n甲\t乙\n丙",
    );
}

#[test]
fn docx_numbers_that_stand_in_no_run() {
    let numbering = "<w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='%1、'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='（%2）'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl>\
        </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";
    let styles = "<w:style w:type='paragraph' w:styleId='H1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='H1b'><w:basedOn w:val='H1'/></w:style>";
    let item = |level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let styled = "<w:p><w:pPr><w:pStyle w:val='H1b'/></w:pPr><w:r><w:t>抓落实</w:t></w:r></w:p>";
    let empty = "<w:p><w:pPr><w:pStyle w:val='H1b'/></w:pPr></w:p>";
    let body = [
        item(0, "抓思想"),
        item(1, "学习"),
        item(1, "宣传"),
        item(2, "报纸"),
        empty.into(),
        styled.into(),
        item(1, "督查"),
    ]
    .concat();
    check(
        &docx_with(
            &body,
            &[
                ("word/numbering.xml", numbering),
                ("word/styles.xml", styles),
            ],
        ),
        Format::Docx,
        "一、抓思想\n（一）学习\n（二）宣传\n1. 报纸\n\n二、抓落实\n（一）督查",
    );
}

#[test]
fn docx_heading_styles_leave_their_level_to_the_list() {
    let numbering = "<w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='A'/><w:lvlText w:val='%1、'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimalEnclosedCircle'/><w:pStyle w:val='B'/><w:lvlText w:val='%2'/><w:suff w:val='nothing'/></w:lvl>\
        </w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>\
        <w:num w:numId='6'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>";
    let style = |id: &str| {
        format!(
            "<w:style w:type='paragraph' w:styleId='{id}'><w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr></w:style>"
        )
    };
    let styled = |id: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{id}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let anew = "<w:p><w:pPr><w:pStyle w:val='A'/><w:numPr><w:numId w:val='6'/></w:numPr></w:pPr><w:r><w:t>另起</w:t></w:r></w:p>";
    let body = [
        styled("A", "甲"),
        styled("B", "子"),
        styled("B", "丑"),
        styled("A", "乙"),
        styled("B", "寅"),
        anew.into(),
    ]
    .concat();
    let styles = style("A") + &style("B");
    let parts = [
        ("word/numbering.xml", numbering),
        ("word/styles.xml", &styles),
    ];
    check(
        &docx_with(&body, &parts),
        Format::Docx,
        "一、甲\n①子\n②丑\n二、乙\n①寅\n一、另起",
    );
}

#[test]
fn docx_paragraphs_whose_mark_was_deleted_are_one() {
    let mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>";
    let body = format!(
        "<w:p>{mark}<w:r><w:t>抓好</w:t></w:r></w:p><w:p>{mark}</w:p><w:p><w:r><w:t>落实</w:t></w:r></w:p><w:p>{mark}<w:r><w:t>完</w:t></w:r></w:p>"
    );
    check(&docx(&body), Format::Docx, "抓好落实\n完");
}

#[test]
fn odt_headings_numbered_by_the_outline() {
    let outline = "<text:outline-style>\
        <text:outline-level-style text:level='1' style:num-format='一' style:num-suffix='、'/>\
        <text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/></text:outline-style>";
    let head =
        |level: u32, text: &str| format!("<text:h text:outline-level='{level}'>{text}</text:h>");
    let body = format!(
        "{outline}{}{}{}{}{}",
        head(1, "甲"),
        head(2, "子"),
        head(2, "丑"),
        head(1, "乙"),
        head(2, "寅")
    );
    check(
        &odt(&body),
        Format::Odt,
        "一、甲\n一.1 子\n一.2 丑\n二、乙\n二.1 寅",
    );
}

#[test]
fn docx_changes_are_accepted_and_notes_follow() {
    let notes = "<w:footnote w:id='1'><w:p><w:r><w:t>见统计公报</w:t></w:r></w:p></w:footnote>";
    let body = "<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>五</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>六</w:t></w:r></w:ins><w:r><w:t>倍</w:t><w:footnoteReference w:id='1'/></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>";
    check(
        &docx_with(body, &[("word/footnotes.xml", notes)]),
        Format::Docx,
        "增长六倍[1]\n[1] 见统计公报",
    );
}

#[test]
fn docx_tables_and_text_boxes() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("项目"),
        cell("数量"),
        cell("路"),
        cell("3")
    );
    check(&docx(&table), Format::Docx, "项目\t数量\n路\t3");
    let layout = format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        cell("整篇"),
        cell("放在表里")
    );
    check(&docx(&layout), Format::Docx, "整篇\n放在表里");
    let content = "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent>";
    let twice = format!(
        "<w:p><w:r><w:t>正文</w:t><mc:AlternateContent><mc:Choice>{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    check(&docx(&twice), Format::Docx, "正文\n框里");
}

#[test]
fn odt_lists_notes_and_deletions() {
    let body = "<text:tracked-changes><text:deletion><text:p>旧</text:p></text:deletion></text:tracked-changes>\
        <text:h>讲话</text:h><text:list text:style-name='L1'><text:list-item><text:p>思想</text:p></text:list-item>\
        <text:list-item><text:p>行动<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note></text:p></text:list-item></text:list>\
        <text:p>完<text:s text:c='2'/>了</text:p>";
    check(
        &odt(body),
        Format::Odt,
        "讲话\n一、思想\n二、行动[1]\n完  了\n[1] 注",
    );
}

#[test]
fn epub_chapters_come_in_order() {
    check(
        &epub(&["<h1>第一章</h1><p>甲。</p>", "<p>乙。</p>"]),
        Format::Epub,
        "第一章\n甲。\n\n乙。",
    );
}

#[test]
fn doc_text_with_automatic_numbers() {
    check(
        &doc(&["全市工作会议", "#抓思想", "#抓落实", "谢谢大家"]),
        Format::Doc,
        "全市工作会议\n一、抓思想\n二、抓落实\n谢谢大家",
    );
    let found = extract(
        &doc(&["讲话"]),
        &Hint { name: "旧.WPS" },
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(found.format, Format::Wps);
}

#[test]
fn doc_of_word_95() {
    let text = "同志们：\r见\u{13} HYPERLINK x \u{14}附件\u{15}。\r";
    check(&old_doc(text), Format::Doc, "同志们：\n见附件。\n");
}

#[test]
fn pdf_lines_become_paragraphs() {
    let lines = ["同志们今天我们召开会议", "部署工作。", "散会"];
    check(
        &pdf(&[&lines, &["再见"]]),
        Format::Pdf,
        "同志们今天我们召开会议部署工作。\n散会\n再见",
    );
    assert_eq!(error(&pdf(&[&[]]), "a.pdf"), "no_text");
}

#[test]
fn content_decides_and_the_name_does_not() {
    let page = "<html><body><p>讲话稿，全文。</p></body></html>";
    let found = |bytes: &[u8], name: &str| {
        extract(bytes, &Hint { name }, &Limits::default())
            .unwrap()
            .format
    };
    assert_eq!(found(page.as_bytes(), "a.doc"), Format::Html);
    assert_eq!(
        found(&docx("<w:p><w:r><w:t>甲</w:t></w:r></w:p>"), "a.txt"),
        Format::Docx
    );
    assert_eq!(found("讲话".as_bytes(), "a.pdf"), Format::Txt);
    assert_eq!(found("# 讲话".as_bytes(), "a.md"), Format::Markdown);
    assert_eq!(found(br"{\rtf1 a}", "a.doc"), Format::Rtf);
    assert_eq!(error(b"\x89PNG\r\n\x1a\n", "a.txt"), "needs_ocr");
    assert_eq!(error(b"Rar!\x1A\x07\0", "a.txt"), "unsupported");
    assert_eq!(
        error(
            &zip(&[("xl/workbook.xml", b""), ("[Content_Types].xml", b"")]),
            "a.docx"
        ),
        "unsupported"
    );
}

/// The words of each mark, with its rank.
fn marks(bytes: &[u8], name: &str) -> Vec<(String, u8)> {
    let found = extract(bytes, &Hint { name }, &Limits::default()).expect("text");
    let letters: Vec<char> = found.text.chars().collect();
    let words = |m: &intake::Mark| letters[m.start as usize..m.end as usize].iter().collect();
    found.marks.iter().map(|m| (words(m), m.rank)).collect()
}

#[test]
fn headings_and_bold_beginnings_are_told_and_leave_no_sign_in_the_text() {
    let expected = [("修渠", 2), ("先看水源。", 0), ("选种", 2)];
    let expected = expected.map(|(words, rank)| (words.to_owned(), rank));
    let markdown = "## 修渠\n**先看水源。**水到了再挖。\n## 选种\n平常的话，**要紧**也不在头上。";
    assert_eq!(marks(markdown.as_bytes(), "a.md"), expected);
    let page = "<h2>修<i>渠</i></h2><p>　　<b>先看</b><strong>水源。</strong>水到了再挖。</p><h2>选种</h2><p>平常的话，<b>要紧</b>也不在头上。</p>";
    assert_eq!(marks(page.as_bytes(), "a.html"), expected);
    assert_eq!(marks(&made::epub(&[page]), "a.epub"), expected);
    let run = |set: &str, words: &str| format!("<w:r><w:rPr>{set}</w:rPr><w:t>{words}</w:t></w:r>");
    let head = |words: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr>{}</w:p>",
            run("", words)
        )
    };
    let body = [
        head("修渠"),
        format!(
            "<w:p>{}{}{}</w:p>",
            run("<w:b/>", "　　先看"),
            run("<w:b w:val='1'/>", "水源。"),
            run("<w:b w:val='0'/>", "水到了再挖。")
        ),
        head("选种"),
        format!(
            "<w:p>{}{}</w:p>",
            run("", "平常的话，"),
            run("<w:b/>", "要紧也不在头上。")
        ),
    ];
    let styles = "<w:style w:type='paragraph' w:styleId='x'><w:name w:val='heading 2'/></w:style>\
        <w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='x'/></w:style>";
    let made = made::docx_with(&body.concat(), &[("word/styles.xml", styles)]);
    assert_eq!(marks(&made, "a.docx"), expected);
    let odt = "<text:h text:outline-level='2'>修渠</text:h><text:p>水到了再挖。</text:p>";
    assert_eq!(marks(&made::odt(odt), "a.odt"), expected[..1]);
    let number = "<w:p><w:pPr><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>正文</w:t></w:r></w:p>";
    assert!(marks(&made::docx(number), "a.docx").is_empty());
}

#[test]
fn plain_text_keeps_whatever_characters_it_has() {
    let text = "讲话\n\u{FDD1}同志们";
    let found = extract(text.as_bytes(), &Hint { name: "a.txt" }, &Limits::default());
    let found = found.expect("text");
    assert_eq!((found.text.as_str(), found.marks.len()), (text, 0));
}

/// The title that a file tells beside its text.
fn title(bytes: &[u8], name: &str) -> Option<(String, intake::Place)> {
    let found = extract(bytes, &Hint { name }, &Limits::default()).expect("text");
    found.title.map(|title| (title.words, title.place))
}

#[test]
fn titles_that_stand_beside_the_text_are_told() {
    use intake::Place::{Page, Properties};
    let told = |place| Some(("在云山镇春灌会上的讲话".to_owned(), place));
    let page = "<html><head><title>在云山镇春灌会上的讲话_云山网</title></head><body><p>同志们：</p></body></html>";
    assert_eq!(title(page.as_bytes(), "a.html"), told(Page));
    let mail = format!("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    assert_eq!(title(mail.as_bytes(), "a.mht"), told(Page));
    let core = "<dc:title>在云山镇春灌会上的讲话</dc:title>";
    let body = "<w:p><w:r><w:t>同志们：</w:t></w:r></w:p>";
    let made = made::docx_with(body, &[("docProps/core.xml", core)]);
    assert_eq!(title(&made, "a.docx"), told(Properties));
    assert_eq!(title(&made::docx(body), "a.docx"), None);
    let utf16: String = "在云山镇春灌会上的讲话"
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    let mut pdf = made::pdf(&[&["同志们今天开会部署工作"]]);
    let end = pdf
        .windows(5)
        .rposition(|w| w == b"/Root")
        .expect("trailer");
    let info = format!("/Info << /Title <FEFF{utf16}> >> ");
    pdf.splice(end..end, info.into_bytes());
    assert_eq!(title(&pdf, "a.pdf"), told(Properties));
}

#[test]
fn every_error_says_what_to_do() {
    for (bytes, name) in [
        (&b""[..], "a.txt"),
        (b"PK\x03\x04", "a.docx"),
        (b"%PDF-1.4", "a.pdf"),
        (b"\xFF\xD8\xFF", "a.jpg"),
    ] {
        let error = extract(bytes, &Hint { name }, &Limits::default()).unwrap_err();
        assert!(error.to_string().contains([';', ',']), "{error}");
    }
}
