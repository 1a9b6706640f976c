//! Finds what a site gives twice: a cut excerpt above the text, a translation below it, the title in
//! square brackets between paragraphs. Speeches given in two languages side by side are not its matter.

use crate::text::{Text, ends_sentence, is_han, is_word, last_word_mark};
use crate::titles;

/// Marks the lines of excerpts and translations among those not yet marked.
pub(super) fn mark(page: &Text, removed: &mut [Option<&'static str>]) {
    let filled: Vec<usize> = (0..page.lines().len())
        .filter(|&i| removed[i].is_none() && !page.lines()[i].span.is_empty())
        .collect();
    excerpts(page, &filled, removed);
    boxed_titles(page, &filled, removed);
    translation(page, &filled, removed);
}

/// A line near the top that breaks off, and whose words all come again below.
fn excerpts(page: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    let lines = page.lines();
    for (at, &i) in filled.iter().enumerate().take(8) {
        let span = lines[i].span;
        let chars = page.chars_in(span);
        let dots = chars.ends_with(&['…']) || chars.ends_with(&['.', '.']);
        let whole = last_word_mark(chars).is_some_and(ends_sentence) && !dots;
        // A title with buttons beside it is the page's, when the text's own follows.
        let button = chars.last() == Some(&']');
        let cut = chars.iter().rposition(|c| *c == '[').filter(|_| button);
        let wanted = words(&chars[..cut.unwrap_or(chars.len())]);
        let least = if button { 8 } else { 45 };
        if !(least..=400).contains(&wanted.len()) || whole {
            continue;
        }
        let mut below: Vec<char> = Vec::with_capacity(wanted.len() * 3);
        let mut ends: Vec<usize> = Vec::new();
        for &j in &filled[at + 1..] {
            if below.len() > wanted.len() * 2 + 200 {
                break;
            }
            below.extend(words(page.chars_in(lines[j].span)));
            ends.push(below.len());
        }
        // Words that come again as whole lines are a title given twice, not an excerpt.
        let again = below
            .windows(wanted.len())
            .position(|there| there == wanted.as_slice())
            .is_some_and(|found| button || !ends.contains(&(found + wanted.len())));
        if again {
            removed[i] = Some("notice.excerpt");
        }
    }
}

/// 【在全县春耕会上的讲话】 where a line without the brackets is the title.
fn boxed_titles(page: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    let folded = |i: usize| page.folded(page.lines()[i].span);
    let inner = |i: usize| {
        let words = folded(i).trim();
        words.strip_prefix('【')?.strip_suffix('】')
    };
    let boxed: Vec<usize> = filled
        .iter()
        .copied()
        .filter(|&i| page.lines()[i].span.len() <= 60 && inner(i).is_some_and(titles::has_form))
        .collect();
    for &i in &boxed {
        let bare = inner(i).unwrap_or_default().trim();
        if filled.iter().take(15).any(|&j| folded(j).trim() == bare) {
            removed[i] = Some("notice.excerpt");
        }
    }
}

fn words(chars: &[char]) -> Vec<char> {
    chars.iter().copied().filter(|c| is_word(*c)).collect()
}

/// The paragraphs of another script that follow a Chinese text to its end. A speech in another
/// language with some words of Chinese before it is longer than they are, and stays.
fn translation(page: &Text, filled: &[usize], removed: &mut [Option<&'static str>]) {
    let lines = page.lines();
    let mut letters = 0usize;
    let mut paragraphs = 0usize;
    let mut from = filled.len();
    for (at, &i) in filled.iter().enumerate().rev() {
        let chars = page.chars_in(lines[i].span);
        let latin = chars.iter().filter(|c| c.is_ascii_alphabetic()).count();
        if chars.iter().any(|c| is_han(*c)) || latin * 2 < chars.len() {
            break;
        }
        letters += latin;
        paragraphs += usize::from(chars.len() >= 120);
        from = at;
    }
    if paragraphs == 0 || letters < 150 {
        return;
    }
    let han = filled[..from]
        .iter()
        .map(|&i| {
            page.chars_in(lines[i].span)
                .iter()
                .filter(|c| is_han(**c))
                .count()
        })
        .sum::<usize>();
    if han >= 80 && letters <= han * 6 {
        for &i in &filled[from..] {
            removed[i] = Some("notice.translation");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(text: &str) -> Vec<bool> {
        let page = Text::new(text);
        let mut removed = vec![None; page.lines().len()];
        mark(&page, &mut removed);
        removed.iter().map(Option::is_some).collect()
    }

    #[test]
    fn an_excerpt_above_the_text_goes_and_the_text_stays() {
        let body = "同志们：今天开一个短会，把春耕的事情再说一遍，把化肥和种子的账再算一遍，然后各回各乡，把话带给每一个村，把地块落到每一户，把时限写到每一天，月底来看。";
        let text = format!("春耕会讲话\n{}\n{body}\n大家散会。", &body[..180]);
        assert_eq!(gone(&text), [false, true, false, false]);
        assert_eq!(
            gone(&format!(
                "县长的春耕动员讲话 [复制链接]\n县长的春耕动员讲话\n{body}"
            )),
            [true, false, false]
        );
        let title = "把种子选好把化肥备足把水渠修通把农机开到田头为全县夺取春耕生产开门红打下一个扎扎实实的底子";
        assert_eq!(gone(&format!("{title}\n{title}\n{body}")), [false; 3]);
        assert_eq!(gone(&format!("春耕会讲话\n{body}\n大家散会。")), [false; 3]);
    }

    #[test]
    fn a_title_set_again_in_brackets_goes() {
        let title = "在春耕会上的讲话";
        assert_eq!(
            gone(&format!(
                "【{title}】\n{title}\n同志们：\n一、选种\n【{title}】"
            )),
            [true, false, false, false, true]
        );
        assert_eq!(gone(&format!("【{title}】\n同志们：")), [false, false]);
    }

    #[test]
    fn a_translation_below_goes_and_a_foreign_guest_stays() {
        let english = "Ladies and gentlemen, it is a great pleasure to welcome you all to our city today, and I wish the fair every success in the days to come, and I thank all those who made it possible. And now let us begin the work of this morning together. ";
        let han = "女士们、先生们，欢迎各位来到我们的城市，祝博览会圆满成功。".repeat(6);
        assert_eq!(gone(&format!("{han}\n{english}")), [false, true]);
        assert_eq!(gone(&format!("欢迎辞\n{english}")), [false, false]);
        assert_eq!(gone(&format!("{han}\n{english}\n{han}")), [false; 3]);
    }
}
