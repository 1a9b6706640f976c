//! Builds and runs the measurements in `benches/`, a workspace of its own. Measures nothing itself.

use crate::place::Place;
use crate::steps::Step;
use anyhow::Result;

/// Runs one of them; they say themselves which there are.
pub fn run(place: &Place, arguments: &[&str]) -> Result<()> {
    // In a folder below the target folder: other profiles and features than the product's, whose
    // builds would otherwise take turns in throwing each other's libraries away.
    let target = place.target().join("bench");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let features: &[&str] = match arguments.first() {
        Some(&("import" | "formats")) => &["--features", "import"],
        _ => &[],
    };
    Step::new(cargo)
        .arguments(&["run", "--locked", "--release", "--quiet"])
        .arguments(features)
        .arguments(&["--target-dir"])
        .arguments(&[target])
        .arguments(&["--"])
        .arguments(arguments)
        .at(&place.root().join("benches"))
        .run()
}
