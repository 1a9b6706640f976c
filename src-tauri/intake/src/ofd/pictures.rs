//! The pictures that the pages of an OFD file show, found through its lists of resources.
//! Reads no text.

use super::{folder_of, words};
use crate::container::{Container, resolve};
use crate::xml::{self, Element};
use crate::{Format, IntakeError, Limits};
use std::collections::HashMap;
use std::io::Cursor;

/// For each page the pictures on it, as they lie in the file.
pub(crate) struct Pictures<'a> {
    container: Container<'a>,
    pages: Vec<Vec<String>>,
}

/// Looks through the pages of a file.
pub(crate) fn pictures<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Pictures<'a>, IntakeError> {
    let mut container = Container::open(Cursor::new(bytes), Format::Ofd, limits)?;
    let mut pages = Vec::new();
    let entry = xml::parse(&container.read("OFD.xml")?, Format::Ofd, limits)?;
    let mut roots = Vec::new();
    entry.descendants("DocRoot", &mut roots);
    for root in roots {
        let path = resolve("", words(root).trim());
        let folder = folder_of(&path).to_string();
        let document = xml::parse(&container.read(&path)?, Format::Ofd, limits)?;
        let mut media = HashMap::new();
        let lists = document.child("CommonData");
        for list in lists.iter().flat_map(|common| common.elements()) {
            if matches!(list.name.as_str(), "PublicRes" | "DocumentRes") {
                let place = resolve(&folder, words(list).trim());
                add_media(&mut container, &place, limits, &mut media)?;
            }
        }
        let listed = document.child("Pages");
        for listed in listed.iter().flat_map(|list| list.elements()) {
            let place = listed.attribute("BaseLoc").unwrap_or_default();
            let place = resolve(&folder, place);
            let Some(part) = container.read_optional(&place)? else {
                continue;
            };
            let page = xml::parse(&part, Format::Ofd, limits)?;
            if let Some(own) = page.child("PageRes") {
                let place = resolve(folder_of(&place), words(own).trim());
                add_media(&mut container, &place, limits, &mut media)?;
            }
            let mut objects = Vec::new();
            page.descendants("ImageObject", &mut objects);
            let shown = objects
                .iter()
                .filter_map(|object| object.attribute("ResourceID"));
            pages.push(shown.filter_map(|id| media.get(id).cloned()).collect());
        }
    }
    Ok(Pictures { container, pages })
}

fn add_media(
    container: &mut Container<'_>,
    list: &str,
    limits: &Limits,
    media: &mut HashMap<String, String>,
) -> Result<(), IntakeError> {
    let Some(part) = container.read_optional(list)? else {
        return Ok(());
    };
    let resources = xml::parse(&part, Format::Ofd, limits)?;
    let folder = resolve(
        folder_of(list),
        resources.attribute("BaseLoc").unwrap_or_default(),
    );
    let mut found: Vec<&Element> = Vec::new();
    resources.descendants("MultiMedia", &mut found);
    for one in found {
        if let (Some(id), Some(file)) = (one.attribute("ID"), one.child("MediaFile")) {
            media.insert(id.to_owned(), resolve(&folder, words(file).trim()));
        }
    }
    Ok(())
}

impl Pictures<'_> {
    /// How many pages there are.
    pub(crate) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The files of the pictures of one page.
    pub(crate) fn of_page(&mut self, page: usize) -> Result<Vec<Vec<u8>>, IntakeError> {
        let names = self.pages.get(page).into_iter().flatten();
        let mut files = Vec::new();
        for name in names {
            files.extend(self.container.read_optional(name)?);
        }
        Ok(files)
    }
}
