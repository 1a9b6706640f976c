//! The form of the data tables: columns, ids, parents. Does not judge their words.

use super::Source;
use std::collections::BTreeSet;

pub fn check(sources: &[Source]) -> Vec<String> {
    let tables = sources
        .iter()
        .filter(|s| s.path.ends_with(".tsv") && s.path.starts_with("src-tauri/"));
    tables.flat_map(check_table).collect()
}

/// The head is the first comment that names columns: `# id<TAB>zh<TAB>en`.
fn head(source: &Source) -> Option<Vec<&str>> {
    let line = source
        .text
        .lines()
        .take_while(|l| l.starts_with('#') || l.is_empty())
        .find(|l| l.contains('\t'))?;
    Some(
        line.trim_start_matches('#')
            .trim_start()
            .split('\t')
            .collect(),
    )
}

fn check_table(source: &Source) -> Vec<String> {
    let columns = head(source);
    let keyed = columns
        .as_ref()
        .is_some_and(|c| matches!(c.first(), Some(&"id" | &"code")));
    let parent = columns
        .as_ref()
        .and_then(|c| c.iter().position(|name| *name == "parent"));
    let rows: Vec<(usize, Vec<&str>)> = source
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
        .map(|(number, line)| (number + 1, line.split('\t').collect()))
        .collect();
    let ids: BTreeSet<&str> = rows
        .iter()
        .filter_map(|(_, row)| row.first().copied())
        .collect();
    let mut seen = BTreeSet::new();
    let mut broken = Vec::new();
    let mut say =
        |line: usize, what: String| broken.push(format!("{}:{line}: {what}", source.path));
    for (line, row) in &rows {
        if let Some(columns) = columns.as_ref().filter(|columns| row.len() > columns.len()) {
            say(
                *line,
                format!(
                    "{} columns where the head names {}",
                    row.len(),
                    columns.len()
                ),
            );
        }
        if let Some(cell) = row
            .iter()
            .find(|cell| cell.trim_matches(['\r', ' ']) != **cell)
        {
            say(*line, format!("blank at the edge of `{}`", cell.trim()));
        }
        let id = row.first().copied().unwrap_or_default();
        if keyed && !seen.insert(id) {
            say(*line, format!("the id `{id}` stands twice"));
        }
        let named = parent
            .and_then(|at| row.get(at))
            .filter(|parent| !parent.is_empty());
        if let Some(parent) = named.filter(|parent| !ids.contains(**parent)) {
            say(
                *line,
                format!("the parent `{parent}` of `{id}` does not exist"),
            );
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[track_caller]
    fn check_rows(rows: &str, expected: usize) {
        let table = source(
            "src-tauri/a/b.tsv",
            &format!("# Words.\n# id\tzh\tparent\n{rows}"),
        );
        let found = check(&[table]);
        assert_eq!(found.len(), expected, "{found:?}");
    }

    #[test]
    fn well_formed_rows_pass() {
        check_rows("a\t甲\nb\t乙\ta\n", 0);
    }

    #[test]
    fn malformed_rows_are_named() {
        check_rows("a\t甲\t\t丁\n", 1);
        check_rows("a\t甲\na\t乙\n", 1);
        check_rows("a\t甲\tz\n", 1);
        check_rows("a\t甲 \n", 1);
    }
}
