//! The concordance and the words near its places.

use std::path::PathBuf;

use desk::wire::{Collocates, KwicPage, KwicProgress, KwicView};
use tauri::State;
use tauri::ipc::Channel;

use crate::open::{Answer, Open};

/// Reads the concordance of a query; how far it is comes over `report`.
#[tauri::command]
pub async fn kwic(
    open: State<'_, Open>,
    query: String,
    report: Channel<KwicProgress>,
) -> Answer<KwicProgress> {
    open.ask(move |desk| {
        desk.kwic(&query, &mut |progress| {
            // A window that went away stops it by closing the concordance, not by not listening.
            let _ = report.send(progress.clone());
        })
    })
    .await
}

#[tauri::command]
pub async fn kwic_page(
    open: State<'_, Open>,
    view: KwicView,
    offset: u32,
    limit: u32,
) -> Answer<KwicPage> {
    open.ask(move |desk| desk.kwic_page(&view, offset, limit))
        .await
}

#[tauri::command]
pub async fn collocates(
    open: State<'_, Open>,
    view: KwicView,
    window: u8,
    least: u32,
) -> Answer<Collocates> {
    open.ask(move |desk| desk.collocates(&view, window, least))
        .await
}

#[tauri::command]
pub async fn export_kwic(open: State<'_, Open>, view: KwicView, path: PathBuf) -> Answer<()> {
    open.ask(move |desk| desk.export_kwic(&view, &path)).await
}

/// Gives the concordance up, with its memory.
#[tauri::command]
pub async fn close_kwic(open: State<'_, Open>) -> Answer<()> {
    open.desk()?.close_kwic();
    Ok(())
}
