//! The commands of the window, by what they are about. Each calls the desk once and holds no rule.

pub mod carrying;
pub mod desk;
pub mod filing;
pub mod kwic;
pub mod noting;
pub mod reading;
