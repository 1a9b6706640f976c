/** The lines of a list: its rows, with a heading before each year when it is in order of date. */
import type { YearCount } from '../../wire/wire'

export type Line = { kind: 'year'; year: number | null; count: number } | { kind: 'row'; index: number }

export interface Lines {
  count: number
  at(line: number): Line
  /** The line of a row. */
  lineOf(row: number): number
  /** The year under which a line stands; undefined without years. */
  yearAt(line: number): { year: number | null; count: number } | undefined
}

export function lay(total: number, years: YearCount[]): Lines {
  const counted = years.reduce((all, year) => all + year.count, 0)
  // Counts that do not fit the rows (a change between two answers) must not shift them.
  const heads = counted === total ? years.filter((year) => year.count > 0) : []
  const starts: number[] = []
  let line = 0
  for (const year of heads) {
    starts.push(line)
    line += year.count + 1
  }
  /** The last heading at or before a line. */
  const headOf = (wanted: number): number => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= wanted) low = middle
      else high = middle - 1
    }
    return low
  }
  return {
    count: total + heads.length,
    at(wanted) {
      if (heads.length === 0) return { kind: 'row', index: wanted }
      const head = headOf(wanted)
      return starts[head] === wanted ? { kind: 'year', year: heads[head]!.year, count: heads[head]!.count } : { kind: 'row', index: wanted - head - 1 }
    },
    lineOf(row) {
      let before = 0
      for (let head = 0; head < heads.length; head++) {
        before += heads[head]!.count
        if (row < before) return row + head + 1
      }
      return row + heads.length
    },
    yearAt(wanted) {
      return heads.length === 0 ? undefined : heads[headOf(wanted)]
    },
  }
}
