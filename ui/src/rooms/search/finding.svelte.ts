/**
 * A search as it is typed: asked a moment after the last key, an answer that was overtaken is dropped, and while
 * nothing new has come the last page stays. Knows the host and nothing of the screen.
 */
import type { Host } from '../../host/host'
import type { HitView, NoteView, Problem, SearchPage } from '../../wire/wire'
import { headOf, pieces, without } from './query'

export type Order = 'relevance' | 'newest' | 'oldest'
export interface WayOn {
  way: 'without' | 'any' | 'only'
  /** The part that is taken out or left alone. */
  chip: string
  query: string
  total: number
}

const PAGE = 40
const PAUSE = 90
/** Most notes that are looked through; read once, not with each key. */
const NOTES = 5000

export class Finding {
  page = $state.raw<SearchPage | null>(null)
  hits = $state.raw<HitView[]>([])
  fault = $state.raw<Problem | null>(null)
  /** The query that `page` answers. */
  answered = $state<string | null>(null)
  waysOn = $state.raw<WayOn[]>([])
  notes = $state.raw<NoteView[]>([])
  order = $state<Order>('relevance')
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #reading = false
  #allNotes: Promise<NoteView[]> | null = null

  constructor(
    private readonly host: Host,
    private readonly asProblem: (error: unknown) => Problem,
  ) {}

  /** The archive changed: what was kept of it is read again. */
  forget(): void {
    this.#allNotes = null
  }

  /** Asks soon; at once when `now`. */
  ask(query: string, now = false): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.run(query), now ? 0 : PAUSE)
  }

  async run(query: string): Promise<void> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    if (!query.trim()) {
      Object.assign(this, { page: null, hits: [], fault: null, answered: null, waysOn: [], notes: [] })
      return
    }
    try {
      const [page, notes] = await Promise.all([this.host.search(query, this.order, 0, PAGE), this.#findNotes(query)])
      const waysOn = page.total === 0 ? await this.#findWaysOn(query) : []
      if (asked !== this.#asked) return
      Object.assign(this, { page, hits: page.hits, fault: null, answered: query, waysOn, notes })
    } catch (error) {
      if (asked !== this.#asked) return
      this.fault = this.asProblem(error)
      this.answered = query
    }
  }

  /** The next hits, when the end of the list comes in sight. */
  async more(): Promise<void> {
    const { page, answered } = this
    if (!page || answered === null || this.#reading || this.hits.length >= page.total) return
    const asked = this.#asked
    this.#reading = true
    try {
      const next = await this.host.search(answered, this.order, this.hits.length, PAGE)
      if (asked === this.#asked) this.hits = [...this.hits, ...next.hits]
    } catch (error) {
      if (asked === this.#asked) this.fault = this.asProblem(error)
    } finally {
      this.#reading = false
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#asked += 1
  }

  /** Notes whose passage or comment holds the words. */
  async #findNotes(query: string): Promise<NoteView[]> {
    const words = headOf(query).split(' ').filter(Boolean)
    if (words.length === 0) return []
    this.#allNotes ??= this.host.notes(null, 0, NOTES).then((page) => page.rows)
    const all = await this.#allNotes
    return all.filter((note) => words.every((word) => note.quote.includes(word) || note.comment.includes(word)))
  }

  /** What would find something: the query without one of its parts, any of its words, or else one part alone. */
  async #findWaysOn(query: string): Promise<WayOn[]> {
    const list = pieces(query)
    const words = list.filter((piece) => piece.kind === 'words')
    const tries = list.length > 1 ? list.map((piece): Omit<WayOn, 'total'> => ({ way: 'without', chip: piece.text, query: without(query, piece) })) : []
    if (words.length > 1) {
      const any = `(${words.map((piece) => piece.text).join(' OR ')})`
      tries.push({ way: 'any', chip: '', query: [any, ...list.filter((piece) => piece.kind !== 'words').map((piece) => piece.text)].join(' ') })
    }
    const found = await this.#tryOut(tries)
    if (found.length > 0 || list.length < 3) return found
    return this.#tryOut(list.map((piece) => ({ way: 'only', chip: piece.text, query: piece.text })))
  }

  async #tryOut(tries: Omit<WayOn, 'total'>[]): Promise<WayOn[]> {
    const all = await Promise.all(
      tries.slice(0, 6).map(async (way) => ({ ...way, total: await this.host.search(way.query, this.order, 0, 0).then((page) => page.total, () => 0) })),
    )
    return all.filter((way) => way.total > 0).sort((a, b) => a.total - b.total).slice(0, 3)
  }
}
