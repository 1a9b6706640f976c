/**
 * Turns a speech as written in `fake-data.ts` into what the window is given: places, outline, slots, marks.
 * Pure; the archive's state is kept in `fake.ts`.
 */
import type { Alternative, EvidenceView, FieldView, HeadingView, InboxRow, Mark, Row, SpeechView, Words } from '../wire/wire'
import type { Made } from './fake-data'
import { dateView } from './fake-dates'
import { nameOf } from './fake-terms'

type Range = [number, number]

const same = (text: string): Words => ({ zh: text, en: text })
const unknown: Words = { zh: '未详', en: 'Unknown' }
const tags: Record<string, Words> = {
  起: { zh: '起', en: 'from' },
  止: { zh: '止', en: 'until' },
  年: { zh: '年', en: 'year' },
}
const certainty: Record<Mark, number> = { confirmed: 1, stated: 0.97, inferred: 0.8, doubtful: 0.45, unknown: 0 }

/** The fields of a filing, in the order in which a person reads them. */
export const fieldNames = ['title', 'meeting', 'date', 'type', 'also', 'mode', 'genre', 'level', 'place', 'speaker', 'role', 'source'] as const
export type FieldName = (typeof fieldNames)[number]

export const locate = (text: string, quote: string): Range | null => {
  const at = text.indexOf(quote)
  return at < 0 ? null : [at, at + quote.length]
}

/** Every place of `word`, without overlaps. */
export function places(text: string, word: string): Range[] {
  const found: Range[] = []
  if (!word) return found
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push([at, at + word.length])
  return found
}

const valueOf = (made: Made, field: FieldName): string | null => made[field] ?? null

export function markOf(made: Made, field: string): Mark {
  const own = made.marks?.[field]
  if (own) return own
  if (field === 'theme') return made.themes[0]?.[1] ?? 'unknown'
  return valueOf(made, field as FieldName) === null ? 'unknown' : 'stated'
}

function wordsOf(field: FieldName, value: string | null): Words {
  if (value === null) return unknown
  if (field === 'date') return dateView(value)!.words
  return ['title', 'meeting', 'place', 'speaker', 'role', 'source'].includes(field) ? same(value) : nameOf(value)
}

function evidence(made: Made, field: string): EvidenceView[] {
  return (made.why?.[field] ?? []).map(([quote, zh, en, tag]) => ({
    quote,
    at: locate(made.text, quote),
    tag: tag ? tags[tag]! : null,
    reason: { zh, en },
  }))
}

export function fieldView(made: Made, field: FieldName): FieldView {
  const value = valueOf(made, field)
  const mark = markOf(made, field)
  const alternatives: Alternative[] = (made.others?.[field] ?? []).map(([other, how, zh, en]) => ({
    value: other,
    words: wordsOf(field, other),
    reason: { zh, en },
    mark: how,
    evidence: [],
    apart: false,
  }))
  return { field, value, words: wordsOf(field, value), mark, certainty: certainty[mark], evidence: evidence(made, field), alternatives }
}

const headingShapes: [RegExp, number][] = [
  [/^[一二三四五六七八九十]+、/, 1],
  [/^第[一二三四五六七八九十]+，/, 1],
  [/^（[一二三四五六七八九十]+）/, 2],
]

export function outlineOf(text: string): HeadingView[] {
  const heads: HeadingView[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const shape = headingShapes.find(([pattern]) => pattern.test(line))
    if (shape) {
      const end = /[。；]/.exec(line)?.index
      const head = end === undefined ? line : line.slice(0, end + 1)
      heads.push({ depth: shape[1], text: head, number: /^（?[一二三四五六七八九十]+）?/.exec(head)?.[0] ?? '', at: [at, at + head.length], function: null })
    }
    at += line.length + 1
  }
  return heads
}

/** 二（一）, from the headings before `at`. */
export function sectionOf(text: string, at: number): string | null {
  let first = ''
  let second = ''
  for (const head of outlineOf(text)) {
    if (head.at[0] > at) break
    const number = /^[^、，）]*[）]?/.exec(head.text)![0]
    if (head.depth === 1) [first, second] = [number, '']
    else second = number
  }
  return first + second || null
}

export function rowOf(made: Made, added: number, noteCount: number): Row {
  return {
    id: made.id,
    title: made.title,
    supplied: made.supplied ?? false,
    date: dateView(made.date),
    dateMark: markOf(made, 'date'),
    type: made.type,
    genre: made.genre,
    level: made.level,
    speaker: made.speaker ?? made.role ?? null,
    themes: made.themes.map(([id]) => id),
    length: [...made.text.replace(/\s/g, '')].length,
    complete: made.gap ? 'cut' : 'full',
    missing: made.gap?.missing ?? null,
    slots: places(made.text, 'XX').length,
    notes: noteCount,
    file: made.file.split('/').at(-1)!,
    versions: made.versions ?? 1,
    added,
  }
}

const looked = ['title', 'date', 'type', 'genre', 'level', 'theme']
const weak: Mark[] = ['unknown', 'doubtful']

export function inboxRowOf(made: Made, row: Row): InboxRow {
  const wants = looked
    .filter((field) => weak.includes(markOf(made, field)) || (field === 'title' && made.supplied && markOf(made, field) !== 'confirmed'))
    .concat(made.date?.startsWith('XXXX') && markOf(made, 'date') !== 'confirmed' && !weak.includes(markOf(made, 'date')) ? ['date'] : [])
    .sort((a, b) => certainty[markOf(made, a)] - certainty[markOf(made, b)])
  return {
    row,
    titleMark: markOf(made, 'title'),
    typeMark: markOf(made, 'type'),
    genreMark: markOf(made, 'genre'),
    levelMark: markOf(made, 'level'),
    themeMark: markOf(made, 'theme'),
    sure: wants.length === 0,
    meeting: made.meeting,
    wants,
    group: null,
  }
}

/** Everything but notes, which the archive keeps. */
export function speechOf(made: Made, row: Row): Omit<SpeechView, 'notes' | 'hits'> {
  const { text } = made
  const body = /同志们[：:]|同学们[：:]|各位[^\n]*[：:]/.exec(text)
  const gapAt = made.gap ? (locate(text, made.gap.after)?.[1] ?? text.length) : 0
  return {
    row,
    state: made.state,
    text,
    bodyStart: body?.index ?? 0,
    fields: fieldNames.map((field) => fieldView(made, field)),
    themes: made.themes.map(([id, mark], place) => ({ id, mark, score: certainty[mark], evidence: place === 0 ? evidence(made, 'theme') : [] })),
    outline: outlineOf(text),
    slots: places(text, 'XX').map((at) => ({ sort: 'other', words: 'XX', at: [at] })),
    gaps: made.gap ? [{ at: gapAt, missing: made.gap.missing, quote: made.gap.quote, kind: 'gap' }] : [],
    removed: (made.removed ?? []).map((line, index) => ({
      index,
      at: locate(text, line.before)?.[0] ?? 0,
      text: line.text,
      rule: line.rule,
      reason: { zh: line.zh, en: line.en },
    })),
    corrections: made.corrections ?? [],
    remarks: [],
    source: {
      name: made.file,
      names: made.versions ? [made.file, `备份/${row.file}`] : [made.file],
      format: made.file.split('.').at(-1)!,
      encoding: made.file.endsWith('.txt') ? 'gb18030' : null,
      producer: null,
      needsOcr: false,
      sha256: [...made.id.padEnd(8, '0')].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('').padEnd(64, '7'),
      bytes: text.length * 3,
      warnings: [],
      speeches: 1,
    },
    minutes: Math.max(1, Math.round(row.length / 180)),
  }
}
