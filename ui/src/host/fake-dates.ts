/**
 * Just enough of EDTF for the made archive: words, year, bounds, and dates as a person types them.
 * The program's own dates are made in Rust; this is not their rule book.
 */
import type { DateView, Words } from '../wire/wire'

const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

type Part = { year: number | null; month: number | null; day: number | null; about: boolean }

function part(text: string): Part {
  const about = text.endsWith('~')
  const [year, month, day] = text.replace('~', '').split('-')
  return { year: year === 'XXXX' ? null : Number(year), month: month ? Number(month) : null, day: day ? Number(day) : null, about }
}

const zhOf = (p: Part): string =>
  `${p.about ? '约' : ''}${p.year === null ? '' : `${p.year}年`}${p.month ? `${p.month}月` : ''}${p.day ? `${p.day}日` : ''}`
const enOf = (p: Part): string =>
  [p.about ? 'c.' : '', p.day ?? '', p.month ? monthsEn[p.month - 1] : '', p.year ?? ''].filter((x) => x !== '').join(' ')

function wordsOf(edtf: string): Words {
  const [from, to] = edtf.split('/').map(part) as [Part, Part | undefined]
  if (!to) {
    if (from.year !== null) return { zh: zhOf(from), en: enOf(from) }
    return { zh: `${zhOf(from)}，年份未详`, en: `${enOf(from)}, year unknown` }
  }
  if (from.year === null) return { zh: `年份未详，${zhOf(from)}—${zhOf(to)}`, en: `Year unknown, ${enOf(from)}–${enOf(to)}` }
  if (from.year === to.year && !from.day && !to.day)
    return { zh: `${from.year}年${from.month}—${to.month}月`, en: `${monthsEn[from.month! - 1]}–${monthsEn[to.month! - 1]} ${from.year}` }
  const short = from.year === to.year ? { ...to, year: null } : to
  return { zh: `${zhOf(from)}—${zhOf(short)}`, en: `${enOf(from)} – ${enOf(to)}` }
}

/** A date in words; `null` stays null. */
export function dateView(edtf: string | null): DateView | null {
  if (edtf === null) return null
  return { edtf, words: wordsOf(edtf), year: part(edtf.split('/')[0]!).year }
}

/** First and last day as `yyyymmdd`; null when the year is open. */
export function bounds(edtf: string | null): [number, number] | null {
  if (!edtf) return null
  const [from, to = from] = edtf.split('/').map(part) as [Part, Part?]
  if (from.year === null || to.year === null) return null
  return [from.year * 10000 + (from.month ?? 1) * 100 + (from.day ?? 1), to.year * 10000 + (to.month ?? 12) * 100 + (to.day ?? 31)]
}

/** 2021-06, 2021年6月3日, 约2021, 2021.6 → EDTF; null when it says nothing of a date. */
export function typedDate(text: string): string | null {
  const clean = text.trim()
  const whole = '(?:\\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?~?'
  if (new RegExp(`^${whole}(?:/${whole})?$`).test(clean)) return clean
  const about = /^约|^c\.?\s/.test(clean)
  const found = /(\d{4})\s*[年.\-/]?\s*(?:(\d{1,2})\s*[月.\-/]?\s*(?:(\d{1,2})\s*日?)?)?$/.exec(clean)
  if (!found) return null
  const [, year, month, day] = found
  if ((month && Number(month) > 12) || (day && Number(day) > 31)) return null
  return [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-') + (about ? '~' : '')
}
