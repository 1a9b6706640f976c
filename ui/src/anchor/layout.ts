/** Places of margin notes: each beside its words, pushed down so that none overlaps the one before. */
export interface Beside {
  id: string
  /** Where its words begin. */
  wanted: number
  height: number
}

export const GAP = 8

/** Top of each note, in the order given; they must come in the order of their words. */
export function pushDown(notes: readonly Beside[], gap = GAP): number[] {
  let free = -Infinity
  return notes.map(({ wanted, height }) => {
    const top = Math.max(wanted, free)
    free = top + height + gap
    return top
  })
}
