/**
 * Sets text on the page for Chinese, as text nodes inside plain wraps:
 * - the one character before a change between Chinese and Latin letters or digits gets an eighth of an em of space
 *   (`text-autospace` paints digits over one another in WebKitGTK 2.50; letter-spacing leaves highlights whole);
 * - the first of two adjacent full-width signs is set at half width (there is no `text-spacing-trim` there, and
 *   `halt` on whole paragraphs would eat the space of every comma);
 * - a number is kept with its unit; slots are dimmed; a heading that begins a paragraph is set bold.
 * The wraps hold the text's own characters, so copying and anchoring see the text as it is.
 */
import type { RemovedView } from '../wire/wire'
import type { Span } from './flow'
import type { TextMap } from './textmap'

const BOUNDARY = /\p{Script=Han}(?=[A-Za-z0-9])|[A-Za-z0-9%‰℃](?=\p{Script=Han})/gu
const PAIR = /[。，、；：”’」』）】》〉](?=[。，、；：！？”’」』）】》〉“‘「『（【《〈])|[“‘「『（【《〈](?=[“‘「『（【《〈])/gu
const NUMBER = /\d+(?:[.,]\d+)*(?:[—–~-]\d+(?:[.,]\d+)*)?[%‰℃]?[万亿千百]?(?:平方公里|平方米|公里|公顷|立方米|小时|分钟|千瓦|[元亩吨米年月日号时分个户人项座家处条次名天倍岁度万])?/gu

export interface Setting {
  /** The engine sets boundaries and pairs by itself. */
  plain: boolean
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
  const words = text.slice(start, end)
  const wrapped = (pattern: RegExp): Span[] => [...words.matchAll(pattern)].map((m): Span => [start + m.index, start + m.index + m[0].length])
  const levels: { spans: readonly Span[]; className: string }[] = [
    { spans: marks.runIn ? [marks.runIn.at] : [], className: `head h${marks.runIn?.depth ?? 0}` },
    { spans: marks.slots, className: 'slot' },
    { spans: wrapped(NUMBER).filter(([a, b]) => b - a > 1), className: 'unit' },
    ...(setting.plain ? [] : [{ spans: wrapped(BOUNDARY), className: 'ls' }, { spans: wrapped(PAIR), className: 'halt' }]),
  ]
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
    const node = document.createTextNode(text.slice(from, to))
    map.add(node, from)
    into.appendChild(node)
  }
  const build = (into: Node, [from, to]: Span, depth: number): void => {
    const level = levels[depth]
    if (!level) return put(into, [from, to])
    let at = from
    for (const span of level.spans) {
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
