/**
 * What an excerpt is good for (开头, 过渡, 号召…): kept in the reader's own words, as a last line of `#` tags, so that it
 * goes along into every export and needs no place of its own. Pure.
 */
const TAGS = /^(?:#[^\s#]+\s*)+$/u

export interface Own {
  words: string
  uses: string[]
}

/** The reader's words, and the uses that stand under them. */
export function own(comment: string): Own {
  const lines = comment.split('\n')
  const last = lines.at(-1)!.trim()
  if (!TAGS.test(last)) return { words: comment, uses: [] }
  return { words: lines.slice(0, -1).join('\n').trimEnd(), uses: last.split(/\s+/u).map((tag) => tag.slice(1)) }
}

export function comment({ words, uses }: Own): string {
  return [words.trim(), uses.map((use) => `#${use}`).join(' ')].filter(Boolean).join('\n')
}

/** The same with one use given or taken. */
export function toggled(of: string, use: string): string {
  const { words, uses } = own(of)
  return comment({ words, uses: uses.includes(use) ? uses.filter((one) => one !== use) : [...uses, use] })
}

/** Uses of many excerpts with how often, most used first. */
export function counted(comments: readonly string[]): [use: string, count: number][] {
  const counts = new Map<string, number>()
  for (const one of comments) for (const use of own(one).uses) counts.set(use, (counts.get(use) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'zh'))
}
