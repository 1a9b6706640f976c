//! Automatic numbers of lists (一、 （一） 1.): they stand in no text and have to be counted.
//! Does not know where a format keeps its definitions, nor which paragraphs come.

use crate::numerals::Numeral;
use std::collections::{HashMap, HashSet};

/// Levels a list may have.
pub(crate) const LEVELS: usize = 9;

/// How one level of a list is numbered.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    /// The first number.
    pub(crate) start: u32,
    /// How a number is written.
    pub(crate) numeral: Numeral,
    /// What stands before the text, with `%1` to `%9` for the numbers of the levels.
    pub(crate) pattern: String,
    /// All numbers in the pattern are written in decimals ("legal" numbering).
    pub(crate) decimals: bool,
    /// Starts anew only after a level before this one, `Some(0)` never; `None` after any.
    pub(crate) restart: Option<usize>,
    /// Nothing stands between number and text.
    pub(crate) tight: bool,
}

/// A use of a list, perhaps with starts or levels of its own.
#[derive(Debug)]
pub(crate) struct Instance {
    /// The list it uses.
    pub(crate) list: String,
    /// Where counting begins, by level.
    pub(crate) starts: Vec<Option<u32>>,
    /// Levels that differ from those of the list.
    pub(crate) levels: Vec<Option<Level>>,
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            list: String::new(),
            starts: vec![None; LEVELS],
            levels: vec![None; LEVELS],
        }
    }
}

/// The lists of a document and how far each has been counted.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    /// The levels of each list.
    pub(crate) lists: HashMap<String, Vec<Option<Level>>>,
    /// The uses paragraphs refer to.
    pub(crate) instances: HashMap<String, Instance>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<(String, usize)>,
}

impl Counter {
    /// Counts a paragraph at a level of an instance and gives what stands before its text.
    /// Empty where the instance or level is not defined.
    pub(crate) fn next(&mut self, instance_id: &str, at: usize) -> String {
        let Some(instance) = self.instances.get(instance_id) else {
            return String::new();
        };
        let Some(list) = self.lists.get(&instance.list) else {
            return String::new();
        };
        let at = at.min(LEVELS - 1);
        let level = |n: usize| {
            let own = instance.levels.get(n).and_then(Option::as_ref);
            own.or_else(|| list.get(n).and_then(Option::as_ref))
        };
        let Some(this) = level(at) else {
            return String::new();
        };
        let first = instance.starts.get(at).copied().flatten();
        let counters = self.counters.entry(instance.list.clone()).or_default();
        // Instances of one list count on together, but one with a start of its own begins there.
        let begins = first.is_some() && self.begun.insert((instance_id.to_string(), at));
        counters[at] = match counters[at] {
            Some(last) if !begins => Some(last.saturating_add(1)),
            _ => Some(first.unwrap_or(this.start)),
        };
        for (deeper, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            let restart = level(deeper).and_then(|l| l.restart);
            if restart.is_none_or(|after| at < after) {
                *counter = None;
            }
        }
        let mut out = String::new();
        let mut pattern = this.pattern.chars().peekable();
        while let Some(c) = pattern.next() {
            let placed = (c == '%')
                .then(|| pattern.peek().and_then(|d| d.to_digit(10)))
                .flatten();
            match placed {
                Some(n @ 1..=9) => {
                    pattern.next();
                    let index = n as usize - 1;
                    let (start, numeral) =
                        level(index).map_or((1, Numeral::Decimal), |l| (l.start, l.numeral));
                    let numeral = if this.decimals {
                        Numeral::Decimal
                    } else {
                        numeral
                    };
                    out.push_str(&numeral.write(counters[index].unwrap_or(start)));
                }
                _ => out.push(c),
            }
        }
        if this.numeral == Numeral::Bullet
            && out.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c))
        {
            // Signs of the Symbol and Wingdings fonts have no meaning as characters.
            out = "•".into();
        }
        // After 、 and ） the tab that word processors put there is not seen as a gap.
        let closed =
            out.is_empty() || out.ends_with(['、', '）', '．', '。', '，', '：', ' ', '\u{3000}']);
        if !closed && !this.tight {
            out.push(' ');
        }
        out
    }
}
