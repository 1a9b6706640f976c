//! Everyday characters for their doubles in the radical and compatibility blocks.
//! Does not touch text that a person typed: only pages that were drawn hold such doubles unmeant.

use std::collections::HashMap;
use std::sync::LazyLock;

static PLAIN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let row = |name: &str| {
        include_str!("../data/look-alikes.tsv")
            .lines()
            .find_map(|l| l.strip_prefix(name)?.strip_prefix('\t'))
            .unwrap_or_default()
    };
    row("sign").chars().zip(row("plain").chars()).collect()
});

/// Fonts of page makers name ⼯ (U+2F2F) where they draw 工, and nobody finds the word again.
pub(crate) fn plain(text: &mut String) {
    let is_double = |c: char| matches!(c, '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}');
    if text.contains(is_double) {
        *text = text
            .chars()
            .map(|c| PLAIN.get(&c).copied().unwrap_or(c))
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_become_what_they_look_like() {
        let mut text = "⼯作⺠⽣，⻓\u{F90A}工".to_string();
        plain(&mut text);
        assert_eq!(text, "工作民生，长金工");
    }
}
