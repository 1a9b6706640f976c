//! Paragraphs from printed lines: which line ends were set by the printer and which by the author.
//! Does not change any character.

use super::lines::Line;

/// The measure of the text: where most lines begin and how far the longest reach.
struct Measure {
    left: f32,
    right: f32,
    pitch: f32,
}

/// One line of text a paragraph.
pub(super) fn join(pages: &[Vec<Line>]) -> String {
    let measures = [0, 1, 2].map(|column| measure(pages, column));
    let mut out = String::new();
    let mut last: Option<(&Line, usize)> = None;
    for (number, page) in pages.iter().enumerate() {
        for line in page {
            if let Some((before, on)) = last {
                let measure = &measures[usize::from(before.column.min(2))];
                let below = on == number && before.column == line.column;
                if belongs(before, line, below, measure) {
                    if needs_space(&before.text, &line.text) {
                        out.push(' ');
                    }
                } else {
                    out.push('\n');
                }
            }
            out.push_str(&line.text);
            last = Some((line, number));
        }
    }
    out
}

/// Whether `line` goes on with the paragraph of `before`.
fn belongs(before: &Line, line: &Line, below: bool, measure: &Measure) -> bool {
    let size = before.size.max(1.0);
    // Marks that may not begin a line take one or two characters with them to the next; more is
    // open at the end of a line only where a sentence goes on.
    let ended = before
        .text
        .ends_with(['。', '！', '？', '：', '；', '”', '）', '.']);
    let open = if ended { 2.2 } else { 3.3 };
    let is_full = before.right > measure.right - size * open;
    let alike = (before.size - line.size).abs() < size * 0.15;
    let indented = before.column == line.column
        && line.left > measure.left + size * 1.2
        && line.left > before.left - size * 0.5;
    let near = !below || {
        let drop = before.base - line.base;
        drop > 0.0 && drop < measure.pitch * 1.35 + 0.5
    };
    // What goes across a page of columns is a heading, and heads nothing but itself.
    let same_measure = (before.column == 0) == (line.column == 0);
    is_full
        && same_measure
        && alike
        && near
        && !indented
        && !before.text.contains('\t')
        && !line.text.contains('\t')
}

fn measure(pages: &[Vec<Line>], column: u8) -> Measure {
    let lines = || pages.iter().flatten().filter(|l| l.column == column);
    let mut rights: Vec<f32> = lines().map(|l| l.right).collect();
    rights.sort_by(f32::total_cmp);
    // The very longest may hang over.
    let right = rights
        .get(rights.len().saturating_sub(1 + rights.len() / 20))
        .copied()
        .unwrap_or(0.0);
    let left = commonest(lines().map(|l| l.left));
    let drops = pages
        .iter()
        .flat_map(|page| page.windows(2))
        .filter(|pair| pair.iter().all(|line| line.column == column))
        .map(|pair| pair[0].base - pair[1].base);
    let pitch = commonest(drops.filter(|drop| *drop > 1.0));
    Measure { left, right, pitch }
}

/// The value that occurs most, to a point; the smaller of two.
fn commonest(values: impl Iterator<Item = f32>) -> f32 {
    let mut rounded: Vec<i32> = values.map(|v| v.round() as i32).collect();
    rounded.sort_unstable();
    let mut best = (0, 0);
    for run in rounded.chunk_by(|a, b| a == b) {
        if run.len() > best.0 {
            best = (run.len(), run[0]);
        }
    }
    best.1 as f32
}

/// Words of Latin script are apart when a line breaks between them.
fn needs_space(before: &str, after: &str) -> bool {
    let end = before
        .chars()
        .next_back()
        .is_some_and(|c| c.is_ascii_alphanumeric() || ",;.:".contains(c));
    end && after.starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f32, base: f32) -> Line {
        let width = text.chars().count() as f32 * 10.0;
        Line {
            text: text.into(),
            left,
            right: left + width,
            base,
            size: 10.0,
            column: 0,
        }
    }

    #[test]
    fn lines_that_fill_the_measure_go_on() {
        let page = vec![
            line("讲话", 40.0, 700.0),
            line("同志们今天我们开", 20.0, 680.0),
            line("会主要任务是部署下步", 0.0, 660.0),
            line("的工作。", 0.0, 640.0),
            line("第二段从这里开始", 20.0, 620.0),
            line("第二页接着这里说，一", 0.0, 600.0),
        ];
        let next = vec![line("直到结束。", 0.0, 700.0)];
        let expected = "讲话\n同志们今天我们开会主要任务是部署下步的工作。\n第二段从这里开始第二页接着这里说，一直到结束。";
        assert_eq!(join(&[page, next]), expected);
    }
}
