/**
 * Selecting words without the mouse, sentence by sentence and by characters. Ranges are UTF-16 offsets in the clean
 * text; knows neither the page nor the selection of the browser.
 */
import type { Span } from '../../anchor/flow'
import type { Binding } from '../../state/keys'

/** A sentence ends with its sign and the quotation marks or brackets behind it; a line ends one, too. */
const END = /[。！？；!?;…]+[”’」』）)]*|\n/g

/** Every sentence, without the white space around it. */
export function sentences(text: string): Span[] {
  const out: Span[] = []
  let start = 0
  const close = (end: number): void => {
    const words = text.slice(start, end)
    const [from, to] = [start + words.length - words.trimStart().length, start + words.trimEnd().length]
    if (from < to) out.push([from, to])
    start = end
  }
  for (const sign of text.matchAll(END)) close(sign.index + sign[0].length)
  close(text.length)
  return out
}

/** The sentence after what is selected, or before it; the one at `from` when nothing is. */
export function sentence(text: string, now: Span | null, from: number, by: 1 | -1): Span | null {
  const all = sentences(text)
  if (!now) return all.find(([, end]) => end > from) ?? null
  return (by > 0 ? all.find(([start]) => start >= now[1]) : all.findLast(([start]) => start < now[0])) ?? null
}

/** The selection with its end moved by a character, or to the end of a sentence. */
export function stretched(text: string, now: Span, by: 1 | -1, whole: boolean): Span {
  const [start, end] = now
  if (whole) {
    const ends = sentences(text).map((one) => one[1])
    const to = by > 0 ? ends.find((one) => one > end) : ends.findLast((one) => one < end && one > start)
    return to === undefined ? now : [start, to]
  }
  const step = by > 0 ? (text.codePointAt(end) ?? 0) : text.slice(start, end).codePointAt(end - start - 2) ?? 0
  const to = end + by * (step > 0xffff ? 2 : 1)
  return to > start && to <= text.length ? [start, to] : now
}

interface Picking {
  text: () => string | null
  now: () => Span | null
  /** Where to begin when nothing is selected: a place that was found, whole, or an offset. */
  from: () => Span | number
  /** Whether the keys are meant for the text. */
  here: () => boolean
  choose: (span: Span) => void
}

export function picking({ text, now, from, here, choose }: Picking): Binding[] {
  const pick = (to: (text: string, now: Span) => Span | null, by: 1 | -1): void => {
    const [words, selected, begin] = [text(), now(), from()]
    if (words === null) return
    const next = selected ? to(words, selected) : typeof begin === 'number' ? sentence(words, null, begin, by) : begin
    if (next) choose(next)
  }
  const keys = (name: string, by: 1 | -1, to: (text: string, now: Span) => Span | null): Binding => ({ keys: name, when: here, run: () => pick(to, by) })
  return ([1, -1] as const).flatMap((by) => [
    keys(by > 0 ? 'Shift+ArrowDown' : 'Shift+ArrowUp', by, (words, selected) => sentence(words, selected, 0, by)),
    keys(by > 0 ? 'Shift+ArrowRight' : 'Shift+ArrowLeft', by, (words, selected) => stretched(words, selected, by, false)),
    keys(by > 0 ? 'Mod+Shift+ArrowRight' : 'Mod+Shift+ArrowLeft', by, (words, selected) => stretched(words, selected, by, true)),
  ])
}
