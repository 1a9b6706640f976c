/**
 * The notes of the speech that is open: which is being read, which is being written, and what can be done to them.
 * Painting and placing them is not done here.
 */
import { trimmed } from '../../anchor/find'
import type { Span } from '../../anchor/flow'
import { host } from '../../host'
import { archive } from '../../state/archive.svelte'
import { go } from '../../state/places.svelte'
import { toast } from '../../state/toasts.svelte'
import type { NoteView, SpeechView } from '../../wire/wire'
import { say, t } from '../../words/index.svelte'

export type Colour = 1 | 2 | 3 | 4 | 5
export const colours: Colour[] = [1, 2, 3, 4, 5]

/** A note that is being written and is not yet kept. */
export const DRAFT = 'draft'

export function colourName(colour: number): string {
  const own = archive.settings.colours[colour - 1]?.trim()
  return own || t(`note.colour.${colour as Colour}`)
}

export class Notes {
  view = $state.raw<SpeechView | null>(null)
  /** The note that is being read. */
  active = $state<string | null>(null)
  /** The note whose words are being written. */
  writing = $state<string | null>(null)
  /** The selected span of the text. */
  selection = $state.raw<Span | null>(null)
  #draft = $state.raw<Span | null>(null)
  #colour = $state<Colour>(1)

  /** Notes that have a place, in the order of their words. */
  placed = $derived.by((): (NoteView & { at: Span })[] => {
    const notes = [...(this.view?.notes ?? [])]
    if (this.#draft && this.view) notes.push(this.#draftNote(this.view, this.#draft))
    return notes.filter((note): note is NoteView & { at: Span } => note.at !== null).sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
  })
  lost = $derived((this.view?.notes ?? []).filter((note) => note.at === null))

  show(view: SpeechView | null): void {
    if (view?.row.id !== this.view?.row.id) {
      this.active = null
      this.writing = null
      this.selection = null
      this.#draft = null
    }
    this.view = view
  }

  get current(): NoteView | null {
    return this.placed.find((note) => note.id === this.active) ?? null
  }

  /** The note over an offset: the shortest, so that a note inside another can be reached. */
  at(offset: number): NoteView | null {
    const over = this.placed.filter((note) => note.at[0] <= offset && offset < note.at[1])
    return over.sort((a, b) => a.at[1] - a.at[0] - (b.at[1] - b.at[0]))[0] ?? null
  }

  step(by: 1 | -1, from: number): NoteView | null {
    const all = this.placed
    if (all.length === 0) return null
    const now = all.findIndex((note) => note.id === this.active)
    let next = now + by
    if (now < 0) {
      const after = all.findIndex((note) => note.at[0] >= from)
      next = by > 0 ? (after < 0 ? 0 : after) : (after < 0 ? all.length : after) - 1
    }
    const note = all[(next + all.length) % all.length]!
    this.active = note.id
    return note
  }

  /** Colours the selection, or the note that is being read. */
  async colour(colour: Colour): Promise<boolean> {
    this.#colour = colour
    const span = this.#take()
    if (span) return this.#add(span, 'wash', '')
    if (!this.current) return false
    await archive.act(host.changeNote(this.current.id, { colour }), true)
    return true
  }

  async underline(): Promise<boolean> {
    const span = this.#take()
    if (span) return this.#add(span, 'underline', '')
    const note = this.current
    if (!note) return false
    await archive.act(host.changeNote(note.id, { style: note.style === 'underline' ? 'wash' : 'underline' }), true)
    return true
  }

  /** Begins a comment on the selection, or on the note that is being read. */
  write(): boolean {
    const span = this.#take()
    if (span) {
      this.#draft = span
      this.active = this.writing = DRAFT
      return true
    }
    if (!this.current) return false
    this.writing = this.current.id
    return true
  }

  /** Keeps what was written; null gives up. */
  async written(id: string, words: string | null): Promise<void> {
    this.writing = null
    if (id === DRAFT) {
      const span = this.#draft
      this.#draft = null
      this.active = null
      if (span && words !== null) await this.#add(span, 'wash', words.trim())
    } else if (words !== null && words.trim() !== this.view?.notes.find((note) => note.id === id)?.comment) {
      await archive.act(host.changeNote(id, { comment: words.trim() }), true)
    }
  }

  async remove(id: string): Promise<void> {
    if (this.active === id) this.active = null
    await archive.act(host.removeNote(id))
  }

  async excerpt(span: Span | null = null): Promise<boolean> {
    const of = span ?? this.#take() ?? this.current?.at ?? null
    if (!of || !this.view) return false
    await archive.act(host.addExcerpt(this.view.row.id, of, null))
    return true
  }

  async copy(): Promise<boolean> {
    const span = this.#span() ?? this.current?.at
    if (!span || !this.view) return false
    const { row, text } = this.view
    await navigator.clipboard.writeText(t('note.source', text.slice(...span).replace(/\s*\n\s*/g, ''), row.title, row.date ? say(row.date.words) : ''))
    toast(t('note.copied'))
    return true
  }

  same(): boolean {
    const span = this.#span() ?? this.current?.at
    if (!span || !this.view) return false
    go({ room: 'search', query: `"${this.view.text.slice(...span).replace(/[\s"]+/g, ' ').trim()}"` })
    return true
  }

  #span(): Span | null {
    return this.selection && this.view ? trimmed(this.view.text, this.selection) : null
  }

  #take(): Span | null {
    const span = this.#span()
    if (span) {
      window.getSelection()?.removeAllRanges()
      this.selection = null
    }
    return span
  }

  async #add(at: Span, style: string, comment: string): Promise<boolean> {
    if (!this.view) return false
    const changed = await archive.act(host.addNote({ speech: this.view.row.id, at, colour: this.#colour, style, comment }), true)
    if (changed?.made) this.active = changed.made
    return changed !== null
  }

  #draftNote(view: SpeechView, at: Span): NoteView {
    const now = Date.now()
    return {
      id: DRAFT, speech: view.row.id, title: view.row.title, supplied: view.row.supplied, date: view.row.date, at, quote: view.text.slice(...at),
      colour: this.#colour, style: 'wash', comment: '', section: null, created: now, modified: now, excerpted: null,
    }
  }
}
