//! Prints the text of a file and, on standard error, what it is and what was not quite right.
//! Does not use a child process.

use intake::{Hint, Limits, extract};

fn main() -> std::process::ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: text FILE");
        return 2.into();
    };
    let read = std::fs::read(&path).map_err(|e| e.to_string());
    match read.and_then(|bytes| {
        extract(&bytes, &Hint { name: &path }, &Limits::default()).map_err(|e| e.to_string())
    }) {
        Ok(found) => {
            println!("{}", found.text);
            eprintln!("{} {:?} {:?}", found.format, found.encoding, found.warnings);
            0.into()
        }
        Err(reason) => {
            eprintln!("{path}: {reason}");
            1.into()
        }
    }
}
