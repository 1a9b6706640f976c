//! What else each field of a filing could be, from the words of the text and the names of the file.
//! Decides nothing: the filing stands as it is until a person picks another value.

mod names;
mod terms;

use crate::date;
use crate::model::{Evidence, Guess, OtherDate, Reason, Span};
use crate::text::Text;

/// A speech as it is filed, for asking what else its fields could be. Offsets are in `text`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Where the body starts.
    pub body_start: u32,
    /// The path as given, `/` between folders.
    pub path: &'a str,
    /// The title.
    pub title: &'a str,
    /// The meeting's name.
    pub meeting: Option<&'a str>,
    /// Meeting type id.
    pub kind: Option<&'a str>,
    /// Ids of further types.
    pub also: &'a [&'a str],
    /// Genre id.
    pub genre: Option<&'a str>,
    /// Date as EDTF.
    pub date: Option<&'a str>,
    /// The headings of the outline.
    pub headings: &'a [&'a str],
    /// Dates that are not the speech's own.
    pub other_dates: &'a [OtherDate],
}

/// Other values by field, likeliest first, the value that stands perhaps among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others {
    /// Titles.
    pub title: Vec<Guess<String>>,
    /// Names of meetings.
    pub meeting: Vec<Guess<String>>,
    /// Meeting type ids.
    pub kind: Vec<Guess<String>>,
    /// Ids of forms.
    pub mode: Vec<Guess<String>>,
    /// Genre ids.
    pub genre: Vec<Guess<String>>,
    /// Level ids.
    pub level: Vec<Guess<String>>,
    /// Places.
    pub place: Vec<Guess<String>>,
    /// Names of persons.
    pub speaker: Vec<Guess<String>>,
    /// Offices.
    pub role: Vec<Guess<String>>,
    /// Dates as EDTF.
    pub date: Vec<Guess<String>>,
    /// Dates of publishing, printing and news: in the text and not the speech's own.
    pub apart: Vec<Guess<String>>,
    /// Theme ids.
    pub theme: Vec<Guess<String>>,
}

/// At most so many values a field.
const MOST: usize = 12;

/// What else the fields of a speech could be.
pub fn others(standing: &Standing) -> Others {
    let page = Page::new(standing);
    let apart = standing.other_dates.iter().map(|other| {
        let certainty = 0.1;
        Guess::new(other.edtf.clone(), certainty, vec![other.evidence.clone()])
    });
    let held = date::Held {
        text: standing.text,
        body_start: standing.body_start,
        path: standing.path,
        date: standing.date,
        apart: standing.other_dates,
    };
    Others {
        title: ranked(names::titles(&page)),
        meeting: ranked(names::meetings(&page)),
        kind: ranked(terms::types(&page)),
        mode: ranked(terms::modes(&page)),
        genre: ranked(terms::genres(&page)),
        level: ranked(terms::levels(&page)),
        place: ranked(names::places(&page)),
        speaker: ranked(names::speakers(&page)),
        role: ranked(names::roles(&page)),
        date: ranked(date::candidates(&held)),
        apart: ranked(apart.collect()),
        theme: terms::themes(&page),
    }
}

/// The likeliest of each value, likeliest first; of equals the one found first.
fn ranked(mut found: Vec<Guess<String>>) -> Vec<Guess<String>> {
    found.sort_by(|a, b| b.certainty.total_cmp(&a.certainty));
    let mut seen = std::collections::HashSet::new();
    found.retain(|guess| seen.insert(guess.value.clone()));
    found.truncate(MOST);
    found
}

/// A line longer than this is a paragraph.
const LINE: u32 = 60;

/// A text laid out for looking: its short lines at both ends, the file's name and folders.
struct Page<'a> {
    standing: &'a Standing<'a>,
    text: Text<'a>,
    /// Short lines before the body; the first ones of the text when nothing stands before it.
    head: Vec<Span>,
    /// Short lines at the end.
    closing: Vec<Span>,
    /// The file's name without extension and running number.
    stem: &'a str,
    /// Folders, the nearest first.
    folders: Vec<&'a str>,
}

impl<'a> Page<'a> {
    fn new(standing: &'a Standing<'a>) -> Self {
        let text = Text::new(standing.text);
        let short = |span: &Span| !span.is_empty() && span.len() <= LINE;
        let lines: Vec<Span> = text.lines().iter().map(|l| l.span).collect();
        let before: Vec<Span> = lines
            .iter()
            .copied()
            .filter(|l| short(l) && l.end <= standing.body_start)
            .collect();
        let head = if before.is_empty() {
            let filled = lines.iter().copied().filter(|l| !l.is_empty());
            filled.take(3).filter(short).collect()
        } else {
            before
        };
        let last = lines.iter().rev().copied().filter(|l| !l.is_empty());
        let closing = last
            .take(4)
            .filter(|l| l.len() <= LINE / 2 && l.start >= standing.body_start)
            .collect();
        let mut parts = standing.path.rsplit('/');
        let stem = stem(parts.next().unwrap_or_default());
        Self {
            standing,
            text,
            head,
            closing,
            stem,
            folders: parts.filter(|part| !part.is_empty()).collect(),
        }
    }

    fn evidence(&self, span: Span, reason: Reason) -> Evidence {
        Evidence {
            quote: self.text.raw(span).chars().take(60).collect(),
            span: Some(span),
            reason,
        }
    }

    /// The first characters of the body.
    fn opening(&self, count: u32) -> Span {
        let start = self.standing.body_start.min(self.text.len());
        Span::new(start, (start + count).min(self.text.len()))
    }
}

/// Evidence that stands in a name of the file.
fn named(words: &str, code: &str) -> Evidence {
    Evidence {
        quote: words.to_owned(),
        span: None,
        reason: Reason::of(code),
    }
}

/// 全市推进会讲话 of `012_全市推进会讲话(2).docx`.
fn stem(name: &str) -> &str {
    let mut stem = match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= 6 => &name[..at],
        _ => name,
    };
    let separator = |c: char| matches!(c, '.' | '_' | '-' | '、' | '．' | ' ' | '　' | '—');
    let digits = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    // 2020年…: the number is a word of the name, not its running number.
    if digits.len() < stem.len() && digits.starts_with(separator) {
        stem = digits.trim_start_matches(separator);
    }
    for (open, close) in [('(', ')'), ('（', '）')] {
        let copy = stem
            .strip_suffix(close)
            .and_then(|rest| rest.rsplit_once(open))
            .filter(|(_, number)| number.chars().all(|c| c.is_ascii_digit()));
        if let Some((front, _)) = copy {
            stem = front;
        }
    }
    stem.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "在全市重点项目建设现场推进会上的讲话\n——全市水利工作座谈会\n（2020年6月12日）\n市长 李明远\n\n同志们：\n今天是6月12日，我们在滨海市召开推进会。全市上下要抓紧，刚才王建国同志讲得很好。2019年12月我们开过部署会，2018年也开过。各县要跟上。\n";

    fn standing(text: &str) -> Standing<'_> {
        let body = text.find("同志们").unwrap_or_default();
        Standing {
            text,
            body_start: text[..body].chars().count() as u32,
            path: "讲话/2020年/03_在全市项目推进会上的讲话(1).txt",
            title: "在全市重点项目建设现场推进会上的讲话",
            kind: Some("meeting.progress"),
            also: &["meeting.on_site"],
            date: Some("2020-06"),
            ..Standing::default()
        }
    }

    fn values(guesses: &[Guess<String>]) -> Vec<&str> {
        guesses.iter().map(|g| g.value.as_str()).collect()
    }

    #[test]
    fn lines_of_the_head_and_the_file_name_could_be_the_title() {
        let found = others(&standing(TEXT));
        let titles = values(&found.title);
        assert!(titles.contains(&"在全市项目推进会上的讲话"), "{titles:?}");
        assert!(titles.iter().any(|t| t.contains("——全市水利工作座谈会")));
        assert!(!titles.iter().any(|t| t.contains("李明远")), "{titles:?}");
    }

    #[test]
    fn every_date_written_is_offered_likeliest_first() {
        let found = others(&standing(TEXT));
        assert_eq!(found.date[0].value, "2020-06-12");
        let dates = values(&found.date);
        assert!(
            dates.contains(&"2019-12") && dates.contains(&"2018"),
            "{dates:?}"
        );
        assert!(dates.contains(&"2020"), "the folder's year: {dates:?}");
    }

    #[test]
    fn a_day_without_its_year_takes_the_year_that_is_known() {
        let text = "讲话\n\n同志们：\n今天是3月8日，全市开会。";
        let found = others(&Standing {
            text,
            body_start: 4,
            path: "2016年总结.txt",
            ..Standing::default()
        });
        assert!(
            values(&found.date).contains(&"2016-03-08"),
            "{:?}",
            found.date
        );
    }

    #[test]
    fn dates_of_publishing_are_kept_apart() {
        let publish = OtherDate {
            kind: "publish".into(),
            edtf: "2019-12".into(),
            evidence: named("2019年12月", "date.other_publish"),
        };
        let found = others(&Standing {
            other_dates: std::slice::from_ref(&publish),
            ..standing(TEXT)
        });
        assert_eq!(values(&found.apart), ["2019-12"]);
        assert!(!values(&found.date).contains(&"2019-12"));
    }

    #[test]
    fn types_are_those_the_text_names_and_then_the_neighbours() {
        let found = others(&standing(TEXT));
        let types = values(&found.kind);
        let place = |id: &str| types.iter().position(|t| *t == id);
        assert!(
            place("meeting.on_site") < place("meeting.mobilisation"),
            "{types:?}"
        );
        assert!(
            types.contains(&"meeting.symposium") || types.len() >= 9,
            "{types:?}"
        );
    }

    #[test]
    fn persons_and_places_are_offered_with_where_they_stand() {
        let found = others(&standing(TEXT));
        assert_eq!(values(&found.speaker), ["李明远", "王建国"]);
        assert_eq!(values(&found.role), ["市长"]);
        assert_eq!(found.level[0].value, "level.city");
        for guess in found.speaker.iter().chain(&found.level).take(3) {
            let span = guess.evidence[0].span.expect("it stands in the text");
            let words: String = TEXT
                .chars()
                .skip(span.start as usize)
                .take(span.len() as usize)
                .collect();
            assert_eq!(words, guess.evidence[0].quote);
        }
    }

    #[test]
    fn a_running_number_is_no_part_of_a_name() {
        assert_eq!(stem("012_全市推进会讲话(2).docx"), "全市推进会讲话");
        assert_eq!(stem("2020年讲话.txt"), "2020年讲话");
        assert_eq!(stem("3、主持词"), "主持词");
        assert_eq!(stem(".txt"), ".txt");
    }

    #[test]
    fn nothing_is_offered_for_nothing_and_no_text_breaks_it() {
        let none = others(&Standing::default());
        assert!(none.title.is_empty() && none.date.is_empty() && none.speaker.is_empty());
        for text in ["同志", "（", "1月", "\u{feff}\r\n——\r", "XX同志同志"] {
            others(&Standing {
                text,
                body_start: 900,
                path: "/./a/",
                date: Some("XXXX-05"),
                ..Standing::default()
            });
        }
    }
}
