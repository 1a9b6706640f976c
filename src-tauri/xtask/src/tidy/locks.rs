//! Lock files and settings name only the public registries. Does not look at versions.

use super::{Source, lines_where};

const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

pub fn check(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(check_file).collect()
}

fn check_file(source: &Source) -> Vec<String> {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    match name {
        "Cargo.lock" => lines_where(source, |line| {
            (line.starts_with("source = ") && !line.contains(CRATES))
                .then(|| "a crate from elsewhere than crates.io".into())
        }),
        "package-lock.json" => lines_where(source, |line| {
            (line.contains("\"resolved\":") && !line.contains(NPM))
                .then(|| "a package from elsewhere than npm".into())
        }),
        "config.toml" | ".npmrc" => lines_where(source, |line| {
            ["registry", "replace-with", "[source"]
                .iter()
                .any(|word| line.contains(word))
                .then(|| "settings that name a registry".into())
        }),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn foreign_addresses_are_found() {
        let public = format!("source = \"{CRATES}\"\n");
        assert_eq!(check(&[source("Cargo.lock", &public)]).len(), 0);
        assert_eq!(
            check(&[source(
                "Cargo.lock",
                "source = \"registry+http://mirror\"\n"
            )])
            .len(),
            1
        );
        assert_eq!(
            check(&[source(
                "ui/package-lock.json",
                "\"resolved\": \"http://mirror/a.tgz\"\n"
            )])
            .len(),
            1
        );
        assert_eq!(
            check(&[source(".cargo/config.toml", "[source.crates-io]\n")]).len(),
            1
        );
    }
}
