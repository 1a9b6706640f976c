/** Hits of one meeting, or versions of one speech, put behind the first of them. */
export interface Shown {
  /** Place among the hits. */
  at: number
  /** It belongs to the hit above it. */
  follows: boolean
}

export function asTheyCome(count: number): Shown[] {
  return Array.from({ length: count }, (_, at) => ({ at, follows: false }))
}

/** The first of each group keeps its place; the others follow it. */
export function together(hits: readonly { together: string }[]): Shown[] {
  const groups = new Map<string, number[]>()
  for (const [at, { together: key }] of hits.entries()) {
    const group = groups.get(key)
    if (group) group.push(at)
    else groups.set(key, [at])
  }
  return [...groups.values()].flatMap((group) => group.map((at, n) => ({ at, follows: n > 0 })))
}
