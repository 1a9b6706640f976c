//! Tables from character codes to Unicode, as fonts in PDF files carry them.
//! Reads no other kind of CMap.

use std::collections::HashMap;

/// Entries one table may have: more than all of Unicode's Chinese, far less than a bomb.
const ENTRIES: usize = 200_000;

enum Token {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(String),
}

/// Unicode by character code.
pub(super) fn parse(source: &[u8]) -> HashMap<u32, String> {
    let mut map = HashMap::new();
    let mut held: Vec<Token> = Vec::new();
    for token in tokens(source) {
        let Token::Word(word) = &token else {
            held.push(token);
            continue;
        };
        match word.as_str() {
            "endbfchar" => chars(&held, &mut map),
            "endbfrange" => ranges(&held, &mut map),
            _ => {}
        }
        held.clear();
    }
    map
}

fn chars(held: &[Token], map: &mut HashMap<u32, String>) {
    for pair in held.chunks_exact(2) {
        if let [Token::Hex(code), Token::Hex(text)] = pair
            && map.len() < ENTRIES
        {
            map.insert(number(code), unicode(text));
        }
    }
}

fn ranges(held: &[Token], map: &mut HashMap<u32, String>) {
    let mut tokens = held.iter();
    while let (Some(Token::Hex(first)), Some(Token::Hex(last))) = (tokens.next(), tokens.next()) {
        let codes = number(first)..=number(last);
        match tokens.next() {
            Some(Token::Hex(text)) => {
                let text: Vec<char> = unicode(text).chars().collect();
                let Some((end, start)) = text.split_last() else {
                    continue;
                };
                let start: String = start.iter().collect();
                for (step, code) in codes
                    .enumerate()
                    .take(ENTRIES.saturating_sub(map.len()).min(0x1_0000))
                {
                    let character = char::from_u32(*end as u32 + step as u32).unwrap_or('\u{FFFD}');
                    map.insert(code, format!("{start}{character}"));
                }
            }
            Some(Token::Open) => {
                let mut codes = codes;
                for token in tokens.by_ref() {
                    let Token::Hex(text) = token else { break };
                    if let Some(code) = codes.next().filter(|_| map.len() < ENTRIES) {
                        map.insert(code, unicode(text));
                    }
                }
            }
            _ => return,
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0u32, |sum, b| sum << 8 | u32::from(*b))
}

fn unicode(bytes: &[u8]) -> String {
    if let [single] = bytes {
        return char::from(*single).to_string();
    }
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or('\u{FFFD}'))
        .collect()
}

fn tokens(source: &[u8]) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let byte = *source.get(at)?;
            let rest = &source[at..];
            match byte {
                b'%' => {
                    at += rest
                        .iter()
                        .take_while(|b| !matches!(b, b'\r' | b'\n'))
                        .count()
                }
                b'<' if rest.get(1) != Some(&b'<') => {
                    let length = rest.iter().take_while(|b| **b != b'>').count();
                    let digits: Vec<u8> = rest[..length]
                        .iter()
                        .filter_map(|b| char::from(*b).to_digit(16))
                        .map(|d| d as u8)
                        .collect();
                    at += length + 1;
                    return Some(Token::Hex(
                        digits
                            .chunks(2)
                            .map(|p| p[0] << 4 | p.get(1).unwrap_or(&0))
                            .collect(),
                    ));
                }
                b'[' | b']' => {
                    at += 1;
                    return Some(if byte == b'[' {
                        Token::Open
                    } else {
                        Token::Close
                    });
                }
                b if b.is_ascii_alphabetic() => {
                    let length = rest
                        .iter()
                        .take_while(|b| b.is_ascii_alphanumeric())
                        .count();
                    at += length;
                    return Some(Token::Word(
                        String::from_utf8_lossy(&rest[..length]).into_owned(),
                    ));
                }
                _ => at += 1,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_codes_ranges_and_lists() {
        let map = parse(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <FF> endcodespacerange\n\
              2 beginbfchar <01> <8BB2> <0002> <D840DC00> endbfchar\n\
              2 beginbfrange <10> <12> <4E00> <20> <21> [<7532> <4E59>] endbfrange",
        );
        let got: Vec<_> = [1, 2, 0x10, 0x12, 0x20, 0x21]
            .iter()
            .map(|c| map[c].as_str())
            .collect();
        assert_eq!(got, ["讲", "𠀀", "一", "丂", "甲", "乙"]);
    }

    #[test]
    fn a_range_of_everything_stays_small() {
        let map = parse(b"beginbfrange <00000000> <FFFFFFFF> <4E00> endbfrange <01> <");
        assert!(map.len() <= 0x1_0000);
    }
}
