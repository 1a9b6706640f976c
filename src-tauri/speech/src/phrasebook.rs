//! Sentences in both languages by code, read from a TSV file (code, zh, en with blanks {0}, {1}).
//! Knows no sentence of its own and nothing of what the codes mean.

use std::collections::HashMap;

use crate::lexicon;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文.
    Zh,
    /// English.
    En,
}

/// The sentences of one file.
pub struct Phrasebook(HashMap<&'static str, (&'static str, &'static str)>);

impl Phrasebook {
    /// Reads a file; rows without three cells are passed over.
    pub fn parse(tsv: &'static str) -> Self {
        Self(
            lexicon::rows(tsv)
                .filter(|cells| cells.len() >= 3)
                .map(|cells| (cells[0], (cells[1], cells[2])))
                .collect(),
        )
    }

    /// True when there is a sentence for this code.
    pub fn knows(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }

    /// The sentence with its blanks filled; the bare code when there is none.
    pub fn say<S: AsRef<str>>(&self, code: &str, args: &[S], lang: Lang) -> String {
        match self.0.get(code) {
            Some((zh, _)) if lang == Lang::Zh => fill(zh, args),
            Some((_, en)) => fill(en, args),
            None => code.to_owned(),
        }
    }
}

/// Fills the blanks of a template once; braces inside a filler stay as they are.
fn fill<S: AsRef<str>>(template: &str, args: &[S]) -> String {
    let mut said = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        said.push_str(&rest[..open]);
        let blank = rest[open + 1..]
            .split_once('}')
            .and_then(|(n, after)| Some((n.parse::<usize>().ok()?, after)));
        let Some((number, after)) = blank else {
            said.push('{');
            rest = &rest[open + 1..];
            continue;
        };
        said.push_str(args.get(number).map_or("", AsRef::as_ref));
        rest = after;
    }
    said.push_str(rest);
    said
}
