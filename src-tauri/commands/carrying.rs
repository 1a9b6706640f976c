//! Taking files in and carrying files out.

use std::path::PathBuf;

use desk::Lang;
use desk::import::Options;
use desk::report::stretch;
use desk::wire::{Backup, CheckUp, Holdings, ImportLine, ImportProgress, Pasted};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::open::{Answer, Open, tell};

#[tauri::command]
pub async fn export_notebook(open: State<'_, Open>, id: String, path: PathBuf) -> Answer<()> {
    open.ask(move |desk| desk.export_notebook(&id, &path)).await
}

#[tauri::command]
pub async fn export_speech(open: State<'_, Open>, id: String, path: PathBuf) -> Answer<()> {
    open.ask(move |desk| desk.export_speech(&id, &path)).await
}

/// Writes all notes as W3C Web Annotations; answers how many.
#[tauri::command]
pub async fn export_notes(open: State<'_, Open>, path: PathBuf) -> Answer<u32> {
    open.ask(move |desk| desk.export_notes(&path)).await
}

#[tauri::command]
pub async fn save_original(open: State<'_, Open>, id: String, path: PathBuf) -> Answer<()> {
    open.ask(move |desk| desk.save_original(&id, &path)).await
}

/// Imports; progress comes over `report`, the finished report is the answer.
#[tauri::command]
pub async fn import_paths(
    app: AppHandle,
    open: State<'_, Open>,
    paths: Vec<PathBuf>,
    report: Channel<ImportProgress>,
) -> Answer<ImportProgress> {
    let (done, changed) = open
        .ask(move |desk| {
            let done = desk.import(&paths, Options::default(), &mut on_the_way(&report))?;
            let changed = desk.imported(&done);
            Ok((done, changed))
        })
        .await?;
    tell(&app, &changed);
    Ok(open.keep_report(done))
}

/// Tells how it stands until the answer does. A window that went away does not stop the import.
fn on_the_way(report: &Channel<ImportProgress>) -> impl FnMut(&ImportProgress) {
    |progress| {
        if !progress.finished {
            let _ = report.send(progress.clone());
        }
    }
}

/// A stretch of the lines of the last finished report that ended as `outcome`, or of `all`.
#[tauri::command]
pub async fn report_lines(
    open: State<'_, Open>,
    outcome: String,
    offset: usize,
    limit: usize,
) -> Answer<Vec<ImportLine>> {
    Ok(stretch(&open.report(), &outcome, offset, limit))
}

/// Reads again what could not be read, recognising pictures of pages; told like an import.
#[tauri::command]
pub async fn recognise_unread(
    app: AppHandle,
    open: State<'_, Open>,
    report: Channel<ImportProgress>,
) -> Answer<ImportProgress> {
    let (done, changed) = open
        .ask(move |desk| {
            let done = desk.reread_unread(true, &mut on_the_way(&report))?;
            let changed = desk.imported(&done);
            Ok((done, changed))
        })
        .await?;
    tell(&app, &changed);
    Ok(open.keep_report(done))
}

/// Takes pasted words in.
#[tauri::command]
pub async fn import_text(
    app: AppHandle,
    open: State<'_, Open>,
    text: String,
) -> Answer<ImportProgress> {
    let (done, changed) = open
        .ask(move |desk| {
            let done = desk.import_text(&text)?;
            let changed = desk.imported(&done);
            Ok((done, changed))
        })
        .await?;
    tell(&app, &changed);
    Ok(done)
}

/// What pasted words would be filed as.
#[tauri::command]
pub async fn preview_text(open: State<'_, Open>, text: String) -> Answer<Pasted> {
    open.ask(move |desk| desk.preview_text(&text)).await
}

/// Holds a running import, or lets it go on.
#[tauri::command]
pub async fn pause_import(open: State<'_, Open>, paused: bool) -> Answer<()> {
    open.desk()?.pause_import(paused);
    Ok(())
}

/// Writes the lines of the last finished report as a table; `lang` is `zh` or `en`.
#[tauri::command]
pub async fn save_report(open: State<'_, Open>, path: PathBuf, lang: String) -> Answer<()> {
    let lang = match lang.as_str() {
        "en" => Lang::En,
        _ => Lang::Zh,
    };
    let lines = open.report();
    open.ask(move |desk| desk.save_report(&lines, &path, lang))
        .await
}

/// Watches a folder for the open archive; null: none.
#[tauri::command]
pub async fn watch(app: AppHandle, open: State<'_, Open>, folder: Option<PathBuf>) -> Answer<()> {
    open.watch(&app, folder).await
}

/// Backs the open archive up within a folder.
#[tauri::command]
pub async fn backup(open: State<'_, Open>, folder: PathBuf) -> Answer<Backup> {
    open.ask(move |desk| desk.backup(&folder)).await
}

/// The backup of the open archive within a folder.
#[tauri::command]
pub async fn backed_up(open: State<'_, Open>, folder: PathBuf) -> Answer<Option<Backup>> {
    open.ask(move |desk| desk.backed_up(&folder)).await
}

/// What the open archive holds.
#[tauri::command]
pub async fn holdings(open: State<'_, Open>) -> Answer<Holdings> {
    open.ask(desk::Desk::holdings).await
}

/// Reads all of the open archive and tells what is not whole.
#[tauri::command]
pub async fn check_up(open: State<'_, Open>) -> Answer<CheckUp> {
    open.ask(desk::Desk::check_up).await
}

/// Makes the search index anew.
#[tauri::command]
pub async fn rebuild_index(open: State<'_, Open>) -> Answer<()> {
    open.ask(desk::Desk::rebuild_index).await
}

/// Stops a running import; what is in stays in.
#[tauri::command]
pub async fn cancel_import(open: State<'_, Open>) -> Answer<()> {
    open.desk()?.stop_import();
    Ok(())
}
