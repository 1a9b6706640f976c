/**
 * The first page of the notes, asked for before their room stands: the archive answers while the window builds it.
 * Holds one answer, for one use.
 */
import { host } from '../../host'
import { archive } from '../../state/archive.svelte'
import { beforeGoing } from '../../state/places.svelte'
import type { NotesFilter, NotesPage } from '../../wire/wire'

/** Notes of the first page: what the tallest window shows, and some. */
export const FIRST = 24

type Asking = Partial<NotesFilter>
let asked: { of: string; page: Promise<NotesPage> } | null = null

const key = (filter: Asking, many: number): string => JSON.stringify([archive.opened?.path, archive.revision, filter, many])

/** What is asked of a room that was just entered. */
export const entering = (colour: number | null): Asking => ({ colour, words: '' })

/** The first notes that pass; those asked for ahead where they are the same. */
export function notesOf(filter: Asking, many: number): Promise<NotesPage> {
  const held = asked?.of === key(filter, many) ? asked.page : null
  asked = null
  return held ?? host.notes(filter, 0, many)
}

beforeGoing((place) => {
  if (place.room !== 'notes') return
  const filter = entering(place.colour ?? null)
  const page = host.notes(filter, 0, FIRST)
  // Whoever takes it complains.
  page.catch(() => {})
  asked = { of: key(filter, FIRST), page }
})
