/** Puts the waiting speeches under heads: wants a look, of one meeting, founded throughout, put off. Pure. */
import type { InboxRow } from '../../wire/wire'

export type GroupKind = 'look' | 'alike' | 'sure' | 'later'

export type InboxItem =
  | { kind: 'head'; key: string; group: GroupKind; count: number; meeting: string | null }
  | { kind: 'row'; key: string; row: InboxRow; group: GroupKind; /** Ids of the speeches of the same meeting. */ mates: string[] }

/** Heads and rows in the order of the screen; `counts` are those of the whole inbox. */
export function arrange(rows: readonly InboxRow[], later: ReadonlySet<string>, counts: { total: number; sure: number }): InboxItem[] {
  const now = rows.filter((row) => !later.has(row.row.id))
  const meetings = new Map<string, InboxRow[]>()
  for (const row of now) if (row.meeting && !row.sure) meetings.set(row.meeting, [...(meetings.get(row.meeting) ?? []), row])
  const inMeeting = (row: InboxRow): boolean => !row.sure && row.meeting !== null && (meetings.get(row.meeting)?.length ?? 0) > 1

  const look = now.filter((row) => !row.sure && !inMeeting(row))
  const sure = now.filter((row) => row.sure)
  const alike = [...meetings].filter(([, mates]) => mates.length > 1)
  const put = rows.filter((row) => later.has(row.row.id))
  const items: InboxItem[] = []
  const add = (group: GroupKind, list: readonly InboxRow[], count: number, meeting: string | null): void => {
    if (list.length === 0) return
    items.push({ kind: 'head', key: `head ${group} ${meeting ?? ''}`, group, count, meeting })
    const mates = group === 'alike' ? list.map((row) => row.row.id) : []
    for (const row of list) items.push({ kind: 'row', key: row.row.id, row, group, mates })
  }
  const inMeetings = alike.reduce((sum, [, mates]) => sum + mates.length, 0)
  const putUnsure = put.filter((row) => !row.sure).length
  add('look', look, Math.max(look.length, counts.total - counts.sure - inMeetings - putUnsure), null)
  for (const [meeting, mates] of alike) add('alike', mates, mates.length, meeting)
  add('sure', sure, Math.max(sure.length, counts.sure - (put.length - putUnsure)), null)
  add('later', put, put.length, null)
  return items
}
