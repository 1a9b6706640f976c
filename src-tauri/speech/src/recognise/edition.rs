//! The note that an edition of speeches puts under or after a text: 这是某某同志在…会议上的讲话.
//! Reads only that sentence; a text without it gives nothing.

use std::sync::LazyLock;

use regex::Regex;

use super::Note;
use crate::model::Span;
use crate::text::Text;

/// What such a note tells. Spans are in the clean text; `None` when the note was removed from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The speaker, as far as the note names one.
    pub name: Option<String>,
    /// The occasion, 一九五七年三月…全国宣传工作会议, and the last word, 讲话.
    pub title: String,
    /// Where it stands.
    pub span: Option<Span>,
}

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:这|本文|此文)是(?:根据)?([\p{Han}·]{2,8}?)?(?:同志)?(?:[于]?[0-9一二三四五六七八九〇○零十]{2,4}年[^，。在]{0,14})?(在[^。，\n]{4,60}?(?:上|时|期间|中)的?(?:重要)?(?:讲话|报告|发言|演说|讲演|演讲|总结|致词|致辞|开幕词|闭幕词|结论|谈话|说明)(?:节录|摘要|纪要|要点|提纲|的一部分)?)",
    )
    .expect("a rule of this file compiles")
});

/// True for a folded line that is such a note and nothing else.
pub fn is_note(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['*', '（', '(', '[', '【']);
    NOTE.find(line).is_some_and(|hit| {
        let rest = line[hit.end()..].trim_end_matches(['。', '）', ')', ']', '】', '*', ' ']);
        hit.start() == 0 && rest.chars().count() <= 30 && !rest.contains('。')
    })
}

/// Looks for the note among removed lines, under the title and after the end.
pub fn read(
    text: &Text,
    head_start: u32,
    body_start: u32,
    end: u32,
    notes: &[Note],
) -> Option<Told> {
    for note in notes {
        if let Some(hit) = NOTE.captures(note.words) {
            return Some(told(&hit, None));
        }
    }
    let near = [
        Span::new(head_start, end.min(body_start + 260)),
        Span::new(end.saturating_sub(1200).max(body_start), end),
    ];
    near.into_iter().find_map(|span| {
        let hit = NOTE.captures(text.folded(span))?;
        let at = text.span_in(span, hit.get(0)?.range());
        Some(told(&hit, Some(at)))
    })
}

fn told(hit: &regex::Captures, span: Option<Span>) -> Told {
    Told {
        name: hit
            .get(1)
            .map(|m| m.as_str().to_owned())
            .filter(|name| super::speaker::is_name(name)),
        title: hit
            .get(2)
            .map_or_else(String::new, |m| m.as_str().to_owned()),
        span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_of_an_edition_tells_speaker_and_occasion() {
        let text =
            Text::new("* 这是王大民同志一九五六年八月在全省农业工作会议上的讲话，根据记录整理。");
        let told = read(&text, 0, 0, text.len(), &[]);
        assert_eq!(
            told.map(|t| (t.name, t.title)),
            Some((Some("王大民".into()), "在全省农业工作会议上的讲话".into()))
        );
        assert!(is_note("这是王大民在省农业科学院座谈会上的讲话节录。"));
        assert!(!is_note(
            "这是我们在全市会上的讲话里说过的。今天再说一遍，还要再说下去。"
        ));
        let text = Text::new("同志们：\n这是我们在全市工作会议上定下来的事。");
        assert_eq!(read(&text, 0, 0, text.len(), &[]), None);
    }
}
