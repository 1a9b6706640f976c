/** Groups of alike proposals and speeches like a corrected one, in the made archive. Pure. */
import type { Alike, AlikeRow, FieldOthers, InboxRow, Kin, Words } from '../wire/wire'
import type { Made } from './fake-data'
import { fieldNames, fieldView, markOf, type FieldName } from './fake-speech'
import { nameOf, vocabulary } from './fake-terms'

const folderOf = (file: string): string => file.split('/').slice(0, -1).join('/')
const none: Words = { zh: '', en: '' }

/** The rows with their groups: of one meeting, else read alike out of one folder. */
export function grouped(rows: readonly InboxRow[], made: (id: string) => Made): InboxRow[] {
  const keys = new Map<string, { kind: string; name: string; ids: string[] }>()
  const take = (least: number, kind: string, name: (row: InboxRow) => string | null, key: (row: InboxRow) => string): void => {
    const taken = new Set([...keys.values()].flatMap((one) => one.ids))
    const found = new Map<string, { kind: string; name: string; ids: string[] }>()
    for (const row of rows) {
      const of = name(row)
      if (row.sure || of === null || taken.has(row.row.id)) continue
      const group = found.get(key(row)) ?? { kind, name: of, ids: [] }
      group.ids.push(row.row.id)
      found.set(key(row), group)
    }
    for (const [one, group] of found) if (group.ids.length >= least) keys.set(one, group)
  }
  take(2, 'meeting', (row) => row.meeting, (row) => `meeting ${row.meeting}`)
  take(3, 'folder', (row) => folderOf(made(row.row.id).file), (row) => `folder ${folderOf(made(row.row.id).file)} ${row.row.type} ${row.row.genre} ${row.wants.join(' ')}`)
  const of = new Map([...keys].flatMap(([key, group]) => group.ids.map((id) => [id, { key, kind: group.kind, name: group.name, count: group.ids.length }] as const)))
  return rows.map((row) => ({ ...row, group: of.get(row.row.id) ?? null }))
}

/** What else the fields could be. */
export function othersOf(made: Made): FieldOthers[] {
  const has = new Set(made.themes.map(([id]) => id))
  const themes = vocabulary.themes.filter((term) => term.parent && !has.has(term.id) && made.text.includes(term.zh.slice(0, 2)))
  return [
    ...fieldNames.map((field) => ({ field, others: fieldView(made, field).alternatives })),
    {
      field: 'themes',
      others: themes.slice(0, 4).map((term) => {
        const quote = term.zh.slice(0, 2)
        const at = made.text.indexOf(quote)
        const reason = { zh: '文中多次说到', en: 'the text speaks of it' }
        return { value: term.id, words: { zh: term.zh, en: term.en }, reason, mark: 'doubtful' as const, evidence: [{ quote, at: [at, at + quote.length] as [number, number], tag: null, reason }], apart: false }
      }),
    },
  ].filter((one) => one.others.length > 0)
}

/** The waiting speeches like `made`. */
export function alikeOf(made: Made, waiting: readonly Made[], field: string, add: string[], remove: string[]): Alike {
  const themes = field === 'themes'
  const named = field as FieldName
  const value = themes ? null : (made[named] ?? null)
  const kinOf = (other: Made): string[] => [
    ...(made.meeting !== null && other.meeting === made.meeting ? ['meeting'] : []),
    ...(folderOf(made.file) !== '' && folderOf(other.file) === folderOf(made.file) ? ['folder'] : []),
  ]
  const differs = (other: Made): boolean => {
    const has = (id: string): boolean => other.themes.some(([one]) => one === id)
    return themes ? !add.every(has) || remove.some(has) : (other[named] ?? null) !== value
  }
  const list = (ids: readonly string[]): Words => ({ zh: ids.map((id) => nameOf(id).zh).join('、'), en: ids.map((id) => nameOf(id).en).join(', ') })
  const rows: AlikeRow[] = waiting
    .filter((other) => other.id !== made.id && kinOf(other).length > 0 && differs(other))
    .map((other) => {
      const from = themes ? list(other.themes.map(([id]) => id)) : other[named] ? fieldView(other, named).words : none
      const mark = markOf(other, themes ? 'theme' : field)
      const kin = kinOf(other)
      return { id: other.id, title: other.title, supplied: other.supplied ?? false, file: other.file, from, mark, kin, fits: kin.includes('meeting') && mark !== 'confirmed' && mark !== 'stated' }
    })
    .sort((a, b) => Number(b.fits) - Number(a.fits))
  const kin: Kin[] = [['meeting', made.meeting ?? ''], ['folder', folderOf(made.file)]]
    .map(([kind, name]) => ({ kind: kind!, name: name!, count: rows.filter((row) => row.kin.includes(kind!)).length }))
    .filter((one) => one.count > 0)
  const to = themes ? { zh: [...add.map((id) => `+${nameOf(id).zh}`), ...remove.map((id) => `−${nameOf(id).zh}`)].join(' '), en: [...add.map((id) => `+${nameOf(id).en}`), ...remove.map((id) => `−${nameOf(id).en}`)].join(' ') } : value === null ? none : fieldView(made, named).words
  return { field, value, to, kin, total: rows.length, rows }
}
