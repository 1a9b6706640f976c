//! The order in which everything is checked. The checks themselves live elsewhere.

use crate::place::Place;
use crate::steps::{Step, cargo};
use crate::{bindings, set_up, tidy, ui};
use anyhow::Result;
use std::path::Path;
use std::time::Instant;

/// Everything.
pub fn all(place: &Place) -> Result<()> {
    set_up::packages(&[set_up::BUILD, set_up::TEST])?;
    timed("every check and test passed", || {
        without_window(place)?;
        drive(place, Drive::Tests)
    })
}

/// Everything but the window.
pub fn fast(place: &Place) -> Result<()> {
    set_up::packages(&[set_up::BUILD])?;
    timed("every check and test but the window's passed", || {
        without_window(place)
    })
}

/// The window tests alone.
pub fn window(place: &Place) -> Result<()> {
    set_up::packages(&[set_up::BUILD, set_up::TEST])?;
    timed("the window tests passed", || {
        ui::build(place)?;
        drive(place, Drive::Tests)
    })
}

/// Pictures of every screen, into `folder` or the target folder; some of them into the guide.
pub fn screens(place: &Place, folder: Option<&str>) -> Result<()> {
    set_up::packages(&[set_up::BUILD, set_up::TEST])?;
    ui::build(place)?;
    let folder = place.root().join(folder.unwrap_or("target/screens"));
    drive(place, Drive::Screens(&folder))
}

/// Figures of reading in the window, into the results of the benches.
pub fn reading(place: &Place) -> Result<()> {
    set_up::packages(&[set_up::BUILD, set_up::TEST])?;
    ui::build(place)?;
    let kept = place.root().join("benches/results/reading.txt");
    drive(place, Drive::Figures(&kept))
}

/// What the window is driven for.
enum Drive<'a> {
    Tests,
    /// Pictures, into this folder.
    Screens(&'a Path),
    /// Figures, into this file.
    Figures(&'a Path),
}

fn without_window(place: &Place) -> Result<()> {
    tidy::check(place)?;
    // The window's crate compiles the built interface in, so the interface comes first.
    ui::build(place)?;
    cargo_fmt(place).run()?;
    cargo(
        place,
        &[
            "clippy",
            "-q",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    )
    .run()?;
    let made = bindings::fresh_folder(place)?;
    cargo(place, &["test", "--workspace"])
        .variable(bindings::FOLDER, &made)
        .run()?;
    bindings::check_made(place)?;
    ui::npm(&["run", "--silent", "check"], &place.ui()).run()?;
    ui::npm(&["run", "--silent", "test"], &place.ui()).run()
}

/// Runs the tests that drive the real window, on a screen of its own; or takes pictures or figures
/// of it instead.
fn drive(place: &Place, what: Drive) -> Result<()> {
    // The whole workspace, so that shared libraries keep the features they were built with.
    let words: &[&str] = match what {
        // Figures are of what people use.
        Drive::Figures(_) => &["test", "--release"],
        _ => &["test"],
    };
    let words = [words, &["--workspace", "--test", "window", "--"]].concat();
    let (which, told): (&[&str], _) = match what {
        Drive::Tests => (&["--skip", "screens::", "--skip", "figures::"], None),
        Drive::Screens(folder) => (&["screens::"], Some(("ROSTRUM_SCREENS", folder))),
        Drive::Figures(file) => (
            &["figures::", "--nocapture"],
            Some(("ROSTRUM_FIGURES", file)),
        ),
    };
    // One window at a time: several compete for the keyboard of one screen.
    let words = [&words[..], which, &["--test-threads=1"]].concat();
    let step = if cfg!(target_os = "linux") {
        let screen = ["-a", "-s", "-screen 0 2600x1500x24", "cargo"];
        Step::new("xvfb-run")
            .arguments(&screen)
            .arguments(&words)
            .at(place.root())
    } else {
        cargo(place, &words)
    };
    match told {
        Some((name, path)) => step.variable(name, path).run(),
        None => step.run(),
    }
}

/// Formatting has no `--locked`.
fn cargo_fmt(place: &Place) -> Step {
    Step::new("cargo")
        .arguments(&["fmt", "--all", "--check"])
        .at(place.root())
}

fn timed(passed: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let start = Instant::now();
    work()?;
    let seconds = start.elapsed().as_secs();
    println!(
        "\nok: {passed}, in {} min {:02} s",
        seconds / 60,
        seconds % 60
    );
    Ok(())
}
