//! Where things lie in this checkout. Reads and writes no file of the product.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The checkout being worked on.
pub struct Place {
    root: PathBuf,
}

impl Place {
    /// The checkout this program was built from.
    pub fn find() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here
            .ancestors()
            .nth(2)
            .context("xtask does not lie in src-tauri/ of a checkout")?;
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// The top folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The interface's sources.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Cargo's target folder.
    pub fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.root.join("target"), |dir| self.root.join(dir))
    }

    /// A folder of our own in the target folder, for stamps and intermediate results.
    pub fn scratch(&self) -> Result<PathBuf> {
        let folder = self.target().join("xtask");
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(folder)
    }
}
