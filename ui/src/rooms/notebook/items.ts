/**
 * A notebook as it is shown: headings of sections and excerpts in one order, some of them folded away or sifted out.
 * An excerpt is in the section whose heading is the last before it. Pure.
 */
import type { BookItem, SectionView } from '../../wire/wire'

export interface HeadRow {
  kind: 'section'
  section: SectionView
  /** Place among all that stands in the notebook. */
  at: number
  /** Place among the sections. */
  nth: number
  /** How many excerpts are in it. */
  count: number
}
export interface ExcerptRow {
  kind: 'excerpt'
  excerpt: BookItem & { kind: 'excerpt' }
  at: number
  /** Which excerpt of the notebook, from 1. */
  number: number
  /** Id of the section it is in; null before the first. */
  under: string | null
}
export type Row = HeadRow | ExcerptRow

export const excerptsOf = (items: readonly BookItem[]): ExcerptRow['excerpt'][] => items.filter((item) => item.kind === 'excerpt')

/** All that stands in the notebook. */
export function rowsOf(items: readonly BookItem[]): Row[] {
  const rows: Row[] = []
  let head: HeadRow | null = null
  let [number, nth] = [0, 0]
  items.forEach((item, at) => {
    if (item.kind === 'section') rows.push((head = { kind: 'section', section: { id: item.id, name: item.name }, at, nth: nth++, count: 0 }))
    else {
      if (head) head.count += 1
      rows.push({ kind: 'excerpt', excerpt: item, at, number: ++number, under: head?.section.id ?? null })
    }
  })
  return rows
}

/** Those that are shown: not what is folded away; of what is sifted, only the headings that have some of it. */
export function shownOf(rows: readonly Row[], shut: (section: string) => boolean, fits: ((row: ExcerptRow) => boolean) | null): Row[] {
  const left = new Set(rows.flatMap((row) => (row.kind === 'excerpt' && (fits?.(row) ?? true) ? [row.at] : [])))
  const kept = new Set(rows.flatMap((row) => (row.kind === 'excerpt' && left.has(row.at) && row.under ? [row.under] : [])))
  return rows.filter((row) => (row.kind === 'section' ? fits === null || kept.has(row.section.id) : left.has(row.at) && !(row.under && shut(row.under))))
}

/** The same items with the one at `from` at place `to`, counted without it. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = items.filter((_, at) => at !== from)
  next.splice(to, 0, items[from]!)
  return next
}

/** The same items with a section, counted among the sections, and what is in it at place `to` among the others. */
export function movedSection(items: readonly BookItem[], from: number, to: number): BookItem[] {
  const blocks: BookItem[][] = [[]]
  for (const item of items) {
    if (item.kind === 'section') blocks.push([])
    blocks.at(-1)!.push(item)
  }
  return [blocks[0]!, ...moved(blocks.slice(1), from, to)].flat()
}
