/**
 * Counts for the conditions at the side. A condition that is on must not hide its neighbours: each narrowed field
 * is counted again without its own condition.
 */
import type { Host } from '../../host/host'
import type { Facets } from '../../wire/wire'
import { chosen, toggled, withYears, years, type TermField } from './query'

const names: Record<TermField, 'types' | 'genres' | 'levels' | 'themes'> = { type: 'types', genre: 'genres', level: 'levels', theme: 'themes' }

export async function wideFacets(host: Host, query: string, facets: Facets): Promise<Facets> {
  const without: [keyof Facets, string][] = []
  for (const field of Object.keys(names) as TermField[]) {
    const values = chosen(query, field)
    if (values.length > 0) without.push([names[field], values.reduce((text, value) => toggled(text, field, value), query)])
  }
  if (years(query)) without.push(['years', withYears(query, null)])
  const wide = await Promise.all(without.map(async ([name, text]) => [name, await host.search(text, 'newest', 0, 0).then((page) => page.facets[name], () => facets[name])] as const))
  return { ...facets, ...Object.fromEntries(wide) }
}
