//! The words that every match of a regular expression must hold, as a plan that an index can answer:
//! only what it finds has to be read. It may find more than the expression, never less.

use regex_syntax::hir::{Hir, HirKind};
use speech::terms::needle_forms;

use super::compile::{Columns, Plan};

/// Most strings that a part of an expression is written out to.
const MOST: usize = 16;

/// What a speech must hold for the expression to match in these columns; [`Plan::All`] when no
/// words are sure.
pub(super) fn needed(source: &str, columns: Columns) -> Plan {
    let parsed = regex_syntax::ParserBuilder::new()
        .multi_line(true)
        .build()
        .parse(source);
    let Ok(hir) = parsed else {
        return Plan::All;
    };
    let mut parts = Vec::new();
    match strings(&hir) {
        Some(all) => parts.extend(one_of(&all, columns)),
        None => require(&hir, columns, &mut parts),
    }
    if parts.is_empty() {
        Plan::All
    } else {
        Plan::And(parts)
    }
}

/// All strings that an expression can match, when they are few.
fn strings(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![String::new()]),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(vec![text.to_owned()])
        }
        HirKind::Class(regex_syntax::hir::Class::Unicode(class)) => {
            let mut all = Vec::new();
            for range in class.ranges() {
                for c in range.start()..=range.end() {
                    all.push(c.to_string());
                    if all.len() > MOST {
                        return None;
                    }
                }
            }
            Some(all)
        }
        HirKind::Class(_) => None,
        HirKind::Capture(capture) => strings(&capture.sub),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.filter(|&most| most <= 4)?;
            let one = strings(&repetition.sub)?;
            let mut all = Vec::new();
            for times in repetition.min..=most {
                let mut longer = vec![String::new()];
                for _ in 0..times {
                    longer = joined(&longer, &one)?;
                }
                all.extend(longer);
            }
            (all.len() <= MOST).then_some(all)
        }
        HirKind::Concat(parts) => {
            let mut all = vec![String::new()];
            for part in parts {
                all = joined(&all, &strings(part)?)?;
            }
            Some(all)
        }
        HirKind::Alternation(parts) => {
            let each: Option<Vec<Vec<String>>> = parts.iter().map(strings).collect();
            let all: Vec<String> = each?.into_iter().flatten().collect();
            (all.len() <= MOST).then_some(all)
        }
    }
}

fn joined(starts: &[String], ends: &[String]) -> Option<Vec<String>> {
    let pairs = starts
        .iter()
        .flat_map(|a| ends.iter().map(move |b| format!("{a}{b}")));
    (starts.len() * ends.len() <= MOST).then(|| pairs.collect())
}

/// Adds what every match of an expression must hold that cannot be written out as a whole.
fn require(hir: &Hir, columns: Columns, parts: &mut Vec<Plan>) {
    match hir.kind() {
        HirKind::Capture(capture) => require(&capture.sub, columns, parts),
        HirKind::Repetition(repetition) if repetition.min > 0 => match strings(&repetition.sub) {
            Some(all) => parts.extend(one_of(&all, columns)),
            None => require(&repetition.sub, columns, parts),
        },
        HirKind::Concat(all) => {
            let mut run = vec![String::new()];
            for part in all {
                let own = strings(part);
                let longer = own.as_ref().and_then(|own| joined(&run, own));
                if let Some(longer) = longer {
                    run = longer;
                    continue;
                }
                parts.extend(one_of(&run, columns));
                match own {
                    Some(own) => run = own,
                    None => {
                        require(part, columns, parts);
                        run = vec![String::new()];
                    }
                }
            }
            parts.extend(one_of(&run, columns));
        }
        HirKind::Alternation(all) => {
            let choices: Vec<Plan> = all
                .iter()
                .map(|choice| {
                    let mut parts = Vec::new();
                    match strings(choice) {
                        Some(all) => parts.extend(one_of(&all, columns)),
                        None => require(choice, columns, &mut parts),
                    }
                    Plan::And(parts)
                })
                .collect();
            // A choice that needs nothing makes the others needless.
            if choices
                .iter()
                .all(|c| !matches!(c, Plan::And(parts) if parts.is_empty()))
            {
                parts.push(Plan::Or(choices));
            }
        }
        _ => {}
    }
}

/// One of these strings must be there; nothing when one of them is found everywhere.
fn one_of(all: &[String], columns: Columns) -> Option<Plan> {
    let mut forms = Vec::new();
    let mut shortest = usize::MAX;
    for string in all {
        // A string is looked for as a person would type it: width, case and white space do not
        // matter to the index, so it finds at least what is written so.
        let own = needle_forms(string);
        shortest = shortest.min(own.iter().map(Vec::len).min().unwrap_or(0));
        forms.extend(own);
    }
    // Capitals and small letters fold to the same.
    forms.sort_unstable();
    forms.dedup();
    // Single characters are looked up where those of all columns are; in one column alone they
    // are not kept apart.
    let columns = if shortest < 2 { Columns::ALL } else { columns };
    (shortest > 0 && shortest < usize::MAX).then_some(Plan::Text { columns, forms })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is needed, as words: `a|b` for one of them, ` ` between those that must all be there.
    fn told(plan: &Plan) -> String {
        match plan {
            Plan::Text { forms, .. } => {
                let forms: Vec<String> = forms.iter().map(|f| f.iter().collect()).collect();
                forms.join("|")
            }
            Plan::And(all) => all.iter().map(told).collect::<Vec<_>>().join(" "),
            Plan::Or(all) => {
                let all: Vec<String> = all.iter().map(told).collect();
                format!("({})", all.join(") or ("))
            }
            other => format!("{other:?}"),
        }
    }

    fn check(regex: &str, expected: &str) {
        assert_eq!(told(&needed(regex, Columns::BODY)), expected, "{regex}");
    }

    #[test]
    fn the_words_of_an_expression_are_found_in_it() {
        check("固定资产", "固定资产");
        check("第[一二]是.{2,6}投资", "第一是|第二是 投资");
        check(
            "增长(百分之)?.*[0-9]+%",
            "增长|增长百分之 0|1|2|3|4|5|6|7|8|9 %",
        );
        check("(投资|招商).+(项目|.*工程)$", "投资|招商 (项目) or (工程)");
        check("ＧＤＰ\\s*增长", "gdp 增长");
        check("^一、", "一、");
        check("(?i)gdp", "gdp");
    }

    #[test]
    fn nothing_is_needed_where_nothing_is_sure() {
        check(".*", "All");
        check("投资|.*", "All");
        check("(投资)?", "All");
        check("[\\u4e00-\\u9fff]{2}", "All");
        check("\\s", "All");
        check("(投资)*x?", "All");
    }
}
