//! How the window is drawn where there is no graphics card. Knows nothing of what is drawn.

use std::path::Path;

/// What there is of a graphics card: a device to draw with, the maker's own, or that of a Linux within Windows.
const CARDS: [&str; 2] = ["/dev/nvidiactl", "/dev/dxg"];
const DRAWING: &str = "/dev/dri";

/// Lets WebKit paint the window in one piece where there is no card. In layers it puts them together on the
/// processor, every one of them for every frame: a frame of a scroll took more than twice as long.
pub(crate) fn suit(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    if has_card(Path::new(DRAWING)) {
        return Ok(());
    }
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

fn has_card(drawing: &Path) -> bool {
    let device = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b"render");
    CARDS.iter().any(|card| Path::new(card).exists())
        || std::fs::read_dir(drawing)
            .is_ok_and(|found| found.flatten().any(|one| device(&one.file_name())))
}
