//! The real window, driven by WebDriver: the main job (`story`), taking in (`taking`), reading (`reading`), finding
//! (`finding`), keeping order (`managing`), the review (`review`) and pictures of it (`screens`).
//! Needs a screen and WebKitWebDriver; `cargo xtask test` and `cargo xtask screens` see to both.

mod driver;
mod finding;
mod managing;
mod reading;
mod review;
mod screens;
mod story;
mod taking;
mod window;
