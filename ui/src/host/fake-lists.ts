/** Counting, comparing and changing lists, as the made archive needs it. Pure. */
import type { Comparison, IdCount, YearCount } from '../wire/wire'
import type { Made } from './fake-data'
import { dateView } from './fake-dates'
import { problem } from './fake-search'

export const compared = (one: string, other: string): Comparison => {
  const [left, right] = [one, other].map((text) => text.split('\n').filter((line) => line !== ''))
  const part = (line: string | undefined, differs: boolean) => (line === undefined ? null : [{ text: line, differs }])
  const lines = Array.from({ length: Math.max(left!.length, right!.length) }, (_, n) => {
    const same = left![n] === right![n]
    return { left: part(left![n], !same), right: part(right![n], !same), same }
  })
  return { lines, differing: lines.filter((line) => !line.same).length }
}
export const from = <T extends { id: string }>(list: T[], id: string): T => {
  const found = list.find((one) => one.id === id)
  if (!found) throw problem('gone', '这一条已经不在了', 'This is no longer there')
  return found
}
export const swap = <T extends { id: string }>(list: T[], id: string, change: Partial<T>): T[] => list.map((one) => (one.id === id ? { ...one, ...change } : one))
export const without = <T extends { id: string }>(list: T[], id: string): T[] => list.filter((one) => one.id !== id)
export const count = (ids: (string | null)[]): IdCount[] => {
  const sums = new Map<string, number>()
  for (const id of ids) if (id) sums.set(id, (sums.get(id) ?? 0) + 1)
  return [...sums].map(([id, n]) => ({ id, count: n })).sort((a, b) => b.count - a.count)
}
export function years(list: Made[]): YearCount[] {
  const sums = new Map<number | null, number[]>()
  for (const made of list) {
    const view = dateView(made.date)
    const months = sums.get(view?.year ?? null) ?? []
    months.push(Number(/^\d{4}-(\d\d)/.exec(view?.edtf.split('/').at(-1) ?? '')?.[1] ?? 0))
    sums.set(view?.year ?? null, months)
  }
  return [...sums]
    .sort(([a], [b]) => (b ?? -1) - (a ?? -1))
    .map(([year, months]) => ({
      year, count: months.length,
      months: count(months.map((m) => (m ? String(m) : null))).map((m) => ({ month: Number(m.id), count: m.count })).sort((a, b) => a.month - b.month),
    }))
}
