//! What the folders say in which a file was kept: 2016/推进会/水利. Such words are a person's, but of
//! the folder and not of the speech: what only they say always wants a look, and where the text says
//! the same it is the surer for it. Reads no text.

use std::sync::LazyLock;

use crate::date::{Day, Edtf};
use crate::lexicon::{self, Term, Vocabulary};
use crate::lookup::{Finder, Folded};
use crate::model::{Evidence, Guess, Proposal, Reason, ThemeGuess};
use crate::source;

/// How sure a value is that only a folder tells.
const ALONE: f32 = 0.5;
/// The same for the years of a folder of several.
const YEARS: f32 = 0.35;
/// How much of the doubt is left of a value that a folder tells too.
const LEFT: f32 = 0.6;
/// Dates surer than this are not made narrower by a folder.
const VAGUE: f32 = 0.6;
/// Themes of a speech.
const MOST: usize = 5;
/// A cue that names a theme by itself.
const NAMES: f32 = 4.0;

/// Adds to a proposal what the folders of the file's name tell, the innermost first.
pub(crate) fn hint(proposal: &mut Proposal, name: &str) {
    let Some((folders, _)) = name.rsplit_once('/') else {
        return;
    };
    let folders: Vec<&str> = folders.rsplit('/').map(str::trim).collect();
    source::kept(proposal, &folders);
    if let Some((folder, years)) = folders.iter().find_map(|f| Some((*f, years(f)?))) {
        date(proposal, folder, years);
    }
    let folded: Vec<(&str, Folded)> = folders.iter().map(|f| (*f, Folded::new(f))).collect();
    let told = |find: &dyn Fn(&Folded) -> Option<&'static str>| {
        folded
            .iter()
            .find_map(|(f, words)| Some((*f, find(words)?)))
    };
    if let Some((folder, id)) = told(&|f| TYPES.find(f)) {
        kind(proposal, folder, id);
    }
    if let Some((folder, id)) = told(&|f| THEMES.find(f).or_else(|| CUES.find(f))) {
        theme(proposal, folder, id);
    }
}

fn evidence(folder: &str) -> Evidence {
    Evidence {
        quote: folder.to_owned(),
        span: None,
        reason: Reason::with("folder.named", &[folder]),
    }
}

fn surer<T>(guess: &mut Guess<T>, folder: &str) {
    guess.certainty = 1.0 - (1.0 - guess.certainty) * LEFT;
    guess.evidence.push(evidence(folder));
}

/// The year or the years a folder's name tells: 2016, 2016年, 2008-2018年旧稿.
fn years(folder: &str) -> Option<(i32, i32)> {
    let mut found = Vec::new();
    for run in folder.split(|c: char| !c.is_ascii_digit()) {
        match run.parse() {
            Ok(year) if run.len() == 4 && (1949..=2099).contains(&year) => found.push(year),
            _ => {}
        }
    }
    match found.as_slice() {
        [one] => Some((*one, *one)),
        [first, last] if first < last => Some((*first, *last)),
        _ => None,
    }
}

fn date(proposal: &mut Proposal, folder: &str, (first, last): (i32, i32)) {
    let (value, certainty) = match first == last {
        true => (first.to_string(), ALONE),
        false => (format!("{first}/{last}"), YEARS),
    };
    let told = || Guess::new(value.clone(), certainty, vec![evidence(folder)]);
    let Some(guess) = &mut proposal.date else {
        proposal.date = Some(told());
        return;
    };
    let bounds: Option<(Day, Day)> = guess.value.parse().ok().and_then(|d: Edtf| d.bounds());
    match bounds {
        Some((from, to)) if from.year >= first && to.year <= last => surer(guess, folder),
        // Five years that the text leaves open, of which the folder is one.
        Some((from, to)) if from.year <= first && to.year >= last && guess.certainty < VAGUE => {
            let before = std::mem::replace(guess, told());
            guess.evidence.extend(before.evidence);
        }
        Some(_) => {}
        None if first == last && guess.value.starts_with("XXXX-") => {
            guess.value = guess.value.replacen("XXXX", &value, 1);
            guess.certainty = guess.certainty.min(ALONE);
            guess.evidence.push(evidence(folder));
        }
        None => {}
    }
}

/// Words that name narrower terms, and the term of each.
struct Names {
    words: Finder,
    ids: Vec<&'static str>,
}

impl Names {
    fn new(named: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let (words, ids): (Vec<_>, Vec<_>) =
            named.filter(|(word, _)| word.chars().count() > 1).unzip();
        Self {
            words: Finder::overlapping(words),
            ids,
        }
    }

    /// The term whose name, the longest, stands in a folder's name.
    fn find(&self, folder: &Folded) -> Option<&'static str> {
        let found = self.words.find(folder);
        let longest = found.max_by_key(|(span, _)| span.end - span.start);
        longest.and_then(|(_, word)| self.ids.get(word).copied())
    }
}

fn narrower(vocabulary: &'static Vocabulary) -> impl Iterator<Item = &'static Term> {
    vocabulary.terms().iter().filter(|t| t.parent.is_some())
}

fn names(vocabulary: &'static Vocabulary) -> Names {
    Names::new(narrower(vocabulary).flat_map(|t| {
        let names = std::iter::once(t.zh).chain(t.aliases.iter().copied());
        names.map(|name| (name, t.id))
    }))
}

static TYPES: LazyLock<Names> = LazyLock::new(|| names(lexicon::meeting_types()));
static THEMES: LazyLock<Names> = LazyLock::new(|| names(lexicon::themes()));
static CUES: LazyLock<Names> = LazyLock::new(|| {
    Names::new(narrower(lexicon::themes()).flat_map(|t| {
        let cues = t.cues.iter().map(|cue| lexicon::weighed(cue));
        let telling = cues.filter(|(_, weight)| *weight >= NAMES);
        telling.map(|(word, _)| (word, t.id))
    }))
});

fn kind(proposal: &mut Proposal, folder: &str, id: &str) {
    if id == "meeting.unknown" || id == "meeting.not_meeting" {
        return;
    }
    match &mut proposal.meeting.kind {
        Some(guess) if guess.value == id => surer(guess, folder),
        Some(guess) if guess.value != "meeting.unknown" => {}
        kind => *kind = Some(Guess::new(id.to_owned(), ALONE, vec![evidence(folder)])),
    }
}

fn theme(proposal: &mut Proposal, folder: &str, id: &str) {
    let themes = &mut proposal.themes;
    if let Some(theme) = themes.iter_mut().find(|t| t.id == id) {
        theme.evidence.push(evidence(folder));
    } else if themes.len() < MOST {
        themes.push(ThemeGuess {
            id: id.to_owned(),
            score: ALONE,
            evidence: vec![evidence(folder)],
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Proposal;
    use crate::{Hints, read};

    const TEXT: &str = "同志们：\n今天把大家请来，说说库区的几件事。\n一、坝要修好\n二、渠要通水\n";

    fn of(name: &str) -> Proposal {
        let hints = Hints {
            file_name: Some(name),
            taken_in: None,
            ..Hints::default()
        };
        read(TEXT, &hints).speeches.remove(0)
    }

    #[test]
    fn folders_tell_the_year_the_type_and_the_theme() {
        let found = of("历年讲话/2016年/推进会/招商引资/稿.txt");
        let date = found.date.unwrap();
        assert_eq!(
            (date.value.as_str(), date.evidence[0].quote.as_str()),
            ("2016", "2016年")
        );
        let kind = found.meeting.kind.unwrap();
        assert_eq!(
            (kind.value.as_str(), kind.certainty),
            ("meeting.progress", 0.5)
        );
        assert!(found.themes.iter().any(|t| t.id == "theme.promotion"));
    }

    #[test]
    fn a_folder_of_many_years_tells_no_one_year() {
        assert_eq!(
            of("2008-2018年旧稿/稿.txt").date.unwrap().value,
            "2008/2018"
        );
        let none = of("稿.txt");
        assert!(
            none.date
                .is_none_or(|d| d.evidence.iter().all(|e| e.quote != "2016"))
        );
    }

    #[test]
    fn the_text_is_believed_before_the_folder() {
        let text = format!("在全市防汛调度会上的讲话\n（2019年6月12日）\n{TEXT}");
        let read_as = |name: &str| {
            let hints = Hints {
                file_name: Some(name),
                taken_in: None,
                ..Hints::default()
            };
            read(&text, &hints).speeches.remove(0)
        };
        let (plain, other) = (read_as("稿.txt"), read_as("2016/推进会/稿.txt"));
        assert_eq!(other.date, plain.date);
        assert_eq!(other.meeting.kind, plain.meeting.kind);
        let same = read_as("2019/调度会/稿.txt");
        assert_eq!(same.date.as_ref().unwrap().value, "2019-06-12");
        assert!(same.date.unwrap().certainty > plain.date.unwrap().certainty);
    }
}
