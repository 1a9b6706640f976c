//! What a document tells of its text by other means than words: its lines set as headings or begun
//! in bold, and a title in its head or properties. Reads no document.

use crate::model::{Evidence, Span};

/// Codes of a title that only the head of a page tells, and only the properties of a document.
const BY_PAGE: &str = "title.page_head";
const BY_PROPERTIES: &str = "title.properties";

/// A line that the document sets as a heading, or words in bold that begin one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where the words stand.
    pub span: Span,
    /// The rank of a heading, 1 the highest; 0 of words in bold.
    pub rank: u8,
}

/// A title that a document tells beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// Its words.
    pub words: &'a str,
    /// True when it stands in the head of a saved page, whose text it names; false for the properties
    /// of a document, which often are those of the one it was made from.
    pub by_page: bool,
}

impl<'a> Named<'a> {
    /// The title that a filing rests on, where it was told beside the text.
    pub fn of_filing(words: &'a str, evidence: &[Evidence]) -> Option<Self> {
        let code = evidence.first()?.reason.code.as_str();
        let is_told = matches!(code, BY_PAGE | BY_PROPERTIES);
        is_told.then_some(Self {
            words,
            by_page: code == BY_PAGE,
        })
    }

    /// The code of the evidence for a title with the form of a speech's title, or without it, and
    /// how sure that is.
    pub(crate) fn worth(&self, formed: bool) -> (&'static str, f32) {
        match (self.by_page, formed) {
            (true, true) => (BY_PAGE, 0.9),
            (true, false) => (BY_PAGE, 0.7),
            (false, _) => (BY_PROPERTIES, 0.6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hints, Proposal, read};

    const BODY: &str = "同志们：\n　　今天开这个会，专门说春灌。云山镇的水不多，春灌要排好先后。\n　　水渠先通，再放水；谁管水、几时放，写在牌子上。\n";
    const TITLE: &str = "在云山镇春灌动员会上的讲话";

    fn proposed(text: &str, words: &str, by_page: bool) -> Proposal {
        let hints = Hints {
            title: Some(Named { words, by_page }),
            ..Hints::default()
        };
        read(text, &hints).speeches.remove(0)
    }

    fn code(proposal: &Proposal) -> &str {
        let evidence = proposal.title.evidence.first();
        evidence.map_or("", |evidence| evidence.reason.code.as_str())
    }

    #[test]
    fn a_text_without_a_title_has_that_of_its_page() {
        let proposal = proposed(BODY, TITLE, true);
        assert_eq!(proposal.title.value, TITLE);
        assert!(!proposal.title_supplied);
        assert_eq!(code(&proposal), "title.page_head");
        let kind = proposal
            .meeting
            .kind
            .as_ref()
            .map(|kind| kind.value.as_str());
        assert_eq!(kind, Some("meeting.mobilisation"));
        // Read again without the page, the filing still says where the title is from.
        let again = Named::of_filing(&proposal.title.value, &proposal.title.evidence);
        assert!(again.is_some_and(|named| named.by_page));
        // A motto is less sure than the form of a speech's title.
        let motto = proposed(BODY, "把最后一方水浇到最要紧的地里", true);
        assert_eq!(code(&motto), "title.page_head");
        assert!(motto.title.certainty < proposal.title.certainty);
    }

    #[test]
    fn the_title_in_the_text_comes_first() {
        let text = format!("在云山镇水管员座谈会上的讲话\n{BODY}");
        let proposal = proposed(&text, TITLE, true);
        assert_eq!(proposal.title.value, "在云山镇水管员座谈会上的讲话");
        assert_eq!(code(&proposal), "title.form");
    }

    #[test]
    fn properties_are_believed_where_the_text_speaks_of_the_same() {
        assert_eq!(proposed(BODY, TITLE, false).title.value, TITLE);
        assert_eq!(code(&proposed(BODY, TITLE, false)), "title.properties");
        // Left from the document that this one was made from.
        for other in ["在全省教师节表彰大会上的讲话", "文档1", "春灌工作"] {
            let proposal = proposed(BODY, other, false);
            assert!(proposal.title_supplied, "{other}: {:?}", proposal.title);
        }
    }
}
