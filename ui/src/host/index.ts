/** Picks the host once: the real archive inside the app, made data in a browser. */
import type { Host } from './host'

async function pick(): Promise<Host> {
  if ('__TAURI_INTERNALS__' in window) return (await import('./tauri')).tauri
  return (await import('./fake')).fake()
}

export const host: Host = await pick()
