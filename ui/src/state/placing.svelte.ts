/** A note that lost its words and is being given new ones: chosen among the notes, placed while reading. */
import type { NoteView } from '../wire/wire'
import { read } from './places.svelte'

let note = $state.raw<NoteView | null>(null)

export const placing = {
  get note(): NoteView | null {
    return note
  },
  /** Opens the speech, where the next selection can be given to the note. */
  begin(of: NoteView): void {
    note = of
    read(of.speech)
  },
  end(): void {
    note = null
  },
}
