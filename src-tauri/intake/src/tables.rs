//! Tables as lines: a row a line, cells with tabs between them.
//! Does not know where a format keeps its rows.

/// A cell with more paragraphs than this is layout, not a cell of a table.
const CELL_PARAGRAPHS: usize = 4;

/// The lines of each cell, by row.
pub(crate) type Rows = Vec<Vec<Vec<String>>>;

/// Writes a table and says whether it was one: whole documents stand in tables of one column, or in
/// cells used for layout, and are written as the lines they are.
pub(crate) fn write(rows: Rows, out: &mut Vec<String>) -> bool {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_layout = |cell: &Vec<String>| cell.len() > CELL_PARAGRAPHS;
    if columns <= 1 || rows.iter().flatten().any(is_layout) {
        out.extend(rows.into_iter().flatten().flatten());
        return false;
    }
    out.extend(
        rows.into_iter()
            .map(|row| line(row.iter().map(|cell| cell.join(" ")))),
    );
    true
}

/// One row.
pub(crate) fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells
        .map(|c| c.replace('\n', " ").trim().to_string())
        .collect();
    cells.join("\t").trim_end().to_string()
}
