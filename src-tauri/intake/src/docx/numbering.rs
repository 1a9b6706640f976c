//! Where a docx keeps its automatic numbers: numbering.xml, paragraph properties, and styles.
//! Does not count; see [`crate::counting`].

use crate::counting::{Counter, Instance, LEVELS, Level};
use crate::numerals::Numeral;
use crate::xml::Element;
use std::collections::HashMap;

#[derive(Debug, Default, Clone)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// The numbering of one document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    counter: Counter,
    styles: HashMap<String, Style>,
    default_style: Option<String>,
    /// The level of a list that a style stands for, by list and style.
    heads: HashMap<(String, String), usize>,
}

impl Numbering {
    /// From the roots of `numbering.xml` and `styles.xml`, where the document has them.
    pub(super) fn new(numbering: Option<&Element>, styles: Option<&Element>) -> Self {
        let mut made = Self::default();
        for element in styles
            .iter()
            .flat_map(|root| root.elements())
            .filter(|e| e.name == "style")
        {
            made.learn_style(element);
        }
        // Lists that only point at a style, which names the instance of the real one.
        let mut links: HashMap<String, String> = HashMap::new();
        for element in numbering.iter().flat_map(|root| root.elements()) {
            match element.name.as_str() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    made.counter.lists.insert(id.into(), levels(element));
                    made.learn_heads(id, element);
                    if let Some(style) = element.value(&["numStyleLink"]) {
                        links.insert(id.into(), style.into());
                    }
                }
                "num" => {
                    let id = element.attribute("numId").unwrap_or_default();
                    made.counter.instances.insert(id.into(), instance(element));
                }
                _ => {}
            }
        }
        let target = |list: &str| {
            let style = made.styles.get(links.get(list)?)?;
            Some(
                made.counter
                    .instances
                    .get(style.list.as_ref()?)?
                    .list
                    .clone(),
            )
        };
        let followed: HashMap<String, String> = links
            .keys()
            .filter_map(|list| Some((list.clone(), target(list)?)))
            .collect();
        for instance in made.counter.instances.values_mut() {
            if let Some(list) = followed.get(&instance.list) {
                instance.list.clone_from(list);
            }
        }
        made
    }

    fn learn_style(&mut self, element: &Element) {
        let id = element.attribute("styleId").unwrap_or_default().to_string();
        let is_default = matches!(element.attribute("default"), Some("1" | "true"));
        if is_default && element.attribute("type") == Some("paragraph") {
            self.default_style = Some(id.clone());
        }
        let style = Style {
            parent: element.value(&["basedOn"]).map(String::from),
            list: element.value(&["pPr", "numPr", "numId"]).map(String::from),
            level: element
                .value(&["pPr", "numPr", "ilvl"])
                .and_then(|v| v.parse().ok()),
        };
        self.styles.insert(id, style);
    }

    fn learn_heads(&mut self, list: &str, element: &Element) {
        for level in element.elements().filter(|e| e.name == "lvl") {
            let at = level.attribute("ilvl").and_then(|v| v.parse().ok());
            if let (Some(style), Some(at)) = (level.value(&["pStyle"]), at) {
                self.heads.insert((list.into(), style.into()), at);
            }
        }
    }

    /// The level at which a list names a style or one it is based on: heading styles name their list
    /// and leave the level to it.
    fn head_of(&self, list: &str, style: Option<&str>) -> Option<usize> {
        let list = &self.counter.instances.get(list)?.list;
        let mut current = style;
        for _ in 0..16 {
            let style = current?;
            if let Some(level) = self.heads.get(&(list.clone(), style.to_string())) {
                return Some(*level);
            }
            current = self.styles.get(style)?.parent.as_deref();
        }
        None
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
            Some(list) if list != "0" => {
                let level = level.or_else(|| self.head_of(&list, style));
                self.counter.next(&list, level.unwrap_or(0))
            }
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
        let format = level
            .value(&["numFmt"])
            .or_else(|| level.value(&["AlternateContent", "Choice", "numFmt"]));
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
    let list = element.value(&["abstractNumId"]).unwrap_or_default().into();
    let mut made = Instance {
        list,
        ..Instance::default()
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
