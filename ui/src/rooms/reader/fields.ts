/** The filing as the card shows it. Pure. */
import type { FieldView, SpeechView, VocabularyField } from './kinds'
import { say, t } from '../../words/index.svelte'

/** Characters a minute that an office reader reads. */
const READING = 220

export interface CardField {
  /** Field id, or `length`, `original` for facts that are no fields. */
  id: string
  label: string
  /** The value in words, other values of the same sort after it. */
  words: string
  aside: string
  field: FieldView | null
}

/** How a field is changed. */
export function vocabularyOf(field: string): VocabularyField | null {
  const known: Record<string, VocabularyField> = { type: 'types', also: 'types', genre: 'genres', level: 'levels', mode: 'modes' }
  return known[field] ?? null
}

export function cardFields(view: SpeechView): CardField[] {
  const field = (id: string): FieldView | null => view.fields.find((one) => one.field === id) ?? null
  const words = (id: string): string => {
    const one = field(id)
    return one && one.value !== null ? say(one.words) : ''
  }
  const own = (id: 'date' | 'type' | 'genre' | 'level' | 'place' | 'source', also: string[] = []): CardField => {
    const one = field(id)
    const aside = id === 'date' && one?.mark === 'inferred' ? t('card.inferred') : ''
    return { id, label: t(`card.${id}`), words: [words(id), ...also.map(words)].filter(Boolean).join(' · ') || t('card.unknown'), aside, field: one }
  }
  const speaker = field('speaker')
  const role = field('role')
  // A name says more than an office; the office alone stands for whoever held it.
  const who = speaker?.value ? speaker : (role ?? speaker)
  return [
    own('date'),
    own('type', ['also', 'mode']),
    own('genre'),
    own('level'),
    { id: who?.field ?? 'role', label: t('card.role'), words: [words('speaker'), words('role')].filter(Boolean).join(' · ') || t('card.unknown'), aside: '', field: who },
    own('place'),
    own('source'),
    { id: 'length', label: t('card.length'), words: t('card.length.value', view.row.length, Math.max(1, Math.round(view.row.length / READING)), Math.max(1, view.minutes)), aside: '', field: null },
    { id: 'original', label: t('card.original'), words: t('card.original.value', Math.max(1, view.source.names.length), view.source.format), aside: '', field: null },
  ]
}
