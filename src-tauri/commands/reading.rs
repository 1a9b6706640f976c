//! Lists, the reader, search, notes and notebooks as they stand.

use desk::wire::{
    Alike, BookItem, Comparison, Counts, FieldOthers, FirstHits, InboxPage, Notebook, NotesFilter,
    NotesPage, Page, Row, Scope, SearchPage, SimilarView, Sort, SpeechView, Suggestion,
    VersionView, Vocabulary,
};
use tauri::State;

use crate::open::{Answer, Open};

#[tauri::command]
pub async fn counts(open: State<'_, Open>) -> Answer<Counts> {
    open.ask(move |desk| desk.counts()).await
}

#[tauri::command]
pub async fn list(
    open: State<'_, Open>,
    scope: Scope,
    sort: Sort,
    offset: u32,
    limit: u32,
) -> Answer<Page> {
    open.ask(move |desk| desk.list(&scope, sort, offset, limit))
        .await
}

#[tauri::command]
pub async fn list_ids(open: State<'_, Open>, scope: Scope, sort: Sort) -> Answer<Vec<String>> {
    open.ask(move |desk| desk.list_ids(&scope, sort)).await
}

#[tauri::command]
pub async fn rows(open: State<'_, Open>, ids: Vec<String>) -> Answer<Vec<Row>> {
    open.ask(move |desk| desk.rows(&ids)).await
}

#[tauri::command]
pub async fn vocabulary(open: State<'_, Open>) -> Answer<Vocabulary> {
    open.ask(|desk| desk.vocabulary()).await
}

#[tauri::command]
pub async fn inbox(open: State<'_, Open>, offset: u32, limit: u32) -> Answer<InboxPage> {
    open.ask(move |desk| desk.inbox(offset, limit)).await
}

#[tauri::command]
pub async fn inbox_group(open: State<'_, Open>, key: String) -> Answer<Vec<String>> {
    open.ask(move |desk| desk.inbox_group(&key)).await
}

#[tauri::command]
pub async fn others(open: State<'_, Open>, id: String) -> Answer<Vec<FieldOthers>> {
    open.ask(move |desk| desk.others(&id)).await
}

#[tauri::command]
pub async fn alike(
    open: State<'_, Open>,
    id: String,
    field: String,
    add: Vec<String>,
    remove: Vec<String>,
) -> Answer<Alike> {
    open.ask(move |desk| desk.alike(&id, &field, &add, &remove))
        .await
}

#[tauri::command]
pub async fn speech(
    open: State<'_, Open>,
    id: String,
    query: Option<String>,
) -> Answer<SpeechView> {
    open.ask(move |desk| desk.speech(&id, query.as_deref()))
        .await
}

/// What a keystroke asks; stops the searches before it.
#[tauri::command]
pub async fn search_first(
    open: State<'_, Open>,
    query: String,
    sort: String,
    limit: u32,
) -> Answer<FirstHits> {
    open.ask(move |desk| desk.search_first(&query, &sort, limit))
        .await
}

#[tauri::command]
pub async fn suggest(open: State<'_, Open>, typed: String, limit: u32) -> Answer<Vec<Suggestion>> {
    open.ask(move |desk| desk.suggest(&typed, limit)).await
}

#[tauri::command]
pub async fn search(
    open: State<'_, Open>,
    query: String,
    sort: String,
    offset: u32,
    limit: u32,
) -> Answer<SearchPage> {
    open.ask(move |desk| desk.search(&query, &sort, offset, limit))
        .await
}

#[tauri::command]
pub async fn similar(
    open: State<'_, Open>,
    words: String,
    from: Option<String>,
) -> Answer<Vec<SimilarView>> {
    open.ask(move |desk| desk.similar(&words, from.as_deref(), 50))
        .await
}

#[tauri::command]
pub async fn notes(
    open: State<'_, Open>,
    filter: NotesFilter,
    offset: u32,
    limit: u32,
) -> Answer<NotesPage> {
    open.ask(move |desk| desk.notes(&filter, offset, limit))
        .await
}

#[tauri::command]
pub async fn notebooks(open: State<'_, Open>) -> Answer<Vec<Notebook>> {
    open.ask(move |desk| desk.notebooks()).await
}

#[tauri::command]
pub async fn book_items(open: State<'_, Open>, notebook: String) -> Answer<Vec<BookItem>> {
    open.ask(move |desk| desk.items(&notebook)).await
}

#[tauri::command]
pub async fn file_text(open: State<'_, Open>, id: String) -> Answer<String> {
    open.ask(move |desk| desk.file_text(&id)).await
}

#[tauri::command]
pub async fn versions(open: State<'_, Open>, id: String) -> Answer<Vec<VersionView>> {
    open.ask(move |desk| desk.versions(&id)).await
}

#[tauri::command]
pub async fn compare(open: State<'_, Open>, one: String, other: String) -> Answer<Comparison> {
    open.ask(move |desk| desk.compare(&one, &other)).await
}
