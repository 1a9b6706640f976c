/**
 * Edits the text of a query the way a person would: the conditions at the side and the chips change the words in
 * the search box and nothing else. Reads only the top level of the query; what it does not know it leaves alone.
 */
/** Conditions that a facet offers; a source is named by itself, the others by their terms. */
export type TermField = 'type' | 'genre' | 'level' | 'theme' | 'source'
const termFields: readonly string[] = ['type', 'genre', 'level', 'theme', 'source']

export type Piece = { text: string; at: [number, number] } & (
  | { kind: 'words' }
  | { kind: 'terms'; field: TermField; values: string[] }
  | { kind: 'date'; from: string; to: string }
  /** Any other condition with a colon, and what is excluded. */
  | { kind: 'condition' }
  /** A group, an expression, `OR`: understood by the program, not by the chips. */
  | { kind: 'other' }
)

const opening = /[(（]/
const quotes = /["“”＂]/

/** Where the piece that starts at `from` ends: white space outside quotes, slashes and parentheses. */
function endOf(query: string, from: number): number {
  let depth = 0
  let at = from
  while (at < query.length) {
    const c = query[at]!
    if (quotes.test(c)) {
      const close = query.slice(at + 1).search(quotes)
      if (close < 0) return query.length
      at += close + 1
    } else if (opening.test(c)) depth += 1
    else if (/[)）]/.test(c)) depth -= 1
    else if (/[\s　]/.test(c) && depth <= 0) return at
    at += 1
  }
  return query.length
}

/** Begins words that are looked for in just the characters typed. */
export const writtenSign = /^written[:：]/u

const bare = (value: string): string => value.replace(/^["“＂](.*)["”＂]$/u, '$1')

function termsOf(text: string): { field: TermField; values: string[] } | null {
  const inner = /^[(（](.*)[)）]$/u.exec(text)?.[1] ?? text
  const values: string[] = []
  let field: string | null = null
  for (const part of inner.split(/[\s　]+OR[\s　]+/u)) {
    const found = /^([a-z]+)[:：]("[^"]*"|“[^”]*”|[^\s　()（）"“”]+)$/u.exec(part.trim())
    if (!found || !termFields.includes(found[1]!) || (field !== null && field !== found[1])) return null
    field = found[1]!
    values.push(bare(found[2]!))
  }
  return field === null ? null : { field: field as TermField, values }
}

function pieceOf(text: string, at: [number, number]): Piece {
  const terms = termsOf(text)
  if (terms) return { kind: 'terms', text, at, ...terms }
  const date = /^date[:：](.+)$/u.exec(text)
  if (date && date[1] !== 'none') {
    const [from, to = from] = date[1]!.split('..')
    return { kind: 'date', text, at, from: from!, to: to! }
  }
  if (/^-?(?:title|type|genre|level|speaker|place|theme|note|has|date|in)[:：]/u.test(text)) return { kind: 'condition', text, at }
  if (/^[(（/]/.test(text) || /^near[(（]/i.test(text) || ['OR', 'AND', 'NOT'].includes(text)) return { kind: 'other', text, at }
  return { kind: 'words', text, at }
}

/** The query in pieces, each with its place. */
export function pieces(query: string): Piece[] {
  const out: Piece[] = []
  for (let at = 0; at < query.length; ) {
    if (/[\s　]/.test(query[at]!)) at += 1
    else {
      const end = Math.max(at + 1, endOf(query, at))
      out.push(pieceOf(query.slice(at, end), [at, end]))
      at = end
    }
  }
  return out
}

/** The words looked for, without the conditions: what the page of results is headed with. */
export function headOf(query: string): string {
  const list = pieces(query)
  return list.filter((piece) => piece.kind === 'words' || piece.kind === 'other').map((piece) => bare(piece.text.replace(writtenSign, ''))).join(' ')
}

/** The query without one piece. */
export function without(query: string, piece: Piece): string {
  return tidy(`${query.slice(0, piece.at[0])} ${query.slice(piece.at[1])}`)
}

/** Values that a field is narrowed to. */
export function chosen(query: string, field: TermField): string[] {
  return pieces(query).flatMap((piece) => (piece.kind === 'terms' && piece.field === field ? piece.values : []))
}

/** Adds a value to a field's condition, or takes it out when it is there. */
export function toggled(query: string, field: TermField, value: string): string {
  const now = chosen(query, field)
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value]
  return replaced(query, (piece) => piece.kind === 'terms' && piece.field === field, condition(field, next))
}

function condition(field: TermField, values: string[]): string {
  const each = values.map((value) => `${field}:${/[\s　()（）"“”]/u.test(value) ? `"${value}"` : value}`)
  return each.length > 1 ? `(${each.join(' OR ')})` : (each[0] ?? '')
}

/** First and last year of the date condition, when it is made of years; an open end is null. */
export function years(query: string): [number | null, number | null] | null {
  const date = pieces(query).find((piece) => piece.kind === 'date')
  if (date?.kind !== 'date') return null
  const of = (text: string): number | null => (/^\d{4}/.test(text) ? Number(text.slice(0, 4)) : null)
  return [of(date.from), of(date.to)]
}

/** Narrows to years; null takes the condition out. */
export function withYears(query: string, span: [number, number] | null): string {
  const text = span ? `date:${span[0]}${span[1] === span[0] ? '' : `..${span[1]}`}` : ''
  return replaced(query, (piece) => piece.kind === 'date', text)
}

/** Puts `text` where the first of the pieces stood, or at the end, and takes the others out. */
function replaced(query: string, is: (piece: Piece) => boolean, text: string): string {
  const list = pieces(query)
  if (!list.some(is)) {
    if (!text) return tidy(query)
    // A condition beside `a OR b` would bind to b alone.
    const whole = list.some((piece) => piece.text === 'OR') ? `(${query.trim()})` : query
    return tidy(`${whole} ${text}`)
  }
  let placed = false
  return tidy(
    list
      .map((piece) => {
        if (!is(piece)) return piece.text
        const here = placed ? '' : text
        placed = true
        return here
      })
      .join(' '),
  )
}

const tidy = (query: string): string => query.replace(/[\s　]+/gu, ' ').trim()

/** The word at the end that may still be being typed; nothing when it is a condition or is shut by a blank. */
export function lastWord(query: string): string {
  const last = pieces(query).at(-1)
  return last?.kind === 'words' && last.at[1] === query.length && !/["“”＂]/u.test(last.text) && last.text !== 'OR' ? last.text.replace(/^-/, '') : ''
}

/** The query with another last piece. */
export function withLast(query: string, text: string): string {
  const last = pieces(query).at(-1)
  return `${query.slice(0, last?.at[0] ?? 0)}${last?.text.startsWith('-') ? '-' : ''}${text} `
}
