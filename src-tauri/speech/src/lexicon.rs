//! Loads the lexicon files: vocabularies of terms with stable ids, and plain rows for rules.
//! Knows nothing of what a rule does with a row.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The rows of a TSV lexicon file: cells split at tabs; blank lines and `#` lines are comments.
pub fn rows(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines()
        .map(|line| line.trim_end_matches('\r'))
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// One term of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Stable id, such as `meeting.progress`; never renamed, never reused.
    pub id: &'static str,
    /// Name in 简体中文.
    pub zh: &'static str,
    /// Name in English.
    pub en: &'static str,
    /// Id of the broader term.
    pub parent: Option<&'static str>,
    /// Other words for it.
    pub aliases: Vec<&'static str>,
    /// Words that speak for it.
    pub cues: Vec<&'static str>,
    /// Words that speak against it.
    pub counter_cues: Vec<&'static str>,
}

/// A cue and its weight: `招商引资=5`.
pub fn weighed(cue: &'static str) -> (&'static str, f32) {
    match cue.rsplit_once('=') {
        Some((word, weight)) => (word, weight.parse().unwrap_or(1.0)),
        None => (cue, 1.0),
    }
}

/// A list of terms, two levels at most, in the order of its file.
pub struct Vocabulary {
    terms: Vec<Term>,
    by_id: HashMap<&'static str, usize>,
    by_zh: HashMap<&'static str, usize>,
}

impl Vocabulary {
    /// Reads columns `id zh en parent aliases cues counter_cues`; the last three split at `|`.
    fn parse(tsv: &'static str) -> Self {
        let list = |cell: Option<&&'static str>| -> Vec<&'static str> {
            cell.map_or("", |c| c)
                .split('|')
                .map(str::trim)
                .filter(|c| !c.is_empty())
                .collect()
        };
        let terms: Vec<Term> = rows(tsv)
            .filter(|cells| cells.len() >= 3)
            .map(|cells| Term {
                id: cells[0],
                zh: cells[1],
                en: cells[2],
                parent: cells.get(3).copied().filter(|p| !p.is_empty()),
                aliases: list(cells.get(4)),
                cues: list(cells.get(5)),
                counter_cues: list(cells.get(6)),
            })
            .collect();
        let by_id = terms.iter().enumerate().map(|(i, t)| (t.id, i)).collect();
        let mut by_zh: HashMap<&'static str, usize> = HashMap::new();
        for (i, term) in terms.iter().enumerate() {
            for name in std::iter::once(term.zh).chain(term.aliases.iter().copied()) {
                by_zh.entry(name).or_insert(i);
            }
        }
        Self {
            terms,
            by_id,
            by_zh,
        }
    }

    /// All terms.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term with this id.
    pub fn get(&self, id: &str) -> Option<&Term> {
        self.by_id.get(id).map(|&i| &self.terms[i])
    }

    /// The term with this Chinese name or alias.
    pub fn named(&self, zh: &str) -> Option<&Term> {
        self.by_zh.get(zh).map(|&i| &self.terms[i])
    }

    /// The term that a person means by an id, a Chinese name, an alias or an English name.
    pub fn meant(&self, word: &str) -> Option<&Term> {
        self.get(word)
            .or_else(|| self.named(word))
            .or_else(|| self.terms.iter().find(|t| t.en.eq_ignore_ascii_case(word)))
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        pub fn $name() -> &'static Vocabulary {
            static LOADED: LazyLock<Vocabulary> =
                LazyLock::new(|| Vocabulary::parse(include_str!(concat!("../lexicon/", $file))));
            &LOADED
        }
    };
}

vocabulary!(
    /// Meeting types, two levels.
    meeting_types, "meeting_types.tsv");
vocabulary!(
    /// Forms of a meeting: video, telephone and television.
    modes, "modes.tsv");
vocabulary!(
    /// What a text is: 讲话, 主持词, 表态发言 and so on; non-speeches too.
    genres, "genres.tsv");
vocabulary!(
    /// Level of the body that called the meeting.
    levels, "levels.tsv");
vocabulary!(
    /// Themes, two levels.
    themes, "themes.tsv");

vocabulary!(
    /// What a section of a speech is for: 认识, 任务, 保障.
    section_functions, "section_functions.tsv");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parent_exists_and_every_id_stands_once() {
        for vocabulary in [
            meeting_types(),
            modes(),
            genres(),
            levels(),
            themes(),
            section_functions(),
        ] {
            assert_eq!(vocabulary.by_id.len(), vocabulary.terms.len());
            for term in vocabulary.terms() {
                assert!(
                    term.parent.is_none_or(|p| vocabulary.get(p).is_some()),
                    "{}",
                    term.id
                );
            }
        }
    }

    #[test]
    fn a_person_may_name_a_term_by_id_or_name() {
        let term = meeting_types().meant("推进会").map(|t| t.id);
        assert_eq!(term, Some("meeting.progress"));
        assert_eq!(
            meeting_types().meant("meeting.progress").map(|t| t.zh),
            Some("推进会")
        );
    }
}
