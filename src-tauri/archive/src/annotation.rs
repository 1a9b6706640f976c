//! The stored form of a note: a W3C Web Annotation in JSON.
//! Knows neither tables nor colours.

use serde::{Deserialize, Serialize};

use crate::field::civil;
use crate::ids::{Hash, Millis, NoteId};
use crate::selector::{Passage, Selector};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Annotation {
    #[serde(rename = "@context")]
    context: String,
    id: String,
    #[serde(rename = "type")]
    kind: String,
    motivation: String,
    created: String,
    modified: String,
    body: Vec<Body>,
    target: Target,
}

#[derive(Debug, Serialize, Deserialize)]
struct Body {
    #[serde(rename = "type")]
    kind: String,
    purpose: String,
    format: String,
    value: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Target {
    source: String,
    #[serde(rename = "styleClass")]
    style_class: String,
    selector: Vec<Selector>,
}

impl Annotation {
    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one record, each once"
    )]
    pub(crate) fn new(
        id: &NoteId,
        text: Hash,
        passage: &Passage,
        colour: &str,
        style: &str,
        comment: &str,
        themes: &[String],
        created: Millis,
        modified: Millis,
    ) -> Self {
        let body = |purpose: &str, value: &str| Body {
            kind: "TextualBody".into(),
            purpose: purpose.into(),
            format: "text/plain".into(),
            value: value.into(),
        };
        let mut bodies = Vec::new();
        if !comment.is_empty() {
            bodies.push(body("commenting", comment));
        }
        bodies.extend(themes.iter().map(|theme| body("tagging", theme)));
        Self {
            context: "http://www.w3.org/ns/anno.jsonld".into(),
            id: format!("urn:uuid:{id}"),
            kind: "Annotation".into(),
            motivation: if comment.is_empty() {
                "highlighting".into()
            } else {
                "commenting".into()
            },
            created: moment(created),
            modified: moment(modified),
            body: bodies,
            target: Target {
                source: format!("urn:sha256:{text}"),
                style_class: format!("{style} {colour}"),
                selector: passage.selectors(),
            },
        }
    }

    pub(crate) fn passage(&self) -> Passage {
        Passage::from_selectors(&self.target.selector)
    }

    /// Another theme, or none, in place of a theme; true when it had that one.
    pub(crate) fn retag(&mut self, theme: &str, into: Option<&str>) -> bool {
        let has = self.themes();
        if !has.iter().any(|one| one == theme) {
            return false;
        }
        let into = into.filter(|into| has.iter().all(|one| one != into));
        self.body.retain_mut(|body| {
            if body.purpose != "tagging" || body.value != theme {
                return true;
            }
            body.value = into.unwrap_or_default().to_owned();
            into.is_some()
        });
        true
    }

    pub(crate) fn themes(&self) -> Vec<String> {
        self.body
            .iter()
            .filter(|body| body.purpose == "tagging")
            .map(|body| body.value.clone())
            .collect()
    }
}

/// A moment as xsd:dateTime in UTC.
fn moment(millis: Millis) -> String {
    let (year, month, day) = civil(millis.div_euclid(86_400_000));
    let of_day = millis.rem_euclid(86_400_000);
    let (seconds, millis) = (of_day / 1000, of_day % 1000);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{millis:03}Z",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_utc() {
        assert_eq!(moment(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(moment(1_582_934_400_001), "2020-02-29T00:00:00.001Z");
    }
}
