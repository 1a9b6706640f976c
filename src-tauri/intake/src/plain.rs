//! What every extraction is put into: `\n` line ends, no BOM, no NUL, no control characters.
//! Does not repair or remove anything a person could see; that is cleaning, done elsewhere.

use crate::Warning;

/// Brings text to its stored form; counts control characters that had to go as `text.controls`.
pub(crate) fn tidy(text: &str, warnings: &mut Vec<Warning>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut dropped = 0u32;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            // A byte order mark inside a text is what joining files leaves behind; 0x1A is the end
            // mark of DOS editors.
            '\t' => out.push('\t'),
            '\u{FEFF}' | '\u{1A}' => {}
            c if c.is_control() => dropped += 1,
            c => out.push(c),
        }
    }
    if dropped > 0 {
        warnings.push(Warning::new(
            "text.controls",
            "control characters left out",
            dropped,
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(tidy(text, &mut Vec::new()), expected);
    }

    #[test]
    fn every_line_end_is_a_newline() {
        check(
            "一\r\n二\r三\u{2028}四\u{C}五\u{B}六",
            "一\n二\n三\n四\n五\n六",
        );
    }

    #[test]
    fn marks_and_controls_go() {
        check("\u{FEFF}一\u{FEFF}二\0三\u{1A}", "一二三");
        let mut warnings = Vec::new();
        tidy("一\0二\u{7}", &mut warnings);
        assert_eq!(warnings[0].count, 2);
    }
}
