//! Versions of one speech: which there are, two side by side, and what a person says about them.
//! Finds none itself; those that are alike are tied as they are taken in.

use std::time::{Duration, Instant};

use archive::{Op, Origin, SpeechId};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices_deadline};

use crate::file::changed;
use crate::view;
use crate::wire::{Changed, ComparedLine, ComparedPart, Comparison, VersionView};
use crate::{Desk, Problem};

/// A comparison that takes longer is finished roughly: more is marked than need be.
const PATIENCE: Duration = Duration::from_millis(1500);

impl Desk {
    /// The versions of a speech, itself among them, the leading one first; empty when it has none.
    pub fn versions(&self, id: &str) -> Result<Vec<VersionView>, Problem> {
        let versions = self.archive.versions(&SpeechId::from(id))?;
        let ids: Vec<SpeechId> = versions.iter().map(|v| v.id.clone()).collect();
        let rows = self.archive.rows(&ids)?;
        let rows = rows.iter().map(view::row);
        Ok(versions
            .iter()
            .zip(rows)
            .map(|(version, row)| VersionView {
                row,
                leads: version.leads,
                chosen: version.chosen,
                share: (version.share * 100.0).round() as u32,
                by_person: version.origin == Origin::Person,
            })
            .collect())
    }

    /// Two speeches line by line, what differs marked.
    pub fn compare(&self, one: &str, other: &str) -> Result<Comparison, Problem> {
        Ok(compare(&self.text(one)?, &self.text(other)?))
    }

    /// A person says that speeches are versions of one.
    pub fn tie_versions(&self, ids: &[String]) -> Result<Changed, Problem> {
        let ids: Vec<SpeechId> = ids.iter().map(|id| SpeechId::from(id.as_str())).collect();
        let done = self.edit(Op::TieVersions, |tx| tx.tie_versions(&ids))?;
        Ok(changed(Op::TieVersions, &done, &[&ids.len().to_string()]))
    }

    /// A person says that a speech is no version of any other.
    pub fn set_apart(&self, id: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::SetApart, |tx| tx.set_apart(&SpeechId::from(id)))?;
        Ok(changed(Op::SetApart, &done, &[]))
    }

    /// A person lets a speech stand for its versions in lists.
    pub fn let_lead(&self, id: &str) -> Result<Changed, Problem> {
        let done = self.edit(Op::LetLead, |tx| tx.let_lead(&SpeechId::from(id)))?;
        Ok(changed(Op::LetLead, &done, &[]))
    }
}

/// Lines are told apart by their words: each site indents and spaces as it likes.
fn lines(text: &str) -> Vec<&str> {
    let trimmed = text.split('\n').map(str::trim);
    trimmed.filter(|line| !line.is_empty()).collect()
}

fn whole(line: &str, differs: bool) -> Vec<ComparedPart> {
    let text = line.to_owned();
    vec![ComparedPart { text, differs }]
}

fn compare(one: &str, other: &str) -> Comparison {
    let (left, right) = (lines(one), lines(other));
    let deadline = Some(Instant::now() + PATIENCE);
    let ops = capture_diff_slices_deadline(Algorithm::Patience, &left, &right, deadline);
    let mut rows = Vec::new();
    let mut row = |left: Option<Vec<ComparedPart>>, right: Option<Vec<ComparedPart>>| {
        let same = left == right;
        rows.push(ComparedLine { left, right, same });
    };
    for op in ops {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                for line in &left[old_index..old_index + len] {
                    row(Some(whole(line, false)), Some(whole(line, false)));
                }
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                for line in &left[old_index..old_index + old_len] {
                    row(Some(whole(line, true)), None);
                }
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                for line in &right[new_index..new_index + new_len] {
                    row(None, Some(whole(line, true)));
                }
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                for at in 0..old_len.max(new_len) {
                    let old = left[old_index..old_index + old_len].get(at);
                    let new = right[new_index..new_index + new_len].get(at);
                    match (old, new) {
                        (Some(old), Some(new)) => {
                            let (old, new) = parts(old, new, deadline);
                            row(Some(old), Some(new));
                        }
                        (old, new) => row(old.map(|l| whole(l, true)), new.map(|l| whole(l, true))),
                    }
                }
            }
        }
    }
    let differing = rows.iter().filter(|row| !row.same).count() as u32;
    Comparison {
        lines: rows,
        differing,
    }
}

/// Two lines letter by letter; lines that have little in common are marked whole.
fn parts(
    old: &str,
    new: &str,
    deadline: Option<Instant>,
) -> (Vec<ComparedPart>, Vec<ComparedPart>) {
    let mut config = TextDiff::configure();
    if let Some(deadline) = deadline {
        config.deadline(deadline);
    }
    let diff = config.diff_chars(old, new);
    if diff.ratio() < 0.4 {
        return (whole(old, true), whole(new, true));
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let push = |parts: &mut Vec<ComparedPart>, text: &str, differs: bool| match parts.last_mut() {
        Some(last) if last.differs == differs => last.text.push_str(text),
        _ => parts.extend(whole(text, differs)),
    };
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut left, change.value(), false);
                push(&mut right, change.value(), false);
            }
            ChangeTag::Delete => push(&mut left, change.value(), true),
            ChangeTag::Insert => push(&mut right, change.value(), true),
        }
    }
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(parts: &Option<Vec<ComparedPart>>) -> String {
        let mark = |p: &ComparedPart| match p.differs {
            true => format!("[{}]", p.text),
            false => p.text.clone(),
        };
        parts
            .as_ref()
            .map_or("-".into(), |all| all.iter().map(mark).collect())
    }

    #[test]
    fn two_texts_side_by_side() {
        let found = compare(
            "讲话\n　　同志们：\n投资增长五成以上。\n谢谢大家",
            "讲话\n\n同志们：\n投资增长六成以上。\n还有一段。",
        );
        let said: Vec<String> = found
            .lines
            .iter()
            .map(|line| format!("{} | {}", said(&line.left), said(&line.right)))
            .collect();
        assert_eq!(
            said,
            [
                "讲话 | 讲话",
                "同志们： | 同志们：",
                "投资增长[五]成以上。 | 投资增长[六]成以上。",
                "[谢谢大家] | [还有一段。]",
            ]
        );
        assert_eq!(found.differing, 2);
    }
}
