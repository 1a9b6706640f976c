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
  if (paths.length > 0) await follow((report) => host.importPaths(paths, report))
}

/** Recognises the pictures of pages that gave no text (OCR). */
export async function recogniseUnread(): Promise<void> {
  await follow((report) => host.recogniseUnread(report))
}

async function follow(work: (report: (now: ImportProgress) => void) => Promise<ImportProgress>): Promise<void> {
  if (running) return
  const before = progress
  running = true
  progress = null
  try {
    progress = await work((now) => (progress = now))
  } catch (error) {
    progress ??= before
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
