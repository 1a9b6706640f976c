//! Tables as CSV (RFC 4180) that the spreadsheet programs of office machines open by a double click.
//! Knows nothing of what stands in the cells.

/// A table being written, row by row.
pub struct Table(String);

impl Table {
    /// A table with these heads. It begins with a byte order mark: without one Excel and WPS take
    /// the file for the system's own encoding and show Chinese as rubbish.
    pub fn new<S: AsRef<str>>(heads: &[S]) -> Self {
        let mut table = Self(String::from('\u{feff}'));
        table.row(heads);
        table
    }

    /// Adds a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            self.cell(cell.as_ref());
        }
        self.0.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        // What begins like this is carried out as a formula when the file is opened; a text from
        // anywhere must not be. A blank makes it words.
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let quoted = cell.contains(['"', ',', '\n', '\r']);
        if quoted {
            self.0.push('"');
        }
        if formula {
            self.0.push(' ');
        }
        for c in cell.chars() {
            if c == '"' {
                self.0.push('"');
            }
            self.0.push(c);
        }
        if quoted {
            self.0.push('"');
        }
    }

    /// The file.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_commas_and_quotes_and_are_never_formulas() {
        let mut table = Table::new(&["前文", "词"]);
        table.row(&["他说\"好\"，对,吗", "=1+1"]);
        let bytes = table.into_bytes();
        assert!(bytes.starts_with(&[0xef, 0xbb, 0xbf]));
        assert_eq!(
            String::from_utf8_lossy(&bytes[3..]),
            "前文,词\r\n\"他说\"\"好\"\"，对,吗\", =1+1\r\n"
        );
    }
}
