//! Starting, settings, opening and closing archives.

use std::path::PathBuf;

use desk::wire::{Opened, Settings, Start};
use desk::{Desk, sample};
use tauri::State;

use crate::open::{Answer, Open};

/// The first thing the window asks: settings, and the archive named on the command line.
#[tauri::command]
pub async fn start(open: State<'_, Open>) -> Answer<Start> {
    let (archive, files) = open.arguments();
    if let (Some(folder), None) = (archive.map(PathBuf::from), open.opened()) {
        open.enter(move |_, tools| Desk::open_or_create(&folder, tools))
            .await?;
    }
    Ok(Start {
        settings: open.settings().load(),
        opened: open.opened(),
        sample_count: sample::count(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        pending: files.iter().map(|p| p.display().to_string()).collect(),
    })
}

/// The characters that differ between the two scripts.
#[tauri::command]
pub fn scripts() -> desk::wire::Scripts {
    desk::scripts()
}

/// Keeps the settings.
#[tauri::command]
pub async fn save_settings(open: State<'_, Open>, settings: Settings) -> Answer<()> {
    if let Ok(desk) = open.desk() {
        desk.set_habits((&settings).into());
    }
    open.settings().save(&settings).map_err(|p| p.wire().into())
}

/// Makes an archive and opens it.
#[tauri::command]
pub async fn create_archive(open: State<'_, Open>, path: PathBuf) -> Answer<Opened> {
    open.enter(move |_, tools| Desk::create(&path, tools)).await
}

/// Opens an archive.
#[tauri::command]
pub async fn open_archive(open: State<'_, Open>, path: PathBuf) -> Answer<Opened> {
    open.enter(move |_, tools| Desk::open(&path, tools)).await
}

/// Opens the sample archive, made on first use.
#[tauri::command]
pub async fn open_sample(open: State<'_, Open>) -> Answer<Opened> {
    open.enter(sample::open).await
}

/// Makes an archive of a backup and opens it.
#[tauri::command]
pub async fn restore_backup(open: State<'_, Open>, from: PathBuf, path: PathBuf) -> Answer<Opened> {
    open.enter(move |_, tools| Desk::restore_backup(&from, &path, tools))
        .await
}

/// Closes the archive.
#[tauri::command]
pub async fn close_archive(open: State<'_, Open>) -> Answer<()> {
    open.leave();
    Ok(())
}
