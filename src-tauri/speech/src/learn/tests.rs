//! What learning may and may not do, told with made filings.

use super::*;
use crate::model::{Guess, Proposal, Span};
use crate::{Hints, lexicon, read};

/// A speech on what a person calls grain, in words the rules do not take for it.
fn of_grain(n: usize) -> String {
    format!(
        "在第{n}次谷仓巡看碰头会上的讲话\n\n同志们：\n　　今天看了{n}座谷仓。谷仓的通风、晾晒、翻堆要跟上，仓门早晚各看一回。\n　　谷仓里的谷子不能返潮，翻堆的人手要够。\n"
    )
}

fn of_choirs(n: usize) -> String {
    format!(
        "在第{n}届童声合唱比赛筹备会上的讲话\n\n同志们：\n　　合唱队已报名{n}支。排练、服装、灯光要一项一项落实，评委名单早定。\n　　孩子们登台不容易，后台要有人照看。\n"
    )
}

fn proposed(text: &str) -> (String, Proposal) {
    let reading = read(text, &Hints::default());
    let (clean, own) = reading.speeches[0].over_clean_text(text);
    (clean.text, own)
}

/// A person's filing of a text: these themes, and the type the rules read or another.
fn filed(text: &str, kind: Option<&str>, themes: &[&str]) -> Lesson {
    let (clean, own) = proposed(text);
    let ruled = own.meeting.kind.as_ref().map(|k| k.value.as_str());
    let themes: Vec<String> = themes.iter().map(|t| (*t).to_owned()).collect();
    with_page(&clean, &own, |page| {
        Lesson::new(page, ruled, kind.or(ruled), Some(&themes))
    })
}

fn year() -> Vec<Lesson> {
    let grain = (1..25).map(|n| filed(&of_grain(n), None, &["theme.grain"]));
    let choirs = (1..25).map(|n| filed(&of_choirs(n), None, &["theme.culture"]));
    grain.chain(choirs).collect()
}

fn themes_of(own: &Proposal) -> Vec<&str> {
    own.themes.iter().map(|t| t.id.as_str()).collect()
}

#[test]
fn the_themes_of_these_tests_are_in_the_lexicon() {
    assert!(lexicon::themes().get("theme.grain").is_some());
    assert!(lexicon::themes().get("theme.culture").is_some());
}

#[test]
fn a_few_filings_teach_nothing() {
    let learned = Learned::from(&year()[..EXAMPLES_OF_NOTHING]);
    let (text, mut own) = proposed(&of_grain(40));
    let before = own.clone();
    assert_eq!(learned.adjust(&text, &mut own), Adjusted::default());
    assert_eq!(own, before);
}

const EXAMPLES_OF_NOTHING: usize = 12;

#[test]
fn a_theme_the_rules_are_blind_to_is_proposed_with_its_words_and_filings() {
    let learned = Learned::from(&year());
    let (text, mut own) = proposed(&of_grain(40));
    assert!(
        !themes_of(&own).contains(&"theme.grain"),
        "{:?}",
        own.themes
    );
    learned.adjust(&text, &mut own);
    let grain = own.themes.iter().find(|t| t.id == "theme.grain");
    let grain = grain.expect("the theme is proposed");
    assert!(is_learned(&grain.evidence));
    assert!(grain.score < 0.96);
    let reason = &grain.evidence[0].reason;
    assert_eq!(reason.args[0], "24");
    assert!(reason.args[1].contains("谷仓"), "{reason:?}");
    let chars: Vec<char> = text.chars().collect();
    for evidence in &grain.evidence {
        let span = evidence.span.unwrap_or(Span::new(0, 0));
        let words: String = chars[span.start as usize..span.end as usize]
            .iter()
            .collect();
        assert_eq!(words, evidence.quote);
        assert!(!words.is_empty());
    }
}

#[test]
fn what_is_of_another_sort_is_left_alone() {
    let learned = Learned::from(&year());
    let (text, mut own) = proposed(
        "在全县防汛抗旱工作会议上的讲话\n\n同志们：\n　　要加强水库巡查，及时转移群众，汛期值班不能断。\n",
    );
    learned.adjust(&text, &mut own);
    assert_eq!(themes_of(&own).first(), Some(&"theme.flood"));
    assert!(!themes_of(&own).contains(&"theme.grain"));
}

#[test]
fn a_type_the_person_calls_otherwise_is_called_so() {
    let mut lessons = year();
    lessons.extend((1..25).map(|n| filed(&of_grain(n), Some("meeting.on_site"), &["theme.grain"])));
    let learned = Learned::from(&lessons[24..]);
    let (text, mut own) = proposed(&of_grain(40));
    let ruled = own.meeting.kind.as_ref().map(|k| k.value.clone());
    let adjusted = learned.adjust(&text, &mut own);
    let kind: &Guess<String> = own.meeting.kind.as_ref().expect("a type");
    assert_eq!(kind.value, "meeting.on_site");
    assert_eq!(adjusted.ruled, ruled, "what the rules read is not lost");
    assert!(is_learned(&kind.evidence) && kind.certainty < 0.96);
    let (text, mut choir) = proposed(&of_choirs(40));
    assert_eq!(learned.adjust(&text, &mut choir).ruled, None);
}

#[test]
fn the_same_filings_teach_the_same() {
    let (one, other) = (Learned::from(&year()), Learned::from(&year()));
    assert_eq!(one, other);
}
