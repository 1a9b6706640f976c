/**
 * The order in which a speech is set: title, bylines, headings, paragraphs, with gaps and removed lines where they
 * stood. Pure: offsets are UTF-16 into the clean text; nothing here touches the page.
 */
import type { GapView, HeadingView, RemovedView } from '../wire/wire'

export type Span = [start: number, end: number]

export interface Paragraph {
  kind: 'heading' | 'paragraph'
  at: Span
  /** Level of a heading that is a line of its own, or that begins the paragraph. */
  depth: number
  /** A heading that begins the paragraph. */
  runIn: Span | null
  /** Without indent: a salutation, or what goes on after a gap. */
  flush: boolean
  /** Removed passages inside it, by offset. */
  removed: RemovedView[]
}

export type Piece = Paragraph | { kind: 'gap'; gap: GapView } | { kind: 'removed'; removed: RemovedView }

export interface Flow {
  /** The lines of the text that make up the title, when it is the title in the filing. */
  title: Span[]
  /** Lines before the body that are not the title: date, speaker. */
  bylines: Span[]
  pieces: Piece[]
}

export interface FlowSource {
  text: string
  bodyStart: number
  title: string
  outline: HeadingView[]
  gaps: GapView[]
  removed: RemovedView[]
}

const SALUTATION = 40

export function flow(of: FlowSource): Flow {
  const lines = linesOf(of.text)
  const head = lines.filter(([, end]) => end <= of.bodyStart)
  const body = lines.filter(([, end]) => end > of.bodyStart)
  const title = titleLines(of.text, head, of.title)
  const pieces: Piece[] = []

  const headings = [...of.outline].sort((a, b) => a.at[0] - b.at[0])
  const gaps = [...of.gaps].sort((a, b) => a.at - b.at)
  const removed = [...of.removed].sort((a, b) => a.at - b.at || a.index - b.index)
  let nextHeading = 0

  body.forEach(([start, end], i) => {
    while (removed[0] && removed[0].at <= start) pieces.push({ kind: 'removed', removed: removed.shift()! })
    while (gaps[0] && gaps[0].at <= start) pieces.push({ kind: 'gap', gap: gaps.shift()! })

    while (headings[nextHeading] && headings[nextHeading]!.at[1] <= start) nextHeading++
    const heading = headings[nextHeading]
    const begins = heading !== undefined && heading.at[0] < end && leading(of.text, start, heading.at[0])
    const whole = begins && onlySigns(of.text.slice(heading.at[1], end))
    const inside: RemovedView[] = []
    while (removed[0] && removed[0].at < end) inside.push(removed.shift()!)

    let from = start
    let first = true
    const put = (to: number): void => {
      if (to <= from) return
      pieces.push({
        kind: whole && heading.depth === 1 ? 'heading' : 'paragraph',
        at: [from, to],
        depth: begins ? heading.depth : 0,
        runIn: first && begins && !(whole && heading.depth === 1) ? [from, Math.min(to, whole ? to : withSign(of.text, heading.at[1], end))] : null,
        flush: !first || (i === 0 && isSalutation(of.text.slice(start, end))),
        removed: inside.filter((one) => one.at > from && one.at < to),
      })
      first = false
    }
    while (gaps[0] && gaps[0].at < end) {
      const gap = gaps.shift()!
      // Signs that follow the gap would begin a line of their own.
      let cut = gap.at
      while (cut < end && /[。．，、；：！？”’）》」』…\s]/u.test(of.text[cut]!)) cut += 1
      put(cut)
      pieces.push({ kind: 'gap', gap })
      from = cut
    }
    put(end)
  })
  for (const one of removed) pieces.push({ kind: 'removed', removed: one })
  for (const gap of gaps) pieces.push({ kind: 'gap', gap })
  return { title: title ?? [], bylines: title ? head.filter((line) => !title.includes(line)) : head.filter(([start, end]) => !squeeze(of.title).includes(squeeze(of.text.slice(start, end)))), pieces }
}

/** Lines without the white space around them; empty ones left out. */
function linesOf(text: string): Span[] {
  const lines: Span[] = []
  for (const line of text.matchAll(/[^\n\r]+/g)) {
    const words = line[0].trim()
    if (!words) continue
    const start = line.index + line[0].indexOf(words)
    lines.push([start, start + words.length])
  }
  return lines
}

const squeeze = (text: string): string => text.replace(/\s+/gu, '')

/** The run of lines that, joined, are the title. */
function titleLines(text: string, head: Span[], title: string): Span[] | null {
  const wanted = squeeze(title)
  for (let from = 0; from < head.length; from++) {
    let joined = ''
    for (let to = from; to < head.length && joined.length < wanted.length; to++) {
      joined += squeeze(text.slice(...head[to]!))
      if (joined === wanted) return head.slice(from, to + 1)
    }
  }
  return null
}

const leading = (text: string, start: number, at: number): boolean => at >= start && text.slice(start, at).trim() === ''
const onlySigns = (text: string): boolean => /^[\s。．.：:；;，,！!？?]*$/u.test(text)
const isSalutation = (line: string): boolean => line.length <= SALUTATION && /[：:]$/u.test(line)

/** The full stop after a heading belongs to it. */
function withSign(text: string, at: number, end: number): number {
  return at < end && /[。．：:；]/u.test(text[at]!) ? at + 1 : at
}
