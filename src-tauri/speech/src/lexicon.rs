//! Loads the lexicon files: vocabularies of terms with stable ids, and plain rows for rules.
//! Knows nothing of what a rule does with a row.

use std::collections::{BTreeSet, HashMap};
use std::sync::{LazyLock, Mutex, PoisonError};

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

/// What a person made of a term, or a term of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Altered {
    /// Its id; one that the vocabulary has not is a new term.
    pub id: String,
    /// Another name; the one it had stays an alias.
    pub name: Option<String>,
    /// Another place: under this term, or (`Some(None)`) at the top.
    pub parent: Option<Option<String>>,
    /// Further words for it.
    pub aliases: Vec<String>,
    /// It is no more; `Some` says which term stands for it now.
    pub gone: Option<Option<String>>,
}

/// A list of terms, two levels at most, in the order of its file.
pub struct Vocabulary {
    terms: Vec<Term>,
    by_id: HashMap<&'static str, usize>,
    by_zh: HashMap<&'static str, usize>,
}

/// Words that live as long as the words of the lexicon. Each is kept once; there are as many as a
/// person typed into vocabularies.
fn kept(words: &str) -> &'static str {
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.get(words) {
        return known;
    }
    let words: &'static str = Box::leak(words.to_owned().into_boxed_str());
    kept.insert(words);
    words
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

    /// This vocabulary as a person altered it. What would break it is passed over: a place under a
    /// term that is not there or stands under another itself.
    pub fn altered(&self, changes: &[Altered]) -> Self {
        let mut terms = self.terms.clone();
        for change in changes.iter().filter(|c| c.gone.is_none()) {
            let at = terms.iter().position(|t| t.id == change.id);
            let at = at.unwrap_or_else(|| {
                let name = kept(change.name.as_deref().unwrap_or(&change.id));
                terms.push(Term {
                    id: kept(&change.id),
                    zh: name,
                    en: name,
                    parent: None,
                    aliases: Vec::new(),
                    cues: Vec::new(),
                    counter_cues: Vec::new(),
                });
                terms.len() - 1
            });
            let term = &mut terms[at];
            if let Some(name) = change.name.as_deref().map(kept).filter(|n| *n != term.zh) {
                term.aliases.push(term.zh);
                (term.zh, term.en) = (name, name);
            }
            if let Some(parent) = &change.parent {
                term.parent = parent.as_deref().map(kept);
            }
            term.aliases.extend(change.aliases.iter().map(|a| kept(a)));
        }
        for change in changes {
            let Some(into) = &change.gone else { continue };
            let Some(at) = terms.iter().position(|t| t.id == change.id) else {
                continue;
            };
            let gone = terms.remove(at);
            let heir = into
                .as_deref()
                .and_then(|id| terms.iter_mut().find(|t| t.id == id));
            // What stood under it stands under its heir, or beside it where that is no top term.
            let place = heir.as_ref().map(|heir| heir.parent.unwrap_or(heir.id));
            if let Some(heir) = heir {
                heir.aliases.push(gone.zh);
                heir.aliases.extend(gone.aliases);
            }
            for below in terms.iter_mut().filter(|t| t.parent == Some(gone.id)) {
                below.parent = place.filter(|id| *id != below.id);
            }
        }
        let tops: BTreeSet<&'static str> = terms
            .iter()
            .filter(|t| t.parent.is_none())
            .map(|t| t.id)
            .collect();
        for term in &mut terms {
            term.parent = term.parent.filter(|id| tops.contains(id));
        }
        let mut by_zh: HashMap<&'static str, usize> = HashMap::new();
        for (i, term) in terms.iter().enumerate() {
            by_zh.entry(term.zh).or_insert(i);
        }
        for (i, term) in terms.iter().enumerate() {
            for alias in &term.aliases {
                by_zh.entry(alias).or_insert(i);
            }
        }
        Self {
            by_id: terms.iter().enumerate().map(|(i, t)| (t.id, i)).collect(),
            by_zh,
            terms,
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
    fn a_person_may_rename_move_merge_add_and_take_away_terms() {
        let change = |id: &str| Altered {
            id: id.into(),
            ..Altered::default()
        };
        let mine = meeting_types().altered(&[
            Altered {
                name: Some("推动会".into()),
                ..change("meeting.progress")
            },
            Altered {
                gone: Some(Some("meeting.progress".into())),
                ..change("meeting.on_site")
            },
            Altered {
                gone: Some(None),
                ..change("meeting.forum")
            },
            Altered {
                name: Some("碰头会".into()),
                parent: Some(Some("meeting.progress".into())),
                aliases: vec!["短会".into()],
                ..change("meeting.own.1")
            },
        ]);
        let meant = |word: &str| mine.meant(word).map(|t| t.id);
        assert_eq!(meant("推动会"), Some("meeting.progress"));
        assert_eq!(meant("推进会"), Some("meeting.progress"));
        assert_eq!(meant("现场会"), Some("meeting.progress"));
        assert_eq!(meant("短会"), Some("meeting.own.1"));
        assert!(mine.get("meeting.on_site").is_none() && mine.get("meeting.forum").is_none());
        // A second-level term holds nothing: what is moved there stands at the top.
        let own = mine.get("meeting.own.1").and_then(|t| t.parent);
        let progress = mine.get("meeting.progress").and_then(|t| t.parent);
        assert_eq!(own.is_some(), progress.is_none());
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
