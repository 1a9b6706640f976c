/** Terms as they are written in a query: by Chinese name, English name or id. Pure. */
import type { Term, Vocabulary } from '../../wire/wire'
import type { TermField } from './query'

const of: Record<Exclude<TermField, 'source'>, keyof Vocabulary> = { type: 'types', genre: 'genres', level: 'levels', theme: 'themes' }

export function termOf(vocabulary: Vocabulary, field: TermField, value: string): Term | null {
  if (field === 'source') return null
  const wanted = value.toLowerCase()
  return vocabulary[of[field]].find((term) => term.id === value || term.zh === value || term.en.toLowerCase() === wanted) ?? null
}
