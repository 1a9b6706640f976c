/**
 * Paints spans of text with the CSS Custom Highlight API, without a node for it. Highlights are shared by name:
 * a painter adds and takes back only its own ranges and never clears what others painted.
 */
import type { Span } from './flow'
import type { TextMap } from './textmap'

export type Paint = 'lit' | 'hit' | 'find' | 'found'

/** What lies over what, where they overlap. */
const priority: Record<Paint, number> = { hit: 1, lit: 2, find: 3, found: 4 }

/** False where the engine cannot paint; the text is then read without colours. */
export const canPaint = typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight !== 'undefined'

export class Painter {
  #mine = new Map<Paint, AbstractRange[]>()

  /** Paints exactly these spans, and no others any more. */
  set(paint: Paint, spans: readonly Span[], map: TextMap): void {
    if (!canPaint) return
    this.#take(paint)
    const ranges = spans.flatMap((span) => map.still(span) ?? [])
    if (ranges.length === 0) return
    let highlight = CSS.highlights.get(paint)
    if (!highlight) {
      highlight = new Highlight()
      highlight.priority = priority[paint]
      CSS.highlights.set(paint, highlight)
    }
    for (const range of ranges) highlight.add(range)
    this.#mine.set(paint, ranges)
  }

  /** Takes all own paint back. */
  wipe(): void {
    for (const paint of [...this.#mine.keys()]) this.#take(paint)
  }

  #take(paint: Paint): void {
    const ranges = this.#mine.get(paint)
    if (!ranges) return
    const highlight = CSS.highlights.get(paint)
    for (const range of ranges) highlight?.delete(range)
    if (highlight?.size === 0) CSS.highlights.delete(paint)
    this.#mine.delete(paint)
  }
}
