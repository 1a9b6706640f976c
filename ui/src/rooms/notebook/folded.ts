/** Sections that are folded, by id: while the window lives. */
import { SvelteSet } from 'svelte/reactivity'

export const folded = new SvelteSet<string>()

export function fold(sections: readonly string[], shut: boolean): void {
  for (const id of sections) {
    if (shut) folded.add(id)
    else folded.delete(id)
  }
}
