//! Pages set in two columns: where the gutter is, and the pieces in reading order.
//! Leaves tables alone; their cells are short, the lines of a column fill it.

use super::lines::Piece;

/// Lines a column has at least.
const LINES: usize = 5;

/// The share of a column's width that half of its lines fill at least.
const FILLED: f32 = 0.7;

/// Puts the pieces of a page of two columns in reading order, each marked with its column (1 or 2;
/// 0 for what goes across), and says whether it was one.
pub(super) fn arrange(pieces: &mut Vec<Piece>) -> bool {
    let Some(gutter) = gutter(pieces) else {
        return false;
    };
    for piece in pieces.iter_mut() {
        piece.column = match () {
            _ if piece.right <= gutter + 1.0 => 1,
            _ if piece.left >= gutter - 1.0 => 2,
            _ => 0,
        };
    }
    pieces.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left.total_cmp(&b.left)));
    // What goes across divides a page into bands; each is read column by column.
    let mut band = 0;
    let mut keyed: Vec<(usize, Piece)> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        if piece.column == 0 {
            band += 1;
            keyed.push((band, piece));
            band += 1;
        } else {
            keyed.push((band, piece));
        }
    }
    keyed.sort_by_key(|(band, piece)| (*band, piece.column));
    pieces.extend(keyed.into_iter().map(|(_, piece)| piece));
    true
}

/// The middle of the empty strip between two columns of running text.
fn gutter(pieces: &[Piece]) -> Option<f32> {
    let left = pieces.iter().map(|p| p.left).fold(f32::INFINITY, f32::min);
    let right = pieces
        .iter()
        .map(|p| p.right)
        .fold(f32::NEG_INFINITY, f32::max);
    let width = right - left;
    if pieces.len() < LINES * 2 || !(100.0..=20_000.0).contains(&width) {
        return None;
    }
    let size = median(pieces.iter().map(|p| p.size))?;
    let mut covered = vec![0usize; width as usize + 2];
    for piece in pieces {
        let from = (piece.left - left).max(0.0) as usize;
        let to = ((piece.right - left).ceil() as usize).min(covered.len() - 1);
        for count in &mut covered[from.min(to)..to] {
            *count += 1;
        }
    }
    let across = pieces.len() / 8;
    let (from, to) = ((width * 0.3) as usize, (width * 0.7) as usize);
    let mut best = (0, 0);
    let mut run = 0;
    for (at, count) in covered.iter().enumerate().take(to).skip(from) {
        run = if *count <= across { run + 1 } else { 0 };
        if run > best.0 {
            best = (run, at);
        }
    }
    if (best.0 as f32) < size * 0.8 {
        return None;
    }
    let gutter = left + best.1 as f32 - best.0 as f32 / 2.0;
    let fills = |side: &dyn Fn(&Piece) -> bool, room: f32| {
        let widths: Vec<f32> = pieces
            .iter()
            .filter(|p| side(p))
            .map(|p| p.right - p.left)
            .collect();
        widths.len() >= LINES && median(widths.into_iter()).is_some_and(|w| w >= room * FILLED)
    };
    let filled = fills(&|p| p.right <= gutter + 1.0, gutter - left)
        && fills(&|p| p.left >= gutter - 1.0, right - gutter);
    filled.then_some(gutter)
}

fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut sorted: Vec<f32> = values.collect();
    sorted.sort_by(f32::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}
