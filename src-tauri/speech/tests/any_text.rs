//! What holds for any text: reading never panics, nothing is lost, every span is inside.

use proptest::prelude::*;
use speech::{Evidence, Hints, Proposal, Span, lexicon, read};

/// Pieces of speeches and of junk, put together in any order.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("在全市重点项目建设现场推进会上的讲话".to_owned()),
        Just("同志们：".to_owned()),
        Just("【篇一】".to_owned()),
        Just("第二篇".to_owned()),
        Just("【提纲】一、提高认识。二、加强领导。".to_owned()),
        Just("——在某某峰会开幕式上的致辞".to_owned()),
        Just("（2020年6月1日）".to_owned()),
        Just("……（此处省略300字，点击下载全文）……".to_owned()),
        Just("预览结束，还剩12字".to_owned()),
        Just("一、提高站位，深化认识".to_owned()),
        Just("（一）抓好落实。要层层压实责任，确保各项任务落到实处、见到成效。".to_owned()),
        Just("第一，要抓早。早一天，主动一天。".to_owned()),
        Just("当前位置：首页 > 领导讲话 > 正文".to_owned()),
        Just("安全生产没有(某站abc.com首发)局外人，".to_owned()),
        Just("今年以来，全市上下一心，克服了不少困难，XX项目完成投资**亿元。".repeat(3)),
        Just("谢谢大家！在全市动员会上的发言各位领导，同志们：".to_owned()),
        Just("謝謝大家！在開學典禮上的講話".to_owned()),
        Just("## 标题".to_owned()),
        Just("%z8鎏嘅#q#".to_owned()),
        Just("　　".to_owned()),
        damaged(),
        elsewhere_dated(),
        "[一-龥]{0,60}[。，：！]?",
        "\\PC{0,20}",
    ]
}

/// Slots, lost digits, doubled writing, noise and characters that nobody sees.
fn damaged() -> impl Strategy<Value = String> {
    const FIXED: &[&str] = &[
        "XX县XX书记说，XX县20XX年XX月XX日增长X%，**、某局，□□亿元，__人。",
        "工业增长%，投资增长 个百分点，于年月日召开第次会议。",
        "規(guī)則，加快發(发)展，发發展经經济",
        "抓好h1z2k9备耕，%z8#q春耕",
        "招\u{200b}商\u{200b}引\u{200b}资\u{feff}\u{202e}讲\u{fffd}话\u{7}",
        "一、**、**",
    ];
    prop_oneof![
        proptest::sample::select(FIXED).prop_map(str::to_owned),
        "[X×*某□○_xX20年月日县%亿 、]{1,24}",
        "[增长%个百分点年月日第届次 (发發)系係\u{200b}a-f0-9#$&]{1,24}",
    ]
}

/// Dates of a site, a printer or a newspaper.
fn elsewhere_dated() -> impl Strategy<Value = String> {
    const FIXED: &[&str] = &[
        "来源：某网 时间：2021-03-02 10:11",
        "某市人民政府办公室2020年6月3日印发",
        "（本文转载于2019年5月4日）",
        "新华社北京10月26日电（记者某某）全国会议26日在京召开。",
        "本报3月31日讯 2月30日，13月1日，",
        "——1994年6月5日，在某地的谈话，后来发表。",
    ];
    proptest::sample::select(FIXED).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    let breaks = prop_oneof![
        Just("\n"),
        Just("\r\n"),
        Just(""),
        Just("\n\n"),
        Just("\r"),
        Just(" ")
    ];
    prop::collection::vec((piece(), breaks), 0..24)
        .prop_map(|parts| parts.into_iter().map(|(p, b)| p + b).collect())
}

fn spans(p: &Proposal) -> Vec<Span> {
    fn of(e: &[Evidence]) -> impl Iterator<Item = Span> + '_ {
        e.iter().filter_map(|e| e.span)
    }
    let mut out = vec![p.span];
    out.extend(of(&p.title.evidence));
    let guesses = [
        &p.meeting.name,
        &p.meeting.kind,
        &p.meeting.mode,
        &p.genre,
        &p.level,
        &p.place,
        &p.speaker,
        &p.role,
        &p.date,
    ];
    out.extend(guesses.into_iter().flatten().flat_map(|g| of(&g.evidence)));
    out.extend(p.themes.iter().flat_map(|t| of(&t.evidence)));
    out.extend(p.other_dates.iter().filter_map(|o| o.evidence.span));
    out.extend(p.outline.iter().map(|h| h.span));
    out.extend(p.findings.iter().flat_map(|f| f.spans.iter().copied()));
    out
}

fn slice(text: &str, span: Span) -> String {
    text.chars()
        .skip(span.start as usize)
        .take(span.len() as usize)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn nothing_is_lost_and_every_span_is_inside(text in text()) {
        let length = text.chars().count() as u32;
        let reading = read(&text, &Hints::default());
        let mut at = 0;
        for p in &reading.speeches {
            prop_assert_eq!(p.territory.start, at, "territories follow each other");
            at = p.territory.end;
            for edit in &p.ledger {
                prop_assert!(p.territory.holds(edit.span));
                prop_assert_eq!(&slice(&text, edit.span), &edit.was, "the ledger keeps what stood there");
            }
            prop_assert!(p.ledger.windows(2).all(|e| e[0].span.end <= e[1].span.start));
            for span in spans(p) {
                prop_assert!(span.start <= span.end && p.territory.holds(span), "{:?} in {:?}", span, p.territory);
            }
            for heading in &p.outline {
                prop_assert!((1..=4).contains(&heading.depth));
                let told = heading.function.as_deref();
                let known = told.is_none_or(|id| lexicon::section_functions().get(id).is_some());
                prop_assert!(known && (told.is_none() || heading.depth <= 2));
            }
            prop_assert!(p.outline.windows(2).all(|h| h[0].span.end <= h[1].span.start));
            for finding in p.findings.iter().filter(|f| f.kind == "slot") {
                let mut places: Vec<u32> = finding.slots.iter().flat_map(|s| s.at.clone()).collect();
                places.sort_unstable();
                prop_assert_eq!(places, (0..finding.spans.len() as u32).collect::<Vec<_>>(), "each place is of one slot");
                prop_assert_eq!(finding.count, Some(finding.spans.len() as u32));
            }
            for finding in p.findings.iter().filter(|f| f.kind == "damage") {
                prop_assert!(finding.sort.is_some());
                prop_assert_eq!(finding.count, Some(finding.spans.len() as u32));
            }
            let (clean, own) = p.over_clean_text(&text);
            let clean_length = clean.text.chars().count() as u32;
            prop_assert!(spans(&own).iter().skip(1).all(|s| s.end <= clean_length));
            // Kept and removed together are the territory.
            let kept: String = {
                let mut out = String::new();
                let mut from = p.territory.start;
                for edit in &p.ledger {
                    out += &slice(&text, Span::new(from, edit.span.start));
                    out += &edit.was;
                    from = edit.span.end;
                }
                out + &slice(&text, Span::new(from, p.territory.end))
            };
            prop_assert_eq!(kept, slice(&text, p.territory));
            // The clean text is what is kept and what stands in for what was taken out.
            let mut replaced = String::new();
            let mut from = p.territory.start;
            for edit in &p.ledger {
                replaced += &slice(&text, Span::new(from, edit.span.start));
                replaced += &edit.now;
                from = edit.span.end;
            }
            replaced += &slice(&text, Span::new(from, p.territory.end));
            prop_assert_eq!(replaced, clean.text);
        }
        if !reading.speeches.is_empty() {
            prop_assert_eq!(at, length, "territories are the whole text");
        }
        prop_assert_eq!(read(&text, &Hints::default()), reading, "reading is deterministic");
    }

    #[test]
    fn any_characters_can_be_read(text in "\\PC{0,300}", name in proptest::option::of("\\PC{0,30}")) {
        read(&text, &Hints { file_name: name.as_deref(), ..Hints::default() });
    }

    #[test]
    fn any_control_characters_can_be_read(text in "[\u{0}-\u{2f}\u{80}-\u{ad}\u{2000}-\u{206f}\u{e000}-\u{e010}\u{fff0}-\u{ffff}一二三、会讲话]{0,120}") {
        let reading = read(&text, &Hints::default());
        let covered: u32 = reading.speeches.iter().map(|p| p.territory.len()).sum();
        prop_assert!(reading.speeches.is_empty() || covered == text.chars().count() as u32);
    }
}

#[test]
fn a_text_without_words_holds_no_speeches() {
    for text in ["", " \n\n　", "……——", "\u{feff}"] {
        assert!(
            read(text, &Hints::default()).speeches.is_empty(),
            "{text:?}"
        );
    }
}

#[test]
fn one_very_long_line_is_read() {
    let text = "今年以来，全市上下一心，克服了不少困难。".repeat(20_000);
    assert_eq!(read(&text, &Hints::default()).speeches.len(), 1);
}
