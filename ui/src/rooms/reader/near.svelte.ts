/** The stretch of a text about what can be seen: only what is in it is painted. Kept until its edge comes close, not followed line by line. */
import type { Span } from '../../anchor/flow'
import type { Page } from '../../anchor/page'

/** Screens above and below that are in it. */
const ABOVE = 2
const BELOW = 3

export class Near {
  #span = $state.raw<Span>([0, 0])
  #top = Infinity
  #foot = -Infinity

  has = ([start, end]: Span): boolean => end > this.#span[0] && start < this.#span[1]

  /** The text was laid out anew. */
  forget(): void {
    this.#top = Infinity
  }

  /** The window is at `top`, `seen` pixels high; the blocks of the page stand at `tops`; the text ends at `end`. */
  follow(page: Page, tops: readonly number[], top: number, seen: number, end: number): void {
    if (seen === 0 || (top - seen / 2 >= this.#top && top + seen * 1.5 <= this.#foot)) return
    const [above, below] = [top - ABOVE * seen, top + BELOW * seen]
    let first = tops.findIndex((y) => y > above) - 1
    if (first < -1) first = tops.length - 1
    const last = tops.findIndex((y) => y > below)
    this.#top = first < 0 ? -Infinity : above
    this.#foot = last < 0 && page.done >= end ? Infinity : below
    this.#span = [page.blocks[Math.max(0, first)]?.start ?? 0, page.blocks[(last < 0 ? page.blocks.length : last) - 1]?.end ?? 0]
  }
}
