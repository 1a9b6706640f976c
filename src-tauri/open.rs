//! What the window holds: the open archive, the settings file, what was given on the command line.
//! Every call to the desk goes through here, off the window's own thread.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use desk::settings::SettingsFile;
use desk::watch::{Seat, Watch};
use desk::wire::{self, Changed, ImportLine, ImportProgress, Opened};
use desk::{Desk, Problem, Tools};
use tauri::{AppHandle, Emitter};

/// What a command answers.
pub type Answer<T> = Result<T, Box<wire::Problem>>;

/// The state of the window.
pub struct Open {
    home: PathBuf,
    tools: Arc<Tools>,
    arguments: Vec<PathBuf>,
    desk: RwLock<Option<Arc<Desk>>>,
    watch: Seat,
    /// The lines of the last finished report: the window asks for those it shows, as a hundred
    /// thousand at once held it up.
    report: Mutex<Arc<Vec<ImportLine>>>,
}

impl Open {
    /// Nothing open yet.
    pub fn new(home: PathBuf, tools: Arc<Tools>, arguments: Vec<PathBuf>) -> Self {
        Self {
            home,
            tools,
            arguments,
            desk: RwLock::new(None),
            watch: Seat::default(),
            report: Mutex::default(),
        }
    }

    /// The settings file.
    pub fn settings(&self) -> SettingsFile {
        SettingsFile::in_folder(&self.home)
    }

    /// The archive and the files named on the command line.
    pub fn arguments(&self) -> (Option<&Path>, &[PathBuf]) {
        match self.arguments.split_first() {
            Some((archive, files)) => (Some(archive), files),
            None => (None, &[]),
        }
    }

    /// Makes an archive the open one.
    pub async fn enter(
        &self,
        how: impl FnOnce(&Path, Arc<Tools>) -> Result<Desk, Problem> + Send + 'static,
    ) -> Answer<Opened> {
        let (home, tools) = (self.home.clone(), self.tools.clone());
        let desk = off_thread(move || how(&home, tools)).await?;
        desk.set_habits((&self.settings().load()).into());
        let opened = desk.opened(&self.home).map_err(|p| Box::new(p.wire()))?;
        if !opened.sample {
            // A start page that forgot an archive is no reason not to open it.
            let _ = self.settings().remember(desk.folder());
        }
        self.watch.set(None);
        *self.desk.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(desk));
        Ok(opened)
    }

    /// Keeps the lines of a finished report; the rest is for the window.
    pub fn keep_report(&self, mut done: ImportProgress) -> ImportProgress {
        let lines = Arc::new(std::mem::take(&mut done.lines));
        *self.report.lock().unwrap_or_else(PoisonError::into_inner) = lines;
        done
    }

    /// The lines of the last finished report.
    pub fn report(&self) -> Arc<Vec<ImportLine>> {
        let report = self.report.lock().unwrap_or_else(PoisonError::into_inner);
        report.clone()
    }

    /// Closes the open archive.
    pub fn leave(&self) {
        self.watch.set(None);
        *self.desk.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The open archive.
    pub fn desk(&self) -> Answer<Arc<Desk>> {
        let desk = self.desk.read().unwrap_or_else(PoisonError::into_inner);
        desk.clone().ok_or_else(|| Problem::NoArchive.wire().into())
    }

    /// What the open archive is, for a window that starts again.
    pub fn opened(&self) -> Option<Opened> {
        self.desk()
            .ok()
            .and_then(|desk| desk.opened(&self.home).ok())
    }

    /// Watches a folder for the open archive in place of the one that was, or none.
    pub async fn watch(&self, app: &AppHandle, folder: Option<PathBuf>) -> Answer<()> {
        self.watch.set(None);
        let (desk, app) = (self.desk()?, app.clone());
        let Some(folder) = folder else { return Ok(()) };
        let teller = desk.clone();
        let begun = off_thread(move || {
            Watch::begin(desk, &folder, move |done| {
                tell(&app, &teller.imported(done));
                // A window that is closing hears nothing, and needs not.
                let lines = Vec::new();
                let _ = app.emit(
                    "folder-taken",
                    ImportProgress {
                        lines,
                        ..done.clone()
                    },
                );
            })
        });
        self.watch.set(Some(begun.await?));
        Ok(())
    }

    /// Asks the desk.
    pub async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Desk) -> Result<T, Problem> + Send + 'static,
    ) -> Answer<T> {
        let desk = self.desk()?;
        off_thread(move || ask(&desk)).await
    }

    /// Has the desk change something, and tells the window what was touched.
    pub async fn change(
        &self,
        app: &AppHandle,
        change: impl FnOnce(&Desk) -> Result<Changed, Problem> + Send + 'static,
    ) -> Answer<Changed> {
        let changed = self.ask(change).await?;
        tell(app, &changed);
        Ok(changed)
    }
}

/// Tells the window that the archive changed.
pub fn tell(app: &AppHandle, changed: &Changed) {
    // A window that is closing hears nothing, and needs not.
    let _ = app.emit("archive-changed", changed);
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Answer<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(|problem| problem.wire().into()),
        Err(stopped) => Err(Problem::Stopped(stopped.to_string()).wire().into()),
    }
}
