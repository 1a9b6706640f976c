//! Reading strange files in a child process that may die: the child's loop and the parent's pool.
//! Does not read any format itself.

use crate::ocr::{self, Engine};
use crate::{Extracted, Glance, Hint, IntakeError, Limits};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The argument that makes a program call [`serve`] and nothing else.
pub const FLAG: &str = "--intake-worker";

/// Files after which a child is replaced, so that what a library leaks does not add up.
const LIFETIME: u32 = 256;

/// Address space for the program and its libraries, beside the memory it may hold.
#[cfg(unix)]
const MAPPED: u64 = 2 * 1024 * 1024 * 1024;

/// What goes before the bytes of a file.
#[derive(Serialize, Deserialize)]
struct Request {
    name: String,
    limits: Limits,
    /// Recognise a picture of text, instead of reading text.
    #[serde(default)]
    recognise: Option<ocr::Question>,
}

type Answer<T> = Result<T, IntakeError>;

fn write_frame(to: &mut impl Write, body: &[u8]) -> io::Result<()> {
    to.write_all(&(body.len() as u64).to_le_bytes())?;
    to.write_all(body)?;
    to.flush()
}

/// `None` at the end of the stream.
fn read_frame(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut size = [0; 8];
    match from.read_exact(&mut size) {
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let size = u64::from_le_bytes(size);
    // Read as it comes: a wrong size must not allocate.
    let mut body = Vec::new();
    from.take(size).read_to_end(&mut body)?;
    if (body.len() as u64) < size {
        Err(io::ErrorKind::UnexpectedEof.into())
    } else {
        Ok(Some(body))
    }
}

/// The child: answers requests from standard input on standard output until the input ends.
/// Limits its own memory and processor time; a panic of a reader becomes an answer.
pub fn serve() -> ExitCode {
    // A panic is answered as `Crashed`; its text would only litter the terminal of the parent.
    std::panic::set_hook(Box::new(|_| {}));
    match answer_all(&mut io::stdin().lock(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer_all(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    while let Some(head) = read_frame(input)? {
        let request: Request = serde_json::from_slice(&head)?;
        let bytes = read_frame(input)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        confine(&request.limits);
        let hint = Hint {
            name: &request.name,
        };
        let limits = &request.limits;
        let answer = match &request.recognise {
            None => guarded(|| crate::extract(&bytes, &hint, limits)),
            Some(question) => guarded(|| ocr::answer(&bytes, &hint, limits, question)),
        };
        write_frame(output, &answer?)?;
    }
    Ok(())
}

/// An answer as it is sent; a panic of a reader becomes one.
fn guarded<T: Serialize>(read: impl FnOnce() -> Answer<T>) -> serde_json::Result<Vec<u8>> {
    let answer = catch_unwind(AssertUnwindSafe(read));
    serde_json::to_vec(&answer.unwrap_or_else(|_| Err(crashed("an internal error"))))
}

/// Takes from this process what no honest document needs.
#[cfg(unix)]
fn confine(limits: &Limits) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let cap = |resource, wanted: u64| {
        let hard = getrlimit(resource).maximum;
        let soft = Some(hard.map_or(wanted, |h| h.min(wanted)));
        // Refused only where the system forbids it; the parent's deadline holds all the same.
        let _ = setrlimit(
            resource,
            Rlimit {
                current: soft,
                maximum: hard,
            },
        );
    };
    // What the program is made of is mapped as well: the window's takes several hundred megabytes
    // of address space before it reads anything, so the memory itself is what is limited.
    cap(Resource::Data, limits.memory);
    cap(Resource::As, limits.memory.saturating_add(MAPPED));
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
    cap(Resource::Cpu, used + limits.seconds + 2);
    cap(Resource::Core, 0);
}

#[cfg(not(unix))]
fn confine(_: &Limits) {}

fn crashed(reason: impl Into<String>) -> IntakeError {
    IntakeError::Crashed {
        reason: reason.into(),
    }
}

/// The parent: reads files, the plain ones here and all others in children of `program`.
/// May be shared between threads; each reading in progress has a child of its own.
pub struct Reader {
    program: PathBuf,
    limits: Limits,
    idle: Mutex<Vec<Servant>>,
}

impl Reader {
    /// `program` is a binary that calls [`serve`] when its first argument is [`FLAG`], normally
    /// the running one. Nothing is started before the first file that needs it.
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        Self {
            program,
            limits,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Reads a file. A child that dies or is late is ended and becomes the error of this file.
    pub fn extract(&self, bytes: &[u8], hint: &Hint) -> Result<Extracted, IntakeError> {
        let glance = crate::glance(bytes, hint, &self.limits)?;
        if let Glance::Plain(..) = glance {
            return crate::read(bytes, glance, hint, &self.limits);
        }
        self.ask(bytes, hint, &self.limits, None)
    }

    /// Recognises the text of a file whose pages are pictures, page by page, each in a child with
    /// limits of its own. `going` is asked before each page; once it says no, the file is left as
    /// it was found: `NeedsOcr`.
    pub fn recognise(
        &self,
        bytes: &[u8],
        hint: &Hint,
        engine: &Engine,
        going: &dyn Fn() -> bool,
    ) -> Result<Extracted, IntakeError> {
        let limits = ocr::limits(&self.limits);
        let ask = |page: Option<u32>| -> Answer<ocr::Answer> {
            let question = ocr::Question {
                engine: engine.clone(),
                page,
            };
            self.ask(bytes, hint, &limits, Some(question))
        };
        let mut recognised = ocr::Recognised::default();
        let (mut last, mut any) = (None, false);
        for page in 0..ask(None)?.pages {
            if !going() {
                return Err(IntakeError::NeedsOcr);
            }
            match ask(Some(page)) {
                Ok(answer) => {
                    any = true;
                    recognised.add(&answer);
                }
                Err(missing @ IntakeError::NoOcr { .. }) => return Err(missing),
                Err(error) => {
                    recognised.lose();
                    last = Some(error);
                }
            }
        }
        match last {
            Some(error) if !any => Err(error),
            _ => recognised.text(bytes, hint, engine),
        }
    }

    fn ask<T: DeserializeOwned>(
        &self,
        bytes: &[u8],
        hint: &Hint,
        limits: &Limits,
        recognise: Option<ocr::Question>,
    ) -> Answer<T> {
        let head = Request {
            name: hint.name.to_string(),
            limits: *limits,
            recognise,
        };
        let head = serde_json::to_vec(&head).map_err(|e| crashed(e.to_string()))?;
        let deadline = Duration::from_secs(limits.seconds);
        // Taken before it is asked: the lock must not be held while a file is read.
        let idle = self.lock().pop();
        if let Some(servant) = idle {
            match self.ask_one(servant, &head, bytes, deadline) {
                // A child that has read other files may have died of them: try a fresh one.
                Err(IntakeError::Crashed { .. }) => {}
                other => return other,
            }
        }
        let servant = Servant::start(&self.program).map_err(|e| IntakeError::NoReader {
            reason: e.to_string(),
        })?;
        self.ask_one(servant, &head, bytes, deadline)
    }

    fn ask_one<T: DeserializeOwned>(
        &self,
        mut servant: Servant,
        head: &[u8],
        bytes: &[u8],
        deadline: Duration,
    ) -> Answer<T> {
        let answer = servant.ask(head, bytes, deadline);
        let alive = !matches!(
            answer,
            Err(IntakeError::Crashed { .. } | IntakeError::TimedOut { .. })
        );
        if alive && servant.served < LIFETIME {
            self.lock().push(servant);
        }
        answer
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Servant>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One child process, ended when dropped.
struct Servant {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Vec<u8>>,
    served: u32,
}

impl Servant {
    fn start(program: &PathBuf) -> io::Result<Self> {
        let mut command = Command::new(program);
        command
            .arg(FLAG)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn()?;
        let (Some(input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        // A pipe cannot be read with a deadline, a channel can. The thread ends with the child.
        let (send, answers) = sync_channel(1);
        std::thread::spawn(move || {
            while let Ok(Some(frame)) = read_frame(&mut output) {
                if send.send(frame).is_err() {
                    break;
                }
            }
        });
        Ok(Self {
            child,
            input,
            answers,
            served: 0,
        })
    }

    fn ask<T: DeserializeOwned>(
        &mut self,
        head: &[u8],
        bytes: &[u8],
        deadline: Duration,
    ) -> Answer<T> {
        self.served += 1;
        let (child, input, answers) = (&mut self.child, &mut self.input, &self.answers);
        let answer = std::thread::scope(|scope| {
            // A child that hangs may stop reading: writing must not hold up the deadline.
            scope.spawn(move || write_frame(input, head).and_then(|()| write_frame(input, bytes)));
            let answer = answers.recv_timeout(deadline);
            if answer.is_err() {
                // Ended already, when the channel is what broke.
                let _ = child.kill();
            }
            answer
        });
        match answer {
            Ok(frame) => {
                serde_json::from_slice(&frame).unwrap_or_else(|e| Err(crashed(e.to_string())))
            }
            Err(RecvTimeoutError::Timeout) => Err(IntakeError::TimedOut {
                seconds: deadline.as_secs(),
            }),
            Err(RecvTimeoutError::Disconnected) => Err(self.obituary(deadline)),
        }
    }

    /// What a child that ended without an answer died of.
    fn obituary(&mut self, deadline: Duration) -> IntakeError {
        match self.child.wait() {
            Ok(status) if out_of_time(status) => IntakeError::TimedOut {
                seconds: deadline.as_secs(),
            },
            Ok(status) => crashed(status.to_string()),
            Err(error) => crashed(error.to_string()),
        }
    }
}

#[cfg(unix)]
fn out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

#[cfg(not(unix))]
fn out_of_time(_: ExitStatus) -> bool {
    false
}

impl Drop for Servant {
    fn drop(&mut self) {
        // Both fail only when the child has already ended and been waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
