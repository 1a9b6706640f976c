/**
 * Going on from a speech that was found to the next one: what was searched, where in the result the reader stands,
 * and how a neighbour is had. The page of results begins it, the reader walks it.
 */
import type { Span } from '../anchor/flow'
import { read } from './places.svelte'

export interface Trail {
  /** Speech by speech, all places of each in turn; or line by line, as the concordance is sorted. */
  kind: 'speeches' | 'lines'
  query: string
  /** The speech that is open. */
  speech: string
  /** Place in the result, from 0, and how many there are where that is known. */
  at: number
  of: number | null
  reach: (at: number) => Promise<{ speech: string; at: Span | null } | null>
}

let trail = $state.raw<Trail | null>(null)
let landing: 'first' | 'last' = 'first'

export const walk = {
  get trail(): Trail | null {
    return trail
  },
  /** At which of its places a speech is entered: 0, or -1 for the last when it was walked back to. */
  entering(speech: string): 0 | -1 {
    return landing === 'last' && trail?.speech === speech ? -1 : 0
  },
  begin(next: Trail): void {
    landing = 'first'
    trail = next
  },
  /** Opens the neighbour; false at either end. */
  async step(by: 1 | -1): Promise<boolean> {
    const now = trail
    if (!now) return false
    const to = now.at + by
    if (to < 0 || (now.of !== null && to >= now.of)) return false
    const found = await now.reach(to)
    if (!found || trail !== now) return false
    landing = by > 0 ? 'first' : 'last'
    trail = { ...now, at: to, speech: found.speech }
    read(found.speech, { query: now.query, at: found.at })
    return true
  },
}
