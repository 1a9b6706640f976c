/**
 * Searching the made archive by plain scanning: a small part of the query language with its errors.
 * Slow on purpose of being short; the real one is in Rust.
 */
import type { KwicLine, KwicView, NoteView, Problem, Row, Words } from '../wire/wire'
import type { Made } from './fake-data'
import { bounds, dateView, typedDate } from './fake-dates'
import { places } from './fake-speech'
import { vocabulary } from './fake-terms'

/** A speech as searching sees it. */
export interface Candidate {
  made: Made
  row: Row
  notes: NoteView[]
}

type Test = (it: Candidate) => boolean
export interface Parsed {
  test: Test
  /** Words to mark in the texts. */
  words: string[]
  /** The meaning printed back. */
  query: string
}

type Token = { kind: 'word' | 'quote' | 'field' | 'open' | 'close' | 'or' | 'not'; text: string; value: string; at: [number, number] }

export const problem = (code: string, zh: string, en: string, hint: Words | null = null, at: [number, number] | null = null): Problem => ({
  code, message: { zh, en }, hint, at,
})

const operators = ['title', 'type', 'genre', 'level', 'speaker', 'place', 'theme', 'note', 'has', 'date', 'in']

function tokenise(text: string): Token[] {
  const out: Token[] = []
  let at = 0
  while (at < text.length) {
    const from = at
    const c = text[at]!
    if (/[\s　]/.test(c)) at += 1
    else if (c === '(' || c === '（') out.push({ kind: 'open', text: c, value: '', at: [from, ++at] })
    else if (c === ')' || c === '）') out.push({ kind: 'close', text: c, value: '', at: [from, ++at] })
    else if (c === '-' && /\S/.test(text[at + 1] ?? ' ')) out.push({ kind: 'not', text: c, value: '', at: [from, ++at] })
    else if (c === '"' || c === '“') {
      const end = text.slice(at + 1).search(/["”]/)
      if (end < 0)
        throw problem('query.open_quote', '引号没有合上', 'The quotation mark is not closed', { zh: '在末尾补一个 "', en: 'Put a " at the end' }, [from, text.length])
      out.push({ kind: 'quote', text: text.slice(at, at + end + 2), value: text.slice(at + 1, at + 1 + end), at: [from, (at += end + 2)] })
    } else {
      const rest = /^(?:([a-z]+)[:：])?("[^"]*"|[^\s　()（）"“]*)/.exec(text.slice(at))!
      const whole = rest[0] || c
      at += whole.length
      const value = (rest[2] ?? '').replace(/^"|"$/g, '')
      if (rest[1]) out.push({ kind: 'field', text: rest[1], value, at: [from, at] })
      else out.push({ kind: whole === 'OR' ? 'or' : 'word', text: whole, value: whole, at: [from, at] })
    }
  }
  return out
}

/** Reads a query, or throws the Problem that points at its place. */
export function parse(text: string): Parsed {
  const tokens = tokenise(text)
  const words: string[] = []
  let next = 0

  const or = (): Test => {
    const parts = [and()]
    while (tokens[next]?.kind === 'or') {
      next += 1
      parts.push(and())
    }
    return parts.length === 1 ? parts[0]! : (it) => parts.some((test) => test(it))
  }
  const and = (): Test => {
    const parts: Test[] = []
    while (next < tokens.length && tokens[next]!.kind !== 'close' && tokens[next]!.kind !== 'or') parts.push(one(false))
    return (it) => parts.every((test) => test(it))
  }
  const one = (negated: boolean): Test => {
    const token = tokens[next++]
    if (!token) return () => true
    switch (token.kind) {
      case 'not': {
        const inner = one(true)
        return (it) => !inner(it)
      }
      case 'open': {
        const inner = or()
        if (tokens[next]?.kind !== 'close')
          throw problem('query.open_parenthesis', '括号没有合上', 'The parenthesis is not closed', { zh: '在末尾补一个 )', en: 'Put a ) at the end' }, token.at)
        next += 1
        return inner
      }
      case 'field':
        return field(token)
      default:
        if (!negated) words.push(token.value)
        return (it) => it.made.title.includes(token.value) || it.made.text.includes(token.value)
    }
  }
  const test = or()
  if (tokens[next]?.kind === 'close')
    throw problem('query.stray_parenthesis', '多了一个右括号', 'One closing parenthesis too many', { zh: '去掉它', en: 'Take it out' }, tokens[next]!.at)
  return { test, words, query: text.trim() }
}

function field(token: Token): Test {
  const { text: name, value, at } = token
  if (!operators.includes(name))
    throw problem('query.unknown_operator', `没有 ${name}: 这种条件`, `There is no ${name}: condition`, { zh: '可用 type: genre: theme: date: 等；要找原样的字，加引号', en: 'Use type: genre: theme: date: and so on; put quotes around plain words' }, at)
  if (!value)
    throw problem('query.no_value', `${name}: 后面没有写`, `Nothing after ${name}:`, { zh: '冒号后直接写，不空格', en: 'Write it right after the colon' }, at)
  switch (name) {
    case 'title':
      return (it) => it.made.title.includes(value)
    case 'speaker':
      return (it) => (it.made.speaker ?? '').includes(value) || (it.made.role ?? '').includes(value)
    case 'place':
      return (it) => (it.made.place ?? '').includes(value)
    case 'note':
      return (it) => it.notes.some((note) => note.comment.includes(value) || note.quote.includes(value))
    case 'has':
      return (it) => it.notes.length > 0
    case 'in':
      return () => true
    case 'date':
      return dates(value, at)
    default: {
      const ids = value.split(/[,，、]/).map((one) => term(name, one, at))
      return (it) => ids.some((id) => has(it.made, name, id))
    }
  }
}

function term(name: string, value: string, at: [number, number]): string {
  const terms = { type: vocabulary.types, genre: vocabulary.genres, level: vocabulary.levels, theme: vocabulary.themes }[name]!
  const found = terms.find((one) => one.id === value || one.zh === value || one.en.toLowerCase() === value.toLowerCase())
  if (!found) throw problem('query.unknown_term', `${name}: 里没有“${value}”`, `${name}: has no “${value}”`, { zh: '从右边的条件里选', en: 'Choose from the conditions at the right' }, at)
  return found.id
}

function has(made: Made, name: string, id: string): boolean {
  const parentOf = (one: string | null | undefined): string | null => [...vocabulary.types, ...vocabulary.themes].find((t) => t.id === one)?.parent ?? null
  const within = (one: string | null | undefined): boolean => one === id || parentOf(one) === id
  if (name === 'type') return within(made.type) || within(made.also)
  if (name === 'genre') return made.genre === id
  if (name === 'level') return made.level === id
  return made.themes.some(([theme]) => within(theme))
}

function dates(value: string, at: [number, number]): Test {
  if (value === 'none' || value === '未详') return (it) => bounds(it.made.date) === null
  const [from, to = from] = value.split('..').map((one) => (one ? bounds(typedDate(one)) : undefined))
  if (from === null || to === null || !/\d/.test(value))
    throw problem('query.no_date', `看不出“${value}”是哪一天`, `“${value}” is not a date`, { zh: '写成 2020、2020-06 或 2018..2022', en: 'Write 2020, 2020-06 or 2018..2022' }, at)
  return (it) => {
    const own = bounds(it.made.date)
    return own !== null && (from === undefined || own[1] >= from[0]) && (to === undefined || own[0] <= to[1])
  }
}

/** Every place of the words in the texts, as the concordance has them. */
export function kwicLines(list: readonly Made[], words: readonly string[], view: KwicView): KwicLine[] {
  const flat = (text: string): string => text.replace(/\s+/gu, ' ')
  const lines = list.flatMap((made) =>
    words.flatMap((word) => places(made.text, word).map((at): KwicLine => ({
      speech: made.id, at, left: flat(made.text.slice(Math.max(0, at[0] - 40), at[0])), hit: word, right: flat(made.text.slice(at[1], at[1] + 40)),
      title: made.title, supplied: made.supplied ?? false, date: dateView(made.date), type: made.type, head: null,
    }))),
  )
  const key = (line: KwicLine): string => {
    const context = view.sort === 'left' ? [...line.left].reverse() : [...line.right]
    return context.filter((c) => /[\p{L}\p{N}]/u.test(c)).slice(0, view.depth).join('')
  }
  const byContext = view.sort === 'left' || view.sort === 'right'
  const shown = lines.filter((line) => view.filter.split(' ').every((word) => (line.left + line.right).includes(word)) && (!view.near || (line.left + line.right).includes(view.near.word)))
  if (byContext) shown.sort((a, b) => key(a).localeCompare(key(b), 'zh'))
  return shown.map((line, n) => {
    const same = byContext && key(shown[n - 1] ?? line) === key(line) && n > 0
    const many = shown.filter((one) => key(one) === key(line)).length
    return { ...line, head: byContext && !same && many > 1 ? many : null }
  })
}
