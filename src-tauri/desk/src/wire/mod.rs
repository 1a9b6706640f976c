//! The types the interface sees, from which its TypeScript is generated; offsets here are UTF-16
//! code units into the clean text, and here alone. Holds no behaviour.

macro_rules! wire {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident { $($body:tt)* })*) => {
        $(
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase")]
            #[ts(export, export_to = "wire.ts")]
            $(#[$meta])*
            pub $kind $name { $($body)* }
        )*
    };
}

mod found;
mod intake;
mod kwic;
mod list;
mod note;
mod review;
mod similar;
mod speech;
mod versions;
mod window;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use found::*;
pub use intake::*;
pub use kwic::*;
pub use list::*;
pub use note::*;
pub use review::*;
pub use similar::*;
pub use speech::*;
pub use versions::*;
pub use window::*;

wire! {
    /// One sentence or name in both languages of the interface.
    #[derive(Eq, Hash, Default)]
    pub struct Words {
        /// 简体中文.
        pub zh: String,
        /// English.
        pub en: String,
    }

    /// Something that went wrong, or a refusal, in words.
    pub struct Problem {
        /// Stable code, such as `query.unclosed_quote`.
        pub code: String,
        /// What happened, to which file.
        pub message: Words,
        /// What to do.
        pub hint: Option<Words>,
        /// Place in a query, UTF-16.
        pub at: Option<[u32; 2]>,
    }

    /// A change that was made, for the toast and for what must be read again.
    #[derive(Eq)]
    pub struct Changed {
        /// What was done, such as 3 篇归入推进会.
        pub words: Words,
        /// Speeches touched.
        pub touched: Vec<String>,
        /// Id of what was made (note, excerpt, notebook), if something was.
        pub made: Option<String>,
    }
}
