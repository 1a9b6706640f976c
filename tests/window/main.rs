//! The real window, driven by WebDriver: the main job (`story`), taking in (`taking`), reading (`reading`, `living`), the
//! sections of notebooks (`sections`), finding
//! (`finding`), keeping order (`managing`), contrast (`contrast`), the review (`review`), paper, motion and hearing (`outside`), pictures of it (`screens`) and how long it
//! takes (`figures`).
//! Needs a screen and WebKitWebDriver; `cargo xtask test`, `cargo xtask screens` and
//! `cargo xtask bench reading` see to both.

mod contrast;
mod driver;
mod figures;
mod finding;
mod living;
mod managing;
mod outside;
mod reading;
mod review;
mod screens;
mod sections;
mod story;
mod taking;
mod thin;
mod window;
