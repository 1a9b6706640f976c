//! Plans as expressions of FTS5, for what it weighs and counts. Asks nothing.

use std::fmt::Write;

use crate::query::{Columns, Plan};

/// The plan as an expression of the phrase table, when that table alone decides it.
pub(super) fn expression(plan: &Plan) -> Option<String> {
    match plan {
        Plan::Text { columns, forms } => text_expression(*columns, forms),
        Plan::Near {
            columns,
            words,
            gap,
        } => near_expression(*columns, words, *gap),
        Plan::Or(all) => {
            let parts: Option<Vec<String>> = all.iter().map(expression).collect();
            parts.map(|parts| format!("({})", parts.join(" OR ")))
        }
        Plan::And(all) => {
            let (mut with, mut without) = (Vec::new(), Vec::new());
            for plan in all {
                match plan {
                    Plan::Not(inner) => without.push(expression(inner)?),
                    plan => with.push(expression(plan)?),
                }
            }
            let with = (!with.is_empty()).then(|| with.join(" AND "))?;
            Some(match without.as_slice() {
                [] => format!("({with})"),
                _ => format!("(({with}) NOT ({}))", without.join(" OR ")),
            })
        }
        _ => None,
    }
}

fn text_expression(columns: Columns, forms: &[Vec<char>]) -> Option<String> {
    // One character everywhere is what the letter table is for: as the start of any pair it would
    // be found by a walk over thousands of pairs.
    let single = forms.iter().any(|form| form.len() < 2);
    if single && columns == Columns::ALL {
        return None;
    }
    let star = if single { " *" } else { "" };
    let any: Vec<String> = forms.iter().map(|form| phrase(form) + star).collect();
    Some(format!(
        "({}({}))",
        column_filter(columns),
        any.join(" OR ")
    ))
}

/// `NEAR` counts pairs from the end of one phrase to the start of the last: one less than
/// characters for each phrase of two characters or more.
fn near_expression(columns: Columns, words: &[Vec<Vec<char>>], gap: u32) -> Option<String> {
    if words.iter().flatten().any(|form| form.len() < 2) {
        return None;
    }
    let mut choices: Vec<Vec<&Vec<char>>> = vec![Vec::new()];
    for forms in words {
        choices = choices
            .iter()
            .flat_map(|chosen| {
                forms.iter().map(move |form| {
                    let mut longer = chosen.clone();
                    longer.push(form);
                    longer
                })
            })
            .collect();
        // Only words that begin and end with an x have several forms; a heap of them is looked at
        // in the texts instead.
        if choices.len() > 16 {
            return None;
        }
    }
    let any: Vec<String> = choices
        .into_iter()
        .map(|chosen| {
            let phrases: Vec<String> = chosen.into_iter().map(|form| phrase(form)).collect();
            format!("NEAR({}, {})", phrases.join(" "), gap + 1)
        })
        .collect();
    Some(format!(
        "({}({}))",
        column_filter(columns),
        any.join(" OR ")
    ))
}

fn column_filter(columns: Columns) -> String {
    if columns == Columns::ALL {
        return String::new();
    }
    let mut filter = String::from("{");
    for (_, name) in Columns::EACH
        .iter()
        .filter(|(column, _)| columns.has(*column))
    {
        let _ = write!(filter, "{name} ");
    }
    filter.push_str("} : ");
    filter
}

/// An FTS5 string.
pub(super) fn phrase(form: &[char]) -> String {
    let mut quoted = String::with_capacity(form.len() * 3 + 2);
    quoted.push('"');
    for &c in form {
        if c == '"' {
            quoted.push('"');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
