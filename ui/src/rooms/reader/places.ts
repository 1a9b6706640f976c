/** Where spans of a text lie on its page, from the tops of its paragraphs: measuring each would lay out the whole text. */
import { firstEnding } from '../../anchor/typeset'
import type { Span } from '../../anchor/flow'
import type { Selected } from './kinds'

/** Ticks closer than this share of the strip are one. */
const APART = 0.0025

/** Tops in pixels, from `blocks` with their `tops`; the last block ends at `whole`. */
export function placesOn(blocks: readonly { start: number; end: number }[], tops: readonly number[], whole: number, spans: readonly Span[]): number[] {
  const found: number[] = []
  for (const [start] of spans) {
    const at = firstEnding(blocks, start, (block) => block.end)
    const [block, top] = [blocks[at], tops[at]]
    if (!block || top === undefined) continue
    const tall = (tops[at + 1] ?? whole) - top
    const y = top + tall * Math.max(0, Math.min(1, (start - block.start) / Math.max(1, block.end - block.start)))
    if (found.length === 0 || y - found.at(-1)! > whole * APART) found.push(y)
  }
  return found
}

/** The offset at a height of the page, as far as what was measured tells: asking the page in each frame cost frames. */
export function offsetAt(blocks: readonly { start: number; end: number }[], tops: readonly number[], y: number): number | null {
  let at = -1
  while (at + 1 < tops.length && tops[at + 1]! <= y) at += 1
  const block = blocks[at]
  if (!block) return null
  const height = (tops[at + 1] ?? y + 1) - tops[at]!
  return Math.round(block.start + (block.end - block.start) * Math.min(1, (y - tops[at]!) / Math.max(1, height)))
}

/** Where a selection stands in the window; null when it was scrolled away: its bar comes back with it. */
export function selectedIn(range: Range, reader: Element, scroller: Element, text: Element): Selected | null {
  const rects = range.getClientRects()
  const [first, last] = [rects[0], rects[rects.length - 1]]
  const seen = scroller.getBoundingClientRect()
  if (!first || !last || last.bottom < seen.top || first.top > seen.bottom) return null
  const column = text.getBoundingClientRect()
  return { top: first.top, bottom: last.bottom, left: last.left, right: last.right, within: reader.getBoundingClientRect(), column: [column.left, column.right] }
}
