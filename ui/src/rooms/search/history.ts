/** What was searched for, newest first, kept with the settings on this machine unless switched off. */
import { archive } from '../../state/archive.svelte'

const MOST = 30

/** The history with a query at its head. A query that was typed on from an older one takes its place. */
export function withSearch(history: readonly string[], query: string): string[] {
  const wanted = query.trim().replace(/\s+/gu, ' ')
  if (!wanted) return [...history]
  const rest = history.filter((one, place) => one !== wanted && !(place === 0 && wanted.startsWith(one)))
  return [wanted, ...rest].slice(0, MOST)
}

/** Notes a search that was made use of: a hit was opened, or it was saved. */
export function remember(query: string): void {
  const { remember: wanted, searched } = archive.settings
  if (!wanted || !query.trim() || searched[0] === query.trim()) return
  void archive.save({ searched: withSearch(searched, query) })
}

export function forget(query: string): void {
  void archive.save({ searched: archive.settings.searched.filter((one) => one !== query) })
}
