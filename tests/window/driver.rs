//! A WebDriver client of a few calls, for one window at a time; blocking, waits for what it asks.
//! Knows nothing of Rostrum.

use base64::Engine;
use serde_json::{Value, json};
use std::fmt;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a thing may take to appear. A window under software rendering, with other work on
/// both cores, was seen to need 5 s for its first page.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(40);

/// Without a graphics card the engine takes a picture with the next frame, and where nothing moves
/// none comes: a point that nobody sees is painted again and again.
const STIR: &str = r"
    window.stirred = document.createElement('i')
    stirred.style = 'position: fixed; right: 0; bottom: 0; width: 1px; height: 1px; background: #80808001'
    document.documentElement.append(stirred)
    window.stirring = setInterval(() => (stirred.style.opacity = stirred.style.opacity === '1' ? '.99' : '1'), 20)
";

/// The key by which WebDriver marks an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What went wrong, in words.
#[derive(Debug)]
pub struct Fault(pub String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// A result of driving.
pub type Driven<T> = Result<T, Fault>;

fn fault(words: impl fmt::Display) -> Fault {
    Fault(words.to_string())
}

/// A running window under a driver of its own; both end when it is dropped.
pub struct Driver {
    process: Child,
    session: String,
}

/// An element of the page.
#[derive(Clone)]
pub struct Element(String);

impl Driver {
    /// Starts `binary` with `arguments` and `variables`.
    pub fn start(binary: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Driven<Self> {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .map_err(fault)?
            .port();
        let process = Command::new("WebKitWebDriver")
            .arg("-p")
            .arg(port.to_string())
            // The driver starts the program, which inherits these.
            .envs(variables.iter().copied())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .spawn()
            .map_err(|e| fault(format!("cannot start WebKitWebDriver: {e}")))?;
        let mut driver = Self {
            process,
            session: format!("http://127.0.0.1:{port}/session"),
        };
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": {
            "binary": binary, "args": arguments,
        } } } });
        let start = Instant::now();
        let made = loop {
            match driver.post("", &wanted) {
                Ok(made) => break made,
                // The driver listens a moment after it starts.
                Err(Fault(words)) if start.elapsed() < PATIENCE && words.contains("refused") => {
                    sleep(PAUSE)
                }
                Err(other) => return Err(other),
            }
        };
        let id = made["sessionId"]
            .as_str()
            .ok_or_else(|| fault(format!("no session: {made}")))?;
        driver.session = format!("{}/{id}", driver.session);
        Ok(driver)
    }

    /// Makes the page `width` by `height` pixels.
    pub fn size(&self, width: u32, height: u32) -> Driven<()> {
        self.post(
            "/window/rect",
            &json!({ "x": 0, "y": 0, "width": width, "height": height }),
        )
        .map(drop)
    }

    /// Lets scripts take so long; otherwise the driver gives up after half a minute.
    pub fn scripts_may_take(&self, time: Duration) -> Driven<()> {
        self.post("/timeouts", &json!({ "script": time.as_millis() as u64 }))
            .map(drop)
    }

    /// The picture of the page, as PNG.
    pub fn picture(&self) -> Driven<Vec<u8>> {
        self.script(STIR, &[])?;
        let picture = self.get("/screenshot")?;
        self.script("stirred.remove(); clearInterval(stirring)", &[])?;
        let text = picture
            .as_str()
            .ok_or_else(|| fault("the picture is no text"))?;
        base64::engine::general_purpose::STANDARD
            .decode(text)
            .map_err(fault)
    }

    /// Runs a script (the body of a function) in the page.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Driven<Value> {
        self.post(
            "/execute/sync",
            &json!({ "script": body, "args": arguments }),
        )
    }

    /// Runs a script with the element as `e`.
    pub fn script_on(&self, element: &Element, body: &str) -> Driven<Value> {
        self.script(
            &format!("const e = arguments[0]; {body}"),
            &[json!({ ELEMENT: element.0 })],
        )
    }

    /// The elements that match now, perhaps none.
    pub fn all(&self, css: &str) -> Driven<Vec<Element>> {
        let found = self.post(
            "/elements",
            &json!({ "using": "css selector", "value": css }),
        )?;
        let ids = found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|e| e[ELEMENT].as_str());
        Ok(ids.map(|id| Element(id.to_owned())).collect())
    }

    /// The first element that matches, once there is one.
    pub fn find(&self, css: &str) -> Driven<Element> {
        self.eventually(&format!("an element `{css}`"), || {
            Ok(self.all(css)?.into_iter().next())
        })
    }

    /// The first element that matches and has `words` in its text, once there is one.
    pub fn find_saying(&self, css: &str, words: &str) -> Driven<Element> {
        self.eventually(&format!("`{css}` saying “{words}”"), || {
            for element in self.all(css)? {
                if self.text(&element)?.contains(words) {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
    }

    /// Waits until `look` gives something. An element that went stale in between is looked for again.
    pub fn eventually<T>(&self, what: &str, look: impl Fn() -> Driven<Option<T>>) -> Driven<T> {
        let start = Instant::now();
        loop {
            let seen = look();
            if let Ok(Some(found)) = seen {
                return Ok(found);
            }
            if start.elapsed() > PATIENCE {
                let page = self
                    .script("return document.body.innerText.slice(0, 1500)", &[])
                    .unwrap_or_default();
                let last = seen
                    .err()
                    .map_or(String::new(), |e| format!(" (last: {e})"));
                return Err(fault(format!(
                    "waited in vain for {what}{last}; the page says:\n{page}"
                )));
            }
            sleep(PAUSE);
        }
    }

    /// The text as shown.
    pub fn text(&self, element: &Element) -> Driven<String> {
        let text = self.get(&format!("/element/{}/text", element.0))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Clicks in the middle.
    pub fn click(&self, element: &Element) -> Driven<()> {
        self.post(&format!("/element/{}/click", element.0), &json!({}))
            .map(drop)
    }

    /// Types into it.
    pub fn type_into(&self, element: &Element, text: &str) -> Driven<()> {
        self.post(
            &format!("/element/{}/value", element.0),
            &json!({ "text": text }),
        )
        .map(drop)
    }

    /// Presses keys together, such as `["\u{E009}", "k"]` for Ctrl K, and lets go.
    pub fn chord(&self, keys: &[&str]) -> Driven<()> {
        let down = keys
            .iter()
            .map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys
            .iter()
            .rev()
            .map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        self.post(
            "/actions",
            &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }),
        )
        .map(drop)
    }

    /// Presses the mouse at `from`, moves to `to`, lets go; page pixels.
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Driven<()> {
        self.drag_and_wait(from, to, Duration::ZERO)
    }

    /// The same, resting for a time before the button is let go.
    pub fn drag_and_wait(&self, from: (f64, f64), to: (f64, f64), rest: Duration) -> Driven<()> {
        let go = |(x, y): (f64, f64)| json!({ "type": "pointerMove", "duration": 60, "x": x.round(), "y": y.round() });
        let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let actions = [
            go(from),
            json!({ "type": "pointerDown", "button": 0 }),
            go(middle),
            go(to),
            json!({ "type": "pause", "duration": rest.as_millis() }),
            json!({ "type": "pointerUp", "button": 0 }),
        ];
        let mouse = json!({ "pointerType": "mouse" });
        let source =
            json!({ "type": "pointer", "id": "mouse", "parameters": mouse, "actions": actions });
        self.post("/actions", &json!({ "actions": [source] }))
            .map(drop)
    }

    fn get(&self, path: &str) -> Driven<Value> {
        answer(minreq::get(format!("{}{path}", self.session)))
    }

    fn post(&self, path: &str, body: &Value) -> Driven<Value> {
        let request = minreq::post(format!("{}{path}", self.session))
            .with_header("Content-Type", "application/json");
        answer(request.with_body(body.to_string()))
    }
}

fn answer(request: minreq::Request) -> Driven<Value> {
    let response = request.with_timeout(60).send().map_err(fault)?;
    let body: Value = serde_json::from_slice(response.as_bytes()).map_err(fault)?;
    let value = body["value"].clone();
    match value["error"].as_str() {
        Some(error) => Err(fault(format!(
            "{error}: {}",
            value["message"].as_str().unwrap_or_default()
        ))),
        None => Ok(value),
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ends the window first: a driver that dies leaves it behind.
        let _ = answer(minreq::delete(&self.session));
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
