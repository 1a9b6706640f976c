/**
 * What the reader has open, for those who show it elsewhere: the list (outline of the selected row), the palette.
 * Only the reader writes it.
 */
import type { SpeechView } from '../wire/wire'

class Reading {
  speech = $state.raw<SpeechView | null>(null)
  /** Number of the heading that is being read; -1 before the first. */
  section = $state(-1)
  /** Scrolls to an offset of the text; set by the reader while it is open. */
  jump = $state.raw<((offset: number) => void) | null>(null)
}

export const reading = new Reading()
