//! The window's door: commands that call the desk and map its answers. Holds no rule of its own.

/// Starts the window.
pub fn run() -> Result<(), tauri::Error> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .run(tauri::generate_context!())
}
