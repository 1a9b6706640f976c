//! Reads small numbers in Western and Chinese digits: 12, 二〇一二, 十二, 三十八, 一百零三.
//! Knows nothing of dates.

/// The value of one digit; the letters and rings that stand for zero in scanned texts count.
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => c as u32 - '0' as u32,
        '〇' | '○' | '零' | '◯' | 'О' | 'O' | 'o' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// True for a character that a number may begin with.
pub fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == '十' || (!c.is_ascii() && digit(c).is_some_and(|d| d > 0))
}

/// A number below 10,000 at `at` and where it ends: Western digits, Chinese digits one by one, or
/// with 十, 廿, 卅 and 百.
pub fn number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let mut end = at;
    while end < chars.len() && end - at < 5 && chars[end].is_ascii_digit() {
        end += 1;
    }
    if let Some(spaced) = spaced_out(chars, at, end) {
        return Some(spaced);
    }
    if end > at {
        let value = chars[at..end]
            .iter()
            .fold(0, |v, c| v * 10 + (*c as u32 - '0' as u32));
        return (end - at <= 4).then_some((value, end));
    }
    let (mut total, mut run, mut digits) = (0u32, 0u32, 0u32);
    let mut end = at;
    while end < chars.len() && end - at < 7 {
        let c = chars[end];
        match (c, digit(c)) {
            (_, Some(d)) if !c.is_ascii() => {
                run = run * 10 + d;
                digits += 1;
            }
            ('十', _) => {
                total += run.max(1) * 10;
                (run, digits) = (0, 0);
            }
            ('廿' | '卅', _) => {
                total += if c == '廿' { 20 } else { 30 };
                (run, digits) = (0, 0);
            }
            // 十-一月: a stroke too many in a scanned text.
            ('-', _)
                if end > at
                    && chars[end - 1] == '十'
                    && chars
                        .get(end + 1)
                        .is_some_and(|c| !c.is_ascii() && digit(*c).is_some())
                    && matches!(chars.get(end + 2), Some('月' | '日' | '号')) => {}
            ('百', _) if end > at => {
                total += run.max(1) * 100;
                (run, digits) = (0, 0);
            }
            _ => break,
        }
        if digits > 4 {
            return None;
        }
        end += 1;
    }
    (end > at).then_some((total + run, end))
}

/// 1 2 月, 3 0 日: two digits set apart by the spacing of a line, before a month or day. `end` is
/// where the first run of digits ends.
fn spaced_out(chars: &[char], at: usize, end: usize) -> Option<(u32, usize)> {
    let apart = at == 0 || matches!(chars[at - 1], ' ' | '年' | '月');
    let [first, ' ', second, rest @ ..] = chars.get(at..)? else {
        return None;
    };
    let unit = rest.iter().find(|c| **c != ' ');
    let value = digit(*first)? * 10 + digit(*second)?;
    let single = end == at + 1 && second.is_ascii_digit();
    (apart && single && matches!(unit, Some('月' | '日' | '号')) && (10..=31).contains(&value))
        .then_some((value, at + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_both_scripts() {
        let check = |text: &str, value: u32| {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(number(&chars, 0), Some((value, chars.len())), "{text}");
        };
        check("38", 38);
        check("三十八", 38);
        check("二〇一二", 2012);
        check("十二", 12);
        check("十", 10);
        check("二十", 20);
        check("一百", 100);
        check("一百零三", 103);
        check("一百二十", 120);
        check("三", 3);
        check("廿六", 26);
        check("卅", 30);
    }
}
