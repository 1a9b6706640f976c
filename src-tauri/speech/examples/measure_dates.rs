//! measure
use serde_json::{Value, json};
use speech::*;
fn main() {
    let f = std::fs::read_to_string("/tmp/measure.jsonl").unwrap();
    let (mut total, mut chars_total, mut parts) = (0.0, 0, [0.0; 3]);
    for l in f.lines() {
        let v: Value = serde_json::from_str(l).unwrap();
        let text = v["text"].as_str().unwrap();
        let r = read(text, &Hints { file_name: None });
        let ev = |e: &[Evidence]| {
            e.iter()
                .map(|e| {
                    format!(
                        "{} | {}",
                        e.quote,
                        reasons::say(&e.reason, reasons::Lang::Zh)
                    )
                })
                .collect::<Vec<_>>()
        };
        let speeches: Vec<Value> = r.speeches.iter().map(|p| {
            let themes: Vec<Value> = p.themes.iter().map(|t| json!({"name": lexicon::themes().get(&t.id).unwrap().zh, "score": t.score, "ev": t.evidence.iter().map(|e| e.quote.clone()).collect::<Vec<_>>()})).collect();
            json!({"title": p.title.value, "heads": p.outline.iter().map(|h| h.text.clone()).collect::<Vec<_>>(), "meeting": p.meeting.name.as_ref().map(|m| m.value.clone()), "body_start": p.body_start, "body_end": p.span.end, "title_supplied": p.title_supplied,
              "date": p.date.as_ref().map(|g| json!({"edtf": g.value, "certainty": g.certainty, "evidence": ev(&g.evidence)})),
              "themes": themes, "level": p.level.as_ref().and_then(|l| lexicon::levels().get(&l.value)).map(|t| t.zh), "place": p.place.as_ref().map(|p| p.value.clone()),
              "others": p.other_dates.iter().map(|o| format!("{} {}", o.kind, o.edtf)).collect::<Vec<_>>()})
        }).collect();
        if std::env::args().count() > 1 {
            let p = &r.speeches[0];
            let slice = |a: u32, b: u32| -> String {
                text.chars()
                    .skip(a as usize)
                    .take((b - a) as usize)
                    .collect()
            };
            let body = slice(p.body_start, p.span.end.max(p.body_start));
            let heads: Vec<&str> = p.outline.iter().map(|h| h.text.as_str()).collect();
            let removed: Vec<Span> = p.ledger.iter().map(|e| e.span).collect();
            for _ in 0..20 {
                let s = std::time::Instant::now();
                std::hint::black_box(date::infer(&date::Context {
                    text,
                    offset: 0,
                    title: Some(Span::new(0, 20)),
                    body_start: p.body_start,
                    removed: &removed,
                    ..Default::default()
                }));
                let a = s.elapsed().as_secs_f64();
                std::hint::black_box(themes::tag(&themes::Input {
                    title: &p.title.value,
                    meeting: None,
                    headings: &heads,
                    body: &body,
                    body_offset: 0,
                }));
                let b = s.elapsed().as_secs_f64();
                std::hint::black_box(places::find(&p.title.value, None, &body, 0));
                let c = s.elapsed().as_secs_f64();
                parts[0] += a / 20.0;
                parts[1] += (b - a) / 20.0;
                parts[2] += (c - b) / 20.0;
                total += c / 20.0;
            }
            chars_total += text.chars().count();
        }
        println!(
            "{}",
            json!({"id": v["id"], "file": v["file"], "speeches": speeches})
        );
    }
    if chars_total > 0 {
        let k = 1000.0 * 3000.0 / chars_total as f64;
        eprintln!(
            "ms per 3000 chars: {:.3} = dates {:.3} themes {:.3} places {:.3}",
            total * k,
            parts[0] * k,
            parts[1] * k,
            parts[2] * k
        );
    }
}
