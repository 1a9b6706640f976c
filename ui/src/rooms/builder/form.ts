/**
 * A query as a form: every operator of the language as a field, and back to the text. Reads only what stands at the
 * top level of a query; the rest is kept as it is typed.
 */
import { pieces, writtenSign, type Piece, type TermField } from '../search/query'

export type Part = '' | 'title' | 'heading' | 'text' | 'note'
export const parts: Part[] = ['', 'title', 'heading', 'text', 'note']
export const termFields: Exclude<TermField, 'source'>[] = ['type', 'theme', 'genre', 'level']

export interface Form {
  /** Words that must all be there, parted by blanks. */
  all: string
  exact: string
  /** Words in just these characters, simplified or traditional as typed. */
  written: string
  any: string
  none: string
  part: Part
  near: string
  gap: string
  regex: string
  type: string[]
  theme: string[]
  genre: string[]
  level: string[]
  /** Names of sources, any of which will do, parted by 、 or a comma. */
  source: string
  title: string
  speaker: string
  place: string
  note: string
  hasNote: boolean
  from: string
  to: string
  undated: boolean
  /** What the form has no field for. */
  rest: string
}

export const empty = (): Form => ({
  all: '', exact: '', written: '', any: '', none: '', part: '', near: '', gap: '10', regex: '', type: [], theme: [], genre: [], level: [], source: '',
  title: '', speaker: '', place: '', note: '', hasNote: false, from: '', to: '', undated: false, rest: '',
})

const words = (text: string): string[] => text.split(/[\s　]+/u).filter(Boolean)
const quoted = (text: string): string => `"${text.replace(/["\\]/gu, '\\$&')}"`
/** A word as it can stand by itself, or in quotes where it would be read as something else. */
const word = (text: string): string => (/[\s　()（）"“”:：/\\]|^[-－]|^(?:OR|AND|NOT)$/u.test(text) ? quoted(text) : text)
const bare = (text: string): string => (/^["“＂].*["”＂]$/u.test(text) ? text.slice(1, -1).replace(/\\(["\\])/gu, '$1') : text)

/** The query text of a form. */
export function queryOf(form: Form): string {
  const out: string[] = [form.rest.trim(), ...words(form.all).map(word)]
  if (form.exact.trim()) out.push(quoted(form.exact.trim()))
  if (form.written.trim()) out.push(`written:${word(form.written.trim())}`)
  const any = words(form.any).map(word)
  if (any.length > 0) out.push(any.length > 1 ? `(${any.join(' OR ')})` : any[0]!)
  const near = words(form.near).map(word)
  if (near.length > 1) out.push(`near(${near.join(' ')}, ${Number(form.gap) || 0})`)
  else out.push(...near)
  if (form.regex) out.push(`/${form.regex.replace(/(^|[^\\])\//gu, '$1\\/')}/`)
  // `in:` narrows words beside it, so it stands only where there are some.
  if (form.part && out.some(Boolean)) out.push(`in:${form.part}`)
  const named = { type: form.type, theme: form.theme, genre: form.genre, level: form.level, source: form.source.split(/[、，,]/u).map((name) => name.trim()).filter(Boolean) }
  for (const field of [...termFields, 'source'] as const) {
    const each = named[field].map((value) => `${field}:${word(value)}`)
    if (each.length > 0) out.push(each.length > 1 ? `(${each.join(' OR ')})` : each[0]!)
  }
  for (const field of ['title', 'speaker', 'place', 'note'] as const) if (form[field].trim()) out.push(`${field}:${word(form[field].trim())}`)
  if (form.hasNote) out.push('has:note')
  const [from, to] = [form.from.trim(), form.to.trim()]
  if (form.undated) out.push('date:none')
  else if (from || to) out.push(`date:${from === to ? from : `${from}..${to}`}`)
  out.push(...words(form.none).map((one) => `-${word(one)}`))
  return out.filter(Boolean).join(' ')
}

/** The form of a query text. */
export function formOf(query: string): Form {
  const form = empty()
  const list = pieces(query)
  // Beside a bare OR the pieces do not stand for themselves.
  if (list.some((piece) => ['OR', 'AND', 'NOT'].includes(piece.text))) return { ...form, rest: query.trim() }
  const rest: string[] = []
  for (const piece of list) if (!take(form, piece)) rest.push(piece.text)
  return { ...form, rest: rest.join(' ') }
}

/** Puts a piece into its field; false when there is none, or it is taken. */
function take(form: Form, piece: Piece): boolean {
  const add = (field: 'all' | 'none', text: string): true => {
    form[field] = form[field] ? `${form[field]} ${text}` : text
    return true
  }
  const set = (field: 'exact' | 'written' | 'any' | 'near' | 'regex' | 'title' | 'speaker' | 'place' | 'note', text: string): boolean => {
    if (form[field]) return false
    form[field] = text
    return true
  }
  const { text } = piece
  switch (piece.kind) {
    case 'words':
      if (/^["“＂]/u.test(text)) return set('exact', bare(text))
      if (writtenSign.test(text)) return set('written', bare(text.replace(writtenSign, '')))
      if (/^[-－]/u.test(text)) return /^[-－][^-－(（"“/:：]+$/u.test(text) && add('none', text.slice(1))
      return add('all', text)
    case 'terms':
      if (form[piece.field].length > 0) return false
      if (piece.field === 'source') {
        // A name with a comma in it would come back as two.
        if (piece.values.some((name) => /[、，,]/u.test(name))) return false
        form.source = piece.values.join('、')
      } else form[piece.field] = piece.values
      return true
    case 'date':
      if (form.from || form.to) return false
      Object.assign(form, { from: piece.from, to: piece.to })
      return true
    case 'condition': {
      if (text === 'has:note') return (form.hasNote = true)
      if (text === 'date:none') return (form.undated = true)
      const found = /^(title|speaker|place|note|in)[:：](.+)$/u.exec(text)
      if (!found) return false
      if (found[1] !== 'in') return set(found[1] as 'title', bare(found[2]!))
      if (form.part || !parts.includes(found[2] as Part)) return false
      form.part = found[2] as Part
      return true
    }
    case 'other': {
      const near = /^near[(（]([^()（）"“”]+)[,，]\s*(\d+)[)）]$/iu.exec(text)
      if (near && !form.near) {
        Object.assign(form, { near: words(near[1]!).join(' '), gap: near[2] })
        return true
      }
      const regex = /^\/(.+)\/$/u.exec(text)
      if (regex) return set('regex', regex[1]!.replace(/\\\//gu, '/'))
      const any = /^[(（]([^()（）"“”:：/]+)[)）]$/u.exec(text)?.[1]?.split(/[\s　]+OR[\s　]+/u).map((one) => one.trim())
      if (any && any.length > 1 && any.every((one) => one && !/[\s　]/u.test(one) && !one.startsWith('-'))) return set('any', any.join(' '))
      return false
    }
  }
}
