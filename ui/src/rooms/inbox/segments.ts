/** Cuts a text at the ends of its marked ranges, so that each piece carries the kinds that cover it. Pure. */
export interface Marked {
  at: readonly [number, number]
  kind: string
  /** Written small behind the range. */
  tag?: string
}

export interface Segment {
  text: string
  /** Offset of the piece in the text. */
  start: number
  kinds: string[]
  tag: string | null
}

/** Pieces of `text` from offset `from`; ranges are offsets in the whole. Empty and foreign ranges are left out. */
export function segments(text: string, from: number, ranges: readonly Marked[]): Segment[] {
  const end = from + text.length
  const here = ranges.filter(({ at }) => at[0] < at[1] && at[0] < end && at[1] > from)
  const cuts = new Set([from, end])
  for (const { at } of here) for (const cut of at) if (cut > from && cut < end) cuts.add(cut)
  const sorted = [...cuts].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, place) => {
    const stop = sorted[place + 1]!
    const over = here.filter(({ at }) => at[0] <= start && at[1] >= stop)
    return {
      text: text.slice(start - from, stop - from), start, kinds: [...new Set(over.map(({ kind }) => kind))],
      tag: over.find(({ at, tag }) => tag && at[1] === stop)?.tag ?? null,
    }
  })
}

/** The lines of a text that say something, with their offsets. */
export function paragraphs(text: string): { text: string; start: number }[] {
  const out: { text: string; start: number }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    if (line.trim()) out.push({ text: line, start })
    start += line.length + 1
  }
  return out
}
