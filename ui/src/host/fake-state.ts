/** What the made archive holds, and how it begins. What can be done with it is in `fake.ts`. */
import type { Settings } from '../wire/wire'
import { notebooks as madeNotebooks, notes as madeNotes, saved as madeSaved, speeches as madeSpeeches, type Made } from './fake-data'
import { manyMade } from './fake-import'
import { locate } from './fake-speech'
import { vocabulary, type FakeTerms } from './fake-terms'

export interface FakeOptions {
  /** Begin without an archive, as on the first start. */
  first?: boolean
  /** Further proposals in the inbox, all well founded. */
  more?: number
  /** Milliseconds between two reports of an import. */
  pace?: number
  /** What the file dialogs answer. */
  picks?: string[]
  /** Settings other than the usual ones. */
  settings?: Partial<Settings>
}

export interface StoredNote { id: string; speech: string; at: [number, number] | null; quote: string; colour: number; style: string; comment: string; themes: string[]; created: number; modified: number }
export interface StoredExcerpt { kind: 'excerpt'; id: string; notebook: string; speech: string; quote: string; comment: string; at: [number, number] | null }
export type StoredItem = StoredExcerpt | { kind: 'section'; id: string; notebook: string; name: string }
export interface State {
  speeches: Map<string, Made>
  added: Map<string, number>
  notes: StoredNote[]
  notebooks: { id: string; name: string }[]
  /** What stands in the notebooks, in order. */
  items: StoredItem[]
  saved: { id: string; name: string; query: string }[]
  terms: FakeTerms
}

const day = 86_400_000
/** When everything here happens. */
export const now = Date.UTC(2025, 10, 21, 9)
export const settings: Settings = { language: 'zh', theme: 'light', textSize: 0, measure: 36, headings: 'book', colours: [], copyForm: '', script: 'kept', leading: 180, indent: true, toured: true, recent: [], learning: true, review: 90, remember: true, searched: [], watched: [], backups: [] }

export function fromAddress(): FakeOptions {
  const asked = new URLSearchParams(globalThis.location?.search ?? '')
  const wanted = { language: asked.get('lang') ?? settings.language, theme: asked.get('theme') ?? settings.theme, headings: asked.get('headings') ?? settings.headings }
  return { first: asked.has('first'), more: Number(asked.get('more') ?? 0), pace: Number(asked.get('pace') ?? 120), settings: wanted }
}

export function initial(more: number): State {
  const speeches = new Map([...madeSpeeches, ...manyMade(more)].map((made) => [made.id, made]))
  const text = (id: string): string => speeches.get(id)!.text
  return {
    speeches,
    added: new Map([...speeches.keys()].map((id, place) => [id, now - (300 - place) * 3_600_000])),
    notes: madeNotes.map((note, place) => ({
      id: `note${place + 1}`, speech: note.speech, at: note.lost ? null : locate(text(note.speech), note.quote), quote: note.quote,
      colour: note.colour, style: note.style ?? 'wash', comment: note.comment, themes: [], created: now - note.daysAgo * day, modified: now - note.daysAgo * day,
    })),
    notebooks: madeNotebooks.map(({ id, name }) => ({ id, name })),
    items: madeNotebooks.flatMap(({ id, excerpts, sections }) => [
      ...excerpts.map(([speech, quote, comment], place): StoredItem => ({ kind: 'excerpt', id: `${id}e${place + 1}`, notebook: id, speech, quote, comment, at: locate(text(speech), quote) })),
      ...(sections ?? []).map((name, place): StoredItem => ({ kind: 'section', id: `${id}s${place + 1}`, notebook: id, name })),
    ]),
    saved: madeSaved,
    terms: { edition: 1, vocabulary },
  }
}
