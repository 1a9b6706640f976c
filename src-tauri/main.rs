//! Starts the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    if let Err(error) = rostrum_app::run() {
        eprintln!("{error}");
    }
}
