/** The import that runs, wherever the reader is meanwhile. Does not know how it is shown. */
import { host } from '../host'
import type { ImportProgress } from '../wire/wire'
import { archive } from './archive.svelte'
import { complain } from './toasts.svelte'

let progress = $state.raw<ImportProgress | null>(null)
let running = $state(false)

export const intake = {
  /** How the last import stands; null when there was none. */
  get progress(): ImportProgress | null {
    return progress
  },
  get running(): boolean {
    return running
  },
}

/** Takes files and folders in; one import at a time. */
export async function takeIn(paths: string[]): Promise<void> {
  if (running || paths.length === 0) return
  running = true
  progress = null
  try {
    progress = await host.importPaths(paths, (now) => (progress = now))
  } catch (error) {
    complain(error)
  } finally {
    running = false
    archive.changed({ words: { zh: '', en: '' }, touched: [], made: null })
  }
}

/** Holds a running import, or lets it go on. */
export async function pause(paused: boolean): Promise<void> {
  await host.pauseImport(paused).catch(complain)
}

export async function stop(): Promise<void> {
  await host.cancelImport().catch(complain)
}

/** Puts the report away. */
export function forget(): void {
  if (!running) progress = null
}
