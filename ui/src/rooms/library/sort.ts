/** The order in which lists were last looked at. */
import type { Sort } from '../../wire/wire'

const KEY = 'rostrum.sort'
const known: Sort[] = ['dateDown', 'dateUp', 'title', 'speaker', 'length', 'added']

export function remembered(): Sort {
  try {
    return known.find((sort) => sort === localStorage.getItem(KEY)) ?? 'dateDown'
  } catch {
    return 'dateDown'
  }
}

export function remember(sort: Sort): void {
  try {
    localStorage.setItem(KEY, sort)
  } catch {
    // Without a store the order lasts until the window closes.
  }
}
