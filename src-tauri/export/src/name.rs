//! The one function that makes a file name from a title.
//! Touches no file system.

/// Longest name in bytes, ending aside: 255 is the limit of the usual file systems.
const LONGEST: usize = 180;

/// Names that Windows keeps for devices, whatever the ending.
const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A file name, without ending, that every system takes and that never leaves its folder.
pub fn safe(title: &str) -> String {
    let mut name: String = title
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    while name.len() > LONGEST {
        name.pop();
    }
    let name = name.trim_matches(['.', ' ']);
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_uppercase();
    match name {
        "" => "_".to_owned(),
        name if DEVICES.contains(&stem.as_str()) => format!("_{name}"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        assert_eq!(
            safe("在全市“一网通办”会议上的讲话"),
            "在全市“一网通办”会议上的讲话"
        );
        assert_eq!(safe("../../etc/passwd"), "etc passwd");
        assert_eq!(safe("con.txt"), "_con.txt");
        assert_eq!(safe(" .. "), "_");
    }

    proptest! {
        #[test]
        fn no_title_leaves_its_folder(title in "\\PC{0,400}") {
            let name = safe(&title);
            prop_assert!(!name.is_empty() && name.len() <= LONGEST + 1);
            prop_assert!(!name.contains(['/', '\\', ':', '\0']) && !name.ends_with(['.', ' ']) && name != "..");
        }
    }
}
