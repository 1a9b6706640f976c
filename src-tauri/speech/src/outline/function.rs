//! Tells what a section is for (认识, 成绩, 问题, 形势, 任务, 保障, 号召) from its heading and first words.
//! Knows no cue itself: they are in `lexicon/section_functions.tsv`; in doubt it says nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon;
use crate::lookup::{Finder, Folded};
use crate::model::{Heading, Span};
use crate::text::Text;

/// Scalars of a section's text that may speak for its function.
const OPENING: u32 = 60;
/// What a cue counts in the opening words, beside one in the heading.
const IN_OPENING: f32 = 0.3;
/// What a cue counts behind the first clause of a heading: 突出重点，…，确保落实 is about the former.
const LATER: f32 = 0.5;
/// Least score of a section of the first level, and of one below, where cues are looser.
const LEAST: [f32; 2] = [2.0, 3.0];
/// How much more the opening words must say where the heading says nothing.
const SILENT: f32 = 1.7;
/// The best function must be so many times as strong as the next.
const LEAD: f32 = 1.3;

struct Cues {
    finder: Finder,
    /// For each word: functions (by place in the lexicon) with weight, below 0 for counter cues.
    says: Vec<Vec<(usize, f32)>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut words: Vec<&'static str> = Vec::new();
    let mut says: Vec<Vec<(usize, f32)>> = Vec::new();
    let mut place: HashMap<&'static str, usize> = HashMap::new();
    for (function, term) in lexicon::section_functions().terms().iter().enumerate() {
        let cues = term.cues.iter().map(|cue| (cue, 1.0));
        let against = term.counter_cues.iter().map(|cue| (cue, -1.0));
        for (cue, sign) in cues.chain(against) {
            let (word, weight) = lexicon::weighed(cue);
            let at = *place.entry(word).or_insert_with(|| {
                words.push(word);
                says.push(Vec::new());
                words.len() - 1
            });
            says[at].push((function, sign * weight));
        }
    }
    Cues {
        finder: Finder::new(&words),
        says,
    }
});

/// Gives the headings of the first and second level their functions; `end` is the end of the speech.
pub fn tell(text: &Text, outline: &mut [Heading], end: u32) {
    for i in 0..outline.len() {
        let next = outline.get(i + 1).map_or(end, |h| h.span.start);
        let heading = &outline[i];
        if heading.depth > 2 {
            continue;
        }
        let opening = Span::new(
            heading.span.end,
            next.min(heading.span.end + OPENING).min(end),
        );
        let told = of(
            text.folded(heading.span),
            text.folded(opening),
            heading.depth,
        );
        outline[i].function = told.map(str::to_owned);
    }
}

/// The id of the function of a section, from its folded heading and first words.
fn of(heading: &str, opening: &str, depth: u8) -> Option<&'static str> {
    let terms = lexicon::section_functions().terms();
    let mut scores = vec![0.0f32; terms.len()];
    let folded = Folded::new(heading);
    let number = super::number::marker(&folded.chars).map_or(0, |m| m.length);
    let clause = folded
        .chars
        .iter()
        .skip(number as usize)
        .position(|c| matches!(c, ',' | ';' | '。' | '、' | ' ' | '—'))
        .map_or(u32::MAX, |at| at as u32 + number);
    add(&mut scores, &folded, &|span| {
        if span.start < clause { 1.0 } else { LATER }
    });
    let by_heading = scores.clone();
    if depth == 1 {
        add(&mut scores, &Folded::new(opening), &|_| IN_OPENING);
    }
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let [first, second, ..] = order[..] else {
        return None;
    };
    let mut least = LEAST[usize::from(depth > 1)];
    if by_heading[first] <= 0.0 {
        least *= SILENT;
    }
    let told = scores[first] >= least && scores[first] >= LEAD * scores[second].max(0.0);
    told.then(|| terms[first].id)
}

fn add(scores: &mut [f32], text: &Folded, weigh: &dyn Fn(Span) -> f32) {
    for (span, word) in CUES.finder.find(text) {
        for &(function, weight) in &CUES.says[word] {
            scores[function] += weight * weigh(span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(heading: &str, function: &str) {
        let said = of(heading, "", 1).and_then(|id| lexicon::section_functions().get(id));
        assert_eq!(said.map_or("", |t| t.zh), function, "{heading}");
    }

    #[test]
    fn a_heading_tells_what_its_section_is_for() {
        check("一、提高认识，切实增强做好工作的责任感和紧迫感", "认识");
        check("一、统一思想，充分认识抓好春耕的重要意义", "认识");
        check("第一，要提高政治站位，深化思想认识。", "认识");
        check("一、过去一年工作回顾", "成绩");
        check("一、肯定成绩，坚定做好工作的信心", "成绩");
        check("（一）主要做法和经验", "经验");
        check("二、正视问题，切实找准差距和不足", "问题");
        check("二、当前工作中存在的困难和问题", "问题");
        check("一、认清形势，抢抓机遇", "形势");
        check("二、明确目标，理清思路", "目标思路");
        check("二、突出重点，全力抓好各项任务落实", "任务");
        check("三、下一步工作安排", "任务");
        check("三、着力解决群众反映的突出问题", "任务");
        check("四、加强领导，确保各项任务落到实处", "保障");
        check("三、转变作风，严格考核问责", "保障");
        check("三、不负重托，当好人民公仆", "表态");
        check("五、让我们携手奋斗", "号召");
    }

    #[test]
    fn a_heading_that_does_not_tell_has_no_function() {
        for heading in [
            "一、向坚守的人致敬",
            "二、账要算清",
            "三、关于林业",
            "四、社会保障体系",
            "二、坚持问题导向",
        ] {
            let said = of(heading, "", 1);
            assert!(
                said.is_none() || said == Some("section.tasks"),
                "{heading}: {said:?}"
            );
        }
        check("一、向坚守的人致敬", "");
        check("二、账要算清", "");
    }

    #[test]
    fn the_first_words_help_where_the_heading_is_short() {
        let said = of(
            "二、还要看到",
            "当前工作中存在的问题不少，差距和不足不容忽视，困难和挑战很多。",
            1,
        );
        assert_eq!(said, Some("section.problems"));
    }

    #[test]
    fn cues_are_words_of_sound_weight() {
        for term in lexicon::section_functions().terms() {
            for cue in term.cues.iter().chain(&term.counter_cues) {
                let (word, weight) = lexicon::weighed(cue);
                assert!(word.chars().count() >= 2, "{cue}");
                assert!(weight > 0.0 && weight <= 6.0, "{cue}");
            }
        }
    }
}
