//! What a certainty means: of the values said to be so sure, that share was right in texts the
//! rules had not seen. Maps how sure a rule is of itself to that share, by kind of evidence; the
//! shares are data in `lexicon/certainty.tsv`, measured with desk's example `measure`.
//! Changes no value.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon;
use crate::model::{Evidence, Guess, Proposal};
use crate::recognise::is_speech;

/// Any evidence of a field.
const ANY: &str = "*";

/// From how sure the rule is of itself to the share right; ascending.
type Steps = Vec<(f32, f32)>;

/// Steps by field, code of the first evidence, and value.
static TABLE: LazyLock<HashMap<[&'static str; 3], Steps>> = LazyLock::new(|| {
    let mut table: HashMap<_, Steps> = HashMap::new();
    for row in lexicon::rows(include_str!("../lexicon/certainty.tsv")) {
        if let [field, sign, value, from, share] = row[..]
            && let (Ok(from), Ok(share)) = (from.parse(), share.parse())
        {
            let steps = table.entry([field, sign, value]).or_default();
            steps.push((from, share));
        }
    }
    for steps in table.values_mut() {
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    table
});

/// The share of right values for such a value with such evidence; `raw` itself where nothing is
/// known. What is known of a value comes before what is known of its evidence.
fn share(field: &str, value: &str, evidence: &[Evidence], raw: f32) -> f32 {
    let sign = evidence.first().map_or("", |e| e.reason.code.as_str());
    let keys = [
        [field, sign, value],
        [field, ANY, value],
        [field, sign, ANY],
        [field, ANY, ANY],
    ];
    let steps = keys.iter().find_map(|key| TABLE.get(key));
    steps
        .into_iter()
        .flatten()
        .rev()
        // The raw figures are sums of hundredths.
        .find(|(from, _)| raw + 0.001 >= *from)
        .map_or(raw, |(_, share)| *share)
}

/// Sets the certainty of every field of a proposal to what it has been worth.
pub fn settle(proposal: &mut Proposal) {
    let field = |name: &str, guess: &mut Guess<String>| {
        guess.certainty = share(name, &guess.value, &guess.evidence, guess.certainty);
    };
    let genre = proposal.genre.as_ref().map_or("", |g| g.value.as_str());
    let kind = match (is_speech(genre), proposal.meeting.also.is_empty()) {
        // A report names the meeting it reports, and is given at none.
        (false, _) => "type.report",
        // Of several types in a name the rules take the last.
        (true, false) => "type.also",
        (true, true) => "type",
    };
    let title = if proposal.title_supplied {
        "supplied"
    } else {
        "title"
    };
    field(title, &mut proposal.title);
    let fields = [
        (kind, &mut proposal.meeting.kind),
        ("meeting", &mut proposal.meeting.name),
        ("mode", &mut proposal.meeting.mode),
        ("genre", &mut proposal.genre),
        ("level", &mut proposal.level),
        ("place", &mut proposal.place),
        ("speaker", &mut proposal.speaker),
        ("role", &mut proposal.role),
        ("date", &mut proposal.date),
    ];
    for (name, guess) in fields {
        if let Some(guess) = guess {
            field(name, guess);
        }
    }
    let mut above = 1.0f32;
    for (rank, theme) in proposal.themes.iter_mut().enumerate() {
        let name = if rank == 0 { "theme.first" } else { "theme" };
        // The order stays that of the rules.
        theme.score = share(name, &theme.id, &theme.evidence, theme.score).min(above);
        above = theme.score - 0.001;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reasons;

    #[test]
    fn every_row_names_known_evidence_and_the_surer_rule_is_never_less_right() {
        assert!(!TABLE.is_empty());
        for ([field, sign, _], steps) in TABLE.iter() {
            let known = *sign == ANY || sign.is_empty() || reasons::is_known(sign);
            assert!(known, "{field} {sign}");
            assert!(
                steps.iter().all(|(_, share)| (0.0..=0.99).contains(share)),
                "{field} {sign}"
            );
            assert!(
                steps.windows(2).all(|w| w[0].1 <= w[1].1),
                "{field} {sign}: {steps:?}"
            );
        }
    }

    #[test]
    fn a_level_read_off_the_name_of_a_school_is_less_sure_than_that_of_a_county() {
        let word = [Evidence {
            quote: String::new(),
            span: None,
            reason: crate::model::Reason::of("level.word"),
        }];
        let school = share("level", "level.school", &word, 0.96);
        let county = share("level", "level.county", &word, 0.96);
        assert!(school < 0.9 && county >= 0.9, "{school} {county}");
    }

    #[test]
    fn what_nothing_is_known_of_stays_as_the_rule_has_it() {
        assert_eq!(share("role", "市长", &[], 0.42), 0.42);
    }
}
