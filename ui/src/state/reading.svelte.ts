/**
 * What the reader has open, for those who show it elsewhere: the list (outline of the selected row), the palette.
 * Only the reader writes it.
 */
import { flushSync } from 'svelte'
import type { SpeechView } from '../wire/wire'

class Reading {
  speech = $state.raw<SpeechView | null>(null)
  /** Number of the heading that is being read; -1 before the first. */
  section = $state(-1)
  /** How far on in that section: 0 at its heading, 1 at the next. */
  share = $state(0)
  /** Scrolls to an offset of the text; set by the reader while it is open. */
  jump = $state.raw<((offset: number) => void) | null>(null)

  /** From the wish to print until the person is back at the page. */
  printing = $state(false)

  /** The reader sets the text for paper before the engine takes it. */
  print(): void {
    flushSync(() => { this.printing = true })
    window.print()
    const back = new AbortController()
    for (const sign of ['pointermove', 'keydown']) addEventListener(sign, () => { this.printing = false; back.abort() }, { signal: back.signal })
  }

  /** The reader stands at `top` of `whole` pixels; its headings at `heads`. */
  follow(section: number, heads: readonly number[], top: number, whole: number): void {
    const from = section < 0 ? 0 : heads[section]!
    const upto = heads[section + 1] ?? whole
    this.section = section
    // A heading that was jumped to stands a little below the edge; the beginning stands at it.
    const lead = section < 0 ? 0 : 28
    this.share = upto > from ? Math.min(1, Math.max(0, (top + lead - from) / (upto - from))) : 0
  }
}

export const reading = new Reading()
