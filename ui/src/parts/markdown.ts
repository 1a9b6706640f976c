/**
 * The little of Markdown that notes need (paragraphs, lists, quotations, bold, italic, code, struck words), read into
 * a tree of plain strings. Pure. HTML, links and pictures are words like any others: nothing in a note can be markup.
 */
export type Words = { kind: 'text' | 'code'; text: string }
export type Inline = Words | { kind: 'strong' | 'em' | 'del'; children: Inline[] }
export type List = { kind: 'ul' | 'ol'; items: Inline[][]; start: number }
export type Block = { kind: 'p' | 'quote'; lines: Inline[][] } | List | { kind: 'head'; line: Inline[] }

const BULLET = /^\s{0,3}[-*+]\s+/u
const NUMBER = /^\s{0,3}(\d{1,9})[.)]\s+/u
const QUOTE = /^\s{0,3}>\s?/u
const HEAD = /^#{1,6}\s+/u

export function markdown(source: string): Block[] {
  const blocks: Block[] = []
  let broken = true
  for (const line of source.replace(/\r\n?/gu, '\n').split('\n')) {
    const last = broken ? undefined : blocks.at(-1)
    broken = line.trim() === ''
    if (broken) continue
    const number = NUMBER.exec(line)
    if (HEAD.test(line)) blocks.push({ kind: 'head', line: inline(line.replace(HEAD, '')) })
    else if (BULLET.test(line) || number) {
      const kind = number ? 'ol' : 'ul'
      const item = inline(line.replace(number ? NUMBER : BULLET, ''))
      if (last?.kind === kind) (last as List).items.push(item)
      else blocks.push({ kind, items: [item], start: number ? Number(number[1]) : 1 })
    } else {
      const kind = QUOTE.test(line) ? 'quote' : 'p'
      const words = inline(line.replace(QUOTE, ''))
      if (last?.kind === kind) last.lines.push(words)
      else blocks.push({ kind, lines: [words] })
    }
  }
  return blocks
}

const MARKS = [
  ['**', 'strong'],
  ['~~', 'del'],
  ['*', 'em'],
] as const

/** Marks that are not closed are words; a mark before or after white space is none. */
export function inline(text: string): Inline[] {
  const out: Inline[] = []
  const put = (words: string): void => {
    const last = out.at(-1)
    if (last?.kind === 'text') last.text += words
    else if (words) out.push({ kind: 'text', text: words })
  }
  let at = 0
  outer: while (at < text.length) {
    if (text[at] === '\\' && /[\\`*~_#>+.)-]/u.test(text[at + 1] ?? '')) {
      put(text[at + 1]!)
      at += 2
      continue
    }
    if (text[at] === '`') {
      const end = text.indexOf('`', at + 1)
      if (end > at + 1) {
        out.push({ kind: 'code', text: text.slice(at + 1, end) })
        at = end + 1
        continue
      }
    }
    for (const [mark, kind] of MARKS) {
      if (!text.startsWith(mark, at) || /\s/u.test(text[at + mark.length] ?? ' ')) continue
      const end = text.indexOf(mark, at + mark.length + 1)
      if (end < 0 || /\s/u.test(text[end - 1]!)) continue
      out.push({ kind, children: inline(text.slice(at + mark.length, end)) })
      at = end + mark.length
      continue outer
    }
    put(text[at]!)
    at += 1
  }
  return out
}
