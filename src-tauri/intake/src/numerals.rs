//! Numbers as word processors write them before headings: 一, 壹, ①, iv.
//! Does not decide which number comes; that is counting, done per format.

/// A way to write a number, by its OOXML name where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// 1, 2, 3
    Decimal,
    /// 01, 02, 03
    DecimalZero,
    /// １, ２, ３
    FullWidth,
    /// 一, 十一, 二十
    Chinese,
    /// 一, 一一, 二〇
    ChineseDigits,
    /// 壹, 贰, 叁
    Legal,
    /// 甲, 乙, 丙
    Stems,
    /// 子, 丑, 寅
    Branches,
    /// ①, ②
    Circled,
    /// ⑴, ⑵
    Bracketed,
    /// ⒈, ⒉
    Dotted,
    /// A, B or a, b
    Letter(bool),
    /// I, II or i, ii
    Roman(bool),
    /// A sign that does not count.
    Bullet,
    /// Nothing.
    None,
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

impl Numeral {
    /// By the name OOXML gives it (`w:numFmt`); an unknown one counts in decimals.
    pub(crate) fn from_ooxml(name: &str) -> Self {
        match name {
            "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" => Self::Chinese,
            "taiwaneseCounting" | "taiwaneseCountingThousand" => Self::Chinese,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
                Self::ChineseDigits
            }
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::Legal,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" | "ideographZodiacTraditional" => Self::Branches,
            "decimalEnclosedCircle"
            | "decimalEnclosedCircleChinese"
            | "ideographEnclosedCircle" => Self::Circled,
            "decimalEnclosedParen" => Self::Bracketed,
            "decimalEnclosedFullstop" => Self::Dotted,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalZero" => Self::DecimalZero,
            "upperLetter" => Self::Letter(true),
            "lowerLetter" => Self::Letter(false),
            "upperRoman" => Self::Roman(true),
            "lowerRoman" => Self::Roman(false),
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// Writes `number`; beyond the range of signs like ① it falls back to decimals.
    pub(crate) fn write(self, number: u32) -> String {
        let sign = |first: char, last: u32| {
            let code = (1..=last)
                .contains(&number)
                .then(|| first as u32 + number - 1);
            code.and_then(char::from_u32)
                .map_or_else(|| number.to_string(), String::from)
        };
        let cycle = |signs: &str| {
            let count = signs.chars().count() as u32;
            signs
                .chars()
                .nth((number.saturating_sub(1) % count) as usize)
                .map(String::from)
                .unwrap_or_default()
        };
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::FullWidth => {
                let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
                number.to_string().chars().map(wide).collect()
            }
            Self::Chinese => counted(number, &DIGITS, ['十', '百', '千'], true),
            Self::Legal => counted(number, &LEGAL, ['拾', '佰', '仟'], false),
            Self::ChineseDigits => {
                let digits = number.to_string().into_bytes();
                digits
                    .iter()
                    .filter_map(|d| DIGITS.get(usize::from(d - b'0')))
                    .collect()
            }
            Self::Stems => cycle("甲乙丙丁戊己庚辛壬癸"),
            Self::Branches => cycle("子丑寅卯辰巳午未申酉戌亥"),
            Self::Circled => sign('①', 20),
            Self::Bracketed => sign('⑴', 20),
            Self::Dotted => sign('⒈', 20),
            Self::Letter(upper) => {
                let first = if upper { b'A' } else { b'a' };
                let index = number.saturating_sub(1);
                let letter = char::from(first + (index % 26) as u8);
                // Word goes on with AA, BB, CC; a start of millions is not meant.
                match index / 26 {
                    more @ 0..10 => String::from(letter).repeat(more as usize + 1),
                    _ => number.to_string(),
                }
            }
            Self::Roman(upper) => roman(number, upper),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// 一 to 九千九百九十九; 十一 rather than 一十一 where `short`.
fn counted(number: u32, digits: &[char; 10], units: [char; 3], short: bool) -> String {
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for place in (0..4usize).rev() {
        let digit = (number / 10u32.pow(place as u32) % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(if short { '零' } else { digits[0] });
            gap = false;
        }
        if !(short && digit == 1 && place == 1 && out.is_empty()) {
            out.push(digits[digit]);
        }
        if place > 0 {
            out.push(units[place - 1]);
        }
    }
    out
}

fn roman(number: u32, upper: bool) -> String {
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    let mut rest = number;
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    if upper { out.to_ascii_uppercase() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: &str, number: u32, expected: &str) {
        assert_eq!(Numeral::from_ooxml(format).write(number), expected);
    }

    #[test]
    fn chinese() {
        check("chineseCountingThousand", 1, "一");
        check("chineseCountingThousand", 10, "十");
        check("chineseCountingThousand", 12, "十二");
        check("chineseCounting", 20, "二十");
        check("chineseCounting", 105, "一百零五");
        check("chineseCounting", 1010, "一千零一十");
        check("chineseLegalSimplified", 11, "壹拾壹");
        check("ideographTraditional", 3, "丙");
        check("ideographDigital", 20, "二〇");
    }

    #[test]
    fn signs_letters_and_romans() {
        check("decimalEnclosedCircleChinese", 3, "③");
        check("decimalEnclosedCircle", 21, "21");
        check("decimalFullWidth", 12, "１２");
        check("upperLetter", 27, "AA");
        check("lowerLetter", u32::MAX, "4294967295");
        check("lowerRoman", 14, "xiv");
        check("decimalZero", 7, "07");
        check("unheardOf", 7, "7");
    }
}
