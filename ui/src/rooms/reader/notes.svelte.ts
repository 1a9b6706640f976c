/**
 * The notes of the speech that is open: which is being read, which is being written, and what can be done to them.
 * Painting and placing them is not done here.
 */
import { trimmed } from '../../anchor/find'
import type { Span } from '../../anchor/flow'
import { host } from '../../host'
import { pathOf, sectionAt } from '../../parts/outline'
import { archive } from '../../state/archive.svelte'
import { go } from '../../state/places.svelte'
import { placing } from '../../state/placing.svelte'
import { toast } from '../../state/toasts.svelte'
import type { ExcerptPlace, NoteView, SpeechView } from '../../wire/wire'
import { say, t } from '../../words/index.svelte'

export type Colour = 1 | 2 | 3 | 4 | 5
export const colours: Colour[] = [1, 2, 3, 4, 5]

/** A note that is being written and is not yet kept. */
export const DRAFT = 'draft'
/** One that was written and is being kept. */
const MADE = 'made'

/** True of a note that is in the archive, so that it can be changed. */
export const isKept = (note: NoteView): boolean => note.id !== DRAFT && note.id !== MADE

export function colourName(colour: number): string {
  const own = archive.settings.colours[colour - 1]?.trim()
  return own || t(`note.colour.${colour as Colour}`)
}

/** What a note that is not on chosen words is on. */
export function noteOn(note: NoteView): string {
  return note.style === 'speech' ? t('note.on.speech') : note.style === 'section' ? t('note.on.section') : ''
}

/** A passage with its source, in the form the person set. */
export function withSource(quote: string, of: { title: string; date: string; speaker: string; section: string }): string {
  const form = archive.settings.copyForm.trim()
  if (!form) return t('note.source', quote, of.title, of.date)
  const parts: Record<string, string> = { quote, ...of }
  return form.replace(/\{(quote|title|date|speaker|section)\}/gu, (_all, name: string) => parts[name]!)
}

/** A query for just these words. */
const exactly = (words: string): string => `"${words.replace(/[\s"]+/gu, ' ').trim()}"`

/** A note that has its words in the text. */
export type Placed = NoteView & { at: Span }

export class Notes {
  view = $state.raw<SpeechView | null>(null)
  /** The note that is being read. */
  active = $state<string | null>(null)
  /** The note whose words are being written. */
  writing = $state<string | null>(null)
  /** Words that wait for a section to be chosen, and beside what it is. */
  choosing = $state.raw<{ words: Span; anchor: DOMRect } | null>(null)
  /** The selected span of the text. */
  selection = $state.raw<Span | null>(null)
  #draft = $state.raw<Span | null>(null)
  /** What the note being written is on: words, a section, the whole speech. */
  #style = $state<'wash' | 'section' | 'speech'>('wash')
  #colour = $state<Colour>(1)
  /** Made, and not yet come back with the speech: drawn at once, as a long speech takes a while to be read again. */
  #made = $state.raw<NoteView | null>(null)
  #keeping: Promise<unknown> = Promise.resolve()

  /** Notes that have a place, in the order of their words. */
  placed = $derived.by((): Placed[] => {
    const notes = [...(this.view?.notes ?? [])]
    if (this.#made) notes.push(this.#made)
    if (this.#draft && this.view) notes.push(this.#draftNote(this.view, this.#draft))
    return notes.filter((note): note is Placed => note.at !== null && note.style !== 'speech').sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
  })
  /** Those on chosen words, not on a section. */
  passages = $derived(this.placed.filter((note) => note.style !== 'section'))
  /** Notes on the speech as a whole. */
  whole = $derived.by((): NoteView[] => {
    const notes = (this.view?.notes ?? []).filter((note) => note.style === 'speech')
    return this.#draft && this.view && this.#style === 'speech' ? [...notes, this.#draftNote(this.view, this.#draft)] : notes
  })
  lost = $derived((this.view?.notes ?? []).filter((note) => note.at === null))

  show(view: SpeechView | null): void {
    if (view?.row.id !== this.view?.row.id) {
      this.active = null
      this.writing = null
      this.selection = null
      this.choosing = null
      this.#draft = null
    }
    // It has an id: the speech was read again after it was made.
    if (view?.row.id !== this.#made?.speech || this.#made?.id !== MADE) this.#made = null
    this.view = view
  }

  get current(): NoteView | null {
    return this.placed.find((note) => note.id === this.active) ?? this.whole.find((note) => note.id === this.active) ?? this.lost.find((note) => note.id === this.active) ?? null
  }

  /** The note over an offset: the shortest, so that a note inside another can be reached. */
  at(offset: number): NoteView | null {
    const over = this.passages.filter((note) => note.at[0] <= offset && offset < note.at[1])
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
    const note = await this.#kept()
    if (note) await archive.act(host.changeNote(note.id, { colour }), true)
    return note !== null
  }

  async underline(): Promise<boolean> {
    const span = this.#take()
    if (span) return this.#add(span, 'underline', '')
    const note = await this.#kept()
    if (!note) return false
    await archive.act(host.changeNote(note.id, { style: note.style === 'underline' ? 'wash' : 'underline' }), true)
    return true
  }

  /** Begins a comment on the selection, or on the note that is being read. */
  write(): boolean {
    const span = this.#take()
    if (span) return this.#begin(span, 'wash')
    if (!this.current) return false
    void this.#kept().then((note) => { this.writing = note?.id ?? null })
    return true
  }

  /** Begins a note on the section with this heading, or on the whole speech. */
  writeOn(heading: Span | null): boolean {
    const first = this.view?.text.search(/\S/u) ?? -1
    if (!this.view || first < 0) return false
    const line = this.view.text.indexOf('\n', first)
    return this.#begin(heading ?? [first, line < 0 ? this.view.text.length : line], heading ? 'section' : 'speech')
  }

  #begin(span: Span, style: 'wash' | 'section' | 'speech'): boolean {
    this.#draft = span
    this.#style = style
    this.active = this.writing = DRAFT
    return true
  }

  /** Gives a lost note the words that are selected. */
  async place(): Promise<boolean> {
    const note = placing.note
    const span = note && this.#take()
    if (!note || !span) return false
    placing.end()
    if (await archive.act(host.changeNote(note.id, { at: span }))) this.active = note.id
    return true
  }

  async themes(note: NoteView, id: string): Promise<void> {
    const themes = note.themes.includes(id) ? note.themes.filter((one) => one !== id) : [...note.themes, id]
    await archive.act(host.changeNote(note.id, { themes }), true)
  }

  /** Keeps what was written; null gives up. */
  async written(id: string, words: string | null): Promise<void> {
    this.writing = null
    if (id === DRAFT) {
      const span = this.#draft
      this.#draft = null
      this.active = null
      if (span && words !== null && (words.trim() || this.#style === 'wash')) await this.#add(span, this.#style, words.trim())
    } else if (words !== null && words.trim() !== this.view?.notes.find((note) => note.id === id)?.comment) {
      await archive.act(host.changeNote(id, { comment: words.trim() }), true)
    }
  }

  async remove(id: string): Promise<void> {
    const kept = id === MADE ? (await this.#kept())?.id : id
    if (!kept) return
    if (this.active === kept) this.active = null
    await archive.act(host.removeNote(kept))
  }

  /** Asks into which section the selected words are to go. */
  choose(anchor: DOMRect): void {
    const words = this.#span()
    if (words) this.choosing = { words, anchor }
  }

  /** Takes words into a notebook; without a place, where one last worked. */
  async excerpt(span: Span | null = null, place: ExcerptPlace = { kind: 'last', notebook: null }): Promise<boolean> {
    const of = span ?? this.#take() ?? this.current?.at ?? null
    if (!of || !this.view) return false
    const words = this.view.text.slice(...of)
    if (await archive.act(host.addExcerpt(this.view.row.id, of, place, t('side.excerpts')))) void this.#also(words)
    return true
  }

  async copy(): Promise<boolean> {
    const span = this.#span() ?? this.current?.at
    if (!span || !this.view) return false
    const { row, text, outline } = this.view
    const field = (id: string): string => say(this.view?.fields.find((one) => one.field === id)?.words ?? { zh: '', en: '' })
    const section = pathOf(outline, sectionAt(outline, span[0])).map((heading) => heading.number).join('')
    await navigator.clipboard.writeText(withSource(text.slice(...span).replace(/\s*\n\s*/g, ''), { title: row.title, date: row.date ? say(row.date.words) : '', speaker: field('speaker') || field('role'), section }))
    toast(t('note.copied'))
    return true
  }

  same(): boolean {
    const span = this.#span() ?? this.current?.at
    if (!span || !this.view) return false
    go({ room: 'search', query: exactly(this.view.text.slice(...span)) })
    return true
  }

  /** Tells in how many other speeches words that were just excerpted stand too. */
  async #also(words: string): Promise<void> {
    const query = exactly(words)
    const found = await host.search(query, 'relevance', 0, 1).catch(() => null)
    if (found && found.total > 1) toast(t('note.also', found.total - 1), { label: t('note.also.see'), run: () => go({ room: 'search', query }) })
  }

  /** The selected words, or those of the note that is being read, where there are enough of them to look for alike ones. */
  passage(): { words: string; from: string } | null {
    const span = this.#span() ?? this.current?.at
    const words = span && this.view ? this.view.text.slice(...span) : ''
    return this.view && words.replace(/\s/g, '').length >= 6 ? { words, from: this.view.row.id } : null
  }

  /** The note that is being read, once the archive has it. A key pressed just after a note was written found none. */
  async #kept(): Promise<NoteView | null> {
    if (this.active === MADE) await this.#keeping
    return this.current
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
    const made = { ...this.#draftNote(this.view, at), id: MADE, style, comment }
    this.#made = made
    this.active = MADE
    const keeping = archive.act(host.addNote({ speech: made.speech, at, colour: this.#colour, style, comment }), true)
    this.#keeping = keeping.then((changed) => {
      const id = changed?.made
      // It may have come back already, or another may have been made since.
      if (this.#made === made) this.#made = id && !this.view?.notes.some((note) => note.id === id) ? { ...made, id } : null
      if (this.active === MADE) this.active = id ?? null
    })
    await this.#keeping
    return (await keeping) !== null
  }

  #draftNote(view: SpeechView, at: Span): NoteView {
    const now = Date.now()
    return {
      id: DRAFT, speech: view.row.id, title: view.row.title, supplied: view.row.supplied, date: view.row.date, at, quote: view.text.slice(...at),
      colour: this.#colour, style: this.#style, comment: '', themes: [], section: null, created: now, modified: now, excerpted: null,
    }
  }
}
