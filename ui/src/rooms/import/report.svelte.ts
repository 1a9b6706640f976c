/** The lines of a finished report, fetched a page at a time as they are looked at. They do not change. */
import { host } from '../../host'
import type { ImportLine } from '../../wire/wire'
import type { Show } from './lines'

const PAGE = 100

export class ReportLines {
  #pages = $state.raw<ReadonlyMap<number, ImportLine[]>>(new Map())
  #asked = new Set<number>()
  #show: Show
  #failed: (error: unknown) => void

  constructor(show: Show, failed: (error: unknown) => void) {
    this.#show = show
    this.#failed = failed
  }

  line(index: number): ImportLine | null {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null
  }

  /** Fetches what is missing of the lines from `first` to `last`. */
  want(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
      if (!this.#asked.has(page)) void this.#get(page)
    }
  }

  async #get(page: number): Promise<void> {
    this.#asked.add(page)
    try {
      const lines = await host.reportLines(this.#show, page * PAGE, PAGE)
      this.#pages = new Map([...this.#pages, [page, lines]])
    } catch (error) {
      this.#asked.delete(page)
      this.#failed(error)
    }
  }
}
