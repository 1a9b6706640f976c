//! The office of a speaker whom neither title nor line names: what the opening gives away of it.
//! Names are not its matter.

use std::sync::LazyLock;

use regex::Regex;

use super::head::Head;
use crate::model::{Evidence, Guess, Reason, Span};
use crate::text::Text;

/// The office that the opening tells of a level: 书记还要讲话 is said by the one below him.
pub fn before_secretary(text: &Text, head: &Head, level: &str) -> Option<Guess<String>> {
    static HIGHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:等下|等会儿?|一会儿?|稍后|接下来|最后)[，,]?[^，。；]{0,8}?书记?[^，。；]{0,6}(?:还)?(?:要|将)[^，。；]{0,6}讲话|书记(?:同志)?(?:还要|将要|将)[^，。；]{0,8}讲话")
            .expect("a rule of this file compiles")
    });
    let office = match level {
        "level.city" => "市长",
        "level.county" => "县长",
        "level.province" => "省长",
        "level.township" => "镇长",
        _ => return None,
    };
    let opening = Span::new(head.body_start, head.body_start + 900);
    let hit = HIGHER.find(text.folded(opening))?;
    let span = text.span_in(opening, hit.range());
    Some(told(text, office, 0.6, span, "role.before_secretary"))
}

/// The office that the speaker says he holds: 作为县长，我….
pub fn own_office(text: &Text, head: &Head) -> Option<Guess<String>> {
    static SELF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:我是|作为)(?:新任)?([\p{Han}]{0,12}?(?:书记|市长|县长|区长|镇长|乡长|校长|院长|主任|局长|董事长|总经理|主席|会长))[，。的]")
            .expect("a rule of this file compiles")
    });
    let opening = Span::new(head.body_start, head.body_start + 900);
    let hit = SELF.captures(text.folded(opening))?.get(1)?;
    let span = text.span_in(opening, hit.range());
    Some(told(text, hit.as_str(), 0.7, span, "role.says_so"))
}

fn told(text: &Text, office: &str, certainty: f32, span: Span, code: &str) -> Guess<String> {
    let evidence = Evidence {
        quote: text.raw(span).to_owned(),
        span: Some(span),
        reason: Reason::of(code),
    };
    Guess::new(office.to_owned(), certainty, vec![evidence])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opening_gives_the_office_away() {
        let text = Text::new("同志们：\n等下，书记还要作重要讲话，我先讲三点。");
        let role = |level| before_secretary(&text, &Head::default(), level).map(|g| g.value);
        assert_eq!(role("level.county").as_deref(), Some("县长"));
        assert_eq!(role("level.school"), None);
        let text = Text::new("同志们：\n作为新任镇长，我深感责任重大。");
        let own = own_office(&text, &Head::default()).map(|g| g.value);
        assert_eq!(own.as_deref(), Some("镇长"));
    }
}
