//! Tells at once which characters a date may begin with: one in forty of a text's. To ask what each
//! is took half the time of finding dates.

use std::sync::LazyLock;

use super::numeral::is_numeral;

/// A bit for each character of the basic plane, which has all of them.
pub struct Table([u64; 1024]);

/// What begins a part of a year, or the years of a reign.
const OTHERS: [char; 10] = ['第', '前', '上', '下', '民', '昭', '大', '明', '平', '令'];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut bits = [0; 1024];
    let begins = |c: &char| a_number(*c) || c.is_ascii_uppercase() || OTHERS.contains(c);
    for c in ('\0'..='\u{ffff}').filter(begins) {
        bits[c as usize / 64] |= 1 << (c as usize % 64);
    }
    Table(bits)
});

/// The characters with which a date may begin.
pub fn table() -> &'static Table {
    &TABLE
}

/// True for a figure, and for what stands where one was taken out.
pub fn a_number(c: char) -> bool {
    is_numeral(c) || matches!(c, 'X' | 'x' | '×' | '*')
}

impl Table {
    /// True when a date may begin with the character.
    pub fn has(&self, c: char) -> bool {
        let at = c as usize;
        let bits = self.0.get(at / 64);
        bits.is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}
