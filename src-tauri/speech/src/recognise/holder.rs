//! Who held the office at that time: a name for a speech that is said to be an office's but names
//! nobody. It only proposes; names that stand in the text are found in `speaker`.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon;

/// A row of `lexicon/office_holders.tsv`.
struct Tenure {
    bodies: Vec<&'static str>,
    office: &'static str,
    person: &'static str,
    from: i32,
    to: i32,
}

static TENURES: LazyLock<Vec<Tenure>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../lexicon/office_holders.tsv"))
        .filter_map(|cells| {
            let [body, office, person, from, to] = cells[..] else {
                return None;
            };
            Some(Tenure {
                bodies: body.split('|').collect(),
                office,
                person,
                from: from.parse().ok()?,
                to: to.parse().unwrap_or(i32::MAX),
            })
        })
        .collect()
});

/// What is known of the speech.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Title and subtitle, folded.
    pub title: &'a str,
    /// The text of the speech, folded.
    pub words: &'a str,
    /// The office as the text gives it.
    pub role: Option<&'a str>,
    /// Level id.
    pub level: Option<&'a str>,
    /// First and last year in which it can have been given, where known.
    pub years: Option<(i32, i32)>,
}

/// A holder of an office.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// The person.
    pub name: &'static str,
    /// The body he headed.
    pub body: &'static str,
    /// His office.
    pub office: &'static str,
    /// How sure: 0..=1.
    pub certainty: f32,
    /// The words that name the body, in bytes of `words`.
    pub at: Range<usize>,
}

/// The one holder that the office and the years allow; `None` when there are none or several.
pub fn of(setting: &Setting) -> Option<Holder> {
    by_office(setting).or_else(|| by_company(setting))
}

/// A role such as 国务院总理 or 香港特别行政区行政长官, held by one person in those years.
fn by_office(setting: &Setting) -> Option<Holder> {
    let role = setting.role?;
    let (first, last) = setting.years?;
    let mut found: Vec<(&Tenure, &'static str)> = Vec::new();
    for tenure in TENURES.iter() {
        let held = tenure.from <= first && last <= tenure.to;
        let named = tenure
            .bodies
            .iter()
            .find(|b| role.contains(**b) || setting.title.contains(**b));
        let same = role.ends_with(tenure.office) && !role.contains('副') && !role.contains("原");
        if let (true, true, Some(body)) = (held, same, named) {
            found.push((tenure, body));
        }
    }
    let &[(tenure, body)] = found.as_slice() else {
        return None;
    };
    let at = setting.words.find(body)?;
    Some(Holder {
        name: tenure.person,
        body,
        office: tenure.office,
        certainty: 0.75,
        at: at..at + body.len(),
    })
}

/// A company's talk without a name: its head, when one company alone is spoken of. 任总 makes it
/// likelier.
fn by_company(setting: &Setting) -> Option<Holder> {
    if setting.level != Some("level.enterprise") {
        return None;
    }
    let heads = |tenure: &&Tenure| {
        setting
            .years
            .is_none_or(|(first, last)| tenure.from <= last && first <= tenure.to)
    };
    let mut named: Vec<(usize, &Tenure, &'static str)> = TENURES
        .iter()
        .filter(|t| {
            !matches!(
                t.office,
                "总理" | "总书记" | "国家主席" | "行政长官" | "秘书长"
            )
        })
        .filter(heads)
        .filter_map(|t| {
            let body = *t.bodies.iter().find(|b| setting.words.contains(**b))?;
            let title = 3 * setting.title.matches(body).count();
            Some((title + setting.words.matches(body).count(), t, body))
        })
        .collect();
    named.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let &(most, tenure, body) = named.first()?;
    // Another company, or another head of the same one, is as likely.
    if named.get(1).is_some_and(|(next, ..)| next * 2 > most) {
        return None;
    }
    let surname: String = tenure.person.chars().take(1).collect();
    let called = ["总", "董"]
        .iter()
        .any(|rank| setting.title.contains(&format!("{surname}{rank}")));
    let at = setting.words.find(body)?;
    Some(Holder {
        name: tenure.person,
        body,
        office: tenure.office,
        certainty: if called { 0.85 } else { 0.5 },
        at: at..at + body.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(setting: &Setting) -> Option<&'static str> {
        of(setting).map(|h| h.name)
    }

    #[test]
    fn an_office_and_a_year_name_its_holder() {
        let setting = Setting {
            title: "2005年施政报告",
            words: "香港特别行政区的同事们",
            role: Some("香港特别行政区行政长官"),
            level: Some("level.hmt"),
            years: Some((2006, 2006)),
        };
        assert_eq!(holder(&setting), Some("曾荫权"));
        // The year of the change allows two.
        let change = Setting {
            years: Some((2005, 2005)),
            ..setting
        };
        assert_eq!(holder(&change), None);
        let deputy = Setting {
            role: Some("国务院副总理"),
            title: "",
            ..setting
        };
        assert_eq!(holder(&deputy), None);
    }

    #[test]
    fn a_company_speech_without_a_name_is_proposed_as_its_heads() {
        let setting = Setting {
            title: "在年度表彰会上的讲话",
            words: "我们格力电器今年的产量又上去了",
            role: None,
            level: Some("level.enterprise"),
            years: Some((2016, 2016)),
        };
        let found = of(&setting);
        assert_eq!(found.as_ref().map(|h| h.name), Some("董明珠"));
        assert!(found.is_some_and(|h| h.certainty <= 0.5));
        let rivals = Setting {
            words: "格力和海尔都在增产",
            ..setting
        };
        assert_eq!(holder(&rivals), None);
    }
}
