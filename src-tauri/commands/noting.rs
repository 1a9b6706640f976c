//! Notes, notebooks, excerpts, saved searches.

use desk::wire::{Changed, ExcerptPlace, NewNote, NoteChange};
use tauri::{AppHandle, State};

use crate::open::{Answer, Open};

#[tauri::command]
pub async fn add_note(app: AppHandle, open: State<'_, Open>, note: NewNote) -> Answer<Changed> {
    open.change(&app, move |desk| desk.add_note(&note)).await
}

#[tauri::command]
pub async fn change_note(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    change: NoteChange,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.change_note(&id, &change))
        .await
}

#[tauri::command]
pub async fn remove_note(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.remove_note(&id)).await
}

#[tauri::command]
pub async fn add_notebook(app: AppHandle, open: State<'_, Open>, name: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.add_notebook(&name))
        .await
}

#[tauri::command]
pub async fn rename_notebook(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    name: String,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.rename_notebook(&id, &name))
        .await
}

#[tauri::command]
pub async fn remove_notebook(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.remove_notebook(&id))
        .await
}

#[tauri::command]
pub async fn add_excerpt(
    app: AppHandle,
    open: State<'_, Open>,
    speech: String,
    at: [u32; 2],
    place: ExcerptPlace,
    first: Option<String>,
) -> Answer<Changed> {
    open.change(&app, move |desk| {
        desk.add_excerpt(&speech, at, &place, first.as_deref())
    })
    .await
}

#[tauri::command]
pub async fn add_section(
    app: AppHandle,
    open: State<'_, Open>,
    notebook: String,
    name: String,
    position: Option<u32>,
) -> Answer<Changed> {
    open.change(&app, move |desk| {
        desk.add_section(&notebook, &name, position)
    })
    .await
}

#[tauri::command]
pub async fn rename_section(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    name: String,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.rename_section(&id, &name))
        .await
}

#[tauri::command]
pub async fn move_section(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    place: u32,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.move_section(&id, place))
        .await
}

#[tauri::command]
pub async fn remove_section(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.remove_section(&id))
        .await
}

#[tauri::command]
pub async fn change_excerpt(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    comment: String,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.change_excerpt(&id, &comment))
        .await
}

#[tauri::command]
pub async fn move_excerpt(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    position: u32,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.move_excerpt(&id, position))
        .await
}

#[tauri::command]
pub async fn remove_excerpt(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.remove_excerpt(&id))
        .await
}

#[tauri::command]
pub async fn save_search(
    app: AppHandle,
    open: State<'_, Open>,
    name: String,
    query: String,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.save_search(&name, &query))
        .await
}

#[tauri::command]
pub async fn remove_search(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.remove_search(&id)).await
}

#[tauri::command]
pub async fn rename_search(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    name: String,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.rename_search(&id, &name))
        .await
}
