//! What else the fields of a speech could be, asked for when a person wonders; nothing is stored.
//! Finds nothing itself: `speech::others` looks through the text.

use archive::{Field, SpeechId};
use speech::Guess;
use speech::lexicon::Vocabulary;
use speech::others::{self, Standing};

use crate::utf16::Utf16;
use crate::view;
use crate::wire::FieldOthers;
use crate::{Desk, Problem};

impl Desk {
    /// Other values of every field that has any, and of its themes.
    pub fn others(&self, id: &str) -> Result<Vec<FieldOthers>, Problem> {
        let (record, text) = self.archive.speech_and_text(&SpeechId::from(id))?;
        let value = |field: Field| record.value(field);
        let also: Vec<&str> = value(Field::Also)
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let headings: Vec<&str> = record.outline.iter().map(|h| h.text.as_str()).collect();
        let found = others::others(&Standing {
            text: &text,
            body_start: record.body_start,
            path: record.original.names.first().map_or("", String::as_str),
            title: value(Field::Title).unwrap_or_default(),
            meeting: value(Field::Meeting),
            kind: value(Field::Type),
            also: &also,
            genre: value(Field::Genre),
            date: value(Field::Date),
            headings: &headings,
            other_dates: &record.other_dates,
        });
        let utf16 = Utf16::of(&text);
        let terms = self.terms()?;
        // A type or theme that a person took away is no longer offered.
        let here = |guesses: &[Guess<String>], terms: &Vocabulary| -> Vec<Guess<String>> {
            let there = guesses.iter().filter(|g| terms.get(&g.value).is_some());
            there.cloned().collect()
        };
        let kinds = here(&found.kind, terms.types());
        let fields = [
            (Field::Title, &found.title),
            (Field::Meeting, &found.meeting),
            (Field::Type, &kinds),
            (Field::Also, &kinds),
            (Field::Mode, &found.mode),
            (Field::Genre, &found.genre),
            (Field::Level, &found.level),
            (Field::Place, &found.place),
            (Field::Speaker, &found.speaker),
            (Field::Role, &found.role),
            (Field::Date, &found.date),
        ];
        let mut all: Vec<FieldOthers> = fields
            .into_iter()
            .map(|(field, guesses)| {
                let apart = if field == Field::Date {
                    found.apart.as_slice()
                } else {
                    &[]
                };
                FieldOthers {
                    field: field.as_str().to_owned(),
                    others: view::others(
                        &terms,
                        field,
                        record.field(field),
                        guesses,
                        apart,
                        &utf16,
                    ),
                }
            })
            .collect();
        all.push(FieldOthers {
            field: "themes".to_owned(),
            others: view::other_themes(&terms, &record.themes, &found.theme, &utf16),
        });
        all.retain(|field| !field.others.is_empty());
        Ok(all)
    }
}
