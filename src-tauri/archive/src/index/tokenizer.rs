//! Gives SQLite's FTS5 our two tokenizers, pairs of characters and single characters of a text that
//! is already folded, and a function that counts the places of a hit. Folds nothing itself, and is
//! the only unsafe code of this room.
//!
//! rusqlite has no interface for these, so this speaks to `fts5_api` directly. A connection without
//! the tokenizers can read the file but not search it.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;

use rusqlite::{Connection, ffi};
use speech::terms;

type Token = unsafe extern "C" fn(*mut c_void, c_int, *const c_char, c_int, c_int, c_int) -> c_int;

/// Registers `rostrum_pairs`, `rostrum_letters` and `places()` on a connection.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    create(connection, c"rostrum_pairs", pairs)?;
    create(connection, c"rostrum_letters", letters)?;
    // SAFETY: as in `create`; the function keeps no context.
    let code = unsafe {
        let api = fts5_api(connection)?;
        match (*api).xCreateFunction {
            Some(create) => {
                let nothing = ptr::null_mut();
                create(api, c"places".as_ptr(), nothing, Some(places), None)
            }
            None => ffi::SQLITE_MISUSE,
        }
    };
    done(code)
}

/// How often the phrases of the query stand in the current row.
unsafe extern "C" fn places(
    api: *const ffi::Fts5ExtensionApi,
    row: *mut ffi::Fts5Context,
    answer: *mut ffi::sqlite3_context,
    _: c_int,
    _: *mut *mut ffi::sqlite3_value,
) {
    let mut count: c_int = 0;
    // SAFETY: FTS5 passes its own functions, the row they are to look at and the place for the
    // answer, all valid during this call.
    unsafe {
        let code = match (*api).xInstCount {
            Some(count_places) => count_places(row, &mut count),
            None => ffi::SQLITE_MISUSE,
        };
        if code == ffi::SQLITE_OK {
            ffi::sqlite3_result_int(answer, count);
        } else {
            ffi::sqlite3_result_error_code(answer, code);
        }
    }
}

type Tokenize = unsafe extern "C" fn(
    *mut ffi::Fts5Tokenizer,
    *mut c_void,
    c_int,
    *const c_char,
    c_int,
    Option<Token>,
) -> c_int;

fn create(connection: &Connection, name: &CStr, tokenize: Tokenize) -> rusqlite::Result<()> {
    let mut tokenizer = ffi::fts5_tokenizer {
        xCreate: Some(new),
        xDelete: Some(delete),
        xTokenize: Some(tokenize),
    };
    // SAFETY: `api` is what SQLite gave for this open connection and outlives this call;
    // FTS5 copies the tokenizer's functions and the name.
    let code = unsafe {
        let api = fts5_api(connection)?;
        match (*api).xCreateTokenizer {
            Some(create) => create(api, name.as_ptr(), ptr::null_mut(), &mut tokenizer, None),
            None => ffi::SQLITE_MISUSE,
        }
    };
    done(code)
}

fn done(code: c_int) -> rusqlite::Result<()> {
    if code == ffi::SQLITE_OK {
        return Ok(());
    }
    Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
}

/// The FTS5 interface of a connection, asked for as its manual says.
///
/// # Safety
/// The pointer is valid as long as the connection is open.
unsafe fn fts5_api(connection: &Connection) -> rusqlite::Result<*mut ffi::fts5_api> {
    let mut api: *mut ffi::fts5_api = ptr::null_mut();
    // SAFETY: the statement lives between prepare and finalize; `api` outlives the step that
    // writes to it.
    unsafe {
        let mut statement: *mut ffi::sqlite3_stmt = ptr::null_mut();
        done(ffi::sqlite3_prepare_v2(
            connection.handle(),
            c"SELECT fts5(?1)".as_ptr(),
            -1,
            &mut statement,
            ptr::null_mut(),
        ))?;
        ffi::sqlite3_bind_pointer(
            statement,
            1,
            (&raw mut api).cast(),
            c"fts5_api_ptr".as_ptr(),
            None,
        );
        ffi::sqlite3_step(statement);
        done(ffi::sqlite3_finalize(statement))?;
    }
    if api.is_null() {
        return done(ffi::SQLITE_MISUSE).map(|()| api);
    }
    Ok(api)
}

unsafe extern "C" fn new(
    _: *mut c_void,
    _: *mut *const c_char,
    _: c_int,
    made: *mut *mut ffi::Fts5Tokenizer,
) -> c_int {
    // The tokenizers keep no state, but FTS5 takes a null pointer for none at all.
    // SAFETY: FTS5 passes a place for the pointer, and only hands the pointer back to us.
    unsafe { *made = ptr::NonNull::<u8>::dangling().as_ptr().cast() };
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut ffi::Fts5Tokenizer) {}

unsafe extern "C" fn pairs(
    _: *mut ffi::Fts5Tokenizer,
    context: *mut c_void,
    flags: c_int,
    text: *const c_char,
    length: c_int,
    token: Option<Token>,
) -> c_int {
    let ends = flags & ffi::FTS5_TOKENIZE_DOCUMENT != 0;
    // SAFETY: passed on as FTS5 gave them.
    unsafe {
        tokens(context, text, length, token, |text, take| {
            terms::bigrams(text, ends, take)
        })
    }
}

unsafe extern "C" fn letters(
    _: *mut ffi::Fts5Tokenizer,
    context: *mut c_void,
    _: c_int,
    text: *const c_char,
    length: c_int,
    token: Option<Token>,
) -> c_int {
    // SAFETY: passed on as FTS5 gave them.
    unsafe {
        tokens(context, text, length, token, |text, take| {
            terms::unigrams(text, take)
        })
    }
}

/// Hands every gram of the text to FTS5 until it says stop.
///
/// # Safety
/// `text` holds `length` bytes, and `token` may be called with `context`.
unsafe fn tokens(
    context: *mut c_void,
    text: *const c_char,
    length: c_int,
    token: Option<Token>,
    grams: impl Fn(&str, &mut dyn FnMut(&str, usize)),
) -> c_int {
    let (Some(token), Ok(length)) = (token, usize::try_from(length)) else {
        return ffi::SQLITE_MISUSE;
    };
    if text.is_null() || length == 0 {
        return ffi::SQLITE_OK;
    }
    // SAFETY: the caller's promise.
    let bytes = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), length) };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return ffi::SQLITE_ERROR;
    };
    let mut code = ffi::SQLITE_OK;
    grams(text, &mut |gram, at| {
        if code == ffi::SQLITE_OK {
            let (from, to) = (at as c_int, (at + gram.len()) as c_int);
            let bytes = gram.as_ptr().cast();
            // SAFETY: FTS5 copies the token before it returns.
            code = unsafe { token(context, 0, bytes, gram.len() as c_int, from, to) };
        }
    });
    code
}
