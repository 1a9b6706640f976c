/**
 * Where the reader is in the program, with a way back and forward. A place says what is shown, never how it looks.
 */
import { untrack } from 'svelte'
import type { Scope } from '../wire/wire'

export type Place =
  | {
      room: 'library'
      scope: Scope
      /** The speech that is open. */
      speech: string | null
      /** Scroll to and light these words once. */
      at?: [number, number] | null
      /** Mark the hits of this query. */
      query?: string
    }
  | { room: 'inbox' }
  | {
      room: 'search'
      query: string
      /** Speeches (the usual), every place on a line, or notes. */
      tab?: 'speeches' | 'lines' | 'notes'
    }
  | { room: 'notes'; colour?: number | null }
  | { room: 'notebook'; id: string | null }
  | { room: 'import' }
  /** The meeting types or themes themselves; `id` is the one looked at. */
  | { room: 'terms'; of: 'type' | 'theme'; id?: string }

/** Sheets that float over any place; each is a folder in rooms/. */
export type Overlay = 'palette' | 'keys' | 'settings' | 'builder' | 'paste' | 'trash'

let trail = $state.raw<Place[]>([{ room: 'library', scope: { kind: 'all' }, speech: null }])
let at = $state(0)
let overlay = $state<Overlay | null>(null)

export const places = {
  get now(): Place {
    return trail[at]!
  },
  get canBack(): boolean {
    return at > 0
  },
  get canForward(): boolean {
    return at < trail.length - 1
  },
  get overlay(): Overlay | null {
    return overlay
  },
  set overlay(value: Overlay | null) {
    overlay = value
  },
}

const tellAhead: ((place: Place) => void)[] = []

/** Told of each place before the window turns to it: what its room will ask for can be asked meanwhile. */
export function beforeGoing(tell: (place: Place) => void): void {
  tellAhead.push(tell)
}

function ahead(place: Place | undefined): void {
  if (place) untrack(() => tellAhead.forEach((tell) => tell(place)))
}

/** Goes to a place. Moving from speech to speech within one list does not lengthen the trail. */
export function go(place: Place): void {
  ahead(place)
  if (sameList(places.now, place)) trail = [...trail.slice(0, at), place]
  else {
    // Fifty steps are more than anyone walks back.
    trail = [...trail.slice(0, at + 1), place].slice(-50)
    at = trail.length - 1
  }
}

export function back(): void {
  if (!places.canBack) return
  ahead(trail[at - 1])
  at -= 1
}

export function forward(): void {
  if (!places.canForward) return
  ahead(trail[at + 1])
  at += 1
}

/** To the first place, when another archive is opened. */
export function restart(place: Place): void {
  trail = [place]
  at = 0
  overlay = null
}

/** Opens a speech in the list that is shown, or in all speeches when another room is. */
export function read(speech: string, how: { at?: [number, number] | null; query?: string } = {}): void {
  const now = places.now
  go({ room: 'library', scope: now.room === 'library' ? now.scope : { kind: 'all' }, speech, ...how })
}

export function sameScope(a: Scope, b: Scope): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function sameList(a: Place, b: Place): boolean {
  if (a.room === 'search' && b.room === 'search') return true
  if (a.room === 'terms' && b.room === 'terms' && a.of === b.of) return true
  // From speech to speech of one result, too, the way back leads to the result.
  return a.room === 'library' && b.room === 'library' && sameScope(a.scope, b.scope) && a.query === b.query
}
