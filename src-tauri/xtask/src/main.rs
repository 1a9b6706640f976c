//! The repository's own commands: set-up, run, test, bindings, tidy, screens, bench.
//! Holds nothing of the product and is not shipped.

mod bench;
mod bindings;
mod place;
mod set_up;
mod steps;
mod tests_run;
mod tidy;
mod ui;

use anyhow::{Result, bail};
use place::Place;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <command>

  run [-- ARGS]      set up, build and open the window
  test               set up and run every check and test
  test --fast        the same without the window tests
  test --window      the window tests alone
  set-up             install what building and testing need
  ui                 build the interface when its sources changed
  bindings           write ui/src/wire/wire.ts from the Rust types
  bindings --check   fail when it is out of date
  tidy               check the rules of the house
  screens [FOLDER]   take pictures of every screen into FOLDER (target/screens), some into docs/guide
  bench search|import|open [--speeches 10k] [--texts FOLDER] [--peers none]
                     measure beside other programs; results in benches/results
  bench formats [--cases FOLDER]
                     read files of every format beside their expected text, into the same folder
  bench reading      measure opening, marking and scrolling in the real window, into the same folder";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(words: &[&str]) -> Result<()> {
    let place = Place::find()?;
    match words {
        ["run"] => run(&place, &[]),
        ["run", "--", arguments @ ..] | ["run", arguments @ ..] => run(&place, arguments),
        ["test"] => tests_run::all(&place),
        ["test", "--fast"] => tests_run::fast(&place),
        ["test", "--window"] => tests_run::window(&place),
        ["set-up"] => {
            set_up::packages(&[set_up::BUILD, set_up::TEST])?;
            ui::install(&place)
        }
        ["ui"] => ui::build(&place),
        ["bindings"] => bindings::write(&place),
        ["bindings", "--check"] => bindings::check(&place),
        ["tidy"] => tidy::check(&place),
        ["bench", "reading"] => tests_run::reading(&place),
        ["bench", arguments @ ..] => bench::run(&place, arguments),
        ["screens"] => tests_run::screens(&place, None),
        ["screens", folder] => tests_run::screens(&place, Some(folder)),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command `{}`.\n\n{USAGE}", other.join(" ")),
    }
}

fn run(place: &Place, arguments: &[&str]) -> Result<()> {
    set_up::packages(&[set_up::BUILD])?;
    ui::build(place)?;
    // The whole workspace, so that the features of shared libraries are those of `test`: one
    // package alone gave tokio other features and compiled the window's libraries twice.
    steps::cargo(place, &["build", "--workspace", "--bin", "rostrum-app"]).run()?;
    steps::Step::new(place.target().join("debug/rostrum-app"))
        .arguments(arguments)
        .run()
}
