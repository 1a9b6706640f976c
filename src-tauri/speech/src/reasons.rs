//! Says why a piece of text speaks for a value, in the reader's language.
//! Holds no sentence itself: they are rows of `lexicon/reasons.tsv` (code, zh, en).

use std::sync::LazyLock;

use crate::model::Reason;
use crate::phrasebook::Phrasebook;

pub use crate::phrasebook::Lang;

static SENTENCES: LazyLock<Phrasebook> =
    LazyLock::new(|| Phrasebook::parse(include_str!("../lexicon/reasons.tsv")));

/// The sentence for a reason with its blanks filled; the bare code when no sentence is known.
pub fn say(reason: &Reason, lang: Lang) -> String {
    SENTENCES.say(&reason.code, &reason.args, lang)
}

/// True when the lexicon has a sentence for this code.
pub fn is_known(code: &str) -> bool {
    SENTENCES.knows(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;

    #[test]
    fn a_reason_is_said_in_both_languages_with_its_blanks_filled() {
        let reason = Reason::with("date.figures_until", &["1—5月"]);
        assert_eq!(say(&reason, Lang::Zh), "1—5月的数字已经知道");
        assert_eq!(
            say(&reason, Lang::En),
            "figures up to 1—5月 are already known"
        );
    }

    #[test]
    fn a_filler_with_braces_is_not_filled_again() {
        let reason = Reason::with("date.figures_until", &["{0}"]);
        assert_eq!(say(&reason, Lang::Zh), "{0}的数字已经知道");
    }

    #[test]
    fn every_sentence_is_whole_and_both_languages_have_as_many_blanks() {
        let blanks = |sentence: &str| ["{0}", "{1}"].map(|blank| sentence.contains(blank));
        for row in lexicon::rows(include_str!("../lexicon/reasons.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            match (blanks(row[1]), blanks(row[2])) {
                // A term is given by both its names.
                ([true, false], [false, true]) => assert_eq!(row[0], "other.sibling"),
                (chinese, english) => assert_eq!(chinese, english, "{row:?}"),
            }
        }
    }
}
