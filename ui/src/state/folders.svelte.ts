/** How many speeches each saved search finds, so that it stands in the sidebar like a folder. */
import { host } from '../host'
import type { SavedSearch } from '../wire/wire'

/** Counting begins when the archive has been quiet for so long: it must not delay what a person waits for. */
const QUIET = 900

class Folders {
  found = $state.raw<ReadonlyMap<string, number>>(new Map())
  #counted = ''

  /** Counts the searches anew when they or the archive changed. The returned function gives up. */
  follow(saved: SavedSearch[], revision: number): () => void {
    const key = JSON.stringify([revision, saved.map(({ id, query }) => [id, query])])
    if (key === this.#counted || saved.length === 0) return () => {}
    let over = false
    const timer = setTimeout(() => void count(), QUIET)
    const count = async (): Promise<void> => {
      const found = new Map<string, number>()
      for (const { id, query } of saved) {
        // A query that has become wrong (its theme was taken away) stands without a number.
        const total = await host.search(query, 'newest', 0, 0).then((page) => page.total, () => null)
        if (over) return
        if (total !== null) found.set(id, total)
      }
      this.found = found
      this.#counted = key
    }
    return () => {
      over = true
      clearTimeout(timer)
    }
  }
}

export const folders = new Folders()
