//! Runs the drawing operations of a page and notes which character stands where.
//! Knows nothing of lines; keeps the order of drawing.

use super::font::Font;
use crate::layout::{GLYPHS, Glyph, Page, turn};
use crate::ocr::Matrix;
use crate::{Format, IntakeError, Limits};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// Pictures of a page that are noted, at most.
const PICTURES: usize = 1024;
/// Drawings within drawings of one document, at most: each may be drawn many times in the next.
const FORMS: usize = 20_000;
/// Drawings within drawings, at most.
const NESTING: u32 = 8;

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn multiply(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// Reads pages, remembering fonts between them.
pub(super) struct Reader<'a> {
    document: &'a Document,
    most: usize,
    depth: usize,
    fonts: HashMap<ObjectId, Rc<Font>>,
    total: usize,
    forms: usize,
    /// The pictures of the page read last, each with its place.
    pub(super) drawn: Vec<(&'a Stream, Matrix)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document, limits: &Limits) -> Self {
        let most = usize::try_from(limits.unpacked / 4).unwrap_or(usize::MAX);
        Self {
            document,
            most,
            depth: limits.depth as usize,
            fonts: HashMap::new(),
            total: 0,
            forms: 0,
            drawn: Vec::new(),
        }
    }

    /// What stands on one page.
    pub(super) fn page(&mut self, id: ObjectId) -> Result<Page, IntakeError> {
        let content = self.document.get_page_content_with_limit(id, self.most);
        let content = content.map_err(|e| IntakeError::damaged(Format::Pdf, e))?;
        let resources = self
            .inherited(id, b"Resources")
            .and_then(|o| o.as_dict().ok());
        let turn = self
            .inherited(id, b"Rotate")
            .and_then(|o| o.as_i64().ok())
            .unwrap_or(0);
        let start = match turn.rem_euclid(360) {
            90 => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
            180 => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
            270 => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
            _ => IDENTITY,
        };
        self.drawn.clear();
        let mut drawing = Drawing {
            reader: self,
            page: Page::default(),
            saved: Vec::new(),
            state: State::new(start),
            open: Vec::new(),
        };
        drawing.run(&content, resources, NESTING);
        let mut page = drawing.page;
        page.keep_main_direction();
        self.total += page.glyphs.len();
        if self.total > GLYPHS {
            return Err(IntakeError::TooLarge {
                what: "number of characters".into(),
                limit: GLYPHS as u64,
            });
        }
        Ok(page)
    }

    /// A value of a page or of the tree above it.
    fn inherited(&self, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
        let mut node = self.document.get_dictionary(page).ok()?;
        for _ in 0..32 {
            if let Ok(value) = node.get_deref(key, self.document) {
                return Some(value);
            }
            node = node
                .get_deref(b"Parent", self.document)
                .ok()?
                .as_dict()
                .ok()?;
        }
        None
    }

    fn font(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = resources?
            .get_deref(b"Font", self.document)
            .ok()?
            .as_dict()
            .ok()?;
        let entry = fonts.get(name).ok()?;
        let id = entry.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(font));
        }
        let font = self.document.dereference(entry).ok()?.1.as_dict().ok()?;
        let font = Rc::new(Font::new(self.document, font, self.most));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Some(font)
    }
}

/// The graphics state, as far as text goes.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
    text: Matrix,
    line: Matrix,
}

impl State {
    fn new(page: Matrix) -> Self {
        Self {
            page,
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            text: IDENTITY,
            line: IDENTITY,
        }
    }
}

struct Drawing<'r, 'a> {
    reader: &'r mut Reader<'a>,
    page: Page,
    saved: Vec<State>,
    state: State,
    /// The drawings that are being drawn, the innermost last.
    open: Vec<&'a Stream>,
}

impl<'a> Drawing<'_, 'a> {
    fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, nesting: u32) {
        let Ok(content) = Content::decode(content) else {
            return;
        };
        // Whether each open marked part is an "artifact": running head, page number, background.
        let mut marked: Vec<bool> = Vec::new();
        for Operation { operator, operands } in &content.operations {
            let number = |n: usize| {
                operands
                    .get(n)
                    .and_then(|o| o.as_float().ok())
                    .unwrap_or(0.0)
            };
            match operator.as_str() {
                "BMC" | "BDC" => {
                    let name = operands.first().and_then(|o| o.as_name().ok());
                    marked.push(name == Some(b"Artifact"));
                }
                "EMC" => drop(marked.pop()),
                "q" if self.saved.len() < self.reader.depth => self.saved.push(self.state.clone()),
                "Q" => {
                    if let Some(state) = self.saved.pop() {
                        self.state = state;
                    }
                }
                "cm" => self.state.page = multiply(std::array::from_fn(number), self.state.page),
                "BT" => (self.state.text, self.state.line) = (IDENTITY, IDENTITY),
                "Tf" => {
                    let name = operands
                        .first()
                        .and_then(|o| o.as_name().ok())
                        .unwrap_or_default();
                    self.state.font = self.reader.font(resources, name);
                    self.state.size = number(1);
                }
                "Tc" => self.state.spacing = number(0),
                "Tw" => self.state.word_spacing = number(0),
                "Tz" => self.state.scale = number(0) / 100.0,
                "TL" => self.state.leading = number(0),
                "Ts" => self.state.rise = number(0),
                "Td" => self.move_line(number(0), number(1)),
                "TD" => {
                    self.state.leading = -number(1);
                    self.move_line(number(0), number(1));
                }
                "Tm" => {
                    self.state.line = std::array::from_fn(number);
                    self.state.text = self.state.line;
                }
                "T*" => self.move_line(0.0, -self.state.leading),
                "Tj" | "TJ" if marked.contains(&true) => {}
                "Tj" => self.show(operands.first()),
                "'" => {
                    self.move_line(0.0, -self.state.leading);
                    self.show(operands.first());
                }
                "\"" => {
                    (self.state.word_spacing, self.state.spacing) = (number(0), number(1));
                    self.move_line(0.0, -self.state.leading);
                    self.show(operands.get(2));
                }
                "TJ" => {
                    for part in operands
                        .first()
                        .and_then(|o| o.as_array().ok())
                        .into_iter()
                        .flatten()
                    {
                        match part.as_float() {
                            Ok(shift) => self.shift(shift),
                            Err(_) => self.show(Some(part)),
                        }
                    }
                }
                "BI" => self.page.has_picture = true,
                "Do" => {
                    let name = operands
                        .first()
                        .and_then(|o| o.as_name().ok())
                        .unwrap_or_default();
                    self.draw(resources, name, nesting);
                }
                _ => {}
            }
        }
    }

    /// Draws a picture or a form: a drawing with resources of its own.
    fn draw(&mut self, resources: Option<&'a Dictionary>, name: &[u8], nesting: u32) {
        let document = self.reader.document;
        let objects =
            resources.and_then(|r| r.get_deref(b"XObject", document).ok()?.as_dict().ok());
        let object = objects.and_then(|o| o.get_deref(name, document).ok()?.as_stream().ok());
        let Some(picture @ Stream { dict, .. }) = object else {
            return;
        };
        let kind = dict
            .get_deref(b"Subtype", document)
            .and_then(Object::as_name)
            .unwrap_or_default();
        if kind == b"Image" {
            self.page.has_picture = true;
            if self.reader.drawn.len() < PICTURES {
                self.reader.drawn.push((picture, self.state.page));
            }
        }
        let is_open = self.open.iter().any(|open| std::ptr::eq(*open, picture));
        let content = object
            .filter(|_| kind == b"Form" && !is_open && self.reader.forms < FORMS)
            .and_then(|o| o.get_plain_content_with_limit(self.reader.most).ok());
        let (Some(content), Some(nesting)) = (content, nesting.checked_sub(1)) else {
            return;
        };
        self.reader.forms += 1;
        self.open.push(picture);
        let outer = self.state.clone();
        if let Ok(matrix) = dict
            .get_deref(b"Matrix", document)
            .and_then(Object::as_array)
        {
            let number = |n: usize| {
                matrix
                    .get(n)
                    .and_then(|o| o.as_float().ok())
                    .unwrap_or(IDENTITY[n])
            };
            self.state.page = multiply(std::array::from_fn(number), self.state.page);
        }
        let own = dict
            .get_deref(b"Resources", document)
            .ok()
            .and_then(|o| o.as_dict().ok());
        let open = std::mem::take(&mut self.saved);
        self.run(&content, own.or(resources), nesting);
        self.saved = open;
        self.state = outer;
        self.open.pop();
    }

    fn move_line(&mut self, x: f32, y: f32) {
        self.state.line = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.state.line);
        self.state.text = self.state.line;
    }

    fn advance(&mut self, by: f32) {
        self.state.text = multiply([1.0, 0.0, 0.0, 1.0, by, 0.0], self.state.text);
    }

    fn advance_down(&mut self, by: f32) {
        self.state.text = multiply([1.0, 0.0, 0.0, 1.0, 0.0, -by], self.state.text);
    }

    /// Kerning, in thousandths of the size, against the direction of the text.
    fn shift(&mut self, by: f32) {
        let by = by / 1000.0 * self.state.size;
        if self.state.font.as_ref().is_some_and(|f| f.is_vertical) {
            self.advance_down(by);
        } else {
            self.advance(-by * self.state.scale);
        }
    }

    fn show(&mut self, string: Option<&Object>) {
        let Some(bytes) = string.and_then(|o| o.as_str().ok()) else {
            return;
        };
        let Some(font) = self.state.font.clone() else {
            return;
        };
        for code in font.decode(bytes) {
            if self.page.glyphs.len() >= GLYPHS {
                return;
            }
            let state = &self.state;
            let place = multiply(state.text, state.page);
            let word = if code.is_space {
                state.word_spacing
            } else {
                0.0
            };
            let spaces = state.spacing + word;
            let width = code.width / 1000.0 * state.size;
            let along = (place[0].powi(2) + place[1].powi(2)).sqrt();
            let height = (place[2].powi(2) + place[3].powi(2)).sqrt();
            let size = (state.size * height).abs();
            match turn((place[0], place[1]), font.is_vertical) {
                Some(turn) => {
                    let long = if font.is_vertical {
                        size
                    } else {
                        width * state.scale * along
                    };
                    let x = place[4] + state.rise * place[2];
                    let y = place[5] + state.rise * place[3];
                    let glyph = Glyph::at((x, y), turn, long, size, code.text);
                    self.page.glyphs.push(glyph);
                }
                None => self.page.slanted += usize::from(!code.text.trim().is_empty()),
            }
            if font.is_vertical {
                self.advance_down(self.state.size + spaces);
            } else {
                self.advance((width + spaces) * self.state.scale);
            }
        }
    }
}
