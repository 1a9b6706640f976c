/**
 * Sets text on the page for Chinese, as text nodes inside plain wraps:
 * - the one character before a change between Chinese and Latin letters or digits gets an eighth of an em of space
 *   (`text-autospace` paints digits over one another in WebKitGTK 2.50; letter-spacing leaves highlights whole);
 * - the first of two adjacent full-width signs is set at half width (there is no `text-spacing-trim` there, and
 *   `halt` on whole paragraphs would eat the space of every comma);
 * - dashes stand apart: WebKitGTK paints —— wider than it measured it, and set the next wrap over the word before it;
 * - a number is kept with its unit; slots are dimmed; a heading that begins a paragraph is set bold.
 * The wraps hold the text's own characters, so copying and anchoring see the text as it is.
 */
import type { RemovedView } from '../wire/wire'
import type { Span } from './flow'
import type { Show } from './script'
import type { TextMap } from './textmap'

/** What follows a digit and must not be parted from it; sticky. */
const NUMBER = /\d+(?:[.,]\d+)*(?:[—–~-]\d+(?:[.,]\d+)*)?[%‰℃]?[万亿千百]?(?:平方公里|平方米|公里|公顷|立方米|小时|分钟|千瓦|[元亩吨米年月日号时分个户人项座家处条次名天倍岁度万])?/y

/** Full-width signs whose ink stands at the left, and at the right, of their square. */
const LEFT = new Set('。，、；：”’」』）】》〉')
const RIGHT = new Set('“‘「『（【《〈')
const OTHER = new Set('！？')

const DASH = 0x2014
const isHan = (c: number): boolean => (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff)
const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39
const isLetter = (c: number): boolean => isDigit(c) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a)
const endsLatin = (c: number): boolean => isLetter(c) || c === 0x25 || c === 0x2030 || c === 0x2103

/** Where the wraps go. One pass by character code: regular expressions over scripts took most of the time of opening. */
function wraps(text: string, start: number, end: number): { units: Span[]; boundaries: Span[]; pairs: Span[]; dashes: Span[] } {
  const units: Span[] = []
  const boundaries: Span[] = []
  const pairs: Span[] = []
  const dashes: Span[] = []
  let unitEnd = start
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i)
    if (isDigit(c) && i >= unitEnd) {
      NUMBER.lastIndex = i
      const found = NUMBER.exec(text)
      unitEnd = Math.min(end, i + (found?.[0].length ?? 1))
      if (unitEnd - i > 1) units.push([i, unitEnd])
    }
    if (c === DASH) {
      if (dashes.at(-1)?.[1] === i) dashes.at(-1)![1] = i + 1
      else dashes.push([i, i + 1])
    }
    if (i + 1 >= end) break
    const next = text.charCodeAt(i + 1)
    if (isHan(c)) {
      if (isLetter(next)) boundaries.push([i, i + 1])
    } else if (endsLatin(c)) {
      if (isHan(next)) boundaries.push([i, i + 1])
    } else if (c > 0x2000 && next > 0x2000 && !isHan(next)) {
      const [a, b] = [text[i]!, text[i + 1]!]
      if (LEFT.has(a) ? LEFT.has(b) || RIGHT.has(b) || OTHER.has(b) : RIGHT.has(a) && RIGHT.has(b)) pairs.push([i, i + 1])
    }
  }
  return { units, boundaries, pairs, dashes }
}

export interface Setting {
  /** The engine sets boundaries and pairs by itself. */
  plain: boolean
  /** The same text in other characters, one for one. */
  show?: Show | null
}

export interface Marks {
  runIn?: { at: Span; depth: number } | null
  slots: readonly Span[]
  removed?: readonly RemovedView[]
  /** Makes the note for a passage removed inside the paragraph. */
  notice?: (removed: RemovedView) => Node
}

/** Appends the characters of `at` to `parent` and enters them in the map. */
export function typeset(parent: Node, text: string, [start, end]: Span, marks: Marks, map: TextMap, setting: Setting): void {
  const { units, boundaries, pairs, dashes } = wraps(text, start, end)
  const levels: { spans: readonly Span[]; className: string }[] = [
    { spans: marks.runIn ? [marks.runIn.at] : [], className: `head h${marks.runIn?.depth ?? 0}` },
    { spans: marks.slots, className: 'slot' },
    { spans: units, className: 'unit' },
    ...(setting.plain ? [] : [{ spans: dashes, className: 'dash' }, { spans: boundaries, className: 'ls' }, { spans: pairs, className: 'halt' }]),
  ].filter((level) => level.spans.length > 0)
  const stops = [...(marks.removed ?? [])].filter((one) => one.at > start && one.at < end).sort((a, b) => a.at - b.at)

  const put = (into: Node, [from, to]: Span): void => {
    let at = from
    while (stops[0] && stops[0].at < to) {
      const stop = stops.shift()!
      if (stop.at > at) letters(into, at, stop.at)
      if (marks.notice) into.appendChild(marks.notice(stop))
      at = Math.max(at, stop.at)
    }
    if (to > at) letters(into, at, to)
  }
  const letters = (into: Node, from: number, to: number): void => {
    const node = document.createTextNode(setting.show ? setting.show(text.slice(from, to)) : text.slice(from, to))
    map.add(node, from)
    into.appendChild(node)
  }
  const build = (into: Node, [from, to]: Span, depth: number): void => {
    const level = levels[depth]
    if (!level) return put(into, [from, to])
    let at = from
    for (let i = firstEnding(level.spans, from, spanEnd); i < level.spans.length; i++) {
      const span = level.spans[i]!
      const a = Math.max(span[0], at)
      const b = Math.min(span[1], to)
      if (b <= a) {
        if (span[0] >= to) break
        continue
      }
      if (a > at) build(into, [at, a], depth + 1)
      const wrap = document.createElement('span')
      wrap.className = level.className
      build(wrap, [a, b], depth + 1)
      into.appendChild(wrap)
      at = b
    }
    if (to > at) build(into, [at, to], depth + 1)
  }
  build(parent, [start, end], 0)
}

/** The first of ordered things that ends after an offset. */
export function firstEnding<T>(things: readonly T[], offset: number, endOf: (thing: T) => number): number {
  let low = 0
  let high = things.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (endOf(things[middle]!) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The end of a span. */
export const spanEnd = (span: Span): number => span[1]
