//! What themes are read from, one JSON object a labelled text, for fitting how words are weighed
//! outside this program. Weighs nothing.

use serde::Serialize;

use crate::labels::Case;

/// A labelled text as themes see it.
#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    /// Versions of one text have this in common.
    group: String,
    title: &'a str,
    meeting: Option<&'a str>,
    headings: &'a [&'a str],
    body: &'a str,
    settings: &'a [&'a str],
    /// The themes of its label.
    is: &'a [String],
    /// Those the program gives, with how sure it is.
    said: Vec<(&'a str, f32)>,
}

/// Prints the pages of the cases whose label names themes.
pub fn print(cases: &[Case]) -> Result<(), serde_json::Error> {
    for case in cases.iter().filter(|c| c.single()) {
        let (Some(is), Some(proposal)) = (&case.label.themes, case.reading.speeches.first()) else {
            continue;
        };
        let (clean, own) = proposal.over_clean_text(&case.extracted.text);
        let line = speech::learn::with_page(&clean.text, &own, |page| {
            serde_json::to_string(&Page {
                id: &case.label.id,
                group: case.group(),
                title: page.title,
                meeting: page.meeting,
                headings: page.headings,
                body: page.body,
                settings: page.settings,
                is,
                said: own
                    .themes
                    .iter()
                    .map(|t| (t.id.as_str(), t.score))
                    .collect(),
            })
        })?;
        println!("{line}");
    }
    Ok(())
}
