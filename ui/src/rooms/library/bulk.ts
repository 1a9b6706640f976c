/** What a bulk change would make of each speech. Pure. */
import type { FieldChange, Row } from '../../wire/wire'

/** Fields that can be set for many at once; `undefined` leaves one as it is, null empties it. */
export interface Wish {
  type?: string | null
  date?: string | null
  genre?: string | null
  level?: string | null
  speaker?: string | null
  add: string[]
  remove: string[]
}

export type WishField = 'type' | 'date' | 'genre' | 'level' | 'speaker'
export const wishFields: readonly WishField[] = ['type', 'date', 'genre', 'level', 'speaker']

export interface Shift {
  what: WishField | 'themes'
  from: string
  to: string
}

export interface Naming {
  /** The name of a term. */
  term: (id: string) => string
  date: (row: Row) => string
  none: string
  comma: string
}

export function isEmpty(wish: Wish): boolean {
  return changesOf(wish).length === 0 && wish.add.length === 0 && wish.remove.length === 0
}

export function changesOf(wish: Wish): FieldChange[] {
  return wishFields.flatMap((field) => (wish[field] === undefined ? [] : [{ field, value: wish[field] ?? null }]))
}

/** What would change of a speech; empty when it is so already. */
export function shiftsOf(row: Row, wish: Wish, say: Naming): Shift[] {
  const found: Shift[] = []
  const named = (id: string | null): string => (id ? say.term(id) : say.none)
  for (const field of ['type', 'genre', 'level'] as const) {
    const to = wish[field]
    if (to !== undefined && to !== row[field]) found.push({ what: field, from: named(row[field]), to: named(to) })
  }
  if (wish.date !== undefined && wish.date !== (row.date?.edtf ?? null)) found.push({ what: 'date', from: say.date(row), to: wish.date ?? say.none })
  if (wish.speaker !== undefined && wish.speaker !== row.speaker) found.push({ what: 'speaker', from: row.speaker ?? say.none, to: wish.speaker ?? say.none })
  // Said as what comes and goes: whole lists of themes would be cut off where they differ, at their ends.
  const gone = wish.remove.filter((id) => row.themes.includes(id)).map((id) => `−${say.term(id)}`)
  const come = wish.add.filter((id) => !row.themes.includes(id)).map((id) => `+${say.term(id)}`)
  const signed = [...gone, ...come].join(' ')
  if (signed) found.push({ what: 'themes', from: row.themes.map(say.term).join(say.comma) || say.none, to: signed })
  return found
}
