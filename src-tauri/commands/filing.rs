//! Filing and its undoing.

use desk::wire::{Changed, FieldChange, TermChange};
use tauri::{AppHandle, State};

use crate::open::{Answer, Open, tell};

#[tauri::command]
pub async fn set_fields(
    app: AppHandle,
    open: State<'_, Open>,
    ids: Vec<String>,
    changes: Vec<FieldChange>,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.set_fields(&ids, &changes))
        .await
}

#[tauri::command]
pub async fn confirm_field(
    app: AppHandle,
    open: State<'_, Open>,
    ids: Vec<String>,
    field: String,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.confirm_field(&ids, &field))
        .await
}

#[tauri::command]
pub async fn set_themes(
    app: AppHandle,
    open: State<'_, Open>,
    ids: Vec<String>,
    add: Vec<String>,
    remove: Vec<String>,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.set_themes(&ids, &add, &remove))
        .await
}

#[tauri::command]
pub async fn trash(app: AppHandle, open: State<'_, Open>, ids: Vec<String>) -> Answer<Changed> {
    open.change(&app, move |desk| desk.trash(&ids)).await
}

#[tauri::command]
pub async fn restore(app: AppHandle, open: State<'_, Open>, ids: Vec<String>) -> Answer<Changed> {
    open.change(&app, move |desk| desk.restore(&ids)).await
}

#[tauri::command]
pub async fn empty_trash(app: AppHandle, open: State<'_, Open>) -> Answer<Changed> {
    open.change(&app, |desk| desk.empty_trash()).await
}

#[tauri::command]
pub async fn restore_line(
    app: AppHandle,
    open: State<'_, Open>,
    speech: String,
    index: u32,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.restore_line(&speech, index))
        .await
}

/// Changes fields and themes in one step.
#[tauri::command]
pub async fn refile(
    app: AppHandle,
    open: State<'_, Open>,
    ids: Vec<String>,
    changes: Vec<FieldChange>,
    add: Vec<String>,
    remove: Vec<String>,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.refile(&ids, &changes, &add, &remove))
        .await
}

#[tauri::command]
pub async fn add_term(
    app: AppHandle,
    open: State<'_, Open>,
    kind: String,
    name: String,
    under: Option<String>,
) -> Answer<Changed> {
    open.change(&app, move |desk| {
        desk.add_term(&kind, &name, under.as_deref())
    })
    .await
}

#[tauri::command]
pub async fn change_term(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    change: TermChange,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.change_term(&id, &change))
        .await
}

#[tauri::command]
pub async fn merge_terms(
    app: AppHandle,
    open: State<'_, Open>,
    ids: Vec<String>,
    into: String,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.merge_terms(&ids, &into))
        .await
}

#[tauri::command]
pub async fn remove_term(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.remove_term(&id)).await
}

/// Proposes anew what waits.
#[tauri::command]
pub async fn repropose(app: AppHandle, open: State<'_, Open>) -> Answer<Changed> {
    open.change(&app, |desk| desk.repropose_waiting()).await
}

/// `ids` null: all that are sure.
#[tauri::command]
pub async fn file(
    app: AppHandle,
    open: State<'_, Open>,
    ids: Option<Vec<String>>,
) -> Answer<Changed> {
    open.change(&app, move |desk| match ids {
        Some(ids) => desk.file(&ids),
        None => desk.file_sure(),
    })
    .await
}

/// Sets fields and files, in one step.
#[tauri::command]
pub async fn file_alike(
    app: AppHandle,
    open: State<'_, Open>,
    ids: Vec<String>,
    changes: Vec<FieldChange>,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.file_alike(&ids, &changes))
        .await
}

#[tauri::command]
pub async fn correct(
    app: AppHandle,
    open: State<'_, Open>,
    speech: String,
    at: [u32; 2],
    now: String,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.correct(&speech, at, &now))
        .await
}

#[tauri::command]
pub async fn undo(app: AppHandle, open: State<'_, Open>) -> Answer<Option<Changed>> {
    let undone = open.ask(|desk| desk.undo()).await?;
    undone.iter().for_each(|changed| tell(&app, changed));
    Ok(undone)
}

#[tauri::command]
pub async fn redo(app: AppHandle, open: State<'_, Open>) -> Answer<Option<Changed>> {
    let redone = open.ask(|desk| desk.redo()).await?;
    redone.iter().for_each(|changed| tell(&app, changed));
    Ok(redone)
}

/// Reads the file of a speech again; `encoding` null: recognised.
#[tauri::command]
pub async fn reread(
    app: AppHandle,
    open: State<'_, Open>,
    id: String,
    encoding: Option<String>,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.reread(&id, encoding.as_deref()))
        .await
}

/// Recognises the file of a speech whose pages are pictures.
#[tauri::command]
pub async fn recognise(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.recognise(&id)).await
}

#[tauri::command]
pub async fn tie_versions(
    app: AppHandle,
    open: State<'_, Open>,
    ids: Vec<String>,
) -> Answer<Changed> {
    open.change(&app, move |desk| desk.tie_versions(&ids)).await
}

#[tauri::command]
pub async fn set_apart(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.set_apart(&id)).await
}

#[tauri::command]
pub async fn let_lead(app: AppHandle, open: State<'_, Open>, id: String) -> Answer<Changed> {
    open.change(&app, move |desk| desk.let_lead(&id)).await
}
