//! The made speeches of `tests/fixtures/speeches` are filed as their table says.

use std::collections::HashMap;
use std::path::Path;

use speech::{Guess, Hints, lexicon, read};

#[test]
fn the_made_speeches_are_filed_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/speeches");
    let table = std::fs::read_to_string(folder.join("expected.tsv")).expect("the table is there");
    let mut lines = table.lines();
    let columns: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let mut faults = Vec::new();
    // A file of several speeches has a row for each, in order.
    let mut rows_of: HashMap<String, usize> = HashMap::new();
    for line in lines.filter(|l| !l.trim().is_empty()) {
        let row: HashMap<&str, &str> = columns.iter().copied().zip(line.split('\t')).collect();
        let want = |column: &str| row.get(column).copied().unwrap_or("").trim();
        let file = want("file");
        let text = std::fs::read_to_string(folder.join(file)).expect("the fixture is there");
        let reading = read(&text, &Hints::default());
        let nth = rows_of.entry(file.to_owned()).or_default();
        let speech = reading.speeches.get(*nth);
        *nth += 1;
        let Some(p) = speech else {
            faults.push(format!("{file}: no speech"));
            continue;
        };
        let name = |v: &lexicon::Vocabulary, g: &Option<Guess<String>>| {
            g.as_ref()
                .and_then(|g| v.get(&g.value))
                .map_or(String::new(), |t| t.zh.to_owned())
        };
        let mut check = |field: &str, said: String| {
            if want(field) != said {
                faults.push(format!(
                    "{file}: {field}: said {said:?}, is {:?}",
                    want(field)
                ));
            }
        };
        if !want("title").is_empty() {
            check("title", p.title.value.clone());
        }
        check(
            "title_supplied",
            if p.title_supplied { "yes" } else { "no" }.to_owned(),
        );
        check("type", name(lexicon::meeting_types(), &p.meeting.kind));
        check("mode", name(lexicon::modes(), &p.meeting.mode));
        check("genre", name(lexicon::genres(), &p.genre));
        check("level", name(lexicon::levels(), &p.level));
        check(
            "heads",
            p.outline
                .iter()
                .filter(|h| h.depth == 1)
                .count()
                .to_string(),
        );
        check("complete", p.complete.as_str().to_owned());
        check("speeches", reading.speeches.len().to_string());
        if !want("speaker").is_empty() {
            check(
                "speaker",
                p.speaker
                    .as_ref()
                    .map_or(String::new(), |g| g.value.clone()),
            );
        }
        if !want("role").is_empty() {
            check(
                "role",
                p.role.as_ref().map_or(String::new(), |g| g.value.clone()),
            );
        }
        for also in want("also").split('|').filter(|a| !a.is_empty()) {
            if !p.meeting.also.iter().any(|id| {
                lexicon::meeting_types()
                    .get(id)
                    .is_some_and(|t| t.zh == also)
            }) {
                faults.push(format!("{file}: also {also} is missing"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
