//! Text of web archives (mht) and saved mails: the first page or text among the MIME parts.
//! Does not look at pictures or attachments.

use crate::decode;
use crate::html::{self, Article};
use crate::{Format, IntakeError, Limits, Warning};

/// Parts within parts, at most.
const NESTING: u32 = 8;

/// The page of an mht file, or the text of a mail.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<Article, IntakeError> {
    let mut left = limits.entries;
    let mut plain = None;
    let page = find(bytes, NESTING, &mut left, &mut plain);
    if let Some(page) = page.and_then(|body| {
        html::decoded(&body.0).or_else(|| decode::text(&body.0, body.1.as_deref()))
    }) {
        return Ok(html::article(&page.text, warnings));
    }
    let text = plain.and_then(|(body, charset)| decode::text(&body, charset.as_deref()));
    let mail = text.map(|t| Article {
        text: t.text,
        title: None,
    });
    mail.ok_or_else(|| IntakeError::damaged(Format::Mht, "it holds no page"))
}

/// The site that a page was saved from.
pub(crate) fn site(bytes: &[u8]) -> Option<String> {
    let (head, body) = split_head(bytes);
    let saved = header(&head, "snapshot-content-location").or_else(|| {
        let kind = header(&head, "content-type")?;
        let first = *parts(body, &parameter(&kind, "boundary")?).first()?;
        header(&split_head(first).0, "content-location")
    })?;
    html::site::host(saved.trim())
}

type Body = (Vec<u8>, Option<String>);

/// The first HTML part; the first part of plain text is remembered on the way.
fn find(entity: &[u8], nesting: u32, left: &mut u64, plain: &mut Option<Body>) -> Option<Body> {
    *left = left.checked_sub(1)?;
    let (head, body) = split_head(entity);
    let kind = header(&head, "content-type").unwrap_or_else(|| "text/plain".into());
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        let boundary = parameter(&kind, "boundary")?;
        let next = nesting.checked_sub(1)?;
        return parts(body, &boundary)
            .into_iter()
            .find_map(|part| find(part, next, left, plain));
    }
    let is_page = lower.starts_with("text/html") || lower.starts_with("application/xhtml");
    if !is_page && !lower.starts_with("text/plain") {
        return None;
    }
    let transfer = header(&head, "content-transfer-encoding")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let bytes = match transfer.trim() {
        "base64" => from_base64(body),
        "quoted-printable" => from_quoted_printable(body),
        _ => body.to_vec(),
    };
    let found = (bytes, parameter(&kind, "charset"));
    if is_page {
        return Some(found);
    }
    plain.get_or_insert(found);
    None
}

fn split_head(entity: &[u8]) -> (String, &[u8]) {
    let mut at = 0;
    for line in entity.split_inclusive(|b| *b == b'\n') {
        if line.trim_ascii().is_empty() && at > 0 {
            return (
                String::from_utf8_lossy(&entity[..at]).into_owned(),
                &entity[at + line.len()..],
            );
        }
        at += line.len();
    }
    (String::from_utf8_lossy(entity).into_owned(), &[])
}

/// The value of a header, with folded lines joined.
fn header(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().skip_while(|line| {
        !line
            .split_once(':')
            .is_some_and(|(n, _)| n.trim().eq_ignore_ascii_case(name))
    });
    let mut value = lines.next()?.split_once(':')?.1.trim().to_string();
    for more in lines.take_while(|line| line.starts_with([' ', '\t'])) {
        value.push(' ');
        value.push_str(more.trim());
    }
    Some(value)
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let mut pairs = value.split(';').skip(1).filter_map(|p| p.split_once('='));
    let (_, found) = pairs.find(|(n, _)| n.trim().eq_ignore_ascii_case(name))?;
    Some(found.trim().trim_matches('"').to_string())
}

fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let mut parts = Vec::new();
    let (mut start, mut at) = (None, 0);
    for line in body.split_inclusive(|b| *b == b'\n') {
        if line.starts_with(&mark) {
            parts.extend(start.map(|from: usize| &body[from..at]));
            start = Some(at + line.len());
        }
        at += line.len();
    }
    parts.extend(
        start
            .filter(|from| *from < body.len())
            .map(|from| &body[from..]),
    );
    parts
}

fn from_base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

fn from_quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        at += 1;
        if *byte != b'=' {
            out.push(*byte);
            continue;
        }
        match (digit(body.get(at)), digit(body.get(at + 1))) {
            (Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            // A soft line end.
            _ if body[at..].starts_with(b"\r\n") => at += 2,
            _ if body[at..].starts_with(b"\n") => at += 1,
            _ => out.push(b'='),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mail: &str, expected: &str) {
        let text = read(mail.as_bytes(), &Limits::default(), &mut Vec::new());
        assert_eq!(text.map(|page| page.text).as_deref(), Ok(expected));
    }

    #[test]
    fn the_page_is_found_and_decoded() {
        check(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"b\"\r\n\r\n--b\r\n\
             Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
             PHA+6K6y6K+dPC9wPg==\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n",
            "讲话",
        );
        check(
            "MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n\
             <p>=E8=AE=B2=\n=E8=AF=9D</p>",
            "讲话",
        );
    }

    #[test]
    fn a_mail_without_a_page_gives_its_text() {
        check(
            "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n讲话",
            "讲话",
        );
    }

    #[test]
    fn parts_within_parts_end() {
        let bomb = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(5000);
        let read = read(bomb.as_bytes(), &Limits::default(), &mut Vec::new());
        assert_eq!(read.err().map(|e| e.code()), Some("damaged"));
    }
}
