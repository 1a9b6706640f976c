//! The command line `rostrum`: raw arguments, then their meaning, then one call of the desk.
//! Holds no rule of filing; says what the desk says.

mod args;
mod out;
mod verbs;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|a| a == desk::WORKER_FLAG)
    {
        return desk::serve_worker();
    }
    let args = args::Args::parse();
    let mut out = out::Out::new(args.json);
    match verbs::run(args.verb, &mut out) {
        Ok(end) => out.finish(end),
        Err(problem) => out.refuse(&problem),
    }
}
