//! The window's door: commands that call the desk and map its answers. Holds no rule of its own.

mod commands;
#[cfg(target_os = "linux")]
mod drawing;
mod open;

use std::path::PathBuf;

use tauri::Manager;

use open::Open;

/// The folder for settings and the sample archive, instead of the system's own place for them.
const HOME: &str = "ROSTRUM_HOME";

/// Starts the window. `arguments`: an archive to open and files to take into it.
pub fn run(arguments: Vec<PathBuf>) -> Result<(), Box<dyn std::error::Error>> {
    let tools = desk::Tools::own()?;
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| {
            let home = match std::env::var_os(HOME) {
                Some(home) => PathBuf::from(home),
                None => app.path().app_data_dir()?,
            };
            app.manage(Open::new(home, tools, arguments));
            #[cfg(target_os = "linux")]
            for window in app.webview_windows().values() {
                drawing::suit(window)?;
            }
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::desk::start,
            commands::desk::scripts,
            commands::desk::save_settings,
            commands::desk::create_archive,
            commands::desk::open_archive,
            commands::desk::open_sample,
            commands::desk::restore_backup,
            commands::desk::close_archive,
            commands::reading::counts,
            commands::reading::list,
            commands::reading::list_ids,
            commands::reading::rows,
            commands::reading::vocabulary,
            commands::reading::inbox,
            commands::reading::inbox_group,
            commands::reading::others,
            commands::reading::alike,
            commands::reading::speech,
            commands::reading::search,
            commands::reading::search_first,
            commands::reading::suggest,
            commands::kwic::kwic,
            commands::kwic::kwic_page,
            commands::kwic::collocates,
            commands::kwic::export_kwic,
            commands::kwic::close_kwic,
            commands::reading::similar,
            commands::reading::notes,
            commands::reading::notebooks,
            commands::reading::book_items,
            commands::reading::file_text,
            commands::reading::versions,
            commands::reading::compare,
            commands::filing::set_fields,
            commands::filing::confirm_field,
            commands::filing::set_themes,
            commands::filing::file,
            commands::filing::file_alike,
            commands::filing::repropose,
            commands::filing::trash,
            commands::filing::restore,
            commands::filing::restore_line,
            commands::filing::empty_trash,
            commands::filing::refile,
            commands::filing::add_term,
            commands::filing::change_term,
            commands::filing::merge_terms,
            commands::filing::remove_term,
            commands::filing::correct,
            commands::filing::reread,
            commands::filing::recognise,
            commands::filing::tie_versions,
            commands::filing::set_apart,
            commands::filing::let_lead,
            commands::filing::undo,
            commands::filing::redo,
            commands::noting::add_note,
            commands::noting::change_note,
            commands::noting::remove_note,
            commands::noting::add_notebook,
            commands::noting::rename_notebook,
            commands::noting::remove_notebook,
            commands::noting::add_section,
            commands::noting::rename_section,
            commands::noting::move_section,
            commands::noting::remove_section,
            commands::noting::add_excerpt,
            commands::noting::change_excerpt,
            commands::noting::move_excerpt,
            commands::noting::remove_excerpt,
            commands::noting::save_search,
            commands::noting::remove_search,
            commands::noting::rename_search,
            commands::carrying::import_paths,
            commands::carrying::import_text,
            commands::carrying::recognise_unread,
            commands::carrying::preview_text,
            commands::carrying::pause_import,
            commands::carrying::watch,
            commands::carrying::backup,
            commands::carrying::backed_up,
            commands::carrying::holdings,
            commands::carrying::check_up,
            commands::carrying::rebuild_index,
            commands::carrying::report_lines,
            commands::carrying::save_report,
            commands::carrying::cancel_import,
            commands::carrying::export_notebook,
            commands::carrying::export_speech,
            commands::carrying::export_notes,
            commands::carrying::save_original,
        ])
        .run(tauri::generate_context!())?;
    Ok(())
}
