/**
 * A search as it is typed: the first hits with each key, the counts behind them. An answer that was overtaken is
 * dropped, and while nothing new has come the last stays. Knows the host and nothing of the screen.
 */
import type { Host, SearchOrder } from '../../host/host'
import type { Facets, HitView, NoteView, Problem } from '../../wire/wire'
import { headOf, pieces, without } from './query'

export interface WayOn {
  way: 'without' | 'any' | 'only'
  /** The part that is taken out or left alone. */
  chip: string
  query: string
  total: number
}

/** A screen of hits; the counts and the next come behind. */
const FIRST = 20
const PAGE = 40
/** A key within this time of the last one belongs to the same word. */
const PAUSE = 40
/** Most notes that are looked through; read once, not with each key. */
const NOTES = 5000

export class Finding {
  /** How many there are; null until they are counted. */
  total = $state<number | null>(null)
  facets = $state.raw<Facets | null>(null)
  hits = $state.raw<HitView[]>([])
  fault = $state.raw<Problem | null>(null)
  /** The query that `hits` answer. */
  answered = $state<string | null>(null)
  waysOn = $state.raw<WayOn[]>([])
  notes = $state.raw<NoteView[]>([])
  order = $state<SearchOrder>('relevance')
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
      Object.assign(this, { total: null, facets: null, hits: [], fault: null, answered: null, waysOn: [], notes: [] })
      return
    }
    try {
      const first = await this.host.searchFirst(query, this.order, FIRST)
      if (asked !== this.#asked) return
      const { counted } = first
      const nothing = first.hits.length === 0
      // The conditions at the side stay until the new ones are counted, or they would flicker with each key.
      Object.assign(this, { hits: first.hits, fault: null, answered: query, total: counted?.total ?? (first.more ? null : first.hits.length), facets: counted?.facets ?? this.facets })
      if (!nothing) this.waysOn = []
      const [rest, notes, waysOn] = await Promise.all([
        counted ?? this.host.search(query, this.order, 0, 0), this.#findNotes(query), nothing ? this.#findWaysOn(query) : [],
      ])
      if (asked !== this.#asked) return
      Object.assign(this, { total: rest.total, facets: rest.facets, notes, waysOn })
    } catch (error) {
      if (asked !== this.#asked) return
      const fault = this.asProblem(error)
      // Stopped by a search somewhere else in the window, not overtaken by one of ours.
      if (fault.code === 'search.stopped') return
      this.fault = fault
      this.answered = query
    }
  }

  /** The next hits, when the end of the list comes in sight. */
  async more(): Promise<void> {
    const { answered } = this
    if (answered === null || this.#reading || (this.total !== null && this.hits.length >= this.total)) return
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
    this.#allNotes ??= this.host.notes({}, 0, NOTES).then((page) => page.rows)
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
