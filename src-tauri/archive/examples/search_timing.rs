//! Prints how long importing, indexing and searching take on made speeches:
//! `cargo run --release -p archive --example search_timing -- COUNT FOLDER`, where FOLDER holds
//! text files whose sentences are shuffled into speeches. Compares nothing and fails on nothing.

use std::path::Path;
use std::time::{Duration, Instant};

use archive::query::{Query, parse};
use archive::{
    Archive, Basis, Days, NewFile, NewSpeech, Order, Result, Scope, State, Stop, Window,
};
use speech::date::Day;
use speech::{Completeness, Guess, Meeting, Proposal, Span, ThemeGuess, lexicon};

/// Searches of every kind; short and common, long and rare.
const QUERIES: &[&str] = &[
    "县",
    "的",
    "稳",
    "投资",
    "发展",
    "资进",
    "高质量",
    "固定资产",
    "招商引资",
    "乡村振兴战略",
    "坚持稳中求进工作总基调",
    "，同志们",
    "没有这样的一句话",
    "投资 项目",
    "投资 -项目",
    "投资 OR 招商 OR 引资",
    "(投资 OR 招商) 发展 -会议",
    "title:推进会",
    "type:推进会 发展",
    "date:2015..2018 发展",
    "theme:项目建设 投资",
    "near(发展 投资, 10)",
    "in:title 推进",
];
const REGEX: &str = "/第[一二三]是.{2,6}投资/";

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let count: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let folder = args.next().unwrap_or_else(|| ".".to_owned());
    let mut sentences = Vec::new();
    read_sentences(Path::new(&folder), &mut sentences)?;
    if sentences.is_empty() {
        println!("no .txt file with sentences in {folder}");
        return Ok(());
    }
    let dir = std::env::temp_dir().join(format!("search-timing-{}", std::process::id()));
    let outcome = measure(&dir, count, &sentences);
    std::fs::remove_dir_all(&dir)?;
    outcome
}

fn measure(dir: &Path, count: usize, sentences: &[String]) -> Result<()> {
    let archive = Archive::create(dir, 0)?;
    let mut chance = Chance(42);
    let mut bytes = 0;
    let mut texts: Vec<String> = Vec::with_capacity(count);
    let started = Instant::now();
    let run = archive.begin_import(0)?;
    for first in (0..count).step_by(250) {
        let made: Vec<(String, String, NewSpeech)> = (first..count.min(first + 250))
            .map(|i| made(i, sentences, &mut chance))
            .collect();
        let files: Vec<NewFile<'_>> = made
            .iter()
            .map(|(name, text, speech)| NewFile {
                bytes: text.as_bytes(),
                name,
                format: "txt",
                encoding: Some("utf-8"),
                text,
                warnings: &[],
                speeches: std::slice::from_ref(speech),
            })
            .collect();
        bytes += made.iter().map(|(_, text, _)| text.len()).sum::<usize>();
        archive.import(&run, 0, &files)?;
        texts.extend(made.iter().map(|(_, text, _)| plain(text)));
    }
    println!("{count} speeches, {:.1} MB of text", bytes as f64 / 1e6);
    rate("import without index", count, started.elapsed());

    let stop = Stop::new();
    let page = Window {
        offset: 0,
        limit: 20,
        order: Order::Newest,
    };
    let ask = |query: &str, window| -> Result<(Duration, u64)> {
        let started = Instant::now();
        let hits = archive.search(&parse(query)?, &Scope::All, window, &stop)?;
        Ok((started.elapsed(), hits.total))
    };
    let (took, total) = ask("投资", page)?;
    println!("投资 without any index: {took:.1?}, {total} hits");

    let started = Instant::now();
    while archive.catch_up()? {}
    rate("index", count, started.elapsed());
    let size = |name: &str| std::fs::metadata(dir.join(name)).map_or(0, |m| m.len());
    for name in ["content.db", "catalogue.db", "index.db", "index.db-wal"] {
        println!(
            "{name}: {:.2} bytes a byte of text",
            size(name) as f64 / bytes as f64
        );
    }
    let (took, _) = ask("投资", page)?;
    println!("first search after opening (reads the shelf): {took:.1?}");

    let mut medians = Vec::new();
    for query in QUERIES.iter().chain([&REGEX]) {
        let mut times = Vec::new();
        let mut total = 0;
        for _ in 0..7 {
            let (took, found) = ask(query, page)?;
            times.push(took);
            total = found;
        }
        times.sort_unstable();
        println!("{:>9.2?}  {total:>7} hits  {query}", times[3]);
        if *query != REGEX {
            medians.push(times[3]);
        }
    }
    compare(&archive, &texts, &mut chance)?;
    medians.sort_unstable();
    let at = |percent: usize| medians[(medians.len() - 1) * percent / 100];
    println!(
        "page: p50 {:.2?}, p95 {:.2?}, max {:.2?}",
        at(50),
        at(95),
        at(100)
    );
    let relevant = Window {
        order: Order::Relevance,
        ..page
    };
    println!("投资 by relevance: {:.2?}", ask("投资", relevant)?.0);
    println!(
        "投资, totals alone: {:.2?}",
        ask("投资", Window { limit: 0, ..page })?.0
    );

    let ids = archive.list_ids(&Scope::All, archive::Sort::NEWEST)?;
    let mut times = Vec::new();
    for id in ids.iter().step_by((ids.len() / 50).max(1)) {
        archive.edit(archive::Op::Theme, 0, |tx| {
            tx.add_theme(id, "theme.parks", &Basis::person())
        })?;
        let started = Instant::now();
        archive.catch_up()?;
        ask("投资", page)?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    println!(
        "catch up with one edit and search: p50 {:.2?}",
        times[times.len() / 2]
    );
    Ok(())
}

/// Parts of the texts, 1 to 40 characters long, against a plain reading of all texts.
fn compare(archive: &Archive, texts: &[String], chance: &mut Chance) -> Result<()> {
    let totals = Window {
        offset: 0,
        limit: 0,
        order: Order::Newest,
    };
    let (mut found, mut held) = (0, 0);
    let mut different = Vec::new();
    for i in 0..200 {
        let text: Vec<char> = texts[chance.below(texts.len())].chars().collect();
        let part: String = text[chance.below(text.len() - 40)..]
            .iter()
            .take(1 + i % 40)
            .collect();
        let query = Query::Text(part.clone());
        let hits = archive.search(&query, &Scope::All, totals, &Stop::new())?;
        let plainly = texts.iter().filter(|t| t.contains(&part)).count() as u64;
        found += hits.total;
        held += plainly;
        if hits.total != plainly {
            different.push(format!("{part}: {} found, {plainly} there", hits.total));
        }
    }
    println!("200 parts of 1 to 40 characters: {found} found, {held} there");
    different.iter().for_each(|line| println!("  {line}"));
    Ok(())
}

/// A text without white space, width and case.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    let seen = text.chars().filter(|c| !c.is_whitespace());
    seen.map(narrow).flat_map(char::to_lowercase).collect()
}

fn rate(what: &str, count: usize, took: Duration) {
    println!(
        "{what}: {took:.1?}, {:.0} speeches/s",
        count as f64 / took.as_secs_f64()
    );
}

fn read_sentences(folder: &Path, sentences: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_sentences(&path, sentences)?;
        } else if path.extension().is_some_and(|e| e == "txt") {
            let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
            let whole = text.split_inclusive('。').map(str::trim);
            sentences.extend(whole.filter(|s| s.chars().count() > 8).map(str::to_owned));
        }
    }
    Ok(())
}

/// A speech of some 3,000 characters with a filing.
fn made(i: usize, sentences: &[String], chance: &mut Chance) -> (String, String, NewSpeech) {
    let length = 800 + chance.below(4_400);
    let types = lexicon::meeting_types().terms();
    let kind = &types[chance.below(types.len())];
    let mut text = format!("在全市第{i}次{}上的讲话\n", kind.zh);
    let mut written = 0;
    while written < length {
        // Runs of sentences that belong together, with line ends between some.
        let from = chance.below(sentences.len());
        for sentence in sentences.iter().skip(from).take(2 + chance.below(6)) {
            text.push_str(sentence);
            written += sentence.chars().count();
        }
        text.push('\n');
    }
    let day = Day::from_number(10_000 + chance.below(9_000) as i32);
    let title = text.lines().next().unwrap_or_default().to_owned();
    let certain = |value: &str| Guess::new(value.to_owned(), 1.0, Vec::new());
    let themes = lexicon::themes().terms();
    let whole = Span::new(0, text.chars().count() as u32);
    let proposal = Proposal {
        territory: whole,
        span: whole,
        ledger: Vec::new(),
        body_start: 0,
        title: certain(&title),
        title_supplied: false,
        meeting: Meeting {
            kind: Some(certain(kind.id)),
            ..Meeting::default()
        },
        genre: Some(certain("genre.speech")),
        level: Some(certain("level.city")),
        place: None,
        speaker: None,
        role: None,
        date: Some(certain(&day.to_string())),
        other_dates: Vec::new(),
        themes: (0..3)
            .map(|_| ThemeGuess {
                id: themes[chance.below(themes.len())].id.to_owned(),
                score: 0.9,
                evidence: Vec::new(),
            })
            .collect(),
        outline: Vec::new(),
        complete: Completeness::Full,
        findings: Vec::new(),
    };
    let speech = NewSpeech {
        clean: text.clone(),
        over_clean: proposal.clone(),
        proposal,
        days: Days {
            earliest: Some(day.number()),
            latest: Some(day.number()),
        },
        state: State::Filed,
    };
    (format!("{i}.txt"), text, speech)
}

/// The same numbers each time (a linear congruence).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}
