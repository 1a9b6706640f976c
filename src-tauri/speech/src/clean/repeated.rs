//! Knows what comes again and again between the paragraphs: lost pictures, running heads, watermarks.
//! What comes once is weighed in `notice`; a refrain of the speaker stays.

use super::notice::Seen;
use crate::salutation;
use crate::text::{Text, ends_sentence, is_han, last_word_mark};

/// Gives the weight of a notice to lines that are repeated as only a page repeats them.
pub(super) fn mark(page: &Text, filled: &[usize], seen: &mut [Seen]) {
    let words = |i: usize| page.folded(page.lines()[i].span);
    let faint: Vec<usize> = filled
        .iter()
        .copied()
        .filter(|&i| seen[i].weight == 1 && seen[i].rule == "noise")
        .collect();
    for &i in &faint {
        if faint.iter().filter(|&&j| words(i) == words(j)).count() >= 3 {
            seen[i].weight = 3;
        }
    }
    let candidates: Vec<(usize, usize, String)> = filled
        .iter()
        .enumerate()
        .filter(|(_, i)| may_run(page, **i, &seen[**i]))
        .map(|(at, &i)| (at, i, bare(words(i))))
        .collect();
    if candidates.len() < 2 {
        return;
    }
    let numbered = |at: usize| {
        let around = [at.checked_sub(1), Some(at + 1)];
        around
            .into_iter()
            .flatten()
            .filter_map(|n| filled.get(n))
            .any(|&i| seen[i].rule == "page.number")
    };
    let beside: Vec<bool> = candidates.iter().map(|(at, ..)| numbered(*at)).collect();
    let mut found = Vec::new();
    for (k, (_, i, head)) in candidates.iter().enumerate() {
        let same: Vec<usize> = (0..candidates.len())
            .filter(|&other| candidates[other].2 == *head)
            .collect();
        // 412, 413　年会纪录: beside a page's number, or with one of its own, twice is enough.
        let figured = |k: usize| bare_of_figures(words(candidates[k].1)).is_some();
        let paged = same.iter().filter(|&&k| beside[k] || figured(k)).count();
        let signed = seen[*i].weight + seen[*i].edge >= 1;
        if same.len() >= 2 && paged >= 1 && k > 0 || same.len() >= 3 && signed {
            found.push(*i);
            found.extend(same.iter().map(|&k| candidates[k].1));
        }
    }
    for i in found {
        seen[i].weight = seen[i].weight.max(3);
        seen[i].own = false;
        if seen[i].rule.is_empty() {
            seen[i].rule = "notice.docket";
        }
    }
}

/// A short line without the marks of speech, neither a call nor a head of the text.
fn may_run(page: &Text, i: usize, saw: &Seen) -> bool {
    let span = page.lines()[i].span;
    if !(4..=40).contains(&span.len()) || saw.weight >= 3 || saw.listed {
        return false;
    }
    let (words, chars) = (page.folded(span), page.chars_in(span));
    !last_word_mark(chars).is_some_and(ends_sentence)
        && !chars
            .last()
            .is_some_and(|c| matches!(c, '：' | ':' | '，' | '、' | '；'))
        && !chars.first().is_some_and(|c| matches!(c, '（' | '(' | '—'))
        && !salutation::is(words)
        && bare(words)
            .chars()
            .filter(|c| is_han(*c) || c.is_ascii_alphabetic())
            .count()
            >= 4
}

/// The words without a number before or behind them.
fn bare(words: &str) -> String {
    bare_of_figures(words).unwrap_or(words.trim()).to_owned()
}

/// The same where there is such a number, parted from them by two blanks or more.
fn bare_of_figures(words: &str) -> Option<&str> {
    let words = words.trim();
    let figure = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let (head, rest) = words.split_once("  ")?;
    if figure(head) {
        return Some(rest.trim());
    }
    let (rest, tail) = words.rsplit_once("  ")?;
    figure(tail.trim_matches(|c| matches!(c, '-' | '—' | '·'))).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use crate::clean::kept;

    #[test]
    fn a_running_head_goes_and_a_refrain_stays() {
        let body = "把要素的事办在前头，把企业的事放在心上，把承诺的事写在墙上，月底来看谁做到了。";
        let text = format!(
            "县志办年会纪录\n在修志会上的讲话\n同志们：\n{body}\n12\n县志办年会纪录\n{body}\n13　　县志办年会纪录\n{body}"
        );
        assert!(!kept(&text).contains("年会纪录"), "{}", kept(&text));
        let text = format!(
            "在修志会上的讲话\n同志们：\n{body}\n我们能不能\n{body}\n我们能不能\n{body}\n我们能不能\n{body}"
        );
        assert_eq!(kept(&text).matches("我们能不能").count(), 3);
    }
}
