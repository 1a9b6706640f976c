//! The desk's own sentences in both languages, from `words.tsv`.
//! Holds no sentence itself.

use std::sync::LazyLock;

use speech::phrasebook::{Lang, Phrasebook};
use speech::{Reason, reasons};

use crate::wire::Words;

static BOOK: LazyLock<Phrasebook> =
    LazyLock::new(|| Phrasebook::parse(include_str!("../words.tsv")));

/// A sentence of `words.tsv` with its blanks filled.
pub fn say<S: AsRef<str>>(code: &str, args: &[S]) -> Words {
    Words {
        zh: BOOK.say(code, args, Lang::Zh),
        en: BOOK.say(code, args, Lang::En),
    }
}

/// What was said of a file when it was read, kept as code and count. Archives of before hold
/// English words instead.
pub fn warning(kept: &str) -> Words {
    match kept.split_once(' ') {
        Some((code, count)) if knows(&format!("warning.{code}")) => {
            say(&format!("warning.{code}"), &[count])
        }
        _ => Words::same(kept),
    }
}

/// True when there is a sentence for this code.
pub fn knows(code: &str) -> bool {
    BOOK.knows(code)
}

/// A reason of understanding in both languages.
pub fn because(reason: &Reason) -> Words {
    Words {
        zh: reasons::say(reason, Lang::Zh),
        en: reasons::say(reason, Lang::En),
    }
}

impl Words {
    /// The same words in both languages, such as a name.
    pub fn same(words: &str) -> Self {
        Self {
            zh: words.to_owned(),
            en: words.to_owned(),
        }
    }

    /// The words in a language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// “Undone: op.text.correct” was shown to people.
    #[test]
    fn every_change_is_named_when_done_and_when_undone() {
        for op in archive::Op::ALL {
            for code in [format!("done.{op}"), format!("op.{op}")] {
                assert!(knows(&code), "no words for {code}");
            }
        }
    }
}
