/** Where spans of a text lie on its page, from the tops of its paragraphs: measuring each would lay out the whole text. */
import { firstEnding } from '../../anchor/typeset'
import type { Span } from '../../anchor/flow'

/** Ticks closer than this share of the strip are one. */
const APART = 0.0025

/** Tops in pixels, from `blocks` with their `tops`; the last block ends at `whole`. */
export function placesOn(blocks: readonly { start: number; end: number }[], tops: readonly number[], whole: number, spans: readonly Span[]): number[] {
  const ends: Span[] = blocks.map(({ start, end }) => [start, end])
  const found: number[] = []
  for (const [start] of spans) {
    const at = firstEnding(ends, start)
    const [block, top] = [blocks[at], tops[at]]
    if (!block || top === undefined) continue
    const tall = (tops[at + 1] ?? whole) - top
    const y = top + tall * Math.max(0, Math.min(1, (start - block.start) / Math.max(1, block.end - block.start)))
    if (found.length === 0 || y - found.at(-1)! > whole * APART) found.push(y)
  }
  return found
}
