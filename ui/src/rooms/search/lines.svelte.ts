/**
 * The concordance of a query as the screen needs it: read once, shown while it is read, a stretch at a time.
 * What the lines are and how they are sorted is the program's.
 */
import type { Host } from '../../host/host'
import type { Collocates, IdCount, KwicLine, KwicProgress, KwicView, Problem } from '../../wire/wire'

/** Lines asked for at once, and how many stretches are kept of those seen last. */
const STRETCH = 100
const KEPT = 12
/** While lines are read the order is made anew, but not with each report. */
const CALM = 500

export type LineSort = 'right' | 'left' | 'newest' | 'oldest'

export class Lines {
  query = $state<string | null>(null)
  progress = $state.raw<KwicProgress>({ lines: 0, speeches: 0, done: false, capped: false })
  fault = $state.raw<Problem | null>(null)
  view = $state.raw<KwicView>({ sort: 'right', depth: 2, filter: '', years: null, type: null, near: null })
  total = $state(0)
  speeches = $state(0)
  years = $state.raw<IdCount[]>([])
  types = $state.raw<IdCount[]>([])
  /** Grows when the lines that are shown are others. */
  turn = $state(0)
  window = $state(5)
  least = $state(3)
  near = $state.raw<Collocates | null>(null)
  counting = $state(false)
  #stretches = new Map<number, KwicLine[]>()
  #asking = new Set<number>()
  #asked = 0
  #counted = 0
  #revision = -1
  #refreshed = 0

  constructor(
    private readonly host: Host,
    private readonly asProblem: (error: unknown) => Problem,
  ) {}

  /** Reads the lines of a query, unless they are here already. */
  async open(query: string, revision: number): Promise<void> {
    if (query === this.query && revision === this.#revision && !this.fault) return
    const asked = ++this.#asked
    this.#revision = revision
    this.#counted += 1
    Object.assign(this, {
      query, fault: null, near: null, counting: false, total: 0, speeches: 0, years: [], types: [],
      progress: { lines: 0, speeches: 0, done: false, capped: false }, view: { ...this.view, filter: '', years: null, type: null, near: null },
    })
    this.#forget()
    try {
      const done = await this.host.kwic(query, (progress) => {
        if (asked !== this.#asked) return
        this.progress = progress
        if (performance.now() - this.#refreshed > CALM) void this.#refresh()
      })
      if (asked !== this.#asked) return
      this.progress = done
      await this.#refresh()
    } catch (error) {
      if (asked !== this.#asked) return
      const fault = this.asProblem(error)
      if (fault.code !== 'search.stopped') this.fault = fault
    }
  }

  /** Another order or other lines of the same concordance. */
  async show(change: Partial<KwicView>): Promise<void> {
    this.view = { ...this.view, ...change }
    await this.#refresh()
    // What stands near is counted among the lines that are shown; a chosen word does not change that.
    if (this.near && Object.keys(change).some((key) => ['filter', 'years', 'type'].includes(key))) await this.count()
  }

  line(at: number): KwicLine | null {
    void this.turn
    return this.#stretches.get(Math.floor(at / STRETCH))?.[at % STRETCH] ?? null
  }

  /** The lines from `first` to `last` came in sight. */
  see(first: number, last: number): void {
    for (let n = Math.floor(first / STRETCH); n <= Math.floor(last / STRETCH); n++) void this.#ask(n)
  }

  /** A line wherever it is. */
  async reach(at: number): Promise<KwicLine | null> {
    if (at < 0 || at >= this.total) return null
    return this.line(at) ?? (await this.host.kwicPage(this.view, at, 1)).lines[0] ?? null
  }

  /** Counts what stands near. */
  async count(window = this.window, least = this.least): Promise<void> {
    const counted = ++this.#counted
    Object.assign(this, { window, least, counting: true })
    try {
      const near = await this.host.collocates(this.view, window, least)
      if (counted === this.#counted) this.near = near
    } catch (error) {
      const fault = this.asProblem(error)
      if (counted === this.#counted && fault.code !== 'search.stopped') this.fault = fault
    } finally {
      if (counted === this.#counted) this.counting = false
    }
  }

  close(): void {
    this.#asked += 1
    this.#counted += 1
    this.query = null
    this.#forget()
    void this.host.closeKwic().catch(() => {})
  }

  #forget(): void {
    this.#stretches.clear()
    this.#asking.clear()
    this.turn += 1
  }

  /** Asks for the first lines and the counts of the view as it is now. */
  async #refresh(): Promise<void> {
    const [asked, view] = [this.#asked, this.view]
    this.#refreshed = performance.now()
    try {
      const page = await this.host.kwicPage(view, 0, STRETCH)
      if (asked !== this.#asked || view !== this.view) return
      this.#forget()
      this.#stretches.set(0, page.lines)
      Object.assign(this, { total: page.total, speeches: page.speeches, years: page.years, types: page.types, progress: page.progress })
    } catch (error) {
      const fault = this.asProblem(error)
      if (asked === this.#asked && fault.code !== 'search.stopped') this.fault = fault
    }
  }

  async #ask(n: number): Promise<void> {
    if (this.#stretches.has(n) || this.#asking.has(n)) return
    const [asked, view, turn] = [this.#asked, this.view, this.#refreshed]
    this.#asking.add(n)
    try {
      const page = await this.host.kwicPage(view, n * STRETCH, STRETCH)
      if (asked !== this.#asked || view !== this.view || turn !== this.#refreshed) return
      this.#stretches.delete(n)
      this.#stretches.set(n, page.lines)
      const oldest = this.#stretches.keys().next().value
      if (this.#stretches.size > KEPT && oldest !== undefined) this.#stretches.delete(oldest)
      this.turn += 1
    } catch {
      // The next look asks again.
    } finally {
      this.#asking.delete(n)
    }
  }
}

/** The first characters of a context that a line is sorted by, as far as they go, signs passed over: 、挂图 for 2. */
export function keyLength(context: string, depth: number): number {
  let [count, at] = [0, 0]
  for (const c of context) {
    at += c.length
    if (/[\p{L}\p{N}]/u.test(c) && ++count === depth) return at
  }
  return count === 0 ? 0 : at
}

/** The same from the end. */
export function keyStart(context: string, depth: number): number {
  let [count, at] = [0, context.length]
  for (const c of [...context].reverse()) {
    at -= c.length
    if (/[\p{L}\p{N}]/u.test(c) && ++count === depth) return at
  }
  return count === 0 ? context.length : at
}
