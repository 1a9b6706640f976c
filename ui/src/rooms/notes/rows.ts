/** Notes under the heads of their speeches, and which of them are asked for. Pure. */
import type { NoteView } from '../../wire/wire'

export type NoteRow = { kind: 'head'; key: string; note: NoteView } | { kind: 'note'; key: string; note: NoteView }

export interface Wanted {
  /** Only notes with words of the reader's own. */
  worded: boolean
  /** Only notes whose words are gone from the text. */
  lost: boolean
}

export function rowsOf(notes: readonly NoteView[], wanted: Wanted): NoteRow[] {
  const rows: NoteRow[] = []
  let speech: string | null = null
  for (const note of notes) {
    if ((wanted.worded && !note.comment) || (wanted.lost && note.at !== null)) continue
    if (note.speech !== speech) rows.push({ kind: 'head', key: `head ${note.speech} ${note.id}`, note })
    speech = note.speech
    rows.push({ kind: 'note', key: note.id, note })
  }
  return rows
}
