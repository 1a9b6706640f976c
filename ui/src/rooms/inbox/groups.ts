/** Puts the waiting speeches under heads: wants a look, alike ones, founded throughout, put off. Pure. */
import type { InboxGroup, InboxRow } from '../../wire/wire'

export type GroupKind = 'look' | 'meeting' | 'folder' | 'sure' | 'later'

export interface Head {
  kind: 'head'
  key: string
  group: GroupKind
  count: number
  /** Key of the group for the archive; null for heads that are no group of alike ones. */
  alike: string | null
  /** Name of the meeting or path of the folder. */
  name: string
  /** What the proposals of a folder leave in doubt. */
  wants: string[]
}

export type InboxItem = Head | { kind: 'row'; key: string; row: InboxRow; group: GroupKind; /** Ids of the group's speeches. */ mates: string[] }

/** Heads and rows in the order of the screen; `counts` are those of the whole inbox. */
export function arrange(rows: readonly InboxRow[], later: ReadonlySet<string>, counts: { total: number; sure: number }): InboxItem[] {
  const now = rows.filter((row) => !later.has(row.row.id))
  const groups = new Map<string, { of: InboxGroup; rows: InboxRow[] }>()
  for (const row of now) {
    if (!row.group || row.sure) continue
    const group = groups.get(row.group.key) ?? { of: row.group, rows: [] }
    group.rows.push(row)
    groups.set(row.group.key, group)
  }
  // One that is left of a group is looked at like any other.
  const grouped = (row: InboxRow): boolean => !row.sure && row.group !== null && (groups.get(row.group.key)?.rows.length ?? 0) > 1

  const look = now.filter((row) => !row.sure && !grouped(row))
  const sure = now.filter((row) => row.sure)
  const put = rows.filter((row) => later.has(row.row.id))
  const alike = [...groups.values()].filter((group) => group.rows.length > 1)
  const all = rows.length >= counts.total
  const putUnsure = put.filter((row) => !row.sure).length
  const items: InboxItem[] = []
  const add = (group: GroupKind, list: readonly InboxRow[], count: number, of: InboxGroup | null): void => {
    if (list.length === 0) return
    items.push({ kind: 'head', key: `head ${group} ${of?.key ?? ''}`, group, count, alike: of?.key ?? null, name: of?.name ?? '', wants: of ? list[0]!.wants : [] })
    const mates = of ? list.map((row) => row.row.id) : []
    for (const row of list) items.push({ kind: 'row', key: row.row.id, row, group, mates })
  }
  // Single ones come before groups and sure ones: when one of those has been read, so have all single ones.
  const single = all || alike.length > 0 || sure.length > 0
  add('look', look, single ? look.length : Math.max(look.length, counts.total - counts.sure - putUnsure), null)
  for (const group of alike) add(group.of.kind === 'meeting' ? 'meeting' : 'folder', group.rows, all ? group.rows.length : Math.max(group.rows.length, group.of.count), group.of)
  add('sure', sure, Math.max(sure.length, counts.sure - (put.length - putUnsure)), null)
  add('later', put, put.length, null)
  return items
}
