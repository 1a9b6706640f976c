//! Installs the system packages that building and testing need, on Debian and its kin.
//! Elsewhere it says what is needed and changes nothing.

use crate::steps::Step;
use anyhow::{Result, bail};

/// Needed to build and to show Chinese.
pub const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "fonts-noto-cjk",
];
/// Needed besides to drive the window in tests.
pub const TEST: &[&str] = &["webkit2gtk-driver", "xvfb", "xauth"];

/// Installs those of `lists` that are missing.
pub fn packages(lists: &[&[&'static str]]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !Step::new("dpkg-query").arguments(&["--version"]).succeeds() {
        eprintln!(
            "This is not a Debian system: install what matches {} yourself.",
            lists.concat().join(", ")
        );
        return Ok(());
    }
    let missing = missing(lists, is_installed);
    if missing.is_empty() {
        return Ok(());
    }
    let root = Step::new("id").arguments(&["-u"]).output()?.trim() == "0";
    if !root && !Step::new("sudo").arguments(&["--version"]).succeeds() {
        bail!(
            "packages are missing, and this account may not install them. Ask for: apt-get install -y {}",
            missing.join(" ")
        );
    }
    apt(root, &["update", "-q"])?;
    apt(
        root,
        &[
            &["install", "-y", "-q", "--no-install-recommends"],
            missing.as_slice(),
        ]
        .concat(),
    )
}

fn missing(lists: &[&[&'static str]], installed: impl Fn(&str) -> bool) -> Vec<&'static str> {
    lists
        .concat()
        .into_iter()
        .filter(|package| !installed(package))
        .collect()
}

fn is_installed(package: &str) -> bool {
    Step::new("dpkg-query")
        .arguments(&["--show", "--showformat=${Status}", package])
        .output_or_nothing()
        .ends_with("ok installed")
}

fn apt(root: bool, arguments: &[&str]) -> Result<()> {
    let words = if root { Vec::new() } else { vec!["sudo"] };
    // `env`: sudo drops the variable, and a package that asks a question would wait for ever.
    let words = [
        words,
        vec!["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"],
        arguments.to_vec(),
    ]
    .concat();
    let (program, rest) = words.split_at(1);
    Step::new(program[0]).arguments(rest).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_installed() {
        assert_eq!(missing(&[&["a", "b"], &["c"]], |p| p == "b"), ["a", "c"]);
        assert!(missing(&[BUILD, TEST], |_| true).is_empty());
    }
}
