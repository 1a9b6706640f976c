//! Reads Chinese names by their pinyin: full syllables, initials, or both mixed.
//! Looks nothing up; what is read is handed in.

use std::sync::LazyLock;

use pinyin::{ToPinyin, ToPinyinMulti};
use speech::Span;

/// The plain syllables a character can be read as; none for what is not a Chinese character.
fn readings(c: char) -> Vec<&'static str> {
    let mut plain: Vec<&'static str> = c
        .to_pinyin_multi()
        .into_iter()
        .flatten()
        .map(|one| one.plain())
        .collect();
    plain.dedup();
    // Tones fall together: 会 is huì and kuài, 了 le and liǎo, but 好 is hao twice.
    let mut seen = Vec::new();
    plain.retain(|one| {
        let new = !seen.contains(one);
        seen.push(one);
        new
    });
    plain
}

/// What a character is sorted by: its first reading.
pub fn first_reading(c: char) -> Option<&'static str> {
    c.to_pinyin().map(|one| one.plain())
}

/// A name's syllables parted by blanks, further readings of one after slashes: `tui jin hui/kuai`.
/// Characters without a reading stand as they are, in small letters.
pub fn spelled(name: &str) -> String {
    let each: Vec<String> = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| {
            let readings = readings(c);
            if readings.is_empty() {
                c.to_lowercase().collect()
            } else {
                readings.join("/")
            }
        })
        .collect();
    each.join(" ")
}

/// True for what can be pinyin: Latin letters, at least two, and an apostrophe between syllables.
pub fn is_typed(typed: &str) -> bool {
    typed.chars().filter(char::is_ascii_alphabetic).count() >= 2
        && typed
            .chars()
            .all(|c| c.is_ascii_alphabetic() || c == '\'' || c == 'ü')
}

/// Where `typed` stands in a name when each character gives its first letter or more of its
/// syllable: `zjj`, `zhangjj` and `zhangjianjun` are all 张建军.
pub fn found(name: &str, typed: &str) -> Option<Span> {
    let typed: Vec<char> = typed
        .chars()
        .filter(|c| *c != '\'')
        .map(|c| {
            if c == 'ü' {
                'v'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    if typed.is_empty() {
        return None;
    }
    let chars: Vec<char> = name.chars().collect();
    (0..chars.len()).find_map(|start| {
        if !may_begin(chars[start], typed[0]) {
            return None;
        }
        let length = taken(&chars[start..], &typed)?;
        Some(Span::new(start as u32, (start + length) as u32))
    })
}

/// The letters with which the readings of the common Chinese characters begin, a bit a letter.
static BEGINNINGS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let bit = |letter: u8| 1 << u32::from(letter.wrapping_sub(b'a') & 31);
    ('\u{4e00}'..='\u{9fff}')
        .map(|c| {
            let first = readings(c).into_iter().filter_map(|r| r.bytes().next());
            first.fold(0, |all, letter| all | bit(letter))
        })
        .collect()
});

/// False when no reading of a character begins so. Asked of every character of every title, where
/// looking its readings up would take ten times as long.
fn may_begin(c: char, letter: char) -> bool {
    let common = (c as usize).checked_sub(0x4e00);
    match common.and_then(|at| BEGINNINGS.get(at)) {
        Some(letters) if letter.is_ascii_lowercase() => {
            letters & (1 << (letter as u32 - u32::from(b'a'))) != 0
        }
        _ => true,
    }
}

/// How many characters from the first on take up all that was typed; the fewest.
fn taken(chars: &[char], typed: &[char]) -> Option<usize> {
    if typed.is_empty() {
        return Some(0);
    }
    let (&c, rest) = chars
        .split_first()
        .filter(|(c, _)| may_begin(**c, typed[0]))?;
    let own: Vec<String> = match readings(c) {
        none if none.is_empty() => vec![c.to_lowercase().collect()],
        some => some.into_iter().map(|s| s.replace('ü', "v")).collect(),
    };
    own.iter()
        .filter_map(|syllable| {
            let same = syllable
                .chars()
                .zip(typed)
                .take_while(|(a, b)| a == *b)
                .count();
            // The longest first: `xian` is 仙 before it is 西安 cut short.
            (1..=same)
                .rev()
                .find_map(|used| taken(rest, &typed[used..]))
        })
        .min()
        .map(|length| length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, typed: &str, expected: Option<&str>) {
        let at = found(name, typed);
        let words = at.map(|at| -> String {
            let from = name.chars().skip(at.start as usize);
            from.take(at.len() as usize).collect()
        });
        assert_eq!(words.as_deref(), expected, "{name} / {typed}");
    }

    #[test]
    fn names_are_found_by_initials_by_syllables_and_mixed() {
        check("张建军", "zjj", Some("张建军"));
        check("张建军", "ZhangJianJun", Some("张建军"));
        check("张建军", "zhangjj", Some("张建军"));
        check("张建军", "zhjj", Some("张建军"));
        check("副市长张建军", "zjj", Some("张建军"));
        check("张建军", "zjh", None);
        check("重庆市", "chongqing", Some("重庆"));
        check("重点项目建设推进会", "tjh", Some("推进会"));
        check("吕梁", "lvliang", Some("吕梁"));
        check("西安", "xi'an", Some("西安"));
        check("XX县", "xxx", Some("XX县"));
        check("现场会", "", None);
    }

    #[test]
    fn a_name_is_spelled_with_all_its_readings() {
        assert_eq!(spelled("推进会"), "tui jin hui/kuai");
        assert_eq!(spelled("5G（试验）"), "5 g shi yan");
    }

    #[test]
    fn words_and_conditions_are_no_pinyin() {
        assert!(is_typed("zjj") && is_typed("xi'an"));
        assert!(!is_typed("z") && !is_typed("工期") && !is_typed("type:x"));
    }
}
