//! Word's automatic numbers (一、 （一） 1.), which stand in no run of the text and have to be counted.
//! Does not decide which paragraphs come; it is asked once for each, in order.

use crate::numerals::Numeral;
use crate::xml::Element;
use std::collections::{HashMap, HashSet};

/// Levels a list may have.
const LEVELS: usize = 9;

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    numeral: Numeral,
    pattern: String,
    decimals: bool,
    restart: Option<usize>,
    tight: bool,
}

#[derive(Debug, Default, Clone)]
struct List {
    levels: Vec<Option<Level>>,
    /// The style that holds the real definition.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct Instance {
    list: String,
    starts: Vec<Option<u32>>,
    levels: Vec<Option<Level>>,
}

#[derive(Debug, Default, Clone)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// The numbering of one document: definitions, and the counters so far.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    instances: HashMap<String, Instance>,
    styles: HashMap<String, Style>,
    default_style: Option<String>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    /// From the roots of `numbering.xml` and `styles.xml`, where the document has them.
    pub(super) fn new(numbering: Option<&Element>, styles: Option<&Element>) -> Self {
        let mut made = Self::default();
        for element in numbering.iter().flat_map(|root| root.elements()) {
            match element.name.as_str() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    let link = element.value(&["numStyleLink"]).map(String::from);
                    made.lists.insert(
                        id.into(),
                        List {
                            levels: levels(element),
                            link,
                        },
                    );
                }
                "num" => {
                    let id = element.attribute("numId").unwrap_or_default();
                    made.instances.insert(id.into(), instance(element));
                }
                _ => {}
            }
        }
        for element in styles
            .iter()
            .flat_map(|root| root.elements())
            .filter(|e| e.name == "style")
        {
            let id = element.attribute("styleId").unwrap_or_default().to_string();
            let is_default = matches!(element.attribute("default"), Some("1" | "true"));
            if is_default && element.attribute("type") == Some("paragraph") {
                made.default_style = Some(id.clone());
            }
            let style = Style {
                parent: element.value(&["basedOn"]).map(String::from),
                list: element.value(&["pPr", "numPr", "numId"]).map(String::from),
                level: element
                    .value(&["pPr", "numPr", "ilvl"])
                    .and_then(|v| v.parse().ok()),
            };
            made.styles.insert(id, style);
        }
        made
    }

    /// The number before a paragraph with these properties, and counts it. Empty where there is none.
    pub(super) fn next(&mut self, properties: Option<&Element>) -> String {
        let style = properties
            .and_then(|p| p.value(&["pStyle"]))
            .or(self.default_style.as_deref());
        let (styled_list, styled_level) = self.of_style(style);
        let own = properties.and_then(|p| p.child("numPr"));
        let list = own
            .and_then(|n| n.value(&["numId"]))
            .map(String::from)
            .or(styled_list);
        let level = own
            .and_then(|n| n.value(&["ilvl"]))
            .and_then(|v| v.parse().ok())
            .or(styled_level);
        match list {
            Some(list) if list != "0" => self.count(&list, level.unwrap_or(0).min(LEVELS - 1)),
            _ => String::new(),
        }
    }

    /// The list and level a style gives, looking up its parents.
    fn of_style(&self, style: Option<&str>) -> (Option<String>, Option<usize>) {
        let (mut list, mut level) = (None, None);
        let mut current = style;
        // Styles based on each other in a circle do occur.
        for _ in 0..16 {
            let Some(found) = current.and_then(|id| self.styles.get(id)) else {
                break;
            };
            list = list.or_else(|| found.list.clone());
            level = level.or(found.level);
            current = found.parent.as_deref();
        }
        (list, level)
    }

    /// The abstract list of an instance, through style links.
    fn list_of(&self, instance: &Instance) -> String {
        let mut id = instance.list.clone();
        for _ in 0..4 {
            let link = self.lists.get(&id).and_then(|list| list.link.as_ref());
            let linked = link.and_then(|style| self.styles.get(style)?.list.as_ref());
            match linked.and_then(|num| self.instances.get(num)) {
                Some(next) => id = next.list.clone(),
                None => break,
            }
        }
        id
    }

    fn count(&mut self, number_id: &str, at: usize) -> String {
        let Some(instance) = self.instances.get(number_id) else {
            return String::new();
        };
        let list_id = self.list_of(instance);
        let Some(list) = self.lists.get(&list_id) else {
            return String::new();
        };
        let level = |n: usize| {
            let own = instance.levels.get(n).and_then(Option::as_ref);
            own.or_else(|| list.levels.get(n).and_then(Option::as_ref))
        };
        let Some(this) = level(at) else {
            return String::new();
        };
        let first = instance.starts.get(at).copied().flatten();
        let counters = self.counters.entry(list_id).or_default();
        // Instances of one list count on together, but one with a start of its own begins there.
        let begins = first.is_some() && self.begun.insert((number_id.to_string(), at));
        counters[at] = match counters[at] {
            Some(last) if !begins => Some(last.saturating_add(1)),
            _ => Some(first.unwrap_or(this.start)),
        };
        for (deeper, counter) in counters.iter_mut().enumerate().skip(at + 1) {
            let restart = level(deeper).and_then(|l| l.restart);
            if restart.is_none_or(|after| after > 0 && at < after) {
                *counter = None;
            }
        }
        let mut out = String::new();
        let mut pattern = this.pattern.chars().peekable();
        while let Some(c) = pattern.next() {
            let placed = (c == '%')
                .then(|| pattern.peek().and_then(|d| d.to_digit(10)))
                .flatten();
            match placed {
                Some(n @ 1..=9) => {
                    pattern.next();
                    let index = n as usize - 1;
                    let (start, numeral) =
                        level(index).map_or((1, Numeral::Decimal), |l| (l.start, l.numeral));
                    let numeral = if this.decimals {
                        Numeral::Decimal
                    } else {
                        numeral
                    };
                    out.push_str(&numeral.write(counters[index].unwrap_or(start)));
                }
                _ => out.push(c),
            }
        }
        if this.numeral == Numeral::Bullet
            && out.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c))
        {
            // Signs of the Symbol and Wingdings fonts have no meaning as characters.
            out = "•".into();
        }
        // After 、 and ）the tab that Word puts there is not seen as a gap.
        let closed =
            out.is_empty() || out.ends_with(['、', '）', '．', '。', '，', '：', ' ', '\u{3000}']);
        if !closed && !this.tight {
            out.push(' ');
        }
        out
    }
}

fn levels(element: &Element) -> Vec<Option<Level>> {
    let mut out = vec![None; LEVELS];
    for level in element.elements().filter(|e| e.name == "lvl") {
        let at = level
            .attribute("ilvl")
            .and_then(|v| v.parse::<usize>().ok());
        let Some(slot) = at.and_then(|at| out.get_mut(at)) else {
            continue;
        };
        // A format of Word 2010 stands in an alternative beside a plainer one.
        let format = level.value(&["numFmt"]).or_else(|| {
            let choice = level.at(&["AlternateContent", "Choice"])?;
            choice.value(&["numFmt"])
        });
        *slot = Some(Level {
            start: level
                .value(&["start"])
                .and_then(|v| v.parse().ok())
                .unwrap_or(1),
            numeral: Numeral::from_ooxml(format.unwrap_or("decimal")),
            pattern: level.value(&["lvlText"]).unwrap_or_default().to_string(),
            decimals: level
                .child("isLgl")
                .is_some_and(|e| !matches!(e.attribute("val"), Some("0" | "false"))),
            restart: level.value(&["lvlRestart"]).and_then(|v| v.parse().ok()),
            tight: level.value(&["suff"]) == Some("nothing"),
        });
    }
    out
}

fn instance(element: &Element) -> Instance {
    let mut made = Instance {
        list: element.value(&["abstractNumId"]).unwrap_or_default().into(),
        starts: vec![None; LEVELS],
        levels: vec![None; LEVELS],
    };
    for change in element.elements().filter(|e| e.name == "lvlOverride") {
        let at = change
            .attribute("ilvl")
            .and_then(|v| v.parse::<usize>().ok())
            .unwrap_or(LEVELS);
        if at >= LEVELS {
            continue;
        }
        made.starts[at] = change
            .value(&["startOverride"])
            .and_then(|v| v.parse().ok());
        if let Some(level) = levels(change).into_iter().nth(at).flatten() {
            made.levels[at] = Some(level);
        }
    }
    made
}
