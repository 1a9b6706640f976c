//! Tells what in a file is not the speech: notices, gaps, watermarks, page numbers, broken lines.
//! Writes it down as a ledger of reversible edits and as findings; decides nothing about the speech.

mod around;
mod closing;
mod collection;
mod damage;
mod device;
mod draft;
mod duplicate;
mod edge;
mod editor;
mod form;
mod gap;
mod inline;
mod inset;
mod layout;
mod marks;
mod masthead;
mod notice;
mod paid;
mod repeated;
mod strewn;

use crate::layer::Edit;
use crate::model::{Finding, Span};
use crate::text::Text;

pub use notice::looks_like_title;

/// What cleaning a file's text yields. All spans are in the file's text.
#[derive(Debug, Default)]
pub struct Cleaning {
    /// Edits in order, none overlapping.
    pub ledger: Vec<Edit>,
    /// Gaps, previews, summaries, damage.
    pub findings: Vec<Finding>,
}

/// A part to be taken out or replaced, before it becomes an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cut {
    span: Span,
    now: &'static str,
    rule: &'static str,
}

impl Cut {
    fn out(span: Span, rule: &'static str) -> Self {
        Self {
            span,
            now: "",
            rule,
        }
    }
}

/// Cleans a file's text.
pub fn clean(page: &Text) -> Cleaning {
    let mut findings = Vec::new();
    let mut cuts = inline::cuts(page);
    let noise: Vec<Span> = cuts
        .iter()
        .filter(|cut| cut.rule == inline::NOISE)
        .map(|cut| cut.span)
        .collect();
    inset::cuts(page, &mut cuts);
    strewn::cuts(page, &mut cuts);
    let mut removed: Vec<Option<&'static str>> = vec![None; page.lines().len()];
    gap::mark(page, &mut removed, &mut cuts, &mut findings);
    duplicate::mark(page, &mut removed);
    notice::mark(page, &cuts, &mut removed, &mut findings);
    gap::shortfall(page, &removed, &mut findings);
    damage::find(page, &removed, noise, &mut findings);
    layout::cuts(page, &removed, &mut cuts);
    cuts.sort_by_key(|cut| (cut.span.start, std::cmp::Reverse(cut.span.end)));
    let mut ledger: Vec<Edit> = Vec::with_capacity(cuts.len());
    let mut at = 0;
    for cut in cuts {
        if cut.span.is_empty() || cut.span.start < at {
            continue;
        }
        at = cut.span.end;
        ledger.push(Edit {
            span: cut.span,
            was: page.raw(cut.span).to_owned(),
            now: cut.now.to_owned(),
            rule: cut.rule.to_owned(),
        });
    }
    findings.sort_by_key(|f| f.spans.first().copied());
    Cleaning { ledger, findings }
}

/// A finding at one place, with its words cut to a length fit for a report.
fn finding(page: &Text, kind: &str, count: Option<u32>, span: Span) -> Finding {
    Finding {
        kind: kind.to_owned(),
        count,
        spans: vec![span],
        quote: page.raw(span).chars().take(40).collect(),
        ..Finding::default()
    }
}

/// What cleaning leaves of a text.
#[cfg(test)]
fn kept(text: &str) -> String {
    let page = Text::new(text);
    let ledger = clean(&page).ledger;
    crate::layer::CleanText::new(text, Span::new(0, page.len()), &ledger).text
}

/// What cuts leave of a text.
#[cfg(test)]
fn left(text: &str, cuts: impl Fn(&Text) -> Vec<Cut>) -> String {
    let page = Text::new(text);
    let found = cuts(&page);
    let gone = |i: usize| {
        found
            .iter()
            .any(|c| (c.span.start as usize..c.span.end as usize).contains(&i))
    };
    text.chars()
        .enumerate()
        .filter(|(i, _)| !gone(*i))
        .map(|(_, c)| c)
        .collect()
}

/// What one kind of rules weighs a line, folded as they see it; 0 when they say nothing of it.
#[cfg(test)]
fn weight_by<T>(weigh: impl Fn(&str, &[char]) -> Option<(u32, T)>, line: &str) -> u32 {
    let words: String = line.chars().map(crate::fold::fold).collect();
    let chars: Vec<char> = words.chars().collect();
    weigh(&words, &chars).map_or(0, |(weight, _)| weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_keeps_its_line_when_an_advert_is_taken_out_of_it() {
        let text = "在项目推进会上的讲话\n同志们：\n把要素的事办在前头，把企业的事放在心上，把承诺的事写在墙上。\n一、抓开工，（更多材料请关注公众号“某某”）形成实物量\n把要素的事办在前头，把企业的事放在心上，把承诺的事写在墙上。\n【会员专享】本篇为成稿，下载后可编辑";
        let kept = kept(text);
        assert!(kept.contains("一、抓开工，形成实物量"), "{kept}");
        assert!(!kept.contains("成稿"), "{kept}");
    }

    #[test]
    fn the_foot_of_a_letter_is_its_own() {
        let body =
            "请各县把表填好，把账算清，把人定下来，三月十五日以前送到省里，不要拖，也不要漏。";
        let foot = "联系人：何守成\n联系电话：010-60001000\nE-mail：he@abc.gov.cn\n二〇〇五年二月十六日\n附件：情况调查表";
        let text = format!("各县供销社：\n{body}\n{foot}\n上一篇：春耕 下一篇：秋收");
        let kept = kept(&text);
        assert!(kept.trim_end().ends_with(foot), "{kept}");
    }
}
