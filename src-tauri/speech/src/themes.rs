//! Tags a speech with themes from the words it uses, weighted by where they stand.
//! Knows no particular theme: cue words and their weights are in `lexicon/themes.tsv`, and what all
//! that is seen of a theme counts in `lexicon/theme_weights.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::{self, weighed};
use crate::lookup::{Finder, Folded};
use crate::model::{Evidence, Reason, Span, ThemeGuess};

/// What the themes of a speech are read from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// The title.
    pub title: &'a str,
    /// The meeting's name.
    pub meeting: Option<&'a str>,
    /// The headings of the outline.
    pub headings: &'a [&'a str],
    /// The body.
    pub body: &'a str,
    /// File offset of the body's first scalar.
    pub body_offset: u32,
    /// Ids of the meeting's type, the level and the genre, as far as they are known.
    pub settings: &'a [&'a str],
}

/// At most so many themes.
pub const MOST: usize = 5;
/// At most so many to choose from.
const NEAR: usize = 12;
/// A word of the title counts as often as this many well-spread ones of the body.
const TITLE: f32 = 2.6;
/// The same for a word of a heading.
const HEADING: f32 = 1.4;
/// Strong cues count a little less than their weight says: many weak ones tell as much.
const STRENGTH: f32 = 0.8;
/// How much more the cues of a theme count beside the strongest theme when they go together, and
/// what they get besides.
const KIN: (f32, f32) = (1.1, 2.0);
/// The same beside the second strongest, as a share of that.
const SECOND_KIN: f32 = 0.3;
/// Scalars of body up to which a repeated word counts in full, and how fast it counts less then.
const USUAL_LENGTH: f32 = 800.0;
const SPREAD: f32 = 0.7;
/// No more than these strongest themes are weighed: the others are said by the way.
const WEIGHED: usize = 20;
/// Scalars of body that are the opening.
const OPENING: u32 = 300;
/// A text that says this little of all themes together says nothing surely of one.
const LITTLE: f32 = 20.0;
/// What the rank of a theme is told to: those after it are all behind.
const BEHIND: usize = 12;
/// Settings speak in points of this size.
const SETTING: f32 = 4.0;
/// The bounds of a length that tells something, and the usual one.
const SHORT: f32 = 100.0;
const USUAL: f32 = 1500.0;
/// A theme is given from this chance on: about half of how well themes are told, which is where one
/// more wrong theme costs as much as one more right one gains.
pub const ENOUGH: f32 = 0.35;
/// Points without which even the strongest theme of a text is none.
const ONLY: f32 = 2.0;

/// What is weighed of a theme, by the names in `lexicon/theme_weights.tsv`: its share of the points
/// of all themes and its place among them; what its words in the title, the body and the opening say;
/// what the kind of meeting, the level and the genre say; the length of the text.
pub const SEEN: [&str; 7] = [
    "share", "rank", "title", "body", "opening", "setting", "length",
];

struct Cues {
    finder: Finder,
    /// For each word: the themes it speaks for, with weight.
    themes_of: Vec<Vec<(usize, f32)>>,
    /// Ids of the themes.
    ids: Vec<&'static str>,
    /// For each theme those that go with it.
    kin: Vec<Vec<usize>>,
    /// What a meeting type, level or genre says of the themes beforehand.
    settings: HashMap<&'static str, Vec<(usize, f32)>>,
    /// What each of `SEEN` counts.
    weights: [f32; SEEN.len()],
    /// Log-odds of each theme when nothing is seen.
    own: Vec<f32>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut words: Vec<&'static str> = Vec::new();
    let mut themes_of: Vec<Vec<(usize, f32)>> = Vec::new();
    let mut ids = Vec::new();
    let mut place = HashMap::new();
    for term in lexicon::themes().terms() {
        if term.parent.is_none() {
            continue;
        }
        let theme = ids.len();
        ids.push(term.id);
        let named = std::iter::once(&term.zh).chain(&term.aliases);
        let cues = term.cues.iter().map(|cue| weighed(cue));
        let against = term.counter_cues.iter().map(|cue| {
            let (word, weight) = weighed(cue);
            (word, -weight)
        });
        for (word, weight) in cues.chain(against).chain(named.map(|w| (*w, 4.0))) {
            let at = *place.entry(word).or_insert_with(|| {
                words.push(word);
                themes_of.push(Vec::new());
                words.len() - 1
            });
            if !themes_of[at].iter().any(|(t, _)| *t == theme) {
                let strength = weight.signum() * weight.abs().powf(STRENGTH);
                themes_of[at].push((theme, strength));
            }
        }
    }
    for row in lexicon::rows(include_str!("../lexicon/theme_neutral.tsv")) {
        for word in row[0].split('|') {
            if place.insert(word, words.len()).is_none() {
                words.push(word);
                themes_of.push(Vec::new());
            }
        }
    }
    let number = |id: &str| ids.iter().position(|i| *i == id);
    let mut kin = vec![Vec::new(); ids.len()];
    for cells in lexicon::rows(include_str!("../lexicon/theme_kin.tsv")) {
        if let (Some(theme), Some(others)) = (cells.first().and_then(|id| number(id)), cells.get(1))
        {
            kin[theme] = others.split('|').filter_map(number).collect();
        }
    }
    let mut settings = HashMap::new();
    for cells in lexicon::rows(include_str!("../lexicon/theme_settings.tsv")) {
        if let [setting, themes, ..] = cells[..] {
            let likelier = themes.split('|').map(weighed);
            let numbered = likelier.filter_map(|(id, by)| Some((number(id)?, by)));
            settings.insert(setting, numbered.collect());
        }
    }
    let fitted: HashMap<&str, f32> = lexicon::rows(include_str!("../lexicon/theme_weights.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?)))
        .collect();
    let weight = |name: &str| fitted.get(name).copied().unwrap_or(0.0);
    Cues {
        finder: Finder::overlapping(&words),
        themes_of,
        kin,
        settings,
        weights: SEEN.map(weight),
        own: ids.iter().map(|id| weight("always") + weight(id)).collect(),
        ids,
    }
});

/// What is seen of a word that the text has.
#[derive(Default)]
struct Seen {
    word: usize,
    in_title: f32,
    in_headings: f32,
    in_body: f32,
    in_opening: f32,
    first: Option<Span>,
}

/// What is seen of a theme.
#[derive(Default)]
struct Said {
    /// Points: all its words together, each by how strong it is and where it stands.
    points: f32,
    /// Points of its words in the title, the body, the opening, without those against it.
    title: f32,
    body: f32,
    opening: f32,
    /// What the meeting's type, the level and the genre say.
    setting: f32,
    /// Its words, with their points.
    words: Vec<(f32, usize)>,
}

/// A theme of a text.
struct Judged {
    theme: usize,
    points: f32,
    /// Log-odds that the text is about it.
    odds: f32,
    seen: [f32; SEEN.len()],
    words: Vec<(f32, usize)>,
}

/// Where a word stands.
#[derive(Clone, Copy)]
enum Part {
    Title,
    Heading,
    Body,
}

/// Themes of the text, likeliest first, at most five.
pub fn tag(input: &Input) -> Vec<ThemeGuess> {
    let (seen, judged) = judged(input);
    let first = judged.iter().take(1).filter(|j| j.points >= ONLY);
    let others = judged.iter().skip(1).filter(|j| chance(j.odds) >= ENOUGH);
    let given = first.chain(others).take(MOST);
    given.map(|j| shown(input, &seen, j)).collect()
}

/// The themes that the text has words for, likeliest first, those it is hardly about too; for a
/// person to choose from.
pub fn near(input: &Input) -> Vec<ThemeGuess> {
    let (seen, judged) = judged(input);
    let near = judged.iter().take(NEAR);
    near.map(|j| shown(input, &seen, j)).collect()
}

/// What the words of a text say for a theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// Theme id.
    pub id: &'static str,
    /// Log-odds that the text is about it, above those from which on it is given.
    pub over: f32,
    /// What they rest on, in the order of [`SEEN`].
    pub seen: [f32; SEEN.len()],
}

/// The themes that have words in the text, likeliest first.
pub fn weigh(input: &Input) -> Vec<Weight> {
    let (_, judged) = judged(input);
    let weight = |j: &Judged| Weight {
        id: CUES.ids[j.theme],
        over: j.odds - (ENOUGH / (1.0 - ENOUGH)).ln(),
        seen: j.seen,
    };
    judged.iter().map(weight).collect()
}

fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

fn shown(input: &Input, seen: &[Seen], judged: &Judged) -> ThemeGuess {
    let words = judged.words.iter().filter(|(points, _)| *points > 0.0);
    ThemeGuess {
        id: CUES.ids[judged.theme].to_owned(),
        score: chance(judged.odds),
        evidence: words
            .take(3)
            .filter_map(|&(_, word)| {
                let at = seen.binary_search_by_key(&word, |seen| seen.word);
                Some(evidence(input, seen.get(at.ok()?)?))
            })
            .collect(),
    }
}

/// What is seen of each word, and the strongest themes, likeliest first.
fn judged(input: &Input) -> (Vec<Seen>, Vec<Judged>) {
    let (seen, mut said, scalars) = scored(input);
    let length = (scalars.max(SHORT) / USUAL).ln();
    let all: f32 = said.iter().map(|s| s.points.max(0.0)).sum();
    let mut strongest = ranked(&said);
    strongest.retain(|&theme| said[theme].points > 0.0);
    let mut judged: Vec<Judged> = (strongest.into_iter().take(WEIGHED).enumerate())
        .map(|(rank, theme)| {
            let said = std::mem::take(&mut said[theme]);
            let seen = [
                said.points / (all + LITTLE),
                rank.min(BEHIND) as f32 / BEHIND as f32,
                said.title.ln_1p(),
                said.body.ln_1p(),
                said.opening.ln_1p(),
                said.setting / SETTING,
                length,
            ];
            let weighed = seen.iter().zip(&CUES.weights).map(|(v, w)| v * w);
            let mut words = said.words;
            words.sort_by(|a, b| b.0.total_cmp(&a.0));
            Judged {
                theme,
                points: said.points,
                odds: CUES.own[theme] + weighed.sum::<f32>(),
                seen,
                words,
            }
        })
        .collect();
    judged.sort_by(|a, b| b.odds.total_cmp(&a.odds));
    (seen, judged)
}

/// What is seen of each word and of each theme, and the length of the body.
fn scored(input: &Input) -> (Vec<Seen>, Vec<Said>, f32) {
    let cues = &*CUES;
    let head = Folded::new(&[input.title, input.meeting.unwrap_or("")].join("\n"));
    let headings = Folded::new(&input.headings.join("\n"));
    let body = Folded::new(input.body);
    // Few of the words are said in a speech: a place for all of them took as long as finding those.
    let mut said: Vec<(usize, Part, Span)> = Vec::new();
    for (part, text) in [
        (Part::Title, &head),
        (Part::Heading, &headings),
        (Part::Body, &body),
    ] {
        let found = cues.finder.find(text);
        said.extend(found.map(|(span, word)| (word, part, span)));
    }
    // In the order of the list, so that the sums are the same for the same words; those of one word
    // stay in the order of the text.
    said.sort_by_key(|(word, ..)| *word);
    let seen: Vec<Seen> = said
        .chunk_by(|(a, ..), (b, ..)| a == b)
        .map(|places| {
            let mut seen = Seen::default();
            for &(word, part, span) in places {
                seen.word = word;
                match part {
                    Part::Title => seen.in_title = 1.0,
                    Part::Heading => seen.in_headings += 1.0,
                    Part::Body => {
                        seen.in_body += 1.0;
                        seen.in_opening += f32::from(u8::from(span.start < OPENING));
                        seen.first.get_or_insert(span);
                    }
                }
            }
            seen
        })
        .collect();
    let scalars = body.chars.len() as f32;
    let length = (scalars / USUAL_LENGTH).max(1.0).powf(SPREAD);
    let mut said: Vec<Said> = Vec::new();
    said.resize_with(cues.ids.len(), Said::default);
    for seen in &seen {
        let word = seen.word;
        let spread = (1.0 + seen.in_body / length).log2();
        let often = spread + TITLE * seen.in_title + HEADING * seen.in_headings.min(2.0);
        for &(theme, weight) in &cues.themes_of[word] {
            let said = &mut said[theme];
            said.points += weight * often;
            said.words.push((weight * often, word));
            if weight > 0.0 {
                said.title += weight * seen.in_title;
                said.body += weight * spread;
                said.opening += weight * (1.0 + seen.in_opening).log2();
            }
        }
    }
    for (theme, by) in input
        .settings
        .iter()
        .filter_map(|setting| cues.settings.get(setting))
        .flatten()
    {
        // A theme that no word speaks for has nothing to show as its reason.
        if said[*theme].points > 0.0 {
            said[*theme].points += by;
            said[*theme].setting += by;
        }
    }
    favour_kin(&mut said, cues);
    (seen, said, scalars)
}

/// Themes by points, strongest first.
fn ranked(said: &[Said]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by(|&a, &b| said[b].points.total_cmp(&said[a].points));
    order
}

/// A speech on building projects is one on investment too when it has some words for it.
fn favour_kin(said: &mut [Said], cues: &Cues) {
    let mut favoured = vec![0.0_f32; said.len()];
    for (theme, share) in ranked(said).into_iter().zip([1.0, SECOND_KIN]) {
        for &kin in &cues.kin[theme] {
            favoured[kin] = favoured[kin].max(share);
        }
    }
    for (said, share) in said.iter_mut().zip(favoured) {
        if said.points > 0.0 {
            said.points = said.points * (1.0 + KIN.0 * share) + KIN.1 * share;
        }
    }
}

fn evidence(input: &Input, seen: &Seen) -> Evidence {
    let quote = |span: Span| -> String {
        input
            .body
            .chars()
            .skip(span.start as usize)
            .take(span.len() as usize)
            .collect()
    };
    let code = if seen.in_title > 0.0 {
        "theme.title"
    } else if seen.in_headings > 0.0 {
        "theme.heading"
    } else {
        "theme.words"
    };
    Evidence {
        quote: seen
            .first
            .map_or_else(|| CUES.finder.word(seen.word).to_owned(), quote),
        span: seen
            .first
            .map(|s| Span::new(s.start + input.body_offset, s.end + input.body_offset)),
        reason: Reason::of(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(title: &str, body: &str) -> Vec<&'static str> {
        let input = Input {
            title,
            body,
            ..Input::default()
        };
        tag(&input)
            .iter()
            .filter_map(|t| lexicon::themes().get(&t.id).map(|t| t.zh))
            .collect()
    }

    #[test]
    fn the_title_says_most() {
        let found = names(
            "在全县防汛抗旱工作会议上的讲话",
            "要加强水库巡查，及时转移群众，教育也要抓。",
        );
        assert_eq!(found.first(), Some(&"防汛抗旱"));
        assert!(!found.contains(&"教育"));
    }

    #[test]
    fn the_body_speaks_when_the_title_is_silent() {
        let found = names(
            "在座谈会上的讲话",
            "民营企业是自己人，要落实两个毫不动摇，支持民营经济发展，帮民企融资。",
        );
        assert_eq!(found.first(), Some(&"民营经济"));
    }

    #[test]
    fn every_theme_carries_words_it_rests_on_and_a_score_below_one() {
        let input = Input {
            title: "在全市招商引资大会上的讲话",
            body: "招商引资是头等大事，要引进企业。",
            body_offset: 20,
            ..Input::default()
        };
        let found = tag(&input);
        assert!(!found.is_empty() && found.len() <= MOST);
        for theme in &found {
            assert!(theme.score > 0.0 && theme.score < 1.0);
            assert!(!theme.evidence.is_empty(), "{}", theme.id);
        }
        assert_eq!(found[0].evidence[0].span, Some(Span::new(20, 24)));
    }

    #[test]
    fn a_kind_of_meeting_makes_its_themes_likelier() {
        let body = "今天同学们毕业了，愿大家青春无悔，前程似锦。";
        let plain = Input {
            body,
            ..Input::default()
        };
        let graduation = Input {
            settings: &["meeting.graduation", "level.school"],
            ..plain
        };
        let education = |input: &Input| {
            let found = tag(input).into_iter().find(|t| t.id == "theme.education");
            found.map_or(0.0, |t| t.score)
        };
        assert!(education(&graduation) > education(&plain));
        // It is no reason by itself.
        let silent = Input {
            body: "谢谢大家。",
            settings: &["meeting.graduation"],
            ..Input::default()
        };
        assert!(tag(&silent).is_empty());
    }

    #[test]
    fn a_text_without_a_theme_has_none() {
        assert!(names("讲话", "大家好，谢谢。").is_empty());
    }

    #[test]
    fn every_setting_is_a_type_a_level_or_a_genre() {
        for setting in CUES.settings.keys() {
            let known = [
                lexicon::meeting_types(),
                lexicon::levels(),
                lexicon::genres(),
            ];
            assert!(known.iter().any(|t| t.get(setting).is_some()), "{setting}");
            assert!(!CUES.settings[setting].is_empty(), "{setting}");
        }
    }

    #[test]
    fn everything_seen_and_every_theme_has_its_fitted_weight() {
        assert!(CUES.weights.iter().all(|w| *w != 0.0));
        let rows: Vec<_> = lexicon::rows(include_str!("../lexicon/theme_weights.tsv")).collect();
        assert_eq!(rows.len(), 1 + SEEN.len() + CUES.ids.len());
        for row in rows {
            let known = row[0] == "always" || SEEN.contains(&row[0]);
            assert!(known || CUES.ids.contains(&row[0]), "{}", row[0]);
        }
    }

    #[test]
    fn one_word_by_the_way_makes_no_theme_likely() {
        let input = Input {
            body: "大家好，路上辛苦了，先看一眼菜市场，再开会。",
            ..Input::default()
        };
        assert!(near(&input).iter().all(|theme| theme.score < 0.5));
    }

    #[test]
    fn every_theme_has_cues_of_sound_weight() {
        for term in lexicon::themes()
            .terms()
            .iter()
            .filter(|t| t.parent.is_some())
        {
            assert!(term.cues.len() >= 10, "{}", term.id);
            let counter = term.counter_cues.iter().map(|c| weighed(c).0);
            assert!(
                counter.clone().all(|w| w.chars().count() >= 2),
                "{}",
                term.id
            );
            for cue in &term.cues {
                let (word, weight) = weighed(cue);
                assert!(word.chars().count() >= 2, "{cue}");
                assert!(weight > 0.0 && weight <= 6.0, "{cue}");
            }
        }
    }
}
