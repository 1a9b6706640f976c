//! What a person can do: import, file, find, read, annotate, excerpt, care. Both doors use only
//! this room. Knows no window and no command line.

pub mod wire;
