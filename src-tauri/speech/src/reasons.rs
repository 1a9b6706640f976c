//! Says why a piece of text speaks for a value, in the reader's language.
//! Holds no sentence itself: they are rows of `lexicon/reasons.tsv` (code, zh, en).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon;
use crate::model::Reason;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文.
    Zh,
    /// English.
    En,
}

static SENTENCES: LazyLock<HashMap<&'static str, (&'static str, &'static str)>> =
    LazyLock::new(|| {
        lexicon::rows(include_str!("../lexicon/reasons.tsv"))
            .filter(|cells| cells.len() >= 3)
            .map(|cells| (cells[0], (cells[1], cells[2])))
            .collect()
    });

/// The sentence for a reason with its blanks filled; the bare code when no sentence is known.
pub fn say(reason: &Reason, lang: Lang) -> String {
    let Some(&(zh, en)) = SENTENCES.get(reason.code.as_str()) else {
        return reason.code.clone();
    };
    let template = if lang == Lang::Zh { zh } else { en };
    let mut said = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        said.push_str(&rest[..open]);
        let blank = rest[open + 1..]
            .split_once('}')
            .and_then(|(n, after)| Some((n.parse::<usize>().ok()?, after)));
        let Some((number, after)) = blank else {
            said.push('{');
            rest = &rest[open + 1..];
            continue;
        };
        said.push_str(reason.args.get(number).map_or("", |a| a));
        rest = after;
    }
    said.push_str(rest);
    said
}

/// True when the lexicon has a sentence for this code.
pub fn is_known(code: &str) -> bool {
    SENTENCES.contains_key(code)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn every_sentence_is_whole_and_both_languages_use_the_same_blanks() {
        for row in lexicon::rows(include_str!("../lexicon/reasons.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            for blank in ["{0}", "{1}"] {
                assert_eq!(row[1].contains(blank), row[2].contains(blank), "{row:?}");
            }
        }
    }
}
