//! Placeholder head, replaced by the room's own.
pub mod query;
