//! Makes speeches: any number of them, the same ones each time, from the sentences of a folder of
//! texts. Writes nothing.

use std::path::Path;

use anyhow::{Result, bail};
use archive::{Days, NewFile, NewSpeech, State};
use speech::date::Day;
use speech::{Completeness, Guess, Heading, Meeting, Proposal, Span, ThemeGuess, lexicon};

/// Sentences to make speeches of.
pub struct Sentences(Vec<String>);

/// A made speech.
pub struct Made {
    pub title: String,
    pub text: String,
    pub day: i32,
    pub kind: &'static str,
    themes: Vec<&'static str>,
    outline: Vec<Heading>,
}

impl Sentences {
    /// The sentences of all `.txt` files of a folder and below.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut all = Self(Vec::new());
        all.add(folder)?;
        if all.0.len() < 100 {
            bail!("{} holds no .txt files with sentences", folder.display());
        }
        Ok(all)
    }

    fn add(&mut self, folder: &Path) -> Result<()> {
        let mut paths: Vec<_> = std::fs::read_dir(folder)?
            .map(|entry| entry.map(|e| e.path()))
            .collect::<Result<_, _>>()?;
        paths.sort();
        for path in paths {
            if path.is_dir() {
                self.add(&path)?;
            } else if path.extension().is_some_and(|e| e == "txt") {
                let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
                let seen: String = text
                    .chars()
                    .filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c))
                    .collect();
                let whole = seen.split_inclusive(['。', '！', '？']);
                self.0.extend(
                    whole
                        .filter(|s| (9..300).contains(&s.chars().count()))
                        .map(str::to_owned),
                );
            }
        }
        Ok(())
    }

    /// A number that changes with the sentences, for the name of what is made of them.
    pub fn mark(&self) -> u64 {
        self.0
            .iter()
            .flat_map(|s| s.bytes())
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            })
    }

    /// The speech of a number: runs of sentences that belong together, some with a strange word or
    /// other figures, as in life few sentences come twice; headings between them.
    pub fn speech(&self, number: usize) -> Made {
        let mut chance = Chance::of(number as u64);
        let types = lexicon::meeting_types().terms();
        let kind = &types[chance.below(types.len())];
        let title = format!("在全市第{number}次{}上的讲话", kind.zh);
        let mut text = format!("{title}\n同志们：\n");
        let mut at = text.chars().count() as u32;
        let mut outline = Vec::new();
        let length = 800 + chance.below(4_400);
        let mut written = 0;
        while written < length {
            if written / 1_200 >= outline.len() {
                let words = self.words(&mut chance, 8);
                let heading = format!("{}、抓好{words}。", NUMERALS[outline.len() % 10]);
                let count = heading.chars().count() as u32;
                outline.push(Heading {
                    depth: 1,
                    text: heading.clone(),
                    span: Span::new(at, at + count),
                    function: None,
                });
                text.push_str(&heading);
                text.push('\n');
                at += count + 1;
            }
            let from = chance.below(self.0.len());
            for sentence in self.0.iter().skip(from).take(2 + chance.below(6)) {
                let sentence = self.varied(sentence, &mut chance);
                let count = sentence.chars().count();
                text.push_str(&sentence);
                at += count as u32;
                written += count;
            }
            text.push('\n');
            at += 1;
        }
        let themes = lexicon::themes().terms();
        Made {
            title,
            text,
            day: 10_000 + chance.below(9_000) as i32,
            kind: kind.id,
            themes: (0..3)
                .map(|_| themes[chance.below(themes.len())].id)
                .collect(),
            outline,
        }
    }

    /// Some characters from the middle of any sentence.
    fn words(&self, chance: &mut Chance, most: usize) -> String {
        let sentence = &self.0[chance.below(self.0.len())];
        let seen = sentence.chars().filter(|c| c.is_alphanumeric());
        seen.skip(chance.below(6)).take(most).collect()
    }

    fn varied(&self, sentence: &str, chance: &mut Chance) -> String {
        let strange = chance.below(10) < 3;
        let place = chance.below(sentence.chars().count());
        let mut varied = String::with_capacity(sentence.len() + 6);
        for (i, c) in sentence.chars().enumerate() {
            if strange && i == place {
                varied.push_str(&self.words(chance, 2));
            }
            match c {
                '0'..='9' => varied.push(char::from(b'0' + chance.below(10) as u8)),
                c => varied.push(c),
            }
        }
        varied
    }
}

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

impl Made {
    /// As reading the text would propose it.
    pub fn read(&self) -> NewSpeech {
        let certain = |value: &str| Guess::new(value.to_owned(), 1.0, Vec::new());
        let whole = Span::new(0, self.text.chars().count() as u32);
        let proposal = Proposal {
            territory: whole,
            span: whole,
            ledger: Vec::new(),
            body_start: 0,
            title: certain(&self.title),
            title_supplied: false,
            meeting: Meeting {
                kind: Some(certain(self.kind)),
                ..Meeting::default()
            },
            genre: Some(certain("genre.speech")),
            level: Some(certain("level.city")),
            place: None,
            speaker: None,
            role: None,
            source: None,
            date: Some(certain(&Day::from_number(self.day).to_string())),
            other_dates: Vec::new(),
            themes: self
                .themes
                .iter()
                .map(|id| ThemeGuess {
                    id: (*id).to_owned(),
                    score: 0.9,
                    evidence: Vec::new(),
                })
                .collect(),
            outline: self.outline.clone(),
            complete: Completeness::Full,
            findings: Vec::new(),
        };
        NewSpeech {
            clean: self.text.clone(),
            over_clean: proposal.clone(),
            proposal,
            ruled: None,
            days: Days {
                earliest: Some(self.day),
                latest: Some(self.day),
            },
            state: State::Filed,
        }
    }

    pub fn themes(&self) -> &[&'static str] {
        &self.themes
    }

    pub fn year(&self) -> i32 {
        Days {
            earliest: Some(self.day),
            latest: Some(self.day),
        }
        .shelf()
        .0
        .unwrap_or(0)
    }
}

/// A file with one speech.
pub fn file<'a>(name: &'a str, made: &'a Made, speech: &'a NewSpeech) -> NewFile<'a> {
    NewFile {
        bytes: made.text.as_bytes(),
        name,
        format: "txt",
        encoding: Some("utf-8"),
        producer: None,
        text: &made.text,
        warnings: &[],
        speeches: std::slice::from_ref(speech),
    }
}

/// The same numbers each time.
pub struct Chance(u64);

impl Chance {
    /// Numbers of their own for each seed.
    pub fn of(seed: u64) -> Self {
        let mut chance = Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        chance.below(2);
        chance
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}
