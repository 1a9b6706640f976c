/**
 * The rooms: each is a folder in rooms/ with a Room.svelte, shown for the places that carry its name; overlays
 * likewise, told how to close. A new room needs no change here.
 */
import type { Component } from 'svelte'

const found = import.meta.glob<{ default: Component<Record<string, unknown>> }>('../rooms/*/Room.svelte', { eager: true })

export function room(name: string): Component<Record<string, unknown>> | null {
  return found[`../rooms/${name}/Room.svelte`]?.default ?? null
}
