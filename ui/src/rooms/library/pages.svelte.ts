/** A long list fetched a page at a time as it is looked at; old pages are let go. */
import type { Page, Row, YearCount } from '../../wire/wire'

export const PAGE = 100
/** Pages kept; more than anyone scrolls through without stopping. */
const KEPT = 60

export type Fetch = (offset: number, limit: number) => Promise<Page>

export class Pages {
  /** Null until the first answer. */
  total = $state<number | null>(null)
  years = $state.raw<YearCount[]>([])
  doubtful = $state(0)
  /** Versions that another speech stands for. */
  folded = $state(0)
  #pages = $state.raw<ReadonlyMap<number, Row[]>>(new Map())
  #asked = new Map<number, number>()
  #turn = 0
  #fetch: Fetch
  #failed: (error: unknown) => void

  constructor(fetch: Fetch, failed: (error: unknown) => void) {
    this.#fetch = fetch
    this.#failed = failed
  }

  row(index: number): Row | null {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null
  }

  /** Where a speech stands among the rows that are here; -1 when it is not. */
  indexOf(id: string): number {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex((row) => row.id === id)
      if (at >= 0) return page * PAGE + at
    }
    return -1
  }

  /** Fetches what is missing of the rows from `first` to `last`. */
  want(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
      if (this.#asked.get(page) !== this.#turn) void this.#get(page)
    }
  }

  /** Reads again what is shown; the rows that are here stay until then. */
  async refresh(first: number, last: number): Promise<void> {
    this.#turn += 1
    const from = Math.floor(Math.max(0, first) / PAGE)
    const to = Math.floor(Math.max(0, last) / PAGE)
    const wanted = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    await Promise.all((from > 0 ? [0, ...wanted] : wanted).map((page) => this.#get(page)))
  }

  /** The ids of the rows from `first` to `last`, fetched when they are not here. */
  async ids(first: number, last: number): Promise<string[]> {
    const found: string[] = []
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
      const rows = this.#pages.get(page) ?? (await this.#fetch(page * PAGE, PAGE)).rows
      rows.forEach((row, i) => {
        const index = page * PAGE + i
        if (index >= first && index <= last) found.push(row.id)
      })
    }
    return found
  }

  async #get(page: number): Promise<void> {
    const turn = this.#turn
    this.#asked.set(page, turn)
    try {
      const got = await this.#fetch(page * PAGE, PAGE)
      // A newer refresh has begun: this answer may be of the list as it was.
      if (turn !== this.#turn) return
      this.total = got.total
      // Only the first page says how the whole list lies: the headings went when a later one came.
      if (page === 0) {
        this.years = got.years
        this.doubtful = got.doubtfulDates
        this.folded = got.folded
      }
      const pages = new Map([...this.#pages].filter(([number]) => this.#asked.get(number) === turn && number !== page))
      pages.set(page, got.rows)
      while (pages.size > KEPT) {
        const oldest = pages.keys().next().value!
        pages.delete(oldest)
        this.#asked.delete(oldest)
      }
      this.#pages = pages
    } catch (error) {
      this.#asked.delete(page)
      this.#failed(error)
    }
  }
}
