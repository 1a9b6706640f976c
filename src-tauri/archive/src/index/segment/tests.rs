//! What is written here is, page by page, what FTS5 writes of the same rows.

use rusqlite::types::Value;

use super::*;
use crate::index::tokenizer;

/// The tables of an index, without any rows.
fn tables() -> Connection {
    let connection = Connection::open_in_memory().expect("open");
    tokenizer::register(&connection).expect("tokenizers");
    connection
        .execute_batch(include_str!("../sql/schema.sql"))
        .expect("schema");
    connection
}

/// A connection of its own to such tables in a file, which are made by the first.
fn file(dir: &tempfile::TempDir) -> Connection {
    let path = dir.path().join("words.db");
    let is_new = !path.exists();
    let connection = Connection::open(path).expect("open");
    tokenizer::register(&connection).expect("tokenizers");
    if is_new {
        connection
            .execute_batch(include_str!("../sql/schema.sql"))
            .expect("schema");
    }
    connection
}

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }

    /// A text of so many characters; common ones are far more so than rare ones.
    fn text(&mut self, length: u64) -> String {
        let length = self.below(length + 1);
        let mut text = String::new();
        for _ in 0..length {
            let c = match self.below(20) {
                0 => '\u{1f}',
                1 => 'a',
                2 => '\u{20000}',
                3..=9 => '的',
                _ => {
                    let bits = 1 + self.below(9);
                    char::from_u32(0x4e00 + self.below(1 << bits) as u32).unwrap_or('一')
                }
            };
            text.push(c);
        }
        text
    }
}

/// Rows whose numbers rise from one up, with six columns each.
fn rows(chance: &mut Chance, first: i64, count: i64) -> Vec<(i64, Vec<String>)> {
    let mut number = first;
    let mut made = Vec::new();
    for _ in 0..count {
        number += 1 + chance.below(3) as i64 * 4_000;
        let body = match chance.below(100) {
            0 => 60_000,
            _ => 500,
        };
        let columns = [body, 20, 60, 3, 3, 0].map(|length| chance.text(length));
        made.push((number, columns.to_vec()));
    }
    made
}

fn through_fts5(connection: &mut Connection, rows: &[(i64, Vec<String>)]) {
    let tx = connection.transaction().expect("begin");
    for (number, c) in rows {
        let row = params![number, c[0], c[1], c[2], c[3], c[4], c[5]];
        tx.execute(include_str!("../sql/put_phrase.sql"), row)
            .expect("phrase");
    }
    for (number, c) in rows {
        tx.execute(include_str!("../sql/put_letter.sql"), params![number, c[1]])
            .expect("letter");
    }
    tx.commit().expect("commit");
}

fn at_once(connection: &mut Connection, rows: &[(i64, Vec<String>)]) {
    let tx = connection.transaction().expect("begin");
    let row = |(number, columns): &(i64, Vec<String>),
               from: usize,
               to: usize|
     -> (i64, Vec<String>) { (*number, columns[from..to].to_vec()) };
    for (table, from, to) in [(PHRASE, 0, 6), (LETTER, 1, 2)] {
        let own: Vec<_> = rows.iter().map(|r| row(r, from, to)).collect();
        let own: Vec<Row<'_>> = own
            .iter()
            .map(|(number, columns)| Row {
                number: *number,
                columns: columns.iter().map(String::as_str).collect(),
            })
            .collect();
        table.add(&tx, &own).expect("add");
    }
    tx.commit().expect("commit");
}

fn dump(connection: &Connection) -> Vec<(String, Vec<Value>)> {
    let mut all = Vec::new();
    for table in ["phrase", "letter"] {
        for (part, columns) in [("data", 2), ("idx", 3), ("docsize", 3)] {
            let name = format!("{table}_{part}");
            let mut ask = connection
                .prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2"))
                .expect("ask");
            let mut found = ask.query([]).expect("query");
            while let Some(row) = found.next().expect("row") {
                let values = (0..columns).map(|i| row.get(i).expect("value"));
                all.push((name.clone(), values.collect()));
            }
        }
    }
    all
}

#[test]
fn the_same_pages_are_written_as_fts5_writes() {
    let mut chance = Chance(7);
    let (mut theirs, mut ours) = (tables(), tables());
    let mut first = 0;
    for count in [400, 1, 150] {
        let rows = rows(&mut chance, first, count);
        first = rows.last().map_or(first, |(number, _)| *number);
        through_fts5(&mut theirs, &rows);
        at_once(&mut ours, &rows);
        let (theirs, ours) = (dump(&theirs), dump(&ours));
        assert_eq!(theirs.len(), ours.len());
        for (their, our) in theirs.iter().zip(&ours) {
            assert_eq!(their, our);
        }
        let is_list_index = |(name, values): &&(String, Vec<Value>)| {
            let id = match values[0] {
                Value::Integer(id) => id,
                _ => 0,
            };
            name == "phrase_data" && id & (1 << 36) != 0
        };
        // Else nothing of it was put to the test.
        assert!(count < 400 || ours.iter().any(|row| is_list_index(&row)));
    }
}

#[test]
fn fts5_goes_on_with_what_was_written_past_it() {
    let dir = tempfile::tempdir().expect("dir");
    let open = || file(&dir);
    let mut connection = open();
    let mut chance = Chance(11);
    let rows = rows(&mut chance, 0, 300);
    let (old, new) = rows.split_at(120);
    through_fts5(&mut connection, old);
    at_once(&mut connection, &new[..100]);
    let mut connection = open();
    at_once(&mut connection, &new[100..]);
    let mut connection = open();
    let gone = [rows[3].0, rows[130].0, rows[250].0];
    for number in gone {
        for table in ["phrase", "letter"] {
            let statement = format!("DELETE FROM {table} WHERE rowid = ?1");
            connection.execute(&statement, [number]).expect("delete");
        }
    }
    let more = super::tests::rows(&mut chance, rows[299].0, 5);
    through_fts5(&mut connection, &more);
    for table in ["phrase", "letter"] {
        let merge = format!("INSERT INTO {table}({table}, rank) VALUES ('merge', -500)");
        connection.execute(&merge, []).expect("merge");
        let check = format!("INSERT INTO {table}({table}) VALUES ('integrity-check')");
        connection.execute(&check, []).expect("sound");
    }
    for wanted in ["的a", "a\u{4e00}", "\u{20000}的"] {
        let mut ask = connection
            .prepare("SELECT rowid FROM phrase WHERE phrase MATCH ?1 ORDER BY rowid")
            .expect("ask");
        let found: Vec<i64> = ask
            .query_map([format!("\"{wanted}\"")], |row| row.get(0))
            .expect("query")
            .collect::<rusqlite::Result<_>>()
            .expect("rows");
        let holds = |columns: &[String]| columns.iter().any(|c| c.contains(wanted));
        let expected: Vec<i64> = rows
            .iter()
            .chain(&more)
            .filter(|(number, columns)| !gone.contains(number) && holds(columns))
            .map(|(number, _)| *number)
            .collect();
        assert_eq!(found, expected, "{wanted}");
        assert!(!found.is_empty());
    }
}

/// What is read of a list in a range: rows, each with (column, position).
fn read(
    connection: &Connection,
    table: Table,
    gram: &[char],
    range: std::ops::RangeInclusive<i64>,
) -> Vec<(i64, Vec<(u64, u64)>)> {
    let reader = Reader::new(table, connection).expect("reader");
    let list = reader.list(gram).expect("list");
    let postings = list.read(range.clone()).expect("read");
    let rows: Vec<i64> = postings.rows().collect();
    // One by one they are the same.
    let each = list.read_of(&rows).expect("read");
    assert!(each.rows().eq(rows.iter().copied()));
    let place = |place| (place >> COLUMN, place & 0xffff_ffff);
    postings
        .each()
        .map(|(row, places)| (row, places.map(place).collect()))
        .collect()
}

/// What stands in rows, by looking at them.
fn looked(
    rows: &[(i64, Vec<String>)],
    gram: &[char],
    range: &std::ops::RangeInclusive<i64>,
) -> Vec<(i64, Vec<(u64, u64)>)> {
    let mut all = Vec::new();
    for (row, columns) in rows.iter().filter(|(row, _)| range.contains(row)) {
        let mut places = Vec::new();
        for (column, text) in (0..).zip(columns) {
            let mut position = 0;
            speech::terms::pairs(text, |first, second| {
                if gram.first() == Some(&first) && gram.get(1) == second.as_ref() {
                    places.push((column, position));
                }
                position += 1;
            });
        }
        if !places.is_empty() {
            all.push((*row, places));
        }
    }
    all
}

#[test]
fn lists_are_read_as_the_rows_have_them_however_they_were_written() {
    let dir = tempfile::tempdir().expect("dir");
    let open = || file(&dir);
    let mut connection = open();
    let mut chance = Chance(23);
    let mut rows = rows(&mut chance, 0, 700);
    let most = rows.last().map_or(0, |(row, _)| *row);
    at_once(&mut connection, &rows[..400]);
    let mut connection = open();
    at_once(&mut connection, &rows[400..650]);
    let mut connection = open();
    through_fts5(&mut connection, &rows[650..]);
    let grams = ["的的", "的a", "a\u{4e00}", "\u{20000}的", "一", "龘龘"];
    let grams = grams.map(|gram| gram.chars().collect::<Vec<char>>());
    let ranges = [
        i64::MIN..=i64::MAX,
        most / 3..=most / 2,
        most / 2..=i64::MAX,
        rows[300].0..=rows[300].0,
        most + 1..=i64::MAX,
    ];
    let check = |connection: &Connection, rows: &[(i64, Vec<String>)]| {
        let mut found = 0;
        for gram in &grams {
            for range in &ranges {
                let read = read(connection, PHRASE, gram, range.clone());
                assert!(read == looked(rows, gram, range), "{gram:?} {range:?}");
                found += read.len();
            }
        }
        for range in &ranges {
            let read = read(connection, LETTER, &['的'], range.clone());
            let there = rows
                .iter()
                .filter(|(row, c)| range.contains(row) && c[1].contains('的'));
            assert!(
                read.iter()
                    .map(|(row, _)| *row)
                    .eq(there.map(|(row, _)| *row))
            );
        }
        assert!(found > 1_000);
    };
    check(&connection, &rows);
    // Deleted, and some put again with other words.
    for at in (0..700).rev().filter(|at| at % 7 == 3) {
        for table in ["phrase", "letter"] {
            let statement = format!("DELETE FROM {table} WHERE rowid = ?1");
            connection
                .execute(&statement, [rows[at].0])
                .expect("delete");
        }
        match at % 2 {
            0 => drop(rows.remove(at)),
            _ => {
                rows[at].1 = [500, 20, 60, 3, 3, 0]
                    .map(|length| chance.text(length))
                    .to_vec();
                through_fts5(&mut connection, &rows[at..=at]);
            }
        }
    }
    check(&connection, &rows);
    // While all is merged, step by step.
    let mut steps = 0;
    loop {
        let before: i64 = connection.total_changes() as i64;
        for table in ["phrase", "letter"] {
            let pages = if steps == 0 { -20 } else { 20 };
            let merge = format!("INSERT INTO {table}({table}, rank) VALUES ('merge', {pages})");
            connection.execute(&merge, []).expect("merge");
        }
        check(&connection, &rows);
        steps += 1;
        if connection.total_changes() as i64 - before <= 2 {
            break;
        }
    }
    assert!(steps > 10, "{steps}");
}

/// Where the first row stood on the page behind its term, all rows of the further pages were lost.
#[test]
fn a_list_whose_term_ended_its_page_lost_all_but_its_first_page() {
    let mut at_an_end = 0;
    // So many rows of the word before, that the next one begins at any place near the end of a page.
    for before in 8_060..8_100 {
        let mut connection = tables();
        let all = 13_000;
        for rows in [1..=6_000, 6_001..=all] {
            let tx = connection.transaction().expect("begin");
            for row in rows {
                let words = if row <= before { "一丁" } else { "丁" };
                tx.execute(include_str!("../sql/put_letter.sql"), params![row, words])
                    .expect("letter");
            }
            tx.commit().expect("commit");
        }
        connection
            .execute("INSERT INTO letter(letter) VALUES ('optimize')", [])
            .expect("merge");
        let there = read(&connection, LETTER, &['丁'], i64::MIN..=i64::MAX);
        assert!(there.iter().map(|(row, _)| *row).eq(1..=all), "{before}");
        let mut pages = connection
            .prepare("SELECT block FROM letter_data WHERE id > 10 AND id & (1 << 36) = 0")
            .expect("pages");
        let mut found = pages.query([]).expect("pages");
        while let Some(page) = found.next().expect("page") {
            let page = page.get_ref(0).expect("block").as_blob().expect("block");
            let size = usize::from(u16::from_be_bytes([page[2], page[3]]));
            at_an_end += usize::from(page[..size].ends_with("丁".as_bytes()));
        }
    }
    // Else nothing of it was put to the test.
    assert!(at_an_end > 0);
}

#[test]
fn a_speech_that_came_after_a_great_import_had_all_of_the_index_merged_before_it_was_in() {
    let dir = tempfile::tempdir().expect("dir");
    let mut chance = Chance(5);
    let mut last = 0;
    // More side by side than FTS5 leaves unmerged unless told to.
    for _ in 0..40 {
        let rows = rows(&mut chance, last, 3);
        last = rows[2].0;
        at_once(&mut file(&dir), &rows);
    }
    let mut connection = file(&dir);
    let one = rows(&mut chance, last, 1);
    through_fts5(&mut connection, &one);
    for table in [PHRASE, LETTER] {
        let structure = table.structure(&connection).expect("structure");
        let segments: usize = structure.levels.iter().map(|l| l.segments.len()).sum();
        assert!(segments > 30, "{} of 41 left", segments);
    }
}
