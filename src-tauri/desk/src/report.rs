//! The report of an import as a table for other programs.
//! Knows no other form.

use std::path::Path;

use crate::wire::ImportLine;
use crate::{Desk, Lang, Problem, files, words};

impl Desk {
    /// Writes the lines of a report as a table.
    pub fn save_report(
        &self,
        lines: &[ImportLine],
        path: &Path,
        lang: Lang,
    ) -> Result<(), Problem> {
        files::write_whole(path, &report_csv(lines, lang))
    }
}

/// A stretch of those lines of a report that ended as `outcome`, or with `all` of all.
pub fn stretch(
    lines: &[ImportLine],
    outcome: &str,
    offset: usize,
    limit: usize,
) -> Vec<ImportLine> {
    let shown = |line: &&ImportLine| outcome == "all" || line.outcome == outcome;
    lines
        .iter()
        .filter(shown)
        .skip(offset)
        .take(limit)
        .cloned()
        .collect()
}

/// The report as a table for spreadsheets: UTF-8 with the mark without which they read it as another
/// encoding; outcome, file, what came of it, ids.
pub fn report_csv(lines: &[ImportLine], lang: Lang) -> Vec<u8> {
    let quoted = |cell: &str| {
        // A cell that begins so would be run as a formula.
        let guard = if cell.starts_with(['=', '+', '-', '@']) {
            "'"
        } else {
            ""
        };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    };
    let row = |cells: [&str; 4]| cells.map(quoted).join(",") + "\r\n";
    let said = |key: &str| words::say::<&str>(key, &[]).in_lang(lang).to_owned();
    let heads = ["outcome", "file", "words", "ids"].map(|head| said(&format!("report.{head}")));
    let [outcome, file, what, ids] = &heads;
    let mut table = "\u{FEFF}".to_owned() + &row([outcome, file, what, ids]);
    for line in lines {
        let outcome = said(&format!("outcome.{}", line.outcome));
        let (what, ids) = (line.words.in_lang(lang), line.speeches.join(" "));
        table.push_str(&row([&outcome, &line.name, what, &ids]));
    }
    table.into_bytes()
}
