//! Taking files in and carrying files out.

use std::path::PathBuf;

use desk::import::Options;
use desk::wire::ImportProgress;
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
            let done = desk.import(&paths, Options::default(), &mut |progress| {
                // A window that went away does not stop the import.
                let _ = report.send(progress.clone());
            })?;
            let changed = desk.imported(&done);
            Ok((done, changed))
        })
        .await?;
    tell(&app, &changed);
    Ok(done)
}

/// Stops a running import; what is in stays in.
#[tauri::command]
pub async fn cancel_import(open: State<'_, Open>) -> Answer<()> {
    open.desk()?.stop_import();
    Ok(())
}
