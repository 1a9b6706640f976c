//! Builds the window's assets into the program.

fn main() {
    // Without this, a file added to or removed from the interface did not rebuild the program.
    println!("cargo:rerun-if-changed=ui/dist");
    tauri_build::build();
}
