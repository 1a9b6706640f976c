//! Tells what a slot stands for from the words beside it, and binds the slots that stand for the same.
//! Finds no slot and fills none; the telling words are in `lexicon/slots.tsv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::lexicon;
use crate::model::{Slot, SlotSort, Span};
use crate::text::Text;

/// Scalars between two slots that are joined: XX.XX亿元, XX、XX和XX同志.
const JOINT: u32 = 1;

#[derive(Default)]
struct Words {
    /// By first character, longest first.
    after: HashMap<char, Vec<(Vec<char>, SlotSort)>>,
    /// By last character, longest first.
    before: HashMap<char, Vec<(Vec<char>, SlotSort)>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for cells in lexicon::rows(include_str!("../../lexicon/slots.tsv")) {
        let [sort, side, list] = cells[..] else {
            continue;
        };
        let Some(sort) = SlotSort::named(sort) else {
            continue;
        };
        for word in list.split('|') {
            let chars: Vec<char> = word.chars().collect();
            let (key, side) = match side {
                "before" => (chars.last(), &mut words.before),
                _ => (chars.first(), &mut words.after),
            };
            if let Some(&key) = key {
                side.entry(key).or_default().push((chars, sort));
            }
        }
    }
    for list in words.after.values_mut().chain(words.before.values_mut()) {
        list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    words
});

/// What one place of a slot tells.
struct Told {
    sort: SlotSort,
    /// The slot with the word that told.
    words: Span,
}

/// The slots that stand at `spans`, in the order of their first places.
pub(super) fn bind(text: &Text, spans: &[Span]) -> Vec<Slot> {
    let told = tell(text, spans);
    let names: Vec<String> = told
        .iter()
        .map(|t| text.folded(t.words).to_uppercase())
        .collect();
    // XX局、XX局 lists two offices of one name: no slot of that name can be bound.
    let listed: HashSet<&str> = (1..spans.len())
        .filter(|&i| names[i] == names[i - 1] && beside(text, told[i - 1].words, spans[i]))
        .map(|i| names[i].as_str())
        .collect();
    let mut slots: Vec<Slot> = Vec::new();
    let mut bound: HashMap<(SlotSort, &str), usize> = HashMap::new();
    for (i, told) in told.iter().enumerate() {
        let binds = matches!(
            told.sort,
            SlotSort::Place | SlotSort::Person | SlotSort::Unit
        ) && !listed.contains(names[i].as_str())
            && told.words != spans[i];
        let key = (told.sort, names[i].as_str());
        if let Some(&at) = bound.get(&key).filter(|_| binds) {
            slots[at].at.push(i as u32);
            continue;
        }
        if binds {
            bound.insert(key, slots.len());
        }
        slots.push(Slot {
            sort: told.sort,
            words: text.raw(told.words).to_owned(),
            at: vec![i as u32],
        });
    }
    slots
}

/// What each place tells; a place joined to the next is of its sort (XX.XX亿元).
fn tell(text: &Text, spans: &[Span]) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::with_capacity(spans.len());
    for (i, &span) in spans.iter().enumerate().rev() {
        let next = spans.get(i + 1).filter(|next| {
            let joint = Span::new(span.end, next.start);
            joint.len() == JOINT
                && text.chars_in(joint).iter().all(|c| {
                    matches!(
                        c,
                        '.' | '-' | '—' | '~' | '、' | '和' | '与' | '及' | '至' | '到' | '/'
                    )
                })
        });
        let own = one(text, span);
        let sort = match (next, told.last(), own.sort) {
            (Some(_), Some(next), SlotSort::Other) => next.sort,
            _ => own.sort,
        };
        told.push(Told { sort, ..own });
    }
    told.reverse();
    told
}

fn one(text: &Text, span: Span) -> Told {
    let rest = text.chars_in(Span::new(span.end, span.end + 8));
    let blanks = rest.iter().take(2).take_while(|c| **c == ' ').count();
    let lead = text.chars_in(Span::new(span.start.saturating_sub(4), span.start));
    let year = lead.ends_with(&['2', '0']) || lead.ends_with(&['1', '9']);
    let digits = lead.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    if year && digits == 2 {
        let mark = u32::from(rest.first() == Some(&'年'));
        return Told {
            sort: SlotSort::Date,
            words: Span::new(span.start - 2, span.end + mark),
        };
    }
    let after = rest[blanks..]
        .first()
        .and_then(|c| WORDS.after.get(c))
        .and_then(|list| {
            list.iter()
                .find(|(word, _)| rest[blanks..].starts_with(word))
        });
    if let Some((word, sort)) = after.filter(|(_, sort)| *sort != SlotSort::Other) {
        let end = span.end + (blanks + word.len()) as u32;
        return Told {
            sort: *sort,
            words: Span::new(span.start, end),
        };
    }
    let before = lead
        .last()
        .and_then(|c| WORDS.before.get(c))
        .and_then(|list| list.iter().find(|(word, _)| lead.ends_with(word)));
    match before {
        Some((word, sort)) => Told {
            sort: *sort,
            words: Span::new(span.start - word.len() as u32, span.end),
        },
        None => Told {
            sort: SlotSort::Other,
            words: span,
        },
    }
}

/// True when nothing but a mark of listing stands between the words of one slot and the next.
fn beside(text: &Text, words: Span, next: Span) -> bool {
    let between = text.chars_in(Span::new(words.end, next.start));
    between.len() <= 2
        && between
            .iter()
            .all(|c| matches!(c, '、' | '，' | ' ' | '和' | '与' | '及' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(line: &str) -> Vec<Slot> {
        let text = Text::new(line);
        super::super::find(&text, Span::new(0, text.len())).map_or_else(Vec::new, |f| f.slots)
    }

    /// The slots of a line as `sort words×places`.
    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let said: Vec<String> = slots(line)
            .iter()
            .map(|s| format!("{} {}×{}", s.sort.as_str(), s.words, s.at.len()))
            .collect();
        assert_eq!(said, expected, "{line}");
    }

    #[test]
    fn the_words_beside_a_slot_tell_what_it_stands_for() {
        check("在XX县召开", &["place XX县×1"]);
        check("XX书记和XX同志", &["person XX书记×1", "person XX同志×1"]);
        check("XX县委书记到会", &["place XX县×1"]);
        check("某局与XX集团", &["unit 某局×1", "unit XX集团×1"]);
        check(
            "增长X%，投资**亿元，XX个",
            &["number X%×1", "number **亿×1", "number XX个×1"],
        );
        check(
            "20XX年XX月XX日",
            &["date 20XX年×1", "date XX月×1", "date XX日×1"],
        );
        check(
            "**通报了情况，由XX主持",
            &["person **通报×1", "person XX主持×1"],
        );
        check("副市长XXX、××日报", &["person 市长XXX×1", "unit ××日报×1"]);
        check("总投资□□，开展XX行动", &["number 总投资□□×1", "other XX×1"]);
        check("完成XX部分，成立XX团", &["number XX部分×1", "unit XX团×1"]);
    }

    #[test]
    fn a_slot_of_the_same_name_is_the_same() {
        check("XX县是农业县，XX县要走在前，xx县的同志", &["place XX县×3"]);
        check(
            "请XX书记讲话。刚才XX书记讲了，XX市长也讲了。",
            &["person XX书记×2", "person XX市长×1"],
        );
    }

    #[test]
    fn figures_and_listed_names_are_each_their_own() {
        check("增长X%，下降X%", &["number X%×1", "number X%×1"]);
        check("XX局、XX局要配合", &["unit XX局×1", "unit XX局×1"]);
        check("参加的有**、**。", &["other **×1", "other **×1"]);
        check("XX.XX亿元", &["number XX×1", "number XX亿×1"]);
    }

    #[test]
    fn every_place_belongs_to_one_slot() {
        let text = Text::new("XX县XX书记说，XX县增长X%，**、某局，20XX年。");
        let found = super::super::find(&text, Span::new(0, text.len()));
        let found = found.unwrap_or_default();
        let mut places: Vec<u32> = found.slots.iter().flat_map(|s| s.at.clone()).collect();
        places.sort_unstable();
        let all: Vec<u32> = (0..found.spans.len() as u32).collect();
        assert_eq!(places, all);
    }
}
