/** Hits of one meeting, or versions of one speech, put behind the first of them; whether they are is remembered. */
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

const KEY = 'rostrum.together'

/** Whether meetings were last kept together. */
export function keptTogether(): boolean {
  try {
    return localStorage.getItem(KEY) === 'yes'
  } catch {
    return false
  }
}

export function keepTogether(wanted: boolean): void {
  try {
    localStorage.setItem(KEY, wanted ? 'yes' : 'no')
  } catch {
    // Without a store it lasts until the room is left.
  }
}
