/** Notes under the heads of their speeches. Pure. */
import type { NoteView } from '../../wire/wire'

export type NoteRow = { kind: 'head'; key: string; note: NoteView } | { kind: 'note'; key: string; note: NoteView }

export function rowsOf(notes: readonly NoteView[]): NoteRow[] {
  const rows: NoteRow[] = []
  let speech: string | null = null
  for (const note of notes) {
    if (note.speech !== speech) rows.push({ kind: 'head', key: `head ${note.speech} ${note.id}`, note })
    speech = note.speech
    rows.push({ kind: 'note', key: note.id, note })
  }
  return rows
}
