//! Which crate may use which: the arrows between the rooms, and libraries kept to one room or
//! out of the product. Looks at Cargo's own account, not at the sources.

use crate::place::Place;
use crate::steps::cargo;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeSet;

/// A crate of the workspace and the ones it may use. One that is not here may use none.
const ROOMS: &[(&str, &[&str])] = &[
    ("rostrum-app", &["desk"]),
    ("rostrum-cli", &["desk"]),
    ("desk", &["speech", "intake", "archive", "export"]),
    ("intake", &["speech"]),
    ("archive", &["speech"]),
    ("export", &["speech"]),
    ("speech", &[]),
    ("xtask", &[]),
];

/// A library (or the start of its name, with `*`) and the only crate that may name it.
const KEPT: &[(&str, &str)] = &[
    ("tauri*", "rostrum-app"),
    ("tokio", "rostrum-app"),
    ("rusqlite", "archive"),
];

/// What ships: nothing that talks to a network may be in the tree of these.
const PRODUCT: &[&str] = &["rostrum-app", "rostrum-cli"];

/// Libraries that open connections.
const NETWORK: &[&str] = &[
    "attohttpc",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "surf",
    "tungstenite",
    "ureq",
];

/// The systems the product is built for; others would bring in libraries that never ship.
const SYSTEMS: &[&str] = &[
    "x86_64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
];

pub fn check(place: &Place) -> Result<Vec<String>> {
    let account = cargo(place, &["metadata", "--format-version", "1", "--no-deps"]).output()?;
    let account: Value =
        serde_json::from_str(&account).context("Cargo's account cannot be read")?;
    let mut broken = arrows(&account);
    for product in PRODUCT {
        for system in SYSTEMS {
            // Not from `metadata`, which unites the features of all systems: it named a network
            // library that only a telephone would get.
            let tree = [
                "tree", "-p", product, "--target", system, "-e", "normal", "--prefix", "none",
                "--format", "{p}",
            ];
            broken.extend(network(product, system, &cargo(place, &tree).output()?));
        }
    }
    Ok(broken)
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn arrows(account: &Value) -> Vec<String> {
    let members: BTreeSet<&str> = list(account, "workspace_members")
        .filter_map(Value::as_str)
        .collect();
    let packages: Vec<&Value> = list(account, "packages")
        .filter(|p| members.contains(text(p, "id")))
        .collect();
    let rooms: BTreeSet<&str> = packages.iter().map(|p| text(p, "name")).collect();
    let mut broken = Vec::new();
    for package in packages {
        let name = text(package, "name");
        let allowed = ROOMS
            .iter()
            .find(|(room, _)| *room == name)
            .map_or(&[][..], |(_, allowed)| allowed);
        for used in list(package, "dependencies").map(|d| text(d, "name")) {
            if rooms.contains(used) && !allowed.contains(&used) {
                broken.push(format!(
                    "{name} uses {used}: the plan has no such arrow (ARCHITECTURE.md, Code map)"
                ));
            }
            for (library, only) in KEPT {
                let named = library
                    .strip_suffix('*')
                    .map_or(used == *library, |start| used.starts_with(start));
                if named && name != *only {
                    broken.push(format!("{name} uses {used}, which only {only} may use"));
                }
            }
        }
    }
    broken
}

/// `tree`: a crate a line, its name first.
fn network(product: &str, system: &str, tree: &str) -> Vec<String> {
    let shipped: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    let found = NETWORK.iter().filter(|library| shipped.contains(*library));
    let say = |library| {
        format!(
            "{product} ships {library}; see: cargo tree -p {product} --target {system} -e normal -i {library}"
        )
    };
    found.map(say).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, uses: &[&str]) -> Value {
        let uses: Vec<Value> = uses.iter().map(|u| json!({ "name": u })).collect();
        json!({ "id": name, "name": name, "dependencies": uses })
    }

    fn account(packages: &[Value]) -> Value {
        let ids: Vec<&Value> = packages.iter().map(|p| &p["id"]).collect();
        json!({ "packages": packages, "workspace_members": ids })
    }

    #[test]
    fn the_planned_arrows_pass_and_others_do_not() {
        let planned = account(&[
            package("speech", &[]),
            package("archive", &["speech", "rusqlite"]),
        ]);
        assert_eq!(arrows(&planned), Vec::<String>::new());
        let turned = account(&[package("speech", &["archive"]), package("archive", &[])]);
        assert_eq!(arrows(&turned).len(), 1);
        let sql_outside = account(&[package("desk", &["rusqlite"])]);
        assert_eq!(
            arrows(&sql_outside),
            ["desk uses rusqlite, which only archive may use"]
        );
    }

    #[test]
    fn a_network_library_in_the_tree_is_found() {
        let tree = "rostrum-cli v0.1.0 (/a)\nclap v4.0.0\nhyper v1.0.0 (*)\n";
        assert_eq!(network("rostrum-cli", "linux", tree).len(), 1);
        assert_eq!(
            network(
                "rostrum-cli",
                "linux",
                "rostrum-cli v0.1.0 (/a)\nhyperlink v4.0.0\n"
            )
            .len(),
            0
        );
    }
}
