//! A small tree of an XML part: elements by local name, attributes, text.
//! Does not know namespaces, and expands no entity but the five of XML and character references.

use crate::decode::decode;
use crate::{Format, IntakeError, Limits};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element with what it holds.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// The name without its prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    /// Elements and text in order.
    pub(crate) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Characters, with entities resolved.
    Text(String),
}

impl Element {
    /// The value of an attribute by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The elements directly below.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name directly below.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }

    /// The first element reached by going down those names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// The `val` of a child element, the way OOXML writes properties.
    pub(crate) fn value(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.attribute("val")
    }

    /// All elements of that name at any depth, in order, not looking inside those found.
    pub(crate) fn descendants<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            } else {
                element.descendants(name, found);
            }
        }
    }
}

/// Parses one part of a `format` document and returns its root.
pub(crate) fn parse(bytes: &[u8], format: Format, limits: &Limits) -> Result<Element, IntakeError> {
    // The tree takes several times the size of its source.
    let most = limits.unpacked / 4;
    if bytes.len() as u64 > most {
        return Err(IntakeError::TooLarge {
            what: "text part of the document".into(),
            limit: most,
        });
    }
    let damaged = |reason: String| IntakeError::damaged(format, reason);
    let source = decode(bytes, declared_encoding(bytes)).text;
    let mut reader = Reader::from_str(&source);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|e| damaged(e.to_string()))?;
        let Some(top) = open.last_mut() else {
            return Err(damaged("an element is closed twice".into()));
        };
        match event {
            Event::Start(start) => {
                if open.len() as u64 > u64::from(limits.depth) {
                    let limit = u64::from(limits.depth);
                    return Err(IntakeError::TooLarge {
                        what: "nesting of elements".into(),
                        limit,
                    });
                }
                open.push(element(&start));
            }
            Event::Empty(start) => top.children.push(Node::Element(element(&start))),
            Event::End(_) => {
                let closed = open.pop();
                if let (Some(closed), Some(parent)) = (closed, open.last_mut()) {
                    parent.children.push(Node::Element(closed));
                }
            }
            Event::Text(text) => push_text(top, &text.into_inner()),
            Event::CData(text) => push_text(top, &text.into_inner()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                match (character, reference.into_inner().as_ref()) {
                    (Some(character), _) => push_text(top, character.encode_utf8(&mut [0; 4])),
                    (None, "lt") => push_text(top, "<"),
                    (None, "gt") => push_text(top, ">"),
                    (None, "amp") => push_text(top, "&"),
                    (None, "quot") => push_text(top, "\""),
                    (None, "apos") => push_text(top, "'"),
                    (None, "nbsp") => push_text(top, "\u{A0}"),
                    // Entities a document defines itself are how a small file becomes a huge one.
                    (None, _) => {}
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    if open.len() != 1 {
        return Err(damaged("it ends before its last element does".into()));
    }
    let top = open.pop().unwrap_or_default();
    let root = top.children.into_iter().find_map(|node| match node {
        Node::Element(root) => Some(root),
        Node::Text(_) => None,
    });
    root.ok_or_else(|| damaged("it holds no element".into()))
}

fn push_text(element: &mut Element, text: &str) {
    match element.children.last_mut() {
        Some(Node::Text(last)) => last.push_str(text),
        _ => element.children.push(Node::Text(text.to_string())),
    }
}

fn element(start: &BytesStart) -> Element {
    let mut attributes = Vec::new();
    // A wrong attribute is left out rather than refusing the document for it.
    for attribute in start.attributes().with_checks(false).flatten() {
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .unwrap_or_default();
        attributes.push((
            attribute.key.local_name().as_ref().to_string(),
            value.into_owned(),
        ));
    }
    Element {
        name: start.local_name().as_ref().to_string(),
        attributes,
        children: Vec::new(),
    }
}

fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let head = std::str::from_utf8(
        bytes
            .get(..bytes.len().min(100))?
            .split(|b| *b == b'>')
            .next()?,
    )
    .ok()?;
    let value = head.split_once("encoding=")?.1;
    let quote = value.chars().next()?;
    value[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(xml: &str) -> Result<Element, IntakeError> {
        parse(xml.as_bytes(), Format::Docx, &Limits::default())
    }

    #[test]
    fn names_attributes_and_text() {
        let root =
            tree("<?xml version='1.0'?><w:a><w:b w:val='1&amp;2'>一&lt;&#x4E8C;</w:b></w:a>")
                .unwrap();
        let b = root.child("b").unwrap();
        assert_eq!((root.value(&["b"]), b.children.len()), (Some("1&2"), 1));
        assert!(matches!(&b.children[0], Node::Text(t) if t == "一<二"));
    }

    #[test]
    fn entities_do_not_grow() {
        let root =
            tree("<!DOCTYPE a [<!ENTITY x \"yyyyyyyy\"><!ENTITY z \"&x;&x;\">]><a>&z;一</a>")
                .unwrap();
        assert!(matches!(&root.children[0], Node::Text(t) if t == "一"));
    }

    #[test]
    fn cut_and_deep_parts_are_refused() {
        assert_eq!(tree("<a><b>一").unwrap_err().code(), "damaged");
        assert_eq!(tree("<a></b>").unwrap_err().code(), "damaged");
        assert_eq!(tree("").unwrap_err().code(), "damaged");
        assert_eq!(
            tree(&"<a>".repeat(100_000)).unwrap_err().code(),
            "too_large"
        );
    }
}
