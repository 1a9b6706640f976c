//! Whether what is said of a field is right by its label. A value said where the label has none is
//! wrong when the label would name it (speaker, form), and left out where the label is undecided.

use desk::describe::Speech;
use speech::date::Edtf;

use crate::labels::Label;

/// One value said: its field, how sure, whether right.
pub struct Mark {
    pub field: &'static str,
    pub sure: f32,
    pub right: bool,
    pub said: String,
    pub is: String,
}

/// The marks of a speech.
pub fn of(label: &Label, said: &Speech) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |field, sure: Option<f32>, right: Option<bool>, value: &str, is: &str| {
        if let (Some(sure), Some(right)) = (sure, right) {
            marks.push(Mark {
                field,
                sure,
                right,
                said: value.to_owned(),
                is: is.to_owned(),
            });
        }
    };
    let sure = said.certainty;
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let title = match &label.title {
        Some(is) => {
            !said.title_supplied
                && (alike(&said.title, is) || alike(&said.title, &text(&label.title_verbatim)))
        }
        None => said.title_supplied,
    };
    mark(
        "title",
        Some(sure.title),
        Some(title),
        &said.title,
        &text(&label.title),
    );
    let kind = label
        .meeting_type
        .as_deref()
        .filter(|t| *t != "不明")
        .map(|is| {
            let also = label.meeting_type_alt.iter().flatten();
            also.map(String::as_str)
                .chain([is])
                .any(|t| Some(t) == said.meeting.kind)
        });
    mark(
        "type",
        sure.kind,
        kind,
        said.meeting.kind.unwrap_or(""),
        &text(&label.meeting_type),
    );
    mark(
        "mode",
        sure.mode,
        Some(said.meeting.mode == label.meeting_mode.as_deref()),
        said.meeting.mode.unwrap_or(""),
        &text(&label.meeting_mode),
    );
    let genre = label.genre.as_deref().map(|is| Some(is) == said.genre);
    mark(
        "genre",
        sure.genre,
        genre,
        said.genre.unwrap_or(""),
        &text(&label.genre),
    );
    let level = label.level.as_deref().map(|is| Some(is) == said.level);
    mark(
        "level",
        sure.level,
        level,
        said.level.unwrap_or(""),
        &text(&label.level),
    );
    let place = label
        .place
        .as_deref()
        .map(|is| within(&text(&said.place), is));
    mark(
        "place",
        sure.place,
        place,
        &text(&said.place),
        &text(&label.place),
    );
    let speaker = label
        .speaker
        .as_deref()
        .is_some_and(|is| within(&text(&said.speaker), is));
    mark(
        "speaker",
        sure.speaker,
        Some(speaker),
        &text(&said.speaker),
        &text(&label.speaker),
    );
    let date = said.date.as_ref().map(|d| d.edtf.as_str());
    let is = label.date_bounds.as_ref().or(label.date_edtf.as_ref());
    mark(
        "date",
        sure.date,
        date_holds(label, date),
        date.unwrap_or(""),
        &text(&is.cloned()),
    );
    if let Some(themes) = label.themes.as_ref().filter(|t| !t.is_empty()) {
        for theme in said.themes.iter().take(5) {
            let right = themes.iter().any(|t| t == theme.name);
            mark(
                "theme",
                Some(theme.score),
                Some(right),
                theme.name,
                &themes.join(" "),
            );
        }
        if let Some(first) = said.themes.first() {
            let right = themes.iter().any(|t| t == first.name);
            mark(
                "main theme",
                Some(first.score),
                Some(right),
                first.name,
                &themes.join(" "),
            );
        }
    }
    marks
}

/// Letters and figures alone, in half width.
fn squeeze(text: &str) -> Vec<char> {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars()
        .map(half)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn within(a: &str, b: &str) -> bool {
    let (a, b): (String, String) = (squeeze(a).iter().collect(), squeeze(b).iter().collect());
    !a.is_empty() && (a.contains(&b) || b.contains(&a))
}

/// The same words, but for one character in twenty.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (squeeze(a), squeeze(b));
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let here = if x == y {
                corner + 1
            } else {
                row[j + 1].max(row[j])
            };
            corner = row[j + 1];
            row[j + 1] = here;
        }
    }
    let common = row.last().copied().unwrap_or(0);
    !a.is_empty() && 2 * common * 100 >= 95 * (a.len() + b.len())
}

/// Days of a date as two numbers; `None` when it is open or has no year.
fn span(edtf: &str) -> Option<(i32, i32)> {
    let date: Edtf = edtf.parse().ok()?;
    let span = (date.earliest()?.number(), date.latest()?.number());
    (span.0 <= span.1).then_some(span)
}

/// The date overlaps the true one and claims nothing that the text does not give.
fn date_holds(label: &Label, said: Option<&str>) -> Option<bool> {
    let said = said?;
    let yearless = |edtf: &str| edtf.starts_with("XXXX");
    let wide = |said: &str| yearless(said) || span(said).is_none_or(|(a, b)| b - a > 730);
    let Some(is) = label.date_edtf.as_deref() else {
        return Some(wide(said));
    };
    if yearless(is) {
        let month = |edtf: &str| edtf.get(5..7).map(str::to_owned);
        return Some(
            said == is
                || (yearless(said) && month(said) == month(is))
                || (!yearless(said) && wide(said)),
        );
    }
    let (from, to) = label
        .date_bounds
        .as_deref()
        .and_then(span)
        .or_else(|| span(is))?;
    let Some((a, b)) = span(said) else {
        return Some(false);
    };
    Some(a <= to && from <= b && b - a < 366 * 40)
}
