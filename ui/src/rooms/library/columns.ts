/** The columns of the table: which there are, which are shown and how wide, as this window last had them. */
import type { Sort } from '../../wire/wire'

export type ColumnId = 'title' | 'date' | 'type' | 'themes' | 'speaker' | 'genre' | 'level' | 'length' | 'notes' | 'file' | 'added'

export interface Column {
  id: ColumnId
  /** Pixels at first. */
  width: number
  /** Orders that a press on its head goes through. */
  sorts: readonly Sort[]
  numeric?: boolean
}

export const columns: readonly Column[] = [
  { id: 'title', width: 460, sorts: ['title'] },
  { id: 'date', width: 150, sorts: ['dateDown', 'dateUp'] },
  { id: 'type', width: 110, sorts: [] },
  { id: 'themes', width: 190, sorts: [] },
  { id: 'speaker', width: 110, sorts: ['speaker'] },
  { id: 'genre', width: 90, sorts: [] },
  { id: 'level', width: 70, sorts: [] },
  { id: 'length', width: 76, sorts: ['length'], numeric: true },
  { id: 'notes', width: 60, sorts: [], numeric: true },
  { id: 'file', width: 220, sorts: [] },
  { id: 'added', width: 100, sorts: ['added'] },
]

const LEAST = 48
const MOST = 900

export interface Layout {
  /** In the order of `columns`. */
  shown: ColumnId[]
  widths: Partial<Record<ColumnId, number>>
}

export const standard: Layout = { shown: ['title', 'date', 'type', 'themes', 'speaker', 'length'], widths: {} }

/** What was kept, as far as it still makes sense. The title always stands. */
export function layoutOf(kept: unknown): Layout {
  if (typeof kept !== 'object' || kept === null) return standard
  const { shown, widths } = kept as { shown?: unknown; widths?: unknown }
  if (!Array.isArray(shown)) return standard
  const known = columns.filter((column) => column.id === 'title' || shown.includes(column.id)).map((column) => column.id)
  const of = typeof widths === 'object' && widths !== null ? (widths as Record<string, unknown>) : {}
  return { shown: known, widths: Object.fromEntries(known.flatMap((id) => (typeof of[id] === 'number' ? [[id, bounded(of[id])]] : []))) }
}

export const bounded = (width: number): number => Math.min(MOST, Math.max(LEAST, Math.round(width)))

export function turned(layout: Layout, id: ColumnId): Layout {
  const shown = layout.shown.includes(id) ? layout.shown.filter((one) => one !== id) : [...layout.shown, id]
  return layoutOf({ ...layout, shown })
}

export function resized(layout: Layout, id: ColumnId, width: number | null): Layout {
  const { [id]: _, ...others } = layout.widths
  return { ...layout, widths: width === null ? others : { ...others, [id]: bounded(width) } }
}

export const widthOf = (layout: Layout, id: ColumnId): number => layout.widths[id] ?? columns.find((column) => column.id === id)!.width

/** The order that a press on a column's head leads to; null when one cannot sort by it. */
export function sortAfter(column: Column, now: Sort): Sort | null {
  const at = column.sorts.indexOf(now)
  return column.sorts[(at + 1) % column.sorts.length] ?? null
}
