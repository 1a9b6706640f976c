//! The lines of a report, shown as they come and kept as a text file.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

/// A report in the making.
#[derive(Default)]
pub struct Report(String);

impl Report {
    pub fn line(&mut self, line: impl AsRef<str>) {
        println!("{}", line.as_ref());
        let _ = writeln!(self.0, "{}", line.as_ref());
    }

    /// A measured number beside what is demanded: `name: 1.23 ms (demanded <= 2)`.
    pub fn target(&mut self, name: &str, measured: f64, unit: &str, demanded: Demand) {
        let (sign, limit, met) = match demanded {
            Demand::AtMost(limit) => ("<=", limit, measured <= limit),
            Demand::AtLeast(limit) => (">=", limit, measured >= limit),
        };
        let met = if met { "met" } else { "MISSED" };
        self.line(format!(
            "target {met:<6} {name}: {} {unit} (demanded {sign} {limit})",
            number(measured)
        ));
    }

    pub fn keep(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(path, &self.0)?)
    }
}

/// What is asked of a number.
#[derive(Clone, Copy)]
pub enum Demand {
    AtMost(f64),
    AtLeast(f64),
}

/// Four digits, as many of them behind the point as are left.
pub fn number(value: f64) -> String {
    match value {
        v if v >= 1000.0 => format!("{v:.0}"),
        v if v >= 100.0 => format!("{v:.1}"),
        v if v >= 10.0 => format!("{v:.2}"),
        v => format!("{v:.3}"),
    }
}
