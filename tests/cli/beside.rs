//! What files tell beside their words, at the command line: headings, and titles that stand in the
//! head of a page.

use crate::terminal::{outcome, rostrum};
use serde_json::Value;
use std::path::Path;

const BODY: &str = "渠要修到田头，账要算到每一户，谁管水、几时放、放多少，写在牌子上，大家看得见，错了就改，改了再看。";

fn described(folder: &Path, name: &str, text: &str) -> Value {
    std::fs::write(folder.join(name), text).unwrap_or_else(|e| panic!("{e}"));
    let (code, out, err) = outcome(rostrum(folder).args(["describe", "--json", name]));
    assert_eq!(code, Some(0), "{err}");
    let told: Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}"));
    told["speeches"][0].clone()
}

fn heads(speech: &Value) -> Vec<&str> {
    let outline = speech["outline"].as_array().map_or(&[][..], Vec::as_slice);
    outline
        .iter()
        .filter_map(|h| h["heading"].as_str())
        .collect()
}

#[test]
fn headings_of_a_page_and_of_markdown_are_the_outline() {
    let place = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let parts = ["水从哪里来，先弄清", "渠", "田，以及田边的路"];
    let of = |title: &str, head: &dyn Fn(&str) -> String, paragraph: &dyn Fn(&str) -> String| {
        let mut text = format!("{title}{}", paragraph("各位乡亲："));
        for part in parts {
            text += &(head(part) + &paragraph(BODY));
        }
        text
    };
    let markdown = of(
        "# 在春灌会上的讲话\n\n",
        &|h| format!("## {h}\n\n"),
        &|p| format!("{p}\n\n"),
    );
    let page = of(
        "<h1>在春灌会上的讲话</h1>",
        &|h| format!("<h2>{h}</h2>"),
        &|p| format!("<p>{p}</p>"),
    );
    for (name, text) in [("稿.md", markdown), ("稿.html", page)] {
        let speech = described(place.path(), name, &text);
        assert_eq!(speech["title"], "在春灌会上的讲话", "{name}");
        assert_eq!(heads(&speech), parts, "{name}");
    }
}

#[test]
fn the_title_of_a_saved_page_names_a_text_that_has_none() {
    let place = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
    let page = format!(
        "<html><head><title>在云山镇春灌动员会上的讲话_领导讲话_云山水利网</title></head><body><p>各位乡亲：</p><p>{BODY}</p><p>{BODY}</p></body></html>"
    );
    let speech = described(place.path(), "1.html", &page);
    assert_eq!(speech["title"], "在云山镇春灌动员会上的讲话");
    assert_eq!(speech["title_supplied"], false);
    assert_eq!(speech["meeting"]["type"], "动员会");
    let sure = speech["certainty"]["title"].as_f64().unwrap_or(1.0);
    assert!(sure < 0.95, "it is not in the text: {sure}");
}
