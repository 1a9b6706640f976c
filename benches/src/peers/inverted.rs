//! tantivy with pairs of characters (with positions) and single characters: the strongest peer.

use std::ops::Bound;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use archive::query::{Query, TermField, TextField, When};
use speech::lexicon;
use tantivy::collector::{Collector, Count, DocSetCollector, SegmentCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, Occur, PhraseQuery, Query as Ask, RangeQuery, TermQuery,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions, Value,
};
use tantivy::store::Compressor;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{
    DocId, Index, IndexReader, IndexSettings, IndexWriter, Order, ReloadPolicy, Score,
    SegmentReader, TantivyDocument, Term,
};

use crate::engine::{Engine, Numbers, Page, snippet};
use crate::made::{Made, Sentences};
use crate::queries::{Case, plain};

use super::first_word;

/// An index of tantivy, open.
pub struct Inverted {
    index: Index,
    reader: IndexReader,
    fields: Fields,
}

#[derive(Clone, Copy)]
struct Fields {
    number: Field,
    text: Field,
    title: Field,
    pairs: Field,
    letters: Field,
    title_pairs: Field,
    day: Field,
    year: Field,
    kind: Field,
    kind_number: Field,
    theme: Field,
}

/// Overlapping pairs (`2`) or single characters (`1`).
#[derive(Clone)]
struct Grams(usize);

struct Stream<'a> {
    text: &'a str,
    size: usize,
    at: usize,
    token: Token,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = Stream<'a>;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream {
            text,
            size: self.0,
            at: 0,
            token: Token::default(),
        }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let mut ends = rest.char_indices().map(|(i, c)| i + c.len_utf8());
        let Some(next) = ends.next() else {
            return false;
        };
        let end = if self.size == 1 {
            Some(next)
        } else {
            ends.next()
        };
        let Some(end) = end else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = self.at;
        self.token.offset_to = self.at + end;
        self.token.text.clear();
        self.token.text.push_str(&rest[..end]);
        self.at += next;
        true
    }
    fn token(&self) -> &Token {
        &self.token
    }
    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexed = |tokenizer: &str, record| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(record)
                .set_fieldnorms(true),
        )
    };
    let pairs = indexed("pairs", IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        number: schema.add_u64_field("number", FAST | STORED),
        text: schema.add_text_field("text", TextOptions::default() | STORED),
        title: schema.add_text_field("title", TextOptions::default() | STORED),
        pairs: schema.add_text_field("pairs", pairs.clone()),
        letters: schema.add_text_field("letters", indexed("letters", IndexRecordOption::Basic)),
        title_pairs: schema.add_text_field("title_pairs", pairs),
        day: schema.add_i64_field("day", FAST | INDEXED),
        year: schema.add_u64_field("year", FAST),
        kind: schema.add_text_field("kind", STRING),
        kind_number: schema.add_u64_field("kind_number", FAST),
        theme: schema.add_text_field("theme", STRING),
    };
    (schema.build(), fields)
}

fn kind_number(kind: &str) -> u64 {
    let terms = lexicon::meeting_types().terms();
    terms.iter().position(|t| t.id == kind).unwrap_or(0) as u64
}

impl Inverted {
    /// Makes the index anew; gives the CPU time of making, that of the speeches left out.
    pub fn build(
        folder: &Path,
        sentences: &Sentences,
        speeches: usize,
    ) -> Result<(Self, Duration)> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let (schema, _) = schema();
        let index = Index::builder()
            .schema(schema)
            .settings(IndexSettings {
                docstore_compression: Compressor::Zstd(Default::default()),
                ..IndexSettings::default()
            })
            .create_in_dir(folder)?;
        let own = Self::over(index)?;
        let began = crate::clock::process_cpu();
        let mut making = Duration::ZERO;
        let mut writer = own.writer()?;
        for number in 0..speeches {
            let (took, made) = crate::clock::time(|| sentences.speech(number));
            making += took.cpu;
            writer.add_document(own.document(number, &made))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let took = crate::clock::process_cpu() - began;
        own.reader.reload()?;
        Ok((own, took.saturating_sub(making)))
    }

    pub fn open(folder: &Path) -> Result<Self> {
        Self::over(Index::open_in_dir(folder)?)
    }

    fn over(index: Index) -> Result<Self> {
        index.tokenizers().register("pairs", Grams(2));
        index.tokenizers().register("letters", Grams(1));
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let (_, fields) = schema();
        Ok(Self {
            index,
            reader,
            fields,
        })
    }

    pub fn writer(&self) -> Result<IndexWriter> {
        Ok(self.index.writer_with_num_threads(1, 256 << 20)?)
    }

    pub fn document(&self, number: usize, made: &Made) -> TantivyDocument {
        let fields = self.fields;
        let folded = plain(&made.text);
        let letters: std::collections::BTreeSet<char> = folded.chars().collect();
        let mut document = TantivyDocument::default();
        document.add_u64(fields.number, number as u64);
        document.add_text(fields.title, &made.title);
        document.add_text(fields.title_pairs, plain(&made.title));
        document.add_text(fields.letters, letters.into_iter().collect::<String>());
        document.add_text(fields.pairs, folded);
        document.add_text(fields.text, &made.text);
        document.add_i64(fields.day, i64::from(made.day));
        document.add_u64(fields.year, made.year() as u64);
        document.add_text(fields.kind, made.kind);
        document.add_u64(fields.kind_number, kind_number(made.kind));
        for theme in made.themes() {
            document.add_text(fields.theme, theme);
        }
        document
    }

    /// One durable addition, found at once.
    pub fn add(&self, writer: &mut IndexWriter, number: usize, made: &Made) -> Result<()> {
        writer.add_document(self.document(number, made))?;
        writer.commit()?;
        Ok(self.reader.reload()?)
    }

    fn ask(&self, query: &Query) -> Option<Box<dyn Ask>> {
        let fields = self.fields;
        Some(match query {
            Query::All => Box::new(AllQuery),
            Query::Text(words) => words_query(fields.letters, fields.pairs, words),
            Query::Field(TextField::Title, words) => {
                words_query(fields.letters, fields.title_pairs, words)
            }
            Query::Term(TermField::Type, Some(id)) => {
                any_of(fields.kind, lexicon::meeting_types(), id)
            }
            Query::Term(TermField::Theme, Some(id)) => any_of(fields.theme, lexicon::themes(), id),
            Query::Date(When::Within {
                from: Some(from),
                to: Some(to),
            }) => {
                let day = |day: i32| Term::from_field_i64(fields.day, i64::from(day));
                Box::new(RangeQuery::new(
                    Bound::Included(day(from.earliest()?.number())),
                    Bound::Included(day(to.latest()?.number())),
                ))
            }
            Query::And(all) => {
                let mut clauses: Vec<(Occur, Box<dyn Ask>)> = Vec::new();
                for part in all {
                    match part {
                        Query::Not(inner) => clauses.push((Occur::MustNot, self.ask(inner)?)),
                        part => clauses.push((Occur::Must, self.ask(part)?)),
                    }
                }
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, Box::new(AllQuery)));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Query::Or(all) => {
                let clauses: Option<Vec<_>> = all
                    .iter()
                    .map(|part| Some((Occur::Should, self.ask(part)?)))
                    .collect();
                Box::new(BooleanQuery::new(clauses?))
            }
            _ => return None,
        })
    }

    fn shown(&self, case: &Case, top: Vec<(Option<i64>, tantivy::DocAddress)>) -> Result<Numbers> {
        let searcher = self.reader.searcher();
        let word = first_word(&case.tree).unwrap_or_default();
        let mut newest = Vec::new();
        for (_, address) in top {
            let document: TantivyDocument = searcher.doc(address)?;
            let value = |field| document.get_first(field);
            let text = value(self.fields.text).and_then(|v| v.as_str());
            std::hint::black_box(snippet(text.unwrap_or_default(), word));
            let number = value(self.fields.number).and_then(|v| v.as_u64());
            newest.push(number.unwrap_or_default() as u32);
        }
        Ok(newest)
    }
}

fn words_query(letters: Field, pairs: Field, words: &str) -> Box<dyn Ask> {
    let chars: Vec<char> = plain(words).chars().collect();
    let mut terms: Vec<Term> = chars
        .windows(2)
        .map(|pair| Term::from_field_text(pairs, &pair.iter().collect::<String>()))
        .collect();
    match (chars.as_slice(), terms.len()) {
        ([one], _) => Box::new(TermQuery::new(
            Term::from_field_text(letters, &one.to_string()),
            IndexRecordOption::Basic,
        )),
        (_, 1) => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::Basic)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

fn any_of(field: Field, vocabulary: &lexicon::Vocabulary, id: &'static str) -> Box<dyn Ask> {
    let under = vocabulary.terms().iter().filter(|t| t.parent == Some(id));
    let ids = under.map(|t| t.id).chain([id]);
    let any = ids.map(|id| {
        let term = Term::from_field_text(field, id);
        let ask: Box<dyn Ask> = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
        (Occur::Should, ask)
    });
    Box::new(BooleanQuery::new(any.collect()))
}

impl Engine for Inverted {
    fn name(&self) -> &'static str {
        "tantivy"
    }

    fn first(&self, case: &Case) -> Result<Option<Numbers>> {
        let Some(ask) = self.ask(&case.tree) else {
            return Ok(None);
        };
        let newest = TopDocs::with_limit(20).order_by_fast_field::<i64>("day", Order::Desc);
        let top = self.reader.searcher().search(&*ask, &newest)?;
        self.shown(case, top).map(Some)
    }

    fn page(&self, case: &Case) -> Result<Option<Page>> {
        let Some(ask) = self.ask(&case.tree) else {
            return Ok(None);
        };
        let newest = TopDocs::with_limit(20).order_by_fast_field::<i64>("day", Order::Desc);
        let collectors = (newest, Count, Facets);
        let (top, total, years) = self.reader.searcher().search(&*ask, &collectors)?;
        Ok(Some(Page {
            total: total as u64,
            newest: self.shown(case, top)?,
            years,
        }))
    }

    fn all(&self, case: &Case) -> Result<Option<Numbers>> {
        let Some(ask) = self.ask(&case.tree) else {
            return Ok(None);
        };
        let searcher = self.reader.searcher();
        let mut all = Vec::new();
        for address in searcher.search(&*ask, &DocSetCollector)? {
            let segment = searcher.segment_reader(address.segment_ord);
            let numbers = segment.fast_fields().u64("number")?;
            all.extend(numbers.first(address.doc_id).map(|n| n as u32));
        }
        all.sort_unstable();
        Ok(Some(all))
    }
}

/// Counts years and types in one pass.
struct Facets;

struct Counting {
    year: Column<u64>,
    kind: Column<u64>,
    years: Vec<u64>,
    kinds: Vec<u64>,
}

impl Collector for Facets {
    type Fruit = Vec<(i32, u64)>;
    type Child = Counting;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> tantivy::Result<Counting> {
        Ok(Counting {
            year: segment.fast_fields().u64("year")?,
            kind: segment.fast_fields().u64("kind_number")?,
            years: vec![0; 4_096],
            kinds: vec![0; 4_096],
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Vec<u64>>) -> tantivy::Result<Vec<(i32, u64)>> {
        let mut years = vec![0u64; 4_096];
        for part in parts {
            years.iter_mut().zip(part).for_each(|(a, b)| *a += b);
        }
        let counted = years.iter().enumerate().rev().filter(|(_, n)| **n > 0);
        Ok(counted.map(|(year, n)| (year as i32, *n)).collect())
    }
}

impl SegmentCollector for Counting {
    type Fruit = Vec<u64>;

    fn collect(&mut self, document: DocId, _: Score) {
        let year = self.year.first(document).unwrap_or(0) as usize;
        let kind = self.kind.first(document).unwrap_or(0) as usize;
        self.years[year & 4_095] += 1;
        self.kinds[kind & 4_095] += 1;
    }

    fn harvest(self) -> Vec<u64> {
        std::hint::black_box(&self.kinds);
        self.years
    }
}
