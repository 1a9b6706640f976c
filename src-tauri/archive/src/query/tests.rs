//! Queries as people write them: what they mean, how they are printed, where they are wrong.

use proptest::prelude::*;
use speech::date::{Date, Edtf};

use super::*;
use crate::terms::Terms;

/// Reads a query and writes it again.
fn check(query: &str, expected: &str) {
    match parse(query) {
        Ok(tree) => {
            assert_eq!(print(&tree), expected, "{tree:?}");
            assert_eq!(parse(expected).as_ref(), Ok(&tree));
        }
        Err(fault) => panic!("{query}: {fault}"),
    }
}

/// The code of the fault and the words it points at.
fn wrong(query: &str, code: &str, at: &str) {
    match parse(query) {
        Ok(tree) => panic!("{query} was read as {tree:?}"),
        Err(fault) => {
            let chars = query.chars().skip(fault.at.start as usize);
            let there: String = chars.take(fault.at.len() as usize).collect();
            assert_eq!((fault.wrong.code(), there.as_str()), (code, at), "{query}");
            assert_ne!(
                fault.say(speech::phrasebook::Lang::Zh),
                code,
                "has no sentence"
            );
            assert!(!fault.to_string().contains('{'), "{fault}");
        }
    }
}

#[test]
fn words_are_anded_and_may_be_parted_by_a_full_width_space() {
    check("投资 项目", "投资 项目");
    check("  投资　项目  ", "投资 项目");
    check("投资 AND 项目", "投资 项目");
    check("1-5月", "\"1-5月\"");
    check("", "");
    check("　 ", "");
}

#[test]
fn quotation_marks_of_every_kind_take_words_as_they_are() {
    check("\"项目 OR 投资\"", "\"项目 OR 投资\"");
    check("“稳增长”", "稳增长");
    check("”稳增长”", "稳增长");
    check("“ - ”", "\" - \"");
    check(r#""说\"好\"""#, r#""说\"好\"""#);
    check("投资\"项目\"", "投资 项目");
}

#[test]
fn or_binds_weaker_than_standing_together() {
    check("投资 项目 OR 招商", "(投资 项目) OR 招商");
    check("投资 (项目 OR 招商)", "投资 (项目 OR 招商)");
    check("投资（项目 OR 招商）", "投资 (项目 OR 招商)");
    check("-投资 －(项目 招商) NOT 工业", "-投资 -(项目 招商) -工业");
    check("--投资", "--投资");
    check("or", "or");
}

#[test]
fn fields_take_names_in_either_language_and_ids() {
    check("title:推进会 speaker：市长", "title:推进会 speaker:市长");
    check("type:meeting.progress", "type:推进会");
    check("type:\"Progress meeting\"", "type:推进会");
    check(
        "TYPE:推进会 genre:主持词 level:市 theme:项目建设",
        "type:推进会 genre:主持词 level:市 theme:项目建设",
    );
    check("theme:none type:无", "theme:none type:none");
    check(
        "note:\"再查 一遍\" has:note place:全县",
        "note:\"再查 一遍\" has:note place:全县",
    );
    check("in:heading 投资", "in:heading 投资");
}

#[test]
fn dates_are_given_in_any_precision_and_open_to_either_side() {
    check("date:2020", "date:2020");
    check("date:2020..2021-06", "date:2020..2021-06");
    check("date:2020年6月", "date:2020-06");
    check("date:..2020-06-12", "date:..2020-06-12");
    check("date：2020..", "date:2020..");
    check("date:none", "date:none");
}

#[test]
fn near_and_regular_expressions() {
    check("near(投资 项目, 10)", "near(投资 项目, 10)");
    check("near（“投资” 项目，１０）", "near(投资 项目, 10)");
    check(r"/第.{1,3}条/", r"/第.{1,3}条/");
    check(r"/1\/2/", r"/1\/2/");
    check("near", "near");
}

#[test]
fn a_wrong_query_points_at_the_place() {
    wrong("投资 \"项目", "query.open_quote", "\"");
    wrong("投资 (项目", "query.open_parenthesis", "(");
    wrong("投资 项目）", "query.stray_parenthesis", "）");
    wrong("） 投资", "query.stray_parenthesis", "）");
    wrong("投资 ()", "query.empty_parentheses", "()");
    wrong("OR 投资", "query.dangling", "OR");
    wrong("投资 OR", "query.dangling", "OR");
    wrong("投资 OR OR 项目", "query.dangling", "OR");
    wrong("(投资 OR )", "query.dangling", "OR");
    wrong("AND 投资", "query.dangling", "AND");
    wrong("投资 AND", "query.dangling", "AND");
    wrong("投资 - 项目", "query.nothing_to_exclude", "-");
    wrong("投资 -", "query.nothing_to_exclude", "-");
    wrong("投资 NOT", "query.nothing_to_exclude", "NOT");
    wrong("投资 \" \"", "query.no_words", "\" \"");
    wrong("titel:投资", "query.misspelt_operator", "titel:");
    wrong("https://a.cn", "query.unknown_operator", "https:");
    wrong("投资 title:", "query.no_value", "title:");
    wrong("title: 投资", "query.no_value", "title:");
    wrong("type:推进", "query.misspelt_term", "推进");
    wrong("theme:天文学", "query.unknown_term", "天文学");
    wrong("has:image", "query.unknown_choice", "image");
    wrong("in:footnote 投资", "query.unknown_choice", "footnote");
    wrong("date:去年", "query.no_date", "去年");
    wrong("date:XXXX-05", "query.no_date", "XXXX-05");
    wrong("date:..", "query.no_date", "..");
    wrong("date:2021..2020", "query.backward_dates", "2021..2020");
    wrong("near(投资, 10)", "query.near_shape", "near(投资, 10");
    wrong("near(投资 项目)", "query.near_shape", "near(投资 项目");
    wrong(
        "near(投资 项目, 远)",
        "query.near_shape",
        "near(投资 项目, 远",
    );
    wrong("near(投资 项目, 9999)", "query.near_too_far", "9999");
    wrong("/投资", "query.open_regex", "/");
    wrong("/投(资/", "query.bad_regex", "/投(资/");
    wrong(
        "/a{1000}{1000}{1000}/",
        "query.bad_regex",
        "/a{1000}{1000}{1000}/",
    );
    wrong("in:heading", "query.lonely_in", "in:heading");
    wrong("投资 OR in:heading", "query.lonely_in", "in:heading");
    wrong("-in:heading 投资", "query.lonely_in", "-in:heading");
    wrong("in:heading in:title 投资", "query.lonely_in", "in:title");
    wrong(&"(".repeat(3_000), "query.too_deep", "(");
    wrong(&format!("{}a", "-".repeat(40)), "query.too_deep", "-");
    wrong(&"长".repeat(4_001), "query.too_long", "长");
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[投资项目x1][投资项目OR 0-9a-z]{0,4}",
        "[-\"“”\\\\()（）:：/,，a投]{0,5}投",
        Just("OR".to_owned()),
        Just("none".to_owned()),
        Just("title:a".to_owned()),
    ]
}

fn date() -> impl Strategy<Value = Edtf> {
    (1900i32..2100, proptest::option::of(1u8..13))
        .prop_map(|(year, month)| Edtf::One(Date::of(year, month, None)))
}

fn term() -> impl Strategy<Value = Query> {
    let fields = [
        TermField::Type,
        TermField::Genre,
        TermField::Level,
        TermField::Theme,
    ];
    (0usize..4, any::<proptest::sample::Index>(), any::<bool>()).prop_map(move |(f, i, none)| {
        let terms = fields[f].vocabulary().terms();
        Query::Term(fields[f], (!none).then(|| terms[i.index(terms.len())].id))
    })
}

fn leaf() -> impl Strategy<Value = Query> {
    let field = prop_oneof![
        Just(TextField::Title),
        Just(TextField::Speaker),
        Just(TextField::Place),
        Just(TextField::Note)
    ];
    let within = (date(), proptest::option::of(date())).prop_map(|(a, b)| match b {
        None => When::Within {
            from: None,
            to: Some(a),
        },
        Some(b) if a.earliest() <= b.earliest() => When::Within {
            from: Some(a),
            to: Some(b),
        },
        Some(_) => When::Within {
            from: Some(a),
            to: None,
        },
    });
    prop_oneof![
        words().prop_map(Query::Text),
        words().prop_map(Query::Written),
        (field, words()).prop_map(|(f, w)| Query::Field(f, w)),
        term(),
        Just(Query::HasNote),
        Just(Query::Source(None)),
        Just(Query::Source(Some("某县日报".into()))),
        Just(Query::Date(When::Undated)),
        within
            .prop_filter("an interval of one date is that date", |w| !matches!(w,
            When::Within { from: Some(a), to: Some(b) } if a.earliest() > b.latest()))
            .prop_map(Query::Date),
        (proptest::collection::vec(words(), 2..4), 0u32..1000).prop_map(|(w, n)| Query::Near(w, n)),
        "(投|/|\\\\d|[a-c]|\\\\\\\\){1,5}".prop_map(Query::Regex),
    ]
}

fn tree() -> impl Strategy<Value = Query> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let several = proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.prop_map(|q| Query::Not(Box::new(q))),
            several.clone().prop_map(Query::Or),
            several.clone().prop_map(Query::And),
            (several, words()).prop_map(|(mut all, w)| {
                all.push(Query::Text(w));
                all.push(Query::In(Part::Heading));
                Query::And(all)
            }),
        ]
    })
}

proptest! {
    #[test]
    fn a_printed_query_reads_back_as_the_same_tree(query in tree()) {
        let printed = print(&query);
        prop_assert_eq!(parse(&printed), Ok(query), "{}", printed);
    }

    #[test]
    fn any_typing_is_read_or_refused_at_a_place_inside_it(typed in "[-()（）\"“”:：/\\\\, a-z投资ORin0-9.|]{0,24}") {
        match parse(&typed) {
            Ok(tree) => {
                prop_assert!(compile(&tree, Terms::standard()).is_ok());
                prop_assert_eq!(parse(&print(&tree)), Ok(tree));
            }
            Err(fault) => prop_assert!(fault.at.end as usize <= typed.chars().count()),
        }
    }
}
