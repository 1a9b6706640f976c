//! The concordance: every place of a query in one column, its context on either side. Read in the
//! background while its first lines are shown; what the words mean is the archive's.

mod collocates;
mod lines;
mod order;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use archive::{Scope, Stop};
use collocates::{Cutter, Reference};
use lines::Lines;
use order::Arranged;

use crate::find::of_query;
use crate::wire::{Collocates, IdCount, KwicLine, KwicPage, KwicProgress, KwicView};
use crate::{Desk, Problem, files, view, words};

/// Speeches whose words are counted to compare with: some two million characters.
const COMPARED: usize = 600;
/// How often the reading is told of.
const TELL: Duration = Duration::from_millis(150);
/// So many lines fill a screen, and are told of at once.
const SCREEN: usize = 40;

/// The one concordance that is open, and what counting collocates needs, made at its first use.
#[derive(Default)]
pub(crate) struct Seat {
    session: Mutex<Option<Arc<Session>>>,
    cutter: Mutex<Option<Arc<Cutter>>>,
    reference: Mutex<Option<Arc<Reference>>>,
    counting: Mutex<Arc<Stop>>,
}

#[derive(Default)]
struct Session {
    stop: Stop,
    lines: RwLock<Lines>,
    progress: Mutex<KwicProgress>,
    /// The view that was carried out last, with how many lines there were.
    arranged: Mutex<Option<(KwicView, usize, Arc<Arranged>)>>,
}

impl Session {
    fn lines(&self) -> RwLockReadGuard<'_, Lines> {
        self.lines.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn progress(&self) -> KwicProgress {
        locked(&self.progress).clone()
    }

    /// Notes how far the reading is.
    fn advance(&self, done: bool, capped: bool) -> KwicProgress {
        let lines = self.lines();
        let now = KwicProgress {
            lines: lines.len() as u32,
            speeches: lines.speeches() as u32,
            done,
            capped,
        };
        locked(&self.progress).clone_from(&now);
        now
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Reads the concordance of a query, telling how far it is; the one before is given up. Its
    /// lines can be had while they are read.
    pub fn kwic(
        &self,
        query: &str,
        tell: &mut dyn FnMut(&KwicProgress),
    ) -> Result<KwicProgress, Problem> {
        let tree = self.understand(query)?;
        let session = Arc::new(Session::default());
        if let Some(before) = locked(&self.lines.session).replace(session.clone()) {
            before.stop.stop();
        }
        let mut told = Instant::now();
        let mut screen = false;
        let mut capped = false;
        self.archive
            .concordance(&tree, &Scope::All, &session.stop, |reading| {
                let mut lines = session
                    .lines
                    .write()
                    .unwrap_or_else(PoisonError::into_inner);
                capped = !lines.add(reading);
                let filled = !screen && lines.len() >= SCREEN;
                drop(lines);
                if filled || told.elapsed() >= TELL {
                    screen = true;
                    told = Instant::now();
                    tell(&session.advance(false, capped));
                }
                if capped {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })
            .map_err(|error| of_query(query, error))?;
        Ok(session.advance(true, capped))
    }

    /// Gives the concordance up, with the memory it holds.
    pub fn close_kwic(&self) {
        if let Some(session) = locked(&self.lines.session).take() {
            session.stop.stop();
        }
        locked(&self.lines.counting).stop();
        locked(&self.lines.cutter).take();
        locked(&self.lines.reference).take();
    }

    /// A stretch of the lines.
    pub fn kwic_page(&self, view: &KwicView, offset: u32, limit: u32) -> Result<KwicPage, Problem> {
        let session = self.session()?;
        let progress = session.progress();
        let lines = session.lines();
        let arranged = self.arranged(&session, &lines, view);
        let shown = arranged
            .order
            .iter()
            .enumerate()
            .skip(offset as usize)
            .take(limit as usize);
        let mut types: Vec<IdCount> = arranged
            .types
            .iter()
            .filter_map(|(id, count)| Some(IdCount::new(id.as_deref()?, u64::from(*count))))
            .collect();
        types.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
        let years = arranged.years.iter();
        Ok(KwicPage {
            total: arranged.order.len() as u32,
            speeches: arranged.speeches,
            lines: shown
                .map(|(at, &line)| {
                    let head = arranged.heads.get(&(at as u32)).copied();
                    line_of(&lines, line as usize, head)
                })
                .collect(),
            years: years
                .filter_map(|(year, count)| {
                    Some(IdCount::new(&(*year)?.to_string(), u64::from(*count)))
                })
                .collect(),
            types,
            progress,
        })
    }

    /// The words that stand within `window` words of the view's places at least `least` times and
    /// more often than elsewhere in the archive. A further call stops it.
    pub fn collocates(
        &self,
        view: &KwicView,
        window: u8,
        least: u32,
    ) -> Result<Collocates, Problem> {
        let session = self.session()?;
        let stop = Arc::new(Stop::new());
        std::mem::replace(&mut *locked(&self.lines.counting), stop.clone()).stop();
        let stopped = || stop.is_stopped();
        let gone = || Problem::from(archive::Error::Stopped);
        let cutter = self.cutter();
        let reference = self.reference(&cutter, &stop)?;
        let lines = session.lines();
        // Among lines that have a word near, that word would be the strongest by far.
        let view = KwicView {
            near: None,
            ..view.clone()
        };
        let arranged = self.arranged(&session, &lines, &view);
        let among = (window.clamp(1, 10), least);
        let (words, counted) = collocates::collocates(
            &lines,
            &arranged.order,
            &cutter,
            &reference,
            among,
            &stopped,
        )
        .ok_or_else(gone)?;
        Ok(Collocates {
            words,
            lines: counted as u32,
            of: arranged.order.len() as u32,
            compared: reference.speeches() as u32,
        })
    }

    /// Writes the view's lines as a table that spreadsheet programs open.
    pub fn export_kwic(&self, view: &KwicView, path: &Path) -> Result<(), Problem> {
        if !files::name_of(path).to_lowercase().ends_with(".csv") {
            return Err(Problem::Format(files::name_of(path)));
        }
        let session = self.session()?;
        let lines = session.lines();
        let arranged = self.arranged(&session, &lines, view);
        let terms = self.terms()?;
        let mut table = export::Table::new(
            &[
                "date", "type", "title", "before", "words", "after", "start", "id",
            ]
            .map(|column| words::say::<&str>(&format!("kwic.{column}"), &[]).zh),
        );
        for &line in &arranged.order {
            let line = line as usize;
            let holder = lines.holder(line);
            let [left, hit, right] = lines.parts(line);
            let kind = holder.kind.as_deref().and_then(|id| terms.types().get(id));
            table.row(&[
                holder.date.as_deref().unwrap_or_default(),
                kind.map_or("", |term| term.zh),
                &holder.title,
                left,
                hit,
                right,
                &lines.span(line).start.to_string(),
                holder.id.as_str(),
            ]);
        }
        files::write_whole(path, &table.into_bytes())
    }

    fn session(&self) -> Result<Arc<Session>, Problem> {
        let session = locked(&self.lines.session).clone();
        session.ok_or_else(|| archive::Error::Stopped.into())
    }

    /// The view carried out; the last one is kept, as its pages are asked for one by one.
    fn arranged(&self, session: &Session, lines: &Lines, view: &KwicView) -> Arc<Arranged> {
        let mut kept = locked(&session.arranged);
        if let Some((of, count, arranged)) = kept.as_ref()
            && of == view
            && *count == lines.len()
        {
            return arranged.clone();
        }
        let cutter = view.near.as_ref().map(|near| (self.cutter(), near));
        let arranged = Arc::new(order::arrange(lines, view, &|line| {
            cutter
                .as_ref()
                .is_none_or(|(cutter, near)| cutter.is_near(lines, line, &near.word, near.window))
        }));
        *kept = Some((view.clone(), lines.len(), arranged.clone()));
        arranged
    }

    fn cutter(&self) -> Arc<Cutter> {
        let mut kept = locked(&self.lines.cutter);
        kept.get_or_insert_with(|| Arc::new(Cutter::new())).clone()
    }

    fn reference(&self, cutter: &Cutter, stop: &Stop) -> Result<Arc<Reference>, Problem> {
        let kept = locked(&self.lines.reference).clone();
        let revision = self.archive.revision()?;
        if let Some(reference) = kept.filter(|reference| reference.revision == revision) {
            return Ok(reference);
        }
        let sampled = self.archive.sample(COMPARED, stop)?;
        let counted = Reference::count(cutter, &sampled, &|| stop.is_stopped());
        let counted = Arc::new(counted.ok_or(archive::Error::Stopped)?);
        *locked(&self.lines.reference) = Some(counted.clone());
        Ok(counted)
    }
}

fn line_of(lines: &Lines, line: usize, head: Option<u32>) -> KwicLine {
    let holder = lines.holder(line);
    let [left, hit, right] = lines.parts(line);
    KwicLine {
        speech: holder.id.to_string(),
        at: lines.at(line),
        scalars: [lines.span(line).start, lines.span(line).end],
        left: left.to_owned(),
        hit: hit.to_owned(),
        right: right.to_owned(),
        title: holder.title.clone(),
        supplied: holder.supplied,
        date: holder.date.as_deref().map(view::date),
        kind: holder.kind.clone(),
        head,
    }
}
