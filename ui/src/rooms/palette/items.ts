/** What the box of Ctrl K offers beside speeches: places by name, and commands. Pure but for what a choice runs. */
import type { IconName } from '../../parts/icons'
import type { Counts, Term } from '../../wire/wire'
import type { Place } from '../../state/places.svelte'

export type Section = 'go' | 'speeches' | 'do' | 'themes'

export interface Item {
  id: string
  section: Section
  icon: IconName
  label: string
  /** UTF-16 ranges of the label that match. */
  marks: [number, number][]
  /** The label with its beginning left out, so that what matches is seen. */
  shown?: string
  right?: string
  /** What tells it from another of the same label and date. */
  apart?: string
  /** Characters. */
  length?: number
  keys?: string
  /** In the face of the texts. */
  song?: boolean
  run: () => void
  /** What Tab lists instead. */
  within?: () => Item[]
}

export interface Spot {
  id: string
  icon: IconName
  label: string
  count: number | null
  place: Place
  theme?: boolean
  years?: Spot[]
}

interface Naming {
  name: (term: Term) => string
  type: (name: string) => string
  typeYear: (name: string, year: number) => string
  theme: (name: string) => string
  year: (year: number) => string
  notebook: (name: string) => string
  saved: (name: string) => string
  fixed: { inbox: string; all: string; notes: string; trash: string }
}

/** Every place with a name. */
export function spots(counts: Counts, term: (id: string) => Term | null, naming: Naming): Spot[] {
  const library = (scope: Extract<Place, { room: 'library' }>['scope']): Place => ({ room: 'library', scope, speech: null })
  const named = (id: string): string => {
    const found = term(id)
    return found ? naming.name(found) : id
  }
  return [
    { id: 'inbox', icon: 'inbox', label: naming.fixed.inbox, count: counts.inbox, place: { room: 'inbox' } },
    { id: 'all', icon: 'library', label: naming.fixed.all, count: counts.all, place: library({ kind: 'all' }) },
    { id: 'notes', icon: 'highlighter', label: naming.fixed.notes, count: counts.notes, place: { room: 'notes' } },
    ...counts.types.map(({ id, count, years }): Spot => ({
      id, icon: 'layers', label: naming.type(named(id)), count, place: library({ kind: 'type', id, year: null }),
      years: years.flatMap(({ year, count: n }) => (year === null ? [] : [{ id: `${id} ${year}`, icon: 'calendar' as const, label: naming.typeYear(named(id), year), count: n, place: library({ kind: 'type', id, year }) }])),
    })),
    ...counts.themes.map(({ id, count }): Spot => ({ id, icon: 'tag', label: naming.theme(named(id)), count, place: library({ kind: 'theme', id }), theme: true })),
    ...counts.years.flatMap(({ year, count }): Spot[] => (year === null ? [] : [{ id: `year ${year}`, icon: 'calendar', label: naming.year(year), count, place: library({ kind: 'time', year, month: null }) }])),
    ...counts.notebooks.map(({ id, name, count }): Spot => ({ id, icon: 'notebook-text', label: naming.notebook(name), count, place: { room: 'notebook', id } })),
    ...counts.saved.map(({ id, name, query }): Spot => ({ id, icon: 'text-search', label: naming.saved(name), count: null, place: { room: 'search', query } })),
    { id: 'trash', icon: 'trash-2', label: naming.fixed.trash, count: counts.trash, place: library({ kind: 'trash' }) },
  ]
}

/** Where all words of `typed` stand in `label`, letter case apart; null when one does not. */
export function matches(label: string, typed: string): [number, number][] | null {
  const low = label.toLowerCase()
  const marks: [number, number][] = []
  for (const word of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = low.indexOf(word)
    if (at < 0) return null
    marks.push([at, at + word.length])
  }
  return marks.sort((a, b) => a[0] - b[0])
}

/** `>` asks for commands alone, `#` for themes alone. */
export function kindOf(typed: string): { only: 'do' | 'themes' | null; words: string } {
  const sign = typed.trimStart()[0]
  if (sign === '>' || sign === '》' || sign === '＞') return { only: 'do', words: typed.trimStart().slice(1).trim() }
  if (sign === '#' || sign === '＃') return { only: 'themes', words: typed.trimStart().slice(1).trim() }
  return { only: null, words: typed.trim() }
}

/** Characters of a title that fit into a line of the box. */
const FIT = 24
/** Characters kept before what matches. */
const LEAD = 6

/** A long title from a little before the first words that match. */
export function inSight(title: string, marks: [number, number][]): { shown: string; marks: [number, number][] } {
  const first = marks[0]
  if (!first || first[1] <= FIT) return { shown: title, marks }
  const from = Math.max(0, Math.min(first[0] - LEAD, title.length - FIT))
  return { shown: `…${title.slice(from)}`, marks: marks.map(([start, end]) => [start - from + 1, end - from + 1]) }
}
